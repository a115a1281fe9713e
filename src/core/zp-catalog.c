/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-catalog.h"

#include "zp-deductions-private.h"
#include "zp-error.h"
#include "zp-rules-resource.h"

#include <glib/gi18n-lib.h>

#define RESOURCE_ROOT "/io/github/ziping/Ziping/rules/"

struct _ZpCatalog
{
  GObject parent_instance;

  GPtrArray *templates;
  GPtrArray *profiles;
  GHashTable *builtin;
};

G_DEFINE_FINAL_TYPE (ZpCatalog, zp_catalog, G_TYPE_OBJECT)

static void
zp_catalog_finalize (GObject *object)
{
  ZpCatalog *self = ZP_CATALOG (object);

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_clear_pointer (&self->builtin, g_hash_table_unref);
  G_OBJECT_CLASS (zp_catalog_parent_class)->finalize (object);
}

static void
zp_catalog_class_init (ZpCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_catalog_finalize;
}

static void
zp_catalog_init (ZpCatalog *self)
{
  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_template_unref);
  self->profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_profile_unref);
  self->builtin = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Registered by hand and just once: a constructor in a static library may be left out by the linker. */
static GResource *
get_rules (void)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      zp_rules_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  return zp_rules_get_resource ();
}

GBytes *
zp_rules_lookup (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE_ROOT, name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resource_lookup_data (get_rules (), path, 0, &error);

  if (bytes == NULL)
    g_error ("%s: %s", path, error->message);
  return bytes;
}

/**
 * zp_catalog_lookup_data:
 * @name: a file of data/ that is built in: “documents/opinion.json”
 *
 * Returns: (transfer full): its content
 */
GBytes *
zp_catalog_lookup_data (const char *name)
{
  return zp_rules_lookup (name);
}

typedef gboolean (*AddFunc) (ZpCatalog *self, GBytes *json, GError **error);

/* What is built in was tested with the program; a mistake in it is a mistake of ours. */
static void
add_builtin (ZpCatalog *self, const char *kind, AddFunc add)
{
  GResource *resource = get_rules ();
  g_autofree char *folder = g_strconcat (RESOURCE_ROOT, kind, "/", NULL);
  g_auto (GStrv) names = g_resource_enumerate_children (resource, folder, 0, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (folder, names[i], NULL);
      g_autoptr (GBytes) json = g_resource_lookup_data (resource, path, 0, NULL);
      g_autoptr (GError) error = NULL;

      if (!add (self, json, &error))
        g_error ("%s: %s", path, error->message);
    }
}

static int
compare_templates (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (zp_template_get_id (*(ZpTemplate **) a),
                    zp_template_get_id (*(ZpTemplate **) b));
}

static int
compare_profiles (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(ZpProfile **) a)->id, (*(ZpProfile **) b)->id);
}

/** zp_catalog_new: (transfer full): a catalog with all that is built in. */
ZpCatalog *
zp_catalog_new (void)
{
  ZpCatalog *self = g_object_new (ZP_TYPE_CATALOG, NULL);

  add_builtin (self, "templates", zp_catalog_add_template);
  add_builtin (self, "profiles", zp_catalog_add_profile);
  g_ptr_array_sort (self->templates, compare_templates);
  g_ptr_array_sort (self->profiles, compare_profiles);
  for (guint i = 0; i < self->templates->len; i++)
    g_hash_table_add (
        self->builtin,
        g_strconcat ("t:", zp_template_get_id (g_ptr_array_index (self->templates, i)), NULL));
  for (guint i = 0; i < self->profiles->len; i++)
    g_hash_table_add (
        self->builtin,
        g_strconcat ("p:", ((ZpProfile *) g_ptr_array_index (self->profiles, i))->id, NULL));
  return self;
}

static gboolean
refuse_builtin (ZpCatalog *self, const char *prefix, const char *id, GError **error)
{
  g_autofree char *key = g_strconcat (prefix, id, NULL);

  if (!g_hash_table_contains (self->builtin, key))
    return FALSE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_CONFLICT,
               _ ("id: “%s” is built in and cannot be replaced; give yours another id"), id);
  return TRUE;
}

/** zp_catalog_add_template: adds or replaces an own template; built-in ones stay. */
gboolean
zp_catalog_add_template (ZpCatalog *self, GBytes *json, GError **error)
{
  g_autoptr (ZpTemplate) added = zp_template_new_from_json (json, error);

  if (added == NULL || refuse_builtin (self, "t:", zp_template_get_id (added), error))
    return FALSE;
  for (guint i = 0; i < self->templates->len; i++)
    if (g_str_equal (zp_template_get_id (g_ptr_array_index (self->templates, i)),
                     zp_template_get_id (added)))
      {
        g_ptr_array_remove_index (self->templates, i);
        break;
      }
  g_ptr_array_add (self->templates, g_steal_pointer (&added));
  return TRUE;
}

/** zp_catalog_add_profile: adds or replaces an own profile; built-in ones stay. */
gboolean
zp_catalog_add_profile (ZpCatalog *self, GBytes *json, GError **error)
{
  g_autoptr (ZpProfile) added = zp_profile_new_from_json (json, error);

  if (added == NULL || refuse_builtin (self, "p:", added->id, error))
    return FALSE;
  for (guint i = 0; i < self->profiles->len; i++)
    if (g_str_equal (((ZpProfile *) g_ptr_array_index (self->profiles, i))->id, added->id))
      {
        g_ptr_array_remove_index (self->profiles, i);
        break;
      }
  g_ptr_array_add (self->profiles, g_steal_pointer (&added));
  return TRUE;
}

static gboolean
is_own (ZpCatalog *self, const char *prefix, const char *id)
{
  g_autofree char *key = g_strconcat (prefix, id, NULL);

  return !g_hash_table_contains (self->builtin, key);
}

/** zp_catalog_remove_template: forgets an own template; whether there was one. */
gboolean
zp_catalog_remove_template (ZpCatalog *self, const char *id)
{
  ZpTemplate *found = zp_catalog_find_template (self, id, NULL);

  return found != NULL && is_own (self, "t:", id) && g_ptr_array_remove (self->templates, found);
}

/** zp_catalog_remove_profile: forgets an own profile; whether there was one. */
gboolean
zp_catalog_remove_profile (ZpCatalog *self, const char *id)
{
  ZpProfile *found = zp_catalog_find_profile (self, id, NULL);

  return found != NULL && is_own (self, "p:", id) && g_ptr_array_remove (self->profiles, found);
}

/** zp_catalog_find_template: (transfer none) (nullable): the template @id. */
ZpTemplate *
zp_catalog_find_template (ZpCatalog *self, const char *id, GError **error)
{
  for (guint i = 0; i < self->templates->len; i++)
    {
      ZpTemplate *template_ = g_ptr_array_index (self->templates, i);

      if (g_strcmp0 (zp_template_get_id (template_), id) == 0)
        return template_;
    }
  g_set_error (
      error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
      _ ("template: “%s” is not installed; “ziping templates” lists what is, install the file that describes it"),
      id);
  return NULL;
}

/** zp_catalog_find_profile: (transfer none) (nullable): the profile @id. */
ZpProfile *
zp_catalog_find_profile (ZpCatalog *self, const char *id, GError **error)
{
  for (guint i = 0; i < self->profiles->len; i++)
    {
      ZpProfile *profile = g_ptr_array_index (self->profiles, i);

      if (g_strcmp0 (profile->id, id) == 0)
        return profile;
    }
  g_set_error (
      error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
      _ ("profile: “%s” is not installed; “ziping profiles” lists what is, install the file that describes it"),
      id);
  return NULL;
}

/** zp_catalog_get_templates: (transfer none) (element-type ZpTemplate): all templates. */
GPtrArray *
zp_catalog_get_templates (ZpCatalog *self)
{
  return self->templates;
}

/** zp_catalog_get_profiles: (transfer none) (element-type ZpProfile): all profiles. */
GPtrArray *
zp_catalog_get_profiles (ZpCatalog *self)
{
  return self->profiles;
}

/** zp_catalog_is_builtin: whether a template or profile called @id is built in. */
gboolean
zp_catalog_is_builtin (ZpCatalog *self, const char *id)
{
  g_autofree char *as_template = g_strconcat ("t:", id, NULL);
  g_autofree char *as_profile = g_strconcat ("p:", id, NULL);

  return g_hash_table_contains (self->builtin, as_template)
         || g_hash_table_contains (self->builtin, as_profile);
}

/** zp_catalog_get_usual_profile: (transfer none): the first profile that the template names, else the default. */
ZpProfile *
zp_catalog_get_usual_profile (ZpCatalog *self, const ZpTemplate *template_)
{
  const char *const *ids = zp_template_get_profiles (template_);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      ZpProfile *profile = zp_catalog_find_profile (self, ids[i], NULL);

      if (profile != NULL)
        return profile;
    }
  return zp_catalog_find_profile (self, ZP_DEFAULT_PROFILE, NULL);
}
