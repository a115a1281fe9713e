/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-matcher-map.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "zp-form-file.h"
#include "zp-scorecard.h"
#include "zp-sheet-builder.h"

/* Each field of the empty form holds a private character, so that the sheet shows where its words
 * stand around a value. */
#define FIRST_MARK 0xE000
#define MAX_MARKS 0x1000
#define GOAL_MARK "\xef\xa3\xbf" /* U+F8FF */

static gboolean
is_mark (gunichar c)
{
  return c >= FIRST_MARK && c < FIRST_MARK + MAX_MARKS;
}

static guint
count_marks (const char *text, gboolean *out_words)
{
  guint n = 0;

  *out_words = FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_mark (g_utf8_get_char (p)))
      n++;
    else if (g_unichar_isalnum (g_utf8_get_char (p)))
      *out_words = TRUE;
  return n;
}

/* The longest of the words of @text that stand between values. */
static char *
find_literal (const char *text)
{
  g_autofree char *plain = zp_page_squeeze (text);
  g_autoptr (GString) run = g_string_new (NULL);
  g_autofree char *best = g_strdup ("");

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_mark (g_utf8_get_char (p)))
        g_string_truncate (run, 0);
      else
        g_string_append_unichar (run, g_utf8_get_char (p));
      if (run->len > strlen (best))
        {
          g_free (best);
          best = g_strdup (run->str);
        }
    }
  return g_steal_pointer (&best);
}

/**
 * zp_map_make_pattern:
 * @text: words around marks
 *
 * Returns: (transfer full) (nullable): what finds the values in words without spaces
 */
GRegex *
zp_map_make_pattern (const char *text)
{
  g_autofree char *plain = zp_page_squeeze (text);
  g_autoptr (GString) code = g_string_new ("^");

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      g_autofree char *escaped = g_regex_escape_string (letter, -1);

      if (is_mark (g_utf8_get_char (p)))
        g_string_append (code, "(.{0,200}?)");
      else
        g_string_append (code, escaped);
    }
  g_string_append_c (code, '$');
  return g_regex_new (code->str, G_REGEX_DOTALL, 0, NULL);
}

/* Which of the marks of @text stands for the field @key, from 1; 0 for none. */
static int
find_mark (const ZpMap *self, const char *text, const char *key)
{
  const GPtrArray *fields = zp_template_get_fields (self->template_);
  int n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_mark (c))
        continue;
      n++;
      if (c - FIRST_MARK < fields->len
          && g_strcmp0 (((const ZpColumnSpec *) g_ptr_array_index (fields, c - FIRST_MARK))->key,
                        key)
                 == 0)
        return n;
    }
  return 0;
}

/**
 * zp_map_capture:
 * @cell: a cell whose words stand around values
 * @text: what the workbook has there
 * @key: the field that is looked for
 *
 * Returns: (transfer full) (nullable): the value of the field in @text
 */
char *
zp_map_capture (const ZpMap *self, const ZpSheetCell *cell, const char *text, const char *key)
{
  int mark = find_mark (self, cell->text, key);
  gboolean words;
  g_autoptr (GRegex) pattern = NULL;
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *plain = NULL;

  if (mark == 0 || (count_marks (cell->text, &words) == 1 && !words))
    return NULL;
  pattern = zp_map_make_pattern (cell->text);
  plain = zp_page_squeeze (text);
  if (pattern == NULL || strlen (plain) > 1000 || !g_regex_match (pattern, plain, 0, &info))
    return NULL;
  return g_match_info_fetch (info, mark);
}

/* --- the empty form --- */

/** zp_map_get_nested_table: Returns: (nullable): the table whose rows each have a table of their own */
const char *
zp_map_get_nested_table (const ZpTemplate *template_)
{
  /* What is drawn for a row may be lines of text; a table of its own repeats rows of another one. */
  const GPtrArray *rows = zp_template_get_sheet (template_)->rows;

  for (guint i = 0; i < rows->len; i++)
    {
      const ZpRowSpec *row = g_ptr_array_index (rows, i);

      for (guint c = 0; row->each != NULL && row->children != NULL && c < row->children->len; c++)
        if (((const ZpRowSpec *) g_ptr_array_index (row->children, c))->each != NULL)
          return row->each;
    }
  return NULL;
}

static void
add_member (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_marks (JsonBuilder *builder, const ZpTemplate *template_)
{
  const GPtrArray *fields = zp_template_get_fields (template_);

  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);
  for (guint i = 0; i < fields->len && i < MAX_MARKS; i++)
    {
      const ZpColumnSpec *field = g_ptr_array_index (fields, i);
      char mark[8] = { 0 };

      (void) g_unichar_to_utf8 (FIRST_MARK + i, mark);
      if (field->type != ZP_TYPE_TICKS)
        add_member (builder, field->key, mark);
    }
  json_builder_end_object (builder);
}

static void
add_goals (JsonBuilder *builder, const char *table, guint n_goals)
{
  json_builder_set_member_name (builder, "tables");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, table);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_goals; i++)
    {
      g_autofree char *id = g_strdup_printf ("g%u", i + 1);

      json_builder_begin_object (builder);
      add_member (builder, "id", id);
      add_member (builder, "expected", GOAL_MARK);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static ZpForm *
make_form (ZpTemplate *template_, ZpCatalog *catalog, guint n_goals, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *nested = zp_map_get_nested_table (template_);
  const ZpProfile *profile = zp_catalog_get_usual_profile (catalog, template_);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) json = NULL;
  char *text;

  json_builder_begin_object (builder);
  add_member (builder, "format", ZP_FORM_FILE_FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, ZP_FORM_FILE_VERSION);
  add_member (builder, "template", zp_template_get_id (template_));
  add_member (builder, "profile", profile != NULL ? profile->id : ZP_DEFAULT_PROFILE);
  add_marks (builder, template_);
  if (nested != NULL)
    add_goals (builder, nested, n_goals);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  json = g_bytes_new_take (text, strlen (text));
  return zp_form_read (json, catalog, error);
}

/* --- items --- */

static void
item_free (gpointer data)
{
  ZpMapItem *item = data;

  for (guint i = 0; i < item->labels->len; i++)
    {
      ZpMapLabel *label = &g_array_index (item->labels, ZpMapLabel, i);

      g_clear_pointer (&label->pattern, g_regex_unref);
      g_free (label->literal);
    }
  g_array_unref (item->labels);
  g_ptr_array_unref (item->values);
  g_free (item->goal);
  g_free (item);
}

static gboolean
is_heading (const ZpSheetCell *cell)
{
  return cell->style == ZP_STYLE_TITLE || cell->style == ZP_STYLE_SUBTITLE
         || cell->style == ZP_STYLE_LINE || cell->style == ZP_STYLE_DOC_TITLE;
}

/* Whether the cell's words are the form's own, so that the row can be known by them. */
static gboolean
is_label (const ZpSheetCell *cell)
{
  gboolean words;
  guint n_marks = count_marks (cell->text, &words);

  if (!words || cell->placeholder)
    return FALSE;
  if (n_marks > 0)
    return is_heading (cell);
  return cell->kind == ZP_CELL_FIXED || cell->style == ZP_STYLE_LABEL;
}

static void
add_label (ZpMap *self, ZpMapItem *item, const ZpSheetCell *cell)
{
  ZpMapLabel label = { .cell = cell, .found = -1 };
  gboolean words;

  if (count_marks (cell->text, &words) > 0)
    {
      label.pattern = zp_map_make_pattern (cell->text);
      label.literal = find_literal (cell->text);
    }
  label.keys[label.n_keys++] = zp_key_make (self->chunk, cell->text);
  for (guint i = 0; cell->aliases != NULL && cell->aliases[i] != NULL
                    && label.n_keys < G_N_ELEMENTS (label.keys);
       i++)
    label.keys[label.n_keys++] = zp_key_make (self->chunk, cell->aliases[i]);
  for (guint i = 0; i < label.n_keys; i++)
    g_hash_table_add (self->words, (gpointer) label.keys[i].full);
  g_array_append_val (item->labels, label);
  if (!item->block)
    self->full_score += label.pattern != NULL ? ZP_PATTERN_SCORE : 10;
}

static const char *
column_of (const ZpSheetCell *cell)
{
  const char *slash = cell->address != NULL ? strrchr (cell->address, '/') : NULL;

  return slash != NULL ? slash + 1 : "";
}

static gboolean
has_column (const ZpMapItem *item, const ZpSheetCell *cell)
{
  for (guint i = 0; i < item->values->len; i++)
    {
      const ZpSheetCell *other = g_ptr_array_index (item->values, i);

      if (g_str_equal (column_of (other), column_of (cell))
          && g_strcmp0 (other->choice, cell->choice) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_cells (ZpMap *self, ZpMapItem *item, const ZpSheetRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (self->sheet, row->first_cell + i);

      if (is_label (cell))
        add_label (self, item, cell);
      else if (cell->kind == ZP_CELL_FIXED)
        g_hash_table_add (self->words, g_string_chunk_insert_const (self->chunk, cell->text));
      if (cell->kind != ZP_CELL_FIXED && cell->address != NULL
          && (!item->block || !has_column (item, cell)))
        g_ptr_array_add (item->values, (gpointer) cell);
    }
}

static ZpMapItem *
begin_item (ZpMap *self, const ZpSheetRow *row, gboolean block)
{
  ZpMapItem *item = g_new0 (ZpMapItem, 1);
  const char *colon = block ? strchr (row->row_id, ':') : NULL;

  item->block = block;
  item->table = block ? zp_template_find_table (self->template_, row->table) : NULL;
  item->goal = colon != NULL ? g_strdup (colon + 1) : NULL;
  item->labels = g_array_new (FALSE, FALSE, sizeof (ZpMapLabel));
  item->values = g_ptr_array_new ();
  item->found = -1;
  g_ptr_array_add (self->items, item);
  return item;
}

static gboolean
continues (const ZpMapItem *item, const ZpSheetRow *row)
{
  const char *colon = strchr (row->row_id, ':');

  return item != NULL && item->block && g_strcmp0 (item->table->key, row->table) == 0
         && g_strcmp0 (item->goal, colon != NULL ? colon + 1 : NULL) == 0;
}

static void
add_items (ZpMap *self)
{
  ZpMapItem *item = NULL;

  for (guint r = 0; r < zp_sheet_get_n_rows (self->sheet); r++)
    {
      const ZpSheetRow *row = zp_sheet_get_row (self->sheet, r);
      gboolean block = row->row_id != NULL && *row->row_id == '+';

      if (!block || !continues (item, row))
        item = begin_item (self, row, block);
      add_cells (self, item, row);
    }
}

static void
add_skeleton (ZpMap *self)
{
  const GPtrArray *tables = zp_template_get_tables (self->template_);

  for (guint t = 0; t < tables->len; t++)
    {
      const ZpTableSpec *table = g_ptr_array_index (tables, t);

      for (guint i = 0; table->skeleton != NULL && i < table->skeleton->len; i++)
        {
          const ZpSkeletonRow *row = g_ptr_array_index (table->skeleton, i);

          for (guint v = 0; row->values[v] != NULL; v++)
            {
              ZpKey key = zp_key_make (self->chunk, row->values[v]);

              if (*key.full != '\0' && g_hash_table_add (self->words, (gpointer) key.full))
                g_ptr_array_add (self->skeleton, (gpointer) key.full);
            }
        }
    }
}

/**
 * zp_map_new:
 * @template_: an official form
 * @catalog: where it is from
 * @chunk: keeps the words; to be shared with the pages
 * @n_goals: how many goals have a table of their own
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what to look for
 */
ZpMap *
zp_map_new (
    ZpTemplate *template_, ZpCatalog *catalog, GStringChunk *chunk, guint n_goals, GError **error)
{
  g_autoptr (ZpForm) form = make_form (template_, catalog, n_goals, error);
  g_autoptr (ZpScorecard) card = NULL;
  ZpMap *self;

  if (form == NULL)
    return NULL;
  card = zp_score_form (form);
  self = g_new0 (ZpMap, 1);
  self->template_ = zp_template_ref (template_);
  self->sheet = zp_sheet_build (form, card);
  self->chunk = chunk;
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->words = g_hash_table_new (NULL, NULL);
  self->skeleton = g_ptr_array_new ();
  add_items (self);
  add_skeleton (self);
  return self;
}

/** zp_map_free: frees a map. */
void
zp_map_free (ZpMap *self)
{
  zp_template_unref (self->template_);
  g_ptr_array_unref (self->items);
  zp_sheet_unref (self->sheet);
  g_hash_table_unref (self->words);
  g_ptr_array_unref (self->skeleton);
  g_free (self);
}

/** zp_map_is_form_word: Returns: whether the words are the form's own */
gboolean
zp_map_is_form_word (const ZpMap *self, const ZpKey *key)
{
  return g_hash_table_contains (self->words, key->full)
         || g_hash_table_contains (self->words, key->base);
}
