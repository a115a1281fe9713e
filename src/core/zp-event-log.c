/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-event-log.h"

#include "zp-form-file.h"

#include <string.h>

/* The history of a form: events, each with the hash of the one before.  This shows mistakes and
 * careless changes.  It is no signature: who changes an event may compute all later hashes anew. */

#define EVENT_KEYS 9

/* Their order is part of the hash; never changed once released. */
static const char *const event_keys[EVENT_KEYS]
    = { "time", "who", "role", "what", "reason", "revision", "content", "previous", "hash" };

static char **
event_member (ZpEvent *event, guint index)
{
  char **members[EVENT_KEYS]
      = { &event->time,     &event->who,     &event->role,     &event->what, &event->reason,
          &event->revision, &event->content, &event->previous, &event->hash };

  return members[index];
}

void
zp_event_free (ZpEvent *event)
{
  for (guint i = 0; i < EVENT_KEYS; i++)
    g_free (*event_member (event, i));
  g_free (event);
}

/** zp_actor_role_to_string: “preparer” or “reviewer”. */
const char *
zp_actor_role_to_string (ZpActorRole role)
{
  return role == ZP_ACTOR_REVIEWER ? "reviewer" : "preparer";
}

/** zp_actor_dup_time: (transfer full): when, in ISO 8601 and UTC; "" for a time outside the calendar. */
char *
zp_actor_dup_time (const ZpActor *actor)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (actor->time);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

/* --- hashes --- */

static void
hash_text (GChecksum *sum, char kind, const char *text)
{
  /* With its length in front a text cannot be taken for two others. */
  g_autofree char *head = g_strdup_printf ("%c%" G_GSIZE_FORMAT ":", kind, strlen (text));

  g_checksum_update (sum, (const guchar *) head, strlen (head));
  g_checksum_update (sum, (const guchar *) text, strlen (text));
}

static void hash_node (GChecksum *sum, JsonNode *node);

static void
hash_object (GChecksum *sum, JsonObject *object, const char *const *except)
{
  GList *keys = g_list_sort (json_object_get_members (object), (GCompareFunc) strcmp);

  hash_text (sum, '{', "");
  for (GList *l = keys; l != NULL; l = l->next)
    if (except == NULL || !g_strv_contains (except, l->data))
      {
        hash_text (sum, 'k', l->data);
        hash_node (sum, json_object_get_member (object, l->data));
      }
  hash_text (sum, '}', "");
  g_list_free (keys);
}

/* The same for the same content, however a program writes it. */
static void
hash_node (GChecksum *sum, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    hash_object (sum, json_node_get_object (node), NULL);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      hash_text (sum, '[', "");
      for (guint i = 0; i < json_array_get_length (array); i++)
        hash_node (sum, json_array_get_element (array, i));
      hash_text (sum, ']', "");
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    hash_text (sum, 's', json_node_get_string (node));
  else
    {
      g_autofree char *text = json_to_string (node, FALSE);

      hash_text (sum, 'v', text);
    }
}

/**
 * zp_form_dup_content_hash:
 * @form: a form
 *
 * A hash of what the form says and by which rules.  The review belongs to it once the form is
 * approved; before that the reviewer goes on writing in it.
 *
 * Returns: (transfer full): SHA-256 in hexadecimal digits
 */
char *
zp_form_dup_content_hash (const ZpForm *form)
{
  static const char *const passing[]
      = { "format",          "version",        "id", "revision", "template_version",
          "profile_version", ZP_EXTRA_HISTORY, NULL };
  static const char *const passing_or_review[]
      = { "format",         "version",          "id",
          "revision",       "template_version", "profile_version",
          ZP_EXTRA_HISTORY, ZP_EXTRA_REVIEW,    NULL };
  gboolean approved = zp_form_get_state (form) == ZP_FORM_STATE_APPROVED;
  g_autoptr (GBytes) document = zp_form_write (form);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size;
  const char *text = g_bytes_get_data (document, &size);

  if (json_parser_load_from_data (parser, text, size, NULL))
    hash_object (sum, json_node_get_object (json_parser_get_root (parser)),
                 approved ? passing : passing_or_review);
  return g_strdup (g_checksum_get_string (sum));
}

static char *
dup_event_hash (ZpEvent *event)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i + 1 < EVENT_KEYS; i++)
    {
      hash_text (sum, 'k', event_keys[i]);
      hash_text (sum, 's', *event_member (event, i));
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* --- events --- */

/* (nullable): NULL when there is no history, or something that is none. */
static JsonArray *
get_events (const ZpForm *form)
{
  JsonNode *node = zp_form_get_extra (form, ZP_EXTRA_HISTORY);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* (nullable): NULL for something that is no event. */
static ZpEvent *
read_event (JsonNode *node)
{
  g_autoptr (ZpEvent) event = g_new0 (ZpEvent, 1);

  if (!JSON_NODE_HOLDS_OBJECT (node)
      || json_object_get_size (json_node_get_object (node)) != EVENT_KEYS)
    return NULL;
  for (guint i = 0; i < EVENT_KEYS; i++)
    {
      const char *text = json_object_get_string_member_with_default (json_node_get_object (node),
                                                                     event_keys[i], NULL);

      if (text == NULL)
        return NULL;
      *event_member (event, i) = g_strdup (text);
    }
  return g_steal_pointer (&event);
}

static char *
dup_last_hash (JsonArray *events)
{
  guint n = events != NULL ? json_array_get_length (events) : 0;
  g_autoptr (ZpEvent) last = n > 0 ? read_event (json_array_get_element (events, n - 1)) : NULL;

  return g_strdup (last != NULL ? last->hash : "");
}

static JsonNode *
event_to_node (ZpEvent *event)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < EVENT_KEYS; i++)
    json_object_set_string_member (object, event_keys[i], *event_member (event, i));
  json_node_take_object (node, object);
  return node;
}

/**
 * zp_event_log_append:
 * @form: a form, in which everything is already as the event leaves it
 * @actor: who, and when
 * @what: what happened
 * @reason: (nullable): why
 *
 * Adds an event to the history of the form; there is no way to change or remove one.
 */
void
zp_event_log_append (ZpForm *form, const ZpActor *actor, const char *what, const char *reason)
{
  JsonArray *events = get_events (form);
  g_autoptr (ZpEvent) event = g_new0 (ZpEvent, 1);
  g_autoptr (JsonNode) history = json_node_new (JSON_NODE_ARRAY);
  JsonArray *longer = json_array_new ();

  event->time = zp_actor_dup_time (actor);
  event->who = g_strdup (actor->name);
  event->role = g_strdup (zp_actor_role_to_string (actor->role));
  event->what = g_strdup (what);
  event->reason = g_strdup (reason != NULL ? reason : "");
  event->revision = g_strdup_printf ("%" G_GINT64_FORMAT, zp_form_get_revision (form));
  event->content = zp_form_dup_content_hash (form);
  event->previous = dup_last_hash (events);
  event->hash = dup_event_hash (event);
  for (guint i = 0; events != NULL && i < json_array_get_length (events); i++)
    json_array_add_element (longer, json_node_ref (json_array_get_element (events, i)));
  json_array_add_element (longer, event_to_node (event));
  json_node_take_array (history, longer);
  zp_form_set_extra (form, ZP_EXTRA_HISTORY, history, NULL);
}

/**
 * zp_event_log_list:
 * @form: a form
 *
 * Returns: (transfer full) (element-type ZpEvent): what happened to the form, first to last; what is
 *   no event is left out, zp_event_log_verify_chain() tells of it
 */
GPtrArray *
zp_event_log_list (const ZpForm *form)
{
  JsonArray *events = get_events (form);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_event_free);

  for (guint i = 0; events != NULL && i < json_array_get_length (events); i++)
    {
      ZpEvent *event = read_event (json_array_get_element (events, i));

      if (event != NULL)
        g_ptr_array_add (list, event);
    }
  return list;
}

static ZpLogFault
verify_event (JsonNode *node, char **previous)
{
  g_autoptr (ZpEvent) event = read_event (node);
  g_autofree char *hash = NULL;

  if (event == NULL)
    return ZP_LOG_MALFORMED;
  hash = dup_event_hash (event);
  if (!g_str_equal (hash, event->hash))
    return ZP_LOG_ALTERED;
  if (!g_str_equal (event->previous, *previous))
    return ZP_LOG_BROKEN;
  g_free (*previous);
  *previous = g_steal_pointer (&hash);
  return ZP_LOG_WHOLE;
}

/**
 * zp_event_log_verify_chain:
 * @form: a form
 * @out_event: (out) (optional): with a fault, the first event that has it, from 1
 *
 * Looks whether every event says what it said and follows the one before.
 *
 * Returns: the first fault
 */
ZpLogFault
zp_event_log_verify_chain (const ZpForm *form, guint *out_event)
{
  JsonArray *events = get_events (form);
  g_autofree char *previous = g_strdup ("");
  ZpLogFault fault = ZP_LOG_WHOLE;
  guint i = 0;

  if (events == NULL && zp_form_get_extra (form, ZP_EXTRA_HISTORY) != NULL)
    fault = ZP_LOG_MALFORMED;
  for (; fault == ZP_LOG_WHOLE && events != NULL && i < json_array_get_length (events); i++)
    fault = verify_event (json_array_get_element (events, i), &previous);
  if (fault != ZP_LOG_WHOLE && out_event != NULL)
    *out_event = MAX (i, 1);
  return fault;
}
