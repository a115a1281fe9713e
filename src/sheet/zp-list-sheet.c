/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-list-sheet.h"

#include "zp-sheet-private.h"

#define ROWS "rows"

struct _ZpListSheet
{
  ZpSheetBuilder *builder;
  ZpListColumn *columns;
  guint n_columns;
};

static void
add_cell (ZpListSheet *self,
          guint column,
          guint span,
          ZpCellStyle style,
          ZpCellAlign align,
          const char *text)
{
  ZpSheetCell cell = { .column = column, .column_span = span, .style = style, .align = align };

  cell.border = style == ZP_STYLE_VALUE || style == ZP_STYLE_LABEL;
  cell.text = g_ref_string_new (text != NULL ? text : "");
  zp_sheet_builder_add_cell (self->builder, cell);
}

static void
add_whole (ZpListSheet *self, ZpCellStyle style, ZpCellAlign align, const char *text)
{
  zp_sheet_builder_begin_row (self->builder, NULL, NULL, FALSE, 0);
  add_cell (self, 0, self->n_columns, style, align, text);
}

/**
 * zp_list_sheet_new:
 * @title: what stands above the list, and what the sheet is called
 * @subtitle: (nullable): a line below it
 * @columns: (array length=n_columns): the columns
 * @n_columns: their number
 * @landscape: whether the paper lies
 *
 * Returns: (transfer full): a list without rows
 */
ZpListSheet *
zp_list_sheet_new (const char *title,
                   const char *subtitle,
                   const ZpListColumn *columns,
                   guint n_columns,
                   gboolean landscape)
{
  ZpListSheet *self = g_new0 (ZpListSheet, 1);
  g_autofree guint *widths = g_new (guint, n_columns);

  for (guint i = 0; i < n_columns; i++)
    widths[i] = columns[i].width;
  self->columns = g_memdup2 (columns, n_columns * sizeof *columns);
  self->n_columns = n_columns;
  self->builder = zp_sheet_builder_new (n_columns, widths, landscape, title);
  add_whole (self, ZP_STYLE_TITLE, ZP_ALIGN_DEFAULT, title);
  if (subtitle != NULL)
    add_whole (self, ZP_STYLE_SUBTITLE, ZP_ALIGN_DEFAULT, subtitle);
  zp_sheet_builder_begin_row (self->builder, NULL, NULL, TRUE, 0);
  for (guint i = 0; i < n_columns; i++)
    add_cell (self, i, 1, ZP_STYLE_LABEL, ZP_ALIGN_CENTRE, columns[i].heading);
  return self;
}

/** zp_list_sheet_add_row: adds a row; @texts has one for each column, which may be %NULL. */
void
zp_list_sheet_add_row (ZpListSheet *self, const char *const *texts)
{
  /* Of a table, so that its heading is repeated on every page. */
  zp_sheet_builder_begin_row (self->builder, ROWS, NULL, FALSE, 0);
  for (guint i = 0; i < self->n_columns; i++)
    add_cell (self, i, 1, ZP_STYLE_VALUE, self->columns[i].align, texts[i]);
}

/** zp_list_sheet_add_line: adds a line of text over the whole width. */
void
zp_list_sheet_add_line (ZpListSheet *self, const char *text)
{
  add_whole (self, ZP_STYLE_FOOTNOTE, ZP_ALIGN_START, text);
}

/** zp_list_sheet_end: (transfer full): the sheet; the list is gone. */
ZpSheet *
zp_list_sheet_end (ZpListSheet *self)
{
  ZpSheet *sheet = zp_sheet_builder_end (self->builder);

  g_free (self->columns);
  g_free (self);
  return sheet;
}
