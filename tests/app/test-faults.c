/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-form-page.h"
#include "zp-window.h"

#include <glib/gstdio.h>
#include <string.h>

/* The library goes away while somebody types: the form says what happened and what to do, keeps what
 * is typed, and saves it by itself when the library is there again. */

static GtkWidget *
find_by_class (GtkWidget *widget, const char *class)
{
  if (gtk_widget_has_css_class (widget, class))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_class (child, class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_told (GtkWidget *banner)
{
  GtkWidget *revealer = gtk_widget_get_ancestor (banner, GTK_TYPE_REVEALER);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer));
}

static void
set_name (ZpForm *form, const char *name)
{
  g_assert_true (zp_form_set (form, "project_name", name, NULL, NULL));
  zp_form_end_typing (form);
}

static char *
load_name (Fixture *fixture, const char *id)
{
  g_autoptr (ZpStoreRecord) record
      = zp_store_load (zp_library_get_store (fixture->library), id, NULL);

  return record != NULL ? g_strdup (record->project) : NULL;
}

static void
test_library_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "elsewhere.db", NULL);
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "甲");
  g_autofree char *name = NULL;
  GtkWidget *window = adw_window_new ();
  ZpFormPage *page;
  GtkWidget *banner;

  fixture_save (fixture, form);
  page = ZP_FORM_PAGE (zp_form_page_new (fixture->library, form));
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (page)));
  banner = find_by_class (GTK_WIDGET (page), "zp-banner");
  g_assert_nonnull (banner);
  g_assert_false (is_told (banner));

  g_assert_cmpint (g_rename (fixture->path, other), ==, 0);
  set_name (form, "乙");
  wait_until (is_told (banner));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (banner)), "put the file back"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (banner)), fixture->path));
  set_name (form, "丙");
  g_assert_cmpstr (zp_form_get_field (form, "project_name"), ==, "丙");

  /* Nobody types or presses anything any more. */
  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
  wait_until (!is_told (banner));
  name = load_name (fixture, zp_form_get_id (form));
  g_assert_cmpstr (name, ==, "丙");
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

/* A new form whose first save fails says so before anything is typed in it. */
static void
test_new_form_unsaved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "elsewhere.db", NULL);
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "甲");
  g_autofree char *name = NULL;
  ZpWindow *window = zp_window_new (NULL, fixture->library);
  GtkWidget *banner;

  gtk_window_present (GTK_WINDOW (window));
  wait_until (!zp_library_is_loading (fixture->library));
  g_assert_cmpint (g_rename (fixture->path, other), ==, 0);
  zp_window_add_form (window, form);
  wait_until ((banner = find_by_class (GTK_WIDGET (window), "zp-banner")) != NULL
              && is_told (banner));
  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
  wait_until (!is_told (banner));
  name = load_name (fixture, zp_form_get_id (form));
  g_assert_cmpstr (name, ==, "甲");
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

/* Also when another one has to be left first. */
static void
test_new_form_unsaved_after_another (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "elsewhere.db", NULL);
  g_autoptr (ZpForm) first = fixture_make_form (fixture, "甲");
  g_autoptr (ZpForm) second = fixture_make_form (fixture, "乙");
  g_autofree char *name = NULL;
  ZpWindow *window = zp_window_new (NULL, fixture->library);
  GtkWidget *banner = NULL;

  fixture_save (fixture, first);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (!zp_library_is_loading (fixture->library));
  zp_window_show_form (window, first);
  g_assert_cmpint (g_rename (fixture->path, other), ==, 0);
  zp_window_add_form (window, second);
  wait_until (zp_window_get_form (window) == second
              && (banner = find_by_class (GTK_WIDGET (window), "zp-banner")) != NULL
              && is_told (banner));
  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
  wait_until (!is_told (banner));
  name = load_name (fixture, zp_form_get_id (second));
  g_assert_cmpstr (name, ==, "乙");
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

int
main (int argc, char *argv[])
{
  int status = app_test_init (&argc, &argv);

  if (status != 0)
    return status;
  g_test_add ("/faults/library-gone", Fixture, NULL, fixture_set_up, test_library_gone,
              fixture_tear_down);
  g_test_add ("/faults/new-form-unsaved", Fixture, NULL, fixture_set_up, test_new_form_unsaved,
              fixture_tear_down);
  g_test_add ("/faults/new-form-unsaved-after-another", Fixture, NULL, fixture_set_up,
              test_new_form_unsaved_after_another, fixture_tear_down);
  return g_test_run ();
}
