/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-review.h"
#include "zp-sheet.h"

G_BEGIN_DECLS

/* Cells of the review table that the reviewer types in: “review/ROW/score”, “review/ROW/reason”,
 * where ROW is the address of a row (“indicators/r3”) or %ZP_REVIEW_EXECUTION. */
#define ZP_REVIEW_SHEET_PREFIX "review/"

ZpSheet *zp_review_sheet_build (const ZpForm      *form,
                                const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
ZpSheet *zp_review_sheet_build_paper (const ZpForm      *form,
                                      const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
char *zp_review_sheet_make_address (const char *row,
                                    const char *column) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_review_sheet_parse_address (const char *address,
                                        char      **out_row,
                                        char      **out_column);

G_END_DECLS
