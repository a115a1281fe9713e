/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include <glib/gstdio.h>
#include <math.h>

#include "zp-export.h"
#include "zp-form-file.h"
#include "zp-paper.h"
#include "zp-preview-page.h"
#include "zp-preview-window.h"
#include "zp-print.h"
#include "zp-window.h"

/* Paper: what the preview shows, the printer gets and the PDF file holds is the same. */

/* A form that stands upright and has several pages, and one that lies on its side. */
static ZpPrintJob *
make_job (Fixture *fixture)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (
      forms, fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  g_ptr_array_add (forms, fixture_read_golden (fixture, "fushun-2021/10-lawyer-fee.ziping"));
  return zp_print_job_new (forms);
}

static guint
count_pages (ZpPrintJob *job)
{
  return zp_pages_get_n_pages (zp_print_job_get_pages (job));
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpPrintJob) job = make_job (fixture);
  GPtrArray *forms = zp_print_job_get_forms (job);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) from_preview = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) exported = NULL;

  from_preview
      = zp_pages_to_pdf (zp_print_job_get_pages (job), zp_print_job_get_title (job), 0, &error);
  g_assert_no_error (error);
  again = zp_pages_to_pdf (zp_print_job_get_pages (job), zp_print_job_get_title (job), 0, &error);
  g_assert_no_error (error);
  exported = zp_paper_write ((ZpForm *const *) forms->pdata, forms->len, ZP_PAPER_PDF, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (from_preview, again));
  g_assert_true (g_bytes_equal (from_preview, exported));
}

static void
finish_window (gpointer window)
{
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (window == NULL);
}

/* --- tools --- */

/* (transfer full) (nullable): what a tool says about FILE; NULL without the tool: a skipped test */
static char *
run_tool (const char *line, const char *path)
{
  g_auto (GStrv) arguments = g_strsplit (line, " ", -1);
  g_autofree char *found = g_find_program_in_path (arguments[0]);
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  for (gsize i = 0; arguments[i] != NULL; i++)
    if (g_str_equal (arguments[i], "FILE"))
      {
        g_free (arguments[i]);
        arguments[i] = g_strdup (path);
      }
  if (found == NULL)
    {
      g_test_skip ("poppler-utils is not installed");
      return NULL;
    }
  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

/* The text without what depends on where lines happen to end. */
static char *
read_text (const char *path)
{
  g_autofree char *text = run_tool ("pdftotext -raw FILE -", path);
  GString *dense;

  if (text == NULL)
    return NULL;
  dense = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (dense, *p);
  return g_string_free (dense, FALSE);
}

/* “595 x 842” for each page */
static GPtrArray *
read_sizes (const char *path)
{
  g_autofree char *text = run_tool ("pdfinfo -f 1 -l 99 FILE", path);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;
  GPtrArray *sizes = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      const char *size = strstr (lines[i], " size:");
      char *end;
      double width, height;

      if (!g_str_has_prefix (lines[i], "Page  ") || size == NULL)
        continue;
      width = g_ascii_strtod (size + strlen (" size:"), &end);
      height = g_ascii_strtod (strchr (end, 'x') + 1, NULL);
      g_ptr_array_add (sizes, g_strdup_printf ("%.0f x %.0f", width, height));
    }
  return sizes;
}

static char *
write_pdf (Fixture *fixture, ZpPrintJob *job)
{
  char *path = g_build_filename (fixture->folder, "exported.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = zp_pages_to_pdf (zp_print_job_get_pages (job), zp_print_job_get_title (job), 0, &error);

  g_assert_no_error (error);
  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  return path;
}

/* What the print system writes into a file instead of sending it to a printer. */
static char *
print_to_file (Fixture *fixture, GtkPrintOperation *operation)
{
  char *path = g_build_filename (fixture->folder, "printed.pdf", NULL);
  g_autoptr (GError) error = NULL;
  GtkPrintOperationResult result;

  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_show_progress (operation, FALSE);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  return path;
}

static void
test_print_is_pdf (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpPrintJob) job = make_job (fixture);
  g_autoptr (GtkPrintOperation) operation = zp_print_create_operation (job);
  g_autofree char *printed = print_to_file (fixture, operation);
  g_autofree char *exported = write_pdf (fixture, job);
  g_autofree char *printed_text = read_text (printed);
  g_autofree char *exported_text = NULL;

  if (printed_text == NULL)
    return;
  exported_text = read_text (exported);
  g_assert_nonnull (strstr (printed_text, "自评表"));
  g_assert_cmpstr (printed_text, ==, exported_text);
}

/* Each page is as large as the form says, and lies as the form does. */
static void
test_print_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpPrintJob) job = make_job (fixture);
  g_autoptr (GtkPrintOperation) operation = zp_print_create_operation (job);
  g_autofree char *printed = print_to_file (fixture, operation);
  g_autofree char *exported = write_pdf (fixture, job);
  g_autoptr (GPtrArray) sizes = read_sizes (printed);
  g_autoptr (GPtrArray) exported_sizes = read_sizes (exported);

  if (sizes->len == 0)
    return;
  g_assert_cmpuint (sizes->len, ==, count_pages (job));
  g_assert_cmpuint (exported_sizes->len, ==, count_pages (job));
  for (guint i = 0; i < sizes->len; i++)
    g_assert_cmpstr (sizes->pdata[i], ==, exported_sizes->pdata[i]);
  g_assert_cmpstr (sizes->pdata[0], ==, "595 x 842");
  g_assert_cmpstr (sizes->pdata[sizes->len - 1], ==, "842 x 595");
}

/* Paper that the user chose is used, and nothing of the page is lost. */
static void
test_print_other_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpPrintJob) job = make_job (fixture);
  g_autoptr (GtkPrintOperation) operation = zp_print_create_operation (job);
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A5);
  g_autofree char *printed = NULL;
  g_autofree char *exported = write_pdf (fixture, job);
  g_autofree char *printed_text = NULL;
  g_autofree char *exported_text = read_text (exported);
  g_autoptr (GPtrArray) sizes = NULL;

  gtk_page_setup_set_paper_size (gtk_print_operation_get_default_page_setup (operation), paper);
  gtk_paper_size_free (paper);
  printed = print_to_file (fixture, operation);
  printed_text = read_text (printed);
  if (printed_text == NULL)
    return;
  sizes = read_sizes (printed);
  g_assert_cmpstr (sizes->pdata[0], ==, "420 x 595");
  g_assert_cmpstr (sizes->pdata[sizes->len - 1], ==, "595 x 420");
  g_assert_cmpstr (printed_text, ==, exported_text);
}

static GtkWidget *
find_preview (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ZP_IS_PREVIEW_WINDOW (window))
        return window;
    }
  return NULL;
}

/* The preview of the print dialog is the one here. */
static void
test_print_preview (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpPrintJob) job = make_job (fixture);
  g_autoptr (GtkPrintOperation) operation = zp_print_create_operation (job);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PREVIEW, NULL, &error);
  g_assert_no_error (error);
  wait_until (find_preview () != NULL);
  run_pending ();
  finish_window (find_preview ());
  g_assert_finalize_object (g_steal_pointer (&operation));
}

static void
test_find_paper (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    double width;
    double height;
    const char *name;
  } papers[] = {
    { 595.28, 841.89, GTK_PAPER_NAME_A4 },
    { 842, 595, GTK_PAPER_NAME_A4 },
    { 1190.55, 841.89, GTK_PAPER_NAME_A3 },
    { 500, 700, "custom" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      GtkPaperSize *paper = zp_print_find_paper (papers[i].width, papers[i].height);

      g_assert_cmpstr (gtk_paper_size_get_name (paper), ==, papers[i].name);
      gtk_paper_size_free (paper);
    }
}

static void
forget (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "ziping", NULL);
  g_autofree char *file = g_build_filename (folder, "print.ini", NULL);

  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Printer and paper stay; copies, pages and files are of one job only. */
static void
test_remember (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpPrintJob) job = make_job (fixture);
  g_autoptr (GtkPrintOperation) first = zp_print_create_operation (job);
  g_autoptr (GtkPrintOperation) second = NULL;
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (first);
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A3);

  gtk_print_settings_set_printer (settings, "三楼");
  gtk_print_settings_set_n_copies (settings, 7);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, "file:///secret.pdf");
  gtk_page_setup_set_paper_size (gtk_print_operation_get_default_page_setup (first), paper);
  zp_print_remember (first);
  second = zp_print_create_operation (job);
  settings = gtk_print_operation_get_print_settings (second);
  g_assert_cmpstr (gtk_print_settings_get_printer (settings), ==, "三楼");
  g_assert_cmpint (gtk_print_settings_get_n_copies (settings), ==, 1);
  g_assert_false (gtk_print_settings_has_key (settings, GTK_PRINT_SETTINGS_OUTPUT_URI));
  g_assert_cmpstr (gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME), ==,
                   "绩效自评表（2份）");
  g_assert_true (gtk_paper_size_is_equal (
      paper, gtk_page_setup_get_paper_size (gtk_print_operation_get_default_page_setup (second))));
  gtk_paper_size_free (paper);
  forget ();
}

/* --- the preview --- */

static ZpPreviewWindow *
show_preview (ZpPrintJob *job)
{
  ZpPreviewWindow *window = zp_preview_window_new (NULL, job);

  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  run_pending ();
  return window;
}

/* Icons without words are named for those who do not see them. */
static void
check_names (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL
      && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL)
    g_assert_true (
        gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL));
  if (ZP_IS_PREVIEW_PAGE (widget))
    {
      gtk_test_accessible_assert_role (widget, GTK_ACCESSIBLE_ROLE_IMG);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                       GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

static void
test_preview_accessible (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpPrintJob) job = make_job (fixture);
  ZpPreviewWindow *window = show_preview (job);

  check_names (GTK_WIDGET (window));
  finish_window (window);
  g_assert_finalize_object (g_steal_pointer (&job));
}

static GtkWidget *
find_page (GtkWidget *widget)
{
  if (ZP_IS_PREVIEW_PAGE (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_page (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Whether its upper edge stands in the view. */
static gboolean
is_visible (GtkWidget *page, GtkWidget *desk)
{
  double x, y;

  return gtk_widget_translate_coordinates (page, desk, 0, 0, &x, &y) && y >= 0
         && y < gtk_widget_get_height (desk) / 2;
}

static void
test_preview_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpPrintJob) job = make_job (fixture);
  ZpPreviewWindow *window = show_preview (job);
  GtkWidget *widget = GTK_WIDGET (window);
  GtkWidget *page = find_page (widget);
  GtkWidget *desk = gtk_widget_get_ancestor (page, GTK_TYPE_SCROLLED_WINDOW);
  guint n = count_pages (job);

  g_assert_cmpuint (n, >, 1);
  g_assert_cmpuint (zp_preview_window_get_page (window), ==, 0);
  for (guint i = 1; i < n; i++)
    {
      gtk_widget_activate_action (widget, "preview.next-page", NULL);
      run_pending ();
      g_assert_cmpuint (zp_preview_window_get_page (window), ==, i);
      page = gtk_widget_get_next_sibling (page);
      wait_until (is_visible (page, desk));
    }
  gtk_widget_activate_action (widget, "preview.next-page", NULL);
  g_assert_cmpuint (zp_preview_window_get_page (window), ==, n - 1);
  zp_preview_window_go_to (window, 0);
  run_pending ();
  g_assert_cmpuint (zp_preview_window_get_page (window), ==, 0);
  finish_window (window);
}

static void
test_preview_zoom (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpPrintJob) job = make_job (fixture);
  ZpPreviewWindow *window = show_preview (job);
  GtkWidget *widget = GTK_WIDGET (window);
  GtkWidget *page = find_page (widget);
  double width, height;
  int normal;

  zp_pages_get_size (zp_print_job_get_pages (job), 0, &width, &height);
  gtk_widget_activate_action (widget, "preview.zoom-normal", NULL);
  normal = (int) round (width * 96 / 72);
  wait_until (gtk_widget_get_width (page) == normal);
  gtk_widget_activate_action (widget, "preview.zoom-in", NULL);
  wait_until (gtk_widget_get_width (page) > normal);
  for (int i = 0; i < 30; i++)
    gtk_widget_activate_action (widget, "preview.zoom-out", NULL);
  wait_until (gtk_widget_get_width (page) < normal / 2);
  gtk_widget_activate_action (widget, "preview.fit-page", NULL);
  wait_until (gtk_widget_get_width (page) > normal / 2);
  g_assert_cmpint (gtk_widget_get_height (page), <, gtk_widget_get_height (widget));
  finish_window (window);
}

/* --- from the library --- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static void
test_load_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) one = fixture_make_form (fixture, "甲项目");
  g_autoptr (ZpForm) two = fixture_make_form (fixture, "乙项目");
  const char *ids[] = { zp_form_get_id (two), zp_form_get_id (one), NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpPrintJob) job = NULL;
  GPtrArray *forms;

  fixture_save (fixture, one);
  fixture_save (fixture, two);
  zp_print_job_load_async (fixture->library, NULL, ids, loaded_cb, &result);
  wait_until (result != NULL);
  job = zp_print_job_load_finish (result, &error);
  g_assert_no_error (error);
  forms = zp_print_job_get_forms (job);
  g_assert_cmpuint (forms->len, ==, 2);
  g_assert_cmpstr (zp_form_get_field (forms->pdata[0], "project_name"), ==, "乙项目");
  g_assert_cmpuint (count_pages (job), >=, 2);
}

/* A pile of paper that silently lacks a form would be taken for complete. */
static void
test_load_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) one = fixture_make_form (fixture, "甲项目");
  const char *ids[] = { zp_form_get_id (one), "no-such-form", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_save (fixture, one);
  zp_print_job_load_async (fixture->library, NULL, ids, loaded_cb, &result);
  wait_until (result != NULL);
  g_assert_null (zp_print_job_load_finish (result, &error));
  g_assert_nonnull (error);
}

/* --- files --- */

typedef struct
{
  const char *name;
  ZpExportKind kind;
  const char *begins;
} KindCase;

static const KindCase kind_cases[] = {
  { "xlsx", ZP_EXPORT_XLSX, "PK\003\004" },
  { "pdf", ZP_EXPORT_PDF, "%PDF" },
  { "docx", ZP_EXPORT_DOCX, "PK\003\004" },
  { "ziping", ZP_EXPORT_FORM_FILE, "{" },
};

static void
test_export_kind (Fixture *fixture, gconstpointer data)
{
  const KindCase *test = data;
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "甲项目");
  g_autofree char *name = zp_export_suggest_name (form, test->kind);
  g_autofree char *extension = g_strconcat (".", test->name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = zp_export_make (&form, 1, test->kind, &error);
  ZpExportKind parsed;

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), strlen (test->begins), test->begins,
                   strlen (test->begins));
  g_assert_true (g_str_has_suffix (name, extension));
  g_assert_true (zp_export_parse_kind (test->name, &parsed));
  g_assert_cmpint (parsed, ==, test->kind);
}

static void
add (const char *path, gconstpointer data, void (*run) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, run, fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("ziping-config-XXXXXX", NULL);
  int status;

  /* Not the settings of whoever runs the test. */
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  status = app_test_init (&argc, &argv);
  if (status != 0)
    return status;
  add ("/print/same-bytes", NULL, test_same_bytes);
  add ("/print/is-pdf", NULL, test_print_is_pdf);
  add ("/print/paper", NULL, test_print_paper);
  add ("/print/other-paper", NULL, test_print_other_paper);
  add ("/print/preview", NULL, test_print_preview);
  add ("/print/find-paper", NULL, test_find_paper);
  add ("/print/remember", NULL, test_remember);
  add ("/print/load/selection", NULL, test_load_selection);
  add ("/print/load/missing", NULL, test_load_missing);
  add ("/preview/accessible", NULL, test_preview_accessible);
  add ("/preview/pages", NULL, test_preview_pages);
  add ("/preview/zoom", NULL, test_preview_zoom);
  for (gsize i = 0; i < G_N_ELEMENTS (kind_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/export/kind/", kind_cases[i].name, NULL);

      add (path, &kind_cases[i], test_export_kind);
    }
  status = g_test_run ();
  g_rmdir (folder);
  return status;
}
