/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-ledger-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-decimal.h"
#include "zp-error.h"
#include "zp-matcher-page.h"
#include "zp-plan.h"

/* A list of projects with their money: a row of headings, and a project in each row below. */

#define MAX_ENTRIES 20000
#define HEADING_ROWS 30 /* the headings stand among the first rows */

typedef enum
{
  COLUMN_INITIAL = ZP_LEDGER_INITIAL,
  COLUMN_BUDGET = ZP_LEDGER_BUDGET,
  COLUMN_EXECUTED = ZP_LEDGER_EXECUTED,
  COLUMN_PROJECT,
  COLUMN_UNIT,
  COLUMN_DEPARTMENT,
  COLUMN_YEAR,
  N_COLUMNS,
} Column;

/* What the columns are called, without brackets and signs; the first that fits counts. */
static const struct
{
  Column column;
  const char *words;
} headings[] = {
  { COLUMN_PROJECT, "项目名称" },    { COLUMN_PROJECT, "项目" },
  { COLUMN_PROJECT, "预算项目" },    { COLUMN_PROJECT, "项目名" },
  { COLUMN_INITIAL, "年初" },        { COLUMN_INITIAL, "年初预算" },
  { COLUMN_INITIAL, "年初预算数" },  { COLUMN_INITIAL, "年初数" },
  { COLUMN_INITIAL, "年初批复数" },  { COLUMN_BUDGET, "全年预算" },
  { COLUMN_BUDGET, "全年预算数" },   { COLUMN_BUDGET, "调整预算" },
  { COLUMN_BUDGET, "调整预算数" },   { COLUMN_BUDGET, "调整后预算" },
  { COLUMN_BUDGET, "调整后预算数" }, { COLUMN_BUDGET, "预算数" },
  { COLUMN_BUDGET, "预算" },         { COLUMN_EXECUTED, "执行" },
  { COLUMN_EXECUTED, "执行数" },     { COLUMN_EXECUTED, "全年执行" },
  { COLUMN_EXECUTED, "全年执行数" }, { COLUMN_EXECUTED, "支出" },
  { COLUMN_EXECUTED, "支出数" },     { COLUMN_EXECUTED, "实际支出" },
  { COLUMN_EXECUTED, "决算数" },     { COLUMN_UNIT, "实施单位" },
  { COLUMN_UNIT, "项目单位" },       { COLUMN_UNIT, "单位" },
  { COLUMN_UNIT, "单位名称" },       { COLUMN_UNIT, "预算单位" },
  { COLUMN_DEPARTMENT, "主管部门" }, { COLUMN_DEPARTMENT, "部门" },
  { COLUMN_YEAR, "年度" },           { COLUMN_YEAR, "年份" },
  { COLUMN_YEAR, "预算年度" },
};

/* Rows that add others up. */
static const char *const sums[] = { "合计", "总计", "小计", "共计", NULL };

typedef struct
{
  const ZpGrid *grid;
  GStringChunk *chunk;
  GHashTable *by_place; /* row and column → cell */
  guint heading;        /* row */
  int columns[N_COLUMNS];
  gboolean in_yuan;
  guint year; /* of the title, or 0 */
  GPtrArray *entries;
  GPtrArray *rest;
} Reading;

static gpointer
place_of (guint row, guint column)
{
  return GSIZE_TO_POINTER ((gsize) row * ZP_WORKBOOK_MAX_COLUMNS + column + 1);
}

static const ZpGridCell *
get_cell (const Reading *reading, guint row, int column)
{
  return column >= 0 ? g_hash_table_lookup (reading->by_place, place_of (row, (guint) column))
                     : NULL;
}

static gboolean
is_same (Reading *reading, const char *text, const char *words)
{
  ZpKey one = zp_key_make (reading->chunk, text);
  ZpKey two = zp_key_make (reading->chunk, words);

  return *one.base != '\0' && one.base == two.base;
}

static int
find_column (Reading *reading, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    if (is_same (reading, text, headings[i].words))
      return (int) headings[i].column;
  return -1;
}

/* Money in 元 says so in its heading, in brackets, or above the table. */
static gboolean
says_yuan (const char *text)
{
  return strstr (text, "元") != NULL && strstr (text, "万元") == NULL
         && (strstr (text, "单位") != NULL || strstr (text, "(元") != NULL
             || strstr (text, "（元") != NULL);
}

static guint
to_year (guint64 number)
{
  return number >= 1990 && number < 2200 ? (guint) number : 0;
}

/* The year of a title: 2024 in “2024年项目支出台账”. */
static guint
find_year (const char *text)
{
  const char *sign = strstr (text, "年");

  return sign != NULL && sign - text >= 4 ? to_year (g_ascii_strtoull (sign - 4, NULL, 10)) : 0;
}

static gboolean
has_ledger (const Reading *reading)
{
  return reading->columns[COLUMN_PROJECT] >= 0
         && (reading->columns[COLUMN_BUDGET] >= 0 || reading->columns[COLUMN_INITIAL] >= 0
             || reading->columns[COLUMN_EXECUTED] >= 0);
}

/* Headings may be in two lines: 项目 in the upper, 年初预算数 in the lower one. */
static gboolean
find_heading (Reading *reading)
{
  guint n_money = 0;

  for (guint i = 0; i < N_COLUMNS; i++)
    reading->columns[i] = -1;
  for (guint i = 0; i < reading->grid->cells->len; i++)
    {
      const ZpGridCell *cell = &g_array_index (reading->grid->cells, ZpGridCell, i);
      int column = cell->row < HEADING_ROWS && strlen (cell->text) < 100
                       ? find_column (reading, cell->text)
                       : -1;

      if (has_ledger (reading) && cell->row > reading->heading + 1)
        break;
      reading->in_yuan = reading->in_yuan || says_yuan (cell->text);
      if (column < 0 && reading->year == 0)
        reading->year = find_year (cell->text);
      if (column < 0 || reading->columns[column] >= 0)
        continue;
      reading->columns[column] = (int) cell->column;
      reading->heading = cell->row;
      n_money += column <= COLUMN_EXECUTED;
    }
  return has_ledger (reading) && n_money > 0;
}

/* --- lines --- */

static void
leave (Reading *reading, const ZpGridCell *cell, const char *reason)
{
  g_autofree char *name = zp_grid_name_cell (cell->row, cell->column);
  g_autofree char *source = g_strconcat (reading->grid->name, "!", name, NULL);

  zp_plan_rest_add (reading->rest, source, cell->text, reason);
}

/* Returns: (transfer full) (nullable): the amount in 万元 */
static char *
read_amount (Reading *reading, const ZpGridCell *cell)
{
  static const ZpDecimal one = { 1000000 };
  static const ZpDecimal ten_thousand = { G_GINT64_CONSTANT (10000000000) };
  ZpDecimal value, wan;

  if (cell == NULL || cell->failed || zp_decimal_parse (cell->text, &value) != ZP_DECIMAL_OK)
    return NULL;
  if (!reading->in_yuan)
    return g_strstrip (g_strdup (cell->text));
  if (!zp_decimal_mul_div (value, one, ten_thousand, 6, ZP_ROUND_HALF_UP, &wan))
    return NULL;
  return zp_decimal_to_string (wan);
}

static char *
read_text (Reading *reading, guint row, Column column)
{
  const ZpGridCell *cell = get_cell (reading, row, reading->columns[column]);

  return cell != NULL ? g_strstrip (g_strdup (cell->text)) : NULL;
}

/* “2024年度” is the year 2024. */
static char *
read_year (Reading *reading, guint row)
{
  g_autofree char *text = read_text (reading, row, COLUMN_YEAR);
  guint year = text != NULL ? to_year (g_ascii_strtoull (text, NULL, 10)) : 0;

  if (year == 0)
    year = reading->year;
  return year != 0 ? g_strdup_printf ("%u", year) : NULL;
}

static void
read_entry (Reading *reading, const ZpGridCell *project)
{
  g_autoptr (ZpLedgerEntry) entry = zp_ledger_entry_new ();
  g_autofree char *name = zp_grid_name_cell (project->row, project->column);
  guint n_amounts = 0;

  entry->project = g_strstrip (g_strdup (project->text));
  for (guint i = 0; i < ZP_LEDGER_N_AMOUNTS; i++)
    {
      const ZpGridCell *cell = get_cell (reading, project->row, reading->columns[i]);

      entry->amounts[i] = read_amount (reading, cell);
      n_amounts += entry->amounts[i] != NULL;
      if (cell != NULL && entry->amounts[i] == NULL)
        leave (reading, cell, _ ("this is no amount"));
    }
  if (n_amounts == 0)
    {
      leave (reading, project, _ ("the row has no amount"));
      return;
    }
  entry->unit = read_text (reading, project->row, COLUMN_UNIT);
  entry->department = read_text (reading, project->row, COLUMN_DEPARTMENT);
  entry->year = read_year (reading, project->row);
  entry->source = g_strconcat (reading->grid->name, "!", name, NULL);
  if (reading->in_yuan)
    entry->note = g_strdup (_ ("元 became 万元"));
  g_ptr_array_add (reading->entries, g_steal_pointer (&entry));
}

static gboolean
is_sum (Reading *reading, const char *text)
{
  for (guint i = 0; sums[i] != NULL; i++)
    if (is_same (reading, text, sums[i]))
      return TRUE;
  return FALSE;
}

static void
read_entries (Reading *reading)
{
  for (guint i = 0; i < reading->grid->cells->len && reading->entries->len < MAX_ENTRIES; i++)
    {
      const ZpGridCell *cell = &g_array_index (reading->grid->cells, ZpGridCell, i);

      if (cell->row <= reading->heading || (int) cell->column != reading->columns[COLUMN_PROJECT])
        continue;
      if (is_sum (reading, cell->text))
        leave (reading, cell, _ ("a sum is no project"));
      else if (find_column (reading, cell->text) < 0)
        read_entry (reading, cell);
    }
}

static void
begin (Reading *reading, const ZpGrid *grid)
{
  reading->grid = grid;
  reading->in_yuan = FALSE;
  reading->year = 0;
  reading->heading = 0;
  g_hash_table_remove_all (reading->by_place);
  for (guint i = 0; i < grid->cells->len; i++)
    {
      ZpGridCell *cell = &g_array_index (grid->cells, ZpGridCell, i);

      g_hash_table_insert (reading->by_place, place_of (cell->row, cell->column), cell);
    }
}

/**
 * zp_ledger_read:
 * @book: a workbook
 * @out_rest: (out) (transfer full) (element-type ZpPlanRest): what is not taken
 * @error: return location for an error
 *
 * Reads the ledgers of a workbook: sheets with a column of projects and columns of money, in 万元
 * or, where that is said, in 元.
 *
 * Returns: (transfer full) (nullable) (element-type ZpLedgerEntry): its lines; %NULL when no sheet
 * is a ledger (%ZP_ERROR_NOT_FOUND)
 */
GPtrArray *
zp_ledger_read (const ZpWorkbook *book, GPtrArray **out_rest, GError **error)
{
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (1024);
  g_autoptr (GHashTable) by_place = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_ledger_entry_free);
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_plan_rest_free);
  Reading reading = { .chunk = chunk, .by_place = by_place, .entries = entries, .rest = rest };
  guint n_ledgers = 0;

  g_return_val_if_fail (book != NULL, NULL);

  for (guint i = 0; i < zp_workbook_get_n_sheets (book); i++)
    {
      begin (&reading, zp_workbook_get_sheet (book, i));
      if (!find_heading (&reading))
        continue;
      n_ledgers++;
      read_entries (&reading);
    }
  if (n_ledgers == 0)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
                           _ ("no sheet has a column 项目 and a column 年初, 全年预算 or 执行; "
                              "name the columns so"));
      return NULL;
    }
  *out_rest = g_steal_pointer (&rest);
  return g_steal_pointer (&entries);
}
