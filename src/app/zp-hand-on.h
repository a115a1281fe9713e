/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-window.h"

G_BEGIN_DECLS

/**
 * ZpHandOn:
 *
 * Asks how forms are handed on as an exchange file, with or without a passphrase, and writes it.
 */
#define ZP_TYPE_HAND_ON (zp_hand_on_get_type ())
G_DECLARE_FINAL_TYPE (ZpHandOn, zp_hand_on, ZP, HAND_ON, AdwWindow)

ZpHandOn *zp_hand_on_new (ZpWindow *window, const char *const *ids);
void zp_hand_on_write_async (ZpHandOn *self,
                             GFile *file,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean zp_hand_on_write_finish (ZpHandOn *self, GAsyncResult *result, GError **error);

G_END_DECLS
