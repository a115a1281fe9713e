/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "zp-matcher.h"

#include <string.h>

/* Lines are rows, tabs divide cells: every sheet gives plans, and every plan a form or an error. */

static void
add_row (ZpGrid *grid, guint row, const char *line)
{
  g_auto (GStrv) texts = g_strsplit (line, "\t", 40);

  for (guint c = 0; texts[c] != NULL; c++)
    {
      ZpGridCell cell = { .row = row, .column = c };

      if (*texts[c] == '\0')
        continue;
      cell.text = g_strdup (texts[c]);
      zp_grid_add_cell (grid, &cell);
    }
}

static void
add_merge (ZpGrid *grid, const uint8_t *data, size_t size)
{
  ZpGridRange range;

  if (size < 4)
    return;
  range = (ZpGridRange){ data[0] % 64, data[1] % 16, data[0] % 64 + data[2] % 8,
                         data[1] % 16 + data[3] % 8 };
  g_array_append_val (grid->merges, range);
}

static ZpWorkbook *
make_book (const uint8_t *data, size_t size)
{
  ZpWorkbook *book = zp_workbook_new ();
  ZpGrid *grid = zp_workbook_add_sheet (book, "A", FALSE);
  g_autofree char *raw = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 300);

  for (guint i = 0; lines[i] != NULL; i++)
    add_row (grid, i, lines[i]);
  add_merge (grid, data, size);
  zp_grid_sort (grid);
  return book;
}

/* Kept from one input to the next, but not for ever: it remembers all words it has seen. */
static ZpMatcher *
get_matcher (ZpCatalog *catalog)
{
  static ZpMatcher *matcher;
  static guint n_uses;
  g_autoptr (GError) error = NULL;

  if (++n_uses % 1000 == 0)
    g_clear_pointer (&matcher, zp_matcher_free);
  if (matcher == NULL)
    matcher = zp_matcher_new (catalog, "mof-2020", &error);
  g_assert_no_error (error);
  return matcher;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static ZpCatalog *catalog;
  g_autoptr (ZpWorkbook) book = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) plans = NULL;
  g_autoptr (GError) error = NULL;

  if (catalog == NULL)
    catalog = zp_catalog_new ();
  book = make_book (data, size);
  plans = zp_matcher_match (get_matcher (catalog), book, &rest, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < plans->len; i++)
    {
      g_autoptr (GError) refused = NULL;
      g_autoptr (ZpForm) form = zp_import_apply (g_ptr_array_index (plans, i), catalog, &refused);

      g_assert_true ((form == NULL) == (refused != NULL));
    }
  return 0;
}
