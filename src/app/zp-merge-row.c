/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-merge-row.h"

#include <glib/gi18n.h>

#include "zp-event-log.h"
#include "zp-wording.h"
#include "zp-words.h"

struct _ZpMergeRow
{
  GtkListBoxRow parent_instance;

  /* Borrowed */
  ZpFormMerge *merge;
  const ZpMergeItem *item;
  GtkCheckButton *buttons[2];

  guint index;
  gboolean updating;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpMergeRow, zp_merge_row, GTK_TYPE_LIST_BOX_ROW)

/* --- words --- */

static char *
word_extra (const char *key)
{
  if (g_str_equal (key, "answers"))
    return g_strdup (_ ("Answers to warnings"));
  if (g_str_equal (key, "evidence"))
    return g_strdup (_ ("Evidence"));
  return g_strdup_printf (_ ("Further content (%s)"), key);
}

static char *
word_place (ZpMergeRow *self)
{
  ZpForm *form
      = zp_form_merge_get_form (self->merge, self->item->in_mine ? ZP_MERGE_MINE : ZP_MERGE_THEIRS);

  switch (self->item->kind)
    {
    case ZP_MERGE_KIND_ORDER:
      return g_strdup (_ ("Order of the rows"));
    case ZP_MERGE_KIND_PROFILE:
      return g_strdup (_ ("Scoring rules"));
    case ZP_MERGE_KIND_REVIEW:
      return g_strdup (_ ("State, review and history"));
    case ZP_MERGE_KIND_EXTRA:
      return word_extra (self->item->address);
    case ZP_MERGE_KIND_VALUE:
    case ZP_MERGE_KIND_ROW:
    default:
      return zp_word_address_named (form, self->item->address);
    }
}

/* “Returned · 李四 · 补充佐证材料” */
static char *
word_review (ZpForm *form)
{
  g_autoptr (GPtrArray) events = zp_event_log_list (form);
  const ZpEvent *last = events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;
  GString *text = g_string_new (zp_words_state (zp_form_get_state (form)));

  if (last != NULL && *last->who != '\0')
    g_string_append_printf (text, " · %s", last->who);
  if (last != NULL)
    g_string_append_printf (text, " · %.10s", last->time);
  if (last != NULL && *last->reason != '\0')
    g_string_append_printf (text, " · %s", last->reason);
  return g_string_free (text, FALSE);
}

static char *
word_order (ZpForm *form, const char *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < zp_form_get_n_rows (form, table) && i < 12; i++)
    {
      const char *name = zp_row_get (zp_form_get_row (form, table, i), "level3");

      g_string_append_printf (text, "%s%s", i > 0 ? " → " : "", *name != '\0' ? name : "…");
    }
  return g_string_free (text, FALSE);
}

static char *
word_side (ZpMergeRow *self, ZpMergeSide side)
{
  const ZpMergeItem *item = self->item;
  ZpForm *form = zp_form_merge_get_form (self->merge, side);
  const char *value = side == ZP_MERGE_MINE ? item->mine : item->theirs;
  gboolean has_row = side == ZP_MERGE_MINE ? item->in_mine : item->in_theirs;

  switch (item->kind)
    {
    case ZP_MERGE_KIND_REVIEW:
      return word_review (form);
    case ZP_MERGE_KIND_ORDER:
      return word_order (form, item->address);
    case ZP_MERGE_KIND_EXTRA:
      return g_strdup (*value != '\0' ? _ ("as in this version") : _ ("none"));
    case ZP_MERGE_KIND_ROW:
      return g_strdup (has_row ? value : _ ("(without this row)"));
    case ZP_MERGE_KIND_VALUE:
    case ZP_MERGE_KIND_PROFILE:
    default:
      break;
    }
  if (*value == '\0')
    return g_strdup (_ ("(empty)"));
  return g_strdelimit (g_strdup (value), "\x1f", ' ');
}

/* --- choosing --- */

static void
toggled_cb (GtkCheckButton *button, ZpMergeRow *self)
{
  if (self->updating || !gtk_check_button_get_active (button))
    return;
  zp_merge_row_choose (self, button == self->buttons[0] ? ZP_MERGE_MINE : ZP_MERGE_THEIRS);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  zp_merge_row_choose (ZP_MERGE_ROW (widget), (ZpMergeSide) GPOINTER_TO_INT (user_data));
  return TRUE;
}

static void
add_keys (ZpMergeRow *self)
{
  static const char *const keys[] = { "Left|KP_Left", "Right|KP_Right" };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (int side = ZP_MERGE_MINE; side <= ZP_MERGE_THEIRS; side++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[side]),
                          gtk_callback_action_new (key_cb, GINT_TO_POINTER (side), NULL)));
  /* Before the buttons, for which these keys lead from one to the other. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* --- building --- */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_button (ZpMergeRow *self, ZpMergeSide side, const char *place)
{
  g_autofree char *text = word_side (self, side);
  g_autofree char *name = g_strdup_printf ("%s: %s: %s", place,
                                           side == ZP_MERGE_MINE ? _ ("mine") : _ ("theirs"), text);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = make_label (text, NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "zp-merge-side");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  self->buttons[side] = GTK_CHECK_BUTTON (button);
  return button;
}

static GtkWidget *
make_heading (ZpMergeRow *self, const char *place)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (self->item->conflict)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "warning");
      gtk_widget_set_tooltip_text (icon, _ ("Changed on both sides: please choose"));
      gtk_box_append (GTK_BOX (box), icon);
    }
  gtk_box_append (GTK_BOX (box), make_label (place, "heading"));
  if (!self->item->conflict)
    gtk_box_append (GTK_BOX (box),
                    make_label (self->item->side == ZP_MERGE_MINE ? _ ("changed here only")
                                                                  : _ ("changed there only"),
                                "dim-label"));
  return box;
}

static void
build (ZpMergeRow *self)
{
  g_autofree char *place = word_place (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), make_button (self, ZP_MERGE_MINE, place));
  gtk_box_append (GTK_BOX (sides), make_button (self, ZP_MERGE_THEIRS, place));
  gtk_check_button_set_group (self->buttons[1], self->buttons[0]);
  gtk_box_append (GTK_BOX (box), make_heading (self, place));
  gtk_box_append (GTK_BOX (box), sides);
  if (self->item->kind == ZP_MERGE_KIND_VALUE && self->item->base != NULL && self->item->conflict)
    {
      g_autofree char *before = g_strdup_printf (
          _ ("before: %s"), *self->item->base != '\0' ? self->item->base : _ ("(empty)"));

      gtk_box_append (GTK_BOX (box), make_label (before, "dim-label"));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  zp_merge_row_update (self);
  for (gsize i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    g_signal_connect (self->buttons[i], "toggled", G_CALLBACK (toggled_cb), self);
}

static void
zp_merge_row_class_init (ZpMergeRowClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", ZP_TYPE_MERGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
zp_merge_row_init (ZpMergeRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "zp-plan");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  add_keys (self);
}

/**
 * zp_merge_row_new:
 * @merge: a merge, which lives longer than the row
 * @index: of the difference
 *
 * Returns: (transfer full): the row
 */
GtkWidget *
zp_merge_row_new (ZpFormMerge *merge, guint index)
{
  ZpMergeRow *self = g_object_new (ZP_TYPE_MERGE_ROW, NULL);

  self->merge = merge;
  self->index = index;
  self->item = g_ptr_array_index (zp_form_merge_get_items (merge), index);
  build (self);
  return GTK_WIDGET (self);
}

guint
zp_merge_row_get_index (ZpMergeRow *self)
{
  g_return_val_if_fail (ZP_IS_MERGE_ROW (self), 0);

  return self->index;
}

/** zp_merge_row_choose: takes the difference from one side, as a click does. */
void
zp_merge_row_choose (ZpMergeRow *self, ZpMergeSide side)
{
  g_return_if_fail (ZP_IS_MERGE_ROW (self));

  zp_form_merge_choose (self->merge, self->index, side);
  zp_merge_row_update (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/** zp_merge_row_update: shows what is chosen now. */
void
zp_merge_row_update (ZpMergeRow *self)
{
  g_return_if_fail (ZP_IS_MERGE_ROW (self));

  self->updating = TRUE;
  gtk_check_button_set_active (self->buttons[self->item->side], TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    if (i == (gsize) self->item->side)
      gtk_widget_remove_css_class (GTK_WIDGET (self->buttons[i]), "zp-not-taken");
    else
      gtk_widget_add_css_class (GTK_WIDGET (self->buttons[i]), "zp-not-taken");
  self->updating = FALSE;
}
