/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "zp-decimal.h"

#include <string.h>

static void
check_text (ZpDecimal value)
{
  g_autofree char *plain = zp_decimal_to_string (value);
  g_autofree char *grouped = zp_decimal_format_grouped (value, 2, 6);
  ZpDecimal again;

  g_assert_cmpint (zp_decimal_parse (plain, &again), ==, ZP_DECIMAL_OK);
  g_assert_cmpint (again.micro, ==, value.micro);
  g_assert_cmpint (zp_decimal_parse (grouped, &again), ==, ZP_DECIMAL_OK);
  g_assert_cmpint (again.micro, ==, value.micro);
}

static void
check_arithmetic (ZpDecimal value)
{
  ZpDecimal result;

  for (guint places = 0; places <= ZP_DECIMAL_PLACES; places++)
    if (zp_decimal_round (value, places, ZP_ROUND_HALF_UP, &result))
      g_assert_cmpuint (zp_decimal_places (result), <=, places);
  if (!zp_decimal_is_zero (value))
    {
      g_assert_true (
          zp_decimal_mul_div (value, value, value, ZP_DECIMAL_PLACES, ZP_ROUND_DOWN, &result));
      g_assert_cmpint (result.micro, ==, value.micro);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  const char *end = NULL;
  ZpDecimal value;

  if (zp_decimal_parse (text, &value) == ZP_DECIMAL_OK)
    {
      check_text (value);
      check_arithmetic (value);
    }
  if (zp_decimal_parse_prefix (text, &value, &end) == ZP_DECIMAL_OK)
    {
      g_assert_true (end > text && end <= text + strlen (text));
      check_text (value);
    }
  return 0;
}
