/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-quantity.h"
#include "zp-decimal-private.h"
#include "zp-quantity-private.h"
#include "zp-text-private.h"

#include <string.h>

/* How long a unit may be at the beginning of a text, and behind words; longer ones are sentences. */
#define MAX_UNIT_CHARS 12
#define MAX_UNIT_CHARS_BEHIND_NAME 8
#define MAX_NAME_CHARS 20
#define MAX_TAIL_CHARS 12
#define MAX_CANDIDATES 6

/*
 * Where in a text a number begins, and what is written before it.
 *
 * A text is a quantity if
 *  1. nothing but an operator stands before the number (≥95%); a few words may follow (5天办结), or
 *     a clause behind a comma; or
 *  2. an operator stands directly before the number, words before that, and the text ends with the
 *     number, its unit and closing words (满意度不低于90%以上); or
 *  3. a few words stand before the number (完成6家), it has a unit, and the text ends with it.
 * All else is words: incidental figures of a sentence must never be scored.
 */
typedef struct
{
  const ZpPlain *plain;
  gsize name_length;
  const char *start;
  const ZpOperatorWord *word;
  gboolean both_signs;
  gboolean per_cent;
  gboolean dates;
} Candidate;

static inline ZpOperator
candidate_op (const Candidate *self)
{
  return self->word != NULL ? self->word->op : ZP_OP_NONE;
}

static guint
count_chars (const char *p, const char *end)
{
  guint n_chars = 0;

  for (; p < end; p++)
    if ((*p & 0xc0) != 0x80)
      n_chars++;
  return n_chars;
}

static gboolean
has_digit (const char *p, const char *end)
{
  for (; p < end; p++)
    if (g_ascii_isdigit (*p))
      return TRUE;
  return FALSE;
}

static gboolean
ends_with (const char *text, gsize length, const char *word)
{
  gsize word_length = strlen (word);

  return length >= word_length && memcmp (text + length - word_length, word, word_length) == 0;
}

/* 2020年共开展培训 may stand before 12次; any other digit means that there are two figures. */
static const char *
skip_year (const char *name, const char *end)
{
  if (end - name > 7 && !has_digit (end - 3, end) && g_ascii_isdigit (name[0])
      && g_ascii_isdigit (name[1]) && g_ascii_isdigit (name[2]) && g_ascii_isdigit (name[3])
      && zp_words_is_prefix (name + 4, "年"))
    return name + 7;
  return name;
}

static gboolean
contains_any (const char *name, const char *end, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_strstr_len (name, end - name, *words) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether the words before a number leave it the only figure of the text. */
static gboolean
is_name (const Candidate *self)
{
  static const char *const figures[] = { "=", "<", ">", "%", "≥", "≤", NULL };
  static const char *const breaks[] = { "。", "、", "“", "《", ";", NULL };
  /* An ordinal, the day of a month and the month of a year are no amounts. */
  static const char *const not_before[] = { "第", "年", "月" };
  const char *name = self->plain->text;
  const char *end = name + self->name_length;

  if (candidate_op (self) != ZP_OP_NONE)
    return !contains_any (name, end, figures);
  /* Sentences are longer: the cheapest test comes first. */
  if (count_chars (name, end) > MAX_NAME_CHARS)
    return FALSE;
  if (contains_any (name, end, figures) || contains_any (name, end, breaks))
    return FALSE;
  if (g_ascii_isalnum (end[-1]) || strchr ("(./-+,*", end[-1]) != NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (not_before); i++)
    if (ends_with (name, self->name_length, not_before[i]))
      return FALSE;
  return !has_digit (skip_year (name, end), end);
}

/* Takes @word from before the number. */
static gboolean
take_before (Candidate *self, const char *word)
{
  if (!ends_with (self->plain->text, self->name_length, word))
    return FALSE;
  self->name_length -= strlen (word);
  return TRUE;
}

/* A dash is a minus only where nothing but an operator stands before it. */
static void
take_sign (Candidate *self)
{
  gsize length = self->name_length;
  const ZpOperatorWord *word;

  if (take_before (self, "±"))
    {
      self->both_signs = TRUE;
      return;
    }
  if (length == 0 || strchr ("+-", self->plain->text[length - 1]) == NULL)
    return;
  word = zp_words_operator_before (self->plain->text, length - 1);
  if (length > 1 && word == NULL)
    return;
  self->name_length--;
  self->start--;
}

static void
take_operators (Candidate *self)
{
  const ZpOperatorWord *word;

  while (candidate_op (self) == ZP_OP_NONE
         && (word = zp_words_operator_before (self->plain->text, self->name_length)) != NULL)
    {
      self->name_length -= strlen (word->word);
      self->word = word;
    }
}

static void
candidate_init (Candidate *self, const ZpPlain *plain, gsize digit, gboolean dates)
{
  *self = (Candidate){ .plain = plain, .start = plain->text + digit, .name_length = digit };
  self->dates = dates;
  if (take_before (self, "."))
    self->start--;
  take_sign (self);
  if (!take_before (self, "¥"))
    (void) take_before (self, "人民币");
  self->per_cent = take_before (self, "百分之");
  take_operators (self);
}

/* Whether what follows the quantity leaves it the meaning of the text.
 * @words_allowed: a few words may follow */
static gboolean
is_tail (const Candidate *self, const char *p, gboolean words_allowed)
{
  const char *end = p;

  if (*p == '\0')
    return self->name_length == 0 || !self->plain->cut;
  if (self->name_length > 0 || !words_allowed)
    return FALSE;
  if (*p == ',' || *p == ';' || zp_words_is_prefix (p, "。"))
    return TRUE;
  if ((guchar) *p < 0x80 || zp_words_is_prefix (p, "、"))
    return FALSE;
  while (*end != '\0' && *end != ',' && *end != ';' && !zp_words_is_prefix (end, "。"))
    end = g_utf8_next_char (end);
  return !has_digit (p, end) && count_chars (p, end) <= MAX_TAIL_CHARS;
}

/* 2021年1月至12月: the period is named by its end. */
static const char *
read_end_of_period (const char *text, ZpQuantity *date)
{
  const char *p = zp_words_read_separator (text);
  ZpQuantity end = { 0 };

  if (p == NULL)
    p = text;
  if (*p == ' ')
    p++;
  if (!g_ascii_isdigit (*p))
    return text;
  p = zp_words_read_date (p, TRUE, date, &end);
  if (p == NULL)
    return NULL;
  end.op = date->op == ZP_OP_NONE ? ZP_OP_AT_MOST : date->op;
  *date = end;
  return zp_words_read_date_closings (p, &date->op);
}

static gboolean
read_date (const Candidate *self, ZpQuantity *out_quantity)
{
  ZpQuantity date = { 0 };
  gboolean month_alone = self->word != NULL && self->word->of_date;
  gboolean worded;
  const char *p = zp_words_read_date (self->start, month_alone, NULL, &date);

  if (p == NULL)
    return FALSE;
  worded = (guchar) self->start[4] >= 0x80 || date.year == 0;
  date.op = candidate_op (self);
  p = zp_words_read_date_closings (p, &date.op);
  p = read_end_of_period (p, &date);
  /* A year alone begins many a sentence. */
  if (p == NULL || !is_tail (self, p, worded && date.has_month))
    return FALSE;
  date.kind = ZP_QUANTITY_DATE;
  date.factor = 1;
  *out_quantity = date;
  return TRUE;
}

/* 半 counts before these only. */
static gboolean
is_half (const char *p)
{
  static const char *const units[] = { "年", "个月", "天", "日", "小时", "个小时" };

  if (!zp_words_is_prefix (p, "半"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (zp_words_is_prefix (p + strlen ("半"), units[i]))
      return TRUE;
  return FALSE;
}

static const char *
scan_number (const char *p, ZpDecimalScan *scan)
{
  if (is_half (p))
    {
      *scan = (ZpDecimalScan){ .digits = 5, .scale = 1 };
      return p + strlen ("半");
    }
  p = zp_decimal_scan (p, scan);
  /* 1. begins an item of a list. */
  return p != NULL && p[-1] == '.' && *p != '\0' ? NULL : p;
}

static void
set_value (ZpQuantity *number, const ZpDecimalScan *scan)
{
  gboolean is_scaled = number->unit_kind == ZP_UNIT_MONEY || number->unit_kind == ZP_UNIT_COUNT;

  number->error = zp_decimal_scan_value (scan, 1, 1, &number->value);
  /* 1.23456789亿元 is exact in 元. */
  if (number->error != ZP_DECIMAL_TOO_PRECISE || !is_scaled || number->factor == 1)
    return;
  number->error = zp_decimal_scan_value (scan, number->factor, 1, &number->value);
  if (number->error == ZP_DECIMAL_OK)
    number->factor = 1;
}

/* 半年 is given as 6 月, and 1年半 has its half. */
static const char *
read_half_year (const char *p, gboolean half, ZpQuantity *number)
{
  if (number->unit_kind != ZP_UNIT_MONTHS || number->factor != 12)
    return p;
  if (half)
    {
      number->value = ZP_DECIMAL_INT (6);
      number->factor = 1;
      g_strlcpy (number->unit, "月", sizeof number->unit);
    }
  else if (zp_words_is_prefix (p, "半")
           && zp_decimal_add (number->value, ZP_DECIMAL_MICRO (500000), &number->value))
    p += strlen ("半");
  return p;
}

/* Reads number, multiplier and unit; a number that is no value has its error. */
static const char *
read_number (const char *text, guint max_unit_chars, ZpQuantity *out_number)
{
  ZpDecimalScan scan;
  ZpQuantity number = { 0 };
  gboolean half = is_half (text);
  const char *p = scan_number (text, &scan);

  if (p == NULL)
    return NULL;
  /* The year of a sentence (2021年我局…) is no number of years. */
  if (p - text == 4 && (*text == '1' || *text == '2') && zp_words_is_prefix (p, "年")
      && scan.digits >= 1900 && scan.digits < 2100)
    return NULL;
  p = zp_words_read_unit (p, max_unit_chars, &number);
  if (p == NULL)
    return NULL;
  set_value (&number, &scan);
  number.kind = ZP_QUANTITY_NUMBER;
  *out_number = number;
  return read_half_year (p, half, out_number);
}

static inline gboolean
is_lower (ZpOperator op)
{
  return op == ZP_OP_AT_LEAST || op == ZP_OP_MORE;
}

static inline gboolean
is_upper (ZpOperator op)
{
  return op == ZP_OP_AT_MOST || op == ZP_OP_LESS;
}

/* Makes @low and @high one range, in @high. */
static gboolean
join_range (ZpQuantity *low, ZpQuantity *high, gboolean lower_open, gboolean upper_open)
{
  if (!zp_quantity_align (low, high) || zp_decimal_compare (low->value, high->value) > 0)
    return FALSE;
  high->op = ZP_OP_RANGE;
  high->lower = low->value;
  high->lower_open = lower_open;
  high->upper_open = upper_open;
  return TRUE;
}

/* 97%≤预算执行率≤100%, behind the first number. */
static const char *
read_middle_range (const char *text, ZpQuantity *number)
{
  const ZpOperatorWord *first = zp_words_operator_at (text);
  const ZpOperatorWord *second;
  ZpQuantity other;
  const char *digit;
  const char *p;

  if (first == NULL || !(is_lower (first->op) || is_upper (first->op)))
    return text;
  text += strlen (first->word);
  digit = text + strcspn (text, "0123456789");
  second = zp_words_operator_before (text, (gsize) (digit - text));
  if (second == NULL || is_lower (first->op) != is_lower (second->op)
      || is_upper (first->op) != is_upper (second->op))
    return NULL;
  p = read_number (digit, MAX_UNIT_CHARS_BEHIND_NAME, &other);
  if (p == NULL || *p != '\0' || other.error != ZP_DECIMAL_OK)
    return NULL;
  if (is_upper (first->op))
    {
      if (!join_range (number, &other, first->op == ZP_OP_LESS, second->op == ZP_OP_LESS))
        return NULL;
      *number = other;
      return p;
    }
  return join_range (&other, number, second->op == ZP_OP_MORE, first->op == ZP_OP_MORE) ? p : NULL;
}

/* ≥90%且≤95%, behind the first number; anything else is left alone. */
static const char *
read_second_bound (const char *text, ZpQuantity *number)
{
  static const char *const links[] = { ",", ";", "且", "并且", "同时", "、" };
  const ZpOperatorWord *word;
  ZpQuantity other;
  const char *p = text;

  for (gsize i = 0; i < G_N_ELEMENTS (links) && p == text; i++)
    if (zp_words_is_prefix (text, links[i]))
      p += strlen (links[i]);
  word = zp_words_operator_at (p);
  if (word == NULL || !g_ascii_isdigit (p[strlen (word->word)]))
    return text;
  if (!(is_lower (number->op) && is_upper (word->op))
      && !(is_upper (number->op) && is_lower (word->op)))
    return text;
  p = read_number (p + strlen (word->word), MAX_UNIT_CHARS_BEHIND_NAME, &other);
  if (p == NULL || other.error != ZP_DECIMAL_OK)
    return text;
  if (is_upper (number->op))
    return join_range (&other, number, word->op == ZP_OP_MORE, number->op == ZP_OP_LESS) ? p : NULL;
  if (!join_range (number, &other, number->op == ZP_OP_MORE, word->op == ZP_OP_LESS))
    return NULL;
  *number = other;
  return p;
}

/* 95%-100%, 3至5个: from the separator on. */
static const char *
read_dash_range (const char *text, guint max_unit_chars, ZpQuantity *number)
{
  const char *p = zp_words_read_separator (text);
  ZpQuantity other;

  if (p == NULL || !g_ascii_isdigit (*p))
    return text;
  p = read_number (p, max_unit_chars, &other);
  if (p == NULL || other.error != ZP_DECIMAL_OK || !join_range (number, &other, FALSE, FALSE))
    return NULL;
  *number = other;
  return p;
}

static const char *
read_range (const Candidate *self, const char *p, guint max_unit_chars, ZpQuantity *number)
{
  const char *end;

  if (number->error != ZP_DECIMAL_OK || *p == '\0')
    return p;
  if (number->op != ZP_OP_NONE)
    {
      /* The second bound may follow 90%以上 as well. */
      p = zp_words_read_closings (p, &number->op);
      return read_second_bound (p, number);
    }
  end = read_dash_range (p, max_unit_chars, number);
  if (end == p && self->name_length == 0)
    end = read_middle_range (p, number);
  return end;
}

/* ±5% is a range around zero, unless an operator makes it a bound. */
static void
take_both_signs (ZpQuantity *number)
{
  if (number->op != ZP_OP_NONE && number->op != ZP_OP_EQUAL)
    return;
  number->op = ZP_OP_RANGE;
  number->lower.micro = -number->value.micro;
}

/* 1-12月 is the time from January to December; a duration would be 个月. */
static void
take_months (const Candidate *self, ZpQuantity *number)
{
  gint64 month = number->value.micro / 1000000;

  if (!self->dates || number->op != ZP_OP_RANGE || strcmp (number->unit, "月") != 0
      || number->factor != 1 || month < 1 || month > 12 || number->lower.micro < 1000000
      || zp_decimal_places (number->value) > 0 || zp_decimal_places (number->lower) > 0)
    return;
  *number = (ZpQuantity){ .kind = ZP_QUANTITY_DATE, .op = ZP_OP_AT_MOST, .factor = 1 };
  number->month = (int) month;
  number->has_month = TRUE;
  number->day = g_date_get_days_in_month ((GDateMonth) month, 2000);
}

static gboolean
read_quantity (const Candidate *self, ZpQuantity *out_quantity)
{
  gboolean named = self->name_length > 0;
  guint max_unit_chars = named ? MAX_UNIT_CHARS_BEHIND_NAME : MAX_UNIT_CHARS;
  ZpQuantity number;
  const char *p = read_number (self->start, max_unit_chars, &number);

  if (p == NULL)
    return FALSE;
  number.op = candidate_op (self);
  if (self->per_cent && number.unit[0] == '\0' && number.factor == 1)
    {
      number.unit_kind = ZP_UNIT_PERCENT;
      number.factor = 10;
      number.unit[0] = '%';
    }
  p = read_range (self, p, max_unit_chars, &number);
  if (p == NULL)
    return FALSE;
  p = zp_words_read_closings (p, &number.op);
  if (!is_tail (self, p, TRUE))
    return FALSE;
  /* 指标1 has no unit and no operator: it is a name. */
  if (named && number.op == ZP_OP_NONE && number.unit[0] == '\0' && number.factor == 1)
    return FALSE;
  /* 10日前 is a day of a month that is not said. */
  if (zp_words_is_prefix (p, "前") || zp_words_is_prefix (p, "之前"))
    return FALSE;
  if (self->both_signs && number.error == ZP_DECIMAL_OK)
    take_both_signs (&number);
  take_months (self, &number);
  *out_quantity = number;
  return TRUE;
}

static gboolean
try_candidate (const Candidate *self, ZpQuantity *out_quantity)
{
  if (self->name_length > 0 && !is_name (self))
    return FALSE;
  if (self->dates && !self->both_signs && read_date (self, out_quantity))
    return TRUE;
  if (!read_quantity (self, out_quantity))
    return FALSE;
  if (out_quantity->error != ZP_DECIMAL_OK)
    *out_quantity
        = (ZpQuantity){ .kind = ZP_QUANTITY_WORDS, .factor = 1, .error = out_quantity->error };
  return TRUE;
}

static gboolean
is_start (const char *p)
{
  return g_ascii_isdigit (*p) || ((guchar) *p == 0xe5 && is_half (p));
}

static void
parse_plain (const ZpPlain *plain, gboolean dates, ZpQuantity *out_quantity)
{
  guint n_candidates = 0;
  gsize i = 0;

  while (i < plain->length && n_candidates < MAX_CANDIDATES)
    {
      Candidate candidate;

      if (!is_start (plain->text + i))
        {
          i++;
          continue;
        }
      candidate_init (&candidate, plain, i, dates);
      if (try_candidate (&candidate, out_quantity))
        return;
      n_candidates++;
      i++;
      while (g_ascii_isdigit (plain->text[i])
             || ((plain->text[i] == '.' || plain->text[i] == ',')
                 && g_ascii_isdigit (plain->text[i + 1])))
        i++;
    }
  *out_quantity = (ZpQuantity){ .kind = ZP_QUANTITY_WORDS, .factor = 1 };
}

/**
 * zp_quantity_parse:
 * @text: (nullable): a target or an actual value as typed
 * @out_quantity: (out): what it says
 *
 * Understands numbers with operator, multiplier and unit, ranges, dates and months, in the ways in
 * which they are written in forms.  A text of which it is not certain that its figure is what is
 * meant is words.  Allocates nothing.
 */
void
zp_quantity_parse (const char *text, ZpQuantity *out_quantity)
{
  ZpPlain plain;

  g_return_if_fail (out_quantity != NULL);

  zp_plain_init (&plain, text);
  zp_plain_trim (&plain);
  if (strspn (plain.text, "-/") == plain.length)
    *out_quantity = (ZpQuantity){ .kind = ZP_QUANTITY_EMPTY, .factor = 1 };
  else
    parse_plain (&plain, TRUE, out_quantity);
}

/* A value without a unit takes that of the column beside it. */
static void
parse_with_unit (const char *value, const char *unit, ZpQuantity *quantity)
{
  ZpPlain plain;
  ZpQuantity whole;
  ZpQuantity alone = { 0 };

  /* 30万 with 万元 beside it says 万 once. */
  zp_plain_init (&plain, unit);
  if (strspn (plain.text, "-/") == plain.length)
    return;
  if (quantity->kind == ZP_QUANTITY_NUMBER && quantity->factor > 1
      && zp_words_read_unit (plain.text, MAX_UNIT_CHARS, &alone) != NULL
      && alone.factor == quantity->factor && alone.unit_kind == ZP_UNIT_MONEY)
    unit = alone.unit;
  zp_plain_init (&plain, value);
  zp_plain_trim (&plain);
  zp_plain_append (&plain, unit);
  /* 2020.10 is a month, but not where 元 stands beside it. */
  parse_plain (&plain, FALSE, &whole);
  if (whole.kind == ZP_QUANTITY_NUMBER)
    *quantity = whole;
}

/**
 * zp_quantity_parse_parts:
 * @op: (nullable): 指标性质 or 运算符号: an operator, 定性, or words
 * @value: (nullable): 指标值, which may have operator and unit of its own
 * @unit: (nullable): 度量单位
 * @out_quantity: (out): what they say together
 *
 * Like zp_quantity_parse(), for forms that have operator and unit in columns of their own.  A unit
 * or an operator in @value comes before that of the column, except that = gives way to any other.
 */
void
zp_quantity_parse_parts (const char *op,
                         const char *value,
                         const char *unit,
                         ZpQuantity *out_quantity)
{
  ZpOperator column_op;
  ZpPlain plain;
  gboolean numeric;

  g_return_if_fail (out_quantity != NULL);

  zp_quantity_parse (value, out_quantity);
  zp_plain_init (&plain, value);
  numeric = (out_quantity->kind == ZP_QUANTITY_NUMBER && out_quantity->unit[0] == '\0')
            || (out_quantity->kind == ZP_QUANTITY_DATE && plain.length > 0
                && g_ascii_isdigit (plain.text[plain.length - 1]));
  if (numeric)
    parse_with_unit (value, unit, out_quantity);
  if (out_quantity->kind < ZP_QUANTITY_NUMBER || out_quantity->op == ZP_OP_RANGE)
    return;
  column_op = zp_operator_parse (op);
  if (column_op == ZP_OP_NONE || (column_op == ZP_OP_EQUAL && out_quantity->op != ZP_OP_NONE))
    return;
  if (out_quantity->op == ZP_OP_NONE || out_quantity->op == ZP_OP_EQUAL)
    out_quantity->op = column_op;
}
