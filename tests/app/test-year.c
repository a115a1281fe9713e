/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-application.h"
#include "zp-checks.h"
#include "zp-window.h"
#include "zp-year-file.h"
#include "zp-year-notes.h"
#include "zp-year-row.h"
#include "zp-year-window.h"

#include <glib/gstdio.h>

/* The window of the year's list: typed, pasted, read from a file. */

/* Destroys a window and checks that nothing keeps it. */
static void
finish_window (gpointer window)
{
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (window == NULL);
}

static guint
count_rows (ZpYearWindow *window)
{
  return g_list_model_get_n_items (zp_year_window_get_rows (window));
}

static void
test_year_window (Fixture *fixture, gconstpointer data)
{
  ZpYearWindow *window;
  g_autoptr (ZpYearRow) first = NULL;
  g_autoptr (ZpYearRow) second = NULL;
  GPtrArray *lines;

  fixture_save_records (fixture, 4);
  window = zp_year_window_new (NULL, fixture->library, "2020");
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpuint (count_rows (window), ==, 1);
  zp_year_window_read_text (
      window, "单位\t项目名称\t预算\t截止日期\n甲局\t项目1\t10\t2021-3-31\n甲局\t没有的\t5\t");
  wait_until (count_rows (window) == 2);
  first = g_list_model_get_item (zp_year_window_get_rows (window), 0);
  second = g_list_model_get_item (zp_year_window_get_rows (window), 1);
  g_assert_cmpstr (zp_year_row_get_form (first), ==, "form-00001");
  g_assert_null (zp_year_row_get_form (second));
  g_assert_cmpuint (zp_library_get_lines (fixture->library)->len, ==, 2);

  /* What is typed is kept when the window closes; what is no number is marked and not added up. */
  zp_year_row_set_text (second, ZP_YEAR_COLUMN_PROJECT, "项目2");
  zp_year_row_set_text (second, ZP_YEAR_COLUMN_BUDGET, "很多");
  g_assert_false (zp_year_row_is_right (second, ZP_YEAR_COLUMN_BUDGET));
  gtk_window_close (GTK_WINDOW (window));
  run_pending ();
  lines = zp_library_get_lines (fixture->library);
  g_assert_cmpstr (((ZpYearLine *) g_ptr_array_index (lines, 1))->project, ==, "项目2");
  g_assert_cmpint (((ZpYearLine *) g_ptr_array_index (lines, 1))->budget_micro, ==, G_MININT64);

  window = zp_year_window_new (NULL, fixture->library, "2020");
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpuint (count_rows (window), ==, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "year.clear", NULL));
  g_assert_cmpuint (zp_library_get_lines (fixture->library)->len, ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "year.undo", NULL));
  g_assert_cmpuint (zp_library_get_lines (fixture->library)->len, ==, 2);
  g_assert_cmpuint (count_rows (window), ==, 2);
  finish_window (window);
}

/* What says which cells were not understood. */
static void
close_others (GtkWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (l->data != window)
        gtk_window_close (l->data);
    }
  run_pending ();
}

static void
set_year_text (ZpYearWindow *window, guint i, ZpYearColumn column, const char *text)
{
  g_autoptr (ZpYearRow) row = g_list_model_get_item (zp_year_window_get_rows (window), i);

  zp_year_row_set_text (row, column, text);
}

static void
assert_year_text (ZpYearWindow *window, guint i, ZpYearColumn column, const char *text)
{
  g_autoptr (ZpYearRow) row = g_list_model_get_item (zp_year_window_get_rows (window), i);

  g_assert_cmpstr (zp_year_row_get_text (row, column), ==, text);
}

/* Whatever it is, it stands there again as it was typed, and what is wrong with it is said. */
static void
test_year_as_typed (Fixture *fixture, gconstpointer data)
{
  ZpYearWindow *window;
  g_autoptr (ZpYearRow) row = NULL;
  GtkWidget *due;
  ZpYearList *list;

  fixture_save_records (fixture, 4);
  window = zp_year_window_new (NULL, fixture->library, "2020");
  gtk_window_present (GTK_WINDOW (window));
  zp_year_window_read_text (window, "单位\t项目名称\t预算\n甲局\t项目1\t约十万\n甲局\t项目2\t5");
  wait_until (count_rows (window) == 2);
  close_others (GTK_WINDOW (window));
  assert_year_text (window, 0, ZP_YEAR_COLUMN_BUDGET, "约十万");
  set_year_text (window, 0, ZP_YEAR_COLUMN_DUE, "三月底");
  set_year_text (window, 1, ZP_YEAR_COLUMN_BUDGET, "１２万元");
  /* A line that has only a budget so far, and one that has only a day. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "year.add", NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "year.add", NULL));
  set_year_text (window, 2, ZP_YEAR_COLUMN_BUDGET, "7.5");
  set_year_text (window, 3, ZP_YEAR_COLUMN_DUE, "2021-03-31");
  due = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (window), ZP_TYPE_YEAR_WINDOW, "due_entry"));
  gtk_editable_set_text (GTK_EDITABLE (due), "四月中");
  gtk_window_close (GTK_WINDOW (window));
  run_pending ();

  window = zp_year_window_new (NULL, fixture->library, "2020");
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpuint (count_rows (window), ==, 4);
  assert_year_text (window, 0, ZP_YEAR_COLUMN_BUDGET, "约十万");
  assert_year_text (window, 0, ZP_YEAR_COLUMN_DUE, "三月底");
  assert_year_text (window, 1, ZP_YEAR_COLUMN_BUDGET, "１２万元");
  assert_year_text (window, 2, ZP_YEAR_COLUMN_BUDGET, "7.5");
  assert_year_text (window, 3, ZP_YEAR_COLUMN_DUE, "2021-03-31");
  due = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (window), ZP_TYPE_YEAR_WINDOW, "due_entry"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (due)), ==, "四月中");
  g_assert_nonnull (gtk_entry_get_icon_name (GTK_ENTRY (due), GTK_ENTRY_ICON_SECONDARY));
  row = g_list_model_get_item (zp_year_window_get_rows (window), 0);
  g_assert_false (zp_year_row_is_right (row, ZP_YEAR_COLUMN_BUDGET));
  g_assert_false (zp_year_row_is_right (row, ZP_YEAR_COLUMN_DUE));
  g_assert_cmpstr (zp_year_row_get_form (row), ==, "form-00001");
  /* Lines without a name are nobody's: no project is missing, no form is due. */
  list = zp_library_get_year_list (fixture->library);
  g_assert_cmpuint (zp_year_list_get_lines (list)->len, ==, 3);
  g_assert_null (zp_form_item_get_due (zp_library_find (fixture->library, "form-00001")));
  finish_window (window);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static GtkListBox *
get_notes_box (ZpYearWindow *window)
{
  return GTK_LIST_BOX (
      gtk_widget_get_template_child (GTK_WIDGET (window), ZP_TYPE_YEAR_WINDOW, "notes_box"));
}

/* The note of row @i; NULL when there is none. */
static const ZpYearNote *
get_note (ZpYearWindow *window, int i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_notes_box (window), i);

  return row != NULL ? zp_year_notes_get_shown (row) : NULL;
}

/* What is wrong stands below the list, with its place and what to do, and leads to its cell. */
static void
test_year_notes (Fixture *fixture, gconstpointer data)
{
  ZpYearWindow *window = zp_year_window_new (NULL, fixture->library, "2020");
  GtkWidget *part;
  GtkWidget *focus;
  g_autoptr (ZpYearRow) row = NULL;
  const ZpYearNote *note;

  gtk_window_present (GTK_WINDOW (window));
  part = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (window), ZP_TYPE_YEAR_WINDOW, "notes_part"));
  g_assert_false (gtk_widget_get_visible (part));
  zp_year_window_read_text (
      window, "单位\t项目名称\t预算\t截止日期\n甲局\t\t20\t\n甲局\t项目1\t约十万\t2021-3-31\n"
              "甲局\t项目2\t5\t2021-3-31");
  wait_until (count_rows (window) == 3);
  close_others (GTK_WINDOW (window));
  wait_until (gtk_widget_get_visible (part));
  note = get_note (window, 0);
  g_assert_cmpint (note->severity, ==, ZP_SEVERITY_ERROR);
  g_assert_cmpuint (note->line, ==, 1);
  g_assert_nonnull (strstr (note->text, "项目1"));
  g_assert_nonnull (strstr (note->text, "约十万"));
  /* The total of the unit is a warning, which leads nowhere. */
  note = get_note (window, 1);
  g_assert_cmpint (note->severity, ==, ZP_SEVERITY_WARNING);
  g_assert_cmpint (note->column, ==, ZP_YEAR_N_COLUMNS);
  g_assert_false (
      gtk_list_box_row_get_activatable (gtk_list_box_get_row_at_index (get_notes_box (window), 1)));
  g_assert_null (get_note (window, 2));

  /* From the note to the cell; what is being typed there is told when the cell is left. */
  row = g_list_model_get_item (zp_year_window_get_rows (window), 1);
  g_signal_emit_by_name (get_notes_box (window), "row-activated",
                         gtk_list_box_get_row_at_index (get_notes_box (window), 0));
  focus = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), ZP_TYPE_YEAR_CELL);
  g_assert_nonnull (focus);
  g_assert_true (zp_year_cell_is (ZP_YEAR_CELL (focus), row, ZP_YEAR_COLUMN_BUDGET));
  gtk_editable_set_text (GTK_EDITABLE (focus), "15");
  wait_until (!gtk_widget_get_visible (part));
  gtk_editable_set_text (GTK_EDITABLE (focus), "15块多");
  wait_until (g_str_equal (
      ((ZpYearLine *) g_ptr_array_index (zp_library_get_lines (fixture->library), 1))->budget_text,
      "15块多"));
  g_assert_true (get_note (window, 0) == NULL
                 || get_note (window, 0)->severity == ZP_SEVERITY_WARNING);
  gtk_widget_grab_focus (GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (window), ZP_TYPE_YEAR_WINDOW, "due_entry")));
  wait_until (get_note (window, 0) != NULL && get_note (window, 0)->severity == ZP_SEVERITY_ERROR);
  finish_window (window);
}

/* What is typed has a form or misses one, without opening the window again. */
static void
test_year_typed_misses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpYearRow) row = zp_year_row_new (NULL);
  guint n = 0;

  g_signal_connect_swapped (row, "notify::form", G_CALLBACK (count_cb), &n);
  zp_year_row_set_text (row, ZP_YEAR_COLUMN_UNIT, "甲局");
  g_assert_cmpuint (n, ==, 0);
  zp_year_row_set_text (row, ZP_YEAR_COLUMN_PROJECT, "项目1");
  g_assert_cmpuint (n, ==, 1);
}

static char *
write_list (Fixture *fixture, guint n)
{
  char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  GString *text = g_string_new ("单位,项目名称,预算\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "甲局,项目%u,%u\n", i, i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_string_free (text, TRUE);
  return path;
}

/* A file is read in a thread: the window goes on meanwhile, and nothing comes of it once that was
 * cancelled or the window was closed. */
static void
test_year_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, 2000);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  ZpYearWindow *window;

  window = zp_year_window_new (NULL, fixture->library, "2020");
  gtk_window_present (GTK_WINDOW (window));
  zp_year_window_read_file (window, file);
  g_assert_cmpuint (count_rows (window), ==, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "year.cancel", NULL));
  for (guint i = 0; i < 50; i++)
    {
      run_pending ();
      g_usleep (2000);
    }
  g_assert_cmpuint (count_rows (window), ==, 1);
  zp_year_window_read_file (window, file);
  wait_until (count_rows (window) == 2000);
  g_assert_cmpuint (zp_library_get_lines (fixture->library)->len, ==, 2000);
  zp_year_window_read_file (window, file);
  finish_window (window);
  run_pending ();
  g_assert_cmpuint (zp_library_get_lines (fixture->library)->len, ==, 2000);
}

/* (transfer full): cells as a spreadsheet copies them, below their headings */
static char *
make_block (guint n)
{
  GString *text = g_string_new ("单位\t项目名称\t预算\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "第%u局\t医疗保障第%u号项目\t%u.5\n", i / 50, i, i % 900);
  return g_string_free (text, FALSE);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **out = user_data;

  out[0] = zp_year_file_read_finish (result, &out[1], NULL);
}

/* The clipboard is read in a thread, too, and wholly, or it is said what was left out. */
static void
test_year_block (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = make_block (2500);
  g_autofree char *too_much = make_block (20000);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  GPtrArray *out[2] = { NULL, NULL };
  ZpYearWindow *window;

  window = zp_year_window_new (NULL, fixture->library, NULL);
  gtk_window_present (GTK_WINDOW (window));
  zp_year_window_read_text (window, text);
  g_assert_cmpuint (count_rows (window), ==, 1);
  wait_until (count_rows (window) == 2500);
  g_assert_cmpuint (zp_library_get_lines (fixture->library)->len, ==, 2500);
  /* The window is closed meanwhile. */
  zp_year_window_read_text (window, text);
  finish_window (window);
  run_pending ();
  g_assert_cmpuint (zp_library_get_lines (fixture->library)->len, ==, 2500);

  zp_year_file_read_text_async (too_much, "2020", NULL, text_read_cb, out);
  wait_until (out[0] != NULL);
  lines = out[0];
  notes = out[1];
  g_assert_cmpuint (lines->len, ==, 19999);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (notes, 0), "20000"));
}

/* A block of cells becomes lines of the newest year with forms, when no year is chosen. */
static void
test_year_paste (Fixture *fixture, gconstpointer data)
{
  ZpYearWindow *window;
  GtkWidget *cell;
  const ZpYearLine *line;

  fixture_save_records (fixture, 4);
  window = zp_year_window_new (NULL, fixture->library, NULL);
  gtk_window_present (GTK_WINDOW (window));
  run_pending ();
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)),
                          "单位\t项目\t预算\n乙中心\t项目0\t10\n乙中心\t项目9\t5\n");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "year.paste", NULL));
  wait_until (zp_library_get_lines (fixture->library)->len == 2);
  line = g_ptr_array_index (zp_library_get_lines (fixture->library), 0);
  g_assert_cmpstr (line->year, ==, "2021");
  g_assert_cmpstr (zp_year_list_get_form (zp_library_get_year_list (fixture->library), line), ==,
                   "form-00000");

  /* One cell goes where the cursor is. */
  cell = find_widget (GTK_WIDGET (window), ZP_TYPE_YEAR_CELL);
  g_assert_true (gtk_widget_grab_focus (cell));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), "丙所");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "year.paste", NULL));
  wait_until (strstr (gtk_editable_get_text (GTK_EDITABLE (cell)), "丙所") != NULL);
  g_assert_cmpuint (count_rows (window), ==, 2);
  finish_window (window);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

/* What cannot be saved stays there: neither closing nor another year loses it without a question. */
static void
test_year_unsaved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "elsewhere.db", NULL);
  GtkDropDown *years;
  ZpYearWindow *window;
  guint position;

  fixture_save_records (fixture, 4);
  window = zp_year_window_new (NULL, fixture->library, "2020");
  gtk_window_present (GTK_WINDOW (window));
  years = GTK_DROP_DOWN (
      gtk_widget_get_template_child (GTK_WIDGET (window), ZP_TYPE_YEAR_WINDOW, "year_drop_down"));
  position = gtk_drop_down_get_selected (years);
  g_assert_cmpint (g_rename (fixture->path, other), ==, 0);
  set_year_text (window, 0, ZP_YEAR_COLUMN_PROJECT, "新项目");
  gtk_window_close (GTK_WINDOW (window));
  run_pending ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  close_others (GTK_WINDOW (window));
  gtk_drop_down_set_selected (years, position == 0 ? 1 : 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (years), ==, position);
  assert_year_text (window, 0, ZP_YEAR_COLUMN_PROJECT, "新项目");
  close_others (GTK_WINDOW (window));

  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  wait_until (window == NULL);
  g_assert_cmpuint (zp_library_get_lines (fixture->library)->len, ==, 1);
}

/* The session ends while the list is before the window: what was typed last is saved. */
static void
test_year_at_the_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpApplication) application = zp_application_new ();
  g_autoptr (GError) error = NULL;
  ZpWindow *window = zp_window_new (NULL, fixture->library);
  ZpYearWindow *list;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (window));
  list = zp_year_window_new (GTK_WINDOW (window), fixture->library, "2020");
  gtk_window_present (GTK_WINDOW (list));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (list)));
  set_year_text (list, 0, ZP_YEAR_COLUMN_PROJECT, "新项目");
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  wait_until (list == NULL && window == NULL);
  g_assert_cmpuint (zp_library_get_lines (fixture->library)->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  int status = app_test_init (&argc, &argv);

  if (status != 0)
    return status;
  add ("/app/year/window", test_year_window);
  add ("/app/year/as-typed", test_year_as_typed);
  add ("/app/year/notes", test_year_notes);
  add ("/app/year/typed-misses", test_year_typed_misses);
  add ("/app/year/file", test_year_file);
  add ("/app/year/paste", test_year_paste);
  add ("/app/year/block", test_year_block);
  add ("/app/year/unsaved", test_year_unsaved);
  add ("/app/year/at-the-end", test_year_at_the_end);
  return g_test_run ();
}
