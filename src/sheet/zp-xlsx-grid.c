/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-figure.h"

#include <string.h>

#include "zp-xlsx-text.h"

/* Cells of the sheets around the official forms: index, overview, tables. */

#define PAPER_A4 9
#define LINE_HEIGHT 15.75 /* points; not the library's own default, which it would leave out */
#define MARGIN 0.5        /* inches */

static void
note (ZpXlsxGrid *grid, lxw_error result)
{
  if (grid->result == LXW_NO_ERROR)
    grid->result = result;
}

/* Texts of forms may be longer than a cell holds; the form itself has all of it. */
static const char *
prepare (const char *text, char **out_made)
{
  char *part;

  text = zp_xlsx_make_text (text, out_made);
  if (strlen (text) <= ZP_XLSX_MAX_TEXT || zp_xlsx_text_length (text) <= ZP_XLSX_MAX_TEXT)
    return text;
  part = g_utf8_substring (text, 0, ZP_XLSX_MAX_TEXT / 2);
  g_free (*out_made);
  *out_made = part;
  return part;
}

static lxw_format *
find (ZpXlsxGrid *grid, const ZpXlsxLook *look)
{
  lxw_format *format = zp_xlsx_formats_get_look (grid->writer->formats, look);

  if (format == NULL)
    note (grid, LXW_ERROR_MEMORY_MALLOC_FAILED);
  return format;
}

/** zp_xlsx_grid_put: writes a text, always as a text. */
void
zp_xlsx_grid_put (
    ZpXlsxGrid *grid, guint row, guint column, const char *text, const ZpXlsxLook *look)
{
  g_autofree char *made = NULL;
  const char *ready = prepare (text, &made);

  note (grid, worksheet_write_string (grid->worksheet, row, column, ready, find (grid, look)));
}

/** zp_xlsx_grid_put_over: writes a text over several columns. */
void
zp_xlsx_grid_put_over (ZpXlsxGrid *grid,
                       guint row,
                       guint column,
                       guint n_columns,
                       const char *text,
                       const ZpXlsxLook *look)
{
  g_autofree char *made = NULL;
  const char *ready = prepare (text, &made);

  if (n_columns <= 1)
    zp_xlsx_grid_put (grid, row, column, text, look);
  else
    note (grid, worksheet_merge_range (grid->worksheet, row, column, row, column + n_columns - 1,
                                       ready, find (grid, look)));
}

/** zp_xlsx_grid_put_number_with: zp_xlsx_grid_put_number() with @suffix, a part of a number format,
 * behind. */
void
zp_xlsx_grid_put_number_with (ZpXlsxGrid *grid,
                              guint row,
                              guint column,
                              ZpDecimal number,
                              guint places,
                              gboolean percent,
                              const char *suffix,
                              const ZpXlsxLook *look)
{
  g_autofree char *digits = places > 0 ? g_strnfill (places, '0') : g_strdup ("");
  g_autofree char *format
      = g_strdup_printf ("%s%s%s%s%s", percent ? "0" : "#,##0", places > 0 ? "." : "", digits,
                         percent ? "%" : "", suffix != NULL ? suffix : "");
  ZpXlsxLook as_number = *look;
  double value;

  as_number.number = format;
  as_number.wrap = FALSE;
  if (!zp_xlsx_number (number, percent, &value))
    {
      g_autofree char *text = zp_decimal_to_string (number);

      zp_xlsx_grid_put (grid, row, column, text, look);
      return;
    }
  note (grid,
        worksheet_write_number (grid->worksheet, row, column, value, find (grid, &as_number)));
}

/** zp_xlsx_grid_put_number: writes a number with so many decimals; a rate in percent as a fraction.
 */
void
zp_xlsx_grid_put_number (ZpXlsxGrid *grid,
                         guint row,
                         guint column,
                         ZpDecimal number,
                         guint places,
                         gboolean percent,
                         const ZpXlsxLook *look)
{
  zp_xlsx_grid_put_number_with (grid, row, column, number, places, percent, NULL, look);
}

/** zp_xlsx_grid_put_link: writes a text that leads to another sheet of the workbook. */
void
zp_xlsx_grid_put_link (ZpXlsxGrid *grid,
                       guint row,
                       guint column,
                       const char *sheet,
                       const char *text,
                       const ZpXlsxLook *look)
{
  g_autofree char *made = NULL;
  const char *ready = prepare (text, &made);
  g_autofree char *target = g_strdup_printf ("internal:'%s'!A1", sheet);
  ZpXlsxLook as_link = *look;

  as_link.link = TRUE;
  note (grid, worksheet_write_url_opt (grid->worksheet, row, column, target, find (grid, &as_link),
                                       ready, NULL));
}

/** zp_xlsx_grid_set_height: makes a row so many lines high. */
void
zp_xlsx_grid_set_height (ZpXlsxGrid *grid, guint row, guint lines)
{
  note (grid,
        worksheet_set_row (grid->worksheet, row, MIN (MAX (lines, 1) * LINE_HEIGHT, 409.0), NULL));
}

/** zp_xlsx_grid_set_paper: A4, one page wide, as many as needed high. */
void
zp_xlsx_grid_set_paper (ZpXlsxGrid *grid, gboolean landscape)
{
  worksheet_set_paper (grid->worksheet, PAPER_A4);
  if (landscape)
    worksheet_set_landscape (grid->worksheet);
  else
    worksheet_set_portrait (grid->worksheet);
  worksheet_fit_to_pages (grid->worksheet, 1, 0);
  worksheet_set_margins (grid->worksheet, MARGIN, MARGIN, MARGIN, MARGIN + 0.2);
  worksheet_center_horizontally (grid->worksheet);
  note (grid, worksheet_set_footer (grid->worksheet, "&C第 &P 页 / 共 &N 页"));
}

/** zp_xlsx_count_lines: how many lines @text needs in a column as wide as @width Chinese
 * characters. */
guint
zp_xlsx_count_lines (const char *text, guint width)
{
  guint lines = 1;
  guint halves = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint wide = g_unichar_iswide (c) ? 2 : 1;

      if (c == '\n' || halves + wide > 2 * width)
        {
          lines++;
          halves = 0;
        }
      halves += c == '\n' ? 0 : wide;
    }
  return lines;
}
