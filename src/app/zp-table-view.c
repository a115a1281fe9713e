/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-table-view.h"

#include "zp-sheet-layout.h"
#include "zp-table-view-private.h"
#include "zp-review.h"
#include "zp-wording.h"

#include <glib/gi18n.h>
#include <math.h>

#define PAPER_MARGIN 30.0 /* points */
#define PIXELS_PER_POINT (96.0 / 72.0)

enum
{
  SIGNAL_EDITED,
  SIGNAL_CHOSEN,
  SIGNAL_ENTERED,
  SIGNAL_LEFT,
  SIGNAL_MOVE_ROW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpTableView, zp_table_view, GTK_TYPE_WIDGET)

/* --- geometry --- */

/** zp_table_view_get_margin: pixels between the paper's edge and the table. */
int
zp_table_view_get_margin (ZpTableView *self)
{
  return (int) round (PAPER_MARGIN * self->scale);
}

static void
fit_columns (ZpTableView *self)
{
  double x = 0;

  self->n_columns = zp_sheet_get_n_columns (self->sheet);
  self->column_x = g_renew (int, self->column_x, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->column_x[i] = (int) round (x);
      x += zp_sheet_get_column_width (self->sheet, i) * self->scale;
    }
  self->column_x[self->n_columns] = (int) round (x);
}

/* Returns whether any row is higher or lower than before. */
static gboolean
fit_rows (ZpTableView *self)
{
  guint n_cells = self->cells->len;
  guint n_rows = zp_sheet_get_n_rows (self->sheet);
  g_autofree double *needed = g_new (double, n_cells + 1);
  g_autofree double *heights = g_new0 (double, n_rows + 1);
  gboolean changed = n_rows != self->n_rows;
  double y = 0;

  for (guint i = 0; i < n_cells; i++)
    needed[i] = zp_cell_measure (g_ptr_array_index (self->cells, i));
  zp_sheet_layout_fit_rows (self->sheet, needed, self->scale, heights);
  if (changed)
    self->row_y = g_renew (int, self->row_y, n_rows + 1);
  self->n_rows = n_rows;
  for (guint i = 0; i <= n_rows; i++)
    {
      int edge = (int) round (y);

      changed = changed || self->row_y[i] != edge;
      self->row_y[i] = edge;
      y += i < n_rows ? heights[i] : 0;
    }
  return changed;
}

static void
zp_table_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  ZpTableView *self = ZP_TABLE_VIEW (widget);
  int size = 0;

  if (self->sheet != NULL)
    {
      (void) fit_rows (self);
      size = orientation == GTK_ORIENTATION_HORIZONTAL ? self->column_x[self->n_columns]
                                                       : self->row_y[self->n_rows];
    }
  *minimum = *natural = size + 2 * zp_table_view_get_margin (self) + 1;
}

static void
allocate_cell (ZpTableView *self, ZpCell *widget)
{
  const ZpSheetCell *cell = zp_cell_get_cell (widget);
  int offset = zp_table_view_get_margin (self);
  GtkAllocation place = {
    .x = offset + self->column_x[cell->column],
    .y = offset + self->row_y[cell->row],
    .width = self->column_x[MIN (cell->column + cell->column_span, self->n_columns)]
             - self->column_x[cell->column] + 1,
    .height
    = self->row_y[MIN (cell->row + cell->row_span, self->n_rows)] - self->row_y[cell->row] + 1,
  };

  gtk_widget_size_allocate (GTK_WIDGET (widget), &place, -1);
}

static void
zp_table_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZpTableView *self = ZP_TABLE_VIEW (widget);

  if (self->sheet == NULL)
    return;
  for (guint i = 0; i < self->cells->len; i++)
    allocate_cell (self, g_ptr_array_index (self->cells, i));
  zp_table_view_allocate_handle (self);
}

/* --- moving about --- */

static gboolean
focus_cell (ZpCell *cell)
{
  return cell != NULL && gtk_widget_grab_focus (GTK_WIDGET (cell));
}

static int
index_of (ZpTableView *self, ZpCell *cell)
{
  guint index;

  return g_ptr_array_find (self->cells, cell, &index) ? (int) index : -1;
}

static gboolean
focus_neighbour (ZpTableView *self, ZpCell *from, int step)
{
  for (int i = index_of (self, from) + step; i >= 0 && i < (int) self->cells->len; i += step)
    {
      ZpCell *cell = g_ptr_array_index (self->cells, i);

      if (zp_cell_is_tab_stop (cell))
        return focus_cell (cell);
    }
  return FALSE;
}

static ZpCell *
widget_at (ZpTableView *self, guint row, guint column)
{
  const ZpSheetCell *cell = zp_sheet_get_at (self->sheet, row, column);

  return cell != NULL ? g_ptr_array_index (self->cells, cell - zp_sheet_get_cell (self->sheet, 0))
                      : NULL;
}

/* The next cell of the same column that something can be typed in. */
static gboolean
focus_in_column (ZpTableView *self, ZpCell *from, int step)
{
  const ZpSheetCell *cell = zp_cell_get_cell (from);
  int row = step > 0 ? (int) (cell->row + cell->row_span) : (int) cell->row - 1;

  for (; row >= 0 && row < (int) self->n_rows; row += step)
    {
      ZpCell *next = widget_at (self, row, cell->column);

      if (next != NULL && next != from && zp_cell_is_tab_stop (next))
        return focus_cell (next);
    }
  return FALSE;
}

static void
cell_move_cb (ZpCell *cell, guint where, ZpTableView *self)
{
  gboolean moved = FALSE;

  switch (where)
    {
    case ZP_CELL_MOVE_NEXT:
      moved = focus_neighbour (self, cell, 1);
      break;
    case ZP_CELL_MOVE_PREVIOUS:
      moved = focus_neighbour (self, cell, -1);
      break;
    case ZP_CELL_MOVE_UP:
      moved = focus_in_column (self, cell, -1);
      break;
    case ZP_CELL_MOVE_DOWN:
      moved = focus_in_column (self, cell, 1);
      break;
    case ZP_CELL_MOVE_NEXT_ROW:
      moved = focus_in_column (self, cell, 1) || focus_neighbour (self, cell, 1);
      break;
    default:
      break;
    }
  if (!moved)
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
cell_entered_cb (ZpCell *cell, ZpTableView *self)
{
  if (self->focus != cell)
    zp_table_view_clear_range (self);
  if (self->focus != NULL && self->focus != cell)
    zp_cell_leave (self->focus);
  self->focus = cell;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0, cell);
}

static void
cell_left_cb (ZpCell *cell, ZpTableView *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0, cell);
}

static void
cell_edited_cb (ZpCell *cell, const char *text, ZpTableView *self)
{
  zp_table_view_clear_range (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, cell, text);
  if (self->sheet != NULL && fit_rows (self))
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cell_chosen_cb (ZpCell *cell, const char *word, ZpTableView *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, cell, word);
}

/* --- from one state of the sheet to the next --- */

static ZpCell *
new_cell (ZpTableView *self)
{
  ZpCell *cell = ZP_CELL (zp_cell_new ());

  g_signal_connect (cell, "move", G_CALLBACK (cell_move_cb), self);
  g_signal_connect (cell, "entered", G_CALLBACK (cell_entered_cb), self);
  g_signal_connect (cell, "left", G_CALLBACK (cell_left_cb), self);
  g_signal_connect (cell, "edited", G_CALLBACK (cell_edited_cb), self);
  g_signal_connect (cell, "chosen", G_CALLBACK (cell_chosen_cb), self);
  zp_cell_set_read_only (cell, self->read_only);
  zp_cell_set_takes_blocks (cell, self->takes_blocks);
  gtk_widget_insert_before (GTK_WIDGET (cell), GTK_WIDGET (self), self->handle);
  return cell;
}

static gboolean
same_shape (const ZpSheet *a, const ZpSheet *b)
{
  guint n = zp_sheet_get_n_cells (a);

  if (n != zp_sheet_get_n_cells (b) || zp_sheet_get_n_rows (a) != zp_sheet_get_n_rows (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const ZpSheetCell *first = zp_sheet_get_cell (a, i);
      const ZpSheetCell *second = zp_sheet_get_cell (b, i);

      if (first->row != second->row || first->column != second->column
          || first->row_span != second->row_span || first->column_span != second->column_span
          || first->kind != second->kind)
        return FALSE;
    }
  return TRUE;
}

/* A row that was made of an empty place keeps its widgets only where it keeps its place; a row that
 * was added, moved or removed takes its widgets along by their addresses. */
static gboolean
same_rows (const ZpSheet *a, const ZpSheet *b)
{
  for (guint i = 0; i < zp_sheet_get_n_rows (a); i++)
    {
      const char *first = zp_sheet_get_row (a, i)->row_id;
      const char *second = zp_sheet_get_row (b, i)->row_id;
      gboolean blank = first != NULL && second != NULL && (*first == '+' || *second == '+');

      if (!blank && g_strcmp0 (first, second) != 0)
        return FALSE;
    }
  return TRUE;
}

static ZpCell *
take_by_address (ZpTableView *self, const char *address)
{
  ZpCell *cell = address != NULL ? g_hash_table_lookup (self->by_address, address) : NULL;

  if (cell != NULL)
    g_hash_table_remove (self->by_address, address);
  return cell;
}

/* Which widget shows which cell, after rows came, went or moved. */
static void
match_cells (ZpTableView *self, ZpSheet *sheet)
{
  guint n = zp_sheet_get_n_cells (sheet);
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->cells);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  guint spare = 0;

  self->cells = g_ptr_array_sized_new (n);
  for (guint i = 0; i < n; i++)
    {
      ZpCell *cell = take_by_address (self, zp_sheet_get_cell (sheet, i)->address);

      if (cell != NULL)
        g_hash_table_add (used, cell);
      g_ptr_array_add (self->cells, cell);
    }
  if (self->focus != NULL && !g_hash_table_contains (used, self->focus))
    self->focus = NULL;
  for (guint i = 0; i < n; i++)
    {
      if (g_ptr_array_index (self->cells, i) != NULL)
        continue;
      while (spare < old->len
             && (g_hash_table_contains (used, g_ptr_array_index (old, spare))
                 || gtk_widget_get_focus_child (g_ptr_array_index (old, spare)) != NULL))
        spare++;
      g_ptr_array_index (self->cells, i)
          = spare < old->len ? g_ptr_array_index (old, spare) : new_cell (self);
      g_hash_table_add (used, g_ptr_array_index (self->cells, i));
    }
  for (guint i = 0; i < old->len; i++)
    if (!g_hash_table_contains (used, g_ptr_array_index (old, i)))
      gtk_widget_unparent (g_ptr_array_index (old, i));
}

/* The focus and the screen reader go through the table in reading order. */
static void
order_children (ZpTableView *self)
{
  GtkWidget *previous = NULL;

  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->cells, i);

      if (gtk_widget_get_prev_sibling (cell) != previous)
        gtk_widget_insert_after (cell, GTK_WIDGET (self), previous);
      previous = cell;
    }
}

static void
show_cells (ZpTableView *self, ZpSheet *sheet, ZpForm *form)
{
  g_hash_table_remove_all (self->by_address);
  for (guint i = 0; i < self->cells->len; i++)
    {
      ZpCell *widget = g_ptr_array_index (self->cells, i);
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);
      gboolean typed_differs = cell->kind == ZP_CELL_SCORE || (cell->converted && !cell->level);
      g_autofree char *old = g_strdup (zp_cell_get_address (widget));

      zp_cell_show (widget, sheet, cell,
                    typed_differs ? zp_form_get (form, cell->address) : cell->text, self->scale);
      if (cell->address == NULL)
        continue;
      g_hash_table_insert (self->by_address, cell->address, widget);
      if (g_strcmp0 (old, cell->address) != 0)
        {
          g_autofree char *name = zp_word_address (form, cell->address);

          zp_cell_set_name (widget, name);
        }
    }
}

static void
show_findings (ZpTableView *self, GPtrArray *findings)
{
  g_autoptr (GHashTable) worst = g_hash_table_new (NULL, NULL);

  /* Findings come worst first, so the first one of a cell is its mark. */
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      ZpFinding *finding = g_ptr_array_index (findings, i);
      ZpCell *cell = finding->address != NULL
                         ? g_hash_table_lookup (self->by_address, finding->address)
                         : NULL;

      if (cell != NULL && !g_hash_table_contains (worst, cell))
        g_hash_table_insert (worst, cell, finding);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      ZpCell *cell = g_ptr_array_index (self->cells, i);

      zp_cell_set_finding (cell, g_hash_table_lookup (worst, cell));
    }
}

/**
 * zp_table_view_show:
 * @findings: (element-type ZpFinding) (nullable): what is to be said of the cells
 *
 * Shows a state of the form.  Only what changed is drawn again; the cell that is being typed in
 * stays what it is.
 */
void
zp_table_view_show (ZpTableView *self, ZpSheet *sheet, ZpForm *form, GPtrArray *findings)
{
  gboolean same
      = self->sheet != NULL && same_shape (self->sheet, sheet) && same_rows (self->sheet, sheet);
  ZpSheet *old = self->sheet;

  g_return_if_fail (ZP_IS_TABLE_VIEW (self));

  self->sheet = zp_sheet_ref (sheet);
  if (!same)
    {
      zp_table_view_clear_range (self);
      match_cells (self, sheet);
      order_children (self);
      fit_columns (self);
    }
  show_cells (self, sheet, form);
  show_findings (self, findings);
  if (fit_rows (self) || !same)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  g_clear_pointer (&old, zp_sheet_unref);
}

static char *
join_remark (const char *before, const ZpRemark *remark)
{
  g_autofree char *answer
      = *remark->answer != '\0' ? g_strdup_printf (_ ("Answer: %s"), remark->answer) : NULL;

  return g_strconcat (before != NULL ? before : "", before != NULL ? "\n" : "", remark->text,
                      answer != NULL ? "\n" : NULL, answer, NULL);
}

/* All that is said of a cell, together. */
static GHashTable *
sort_remarks (ZpTableView *self, GPtrArray *remarks)
{
  GHashTable *texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < remarks->len; i++)
    {
      const ZpRemark *remark = g_ptr_array_index (remarks, i);
      ZpCell *cell = g_hash_table_lookup (self->by_address, remark->address);
      const char *before = cell != NULL ? g_hash_table_lookup (texts, cell) : NULL;

      if (cell != NULL)
        g_hash_table_insert (texts, cell, join_remark (before, remark));
    }
  return texts;
}

/** zp_table_view_show_remarks: marks the cells that a reviewer pinned something to; (element-type ZpRemark). */
void
zp_table_view_show_remarks (ZpTableView *self, GPtrArray *remarks)
{
  g_autoptr (GHashTable) texts = sort_remarks (self, remarks);

  for (guint i = 0; i < self->cells->len; i++)
    zp_cell_set_remark (g_ptr_array_index (self->cells, i),
                        g_hash_table_lookup (texts, g_ptr_array_index (self->cells, i)));
}

/* --- zoom and looks --- */

/* The text views in the cells get the very fonts that the cells draw with. */
static void
update_fonts (ZpTableView *self)
{
  static const char *const names[]
      = { "value",    "label",     "title",    "subtitle", "section",  "line",
          "footnote", "doc-title", "heading1", "heading2", "heading3", "paragraph" };
  g_autoptr (GString) css = g_string_new (NULL);

  for (guint i = 0; self->sheet != NULL && i < ZP_N_STYLES; i++)
    {
      const ZpStyleFont *font = zp_sheet_get_font (self->sheet, i);
      char size[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (size, sizeof size, "%.3f", font->size * self->scale);
      g_string_append_printf (
          css, "textview.zp-editor.%s { font-family: %s; font-size: %spx; font-weight: %s; }\n",
          names[i], font->families, size, font->bold ? "bold" : "normal");
    }
  gtk_css_provider_load_from_data (self->provider, css->str, css->len);
}

static double
text_scale (ZpTableView *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96.0 : 1.0;
}

/** zp_table_view_set_zoom: 1.0 is the size of the paper; large text is added to it. */
void
zp_table_view_set_zoom (ZpTableView *self, double zoom)
{
  g_return_if_fail (ZP_IS_TABLE_VIEW (self));

  self->zoom = zoom;
  self->scale = zoom * PIXELS_PER_POINT * text_scale (self);
  update_fonts (self);
  if (self->sheet == NULL)
    return;
  fit_columns (self);
  for (guint i = 0; i < self->cells->len; i++)
    zp_cell_set_scale (g_ptr_array_index (self->cells, i), self->scale);
  (void) fit_rows (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * zp_table_view_get_fitting_zoom:
 * @width: pixels there are
 *
 * Returns: the zoom at which the paper is as wide as @width
 */
double
zp_table_view_get_fitting_zoom (ZpTableView *self, int width)
{
  double points;

  g_return_val_if_fail (ZP_IS_TABLE_VIEW (self), 1);

  if (self->sheet == NULL)
    return 1;
  points = zp_sheet_get_table_width (self->sheet) + 2 * PAPER_MARGIN;
  return width / (points * PIXELS_PER_POINT * text_scale (self));
}

static void
dpi_changed_cb (GtkSettings *settings, GParamSpec *pspec, ZpTableView *self)
{
  zp_table_view_set_zoom (self, self->zoom);
}

/* --- the class --- */

static void
zp_table_view_dispose (GObject *object)
{
  ZpTableView *self = ZP_TABLE_VIEW (object);
  GtkWidget *child;

  self->focus = NULL;
  if (self->by_address != NULL)
    g_hash_table_remove_all (self->by_address);
  if (self->cells != NULL)
    g_ptr_array_set_size (self->cells, 0);
  self->handle = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->provider != NULL)
    gtk_style_context_remove_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                   GTK_STYLE_PROVIDER (self->provider));
  g_clear_object (&self->provider);
  g_clear_pointer (&self->sheet, zp_sheet_unref);
  G_OBJECT_CLASS (zp_table_view_parent_class)->dispose (object);
}

static void
zp_table_view_finalize (GObject *object)
{
  ZpTableView *self = ZP_TABLE_VIEW (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->by_address, g_hash_table_unref);
  g_free (self->column_x);
  g_free (self->row_y);
  G_OBJECT_CLASS (zp_table_view_parent_class)->finalize (object);
}

static void
zp_table_view_class_init (ZpTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = zp_table_view_dispose;
  object_class->finalize = zp_table_view_finalize;
  widget_class->measure = zp_table_view_measure;
  widget_class->size_allocate = zp_table_view_size_allocate;

  /** ZpTableView::edited: the user changed the text of a cell. */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, ZP_TYPE_CELL, G_TYPE_STRING);
  /** ZpTableView::chosen: the user ticked, unticked or took a word. */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, ZP_TYPE_CELL, G_TYPE_STRING);
  /** ZpTableView::entered: the focus came to a cell. */
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, ZP_TYPE_CELL);
  /** ZpTableView::left: the focus left a cell. */
  signals[SIGNAL_LEFT] = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, ZP_TYPE_CELL);
  /** ZpTableView::move-row: the row with the focus was dragged by so many places. */
  signals[SIGNAL_MOVE_ROW] = g_signal_new ("move-row", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "zptable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
zp_table_view_init (ZpTableView *self)
{
  self->cells = g_ptr_array_new ();
  self->by_address = g_hash_table_new (g_str_hash, g_str_equal);
  self->zoom = 1;
  self->scale = PIXELS_PER_POINT;
  self->provider = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                              GTK_STYLE_PROVIDER (self->provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  zp_table_view_add_handle (self);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (dpi_changed_cb), self, 0);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

GtkWidget *
zp_table_view_new (void)
{
  return g_object_new (ZP_TYPE_TABLE_VIEW, NULL);
}

/** zp_table_view_set_row_menu: what can be done with the row that has the focus. */
void
zp_table_view_set_row_menu (ZpTableView *self, GMenuModel *menu)
{
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->handle), menu);
}

/** zp_table_view_set_read_only: for forms that are handed in. */
void
zp_table_view_set_read_only (ZpTableView *self, gboolean read_only)
{
  if (self->read_only == read_only)
    return;
  self->read_only = read_only;
  for (guint i = 0; i < self->cells->len; i++)
    zp_cell_set_read_only (g_ptr_array_index (self->cells, i), read_only);
}

/** zp_table_view_get_focus_cell: (transfer none) (nullable): the cell that has, or had last, the focus. */
ZpCell *
zp_table_view_get_focus_cell (ZpTableView *self)
{
  return self->focus;
}

/** zp_table_view_find: (transfer none) (nullable): the cell of a value. */
ZpCell *
zp_table_view_find (ZpTableView *self, const char *address)
{
  return g_hash_table_lookup (self->by_address, address);
}

static ZpCell *
find_in_row (ZpTableView *self, const char *address)
{
  g_autofree char *prefix = g_strconcat (address, "/", NULL);

  for (guint i = 0; i < self->cells->len; i++)
    {
      ZpCell *cell = g_ptr_array_index (self->cells, i);
      const char *own = zp_cell_get_address (cell);

      if (own != NULL && g_str_has_prefix (own, prefix) && zp_cell_is_tab_stop (cell))
        return cell;
    }
  return NULL;
}

/** zp_table_view_focus: goes to a value, or to the first cell of a row (“indicators/r3”). */
gboolean
zp_table_view_focus (ZpTableView *self, const char *address)
{
  ZpCell *cell = zp_table_view_find (self, address);

  if (cell == NULL)
    cell = find_in_row (self, address);
  return focus_cell (cell);
}

/** zp_table_view_focus_row_at: goes to the sheet row @row, where another one stood before. */
void
zp_table_view_focus_row_at (ZpTableView *self, guint row)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      ZpCell *cell = g_ptr_array_index (self->cells, i);

      if (zp_cell_get_cell (cell)->row >= row && zp_cell_is_tab_stop (cell))
        {
          /* A cell that kept the focus while its row became another one does not tell. */
          if (focus_cell (cell) && self->focus != cell)
            cell_entered_cb (cell, self);
          return;
        }
    }
}

static gboolean
is_missing (ZpCell *cell)
{
  const ZpSheetCell *shown = zp_cell_get_cell (cell);

  return *shown->text == '\0' && !shown->placeholder && shown->spec != NULL
         && shown->spec->required;
}

/** zp_table_view_focus_first: goes to the first cell that has to be filled and is empty, or to the first one. */
void
zp_table_view_focus_first (ZpTableView *self)
{
  ZpCell *first = NULL;

  for (guint i = 0; i < self->cells->len; i++)
    {
      ZpCell *cell = g_ptr_array_index (self->cells, i);

      if (!zp_cell_is_tab_stop (cell) || zp_cell_get_cell (cell)->style != ZP_STYLE_VALUE)
        continue;
      if (first == NULL)
        first = cell;
      if (is_missing (cell))
        {
          focus_cell (cell);
          return;
        }
    }
  focus_cell (first);
}
