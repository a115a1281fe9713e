/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-review.h"

G_BEGIN_DECLS

/**
 * ZpReviewer:
 *
 * What this user does to the review of a form: every change is written as a person of the preferences
 * and can be undone until the form leaves the review.
 */
#define ZP_TYPE_REVIEWER (zp_reviewer_get_type ())
G_DECLARE_FINAL_TYPE (ZpReviewer, zp_reviewer, ZP, REVIEWER, GObject)

ZpActorRole zp_reviewer_get_role (void);
char *zp_reviewer_dup_name (void) G_GNUC_WARN_UNUSED_RESULT;

ZpReviewer *zp_reviewer_new (ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_reviewer_may_write (ZpReviewer *self);
gboolean
zp_reviewer_apply (ZpReviewer *self, ZpReviewAction action, const char *reason, GError **error);

gboolean zp_reviewer_deduct (
    ZpReviewer *self, const char *address, const char *cause, ZpDecimal share, GError **error);
gboolean
zp_reviewer_set_score (ZpReviewer *self, const char *address, const char *text, GError **error);
gboolean
zp_reviewer_set_reason (ZpReviewer *self, const char *address, const char *text, GError **error);
gboolean
zp_reviewer_set_actual (ZpReviewer *self, const char *address, const char *text, GError **error);
gboolean zp_reviewer_clear (ZpReviewer *self, const char *address, GError **error);
gboolean
zp_reviewer_add_remark (ZpReviewer *self, const char *address, const char *text, GError **error);
gboolean zp_reviewer_remove_remark (ZpReviewer *self, const char *id, GError **error);

gboolean zp_reviewer_may_answer (ZpReviewer *self);
gboolean
zp_reviewer_answer_remark (ZpReviewer *self, const char *id, const char *text, GError **error);

gboolean zp_reviewer_can_undo (ZpReviewer *self);
gboolean zp_reviewer_can_redo (ZpReviewer *self);
gboolean zp_reviewer_undo (ZpReviewer *self);
gboolean zp_reviewer_redo (ZpReviewer *self);

G_END_DECLS
