/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"

#include "zp-paper-words.h"

#include <string.h>

/* Weights: of the form, of its levels, of single rows. */

#define LEVELS "levels"
/* A level of few points, such as the satisfaction, may have one row. */
#define LONE_ROW_POINTS 20

/* zp_check_weight_total: C1 */
void
zp_check_weight_total (ZpCheck *check)
{
  const ZpScorecard *card = check->card;
  g_autofree char *sum = NULL;
  g_autofree char *wanted = NULL;

  if (!card->scored || card->lines->len == 0
      || zp_decimal_equal (card->total_weight, check->profile->total_weight))
    return;
  sum = zp_check_number (card->total_weight);
  wanted = zp_check_number (check->profile->total_weight);
  zp_check_add (check, g_strdup ("total/weight"), 0,
                g_strdup_printf (_ ("the weights add up to %s, not %s"), sum, wanted),
                g_strdup (_ ("Change the weights of the indicators.")));
}

/* --- C2 --- */

/* zp_check_is_level: 满意度指标 is also 服务对象满意度指标, 效益指标 also 效果指标（30分）. */
gboolean
zp_check_is_level (const char *level1, const char *wanted)
{
  g_autofree char *word = g_strdup (wanted);

  if (g_str_has_suffix (word, "指标"))
    word[strlen (word) - strlen ("指标")] = '\0';
  return *word != '\0'
         && (strstr (level1, word) != NULL
             || (g_str_equal (word, "效益") && strstr (level1, "效果") != NULL));
}

/* The sum over all yearly goals.  Levels may carry their points in the name: 产出指标(50分). */
static gboolean
sum_level (const ZpCheck *check, const char *level1, ZpDecimal *out_sum)
{
  ZpDecimal sum = ZP_DECIMAL_ZERO;
  gboolean found = FALSE;

  for (guint i = 0; i < check->card->levels->len; i++)
    {
      const ZpScoreLevel *level = &g_array_index (check->card->levels, ZpScoreLevel, i);

      if (zp_check_is_level (level->level1, level1) && zp_decimal_add (sum, level->weight, &sum))
        found = TRUE;
    }
  *out_sum = sum;
  return found;
}

/* zp_check_level_weights: C2.  Where a level is missing the others have its points, by no rule. */
void
zp_check_level_weights (ZpCheck *check)
{
  GArray *wanted = check->profile->level_weights;
  ZpDecimal sum;

  if (!check->card->scored)
    return;
  for (guint i = 0; i < wanted->len; i++)
    if (!sum_level (check, g_array_index (wanted, ZpLevelWeight, i).level1, &sum))
      return;
  for (guint i = 0; i < wanted->len; i++)
    {
      const ZpLevelWeight *level = &g_array_index (wanted, ZpLevelWeight, i);
      g_autofree char *given = NULL;
      g_autofree char *usual = NULL;

      if (!sum_level (check, level->level1, &sum) || zp_decimal_equal (sum, level->weight))
        continue;
      given = zp_check_number (sum);
      usual = zp_check_number (level->weight);
      zp_check_add (check, NULL, 0,
                    g_strdup_printf (_ ("%s: the weights add up to %s, the profile gives %s"),
                                     level->level1, given, usual),
                    g_strdup (_ ("Change the weights, or say who approved others.")));
    }
}

/* --- C3 --- */

static gboolean
is_member (const ZpCheck *check, const ZpScoreLine *line, const ZpRow *level)
{
  const ZpColumnSpec *cell = check->indicators->roles[ZP_ROLE_LEVEL2_CELL];
  const char *level2 = zp_row_get (level, "level2");
  const char *level2_cell = zp_row_get (level, "level2_cell");

  if (!g_str_equal (zp_row_get (level, "goal"), line->goal)
      || !g_str_equal (zp_row_get (level, "level1"), line->level1))
    return FALSE;
  if (*level2 == '\0')
    return TRUE;
  if (!g_str_equal (level2, line->level2))
    return FALSE;
  return *level2_cell == '\0' || cell == NULL
         || g_str_equal (level2_cell, zp_row_get (zp_check_get_row (check, line), cell->key));
}

static void
check_level_sum (ZpCheck *check, const ZpRow *level, ZpDecimal weight)
{
  ZpDecimal sum = ZP_DECIMAL_ZERO;
  gboolean any = FALSE;
  const char *level2 = zp_row_get (level, "level2");
  g_autofree char *given = NULL;
  g_autofree char *wanted = NULL;

  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (is_member (check, line, level) && line->has_weight
          && zp_decimal_add (sum, line->weight, &sum))
        any = TRUE;
    }
  if (!any || zp_decimal_equal (sum, weight))
    return;
  given = zp_check_number (sum);
  wanted = zp_check_number (weight);
  zp_check_add (check, zp_check_cell (LEVELS, level->id, "weight"), 0,
                g_strdup_printf (_ ("%s has %s points, but its indicators add up to %s"),
                                 *level2 != '\0' ? level2 : zp_row_get (level, "level1"), wanted,
                                 given),
                g_strdup (_ ("Change the weight of the level or of its indicators.")));
}

/* zp_check_weight_sums: C3, where the form has weights for its levels */
void
zp_check_weight_sums (ZpCheck *check)
{
  guint n = check->indicators != NULL ? zp_form_get_n_rows (check->form, LEVELS) : 0;

  for (guint i = 0; i < n; i++)
    {
      const ZpRow *level = zp_form_get_row (check->form, LEVELS, i);
      ZpDecimal weight;

      if (zp_decimal_parse (zp_row_get (level, "weight"), &weight) == ZP_DECIMAL_OK)
        check_level_sum (check, level, weight);
    }
}

/* --- single rows --- */

/* zp_check_weight_positive: C4 */
void
zp_check_weight_positive (ZpCheck *check)
{
  const ZpColumnSpec *column
      = check->indicators != NULL ? check->indicators->roles[ZP_ROLE_WEIGHT] : NULL;

  for (guint i = 0; column != NULL && i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      const char *text = zp_row_get (zp_check_get_row (check, line), column->key);
      g_autofree char *name = NULL;
      ZpDecimal weight;

      if (zp_decimal_parse (text, &weight) != ZP_DECIMAL_OK || weight.micro > 0)
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (check, check->severity, line, ZP_ROLE_WEIGHT,
                         g_strdup_printf (_ ("%s: a weight of %s"), name, text),
                         g_strdup (_ ("Enter a weight above 0, or remove the row.")));
    }
}

static const ZpScoreLine *
only_line_of (const ZpCheck *check, const ZpScoreLevel *level)
{
  const ZpScoreLine *only = NULL;

  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (!g_str_equal (line->level1, level->level1) || !g_str_equal (line->goal, level->goal))
        continue;
      if (only != NULL)
        return NULL;
      only = line;
    }
  return only;
}

/* zp_check_lone_row: C5 */
void
zp_check_lone_row (ZpCheck *check)
{
  for (guint i = 0; check->card->scored && i < check->card->levels->len; i++)
    {
      const ZpScoreLevel *level = &g_array_index (check->card->levels, ZpScoreLevel, i);
      const ZpScoreLine *line;
      g_autofree char *name = NULL;
      g_autofree char *weight = NULL;

      if (zp_decimal_compare (level->weight, ZP_DECIMAL_INT (LONE_ROW_POINTS)) <= 0)
        continue;
      line = only_line_of (check, level);
      if (line == NULL || zp_check_is_satisfaction (check, line))
        continue;
      name = zp_check_line_name (line);
      weight = zp_check_number (level->weight);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_WEIGHT,
          g_strdup_printf (_ ("%s carries all %s points of its level"), name, weight),
          g_strdup (_ ("Divide the points among several indicators.")));
    }
}

/* zp_check_cost_row: C6 */
void
zp_check_cost_row (ZpCheck *check)
{
  char **words = check->profile->quantity.cost_words;

  if (words == NULL || words[0] == NULL || check->card->lines->len == 0 || !check->card->scored)
    return;
  for (guint i = 0; i < check->card->lines->len; i++)
    if (zp_check_get_line (check, i)->cost)
      return;
  zp_check_add (check, NULL, 0, g_strdup (_ ("no indicator speaks of the cost")),
                g_strdup (_ ("Add an indicator of the cost, such as ≤ the budget.")));
}
