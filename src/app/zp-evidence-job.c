/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-evidence-job.h"

#include "zp-appendix.h"
#include "zp-error.h"
#include "zp-evidence-files.h"
#include "zp-paper.h"

#include <glib/gi18n.h>

#define LIST_NAME "佐证资料目录"

/*
 * Job:
 * @folder: the folder of copies
 * @form: (nullable): a snapshot
 * @address, @paths, @copy: what is attached
 * @list: (element-type ZpEvidence): what was read, or is looked at
 * @target: (nullable): where it is exported to
 * @left: how many pieces have no file
 */
typedef struct
{
  char *folder;
  ZpForm *form;
  char *address;
  GPtrArray *paths;
  gboolean copy;
  GPtrArray *list;
  char *target;
  guint left;
} Job;

static void
job_free (Job *job)
{
  g_free (job->folder);
  g_clear_object (&job->form);
  g_free (job->address);
  g_clear_pointer (&job->paths, g_ptr_array_unref);
  g_clear_pointer (&job->list, g_ptr_array_unref);
  g_free (job->target);
  g_free (job);
}

static GTask *
new_task (ZpSession *session,
          gpointer tag,
          GAsyncReadyCallback callback,
          gpointer user_data,
          Job **out_job)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);
  g_autofree char *path = zp_library_dup_path (zp_session_get_library (session));

  job->folder = zp_evidence_files_dup_folder (path);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  *out_job = job;
  return task;
}

/* --- attaching --- */

/* What could be read is kept, whatever happened to the others. */
static void
attach_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *problem = NULL;

  for (guint i = 0; i < job->paths->len; i++)
    {
      g_autoptr (GError) error = NULL;
      ZpEvidence *evidence = zp_evidence_files_read (g_ptr_array_index (job->paths, i),
                                                     job->address, cancellable, &error);

      if (evidence != NULL && job->copy)
        zp_evidence_files_keep_copy (job->folder, zp_form_get_id (job->form), evidence, cancellable,
                                     &error);
      if (evidence != NULL && error == NULL)
        g_ptr_array_add (job->list, evidence);
      else
        g_clear_pointer (&evidence, zp_evidence_free);
      if (error != NULL && problem == NULL)
        problem = g_steal_pointer (&error);
    }
  if (problem != NULL)
    g_task_return_error (task, problem);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * zp_evidence_attach_async:
 * @session: an open form
 * @address: the row
 * @paths: (element-type filename): files
 * @copy: whether they are copied into the form's folder; else they stay where they are
 *
 * Attaches files to a row.
 */
void
zp_evidence_attach_async (ZpSession *session,
                          const char *address,
                          GPtrArray *paths,
                          gboolean copy,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job;
  g_autoptr (GTask) task = new_task (session, zp_evidence_attach_async, callback, user_data, &job);

  job->form = zp_form_copy (zp_session_get_form (session));
  job->address = g_strdup (address);
  job->paths = g_ptr_array_ref (paths);
  job->copy = copy;
  job->list = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_evidence_free);
  g_task_run_in_thread (task, attach_thread);
}

/** zp_evidence_attach_finish: puts what was read into the form; whether that was all. */
gboolean
zp_evidence_attach_finish (GAsyncResult *result, GError **error)
{
  ZpSession *session = g_task_get_source_object (G_TASK (result));
  Job *job = g_task_get_task_data (G_TASK (result));

  for (guint i = 0; i < job->list->len; i++)
    if (!zp_evidence_put (zp_session_get_form (session), g_ptr_array_index (job->list, i), error))
      return FALSE;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- looking --- */

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (task, zp_evidence_files_look_at_all (job->folder, job->list, cancellable),
                         (GDestroyNotify) g_hash_table_unref);
}

/** zp_evidence_look_async: looks what became of the files of all evidence of the form. */
void
zp_evidence_look_async (ZpSession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job;
  g_autoptr (GTask) task = new_task (session, zp_evidence_look_async, callback, user_data, &job);

  job->list = zp_evidence_list (zp_session_get_form (session), NULL);
  g_task_run_in_thread (task, look_thread);
}

/** zp_evidence_look_finish: tells the session; the findings follow. */
gboolean
zp_evidence_look_finish (GAsyncResult *result, GError **error)
{
  ZpSession *session = g_task_get_source_object (G_TASK (result));
  g_autoptr (GHashTable) states = g_task_propagate_pointer (G_TASK (result), error);

  if (states == NULL)
    return FALSE;
  zp_session_set_evidence (session, states);
  return TRUE;
}

/* --- handing on --- */

static gboolean
write_list (Job *job, ZpPaperKind kind, const char *extension, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_sheet_unref);
  g_autofree char *name = g_strconcat (LIST_NAME, extension, NULL);
  g_autofree char *path = g_build_filename (job->target, name, NULL);
  g_autoptr (GBytes) content = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT,
                   _ ("%s: is there already; choose an empty folder"), path);
      return FALSE;
    }
  g_ptr_array_add (sheets, zp_appendix_build_evidence (job->form));
  content
      = zp_paper_write_sheets (sheets, LIST_NAME, kind, g_get_real_time () / G_USEC_PER_SEC, error);
  return content != NULL
         && g_file_set_contents (path, g_bytes_get_data (content, NULL),
                                 (gssize) g_bytes_get_size (content), error);
}

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (zp_evidence_files_export (job->folder, job->form, job->target, &job->left, cancellable,
                                &error)
      && write_list (job, ZP_PAPER_XLSX, ".xlsx", &error)
      && write_list (job, ZP_PAPER_PDF, ".pdf", &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/** zp_evidence_export_async: numbered copies and their list (佐证资料目录) into a folder. */
void
zp_evidence_export_async (ZpSession *session,
                          GFile *folder,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job;
  g_autoptr (GTask) task = new_task (session, zp_evidence_export_async, callback, user_data, &job);

  job->form = zp_form_copy (zp_session_get_form (session));
  job->target = g_file_get_path (folder);
  if (job->target == NULL)
    g_task_return_new_error (task, ZP_ERROR, ZP_ERROR_EXPORT,
                             _ ("Choose a folder on this computer"));
  else
    g_task_run_in_thread (task, export_thread);
}

/** zp_evidence_export_finish: whether all is there; @out_left: pieces whose files are missing. */
gboolean
zp_evidence_export_finish (GAsyncResult *result, guint *out_left, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  *out_left = job->left;
  return g_task_propagate_boolean (G_TASK (result), error);
}
