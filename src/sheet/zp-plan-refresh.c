/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-plan-refresh.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-error.h"
#include "zp-form-file.h"
#include "zp-json.h"

/* A form that is known already gets the values of a workbook: what the workbook says replaces, what
 * it does not say stays, and rows keep their ids, so that evidence, answers and remarks still point
 * at them.  Both are form files here, and their reader has the last word. */

static JsonObject *
parse (const ZpForm *form)
{
  g_autoptr (GBytes) text = zp_form_write (form);
  g_autoptr (JsonNode) root = zp_json_parse (text, NULL);

  return root != NULL ? json_node_dup_object (root) : NULL;
}

static void
copy_members (JsonObject *from, JsonObject *to)
{
  g_autoptr (GList) names = json_object_get_members (from);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (to, l->data, json_node_copy (json_object_get_member (from, l->data)));
}

static const char *
get_text (JsonObject *row, const char *key)
{
  JsonNode *node = key != NULL ? json_object_get_member (row, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* What a row is called: the column that the form cannot do without, or the first one with words. */
static const char *
get_naming_column (const ZpTableSpec *table)
{
  if (table->roles[ZP_ROLE_LEVEL3] != NULL)
    return table->roles[ZP_ROLE_LEVEL3]->key;
  return table->columns->len > 0
             ? ((const ZpColumnSpec *) g_ptr_array_index (table->columns, 0))->key
             : NULL;
}

static gboolean
is_same_row (JsonObject *one, JsonObject *two, const char *column)
{
  const char *key = get_text (one, "row");
  const char *name = get_text (one, column);

  if (key != NULL || get_text (two, "row") != NULL)
    return g_strcmp0 (key, get_text (two, "row")) == 0;
  return name != NULL && *name != '\0' && g_strcmp0 (name, get_text (two, column)) == 0;
}

/* The row of @rows that is the same as @row and was not taken before. */
static JsonObject *
take_known_row (JsonArray *rows, gboolean *taken, JsonObject *row, const char *column)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *known = json_array_get_object_element (rows, i);

      if (taken[i] || !is_same_row (known, row, column))
        continue;
      taken[i] = TRUE;
      return known;
    }
  return NULL;
}

static void
set_id (JsonObject *row, JsonObject *known)
{
  g_autofree char *fresh = NULL;

  if (get_text (row, "row") != NULL)
    return;
  if (known != NULL && get_text (known, "id") != NULL)
    {
      json_object_set_string_member (row, "id", get_text (known, "id"));
      return;
    }
  fresh = g_uuid_string_random ();
  /* Letters and digits only, at most 32. */
  json_object_set_string_member (row, "id", g_strdelimit (fresh, "-", '_') + 8);
}

static JsonArray *
merge_rows (JsonArray *known, JsonArray *rows, const ZpTableSpec *table)
{
  JsonArray *merged = json_array_new ();
  g_autofree gboolean *taken = g_new0 (gboolean, json_array_get_length (known) + 1);
  const char *column = get_naming_column (table);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonObject *before = take_known_row (known, taken, row, column);
      JsonObject *after = json_object_new ();

      if (before != NULL)
        copy_members (before, after);
      json_object_remove_member (after, "by_hand");
      copy_members (row, after);
      set_id (after, before);
      json_array_add_object_element (merged, after);
    }
  /* Rows that every such form has stay though the workbook says nothing of them. */
  for (guint i = 0; i < json_array_get_length (known); i++)
    {
      JsonObject *before = json_array_get_object_element (known, i);
      JsonObject *copy;

      if (taken[i] || get_text (before, "row") == NULL)
        continue;
      copy = json_object_new ();
      copy_members (before, copy);
      json_array_add_object_element (merged, copy);
    }
  return merged;
}

static JsonObject *
get_object (JsonObject *root, const char *key)
{
  if (!json_object_has_member (root, key))
    json_object_set_object_member (root, key, json_object_new ());
  return json_object_get_object_member (root, key);
}

static void
merge_tables (JsonObject *known, JsonObject *fresh, ZpTemplate *template_)
{
  const GPtrArray *tables = zp_template_get_tables (template_);

  for (guint i = 0; i < tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (tables, i);
      g_autoptr (JsonArray) none = json_array_new ();
      JsonArray *before = json_object_has_member (known, table->key)
                              ? json_object_get_array_member (known, table->key)
                              : none;

      if (json_object_has_member (fresh, table->key)
          && json_array_get_length (json_object_get_array_member (fresh, table->key)) > 0)
        json_object_set_array_member (
            known, table->key,
            merge_rows (before, json_object_get_array_member (fresh, table->key), table));
    }
}

/**
 * zp_plan_refresh:
 * @self: a plan
 * @known: a form of the same template, that may be changed
 * @catalog: the templates and profiles that are there
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): @known with the values of the workbook; %NULL when it is
 *   handed in (%ZP_ERROR_READ_ONLY), of another template (%ZP_ERROR_CONFLICT), or the values are no
 *   form (#ZpError)
 */
ZpForm *
zp_plan_refresh (const ZpPlan *self, const ZpForm *known, ZpCatalog *catalog, GError **error)
{
  g_autoptr (ZpForm) fresh = NULL;
  g_autoptr (JsonObject) to = NULL;
  g_autoptr (JsonObject) from = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) text = NULL;
  char *json;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (known != NULL, NULL);

  if (zp_form_is_read_only (known))
    {
      g_set_error_literal (
          error, ZP_ERROR, ZP_ERROR_READ_ONLY,
          _ ("the form is handed in; take the workbook as a new form, or have it returned"));
      return NULL;
    }
  if (g_strcmp0 (zp_template_get_id (self->template_),
                 zp_template_get_id (zp_form_get_template (known)))
      != 0)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_CONFLICT,
                           _ ("the form has another template; take the workbook as a new form"));
      return NULL;
    }
  fresh = zp_import_apply (self, catalog, error);
  to = fresh != NULL ? parse (known) : NULL;
  from = fresh != NULL ? parse (fresh) : NULL;
  if (to == NULL || from == NULL)
    return NULL;
  copy_members (get_object (from, "fields"), get_object (to, "fields"));
  merge_tables (get_object (to, "tables"), get_object (from, "tables"), self->template_);
  json_object_set_object_member (to, "printed", json_object_ref (get_object (from, "printed")));
  root = json_node_init_object (json_node_alloc (), to);
  json = json_to_string (root, FALSE);
  text = g_bytes_new_take (json, strlen (json));
  return zp_form_read (text, catalog, error);
}
