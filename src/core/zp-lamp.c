/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-lamp.h"

static gboolean
sum_indicators (const ZpScorecard *card, ZpDecimal *out_weight, ZpDecimal *out_score)
{
  ZpDecimal weight = ZP_DECIMAL_ZERO;
  ZpDecimal score = ZP_DECIMAL_ZERO;

  for (guint i = 0; i < card->levels->len; i++)
    {
      const ZpScoreLevel *level = &g_array_index (card->levels, ZpScoreLevel, i);

      if (!zp_decimal_add (weight, level->weight, &weight)
          || !zp_decimal_add (score, level->score, &score))
        return FALSE;
    }
  *out_weight = weight;
  *out_score = score;
  return weight.micro > 0 && score.micro > 0;
}

/* (s − r) ÷ s > 5 % is the same as r × weight ÷ score < 95 %.  Rounded up, so that exactly 5 % is
 * never red. */
static gboolean
is_red (const ZpScorecard *card, ZpDecimal weight, ZpDecimal score)
{
  ZpDecimal covered;
  ZpDecimal enough;

  return zp_decimal_sub (ZP_DECIMAL_INT (100), card->profile->lamp_red, &enough)
         && zp_decimal_mul_div (card->rate, weight, score, ZP_DECIMAL_PLACES, ZP_ROUND_UP, &covered)
         && zp_decimal_compare (covered, enough) < 0;
}

static gboolean
is_unspent (const ZpScorecard *card)
{
  ZpDecimal unspent;

  return zp_decimal_sub (ZP_DECIMAL_INT (100), card->rate, &unspent)
         && zp_decimal_compare (unspent, card->profile->lamp_unspent) > 0;
}

/**
 * zp_lamp_judge:
 * @card: a scorecard
 * @out_share: (out) (optional): the share of their points that the indicators reach (指标得分率),
 * in percent with two places; 0 without any
 *
 * Compares what the indicators reach with the execution rate.  The rule is that of the budget
 * system of the finance bureaus (预算管理一体化): red if (指标得分率 − 预算执行率) ÷ 指标得分率 is
 * above 5 %, yellow if more than 20 % was not spent or the budget is 0; a profile may have other
 * thresholds.
 *
 * Returns: the lamp
 */
ZpLamp
zp_lamp_judge (const ZpScorecard *card, ZpDecimal *out_share)
{
  ZpDecimal weight, score;
  ZpDecimal share = ZP_DECIMAL_ZERO;
  gboolean scored;

  g_return_val_if_fail (card != NULL, ZP_LAMP_NONE);

  scored = sum_indicators (card, &weight, &score)
           && zp_decimal_mul_div (score, ZP_DECIMAL_INT (100), weight, 2, ZP_ROUND_HALF_UP, &share);
  if (out_share != NULL)
    *out_share = scored ? share : ZP_DECIMAL_ZERO;
  if (!card->has_execution || !card->has_rate)
    return ZP_LAMP_NONE;
  if (scored && is_red (card, weight, score))
    return ZP_LAMP_RED;
  if (card->zero_budget || is_unspent (card))
    return ZP_LAMP_YELLOW;
  return ZP_LAMP_GREEN;
}

/* The words of the command line's JSON and of the database; never changed once released. */
static const char *const words[] = { "", "green", "yellow", "red" };

/** zp_lamp_to_string: its word in JSON and in the database; "" for none. */
const char *
zp_lamp_to_string (ZpLamp lamp)
{
  return words[lamp];
}

/** zp_lamp_from_string: the lamp of a word; other texts are none. */
ZpLamp
zp_lamp_from_string (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (text, words[i]) == 0)
        return (ZpLamp) i;
    }
  return ZP_LAMP_NONE;
}
