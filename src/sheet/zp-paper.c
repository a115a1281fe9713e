/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-paper.h"

#include <string.h>

#include "zp-appendix.h"
#include "zp-docx-writer.h"
#include "zp-pages.h"
#include "zp-paper-language.h"
#include "zp-scorecard.h"
#include "zp-sheet-builder.h"
#include "zp-sheet-layout.h"
#include "zp-xlsx-writer.h"

typedef GBytes *(*WriteFunc) (GPtrArray *sheets, const char *title, gint64 created, GError **error);

/**
 * zp_paper_make_sheet:
 * @form: a form
 *
 * Scores the form and lays it out as its official table.
 *
 * Returns: (transfer full): the table
 */
ZpSheet *
zp_paper_make_sheet (ZpForm *form)
{
  g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();
  g_autoptr (ZpScorecard) card = zp_score_form (form);

  return zp_sheet_build_paper (form, card);
}

/** zp_paper_make_appendix: (transfer full): the explanation of the scores of @form. */
ZpSheet *
zp_paper_make_appendix (ZpForm *form)
{
  g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);

  return zp_appendix_build (form, card, findings);
}

/**
 * zp_paper_make_title:
 * @forms: (array length=n_forms): forms
 * @n_forms: their number, at least 1
 *
 * Returns: (transfer full): what a document of these forms is called, in one line: one form by its
 *   project, several by the heading of the first
 */
char *
zp_paper_make_title (ZpForm *const *forms, guint n_forms)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (forms != NULL && n_forms > 0, NULL);

  if (n_forms == 1)
    title = g_strdup (zp_form_get_field (forms[0], "project_name"));
  if (title == NULL || *g_strstrip (title) == '\0')
    {
      g_free (title);
      title = g_strdup (zp_template_get_title (zp_form_get_template (forms[0])));
    }
  return g_strdelimit (g_steal_pointer (&title), "\r\n\t", ' ');
}

static ZpSheetLayout *
measure (const ZpSheet *sheet)
{
  PangoContext *context = zp_sheet_layout_create_context ();
  ZpSheetLayout *layout = zp_sheet_layout_new (sheet, context);

  g_object_unref (context);
  return layout;
}

static GBytes *
write_xlsx (GPtrArray *sheets, const char *title, gint64 created, GError **error)
{
  g_autoptr (ZpXlsxWriter) writer = zp_xlsx_writer_new (error);

  if (writer == NULL)
    return NULL;
  zp_xlsx_writer_set_created (writer, created);
  for (guint i = 0; i < sheets->len; i++)
    {
      ZpSheet *sheet = g_ptr_array_index (sheets, i);
      g_autoptr (ZpSheetLayout) layout = measure (sheet);

      if (!zp_xlsx_writer_add_sheet (writer, zp_sheet_get_title (sheet), sheet, layout, error))
        return NULL;
    }
  return zp_xlsx_writer_finish (writer, error);
}

static GBytes *
write_pdf (GPtrArray *sheets, const char *title, gint64 created, GError **error)
{
  g_autoptr (ZpPages) pages = zp_pages_new ();

  for (guint i = 0; i < sheets->len; i++)
    zp_pages_add_sheet (pages, g_ptr_array_index (sheets, i), NULL);
  return zp_pages_to_pdf (pages, title, created, error);
}

static GBytes *
write_docx (GPtrArray *sheets, const char *title, gint64 created, GError **error)
{
  return zp_docx_write_sheets ((const ZpSheet *const *) sheets->pdata, sheets->len, title, created,
                               error);
}

static const WriteFunc writers[] = {
  [ZP_PAPER_XLSX] = write_xlsx,
  [ZP_PAPER_PDF] = write_pdf,
  [ZP_PAPER_DOCX] = write_docx,
};

/**
 * zp_paper_write_sheets:
 * @sheets: (element-type ZpSheet): what the file holds, at least one
 * @title: the title of the document
 * @kind: what they become
 * @created: when it was made, in seconds since 1970
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file; %NULL if it could not be made (%ZP_ERROR_EXPORT)
 */
GBytes *
zp_paper_write_sheets (
    GPtrArray *sheets, const char *title, ZpPaperKind kind, gint64 created, GError **error)
{
  g_return_val_if_fail (sheets != NULL && sheets->len > 0, NULL);
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (writers), NULL);

  return writers[kind](sheets, title, created, error);
}

static GBytes *
write_forms (ZpForm *const *forms,
             guint n_forms,
             gboolean appendix,
             ZpPaperKind kind,
             gint64 created,
             GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_sheet_unref);
  g_autofree char *title = zp_paper_make_title (forms, n_forms);

  for (guint i = 0; i < n_forms; i++)
    {
      g_ptr_array_add (sheets, zp_paper_make_sheet (forms[i]));
      if (appendix)
        g_ptr_array_add (sheets, zp_paper_make_appendix (forms[i]));
    }
  return zp_paper_write_sheets (sheets, title, kind, created, error);
}

/**
 * zp_paper_write:
 * @forms: (array length=n_forms): forms that nobody changes meanwhile
 * @n_forms: their number, at least 1
 * @kind: what they become
 * @created: when it was made, in seconds since 1970; the same forms with the same @created give the
 *   same bytes
 * @error: return location
 *
 * Writes the official tables of @forms into one file.  Takes a while, and may be called in any
 * thread.
 *
 * Returns: (transfer full) (nullable): the file; %NULL if it could not be made (%ZP_ERROR_EXPORT)
 */
GBytes *
zp_paper_write (
    ZpForm *const *forms, guint n_forms, ZpPaperKind kind, gint64 created, GError **error)
{
  g_return_val_if_fail (forms != NULL && n_forms > 0, NULL);

  return write_forms (forms, n_forms, FALSE, kind, created, error);
}

/** zp_paper_write_with_appendix: the same, with the explanation of the scores behind each form. */
GBytes *
zp_paper_write_with_appendix (
    ZpForm *const *forms, guint n_forms, ZpPaperKind kind, gint64 created, GError **error)
{
  g_return_val_if_fail (forms != NULL && n_forms > 0, NULL);

  return write_forms (forms, n_forms, TRUE, kind, created, error);
}
