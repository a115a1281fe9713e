/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include <string.h>

#include "zp-chart-view.h"
#include "zp-figure-card.h"
#include "zp-form-file.h"
#include "zp-summary-window.h"

static const char *const samples[]
    = { "community-work",           "expert-committee",  "medical-aid",
        "medical-capacity-subsidy", "office-renovation", "system-maintenance" };

static void
save_samples (Fixture *fixture)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_strconcat (samples[i], ".ziping", NULL);
      g_autofree char *path = g_build_filename (g_getenv ("ZIPING_DATADIR"), "samples", name, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (ZpForm) form = NULL;

      g_file_get_contents (path, &text, NULL, &error);
      g_assert_no_error (error);
      bytes = g_bytes_new (text, strlen (text));
      form = zp_form_read (bytes, zp_library_get_catalog (fixture->library), &error);
      g_assert_no_error (error);
      fixture_save (fixture, form);
    }
  wait_until (fixture_count_items (fixture) == G_N_ELEMENTS (samples));
}

static char **
dup_ids (Fixture *fixture)
{
  GListModel *items = zp_library_get_items (fixture->library);
  guint n = g_list_model_get_n_items (items);
  char **ids = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);

      ids[i] = g_strdup (zp_form_item_get_id (item));
    }
  return ids;
}

static ZpSummaryWindow *
open_window (Fixture *fixture)
{
  g_auto (GStrv) ids = dup_ids (fixture);
  GtkWidget *window = zp_summary_window_new (NULL, fixture->library, (const char *const *) ids);

  gtk_window_present (GTK_WINDOW (window));
  return ZP_SUMMARY_WINDOW (window);
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
find_all (ZpSummaryWindow *window, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (GTK_WIDGET (window), type, found);
  return found;
}

static void
show_forms_cb (ZpSummaryWindow *window,
               const char *const *ids,
               const char *label,
               gpointer user_data)
{
  guint *n = user_data;

  g_assert_cmpstr (label, !=, "");
  *n += g_strv_length ((char **) ids);
}

/* Every drawing has a name and a description for those who do not see it, and each of its rows
 * leads to forms. */
static void
test_charts (Fixture *fixture, gconstpointer data)
{
  ZpSummaryWindow *window;
  g_autoptr (GPtrArray) charts = NULL;
  guint shown = 0;

  save_samples (fixture);
  window = open_window (fixture);
  g_signal_connect (window, "show-forms", G_CALLBACK (show_forms_cb), &shown);
  wait_until (zp_summary_window_is_ready (window));
  charts = find_all (window, ZP_TYPE_CHART_VIEW);
  g_assert_cmpuint (charts->len, ==, 6);
  gtk_test_accessible_assert_property (g_ptr_array_index (charts, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Grades");
  /* Six grades in all. */
  for (guint row = 0; row < 4; row++)
    g_signal_emit_by_name (g_ptr_array_index (charts, 0), "activated", row);
  g_assert_cmpuint (shown, ==, G_N_ELEMENTS (samples));
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

/* The row that is chosen says its numbers, also to a screen reader. */
static void
test_highlight (Fixture *fixture, gconstpointer data)
{
  ZpSummaryWindow *window;
  g_autoptr (GPtrArray) charts = NULL;
  ZpChartView *chart;
  const char *words = "良\nForms  1\nShare  16.67%";

  save_samples (fixture);
  window = open_window (fixture);
  wait_until (zp_summary_window_is_ready (window));
  charts = find_all (window, ZP_TYPE_CHART_VIEW);
  chart = g_ptr_array_index (charts, 0);
  zp_chart_view_set_highlighted (chart, 1);
  g_assert_cmpint (zp_chart_view_get_highlighted (chart), ==, 1);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words);
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

/* The tables open on demand and hold what is drawn. */
static void
test_tables (Fixture *fixture, gconstpointer data)
{
  ZpSummaryWindow *window;
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (GPtrArray) views = NULL;
  guint n_before;

  save_samples (fixture);
  window = open_window (fixture);
  wait_until (zp_summary_window_is_ready (window));
  cards = find_all (window, ZP_TYPE_FIGURE_CARD);
  views = find_all (window, GTK_TYPE_COLUMN_VIEW);
  n_before = views->len;
  for (guint i = 0; i < cards->len; i++)
    zp_figure_card_show_table (g_ptr_array_index (cards, i));
  run_pending ();
  g_ptr_array_unref (views);
  views = find_all (window, GTK_TYPE_COLUMN_VIEW);
  g_assert_cmpuint (views->len, ==, n_before + 6);
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

/* A window that is closed while it reads lets go of everything. */
static void
test_closed_early (Fixture *fixture, gconstpointer data)
{
  ZpSummaryWindow *window;
  ZpSummaryWindow *gone;

  save_samples (fixture);
  window = gone = open_window (fixture);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &gone);
  gtk_window_close (GTK_WINDOW (window));
  wait_until (gone == NULL);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  ZpSummaryWindow *window = open_window (fixture);
  g_autoptr (GPtrArray) stacks = NULL;

  wait_until (zp_summary_window_is_ready (window));
  stacks = find_all (window, ADW_TYPE_STATUS_PAGE);
  g_assert_cmpuint (stacks->len, ==, 1);
  g_assert_true (gtk_widget_get_mapped (g_ptr_array_index (stacks, 0)));
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

static int
measure_chart (GtkWidget *chart)
{
  int height;

  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, 400, NULL, &height, NULL, NULL);
  return height;
}

/* With letters twice as large the drawings grow, and the window still fits on a small screen. */
static void
test_large_text (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  ZpSummaryWindow *window;
  g_autoptr (GPtrArray) charts = NULL;
  int before, width, dpi;

  save_samples (fixture);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  window = open_window (fixture);
  wait_until (zp_summary_window_is_ready (window));
  charts = find_all (window, ZP_TYPE_CHART_VIEW);
  before = measure_chart (g_ptr_array_index (charts, 0));
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  run_pending ();
  g_assert_cmpint (measure_chart (g_ptr_array_index (charts, 0)), >, before * 3 / 2);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  g_assert_cmpint (width, <=, 1366);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

/* Tab goes through the window, past the key figures, to each drawing; nothing holds it. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  ZpSummaryWindow *window;
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) charts = NULL;

  save_samples (fixture);
  window = open_window (fixture);
  wait_until (zp_summary_window_is_ready (window));
  charts = find_all (window, ZP_TYPE_CHART_VIEW);
  for (guint i = 0; i < 60; i++)
    {
      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      run_pending ();
      g_hash_table_add (reached, gtk_root_get_focus (GTK_ROOT (window)));
    }
  for (guint i = 0; i < charts->len; i++)
    {
      GtkWidget *chart = g_ptr_array_index (charts, i);

      g_assert_true (!gtk_widget_get_mapped (chart) || g_hash_table_contains (reached, chart));
    }
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

int
main (int argc, char **argv)
{
  int result = app_test_init (&argc, &argv);

  if (result != 0)
    return result;
  g_test_add ("/app/summary/charts", Fixture, NULL, fixture_set_up, test_charts, fixture_tear_down);
  g_test_add ("/app/summary/tab", Fixture, NULL, fixture_set_up, test_tab, fixture_tear_down);
  g_test_add ("/app/summary/highlight", Fixture, NULL, fixture_set_up, test_highlight,
              fixture_tear_down);
  g_test_add ("/app/summary/tables", Fixture, NULL, fixture_set_up, test_tables, fixture_tear_down);
  g_test_add ("/app/summary/closed-early", Fixture, NULL, fixture_set_up, test_closed_early,
              fixture_tear_down);
  g_test_add ("/app/summary/empty", Fixture, NULL, fixture_set_up, test_empty, fixture_tear_down);
  g_test_add ("/app/summary/large-text", Fixture, NULL, fixture_set_up, test_large_text,
              fixture_tear_down);
  return g_test_run ();
}
