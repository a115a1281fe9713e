/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ZpRing:
 *
 * How much of the full score is reached, as a ring in the widget's colour.
 */
#define ZP_TYPE_RING (zp_ring_get_type ())
G_DECLARE_FINAL_TYPE (ZpRing, zp_ring, ZP, RING, GtkWidget)

void zp_ring_set_fraction (ZpRing *self, double fraction);

G_END_DECLS
