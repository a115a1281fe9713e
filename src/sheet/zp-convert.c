/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-convert.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "zp-book-zip.h"
#include "zp-error.h"

/* Older workbooks go through an installed LibreOffice, in a process of its own: a time limit, and a
 * profile of its own, so that neither settings nor macros of the user take part. */

static char *
find_program (void)
{
  static const char *const names[] = { "soffice", "libreoffice", "localc" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *path = g_find_program_in_path (names[i]);

      if (path != NULL)
        return path;
    }
  return NULL;
}

/** zp_convert_is_available: Returns: whether a LibreOffice is installed */
gboolean
zp_convert_is_available (void)
{
  g_autofree char *program = find_program ();

  return program != NULL;
}

/* A web page that is called .xls would open as a text. */
static gboolean
is_web_page (GBytes *file)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);
  g_autofree char *head = g_ascii_strdown (data, (gssize) MIN (size, 2048));

  return *head == '<' && (strstr (head, "<html") != NULL || strstr (head, "<table") != NULL);
}

typedef struct
{
  GSubprocess *process;
  GMainLoop *loop;
  gboolean stopped; /* by the time limit, or because somebody cancelled */
} Run;

static void
stop (Run *run)
{
  const char *id = g_subprocess_get_identifier (run->process);

  run->stopped = TRUE;
  /* The program starts others: the whole group ends. */
  if (id != NULL)
    (void) kill (-(pid_t) g_ascii_strtoll (id, NULL, 10), SIGKILL);
}

static gboolean
time_is_over_cb (gpointer data)
{
  stop (data);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  stop (data);
  return G_SOURCE_REMOVE;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;

  (void) g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_main_loop_quit (run->loop);
}

static void
begin_group (gpointer data)
{
  (void) setpgid (0, 0);
}

static void
attach (GSource *source, GMainContext *context, GSourceFunc callback, Run *run)
{
  g_source_set_callback (source, callback, run, NULL);
  g_source_attach (source, context);
}

/* Waits for the process, with a main loop of its own: this runs in a worker. */
static gboolean
wait (GSubprocess *process, guint seconds, GCancellable *cancellable)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (GSource) limit = g_timeout_source_new_seconds (seconds);
  g_autoptr (GSource) cancel = cancellable != NULL ? g_cancellable_source_new (cancellable) : NULL;
  Run run = { process, loop, FALSE };

  g_main_context_push_thread_default (context);
  attach (limit, context, time_is_over_cb, &run);
  if (cancel != NULL)
    attach (cancel, context, G_SOURCE_FUNC (cancelled_cb), &run);
  g_subprocess_wait_async (process, NULL, ended_cb, &run);
  g_main_loop_run (loop);
  g_source_destroy (limit);
  if (cancel != NULL)
    g_source_destroy (cancel);
  g_main_context_pop_thread_default (context);
  return !run.stopped && g_subprocess_get_successful (process);
}

static void
remove_tree (GFile *folder)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
      G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, &info, &child, NULL, NULL)
         && info != NULL)
    if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
      remove_tree (child);
    else
      (void) g_file_delete (child, NULL, NULL);
  (void) g_file_delete (folder, NULL, NULL);
}

static gboolean
run_program (const char *folder,
             const char *input,
             gboolean web_page,
             guint seconds,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *program = find_program ();
  g_autofree char *profile_uri = NULL;
  g_autofree char *profile = g_build_filename (folder, "profile", NULL);
  g_autofree char *profile_option = NULL;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  const char *line[12] = { program };
  guint n = 1;

  if (program == NULL)
    {
      g_set_error_literal (
          error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
          _ ("this is an older workbook and no LibreOffice is installed to convert it; "
             "open it and save it as .xlsx"));
      return FALSE;
    }
  profile_uri = g_filename_to_uri (profile, NULL, NULL);
  profile_option = g_strconcat ("-env:UserInstallation=", profile_uri, NULL);
  line[n++] = profile_option;
  line[n++] = "--headless";
  line[n++] = "--norestore";
  if (web_page)
    line[n++] = "--infilter=HTML (StarCalc)";
  line[n++] = "--convert-to";
  line[n++] = "xlsx:Calc MS Excel 2007 XML";
  line[n++] = "--outdir";
  line[n++] = folder;
  line[n++] = input;
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, begin_group, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, line, error);
  if (process == NULL)
    return FALSE;
  if (wait (process, seconds, cancellable)
      || g_cancellable_set_error_if_cancelled (cancellable, error))
    return error == NULL || *error == NULL;
  g_set_error_literal (
      error, ZP_ERROR, ZP_ERROR_FORMAT,
      _ ("LibreOffice could not convert the older workbook; open it and save it as .xlsx"));
  return FALSE;
}

static GBytes *
take_result (const char *path, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);

  if (mapped != NULL && g_mapped_file_get_length (mapped) <= ZP_BOOK_MAX_FILE)
    return g_bytes_new (g_mapped_file_get_contents (mapped), g_mapped_file_get_length (mapped));
  g_set_error_literal (
      error, ZP_ERROR, ZP_ERROR_FORMAT,
      _ ("LibreOffice could not convert the older workbook; open it and save it as .xlsx"));
  return NULL;
}

/**
 * zp_convert_to_xlsx:
 * @file: a workbook that this program does not read: .xls, .et, a web page with a table
 * @seconds: how long that may take
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Lets an installed LibreOffice convert @file.  Blocks, so call it in a worker.  The user should
 * have been asked before.
 *
 * Returns: (transfer full) (nullable): an .xlsx workbook; %NULL when there is no LibreOffice
 *   (%ZP_ERROR_NOT_FOUND), it failed (%ZP_ERROR_FORMAT) or was cancelled (%G_IO_ERROR_CANCELLED)
 */
GBytes *
zp_convert_to_xlsx (GBytes *file, guint seconds, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *input = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GFile) root = NULL;
  gboolean web_page;
  GBytes *result = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  folder = g_dir_make_tmp ("ziping-XXXXXX", error);
  if (folder == NULL)
    return NULL;
  web_page = is_web_page (file);
  input = g_build_filename (folder, web_page ? "book.html" : "book.xls", NULL);
  output = g_build_filename (folder, "book.xlsx", NULL);
  if (g_file_set_contents (input, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file),
                           error)
      && run_program (folder, input, web_page, seconds, cancellable, error))
    result = take_result (output, error);
  root = g_file_new_for_path (folder);
  remove_tree (root);
  return result;
}
