/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-plan.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "zp-form-file.h"

static void
value_free (gpointer data)
{
  ZpPlanValue *value = data;

  g_free (value->address);
  g_free (value->text);
  g_free (value->source);
  g_free (value->repaired);
  g_free (value);
}

/** zp_plan_rest_free: frees what was not taken. */
void
zp_plan_rest_free (ZpPlanRest *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->source);
  g_free (self->text);
  g_free (self->reason);
  g_free (self);
}

/**
 * zp_plan_new:
 * @template_: the official form
 * @sheet: the name of the sheet
 *
 * Returns: (transfer full): an empty plan
 */
ZpPlan *
zp_plan_new (ZpTemplate *template_, const char *sheet)
{
  ZpPlan *self;

  g_return_val_if_fail (template_ != NULL, NULL);

  self = g_new0 (ZpPlan, 1);
  self->template_ = zp_template_ref (template_);
  self->sheet = g_strdup (sheet);
  self->values = g_ptr_array_new_with_free_func (value_free);
  self->by_address = g_hash_table_new (g_str_hash, g_str_equal);
  self->rest = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_plan_rest_free);
  return self;
}

/** zp_plan_free: frees a plan. */
void
zp_plan_free (ZpPlan *self)
{
  g_return_if_fail (self != NULL);

  zp_template_unref (self->template_);
  g_clear_pointer (&self->profile, zp_profile_unref);
  g_free (self->sheet);
  g_hash_table_unref (self->by_address);
  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->rest);
  g_free (self);
}

/** zp_plan_set_profile: sets the rules that the form will have. */
void
zp_plan_set_profile (ZpPlan *self, ZpProfile *profile)
{
  g_return_if_fail (self != NULL);

  if (profile != NULL)
    zp_profile_ref (profile);
  g_clear_pointer (&self->profile, zp_profile_unref);
  self->profile = profile;
}

/** zp_plan_find: Returns: (transfer none) (nullable): what the plan has for @address */
ZpPlanValue *
zp_plan_find (const ZpPlan *self, const char *address)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_hash_table_lookup (self->by_address, address);
}

/**
 * zp_plan_add:
 * @self: a plan
 * @kind: what it is
 * @address: where it goes
 * @text: the text
 * @source: the cell it comes from
 * @confidence: 0 to 100
 *
 * Returns: (transfer none): the new value
 */
ZpPlanValue *
zp_plan_add (ZpPlan *self,
             ZpPlanKind kind,
             const char *address,
             const char *text,
             const char *source,
             guint confidence)
{
  ZpPlanValue *value;

  g_return_val_if_fail (self != NULL, NULL);

  value = g_new0 (ZpPlanValue, 1);
  value->kind = kind;
  value->address = g_strdup (address);
  value->text = g_strdup (text);
  value->source = g_strdup (source);
  value->confidence = confidence;
  g_ptr_array_add (self->values, value);
  g_hash_table_insert (self->by_address, value->address, value);
  return value;
}

/** zp_plan_rest_add: adds to a list of #ZpPlanRest what is not taken, and why. */
void
zp_plan_rest_add (GPtrArray *rest, const char *source, const char *text, const char *reason)
{
  ZpPlanRest *it = g_new0 (ZpPlanRest, 1);

  it->source = g_strdup (source);
  it->text = g_strdup (text);
  it->reason = g_strdup (reason);
  g_ptr_array_add (rest, it);
}

/* --- a form --- */

/* A value of the form file; words to tick are an array. */
static void
add_text (JsonBuilder *builder, const char *key, const char *text, const ZpColumnSpec *spec)
{
  json_builder_set_member_name (builder, key);
  if (spec != NULL && spec->type == ZP_TYPE_TICKS)
    {
      g_auto (GStrv) words = zp_value_get_words (text);

      json_builder_begin_array (builder);
      for (guint i = 0; words[i] != NULL; i++)
        json_builder_add_string_value (builder, words[i]);
      json_builder_end_array (builder);
    }
  else
    json_builder_add_string_value (builder, text);
}

static void
add_fields (JsonBuilder *builder, const ZpPlan *plan)
{
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);
  for (guint i = 0; i < plan->values->len; i++)
    {
      const ZpPlanValue *value = g_ptr_array_index (plan->values, i);

      if (value->kind == ZP_PLAN_VALUE && strchr (value->address, '/') == NULL)
        add_text (builder, value->address, value->text,
                  zp_template_find_field (plan->template_, value->address));
    }
  json_builder_end_object (builder);
}

static void
begin_row (JsonBuilder *builder, const ZpTableSpec *table, const char *id)
{
  gboolean fixed = zp_table_spec_find_row (table, id) != NULL || g_str_equal (id, ZP_TOTAL_ROW);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, fixed ? "row" : "id");
  json_builder_add_string_value (builder, id);
}

/* The values of a row stand one after the other in the plan. */
static void
add_rows (JsonBuilder *builder, const ZpPlan *plan, const ZpTableSpec *table)
{
  g_autofree char *present = NULL;

  json_builder_set_member_name (builder, table->key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->values->len; i++)
    {
      const ZpPlanValue *value = g_ptr_array_index (plan->values, i);
      g_auto (GStrv) parts = g_strsplit (value->address, "/", 3);

      if (value->kind != ZP_PLAN_VALUE || g_strv_length (parts) != 3
          || !g_str_equal (parts[0], table->key))
        continue;
      if (g_strcmp0 (present, parts[1]) != 0)
        {
          if (present != NULL)
            json_builder_end_object (builder);
          g_free (present);
          present = g_strdup (parts[1]);
          begin_row (builder, table, present);
        }
      add_text (builder, parts[2], value->text, zp_table_spec_find_column (table, parts[2]));
    }
  if (present != NULL)
    json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_printed (JsonBuilder *builder, const ZpPlan *plan)
{
  json_builder_set_member_name (builder, "printed");
  json_builder_begin_object (builder);
  for (guint i = 0; i < plan->values->len; i++)
    {
      const ZpPlanValue *value = g_ptr_array_index (plan->values, i);

      if (value->kind == ZP_PLAN_PRINTED)
        add_text (builder, value->address, value->text, NULL);
    }
  json_builder_end_object (builder);
}

static void
add_tables (JsonBuilder *builder, const ZpPlan *plan)
{
  GPtrArray *tables = zp_template_get_tables (plan->template_);

  json_builder_set_member_name (builder, "tables");
  json_builder_begin_object (builder);
  for (guint i = 0; i < tables->len; i++)
    add_rows (builder, plan, g_ptr_array_index (tables, i));
  json_builder_end_object (builder);
}

static GBytes *
to_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  char *text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * zp_import_apply:
 * @plan: what goes where
 * @catalog: the templates and profiles that are there
 * @error: return location for an error
 *
 * Makes a form of what was found.  It goes through the reader of form files, so that it obeys the
 * same rules: a score that equals the computed one follows it, another one is by hand, and what the
 * paper says of computed values is kept to be compared.
 *
 * Returns: (transfer full) (nullable): a new form, or %NULL when the reader refuses it (#ZpError)
 */
ZpForm *
zp_import_apply (const ZpPlan *plan, ZpCatalog *catalog, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const ZpProfile *profile;
  g_autoptr (GBytes) json = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  profile = plan->profile != NULL ? plan->profile
                                  : zp_catalog_get_usual_profile (catalog, plan->template_);
  json_builder_begin_object (builder);
  add_text (builder, "format", ZP_FORM_FILE_FORMAT, NULL);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, ZP_FORM_FILE_VERSION);
  add_text (builder, "template", zp_template_get_id (plan->template_), NULL);
  add_text (builder, "profile", profile != NULL ? profile->id : ZP_DEFAULT_PROFILE, NULL);
  add_fields (builder, plan);
  add_tables (builder, plan);
  add_printed (builder, plan);
  json_builder_end_object (builder);
  json = to_json (builder);
  return zp_form_read (json, catalog, error);
}
