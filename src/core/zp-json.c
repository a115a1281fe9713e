/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-json.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

/* A step of a path: into a member, or into an element where there is no key. */
typedef struct
{
  const char *key;
  guint index;
} Segment;

/**
 * zp_json_reader_open:
 * @self: a reader on the stack, all zero
 * @bytes: the document
 * @max_bytes: how long it may be
 *
 * Returns: (transfer none) (nullable): the document's object; %NULL when it is none, which
 *   zp_json_reader_close() reports
 */
JsonObject *
zp_json_reader_open (ZpJsonReader *self, GBytes *bytes, gsize max_bytes)
{
  self->path = g_array_new (FALSE, FALSE, sizeof (Segment));
  if (g_bytes_get_size (bytes) > max_bytes)
    {
      g_set_error (&self->error, ZP_ERROR, ZP_ERROR_TOO_LARGE,
                   _ ("larger than %u MiB; it cannot be a file of this kind"),
                   (guint) (max_bytes >> 20));
      return NULL;
    }
  self->root = zp_json_parse (bytes, &self->error);
  if (self->root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (self->root))
    {
      zp_json_fail (self, ZP_ERROR_FORMAT, _ ("not a JSON object"));
      return NULL;
    }
  return json_node_get_object (self->root);
}

/**
 * zp_json_reader_close:
 * @self: a reader
 *
 * Frees what the reader owns.
 *
 * Returns: whether nothing was wrong
 */
gboolean
zp_json_reader_close (ZpJsonReader *self, GError **error)
{
  gboolean ok = self->error == NULL;

  g_clear_pointer (&self->path, g_array_unref);
  g_clear_pointer (&self->root, json_node_unref);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return ok;
}

static void
push (ZpJsonReader *self, Segment segment)
{
  g_array_append_val (self->path, segment);
}

/** zp_json_push: goes into @key, which lives until the zp_json_pop() that belongs to each push. */
void
zp_json_push (ZpJsonReader *self, const char *key)
{
  push (self, (Segment){ .key = key });
}

/** zp_json_push_index: goes into element @index, counted from 0; shown counted from 1. */
void
zp_json_push_index (ZpJsonReader *self, guint index)
{
  push (self, (Segment){ .index = index });
}

/** zp_json_pop: leaves what was entered last. */
void
zp_json_pop (ZpJsonReader *self)
{
  g_array_set_size (self->path, self->path->len - 1);
}

static void
append_segment (GString *path, const Segment *segment)
{
  if (segment->key == NULL)
    g_string_append_printf (path, "[%u]", segment->index + 1);
  else
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", segment->key);
}

/** zp_json_fail: notes a mistake at the present place, unless there was one before. */
void
zp_json_fail (ZpJsonReader *self, ZpError code, const char *format, ...)
{
  g_autoptr (GString) message = NULL;
  va_list args;

  if (self->error != NULL)
    return;
  message = g_string_new (NULL);
  for (guint i = 0; i < self->path->len; i++)
    append_segment (message, &g_array_index (self->path, Segment, i));
  if (self->path->len > 0)
    g_string_append (message, ": ");
  va_start (args, format);
  g_string_append_vprintf (message, format, args);
  va_end (args);
  self->error = g_error_new_literal (ZP_ERROR, code, message->str);
}

/**
 * zp_json_only:
 * @object: (nullable): an object
 * @key: the first key it may have, then the others and %NULL
 *
 * A misspelt key would be ignored in silence, so keys that mean nothing are mistakes.
 */
gboolean
zp_json_only (ZpJsonReader *self, JsonObject *object, const char *key, ...)
{
  g_autoptr (GString) known = NULL;
  g_autoptr (GHashTable) keys = NULL;
  g_autoptr (GList) members = NULL;
  va_list args;

  if (object == NULL || self->error != NULL)
    return FALSE;
  known = g_string_new (NULL);
  keys = g_hash_table_new (g_str_hash, g_str_equal);
  va_start (args, key);
  for (const char *k = key; k != NULL; k = va_arg (args, const char *))
    {
      g_hash_table_add (keys, (gpointer) k);
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", k);
    }
  va_end (args);
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    if (!g_hash_table_contains (keys, l->data))
      {
        zp_json_push (self, l->data);
        zp_json_fail (self, ZP_ERROR_FORMAT, _ ("unknown key; known here are %s"), known->str);
        zp_json_pop (self);
        return FALSE;
      }
  return TRUE;
}

static JsonNode *
member (ZpJsonReader *self, JsonObject *object, const char *key)
{
  if (object == NULL || self->error != NULL)
    return NULL;
  return json_object_get_member (object, key);
}

static void
fail_at (ZpJsonReader *self, const char *key, const char *reason)
{
  zp_json_push (self, key);
  zp_json_fail (self, ZP_ERROR_FORMAT, "%s", reason);
  zp_json_pop (self);
}

/**
 * zp_json_string:
 *
 * Returns: (transfer none) (nullable): the string under @key, %NULL when there is none
 */
const char *
zp_json_string (ZpJsonReader *self, JsonObject *object, const char *key)
{
  JsonNode *node = member (self, object, key);

  if (node == NULL)
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  fail_at (self, key, _ ("must be a text in quotation marks"));
  return NULL;
}

/**
 * zp_json_need_string:
 *
 * Returns: (transfer none) (nullable): the string under @key, which must be there and not empty
 */
const char *
zp_json_need_string (ZpJsonReader *self, JsonObject *object, const char *key)
{
  const char *text = zp_json_string (self, object, key);

  if (object != NULL && (text == NULL || *text == '\0'))
    fail_at (self, key, _ ("is missing"));
  return text;
}

/**
 * zp_json_text_or_number:
 *
 * Returns: (transfer full) (nullable): the string under @key; a whole number is taken as its digits
 */
char *
zp_json_text_or_number (ZpJsonReader *self, JsonObject *object, const char *key)
{
  JsonNode *node = member (self, object, key);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return g_strdup (zp_json_string (self, object, key));
}

/** zp_json_bool: the boolean under @key, FALSE when there is none. */
gboolean
zp_json_bool (ZpJsonReader *self, JsonObject *object, const char *key)
{
  JsonNode *node = member (self, object, key);

  if (node == NULL)
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  fail_at (self, key, _ ("must be true or false"));
  return FALSE;
}

/** zp_json_uint: the whole number under @key, at most @max; @fallback when there is none. */
guint
zp_json_uint (ZpJsonReader *self, JsonObject *object, const char *key, guint fallback, guint max)
{
  JsonNode *node = member (self, object, key);
  gint64 value;

  if (node == NULL)
    return fallback;
  value = json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;
  if (value >= 0 && value <= max)
    return value;
  zp_json_push (self, key);
  zp_json_fail (self, ZP_ERROR_FORMAT, _ ("must be a whole number from 0 to %u"), max);
  zp_json_pop (self);
  return fallback;
}

/** zp_json_object: (transfer none) (nullable): the object under @key. */
JsonObject *
zp_json_object (ZpJsonReader *self, JsonObject *object, const char *key)
{
  JsonNode *node = member (self, object, key);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  fail_at (self, key, _ ("must be an object { … }"));
  return NULL;
}

/** zp_json_array: (transfer none) (nullable): the array under @key. */
JsonArray *
zp_json_array (ZpJsonReader *self, JsonObject *object, const char *key)
{
  JsonNode *node = member (self, object, key);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  fail_at (self, key, _ ("must be a list [ … ]"));
  return NULL;
}

static void
fail_at_index (ZpJsonReader *self, guint index, const char *reason)
{
  zp_json_push_index (self, index);
  zp_json_fail (self, ZP_ERROR_FORMAT, "%s", reason);
  zp_json_pop (self);
}

/** zp_json_element_object: (transfer none) (nullable): the object at @index. */
JsonObject *
zp_json_element_object (ZpJsonReader *self, JsonArray *array, guint index)
{
  JsonNode *node;

  if (self->error != NULL)
    return NULL;
  node = json_array_get_element (array, index);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  fail_at_index (self, index, _ ("must be an object { … }"));
  return NULL;
}

/** zp_json_element_string: (transfer none) (nullable): the string at @index. */
const char *
zp_json_element_string (ZpJsonReader *self, JsonArray *array, guint index)
{
  JsonNode *node;

  if (self->error != NULL)
    return NULL;
  node = json_array_get_element (array, index);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  fail_at_index (self, index, _ ("must be a text in quotation marks"));
  return NULL;
}

/** zp_json_strings: (transfer full) (nullable): the list of strings under @key. */
char **
zp_json_strings (ZpJsonReader *self, JsonObject *object, const char *key)
{
  JsonArray *array = zp_json_array (self, object, key);
  g_autoptr (GStrvBuilder) builder = NULL;

  if (array == NULL)
    return NULL;
  builder = g_strv_builder_new ();
  zp_json_push (self, key);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = zp_json_element_string (self, array, i);

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  zp_json_pop (self);
  return g_strv_builder_end (builder);
}

/** zp_json_enum: which of @words (NULL-terminated) stands under @key; @fallback when there is none. */
int
zp_json_enum (
    ZpJsonReader *self, JsonObject *object, const char *key, const char *const *words, int fallback)
{
  const char *text = zp_json_string (self, object, key);
  g_autofree char *known = NULL;

  if (text == NULL)
    return fallback;
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      return i;
  known = g_strjoinv (", ", (char **) words);
  zp_json_push (self, key);
  zp_json_fail (self, ZP_ERROR_FORMAT, _ ("“%s” is not known; known are %s"), text, known);
  zp_json_pop (self);
  return fallback;
}

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *l = keys; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, zp_json_copy (json_object_get_member (object, l->data)));
  return copy;
}

static JsonArray *
copy_array (JsonArray *array)
{
  JsonArray *copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (copy, zp_json_copy (json_array_get_element (array, i)));
  return copy;
}

/**
 * zp_json_copy:
 * @node: any JSON
 *
 * Unlike json_node_copy(), which shares the objects, this copies all the way down: the copy may be
 * changed, and be handed to another thread.
 *
 * Returns: (transfer full): the copy
 */
JsonNode *
zp_json_copy (JsonNode *node)
{
  JsonNode *copy;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, copy_object (json_node_get_object (node)));
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, copy_array (json_node_get_array (node)));
    }
  else if (JSON_NODE_HOLDS_NULL (node))
    copy = json_node_new (JSON_NODE_NULL);
  else
    {
      g_auto (GValue) value = G_VALUE_INIT;

      json_node_get_value (node, &value);
      copy = json_node_new (JSON_NODE_VALUE);
      json_node_set_value (copy, &value);
    }
  return copy;
}

/** zp_json_new_array: (transfer full): a node that alone holds an empty array */
JsonNode *
zp_json_new_array (void)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  return node;
}

/** zp_json_new_object: (transfer full): a node that alone holds an empty object */
JsonNode *
zp_json_new_object (void)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, json_object_new ());
  return node;
}
