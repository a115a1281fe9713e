/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-sheet.h"
#include "zp-sheet-layout.h"

G_BEGIN_DECLS

/**
 * ZpXlsxWriter:
 *
 * A workbook in the making: the one place that calls libxlsxwriter.  It belongs to one thread.
 */
typedef struct _ZpXlsxWriter ZpXlsxWriter;

ZpXlsxWriter *zp_xlsx_writer_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_xlsx_writer_free (ZpXlsxWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpXlsxWriter, zp_xlsx_writer_free)

void zp_xlsx_writer_set_created (ZpXlsxWriter *writer, gint64 unix_time);
gboolean zp_xlsx_writer_add_sheet (ZpXlsxWriter *writer,
                                   const char *name,
                                   const ZpSheet *sheet,
                                   const ZpSheetLayout *layout,
                                   GError **error);
GBytes *zp_xlsx_writer_finish (ZpXlsxWriter *writer, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
