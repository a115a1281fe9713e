/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-template.h"

#include "zp-derive-private.h"
#include "zp-form-private.h"
#include "zp-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TEMPLATE_BYTES (512 * 1024)
#define MAX_TABLES 50

/* --- what a template owns --- */

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
  g_clear_pointer (&self->execution_fields, zp_table_spec_free);
  zp_sheet_spec_clear (&self->sheet);
  zp_derive_spec_clear (&self->derive);
}

/* --- reading --- */

static void
read_tables (ZpTemplate *self, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *tables = zp_json_object (r, root, "tables");
  g_autoptr (GList) keys = tables != NULL ? json_object_get_members (tables) : NULL;

  zp_json_push (r, "tables");
  if (g_list_length (keys) > MAX_TABLES)
    zp_json_fail (r, ZP_ERROR_TOO_LARGE, _ ("more than %d tables"), MAX_TABLES);
  for (GList *l = keys; l != NULL && r->error == NULL; l = l->next)
    g_ptr_array_add (self->tables, zp_table_spec_read (r, tables, l->data));
  zp_json_pop (r);
}

/* A form that is a text has its budget in fields; they are made to look like a row. */
static void
read_execution_fields (ZpTemplate *self, ZpJsonReader *r, JsonObject *object)
{
  static const ZpRole roles[] = { ZP_ROLE_INITIAL, ZP_ROLE_BUDGET, ZP_ROLE_EXECUTED };
  static const char *const words[] = { "initial", "budget", "executed" };
  ZpTableSpec *table = self->execution_fields = zp_table_spec_new (NULL, NULL);

  zp_json_push (r, "fields");
  zp_json_only (r, object, "initial", "budget", "executed", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const char *key = roles[i] == ZP_ROLE_INITIAL ? zp_json_string (r, object, words[i])
                                                    : zp_json_need_string (r, object, words[i]);
      const ZpColumnSpec *field = key != NULL ? zp_template_find_field (self, key) : NULL;

      if (key != NULL && (field == NULL || field->type != ZP_TYPE_AMOUNT))
        zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no field “%s” that holds an amount"), key);
      table->roles[roles[i]] = field;
      if (field != NULL)
        g_ptr_array_add (table->columns, (gpointer) field);
    }
  self->execution.columns = table;
  zp_json_pop (r);
}

static void
read_execution (ZpTemplate *self, ZpJsonReader *r, JsonObject *root)
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
  table
      = self->execution.table != NULL ? zp_template_find_table (self, self->execution.table) : NULL;
  if (r->error == NULL
      && (table == NULL || zp_table_spec_find_row (table, self->execution.row) == NULL))
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no row “%s” in a table “%s”"),
                  self->execution.row, self->execution.table);
  else if (r->error == NULL
           && (table->roles[ZP_ROLE_BUDGET] == NULL || table->roles[ZP_ROLE_EXECUTED] == NULL))
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("the table “%s” needs columns with the roles budget and executed"),
                  self->execution.table);
  self->execution.columns = table;
  zp_json_pop (r);
}

static gboolean
is_amount_at (ZpTemplate *self, const char *address)
{
  const ZpColumnSpec *column = zp_template_find_field (self, address);
  const ZpTableSpec *table;
  ZpAddress a;

  if (column == NULL && zp_address_parse (address, &a) && a.table != NULL)
    {
      table = zp_template_find_table (self, a.table);
      if (table != NULL && zp_table_spec_find_row (table, a.row) != NULL)
        column = zp_table_spec_find_column (table, a.key);
    }
  return column != NULL && column->type == ZP_TYPE_AMOUNT;
}

static void
read_projects (ZpTemplate *self, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *object = zp_json_object (r, root, "projects");
  const char *addresses[2];

  if (object == NULL)
    return;
  zp_json_push (r, "projects");
  zp_json_only (r, object, "budget", "executed", NULL);
  addresses[0] = zp_json_string (r, object, "budget");
  addresses[1] = zp_json_string (r, object, "executed");
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    if (addresses[i] != NULL && !is_amount_at (self, addresses[i]))
      zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no amount at “%s”"), addresses[i]);
  self->projects.budget = addresses[0] != NULL ? g_intern_string (addresses[0]) : NULL;
  self->projects.executed = addresses[1] != NULL ? g_intern_string (addresses[1]) : NULL;
  zp_json_pop (r);
}

static void
read_template (ZpTemplate *self, ZpJsonReader *r, JsonObject *root)
{
  zp_json_only (r, root, "id", "version", "title", "region", "year", "source", "profiles", "fields",
                "tables", "execution", "projects", "indicators", "derive", "sheet", NULL);
  self->id = g_strdup (zp_json_need_string (r, root, "id"));
  self->version = zp_json_text_or_number (r, root, "version");
  if (self->version == NULL)
    self->version = g_strdup ("1");
  self->title = g_strdup (zp_json_need_string (r, root, "title"));
  self->region = g_strdup (zp_json_string (r, root, "region"));
  self->year = g_strdup (zp_json_string (r, root, "year"));
  self->source = g_strdup (zp_json_need_string (r, root, "source"));
  self->profiles = zp_json_strings (r, root, "profiles");
  zp_template_read_columns (r, root, "fields", self->fields);
  read_tables (self, r, root);
  read_execution (self, r, root);
  read_projects (self, r, root);
  if (r->error == NULL)
    {
      const char *indicators = zp_json_string (r, root, "indicators");

      self->indicators
          = zp_template_find_table (self, indicators != NULL ? indicators : "indicators");
      if (indicators != NULL && self->indicators == NULL)
        zp_json_fail (r, ZP_ERROR_FORMAT, _ ("indicators: there is no table “%s”"), indicators);
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
zp_template_new_from_json (GBytes *json, GError **error)
{
  g_autoptr (ZpTemplate) self = g_atomic_rc_box_new0 (ZpTemplate);
  ZpJsonReader reader = { 0 };
  JsonObject *root;

  self->json = g_bytes_ref (json);
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_column_spec_free);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_table_spec_free);
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

/** zp_template_find_field: (nullable): the field called @key. */
const ZpColumnSpec *
zp_template_find_field (const ZpTemplate *self, const char *key)
{
  return zp_template_find_column (self->fields, key);
}

/** zp_template_find_table: (nullable): the table called @key. */
const ZpTableSpec *
zp_template_find_table (const ZpTemplate *self, const char *key)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (self->tables, i);

      if (g_str_equal (table->key, key))
        return table;
    }
  return NULL;
}

/** zp_template_get_execution: where the execution rate is taken from; its columns are NULL when nowhere. */
const ZpExecutionSpec *
zp_template_get_execution (const ZpTemplate *self)
{
  return &self->execution;
}

/** zp_template_get_projects: where the form of a whole unit says what its projects have. */
const ZpProjectsSpec *
zp_template_get_projects (const ZpTemplate *self)
{
  return &self->projects;
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
  return self->execution.columns != NULL
         || (self->indicators != NULL && self->indicators->roles[ZP_ROLE_SCORE] != NULL);
}

const ZpSheetSpec *
zp_template_get_sheet (const ZpTemplate *self)
{
  return &self->sheet;
}
