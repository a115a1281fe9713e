/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-overview.h"

#include <string.h>

#include "zp-error.h"
#include "zp-summary-figures.h"
#include "zp-xlsx-figure.h"
#include "zp-xlsx-text.h"

/* The sheets before those of the forms: the index, with a link to each form and back, the overview
 * with the charts, and a sheet for the table of each figure. */

#define N_OVERVIEW_COLUMNS 8
#define OVERVIEW_COLUMN_PIXELS 92
#define CHART_ROWS 14
#define CHART_ROW_PIXELS 21
#define INDEX_HEADING 2
#define INDEX_FIRST 3

typedef struct
{
  char *name;
  lxw_worksheet *worksheet;
} FigureSheet;

static const ZpXlsxLook title_look = { .size = 18, .bold = TRUE };
static const ZpXlsxLook heading_look = { .size = 10.5, .heading = TRUE, .border = TRUE };
static const ZpXlsxLook text_look = { .size = 10.5, .border = TRUE, .wrap = TRUE };
static const ZpXlsxLook centre_look = { .size = 10.5, .border = TRUE, .centre = TRUE };
static const ZpXlsxLook number_look = { .size = 10.5, .border = TRUE, .end = TRUE };
static const ZpXlsxLook value_look = { .size = 12, .bold = TRUE, .border = TRUE, .wrap = TRUE };
static const ZpXlsxLook small_look = { .size = 9, .border = TRUE, .wrap = TRUE };
static const ZpXlsxLook quiet_look = { .size = 9 };

static void
clear_figure_sheet (gpointer data)
{
  g_free (((FigureSheet *) data)->name);
}

static lxw_worksheet *
add_worksheet (ZpXlsxWriter *writer, const char *wish, char **out_name)
{
  *out_name = zp_xlsx_names_add (writer->names, wish);
  return workbook_add_worksheet (writer->workbook, *out_name);
}

static gboolean
add_figure_sheets (ZpXlsxWriter *writer)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (ZpSummary) summary = zp_summary_new (none);
  g_autoptr (GPtrArray) figures = zp_summary_make_figures (summary);

  for (guint i = 0; i < figures->len; i++)
    {
      const ZpFigure *figure = g_ptr_array_index (figures, i);
      FigureSheet sheet = { 0 };

      if (!g_str_equal (figure->key, ZP_FIGURE_KEY_FIGURES))
        {
          sheet.worksheet = add_worksheet (writer, figure->title, &sheet.name);
          if (sheet.worksheet == NULL)
            return FALSE;
        }
      g_array_append_val (writer->figure_sheets, sheet);
    }
  return TRUE;
}

/**
 * zp_xlsx_overview_begin:
 * @writer: a new writer
 * @error: return location
 *
 * Puts index, overview and the tables of the figures before the forms, which get a link back to the
 * index.  They are filled when all forms are there.
 *
 * Returns: whether that was done (%ZP_ERROR_EXPORT)
 */
gboolean
zp_xlsx_overview_begin (ZpXlsxWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL && writer->index == NULL, FALSE);

  writer->form_names = g_ptr_array_new_with_free_func (g_free);
  writer->figure_sheets = g_array_new (FALSE, TRUE, sizeof (FigureSheet));
  g_array_set_clear_func (writer->figure_sheets, clear_figure_sheet);
  writer->index = add_worksheet (writer, "目录", &writer->index_name);
  writer->overview = add_worksheet (writer, "概览", &writer->overview_name);
  if (writer->index != NULL && writer->overview != NULL && add_figure_sheets (writer))
    return TRUE;
  return _zp_xlsx_check (LXW_ERROR_MEMORY_MALLOC_FAILED, writer->index_name, error);
}

/* The way back stands beside the table, outside of what is printed. */
lxw_error
_zp_xlsx_write_way_back (ZpXlsxWriter *writer, lxw_worksheet *worksheet, guint n_columns)
{
  ZpXlsxGrid grid = { writer, worksheet, writer->index_name, LXW_NO_ERROR };

  zp_xlsx_grid_put_link (&grid, 0, n_columns + 1, writer->index_name, "← 目录", &quiet_look);
  return grid.result;
}

/* --- the index --- */

/* The order of the columns of the index. */
enum
{
  COLUMN_NUMBER,
  COLUMN_PROJECT,
  COLUMN_UNIT,
  COLUMN_YEAR,
  COLUMN_FORM,
  COLUMN_BUDGET,
  COLUMN_EXECUTED,
  COLUMN_RATE,
  COLUMN_SCORE,
  COLUMN_REVIEW,
  COLUMN_GRADE,
  COLUMN_LAMP,
  COLUMN_STATE,
  COLUMN_ERRORS,
  N_INDEX_COLUMNS,
};

static const struct
{
  const char *heading;
  double width;
} index_columns[N_INDEX_COLUMNS] = {
  { "序号", 5 },      { "项目", 44 },     { "单位", 26 },   { "年度", 7 }, { "表", 24 },
  { "全年预算", 12 }, { "全年执行", 12 }, { "执行率", 10 }, { "总分", 8 }, { "复核得分", 8 },
  { "等级", 6 },      { "预警", 7 },      { "状态", 9 },    { "错误", 7 },
};

static const char *const lamp_words[] = { "", "绿", "黄", "红" };

static void
put_optional (ZpXlsxGrid *grid,
              guint row,
              guint column,
              const ZpOptional *value,
              guint places,
              gboolean percent)
{
  guint shown
      = MAX (places, MIN (zp_decimal_places (value->value), percent ? 2 : ZP_DECIMAL_PLACES));

  if (value->there)
    zp_xlsx_grid_put_number (grid, row, column, value->value, shown, percent, &number_look);
  else
    zp_xlsx_grid_put (grid, row, column, "", &number_look);
}

static void
write_index_row (ZpXlsxGrid *grid, guint number, const ZpFormFacts *form, const char *sheet)
{
  guint row = INDEX_FIRST + number;
  guint lines = MAX (zp_xlsx_count_lines (form->project, 21),
                     zp_xlsx_count_lines (form->template_title, 11));

  zp_xlsx_grid_put_number (grid, row, COLUMN_NUMBER, ZP_DECIMAL_INT (number + 1), 0, FALSE,
                           &number_look);
  zp_xlsx_grid_put_link (grid, row, COLUMN_PROJECT, sheet, form->project, &text_look);
  zp_xlsx_grid_put (grid, row, COLUMN_UNIT, *form->unit != '\0' ? form->unit : form->department,
                    &text_look);
  zp_xlsx_grid_put (grid, row, COLUMN_YEAR, form->year, &centre_look);
  zp_xlsx_grid_put (grid, row, COLUMN_FORM, form->template_title, &text_look);
  put_optional (grid, row, COLUMN_BUDGET, &form->budget, 2, FALSE);
  put_optional (grid, row, COLUMN_EXECUTED, &form->executed, 2, FALSE);
  put_optional (grid, row, COLUMN_RATE, &form->rate, 2, TRUE);
  put_optional (grid, row, COLUMN_SCORE, &form->score, 0, FALSE);
  put_optional (grid, row, COLUMN_REVIEW, &form->review, 0, FALSE);
  zp_xlsx_grid_put (grid, row, COLUMN_GRADE, form->grade != NULL ? form->grade : "", &centre_look);
  zp_xlsx_grid_put (grid, row, COLUMN_LAMP, lamp_words[form->lamp], &centre_look);
  zp_xlsx_grid_put (grid, row, COLUMN_STATE, zp_summary_state_word (form->state), &centre_look);
  zp_xlsx_grid_put_number (grid, row, COLUMN_ERRORS,
                           ZP_DECIMAL_INT (zp_form_facts_count (form, ZP_SEVERITY_ERROR)), 0, FALSE,
                           &number_look);
  zp_xlsx_grid_set_height (grid, row, lines);
}

static void
write_index (ZpXlsxGrid *grid, const char *title, GPtrArray *facts)
{
  guint last = INDEX_FIRST + facts->len - 1;

  zp_xlsx_grid_put (grid, 0, 0, title, &title_look);
  zp_xlsx_grid_set_height (grid, 0, 2);
  zp_xlsx_grid_put_link (grid, 1, 0, grid->writer->overview_name, "→ 概览（含图表）", &quiet_look);
  for (guint i = 0; i < N_INDEX_COLUMNS; i++)
    {
      zp_xlsx_grid_put (grid, INDEX_HEADING, i, index_columns[i].heading, &heading_look);
      (void) worksheet_set_column (grid->worksheet, i, i, index_columns[i].width, NULL);
    }
  zp_xlsx_grid_set_height (grid, INDEX_HEADING, 2);
  for (guint i = 0; i < facts->len; i++)
    write_index_row (grid, i, g_ptr_array_index (facts, i),
                     g_ptr_array_index (grid->writer->form_names, i));
  worksheet_freeze_panes (grid->worksheet, INDEX_FIRST, COLUMN_UNIT);
  (void) worksheet_repeat_rows (grid->worksheet, INDEX_HEADING, INDEX_HEADING);
  (void) worksheet_print_area (grid->worksheet, 0, 0, last, N_INDEX_COLUMNS - 1);
  (void) worksheet_autofilter (grid->worksheet, INDEX_HEADING, 0, last, N_INDEX_COLUMNS - 1);
  zp_xlsx_grid_set_paper (grid, TRUE);
}

/* --- the overview --- */

/* A value that is one number, with or without its unit, is written as a number that shows the unit.
 */
static void
write_value (ZpXlsxGrid *grid, guint row, const char *text)
{
  const char *point = strchr (text, '.');
  g_autofree char *format = NULL;
  ZpDecimal number;
  const char *unit;
  guint places;

  zp_xlsx_grid_put_over (grid, row, 2, 2, text, &value_look);
  if (zp_decimal_parse_prefix (text, &number, &unit) != ZP_DECIMAL_OK
      || (*unit != '\0' && *unit != '%' && !g_str_equal (unit, " 万元")))
    return;
  places = point != NULL && point < unit ? (guint) (unit - point - 1) : 0;
  if (*unit == ' ')
    format = g_strdup_printf ("\"%s\"", unit);
  zp_xlsx_grid_put_number_with (grid, row, 2, number, places, *unit == '%', format, &value_look);
}

static guint
write_key_figures (ZpXlsxGrid *grid, const ZpFigure *figure, guint row)
{
  for (guint i = 0; i < figure->rows->len; i++, row++)
    {
      const ZpFigureCell *cells = zp_figure_get_row (figure, i)->cells;

      zp_xlsx_grid_put_over (grid, row, 0, 2, cells[0].text, &text_look);
      write_value (grid, row, cells[1].text);
      zp_xlsx_grid_put_over (grid, row, 4, 4, cells[2].text, &small_look);
      zp_xlsx_grid_set_height (grid, row, MAX (2, zp_xlsx_count_lines (cells[2].text, 27)));
    }
  return row;
}

static gboolean
is_shown (const ZpFigure *figure)
{
  return !g_str_equal (figure->key, ZP_FIGURE_KEY_FIGURES) && figure->rows->len > 0;
}

/* Two charts side by side, and below each the link to its table. */
static guint
write_charts (ZpXlsxGrid *grid, GPtrArray *figures, guint row)
{
  guint n = 0;

  for (guint i = 0; i < figures->len; i++)
    {
      const ZpFigure *figure = g_ptr_array_index (figures, i);
      const FigureSheet *sheet = &g_array_index (grid->writer->figure_sheets, FigureSheet, i);
      guint column = n % 2 * (N_OVERVIEW_COLUMNS / 2);
      guint top = row + n / 2 * (CHART_ROWS + 1);
      g_autofree char *text = NULL;

      if (!is_shown (figure) || figure->kind == ZP_FIGURE_TABLE)
        continue;
      text = g_strdup_printf ("→ 数据表：%s", figure->title);
      zp_xlsx_figure_insert_chart (grid, figure, sheet->name, top, column,
                                   N_OVERVIEW_COLUMNS / 2 * OVERVIEW_COLUMN_PIXELS - 8,
                                   CHART_ROWS * CHART_ROW_PIXELS - 4);
      zp_xlsx_grid_put_link (grid, top + CHART_ROWS, column, sheet->name, text, &quiet_look);
      n++;
    }
  return row + (n + 1) / 2 * (CHART_ROWS + 1);
}

static guint
write_table_links (ZpXlsxGrid *grid, GPtrArray *figures, guint row)
{
  for (guint i = 0; i < figures->len; i++)
    {
      const ZpFigure *figure = g_ptr_array_index (figures, i);
      g_autofree char *text = g_strdup_printf ("→ 数据表：%s", figure->title);

      if (is_shown (figure) && figure->kind == ZP_FIGURE_TABLE)
        zp_xlsx_grid_put_link (grid, row++, 0,
                               g_array_index (grid->writer->figure_sheets, FigureSheet, i).name,
                               text, &quiet_look);
    }
  return row;
}

static void
write_overview (ZpXlsxGrid *grid, const char *title, GPtrArray *figures)
{
  guint row = 2;

  (void) worksheet_set_column_pixels (grid->worksheet, 0, N_OVERVIEW_COLUMNS - 1,
                                      OVERVIEW_COLUMN_PIXELS, NULL);
  zp_xlsx_grid_put (grid, 0, 0, title, &title_look);
  zp_xlsx_grid_set_height (grid, 0, 2);
  zp_xlsx_grid_put_link (grid, 1, 0, grid->writer->index_name, "← 目录", &quiet_look);
  row = write_key_figures (grid, g_ptr_array_index (figures, 0), row) + 1;
  for (guint i = row; i < row + 3 * (CHART_ROWS + 1) + CHART_ROWS + 1; i++)
    zp_xlsx_grid_set_height (grid, i, 1);
  row = write_charts (grid, figures, row);
  row = write_table_links (grid, figures, row);
  (void) worksheet_print_area (grid->worksheet, 0, 0, row, N_OVERVIEW_COLUMNS - 1);
  worksheet_gridlines (grid->worksheet, LXW_HIDE_ALL_GRIDLINES);
  zp_xlsx_grid_set_paper (grid, FALSE);
}

static gboolean
write_all (
    ZpXlsxWriter *writer, const char *title, GPtrArray *facts, GPtrArray *figures, GError **error)
{
  ZpXlsxGrid index = { writer, writer->index, writer->index_name, LXW_NO_ERROR };
  ZpXlsxGrid overview = { writer, writer->overview, writer->overview_name, LXW_NO_ERROR };

  write_index (&index, title, facts);
  if (!_zp_xlsx_check (index.result, index.name, error))
    return FALSE;
  for (guint i = 0; i < figures->len; i++)
    {
      const FigureSheet *sheet = &g_array_index (writer->figure_sheets, FigureSheet, i);
      ZpXlsxGrid grid = { writer, sheet->worksheet, sheet->name, LXW_NO_ERROR };

      if (sheet->worksheet == NULL)
        continue;
      zp_xlsx_figure_write (&grid, g_ptr_array_index (figures, i));
      if (!_zp_xlsx_check (grid.result, grid.name, error))
        return FALSE;
    }
  write_overview (&overview, title, figures);
  return _zp_xlsx_check (overview.result, overview.name, error);
}

/**
 * zp_xlsx_overview_finish:
 * @writer: a writer for which zp_xlsx_overview_begin() was called
 * @title: what stands above index and overview
 * @facts: (element-type ZpFormFacts): the forms, in the order in which their sheets were added
 * @error: return location
 *
 * Fills index, overview and tables.
 *
 * Returns: whether that was done (%ZP_ERROR_EXPORT)
 */
gboolean
zp_xlsx_overview_finish (ZpXlsxWriter *writer, const char *title, GPtrArray *facts, GError **error)
{
  g_autoptr (ZpSummary) summary = NULL;
  g_autoptr (GPtrArray) figures = NULL;
  ZpXlsxNumberGuard guard;
  gboolean ok;

  g_return_val_if_fail (writer != NULL && writer->index != NULL, FALSE);
  g_return_val_if_fail (facts->len == writer->form_names->len, FALSE);

  if (!_zp_xlsx_number_guard_enter (&guard, error))
    return FALSE;
  summary = zp_summary_new (facts);
  figures = zp_summary_make_figures (summary);
  ok = write_all (writer, title, facts, figures, error);
  _zp_xlsx_number_guard_leave (&guard);
  writer->failed |= !ok;
  g_free (writer->title);
  writer->title = zp_xlsx_clean_text (title);
  return ok;
}
