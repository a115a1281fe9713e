/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "zp-catalog.h"
#include "zp-checks.h"
#include "zp-sheet-builder.h"

/* Types into every place that the template names; a place may refuse. */

static void
fill_table (ZpForm *form, const ZpTableSpec *table)
{
  g_autofree char *id = zp_form_add_row (form, table->key, NULL, NULL);

  for (guint r = 0; id == NULL && table->rows != NULL && r < MIN (table->rows->len, 1); r++)
    id = g_strdup (((const ZpFixedRow *) g_ptr_array_index (table->rows, r))->key);
  for (guint c = 0; id != NULL && c < table->columns->len; c++)
    {
      const ZpColumnSpec *column = g_ptr_array_index (table->columns, c);
      g_autofree char *address = g_strdup_printf ("%s/%s/%s", table->key, id, column->key);

      (void) zp_form_set (form, address, "≥95%", NULL, NULL);
    }
}

static void
fill (ZpForm *form, const ZpTemplate *template_)
{
  GPtrArray *fields = zp_template_get_fields (template_);
  GPtrArray *tables = zp_template_get_tables (template_);

  for (guint i = 0; i < fields->len; i++)
    (void) zp_form_set (form, ((const ZpColumnSpec *) g_ptr_array_index (fields, i))->key, "12.5",
                        NULL, NULL);
  for (guint i = 0; i < tables->len; i++)
    fill_table (form, g_ptr_array_index (tables, i));
}

static void
evaluate (const ZpForm *form)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  g_autoptr (ZpSheet) screen = zp_sheet_build (form, card);
  g_autoptr (ZpSheet) paper = zp_sheet_build_paper (form, card);

  g_assert_nonnull (findings);
  g_assert_nonnull (screen);
  g_assert_nonnull (paper);
}

/* Whatever the bytes: an error, or a template whose form can be drawn empty and filled. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static ZpCatalog *catalog;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpTemplate) template_ = zp_template_new_from_json (bytes, &error);
  g_autoptr (ZpForm) form = NULL;

  g_assert_true ((template_ == NULL) == (error != NULL));
  if (template_ == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  if (catalog == NULL)
    catalog = zp_catalog_new ();
  form = zp_form_new (template_, zp_catalog_find_profile (catalog, "mof-2020", NULL));
  evaluate (form);
  fill (form, template_);
  evaluate (form);
  return 0;
}
