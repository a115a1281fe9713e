/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include <string.h>

#include "zp-document-export.h"
#include "zp-form-record.h"
#include "zp-hand-on.h"
#include "zp-merge-row.h"
#include "zp-merge-window.h"
#include "zp-plan-row.h"
#include "zp-plan-row.h"
#include "zp-plan-window.h"
#include "zp-seal.h"
#include "zp-window.h"

/* Handing forms on and taking them in, in the windows. */

#define PASSPHRASE "财政局2021"

static ZpWindow *
make_window (Fixture *fixture)
{
  ZpWindow *window = zp_window_new (NULL, fixture->library);

  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return window;
}

static void
finish_window (gpointer window)
{
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (window == NULL);
}

/* (nullable): the window of a kind that is open */
static GtkWidget *
find_toplevel (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
find_inside (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_inside (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static ZpForm *
make_form (Fixture *fixture, const char *id, const char *project, const char *unit)
{
  ZpForm *form = fixture_make_form (fixture, project);

  zp_form_set_id (form, id);
  g_assert_true (zp_form_set (form, "unit", unit, NULL, NULL));
  return form;
}

static GFile *
build_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return g_file_new_for_path (path);
}

/* A file with the form “f”, as another office has it. */
static GFile *
write_package (Fixture *fixture, const char *unit, const char *passphrase)
{
  g_autoptr (ZpForm) form = make_form (fixture, "f", "项目甲", unit);
  g_autoptr (GBytes) document = zp_form_write (form);
  g_autoptr (ZpPackage) package = zp_package_new ("2021-03-01T08:00:00Z");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) written = NULL;
  GFile *file = build_file (fixture, "p.ziping");

  g_assert_true (zp_package_add_form (package, "f", 3, NULL, document, NULL));
  bytes = zp_package_write (package, NULL);
  written = passphrase != NULL ? zp_seal_close_at_cost (bytes, passphrase, 1, 8, NULL)
                               : g_bytes_ref (bytes);
  g_assert_true (g_file_replace_contents (file, g_bytes_get_data (written, NULL),
                                          g_bytes_get_size (written), NULL, FALSE,
                                          G_FILE_CREATE_NONE, NULL, NULL, NULL));
  return file;
}

static char *
dup_unit (Fixture *fixture, const char *id)
{
  g_autoptr (ZpForm) form = zp_library_load (fixture->library, id, NULL);

  return form != NULL ? g_strdup (zp_form_get_field (form, "unit")) : NULL;
}

#define assert_unit(fixture, id, expected)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *unit_found = dup_unit (fixture, id);                                          \
    g_assert_cmpstr (unit_found, ==, expected);                                                    \
  }                                                                                                \
  G_STMT_END

static ZpPlanWindow *
open_plan (ZpWindow *window, GFile *file)
{
  zp_window_open_file (window, file);
  wait_until (find_toplevel (ZP_TYPE_PLAN_WINDOW) != NULL);
  return ZP_PLAN_WINDOW (find_toplevel (ZP_TYPE_PLAN_WINDOW));
}

static ZpPackageItem *
get_item (ZpPlanWindow *plan)
{
  return g_ptr_array_index (zp_package_plan_get_items (zp_plan_window_get_plan (plan)), 0);
}

static void
apply (ZpPlanWindow *plan)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (plan), "plan.apply", NULL));
  wait_until (zp_plan_window_is_done (plan));
}

/* --- taking in --- */

static void
test_new (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = make_window (fixture);
  g_autoptr (GFile) file = write_package (fixture, "那边", NULL);
  ZpPlanWindow *plan = open_plan (window, file);

  g_assert_cmpint (get_item (plan)->relation, ==, ZP_PACKAGE_NEW);
  assert_unit (fixture, "f", NULL);
  apply (plan);
  assert_unit (fixture, "f", "那边");
  wait_until (fixture_count_items (fixture) == 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (plan), "plan.undo", NULL));
  wait_until (find_toplevel (ZP_TYPE_PLAN_WINDOW) == NULL);
  wait_until (fixture_count_items (fixture) == 0);
  finish_window (window);
}

/* Nothing is replaced unless somebody says so; closing the plan changes nothing. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = make_window (fixture);
  g_autoptr (ZpForm) mine = make_form (fixture, "f", "项目甲", "这边");
  g_autoptr (GFile) file = write_package (fixture, "那边", NULL);
  ZpPlanWindow *plan;
  GtkDropDown *choice;

  fixture_save (fixture, mine);
  plan = open_plan (window, file);
  g_assert_cmpint (get_item (plan)->choice, ==, ZP_PACKAGE_SKIP);
  choice = GTK_DROP_DOWN (find_inside (GTK_WIDGET (plan), GTK_TYPE_DROP_DOWN));
  gtk_window_close (GTK_WINDOW (plan));
  wait_until (find_toplevel (ZP_TYPE_PLAN_WINDOW) == NULL);
  assert_unit (fixture, "f", "这边");
  plan = open_plan (window, file);
  choice = GTK_DROP_DOWN (find_inside (GTK_WIDGET (plan), GTK_TYPE_DROP_DOWN));
  gtk_drop_down_set_selected (choice, 1);
  g_assert_cmpint (get_item (plan)->choice, ==, ZP_PACKAGE_REPLACE);
  apply (plan);
  assert_unit (fixture, "f", "那边");
  assert_unit (fixture, get_item (plan)->aside_id, "这边");
  gtk_window_close (GTK_WINDOW (plan));
  finish_window (window);
}

static void
add_to_package (ZpPackage *package, const char *id, ZpForm *form)
{
  g_autoptr (GBytes) document = zp_form_write (form);

  g_assert_true (zp_package_add_form (package, id, 3, NULL, document, NULL));
}

/* A form that wants a decision is not hidden behind those that want none. */
static void
test_conflicts_first (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = make_window (fixture);
  g_autoptr (ZpForm) mine = make_form (fixture, "f", "项目甲", "这边");
  g_autoptr (ZpForm) theirs = make_form (fixture, "f", "项目甲", "那边");
  g_autoptr (ZpForm) other = make_form (fixture, "a", "项目乙", "那边");
  g_autoptr (ZpPackage) package = zp_package_new ("2021-03-01T08:00:00Z");
  g_autoptr (GFile) file = build_file (fixture, "p.ziping");
  g_autoptr (GBytes) bytes = NULL;
  ZpPlanWindow *plan;
  ZpPlanRow *row;

  fixture_save (fixture, mine);
  add_to_package (package, "a", other);
  add_to_package (package, "f", theirs);
  bytes = zp_package_write (package, NULL);
  g_assert_true (g_file_replace_contents (file, g_bytes_get_data (bytes, NULL),
                                          g_bytes_get_size (bytes), NULL, FALSE, G_FILE_CREATE_NONE,
                                          NULL, NULL, NULL));
  plan = open_plan (window, file);
  g_assert_cmpint (get_item (plan)->relation, ==, ZP_PACKAGE_NEW);
  row = ZP_PLAN_ROW (find_inside (GTK_WIDGET (plan), ZP_TYPE_PLAN_ROW));
  g_assert_cmpint (zp_plan_row_get_item (row)->relation, ==, ZP_PACKAGE_CONFLICT);
  gtk_window_close (GTK_WINDOW (plan));
  finish_window (window);
}

/* The form that is open is shown as it is now. */
static void
test_open_form (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = make_window (fixture);
  g_autoptr (ZpForm) mine = make_form (fixture, "f", "项目甲", "这边");
  g_autoptr (GFile) file = write_package (fixture, "那边", NULL);
  ZpPlanWindow *plan;

  fixture_save (fixture, mine);
  zp_window_open_form (window, "f");
  plan = open_plan (window, file);
  g_assert_true (zp_package_item_choose (get_item (plan), ZP_PACKAGE_REPLACE, NULL));
  apply (plan);
  wait_until (zp_window_get_form (window) != NULL
              && g_strcmp0 (zp_form_get_field (zp_window_get_form (window), "unit"), "那边") == 0);
  gtk_window_close (GTK_WINDOW (plan));
  finish_window (window);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = make_window (fixture);
  g_autoptr (GFile) file = write_package (fixture, "那边", NULL);
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_load_contents (file, NULL, &content, &size, NULL, NULL));
  content[size / 2] ^= 1;
  g_file_replace_contents (file, content, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL);
  zp_window_open_file (window, file);
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_null (find_toplevel (ZP_TYPE_PLAN_WINDOW));
  g_assert_nonnull (strstr (
      adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_toplevel (ADW_TYPE_MESSAGE_DIALOG))),
      "integrity check"));
  gtk_window_destroy (GTK_WINDOW (find_toplevel (ADW_TYPE_MESSAGE_DIALOG)));
  finish_window (window);
}

/* (nullable): where a passphrase is asked for */
static GtkWidget *
find_entry (void)
{
  GtkWidget *dialog = find_toplevel (ADW_TYPE_MESSAGE_DIALOG);

  return dialog != NULL ? find_inside (dialog, GTK_TYPE_PASSWORD_ENTRY) : NULL;
}

static void
type_passphrase (const char *text)
{
  GtkWidget *dialog;

  wait_until (find_entry () != NULL);
  dialog = find_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (find_entry ()), text);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "open");
  /* As the button does it. */
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_passphrase (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = make_window (fixture);
  g_autoptr (GFile) file = write_package (fixture, "那边", PASSPHRASE);

  zp_window_open_file (window, file);
  type_passphrase ("x");
  type_passphrase (PASSPHRASE);
  wait_until (find_toplevel (ZP_TYPE_PLAN_WINDOW) != NULL);
  gtk_window_close (GTK_WINDOW (find_toplevel (ZP_TYPE_PLAN_WINDOW)));
  finish_window (window);
}

/* --- merging --- */

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = make_window (fixture);
  g_autoptr (ZpForm) mine = make_form (fixture, "f", "项目甲", "这边");
  g_autoptr (GFile) file = write_package (fixture, "那边", NULL);
  ZpPlanWindow *plan;
  GtkWidget *row;
  GtkWidget *merging;
  GtkWidget *difference;

  g_assert_true (zp_form_set (mine, "goal_actual", "只在这边", NULL, NULL));
  fixture_save (fixture, mine);
  plan = open_plan (window, file);
  row = find_inside (GTK_WIDGET (plan), ZP_TYPE_PLAN_ROW);
  g_signal_emit_by_name (row, "merge");
  wait_until (find_toplevel (ZP_TYPE_MERGE_WINDOW) != NULL);
  merging = find_toplevel (ZP_TYPE_MERGE_WINDOW);
  gtk_widget_activate_action (merging, "merge.theirs", NULL);
  for (difference = find_inside (merging, ZP_TYPE_MERGE_ROW); difference != NULL;
       difference = gtk_widget_get_next_sibling (difference))
    {
      guint index = zp_merge_row_get_index (ZP_MERGE_ROW (difference));
      const ZpMergeItem *item
          = g_ptr_array_index (zp_form_merge_get_items (get_item (plan)->merge), index);

      g_assert_cmpint (item->side, ==, ZP_MERGE_THEIRS);
      if (g_str_equal (item->address, "goal_actual"))
        zp_merge_row_choose (ZP_MERGE_ROW (difference), ZP_MERGE_MINE);
    }
  g_assert_cmpstr (zp_merge_window_get_result (ZP_MERGE_WINDOW (merging)), !=, "");
  gtk_widget_activate_action (merging, "merge.accept", NULL);
  wait_until (find_toplevel (ZP_TYPE_MERGE_WINDOW) == NULL);
  g_assert_cmpint (get_item (plan)->choice, ==, ZP_PACKAGE_MERGE);
  apply (plan);
  assert_unit (fixture, "f", "那边");
  {
    g_autoptr (ZpForm) merged = zp_library_load (fixture->library, "f", NULL);

    g_assert_cmpstr (zp_form_get_field (merged, "goal_actual"), ==, "只在这边");
  }
  gtk_window_close (GTK_WINDOW (plan));
  finish_window (window);
}

/* A form file of a form that the library has otherwise leads to the same choice. */
static void
test_form_file (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = make_window (fixture);
  g_autoptr (ZpForm) mine = make_form (fixture, "f", "项目甲", "这边");
  g_autoptr (ZpForm) theirs = make_form (fixture, "f", "项目甲", "那边");
  g_autoptr (GBytes) bytes = zp_form_write (theirs);
  g_autoptr (GFile) file = build_file (fixture, "f.ziping");
  ZpPlanWindow *plan;

  fixture_save (fixture, mine);
  g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL,
                           FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL);
  plan = open_plan (window, file);
  g_assert_cmpint (get_item (plan)->relation, ==, ZP_PACKAGE_CONFLICT);
  g_assert_true (zp_package_item_choose (get_item (plan), ZP_PACKAGE_KEEP_BOTH, NULL));
  apply (plan);
  assert_unit (fixture, "f", "这边");
  assert_unit (fixture, get_item (plan)->new_id, "那边");
  gtk_window_close (GTK_WINDOW (plan));
  finish_window (window);
}

/* --- handing on --- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_hand_on_write_finish (ZP_HAND_ON (source), result, &error));
  g_assert_no_error (error);
  *done = TRUE;
}

static void
test_hand_on (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = make_window (fixture);
  g_autoptr (ZpForm) form = make_form (fixture, "f", "项目甲", "这边");
  g_autoptr (GFile) file = build_file (fixture, "out.ziping");
  const char *ids[] = { "f", NULL };
  ZpHandOn *dialog;
  GtkWidget *protect;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpPackage) package = NULL;
  gboolean done = FALSE;

  fixture_save (fixture, form);
  dialog = zp_hand_on_new (window, ids);
  gtk_window_present (GTK_WINDOW (dialog));
  protect = find_inside (GTK_WIDGET (dialog), ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (protect), TRUE);
  g_object_set (find_inside (GTK_WIDGET (dialog), ADW_TYPE_PASSWORD_ENTRY_ROW), "text", PASSPHRASE,
                NULL);
  zp_hand_on_write_async (dialog, file, written_cb, &done);
  wait_until (done);
  bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  g_assert_true (zp_seal_is_sealed (bytes));
  package = zp_package_read_protected (bytes, PASSPHRASE, NULL);
  g_assert_cmpuint (zp_package_get_entries (package, ZP_PACKAGE_FORM)->len, ==, 1);
  finish_window (dialog);
  finish_window (window);
}

/* --- papers of the review --- */

static void
document_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_document_export_write_finish (result, &error));
  g_assert_no_error (error);
  *done = TRUE;
}

static void
test_documents (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window = make_window (fixture);
  g_autoptr (ZpForm) form = make_form (fixture, "f", "项目甲", "这边");
  const char *ids[] = { "f", NULL };

  fixture_save (fixture, form);
  for (int kind = 0; kind < ZP_N_DOCUMENTS; kind++)
    {
      g_autofree char *name = zp_document_export_suggest_name ((ZpDocumentKind) kind, form, 1);
      g_autoptr (GFile) file = build_file (fixture, name);
      gboolean done = FALSE;

      g_assert_true (g_str_has_prefix (name, "这边_项目甲_"));
      if (kind == ZP_DOCUMENT_RETURN_SLIP)
        continue;
      zp_document_export_write_async (window, NULL, ids, (ZpDocumentKind) kind, file,
                                      document_written_cb, &done);
      wait_until (done);
      g_assert_true (g_file_query_exists (file, NULL));
    }
  finish_window (window);
}

#define add(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  int skip = app_test_init (&argc, &argv);

  if (skip != 0)
    return skip;
  add ("/exchange/new", test_new);
  add ("/exchange/conflict", test_conflict);
  add ("/exchange/open-form", test_open_form);
  add ("/exchange/conflicts-first", test_conflicts_first);
  add ("/exchange/damaged", test_damaged);
  add ("/exchange/passphrase", test_passphrase);
  add ("/exchange/merge", test_merge);
  add ("/exchange/form-file", test_form_file);
  add ("/exchange/hand-on", test_hand_on);
  add ("/exchange/documents", test_documents);
  return g_test_run ();
}
