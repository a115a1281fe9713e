/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-page-private.h"

#include "zp-evidence-window.h"
#include "zp-wording.h"

#include <glib/gi18n.h>
#include <string.h>

/* What can be done in the form editor, each as an action with its key. */

#define ZOOM_STEP 10
#define ZOOM_MIN 50
#define ZOOM_MAX 300

static ZpForm *
form_of (ZpFormPage *self)
{
  return zp_session_get_form (self->session);
}

/* --- undo --- */

static char *
word_step (ZpFormPage *self, ZpStepKind kind, const char *address, gboolean undo)
{
  g_autofree char *place
      = *address != '\0' ? zp_word_address (form_of (self), address) : g_strdup ("");
  const char *what;

  switch (kind)
    {
    case ZP_STEP_ADD_ROW:
      what = _ ("row added");
      break;
    case ZP_STEP_DUPLICATE_ROW:
      what = _ ("row duplicated");
      break;
    case ZP_STEP_REMOVE_ROW:
      what = _ ("row removed");
      break;
    case ZP_STEP_MOVE_ROW:
      what = _ ("row moved");
      break;
    case ZP_STEP_RESET_SCORE:
      what = _ ("score reset");
      break;
    case ZP_STEP_SET_PROFILE:
      what = _ ("rules changed");
      break;
    case ZP_STEP_PASTE:
      what = _ ("paste");
      break;
    case ZP_STEP_CUT:
      what = _ ("cells emptied");
      break;
    case ZP_STEP_SHARE_WEIGHTS:
      what = _ ("weights shared out");
      break;
    case ZP_STEP_COMPLETE:
      what = _ ("indicator completed");
      break;
    case ZP_STEP_SET:
    case ZP_STEP_GROUP:
    default:
      what = *place != '\0' ? place : _ ("several cells");
      return g_strdup_printf (undo ? _ ("Undone: %s") : _ ("Redone: %s"), what);
    }
  return g_strdup_printf (undo ? _ ("Undone: %s") : _ ("Redone: %s"), what);
}

static void
go_back_or_forth (ZpFormPage *self, gboolean undo)
{
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  g_autofree char *before = cell != NULL ? g_strdup (zp_cell_get_address (cell)) : NULL;
  guint place = cell != NULL ? zp_cell_get_cell (cell)->row : 0;
  g_autofree char *address = NULL;
  g_autofree char *text = NULL;
  ZpStepKind kind;

  if (zp_reviewer_may_write (self->reviewer))
    {
      if (undo ? zp_reviewer_undo (self->reviewer) : zp_reviewer_redo (self->reviewer))
        zp_form_page_toast (self, undo ? _ ("Undone: a step of the review")
                                       : _ ("Redone: a step of the review"));
      return;
    }
  if (!(undo ? zp_form_undo (form_of (self), &kind, &address)
             : zp_form_redo (form_of (self), &kind, &address)))
    return;
  text = word_step (self, kind, address, undo);
  zp_form_page_toast (self, text);
  if (*address != '\0' && zp_table_view_focus (self->table, address))
    zp_cell_reload (zp_table_view_get_focus_cell (self->table));
  /* Where the row with the focus is gone, the next key goes into its neighbour: GTK would take the
   * first cell of the form, and select its words. */
  else if (before != NULL && zp_table_view_find (self->table, before) == NULL)
    zp_table_view_focus_row_at (self->table, place);
}

static void
undo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_back_or_forth (user_data, TRUE);
}

static void
redo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_back_or_forth (user_data, FALSE);
}

/* --- rows --- */

/* The row that has the focus; FALSE when the focus is in no row that can be changed. */
static gboolean
focused_row (ZpFormPage *self, char **out_table, char **out_row)
{
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  const char *address = cell != NULL ? zp_cell_get_address (cell) : NULL;
  g_auto (GStrv) parts = address != NULL ? g_strsplit (address, "/", 3) : NULL;
  const ZpTableSpec *spec;

  if (parts == NULL || g_strv_length (parts) != 3)
    return FALSE;
  spec = zp_template_find_table (zp_form_get_template (form_of (self)), parts[0]);
  if (spec == NULL || spec->rows->len > 0)
    return FALSE;
  *out_table = g_strdup (parts[0]);
  *out_row = g_strdup (parts[1]);
  return TRUE;
}

static void
focus_row (ZpFormPage *self, const char *table, const char *row)
{
  g_autofree char *address = g_strdup_printf ("%s/%s", table, row);

  zp_table_view_focus (self->table, address);
}

static void
add_row_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  g_autofree char *table = NULL;
  g_autofree char *row = NULL;
  g_autofree char *added = NULL;
  g_autoptr (GError) error = NULL;

  if (!focused_row (self, &table, &row))
    return;
  if (*row == '+')
    {
      zp_form_page_toast (self, _ ("This row is empty: type in it"));
      return;
    }
  added = zp_form_add_row (form_of (self), table, row, &error);
  if (added != NULL)
    focus_row (self, table, added);
  else
    zp_form_page_toast (self, error->message);
}

static void
duplicate_row_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  g_autofree char *table = NULL;
  g_autofree char *row = NULL;
  g_autofree char *added = NULL;

  if (!focused_row (self, &table, &row) || *row == '+')
    return;
  added = zp_form_duplicate_row (form_of (self), table, row, NULL);
  if (added != NULL)
    focus_row (self, table, added);
}

static void
remove_row_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  g_autofree char *table = NULL;
  g_autofree char *row = NULL;
  guint place;

  if (!focused_row (self, &table, &row) || *row == '+')
    return;
  place = zp_cell_get_cell (cell)->row;
  if (!zp_form_remove_row (form_of (self), table, row, NULL))
    return;
  zp_table_view_focus_row_at (self->table, place);
  zp_form_page_toast (self, _ ("Row removed"));
}

static void
move_row (ZpFormPage *self, int by)
{
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  g_autofree char *table = NULL;
  g_autofree char *row = NULL;
  g_autofree char *address = NULL;

  if (!focused_row (self, &table, &row) || *row == '+')
    return;
  address = g_strdup (zp_cell_get_address (cell));
  if (zp_form_move_row (form_of (self), table, row, by, NULL))
    zp_table_view_focus (self->table, address);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
move_up_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_row (user_data, -1);
}

static void
move_down_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_row (user_data, 1);
}

static void
row_dragged_cb (ZpTableView *table, int by, ZpFormPage *self)
{
  move_row (self, by);
}

/* --- scores and problems --- */

static void
reset_score_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  const ZpSheetCell *shown = cell != NULL ? zp_cell_get_cell (cell) : NULL;
  g_autofree char *address = NULL;

  if (zp_form_page_clear_review (self) || shown == NULL || shown->kind != ZP_CELL_SCORE
      || !shown->by_hand)
    return;
  address = g_strdup (shown->address);
  if (zp_form_reset_score (form_of (self), address, NULL))
    {
      zp_form_page_toast (self, _ ("Back to the computed score"));
      zp_cell_reload (zp_table_view_find (self->table, address));
    }
}

static int
position_of (ZpFormPage *self, const char *address)
{
  ZpCell *cell = zp_table_view_find (zp_form_page_get_table (self), address);
  const ZpSheetCell *shown = cell != NULL ? zp_cell_get_cell (cell) : NULL;

  return shown != NULL ? (int) (shown->row * 1000 + shown->column) : -1;
}

/* The nearest finding behind (or before) the focus, in reading order; round the end to the first. */
static void
go_to_problem (ZpFormPage *self, int direction)
{
  GPtrArray *findings = zp_session_get_findings (self->session);
  ZpCell *focus = zp_table_view_get_focus_cell (zp_form_page_get_table (self));
  const char *here = focus != NULL ? zp_cell_get_address (focus) : NULL;
  int from = here != NULL ? position_of (self, here) : -1;
  const ZpFinding *best = NULL, *first = NULL;
  int best_at = 0, first_at = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);
      int at = finding->address != NULL && finding->severity != ZP_SEVERITY_HINT
                       && finding->answer == NULL
                   ? position_of (self, finding->address)
                   : -1;

      if (at < 0)
        continue;
      if (first == NULL || (at - first_at) * direction < 0)
        {
          first = finding;
          first_at = at;
        }
      if ((at - from) * direction > 0 && (best == NULL || (at - best_at) * direction < 0))
        {
          best = finding;
          best_at = at;
        }
    }
  if (best == NULL)
    best = first;
  if (best == NULL)
    {
      zp_form_page_toast (self, _ ("No problems left"));
      return;
    }
  zp_table_view_focus (zp_form_page_get_table (self), best->address);
  zp_form_page_toast (self, best->message);
}

static void
next_problem_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_problem (user_data, 1);
}

static void
previous_problem_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_problem (user_data, -1);
}

/* --- evidence --- */

static void
evidence_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *table = NULL;
  g_autofree char *row = NULL;

  if (!focused_row (self, &table, &row)
      || zp_scorecard_find (zp_session_get_card (self->session), row) == NULL)
    {
      zp_form_page_toast (self, _ ("Go to the row of an indicator first"));
      return;
    }
  gtk_window_present (GTK_WINDOW (zp_evidence_window_new (GTK_WINDOW (root), self->session, row)));
}

/* --- zoom --- */

static void
zoom_in_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;

  zp_form_page_set_zoom (self, MIN (self->zoom + ZOOM_STEP, ZOOM_MAX));
}

static void
zoom_out_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;

  zp_form_page_set_zoom (self, MAX (self->zoom - ZOOM_STEP, ZOOM_MIN));
}

static void
zoom_normal_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zp_form_page_set_zoom (user_data, 100);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, ZpFormPage *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), dy < 0 ? "zoom-in" : "zoom-out",
                                  NULL);
  return GDK_EVENT_STOP;
}

/* --- all together --- */

static void
add_shortcut (GtkEventController *controller, const char *trigger, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_named_action_new (action)));
}

static void
add_shortcuts (ZpFormPage *self)
{
  static const struct
  {
    const char *trigger;
    const char *action;
  } shortcuts[] = {
    { "<Control>z", "form.undo" },
    { "<Control><Shift>z", "form.redo" },
    { "<Control>y", "form.redo" },
    { "F8", "form.next-problem" },
    { "<Shift>F8", "form.previous-problem" },
    { "F4", "form.reset-score" },
    { "F7", "form.evidence" },
    { "<Control><Shift>c", "form.copy-rows" },
    { "<Control><Shift>a", "form.share-level1" },
    { "<Control><Shift>m", "form.share-missing" },
    { "<Alt>Insert", "form.add-row" },
    { "<Control>d", "form.duplicate-row" },
    { "<Alt>Delete", "form.remove-row" },
    { "<Alt>Up", "form.move-up" },
    { "<Alt>Down", "form.move-down" },
    { "<Control>plus|<Control>equal|<Control>KP_Add", "form.zoom-in" },
    { "<Control>minus|<Control>KP_Subtract", "form.zoom-out" },
    { "<Control>0|<Control>KP_0", "form.zoom-normal" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Before the text views, which would take Ctrl+Z for themselves. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    add_shortcut (controller, shortcuts[i].trigger, shortcuts[i].action);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/** zp_form_page_add_actions: makes the actions of the page, with their keys. */
void
zp_form_page_add_actions (ZpFormPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_action },
    { .name = "redo", .activate = redo_action },
    { .name = "add-row", .activate = add_row_action },
    { .name = "duplicate-row", .activate = duplicate_row_action },
    { .name = "remove-row", .activate = remove_row_action },
    { .name = "move-up", .activate = move_up_action },
    { .name = "move-down", .activate = move_down_action },
    { .name = "reset-score", .activate = reset_score_action },
    { .name = "evidence", .activate = evidence_action },
    { .name = "next-problem", .activate = next_problem_action },
    { .name = "previous-problem", .activate = previous_problem_action },
    { .name = "zoom-in", .activate = zoom_in_action },
    { .name = "zoom-out", .activate = zoom_out_action },
    { .name = "zoom-normal", .activate = zoom_normal_action },
  };
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  zp_form_page_add_clipboard (self);
  zp_form_page_add_sharing (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "form", G_ACTION_GROUP (self->actions));
  add_shortcuts (self);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->desk), scroll);
  g_signal_connect (self->table, "move-row", G_CALLBACK (row_dragged_cb), self);
}

static void
enable (ZpFormPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  if (g_action_get_enabled (action) != enabled)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/** zp_form_page_update_actions: only what is possible now can be chosen. */
void
zp_form_page_update_actions (ZpFormPage *self)
{
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  const ZpSheetCell *shown = cell != NULL ? zp_cell_get_cell (cell) : NULL;
  g_autofree char *table = NULL;
  g_autofree char *row = NULL;
  gboolean open = !zp_form_is_read_only (form_of (self));
  gboolean in_row = open && focused_row (self, &table, &row);
  gboolean filled = in_row && *row != '+';

  enable (self, "undo",
          (open && zp_form_can_undo (form_of (self))) || zp_reviewer_can_undo (self->reviewer));
  enable (self, "redo",
          (open && zp_form_can_redo (form_of (self))) || zp_reviewer_can_redo (self->reviewer));
  zp_form_page_update_clipboard (self);
  zp_form_page_update_sharing (self);
  enable (self, "add-row", in_row);
  enable (self, "duplicate-row", filled);
  enable (self, "remove-row", filled);
  enable (self, "move-up", filled);
  enable (self, "move-down", filled);
  enable (self, "reset-score",
          (open && shown != NULL && shown->kind == ZP_CELL_SCORE && shown->by_hand)
              || zp_form_page_can_clear_review (self));
}
