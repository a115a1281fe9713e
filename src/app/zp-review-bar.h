/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-review.h"

G_BEGIN_DECLS

/**
 * ZpReviewBar:
 *
 * Where a form stands, what is to be done with it next, and the way to its neighbours in the queue.
 * Its buttons are actions of the group “review”.
 */
#define ZP_TYPE_REVIEW_BAR (zp_review_bar_get_type ())
G_DECLARE_FINAL_TYPE (ZpReviewBar, zp_review_bar, ZP, REVIEW_BAR, GtkWidget)

void zp_review_bar_show (
    ZpReviewBar *self, const ZpForm *form, ZpActorRole role, gboolean scored, guint n_changes);
void zp_review_bar_show_queue (ZpReviewBar *self, guint position, guint length);
void zp_review_bar_show_fault (ZpReviewBar *self, ZpLogFault fault, guint event);

G_END_DECLS
