/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sheet-private.h"
#include "zp-intern.h"

#include <string.h>

#define A4_SHORT 595.28
#define A4_LONG 841.89
#define MARGIN_X 42.5
#define MARGIN_Y 51.0

/* How many a form has; more are no harm. */
#define USUAL_ROWS 48
#define USUAL_CELLS 256

/* Above this number of columns the usual size leaves room for two characters in a cell. */
#define MAX_COLUMNS_AT_USUAL_SIZE 12

#define SONG "SimSun, NSimSun, Noto Serif CJK SC, serif"
#define HEI "SimHei, Noto Sans CJK SC, sans"
#define KAI "KaiTi, KaiTi_GB2312, Noto Serif CJK SC, serif"
#define FANGSONG "FangSong, FangSong_GB2312, Noto Serif CJK SC, serif"
#define XIAOBIAOSONG "FZXiaoBiaoSong-B05S, 方正小标宋简体, SimHei, Noto Serif CJK SC, serif"

struct _ZpSheet
{
  gatomicrefcount ref_count;

  char *title;
  gboolean landscape;
  guint n_columns;
  double *widths;
  GArray *rows;  /* ZpSheetRow */
  GArray *cells; /* ZpSheetCell */

  /* Both hold the index of a cell plus one, so that 0 says there is none.  Only a window looks for
   * addresses, so these are gathered when the first one is asked for, in whatever thread. */
  GHashTable *by_address;
  guint *grid;

  gpointer kept;
  GDestroyNotify kept_destroy;
};

struct _ZpSheetBuilder
{
  ZpSheet *sheet;
};

/* What the official forms look like: 宋体 五号 in the table, a 黑体 title; and official documents:
 * 小标宋 二号 for the title, 黑体, 楷体 and 仿宋 三号 below it. */
static const ZpStyleFont usual_fonts[ZP_N_STYLES] = {
  [ZP_STYLE_VALUE] = { SONG, "宋体", 10.5, FALSE },
  [ZP_STYLE_LABEL] = { SONG, "宋体", 10.5, FALSE },
  [ZP_STYLE_TITLE] = { HEI, "黑体", 18.0, TRUE },
  [ZP_STYLE_SUBTITLE] = { SONG, "宋体", 11.0, FALSE },
  [ZP_STYLE_SECTION] = { SONG, "宋体", 10.5, TRUE },
  [ZP_STYLE_LINE] = { SONG, "宋体", 10.0, FALSE },
  [ZP_STYLE_FOOTNOTE] = { SONG, "宋体", 9.0, FALSE },
  [ZP_STYLE_DOC_TITLE] = { XIAOBIAOSONG, "方正小标宋简体", 22.0, FALSE },
  [ZP_STYLE_HEADING1] = { HEI, "黑体", 16.0, FALSE },
  [ZP_STYLE_HEADING2] = { KAI, "楷体", 16.0, FALSE },
  [ZP_STYLE_HEADING3] = { FANGSONG, "仿宋", 16.0, TRUE },
  [ZP_STYLE_PARAGRAPH] = { FANGSONG, "仿宋", 16.0, FALSE },
};

static const ZpStyleFont dense_fonts[ZP_N_STYLES] = {
  [ZP_STYLE_VALUE] = { SONG, "宋体", 8.0, FALSE },
  [ZP_STYLE_LABEL] = { SONG, "宋体", 8.0, FALSE },
  [ZP_STYLE_TITLE] = { HEI, "黑体", 18.0, TRUE },
  [ZP_STYLE_SUBTITLE] = { SONG, "宋体", 11.0, FALSE },
  [ZP_STYLE_SECTION] = { SONG, "宋体", 9.0, TRUE },
  [ZP_STYLE_LINE] = { SONG, "宋体", 10.0, FALSE },
  [ZP_STYLE_FOOTNOTE] = { SONG, "宋体", 9.0, FALSE },
  [ZP_STYLE_DOC_TITLE] = { XIAOBIAOSONG, "方正小标宋简体", 22.0, FALSE },
  [ZP_STYLE_HEADING1] = { HEI, "黑体", 16.0, FALSE },
  [ZP_STYLE_HEADING2] = { KAI, "楷体", 16.0, FALSE },
  [ZP_STYLE_HEADING3] = { FANGSONG, "仿宋", 16.0, TRUE },
  [ZP_STYLE_PARAGRAPH] = { FANGSONG, "仿宋", 16.0, FALSE },
};

static void
clear_row (gpointer data)
{
  ZpSheetRow *row = data;

  g_clear_pointer (&row->table, g_ref_string_release);
  g_clear_pointer (&row->row_id, g_ref_string_release);
}

static void
clear_cell (gpointer data)
{
  ZpSheetCell *cell = data;

  g_clear_pointer (&cell->address, g_ref_string_release);
  g_clear_pointer (&cell->label, g_ref_string_release);
  g_clear_pointer (&cell->text, g_ref_string_release);
}

static void
sheet_free (ZpSheet *sheet)
{
  g_free (sheet->title);
  g_free (sheet->widths);
  g_array_unref (sheet->rows);
  g_clear_pointer (&sheet->by_address, g_hash_table_unref);
  g_array_unref (sheet->cells);
  g_free (sheet->grid);
  if (sheet->kept_destroy != NULL)
    sheet->kept_destroy (sheet->kept);
  g_free (sheet);
}

/**
 * zp_sheet_ref:
 * @sheet: a sheet
 *
 * Takes a reference; from any thread.
 *
 * Returns: (transfer full): @sheet
 */
ZpSheet *
zp_sheet_ref (ZpSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  g_atomic_ref_count_inc (&sheet->ref_count);
  return sheet;
}

/**
 * zp_sheet_unref:
 * @sheet: (transfer full): a sheet
 *
 * Gives a reference back; from any thread.
 */
void
zp_sheet_unref (ZpSheet *sheet)
{
  g_return_if_fail (sheet != NULL);

  if (g_atomic_ref_count_dec (&sheet->ref_count))
    sheet_free (sheet);
}

/**
 * zp_sheet_get_title:
 * @sheet: a sheet
 *
 * Returns: the title of the form, as the builder was given it; never %NULL
 */
const char *
zp_sheet_get_title (const ZpSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  return sheet->title;
}

/**
 * zp_sheet_get_n_columns:
 * @sheet: a sheet
 *
 * Returns: the number of columns, at least 1
 */
guint
zp_sheet_get_n_columns (const ZpSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, 0);

  return sheet->n_columns;
}

/**
 * zp_sheet_get_n_rows:
 * @sheet: a sheet
 *
 * Returns: the number of rows
 */
guint
zp_sheet_get_n_rows (const ZpSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, 0);

  return sheet->rows->len;
}

/**
 * zp_sheet_get_n_cells:
 * @sheet: a sheet
 *
 * Returns: the number of cells
 */
guint
zp_sheet_get_n_cells (const ZpSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, 0);

  return sheet->cells->len;
}

/**
 * zp_sheet_get_cell:
 * @sheet: a sheet
 * @index: below zp_sheet_get_n_cells()
 *
 * Cells come row by row, within a row in the order they were added.
 *
 * Returns: (transfer none): the cell
 */
const ZpSheetCell *
zp_sheet_get_cell (const ZpSheet *sheet, guint index)
{
  g_return_val_if_fail (sheet != NULL, NULL);
  g_return_val_if_fail (index < sheet->cells->len, NULL);

  return &g_array_index (sheet->cells, ZpSheetCell, index);
}

/**
 * zp_sheet_get_row:
 * @sheet: a sheet
 * @row: below zp_sheet_get_n_rows()
 *
 * Returns: (transfer none): the row
 */
const ZpSheetRow *
zp_sheet_get_row (const ZpSheet *sheet, guint row)
{
  g_return_val_if_fail (sheet != NULL, NULL);
  g_return_val_if_fail (row < sheet->rows->len, NULL);

  return &g_array_index (sheet->rows, ZpSheetRow, row);
}

static const ZpSheetCell *
cell_from_index_plus_one (const ZpSheet *sheet, guint index)
{
  return index == 0 ? NULL : &g_array_index (sheet->cells, ZpSheetCell, index - 1);
}

static GHashTable *
list_addresses (const ZpSheet *sheet)
{
  GHashTable *addresses = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = sheet->cells->len; i > 0; i--)
    {
      const ZpSheetCell *cell = &g_array_index (sheet->cells, ZpSheetCell, i - 1);

      if (cell->address != NULL)
        g_hash_table_insert (addresses, cell->address, GUINT_TO_POINTER (i));
    }
  return addresses;
}

static GHashTable *
get_addresses (const ZpSheet *sheet)
{
  GHashTable **place = (GHashTable **) &sheet->by_address;

  if (g_once_init_enter (place))
    g_once_init_leave (place, list_addresses (sheet));
  return *place;
}

/**
 * zp_sheet_find:
 * @sheet: a sheet
 * @address: the address of a value
 *
 * Returns: (transfer none) (nullable): the cell that shows it; the first one, if there are several
 */
const ZpSheetCell *
zp_sheet_find (const ZpSheet *sheet, const char *address)
{
  g_return_val_if_fail (sheet != NULL, NULL);
  g_return_val_if_fail (address != NULL, NULL);

  return cell_from_index_plus_one (
      sheet, GPOINTER_TO_UINT (g_hash_table_lookup (get_addresses (sheet), address)));
}

/**
 * zp_sheet_get_at:
 * @sheet: a sheet
 * @row: a row
 * @column: a column
 *
 * Returns: (transfer none) (nullable): the cell that covers the place; %NULL where there is none
 *   and outside the grid
 */
const ZpSheetCell *
zp_sheet_get_at (const ZpSheet *sheet, guint row, guint column)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  if (row >= sheet->rows->len || column >= sheet->n_columns)
    return NULL;
  return cell_from_index_plus_one (sheet, sheet->grid[row * sheet->n_columns + column]);
}

/**
 * zp_sheet_is_landscape:
 * @sheet: a sheet
 *
 * Returns: whether the paper lies on its side
 */
gboolean
zp_sheet_is_landscape (const ZpSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, FALSE);

  return sheet->landscape;
}

/**
 * zp_sheet_get_page:
 * @sheet: a sheet
 * @out_width: (out) (optional): width of the paper, in points
 * @out_height: (out) (optional): height of the paper
 * @out_margin_x: (out) (optional): margin at the left and at the right
 * @out_margin_y: (out) (optional): margin at the top and at the bottom
 *
 * The paper is A4 as it is read: a landscape page is wider than high.
 */
void
zp_sheet_get_page (const ZpSheet *sheet,
                   double *out_width,
                   double *out_height,
                   double *out_margin_x,
                   double *out_margin_y)
{
  g_return_if_fail (sheet != NULL);

  if (out_width != NULL)
    *out_width = sheet->landscape ? A4_LONG : A4_SHORT;
  if (out_height != NULL)
    *out_height = sheet->landscape ? A4_SHORT : A4_LONG;
  if (out_margin_x != NULL)
    *out_margin_x = MARGIN_X;
  if (out_margin_y != NULL)
    *out_margin_y = MARGIN_Y;
}

/**
 * zp_sheet_get_column_width:
 * @sheet: a sheet
 * @column: below zp_sheet_get_n_columns()
 *
 * Returns: the width of the column, in points
 */
double
zp_sheet_get_column_width (const ZpSheet *sheet, guint column)
{
  g_return_val_if_fail (sheet != NULL, 0);
  g_return_val_if_fail (column < sheet->n_columns, 0);

  return sheet->widths[column];
}

/**
 * zp_sheet_get_table_width:
 * @sheet: a sheet
 *
 * Returns: the width of all columns together, in points: the paper without its margins
 */
double
zp_sheet_get_table_width (const ZpSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, 0);

  return (sheet->landscape ? A4_LONG : A4_SHORT) - 2 * MARGIN_X;
}

/**
 * zp_sheet_get_cell_width:
 * @sheet: a sheet
 * @cell: a cell of it
 *
 * Returns: the width of the columns the cell covers, in points
 */
double
zp_sheet_get_cell_width (const ZpSheet *sheet, const ZpSheetCell *cell)
{
  double width = 0;

  g_return_val_if_fail (sheet != NULL, 0);
  g_return_val_if_fail (cell != NULL, 0);

  for (guint i = 0; i < cell->column_span; i++)
    width += zp_sheet_get_column_width (sheet, cell->column + i);
  return width;
}

/**
 * zp_sheet_get_font:
 * @sheet: a sheet
 * @style: a style
 *
 * The font depends on the sheet because a form of eighteen columns needs a smaller one.
 *
 * Returns: (transfer none): the typeface of the style, valid for ever
 */
const ZpStyleFont *
zp_sheet_get_font (const ZpSheet *sheet, ZpCellStyle style)
{
  g_return_val_if_fail (sheet != NULL, NULL);
  g_return_val_if_fail (style < ZP_N_STYLES, NULL);

  return sheet->n_columns > MAX_COLUMNS_AT_USUAL_SIZE ? &dense_fonts[style] : &usual_fonts[style];
}

static ZpCellAlign
default_align (const ZpSheetCell *cell)
{
  switch (cell->style)
    {
    case ZP_STYLE_LABEL:
    case ZP_STYLE_TITLE:
    case ZP_STYLE_SUBTITLE:
    case ZP_STYLE_DOC_TITLE:
      return ZP_ALIGN_CENTRE;
    case ZP_STYLE_SECTION:
    case ZP_STYLE_LINE:
    case ZP_STYLE_FOOTNOTE:
    case ZP_STYLE_HEADING1:
    case ZP_STYLE_HEADING2:
    case ZP_STYLE_HEADING3:
    case ZP_STYLE_PARAGRAPH:
      return ZP_ALIGN_START;
    case ZP_STYLE_VALUE:
    case ZP_N_STYLES:
    default:
      break;
    }

  if (cell->merged || cell->kind == ZP_CELL_FIXED)
    return ZP_ALIGN_CENTRE;
  if (cell->type == ZP_TYPE_AMOUNT)
    return ZP_ALIGN_END;
  if (cell->has_number)
    return ZP_ALIGN_CENTRE;
  return cell->type == ZP_TYPE_TEXT || cell->type == ZP_TYPE_PARAGRAPH
                 || cell->type == ZP_TYPE_TICKS
             ? ZP_ALIGN_START
             : ZP_ALIGN_CENTRE;
}

/**
 * zp_sheet_cell_get_align:
 * @cell: a cell
 *
 * What every renderer asks, so that %ZP_ALIGN_DEFAULT means the same everywhere: headings, level
 * cells and short values are centred, amounts stand at the right, texts begin at the left.
 *
 * Returns: the alignment, never %ZP_ALIGN_DEFAULT
 */
ZpCellAlign
zp_sheet_cell_get_align (const ZpSheetCell *cell)
{
  g_return_val_if_fail (cell != NULL, ZP_ALIGN_START);

  return cell->align != ZP_ALIGN_DEFAULT ? cell->align : default_align (cell);
}

static void
set_widths (ZpSheet *sheet, const guint *relative_widths)
{
  guint sum = 0;

  for (guint i = 0; i < sheet->n_columns; i++)
    sum += MAX (relative_widths[i], 1);
  for (guint i = 0; i < sheet->n_columns; i++)
    sheet->widths[i] = zp_sheet_get_table_width (sheet) * MAX (relative_widths[i], 1) / sum;
}

/**
 * zp_sheet_builder_new:
 * @n_columns: the number of columns, at least 1
 * @relative_widths: (array length=n_columns): widths in any unit; they are scaled to the paper
 * @landscape: whether the paper lies on its side
 * @title: the title of the form
 *
 * Returns: (transfer full): an empty sheet to be filled
 */
ZpSheetBuilder *
zp_sheet_builder_new (guint n_columns,
                      const guint *relative_widths,
                      gboolean landscape,
                      const char *title)
{
  ZpSheetBuilder *builder;
  ZpSheet *sheet;

  g_return_val_if_fail (n_columns > 0, NULL);
  g_return_val_if_fail (relative_widths != NULL, NULL);

  sheet = g_new0 (ZpSheet, 1);
  g_atomic_ref_count_init (&sheet->ref_count);
  sheet->title = g_strdup (title != NULL ? title : "");
  sheet->landscape = landscape;
  sheet->n_columns = n_columns;
  sheet->widths = g_new (double, n_columns);
  set_widths (sheet, relative_widths);
  sheet->rows = g_array_sized_new (FALSE, TRUE, sizeof (ZpSheetRow), USUAL_ROWS);
  g_array_set_clear_func (sheet->rows, clear_row);
  sheet->cells = g_array_sized_new (FALSE, TRUE, sizeof (ZpSheetCell), USUAL_CELLS);
  g_array_set_clear_func (sheet->cells, clear_cell);

  builder = g_new0 (ZpSheetBuilder, 1);
  builder->sheet = sheet;
  return builder;
}

/**
 * zp_sheet_builder_free:
 * @builder: (transfer full): a builder
 *
 * Gives up a sheet that was not ended.
 */
void
zp_sheet_builder_free (ZpSheetBuilder *builder)
{
  g_return_if_fail (builder != NULL);

  if (builder->sheet != NULL)
    zp_sheet_unref (builder->sheet);
  g_free (builder);
}

/**
 * zp_sheet_builder_keep:
 * @builder: a builder
 * @data: (transfer full): what the #ZpSheetCell.spec of cells belongs to: a reference to the template
 * @destroy: how it is given back
 *
 * Keeps @data as long as the sheet lives.  To be called once.
 */
void
zp_sheet_builder_keep (ZpSheetBuilder *builder, gpointer data, GDestroyNotify destroy)
{
  g_return_if_fail (builder != NULL);
  g_return_if_fail (builder->sheet->kept == NULL);

  builder->sheet->kept = data;
  builder->sheet->kept_destroy = destroy;
}

/**
 * zp_sheet_builder_begin_row:
 * @builder: a builder
 * @table: (nullable): the key of the table the row belongs to; copied
 * @row_id: (nullable): the table row it shows; copied
 * @header: whether it is repeated on every page
 * @min_height: least height in points, 0 for the usual one
 *
 * Begins the next row.
 *
 * Returns: its number
 */
guint
zp_sheet_builder_begin_row (ZpSheetBuilder *builder,
                            const char *table,
                            const char *row_id,
                            gboolean header,
                            double min_height)
{
  ZpSheet *sheet;
  ZpSheetRow row = { 0 };

  g_return_val_if_fail (builder != NULL, 0);

  sheet = builder->sheet;
  row.table = table != NULL ? zp_intern (table) : NULL;
  row.row_id = row_id != NULL ? g_ref_string_new (row_id) : NULL;
  row.header = header;
  row.min_height = min_height;
  row.first_cell = sheet->cells->len;
  g_array_append_val (sheet->rows, row);
  return sheet->rows->len - 1;
}

/**
 * zp_sheet_builder_add_cell:
 * @builder: a builder in a row
 * @cell: the cell: @address, @label and @text are taken (transfer full), @row is filled in, spans
 *   of 0 become 1, a @text or @label of %NULL becomes empty
 *
 * Adds a cell to the row begun last.  A cell that would pass the right edge is cut off there; one
 * that reaches below the last row is cut off by zp_sheet_builder_end().
 *
 * Returns: its index
 */
guint
zp_sheet_builder_add_cell (ZpSheetBuilder *builder, ZpSheetCell cell)
{
  ZpSheet *sheet;
  ZpSheetRow *row;

  g_return_val_if_fail (builder != NULL, 0);
  g_return_val_if_fail (builder->sheet->rows->len > 0, 0);
  g_return_val_if_fail (cell.column < builder->sheet->n_columns, 0);

  sheet = builder->sheet;
  row = &g_array_index (sheet->rows, ZpSheetRow, sheet->rows->len - 1);
  cell.row = sheet->rows->len - 1;
  cell.row_span = MAX (cell.row_span, 1);
  cell.column_span = CLAMP (cell.column_span, 1, sheet->n_columns - cell.column);
  if (cell.text == NULL)
    cell.text = zp_intern ("");
  if (cell.label == NULL)
    cell.label = zp_intern ("");
  g_array_append_val (sheet->cells, cell);
  row->n_cells++;
  return sheet->cells->len - 1;
}

/**
 * zp_sheet_builder_peek_cell:
 * @builder: a builder
 * @index: what zp_sheet_builder_add_cell() returned
 *
 * For a cell whose @row_span is known only when the rows below it are there.
 *
 * Returns: (transfer none): the cell, until the next one is added
 */
ZpSheetCell *
zp_sheet_builder_peek_cell (ZpSheetBuilder *builder, guint index)
{
  g_return_val_if_fail (builder != NULL, NULL);
  g_return_val_if_fail (index < builder->sheet->cells->len, NULL);

  return &g_array_index (builder->sheet->cells, ZpSheetCell, index);
}

/**
 * zp_sheet_builder_get_n_rows:
 * @builder: a builder
 *
 * Returns: the number of rows begun so far
 */
guint
zp_sheet_builder_get_n_rows (const ZpSheetBuilder *builder)
{
  g_return_val_if_fail (builder != NULL, 0);

  return builder->sheet->rows->len;
}

static void
place_cell (ZpSheet *sheet, guint index)
{
  ZpSheetCell *cell = &g_array_index (sheet->cells, ZpSheetCell, index);

  cell->row_span = MIN (cell->row_span, sheet->rows->len - cell->row);
  for (guint r = cell->row; r < cell->row + cell->row_span; r++)
    {
      guint *places = &sheet->grid[r * sheet->n_columns];

      for (guint c = cell->column; c < cell->column + cell->column_span; c++)
        {
          if (places[c] == 0)
            places[c] = index + 1;
        }
    }
}

/**
 * zp_sheet_builder_end:
 * @builder: (transfer full): a builder
 *
 * Ends the sheet; from now on it does not change.
 *
 * Returns: (transfer full): the sheet
 */
ZpSheet *
zp_sheet_builder_end (ZpSheetBuilder *builder)
{
  ZpSheet *sheet;

  g_return_val_if_fail (builder != NULL, NULL);

  sheet = g_steal_pointer (&builder->sheet);
  zp_sheet_builder_free (builder);
  sheet->grid = g_new0 (guint, (gsize) sheet->rows->len * sheet->n_columns + 1);
  for (guint i = 0; i < sheet->cells->len; i++)
    place_cell (sheet, i);
  return sheet;
}
