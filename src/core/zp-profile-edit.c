/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-profile-edit.h"

#include "zp-error.h"
#include "zp-json.h"
#include "zp-profile-writer.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/*
 * Profiles are immutable: an edit changes one value of the JSON text and reads the text again, so that
 * whatever the reader demands of a file holds for what is typed, too.
 *
 * A path names a value as in JavaScript, counted from 0: “execution.score.places”, “grades[1].from”,
 * “weights.levels.产出指标”.
 */

#define MAX_ID_CHARS 64

/* --- paths --- */

typedef struct
{
  char *key; /* NULL for an element */
  guint index;
} Step;

static void
clear_step (Step *step)
{
  g_free (step->key);
}

static gboolean
parse_index (const char **p, guint *out_index)
{
  char *end;
  guint64 index = g_ascii_strtoull (*p + 1, &end, 10);

  if (!g_ascii_isdigit ((*p)[1]) || *end != ']' || index > G_MAXINT)
    return FALSE;
  *out_index = index;
  *p = end + 1;
  return TRUE;
}

/* Returns: (transfer full) (nullable): the steps of @path, at least one */
static GArray *
parse_path (const char *path, GError **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (Step));
  const char *p = path;

  g_array_set_clear_func (steps, (GDestroyNotify) clear_step);
  while (*p != '\0')
    {
      Step step = { 0 };
      gsize length = strcspn (p, ".[");

      if (*p == '[' && steps->len > 0 && parse_index (&p, &step.index))
        ;
      else if (length > 0)
        {
          step.key = g_strndup (p, length);
          p += length;
        }
      else
        break;
      g_array_append_val (steps, step);
      if (*p == '.' && p[1] != '\0' && p[1] != '.' && p[1] != '[')
        p++;
      else if (*p != '[')
        break;
    }
  if (*p == '\0' && steps->len > 0)
    return g_steal_pointer (&steps);
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
               _ ("%s: is no place of a profile; name one such as grades[1].from"), path);
  return NULL;
}

static JsonNode *
parse_profile (const ZpProfile *profile)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *data = g_bytes_get_data (profile->json, &length);
  gsize skip = length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

  /* The reader has accepted this text before. */
  if (!json_parser_load_from_data (parser, data + skip, length - skip, NULL))
    return zp_json_new_object ();
  return json_parser_steal_root (parser);
}

static JsonNode *
step_into (JsonNode *node, const Step *step)
{
  if (step->key != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), step->key);
  if (step->key == NULL && JSON_NODE_HOLDS_ARRAY (node)
      && step->index < json_array_get_length (json_node_get_array (node)))
    return json_array_get_element (json_node_get_array (node), step->index);
  return NULL;
}

/* Returns: (transfer none) (nullable): the value at @path */
static JsonNode *
find_node (JsonNode *root, const char *path)
{
  g_autoptr (GArray) steps = parse_path (path, NULL);
  JsonNode *node = root;

  for (guint i = 0; steps != NULL && i < steps->len && node != NULL; i++)
    node = step_into (node, &g_array_index (steps, Step, i));
  return steps != NULL ? node : NULL;
}

/* --- values and their texts --- */

static gboolean
is_one_of (const char *key, const char *const *keys)
{
  return key != NULL && g_strv_contains (keys, key);
}

static gboolean
holds_words (const char *key)
{
  static const char *const keys[] = { "words", "cost_words", "yes", "no", NULL };

  return is_one_of (key, keys);
}

static gboolean
holds_bool (const char *key)
{
  static const char *const keys[] = { "from_open", "to_open", NULL };

  return is_one_of (key, keys);
}

static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

static JsonNode *
string_node (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static gboolean
is_separator (gunichar c)
{
  return c == ',' || c == ';' || c == '\n'
         || c == 0x3001 /* 、 */ || c == 0xff0c /* ， */ || c == 0xff1b /* ； */;
}

static void
add_word (JsonArray *array, const char *from, const char *to)
{
  g_autofree char *word = g_strndup (from, to - from);

  g_strstrip (word);
  if (*word != '\0')
    json_array_add_string_element (array, word);
}

static JsonNode *
words_node (const char *text)
{
  JsonArray *array = json_array_new ();
  const char *begin = text;
  const char *p;

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_separator (g_utf8_get_char (p)))
      {
        add_word (array, begin, p);
        begin = g_utf8_next_char (p);
      }
  add_word (array, begin, p);
  return take_array (array);
}

static gboolean
parse_uint (const char *text, guint64 *out_value)
{
  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, out_value, NULL);
}

static JsonNode *
uint_node (const char *text)
{
  guint64 value;

  if (!parse_uint (text, &value))
    return string_node (text);
  return json_node_init_int (json_node_alloc (), value);
}

/* “0-2”, “2-2 bare” */
static JsonNode *
digits_node (const char *text)
{
  g_autofree char *plain = g_strdup (text);
  gboolean bare = g_str_has_suffix (plain, " bare");
  g_auto (GStrv) parts = NULL;
  JsonArray *array = json_array_new ();
  guint64 value;

  if (bare)
    plain[strlen (plain) - strlen (" bare")] = '\0';
  parts = g_strsplit (plain, "-", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    json_array_add_int_element (array,
                                parse_uint (g_strstrip (parts[i]), &value) ? (gint64) value : -1);
  if (bare)
    json_array_add_string_element (array, "bare");
  return take_array (array);
}

static JsonNode *
object_node (const char *text, const char *path, GError **error)
{
  JsonNode *node = json_from_string (text, NULL);

  if (node != NULL)
    return node;
  g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT, _ ("%s: is no object { … }; write one"), path);
  return NULL;
}

/* What @text means depends on the place: most values are texts, some are lists or whole numbers. */
static JsonNode *
node_from_text (const char *path, GArray *steps, const char *text, GError **error)
{
  const Step *last = &g_array_index (steps, Step, steps->len - 1);
  const Step *owner = steps->len > 1 ? last - 1 : NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (last->key == NULL || g_str_equal (last->key, "cost_below"))
    return object_node (stripped, path, error);
  if (owner != NULL && g_strcmp0 (owner->key, "levels") == 0)
    return string_node (stripped);
  if (owner != NULL && g_strcmp0 (owner->key, "print") == 0)
    return digits_node (stripped);
  if (g_str_equal (last->key, "places"))
    return uint_node (stripped);
  if (holds_words (last->key))
    return words_node (stripped);
  if (holds_bool (last->key) && (g_str_equal (stripped, "true") || g_str_equal (stripped, "false")))
    return json_node_init_boolean (json_node_alloc (), *stripped == 't');
  return string_node (stripped);
}

static char *
list_to_text (JsonArray *array)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_INT64)
        g_string_append_printf (text, "%s%d", i > 0 ? "-" : "", (int) json_node_get_int (element));
      else if (i > 0
               && json_node_get_value_type (json_array_get_element (array, 0)) == G_TYPE_INT64)
        g_string_append_printf (text, " %s", json_node_get_string (element));
      else
        g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", json_node_get_string (element));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
node_to_text (JsonNode *node)
{
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (JSON_NODE_HOLDS_ARRAY (node)
      && (json_array_get_length (json_node_get_array (node)) == 0
          || JSON_NODE_HOLDS_VALUE (json_array_get_element (json_node_get_array (node), 0))))
    return list_to_text (json_node_get_array (node));
  return json_to_string (node, FALSE);
}

/**
 * zp_profile_get_text:
 * @profile: a profile
 * @path: the place of a value
 *
 * Returns: (transfer full) (nullable): the value as zp_profile_edit() takes it; %NULL when the file
 *   does not say it (zp_profile_normalize() says everything)
 */
char *
zp_profile_get_text (const ZpProfile *profile, const char *path)
{
  g_autoptr (JsonNode) root = NULL;
  JsonNode *node;

  g_return_val_if_fail (profile != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  root = parse_profile (profile);
  node = find_node (root, path);
  return node != NULL ? node_to_text (node) : NULL;
}

/**
 * zp_profile_list:
 * @profile: a profile
 * @path: the place of a list or of an object
 *
 * Returns: (transfer full) (array zero-terminated=1): the paths of what is in it, in order
 */
char **
zp_profile_list (const ZpProfile *profile, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonNode *node;

  g_return_val_if_fail (profile != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  root = parse_profile (profile);
  node = find_node (root, path);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) keys = json_object_get_members (json_node_get_object (node));

      for (GList *l = keys; l != NULL; l = l->next)
        {
          g_autofree char *child = g_strconcat (path, ".", l->data, NULL);

          g_strv_builder_add (builder, child);
        }
    }
  for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node)
                    && i < json_array_get_length (json_node_get_array (node));
       i++)
    {
      g_autofree char *child = g_strdup_printf ("%s[%u]", path, i);

      g_strv_builder_add (builder, child);
    }
  return g_strv_builder_end (builder);
}

/* --- editing --- */

/* Puts @value, which is %NULL to remove, at @index; the length itself appends. */
static gboolean
put_element (JsonNode *node, guint index, JsonNode *value)
{
  JsonArray *old = json_node_get_array (node);
  guint n = json_array_get_length (old);
  g_autoptr (JsonArray) array = json_array_new ();

  if (index > n || (index == n && value == NULL))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (i != index)
        json_array_add_element (array, json_node_copy (json_array_get_element (old, i)));
      else if (value != NULL)
        json_array_add_element (array, json_node_copy (value));
    }
  if (index == n)
    json_array_add_element (array, json_node_copy (value));
  json_node_set_array (node, array);
  return TRUE;
}

static gboolean
put_at (JsonNode *node, const Step *step, JsonNode *value)
{
  if (step->key == NULL)
    return JSON_NODE_HOLDS_ARRAY (node) && put_element (node, step->index, value);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  if (value != NULL)
    json_object_set_member (json_node_get_object (node), step->key, json_node_copy (value));
  else
    json_object_remove_member (json_node_get_object (node), step->key);
  return TRUE;
}

/* The object or list that the path goes through; made when a file left it out. */
static JsonNode *
enter (JsonNode *node, const Step *step, gboolean list)
{
  JsonNode *child = step_into (node, step);

  if (child != NULL || step->key == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return child;
  child = list ? take_array (json_array_new ()) : zp_json_new_object ();
  json_object_set_member (json_node_get_object (node), step->key, child);
  return child;
}

static gboolean
put (JsonNode *root, GArray *steps, JsonNode *value)
{
  JsonNode *node = root;

  for (guint i = 0; i + 1 < steps->len && node != NULL; i++)
    node = enter (node, &g_array_index (steps, Step, i),
                  g_array_index (steps, Step, i + 1).key == NULL);
  return node != NULL && put_at (node, &g_array_index (steps, Step, steps->len - 1), value);
}

static ZpProfile *
read_node (JsonNode *root, GError **error)
{
  char *text = json_to_string (root, TRUE);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return zp_profile_new_from_json (bytes, error);
}

/**
 * zp_profile_edit:
 * @profile: a profile
 * @path: the place of a value; the number of elements in a list names a new last one
 * @text: (nullable): its new value: a number, words set apart by “、”, “0-2” or “2-2 bare” for digits,
 *   an object { … } for an element of a list; %NULL removes it
 * @error: return location
 *
 * Changes one value.  @profile itself stays as it is.
 *
 * Returns: (transfer full) (nullable): the other profile; %NULL when the reader of profiles refuses it
 */
ZpProfile *
zp_profile_edit (const ZpProfile *profile, const char *path, const char *text, GError **error)
{
  g_autoptr (GArray) steps = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) value = NULL;

  g_return_val_if_fail (profile != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  steps = parse_path (path, error);
  if (steps == NULL)
    return NULL;
  if (text != NULL && (value = node_from_text (path, steps, text, error)) == NULL)
    return NULL;
  root = parse_profile (profile);
  if (put (root, steps, value))
    return read_node (root, error);
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
               _ ("%s: this profile has no such place; add the ones before it first"), path);
  return NULL;
}

/**
 * zp_profile_normalize:
 * @profile: a profile
 *
 * Returns: (transfer full): the same profile, with a text that says every value
 */
ZpProfile *
zp_profile_normalize (const ZpProfile *profile)
{
  g_autoptr (GBytes) bytes = zp_profile_write (profile);
  g_autoptr (GError) error = NULL;
  ZpProfile *copy = zp_profile_new_from_json (bytes, &error);

  if (copy == NULL)
    g_error ("%s: %s", profile->id, error->message);
  return copy;
}

/** zp_profile_id_is_sound: whether @id can be the id of an own profile or template, and a file's name. */
gboolean
zp_profile_id_is_sound (const char *id, GError **error)
{
  gsize length = strspn (id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

  if (length > 0 && length <= MAX_ID_CHARS && id[length] == '\0' && *id != '.')
    return TRUE;
  g_set_error (
      error, ZP_ERROR, ZP_ERROR_FORMAT,
      _ ("id: “%s” cannot be one; use 1 to 64 letters, digits and hyphens, such as my-rules-2024"),
      id);
  return FALSE;
}

/**
 * zp_profile_copy:
 * @profile: a profile
 * @id: the id of the copy
 * @title: its title
 * @error: return location
 *
 * Copies a profile under another name.  The basis of the copy says what it was copied from: what is
 * changed in it is no longer what the source of the original says.
 *
 * Returns: (transfer full) (nullable): the copy, version 1
 */
ZpProfile *
zp_profile_copy (const ZpProfile *profile, const char *id, const char *title, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (ZpProfile) whole = NULL;
  g_autofree char *basis = NULL;
  JsonObject *object;

  g_return_val_if_fail (profile != NULL, NULL);
  g_return_val_if_fail (id != NULL && title != NULL, NULL);

  if (!zp_profile_id_is_sound (id, error))
    return NULL;
  whole = zp_profile_normalize (profile);
  root = parse_profile (whole);
  object = json_node_get_object (root);
  basis = g_strdup_printf ("由“%s”（%s）复制修改。原依据：%s", profile->title, profile->id,
                           profile->basis);
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "version", "1");
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "basis", basis);
  return read_node (root, error);
}
