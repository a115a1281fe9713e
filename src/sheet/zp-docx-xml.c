/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-docx-xml.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlwriter.h>

#include "zp-error.h"
#include "zp-xlsx-text.h"

struct _ZpXml
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer;
  gboolean failed;
};

static const xmlChar *
x (const char *text)
{
  return (const xmlChar *) text;
}

static void
note (ZpXml *xml, int result)
{
  if (result < 0)
    xml->failed = TRUE;
}

/**
 * zp_xml_new:
 * @root: name of the outermost element, which is open then
 *
 * Returns: (transfer full): a document
 */
ZpXml *
zp_xml_new (const char *root)
{
  ZpXml *xml = g_new0 (ZpXml, 1);

  xml->buffer = xmlBufferCreate ();
  xml->writer = xml->buffer != NULL ? xmlNewTextWriterMemory (xml->buffer, 0) : NULL;
  if (xml->writer == NULL)
    {
      xml->failed = TRUE;
      return xml;
    }
  note (xml, xmlTextWriterStartDocument (xml->writer, "1.0", "UTF-8", "yes"));
  zp_xml_start (xml, root);
  return xml;
}

/** zp_xml_free: (transfer full): frees a document, finished or not. */
void
zp_xml_free (ZpXml *xml)
{
  g_return_if_fail (xml != NULL);

  if (xml->writer != NULL)
    xmlFreeTextWriter (xml->writer);
  if (xml->buffer != NULL)
    xmlBufferFree (xml->buffer);
  g_free (xml);
}

/** zp_xml_start: opens an element. */
void
zp_xml_start (ZpXml *xml, const char *name)
{
  if (!xml->failed)
    note (xml, xmlTextWriterStartElement (xml->writer, x (name)));
}

/** zp_xml_end: closes the element opened last. */
void
zp_xml_end (ZpXml *xml)
{
  if (!xml->failed)
    note (xml, xmlTextWriterEndElement (xml->writer));
}

/** zp_xml_attribute: an attribute of the element opened last; @value may be any text. */
void
zp_xml_attribute (ZpXml *xml, const char *name, const char *value)
{
  g_autofree char *clean = zp_xlsx_clean_text (value);

  if (!xml->failed)
    note (xml, xmlTextWriterWriteAttribute (xml->writer, x (name), x (clean)));
}

/** zp_xml_text: a text in the element opened last; characters that XML forbids are left out. */
void
zp_xml_text (ZpXml *xml, const char *text)
{
  g_autofree char *clean = zp_xlsx_clean_text (text);

  if (!xml->failed)
    note (xml, xmlTextWriterWriteString (xml->writer, x (clean)));
}

/** zp_xml_leaf: an element without content; names and values of its attributes follow, then %NULL. */
void
zp_xml_leaf (ZpXml *xml, const char *name, ...)
{
  const char *attribute;
  va_list arguments;

  zp_xml_start (xml, name);
  va_start (arguments, name);
  while ((attribute = va_arg (arguments, const char *)) != NULL)
    zp_xml_attribute (xml, attribute, va_arg (arguments, const char *));
  va_end (arguments);
  zp_xml_end (xml);
}

/** zp_xml_value: <name w:val="value"/>, the form of most properties in WordprocessingML. */
void
zp_xml_value (ZpXml *xml, const char *name, const char *value)
{
  zp_xml_leaf (xml, name, "w:val", value, NULL);
}

/** zp_xml_number: <name w:val="12"/> */
void
zp_xml_number (ZpXml *xml, const char *name, int value)
{
  char text[16];

  g_snprintf (text, sizeof text, "%d", value);
  zp_xml_value (xml, name, text);
}

/**
 * zp_xml_finish:
 * @xml: a document; it can only be freed afterwards
 * @error: return location
 *
 * Closes what is open.
 *
 * Returns: (transfer full) (nullable): the text; %NULL without memory (%ZP_ERROR_EXPORT)
 */
GBytes *
zp_xml_finish (ZpXml *xml, GError **error)
{
  if (!xml->failed)
    note (xml, xmlTextWriterEndDocument (xml->writer));
  if (xml->failed)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_EXPORT,
                           _ ("document: there is not enough memory for it"));
      return NULL;
    }
  return g_bytes_new (xmlBufferContent (xml->buffer), xmlBufferLength (xml->buffer));
}
