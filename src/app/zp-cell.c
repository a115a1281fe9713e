/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cell.h"

#include "zp-cell-choices.h"
#include "zp-cell-mark.h"
#include "zp-sheet-layout.h"
#include "zp-words.h"

#include <glib/gi18n.h>
#include <math.h>

struct _ZpCell
{
  GtkWidget parent_instance;

  ZpSheet *sheet;
  const ZpSheetCell *cell; /* belongs to the sheet */
  char *typed;
  double scale;
  double height; /* what the text needs, < 0 when not measured yet */
  gboolean read_only;
  gboolean takes_blocks; /* what is pasted may be several cells */
  gboolean active; /* it has the focus, with or without an editor */
  guint leaving;
  PangoLayout *layout;
  char *name;
  char *problem;
  char *note; /* what else is known of the value */
  const char *looks; /* the CSS class of its kind */
  ZpCellMark mark;   /* of the worst that is to be said of it */
  char *remark;      /* what a reviewer pinned to it */

  GtkWidget *editor;  /* a text view, while the cell is being edited */
  GtkWidget *popover; /* words to choose from */
  gboolean composing;
  gboolean loading; /* the program changes the editor's text, not the user */
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_CHOSEN,
  SIGNAL_MOVE,
  SIGNAL_ENTERED,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpCell, zp_cell, GTK_TYPE_WIDGET)

/* CSS classes, by ZpCellStyle. */
static const char *const style_words[] = { "value",     "label",    "title",    "subtitle", "section",  "line",
                                           "footnote",  "doc-title", "heading1", "heading2", "heading3", "paragraph" };

static void
prepare_layout (ZpCell *self)
{
  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  zp_sheet_layout_prepare (self->layout, self->sheet, self->cell, self->scale);
}

/* --- the editor --- */

static char *
dup_editor_text (ZpCell *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* A computed score is offered as it stands, so that typing over it makes it a score by hand. */
static const char *
editable_text (ZpCell *self)
{
  if (self->cell->kind == ZP_CELL_SCORE && *self->typed == '\0')
    return self->cell->text;
  return self->typed;
}

static void
load_editor (ZpCell *self)
{
  g_autofree char *present = dup_editor_text (self);
  const char *wanted = self->typed;

  /* While somebody types, an emptied or settled score is still what they typed. */
  if (g_str_equal (present, wanted) || self->composing)
    return;
  if (self->cell->kind == ZP_CELL_SCORE && *wanted == '\0')
    return;
  self->loading = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), wanted, -1);
  self->loading = FALSE;
}

static void
buffer_changed_cb (GtkTextBuffer *buffer,
                   ZpCell        *self)
{
  g_autofree char *text = NULL;

  if (self->loading)
    return;
  text = dup_editor_text (self);
  self->height = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, text);
}

static void
preedit_cb (GtkTextView *view,
            const char  *preedit,
            ZpCell      *self)
{
  self->composing = preedit != NULL && *preedit != '\0';
}

static gboolean
on_edge_line (ZpCell  *self,
              gboolean first)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->editor);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return first ? !gtk_text_view_backward_display_line (view, &iter) || gtk_text_iter_is_start (&iter)
               : !gtk_text_view_forward_display_line (view, &iter);
}

static gboolean
move (ZpCell    *self,
      ZpCellMove where)
{
  g_signal_emit (self, signals[SIGNAL_MOVE], 0, where);
  return GDK_EVENT_STOP;
}

/* --- words to choose from --- */

static void
word_chosen (const char *word,
             gpointer    user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CHOSEN], 0, word);
}

/* A cell for one of several words is ticked at once; else the words are offered. */
static void
choose (ZpCell *self)
{
  if (self->read_only)
    return;
  if (self->cell->choice != NULL)
    {
      word_chosen (self->cell->choice, self);
      return;
    }
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = zp_cell_choices_new (self->cell, self->typed, G_CALLBACK (word_chosen), self);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* Keys that lead out of the cell.  While an input method composes, every key is its own. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                ZpCell                *self)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if (self->composing)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (!plain || !zp_cell_has_choices (self->cell))
        return GDK_EVENT_PROPAGATE;
      choose (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return plain ? move (self, shift ? ZP_CELL_MOVE_PREVIOUS : ZP_CELL_MOVE_NEXT) : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (plain && !shift)
        return move (self, ZP_CELL_MOVE_NEXT_ROW);
      if (control && !self->read_only && self->editor != NULL)
        {
          gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), "\n", 1);
          return GDK_EVENT_STOP;
        }
      return GDK_EVENT_PROPAGATE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return plain && !shift && (self->editor == NULL || on_edge_line (self, TRUE))
                 ? move (self, ZP_CELL_MOVE_UP)
                 : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return plain && !shift && (self->editor == NULL || on_edge_line (self, FALSE))
                 ? move (self, ZP_CELL_MOVE_DOWN)
                 : GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
add_keys (ZpCell    *self,
          GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
}

static GtkJustification
justification (ZpCell *self)
{
  switch (zp_sheet_cell_get_align (self->cell))
    {
    case ZP_ALIGN_CENTRE:
      return GTK_JUSTIFY_CENTER;
    case ZP_ALIGN_END:
      return GTK_JUSTIFY_RIGHT;
    case ZP_ALIGN_DEFAULT:
    case ZP_ALIGN_START:
    default:
      return GTK_JUSTIFY_LEFT;
    }
}

/* Paragraphs of documents begin two characters in, on the paper and while they are typed. */
static int
first_line_indent (ZpCell *self)
{
  prepare_layout (self);
  return pango_layout_get_indent (self->layout) / PANGO_SCALE;
}

/* A block of cells is no text: whoever knows the form decides what becomes of the clipboard. */
static void
paste_cb (GtkTextView *view,
          ZpCell      *self)
{
  if (self->takes_blocks && gtk_widget_activate_action (GTK_WIDGET (self), "form.paste", NULL))
    g_signal_stop_emission_by_name (view, "paste-clipboard");
}

static void
open_editor (ZpCell *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (self->editor != NULL)
    return;
  self->editor = gtk_text_view_new ();
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->editor), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->editor), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_justification (GTK_TEXT_VIEW (self->editor), justification (self));
  gtk_text_view_set_indent (GTK_TEXT_VIEW (self->editor), first_line_indent (self));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->editor), !self->read_only);
  gtk_widget_add_css_class (self->editor, "zp-editor");
  gtk_widget_add_css_class (self->editor, style_words[self->cell->style]);
  gtk_text_buffer_set_text (buffer, editable_text (self), -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &end, &start);
  g_signal_connect (buffer, "changed", G_CALLBACK (buffer_changed_cb), self);
  g_signal_connect (self->editor, "preedit-changed", G_CALLBACK (preedit_cb), self);
  g_signal_connect (self->editor, "paste-clipboard", G_CALLBACK (paste_cb), self);
  add_keys (self, self->editor);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->name != NULL ? self->name : "", -1);
  self->height = -1;
}

static void
close_editor (ZpCell *self)
{
  if (self->editor == NULL)
    return;
  g_clear_pointer (&self->editor, gtk_widget_unparent);
  self->composing = FALSE;
  self->height = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- focus --- */

static void
focus_in_cb (GtkEventControllerFocus *controller,
             ZpCell                  *self)
{
  if (self->active)
    return;
  self->active = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

/* Only now GTK is done with moving the focus.  Where just the window lost it, or a menu of the text
 * view has it, the cell stays as it is. */
static gboolean
leave_later (gpointer user_data)
{
  g_autoptr (ZpCell) self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->leaving = 0;
  if (focus != NULL && (focus == GTK_WIDGET (self) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return G_SOURCE_REMOVE;
  self->active = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
  close_editor (self);
  return G_SOURCE_REMOVE;
}

static void
focus_out_cb (GtkEventControllerFocus *controller,
              ZpCell                  *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  if (self->leaving == 0)
    self->leaving = g_idle_add_full (G_PRIORITY_HIGH_IDLE, leave_later, g_object_ref (self), NULL);
}

static gboolean
zp_cell_grab_focus (GtkWidget *widget)
{
  ZpCell *self = ZP_CELL (widget);

  if (self->cell == NULL)
    return FALSE;
  if (zp_cell_is_editable (self) && !self->read_only && !zp_cell_has_choices (self->cell))
    {
      open_editor (self);
      return gtk_widget_grab_focus (self->editor);
    }
  return GTK_WIDGET_CLASS (zp_cell_parent_class)->grab_focus (widget);
}

static gboolean
zp_cell_focus (GtkWidget       *widget,
               GtkDirectionType direction)
{
  ZpCell *self = ZP_CELL (widget);

  if (self->active || !zp_cell_is_tab_stop (self))
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            ZpCell          *self)
{
  if (self->cell->kind == ZP_CELL_FIXED)
    return;
  if (!self->active)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  if (zp_cell_has_choices (self->cell))
    choose (self);
}

/* --- geometry and drawing --- */

static double
padding_x (ZpCell *self)
{
  return ZP_SHEET_PADDING_X * self->scale;
}

/**
 * zp_cell_measure:
 *
 * Returns: the height in pixels that the text needs, the text being typed included
 */
double
zp_cell_measure (ZpCell *self)
{
  if (self->height >= 0 || self->cell == NULL)
    return MAX (self->height, 0);
  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  self->height = zp_sheet_layout_measure_cell (self->layout, self->sheet, self->cell, self->scale);
  if (self->editor != NULL)
    {
      g_autofree char *text = dup_editor_text (self);
      int height;

      prepare_layout (self);
      pango_layout_set_text (self->layout, text, -1);
      pango_layout_get_pixel_size (self->layout, NULL, &height);
      self->height = MAX (self->height, height + 2 * ZP_SHEET_PADDING_Y * self->scale);
    }
  return self->height;
}

static void
zp_cell_measure_vfunc (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  /* The table knows its columns and rows; a cell takes what it is given. */
  *minimum = *natural = 1;
}

static void
zp_cell_size_allocate (GtkWidget *widget,
                       int        width,
                       int        height,
                       int        baseline)
{
  ZpCell *self = ZP_CELL (widget);
  GtkRequisition minimum;
  int text_height;
  GtkAllocation child;

  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
  if (self->editor == NULL)
    return;
  /* GTK wants to be asked, but the text view answers for the width it had before. */
  gtk_widget_get_preferred_size (self->editor, &minimum, NULL);
  zp_cell_measure (self);
  text_height = (int) ceil (self->height - 2 * ZP_SHEET_PADDING_Y * self->scale);
  child.x = (int) round (padding_x (self));
  child.width = MAX (width - 2 * child.x, minimum.width);
  child.height = MIN (text_height + 1, height);
  child.y = (height - child.height) / 2;
  gtk_widget_size_allocate (self->editor, &child, -1);
}

static void
draw_text (ZpCell      *self,
           GtkSnapshot *snapshot,
           int          width,
           int          height)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  int text_height;

  if (*self->cell->text == '\0')
    return;
  prepare_layout (self);
  pango_layout_get_pixel_size (self->layout, NULL, &text_height);
  gtk_snapshot_render_layout (snapshot, context, padding_x (self), MAX ((height - text_height) / 2, 0), self->layout);
}

static void
zp_cell_snapshot (GtkWidget   *widget,
                  GtkSnapshot *snapshot)
{
  ZpCell *self = ZP_CELL (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->cell == NULL)
    return;
  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
  else
    draw_text (self, snapshot, width, height);
  zp_cell_mark_draw (widget, snapshot, self->mark);
  if (self->remark != NULL)
    zp_cell_mark_draw_remark (widget, snapshot);
}

static gboolean
query_tooltip_cb (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip,
                  ZpCell     *self)
{
  g_autoptr (GString) text = g_string_new (self->problem);

  if (self->cell != NULL && self->cell->converted && self->cell->has_number &&
      !g_str_equal (self->typed, self->cell->text))
    g_string_append_printf (text, _("%sTyped: %s"), text->len > 0 ? "\n" : "", self->typed);
  if (self->cell != NULL && self->cell->by_hand)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", _("Entered by hand; F4 goes back to the computed score"));
  if (self->remark != NULL)
    g_string_append_printf (text, _("%sRemark: %s"), text->len > 0 ? "\n" : "", self->remark);
  if (self->note != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", self->note);
  if (text->len == 0)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text->str);
  return TRUE;
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
  signals[SIGNAL_EDITED] =
      g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /** ZpCell::chosen: the user ticked, unticked or took a word. */
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /** ZpCell::move: a key leads out of the cell, to a #ZpCellMove. */
  signals[SIGNAL_MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  /** ZpCell::entered: the focus came. */
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** ZpCell::left: the focus went. */
  signals[SIGNAL_LEFT] = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "zpcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
zp_cell_init (ZpCell *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->typed = g_strdup ("");
  self->scale = 1;
  self->height = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_in_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_out_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  add_keys (self, GTK_WIDGET (self));
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
}

GtkWidget *
zp_cell_new (void)
{
  return g_object_new (ZP_TYPE_CELL, NULL);
}

static const char *
looks_of (const ZpSheetCell *cell)
{
  if (cell->kind == ZP_CELL_INPUT && (cell->style == ZP_STYLE_PARAGRAPH || cell->style == ZP_STYLE_LINE))
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
set_class (ZpCell      *self,
           const char **present,
           const char  *wanted)
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
looks_the_same (ZpCell            *self,
                const ZpSheetCell *cell,
                const char        *typed,
                double             scale)
{
  const ZpSheetCell *old = self->cell;

  return old != NULL && self->scale == scale && g_str_equal (old->text, cell->text) &&
         g_str_equal (self->typed, typed) && old->column == cell->column && old->column_span == cell->column_span &&
         old->style == cell->style;
}

/* The cell draws its text itself, so a screen reader has to be told: words of the form are their own
 * name, other cells are called after their place. */
static void
tell_text (ZpCell *self)
{
  gboolean word = self->cell->address == NULL;

  if (word)
    g_clear_pointer (&self->name, g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  word ? GTK_ACCESSIBLE_PROPERTY_LABEL : GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  self->cell->text != NULL ? self->cell->text : "", -1);
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
zp_cell_show (ZpCell            *self,
              ZpSheet           *sheet,
              const ZpSheetCell *cell,
              const char        *typed,
              double             scale)
{
  gboolean same = looks_the_same (self, cell, typed, scale);
  gboolean fixed = cell->kind == ZP_CELL_FIXED;

  zp_sheet_ref (sheet);
  g_clear_pointer (&self->sheet, zp_sheet_unref);
  self->sheet = sheet;
  self->cell = cell;
  set_class (self, &self->looks, looks_of (cell));
  gtk_widget_set_focusable (GTK_WIDGET (self), !fixed);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), self->problem != NULL || self->note != NULL || self->remark != NULL || cell->by_hand || cell->converted);
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
    load_editor (self);
  tell_text (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** zp_cell_reload: offers the present text for typing again, after it was changed from outside. */
void
zp_cell_reload (ZpCell *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (self->editor == NULL || self->composing)
    return;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  self->loading = TRUE;
  gtk_text_buffer_set_text (buffer, editable_text (self), -1);
  self->loading = FALSE;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

/** zp_cell_set_note: (nullable) @note: what else is to be said of the value, as a mark and a tooltip. */
void
zp_cell_set_note (ZpCell     *self,
                  const char *note)
{
  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  if (note != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "has-note");
      gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "has-note");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  note != NULL ? note : "", -1);
}

/** zp_cell_set_takes_blocks: whether pasting here is up to the action form.paste. */
void
zp_cell_set_takes_blocks (ZpCell  *self,
                          gboolean takes_blocks)
{
  self->takes_blocks = takes_blocks;
}

/** zp_cell_insert: types @text at the cursor, over what is selected; FALSE when nothing can be typed now. */
gboolean
zp_cell_insert (ZpCell     *self,
                const char *text)
{
  GtkTextBuffer *buffer;

  if (self->editor == NULL || self->read_only || self->composing)
    return FALSE;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  self->loading = TRUE;
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  self->loading = FALSE;
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->editor), gtk_text_buffer_get_insert (buffer));
  return TRUE;
}

/** zp_cell_set_scale: shows the same in another size; @scale is in pixels per point. */
void
zp_cell_set_scale (ZpCell *self,
                   double  scale)
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
zp_cell_set_read_only (ZpCell  *self,
                       gboolean read_only)
{
  self->read_only = read_only;
  if (read_only)
    close_editor (self);
}

/** zp_cell_set_finding: (nullable) @finding: the worst that is to be said of this cell. */
void
zp_cell_set_finding (ZpCell          *self,
                     const ZpFinding *finding)
{
  ZpCellMark mark = zp_cell_mark_of (finding);
  g_autofree char *problem = NULL;

  if (finding != NULL)
    problem = g_strdup_printf ("%s %s: %s", finding->answer != NULL ? _("Answered") : zp_words_severity (finding->severity),
                               finding->check, finding->message);
  if (mark != self->mark)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->mark = mark;
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_steal_pointer (&problem);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), self->problem != NULL || self->note != NULL || self->remark != NULL ||
                                                     (self->cell != NULL && (self->cell->by_hand || self->cell->converted)));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               finding != NULL && finding->severity == ZP_SEVERITY_ERROR ? GTK_ACCESSIBLE_INVALID_TRUE
                                                                                         : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/** zp_cell_set_remark: (nullable) @text: what a reviewer pinned to the cell. */
void
zp_cell_set_remark (ZpCell     *self,
                    const char *text)
{
  if (g_strcmp0 (self->remark, text) == 0)
    return;
  g_free (self->remark);
  self->remark = g_strdup (text);
  if (text != NULL)
    gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** zp_cell_set_name: what the cell is called to somebody who does not see it. */
void
zp_cell_set_name (ZpCell     *self,
                  const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->editor != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/** zp_cell_is_editing: a text view stands in it. */
gboolean
zp_cell_is_editing (ZpCell *self)
{
  return self->editor != NULL;
}

/** zp_cell_is_composing: an input method is in the middle of a word. */
gboolean
zp_cell_is_composing (ZpCell *self)
{
  return self->composing;
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
