/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-print-job.h"

G_BEGIN_DECLS

/**
 * ZpPreviewWindow:
 *
 * The pages of a job on a desk, as they are printed.
 */
#define ZP_TYPE_PREVIEW_WINDOW (zp_preview_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpPreviewWindow, zp_preview_window, ZP, PREVIEW_WINDOW, AdwWindow)

ZpPreviewWindow *zp_preview_window_new (GtkWindow *parent,
                                        ZpPrintJob *job) G_GNUC_WARN_UNUSED_RESULT;
guint zp_preview_window_get_page (ZpPreviewWindow *self);
void zp_preview_window_go_to (ZpPreviewWindow *self, guint page);

G_END_DECLS
