/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-state.h"

/* The words in form files and in the database; never changed once released. */
static const char *const state_names[] = {
  [ZP_FORM_STATE_DRAFT] = "draft",
  [ZP_FORM_STATE_SUBMITTED] = "submitted",
  [ZP_FORM_STATE_RETURNED] = "returned",
  [ZP_FORM_STATE_APPROVED] = "approved",
};

/**
 * zp_form_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its word in files and on the command line, in English
 */
const char *
zp_form_state_to_string (ZpFormState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_names), NULL);

  return state_names[state];
}

/**
 * zp_form_state_from_string:
 * @text: (nullable): a word that zp_form_state_to_string() gives
 * @out_state: (out): the state
 *
 * Returns: whether @text is one
 */
gboolean
zp_form_state_from_string (const char *text, ZpFormState *out_state)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    {
      if (g_strcmp0 (text, state_names[i]) == 0)
        {
          *out_state = (ZpFormState) i;
          return TRUE;
        }
    }
  return FALSE;
}
