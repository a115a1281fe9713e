/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-paste-private.h"

#include "zp-sheet-builder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Pasting a block.  What would happen is found out by doing it to a copy of the form; what is then
 * done to the form itself is the same. */

/* A form with more indicators is none; a list of thousands is put into the wrong place. */
#define MAX_TABLE_ROWS 300

/* A score that waits for the rest of the block. */
typedef struct
{
  guint row;
  guint column;
  char *address;
  char *table;
  char *row_id;
  char *text;
} Score;

static void
score_clear (gpointer data)
{
  Score *score = data;

  g_free (score->address);
  g_free (score->table);
  g_free (score->row_id);
  g_free (score->text);
}

/* --- one cell --- */

static ZpPasteItem *
item_new (guint row, guint column, const char *address, const char *old_text, const char *text)
{
  ZpPasteItem *item = g_new0 (ZpPasteItem, 1);

  item->row = row;
  item->column = column;
  item->address = g_strdup (address);
  item->old_text = g_strdup (old_text);
  item->text = g_strdup (text);
  item->n_cells = 1;
  return item;
}

static void
item_free (ZpPasteItem *item)
{
  g_free (item->address);
  g_free (item->old_text);
  g_free (item->text);
  g_free (item->reason);
  g_free (item);
}

/** zp_pasting_leave: notes that something is not taken; the same of a whole column is said once. */
void
zp_pasting_leave (ZpPasting *self, guint row, guint column, const char *text, const char *reason)
{
  ZpPasteItem *item;

  if (self->plan == NULL)
    return;
  for (guint i = 0; i < self->plan->left->len; i++)
    {
      item = g_ptr_array_index (self->plan->left, i);
      if (item->column == column && g_str_equal (item->text, text)
          && g_str_equal (item->reason, reason))
        {
          item->n_cells++;
          return;
        }
    }
  item = item_new (row, column, NULL, "", text);
  item->reason = g_strdup (reason);
  g_ptr_array_add (self->plan->left, item);
}

static gpointer
kind_of_word (ZpPasting *self, const char *text)
{
  return g_hash_table_lookup (self->words, zp_key_make (self->chunk, text).full);
}

/** zp_pasting_is_form_word: whether the official form prints these words. */
gboolean
zp_pasting_is_form_word (ZpPasting *self, const char *text)
{
  return kind_of_word (self, text) != NULL;
}

/** zp_pasting_is_footing: whether it prints them outside of the rows of tables. */
gboolean
zp_pasting_is_footing (ZpPasting *self, const char *text)
{
  return kind_of_word (self, text) == GINT_TO_POINTER (2);
}

static char *
make_address (ZpPasting *self, const char *table, const char *row_id, const ZpColumnSpec *spec)
{
  g_autofree char *place = table != NULL ? g_strdup_printf ("%s/%s", table, row_id) : NULL;
  const char *made = place != NULL ? g_hash_table_lookup (self->made, place) : NULL;

  return table != NULL
             ? g_strdup_printf ("%s/%s/%s", table, made != NULL ? made : row_id, spec->key)
             : g_strdup (spec->key);
}

static void
note_set (ZpPasting *self,
          guint row,
          guint column,
          const char *address,
          const char *old_text,
          const char *text)
{
  if (self->plan == NULL)
    return;
  if (g_str_equal (old_text, text))
    self->plan->n_same++;
  else
    g_ptr_array_add (self->plan->set, item_new (row, column, address, old_text, text));
}

/* The row that was made of an empty place is found again by the name of the place. */
static void
remember_row (ZpPasting *self, const char *table, const char *row_id, const char *address)
{
  g_auto (GStrv) parts = g_strsplit (address, "/", 3);

  if (*row_id == '+')
    {
      g_hash_table_insert (self->made, g_strdup_printf ("%s/%s", table, row_id),
                           g_strdup (parts[1]));
      if (self->plan != NULL)
        self->plan->n_rows++;
    }
  g_hash_table_add (self->used, g_strdup (parts[1]));
}

static void
set_value (ZpPasting *self,
           guint row,
           guint column,
           const char *table,
           const char *row_id,
           const char *address,
           const char *text)
{
  g_autofree char *old = g_strdup (zp_form_get (self->form, address));
  g_autofree char *made = NULL;
  g_autoptr (GError) error = NULL;

  if (!zp_form_set (self->form, address, text, &made, &error))
    {
      zp_pasting_leave (self, row, column, text, error->message);
      return;
    }
  if (table != NULL)
    remember_row (self, table, strchr (address, '+') != NULL ? row_id : "",
                  made != NULL ? made : address);
  if (made != NULL)
    address = made;
  /* A score that is the computed one stays one. */
  note_set (self, row, column, address, old,
            g_str_equal (zp_form_get (self->form, address), old) ? old : text);
}

/* A score that is the computed one is no score by hand, so all else has to be there first. */
static void
add_score (ZpPasting *self,
           guint row,
           guint column,
           const char *address,
           const char *table,
           const char *row_id,
           const char *text)
{
  Score score
      = { row, column, g_strdup (address), g_strdup (table), g_strdup (row_id), g_strdup (text) };

  g_array_append_val (self->scores, score);
}

/**
 * zp_pasting_put:
 * @table, @row_id: (nullable): the row, or %NULL for a field
 * @spec: the column or field
 * @row, @column: where it stands in the block
 * @text: what stands there
 *
 * Puts a text of the block into a cell of the form, if it can be there.
 */
void
zp_pasting_put (ZpPasting *self,
                const char *table,
                const char *row_id,
                const ZpColumnSpec *spec,
                guint row,
                guint column,
                const char *text)
{
  g_autofree char *address = make_address (self, table, row_id, spec);
  const char *reason = NULL;
  g_autofree char *value = zp_paste_convert (spec, text, &reason);

  if (value == NULL)
    zp_pasting_leave (self, row, column, text, reason);
  else if (*value == '\0')
    return;
  else if (spec->role == ZP_ROLE_SCORE && table != NULL)
    add_score (self, row, column, address, table, row_id, value);
  else
    set_value (self, row, column, table, row_id, address, value);
}

/* Whether nobody gave a score by hand, and the computed one is what the block says. */
static gboolean
is_computed (ZpPasting *self, const ZpScorecard *card, const char *address, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (address, "/", 3);
  const ZpScoreLine *line = zp_scorecard_find (card, parts[1]);
  ZpDecimal value;

  return line != NULL && line->score.has_computed && *zp_form_get (self->form, address) == '\0'
         && zp_decimal_parse (text, &value) == ZP_DECIMAL_OK
         && zp_decimal_equal (value, line->score.computed);
}

static void
put_scores (ZpPasting *self)
{
  g_autoptr (ZpScorecard) card = self->scores->len > 0 ? zp_score_form (self->form) : NULL;

  for (guint i = 0; i < self->scores->len; i++)
    {
      const Score *score = &g_array_index (self->scores, Score, i);
      g_autofree char *place = g_strdup_printf ("%s/%s", score->table, score->row_id);
      const char *made = g_hash_table_lookup (self->made, place);
      g_autofree char *address = made != NULL ? g_strdup_printf ("%s/%s%s", score->table, made,
                                                                 strrchr (score->address, '/'))
                                              : g_strdup (score->address);

      if (is_computed (self, card, address, score->text))
        note_set (self, score->row, score->column, address, score->text, score->text);
      else
        set_value (self, score->row, score->column, score->table, score->row_id, address,
                   score->text);
    }
}

/** zp_pasting_add_row: (transfer full) (nullable): the id of a new row below @after; %NULL when there are too many. */
char *
zp_pasting_add_row (ZpPasting *self, const char *table, const char *after)
{
  char *id = NULL;

  if (zp_form_get_n_rows (self->form, table) < MAX_TABLE_ROWS)
    id = zp_form_add_row (self->form, table, after, NULL);
  if (id == NULL)
    return NULL;
  g_hash_table_add (self->used, g_strdup (id));
  if (self->plan != NULL)
    self->plan->n_rows++;
  return id;
}

/* --- cells one by one --- */

static void
put_execution_score (
    ZpPasting *self, const char *address, guint row, guint column, const char *text)
{
  const ZpColumnSpec score = { .type = ZP_TYPE_SCORE };
  g_auto (GStrv) parts = g_strsplit (address, "/", 3);
  const char *reason = NULL;
  g_autofree char *value = zp_paste_convert (&score, text, &reason);

  if (value == NULL)
    zp_pasting_leave (self, row, column, text, reason);
  else
    add_score (self, row, column, address, parts[0], parts[1], value);
}

static void
put_on_cell (ZpPasting *self, const ZpSheetCell *cell, guint row, guint column)
{
  const char *text = zp_clip_get_text (self->clip, row, column);
  g_auto (GStrv) parts = cell->address != NULL ? g_strsplit (cell->address, "/", 3) : NULL;
  gboolean in_table = parts != NULL && g_strv_length (parts) == 3;

  if (*text == '\0' || (cell->kind == ZP_CELL_FIXED && zp_pasting_is_form_word (self, text)))
    return;
  if (cell->kind == ZP_CELL_FIXED)
    zp_pasting_leave (self, row, column, text, _ ("the form has words of its own there"));
  else if (cell->kind == ZP_CELL_SCORE && cell->spec == NULL && in_table)
    put_execution_score (self, cell->address, row, column, text);
  else if (cell->kind == ZP_CELL_COMPUTED || cell->spec == NULL)
    zp_pasting_leave (self, row, column, text, _ ("the program computes it"));
  else
    zp_pasting_put (self, in_table ? parts[0] : NULL, in_table ? parts[1] : NULL, cell->spec, row,
                    column, text);
}

/* Cell by cell, as the paper has them: fields, and rows that the form always has. */
static void
fill_cells (ZpPasting *self, const ZpSheetCell *anchor)
{
  for (guint r = 0; r < zp_clip_get_n_rows (self->clip); r++)
    {
      guint at = anchor->column;

      for (guint c = 0; c < zp_clip_get_n_columns (self->clip); c++)
        {
          const ZpSheetCell *cell = zp_sheet_get_at (self->sheet, anchor->row + r, at);

          if (cell == NULL && *zp_clip_get_text (self->clip, r, c) != '\0')
            zp_pasting_leave (self, r, c, zp_clip_get_text (self->clip, r, c),
                              _ ("the table ends before"));
          else if (cell != NULL && cell->row == anchor->row + r)
            put_on_cell (self, cell, r, c);
          at = cell != NULL ? cell->column + cell->column_span : at + 1;
        }
    }
}

/* --- the whole block --- */

static GHashTable *
list_words (const ZpSheet *sheet, GStringChunk *chunk)
{
  GHashTable *words = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);
      const char *key = cell->kind == ZP_CELL_FIXED ? zp_key_make (chunk, cell->text).full : "";
      gboolean in_row = zp_sheet_get_row (sheet, cell->row)->row_id != NULL;

      if (*key != '\0' && !g_hash_table_contains (words, key))
        g_hash_table_insert (words, (gpointer) key, GINT_TO_POINTER (in_row ? 1 : 2));
    }
  return words;
}

static void
run (ZpPasting *self, const ZpSheetCell *anchor)
{
  const ZpSheetRow *row = zp_sheet_get_row (self->sheet, anchor->row);
  const ZpTableSpec *table
      = row->table != NULL ? zp_template_find_table (zp_form_get_template (self->form), row->table)
                           : NULL;
  g_autoptr (ZpPasteMap) map
      = zp_paste_map_by_headings (self->form, self->sheet, table, self->clip, self->chunk);

  if (map != NULL && self->plan != NULL)
    self->plan->by_headings = TRUE;
  if (map == NULL && table != NULL && table->rows->len == 0)
    map = zp_paste_map_by_position (self->form, self->sheet, anchor, self->clip);
  if (map != NULL)
    zp_pasting_fill_table (self, map, map->table == table ? row->row_id : NULL);
  else
    fill_cells (self, anchor);
  put_scores (self);
}

static gboolean
paste (ZpForm *form, const char *address, const ZpClip *clip, ZpPaste *plan)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (ZpSheet) sheet = zp_sheet_build (form, card);
  const ZpSheetCell *anchor = zp_sheet_find (sheet, address);
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (4096);
  g_autoptr (GHashTable) words = list_words (sheet, chunk);
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (Score));
  ZpPasting pasting = { form, sheet, clip, chunk, words, made, scores, used, plan };

  if (anchor == NULL || zp_form_is_read_only (form) || zp_clip_get_n_columns (clip) == 0)
    return FALSE;
  g_array_set_clear_func (scores, score_clear);
  zp_form_begin_step (form, ZP_STEP_PASTE, address);
  run (&pasting, anchor);
  zp_form_end_group (form);
  return TRUE;
}

/**
 * zp_paste_plan:
 * @form: a form; it is not changed
 * @address: the cell that has the focus
 * @clip: a block
 *
 * Finds out what pasting would do.  A block with headings goes to the columns of these names, in
 * whatever order; rows with levels go to their levels.  Else it is put cell by cell from the one
 * with the focus on.  Empty cells of a block change nothing.
 *
 * Returns: (transfer full): what would change, and what would not be taken
 */
ZpPaste *
zp_paste_plan (ZpForm *form, const char *address, const ZpClip *clip)
{
  ZpPaste *self = g_new0 (ZpPaste, 1);

  self->result = zp_form_copy (form);
  self->set = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->left = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  (void) paste (self->result, address, clip, self);
  if (zp_clip_was_cut (clip))
    {
      ZpPasteItem *item = item_new (zp_clip_get_n_rows (clip), 0, NULL, "", "");

      item->reason = g_strdup (_ ("the block is too large; only its beginning is taken"));
      g_ptr_array_add (self->left, item);
    }
  return self;
}

void
zp_paste_free (ZpPaste *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->result);
  g_ptr_array_unref (self->set);
  g_ptr_array_unref (self->left);
  g_free (self);
}

/**
 * zp_paste_apply:
 *
 * Does what zp_paste_plan() says, as one step to undo.
 *
 * Returns: whether the form has the cell and may be changed
 */
gboolean
zp_paste_apply (ZpForm *form, const char *address, const ZpClip *clip)
{
  return paste (form, address, clip, NULL);
}
