/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-across-job.h"

#include "zp-store-across.h"

/* Unlike saving this waits until nobody types: nothing is lost meanwhile. */
#define QUIET_MILLISECONDS 600
/* A search that was given up ends soon; nobody waits for it. */
#define AGAIN_MILLISECONDS 50

/* One search; the thread owns it until it has ended. */
typedef struct
{
  ZpAcrossJob *job;
  GThread *thread;
  GCancellable *cancellable;
  ZpStore *store;
  ZpForm *form; /* a copy that nobody changes */
  ZpScorecard *card;
  GPtrArray *findings; /* NULL when there was an error */
  guint serial;
} Run;

struct _ZpAcrossJob
{
  ZpLibrary *library;
  ZpAcrossFunc function;
  gpointer user_data;

  ZpForm *form;
  ZpScorecard *card;
  guint serial; /* counts what was asked */
  guint timer;
  Run *run;
};

static void
run_free (Run *run)
{
  g_thread_join (run->thread);
  g_object_unref (run->cancellable);
  g_object_unref (run->store);
  g_object_unref (run->form);
  zp_scorecard_unref (run->card);
  g_clear_pointer (&run->findings, g_ptr_array_unref);
  g_free (run);
}

static gboolean
done_cb (gpointer user_data)
{
  ZpAcrossJob *self = user_data;
  Run *run = g_steal_pointer (&self->run);

  if (run->findings != NULL && run->serial == self->serial)
    self->function (run->findings, self->user_data);
  run_free (run);
  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;

  run->findings
      = zp_store_check_across (run->store, run->form, run->card, run->cancellable, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("%s", error->message);
  g_idle_add (done_cb, run->job);
  return NULL;
}

static gboolean
start_cb (gpointer user_data)
{
  ZpAcrossJob *self = user_data;
  ZpStore *store = zp_library_get_store (self->library);
  Run *run;

  self->timer = 0;
  if (store == NULL)
    return G_SOURCE_REMOVE;
  if (self->run != NULL)
    {
      self->timer = g_timeout_add (AGAIN_MILLISECONDS, start_cb, self);
      return G_SOURCE_REMOVE;
    }
  run = self->run = g_new0 (Run, 1);
  run->job = self;
  run->cancellable = g_cancellable_new ();
  run->store = g_object_ref (store);
  run->form = zp_form_copy (self->form);
  run->card = zp_scorecard_ref (self->card);
  run->serial = self->serial;
  run->thread = g_thread_new ("across", run_thread, run);
  return G_SOURCE_REMOVE;
}

/**
 * zp_across_job_new:
 * @library: where the other forms are
 * @function: told what was found
 * @user_data: for @function; must outlive the job
 *
 * Returns: (transfer full): a job that has nothing to do yet
 */
ZpAcrossJob *
zp_across_job_new (ZpLibrary *library, ZpAcrossFunc function, gpointer user_data)
{
  ZpAcrossJob *self = g_new0 (ZpAcrossJob, 1);

  self->library = g_object_ref (library);
  self->function = function;
  self->user_data = user_data;
  return self;
}

/**
 * zp_across_job_ask:
 * @self: a job
 * @form: the form as it is now
 * @card: its scorecard
 *
 * Asks what stands in other forms too.  What was asked before is not answered any more.
 */
void
zp_across_job_ask (ZpAcrossJob *self, ZpForm *form, ZpScorecard *card)
{
  self->serial++;
  g_set_object (&self->form, form);
  g_clear_pointer (&self->card, zp_scorecard_unref);
  self->card = zp_scorecard_ref (card);
  if (self->run != NULL)
    g_cancellable_cancel (self->run->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (QUIET_MILLISECONDS, start_cb, self);
}

/** zp_across_job_free: gives up what is running, and frees the job. */
void
zp_across_job_free (ZpAcrossJob *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->run != NULL)
    {
      g_cancellable_cancel (self->run->cancellable);
      g_clear_pointer (&self->run, run_free);
      /* It has ended by now, and has asked to be heard. */
      g_idle_remove_by_data (self);
    }
  g_clear_object (&self->form);
  g_clear_pointer (&self->card, zp_scorecard_unref);
  g_object_unref (self->library);
  g_free (self);
}
