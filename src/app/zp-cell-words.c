/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cell-private.h"

#include "zp-words.h"

#include <glib/gi18n.h>

/* What a cell says of itself: its tooltip, and what a screen reader is told. */

static gboolean
query_tooltip_cb (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, ZpCell *self)
{
  g_autoptr (GString) text = g_string_new (self->problem);

  if (self->cell != NULL && self->cell->converted && self->cell->has_number
      && !g_str_equal (self->typed, self->cell->text))
    g_string_append_printf (text, _ ("%sTyped: %s"), text->len > 0 ? "\n" : "", self->typed);
  if (self->cell != NULL && self->cell->by_hand)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            _ ("Entered by hand; F4 goes back to the computed score"));
  if (self->remark != NULL)
    g_string_append_printf (text, _ ("%sRemark: %s"), text->len > 0 ? "\n" : "", self->remark);
  if (self->note != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", self->note);
  if (text->len == 0)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text->str);
  return TRUE;
}

/** zp_cell_update_tooltip: a tooltip only where there is something to say. */
void
zp_cell_update_tooltip (ZpCell *self)
{
  gboolean said = self->problem != NULL || self->note != NULL || self->remark != NULL;

  gtk_widget_set_has_tooltip (
      GTK_WIDGET (self),
      said || (self->cell != NULL && (self->cell->by_hand || self->cell->converted)));
}

/** zp_cell_init_words: answers what the cell has to say. */
void
zp_cell_init_words (ZpCell *self)
{
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
}

/**
 * zp_cell_tell_text:
 *
 * The cell draws its text itself, so a screen reader has to be told: words of the form are their
 * own name, other cells are called after their place.
 */
void
zp_cell_tell_text (ZpCell *self)
{
  gboolean word = self->cell->address == NULL;

  if (word)
    g_clear_pointer (&self->name, g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  word ? GTK_ACCESSIBLE_PROPERTY_LABEL
                                       : GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  self->cell->text != NULL ? self->cell->text : "", -1);
}

/** zp_cell_set_note: (nullable) @note: what else is to be said of the value, as a mark and a
 * tooltip. */
void
zp_cell_set_note (ZpCell *self, const char *note)
{
  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  if (note != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "has-note");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "has-note");
  zp_cell_update_tooltip (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  note != NULL ? note : "", -1);
}

/** zp_cell_set_finding: (nullable) @finding: the worst that is to be said of this cell. */
void
zp_cell_set_finding (ZpCell *self, const ZpFinding *finding)
{
  ZpCellMark mark = zp_cell_mark_of (finding);
  g_autofree char *problem = NULL;

  if (finding != NULL)
    problem = g_strdup_printf (_ ("%s %s: %s"),
                               finding->answer != NULL ? _ ("Answered")
                                                       : zp_words_severity (finding->severity),
                               finding->check, finding->message);
  if (mark != self->mark)
    {
      /* A figure makes way for its mark. */
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  self->mark = mark;
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_steal_pointer (&problem);
  zp_cell_update_tooltip (self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               finding != NULL && finding->severity == ZP_SEVERITY_ERROR
                                   ? GTK_ACCESSIBLE_INVALID_TRUE
                                   : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/** zp_cell_set_remark: (nullable) @text: what a reviewer pinned to the cell. */
void
zp_cell_set_remark (ZpCell *self, const char *text)
{
  if (g_strcmp0 (self->remark, text) == 0)
    return;
  g_free (self->remark);
  self->remark = g_strdup (text);
  zp_cell_update_tooltip (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** zp_cell_set_name: what the cell is called to somebody who does not see it. */
void
zp_cell_set_name (ZpCell *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->editor != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name, -1);
}
