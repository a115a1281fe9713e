/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-fill-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-book-tree.h"
#include "zp-error.h"
#include "zp-fill-insert.h"
#include "zp-workbook.h"
#include "zp-xlsx-numbers.h"

/* A sheet of somebody else's workbook, as a tree: cells get values, everything else stays as it is.
 * Texts are written into the cell itself, so that the shared texts of the workbook stay untouched.
 */

#define TEXT_FORMAT 49

typedef enum
{
  LOOK_GENERAL,
  LOOK_PERCENT,
  LOOK_TEXT,
} Look;

/* --- how cells look --- */

static Look
get_look (xmlNode *formats, guint id)
{
  for (xmlNode *own = formats != NULL ? formats->children : NULL; own != NULL; own = own->next)
    if (zp_node_is (own, "numFmt") && zp_node_get_number (own, "numFmtId") == id)
      {
        g_autofree char *code = zp_node_get (own, "formatCode");

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
  g_autoptr (ZpBookTree) doc = zp_book_tree_parse (styles);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  xmlNode *formats = zp_node_find (root, "numFmts");
  xmlNode *cells = zp_node_find (root, "cellXfs");

  for (xmlNode *xf = cells != NULL ? cells->children : NULL; xf != NULL; xf = xf->next)
    if (zp_node_is (xf, "xf"))
      {
        Look look = get_look (formats, zp_node_get_number (xf, "numFmtId"));

        g_array_append_val (looks, look);
      }
  return looks;
}

/* --- cells --- */

static guint
get_row (xmlNode *node)
{
  return zp_node_get_number (node, "r");
}

static guint
get_column (xmlNode *node)
{
  g_autofree char *name = zp_node_get (node, "r");
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
      guint place = zp_node_is (child, name) ? get_place (child) : 0;

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
      if (zp_node_is (child, "v") || zp_node_is (child, "is"))
        {
          zp_node_remove (child);
        }
    }
  zp_node_set (cell, "t", NULL);
}

static void
put_number (xmlNode *cell, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  (void) zp_node_add (cell, "v", g_ascii_formatd (digits, sizeof digits, "%.15g", number));
}

static void
put_text (xmlNode *cell, const char *text)
{
  xmlNode *t;

  /* A formula keeps its text beside it; any other text is the cell's own. */
  if (zp_node_find (cell, "f") != NULL)
    {
      zp_node_set (cell, "t", "str");
      (void) zp_node_add (cell, "v", text);
      return;
    }
  zp_node_set (cell, "t", "inlineStr");
  t = zp_node_add (zp_node_add (cell, "is", NULL), "t", text);
  xmlNodeSetSpacePreserve (t, 1);
}

static void
write_value (xmlNode *data, guint place, const ZpFillValue *value, const GArray *looks)
{
  g_autofree char *name = zp_grid_name_cell (place, value->column);
  xmlNode *row = ensure (data, "row", place + 1, get_row);
  xmlNode *cell;
  guint style;
  Look look;

  zp_node_set_number (row, "r", place + 1);
  cell = ensure (row, "c", value->column + 1, get_column);
  zp_node_set (cell, "r", name);
  style = zp_node_get_number (cell, "s");
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

static guint
find_row (const GPtrArray *rows, const ZpFillValue *value)
{
  return value->added > 0 ? zp_fill_rows_find (rows, value->added)
                          : zp_fill_rows_move (rows, value->row);
}

/**
 * zp_fill_xml_write:
 * @sheet: a sheet of an .xlsx workbook
 * @name: what it is called
 * @styles: (nullable): its styles, which say where a rate is shown in percent
 * @rows: (element-type ZpFillRow): rows that are added
 * @values: (element-type ZpFillValue): what is written
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the sheet with the values; formulas stay, with the values as
 *   their results; %NULL when it cannot be read (%ZP_ERROR_FORMAT) or the rows cannot be added
 *   (%ZP_ERROR_REFUSED)
 */
GBytes *
zp_fill_xml_write (GBytes *sheet,
                   const char *name,
                   GBytes *styles,
                   const GPtrArray *rows,
                   const GArray *values,
                   GError **error)
{
  g_autoptr (ZpBookTree) doc = zp_book_tree_parse (sheet);
  xmlNode *data = doc != NULL ? zp_node_find (xmlDocGetRootElement (doc), "sheetData") : NULL;
  g_autoptr (GArray) looks = NULL;

  if (data == NULL)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_FORMAT,
                           _ ("the sheet cannot be written into; open and save the file again"));
      return NULL;
    }
  zp_fill_number_rows (data);
  if (rows->len > 0 && !zp_fill_insert_rows (doc, name, rows, error))
    return NULL;
  looks = read_looks (styles);
  for (guint i = 0; i < values->len; i++)
    {
      const ZpFillValue *value = &g_array_index (values, ZpFillValue, i);

      write_value (data, find_row (rows, value), value, looks);
    }
  return zp_book_tree_write (doc);
}
