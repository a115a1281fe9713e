/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-year-list.h"

#include <string.h>

#include "zp-decimal.h"

/* Two names of a unit's projects are the same when this share of their pairs of characters is, and
 * their numbers agree. */
#define SAME_PERCENT 75
/* A name that is part of another one has at least so many characters. */
#define PART_MIN 4
/* Comparing every name with every other one ends here; nobody has so many wrong names. */
#define PAIRS_MAX 1000000

struct _ZpYearList
{
  grefcount references;
  GPtrArray *all;           /* keeps the lines alive */
  GPtrArray *lines;         /* those that are no drafts; borrows from all */
  GHashTable *form_of_line; /* ZpYearLine -> id */
  GHashTable *line_of_form; /* id -> ZpYearLine */
  GHashTable *due;          /* "year\nunit" -> due, also "year\n" for the whole year */
  GHashTable *listed;       /* set of "year\nunit" that the list names projects of */
  GPtrArray *units;
};

/* Full-width letters, digits and signs, and their places in ASCII. */
#define WIDE_FIRST 0xff01
#define WIDE_LAST 0xff5e
#define WIDE_OFFSET 0xfee0
/* Chinese characters that are nothing but themselves in every way of writing. */
#define HAN_FIRST 0x4e00
#define HAN_LAST 0x9fa5

/* The key of a text of Chinese and ASCII, as nearly all names are: folding and composing each of ten
 * thousand of them takes a tenth of a second.  Returns %NULL for any other text. */
static char *
make_plain_key (const char *text)
{
  GString *key = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= WIDE_FIRST && c <= WIDE_LAST)
        c -= WIDE_OFFSET;
      if (c < 0x80 && g_ascii_isalnum (c))
        g_string_append_c (key, g_ascii_tolower ((char) c));
      else if (c >= HAN_FIRST && c <= HAN_LAST)
        g_string_append_unichar (key, c);
      else if (c >= 0x80)
        {
          g_string_free (key, TRUE);
          return NULL;
        }
    }
  return g_string_free (key, FALSE);
}

/* Likewise for any text. */
static char *
make_folded_key (const char *valid)
{
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  g_autofree char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *key = g_string_new (NULL);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        g_string_append_unichar (key, g_utf8_get_char (p));
    }
  return g_string_free (key, FALSE);
}

/* What names are compared by: no punctuation, no spaces, one width and one case. */
static char *
make_key (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  char *plain = make_plain_key (valid);

  return plain != NULL ? plain : make_folded_key (valid);
}

/* A bureau and its own level (本级) are one unit where forms are concerned. */
static char *
make_unit_key (const char *unit)
{
  static const char *const own_level[] = { "本级", "机关" };
  char *key = make_key (unit);

  for (gsize i = 0; i < G_N_ELEMENTS (own_level); i++)
    {
      if (g_str_has_suffix (key, own_level[i]) && !g_str_equal (key, own_level[i]))
        key[strlen (key) - strlen (own_level[i])] = '\0';
    }
  return key;
}

/** zp_year_list_is_same_unit: whether two names are of one unit; a bureau and its own level are. */
gboolean
zp_year_list_is_same_unit (const char *a, const char *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (g_str_equal (a, b))
    return TRUE;
  first = make_unit_key (a);
  second = make_unit_key (b);
  return g_str_equal (first, second);
}

/* (transfer full): year and unit in one word; "" as unit stands for the whole year */
static char *
make_place (const char *year, const char *unit)
{
  g_autofree char *key = make_unit_key (unit);

  return g_strconcat (year != NULL ? year : "", "\n", key, NULL);
}

/* --- how alike two names are --- */

/* What tells one stage of a project from the next. */
static char *
extract_numbers (const char *key)
{
  static const char numerals[] = "零一二三四五六七八九十甲乙丙丁";
  GString *numbers = g_string_new (NULL);

  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) || g_utf8_strchr (numerals, -1, c) != NULL)
        g_string_append_unichar (numbers, c);
    }
  return g_string_free (numbers, FALSE);
}

static gboolean
numbers_agree (const char *a, const char *b)
{
  g_autofree char *first = extract_numbers (a);
  g_autofree char *second = extract_numbers (b);

  return *first == '\0' || *second == '\0' || g_str_equal (first, second);
}

/* (transfer full): a set of the pairs of neighbouring characters */
static GHashTable *
list_pairs (const char *key)
{
  GHashTable *pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 before = 0;

  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      gint64 c = g_utf8_get_char (p);
      gint64 pair = before << 32 | c;

      if (before != 0)
        g_hash_table_add (pairs, g_memdup2 (&pair, sizeof pair));
      before = c;
    }
  return pairs;
}

/* Percent of the pairs that both have, by Dice's coefficient. */
static guint
compare_pairs (GHashTable *a, GHashTable *b)
{
  guint n = g_hash_table_size (a) + g_hash_table_size (b);
  guint both = 0;
  GHashTableIter iter;
  gpointer pair;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &pair, NULL))
    both += g_hash_table_contains (b, pair);
  return n > 0 ? 200 * both / n : 0;
}

static gboolean
is_part (const char *a, const char *b)
{
  const char *shorter = strlen (a) < strlen (b) ? a : b;
  const char *longer = shorter == a ? b : a;

  return g_utf8_strlen (shorter, -1) >= PART_MIN && strstr (longer, shorter) != NULL;
}

/* --- laying one beside the other --- */

typedef struct
{
  const ZpYearLine *line; /* one of the two is NULL */
  const ZpStoreRecord *record;
  char *key;
  GHashTable *pairs; /* made when names are compared */
} Name;

static void
name_free (Name *name)
{
  g_clear_pointer (&name->pairs, g_hash_table_unref);
  g_free (name->key);
  g_free (name);
}

/* The names of one unit in one year. */
typedef struct
{
  GPtrArray *lines;
  GPtrArray *forms;
} Place;

static Place *
place_new (void)
{
  Place *place = g_new0 (Place, 1);

  place->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) name_free);
  place->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) name_free);
  return place;
}

static void
place_free (Place *place)
{
  g_ptr_array_unref (place->lines);
  g_ptr_array_unref (place->forms);
  g_free (place);
}

static Place *
ensure_place (GHashTable *places, const char *key)
{
  Place *place = g_hash_table_lookup (places, key);

  if (place == NULL)
    {
      place = place_new ();
      g_hash_table_insert (places, g_strdup (key), place);
    }
  return place;
}

static void
join (ZpYearList *self, const Name *line, const Name *form)
{
  g_hash_table_insert (self->form_of_line, (gpointer) line->line, g_strdup (form->record->id));
  g_hash_table_insert (self->line_of_form, g_strdup (form->record->id), (gpointer) line->line);
}

static gboolean
is_joined (const ZpYearList *self, const Name *name)
{
  return name->line != NULL ? g_hash_table_contains (self->form_of_line, name->line)
                            : g_hash_table_contains (self->line_of_form, name->record->id);
}

static void
join_equal (ZpYearList *self, const Place *place)
{
  g_autoptr (GHashTable) forms = g_hash_table_new (g_str_hash, g_str_equal);

  /* From the end on, so that the first of several equal ones stays in the table. */
  for (guint i = place->forms->len; i > 0; i--)
    {
      Name *form = g_ptr_array_index (place->forms, i - 1);

      if (!is_joined (self, form))
        g_hash_table_insert (forms, form->key, form);
    }
  for (guint i = 0; i < place->lines->len; i++)
    {
      const Name *line = g_ptr_array_index (place->lines, i);
      const Name *form = g_hash_table_lookup (forms, line->key);

      if (is_joined (self, line))
        continue;
      /* Two projects of the same name have two forms of the same name. */
      for (guint j = 0; form != NULL && is_joined (self, form) && j < place->forms->len; j++)
        {
          const Name *other = g_ptr_array_index (place->forms, j);

          if (!is_joined (self, other) && g_str_equal (other->key, line->key))
            form = other;
        }
      if (form != NULL && !is_joined (self, form))
        join (self, line, form);
    }
}

typedef struct
{
  const Name *line;
  const Name *form;
  guint percent;
} Likeness;

static int
compare_likeness (gconstpointer a, gconstpointer b)
{
  const Likeness *first = a;
  const Likeness *second = b;

  return (first->percent < second->percent) - (first->percent > second->percent);
}

static guint
measure_likeness (Name *a, Name *b)
{
  guint percent;

  if (!numbers_agree (a->key, b->key))
    return 0;
  if (a->pairs == NULL)
    a->pairs = list_pairs (a->key);
  if (b->pairs == NULL)
    b->pairs = list_pairs (b->key);
  percent = compare_pairs (a->pairs, b->pairs);
  return is_part (a->key, b->key) ? MAX (percent, SAME_PERCENT) : percent;
}

/* The most alike first, so that a better match is not lost to a worse one. */
static void
join_alike (ZpYearList *self, const Place *place)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Likeness));
  guint pairs = 0;

  for (guint i = 0; i < place->lines->len; i++)
    {
      Name *line = g_ptr_array_index (place->lines, i);

      for (guint j = 0; !is_joined (self, line) && j < place->forms->len; j++)
        {
          Name *form = g_ptr_array_index (place->forms, j);
          Likeness likeness = { line, form, 0 };

          if (is_joined (self, form) || ++pairs > PAIRS_MAX)
            continue;
          likeness.percent = measure_likeness (line, form);
          if (likeness.percent >= SAME_PERCENT)
            g_array_append_val (all, likeness);
        }
    }
  g_array_sort (all, compare_likeness);
  for (guint i = 0; i < all->len; i++)
    {
      const Likeness *likeness = &g_array_index (all, Likeness, i);

      if (!is_joined (self, likeness->line) && !is_joined (self, likeness->form))
        join (self, likeness->line, likeness->form);
    }
}

static void
add_name (Place *place, const ZpYearLine *line, const ZpStoreRecord *record)
{
  Name *name = g_new0 (Name, 1);

  name->line = line;
  name->record = record;
  name->key = make_key (line != NULL ? line->project : record->project);
  g_ptr_array_add (line != NULL ? place->lines : place->forms, name);
}

/* Lines that name a unit first; those that name none take what is left of the year. */
static void
join_all (ZpYearList *self, GPtrArray *records)
{
  g_autoptr (GHashTable) places
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) place_free);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const ZpYearLine *line = g_ptr_array_index (self->lines, i);
      g_autofree char *place = make_place (line->year, line->unit);

      if (*line->project != '\0')
        add_name (ensure_place (places, place), line, NULL);
    }
  for (guint i = 0; i < records->len; i++)
    {
      const ZpStoreRecord *record = g_ptr_array_index (records, i);
      g_autofree char *place = make_place (record->year, record->unit);
      g_autofree char *whole = make_place (record->year, "");

      if (g_hash_table_contains (places, place))
        add_name (g_hash_table_lookup (places, place), NULL, record);
      if (g_hash_table_contains (places, whole) && !g_str_equal (place, whole))
        add_name (g_hash_table_lookup (places, whole), NULL, record);
    }
  for (int whole = FALSE; whole <= TRUE; whole++)
    {
      g_hash_table_iter_init (&iter, places);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          if (g_str_has_suffix (key, "\n") != whole)
            continue;
          join_equal (self, value);
          join_alike (self, value);
        }
    }
}

/* --- units --- */

static void
unit_free (ZpYearUnit *unit)
{
  g_free (unit->year);
  g_free (unit->unit);
  g_free (unit);
}

static ZpYearUnit *
ensure_unit (ZpYearList *self, GHashTable *units, const char *year, const char *name)
{
  char *key = make_place (year, name);
  ZpYearUnit *unit = g_hash_table_lookup (units, key);

  if (unit != NULL)
    {
      g_free (key);
      return unit;
    }
  unit = g_new0 (ZpYearUnit, 1);
  unit->year = g_strdup (year != NULL ? year : "");
  unit->unit = g_strdup (name != NULL ? name : "");
  unit->total_micro = unit->listed_micro = unit->forms_micro = G_MININT64;
  g_ptr_array_add (self->units, unit);
  g_hash_table_insert (units, key, unit);
  return unit;
}

/* What cannot be added is as good as unknown. */
static void
add_micro (gint64 *sum, gint64 micro)
{
  ZpDecimal total = ZP_DECIMAL_MICRO (*sum == G_MININT64 ? 0 : *sum);

  if (micro != G_MININT64 && zp_decimal_add (total, ZP_DECIMAL_MICRO (micro), &total))
    *sum = total.micro;
}

static void
count_units (ZpYearList *self, GPtrArray *records)
{
  g_autoptr (GHashTable) units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const ZpStoreRecord *record = g_ptr_array_index (records, i);
      ZpYearUnit *unit = ensure_unit (self, units, record->year, record->unit);

      unit->n_forms++;
      unit->n_surplus += zp_year_list_is_surplus (self, record);
      add_micro (&unit->forms_micro, record->budget_micro);
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const ZpYearLine *line = g_ptr_array_index (self->lines, i);
      ZpYearUnit *unit;

      if (*line->project == '\0' && *line->unit == '\0')
        continue;
      unit = ensure_unit (self, units, line->year, line->unit);
      if (*line->project == '\0')
        {
          unit->total_micro = line->budget_micro;
          continue;
        }
      unit->n_expected++;
      unit->n_missing += zp_year_list_get_form (self, line) == NULL;
      add_micro (&unit->listed_micro, line->budget_micro);
    }
}

/* --- the list --- */

static void
read_lines (ZpYearList *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const ZpYearLine *line = g_ptr_array_index (self->lines, i);
      char *place = make_place (line->year, line->unit);

      if (*line->project != '\0')
        g_hash_table_add (self->listed, place);
      else if (*line->due != '\0')
        g_hash_table_insert (self->due, place, line->due);
      else
        g_free (place);
    }
}

/**
 * zp_year_list_new:
 * @lines: (element-type ZpYearLine): the lines, as zp_store_list_year_lines() gives them
 * @records: (element-type ZpStoreRecord): the forms
 *
 * Finds the form of each line: the same project of the same unit and year, whatever its spaces,
 * brackets and widths are; then one whose name is nearly the same.  Names that differ in a number
 * are different projects.  Drafts are left out.
 *
 * Returns: (transfer full): the list
 */
ZpYearList *
zp_year_list_new (GPtrArray *lines, GPtrArray *records)
{
  ZpYearList *self;

  g_return_val_if_fail (lines != NULL && records != NULL, NULL);

  self = g_new0 (ZpYearList, 1);
  g_ref_count_init (&self->references);
  self->all = g_ptr_array_ref (lines);
  self->lines = g_ptr_array_new_full (lines->len, NULL);
  for (guint i = 0; i < lines->len; i++)
    {
      if (!((const ZpYearLine *) g_ptr_array_index (lines, i))->draft)
        g_ptr_array_add (self->lines, g_ptr_array_index (lines, i));
    }
  self->form_of_line = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->line_of_form = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->due = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify) unit_free);
  read_lines (self);
  join_all (self, records);
  count_units (self, records);
  return self;
}

/** zp_year_list_unref: one owner less. */
void
zp_year_list_unref (ZpYearList *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->all);
  g_hash_table_unref (self->form_of_line);
  g_hash_table_unref (self->line_of_form);
  g_hash_table_unref (self->due);
  g_hash_table_unref (self->listed);
  g_ptr_array_unref (self->units);
  g_free (self);
}

/** zp_year_list_get_lines: (transfer none) (element-type ZpYearLine): all lines in their order. */
GPtrArray *
zp_year_list_get_lines (const ZpYearList *self)
{
  return self->lines;
}

/** zp_year_list_get_form: (transfer none) (nullable): the id of the form of @line, %NULL when it is
 * missing. */
const char *
zp_year_list_get_form (const ZpYearList *self, const ZpYearLine *line)
{
  return g_hash_table_lookup (self->form_of_line, line);
}

/** zp_year_list_get_line: (transfer none) (nullable): the line of the form @id. */
const ZpYearLine *
zp_year_list_get_line (const ZpYearList *self, const char *id)
{
  return g_hash_table_lookup (self->line_of_form, id);
}

/**
 * zp_year_list_get_due:
 *
 * Returns: (transfer none) (nullable): the day on which @record must be handed in: that of its
 *   line, else of its unit, else of its year
 */
const char *
zp_year_list_get_due (const ZpYearList *self, const ZpStoreRecord *record)
{
  const ZpYearLine *line = zp_year_list_get_line (self, record->id);
  g_autofree char *place = NULL;
  g_autofree char *whole = NULL;
  const char *due;

  if (line != NULL && *line->due != '\0')
    return line->due;
  if (g_hash_table_size (self->due) == 0)
    return NULL;
  place = make_place (record->year, record->unit);
  due = g_hash_table_lookup (self->due, place);
  if (due != NULL)
    return due;
  whole = make_place (record->year, "");
  return g_hash_table_lookup (self->due, whole);
}

/**
 * zp_year_list_is_surplus:
 *
 * Returns: whether the list names projects of the unit, or of the year without units, but not this
 *   form
 */
gboolean
zp_year_list_is_surplus (const ZpYearList *self, const ZpStoreRecord *record)
{
  g_autofree char *place = NULL;
  g_autofree char *whole = NULL;

  if (g_hash_table_size (self->listed) == 0 || zp_year_list_get_line (self, record->id) != NULL)
    return FALSE;
  place = make_place (record->year, record->unit);
  whole = make_place (record->year, "");
  return g_hash_table_contains (self->listed, place) || g_hash_table_contains (self->listed, whole);
}

/** zp_year_list_get_units: (transfer none) (element-type ZpYearUnit): the units of the forms and of
 * the list. */
GPtrArray *
zp_year_list_get_units (const ZpYearList *self)
{
  return self->units;
}
