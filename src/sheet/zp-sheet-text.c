/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sheet-text.h"

#include "zp-quantity.h"
#include "zp-intern.h"

#include <stdlib.h>
#include <string.h>

/* The fixed words of a form, with values in them.  {name} is the value of a field, of a column of
 * the row that is drawn, or of an address (total/score); “n” is the number of the row (“goals.n” of
 * the row around it), “label” the name of a fixed row, “year+1” the year after it, and “ratio”
 * the percentage of its target.  {a|b} is the first of them that is not empty, {a÷b} a rate in
 * percent.  After a colon it says how the value is printed: abs, grouped, places=1, chinese, date,
 * or sign=words for more,words for less.  A part in square brackets goes when a value in it is
 * empty; {?rate<100} prints nothing, and the part goes unless the number is less. */

#define RATE_SIGN "÷"

typedef char *(*Filter) (const char *value, const char *argument);

/* --- values --- */

static char *
print (gboolean has, ZpDecimal value, ZpDigits digits, gboolean percent)
{
  ZpPrinted printed = { value, digits, percent };

  return has ? zp_printed_to_string (&printed) : g_strdup ("");
}

/* What a row of indicators has beside its columns. */
static char *
get_of_line (const ZpSheetScope *scope, const char *name)
{
  const ZpProfile *profile = scope->card->profile;
  const ZpScoreLine *line
      = scope->slot.row != NULL ? zp_scorecard_find (scope->card, scope->row_id) : NULL;
  const ZpColumnSpec *score = scope->table->roles[ZP_ROLE_SCORE];

  if (line == NULL
      || scope->table != zp_template_get_indicators (zp_form_get_template (scope->form)))
    return NULL;
  if (g_str_equal (name, "ratio"))
    return print (line->has_ratio, line->ratio, (ZpDigits){ 0, 2 }, TRUE);
  if (score != NULL && g_str_equal (name, score->key))
    return print (line->score.has_score, line->score.score, profile->indicator_score_digits, FALSE);
  return NULL;
}

/* {n} is the number of the row, {goals.n} that of the row of another table around it. */
static gboolean
is_number (const ZpSheetScope *scope, const char *name)
{
  gsize length = strlen (scope->table->key);

  return g_str_equal (name, "n")
         || (strncmp (name, scope->table->key, length) == 0 && g_str_equal (name + length, ".n"));
}

static char *
get_of_row (const ZpSheetScope *scope, const char *name)
{
  const ZpComputedSpec *computed;
  ZpPrinted printed;
  char *value;

  if (scope->table == NULL)
    return NULL;
  if (is_number (scope, name))
    return g_strdup_printf ("%u", scope->number);
  if (g_str_equal (name, "label") && scope->slot.fixed != NULL)
    return g_strdup (scope->slot.fixed->label);
  value = get_of_line (scope, name);
  if (value != NULL)
    return value;
  if (zp_table_spec_find_column (scope->table, name) != NULL)
    return g_strdup (zp_sheet_scope_get (scope, name));
  computed = zp_table_spec_find_computed (scope->table, name);
  if (computed == NULL)
    return NULL;
  return zp_scorecard_compute_column (scope->card, scope->form, scope->table, scope->slot.row,
                                      scope->row_id, computed, &printed)
             ? zp_printed_to_string (&printed)
             : g_strdup ("");
}

/* {year+1}: a year after that of the form. */
static char *
get_later_year (const ZpSheetScope *scope, const char *name, const char *plus)
{
  g_autofree char *key = g_strndup (name, plus - name);
  const char *year = zp_form_get_field (scope->form, key);

  if (strlen (year) != 4 || strspn (year, "0123456789") != 4)
    return g_strdup ("");
  return g_strdup_printf ("%d", atoi (year) + CLAMP (atoi (plus + 1), 0, 100));
}

static char *
get_of_form (const ZpSheetScope *scope, const char *name)
{
  ZpPrinted printed;

  const char *plus = strchr (name, '+');

  if (plus != NULL)
    return get_later_year (scope, name, plus);
  if (strchr (name, '/') == NULL)
    return g_strdup (zp_form_get_field (scope->form, name));
  if (g_str_equal (name, "total/grade"))
    return g_strdup (scope->card->grade != NULL ? scope->card->grade : "");
  if (zp_scorecard_compute (scope->card, scope->form, name, &printed))
    return zp_printed_to_string (&printed);
  return g_strdup (zp_form_get (scope->form, name));
}

static char *
get_value (const ZpSheetScope *scope, const char *name)
{
  for (const ZpSheetScope *s = scope; s != NULL; s = s->outer)
    {
      char *value = get_of_row (s, name);

      if (value != NULL)
        return value;
    }
  return get_of_form (scope, name);
}

static const ZpColumnSpec *
find_spec (const ZpSheetScope *scope, const char *name)
{
  ZpTemplate *template_ = zp_form_get_template (scope->form);
  g_auto (GStrv) parts = g_strsplit (name, "/", 3);
  const ZpTableSpec *table = scope->table;

  if (g_strv_length (parts) == 3)
    {
      table = zp_template_find_table (template_, parts[0]);
      return table != NULL ? zp_table_spec_find_column (table, parts[2]) : NULL;
    }
  if (table != NULL && zp_table_spec_find_column (table, name) != NULL)
    return zp_table_spec_find_column (table, name);
  return zp_template_find_field (template_, name);
}

static gboolean
get_amount (const ZpSheetScope *scope, const char *name, ZpDecimal *out_amount)
{
  const ZpColumnSpec *spec = find_spec (scope, name);
  g_autofree char *text = get_value (scope, name);

  return zp_amount_parse (text, spec != NULL ? spec->unit_factor : 1, out_amount, NULL, NULL);
}

static char *
get_rate (const ZpSheetScope *scope, const char *name, const char *sign)
{
  const ZpProfile *profile = scope->card->profile;
  g_autofree char *top_name = g_strndup (name, sign - name);
  ZpDecimal top, bottom, rate;

  if (!get_amount (scope, top_name, &top) || !get_amount (scope, sign + strlen (RATE_SIGN), &bottom)
      || zp_decimal_is_zero (bottom)
      || !zp_decimal_mul_div (top, ZP_DECIMAL_INT (100), bottom, profile->execution.rate.places,
                              profile->execution.rate.rounding, &rate))
    return g_strdup ("");
  return print (TRUE, rate, profile->rate_digits, TRUE);
}

static char *
get_first (const ZpSheetScope *scope, const char *names)
{
  g_auto (GStrv) alternatives = g_strsplit (names, "|", -1);

  for (guint i = 0; alternatives[i] != NULL; i++)
    {
      const char *sign = strstr (alternatives[i], RATE_SIGN);
      g_autofree char *value = sign != NULL ? get_rate (scope, alternatives[i], sign)
                                            : get_value (scope, alternatives[i]);

      if (*value != '\0')
        return g_steal_pointer (&value);
    }
  return g_strdup ("");
}

/* --- how a value is printed --- */

static char *
filter_abs (const char *value, const char *argument)
{
  return g_strdup (*value == '-' ? value + 1 : value);
}

static char *
filter_grouped (const char *value, const char *argument)
{
  ZpDecimal number;
  const char *point = strchr (value, '.');

  if (zp_decimal_parse (value, &number) != ZP_DECIMAL_OK)
    return g_strdup (value);
  return zp_decimal_format_grouped (number, point != NULL ? strspn (point + 1, "0123456789") : 0,
                                    ZP_DECIMAL_PLACES);
}

/* Always with so many places, rounded half up; a percentage stays one. */
static char *
filter_places (const char *value, const char *argument)
{
  gboolean percent = g_str_has_suffix (value, "%");
  guint places = (guint) g_ascii_strtoull (argument, NULL, 10);
  g_autofree char *number = g_strndup (value, strlen (value) - (percent ? 1 : 0));
  g_autofree char *text = NULL;
  ZpDecimal decimal;

  if (zp_decimal_parse (number, &decimal) != ZP_DECIMAL_OK)
    return g_strdup (value);
  text = zp_decimal_format (decimal, places, places);
  return g_strconcat (text, percent ? "%" : "", NULL);
}

/* 一 to 九十九, as headings are numbered. */
static char *
filter_chinese (const char *value, const char *argument)
{
  static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  guint64 number = g_ascii_strtoull (value, NULL, 10);

  if (number == 0 || number > 99)
    return g_strdup (value);
  if (number < 10)
    return g_strdup (digits[number]);
  return g_strconcat (number < 20 ? "" : digits[number / 10], "十", digits[number % 10], NULL);
}

/** zp_sheet_print_date: (transfer full): 2024-04-01 as 2024年04月01日, anything else as it was typed. */
char *
zp_sheet_print_date (const char *text)
{
  for (guint i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return g_strdup (text);
  if (text[10] != '\0')
    return g_strdup (text);
  return g_strdup_printf ("%.4s年%.2s月%.2s日", text, text + 5, text + 8);
}

static char *
filter_date (const char *value, const char *argument)
{
  return zp_sheet_print_date (value);
}

static char *
filter_sign (const char *value, const char *argument)
{
  g_auto (GStrv) words = g_strsplit (argument, ",", 2);

  if (*value == '\0' || words[0] == NULL || words[1] == NULL)
    return g_strdup ("");
  return g_strdup (words[*value == '-' ? 1 : 0]);
}

static char *
apply_filter (char *value, const char *filter)
{
  static const struct
  {
    const char *name;
    Filter apply;
  } filters[] = {
    { "abs", filter_abs },   { "grouped", filter_grouped }, { "chinese", filter_chinese },
    { "date", filter_date }, { "sign=", filter_sign },      { "places=", filter_places },
  };
  g_autofree char *old = value;

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_str_has_prefix (filter, filters[i].name))
      return filters[i].apply (old, filter + strlen (filters[i].name));
  return g_steal_pointer (&old);
}

static char *
evaluate (const ZpSheetScope *scope, const char *expression)
{
  g_auto (GStrv) parts = g_strsplit (expression, ":", -1);
  char *value;

  if (parts[0] == NULL)
    return g_strdup ("");
  value = get_first (scope, parts[0]);
  for (guint i = 1; parts[i] != NULL; i++)
    value = apply_filter (value, parts[i]);
  return value;
}

/* rate<100: what is no number is not less. */
static gboolean
is_less (const ZpSheetScope *scope, const char *condition)
{
  g_auto (GStrv) sides = g_strsplit (condition, "<", 2);
  g_autofree char *value
      = sides[0] != NULL && sides[1] != NULL ? get_first (scope, sides[0]) : g_strdup ("");
  gsize length = strlen (value);
  ZpDecimal number, limit;

  if (g_str_has_suffix (value, "%"))
    value[length - 1] = '\0';
  return zp_decimal_parse (value, &number) == ZP_DECIMAL_OK
         && zp_decimal_parse (sides[1], &limit) == ZP_DECIMAL_OK
         && zp_decimal_compare (number, limit) < 0;
}

/* --- texts --- */

/* The bracket that closes the one at @text, or NULL. */
static const char *
find_close (const char *text, const char *end)
{
  guint depth = 0;

  for (const char *p = text; p < end; p++)
    {
      if (*p == '[')
        depth++;
      else if (*p == ']' && --depth == 0)
        return p;
    }
  return NULL;
}

/* Whether what stands between braces leaves the part around it in place. */
static gboolean
put_value (GString *out, const ZpSheetScope *scope, const char *expression)
{
  g_autofree char *value = NULL;

  if (*expression == '?')
    return is_less (scope, expression + 1);
  value = evaluate (scope, expression);
  g_string_append (out, value);
  return *value != '\0';
}

static void
expand_into (
    GString *out, const ZpSheetScope *scope, const char *text, const char *end, gboolean *out_empty)
{
  while (text < end)
    {
      const char *close;

      if (*text == '{' && (close = memchr (text, '}', end - text)) != NULL)
        {
          g_autofree char *expression = g_strndup (text + 1, close - text - 1);

          if (!put_value (out, scope, expression))
            *out_empty = TRUE;
          text = close + 1;
        }
      else if (*text == '[' && (close = find_close (text, end)) != NULL)
        {
          g_autoptr (GString) part = g_string_new (NULL);
          gboolean empty = FALSE;

          expand_into (part, scope, text + 1, close, &empty);
          if (!empty)
            g_string_append_len (out, part->str, part->len);
          text = close + 1;
        }
      else
        g_string_append_c (out, *text++);
    }
}

/**
 * zp_sheet_expand:
 * @scope: the row that is drawn
 * @text: words of the template
 *
 * Puts the values into fixed words.
 *
 * Returns: (transfer full): what is printed
 */
GRefString *
zp_sheet_expand (const ZpSheetScope *scope, const char *text)
{
  g_autoptr (GString) out = NULL;
  gboolean empty = FALSE;

  g_return_val_if_fail (scope != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (strpbrk (text, "{[") == NULL)
    return zp_intern (text);
  out = g_string_new (NULL);
  expand_into (out, scope, text, text + strlen (text), &empty);
  return g_ref_string_new_len (out->str, out->len);
}
