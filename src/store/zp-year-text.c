/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-year-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "zp-quantity.h"
#include "zp-year-list.h"

/* Headings stand in one of the first rows, below a title. */
#define HEADING_ROWS 10
#define NOWHERE G_MAXUINT
/* Serial days of spreadsheets from 2009 to 2064. */
#define SERIAL_FIRST 40000
#define SERIAL_LAST 60000

typedef struct
{
  guint unit;
  guint project;
  guint budget;
  guint due;
  gint64 factor; /* of the budget: 10000 for 万元, 1 for 元 */
  guint first;   /* the first row below the headings */
} Layout;

static const char *
get_cell (const GPtrArray *rows, guint row, guint column)
{
  char *const *cells = g_ptr_array_index (rows, row);

  return column != NOWHERE && column < g_strv_length ((char **) cells) ? cells[column] : "";
}

/* --- days --- */

/**
 * zp_year_parse_due:
 * @text: a day as people write it: 2021-3-31, 2021/03/31, 2021.3.31, 2021年3月31日, 20210331, or
 *   the serial day of a spreadsheet
 *
 * Returns: (transfer full) (nullable): “2021-03-31”; "" for the empty text, %NULL for no day
 */
char *
zp_year_parse_due (const char *text)
{
  g_autofree char *plain = zp_text_normalise (text);
  int year = 0, month = 0, day = 0, n = 0;
  gsize length = strlen (plain);
  GDate date;

  if (*plain == '\0')
    return g_strdup ("");
  for (char *p = plain; *p != '\0'; p++)
    {
      if (*p == '/' || *p == '.')
        *p = '-';
    }
  if (strspn (plain, "0123456789") == length && length == 8)
    sscanf (plain, "%4d%2d%2d", &year, &month, &day);
  else if (strspn (plain, "0123456789") == length && length == 5)
    {
      int serial = atoi (plain);

      if (serial < SERIAL_FIRST || serial > SERIAL_LAST)
        return NULL;
      g_date_clear (&date, 1);
      /* Day 1 is the first of January 1900, and there is a 29th of February too many. */
      g_date_set_dmy (&date, 30, G_DATE_DECEMBER, 1899);
      g_date_add_days (&date, (guint) serial);
      return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                              g_date_get_day (&date));
    }
  else if ((sscanf (plain, "%4d-%2d-%2d%n", &year, &month, &day, &n) != 3 || plain[n] != '\0')
           && (sscanf (plain, "%4d年%2d月%2d日%n", &year, &month, &day, &n) != 3
               || plain[n] != '\0'))
    return NULL;
  if (year < 1900 || month < 1 || day < 1
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* --- which column is what --- */

static gboolean
has_word (const char *text, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (strstr (text, words[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
read_heading (Layout *layout, const char *text, guint column)
{
  static const char *const dues[] = { "截止", "时限", "期限", "到期", "报送", NULL };
  static const char *const units[] = { "单位", NULL };
  static const char *const no_units[] = { "度量", "计量", "主管", NULL };
  static const char *const projects[] = { "项目", NULL };
  static const char *const no_projects[]
      = { "编码", "代码", "类别", "类型", "属性", "负责人", NULL };
  static const char *const budgets[] = { "预算", "金额", "资金", NULL };
  static const char *const adjusted[] = { "全年", "调整", NULL };
  g_autofree char *plain = zp_text_normalise (text);

  if (has_word (plain, dues))
    layout->due = column;
  else if (has_word (plain, budgets) && strstr (plain, "单位") == NULL)
    {
      /* The adjusted budget counts where there are several. */
      if (layout->budget != NOWHERE && !has_word (plain, adjusted))
        return;
      layout->budget = column;
      layout->factor = strstr (plain, "万元") == NULL && strstr (plain, "元") != NULL ? 1 : 10000;
    }
  else if (has_word (plain, units) && !has_word (plain, no_units))
    layout->unit = column;
  else if (has_word (plain, projects) && !has_word (plain, no_projects)
           && layout->project == NOWHERE)
    layout->project = column;
}

static gboolean
find_headings (GPtrArray *rows, Layout *layout)
{
  for (guint i = 0; i < rows->len && i < HEADING_ROWS; i++)
    {
      char *const *cells = g_ptr_array_index (rows, i);
      Layout found = { NOWHERE, NOWHERE, NOWHERE, NOWHERE, 10000, i + 1 };
      guint n = g_strv_length ((char **) cells);

      for (guint column = 0; column < n; column++)
        {
          if (g_utf8_strlen (cells[column], -1) <= 20)
            read_heading (&found, cells[column], column);
        }
      if (found.project != NOWHERE
          && ((n == 1 && g_utf8_strlen (cells[0], -1) <= 6) || found.unit != NOWHERE
              || found.budget != NOWHERE || found.due != NOWHERE))
        {
          *layout = found;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_amount (const char *text)
{
  ZpDecimal value;

  return zp_amount_parse (text, 10000, &value, NULL, NULL);
}

/* What most cells of a column are; texts of a project differ from row to row. */
static void
guess_columns (GPtrArray *rows, Layout *layout)
{
  guint most = 0;

  *layout = (Layout){ NOWHERE, NOWHERE, NOWHERE, NOWHERE, 10000, 0 };
  for (guint column = 0; column < 30; column++)
    {
      g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
      guint amounts = 0, days = 0, filled = 0;

      for (guint i = 0; i < rows->len; i++)
        {
          const char *cell = get_cell (rows, i, column);
          g_autofree char *day = NULL;

          if (*cell == '\0')
            continue;
          filled++;
          day = zp_year_parse_due (cell);
          if (day != NULL)
            days++;
          else if (is_amount (cell))
            amounts++;
          else
            g_hash_table_add (texts, (gpointer) cell);
        }
      if (filled == 0)
        continue;
      if (days * 2 > filled)
        layout->due = column;
      else if (amounts * 2 > filled)
        layout->budget = column;
      else if (g_hash_table_size (texts) > most)
        {
          most = g_hash_table_size (texts);
          layout->unit = layout->project;
          layout->project = column;
        }
      else if (layout->unit == NOWHERE)
        layout->unit = column;
    }
}

/* --- the rows --- */

static gboolean
is_total (const char *text)
{
  static const char *const totals[] = { "合计", "小计", "总计", NULL };

  return has_word (text, totals);
}

static void
add_note (GPtrArray *notes, guint row, const char *note)
{
  g_ptr_array_add (notes, g_strdup_printf (_ ("Row %u: %s"), row + 1, note));
}

static void
read_row (GPtrArray *rows,
          guint row,
          const Layout *layout,
          const char *year,
          char **unit,
          GPtrArray *lines,
          GPtrArray *notes)
{
  g_autofree char *project = g_strstrip (g_strdup (get_cell (rows, row, layout->project)));
  g_autofree char *own = g_strstrip (g_strdup (get_cell (rows, row, layout->unit)));
  const char *budget = get_cell (rows, row, layout->budget);
  g_autofree char *due = zp_year_parse_due (get_cell (rows, row, layout->due));
  gboolean total = is_total (project) || is_total (own);
  ZpDecimal value;
  gint64 micro = G_MININT64;
  ZpYearLine *line;

  if (*project == '\0' && *own == '\0' && *budget == '\0')
    return;
  /* Merged cells hold their text in the first row only. */
  if (*own != '\0' && !is_total (own))
    {
      g_free (*unit);
      *unit = g_strdup (own);
    }
  if (zp_amount_parse (budget, layout->factor, &value, NULL, NULL)
      && zp_decimal_mul_div (value, ZP_DECIMAL_INT (layout->factor), ZP_DECIMAL_INT (10000),
                             ZP_DECIMAL_PLACES, ZP_ROUND_HALF_UP, &value))
    micro = value.micro;
  else if (*budget != '\0')
    add_note (notes, row, _ ("the budget is no number; it stays as it is written"));
  if (due == NULL)
    add_note (notes, row, _ ("the deadline is no date; it stays as it is written"));
  if (total && (*own == '\0' || is_total (own)))
    add_note (notes, row, _ ("a total without a unit was not taken"));
  else if (*project == '\0' && *own == '\0')
    add_note (notes, row, _ ("it names no project and was not taken"));
  else
    {
      line = zp_year_line_new (year, *unit, total ? "" : project, micro, due != NULL ? due : "");
      zp_year_line_set_texts (line, micro == G_MININT64 ? budget : "",
                              due == NULL ? get_cell (rows, row, layout->due) : "");
      g_ptr_array_add (lines, line);
    }
}

/**
 * zp_year_lines_read:
 * @rows: (element-type GStrv): the cells of a sheet, row by row
 * @year: the year of the list
 * @notes: (element-type utf8): where to add what was not taken, row by row
 *
 * Reads a year's list.  Columns are known by their headings, or without headings by what stands in
 * them.  A total of a unit becomes a line without a project.
 *
 * Returns: (transfer full) (element-type ZpYearLine): the lines
 */
GPtrArray *
zp_year_lines_read (GPtrArray *rows, const char *year, GPtrArray *notes)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);
  g_autofree char *unit = g_strdup ("");
  Layout layout;

  g_return_val_if_fail (rows != NULL && year != NULL && notes != NULL, NULL);

  if (!find_headings (rows, &layout))
    guess_columns (rows, &layout);
  if (layout.project == NOWHERE)
    return lines;
  for (guint i = layout.first; i < rows->len; i++)
    read_row (rows, i, &layout, year, &unit, lines, notes);
  return lines;
}
