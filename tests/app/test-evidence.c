/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app-fixture.h"
#include "zp-evidence-job.h"
#include "zp-evidence-window.h"
#include "zp-survey.h"

/* The evidence of a row, in one process: files are attached, looked at and handed on. */

typedef struct
{
  ZpForm *form;
  ZpSession *session;
  char *row;
  char *address;
  char *file;
} Evidence;

static void
set_up (Evidence *evidence, Fixture *fixture)
{
  evidence->form = fixture_make_form (fixture, "培训");
  evidence->row = zp_form_add_row (evidence->form, "indicators", NULL, NULL);
  evidence->address = g_strconcat ("indicators/", evidence->row, NULL);
  evidence->file = g_build_filename (fixture->folder, "签到表.txt", NULL);
  g_assert_true (g_file_set_contents (evidence->file, "abc", -1, NULL));
  evidence->session = zp_session_new (fixture->library, evidence->form);
}

static void
tear_down (Evidence *evidence)
{
  g_object_unref (evidence->session);
  g_object_unref (evidence->form);
  g_free (evidence->row);
  g_free (evidence->address);
  g_free (evidence->file);
}

static ZpEvidenceState
state_of_first (Evidence *evidence)
{
  g_autoptr (GPtrArray) list = zp_evidence_list (evidence->form, NULL);

  return zp_session_get_evidence_state (evidence->session,
                                        ((ZpEvidence *) g_ptr_array_index (list, 0))->id);
}

static gboolean
has_finding (Evidence *evidence, const char *check)
{
  GPtrArray *findings = zp_session_get_findings (evidence->session);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((ZpFinding *) g_ptr_array_index (findings, i))->check, check))
      return TRUE;
  return FALSE;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
look (Evidence *evidence)
{
  g_autoptr (GAsyncResult) result = NULL;

  zp_evidence_look_async (evidence->session, done_cb, &result);
  wait_until (result != NULL);
  g_assert_true (zp_evidence_look_finish (result, NULL));
}

static void
add (Evidence *evidence, gboolean copy)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (paths, evidence->file);
  zp_evidence_attach_async (evidence->session, evidence->address, paths, copy, done_cb, &result);
  wait_until (result != NULL);
  g_assert_true (zp_evidence_attach_finish (result, &error));
  g_assert_no_error (error);
}

/* The finding about the file follows what became of it. */
static void
test_left_in_place (Fixture *fixture, gconstpointer data)
{
  Evidence evidence;

  set_up (&evidence, fixture);
  add (&evidence, FALSE);
  g_assert_cmpuint (zp_evidence_count (evidence.form, evidence.address), ==, 1);
  look (&evidence);
  g_assert_cmpint (state_of_first (&evidence), ==, ZP_EVIDENCE_PRESENT);
  g_assert_false (has_finding (&evidence, "I3"));
  g_assert_true (g_file_set_contents (evidence.file, "abd", -1, NULL));
  look (&evidence);
  g_assert_cmpint (state_of_first (&evidence), ==, ZP_EVIDENCE_CHANGED);
  g_assert_true (has_finding (&evidence, "I3"));
  tear_down (&evidence);
}

static void
test_copied_and_exported (Fixture *fixture, gconstpointer data)
{
  Evidence evidence;
  g_autofree char *target = g_build_filename (fixture->folder, "交付", NULL);
  g_autofree char *copy = g_build_filename (target, "1-1-1_签到表.txt", NULL);
  g_autofree char *list = g_build_filename (target, "佐证资料目录.xlsx", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (target);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint left;

  set_up (&evidence, fixture);
  add (&evidence, TRUE);
  g_unlink (evidence.file);
  look (&evidence);
  g_assert_cmpint (state_of_first (&evidence), ==, ZP_EVIDENCE_PRESENT);
  zp_evidence_export_async (evidence.session, folder, done_cb, &result);
  wait_until (result != NULL);
  g_assert_true (zp_evidence_export_finish (result, &left, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (left, ==, 0);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (list, G_FILE_TEST_EXISTS));
  tear_down (&evidence);
}

static GtkWidget *
find_nth (GtkWidget *widget, GType type, guint *skip)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What was typed in the survey is in the form when the window goes. */
static void
test_window (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "200", "196", "180", "2020年11月", "问卷" };
  Evidence evidence;
  g_autofree char *level1 = NULL;
  g_autofree char *actual = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  GtkWidget *window;

  set_up (&evidence, fixture);
  level1 = g_strconcat (evidence.address, "/level1", NULL);
  actual = g_strconcat (evidence.address, "/actual", NULL);
  g_assert_true (zp_form_set (evidence.form, level1, "满意度指标", NULL, NULL));
  window = zp_evidence_window_new (NULL, evidence.session, evidence.row);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (window));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint n = i;

      gtk_editable_set_text (GTK_EDITABLE (find_nth (window, ADW_TYPE_ENTRY_ROW, &n)), texts[i]);
    }
  g_ptr_array_add (paths, evidence.file);
  zp_evidence_window_add_paths (ZP_EVIDENCE_WINDOW (window), paths);
  wait_until (zp_evidence_count (evidence.form, evidence.address) == 1);
  run_pending ();
  gtk_window_close (GTK_WINDOW (window));
  run_pending ();
  g_assert_cmpstr (zp_form_get (evidence.form, actual), ==, "91.84%");
  g_assert_cmpstr (zp_survey_get (evidence.form, evidence.row, ZP_SURVEY_METHOD), ==, "问卷");
  tear_down (&evidence);
}

int
main (int argc, char **argv)
{
  int skip = app_test_init (&argc, &argv);

  if (skip != 0)
    return skip;
  g_test_add ("/evidence/left-in-place", Fixture, NULL, fixture_set_up, test_left_in_place,
              fixture_tear_down);
  g_test_add ("/evidence/copied-and-exported", Fixture, NULL, fixture_set_up,
              test_copied_and_exported, fixture_tear_down);
  g_test_add ("/evidence/window", Fixture, NULL, fixture_set_up, test_window, fixture_tear_down);
  return g_test_run ();
}
