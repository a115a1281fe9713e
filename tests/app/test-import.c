/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-import-item.h"
#include "zp-import-window.h"
#include "zp-ledger-plan.h"
#include "zp-ledger-window.h"
#include "zp-paper.h"
#include "zp-plan-scores.h"
#include "zp-window.h"

#include <glib/gstdio.h>

/* Workbooks: the plan first, then the forms. */

static GFile *
write_bytes (Fixture *fixture, const char *name, const char *data, gsize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static ZpForm *
make_form (Fixture *fixture, const char *project, const char *budget)
{
  ZpForm *form = fixture_make_form (fixture, project);
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_form_set (form, "year", "2020", NULL, &error));
  g_assert_true (zp_form_set (form, "funding/total/budget", budget, NULL, &error));
  g_assert_true (zp_form_set (form, "funding/total/executed", "5", NULL, &error));
  g_assert_no_error (error);
  return form;
}

static GFile *
write_book (Fixture *fixture, const char *name, const char *project, const char *budget)
{
  g_autoptr (ZpForm) form = make_form (fixture, project, budget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) book = zp_paper_write (&form, 1, ZP_PAPER_XLSX, 0, &error);

  g_assert_no_error (error);
  return write_bytes (fixture, name, g_bytes_get_data (book, NULL), g_bytes_get_size (book));
}

static ZpImportWindow *
open_window (Fixture *fixture, GFile *file, GFile *other)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  ZpImportWindow *window = zp_import_window_new (NULL, fixture->library);

  g_ptr_array_add (files, file);
  if (other != NULL)
    g_ptr_array_add (files, other);
  zp_import_window_add_files (window, files);
  g_assert_true (zp_import_window_is_busy (window));
  gtk_window_present (GTK_WINDOW (window));
  wait_until (!zp_import_window_is_busy (window));
  return window;
}

static void
close_window (gpointer window)
{
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (window == NULL);
}

static guint
count (ZpImportWindow *window)
{
  return g_list_model_get_n_items (zp_import_window_get_items (window));
}

static ZpImportItem *
get (ZpImportWindow *window, guint index)
{
  g_autoptr (ZpImportItem) item
      = g_list_model_get_item (zp_import_window_get_items (window), index);

  return item;
}

static void
take (Fixture *fixture, ZpImportWindow *window)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "import.take", NULL));
  wait_until (!zp_import_window_is_busy (window));
  wait_until (!zp_library_is_loading (fixture->library));
}

static void
test_take (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) book = write_book (fixture, "甲.xlsx", "甲项目", "10");
  g_autoptr (GFile) broken = write_bytes (fixture, "broken.xlsx", "PK\003\004", 4);
  ZpImportWindow *window = open_window (fixture, book, broken);
  g_autoptr (ZpForm) taken = NULL;
  g_autoptr (GError) error = NULL;
  ZpImportItem *item = get (window, 0);

  g_assert_cmpuint (count (window), ==, 2);
  g_assert_cmpint (item->kind, ==, ZP_IMPORT_FORM);
  g_assert_cmpint (item->choice, ==, ZP_IMPORT_NEW);
  g_assert_cmpuint (zp_import_item_count_rest (item), ==, 0);
  g_assert_cmpint (get (window, 1)->kind, ==, ZP_IMPORT_FAILED);
  g_assert_nonnull (get (window, 1)->problem);
  /* The plan changes nothing. */
  g_assert_cmpuint (fixture_count_items (fixture), ==, 0);
  take (fixture, window);
  g_assert_true (item->done);
  g_assert_cmpuint (fixture_count_items (fixture), ==, 1);
  taken = zp_library_load (fixture->library, item->form_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get_field (taken, "project_name"), ==, "甲项目");
  g_assert_cmpstr (zp_form_get (taken, "funding/total/budget"), ==, "10");
  close_window (window);
}

/* The same again is left out; another version refreshes the form, and the one from before can be
 * had back. */
static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) book = write_book (fixture, "a.xlsx", "甲项目", "10");
  g_autoptr (GFile) later = write_book (fixture, "b.xlsx", "甲项目", "20");
  ZpImportWindow *window = open_window (fixture, book, NULL);
  g_autoptr (GPtrArray) deleted = NULL;
  g_autoptr (ZpForm) taken = NULL;
  g_autoptr (GError) error = NULL;
  ZpImportItem *item;

  take (fixture, window);
  close_window (window);
  window = open_window (fixture, book, later);
  g_assert_true (get (window, 0)->same);
  g_assert_cmpint (get (window, 0)->choice, ==, ZP_IMPORT_SKIP);
  item = get (window, 1);
  g_assert_nonnull (item->known);
  g_assert_false (item->same);
  g_assert_cmpuint (item->changes->len, ==, 1);
  /* Nothing is overwritten unless that was chosen. */
  g_assert_cmpint (item->choice, ==, ZP_IMPORT_NEW);
  item->choice = ZP_IMPORT_REFRESH;
  take (fixture, window);
  g_assert_true (item->done);
  g_assert_cmpuint (fixture_count_items (fixture), ==, 1);
  taken = zp_library_load (fixture->library, item->known->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get (taken, "funding/total/budget"), ==, "20");
  deleted = zp_store_list (zp_library_get_store (fixture->library), TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (deleted->len, ==, 1);
  close_window (window);
}

/* A list is no form, and says so; closing while a worker reads does no harm. */
static void
test_no_form (Fixture *fixture, gconstpointer data)
{
  static const char table[] = "项目,金额\n甲,1\n";
  g_autoptr (GFile) list = write_bytes (fixture, "list.csv", table, sizeof table - 1);
  g_autoptr (GFile) book = write_book (fixture, "a.xlsx", "甲项目", "10");
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  ZpImportWindow *window = open_window (fixture, list, NULL);
  const ZpPlanRest *rest;

  g_assert_cmpuint (count (window), ==, 1);
  g_assert_cmpint (get (window, 0)->kind, ==, ZP_IMPORT_REST);
  /* What to do is said in the words of the window, and the arrow keys lead through the list. */
  rest = g_ptr_array_index (get (window, 0)->rest, 0);
  g_assert_null (strstr (rest->reason, "--"));
  wait_until (GTK_IS_LIST_BOX_ROW (gtk_window_get_focus (GTK_WINDOW (window))));
  g_ptr_array_add (files, book);
  zp_import_window_add_files (window, files);
  zp_import_window_add_files (window, files);
  wait_until (!zp_import_window_is_busy (window) && count (window) == 3);
  zp_import_window_add_files (window, files);
  close_window (window);
}

static void
test_ledger (Fixture *fixture, gconstpointer data)
{
  static const char table[]
      = "2024年,,\n项目,年初,全年预算,执行\n甲项目,1,2,1.5\n乙项目,3,4,4\n合计,4,6,5.5\n";
  g_autoptr (GFile) file = write_bytes (fixture, "台账.csv", table, sizeof table - 1);
  ZpLedgerWindow *window = zp_ledger_window_new (NULL, fixture->library, file);
  GPtrArray *plan;

  gtk_window_present (GTK_WINDOW (window));
  wait_until (!zp_ledger_window_is_busy (window));
  plan = zp_ledger_window_get_plan (window);
  g_assert_nonnull (plan);
  g_assert_cmpuint (plan->len, ==, 2);
  g_assert_cmpuint (fixture_count_items (fixture), ==, 0);
  ((ZpLedgerLine *) g_ptr_array_index (plan, 1))->take = FALSE;
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "ledger.take", NULL));
  wait_until (!zp_ledger_window_is_busy (window));
  wait_until (!zp_library_is_loading (fixture->library));
  plan = zp_ledger_window_get_plan (window);
  g_assert_true (((const ZpLedgerLine *) g_ptr_array_index (plan, 0))->done);
  g_assert_false (((const ZpLedgerLine *) g_ptr_array_index (plan, 1))->done);
  g_assert_cmpuint (fixture_count_items (fixture), ==, 1);
  close_window (window);
}

/* A ledger that names no year is no mistake: the year is asked for, and the plan follows. */
static void
test_ledger_without_year (Fixture *fixture, gconstpointer data)
{
  static const char table[] = "项目,年初,全年预算,执行\n甲项目,1,2,1.5\n";
  g_autoptr (GFile) file = write_bytes (fixture, "台账.csv", table, sizeof table - 1);
  ZpLedgerWindow *window = zp_ledger_window_new (NULL, fixture->library, file);
  GtkWidget *entry;

  gtk_window_present (GTK_WINDOW (window));
  wait_until (!zp_ledger_window_is_busy (window));
  g_assert_null (zp_ledger_window_get_plan (window));
  entry = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (GTK_IS_TEXT (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "2024");
  g_signal_emit_by_name (gtk_widget_get_parent (entry), "activate");
  wait_until (!zp_ledger_window_is_busy (window));
  g_assert_nonnull (zp_ledger_window_get_plan (window));
  close_window (window);
}

static ZpImportWindow *
find_import_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ZP_IS_IMPORT_WINDOW (window))
        return ZP_IMPORT_WINDOW (window);
    }
  return NULL;
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  return NULL;
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) one = write_book (fixture, "a.xlsx", "甲项目", "10");
  g_autoptr (GFile) two = write_book (fixture, "b.xlsx", "乙项目", "10");
  ZpWindow *window = zp_window_new (NULL, fixture->library);
  g_autoptr (GSList) files = g_slist_append (g_slist_append (NULL, one), two);
  g_auto (GValue) value = G_VALUE_INIT;
  ZpImportWindow *import;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_signal_emit_by_name (find_drop_target (GTK_WIDGET (window)), "drop", &value, 10.0, 10.0,
                         &taken);
  g_assert_true (taken);
  import = find_import_window ();
  g_assert_nonnull (import);
  wait_until (!zp_import_window_is_busy (import) && count (import) == 2);
  close_window (import);
  close_window (window);
}

int
main (int argc, char **argv)
{
  int skip = app_test_init (&argc, &argv);

  if (skip != 0)
    return skip;
  g_test_add ("/import/take", Fixture, NULL, fixture_set_up, test_take, fixture_tear_down);
  g_test_add ("/import/refresh", Fixture, NULL, fixture_set_up, test_refresh, fixture_tear_down);
  g_test_add ("/import/no-form", Fixture, NULL, fixture_set_up, test_no_form, fixture_tear_down);
  g_test_add ("/import/drop", Fixture, NULL, fixture_set_up, test_drop, fixture_tear_down);
  g_test_add ("/import/ledger", Fixture, NULL, fixture_set_up, test_ledger, fixture_tear_down);
  g_test_add ("/import/ledger-without-year", Fixture, NULL, fixture_set_up,
              test_ledger_without_year, fixture_tear_down);
  return g_test_run ();
}
