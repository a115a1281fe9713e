/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-pages.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-page-breaks.h"
#include "zp-page-painter.h"

#define CREATOR "Ziping " PACKAGE_VERSION

struct _ZpPages
{
  PangoContext *context;
  GPtrArray *forms; /* ZpPageBreaks */
  GArray *places;   /* Place, by page */
};

/* A page of the job: which form, and which of its pages. */
typedef struct
{
  guint form;
  guint page;
} Place;

/**
 * zp_pages_new:
 *
 * Returns: (transfer full): a job without pages
 */
ZpPages *
zp_pages_new (void)
{
  ZpPages *pages = g_new0 (ZpPages, 1);

  pages->context = zp_sheet_layout_create_context ();
  pages->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_page_breaks_free);
  pages->places = g_array_new (FALSE, FALSE, sizeof (Place));
  return pages;
}

/**
 * zp_pages_free:
 * @pages: (transfer full): pages
 */
void
zp_pages_free (ZpPages *pages)
{
  g_return_if_fail (pages != NULL);

  g_array_unref (pages->places);
  g_ptr_array_unref (pages->forms);
  g_object_unref (pages->context);
  g_free (pages);
}

/**
 * zp_pages_add_sheet:
 * @pages: pages
 * @sheet: a sheet, of which a reference is kept
 * @layout: (nullable): its measured rows, from a context of zp_sheet_layout_create_context(); %NULL
 *   to measure it here
 *
 * Adds a form, which begins on a new page and has its own page numbers.
 */
void
zp_pages_add_sheet (ZpPages *pages, ZpSheet *sheet, const ZpSheetLayout *layout)
{
  g_autoptr (ZpSheetLayout) measured = NULL;
  ZpPageBreaks *breaks;

  g_return_if_fail (pages != NULL);
  g_return_if_fail (sheet != NULL);
  g_return_if_fail (layout == NULL || layout->n_rows == zp_sheet_get_n_rows (sheet));

  if (layout == NULL)
    layout = measured = zp_sheet_layout_new (sheet, pages->context);
  breaks = zp_page_breaks_new (sheet, layout, pages->context);
  for (guint i = 0; i < breaks->pages->len; i++)
    {
      Place place = { pages->forms->len, i };

      g_array_append_val (pages->places, place);
    }
  g_ptr_array_add (pages->forms, breaks);
}

/**
 * zp_pages_get_n_pages:
 * @pages: pages
 *
 * Returns: the number of pages of all forms
 */
guint
zp_pages_get_n_pages (const ZpPages *pages)
{
  g_return_val_if_fail (pages != NULL, 0);

  return pages->places->len;
}

static const ZpPageBreaks *
get_form (const ZpPages *pages, guint page)
{
  return g_ptr_array_index (pages->forms, g_array_index (pages->places, Place, page).form);
}

/**
 * zp_pages_get_size:
 * @pages: pages
 * @page: below zp_pages_get_n_pages()
 * @out_width: (out): width of the paper, in points
 * @out_height: (out): height of the paper, in points
 *
 * Pages of different forms may differ: some lie on their side.
 */
void
zp_pages_get_size (const ZpPages *pages, guint page, double *out_width, double *out_height)
{
  g_return_if_fail (pages != NULL);
  g_return_if_fail (page < pages->places->len);

  zp_sheet_get_page (get_form (pages, page)->sheet, out_width, out_height, NULL, NULL);
}

/**
 * zp_pages_draw:
 * @pages: pages
 * @page: below zp_pages_get_n_pages()
 * @cr: where to draw, with the point as unit and the upper left corner of the paper as origin
 *
 * Draws a page in black; the paper itself is not drawn.  @cr is as before afterwards.
 */
void
zp_pages_draw (const ZpPages *pages, guint page, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout = NULL;
  const ZpPageBreaks *breaks;
  guint number;

  g_return_if_fail (pages != NULL);
  g_return_if_fail (page < pages->places->len);
  g_return_if_fail (cr != NULL);

  layout = pango_layout_new (pages->context);
  breaks = get_form (pages, page);
  number = g_array_index (pages->places, Place, page).page;
  cairo_save (cr);
  zp_page_painter_draw (breaks, number, layout, cr);
  zp_page_painter_draw_footer (breaks, number, layout, cr);
  cairo_restore (cr);
}

static cairo_status_t
append_data (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Cairo would write the present moment, and the same form would never give the same file. */
static void
set_metadata (cairo_surface_t *surface, const char *title, gint64 created)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (created);
  g_autofree char *date = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  g_autofree char *valid = g_utf8_make_valid (title, -1);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, valid);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, CREATOR);
  if (date != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

static void
draw_all (const ZpPages *pages, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < pages->places->len; i++)
    {
      double width, height;

      zp_pages_get_size (pages, i, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      zp_pages_draw (pages, i, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
}

/**
 * zp_pages_to_pdf:
 * @pages: at least one page
 * @title: the title of the document
 * @created: when it was made, in seconds since 1970; the same pages with the same @title and
 *   @created give the same bytes
 * @error: return location for an error
 *
 * Makes a PDF file of all pages.  Its fonts are embedded and its text can be searched.
 *
 * Returns: (transfer full) (nullable): the file; %NULL if it could not be made (%ZP_ERROR_EXPORT)
 */
GBytes *
zp_pages_to_pdf (const ZpPages *pages, const char *title, gint64 created, GError **error)
{
  g_autoptr (GByteArray) data = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  double width, height;

  g_return_val_if_fail (pages != NULL, NULL);
  g_return_val_if_fail (pages->places->len > 0, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  data = g_byte_array_new ();
  zp_pages_get_size (pages, 0, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (append_data, data, width, height);
  set_metadata (surface, title, created);
  draw_all (pages, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT, _ ("PDF: it could not be made: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}
