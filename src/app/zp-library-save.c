/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-private.h"

#include "zp-error.h"
#include "zp-form-record.h"
#include "zp-settings.h"
#include "zp-store-backup.h"

#include <glib/gi18n.h>

/*
 * SaveJob:
 * @form: the form in the editor; read on the main thread only
 * @record: what is being written
 * @revision: what the store gave
 */
typedef struct
{
  ZpForm *form;
  ZpStoreRecord *record;
  gint64 revision;
} SaveJob;

static void
save_job_free (SaveJob *job)
{
  g_clear_object (&job->form);
  g_clear_pointer (&job->record, zp_store_record_free);
  g_free (job);
}

static void write_record (GTask *task);

static void
show_saved (ZpLibrary *self, SaveJob *job)
{
  ZpFormItem *item = zp_library_find (self, job->record->id);
  const ZpStoreRecord *shown = item != NULL ? zp_form_item_get_record (item) : NULL;
  gboolean same = shown != NULL && shown->revision == job->revision;

  /* The same document again is no change. */
  job->record->changed = same ? shown->changed : g_get_real_time ();
  if (shown != NULL)
    job->record->created = shown->created;
  else
    job->record->created = job->record->changed;
  job->record->revision = job->revision;
  zp_library_put_record (self, job->record);
}

/*
 * Somebody else has saved the form since it was loaded.  What is in the editor becomes a form of its
 * own beside the other; the editor goes on with that.
 */
static void
keep_beside (GTask *task)
{
  ZpLibrary *self = g_task_get_source_object (task);
  SaveJob *job = g_task_get_task_data (task);
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  /* An earlier save of the same form may have moved it already. */
  if (g_strcmp0 (zp_form_get_id (job->form), job->record->id) == 0)
    {
      g_autofree char *id = g_uuid_string_random ();

      zp_form_set_id (job->form, id);
      zp_form_set_revision (job->form, 0);
      zp_library_emit_kept_beside (self, job->record->project);
    }
  card = zp_score_form (job->form);
  findings = zp_check_form (job->form, card);
  zp_store_record_free (job->record);
  job->record = zp_form_to_record (job->form, card, findings);
  job->record->revision = zp_form_get_revision (job->form);
  write_record (task);
  zp_library_refresh (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZpLibrary *self = g_task_get_source_object (task);
  SaveJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->writes++;
  if (zp_store_save_finish (ZP_STORE (source), result, &job->revision, &error))
    {
      zp_library_set_problem (self, NULL);
      if (g_strcmp0 (zp_form_get_id (job->form), job->record->id) == 0)
        zp_form_set_revision (job->form, job->revision);
      show_saved (self, job);
      g_task_return_boolean (task, TRUE);
    }
  else if (g_error_matches (error, ZP_ERROR, ZP_ERROR_CONFLICT))
    keep_beside (task);
  else
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        zp_library_set_problem (self, error);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
write_record (GTask *task)
{
  ZpLibrary *self = g_task_get_source_object (task);
  SaveJob *job = g_task_get_task_data (task);

  zp_store_save_async (self->store, job->record, g_task_get_cancellable (task), saved_cb,
                       g_object_ref (task));
}

/**
 * zp_library_save_async:
 * @self: a library
 * @form: a form; its revision is the one it was loaded with, 0 for a new one
 * @card: (nullable): its scores, computed when absent
 * @findings: (nullable): its findings, looked for when absent
 * @cancellable: (nullable): to leave out the save while it waits
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Saves the form as it is now; it may change meanwhile.  When the store has a newer revision than
 * the form, the form gets another id and is kept beside that one (#ZpLibrary::kept-beside).
 */
void
zp_library_save_async (ZpLibrary *self,
                       ZpForm *form,
                       ZpScorecard *card,
                       GPtrArray *findings,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpScorecard) own_card = NULL;
  g_autoptr (GPtrArray) own_findings = NULL;
  SaveJob *job;

  g_return_if_fail (ZP_IS_LIBRARY (self));
  g_return_if_fail (ZP_IS_FORM (form));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, zp_library_save_async);
  if (!zp_library_check_store (self, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (card == NULL)
    card = own_card = zp_score_form (form);
  if (findings == NULL)
    findings = own_findings = zp_check_form (form, card);
  job = g_new0 (SaveJob, 1);
  job->form = g_object_ref (form);
  job->record = zp_form_to_record (form, card, findings);
  job->record->revision = zp_form_get_revision (form);
  g_task_set_task_data (task, job, (GDestroyNotify) save_job_free);
  write_record (task);
}

/**
 * zp_library_save_finish:
 * @self: a library
 * @result: the result
 * @error: return location
 *
 * Returns: whether the form is on the disk
 */
gboolean
zp_library_save_finish (ZpLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  ZpStore *store;
  GFile *second_folder; /* NULL for none */
  gboolean always;
} BackupJob;

static void
backup_job_free (BackupJob *job)
{
  g_object_unref (job->store);
  g_clear_object (&job->second_folder);
  g_free (job);
}

static void
backup_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BackupJob *job = data;
  g_autofree char *path = NULL;
  GError *error = NULL;

  if (!job->always && !zp_store_backup_is_due (job->store))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  path = zp_store_backup (job->store, &error);
  if (path != NULL && job->second_folder != NULL
      && !zp_store_copy_to (job->store, job->second_folder, NULL, &error))
    {
      g_prefix_error (&error, _ ("%s: "), _ ("Second backup folder"));
      g_task_return_error (task, error);
    }
  else if (path != NULL)
    g_task_return_pointer (task, g_steal_pointer (&path), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * zp_library_backup_async:
 * @self: a library
 * @always: also when there is one of today, or nothing has changed
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Makes a dated backup in a thread, and copies it to the second folder of the settings.
 */
void
zp_library_backup_async (ZpLibrary *self,
                         gboolean always,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = zp_settings_dup_string ("backup-folder");
  BackupJob *job;

  g_return_if_fail (ZP_IS_LIBRARY (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, zp_library_backup_async);
  if (!zp_library_check_store (self, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  job = g_new0 (BackupJob, 1);
  job->store = g_object_ref (self->store);
  job->second_folder = *uri != '\0' ? g_file_new_for_uri (uri) : NULL;
  job->always = always;
  g_task_set_task_data (task, job, (GDestroyNotify) backup_job_free);
  g_task_run_in_thread (task, backup_thread);
}

/**
 * zp_library_backup_finish:
 * @self: a library
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the backup; %NULL without an error when none was due
 */
char *
zp_library_backup_finish (ZpLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
