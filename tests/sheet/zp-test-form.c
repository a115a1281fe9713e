/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-form.h"

#include <string.h>

GBytes *
zp_test_read (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

void
zp_test_form_update (ZpTestForm *self)
{
  g_clear_pointer (&self->card, zp_scorecard_unref);
  g_clear_pointer (&self->sheet, zp_sheet_unref);
  g_clear_pointer (&self->paper, zp_sheet_unref);
  self->card = zp_score_form (self->form);
  self->sheet = zp_sheet_build (self->form, self->card);
  self->paper = zp_sheet_build_paper (self->form, self->card);
}

ZpTestForm *
zp_test_form_golden (const char *name)
{
  ZpTestForm *self = g_new0 (ZpTestForm, 1);
  g_autoptr (GBytes) json = zp_test_read ("golden", name);
  g_autoptr (GError) error = NULL;

  self->catalog = zp_catalog_new ();
  self->form = zp_form_read (json, self->catalog, &error);
  g_assert_no_error (error);
  zp_test_form_update (self);
  return self;
}

static ZpTestForm *
new_form (ZpCatalog *catalog, const char *template_id)
{
  ZpTestForm *self = g_new0 (ZpTestForm, 1);
  g_autoptr (GError) error = NULL;
  ZpTemplate *template_ = zp_catalog_find_template (catalog, template_id, &error);

  g_assert_no_error (error);
  self->catalog = catalog;
  self->form = zp_form_new (template_, zp_catalog_get_usual_profile (catalog, template_));
  zp_test_form_update (self);
  return self;
}

ZpTestForm *
zp_test_form_new (const char *template_id)
{
  return new_form (zp_catalog_new (), template_id);
}

/* An empty form of a template that lies beside the tests. */
ZpTestForm *
zp_test_form_fixture (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autoptr (GBytes) json = zp_test_read ("sheet/fixtures", file);
  g_autoptr (GError) error = NULL;
  ZpCatalog *catalog = zp_catalog_new ();

  zp_catalog_add_template (catalog, json, &error);
  g_assert_no_error (error);
  return new_form (catalog, name);
}

void
zp_test_form_set (ZpTestForm *self, const char *address, const char *text)
{
  g_autoptr (GError) error = NULL;

  zp_form_set (self->form, address, text, NULL, &error);
  g_assert_no_error (error);
  zp_test_form_update (self);
}

void
zp_test_form_free (ZpTestForm *self)
{
  g_clear_pointer (&self->card, zp_scorecard_unref);
  g_clear_pointer (&self->sheet, zp_sheet_unref);
  g_clear_pointer (&self->paper, zp_sheet_unref);
  g_clear_object (&self->form);
  g_clear_object (&self->catalog);
  g_free (self);
}

/* A text without white space: line breaks and spaces in printed forms say nothing. */
char *
zp_test_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return g_string_free (plain, FALSE);
}

/* The @nth cell (from 0) with exactly this text, white space aside. */
const ZpSheetCell *
zp_test_find_text (const ZpSheet *sheet, const char *text, guint nth)
{
  g_autofree char *wanted = zp_test_plain (text);

  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);
      g_autofree char *plain = zp_test_plain (cell->text);

      if (g_str_equal (plain, wanted) && nth-- == 0)
        return cell;
    }
  return NULL;
}

const char *
zp_test_text_at (const ZpSheet *sheet, const char *address)
{
  const ZpSheetCell *cell = zp_sheet_find (sheet, address);

  return cell != NULL ? cell->text : NULL;
}

/* Every place of the grid is covered by one cell: no holes, nothing on top of each other. */
void
zp_test_assert_grid (const ZpSheet *sheet)
{
  guint columns = zp_sheet_get_n_columns (sheet), rows = zp_sheet_get_n_rows (sheet);
  g_autofree guint *covered = g_new0 (guint, columns * rows);

  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);

      g_assert_nonnull (cell->text);
      for (guint r = 0; r < cell->row_span; r++)
        for (guint c = 0; c < cell->column_span; c++)
          covered[(cell->row + r) * columns + cell->column + c]++;
    }
  for (guint i = 0; i < columns * rows; i++)
    {
      if (covered[i] != 1)
        g_test_message ("row %u, column %u is covered %u times", i / columns, i % columns,
                        covered[i]);
      g_assert_cmpuint (covered[i], ==, 1);
    }
}
