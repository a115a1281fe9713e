/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-session.h"

G_BEGIN_DECLS

/**
 * ZpExpectedCard:
 *
 * What a reviewer would probably give, and the three cheapest repairs.
 */
#define ZP_TYPE_EXPECTED_CARD (zp_expected_card_get_type ())
G_DECLARE_FINAL_TYPE (ZpExpectedCard, zp_expected_card, ZP, EXPECTED_CARD, GtkWidget)

void zp_expected_card_show (ZpExpectedCard *self, ZpSession *session);

G_END_DECLS
