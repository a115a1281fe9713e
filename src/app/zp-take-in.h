/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-window.h"

G_BEGIN_DECLS

/* An exchange file from outside: read, asked for its passphrase, and shown as a plan. */

gboolean zp_take_in_is_exchange_file (GBytes *bytes);
void zp_take_in (ZpWindow *window, const char *name, GBytes *bytes);
void zp_take_in_form (ZpWindow *window, const char *name, ZpForm *form, GBytes *bytes);

G_END_DECLS
