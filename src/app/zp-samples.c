/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-samples.h"

#include "zp-error.h"
#include "zp-form-file.h"
#include "zp-form-record.h"

#include <glib/gi18n.h>

typedef struct
{
  ZpStore *store;
  ZpCatalog *catalog;
} SamplesJob;

static void
samples_job_free (SamplesJob *job)
{
  g_object_unref (job->store);
  g_object_unref (job->catalog);
  g_free (job);
}

static char *
build_folder (void)
{
  const char *data = g_getenv ("ZIPING_DATADIR");

  return g_build_filename (data != NULL ? data : PKGDATADIR, "samples", NULL);
}

/* Adds one unless the library has it, perhaps with changes of the user's. */
static gboolean
add_sample (SamplesJob *job, const char *path, int *added, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) json = g_file_load_bytes (file, NULL, NULL, error);
  g_autoptr (ZpForm) form = json != NULL ? zp_form_read (json, job->catalog, error) : NULL;
  g_autoptr (ZpStoreRecord) known = NULL;
  g_autoptr (ZpStoreRecord) record = NULL;
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (form == NULL)
    return FALSE;
  known = zp_store_load (job->store, zp_form_get_id (form), NULL);
  if (known != NULL && known->deleted == 0)
    return TRUE;
  card = zp_score_form (form);
  findings = zp_check_form (form, card);
  record = zp_form_to_record (form, card, findings);
  record->revision = known != NULL ? known->revision : 0;
  if (!zp_store_save (job->store, record, error))
    return FALSE;
  (*added)++;
  return TRUE;
}

static void
samples_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *folder = build_folder ();
  GError *error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  int added = 0;

  while (error == NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".ziping") && !add_sample (data, path, &added, &error))
        g_prefix_error (&error, _ ("%s: "), name);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, added);
}

/**
 * zp_samples_add_async:
 * @library: the library
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Adds the sample forms that are not in the library yet, in a thread.
 */
void
zp_samples_add_async (ZpLibrary *library, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SamplesJob *job;

  g_return_if_fail (ZP_IS_LIBRARY (library));

  task = g_task_new (library, NULL, callback, user_data);
  g_task_set_source_tag (task, zp_samples_add_async);
  if (zp_library_get_store (library) == NULL)
    {
      g_task_return_new_error (task, ZP_ERROR, ZP_ERROR_STORE, "%s", _ ("The library is not open"));
      return;
    }
  job = g_new0 (SamplesJob, 1);
  job->store = g_object_ref (zp_library_get_store (library));
  job->catalog = g_object_ref (zp_library_get_catalog (library));
  g_task_set_task_data (task, job, (GDestroyNotify) samples_job_free);
  g_task_run_in_thread (task, samples_thread);
}

/** zp_samples_add_finish: how many were added, -1 with an error when that failed. */
int
zp_samples_add_finish (ZpLibrary *library, GAsyncResult *result, GError **error)
{
  int added;

  g_return_val_if_fail (g_task_is_valid (result, library), -1);

  added = (int) g_task_propagate_int (G_TASK (result), error);
  zp_library_refresh (library);
  return added;
}
