/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-private.h"

#include "zp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The rules of a form: those of the catalog while it is filled, those that were frozen with it once
 * it is handed in, so that it says the same years later whatever has been installed since. */

#define KEY_TEMPLATE "template"
#define KEY_PROFILE "profile"

static void
set_text (JsonObject *rules, const char *key, GBytes *json)
{
  gsize length;
  const char *data = g_bytes_get_data (json, &length);
  g_autofree char *text = g_strndup (data, length);

  json_object_set_string_member (rules, key, text);
}

/** zp_form_freeze_rules: keeps the texts of template and profile with the form. */
void
zp_form_freeze_rules (ZpForm *self)
{
  JsonObject *rules = zp_form_ensure_extra (self, ZP_EXTRA_RULES);

  set_text (rules, KEY_TEMPLATE, zp_template_get_json (self->template_));
  set_text (rules, KEY_PROFILE, self->profile->json);
}

/* (nullable): the frozen text. */
static GBytes *
read_text (ZpJsonReader *r, JsonObject *root, const char *key)
{
  JsonObject *rules = zp_json_object (r, root, ZP_EXTRA_RULES);
  const char *text;

  zp_json_push (r, ZP_EXTRA_RULES);
  text = rules != NULL ? zp_json_string (r, rules, key) : NULL;
  zp_json_pop (r);
  return text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
}

static void
check_id (ZpJsonReader *r, const char *key, const char *id, const char *found)
{
  if (g_strcmp0 (id, found) == 0)
    return;
  zp_json_push (r, ZP_EXTRA_RULES);
  zp_json_push (r, key);
  zp_json_fail (r, ZP_ERROR_FORMAT, _ ("this is the text of “%s”, not of “%s”"), found, id);
  zp_json_pop (r);
  zp_json_pop (r);
}

static void
fail_text (ZpJsonReader *r, const char *key, GError *error)
{
  g_autoptr (GError) owned = error;

  zp_json_push (r, ZP_EXTRA_RULES);
  zp_json_push (r, key);
  zp_json_fail (r, owned->code, "%s", owned->message);
  zp_json_pop (r);
  zp_json_pop (r);
}

static ZpTemplate *
find_template (
    ZpJsonReader *r, JsonObject *root, ZpCatalog *catalog, const char *id, gboolean frozen)
{
  ZpTemplate *installed = zp_catalog_find_template (catalog, id, NULL);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (ZpTemplate) own = NULL;
  GError *error = NULL;

  if (installed == NULL || frozen)
    text = read_text (r, root, KEY_TEMPLATE);
  if (installed != NULL && (text == NULL || g_bytes_equal (text, zp_template_get_json (installed))))
    return zp_template_ref (installed);
  if (text == NULL)
    {
      if (r->error == NULL)
        zp_catalog_find_template (catalog, id, &r->error);
      return NULL;
    }
  own = zp_template_new_from_json (text, &error);
  if (own == NULL)
    {
      fail_text (r, KEY_TEMPLATE, error);
      return NULL;
    }
  check_id (r, KEY_TEMPLATE, id, zp_template_get_id (own));
  return g_steal_pointer (&own);
}

static ZpProfile *
find_profile (
    ZpJsonReader *r, JsonObject *root, ZpCatalog *catalog, const char *id, gboolean frozen)
{
  ZpProfile *installed = zp_catalog_find_profile (catalog, id, NULL);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (ZpProfile) own = NULL;
  GError *error = NULL;

  if (installed == NULL || frozen)
    text = read_text (r, root, KEY_PROFILE);
  if (installed != NULL && (text == NULL || g_bytes_equal (text, installed->json)))
    return zp_profile_ref (installed);
  if (text == NULL)
    {
      if (r->error == NULL)
        zp_catalog_find_profile (catalog, id, &r->error);
      return NULL;
    }
  own = zp_profile_new_from_json (text, &error);
  if (own == NULL)
    {
      fail_text (r, KEY_PROFILE, error);
      return NULL;
    }
  check_id (r, KEY_PROFILE, id, own->id);
  return g_steal_pointer (&own);
}

/* Whether the form is handed in, so that its own rules count and not those of the catalog. */
static gboolean
read_frozen (ZpJsonReader *r, JsonObject *root)
{
  JsonObject *review = zp_json_object (r, root, ZP_EXTRA_REVIEW);
  ZpFormState state = ZP_FORM_STATE_DRAFT;
  const char *word;

  if (review == NULL)
    return FALSE;
  zp_json_push (r, ZP_EXTRA_REVIEW);
  word = zp_json_string (r, review, "state");
  if (word != NULL && !zp_form_state_from_string (word, &state))
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("state: “%s” is not known"), word);
  zp_json_pop (r);
  return state == ZP_FORM_STATE_SUBMITTED || state == ZP_FORM_STATE_APPROVED;
}

/**
 * zp_form_read_rules:
 * @r: the reader of a form file
 * @root: its object
 * @catalog: the templates and profiles that are there
 *
 * A form that is handed in has the rules that were frozen with it; any other those of the catalog,
 * and its frozen ones only where the catalog does not have them.
 *
 * Returns: (transfer full) (nullable): an empty form with the right rules
 */
ZpForm *
zp_form_read_rules (ZpJsonReader *r, JsonObject *root, ZpCatalog *catalog)
{
  const char *template_id = zp_json_need_string (r, root, KEY_TEMPLATE);
  const char *profile_id = zp_json_string (r, root, KEY_PROFILE);
  gboolean frozen = r->error == NULL && read_frozen (r, root);
  g_autoptr (ZpTemplate) template_ = NULL;
  g_autoptr (ZpProfile) profile = NULL;

  if (r->error == NULL)
    template_ = find_template (r, root, catalog, template_id, frozen);
  if (r->error != NULL)
    return NULL;
  profile = profile_id != NULL ? find_profile (r, root, catalog, profile_id, frozen)
                               : zp_profile_ref (zp_catalog_get_usual_profile (catalog, template_));
  return r->error == NULL ? zp_form_new (template_, profile) : NULL;
}
