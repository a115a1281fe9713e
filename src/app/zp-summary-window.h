/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpSummaryWindow:
 *
 * What many forms come to: key figures, drawings with their tables, texts; and a way to hand them
 * on. “show-forms” asks to show those behind a number: their ids and what they have in common.
 */
#define ZP_TYPE_SUMMARY_WINDOW (zp_summary_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpSummaryWindow, zp_summary_window, ZP, SUMMARY_WINDOW, AdwWindow)

GtkWidget *zp_summary_window_new (GtkWindow *parent,
                                  ZpLibrary *library,
                                  const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_summary_window_is_ready (ZpSummaryWindow *self);

G_END_DECLS
