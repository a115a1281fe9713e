/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-paste-private.h"

#include "zp-quantity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a text of a spreadsheet is in a cell of the form, or why it is nothing there. */

static char *
refuse (const char **out_reason, const char *reason)
{
  *out_reason = reason;
  return NULL;
}

static char *
convert_amount (const ZpColumnSpec *spec, const char *text, const char **out_reason)
{
  ZpDecimalError problem;
  gboolean converted;
  ZpDecimal value;

  if (!zp_amount_parse (text, spec->unit_factor, &value, &converted, &problem)
      && problem != ZP_DECIMAL_EMPTY)
    return refuse (out_reason, problem == ZP_DECIMAL_NOT_A_NUMBER ? _ ("is no amount")
                                                                  : _ ("has too many digits"));
  return g_strdup (text);
}

/* 12.5分 is a score. */
static char *
convert_number (const char *text, const char **out_reason)
{
  g_autofree char *plain = g_strdup (text);
  ZpDecimalError problem;
  ZpDecimal value;

  if (g_str_has_suffix (plain, "分"))
    plain[strlen (plain) - strlen ("分")] = '\0';
  g_strchomp (plain);
  problem = zp_decimal_parse (plain, &value);
  if (problem == ZP_DECIMAL_OK || problem == ZP_DECIMAL_EMPTY)
    return g_steal_pointer (&plain);
  return refuse (out_reason, problem == ZP_DECIMAL_NOT_A_NUMBER ? _ ("is no number")
                                                                : _ ("has too many digits"));
}

static char *
convert_choice (const ZpColumnSpec *spec, const char *text, const char **out_reason)
{
  if (spec->choices == NULL || g_strv_contains ((const char *const *) spec->choices, text))
    return g_strdup (text);
  for (guint i = 0; spec->choices[i] != NULL; i++)
    if (zp_text_same (spec->choices[i], text))
      return g_strdup (spec->choices[i]);
  return refuse (out_reason, _ ("is none of the words to choose from"));
}

static char *
convert_ticks (const ZpColumnSpec *spec, const char *text, const char **out_reason)
{
  g_auto (GStrv) words = g_regex_split_simple ("[、，,;；\\s]+", text, 0, 0);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (spec->choices == NULL || !g_strv_contains ((const char *const *) spec->choices, words[i]))
        return refuse (out_reason, _ ("is none of the words to tick"));
      g_ptr_array_add (chosen, words[i]);
    }
  g_ptr_array_add (chosen, NULL);
  return zp_value_from_words ((const char *const *) chosen->pdata);
}

static char *
convert_year (const char *text, const char **out_reason)
{
  g_autofree char *plain = zp_text_normalise (text);

  if (strlen (plain) < 4 || strspn (plain, "0123456789") != 4
      || (plain[4] != '\0' && !g_str_has_prefix (plain + 4, "年")))
    return refuse (out_reason, _ ("is no year"));
  plain[4] = '\0';
  return g_steal_pointer (&plain);
}

/**
 * zp_paste_convert:
 * @spec: where it goes
 * @text: what the block says
 * @out_reason: (out): why it is not taken
 *
 * Returns: (transfer full) (nullable): what is typed for it, or %NULL when the column holds another
 *   kind of value
 */
char *
zp_paste_convert (const ZpColumnSpec *spec, const char *text, const char **out_reason)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  switch (spec->type)
    {
    case ZP_TYPE_AMOUNT:
      return convert_amount (spec, trimmed, out_reason);
    case ZP_TYPE_NUMBER:
    case ZP_TYPE_SCORE:
      return convert_number (trimmed, out_reason);
    case ZP_TYPE_CHOICE:
      return convert_choice (spec, trimmed, out_reason);
    case ZP_TYPE_TICKS:
      return convert_ticks (spec, trimmed, out_reason);
    case ZP_TYPE_YEAR:
      return convert_year (trimmed, out_reason);
    case ZP_TYPE_TEXT:
    case ZP_TYPE_PARAGRAPH:
    case ZP_TYPE_QUANTITY:
    case ZP_TYPE_DATE:
    default:
      return g_steal_pointer (&trimmed);
    }
}
