/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-private.h"

#include "zp-error.h"
#include "zp-json.h"
#include "zp-scorecard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WORDS_END "\x1f"

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpForm, zp_form, G_TYPE_OBJECT)

static void
form_table_free (ZpFormTable *table)
{
  g_ptr_array_unref (table->rows);
  g_free (table);
}

static void
zp_form_finalize (GObject *object)
{
  ZpForm *self = ZP_FORM (object);

  g_clear_pointer (&self->history, zp_history_free);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->fields, zp_row_unref);
  g_clear_pointer (&self->printed, g_hash_table_unref);
  g_clear_pointer (&self->extras, json_object_unref);
  g_clear_pointer (&self->template_, zp_template_unref);
  g_clear_pointer (&self->profile, zp_profile_unref);
  g_free (self->id);
  G_OBJECT_CLASS (zp_form_parent_class)->finalize (object);
}

static void
zp_form_class_init (ZpFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_form_finalize;

  /**
   * ZpForm::changed:
   *
   * Values, rows or the profile are others than before.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zp_form_init (ZpForm *self)
{
  self->id = g_uuid_string_random ();
  self->fields = zp_row_new ("", TRUE);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) form_table_free);
  self->printed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->extras = json_object_new ();
  self->history = zp_history_new (self);
}

/** zp_form_emit_changed: tells that something changed; inside a group its end tells it. */
void
zp_form_emit_changed (ZpForm *self)
{
  if (zp_history_is_open (self->history))
    return;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * zp_form_new:
 * @template_: the official form
 * @profile: how it is scored
 *
 * Returns: (transfer full): an empty form with an id of its own
 */
ZpForm *
zp_form_new (ZpTemplate *template_, ZpProfile *profile)
{
  ZpForm *self = g_object_new (ZP_TYPE_FORM, NULL);

  self->template_ = zp_template_ref (template_);
  self->profile = zp_profile_ref (profile);
  return self;
}

static void
copy_printed (ZpForm *to, ZpForm *from)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from->printed);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (to->printed, g_strdup (key), g_strdup (value));
}

/**
 * zp_form_copy:
 *
 * A snapshot for a worker: the same values without the history.
 *
 * Returns: (transfer full): the copy
 */
ZpForm *
zp_form_copy (ZpForm *self)
{
  ZpForm *copy = zp_form_new (self->template_, self->profile);
  g_autoptr (JsonNode) extras = json_node_init_object (json_node_alloc (), self->extras);
  g_autoptr (JsonNode) extras_copy = zp_json_copy (extras);

  zp_form_set_id (copy, self->id);
  copy->revision = self->revision;
  zp_row_unref (copy->fields);
  copy->fields = zp_row_copy (self->fields, "");
  for (guint i = 0; i < self->tables->len; i++)
    {
      const ZpFormTable *table = g_ptr_array_index (self->tables, i);
      ZpFormTable *into = zp_form_ensure_table (copy, table->key);

      for (guint j = 0; j < table->rows->len; j++)
        {
          const ZpRow *row = g_ptr_array_index (table->rows, j);

          g_ptr_array_add (into->rows, zp_row_copy (row, row->id));
        }
    }
  copy_printed (copy, self);
  json_object_unref (copy->extras);
  copy->extras = json_node_dup_object (extras_copy);
  return copy;
}

const char *
zp_form_get_id (const ZpForm *self)
{
  return self->id;
}

void
zp_form_set_id (ZpForm *self, const char *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
}

/** zp_form_get_revision: how often the form was saved; 0 for never. */
gint64
zp_form_get_revision (const ZpForm *self)
{
  return self->revision;
}

void
zp_form_set_revision (ZpForm *self, gint64 revision)
{
  self->revision = revision;
}

/** zp_form_get_template: (transfer none): the official form it is. */
ZpTemplate *
zp_form_get_template (const ZpForm *self)
{
  return self->template_;
}

/** zp_form_get_profile: (transfer none): how it is scored. */
ZpProfile *
zp_form_get_profile (const ZpForm *self)
{
  return self->profile;
}

/** zp_form_set_profile: scores the form by another profile, unless it is handed in; can be undone. */
void
zp_form_set_profile (ZpForm *self, ZpProfile *profile)
{
  if (profile == self->profile || zp_form_is_read_only (self))
    return;
  zp_history_begin (self->history, ZP_STEP_SET_PROFILE, "");
  zp_history_set_profile (self->history, profile);
  zp_history_end (self->history);
  zp_form_emit_changed (self);
}

/* --- addresses and tables --- */

/** zp_address_parse: takes “field” or “table/row/column” apart. */
gboolean
zp_address_parse (const char *text, ZpAddress *out_address)
{
  const char *first = strchr (text, '/');
  const char *second = first != NULL ? strchr (first + 1, '/') : NULL;
  ZpAddress address = { 0 };
  char table[64];

  if (first == NULL)
    {
      address.key = g_intern_string (text);
      *out_address = address;
      return *text != '\0';
    }
  if (second == NULL || first == text || second == first + 1 || second[1] == '\0'
      || strchr (second + 1, '/') != NULL || (gsize) (first - text) >= sizeof table
      || (gsize) (second - first - 1) >= sizeof address.row)
    return FALSE;
  g_strlcpy (table, text, first - text + 1);
  address.table = g_intern_string (table);
  g_strlcpy (address.row, first + 1, second - first);
  address.key = g_intern_string (second + 1);
  *out_address = address;
  return TRUE;
}

/** zp_form_find_table: (nullable): the rows of @key, when there are any. */
ZpFormTable *
zp_form_find_table (const ZpForm *self, const char *key)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      ZpFormTable *table = g_ptr_array_index (self->tables, i);

      if (table->key == key || g_str_equal (table->key, key))
        return table;
    }
  return NULL;
}

/** zp_form_ensure_table: the rows of @key, which may be none. */
ZpFormTable *
zp_form_ensure_table (ZpForm *self, const char *key)
{
  ZpFormTable *table = zp_form_find_table (self, key);

  if (table == NULL)
    {
      table = g_new0 (ZpFormTable, 1);
      table->key = g_intern_string (key);
      table->spec = zp_template_find_table (self->template_, key);
      table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_row_unref);
      g_ptr_array_add (self->tables, table);
    }
  return table;
}

/** zp_form_table_find: the position of the row @id, or -1. */
int
zp_form_table_find (const ZpFormTable *table, const char *id)
{
  for (guint i = 0; i < table->rows->len; i++)
    if (g_str_equal (((ZpRow *) g_ptr_array_index (table->rows, i))->id, id))
      return i;
  return -1;
}

/** zp_form_new_row_id: (transfer full): an id that no row of @table has. */
char *
zp_form_new_row_id (const ZpFormTable *table)
{
  for (;;)
    {
      char *id = g_strdup_printf ("n%08x", g_random_int ());

      if (zp_form_table_find (table, id) < 0)
        return id;
      g_free (id);
    }
}

guint
zp_form_get_n_rows (const ZpForm *self, const char *table)
{
  const ZpFormTable *rows = zp_form_find_table (self, table);

  return rows != NULL ? rows->rows->len : 0;
}

/** zp_form_get_row: (transfer none) (nullable): the row at @index. */
const ZpRow *
zp_form_get_row (const ZpForm *self, const char *table, guint index)
{
  const ZpFormTable *rows = zp_form_find_table (self, table);

  return rows != NULL && index < rows->rows->len ? g_ptr_array_index (rows->rows, index) : NULL;
}

/** zp_form_find_row: (transfer none) (nullable): the row @id. */
const ZpRow *
zp_form_find_row (const ZpForm *self, const char *table, const char *id)
{
  const ZpFormTable *rows = zp_form_find_table (self, table);
  int index = rows != NULL ? zp_form_table_find (rows, id) : -1;

  return index >= 0 ? g_ptr_array_index (rows->rows, index) : NULL;
}

/**
 * zp_form_get_execution_row: (transfer none) (nullable): where budget and executed stand, under the
 * keys of the roles in zp_template_get_execution(): a row of a table, or the fields.
 */
const ZpRow *
zp_form_get_execution_row (const ZpForm *self)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (self->template_);

  if (execution->columns == NULL)
    return NULL;
  return execution->table != NULL ? zp_form_find_row (self, execution->table, execution->row)
                                  : self->fields;
}

/* --- values --- */

/** zp_form_get_field: the text of a field, "" when there is none. */
const char *
zp_form_get_field (const ZpForm *self, const char *key)
{
  return zp_row_get (self->fields, key);
}

/** zp_form_get: the text at an address as it was typed, "" when there is none. */
const char *
zp_form_get (const ZpForm *self, const char *address)
{
  ZpAddress a;
  const ZpRow *row;

  if (!zp_address_parse (address, &a))
    return "";
  row = a.table != NULL ? zp_form_find_row (self, a.table, a.row) : self->fields;
  return row != NULL ? zp_row_get (row, a.key) : "";
}

/** zp_form_get_printed: (nullable): what an imported or published paper says at @address. */
const char *
zp_form_get_printed (const ZpForm *self, const char *address)
{
  return g_hash_table_lookup (self->printed, address);
}

/** zp_value_is_words: whether @text is a list of chosen words. */
gboolean
zp_value_is_words (const char *text)
{
  return g_str_has_suffix (text, WORDS_END);
}

/** zp_value_get_words: (transfer full): the chosen words of a tick value. */
char **
zp_value_get_words (const char *text)
{
  g_autofree char *words = NULL;

  if (!zp_value_is_words (text))
    return g_new0 (char *, 1);
  words = g_strndup (text, strlen (text) - strlen (WORDS_END));
  return g_strsplit (words, WORDS_END, -1);
}

/** zp_value_from_words: (transfer full): a tick value; "" for no words. */
char *
zp_value_from_words (const char *const *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_string_append (text, words[i]);
      g_string_append (text, WORDS_END);
    }
  return g_string_free (text, FALSE);
}

static gboolean
can_be_kept (char c)
{
  return ((guchar) c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t' || c == *WORDS_END;
}

/* Nearly all texts are. */
static gboolean
is_clean (const char *text)
{
  const char *p = text;

  while (*p != '\0' && can_be_kept (*p))
    p++;
  return *p == '\0' && g_utf8_validate (text, p - text, NULL);
}

/**
 * zp_text_clean:
 *
 * Line ends become \n, control characters that no form can print go.
 *
 * Returns: (transfer full): the text to keep
 */
char *
zp_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString *clean;

  if (is_clean (text))
    return g_strdup (text);
  valid = g_utf8_make_valid (text, -1);
  clean = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '\r')
        {
          if (p[1] != '\n')
            g_string_append_c (clean, '\n');
        }
      else if (can_be_kept (*p))
        g_string_append_c (clean, *p);
    }
  return g_string_free (clean, FALSE);
}

static gboolean
is_execution_score (const ZpForm *self, const ZpAddress *a)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (self->template_);
  const ZpTableSpec *table = zp_template_find_table (self->template_, a->table);
  const ZpComputedSpec *computed = zp_table_spec_find_computed (table, a->key);

  return execution->table != NULL && g_str_equal (execution->table, a->table)
         && g_str_equal (execution->row, a->row) && computed != NULL
         && computed->kind == ZP_COMPUTED_EXECUTION_SCORE;
}

static gboolean
is_score (const ZpForm *self, const ZpAddress *a)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (self->template_);

  if (a->table == NULL)
    return FALSE;
  if (indicators != NULL && indicators->key == a->table && indicators->roles[ZP_ROLE_SCORE] != NULL
      && indicators->roles[ZP_ROLE_SCORE]->key == a->key)
    return TRUE;
  return is_execution_score (self, a);
}

static gboolean
fail_unknown (const char *address, GError **error)
{
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s: the form has no such cell"), address);
  return FALSE;
}

/* Whether the template has a place for a typed value there; rows are looked for later. */
static gboolean
check_address (const ZpForm *self, const ZpAddress *a)
{
  const ZpTableSpec *table;

  if (a->table == NULL)
    return zp_template_find_field (self->template_, a->key) != NULL;
  table = zp_template_find_table (self->template_, a->table);
  if (table == NULL)
    return FALSE;
  return zp_table_spec_find_column (table, a->key) != NULL || is_execution_score (self, a);
}

/* Fixed rows are in the form only when something stands in them. */
static gboolean
ensure_fixed_row (ZpForm *self, const ZpAddress *a)
{
  const ZpTableSpec *spec = zp_template_find_table (self->template_, a->table);
  ZpFormTable *table = zp_form_ensure_table (self, a->table);
  guint position = 0;

  if (zp_form_table_find (table, a->row) >= 0)
    return TRUE;
  for (guint i = 0; i < spec->rows->len; i++)
    {
      const ZpFixedRow *fixed = g_ptr_array_index (spec->rows, i);

      if (g_str_equal (fixed->key, a->row))
        {
          g_autoptr (ZpRow) row = zp_row_new (a->row, TRUE);

          zp_history_insert (self->history, a->table, row, position);
          return TRUE;
        }
      if (position < table->rows->len
          && g_str_equal (((ZpRow *) g_ptr_array_index (table->rows, position))->id, fixed->key))
        position++;
    }
  return FALSE;
}

/* Where a score stands, and how its row is changed. */
typedef struct
{
  ZpHistory *history; /* NULL: without an undo step */
  const char *table;
  const char *row_id;
  const char *key;
} ScorePlace;

static void
set_text (const ScorePlace *place, ZpRow *row, const char *key, const char *text)
{
  if (place->history != NULL)
    zp_history_set (place->history, place->table, place->row_id, key, text);
  else
    zp_row_set (row, key, text);
}

/* A score that equals the computed one is no score by hand: it follows later changes.  Its text is
 * remembered, so that the file is written as it was read. */
static void
settle_score (ZpForm *self, const ScorePlace *place, const ZpScore *score)
{
  ZpFormTable *table = zp_form_find_table (self, place->table);
  ZpRow *row = g_ptr_array_index (table->rows, zp_form_table_find (table, place->row_id));
  g_autoptr (GRefString) text = zp_row_ref_text (row, place->key);
  ZpDecimal given;

  if (zp_decimal_parse (text, &given) != ZP_DECIMAL_OK)
    set_text (place, row, ZP_KEY_BY_HAND, "");
  else if (score->has_computed && zp_decimal_equal (given, score->computed))
    {
      set_text (place, row, place->key, "");
      set_text (place, row, ZP_KEY_SETTLED, text);
      set_text (place, row, ZP_KEY_BY_HAND, "");
    }
  else
    {
      set_text (place, row, ZP_KEY_SETTLED, "");
      set_text (place, row, ZP_KEY_BY_HAND, "1");
    }
}

static void
settle_address (ZpForm *self, const ZpAddress *a)
{
  g_autoptr (ZpScorecard) card = zp_score_form (self);
  const ScorePlace place = { self->history, a->table, a->row, a->key };
  const ZpScoreLine *line;

  if (is_execution_score (self, a))
    settle_score (self, &place, &card->execution);
  else if ((line = zp_scorecard_find (card, a->row)) != NULL)
    settle_score (self, &place, &line->score);
}

/**
 * zp_form_set:
 * @address: a field, or a column of a row; the row may be an empty place of the official form (“+3”)
 * @text: what was typed; "" empties the cell
 * @out_address: (out) (optional) (transfer full) (nullable): where the value is now, when a row was made
 *
 * Sets a value as it was typed.  Typing in the same cell is one undo step until
 * zp_form_end_typing().  A score becomes one given by hand, unless it equals the computed one.
 *
 * Returns: whether the form has such a cell; %ZP_ERROR_READ_ONLY when it is handed in
 */
gboolean
zp_form_set (
    ZpForm *self, const char *address, const char *text, char **out_address, GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *made = NULL;
  gboolean found = TRUE;
  ZpAddress a;

  g_return_val_if_fail (ZP_IS_FORM (self), FALSE);

  if (!zp_address_parse (address, &a) || !check_address (self, &a))
    return fail_unknown (address, error);
  if (!zp_form_check_editable (self, address, error))
    return FALSE;
  clean = zp_text_clean (text);
  if (g_str_equal (zp_form_get (self, address), clean))
    {
      if (out_address != NULL)
        *out_address = NULL;
      return TRUE;
    }
  zp_history_begin (self->history, ZP_STEP_SET, address);
  if (a.table != NULL && *a.row == '+')
    found = zp_form_make_row (self, a.table, a.row);
  else if (a.table != NULL && zp_form_find_row (self, a.table, a.row) == NULL)
    found = ensure_fixed_row (self, &a);
  if (found)
    {
      zp_history_set (self->history, a.table, a.table != NULL ? a.row : NULL, a.key, clean);
      if (is_score (self, &a))
        settle_address (self, &a);
    }
  zp_history_end (self->history);
  if (!found)
    return fail_unknown (address, error);
  if (a.table != NULL && strchr (address, '+') != NULL)
    {
      made = g_strdup_printf ("%s/%s/%s", a.table, a.row, a.key);
      zp_history_rename (self->history, made);
    }
  if (out_address != NULL)
    *out_address = g_steal_pointer (&made);
  zp_form_emit_changed (self);
  return TRUE;
}

/**
 * zp_form_reset_score:
 * @address: a score
 *
 * Takes a score given by hand back to the computed one.
 */
gboolean
zp_form_reset_score (ZpForm *self, const char *address, GError **error)
{
  ZpAddress a;

  if (!zp_address_parse (address, &a) || !is_score (self, &a))
    return fail_unknown (address, error);
  if (!zp_form_check_editable (self, address, error))
    return FALSE;
  if (zp_form_find_row (self, a.table, a.row) == NULL)
    return TRUE;
  zp_history_begin (self->history, ZP_STEP_RESET_SCORE, address);
  zp_history_set (self->history, a.table, a.row, a.key, "");
  zp_history_set (self->history, a.table, a.row, ZP_KEY_BY_HAND, "");
  zp_history_set (self->history, a.table, a.row, ZP_KEY_SETTLED, "");
  zp_history_end (self->history);
  zp_form_emit_changed (self);
  return TRUE;
}

/**
 * zp_form_settle:
 *
 * After reading: tells scores given by hand from computed ones that were written out.  Leaves no
 * undo step.
 */
void
zp_form_settle (ZpForm *self)
{
  g_autoptr (ZpScorecard) card = zp_score_form (self);
  const ZpTableSpec *indicators = zp_template_get_indicators (self->template_);
  const ZpExecutionSpec *execution = zp_template_get_execution (self->template_);
  const char *key = indicators != NULL && indicators->roles[ZP_ROLE_SCORE] != NULL
                        ? indicators->roles[ZP_ROLE_SCORE]->key
                        : NULL;

  for (guint i = 0; key != NULL && i < card->lines->len; i++)
    {
      const ZpScoreLine *line = &g_array_index (card->lines, ZpScoreLine, i);
      const ScorePlace place = { NULL, indicators->key, line->row_id, key };

      settle_score (self, &place, &line->score);
    }
  if (execution->table != NULL && zp_form_find_row (self, execution->table, execution->row) != NULL)
    {
      const ZpTableSpec *table = zp_template_find_table (self->template_, execution->table);

      for (guint i = 0; i < table->computed->len; i++)
        {
          const ZpComputedSpec *computed = g_ptr_array_index (table->computed, i);
          const ScorePlace place = { NULL, execution->table, execution->row, computed->key };

          if (computed->kind == ZP_COMPUTED_EXECUTION_SCORE)
            settle_score (self, &place, &card->execution);
        }
    }
  zp_history_free (self->history);
  self->history = zp_history_new (self);
}
