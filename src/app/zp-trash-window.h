/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpTrashWindow:
 *
 * The recycle bin (回收站): deleted forms, to bring back or to erase.
 */
#define ZP_TYPE_TRASH_WINDOW (zp_trash_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpTrashWindow, zp_trash_window, ZP, TRASH_WINDOW, AdwWindow)

ZpTrashWindow *zp_trash_window_new (GtkWindow *parent,
                                    ZpLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
GListModel *zp_trash_window_get_items (ZpTrashWindow *self);

G_END_DECLS
