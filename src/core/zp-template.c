/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-template.h"

#include "zp-derive-private.h"
#include "zp-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TEMPLATE_BYTES (4 * 1024 * 1024)

static const char *const type_words[] = { "text",     "paragraph", "year", "amount", "number", "score",
                                          "quantity", "date",      "choice", "ticks",  NULL };

static const char *const role_words[] = {
  "none",   "level1", "level2", "level2_cell", "level3",    "goal",    "nature", "target",   "unit_of_measure",
  "actual", "weight", "score",  "deviation",   "initial",   "budget",  "executed", NULL
};

/* --- what a template owns --- */

static void
column_spec_free (ZpColumnSpec *column)
{
  g_free (column->label);
  g_free (column->unit);
  g_strfreev (column->choices);
  g_free (column);
}

static void
fixed_row_free (ZpFixedRow *row)
{
  g_free (row->label);
  g_free (row->parts);
  g_free (row);
}

static void
computed_spec_free (ZpComputedSpec *computed)
{
  g_free (computed->label);
  g_free (computed->operands);
  g_free (computed);
}

static void
skeleton_row_free (ZpSkeletonRow *row)
{
  g_strfreev (row->values);
  g_free (row);
}

static void
table_spec_free (ZpTableSpec *table)
{
  g_free (table->label);
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->computed);
  g_ptr_array_unref (table->rows);
  g_ptr_array_unref (table->skeleton);
  g_free (table->groups);
  g_free (table);
}

static void
template_clear (ZpTemplate *self)
{
  g_free (self->id);
  g_free (self->version);
  g_free (self->title);
  g_free (self->region);
  g_free (self->year);
  g_free (self->source);
  g_strfreev (self->profiles);
  g_bytes_unref (self->json);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->tables);
  g_clear_pointer (&self->execution_fields, table_spec_free);
  zp_sheet_spec_clear (&self->sheet);
  zp_derive_spec_clear (&self->derive);
}

/* --- reading --- */

static const char **
intern_strings (char **words)
{
  guint n = words != NULL ? g_strv_length (words) : 0;
  const char **result = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    result[i] = g_intern_string (words[i]);
  return result;
}

/* The unit a money column is in, in 元. */
static gint64
unit_factor (const char *unit)
{
  static const struct
  {
    const char *unit;
    gint64 factor;
  } units[] = { { "元", 1 }, { "千元", 1000 }, { "万元", 10000 }, { "百万元", 1000000 }, { "亿元", 100000000 } };

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
read_unit (ZpJsonReader *r,
           JsonObject   *object,
           ZpColumnSpec *column)
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
      zp_json_fail (r, ZP_ERROR_FORMAT, _("“%s” is no unit of money; known are 元, 千元, 万元, 百万元, 亿元"),
                    column->unit);
      column->unit_factor = 1;
    }
}

/* A column or field: "amount", or an object with its type and more. */
static ZpColumnSpec *
read_column (ZpJsonReader *r,
             JsonObject   *owner,
             const char   *key)
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

      zp_json_only (r, object, "type", "label", "role", "required", "unit", "choices", "limit", NULL);
      column->type = zp_json_enum (r, object, "type", type_words, ZP_TYPE_TEXT);
      column->label = g_strdup (zp_json_string (r, object, "label"));
      column->role = zp_json_enum (r, object, "role", role_words, column->role);
      column->required = zp_json_bool (r, object, "required");
      column->choices = zp_json_strings (r, object, "choices");
      column->limit = zp_json_uint (r, object, "limit", 0, 100000);
      read_unit (r, object, column);
      if ((column->type == ZP_TYPE_CHOICE || column->type == ZP_TYPE_TICKS) && column->choices == NULL)
        zp_json_fail (r, ZP_ERROR_FORMAT, _("a field to choose from needs \"choices\""));
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

static void
read_columns (ZpJsonReader *r,
              JsonObject   *object,
              const char   *key,
              GPtrArray    *into)
{
  JsonObject *columns = zp_json_object (r, object, key);
  g_autoptr (GList) keys = NULL;

  if (columns == NULL)
    return;
  zp_json_push (r, key);
  keys = json_object_get_members (columns);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      if (g_str_has_prefix (l->data, "~") || strpbrk (l->data, "/{}[] ") != NULL)
        zp_json_fail (r, ZP_ERROR_FORMAT, _("“%s” cannot be a key: use letters, digits, _"), (char *) l->data);
      g_ptr_array_add (into, read_column (r, columns, l->data));
    }
  zp_json_pop (r);
}

static void
read_fixed_rows (ZpJsonReader *r,
                 JsonObject   *object,
                 ZpTableSpec  *table)
{
  JsonObject *rows = zp_json_object (r, object, "rows");
  JsonObject *sums = zp_json_object (r, object, "sum");
  g_autoptr (GList) keys = rows != NULL ? json_object_get_members (rows) : NULL;

  zp_json_push (r, "rows");
  for (GList *l = keys; l != NULL; l = l->next)
    {
      ZpFixedRow *row = g_new0 (ZpFixedRow, 1);
      g_auto (GStrv) parts = sums != NULL ? zp_json_strings (r, sums, l->data) : NULL;

      row->key = g_intern_string (l->data);
      row->label = g_strdup (zp_json_string (r, rows, l->data));
      row->parts = parts != NULL ? intern_strings (parts) : NULL;
      g_ptr_array_add (table->rows, row);
    }
  zp_json_pop (r);
}

static void
check_sums (ZpJsonReader *r,
            ZpTableSpec  *table)
{
  zp_json_push (r, "sum");
  for (guint i = 0; i < table->rows->len; i++)
    {
      ZpFixedRow *row = g_ptr_array_index (table->rows, i);

      for (guint j = 0; row->parts != NULL && row->parts[j] != NULL; j++)
        if (zp_table_spec_find_row (table, row->parts[j]) == NULL)
          {
            zp_json_push (r, row->key);
            zp_json_fail (r, ZP_ERROR_FORMAT, _("there is no row “%s” to sum up"), row->parts[j]);
            zp_json_pop (r);
          }
    }
  zp_json_pop (r);
}

static void
read_operands (ZpJsonReader      *r,
               JsonObject        *object,
               const char        *key,
               const ZpTableSpec *table,
               ZpComputedSpec    *computed)
{
  g_auto (GStrv) words = zp_json_strings (r, object, key);

  computed->operands = intern_strings (words);
  for (guint i = 0; computed->operands[i] != NULL; i++)
    if (zp_table_spec_find_column (table, computed->operands[i]) == NULL &&
        zp_table_spec_find_computed (table, computed->operands[i]) == NULL)
      zp_json_fail (r, ZP_ERROR_FORMAT, _("there is no column “%s”"), computed->operands[i]);
  if (computed->kind == ZP_COMPUTED_RATE && g_strv_length ((char **) computed->operands) != 2)
    zp_json_fail (r, ZP_ERROR_FORMAT, _("a rate needs two columns: [\"executed\", \"budget\"]"));
}

static ZpComputedSpec *
read_one_computed (ZpJsonReader      *r,
                   JsonObject        *owner,
                   const char        *key,
                   const ZpTableSpec *table)
{
  ZpComputedSpec *computed = g_new0 (ZpComputedSpec, 1);
  JsonObject *object = zp_json_object (r, owner, key);

  computed->key = g_intern_string (key);
  zp_json_push (r, key);
  zp_json_only (r, object, "label", "rate", "sum", "execution", NULL);
  computed->label = g_strdup (zp_json_string (r, object, "label"));
  if (computed->label == NULL)
    computed->label = g_strdup (key);
  if (object != NULL && json_object_has_member (object, "sum"))
    {
      computed->kind = ZP_COMPUTED_SUM;
      read_operands (r, object, "sum", table, computed);
    }
  else if (object != NULL && json_object_has_member (object, "execution"))
    {
      static const char *const words[] = { "weight", "score", NULL };

      computed->kind = zp_json_enum (r, object, "execution", words, 0) == 0 ? ZP_COMPUTED_EXECUTION_WEIGHT
                                                                             : ZP_COMPUTED_EXECUTION_SCORE;
      computed->operands = intern_strings (NULL);
    }
  else
    {
      computed->kind = ZP_COMPUTED_RATE;
      read_operands (r, object, "rate", table, computed);
    }
  zp_json_pop (r);
  return computed;
}

static void
read_computed (ZpJsonReader *r,
               JsonObject   *object,
               ZpTableSpec  *table)
{
  JsonObject *computed = zp_json_object (r, object, "computed");
  g_autoptr (GList) keys = computed != NULL ? json_object_get_members (computed) : NULL;

  zp_json_push (r, "computed");
  for (GList *l = keys; l != NULL; l = l->next)
    g_ptr_array_add (table->computed, read_one_computed (r, computed, l->data, table));
  zp_json_pop (r);
}

static void
read_skeleton (ZpJsonReader *r,
               JsonObject   *object,
               ZpTableSpec  *table)
{
  JsonArray *skeleton = zp_json_array (r, object, "skeleton");
  guint n_groups = g_strv_length ((char **) table->groups);

  if (skeleton == NULL)
    return;
  zp_json_push (r, "skeleton");
  for (guint i = 0; i < json_array_get_length (skeleton); i++)
    {
      JsonNode *node = json_array_get_element (skeleton, i);
      JsonArray *words = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      ZpSkeletonRow *row = g_new0 (ZpSkeletonRow, 1);

      zp_json_push_index (r, i);
      row->values = g_new0 (char *, n_groups + 1);
      if (words == NULL || json_array_get_length (words) != n_groups)
        zp_json_fail (r, ZP_ERROR_FORMAT, _("must be a list with one text for each of the %u groups"), n_groups);
      for (guint j = 0; words != NULL && j < n_groups && r->error == NULL; j++)
        row->values[j] = g_strdup (zp_json_element_string (r, words, j));
      g_ptr_array_add (table->skeleton, row);
      zp_json_pop (r);
    }
  zp_json_pop (r);
}

static void
read_groups (ZpJsonReader *r,
             JsonObject   *object,
             ZpTableSpec  *table)
{
  g_auto (GStrv) groups = zp_json_strings (r, object, "groups");

  table->groups = intern_strings (groups);
  zp_json_push (r, "groups");
  for (guint i = 0; table->groups[i] != NULL; i++)
    if (zp_table_spec_find_column (table, table->groups[i]) == NULL)
      zp_json_fail (r, ZP_ERROR_FORMAT, _("there is no column “%s”"), table->groups[i]);
  zp_json_pop (r);
}

static void
find_roles (ZpTableSpec *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const ZpColumnSpec *column = g_ptr_array_index (table->columns, i);

      if (column->role != ZP_ROLE_NONE && table->roles[column->role] == NULL)
        table->roles[column->role] = column;
    }
}

static ZpTableSpec *
table_spec_new (const char    *key,
                GDestroyNotify free_column)
{
  ZpTableSpec *table = g_new0 (ZpTableSpec, 1);

  table->key = key;
  table->columns = g_ptr_array_new_with_free_func (free_column);
  table->computed = g_ptr_array_new_with_free_func ((GDestroyNotify) computed_spec_free);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) fixed_row_free);
  table->skeleton = g_ptr_array_new_with_free_func ((GDestroyNotify) skeleton_row_free);
  return table;
}

static ZpTableSpec *
read_table (ZpJsonReader *r,
            JsonObject   *tables,
            const char   *key)
{
  ZpTableSpec *table = table_spec_new (g_intern_string (key), (GDestroyNotify) column_spec_free);
  JsonObject *object = zp_json_object (r, tables, key);

  zp_json_push (r, key);
  zp_json_only (r, object, "label", "rows", "columns", "computed", "sum", "groups", "skeleton", "min_rows", NULL);
  table->label = g_strdup (zp_json_string (r, object, "label"));
  if (table->label == NULL)
    table->label = g_strdup (key);
  read_columns (r, object, "columns", table->columns);
  read_fixed_rows (r, object, table);
  check_sums (r, table);
  read_computed (r, object, table);
  read_groups (r, object, table);
  read_skeleton (r, object, table);
  table->min_rows = zp_json_uint (r, object, "min_rows", table->skeleton->len > 0 ? 0 : 1, 100);
  find_roles (table);
  zp_json_pop (r);
  return table;
}

static void
read_tables (ZpTemplate   *self,
             ZpJsonReader *r,
             JsonObject   *root)
{
  JsonObject *tables = zp_json_object (r, root, "tables");
  g_autoptr (GList) keys = tables != NULL ? json_object_get_members (tables) : NULL;

  zp_json_push (r, "tables");
  for (GList *l = keys; l != NULL; l = l->next)
    g_ptr_array_add (self->tables, read_table (r, tables, l->data));
  zp_json_pop (r);
}

/* A form that is a text has its budget in fields; they are made to look like a row. */
static void
read_execution_fields (ZpTemplate   *self,
                       ZpJsonReader *r,
                       JsonObject   *object)
{
  static const ZpRole roles[] = { ZP_ROLE_INITIAL, ZP_ROLE_BUDGET, ZP_ROLE_EXECUTED };
  ZpTableSpec *table = self->execution_fields = table_spec_new (NULL, NULL);

  zp_json_push (r, "fields");
  zp_json_only (r, object, "initial", "budget", "executed", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const char *key = roles[i] == ZP_ROLE_INITIAL ? zp_json_string (r, object, role_words[roles[i]])
                                                    : zp_json_need_string (r, object, role_words[roles[i]]);
      const ZpColumnSpec *field = key != NULL ? zp_template_find_field (self, key) : NULL;

      if (key != NULL && (field == NULL || field->type != ZP_TYPE_AMOUNT))
        zp_json_fail (r, ZP_ERROR_FORMAT, _("there is no field “%s” that holds an amount"), key);
      table->roles[roles[i]] = field;
      if (field != NULL)
        g_ptr_array_add (table->columns, (gpointer) field);
    }
  self->execution.columns = table;
  zp_json_pop (r);
}

static void
read_execution (ZpTemplate   *self,
                ZpJsonReader *r,
                JsonObject   *root)
{
  JsonObject *object = zp_json_object (r, root, "execution");
  const ZpTableSpec *table;

  if (object == NULL)
    return;
  zp_json_push (r, "execution");
  if (json_object_has_member (object, "fields"))
    {
      zp_json_only (r, object, "fields", NULL);
      read_execution_fields (self, r, zp_json_object (r, object, "fields"));
      zp_json_pop (r);
      return;
    }
  zp_json_only (r, object, "table", "row", NULL);
  self->execution.table = g_intern_string (zp_json_need_string (r, object, "table"));
  self->execution.row = g_intern_string (zp_json_need_string (r, object, "row"));
  table = self->execution.table != NULL ? zp_template_find_table (self, self->execution.table) : NULL;
  if (r->error == NULL && (table == NULL || zp_table_spec_find_row (table, self->execution.row) == NULL))
    zp_json_fail (r, ZP_ERROR_FORMAT, _("there is no row “%s” in a table “%s”"), self->execution.row,
                  self->execution.table);
  else if (r->error == NULL &&
           (table->roles[ZP_ROLE_BUDGET] == NULL || table->roles[ZP_ROLE_EXECUTED] == NULL))
    zp_json_fail (r, ZP_ERROR_FORMAT, _("the table “%s” needs columns with the roles budget and executed"),
                  self->execution.table);
  self->execution.columns = table;
  zp_json_pop (r);
}

static void
read_template (ZpTemplate   *self,
               ZpJsonReader *r,
               JsonObject   *root)
{
  zp_json_only (r, root, "id", "version", "title", "region", "year", "source", "profiles", "fields", "tables",
                "execution", "indicators", "derive", "sheet", NULL);
  self->id = g_strdup (zp_json_need_string (r, root, "id"));
  self->version = zp_json_text_or_number (r, root, "version");
  if (self->version == NULL)
    self->version = g_strdup ("1");
  self->title = g_strdup (zp_json_need_string (r, root, "title"));
  self->region = g_strdup (zp_json_string (r, root, "region"));
  self->year = g_strdup (zp_json_string (r, root, "year"));
  self->source = g_strdup (zp_json_need_string (r, root, "source"));
  self->profiles = zp_json_strings (r, root, "profiles");
  read_columns (r, root, "fields", self->fields);
  read_tables (self, r, root);
  read_execution (self, r, root);
  if (r->error == NULL)
    {
      const char *indicators = zp_json_string (r, root, "indicators");

      self->indicators = zp_template_find_table (self, indicators != NULL ? indicators : "indicators");
      if (indicators != NULL && self->indicators == NULL)
        zp_json_fail (r, ZP_ERROR_FORMAT, _("indicators: there is no table “%s”"), indicators);
    }
  zp_derive_spec_read (self, &self->derive, r, root);
  zp_sheet_spec_read (self, r, zp_json_object (r, root, "sheet"));
}

/**
 * zp_template_new_from_json:
 * @json: a template file
 *
 * Reads a template.  The first mistake is reported with its path in the file, the reason, and
 * what would be right.
 *
 * Returns: (transfer full) (nullable): the template
 */
ZpTemplate *
zp_template_new_from_json (GBytes  *json,
                           GError **error)
{
  g_autoptr (ZpTemplate) self = g_atomic_rc_box_new0 (ZpTemplate);
  ZpJsonReader reader = { 0 };
  JsonObject *root;

  self->json = g_bytes_ref (json);
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) column_spec_free);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) table_spec_free);
  root = zp_json_reader_open (&reader, json, MAX_TEMPLATE_BYTES);
  if (root != NULL)
    read_template (self, &reader, root);
  if (!zp_json_reader_close (&reader, error))
    return NULL;
  return g_steal_pointer (&self);
}

ZpTemplate *
zp_template_ref (ZpTemplate *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
zp_template_unref (ZpTemplate *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) template_clear);
}

/* --- what a template says --- */

const char *
zp_template_get_id (const ZpTemplate *self)
{
  return self->id;
}

const char *
zp_template_get_version (const ZpTemplate *self)
{
  return self->version;
}

const char *
zp_template_get_title (const ZpTemplate *self)
{
  return self->title;
}

/** zp_template_get_region: (nullable): where the form is used. */
const char *
zp_template_get_region (const ZpTemplate *self)
{
  return self->region;
}

/** zp_template_get_year: (nullable): the year whose form it is. */
const char *
zp_template_get_year (const ZpTemplate *self)
{
  return self->year;
}

const char *
zp_template_get_source (const ZpTemplate *self)
{
  return self->source;
}

/** zp_template_get_json: (transfer none): the text the template was read from. */
GBytes *
zp_template_get_json (const ZpTemplate *self)
{
  return self->json;
}

/** zp_template_get_profiles: (nullable): ids of the profiles that fit, the usual one first. */
const char *const *
zp_template_get_profiles (const ZpTemplate *self)
{
  return (const char *const *) self->profiles;
}

/** zp_template_get_fields: (transfer none) (element-type ZpColumnSpec): all fields, in file order. */
GPtrArray *
zp_template_get_fields (const ZpTemplate *self)
{
  return self->fields;
}

/** zp_template_get_tables: (transfer none) (element-type ZpTableSpec): all tables, in file order. */
GPtrArray *
zp_template_get_tables (const ZpTemplate *self)
{
  return self->tables;
}

static const ZpColumnSpec *
find_column (GPtrArray  *columns,
             const char *key)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const ZpColumnSpec *column = g_ptr_array_index (columns, i);

      if (column->key == key || g_str_equal (column->key, key))
        return column;
    }
  return NULL;
}

/** zp_template_find_field: (nullable): the field called @key. */
const ZpColumnSpec *
zp_template_find_field (const ZpTemplate *self,
                        const char       *key)
{
  return find_column (self->fields, key);
}

/** zp_template_find_table: (nullable): the table called @key. */
const ZpTableSpec *
zp_template_find_table (const ZpTemplate *self,
                        const char       *key)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (self->tables, i);

      if (g_str_equal (table->key, key))
        return table;
    }
  return NULL;
}

/** zp_table_spec_find_column: (nullable): the typed column called @key. */
const ZpColumnSpec *
zp_table_spec_find_column (const ZpTableSpec *self,
                           const char        *key)
{
  return find_column (self->columns, key);
}

/** zp_table_spec_find_computed: (nullable): the computed column called @key. */
const ZpComputedSpec *
zp_table_spec_find_computed (const ZpTableSpec *self,
                             const char        *key)
{
  for (guint i = 0; i < self->computed->len; i++)
    {
      const ZpComputedSpec *computed = g_ptr_array_index (self->computed, i);

      if (g_str_equal (computed->key, key))
        return computed;
    }
  return NULL;
}

/** zp_table_spec_find_row: (nullable): the fixed row called @key. */
const ZpFixedRow *
zp_table_spec_find_row (const ZpTableSpec *self,
                        const char        *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const ZpFixedRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (row->key, key))
        return row;
    }
  return NULL;
}

/** zp_template_get_execution: where the execution rate is taken from; its columns are NULL when nowhere. */
const ZpExecutionSpec *
zp_template_get_execution (const ZpTemplate *self)
{
  return &self->execution;
}

/** zp_template_get_indicators: (nullable): the table of indicators. */
const ZpTableSpec *
zp_template_get_indicators (const ZpTemplate *self)
{
  return self->indicators;
}

/** zp_template_is_scored: whether the form has scores at all. */
gboolean
zp_template_is_scored (const ZpTemplate *self)
{
  return self->execution.columns != NULL ||
         (self->indicators != NULL && self->indicators->roles[ZP_ROLE_SCORE] != NULL);
}

const ZpSheetSpec *
zp_template_get_sheet (const ZpTemplate *self)
{
  return &self->sheet;
}
