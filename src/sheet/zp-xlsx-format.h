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

lxw_format *zp_xlsx_formats_get (ZpXlsxFormats *formats,
                                 const ZpSheet *sheet,
                                 const ZpSheetCell *cell,
                                 gboolean top,
                                 gboolean number);

/**
 * ZpXlsxLook:
 * @size: of the font in points
 * @bold, @border: as they say
 * @heading: it heads a column
 * @link: it leads somewhere
 * @wrap: its text may have several lines
 * @centre, @end: its horizontal alignment, else at the start
 * @number: (nullable): the number format
 *
 * What a cell of the overview looks like.
 */
typedef struct
{
  double size;
  gboolean bold;
  gboolean border;
  gboolean heading;
  gboolean link;
  gboolean wrap;
  gboolean centre;
  gboolean end;
  const char *number;
} ZpXlsxLook;

lxw_format *zp_xlsx_formats_get_look (ZpXlsxFormats *formats, const ZpXlsxLook *look);

G_END_DECLS
