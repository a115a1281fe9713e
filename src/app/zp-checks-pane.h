/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-session.h"

G_BEGIN_DECLS

/**
 * ZpChecksPane:
 *
 * What a reviewer would object to, as one list: errors, warnings, hints, and what was answered.
 */
#define ZP_TYPE_CHECKS_PANE (zp_checks_pane_get_type ())
G_DECLARE_FINAL_TYPE (ZpChecksPane, zp_checks_pane, ZP, CHECKS_PANE, GtkWidget)

void zp_checks_pane_show (ZpChecksPane *self, ZpSession *session);

G_END_DECLS
