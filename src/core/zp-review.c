/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-private.h"

#include "zp-checks.h"
#include "zp-error.h"
#include "zp-form-file.h"
#include "zp-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a transition asks for beside state and role. */
typedef enum
{
  NEEDS_NOTHING = 0,
  NEEDS_NO_ERRORS = 1 << 0,
  NEEDS_REASON = 1 << 1,
  NEEDS_NOT_BEGUN = 1 << 2,
  NEEDS_FIRST_ROUND = 1 << 3,
  NEEDS_LATER_ROUND = 1 << 4,
  NEEDS_WHOLE_HISTORY = 1 << 5,
} Needs;

typedef struct
{
  ZpReviewAction action;
  ZpFormState from;
  ZpActorRole role;
  Needs needs;
  ZpFormState to;
} Transition;

/* The whole life of a form.  A form that was returned once is not a draft again when it is
 * withdrawn: only drafts can be deleted, and its history shall not go that way.  What says that a
 * form is right is not said of one whose history is broken; it can be returned and reopened, with a
 * reason, and so gets out of every state. */
static const Transition transitions[] = {
  { ZP_REVIEW_SUBMIT, ZP_FORM_STATE_DRAFT, ZP_ACTOR_PREPARER, NEEDS_NO_ERRORS | NEEDS_WHOLE_HISTORY,
    ZP_FORM_STATE_SUBMITTED },
  { ZP_REVIEW_SUBMIT, ZP_FORM_STATE_RETURNED, ZP_ACTOR_PREPARER,
    NEEDS_NO_ERRORS | NEEDS_WHOLE_HISTORY, ZP_FORM_STATE_SUBMITTED },
  { ZP_REVIEW_WITHDRAW, ZP_FORM_STATE_SUBMITTED, ZP_ACTOR_PREPARER,
    NEEDS_NOT_BEGUN | NEEDS_FIRST_ROUND, ZP_FORM_STATE_DRAFT },
  { ZP_REVIEW_WITHDRAW, ZP_FORM_STATE_SUBMITTED, ZP_ACTOR_PREPARER,
    NEEDS_NOT_BEGUN | NEEDS_LATER_ROUND, ZP_FORM_STATE_RETURNED },
  { ZP_REVIEW_RETURN, ZP_FORM_STATE_SUBMITTED, ZP_ACTOR_REVIEWER, NEEDS_REASON,
    ZP_FORM_STATE_RETURNED },
  { ZP_REVIEW_APPROVE, ZP_FORM_STATE_SUBMITTED, ZP_ACTOR_REVIEWER,
    NEEDS_NO_ERRORS | NEEDS_WHOLE_HISTORY, ZP_FORM_STATE_APPROVED },
  { ZP_REVIEW_REOPEN, ZP_FORM_STATE_APPROVED, ZP_ACTOR_REVIEWER, NEEDS_REASON,
    ZP_FORM_STATE_SUBMITTED },
  { ZP_REVIEW_DELETE, ZP_FORM_STATE_DRAFT, ZP_ACTOR_PREPARER, NEEDS_NOTHING, ZP_FORM_STATE_DRAFT },
};

/* The words in the history; never changed once released. */
static const char *const action_names[ZP_N_REVIEW_ACTIONS] = {
  [ZP_REVIEW_SUBMIT] = "submit",   [ZP_REVIEW_WITHDRAW] = "withdraw", [ZP_REVIEW_RETURN] = "return",
  [ZP_REVIEW_APPROVE] = "approve", [ZP_REVIEW_REOPEN] = "reopen",     [ZP_REVIEW_DELETE] = "delete",
};

/** zp_review_action_to_string: its word in the history, in English. */
const char *
zp_review_action_to_string (ZpReviewAction action)
{
  g_return_val_if_fail ((guint) action < ZP_N_REVIEW_ACTIONS, NULL);

  return action_names[action];
}

/* --- the data --- */

/** zp_review_peek: (transfer none) (nullable): the review of the form. */
JsonObject *
zp_review_peek (const ZpForm *form)
{
  JsonNode *node = zp_form_get_extra (form, ZP_EXTRA_REVIEW);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/** zp_review_note_actor: notes who wrote @object, and when. */
void
zp_review_note_actor (JsonObject *object, const ZpActor *actor)
{
  g_autofree char *time = zp_actor_dup_time (actor);

  json_object_set_string_member (object, "who", actor->name);
  json_object_set_string_member (object, "time", time);
}

/** zp_review_get_round: how often the form was handed in; a withdrawn one counts again. */
guint
zp_review_get_round (const ZpForm *form)
{
  JsonObject *review = zp_review_peek (form);
  const char *text
      = review != NULL ? json_object_get_string_member_with_default (review, "round", "0") : "0";
  guint64 round;

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT - 1, &round, NULL) ? (guint) round : 0;
}

/** zp_review_has_begun: whether a reviewer has written something since the form was handed in. */
gboolean
zp_review_has_begun (const ZpForm *form)
{
  JsonObject *review = zp_review_peek (form);

  return review != NULL && json_object_has_member (review, "begun");
}

/** zp_review_get_reason: why the form was returned or reopened last, "" without one. */
const char *
zp_review_get_reason (const ZpForm *form)
{
  JsonObject *review = zp_review_peek (form);

  return review != NULL ? json_object_get_string_member_with_default (review, "reason", "") : "";
}

static void
note_begun (JsonObject *review, const ZpActor *actor)
{
  JsonObject *begun;

  if (json_object_has_member (review, "begun"))
    return;
  begun = json_object_new ();
  zp_review_note_actor (begun, actor);
  json_object_set_object_member (review, "begun", begun);
}

/**
 * zp_review_begin:
 * @form: a form that is handed in
 * @actor: a reviewer
 *
 * From now on the form cannot be withdrawn.  Whatever a reviewer writes begins the review, too.
 *
 * Returns: whether the actor may review the form; %ZP_ERROR_READ_ONLY when it is not handed in
 */
gboolean
zp_review_begin (ZpForm *form, const ZpActor *actor, GError **error)
{
  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, FALSE);

  if (actor->role != ZP_ACTOR_REVIEWER)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_REFUSED,
                   _ ("only a reviewer may do this; change the role in the preferences"));
      return FALSE;
    }
  if (zp_form_get_state (form) != ZP_FORM_STATE_SUBMITTED)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
                   _ ("the form is not in review; it must be submitted first"));
      return FALSE;
    }
  note_begun (zp_form_ensure_extra (form, ZP_EXTRA_REVIEW), actor);
  return TRUE;
}

/* --- transitions --- */

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *stripped == '\0';
}

/* What says which of several rows of the table it is. */
static gboolean
is_in_round (const Transition *transition, const ZpForm *form)
{
  gboolean first = zp_review_get_round (form) <= 1;

  return ((transition->needs & NEEDS_FIRST_ROUND) == 0 || first)
         && ((transition->needs & NEEDS_LATER_ROUND) == 0 || !first);
}

static const Transition *
find_transition (const ZpForm *form, ZpReviewAction action)
{
  ZpFormState state = zp_form_get_state (form);

  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    if (transitions[i].action == action && transitions[i].from == state
        && is_in_round (&transitions[i], form))
      return &transitions[i];
  return NULL;
}

/**
 * zp_review_offers:
 *
 * Returns: whether @role can do @action with a form in this state, be it after mending errors or
 *   giving a reason
 */
gboolean
zp_review_offers (const ZpForm *form, ZpReviewAction action, ZpActorRole role)
{
  const Transition *transition = find_transition (form, action);

  return transition != NULL && transition->role == role
         && ((transition->needs & NEEDS_NOT_BEGUN) == 0 || !zp_review_has_begun (form));
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, ZP_ERROR, ZP_ERROR_REFUSED, message);
  return FALSE;
}

static gboolean
refuse_state (const ZpForm *form, GError **error)
{
  static const char *const messages[] = {
    [ZP_FORM_STATE_DRAFT] = N_ ("the form is a draft; submit it first"),
    [ZP_FORM_STATE_SUBMITTED] = N_ ("the form is submitted; it must be returned first"),
    [ZP_FORM_STATE_RETURNED] = N_ ("the form was returned; submit it again first"),
    [ZP_FORM_STATE_APPROVED] = N_ ("the form is approved; reopen it first"),
  };

  return refuse (error, _ (messages[zp_form_get_state (form)]));
}

/**
 * zp_review_list_obstacles:
 * @action: %ZP_REVIEW_SUBMIT or %ZP_REVIEW_APPROVE
 *
 * What must be mended first: the errors of a form before it is handed in, those of the review before
 * it is approved, beside zp_review_dup_fault().  What was found in a form that is handed in does not
 * keep it from being approved: the reviewer has seen it.
 *
 * Returns: (transfer full) (element-type ZpFinding): the errors, in the order of the form
 */
GPtrArray *
zp_review_list_obstacles (const ZpForm *form, ZpReviewAction action)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  GPtrArray *findings = zp_check_form (form, card);

  for (guint i = findings->len; i > 0; i--)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i - 1);

      if (finding->severity != ZP_SEVERITY_ERROR
          || (action == ZP_REVIEW_APPROVE) != zp_check_is_of_review (finding->check))
        g_ptr_array_remove_index (findings, i - 1);
    }
  return findings;
}

/**
 * zp_review_dup_fault:
 * @action: %ZP_REVIEW_SUBMIT or %ZP_REVIEW_APPROVE
 *
 * A chain of events that is broken stays so: only a copy of the form gets on.  Where the chain holds,
 * returning the form begins anew, and what it says now is handed in again.
 *
 * Returns: (transfer full) (nullable): why the history keeps the form from that, and what to do;
 *   %NULL when it is whole
 */
char *
zp_review_dup_fault (const ZpForm *form, ZpReviewAction action)
{
  guint event = 0;
  ZpLogFault fault = zp_review_verify (form, &event);
  gboolean chain_holds = fault == ZP_LOG_OTHER_STATE || fault == ZP_LOG_OTHER_CONTENT;
  g_autofree char *words = zp_word_log_fault (fault, event);

  if (fault == ZP_LOG_WHOLE)
    return NULL;
  /* Translators: %s is a sentence about what is wrong with the history */
  if (action == ZP_REVIEW_SUBMIT)
    return g_strdup_printf (
        _ ("%s So it cannot be submitted. Duplicate it in the list of forms: the copy says the "
           "same, begins a history of its own, and can be submitted."),
        words);
  if (chain_holds)
    return g_strdup_printf (
        _ ("%s So it cannot be approved. Look at the history, then return the form, so that what "
           "it says now is submitted again."),
        words);
  return g_strdup_printf (
      _ ("%s So it cannot be approved. Return the form: who fills it duplicates it in the list of "
         "forms and submits the copy, which has a history of its own."),
      words);
}

static gboolean
check_history (const ZpForm *form, ZpReviewAction action, GError **error)
{
  g_autofree char *fault = zp_review_dup_fault (form, action);

  return fault == NULL || refuse (error, fault);
}

static gboolean
check_errors (const ZpForm *form, ZpReviewAction action, GError **error)
{
  g_autoptr (GPtrArray) errors = zp_review_list_obstacles (form, action);

  if (errors->len == 0)
    return TRUE;
  if (action == ZP_REVIEW_APPROVE)
    g_set_error (
        error, ZP_ERROR, ZP_ERROR_REFUSED,
        g_dngettext (GETTEXT_PACKAGE, "the review has %u error; mend it, then approve the form",
                     "the review has %u errors; mend them, then approve the form", errors->len),
        errors->len);
  else
    g_set_error (
        error, ZP_ERROR, ZP_ERROR_REFUSED,
        g_dngettext (GETTEXT_PACKAGE, "the form has %u error; mend it, then submit the form",
                     "the form has %u errors; mend them, then submit the form", errors->len),
        errors->len);
  return FALSE;
}

static gboolean
check_needs (
    const ZpForm *form, ZpReviewAction action, Needs needs, const char *reason, GError **error)
{
  if ((needs & NEEDS_NOT_BEGUN) != 0 && zp_review_has_begun (form))
    return refuse (error, _ ("the review has begun; ask the reviewer to return the form"));
  if ((needs & NEEDS_REASON) != 0 && is_blank (reason))
    return refuse (error, _ ("the reason is missing; write why"));
  return ((needs & NEEDS_WHOLE_HISTORY) == 0 || check_history (form, action, error))
         && ((needs & NEEDS_NO_ERRORS) == 0 || check_errors (form, action, error));
}

/**
 * zp_review_check:
 * @role: who wants to do it
 * @reason: (nullable): why
 *
 * Returns: whether the form can go that way now; %ZP_ERROR_REFUSED when not
 */
gboolean
zp_review_check (
    const ZpForm *form, ZpReviewAction action, ZpActorRole role, const char *reason, GError **error)
{
  const Transition *transition;

  g_return_val_if_fail (form != NULL && (guint) action < ZP_N_REVIEW_ACTIONS, FALSE);

  transition = find_transition (form, action);
  if (transition == NULL)
    return refuse_state (form, error);
  if (transition->role != role)
    return refuse (
        error, role == ZP_ACTOR_PREPARER
                   ? _ ("only a reviewer may do this; change the role in the preferences")
                   : _ ("only who fills the form may do this; change the role in the preferences"));
  return check_needs (form, action, transition->needs, reason, error);
}

static void
begin_round (ZpForm *form, JsonObject *review, const ZpActor *actor)
{
  g_autofree char *round = g_strdup_printf ("%u", zp_review_get_round (form) + 1);

  json_object_set_string_member (review, "round", round);
  json_object_remove_member (review, "begun");
  zp_form_freeze_rules (form);
  zp_review_keep_version (form, review, actor);
}

static void
set_state (JsonObject *review, ZpFormState state, const ZpActor *actor, const char *reason)
{
  json_object_set_string_member (review, "state", zp_form_state_to_string (state));
  zp_review_note_actor (review, actor);
  json_object_remove_member (review, "reason");
  if (!is_blank (reason))
    json_object_set_string_member (review, "reason", reason);
}

/**
 * zp_review_apply:
 * @action: anything but %ZP_REVIEW_DELETE, which leaves no form to change
 * @actor: who does it, and when
 * @reason: (nullable): why; return and reopen need it
 *
 * Takes the form to its next state and notes it in the history.  Submitting freezes values, template
 * and profile, and forgets the undo steps.
 *
 * Returns: whether it was done; %ZP_ERROR_REFUSED when not, and then nothing has changed
 */
gboolean
zp_review_apply (
    ZpForm *form, ZpReviewAction action, const ZpActor *actor, const char *reason, GError **error)
{
  ZpFormState to;
  JsonObject *review;
  guint round;

  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL && action != ZP_REVIEW_DELETE, FALSE);

  if (!zp_review_check (form, action, actor->role, reason, error))
    return FALSE;
  to = find_transition (form, action)->to;
  /* The hash in the history is that of the form as it will be read again. */
  if (action == ZP_REVIEW_SUBMIT)
    zp_form_settle (form);
  review = zp_form_ensure_extra (form, ZP_EXTRA_REVIEW);
  round = zp_review_get_round (form);
  if (action == ZP_REVIEW_SUBMIT)
    begin_round (form, review, actor);
  if (action == ZP_REVIEW_RETURN)
    zp_review_mark_returned (form);
  if (actor->role == ZP_ACTOR_REVIEWER)
    note_begun (review, actor);
  set_state (review, to, actor, reason);
  if (action == ZP_REVIEW_SUBMIT)
    zp_review_log_answers (form, round, actor);
  zp_event_log_append (form, actor, action_names[action], reason);
  return TRUE;
}

/* --- looking back --- */

static gboolean
leads_to (const char *what, ZpFormState state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    if (transitions[i].to == state && g_str_equal (action_names[transitions[i].action], what))
      return TRUE;
  return FALSE;
}

/**
 * zp_review_verify:
 * @out_event: (out) (optional): with a fault, the event that has it or tells of it, from 1; 0 when
 *   there is none
 *
 * Looks whether the history is whole and fits the form.
 *
 * Returns: the first fault
 */
ZpLogFault
zp_review_verify (const ZpForm *form, guint *out_event)
{
  ZpLogFault fault = zp_event_log_verify_chain (form, out_event);
  ZpFormState state = zp_form_get_state (form);
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *content = NULL;
  const ZpEvent *last;

  if (fault != ZP_LOG_WHOLE)
    return fault;
  events = zp_event_log_list (form);
  last = events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;
  if (last != NULL ? !leads_to (last->what, state) : state != ZP_FORM_STATE_DRAFT)
    fault = ZP_LOG_OTHER_STATE;
  else if (zp_form_is_read_only (form))
    {
      content = zp_form_dup_content_hash (form);
      if (!g_str_equal (content, last->content))
        fault = ZP_LOG_OTHER_CONTENT;
    }
  if (fault != ZP_LOG_WHOLE && out_event != NULL)
    *out_event = events->len;
  return fault;
}

/** zp_review_forget: makes a draft without history of the form: a copy begins its own life. */
void
zp_review_forget (ZpForm *form)
{
  zp_form_set_extra (form, ZP_EXTRA_REVIEW, NULL, NULL);
  zp_form_set_extra (form, ZP_EXTRA_HISTORY, NULL, NULL);
  zp_form_set_extra (form, ZP_EXTRA_RULES, NULL, NULL);
}
