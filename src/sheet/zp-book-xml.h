/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

typedef xmlTextReader ZpXmlReader;

/**
 * ZpBookXml:
 * @begin: (nullable): an element begins
 * @end: (nullable): an element ends, empty ones too
 * @text: (nullable): words between elements, maybe in pieces
 *
 * What is done with the nodes of a part.  Names come without their prefix.
 */
typedef struct
{
  gboolean (*begin) (gpointer data, ZpXmlReader *reader, const char *name, GError **error);
  gboolean (*end) (gpointer data, const char *name, GError **error);
  void (*text) (gpointer data, const char *text);
} ZpBookXml;

gboolean zp_book_xml_walk (GBytes *content,
                           const char *part,
                           gint64 deadline,
                           const ZpBookXml *handler,
                           gpointer data,
                           GError **error);
char *zp_book_xml_get (ZpXmlReader *reader, const char *name) G_GNUC_WARN_UNUSED_RESULT;
guint zp_book_xml_get_number (ZpXmlReader *reader, const char *name, guint otherwise);
gboolean zp_book_xml_get_flag (ZpXmlReader *reader, const char *name);
gboolean zp_book_xml_fail (GError **error, int code, const char *part, const char *reason);

G_END_DECLS
