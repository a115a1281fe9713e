/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-export.h"

#include "zp-compat.h"
#include "zp-form-file.h"
#include "zp-form-record.h"
#include "zp-sheet-builder.h"
#include "zp-sheet-layout.h"
#include "zp-xlsx-writer.h"

#include <glib/gi18n.h>

/* What a file name may have on every system it may travel through, with room for a number. */
#define NAME_MAX_BYTES 200
#define COPIES_MAX 1000

static const struct
{
  const char *extension;
  const char *filter;
  const char *pattern;
} kinds[] = {
  [ZP_EXPORT_XLSX] = { ".xlsx", N_ ("Workbooks (xlsx)"), "*.xlsx" },
  [ZP_EXPORT_FORM_FILE] = { ".ziping", N_ ("Form files (ziping)"), "*.ziping" },
};

/* Forbidden in names on Windows shares, as are control characters. */
static void
append_clean (GString    *string,
              const char *text)
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
cut_name (GString *string,
          gsize    max)
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
zp_export_suggest_name (ZpForm      *form,
                        ZpExportKind kind)
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

static GBytes *
make_workbook (ZpForm  *form,
               GError **error)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (ZpSheet) sheet = zp_sheet_build (form, card);
  PangoContext *context = zp_sheet_layout_create_context ();
  g_autoptr (ZpSheetLayout) layout = zp_sheet_layout_new (sheet, context);
  g_autoptr (ZpXlsxWriter) writer = zp_xlsx_writer_new (error);

  g_object_unref (context);
  if (writer == NULL)
    return NULL;
  zp_xlsx_writer_set_created (writer, g_get_real_time () / G_USEC_PER_SEC);
  if (!zp_xlsx_writer_add_sheet (writer, zp_sheet_get_title (sheet), sheet, layout, error))
    return NULL;
  return zp_xlsx_writer_finish (writer, error);
}

/**
 * zp_export_make:
 * @form: a form that nobody else uses meanwhile
 * @kind: what it becomes
 * @error: return location
 *
 * Takes a while, so that it belongs in a thread.
 *
 * Returns: (transfer full): the content of the file
 */
GBytes *
zp_export_make (ZpForm       *form,
                ZpExportKind  kind,
                GError      **error)
{
  g_return_val_if_fail (ZP_IS_FORM (form), NULL);

  return kind == ZP_EXPORT_XLSX ? make_workbook (form, error) : zp_form_write (form);
}

/* “a.xlsx”, then “a (2).xlsx” */
static char *
number_name (const char *name,
             guint       number)
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
zp_export_write_into (GFile      *folder,
                      const char *name,
                      GBytes     *content,
                      GError    **error)
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
      if (stream != NULL &&
          g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, NULL, &local) &&
          g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &local))
        return TRUE;
      if (stream != NULL)
        (void) g_file_delete (file, NULL, NULL);
      g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", free_name);
      return FALSE;
    }
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_EXISTS,
               _ ("%s: there are too many files of this name; choose another folder"),
               name);
  return FALSE;
}

/*
 * ExportJob:
 * @window: asked for it
 * @form: a snapshot, for one form
 * @ids: for several
 * @store, @catalog: to load the several from
 * @target: the chosen file or folder
 * @done: number of files written
 */
typedef struct
{
  ZpWindow *window;
  ZpForm *form;
  char **ids;
  ZpStore *store;
  ZpCatalog *catalog;
  GFile *target;
  ZpExportKind kind;
  guint done;
} ExportJob;

static void
export_job_free (ExportJob *job)
{
  g_clear_object (&job->window);
  g_clear_object (&job->form);
  g_clear_pointer (&job->ids, g_strfreev);
  g_clear_object (&job->store);
  g_clear_object (&job->catalog);
  g_clear_object (&job->target);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExportJob, export_job_free)

static ExportJob *
export_job_new (ZpWindow    *window,
                ZpExportKind kind)
{
  ZpLibrary *library = zp_window_get_library (window);
  ExportJob *job = g_new0 (ExportJob, 1);

  job->window = g_object_ref (window);
  job->kind = kind;
  job->catalog = g_object_ref (zp_library_get_catalog (library));
  if (zp_library_get_store (library) != NULL)
    job->store = g_object_ref (zp_library_get_store (library));
  return job;
}

static void
tell_failure (ExportJob *job,
              GError    *error)
{
  zp_tell (GTK_WINDOW (job->window), _ ("The file could not be written"), error->message);
}

static void
tell_success (ExportJob  *job,
              const char *text)
{
  g_autofree char *uri = g_file_get_uri (job->target);

  zp_window_toast (job->window,
                   text,
                   job->form != NULL ? _ ("Open") : _ ("Open Folder"),
                   "win.show-file",
                   g_variant_new_string (uri));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_prefix_error (&error, "%s: ", name);
      tell_failure (job, error);
      return;
    }
  text = g_strdup_printf (_ ("“%s” was written"), name);
  tell_success (job, text);
}

static void
make_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  ExportJob *job = data;
  GError *error = NULL;
  GBytes *content = zp_export_make (job->form, job->kind, &error);

  if (content != NULL)
    g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = g_task_propagate_pointer (G_TASK (result), &error);
  GFile *target = job->target;

  if (content == NULL)
    {
      tell_failure (job, error);
      return;
    }
  g_file_replace_contents_bytes_async (target,
                                       content,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_NONE,
                                       NULL,
                                       written_cb,
                                       g_steal_pointer (&job));
}

/* The portal may give a name without the extension. */
static GFile *
complete_name (GFile       *file,
               ZpExportKind kind)
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
target_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);
  g_autoptr (GTask) task = NULL;
  ExportJob *borrowed = job;

  if (file == NULL)
    return;
  job->target = complete_name (file, job->kind);
  task = g_task_new (NULL, NULL, made_cb, g_steal_pointer (&job));
  g_task_set_source_tag (task, zp_export_form);
  g_task_set_task_data (task, borrowed, NULL);
  g_task_run_in_thread (task, make_thread);
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
zp_export_form (ZpWindow    *window,
                ZpForm      *form,
                ZpExportKind kind)
{
  ExportJob *job;
  g_autofree char *name = NULL;
  ZpChooseWhat what = { ZP_CHOOSE_SAVE, _ ("Export the form") };

  g_return_if_fail (ZP_IS_WINDOW (window));
  g_return_if_fail (ZP_IS_FORM (form));

  name = zp_export_suggest_name (form, kind);
  what.name = name;
  what.filter = _ (kinds[kind].filter);
  what.pattern = kinds[kind].pattern;
  job = export_job_new (window, kind);
  job->form = zp_form_copy (form);
  zp_choose_file_async (GTK_WINDOW (window), &what, target_chosen_cb, job);
}

static gboolean
export_one (ExportJob  *job,
            const char *id,
            GError    **error)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (job->store, id, error);
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *name = NULL;

  if (record == NULL)
    return FALSE;
  form = zp_form_from_record (record, job->catalog, error);
  if (form == NULL)
    return FALSE;
  content = zp_export_make (form, job->kind, error);
  if (content == NULL)
    return FALSE;
  name = zp_export_suggest_name (form, job->kind);
  return zp_export_write_into (job->target, name, content, error);
}

/* What can be written is written; the first failure is told. */
static void
make_all_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
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

static void
all_made_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint failed;

  (void) g_task_propagate_boolean (G_TASK (result), &error);
  failed = g_strv_length (job->ids) - job->done;
  if (error == NULL)
    {
      text = g_strdup_printf (ngettext ("%u form was exported", "%u forms were exported", job->done),
                              job->done);
      tell_success (job, text);
      return;
    }
  text = g_strdup_printf (ngettext ("%u form could not be exported",
                                    "%u forms could not be exported",
                                    failed),
                          failed);
  zp_tell (GTK_WINDOW (job->window), text, error->message);
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GTask) task = NULL;
  ExportJob *borrowed = job;

  job->target = zp_choose_file_finish (result, NULL);
  if (job->target == NULL)
    return;
  task = g_task_new (NULL, NULL, all_made_cb, g_steal_pointer (&job));
  g_task_set_source_tag (task, zp_export_forms);
  g_task_set_task_data (task, borrowed, NULL);
  g_task_run_in_thread (task, make_all_thread);
}

/**
 * zp_export_forms:
 * @window: the window that asks
 * @ids: (array zero-terminated=1): forms of the library
 * @kind: what they become
 *
 * Asks for a file for one form, for a folder for several, and writes them there.
 */
void
zp_export_forms (ZpWindow          *window,
                 const char *const *ids,
                 ZpExportKind       kind)
{
  ZpChooseWhat what = { ZP_CHOOSE_FOLDER, _ ("Export into a folder") };
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (GError) error = NULL;
  ExportJob *job;

  g_return_if_fail (ZP_IS_WINDOW (window));
  g_return_if_fail (ids != NULL);

  if (ids[0] == NULL)
    return;
  if (ids[1] != NULL)
    {
      job = export_job_new (window, kind);
      job->ids = g_strdupv ((char **) ids);
      zp_choose_file_async (GTK_WINDOW (window), &what, folder_chosen_cb, job);
      return;
    }
  form = zp_library_load (zp_window_get_library (window), ids[0], &error);
  if (form != NULL)
    zp_export_form (window, form, kind);
  else
    zp_tell (GTK_WINDOW (window), _ ("The form could not be opened"), error->message);
}
