/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-fill-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-matcher-columns.h"
#include "zp-wording.h"

/* Rows of a table in the rows that a workbook has for them: under the same names of levels, in
 * their order.  Where they are not enough, rows are added below those of the same levels. */

#define MAX_COLUMNS 40
#define MAX_GROUPS 4

typedef struct
{
  const char *key;
  guint column; /* of the workbook */
  gboolean is_group;
  gboolean is_computed;
} Column;

/* A row of the workbook, or one that is added: what its levels are called. */
typedef struct
{
  guint row; /* of the workbook; of an added row the one that it looks like */
  guint added;
  guint begin;    /* of an added row: the first one of its levels */
  guint n_shared; /* of an added row: levels that it has in common with the row before */
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
      column->column = (guint) zp_columns_find (&block->filling->taking, item_index, cell->column,
                                                &confidence);
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

static void
name_groups (const Block *block, const ZpSheetRow *row, ZpKey *groups)
{
  guint g = 0;

  for (guint i = 0; i < block->n_columns && g < block->n_groups; i++)
    {
      g_autofree char *address = NULL;
      const char *text;

      if (!block->columns[i].is_group)
        continue;
      address = g_strdup_printf ("%s/%s/%s", block->item->table->key, row->row_id,
                                 block->columns[i].key);
      text = zp_form_get (block->filling->form, address);
      groups[g++] = zp_key_make (block->filling->taking.page->chunk, text != NULL ? text : "");
    }
}

static gboolean
fits (const Block *block, const Place *place, const ZpKey *groups)
{
  for (guint g = 0; g < block->n_groups; g++)
    if (place->groups[g].full != NULL && zp_key_compare (&place->groups[g], &groups[g]) == 0)
      return FALSE;
  return TRUE;
}

static Place *
find_place (const Block *block, const ZpKey *groups)
{
  Place *bare = NULL;

  for (guint i = 0; i < block->places->len; i++)
    {
      Place *place = &g_array_index (block->places, Place, i);

      if (place->used || !fits (block, place, groups))
        continue;
      if (place->has_words)
        return place;
      if (bare == NULL)
        bare = place;
    }
  return bare;
}

/* --- rows that are added --- */

static guint
count_shared (const Block *block, const Place *place, const ZpKey *groups)
{
  guint g = 0;

  while (g < block->n_groups && place->groups[g].full != NULL
         && zp_key_compare (&place->groups[g], &groups[g]) > 0)
    g++;
  return g;
}

/* A row can look like another one when that stands alone, but for the levels it shares. */
static gboolean
can_follow (const Block *block, const Place *place, guint n_shared)
{
  guint g = 0;

  for (guint i = 0; i < block->n_columns; i++)
    {
      const Column *column = &block->columns[i];
      ZpGridRange range
          = zp_fill_find_range (block->filling->taking.page->grid, place->row, column->column);

      if (column->is_group && g++ < n_shared)
        continue;
      if (range.last_row > place->row || (!column->is_group && range.first_row < place->row))
        return FALSE;
    }
  return TRUE;
}

/* The place after the last one that has most of the levels. */
static Place *
add_place (Block *block, const ZpKey *groups)
{
  Place made = { .has_words = TRUE };
  int after = -1;

  for (guint i = 0; i < block->places->len; i++)
    {
      guint n = count_shared (block, &g_array_index (block->places, Place, i), groups);

      if (n >= made.n_shared)
        {
          made.n_shared = n;
          after = (int) i;
        }
    }
  if (after < 0 || !can_follow (block, &g_array_index (block->places, Place, after), made.n_shared))
    return NULL;
  made.row = g_array_index (block->places, Place, after).row;
  made.begin = made.row;
  for (int i = after; i >= 0; i--)
    {
      const Place *place = &g_array_index (block->places, Place, i);

      if (count_shared (block, place, groups) < made.n_shared)
        break;
      made.begin = place->row;
    }
  for (guint g = 0; g < block->n_groups; g++)
    made.groups[g] = groups[g];
  made.added = ++block->filling->n_added;
  g_array_insert_val (block->places, (guint) after + 1, made);
  return &g_array_index (block->places, Place, after + 1);
}

/* Tells the sheet of the rows that were added, in their order. */
static void
hand_on_rows (const Block *block)
{
  for (guint p = 0; p < block->places->len; p++)
    {
      const Place *place = &g_array_index (block->places, Place, p);
      ZpFillRow *row;
      guint g = 0;

      if (place->added == 0)
        continue;
      row = zp_fill_row_new ();
      row->id = place->added;
      row->after = place->row;
      row->begin = place->begin;
      row->block_begin = g_array_index (block->places, Place, 0).row;
      row->block_end = g_array_index (block->places, Place, block->places->len - 1).row;
      for (guint i = 0; i < block->n_columns; i++)
        {
          const Column *column = &block->columns[i];
          gboolean is_shared = column->is_group && g++ < place->n_shared;

          g_array_append_val (is_shared ? row->shared : row->own, column->column);
        }
      g_ptr_array_add (block->filling->rows, row);
    }
}

static void
leave_row (const Block *block, const ZpSheetRow *row)
{
  const char *reason = block->filling->obstacle;

  if (reason == NULL)
    reason = _ ("the workbook has no free row under these levels; insert rows there and fill it "
                "again");
  for (guint i = 0; i < block->n_columns; i++)
    {
      const ZpSheetCell *from = find_cell (block, row, block->columns[i].key);

      if (from != NULL)
        zp_fill_add_rest (block->filling, from, reason);
    }
}

static void
fill_place (const Block *block, const Place *place, const ZpSheetRow *row)
{
  guint g = 0;

  for (guint i = 0; i < block->n_columns; i++)
    {
      const Column *column = &block->columns[i];
      const ZpSheetCell *from = find_cell (block, row, column->key);
      gboolean is_there = column->is_group && place->has_words;

      /* An added row says itself what it does not share. */
      if (column->is_group && place->added > 0)
        is_there = g < place->n_shared;
      g += column->is_group;
      if (from == NULL || is_there || (column->is_group && *from->text == '\0'))
        continue;
      if (place->added > 0)
        zp_fill_add_to_row (block->filling, place->row, place->added, column->column, from);
      else
        zp_fill_add (block->filling, place->row, column->column, from);
    }
}

static void
fill_row (Block *block, const ZpSheetRow *row)
{
  ZpKey groups[MAX_GROUPS] = { { NULL } };
  Place *place;

  name_groups (block, row, groups);
  place = find_place (block, groups);
  if (place == NULL && block->filling->obstacle == NULL)
    place = add_place (block, groups);
  if (place == NULL)
    {
      leave_row (block, row);
      return;
    }
  place->used = TRUE;
  fill_place (block, place, row);
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
 * Finds the cells for the rows of a table; rows of the workbook that are not needed are emptied,
 * and missing ones are added.
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
  hand_on_rows (&block);
}
