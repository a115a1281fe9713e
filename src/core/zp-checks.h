/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-scorecard.h"

G_BEGIN_DECLS

/**
 * ZpSeverity:
 * @ZP_SEVERITY_ERROR: must be mended before handing in
 * @ZP_SEVERITY_WARNING: a reviewer will ask; may be answered with a written reason
 * @ZP_SEVERITY_HINT: good to know
 */
typedef enum
{
  ZP_SEVERITY_ERROR,
  ZP_SEVERITY_WARNING,
  ZP_SEVERITY_HINT,
} ZpSeverity;

/**
 * ZpFinding:
 * @check: the check's id (“D7”)
 * @severity: how bad it is
 * @address: (nullable): the cell it is about
 * @row: the number of the indicator, from 1; 0 when it is about none
 * @message: what is wrong, with the numbers
 * @remedy: what to do
 * @answer: (nullable): the written reason that was given for this warning
 * @earlier: (nullable): a reason that was given while the figures were others; it does not count
 * @other_id, @other_name: (nullable): another form it is about, and what that is called
 *
 * Something a reviewer would object to.
 */
typedef struct
{
  const char *check;
  ZpSeverity severity;
  char *address;
  guint row;
  char *message;
  char *remedy;
  char *answer;
  char *earlier;
  char *other_id;
  char *other_name;
} ZpFinding;

/**
 * ZpOutside:
 * @evidence: (nullable): id of a piece of evidence → #ZpEvidenceState
 *
 * What a form does not say itself: whoever can look at files tells the checks.
 */
typedef struct
{
  GHashTable *evidence;
} ZpOutside;

void zp_finding_free (ZpFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpFinding, zp_finding_free)

GPtrArray *zp_check_form (const ZpForm *form, const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *zp_check_form_with (const ZpForm *form,
                               const ZpScorecard *card,
                               const ZpOutside *outside) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *zp_findings_merge (const ZpForm *form,
                              GPtrArray *findings,
                              GPtrArray *more) G_GNUC_WARN_UNUSED_RESULT;
guint zp_findings_count (GPtrArray *findings, ZpSeverity severity);
gboolean zp_check_is_of_review (const char *check);
const char *zp_severity_to_string (ZpSeverity severity);

G_END_DECLS
