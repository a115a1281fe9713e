/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-sheet.h"

G_BEGIN_DECLS

guint zp_sheet_count_table_rows (const ZpSheet *sheet, guint row);
gboolean zp_sheet_get_repeat_rows (
    const ZpSheet *sheet, const double *heights, guint row, guint *out_begin, guint *out_end);
gboolean zp_sheet_is_heading_row (const ZpSheet *sheet, guint row);

G_END_DECLS
