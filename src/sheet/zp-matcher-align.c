/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-matcher-align.h"

#include <string.h>

/* Which rows of a workbook are the rows of the form with fixed words: the order is the form's, rows
 * may be missing or be put between. */

#define MIN_SCORE 5

static guint
score_cell (const ZpMapLabel *label, const ZpPage *page, guint index)
{
  const ZpKey *key = &g_array_index (page->keys, ZpKey, index);
  guint best = 0;

  for (guint i = 0; i < label->n_keys; i++)
    best = MAX (best, zp_key_compare (&label->keys[i], key));
  return best;
}

static gboolean
fits_pattern (const ZpMapLabel *label, const ZpPage *page, guint index)
{
  const char *plain = g_ptr_array_index (page->plain, index);

  return label->pattern != NULL && plain != NULL && strstr (plain, label->literal) != NULL
         && g_regex_match (label->pattern, plain, 0, NULL);
}

/* The best cell of a row for a label, from @from on first, so that repeated words stay in order. */
static int
find_label (
    const ZpMapLabel *label, const ZpPage *page, const ZpPageRow *row, guint from, guint *out_score)
{
  int found = -1;

  *out_score = 0;
  for (guint i = 0; i < row->n; i++)
    {
      guint index = row->first + (from + i) % row->n;
      guint score = label->pattern != NULL ? 0 : score_cell (label, page, index);

      if (label->pattern != NULL && fits_pattern (label, page, index))
        score = ZP_PATTERN_SCORE;
      if (score > *out_score)
        {
          *out_score = score;
          found = (int) index;
        }
    }
  return found;
}

static guint
score_labels (const ZpMapItem *item, const ZpPage *page, guint at, gboolean keep)
{
  const ZpPageRow *row = &g_array_index (page->rows, ZpPageRow, at);
  guint sum = 0, from = 0;

  for (guint i = 0; i < item->labels->len; i++)
    {
      ZpMapLabel *label = &g_array_index (item->labels, ZpMapLabel, i);
      guint score;
      int found = find_label (label, page, row, from, &score);

      if (found >= 0)
        from = (guint) found - row->first + 1;
      if (keep)
        label->found = found;
      sum += score;
    }
  return sum;
}

/**
 * zp_align_score_row:
 * @item: a row of the form
 * @page: a sheet
 * @row: a row of it
 *
 * Returns: how many of the item's words stand in the row, ten for each; 0 when too few do
 */
guint
zp_align_score_row (const ZpMapItem *item, const ZpPage *page, guint row)
{
  guint sum = item->block ? 0 : score_labels (item, page, row, FALSE);

  return sum * 2 >= item->labels->len * MIN_SCORE && sum >= MIN_SCORE ? sum : 0;
}

static void
forget (ZpMap *map)
{
  for (guint i = 0; i < map->items->len; i++)
    {
      ZpMapItem *item = g_ptr_array_index (map->items, i);

      item->found = -1;
      for (guint l = 0; l < item->labels->len; l++)
        g_array_index (item->labels, ZpMapLabel, l).found = -1;
    }
}

/* Follows the best sums back. */
static void
trace (ZpMap *map, const ZpPage *page, const guint *sums, guint n_rows, guint begin)
{
  guint row = n_rows;

  for (guint i = map->items->len; i > 0 && row > 0; i--)
    {
      ZpMapItem *item = g_ptr_array_index (map->items, i - 1);
      const guint *before = &sums[(gsize) (i - 1) * (n_rows + 1)];
      const guint *present = before + n_rows + 1;

      while (row > 0 && present[row] == present[row - 1])
        row--;
      if (row == 0 || present[row] == before[row])
        continue;
      item->found = (int) (begin + row - 1);
      (void) score_labels (item, page, begin + row - 1, TRUE);
      row--;
    }
}

/**
 * zp_align:
 * @map: the form
 * @page: a sheet
 * @begin: first row
 * @end: the row after the last one
 *
 * Finds the rows of the form with fixed words, in their order, so that as many words as possible
 * are found; sets the @found of items and labels.
 *
 * Returns: the sum of zp_align_score_row()
 */
guint
zp_align (ZpMap *map, const ZpPage *page, guint begin, guint end)
{
  guint n_rows = end - begin;
  gsize width = n_rows + 1;
  g_autofree guint *sums = g_new0 (guint, (map->items->len + 1) * width);

  forget (map);
  for (guint i = 0; i < map->items->len; i++)
    {
      const ZpMapItem *item = g_ptr_array_index (map->items, i);
      const guint *before = &sums[i * width];
      guint *present = &sums[(i + 1) * width];

      for (guint r = 1; r <= n_rows; r++)
        {
          guint score = item->labels->len > 0 ? zp_align_score_row (item, page, begin + r - 1) : 0;

          present[r] = MAX (before[r], present[r - 1]);
          if (score > 0)
            present[r] = MAX (present[r], before[r - 1] + score);
        }
    }
  trace (map, page, sums, n_rows, begin);
  return sums[(gsize) map->items->len * width + n_rows];
}

/* The first row of the form that is not its title. */
static const ZpMapItem *
find_first (const ZpMap *map, guint *out_index)
{
  for (guint i = 0; i < map->items->len; i++)
    {
      const ZpMapItem *item = g_ptr_array_index (map->items, i);

      if (!item->block && item->labels->len > 0
          && g_array_index (item->labels, ZpMapLabel, 0).cell->style == ZP_STYLE_LABEL)
        {
          *out_index = i;
          return item;
        }
    }
  return NULL;
}

static gboolean
is_title (const ZpMap *map, const ZpPage *page, guint n_items, guint row)
{
  for (guint i = 0; i < n_items; i++)
    if (zp_align_score_row (g_ptr_array_index (map->items, i), page, row) > 0)
      return TRUE;
  return FALSE;
}

/**
 * zp_align_find_starts:
 * @map: a form
 * @page: a sheet
 *
 * Returns: (transfer full) (element-type guint): the rows with which forms begin; the first is 0
 */
GArray *
zp_align_find_starts (const ZpMap *map, const ZpPage *page)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_titles = 0;
  const ZpMapItem *first = find_first (map, &n_titles);
  guint zero = 0, n_found = 0, last = 0;

  g_array_append_val (starts, zero);
  for (guint r = 0; first != NULL && r < page->rows->len; r++)
    {
      guint begin = r;

      if (zp_align_score_row (first, page, r) < first->labels->len * 8)
        continue;
      while (begin > last + 1 && r - begin < n_titles && is_title (map, page, n_titles, begin - 1))
        begin--;
      if (n_found++ > 0)
        g_array_append_val (starts, begin);
      last = r;
    }
  return starts;
}

/** zp_align_count_goals: Returns: how many goals with a table of their own stand in the rows, at least 1 */
guint
zp_align_count_goals (const ZpMap *map, const ZpPage *page, guint begin, guint end)
{
  const ZpMapItem *heading = NULL;
  guint n = 0;

  for (guint i = 1; i < map->items->len && heading == NULL; i++)
    if (((const ZpMapItem *) g_ptr_array_index (map->items, i))->goal != NULL)
      heading = g_ptr_array_index (map->items, i - 1);
  for (guint r = begin; heading != NULL && r < end; r++)
    if (zp_align_score_row (heading, page, r) >= heading->labels->len * 6)
      n++;
  return CLAMP (n, 1, 100);
}

/** zp_align_count_skeleton: Returns: how much of the names of levels stands on the page, 0 to 100 */
guint
zp_align_count_skeleton (const ZpMap *map, const ZpPage *page)
{
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < page->keys->len; i++)
    {
      const ZpKey *key = &g_array_index (page->keys, ZpKey, i);

      g_hash_table_add (present, (gpointer) key->full);
      g_hash_table_add (present, (gpointer) key->base);
    }
  for (guint i = 0; i < map->skeleton->len; i++)
    if (g_hash_table_contains (present, g_ptr_array_index (map->skeleton, i)))
      n++;
  return map->skeleton->len > 0 ? n * 100 / map->skeleton->len : 0;
}
