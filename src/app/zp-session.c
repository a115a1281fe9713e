/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-session.h"

#include "zp-across-job.h"
#include "zp-sheet-builder.h"

/* The timer is a throttle: later typing does not push it back, so at most this much can be lost. */
#define AUTOSAVE_MILLISECONDS 2000
/* What could not be saved is tried again: the disk has room now, the folder is there again. */
#define RETRY_MILLISECONDS 3000

struct _ZpSession
{
  GObject parent_instance;

  ZpLibrary *library;
  ZpForm *form;
  ZpScorecard *card;
  GPtrArray *own_findings;
  GPtrArray *across;   /* what only shows beside other forms, as far as it is known */
  GPtrArray *findings; /* both */
  ZpAcrossJob *job;
  GHashTable *evidence; /* what became of the files; NULL: nobody has looked */
  ZpSheet *sheet;

  guint timer;
  gboolean dirty;   /* changed since the last snapshot was taken */
  ZpForm *snapshot; /* is being written; NULL while none is */
  gboolean closed;
  char *problem;
  GPtrArray *waiting; /* tasks that want to know when everything is saved */
};

enum
{
  SIGNAL_UPDATED,
  SIGNAL_SAVE_STATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpSession, zp_session, G_TYPE_OBJECT)

static void start_saving (ZpSession *self);

static void
merge_findings (ZpSession *self)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = self->across->len > 0
                       ? zp_findings_merge (self->form, self->own_findings, self->across)
                       : g_ptr_array_ref (self->own_findings);
}

static void
evaluate (ZpSession *self)
{
  ZpOutside outside = { self->evidence };

  g_clear_pointer (&self->card, zp_scorecard_unref);
  g_clear_pointer (&self->own_findings, g_ptr_array_unref);
  g_clear_pointer (&self->sheet, zp_sheet_unref);
  self->card = zp_score_form (self->form);
  self->own_findings = zp_check_form_with (self->form, self->card, &outside);
  merge_findings (self);
  self->sheet = zp_sheet_build (self->form, self->card);
}

static void
tell_save_state (ZpSession *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_STATE], 0);
}

static gboolean
autosave_cb (gpointer user_data)
{
  ZpSession *self = user_data;

  self->timer = 0;
  start_saving (self);
  return G_SOURCE_REMOVE;
}

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const ZpFinding *first = g_ptr_array_index (a, i);
      const ZpFinding *second = g_ptr_array_index (b, i);

      if (first->check != second->check || first->severity != second->severity
          || g_strcmp0 (first->address, second->address) != 0
          || !g_str_equal (first->message, second->message)
          || g_strcmp0 (first->other_id, second->other_id) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
found_across_cb (GPtrArray *findings, gpointer user_data)
{
  ZpSession *self = user_data;

  if (are_same (self->across, findings))
    return;
  g_ptr_array_unref (self->across);
  self->across = g_ptr_array_ref (findings);
  merge_findings (self);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

static void
form_changed_cb (ZpForm *form, ZpSession *self)
{
  evaluate (self);
  self->dirty = TRUE;
  if (self->timer == 0)
    self->timer = g_timeout_add (AUTOSAVE_MILLISECONDS, autosave_cb, self);
  zp_across_job_ask (self->job, self->form, self->card);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
  tell_save_state (self);
}

/* What the form itself says is compared when it changes; here it is about the others. */
static void
library_changed_cb (ZpLibrary *library, const char *id, ZpSession *self)
{
  if (g_strcmp0 (id, zp_form_get_id (self->form)) != 0)
    zp_across_job_ask (self->job, self->form, self->card);
}

/* --- saving --- */

static void
answer_waiting (ZpSession *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (self->problem != NULL)
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", self->problem);
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpSession) self = user_data;
  g_autoptr (ZpForm) snapshot = g_steal_pointer (&self->snapshot);
  g_autoptr (GError) error = NULL;
  gboolean saved;

  saved = zp_library_save_finish (ZP_LIBRARY (source), result, &error);
  /* It may have become a form of its own, beside that of somebody else. */
  if (!g_str_equal (zp_form_get_id (self->form), zp_form_get_id (snapshot)))
    {
      zp_form_set_id (self->form, zp_form_get_id (snapshot));
      zp_form_set_revision (self->form, 0);
    }
  g_clear_pointer (&self->problem, g_free);
  if (saved)
    zp_form_set_revision (self->form, zp_form_get_revision (snapshot));
  else
    {
      self->dirty = TRUE;
      self->problem = g_strdup (error->message);
      if (self->timer == 0 && !self->closed)
        self->timer = g_timeout_add (RETRY_MILLISECONDS, autosave_cb, self);
    }
  tell_save_state (self);
  if (self->problem == NULL && self->dirty && self->waiting->len > 0)
    start_saving (self);
  else if (!self->dirty || self->problem != NULL)
    answer_waiting (self);
}

static void
start_saving (ZpSession *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->snapshot != NULL)
    {
      /* What was typed meanwhile is written when the timer comes round again. */
      if (self->dirty)
        self->timer = g_timeout_add (AUTOSAVE_MILLISECONDS / 4, autosave_cb, self);
      return;
    }
  if (!self->dirty)
    {
      answer_waiting (self);
      return;
    }
  self->snapshot = zp_form_copy (self->form);
  self->dirty = FALSE;
  zp_library_save_async (self->library, self->snapshot, self->card, self->own_findings, NULL,
                         saved_cb, g_object_ref (self));
  tell_save_state (self);
}

/** zp_session_save_soon: saves now what was typed; the answer comes as ZpSession::save-state. */
void
zp_session_save_soon (ZpSession *self)
{
  g_return_if_fail (ZP_IS_SESSION (self));

  zp_form_end_typing (self->form);
  if (self->dirty && self->snapshot == NULL)
    start_saving (self);
}

/** zp_session_save_new: saves a form that the library does not have, although nothing was typed here yet. */
void
zp_session_save_new (ZpSession *self)
{
  g_return_if_fail (ZP_IS_SESSION (self));

  self->dirty = TRUE;
  start_saving (self);
}

/** zp_session_save_async: saves everything typed so far, and tells when that is done. */
void
zp_session_save_async (ZpSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (ZP_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, zp_session_save_async);
  g_ptr_array_add (self->waiting, task);
  start_saving (self);
}

gboolean
zp_session_save_finish (ZpSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

ZpSaveState
zp_session_get_save_state (ZpSession *self)
{
  if (self->problem != NULL)
    return ZP_SAVE_FAILED;
  if (self->snapshot != NULL)
    return ZP_SAVE_RUNNING;
  return self->dirty ? ZP_SAVE_PENDING : ZP_SAVE_CLEAN;
}

/** zp_session_get_save_problem: (nullable): why it could not be saved, and what to do. */
const char *
zp_session_get_save_problem (ZpSession *self)
{
  return self->problem;
}

/* --- the class --- */

static void
zp_session_dispose (GObject *object)
{
  ZpSession *self = ZP_SESSION (object);

  self->closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->job, zp_across_job_free);
  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  G_OBJECT_CLASS (zp_session_parent_class)->dispose (object);
}

static void
zp_session_finalize (GObject *object)
{
  ZpSession *self = ZP_SESSION (object);

  g_clear_pointer (&self->card, zp_scorecard_unref);
  g_clear_pointer (&self->own_findings, g_ptr_array_unref);
  g_clear_pointer (&self->across, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->evidence, g_hash_table_unref);
  g_clear_pointer (&self->sheet, zp_sheet_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->snapshot);
  g_clear_object (&self->form);
  g_clear_object (&self->library);
  g_free (self->problem);
  G_OBJECT_CLASS (zp_session_parent_class)->finalize (object);
}

static void
zp_session_class_init (ZpSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zp_session_dispose;
  object_class->finalize = zp_session_finalize;

  /** ZpSession::updated: card, findings and sheet are new. */
  signals[SIGNAL_UPDATED] = g_signal_new ("updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** ZpSession::save-state: what zp_session_get_save_state() says may be another thing now. */
  signals[SIGNAL_SAVE_STATE]
      = g_signal_new ("save-state", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
zp_session_init (ZpSession *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->across = g_ptr_array_new ();
}

/** zp_session_new: (transfer full): opens @form, which @library saves. */
ZpSession *
zp_session_new (ZpLibrary *library, ZpForm *form)
{
  ZpSession *self = g_object_new (ZP_TYPE_SESSION, NULL);

  self->library = g_object_ref (library);
  self->form = g_object_ref (form);
  evaluate (self);
  self->job = zp_across_job_new (library, found_across_cb, self);
  zp_across_job_ask (self->job, form, self->card);
  g_signal_connect (form, "changed", G_CALLBACK (form_changed_cb), self);
  g_signal_connect (library, "changed", G_CALLBACK (library_changed_cb), self);
  return self;
}

/** zp_session_get_library: (transfer none): where the form is saved. */
ZpLibrary *
zp_session_get_library (ZpSession *self)
{
  return self->library;
}

ZpForm *
zp_session_get_form (ZpSession *self)
{
  return self->form;
}

/** zp_session_get_card: (transfer none): the present scores. */
ZpScorecard *
zp_session_get_card (ZpSession *self)
{
  return self->card;
}

/** zp_session_get_findings: (transfer none) (element-type ZpFinding): the present findings; those that
 * only show beside other forms follow a moment later. */
GPtrArray *
zp_session_get_findings (ZpSession *self)
{
  return self->findings;
}

/** zp_session_get_sheet: (transfer none): the present table. */
ZpSheet *
zp_session_get_sheet (ZpSession *self)
{
  return self->sheet;
}

/** zp_session_set_evidence: @states tells what became of the files (id → #ZpEvidenceState). */
void
zp_session_set_evidence (ZpSession *self, GHashTable *states)
{
  g_return_if_fail (ZP_IS_SESSION (self));

  g_hash_table_ref (states);
  g_clear_pointer (&self->evidence, g_hash_table_unref);
  self->evidence = states;
  evaluate (self);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

/** zp_session_get_evidence_state: what became of the file of a piece of evidence, as far as known. */
ZpEvidenceState
zp_session_get_evidence_state (ZpSession *self, const char *id)
{
  return self->evidence != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->evidence, id))
                                : ZP_EVIDENCE_UNKNOWN;
}
