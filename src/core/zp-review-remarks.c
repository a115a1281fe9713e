/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-private.h"

#include "zp-error.h"

#include <glib/gi18n-lib.h>

/* Remarks that a reviewer pins to cells, and what the unit answers.  An answer stands in its remark:
 * it travels with the form, and a reader that does not know it keeps it. */

#define KEY_ANSWER "answer"
#define KEY_ROUND "round"

/* The word in the history; never changed once released. */
#define EVENT_ANSWER "answer"

void
zp_remark_free (ZpRemark *remark)
{
  g_free (remark->id);
  g_free (remark->address);
  g_free (remark->text);
  g_free (remark->who);
  g_free (remark->time);
  g_free (remark->answer);
  g_free (remark->answer_who);
  g_free (remark->answer_time);
  g_free (remark);
}

static const char *
get_text (JsonObject *object, const char *key)
{
  return json_object_get_string_member_with_default (object, key, "");
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *stripped == '\0';
}

static JsonObject *
peek_answer (JsonObject *remark)
{
  JsonNode *node = json_object_get_member (remark, KEY_ANSWER);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static char *
dup_answer (JsonObject *remark, const char *key)
{
  JsonObject *answer = peek_answer (remark);

  return g_strdup (answer != NULL ? get_text (answer, key) : "");
}

/* (nullable): the remarks, when there are any. */
static JsonArray *
peek_remarks (const ZpForm *form)
{
  JsonObject *review = zp_review_peek (form);
  JsonNode *node = review != NULL ? json_object_get_member (review, "remarks") : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * zp_review_list_remarks:
 *
 * Returns: (transfer full) (element-type ZpRemark): the remarks, in the order they were written
 */
GPtrArray *
zp_review_list_remarks (const ZpForm *form)
{
  JsonArray *remarks = peek_remarks (form);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_remark_free);

  for (guint i = 0; remarks != NULL && i < json_array_get_length (remarks); i++)
    {
      JsonNode *node = json_array_get_element (remarks, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      ZpRemark *remark;

      if (object == NULL)
        continue;
      remark = g_new0 (ZpRemark, 1);
      remark->id = g_strdup (get_text (object, "id"));
      remark->address = g_strdup (get_text (object, "address"));
      remark->text = g_strdup (get_text (object, "text"));
      remark->who = g_strdup (get_text (object, "who"));
      remark->time = g_strdup (get_text (object, "time"));
      remark->answer = dup_answer (object, "text");
      remark->answer_who = dup_answer (object, "who");
      remark->answer_time = dup_answer (object, "time");
      g_ptr_array_add (list, remark);
    }
  return list;
}

static int
find_remark (GPtrArray *remarks, const char *id)
{
  for (guint i = 0; i < remarks->len; i++)
    if (g_str_equal (((ZpRemark *) g_ptr_array_index (remarks, i))->id, id))
      return (int) i;
  return -1;
}

static char *
dup_new_id (GPtrArray *remarks)
{
  for (guint n = remarks->len + 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", n);

      if (find_remark (remarks, id) < 0)
        return g_steal_pointer (&id);
    }
}

/**
 * zp_review_add_remark:
 * @address: the cell, or the row, it is about
 * @text: what to say
 * @actor: a reviewer
 *
 * Returns: (transfer full) (nullable): the id of the remark
 */
char *
zp_review_add_remark (
    ZpForm *form, const char *address, const char *text, const ZpActor *actor, GError **error)
{
  g_autoptr (GPtrArray) remarks = NULL;
  JsonObject *remark;
  JsonObject *review;
  char *id;

  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, NULL);

  if (is_blank (text))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_REFUSED,
                   _ ("%s: the remark is empty; write what is to be mended"), address);
      return NULL;
    }
  if (!zp_review_begin (form, actor, error))
    return NULL;
  review = zp_form_ensure_extra (form, ZP_EXTRA_REVIEW);
  if (peek_remarks (form) == NULL)
    json_object_set_array_member (review, "remarks", json_array_new ());
  remarks = zp_review_list_remarks (form);
  id = dup_new_id (remarks);
  remark = json_object_new ();
  json_object_set_string_member (remark, "id", id);
  json_object_set_string_member (remark, "address", address);
  json_object_set_string_member (remark, "text", text);
  zp_review_note_actor (remark, actor);
  json_array_add_object_element (peek_remarks (form), remark);
  zp_form_emit_changed (form);
  return id;
}

/** zp_review_remove_remark: takes a remark back. */
gboolean
zp_review_remove_remark (ZpForm *form, const char *id, const ZpActor *actor, GError **error)
{
  JsonArray *remarks = peek_remarks (form);

  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, FALSE);

  if (!zp_review_begin (form, actor, error))
    return FALSE;
  for (guint i = 0; remarks != NULL && i < json_array_get_length (remarks); i++)
    {
      JsonNode *node = json_array_get_element (remarks, i);

      if (JSON_NODE_HOLDS_OBJECT (node)
          && g_str_equal (get_text (json_node_get_object (node), "id"), id))
        {
          json_array_remove_element (remarks, i);
          zp_form_emit_changed (form);
          return TRUE;
        }
    }
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s: there is no such remark"), id);
  return FALSE;
}

/* --- answers --- */

static JsonObject *
find_object (const ZpForm *form, const char *id)
{
  JsonArray *remarks = peek_remarks (form);

  for (guint i = 0; remarks != NULL && i < json_array_get_length (remarks); i++)
    {
      JsonNode *node = json_array_get_element (remarks, i);

      if (JSON_NODE_HOLDS_OBJECT (node)
          && g_str_equal (get_text (json_node_get_object (node), "id"), id))
        return json_node_get_object (node);
    }
  return NULL;
}

static gboolean
may_answer (const ZpForm *form, const ZpActor *actor, GError **error)
{
  if (actor->role != ZP_ACTOR_PREPARER)
    g_set_error (error, ZP_ERROR, ZP_ERROR_REFUSED,
                 _ ("only who fills the form may do this; change the role in the preferences"));
  else if (zp_form_get_state (form) != ZP_FORM_STATE_RETURNED)
    g_set_error (
        error, ZP_ERROR, ZP_ERROR_READ_ONLY,
        _ ("remarks are answered while the form is returned, before it is submitted again"));
  else
    return TRUE;
  return FALSE;
}

/**
 * zp_review_answer_remark:
 * @form: a form that was returned
 * @id: a remark
 * @text: what was mended, or why not; blank takes the answer back
 * @actor: who fills the form
 *
 * Returns: whether the remark is there and may be answered now
 */
gboolean
zp_review_answer_remark (
    ZpForm *form, const char *id, const char *text, const ZpActor *actor, GError **error)
{
  JsonObject *remark;
  JsonObject *answer;
  g_autofree char *clean = NULL;
  g_autofree char *round = NULL;

  g_return_val_if_fail (ZP_IS_FORM (form) && id != NULL && actor != NULL, FALSE);

  if (!may_answer (form, actor, error))
    return FALSE;
  remark = find_object (form, id);
  if (remark == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s: there is no such remark"), id);
      return FALSE;
    }
  clean = g_strstrip (zp_text_clean (text != NULL ? text : ""));
  answer = peek_answer (remark);
  if (g_strcmp0 (answer != NULL ? get_text (answer, "text") : "", clean) == 0)
    return TRUE;
  if (*clean == '\0')
    json_object_remove_member (remark, KEY_ANSWER);
  else
    {
      answer = json_object_new ();
      round = g_strdup_printf ("%u", zp_review_get_round (form));
      json_object_set_string_member (answer, "text", clean);
      json_object_set_string_member (answer, KEY_ROUND, round);
      zp_review_note_actor (answer, actor);
      json_object_set_object_member (remark, KEY_ANSWER, answer);
    }
  zp_form_emit_changed (form);
  return TRUE;
}

/**
 * zp_review_log_answers:
 * @round: the round that was returned
 * @actor: who hands the form in again
 *
 * Notes in the history what was answered since the form was returned.
 */
void
zp_review_log_answers (ZpForm *form, guint round, const ZpActor *actor)
{
  JsonArray *remarks = peek_remarks (form);
  g_autofree char *number = g_strdup_printf ("%u", round);

  for (guint i = 0; remarks != NULL && i < json_array_get_length (remarks); i++)
    {
      JsonNode *node = json_array_get_element (remarks, i);
      JsonObject *remark = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      JsonObject *answer = remark != NULL ? peek_answer (remark) : NULL;
      g_autofree char *words = NULL;

      if (answer == NULL || !g_str_equal (get_text (answer, KEY_ROUND), number))
        continue;
      words = g_strdup_printf ("%s → %s", get_text (remark, "text"), get_text (answer, "text"));
      zp_event_log_append (form, actor, EVENT_ANSWER, words);
    }
}
