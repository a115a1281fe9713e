/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-page-private.h"

#include "zp-changes-window.h"
#include "zp-form-diff.h"
#include "zp-history-window.h"
#include "zp-review-dialogs.h"
#include "zp-review-queue.h"
#include "zp-review-sheet.h"

#include <glib/gi18n.h>
#include <string.h>

/* The review in the form editor: where the form stands, what is done with it as a whole, and the table
 * in which the reviewer works. */

#define SHEET_FORM "form"
#define SHEET_REVIEW "review"

static ZpForm *
form_of (ZpFormPage *self)
{
  return zp_session_get_form (self->session);
}

static GtkWindow *
window_of (ZpFormPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static gboolean
is_scored (ZpFormPage *self)
{
  return zp_session_get_card (self->session)->scored;
}

/* --- the review table --- */

/** zp_form_page_shows_review: whether the review table stands in the middle. */
gboolean
zp_form_page_shows_review (ZpFormPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->sheets), SHEET_REVIEW) == 0;
}

/** zp_form_page_get_table: (transfer none): the table that stands in the middle. */
ZpTableView *
zp_form_page_get_table (ZpFormPage *self)
{
  return zp_form_page_shows_review (self) ? self->review_table : self->table;
}

static void
show_review_table (ZpFormPage *self)
{
  g_autoptr (ZpSheet) sheet
      = zp_review_sheet_build (form_of (self), zp_session_get_card (self->session));
  g_autoptr (GPtrArray) remarks = zp_review_list_remarks (form_of (self));

  zp_table_view_show (self->review_table, sheet, form_of (self),
                      zp_session_get_findings (self->session));
  zp_table_view_set_read_only (self->review_table, !zp_reviewer_may_write (self->reviewer));
  zp_table_view_show_remarks (self->review_table, remarks);
}

static void
tell (ZpFormPage *self, const GError *error)
{
  if (error != NULL)
    zp_form_page_toast (self, error->message);
}

static void
review_edited_cb (ZpTableView *table, ZpCell *cell, const char *text, ZpFormPage *self)
{
  g_autofree char *row = NULL;
  g_autofree char *column = NULL;
  g_autoptr (GError) error = NULL;

  if (!zp_review_parse_address (zp_cell_get_address (cell), &row, &column))
    return;
  if (g_str_equal (column, "score"))
    (void) zp_reviewer_set_score (self->reviewer, row, text, &error);
  else
    (void) zp_reviewer_set_reason (self->reviewer, row, text, &error);
  tell (self, error);
}

/* The pane explains rows of the form, also where what has the focus is what the reviewer writes. */
static char *
dup_form_address (ZpFormPage *self, const char *address)
{
  const ZpExecutionSpec *execution
      = zp_template_get_execution (zp_form_get_template (form_of (self)));
  g_autofree char *row = NULL;

  if (!zp_review_parse_address (address, &row, NULL))
    return g_strdup (address);
  if (g_str_equal (row, ZP_REVIEW_EXECUTION))
    return g_strdup_printf ("%s/%s/score", execution->table != NULL ? execution->table : "",
                            execution->row);
  return g_strconcat (row, "/score", NULL);
}

static void
review_entered_cb (ZpTableView *table, ZpCell *cell, ZpFormPage *self)
{
  g_autofree char *address = dup_form_address (self, zp_cell_get_address (cell));

  zp_score_pane_set_focus (self->pane, address);
  zp_form_page_update_actions (self);
}

static void
review_left_cb (ZpTableView *table, ZpCell *cell, ZpFormPage *self)
{
  if (self->session != NULL)
    zp_session_save_soon (self->session);
}

static void
make_review_table (ZpFormPage *self)
{
  self->review_table = ZP_TABLE_VIEW (zp_table_view_new ());
  gtk_scrolled_window_set_child (self->review_desk, GTK_WIDGET (self->review_table));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->review_table),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Review table"), -1);
  g_signal_connect (self->review_table, "edited", G_CALLBACK (review_edited_cb), self);
  g_signal_connect (self->review_table, "entered", G_CALLBACK (review_entered_cb), self);
  g_signal_connect (self->review_table, "left", G_CALLBACK (review_left_cb), self);
  zp_table_view_set_zoom (self->review_table, 1);
}

/* Each table has its own size. */
static void
swap_zoom (ZpFormPage *self)
{
  guint zoom = self->other_zoom;

  self->other_zoom = self->zoom;
  if (zoom == 0)
    zp_form_page_fit (self);
  else
    zp_form_page_set_zoom (self, zoom);
}

static void
set_table_state (ZpFormPage *self, gboolean review)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->review_actions), "table");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (review));
}

/** zp_form_page_show_review: puts the review table in the middle, or the official one. */
void
zp_form_page_show_review (ZpFormPage *self, gboolean review)
{
  gboolean other = review != zp_form_page_shows_review (self);

  if (review && !is_scored (self))
    return;
  if (review && self->review_table == NULL)
    make_review_table (self);
  if (review)
    show_review_table (self);
  gtk_stack_set_visible_child_name (self->sheets, review ? SHEET_REVIEW : SHEET_FORM);
  if (other)
    swap_zoom (self);
  set_table_state (self, review);
  zp_form_page_update_actions (self);
}

/** zp_form_page_go_to: goes to a cell of the form or of its review, in the table that has it. */
gboolean
zp_form_page_go_to (ZpFormPage *self, const char *address)
{
  gboolean of_review = zp_review_parse_address (address, NULL, NULL);

  if (of_review && !zp_form_page_shows_review (self))
    zp_form_page_show_review (self, TRUE);
  if (zp_form_page_shows_review (self) && zp_table_view_focus (self->review_table, address))
    return TRUE;
  if (of_review)
    return FALSE;
  if (zp_table_view_find (self->table, address) != NULL && zp_form_page_shows_review (self))
    zp_form_page_show_review (self, FALSE);
  return zp_table_view_focus (self->table, address);
}

/* The row of the review that has the focus, in either table. */
static char *
dup_focused_row (ZpFormPage *self)
{
  ZpCell *cell = zp_table_view_get_focus_cell (zp_form_page_get_table (self));
  char *row = NULL;

  return cell != NULL && zp_review_parse_address (zp_cell_get_address (cell), &row, NULL) ? row
                                                                                          : NULL;
}

/** zp_form_page_can_clear_review: whether the focused cell of the review table can go back to the self score. */
gboolean
zp_form_page_can_clear_review (ZpFormPage *self)
{
  g_autofree char *row = zp_reviewer_may_write (self->reviewer) ? dup_focused_row (self) : NULL;
  g_autoptr (ZpReviewRow) review = NULL;

  if (row == NULL)
    return FALSE;
  review = zp_review_get_row (form_of (self), zp_session_get_card (self->session), row);
  return review != NULL;
}

/** zp_form_page_clear_review: takes back what was said of the focused row; whether there was something. */
gboolean
zp_form_page_clear_review (ZpFormPage *self)
{
  g_autofree char *row = dup_focused_row (self);
  ZpCell *cell = zp_table_view_get_focus_cell (zp_form_page_get_table (self));

  if (!zp_form_page_can_clear_review (self) || !zp_reviewer_clear (self->reviewer, row, NULL))
    return FALSE;
  zp_form_page_toast (self, _ ("Back to the self score"));
  zp_cell_reload (cell);
  return TRUE;
}

/* --- hand in, return, approve --- */

static void
go_to_obstacle (const char *address, gpointer user_data)
{
  ZpFormPage *self = user_data;

  if (self->session != NULL && !zp_form_page_go_to (self, address))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* All that is in the way is told at once. */
static gboolean
has_obstacles (ZpFormPage *self, ZpReviewAction action)
{
  g_autoptr (GPtrArray) findings = zp_review_list_obstacles (form_of (self), action);
  g_autofree char *fault = zp_review_dup_fault (form_of (self), action);
  g_autofree char *errors = NULL;
  g_autofree char *body = NULL;

  if (findings->len == 0 && fault == NULL)
    return FALSE;
  errors = g_strdup_printf (
      ngettext (
          "%u error must be mended first. Choose it to go to its cell. Warnings do not block.",
          "%u errors must be mended first. Choose one to go to its cell. Warnings do not block.",
          findings->len),
      findings->len);
  if (findings->len == 0)
    body = g_steal_pointer (&fault);
  else
    body = fault != NULL ? g_strjoin ("\n\n", fault, errors, NULL) : g_steal_pointer (&errors);
  zp_show_obstacles (window_of (self),
                     action == ZP_REVIEW_SUBMIT ? _ ("The Form Cannot Be Submitted Yet")
                                                : _ ("The Form Cannot Be Approved Yet"),
                     body, form_of (self), findings, go_to_obstacle, self);
  return TRUE;
}

static void
apply (ZpFormPage *self, ZpReviewAction action, const char *reason)
{
  static const char *const done[ZP_N_REVIEW_ACTIONS] = {
    [ZP_REVIEW_SUBMIT] = N_ ("Submitted; the form waits for the review"),
    [ZP_REVIEW_WITHDRAW] = N_ ("Withdrawn; the form can be changed again"),
    [ZP_REVIEW_RETURN] = N_ ("Returned; export the form to hand it back"),
    [ZP_REVIEW_APPROVE] = N_ ("Approved; the form is read-only now"),
    [ZP_REVIEW_REOPEN] = N_ ("Reopened; the form is in review again"),
  };
  g_autoptr (GError) error = NULL;

  zp_form_end_typing (form_of (self));
  if (!zp_reviewer_apply (self->reviewer, action, reason, &error))
    {
      tell (self, error);
      return;
    }
  zp_session_save_soon (self->session);
  zp_form_page_toast (self, _ (done[action]));
  zp_form_page_verify (self);
  zp_form_page_update_queue (self);
}

static void
submit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (!has_obstacles (user_data, ZP_REVIEW_SUBMIT))
    apply (user_data, ZP_REVIEW_SUBMIT, NULL);
}

static void
withdraw_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply (user_data, ZP_REVIEW_WITHDRAW, NULL);
}

static void
approve_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (!has_obstacles (user_data, ZP_REVIEW_APPROVE))
    apply (user_data, ZP_REVIEW_APPROVE, NULL);
}

typedef struct
{
  ZpFormPage *page;
  ZpReviewAction action;
} Asking;

static void
reason_given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (ZpFormPage) self = asking->page;
  g_autofree char *reason = zp_ask_reason_finish (result);

  if (reason != NULL && self->session != NULL)
    apply (self, asking->action, reason);
}

static void
ask_reason (ZpFormPage *self, ZpReviewAction action, const ZpReasonQuestion *question)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->page = g_object_ref (self);
  asking->action = action;
  zp_ask_reason_async (window_of (self), question, reason_given_cb, asking);
}

static void
return_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  g_autoptr (GPtrArray) remarks = zp_review_list_remarks (form_of (self));
  g_autofree char *body = g_strdup_printf (
      ngettext ("Say what is to be mended. %u remark goes with it.",
                "Say what is to be mended. %u remarks go with it.", remarks->len),
      remarks->len);
  ZpReasonQuestion question
      = { _ ("Return the Form?"), body, _ ("_Return"), ADW_RESPONSE_DESTRUCTIVE };

  ask_reason (self, ZP_REVIEW_RETURN, &question);
}

static void
reopen_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpReasonQuestion question = { _ ("Reopen the Form?"),
                                _ ("The form is in review again. The reason stays in its history."),
                                _ ("Re_open"), ADW_RESPONSE_SUGGESTED };

  ask_reason (user_data, ZP_REVIEW_REOPEN, &question);
}

/* Shift+Ctrl+Return: the one thing that suggests itself. */
static void
proceed_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  ZpActorRole role = zp_reviewer_get_role ();

  if (zp_review_offers (form_of (self), ZP_REVIEW_SUBMIT, role))
    submit_action (NULL, NULL, self);
  else if (zp_review_offers (form_of (self), ZP_REVIEW_APPROVE, role))
    approve_action (NULL, NULL, self);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* --- looking --- */

static void
table_changed (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ZpFormPage *self = user_data;

  zp_form_page_show_review (self, g_variant_get_boolean (value));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
history_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  ZpCatalog *catalog = zp_library_get_catalog (zp_session_get_library (self->session));

  gtk_window_present (
      GTK_WINDOW (zp_history_window_new (window_of (self), form_of (self), catalog)));
}

static void
changes_go_to_cb (ZpFormPage *self, const char *address)
{
  go_to_obstacle (address, self);
}

static void
changes_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  ZpCatalog *catalog = zp_library_get_catalog (zp_session_get_library (self->session));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) old = zp_review_dup_returned (form_of (self), catalog, &error);
  ZpChangesWindow *window;

  tell (self, error);
  if (old == NULL)
    return;
  window = zp_changes_window_new (window_of (self), old, form_of (self),
                                  _ ("Changes Since the Form Was Returned"));
  g_signal_connect_object (window, "go-to", G_CALLBACK (changes_go_to_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
remark_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;

  zp_score_pane_show_review (self->pane, TRUE);
}

static void
go_along_queue (ZpFormPage *self, int step)
{
  g_autofree char *id = zp_review_queue_dup_neighbour (zp_session_get_library (self->session),
                                                       zp_form_get_id (form_of (self)), step);

  if (id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-form", "s", id);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
next_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_along_queue (user_data, 1);
}

static void
previous_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_along_queue (user_data, -1);
}

/* --- keeping up --- */

static void
enable (ZpFormPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->review_actions), name);

  if (g_action_get_enabled (action) != enabled)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_enabled (ZpFormPage *self)
{
  static const struct
  {
    const char *name;
    ZpReviewAction action;
  } actions[] = {
    { "submit", ZP_REVIEW_SUBMIT }, { "withdraw", ZP_REVIEW_WITHDRAW },
    { "return", ZP_REVIEW_RETURN }, { "approve", ZP_REVIEW_APPROVE },
    { "reopen", ZP_REVIEW_REOPEN },
  };
  ZpActorRole role = zp_reviewer_get_role ();
  gboolean draft = zp_form_get_state (form_of (self)) == ZP_FORM_STATE_DRAFT;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    enable (self, actions[i].name, zp_review_offers (form_of (self), actions[i].action, role));
  enable (self, "table", is_scored (self) && !draft);
  enable (self, "changes", zp_review_was_returned (form_of (self)));
  enable (self, "history", !draft || zp_form_get_extra (form_of (self), ZP_EXTRA_HISTORY) != NULL);
  enable (self, "remark", zp_reviewer_may_write (self->reviewer));
}

/* What the form says does not change while it is handed in: once for each time is enough. */
static guint
count_changes (ZpFormPage *self)
{
  guint round = zp_review_get_round (form_of (self));
  ZpCatalog *catalog = zp_library_get_catalog (zp_session_get_library (self->session));

  if (zp_form_get_state (form_of (self)) != ZP_FORM_STATE_SUBMITTED)
    return 0;
  if (self->changes_round != round)
    {
      g_autoptr (ZpForm) old = zp_review_dup_returned (form_of (self), catalog, NULL);
      g_autoptr (GPtrArray) changes = old != NULL ? zp_form_diff (old, form_of (self)) : NULL;

      self->n_changes = changes != NULL ? changes->len : 0;
      self->changes_round = round;
    }
  return self->n_changes;
}

/** zp_form_page_update_review: brings bar, actions and review table to the present state of the form. */
void
zp_form_page_update_review (ZpFormPage *self)
{
  ZpFormState state = zp_form_get_state (form_of (self));
  g_autoptr (GPtrArray) remarks = zp_review_list_remarks (form_of (self));

  update_enabled (self);
  zp_review_bar_show (self->bar, form_of (self), zp_reviewer_get_role (), is_scored (self),
                      count_changes (self));
  if (zp_form_page_shows_review (self) && state == ZP_FORM_STATE_DRAFT)
    zp_form_page_show_review (self, FALSE);
  else if (zp_form_page_shows_review (self))
    show_review_table (self);
  zp_table_view_show_remarks (self->table, remarks);
}

/** zp_form_page_update_queue: says how many forms wait for the reviewer. */
void
zp_form_page_update_queue (ZpFormPage *self)
{
  guint position = 0, length = 0;

  if (zp_reviewer_get_role () == ZP_ACTOR_REVIEWER)
    length = zp_review_queue_count (zp_session_get_library (self->session),
                                    zp_form_get_id (form_of (self)), &position);
  zp_review_bar_show_queue (self->bar, position, length);
  enable (self, "next", length > 1 || (length == 1 && position == 0));
  enable (self, "previous", length > 1 || (length == 1 && position == 0));
}

/** zp_form_page_verify: looks whether the history is whole, and says so when it is not. */
void
zp_form_page_verify (ZpFormPage *self)
{
  guint event = 0;
  ZpLogFault fault = zp_review_verify (form_of (self), &event);

  zp_review_bar_show_fault (self->bar, fault, event);
}

static void
active_cb (ZpFormPage *self)
{
  if (self->session == NULL)
    return;
  zp_form_page_update_review (self);
  zp_form_page_update_queue (self);
}

/* The role may have been changed in another window meanwhile. */
static void
root_cb (ZpFormPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    g_signal_connect_object (root, "notify::is-active", G_CALLBACK (active_cb), self,
                             G_CONNECT_SWAPPED);
}

typedef struct
{
  const char *trigger;
  const char *action;
  const char *why_not; /* why it does nothing now */
} Shortcut;

static const Shortcut shortcuts[] = {
  { "<Control><Shift>Return|<Control><Shift>KP_Enter", "proceed",
    N_ ("There is nothing to submit or to approve here now") },
  { "<Control><Shift>r", "return",
    N_ ("A reviewer returns forms, and only those that were handed in") },
  { "<Control><Shift>d", "changes", N_ ("There are changes to see once the form was returned") },
  { "<Control>h", "history", N_ ("The history begins when the form is handed in") },
  { "<Control>m", "remark", N_ ("A reviewer writes remarks, on forms that were handed in") },
  { "F9", "table", N_ ("The review table is there once the form was handed in") },
  { "<Alt>Page_Down", "next", N_ ("No other form waits for review") },
  { "<Alt>Page_Up", "previous", N_ ("No other form waits for review") },
};

/* A key that does nothing says why, and goes nowhere else: GTK has tools for developers behind some
 * of them. */
static gboolean
shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  ZpFormPage *self = ZP_FORM_PAGE (widget);
  const Shortcut *shortcut = user_data;
  GAction *action
      = g_action_map_lookup_action (G_ACTION_MAP (self->review_actions), shortcut->action);

  if (action != NULL && g_action_get_enabled (action))
    g_action_activate (action, NULL);
  else
    zp_form_page_toast (self, _ (shortcut->why_not));
  return TRUE;
}

static void
add_shortcuts (ZpFormPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                          gtk_callback_action_new (shortcut_cb, (gpointer) &shortcuts[i], NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/** zp_form_page_add_review: makes the actions of the review, when the session is there. */
void
zp_form_page_add_review (ZpFormPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "submit", .activate = submit_action },
    { .name = "withdraw", .activate = withdraw_action },
    { .name = "return", .activate = return_action },
    { .name = "approve", .activate = approve_action },
    { .name = "reopen", .activate = reopen_action },
    { .name = "proceed", .activate = proceed_action },
    { .name = "history", .activate = history_action },
    { .name = "changes", .activate = changes_action },
    { .name = "remark", .activate = remark_action },
    { .name = "next", .activate = next_action },
    { .name = "previous", .activate = previous_action },
    { .name = "table", .state = "false", .change_state = table_changed },
  };

  self->reviewer = zp_reviewer_new (form_of (self));
  self->changes_round = G_MAXUINT;
  self->review_actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->review_actions), entries,
                                   G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "review",
                                  G_ACTION_GROUP (self->review_actions));
  add_shortcuts (self);
  zp_score_pane_set_reviewer (self->pane, self->reviewer);
  g_signal_connect (self, "notify::root", G_CALLBACK (root_cb), NULL);
  zp_form_page_verify (self);
  zp_form_page_update_queue (self);
}

/** zp_form_page_begin_review: a reviewer who opens a form that is handed in sees the review at once. */
void
zp_form_page_begin_review (ZpFormPage *self)
{
  if (!zp_reviewer_may_write (self->reviewer))
    {
      if (zp_form_get_state (form_of (self)) == ZP_FORM_STATE_RETURNED)
        zp_score_pane_show_review (self->pane, FALSE);
      return;
    }
  zp_form_page_show_review (self, TRUE);
  zp_score_pane_show_review (self->pane, FALSE);
}
