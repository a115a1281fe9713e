/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-fill-move.h"

#include "zp-formula.h"

/* What adding rows does to the numbers of the others, to ranges and to formulas. */

/** zp_fill_row_new: (transfer full): a row that is added. */
ZpFillRow *
zp_fill_row_new (void)
{
  ZpFillRow *self = g_new0 (ZpFillRow, 1);

  self->shared = g_array_new (FALSE, FALSE, sizeof (guint));
  self->own = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

/** zp_fill_row_free: frees it. */
void
zp_fill_row_free (ZpFillRow *self)
{
  g_array_unref (self->shared);
  g_array_unref (self->own);
  g_free (self);
}

static const ZpFillRow *
row_at (const GPtrArray *rows, guint index)
{
  return g_ptr_array_index (rows, index);
}

/** zp_fill_rows_move: where @row of the sheet stands after the rows were added. */
guint
zp_fill_rows_move (const GPtrArray *rows, guint row)
{
  guint n = 0;

  while (n < rows->len && row_at (rows, n)->after < row)
    n++;
  return row + n;
}

/** zp_fill_rows_place: where the added row at @index stands. */
guint
zp_fill_rows_place (const GPtrArray *rows, guint index)
{
  return row_at (rows, index)->after + 1 + index;
}

/** zp_fill_rows_find: where the added row called @id stands. */
guint
zp_fill_rows_find (const GPtrArray *rows, guint id)
{
  for (guint i = 0; i < rows->len; i++)
    if (row_at (rows, i)->id == id)
      return zp_fill_rows_place (rows, i);
  g_return_val_if_reached (0);
}

/**
 * zp_fill_rows_move_range:
 * @first, @last: (inout): a range of rows
 * @all: whatever the range is for, it is for rows that look like its last one
 *
 * Moves a range.  Rows that follow its last one belong to it when it has their levels from the
 * beginning: a sum of a level counts them, a sum of another one does not.
 *
 * Returns: whether all rows that follow its last one belong to it
 */
gboolean
zp_fill_rows_move_range (const GPtrArray *rows, guint *first, guint *last, gboolean all)
{
  guint begin = *first;
  guint end = *last;

  *first = zp_fill_rows_move (rows, begin);
  *last = zp_fill_rows_move (rows, end);
  for (guint i = 0; i < rows->len && row_at (rows, i)->after <= end; i++)
    if (row_at (rows, i)->after == end)
      {
        if (!all && row_at (rows, i)->begin < begin)
          return FALSE;
        (*last)++;
      }
  return TRUE;
}

/* --- formulas --- */

typedef struct
{
  const GPtrArray *rows;
  const char *sheet;
  gboolean here;
  GHashTable *singles; /* column → the first row of the table that is named alone */
  gboolean one_by_one;
} Moving;

static gboolean
is_same_sheet (const char *a, const char *b)
{
  g_autofree char *one = g_utf8_casefold (a, -1);
  g_autofree char *two = g_utf8_casefold (b, -1);

  return g_str_equal (one, two);
}

/* A formula that names cells of a table one by one will not name the new ones. */
static void
note_single (Moving *moving, const ZpFormulaCell *cell)
{
  gpointer row;

  for (guint i = 0; i < moving->rows->len; i++)
    if (cell->row >= row_at (moving->rows, i)->block_begin
        && cell->row <= row_at (moving->rows, i)->block_end)
      {
        if (!g_hash_table_lookup_extended (moving->singles, GUINT_TO_POINTER (cell->column), NULL,
                                           &row))
          g_hash_table_insert (moving->singles, GUINT_TO_POINTER (cell->column),
                               GUINT_TO_POINTER (cell->row));
        else if (GPOINTER_TO_UINT (row) != cell->row)
          moving->one_by_one = TRUE;
        return;
      }
}

static void
move_area (ZpFormulaArea *area, gpointer data)
{
  Moving *moving = data;
  gboolean here = area->sheet == NULL ? moving->here : is_same_sheet (area->sheet, moving->sheet);
  gboolean is_tall = area->first.row != area->last.row
                     || (area->is_range && area->first.column == area->last.column);

  if (!here || !area->has_rows)
    return;
  if (area->is_range && is_tall)
    {
      if (area->first.row > area->last.row)
        return;
      /* A level that is new is counted by nothing that counts the levels one by one. */
      if (!zp_fill_rows_move_range (moving->rows, &area->first.row, &area->last.row, FALSE))
        moving->one_by_one = TRUE;
      return;
    }
  if (!area->is_range)
    note_single (moving, &area->first);
  area->first.row = zp_fill_rows_move (moving->rows, area->first.row);
  area->last.row = zp_fill_rows_move (moving->rows, area->last.row);
}

/**
 * zp_fill_rows_move_formula:
 * @formula: a formula
 * @sheet: the sheet that gets the rows
 * @here: @formula stands on that sheet
 * @out_one_by_one: set to %TRUE when it names cells of the table one by one, so that it would not
 *   count the new ones
 *
 * Returns: (transfer full): the formula for the sheet with the rows
 */
char *
zp_fill_rows_move_formula (const GPtrArray *rows,
                           const char *formula,
                           const char *sheet,
                           gboolean here,
                           gboolean *out_one_by_one)
{
  g_autoptr (GHashTable) singles = g_hash_table_new (NULL, NULL);
  Moving moving = { rows, sheet, here, singles, FALSE };
  char *moved = zp_formula_rewrite (formula, move_area, &moving);

  if (moving.one_by_one)
    *out_one_by_one = TRUE;
  return moved;
}

/**
 * zp_fill_rows_move_cells:
 * @cells: ranges with spaces between them: “A1:B5 C7”
 * @grow: rows that are added after the last row of a range belong to it
 *
 * Returns: (transfer full): the same cells after the rows were added
 */
char *
zp_fill_rows_move_cells (const GPtrArray *rows, const char *cells, gboolean grow)
{
  g_auto (GStrv) ranges = g_strsplit (cells, " ", -1);

  for (guint i = 0; ranges[i] != NULL; i++)
    {
      guint first, last, column, end_column;
      const char *end;
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      if (!zp_grid_parse_cell (ranges[i], &first, &column, &end))
        continue;
      last = first;
      end_column = column;
      if (*end == ':' && !zp_grid_parse_cell (end + 1, &last, &end_column, NULL))
        continue;
      if (grow)
        (void) zp_fill_rows_move_range (rows, &first, &last, TRUE);
      else
        {
          first = zp_fill_rows_move (rows, first);
          last = zp_fill_rows_move (rows, last);
        }
      from = zp_grid_name_cell (first, column);
      to = zp_grid_name_cell (last, end_column);
      g_free (ranges[i]);
      ranges[i]
          = g_str_equal (from, to) ? g_steal_pointer (&from) : g_strconcat (from, ":", to, NULL);
    }
  return g_strjoinv (" ", ranges);
}
