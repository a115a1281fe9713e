/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-fill-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-fill-xml.h"
#include "zp-matcher-columns.h"
#include "zp-wording.h"

/* Where the values of a form stand in a sheet that has its words: the matcher's map, read forwards.
 */

/** zp_fill_find_range: the merged range that begins at or covers a cell, or the cell alone. */
ZpGridRange
zp_fill_find_range (const ZpGrid *grid, guint row, guint column)
{
  ZpGridRange alone = { row, column, row, column };

  for (guint i = 0; i < grid->merges->len; i++)
    {
      const ZpGridRange *range = &g_array_index (grid->merges, ZpGridRange, i);

      if (row >= range->first_row && row <= range->last_row && column >= range->first_column
          && column <= range->last_column)
        return *range;
    }
  return alone;
}

static char *
dup_text (const ZpSheetCell *cell)
{
  return g_strdup (cell != NULL ? cell->text : "");
}

static void
add (ZpFilling *self, ZpFillValue value, const ZpSheetCell *from)
{
  value.text = dup_text (from);
  if (from != NULL && from->has_number && *from->text != '\0')
    {
      g_autofree char *digits = zp_decimal_to_string (from->number);

      value.has_number = TRUE;
      value.percent = from->percent;
      value.number = g_ascii_strtod (digits, NULL) / (from->percent ? 100 : 1);
    }
  g_array_append_val (self->values, value);
}

/**
 * zp_fill_add:
 * @self: a form on its way
 * @row, @column: a cell of the workbook, or one that is merged into another
 * @from: (nullable): the cell of the form's own sheet, or %NULL to empty the cell
 *
 * Notes what is written.
 */
void
zp_fill_add (ZpFilling *self, guint row, guint column, const ZpSheetCell *from)
{
  ZpGridRange range = zp_fill_find_range (self->taking.page->grid, row, column);
  ZpFillValue value = { .row = range.first_row, .column = range.first_column };

  add (self, value, from);
}

/**
 * zp_fill_add_to_row:
 * @like_row: the row that the added one looks like
 * @added: the id of the added row
 * @column: a column
 * @from: the cell of the form's own sheet
 *
 * Notes what is written into a row that is added.
 */
void
zp_fill_add_to_row (
    ZpFilling *self, guint like_row, guint added, guint column, const ZpSheetCell *from)
{
  ZpGridRange range = zp_fill_find_range (self->taking.page->grid, like_row, column);
  ZpFillValue value = { .row = like_row, .column = range.first_column, .added = added };

  add (self, value, from);
}

/** zp_fill_add_rest: notes a value that found no cell, and why; nothing for an empty one. */
void
zp_fill_add_rest (ZpFilling *self, const ZpSheetCell *from, const char *reason)
{
  g_autofree char *place
      = from->address != NULL ? zp_word_address (self->form, from->address) : g_strdup ("");

  if (*from->text != '\0' && !zp_value_is_nothing (from->text))
    zp_plan_rest_add (self->rest, place, from->text, reason);
}

static const ZpMapItem *
item_at (const ZpFilling *self, guint index)
{
  return g_ptr_array_index (self->taking.map->items, index);
}

static guint
sheet_row (const ZpFilling *self, guint page_row)
{
  return g_array_index (self->taking.page->rows, ZpPageRow, page_row).row;
}

/* Words around a value: 2020 in （2020年度）.  Written only when they say something else. */
static void
fill_words (ZpFilling *self, const ZpMapLabel *label, const ZpSheetCell *from)
{
  const ZpGridCell *there = zp_page_cell (self->taking.page, (guint) label->found);
  ZpKey one = zp_key_make (self->taking.page->chunk, there->text);
  ZpKey two = zp_key_make (self->taking.page->chunk, from->text);

  if (one.full != two.full)
    zp_fill_add (self, there->row, there->column, from);
}

static const ZpMapLabel *
find_label_of (const ZpMapItem *item, const ZpSheetCell *cell)
{
  for (guint i = 0; i < item->labels->len; i++)
    {
      const ZpMapLabel *label = &g_array_index (item->labels, ZpMapLabel, i);

      if (label->cell == cell && label->found >= 0)
        return label;
    }
  return NULL;
}

/* The map calls goals g1, g2 …; the form calls them as it likes. */
static const ZpSheetCell *
find_own (const ZpFilling *self, const ZpSheetCell *cell)
{
  const char *nested = zp_map_get_nested_table (self->taking.map->template_);
  g_auto (GStrv) parts = g_strsplit (cell->address, "/", 3);
  g_autofree char *address = NULL;
  const ZpRow *row;
  guint number;

  if (nested == NULL || g_strv_length (parts) != 3 || !g_str_equal (parts[0], nested)
      || *parts[1] != 'g')
    return zp_sheet_find (self->own, cell->address);
  number = (guint) g_ascii_strtoull (parts[1] + 1, NULL, 10);
  if (number == 0 || number > zp_form_get_n_rows (self->form, nested))
    return zp_sheet_find (self->own, cell->address);
  row = zp_form_get_row (self->form, nested, number - 1);
  address = g_strjoin ("/", nested, zp_row_get_id (row), parts[2], NULL);
  return zp_sheet_find (self->own, address);
}

static void
fill_value (ZpFilling *self, guint item_index, guint row, const ZpSheetCell *cell)
{
  const ZpMapItem *item = item_at (self, item_index);
  const ZpSheetCell *from = find_own (self, cell);
  const ZpMapLabel *label = find_label_of (item, cell);
  const ZpMapLabel *own;
  guint column, confidence;
  int end;

  if (from == NULL)
    return;
  if (label != NULL)
    {
      fill_words (self, label, from);
      return;
    }
  own = zp_columns_find_own_label (&self->taking, item, cell, &end);
  if (own != NULL)
    {
      const ZpGridCell *words = zp_page_cell (self->taking.page, (guint) own->found);

      column
          = zp_fill_find_range (self->taking.page->grid, words->row, words->column).last_column + 1;
    }
  else
    column = (guint) zp_columns_find (&self->taking, item_index, cell->column, &confidence);
  if (own != NULL && (int) column >= end)
    zp_fill_add_rest (self, from, _ ("there is no cell beside its words"));
  else
    zp_fill_add (self, row, column, from);
}

/* Words that the form prints around values, in rows that have no label of their own. */
static void
fill_patterns (ZpFilling *self, const ZpMapItem *item)
{
  for (guint i = 0; i < item->labels->len; i++)
    {
      const ZpMapLabel *label = &g_array_index (item->labels, ZpMapLabel, i);
      const ZpSheetCell *from = zp_sheet_get_at (self->own, label->cell->row, label->cell->column);

      if (label->found >= 0 && label->pattern != NULL && from != NULL
          && label->cell->address == NULL && from->style == label->cell->style)
        fill_words (self, label, from);
    }
}

static void
fill_item (ZpFilling *self, guint item_index, guint row)
{
  const ZpMapItem *item = item_at (self, item_index);

  fill_patterns (self, item);
  for (guint i = 0; i < item->values->len; i++)
    fill_value (self, item_index, row, g_ptr_array_index (item->values, i));
}

static void
leave_item (ZpFilling *self, const ZpMapItem *item)
{
  for (guint i = 0; i < item->values->len; i++)
    {
      const ZpSheetCell *cell = g_ptr_array_index (item->values, i);
      const ZpSheetCell *from = find_own (self, cell);

      if (from != NULL && from->kind != ZP_CELL_COMPUTED)
        zp_fill_add_rest (self, from, _ ("the words of its row are not in the workbook"));
    }
}

/* The row of the sheet before which what follows the item begins. */
static guint
find_end (const ZpFilling *self, guint item_index)
{
  const ZpGrid *grid = self->taking.page->grid;
  const ZpPageRow *last = &g_array_index (self->taking.page->rows, ZpPageRow, self->taking.end - 1);
  guint end = last->row + 1;

  for (guint i = item_index; i < self->taking.map->items->len; i++)
    if (item_at (self, i)->found >= 0)
      return sheet_row (self, (guint) item_at (self, i)->found);
  /* Empty cells beside merged names of levels belong to the table, too. */
  for (guint i = 0; i < grid->merges->len; i++)
    {
      const ZpGridRange *range = &g_array_index (grid->merges, ZpGridRange, i);

      if (range->first_row < end && range->last_row >= end
          && range->first_row >= sheet_row (self, self->taking.begin))
        end = range->last_row + 1;
    }
  return end;
}

/**
 * zp_fill_place:
 * @self: a form whose words were found on a sheet
 *
 * Finds the cells for all values of the form.
 */
void
zp_fill_place (ZpFilling *self)
{
  guint next = sheet_row (self, self->taking.begin);

  zp_columns_vote (&self->taking);
  for (guint i = 0; i < self->taking.map->items->len; i++)
    {
      const ZpMapItem *item = item_at (self, i);
      guint end = find_end (self, i);

      if (item->found >= 0)
        {
          next = sheet_row (self, (guint) item->found);
          fill_item (self, i, next++);
        }
      else if (item->block)
        {
          zp_fill_block (self, i, next, end);
          next = MAX (next, end);
        }
      else if (item->labels->len == 0 && item->values->len > 0 && next < end)
        fill_item (self, i, next++);
      else
        leave_item (self, item);
    }
}
