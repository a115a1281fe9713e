/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-rules.h"

#include "zp-error.h"
#include "zp-json.h"
#include "zp-library-private.h"
#include "zp-profile-edit.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_RULES_BYTES (4 * 1024 * 1024)
#define NAMES_TOLD 3

static const char *const asset_kinds[] = {
  [ZP_RULES_TEMPLATE] = "template",
  [ZP_RULES_PROFILE] = "profile",
};

/**
 * zp_rules_guess_kind:
 * @json: a file
 * @out_kind: (out): what it seems to describe
 * @error: return location
 *
 * Tells templates from profiles, so that nobody has to say which one a file is.
 *
 * Returns: whether @json is JSON at all
 */
gboolean
zp_rules_guess_kind (GBytes *json, ZpRulesKind *out_kind, GError **error)
{
  ZpJsonReader reader = { 0 };
  JsonObject *root = zp_json_reader_open (&reader, json, MAX_RULES_BYTES);
  gboolean is_template
      = root != NULL
        && (json_object_has_member (root, "sheet") || json_object_has_member (root, "tables")
            || json_object_has_member (root, "fields"));

  if (!zp_json_reader_close (&reader, error))
    return FALSE;
  *out_kind = is_template ? ZP_RULES_TEMPLATE : ZP_RULES_PROFILE;
  return TRUE;
}

static gboolean
add_to_catalog (ZpLibrary *self, ZpRulesKind kind, GBytes *json, GError **error)
{
  return kind == ZP_RULES_TEMPLATE ? zp_catalog_add_template (self->catalog, json, error)
                                   : zp_catalog_add_profile (self->catalog, json, error);
}

static gboolean
remove_from_catalog (ZpLibrary *self, ZpRulesKind kind, const char *id)
{
  return kind == ZP_RULES_TEMPLATE ? zp_catalog_remove_template (self->catalog, id)
                                   : zp_catalog_remove_profile (self->catalog, id);
}

static char *
read_id (ZpRulesKind kind, GBytes *json, GError **error)
{
  if (kind == ZP_RULES_TEMPLATE)
    {
      g_autoptr (ZpTemplate) template_ = zp_template_new_from_json (json, error);

      return template_ != NULL ? g_strdup (zp_template_get_id (template_)) : NULL;
    }
  else
    {
      g_autoptr (ZpProfile) profile = zp_profile_new_from_json (json, error);

      return profile != NULL ? g_strdup (profile->id) : NULL;
    }
}

/** zp_library_get_rules: (transfer full) (nullable): the file of the template or profile @id. */
GBytes *
zp_library_get_rules (ZpLibrary *self, ZpRulesKind kind, const char *id)
{
  ZpTemplate *template_;
  ZpProfile *profile;

  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);

  if (kind == ZP_RULES_TEMPLATE)
    {
      template_ = zp_catalog_find_template (self->catalog, id, NULL);
      return template_ != NULL ? g_bytes_ref (zp_template_get_json (template_)) : NULL;
    }
  profile = zp_catalog_find_profile (self->catalog, id, NULL);
  return profile != NULL ? g_bytes_ref (profile->json) : NULL;
}

/** zp_library_has_rules: whether there is a template or profile @id, built in or own. */
gboolean
zp_library_has_rules (ZpLibrary *self, ZpRulesKind kind, const char *id)
{
  g_autoptr (GBytes) json = zp_library_get_rules (self, kind, id);

  return json != NULL;
}

/** zp_library_owns_rules: whether the template or profile @id is the office's own. */
gboolean
zp_library_owns_rules (ZpLibrary *self, ZpRulesKind kind, const char *id)
{
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (ZP_IS_LIBRARY (self), FALSE);

  if (self->store == NULL)
    return FALSE;
  names = zp_store_list_assets (self->store, asset_kinds[kind], NULL);
  return names != NULL && g_strv_contains ((const char *const *) names, id)
         && zp_library_has_rules (self, kind, id);
}

static gboolean
put (ZpLibrary *self, ZpRulesKind kind, const char *id, GBytes *json, GError **error)
{
  if (!zp_store_put_asset (self->store, asset_kinds[kind], id, json, error))
    return FALSE;
  self->writes++;
  return TRUE;
}

/**
 * zp_library_install_rules:
 * @self: a library
 * @kind: what @json is
 * @json: the file of a template or profile
 * @replace: whether an own one of the same id and another content is replaced
 * @out_id: (out) (optional): its id
 * @error: return location; %ZP_ERROR_CONFLICT when there is another one and @replace is %FALSE, or a
 *   built-in one
 *
 * Checks the file and keeps it in the library.  When something is wrong nothing is changed.
 *
 * Returns: whether it can be used, now and after the next start
 */
gboolean
zp_library_install_rules (ZpLibrary *self,
                          ZpRulesKind kind,
                          GBytes *json,
                          gboolean replace,
                          char **out_id,
                          GError **error)
{
  g_autofree char *id = NULL;
  g_autoptr (GBytes) old = NULL;

  g_return_val_if_fail (ZP_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (json != NULL, FALSE);

  if (!zp_library_check_store (self, error))
    return FALSE;
  id = read_id (kind, json, error);
  if (id == NULL || !zp_profile_id_is_sound (id, error))
    return FALSE;
  old = zp_library_get_rules (self, kind, id);
  if (old != NULL && !replace && zp_library_owns_rules (self, kind, id)
      && !g_bytes_equal (old, json))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_CONFLICT,
                   _ ("id: “%s” is installed with another content; replace it, or change the id"),
                   id);
      return FALSE;
    }
  if (!add_to_catalog (self, kind, json, error))
    return FALSE;
  if (!put (self, kind, id, json, error))
    {
      (void) remove_from_catalog (self, kind, id);
      if (old != NULL)
        (void) add_to_catalog (self, kind, old, NULL);
      return FALSE;
    }
  if (out_id != NULL)
    *out_id = g_steal_pointer (&id);
  return TRUE;
}

static gboolean
uses (const ZpStoreRecord *record, ZpRulesKind kind, const char *id)
{
  return g_strcmp0 (kind == ZP_RULES_TEMPLATE ? record->template_id : record->profile_id, id) == 0;
}

static gboolean
form_uses (ZpForm *form, ZpRulesKind kind, const char *id)
{
  if (kind == ZP_RULES_TEMPLATE)
    return g_str_equal (zp_template_get_id (zp_form_get_template (form)), id);
  return g_str_equal (zp_form_get_profile (form)->id, id);
}

static void
add_users (ZpLibrary *self,
           ZpRulesKind kind,
           const char *id,
           gboolean deleted,
           const char *except,
           GStrvBuilder *names)
{
  g_autoptr (GPtrArray) records = zp_store_list (self->store, deleted, NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const ZpStoreRecord *record = g_ptr_array_index (records, i);
      const char *project
          = *record->project != '\0' ? record->project : _ ("Project without a name");
      g_autofree char *name
          = deleted ? g_strdup_printf (_ ("%s (in the recycle bin)"), project) : g_strdup (project);

      if (uses (record, kind, id) && g_strcmp0 (record->id, except) != 0)
        g_strv_builder_add (names, name);
    }
}

/**
 * zp_library_list_users:
 * @self: a library
 * @kind: what @id is of
 * @id: the id of a template or profile
 * @open: (nullable): the form in the window, of which the last change may not be saved yet
 *
 * Returns: (transfer full) (array zero-terminated=1): what the forms are called that need it, those
 *   in the recycle bin last
 */
char **
zp_library_list_users (ZpLibrary *self, ZpRulesKind kind, const char *id, ZpForm *open)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const char *except = open != NULL ? zp_form_get_id (open) : NULL;
  const char *project = open != NULL ? zp_form_get_field (open, "project_name") : NULL;

  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);

  if (open != NULL && form_uses (open, kind, id))
    g_strv_builder_add (names, project != NULL && *project != '\0' ? project
                                                                   : _ ("Project without a name"));
  if (self->store != NULL)
    {
      add_users (self, kind, id, FALSE, except, names);
      add_users (self, kind, id, TRUE, except, names);
    }
  return g_strv_builder_end (names);
}

static char *
word_users (char **names)
{
  guint n = g_strv_length (names);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, NAMES_TOLD); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? _ (", ") : "", names[i]);
  if (n > NAMES_TOLD)
    g_string_append (text, "…");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * zp_library_remove_rules:
 * @self: a library
 * @kind: what @id is of
 * @id: the id of an own template or profile
 * @open: (nullable): the form in the window
 * @error: return location
 *
 * Removes it, unless a form needs it.
 *
 * Returns: whether it is gone
 */
gboolean
zp_library_remove_rules (
    ZpLibrary *self, ZpRulesKind kind, const char *id, ZpForm *open, GError **error)
{
  g_auto (GStrv) users = NULL;
  g_autofree char *names = NULL;

  g_return_val_if_fail (ZP_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (!zp_library_check_store (self, error))
    return FALSE;
  users = zp_library_list_users (self, kind, id, open);
  if (users[0] != NULL)
    {
      names = word_users (users);
      g_set_error (
          error, ZP_ERROR, ZP_ERROR_CONFLICT,
          ngettext (
              "“%s” is used by %u form: %s; switch that form to others, or delete it forever, first",
              "“%s” is used by %u forms: %s; switch those forms to others, or delete them forever, first",
              g_strv_length (users)),
          id, g_strv_length (users), names);
      return FALSE;
    }
  if (!put (self, kind, id, NULL, error))
    return FALSE;
  (void) remove_from_catalog (self, kind, id);
  return TRUE;
}

/**
 * zp_rules_copy_template:
 * @template_: a template
 * @id: the id of the copy
 * @title: its title
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file of a copy, which is the same form under another name
 */
GBytes *
zp_rules_copy_template (ZpTemplate *template_, const char *id, const char *title, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  char *copy;

  g_return_val_if_fail (template_ != NULL, NULL);

  if (!zp_profile_id_is_sound (id, error))
    return NULL;
  root = zp_json_parse (zp_template_get_json (template_), error);
  if (root == NULL)
    return NULL;
  json_object_set_string_member (json_node_get_object (root), "id", id);
  json_object_set_string_member (json_node_get_object (root), "title", title);
  json_object_set_string_member (json_node_get_object (root), "version", "1");
  copy = json_to_string (root, TRUE);
  return g_bytes_new_take (copy, strlen (copy));
}
