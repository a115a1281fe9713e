/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reads the part of a template that says what the paper looks like. */

static const char *const style_words[] = { "value",    "label",    "title",    "subtitle",  "section",
                                           "line",     "footnote", "doc-title", "heading1", "heading2",
                                           "heading3", "paragraph", NULL };
static const char *const align_words[] = { "default", "start", "centre", "end", NULL };

#define MAX_COLUMNS 64

static void
cell_spec_free (ZpCellSpec *cell)
{
  g_free (cell->text);
  g_free (cell->format);
  g_free (cell);
}

static void
row_spec_free (ZpRowSpec *row)
{
  g_clear_pointer (&row->heading, g_ptr_array_unref);
  g_clear_pointer (&row->children, g_ptr_array_unref);
  g_clear_pointer (&row->cells, g_ptr_array_unref);
  g_free (row);
}

static gboolean
is_total (const char *address)
{
  static const char *const totals[] = { "total/weight", "total/score",     "total/grade",
                                        "total/rate",   "total/indicators", "total/execution" };

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    if (g_str_equal (address, totals[i]))
      return TRUE;
  return FALSE;
}

/* An address of the template: a field, or table/row/column of a fixed row, or a total. */
static void
check_address (ZpTemplate   *template_,
               ZpJsonReader *r,
               ZpCellSpec   *cell)
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
  if (table != NULL && zp_table_spec_find_row (table, parts[1]) != NULL)
    {
      if (zp_table_spec_find_column (table, parts[2]) != NULL)
        return;
      if (zp_table_spec_find_computed (table, parts[2]) != NULL)
        {
          cell->source = ZP_SOURCE_COMPUTED;
          return;
        }
    }
  zp_json_fail (r, ZP_ERROR_FORMAT, _("there is no field and no cell of a fixed row called “%s”"), cell->text);
}

static void
check_column (ZpJsonReader      *r,
              const ZpTableSpec *table,
              ZpCellSpec        *cell)
{
  if (table == NULL)
    zp_json_fail (r, ZP_ERROR_FORMAT, _("\"column\" is only possible inside \"each\""));
  else if (zp_table_spec_find_computed (table, cell->text) != NULL)
    cell->source = ZP_SOURCE_COMPUTED;
  else if (zp_table_spec_find_column (table, cell->text) == NULL)
    zp_json_fail (r, ZP_ERROR_FORMAT, _("the table “%s” has no column “%s”"), table->key, cell->text);
}

static ZpCellMerge
read_merge (ZpJsonReader *r,
            JsonObject   *object)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, "merge") : NULL;

  if (node == NULL)
    return ZP_MERGE_NONE;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? ZP_MERGE_SAME : ZP_MERGE_NONE;
  if (json_node_get_value_type (node) == G_TYPE_STRING && g_str_equal (json_node_get_string (node), "all"))
    return ZP_MERGE_ALL;
  zp_json_fail (r, ZP_ERROR_FORMAT, _("\"merge\" must be true, false or \"all\""));
  return ZP_MERGE_NONE;
}

static void
read_cell_source (ZpTemplate        *template_,
                  ZpJsonReader      *r,
                  JsonObject        *object,
                  const ZpTableSpec *table,
                  ZpCellSpec        *cell)
{
  if (object != NULL && json_object_has_member (object, "value"))
    {
      cell->source = ZP_SOURCE_VALUE;
      cell->text = g_strdup (zp_json_need_string (r, object, "value"));
      if (cell->text != NULL)
        check_address (template_, r, cell);
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

static ZpCellSpec *
read_cell (ZpTemplate        *template_,
           ZpJsonReader      *r,
           JsonObject        *object,
           const ZpTableSpec *table)
{
  ZpCellSpec *cell = g_new0 (ZpCellSpec, 1);

  zp_json_only (r, object, "text", "value", "column", "format", "span", "rows", "merge", "style", "align", NULL);
  read_cell_source (template_, r, object, table, cell);
  cell->format = g_strdup (zp_json_string (r, object, "format"));
  cell->span = zp_json_uint (r, object, "span", 1, MAX_COLUMNS);
  cell->rows = zp_json_uint (r, object, "rows", 1, 200);
  cell->merge = read_merge (r, object);
  cell->style = zp_json_enum (r, object, "style", style_words, ZP_STYLE_VALUE);
  cell->align = zp_json_enum (r, object, "align", align_words, ZP_ALIGN_DEFAULT);
  if (cell->span == 0 || cell->rows == 0)
    zp_json_fail (r, ZP_ERROR_FORMAT, _("\"span\" and \"rows\" must be at least 1"));
  if (cell->merge != ZP_MERGE_NONE && table == NULL)
    zp_json_fail (r, ZP_ERROR_FORMAT, _("\"merge\" is only possible inside \"each\""));
  return cell;
}

static GPtrArray *
read_cells (ZpTemplate        *template_,
            ZpJsonReader      *r,
            JsonArray         *array,
            const ZpTableSpec *table)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_spec_free);

  for (guint i = 0; array != NULL && i < json_array_get_length (array) && r->error == NULL; i++)
    {
      zp_json_push_index (r, i);
      g_ptr_array_add (cells, read_cell (template_, r, zp_json_element_object (r, array, i), table));
      zp_json_pop (r);
    }
  return cells;
}

static GPtrArray *read_rows (ZpTemplate        *template_,
                             ZpJsonReader      *r,
                             JsonObject        *owner,
                             const char        *key,
                             const ZpTableSpec *table);

static void
read_row_object (ZpTemplate        *template_,
                 ZpJsonReader      *r,
                 JsonObject        *object,
                 const ZpTableSpec *table,
                 ZpRowSpec         *row)
{
  const char *each = zp_json_string (r, object, "each");
  const char *where = zp_json_string (r, object, "where");

  zp_json_only (r, object, "each", "where", "heading", "rows", "cells", "header", "height", NULL);
  if (each != NULL)
    {
      table = zp_template_find_table (template_, each);
      row->each = g_intern_string (each);
      if (table == NULL)
        zp_json_fail (r, ZP_ERROR_FORMAT, _("there is no table “%s”"), each);
    }
  if (where != NULL && table != NULL)
    {
      row->where = g_intern_string (where);
      if (zp_table_spec_find_column (table, where) == NULL)
        zp_json_fail (r, ZP_ERROR_FORMAT, _("the table “%s” has no column “%s”"), table->key, where);
    }
  row->header = zp_json_bool (r, object, "header");
  row->height = zp_json_uint (r, object, "height", 0, 400);
  if (object != NULL && json_object_has_member (object, "heading"))
    row->heading = read_rows (template_, r, object, "heading", table);
  if (object != NULL && json_object_has_member (object, "rows"))
    row->children = read_rows (template_, r, object, "rows", table);
  else
    {
      zp_json_push (r, "cells");
      row->cells = read_cells (template_, r, zp_json_array (r, object, "cells"), table);
      zp_json_pop (r);
    }
}

static ZpRowSpec *
read_row (ZpTemplate        *template_,
          ZpJsonReader      *r,
          JsonNode          *node,
          const ZpTableSpec *table)
{
  ZpRowSpec *row = g_new0 (ZpRowSpec, 1);

  if (JSON_NODE_HOLDS_ARRAY (node))
    row->cells = read_cells (template_, r, json_node_get_array (node), table);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    read_row_object (template_, r, json_node_get_object (node), table, row);
  else
    zp_json_fail (r, ZP_ERROR_FORMAT, _("a row is a list of cells, or an object with \"each\" or \"cells\""));
  return row;
}

static GPtrArray *
read_rows (ZpTemplate        *template_,
           ZpJsonReader      *r,
           JsonObject        *owner,
           const char        *key,
           const ZpTableSpec *table)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_spec_free);
  JsonArray *array = zp_json_array (r, owner, key);

  zp_json_push (r, key);
  for (guint i = 0; array != NULL && i < json_array_get_length (array) && r->error == NULL; i++)
    {
      zp_json_push_index (r, i);
      g_ptr_array_add (rows, read_row (template_, r, json_array_get_element (array, i), table));
      zp_json_pop (r);
    }
  zp_json_pop (r);
  return rows;
}

static void
read_widths (ZpSheetSpec  *spec,
             ZpJsonReader *r,
             JsonObject   *object)
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
          zp_json_fail (r, ZP_ERROR_FORMAT, _("must be a whole number from 1 to 1000"));
          zp_json_pop (r);
        }
      g_array_append_val (spec->columns, relative);
    }
  if (spec->columns->len == 0 || spec->columns->len > MAX_COLUMNS)
    zp_json_fail (r, ZP_ERROR_FORMAT, _("a sheet has 1 to %d columns"), MAX_COLUMNS);
  zp_json_pop (r);
}

/** zp_sheet_spec_read: reads "sheet" into the template, whose fields and tables are known already. */
void
zp_sheet_spec_read (ZpTemplate   *template_,
                    ZpJsonReader *reader,
                    JsonObject   *object)
{
  static const char *const orientations[] = { "portrait", "landscape", NULL };
  static const char *const papers[] = { "A4", NULL };
  ZpSheetSpec *spec = &template_->sheet;

  spec->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  if (object == NULL)
    {
      zp_json_fail (reader, ZP_ERROR_FORMAT, _("sheet: is missing; it says what the form looks like"));
      return;
    }
  zp_json_push (reader, "sheet");
  zp_json_only (reader, object, "paper", "orientation", "columns", "rows", NULL);
  (void) zp_json_enum (reader, object, "paper", papers, 0);
  spec->landscape = zp_json_enum (reader, object, "orientation", orientations, 0) == 1;
  read_widths (spec, reader, object);
  spec->rows = read_rows (template_, reader, object, "rows", NULL);
  zp_json_pop (reader);
}

/** zp_sheet_spec_clear: frees what @spec owns. */
void
zp_sheet_spec_clear (ZpSheetSpec *spec)
{
  g_clear_pointer (&spec->columns, g_array_unref);
  g_clear_pointer (&spec->rows, g_ptr_array_unref);
}
