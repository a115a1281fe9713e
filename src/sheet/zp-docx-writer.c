/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-docx-writer.h"

#include <string.h>

#include "zp-docx-body.h"
#include "zp-docx-styles.h"
#include "zp-docx-xml.h"
#include "zp-docx-zip.h"

/* A text document for word processors: the parts of the package beside the text itself. */

#define NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define TYPES "application/vnd.openxmlformats-officedocument."
#define TYPE_TEXT TYPES "wordprocessingml."

/* What Word calls its present way of laying text out; without it a document opens in an old mode. */
#define WORD_MODE "15"
#define WORD_URI "http://schemas.microsoft.com/office/word"

#define PAGE_NUMBER_SIZE 28 /* half points */

typedef struct
{
  const char *id;
  const char *type;
  const char *target;
} Relation;

static void
write_type (ZpXml *xml, const char *part, const char *type)
{
  zp_xml_leaf (xml, "Override", "PartName", part, "ContentType", type, NULL);
}

static GBytes *
write_types (GError **error)
{
  g_autoptr (ZpXml) xml = zp_xml_new ("Types");

  zp_xml_attribute (xml, "xmlns", PACKAGE "content-types");
  zp_xml_leaf (xml, "Default", "Extension", "rels", "ContentType",
               "application/vnd.openxmlformats-package.relationships+xml", NULL);
  zp_xml_leaf (xml, "Default", "Extension", "xml", "ContentType", "application/xml", NULL);
  write_type (xml, "/word/document.xml", TYPE_TEXT "document.main+xml");
  write_type (xml, "/word/styles.xml", TYPE_TEXT "styles+xml");
  write_type (xml, "/word/fontTable.xml", TYPE_TEXT "fontTable+xml");
  write_type (xml, "/word/settings.xml", TYPE_TEXT "settings+xml");
  write_type (xml, "/word/footer1.xml", TYPE_TEXT "footer+xml");
  write_type (xml, "/docProps/core.xml",
              "application/vnd.openxmlformats-package.core-properties+xml");
  write_type (xml, "/docProps/app.xml", TYPES "extended-properties+xml");
  return zp_xml_finish (xml, error);
}

static GBytes *
write_relations (const Relation *relations, guint n_relations, GError **error)
{
  g_autoptr (ZpXml) xml = zp_xml_new ("Relationships");

  zp_xml_attribute (xml, "xmlns", PACKAGE "relationships");
  for (guint i = 0; i < n_relations; i++)
    zp_xml_leaf (xml, "Relationship", "Id", relations[i].id, "Type", relations[i].type, "Target",
                 relations[i].target, NULL);
  return zp_xml_finish (xml, error);
}

static GBytes *
write_package_relations (GError **error)
{
  static const Relation relations[] = {
    { "rId1", OFFICE "officeDocument", "word/document.xml" },
    { "rId2", PACKAGE "relationships/metadata/core-properties", "docProps/core.xml" },
    { "rId3", OFFICE "extended-properties", "docProps/app.xml" },
  };

  return write_relations (relations, G_N_ELEMENTS (relations), error);
}

static GBytes *
write_document_relations (GError **error)
{
  static const Relation relations[] = {
    { "rId1", OFFICE "styles", "styles.xml" },
    { "rId2", OFFICE "fontTable", "fontTable.xml" },
    { "rId3", OFFICE "footer", "footer1.xml" },
    { "rId4", OFFICE "settings", "settings.xml" },
  };

  return write_relations (relations, G_N_ELEMENTS (relations), error);
}

static GBytes *
write_settings (GError **error)
{
  g_autoptr (ZpXml) xml = zp_xml_new ("w:settings");

  zp_xml_attribute (xml, "xmlns:w", NAMESPACE);
  zp_xml_value (xml, "w:characterSpacingControl", "compressPunctuation");
  zp_xml_start (xml, "w:compat");
  zp_xml_leaf (xml, "w:compatSetting", "w:name", "compatibilityMode", "w:uri", WORD_URI, "w:val",
               WORD_MODE, NULL);
  zp_xml_end (xml);
  return zp_xml_finish (xml, error);
}

/* --- the footer --- */

static void
start_run (ZpXml *xml)
{
  zp_xml_start (xml, "w:r");
  zp_xml_start (xml, "w:rPr");
  zp_xml_number (xml, "w:sz", PAGE_NUMBER_SIZE);
  zp_xml_number (xml, "w:szCs", PAGE_NUMBER_SIZE);
  zp_xml_end (xml);
}

static void
write_run (ZpXml *xml, const char *text)
{
  start_run (xml);
  zp_xml_start (xml, "w:t");
  zp_xml_attribute (xml, "xml:space", "preserve");
  zp_xml_text (xml, text);
  zp_xml_end (xml);
  zp_xml_end (xml);
}

static void
write_field_mark (ZpXml *xml, const char *type)
{
  start_run (xml);
  zp_xml_leaf (xml, "w:fldChar", "w:fldCharType", type, NULL);
  zp_xml_end (xml);
}

/* “— 1 —”, as official documents number their pages. */
static GBytes *
write_footer (GError **error)
{
  g_autoptr (ZpXml) xml = zp_xml_new ("w:ftr");

  zp_xml_attribute (xml, "xmlns:w", NAMESPACE);
  zp_xml_start (xml, "w:p");
  zp_xml_start (xml, "w:pPr");
  zp_xml_value (xml, "w:jc", "center");
  zp_xml_end (xml);
  write_run (xml, "— ");
  write_field_mark (xml, "begin");
  start_run (xml);
  zp_xml_start (xml, "w:instrText");
  zp_xml_attribute (xml, "xml:space", "preserve");
  zp_xml_text (xml, " PAGE ");
  zp_xml_end (xml);
  zp_xml_end (xml);
  write_field_mark (xml, "separate");
  write_run (xml, "1");
  write_field_mark (xml, "end");
  write_run (xml, " —");
  zp_xml_end (xml);
  return zp_xml_finish (xml, error);
}

/* --- properties --- */

static char *
format_time (gint64 unix_time)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_time);

  if (time == NULL)
    time = g_date_time_new_from_unix_utc (0);
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static void
write_time (ZpXml *xml, const char *name, const char *time)
{
  zp_xml_start (xml, name);
  zp_xml_attribute (xml, "xsi:type", "dcterms:W3CDTF");
  zp_xml_text (xml, time);
  zp_xml_end (xml);
}

static GBytes *
write_core_properties (const char *title, gint64 created, GError **error)
{
  g_autoptr (ZpXml) xml = zp_xml_new ("cp:coreProperties");
  g_autofree char *time = format_time (created);

  zp_xml_attribute (xml, "xmlns:cp", PACKAGE "metadata/core-properties");
  zp_xml_attribute (xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  zp_xml_attribute (xml, "xmlns:dcterms", "http://purl.org/dc/terms/");
  zp_xml_attribute (xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  zp_xml_start (xml, "dc:title");
  zp_xml_text (xml, title);
  zp_xml_end (xml);
  write_time (xml, "dcterms:created", time);
  write_time (xml, "dcterms:modified", time);
  return zp_xml_finish (xml, error);
}

static GBytes *
write_app_properties (GError **error)
{
  g_autoptr (ZpXml) xml = zp_xml_new ("Properties");

  zp_xml_attribute (xml, "xmlns",
                    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
  zp_xml_start (xml, "Application");
  zp_xml_text (xml, "Ziping");
  zp_xml_end (xml);
  return zp_xml_finish (xml, error);
}

/* --- the package --- */

static void
clear_part (gpointer data)
{
  ZpDocxPart *part = data;

  g_free (part->name);
  g_bytes_unref (part->bytes);
}

/* Takes @bytes; returns whether they are there. */
static gboolean
add_part (GArray *parts, const char *name, GBytes *bytes)
{
  ZpDocxPart part = { NULL, bytes };

  if (bytes == NULL)
    return FALSE;
  part.name = g_strdup (name);
  g_array_append_val (parts, part);
  return TRUE;
}

/**
 * zp_docx_write_sheets:
 * @sheets: (array length=n_sheets): sheets, each of which begins a new page
 * @n_sheets: their number, at least 1
 * @title: the title in the document's properties
 * @created: seconds since 1970, also in the properties
 * @error: return location
 *
 * Writes a text document (WordprocessingML).  Rows with one wide cell without borders become titles,
 * headings and paragraphs, which a word processor lists in its outline; the rows between them become
 * tables.  The same sheets, title and time give the same bytes.
 *
 * Returns: (transfer full) (nullable): the file; %NULL without memory (%ZP_ERROR_EXPORT)
 */
GBytes *
zp_docx_write_sheets (
    const ZpSheet *const *sheets, guint n_sheets, const char *title, gint64 created, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (ZpDocxPart));

  g_return_val_if_fail (sheets != NULL && n_sheets > 0, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  g_array_set_clear_func (parts, clear_part);
  if (!add_part (parts, "[Content_Types].xml", write_types (error))
      || !add_part (parts, "_rels/.rels", write_package_relations (error))
      || !add_part (parts, "word/document.xml", zp_docx_write_body (sheets, n_sheets, error))
      || !add_part (parts, "word/_rels/document.xml.rels", write_document_relations (error))
      || !add_part (parts, "word/styles.xml", zp_docx_write_styles (sheets[0], error))
      || !add_part (parts, "word/fontTable.xml", zp_docx_write_fonts (sheets[0], error))
      || !add_part (parts, "word/settings.xml", write_settings (error))
      || !add_part (parts, "word/footer1.xml", write_footer (error))
      || !add_part (parts, "docProps/core.xml", write_core_properties (title, created, error))
      || !add_part (parts, "docProps/app.xml", write_app_properties (error)))
    return NULL;
  return zp_docx_zip (parts, error);
}

/**
 * zp_docx_write:
 * @sheet: a sheet
 * @title: the title in the document's properties
 * @created: seconds since 1970
 * @error: return location
 *
 * zp_docx_write_sheets() for one sheet.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
zp_docx_write (const ZpSheet *sheet, const char *title, gint64 created, GError **error)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  return zp_docx_write_sheets (&sheet, 1, title, created, error);
}
