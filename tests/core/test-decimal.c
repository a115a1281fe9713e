/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-decimal.h"

#include <locale.h>
#include <string.h>

#define N_RANDOM 20000

typedef struct
{
  const char *name;
  const char *text;
  ZpDecimalError error;
  gint64 micro;
} ParseCase;

#define OK(m) ZP_DECIMAL_OK, G_GINT64_CONSTANT (m)

static const ParseCase parse_cases[] = {
  { "integer", "25", OK (25000000) },
  { "decimals", "25.15", OK (25150000) },
  { "six-decimals", "0.123456", OK (123456) },
  { "zero", "0", OK (0) },
  { "zeros", "000.000", OK (0) },
  { "leading-zeros", "0007", OK (7000000) },
  { "minus", "-3.5", OK (-3500000) },
  { "plus", "+3.5", OK (3500000) },
  { "minus-zero", "-0", OK (0) },
  { "white-space", " \t3.5\r\n", OK (3500000) },
  { "ideographic-space", "\u30003.5\u3000", OK (3500000) },
  { "no-break-space", "\u00a03.5", OK (3500000) },
  { "point-first", ".5", OK (500000) },
  { "point-last", "5.", OK (5000000) },
  { "full-width-digits", "１２３", OK (123000000) },
  { "full-width-point", "１２．５", OK (12500000) },
  { "full-width-plus", "＋5", OK (5000000) },
  { "full-width-minus", "－5", OK (-5000000) },
  { "minus-sign", "\u22125", OK (-5000000) },
  { "separator", "1,234.56", OK (1234560000) },
  { "separators", "1,234,567", OK (1234567000000) },
  { "full-width-separator", "1，234.56", OK (1234560000) },
  { "trailing-zeros", "1.0000000", OK (1000000) },
  { "many-trailing-zeros", "1.50000000000000000000000000000000000000000", OK (1500000) },
  { "ten-thousands", "3.5万", OK (35000000000) },
  { "ten-thousands-apart", "3.5 万 ", OK (35000000000) },
  { "hundred-millions", "2亿", OK (200000000000000) },
  { "thousands", "3千", OK (3000000000) },
  { "millions", "3百万", OK (3000000000000) },
  { "ten-millions", "3千万", OK (30000000000000) },
  { "precise-before-multiplier", "1.23456789万", OK (12345678900) },
  { "largest", "9223372036854.775807", OK (9223372036854775807) },
  { "least", "-9223372036854.775807", OK (-9223372036854775807) },

  { "null", NULL, ZP_DECIMAL_EMPTY, 0 },
  { "empty", "", ZP_DECIMAL_EMPTY, 0 },
  { "only-space", " \u3000 ", ZP_DECIMAL_EMPTY, 0 },
  { "hyphen", "-", ZP_DECIMAL_EMPTY, 0 },
  { "hyphens", "---", ZP_DECIMAL_EMPTY, 0 },
  { "dash", "—", ZP_DECIMAL_EMPTY, 0 },
  { "long-dash", "——", ZP_DECIMAL_EMPTY, 0 },
  { "full-width-hyphen", "－", ZP_DECIMAL_EMPTY, 0 },
  { "slash", "/", ZP_DECIMAL_EMPTY, 0 },
  { "full-width-slash", "／", ZP_DECIMAL_EMPTY, 0 },

  { "exponent", "1e400", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "hexadecimal", "0x10", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "letters", "abc", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "infinity", "inf", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "not-a-number", "nan", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "point-only", ".", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "two-points", "1.2.3", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "two-signs", "--5", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "sign-only", "+", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "sign-apart", "- 5", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "two-numbers", "5 10", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "percent", "95%", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "unit", "5元", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "kilogram", "5千克", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "multiplier-only", "万", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "comma-for-point", "1,5", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "short-group", "1,23,456", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "long-group", "1,2345", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "long-first-group", "1234,567", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "separator-first", ",123", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "separator-last", "123,", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "separator-in-decimals", "0.123,456", ZP_DECIMAL_NOT_A_NUMBER, 0 },
  { "broken-utf-8", "5\xef\xbc", ZP_DECIMAL_NOT_A_NUMBER, 0 },

  { "seven-decimals", "0.1234567", ZP_DECIMAL_TOO_PRECISE, 0 },
  { "late-decimal", "0.00000000000000000000000000000001", ZP_DECIMAL_TOO_PRECISE, 0 },
  { "many-decimals", "3.14159265358979323846264338327950288", ZP_DECIMAL_TOO_PRECISE, 0 },
  { "thirty-digits", "123456789012345678901234567890", ZP_DECIMAL_TOO_LARGE, 0 },
  { "above-largest", "9223372036854.775808", ZP_DECIMAL_TOO_LARGE, 0 },
  { "below-least", "-9223372036854.775808", ZP_DECIMAL_TOO_LARGE, 0 },
  { "large-by-multiplier", "100000亿", ZP_DECIMAL_TOO_LARGE, 0 },
  { "large-and-precise", "12345678901234.1234567", ZP_DECIMAL_TOO_LARGE, 0 },
};

static void
test_parse (gconstpointer data)
{
  const ParseCase *c = data;
  ZpDecimal value = ZP_DECIMAL_MICRO (-77);

  g_assert_cmpint (zp_decimal_parse (c->text, &value), ==, c->error);
  /* Nothing is written without success. */
  g_assert_cmpint (value.micro, ==, c->error == ZP_DECIMAL_OK ? c->micro : -77);
}

typedef struct
{
  const char *name;
  const char *text;
  ZpDecimalError error;
  const char *value;
  const char *rest;
} PrefixCase;

static const PrefixCase prefix_cases[] = {
  { "unit", "25.15万元", ZP_DECIMAL_OK, "25.15", "万元" },
  { "percent", " 95%以上", ZP_DECIMAL_OK, "95", "%以上" },
  { "whole", "5", ZP_DECIMAL_OK, "5", "" },
  { "exponent", "1e5", ZP_DECIMAL_OK, "1", "e5" },
  { "clause", "95，较好", ZP_DECIMAL_OK, "95", "，较好" },
  { "second-point", "1.2.3", ZP_DECIMAL_OK, "1.2", ".3" },
  { "range", "3-5", ZP_DECIMAL_OK, "3", "-5" },
  { "bad-group", "1,23", ZP_DECIMAL_NOT_A_NUMBER, NULL, NULL },
  { "words", "约5", ZP_DECIMAL_NOT_A_NUMBER, NULL, NULL },
  { "empty", "  ", ZP_DECIMAL_EMPTY, NULL, NULL },
  { "null", NULL, ZP_DECIMAL_EMPTY, NULL, NULL },
  { "precise", "1.1234567个", ZP_DECIMAL_TOO_PRECISE, NULL, NULL },
};

static void
test_prefix (gconstpointer data)
{
  const PrefixCase *c = data;
  ZpDecimal value = ZP_DECIMAL_MICRO (-77);
  const char *rest = NULL;
  g_autofree char *found = NULL;

  g_assert_cmpint (zp_decimal_parse_prefix (c->text, &value, &rest), ==, c->error);
  g_assert_cmpstr (rest, ==, c->rest);
  found = zp_decimal_to_string (value);
  g_assert_cmpstr (found, ==, c->value != NULL ? c->value : "-0.000077");
}

typedef struct
{
  const char *name;
  gint64 micro;
  guint min_places;
  guint max_places;
  const char *plain;
  const char *grouped;
} FormatCase;

static const FormatCase format_cases[] = {
  { "shortest", 25150000, 0, 6, "25.15", "25.15" },
  { "integer", 8000000, 0, 6, "8", "8" },
  { "min", 8000000, 2, 6, "8.00", "8.00" },
  { "min-max", 12345600, 1, 2, "12.35", "12.35" },
  { "one-place", 12300000, 1, 2, "12.3", "12.3" },
  { "half-up", 2675000, 0, 2, "2.68", "2.68" },
  { "half-up-1.005", 1005000, 0, 2, "1.01", "1.01" },
  { "half-up-negative", -2675000, 0, 2, "-2.68", "-2.68" },
  { "carry", 999999999, 0, 2, "1000", "1,000" },
  { "no-minus-zero", -1000, 0, 2, "0", "0" },
  { "no-minus-zero-places", -1000, 2, 2, "0.00", "0.00" },
  { "below-one", -500000, 0, 6, "-0.5", "-0.5" },
  { "zero", 0, 2, 2, "0.00", "0.00" },
  { "groups", 1234567890000, 2, 2, "1234567.89", "1,234,567.89" },
  { "three-digits", 123000000, 0, 2, "123", "123" },
  { "negative-groups", -123456000000, 0, 2, "-123456", "-123,456" },
  { "largest", G_MAXINT64, 0, 6, "9223372036854.775807", "9,223,372,036,854.775807" },
  { "out-of-range", G_MININT64, 0, 6, "-9223372036854.775808", "-9,223,372,036,854.775808" },
  { "min-above-max", 1500000, 3, 1, "1.500", "1.500" },
  { "too-many-places", 1500000, 9, 9, "1.500000", "1.500000" },
};

static void
test_format (gconstpointer data)
{
  const FormatCase *c = data;
  ZpDecimal value = ZP_DECIMAL_MICRO (c->micro);
  g_autofree char *plain = zp_decimal_format (value, c->min_places, c->max_places);
  g_autofree char *grouped = zp_decimal_format_grouped (value, c->min_places, c->max_places);

  g_assert_cmpstr (plain, ==, c->plain);
  g_assert_cmpstr (grouped, ==, c->grouped);
}

typedef struct
{
  const char *name;
  const char *value;
  guint places;
  ZpRounding rounding;
  const char *expected;
} RoundCase;

static const RoundCase round_cases[] = {
  { "half-up-2.675", "2.675", 2, ZP_ROUND_HALF_UP, "2.68" },
  { "half-up-1.005", "1.005", 2, ZP_ROUND_HALF_UP, "1.01" },
  { "half-up-below", "2.674999", 2, ZP_ROUND_HALF_UP, "2.67" },
  { "half-up-negative", "-2.675", 2, ZP_ROUND_HALF_UP, "-2.68" },
  { "half-up-integer", "0.5", 0, ZP_ROUND_HALF_UP, "1" },
  { "half-even-down", "2.665", 2, ZP_ROUND_HALF_EVEN, "2.66" },
  { "half-even-up", "2.675", 2, ZP_ROUND_HALF_EVEN, "2.68" },
  { "half-even-above", "2.665001", 2, ZP_ROUND_HALF_EVEN, "2.67" },
  { "half-even-negative", "-2.665", 2, ZP_ROUND_HALF_EVEN, "-2.66" },
  { "down", "5.499", 1, ZP_ROUND_DOWN, "5.4" },
  { "down-negative", "-5.499", 1, ZP_ROUND_DOWN, "-5.4" },
  { "down-to-zero", "-0.9", 0, ZP_ROUND_DOWN, "0" },
  { "up", "5.400001", 1, ZP_ROUND_UP, "5.5" },
  { "up-exact", "5.4", 1, ZP_ROUND_UP, "5.4" },
  { "up-negative", "-5.400001", 1, ZP_ROUND_UP, "-5.5" },
  { "six-places", "5.400001", 6, ZP_ROUND_UP, "5.400001" },
  { "out-of-range", "9223372036854.775807", 0, ZP_ROUND_HALF_UP, NULL },
  { "in-range", "9223372036854.775807", 0, ZP_ROUND_DOWN, "9223372036854" },
};

static ZpDecimal
decimal (const char *text)
{
  ZpDecimal value = ZP_DECIMAL_ZERO;

  g_assert_cmpint (zp_decimal_parse (text, &value), ==, ZP_DECIMAL_OK);
  return value;
}

static void
test_round (gconstpointer data)
{
  const RoundCase *c = data;
  ZpDecimal value = ZP_DECIMAL_MICRO (-77);
  g_autofree char *found = NULL;

  if (c->expected == NULL)
    {
      g_assert_false (zp_decimal_round (decimal (c->value), c->places, c->rounding, &value));
      g_assert_cmpint (value.micro, ==, -77);
      return;
    }
  g_assert_true (zp_decimal_round (decimal (c->value), c->places, c->rounding, &value));
  found = zp_decimal_to_string (value);
  g_assert_cmpstr (found, ==, c->expected);
}

typedef struct
{
  const char *name;
  const char *a;
  const char *b;
  const char *divisor;
  guint places;
  ZpRounding rounding;
  const char *expected;
} MulDivCase;

static const MulDivCase mul_div_cases[] = {
  { "rate", "100", "13.83", "25.15", 2, ZP_ROUND_HALF_UP, "54.99" },
  { "score-down", "10", "13.83", "25.15", 1, ZP_ROUND_DOWN, "5.4" },
  { "score-half-up", "10", "13.83", "25.15", 2, ZP_ROUND_HALF_UP, "5.5" },
  { "trunc-one-place", "10", "82.35", "99.85", 1, ZP_ROUND_DOWN, "8.2" },
  { "half-up-two-places", "10", "82.35", "202.00", 2, ZP_ROUND_HALF_UP, "4.08" },
  { "third", "1", "1", "3", 6, ZP_ROUND_HALF_UP, "0.333333" },
  { "third-up", "1", "1", "3", 6, ZP_ROUND_UP, "0.333334" },
  { "exact-half", "1", "1", "8", 2, ZP_ROUND_HALF_UP, "0.13" },
  { "exact-half-even", "1", "1", "8", 2, ZP_ROUND_HALF_EVEN, "0.12" },
  { "rounded-once", "0.4449", "1", "1", 0, ZP_ROUND_HALF_UP, "0" },
  { "negative-factor", "-10", "1", "3", 0, ZP_ROUND_UP, "-4" },
  { "negative-divisor", "10", "1", "-3", 0, ZP_ROUND_DOWN, "-3" },
  { "negative-twice", "-10", "1", "-4", 0, ZP_ROUND_HALF_UP, "3" },
  { "negative-half", "-10", "1", "4", 0, ZP_ROUND_HALF_UP, "-3" },
  { "large-product", "9000000000000", "9000000000000", "9000000000000", 0, ZP_ROUND_HALF_UP,
    "9000000000000" },
  { "zero-divisor", "1", "1", "0", 2, ZP_ROUND_HALF_UP, NULL },
  { "zero-by-zero", "0", "0", "0", 2, ZP_ROUND_HALF_UP, NULL },
  { "zero", "0", "5", "7", 2, ZP_ROUND_UP, "0" },
  { "overflow", "9000000000000", "2", "1", 0, ZP_ROUND_HALF_UP, NULL },
  { "overflow-by-division", "9000000000000", "1", "0.5", 0, ZP_ROUND_HALF_UP, NULL },
  { "overflow-far", "9000000000000", "9000000000000", "0.000001", 0, ZP_ROUND_DOWN, NULL },
};

static void
test_mul_div (gconstpointer data)
{
  const MulDivCase *c = data;
  ZpDecimal value = ZP_DECIMAL_MICRO (-77);
  ZpDecimal a = decimal (c->a);
  g_autofree char *found = NULL;

  if (c->expected == NULL)
    {
      g_assert_false (zp_decimal_mul_div (a, decimal (c->b), decimal (c->divisor), c->places,
                                          c->rounding, &value));
      g_assert_cmpint (value.micro, ==, -77);
      return;
    }
  g_assert_true (
      zp_decimal_mul_div (a, decimal (c->b), decimal (c->divisor), c->places, c->rounding, &value));
  found = zp_decimal_to_string (value);
  g_assert_cmpstr (found, ==, c->expected);
}

static void
test_add_sub (void)
{
  ZpDecimal value = ZP_DECIMAL_MICRO (-77);

  g_assert_true (zp_decimal_add (decimal ("0.1"), decimal ("0.2"), &value));
  g_assert_true (zp_decimal_equal (value, decimal ("0.3")));
  g_assert_true (zp_decimal_sub (decimal ("0.1"), decimal ("0.3"), &value));
  g_assert_true (zp_decimal_equal (value, decimal ("-0.2")));

  g_assert_false (zp_decimal_add (ZP_DECIMAL_MICRO (G_MAXINT64), ZP_DECIMAL_MICRO (1), &value));
  g_assert_false (zp_decimal_sub (ZP_DECIMAL_MICRO (-G_MAXINT64), ZP_DECIMAL_MICRO (2), &value));
  /* The least integer is outside the range, which has two equal halves. */
  g_assert_false (zp_decimal_sub (ZP_DECIMAL_MICRO (-G_MAXINT64), ZP_DECIMAL_MICRO (1), &value));
  g_assert_false (zp_decimal_add (ZP_DECIMAL_MICRO (-G_MAXINT64), ZP_DECIMAL_MICRO (-1), &value));
  g_assert_true (zp_decimal_equal (value, decimal ("-0.2")));
}

static void
test_places (void)
{
  g_assert_cmpuint (zp_decimal_places (decimal ("0")), ==, 0);
  g_assert_cmpuint (zp_decimal_places (decimal ("10")), ==, 0);
  g_assert_cmpuint (zp_decimal_places (decimal ("-2.50")), ==, 1);
  g_assert_cmpuint (zp_decimal_places (decimal ("25.15")), ==, 2);
  g_assert_cmpuint (zp_decimal_places (decimal ("0.000001")), ==, 6);
}

static void
test_compare (void)
{
  g_assert_cmpint (zp_decimal_compare (decimal ("1.5"), decimal ("1.50")), ==, 0);
  g_assert_cmpint (zp_decimal_compare (decimal ("-2"), decimal ("1")), ==, -1);
  g_assert_cmpint (zp_decimal_compare (decimal ("2"), decimal ("1")), ==, 1);
}

/* In German a comma would be the point.  Where the locale is missing this is the plain test. */
static void
test_locale (void)
{
  g_autofree char *text = NULL;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    g_test_message ("no German locale here");
  text = zp_decimal_to_string (decimal ("1,234.5"));
  g_assert_cmpstr (text, ==, "1234.5");
  setlocale (LC_NUMERIC, "C");
}

/* Values of all sizes, as many small ones as large ones. */
static gint64
random_micro (void)
{
  guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
  gint64 value = (gint64) (bits >> g_test_rand_int_range (1, 64));

  return g_test_rand_bit () ? value : -value;
}

static void
test_random_text (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      ZpDecimal value = ZP_DECIMAL_MICRO (random_micro ());
      guint places = (guint) g_test_rand_int_range (0, 7);
      g_autofree char *text = zp_decimal_to_string (value);
      g_autofree char *grouped = zp_decimal_format_grouped (value, places, 6);
      ZpDecimal found;

      g_assert_cmpint (zp_decimal_parse (text, &found), ==, ZP_DECIMAL_OK);
      g_assert_cmpint (found.micro, ==, value.micro);
      g_assert_cmpint (zp_decimal_parse (grouped, &found), ==, ZP_DECIMAL_OK);
      g_assert_cmpint (found.micro, ==, value.micro);
    }
}

static void
test_random_format (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      ZpDecimal value = ZP_DECIMAL_MICRO (random_micro ());
      guint places = (guint) g_test_rand_int_range (0, 7);
      ZpDecimal rounded;
      g_autofree char *text = zp_decimal_format (value, 0, places);
      g_autofree char *expected = NULL;

      if (!zp_decimal_round (value, places, ZP_ROUND_HALF_UP, &rounded))
        continue;
      expected = zp_decimal_to_string (rounded);
      g_assert_cmpstr (text, ==, expected);
    }
}

/* The slow and obvious way: the multiple of @step next to the exact result, by its distance. */
static __int128
reference (__int128 product, __int128 divisor, gint64 step, ZpRounding rounding)
{
  __int128 denominator = divisor * step;
  __int128 low;
  __int128 rest;
  gboolean positive;

  if (denominator < 0)
    {
      denominator = -denominator;
      product = -product;
    }
  low = product / denominator - (product % denominator < 0 ? 1 : 0);
  rest = product - low * denominator;
  positive = low >= 0;
  if (rest == 0)
    return low * step;
  switch (rounding)
    {
    case ZP_ROUND_DOWN:
      return (positive ? low : low + 1) * step;
    case ZP_ROUND_UP:
      return (positive ? low + 1 : low) * step;
    case ZP_ROUND_HALF_EVEN:
      if (rest * 2 == denominator)
        return (low % 2 == 0 ? low : low + 1) * step;
      break;
    case ZP_ROUND_HALF_UP:
    default:
      if (rest * 2 == denominator)
        return (positive ? low + 1 : low) * step;
      break;
    }
  return (rest * 2 < denominator ? low : low + 1) * step;
}

static void
test_random_mul_div (void)
{
  static const gint64 steps[] = { 1000000, 100000, 10000, 1000, 100, 10, 1 };

  for (guint i = 0; i < N_RANDOM * 4; i++)
    {
      ZpDecimal a = ZP_DECIMAL_MICRO (random_micro ());
      ZpDecimal b = ZP_DECIMAL_MICRO (random_micro ());
      /* Round divisors give the halves that modes differ in. */
      ZpDecimal divisor = g_test_rand_bit () ? ZP_DECIMAL_INT (g_test_rand_int_range (-8, 9))
                                             : ZP_DECIMAL_MICRO (random_micro ());
      guint places = (guint) g_test_rand_int_range (0, 7);
      ZpRounding rounding = (ZpRounding) g_test_rand_int_range (0, 4);
      ZpDecimal found = ZP_DECIMAL_MICRO (-77);
      __int128 expected;

      if (divisor.micro == 0)
        {
          g_assert_false (zp_decimal_mul_div (a, b, divisor, places, rounding, &found));
          continue;
        }
      expected = reference ((__int128) a.micro * b.micro, divisor.micro, steps[places], rounding);
      if (expected > G_MAXINT64 || expected < -(__int128) G_MAXINT64)
        {
          g_assert_false (zp_decimal_mul_div (a, b, divisor, places, rounding, &found));
          g_assert_cmpint (found.micro, ==, -77);
          continue;
        }
      g_assert_true (zp_decimal_mul_div (a, b, divisor, places, rounding, &found));
      g_assert_cmpint (found.micro, ==, (gint64) expected);
    }
}

#define ADD_TABLE(prefix, cases, function)                                                         \
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)                                                 \
    {                                                                                              \
      g_autofree char *path = g_strconcat (prefix "/", cases[i].name, NULL);                       \
                                                                                                   \
      g_test_add_data_func (path, &cases[i], function);                                            \
    }

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_TABLE ("/decimal/parse", parse_cases, test_parse);
  ADD_TABLE ("/decimal/prefix", prefix_cases, test_prefix);
  ADD_TABLE ("/decimal/format", format_cases, test_format);
  ADD_TABLE ("/decimal/round", round_cases, test_round);
  ADD_TABLE ("/decimal/mul-div", mul_div_cases, test_mul_div);
  g_test_add_func ("/decimal/add-sub", test_add_sub);
  g_test_add_func ("/decimal/places", test_places);
  g_test_add_func ("/decimal/compare", test_compare);
  g_test_add_func ("/decimal/locale", test_locale);
  g_test_add_func ("/decimal/random/text", test_random_text);
  g_test_add_func ("/decimal/random/format", test_random_format);
  g_test_add_func ("/decimal/random/mul-div", test_random_mul_div);

  return g_test_run ();
}
