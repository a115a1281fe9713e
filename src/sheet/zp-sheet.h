/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-decimal.h"
#include "zp-template.h"

G_BEGIN_DECLS

/**
 * ZpCellKind:
 * @ZP_CELL_FIXED: words of the form; nobody types here
 * @ZP_CELL_INPUT: what is typed
 * @ZP_CELL_COMPUTED: what the program computes; read only
 * @ZP_CELL_SCORE: computed, until somebody types another score
 * @ZP_CELL_SHOWN: a value that is typed elsewhere; here it can be pointed at
 */
typedef enum
{
  ZP_CELL_FIXED,
  ZP_CELL_INPUT,
  ZP_CELL_COMPUTED,
  ZP_CELL_SCORE,
  ZP_CELL_SHOWN,
} ZpCellKind;

/**
 * ZpSheetCell:
 * @row, @column: its upper left place in the grid
 * @row_span, @column_span: at least 1
 * @kind: see #ZpCellKind
 * @type: what is typed here, for %ZP_CELL_INPUT and %ZP_CELL_SCORE
 * @style: its looks
 * @align: horizontal alignment
 * @address: (nullable): the address of its value
 * @label: what to call the cell to a person: the heading above or beside it
 * @text: what is printed, never %NULL
 * @spec: (nullable): the field or column of the template it shows (choices, limits)
 * @choice: (nullable): of several words to tick, the one that has this cell: zp_form_toggle_word()
 * @aliases: (nullable) (array zero-terminated=1): other words that printed forms have here
 * @has_number: @number and @places are printed, as a number in a workbook
 * @percent: @number is a rate in percent (54.99 for 54.99%)
 * @by_hand: a score somebody entered, which differs from the computed one
 * @converted: @text is not what was typed but what was understood (元 in a 万元 column)
 * @placeholder: belongs to a row that exists only on the sheet until something is typed in it
 * @merged: the cell was merged from rows of a table (level cells)
 * @level: a level cell that prints the weight of its level behind the name; what is typed here is
 *   what is printed: zp_form_set_level()
 * @border: whether the cell has borders (title and footnotes have none)
 */
typedef struct
{
  guint row;
  guint column;
  guint row_span;
  guint column_span;
  ZpCellKind kind;
  ZpValueType type;
  ZpCellStyle style;
  ZpCellAlign align;
  GRefString *address;
  GRefString *label;
  GRefString *text;
  const ZpColumnSpec *spec;
  const char *choice;
  char **aliases;
  ZpDecimal number;
  guint8 places;
  guint has_number : 1;
  guint percent : 1;
  guint by_hand : 1;
  guint converted : 1;
  guint placeholder : 1;
  guint merged : 1;
  guint level : 1;
  guint border : 1;
} ZpSheetCell;

/**
 * ZpSheetRow:
 * @table: (nullable): the key of the table the row belongs to
 * @row_id: (nullable): the table row it shows; “+3” for the fourth row of the skeleton that nobody filled
 * @header: repeated on every page, when it stands directly above rows of a table
 * @min_height: in points, 0 for the style's own
 * @first_cell, @n_cells: the cells that begin in this row, in zp_sheet_get_cell() order
 */
typedef struct
{
  GRefString *table;
  GRefString *row_id;
  gboolean header;
  double min_height;
  guint first_cell;
  guint n_cells;
} ZpSheetRow;

/**
 * ZpSheet:
 *
 * The official table as a grid of cells with spans, styles, widths and addresses: what the editor
 * shows, what xlsx, PDF and print put on paper, and what an import is matched against.
 * Immutable and reference counted; it may be handed to a worker.
 */
typedef struct _ZpSheet ZpSheet;

ZpSheet *zp_sheet_ref (ZpSheet *sheet);
void zp_sheet_unref (ZpSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpSheet, zp_sheet_unref)

const char *zp_sheet_get_title (const ZpSheet *sheet);
guint zp_sheet_get_n_columns (const ZpSheet *sheet);
guint zp_sheet_get_n_rows (const ZpSheet *sheet);
guint zp_sheet_get_n_cells (const ZpSheet *sheet);
const ZpSheetCell *zp_sheet_get_cell (const ZpSheet *sheet, guint index);
const ZpSheetRow *zp_sheet_get_row (const ZpSheet *sheet, guint row);
const ZpSheetCell *zp_sheet_find (const ZpSheet *sheet, const char *address);
const ZpSheetCell *zp_sheet_get_at (const ZpSheet *sheet, guint row, guint column);

/* Geometry, in points (1/72 inch). */
gboolean zp_sheet_is_landscape (const ZpSheet *sheet);
void zp_sheet_get_page (const ZpSheet *sheet,
                        double *out_width,
                        double *out_height,
                        double *out_margin_x,
                        double *out_margin_y);
double zp_sheet_get_column_width (const ZpSheet *sheet, guint column);
double zp_sheet_get_cell_width (const ZpSheet *sheet, const ZpSheetCell *cell);
double zp_sheet_get_table_width (const ZpSheet *sheet);

/**
 * ZpStyleFont:
 * @families: a comma-separated list, the official family first (宋体, 黑体, …), then what Debian has
 * @xlsx_family: the one family a workbook names
 * @size: in points
 * @bold: whether it is bold
 *
 * The typeface of a style.
 */
typedef struct
{
  const char *families;
  const char *xlsx_family;
  double size;
  gboolean bold;
} ZpStyleFont;

const ZpStyleFont *zp_sheet_get_font (const ZpSheet *sheet, ZpCellStyle style);
ZpCellAlign zp_sheet_cell_get_align (const ZpSheetCell *cell);

G_END_DECLS
