/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-carry.h"
#include "zp-form-page-private.h"

/* Suggestions while typing, sums, last year's results: what makes filling fast. */

static void
type_at (Editor *editor, const char *address, const char *text)
{
  GtkWidget *focus;

  g_assert_true (zp_table_view_focus (editor->page->table, address));
  run_pending ();
  focus = gtk_root_get_focus (GTK_ROOT (editor->window));
  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), text, -1);
  run_pending ();
}

/* While the library is being read nothing is found; the next letter finds it. */
static void
type_until_found (Editor *editor, const char *address, const char *text)
{
  g_autofree char *place = NULL;

  type_at (editor, address, text);
  place = g_strdup (zp_cell_get_address (zp_table_view_get_focus_cell (editor->page->table)));
  /* What was offered for the empty cell may still be there; only one indicator is meant. */
  for (guint i = 0; i < 100
                    && (!zp_suggestions_is_shown (editor->page->suggestions)
                        || zp_suggestions_get_n_items (editor->page->suggestions) != 1);
       i++)
    {
      g_usleep (20000);
      type_at (editor, place, "");
      g_free (place);
      place = g_strdup (zp_cell_get_address (zp_table_view_get_focus_cell (editor->page->table)));
      type_at (editor, place, text);
    }
  g_assert_true (zp_suggestions_is_shown (editor->page->suggestions));
}

static const char *
value (Editor *editor, guint row, const char *column)
{
  return zp_row_get (zp_form_get_row (editor->form, "indicators", row), column);
}

static void
save_known (Fixture *fixture, const char *name)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "去年");
  g_autofree char *level3 = NULL;

  g_assert_true (zp_form_set (form, "indicators/+0/level3", name, &level3, NULL));
  {
    g_auto (GStrv) parts = g_strsplit (level3, "/", 3);
    g_autofree char *target = g_strdup_printf ("indicators/%s/target", parts[1]);
    g_autofree char *weight = g_strdup_printf ("indicators/%s/weight", parts[1]);

    g_assert_true (zp_form_set (form, target, "≥100人次", NULL, NULL));
    g_assert_true (zp_form_set (form, weight, "20", NULL, NULL));
  }
  fixture_save (fixture, form);
}

static void
test_indicator (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  ZpSuggestions *list;

  save_known (fixture, "培训医保经办人员");
  save_known (fixture, "开展检查次数");
  open_editor (&editor, fixture, fixture_make_form (fixture, "今年"));
  list = editor.page->suggestions;
  type_until_found (&editor, "indicators/+0/level3", "培训");
  g_assert_cmpuint (zp_suggestions_get_n_items (list), ==, 1);
  g_assert_cmpstr (zp_suggestions_get_text (list, 0), ==, "培训医保经办人员");

  /* Enter without Down leads on; the focus stays in the cell while the list is open. */
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_root_get_focus (GTK_ROOT (editor.window))));
  g_assert_true (zp_suggestions_take_key (list, GDK_KEY_Down, 0));
  g_assert_true (zp_suggestions_take_key (list, GDK_KEY_Return, 0));
  run_pending ();
  g_assert_false (zp_suggestions_is_shown (list));
  g_assert_cmpstr (value (&editor, 0, "level3"), ==, "培训医保经办人员");
  g_assert_cmpstr (value (&editor, 0, "target"), ==, "≥100人次");
  g_assert_cmpstr (value (&editor, 0, "weight"), ==, "20");

  /* One step back is what was typed. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.undo", NULL));
  run_pending ();
  g_assert_cmpstr (value (&editor, 0, "level3"), ==, "培训");
  g_assert_cmpstr (value (&editor, 0, "target"), ==, "");
  close_editor (&editor);
}

static void
test_ignored (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  ZpSuggestions *list;

  save_known (fixture, "培训医保经办人员");
  open_editor (&editor, fixture, fixture_make_form (fixture, "今年"));
  list = editor.page->suggestions;
  type_until_found (&editor, "indicators/+0/level3", "培训");
  g_assert_false (zp_suggestions_take_key (list, GDK_KEY_a, 0));
  g_assert_true (zp_suggestions_take_key (list, GDK_KEY_Escape, 0));
  g_assert_false (zp_suggestions_is_shown (list));
  g_assert_false (zp_suggestions_take_key (list, GDK_KEY_Down, 0));
  type_at (&editor, "indicators/+1/level3", "培训");
  g_assert_false (zp_suggestions_is_shown (list)); /* it belongs to another level 2 */
  close_editor (&editor);
}

static void
test_initials (Fixture *fixture, gconstpointer data)
{
  Editor editor;

  save_known (fixture, "会计人员培训次数");
  save_known (fixture, "开展检查次数");
  open_editor (&editor, fixture, fixture_make_form (fixture, "今年"));
  type_until_found (&editor, "indicators/+0/level3", "kjry");
  wait_until (zp_suggestions_get_n_items (editor.page->suggestions) == 1);
  g_assert_cmpstr (zp_suggestions_get_text (editor.page->suggestions, 0), ==, "会计人员培训次数");
  close_editor (&editor);
}

static void
test_filled_cells_stay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = NULL;
  Editor editor;

  save_known (fixture, "培训医保经办人员");
  open_editor (&editor, fixture, fixture_make_form (fixture, "今年"));
  type_at (&editor, "indicators/+0/target", "≥7人次");
  address = g_strdup_printf ("indicators/%s/level3",
                             zp_row_get_id (zp_form_get_row (editor.form, "indicators", 0)));
  type_until_found (&editor, address, "培训");
  g_assert_true (zp_suggestions_take_key (editor.page->suggestions, GDK_KEY_Down, 0));
  g_assert_true (zp_suggestions_take_key (editor.page->suggestions, GDK_KEY_Return, 0));
  g_assert_cmpstr (value (&editor, 0, "level3"), ==, "培训医保经办人员");
  g_assert_cmpstr (value (&editor, 0, "target"), ==, "≥7人次");
  close_editor (&editor);
}

static void
test_understood (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  ZpSuggestions *list;

  open_editor (&editor, fixture, fixture_make_form (fixture, "今年"));
  list = editor.page->suggestions;
  type_until_found (&editor, "funding/total/initial", "251500元");
  g_assert_cmpuint (zp_suggestions_get_n_items (list), ==, 1);
  g_assert_cmpstr (zp_suggestions_get_text (list, 0), ==, "25.15");
  g_assert_cmpstr (zp_form_get (editor.form, "funding/total/initial"), ==, "251500元");
  zp_suggestions_take_key (list, GDK_KEY_Down, 0);
  zp_suggestions_take_key (list, GDK_KEY_Return, 0);
  g_assert_cmpstr (zp_form_get (editor.form, "funding/total/initial"), ==, "25.15");

  /* A sum is worked out on leaving the cell. */
  type_at (&editor, "funding/total/budget", "12+3.5");
  g_assert_cmpstr (zp_form_get (editor.form, "funding/total/budget"), ==, "12+3.5");
  g_assert_true (zp_table_view_focus (editor.page->table, "funding/total/executed"));
  wait_until (g_str_equal (zp_form_get (editor.form, "funding/total/budget"), "15.5"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor.page), "form.undo", NULL));
  g_assert_cmpstr (zp_form_get (editor.form, "funding/total/budget"), ==, "");
  close_editor (&editor);
}

static void
test_last_year (Fixture *fixture, gconstpointer data)
{
  ZpCatalog *catalog = zp_library_get_catalog (fixture->library);
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "今年");
  g_autofree char *actual = NULL;
  g_autofree char *target = NULL;
  g_autofree char *year = NULL;
  ZpTemplate *template_;
  ZpProfile *profile;
  Editor editor;
  ZpCell *cell;

  g_assert_true (zp_form_set (form, "indicators/+0/actual", "120人次", &actual, NULL));
  g_assert_true (zp_form_set (form, "year", "2030", NULL, NULL));
  year = zp_carry_get_next_year (form);
  zp_carry_choose (catalog, form, year, &template_, &profile);
  open_editor (&editor, fixture, zp_carry_over (form, template_, profile, year, NULL));
  {
    g_auto (GStrv) parts = g_strsplit (actual, "/", 3);

    target = g_strdup_printf ("indicators/%s/target", parts[1]);
  }
  cell = zp_table_view_find (editor.page->table, target);
  g_assert_nonnull (cell);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (cell), "has-note"));
  close_editor (&editor);
}

int
main (int argc, char *argv[])
{
  int status = app_test_init (&argc, &argv);

  if (status != 0)
    return status;
  g_test_add ("/app/complete/indicator", Fixture, NULL, fixture_set_up, test_indicator,
              fixture_tear_down);
  g_test_add ("/app/complete/initials", Fixture, NULL, fixture_set_up, test_initials,
              fixture_tear_down);
  g_test_add ("/app/complete/ignored", Fixture, NULL, fixture_set_up, test_ignored,
              fixture_tear_down);
  g_test_add ("/app/complete/filled-cells-stay", Fixture, NULL, fixture_set_up,
              test_filled_cells_stay, fixture_tear_down);
  g_test_add ("/app/complete/understood", Fixture, NULL, fixture_set_up, test_understood,
              fixture_tear_down);
  g_test_add ("/app/complete/last-year", Fixture, NULL, fixture_set_up, test_last_year,
              fixture_tear_down);
  return g_test_run ();
}
