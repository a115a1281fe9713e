/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-summary-pages.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-figure-painter.h"
#include "zp-paper-language.h"
#include "zp-sheet-layout.h"
#include "zp-summary-figures.h"

/* The overview on A4: key figures, the drawings two by two, then the tables.  What the window draws
 * is drawn here by the same function. */

#define PAGE_WIDTH 595.28 /* points */
#define PAGE_HEIGHT 841.89
#define MARGIN 42.0
#define GUTTER 18.0
#define TEXT_SIZE 9.0
#define CELL_PAD 3.0
#define FAMILIES "Noto Sans CJK SC, Source Han Sans SC, SimHei, sans-serif"

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoContext *context;
  ZpFigureColours colours;
  double y;
  guint page;
} Paper;

static void
set_font (Paper *paper, double size, gboolean bold)
{
  PangoFontDescription *font = pango_font_description_from_string (FAMILIES);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_context_set_font_description (paper->context, font);
  pango_font_description_free (font);
}

static PangoLayout *
make_text (Paper *paper, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (paper->context);

  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

static double
text_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static void
set_ink (Paper *paper, ZpInk ink)
{
  cairo_set_source_rgb (paper->cr, ink.red, ink.green, ink.blue);
}

/* Takes @layout. */
static void
show (Paper *paper, PangoLayout *layout, double x, double y, ZpInk ink)
{
  set_ink (paper, ink);
  cairo_move_to (paper->cr, x, y);
  pango_cairo_show_layout (paper->cr, layout);
  g_object_unref (layout);
}

static void
end_page (Paper *paper)
{
  g_autofree char *number = g_strdup_printf ("%u", ++paper->page);
  PangoLayout *layout;

  set_font (paper, TEXT_SIZE - 1, FALSE);
  layout = make_text (paper, number, PAGE_WIDTH);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  show (paper, layout, 0, PAGE_HEIGHT - MARGIN * 0.7, paper->colours.faint);
  cairo_show_page (paper->cr);
  paper->y = MARGIN;
}

static void
need (Paper *paper, double height)
{
  if (paper->y + height > PAGE_HEIGHT - MARGIN && paper->y > MARGIN)
    end_page (paper);
}

static void
put_line (Paper *paper, const char *text, double size, gboolean bold, ZpInk ink)
{
  PangoLayout *layout;
  double height;

  set_font (paper, size, bold);
  layout = make_text (paper, text, PAGE_WIDTH - 2 * MARGIN);
  height = text_height (layout);
  need (paper, height);
  show (paper, layout, MARGIN, paper->y, ink);
  paper->y += height + 4;
}

/* --- tables --- */

static void
find_widths (const ZpFigure *figure, double *widths)
{
  double total = 0;

  for (guint i = 0; i < figure->columns->len; i++)
    total += zp_figure_get_column (figure, i)->width;
  for (guint i = 0; i < figure->columns->len; i++)
    widths[i] = (PAGE_WIDTH - 2 * MARGIN) * zp_figure_get_column (figure, i)->width / total;
}

static PangoLayout *
make_cell (Paper *paper, const ZpFigureColumn *column, const char *text, double width)
{
  PangoLayout *layout = make_text (paper, text, width - 2 * CELL_PAD);

  if (column->number)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  return layout;
}

/* @row is NULL for the headings. */
static void
put_row (Paper *paper, const ZpFigure *figure, const ZpFigureRow *row, const double *widths)
{
  double height = 0;
  double x = MARGIN;

  set_font (paper, TEXT_SIZE, row == NULL);
  for (guint i = 0; i < figure->columns->len; i++)
    {
      const ZpFigureColumn *column = zp_figure_get_column (figure, i);
      PangoLayout *layout = make_cell (
          paper, column, row != NULL ? row->cells[i].text : column->heading, widths[i]);

      height = MAX (height, text_height (layout) + 2 * CELL_PAD);
      g_object_unref (layout);
    }
  need (paper, height);
  set_font (paper, TEXT_SIZE, row == NULL);
  for (guint i = 0; i < figure->columns->len; i++)
    {
      const ZpFigureColumn *column = zp_figure_get_column (figure, i);
      PangoLayout *layout = make_cell (
          paper, column, row != NULL ? row->cells[i].text : column->heading, widths[i]);

      show (paper, layout, x + CELL_PAD, paper->y + CELL_PAD, paper->colours.ink);
      x += widths[i];
    }
  paper->y += height;
  cairo_set_line_width (paper->cr, row == NULL ? 0.8 : 0.3);
  set_ink (paper, paper->colours.faint);
  cairo_move_to (paper->cr, MARGIN, paper->y);
  cairo_line_to (paper->cr, PAGE_WIDTH - MARGIN, paper->y);
  cairo_stroke (paper->cr);
}

static void
put_table (Paper *paper, const ZpFigure *figure, gboolean titled)
{
  g_autofree double *widths = g_new0 (double, figure->columns->len);

  find_widths (figure, widths);
  if (titled)
    {
      paper->y += 10;
      need (paper, 90);
      put_line (paper, figure->title, 12, TRUE, paper->colours.ink);
      if (figure->note != NULL)
        put_line (paper, figure->note, TEXT_SIZE, FALSE, paper->colours.faint);
    }
  put_row (paper, figure, NULL, widths);
  for (guint i = 0; i < figure->rows->len; i++)
    put_row (paper, figure, zp_figure_get_row (figure, i), widths);
}

/* --- drawings --- */

static double
get_height (Paper *paper, const ZpFigure *figure, double width)
{
  set_font (paper, TEXT_SIZE, FALSE);
  return zp_figure_get_height (figure, paper->context, width) + 22;
}

static void
put_drawing (Paper *paper, const ZpFigure *figure, double x, double width, double height)
{
  set_font (paper, 11, TRUE);
  show (paper, make_text (paper, figure->title, width), x, paper->y, paper->colours.ink);
  set_font (paper, TEXT_SIZE, FALSE);
  cairo_save (paper->cr);
  cairo_translate (paper->cr, x, paper->y + 20);
  zp_figure_paint (figure, paper->cr, paper->context, width,
                   MIN (height - 22, zp_figure_get_height (figure, paper->context, width)),
                   &paper->colours, -1);
  cairo_restore (paper->cr);
}

static gboolean
is_drawn (const ZpFigure *figure)
{
  return figure->kind != ZP_FIGURE_TABLE && figure->rows->len > 0;
}

static void
put_drawings (Paper *paper, GPtrArray *figures)
{
  double width = (PAGE_WIDTH - 2 * MARGIN - GUTTER) / 2;
  g_autoptr (GPtrArray) drawn = g_ptr_array_new ();

  for (guint i = 0; i < figures->len; i++)
    if (is_drawn (g_ptr_array_index (figures, i)))
      g_ptr_array_add (drawn, g_ptr_array_index (figures, i));
  for (guint i = 0; i < drawn->len; i += 2)
    {
      const ZpFigure *left = g_ptr_array_index (drawn, i);
      const ZpFigure *right = i + 1 < drawn->len ? g_ptr_array_index (drawn, i + 1) : NULL;
      double height = get_height (paper, left, width);

      if (right != NULL)
        height = MAX (height, get_height (paper, right, width));
      paper->y += 12;
      need (paper, height);
      put_drawing (paper, left, MARGIN, width, height);
      if (right != NULL)
        put_drawing (paper, right, MARGIN + width + GUTTER, width, height);
      paper->y += height;
    }
}

static void
put_all (Paper *paper, const char *title, GPtrArray *figures)
{
  put_line (paper, title, 17, TRUE, paper->colours.ink);
  paper->y += 4;
  put_table (paper, g_ptr_array_index (figures, 0), FALSE);
  put_drawings (paper, figures);
  for (guint i = 1; i < figures->len; i++)
    if (((const ZpFigure *) g_ptr_array_index (figures, i))->rows->len > 0)
      put_table (paper, g_ptr_array_index (figures, i), TRUE);
  end_page (paper);
}

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, const char *title, gint64 created)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (created);
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  if (text != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
}

/**
 * zp_summary_write_pdf:
 * @source: forms
 * @created: when it was made, in seconds since 1970
 * @out_facts: (out) (optional) (element-type ZpFormFacts): what was learnt from them
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Writes the overview as it is printed.  Takes a while; may be called in any thread.
 *
 * Returns: (transfer full) (nullable): the PDF file
 */
GBytes *
zp_summary_write_pdf (const ZpSummarySource *source,
                      gint64 created,
                      GPtrArray **out_facts,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();
  g_autoptr (GPtrArray) facts = zp_summary_gather (source, cancellable, error);
  g_autoptr (ZpSummary) summary = NULL;
  g_autoptr (GPtrArray) figures = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *title = NULL;
  cairo_status_t status;
  Paper paper = { .y = MARGIN };

  if (facts == NULL)
    return NULL;
  if (facts->len == 0)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_EXPORT, _ ("there is no form to sum up"));
      return NULL;
    }
  summary = zp_summary_new (facts);
  figures = zp_summary_make_figures (summary);
  title = zp_summary_make_title (facts);
  paper.surface = cairo_pdf_surface_create_for_stream (append, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  set_metadata (paper.surface, title, created);
  paper.cr = cairo_create (paper.surface);
  paper.context = zp_sheet_layout_create_context ();
  zp_figure_colours_init (&paper.colours, FALSE, FALSE);
  put_all (&paper, title, figures);
  cairo_surface_finish (paper.surface);
  status = cairo_status (paper.cr);
  cairo_destroy (paper.cr);
  cairo_surface_destroy (paper.surface);
  g_object_unref (paper.context);
  if (status == CAIRO_STATUS_SUCCESS)
    {
      if (out_facts != NULL)
        *out_facts = g_steal_pointer (&facts);
      return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    }
  g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT, "%s", cairo_status_to_string (status));
  return NULL;
}
