/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-private.h"

#include "zp-error.h"

#include <glib/gi18n-lib.h>

/* Remarks that a reviewer pins to cells. */

void
zp_remark_free (ZpRemark *remark)
{
  g_free (remark->id);
  g_free (remark->address);
  g_free (remark->text);
  g_free (remark->who);
  g_free (remark->time);
  g_free (remark);
}

static const char *
get_text (JsonObject *object,
          const char *key)
{
  return json_object_get_string_member_with_default (object, key, "");
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *stripped == '\0';
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
      g_ptr_array_add (list, remark);
    }
  return list;
}

static int
find_remark (GPtrArray  *remarks,
             const char *id)
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
zp_review_add_remark (ZpForm        *form,
                      const char    *address,
                      const char    *text,
                      const ZpActor *actor,
                      GError       **error)
{
  g_autoptr (GPtrArray) remarks = NULL;
  JsonObject *remark;
  JsonObject *review;
  char *id;

  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, NULL);

  if (is_blank (text))
    {
      g_set_error (
          error, ZP_ERROR, ZP_ERROR_REFUSED, _ ("%s: the remark is empty; write what is to be mended"), address);
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
zp_review_remove_remark (ZpForm        *form,
                         const char    *id,
                         const ZpActor *actor,
                         GError       **error)
{
  JsonArray *remarks = peek_remarks (form);

  g_return_val_if_fail (ZP_IS_FORM (form) && actor != NULL, FALSE);

  if (!zp_review_begin (form, actor, error))
    return FALSE;
  for (guint i = 0; remarks != NULL && i < json_array_get_length (remarks); i++)
    {
      JsonNode *node = json_array_get_element (remarks, i);

      if (JSON_NODE_HOLDS_OBJECT (node) && g_str_equal (get_text (json_node_get_object (node), "id"), id))
        {
          json_array_remove_element (remarks, i);
          zp_form_emit_changed (form);
          return TRUE;
        }
    }
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s: there is no such remark"), id);
  return FALSE;
}
