/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cell-private.h"

#include "zp-cell-choices.h"

G_DEFINE_FINAL_TYPE (ZpCell, zp_cell, GTK_TYPE_WIDGET)

/* CSS classes, by ZpCellStyle. */
static const char *const style_words[]
    = { "value",    "label",     "title",    "subtitle", "section",  "line",
        "footnote", "doc-title", "heading1", "heading2", "heading3", "paragraph" };

/** zp_cell_style_word: the CSS class of a style. */
const char *
zp_cell_style_word (ZpCellStyle style)
{
  return style_words[style];
}

/* --- focus --- */

static gboolean
zp_cell_grab_focus (GtkWidget *widget)
{
  ZpCell *self = ZP_CELL (widget);

  if (self->cell == NULL)
    return FALSE;
  if (zp_cell_is_editable (self) && !self->read_only && !zp_cell_has_choices (self->cell))
    {
      zp_cell_open_editor (self);
      return gtk_widget_grab_focus (self->editor);
    }
  return GTK_WIDGET_CLASS (zp_cell_parent_class)->grab_focus (widget);
}

static gboolean
zp_cell_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ZpCell *self = ZP_CELL (widget);

  if (self->active || !zp_cell_is_tab_stop (self))
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

/* --- the class --- */

static void
zp_cell_dispose (GObject *object)
{
  ZpCell *self = ZP_CELL (object);

  g_clear_pointer (&self->editor, gtk_widget_unparent);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->sheet, zp_sheet_unref);
  self->cell = NULL;
  G_OBJECT_CLASS (zp_cell_parent_class)->dispose (object);
}

static void
zp_cell_finalize (GObject *object)
{
  ZpCell *self = ZP_CELL (object);

  g_free (self->typed);
  g_free (self->name);
  g_free (self->problem);
  g_free (self->remark);
  g_free (self->note);
  G_OBJECT_CLASS (zp_cell_parent_class)->finalize (object);
}

static void
zp_cell_class_init (ZpCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = zp_cell_dispose;
  object_class->finalize = zp_cell_finalize;
  widget_class->measure = zp_cell_measure_vfunc;
  widget_class->size_allocate = zp_cell_size_allocate;
  widget_class->snapshot = zp_cell_snapshot;
  widget_class->grab_focus = zp_cell_grab_focus;
  widget_class->focus = zp_cell_focus;

  /** ZpCell::edited: the user changed the text. */
  g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  /** ZpCell::chosen: the user ticked, unticked or took a word. */
  g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  /** ZpCell::move: a key leads out of the cell, to a #ZpCellMove. */
  g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  /** ZpCell::entered: the focus came. */
  g_signal_new ("entered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** ZpCell::left: the focus went. */
  g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "zpcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
zp_cell_init (ZpCell *self)
{
  self->typed = g_strdup ("");
  self->scale = 1;
  self->height = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  zp_cell_init_keys (self);
  zp_cell_init_words (self);
}

GtkWidget *
zp_cell_new (void)
{
  return g_object_new (ZP_TYPE_CELL, NULL);
}

static const char *
looks_of (const ZpSheetCell *cell)
{
  if (cell->kind == ZP_CELL_INPUT
      && (cell->style == ZP_STYLE_PARAGRAPH || cell->style == ZP_STYLE_LINE))
    return "open";
  if (cell->kind == ZP_CELL_FIXED || cell->kind == ZP_CELL_SHOWN || cell->style != ZP_STYLE_VALUE)
    return style_words[cell->style];
  if (cell->kind == ZP_CELL_COMPUTED)
    return "computed";
  if (cell->kind == ZP_CELL_SCORE)
    return cell->by_hand ? "by-hand" : "computed";
  return "input";
}

static void
set_class (ZpCell *self, const char **present, const char *wanted)
{
  if (g_strcmp0 (*present, wanted) == 0)
    return;
  if (*present != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), *present);
  if (wanted != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), wanted);
  *present = wanted;
}

static gboolean
looks_the_same (ZpCell *self, const ZpSheetCell *cell, const char *typed, double scale)
{
  const ZpSheetCell *old = self->cell;

  return old != NULL && self->scale == scale && g_str_equal (old->text, cell->text)
         && g_str_equal (self->typed, typed) && old->column == cell->column
         && old->column_span == cell->column_span && old->style == cell->style;
}

/**
 * zp_cell_show:
 * @cell: a cell of @sheet
 * @typed: what was typed into it
 * @scale: pixels per point
 *
 * Shows another state of the table; only what changed is measured and drawn again.
 */
void
zp_cell_show (
    ZpCell *self, ZpSheet *sheet, const ZpSheetCell *cell, const char *typed, double scale)
{
  gboolean same = looks_the_same (self, cell, typed, scale);
  gboolean fixed = cell->kind == ZP_CELL_FIXED;

  zp_sheet_ref (sheet);
  g_clear_pointer (&self->sheet, zp_sheet_unref);
  self->sheet = sheet;
  self->cell = cell;
  set_class (self, &self->looks, looks_of (cell));
  gtk_widget_set_focusable (GTK_WIDGET (self), !fixed);
  zp_cell_update_tooltip (self);
  if (same)
    return;
  self->scale = scale;
  if (self->typed == NULL || !g_str_equal (self->typed, typed))
    {
      g_free (self->typed);
      self->typed = g_strdup (typed);
    }
  self->height = -1;
  if (self->editor != NULL)
    zp_cell_load_editor (self);
  zp_cell_tell_text (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** zp_cell_set_takes_blocks: whether pasting here is up to the action form.paste. */
void
zp_cell_set_takes_blocks (ZpCell *self, gboolean takes_blocks)
{
  self->takes_blocks = takes_blocks;
}

/** zp_cell_set_scale: shows the same in another size; @scale is in pixels per point. */
void
zp_cell_set_scale (ZpCell *self, double scale)
{
  if (self->scale == scale)
    return;
  self->scale = scale;
  self->height = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** zp_cell_get_cell: (nullable): what it shows. */
const ZpSheetCell *
zp_cell_get_cell (ZpCell *self)
{
  return self->cell;
}

/** zp_cell_get_address: (nullable): the address of its value. */
const char *
zp_cell_get_address (ZpCell *self)
{
  return self->cell != NULL ? self->cell->address : NULL;
}

void
zp_cell_set_read_only (ZpCell *self, gboolean read_only)
{
  self->read_only = read_only;
  if (read_only)
    zp_cell_close_editor (self);
}

/** zp_cell_is_editable: whether something can be typed here. */
gboolean
zp_cell_is_editable (ZpCell *self)
{
  if (self->cell == NULL || (self->cell->merged && self->cell->placeholder))
    return FALSE;
  return self->cell->kind == ZP_CELL_INPUT || self->cell->kind == ZP_CELL_SCORE;
}

/** zp_cell_is_tab_stop: whether Tab stops here; level cells are reached with the mouse only. */
gboolean
zp_cell_is_tab_stop (ZpCell *self)
{
  return zp_cell_is_editable (self) && !self->cell->merged;
}
