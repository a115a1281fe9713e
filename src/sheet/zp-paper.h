/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"
#include "zp-sheet.h"

G_BEGIN_DECLS

/**
 * ZpPaperKind:
 * @ZP_PAPER_XLSX: a workbook with a sheet for each form
 * @ZP_PAPER_PDF: pages, as they are printed
 * @ZP_PAPER_DOCX: a document for word processors
 *
 * What the official form comes out as.
 */
typedef enum
{
  ZP_PAPER_XLSX,
  ZP_PAPER_PDF,
  ZP_PAPER_DOCX,
} ZpPaperKind;

ZpSheet *zp_paper_make_sheet (ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
ZpSheet *zp_paper_make_appendix (ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
char *zp_paper_make_title (ZpForm *const *forms, guint n_forms) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_paper_write_sheets (GPtrArray *sheets,
                               const char *title,
                               ZpPaperKind kind,
                               gint64 created,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_paper_write_with_appendix (ZpForm *const *forms,
                                      guint n_forms,
                                      ZpPaperKind kind,
                                      gint64 created,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_paper_write (ZpForm *const *forms,
                        guint n_forms,
                        ZpPaperKind kind,
                        gint64 created,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
