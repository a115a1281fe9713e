/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"
#include "zp-paper-words.h"
#include "zp-text-private.h"

#include <string.h>

/* Whether the indicators are good ones, and go with the rest of the form. */

#define MAX_NUMBER_DISTANCE 24
#define QUANTITY "数量"

static gboolean
asks_for_more (const ZpScoreLine *line)
{
  return line->target_quantity.kind == ZP_QUANTITY_NUMBER
         && (line->target_quantity.op == ZP_OP_AT_LEAST || line->target_quantity.op == ZP_OP_MORE);
}

static gboolean
asks_for_less (const ZpScoreLine *line)
{
  return line->target_quantity.kind == ZP_QUANTITY_NUMBER
         && (line->target_quantity.op == ZP_OP_AT_MOST || line->target_quantity.op == ZP_OP_LESS);
}

/* --- E1 --- */

/* Of these less is better. */
static const char *const bad[]
    = { "投诉", "事故", "违",   "差错", "死亡", "故障", "损",   "减少", "处罚",
        "下降", "控制", "拖欠", "舆情", "信访", "超",   "退回", NULL };

/* zp_check_operator: E1, costs that should be high and quantities that should be low */
void
zp_check_operator (ZpCheck *check)
{
  static const char *const saved[] = { "节约", "节省", "降低", "下降", "减少", NULL };

  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      gboolean high_cost
          = line->cost && asks_for_more (line) && !zp_check_contains (line->level3, saved);
      gboolean low_quantity = !line->cost && asks_for_less (line)
                              && strstr (line->level2, QUANTITY) != NULL
                              && line->target_quantity.unit_kind == ZP_UNIT_COUNT
                              && !zp_check_contains (line->level3, bad);
      g_autofree char *name = high_cost || low_quantity ? zp_check_line_name (line) : NULL;

      if (high_cost)
        zp_check_add_line (
            check, check->severity, line, ZP_ROLE_TARGET,
            g_strdup_printf (_ ("%s: a cost with the target %s, where less is better"), name,
                             line->target),
            g_strdup (_ ("Write ≤ for a cost.")));
      else if (low_quantity)
        zp_check_add_line (
            check, check->severity, line, ZP_ROLE_TARGET,
            g_strdup_printf (_ ("%s: a quantity with the target %s, where more is better"), name,
                             line->target),
            g_strdup (_ ("Write ≥ for a quantity that should be reached.")));
    }
}

/* zp_check_quantity_is_money: E2 */
void
zp_check_quantity_is_money (ZpCheck *check)
{
  static const char *const names[] = { "资金支付", "资金拨付", "预算执行", "资金执行", NULL };

  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;

      if (strstr (line->level2, QUANTITY) == NULL
          || (!zp_check_contains (line->level3, names)
              && (line->target_quantity.kind != ZP_QUANTITY_NUMBER
                  || line->target_quantity.unit_kind != ZP_UNIT_MONEY)))
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_LEVEL3,
          g_strdup_printf (_ ("%s: money spent (%s) is no quantity of products or services"), name,
                           line->target),
          g_strdup (_ ("Count what the money produced.")));
    }
}

/* --- E3 --- */

/* Names that belong to one level 2 and are often found under another. */
static const struct
{
  const char *name;
  const char *level2;
} homes[] = {
  { "满意度", "满意" }, { "合格率", "质量" },     { "优良率", "质量" },   { "及时率", "时效" },
  { "及时性", "时效" }, { "按时完成率", "时效" }, { "完成时间", "时效" },
};

static gboolean
is_misplaced (const ZpScoreLine *line, guint home)
{
  static const char *const outputs[] = { "数量", "质量", "时效", "成本", NULL };

  if (strstr (line->level3, homes[home].name) == NULL || *line->level2 == '\0'
      || strstr (line->level2, homes[home].level2) != NULL
      || strstr (line->level1, homes[home].level2) != NULL)
    return FALSE;
  return g_str_equal (homes[home].level2, "满意") || zp_check_contains (line->level2, outputs);
}

/* zp_check_level_fits: E3 */
void
zp_check_level_fits (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      for (guint j = 0; j < G_N_ELEMENTS (homes); j++)
        if (is_misplaced (line, j))
          {
            g_autofree char *name = zp_check_line_name (line);

            zp_check_add_line (check, check->severity, line, ZP_ROLE_LEVEL3,
                               g_strdup_printf (_ ("%s stands under %s, but “%s” belongs to %s"),
                                                name, line->level2, homes[j].name, homes[j].level2),
                               g_strdup (_ ("Move the row to the level it belongs to.")));
            break;
          }
    }
}

/* --- E4 --- */

static char *
name_key (const ZpScoreLine *line)
{
  gboolean unnamed = zp_check_is_placeholder (line->level3);
  ZpPlain plain;

  zp_plain_init (&plain, unnamed ? line->target : line->level3);
  zp_plain_trim (&plain);
  return plain.length > 0 ? g_strconcat (line->goal, "\x1f", plain.text, NULL) : NULL;
}

static void
add_duplicate (ZpCheck *check, const ZpScoreLine *line, const ZpScoreLine *first)
{
  g_autofree char *name = zp_check_line_name (line);

  if (g_str_equal (line->level1, first->level1))
    zp_check_add_line (check, check->severity, line, ZP_ROLE_LEVEL3,
                       g_strdup_printf (_ ("%s stands in row %u already (%s and %s)"), name,
                                        first->number, first->level2, line->level2),
                       g_strdup (_ ("Remove one of the rows, or say in the names what differs.")));
  else
    zp_check_add_line (
        check, check->severity, line, ZP_ROLE_LEVEL3,
        g_strdup_printf (_ ("%s stands in row %u already: once under %s, once under %s"), name,
                         first->number, first->level1, line->level1),
        g_strdup (_ ("A reviewer counts only one of them: remove or rename the other.")));
}

/* zp_check_duplicates: E4 */
void
zp_check_duplicates (ZpCheck *check)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *key = name_key (line);
      const ZpScoreLine *first = key != NULL ? g_hash_table_lookup (seen, key) : NULL;

      if (first != NULL)
        add_duplicate (check, line, first);
      else if (key != NULL)
        g_hash_table_insert (seen, g_steal_pointer (&key), (gpointer) line);
    }
}

/* --- E5, E6 --- */

/* 覆盖率, 知晓度, 占比 can be measured; 提高办公效率 cannot. */
static gboolean
is_measurable (const char *name)
{
  return (g_str_has_suffix (name, "率") && !g_str_has_suffix (name, "效率"))
         || g_str_has_suffix (name, "度") || g_str_has_suffix (name, "比例")
         || g_str_has_suffix (name, "占比") || g_str_has_suffix (name, "数量")
         || g_str_has_suffix (name, "次数") || g_str_has_suffix (name, "人数");
}

static const char *const slogans[]
    = { "提高", "提升", "加强", "增强", "显著", "明显", "促进", "改善", NULL };

/* zp_check_empty_percent: E5 */
void
zp_check_empty_percent (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;

      if (!asks_for_more (line) || line->target_quantity.unit_kind != ZP_UNIT_PERCENT
          || is_measurable (line->level3) || !zp_check_contains (line->level3, slogans))
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_TARGET,
          g_strdup_printf (_ ("%s: nothing says what %s is measured of"), name, line->target),
          g_strdup (_ ("Say in the name what is divided by what, or use words and bands.")));
    }
}

/* zp_check_slogans: E6 */
void
zp_check_slogans (ZpCheck *check)
{
  static const char *const words[] = { "提高", "加强", "显著", "明显", NULL };

  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;

      if (line->kind != ZP_KIND_QUALITATIVE
          || (!zp_check_contains (line->target, words) && !zp_check_contains (line->level3, words)))
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_TARGET,
          g_strdup_printf (_ ("%s: “%s” is a slogan without a standard"), name,
                           zp_check_contains (line->target, words) ? line->target : line->level3),
          g_strdup (_ ("Say by what one can see that it was reached.")));
    }
}

/* --- E7, E9 --- */

static gboolean
is_above_hundred (const ZpQuantity *quantity)
{
  return quantity->kind == ZP_QUANTITY_NUMBER && quantity->unit_kind == ZP_UNIT_PERCENT
         && quantity->factor == 10
         && zp_decimal_compare (quantity->value, ZP_DECIMAL_INT (100)) > 0;
}

/* zp_check_extremes: E7.  ≤0 and =0 are good targets for accidents, but have no ratio. */
void
zp_check_extremes (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;

      if (is_above_hundred (&line->target_quantity) || is_above_hundred (&line->actual_quantity))
        {
          name = zp_check_line_name (line);
          zp_check_add_line (check, check->severity, line,
                             is_above_hundred (&line->target_quantity) ? ZP_ROLE_TARGET
                                                                       : ZP_ROLE_ACTUAL,
                             g_strdup_printf (_ ("%s: target %s, actual %s is above 100%%"), name,
                                              line->target, line->actual),
                             g_strdup (_ ("Check the percentage.")));
        }
      else if (line->target_quantity.kind == ZP_QUANTITY_NUMBER
               && line->target_quantity.value.micro == 0 && line->target_quantity.op != ZP_OP_RANGE)
        {
          gboolean less = asks_for_less (line) || line->target_quantity.op == ZP_OP_EQUAL
                          || zp_check_contains (line->level3, bad)
                          || zp_check_contains (line->target, bad);

          name = zp_check_line_name (line);
          zp_check_add_line (
              check, less ? ZP_SEVERITY_HINT : check->severity, line, ZP_ROLE_TARGET,
              g_strdup_printf (_ ("%s: the target %s is 0; it can only be met or not met"), name,
                               line->target),
              g_strdup (_ ("Check whether 0 is meant.")));
        }
    }
}

/* zp_check_share_of_numbers: E9 */
void
zp_check_share_of_numbers (ZpCheck *check)
{
  guint n = 0, total = check->card->lines->len;

  for (guint i = 0; i < total; i++)
    if (zp_check_get_line (check, i)->target_quantity.kind == ZP_QUANTITY_NUMBER)
      n++;
  if (total > 0 && check->card->scored && n * 2 < total)
    zp_check_add (
        check, NULL, 0,
        g_strdup_printf (_ ("only %u of %u indicators have a number as target"), n, total),
        g_strdup (_ ("Use numbers where something can be counted.")));
}

/* --- G3, G4, G5 --- */

static const char *const unfinished[]
    = { "未验收", "待验收", "实施中", "尚未施工", "未完工", "建设中", NULL };

/* zp_check_unfinished: G3 */
void
zp_check_unfinished (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      const char *reason = zp_check_is_full (line) ? zp_check_get_reason (check, line) : "";
      g_autofree char *name = NULL;

      if (!zp_check_is_full (line)
          || (!zp_check_contains (line->actual, unfinished)
              && !zp_check_contains (reason, unfinished)))
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_SCORE,
          g_strdup_printf (_ ("%s: full score, but the text says that it is not finished: %s"),
                           name,
                           zp_check_contains (line->actual, unfinished) ? line->actual : reason),
          g_strdup (_ ("Correct the score or the text.")));
    }
}

static gboolean
says_unfinished (const ZpCheck *check, const ZpScoreLine *line)
{
  return zp_check_contains (line->actual, unfinished)
         || zp_check_contains (zp_check_get_reason (check, line), unfinished);
}

/* The quality lost everything, or the same unfinished work cost points there and not here. */
static gboolean
contradicts (const ZpCheck *check, const ZpScoreLine *quantity, const ZpScoreLine *quality)
{
  if (strstr (quality->level2, "质量") == NULL || !g_str_equal (quality->goal, quantity->goal)
      || !zp_check_is_below_full (quality) || quality->outcome == ZP_OUTCOME_EMPTY
      || quality->outcome == ZP_OUTCOME_UNDECIDED || zp_check_is_zero_budget (quality))
    return FALSE;
  return quality->score.score.micro == 0
         || (says_unfinished (check, quantity) && says_unfinished (check, quality));
}

/* zp_check_double_standard: G4 */
void
zp_check_double_standard (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *quantity = zp_check_get_line (check, i);

      if (strstr (quantity->level2, QUANTITY) == NULL || !zp_check_is_full (quantity))
        continue;
      for (guint j = 0; j < check->card->lines->len; j++)
        {
          const ZpScoreLine *quality = zp_check_get_line (check, j);
          g_autofree char *name = NULL;
          g_autofree char *other = NULL;
          g_autofree char *score = NULL;

          if (!contradicts (check, quantity, quality))
            continue;
          name = zp_check_line_name (quantity);
          other = zp_check_line_name (quality);
          score = zp_check_number (quality->score.score);
          zp_check_add_line (
              check, check->severity, quantity, ZP_ROLE_SCORE,
              g_strdup_printf (_ ("%s has its full score, but the quality in %s has %s"), name,
                               other, score),
              g_strdup (_ ("Judge the same state of the work in the same way in both rows.")));
          break;
        }
    }
}

/* The number that a text gives for @name: 聘请专家人数达到5人 → 5. */
static gboolean
find_number_for (const char *text, const char *name, ZpDecimal *out_value)
{
  const char *found = strstr (text, name);
  const char *end;

  if (found == NULL)
    return FALSE;
  found += strlen (name);
  for (guint i = 0; i < MAX_NUMBER_DISTANCE && *found != '\0'; i++, found++)
    {
      if (g_ascii_isdigit (*found))
        return zp_decimal_parse_prefix (found, out_value, &end) == ZP_DECIMAL_OK;
      if (g_str_has_prefix (found, "。") || g_str_has_prefix (found, "，")
          || g_str_has_prefix (found, "、") || g_str_has_prefix (found, "；") || *found == ','
          || *found == ';')
        return FALSE;
    }
  return FALSE;
}

static void
check_goal_number (ZpCheck *check, const ZpScoreLine *line, const char *key, ZpRole role)
{
  const ZpQuantity *quantity
      = role == ZP_ROLE_TARGET ? &line->target_quantity : &line->actual_quantity;
  const ZpColumnSpec *field = zp_template_find_field (check->template_, key);
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;
  ZpDecimal value;

  if (field == NULL || quantity->kind != ZP_QUANTITY_NUMBER || *line->level3 == '\0'
      || !find_number_for (zp_form_get_field (check->form, key), line->level3, &value)
      || zp_decimal_equal (value, quantity->value))
    return;
  name = zp_check_line_name (line);
  number = zp_check_number (value);
  zp_check_add_line (check, check->severity, line, role,
                     g_strdup_printf (_ ("%s: here %s, but %s says %s"), name,
                                      role == ZP_ROLE_TARGET ? line->target : line->actual,
                                      field->label, number),
                     g_strdup (_ ("Make both say the same.")));
}

/* An indicator that repeats the execution rate of the form. */
static void
check_rate_row (ZpCheck *check, const ZpScoreLine *line)
{
  const ZpQuantity *actual = &line->actual_quantity;
  g_autofree char *name = NULL;
  g_autofree char *rate = NULL;
  ZpDecimal rounded;

  if (!check->card->has_execution || !check->card->has_rate || actual->kind != ZP_QUANTITY_NUMBER
      || actual->unit_kind != ZP_UNIT_PERCENT || strstr (line->level3, "预算执行率") == NULL
      || strstr (line->level3, "支出预算执行率") != NULL
      || !zp_decimal_round (check->card->rate, zp_decimal_places (actual->value), ZP_ROUND_HALF_UP,
                            &rounded)
      || !zp_check_differs (rounded, actual->value))
    return;
  name = zp_check_line_name (line);
  rate = zp_check_number (check->card->rate);
  zp_check_add_line (check, check->severity, line, ZP_ROLE_ACTUAL,
                     g_strdup_printf (_ ("%s: here %s, but the form's execution rate is %s%%"),
                                      name, line->actual, rate),
                     g_strdup (_ ("Make both say the same.")));
}

/* zp_check_goal_numbers: G5, where the text of the goal names an indicator with a number */
void
zp_check_goal_numbers (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      check_goal_number (check, line, "goal_expected", ZP_ROLE_TARGET);
      check_goal_number (check, line, "goal_actual", ZP_ROLE_ACTUAL);
      check_rate_row (check, line);
    }
}
