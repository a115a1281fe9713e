/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-matcher-columns.h"

/* Which column of a sheet is which column of the form. */

static const ZpMapItem *
item_at (const ZpTaking *taking, guint index)
{
  return g_ptr_array_index (taking->map->items, index);
}

/** zp_columns_vote: notes where the columns of the form stand, as the words that were found say. */
void
zp_columns_vote (ZpTaking *taking)
{
  for (guint i = 0; i < taking->map->items->len; i++)
    {
      const ZpMapItem *item = item_at (taking, i);

      for (guint l = 0; item->found >= 0 && l < item->labels->len; l++)
        {
          const ZpMapLabel *label = &g_array_index (item->labels, ZpMapLabel, l);

          if (label->found >= 0)
            g_hash_table_insert (
                taking->columns, GUINT_TO_POINTER (label->cell->column),
                GUINT_TO_POINTER (zp_page_cell (taking->page, (guint) label->found)->column + 1));
        }
    }
}

/* The column below a heading that begins in the same column of the form. */
static int
find_below_heading (const ZpTaking *taking, guint item_index, guint column)
{
  for (guint i = item_index; i > 0; i--)
    {
      const ZpMapItem *item = item_at (taking, i - 1);

      for (guint l = 0; item->found >= 0 && l < item->labels->len; l++)
        {
          const ZpMapLabel *label = &g_array_index (item->labels, ZpMapLabel, l);

          if (label->found >= 0 && label->cell->column == column && label->pattern == NULL)
            return (int) zp_page_cell (taking->page, (guint) label->found)->column;
        }
    }
  return -1;
}

/**
 * zp_columns_find:
 * @taking: a form whose words were found
 * @item_index: a row of it
 * @column: a column of the form
 * @out_confidence: (out): 0 to 100
 *
 * Returns: the column of the sheet
 */
int
zp_columns_find (const ZpTaking *taking, guint item_index, guint column, guint *out_confidence)
{
  int found = find_below_heading (taking, item_index, column);
  guint known;

  *out_confidence = found >= 0 ? ZP_COLUMN_SURE : ZP_COLUMN_LIKELY;
  if (found >= 0)
    return found;
  known = GPOINTER_TO_UINT (g_hash_table_lookup (taking->columns, GUINT_TO_POINTER (column)));
  if (known > 0)
    return (int) known - 1;
  *out_confidence = ZP_COLUMN_GUESSED;
  for (guint c = column; c > 0; c--)
    {
      known = GPOINTER_TO_UINT (g_hash_table_lookup (taking->columns, GUINT_TO_POINTER (c - 1)));
      if (known > 0)
        return (int) (known - 1 + column - (c - 1));
    }
  return (int) column;
}

/**
 * zp_columns_find_own_label:
 * @taking: a form whose words were found
 * @item: a row of it
 * @cell: a place for a value in that row
 * @out_end: (out): the column of the words behind it, or one that no sheet has
 *
 * Returns: (nullable): the words before the value, when only this value follows them
 */
const ZpMapLabel *
zp_columns_find_own_label (const ZpTaking *taking,
                           const ZpMapItem *item,
                           const ZpSheetCell *cell,
                           int *out_end)
{
  const ZpMapLabel *own = NULL;

  *out_end = ZP_WORKBOOK_MAX_COLUMNS;
  for (guint i = 0; i < item->labels->len; i++)
    {
      const ZpMapLabel *label = &g_array_index (item->labels, ZpMapLabel, i);

      if (label->found < 0)
        continue;
      if (label->cell->column < cell->column)
        own = label;
      else if (label->cell->column > cell->column)
        {
          *out_end = (int) zp_page_cell (taking->page, (guint) label->found)->column;
          break;
        }
    }
  for (guint i = 0; own != NULL && i < item->values->len; i++)
    {
      const ZpSheetCell *other = g_ptr_array_index (item->values, i);

      if (other != cell && other->column > own->cell->column
          && zp_sheet_get_at (taking->map->sheet, cell->row, other->column) == other
          && (other->column < cell->column || *out_end == ZP_WORKBOOK_MAX_COLUMNS))
        return NULL;
    }
  return own;
}
