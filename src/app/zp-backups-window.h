/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpBackupsWindow:
 *
 * The backups of the library and copies of it from elsewhere: to look into, and to take forms from.
 */
#define ZP_TYPE_BACKUPS_WINDOW (zp_backups_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpBackupsWindow, zp_backups_window, ZP, BACKUPS_WINDOW, AdwWindow)

ZpBackupsWindow *zp_backups_window_new (GtkWindow *parent,
                                        ZpLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
guint zp_backups_window_get_n_backups (ZpBackupsWindow *self);
void zp_backups_window_open_copy (ZpBackupsWindow *self, GFile *file, const char *title);
GListModel *zp_backups_window_get_forms (ZpBackupsWindow *self);
gboolean zp_backups_window_is_busy (ZpBackupsWindow *self);

G_END_DECLS
