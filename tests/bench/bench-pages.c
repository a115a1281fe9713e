/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "zp-form-file.h"
#include "zp-pages.h"
#include "zp-sheet-builder.h"

/* How long it takes to make one PDF of all form files given: bench-pages OUTPUT.pdf FORM… */

static gint64 last;

static void
tell (const char *what)
{
  gint64 now = g_get_monotonic_time ();

  g_print ("%-8s %7.1f ms\n", what, (now - last) / 1000.0);
  last = now;
}

static ZpSheet *
read_sheet (ZpCatalog *catalog, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  bytes = g_bytes_new_take (data, size);
  form = zp_form_read (bytes, catalog, &error);
  if (form == NULL)
    g_error ("%s: %s", path, error->message);
  card = zp_score_form (form);
  return zp_sheet_build (form, card);
}

static void
add_sheets (ZpPages *pages, GPtrArray *sheets)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      zp_pages_add_sheet (pages, g_ptr_array_index (sheets, i), NULL);
      if (i == 0)
        tell ("first");
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_sheet_unref);
  g_autoptr (ZpCatalog) catalog = NULL;
  g_autoptr (ZpPages) pages = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 3)
    return EXIT_FAILURE;
  last = g_get_monotonic_time ();
  catalog = zp_catalog_new ();
  for (int i = 2; i < argc; i++)
    g_ptr_array_add (sheets, read_sheet (catalog, argv[i]));
  tell ("sheets");
  pages = zp_pages_new ();
  tell ("context");
  add_sheets (pages, sheets);
  tell ("pages");
  pdf = zp_pages_to_pdf (pages, zp_sheet_get_title (g_ptr_array_index (sheets, 0)), 0, &error);
  tell ("pdf");
  if (pdf == NULL
      || !g_file_set_contents (argv[1], g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf),
                               &error))
    g_error ("%s", error->message);
  g_print ("%u forms, %u pages, %" G_GSIZE_FORMAT " bytes\n", sheets->len,
           zp_pages_get_n_pages (pages), g_bytes_get_size (pdf));
  return EXIT_SUCCESS;
}
