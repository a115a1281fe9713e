/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-scorecard.h"

G_BEGIN_DECLS

/**
 * ZpScoreChange:
 * @row_id, @level3: of the indicator
 * @number: its number, from 1
 * @has_before, @before: its score on the one card
 * @has_after, @after: and on the other
 * @by_hand: the score on the other card was entered by hand
 *
 * What becomes of the score of an indicator.
 */
typedef struct
{
  GRefString *row_id;
  GRefString *level3;
  guint number;
  gboolean has_before;
  ZpDecimal before;
  gboolean has_after;
  ZpDecimal after;
  gboolean by_hand;
} ZpScoreChange;

GPtrArray *zp_score_compare (const ZpScorecard *before,
                             const ZpScorecard *after) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_score_change_stays (const ZpScoreChange *self);

G_END_DECLS
