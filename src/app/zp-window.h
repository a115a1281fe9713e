/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpWindow:
 *
 * The window: the library, or one form of it.
 */
#define ZP_TYPE_WINDOW (zp_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpWindow, zp_window, ZP, WINDOW, AdwApplicationWindow)

ZpWindow *zp_window_new (AdwApplication *application, ZpLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
ZpLibrary *zp_window_get_library (ZpWindow *self);
ZpForm *zp_window_get_form (ZpWindow *self);

void zp_window_show_form (ZpWindow *self, ZpForm *form);
void zp_window_open_form (ZpWindow *self, const char *id);
void zp_window_add_form (ZpWindow *self, ZpForm *form);
void zp_window_open_file (ZpWindow *self, GFile *file);
void zp_window_toast (
    ZpWindow *self, const char *text, const char *button, const char *action, GVariant *target);

G_END_DECLS
