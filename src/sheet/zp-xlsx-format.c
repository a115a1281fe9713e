/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-format.h"

#include <string.h>

/* What tells the format of a cell of a form from others. */
typedef struct
{
  const ZpStyleFont *font;
  ZpCellAlign align;
  gboolean border;
  gboolean top;
  gboolean number;
  gboolean grouped;
  gboolean percent;
  guint places;
  lxw_format *format; /* the workbook owns it */
} Known;

struct _ZpXlsxFormats
{
  lxw_workbook *workbook;
  GArray *known;       /* Known; a few dozen, asked for by every cell */
  GHashTable *formats; /* key of a look → lxw_format, which the workbook owns */
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
  formats->known = g_array_new (FALSE, FALSE, sizeof (Known));
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

  g_array_unref (formats->known);
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
make_format (ZpXlsxFormats *formats,
             const ZpStyleFont *font,
             const ZpSheetCell *cell,
             gboolean top,
             const char *number)
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

static gboolean
is_same (const Known *a, const Known *b)
{
  return a->font == b->font && a->align == b->align && a->border == b->border && a->top == b->top
         && a->number == b->number && a->grouped == b->grouped && a->percent == b->percent
         && a->places == b->places;
}

/**
 * zp_xlsx_formats_get:
 * @formats: formats
 * @sheet: a sheet
 * @cell: a cell of it
 * @top: whether its text stands at the top, where it is safe from a page break in a high merged
 * cell
 * @number: whether it is written as a number
 *
 * Returns: (transfer none) (nullable): the format of the cell; %NULL when there is no memory
 */
lxw_format *
zp_xlsx_formats_get (ZpXlsxFormats *formats,
                     const ZpSheet *sheet,
                     const ZpSheetCell *cell,
                     gboolean top,
                     gboolean number)
{
  Known wanted = { 0 };
  g_autofree char *digits = NULL;

  g_return_val_if_fail (formats != NULL, NULL);
  g_return_val_if_fail (sheet != NULL, NULL);
  g_return_val_if_fail (cell != NULL, NULL);

  wanted.font = zp_sheet_get_font (sheet, cell->style);
  wanted.align = zp_sheet_cell_get_align (cell);
  wanted.border = cell->border;
  wanted.top = top;
  wanted.number = number;
  if (number)
    {
      wanted.grouped = strchr (cell->text, ',') != NULL;
      wanted.percent = cell->percent;
      wanted.places = cell->places;
    }
  for (guint i = 0; i < formats->known->len; i++)
    {
      const Known *known = &g_array_index (formats->known, Known, i);

      if (is_same (known, &wanted))
        return known->format;
    }
  digits = number ? number_format (cell) : NULL;
  wanted.format = make_format (formats, wanted.font, cell, top, digits);
  if (wanted.format != NULL)
    g_array_append_val (formats->known, wanted);
  return wanted.format;
}

static lxw_format *
make_look (ZpXlsxFormats *formats, const ZpXlsxLook *look)
{
  lxw_format *format = workbook_add_format (formats->workbook);

  if (format == NULL)
    return NULL;
  format_set_font_name (format, look->bold || look->heading ? "黑体" : "宋体");
  format_set_font_size (format, look->size);
  format_set_align (format, look->end                       ? LXW_ALIGN_RIGHT
                            : look->centre || look->heading ? LXW_ALIGN_CENTER
                                                            : LXW_ALIGN_LEFT);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (look->border)
    format_set_border (format, LXW_BORDER_THIN);
  if (look->heading)
    format_set_bg_color (format, 0xEDEDED);
  if (look->link)
    {
      format_set_font_color (format, 0x0563C1);
      format_set_underline (format, LXW_UNDERLINE_SINGLE);
    }
  if (look->wrap || look->heading)
    format_set_text_wrap (format);
  if (look->number != NULL)
    {
      format_set_num_format (format, look->number);
      format_set_shrink (format);
    }
  return format;
}

/**
 * zp_xlsx_formats_get_look:
 * @formats: formats
 * @look: what it looks like
 *
 * Returns: (transfer none) (nullable): its format; %NULL when there is no memory
 */
lxw_format *
zp_xlsx_formats_get_look (ZpXlsxFormats *formats, const ZpXlsxLook *look)
{
  g_autofree char *key = g_strdup_printf (
      "look %d %d%d%d%d%d%d%d %s", (int) (look->size * 10), look->bold, look->border, look->heading,
      look->link, look->wrap, look->centre, look->end, look->number != NULL ? look->number : "");
  lxw_format *format = g_hash_table_lookup (formats->formats, key);

  if (format == NULL)
    {
      format = make_look (formats, look);
      if (format != NULL)
        g_hash_table_insert (formats->formats, g_steal_pointer (&key), format);
    }
  return format;
}
