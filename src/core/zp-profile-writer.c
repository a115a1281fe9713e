/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-profile-writer.h"

#include <json-glib/json-glib.h>

/* Writes a profile as a person would: in the order of the built-in ones, short lists on one line. */

#define LINE_CHARS 110
#define INDENT 2

/* --- the tree --- */

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_decimal (JsonBuilder *builder, const char *key, ZpDecimal value)
{
  g_autofree char *text = zp_decimal_to_string (value);

  add_text (builder, key, text);
}

static void
add_rounding (JsonBuilder *builder, const char *key, ZpRoundingRule rule)
{
  static const char *const words[] = {
    [ZP_ROUND_HALF_UP] = "half-up",
    [ZP_ROUND_DOWN] = "down",
    [ZP_ROUND_UP] = "up",
    [ZP_ROUND_HALF_EVEN] = "half-even",
  };

  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "places");
  json_builder_add_int_value (builder, rule.places);
  add_text (builder, "rounding", words[rule.rounding]);
  json_builder_end_object (builder);
}

static void
add_words (JsonBuilder *builder, const char *key, char **words)
{
  if (words == NULL)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; words[i] != NULL; i++)
    json_builder_add_string_value (builder, words[i]);
  json_builder_end_array (builder);
}

static void
add_shares (JsonBuilder *builder,
            const char *key,
            const char *from_key,
            const char *share_key,
            GArray *shares)
{
  if (shares->len == 0)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < shares->len; i++)
    {
      const ZpShare *share = &g_array_index (shares, ZpShare, i);

      json_builder_begin_object (builder);
      add_decimal (builder, from_key, share->from);
      add_decimal (builder, share_key, share->share);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_digits (JsonBuilder *builder, const char *key, ZpDigits digits)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, digits.min);
  json_builder_add_int_value (builder, digits.max);
  if (digits.bare)
    json_builder_add_string_value (builder, "bare");
  json_builder_end_array (builder);
}

static void
begin_object (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
}

static void
add_weights (JsonBuilder *builder, const ZpProfile *profile)
{
  begin_object (builder, "weights");
  add_decimal (builder, "total", profile->total_weight);
  add_decimal (builder, "execution", profile->execution.weight);
  if (profile->level_weights->len > 0)
    {
      begin_object (builder, "levels");
      for (guint i = 0; i < profile->level_weights->len; i++)
        {
          const ZpLevelWeight *level = &g_array_index (profile->level_weights, ZpLevelWeight, i);

          add_decimal (builder, level->level1, level->weight);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_execution (JsonBuilder *builder, const ZpExecutionRule *rule)
{
  static const char *const policies[] = {
    [ZP_ZERO_BUDGET_ZERO] = "zero",
    [ZP_ZERO_BUDGET_ALL_ZERO] = "all-zero",
    [ZP_ZERO_BUDGET_FULL] = "full",
  };

  begin_object (builder, "execution");
  add_rounding (builder, "rate", rule->rate);
  add_text (builder, "from", rule->from_printed_rate ? "printed-rate" : "exact-rate");
  if (rule->has_cap)
    add_decimal (builder, "cap", rule->cap);
  add_shares (builder, "tiers", "from", "share", rule->tiers);
  add_rounding (builder, "score", rule->score);
  add_text (builder, "zero_budget", policies[rule->zero_budget]);
  add_shares (builder, "ceilings", "below", "total", rule->ceilings);
  json_builder_end_object (builder);
}

static void
add_over (JsonBuilder *builder, const ZpQuantityRule *rule)
{
  static const char *const actions[] = {
    [ZP_OVER_NONE] = "none",
    [ZP_OVER_MARK] = "mark",
    [ZP_OVER_EXPLAIN] = "explain",
    [ZP_OVER_MINUS] = "minus",
    [ZP_OVER_DEVIATION] = "by-deviation",
  };

  begin_object (builder, "over");
  add_decimal (builder, "from", rule->over_from);
  add_text (builder, "action", actions[rule->over]);
  add_decimal (builder, "points", rule->over_points);
  add_rounding (builder, "score", rule->over_score);
  json_builder_end_object (builder);
}

static void
add_quantity (JsonBuilder *builder, const ZpQuantityRule *rule)
{
  begin_object (builder, "quantitative");
  add_rounding (builder, "missed", rule->missed);
  if (rule->has_pass)
    add_decimal (builder, "pass", rule->pass);
  add_text (builder, "equal", rule->equal_exact ? "exact" : "at-least");
  begin_object (builder, "reverse");
  add_text (builder, "method", rule->reverse == ZP_REVERSE_LINEAR ? "linear" : "ratio");
  add_rounding (builder, "score", rule->reverse_score);
  json_builder_end_object (builder);
  add_over (builder, rule);
  add_words (builder, "cost_words", rule->cost_words);
  if (rule->cost_below)
    {
      begin_object (builder, "cost_below");
      add_rounding (builder, "score", rule->cost_below_score);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_band (JsonBuilder *builder, const ZpBand *band)
{
  json_builder_begin_object (builder);
  add_words (builder, "words", band->words);
  add_decimal (builder, "from", band->from);
  add_decimal (builder, "to", band->to);
  if (band->from_open)
    {
      json_builder_set_member_name (builder, "from_open");
      json_builder_add_boolean_value (builder, TRUE);
    }
  if (band->to_open)
    {
      json_builder_set_member_name (builder, "to_open");
      json_builder_add_boolean_value (builder, TRUE);
    }
  add_decimal (builder, "share", band->share);
  json_builder_end_object (builder);
}

static void
add_qualities (JsonBuilder *builder, const ZpProfile *profile)
{
  begin_object (builder, "qualitative");
  if (profile->bands->len > 0)
    {
      json_builder_set_member_name (builder, "bands");
      json_builder_begin_array (builder);
      for (guint i = 0; i < profile->bands->len; i++)
        add_band (builder, g_ptr_array_index (profile->bands, i));
      json_builder_end_array (builder);
    }
  add_rounding (builder, "score", profile->band_score);
  json_builder_end_object (builder);

  begin_object (builder, "satisfaction");
  add_words (builder, "words", profile->satisfaction_words);
  add_shares (builder, "intervals", "from", "share", profile->satisfaction_intervals);
  add_rounding (builder, "score", profile->satisfaction_score);
  json_builder_end_object (builder);

  begin_object (builder, "yes_no");
  add_words (builder, "yes", profile->yes_words);
  add_words (builder, "no", profile->no_words);
  json_builder_end_object (builder);

  begin_object (builder, "date");
  add_decimal (builder, "late_share", profile->late_share);
  json_builder_end_object (builder);

  begin_object (builder, "lamp");
  add_decimal (builder, "red", profile->lamp_red);
  add_decimal (builder, "unspent", profile->lamp_unspent);
  json_builder_end_object (builder);
}

static void
add_grades (JsonBuilder *builder, const ZpProfile *profile)
{
  if (profile->grades->len == 0)
    return;
  json_builder_set_member_name (builder, "grades");
  json_builder_begin_array (builder);
  for (guint i = 0; i < profile->grades->len; i++)
    {
      const ZpGrade *grade = &g_array_index (profile->grades, ZpGrade, i);

      json_builder_begin_object (builder);
      add_decimal (builder, "from", grade->from);
      add_text (builder, "word", grade->word);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_print (JsonBuilder *builder, const ZpProfile *profile)
{
  begin_object (builder, "print");
  add_digits (builder, "rate", profile->rate_digits);
  add_digits (builder, "execution_score", profile->execution_score_digits);
  add_digits (builder, "indicator_score", profile->indicator_score_digits);
  add_digits (builder, "weight", profile->weight_digits);
  add_digits (builder, "total", profile->total_digits);
  add_digits (builder, "amount", profile->amount_digits);
  json_builder_end_object (builder);
}

static void
add_checks (JsonBuilder *builder, const ZpProfile *profile)
{
  if (profile->checks->len == 0)
    return;
  begin_object (builder, "checks");
  for (guint i = 0; i < profile->checks->len; i++)
    {
      const ZpCheckRule *rule = &g_array_index (profile->checks, ZpCheckRule, i);

      add_text (builder, rule->check, rule->severity);
    }
  json_builder_end_object (builder);
}

static void
add_deductions (JsonBuilder *builder, const ZpProfile *profile)
{
  begin_object (builder, "deductions");
  json_builder_set_member_name (builder, "causes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < profile->causes->len; i++)
    {
      const ZpDeductionCause *cause = g_ptr_array_index (profile->causes, i);

      json_builder_begin_object (builder);
      add_text (builder, "word", cause->word);
      add_words (builder, "also", cause->also);
      if (cause->has_share)
        add_decimal (builder, "share", cause->share);
      add_text (builder, "reason", cause->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "degrees");
  json_builder_begin_array (builder);
  for (guint i = 0; i < profile->degrees->len; i++)
    {
      const ZpDeductionDegree *degree = g_ptr_array_index (profile->degrees, i);

      json_builder_begin_object (builder);
      add_text (builder, "word", degree->word);
      add_decimal (builder, "share", degree->share);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_review_shares (JsonBuilder *builder, const ZpProfile *profile)
{
  if (profile->review_shares->len == 0)
    return;
  begin_object (builder, "expected_review");
  for (guint i = 0; i < profile->review_shares->len; i++)
    {
      const ZpReviewShare *rule = &g_array_index (profile->review_shares, ZpReviewShare, i);

      begin_object (builder, rule->check);
      if (rule->computed)
        add_text (builder, "share", "computed");
      else
        add_decimal (builder, "share", rule->share);
      add_decimal (builder, "effort", ZP_DECIMAL_INT (rule->effort));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static JsonNode *
build_tree (const ZpProfile *profile)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "id", profile->id);
  add_text (builder, "version", profile->version);
  add_text (builder, "title", profile->title);
  add_text (builder, "region", profile->region);
  add_text (builder, "year", profile->year);
  add_text (builder, "basis", profile->basis);
  add_text (builder, "source", profile->source);
  add_text (builder, "note", profile->note);
  add_weights (builder, profile);
  add_execution (builder, &profile->execution);
  add_quantity (builder, &profile->quantity);
  add_qualities (builder, profile);
  add_grades (builder, profile);
  add_print (builder, profile);
  add_checks (builder, profile);
  add_deductions (builder, profile);
  add_review_shares (builder, profile);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* --- its text --- */

static void print_inline (GString *out, JsonNode *node);

static void
print_text (GString *out, const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *quoted = json_to_string (node, FALSE);

  g_string_append (out, quoted);
}

static void
print_inline_object (GString *out, JsonObject *object)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  g_string_append (out, "{ ");
  for (GList *l = keys; l != NULL; l = l->next)
    {
      print_text (out, l->data);
      g_string_append (out, ": ");
      print_inline (out, json_object_get_member (object, l->data));
      g_string_append (out, l->next != NULL ? ", " : " ");
    }
  g_string_append_c (out, '}');
}

static void
print_inline_array (GString *out, JsonArray *array)
{
  guint n = json_array_get_length (array);

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      print_inline (out, json_array_get_element (array, i));
      if (i + 1 < n)
        g_string_append (out, ", ");
    }
  g_string_append_c (out, ']');
}

static void
print_inline (GString *out, JsonNode *node)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    print_inline_object (out, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    print_inline_array (out, json_node_get_array (node));
  else
    {
      text = json_to_string (node, FALSE);
      g_string_append (out, text);
    }
}

/* Words and digits stay together, however many they are. */
static gboolean
is_plain_list (JsonNode *node)
{
  return JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0
         && JSON_NODE_HOLDS_VALUE (json_array_get_element (json_node_get_array (node), 0));
}

static void
new_line (GString *out, guint depth)
{
  g_string_append_printf (out, "\n%*s", (int) (depth * INDENT), "");
}

static void print_node (GString *out, JsonNode *node, guint depth);

static void
print_object (GString *out, JsonObject *object, guint depth)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  g_string_append_c (out, '{');
  for (GList *l = keys; l != NULL; l = l->next)
    {
      new_line (out, depth + 1);
      print_text (out, l->data);
      g_string_append (out, ": ");
      print_node (out, json_object_get_member (object, l->data), depth + 1);
      if (l->next != NULL)
        g_string_append_c (out, ',');
    }
  new_line (out, depth);
  g_string_append_c (out, '}');
}

static void
print_array (GString *out, JsonArray *array, guint depth)
{
  guint n = json_array_get_length (array);

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      new_line (out, depth + 1);
      print_node (out, json_array_get_element (array, i), depth + 1);
      if (i + 1 < n)
        g_string_append_c (out, ',');
    }
  new_line (out, depth);
  g_string_append_c (out, ']');
}

static void
print_node (GString *out, JsonNode *node, guint depth)
{
  g_autoptr (GString) line = g_string_new (NULL);

  print_inline (line, node);
  if (depth > 0
      && (JSON_NODE_HOLDS_VALUE (node) || is_plain_list (node)
          || g_utf8_strlen (line->str, line->len) + depth * INDENT <= LINE_CHARS))
    g_string_append (out, line->str);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    print_object (out, json_node_get_object (node), depth);
  else
    print_array (out, json_node_get_array (node), depth);
}

/**
 * zp_profile_write:
 * @profile: a profile
 *
 * Writes @profile as a profile file.  What the file of @profile left to its defaults is said, so
 * that the rules are the same even if the defaults of the program should change one day.
 *
 * Returns: (transfer full): the file, which reads as the same profile
 */
GBytes *
zp_profile_write (const ZpProfile *profile)
{
  g_autoptr (JsonNode) root = NULL;
  GString *out;

  g_return_val_if_fail (profile != NULL, NULL);

  root = build_tree (profile);
  out = g_string_new (NULL);
  print_node (out, root, 0);
  g_string_append_c (out, '\n');
  return g_string_free_to_bytes (out);
}
