/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-settings.h"

typedef struct
{
  GSettings *settings; /* NULL when the schema is not installed */
  GHashTable *memory;  /* key -> GVariant, used instead */
} Place;

static Place *
get_place (void)
{
  static Place *place = NULL;

  if (g_once_init_enter (&place))
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema = NULL;
      Place *made = g_new0 (Place, 1);

      if (source != NULL)
        schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
      if (schema != NULL)
        made->settings = g_settings_new_full (schema, NULL, NULL);
      made->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_variant_unref);
      g_once_init_leave (&place, made);
    }
  return place;
}

/* An older schema may lack a key, and GSettings would end the program. */
static gboolean
has_key (Place *place, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  if (place->settings == NULL)
    return FALSE;
  g_object_get (place->settings, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key);
}

/* (transfer full) (nullable) */
static GVariant *
get_value (const char *key, const GVariantType *type)
{
  Place *place = get_place ();
  GVariant *value;

  if (has_key (place, key))
    value = g_settings_get_value (place->settings, key);
  else
    {
      value = g_hash_table_lookup (place->memory, key);
      if (value != NULL)
        g_variant_ref (value);
    }
  if (value != NULL && !g_variant_is_of_type (value, type))
    g_clear_pointer (&value, g_variant_unref);
  return value;
}

/* A value that the schema refuses is not kept. */
static void
set_value (const char *key, GVariant *value)
{
  Place *place = get_place ();
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) schema_key = NULL;

  if (!has_key (place, key))
    {
      g_hash_table_insert (place->memory, g_strdup (key), g_steal_pointer (&owned));
      return;
    }
  g_object_get (place->settings, "settings-schema", &schema, NULL);
  schema_key = g_settings_schema_get_key (schema, key);
  if (g_settings_schema_key_range_check (schema_key, owned))
    g_settings_set_value (place->settings, key, owned);
}

/** zp_settings_dup_string: (transfer full): the text of @key, "" when there is none. */
char *
zp_settings_dup_string (const char *key)
{
  g_autoptr (GVariant) value = get_value (key, G_VARIANT_TYPE_STRING);

  return value != NULL ? g_variant_dup_string (value, NULL) : g_strdup ("");
}

/** zp_settings_set_string: keeps @value. */
void
zp_settings_set_string (const char *key, const char *value)
{
  set_value (key, g_variant_new_string (value));
}

/** zp_settings_get_int: the number of @key, else @fallback. */
int
zp_settings_get_int (const char *key, int fallback)
{
  g_autoptr (GVariant) value = get_value (key, G_VARIANT_TYPE_INT32);

  return value != NULL ? g_variant_get_int32 (value) : fallback;
}

/** zp_settings_set_int: keeps @value. */
void
zp_settings_set_int (const char *key, int value)
{
  set_value (key, g_variant_new_int32 (value));
}

/** zp_settings_get_boolean: the switch @key, else @fallback. */
gboolean
zp_settings_get_boolean (const char *key, gboolean fallback)
{
  g_autoptr (GVariant) value = get_value (key, G_VARIANT_TYPE_BOOLEAN);

  return value != NULL ? g_variant_get_boolean (value) : fallback;
}

/** zp_settings_set_boolean: keeps @value. */
void
zp_settings_set_boolean (const char *key, gboolean value)
{
  set_value (key, g_variant_new_boolean (value));
}

/** zp_settings_dup_strings: (transfer full): the texts of @key, an empty array when there are none. */
char **
zp_settings_dup_strings (const char *key)
{
  g_autoptr (GVariant) value = get_value (key, G_VARIANT_TYPE_STRING_ARRAY);

  return value != NULL ? g_variant_dup_strv (value, NULL) : g_new0 (char *, 1);
}

/** zp_settings_set_strings: keeps @values. */
void
zp_settings_set_strings (const char *key, const char *const *values)
{
  set_value (key, g_variant_new_strv (values, -1));
}
