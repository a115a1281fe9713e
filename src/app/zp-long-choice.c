/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-long-choice.h"

/* The names of forms and rules are long, and what tells two of them apart, the region and the year,
 * stands at their end.  So nothing of them is cut: the row shows the chosen one below its title. */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkStringObject *object = gtk_list_item_get_item (list_item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (list_item)),
                      gtk_string_object_get_string (object));
}

/* In a button there is one line; its beginning and its end are kept. */
static void
button_setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_list_item_set_child (list_item, label);
}

static void
button_bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  bind_cb (factory, list_item, user_data);
  gtk_widget_set_tooltip_text (
      gtk_list_item_get_child (list_item),
      gtk_label_get_text (GTK_LABEL (gtk_list_item_get_child (list_item))));
}

static GtkListItemFactory *
make_factory (GCallback setup, GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", bind, NULL);
  return factory;
}

/** zp_long_choice_set_up_button: @button chooses among long names, a #GtkStringList. */
void
zp_long_choice_set_up_button (GtkDropDown *button)
{
  g_autoptr (GtkListItemFactory) in_button
      = make_factory (G_CALLBACK (button_setup_cb), G_CALLBACK (button_bind_cb));
  g_autoptr (GtkListItemFactory) in_list
      = make_factory (G_CALLBACK (setup_cb), G_CALLBACK (bind_cb));

  gtk_drop_down_set_factory (button, in_button);
  gtk_drop_down_set_list_factory (button, in_list);
}

/** zp_long_choice_set_up: @row chooses among long names, a #GtkStringList. */
void
zp_long_choice_set_up (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory
      = make_factory (G_CALLBACK (setup_cb), G_CALLBACK (bind_cb));
  g_autoptr (GtkExpression) words
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  adw_combo_row_set_list_factory (row, factory);
  adw_combo_row_set_expression (row, words);
  adw_combo_row_set_use_subtitle (row, TRUE);
}

/**
 * zp_long_choice_word:
 * @title: of a form or of rules
 * @region: (nullable): where they are from
 * @year: (nullable): since when they hold
 *
 * Returns: (transfer full): what tells them from others of the same title
 */
char *
zp_long_choice_word (const char *title, const char *region, const char *year)
{
  g_autoptr (GString) string = g_string_new (title);
  gboolean has_region = region != NULL && *region != '\0';
  gboolean has_year = year != NULL && *year != '\0';

  if (has_region || has_year)
    g_string_append_printf (string, " · %s%s%s", has_region ? region : "",
                            has_region && has_year ? " · " : "", has_year ? year : "");
  return g_string_free (g_steal_pointer (&string), FALSE);
}
