/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpChangesWindow:
 *
 * What changed between two versions of a form, and nothing else: cell by cell, old → new, with the
 * scores of both.
 */
#define ZP_TYPE_CHANGES_WINDOW (zp_changes_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpChangesWindow, zp_changes_window, ZP, CHANGES_WINDOW, AdwWindow)

ZpChangesWindow *zp_changes_window_new (GtkWindow *parent,
                                        ZpForm *old,
                                        ZpForm *form,
                                        const char *title) G_GNUC_WARN_UNUSED_RESULT;
guint zp_changes_window_get_n_changes (ZpChangesWindow *self);

G_END_DECLS
