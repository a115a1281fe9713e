/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-fill-xml.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "zp-error.h"
#include "zp-workbook.h"
#include "zp-xlsx-numbers.h"

/* A sheet of somebody else's workbook, as a tree: cells get values, everything else stays as it is.
 * Texts are written into the cell itself, so that the shared texts of the workbook stay untouched.
 */

#define MAX_BYTES (8 * 1024 * 1024)
#define TEXT_FORMAT 49

typedef xmlDoc XmlDoc;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XmlDoc, xmlFreeDoc)

typedef enum
{
  LOOK_GENERAL,
  LOOK_PERCENT,
  LOOK_TEXT,
} Look;

static XmlDoc *
parse (GBytes *bytes)
{
  gsize size;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  XmlDoc *doc;

  if (data == NULL || size > MAX_BYTES)
    return NULL;
  doc = xmlReadMemory (
      data, (int) size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (doc != NULL && doc->intSubset != NULL)
    g_clear_pointer (&doc, xmlFreeDoc);
  return doc;
}

static gboolean
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static xmlNode *
find_child (xmlNode *parent, const char *name)
{
  for (xmlNode *child = parent != NULL ? parent->children : NULL; child != NULL;
       child = child->next)
    if (is_element (child, name))
      return child;
  return NULL;
}

static char *
get (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static guint
get_number (xmlNode *node, const char *name)
{
  g_autofree char *text = get (node, name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

static void
set (xmlNode *node, const char *name, const char *value)
{
  if (value != NULL)
    xmlSetProp (node, (const xmlChar *) name, (const xmlChar *) value);
  else
    xmlUnsetProp (node, (const xmlChar *) name);
}

/* --- how cells look --- */

static Look
get_look (xmlNode *formats, guint id)
{
  for (xmlNode *own = formats != NULL ? formats->children : NULL; own != NULL; own = own->next)
    if (is_element (own, "numFmt") && get_number (own, "numFmtId") == id)
      {
        g_autofree char *code = get (own, "formatCode");

        if (g_strcmp0 (code, "@") == 0)
          return LOOK_TEXT;
        return zp_number_format_parse (code != NULL ? code : "").percent ? LOOK_PERCENT
                                                                         : LOOK_GENERAL;
      }
  if (id == TEXT_FORMAT)
    return LOOK_TEXT;
  return zp_number_format_builtin (id).percent ? LOOK_PERCENT : LOOK_GENERAL;
}

/* Returns: (element-type Look): of each style a cell can have */
static GArray *
read_looks (GBytes *styles)
{
  GArray *looks = g_array_new (FALSE, FALSE, sizeof (Look));
  g_autoptr (XmlDoc) doc = parse (styles);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  xmlNode *formats = find_child (root, "numFmts");
  xmlNode *cells = find_child (root, "cellXfs");

  for (xmlNode *xf = cells != NULL ? cells->children : NULL; xf != NULL; xf = xf->next)
    if (is_element (xf, "xf"))
      {
        Look look = get_look (formats, get_number (xf, "numFmtId"));

        g_array_append_val (looks, look);
      }
  return looks;
}

/* --- cells --- */

static guint
get_row (xmlNode *node)
{
  return get_number (node, "r");
}

static guint
get_column (xmlNode *node)
{
  g_autofree char *name = get (node, "r");
  guint row, column;

  return name != NULL && zp_grid_parse_cell (name, &row, &column, NULL) ? column + 1 : 0;
}

/* The child numbered @number, which is made when there is none; children stand in order. */
static xmlNode *
ensure (xmlNode *parent, const char *name, guint number, guint (*get_place) (xmlNode *))
{
  xmlNode *made;
  xmlNode *after = NULL;

  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    {
      guint place = is_element (child, name) ? get_place (child) : 0;

      if (place == number)
        return child;
      if (place > number)
        {
          made = xmlNewDocNode (parent->doc, parent->ns, (const xmlChar *) name, NULL);
          return xmlAddPrevSibling (child, made);
        }
      if (place > 0)
        after = child;
    }
  made = xmlNewDocNode (parent->doc, parent->ns, (const xmlChar *) name, NULL);
  return after != NULL ? xmlAddNextSibling (after, made) : xmlAddChild (parent, made);
}

static void
remove_value (xmlNode *cell)
{
  xmlNode *next;

  for (xmlNode *child = cell->children; child != NULL; child = next)
    {
      next = child->next;
      if (is_element (child, "v") || is_element (child, "is"))
        {
          xmlUnlinkNode (child);
          xmlFreeNode (child);
        }
    }
  set (cell, "t", NULL);
}

static xmlNode *
add_child (xmlNode *parent, const char *name, const char *text)
{
  xmlNode *child = xmlNewDocNode (parent->doc, parent->ns, (const xmlChar *) name, NULL);

  if (text != NULL)
    xmlNodeAddContent (child, (const xmlChar *) text);
  return xmlAddChild (parent, child);
}

static void
put_number (xmlNode *cell, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  (void) add_child (cell, "v", g_ascii_formatd (digits, sizeof digits, "%.15g", number));
}

static void
put_text (xmlNode *cell, const char *text)
{
  xmlNode *t;

  /* A formula keeps its text beside it; any other text is the cell's own. */
  if (find_child (cell, "f") != NULL)
    {
      set (cell, "t", "str");
      (void) add_child (cell, "v", text);
      return;
    }
  set (cell, "t", "inlineStr");
  t = add_child (add_child (cell, "is", NULL), "t", text);
  xmlNodeSetSpacePreserve (t, 1);
}

static void
write_value (xmlNode *data, const ZpFillValue *value, const GArray *looks)
{
  g_autofree char *number = g_strdup_printf ("%u", value->row + 1);
  g_autofree char *name = zp_grid_name_cell (value->row, value->column);
  xmlNode *row = ensure (data, "row", value->row + 1, get_row);
  xmlNode *cell;
  guint style;
  Look look;

  set (row, "r", number);
  cell = ensure (row, "c", value->column + 1, get_column);
  set (cell, "r", name);
  style = get_number (cell, "s");
  look = style < looks->len ? g_array_index (looks, Look, style) : LOOK_GENERAL;
  remove_value (cell);
  if (*value->text == '\0')
    return;
  /* A rate is a number only where it will be shown as one. */
  if (value->has_number && look != LOOK_TEXT && (!value->percent || look == LOOK_PERCENT))
    put_number (cell, value->number);
  else
    put_text (cell, value->text);
}

static GBytes *
dump (XmlDoc *doc)
{
  xmlChar *text = NULL;
  int size = 0;
  GBytes *bytes;

  xmlDocDumpMemoryEnc (doc, &text, &size, "UTF-8");
  bytes = g_bytes_new (text, (gsize) MAX (size, 0));
  xmlFree (text);
  return bytes;
}

/**
 * zp_fill_xml_write:
 * @sheet: a sheet of an .xlsx workbook
 * @styles: (nullable): its styles, which say where a rate is shown in percent
 * @values: (element-type ZpFillValue): what is written
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the sheet with the values; formulas stay, with the values as
 *   their results; %NULL when it cannot be read (%ZP_ERROR_FORMAT)
 */
GBytes *
zp_fill_xml_write (GBytes *sheet, GBytes *styles, const GArray *values, GError **error)
{
  g_autoptr (XmlDoc) doc = parse (sheet);
  xmlNode *data = doc != NULL ? find_child (xmlDocGetRootElement (doc), "sheetData") : NULL;
  g_autoptr (GArray) looks = NULL;

  if (data == NULL)
    {
      g_set_error_literal (error,
                           ZP_ERROR,
                           ZP_ERROR_FORMAT,
                           _ ("the sheet cannot be written into; open and save the file again"));
      return NULL;
    }
  looks = read_looks (styles);
  for (guint i = 0; i < values->len; i++)
    write_value (data, &g_array_index (values, ZpFillValue, i), looks);
  return dump (doc);
}
