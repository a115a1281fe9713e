/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-changes-window.h"
#include "zp-form-file.h"
#include "zp-form-page.h"
#include "zp-history-window.h"
#include "zp-review-batch.h"
#include "zp-review-dialogs.h"
#include "zp-review-queue.h"
#include "zp-reviewer.h"
#include "zp-score-pane.h"
#include "zp-settings.h"
#include "zp-table-view.h"

#include <string.h>

/* The review in the window, in one process: who may do what, the table, the pane, the windows. */

#define ROW "indicators/r4"
#define SCORE "review/indicators/r4/score"
#define REASON "review/indicators/r4/reason"

static const ZpActor preparer = { "张三", ZP_ACTOR_PREPARER, 1600000000 };
static const ZpActor reviewer = { "李四", ZP_ACTOR_REVIEWER, 1600086400 };

static void
apply (ZpForm *form, ZpReviewAction action, const ZpActor *actor, const char *reason)
{
  g_autoptr (GError) error = NULL;

  zp_review_apply (form, action, actor, reason, &error);
  g_assert_no_error (error);
}

static void
open_as (Editor *editor, Fixture *fixture, const char *role, const char *name, ZpFormState state)
{
  ZpForm *form = fixture_read_golden (fixture, name);

  zp_settings_set_string ("user-role", role);
  zp_settings_set_string ("user-name", "李审核");
  if (state != ZP_FORM_STATE_DRAFT)
    apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL);
  if (state == ZP_FORM_STATE_RETURNED)
    {
      g_autofree char *remark
          = zp_review_add_remark (form, "indicators/r1/actual", "与名册不符", &reviewer, NULL);

      g_assert_nonnull (remark);
      apply (form, ZP_REVIEW_RETURN, &reviewer, "补充佐证");
    }
  if (state == ZP_FORM_STATE_APPROVED)
    apply (form, ZP_REVIEW_APPROVE, &reviewer, NULL);
  open_editor (editor, fixture, form);
}

/* The first widget of @type below @widget that is shown; with @label, a button with these words. */
static GtkWidget *
find_shown (GtkWidget *widget, GType type, const char *label)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (label == NULL
          || (GTK_IS_BUTTON (widget)
              && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_shown (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
offers (Editor *editor, const char *label)
{
  return find_shown (GTK_WIDGET (editor->page), GTK_TYPE_BUTTON, label) != NULL;
}

static void
press (Editor *editor, const char *label)
{
  GtkWidget *button = find_shown (GTK_WIDGET (editor->page), GTK_TYPE_BUTTON, label);

  if (button == NULL)
    g_error ("no button “%s”", label);
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  else
    g_signal_emit_by_name (button, "clicked");
  run_pending ();
}

static void
act (Editor *editor, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor->page), action, NULL));
  run_pending ();
}

static ZpTableView *
get_table (Editor *editor)
{
  return ZP_TABLE_VIEW (find_shown (GTK_WIDGET (editor->page), ZP_TYPE_TABLE_VIEW, NULL));
}

static void
go_to (Editor *editor, const char *address)
{
  g_assert_true (zp_table_view_focus (get_table (editor), address));
  run_pending ();
}

static void
type_text (Editor *editor, const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (editor->window));

  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), text, -1);
  run_pending ();
}

static ZpReviewRow *
get_row (Editor *editor)
{
  g_autoptr (ZpScorecard) card = zp_score_form (editor->form);

  return zp_review_get_row (editor->form, card, ROW);
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

#define GOOD "urumqi-2020/12-expert-committee.ziping"
#define BAD "urumqi-2020/10-lawyer-litigation.ziping"

/* --- who is offered what --- */

typedef struct
{
  const char *name;
  const char *role;
  ZpFormState state;
  const char *offered[3];
} OfferCase;

static const OfferCase offer_cases[] = {
  { "draft-preparer", "preparer", ZP_FORM_STATE_DRAFT, { "_Submit for Review" } },
  { "draft-reviewer", "reviewer", ZP_FORM_STATE_DRAFT, { NULL } },
  { "submitted-preparer", "preparer", ZP_FORM_STATE_SUBMITTED, { "_Withdraw" } },
  { "submitted-reviewer", "reviewer", ZP_FORM_STATE_SUBMITTED, { "_Return…", "_Approve" } },
  { "returned-preparer", "preparer", ZP_FORM_STATE_RETURNED, { "_Submit for Review" } },
  { "approved-reviewer", "reviewer", ZP_FORM_STATE_APPROVED, { "Re_open…" } },
  { "approved-preparer", "preparer", ZP_FORM_STATE_APPROVED, { NULL } },
};

static void
test_offers (Fixture *fixture, gconstpointer data)
{
  static const char *const all[]
      = { "_Submit for Review", "_Withdraw", "_Return…", "_Approve", "Re_open…" };
  const OfferCase *c = data;
  Editor editor;

  open_as (&editor, fixture, c->role, GOOD, c->state);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_cmpint (offers (&editor, all[i]), ==,
                     g_strcmp0 (all[i], c->offered[0]) == 0
                         || g_strcmp0 (all[i], c->offered[1]) == 0);
  close_editor (&editor);
}

/* --- handing in --- */

static void
test_submit (Fixture *fixture, gconstpointer data)
{
  Editor editor;

  open_as (&editor, fixture, "preparer", GOOD, ZP_FORM_STATE_DRAFT);
  press (&editor, "_Submit for Review");
  g_assert_cmpint (zp_form_get_state (editor.form), ==, ZP_FORM_STATE_SUBMITTED);
  press (&editor, "_Withdraw");
  g_assert_cmpint (zp_form_get_state (editor.form), ==, ZP_FORM_STATE_DRAFT);
  close_editor (&editor);
}

static void
test_obstacles (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  GtkWindow *dialog;
  GtkWidget *list;
  g_autoptr (GPtrArray) obstacles = NULL;

  open_as (&editor, fixture, "preparer", BAD, ZP_FORM_STATE_DRAFT);
  obstacles = zp_review_list_obstacles (editor.form, ZP_REVIEW_SUBMIT);
  g_assert_cmpuint (obstacles->len, >, 0);
  act (&editor, "review.submit");
  g_assert_cmpint (zp_form_get_state (editor.form), ==, ZP_FORM_STATE_DRAFT);
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  list = find_shown (GTK_WIDGET (dialog), GTK_TYPE_LIST_BOX, NULL);
  g_assert_nonnull (list);
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), obstacles->len - 1));
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), obstacles->len));
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  wait_until (find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
  close_editor (&editor);
}

/* --- the review table --- */

static void
test_table (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  g_autoptr (ZpReviewRow) row = NULL;

  open_as (&editor, fixture, "reviewer", GOOD, ZP_FORM_STATE_SUBMITTED);
  g_assert_nonnull (zp_table_view_find (get_table (&editor), SCORE));
  go_to (&editor, SCORE);
  type_text (&editor, "2.5");
  row = get_row (&editor);
  g_assert_true (row->typed);
  g_assert_true (zp_decimal_equal (row->score, ZP_DECIMAL_MICRO (2500000)));
  g_assert_cmpstr (row->who, ==, "李审核");
  go_to (&editor, REASON);
  type_text (&editor, "只有两家有记录");
  g_clear_pointer (&row, zp_review_row_free);
  row = get_row (&editor);
  g_assert_cmpstr (row->reason, ==, "只有两家有记录");
  act (&editor, "form.undo");
  g_clear_pointer (&row, zp_review_row_free);
  row = get_row (&editor);
  g_assert_cmpstr (row->reason, ==, "");
  act (&editor, "form.undo");
  g_assert_null (get_row (&editor));
  act (&editor, "form.redo");
  g_clear_pointer (&row, zp_review_row_free);
  row = get_row (&editor);
  g_assert_true (row->typed);
  go_to (&editor, SCORE);
  act (&editor, "form.reset-score");
  g_assert_null (get_row (&editor));
  close_editor (&editor);
}

/* Who fills the form may look, but not write. */
static void
test_table_read_only (Fixture *fixture, gconstpointer data)
{
  Editor editor;

  open_as (&editor, fixture, "preparer", GOOD, ZP_FORM_STATE_SUBMITTED);
  g_assert_null (zp_table_view_find (get_table (&editor), SCORE));
  act (&editor, "review.table");
  g_assert_nonnull (zp_table_view_find (get_table (&editor), SCORE));
  go_to (&editor, SCORE);
  g_assert_false (GTK_IS_TEXT_VIEW (gtk_root_get_focus (GTK_ROOT (editor.window))));
  act (&editor, "review.table");
  g_assert_null (zp_table_view_find (get_table (&editor), SCORE));
  close_editor (&editor);
}

/* --- the pane --- */

static void
test_deduction (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  g_autoptr (ZpReviewRow) row = NULL;
  g_autoptr (GPtrArray) obstacles = NULL;

  open_as (&editor, fixture, "reviewer", GOOD, ZP_FORM_STATE_SUBMITTED);
  go_to (&editor, SCORE);
  press (&editor, "目标设定偏低");
  row = get_row (&editor);
  g_assert_cmpstr (row->cause, ==, "目标设定偏低");
  g_assert_true (zp_decimal_equal (row->share, ZP_DECIMAL_INT (30)));
  g_assert_nonnull (strstr (row->reason, "30%"));
  press (&editor, "中等 −60%");
  g_clear_pointer (&row, zp_review_row_free);
  row = get_row (&editor);
  g_assert_true (zp_decimal_equal (row->share, ZP_DECIMAL_INT (60)));
  g_assert_nonnull (strstr (row->reason, "60%"));
  press (&editor, "无佐证材料");
  g_clear_pointer (&row, zp_review_row_free);
  row = get_row (&editor);
  g_assert_true (zp_decimal_is_zero (row->score));
  g_assert_nonnull (strstr (row->reason, "100%"));
  obstacles = zp_review_list_obstacles (editor.form, ZP_REVIEW_APPROVE);
  g_assert_cmpuint (obstacles->len, ==, 0);
  press (&editor, "无佐证材料");
  g_assert_null (get_row (&editor));

  /* The degree alone takes the deduction back as well, with the words that came with it. */
  press (&editor, "目标设定偏低");
  press (&editor, "轻微 −30%");
  g_assert_null (get_row (&editor));
  close_editor (&editor);
}

static void
test_remarks (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  GtkWidget *entry;
  g_autoptr (GPtrArray) remarks = NULL;

  open_as (&editor, fixture, "reviewer", GOOD, ZP_FORM_STATE_SUBMITTED);
  go_to (&editor, SCORE);
  act (&editor, "review.remark");
  entry = gtk_widget_get_parent (gtk_root_get_focus (GTK_ROOT (editor.window)));
  g_assert_true (GTK_IS_ENTRY (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "请补充验收单");
  g_signal_emit_by_name (entry, "activate");
  run_pending ();
  remarks = zp_review_list_remarks (editor.form);
  g_assert_cmpuint (remarks->len, ==, 1);
  g_assert_cmpstr (((ZpRemark *) g_ptr_array_index (remarks, 0))->address, ==,
                   "indicators/r4/score");
  act (&editor, "form.undo");
  g_clear_pointer (&remarks, g_ptr_array_unref);
  remarks = zp_review_list_remarks (editor.form);
  g_assert_cmpuint (remarks->len, ==, 0);
  close_editor (&editor);
}

/* The remarks of a returned form lead to their cells, which can be changed. */
static void
test_remark_leads (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  GtkWidget *pane;

  open_as (&editor, fixture, "preparer", GOOD, ZP_FORM_STATE_RETURNED);
  pane = find_shown (GTK_WIDGET (editor.page), ZP_TYPE_SCORE_PANE, NULL);
  g_signal_emit_by_name (pane, "go-to", "indicators/r1/actual");
  run_pending ();
  type_text (&editor, "4人");
  g_assert_cmpstr (zp_form_get (editor.form, "indicators/r1/actual"), ==, "4人");
  close_editor (&editor);
}

/* A remark of a returned form is answered beside it; the reviewer reads the answer there. */
static void
test_answer (Fixture *fixture, gconstpointer data)
{
  Editor editor;
  g_autoptr (GPtrArray) remarks = NULL;
  GtkWidget *text;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  open_as (&editor, fixture, "preparer", GOOD, ZP_FORM_STATE_RETURNED);
  zp_score_pane_show_review (
      ZP_SCORE_PANE (find_shown (GTK_WIDGET (editor.page), ZP_TYPE_SCORE_PANE, NULL)), FALSE);
  run_pending ();
  press (&editor, "Answer…");
  text = gtk_root_get_focus (GTK_ROOT (editor.window));
  g_assert_true (GTK_IS_TEXT_VIEW (text));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "名册已更正", -1);
  press (&editor, "Save Answer");
  remarks = zp_review_list_remarks (editor.form);
  g_assert_cmpstr (((ZpRemark *) g_ptr_array_index (remarks, 0))->answer, ==, "名册已更正");
  g_assert_true (offers (&editor, "Edit Answer…"));
  apply (editor.form, ZP_REVIEW_SUBMIT, &preparer, NULL);
  run_pending ();
  g_assert_false (offers (&editor, "Edit Answer…"));
  close_editor (&editor);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
}

/* --- the batch and the queue --- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **entries = user_data;

  *entries = zp_review_batch_load_finish (ZP_LIBRARY (source), result, NULL);
}

static void
test_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_read_golden (fixture, GOOD);
  g_autoptr (ZpForm) other
      = fixture_read_golden (fixture, "urumqi-2020/07-official-vehicle.ziping");
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *next = NULL;
  GPtrArray *loaded = NULL;
  guint position;

  apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL);
  apply (other, ZP_REVIEW_SUBMIT, &preparer, NULL);
  g_assert_true (zp_review_deduct (other, "indicators/r1", "不可考查", ZP_DECIMAL_INT (60),
                                   "无法核实", &reviewer, NULL));
  fixture_save (fixture, form);
  fixture_save (fixture, other);
  wait_until (fixture_count_items (fixture) == 2);
  zp_review_batch_load_async (fixture->library, form, NULL, loaded_cb, &loaded);
  wait_until (loaded != NULL);
  entries = loaded;
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((ZpBatchEntry *) g_ptr_array_index (entries, 0))->cause, ==, "不可考查");
  g_assert_cmpuint (zp_review_queue_count (fixture->library, zp_form_get_id (form), &position), ==,
                    2);
  g_assert_cmpuint (position, >, 0);
  next = zp_review_queue_dup_neighbour (fixture->library, zp_form_get_id (form), 1);
  g_assert_cmpstr (next, ==, zp_form_get_id (other));
}

/* --- windows --- */

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  ZpCatalog *catalog = zp_library_get_catalog (fixture->library);
  g_autoptr (ZpForm) form = fixture_read_golden (fixture, GOOD);
  g_autoptr (ZpForm) old = NULL;
  ZpChangesWindow *window;

  apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL);
  apply (form, ZP_REVIEW_RETURN, &reviewer, "补充");
  g_assert_true (zp_form_set (form, "project_name", "改过的名称", NULL, NULL));
  apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL);
  old = zp_review_dup_returned (form, catalog, NULL);
  window = zp_changes_window_new (NULL, old, form, "改动");
  g_assert_cmpuint (zp_changes_window_get_n_changes (window), >=, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* (transfer full): a form that was handed in by another one than its history said */
static ZpForm *
make_broken (Fixture *fixture, const char *name)
{
  g_autoptr (ZpForm) form = fixture_read_golden (fixture, name);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GString) text = NULL;
  ZpForm *broken;

  apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL);
  bytes = zp_form_write (form);
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpuint (g_string_replace (text, "张三", "王五", 0), >, 0);
  changed = g_bytes_new (text->str, text->len);
  broken = zp_form_read (changed, zp_library_get_catalog (fixture->library), NULL);
  g_assert_nonnull (broken);
  return broken;
}

static gboolean
dialog_says (const char *part)
{
  GtkWindow *dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  const char *body
      = dialog != NULL ? adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)) : NULL;

  return body != NULL && strstr (body, part) != NULL;
}

static void
close_dialog (void)
{
  gtk_window_close (find_window (ADW_TYPE_MESSAGE_DIALOG));
  wait_until (find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

/* It is neither approved nor handed in again: the dialog says why, and the way it says leads on. */
static void
test_broken_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) copy = NULL;
  g_autofree char *id = NULL;
  Editor editor;

  zp_settings_set_string ("user-role", "reviewer");
  open_editor (&editor, fixture, make_broken (fixture, GOOD));
  press (&editor, "_Approve");
  g_assert_cmpint (zp_form_get_state (editor.form), ==, ZP_FORM_STATE_SUBMITTED);
  g_assert_true (dialog_says ("entry 1 was changed afterwards"));
  g_assert_true (dialog_says ("Return the form"));
  close_dialog ();
  zp_settings_set_string ("user-role", "preparer");
  apply (editor.form, ZP_REVIEW_RETURN, &reviewer, "历史不符");
  run_pending ();
  act (&editor, "review.submit");
  g_assert_cmpint (zp_form_get_state (editor.form), ==, ZP_FORM_STATE_RETURNED);
  g_assert_true (dialog_says ("Duplicate it in the list of forms"));
  close_dialog ();
  fixture_save (fixture, editor.form);
  id = g_strdup (zp_form_get_id (editor.form));
  close_editor (&editor);
  copy = zp_library_duplicate (fixture->library, id, NULL);
  apply (copy, ZP_REVIEW_SUBMIT, &preparer, NULL);
}

/* A changed history is told, on the page and in its window. */
static void
test_broken_history (Fixture *fixture, gconstpointer data)
{
  ZpCatalog *catalog = zp_library_get_catalog (fixture->library);
  g_autoptr (ZpForm) broken = make_broken (fixture, GOOD);
  GtkWidget *page, *window;
  ZpHistoryWindow *history;

  page = zp_form_page_new (fixture->library, broken);
  window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (page));
  g_assert_nonnull (find_shown (page, GTK_TYPE_BUTTON, "Show History"));
  history = zp_history_window_new (GTK_WINDOW (window), broken, catalog);
  gtk_window_present (GTK_WINDOW (history));
  run_pending ();
  gtk_window_destroy (GTK_WINDOW (history));
  gtk_window_destroy (GTK_WINDOW (window));
  run_pending ();
}

int
main (int argc, char **argv)
{
  int result = app_test_init (&argc, &argv);

  if (result != 0)
    return result;
  for (gsize i = 0; i < G_N_ELEMENTS (offer_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/review-window/offers/", offer_cases[i].name, NULL);

      g_test_add (path, Fixture, &offer_cases[i], fixture_set_up, test_offers, fixture_tear_down);
    }
  g_test_add ("/review-window/submit", Fixture, NULL, fixture_set_up, test_submit,
              fixture_tear_down);
  g_test_add ("/review-window/obstacles", Fixture, NULL, fixture_set_up, test_obstacles,
              fixture_tear_down);
  g_test_add ("/review-window/table", Fixture, NULL, fixture_set_up, test_table, fixture_tear_down);
  g_test_add ("/review-window/table-read-only", Fixture, NULL, fixture_set_up, test_table_read_only,
              fixture_tear_down);
  g_test_add ("/review-window/deduction", Fixture, NULL, fixture_set_up, test_deduction,
              fixture_tear_down);
  g_test_add ("/review-window/remarks", Fixture, NULL, fixture_set_up, test_remarks,
              fixture_tear_down);
  g_test_add ("/review-window/remark-leads", Fixture, NULL, fixture_set_up, test_remark_leads,
              fixture_tear_down);
  g_test_add ("/review-window/answer", Fixture, NULL, fixture_set_up, test_answer,
              fixture_tear_down);
  g_test_add ("/review-window/batch", Fixture, NULL, fixture_set_up, test_batch, fixture_tear_down);
  g_test_add ("/review-window/changes", Fixture, NULL, fixture_set_up, test_changes,
              fixture_tear_down);
  g_test_add ("/review-window/broken-history", Fixture, NULL, fixture_set_up, test_broken_history,
              fixture_tear_down);
  g_test_add ("/review-window/broken-is-kept", Fixture, NULL, fixture_set_up, test_broken_is_kept,
              fixture_tear_down);
  return g_test_run ();
}
