/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpFormState:
 * @ZP_FORM_STATE_DRAFT: is being filled
 * @ZP_FORM_STATE_SUBMITTED: handed in, waits for the review or is in it
 * @ZP_FORM_STATE_RETURNED: to be mended and handed in again
 * @ZP_FORM_STATE_APPROVED: the review is finished
 *
 * Where a form stands between accountant and supervisor.
 */
typedef enum
{
  ZP_FORM_STATE_DRAFT,
  ZP_FORM_STATE_SUBMITTED,
  ZP_FORM_STATE_RETURNED,
  ZP_FORM_STATE_APPROVED,
} ZpFormState;

const char *zp_form_state_to_string (ZpFormState state);
gboolean zp_form_state_from_string (const char *text, ZpFormState *out_state);

G_END_DECLS
