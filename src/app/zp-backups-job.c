/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-backups-job.h"

/** zp_backups_job_free: (param job): (transfer full): frees it with its results. */
void
zp_backups_job_free (ZpBackupsJob *job)
{
  g_clear_object (&job->store);
  g_clear_object (&job->from);
  g_free (job->path);
  g_clear_object (&job->file);
  g_strfreev (job->ids);
  g_clear_pointer (&job->backups, g_ptr_array_unref);
  g_clear_object (&job->opened);
  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_free (job->name);
  g_free (job);
}

/** zp_backups_job_list: lists the backups, also those of a library that cannot be opened. */
gboolean
zp_backups_job_list (ZpBackupsJob *job, GError **error)
{
  if (job->store != NULL)
    job->backups = zp_store_list_backups (job->store, error);
  else
    job->backups = zp_store_find_backups (job->path, error);
  return job->backups != NULL;
}

/** zp_backups_job_open: opens a copy for reading and lists its forms. */
gboolean
zp_backups_job_open (ZpBackupsJob *job, GError **error)
{
  job->opened = zp_store_open_copy (job->file, error);
  if (job->opened == NULL)
    return FALSE;
  job->records = zp_store_list (job->opened, FALSE, error);
  return job->records != NULL;
}

/** zp_backups_job_copy: writes a copy of the library into a folder. */
gboolean
zp_backups_job_copy (ZpBackupsJob *job, GError **error)
{
  return zp_store_copy_to (job->store, job->file, &job->name, error);
}

/** zp_backups_job_take: takes forms from a copy. */
gboolean
zp_backups_job_take (ZpBackupsJob *job, GError **error)
{
  return zp_store_take_forms (job->store, job->from, (const char *const *) job->ids, &job->n_new,
                              &job->n_beside, &job->n_same, error);
}

/** zp_backups_job_take_whole: puts the content of a copy in the place of the library. */
gboolean
zp_backups_job_take_whole (ZpBackupsJob *job, GError **error)
{
  return zp_store_take_whole (job->store, job->from, error);
}

/** zp_backups_job_replace: puts a backup in the place of a library that cannot be opened. */
gboolean
zp_backups_job_replace (ZpBackupsJob *job, GError **error)
{
  g_autofree char *backup = g_file_get_path (job->file);

  return zp_store_replace_by_backup (job->path, backup, &job->name, error);
}

static void
job_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ZpBackupsJob *job = data;
  GError *error = NULL;

  if (job->run (job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * zp_backups_job_start:
 * @job: (transfer full): the job
 * @source: (nullable): the object that asks
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Does the work in a thread.
 */
void
zp_backups_job_start (ZpBackupsJob *job,
                      gpointer source,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, user_data);

  g_task_set_source_tag (task, zp_backups_job_start);
  g_task_set_task_data (task, job, (GDestroyNotify) zp_backups_job_free);
  g_task_run_in_thread (task, job_thread);
}

/** zp_backups_job_finish: (transfer none) (nullable): the job with its results, as long as @result lives. */
ZpBackupsJob *
zp_backups_job_finish (GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_task_get_task_data (G_TASK (result));
}
