/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-answer-editor.h"

struct _ZpAnswerEditor
{
  GtkWidget parent_instance;

  /* from the template */
  GtkRevealer *revealer;
  GtkTextView *text;
  GtkTextBuffer *buffer;
};

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_GIVEN_UP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpAnswerEditor, zp_answer_editor, GTK_TYPE_WIDGET)

static void
give_up (ZpAnswerEditor *self)
{
  zp_answer_editor_close (self);
  g_signal_emit (self, signals[SIGNAL_GIVEN_UP], 0);
}

static void
save (ZpAnswerEditor *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!zp_answer_editor_is_open (self))
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  zp_answer_editor_close (self);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, text);
}

static void
save_cb (GtkButton *button, ZpAnswerEditor *self)
{
  save (self);
}

static void
cancel_cb (GtkButton *button, ZpAnswerEditor *self)
{
  give_up (self);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        ZpAnswerEditor *self)
{
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (state & GDK_CONTROL_MASK) != 0)
    save (self);
  else if (key == GDK_KEY_Escape)
    give_up (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
zp_answer_editor_dispose (GObject *object)
{
  /* The revealer is a child of the template by name, so it goes with it. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ZP_TYPE_ANSWER_EDITOR);
  G_OBJECT_CLASS (zp_answer_editor_parent_class)->dispose (object);
}

static void
zp_answer_editor_class_init (ZpAnswerEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_answer_editor_dispose;

  /** ZpAnswerEditor::answered: the answer is to be kept; "" takes it back. */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
  /** ZpAnswerEditor::given-up: what was written is not to be kept. */
  signals[SIGNAL_GIVEN_UP]
      = g_signal_new ("given-up", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-answer-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpAnswerEditor, revealer);
  gtk_widget_class_bind_template_child (widget_class, ZpAnswerEditor, text);
  gtk_widget_class_bind_template_child (widget_class, ZpAnswerEditor, buffer);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
zp_answer_editor_init (ZpAnswerEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** zp_answer_editor_open: begins with the (nullable) @text, and takes the focus. */
void
zp_answer_editor_open (ZpAnswerEditor *self, const char *text)
{
  g_return_if_fail (ZP_IS_ANSWER_EDITOR (self));

  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/** zp_answer_editor_close: what was written and not saved is given up. */
void
zp_answer_editor_close (ZpAnswerEditor *self)
{
  g_return_if_fail (ZP_IS_ANSWER_EDITOR (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

/** zp_answer_editor_is_open: whether somebody is writing here. */
gboolean
zp_answer_editor_is_open (ZpAnswerEditor *self)
{
  g_return_val_if_fail (ZP_IS_ANSWER_EDITOR (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}
