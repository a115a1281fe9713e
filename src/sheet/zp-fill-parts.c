/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-fill-insert.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-error.h"

/* What names the rows of a sheet in the other parts of its workbook: formulas and names, charts,
 * drawings, comments. */

#define CHAIN "xl/calcChain.xml"

typedef struct
{
  GHashTable *parts;
  const char *sheet;
  const char *own; /* the part of the sheet */
  const GPtrArray *rows;
  gboolean one_by_one;
  gboolean changed;
  const char *unknown;
} Moving;

static void
move_text (Moving *self, xmlNode *node)
{
  g_autofree char *text = zp_node_get_text (node);
  gboolean ignored = FALSE;
  gboolean *one_by_one = zp_node_is (node->parent, "c") ? &self->one_by_one : &ignored;
  g_autofree char *moved
      = zp_fill_rows_move_formula (self->rows, text, self->sheet, FALSE, one_by_one);

  if (g_str_equal (text, moved))
    return;
  zp_node_set_text (node, moved);
  self->changed = TRUE;
}

static void
move_formula (xmlNode *node, gpointer data)
{
  Moving *self = data;

  if (zp_node_is (node, "f") || zp_node_is (node, "formula") || zp_node_is (node, "formula1")
      || zp_node_is (node, "formula2") || zp_node_is (node, "definedName")
      || zp_node_is (node, "calculatedColumnFormula"))
    move_text (self, node);
  if (zp_node_is (node, "hyperlink"))
    {
      g_autofree char *place = zp_node_get (node, "location");
      gboolean ignored = FALSE;
      g_autofree char *moved
          = place != NULL
                ? zp_fill_rows_move_formula (self->rows, place, self->sheet, FALSE, &ignored)
                : NULL;

      self->changed = self->changed || g_strcmp0 (place, moved) != 0;
      if (moved != NULL)
        zp_node_set (node, "location", moved);
    }
  if (zp_node_is (node, "worksheetSource"))
    {
      g_autofree char *sheet = zp_node_get (node, "sheet");

      if (g_strcmp0 (sheet, self->sheet) == 0)
        self->unknown = "pivotTable";
    }
}

/* --- drawings and comments --- */

static void
move_number (Moving *self, xmlNode *row, int by)
{
  g_autofree char *text = row != NULL ? zp_node_get_text (row) : NULL;
  guint number = text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
  g_autofree char *moved = NULL;

  if (row == NULL)
    return;
  moved = g_strdup_printf ("%u",
                           by >= 0 ? number + (guint) by : zp_fill_rows_move (self->rows, number));
  self->changed = self->changed || !g_str_equal (g_strstrip (text), moved);
  zp_node_set_text (row, moved);
}

/* A picture that keeps its size moves as a whole; another one grows with its cells. */
static void
move_anchor (xmlNode *node, gpointer data)
{
  Moving *self = data;
  xmlNode *from = zp_node_find (zp_node_find (node, "from"), "row");
  g_autofree char *edit = NULL;
  g_autofree char *text = NULL;
  guint number;

  if (from == NULL || !g_str_has_suffix ((const char *) node->name, "CellAnchor"))
    return;
  edit = zp_node_get (node, "editAs");
  text = zp_node_get_text (from);
  number = (guint) g_ascii_strtoull (text, NULL, 10);
  if (g_strcmp0 (edit, "absolute") == 0)
    return;
  move_number (self, from, -1);
  move_number (self, zp_node_find (zp_node_find (node, "to"), "row"),
               g_strcmp0 (edit, "oneCell") == 0
                   ? (int) (zp_fill_rows_move (self->rows, number) - number)
                   : -1);
}

static void
move_comment (xmlNode *node, gpointer data)
{
  Moving *self = data;
  g_autofree char *cell = zp_node_get (node, "ref");
  g_autofree char *moved = NULL;

  if (cell == NULL || !(zp_node_is (node, "comment") || zp_node_is (node, "threadedComment")))
    return;
  moved = zp_fill_rows_move_cells (self->rows, cell, FALSE);
  self->changed = self->changed || !g_str_equal (cell, moved);
  zp_node_set (node, "ref", moved);
}

/* The box of a comment: left, offset, top, offset, right, offset, bottom, offset. */
static void
move_box (xmlNode *node, gpointer data)
{
  Moving *self = data;

  if (zp_node_is (node, "Row"))
    move_number (self, node, -1);
  if (zp_node_is (node, "Anchor"))
    {
      g_autofree char *text = zp_node_get_text (node);
      g_auto (GStrv) numbers = g_strsplit (text, ",", -1);
      g_autofree char *moved = NULL;

      if (g_strv_length (numbers) != 8)
        return;
      for (guint i = 2; i < 8; i += 4)
        {
          guint row = (guint) g_ascii_strtoull (g_strstrip (numbers[i]), NULL, 10);

          g_free (numbers[i]);
          numbers[i] = g_strdup_printf ("%u", zp_fill_rows_move (self->rows, row));
        }
      moved = g_strjoinv (",", numbers);
      zp_node_set_text (node, moved);
    }
}

/* --- parts --- */

static gboolean
change_part (Moving *self, const char *name, ZpNodeFunc func, GError **error)
{
  GBytes *bytes = g_hash_table_lookup (self->parts, name);
  g_autoptr (ZpBookTree) tree = zp_book_tree_parse (bytes);

  if (bytes == NULL)
    return TRUE;
  if (tree == NULL)
    return zp_fill_refuse_part (error, name);
  self->changed = FALSE;
  zp_node_for_each (xmlDocGetRootElement (tree), func, self);
  if (self->unknown != NULL)
    return zp_fill_refuse_part (error, self->unknown);
  if (self->changed)
    g_hash_table_insert (self->parts, g_strdup (name), zp_book_tree_write (tree));
  return TRUE;
}

/* ../drawings/drawing1.xml, as xl/worksheets/sheet1.xml says it */
static char *
find_target (const char *target)
{
  if (*target == '/')
    return g_strdup (target + 1);
  if (g_str_has_prefix (target, "../"))
    return g_strconcat ("xl/", target + 3, NULL);
  return g_strconcat ("xl/worksheets/", target, NULL);
}

static gboolean
change_related (Moving *self, xmlNode *relation, GError **error)
{
  static const char *const still[]
      = { "printerSettings", "hyperlink", "image", "customProperty", NULL };
  g_autofree char *type = zp_node_get (relation, "Type");
  g_autofree char *target = zp_node_get (relation, "Target");
  g_autofree char *part = target != NULL ? find_target (target) : NULL;
  const char *kind = type != NULL ? strrchr (type, '/') : NULL;

  if (kind == NULL || part == NULL)
    return zp_fill_refuse_part (error, "relationship");
  kind++;
  if (g_strv_contains (still, kind))
    return TRUE;
  if (g_str_equal (kind, "drawing"))
    return change_part (self, part, move_anchor, error);
  if (g_str_equal (kind, "comments") || g_str_equal (kind, "threadedComment"))
    return change_part (self, part, move_comment, error);
  if (g_str_equal (kind, "vmlDrawing"))
    return change_part (self, part, move_box, error);
  return zp_fill_refuse_part (error, kind);
}

static gboolean
change_relations (Moving *self, GError **error)
{
  const char *file = strrchr (self->own, '/') + 1;
  g_autofree char *folder = g_strndup (self->own, (gsize) (file - self->own));
  g_autofree char *name = g_strconcat (folder, "_rels/", file, ".rels", NULL);
  GBytes *bytes = g_hash_table_lookup (self->parts, name);
  g_autoptr (ZpBookTree) tree = zp_book_tree_parse (bytes);
  xmlNode *root = tree != NULL ? xmlDocGetRootElement (tree) : NULL;

  if (bytes != NULL && root == NULL)
    return zp_fill_refuse_part (error, name);
  for (xmlNode *child = root != NULL ? root->children : NULL; child != NULL; child = child->next)
    if (zp_node_is (child, "Relationship") && !change_related (self, child, error))
      return FALSE;
  return TRUE;
}

static gboolean
may_have_formulas (const Moving *self, const char *name)
{
  if (!g_str_has_suffix (name, ".xml") || g_str_equal (name, self->own))
    return FALSE;
  return g_str_equal (name, "xl/workbook.xml") || g_str_has_prefix (name, "xl/worksheets/")
         || g_str_has_prefix (name, "xl/charts/") || g_str_has_prefix (name, "xl/tables/")
         || g_str_has_prefix (name, "xl/pivotCache/pivotCacheDefinition");
}

/* --- the order of computing, which a spreadsheet program finds out again --- */

static void
remove_chain_node (xmlNode *node, gpointer data)
{
  Moving *self = data;
  g_autofree char *name = zp_node_get (node, "PartName");
  g_autofree char *target = zp_node_get (node, "Target");

  if ((name != NULL && g_str_equal (name, "/" CHAIN))
      || (target != NULL && g_str_has_suffix (target, "calcChain.xml")))
    {
      zp_node_remove (node);
      self->changed = TRUE;
    }
}

static gboolean
remove_chain (Moving *self, GPtrArray *names, GError **error)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (names, CHAIN, g_str_equal, &index))
    return TRUE;
  g_ptr_array_remove_index (names, index);
  g_hash_table_remove (self->parts, CHAIN);
  return change_part (self, "[Content_Types].xml", remove_chain_node, error)
         && change_part (self, "xl/_rels/workbook.xml.rels", remove_chain_node, error);
}

/**
 * zp_fill_insert_parts:
 * @parts: (element-type utf8 GBytes): the parts of a workbook, of which some are replaced
 * @names: (element-type utf8): their names
 * @sheet: the sheet that gets the rows
 * @rows: (element-type ZpFillRow): the rows
 * @error: return location for an error
 *
 * Moves what names the rows of @sheet elsewhere.  On an error @parts are of no more use.
 *
 * Returns: %FALSE when that cannot be done without breaking the workbook (%ZP_ERROR_REFUSED)
 */
gboolean
zp_fill_insert_parts (
    GHashTable *parts, GPtrArray *names, const ZpGrid *sheet, const GPtrArray *rows, GError **error)
{
  Moving self = { .parts = parts, .sheet = sheet->name, .own = sheet->part, .rows = rows };

  if (!change_relations (&self, error) || !remove_chain (&self, names, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (may_have_formulas (&self, name) && !change_part (&self, name, move_formula, error))
        return FALSE;
    }
  if (self.one_by_one)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_REFUSED, zp_fill_word_one_by_one ());
      return FALSE;
    }
  return TRUE;
}
