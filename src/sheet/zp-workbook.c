/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-workbook.h"

struct _ZpWorkbook
{
  gatomicrefcount ref_count;
  GPtrArray *sheets;
  GPtrArray *notes;
};

static void
clear_cell (gpointer data)
{
  g_free (((ZpGridCell *) data)->text);
}

static void
grid_free (gpointer data)
{
  ZpGrid *grid = data;

  g_free (grid->name);
  g_free (grid->part);
  g_array_unref (grid->cells);
  g_array_unref (grid->merges);
  g_hash_table_unref (grid->hidden_rows);
  g_free (grid);
}

/** zp_workbook_new: Returns: (transfer full): a workbook without sheets, for a reader to fill */
ZpWorkbook *
zp_workbook_new (void)
{
  ZpWorkbook *self = g_new0 (ZpWorkbook, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->sheets = g_ptr_array_new_with_free_func (grid_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/** zp_workbook_unref: gives a reference back. */
void
zp_workbook_unref (ZpWorkbook *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/** zp_workbook_get_n_sheets: Returns: the number of sheets, hidden ones too */
guint
zp_workbook_get_n_sheets (const ZpWorkbook *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sheets->len;
}

/** zp_workbook_get_sheet: Returns: (transfer none): the sheet at @index */
const ZpGrid *
zp_workbook_get_sheet (const ZpWorkbook *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->sheets->len, NULL);

  return g_ptr_array_index (self->sheets, index);
}

/** zp_workbook_get_notes: Returns: (transfer none) (element-type utf8): what could not be read, for the user */
const GPtrArray *
zp_workbook_get_notes (const ZpWorkbook *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->notes;
}

/**
 * zp_workbook_add_sheet:
 * @self: a workbook in the making
 * @name: the name of the sheet
 * @hidden: whether it is hidden
 *
 * Returns: (transfer none): the new sheet
 */
ZpGrid *
zp_workbook_add_sheet (ZpWorkbook *self, const char *name, gboolean hidden)
{
  ZpGrid *grid;

  g_return_val_if_fail (self != NULL, NULL);

  grid = g_new0 (ZpGrid, 1);
  grid->name = g_strdup (name);
  grid->hidden = hidden;
  grid->cells = g_array_new (FALSE, FALSE, sizeof (ZpGridCell));
  g_array_set_clear_func (grid->cells, clear_cell);
  grid->merges = g_array_new (FALSE, FALSE, sizeof (ZpGridRange));
  grid->hidden_rows = g_hash_table_new (NULL, NULL);
  g_ptr_array_add (self->sheets, grid);
  return grid;
}

/** zp_workbook_add_note: takes over @note, which says what could not be read. */
void
zp_workbook_add_note (ZpWorkbook *self, char *note)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_add (self->notes, note);
}

/** zp_grid_add_cell: adds a cell and takes over its text. */
void
zp_grid_add_cell (ZpGrid *self, const ZpGridCell *cell)
{
  g_return_if_fail (self != NULL);

  g_array_append_vals (self->cells, cell, 1);
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const ZpGridCell *one = a;
  const ZpGridCell *two = b;

  if (one->row != two->row)
    return one->row < two->row ? -1 : 1;
  return one->column < two->column ? -1 : one->column > two->column;
}

/** zp_grid_sort: puts the cells in order, once all are there. */
void
zp_grid_sort (ZpGrid *self)
{
  g_return_if_fail (self != NULL);

  g_array_sort (self->cells, compare_cells);
}

/** zp_grid_name_cell: Returns: (transfer full): what spreadsheets call the cell: B3 for row 2, column 1 */
char *
zp_grid_name_cell (guint row, guint column)
{
  char letters[8];
  guint at = sizeof letters - 1;

  letters[at] = '\0';
  for (guint rest = MIN (column, ZP_WORKBOOK_MAX_COLUMNS - 1) + 1; rest > 0; rest = (rest - 1) / 26)
    letters[--at] = (char) ('A' + (rest - 1) % 26);
  return g_strdup_printf ("%s%u", letters + at, row + 1);
}

/**
 * zp_grid_parse_cell:
 * @name: begins with the name of a cell: B3
 * @out_row: (out): its row, from 0
 * @out_column: (out): its column, from 0
 * @out_end: (out) (optional): what follows the name
 *
 * Returns: %FALSE when @name does not begin with a cell that spreadsheets have
 */
gboolean
zp_grid_parse_cell (const char *name, guint *out_row, guint *out_column, const char **out_end)
{
  guint column = 0;
  guint row = 0;
  const char *p = name;

  for (; g_ascii_isalpha (*p) && column <= ZP_WORKBOOK_MAX_COLUMNS; p++)
    column = column * 26 + (guint) (g_ascii_toupper (*p) - 'A') + 1;
  if (column == 0 || column > ZP_WORKBOOK_MAX_COLUMNS || !g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p) && row <= ZP_WORKBOOK_MAX_ROWS; p++)
    row = row * 10 + (guint) (*p - '0');
  if (row == 0 || row > ZP_WORKBOOK_MAX_ROWS)
    return FALSE;
  *out_row = row - 1;
  *out_column = column - 1;
  if (out_end != NULL)
    *out_end = p;
  return TRUE;
}
