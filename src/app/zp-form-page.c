/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-page.h"

#include "zp-carry.h"
#include "zp-form-page-private.h"
#include "zp-evidence-job.h"

#include <glib/gi18n.h>
#include <string.h>

#define TOAST_SECONDS 3

G_DEFINE_FINAL_TYPE (ZpFormPage, zp_form_page, GTK_TYPE_WIDGET)

/* --- what the page shows --- */

static void
show_title (ZpFormPage *self)
{
  ZpForm *form = zp_session_get_form (self->session);
  const char *project = zp_form_get_field (form, "project_name");
  const char *year = zp_form_get_field (form, "year");
  const char *unit = zp_form_get_field (form, "unit");
  g_autofree char *subtitle = NULL;
  g_autofree char *title = NULL;

  title = g_strdelimit (
      g_strdup (*project != '\0' ? project : zp_template_get_title (zp_form_get_template (form))),
      "\n", ' ');
  subtitle = *year != '\0' ? g_strdup_printf (_ ("%s · %s"), year, *unit != '\0' ? unit : "—")
                           : g_strdup (unit);
  if (!g_str_equal (adw_window_title_get_title (self->title), title))
    adw_window_title_set_title (self->title, title);
  if (!g_str_equal (adw_window_title_get_subtitle (self->title), subtitle))
    adw_window_title_set_subtitle (self->title, subtitle);
}

/* What was reached in the year before stands by at the target. */
static void
show_last_year (ZpFormPage *self)
{
  ZpForm *form = zp_session_get_form (self->session);
  const ZpTableSpec *table = zp_template_get_indicators (zp_form_get_template (form));
  const char *year = zp_form_get_last_year (form);

  if (*year == '\0' || table == NULL || table->roles[ZP_ROLE_TARGET] == NULL)
    return;
  for (guint i = 0; i < zp_form_get_n_rows (form, table->key); i++)
    {
      const char *id = zp_row_get_id (zp_form_get_row (form, table->key, i));
      const char *actual = zp_form_get_last_actual (form, id);
      g_autofree char *address
          = g_strdup_printf ("%s/%s/%s", table->key, id, table->roles[ZP_ROLE_TARGET]->key);
      g_autofree char *note = *actual != '\0' ? g_strdup_printf (_ ("%s: %s"), year, actual) : NULL;
      ZpCell *cell = zp_table_view_find (self->table, address);

      if (cell != NULL)
        zp_cell_set_note (cell, note);
    }
}

static void
session_updated_cb (ZpSession *session, ZpFormPage *self)
{
  zp_table_view_show (self->table, zp_session_get_sheet (session), zp_session_get_form (session),
                      zp_session_get_findings (session));
  zp_table_view_set_read_only (self->table, zp_form_is_read_only (zp_session_get_form (session)));
  show_last_year (self);
  zp_score_pane_show (self->pane, session);
  zp_form_page_update_review (self);
  zp_form_page_update_actions (self);
  show_title (self);
}

static void
save_state_cb (ZpSession *session, ZpFormPage *self)
{
  const char *problem = zp_session_get_save_problem (session);
  const char *text;

  switch (zp_session_get_save_state (session))
    {
    case ZP_SAVE_PENDING:
    case ZP_SAVE_RUNNING:
      text = _ ("Saving…");
      break;
    case ZP_SAVE_FAILED:
      text = _ ("Not saved");
      break;
    case ZP_SAVE_CLEAN:
    default:
      text = _ ("Saved");
      zp_form_page_update_queue (self);
      break;
    }
  if (!g_str_equal (gtk_label_get_text (self->save_label), text))
    gtk_label_set_text (self->save_label, text);
  if (problem != NULL)
    gtk_label_set_text (self->banner_label, problem);
  gtk_revealer_set_reveal_child (self->banner, problem != NULL);
}

static void
toast_dismissed_cb (AdwToast *toast, ZpFormPage *self)
{
  g_clear_handle_id (&self->toast_timer, g_source_remove);
  g_clear_object (&self->toast);
}

static gboolean
toast_over_cb (gpointer user_data)
{
  ZpFormPage *self = user_data;
  g_autoptr (AdwToast) toast = g_object_ref (self->toast);

  self->toast_timer = 0;
  adw_toast_dismiss (toast);
  return G_SOURCE_REMOVE;
}

/**
 * zp_form_page_toast:
 * @text: what happened
 *
 * Says something for a moment; a newer text replaces an older one.  The toast itself stays: one
 * that is dismissed while it still comes up crashes libadwaita 1.2.
 */
void
zp_form_page_toast (ZpFormPage *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_clear_handle_id (&self->toast_timer, g_source_remove);
  if (self->toast != NULL)
    adw_toast_set_title (self->toast, escaped);
  else
    {
      self->toast = adw_toast_new (escaped);
      adw_toast_set_timeout (self->toast, 0);
      g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, 0);
      adw_toast_overlay_add_toast (self->toasts, g_object_ref (self->toast));
    }
  self->toast_timer = g_timeout_add_seconds (TOAST_SECONDS, toast_over_cb, self);
}

/** zp_form_page_set_zoom: @percent of the size on paper, for the table that is shown. */
void
zp_form_page_set_zoom (ZpFormPage *self, guint percent)
{
  g_autofree char *label = g_strdup_printf ("%u%%", percent);

  self->zoom = percent;
  zp_table_view_set_zoom (zp_form_page_get_table (self), percent / 100.0);
  gtk_menu_button_set_label (self->zoom_button, label);
}

/* A table opens as wide as the window, neither tiny nor huge; from then on the user decides. */
static gboolean
fit_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ZpFormPage *self = ZP_FORM_PAGE (widget);
  ZpTableView *table = zp_form_page_get_table (self);
  int width = gtk_widget_get_width (
      gtk_widget_get_ancestor (GTK_WIDGET (table), GTK_TYPE_SCROLLED_WINDOW));
  double zoom;

  if (width < 100)
    return G_SOURCE_CONTINUE;
  zoom = zp_table_view_get_fitting_zoom (table, width - ZP_DESK_MARGINS);
  zp_form_page_set_zoom (self, CLAMP ((int) (zoom * 20) * 5, 50, 130));
  return G_SOURCE_REMOVE;
}

/** zp_form_page_fit: makes the table that is shown as wide as there is room, once that is known. */
void
zp_form_page_fit (ZpFormPage *self)
{
  zp_form_page_set_zoom (self, 100);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_cb, NULL, NULL);
}

/* --- typing --- */

static void
edited_cb (ZpTableView *table, ZpCell *cell, const char *text, ZpFormPage *self)
{
  const ZpSheetCell *shown = zp_cell_get_cell (cell);
  ZpForm *form = zp_session_get_form (self->session);
  g_autoptr (GError) error = NULL;

  if (shown->merged || shown->level)
    {
      g_auto (GStrv) parts = g_strsplit (shown->address, "/", 3);

      (void) zp_form_set_level (form, parts[0], parts[1], parts[2], text, &error);
    }
  else
    (void) zp_form_set (form, shown->address, text, NULL, &error);
  if (error != NULL)
    zp_form_page_toast (self, error->message);
}

static void
chosen_cb (ZpTableView *table, ZpCell *cell, const char *word, ZpFormPage *self)
{
  const ZpSheetCell *shown = zp_cell_get_cell (cell);
  ZpForm *form = zp_session_get_form (self->session);
  g_autoptr (GError) error = NULL;

  if (shown->type == ZP_TYPE_TICKS)
    (void) zp_form_toggle_word (form, shown->address, word, NULL, &error);
  else
    (void) zp_form_set (form, shown->address, word, NULL, &error);
  if (error != NULL)
    zp_form_page_toast (self, error->message);
}

/* Above and below the cell that is typed in, so much of the table stays in view: the next row, and
 * room for a toast. */
#define ROOM_ABOVE_AND_BELOW 90

/* @begin counts from the edge of the window.  Of what is larger than the window its beginning is
 * shown. */
static void
reveal (GtkAdjustment *adjustment, double begin, double size, double room)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double place = gtk_adjustment_get_value (adjustment) + begin;

  size = MIN (size, page);
  room = MIN (room, (page - size) / 2);
  gtk_adjustment_clamp_page (adjustment, place - room, place + size + room);
}

/* Brings the cell with the focus into view as a whole.  The first frame after the focus moved gives
 * it its place, the second one knows it. */
static gboolean
reveal_cb (GtkWidget *table, GdkFrameClock *clock, gpointer user_data)
{
  ZpFormPage *self = user_data;
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  graphene_rect_t bounds;

  if (self->frames_to_reveal-- > 1)
    return G_SOURCE_CONTINUE;
  self->revealing = 0;
  if (cell == NULL
      || !gtk_widget_compute_bounds (GTK_WIDGET (cell), GTK_WIDGET (self->desk), &bounds))
    return G_SOURCE_REMOVE;
  reveal (gtk_scrolled_window_get_vadjustment (self->desk), bounds.origin.y, bounds.size.height,
          self->room_to_reveal);
  reveal (gtk_scrolled_window_get_hadjustment (self->desk), bounds.origin.x, bounds.size.width, 0);
  return G_SOURCE_REMOVE;
}

static void
entered_cb (ZpTableView *table, ZpCell *cell, ZpFormPage *self)
{
  self->frames_to_reveal = 2;
  /* Under the pointer the table stays where it is: a second click would meet another cell. */
  self->room_to_reveal = zp_cell_is_pointed_at (cell) ? 0 : ROOM_ABOVE_AND_BELOW;
  if (self->revealing == 0)
    self->revealing = gtk_widget_add_tick_callback (GTK_WIDGET (table), reveal_cb, self, NULL);
  zp_score_pane_set_focus (self->pane, zp_cell_get_address (cell));
  zp_form_page_update_actions (self);
}

static void
left_cb (ZpTableView *table, ZpCell *cell, ZpFormPage *self)
{
  if (self->session != NULL)
    zp_session_save_soon (self->session);
}

static void
go_to_cb (ZpScorePane *pane, const char *address, ZpFormPage *self)
{
  if (!zp_form_page_go_to (self, address))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* --- the class --- */

static void
zp_form_page_dispose (GObject *object)
{
  ZpFormPage *self = ZP_FORM_PAGE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  zp_form_page_remove_completion (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_FORM_PAGE);
  g_clear_pointer (&child, gtk_widget_unparent);
  self->table = NULL;
  self->review_table = NULL;
  g_clear_object (&self->reviewer);
  g_clear_object (&self->review_actions);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  g_clear_handle_id (&self->toast_timer, g_source_remove);
  g_clear_object (&self->toast);
  G_OBJECT_CLASS (zp_form_page_parent_class)->dispose (object);
}

static gboolean
zp_form_page_grab_focus (GtkWidget *widget)
{
  ZpFormPage *self = ZP_FORM_PAGE (widget);
  ZpTableView *table = zp_form_page_get_table (self);
  ZpCell *cell = zp_table_view_get_focus_cell (table);

  if (cell != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (cell));
  zp_table_view_focus_first (table);
  return TRUE;
}

static void
zp_form_page_class_init (ZpFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_form_page_dispose;
  widget_class->grab_focus = zp_form_page_grab_focus;

  g_type_ensure (ZP_TYPE_REVIEW_BAR);
  g_type_ensure (ZP_TYPE_SCORE_PANE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, save_label);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, banner);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, banner_label);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, bar);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, sheets);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, desk);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, review_desk);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, pane);
  gtk_widget_class_bind_template_child (widget_class, ZpFormPage, row_menu);
}

static void
zp_form_page_init (ZpFormPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->table = ZP_TABLE_VIEW (zp_table_view_new ());
  zp_table_view_take_blocks (self->table);
  gtk_scrolled_window_set_child (self->desk, GTK_WIDGET (self->table));
  /* GTK would scroll to a cell before it has its place: of one below only the edge would show. */
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (gtk_widget_get_parent (GTK_WIDGET (self->table))),
                                    FALSE);
  zp_table_view_set_row_menu (self->table, self->row_menu);
  g_signal_connect (self->table, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect (self->table, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->table, "entered", G_CALLBACK (entered_cb), self);
  g_signal_connect (self->pane, "go-to", G_CALLBACK (go_to_cb), self);
  zp_form_page_add_actions (self);
  zp_form_page_add_completion (self);
  /* After a sum was worked out, so that its result is saved. */
  g_signal_connect (self->table, "left", G_CALLBACK (left_cb), self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  (void) zp_evidence_look_finish (result, NULL);
}

/**
 * zp_form_page_new:
 * @library: where the form is saved
 * @form: the form to edit
 *
 * Returns: (transfer floating): the form editor
 */
GtkWidget *
zp_form_page_new (ZpLibrary *library, ZpForm *form)
{
  ZpFormPage *self = g_object_new (ZP_TYPE_FORM_PAGE, NULL);

  self->session = zp_session_new (library, form);
  zp_form_page_add_review (self);
  g_signal_connect (self->session, "updated", G_CALLBACK (session_updated_cb), self);
  g_signal_connect (self->session, "save-state", G_CALLBACK (save_state_cb), self);
  session_updated_cb (self->session, self);
  save_state_cb (self->session, self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  zp_template_get_title (zp_form_get_template (form)), -1);
  zp_form_page_add_derive_action (self);
  zp_form_page_follow_sources (self);
  zp_form_page_begin_review (self);
  if (!zp_form_page_shows_review (self))
    zp_form_page_fit (self);
  if (zp_evidence_count (form, NULL) > 0)
    zp_evidence_look_async (self->session, looked_cb, NULL);
  return GTK_WIDGET (self);
}

/** zp_form_page_get_form: (transfer none): the form that is edited. */
ZpForm *
zp_form_page_get_form (ZpFormPage *self)
{
  g_return_val_if_fail (ZP_IS_FORM_PAGE (self), NULL);

  return zp_session_get_form (self->session);
}

/** zp_form_page_focus: goes to a value; whether the table has it. */
gboolean
zp_form_page_focus (ZpFormPage *self, const char *address)
{
  g_return_val_if_fail (ZP_IS_FORM_PAGE (self), FALSE);

  return zp_table_view_focus (self->table, address);
}

/** zp_form_page_save_async: saves everything typed so far. */
void
zp_form_page_save_async (ZpFormPage *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (ZP_IS_FORM_PAGE (self));

  zp_session_save_async (self->session, callback, user_data);
}

/* The result belongs to the session, which is the source object of the callback. */
gboolean
zp_form_page_save_finish (ZpFormPage *self, GAsyncResult *result, GError **error)
{
  return zp_session_save_finish (self->session, result, error);
}

/** zp_form_page_save_new: saves a form that the library does not have yet. */
void
zp_form_page_save_new (ZpFormPage *self)
{
  g_return_if_fail (ZP_IS_FORM_PAGE (self));

  zp_session_save_new (self->session);
}

/** zp_form_page_has_unsaved: whether something typed is not in the library yet. */
gboolean
zp_form_page_has_unsaved (ZpFormPage *self)
{
  g_return_val_if_fail (ZP_IS_FORM_PAGE (self), FALSE);

  return zp_session_get_save_state (self->session) != ZP_SAVE_CLEAN;
}
