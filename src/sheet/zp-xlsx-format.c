/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-format.h"

#include <string.h>

#define NUMBER_SIZE 64
#define MAX_PLACES 30 /* more than any spreadsheet shows */
#define LINK_COLOUR 0x0563C1
#define HEADING_COLOUR 0xEDEDED

/* All that tells one format from others. */
typedef struct
{
  const char *family; /* lives for ever */
  double size;
  uint8_t align;
  uint8_t vertical;
  gboolean bold;
  gboolean border;
  gboolean wrap;
  gboolean shaded;
  gboolean link;
  char number[NUMBER_SIZE]; /* "" for a text */
  lxw_format *format;       /* the workbook owns it */
} Kind;

struct _ZpXlsxFormats
{
  lxw_workbook *workbook;
  GArray *kinds; /* Kind; a few dozen, asked for by every cell */
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
  formats->kinds = g_array_new (FALSE, FALSE, sizeof (Kind));
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

  g_array_unref (formats->kinds);
  g_free (formats);
}

/* The number is shown with the digits that are printed, grouped when they are. */
static void
write_number_format (char *number, const ZpSheetCell *cell)
{
  char *end = g_stpcpy (number, strchr (cell->text, ',') != NULL ? "#,##0" : "0");
  guint places = MIN (cell->places, MAX_PLACES);

  if (places > 0)
    *end++ = '.';
  memset (end, '0', places);
  g_stpcpy (end + places, cell->percent ? "%" : "");
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
make_format (ZpXlsxFormats *formats, const Kind *kind)
{
  lxw_format *format = workbook_add_format (formats->workbook);

  if (format == NULL)
    return NULL;
  format_set_font_name (format, kind->family);
  format_set_font_size (format, kind->size);
  format_set_align (format, kind->align);
  format_set_align (format, kind->vertical);
  if (kind->bold)
    format_set_bold (format);
  if (kind->border)
    format_set_border (format, LXW_BORDER_THIN);
  if (kind->shaded)
    format_set_bg_color (format, HEADING_COLOUR);
  if (kind->link)
    {
      format_set_font_color (format, LINK_COLOUR);
      format_set_underline (format, LXW_UNDERLINE_SINGLE);
    }
  if (kind->wrap)
    format_set_text_wrap (format);
  if (*kind->number != '\0')
    {
      /* Better small than the row of # that a narrow column makes of a number. */
      format_set_num_format (format, kind->number);
      format_set_shrink (format);
    }
  return format;
}

static gboolean
is_same (const Kind *a, const Kind *b)
{
  return a->size == b->size && a->align == b->align && a->vertical == b->vertical
         && a->bold == b->bold && a->border == b->border && a->wrap == b->wrap
         && a->shaded == b->shaded && a->link == b->link && g_str_equal (a->number, b->number)
         && g_str_equal (a->family, b->family);
}

/* No two formats are the same: for those that have a double, the library looks at every cell which one
 * came first. */
static lxw_format *
find_format (ZpXlsxFormats *formats, Kind *wanted)
{
  for (guint i = 0; i < formats->kinds->len; i++)
    {
      const Kind *kind = &g_array_index (formats->kinds, Kind, i);

      if (is_same (kind, wanted))
        return kind->format;
    }
  wanted->format = make_format (formats, wanted);
  if (wanted->format != NULL)
    g_array_append_vals (formats->kinds, wanted, 1);
  return wanted->format;
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
  const ZpStyleFont *font;
  Kind wanted = { 0 };

  g_return_val_if_fail (formats != NULL, NULL);
  g_return_val_if_fail (sheet != NULL, NULL);
  g_return_val_if_fail (cell != NULL, NULL);

  font = zp_sheet_get_font (sheet, cell->style);
  wanted.family = font->xlsx_family;
  wanted.size = font->size;
  wanted.bold = font->bold;
  wanted.align = horizontal_align (cell);
  wanted.vertical = top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER;
  wanted.border = cell->border;
  wanted.wrap = !number;
  if (number)
    write_number_format (wanted.number, cell);
  return find_format (formats, &wanted);
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
  Kind wanted = { 0 };

  g_return_val_if_fail (formats != NULL, NULL);
  g_return_val_if_fail (look != NULL, NULL);

  wanted.family = look->bold || look->heading ? "黑体" : "宋体";
  wanted.size = look->size;
  wanted.align = look->end                       ? LXW_ALIGN_RIGHT
                 : look->centre || look->heading ? LXW_ALIGN_CENTER
                                                 : LXW_ALIGN_LEFT;
  wanted.vertical = LXW_ALIGN_VERTICAL_CENTER;
  wanted.border = look->border;
  wanted.wrap = look->wrap || look->heading;
  wanted.shaded = look->heading;
  wanted.link = look->link;
  if (look->number != NULL)
    g_strlcpy (wanted.number, look->number, NUMBER_SIZE);
  return find_format (formats, &wanted);
}
