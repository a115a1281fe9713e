/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "zp-cell-private.h"

#include "zp-form-file.h"
#include "zp-form-page.h"
#include "zp-table-view.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The form editor, in one process: what is typed, where keys lead, what undo does. */

static void
type_text (Editor *editor, const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (editor->window));

  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), text, -1);
  run_pending ();
}

static void
go_to (Editor *editor, const char *address)
{
  g_assert_true (zp_form_page_focus (editor->page, address));
  run_pending ();
}

static const char *
shown_text (Editor *editor, const char *address)
{
  ZpCell *cell = zp_table_view_find (editor->table, address);

  g_assert_nonnull (cell);
  return zp_cell_get_cell (cell)->text;
}

static void
act (Editor *editor, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor->page), action, NULL));
  run_pending ();
}

/* Some frames, in which widgets get their places. */
static void
settle (void)
{
  for (guint i = 0; i < 60; i++)
    {
      g_usleep (5000);
      run_pending ();
    }
}

/* With some of the table above and below it, unless that is where the paper ends. */
static gboolean
is_in_view (ZpCell *cell)
{
  GtkWidget *desk = gtk_widget_get_ancestor (GTK_WIDGET (cell), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (desk));
  double rest = gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place)
                - gtk_adjustment_get_value (place);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (GTK_WIDGET (cell), desk, &bounds)
         && bounds.origin.y >= MIN (40, gtk_adjustment_get_value (place)) - 0.5
         && bounds.origin.y + bounds.size.height
                <= gtk_widget_get_height (desk) - MIN (40, rest) + 0.5;
}

/* Wherever the focus goes, the whole cell can be read. */
static void
test_in_view (Fixture *fixture, gconstpointer data)
{
  static const char *const addresses[]
      = { "indicators/r5/deviation", "project_name", "indicators/r9/deviation",
          "indicators/r3/target", "indicators/r7/level3" };
  Editor editor;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      go_to (&editor, addresses[i]);
      wait_until (is_in_view (zp_table_view_find (editor.table, addresses[i])));
    }
  close_editor (&editor);
}

static GtkGesture *
find_click (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        return GTK_GESTURE (controller);
    }
  return NULL;
}

/* Under the pointer nothing moves, so that a double click meets the same cell twice. */
static void
test_click_moves_nothing (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  ZpCell *cell = NULL;
  GtkAdjustment *place;
  GtkWidget *desk;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  go_to (&editor, "project_name");
  settle ();
  desk = gtk_widget_get_ancestor (GTK_WIDGET (editor.table), GTK_TYPE_SCROLLED_WINDOW);
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (desk));
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0);
  /* The lowest of those that can be seen whole. */
  for (guint i = 1; i < 20; i++)
    {
      g_autofree char *address = g_strdup_printf ("indicators/r%u/level3", i);
      ZpCell *candidate = zp_table_view_find (editor.table, address);
      graphene_rect_t bounds;

      if (candidate == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (candidate), desk, &bounds)
          || bounds.origin.y + bounds.size.height > gtk_widget_get_height (desk))
        break;
      cell = candidate;
    }
  g_assert_nonnull (cell);
  g_signal_emit_by_name (find_click (GTK_WIDGET (cell)), "pressed", 1, 3.0, 3.0);
  settle ();
  g_assert_true (zp_table_view_get_focus_cell (editor.table) == cell);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0);
  close_editor (&editor);
}

static void
test_scores_follow (Fixture *fixture, gconstpointer data)
{
  Editor editor;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  g_assert_cmpstr (shown_text (&editor, "indicators/r3/score"), ==, "5.0");
  go_to (&editor, "indicators/r3/actual");
  type_text (&editor, "3家");
  g_assert_cmpstr (zp_form_get (editor.form, "indicators/r3/actual"), ==, "3家");
  g_assert_cmpstr (shown_text (&editor, "indicators/r3/score"), ==, "3.0");
  g_assert_cmpstr (shown_text (&editor, "total/score"), ==, "67.9");
  close_editor (&editor);
}

static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  Editor editor;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  go_to (&editor, "indicators/r3/score");
  type_text (&editor, "4");
  g_assert_true (
      zp_cell_get_cell (zp_table_view_find (editor.table, "indicators/r3/score"))->by_hand);
  g_assert_cmpstr (shown_text (&editor, "total/score"), ==, "68.9");
  act (&editor, "form.reset-score");
  g_assert_false (
      zp_cell_get_cell (zp_table_view_find (editor.table, "indicators/r3/score"))->by_hand);
  g_assert_cmpstr (shown_text (&editor, "indicators/r3/score"), ==, "5.0");
  close_editor (&editor);
}

static void
test_undo_goes_there (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  ZpCell *focus;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  go_to (&editor, "indicators/r5/actual");
  type_text (&editor, "50%");
  go_to (&editor, "project_name");
  type_text (&editor, "另一个项目");
  act (&editor, "form.undo");
  g_assert_cmpstr (zp_form_get (editor.form, "project_name"), !=, "另一个项目");
  act (&editor, "form.undo");
  g_assert_cmpstr (zp_form_get (editor.form, "indicators/r5/actual"), ==, "100%");
  focus = zp_table_view_get_focus_cell (editor.table);
  g_assert_cmpstr (zp_cell_get_address (focus), ==, "indicators/r5/actual");
  act (&editor, "form.redo");
  g_assert_cmpstr (shown_text (&editor, "indicators/r5/actual"), ==, "50%");
  close_editor (&editor);
}

/* Focus moves in a window that is not the active one too: what is done on leaving a cell is done. */
static void
test_inactive_window (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  GtkWidget *other = gtk_window_new ();

  open_editor (&editor, fixture, fixture_make_form (fixture, "项目"));
  go_to (&editor, "funding/total/initial");
  gtk_window_present (GTK_WINDOW (other));
  wait_until (!gtk_window_is_active (GTK_WINDOW (editor.window)));
  type_text (&editor, "12+3.5");
  go_to (&editor, "funding/total/budget");
  g_assert_cmpstr (zp_form_get (editor.form, "funding/total/initial"), ==, "15.5");
  type_text (&editor, "20");
  act (&editor, "form.undo");
  act (&editor, "form.undo");
  g_assert_cmpstr (zp_cell_get_address (zp_table_view_get_focus_cell (editor.table)), ==,
                   "funding/total/initial");
  gtk_window_destroy (GTK_WINDOW (other));
  close_editor (&editor);
}

static void
test_placeholder (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  guint n;
  ZpCell *focus;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  n = zp_form_get_n_rows (editor.form, "indicators");
  go_to (&editor, "indicators/+4/level3");
  type_text (&editor, "节约资金");
  g_assert_cmpuint (zp_form_get_n_rows (editor.form, "indicators"), ==, n + 1);
  focus = zp_table_view_get_focus_cell (editor.table);
  g_assert_true (g_str_has_suffix (zp_cell_get_address (focus), "/level3"));
  g_assert_null (zp_table_view_find (editor.table, "indicators/+4/level3"));
  act (&editor, "form.undo");
  g_assert_cmpuint (zp_form_get_n_rows (editor.form, "indicators"), ==, n);
  g_assert_nonnull (zp_table_view_find (editor.table, "indicators/+4/level3"));
  close_editor (&editor);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  guint n;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  n = zp_form_get_n_rows (editor.form, "indicators");
  go_to (&editor, "indicators/r2/target");
  act (&editor, "form.add-row");
  g_assert_cmpuint (zp_form_get_n_rows (editor.form, "indicators"), ==, n + 1);
  type_text (&editor, "新的一行");
  g_assert_cmpstr (zp_row_get (zp_form_get_row (editor.form, "indicators", 2), "level3"), ==,
                   "新的一行");
  act (&editor, "form.move-up");
  g_assert_cmpstr (zp_row_get (zp_form_get_row (editor.form, "indicators", 1), "level3"), ==,
                   "新的一行");
  act (&editor, "form.duplicate-row");
  g_assert_cmpuint (zp_form_get_n_rows (editor.form, "indicators"), ==, n + 2);
  act (&editor, "form.remove-row");
  act (&editor, "form.undo");
  act (&editor, "form.undo");
  act (&editor, "form.undo");
  act (&editor, "form.undo");
  act (&editor, "form.undo");
  g_assert_cmpuint (zp_form_get_n_rows (editor.form, "indicators"), ==, n);
  close_editor (&editor);
}

static void
press (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &taken);
    }
  g_assert_true (taken);
}

/* Presses a key of the page; FALSE when it goes on to somebody else. */
static gboolean
press_shortcut (Editor *editor, const char *keys)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (editor->page));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      guint n = GTK_IS_SHORTCUT_CONTROLLER (controller)
                    ? g_list_model_get_n_items (G_LIST_MODEL (controller))
                    : 0;

      for (guint j = 0; j < n && !taken; j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *trigger
              = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          taken = g_str_equal (trigger, keys)
                  && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                   GTK_WIDGET (editor->page), NULL);
        }
    }
  run_pending ();
  return taken;
}

/* Keys of the review do nothing in a draft, and nobody else takes them: GTK would offer its tools
 * for developers. */
static void
test_keys_of_the_review (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[]
      = { "<Shift><Control>d", "<Shift><Control>r", "<Control>h", "<Control>m", "F9" };
  Editor editor;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (press_shortcut (&editor, keys[i]));
  g_assert_cmpint (zp_form_get_state (editor.form), ==, ZP_FORM_STATE_DRAFT);
  close_editor (&editor);
}

/* F2 goes on writing where Tab has selected everything, as in a spreadsheet. */
static void
test_write_on (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  GtkTextBuffer *buffer;
  GtkWidget *focus;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  go_to (&editor, "indicators/r2/level3");
  focus = gtk_root_get_focus (GTK_ROOT (editor.window));
  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
  g_assert_true (gtk_text_buffer_get_has_selection (buffer));
  press (focus, GDK_KEY_F2);
  g_assert_false (gtk_text_buffer_get_has_selection (buffer));
  gtk_text_buffer_insert_at_cursor (buffer, "尾", -1);
  run_pending ();
  g_assert_true (g_str_has_suffix (
      zp_row_get (zp_form_get_row (editor.form, "indicators", 1), "level3"), "尾"));
  close_editor (&editor);
}

/* Whose cell the next key goes into. */
static const char *
focus_address (Editor *editor)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (editor->window));
  GtkWidget *cell = focus != NULL ? gtk_widget_get_ancestor (focus, ZP_TYPE_CELL) : NULL;

  g_assert_nonnull (cell);
  return zp_cell_get_address (ZP_CELL (cell));
}

/* A key after Ctrl+Z must not fall into another part of the form. */
static void
test_undo_of_the_focused_row (Fixture *fixture, gconstpointer data)
{
  static const char *const steps[] = { "form.duplicate-row", "form.add-row" };
  Editor editor;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      go_to (&editor, "indicators/r2/target");
      act (&editor, steps[i]);
      g_assert_false (g_str_has_prefix (focus_address (&editor), "indicators/r2/"));
      act (&editor, "form.undo");
      settle ();
      g_assert_true (g_str_has_prefix (focus_address (&editor), "indicators/"));
      act (&editor, "form.redo");
      settle ();
      g_assert_true (g_str_has_prefix (focus_address (&editor), "indicators/"));
      act (&editor, "form.undo");
    }
  close_editor (&editor);
}

static void
test_conversion (Fixture *fixture, gconstpointer data)
{
  Editor editor;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  go_to (&editor, "funding/total/budget");
  type_text (&editor, "２５１５００元");
  g_assert_cmpstr (zp_form_get (editor.form, "funding/total/budget"), ==, "２５１５００元");
  g_assert_cmpstr (shown_text (&editor, "funding/total/budget"), ==, "25.15");
  close_editor (&editor);
}

/* Rules of one's own may have no grades; a total is there all the same. */
static void
test_rules_without_grades (Fixture *fixture, gconstpointer data)
{
  ZpCatalog *catalog = zp_library_get_catalog (fixture->library);
  ZpProfile *usual = zp_catalog_find_profile (catalog, ZP_DEFAULT_PROFILE, NULL);
  gsize size = g_bytes_get_size (usual->json);
  g_autofree char *text = g_strndup (g_bytes_get_data (usual->json, NULL), size);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autofree char *changed = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;
  ZpForm *form;
  Editor editor;

  json_object_set_string_member (json_node_get_object (root), "id", "own");
  json_object_remove_member (json_node_get_object (root), "grades");
  changed = json_to_string (root, FALSE);
  json = g_bytes_new (changed, strlen (changed));
  g_assert_true (zp_catalog_add_profile (catalog, json, &error));
  g_assert_no_error (error);
  form = zp_form_new (zp_catalog_find_template (catalog, ZP_DEFAULT_TEMPLATE, NULL),
                      zp_catalog_find_profile (catalog, "own", NULL));
  open_editor (&editor, fixture, form);
  g_assert_nonnull (find_label (GTK_WIDGET (editor.page), "Not scored yet"));
  g_assert_true (zp_form_set (form, "funding/total/budget", "100", NULL, NULL));
  g_assert_true (zp_form_set (form, "funding/total/executed", "50", NULL, NULL));
  settle ();
  g_assert_null (find_label (GTK_WIDGET (editor.page), "Not scored yet"));
  close_editor (&editor);
}

static void
test_saved_within_two_seconds (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  gint64 start = g_get_monotonic_time ();

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  go_to (&editor, "project_name");
  type_text (&editor, "保存");
  g_assert_true (zp_form_page_has_unsaved (editor.page));
  wait_until (!zp_form_page_has_unsaved (editor.page));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 8 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (fixture_count_items (fixture), ==, 1);
  close_editor (&editor);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  ZpCell *cell;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  cell = zp_table_view_find (editor.table, "indicators/r3/actual");
  gtk_test_accessible_assert_role (editor.table, GTK_ACCESSIBLE_ROLE_GRID);
  gtk_test_accessible_assert_role (cell, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL));
  go_to (&editor, "indicators/r3/actual");
  gtk_test_accessible_assert_role (gtk_root_get_focus (GTK_ROOT (editor.window)),
                                   GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  close_editor (&editor);
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  int before;

  open_editor (&editor, fixture,
               fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping"));
  settle ();
  act (&editor, "form.zoom-normal");
  settle ();
  before = gtk_widget_get_width (GTK_WIDGET (editor.table));
  act (&editor, "form.zoom-in");
  wait_until (gtk_widget_get_width (GTK_WIDGET (editor.table)) > before);
  act (&editor, "form.zoom-normal");
  wait_until (gtk_widget_get_width (GTK_WIDGET (editor.table)) == before);
  close_editor (&editor);
}

/* The mark in the corner does not cover the last digit of an amount. */
static void
test_mark_beside_figure (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  ZpCell *cell;

  open_editor (&editor, fixture, fixture_make_form (fixture, "甲"));
  g_assert_true (zp_form_set (editor.form, "funding/total/initial", "12", NULL, NULL));
  settle ();
  cell = zp_table_view_find (editor.table, "funding/total/initial");
  g_assert_cmpfloat (zp_cell_get_shift (cell), ==, 0);
  g_assert_true (zp_form_set (editor.form, "funding/total/initial", "12a0", NULL, NULL));
  settle ();
  cell = zp_table_view_find (editor.table, "funding/total/initial");
  g_assert_cmpfloat (zp_cell_get_shift (cell), >, 0);
  g_assert_cmpfloat (zp_cell_get_shift (cell), <=, ZP_CELL_MARK_REACH);
  close_editor (&editor);
}

#define add(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  int skip = app_test_init (&argc, &argv);

  if (skip != 0)
    return skip;
  add ("/form-page/in-view", test_in_view);
  add ("/form-page/click-moves-nothing", test_click_moves_nothing);
  add ("/form-page/scores-follow", test_scores_follow);
  add ("/form-page/by-hand", test_by_hand);
  add ("/form-page/undo-goes-there", test_undo_goes_there);
  add ("/form-page/inactive-window", test_inactive_window);
  add ("/form-page/placeholder", test_placeholder);
  add ("/form-page/rows", test_rows);
  add ("/form-page/keys-of-the-review", test_keys_of_the_review);
  add ("/form-page/write-on", test_write_on);
  add ("/form-page/undo-of-the-focused-row", test_undo_of_the_focused_row);
  add ("/form-page/rules-without-grades", test_rules_without_grades);
  add ("/form-page/conversion", test_conversion);
  add ("/form-page/saved-within-two-seconds", test_saved_within_two_seconds);
  add ("/form-page/names", test_names);
  add ("/form-page/zoom", test_zoom);
  add ("/form-page/mark-beside-figure", test_mark_beside_figure);
  return g_test_run ();
}
