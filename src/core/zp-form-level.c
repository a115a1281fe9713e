/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-private.h"

#include "zp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Merged cells with the names of levels, which some forms print with the weight of the level:
 * 产出指标(40分).  The name stands in every row of the cell, the weight in a table of its own. */

/* The rows of a merged cell, and what distinguishes it. */
typedef struct
{
  ZpForm *form;
  const ZpTableSpec *spec;
  const ZpColumnSpec *column;
  GPtrArray *ids; /* of its rows */
  const char *goal;
  char *level1;
  char *level2;
  char *level2_cell;
} LevelCell;

static void
level_cell_clear (LevelCell *cell)
{
  g_clear_pointer (&cell->ids, g_ptr_array_unref);
  g_free (cell->level1);
  g_free (cell->level2);
  g_free (cell->level2_cell);
}

/* --- finding --- */

static const char *
get_role (const ZpTableSpec *spec, const ZpRow *row, ZpRole role)
{
  return spec->roles[role] != NULL ? zp_row_get (row, spec->roles[role]->key) : "";
}

/**
 * zp_form_find_level:
 * @goal: the id of a yearly goal, "" in forms without
 * @level1: name of a level 1
 * @level2: name of a level 2 in it, "" for level 1 itself
 * @level2_cell: which of several cells with the same name, "" for any
 *
 * Returns: (nullable): the row of the table “levels” that holds the weight of the level
 */
const ZpRow *
zp_form_find_level (const ZpForm *self,
                    const char *goal,
                    const char *level1,
                    const char *level2,
                    const char *level2_cell)
{
  const ZpFormTable *levels = zp_form_find_table (self, ZP_LEVELS_TABLE);

  for (guint i = 0; levels != NULL && i < levels->rows->len; i++)
    {
      const ZpRow *row = g_ptr_array_index (levels->rows, i);
      const char *cell = zp_row_get (row, "level2_cell");

      if (g_str_equal (zp_row_get (row, "goal"), goal)
          && g_str_equal (zp_row_get (row, "level1"), level1)
          && g_str_equal (zp_row_get (row, "level2"), level2)
          && (*level2 == '\0' || *cell == '\0' || g_str_equal (cell, level2_cell)))
        return row;
    }
  return NULL;
}

/* Whether two rows stand in the same merged cell: the words of its column and of all groups before. */
static gboolean
same_cell (const LevelCell *cell, const ZpSlot *a, const ZpSlot *b)
{
  for (guint i = 0; cell->spec->groups[i] != NULL; i++)
    {
      const char *group = cell->spec->groups[i];

      if (!g_str_equal (zp_form_slot_get (cell->form, cell->spec, a, group),
                        zp_form_slot_get (cell->form, cell->spec, b, group)))
        return FALSE;
      if (group == cell->column->key)
        return TRUE;
    }
  return FALSE;
}

static void
collect_rows (LevelCell *cell, const ZpRow *row)
{
  const ZpColumnSpec *goal = cell->spec->roles[ZP_ROLE_GOAL];
  g_autoptr (GArray) slots = zp_form_list_slots (cell->form, cell->spec->key,
                                                 goal != NULL ? goal->key : NULL, cell->goal);
  guint at = 0, first;

  while (at < slots->len && g_array_index (slots, ZpSlot, at).row != row)
    at++;
  if (at == slots->len)
    {
      g_ptr_array_add (cell->ids, g_strdup (row->id));
      return;
    }
  for (first = at; first > 0
                   && same_cell (cell, &g_array_index (slots, ZpSlot, first - 1),
                                 &g_array_index (slots, ZpSlot, at));)
    first--;
  for (guint i = first; i < slots->len; i++)
    {
      const ZpSlot *slot = &g_array_index (slots, ZpSlot, i);

      if (!same_cell (cell, slot, &g_array_index (slots, ZpSlot, at)))
        break;
      if (slot->row != NULL)
        g_ptr_array_add (cell->ids, g_strdup (slot->row->id));
    }
}

static gboolean
find_cell (ZpForm *self,
           const char *table,
           const char *row_id,
           const char *column,
           LevelCell *cell,
           GError **error)
{
  const ZpRow *row = zp_form_find_row (self, table, row_id);

  cell->form = self;
  cell->spec = zp_template_find_table (self->template_, table);
  cell->column = cell->spec != NULL ? zp_table_spec_find_column (cell->spec, column) : NULL;
  if (row == NULL || cell->column == NULL || !g_strv_contains (cell->spec->groups, column))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s/%s/%s: the form has no such level"),
                   table, row_id, column);
      return FALSE;
    }
  cell->ids = g_ptr_array_new_with_free_func (g_free);
  cell->goal = get_role (cell->spec, row, ZP_ROLE_GOAL);
  collect_rows (cell, row);
  cell->level1 = g_strdup (get_role (cell->spec, row, ZP_ROLE_LEVEL1));
  cell->level2 = g_strdup (
      cell->column->role == ZP_ROLE_LEVEL2 ? get_role (cell->spec, row, ZP_ROLE_LEVEL2) : "");
  cell->level2_cell = g_strdup (
      cell->column->role == ZP_ROLE_LEVEL2 ? get_role (cell->spec, row, ZP_ROLE_LEVEL2_CELL) : "");
  return TRUE;
}

/* --- 产出指标(40分) --- */

static gboolean
take_suffix (char *text, const char *suffix)
{
  if (!g_str_has_suffix (text, suffix))
    return FALSE;
  text[strlen (text) - strlen (suffix)] = '\0';
  g_strchomp (text);
  return TRUE;
}

/* The bracket that opens what is closed at the end of @text. */
static char *
find_open (char *text)
{
  char *half = strrchr (text, '(');
  char *full = g_strrstr (text, "（");

  return full == NULL || (half != NULL && half > full) ? half : full;
}

/* Takes a weight in brackets off the end of @text.  Returns: (transfer full) (nullable): it. */
static char *
split_weight (char *text)
{
  g_autofree char *inside = NULL;
  g_autofree char *copy = g_strchomp (g_strdup (text));
  ZpDecimal weight;
  char *open;

  if (!take_suffix (copy, ")") && !take_suffix (copy, "）"))
    return NULL;
  open = find_open (copy);
  if (open == NULL)
    return NULL;
  inside = g_strstrip (g_strdup (open + (*open == '(' ? 1 : strlen ("（"))));
  (void) take_suffix (inside, "分");
  if (zp_decimal_parse (inside, &weight) != ZP_DECIMAL_OK)
    return NULL;
  text[open - copy] = '\0';
  g_strchomp (text);
  return g_steal_pointer (&inside);
}

/* --- changing --- */

/* Whether a row outside of the cell still belongs to the level. */
static gboolean
is_used_elsewhere (const LevelCell *cell)
{
  const ZpFormTable *rows = zp_form_find_table (cell->form, cell->spec->key);

  for (guint i = 0; i < rows->rows->len; i++)
    {
      const ZpRow *row = g_ptr_array_index (rows->rows, i);

      if (!g_ptr_array_find_with_equal_func (cell->ids, row->id, g_str_equal, NULL)
          && g_str_equal (get_role (cell->spec, row, ZP_ROLE_GOAL), cell->goal)
          && g_str_equal (get_role (cell->spec, row, ZP_ROLE_LEVEL1), cell->level1)
          && (*cell->level2 == '\0'
              || (g_str_equal (get_role (cell->spec, row, ZP_ROLE_LEVEL2), cell->level2)
                  && g_str_equal (get_role (cell->spec, row, ZP_ROLE_LEVEL2_CELL),
                                  cell->level2_cell))))
        return TRUE;
    }
  return FALSE;
}

/* The weights of a level, and of those in it, follow its name. */
static void
rename_weights (const LevelCell *cell, const char *name)
{
  ZpFormTable *levels = zp_form_find_table (cell->form, ZP_LEVELS_TABLE);
  gboolean is_level1 = cell->column->role == ZP_ROLE_LEVEL1;

  if (levels == NULL || is_used_elsewhere (cell))
    return;
  for (guint i = 0; i < levels->rows->len; i++)
    {
      const ZpRow *row = g_ptr_array_index (levels->rows, i);

      if (!g_str_equal (zp_row_get (row, "goal"), cell->goal)
          || !g_str_equal (zp_row_get (row, "level1"), cell->level1))
        continue;
      if (is_level1)
        zp_history_set (cell->form->history, ZP_LEVELS_TABLE, row->id, "level1", name);
      else if (g_str_equal (zp_row_get (row, "level2"), cell->level2)
               && g_str_equal (zp_row_get (row, "level2_cell"), cell->level2_cell))
        zp_history_set (cell->form->history, ZP_LEVELS_TABLE, row->id, "level2", name);
    }
}

static void
add_weight (const LevelCell *cell, const char *level1, const char *level2, const char *weight)
{
  ZpFormTable *levels = zp_form_ensure_table (cell->form, ZP_LEVELS_TABLE);
  g_autofree char *id = zp_form_new_row_id (levels);
  g_autoptr (ZpRow) row = zp_row_new (id, FALSE);

  zp_row_set (row, "goal", cell->goal);
  zp_row_set (row, "level1", level1);
  zp_row_set (row, "level2", level2);
  zp_row_set (row, "level2_cell", cell->level2_cell);
  zp_row_set (row, "weight", weight);
  zp_history_insert (cell->form->history, ZP_LEVELS_TABLE, row, levels->rows->len);
}

static void
set_weight (const LevelCell *cell, const char *name, const char *weight)
{
  gboolean is_level1 = cell->column->role == ZP_ROLE_LEVEL1;
  const char *level1 = is_level1 ? name : cell->level1;
  const char *level2 = is_level1 ? "" : name;
  const ZpRow *row = zp_form_find_level (cell->form, cell->goal, level1, level2, cell->level2_cell);

  if (row == NULL && weight != NULL)
    add_weight (cell, level1, level2, weight);
  else if (row != NULL && weight != NULL)
    zp_history_set (cell->form->history, ZP_LEVELS_TABLE, row->id, "weight", weight);
  else if (row != NULL)
    zp_history_remove (
        cell->form->history, ZP_LEVELS_TABLE,
        zp_form_table_find (zp_form_find_table (cell->form, ZP_LEVELS_TABLE), row->id));
}

/**
 * zp_form_set_level:
 * @table, @row_id: the first row, or any, of a merged cell
 * @column: the group column it shows
 * @text: what was typed: the name of the level, with its weight where the form prints it: 产出指标(40分)
 *
 * Gives all rows of a merged cell another name, and the level its weight; without a weight in
 * @text the level has none.  One step to undo.
 *
 * Returns: whether there is such a cell
 */
gboolean
zp_form_set_level (ZpForm *self,
                   const char *table,
                   const char *row_id,
                   const char *column,
                   const char *text,
                   GError **error)
{
  g_autofree char *name = zp_text_clean (text);
  g_autofree char *address = g_strdup_printf ("%s/%s/%s", table, row_id, column);
  g_autofree char *weight = NULL;
  gboolean weighted;
  LevelCell cell = { 0 };

  g_return_val_if_fail (ZP_IS_FORM (self), FALSE);

  if (!zp_form_check_editable (self, address, error)
      || !find_cell (self, table, row_id, column, &cell, error))
    return FALSE;
  weighted = zp_template_find_level_cell (self->template_, table, column) != NULL;
  if (weighted)
    weight = split_weight (name);
  zp_history_begin (self->history, ZP_STEP_SET, address);
  if (weighted)
    rename_weights (&cell, name);
  for (guint i = 0; i < cell.ids->len; i++)
    zp_history_set (self->history, cell.spec->key, g_ptr_array_index (cell.ids, i), column, name);
  if (weighted)
    set_weight (&cell, name, weight);
  zp_history_end (self->history);
  level_cell_clear (&cell);
  zp_form_emit_changed (self);
  return TRUE;
}

/* --- words to tick --- */

static char *
toggle (const char *old, const ZpColumnSpec *spec, const char *word)
{
  g_auto (GStrv) chosen = zp_value_get_words (old);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  gboolean was = g_strv_contains ((const char *const *) chosen, word);

  for (guint i = 0; spec->choices != NULL && spec->choices[i] != NULL; i++)
    if (g_str_equal (spec->choices[i], word)
            ? !was
            : g_strv_contains ((const char *const *) chosen, spec->choices[i]))
      g_ptr_array_add (words, spec->choices[i]);
  for (guint i = 0; chosen[i] != NULL; i++)
    if (spec->choices == NULL || !g_strv_contains ((const char *const *) spec->choices, chosen[i]))
      g_ptr_array_add (words, chosen[i]);
  g_ptr_array_add (words, NULL);
  return zp_value_from_words ((const char *const *) words->pdata);
}

/**
 * zp_form_toggle_word:
 * @address: a value of type ticks
 * @word: one of its choices
 * @out_address: (out) (optional) (transfer full) (nullable): like in zp_form_set()
 *
 * Ticks @word, or takes the tick away; the other words stay.
 *
 * Returns: whether the form has such a cell
 */
gboolean
zp_form_toggle_word (
    ZpForm *self, const char *address, const char *word, char **out_address, GError **error)
{
  const ZpTableSpec *table;
  const ZpColumnSpec *spec = NULL;
  g_autofree char *text = NULL;
  ZpAddress a;

  if (zp_address_parse (address, &a))
    {
      table = a.table != NULL ? zp_template_find_table (self->template_, a.table) : NULL;
      spec = a.table == NULL ? zp_template_find_field (self->template_, a.key)
                             : (table != NULL ? zp_table_spec_find_column (table, a.key) : NULL);
    }
  if (spec == NULL || spec->type != ZP_TYPE_TICKS)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s: there is nothing to tick"),
                   address);
      return FALSE;
    }
  text = toggle (zp_form_get (self, address), spec, word);
  return zp_form_set (self, address, text, out_address, error);
}
