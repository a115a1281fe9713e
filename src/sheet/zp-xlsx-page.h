/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <xlsxwriter.h>

#include "zp-sheet.h"

G_BEGIN_DECLS

gboolean zp_xlsx_page_is_one (const ZpSheet *sheet, const double *heights);
lxw_error zp_xlsx_page_write (lxw_worksheet *worksheet,
                              const ZpSheet *sheet,
                              const double *heights,
                              const guint *first_rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
