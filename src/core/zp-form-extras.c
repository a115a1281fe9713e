/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-private.h"

#include "zp-error.h"
#include "zp-json.h"

#include <glib/gi18n-lib.h>

/* What a form file holds beside values: review, history, rules, and keys of programs to come. */

/* What the review itself writes, while the values may not change any more. */
static const char *const review_keys[]
    = { ZP_EXTRA_REVIEW, ZP_EXTRA_HISTORY, ZP_EXTRA_RULES, NULL };

/**
 * zp_form_get_extra:
 * @key: a top-level key of the form file that holds no values, such as %ZP_EXTRA_REVIEW
 *
 * Returns: (transfer none) (nullable): what stands there; do not change it
 */
JsonNode *
zp_form_get_extra (const ZpForm *self, const char *key)
{
  return json_object_get_member (self->extras, key);
}

/**
 * zp_form_set_extra:
 * @key: a top-level key of the form file that holds no values
 * @node: (nullable): what shall stand there, of which a copy is made; %NULL removes the key
 *
 * Leaves no undo step.
 *
 * Returns: whether it was set; %ZP_ERROR_READ_ONLY when the form is handed in
 */
gboolean
zp_form_set_extra (ZpForm *self, const char *key, JsonNode *node, GError **error)
{
  g_return_val_if_fail (ZP_IS_FORM (self), FALSE);

  if (!g_strv_contains (review_keys, key) && !zp_form_check_editable (self, key, error))
    return FALSE;
  if (node != NULL)
    json_object_set_member (self->extras, key, zp_json_copy (node));
  else if (json_object_has_member (self->extras, key))
    json_object_remove_member (self->extras, key);
  else
    return TRUE;
  zp_form_emit_changed (self);
  return TRUE;
}

/** zp_form_ensure_extra: (transfer none): the object under @key, to be changed; made when absent. */
JsonObject *
zp_form_ensure_extra (ZpForm *self, const char *key)
{
  JsonNode *node = json_object_get_member (self->extras, key);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_object_member (self->extras, key, json_object_new ());
  return json_object_get_object_member (self->extras, key);
}

/** zp_form_get_state: where the form stands between accountant and supervisor. */
ZpFormState
zp_form_get_state (const ZpForm *self)
{
  JsonNode *node = json_object_get_member (self->extras, ZP_EXTRA_REVIEW);
  ZpFormState state = ZP_FORM_STATE_DRAFT;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    zp_form_state_from_string (
        json_object_get_string_member_with_default (json_node_get_object (node), "state", NULL),
        &state);
  return state;
}

/** zp_form_is_read_only: whether the form is handed in or approved, so that its values stay. */
gboolean
zp_form_is_read_only (const ZpForm *self)
{
  ZpFormState state = zp_form_get_state (self);

  return state == ZP_FORM_STATE_SUBMITTED || state == ZP_FORM_STATE_APPROVED;
}

/** zp_form_check_editable: whether values may be changed; else %ZP_ERROR_READ_ONLY for @place. */
gboolean
zp_form_check_editable (const ZpForm *self, const char *place, GError **error)
{
  switch (zp_form_get_state (self))
    {
    case ZP_FORM_STATE_SUBMITTED:
      g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
                   _ ("%s: the form is submitted; withdraw it, or have it returned, to change it"),
                   place);
      return FALSE;
    case ZP_FORM_STATE_APPROVED:
      g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
                   _ ("%s: the form is approved; it must be reopened to change it"), place);
      return FALSE;
    case ZP_FORM_STATE_DRAFT:
    case ZP_FORM_STATE_RETURNED:
    default:
      return TRUE;
    }
}
