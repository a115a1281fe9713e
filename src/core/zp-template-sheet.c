/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reads the part of a template that says what the paper looks like. */

static const char *const style_words[]
    = { "value",     "label",    "title",    "subtitle", "section",   "line", "footnote",
        "doc-title", "heading1", "heading2", "heading3", "paragraph", NULL };
static const char *const align_words[] = { "default", "start", "centre", "end", NULL };

#define MAX_COLUMNS 64
#define MAX_ROWS 500
#define MAX_EACH 3

static void
cell_spec_free (ZpCellSpec *cell)
{
  g_free (cell->text);
  g_strfreev (cell->parts);
  g_free (cell->format);
  g_free (cell->empty);
  g_free (cell->weight);
  g_free (cell->choice);
  g_strfreev (cell->aliases);
  g_free (cell);
}

static void
row_spec_free (ZpRowSpec *row)
{
  g_free (row->only);
  g_clear_pointer (&row->heading, g_ptr_array_unref);
  g_clear_pointer (&row->footing, g_ptr_array_unref);
  g_clear_pointer (&row->children, g_ptr_array_unref);
  g_clear_pointer (&row->cells, g_ptr_array_unref);
  g_free (row);
}

static gboolean
is_total (const char *address)
{
  static const char *const totals[] = { "total/weight", "total/score",      "total/grade",
                                        "total/rate",   "total/indicators", "total/execution" };

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    if (g_str_equal (address, totals[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_row (const ZpTableSpec *table, const char *key)
{
  return zp_table_spec_find_row (table, key) != NULL
         || (table->total != NULL && g_str_equal (key, ZP_TOTAL_ROW));
}

/* An address of the template: a field, or table/row/column of a fixed row or of the row that adds a
 * table up, or a total of the form. */
static void
check_address (ZpTemplate *template_, ZpJsonReader *r, ZpCellSpec *cell)
{
  g_auto (GStrv) parts = g_strsplit (cell->text, "/", 3);
  guint n = g_strv_length (parts);
  const ZpTableSpec *table = n == 3 ? zp_template_find_table (template_, parts[0]) : NULL;

  if (is_total (cell->text))
    {
      cell->source = ZP_SOURCE_COMPUTED;
      return;
    }
  if (n == 1 && zp_template_find_field (template_, cell->text) != NULL)
    return;
  if (table != NULL && has_row (table, parts[1]))
    {
      const ZpColumnSpec *column = zp_table_spec_find_column (table, parts[2]);

      if (column != NULL && table->total == NULL)
        return;
      if (column != NULL && column->type == ZP_TYPE_AMOUNT)
        {
          cell->source = ZP_SOURCE_COMPUTED;
          return;
        }
      if (zp_table_spec_find_computed (table, parts[2]) != NULL)
        {
          cell->source = ZP_SOURCE_COMPUTED;
          return;
        }
    }
  zp_json_fail (
      r, ZP_ERROR_FORMAT,
      _ ("there is no field and no cell of a fixed row called “%s”; write FIELD, TABLE/ROW/COLUMN or "
         "total/score"),
      cell->text);
}

static void
fail_column (ZpJsonReader *r, const ZpTableSpec *table, const char *key)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                            ((ZpColumnSpec *) g_ptr_array_index (table->columns, i))->key);
  for (guint i = 0; i < table->computed->len; i++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "",
                            ((ZpComputedSpec *) g_ptr_array_index (table->computed, i))->key);
  zp_json_fail (r, ZP_ERROR_FORMAT, _ ("the table “%s” has no column “%s”; it has %s"), table->key,
                key, known->str);
}

static void
check_column (ZpJsonReader *r, const ZpTableSpec *table, ZpCellSpec *cell)
{
  if (table == NULL)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("\"column\" is only possible inside \"each\""));
  else if (zp_table_spec_find_computed (table, cell->text) != NULL)
    cell->source = ZP_SOURCE_COMPUTED;
  else if (zp_table_spec_find_column (table, cell->text) == NULL)
    fail_column (r, table, cell->text);
}

static ZpCellMerge
read_merge (ZpJsonReader *r, JsonObject *object)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, "merge") : NULL;

  if (node == NULL)
    return ZP_MERGE_NONE;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? ZP_MERGE_SAME : ZP_MERGE_NONE;
  if (json_node_get_value_type (node) == G_TYPE_STRING
      && g_str_equal (json_node_get_string (node), "all"))
    return ZP_MERGE_ALL;
  zp_json_fail (r, ZP_ERROR_FORMAT, _ ("\"merge\" must be true, false or \"all\""));
  return ZP_MERGE_NONE;
}

static void
read_cell_source (ZpTemplate *template_,
                  ZpJsonReader *r,
                  JsonObject *object,
                  const ZpTableSpec *table,
                  ZpCellSpec *cell)
{
  if (object != NULL && json_object_has_member (object, "value"))
    {
      cell->source = ZP_SOURCE_VALUE;
      cell->text = g_strdup (zp_json_need_string (r, object, "value"));
      if (cell->text != NULL)
        {
          cell->parts = g_strsplit (cell->text, "/", 3);
          check_address (template_, r, cell);
        }
    }
  else if (object != NULL && json_object_has_member (object, "column"))
    {
      cell->source = ZP_SOURCE_VALUE;
      cell->is_column = TRUE;
      cell->text = g_strdup (zp_json_need_string (r, object, "column"));
      if (cell->text != NULL)
        check_column (r, table, cell);
    }
  else
    cell->text = g_strdup (zp_json_string (r, object, "text"));
  if (cell->text == NULL)
    cell->text = g_strdup ("");
}

static const ZpColumnSpec *
find_spec (ZpTemplate *template_, const ZpTableSpec *table, const ZpCellSpec *cell)
{
  return cell->is_column ? (table != NULL ? zp_table_spec_find_column (table, cell->text) : NULL)
                         : zp_template_find_field (template_, cell->text);
}

static void
check_print (ZpTemplate *template_,
             ZpJsonReader *r,
             const ZpTableSpec *table,
             const ZpCellSpec *cell)
{
  const ZpColumnSpec *spec
      = cell->source == ZP_SOURCE_VALUE ? find_spec (template_, table, cell) : NULL;
  gboolean ticks = spec != NULL && spec->type == ZP_TYPE_TICKS;

  if (cell->format != NULL && strstr (cell->format, "{}") == NULL)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("\"format\" needs {} where the value goes: \"{}分\""));
  if (cell->weight != NULL && strstr (cell->weight, "{}") == NULL)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("\"weight\" needs {} where the weight goes: \"({}分)\""));
  if (cell->weight != NULL
      && (spec == NULL || !cell->is_column
          || (spec->role != ZP_ROLE_LEVEL1 && spec->role != ZP_ROLE_LEVEL2)))
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("\"weight\" goes with a column that has the role level1 or level2"));
  if (cell->weight != NULL && zp_template_find_table (template_, ZP_LEVELS_TABLE) == NULL)
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("\"weight\" needs a table “%s”, where weights of levels are kept"),
                  ZP_LEVELS_TABLE);
  if ((cell->choice != NULL || cell->numbered) && !ticks)
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("\"choice\" and \"numbered\" go with a value of type ticks"));
  if (ticks && cell->choice != NULL
      && !g_strv_contains ((const char *const *) spec->choices, cell->choice))
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("“%s” is none of the \"choices\" of “%s”"), cell->choice,
                  spec->key);
}

static void
read_cell_print (ZpTemplate *template_,
                 ZpJsonReader *r,
                 JsonObject *object,
                 const ZpTableSpec *table,
                 ZpCellSpec *cell)
{
  cell->format = g_strdup (zp_json_string (r, object, "format"));
  cell->empty = g_strdup (zp_json_string (r, object, "empty"));
  cell->weight = g_strdup (zp_json_string (r, object, "weight"));
  cell->choice = g_strdup (zp_json_string (r, object, "choice"));
  cell->numbered = zp_json_bool (r, object, "numbered");
  cell->aliases = zp_json_strings (r, object, "aliases");
  if (r->error == NULL)
    check_print (template_, r, table, cell);
}

static ZpCellSpec *
read_cell (ZpTemplate *template_, ZpJsonReader *r, JsonObject *object, const ZpTableSpec *table)
{
  ZpCellSpec *cell = g_new0 (ZpCellSpec, 1);

  zp_json_only (r, object, "text", "value", "column", "format", "empty", "weight", "choice",
                "numbered", "aliases", "span", "rows", "merge", "style", "align", NULL);
  read_cell_source (template_, r, object, table, cell);
  read_cell_print (template_, r, object, table, cell);
  cell->span = zp_json_uint (r, object, "span", 1, MAX_COLUMNS);
  cell->rows = zp_json_uint (r, object, "rows", 1, 200);
  cell->merge = read_merge (r, object);
  cell->style = zp_json_enum (r, object, "style", style_words, ZP_STYLE_VALUE);
  cell->align = zp_json_enum (r, object, "align", align_words, ZP_ALIGN_DEFAULT);
  if (cell->merge == ZP_MERGE_ALL && cell->is_column)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("a cell over all rows cannot show a \"column\" of them"));
  if (cell->merge == ZP_MERGE_SAME && !cell->is_column)
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("\"merge\": true needs a \"column\"; \"merge\": \"all\" is for fixed words"));
  if (cell->span == 0 || cell->rows == 0)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("\"span\" and \"rows\" must be at least 1"));
  return cell;
}

/* Where a row stands in the template. */
typedef struct
{
  const ZpTableSpec *table; /* whose rows are drawn, or NULL */
  gboolean repeats;         /* it is drawn once for each of them */
  guint depth;              /* how many "each" are around it */
} Place;

static GPtrArray *
read_cells (ZpTemplate *template_, ZpJsonReader *r, JsonArray *array, const Place *place)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_spec_free);

  if (array != NULL && json_array_get_length (array) > MAX_COLUMNS)
    zp_json_fail (r, ZP_ERROR_TOO_LARGE, _ ("more than %d cells in a row"), MAX_COLUMNS);
  for (guint i = 0; array != NULL && i < json_array_get_length (array) && r->error == NULL; i++)
    {
      ZpCellSpec *cell;

      zp_json_push_index (r, i);
      cell = read_cell (template_, r, zp_json_element_object (r, array, i), place->table);
      g_ptr_array_add (cells, cell);
      if (cell->merge != ZP_MERGE_NONE && !place->repeats)
        zp_json_fail (r, ZP_ERROR_FORMAT,
                      _ ("\"merge\" is only possible in the \"cells\" of \"each\""));
      zp_json_pop (r);
    }
  return cells;
}

static GPtrArray *read_rows (
    ZpTemplate *template_, ZpJsonReader *r, JsonObject *owner, const char *key, const Place *place);

static const char **
read_only (ZpJsonReader *r, JsonObject *object, const ZpTableSpec *table)
{
  g_auto (GStrv) words = zp_json_strings (r, object, "only");
  const char **only;

  if (words == NULL)
    return NULL;
  only = zp_template_intern (words);
  zp_json_push (r, "only");
  for (guint i = 0; only[i] != NULL; i++)
    if (table == NULL || zp_table_spec_find_row (table, only[i]) == NULL)
      zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no fixed row “%s”"), only[i]);
  zp_json_pop (r);
  return only;
}

static void
read_where (ZpJsonReader *r,
            JsonObject *object,
            const Place *outer,
            const ZpTableSpec *table,
            ZpRowSpec *row)
{
  const char *where = zp_json_string (r, object, "where");

  if (outer->depth >= MAX_EACH)
    zp_json_fail (r, ZP_ERROR_TOO_LARGE,
                  _ ("“each” inside “each” inside “each” is as deep as it goes"));
  if ((where != NULL) != (outer->depth > 0))
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("\"where\" belongs to an “each” inside another one: it names the column that "
                     "holds the row outside"));
  if (where == NULL || table == NULL)
    return;
  row->where = g_intern_string (where);
  if (zp_table_spec_find_column (table, where) == NULL)
    fail_column (r, table, where);
}

/* A block: the heading and the footing stand once, outside of the rows. */
static void
read_block (
    ZpTemplate *template_, ZpJsonReader *r, JsonObject *object, const Place *outer, ZpRowSpec *row)
{
  const char *each = zp_json_string (r, object, "each");
  Place once = { outer->table, FALSE, outer->depth };
  Place inside = { zp_template_find_table (template_, each), FALSE, outer->depth + 1 };

  row->each = g_intern_string (each);
  if (inside.table == NULL)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no table “%s”"), each);
  read_where (r, object, outer, inside.table, row);
  row->only = read_only (r, object, inside.table);
  if (json_object_has_member (object, "rows"))
    {
      row->children = read_rows (template_, r, object, "rows", &inside);
      if (json_object_has_member (object, "heading") || json_object_has_member (object, "footing"))
        zp_json_fail (r, ZP_ERROR_FORMAT,
                      _ ("\"heading\" and \"footing\" go with \"cells\"; put them before and after "
                         "“each”"));
      return;
    }
  inside.repeats = TRUE;
  row->heading = read_rows (template_, r, object, "heading", &once);
  row->footing = read_rows (template_, r, object, "footing", &once);
  zp_json_push (r, "cells");
  row->cells = read_cells (template_, r, zp_json_array (r, object, "cells"), &inside);
  zp_json_pop (r);
}

static void
read_row_object (
    ZpTemplate *template_, ZpJsonReader *r, JsonObject *object, const Place *place, ZpRowSpec *row)
{
  row->header = zp_json_bool (r, object, "header");
  row->height = zp_json_uint (r, object, "height", 0, 400);
  if (json_object_has_member (object, "each"))
    {
      zp_json_only (r, object, "each", "where", "only", "heading", "footing", "rows", "cells",
                    "header", "height", NULL);
      if (r->error == NULL)
        read_block (template_, r, object, place, row);
      return;
    }
  row->optional = zp_json_bool (r, object, "optional");
  zp_json_only (r, object, "cells", "header", "height", "optional", NULL);
  zp_json_push (r, "cells");
  row->cells = read_cells (template_, r, zp_json_array (r, object, "cells"), place);
  zp_json_pop (r);
}

static ZpRowSpec *
read_row (ZpTemplate *template_, ZpJsonReader *r, JsonNode *node, const Place *place)
{
  ZpRowSpec *row = g_new0 (ZpRowSpec, 1);

  if (JSON_NODE_HOLDS_ARRAY (node))
    row->cells = read_cells (template_, r, json_node_get_array (node), place);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    read_row_object (template_, r, json_node_get_object (node), place, row);
  else
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("a row is a list of cells, or an object with \"each\" or \"cells\""));
  return row;
}

/* A heading or footing is a list of plain rows. */
static void
check_plain (ZpJsonReader *r, const char *key, const ZpRowSpec *row)
{
  if (row->each != NULL && !g_str_equal (key, "rows"))
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("“each” cannot stand in a \"%s\""), key);
}

static GPtrArray *
read_rows (
    ZpTemplate *template_, ZpJsonReader *r, JsonObject *owner, const char *key, const Place *place)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_spec_free);
  JsonArray *array = zp_json_array (r, owner, key);

  zp_json_push (r, key);
  if (array != NULL && json_array_get_length (array) > MAX_ROWS)
    zp_json_fail (r, ZP_ERROR_TOO_LARGE, _ ("more than %d rows"), MAX_ROWS);
  for (guint i = 0; array != NULL && i < json_array_get_length (array) && r->error == NULL; i++)
    {
      ZpRowSpec *row;

      zp_json_push_index (r, i);
      row = read_row (template_, r, json_array_get_element (array, i), place);
      g_ptr_array_add (rows, row);
      check_plain (r, key, row);
      zp_json_pop (r);
    }
  zp_json_pop (r);
  return rows;
}

static void
read_widths (ZpSheetSpec *spec, ZpJsonReader *r, JsonObject *object)
{
  JsonArray *array = zp_json_array (r, object, "columns");

  zp_json_push (r, "columns");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gint64 width = json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
      guint relative = width;

      if (width < 1 || width > 1000)
        {
          zp_json_push_index (r, i);
          zp_json_fail (r, ZP_ERROR_FORMAT, _ ("must be a whole number from 1 to 1000"));
          zp_json_pop (r);
        }
      g_array_append_val (spec->columns, relative);
    }
  if (spec->columns->len == 0 || spec->columns->len > MAX_COLUMNS)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("a sheet has 1 to %d columns"), MAX_COLUMNS);
  zp_json_pop (r);
}

/** zp_sheet_spec_read: reads "sheet" into the template, whose fields and tables are known already. */
void
zp_sheet_spec_read (ZpTemplate *template_, ZpJsonReader *reader, JsonObject *object)
{
  static const char *const orientations[] = { "portrait", "landscape", NULL };
  static const char *const papers[] = { "A4", NULL };
  ZpSheetSpec *spec = &template_->sheet;

  spec->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  if (object == NULL)
    {
      zp_json_fail (reader, ZP_ERROR_FORMAT,
                    _ ("sheet: is missing; it says what the form looks like"));
      return;
    }
  zp_json_push (reader, "sheet");
  zp_json_only (reader, object, "paper", "orientation", "columns", "rows", NULL);
  (void) zp_json_enum (reader, object, "paper", papers, 0);
  spec->landscape = zp_json_enum (reader, object, "orientation", orientations, 0) == 1;
  read_widths (spec, reader, object);
  spec->rows = read_rows (template_, reader, object, "rows", &(Place){ 0 });
  zp_json_pop (reader);
}

/** zp_sheet_spec_clear: frees what @spec owns. */
void
zp_sheet_spec_clear (ZpSheetSpec *spec)
{
  g_clear_pointer (&spec->columns, g_array_unref);
  g_clear_pointer (&spec->rows, g_ptr_array_unref);
}

static const ZpCellSpec *
find_level_cell (const GPtrArray *rows, const char *table, const char *column)
{
  const ZpCellSpec *found = NULL;

  for (guint i = 0; rows != NULL && i < rows->len && found == NULL; i++)
    {
      const ZpRowSpec *row = g_ptr_array_index (rows, i);

      found = find_level_cell (row->children, table, column);
      for (guint j = 0; found == NULL && row->cells != NULL && j < row->cells->len; j++)
        {
          const ZpCellSpec *cell = g_ptr_array_index (row->cells, j);

          if (row->each != NULL && g_str_equal (row->each, table) && cell->weight != NULL
              && cell->is_column && g_str_equal (cell->text, column))
            found = cell;
        }
    }
  return found;
}

/** zp_template_find_level_cell: (nullable): the cell of @column that prints the weight of its level too. */
const ZpCellSpec *
zp_template_find_level_cell (const ZpTemplate *self, const char *table, const char *column)
{
  return find_level_cell (self->sheet.rows, table, column);
}
