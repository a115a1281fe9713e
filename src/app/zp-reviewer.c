/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-reviewer.h"

#include "zp-error.h"
#include "zp-settings.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ZpReviewer
{
  GObject parent_instance;

  ZpForm *form;
  GPtrArray *undo; /* JsonNode: what had been written before each step */
  GPtrArray *redo;
  char *typing; /* what is being typed: further keys belong to the same step */
};

G_DEFINE_FINAL_TYPE (ZpReviewer, zp_reviewer, G_TYPE_OBJECT)

/* --- who --- */

/** zp_reviewer_get_role: what the user is, by the preferences. */
ZpActorRole
zp_reviewer_get_role (void)
{
  g_autofree char *role = zp_settings_dup_string ("user-role");

  return g_str_equal (role, zp_actor_role_to_string (ZP_ACTOR_REVIEWER)) ? ZP_ACTOR_REVIEWER
                                                                         : ZP_ACTOR_PREPARER;
}

/** zp_reviewer_dup_name: (transfer full): whom the history names: the preferences, else the login. */
char *
zp_reviewer_dup_name (void)
{
  g_autofree char *name = zp_settings_dup_string ("user-name");

  return *name != '\0' ? g_steal_pointer (&name) : g_filename_display_name (g_get_user_name ());
}

typedef struct
{
  char *name;
  ZpActor actor;
} Who;

static void
who_init (Who *who)
{
  who->name = zp_reviewer_dup_name ();
  who->actor.name = who->name;
  who->actor.role = zp_reviewer_get_role ();
  who->actor.time = g_get_real_time () / G_USEC_PER_SEC;
}

static void
who_clear (Who *who)
{
  g_free (who->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Who, who_clear)

/* --- steps --- */

static void
node_free (gpointer node)
{
  json_node_unref (node);
}

/* Keys typed in one place are one step.  It is noted before anything changes, so that whoever looks at
 * the change finds that it can be undone.  Returns whether a new step began. */
static gboolean
begin_step (ZpReviewer *self, const char *address, const char *what)
{
  g_autofree char *typing = what != NULL ? g_strconcat (address, "/", what, NULL) : NULL;
  gboolean goes_on = typing != NULL && g_strcmp0 (typing, self->typing) == 0;

  g_free (self->typing);
  self->typing = g_steal_pointer (&typing);
  g_ptr_array_set_size (self->redo, 0);
  if (!goes_on)
    g_ptr_array_add (self->undo, zp_review_dup_work (self->form));
  return !goes_on;
}

static gboolean
end_step (ZpReviewer *self, gboolean began, gboolean done)
{
  if (began && !done)
    {
      g_ptr_array_remove_index (self->undo, self->undo->len - 1);
      g_clear_pointer (&self->typing, g_free);
    }
  return done;
}

static gboolean
step (ZpReviewer *self, GPtrArray *from, GPtrArray *to)
{
  g_autoptr (JsonNode) work = NULL;
  g_auto (Who) who = { 0 };

  if (from->len == 0 || !zp_reviewer_may_write (self))
    return FALSE;
  who_init (&who);
  work = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, zp_review_dup_work (self->form));
  g_clear_pointer (&self->typing, g_free);
  return zp_review_restore_work (self->form, work, &who.actor, NULL);
}

gboolean
zp_reviewer_can_undo (ZpReviewer *self)
{
  return self->undo->len > 0 && zp_reviewer_may_write (self);
}

gboolean
zp_reviewer_can_redo (ZpReviewer *self)
{
  return self->redo->len > 0 && zp_reviewer_may_write (self);
}

/** zp_reviewer_undo: takes the last step of the reviewer back. */
gboolean
zp_reviewer_undo (ZpReviewer *self)
{
  return step (self, self->undo, self->redo);
}

/** zp_reviewer_redo: does it again. */
gboolean
zp_reviewer_redo (ZpReviewer *self)
{
  return step (self, self->redo, self->undo);
}

/* --- the class --- */

static void
zp_reviewer_finalize (GObject *object)
{
  ZpReviewer *self = ZP_REVIEWER (object);

  g_clear_object (&self->form);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_free (self->typing);
  G_OBJECT_CLASS (zp_reviewer_parent_class)->finalize (object);
}

static void
zp_reviewer_class_init (ZpReviewerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_reviewer_finalize;
}

static void
zp_reviewer_init (ZpReviewer *self)
{
  self->undo = g_ptr_array_new_with_free_func (node_free);
  self->redo = g_ptr_array_new_with_free_func (node_free);
}

/** zp_reviewer_new: (transfer full): what this user does to the review of @form. */
ZpReviewer *
zp_reviewer_new (ZpForm *form)
{
  ZpReviewer *self = g_object_new (ZP_TYPE_REVIEWER, NULL);

  self->form = g_object_ref (form);
  return self;
}

/** zp_reviewer_may_write: whether the user reviews and the form is handed in. */
gboolean
zp_reviewer_may_write (ZpReviewer *self)
{
  return zp_form_get_state (self->form) == ZP_FORM_STATE_SUBMITTED
         && zp_reviewer_get_role () == ZP_ACTOR_REVIEWER;
}

/** zp_reviewer_apply: hands in, returns, approves …; see zp_review_apply(). */
gboolean
zp_reviewer_apply (ZpReviewer *self, ZpReviewAction action, const char *reason, GError **error)
{
  g_auto (Who) who = { 0 };

  who_init (&who);
  if (!zp_review_apply (self->form, action, &who.actor, reason, error))
    return FALSE;
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  return TRUE;
}

/* --- rows --- */

static ZpReviewRow *
get_row (ZpReviewer *self, const char *address)
{
  g_autoptr (ZpScorecard) card = zp_score_form (self->form);

  return zp_review_get_row (self->form, card, address);
}

static char *
replace_share (const char *reason, ZpDecimal old, ZpDecimal share)
{
  g_autofree char *old_number = zp_decimal_to_string (old);
  g_autofree char *new_number = zp_decimal_to_string (share);
  g_autofree char *from = g_strconcat (old_number, "%", NULL);
  g_autofree char *to = g_strconcat (new_number, "%", NULL);
  g_autoptr (GString) words = g_string_new (reason);

  g_string_replace (words, from, to, 0);
  return g_strdup (words->str);
}

/* A reason that the program wrote follows the deduction; one that somebody wrote keeps its words, and
 * only the percentage in it follows. */
static char *
make_reason (ZpReviewer *self,
             const ZpReviewRow *row,
             const ZpDeductionCause *cause,
             ZpDecimal share)
{
  const GPtrArray *causes = zp_form_get_profile (self->form)->causes;
  const ZpDeductionCause *old = row != NULL ? zp_deductions_find (causes, row->cause) : NULL;
  g_autofree char *fresh
      = cause != NULL ? zp_deduction_cause_make_reason (cause, share) : g_strdup ("");
  g_autofree char *written
      = old != NULL && row->has_share ? zp_deduction_cause_make_reason (old, row->share) : NULL;

  if (row == NULL || *row->reason == '\0' || g_strcmp0 (row->reason, written) == 0)
    return g_steal_pointer (&fresh);
  return row->has_share ? replace_share (row->reason, row->share, share) : g_strdup (row->reason);
}

/**
 * zp_reviewer_deduct:
 * @cause: a cause of the profile, or "" for none of them
 * @share: in percent of the weight; what the cause always takes counts instead
 *
 * Fills reason, percentage and score together.
 */
gboolean
zp_reviewer_deduct (
    ZpReviewer *self, const char *address, const char *cause, ZpDecimal share, GError **error)
{
  const ZpDeductionCause *known
      = zp_deductions_find (zp_form_get_profile (self->form)->causes, cause);
  g_autoptr (ZpReviewRow) row = get_row (self, address);
  g_autofree char *reason = make_reason (self, row, known, share);
  g_auto (Who) who = { 0 };
  gboolean began = begin_step (self, address, NULL);

  who_init (&who);
  return end_step (self, began,
                   zp_review_deduct (self->form, address, cause, share, reason, &who.actor, error));
}

/** zp_reviewer_set_score: types a score; "" goes back to the self score. */
gboolean
zp_reviewer_set_score (ZpReviewer *self, const char *address, const char *text, GError **error)
{
  g_autofree char *plain = zp_text_normalise (text);
  g_autoptr (ZpReviewRow) row = get_row (self, address);
  g_auto (Who) who = { 0 };
  gboolean began;
  ZpDecimal score;
  gboolean done;

  who_init (&who);
  g_strstrip (plain);
  /* “4.” is on its way to “4.9”. */
  if (g_str_has_suffix (plain, "."))
    plain[strlen (plain) - 1] = '\0';
  if (*plain != '\0' && zp_decimal_parse (plain, &score) != ZP_DECIMAL_OK)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
                   _ ("“%s” is no number; type a score such as 4.9"), text);
      return FALSE;
    }
  began = begin_step (self, address, "score");
  if (*plain == '\0')
    done = zp_review_clear_score (self->form, address, &who.actor, error);
  else
    done = zp_review_set_score (self->form, address, score, row != NULL ? row->reason : NULL,
                                &who.actor, error);
  return end_step (self, began, done);
}

/** zp_reviewer_set_reason: types the reason in words. */
gboolean
zp_reviewer_set_reason (ZpReviewer *self, const char *address, const char *text, GError **error)
{
  g_auto (Who) who = { 0 };
  gboolean began = begin_step (self, address, "reason");

  who_init (&who);
  return end_step (self, began,
                   zp_review_set_reason (self->form, address, text, &who.actor, error));
}

/** zp_reviewer_set_actual: types the actual value that the reviewer found. */
gboolean
zp_reviewer_set_actual (ZpReviewer *self, const char *address, const char *text, GError **error)
{
  g_auto (Who) who = { 0 };
  gboolean began = begin_step (self, address, "actual");

  who_init (&who);
  return end_step (self, began,
                   zp_review_set_actual (self->form, address, text, &who.actor, error));
}

/** zp_reviewer_clear: takes back all that was said of a row. */
gboolean
zp_reviewer_clear (ZpReviewer *self, const char *address, GError **error)
{
  g_auto (Who) who = { 0 };
  gboolean began = begin_step (self, address, NULL);

  who_init (&who);
  return end_step (self, began, zp_review_clear_row (self->form, address, &who.actor, error));
}

/* --- remarks --- */

gboolean
zp_reviewer_add_remark (ZpReviewer *self, const char *address, const char *text, GError **error)
{
  g_auto (Who) who = { 0 };
  gboolean began = begin_step (self, address, NULL);
  g_autofree char *id = NULL;

  who_init (&who);
  id = zp_review_add_remark (self->form, address, text, &who.actor, error);
  return end_step (self, began, id != NULL);
}

gboolean
zp_reviewer_remove_remark (ZpReviewer *self, const char *id, GError **error)
{
  g_auto (Who) who = { 0 };
  gboolean began = begin_step (self, id, NULL);

  who_init (&who);
  return end_step (self, began, zp_review_remove_remark (self->form, id, &who.actor, error));
}

/** zp_reviewer_may_answer: whether the user fills the form, and it was returned. */
gboolean
zp_reviewer_may_answer (ZpReviewer *self)
{
  return zp_form_get_state (self->form) == ZP_FORM_STATE_RETURNED
         && zp_reviewer_get_role () == ZP_ACTOR_PREPARER;
}

/** zp_reviewer_answer_remark: answers a remark as who fills the form; "" takes the answer back. */
gboolean
zp_reviewer_answer_remark (ZpReviewer *self, const char *id, const char *text, GError **error)
{
  g_auto (Who) who = { 0 };

  who_init (&who);
  return zp_review_answer_remark (self->form, id, text, &who.actor, error);
}
