/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-finding-row.h"

#include "zp-answer-editor.h"
#include "zp-answers.h"
#include "zp-words.h"

#include <glib/gi18n.h>

struct _ZpFindingRow
{
  GtkListBoxRow parent_instance;

  /* from the template */
  GtkImage *icon;
  GtkLabel *head;
  GtkLabel *message;
  GtkLabel *remedy;
  GtkLabel *answer;
  GtkWidget *buttons;
  GtkButton *answer_button;
  GtkButton *withdraw_button;
  GtkButton *other_button;
  ZpAnswerEditor *editor;

  /* owned */
  char *old_answer; /* what the editor begins with */
};

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_OPEN_OTHER,
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpFindingRow, zp_finding_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* --- answering --- */

static void
answer_cb (GtkButton *button, ZpFindingRow *self)
{
  gtk_widget_set_visible (self->buttons, FALSE);
  zp_answer_editor_open (self->editor, self->old_answer);
}

static void
show_buttons (ZpFindingRow *self)
{
  gtk_widget_set_visible (self->buttons, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Who takes the answer may build the list anew. */
static void
editor_answered_cb (ZpAnswerEditor *editor, const char *text, ZpFindingRow *self)
{
  g_object_ref (self);
  show_buttons (self);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, text);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  g_object_unref (self);
}

static void
editor_given_up_cb (ZpAnswerEditor *editor, ZpFindingRow *self)
{
  show_buttons (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
withdraw_cb (GtkButton *button, ZpFindingRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, "");
}

static void
other_cb (GtkButton *button, ZpFindingRow *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_OTHER], 0);
}

/* --- the class --- */

static void
zp_finding_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZP_TYPE_FINDING_ROW);
  G_OBJECT_CLASS (zp_finding_row_parent_class)->dispose (object);
}

static void
zp_finding_row_finalize (GObject *object)
{
  g_free (ZP_FINDING_ROW (object)->old_answer);
  G_OBJECT_CLASS (zp_finding_row_parent_class)->finalize (object);
}

static void
zp_finding_row_class_init (ZpFindingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zp_finding_row_dispose;
  object_class->finalize = zp_finding_row_finalize;

  /** ZpFindingRow::answered: a reason was written, or taken back (""). */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /** ZpFindingRow::open-other: the user wants to see the other form. */
  signals[SIGNAL_OPEN_OTHER]
      = g_signal_new ("open-other", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
  /** ZpFindingRow::left: nobody is writing an answer here any more. */
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ZP_TYPE_ANSWER_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ZpFindingRow, head);
  gtk_widget_class_bind_template_child (widget_class, ZpFindingRow, message);
  gtk_widget_class_bind_template_child (widget_class, ZpFindingRow, remedy);
  gtk_widget_class_bind_template_child (widget_class, ZpFindingRow, answer);
  gtk_widget_class_bind_template_child (widget_class, ZpFindingRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, ZpFindingRow, answer_button);
  gtk_widget_class_bind_template_child (widget_class, ZpFindingRow, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, ZpFindingRow, other_button);
  gtk_widget_class_bind_template_child (widget_class, ZpFindingRow, editor);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, editor_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, editor_given_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
}

static void
zp_finding_row_init (ZpFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** zp_finding_row_new: (transfer floating): an empty row. */
GtkWidget *
zp_finding_row_new (void)
{
  return g_object_new (ZP_TYPE_FINDING_ROW, NULL);
}

static void
show_icon (ZpFindingRow *self, const ZpFinding *finding)
{
  static const char *const classes[] = { "error", "warning", "accent", "dim-label" };
  const char *wanted = finding->answer != NULL ? "dim-label" : classes[finding->severity];

  gtk_image_set_from_icon_name (self->icon, finding->answer != NULL
                                                ? "emblem-ok-symbolic"
                                                : zp_words_severity_icon (finding->severity));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), wanted);
}

static void
show_answer (ZpFindingRow *self, const ZpFinding *finding, gboolean read_only)
{
  gboolean can_answer = !read_only && zp_answers_can_answer (finding);
  g_autofree char *text = NULL;

  if (finding->answer != NULL)
    text = g_strdup_printf (_ ("Answer: %s"), finding->answer);
  else if (finding->earlier != NULL)
    text = g_strdup_printf (_ ("The figures have changed since this answer: %s"), finding->earlier);
  set_text (self->answer, text);
  g_free (self->old_answer);
  self->old_answer = g_strdup (finding->answer != NULL ? finding->answer : finding->earlier);
  gtk_button_set_label (self->answer_button,
                        finding->answer != NULL ? _ ("Edit Answer…") : _ ("Answer…"));
  gtk_widget_set_visible (GTK_WIDGET (self->answer_button), can_answer);
  gtk_widget_set_visible (GTK_WIDGET (self->withdraw_button),
                          can_answer && self->old_answer != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->other_button), finding->other_id != NULL);
  if (finding->other_name != NULL)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->other_button), finding->other_name);
  gtk_widget_set_visible (self->buttons, can_answer || finding->other_id != NULL);
}

/**
 * zp_finding_row_show:
 * @finding: what the row shows
 * @place: the cell in the user's words, or ""
 * @read_only: the form is handed in: nothing can be answered
 *
 * Shows a finding, which need not stay.
 */
void
zp_finding_row_show (ZpFindingRow *self,
                     const ZpFinding *finding,
                     const char *place,
                     gboolean read_only)
{
  g_autofree char *head = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (ZP_IS_FINDING_ROW (self));

  head = g_strdup_printf (
      "%s %s%s%s", finding->answer != NULL ? _ ("Answered") : zp_words_severity (finding->severity),
      finding->check, *place != '\0' ? " · " : "", place);
  name = g_strdup_printf ("%s: %s", head, finding->message);
  set_text (self->head, head);
  set_text (self->message, finding->message);
  set_text (self->remedy, finding->answer == NULL ? finding->remedy : NULL);
  show_icon (self, finding);
  show_answer (self, finding, read_only);
  zp_answer_editor_close (self->editor);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), finding->address != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/** zp_finding_row_is_answering: whether somebody is writing an answer here. */
gboolean
zp_finding_row_is_answering (ZpFindingRow *self)
{
  g_return_val_if_fail (ZP_IS_FINDING_ROW (self), FALSE);

  return zp_answer_editor_is_open (self->editor);
}
