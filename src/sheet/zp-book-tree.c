/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-book-tree.h"

#include <libxml/parser.h>
#include <string.h>

#define MAX_BYTES (8 * 1024 * 1024)

/**
 * zp_book_tree_parse:
 * @bytes: (nullable): a part of a workbook
 *
 * Returns: (transfer full) (nullable): its tree; %NULL when it is none, has a document type, or is
 *   larger than 8 MiB
 */
ZpBookTree *
zp_book_tree_parse (GBytes *bytes)
{
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  xmlDoc *doc;

  if (data == NULL || size > MAX_BYTES)
    return NULL;
  doc = xmlReadMemory (data, (int) size, NULL, NULL,
                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (doc != NULL && doc->intSubset != NULL)
    g_clear_pointer (&doc, xmlFreeDoc);
  return doc;
}

/** zp_book_tree_free: frees a tree. */
void
zp_book_tree_free (ZpBookTree *self)
{
  xmlFreeDoc (self);
}

/** zp_book_tree_write: (transfer full): the tree as a part of a workbook again. */
GBytes *
zp_book_tree_write (ZpBookTree *self)
{
  xmlChar *text = NULL;
  int size = 0;
  GBytes *bytes;

  xmlDocDumpMemoryEnc (self, &text, &size, "UTF-8");
  bytes = g_bytes_new (text, (gsize) MAX (size, 0));
  xmlFree (text);
  return bytes;
}

/** zp_node_is: whether @node is an element called @name. */
gboolean
zp_node_is (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

/** zp_node_find: (nullable): the first child called @name; @parent may be %NULL. */
xmlNode *
zp_node_find (xmlNode *parent, const char *name)
{
  for (xmlNode *child = parent != NULL ? parent->children : NULL; child != NULL;
       child = child->next)
    if (zp_node_is (child, name))
      return child;
  return NULL;
}

/** zp_node_for_each: calls @func for @node and every element below it. */
void
zp_node_for_each (xmlNode *node, ZpNodeFunc func, gpointer data)
{
  xmlNode *next;

  if (node == NULL || node->type != XML_ELEMENT_NODE)
    return;
  func (node, data);
  for (xmlNode *child = node->children; child != NULL; child = next)
    {
      next = child->next;
      zp_node_for_each (child, func, data);
    }
}

/** zp_node_get: (transfer full) (nullable): an attribute. */
char *
zp_node_get (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

/** zp_node_get_number: an attribute as a number, 0 without it. */
guint
zp_node_get_number (xmlNode *node, const char *name)
{
  g_autofree char *text = zp_node_get (node, name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

/** zp_node_set: sets an attribute; %NULL removes it. */
void
zp_node_set (xmlNode *node, const char *name, const char *value)
{
  if (value != NULL)
    xmlSetProp (node, (const xmlChar *) name, (const xmlChar *) value);
  else
    xmlUnsetProp (node, (const xmlChar *) name);
}

/** zp_node_set_number: sets an attribute to a number. */
void
zp_node_set_number (xmlNode *node, const char *name, guint value)
{
  g_autofree char *text = g_strdup_printf ("%u", value);

  zp_node_set (node, name, text);
}

/** zp_node_get_text: (transfer full): all text below @node. */
char *
zp_node_get_text (xmlNode *node)
{
  xmlChar *text = xmlNodeGetContent (node);
  char *copy = g_strdup (text != NULL ? (const char *) text : "");

  xmlFree (text);
  return copy;
}

/** zp_node_set_text: gives @node a text and nothing else. */
void
zp_node_set_text (xmlNode *node, const char *text)
{
  xmlNodeSetContent (node, NULL);
  xmlNodeAddContent (node, (const xmlChar *) text);
}

/** zp_node_add: appends an element in the namespace of @parent, with a (nullable) text. */
xmlNode *
zp_node_add (xmlNode *parent, const char *name, const char *text)
{
  xmlNode *child = xmlNewDocNode (parent->doc, parent->ns, (const xmlChar *) name, NULL);

  if (text != NULL)
    xmlNodeAddContent (child, (const xmlChar *) text);
  return xmlAddChild (parent, child);
}

/** zp_node_remove: takes @node out of its tree and frees it. */
void
zp_node_remove (xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}
