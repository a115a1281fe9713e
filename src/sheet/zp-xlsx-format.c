/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-format.h"

#include <string.h>

struct _ZpXlsxFormats
{
  lxw_workbook *workbook;
  GHashTable *formats; /* key of a format → lxw_format, which the workbook owns */
};

/**
 * zp_xlsx_formats_new:
 * @workbook: the workbook they belong to
 *
 * Returns: (transfer full): no formats yet
 */
ZpXlsxFormats *
zp_xlsx_formats_new (lxw_workbook *workbook)
{
  ZpXlsxFormats *formats = g_new0 (ZpXlsxFormats, 1);

  formats->workbook = workbook;
  formats->formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return formats;
}

/**
 * zp_xlsx_formats_free:
 * @formats: (transfer full): formats
 */
void
zp_xlsx_formats_free (ZpXlsxFormats *formats)
{
  g_return_if_fail (formats != NULL);

  g_hash_table_unref (formats->formats);
  g_free (formats);
}

/* The number is shown with the digits that are printed, grouped when they are. */
static char *
number_format (const ZpSheetCell *cell)
{
  GString *format = g_string_new (strchr (cell->text, ',') != NULL ? "#,##0" : "0");

  if (cell->places > 0)
    g_string_append_c (format, '.');
  for (guint i = 0; i < cell->places; i++)
    g_string_append_c (format, '0');
  if (cell->percent)
    g_string_append_c (format, '%');
  return g_string_free (format, FALSE);
}

static uint8_t
horizontal_align (const ZpSheetCell *cell)
{
  switch (zp_sheet_cell_get_align (cell))
    {
    case ZP_ALIGN_START:
      return LXW_ALIGN_LEFT;
    case ZP_ALIGN_END:
      return LXW_ALIGN_RIGHT;
    case ZP_ALIGN_DEFAULT:
    case ZP_ALIGN_CENTRE:
    default:
      return LXW_ALIGN_CENTER;
    }
}

static lxw_format *
make_format (ZpXlsxFormats     *formats,
             const ZpStyleFont *font,
             const ZpSheetCell *cell,
             gboolean           top,
             const char        *number)
{
  lxw_format *format = workbook_add_format (formats->workbook);

  if (format == NULL)
    return NULL;
  format_set_font_name (format, font->xlsx_family);
  format_set_font_size (format, font->size);
  if (font->bold)
    format_set_bold (format);
  format_set_align (format, horizontal_align (cell));
  format_set_align (format, top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
  if (cell->border)
    format_set_border (format, LXW_BORDER_THIN);
  if (number != NULL)
    {
      /* Better small than the row of # that a narrow column makes of a number. */
      format_set_num_format (format, number);
      format_set_shrink (format);
    }
  else
    {
      format_set_text_wrap (format);
    }
  return format;
}

/**
 * zp_xlsx_formats_get:
 * @formats: formats
 * @sheet: a sheet
 * @cell: a cell of it
 * @top: whether its text stands at the top, where it is safe from a page break in a high merged cell
 * @number: whether it is written as a number
 *
 * Returns: (transfer none) (nullable): the format of the cell; %NULL when there is no memory
 */
lxw_format *
zp_xlsx_formats_get (ZpXlsxFormats     *formats,
                     const ZpSheet     *sheet,
                     const ZpSheetCell *cell,
                     gboolean           top,
                     gboolean           number)
{
  const ZpStyleFont *font;
  g_autofree char *digits = NULL;
  g_autofree char *key = NULL;
  lxw_format *format;

  g_return_val_if_fail (formats != NULL, NULL);
  g_return_val_if_fail (sheet != NULL, NULL);
  g_return_val_if_fail (cell != NULL, NULL);

  font = zp_sheet_get_font (sheet, cell->style);
  digits = number ? number_format (cell) : NULL;
  key = g_strdup_printf ("%p %d %d %d %s",
                         (const void *) font,
                         zp_sheet_cell_get_align (cell),
                         cell->border,
                         top,
                         digits != NULL ? digits : "text");
  format = g_hash_table_lookup (formats->formats, key);
  if (format == NULL)
    {
      format = make_format (formats, font, cell, top, digits);
      if (format != NULL)
        g_hash_table_insert (formats->formats, g_steal_pointer (&key), format);
    }
  return format;
}
