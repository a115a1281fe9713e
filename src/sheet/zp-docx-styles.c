/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-docx-styles.h"

#include <string.h>

#include "zp-docx-xml.h"

/* Styles and fonts of a text document. */

#define NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/* 28 points, the line of official documents. */
#define BODY_LINE (28 * ZP_DOCX_TWIPS)
#define TITLE_LINE (36 * ZP_DOCX_TWIPS)

/*
 * Style:
 * @id, @name: of the style; the names of titles and headings are those that every word processor knows
 * @outline: its place in the outline, 0 for none
 * @line: exact height of a line, 0 for what the letters need
 * @indent: the first line begins two characters to the right
 */
typedef struct
{
  const char *id;
  const char *name;
  int outline;
  int line;
  gboolean indent;
} Style;

static const Style styles[ZP_N_STYLES] = {
  [ZP_STYLE_VALUE] = { "TableText", "Table Text", 0, 0, FALSE },
  [ZP_STYLE_LABEL] = { "TableLabel", "Table Label", 0, 0, FALSE },
  [ZP_STYLE_TITLE] = { "FormTitle", "Form Title", 0, 0, FALSE },
  [ZP_STYLE_SUBTITLE] = { "Subtitle", "Subtitle", 0, 0, FALSE },
  [ZP_STYLE_SECTION] = { "TableSection", "Table Section", 0, 0, FALSE },
  [ZP_STYLE_LINE] = { "FormLine", "Form Line", 0, 0, FALSE },
  [ZP_STYLE_FOOTNOTE] = { "FormNote", "Form Note", 0, 0, FALSE },
  [ZP_STYLE_DOC_TITLE] = { "Title", "Title", 0, TITLE_LINE, FALSE },
  [ZP_STYLE_HEADING1] = { "Heading1", "heading 1", 1, BODY_LINE, TRUE },
  [ZP_STYLE_HEADING2] = { "Heading2", "heading 2", 2, BODY_LINE, TRUE },
  [ZP_STYLE_HEADING3] = { "Heading3", "heading 3", 3, BODY_LINE, TRUE },
  [ZP_STYLE_PARAGRAPH] = { "BodyText", "Body Text", 0, BODY_LINE, TRUE },
};

/** zp_docx_style_id: the id of the paragraph style for cells of @style. */
const char *
zp_docx_style_id (ZpCellStyle style)
{
  g_return_val_if_fail (style < ZP_N_STYLES, NULL);

  return styles[style].id;
}

static void
write_letters (ZpXml *xml, const ZpStyleFont *font)
{
  int size = (int) (font->size * 2);

  zp_xml_start (xml, "w:rPr");
  zp_xml_leaf (xml, "w:rFonts", "w:ascii", font->xlsx_family, "w:hAnsi", font->xlsx_family,
               "w:eastAsia", font->xlsx_family, "w:cs", font->xlsx_family, NULL);
  if (font->bold)
    zp_xml_leaf (xml, "w:b", NULL);
  zp_xml_number (xml, "w:sz", size);
  zp_xml_number (xml, "w:szCs", size);
  zp_xml_end (xml);
}

static void
write_indent (ZpXml *xml, const ZpStyleFont *font)
{
  char width[16];

  g_snprintf (width, sizeof width, "%d", (int) (2 * font->size * ZP_DOCX_TWIPS));
  zp_xml_leaf (xml, "w:ind", "w:firstLineChars", "200", "w:firstLine", width, NULL);
}

static void
write_paragraph (ZpXml *xml, const Style *style, const ZpStyleFont *font)
{
  char line[16];

  zp_xml_start (xml, "w:pPr");
  if (style->outline > 0)
    {
      zp_xml_leaf (xml, "w:keepNext", NULL);
      zp_xml_leaf (xml, "w:keepLines", NULL);
    }
  if (style->line > 0)
    {
      g_snprintf (line, sizeof line, "%d", style->line);
      zp_xml_leaf (xml, "w:spacing", "w:before", "0", "w:after", "0", "w:line", line, "w:lineRule",
                   "exact", NULL);
    }
  if (style->indent)
    write_indent (xml, font);
  if (style->outline > 0)
    zp_xml_number (xml, "w:outlineLvl", style->outline - 1);
  zp_xml_end (xml);
}

static void
write_style (ZpXml *xml, const Style *style, const ZpStyleFont *font)
{
  zp_xml_start (xml, "w:style");
  zp_xml_attribute (xml, "w:type", "paragraph");
  zp_xml_attribute (xml, "w:styleId", style->id);
  zp_xml_value (xml, "w:name", style->name);
  zp_xml_value (xml, "w:basedOn", "Normal");
  if (style->outline > 0)
    zp_xml_value (xml, "w:next", styles[ZP_STYLE_PARAGRAPH].id);
  zp_xml_leaf (xml, "w:qFormat", NULL);
  write_paragraph (xml, style, font);
  write_letters (xml, font);
  zp_xml_end (xml);
}

static void
write_normal (ZpXml *xml)
{
  zp_xml_start (xml, "w:style");
  zp_xml_attribute (xml, "w:type", "paragraph");
  zp_xml_attribute (xml, "w:default", "1");
  zp_xml_attribute (xml, "w:styleId", "Normal");
  zp_xml_value (xml, "w:name", "Normal");
  zp_xml_leaf (xml, "w:qFormat", NULL);
  zp_xml_end (xml);
}

static void
write_defaults (ZpXml *xml, const ZpStyleFont *font)
{
  zp_xml_start (xml, "w:docDefaults");
  zp_xml_start (xml, "w:rPrDefault");
  zp_xml_start (xml, "w:rPr");
  zp_xml_leaf (xml, "w:rFonts", "w:ascii", font->xlsx_family, "w:hAnsi", font->xlsx_family,
               "w:eastAsia", font->xlsx_family, "w:cs", font->xlsx_family, NULL);
  zp_xml_number (xml, "w:sz", (int) (font->size * 2));
  zp_xml_leaf (xml, "w:lang", "w:val", "en-US", "w:eastAsia", "zh-CN", NULL);
  zp_xml_end (xml);
  zp_xml_end (xml);
  zp_xml_leaf (xml, "w:pPrDefault", NULL);
  zp_xml_end (xml);
}

/**
 * zp_docx_write_styles:
 * @sheet: the sheet whose typefaces the document has
 * @error: return location
 *
 * Returns: (transfer full) (nullable): word/styles.xml
 */
GBytes *
zp_docx_write_styles (const ZpSheet *sheet, GError **error)
{
  g_autoptr (ZpXml) xml = zp_xml_new ("w:styles");

  zp_xml_attribute (xml, "xmlns:w", NAMESPACE);
  write_defaults (xml, zp_sheet_get_font (sheet, ZP_STYLE_VALUE));
  write_normal (xml);
  for (guint i = 0; i < ZP_N_STYLES; i++)
    write_style (xml, &styles[i], zp_sheet_get_font (sheet, i));
  return zp_xml_finish (xml, error);
}

/* The other names of a typeface, for machines that do not have the official one. */
static char *
list_fallbacks (const ZpStyleFont *font)
{
  g_auto (GStrv) families = g_strsplit (font->families, ",", -1);
  GString *names = g_string_new (NULL);

  for (guint i = 0; families[i] != NULL; i++)
    {
      const char *family = g_strstrip (families[i]);

      if (g_str_equal (family, "serif") || g_str_equal (family, "sans")
          || g_str_equal (family, font->xlsx_family))
        continue;
      g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "", family);
    }
  return g_string_free (names, FALSE);
}

static void
write_font (ZpXml *xml, const ZpStyleFont *font)
{
  g_autofree char *fallbacks = list_fallbacks (font);

  zp_xml_start (xml, "w:font");
  zp_xml_attribute (xml, "w:name", font->xlsx_family);
  zp_xml_value (xml, "w:altName", fallbacks);
  zp_xml_value (xml, "w:charset", "86");
  zp_xml_value (xml, "w:family", strstr (font->families, "Sans") != NULL ? "swiss" : "roman");
  zp_xml_value (xml, "w:pitch", "variable");
  zp_xml_end (xml);
}

/**
 * zp_docx_write_fonts:
 * @sheet: the sheet whose typefaces the document has
 * @error: return location
 *
 * Returns: (transfer full) (nullable): word/fontTable.xml
 */
GBytes *
zp_docx_write_fonts (const ZpSheet *sheet, GError **error)
{
  g_autoptr (ZpXml) xml = zp_xml_new ("w:fonts");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  zp_xml_attribute (xml, "xmlns:w", NAMESPACE);
  for (guint i = 0; i < ZP_N_STYLES; i++)
    {
      const ZpStyleFont *font = zp_sheet_get_font (sheet, i);

      if (g_hash_table_add (seen, (gpointer) font->xlsx_family))
        write_font (xml, font);
    }
  return zp_xml_finish (xml, error);
}
