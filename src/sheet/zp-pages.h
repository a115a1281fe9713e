/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "zp-sheet-layout.h"

G_BEGIN_DECLS

/**
 * ZpPages:
 *
 * Forms as pages of paper: what PDF files, printers and the preview on the screen get, drawn by the
 * same code.  It belongs to the thread that made it.
 */
typedef struct _ZpPages ZpPages;

ZpPages *zp_pages_new (void) G_GNUC_WARN_UNUSED_RESULT;
void zp_pages_free (ZpPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpPages, zp_pages_free)

void zp_pages_add_sheet (ZpPages *pages, ZpSheet *sheet, const ZpSheetLayout *layout);
guint zp_pages_get_n_pages (const ZpPages *pages);
void zp_pages_get_size (const ZpPages *pages, guint page, double *out_width, double *out_height);
void zp_pages_draw (const ZpPages *pages, guint page, cairo_t *cr);
GBytes *zp_pages_to_pdf (const ZpPages *pages, const char *title, gint64 created, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
