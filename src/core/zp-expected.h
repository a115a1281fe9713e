/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-checks.h"
#include "zp-review.h"

G_BEGIN_DECLS

/**
 * ZpExpectedRow:
 * @address: the row: “indicators/r3”, or %ZP_REVIEW_EXECUTION
 * @row: its number, 0 for the execution rate
 * @self, @expected: the self score, and what a reviewer would leave of it
 * @finding: why: the finding that costs most
 */
typedef struct
{
  char *address;
  guint row;
  ZpDecimal self;
  ZpDecimal expected;
  const ZpFinding *finding;
} ZpExpectedRow;

/**
 * ZpRepair:
 * @address: the cell where to begin
 * @row: the number of the row, 0 for the execution rate
 * @gain: the points it brings back
 * @effort: how much work it is, by the profile: 1 a sentence, 2 a document, 3 and more a rewrite
 * @finding: what is wrong there
 *
 * Something to mend in a row.
 */
typedef struct
{
  char *address;
  guint row;
  ZpDecimal gain;
  guint effort;
  const ZpFinding *finding;
} ZpRepair;

#define ZP_EXPECTED_REPAIRS 3

/**
 * ZpExpected:
 * @findings: keeps what @rows and @repairs point to
 * @self: the self score
 * @total: what a reviewer would probably give
 * @deviation: @total against @self
 * @no_evidence: the form has no evidence at all yet, which is said once and not counted
 * @rows: (element-type ZpExpectedRow): the rows that lose points, in table order
 * @repairs: (element-type ZpRepair): at most %ZP_EXPECTED_REPAIRS, the most points per effort first
 *
 * An estimate of the points a reviewer would take, from the findings that nobody answered.
 */
typedef struct
{
  GPtrArray *findings;
  ZpDecimal self;
  ZpDecimal total;
  ZpReviewDeviation deviation;
  gboolean no_evidence;
  GArray *rows;
  GArray *repairs;
} ZpExpected;

ZpExpected *zp_expected_new (const ZpForm *form,
                             const ZpScorecard *card,
                             GPtrArray *findings) G_GNUC_WARN_UNUSED_RESULT;
void zp_expected_free (ZpExpected *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpExpected, zp_expected_free)
char *zp_expected_explain (const ZpExpected *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
