/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-figure-card.h"

#include <glib/gi18n.h>

/* The table is at most so high; then it scrolls. */
#define TABLE_HEIGHT 300
#define ROW_HEIGHT 34 /* at least */

struct _ZpFigureCard
{
  GtkBox parent_instance;

  /* Owned by the box */
  ZpChartView *chart; /* NULL for a figure that is not drawn */
  GtkExpander *expander;

  const ZpFigure *figure; /* borrowed; the owner lives longer */
};

G_DEFINE_FINAL_TYPE (ZpFigureCard, zp_figure_card, GTK_TYPE_BOX)

typedef enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
} ZpFigureCardSignal;

static guint signals[N_SIGNALS];

static void
activated_cb (ZpFigureCard *self, guint row)
{
  const ZpFigureRow *picked = zp_figure_get_row (self->figure, row);

  if (picked->forms->len > 0)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, picked);
}

/* --- the table --- */

/* The rows have no objects of their own: an item is the number of its row, as a text. */
static guint
get_row (GtkListItem *item)
{
  return (guint) g_ascii_strtoull (gtk_string_object_get_string (gtk_list_item_get_item (item)),
                                   NULL, 10);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const ZpFigureColumn *column = user_data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->number ? 1 : 0);
  if (column->number)
    gtk_widget_add_css_class (label, "numeric");
  else
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (label), MIN (column->width, 14));
    }
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZpFigureCard *self = g_object_get_data (G_OBJECT (factory), "card");
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  const ZpFigureRow *row = zp_figure_get_row (self->figure, get_row (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), row->cells[index].text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), row->explanation);
}

static GtkColumnViewColumn *
make_column (ZpFigureCard *self, guint index)
{
  const ZpFigureColumn *column = zp_figure_get_column (self->figure, index);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_object_set_data (G_OBJECT (factory), "card", self);
  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  made = gtk_column_view_column_new (column->heading, factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_expand (made, !column->number);
  return made;
}

static void
row_activated_cb (ZpFigureCard *self, guint position)
{
  activated_cb (self, position);
}

static GtkWidget *
make_table (ZpFigureCard *self)
{
  GtkStringList *numbers = gtk_string_list_new (NULL);
  GtkWidget *view;
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < self->figure->rows->len; i++)
    gtk_string_list_take (numbers, g_strdup_printf ("%u", i));
  view = gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (numbers))));
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->figure->title, -1);
  for (guint i = 0; i < self->figure->columns->len; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = make_column (self, i);

      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  g_signal_connect_swapped (view, "activate", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), TABLE_HEIGHT);
  gtk_scrolled_window_set_min_content_height (
      GTK_SCROLLED_WINDOW (scrolled),
      MIN (ROW_HEIGHT * (int) (self->figure->rows->len + 1), TABLE_HEIGHT));
  gtk_widget_add_css_class (scrolled, "zp-figure-table");
  return scrolled;
}

/* A thousand rows are made when somebody wants to see them. */
static void
expanded_cb (ZpFigureCard *self)
{
  if (gtk_expander_get_expanded (self->expander) && gtk_expander_get_child (self->expander) == NULL)
    gtk_expander_set_child (self->expander, make_table (self));
}

/* --- the card --- */

static GtkWidget *
add_label (ZpFigureCard *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);
  return label;
}

static void
zp_figure_card_class_init (ZpFigureCardClass *klass)
{
  /**
   * ZpFigureCard::picked:
   * @row: (type gpointer): a #ZpFigureRow with at least one form
   */
  signals[SIGNAL_PICKED] = g_signal_new ("picked", ZP_TYPE_FIGURE_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
zp_figure_card_init (ZpFigureCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "zp-figure");
}

static void
fill (ZpFigureCard *self)
{
  const ZpFigure *figure = self->figure;

  add_label (self, figure->title, "heading");
  if (figure->rows->len == 0)
    {
      add_label (self, _ ("The forms say nothing about this yet."), "dim-label");
      return;
    }
  if (figure->note != NULL)
    {
      GtkWidget *note = add_label (self, figure->note, "caption");

      gtk_widget_add_css_class (note, "dim-label");
    }
  if (figure->kind != ZP_FIGURE_TABLE)
    {
      self->chart = ZP_CHART_VIEW (zp_chart_view_new (figure));
      g_signal_connect_swapped (self->chart, "activated", G_CALLBACK (activated_cb), self);
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->chart));
    }
  self->expander = GTK_EXPANDER (gtk_expander_new_with_mnemonic (_ ("Table")));
  g_signal_connect_swapped (self->expander, "notify::expanded", G_CALLBACK (expanded_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->expander));
  gtk_expander_set_expanded (self->expander, figure->kind == ZP_FIGURE_TABLE);
}

/**
 * zp_figure_card_new:
 * @figure: what to show; it must live longer than the widget
 *
 * Returns: (transfer floating): a widget
 */
GtkWidget *
zp_figure_card_new (const ZpFigure *figure)
{
  ZpFigureCard *self = g_object_new (ZP_TYPE_FIGURE_CARD, NULL);

  self->figure = figure;
  fill (self);
  return GTK_WIDGET (self);
}

/** zp_figure_card_show_table: opens the table of the numbers. */
void
zp_figure_card_show_table (ZpFigureCard *self)
{
  g_return_if_fail (ZP_IS_FIGURE_CARD (self));

  if (self->expander != NULL)
    gtk_expander_set_expanded (self->expander, TRUE);
}
