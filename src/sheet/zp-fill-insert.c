/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-fill-insert.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-error.h"
#include "zp-formula.h"

/* Rows added to a sheet of somebody else's workbook.  Everything that names a row goes along:
 * cells, merged cells, formulas, rules for looks and input, links, page breaks.  A sheet with
 * something that is not known here is refused, because half of it would stay behind. */

static const char *const known[] = { "sheetPr",
                                     "dimension",
                                     "sheetViews",
                                     "sheetFormatPr",
                                     "cols",
                                     "sheetData",
                                     "sheetCalcPr",
                                     "sheetProtection",
                                     "protectedRanges",
                                     "autoFilter",
                                     "sortState",
                                     "mergeCells",
                                     "phoneticPr",
                                     "conditionalFormatting",
                                     "dataValidations",
                                     "hyperlinks",
                                     "printOptions",
                                     "pageMargins",
                                     "pageSetup",
                                     "headerFooter",
                                     "rowBreaks",
                                     "colBreaks",
                                     "customProperties",
                                     "ignoredErrors",
                                     "drawing",
                                     "legacyDrawing",
                                     "legacyDrawingHF",
                                     "picture",
                                     "extLst",
                                     NULL };

typedef struct
{
  const char *name; /* of the sheet */
  const GPtrArray *rows;
  gboolean one_by_one;
  char *unknown;
  GHashTable *shared; /* number → the cell with the formula that others share */
} Insertion;

/* --- numbers of rows and cells --- */

static guint
get_row (xmlNode *row)
{
  return zp_node_get_number (row, "r");
}

static gboolean
get_cell (xmlNode *node, const char *attribute, guint *row, guint *column)
{
  g_autofree char *name = zp_node_get (node, attribute);

  return name != NULL && zp_grid_parse_cell (name, row, column, NULL);
}

static void
name_cell (xmlNode *cell, guint row, guint column)
{
  g_autofree char *name = zp_grid_name_cell (row, column);

  zp_node_set (cell, "r", name);
}

/* --- formulas that several cells share become each cell's own --- */

typedef struct
{
  int rows;
  int columns;
} Offset;

static void
shift_cell (ZpFormulaCell *cell, const Offset *offset)
{
  if (!cell->row_fixed)
    cell->row = (guint) ((int) cell->row + offset->rows);
  if (!cell->column_fixed)
    cell->column = (guint) ((int) cell->column + offset->columns);
}

static void
shift_area (ZpFormulaArea *area, gpointer data)
{
  shift_cell (&area->first, data);
  shift_cell (&area->last, data);
}

static void
note_shared (xmlNode *node, gpointer data)
{
  Insertion *self = data;
  g_autofree char *type = zp_node_is (node, "f") ? zp_node_get (node, "t") : NULL;
  g_autofree char *text = NULL;

  if (type == NULL || g_str_equal (type, "normal"))
    return;
  if (!g_str_equal (type, "shared"))
    {
      g_free (self->unknown);
      self->unknown = zp_node_get (node->parent, "r");
      return;
    }
  text = zp_node_get_text (node);
  if (*text != '\0')
    g_hash_table_insert (self->shared, GUINT_TO_POINTER (zp_node_get_number (node, "si")),
                         node->parent);
}

static void
own_shared (xmlNode *node, gpointer data)
{
  Insertion *self = data;
  g_autofree char *type = zp_node_is (node, "f") ? zp_node_get (node, "t") : NULL;
  xmlNode *first;
  guint row, column, first_row, first_column;

  if (g_strcmp0 (type, "shared") != 0)
    return;
  first = g_hash_table_lookup (self->shared, GUINT_TO_POINTER (zp_node_get_number (node, "si")));
  if (first == NULL || !get_cell (first, "r", &first_row, &first_column)
      || !get_cell (node->parent, "r", &row, &column))
    return;
  if (first != node->parent)
    {
      g_autofree char *formula = zp_node_get_text (zp_node_find (first, "f"));
      Offset offset = { (int) row - (int) first_row, (int) column - (int) first_column };
      g_autofree char *own = zp_formula_rewrite (formula, shift_area, &offset);

      zp_node_set_text (node, own);
    }
  zp_node_set (node, "t", NULL);
  zp_node_set (node, "si", NULL);
  zp_node_set (node, "ref", NULL);
}

/* --- what names cells --- */

static gboolean
is_formula (const xmlNode *node)
{
  return zp_node_is (node, "f") || zp_node_is (node, "formula") || zp_node_is (node, "formula1")
         || zp_node_is (node, "formula2");
}

static void
move_text (Insertion *self, xmlNode *node)
{
  g_autofree char *text = zp_node_get_text (node);
  gboolean ignored = FALSE;
  gboolean *one_by_one = zp_node_is (node->parent, "c") ? &self->one_by_one : &ignored;
  g_autofree char *moved
      = zp_node_is (node, "sqref")
            ? zp_fill_rows_move_cells (self->rows, text, TRUE)
            : zp_fill_rows_move_formula (self->rows, text, self->name, TRUE, one_by_one);

  if (!g_str_equal (text, moved))
    zp_node_set_text (node, moved);
}

static void
move_attribute (Insertion *self, xmlNode *node, const char *attribute, gboolean grow)
{
  g_autofree char *cells = zp_node_get (node, attribute);
  g_autofree char *moved = cells != NULL ? zp_fill_rows_move_cells (self->rows, cells, grow) : NULL;

  if (moved != NULL && !g_str_equal (cells, moved))
    zp_node_set (node, attribute, moved);
}

static void
move_formula_attribute (Insertion *self, xmlNode *node, const char *attribute)
{
  g_autofree char *formula = zp_node_get (node, attribute);
  gboolean ignored = FALSE;
  g_autofree char *moved = formula != NULL ? zp_fill_rows_move_formula (self->rows, formula,
                                                                        self->name, TRUE, &ignored)
                                           : NULL;

  if (moved != NULL)
    zp_node_set (node, attribute, moved);
}

/* Frozen rows at the top grow with what is added among them. */
static void
move_pane (Insertion *self, xmlNode *pane)
{
  g_autofree char *state = zp_node_get (pane, "state");
  guint n = zp_node_get_number (pane, "ySplit");

  if (n > 0 && state != NULL && g_str_has_prefix (state, "frozen"))
    zp_node_set_number (pane, "ySplit", zp_fill_rows_move (self->rows, n));
}

static void
move_node (xmlNode *node, gpointer data)
{
  Insertion *self = data;
  gboolean is_link = zp_node_is (node, "hyperlink");

  /* Merged cells have rules of their own; cells were moved with their rows. */
  if (zp_node_is (node, "mergeCell") || zp_node_is (node, "row") || zp_node_is (node, "c"))
    return;
  if (is_formula (node) || zp_node_is (node, "sqref"))
    move_text (self, node);
  if (zp_node_is (node, "brk") && zp_node_is (node->parent, "rowBreaks"))
    zp_node_set_number (node, "id",
                        zp_fill_rows_move (self->rows, zp_node_get_number (node, "id")));
  if (zp_node_is (node, "pane"))
    move_pane (self, node);
  if (is_link)
    move_formula_attribute (self, node, "location");
  if (zp_node_is (node, "cfvo") && node->children == NULL)
    move_formula_attribute (self, node, "val");
  move_attribute (self, node, "ref", !is_link);
  move_attribute (self, node, "sqref", !zp_node_is (node, "selection"));
  move_attribute (self, node, "activeCell", FALSE);
  move_attribute (self, node, "topLeftCell", FALSE);
}

/* --- rows --- */

/** zp_fill_number_rows: rows and cells may leave their number out when it is the next one; now all
 * have it. */
void
zp_fill_number_rows (xmlNode *data)
{
  guint next_row = 0;

  for (xmlNode *row = data->children; row != NULL; row = row->next)
    {
      guint next_column = 0;

      if (!zp_node_is (row, "row"))
        continue;
      next_row = get_row (row) > 0 ? get_row (row) : next_row + 1;
      zp_node_set_number (row, "r", next_row);
      for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
        {
          guint at, column;

          if (!zp_node_is (cell, "c"))
            continue;
          if (get_cell (cell, "r", &at, &column))
            next_column = column;
          else
            name_cell (cell, next_row - 1, next_column);
          next_column++;
        }
    }
}

static void
set_row (xmlNode *row, guint number)
{
  zp_node_set_number (row, "r", number + 1);
  for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
    {
      guint at, column;

      if (zp_node_is (cell, "c") && get_cell (cell, "r", &at, &column))
        name_cell (cell, number, column);
    }
}

typedef struct
{
  guint from;
  guint to;
} Follow;

/* What a formula says of its own row, it says of the new row there. */
static void
follow_area (ZpFormulaArea *area, gpointer data)
{
  const Follow *follow = data;

  if (area->sheet != NULL || !area->has_rows)
    return;
  if (area->first.row == follow->from && !area->first.row_fixed && area->last.row == follow->from)
    area->first.row = area->last.row = follow->to;
}

static void
empty_cell (xmlNode *cell, const Follow *follow)
{
  xmlNode *next;

  for (xmlNode *child = cell->children; child != NULL; child = next)
    {
      next = child->next;
      if (zp_node_is (child, "f"))
        {
          g_autofree char *formula = zp_node_get_text (child);
          g_autofree char *own = zp_formula_rewrite (formula, follow_area, (gpointer) follow);

          zp_node_set_text (child, own);
        }
      else
        zp_node_remove (child);
    }
  zp_node_set (cell, "t", NULL);
}

/* A new row looks like the one before it, and is empty. */
static void
add_row (xmlNode *data, xmlNode *before, const Follow *follow)
{
  xmlNode *row;

  if (before != NULL && get_row (before) == follow->from + 1)
    row = xmlDocCopyNode (before, data->doc, 1);
  else
    row = xmlNewDocNode (data->doc, data->ns, (const xmlChar *) "row", NULL);
  if (before != NULL)
    xmlAddNextSibling (before, row);
  else if (data->children != NULL)
    xmlAddPrevSibling (data->children, row);
  else
    xmlAddChild (data, row);
  zp_node_set (row, "hidden", NULL);
  set_row (row, follow->to);
  for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
    if (zp_node_is (cell, "c"))
      empty_cell (cell, follow);
}

static void
move_rows (Insertion *self, xmlNode *data)
{
  for (xmlNode *row = data->children; row != NULL; row = row->next)
    if (zp_node_is (row, "row"))
      set_row (row, zp_fill_rows_move (self->rows, get_row (row) - 1));
}

static void
add_rows (Insertion *self, xmlNode *data)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint place = zp_fill_rows_place (self->rows, i);
      Follow follow = { place - 1, place };
      xmlNode *before = NULL;

      for (xmlNode *row = data->children; row != NULL; row = row->next)
        if (zp_node_is (row, "row") && get_row (row) <= place)
          before = row;
      add_row (data, before, &follow);
    }
}

/* --- merged cells --- */

static GArray *
read_merges (xmlNode *merges)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (ZpGridRange));

  for (xmlNode *node = merges != NULL ? merges->children : NULL; node != NULL; node = node->next)
    {
      g_autofree char *text = zp_node_is (node, "mergeCell") ? zp_node_get (node, "ref") : NULL;
      const char *end;
      ZpGridRange range;

      if (text != NULL && zp_grid_parse_cell (text, &range.first_row, &range.first_column, &end)
          && *end == ':' && zp_grid_parse_cell (end + 1, &range.last_row, &range.last_column, NULL))
        g_array_append_val (ranges, range);
    }
  return ranges;
}

static gboolean
has_column (const GArray *columns, const ZpGridRange *range)
{
  for (guint i = 0; i < columns->len; i++)
    {
      guint column = g_array_index (columns, guint, i);

      if (column >= range->first_column && column <= range->last_column)
        return TRUE;
    }
  return FALSE;
}

/* What the merged cells of the row before mean for the new one: names of levels that both have
 * reach down to it, and so does what stands beside the whole table; cells side by side are merged
 * again. */
static void
merge_row (GArray *ranges, const ZpFillRow *row, guint place)
{
  g_autoptr (GArray) reached = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = ranges->len;

  for (guint i = 0; i < n; i++)
    {
      ZpGridRange *range = &g_array_index (ranges, ZpGridRange, i);
      gboolean is_shared = has_column (row->shared, range);
      gboolean is_own = has_column (row->own, range);
      ZpGridRange again = { place, range->first_column, place, range->last_column };

      if (range->first_row >= place || range->last_row < place - 1)
        continue;
      if (is_shared)
        for (guint c = range->first_column; c <= range->last_column; c++)
          g_array_append_val (reached, c);
      if (range->last_row >= place)
        continue;
      if (is_shared || (!is_own && range->first_row < range->last_row))
        range->last_row = place;
      else if (range->first_column < range->last_column)
        g_array_append_val (ranges, again);
    }
  for (guint i = 0; i < row->shared->len; i++)
    {
      guint column = g_array_index (row->shared, guint, i);
      ZpGridRange made = { place - 1, column, place, column };

      if (!has_column (reached, &made))
        g_array_append_val (ranges, made);
    }
}

static xmlNode *
ensure_merges (xmlNode *root)
{
  static const char *const before[]
      = { "sheetData",  "sheetCalcPr", "sheetProtection", "protectedRanges",  "scenarios",
          "autoFilter", "sortState",   "dataConsolidate", "customSheetViews", NULL };
  xmlNode *merges = zp_node_find (root, "mergeCells");
  xmlNode *last = NULL;

  if (merges != NULL)
    return merges;
  for (xmlNode *child = root->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && g_strv_contains (before, (const char *) child->name))
      last = child;
  merges = xmlNewDocNode (root->doc, root->ns, (const xmlChar *) "mergeCells", NULL);
  return last != NULL ? xmlAddNextSibling (last, merges) : xmlAddChild (root, merges);
}

static void
move_merges (Insertion *self, xmlNode *root)
{
  g_autoptr (GArray) ranges = read_merges (zp_node_find (root, "mergeCells"));
  xmlNode *merges;

  for (guint i = 0; i < ranges->len; i++)
    {
      ZpGridRange *range = &g_array_index (ranges, ZpGridRange, i);

      range->first_row = zp_fill_rows_move (self->rows, range->first_row);
      range->last_row = zp_fill_rows_move (self->rows, range->last_row);
    }
  for (guint i = 0; i < self->rows->len; i++)
    merge_row (ranges, g_ptr_array_index (self->rows, i), zp_fill_rows_place (self->rows, i));
  if (ranges->len == 0)
    return;
  merges = ensure_merges (root);
  while (merges->children != NULL)
    zp_node_remove (merges->children);
  for (guint i = 0; i < ranges->len; i++)
    {
      const ZpGridRange *range = &g_array_index (ranges, ZpGridRange, i);
      g_autofree char *from = zp_grid_name_cell (range->first_row, range->first_column);
      g_autofree char *to = zp_grid_name_cell (range->last_row, range->last_column);
      g_autofree char *cells = g_strconcat (from, ":", to, NULL);

      zp_node_set (zp_node_add (merges, "mergeCell", NULL), "ref", cells);
    }
  zp_node_set_number (merges, "count", ranges->len);
}

/* --- the sheet --- */

/** zp_fill_word_one_by_one: why rows are not added below formulas that would not count them. */
const char *
zp_fill_word_one_by_one (void)
{
  return _ (
      "no row can be added, because a formula of the workbook adds up its cells or levels one "
      "by one and would leave the new row out; insert rows in your spreadsheet program and "
      "fill it again");
}

/** zp_fill_refuse_part: says that @what would not move along; always %FALSE. */
gboolean
zp_fill_refuse_part (GError **error, const char *what)
{
  g_set_error (error, ZP_ERROR, ZP_ERROR_REFUSED,
               _ ("no row can be added, because the sheet has parts that would not move along "
                  "(%s); insert rows in your spreadsheet program and fill it again"),
               what);
  return FALSE;
}

static gboolean
is_known (xmlNode *root, GError **error)
{
  for (xmlNode *child = root->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && !g_strv_contains (known, (const char *) child->name))
      return zp_fill_refuse_part (error, (const char *) child->name);
  return TRUE;
}

/**
 * zp_fill_insert_rows:
 * @sheet: a sheet of a workbook
 * @name: what it is called
 * @rows: (element-type ZpFillRow): rows to add
 * @error: return location for an error
 *
 * Adds rows; what is below moves down, with everything that names it.  On an error @sheet is of no
 * more use.
 *
 * Returns: %FALSE when that cannot be done without breaking the sheet (%ZP_ERROR_REFUSED)
 */
gboolean
zp_fill_insert_rows (ZpBookTree *sheet, const char *name, const GPtrArray *rows, GError **error)
{
  xmlNode *root = xmlDocGetRootElement (sheet);
  xmlNode *data = zp_node_find (root, "sheetData");
  g_autoptr (GHashTable) shared = g_hash_table_new (NULL, NULL);
  Insertion self = { .name = name, .rows = rows, .shared = shared };
  g_autofree char *array = NULL;

  g_return_val_if_fail (data != NULL, FALSE);

  if (!is_known (root, error))
    return FALSE;
  zp_node_for_each (data, note_shared, &self);
  array = self.unknown;
  if (array != NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_REFUSED,
                   _ ("no row can be added, because the formula in %s fills several cells; insert "
                      "rows in your spreadsheet program and fill it again"),
                   array);
      return FALSE;
    }
  zp_node_for_each (data, own_shared, &self);
  zp_node_for_each (root, move_node, &self);
  if (self.one_by_one)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_REFUSED, zp_fill_word_one_by_one ());
      return FALSE;
    }
  move_rows (&self, data);
  add_rows (&self, data);
  move_merges (&self, root);
  return TRUE;
}
