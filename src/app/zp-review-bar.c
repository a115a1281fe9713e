/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-bar.h"

#include "zp-wording.h"

#include "zp-words.h"

#include <glib/gi18n.h>

struct _ZpReviewBar
{
  GtkWidget parent_instance;

  /* from the template */
  GtkBox *pill;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkLabel *info_label;
  GtkWidget *queue_box;
  GtkLabel *queue_label;
  GtkWidget *table_button;
  GtkWidget *changes_button;
  GtkWidget *history_button;
  GtkWidget *withdraw_button;
  GtkWidget *submit_button;
  GtkWidget *return_button;
  GtkWidget *approve_button;
  GtkWidget *reopen_button;
  GtkRevealer *fault_revealer;
  GtkLabel *fault_label;
};

G_DEFINE_FINAL_TYPE (ZpReviewBar, zp_review_bar, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

static void
show_state (ZpReviewBar *self, ZpFormState state)
{
  const char *classes[] = { "zp-pill", zp_words_state_class (state), NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self->pill), classes);
  gtk_image_set_from_icon_name (self->state_icon, zp_words_state_icon (state));
  set_text (self->state_label, zp_words_state (state));
}

/* What the user wants to know of this state: why it came back, how often it was handed in, what is new. */
static char *
word_info (const ZpForm *form, guint n_changes)
{
  const char *reason = zp_review_get_reason (form);
  guint round = zp_review_get_round (form);
  g_autofree char *times = NULL;
  g_autofree char *changes = NULL;

  switch (zp_form_get_state (form))
    {
    case ZP_FORM_STATE_RETURNED:
      return g_strdup_printf (_ ("Returned: %s"), reason);
    case ZP_FORM_STATE_SUBMITTED:
      times = g_strdup_printf (ngettext ("Submitted %u time", "Submitted %u times", round), round);
      if (*reason != '\0')
        return g_strdup_printf (_ ("%s · reopened: %s"), times, reason);
      if (!zp_review_was_returned (form))
        return g_steal_pointer (&times);
      changes = g_strdup_printf (ngettext ("%u change since it was returned",
                                           "%u changes since it was returned", n_changes),
                                 n_changes);
      return g_strdup_printf ("%s · %s", times, changes);
    case ZP_FORM_STATE_APPROVED:
      return g_strdup (_ ("Approved forms are read-only"));
    case ZP_FORM_STATE_DRAFT:
    default:
      return g_strdup ("");
    }
}

/**
 * zp_review_bar_show:
 * @role: as what the user looks at it
 * @scored: the form has scores that can be reviewed
 * @n_changes: what changed since it was returned
 *
 * Shows where the form stands.  Only what the user can do with it in this state is offered.
 */
void
zp_review_bar_show (
    ZpReviewBar *self, const ZpForm *form, ZpActorRole role, gboolean scored, guint n_changes)
{
  const struct
  {
    GtkWidget *button;
    ZpReviewAction action;
  } offers[] = {
    { self->withdraw_button, ZP_REVIEW_WITHDRAW }, { self->submit_button, ZP_REVIEW_SUBMIT },
    { self->return_button, ZP_REVIEW_RETURN },     { self->approve_button, ZP_REVIEW_APPROVE },
    { self->reopen_button, ZP_REVIEW_REOPEN },
  };
  ZpFormState state = zp_form_get_state (form);
  g_autofree char *info = word_info (form, n_changes);
  gboolean had_history
      = state != ZP_FORM_STATE_DRAFT || zp_form_get_extra (form, ZP_EXTRA_HISTORY) != NULL;

  show_state (self, state);
  set_text (self->info_label, info);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->info_label), *info != '\0' ? info : NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    gtk_widget_set_visible (offers[i].button, zp_review_offers (form, offers[i].action, role));
  gtk_widget_set_visible (self->table_button, scored && state != ZP_FORM_STATE_DRAFT);
  gtk_widget_set_visible (self->changes_button, zp_review_was_returned (form));
  gtk_widget_set_visible (self->history_button, had_history);
}

/** zp_review_bar_show_queue: the form is the @position-th (from 1) of @length that wait; 0 hides the buttons. */
void
zp_review_bar_show_queue (ZpReviewBar *self, guint position, guint length)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->queue_box, length > 0);
  text = position > 0 ? g_strdup_printf (_ ("To review: %u of %u"), position, length)
                      : g_strdup_printf (_ ("To review: %u"), length);
  set_text (self->queue_label, text);
}

/** zp_review_bar_show_fault: says plainly what is wrong with the history; %ZP_LOG_WHOLE hides it. */
void
zp_review_bar_show_fault (ZpReviewBar *self, ZpLogFault fault, guint event)
{
  g_autofree char *text = zp_word_log_fault (fault, event);

  if (fault != ZP_LOG_WHOLE)
    set_text (self->fault_label, text);
  gtk_revealer_set_reveal_child (self->fault_revealer, fault != ZP_LOG_WHOLE);
}

static void
zp_review_bar_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), ZP_TYPE_REVIEW_BAR);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (zp_review_bar_parent_class)->dispose (object);
}

static void
zp_review_bar_class_init (ZpReviewBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_review_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-review-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, pill);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, state_icon);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, state_label);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, info_label);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, queue_box);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, queue_label);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, table_button);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, changes_button);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, history_button);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, submit_button);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, return_button);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, approve_button);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, reopen_button);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, fault_revealer);
  gtk_widget_class_bind_template_child (widget_class, ZpReviewBar, fault_label);
}

static void
zp_review_bar_init (ZpReviewBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
