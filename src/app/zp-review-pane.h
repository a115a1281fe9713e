/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-reviewer.h"
#include "zp-session.h"

G_BEGIN_DECLS

/**
 * ZpReviewPane:
 *
 * The review beside the table: what is said of the focused row, and the remarks pinned to cells.  Who
 * reviews writes here; who fills the form reads, and goes from remark to cell.
 */
#define ZP_TYPE_REVIEW_PANE (zp_review_pane_get_type ())
G_DECLARE_FINAL_TYPE (ZpReviewPane, zp_review_pane, ZP, REVIEW_PANE, GtkWidget)

void zp_review_pane_set_reviewer (ZpReviewPane *self, ZpReviewer *reviewer);
void zp_review_pane_show (ZpReviewPane *self, ZpSession *session);
void zp_review_pane_set_focus (ZpReviewPane *self, const char *address);
void zp_review_pane_begin_remark (ZpReviewPane *self);

G_END_DECLS
