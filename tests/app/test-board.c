/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-batch-dialog.h"
#include "zp-batch-item.h"
#include "zp-form-file.h"
#include "zp-form-list.h"
#include "zp-form-record.h"
#include "zp-library-cell.h"
#include "zp-library-columns.h"
#include "zp-library-filter.h"
#include "zp-library-page.h"
#include "zp-sample.h"
#include "zp-settings.h"
#include "zp-unit-item.h"
#include "zp-unit-view.h"
#include "zp-words.h"

#define WAN(n) ((gint64) (n) *1000000)

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

static char *
make_day (int from_today)
{
  GDate date;
  char text[16];

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) ((int) zp_words_today () + from_today));
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
  return g_strdup (text);
}

/* --- facets --- */

typedef struct
{
  const char *name;
  ZpFacet facet;
  ZpLamp lamp;
  ZpFormState state;
  int days; /* from today */
  gboolean surplus;
  gboolean matches;
} FacetCase;

static const FacetCase facet_cases[] = {
  { "red", ZP_FACET_RED, ZP_LAMP_RED, ZP_FORM_STATE_DRAFT, 9, FALSE, TRUE },
  { "not-red", ZP_FACET_RED, ZP_LAMP_YELLOW, ZP_FORM_STATE_DRAFT, 9, FALSE, FALSE },
  { "yellow", ZP_FACET_YELLOW, ZP_LAMP_YELLOW, ZP_FORM_STATE_DRAFT, 9, FALSE, TRUE },
  { "today", ZP_FACET_SOON, ZP_LAMP_GREEN, ZP_FORM_STATE_DRAFT, 0, FALSE, TRUE },
  { "in-3-days", ZP_FACET_SOON, ZP_LAMP_GREEN, ZP_FORM_STATE_RETURNED, 3, FALSE, TRUE },
  { "in-4-days", ZP_FACET_SOON, ZP_LAMP_GREEN, ZP_FORM_STATE_DRAFT, 4, FALSE, FALSE },
  { "soon-but-submitted", ZP_FACET_SOON, ZP_LAMP_GREEN, ZP_FORM_STATE_SUBMITTED, 1, FALSE, FALSE },
  { "late-is-not-soon", ZP_FACET_SOON, ZP_LAMP_GREEN, ZP_FORM_STATE_DRAFT, -1, FALSE, FALSE },
  { "late", ZP_FACET_LATE, ZP_LAMP_GREEN, ZP_FORM_STATE_DRAFT, -1, FALSE, TRUE },
  { "late-but-approved", ZP_FACET_LATE, ZP_LAMP_GREEN, ZP_FORM_STATE_APPROVED, -1, FALSE, FALSE },
  { "surplus", ZP_FACET_SURPLUS, ZP_LAMP_GREEN, ZP_FORM_STATE_DRAFT, 9, TRUE, TRUE },
  { "in-the-list", ZP_FACET_SURPLUS, ZP_LAMP_GREEN, ZP_FORM_STATE_DRAFT, 9, FALSE, FALSE },
  { "not-opened", ZP_FACET_RECENT, ZP_LAMP_GREEN, ZP_FORM_STATE_DRAFT, 9, FALSE, FALSE },
};

static void
test_facet (gconstpointer data)
{
  const FacetCase *test = data;
  g_autoptr (ZpStoreRecord) record = make_list_record ("a", "一");
  g_autoptr (ZpFormItem) item = NULL;
  g_autofree char *due = make_day (test->days);

  record->lamp = test->lamp;
  record->state = test->state;
  item = zp_form_item_new (record, NULL);
  zp_form_item_set_plan (item, due, test->surplus);
  g_assert_cmpint (zp_facet_matches (test->facet, NULL, item), ==, test->matches);
}

static void
test_day (void)
{
  GDate date;

  g_assert_true (zp_words_parse_day ("2024-02-29", &date));
  g_assert_false (zp_words_parse_day ("2023-02-29", &date));
  g_assert_false (zp_words_parse_day ("2023-2-2x", &date));
  g_assert_false (zp_words_parse_day ("", &date));
  g_assert_false (zp_words_parse_day (NULL, &date));
}

typedef struct
{
  const char *name;
  int days;
  const char *words;
} DaysCase;

static const DaysCase days_cases[] = {
  { "today", 0, "due today" },          { "one", 1, "1 day left" },
  { "many", 12, "12 days left" },       { "late", -1, "1 day late" },
  { "very-late", -40, "40 days late" },
};

static void
test_days (gconstpointer data)
{
  const DaysCase *test = data;
  g_autofree char *words = zp_words_days_left (test->days);

  g_assert_cmpstr (words, ==, test->words);
}

/* --- orders --- */

typedef struct
{
  ZpLamp lamp;
  int errors;
  gint64 rate;
  gint64 score;
  ZpFormState state;
} Worst;

static ZpFormItem *
make_worst (const Worst *values)
{
  g_autoptr (ZpStoreRecord) record = make_list_record ("a", "一");

  record->lamp = values->lamp;
  record->errors = values->errors;
  record->rate_micro = values->rate;
  record->score_micro = values->score;
  record->state = values->state;
  return zp_form_item_new (record, NULL);
}

static void
test_worst_first (void)
{
  /* From the worst on. */
  static const Worst forms[] = {
    { ZP_LAMP_RED, 2, WAN (40), WAN (90), ZP_FORM_STATE_DRAFT },
    { ZP_LAMP_RED, 1, WAN (30), WAN (90), ZP_FORM_STATE_DRAFT },
    { ZP_LAMP_RED, 0, WAN (30), WAN (90), ZP_FORM_STATE_DRAFT },
    { ZP_LAMP_RED, 0, WAN (40), WAN (80), ZP_FORM_STATE_DRAFT },
    { ZP_LAMP_RED, 0, WAN (40), WAN (90), ZP_FORM_STATE_DRAFT },
    { ZP_LAMP_GREEN, 1, WAN (100), WAN (90), ZP_FORM_STATE_DRAFT },
    { ZP_LAMP_YELLOW, 0, WAN (100), WAN (90), ZP_FORM_STATE_DRAFT },
    { ZP_LAMP_GREEN, 0, WAN (100), WAN (90), ZP_FORM_STATE_DRAFT },
    { ZP_LAMP_RED, 2, WAN (10), WAN (90), ZP_FORM_STATE_APPROVED },
  };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (ZpFormItem) worse = make_worst (&forms[i]);
      g_autoptr (ZpFormItem) better = make_worst (&forms[i + 1]);

      g_assert_cmpint (zp_library_columns_compare (ZP_LIBRARY_COLUMN_LAMP, worse, better), >, 0);
    }
}

/* --- units --- */

static ZpFormItem *
make_item (const char *id, const char *unit, gint64 budget, gint64 executed, gint64 score)
{
  g_autoptr (ZpStoreRecord) record = make_list_record (id, id);

  g_free (record->unit);
  record->unit = g_strdup (unit);
  record->budget_micro = budget;
  record->executed_micro = executed;
  record->score_micro = score;
  record->review_micro = score - WAN (2);
  record->lamp = score > WAN (85) ? ZP_LAMP_RED : ZP_LAMP_GREEN;
  return zp_form_item_new (record, NULL);
}

static void
append (GListStore *items, ZpFormItem *item)
{
  g_list_store_append (items, item);
  g_object_unref (item);
}

static void
test_units (void)
{
  g_autoptr (GListStore) items = g_list_store_new (ZP_TYPE_FORM_ITEM);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (ZpYearList) list = NULL;
  g_autoptr (GListModel) units = NULL;
  const ZpUnitFigures *figures;
  g_autoptr (ZpUnitItem) first = NULL;
  g_autoptr (ZpUnitItem) second = NULL;
  g_autoptr (ZpUnitItem) third = NULL;

  append (items, make_item ("a", "甲", WAN (100), WAN (50), WAN (90)));
  append (items, make_item ("b", "甲", WAN (300), WAN (50), WAN (80)));
  append (items, make_item ("c", "乙", WAN (1), WAN (1), WAN (70)));
  g_ptr_array_add (lines, zp_year_line_new ("2020", "丙", "培训费", WAN (7), ""));
  g_ptr_array_add (lines, zp_year_line_new ("2021", "丁", "另一年的", WAN (7), ""));
  list = zp_year_list_new (lines, records);
  units = zp_unit_items_new (G_LIST_MODEL (items), list, "2020");
  g_assert_cmpuint (g_list_model_get_n_items (units), ==, 3);
  first = g_list_model_get_item (units, 0);
  figures = zp_unit_item_get_figures (first);
  g_assert_cmpstr (figures->unit, ==, "甲");
  g_assert_cmpuint (figures->n_forms, ==, 2);
  g_assert_cmpuint (figures->n_states[ZP_FORM_STATE_DRAFT], ==, 2);
  g_assert_cmpuint (figures->n_red, ==, 1);
  g_assert_cmpint (figures->sums.rate.micro, ==, WAN (25));
  g_assert_cmpint (figures->sums.average.micro, ==, WAN (85));
  g_assert_cmpint (figures->review_average.micro, ==, WAN (83));
  second = g_list_model_get_item (units, 1);
  third = g_list_model_get_item (units, 2);
  figures = zp_unit_item_get_figures (third);
  g_assert_cmpstr (figures->unit, ==, "丙");
  g_assert_cmpuint (figures->n_forms, ==, 0);
  g_assert_cmpuint (figures->n_missing, ==, 1);
  g_assert_cmpint (zp_unit_item_compare_worst (first, second), <, 0);
  g_assert_cmpint (zp_unit_item_compare_worst (third, second), <, 0);
}

/* --- places --- */

static void
count_cb (gpointer counter)
{
  (*(guint *) counter)++;
}

static void
note_changes_cb (GListModel *list, guint position, guint removed, guint added, GString *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

static void
fill (GListStore *items, guint n, const char *unit)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", unit, i);

      g_ptr_array_add (forms, make_item (id, unit, WAN (1), WAN (1), WAN (90)));
    }
  g_list_store_splice (items, 0, g_list_model_get_n_items (G_LIST_MODEL (items)), forms->pdata,
                       forms->len);
}

/* Rows are kept: places stay while others stand in them, and only the end of the list moves. */
static void
test_places (void)
{
  g_autoptr (GListStore) items = g_list_store_new (ZP_TYPE_FORM_ITEM);
  g_autoptr (ZpPlaceList) places = zp_place_list_new (G_LIST_MODEL (items));
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (ZpPlace) place = NULL;
  g_autoptr (ZpPlace) same = NULL;
  guint told = 0;

  g_signal_connect (places, "items-changed", G_CALLBACK (note_changes_cb), changes);
  fill (items, 7, "甲");
  g_assert_cmpstr (changes->str, ==, "0-0+7 ");
  place = g_list_model_get_item (G_LIST_MODEL (places), 2);
  g_signal_connect_swapped (place, "notify::item", G_CALLBACK (count_cb), &told);
  fill (items, 7, "乙");
  g_assert_cmpstr (changes->str, ==, "0-0+7 ");
  g_assert_cmpuint (told, ==, 1);
  g_assert_cmpstr (zp_form_item_get_id (zp_place_get_item (place)), ==, "乙-2");
  fill (items, 3, "丙");
  g_assert_cmpstr (changes->str, ==, "0-0+7 3-4+0 ");
  same = g_list_model_get_item (G_LIST_MODEL (places), 2);
  g_assert_true (same == place);
  g_assert_cmpstr (zp_form_item_get_id (zp_place_get_item (place)), ==, "丙-2");
  g_list_store_remove (items, 0);
  g_assert_cmpstr (changes->str, ==, "0-0+7 3-4+0 2-1+0 ");
}

/* A long list is there in steps, each with another fifty rows; whoever cannot wait has it at once.
 */
static void
test_places_in_steps (void)
{
  g_autoptr (GListStore) items = g_list_store_new (ZP_TYPE_FORM_ITEM);
  g_autoptr (ZpPlaceList) places = zp_place_list_new (G_LIST_MODEL (items));
  g_autoptr (GString) changes = g_string_new (NULL);

  g_signal_connect (places, "items-changed", G_CALLBACK (note_changes_cb), changes);
  fill (items, 500, "甲");
  g_assert_cmpstr (changes->str, ==, "0-0+50 ");
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (places)) == 500);
  g_assert_cmpstr (changes->str, ==, "0-0+50 50-0+50 100-0+50 150-0+50 200-0+300 ");
  fill (items, 0, "甲");
  fill (items, 500, "甲");
  zp_place_list_complete (places);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (places)), ==, 500);
}

/* --- the library and its page --- */

/* Whatever is searched and in whatever order: selected are the forms, not their places. */
static void
test_selection_follows (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "form-00001", "form-00058", NULL };
  GtkWidget *window;
  ZpLibraryPage *page = make_page (fixture, &window);
  g_auto (GStrv) selected = NULL;

  fixture_save_records (fixture, 60);
  run_pending ();
  zp_library_page_select_all_of (page, ids);
  g_object_set (page, "worst-first", TRUE, NULL);
  run_pending ();
  selected = zp_library_page_dup_selected (page);
  g_assert_cmpuint (g_strv_length (selected), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) selected, "form-00001"));
  g_assert_true (g_strv_contains ((const char *const *) selected, "form-00058"));
  g_strfreev (selected);
  zp_library_page_search (page, "项目58");
  wait_until (g_list_model_get_n_items (zp_library_page_get_shown (page)) == 1);
  selected = zp_library_page_dup_selected (page);
  g_assert_cmpuint (g_strv_length (selected), ==, 1);
  g_assert_cmpstr (selected[0], ==, "form-00058");
  finish_window (window);
}

static GtkWidget *
find_cell_within (GtkWidget *widget)
{
  GtkWidget *found = ZP_IS_LIBRARY_CELL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_cell_within (child);
  return found;
}

/* The keys go on from the form that is selected, wherever it stands now. */
static void
test_focus_follows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  ZpLibraryPage *page = make_page (fixture, &window);
  GtkWidget *cell;

  fixture_save_records (fixture, 120);
  run_pending ();
  zp_library_page_select (page, "form-00077");
  zp_library_page_focus_list (page);
  run_pending ();
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (window)));
  cell = find_cell_within (gtk_root_get_focus (GTK_ROOT (window)));
  g_assert_nonnull (cell);
  g_assert_cmpstr (zp_form_item_get_id (zp_library_cell_get_item (ZP_LIBRARY_CELL (cell))), ==,
                   "form-00077");
  finish_window (window);
}

static void
test_due_days (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);
  g_autofree char *tomorrow = make_day (1);
  GtkWidget *window;
  ZpLibraryPage *page = make_page (fixture, &window);
  g_autoptr (GError) error = NULL;
  int days;

  fixture_save_records (fixture, 8);
  g_assert_false (zp_form_item_get_days_left (zp_library_find (fixture->library, "form-00001"),
                                              zp_words_today (), &days));
  g_ptr_array_add (lines, zp_year_line_new ("2020", "甲局", "项目1", G_MININT64, tomorrow));
  g_ptr_array_add (lines, zp_year_line_new ("2020", "甲局", "没有的", G_MININT64, ""));
  g_assert_true (zp_library_put_year_lines (fixture->library, "2020", lines, &error));
  g_assert_no_error (error);
  g_assert_true (zp_form_item_get_days_left (zp_library_find (fixture->library, "form-00001"),
                                             zp_words_today (), &days));
  g_assert_cmpint (days, ==, 1);
  g_assert_true (zp_form_item_is_surplus (zp_library_find (fixture->library, "form-00002")));
  run_pending ();
  zp_library_page_pick (page, ZP_FACET_SOON, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (zp_library_page_get_shown (page)), ==, 1);
  finish_window (window);
}

static void
test_page_board (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  ZpLibraryPage *page = make_page (fixture, &window);
  g_autoptr (ZpFormItem) top = NULL;
  gboolean worst_first = FALSE;
  g_autofree char *view = NULL;

  fixture_save_records (fixture, 9);
  run_pending ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "library.worst-first", NULL));
  g_object_get (page, "worst-first", &worst_first, NULL);
  g_assert_true (worst_first);
  top = g_list_model_get_item (zp_library_page_get_shown (page), 0);
  g_assert_cmpint (zp_form_item_get_record (top)->errors, ==, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "library.view", "s", "units"));
  g_object_get (page, "view", &view, NULL);
  g_assert_cmpstr (view, ==, "units");
  run_pending ();
  g_signal_emit_by_name (zp_library_page_get_unit_view (page), "unit-activated", "乙中心");
  g_clear_pointer (&view, g_free);
  g_object_get (page, "view", &view, NULL);
  g_assert_cmpstr (view, ==, "forms");
  g_assert_cmpuint (g_list_model_get_n_items (zp_library_page_get_shown (page)), ==, 3);
  finish_window (window);
}

/* On a small screen the name of a unit takes more lines before its end is cut. */
static void
test_unit_names (Fixture *fixture, gconstpointer data)
{
  const char *name = "乌鲁木齐市医疗保障局医疗保障事业发展中心（本级）";
  ZpUnitView *view = g_object_new (ZP_TYPE_UNIT_VIEW, NULL);
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GListStore) items = g_list_store_new (ZP_TYPE_FORM_ITEM);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (ZpYearList) list = zp_year_list_new (none, none);
  g_autoptr (GListModel) units = NULL;
  GtkLabel *label;

  append (items, make_item ("a", name, WAN (100), WAN (50), WAN (90)));
  units = zp_unit_items_new (G_LIST_MODEL (items), list, "2020");
  zp_unit_view_set_units (view, units);
  gtk_window_set_default_size (GTK_WINDOW (window), 1164, 600);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (view)) && gtk_widget_get_width (window) >= 1164);
  run_pending ();
  label = find_label (GTK_WIDGET (view), name);
  g_assert_nonnull (label);
  wait_until (gtk_widget_get_width (GTK_WIDGET (label)) > 0);
  g_assert_cmpint (gtk_widget_get_width (window), <, 1300);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
  finish_window (window);
}

static void
test_recent (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "form-00003", "form-00001", "form-99999", NULL };
  GtkWidget *window;
  ZpLibraryPage *page = make_page (fixture, &window);

  zp_settings_set_strings ("recent-forms", ids);
  fixture_save_records (fixture, 5);
  run_pending ();
  zp_library_page_pick (page, ZP_FACET_RECENT, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (zp_library_page_get_shown (page)), ==, 2);
  finish_window (window);
}

/* A library that an older version wrote gets its lamps and its pinyin once it is open. */
static void
test_evaluation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "会计服务");
  g_autoptr (ZpStoreRecord) old = NULL;
  g_autoptr (GPtrArray) found = NULL;
  gpointer library;

  g_assert_true (zp_form_set (form, "funding/total/budget", "0", NULL, NULL));
  g_assert_true (zp_form_set (form, "funding/total/executed", "0", NULL, NULL));
  fixture_save (fixture, form);
  old = zp_store_load (zp_library_get_store (fixture->library), zp_form_get_id (form), NULL);
  g_assert_cmpint (old->evaluated, ==, ZP_RECORD_EVALUATION);
  old->lamp = ZP_LAMP_NONE;
  old->evaluated = 0;
  g_assert_true (zp_store_save (zp_library_get_store (fixture->library), old, NULL));

  library = g_steal_pointer (&fixture->library);
  g_object_add_weak_pointer (library, &library);
  g_object_unref (library);
  wait_until (library == NULL);
  fixture->library = zp_library_new (fixture->path);
  wait_until (zp_library_find (fixture->library, old->id) != NULL);
  wait_until (zp_form_item_get_record (zp_library_find (fixture->library, old->id))->lamp
              == ZP_LAMP_YELLOW);
  found = zp_store_search (zp_library_get_store (fixture->library), "kjfw", 10, NULL);
  g_assert_cmpuint (found->len, ==, 1);
}

/* --- a sample --- */

static void
test_sample (void)
{
  g_autoptr (GListStore) items = g_list_store_new (ZP_TYPE_FORM_ITEM);
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) two = NULL;
  g_autoptr (GArray) none = NULL;
  const ZpSampleChoice *choice;
  g_autofree char *reasons = NULL;

  /* make_item() lights the red lamp above 85 points. */
  append (items, make_item ("large", "甲", WAN (900), WAN (900), WAN (80)));
  append (items, make_item ("red", "甲", WAN (50), WAN (50), WAN (90)));
  append (items, make_item ("full-and-red", "甲", WAN (20), WAN (20), WAN (100)));
  append (items, make_item ("plain", "甲", WAN (30), WAN (30), WAN (80)));
  all = zp_sample_propose (G_LIST_MODEL (items), ZP_SAMPLE_ALL, 10);
  g_assert_cmpuint (all->len, ==, 4);
  choice = &g_array_index (all, ZpSampleChoice, 0);
  g_assert_cmpstr (zp_form_item_get_id (choice->item), ==, "full-and-red");
  g_assert_cmpuint (choice->reasons, ==, ZP_SAMPLE_FULL | ZP_SAMPLE_RED);
  choice = &g_array_index (all, ZpSampleChoice, 1);
  g_assert_cmpstr (zp_form_item_get_id (choice->item), ==, "large");
  reasons = zp_sample_word_reasons (choice);
  g_assert_cmpstr (reasons, ==, "large: 90% of the money");
  choice = &g_array_index (all, ZpSampleChoice, 3);
  g_assert_cmpstr (zp_form_item_get_id (choice->item), ==, "plain");
  g_assert_cmpuint (choice->reasons, ==, 0);
  two = zp_sample_propose (G_LIST_MODEL (items), ZP_SAMPLE_RED, 2);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpstr (zp_form_item_get_id (g_array_index (two, ZpSampleChoice, 0).item), ==, "red");
  none = zp_sample_propose (G_LIST_MODEL (items), ZP_SAMPLE_ALL, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

/* --- several forms at once --- */

/* (transfer full): a form that can be handed in; its file is one of the published ones */
static ZpForm *
load_golden (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  ZpForm *form;

  g_file_get_contents (path, &content, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (content, size);
  form = zp_form_read (bytes, zp_library_get_catalog (fixture->library), &error);
  g_assert_no_error (error);
  return form;
}

static ZpBatchOutcome
get_outcome (ZpBatchDialog *dialog, guint i, const char **out_message)
{
  g_autoptr (ZpBatchItem) item = g_list_model_get_item (zp_batch_dialog_get_items (dialog), i);

  if (out_message != NULL)
    *out_message = zp_batch_item_get_message (item);
  return zp_batch_item_get_outcome (item);
}

static ZpBatchDialog *
run_batch (Fixture *fixture, ZpReviewAction action, const char *reason)
{
  ZpBatchDialog *dialog = zp_batch_dialog_new (NULL, fixture->library,
                                               zp_library_get_items (fixture->library), action);
  guint n = g_list_model_get_n_items (zp_batch_dialog_get_items (dialog));

  gtk_window_present (GTK_WINDOW (dialog));
  if (reason != NULL)
    zp_batch_dialog_set_reason (dialog, reason);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "batch.go", NULL));
  for (guint i = 0; i < n; i++)
    wait_until (get_outcome (dialog, i, NULL) != ZP_BATCH_WAITING);
  run_pending ();
  return dialog;
}

static void
assert_state (Fixture *fixture, ZpForm *form, ZpFormState state)
{
  ZpFormItem *item = zp_library_find (fixture->library, zp_form_get_id (form));
  g_autoptr (ZpForm) stored = zp_library_load (fixture->library, zp_form_get_id (form), NULL);

  g_assert_cmpint (zp_form_item_get_record (item)->state, ==, state);
  g_assert_cmpint (zp_form_get_state (stored), ==, state);
}

/* One form has errors: it is refused, the other one goes all the way. */
static void
test_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) good = load_golden (fixture, "urumqi-2020/02-liangxian-hebing.ziping");
  g_autoptr (ZpForm) bad = fixture_make_form (fixture, "没有填完");
  ZpBatchDialog *dialog;
  const char *message;

  fixture_save (fixture, good);
  fixture_save (fixture, bad);
  zp_settings_set_string ("user-role", "preparer");
  dialog = run_batch (fixture, ZP_REVIEW_SUBMIT, NULL);
  g_assert_cmpint (get_outcome (dialog, 0, NULL), ==, ZP_BATCH_DONE);
  g_assert_cmpint (get_outcome (dialog, 1, &message), ==, ZP_BATCH_REFUSED);
  g_assert_nonnull (strstr (message, "error"));
  finish_window (dialog);
  assert_state (fixture, good, ZP_FORM_STATE_SUBMITTED);
  assert_state (fixture, bad, ZP_FORM_STATE_DRAFT);

  /* Only a reviewer may return; a reason is asked for. */
  dialog = run_batch (fixture, ZP_REVIEW_RETURN, "请补充佐证");
  g_assert_cmpint (get_outcome (dialog, 0, NULL), ==, ZP_BATCH_REFUSED);
  finish_window (dialog);
  zp_settings_set_string ("user-role", "reviewer");
  dialog = run_batch (fixture, ZP_REVIEW_RETURN, "请补充佐证");
  g_assert_cmpint (get_outcome (dialog, 0, NULL), ==, ZP_BATCH_DONE);
  g_assert_cmpint (get_outcome (dialog, 1, NULL), ==, ZP_BATCH_REFUSED);
  finish_window (dialog);
  assert_state (fixture, good, ZP_FORM_STATE_RETURNED);

  /* Drafts go to the recycle bin, the other one stays and says why. */
  dialog = run_batch (fixture, ZP_REVIEW_DELETE, NULL);
  g_assert_cmpint (get_outcome (dialog, 0, &message), ==, ZP_BATCH_REFUSED);
  g_assert_nonnull (strstr (message, "returned"));
  g_assert_cmpint (get_outcome (dialog, 1, NULL), ==, ZP_BATCH_DONE);
  finish_window (dialog);
  g_assert_cmpuint (fixture_count_items (fixture), ==, 1);
  zp_settings_set_string ("user-role", "preparer");
}

/* A history that was tampered with keeps its form from being approved, and no other. */
static void
test_batch_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) good = load_golden (fixture, "urumqi-2020/02-liangxian-hebing.ziping");
  g_autoptr (ZpForm) bad = load_golden (fixture, "urumqi-2020/12-expert-committee.ziping");
  ZpActor actor = { "张三", ZP_ACTOR_PREPARER, 1600000000 };
  ZpBatchDialog *dialog;
  const char *message;

  g_assert_true (zp_review_apply (good, ZP_REVIEW_SUBMIT, &actor, NULL, NULL));
  g_assert_true (zp_review_apply (bad, ZP_REVIEW_SUBMIT, &actor, NULL, NULL));
  g_assert_true (zp_form_set_extra (bad, ZP_EXTRA_HISTORY, NULL, NULL));
  fixture_save (fixture, good);
  fixture_save (fixture, bad);
  zp_settings_set_string ("user-role", "reviewer");
  dialog = run_batch (fixture, ZP_REVIEW_APPROVE, NULL);
  g_assert_cmpint (get_outcome (dialog, 0, NULL), ==, ZP_BATCH_DONE);
  g_assert_cmpint (get_outcome (dialog, 1, &message), ==, ZP_BATCH_REFUSED);
  g_assert_nonnull (strstr (message, "another state than its history says"));
  g_assert_nonnull (strstr (message, "return the form"));
  finish_window (dialog);
  assert_state (fixture, good, ZP_FORM_STATE_APPROVED);
  assert_state (fixture, bad, ZP_FORM_STATE_SUBMITTED);
  zp_settings_set_string ("user-role", "preparer");
}

static void
test_select_all_of (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "form-00001", "form-00004", "unknown", NULL };
  GtkWidget *window;
  ZpLibraryPage *page = make_page (fixture, &window);
  g_auto (GStrv) selected = NULL;

  fixture_save_records (fixture, 6);
  run_pending ();
  zp_library_page_select_all_of (page, ids);
  selected = zp_library_page_dup_selected (page);
  g_assert_cmpuint (g_strv_length (selected), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) selected, "form-00004"));
  finish_window (window);
}

/* --- the list model --- */

static void
note_change_cb (GListModel *model, guint position, guint removed, guint added, GString *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return gtk_ordering_from_cmpfunc (
      strcmp (zp_form_item_get_id ((gpointer) a), zp_form_item_get_id ((gpointer) b)));
}

static void
test_form_list (void)
{
  g_autoptr (GListStore) items = g_list_store_new (ZP_TYPE_FORM_ITEM);
  g_autoptr (ZpLibraryFilter) filter = zp_library_filter_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_ids, NULL, NULL));
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (ZpFormItem) first = NULL;
  ZpFormList *list;

  append (items, make_item ("b", "甲", 1, 1, WAN (80)));
  append (items, make_item ("a", "乙", 1, 1, WAN (80)));
  append (items, make_item ("d", "甲", 1, 1, WAN (80)));
  list = zp_form_list_new (G_LIST_MODEL (items), GTK_FILTER (filter), sorter);
  g_signal_connect (list, "items-changed", G_CALLBACK (note_change_cb), changes);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (zp_form_item_get_id (first), ==, "a");
  append (items, make_item ("c", "乙", 1, 1, WAN (80)));
  zp_library_filter_set_facet (filter, ZP_FACET_UNIT, "甲");
  zp_library_filter_set_facet (filter, ZP_FACET_UNIT, "甲");
  zp_library_filter_set_facet (filter, ZP_FACET_ALL, NULL);
  zp_form_list_update (list);
  g_list_store_remove (items, 0);
  g_list_store_remove_all (items);
  /* c is added behind b; of a b c d there stay b d; all come back; b goes; all go. */
  g_assert_cmpstr (changes->str, ==, "2-0+1 0-3+1 0-1+3 1-1+0 0-3+0 ");
  g_assert_finalize_object (list);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  int status = app_test_init (&argc, &argv);

  if (status != 0)
    return status;
  for (gsize i = 0; i < G_N_ELEMENTS (facet_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/app/board/facet/", facet_cases[i].name, NULL);

      g_test_add_data_func (path, &facet_cases[i], test_facet);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (days_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/app/board/days/", days_cases[i].name, NULL);

      g_test_add_data_func (path, &days_cases[i], test_days);
    }
  g_test_add_func ("/app/board/day", test_day);
  g_test_add_func ("/app/board/worst-first", test_worst_first);
  g_test_add_func ("/app/board/units", test_units);
  g_test_add_func ("/app/board/places", test_places);
  g_test_add_func ("/app/board/places-in-steps", test_places_in_steps);
  add ("/app/board/selection-follows", test_selection_follows);
  add ("/app/board/focus-follows", test_focus_follows);
  add ("/app/board/due-days", test_due_days);
  add ("/app/board/page", test_page_board);
  add ("/app/board/unit-names", test_unit_names);
  add ("/app/board/recent", test_recent);
  add ("/app/board/evaluation", test_evaluation);
  g_test_add_func ("/app/board/sample", test_sample);
  add ("/app/board/batch", test_batch);
  add ("/app/board/batch-broken", test_batch_broken);
  add ("/app/board/select-all-of", test_select_all_of);
  g_test_add_func ("/app/board/form-list", test_form_list);
  return g_test_run ();
}
