/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-backups-window.h"
#include "zp-library-page.h"
#include "zp-new-form-dialog.h"
#include "zp-preferences.h"
#include "zp-store-backup.h"
#include "zp-trash-window.h"
#include "zp-window.h"

/* Destroys a window and checks that nothing keeps it. */
static void
finish_window (gpointer window)
{
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (window == NULL);
}

static ZpLibraryPage *
make_page (Fixture *fixture, GtkWidget **out_window)
{
  GtkWidget *page = zp_library_page_new (fixture->library);

  *out_window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (*out_window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (*out_window), page);
  gtk_window_present (GTK_WINDOW (*out_window));
  wait_until (gtk_widget_get_mapped (page));
  return ZP_LIBRARY_PAGE (page);
}

static guint
count_shown (ZpLibraryPage *page)
{
  return g_list_model_get_n_items (zp_library_page_get_shown (page));
}

static void
test_page_filters (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  ZpLibraryPage *page = make_page (fixture, &window);

  fixture_save_records (fixture, 24);
  run_pending ();
  g_assert_cmpuint (count_shown (page), ==, 24);
  zp_library_page_pick (page, ZP_FACET_GRADE, "优");
  g_assert_cmpuint (count_shown (page), ==, 12);
  zp_library_page_pick (page, ZP_FACET_UNIT, "乙中心");
  g_assert_cmpuint (count_shown (page), ==, 6);
  zp_library_page_pick (page, ZP_FACET_ERRORS, NULL);
  g_assert_cmpuint (count_shown (page), ==, 8);
  zp_library_page_pick (page, ZP_FACET_ALL, NULL);
  zp_library_page_search (page, "项目17");
  wait_until (count_shown (page) == 1);
  zp_library_page_search (page, "没有这样的项目");
  wait_until (count_shown (page) == 0);
  zp_library_page_search (page, "");
  wait_until (count_shown (page) == 24);
  finish_window (window);
}

static void
test_page_resorts_when_saved (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  ZpLibraryPage *page = make_page (fixture, &window);
  g_autoptr (ZpForm) first = fixture_make_form (fixture, "先");
  g_autoptr (ZpForm) second = fixture_make_form (fixture, "后");
  g_autoptr (ZpFormItem) top = NULL;

  fixture_save (fixture, first);
  fixture_save (fixture, second);
  g_assert_true (zp_form_set (first, "goal_actual", "又改", NULL, NULL));
  fixture_save (fixture, first);
  run_pending ();
  top = g_list_model_get_item (zp_library_page_get_shown (page), 0);
  g_assert_cmpstr (zp_form_item_get_project (top), ==, "先");
  finish_window (window);
}

static void
test_page_large (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  ZpLibraryPage *page = make_page (fixture, &window);
  gint64 begin;

  fixture_save_records (fixture, 3000);
  run_pending ();
  begin = g_get_monotonic_time ();
  zp_library_page_pick (page, ZP_FACET_GRADE, "优");
  zp_library_page_pick (page, ZP_FACET_ALL, NULL);
  run_pending ();
  g_test_message ("two filters over 3000 forms: %d ms",
                  (int) ((g_get_monotonic_time () - begin) / 1000));
  g_assert_cmpuint (count_shown (page), ==, 3000);
  finish_window (window);
}

typedef struct
{
  const char *name;
  const char *profile;
  gboolean has_note;
} DialogCase;

static const DialogCase dialog_cases[] = {
  { "usual", "mof-2020", FALSE },
  { "one-bureau", "urumqi-2020", TRUE },
};

static void
take_form_cb (ZpForm **out_form, ZpForm *form)
{
  g_set_object (out_form, form);
}

static void
test_new_form (Fixture *fixture, gconstpointer data)
{
  const DialogCase *test = data;
  ZpCatalog *catalog = zp_library_get_catalog (fixture->library);
  ZpNewFormDialog *dialog = zp_new_form_dialog_new (NULL, catalog);
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (ZpForm) taken = NULL;
  GtkWidget *row;

  g_signal_connect_swapped (dialog, "created", G_CALLBACK (take_form_cb), &taken);
  g_assert_true (zp_new_form_dialog_choose (dialog, "mof-2020", test->profile));
  g_assert_false (zp_new_form_dialog_choose (dialog, "no-such-template", NULL));
  zp_new_form_dialog_set_project (dialog, "  稽核费 ");
  g_assert_cmpint (zp_new_form_dialog_get_note (dialog) != NULL, ==, test->has_note);
  form = zp_new_form_dialog_make_form (dialog);
  g_assert_cmpstr (zp_template_get_id (zp_form_get_template (form)), ==, "mof-2020");
  g_assert_cmpstr (zp_form_get_profile (form)->id, ==, test->profile);
  g_assert_cmpstr (zp_form_get_field (form, "project_name"), ==, "稽核费");
  g_assert_cmpuint (strlen (zp_form_get_field (form, "year")), ==, 4);
  g_assert_null (taken);
  /* The row says the whole name, up to the year by which two forms differ. */
  row = find_widget (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW);
  g_assert_true (g_str_has_suffix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), " · 2020"));
  /* Undo does not lead back behind the form that was asked for. */
  g_assert_false (zp_form_can_undo (form));
  finish_window (dialog);
}

static void
test_trash (Fixture *fixture, gconstpointer data)
{
  const char *ids[] = { "form-00003", NULL };
  ZpTrashWindow *window;
  g_autoptr (GError) error = NULL;

  fixture_save_records (fixture, 5);
  g_assert_true (zp_library_delete (fixture->library, ids, &error));
  window = zp_trash_window_new (NULL, fixture->library);
  g_assert_cmpuint (g_list_model_get_n_items (zp_trash_window_get_items (window)), ==, 1);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (window), "trash.restore", "s", "form-00003"));
  g_assert_cmpuint (g_list_model_get_n_items (zp_trash_window_get_items (window)), ==, 0);
  wait_until (fixture_count_items (fixture) == 5);
  finish_window (window);
}

static void
mark_all (GListModel *forms)
{
  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (forms, i);

      zp_form_item_set_marked (item, TRUE);
    }
}

static void
test_backups (Fixture *fixture, gconstpointer data)
{
  const char *ids[] = { "form-00000", NULL };
  ZpBackupsWindow *window;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  fixture_save_records (fixture, 4);
  path = zp_store_backup (zp_library_get_store (fixture->library), &error);
  g_assert_no_error (error);
  g_assert_true (zp_library_delete (fixture->library, ids, &error));
  g_assert_true (zp_store_erase (zp_library_get_store (fixture->library), ids, &error));

  window = zp_backups_window_new (NULL, fixture->library);
  wait_until (zp_backups_window_get_n_backups (window) == 1);
  file = g_file_new_for_path (path);
  zp_backups_window_open_copy (window, file, "备份");
  wait_until (g_list_model_get_n_items (zp_backups_window_get_forms (window)) == 4);
  mark_all (zp_backups_window_get_forms (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "backups.take", NULL));
  wait_until (!zp_backups_window_is_busy (window));
  wait_until (fixture_count_items (fixture) == 4);
  finish_window (window);
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  finish_window (zp_preferences_new (NULL, zp_library_get_catalog (fixture->library)));
}

static void
test_window_opens_and_leaves_form (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "稽核费");
  ZpWindow *window = zp_window_new (NULL, fixture->library);
  g_autoptr (ZpForm) again = NULL;

  gtk_window_present (GTK_WINDOW (window));
  zp_window_add_form (window, form);
  g_assert_true (zp_window_get_form (window) == form);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "稽核费");
  wait_until (fixture_count_items (fixture) == 1);
  g_assert_true (zp_form_set (form, "goal_actual", "都做了", NULL, NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.close-form", NULL));
  wait_until (zp_window_get_form (window) == NULL);
  again = zp_library_load (fixture->library, zp_form_get_id (form), NULL);
  g_assert_cmpstr (zp_form_get_field (again, "goal_actual"), ==, "都做了");
  finish_window (window);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (says (child, text))
        return TRUE;
    }
  return FALSE;
}

/* The main menu leads to next year's forms; without a selection it says what is missing. */
static void
test_window_carry_needs_forms (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = zp_window_new (NULL, fixture->library);

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.carry", NULL));
  wait_until (says (GTK_WIDGET (window), "Select the forms to carry over first"));
  finish_window (window);
}

static void
test_window_saves_when_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "稽核费");
  gpointer window = zp_window_new (NULL, fixture->library);
  g_autoptr (ZpForm) again = NULL;

  g_object_add_weak_pointer (window, &window);
  gtk_window_present (GTK_WINDOW (window));
  zp_window_add_form (window, form);
  g_assert_true (zp_form_set (form, "goal_actual", "都做了", NULL, NULL));
  gtk_window_close (GTK_WINDOW (window));
  wait_until (window == NULL);
  again = zp_library_load (fixture->library, zp_form_get_id (form), NULL);
  g_assert_cmpstr (zp_form_get_field (again, "goal_actual"), ==, "都做了");
}

static void
test_window_opens_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", "medical-aid.ziping", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  ZpWindow *window = zp_window_new (NULL, fixture->library);

  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 2; i++)
    {
      /* The second time it is the same form, which is not added again. */
      zp_window_open_file (window, file);
      wait_until (zp_window_get_form (window) != NULL);
      wait_until (fixture_count_items (fixture) == 1);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.close-form", NULL));
      wait_until (zp_window_get_form (window) == NULL);
    }
  finish_window (window);
}

/* Whoever leaves the menu of a form with Escape goes on in the list. */
static void
test_menu_gives_the_keys_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  ZpLibraryPage *page = make_page (fixture, &window);
  GtkWidget *view;
  GtkWidget *focus;
  GtkWidget *menu;

  fixture_save_records (fixture, 3);
  run_pending ();
  view = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (page), ZP_TYPE_LIBRARY_PAGE, "view"));
  g_assert_true (gtk_widget_grab_focus (view));
  menu = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (page), ZP_TYPE_LIBRARY_PAGE, "popover"));
  gtk_popover_popup (GTK_POPOVER (menu));
  wait_until (gtk_widget_get_mapped (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  wait_until (!gtk_widget_get_mapped (menu));
  run_pending ();
  focus = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, view));
  finish_window (window);
}

/* On a small screen all keys can be read, and the numbers of the pages can be reached. */
static void
test_shortcuts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/ziping/Ziping/zp-shortcuts.ui");
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "shortcuts"));
  int width;
  int height;

  gtk_window_set_modal (GTK_WINDOW (window), FALSE);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (window));
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  g_assert_cmpint (width, <=, 1366);
  g_assert_cmpint (height, <=, 720);
  g_clear_object (&builder);
  finish_window (window);
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  int status = app_test_init (&argc, &argv);

  if (status != 0)
    return status;
  add ("/app/page/filters", NULL, test_page_filters);
  add ("/app/page/resorts-when-saved", NULL, test_page_resorts_when_saved);
  add ("/app/page/large", NULL, test_page_large);
  for (gsize i = 0; i < G_N_ELEMENTS (dialog_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/app/new-form/", dialog_cases[i].name, NULL);

      add (path, &dialog_cases[i], test_new_form);
    }
  add ("/app/trash/restore", NULL, test_trash);
  add ("/app/backups/take", NULL, test_backups);
  add ("/app/page/menu-gives-the-keys-back", NULL, test_menu_gives_the_keys_back);
  add ("/app/shortcuts/fit", NULL, test_shortcuts);
  add ("/app/preferences/build", NULL, test_preferences);
  add ("/app/window/opens-and-leaves-form", NULL, test_window_opens_and_leaves_form);
  add ("/app/window/carry-needs-forms", NULL, test_window_carry_needs_forms);
  add ("/app/window/saves-when-closed", NULL, test_window_saves_when_closed);
  add ("/app/window/opens-file", NULL, test_window_opens_file);
  return g_test_run ();
}
