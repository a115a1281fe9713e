/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-matcher-take.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-matcher-columns.h"
#include "zp-matcher-values.h"

/* Between the words that were found stand the values. */

#define SURE ZP_COLUMN_SURE
#define LIKELY ZP_COLUMN_LIKELY

static const ZpMapItem *
item_at (const ZpTaking *taking, guint index)
{
  return g_ptr_array_index (taking->map->items, index);
}

/* --- rows with fixed words --- */

static int
find_after (const ZpTaking *taking, const ZpPageRow *row, const ZpMapLabel *label, int end)
{
  for (guint i = (guint) label->found + 1; i < row->first + row->n; i++)
    if ((int) zp_page_cell (taking->page, i)->column < end && !taking->page->taken[i])
      return (int) i;
  return -1;
}

static void
take_place (ZpTaking *taking, guint item_index, const ZpPageRow *row, const ZpSheetCell *cell)
{
  const ZpMapItem *item = item_at (taking, item_index);
  int end;
  const ZpMapLabel *own = zp_columns_find_own_label (taking, item, cell, &end);
  guint confidence = SURE;
  int index;

  for (guint i = 0; i < item->labels->len; i++)
    {
      const ZpMapLabel *label = &g_array_index (item->labels, ZpMapLabel, i);

      if (label->cell == cell && label->found >= 0)
        {
          zp_value_take (taking, (guint) label->found, cell, cell->address, SURE);
          return;
        }
    }
  if (own != NULL)
    index = find_after (taking, row, own, end);
  else
    index = zp_page_find (taking->page, row->row,
                          (guint) zp_columns_find (taking, item_index, cell->column, &confidence));
  if (index >= 0 && !taking->page->taken[index]
      && zp_page_cell (taking->page, (guint) index)->row == row->row)
    zp_value_take (taking, (guint) index, cell, cell->address, confidence);
}

static void
take_item (ZpTaking *taking, guint item_index, const ZpPageRow *row)
{
  const ZpMapItem *item = item_at (taking, item_index);

  for (guint i = 0; i < item->labels->len; i++)
    {
      const ZpMapLabel *label = &g_array_index (item->labels, ZpMapLabel, i);

      if (label->found >= 0)
        taking->page->taken[label->found] = TRUE;
    }
  for (guint i = 0; i < item->values->len; i++)
    take_place (taking, item_index, row, g_ptr_array_index (item->values, i));
}

/* {unit} in a title: only when no cell of its own said it. */
static void
take_titles (ZpTaking *taking)
{
  const GPtrArray *fields = zp_template_get_fields (taking->map->template_);

  for (guint i = 0; i < taking->map->items->len; i++)
    {
      const ZpMapItem *item = item_at (taking, i);

      for (guint l = 0; item->found >= 0 && l < item->labels->len; l++)
        {
          const ZpMapLabel *label = &g_array_index (item->labels, ZpMapLabel, l);

          for (guint f = 0; label->found >= 0 && label->pattern != NULL && f < fields->len; f++)
            {
              const ZpColumnSpec *field = g_ptr_array_index (fields, f);
              g_autofree char *source = zp_page_name (taking->page, (guint) label->found);
              g_autofree char *text = zp_map_capture (
                  taking->map, label->cell, zp_page_cell (taking->page, (guint) label->found)->text,
                  field->key);

              if (text != NULL && *text != '\0' && zp_plan_find (taking->plan, field->key) == NULL)
                (void) zp_plan_add (taking->plan, ZP_PLAN_VALUE, field->key, text, source, LIKELY);
            }
        }
    }
}

/* --- rows of tables --- */

#define MAX_COLUMNS 40

/* A block: where its columns are, and what the last merged cells said. */
typedef struct
{
  ZpTaking *taking;
  const ZpMapItem *item;
  guint n;
  const ZpSheetCell *cells[MAX_COLUMNS];
  const char *keys[MAX_COLUMNS];
  int columns[MAX_COLUMNS];
  guint confidence[MAX_COLUMNS];
  gboolean is_group[MAX_COLUMNS];
  char *carried[MAX_COLUMNS];
  char *weights[MAX_COLUMNS];
  guint n_rows;
  guint level2_cell;
} Block;

static void
find_columns (Block *block, guint item_index)
{
  const GPtrArray *values = block->item->values;

  for (guint i = 0; i < values->len && block->n < MAX_COLUMNS; i++)
    {
      const ZpSheetCell *cell = g_ptr_array_index (values, i);
      const char *slash = strrchr (cell->address, '/');
      guint n = block->n++;

      block->cells[n] = cell;
      block->keys[n] = slash + 1;
      block->is_group[n] = g_strv_contains (block->item->table->groups, slash + 1);
      block->columns[n]
          = zp_columns_find (block->taking, item_index, cell->column, &block->confidence[n]);
    }
}

static int
find_in_row (const Block *block, const ZpPageRow *row, guint column)
{
  int index = zp_page_find (block->taking->page, row->row, (guint) block->columns[column]);

  return index >= 0 && zp_page_cell (block->taking->page, (guint) index)->row == row->row ? index
                                                                                          : -1;
}

static gboolean
is_form_word (const Block *block, guint index)
{
  const ZpKey *key = &g_array_index (block->taking->page->keys, ZpKey, index);

  return *key->full == '\0' || zp_map_is_form_word (block->taking->map, key);
}

/* A row that says more than the form does by itself. */
static gboolean
is_filled (const Block *block, const ZpPageRow *row)
{
  for (guint i = 0; i < block->n; i++)
    {
      int index = block->is_group[i] ? -1 : find_in_row (block, row, i);

      if (index >= 0 && block->cells[i]->kind != ZP_CELL_COMPUTED
          && !is_form_word (block, (guint) index)
          && !zp_value_is_nothing (zp_page_cell (block->taking->page, (guint) index)->text))
        return TRUE;
    }
  return FALSE;
}

static void
carry (Block *block, const ZpPageRow *row)
{
  for (guint i = 0; i < block->n; i++)
    {
      int index = block->is_group[i] ? find_in_row (block, row, i) : -1;

      if (index < 0)
        continue;
      g_clear_pointer (&block->carried[i], g_free);
      g_clear_pointer (&block->weights[i], g_free);
      if (block->cells[i]->level)
        block->weights[i] = zp_value_split_weight (
            zp_page_cell (block->taking->page, (guint) index)->text, &block->carried[i]);
      else
        block->carried[i] = g_strdup (zp_page_cell (block->taking->page, (guint) index)->text);
      if (g_str_equal (block->keys[i], "level2"))
        block->level2_cell = 0;
    }
}

static void
put (Block *block, const char *id, const char *key, const char *text, const char *source)
{
  g_autofree char *address = g_strdup_printf ("%s/%s/%s", block->item->table->key, id, key);

  if (text != NULL && *text != '\0' && zp_plan_find (block->taking->plan, address) == NULL)
    (void) zp_plan_add (block->taking->plan, ZP_PLAN_VALUE, address, text, source, SURE);
}

static const char *
get_carried (const Block *block, const char *key)
{
  for (guint i = 0; i < block->n; i++)
    if (block->is_group[i] && g_str_equal (block->keys[i], key))
      return block->carried[i];
  return NULL;
}

static char *
get_level2_cell (const Block *block)
{
  if (zp_table_spec_find_column (block->item->table, "level2_cell") == NULL
      || block->level2_cell == 0)
    return NULL;
  return g_strdup_printf ("%u", block->level2_cell);
}

/* The weight that stands behind the name of a level. */
static void
put_weight (Block *block, guint column, const char *source)
{
  ZpPlan *plan = block->taking->plan;
  g_autofree char *cell = get_level2_cell (block);
  g_autofree char *base = g_strdup_printf (ZP_LEVELS_TABLE "/l%u/", ++block->taking->n_levels);
  gboolean is_level2 = g_str_equal (block->keys[column], "level2");
  const struct
  {
    const char *key;
    const char *text;
  } columns[] = {
    { "goal", block->item->goal },
    { "level1", get_carried (block, "level1") },
    { "level2", is_level2 ? block->carried[column] : NULL },
    { "level2_cell", is_level2 ? cell : NULL },
    { "weight", block->weights[column] },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *address = g_strconcat (base, columns[i].key, NULL);

      if (columns[i].text != NULL && *columns[i].text != '\0')
        (void) zp_plan_add (plan, ZP_PLAN_VALUE, address, columns[i].text, source, SURE);
    }
}

static void
put_groups (Block *block, const ZpPageRow *row, const char *id)
{
  g_autofree char *source = zp_page_name (block->taking->page, row->first);
  const ZpColumnSpec *goal = block->item->table->roles[ZP_ROLE_GOAL];
  g_autofree char *cell = NULL;

  if (block->level2_cell == 0)
    block->level2_cell = ++block->taking->n_level2_cells;
  cell = get_level2_cell (block);
  if (goal != NULL)
    put (block, id, goal->key, block->item->goal, source);
  for (guint i = 0; i < block->n; i++)
    {
      int index = block->is_group[i] ? find_in_row (block, row, i) : -1;

      if (!block->is_group[i])
        continue;
      put (block, id, block->keys[i], block->carried[i], source);
      if (block->weights[i] != NULL)
        put_weight (block, i, source);
      g_clear_pointer (&block->weights[i], g_free);
      if (index >= 0)
        block->taking->page->taken[index] = TRUE;
    }
  put (block, id, "level2_cell", cell, source);
}

static void
take_row (Block *block, const ZpPageRow *row)
{
  g_autofree char *id = g_strdup_printf ("r%u", ++block->n_rows);

  put_groups (block, row, id);
  for (guint i = 0; i < block->n; i++)
    {
      int index = block->is_group[i] ? -1 : find_in_row (block, row, i);
      g_autofree char *address
          = g_strdup_printf ("%s/%s/%s", block->item->table->key, id, block->keys[i]);

      if (index >= 0 && !block->taking->page->taken[index])
        zp_value_take (block->taking, (guint) index, block->cells[i], address,
                       block->confidence[i]);
    }
}

/* A heading that is printed again on the next page. */
static gboolean
is_heading (const Block *block, const ZpPageRow *row)
{
  guint n = 0;

  for (guint i = row->first; i < row->first + row->n; i++)
    if (*g_array_index (block->taking->page->keys, ZpKey, i).full != '\0'
        && is_form_word (block, i))
      n++;
  return n >= 4 && n == row->n;
}

static void
take_block (ZpTaking *taking, guint item_index, guint begin, guint end, guint *n_rows)
{
  Block block = { .taking = taking, .item = item_at (taking, item_index), .n_rows = *n_rows };

  find_columns (&block, item_index);
  for (guint r = begin; r < end; r++)
    {
      const ZpPageRow *row = &g_array_index (taking->page->rows, ZpPageRow, r);

      if (is_heading (&block, row))
        continue;
      carry (&block, row);
      if (is_filled (&block, row))
        take_row (&block, row);
    }
  *n_rows = block.n_rows;
  for (guint i = 0; i < block.n; i++)
    {
      g_free (block.carried[i]);
      g_free (block.weights[i]);
    }
}

/* --- what stands between --- */

static guint
find_next (const ZpTaking *taking, guint item_index)
{
  for (guint i = item_index; i < taking->map->items->len; i++)
    if (item_at (taking, i)->found >= 0)
      return (guint) item_at (taking, i)->found;
  return taking->end;
}

static guint *
get_counter (GHashTable *counters, const char *table)
{
  guint *counter = g_hash_table_lookup (counters, table);

  if (counter == NULL)
    {
      counter = g_new0 (guint, 1);
      g_hash_table_insert (counters, (gpointer) table, counter);
    }
  return counter;
}

/* A row whose first cell is accounted for: the form says it by itself. */
static gboolean
is_told (const ZpTaking *taking, guint row)
{
  return taking->page->taken[g_array_index (taking->page->rows, ZpPageRow, row).first];
}

static void
take_items (ZpTaking *taking)
{
  g_autoptr (GHashTable) counters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  guint next = taking->begin;

  for (guint i = 0; i < taking->map->items->len; i++)
    {
      const ZpMapItem *item = item_at (taking, i);
      guint end = find_next (taking, i);

      if (item->found >= 0)
        {
          take_item (taking, i, &g_array_index (taking->page->rows, ZpPageRow, item->found));
          next = (guint) item->found + 1;
        }
      else if (item->block)
        {
          take_block (taking, i, next, end, get_counter (counters, item->table->key));
          next = MAX (next, end);
        }
      else if (item->labels->len == 0 && item->values->len > 0)
        {
          while (next < end && is_told (taking, next))
            next++;
          if (next < end)
            take_item (taking, i, &g_array_index (taking->page->rows, ZpPageRow, next++));
        }
    }
}

static const char *
explain (const ZpGridCell *cell)
{
  if (cell->failed)
    return _ ("a formula that ended in an error");
  return _ ("the form has no place for it here");
}

/* Fixed signs without a word: “=” “≤” “≥”. */
static gboolean
is_sign (const ZpTaking *taking, const ZpGridCell *cell)
{
  return g_hash_table_contains (taking->map->words,
                                g_string_chunk_insert_const (taking->page->chunk, cell->text));
}

static void
list_rest (ZpTaking *taking)
{
  for (guint r = taking->begin; r < taking->end; r++)
    {
      const ZpPageRow *row = &g_array_index (taking->page->rows, ZpPageRow, r);

      for (guint i = row->first; i < row->first + row->n; i++)
        {
          const ZpGridCell *cell = zp_page_cell (taking->page, i);
          const ZpKey *key = &g_array_index (taking->page->keys, ZpKey, i);
          g_autofree char *source = zp_page_name (taking->page, i);

          if (!taking->page->taken[i] && !zp_value_is_nothing (cell->text)
              && !zp_map_is_form_word (taking->map, key) && !is_sign (taking, cell))
            zp_plan_rest_add (taking->plan->rest, source, cell->text, explain (cell));
        }
    }
}

/**
 * zp_take_all:
 * @map: the form, aligned with the page
 * @page: a sheet
 * @begin: first row of the form
 * @end: the row after its last one
 * @plan: filled
 *
 * Plans all values that stand between the form's words, and lists what is left.
 */
void
zp_take_all (ZpMap *map, ZpPage *page, guint begin, guint end, ZpPlan *plan)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL);
  ZpTaking taking = { map, page, begin, end, plan, columns, 0, 0 };

  zp_columns_vote (&taking);
  take_items (&taking);
  take_titles (&taking);
  list_rest (&taking);
}
