/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-private.h"

#include "zp-error.h"
#include "zp-form-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each version that was handed in stays readable beside those that follow: what the form said and by
 * which rules.  They lie in the form, so that they travel with it. */

#define KEY_VERSIONS "versions"
#define KEY_RETURNED "returned"

/* What a version keeps of the form file. */
static const char *const content_keys[] = { "template", "profile", "fields", "tables" };

void
zp_review_version_free (ZpReviewVersion *version)
{
  g_free (version->who);
  g_free (version->time);
  g_free (version);
}

/* (nullable): the versions, when there are any. */
static JsonArray *
peek_versions (const ZpForm *form)
{
  JsonObject *review = zp_review_peek (form);
  JsonNode *node = review != NULL ? json_object_get_member (review, KEY_VERSIONS) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
peek_version (JsonArray *versions, guint index)
{
  JsonNode *node = json_array_get_element (versions, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static guint
read_round (JsonObject *version)
{
  const char *text = json_object_get_string_member_with_default (version, "round", "0");
  guint64 round;

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT - 1, &round, NULL) ? (guint) round : 0;
}

/* zp_review_keep_version: keeps what the form says, as the version of the round that begins now. */
void
zp_review_keep_version (const ZpForm *form, JsonObject *review, const ZpActor *actor)
{
  g_autoptr (GBytes) document = zp_form_write (form);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *round = g_strdup_printf ("%u", zp_review_get_round (form));
  JsonObject *version = json_object_new ();
  JsonObject *root;
  gsize size;
  const char *text = g_bytes_get_data (document, &size);

  json_parser_load_from_data (parser, text, size, NULL);
  root = json_node_get_object (json_parser_get_root (parser));
  json_object_set_string_member (version, "round", round);
  zp_review_note_actor (version, actor);
  for (gsize i = 0; i < G_N_ELEMENTS (content_keys); i++)
    json_object_set_member (version, content_keys[i],
                            json_node_copy (json_object_get_member (root, content_keys[i])));
  if (peek_versions (form) == NULL)
    json_object_set_array_member (review, KEY_VERSIONS, json_array_new ());
  json_array_add_object_element (peek_versions (form), version);
}

/* zp_review_mark_returned: the version that is handed in was given back. */
void
zp_review_mark_returned (const ZpForm *form)
{
  JsonArray *versions = peek_versions (form);
  guint n = versions != NULL ? json_array_get_length (versions) : 0;
  JsonObject *last = n > 0 ? peek_version (versions, n - 1) : NULL;

  if (last != NULL)
    json_object_set_boolean_member (last, KEY_RETURNED, TRUE);
}

/**
 * zp_review_list_versions:
 *
 * Returns: (transfer full) (element-type ZpReviewVersion): the versions that were handed in, first to
 *   last
 */
GPtrArray *
zp_review_list_versions (const ZpForm *form)
{
  JsonArray *versions = peek_versions (form);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_review_version_free);

  for (guint i = 0; versions != NULL && i < json_array_get_length (versions); i++)
    {
      JsonObject *object = peek_version (versions, i);
      ZpReviewVersion *version;

      if (object == NULL)
        continue;
      version = g_new0 (ZpReviewVersion, 1);
      version->round = read_round (object);
      version->who = g_strdup (json_object_get_string_member_with_default (object, "who", ""));
      version->time = g_strdup (json_object_get_string_member_with_default (object, "time", ""));
      version->returned = json_object_get_boolean_member_with_default (object, KEY_RETURNED, FALSE);
      g_ptr_array_add (list, version);
    }
  return list;
}

static ZpForm *
read_version (const ZpForm *form, JsonObject *version, ZpCatalog *catalog, GError **error)
{
  JsonNode *rules = zp_form_get_extra (form, ZP_EXTRA_RULES);
  g_autoptr (JsonNode) document = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *root = json_object_new ();
  char *text;

  json_node_take_object (document, root);
  json_object_set_string_member (root, "format", ZP_FORM_FILE_FORMAT);
  json_object_set_int_member (root, "version", ZP_FORM_FILE_VERSION);
  json_object_set_string_member (root, "id", zp_form_get_id (form));
  for (gsize i = 0; i < G_N_ELEMENTS (content_keys); i++)
    if (json_object_has_member (version, content_keys[i]))
      json_object_set_member (root, content_keys[i],
                              zp_json_copy (json_object_get_member (version, content_keys[i])));
  if (rules != NULL)
    json_object_set_member (root, ZP_EXTRA_RULES, zp_json_copy (rules));
  text = json_to_string (document, FALSE);
  bytes = g_bytes_new_take (text, strlen (text));
  return zp_form_read (bytes, catalog, error);
}

/**
 * zp_review_dup_version:
 * @round: of which round, as in #ZpReviewVersion
 * @catalog: the templates and profiles that are there
 *
 * Returns: (transfer full) (nullable): the form as it was handed in; %ZP_ERROR_NOT_FOUND when there is
 *   no such version
 */
ZpForm *
zp_review_dup_version (const ZpForm *form, guint round, ZpCatalog *catalog, GError **error)
{
  JsonArray *versions = peek_versions (form);

  for (guint i = versions != NULL ? json_array_get_length (versions) : 0; i > 0; i--)
    {
      JsonObject *version = peek_version (versions, i - 1);

      if (version != NULL && read_round (version) == round)
        return read_version (form, version, catalog, error);
    }
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("there is no version of round %u"), round);
  return NULL;
}

/* (nullable): the version that was returned last.  Forms from before versions were kept have one. */
static JsonObject *
find_returned (const ZpForm *form)
{
  JsonObject *review = zp_review_peek (form);
  JsonNode *node = review != NULL ? json_object_get_member (review, KEY_RETURNED) : NULL;
  JsonArray *versions = peek_versions (form);

  for (guint i = versions != NULL ? json_array_get_length (versions) : 0; i > 0; i--)
    {
      JsonObject *version = peek_version (versions, i - 1);

      if (version != NULL
          && json_object_get_boolean_member_with_default (version, KEY_RETURNED, FALSE))
        return version;
    }
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * zp_review_dup_returned:
 * @catalog: the templates and profiles that are there
 *
 * The version that was returned last, for a comparison with zp_form_diff().
 *
 * Returns: (transfer full) (nullable): that version; %ZP_ERROR_NOT_FOUND when none was returned
 */
ZpForm *
zp_review_dup_returned (const ZpForm *form, ZpCatalog *catalog, GError **error)
{
  JsonObject *version = find_returned (form);

  if (version != NULL)
    return read_version (form, version, catalog, error);
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
               _ ("the form was never returned; there is nothing to compare"));
  return NULL;
}

/** zp_review_was_returned: whether there is a version to compare with. */
gboolean
zp_review_was_returned (const ZpForm *form)
{
  return find_returned (form) != NULL;
}
