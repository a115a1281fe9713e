/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-review.h"
#include "zp-sheet.h"

G_BEGIN_DECLS

ZpSheet *zp_review_sheet_build (const ZpForm *form,
                                const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
ZpSheet *zp_review_sheet_build_paper (const ZpForm *form,
                                      const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
