/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-figure.h"

/* More bars than this are no picture any more; the table has all rows. */
#define MAX_BARS 12

static void
clear_column (gpointer data)
{
  g_free (((ZpFigureColumn *) data)->heading);
}

/* The number of cells is not known here: they end with a text of NULL. */
static void
free_row (gpointer data)
{
  ZpFigureRow *row = data;

  for (ZpFigureCell *cell = row->cells; cell->text != NULL; cell++)
    g_free (cell->text);
  g_free (row->cells);
  g_ptr_array_unref (row->forms);
  g_free (row->explanation);
  g_free (row);
}

/**
 * zp_figure_new:
 * @kind: how it is drawn
 * @key: tells it apart
 * @title: its heading
 *
 * Returns: (transfer full): a figure without columns and rows
 */
ZpFigure *
zp_figure_new (ZpFigureKind kind, const char *key, const char *title)
{
  ZpFigure *self = g_new0 (ZpFigure, 1);

  self->kind = kind;
  self->key = g_intern_string (key);
  self->title = g_strdup (title);
  self->columns = g_array_new (FALSE, TRUE, sizeof (ZpFigureColumn));
  g_array_set_clear_func (self->columns, clear_column);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  return self;
}

/** zp_figure_free: frees a figure. */
void
zp_figure_free (ZpFigure *self)
{
  g_free (self->title);
  g_free (self->note);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/** zp_figure_add_column: adds a column of texts, before there are rows. */
void
zp_figure_add_column (ZpFigure *self, const char *heading, guint width)
{
  ZpFigureColumn column = { .heading = g_strdup (heading), .width = width };

  g_return_if_fail (self->rows->len == 0);

  g_array_append_val (self->columns, column);
}

/** zp_figure_add_numbers: adds a column of numbers, before there are rows. */
void
zp_figure_add_numbers (
    ZpFigure *self, const char *heading, guint min_places, guint max_places, gboolean percent)
{
  ZpFigureColumn column = { g_strdup (heading), TRUE, min_places, max_places, percent, 6 };

  g_return_if_fail (self->rows->len == 0);

  g_array_append_val (self->columns, column);
}

/** zp_figure_draw_columns: says that the @n columns from @first are drawn, two at most. */
void
zp_figure_draw_columns (ZpFigure *self, guint first, guint n)
{
  g_return_if_fail (n <= G_N_ELEMENTS (self->series));

  self->n_series = n;
  for (guint i = 0; i < n; i++)
    self->series[i] = first + i;
}

/** zp_figure_add_row: (transfer none): a new row whose first cell is @name. */
ZpFigureRow *
zp_figure_add_row (ZpFigure *self, const char *name)
{
  ZpFigureRow *row = g_new0 (ZpFigureRow, 1);

  row->cells = g_new0 (ZpFigureCell, self->columns->len + 1);
  for (guint i = 0; i < self->columns->len; i++)
    row->cells[i].text = g_strdup (i == 0 ? name : "");
  row->forms = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->rows, row);
  return row;
}

/** zp_figure_set_text: sets a cell. */
void
zp_figure_set_text (ZpFigure *self, ZpFigureRow *row, guint column, const char *text)
{
  g_return_if_fail (column < self->columns->len);

  g_free (row->cells[column].text);
  row->cells[column].text = g_strdup (text);
}

/** zp_figure_set_number: sets a cell of a column of numbers. */
void
zp_figure_set_number (ZpFigure *self, ZpFigureRow *row, guint column, ZpDecimal number)
{
  const ZpFigureColumn *spec = zp_figure_get_column (self, column);
  g_autofree char *digits = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (spec->number);

  digits = zp_decimal_format_grouped (number, spec->min_places, spec->max_places);
  text = g_strconcat (digits, spec->percent ? "%" : "", NULL);
  zp_figure_set_text (self, row, column, text);
  row->cells[column].has_number = TRUE;
  row->cells[column].number = number;
}

const ZpFigureColumn *
zp_figure_get_column (const ZpFigure *self, guint column)
{
  return &g_array_index (self->columns, ZpFigureColumn, column);
}

const ZpFigureRow *
zp_figure_get_row (const ZpFigure *self, guint row)
{
  return g_ptr_array_index (self->rows, row);
}

/** zp_figure_get_n_drawn: how many rows, from the first, are drawn. */
guint
zp_figure_get_n_drawn (const ZpFigure *self)
{
  switch (self->kind)
    {
    case ZP_FIGURE_SCATTER:
      return self->rows->len;
    case ZP_FIGURE_COLUMNS:
    case ZP_FIGURE_BARS:
      return MIN (self->rows->len, MAX_BARS);
    case ZP_FIGURE_TABLE:
    default:
      return 0;
    }
}

/** zp_figure_describe_row: (transfer full): the row in lines: its name, then its values with their
 * headings. */
char *
zp_figure_describe_row (const ZpFigure *self, guint row)
{
  const ZpFigureRow *shown = zp_figure_get_row (self, row);
  GString *text = g_string_new (shown->cells[0].text);

  for (guint i = 1; i < self->columns->len; i++)
    if (*shown->cells[i].text != '\0')
      g_string_append_printf (text, "\n%s  %s", zp_figure_get_column (self, i)->heading,
                              shown->cells[i].text);
  if (shown->explanation != NULL)
    g_string_append_printf (text, "\n%s", shown->explanation);
  return g_string_free (text, FALSE);
}
