/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpScoreChanges:
 *
 * What becomes of the scores of a form under other rules: old → new.
 */
#define ZP_TYPE_SCORE_CHANGES (zp_score_changes_get_type ())
G_DECLARE_FINAL_TYPE (ZpScoreChanges, zp_score_changes, ZP, SCORE_CHANGES, GtkWidget)

void zp_score_changes_show (ZpScoreChanges *self, ZpForm *form, ZpProfile *profile);
guint zp_score_changes_get_n_changed (ZpScoreChanges *self);
guint zp_score_changes_get_n_by_hand (ZpScoreChanges *self);
const char *zp_score_changes_get_total (ZpScoreChanges *self);

G_END_DECLS
