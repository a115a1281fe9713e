/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-print-job.h"

G_BEGIN_DECLS

/**
 * ZpPreviewPage:
 *
 * A sheet of paper on the screen.  It is white in the dark too: it shows what comes out of the
 * printer.
 */
#define ZP_TYPE_PREVIEW_PAGE (zp_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (ZpPreviewPage, zp_preview_page, ZP, PREVIEW_PAGE, GtkWidget)

GtkWidget *zp_preview_page_new (ZpPrintJob *job, guint page) G_GNUC_WARN_UNUSED_RESULT;
void zp_preview_page_set_scale (ZpPreviewPage *self, double scale);
int zp_preview_page_get_height (ZpPreviewPage *self);
void zp_preview_page_set_near (ZpPreviewPage *self, gboolean is_near);

G_END_DECLS
