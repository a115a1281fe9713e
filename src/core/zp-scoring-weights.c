/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-scoring-private.h"

/* Forms that print weights for levels only: each row has an even share of its level 2, else of its
 * level 1, and the last row takes the remainder. */

#define LEVELS "levels"
#define SHARE_PLACES 2

typedef struct
{
  const char *goal;
  const char *level1;
  const char *level2;
  const char *level2_cell;
  ZpDecimal weight;
  gboolean has_weight;
} LevelWeight;

static LevelWeight
read_level (const ZpRow *row)
{
  LevelWeight level = {
    .goal = zp_row_get (row, "goal"),
    .level1 = zp_row_get (row, "level1"),
    .level2 = zp_row_get (row, "level2"),
    .level2_cell = zp_row_get (row, "level2_cell"),
  };

  level.has_weight = zp_decimal_parse (zp_row_get (row, "weight"), &level.weight) == ZP_DECIMAL_OK;
  return level;
}

static gboolean
in_level (const ZpScoreLine *line,
          const ZpForm *form,
          const LevelWeight *level,
          const char *cell_key)
{
  if (!g_str_equal (level->goal, line->goal) || !g_str_equal (level->level1, line->level1))
    return FALSE;
  if (*level->level2 == '\0')
    return TRUE;
  if (!g_str_equal (level->level2, line->level2))
    return FALSE;
  return *level->level2_cell == '\0' || cell_key == NULL
         || g_str_equal (
             level->level2_cell,
             zp_row_get (zp_form_get_row (
                             form, zp_template_get_indicators (zp_form_get_template (form))->key,
                             line->number - 1),
                         cell_key));
}

/* Spreads what is left of @weight over the lines marked in @members that have no weight yet. */
static void
spread (ZpScorecard *card, ZpDecimal weight, GArray *members)
{
  guint n = 0;
  ZpDecimal share, given = ZP_DECIMAL_ZERO;

  for (guint i = 0; i < members->len; i++)
    {
      const ZpScoreLine *line
          = &g_array_index (card->lines, ZpScoreLine, g_array_index (members, guint, i));

      if (!line->has_weight)
        n++;
      else if (!zp_decimal_sub (weight, line->weight, &weight))
        return;
    }
  if (n == 0 || weight.micro < 0
      || !zp_decimal_mul_div (weight, ZP_DECIMAL_INT (1), ZP_DECIMAL_INT (n), SHARE_PLACES,
                              ZP_ROUND_HALF_UP, &share))
    return;
  for (guint i = 0; i < members->len; i++)
    {
      ZpScoreLine *line
          = &g_array_index (card->lines, ZpScoreLine, g_array_index (members, guint, i));

      if (line->has_weight)
        continue;
      line->has_weight = line->weight_shared = TRUE;
      line->weight = share;
      if (--n == 0 ? !zp_decimal_sub (weight, given, &line->weight)
                   : !zp_decimal_add (given, share, &given))
        return;
    }
}

static void
spread_level (ZpScorecard *card,
              const ZpForm *form,
              const LevelWeight *level,
              gboolean *covered,
              const char *cell_key)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < card->lines->len; i++)
    if (!covered[i]
        && in_level (&g_array_index (card->lines, ZpScoreLine, i), form, level, cell_key))
      g_array_append_val (members, i);
  spread (card, level->weight, members);
  if (*level->level2 != '\0')
    for (guint i = 0; i < members->len; i++)
      covered[g_array_index (members, guint, i)] = TRUE;
}

/* What level 1 has left when some of its level-2 cells have weights of their own. */
static void
take_level2 (LevelWeight *level, const ZpForm *form)
{
  for (guint i = 0; i < zp_form_get_n_rows (form, LEVELS); i++)
    {
      LevelWeight other = read_level (zp_form_get_row (form, LEVELS, i));

      if (other.has_weight && *other.level2 != '\0' && g_str_equal (other.goal, level->goal)
          && g_str_equal (other.level1, level->level1)
          && !zp_decimal_sub (level->weight, other.weight, &level->weight))
        level->weight = ZP_DECIMAL_ZERO;
    }
}

/** zp_share_weights: gives a weight to the lines that have none, where the form has one for their level. */
void
zp_share_weights (ZpScorecard *card, const ZpForm *form)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (zp_form_get_template (form));
  const char *cell_key = indicators->roles[ZP_ROLE_LEVEL2_CELL] != NULL
                             ? indicators->roles[ZP_ROLE_LEVEL2_CELL]->key
                             : NULL;
  guint n = zp_form_get_n_rows (form, LEVELS);
  g_autofree gboolean *covered = g_new0 (gboolean, card->lines->len + 1);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        LevelWeight level = read_level (zp_form_get_row (form, LEVELS, i));

        if (!level.has_weight || (*level.level2 != '\0') != (pass == 0))
          continue;
        if (pass == 1)
          take_level2 (&level, form);
        spread_level (card, form, &level, covered, cell_key);
      }
}
