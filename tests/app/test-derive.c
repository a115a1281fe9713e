/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-derive-dialog.h"
#include "zp-derive.h"
#include "zp-form-page.h"
#include "zp-form-sources.h"
#include "zp-new-form-dialog.h"
#include "zp-window.h"

#include <string.h>

/* Documents that sum up forms: figures are taken in a dialog and follow the forms later. */

#define SUMMARY "wuhan-project-summary-2020"
#define PROSE "wuhan-prose-2020"

static ZpForm *
make_form (Fixture *fixture, const char *template_id)
{
  ZpCatalog *catalog = zp_library_get_catalog (fixture->library);

  return zp_form_new (zp_catalog_find_template (catalog, template_id, NULL),
                      zp_catalog_find_profile (catalog, "wuhan-2020", NULL));
}

static void
set (ZpForm *form, const char *address, const char *text)
{
  g_assert_true (zp_form_set (form, address, text, NULL, NULL));
}

/* Saves a project form of the year 2020. */
static ZpForm *
save_project (Fixture *fixture, const char *name, const char *budget, const char *executed)
{
  ZpForm *form = make_form (fixture, "wuhan-project-2020");

  set (form, "year", "2020");
  set (form, "department", "甲局");
  set (form, "project_name", name);
  set (form, "funding/total/budget", budget);
  set (form, "funding/total/executed", executed);
  fixture_save (fixture, form);
  return form;
}

static ZpDeriveDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ZP_IS_DERIVE_DIALOG (window))
        return ZP_DERIVE_DIALOG (window);
    }
  return NULL;
}

static ZpWindow *
open_window (Fixture *fixture)
{
  ZpWindow *window = zp_window_new (NULL, fixture->library);

  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return window;
}

static void
close_window (ZpWindow *window)
{
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_close (GTK_WINDOW (window));
  wait_until (weak == NULL);
}

static GtkWidget *
find_page (GtkWidget *widget)
{
  if (ZP_IS_FORM_PAGE (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_page (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

/* The action of the menu: the dialog, one click, the figures, one step back. */
static void
test_action (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) project = save_project (fixture, "医疗救助", "100", "80");
  g_autoptr (ZpForm) summary = make_form (fixture, SUMMARY);
  ZpWindow *window = open_window (fixture);
  GtkWidget *page;

  set (summary, "problems", "我写的");
  zp_form_end_typing (summary);
  zp_window_show_form (window, summary);
  page = find_page (GTK_WIDGET (window));
  g_assert_null (find_dialog ());
  g_assert_true (gtk_widget_activate_action (page, "form.derive", NULL));
  g_assert_nonnull (find_dialog ());
  g_assert_cmpuint (zp_derive_dialog_get_n_forms (find_dialog ()), ==, 1);
  zp_derive_dialog_choose (find_dialog (), zp_form_get_id (project));
  zp_derive_dialog_take (find_dialog ());
  g_assert_cmpstr (zp_form_get (summary, "executed"), ==, "80");
  g_assert_cmpstr (zp_form_get (summary, "project_name"), ==, "医疗救助");
  g_assert_cmpstr (zp_form_get (summary, "score_execution"), ==, "16");
  g_assert_cmpstr (zp_form_get (summary, "problems"), ==, "我写的");
  g_assert_true (shows_text (page, "医疗救助"));
  g_assert_true (zp_form_undo (summary, NULL, NULL));
  g_assert_cmpstr (zp_form_get (summary, "executed"), ==, "");
  g_assert_cmpstr (zp_form_get (summary, "problems"), ==, "我写的");
  run_pending ();
  g_assert_null (find_dialog ());
  close_window (window);
}

/* Other forms do not have the action, so that the menu hides it. */
static void
test_no_document (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = make_form (fixture, "wuhan-project-2020");
  ZpWindow *window = open_window (fixture);

  zp_window_show_form (window, form);
  gtk_widget_activate_action (find_page (GTK_WIDGET (window)), "form.derive", NULL);
  run_pending ();
  g_assert_null (find_dialog ());
  close_window (window);
}

static void
take (Fixture *fixture, ZpForm *document, const char *const *ids)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_form_take_sources (document, zp_library_get_store (fixture->library),
                                       zp_library_get_catalog (fixture->library), ids, NULL,
                                       &error));
  g_assert_no_error (error);
  fixture_save (fixture, document);
}

static ZpForm *
reopen (ZpWindow *window, ZpForm *document)
{
  zp_window_open_form (window, zp_form_get_id (document));
  return zp_window_get_form (window);
}

/* The form changed since: opening the document brings its figures up to date, and says so. */
static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) project = save_project (fixture, "医疗救助", "100", "80");
  g_autoptr (ZpForm) summary = make_form (fixture, SUMMARY);
  const char *ids[] = { zp_form_get_id (project), NULL };
  ZpWindow *window = open_window (fixture);
  ZpForm *opened;

  take (fixture, summary, ids);
  set (project, "funding/total/executed", "90");
  fixture_save (fixture, project);
  opened = reopen (window, summary);
  g_assert_cmpstr (zp_form_get (opened, "executed"), ==, "90");
  g_assert_cmpstr (zp_form_get (opened, "rate"), ==, "90%");
  /* executed, rate, the score of the rate, and the total */
  g_assert_true (shows_text (GTK_WIDGET (window), "4 figures brought up to date from “医疗救助”"));
  g_assert_true (zp_form_undo (opened, NULL, NULL));
  g_assert_cmpstr (zp_form_get (opened, "executed"), ==, "80");
  g_assert_false (zp_form_can_undo (opened));
  close_window (window);
}

/* Nothing to say, nothing to undo, nothing to save. */
static void
test_up_to_date (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) project = save_project (fixture, "医疗救助", "100", "80");
  g_autoptr (ZpForm) summary = make_form (fixture, SUMMARY);
  const char *ids[] = { zp_form_get_id (project), NULL };
  ZpWindow *window = open_window (fixture);
  ZpForm *opened;

  take (fixture, summary, ids);
  opened = reopen (window, summary);
  g_assert_false (zp_form_can_undo (opened));
  g_assert_false (zp_form_page_has_unsaved (ZP_FORM_PAGE (find_page (GTK_WIDGET (window)))));
  close_window (window);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) project = save_project (fixture, "医疗救助", "100", "80");
  g_autoptr (ZpForm) other = save_project (fixture, "政府买岗", "5", "4");
  g_autoptr (ZpForm) prose = make_form (fixture, PROSE);
  const char *ids[] = { zp_form_get_id (project), zp_form_get_id (other), NULL };
  g_auto (ZpFollowed) followed = { 0 };
  ZpWindow *window = open_window (fixture);
  ZpForm *opened;

  take (fixture, prose, ids);
  ids[1] = NULL;
  g_assert_true (zp_library_delete (fixture->library, ids, NULL));
  set (other, "funding/total/executed", "5");
  fixture_save (fixture, other);
  opened = reopen (window, prose);
  g_assert_cmpstr (zp_row_get (zp_form_get_row (opened, "projects", 0), "executed"), ==, "80");
  g_assert_cmpstr (zp_row_get (zp_form_get_row (opened, "projects", 1), "executed"), ==, "5");
  g_assert_true (shows_text (GTK_WIDGET (window), "library"));
  g_assert_true (zp_form_follow_sources (opened, zp_library_get_store (fixture->library),
                                         zp_library_get_catalog (fixture->library), &followed,
                                         NULL));
  g_assert_cmpuint (followed.n_sources, ==, 2);
  g_assert_cmpuint (followed.n_gone, ==, 1);
  g_assert_cmpuint (followed.n_changed, ==, 0);
  close_window (window);
}

/* A new document asks for its forms at once; those of its year and unit are chosen. */
static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) project = save_project (fixture, "医疗救助", "100", "80");
  g_autoptr (ZpForm) other = save_project (fixture, "政府买岗", "5", "4");
  ZpWindow *window = open_window (fixture);
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (ZpForm) form = NULL;
  ZpForm *shown;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-form", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i);

      if (!ZP_IS_NEW_FORM_DIALOG (dialog))
        continue;
      g_assert_true (zp_new_form_dialog_choose (ZP_NEW_FORM_DIALOG (dialog), SUMMARY, NULL));
      g_assert_true (zp_new_form_dialog_choose (ZP_NEW_FORM_DIALOG (dialog),
                                                "wuhan-department-summary-2020", NULL));
      g_assert_true (
          zp_new_form_dialog_choose (ZP_NEW_FORM_DIALOG (dialog), "xinjiang-report-2023", NULL));
      g_assert_true (zp_new_form_dialog_choose (ZP_NEW_FORM_DIALOG (dialog), PROSE, "wuhan-2020"));
      form = zp_new_form_dialog_make_form (ZP_NEW_FORM_DIALOG (dialog));
      set (form, "year", "2020");
      g_signal_emit_by_name (dialog, "created", form);
      gtk_window_destroy (dialog);
      break;
    }
  wait_until (find_dialog () != NULL);
  zp_derive_dialog_take (find_dialog ());
  shown = zp_window_get_form (window);
  g_assert_true (shown == form);
  g_assert_cmpuint (zp_form_get_n_rows (shown, "projects"), ==, 2);
  g_assert_cmpstr (zp_row_get (zp_form_get_row (shown, "projects", 0), "project_name"), ==,
                   zp_form_get_field (project, "project_name"));
  g_assert_cmpstr (zp_row_get (zp_form_get_row (shown, "projects", 1), "project_name"), ==,
                   zp_form_get_field (other, "project_name"));
  close_window (window);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/derive/action", test_action },   { "/derive/no-document", test_no_document },
    { "/derive/refresh", test_refresh }, { "/derive/up-to-date", test_up_to_date },
    { "/derive/gone", test_gone },       { "/derive/new", test_new },
  };
  int status = app_test_init (&argc, &argv);

  if (status != 0)
    return status;
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].run, fixture_tear_down);
  return g_test_run ();
}
