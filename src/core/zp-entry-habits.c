/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-entry-habits.h"

#include "zp-quantity.h"

#include <string.h>

/* How people write numbers, and what is understood by it.  What was typed is kept; another way to
 * write it is offered, but for sums, which nobody wants on the paper. */

/* --- sums --- */

/* The end of the term that begins at @p: the next sign behind it. */
static const char *
find_sign (const char *p)
{
  const char *sign = strpbrk (p + (*p == '+' || *p == '-'), "+-");

  return sign != NULL ? sign : p + strlen (p);
}

/**
 * zp_entry_sum:
 * @text: what was typed into a column for amounts: 12+3.5, 25万元-1200元
 * @column_factor: how many 元 one unit of the column is
 * @out_text: (out) (transfer full): the sum, in the unit of the column
 *
 * Returns: whether @text is a sum of at least two amounts
 */
gboolean
zp_entry_sum (const char *text, gint64 column_factor, char **out_text)
{
  g_autofree char *plain = zp_text_normalise (text);
  ZpDecimal sum = ZP_DECIMAL_ZERO;
  guint n = 0;

  g_strdelimit (plain, " ", '+');
  if (strstr (plain, "++") != NULL || strlen (plain) > 200)
    return FALSE;
  if (g_str_has_prefix (plain, "="))
    memmove (plain, plain + 1, strlen (plain));
  for (const char *p = plain; *p != '\0';)
    {
      const char *end = find_sign (p);
      gboolean minus = *p == '-';
      g_autofree char *term = NULL;
      ZpDecimal value;

      if (*p == '+' || *p == '-')
        p++;
      term = g_strndup (p, (gsize) (end - p));
      if (!zp_amount_parse (term, column_factor, &value, NULL, NULL)
          || !(minus ? zp_decimal_sub (sum, value, &sum) : zp_decimal_add (sum, value, &sum)))
        return FALSE;
      n++;
      p = end;
    }
  if (n < 2)
    return FALSE;
  *out_text = zp_decimal_to_string (sum);
  return TRUE;
}

/* --- other ways to write the same --- */

static char *
understand_amount (const ZpColumnSpec *spec, const char *text)
{
  gboolean converted;
  ZpDecimal value;
  char *sum;

  if (zp_amount_parse (text, spec->unit_factor, &value, &converted, NULL))
    return converted ? zp_decimal_to_string (value) : NULL;
  return zp_entry_sum (text, spec->unit_factor, &sum) ? sum : NULL;
}

static gboolean
means_the_same (const ZpQuantity *a, const ZpQuantity *b)
{
  return a->kind == b->kind && a->op == b->op && zp_decimal_equal (a->value, b->value)
         && a->factor == b->factor && a->unit_kind == b->unit_kind && g_str_equal (a->unit, b->unit)
         && g_str_equal (a->per, b->per);
}

static char *
understand_quantity (const char *text)
{
  static const struct
  {
    gint64 factor;
    const char *word;
  } multipliers[] = { { 1, "" }, { 1000, "千" }, { 10000, "万" }, { 100000000, "亿" } };
  g_autofree char *number = NULL;
  ZpQuantity given;

  zp_quantity_parse (text, &given);
  if (given.kind != ZP_QUANTITY_NUMBER || given.op == ZP_OP_RANGE)
    return NULL;
  number = zp_decimal_to_string (given.value);
  for (gsize i = 0; i < G_N_ELEMENTS (multipliers); i++)
    {
      g_autofree char *other = g_strconcat (zp_operator_to_string (given.op), number,
                                            multipliers[i].word, given.unit, NULL);
      ZpQuantity again;

      if (strstr (text, number) != NULL && g_str_has_prefix (text, zp_operator_to_string (given.op))
          && g_str_has_suffix (text, given.unit))
        return NULL; /* it is written plainly */
      zp_quantity_parse (other, &again);
      if (means_the_same (&given, &again))
        return g_strdup (other);
    }
  return NULL;
}

static char *
understand_number (const char *text)
{
  ZpDecimal value;
  g_autofree char *plain = zp_text_normalise (text);

  if (zp_decimal_parse (text, &value) != ZP_DECIMAL_OK || g_str_equal (plain, text))
    return NULL;
  return zp_decimal_to_string (value);
}

/**
 * zp_entry_understand:
 * @spec: a field or column
 * @text: what was typed into it
 *
 * Says how @text is understood: 90%以上 as ≥90%, 251500元 in a column of 万元 as 25.15, 12+3.5 as 15.5.
 *
 * Returns: (transfer full) (nullable): the plain way to write it; %NULL when it is written so, or is
 *   no number
 */
char *
zp_entry_understand (const ZpColumnSpec *spec, const char *text)
{
  g_autofree char *other = NULL;

  if (*text == '\0' || strlen (text) > 200)
    return NULL;
  switch (spec->type)
    {
    case ZP_TYPE_AMOUNT:
      other = understand_amount (spec, text);
      break;
    case ZP_TYPE_QUANTITY:
      other = understand_quantity (text);
      break;
    case ZP_TYPE_NUMBER:
    case ZP_TYPE_SCORE:
      other = understand_number (text);
      break;
    case ZP_TYPE_TEXT:
    case ZP_TYPE_PARAGRAPH:
    case ZP_TYPE_YEAR:
    case ZP_TYPE_DATE:
    case ZP_TYPE_CHOICE:
    case ZP_TYPE_TICKS:
    default:
      return NULL;
    }
  return other != NULL && !g_str_equal (other, text) ? g_steal_pointer (&other) : NULL;
}
