/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-merge-window.h"

#include <glib/gi18n.h>

#include "zp-merge-row.h"
#include "zp-scorecard.h"

struct _ZpMergeWindow
{
  AdwWindow parent_instance;

  /* Template children */
  GtkLabel *summary_label;
  GtkLabel *mine_label;
  GtkLabel *theirs_label;
  GtkLabel *result_label;
  GtkWidget *frozen_label;
  GtkListBox *list;
  GtkWidget *accept_button;

  /* Borrowed */
  ZpFormMerge *merge;
};

enum
{
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpMergeWindow, zp_merge_window, ADW_TYPE_WINDOW)

/* “83.9 · 良” */
static void
show_score (GtkLabel *label, ZpForm *form)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autofree char *total = card->has_total ? zp_decimal_to_string (card->total) : g_strdup ("—");
  g_autofree char *text
      = card->grade != NULL ? g_strdup_printf ("%s · %s", total, card->grade) : g_strdup (total);

  gtk_label_set_text (label, text);
}

static void
update_result (ZpMergeWindow *self)
{
  g_autoptr (ZpForm) form = zp_form_merge_make (self->merge);

  show_score (self->result_label, form);
}

static void
update_rows (ZpMergeWindow *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    zp_merge_row_update (ZP_MERGE_ROW (row));
  update_result (self);
}

/* --- actions --- */

static void
all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpMergeWindow *self = ZP_MERGE_WINDOW (widget);

  zp_form_merge_choose_all (
      self->merge, g_str_equal (name, "merge.mine") ? ZP_MERGE_MINE : ZP_MERGE_THEIRS, FALSE);
  update_rows (self);
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACCEPTED], 0);
  gtk_window_close (GTK_WINDOW (widget));
}

/* --- building --- */

/* Those that somebody must choose come first. */
static void
add_rows (ZpMergeWindow *self)
{
  GPtrArray *items = zp_form_merge_get_items (self->merge);

  for (int conflict = TRUE; conflict >= FALSE; conflict--)
    for (guint i = 0; i < items->len; i++)
      {
        GtkWidget *row;

        if (((ZpMergeItem *) g_ptr_array_index (items, i))->conflict != conflict)
          continue;
        row = zp_merge_row_new (self->merge, i);
        /* One choice may change others, when what was handed in is taken as a whole. */
        g_signal_connect_object (row, "chosen", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
        gtk_list_box_append (self->list, row);
      }
}

static void
show_summary (ZpMergeWindow *self)
{
  GPtrArray *items = zp_form_merge_get_items (self->merge);
  guint conflicts = 0;
  g_autofree char *text = NULL;
  g_autofree char *differences
      = g_strdup_printf (ngettext ("%u difference", "%u differences", items->len), items->len);

  for (guint i = 0; i < items->len; i++)
    conflicts += ((ZpMergeItem *) g_ptr_array_index (items, i))->conflict;
  if (!zp_form_merge_has_base (self->merge))
    text = g_strdup_printf (_ ("%s. It is not known what was changed where: please choose each."),
                            differences);
  else if (conflicts == 0)
    text
        = g_strdup_printf (_ ("%s, none of them a conflict: all are chosen already."), differences);
  else
    text = g_strdup_printf (ngettext ("%s, %u of them a conflict: please choose.",
                                      "%s, %u of them conflicts: please choose.", conflicts),
                            differences, conflicts);
  gtk_label_set_text (self->summary_label, text);
  gtk_widget_set_visible (self->frozen_label, zp_form_merge_is_frozen (self->merge));
}

static void
zp_merge_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZP_TYPE_MERGE_WINDOW);
  G_OBJECT_CLASS (zp_merge_window_parent_class)->dispose (object);
}

static void
zp_merge_window_class_init (ZpMergeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_merge_window_dispose;
  signals[ACCEPTED] = g_signal_new ("accepted", ZP_TYPE_MERGE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-merge-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpMergeWindow, summary_label);
  gtk_widget_class_bind_template_child (widget_class, ZpMergeWindow, mine_label);
  gtk_widget_class_bind_template_child (widget_class, ZpMergeWindow, theirs_label);
  gtk_widget_class_bind_template_child (widget_class, ZpMergeWindow, result_label);
  gtk_widget_class_bind_template_child (widget_class, ZpMergeWindow, frozen_label);
  gtk_widget_class_bind_template_child (widget_class, ZpMergeWindow, list);
  gtk_widget_class_bind_template_child (widget_class, ZpMergeWindow, accept_button);
  gtk_widget_class_install_action (widget_class, "merge.mine", NULL, all_action);
  gtk_widget_class_install_action (widget_class, "merge.theirs", NULL, all_action);
  gtk_widget_class_install_action (widget_class, "merge.accept", NULL, accept_action);
}

static void
zp_merge_window_init (ZpMergeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zp_merge_window_new:
 * @parent: the window that asks
 * @merge: a merge, which lives longer than the window; its choices change at once
 *
 * Returns: (transfer none): the window
 */
ZpMergeWindow *
zp_merge_window_new (GtkWindow *parent, ZpFormMerge *merge)
{
  ZpMergeWindow *self = g_object_new (ZP_TYPE_MERGE_WINDOW, "transient-for", parent, NULL);

  self->merge = merge;
  show_score (self->mine_label, zp_form_merge_get_form (merge, ZP_MERGE_MINE));
  show_score (self->theirs_label, zp_form_merge_get_form (merge, ZP_MERGE_THEIRS));
  show_summary (self);
  add_rows (self);
  update_result (self);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  return self;
}

/** zp_merge_window_get_result: (transfer none): the score of what is chosen now, as it is shown. */
const char *
zp_merge_window_get_result (ZpMergeWindow *self)
{
  g_return_val_if_fail (ZP_IS_MERGE_WINDOW (self), NULL);

  return gtk_label_get_text (self->result_label);
}
