/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-figure.h"

#include "zp-paper-words.h"
#include "zp-xlsx-text.h"

/* A figure in the workbook: a sheet with its table, and a chart that Excel draws from it. */

#define WORD_WIDTH 6 /* characters; a column so narrow holds one word, in its middle */
#define HEADING_ROW 3
#define FIRST_ROW (HEADING_ROW + 1)
#define CHART_WIDTH 480.0 /* pixels, of the library */
#define CHART_HEIGHT 288.0

static const ZpXlsxLook title_look = { .size = 16, .bold = TRUE };
static const ZpXlsxLook note_look = { .size = 10, .wrap = TRUE };
static const ZpXlsxLook heading_look = { .size = 10.5, .heading = TRUE, .border = TRUE };
static const ZpXlsxLook text_look = { .size = 10.5, .border = TRUE, .wrap = TRUE };
static const ZpXlsxLook word_look = { .size = 10.5, .border = TRUE, .wrap = TRUE, .centre = TRUE };
static const ZpXlsxLook number_look = { .size = 10.5, .border = TRUE, .end = TRUE };
static const ZpXlsxLook quiet_look = { .size = 9 };

/* The same colours as on the screen: told apart by everybody, also in grey. */
static const lxw_color_t mark_colours[ZP_N_FIGURE_MARKS]
    = { 0x0072B2, 0x009E73, 0xE69F00, 0xD55E00 };
static const uint8_t mark_shapes[ZP_N_FIGURE_MARKS] = {
  LXW_CHART_MARKER_CIRCLE,
  LXW_CHART_MARKER_CIRCLE,
  LXW_CHART_MARKER_TRIANGLE,
  LXW_CHART_MARKER_DIAMOND,
};
static const lxw_color_t part_colours[]
    = { 0x0072B2, 0x56B4E9, 0xE69F00, 0xD55E00, 0x999999, 0x009E73 };

/* --- the table --- */

static guint
total_width (const ZpFigure *figure)
{
  guint width = 0;

  for (guint i = 0; i < figure->columns->len; i++)
    width += zp_figure_get_column (figure, i)->width;
  return width;
}

static void
write_head (ZpXlsxGrid *grid, const ZpFigure *figure)
{
  guint n = figure->columns->len;

  zp_xlsx_grid_put (grid, 0, 0, figure->title, &title_look);
  zp_xlsx_grid_set_height (grid, 0, 2);
  zp_xlsx_grid_put_over (grid, 1, 0, n, figure->note != NULL ? figure->note : "", &note_look);
  zp_xlsx_grid_set_height (
      grid, 1,
      zp_xlsx_count_lines (figure->note != NULL ? figure->note : "", total_width (figure)));
  zp_xlsx_grid_put_link (grid, 2, 0, grid->writer->overview_name, "← 概览", &quiet_look);
  for (guint i = 0; i < n; i++)
    {
      const ZpFigureColumn *column = zp_figure_get_column (figure, i);

      zp_xlsx_grid_put (grid, HEADING_ROW, i, column->heading, &heading_look);
      (void) worksheet_set_column (grid->worksheet, i, i, column->width * 2.0 + 1, NULL);
    }
  zp_xlsx_grid_set_height (grid, HEADING_ROW, 2);
}

static void
write_cell (ZpXlsxGrid *grid,
            guint row,
            guint index,
            const ZpFigureColumn *column,
            const ZpFigureCell *cell)
{
  guint places = CLAMP (zp_decimal_places (cell->number), column->min_places, column->max_places);

  if (cell->has_number)
    zp_xlsx_grid_put_number (grid, row, index, cell->number, places, column->percent, &number_look);
  else
    zp_xlsx_grid_put (grid, row, index, cell->text,
                      column->width <= WORD_WIDTH ? &word_look : &text_look);
}

static void
write_row (ZpXlsxGrid *grid, const ZpFigure *figure, guint index)
{
  const ZpFigureRow *row = zp_figure_get_row (figure, index);
  guint lines = 1;

  for (guint i = 0; i < figure->columns->len; i++)
    {
      const ZpFigureColumn *column = zp_figure_get_column (figure, i);

      write_cell (grid, FIRST_ROW + index, i, column, &row->cells[i]);
      if (!row->cells[i].has_number)
        lines = MAX (lines, zp_xlsx_count_lines (row->cells[i].text, column->width));
    }
  zp_xlsx_grid_set_height (grid, FIRST_ROW + index, lines);
}

/* Where the line begins and ends stands in cells beside the table, as charts take their numbers
 * from cells. */
static guint
line_column (const ZpFigure *figure)
{
  return figure->columns->len + 1;
}

static void
write_line (ZpXlsxGrid *grid, const ZpFigure *figure)
{
  guint column = line_column (figure);
  gboolean lamp = figure->line == ZP_FIGURE_LAMP_LINE;
  guint places = lamp ? 2 : 0;

  zp_xlsx_grid_put (grid, HEADING_ROW, column, lamp ? "左侧为红" : "相等", &quiet_look);
  zp_xlsx_grid_put_number (grid, FIRST_ROW, column, ZP_DECIMAL_ZERO, places, lamp, &quiet_look);
  zp_xlsx_grid_put_number (grid, FIRST_ROW, column + 1, ZP_DECIMAL_ZERO, places, lamp, &quiet_look);
  zp_xlsx_grid_put_number (grid, FIRST_ROW + 1, column, ZP_DECIMAL_INT (lamp ? 95 : 100), places,
                           lamp, &quiet_look);
  zp_xlsx_grid_put_number (grid, FIRST_ROW + 1, column + 1, ZP_DECIMAL_INT (100), places, lamp,
                           &quiet_look);
}

/**
 * zp_xlsx_figure_write:
 * @grid: an empty sheet
 * @figure: a figure
 *
 * Writes the table of the figure.  The sheet of one without rows is hidden.
 */
void
zp_xlsx_figure_write (ZpXlsxGrid *grid, const ZpFigure *figure)
{
  guint last = FIRST_ROW + MAX (figure->rows->len, 1) - 1;

  write_head (grid, figure);
  for (guint i = 0; i < figure->rows->len; i++)
    write_row (grid, figure, i);
  if (figure->line != ZP_FIGURE_NO_LINE)
    write_line (grid, figure);
  worksheet_freeze_panes (grid->worksheet, FIRST_ROW, 1);
  (void) worksheet_repeat_rows (grid->worksheet, HEADING_ROW, HEADING_ROW);
  (void) worksheet_print_area (grid->worksheet, 0, 0, last, figure->columns->len - 1);
  (void) worksheet_autofilter (grid->worksheet, HEADING_ROW, 0, last, figure->columns->len - 1);
  zp_xlsx_grid_set_paper (grid, total_width (figure) > 45);
  if (figure->rows->len == 0)
    worksheet_hide (grid->worksheet);
}

/* --- the chart --- */

typedef struct
{
  lxw_chart *chart;
  const ZpFigure *figure;
  const char *sheet;
} Job;

static void
set_range (Job *job, lxw_chart_series *series, guint names, guint values, guint first, guint last)
{
  chart_series_set_categories (series, job->sheet, FIRST_ROW + first, names, FIRST_ROW + last,
                               names);
  chart_series_set_values (series, job->sheet, FIRST_ROW + first, values, FIRST_ROW + last, values);
}

static void
add_parts (Job *job)
{
  lxw_chart_series *series = chart_add_series (job->chart, NULL, NULL);
  lxw_chart_font font = { .size = 10, .bold = LXW_TRUE, .color = LXW_COLOR_BLACK };
  lxw_chart_fill fills[G_N_ELEMENTS (part_colours)] = { 0 };
  lxw_chart_point points[G_N_ELEMENTS (part_colours)] = { 0 };
  lxw_chart_point *list[G_N_ELEMENTS (part_colours) + 1] = { NULL };

  for (gsize i = 0; i < MIN (G_N_ELEMENTS (part_colours), job->figure->rows->len); i++)
    {
      fills[i].color = part_colours[i];
      points[i].fill = &fills[i];
      list[i] = &points[i];
    }
  set_range (job, series, 0, job->figure->series[0], 0, job->figure->rows->len - 1);
  (void) chart_series_set_points (series, list);
  chart_series_set_labels_options (series, LXW_FALSE, LXW_TRUE, LXW_TRUE);
  chart_series_set_labels_separator (series, LXW_CHART_LABEL_SEPARATOR_NEWLINE);
  chart_series_set_labels_font (series, &font);
  chart_legend_set_position (job->chart, LXW_CHART_LEGEND_NONE);
}

static void
add_bars (Job *job)
{
  static const lxw_color_t colours[] = { 0x56B4E9, 0x0072B2 };
  lxw_chart_axis *values
      = job->figure->kind == ZP_FIGURE_BARS ? job->chart->x_axis : job->chart->y_axis;
  guint last = zp_figure_get_n_drawn (job->figure) - 1;
  lxw_chart_font font = { .size = 9 };

  for (guint i = 0; i < job->figure->n_series; i++)
    {
      guint column = job->figure->series[i];
      lxw_chart_series *series = chart_add_series (job->chart, NULL, NULL);
      lxw_chart_fill fill = { .color = colours[job->figure->n_series == 1 ? 1 : i] };

      set_range (job, series, 0, column, 0, last);
      chart_series_set_name (series, zp_figure_get_column (job->figure, column)->heading);
      chart_series_set_fill (series, &fill);
      chart_series_set_labels (series);
      chart_series_set_labels_font (series, &font);
    }
  chart_set_series_gap (job->chart, 60);
  chart_axis_set_min (values, 0);
  if (zp_figure_get_column (job->figure, job->figure->series[0])->percent)
    chart_axis_set_max (values, 1);
  if (job->figure->kind == ZP_FIGURE_BARS)
    {
      chart_axis_set_reverse (job->chart->y_axis);
      /* Every bar has its name, also where a spreadsheet would leave some out. */
      chart_axis_set_interval_unit (job->chart->y_axis, 1);
      chart_axis_set_label_position (job->chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_NONE);
    }
  if (job->figure->n_series == 1)
    chart_legend_set_position (job->chart, LXW_CHART_LEGEND_NONE);
  else
    chart_legend_set_position (job->chart, LXW_CHART_LEGEND_BOTTOM);
  chart_axis_major_gridlines_set_visible (values, LXW_FALSE);
}

static void
add_points (Job *job, guint first, guint last)
{
  lxw_chart_series *series = chart_add_series (job->chart, NULL, NULL);
  ZpFigureMark mark = zp_figure_get_row (job->figure, first)->mark;
  lxw_chart_line line = { .none = LXW_TRUE };
  lxw_chart_fill fill = { .color = mark_colours[mark] };
  lxw_chart_line edge = { .color = 0xFFFFFF, .width = 0.5f };

  set_range (job, series, job->figure->series[0], job->figure->series[1], first, last);
  chart_series_set_name (series, job->figure->marks != NULL && job->figure->marks[mark] != NULL
                                     ? _ (job->figure->marks[mark])
                                     : job->figure->title);
  chart_series_set_line (series, &line);
  chart_series_set_marker_type (series, mark_shapes[mark]);
  chart_series_set_marker_size (series, 7);
  chart_series_set_marker_fill (series, &fill);
  chart_series_set_marker_line (series, &edge);
}

static void
add_line (Job *job)
{
  lxw_chart_series *series = chart_add_series (job->chart, NULL, NULL);
  lxw_chart_line line
      = { .color = 0x666666, .width = 1.25f, .dash_type = LXW_CHART_LINE_DASH_DASH };
  guint column = line_column (job->figure);

  set_range (job, series, column, column + 1, 0, 1);
  chart_series_set_name (series, job->figure->line == ZP_FIGURE_LAMP_LINE ? "左侧为红" : "相等");
  chart_series_set_line (series, &line);
  chart_series_set_marker_type (series, LXW_CHART_MARKER_NONE);
}

static void
set_axis (Job *job, lxw_chart_axis *axis, guint column)
{
  const ZpFigureColumn *spec = zp_figure_get_column (job->figure, column);
  lxw_chart_font font = { .size = 9 };

  chart_axis_set_name (axis, spec->heading);
  chart_axis_set_name_font (axis, &font);
  chart_axis_set_num_font (axis, &font);
  chart_axis_set_min (axis, 0);
  chart_axis_set_max (axis, spec->percent ? 1 : 100);
  chart_axis_set_major_unit (axis, spec->percent ? 0.2 : 20);
  if (spec->percent)
    chart_axis_set_num_format (axis, "0%");
}

/* Rows with the same mark stand together, and are a series each. */
static void
add_scatter (Job *job)
{
  guint n = job->figure->rows->len;
  guint first = 0;

  for (guint i = 1; i <= n; i++)
    if (i == n
        || zp_figure_get_row (job->figure, i)->mark != zp_figure_get_row (job->figure, first)->mark)
      {
        add_points (job, first, i - 1);
        first = i;
      }
  if (job->figure->line != ZP_FIGURE_NO_LINE)
    add_line (job);
  set_axis (job, job->chart->x_axis, job->figure->series[0]);
  set_axis (job, job->chart->y_axis, job->figure->series[1]);
  chart_legend_set_position (job->chart, LXW_CHART_LEGEND_BOTTOM);
}

static uint8_t
chart_type (const ZpFigure *figure)
{
  if (figure->parts)
    return LXW_CHART_DOUGHNUT;
  if (figure->kind == ZP_FIGURE_SCATTER)
    return LXW_CHART_SCATTER;
  return figure->kind == ZP_FIGURE_BARS ? LXW_CHART_BAR : LXW_CHART_COLUMN;
}

/**
 * zp_xlsx_figure_insert_chart:
 * @target: the sheet the chart stands on
 * @figure: a figure that has rows and is drawn
 * @figure_sheet: the sheet that has its table
 * @row, @column: its upper left cell
 * @width, @height: its size in pixels
 *
 * Draws the figure as a chart of the spreadsheet program, which follows the numbers of the table.
 */
void
zp_xlsx_figure_insert_chart (ZpXlsxGrid *target,
                             const ZpFigure *figure,
                             const char *figure_sheet,
                             guint row,
                             guint column,
                             guint width,
                             guint height)
{
  Job job = { workbook_add_chart (target->writer->workbook, chart_type (figure)), figure,
              figure_sheet };
  lxw_chart_options options = { .x_scale = width / CHART_WIDTH, .y_scale = height / CHART_HEIGHT };
  lxw_chart_font font = { .size = 12, .bold = LXW_TRUE };
  lxw_chart_line frame = { .color = 0xD9D9D9, .width = 0.75f };
  g_autofree char *description = g_strconcat (figure->title, ": ", figure->note, NULL);

  if (job.chart == NULL)
    {
      target->result = LXW_ERROR_MEMORY_MALLOC_FAILED;
      return;
    }
  if (figure->parts)
    add_parts (&job);
  else if (figure->kind == ZP_FIGURE_SCATTER)
    add_scatter (&job);
  else
    add_bars (&job);
  chart_title_set_name (job.chart, figure->title);
  chart_title_set_name_font (job.chart, &font);
  chart_chartarea_set_line (job.chart, &frame);
  options.description = description;
  if (target->result == LXW_NO_ERROR)
    target->result
        = worksheet_insert_chart_opt (target->worksheet, row, column, job.chart, &options);
}
