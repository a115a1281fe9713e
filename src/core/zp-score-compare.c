/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-score-compare.h"

static void
change_free (ZpScoreChange *change)
{
  g_clear_pointer (&change->row_id, g_ref_string_release);
  g_clear_pointer (&change->level3, g_ref_string_release);
  g_free (change);
}

static ZpScoreChange *
change_new (const ZpScoreLine *line)
{
  ZpScoreChange *change = g_new0 (ZpScoreChange, 1);

  change->row_id = line->row_id != NULL ? g_ref_string_acquire (line->row_id) : NULL;
  change->level3 = line->level3 != NULL ? g_ref_string_acquire (line->level3) : NULL;
  change->number = line->number;
  return change;
}

static void
compare_line (GPtrArray *changes, const ZpScoreLine *before, const ZpScoreLine *after)
{
  ZpScoreChange *change = change_new (after != NULL ? after : before);

  change->has_before = before != NULL && before->score.has_score;
  change->has_after = after != NULL && after->score.has_score;
  if (change->has_before)
    change->before = before->score.score;
  if (change->has_after)
    change->after = after->score.score;
  change->by_hand = after != NULL && after->score.by_hand;
  if (change->by_hand || !zp_score_change_stays (change))
    g_ptr_array_add (changes, change);
  else
    change_free (change);
}

/** zp_score_change_stays: whether the score is the same before and after. */
gboolean
zp_score_change_stays (const ZpScoreChange *self)
{
  return self->has_before == self->has_after
         && (!self->has_before || zp_decimal_equal (self->before, self->after));
}

/**
 * zp_score_compare:
 * @before, @after: cards of one form, under two profiles, say
 *
 * Finds what differs between two cards.  Scores by hand are listed even when they stay: whoever
 * changes the rules should know that they do not follow.
 *
 * Returns: (transfer full) (element-type ZpScoreChange): rows whose score changes or is by hand, in
 *   the order of @after; rows that only @before has come last
 */
GPtrArray *
zp_score_compare (const ZpScorecard *before, const ZpScorecard *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);

  for (guint i = 0; i < after->lines->len; i++)
    {
      const ZpScoreLine *line = &g_array_index (after->lines, ZpScoreLine, i);

      compare_line (changes, zp_scorecard_find (before, line->row_id), line);
    }
  for (guint i = 0; i < before->lines->len; i++)
    {
      const ZpScoreLine *line = &g_array_index (before->lines, ZpScoreLine, i);

      if (zp_scorecard_find (after, line->row_id) == NULL)
        compare_line (changes, line, NULL);
    }
  return changes;
}
