/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-document-export.h"

#include <glib/gi18n.h>

#include "zp-compat.h"
#include "zp-export.h"
#include "zp-form-record.h"

/*
 * Job:
 * @forms: (nullable): snapshots
 * @ids: (nullable): else forms of @store
 * @target: the chosen place, whose extension says what is written
 */
typedef struct
{
  ZpWindow *window;
  GPtrArray *forms;
  char **ids;
  ZpStore *store;
  ZpCatalog *catalog;
  ZpDocumentKind kind;
  GFile *target;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->window);
  g_clear_pointer (&job->forms, g_ptr_array_unref);
  g_strfreev (job->ids);
  g_clear_object (&job->store);
  g_clear_object (&job->catalog);
  g_clear_object (&job->target);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* Tables are worked on, letters are sent. */
static const char *
get_extension (ZpDocumentKind kind)
{
  return kind == ZP_DOCUMENT_OPINION || kind == ZP_DOCUMENT_RETURN_SLIP ? ".pdf" : ".xlsx";
}

static ZpPaperKind
get_paper (GFile *target)
{
  g_autofree char *name = g_file_get_basename (target);

  if (g_str_has_suffix (name, ".pdf"))
    return ZP_PAPER_PDF;
  return g_str_has_suffix (name, ".docx") ? ZP_PAPER_DOCX : ZP_PAPER_XLSX;
}

/**
 * zp_document_export_suggest_name:
 * @kind: a document
 * @form: (nullable): the form, when it is one
 * @n_forms: how many forms it is about
 *
 * Returns: (transfer full): a file name
 */
char *
zp_document_export_suggest_name (ZpDocumentKind kind, ZpForm *form, guint n_forms)
{
  g_autofree char *name = NULL;
  const char *title = zp_document_get_title (kind);
  const char *end;

  if (form == NULL)
    return g_strdup_printf ("%s（%u份）%s", title, n_forms, get_extension (kind));
  name = zp_export_suggest_name (form, ZP_EXPORT_FORM_FILE);
  end = g_strrstr (name, "自评");
  return g_strdup_printf ("%.*s%s%s", end != NULL ? (int) (end - name) : 0, name, title,
                          get_extension (kind));
}

/* --- in the thread --- */

static gboolean
load_form (Job *job, const char *id, GError **error)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (job->store, id, error);
  ZpForm *form = record != NULL ? zp_form_from_record (record, job->catalog, error) : NULL;

  if (form != NULL)
    g_ptr_array_add (job->forms, form);
  return form != NULL;
}

static gboolean
load_forms (Job *job, GError **error)
{
  if (job->forms != NULL)
    return TRUE;
  job->forms = g_ptr_array_new_with_free_func (g_object_unref);
  for (gsize i = 0; job->ids[i] != NULL; i++)
    if (!load_form (job, job->ids[i], error))
      return FALSE;
  return TRUE;
}

/* Of several forms those are left out for which there is no such paper; of one that is told. */
static gboolean
pick_forms (Job *job, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = job->forms->len; i > 0; i--)
    {
      g_clear_error (&first);
      if (!zp_document_check (job->kind, g_ptr_array_index (job->forms, i - 1), &first))
        g_ptr_array_remove_index (job->forms, i - 1);
    }
  if (job->forms->len > 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (GBytes) content = NULL;

  if (load_forms (job, &error) && pick_forms (job, &error))
    content
        = zp_document_write (job->kind, (ZpForm *const *) job->forms->pdata, job->forms->len,
                             get_paper (job->target), g_get_real_time () / G_USEC_PER_SEC, &error);
  if (content != NULL
      && g_file_replace_contents (job->target, g_bytes_get_data (content, NULL),
                                  g_bytes_get_size (content), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @job. */
static void
run (Job *job, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, write_thread);
}

static Job *
job_new (ZpWindow *window, GPtrArray *forms, const char *const *ids, ZpDocumentKind kind)
{
  ZpLibrary *library = zp_window_get_library (window);
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (window);
  job->forms = forms != NULL ? g_ptr_array_ref (forms) : NULL;
  job->ids = g_strdupv ((char **) ids);
  job->catalog = g_object_ref (zp_library_get_catalog (library));
  g_set_object (&job->store, zp_library_get_store (library));
  job->kind = kind;
  return job;
}

/**
 * zp_document_export_write_async:
 * @window: the window that asks
 * @forms: (nullable) (element-type ZpForm): forms that nobody changes any more
 * @ids: (nullable) (array zero-terminated=1): else forms of the library
 * @kind: the paper
 * @target: the place; .xlsx, .pdf or .docx
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Writes a paper of the review in a thread.
 */
void
zp_document_export_write_async (ZpWindow *window,
                                GPtrArray *forms,
                                const char *const *ids,
                                ZpDocumentKind kind,
                                GFile *target,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Job *job;

  g_return_if_fail (ZP_IS_WINDOW (window) && G_IS_FILE (target));
  g_return_if_fail (forms != NULL || ids != NULL);

  job = job_new (window, forms, ids, kind);
  job->target = g_object_ref (target);
  run (job, callback, user_data);
}

gboolean
zp_document_export_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- asking --- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (job->target);
  g_autofree char *uri = g_file_get_uri (job->target);
  g_autofree char *text = NULL;

  if (!zp_document_export_write_finish (result, &error))
    {
      if (zp_window_get_library (job->window) != NULL)
        zp_tell (GTK_WINDOW (job->window), _ ("The file could not be written"), error->message);
      return;
    }
  text = g_strdup_printf (_ ("“%s” was written"), name);
  if (zp_window_get_library (job->window) != NULL)
    zp_window_toast (job->window, text, _ ("Open"), "win.show-file", g_variant_new_string (uri));
}

static GFile *
complete_name (GFile *file, ZpDocumentKind kind)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *full = g_strconcat (name, get_extension (kind), NULL);
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (folder == NULL || g_str_has_suffix (name, ".pdf") || g_str_has_suffix (name, ".xlsx")
      || g_str_has_suffix (name, ".docx"))
    return g_object_ref (file);
  return g_file_get_child (folder, full);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);

  if (file == NULL)
    return;
  job->target = complete_name (file, job->kind);
  run (g_steal_pointer (&job), written_cb, NULL);
}

/* Takes @job. */
static void
ask (Job *job, const char *name)
{
  ZpChooseWhat what = { ZP_CHOOSE_SAVE, zp_document_get_title (job->kind) };

  what.name = name;
  what.filter = _ ("Workbooks, PDF and Word documents");
  what.pattern = "*.xlsx;*.pdf;*.docx";
  zp_choose_file_async (GTK_WINDOW (job->window), &what, chosen_cb, job);
}

/**
 * zp_document_export_form:
 * @window: the window that asks
 * @form: a form; what it is now is written
 * @kind: the paper
 *
 * Asks for a place and writes the paper there.
 */
void
zp_document_export_form (ZpWindow *window, ZpForm *form, ZpDocumentKind kind)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ZP_IS_WINDOW (window) && ZP_IS_FORM (form));

  if (!zp_document_check (kind, form, &error))
    {
      zp_tell (GTK_WINDOW (window), zp_document_get_title (kind), error->message);
      return;
    }
  g_ptr_array_add (forms, zp_form_copy (form));
  name = zp_document_export_suggest_name (kind, form, 1);
  ask (job_new (window, forms, NULL, kind), name);
}

/**
 * zp_document_export_forms:
 * @window: the window that asks
 * @ids: (array zero-terminated=1): at least one form of the library
 * @kind: the paper
 *
 * Asks for a place and writes the papers of the forms into one file there.
 */
void
zp_document_export_forms (ZpWindow *window, const char *const *ids, ZpDocumentKind kind)
{
  guint n = g_strv_length ((char **) ids);
  g_autoptr (ZpForm) form = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (ZP_IS_WINDOW (window) && n > 0);

  if (n == 1)
    {
      form = zp_library_load (zp_window_get_library (window), ids[0], NULL);
      if (form != NULL)
        {
          zp_document_export_form (window, form, kind);
          return;
        }
    }
  name = zp_document_export_suggest_name (kind, NULL, n);
  ask (job_new (window, NULL, ids, kind), name);
}
