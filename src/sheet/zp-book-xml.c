/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-book-xml.h"

#include <glib/gi18n-lib.h>

#include "zp-error.h"

/* XML from outside: nothing beside the file is read, no entities, bounded depth and time. */

#define MAX_DEPTH 64

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpXmlReader, xmlFreeTextReader)

/** zp_book_xml_fail: sets an error of #ZpError that begins with the part.  Returns: %FALSE */
gboolean
zp_book_xml_fail (GError **error, int code, const char *part, const char *reason)
{
  g_set_error (error, ZP_ERROR, code, _ ("%s: %s"), part, reason);
  return FALSE;
}

/** zp_book_xml_get: Returns: (transfer full) (nullable): an attribute, with its prefix: r:id */
char *
zp_book_xml_get (ZpXmlReader *reader, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

/** zp_book_xml_get_number: Returns: an attribute as a number, or @otherwise when it is not there */
guint
zp_book_xml_get_number (ZpXmlReader *reader, const char *name, guint otherwise)
{
  g_autofree char *value = zp_book_xml_get (reader, name);

  return value != NULL ? (guint) MIN (g_ascii_strtoull (value, NULL, 10), G_MAXUINT) : otherwise;
}

/** zp_book_xml_get_flag: Returns: whether an attribute says yes */
gboolean
zp_book_xml_get_flag (ZpXmlReader *reader, const char *name)
{
  g_autofree char *value = zp_book_xml_get (reader, name);

  return value != NULL && (g_str_equal (value, "1") || g_str_equal (value, "true"));
}

static gboolean
check_node (const char *part, gint64 deadline, ZpXmlReader *reader, guint n_nodes, GError **error)
{
  int type = xmlTextReaderNodeType (reader);

  if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE)
    return zp_book_xml_fail (error, ZP_ERROR_FORMAT, part,
                             _ ("it declares entities, which no workbook needs; it is not read"));
  if (xmlTextReaderDepth (reader) > MAX_DEPTH)
    return zp_book_xml_fail (error, ZP_ERROR_TOO_LARGE, part,
                             _ ("its elements are nested too deeply"));
  if (n_nodes % 4096 == 0 && g_get_monotonic_time () > deadline)
    return zp_book_xml_fail (error, ZP_ERROR_TOO_LARGE, part,
                             _ ("reading takes too long; remove what is no table"));
  return TRUE;
}

static gboolean
take_node (const ZpBookXml *handler, gpointer data, ZpXmlReader *reader, GError **error)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (reader);
  const char *value;

  switch (xmlTextReaderNodeType (reader))
    {
    case XML_READER_TYPE_ELEMENT:
      if (handler->begin != NULL && !handler->begin (data, reader, name, error))
        return FALSE;
      return !xmlTextReaderIsEmptyElement (reader) || handler->end == NULL
             || handler->end (data, name, error);
    case XML_READER_TYPE_END_ELEMENT:
      return handler->end == NULL || handler->end (data, name, error);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      value = (const char *) xmlTextReaderConstValue (reader);
      if (handler->text != NULL && value != NULL)
        handler->text (data, value);
      return TRUE;
    default:
      return TRUE;
    }
}

static void
ignore_problem (void *data,
                const char *message,
                xmlParserSeverities severity,
                xmlTextReaderLocatorPtr locator)
{
}

/**
 * zp_book_xml_walk:
 * @content: (nullable): a part of a workbook; one that is not there is an empty one
 * @part: what it is called, for messages
 * @deadline: monotonic time at which reading ends
 * @handler: what is done with its nodes
 * @data: for @handler
 * @error: return location for an error
 *
 * Returns: %FALSE when the part is no XML (%ZP_ERROR_FORMAT), passes a limit (%ZP_ERROR_TOO_LARGE),
 * or
 *   @handler says so
 */
gboolean
zp_book_xml_walk (GBytes *content,
                  const char *part,
                  gint64 deadline,
                  const ZpBookXml *handler,
                  gpointer data,
                  GError **error)
{
  g_autoptr (ZpXmlReader) reader = NULL;
  gsize size;
  const char *text;
  int result;

  if (content == NULL)
    return TRUE;
  text = g_bytes_get_data (content, &size);
  reader = xmlReaderForMemory (text, (int) size, NULL, NULL, XML_PARSE_NONET);
  if (reader == NULL)
    return zp_book_xml_fail (error, ZP_ERROR_FORMAT, part,
                             _ ("it cannot be read; open and save the file again"));
  xmlTextReaderSetErrorHandler (reader, ignore_problem, NULL);
  for (guint n = 1; (result = xmlTextReaderRead (reader)) == 1; n++)
    if (!check_node (part, deadline, reader, n, error) || !take_node (handler, data, reader, error))
      return FALSE;
  if (result != 0)
    return zp_book_xml_fail (error, ZP_ERROR_FORMAT, part,
                             _ ("it cannot be read; open and save the file again"));
  return TRUE;
}
