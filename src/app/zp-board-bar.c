/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-board-bar.h"

struct _ZpBoardBar
{
  GtkWidget parent_instance;

  /* Template children */
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (ZpBoardBar, zp_board_bar, GTK_TYPE_WIDGET)

static void
zp_board_bar_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), ZP_TYPE_BOARD_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (zp_board_bar_parent_class)->dispose (object);
}

static void
zp_board_bar_class_init (ZpBoardBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_board_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-board-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpBoardBar, note);
}

static void
zp_board_bar_init (ZpBoardBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** zp_board_bar_set_note: says what the year's list misses; %NULL for nothing. */
void
zp_board_bar_set_note (ZpBoardBar *self, const char *note)
{
  g_return_if_fail (ZP_IS_BOARD_BAR (self));

  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note), note);
}
