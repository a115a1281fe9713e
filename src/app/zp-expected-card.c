/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-expected-card.h"

#include "zp-expected.h"

#include <glib/gi18n.h>

struct _ZpExpectedCard
{
  GtkWidget parent_instance;

  /* from the template */
  GtkLabel *title;
  GtkLabel *explanation;
  GtkLabel *heading;
  GtkBox *repairs;
};

enum
{
  SIGNAL_GO_TO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpExpectedCard, zp_expected_card, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
repair_clicked_cb (GtkButton *button, ZpExpectedCard *self)
{
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, gtk_widget_get_name (GTK_WIDGET (button)));
}

static GtkWidget *
new_repair (ZpExpectedCard *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "zp-repair");
  g_signal_connect (button, "clicked", G_CALLBACK (repair_clicked_cb), self);
  gtk_box_append (self->repairs, button);
  return button;
}

/* The address is the name of the button: a click leads there. */
static void
show_repair (GtkWidget *button, const ZpRepair *repair)
{
  const char *address = g_str_equal (repair->address, ZP_REVIEW_EXECUTION)
                            ? repair->finding->address
                            : repair->address;
  g_autofree char *gain = zp_decimal_to_string (repair->gain);
  g_autofree char *text = NULL;

  text = repair->row > 0
             ? g_strdup_printf (_ ("+%s · row %u: %s"), gain, repair->row, repair->finding->remedy)
             : g_strdup_printf (_ ("+%s · execution rate: %s"), gain, repair->finding->remedy);
  gtk_widget_set_name (button, address);
  set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), text);
  gtk_widget_set_tooltip_text (button, repair->finding->message);
}

static void
show_repairs (ZpExpectedCard *self, const ZpExpected *expected)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->repairs));

  for (guint i = 0; i < expected->repairs->len; i++)
    {
      if (button == NULL)
        button = new_repair (self);
      gtk_widget_set_visible (button, TRUE);
      show_repair (button, &g_array_index (expected->repairs, ZpRepair, i));
      button = gtk_widget_get_next_sibling (button);
    }
  for (; button != NULL; button = gtk_widget_get_next_sibling (button))
    gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), expected->repairs->len > 0);
}

/* --- the class --- */

static void
zp_expected_card_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), ZP_TYPE_EXPECTED_CARD);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (zp_expected_card_parent_class)->dispose (object);
}

static void
zp_expected_card_class_init (ZpExpectedCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_expected_card_dispose;

  /** ZpExpectedCard::go-to: the user wants to see the cell of this address. */
  signals[SIGNAL_GO_TO] = g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-expected-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpExpectedCard, title);
  gtk_widget_class_bind_template_child (widget_class, ZpExpectedCard, explanation);
  gtk_widget_class_bind_template_child (widget_class, ZpExpectedCard, heading);
  gtk_widget_class_bind_template_child (widget_class, ZpExpectedCard, repairs);
}

static void
zp_expected_card_init (ZpExpectedCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** zp_expected_card_show: shows the estimate for @session; invisible where there is none. */
void
zp_expected_card_show (ZpExpectedCard *self, ZpSession *session)
{
  const ZpScorecard *card = zp_session_get_card (session);
  g_autoptr (ZpExpected) expected = NULL;
  g_autofree char *total = NULL;
  g_autofree char *degree = NULL;
  g_autofree char *title = NULL;
  g_autofree char *explanation = NULL;

  g_return_if_fail (ZP_IS_EXPECTED_CARD (self));

  expected
      = zp_expected_new (zp_session_get_form (session), card, zp_session_get_findings (session));
  gtk_widget_set_visible (GTK_WIDGET (self), expected != NULL);
  if (expected == NULL)
    return;
  total = zp_decimal_format (expected->total, card->profile->total_digits.min,
                             card->profile->total_digits.max);
  degree = zp_review_degree_to_string (&expected->deviation);
  title = g_strdup_printf (_ ("If reviewed: about %s points, %s off"), total, degree);
  explanation = zp_expected_explain (expected);
  set_text (self->title, title);
  set_text (self->explanation, explanation);
  show_repairs (self, expected);
}
