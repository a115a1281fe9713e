/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <xlsxwriter.h>

#include "zp-sheet.h"

G_BEGIN_DECLS

/**
 * ZpXlsxFormats:
 *
 * The cell formats of one workbook, each made once.
 */
typedef struct _ZpXlsxFormats ZpXlsxFormats;

ZpXlsxFormats *zp_xlsx_formats_new (lxw_workbook *workbook) G_GNUC_WARN_UNUSED_RESULT;
void zp_xlsx_formats_free (ZpXlsxFormats *formats);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpXlsxFormats, zp_xlsx_formats_free)

lxw_format *zp_xlsx_formats_get (ZpXlsxFormats     *formats,
                                 const ZpSheet     *sheet,
                                 const ZpSheetCell *cell,
                                 gboolean           top,
                                 gboolean           number);

G_END_DECLS
