/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-fill-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-matcher-columns.h"
#include "zp-wording.h"

/* Rows of a table in the rows that a workbook has for them: under the same names of levels, in
 * their order.  No row is added, because everything below would move. */

#define MAX_COLUMNS 40
#define MAX_GROUPS 4

typedef struct
{
  const char *key;
  guint column; /* of the workbook */
  gboolean is_group;
  gboolean is_computed;
} Column;

/* A row of the workbook: what its levels are called. */
typedef struct
{
  guint row;
  ZpKey groups[MAX_GROUPS];
  gboolean has_words; /* a level has a name here */
  gboolean used;
} Place;

typedef struct
{
  ZpFilling *filling;
  const ZpMapItem *item;
  Column columns[MAX_COLUMNS];
  guint n_columns;
  guint n_groups;
  GArray *places;
} Block;

static void
find_columns (Block *block, guint item_index)
{
  const GPtrArray *values = block->item->values;

  for (guint i = 0; i < values->len && block->n_columns < MAX_COLUMNS; i++)
    {
      const ZpSheetCell *cell = g_ptr_array_index (values, i);
      Column *column = &block->columns[block->n_columns++];
      guint confidence;

      column->key = strrchr (cell->address, '/') + 1;
      column->is_group = g_strv_contains (block->item->table->groups, column->key);
      column->is_computed = cell->kind == ZP_CELL_COMPUTED;
      column->column = (guint) zp_columns_find (
          &block->filling->taking, item_index, cell->column, &confidence);
    }
}

static gboolean
is_heading (const Block *block, guint row)
{
  const ZpPage *page = block->filling->taking.page;
  guint n_words = 0;

  for (guint i = 0; i < block->n_columns; i++)
    {
      int index = zp_page_find (page, row, block->columns[i].column);

      if (index >= 0 && !block->columns[i].is_group
          && zp_page_cell (page, (guint) index)->row == row
          && zp_map_is_form_word (block->filling->taking.map,
                                  &g_array_index (page->keys, ZpKey, index)))
        n_words++;
    }
  return n_words >= 3;
}

static void
add_places (Block *block, guint first_row, guint end)
{
  const ZpPage *page = block->filling->taking.page;
  ZpKey carried[MAX_GROUPS] = { { NULL } };

  for (guint row = first_row; row < end; row++)
    {
      Place place = { .row = row };
      guint g = 0;

      if (is_heading (block, row))
        continue;
      for (guint i = 0; i < block->n_columns && g < MAX_GROUPS; i++)
        {
          int index = block->columns[i].is_group
                          ? zp_page_find (page, row, block->columns[i].column)
                          : -1;

          if (!block->columns[i].is_group)
            continue;
          if (index >= 0)
            carried[g] = g_array_index (page->keys, ZpKey, index);
          place.groups[g] = carried[g];
          place.has_words = place.has_words || carried[g].full != NULL;
          g++;
        }
      block->n_groups = g;
      g_array_append_val (block->places, place);
    }
}

/* --- rows of the form --- */

static const ZpSheetCell *
find_cell (const Block *block, const ZpSheetRow *row, const char *key)
{
  g_autofree char *address
      = g_strdup_printf ("%s/%s/%s", block->item->table->key, row->row_id, key);

  return zp_sheet_find (block->filling->own, address);
}

static gboolean
is_of_block (const Block *block, const ZpSheetRow *row)
{
  const ZpColumnSpec *goal = block->item->table->roles[ZP_ROLE_GOAL];
  g_autofree char *address = NULL;
  const char *id;

  if (row->row_id == NULL || *row->row_id == '+'
      || g_strcmp0 (row->table, block->item->table->key) != 0)
    return FALSE;
  if (goal == NULL || block->item->goal == NULL)
    return TRUE;
  address = g_strdup_printf ("%s/%s/%s", row->table, row->row_id, goal->key);
  id = zp_form_get (block->filling->form, address);
  return g_strcmp0 (id, block->item->goal) == 0;
}

static gboolean
fits (const Block *block, const Place *place, const ZpSheetRow *row)
{
  guint g = 0;

  for (guint i = 0; i < block->n_columns && g < block->n_groups; i++)
    {
      g_autofree char *address = NULL;
      const char *text;
      ZpKey key;

      if (!block->columns[i].is_group)
        continue;
      address = g_strdup_printf (
          "%s/%s/%s", block->item->table->key, row->row_id, block->columns[i].key);
      text = zp_form_get (block->filling->form, address);
      key = zp_key_make (block->filling->taking.page->chunk, text != NULL ? text : "");
      if (place->groups[g].full != NULL && zp_key_compare (&place->groups[g], &key) == 0)
        return FALSE;
      g++;
    }
  return TRUE;
}

static Place *
find_place (const Block *block, const ZpSheetRow *row)
{
  Place *bare = NULL;

  for (guint i = 0; i < block->places->len; i++)
    {
      Place *place = &g_array_index (block->places, Place, i);

      if (place->used || !fits (block, place, row))
        continue;
      if (place->has_words)
        return place;
      if (bare == NULL)
        bare = place;
    }
  return bare;
}

static void
fill_row (Block *block, const ZpSheetRow *row)
{
  Place *place = find_place (block, row);

  if (place != NULL)
    place->used = TRUE;
  for (guint i = 0; i < block->n_columns; i++)
    {
      const Column *column = &block->columns[i];
      const ZpSheetCell *from = find_cell (block, row, column->key);

      if (from == NULL)
        continue;
      if (place == NULL)
        zp_fill_add_rest (block->filling,
                          from,
                          _ ("the workbook has no free row under these levels; insert rows there "
                             "and fill it again"));
      else if (!column->is_group || (!place->has_words && *from->text != '\0'))
        zp_fill_add (block->filling, place->row, column->column, from);
    }
}

/* What stood in a row that the form does not need is last year's. */
static void
empty_row (const Block *block, const Place *place)
{
  const ZpPage *page = block->filling->taking.page;

  for (guint i = 0; i < block->n_columns; i++)
    {
      const Column *column = &block->columns[i];
      int index = column->is_group ? -1 : zp_page_find (page, place->row, column->column);
      const ZpGridCell *cell = index >= 0 ? zp_page_cell (page, (guint) index) : NULL;

      if (cell != NULL && cell->row == place->row && cell->column == column->column
          && !zp_map_is_form_word (block->filling->taking.map,
                                   &g_array_index (page->keys, ZpKey, index)))
        zp_fill_add (block->filling, place->row, column->column, NULL);
    }
}

/**
 * zp_fill_block:
 * @self: a form on its way
 * @item_index: the rows of a table
 * @first_row: the first row of the workbook that they may have
 * @end: the row after the last one
 *
 * Finds the cells for the rows of a table; rows of the workbook that are not needed are emptied.
 */
void
zp_fill_block (ZpFilling *self, guint item_index, guint first_row, guint end)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  Block block = { .filling = self,
                  .item = g_ptr_array_index (self->taking.map->items, item_index),
                  .places = places };

  find_columns (&block, item_index);
  add_places (&block, first_row, end);
  for (guint r = 0; r < zp_sheet_get_n_rows (self->own); r++)
    {
      const ZpSheetRow *row = zp_sheet_get_row (self->own, r);

      if (is_of_block (&block, row))
        fill_row (&block, row);
    }
  for (guint i = 0; i < places->len; i++)
    if (!g_array_index (places, Place, i).used)
      empty_row (&block, &g_array_index (places, Place, i));
}
