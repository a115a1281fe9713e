/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-remark-row.h"

#include "zp-answer-editor.h"
#include "zp-wording.h"

#include <glib/gi18n.h>

struct _ZpRemarkRow
{
  GtkListBoxRow parent_instance;

  /* from the template */
  GtkLabel *text;
  GtkLabel *where;
  GtkLabel *answer;
  GtkLabel *answered;
  GtkWidget *remove_button;
  GtkWidget *answer_button;
  ZpAnswerEditor *editor;

  /* owned */
  char *id;
  char *old_answer; /* what the editor begins with */
};

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_REMOVED,
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpRemarkRow, zp_remark_row, GTK_TYPE_LIST_BOX_ROW)

/* --- answering --- */

static void
answer_cb (GtkButton *button, ZpRemarkRow *self)
{
  gtk_widget_set_visible (self->answer_button, FALSE);
  zp_answer_editor_open (self->editor, self->old_answer);
}

static void
show_button (ZpRemarkRow *self)
{
  gtk_widget_set_visible (self->answer_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Who takes the answer may build the list anew. */
static void
editor_answered_cb (ZpAnswerEditor *editor, const char *text, ZpRemarkRow *self)
{
  g_object_ref (self);
  show_button (self);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, self->id, text);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  g_object_unref (self);
}

static void
editor_given_up_cb (ZpAnswerEditor *editor, ZpRemarkRow *self)
{
  show_button (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
remove_cb (GtkButton *button, ZpRemarkRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0, self->id);
}

/* --- the class --- */

static void
zp_remark_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZP_TYPE_REMARK_ROW);
  G_OBJECT_CLASS (zp_remark_row_parent_class)->dispose (object);
}

static void
zp_remark_row_finalize (GObject *object)
{
  ZpRemarkRow *self = ZP_REMARK_ROW (object);

  g_free (self->id);
  g_free (self->old_answer);
  G_OBJECT_CLASS (zp_remark_row_parent_class)->finalize (object);
}

static void
zp_remark_row_class_init (ZpRemarkRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = zp_remark_row_dispose;
  object_class->finalize = zp_remark_row_finalize;

  /** ZpRemarkRow::answered: id of the remark, and its answer, "" to take it back. */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  /** ZpRemarkRow::removed: the remark with this id is to go. */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  /** ZpRemarkRow::left: nobody is writing an answer here any more. */
  signals[SIGNAL_LEFT]
      = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ZP_TYPE_ANSWER_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-remark-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpRemarkRow, text);
  gtk_widget_class_bind_template_child (widget_class, ZpRemarkRow, where);
  gtk_widget_class_bind_template_child (widget_class, ZpRemarkRow, answer);
  gtk_widget_class_bind_template_child (widget_class, ZpRemarkRow, answered);
  gtk_widget_class_bind_template_child (widget_class, ZpRemarkRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, ZpRemarkRow, answer_button);
  gtk_widget_class_bind_template_child (widget_class, ZpRemarkRow, editor);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, editor_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, editor_given_up_cb);
}

static void
zp_remark_row_init (ZpRemarkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** zp_remark_row_new: a row without a remark. */
GtkWidget *
zp_remark_row_new (void)
{
  return g_object_new (ZP_TYPE_REMARK_ROW, NULL);
}

static char *
word_day (const char *iso)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d") : g_strdup ("");
}

static void
show_answer (ZpRemarkRow *self, const ZpRemark *remark, gboolean can_answer)
{
  gboolean has_answer = *remark->answer != '\0';
  g_autofree char *day = word_day (remark->answer_time);
  g_autofree char *text = g_strdup_printf (_ ("Answer: %s"), remark->answer);
  g_autofree char *by = g_strdup_printf ("%s · %s", remark->answer_who, day);

  gtk_label_set_text (self->answer, text);
  gtk_label_set_text (self->answered, by);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), has_answer);
  gtk_widget_set_visible (GTK_WIDGET (self->answered), has_answer);
  gtk_button_set_label (GTK_BUTTON (self->answer_button),
                        has_answer ? _ ("Edit Answer…") : _ ("Answer…"));
  gtk_widget_set_visible (self->answer_button, can_answer);
}

/**
 * zp_remark_row_show:
 * @form: the form it is pinned to
 * @remark: what the row shows; it need not stay
 * @can_remove: the user reviews, and may take it back
 * @can_answer: the user fills the form, which was returned
 */
void
zp_remark_row_show (ZpRemarkRow *self,
                    const ZpForm *form,
                    const ZpRemark *remark,
                    gboolean can_remove,
                    gboolean can_answer)
{
  g_autofree char *place = zp_word_address (form, remark->address);
  g_autofree char *day = word_day (remark->time);
  g_autofree char *where = g_strdup_printf ("%s · %s · %s", place, remark->who, day);
  g_autofree char *name = g_strdup_printf ("%s: %s", place, remark->text);

  g_return_if_fail (ZP_IS_REMARK_ROW (self));

  g_free (self->id);
  self->id = g_strdup (remark->id);
  g_free (self->old_answer);
  self->old_answer = g_strdup (remark->answer);
  gtk_label_set_text (self->text, remark->text);
  gtk_label_set_text (self->where, where);
  gtk_widget_set_visible (self->remove_button, can_remove);
  show_answer (self, remark, can_answer);
  zp_answer_editor_close (self->editor);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/** zp_remark_row_is_answering: whether somebody is writing an answer here. */
gboolean
zp_remark_row_is_answering (ZpRemarkRow *self)
{
  g_return_val_if_fail (ZP_IS_REMARK_ROW (self), FALSE);

  return zp_answer_editor_is_open (self->editor);
}
