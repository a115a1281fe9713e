/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-help-window.h"
#include "zp-preferences.h"
#include "zp-window.h"

#include <string.h>

/* Every window: what a screen reader says of its widgets, and whether it fits a small screen when
 * the text is large. */

/* What most offices still have. */
#define SCREEN_WIDTH 1366
#define SCREEN_HEIGHT 768

/* --- names --- */

static gboolean
has_words (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && gtk_label_get_text (GTK_LABEL (widget))[0] != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_words (child))
        return TRUE;
    }
  return FALSE;
}

/* A name of its own, the label before it, or the words in it; a tooltip is no name. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || has_words (widget);
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

      g_string_append_printf (place,
                              "%s%s%s < ",
                              G_OBJECT_TYPE_NAME (widget),
                              id != NULL ? "#" : "",
                              id != NULL ? id : "");
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
  gtk_widget_measure (
      window, GTK_ORIENTATION_VERTICAL, MAX (width, SCREEN_WIDTH), &height, NULL, NULL, NULL);
  if (width > SCREEN_WIDTH || height > SCREEN_HEIGHT)
    g_error ("%s needs %d × %d at this text size; the screen has %d × %d",
             G_OBJECT_TYPE_NAME (window),
             width,
             height,
             SCREEN_WIDTH,
             SCREEN_HEIGHT);
}

/* --- the windows --- */

static void
look_at_windows (const char *what)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      g_autoptr (GString) nameless = g_string_new (NULL);

      if (!gtk_widget_get_visible (l->data))
        continue;
      collect_nameless (l->data, nameless);
      if (nameless->len > 0)
        g_error (
            "%s, %s: without a name are\n%s", what, G_OBJECT_TYPE_NAME (l->data), nameless->str);
      assert_fits (l->data);
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
  g_test_add (
      "/accessible/own", Fixture, NULL, fixture_set_up, test_own_windows, fixture_tear_down);
  return g_test_run ();
}
