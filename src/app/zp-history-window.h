/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-catalog.h"
#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpHistoryWindow:
 *
 * Who did what with a form, and when; whether that is still what was written then; and what changed
 * between two versions that were handed in.
 */
#define ZP_TYPE_HISTORY_WINDOW (zp_history_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpHistoryWindow, zp_history_window, ZP, HISTORY_WINDOW, AdwWindow)

ZpHistoryWindow *zp_history_window_new (GtkWindow *parent,
                                        ZpForm *form,
                                        ZpCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
