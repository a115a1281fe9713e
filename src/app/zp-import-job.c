/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-import-job.h"

#include "zp-convert.h"
#include "zp-error.h"
#include "zp-form-record.h"
#include "zp-plan-refresh.h"
#include "zp-workbook-read.h"

#include <glib/gi18n.h>

#define CONVERT_SECONDS 60

/* Reading and taking in a worker.  The items belong to the worker until it has ended. */

typedef struct
{
  ZpStore *store; /* NULL without a library */
  ZpCatalog *catalog;
  GPtrArray *files;
  char *template_id;
  ZpMatcher *matcher;
  gboolean convert;
  ZpImportProgress *progress;
  GPtrArray *items;
  GHashTable *known; /* template, year, project, unit → record; owned by records */
  GPtrArray *records;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->store);
  g_object_unref (job->catalog);
  g_clear_pointer (&job->files, g_ptr_array_unref);
  g_free (job->template_id);
  g_clear_pointer (&job->matcher, zp_matcher_free);
  g_clear_pointer (&job->items, g_ptr_array_unref);
  g_clear_pointer (&job->known, g_hash_table_unref);
  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_free (job);
}

static Job *
job_new (ZpLibrary *library, ZpImportProgress *progress)
{
  ZpStore *store = zp_library_get_store (library);
  Job *job = g_new0 (Job, 1);

  job->store = store != NULL ? g_object_ref (store) : NULL;
  job->catalog = g_object_ref (zp_library_get_catalog (library));
  job->progress = progress;
  return job;
}

/* --- which form of the library it is --- */

static char *
make_key (const char *template_id, const char *year, const char *project, const char *unit)
{
  return g_strjoin ("\n", template_id, year, project, unit, NULL);
}

static void
list_known (Job *job)
{
  job->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  job->records = job->store != NULL ? zp_store_list (job->store, FALSE, NULL) : NULL;
  for (guint i = 0; job->records != NULL && i < job->records->len; i++)
    {
      ZpStoreRecord *record = g_ptr_array_index (job->records, i);

      g_hash_table_insert (
          job->known, make_key (record->template_id, record->year, record->project, record->unit),
          record);
    }
}

/* What a refresh would change; a form that is handed in is only the same or not. */
static void
compare_known (Job *job, ZpImportItem *item)
{
  g_autoptr (ZpForm) known = zp_form_from_record (item->known, job->catalog, NULL);
  g_autoptr (ZpForm) fresh = NULL;

  if (known == NULL)
    return;
  fresh = zp_plan_refresh (item->plan, known, job->catalog, NULL);
  if (fresh != NULL)
    item->changes = zp_form_diff (known, fresh);
  item->same = fresh != NULL ? item->changes->len == 0
                             : zp_form_same_content (item->known, item->form, job->catalog);
}

static void
find_known (Job *job, ZpImportItem *item)
{
  g_autoptr (ZpScorecard) card = zp_score_form (item->form);
  g_autoptr (GPtrArray) findings = zp_check_form (item->form, card);
  g_autoptr (ZpStoreRecord) record = zp_form_to_record (item->form, card, findings);
  g_autofree char *key
      = make_key (record->template_id, record->year, record->project, record->unit);
  const ZpStoreRecord *listed = g_hash_table_lookup (job->known, key);

  if (listed == NULL || (*record->project == '\0' && *record->unit == '\0'))
    return;
  item->known = zp_store_load (job->store, listed->id, NULL);
  if (item->known != NULL)
    compare_known (job, item);
  /* The same form again would only be a double. */
  if (item->same)
    item->choice = ZP_IMPORT_SKIP;
}

/* --- reading --- */

static void
add_failure (Job *job, ZpImportItem *item, const char *problem)
{
  item->kind = ZP_IMPORT_FAILED;
  item->problem = g_strdup (problem);
  g_ptr_array_add (job->items, g_object_ref (item));
}

static void
add_form (Job *job, GFile *file, GBytes *bytes, ZpPlan *plan)
{
  g_autoptr (ZpImportItem) item = zp_import_item_new (ZP_IMPORT_FORM, file, bytes);
  g_autoptr (GError) error = NULL;

  item->plan = plan;
  item->sheet = g_strdup (plan->sheet);
  item->choice = ZP_IMPORT_NEW;
  if (!zp_import_item_apply (item, job->catalog, NULL, &error))
    {
      add_failure (job, item, error->message);
      return;
    }
  find_known (job, item);
  g_ptr_array_add (job->items, g_steal_pointer (&item));
}

/* Sheets without a form, one item each, so that a form can be chosen for it. */
static void
add_rest (Job *job, GFile *file, GBytes *bytes, ZpImport *import)
{
  while (import->rest->len > 0)
    {
      ZpPlanRest *rest = g_ptr_array_steal_index (import->rest, 0);
      ZpImportItem *item = zp_import_item_new (ZP_IMPORT_REST, file, bytes);

      item->rest = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_plan_rest_free);
      item->sheet = *rest->source != '\0' ? g_strdup (rest->source) : NULL;
      g_ptr_array_add (item->rest, rest);
      g_ptr_array_add (job->items, item);
    }
}

static GBytes *
load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > ZP_BOOK_MAX_FILE)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_TOO_LARGE,
                           _ ("larger than 20 MB; remove pictures and other sheets"));
      return NULL;
    }
  return g_file_load_bytes (file, cancellable, NULL, error);
}

static GBytes *
convert (Job *job, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  if (!zp_workbook_is_older (bytes))
    return g_bytes_ref (bytes);
  return zp_convert_to_xlsx (bytes, CONVERT_SECONDS, cancellable, error);
}

static void
read_file (Job *job, GFile *file, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = load (file, cancellable, &error);
  g_autoptr (ZpImportItem) item = zp_import_item_new (ZP_IMPORT_OLDER, file, bytes);
  g_autoptr (GBytes) book = NULL;
  g_autoptr (ZpImport) import = NULL;

  if (bytes != NULL && zp_workbook_is_older (bytes) && !job->convert && zp_convert_is_available ())
    {
      g_ptr_array_add (job->items, g_steal_pointer (&item));
      return;
    }
  book = bytes != NULL ? convert (job, bytes, cancellable, &error) : NULL;
  import = book != NULL ? zp_import_read (book, item->name, job->matcher, &error) : NULL;
  if (import == NULL)
    {
      add_failure (job, item, error->message);
      return;
    }
  while (import->plans->len > 0)
    add_form (job, file, book, g_ptr_array_steal_index (import->plans, 0));
  add_rest (job, file, book, import);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  job->matcher = zp_matcher_new (job->catalog, job->template_id, &error);
  if (job->matcher == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  list_known (job);
  job->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < job->files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      read_file (job, g_ptr_array_index (job->files, i), cancellable);
      g_atomic_int_inc (&job->progress->done);
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&job->items), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * zp_import_read_async:
 * @library: the library
 * @files: (element-type GFile): workbooks
 * @template_id: (nullable): the form to look for, or %NULL for whichever is there
 * @convert: let LibreOffice convert older workbooks; the user agreed
 * @progress: how far it is; must live until @callback
 * @cancellable: (nullable): ends it
 * @callback: called when all were read
 * @user_data: for @callback
 *
 * Reads files in a worker.  Nothing is changed.
 */
void
zp_import_read_async (ZpLibrary *library,
                      GPtrArray *files,
                      const char *template_id,
                      gboolean convert,
                      ZpImportProgress *progress,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  Job *job = job_new (library, progress);

  job->files = g_ptr_array_ref (files);
  job->template_id = g_strdup (template_id);
  job->convert = convert;
  progress->n = (int) files->len;
  g_atomic_int_set (&progress->done, 0);
  g_task_set_source_tag (task, zp_import_read_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_thread);
}

/** zp_import_read_finish: (transfer full) (nullable) (element-type ZpImportItem): what was found.
 */
GPtrArray *
zp_import_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- taking --- */

static gboolean
save (Job *job, ZpForm *form, gint64 revision, GError **error)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  g_autoptr (ZpStoreRecord) record = zp_form_to_record (form, card, findings);

  record->revision = revision;
  return zp_store_save (job->store, record, error);
}

static gboolean
take_new (Job *job, ZpImportItem *item, GError **error)
{
  g_autofree char *id = zp_form_make_content_id (item->form);
  g_autoptr (ZpStoreRecord) there = zp_store_load (job->store, id, NULL);

  if (there != NULL)
    {
      g_free (id);
      id = g_uuid_string_random ();
    }
  zp_form_set_id (item->form, id);
  zp_form_set_revision (item->form, 0);
  g_free (item->form_id);
  item->form_id = g_strdup (id);
  return save (job, item->form, 0, error);
}

/* What the form was before goes to the recycle bin, so that it can be had back. */
static gboolean
keep_before (Job *job, ZpForm *form, GError **error)
{
  g_autoptr (ZpForm) before = zp_form_copy (form);
  g_autofree char *id = g_uuid_string_random ();
  const char *ids[] = { id, NULL };

  zp_form_set_id (before, id);
  zp_form_set_revision (before, 0);
  return save (job, before, 0, error) && zp_store_delete (job->store, ids, error);
}

static gboolean
take_refresh (Job *job, ZpImportItem *item, GError **error)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (job->store, item->known->id, error);
  g_autoptr (ZpForm) known
      = record != NULL ? zp_form_from_record (record, job->catalog, error) : NULL;
  g_autoptr (ZpForm) form
      = known != NULL ? zp_plan_refresh (item->plan, known, job->catalog, error) : NULL;

  if (form == NULL || !keep_before (job, known, error))
    return FALSE;
  zp_form_set_id (form, record->id);
  g_free (item->form_id);
  item->form_id = g_strdup (record->id);
  return save (job, form, record->revision, error);
}

static void
take_item (Job *job, ZpImportItem *item)
{
  g_autoptr (GError) error = NULL;

  if (item->kind != ZP_IMPORT_FORM || item->choice == ZP_IMPORT_SKIP || item->done)
    return;
  item->done = item->choice == ZP_IMPORT_NEW ? take_new (job, item, &error)
                                             : take_refresh (job, item, &error);
  g_free (item->problem);
  item->problem = error != NULL ? g_strdup (error->message) : NULL;
}

static void
take_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  for (guint i = 0; i < job->items->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      take_item (job, g_ptr_array_index (job->items, i));
      g_atomic_int_inc (&job->progress->done);
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * zp_import_take_async:
 * @library: the library
 * @items: (element-type ZpImportItem): what was found; nobody changes them meanwhile
 * @progress: how far it is; must live until @callback
 * @cancellable: (nullable): ends it between two forms
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Puts the forms into the library as their choices say, in a worker; each item says what became of
 * it. A form that is refreshed is kept in the recycle bin as it was.
 */
void
zp_import_take_async (ZpLibrary *library,
                      GPtrArray *items,
                      ZpImportProgress *progress,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  Job *job = job_new (library, progress);

  /* What was taken before it was stopped is told all the same. */
  g_task_set_check_cancellable (task, FALSE);
  job->items = g_ptr_array_ref (items);
  progress->n = (int) items->len;
  g_atomic_int_set (&progress->done, 0);
  g_task_set_source_tag (task, zp_import_take_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (job->store == NULL)
    g_task_return_new_error (task, ZP_ERROR, ZP_ERROR_STORE, "%s", _ ("The library is not open"));
  else
    g_task_run_in_thread (task, take_thread);
}

/** zp_import_take_finish: whether the worker ran; the items say what became of each. */
gboolean
zp_import_take_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
