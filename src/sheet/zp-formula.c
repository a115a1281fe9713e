/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-formula.h"

#include <string.h>

#include "zp-workbook.h"

/* The references in a formula of a spreadsheet.  Nothing is computed: texts, names, functions and
 * numbers are passed over, and every cell, range, row and column is offered to be moved. */

typedef struct
{
  const char *at;
  GString *out;
  char *sheet; /* (nullable): named before the next reference */
  ZpFormulaFunc func;
  gpointer data;
} Scan;

static gboolean
continues_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.' || c == '$' || c == '?' || c == '\\'
         || (guchar) c >= 0x80;
}

/* Copies a text in quotes, in which a quote is doubled. */
static void
pass_quoted (Scan *scan, char quote)
{
  const char *start = scan->at++;

  while (*scan->at != '\0')
    if (*scan->at++ == quote)
      {
        if (*scan->at != quote)
          break;
        scan->at++;
      }
  g_string_append_len (scan->out, start, scan->at - start);
}

/* Copies what is in square brackets: a column of a table, or the number of another workbook. */
static void
pass_brackets (Scan *scan)
{
  const char *start = scan->at;
  guint depth = 0;

  do
    {
      depth += *scan->at == '[';
      depth -= *scan->at == ']';
      scan->at++;
    }
  while (depth > 0 && *scan->at != '\0');
  g_string_append_len (scan->out, start, scan->at - start);
}

/* #REF!, #N/A, #DIV/0! */
static void
pass_error (Scan *scan)
{
  const char *start = scan->at++;

  while (g_ascii_isalnum (*scan->at) || *scan->at == '/' || *scan->at == '_')
    scan->at++;
  if (*scan->at == '!' || *scan->at == '?')
    scan->at++;
  g_string_append_len (scan->out, start, scan->at - start);
}

/* --- references --- */

static gboolean
read_column (const char **at, ZpFormulaCell *cell)
{
  const char *p = *at;
  guint column = 0, n = 0;

  cell->column_fixed = *p == '$';
  p += cell->column_fixed;
  for (; g_ascii_isalpha (*p) && n < 4; p++, n++)
    column = column * 26 + (guint) (g_ascii_toupper (*p) - 'A') + 1;
  if (n == 0 || n > 3 || column > ZP_WORKBOOK_MAX_COLUMNS)
    return FALSE;
  cell->column = column - 1;
  *at = p;
  return TRUE;
}

static gboolean
read_row (const char **at, ZpFormulaCell *cell)
{
  const char *p = *at;
  guint row = 0, n = 0;

  cell->row_fixed = *p == '$';
  p += cell->row_fixed;
  for (; g_ascii_isdigit (*p) && n < 8; p++, n++)
    row = row * 10 + (guint) (*p - '0');
  if (row == 0 || row > ZP_WORKBOOK_MAX_ROWS)
    return FALSE;
  cell->row = row - 1;
  *at = p;
  return TRUE;
}

static gboolean
read_corner (const char **at, ZpFormulaArea *area, ZpFormulaCell *cell)
{
  const char *p = *at;

  if ((area->has_columns && !read_column (&p, cell)) || (area->has_rows && !read_row (&p, cell)))
    return FALSE;
  if (continues_word (*p))
    return FALSE;
  *at = p;
  return TRUE;
}

/* Reads B5, B5:C9, B:C or 5:9 at @at. */
static gboolean
read_area (const char **at, gboolean has_columns, gboolean has_rows, ZpFormulaArea *area)
{
  const char *p = *at;

  *area = (ZpFormulaArea){ .has_columns = has_columns, .has_rows = has_rows };
  if (!read_corner (&p, area, &area->first))
    return FALSE;
  area->last = area->first;
  if (*p == ':')
    {
      const char *q = p + 1;

      area->is_range = read_corner (&q, area, &area->last) && *q != '!' && *q != '(';
      if (area->is_range)
        p = q;
      else
        area->last = area->first;
    }
  if (*p == '(' || *p == '!' || (!area->is_range && (!has_columns || !has_rows)))
    return FALSE;
  *at = p;
  return TRUE;
}

static void
append_corner (GString *out, const ZpFormulaArea *area, const ZpFormulaCell *cell)
{
  if (area->has_columns)
    {
      g_autofree char *name = zp_grid_name_cell (0, cell->column);

      if (cell->column_fixed)
        g_string_append_c (out, '$');
      /* Without the row, which is one digit. */
      g_string_append_len (out, name, (gssize) strlen (name) - 1);
    }
  if (area->has_rows)
    g_string_append_printf (out, "%s%u", cell->row_fixed ? "$" : "", cell->row + 1);
}

static gboolean
take_area (Scan *scan)
{
  ZpFormulaArea area;

  if (!read_area (&scan->at, TRUE, TRUE, &area) && !read_area (&scan->at, TRUE, FALSE, &area)
      && !read_area (&scan->at, FALSE, TRUE, &area))
    return FALSE;
  area.sheet = scan->sheet;
  scan->func (&area, scan->data);
  append_corner (scan->out, &area, &area.first);
  if (area.is_range)
    {
      g_string_append_c (scan->out, ':');
      append_corner (scan->out, &area, &area.last);
    }
  g_clear_pointer (&scan->sheet, g_free);
  return TRUE;
}

/* --- names --- */

static char *
unquote (const char *text, gsize length)
{
  g_autofree char *inner = g_strndup (text + 1, length - 2);
  g_auto (GStrv) parts = g_strsplit (inner, "''", -1);

  return g_strjoinv ("'", parts);
}

/* 'Sheet 1'! names a sheet; what else is in quotes is passed over. */
static void
take_quoted_sheet (Scan *scan)
{
  const char *start = scan->at;

  pass_quoted (scan, '\'');
  if (*scan->at == '!' && scan->at - start >= 2)
    {
      g_free (scan->sheet);
      scan->sheet = unquote (start, (gsize) (scan->at - start));
      g_string_append_c (scan->out, *scan->at++);
    }
}

/* A function, a name, or the name of a sheet; Sheet1:Sheet3! names several. */
static void
take_word (Scan *scan)
{
  const char *start = scan->at;
  const char *end;

  while (continues_word (*scan->at))
    scan->at++;
  end = scan->at;
  if (*end == ':' && continues_word (end[1]))
    {
      for (end++; continues_word (*end);)
        end++;
      if (*end == '!')
        scan->at = end;
    }
  g_string_append_len (scan->out, start, scan->at - start);
  if (*scan->at != '!')
    return;
  g_free (scan->sheet);
  /* What is in brackets before it names another workbook. */
  scan->sheet = scan->out->len > (gsize) (scan->at - start)
                        && scan->out->str[scan->out->len - (gsize) (scan->at - start) - 1] == ']'
                    ? g_strdup ("[]")
                    : g_strndup (start, (gsize) (scan->at - start));
  g_string_append_c (scan->out, *scan->at++);
}

/**
 * zp_formula_rewrite:
 * @formula: a formula as a workbook keeps it, without the equals sign
 * @func: called for every reference, which it may change
 * @data: for @func
 *
 * Returns: (transfer full): the formula with the references as @func left them
 */
char *
zp_formula_rewrite (const char *formula, ZpFormulaFunc func, gpointer data)
{
  Scan scan = { .at = formula, .out = g_string_new (NULL), .func = func, .data = data };

  g_return_val_if_fail (formula != NULL && func != NULL, NULL);

  while (*scan.at != '\0')
    {
      char c = *scan.at;

      if (c == '"')
        pass_quoted (&scan, '"');
      else if (c == '\'')
        take_quoted_sheet (&scan);
      else if (c == '[')
        pass_brackets (&scan);
      else if (c == '#')
        pass_error (&scan);
      else if (!continues_word (c))
        g_string_append_c (scan.out, *scan.at++);
      else if (!take_area (&scan))
        take_word (&scan);
      /* Only what follows the name of a sheet at once is on it. */
      if (scan.at[-1] != '!')
        g_clear_pointer (&scan.sheet, g_free);
    }
  g_free (scan.sheet);
  return g_string_free (scan.out, FALSE);
}
