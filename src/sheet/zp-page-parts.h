/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-page-breaks.h"

G_BEGIN_DECLS

gboolean zp_page_parts_assign (ZpPageBreaks *breaks,
                               PangoLayout *measuring,
                               double *heights) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_page_parts_begins (const GArray *strips, guint strip, const ZpSheetCell *cell);
double zp_page_parts_measure (const GArray *strips,
                              guint strip,
                              const ZpSheetCell *cell,
                              gboolean *out_complete);

G_END_DECLS
