/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-docx-body.h"

#include <math.h>
#include <string.h>

#include "zp-docx-styles.h"
#include "zp-docx-xml.h"
#include "zp-sheet-layout.h"

/* The text of a document: rows with one wide cell without borders are its paragraphs, the rows
 * between them are its tables, and every sheet is a section. */

#define NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

#define TWIPS_PER_MM (1440 / 25.4)

/*
 * Page: a section's paper and margins, in twips.
 */
typedef struct
{
  int width;
  int height;
  int top;
  int right;
  int bottom;
  int left;
  int footer;
} Page;

typedef struct
{
  ZpXml *xml;
  const ZpSheet *sheet;
  const ZpSheet *styles; /* the sheet whose typefaces are the styles */
  Page page;
  int *edges; /* of the columns, from the left margin */
} Section;

static int
twips (double points)
{
  return (int) lround (points * ZP_DOCX_TWIPS);
}

/* --- the page --- */

static gboolean
is_text_document (const ZpSheet *sheet)
{
  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    if (zp_sheet_get_cell (sheet, i)->style >= ZP_STYLE_DOC_TITLE)
      return TRUE;
  return FALSE;
}

/* Documents have the margins of official documents (37, 26, 35 and 28 mm), forms their own. */
static Page
get_page (const ZpSheet *sheet)
{
  double width, height, margin_x, margin_y;
  Page page;

  zp_sheet_get_page (sheet, &width, &height, &margin_x, &margin_y);
  page = (Page){
    .width = twips (width),
    .height = twips (height),
    .top = twips (margin_y),
    .right = twips (margin_x),
    .bottom = twips (margin_y),
    .left = twips (margin_x),
    .footer = twips (margin_y / 2),
  };
  if (is_text_document (sheet))
    {
      page.top = (int) lround (37 * TWIPS_PER_MM);
      page.right = (int) lround (26 * TWIPS_PER_MM);
      page.bottom = (int) lround (35 * TWIPS_PER_MM);
      page.left = (int) lround (28 * TWIPS_PER_MM);
      page.footer = (int) lround (25 * TWIPS_PER_MM);
    }
  return page;
}

static void
write_number_attribute (ZpXml *xml, const char *name, int value)
{
  char text[16];

  g_snprintf (text, sizeof text, "%d", value);
  zp_xml_attribute (xml, name, text);
}

static void
write_section_end (const Section *section)
{
  ZpXml *xml = section->xml;
  const Page *page = &section->page;

  zp_xml_start (xml, "w:sectPr");
  zp_xml_leaf (xml, "w:footerReference", "w:type", "default", "r:id", "rId3", NULL);
  zp_xml_value (xml, "w:type", "nextPage");
  zp_xml_start (xml, "w:pgSz");
  write_number_attribute (xml, "w:w", page->width);
  write_number_attribute (xml, "w:h", page->height);
  if (zp_sheet_is_landscape (section->sheet))
    zp_xml_attribute (xml, "w:orient", "landscape");
  zp_xml_end (xml);
  zp_xml_start (xml, "w:pgMar");
  write_number_attribute (xml, "w:top", page->top);
  write_number_attribute (xml, "w:right", page->right);
  write_number_attribute (xml, "w:bottom", page->bottom);
  write_number_attribute (xml, "w:left", page->left);
  write_number_attribute (xml, "w:header", page->top / 2);
  write_number_attribute (xml, "w:footer", page->footer);
  zp_xml_attribute (xml, "w:gutter", "0");
  zp_xml_end (xml);
  zp_xml_end (xml);
}

/* A word processor wants a paragraph after a table; this one is as good as invisible. */
static void
write_last_paragraph (const Section *section, gboolean ends_section)
{
  ZpXml *xml = section->xml;

  zp_xml_start (xml, "w:p");
  zp_xml_start (xml, "w:pPr");
  zp_xml_leaf (xml, "w:spacing", "w:before", "0", "w:after", "0", "w:line", "20", "w:lineRule",
               "exact", NULL);
  zp_xml_start (xml, "w:rPr");
  zp_xml_number (xml, "w:sz", 2);
  zp_xml_end (xml);
  if (ends_section)
    write_section_end (section);
  zp_xml_end (xml);
  zp_xml_end (xml);
}

/* --- paragraphs --- */

static const char *
justification (const ZpSheetCell *cell)
{
  switch (zp_sheet_cell_get_align (cell))
    {
    case ZP_ALIGN_CENTRE:
      return "center";
    case ZP_ALIGN_END:
      return "right";
    case ZP_ALIGN_START:
    case ZP_ALIGN_DEFAULT:
    default:
      return cell->style == ZP_STYLE_PARAGRAPH ? "both" : "left";
    }
}

/* A sheet with many columns has smaller letters than the one the styles were made from. */
static void
write_size (const Section *section, const ZpSheetCell *cell)
{
  const ZpStyleFont *font = zp_sheet_get_font (section->sheet, cell->style);

  if (font == zp_sheet_get_font (section->styles, cell->style))
    return;
  zp_xml_start (section->xml, "w:rPr");
  zp_xml_number (section->xml, "w:sz", (int) (font->size * 2));
  zp_xml_number (section->xml, "w:szCs", (int) (font->size * 2));
  zp_xml_end (section->xml);
}

static void
write_paragraph (const Section *section, const ZpSheetCell *cell, const char *text)
{
  ZpXml *xml = section->xml;

  zp_xml_start (xml, "w:p");
  zp_xml_start (xml, "w:pPr");
  zp_xml_value (xml, "w:pStyle", zp_docx_style_id (cell->style));
  zp_xml_value (xml, "w:jc", justification (cell));
  write_size (section, cell);
  zp_xml_end (xml);
  if (*text != '\0')
    {
      zp_xml_start (xml, "w:r");
      write_size (section, cell);
      zp_xml_start (xml, "w:t");
      zp_xml_attribute (xml, "xml:space", "preserve");
      zp_xml_text (xml, text);
      zp_xml_end (xml);
      zp_xml_end (xml);
    }
  zp_xml_end (xml);
}

static void
write_lines (const Section *section, const ZpSheetCell *cell)
{
  g_autofree char *valid = g_utf8_make_valid (cell->text, -1);
  const char *line = valid;
  const char *end;

  while ((end = strpbrk (line, "\r\n")) != NULL)
    {
      g_autofree char *text = g_strndup (line, end - line);

      write_paragraph (section, cell, text);
      line = end + (end[0] == '\r' && end[1] == '\n' ? 2 : 1);
    }
  write_paragraph (section, cell, line);
}

/* --- tables --- */

/* A row of the text: one cell without borders from edge to edge. */
static const ZpSheetCell *
get_text_cell (const ZpSheet *sheet, guint row)
{
  const ZpSheetCell *cell = zp_sheet_get_at (sheet, row, 0);

  if (cell == NULL || cell->border || cell->row_span > 1
      || cell->column_span < zp_sheet_get_n_columns (sheet))
    return NULL;
  return cell;
}

static void
write_borders (ZpXml *xml)
{
  static const char *const sides[] = { "w:top", "w:left", "w:bottom", "w:right" };

  zp_xml_start (xml, "w:tcBorders");
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    zp_xml_leaf (xml, sides[i], "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "auto",
                 NULL);
  zp_xml_end (xml);
}

/* A cell in one row of its table; @cell is NULL for a place without one. */
static void
write_cell (const Section *section, const ZpSheetCell *cell, guint row, guint column, guint span)
{
  ZpXml *xml = section->xml;
  int width = section->edges[column + span] - section->edges[column];

  zp_xml_start (xml, "w:tc");
  zp_xml_start (xml, "w:tcPr");
  zp_xml_start (xml, "w:tcW");
  write_number_attribute (xml, "w:w", width);
  zp_xml_attribute (xml, "w:type", "dxa");
  zp_xml_end (xml);
  if (span > 1)
    zp_xml_number (xml, "w:gridSpan", span);
  if (cell != NULL && cell->row_span > 1)
    zp_xml_value (xml, "w:vMerge", cell->row == row ? "restart" : "continue");
  if (cell != NULL && cell->border)
    write_borders (xml);
  zp_xml_value (xml, "w:vAlign", "center");
  zp_xml_end (xml);
  if (cell != NULL && cell->row == row)
    write_lines (section, cell);
  else
    zp_xml_leaf (xml, "w:p", NULL);
  zp_xml_end (xml);
}

/* How many columns from @column on belong to the same cell, or to none. */
static guint
get_span (const ZpSheet *sheet, const ZpSheetCell *cell, guint row, guint column)
{
  guint n = zp_sheet_get_n_columns (sheet);
  guint end = column + 1;

  if (cell != NULL)
    return cell->column + cell->column_span - column;
  while (end < n && zp_sheet_get_at (sheet, row, end) == NULL)
    end++;
  return end - column;
}

static void
write_row (const Section *section, guint row, gboolean header)
{
  ZpXml *xml = section->xml;
  double height = zp_sheet_get_row (section->sheet, row)->min_height;
  guint span;

  zp_xml_start (xml, "w:tr");
  zp_xml_start (xml, "w:trPr");
  zp_xml_leaf (xml, "w:cantSplit", NULL);
  zp_xml_start (xml, "w:trHeight");
  write_number_attribute (xml, "w:val", twips (height > 0 ? height : ZP_SHEET_MIN_ROW_HEIGHT));
  zp_xml_attribute (xml, "w:hRule", "atLeast");
  zp_xml_end (xml);
  if (header)
    zp_xml_leaf (xml, "w:tblHeader", NULL);
  zp_xml_end (xml);
  for (guint column = 0; column < zp_sheet_get_n_columns (section->sheet); column += span)
    {
      const ZpSheetCell *cell = zp_sheet_get_at (section->sheet, row, column);

      span = get_span (section->sheet, cell, row, column);
      write_cell (section, cell, row, column, span);
    }
  zp_xml_end (xml);
}

/* Word processors repeat the first rows of a table only, and no cell may reach out of them. */
static guint
count_headers (const ZpSheet *sheet, guint first, guint end)
{
  guint n = first;

  while (n < end && zp_sheet_get_row (sheet, n)->header)
    n++;
  for (guint row = first; row < n; row++)
    for (guint column = 0; column < zp_sheet_get_n_columns (sheet); column++)
      {
        const ZpSheetCell *cell = zp_sheet_get_at (sheet, row, column);

        if (cell != NULL && cell->row + cell->row_span > n)
          return 0;
      }
  return n - first;
}

static void
write_table_properties (const Section *section)
{
  ZpXml *xml = section->xml;
  guint n = zp_sheet_get_n_columns (section->sheet);

  zp_xml_start (xml, "w:tblPr");
  zp_xml_start (xml, "w:tblW");
  write_number_attribute (xml, "w:w", section->edges[n]);
  zp_xml_attribute (xml, "w:type", "dxa");
  zp_xml_end (xml);
  zp_xml_value (xml, "w:jc", "center");
  zp_xml_leaf (xml, "w:tblLayout", "w:type", "fixed", NULL);
  zp_xml_start (xml, "w:tblCellMar");
  zp_xml_leaf (xml, "w:left", "w:w", "60", "w:type", "dxa", NULL);
  zp_xml_leaf (xml, "w:right", "w:w", "60", "w:type", "dxa", NULL);
  zp_xml_end (xml);
  zp_xml_end (xml);
  zp_xml_start (xml, "w:tblGrid");
  for (guint column = 0; column < n; column++)
    {
      zp_xml_start (xml, "w:gridCol");
      write_number_attribute (xml, "w:w", section->edges[column + 1] - section->edges[column]);
      zp_xml_end (xml);
    }
  zp_xml_end (xml);
}

/* Returns: the first row after the table. */
static guint
write_table (const Section *section, guint first)
{
  guint end = first;
  guint headers;

  while (end < zp_sheet_get_n_rows (section->sheet) && get_text_cell (section->sheet, end) == NULL)
    end++;
  headers = count_headers (section->sheet, first, end);
  zp_xml_start (section->xml, "w:tbl");
  write_table_properties (section);
  for (guint row = first; row < end; row++)
    write_row (section, row, row < first + headers);
  zp_xml_end (section->xml);
  return end;
}

/* --- sections --- */

/* The columns fill the width between the margins; rounding does not add up. */
static int *
place_columns (const ZpSheet *sheet, const Page *page)
{
  guint n = zp_sheet_get_n_columns (sheet);
  int *edges = g_new0 (int, n + 1);
  double total = zp_sheet_get_table_width (sheet);
  double x = 0;

  for (guint i = 0; i < n; i++)
    {
      x += zp_sheet_get_column_width (sheet, i);
      edges[i + 1] = (int) lround (x / total * (page->width - page->left - page->right));
    }
  return edges;
}

static void
write_section (ZpXml *xml, const ZpSheet *sheet, const ZpSheet *styles, gboolean last)
{
  Page page = get_page (sheet);
  g_autofree int *edges = place_columns (sheet, &page);
  Section section = { xml, sheet, styles, page, edges };
  gboolean after_table = FALSE;
  guint row = 0;

  while (row < zp_sheet_get_n_rows (sheet))
    {
      const ZpSheetCell *cell = get_text_cell (sheet, row);

      after_table = cell == NULL;
      if (after_table)
        row = write_table (&section, row);
      else
        {
          if (*cell->text != '\0')
            write_lines (&section, cell);
          row++;
        }
    }
  if (!last)
    write_last_paragraph (&section, TRUE);
  else
    {
      if (after_table || zp_sheet_get_n_rows (sheet) == 0)
        write_last_paragraph (&section, FALSE);
      write_section_end (&section);
    }
}

/**
 * zp_docx_write_body:
 * @sheets: (array length=n_sheets): the sheets, each on pages of its own
 * @n_sheets: at least 1
 * @error: return location
 *
 * Returns: (transfer full) (nullable): word/document.xml
 */
GBytes *
zp_docx_write_body (const ZpSheet *const *sheets, guint n_sheets, GError **error)
{
  g_autoptr (ZpXml) xml = zp_xml_new ("w:document");

  zp_xml_attribute (xml, "xmlns:w", NAMESPACE);
  zp_xml_attribute (xml, "xmlns:r", RELATIONS);
  zp_xml_start (xml, "w:body");
  for (guint i = 0; i < n_sheets; i++)
    write_section (xml, sheets[i], sheets[0], i + 1 == n_sheets);
  zp_xml_end (xml);
  return zp_xml_finish (xml, error);
}
