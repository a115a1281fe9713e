/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-export.h"

#include "zp-compat.h"
#include "zp-form-file.h"
#include "zp-form-record.h"
#include "zp-form-sources.h"
#include "zp-paper.h"
#include "zp-settings.h"
#include "zp-toast.h"

#include <glib/gi18n.h>

/* What a file name may have on every system it may travel through, with room for a number. */
#define NAME_MAX_BYTES 200
#define COPIES_MAX 1000

static const struct
{
  const char *name;
  const char *extension;
  const char *filter;
  const char *pattern;
  ZpPaperKind paper;
} kinds[] = {
  [ZP_EXPORT_XLSX] = { "xlsx", ".xlsx", N_ ("Workbooks (xlsx)"), "*.xlsx", ZP_PAPER_XLSX },
  [ZP_EXPORT_PDF] = { "pdf", ".pdf", N_ ("PDF documents (pdf)"), "*.pdf", ZP_PAPER_PDF },
  [ZP_EXPORT_DOCX] = { "docx", ".docx", N_ ("Word documents (docx)"), "*.docx", ZP_PAPER_DOCX },
  [ZP_EXPORT_FORM_FILE] = { "ziping", ".ziping", N_ ("Form files (ziping)"), "*.ziping" },
};

/**
 * zp_export_parse_kind:
 * @name: what an action calls it: “xlsx”, “pdf”, “docx”, “ziping”
 * @out_kind: (out): the kind
 *
 * Returns: whether there is such a kind
 */
gboolean
zp_export_parse_kind (const char *name, ZpExportKind *out_kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (name, kinds[i].name) == 0)
      {
        *out_kind = (ZpExportKind) i;
        return TRUE;
      }
  return FALSE;
}

/* Forbidden in names on Windows shares, as are control characters. */
static void
append_clean (GString *string, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || strchr ("/\\:*?\"<>|", (int) MIN (c, 127)) != NULL)
        g_string_append_c (string, ' ');
      else
        g_string_append_unichar (string, c);
    }
}

static void
cut_name (GString *string, gsize max)
{
  const char *end;

  if (string->len <= max)
    return;
  end = g_utf8_find_prev_char (string->str, string->str + max + 1);
  g_string_truncate (string, end != NULL ? (gsize) (end - string->str) : 0);
}

/**
 * zp_export_suggest_name:
 * @form: a form
 * @kind: what it becomes
 *
 * Returns: (transfer full): a file name: unit, project, year, 自评
 */
char *
zp_export_suggest_name (ZpForm *form, ZpExportKind kind)
{
  static const char *const fields[] = { "unit", "project_name", "year" };
  g_autoptr (GString) string = g_string_new (NULL);

  g_return_val_if_fail (ZP_IS_FORM (form), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = g_strdup (zp_form_get_field (form, fields[i]));

      if (value == NULL || *g_strstrip (value) == '\0')
        continue;
      append_clean (string, value);
      cut_name (string, NAME_MAX_BYTES * (i + 1) / G_N_ELEMENTS (fields));
      g_string_append_c (string, '_');
    }
  g_string_append (string, "自评");
  g_string_append (string, kinds[kind].extension);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

/**
 * zp_export_suggest_collection:
 * @n_forms: their number
 * @kind: what they become
 *
 * Returns: (transfer full): the name of a file with several forms
 */
char *
zp_export_suggest_collection (guint n_forms, ZpExportKind kind)
{
  return g_strdup_printf ("绩效自评表（%u份）%s", n_forms, kinds[kind].extension);
}

/**
 * zp_export_make:
 * @forms: (array length=n_forms): forms that nobody else uses meanwhile
 * @n_forms: their number, at least 1; a form file holds one
 * @kind: what they become
 * @error: return location
 *
 * Takes a while, so that it belongs in a thread.
 *
 * Returns: (transfer full): the content of the file
 */
GBytes *
zp_export_make (ZpForm *const *forms, guint n_forms, ZpExportKind kind, GError **error)
{
  g_return_val_if_fail (forms != NULL && n_forms > 0, NULL);
  g_return_val_if_fail (kind != ZP_EXPORT_FORM_FILE || n_forms == 1, NULL);

  if (kind == ZP_EXPORT_FORM_FILE)
    return zp_form_write (forms[0]);
  if (zp_export_wants_appendix ())
    return zp_paper_write_with_appendix (forms, n_forms, kinds[kind].paper,
                                         g_get_real_time () / G_USEC_PER_SEC, error);
  return zp_paper_write (forms, n_forms, kinds[kind].paper, g_get_real_time () / G_USEC_PER_SEC,
                         error);
}

/** zp_export_wants_appendix: whether the explanation of the scores goes behind each form. */
gboolean
zp_export_wants_appendix (void)
{
  return zp_settings_get_boolean ("with-appendix", FALSE);
}

/* “a.xlsx”, then “a (2).xlsx” */
static char *
number_name (const char *name, guint number)
{
  const char *dot = strrchr (name, '.');
  int length = dot != NULL ? (int) (dot - name) : (int) strlen (name);

  if (number <= 1)
    return g_strdup (name);
  return g_strdup_printf ("%.*s (%u)%s", length, name, number, dot != NULL ? dot : "");
}

/**
 * zp_export_write_into:
 * @folder: a folder
 * @name: the wished name
 * @content: the content
 * @error: return location
 *
 * Writes a new file.  One that is there already stays, and the new one gets a number.
 *
 * Returns: whether it was written; otherwise no half of it stays
 */
gboolean
zp_export_write_into (GFile *folder, const char *name, GBytes *content, GError **error)
{
  for (guint number = 1; number < COPIES_MAX; number++)
    {
      g_autofree char *free_name = number_name (name, number);
      g_autoptr (GFile) file = g_file_get_child (folder, free_name);
      g_autoptr (GFileOutputStream) stream = NULL;
      g_autoptr (GError) local = NULL;
      gsize size;
      const char *data = g_bytes_get_data (content, &size);

      stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, &local);
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
        continue;
      if (stream != NULL
          && g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, NULL, &local)
          && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &local))
        return TRUE;
      if (stream != NULL)
        (void) g_file_delete (file, NULL, NULL);
      g_propagate_prefixed_error (error, g_steal_pointer (&local), _ ("%s: "), free_name);
      return FALSE;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               _ ("%s: there are too many files of this name; choose another folder"), name);
  return FALSE;
}

/*
 * ExportJob:
 * @parent: the window that asked
 * @forms: (nullable): snapshots
 * @ids: (nullable): else forms of @store
 * @store, @catalog: to load them from
 * @target: the chosen file or folder
 * @in_folder: whether @target is a folder, and each form gets a file of its own
 * @done: number of files written into it
 */
typedef struct
{
  GtkWindow *parent;
  GPtrArray *forms;
  char **ids;
  ZpStore *store;
  ZpCatalog *catalog;
  GFile *target;
  ZpExportKind kind;
  gboolean in_folder;
  guint done;
} ExportJob;

static void
export_job_free (ExportJob *job)
{
  g_clear_object (&job->parent);
  g_clear_pointer (&job->forms, g_ptr_array_unref);
  g_clear_pointer (&job->ids, g_strfreev);
  g_clear_object (&job->store);
  g_clear_object (&job->catalog);
  g_clear_object (&job->target);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExportJob, export_job_free)

static ExportJob *
export_job_new (GtkWindow *parent, ZpExportKind kind)
{
  ExportJob *job = g_new0 (ExportJob, 1);

  job->parent = g_object_ref (parent);
  job->kind = kind;
  return job;
}

static ExportJob *
export_job_new_for_ids (ZpWindow *window, const char *const *ids, ZpExportKind kind)
{
  ExportJob *job = export_job_new (GTK_WINDOW (window), kind);
  ZpLibrary *library = zp_window_get_library (window);

  job->ids = g_strdupv ((char **) ids);
  job->catalog = g_object_ref (zp_library_get_catalog (library));
  g_set_object (&job->store, zp_library_get_store (library));
  return job;
}

/* --- in the worker --- */

static ZpForm *
load_form (ExportJob *job, const char *id, GError **error)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (job->store, id, error);
  g_autoptr (ZpForm) form
      = record != NULL ? zp_form_from_record (record, job->catalog, error) : NULL;

  if (form == NULL || !zp_form_follow_sources (form, job->store, job->catalog, NULL, error))
    return NULL;
  return g_steal_pointer (&form);
}

static gboolean
load_forms (ExportJob *job, GError **error)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; job->ids[i] != NULL; i++)
    {
      ZpForm *form = load_form (job, job->ids[i], error);

      if (form == NULL)
        return FALSE;
      g_ptr_array_add (forms, form);
    }
  job->forms = g_steal_pointer (&forms);
  return TRUE;
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ExportJob *job = data;
  GError *error = NULL;
  GBytes *content = NULL;

  if (job->forms != NULL || load_forms (job, &error))
    content
        = zp_export_make ((ZpForm *const *) job->forms->pdata, job->forms->len, job->kind, &error);
  if (content != NULL)
    g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
export_one (ExportJob *job, const char *id, GError **error)
{
  g_autoptr (ZpForm) form = load_form (job, id, error);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *name = NULL;

  if (form == NULL)
    return FALSE;
  content = zp_export_make (&form, 1, job->kind, error);
  if (content == NULL)
    return FALSE;
  name = zp_export_suggest_name (form, job->kind);
  return zp_export_write_into (job->target, name, content, error);
}

/* What can be written is written; the first failure is told. */
static void
make_all_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ExportJob *job = data;
  g_autoptr (GError) first = NULL;

  for (gsize i = 0; job->ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (export_one (job, job->ids[i], &error))
        job->done++;
      else if (first == NULL)
        first = g_steal_pointer (&error);
    }
  if (first != NULL)
    g_task_return_error (task, g_steal_pointer (&first));
  else
    g_task_return_boolean (task, TRUE);
}

/* --- telling --- */

/* The window may be gone by now; what was written stays written. */
static gboolean
can_tell (ExportJob *job)
{
  return gtk_widget_get_mapped (GTK_WIDGET (job->parent));
}

static void
tell_success (ExportJob *job, const char *text)
{
  g_autofree char *uri = g_file_get_uri (job->target);

  if (can_tell (job))
    zp_toast (job->parent, text, job->in_folder ? _ ("Open Folder") : _ ("Open"), "win.show-file",
              g_variant_new_string (uri));
}

static void
tell_failure (ExportJob *job, const char *heading, GError *error)
{
  if (can_tell (job))
    zp_tell (job->parent, heading, error->message);
  else
    g_warning ("%s: %s", heading, error->message);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_prefix_error (&error, _ ("%s: "), name);
      tell_failure (job, _ ("The file could not be written"), error);
      return;
    }
  text = g_strdup_printf (_ ("“%s” was written"), name);
  tell_success (job, text);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = g_task_propagate_pointer (G_TASK (result), &error);
  GFile *target = job->target;

  if (content == NULL)
    {
      tell_failure (job, _ ("The file could not be written"), error);
      return;
    }
  g_file_replace_contents_bytes_async (target, content, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, g_steal_pointer (&job));
}

static void
all_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint failed;

  (void) g_task_propagate_boolean (G_TASK (result), &error);
  failed = g_strv_length (job->ids) - job->done;
  if (error == NULL)
    {
      text = g_strdup_printf (
          ngettext ("%u form was exported", "%u forms were exported", job->done), job->done);
      tell_success (job, text);
      return;
    }
  text = g_strdup_printf (
      ngettext ("%u form could not be exported", "%u forms could not be exported", failed), failed);
  tell_failure (job, text, error);
}

/* --- choosing the place --- */

/**
 * zp_export_complete_name:
 * @file: the chosen place; the portal may give a name without the extension
 * @kind: what is written there
 *
 * Returns: (transfer full): the place, with the extension
 */
GFile *
zp_export_complete_name (GFile *file, ZpExportKind kind)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *full = NULL;
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (folder == NULL || g_str_has_suffix (name, kinds[kind].extension))
    return g_object_ref (file);
  full = g_strconcat (name, kinds[kind].extension, NULL);
  return g_file_get_child (folder, full);
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);
  g_autoptr (GTask) task = NULL;
  ExportJob *borrowed = job;

  if (file == NULL)
    return;
  job->target = job->in_folder ? g_object_ref (file) : zp_export_complete_name (file, job->kind);
  task = g_task_new (NULL, NULL, borrowed->in_folder ? all_made_cb : made_cb,
                     g_steal_pointer (&job));
  g_task_set_source_tag (task, target_chosen_cb);
  g_task_set_task_data (task, borrowed, NULL);
  g_task_run_in_thread (task, borrowed->in_folder ? make_all_thread : make_thread);
}

static void
choose_file (ExportJob *job, const char *name)
{
  ZpChooseWhat what = { ZP_CHOOSE_SAVE, _ ("Export the form") };

  what.name = name;
  what.filter = _ (kinds[job->kind].filter);
  what.pattern = kinds[job->kind].pattern;
  zp_choose_file_async (job->parent, &what, target_chosen_cb, job);
}

static void
choose_folder (ExportJob *job)
{
  ZpChooseWhat what = { ZP_CHOOSE_FOLDER, _ ("Export into a folder") };

  job->in_folder = TRUE;
  zp_choose_file_async (job->parent, &what, target_chosen_cb, job);
}

/**
 * zp_export_form:
 * @window: the window that asks
 * @form: a form; what it is now is written
 * @kind: what it becomes
 *
 * Asks for a place and writes the form there.
 */
void
zp_export_form (ZpWindow *window, ZpForm *form, ZpExportKind kind)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (ZP_IS_WINDOW (window));
  g_return_if_fail (ZP_IS_FORM (form));

  g_ptr_array_add (forms, zp_form_copy (form));
  zp_export_together (GTK_WINDOW (window), forms, kind);
}

/**
 * zp_export_together:
 * @parent: the window that asks, whose content is an #AdwToastOverlay
 * @forms: (element-type ZpForm): at least one form that nobody changes any more
 * @kind: what they become
 *
 * Asks for a place and writes all forms into one file there.
 */
void
zp_export_together (GtkWindow *parent, GPtrArray *forms, ZpExportKind kind)
{
  ExportJob *job;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (forms != NULL && forms->len > 0);

  if (forms->len == 1)
    name = zp_export_suggest_name (g_ptr_array_index (forms, 0), kind);
  else
    name = zp_export_suggest_collection (forms->len, kind);
  job = export_job_new (parent, kind);
  job->forms = g_ptr_array_ref (forms);
  choose_file (job, name);
}

static void
export_loaded (ZpWindow *window, const char *id, ZpExportKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = zp_library_load (zp_window_get_library (window), id, &error);

  if (form != NULL)
    zp_export_form (window, form, kind);
  else
    zp_tell (GTK_WINDOW (window), _ ("The form could not be opened"), error->message);
}

/**
 * zp_export_forms:
 * @window: the window that asks
 * @ids: (array zero-terminated=1): forms of the library
 * @kind: what they become
 * @together: whether several forms go into one file
 *
 * Asks for a file for one form, for a folder for several, and writes them there.
 */
void
zp_export_forms (ZpWindow *window, const char *const *ids, ZpExportKind kind, gboolean together)
{
  ExportJob *job;
  guint n;

  g_return_if_fail (ZP_IS_WINDOW (window));
  g_return_if_fail (ids != NULL);

  n = g_strv_length ((char **) ids);
  if (n == 0)
    return;
  if (n == 1)
    {
      export_loaded (window, ids[0], kind);
      return;
    }
  job = export_job_new_for_ids (window, ids, kind);
  if (together)
    {
      g_autofree char *name = zp_export_suggest_collection (n, kind);

      choose_file (job, name);
    }
  else
    choose_folder (job);
}
