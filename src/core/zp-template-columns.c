/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Fields of a form and columns of its tables: what a value is and how it is typed. */

#define MAX_COLUMNS 200

static const char *const type_words[]
    = { "text",     "paragraph", "year",   "amount", "number", "score",
        "quantity", "date",      "choice", "ticks",  NULL };

static const char *const role_words[]
    = { "none",      "level1",  "level2",          "level2_cell", "level3", "goal",
        "nature",    "target",  "unit_of_measure", "actual",      "weight", "score",
        "deviation", "initial", "budget",          "executed",    NULL };

/** zp_column_spec_free: frees a column. */
void
zp_column_spec_free (ZpColumnSpec *column)
{
  g_free (column->label);
  g_free (column->parts);
  g_free (column->unit);
  g_strfreev (column->choices);
  g_free (column);
}

/* The unit a money column is in, in 元. */
static gint64
unit_factor (const char *unit)
{
  static const struct
  {
    const char *unit;
    gint64 factor;
  } units[] = {
    { "元", 1 }, { "千元", 1000 }, { "万元", 10000 }, { "百万元", 1000000 }, { "亿元", 100000000 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_strcmp0 (unit, units[i].unit) == 0)
      return units[i].factor;
  return 0;
}

static ZpRole
role_of_key (const char *key)
{
  for (int i = 0; role_words[i] != NULL; i++)
    if (g_str_equal (role_words[i], key))
      return i;
  return ZP_ROLE_NONE;
}

static void
read_unit (ZpJsonReader *r, JsonObject *object, ZpColumnSpec *column)
{
  column->unit = g_strdup (zp_json_string (r, object, "unit"));
  column->unit_factor = 1;
  if (column->type != ZP_TYPE_AMOUNT)
    return;
  if (column->unit == NULL)
    column->unit = g_strdup ("万元");
  column->unit_factor = unit_factor (column->unit);
  if (column->unit_factor == 0)
    {
      zp_json_fail (r, ZP_ERROR_FORMAT,
                    _ ("“%s” is no unit of money; known are 元, 千元, 万元, 百万元, 亿元"),
                    column->unit);
      column->unit_factor = 1;
    }
}

/* What an amount adds up from when nobody typed it; whether there are such columns is looked at later. */
static void
read_parts (ZpJsonReader *r, JsonObject *object, ZpColumnSpec *column)
{
  g_auto (GStrv) parts = zp_json_strings (r, object, "sum");

  if (parts == NULL)
    return;
  column->parts = zp_template_intern (parts);
  if (column->type != ZP_TYPE_AMOUNT)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("only an amount can be a \"sum\""));
}

/* A column or field: "amount", or an object with its type and more. */
static ZpColumnSpec *
read_column (ZpJsonReader *r, JsonObject *owner, const char *key)
{
  ZpColumnSpec *column = g_new0 (ZpColumnSpec, 1);
  JsonNode *node = json_object_get_member (owner, key);

  column->key = g_intern_string (key);
  column->role = role_of_key (key);
  column->unit_factor = 1;
  zp_json_push (r, key);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      zp_json_only (r, object, "type", "label", "role", "required", "unit", "choices", "limit",
                    "sum", NULL);
      column->type = zp_json_enum (r, object, "type", type_words, ZP_TYPE_TEXT);
      column->label = g_strdup (zp_json_string (r, object, "label"));
      column->role = zp_json_enum (r, object, "role", role_words, column->role);
      column->required = zp_json_bool (r, object, "required");
      column->choices = zp_json_strings (r, object, "choices");
      column->limit = zp_json_uint (r, object, "limit", 0, 100000);
      read_unit (r, object, column);
      read_parts (r, object, column);
      if ((column->type == ZP_TYPE_CHOICE || column->type == ZP_TYPE_TICKS)
          && column->choices == NULL)
        zp_json_fail (r, ZP_ERROR_FORMAT, _ ("a field to choose from needs \"choices\""));
    }
  else
    {
      zp_json_pop (r);
      column->type = zp_json_enum (r, owner, key, type_words, ZP_TYPE_TEXT);
      zp_json_push (r, key);
      read_unit (r, NULL, column);
    }
  if (column->label == NULL)
    column->label = g_strdup (key);
  zp_json_pop (r);
  return column;
}

/** zp_template_read_columns: reads the object @key of @object into @into, in its order. */
void
zp_template_read_columns (ZpJsonReader *r, JsonObject *object, const char *key, GPtrArray *into)
{
  JsonObject *columns = zp_json_object (r, object, key);
  g_autoptr (GList) keys = NULL;

  if (columns == NULL)
    return;
  zp_json_push (r, key);
  keys = json_object_get_members (columns);
  if (json_object_get_size (columns) > MAX_COLUMNS)
    zp_json_fail (r, ZP_ERROR_TOO_LARGE, _ ("more than %d columns or fields"), MAX_COLUMNS);
  for (GList *l = keys; l != NULL && r->error == NULL; l = l->next)
    {
      if (g_str_has_prefix (l->data, "~") || strpbrk (l->data, "/{}[] ") != NULL)
        zp_json_fail (r, ZP_ERROR_FORMAT, _ ("“%s” cannot be a key: use letters, digits, _"),
                      (char *) l->data);
      g_ptr_array_add (into, read_column (r, columns, l->data));
    }
  zp_json_pop (r);
}

/** zp_template_find_column: (nullable): the one of @columns called @key. */
const ZpColumnSpec *
zp_template_find_column (GPtrArray *columns, const char *key)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const ZpColumnSpec *column = g_ptr_array_index (columns, i);

      if (column->key == key || g_str_equal (column->key, key))
        return column;
    }
  return NULL;
}
