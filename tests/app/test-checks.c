/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-answers.h"
#include "zp-checks-pane.h"
#include "zp-finding-row.h"
#include "zp-form-file.h"
#include "zp-form-record.h"

/* The list of findings, in one process: warnings are answered in their place. */

typedef struct
{
  GtkWidget *window;
  ZpChecksPane *pane;
  ZpForm *form;
  ZpSession *session;
} Checks;

static void
updated_cb (ZpSession *session, ZpChecksPane *pane)
{
  zp_checks_pane_show (pane, session);
}

static void
open_pane (Checks *checks, Fixture *fixture)
{
  checks->form = fixture_read_golden (fixture, "urumqi-2020/16-medical-capacity-subsidy-37.ziping");
  checks->session = zp_session_new (fixture->library, checks->form);
  checks->pane = g_object_new (ZP_TYPE_CHECKS_PANE, NULL);
  checks->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (checks->window), GTK_WIDGET (checks->pane));
  gtk_window_set_default_size (GTK_WINDOW (checks->window), 380, 700);
  g_signal_connect (checks->session, "updated", G_CALLBACK (updated_cb), checks->pane);
  zp_checks_pane_show (checks->pane, checks->session);
  gtk_window_present (GTK_WINDOW (checks->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (checks->pane)));
}

static void
close_pane (Checks *checks)
{
  g_signal_handlers_disconnect_by_data (checks->session, checks->pane);
  gtk_window_destroy (GTK_WINDOW (checks->window));
  run_pending ();
  g_object_unref (checks->session);
  g_object_unref (checks->form);
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

static GtkWidget *
get_nth (gpointer widget, GType type, guint n)
{
  return find_nth (GTK_WIDGET (widget), type, &n);
}

static guint
find_index (Checks *checks, const char *check, const char *address)
{
  GPtrArray *findings = zp_session_get_findings (checks->session);

  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->check, check) && g_strcmp0 (finding->address, address) == 0)
        return i;
    }
  g_assert_not_reached ();
}

static GtkButton *
find_button (gpointer widget, const char *label)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *button = get_nth (widget, GTK_TYPE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return GTK_BUTTON (button);
    }
}

static void
click (gpointer widget, const char *label)
{
  g_signal_emit_by_name (find_button (widget, label), "clicked");
}

static void
write_answer (gpointer row, const char *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (get_nth (row, GTK_TYPE_TEXT_VIEW, 0));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static gpointer
get_row (Checks *checks, const char *check, const char *address)
{
  return get_nth (checks->pane, ZP_TYPE_FINDING_ROW, find_index (checks, check, address));
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  Checks checks;
  GPtrArray *findings;
  gpointer row;
  guint n;

  open_pane (&checks, fixture);
  n = zp_session_get_findings (checks.session)->len;
  row = get_row (&checks, "D10", "indicators/r2/score");
  click (row, "Answer…");
  g_assert_true (zp_finding_row_is_answering (row));
  write_answer (row, "按会议纪要扣分。");
  click (row, "Save Answer");
  findings = zp_session_get_findings (checks.session);
  g_assert_cmpuint (findings->len, ==, n);
  g_assert_cmpuint (find_index (&checks, "D10", "indicators/r2/score"), ==, n - 1);
  row = get_row (&checks, "D10", "indicators/r2/score");
  g_assert_false (zp_finding_row_is_answering (row));
  click (row, "Edit Answer…");
  write_answer (row, "按会议纪要（2020年12月）扣分。");
  click (row, "Save Answer");
  g_assert_cmpstr (
      ((ZpFinding *) g_ptr_array_index (zp_session_get_findings (checks.session), n - 1))->answer,
      ==, "按会议纪要（2020年12月）扣分。");
  click (get_row (&checks, "D10", "indicators/r2/score"), "Withdraw");
  g_assert_null (zp_form_get_extra (checks.form, ZP_EXTRA_ANSWERS));
  close_pane (&checks);
}

/* What changes meanwhile does not take away what is being written. */
static void
test_change_while_writing (Fixture *fixture, gconstpointer data)
{
  Checks checks;
  gpointer row;

  open_pane (&checks, fixture);
  row = get_row (&checks, "D10", "indicators/r9/score");
  click (row, "Answer…");
  write_answer (row, "会议纪要");
  g_assert_true (zp_form_set (checks.form, "project_name", "", NULL, NULL));
  g_assert_true (zp_finding_row_is_answering (row));
  click (row, "Save Answer");
  g_assert_cmpstr (
      ((ZpFinding *) g_ptr_array_index (zp_session_get_findings (checks.session),
                                        find_index (&checks, "D10", "indicators/r9/score")))
          ->answer,
      ==, "会议纪要");
  close_pane (&checks);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"state\":\"submitted\"}", NULL);
  Checks checks;

  open_pane (&checks, fixture);
  g_assert_true (zp_form_set_extra (checks.form, ZP_EXTRA_REVIEW, node, NULL));
  g_assert_false (gtk_widget_get_visible (
      GTK_WIDGET (find_button (get_row (&checks, "D10", "indicators/r9/score"), "Answer…"))));
  close_pane (&checks);
}

static void
went_cb (ZpChecksPane *pane, const char *address, char **out_address)
{
  *out_address = g_strdup (address);
}

static void
test_go_to (Fixture *fixture, gconstpointer data)
{
  Checks checks;
  g_autofree char *address = NULL;

  open_pane (&checks, fixture);
  g_signal_connect (checks.pane, "go-to", G_CALLBACK (went_cb), &address);
  g_signal_emit_by_name (get_nth (checks.pane, GTK_TYPE_LIST_BOX, 0), "row-activated",
                         get_row (&checks, "D10", "indicators/r9/score"));
  g_assert_cmpstr (address, ==, "indicators/r9/score");
  close_pane (&checks);
}

static const ZpFinding *
find_across (Checks *checks, const char *address)
{
  GPtrArray *findings = zp_session_get_findings (checks->session);

  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->check, "J2") && g_strcmp0 (finding->address, address) == 0)
        return finding;
    }
  return NULL;
}

static void
opened_cb (ZpChecksPane *pane, const char *id, const char *address, char **out_id)
{
  g_assert_cmpstr (address, ==, "goal_actual");
  g_free (*out_id);
  *out_id = g_strdup (id);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (zp_session_save_finish (ZP_SESSION (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* What stands in another form of the library is found a moment later, leads there, and goes with the
 * words. */
static void
test_across (Fixture *fixture, gconstpointer data)
{
  static const char sentence[] = "组织培训三期，参加人员覆盖全市各区县。";
  g_autoptr (ZpForm) other
      = fixture_read_golden (fixture, "urumqi-2020/07-official-vehicle.ziping");
  g_autofree char *id = NULL;
  gboolean saved = FALSE;
  Checks checks;

  g_assert_true (zp_form_set (other, "goal_actual", sentence, NULL, NULL));
  fixture_save (fixture, other);
  open_pane (&checks, fixture);
  g_signal_connect (checks.pane, "open-form", G_CALLBACK (opened_cb), &id);
  g_assert_true (zp_form_set (checks.form, "goal_actual", sentence, NULL, NULL));
  g_assert_null (find_across (&checks, "goal_actual"));
  wait_until (find_across (&checks, "goal_actual") != NULL);
  g_assert_cmpstr (find_across (&checks, "goal_actual")->other_id, ==, zp_form_get_id (other));
  g_signal_emit_by_name (get_row (&checks, "J2", "goal_actual"), "open-other");
  g_assert_cmpstr (id, ==, zp_form_get_id (other));

  /* Whoever types goes on: what was asked before is not answered. */
  g_assert_true (
      zp_form_set (checks.form, "goal_actual", "培训四期全部办完，参加人员覆盖各县。", NULL, NULL));
  wait_until (find_across (&checks, "goal_actual") == NULL);
  zp_session_save_async (checks.session, saved_cb, &saved);
  wait_until (saved);
  close_pane (&checks);
}

/* --- the others change --- */

static gboolean
has_check (Checks *checks, const char *check)
{
  GPtrArray *findings = zp_session_get_findings (checks->session);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((ZpFinding *) g_ptr_array_index (findings, i))->check, check))
      return TRUE;
  return FALSE;
}

/* As the command line does it, beside the window. */
static void
save_elsewhere (Fixture *fixture, ZpForm *form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpStore) store = zp_store_open (fixture->path, ZP_STORE_COMMAND, &error);
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  g_autoptr (ZpStoreRecord) record = zp_form_to_record (form, card, findings);

  g_assert_no_error (error);
  record->revision = zp_form_get_revision (form);
  g_assert_true (zp_store_save (store, record, &error));
  g_assert_no_error (error);
}

/* An open form that nobody touches follows what happens to the others, here and elsewhere. */
static void
test_across_follows (Fixture *fixture, gconstpointer data)
{
  static const char sentence[] = "组织培训三期，参加人员覆盖全市各区县。";
  g_autoptr (ZpForm) other
      = fixture_read_golden (fixture, "urumqi-2020/07-official-vehicle.ziping");
  const char *ids[] = { zp_form_get_id (other), NULL };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);
  gboolean saved = FALSE;
  Checks checks;

  fixture_save (fixture, other);
  open_pane (&checks, fixture);
  g_assert_true (zp_form_set (checks.form, "goal_actual", sentence, NULL, NULL));
  zp_session_save_async (checks.session, saved_cb, &saved);
  wait_until (saved);

  /* In another window. */
  g_assert_true (zp_form_set (other, "goal_actual", sentence, NULL, NULL));
  fixture_save (fixture, other);
  wait_until (find_across (&checks, "goal_actual") != NULL);
  g_assert_true (zp_form_set (other, "goal_actual", "培训四期全部办完。", NULL, NULL));
  fixture_save (fixture, other);
  wait_until (find_across (&checks, "goal_actual") == NULL);

  /* By another program. */
  g_assert_true (zp_form_set (other, "goal_actual", sentence, NULL, NULL));
  save_elsewhere (fixture, other);
  wait_until (find_across (&checks, "goal_actual") != NULL);

  /* Into the recycle bin, and back. */
  g_assert_true (zp_library_delete (fixture->library, ids, NULL));
  wait_until (find_across (&checks, "goal_actual") == NULL);
  g_assert_true (zp_library_restore (fixture->library, ids, NULL));
  wait_until (find_across (&checks, "goal_actual") != NULL);

  /* The year's list. */
  g_assert_false (has_check (&checks, "J3"));
  g_ptr_array_add (lines, zp_year_line_new ("2020", zp_form_get_field (checks.form, "unit"),
                                            "没有表的项目", G_MININT64, ""));
  g_assert_true (zp_library_put_year_lines (fixture->library, "2020", lines, NULL));
  wait_until (has_check (&checks, "J3"));
  close_pane (&checks);
}

typedef struct
{
  ZpForm *form;
  guint own, others, lists;
} Counts;

static void
changed_cb (ZpLibrary *library, const char *id, Counts *counts)
{
  if (g_strcmp0 (id, zp_form_get_id (counts->form)) == 0)
    counts->own++;
  else
    counts->others++;
}

static void
items_updated_cb (ZpLibrary *library, Counts *counts)
{
  counts->lists++;
}

static gboolean
elapsed_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* What the form itself saves is no news of others: nothing is compared and no list read for it. */
static void
test_across_rests (Fixture *fixture, gconstpointer data)
{
  Counts counts = { 0 };
  gboolean saved = FALSE, elapsed = FALSE;
  Checks checks;

  open_pane (&checks, fixture);
  g_assert_true (zp_form_set (checks.form, "goal_actual", "培训四期全部办完。", NULL, NULL));
  counts.form = checks.form;
  g_signal_connect (fixture->library, "changed", G_CALLBACK (changed_cb), &counts);
  g_signal_connect (fixture->library, "items-updated", G_CALLBACK (items_updated_cb), &counts);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = g_strdup_printf ("培训%u期全部办完。", i + 5);

      saved = FALSE;
      g_assert_true (zp_form_set (checks.form, "goal_actual", text, NULL, NULL));
      zp_session_save_async (checks.session, saved_cb, &saved);
      wait_until (saved);
    }
  zp_library_refresh_if_changed (fixture->library);
  /* Longer than the file is left alone. */
  g_timeout_add (1200, elapsed_cb, &elapsed);
  wait_until (elapsed);
  g_assert_cmpuint (counts.own, ==, 3);
  g_assert_cmpuint (counts.others, ==, 0);
  g_assert_cmpuint (counts.lists, ==, 2);
  g_signal_handlers_disconnect_by_data (fixture->library, &counts);
  close_pane (&checks);
}

int
main (int argc, char **argv)
{
  int skip = app_test_init (&argc, &argv);

  if (skip != 0)
    return skip;
  g_type_ensure (ZP_TYPE_CHECKS_PANE);
  g_test_add ("/checks/answer", Fixture, NULL, fixture_set_up, test_answer, fixture_tear_down);
  g_test_add ("/checks/change-while-writing", Fixture, NULL, fixture_set_up,
              test_change_while_writing, fixture_tear_down);
  g_test_add ("/checks/read-only", Fixture, NULL, fixture_set_up, test_read_only,
              fixture_tear_down);
  g_test_add ("/checks/go-to", Fixture, NULL, fixture_set_up, test_go_to, fixture_tear_down);
  g_test_add ("/checks/across", Fixture, NULL, fixture_set_up, test_across, fixture_tear_down);
  g_test_add ("/checks/across-follows", Fixture, NULL, fixture_set_up, test_across_follows,
              fixture_tear_down);
  g_test_add ("/checks/across-rests", Fixture, NULL, fixture_set_up, test_across_rests,
              fixture_tear_down);
  return g_test_run ();
}
