/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-scorecard.h"

G_BEGIN_DECLS

ZpReason *zp_explain (ZpExplanation *explanation, ZpReasonKind kind);
gboolean zp_score_ratio (ZpScore *score,
                         ZpReasonKind kind,
                         ZpDecimal weight,
                         ZpDecimal numerator,
                         ZpDecimal denominator,
                         ZpRoundingRule rounding);
void zp_score_fixed (ZpScore *score, ZpReasonKind kind, ZpDecimal value);
void zp_score_share (ZpScore *score,
                     ZpReasonKind kind,
                     ZpDecimal weight,
                     ZpDecimal percent,
                     ZpRoundingRule rounding);

void zp_score_line (ZpScoreLine *line, const ZpProfile *profile);
void zp_score_execution (ZpScorecard *card, const ZpForm *form);
void zp_share_weights (ZpScorecard *card, const ZpForm *form);

G_END_DECLS
