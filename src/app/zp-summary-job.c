/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-summary-job.h"

#include <string.h>

#include "zp-form-record.h"
#include "zp-paper.h"
#include "zp-summary-book.h"
#include "zp-summary-pages.h"
#include "zp-summary-text.h"

struct _ZpSummaryJob
{
  ZpStore *store;
  ZpCatalog *catalog;
  char **ids;
  guint n_forms;
  ZpSummaryKind kind;
  int done;   /* atomic */
  int failed; /* atomic */
};

static void
clear_job (gpointer data)
{
  ZpSummaryJob *self = data;

  g_object_unref (self->store);
  g_object_unref (self->catalog);
  g_strfreev (self->ids);
}

/**
 * zp_summary_job_new:
 * @store: where the forms are
 * @catalog: their templates and rules
 * @ids: (array zero-terminated=1): the forms, in the order in which they are told
 *
 * Returns: (transfer full): the job
 */
ZpSummaryJob *
zp_summary_job_new (ZpStore *store, ZpCatalog *catalog, const char *const *ids)
{
  ZpSummaryJob *self;

  g_return_val_if_fail (ZP_IS_STORE (store), NULL);

  self = g_atomic_rc_box_new0 (ZpSummaryJob);
  self->store = g_object_ref (store);
  self->catalog = g_object_ref (catalog);
  self->ids = g_strdupv ((char **) ids);
  self->n_forms = g_strv_length (self->ids);
  return self;
}

ZpSummaryJob *
zp_summary_job_ref (ZpSummaryJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
zp_summary_job_unref (ZpSummaryJob *self)
{
  g_atomic_rc_box_release_full (self, clear_job);
}

guint
zp_summary_job_get_n_forms (ZpSummaryJob *self)
{
  return self->n_forms;
}

/** zp_summary_job_get_done: how many forms are done; may be asked at any time. */
guint
zp_summary_job_get_done (ZpSummaryJob *self)
{
  return (guint) g_atomic_int_get (&self->done);
}

/** zp_summary_job_get_failed: how many forms could not be read. */
guint
zp_summary_job_get_failed (ZpSummaryJob *self)
{
  return (guint) g_atomic_int_get (&self->failed);
}

static void
free_job (gpointer data)
{
  zp_summary_job_unref (data);
}

/* --- in the worker --- */

static ZpForm *
load (guint index, gpointer user_data, GError **error)
{
  ZpSummaryJob *self = user_data;
  g_autoptr (ZpStoreRecord) record = zp_store_load (self->store, self->ids[index], error);

  return record != NULL ? zp_form_from_record (record, self->catalog, error) : NULL;
}

/* A form that cannot be read is counted; the others are summed up. */
static gboolean
taken (guint index,
       const ZpFormFacts *facts,
       const GError *failure,
       gpointer user_data,
       GError **error)
{
  ZpSummaryJob *self = user_data;

  g_atomic_int_inc (&self->done);
  if (failure != NULL)
    g_atomic_int_inc (&self->failed);
  return TRUE;
}

static ZpSummarySource
begin (ZpSummaryJob *self)
{
  g_atomic_int_set (&self->done, 0);
  g_atomic_int_set (&self->failed, 0);
  return (ZpSummarySource){ self->n_forms, load, taken, self };
}

static void
gather_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  ZpSummarySource source = begin (data);
  GError *error = NULL;
  GPtrArray *facts = zp_summary_gather (&source, cancellable, &error);

  if (facts != NULL)
    g_task_return_pointer (task, facts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static GBytes *
write_prose (ZpSummaryJob *self,
             const ZpSummarySource *source,
             gint64 now,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (ZpForm) prose
      = zp_summary_make_prose (source, self->catalog, NULL, cancellable, error);
  char *text;

  if (prose == NULL)
    return NULL;
  if (self->kind == ZP_SUMMARY_DOCX)
    return zp_paper_write (&prose, 1, ZP_PAPER_DOCX, now, error);
  text = zp_summary_prose_to_text (prose);
  return g_bytes_new_take (text, strlen (text));
}

static void
write_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  ZpSummaryJob *self = data;
  ZpSummarySource source = begin (self);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GError *error = NULL;
  GBytes *bytes = NULL;

  if (self->kind == ZP_SUMMARY_XLSX)
    bytes = zp_summary_write_book (&source, now, NULL, cancellable, &error);
  else if (self->kind == ZP_SUMMARY_PDF)
    bytes = zp_summary_write_pdf (&source, now, NULL, cancellable, &error);
  else
    bytes = write_prose (self, &source, now, cancellable, &error);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
run (ZpSummaryJob *self,
     GTaskThreadFunc function,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, zp_summary_job_ref (self), free_job);
  g_task_run_in_thread (task, function);
}

/** zp_summary_job_gather_async: learns what a summary needs to know of the forms. */
void
zp_summary_job_gather_async (ZpSummaryJob *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  run (self, gather_thread, cancellable, callback, user_data);
}

/** zp_summary_job_gather_finish: (transfer full) (element-type ZpFormFacts): facts of the forms
 * that could be read. */
GPtrArray *
zp_summary_job_gather_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** zp_summary_job_write_async: makes a file of the forms. */
void
zp_summary_job_write_async (ZpSummaryJob *self,
                            ZpSummaryKind kind,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  self->kind = kind;
  run (self, write_thread, cancellable, callback, user_data);
}

/** zp_summary_job_write_finish: (transfer full): the file. */
GBytes *
zp_summary_job_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
