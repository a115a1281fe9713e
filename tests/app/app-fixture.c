/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-form-file.h"

#include <stdlib.h>

#include <glib/gstdio.h>

/* The application would do this; sizes depend on it. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/ziping/Ziping/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/**
 * app_test_init:
 *
 * Prepares the tests.  Returns 0 when they can run; without a display they are skipped.
 */
int
app_test_init (int *argc, char ***argv)
{
  /* Not isolated from the system's folders: without its types of files no icon can be drawn. */
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display; run the tests with ./dev test\n");
      return 77;
    }
  adw_init ();
  load_style ();
  if (g_getenv ("ZIPING_TEXT_SCALE") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                  96 * 1024 * atoi (g_getenv ("ZIPING_TEXT_SCALE")), NULL);
  return 0;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("ziping-app-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->library = zp_library_new (fixture->path);
  g_assert_null (zp_library_get_problem (fixture->library));
  wait_until (!zp_library_is_loading (fixture->library));
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer library = g_steal_pointer (&fixture->library);

  /* A list that is still being read in a thread keeps the library a little longer. */
  g_object_add_weak_pointer (library, &library);
  g_object_unref (library);
  wait_until (library == NULL);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/** run_pending: lets callbacks and idle work happen. */
void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/** make_list_record: (transfer full): a form as the list knows it, with an empty document. */
ZpStoreRecord *
make_list_record (const char *id, const char *project)
{
  ZpStoreRecord *record = zp_store_record_new ();

  record->id = g_strdup (id);
  record->document = g_bytes_new_static ("{}", 2);
  record->template_id = g_strdup (ZP_DEFAULT_TEMPLATE);
  record->profile_id = g_strdup (ZP_DEFAULT_PROFILE);
  record->project = g_strdup (project);
  record->unit = g_strdup ("甲局");
  record->department = g_strdup ("");
  record->year = g_strdup ("2020");
  record->rate = g_strdup ("");
  record->score = g_strdup ("");
  record->review_score = g_strdup ("");
  record->grade = g_strdup ("");
  record->rate_micro = record->score_micro = record->review_micro = G_MININT64;
  record->budget_micro = record->executed_micro = G_MININT64;
  return record;
}

/** fixture_save_records: saves @n forms of two units, years and grades beside the library. */
void
fixture_save_records (Fixture *fixture, guint n)
{
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("form-%05u", i);
      g_autofree char *project = g_strdup_printf ("项目%u", i);
      ZpStoreRecord *record = make_list_record (id, project);

      g_free (record->grade);
      record->grade = g_strdup (i % 2 == 0 ? "优" : "差");
      record->errors = i % 3 == 0 ? 1 : 0;
      if (i % 4 == 0)
        {
          g_free (record->unit);
          record->unit = g_strdup ("乙中心");
          g_free (record->year);
          record->year = g_strdup ("2021");
        }
      g_ptr_array_add (records, record);
    }
  g_assert_true (zp_store_save_all (zp_library_get_store (fixture->library), records, &error));
  g_assert_no_error (error);
  zp_library_refresh (fixture->library);
  wait_until (fixture_count_items (fixture) == n);
}

/** fixture_make_form: (transfer full): a new form. */
ZpForm *
fixture_make_form (Fixture *fixture, const char *project)
{
  ZpCatalog *catalog = zp_library_get_catalog (fixture->library);
  ZpForm *form = zp_form_new (zp_catalog_find_template (catalog, ZP_DEFAULT_TEMPLATE, NULL),
                              zp_catalog_find_profile (catalog, ZP_DEFAULT_PROFILE, NULL));

  g_assert_true (zp_form_set (form, "project_name", project, NULL, NULL));
  return form;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_library_save_finish (ZP_LIBRARY (source), result, &error));
  g_assert_no_error (error);
  *done = TRUE;
}

/** fixture_save: saves @form and waits for it. */
void
fixture_save (Fixture *fixture, ZpForm *form)
{
  gboolean done = FALSE;

  zp_library_save_async (fixture->library, form, NULL, NULL, NULL, saved_cb, &done);
  wait_until (done);
}

/** fixture_count_items: how many forms the list has. */
guint
fixture_count_items (Fixture *fixture)
{
  return g_list_model_get_n_items (zp_library_get_items (fixture->library));
}

/** fixture_read_golden: (transfer full): a published form, by its file below tests/golden. */
ZpForm *
fixture_read_golden (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;
  ZpForm *form;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes = g_bytes_new_take (text, length);
  form = zp_form_read (bytes, zp_library_get_catalog (fixture->library), &error);
  g_assert_no_error (error);
  return form;
}

/** find_widget: (transfer none) (nullable): the first widget of @type, @widget or below it. */
GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The label that says just that and is not hidden by its parent. */
GtkLabel *
find_label (GtkWidget *widget, const char *text)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_child_visible (widget)
      && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/** open_editor: (transfer full) @form: shows it in a window and waits until it is there. */
void
open_editor (Editor *editor, Fixture *fixture, ZpForm *form)
{
  editor->form = form;
  editor->page = ZP_FORM_PAGE (zp_form_page_new (fixture->library, form));
  editor->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (editor->window), GTK_WIDGET (editor->page));
  gtk_window_set_default_size (GTK_WINDOW (editor->window), 1280, 720);
  gtk_window_present (GTK_WINDOW (editor->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (editor->page)));
  editor->table = ZP_TABLE_VIEW (find_widget (GTK_WIDGET (editor->page), ZP_TYPE_TABLE_VIEW));
  g_assert_nonnull (editor->table);
  run_pending ();
}

/** close_editor: closes the window; nothing may keep it or its page. */
void
close_editor (Editor *editor)
{
  gpointer window = editor->window;
  gpointer page = editor->page;

  g_object_add_weak_pointer (G_OBJECT (window), &window);
  g_object_add_weak_pointer (G_OBJECT (page), &page);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (window == NULL && page == NULL);
  g_object_unref (editor->form);
}
