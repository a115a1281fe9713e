/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Quantities and amounts beside each other: bringing two to one unit, comparing dates. */

#include "zp-decimal-private.h"
#include "zp-quantity-private.h"
#include "zp-text-private.h"

#include <string.h>

static gint64
greatest_common_divisor (gint64 a, gint64 b)
{
  while (b != 0)
    {
      gint64 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

/* Multiplies the values of @quantity, whose factor becomes smaller by @by. */
static gboolean
scale (ZpQuantity *quantity, gint64 by)
{
  ZpDecimal value;
  ZpDecimal lower;

  if (by == 1)
    return TRUE;
  if (__builtin_mul_overflow (quantity->value.micro, by, &value.micro)
      || __builtin_mul_overflow (quantity->lower.micro, by, &lower.micro))
    return FALSE;
  quantity->value = value;
  quantity->lower = lower;
  quantity->factor /= by;
  return TRUE;
}

/* 90 beside %, 2200/人 beside 元/人. */
static gboolean
lacks_unit (const ZpQuantity *quantity)
{
  return quantity->unit_kind == ZP_UNIT_COUNT
         && (quantity->unit[0] == '\0' || quantity->unit[0] == '/');
}

/* @bare is meant in the unit of @other. */
static gboolean
take_unit (ZpQuantity *bare, const ZpQuantity *other)
{
  if (bare->factor > 1)
    {
      /* 14.98万 may be money, but neither a share nor a time. */
      if (other->unit_kind != ZP_UNIT_MONEY && other->unit_kind != ZP_UNIT_COUNT)
        return FALSE;
    }
  else if (other->unit_kind != ZP_UNIT_COUNT)
    /* 13.83 beside 25.15万元 is meant in 万元; but 12043 beside 1万人次 counts heads. */
    bare->factor = other->factor;
  bare->unit_kind = other->unit_kind;
  memcpy (bare->unit, other->unit, sizeof bare->unit);
  memcpy (bare->per, other->per, sizeof bare->per);
  return TRUE;
}

/* 12月 beside a date is December, not twelve months. */
static gboolean
become_month (ZpQuantity *quantity)
{
  gint64 month = quantity->value.micro / 1000000;

  if (quantity->kind != ZP_QUANTITY_NUMBER || quantity->op == ZP_OP_RANGE
      || strcmp (quantity->unit, "月") != 0 || quantity->factor != 1 || month < 1 || month > 12
      || zp_decimal_places (quantity->value) > 0)
    return FALSE;
  *quantity = (ZpQuantity){ .kind = ZP_QUANTITY_DATE, .op = quantity->op, .factor = 1 };
  quantity->month = (int) month;
  quantity->has_month = TRUE;
  quantity->day = g_date_get_days_in_month ((GDateMonth) month, 2000);
  return TRUE;
}

static gboolean
align_numbers (ZpQuantity *a, ZpQuantity *b)
{
  gint64 common;

  if (lacks_unit (a) != lacks_unit (b) && !(lacks_unit (a) ? take_unit (a, b) : take_unit (b, a)))
    return FALSE;
  if (a->unit_kind != b->unit_kind || a->factor <= 0 || b->factor <= 0)
    return FALSE;
  if (a->factor == b->factor)
    return TRUE;
  common = greatest_common_divisor (a->factor, b->factor);
  if (!scale (a, a->factor / common) || !scale (b, b->factor / common))
    return FALSE;
  return TRUE;
}

/* After scaling the one that was larger is in the unit of the other. */
static void
align_unit_names (ZpQuantity *a, gint64 a_factor, ZpQuantity *b, gint64 b_factor)
{
  gboolean named = a->unit_kind == ZP_UNIT_MONTHS || a->unit_kind == ZP_UNIT_TIME
                   || a->unit_kind == ZP_UNIT_PERCENT;

  if (!named)
    return;
  if (a->factor != a_factor && b->factor == b_factor)
    memcpy (a->unit, b->unit, sizeof a->unit);
  else if (b->factor != b_factor && a->factor == a_factor)
    memcpy (b->unit, a->unit, sizeof b->unit);
}

/**
 * zp_quantity_align:
 * @a: (inout): a quantity
 * @b: (inout): another one
 *
 * Makes two quantities comparable by their values: both are brought to the smaller of their units,
 * which only multiplies and so is exact.  Where one has no unit it is meant in that of the other;
 * different words for things that are counted, and different periods (元/月, 元/年), are taken as
 * the same.  Two dates are comparable as they are, by zp_quantity_compare_dates(), and a bare 12月
 * beside a date becomes one.
 *
 * Returns: %FALSE if they cannot be compared; both are untouched then
 */
gboolean
zp_quantity_align (ZpQuantity *a, ZpQuantity *b)
{
  ZpQuantity new_a = *a;
  ZpQuantity new_b = *b;

  if (a->kind < ZP_QUANTITY_NUMBER || b->kind < ZP_QUANTITY_NUMBER)
    return FALSE;
  if (a->kind == ZP_QUANTITY_DATE || b->kind == ZP_QUANTITY_DATE)
    return (a->kind == ZP_QUANTITY_DATE || become_month (a))
           && (b->kind == ZP_QUANTITY_DATE || become_month (b));
  if (!align_numbers (&new_a, &new_b))
    return FALSE;
  align_unit_names (&new_a, a->factor, &new_b, b->factor);
  *a = new_a;
  *b = new_b;
  return TRUE;
}

/**
 * zp_quantity_compare_dates:
 * @a: a date
 * @b: another date
 *
 * Compares as far as both are given: a year only where both have one, a day only where both have
 * one.  A day in October is not after October.
 *
 * Returns: below, equal to or above zero
 */
int
zp_quantity_compare_dates (const ZpQuantity *a, const ZpQuantity *b)
{
  if (a->year != 0 && b->year != 0 && a->year != b->year)
    return a->year < b->year ? -1 : 1;
  if (!a->has_month || !b->has_month)
    return 0;
  if (a->month != b->month)
    return a->month < b->month ? -1 : 1;
  if (!a->has_day || !b->has_day)
    return 0;
  return (a->day > b->day) - (a->day < b->day);
}

/* Reads number, multiplier and 元 of an amount.
 * @out_factor: 0 where nothing says what the number is in */
static const char *
scan_amount (const char *p, ZpDecimalScan *scan, gint64 *out_factor)
{
  gint64 multiplier;
  const char *rest;

  if (zp_words_is_prefix (p, "¥"))
    p += strlen ("¥");
  p = zp_decimal_scan (p, scan);
  if (p == NULL)
    return NULL;
  rest = zp_decimal_scan_multiplier (p, &multiplier);
  *out_factor = rest > p ? multiplier : 0;
  if (!zp_words_is_prefix (rest, "元"))
    return rest;
  *out_factor = multiplier;
  rest += strlen ("元");
  return zp_words_is_prefix (rest, "整") ? rest + strlen ("整") : rest;
}

static ZpDecimalError
parse_amount (const char *text, gint64 column_factor, ZpDecimal *out_value, gboolean *out_converted)
{
  ZpDecimalError error;
  ZpDecimalScan scan;
  ZpPlain plain;
  gint64 factor = 0;
  const char *end = NULL;

  /* Most amounts are a bare number. */
  error = zp_decimal_parse_prefix (text, out_value, &end);
  if (error == ZP_DECIMAL_EMPTY || (error == ZP_DECIMAL_OK && *end == '\0'))
    return error;
  zp_plain_init (&plain, text);
  end = scan_amount (plain.text, &scan, &factor);
  if (end == NULL || *end != '\0' || plain.cut)
    return ZP_DECIMAL_NOT_A_NUMBER;
  *out_converted = factor != 0 && factor != column_factor;
  if (!*out_converted)
    return zp_decimal_scan_value (&scan, 1, 1, out_value);
  return zp_decimal_scan_value (&scan, factor, column_factor, out_value);
}

/**
 * zp_amount_parse:
 * @text: (nullable): what was typed into a column for amounts
 * @column_factor: how many 元 one unit of the column is: 10000 for 万元
 * @out_value: (out): the amount in the unit of the column
 * @out_converted: (out) (optional): whether another unit was written and converted
 * @out_error: (out) (optional): why there is no number, written on failure only
 *
 * 25.15, 25.15万元 and 251500元 are the same in a column of 万元.
 *
 * Returns: %FALSE if there is no number; @out_value and @out_converted are untouched then
 */
gboolean
zp_amount_parse (const char *text,
                 gint64 column_factor,
                 ZpDecimal *out_value,
                 gboolean *out_converted,
                 ZpDecimalError *out_error)
{
  ZpDecimalError error;
  ZpDecimal value;
  gboolean converted = FALSE;

  g_return_val_if_fail (column_factor > 0, FALSE);

  error = parse_amount (text, column_factor, &value, &converted);
  if (error != ZP_DECIMAL_OK)
    {
      if (out_error != NULL)
        *out_error = error;
      return FALSE;
    }
  *out_value = value;
  if (out_converted != NULL)
    *out_converted = converted;
  return TRUE;
}
