/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"
#include "zp-paper-words.h"
#include "zp-wording.h"

#include <string.h>

/* Completeness: what is missing, what cannot be understood. */

#define GOALS "goals"
/* Less is a unit, or 以上. */
#define NAME_CHARS 4

static void
add_missing_value (ZpCheck *check, char *address, const char *label)
{
  g_autofree char *place = zp_word_address (check->form, address);

  zp_check_add (check, address, 0, g_strdup_printf (_ ("%s is empty"), place),
                g_strdup_printf (_ ("Fill in %s."), label));
}

static void
check_required_columns (ZpCheck *check, const ZpTableSpec *table)
{
  guint n = zp_form_get_n_rows (check->form, table->key);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const ZpColumnSpec *column = g_ptr_array_index (table->columns, i);

      for (guint j = 0; column->required && j < n; j++)
        {
          const ZpRow *row = zp_form_get_row (check->form, table->key, j);

          if (zp_check_is_blank (zp_row_get (row, column->key)))
            add_missing_value (check, zp_check_cell (table->key, row->id, column->key),
                               column->label);
        }
    }
}

/* zp_check_fields_filled: A1, required fields and columns; the indicators have a check of their own. */
void
zp_check_fields_filled (ZpCheck *check)
{
  GPtrArray *fields = zp_template_get_fields (check->template_);
  GPtrArray *tables = zp_template_get_tables (check->template_);

  for (guint i = 0; i < fields->len; i++)
    {
      const ZpColumnSpec *field = g_ptr_array_index (fields, i);

      if (field->required && zp_check_is_blank (zp_form_get_field (check->form, field->key)))
        add_missing_value (check, g_strdup (field->key), field->label);
    }
  for (guint i = 0; i < tables->len; i++)
    if (g_ptr_array_index (tables, i) != check->indicators)
      check_required_columns (check, g_ptr_array_index (tables, i));
}

/* --- A2 --- */

/* A weight may come from the level; a score that can be computed need not be written. */
static gboolean
lacks (const ZpCheck *check, const ZpScoreLine *line, const ZpColumnSpec *column)
{
  gboolean empty = zp_check_is_blank (zp_row_get (zp_check_get_row (check, line), column->key));

  switch (column->role)
    {
    case ZP_ROLE_WEIGHT:
      return empty && !line->has_weight && zp_template_is_scored (check->template_);
    case ZP_ROLE_SCORE:
      return FALSE;
    case ZP_ROLE_TARGET:
    case ZP_ROLE_ACTUAL:
      return empty && (column->required || zp_template_is_scored (check->template_));
    default:
      return empty && column->required;
    }
}

static void
check_row_filled (ZpCheck *check, const ZpScoreLine *line)
{
  g_autoptr (GString) missing = NULL;
  const ZpColumnSpec *first = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < check->indicators->columns->len; i++)
    {
      const ZpColumnSpec *column = g_ptr_array_index (check->indicators->columns, i);

      if (!lacks (check, line, column))
        continue;
      if (first == NULL)
        {
          first = column;
          missing = g_string_new (column->label);
        }
      else
        g_string_append_printf (missing, "%s%s", C_ ("list", ", "), column->label);
    }
  if (first == NULL)
    return;
  name = zp_check_line_name (line);
  zp_check_add (check, zp_check_cell (check->indicators->key, line->row_id, first->key),
                line->number, g_strdup_printf (_ ("%s: %s is empty"), name, missing->str),
                g_strdup_printf (_ ("Fill in %s, or remove the row."), missing->str));
}

/* zp_check_rows_filled: A2 */
void
zp_check_rows_filled (ZpCheck *check)
{
  const ZpColumnSpec *name;

  if (check->indicators == NULL)
    return;
  name = check->indicators->roles[ZP_ROLE_LEVEL3];
  for (guint i = 0; i < check->card->lines->len; i++)
    check_row_filled (check, zp_check_get_line (check, i));
  if (check->card->lines->len == 0)
    zp_check_add (check,
                  name != NULL ? zp_check_cell (check->indicators->key, "+0", name->key) : NULL, 0,
                  g_strdup (_ ("the form has no indicator")),
                  g_strdup (_ ("Fill in the indicators with target, actual value and weight.")));
}

/* --- A3 --- */

static void
check_goal (ZpCheck *check,
            const char *expected,
            const char *actual,
            char *expected_address,
            char *actual_address)
{
  gboolean no_expected = zp_check_is_blank (expected);
  gboolean no_actual = zp_check_is_blank (actual);
  g_autofree char *place
      = zp_word_address (check->form, no_expected ? expected_address : actual_address);
  g_autofree char *other = zp_word_address (check->form, expected_address);

  if (no_expected || no_actual)
    zp_check_add (check, g_strdup (no_expected ? expected_address : actual_address), 0,
                  g_strdup_printf (_ ("%s is empty"), place),
                  g_strdup_printf (_ ("Fill in %s."), place));
  else if (zp_text_same (expected, actual))
    zp_check_add (check, g_strdup (actual_address), 0,
                  g_strdup_printf (_ ("%s repeats %s word for word"), place, other),
                  g_strdup (_ ("Write what was really done, with its figures.")));
  g_free (expected_address);
  g_free (actual_address);
}

/* zp_check_goals: A3 */
void
zp_check_goals (ZpCheck *check)
{
  const ZpTableSpec *table = zp_template_find_table (check->template_, GOALS);
  guint n = table != NULL ? zp_form_get_n_rows (check->form, GOALS) : 0;

  if (zp_template_find_field (check->template_, "goal_expected") != NULL
      && zp_template_find_field (check->template_, "goal_actual") != NULL)
    check_goal (check, zp_form_get_field (check->form, "goal_expected"),
                zp_form_get_field (check->form, "goal_actual"), g_strdup ("goal_expected"),
                g_strdup ("goal_actual"));
  if (table == NULL || zp_table_spec_find_column (table, "expected") == NULL
      || zp_table_spec_find_column (table, "actual") == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      const ZpRow *row = zp_form_get_row (check->form, GOALS, i);

      check_goal (check, zp_row_get (row, "expected"), zp_row_get (row, "actual"),
                  zp_check_cell (GOALS, row->id, "expected"),
                  zp_check_cell (GOALS, row->id, "actual"));
    }
}

/* --- A4 --- */

/* zp_check_is_placeholder: 指标1：, 指标, …, ×××: what an empty official form prints. */
gboolean
zp_check_is_placeholder (const char *text)
{
  static const char *const fillers[]
      = { "指标", "……", "…", "...", "×", "XX", "xx", ":", "：", NULL };
  gboolean any = FALSE;

  while (*text != '\0')
    {
      guint i = 0;

      while (fillers[i] != NULL && !g_str_has_prefix (text, fillers[i]))
        i++;
      if (fillers[i] != NULL)
        text += strlen (fillers[i]);
      else if (any && (g_ascii_isdigit (*text) || *text == ' ' || *text == '\n'))
        text++;
      else
        return FALSE;
      any = TRUE;
    }
  return any;
}

/* zp_check_names_itself: some forms print 指标1 as a label and have the name in the target:
 * “定点医疗机构检查覆盖率100%”. */
gboolean
zp_check_names_itself (const ZpScoreLine *line)
{
  guint n = 0;

  for (const char *p = line->target; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      n++;
  return n >= NAME_CHARS;
}

/* zp_check_placeholders: A4 */
void
zp_check_placeholders (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (zp_check_is_placeholder (line->level3) && !zp_check_names_itself (line))
        zp_check_add_line (
            check, check->severity, line, ZP_ROLE_LEVEL3,
            g_strdup_printf (_ ("row %u: “%s” is only a placeholder"), line->number, line->level3),
            g_strdup (_ ("Write the indicator's name, or remove the row.")));
    }
}

/* --- A5 --- */

static gboolean
says_nothing (const char *text)
{
  static const char *const words[] = { "无", "没有", "暂无", "无问题", "不存在", "—", "/" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (zp_text_same (text, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_perfect (const ZpCheck *check)
{
  const ZpScorecard *card = check->card;

  return zp_decimal_compare (card->total, check->profile->total_weight) >= 0
         && (!card->has_execution
             || (card->has_rate && zp_decimal_compare (card->rate, ZP_DECIMAL_INT (100)) >= 0));
}

/* zp_check_conclusions: A5 */
void
zp_check_conclusions (ZpCheck *check)
{
  static const char *const labels[]
      = { "评价结论", "存在问题", "存在的问题", "改进措施", "原因分析", NULL };
  GPtrArray *fields = zp_template_get_fields (check->template_);

  for (guint i = 0; i < fields->len; i++)
    {
      const ZpColumnSpec *field = g_ptr_array_index (fields, i);
      const char *text = zp_form_get_field (check->form, field->key);
      g_autofree char *total = NULL;

      if (!zp_check_contains (field->label, labels))
        continue;
      if (zp_check_is_blank (text))
        zp_check_add (check, g_strdup (field->key), 0,
                      g_strdup_printf (_ ("%s is empty"), field->label),
                      g_strdup_printf (_ ("Fill in %s."), field->label));
      else if (check->card->scored && says_nothing (text) && !is_perfect (check))
        {
          total = zp_check_number (check->card->total);
          zp_check_add (
              check, g_strdup (field->key), 0,
              g_strdup_printf (_ ("%s says “%s” at a total of %s"), field->label, text, total),
              g_strdup (_ ("Say what was lost, why, and what will be done.")));
        }
    }
}

/* --- A6 --- */

static void
check_limit (ZpCheck *check,
             const ZpColumnSpec *column,
             const char *text,
             const char *table,
             const char *row)
{
  glong length = column->limit > 0 ? g_utf8_strlen (text, -1) : 0;
  g_autofree char *address = NULL;
  g_autofree char *place = NULL;

  if (length <= (glong) column->limit)
    return;
  address = table != NULL ? zp_check_cell (table, row, column->key) : g_strdup (column->key);
  place = zp_word_address (check->form, address);
  zp_check_add (
      check, g_steal_pointer (&address), 0,
      g_strdup_printf (_ ("%s has %ld characters, allowed are %u"), place, length, column->limit),
      g_strdup (_ ("Shorten the text.")));
}

/* zp_check_limits: A6 */
void
zp_check_limits (ZpCheck *check)
{
  GPtrArray *fields = zp_template_get_fields (check->template_);
  GPtrArray *tables = zp_template_get_tables (check->template_);

  for (guint i = 0; i < fields->len; i++)
    {
      const ZpColumnSpec *field = g_ptr_array_index (fields, i);

      check_limit (check, field, zp_form_get_field (check->form, field->key), NULL, NULL);
    }
  for (guint i = 0; i < tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (tables, i);
      guint n = zp_form_get_n_rows (check->form, table->key);

      for (guint j = 0; j < table->columns->len; j++)
        {
          const ZpColumnSpec *column = g_ptr_array_index (table->columns, j);

          for (guint k = 0; column->limit > 0 && k < n; k++)
            {
              const ZpRow *row = zp_form_get_row (check->form, table->key, k);

              check_limit (check, column, zp_row_get (row, column->key), table->key, row->id);
            }
        }
    }
}

/* --- A7 --- */

static gboolean
is_cost_level (const ZpProfile *profile, const char *level1)
{
  for (guint i = 0; profile->quantity.cost_words != NULL && profile->quantity.cost_words[i] != NULL;
       i++)
    if (strstr (level1, profile->quantity.cost_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* zp_check_groups: A7; a missing cost level is C6. */
void
zp_check_groups (ZpCheck *check)
{
  GArray *wanted = check->profile->level_weights;

  for (guint i = 0; check->card->lines->len > 0 && i < wanted->len; i++)
    {
      const ZpLevelWeight *level = &g_array_index (wanted, ZpLevelWeight, i);
      g_autofree char *weight = NULL;
      gboolean found = is_cost_level (check->profile, level->level1);

      for (guint j = 0; !found && j < check->card->levels->len; j++)
        found = zp_check_is_level (g_array_index (check->card->levels, ZpScoreLevel, j).level1,
                                   level->level1);
      if (found)
        continue;
      weight = zp_check_number (level->weight);
      zp_check_add (check, NULL, 0,
                    g_strdup_printf (_ ("there is no %s; the profile gives it %s points"),
                                     level->level1, weight),
                    g_strdup_printf (_ ("Add indicators under %s."), level->level1));
    }
}

/* --- N1 --- */

static void
add_number_error (ZpCheck *check, char *address, guint row, const char *text, ZpDecimalError error)
{
  g_autofree char *place = zp_word_address (check->form, address);

  if (error == ZP_DECIMAL_TOO_PRECISE)
    zp_check_add (check, address, row,
                  g_strdup_printf (_ ("%s: “%s” has more than six decimals"), place, text),
                  g_strdup (_ ("Write at most six decimals.")));
  else if (error == ZP_DECIMAL_TOO_LARGE)
    zp_check_add (check, address, row,
                  g_strdup_printf (_ ("%s: “%s” is too large a number"), place, text),
                  g_strdup (_ ("Write the number correctly.")));
  else
    zp_check_add (check, address, row, g_strdup_printf (_ ("%s: “%s” is no number"), place, text),
                  g_strdup (_ ("Write digits only, such as 12.5.")));
}

static ZpDecimalError
parse_column (const ZpColumnSpec *column, const char *text)
{
  ZpDecimalError error = ZP_DECIMAL_OK;
  ZpQuantity quantity;
  ZpDecimal value;

  switch (column->type)
    {
    case ZP_TYPE_AMOUNT:
      (void) zp_amount_parse (text, column->unit_factor, &value, NULL, &error);
      return error;
    case ZP_TYPE_NUMBER:
    case ZP_TYPE_SCORE:
      return zp_decimal_parse (text, &value);
    case ZP_TYPE_QUANTITY:
      zp_quantity_parse (text, &quantity);
      return quantity.kind == ZP_QUANTITY_WORDS ? quantity.error : ZP_DECIMAL_OK;
    case ZP_TYPE_TEXT:
    case ZP_TYPE_PARAGRAPH:
    case ZP_TYPE_YEAR:
    case ZP_TYPE_DATE:
    case ZP_TYPE_CHOICE:
    case ZP_TYPE_TICKS:
    default:
      return ZP_DECIMAL_OK;
    }
}

static gboolean
is_number_error (ZpDecimalError error)
{
  return error != ZP_DECIMAL_OK && error != ZP_DECIMAL_EMPTY;
}

/* What was understood with the scorecard need not be read again. */
static ZpDecimalError
parse_cell (const ZpCheck *check,
            const ZpTableSpec *table,
            const ZpColumnSpec *column,
            const ZpRow *row,
            guint index)
{
  const ZpQuantity *quantity;

  if (table != check->indicators
      || (column->role != ZP_ROLE_TARGET && column->role != ZP_ROLE_ACTUAL))
    return parse_column (column, zp_row_get (row, column->key));
  quantity = column->role == ZP_ROLE_TARGET ? &zp_check_get_line (check, index)->target_quantity
                                            : &zp_check_get_line (check, index)->actual_quantity;
  return quantity->kind == ZP_QUANTITY_WORDS ? quantity->error : ZP_DECIMAL_OK;
}

static void
check_table_numbers (ZpCheck *check, const ZpTableSpec *table)
{
  guint n = zp_form_get_n_rows (check->form, table->key);

  for (guint i = 0; i < n; i++)
    {
      const ZpRow *row = zp_form_get_row (check->form, table->key, i);

      for (guint j = 0; j < table->columns->len; j++)
        {
          const ZpColumnSpec *column = g_ptr_array_index (table->columns, j);
          const char *text = zp_row_get (row, column->key);
          ZpDecimalError error
              = *text != '\0' ? parse_cell (check, table, column, row, i) : ZP_DECIMAL_OK;

          if (is_number_error (error))
            add_number_error (check, zp_check_cell (table->key, row->id, column->key),
                              table == check->indicators ? i + 1 : 0, text, error);
        }
    }
}

/* The score of the execution rate is computed, but may be typed. */
static void
check_execution_number (ZpCheck *check)
{
  for (guint i = 0; check->execution_row != NULL && i < check->execution->computed->len; i++)
    {
      const ZpComputedSpec *computed = g_ptr_array_index (check->execution->computed, i);
      const char *text = zp_row_get (check->execution_row, computed->key);
      ZpDecimalError error;
      ZpDecimal value;

      if (computed->kind != ZP_COMPUTED_EXECUTION_SCORE || *text == '\0')
        continue;
      error = zp_decimal_parse (text, &value);
      if (is_number_error (error))
        add_number_error (
            check, zp_check_cell (check->execution->key, check->execution_row->id, computed->key),
            0, text, error);
    }
}

/* zp_check_numbers: N1, a value that should be a number and is not */
void
zp_check_numbers (ZpCheck *check)
{
  GPtrArray *fields = zp_template_get_fields (check->template_);
  GPtrArray *tables = zp_template_get_tables (check->template_);

  for (guint i = 0; i < fields->len; i++)
    {
      const ZpColumnSpec *field = g_ptr_array_index (fields, i);
      const char *text = zp_form_get_field (check->form, field->key);
      ZpDecimalError error = parse_column (field, text);

      if (is_number_error (error))
        add_number_error (check, g_strdup (field->key), 0, text, error);
    }
  for (guint i = 0; i < tables->len; i++)
    check_table_numbers (check, g_ptr_array_index (tables, i));
  check_execution_number (check);
}

/* zp_check_decided: N2, words that do not say how far the target was reached */
void
zp_check_decided (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;

      if (line->outcome != ZP_OUTCOME_UNDECIDED || line->score.has_score
          || line->target_quantity.kind == ZP_QUANTITY_NUMBER)
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_ACTUAL,
          g_strdup_printf (_ ("%s: “%s” does not say how far the target “%s” was reached, "
                              "so it counts 0"),
                           name, line->actual, line->target),
          g_strdup (_ ("Choose one of the words of the profile, or enter the score by hand.")));
    }
}
