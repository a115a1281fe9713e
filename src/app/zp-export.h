/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-window.h"

G_BEGIN_DECLS

/**
 * ZpExportKind:
 * @ZP_EXPORT_XLSX: the official table as a workbook
 * @ZP_EXPORT_FORM_FILE: the form file, which another Ziping opens
 *
 * What a form can be handed on as.
 */
typedef enum
{
  ZP_EXPORT_XLSX,
  ZP_EXPORT_FORM_FILE,
} ZpExportKind;

char *zp_export_suggest_name (ZpForm       *form,
                              ZpExportKind  kind) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_export_make (ZpForm        *form,
                        ZpExportKind   kind,
                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_export_write_into (GFile         *folder,
                               const char    *name,
                               GBytes        *content,
                               GError       **error);

void zp_export_form (ZpWindow     *window,
                     ZpForm       *form,
                     ZpExportKind  kind);
void zp_export_forms (ZpWindow           *window,
                      const char *const  *ids,
                      ZpExportKind        kind);

G_END_DECLS
