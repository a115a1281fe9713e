/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "zp-page-breaks.h"

G_BEGIN_DECLS

void
zp_page_painter_draw (const ZpPageBreaks *breaks, guint page, PangoLayout *layout, cairo_t *cr);
void zp_page_painter_draw_footer (const ZpPageBreaks *breaks,
                                  guint page,
                                  PangoLayout *layout,
                                  cairo_t *cr);

G_END_DECLS
