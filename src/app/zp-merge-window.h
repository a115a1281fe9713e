/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-form-merge.h"

G_BEGIN_DECLS

/**
 * ZpMergeWindow:
 *
 * Two versions of a form side by side, cell by cell, with a choice for each and the score of what
 * comes of it.
 *
 * Signals: #ZpMergeWindow::accepted, when the choices are made.
 */
#define ZP_TYPE_MERGE_WINDOW (zp_merge_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpMergeWindow, zp_merge_window, ZP, MERGE_WINDOW, AdwWindow)

ZpMergeWindow *zp_merge_window_new (GtkWindow *parent, ZpFormMerge *merge);
const char *zp_merge_window_get_result (ZpMergeWindow *self);

G_END_DECLS
