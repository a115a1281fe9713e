/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-page-breaks.h"

#include "zp-page-parts.h"
#include "zp-sheet-headings.h"

/* Heights are sums of fractions; a row that misses a page by less than this fits. */
#define TOLERANCE 0.05

/* A row that must be cut is begun only where this much of it can be shown. */
#define MIN_PIECE 60.0

/* A page may end earlier than it must, for a better break, when it is filled so far. */
#define MIN_FILLED 0.75

/* Text of a cut row may need a little more room than the row had in one piece, because lines are
 * not cut.  Then the row is made higher and the pages are made again. */
#define MAX_ROUNDS 12

typedef struct
{
  const ZpSheet *sheet;
  PangoLayout *measuring;
  double *heights; /* by row */
  double *needs;   /* by cell: how high it must be for its text, negative while unknown */
  double body;     /* height of a page without margins */
  GPtrArray *pages;
} Breaker;

/* The place where the sheet goes on: a row, and how much of it is done already. */
typedef struct
{
  guint row;
  double done;
} Place;

typedef struct
{
  GArray *strips;
  double room;
  gboolean empty; /* but for repeated headings */
} Page;

static void
add_strip (const Breaker *breaker, Page *page, guint row, double from, double height)
{
  ZpStrip strip = {
    .row = row,
    .from = from,
    .height = height,
    .whole = from <= 0 && height >= breaker->heights[row] - TOLERANCE,
  };

  g_array_append_val (page->strips, strip);
  page->room -= height;
}

static double
sum_heights (const Breaker *breaker, guint begin, guint end)
{
  double sum = 0;

  for (guint r = begin; r < end; r++)
    sum += breaker->heights[r];
  return sum;
}

/* How high a row can be at most when a page begins with it. */
static double
get_capacity (const Breaker *breaker, guint row)
{
  guint begin, end;

  if (!zp_sheet_get_repeat_rows (breaker->sheet, breaker->heights, row, &begin, &end))
    return breaker->body;
  return breaker->body - sum_heights (breaker, begin, end);
}

static Page
begin_page (const Breaker *breaker, guint row)
{
  Page page = { g_array_new (FALSE, FALSE, sizeof (ZpStrip)), breaker->body, TRUE };
  guint begin, end;

  if (zp_sheet_get_repeat_rows (breaker->sheet, breaker->heights, row, &begin, &end))
    {
      for (guint r = begin; r < end; r++)
        add_strip (breaker, &page, r, 0, breaker->heights[r]);
    }
  return page;
}

static double
get_need (const Breaker *breaker, const ZpSheetCell *cell)
{
  double *need = &breaker->needs[cell - zp_sheet_get_cell (breaker->sheet, 0)];

  if (*need < 0)
    *need = zp_sheet_layout_measure_cell (breaker->measuring, breaker->sheet, cell, 1.0);
  return *need;
}

/* How much of the repeated heading a cell that goes on below it covers too. */
static double
get_repeated_height (const Breaker *breaker, const ZpSheetCell *cell, guint row)
{
  guint begin, end;

  if (!zp_sheet_get_repeat_rows (breaker->sheet, breaker->heights, row, &begin, &end))
    return 0;
  begin = MAX (begin, cell->row);
  return begin < end ? sum_heights (breaker, begin, end) : 0;
}

/* How much is wrong with a cell that is cut before @row: its words have no room on one of the
 * pages, though a level wants to show them on both; or a level begins with the last row of the
 * page. */
static guint
count_faults (const Breaker *breaker, const ZpSheetCell *cell, guint first, guint row)
{
  double need = get_need (breaker, cell) - TOLERANCE;
  double before = sum_heights (breaker, MAX (cell->row, first), row);
  double after = sum_heights (breaker, row, cell->row + cell->row_span)
                 + get_repeated_height (breaker, cell, row);

  if (cell->row < first)
    before += get_repeated_height (breaker, cell, first);
  return (before < need) + (after < need) + (cell->merged && cell->row + 1 == row);
}

static guint
get_cost (const Breaker *breaker, guint first, guint row)
{
  guint last_row_alone = row + 1 == zp_sheet_get_n_rows (breaker->sheet);
  guint cost = last_row_alone;

  for (guint c = 0; c < zp_sheet_get_n_columns (breaker->sheet); c++)
    {
      const ZpSheetCell *cell = zp_sheet_get_at (breaker->sheet, row, c);

      if (cell != NULL && cell->column == c && cell->row < row)
        cost += count_faults (breaker, cell, first, row);
    }
  return cost;
}

/* The rows from @first to the one before @end have room on the page.  Chooses the row the next page
 * begins with: the last one possible, or an earlier one if that is a better place.  A heading is
 * never left behind, unless there is nothing else. */
static guint
choose_break (const Breaker *breaker, guint first, guint end)
{
  double filled = sum_heights (breaker, first, end);
  double least = filled * MIN_FILLED;
  guint best = end;
  guint best_cost = G_MAXUINT;

  for (guint row = end; row > first; row--)
    {
      guint cost;

      if (best_cost < G_MAXUINT && filled < least)
        break;
      filled -= breaker->heights[row - 1];
      if (zp_sheet_is_heading_row (breaker->sheet, row - 1))
        continue;
      cost = get_cost (breaker, first, row);
      if (cost >= best_cost)
        continue;
      best = row;
      best_cost = cost;
    }
  return best;
}

static gboolean
may_be_cut (const Breaker *breaker, guint row)
{
  const ZpSheetRow *it = zp_sheet_get_row (breaker->sheet, row);
  gboolean paragraph
      = it->n_cells == 1
        && zp_sheet_get_cell (breaker->sheet, it->first_cell)->style == ZP_STYLE_PARAGRAPH;

  return paragraph || breaker->heights[row] > get_capacity (breaker, row) + TOLERANCE;
}

/* Goes on with a row that earlier pages have begun.  Returns whether the row ends here. */
static gboolean
continue_row (const Breaker *breaker, Page *page, Place *place)
{
  double rest = breaker->heights[place->row] - place->done;

  page->empty = FALSE;
  if (rest > page->room + TOLERANCE)
    {
      double piece = page->room;

      add_strip (breaker, page, place->row, place->done, piece);
      place->done += piece;
      return FALSE;
    }
  add_strip (breaker, page, place->row, place->done, MAX (rest, ZP_SHEET_MIN_ROW_HEIGHT));
  place->row++;
  place->done = 0;
  return TRUE;
}

static guint
count_fitting (const Breaker *breaker, const Page *page, guint first)
{
  guint end = first;
  double used = 0;

  while (end < zp_sheet_get_n_rows (breaker->sheet)
         && used + breaker->heights[end] <= page->room + TOLERANCE)
    used += breaker->heights[end++];
  return end;
}

static void
add_whole_rows (const Breaker *breaker, Page *page, Place *place, guint end)
{
  for (; place->row < end; place->row++)
    {
      add_strip (breaker, page, place->row, 0, breaker->heights[place->row]);
      page->empty = FALSE;
    }
}

static void
fill_page (const Breaker *breaker, Page *page, Place *place)
{
  guint end;

  if (place->done > 0 && !continue_row (breaker, page, place))
    return;
  end = count_fitting (breaker, page, place->row);
  if (end == zp_sheet_get_n_rows (breaker->sheet))
    {
      add_whole_rows (breaker, page, place, end);
      return;
    }
  if (may_be_cut (breaker, end) && page->room - sum_heights (breaker, place->row, end) >= MIN_PIECE)
    {
      add_whole_rows (breaker, page, place, end);
      continue_row (breaker, page, place);
      return;
    }
  if (end > place->row)
    add_whole_rows (breaker, page, place, choose_break (breaker, place->row, end));
  else if (page->empty)
    continue_row (breaker, page, place);
}

static void
make_pages (Breaker *breaker)
{
  guint n_rows = zp_sheet_get_n_rows (breaker->sheet);
  Place place = { 0, 0 };

  g_ptr_array_set_size (breaker->pages, 0);
  do
    {
      Page page = begin_page (breaker, place.row);

      if (place.row < n_rows)
        fill_page (breaker, &page, &place);
      g_ptr_array_add (breaker->pages, page.strips);
    }
  while (place.row < n_rows);
}

/**
 * zp_page_breaks_new:
 * @sheet: a sheet
 * @layout: its measured rows
 * @context: the context it was measured with
 *
 * Cuts a sheet into pages: between rows, inside a row only when it is higher than a page, and never
 * after a heading.
 *
 * Returns: (transfer full): the pages, at least one
 */
ZpPageBreaks *
zp_page_breaks_new (ZpSheet *sheet, const ZpSheetLayout *layout, PangoContext *context)
{
  ZpPageBreaks *breaks = g_new0 (ZpPageBreaks, 1);
  guint n_cells = zp_sheet_get_n_cells (sheet);
  g_autoptr (PangoLayout) measuring = pango_layout_new (context);
  g_autofree double *heights = g_new (double, layout->n_rows + 1);
  g_autofree double *needs = g_new (double, n_cells + 1);
  Breaker breaker = { .sheet = sheet, .measuring = measuring, .heights = heights, .needs = needs };
  double page_height, margin;

  for (guint r = 0; r < layout->n_rows; r++)
    heights[r] = layout->row_heights[r];
  for (guint i = 0; i < n_cells; i++)
    needs[i] = -1;
  zp_sheet_get_page (sheet, NULL, &page_height, NULL, &margin);
  breaker.body = page_height - 2 * margin;
  breaker.pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  breaks->sheet = zp_sheet_ref (sheet);
  breaks->pages = breaker.pages;
  breaks->parts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      make_pages (&breaker);
      if (!zp_page_parts_assign (breaks, measuring, heights))
        break;
    }
  return breaks;
}

/**
 * zp_page_breaks_free:
 * @breaks: (transfer full): the pages of a sheet
 */
void
zp_page_breaks_free (ZpPageBreaks *breaks)
{
  g_return_if_fail (breaks != NULL);

  zp_sheet_unref (breaks->sheet);
  g_ptr_array_unref (breaks->pages);
  g_hash_table_unref (breaks->parts);
  g_free (breaks);
}

/**
 * zp_page_breaks_get_part:
 * @breaks: the pages of a sheet
 * @cell: a cell of it
 * @page: a page on which it stands
 *
 * Returns: (transfer none) (nullable): what the page shows of the cell; %NULL if that is everything
 */
const ZpPart *
zp_page_breaks_get_part (const ZpPageBreaks *breaks, const ZpSheetCell *cell, guint page)
{
  GArray *parts = g_hash_table_lookup (breaks->parts, cell);

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const ZpPart *part = &g_array_index (parts, ZpPart, i);

      if (part->page == page)
        return part;
    }
  return NULL;
}
