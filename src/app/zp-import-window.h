/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpImportWindow:
 *
 * Workbooks become forms of the library: first the plan, then, when the user agrees, the forms.
 *
 * Signals: #ZpImportWindow::open-form with the id of a form that was taken.
 */
#define ZP_TYPE_IMPORT_WINDOW (zp_import_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpImportWindow, zp_import_window, ZP, IMPORT_WINDOW, AdwWindow)

ZpImportWindow *zp_import_window_new (GtkWindow *parent,
                                      ZpLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
void zp_import_window_add_files (ZpImportWindow *self, GPtrArray *files);
gboolean zp_import_window_is_busy (ZpImportWindow *self);
GListModel *zp_import_window_get_items (ZpImportWindow *self);

G_END_DECLS
