/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cell-choices.h"

#include "zp-form.h"

/* The words of a cell to choose from, as buttons in a popover: check buttons where several can be
 * ticked, a list where one is taken. */

typedef void (*Chosen) (const char *word, gpointer user_data);

typedef struct
{
  Chosen chosen;
  gpointer user_data;
  GtkWidget *popover;
  gboolean closes;
} Choices;

/** zp_cell_has_choices: whether the cell is filled by choosing, not by typing. */
gboolean
zp_cell_has_choices (const ZpSheetCell *cell)
{
  return cell->kind == ZP_CELL_INPUT && cell->spec != NULL && cell->spec->choices != NULL
         && (cell->type == ZP_TYPE_TICKS || cell->type == ZP_TYPE_CHOICE);
}

static void
choose (GtkWidget *button, Choices *choices)
{
  choices->chosen (g_object_get_data (G_OBJECT (button), "word"), choices->user_data);
  if (choices->closes)
    gtk_popover_popdown (GTK_POPOVER (choices->popover));
}

static GtkWidget *
new_button (const ZpSheetCell *cell, const char *word, gboolean on)
{
  GtkWidget *button;

  if (cell->type == ZP_TYPE_TICKS)
    {
      button = gtk_check_button_new_with_label (word);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), on);
      return button;
    }
  button = gtk_button_new_with_label (word);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  if (on)
    gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

/**
 * zp_cell_choices_new:
 * @typed: what is chosen now
 * @chosen: (scope notified): called with the word that is ticked, unticked or taken
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
zp_cell_choices_new (const ZpSheetCell *cell,
                     const char *typed,
                     GCallback chosen,
                     gpointer user_data)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_auto (GStrv) words = zp_value_get_words (typed);
  Choices *choices = g_new0 (Choices, 1);

  choices->chosen = (Chosen) chosen;
  choices->user_data = user_data;
  choices->popover = popover;
  choices->closes = cell->type == ZP_TYPE_CHOICE;
  for (guint i = 0; cell->spec->choices[i] != NULL; i++)
    {
      const char *word = cell->spec->choices[i];
      gboolean on
          = g_strv_contains ((const char *const *) words, word) || g_str_equal (typed, word);
      GtkWidget *button = new_button (cell, word, on);

      g_object_set_data_full (G_OBJECT (button), "word", g_strdup (word), g_free);
      g_signal_connect (button, cell->type == ZP_TYPE_TICKS ? "toggled" : "clicked",
                        G_CALLBACK (choose), choices);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_object_set_data_full (G_OBJECT (popover), "choices", choices, g_free);
  return popover;
}
