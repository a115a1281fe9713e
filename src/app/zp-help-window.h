/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Pages that have a door of their own: the names of their files in data/help. */
#define ZP_HELP_START "10-start.md"
#define ZP_HELP_FILL "20-fill.md"
#define ZP_HELP_LIBRARY "30-library.md"

/**
 * ZpHelpWindow:
 *
 * The user's guide, read from files that are installed with the program: F1 needs no network and no
 * other program.
 */
#define ZP_TYPE_HELP_WINDOW (zp_help_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpHelpWindow, zp_help_window, ZP, HELP_WINDOW, AdwWindow)

GtkWidget *zp_help_window_new (void) G_GNUC_WARN_UNUSED_RESULT;
void zp_help_window_show_page (ZpHelpWindow *self, const char *name);
const char *zp_help_window_get_page (ZpHelpWindow *self);
void zp_help_window_search (ZpHelpWindow *self, const char *words);

G_END_DECLS
