/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpXml:
 *
 * An XML document in the making, in memory.  What fails is told once, at the end.
 */
typedef struct _ZpXml ZpXml;

ZpXml *zp_xml_new (const char *root) G_GNUC_WARN_UNUSED_RESULT;
void zp_xml_free (ZpXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpXml, zp_xml_free)

void zp_xml_start (ZpXml *xml, const char *name);
void zp_xml_end (ZpXml *xml);
void zp_xml_attribute (ZpXml *xml, const char *name, const char *value);
void zp_xml_text (ZpXml *xml, const char *text);
void zp_xml_leaf (ZpXml *xml, const char *name, ...) G_GNUC_NULL_TERMINATED;
void zp_xml_value (ZpXml *xml, const char *name, const char *value);
void zp_xml_number (ZpXml *xml, const char *name, int value);
GBytes *zp_xml_finish (ZpXml *xml, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
