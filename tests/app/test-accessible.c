/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-library-cell.h"
#include "zp-batch-dialog.h"
#include "zp-help-window.h"
#include "zp-import-window.h"
#include "zp-ledger-window.h"
#include "zp-library-page.h"
#include "zp-paper.h"
#include "zp-preferences.h"
#include "zp-sample-dialog.h"
#include "zp-window.h"
#include "zp-words.h"
#include "zp-year-window.h"

#include <string.h>

/* Every window: what a screen reader says of its widgets, and whether it fits a small screen when
 * the text is large. */

/* What most offices still have. */
#define SCREEN_WIDTH 1366
#define SCREEN_HEIGHT 768

/* --- names --- */

/* (transfer none): the words of the first label in @widget, "" when there are none */
static const char *
get_words (GtkWidget *widget)
{
  const char *words = "";

  if (!gtk_widget_get_visible (widget))
    return "";
  if (GTK_IS_LABEL (widget))
    words = gtk_label_get_text (GTK_LABEL (widget));
  else if (ZP_IS_LIBRARY_CELL (widget))
    words = zp_library_cell_get_words (ZP_LIBRARY_CELL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && *words == '\0';
       child = gtk_widget_get_next_sibling (child))
    words = get_words (child);
  return words;
}

/* A name of its own, the label before it, or the words in it; a tooltip is no name. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || *get_words (widget) != '\0';
}

/* What the user acts on. */
static gboolean
is_control (GtkWidget *widget)
{
  static const GtkAccessibleRole roles[] = {
    GTK_ACCESSIBLE_ROLE_BUTTON,      GTK_ACCESSIBLE_ROLE_CHECKBOX,   GTK_ACCESSIBLE_ROLE_COMBO_BOX,
    GTK_ACCESSIBLE_ROLE_GRID,        GTK_ACCESSIBLE_ROLE_GRID_CELL,  GTK_ACCESSIBLE_ROLE_LINK,
    GTK_ACCESSIBLE_ROLE_RADIO,       GTK_ACCESSIBLE_ROLE_SEARCH_BOX, GTK_ACCESSIBLE_ROLE_SLIDER,
    GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, GTK_ACCESSIBLE_ROLE_SWITCH,     GTK_ACCESSIBLE_ROLE_TAB,
    GTK_ACCESSIBLE_ROLE_TEXT_BOX,

  };
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (role == roles[i])
        return TRUE;
    }
  return FALSE;
}

/* Parts inside a control of the toolkit's or of libadwaita's speak through that control. */
static gboolean
is_inner_part (GtkWidget *widget)
{
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    {
      if (GTK_IS_EDITABLE (parent) || GTK_IS_DROP_DOWN (parent) || GTK_IS_MENU_BUTTON (parent)
          || GTK_IS_WINDOW_CONTROLS (parent) || ADW_IS_SPLIT_BUTTON (parent)
          || (ADW_IS_HEADER_BAR (parent)
              && ADW_IS_PREFERENCES_WINDOW (gtk_widget_get_root (parent)))
          || ADW_IS_COMBO_ROW (parent) || ADW_IS_ENTRY_ROW (parent) || GTK_IS_COLUMN_VIEW (parent))
        return TRUE;
    }
  return FALSE;
}

static char *
describe_place (GtkWidget *widget)
{
  GString *place = g_string_new (NULL);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

      g_string_append_printf (place, "%s%s%s < ", G_OBJECT_TYPE_NAME (widget),
                              id != NULL ? "#" : "", id != NULL ? id : "");
    }
  return g_string_free (place, FALSE);
}

static void
collect_nameless (GtkWidget *widget, GString *nameless)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (is_control (widget) && !is_inner_part (widget) && !has_name (widget))
    {
      g_autofree char *place = describe_place (widget);

      g_string_append_printf (nameless, "%s\n", place);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_nameless (child, nameless);
}

/* --- large text: the tests run once more with letters twice as large --- */

static void
assert_fits (GtkWidget *window)
{
  int width, height;

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, MAX (width, SCREEN_WIDTH), &height, NULL,
                      NULL, NULL);
  if (width > SCREEN_WIDTH || height > SCREEN_HEIGHT)
    g_error ("%s needs %d × %d at this text size; the screen has %d × %d",
             G_OBJECT_TYPE_NAME (window), width, height, SCREEN_WIDTH, SCREEN_HEIGHT);
}

/* Cells and headings of a list are cut where their column is narrower than they are. */
static void
collect_cut (GtkWidget *widget, GString *cut)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int room = gtk_widget_get_width (widget);
  int width;

  /* What has no size was not drawn yet. */
  if (!gtk_widget_get_mapped (widget) || room == 0)
    return;
  if (g_str_equal (type, "GtkColumnViewCell") || g_str_equal (type, "GtkColumnViewTitle"))
    {
      /* The words of a heading; the arrow of the order may go. */
      if (GTK_IS_LABEL (gtk_widget_get_first_child (child)))
        child = gtk_widget_get_first_child (child);
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      if (ZP_IS_LIBRARY_CELL (child))
        {
          room = gtk_widget_get_width (child);
          width = MAX (width, zp_library_cell_get_needed (ZP_LIBRARY_CELL (child)));
        }
      if (width > room)
        g_string_append_printf (cut, "%d px, needs %d: “%s”\n", room, width, get_words (child));
      return;
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_cut (child, cut);
}

/* --- the windows --- */

static void
look_at_windows (const char *what)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      g_autoptr (GString) nameless = g_string_new (NULL);
      g_autoptr (GString) cut = g_string_new (NULL);

      if (!gtk_widget_get_visible (l->data))
        continue;
      collect_nameless (l->data, nameless);
      if (nameless->len > 0)
        g_error ("%s, %s: without a name are\n%s", what, G_OBJECT_TYPE_NAME (l->data),
                 nameless->str);
      assert_fits (l->data);
      collect_cut (l->data, cut);
      if (cut->len > 0)
        g_error ("%s, %s: columns are too narrow\n%s", what, G_OBJECT_TYPE_NAME (l->data),
                 cut->str);
    }
}

/* Sizes are known when a frame has been drawn. */
static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 5;

  while (g_get_monotonic_time () < end)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
close_others (GtkWindow *main_window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (l->data != main_window)
        gtk_window_destroy (l->data);
    }
  run_pending ();
}

typedef struct
{
  const char *action; /* opens a window; NULL: only the main one is looked at */
  gboolean form;      /* while a form is open */
} WindowCase;

static const WindowCase window_cases[] = {
  { NULL, FALSE },           { NULL, TRUE },
  { "win.new-form", FALSE }, { "win.rules", FALSE },
  { "win.backups", FALSE },  { "win.trash", FALSE },
  { "win.preview", TRUE },   { "win.year-list", FALSE },
  { "win.carry", TRUE },     { "win.hand-on", TRUE },
};

static void
test_window (Fixture *fixture, gconstpointer data)
{
  const WindowCase *c = data;
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", "medical-aid.ziping", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  ZpWindow *window = zp_window_new (NULL, fixture->library);
  guint before;

  gtk_window_present (GTK_WINDOW (window));
  zp_window_open_file (window, file);
  wait_until (zp_window_get_form (window) != NULL);
  if (!c->form)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.close-form", NULL));
      wait_until (zp_window_get_form (window) == NULL && fixture_count_items (fixture) == 1);
    }
  before = g_list_model_get_n_items (gtk_window_get_toplevels ());
  if (c->action != NULL)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), c->action, NULL));
      wait_until (g_list_model_get_n_items (gtk_window_get_toplevels ()) > before);
    }
  run_pending ();
  look_at_windows (c->action != NULL ? c->action : "the window");
  close_others (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

static void
test_own_windows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *windows[] = {
    zp_help_window_new (),
    GTK_WIDGET (zp_preferences_new (NULL, zp_library_get_catalog (fixture->library))),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    gtk_window_present (GTK_WINDOW (windows[i]));
  run_pending ();
  look_at_windows ("opened");
  close_others (NULL);
}

/* One of each state. */
#define N_FORMS (ZP_FORM_STATE_APPROVED + 1)

static void
replace (char **text, const char *other)
{
  g_free (*text);
  *text = g_strdup (other);
}

/* Forms with everything that their list can say. */
static void
fill_library (Fixture *fixture)
{
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);

  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) soon = g_date_time_add_days (now, 2);
  g_autofree char *due = g_date_time_format (soon, "%Y-%m-%d");

  for (guint i = 0; i < N_FORMS; i++)
    {
      g_autofree char *id = g_strdup_printf ("form-%u", i);
      ZpStoreRecord *record = make_list_record (id, "城乡医疗救助补助资金项目");

      replace (&record->rate, "100.00%");
      replace (&record->score, "100.00");
      replace (&record->review_score, "99.85");
      replace (&record->grade, "优");
      record->state = i;
      record->lamp = i % 2 == 0 ? ZP_LAMP_RED : ZP_LAMP_YELLOW;
      record->errors = 12;
      record->rate_micro = record->score_micro = ZP_DECIMAL_INT (100).micro;
      record->review_micro = ZP_DECIMAL_INT (99).micro;
      record->budget_micro = record->executed_micro = ZP_DECIMAL_INT (123456).micro;
      g_ptr_array_add (records, record);
    }
  g_assert_true (zp_store_save_all (zp_library_get_store (fixture->library), records, NULL));
  zp_library_refresh (fixture->library);
  wait_until (fixture_count_items (fixture) == records->len);
  g_ptr_array_add (lines, zp_year_line_new ("2020", "甲局", "没有的项目", 0, due));
  g_ptr_array_add (lines, zp_year_line_new ("2020", "", "", G_MININT64, due));
  g_assert_true (zp_library_put_year_lines (fixture->library, "2020", lines, NULL));
}

/* The library and its windows, full of words. */
static void
test_library_windows (Fixture *fixture, gconstpointer data)
{
  ZpWindow *window;
  GtkWidget *page;
  GtkWindow *dialogs[3];

  fill_library (fixture);
  window = zp_window_new (NULL, fixture->library);
  gtk_window_set_default_size (GTK_WINDOW (window), SCREEN_WIDTH, SCREEN_HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  page = find_widget (GTK_WIDGET (window), ZP_TYPE_LIBRARY_PAGE);
  wait_until (g_list_model_get_n_items (zp_library_page_get_shown (ZP_LIBRARY_PAGE (page)))
              == N_FORMS);
  settle ();
  look_at_windows ("the list");
  g_object_set (page, "view", "units", NULL);
  settle ();
  look_at_windows ("the units");
  dialogs[0] = GTK_WINDOW (zp_year_window_new (NULL, fixture->library, "2020"));
  dialogs[1] = GTK_WINDOW (zp_batch_dialog_new (
      NULL, fixture->library, zp_library_get_items (fixture->library), ZP_REVIEW_RETURN));
  dialogs[2] = GTK_WINDOW (
      zp_sample_dialog_new (NULL, zp_library_page_get_shown (ZP_LIBRARY_PAGE (page))));
  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    gtk_window_present (dialogs[i]);
  settle ();
  look_at_windows ("windows of the library");
  close_others (NULL);
}

/* The plan of a workbook: form, rules and what becomes of it stand side by side. */
static void
test_import_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form
      = fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping");
  g_autofree char *path = g_build_filename (fixture->folder, "甲.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) book = zp_paper_write (&form, 1, ZP_PAPER_XLSX, 0, &error);
  ZpImportWindow *window = zp_import_window_new (NULL, fixture->library);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (book, NULL),
                                      (gssize) g_bytes_get_size (book), NULL));
  g_ptr_array_add (files, file);
  zp_import_window_add_files (window, files);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (!zp_import_window_is_busy (window));
  settle ();
  look_at_windows ("the plan of an import");
  close_others (NULL);
}

/* A ledger with lines of each kind. */
static void
test_ledger_window (Fixture *fixture, gconstpointer data)
{
  static const char table[] = "2020年,,,\n项目,单位,年初预算,全年预算,全年执行\n"
                              "城乡医疗救助补助资金项目,乌鲁木齐市医疗保障局本级,26,26,9.2\n"
                              "另一个项目,甲局,abc,4,4\n合计,,4,6,5.5\n";
  g_autofree char *path = g_build_filename (fixture->folder, "台账.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  ZpLedgerWindow *window;

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  fill_library (fixture);
  window = zp_ledger_window_new (NULL, fixture->library, file);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (!zp_ledger_window_is_busy (window));
  settle ();
  look_at_windows ("the plan of a ledger");
  close_others (NULL);
}

/* --- contrast --- */

/* Near enough to the standard's curve, without its exponent. */
static double
get_luminance (const GdkRGBA *color)
{
  return 0.2126 * color->red * color->red + 0.7152 * color->green * color->green
         + 0.0722 * color->blue * color->blue;
}

static GdkRGBA
lay_over (GdkRGBA above, const GdkRGBA *below)
{
  above.red = above.red * above.alpha + below->red * (1 - above.alpha);
  above.green = above.green * above.alpha + below->green * (1 - above.alpha);
  above.blue = above.blue * above.alpha + below->blue * (1 - above.alpha);
  above.alpha = 1;
  return above;
}

/* The word of each state can be read on its pill, in a light window and in a dark one. */
static void
test_pills (gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkWidget *window = adw_window_new ();
  GtkWidget *label = gtk_label_new ("已提交");

  adw_style_manager_set_color_scheme (style, GPOINTER_TO_INT (data));
  adw_window_set_content (ADW_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_add_css_class (label, "zp-pill");
  for (ZpFormState state = 0; state < N_FORMS; state++)
    {
      GtkStyleContext *context = gtk_widget_get_style_context (label);
      GdkRGBA paper, pill, text;
      double light, dark, contrast;

      gtk_widget_add_css_class (label, zp_words_state_class (state));
      run_pending ();
      gtk_style_context_get_color (context, &text);
      g_assert_true (gtk_style_context_lookup_color (context, "window_bg_color", &paper));
      g_assert_true (gtk_style_context_lookup_color (context, "purple_3", &pill));
      pill.alpha = 0.18F;
      pill = lay_over (state == ZP_FORM_STATE_SUBMITTED ? pill : paper, &paper);
      text = lay_over (text, &pill);
      light = MAX (get_luminance (&text), get_luminance (&pill));
      dark = MIN (get_luminance (&text), get_luminance (&pill));
      contrast = (light + 0.05) / (dark + 0.05);
      g_test_message ("%s: %.1f", zp_words_state_class (state), contrast);
      /* The style's own colors of success and accent have four. */
      g_assert_cmpfloat (contrast, >=, 3.5);
      gtk_widget_remove_css_class (label, zp_words_state_class (state));
    }
  gtk_window_destroy (GTK_WINDOW (window));
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  run_pending ();
}

int
main (int argc, char **argv)
{
  int status = app_test_init (&argc, &argv);

  if (status != 0)
    return status;
  for (gsize i = 0; i < G_N_ELEMENTS (window_cases); i++)
    {
      const WindowCase *c = &window_cases[i];
      g_autofree char *path = g_strdup_printf (
          "/accessible/%s%s", c->action != NULL ? c->action : "main", c->form ? "/form" : "");

      g_test_add (path, Fixture, c, fixture_set_up, test_window, fixture_tear_down);
    }
  g_test_add ("/accessible/own", Fixture, NULL, fixture_set_up, test_own_windows,
              fixture_tear_down);
  g_test_add ("/accessible/import", Fixture, NULL, fixture_set_up, test_import_window,
              fixture_tear_down);
  g_test_add ("/accessible/ledger", Fixture, NULL, fixture_set_up, test_ledger_window,
              fixture_tear_down);
  g_test_add_data_func ("/accessible/pills/light", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT),
                        test_pills);
  g_test_add_data_func ("/accessible/pills/dark", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK),
                        test_pills);
  g_test_add ("/accessible/library", Fixture, NULL, fixture_set_up, test_library_windows,
              fixture_tear_down);
  return g_test_run ();
}
