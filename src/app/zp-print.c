/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-print.h"

#include "zp-compat.h"
#include "zp-export.h"
#include "zp-preview-window.h"
#include "zp-toast.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>

/* Forms say the size of their paper in points, cut to a few digits. */
#define SAME_SIZE 2.0

#define GROUP_SETTINGS "Print Settings"
#define GROUP_PAGE_SETUP "Page Setup"

/* --- paper --- */

/**
 * zp_print_find_paper:
 * @width: in points
 * @height: in points
 *
 * Returns: (transfer full): the paper of this size, upright whichever way the page lies
 */
GtkPaperSize *
zp_print_find_paper (double width, double height)
{
  static const char *const names[] = { GTK_PAPER_NAME_A4, GTK_PAPER_NAME_A3, GTK_PAPER_NAME_A5 };
  double narrow = MIN (width, height);
  double wide = MAX (width, height);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkPaperSize *paper = gtk_paper_size_new (names[i]);

      if (fabs (gtk_paper_size_get_width (paper, GTK_UNIT_POINTS) - narrow) < SAME_SIZE
          && fabs (gtk_paper_size_get_height (paper, GTK_UNIT_POINTS) - wide) < SAME_SIZE)
        return paper;
      gtk_paper_size_free (paper);
    }
  return gtk_paper_size_new_custom ("custom", _ ("Paper of the form"), narrow, wide,
                                    GTK_UNIT_POINTS);
}

static void
set_orientation (GtkPageSetup *setup, double width, double height)
{
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
}

static void
set_paper (GtkPageSetup *setup, double width, double height)
{
  GtkPaperSize *paper = zp_print_find_paper (width, height);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_paper_size_free (paper);
}

static gboolean
has_paper (GtkPageSetup *setup, double width, double height)
{
  GtkPaperSize *paper = zp_print_find_paper (width, height);
  gboolean same = gtk_paper_size_is_equal (paper, gtk_page_setup_get_paper_size (setup));

  gtk_paper_size_free (paper);
  return same;
}

/* --- what is remembered --- */

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "ziping", "print.ini", NULL);
}

/* What a file is called that is printed into, without its extension. */
static char *
dup_basename (ZpPrintJob *job)
{
  GPtrArray *forms = zp_print_job_get_forms (job);
  char *name = forms->len == 1
                   ? zp_export_suggest_name (g_ptr_array_index (forms, 0), ZP_EXPORT_PDF)
                   : zp_export_suggest_collection (forms->len, ZP_EXPORT_PDF);

  *strrchr (name, '.') = '\0';
  return name;
}

/* The settings are those of the last time; where there are none, those of the form. */
static void
recall (GtkPrintOperation *operation, ZpPrintJob *job)
{
  const ZpPages *pages = zp_print_job_get_pages (job);
  g_autofree char *basename = dup_basename (job);
  g_autofree char *path = dup_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  double width, height;

  zp_pages_get_size (pages, 0, &width, &height);
  set_paper (setup, width, height);
  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    {
      (void) gtk_print_settings_load_key_file (settings, file, GROUP_SETTINGS, NULL);
      (void) gtk_page_setup_load_key_file (setup, file, GROUP_PAGE_SETUP, NULL);
    }
  set_orientation (setup, width, height);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, basename);
  gtk_print_settings_set_orientation (settings, gtk_page_setup_get_orientation (setup));
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, setup);
}

/* What was meant for one job must not surprise the next one: pages left out, ten copies. */
static GtkPrintSettings *
copy_lasting (GtkPrintSettings *settings)
{
  static const char *const passing[] = {
    GTK_PRINT_SETTINGS_N_COPIES,    GTK_PRINT_SETTINGS_PRINT_PAGES,
    GTK_PRINT_SETTINGS_PAGE_RANGES, GTK_PRINT_SETTINGS_PAGE_SET,
    GTK_PRINT_SETTINGS_OUTPUT_URI,  GTK_PRINT_SETTINGS_OUTPUT_BASENAME,
    GTK_PRINT_SETTINGS_ORIENTATION,
  };
  GtkPrintSettings *copy = gtk_print_settings_copy (settings);

  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    gtk_print_settings_unset (copy, passing[i]);
  return copy;
}

/**
 * zp_print_remember:
 * @operation: an operation that the user confirmed
 *
 * Keeps printer, paper and the like for the next time, in the user's configuration folder.
 */
void
zp_print_remember (GtkPrintOperation *operation)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GtkPrintSettings) settings = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GTK_IS_PRINT_OPERATION (operation));

  settings = copy_lasting (gtk_print_operation_get_print_settings (operation));
  gtk_print_settings_to_key_file (settings, file, GROUP_SETTINGS);
  gtk_page_setup_to_key_file (gtk_print_operation_get_default_page_setup (operation), file,
                              GROUP_PAGE_SETUP);
  /* The paper is printed all the same, so that nobody has to be told in a dialog. */
  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_key_file_save_to_file (file, path, &error))
    g_message ("%s: the print settings are not remembered: %s", path,
               error != NULL ? error->message : g_strerror (errno));
}

/* --- pages --- */

/* Each page lies as its form does.  Other paper, which the user chose, is kept. */
static void
request_page_setup_cb (GtkPrintOperation *operation,
                       GtkPrintContext *context,
                       int page,
                       GtkPageSetup *setup,
                       ZpPrintJob *job)
{
  const ZpPages *pages = zp_print_job_get_pages (job);
  double width, height;

  zp_pages_get_size (pages, 0, &width, &height);
  if (has_paper (setup, width, height))
    {
      zp_pages_get_size (pages, page, &width, &height);
      set_paper (setup, width, height);
    }
  zp_pages_get_size (pages, page, &width, &height);
  set_orientation (setup, width, height);
}

/* On other paper the page is made to fit, in the middle. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, ZpPrintJob *job)
{
  const ZpPages *pages = zp_print_job_get_pages (job);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double paper_width = gtk_print_context_get_width (context);
  double paper_height = gtk_print_context_get_height (context);
  double width, height, scale;

  zp_pages_get_size (pages, page, &width, &height);
  scale = MIN (paper_width / width, paper_height / height);
  if (fabs (paper_width - width) < SAME_SIZE && fabs (paper_height - height) < SAME_SIZE)
    scale = 1;
  cairo_save (cr);
  cairo_translate (cr, (paper_width - width * scale) / 2, (paper_height - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  zp_pages_draw (pages, page, cr);
  cairo_restore (cr);
}

/* --- what came of it --- */

static void
tell_error (GtkWindow *parent, const GError *error)
{
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nThe form can be exported as PDF instead, and printed from there."), error->message);

  zp_tell (parent, _ ("The forms could not be printed"), body);
}

static void
tell_printed (GtkWindow *parent, GtkPrintOperation *operation)
{
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  const char *printer = gtk_print_settings_get_printer (settings);
  const char *uri = gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  g_autoptr (GFile) file = uri != NULL ? g_file_new_for_uri (uri) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *text = NULL;

  if (name != NULL)
    {
      text = g_strdup_printf (_ ("“%s” was written"), name);
      zp_toast (parent, text, _ ("Open"), "win.show-file", g_variant_new_string (uri));
      return;
    }
  text = printer != NULL ? g_strdup_printf (_ ("Handed to “%s”"), printer)
                         : g_strdup (_ ("Handed to the printer"));
  zp_toast (parent, text, NULL, NULL, NULL);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWindow *parent)
{
  g_autoptr (GError) error = NULL;
  gboolean is_shown = gtk_widget_get_mapped (GTK_WIDGET (parent));

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    zp_print_remember (operation);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error != NULL && is_shown)
    tell_error (parent, error);
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY && is_shown)
    tell_printed (parent, operation);
}

/* --- preview out of the dialog of the system --- */

static void
preview_ready_cb (GtkPrintOperationPreview *preview, GtkPrintContext *context, gpointer user_data)
{
  gtk_print_operation_preview_end_preview (preview);
}

/* The toolkit would start another program, which need not be there; the window here always is. */
static gboolean
preview_cb (GtkPrintOperation *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext *context,
            GtkWindow *parent,
            ZpPrintJob *job)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  /* The operation wants something to draw on, though nothing is drawn. */
  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_signal_connect (preview, "ready", G_CALLBACK (preview_ready_cb), NULL);
  /* Nothing is printed, so that there is nothing to tell or to remember. */
  g_signal_handlers_disconnect_matched (operation, G_SIGNAL_MATCH_FUNC, 0, 0, NULL,
                                        (gpointer) done_cb, NULL);
  if (ZP_IS_PREVIEW_WINDOW (parent))
    gtk_window_present (parent);
  else
    gtk_window_present (GTK_WINDOW (zp_preview_window_new (parent, job)));
  return TRUE;
}

/* --- the operation --- */

static void
unref_closure (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
connect (GtkPrintOperation *operation, const char *signal, GCallback callback, ZpPrintJob *job)
{
  g_signal_connect_data (operation, signal, callback, g_object_ref (job), unref_closure, 0);
}

/**
 * zp_print_create_operation:
 * @job: what to print
 *
 * Returns: (transfer full): an operation that prints the pages of @job with their own margins,
 *   with the settings of the last time
 */
GtkPrintOperation *
zp_print_create_operation (ZpPrintJob *job)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  const ZpPages *pages = zp_print_job_get_pages (job);

  gtk_print_operation_set_job_name (operation, zp_print_job_get_title (job));
  gtk_print_operation_set_n_pages (operation, (int) zp_pages_get_n_pages (pages));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  recall (operation, job);
  connect (operation, "request-page-setup", G_CALLBACK (request_page_setup_cb), job);
  connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  connect (operation, "preview", G_CALLBACK (preview_cb), job);
  return operation;
}

/* --- the dialog --- */

/**
 * zp_print:
 * @parent: the window that asks, whose content is an #AdwToastOverlay
 * @job: what to print
 *
 * Shows the print dialog of the system and prints.
 */
void
zp_print (GtkWindow *parent, ZpPrintJob *job)
{
  g_autoptr (GtkPrintOperation) operation = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (ZP_IS_PRINT_JOB (job));

  operation = zp_print_create_operation (job);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), parent, 0);
  /* An error comes through “done” too, also where the dialog is not asynchronous. */
  (void) gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
