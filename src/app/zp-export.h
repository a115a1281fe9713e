/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-window.h"

G_BEGIN_DECLS

/**
 * ZpExportKind:
 * @ZP_EXPORT_XLSX: the official table as a workbook
 * @ZP_EXPORT_PDF: the official table as it is printed
 * @ZP_EXPORT_DOCX: the official table for word processors
 * @ZP_EXPORT_FORM_FILE: the form file, which another Ziping opens
 *
 * What a form can be handed on as.
 */
typedef enum
{
  ZP_EXPORT_XLSX,
  ZP_EXPORT_PDF,
  ZP_EXPORT_DOCX,
  ZP_EXPORT_FORM_FILE,
} ZpExportKind;

gboolean zp_export_parse_kind (const char *name, ZpExportKind *out_kind);
char *zp_export_suggest_name (ZpForm *form, ZpExportKind kind) G_GNUC_WARN_UNUSED_RESULT;
char *zp_export_suggest_collection (guint n_forms, ZpExportKind kind) G_GNUC_WARN_UNUSED_RESULT;
GFile *zp_export_complete_name (GFile *file, ZpExportKind kind) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_export_make (ZpForm *const *forms, guint n_forms, ZpExportKind kind, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_export_write_into (GFile *folder, const char *name, GBytes *content, GError **error);

void zp_export_form (ZpWindow *window, ZpForm *form, ZpExportKind kind);
void zp_export_together (GtkWindow *parent, GPtrArray *forms, ZpExportKind kind);
void
zp_export_forms (ZpWindow *window, const char *const *ids, ZpExportKind kind, gboolean together);

gboolean zp_export_wants_appendix (void);

G_END_DECLS
