/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-decimal.h"

G_BEGIN_DECLS

/**
 * ZpFigureKind:
 * @ZP_FIGURE_TABLE: nothing is drawn
 * @ZP_FIGURE_COLUMNS: standing bars, one for each row
 * @ZP_FIGURE_BARS: lying bars, one or two for each row
 * @ZP_FIGURE_SCATTER: a point for each row: the first series to the right, the second upwards, both
 * percent
 *
 * How the rows of a figure are drawn.
 */
typedef enum
{
  ZP_FIGURE_TABLE,
  ZP_FIGURE_COLUMNS,
  ZP_FIGURE_BARS,
  ZP_FIGURE_SCATTER,
} ZpFigureKind;

/**
 * ZpFigureMark:
 *
 * What a row says beside its numbers; drawn as shape and colour.
 */
typedef enum
{
  ZP_FIGURE_PLAIN,
  ZP_FIGURE_GREEN,
  ZP_FIGURE_YELLOW,
  ZP_FIGURE_RED,
  ZP_N_FIGURE_MARKS,
} ZpFigureMark;

/**
 * ZpFigureLine:
 * @ZP_FIGURE_NO_LINE: none
 * @ZP_FIGURE_LAMP_LINE: where the lamp becomes red: x = 95 % of y
 * @ZP_FIGURE_EQUAL_LINE: x = y
 */
typedef enum
{
  ZP_FIGURE_NO_LINE,
  ZP_FIGURE_LAMP_LINE,
  ZP_FIGURE_EQUAL_LINE,
} ZpFigureLine;

/**
 * ZpFigureColumn:
 * @heading: what it is called
 * @number: it holds numbers, with @min_places to @max_places decimals
 * @percent: numbers are rates in percent
 * @width: how many Chinese characters it wants
 */
typedef struct
{
  char *heading;
  gboolean number;
  guint min_places;
  guint max_places;
  gboolean percent;
  guint width;
} ZpFigureColumn;

/**
 * ZpFigureCell:
 * @text: what is shown, never %NULL
 * @has_number, @number: the same as a number
 */
typedef struct
{
  char *text;
  gboolean has_number;
  ZpDecimal number;
} ZpFigureCell;

/**
 * ZpFigureRow:
 * @cells: (array): one for each column; the first is its name
 * @mark: what it says beside
 * @forms: (element-type utf8): ids of the forms it speaks of
 * @explanation: (nullable): how its numbers came about
 */
typedef struct
{
  ZpFigureCell *cells;
  ZpFigureMark mark;
  GPtrArray *forms;
  char *explanation;
} ZpFigureRow;

/**
 * ZpFigure:
 * @key: tells it apart from the others; a canonical string
 * @title: its heading
 * @note: (nullable): how its numbers are computed
 * @kind, @line: how it is drawn
 * @parts: its rows are the parts of a whole
 * @n_series, @series: the columns that are drawn
 * @columns: (element-type ZpFigureColumn)
 * @rows: (element-type ZpFigureRow)
 * @marks: (nullable) (array length=ZP_N_FIGURE_MARKS): what the marks mean
 *
 * A table of numbers that can be drawn: what the window shows, what the workbook has as cells and a
 * chart of its own, and what is printed.
 */
typedef struct
{
  const char *key;
  char *title;
  char *note;
  ZpFigureKind kind;
  ZpFigureLine line;
  gboolean parts;
  guint n_series;
  guint series[2];
  GArray *columns;
  GPtrArray *rows;
  const char *const *marks;
} ZpFigure;

ZpFigure *
zp_figure_new (ZpFigureKind kind, const char *key, const char *title) G_GNUC_WARN_UNUSED_RESULT;
void zp_figure_free (ZpFigure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpFigure, zp_figure_free)

void zp_figure_add_column (ZpFigure *self, const char *heading, guint width);
void zp_figure_add_numbers (
    ZpFigure *self, const char *heading, guint min_places, guint max_places, gboolean percent);
void zp_figure_draw_columns (ZpFigure *self, guint first, guint n);

ZpFigureRow *zp_figure_add_row (ZpFigure *self, const char *name);
void zp_figure_set_text (ZpFigure *self, ZpFigureRow *row, guint column, const char *text);
void zp_figure_set_number (ZpFigure *self, ZpFigureRow *row, guint column, ZpDecimal number);
const ZpFigureColumn *zp_figure_get_column (const ZpFigure *self, guint column);
const ZpFigureRow *zp_figure_get_row (const ZpFigure *self, guint row);
guint zp_figure_get_n_drawn (const ZpFigure *self);
char *zp_figure_describe_row (const ZpFigure *self, guint row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
