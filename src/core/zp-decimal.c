/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-decimal.h"
#include "zp-decimal-private.h"

#include <string.h>

typedef unsigned __int128 Wide;

#define MICRO 1000000
#define MAX_POWER 18

/* Longest text of a value: sign, 13 digits, 4 separators, point, 6 decimals, end. */
#define TEXT_BYTES 40

static const guint64 powers[MAX_POWER + 1] = {
  1,
  10,
  100,
  1000,
  10000,
  100000,
  1000000,
  10000000,
  100000000,
  1000000000,
  10000000000,
  100000000000,
  1000000000000,
  10000000000000,
  100000000000000,
  1000000000000000,
  10000000000000000,
  100000000000000000,
  1000000000000000000,
};

static inline guint64
magnitude (gint64 value)
{
  return value < 0 ? -(guint64) value : (guint64) value;
}

/* The least gint64 is no value: its negation would be none. */
static gboolean
from_wide (Wide wide, gboolean negative, ZpDecimal *out_value)
{
  if (wide > G_MAXINT64)
    return FALSE;
  out_value->micro = negative ? -(gint64) wide : (gint64) wide;
  return TRUE;
}

static inline gboolean
begins (const char *text, const char *word)
{
  while (*word != '\0')
    if (*text++ != *word++)
      return FALSE;
  return TRUE;
}

/* Returns the length of the character at @p if it is one of @words, which end with NULL; else 0. */
static gsize
one_of (const char *p, const char *const *words)
{
  for (; *words != NULL; words++)
    if (begins (p, *words))
      return strlen (*words);
  return 0;
}

static const char *
skip_space (const char *p)
{
  static const char *const wide_spaces[] = {
    "\u3000", "\u00a0", "\u2002", "\u2003", "\u2009", "\u200b", "\ufeff", NULL,
  };

  for (;;)
    {
      gsize length;

      if (g_ascii_isspace (*p))
        p++;
      else if ((guchar) *p >= 0x80 && (length = one_of (p, wide_spaces)) > 0)
        p += length;
      else
        return p;
    }
}

/* A character of the block of full-width forms (U+FF01 … U+FF3F), as its ASCII twin with its
 * length; any other character is taken by its first byte. */
static inline char
twin (const char *p, gsize *out_length)
{
  const guchar *byte = (const guchar *) p;

  *out_length = 1;
  if (byte[0] != 0xef || byte[1] != 0xbc || byte[2] < 0x81 || byte[2] > 0xbf)
    return *p;
  *out_length = 3;
  return (char) (byte[2] - 0x81 + '!');
}

static const char *
scan_sign (const char *p, gboolean *out_negative)
{
  static const char *const minuses[] = { "\u2212", "\ufe63", NULL };
  gsize length;
  char c = twin (p, &length);

  *out_negative = c == '-';
  if (c == '-' || c == '+')
    return p + length;
  if ((guchar) *p >= 0x80 && (length = one_of (p, minuses)) > 0)
    {
      *out_negative = TRUE;
      return p + length;
    }
  return p;
}

static inline void
add_integer_digit (ZpDecimalScan *scan, guint digit)
{
  if (scan->digits > (G_MAXUINT64 - 9) / 10)
    scan->too_large = TRUE;
  else
    scan->digits = scan->digits * 10 + digit;
}

/* Separators are held to groups of three, so that 1,5 (meant as 1.5) is not read as 15. */
static const char *
scan_integer (const char *p, ZpDecimalScan *scan, guint *out_digits)
{
  guint group = 0;
  guint n_digits = 0;
  gboolean separated = FALSE;

  for (;;)
    {
      gsize length;
      gsize next_length;
      char c = twin (p, &length);

      if (g_ascii_isdigit (c))
        {
          add_integer_digit (scan, (guint) (c - '0'));
          n_digits++;
          group++;
        }
      else if (c == ',' && n_digits > 0 && g_ascii_isdigit (twin (p + length, &next_length)))
        {
          if (group > 3 || (separated && group != 3))
            return NULL;
          separated = TRUE;
          group = 0;
        }
      else
        break;
      p += length;
    }
  if (separated && group != 3)
    return NULL;
  *out_digits = n_digits;
  return p;
}

/* Zeros are only counted until another digit follows, so that 1.0000000 stays exact. */
static const char *
scan_decimals (const char *p, ZpDecimalScan *scan, guint *out_digits)
{
  guint n_digits = 0;

  for (;;)
    {
      gsize length;
      char c = twin (p, &length);

      if (!g_ascii_isdigit (c))
        break;
      n_digits++;
      p += length;
      if (c == '0' || scan->too_precise)
        continue;
      while (scan->scale < n_digits)
        {
          guint digit = scan->scale + 1 == n_digits ? (guint) (c - '0') : 0;

          if (scan->digits > (G_MAXUINT64 - 9) / 10 || scan->scale >= 6 + MAX_POWER)
            {
              scan->too_precise = TRUE;
              break;
            }
          scan->digits = scan->digits * 10 + digit;
          scan->scale++;
        }
    }
  *out_digits = n_digits;
  return p;
}

/* zp_decimal_scan: reads a number at the very beginning of @text.
 * Returns: the end of the number, or NULL where there is none. */
const char *
zp_decimal_scan (const char *text, ZpDecimalScan *out_scan)
{
  ZpDecimalScan scan = { 0 };
  guint n_integer = 0;
  guint n_decimals = 0;
  gsize length;
  const char *p = scan_sign (text, &scan.negative);

  p = scan_integer (p, &scan, &n_integer);
  if (p == NULL)
    return NULL;
  if (twin (p, &length) == '.')
    p = scan_decimals (p + length, &scan, &n_decimals);
  if (n_integer + n_decimals == 0)
    return NULL;
  *out_scan = scan;
  return p;
}

/* zp_decimal_scan_multiplier: reads 千, 万, 百万, 亿 … at the beginning of @text.
 * Units that begin with the same character (千克, 百分点) are left alone.
 * Returns: what follows the multiplier, or @text itself with a multiplier of 1. */
const char *
zp_decimal_scan_multiplier (const char *text, gint64 *out_multiplier)
{
  static const struct
  {
    const char *word;
    gint64 multiplier;
  } small[] = { { "十", 10 }, { "百", 100 }, { "千", 1000 } },
    large[] = { { "万亿", 1000000000000 }, { "万", 10000 }, { "亿", 100000000 } };
  static const char *const units[] = { "分", "米", "克", "瓦", "伏", "卡", "帕", "焦", NULL };
  gint64 multiplier = 1;
  const char *p = text;

  *out_multiplier = 1;
  if ((guchar) *p < 0x80)
    return text;
  for (gsize i = 0; i < G_N_ELEMENTS (small) && multiplier == 1; i++)
    if (begins (p, small[i].word))
      {
        multiplier = small[i].multiplier;
        p += strlen (small[i].word);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    if (begins (p, large[i].word))
      {
        *out_multiplier = multiplier * large[i].multiplier;
        return p + strlen (large[i].word);
      }
  /* 十 alone is not written after digits. */
  if (multiplier <= 10 || one_of (p, units) > 0)
    return text;
  *out_multiplier = multiplier;
  return p;
}

/* zp_decimal_scan_value: @scan times @multiplier by @divisor (both positive), if that is exact. */
ZpDecimalError
zp_decimal_scan_value (const ZpDecimalScan *scan,
                       gint64 multiplier,
                       gint64 divisor,
                       ZpDecimal *out_value)
{
  Wide value = (Wide) scan->digits;
  Wide by = (Wide) divisor;

  if (scan->too_large)
    return ZP_DECIMAL_TOO_LARGE;
  /* Decimals come first in the product, as it has room for either, and @multiplier is at most
   * 千万亿. */
  if (scan->scale <= ZP_DECIMAL_PLACES)
    value *= powers[ZP_DECIMAL_PLACES - scan->scale];
  else
    by *= powers[scan->scale - ZP_DECIMAL_PLACES];
  if (__builtin_mul_overflow (value, (Wide) multiplier, &value) || value / by > G_MAXINT64)
    return ZP_DECIMAL_TOO_LARGE;
  if (scan->too_precise || value % by != 0)
    return ZP_DECIMAL_TOO_PRECISE;
  (void) from_wide (value / by, scan->negative, out_value);
  return ZP_DECIMAL_OK;
}

/* A cell in which somebody drew a line says that there is nothing to say. */
static gboolean
is_dash (const char *p)
{
  static const char *const dashes[] = {
    "-",      "/",      "\u2014", "\uff0d", "\uff0f", "\u2013", "\u2015",
    "\u2212", "\u2500", "\u2501", "\ufe63", "\u2010", "\u2011", NULL,
  };
  gsize length;

  while ((length = one_of (p, dashes)) > 0)
    p = skip_space (p + length);
  return *p == '\0';
}

/**
 * zp_decimal_parse:
 * @text: (nullable): what somebody typed
 * @out_value: (out): the value, written on %ZP_DECIMAL_OK only
 *
 * Reads a text that is a number and nothing else: white space around it, full-width characters,
 * thousands separators and a multiplier behind it (3.5万, 2亿) are understood.  The locale of the
 * process does not matter.
 *
 * Returns: %ZP_DECIMAL_OK, or why it is no number
 */
ZpDecimalError
zp_decimal_parse (const char *text, ZpDecimal *out_value)
{
  ZpDecimalScan scan;
  gint64 multiplier;
  const char *p;

  g_return_val_if_fail (out_value != NULL, ZP_DECIMAL_NOT_A_NUMBER);

  if (text == NULL)
    return ZP_DECIMAL_EMPTY;
  text = skip_space (text);
  if (*text == '\0')
    return ZP_DECIMAL_EMPTY;
  p = zp_decimal_scan (text, &scan);
  if (p == NULL)
    return is_dash (text) ? ZP_DECIMAL_EMPTY : ZP_DECIMAL_NOT_A_NUMBER;
  if (*p == '\0')
    return zp_decimal_scan_value (&scan, 1, 1, out_value);
  p = zp_decimal_scan_multiplier (skip_space (p), &multiplier);
  if (*skip_space (p) != '\0')
    return ZP_DECIMAL_NOT_A_NUMBER;
  return zp_decimal_scan_value (&scan, multiplier, 1, out_value);
}

/**
 * zp_decimal_parse_prefix:
 * @text: (nullable): a text
 * @out_value: (out): the value, written on %ZP_DECIMAL_OK only
 * @out_end: (out) (optional): where the number ends, written on %ZP_DECIMAL_OK only
 *
 * Reads a number at the beginning of @text, after white space.  A multiplier is not taken.
 *
 * Returns: %ZP_DECIMAL_OK, or why there is no number
 */
ZpDecimalError
zp_decimal_parse_prefix (const char *text, ZpDecimal *out_value, const char **out_end)
{
  ZpDecimalScan scan;
  ZpDecimalError error;
  const char *end;

  g_return_val_if_fail (out_value != NULL, ZP_DECIMAL_NOT_A_NUMBER);

  if (text == NULL)
    return ZP_DECIMAL_EMPTY;
  text = skip_space (text);
  if (*text == '\0')
    return ZP_DECIMAL_EMPTY;
  end = zp_decimal_scan (text, &scan);
  if (end == NULL)
    return is_dash (text) ? ZP_DECIMAL_EMPTY : ZP_DECIMAL_NOT_A_NUMBER;
  error = zp_decimal_scan_value (&scan, 1, 1, out_value);
  if (error == ZP_DECIMAL_OK && out_end != NULL)
    *out_end = end;
  return error;
}

/* Divides two non-negative numbers. */
static Wide
divide (Wide numerator, Wide denominator, ZpRounding rounding)
{
  Wide quotient = numerator / denominator;
  Wide rest = numerator % denominator;
  gboolean up = FALSE;

  switch (rounding)
    {
    case ZP_ROUND_DOWN:
      break;
    case ZP_ROUND_UP:
      up = rest > 0;
      break;
    case ZP_ROUND_HALF_EVEN:
      up = rest * 2 > denominator || (rest * 2 == denominator && quotient % 2 == 1);
      break;
    case ZP_ROUND_HALF_UP:
    default:
      up = rest * 2 >= denominator;
      break;
    }
  return quotient + (up ? 1 : 0);
}

/* Writes @integer backwards, ending before @end, with separators if @grouped. */
static char *
write_integer (char *end, guint64 integer, gboolean grouped)
{
  guint n_digits = 0;

  do
    {
      if (grouped && n_digits > 0 && n_digits % 3 == 0)
        *--end = ',';
      *--end = (char) ('0' + integer % 10);
      integer /= 10;
      n_digits++;
    }
  while (integer > 0);
  return end;
}

static char *
format (ZpDecimal value, guint min_places, guint max_places, gboolean grouped)
{
  char buffer[TEXT_BYTES];
  char *end = buffer + sizeof buffer;
  char *p = end;
  guint64 rounded;
  guint places;

  min_places = MIN (min_places, ZP_DECIMAL_PLACES);
  places = CLAMP (max_places, min_places, ZP_DECIMAL_PLACES);
  rounded = (guint64) divide (magnitude (value.micro), powers[ZP_DECIMAL_PLACES - places],
                              ZP_ROUND_HALF_UP);
  while (places > min_places && rounded % 10 == 0)
    {
      rounded /= 10;
      places--;
    }
  if (places > 0)
    {
      guint64 decimals = rounded % powers[places];

      for (guint i = 0; i < places; i++, decimals /= 10)
        *--p = (char) ('0' + decimals % 10);
      *--p = '.';
    }
  p = write_integer (p, rounded / powers[places], grouped);
  if (value.micro < 0 && rounded != 0)
    *--p = '-';
  return g_strndup (p, (gsize) (end - p));
}

/**
 * zp_decimal_to_string:
 * @value: a value
 *
 * Writes @value exactly and as short as possible: 25.15, 8, -0.5.
 *
 * Returns: (transfer full): the text
 */
char *
zp_decimal_to_string (ZpDecimal value)
{
  return format (value, 0, ZP_DECIMAL_PLACES, FALSE);
}

/**
 * zp_decimal_format:
 * @value: a value
 * @min_places: at least so many decimals, with zeros where needed; at most 6
 * @max_places: at most so many decimals; at most 6, and not below @min_places
 *
 * Writes @value for reading.  More than @max_places decimals are rounded half up, only in what is
 * printed: the value to go on calculating with comes from zp_decimal_round().  A value that is
 * printed as zero has no sign.
 *
 * Returns: (transfer full): the text
 */
char *
zp_decimal_format (ZpDecimal value, guint min_places, guint max_places)
{
  return format (value, min_places, max_places, FALSE);
}

/**
 * zp_decimal_format_grouped:
 * @value: a value
 * @min_places: at least so many decimals
 * @max_places: at most so many decimals
 *
 * Like zp_decimal_format(), with commas between groups of three digits: 1,234.56.
 *
 * Returns: (transfer full): the text
 */
char *
zp_decimal_format_grouped (ZpDecimal value, guint min_places, guint max_places)
{
  return format (value, min_places, max_places, TRUE);
}

/**
 * zp_decimal_places:
 * @value: a value
 *
 * Returns: how many decimals @value needs, 0 to 6
 */
guint
zp_decimal_places (ZpDecimal value)
{
  guint64 micro = magnitude (value.micro) % MICRO;
  guint places = ZP_DECIMAL_PLACES;

  if (micro == 0)
    return 0;
  for (; micro % 10 == 0; micro /= 10)
    places--;
  return places;
}

/**
 * zp_decimal_add:
 * @a: a value
 * @b: another one
 * @out_value: (out): their sum, written on success only
 *
 * Returns: %FALSE if the sum is out of range
 */
gboolean
zp_decimal_add (ZpDecimal a, ZpDecimal b, ZpDecimal *out_value)
{
  gint64 sum;

  if (__builtin_add_overflow (a.micro, b.micro, &sum) || sum == G_MININT64)
    return FALSE;
  out_value->micro = sum;
  return TRUE;
}

/**
 * zp_decimal_sub:
 * @a: a value
 * @b: what to take away from it
 * @out_value: (out): the difference, written on success only
 *
 * Returns: %FALSE if the difference is out of range
 */
gboolean
zp_decimal_sub (ZpDecimal a, ZpDecimal b, ZpDecimal *out_value)
{
  gint64 difference;

  if (__builtin_sub_overflow (a.micro, b.micro, &difference) || difference == G_MININT64)
    return FALSE;
  out_value->micro = difference;
  return TRUE;
}

/**
 * zp_decimal_mul_div:
 * @a: a factor
 * @b: another factor; one for a plain division
 * @divisor: what to divide by; one for a plain product
 * @places: to how many decimals the result is brought, 0 to 6
 * @rounding: how
 * @out_value: (out): @a × @b ÷ @divisor, written on success only
 *
 * The product is exact and there is one rounding, at the end.  All modes treat a negative result
 * like its positive twin.
 *
 * Returns: %FALSE if @divisor is zero or the result is out of range
 */
gboolean
zp_decimal_mul_div (ZpDecimal a,
                    ZpDecimal b,
                    ZpDecimal divisor,
                    guint places,
                    ZpRounding rounding,
                    ZpDecimal *out_value)
{
  gboolean negative = (a.micro < 0) ^ (b.micro < 0) ^ (divisor.micro < 0);
  guint64 step;
  Wide quotient;

  g_return_val_if_fail (places <= ZP_DECIMAL_PLACES, FALSE);

  if (divisor.micro == 0)
    return FALSE;
  step = powers[ZP_DECIMAL_PLACES - places];
  quotient = divide ((Wide) magnitude (a.micro) * magnitude (b.micro),
                     (Wide) magnitude (divisor.micro) * step, rounding);
  /* The product with @step could wrap around, this cannot. */
  if (quotient > G_MAXINT64)
    return FALSE;
  return from_wide (quotient * step, negative, out_value);
}

/**
 * zp_decimal_round:
 * @value: a value
 * @places: to how many decimals, 0 to 6
 * @rounding: how
 * @out_value: (out): the rounded value, written on success only
 *
 * Returns: %FALSE if the result is out of range
 */
gboolean
zp_decimal_round (ZpDecimal value, guint places, ZpRounding rounding, ZpDecimal *out_value)
{
  return zp_decimal_mul_div (value, ZP_DECIMAL_INT (1), ZP_DECIMAL_INT (1), places, rounding,
                             out_value);
}
