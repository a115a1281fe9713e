/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-carry.h"
#include "zp-checks-private.h"
#include "zp-paper-words.h"

/* Targets beside what was reached in the year before. */

/* zp_check_is_easier: whether what was reached before would have met @target with room to spare */
gboolean
zp_check_is_easier (const ZpQuantity *target, const ZpQuantity *last)
{
  ZpQuantity asked = *target, reached = *last;

  if (asked.kind != ZP_QUANTITY_NUMBER || reached.kind != ZP_QUANTITY_NUMBER
      || !zp_quantity_align (&asked, &reached))
    return FALSE;
  switch (asked.op)
    {
    case ZP_OP_AT_MOST:
    case ZP_OP_LESS:
      return zp_decimal_compare (asked.value, reached.value) > 0;
    case ZP_OP_NONE:
    case ZP_OP_EQUAL:
    case ZP_OP_AT_LEAST:
    case ZP_OP_MORE:
      return zp_decimal_compare (asked.value, reached.value) < 0;
    case ZP_OP_RANGE:
    default:
      return FALSE;
    }
}

/* zp_check_easy_targets: E8, a target that last year's result would have met with room to spare */
void
zp_check_easy_targets (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      const char *last = zp_form_get_last_actual (check->form, line->row_id);
      g_autofree char *name = NULL;
      ZpQuantity reached;

      if (*last == '\0')
        continue;
      zp_quantity_parse (last, &reached);
      if (!zp_check_is_easier (&line->target_quantity, &reached))
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_TARGET,
          g_strdup_printf (_ ("%s: the target %s is easier than what %s came to: %s"), name,
                           line->target, zp_form_get_last_year (check->form), last),
          g_strdup (_ ("Raise the target, or say in the goal why less is planned.")));
    }
}
