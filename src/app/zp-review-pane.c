/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-pane.h"

#include "zp-deduction-editor.h"
#include "zp-remark-row.h"
#include "zp-review-batch.h"
#include "zp-wording.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ZpReviewPane
{
  GtkWidget parent_instance;

  /* from the template */
  GtkWidget *reason_box;
  GtkLabel *reason_label;
  ZpDeductionEditor *editor;
  GtkListBox *remarks;
  GtkWidget *no_remarks;
  GtkWidget *remark_box;
  GtkLabel *remark_place;
  GtkEditable *remark_entry;
  GtkWidget *remark_button;

  /* owned */
  ZpSession *session;
  ZpReviewer *reviewer;
  char *focus;
  GPtrArray *listed; /* ZpRemark */
  gboolean listed_writable;
  gboolean listed_answerable;
  GCancellable *cancellable; /* of the batch that is being gathered */
  char *gathered;            /* the form whose batch is shown, or being gathered */
};

enum
{
  SIGNAL_GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpReviewPane, zp_review_pane, GTK_TYPE_WIDGET)

/* --- the row --- */

/* (nullable): the row of the review that @address of the form belongs to. */
static char *
dup_row (const ZpForm *form, const char *address)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (zp_form_get_template (form));
  const char *execution = zp_template_get_execution (zp_form_get_template (form))->table;
  g_auto (GStrv) parts = address != NULL ? g_strsplit (address, "/", 3) : NULL;
  guint n = parts != NULL ? g_strv_length (parts) : 0;

  if (n > 1 && indicators != NULL && g_str_equal (parts[0], indicators->key))
    return g_strdup_printf ("%s/%s", parts[0], parts[1]);
  if (n > 1 && ((execution != NULL && g_str_equal (parts[0], execution)) || *parts[0] == '\0'))
    return g_strdup (ZP_REVIEW_EXECUTION);
  return NULL;
}

static void
show_row (ZpReviewPane *self)
{
  g_autofree char *row = dup_row (zp_session_get_form (self->session), self->focus);

  zp_deduction_editor_show (self->editor, self->session, self->reviewer, row);
}

/* --- how other forms were treated --- */

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpReviewPane) self = user_data;
  g_autoptr (GPtrArray) entries = zp_review_batch_load_finish (ZP_LIBRARY (source), result, NULL);

  if (entries != NULL && self->session != NULL)
    zp_deduction_editor_set_batch (self->editor, entries);
}

/* Once for each form that is reviewed: the others do not change meanwhile. */
static void
gather (ZpReviewPane *self)
{
  ZpForm *form = zp_session_get_form (self->session);

  if (!zp_reviewer_may_write (self->reviewer)
      || g_strcmp0 (self->gathered, zp_form_get_id (form)) == 0)
    return;
  g_free (self->gathered);
  self->gathered = g_strdup (zp_form_get_id (form));
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  zp_review_batch_load_async (zp_session_get_library (self->session), form, self->cancellable,
                              gathered_cb, g_object_ref (self));
}

/* --- remarks --- */

static void show_remarks (ZpReviewPane *self);

static void
removed_cb (ZpRemarkRow *row, const char *id, ZpReviewPane *self)
{
  if (!zp_reviewer_remove_remark (self->reviewer, id, NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
answered_cb (ZpRemarkRow *row, const char *id, const char *text, ZpReviewPane *self)
{
  if (!zp_reviewer_answer_remark (self->reviewer, id, text, NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
left_cb (ZpRemarkRow *row, ZpReviewPane *self)
{
  show_remarks (self);
}

static gboolean
is_answering (ZpReviewPane *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->remarks));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (ZP_IS_REMARK_ROW (row) && zp_remark_row_is_answering (ZP_REMARK_ROW (row)))
      return TRUE;
  return FALSE;
}

static void
add_remark_row (ZpReviewPane *self, const ZpRemark *remark)
{
  GtkWidget *row = zp_remark_row_new ();

  zp_remark_row_show (ZP_REMARK_ROW (row), zp_session_get_form (self->session), remark,
                      self->listed_writable, self->listed_answerable);
  g_signal_connect (row, "removed", G_CALLBACK (removed_cb), self);
  g_signal_connect (row, "answered", G_CALLBACK (answered_cb), self);
  g_signal_connect (row, "left", G_CALLBACK (left_cb), self);
  gtk_list_box_append (self->remarks, row);
}

static gboolean
same_remarks (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const ZpRemark *first = g_ptr_array_index (a, i);
      const ZpRemark *second = g_ptr_array_index (b, i);

      if (!g_str_equal (first->id, second->id) || !g_str_equal (first->text, second->text)
          || !g_str_equal (first->address, second->address)
          || !g_str_equal (first->answer, second->answer))
        return FALSE;
    }
  return TRUE;
}

static void
show_remarks (ZpReviewPane *self)
{
  g_autoptr (GPtrArray) remarks = zp_review_list_remarks (zp_session_get_form (self->session));
  gboolean writable = zp_reviewer_may_write (self->reviewer);
  gboolean answerable = zp_reviewer_may_answer (self->reviewer);
  GtkWidget *child;

  gtk_widget_set_visible (self->no_remarks, remarks->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), remarks->len > 0);
  /* While an answer is being written the list waits. */
  if (is_answering (self)
      || (same_remarks (self->listed, remarks) && self->listed_writable == writable
          && self->listed_answerable == answerable))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->remarks))) != NULL)
    gtk_list_box_remove (self->remarks, child);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  self->listed = g_steal_pointer (&remarks);
  self->listed_writable = writable;
  self->listed_answerable = answerable;
  for (guint i = 0; i < self->listed->len; i++)
    add_remark_row (self, g_ptr_array_index (self->listed, i));
}

static void
remark_activated_cb (GtkListBox *list, GtkListBoxRow *row, ZpReviewPane *self)
{
  const ZpRemark *remark = g_ptr_array_index (self->listed, gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, remark->address);
}

static void
show_remark_place (ZpReviewPane *self)
{
  gboolean may = zp_reviewer_may_write (self->reviewer);
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->remark_box, may);
  if (!may)
    return;
  place = self->focus != NULL ? zp_word_address (zp_session_get_form (self->session), self->focus)
                              : NULL;
  text = place != NULL ? g_strdup_printf (_ ("Remark on “%s”"), place)
                       : g_strdup (_ ("Choose a cell to pin a remark to it"));
  gtk_label_set_text (self->remark_place, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remark_entry), self->focus != NULL);
}

static void
remark_changed_cb (GtkEditable *editable, ZpReviewPane *self)
{
  gtk_widget_set_sensitive (self->remark_button, *gtk_editable_get_text (editable) != '\0');
}

static void
remark_added_cb (GtkWidget *widget, ZpReviewPane *self)
{
  if (self->focus == NULL
      || !zp_reviewer_add_remark (self->reviewer, self->focus,
                                  gtk_editable_get_text (self->remark_entry), NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    gtk_editable_set_text (self->remark_entry, "");
}

static void
show_return_reason (ZpReviewPane *self)
{
  ZpForm *form = zp_session_get_form (self->session);
  const char *reason = zp_review_get_reason (form);
  gboolean returned = zp_form_get_state (form) == ZP_FORM_STATE_RETURNED && *reason != '\0';

  gtk_widget_set_visible (self->reason_box, returned);
  if (returned)
    gtk_label_set_text (self->reason_label, reason);
}

/* --- the class --- */

static void
zp_review_pane_dispose (GObject *object)
{
  ZpReviewPane *self = ZP_REVIEW_PANE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_REVIEW_PANE);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->reviewer);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->focus, g_free);
  g_clear_pointer (&self->gathered, g_free);
  G_OBJECT_CLASS (zp_review_pane_parent_class)->dispose (object);
}

static void
zp_review_pane_class_init (ZpReviewPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_review_pane_dispose;

  /** ZpReviewPane::go-to: the user wants to see the cell of this address. */
  signals[SIGNAL_GO_TO] = g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ZP_TYPE_DEDUCTION_EDITOR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-review-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpReviewPane, reason_box);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewPane, reason_label);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewPane, editor);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewPane, remarks);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewPane, no_remarks);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewPane, remark_box);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewPane, remark_place);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewPane, remark_entry);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewPane, remark_button);
  gtk_widget_class_bind_template_callback (widget_class, remark_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, remark_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remark_added_cb);
}

static void
zp_review_pane_init (ZpReviewPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** zp_review_pane_set_reviewer: what the user does to the review. */
void
zp_review_pane_set_reviewer (ZpReviewPane *self, ZpReviewer *reviewer)
{
  g_set_object (&self->reviewer, reviewer);
}

/** zp_review_pane_show: shows the present review of the form; without a reviewer nothing. */
void
zp_review_pane_show (ZpReviewPane *self, ZpSession *session)
{
  g_set_object (&self->session, session);
  if (self->reviewer == NULL)
    return;
  show_return_reason (self);
  show_row (self);
  show_remarks (self);
  show_remark_place (self);
  gather (self);
}

/** zp_review_pane_set_focus: (nullable) @address: the cell of the form that has the focus. */
void
zp_review_pane_set_focus (ZpReviewPane *self, const char *address)
{
  if (g_strcmp0 (self->focus, address) == 0)
    return;
  g_free (self->focus);
  self->focus = g_strdup (address);
  if (self->session == NULL || self->reviewer == NULL)
    return;
  show_row (self);
  show_remark_place (self);
}

/** zp_review_pane_begin_remark: goes where a remark on the focused cell is typed. */
void
zp_review_pane_begin_remark (ZpReviewPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->remark_entry));
}
