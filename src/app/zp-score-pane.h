/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-reviewer.h"
#include "zp-session.h"

G_BEGIN_DECLS

/**
 * ZpScorePane:
 *
 * What stands beside the table: total, grade, where the points went, why the focused cell scored what
 * it did, and what a reviewer would object to.
 */
#define ZP_TYPE_SCORE_PANE (zp_score_pane_get_type ())
G_DECLARE_FINAL_TYPE (ZpScorePane, zp_score_pane, ZP, SCORE_PANE, GtkWidget)

void zp_score_pane_show (ZpScorePane *self, ZpSession *session);
void zp_score_pane_set_focus (ZpScorePane *self, const char *address);
void zp_score_pane_show_checks (ZpScorePane *self);
void zp_score_pane_set_reviewer (ZpScorePane *self, ZpReviewer *reviewer);
void zp_score_pane_show_review (ZpScorePane *self, gboolean remark);

G_END_DECLS
