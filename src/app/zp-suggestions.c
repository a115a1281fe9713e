/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-suggestions.h"

#include <glib/gi18n.h>

#define MAX_WIDTH_CHARS 44

struct _ZpSuggestions
{
  GtkPopover parent_instance;

  GtkListBox *list;
  GPtrArray *texts;
};

enum
{
  SIGNAL_TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpSuggestions, zp_suggestions, GTK_TYPE_POPOVER)

static void
take (ZpSuggestions *self, guint index)
{
  g_autofree char *text = g_strdup (g_ptr_array_index (self->texts, index));

  zp_suggestions_clear (self);
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0, index, text);
}

static void
row_activated_cb (ZpSuggestions *self, GtkListBoxRow *row)
{
  take (self, (guint) gtk_list_box_row_get_index (row));
}

static void
choose (ZpSuggestions *self, int index)
{
  gtk_list_box_select_row (self->list,
                           index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL);
}

static int
get_selected (ZpSuggestions *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

/**
 * zp_suggestions_take_key:
 * @held: the modifiers that are held
 *
 * Down goes into the list, Enter takes what is chosen there, Escape closes it.  Nothing is chosen
 * before Down, so that Enter leads on as ever.
 *
 * Returns: whether the key was for the list
 */
gboolean
zp_suggestions_take_key (ZpSuggestions *self, guint key, GdkModifierType held)
{
  int selected = get_selected (self);

  if (!zp_suggestions_is_shown (self) || held != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      choose (self, MIN (selected + 1, (int) self->texts->len - 1));
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (selected < 0)
        return FALSE;
      choose (self, selected - 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (selected < 0)
        {
          zp_suggestions_clear (self);
          return FALSE;
        }
      take (self, (guint) selected);
      return TRUE;
    case GDK_KEY_Escape:
      zp_suggestions_clear (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- the class --- */

static void
zp_suggestions_finalize (GObject *object)
{
  g_clear_pointer (&ZP_SUGGESTIONS (object)->texts, g_ptr_array_unref);
  G_OBJECT_CLASS (zp_suggestions_parent_class)->finalize (object);
}

static void
zp_suggestions_class_init (ZpSuggestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_suggestions_finalize;

  /** ZpSuggestions::taken: the user wants the suggestion at an index, with its text. */
  signals[SIGNAL_TAKEN]
      = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
zp_suggestions_init (ZpSuggestions *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_set_can_focus (list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_popover_set_child (GTK_POPOVER (self), list);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "zp-suggestions");
}

/** zp_suggestions_new: (transfer none): a list that belongs to @parent, which has to unparent it. */
ZpSuggestions *
zp_suggestions_new (GtkWidget *parent)
{
  ZpSuggestions *self = g_object_new (ZP_TYPE_SUGGESTIONS, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
}

/** zp_suggestions_clear: takes everything out of the list and closes it. */
void
zp_suggestions_clear (ZpSuggestions *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_ptr_array_set_size (self->texts, 0);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_WIDTH_CHARS);
  return label;
}

/**
 * zp_suggestions_add:
 * @text: what would stand in the cell
 * @detail: what is to be said of it, in small letters
 */
void
zp_suggestions_add (ZpSuggestions *self, const char *text, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_label (text));
  if (*detail != '\0')
    {
      GtkWidget *small = make_label (detail);

      gtk_widget_add_css_class (small, "caption");
      gtk_widget_add_css_class (small, "dim-label");
      gtk_box_append (GTK_BOX (box), small);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->texts, g_strdup (text));
}

/** zp_suggestions_show_below: opens the list below @cell, unless it is empty. */
void
zp_suggestions_show_below (ZpSuggestions *self, GtkWidget *cell)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_rect_t bounds;

  if (self->texts->len == 0 || !gtk_widget_compute_bounds (cell, parent, &bounds))
    return;
  gtk_popover_set_pointing_to (
      GTK_POPOVER (self), &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                           (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self));
}

gboolean
zp_suggestions_is_shown (ZpSuggestions *self)
{
  return self->texts->len > 0 && gtk_widget_get_visible (GTK_WIDGET (self));
}

guint
zp_suggestions_get_n_items (ZpSuggestions *self)
{
  return self->texts->len;
}

/** zp_suggestions_get_text: (transfer none): what the suggestion at @index would put into the cell. */
const char *
zp_suggestions_get_text (ZpSuggestions *self, guint index)
{
  g_return_val_if_fail (index < self->texts->len, NULL);

  return g_ptr_array_index (self->texts, index);
}
