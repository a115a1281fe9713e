/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-error.h"
#include "zp-library-rules.h"
#include "zp-profile-choice.h"
#include "zp-profile-edit.h"
#include "zp-profile-editor.h"
#include "zp-profile-writer.h"
#include "zp-rules-window.h"
#include "zp-window.h"

#include <string.h>

/* Destroys a window and checks that nothing keeps it. */
static void
finish_window (gpointer window)
{
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (window == NULL);
}

static ZpProfile *
find (Fixture *fixture, const char *id)
{
  return zp_catalog_find_profile (zp_library_get_catalog (fixture->library), id, NULL);
}

/* A copy of the usual rules that rounds missed targets to @places. */
static GBytes *
make_rules (Fixture *fixture, const char *id, const char *places)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpProfile) copy = zp_profile_copy (find (fixture, "mof-2020"), id, "本局规则", &error);
  g_autoptr (ZpProfile) edited = NULL;

  g_assert_no_error (error);
  edited = zp_profile_edit (copy, "quantitative.missed.places", places, &error);
  g_assert_no_error (error);
  return zp_profile_write (edited);
}

static void
install (Fixture *fixture, const char *id)
{
  g_autoptr (GBytes) json = make_rules (fixture, id, "0");
  g_autoptr (GError) error = NULL;
  g_autofree char *installed = NULL;

  g_assert_true (zp_library_install_rules (fixture->library, ZP_RULES_PROFILE, json, FALSE,
                                           &installed, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (installed, ==, id);
}

static void
set (ZpForm *form, const char *address, const char *text)
{
  g_assert_true (zp_form_set (form, address, text, NULL, NULL));
}

/* One target missed by a third, one scored by hand. */
static ZpForm *
make_scored (Fixture *fixture)
{
  ZpForm *form = fixture_make_form (fixture, "稽核费");
  g_autofree char *missed = zp_form_add_row (form, "indicators", NULL, NULL);
  g_autofree char *hand = zp_form_add_row (form, "indicators", NULL, NULL);
  const char *rows[] = { missed, hand };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const values[][2] = {
        { "level1", "产出指标" }, { "level3", "检查" }, { "target", "≥3个" },
        { "actual", "2个" },      { "weight", "20" },
      };

      for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
        {
          g_autofree char *address = g_strdup_printf ("indicators/%s/%s", rows[i], values[j][0]);

          set (form, address, values[j][1]);
        }
    }
  {
    g_autofree char *address = g_strdup_printf ("indicators/%s/score", hand);

    set (form, address, "5");
  }
  return form;
}

/* --- the library --- */

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (zp_library_has_rules (fixture->library, ZP_RULES_PROFILE, "ours"));
  install (fixture, "ours");
  g_assert_true (zp_library_owns_rules (fixture->library, ZP_RULES_PROFILE, "ours"));
  g_assert_false (zp_library_owns_rules (fixture->library, ZP_RULES_PROFILE, "mof-2020"));
  g_assert_finalize_object (fixture->library);
  fixture->library = zp_library_new (fixture->path);
  g_assert_true (zp_library_owns_rules (fixture->library, ZP_RULES_PROFILE, "ours"));
  wait_until (!zp_library_is_loading (fixture->library));
  g_assert_true (
      zp_library_remove_rules (fixture->library, ZP_RULES_PROFILE, "ours", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (zp_library_has_rules (fixture->library, ZP_RULES_PROFILE, "ours"));
}

typedef struct
{
  const char *name;
  const char *id;
  const char *places;
  gboolean replace;
  int code; /* -1 when it is accepted */
} InstallCase;

static const InstallCase install_cases[] = {
  { "same-again", "ours", "0", FALSE, -1 },
  { "other-content", "ours", "1", FALSE, ZP_ERROR_CONFLICT },
  { "replaced", "ours", "1", TRUE, -1 },
};

static void
test_install (Fixture *fixture, gconstpointer data)
{
  const InstallCase *test = data;
  g_autoptr (GBytes) json = make_rules (fixture, test->id, test->places);
  g_autoptr (GError) error = NULL;
  gboolean done;
  guint places;

  install (fixture, "ours");
  done = zp_library_install_rules (fixture->library, ZP_RULES_PROFILE, json, test->replace, NULL,
                                   &error);
  places = find (fixture, "ours")->quantity.missed.places;
  g_assert_cmpint (done, ==, test->code < 0);
  if (!done)
    g_assert_error (error, ZP_ERROR, test->code);
  g_assert_cmpuint (places, ==, done ? test->places[0] - '0' : 0);
}

static void
test_install_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "[]", "{\"id\":\"a\"}", "{\"id\":\"a\",\"tables\":{}}" };
  g_autoptr (GBytes) builtin = zp_profile_write (find (fixture, "mof-2020"));
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) json = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GError) problem = NULL;
      ZpRulesKind kind = ZP_RULES_PROFILE;

      if (zp_rules_guess_kind (json, &kind, &problem))
        g_assert_false (
            zp_library_install_rules (fixture->library, kind, json, TRUE, NULL, &problem));
      g_assert_nonnull (problem);
    }
  g_assert_false (
      zp_library_install_rules (fixture->library, ZP_RULES_PROFILE, builtin, TRUE, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  g_assert_false (zp_library_owns_rules (fixture->library, ZP_RULES_PROFILE, "mof-2020"));
}

/* Neither a form of the list, nor one in the recycle bin, nor the one on the screen loses its rules. */
static void
test_remove_used (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "稽核费");
  const char *ids[] = { zp_form_get_id (form), NULL };
  g_autoptr (GError) error = NULL;

  install (fixture, "ours");
  zp_form_set_profile (form, find (fixture, "ours"));
  g_assert_false (
      zp_library_remove_rules (fixture->library, ZP_RULES_PROFILE, "ours", form, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  g_clear_error (&error);
  fixture_save (fixture, form);
  g_assert_false (
      zp_library_remove_rules (fixture->library, ZP_RULES_PROFILE, "ours", NULL, &error));
  g_assert_nonnull (strstr (error->message, "稽核费"));
  g_clear_error (&error);
  g_assert_true (zp_library_delete (fixture->library, ids, &error));
  g_assert_false (
      zp_library_remove_rules (fixture->library, ZP_RULES_PROFILE, "ours", NULL, &error));
  g_clear_error (&error);
  g_assert_true (zp_store_erase (zp_library_get_store (fixture->library), ids, &error));
  g_assert_true (
      zp_library_remove_rules (fixture->library, ZP_RULES_PROFILE, "ours", NULL, &error));
}

/* --- the windows --- */

static void
test_window (Fixture *fixture, gconstpointer data)
{
  ZpRulesWindow *window = zp_rules_window_new (NULL, fixture->library, NULL);
  g_autoptr (GBytes) json = make_rules (fixture, "theirs", "1");

  g_assert_true (zp_rules_window_choose (window, ZP_RULES_PROFILE, "urumqi-2020"));
  g_assert_false (zp_rules_window_choose (window, ZP_RULES_PROFILE, "nothing"));
  g_assert_true (zp_rules_window_copy (window, "ours", "本局"));
  g_assert_cmpstr (find (fixture, "ours")->title, ==, "本局");
  g_assert_true (zp_rules_window_choose (window, ZP_RULES_TEMPLATE, "mof-2020"));
  g_assert_true (zp_rules_window_copy (window, "our-form", "本局表"));
  g_assert_true (zp_library_owns_rules (fixture->library, ZP_RULES_TEMPLATE, "our-form"));
  zp_rules_window_install (window, json, "theirs.json");
  g_assert_nonnull (find (fixture, "theirs"));
  g_assert_true (zp_rules_window_choose (window, ZP_RULES_PROFILE, "theirs"));
  finish_window (window);
}

static void
take_id_cb (char **out_id, const char *id)
{
  g_free (*out_id);
  *out_id = g_strdup (id);
}

static void
test_editor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = make_scored (fixture);
  g_autofree char *saved = NULL;
  gpointer window;
  ZpProfileEditor *editor;

  install (fixture, "ours");
  zp_form_set_profile (form, find (fixture, "ours"));
  editor = zp_profile_editor_new (NULL, fixture->library, find (fixture, "ours"), form);
  g_signal_connect_swapped (editor, "saved", G_CALLBACK (take_id_cb), &saved);
  g_assert_cmpuint (zp_score_changes_get_n_changed (zp_profile_editor_get_changes (editor)), ==, 0);
  g_assert_cmpuint (zp_score_changes_get_n_by_hand (zp_profile_editor_get_changes (editor)), ==, 1);

  /* Below 70 % of the target there are no points: two thirds were reached. */
  g_assert_true (zp_profile_editor_type (editor, "quantitative.pass", "70"));
  g_assert_cmpuint (zp_score_changes_get_n_changed (zp_profile_editor_get_changes (editor)), ==, 1);
  g_assert_cmpstr (zp_score_changes_get_total (zp_profile_editor_get_changes (editor)), ==,
                   "18 → 5");
  g_assert_true (zp_profile_editor_type (editor, "quantitative.pass", "x"));
  g_assert_nonnull (strstr (zp_profile_editor_get_problem (editor, "quantitative.pass"), "“x”"));
  g_assert_true (zp_profile_editor_type (editor, "quantitative.pass", ""));
  g_assert_null (zp_profile_editor_get_problem (editor, "quantitative.pass"));
  g_assert_false (zp_profile_editor_get_profile (editor)->quantity.has_pass);
  g_assert_cmpuint (zp_score_changes_get_n_changed (zp_profile_editor_get_changes (editor)), ==, 0);

  /* An edge that is refused because of the next one is taken once that is right. */
  g_assert_true (zp_profile_editor_type (editor, "grades[1].from", "95"));
  g_assert_nonnull (zp_profile_editor_get_problem (editor, "grades[1].from"));
  g_assert_true (zp_profile_editor_type (editor, "grades[0].from", "97"));
  g_assert_null (zp_profile_editor_get_problem (editor, "grades[1].from"));
  g_assert_cmpint (
      g_array_index (zp_profile_editor_get_profile (editor)->grades, ZpGrade, 1).from.micro, ==,
      95000000);

  gtk_window_present (GTK_WINDOW (editor));
  window = editor;
  g_object_add_weak_pointer (window, &window);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL));
  g_assert_cmpstr (saved, ==, "ours");
  g_assert_cmpstr (find (fixture, "ours")->version, ==, "2");
  wait_until (window == NULL);
}

/* Every value of every profile has its row, and nothing is changed by being shown. */
static void
test_editor_shows (Fixture *fixture, gconstpointer data)
{
  GPtrArray *profiles = zp_catalog_get_profiles (zp_library_get_catalog (fixture->library));

  for (guint i = 0; i < profiles->len; i++)
    {
      ZpProfile *profile = g_ptr_array_index (profiles, i);
      ZpProfileEditor *editor = zp_profile_editor_new (NULL, fixture->library, profile, NULL);
      g_autoptr (GBytes) before = zp_profile_write (profile);
      g_autoptr (GBytes) after = zp_profile_write (zp_profile_editor_get_profile (editor));

      g_test_message ("%s", profile->id);
      g_assert_true (g_bytes_equal (before, after));
      finish_window (editor);
    }
}

static void
test_choice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = make_scored (fixture);
  ZpCatalog *catalog = zp_library_get_catalog (fixture->library);
  ZpProfileChoice *choice = zp_profile_choice_new (NULL, catalog, form);
  gpointer window = choice;

  g_assert_cmpuint (zp_score_changes_get_n_changed (zp_profile_choice_get_changes (choice)), ==, 0);
  g_assert_true (zp_profile_choice_choose (choice, "urumqi-2020"));
  g_assert_false (zp_profile_choice_choose (choice, "nothing"));
  g_assert_cmpuint (zp_score_changes_get_n_changed (zp_profile_choice_get_changes (choice)), ==, 1);
  g_assert_cmpuint (zp_score_changes_get_n_by_hand (zp_profile_choice_get_changes (choice)), ==, 1);
  g_assert_cmpstr (zp_score_changes_get_total (zp_profile_choice_get_changes (choice)), ==,
                   "18.33 → 18");
  g_assert_cmpstr (zp_form_get_profile (form)->id, ==, "mof-2020");
  gtk_window_present (GTK_WINDOW (choice));
  g_object_add_weak_pointer (window, &window);
  zp_profile_choice_apply (choice);
  wait_until (window == NULL);
  g_assert_cmpstr (zp_form_get_profile (form)->id, ==, "urumqi-2020");
  g_assert_true (zp_form_undo (form, NULL, NULL));
  g_assert_cmpstr (zp_form_get_profile (form)->id, ==, "mof-2020");
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  int status = app_test_init (&argc, &argv);

  if (status != 0)
    return status;
  add ("/rules/library/kept", NULL, test_kept);
  for (gsize i = 0; i < G_N_ELEMENTS (install_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/rules/install/", install_cases[i].name, NULL);

      add (path, &install_cases[i], test_install);
    }
  add ("/rules/install/refused", NULL, test_install_refused);
  add ("/rules/remove/used", NULL, test_remove_used);
  add ("/rules/window/lists", NULL, test_window);
  add ("/rules/editor/edits", NULL, test_editor);
  add ("/rules/editor/shows", NULL, test_editor_shows);
  add ("/rules/choice/switches", NULL, test_choice);
  return g_test_run ();
}
