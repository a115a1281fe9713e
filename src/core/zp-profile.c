/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-profile.h"

#include "zp-deductions-private.h"
#include "zp-json.h"

#include <glib/gi18n-lib.h>

#define MAX_PROFILE_BYTES (1024 * 1024)
#define MAX_EFFORT 9
#define COMPUTED "computed"

static void
band_free (ZpBand *band)
{
  g_strfreev (band->words);
  g_free (band);
}

static void
clear_grade (ZpGrade *grade)
{
  g_free (grade->word);
}

static void
clear_level (ZpLevelWeight *level)
{
  g_free (level->level1);
}

static void
clear_review_share (ZpReviewShare *rule)
{
  g_free (rule->check);
}

static void
clear_check (ZpCheckRule *rule)
{
  g_free (rule->check);
  g_free (rule->severity);
}

static void
profile_clear (ZpProfile *self)
{
  g_free (self->id);
  g_free (self->version);
  g_free (self->title);
  g_free (self->region);
  g_free (self->year);
  g_free (self->basis);
  g_free (self->source);
  g_free (self->note);
  g_bytes_unref (self->json);
  g_array_unref (self->level_weights);
  g_array_unref (self->execution.tiers);
  g_array_unref (self->execution.ceilings);
  g_strfreev (self->quantity.cost_words);
  g_ptr_array_unref (self->bands);
  g_strfreev (self->satisfaction_words);
  g_array_unref (self->satisfaction_intervals);
  g_strfreev (self->yes_words);
  g_strfreev (self->no_words);
  g_array_unref (self->grades);
  g_array_unref (self->checks);
  g_ptr_array_unref (self->causes);
  g_ptr_array_unref (self->degrees);
  g_array_unref (self->review_shares);
}

/* --- reading --- */

static ZpDecimal
read_decimal (ZpJsonReader *r, JsonObject *object, const char *key, ZpDecimal fallback)
{
  const char *text = zp_json_string (r, object, key);
  ZpDecimal value = fallback;

  if (text == NULL)
    return fallback;
  if (zp_decimal_parse (text, &value) != ZP_DECIMAL_OK || value.micro < 0)
    {
      zp_json_push (r, key);
      zp_json_fail (r, ZP_ERROR_FORMAT,
                    _ ("“%s” is no number from 0; write it in quotation marks: \"10\""), text);
      zp_json_pop (r);
      return fallback;
    }
  return value;
}

static ZpRoundingRule
read_rounding (ZpJsonReader *r, JsonObject *object, const char *key, ZpRoundingRule fallback)
{
  static const char *const words[] = { "half-up", "down", "up", "half-even", NULL };
  JsonObject *rule = zp_json_object (r, object, key);

  if (rule == NULL)
    return fallback;
  zp_json_push (r, key);
  zp_json_only (r, rule, "places", "rounding", NULL);
  fallback.places = zp_json_uint (r, rule, "places", fallback.places, ZP_DECIMAL_PLACES);
  fallback.rounding = zp_json_enum (r, rule, "rounding", words, fallback.rounding);
  zp_json_pop (r);
  return fallback;
}

/* Returns: the number at @index, -1 when something else or nothing stands there */
static gint64
read_element_int (JsonArray *array, guint index)
{
  JsonNode *node
      = index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : -1;
}

static gboolean
is_bare (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_STRING
         && g_str_equal (json_node_get_string (node), "bare");
}

static ZpDigits
read_digits (ZpJsonReader *r, JsonObject *object, const char *key, ZpDigits fallback)
{
  JsonArray *array = zp_json_array (r, object, key);
  gint64 min, max;
  gboolean bare;
  guint n;

  if (array == NULL)
    return fallback;
  n = json_array_get_length (array);
  min = read_element_int (array, 0);
  max = read_element_int (array, 1);
  bare = n == 3 && is_bare (json_array_get_element (array, 2));
  if (min < 0 || max < min || max > ZP_DECIMAL_PLACES || (n != 2 && !bare))
    {
      zp_json_push (r, key);
      zp_json_fail (
          r, ZP_ERROR_FORMAT,
          _ ("must be [least, most] decimals, such as [0, 2], or [2, 2, \"bare\"] for whole numbers without any"));
      zp_json_pop (r);
      return fallback;
    }
  return (ZpDigits){ min, max, bare };
}

static void
read_shares (ZpJsonReader *r,
             JsonObject *object,
             const char *key,
             const char *from_key,
             const char *share_key,
             GArray *into)
{
  JsonArray *array = zp_json_array (r, object, key);

  zp_json_push (r, key);
  for (guint i = 0; array != NULL && i < json_array_get_length (array) && r->error == NULL; i++)
    {
      JsonObject *element = zp_json_element_object (r, array, i);
      ZpShare share;

      zp_json_push_index (r, i);
      zp_json_only (r, element, from_key, share_key, NULL);
      (void) zp_json_need_string (r, element, from_key);
      (void) zp_json_need_string (r, element, share_key);
      share.from = read_decimal (r, element, from_key, ZP_DECIMAL_ZERO);
      share.share = read_decimal (r, element, share_key, ZP_DECIMAL_ZERO);
      zp_json_pop (r);
      g_array_append_val (into, share);
    }
  zp_json_pop (r);
}

static int
share_descending (gconstpointer a, gconstpointer b)
{
  return zp_decimal_compare (((const ZpShare *) b)->from, ((const ZpShare *) a)->from);
}

static int
share_ascending (gconstpointer a, gconstpointer b)
{
  return zp_decimal_compare (((const ZpShare *) a)->from, ((const ZpShare *) b)->from);
}

static void
read_weights (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *weights = zp_json_object (r, root, "weights");
  JsonObject *levels;
  g_autoptr (GList) keys = NULL;

  zp_json_push (r, "weights");
  zp_json_only (r, weights, "total", "execution", "levels", NULL);
  self->total_weight = read_decimal (r, weights, "total", ZP_DECIMAL_INT (100));
  self->execution.weight = read_decimal (r, weights, "execution", ZP_DECIMAL_INT (10));
  levels = zp_json_object (r, weights, "levels");
  keys = levels != NULL ? json_object_get_members (levels) : NULL;
  zp_json_push (r, "levels");
  for (GList *l = keys; l != NULL; l = l->next)
    {
      ZpLevelWeight level
          = { g_strdup (l->data), read_decimal (r, levels, l->data, ZP_DECIMAL_ZERO) };

      g_array_append_val (self->level_weights, level);
    }
  zp_json_pop (r);
  zp_json_pop (r);
}

static void
read_execution (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  static const char *const bases[] = { "printed-rate", "exact-rate", NULL };
  static const char *const policies[] = { "zero", "all-zero", "full", NULL };
  JsonObject *object = zp_json_object (r, root, "execution");
  ZpExecutionRule *rule = &self->execution;

  zp_json_push (r, "execution");
  zp_json_only (r, object, "rate", "from", "cap", "tiers", "score", "zero_budget", "ceilings",
                NULL);
  rule->rate = read_rounding (r, object, "rate", (ZpRoundingRule){ 2, ZP_ROUND_HALF_UP });
  rule->from_printed_rate = zp_json_enum (r, object, "from", bases, 0) == 0;
  rule->has_cap = object != NULL && json_object_has_member (object, "cap");
  rule->cap = read_decimal (r, object, "cap", ZP_DECIMAL_INT (100));
  read_shares (r, object, "tiers", "from", "share", rule->tiers);
  g_array_sort (rule->tiers, share_descending);
  rule->score = read_rounding (r, object, "score", (ZpRoundingRule){ 2, ZP_ROUND_HALF_UP });
  rule->zero_budget = zp_json_enum (r, object, "zero_budget", policies, ZP_ZERO_BUDGET_ZERO);
  read_shares (r, object, "ceilings", "below", "total", rule->ceilings);
  g_array_sort (rule->ceilings, share_ascending);
  zp_json_pop (r);
}

static void
read_over (ZpProfile *self, ZpJsonReader *r, JsonObject *owner)
{
  static const char *const actions[] = { "none", "mark", "explain", "minus", "by-deviation", NULL };
  JsonObject *object = zp_json_object (r, owner, "over");
  ZpQuantityRule *rule = &self->quantity;

  zp_json_push (r, "over");
  zp_json_only (r, object, "from", "action", "points", "score", NULL);
  rule->over_from = read_decimal (r, object, "from", ZP_DECIMAL_INT (130));
  rule->over = zp_json_enum (r, object, "action", actions, ZP_OVER_NONE);
  rule->over_points = read_decimal (r, object, "points", ZP_DECIMAL_ZERO);
  rule->over_score = read_rounding (r, object, "score", rule->missed);
  if (zp_decimal_compare (rule->over_from, ZP_DECIMAL_INT (100)) < 0)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("over-fulfilment begins above 100 percent of the target"));
  zp_json_pop (r);
}

static void
read_quantitative (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  static const char *const equals[] = { "at-least", "exact", NULL };
  static const char *const methods[] = { "ratio", "linear", NULL };
  JsonObject *object = zp_json_object (r, root, "quantitative");
  JsonObject *reverse = zp_json_object (r, object, "reverse");
  JsonObject *cost = zp_json_object (r, object, "cost_below");
  ZpQuantityRule *rule = &self->quantity;

  zp_json_push (r, "quantitative");
  zp_json_only (r, object, "missed", "pass", "equal", "reverse", "over", "cost_words", "cost_below",
                NULL);
  rule->missed = read_rounding (r, object, "missed", (ZpRoundingRule){ 2, ZP_ROUND_HALF_UP });
  rule->has_pass = object != NULL && json_object_has_member (object, "pass");
  rule->pass = read_decimal (r, object, "pass", ZP_DECIMAL_ZERO);
  rule->equal_exact = zp_json_enum (r, object, "equal", equals, 0) == 1;
  rule->cost_words = zp_json_strings (r, object, "cost_words");
  zp_json_push (r, "reverse");
  zp_json_only (r, reverse, "method", "score", NULL);
  rule->reverse = zp_json_enum (r, reverse, "method", methods, ZP_REVERSE_RATIO);
  rule->reverse_score = read_rounding (r, reverse, "score", rule->missed);
  zp_json_pop (r);
  read_over (self, r, object);
  zp_json_push (r, "cost_below");
  zp_json_only (r, cost, "score", NULL);
  rule->cost_below = cost != NULL;
  rule->cost_below_score = read_rounding (r, cost, "score", rule->missed);
  zp_json_pop (r);
  zp_json_pop (r);
}

static ZpBand *
read_band (ZpJsonReader *r, JsonObject *object)
{
  ZpBand *band = g_new0 (ZpBand, 1);

  zp_json_only (r, object, "words", "from", "to", "from_open", "to_open", "share", NULL);
  band->words = zp_json_strings (r, object, "words");
  if (band->words == NULL)
    {
      band->words = g_new0 (char *, 1);
      zp_json_fail (r, ZP_ERROR_FORMAT, _ ("a band needs \"words\""));
    }
  band->from = read_decimal (r, object, "from", ZP_DECIMAL_ZERO);
  band->to = read_decimal (r, object, "to", ZP_DECIMAL_INT (100));
  band->from_open = zp_json_bool (r, object, "from_open");
  band->to_open = zp_json_bool (r, object, "to_open");
  band->share = read_decimal (r, object, "share", band->to);
  if (zp_decimal_compare (band->from, band->to) > 0
      || zp_decimal_compare (band->share, band->from) < 0
      || zp_decimal_compare (band->share, band->to) > 0)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("\"from\" ≤ \"share\" ≤ \"to\" must hold"));
  return band;
}

static void
read_qualitative (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *object = zp_json_object (r, root, "qualitative");
  JsonArray *bands = zp_json_array (r, object, "bands");

  zp_json_push (r, "qualitative");
  zp_json_only (r, object, "bands", "score", NULL);
  self->band_score = read_rounding (r, object, "score", (ZpRoundingRule){ 2, ZP_ROUND_HALF_UP });
  zp_json_push (r, "bands");
  for (guint i = 0; bands != NULL && i < json_array_get_length (bands) && r->error == NULL; i++)
    {
      zp_json_push_index (r, i);
      g_ptr_array_add (self->bands, read_band (r, zp_json_element_object (r, bands, i)));
      zp_json_pop (r);
    }
  if (self->bands->len > 3)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("at most three bands, the best first"));
  zp_json_pop (r);
  zp_json_pop (r);
}

static void
read_satisfaction (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *object = zp_json_object (r, root, "satisfaction");

  zp_json_push (r, "satisfaction");
  zp_json_only (r, object, "words", "intervals", "score", NULL);
  self->satisfaction_words = zp_json_strings (r, object, "words");
  read_shares (r, object, "intervals", "from", "share", self->satisfaction_intervals);
  g_array_sort (self->satisfaction_intervals, share_descending);
  self->satisfaction_score = read_rounding (r, object, "score", self->quantity.missed);
  zp_json_pop (r);
}

static void
read_words (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *yes_no = zp_json_object (r, root, "yes_no");
  JsonObject *date = zp_json_object (r, root, "date");

  zp_json_push (r, "yes_no");
  zp_json_only (r, yes_no, "yes", "no", NULL);
  self->yes_words = zp_json_strings (r, yes_no, "yes");
  self->no_words = zp_json_strings (r, yes_no, "no");
  zp_json_pop (r);
  zp_json_push (r, "date");
  zp_json_only (r, date, "late_share", NULL);
  self->late_share = read_decimal (r, date, "late_share", ZP_DECIMAL_ZERO);
  zp_json_pop (r);
}

static void
read_grades (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  JsonArray *array = zp_json_array (r, root, "grades");

  zp_json_push (r, "grades");
  for (guint i = 0; array != NULL && i < json_array_get_length (array) && r->error == NULL; i++)
    {
      JsonObject *object = zp_json_element_object (r, array, i);
      ZpGrade grade;

      zp_json_push_index (r, i);
      zp_json_only (r, object, "from", "word", NULL);
      grade.from = read_decimal (r, object, "from", ZP_DECIMAL_ZERO);
      grade.word = g_strdup (zp_json_need_string (r, object, "word"));
      g_array_append_val (self->grades, grade);
      if (i > 0
          && zp_decimal_compare (grade.from, g_array_index (self->grades, ZpGrade, i - 1).from)
                 >= 0)
        zp_json_fail (r, ZP_ERROR_FORMAT, _ ("the best grade comes first"));
      zp_json_pop (r);
    }
  zp_json_pop (r);
}

/* The thresholds of the budget system (预算管理一体化) where the profile says nothing else. */
static void
read_lamp (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *lamp = zp_json_object (r, root, "lamp");

  zp_json_push (r, "lamp");
  zp_json_only (r, lamp, "red", "unspent", NULL);
  self->lamp_red = read_decimal (r, lamp, "red", ZP_DECIMAL_INT (5));
  self->lamp_unspent = read_decimal (r, lamp, "unspent", ZP_DECIMAL_INT (20));
  zp_json_pop (r);
}

static void
read_print (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *print = zp_json_object (r, root, "print");

  zp_json_push (r, "print");
  zp_json_only (r, print, "rate", "execution_score", "indicator_score", "weight", "total", "amount",
                NULL);
  self->rate_digits = read_digits (r, print, "rate", (ZpDigits){ 0, 2 });
  self->execution_score_digits = read_digits (r, print, "execution_score", (ZpDigits){ 0, 2 });
  self->indicator_score_digits = read_digits (r, print, "indicator_score", (ZpDigits){ 0, 2 });
  self->weight_digits = read_digits (r, print, "weight", (ZpDigits){ 0, 6 });
  self->total_digits = read_digits (r, print, "total", (ZpDigits){ 0, 2 });
  self->amount_digits = read_digits (r, print, "amount", (ZpDigits){ 2, 6 });
  zp_json_pop (r);
}

static void
read_checks (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  static const char *const severities[] = { "error", "warning", "hint", "off", NULL };
  JsonObject *checks = zp_json_object (r, root, "checks");
  g_autoptr (GList) keys = checks != NULL ? json_object_get_members (checks) : NULL;

  zp_json_push (r, "checks");
  for (GList *l = keys; l != NULL; l = l->next)
    {
      ZpCheckRule rule
          = { g_strdup (l->data),
              g_strdup (severities[zp_json_enum (r, checks, l->data, severities, 0)]) };

      g_array_append_val (self->checks, rule);
    }
  zp_json_pop (r);
}

static void
read_review_share (ZpProfile *self, ZpJsonReader *r, JsonObject *shares, const char *check)
{
  JsonObject *object = zp_json_object (r, shares, check);
  ZpReviewShare rule = { NULL, FALSE, ZP_DECIMAL_ZERO, 1 };

  zp_json_push (r, check);
  zp_json_only (r, object, "share", "effort", NULL);
  rule.computed
      = object != NULL && g_strcmp0 (zp_json_need_string (r, object, "share"), COMPUTED) == 0;
  if (object != NULL && !rule.computed)
    rule.share = read_decimal (r, object, "share", ZP_DECIMAL_ZERO);
  if (rule.share.micro < 0 || zp_decimal_compare (rule.share, ZP_DECIMAL_INT (100)) > 0)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("share: a percentage from 0 to 100, or “%s”"), COMPUTED);
  if (object != NULL)
    rule.effort = CLAMP (read_decimal (r, object, "effort", ZP_DECIMAL_INT (1)).micro / 1000000, 1,
                         MAX_EFFORT);
  rule.check = g_strdup (check);
  g_array_append_val (self->review_shares, rule);
  zp_json_pop (r);
}

static void
read_review_shares (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *shares = zp_json_object (r, root, "expected_review");
  g_autoptr (GList) keys = shares != NULL ? json_object_get_members (shares) : NULL;

  zp_json_push (r, "expected_review");
  for (GList *l = keys; l != NULL && r->error == NULL; l = l->next)
    read_review_share (self, r, shares, l->data);
  zp_json_pop (r);
}

static void
read_profile (ZpProfile *self, ZpJsonReader *r, JsonObject *root)
{
  zp_json_only (r, root, "id", "version", "title", "region", "year", "basis", "source", "note",
                "weights", "execution", "quantitative", "qualitative", "satisfaction", "yes_no",
                "date", "lamp", "grades", "print", "checks", "deductions", "expected_review", NULL);
  self->id = g_strdup (zp_json_need_string (r, root, "id"));
  self->version = zp_json_text_or_number (r, root, "version");
  if (self->version == NULL)
    self->version = g_strdup ("1");
  self->title = g_strdup (zp_json_need_string (r, root, "title"));
  self->region = g_strdup (zp_json_string (r, root, "region"));
  self->year = g_strdup (zp_json_string (r, root, "year"));
  self->basis = g_strdup (zp_json_need_string (r, root, "basis"));
  self->source = g_strdup (zp_json_need_string (r, root, "source"));
  self->note = g_strdup (zp_json_string (r, root, "note"));
  read_weights (self, r, root);
  read_execution (self, r, root);
  read_quantitative (self, r, root);
  read_qualitative (self, r, root);
  read_satisfaction (self, r, root);
  read_words (self, r, root);
  read_lamp (self, r, root);
  read_grades (self, r, root);
  read_print (self, r, root);
  read_checks (self, r, root);
  zp_deductions_read (r, root, self->causes, self->degrees);
  read_review_shares (self, r, root);
}

static GArray *
new_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  if (clear != NULL)
    g_array_set_clear_func (array, clear);
  return array;
}

/**
 * zp_profile_new_from_json:
 * @json: a profile file
 *
 * Reads a profile.  The first mistake is reported with its path, the reason and what would be right.
 *
 * Returns: (transfer full) (nullable): the profile
 */
ZpProfile *
zp_profile_new_from_json (GBytes *json, GError **error)
{
  g_autoptr (ZpProfile) self = g_atomic_rc_box_new0 (ZpProfile);
  ZpJsonReader reader = { 0 };
  JsonObject *root;

  self->json = g_bytes_ref (json);
  self->level_weights = new_array (sizeof (ZpLevelWeight), (GDestroyNotify) clear_level);
  self->execution.tiers = new_array (sizeof (ZpShare), NULL);
  self->execution.ceilings = new_array (sizeof (ZpShare), NULL);
  self->bands = g_ptr_array_new_with_free_func ((GDestroyNotify) band_free);
  self->satisfaction_intervals = new_array (sizeof (ZpShare), NULL);
  self->grades = new_array (sizeof (ZpGrade), (GDestroyNotify) clear_grade);
  self->checks = new_array (sizeof (ZpCheckRule), (GDestroyNotify) clear_check);
  self->causes = zp_deductions_new_causes ();
  self->degrees = zp_deductions_new_degrees ();
  self->review_shares = new_array (sizeof (ZpReviewShare), (GDestroyNotify) clear_review_share);
  root = zp_json_reader_open (&reader, json, MAX_PROFILE_BYTES);
  if (root != NULL)
    read_profile (self, &reader, root);
  if (!zp_json_reader_close (&reader, error))
    return NULL;
  return g_steal_pointer (&self);
}

ZpProfile *
zp_profile_ref (ZpProfile *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
zp_profile_unref (ZpProfile *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) profile_clear);
}

/**
 * zp_profile_get_grade:
 * @total: a total score
 *
 * Returns: (nullable): the grade word, %NULL when the profile has no grades
 */
const char *
zp_profile_get_grade (const ZpProfile *self, ZpDecimal total)
{
  for (guint i = 0; i < self->grades->len; i++)
    {
      const ZpGrade *grade = &g_array_index (self->grades, ZpGrade, i);

      if (zp_decimal_compare (total, grade->from) >= 0)
        return grade->word;
    }
  return NULL;
}

/** zp_profile_get_severity: (nullable): what the profile says of a check, %NULL for the usual. */
const char *
zp_profile_get_severity (const ZpProfile *self, const char *check)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      const ZpCheckRule *rule = &g_array_index (self->checks, ZpCheckRule, i);

      if (g_str_equal (rule->check, check))
        return rule->severity;
    }
  return NULL;
}

/** zp_profile_get_level_weight: whether the profile says what @level1 weighs, and what. */
gboolean
zp_profile_get_level_weight (const ZpProfile *self, const char *level1, ZpDecimal *out_weight)
{
  for (guint i = 0; i < self->level_weights->len; i++)
    {
      const ZpLevelWeight *level = &g_array_index (self->level_weights, ZpLevelWeight, i);

      if (g_str_equal (level->level1, level1))
        {
          *out_weight = level->weight;
          return TRUE;
        }
    }
  return FALSE;
}

/** zp_profile_get_review_share: (nullable): what a finding of this check costs in a review. */
const ZpReviewShare *
zp_profile_get_review_share (const ZpProfile *self, const char *check)
{
  for (guint i = 0; i < self->review_shares->len; i++)
    {
      const ZpReviewShare *rule = &g_array_index (self->review_shares, ZpReviewShare, i);

      if (g_str_equal (rule->check, check))
        return rule;
    }
  return NULL;
}
