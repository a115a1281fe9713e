/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-form-page.h"
#include "zp-paste-dialog.h"
#include "zp-table-view.h"

#include <string.h>

/* The clipboard and the table, in one process: what is copied out, what a block does, one undo. */

static ZpPasteDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ZP_IS_PASTE_DIALOG (l->data))
      return l->data;
  return NULL;
}

static void
set_clipboard (const char *text)
{
  gdk_clipboard_set_text (gdk_display_get_clipboard (gdk_display_get_default ()), text);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
read_clipboard (void)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gdk_display_get_clipboard (gdk_display_get_default ()), NULL,
                                 text_cb, &text);
  wait_until (text != NULL);
  return text;
}

static guint
count_rows (Editor *editor)
{
  return zp_form_get_n_rows (editor->form, "indicators");
}

static void
test_block (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  ZpPasteDialog *dialog;
  guint before;

  open_editor (&editor, fixture, fixture_make_form (fixture, "培训"));
  before = count_rows (&editor);
  g_assert_true (zp_table_view_focus (editor.table, "indicators/+0/level3"));
  set_clipboard (
      "一级指标\t二级指标\t三级指标\t分值\t备注\n产出指标\t数量指标\t培训人次\t50\tx\n产出指标\t质量指标\t合格率\t40\ty\n");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.paste", NULL));
  wait_until ((dialog = find_dialog ()) != NULL);
  run_pending ();
  g_assert_cmpuint (zp_paste_dialog_get_plan (dialog)->left->len, ==, 1);
  g_assert_cmpuint (count_rows (&editor), ==, before);
  zp_paste_dialog_apply (dialog);
  wait_until (find_dialog () == NULL);
  g_assert_cmpuint (count_rows (&editor), ==, before + 2);

  /* The focus stands in the row that was made there, whose weights can be shared at once. */
  run_pending ();
  g_assert_nonnull (zp_table_view_get_focus_cell (editor.table));
  g_assert_true (g_str_has_prefix (
      zp_cell_get_address (zp_table_view_get_focus_cell (editor.table)), "indicators/n"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.undo", NULL));
  g_assert_cmpuint (count_rows (&editor), ==, before);
  close_editor (&editor);
}

/* A single cell is typed where the cursor stands, without the quotation marks of a spreadsheet. */
static void
test_single (Fixture *fixture, gconstpointer data)
{
  Editor editor;

  open_editor (&editor, fixture, fixture_make_form (fixture, "培训"));
  g_assert_true (zp_table_view_focus (editor.table, "goal_expected"));
  set_clipboard ("\"第一\n第二\"\n");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.paste", NULL));
  wait_until (g_str_equal (zp_form_get_field (editor.form, "goal_expected"), "第一\n第二"));
  g_assert_null (find_dialog ());

  /* Lines of a text stay one text in a cell for words; in one for numbers they are a column. */
  set_clipboard ("甲\n乙");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.paste", NULL));
  wait_until (g_str_has_suffix (zp_form_get_field (editor.form, "goal_expected"), "甲\n乙"));
  g_assert_null (find_dialog ());
  g_assert_true (zp_table_view_focus (editor.table, "indicators/+0/weight"));
  set_clipboard ("10\n20");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.paste", NULL));
  wait_until (find_dialog () != NULL);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  close_editor (&editor);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  g_autofree char *text = NULL;
  g_autofree char *rows = NULL;
  ZpTableRange range;

  open_editor (&editor, fixture, fixture_make_form (fixture, "培训"));
  g_assert_true (zp_form_set (editor.form, "funding/total/initial", "25.15", NULL, NULL));
  g_assert_true (zp_form_set (editor.form, "funding/total/budget", "30", NULL, NULL));
  g_assert_true (zp_table_view_focus (editor.table, "funding/total/initial"));
  run_pending ();
  g_assert_true (zp_table_view_select (editor.table, "funding/total/executed"));
  g_assert_true (zp_table_view_get_range (editor.table, &range));
  gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.copy-cells", NULL);
  text = read_clipboard ();
  g_assert_cmpstr (text, ==, "25.15\t30\t\n");
  gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.copy-rows", NULL);
  rows = read_clipboard ();
  g_assert_nonnull (strstr (rows, "年度资金总额"));

  /* Emptying is one step. */
  gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.clear-cells", NULL);
  g_assert_cmpstr (zp_form_get (editor.form, "funding/total/budget"), ==, "");
  gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.undo", NULL);
  g_assert_cmpstr (zp_form_get (editor.form, "funding/total/initial"), ==, "25.15");
  g_assert_cmpstr (zp_form_get (editor.form, "funding/total/budget"), ==, "30");

  /* Another cell with the focus ends the selection. */
  g_assert_true (zp_table_view_focus (editor.table, "goal_expected"));
  run_pending ();
  g_assert_false (zp_table_view_get_range (editor.table, &range));
  close_editor (&editor);
}

int
main (int argc, char *argv[])
{
  int status = app_test_init (&argc, &argv);

  if (status != 0)
    return status;
  g_test_add ("/app/paste/block", Fixture, NULL, fixture_set_up, test_block, fixture_tear_down);
  g_test_add ("/app/paste/single", Fixture, NULL, fixture_set_up, test_single, fixture_tear_down);
  g_test_add ("/app/paste/copy", Fixture, NULL, fixture_set_up, test_copy, fixture_tear_down);
  return g_test_run ();
}
