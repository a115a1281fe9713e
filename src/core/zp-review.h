/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-checks.h"
#include "zp-event-log.h"
#include "zp-scorecard.h"

G_BEGIN_DECLS

/**
 * ZpReviewAction:
 * @ZP_REVIEW_SUBMIT: hands the form in; values and rules are frozen
 * @ZP_REVIEW_WITHDRAW: takes it back before the review begins
 * @ZP_REVIEW_RETURN: gives it back with a reason
 * @ZP_REVIEW_APPROVE: ends the review
 * @ZP_REVIEW_REOPEN: takes an approval back, with a reason; the form is in review again
 * @ZP_REVIEW_DELETE: removes the form
 *
 * What can be done with a form as a whole.
 */
typedef enum
{
  ZP_REVIEW_SUBMIT,
  ZP_REVIEW_WITHDRAW,
  ZP_REVIEW_RETURN,
  ZP_REVIEW_APPROVE,
  ZP_REVIEW_REOPEN,
  ZP_REVIEW_DELETE,
} ZpReviewAction;

#define ZP_N_REVIEW_ACTIONS (ZP_REVIEW_DELETE + 1)

const char *zp_review_action_to_string (ZpReviewAction action);
gboolean zp_review_offers (const ZpForm *form, ZpReviewAction action, ZpActorRole role);
gboolean zp_review_check (const ZpForm *form,
                          ZpReviewAction action,
                          ZpActorRole role,
                          const char *reason,
                          GError **error);
gboolean zp_review_apply (
    ZpForm *form, ZpReviewAction action, const ZpActor *actor, const char *reason, GError **error);
gboolean zp_review_begin (ZpForm *form, const ZpActor *actor, GError **error);
gboolean zp_review_has_begun (const ZpForm *form);
guint zp_review_get_round (const ZpForm *form);
const char *zp_review_get_reason (const ZpForm *form);
ZpLogFault zp_review_verify (const ZpForm *form, guint *out_event);
char *zp_review_dup_fault (const ZpForm *form, ZpReviewAction action) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *zp_review_list_obstacles (const ZpForm *form,
                                     ZpReviewAction action) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ZpReviewVersion:
 * @round: which time the form was handed in, from 1
 * @who, @time: by whom, and when (ISO 8601)
 * @returned: it was given back
 *
 * A version of the form that was handed in.
 */
typedef struct
{
  guint round;
  char *who;
  char *time;
  gboolean returned;
} ZpReviewVersion;

void zp_review_version_free (ZpReviewVersion *version);
GPtrArray *zp_review_list_versions (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
ZpForm *zp_review_dup_version (const ZpForm *form, guint round, ZpCatalog *catalog, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_review_was_returned (const ZpForm *form);
ZpForm *zp_review_dup_returned (const ZpForm *form,
                                ZpCatalog *catalog,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_review_forget (ZpForm *form);

/* The address of the execution score, in place of a row. */
#define ZP_REVIEW_EXECUTION "execution"

/* What the reviewer writes has addresses, too: “review/ROW/score”, “review/ROW/reason”, where ROW is
 * the address of a row (“indicators/r3”) or %ZP_REVIEW_EXECUTION. */
#define ZP_REVIEW_PREFIX "review/"

char *zp_review_make_address (const char *row, const char *column) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_review_parse_address (const char *address, char **out_row, char **out_column);

/**
 * ZpReviewRow:
 * @address: the row: “indicators/r3”, or %ZP_REVIEW_EXECUTION
 * @actual: the actual value that the reviewer found, or ""
 * @has_score, @score: the review score
 * @typed: it was typed; else it follows from @share
 * @cause: why points are taken, a word of the reviewer's list, or ""
 * @has_share, @share: how severe that is, in percent of the weight
 * @reason: in words, or ""
 * @who, @time: who wrote it last, and when (ISO 8601)
 *
 * What a reviewer says of a row.
 */
typedef struct
{
  char *address;
  char *actual;
  gboolean has_score;
  ZpDecimal score;
  gboolean typed;
  char *cause;
  gboolean has_share;
  ZpDecimal share;
  char *reason;
  char *who;
  char *time;
} ZpReviewRow;

void zp_review_row_free (ZpReviewRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpReviewRow, zp_review_row_free)

ZpReviewRow *zp_review_get_row (const ZpForm *form,
                                const ZpScorecard *card,
                                const char *address) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_review_set_actual (
    ZpForm *form, const char *address, const char *actual, const ZpActor *actor, GError **error);
gboolean zp_review_deduct (ZpForm *form,
                           const char *address,
                           const char *cause,
                           ZpDecimal share,
                           const char *reason,
                           const ZpActor *actor,
                           GError **error);
gboolean zp_review_set_score (ZpForm *form,
                              const char *address,
                              ZpDecimal score,
                              const char *reason,
                              const ZpActor *actor,
                              GError **error);
gboolean zp_review_set_reason (
    ZpForm *form, const char *address, const char *reason, const ZpActor *actor, GError **error);
gboolean
zp_review_clear_score (ZpForm *form, const char *address, const ZpActor *actor, GError **error);
gboolean
zp_review_clear_row (ZpForm *form, const char *address, const ZpActor *actor, GError **error);
JsonNode *zp_review_dup_work (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_review_restore_work (ZpForm *form, JsonNode *work, const ZpActor *actor, GError **error);

typedef void (*ZpReviewRowFunc) (const char *address,
                                 const ZpScore *self,
                                 ZpDecimal weight,
                                 const ZpReviewRow *row,
                                 gpointer data);
void zp_review_for_each_row (const ZpForm *form,
                             const ZpScorecard *card,
                             ZpReviewRowFunc func,
                             gpointer data);
gboolean zp_review_get_total (const ZpForm *form, const ZpScorecard *card, ZpDecimal *out_total);

/**
 * ZpReviewDeviation:
 * @deviation: 偏差: review − self
 * @has_degree, @degree: 偏离度: (self − review) ÷ self in percent; none when the self score is 0
 */
typedef struct
{
  ZpDecimal deviation;
  gboolean has_degree;
  ZpDecimal degree;
} ZpReviewDeviation;

gboolean
zp_review_compare (ZpDecimal self_score, ZpDecimal review_score, ZpReviewDeviation *out_deviation);
char *zp_review_degree_to_string (const ZpReviewDeviation *deviation) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ZpRemark:
 * @id: tells it apart from the form's others
 * @address: where it is pinned
 * @text: what the reviewer says
 * @who, @time: who and when (ISO 8601)
 * @answer: what the unit says to it, or ""
 * @answer_who, @answer_time: who answered, and when (ISO 8601), or ""
 */
typedef struct
{
  char *id;
  char *address;
  char *text;
  char *who;
  char *time;
  char *answer;
  char *answer_who;
  char *answer_time;
} ZpRemark;

void zp_remark_free (ZpRemark *remark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpRemark, zp_remark_free)

GPtrArray *zp_review_list_remarks (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
char *zp_review_add_remark (
    ZpForm *form, const char *address, const char *text, const ZpActor *actor, GError **error);
gboolean
zp_review_remove_remark (ZpForm *form, const char *id, const ZpActor *actor, GError **error);
gboolean zp_review_answer_remark (
    ZpForm *form, const char *id, const char *text, const ZpActor *actor, GError **error);

G_END_DECLS
