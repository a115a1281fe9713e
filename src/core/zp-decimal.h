/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpDecimal:
 * @micro: the value in millionths
 *
 * An exact decimal number: money in 万元 (a millionth of it is exactly one 分), weights, scores,
 * rates in percent.  Never a floating-point number.  Its range is ±9,223,372,036,854.775807.
 */
typedef struct
{
  gint64 micro;
} ZpDecimal;

/**
 * ZpRounding:
 * @ZP_ROUND_HALF_UP: to the nearest, halves away from zero (四舍五入)
 * @ZP_ROUND_DOWN: towards zero (截去)
 * @ZP_ROUND_UP: away from zero (进一)
 * @ZP_ROUND_HALF_EVEN: to the nearest, halves to the even digit
 *
 * How a result is brought to its places.  An argument of every operation that rounds.
 */
typedef enum
{
  ZP_ROUND_HALF_UP,
  ZP_ROUND_DOWN,
  ZP_ROUND_UP,
  ZP_ROUND_HALF_EVEN,
} ZpRounding;

#define ZP_DECIMAL_PLACES 6
#define ZP_DECIMAL_MICRO(m) ((ZpDecimal){ (m) })
#define ZP_DECIMAL_INT(i) ((ZpDecimal){ (gint64) (i) *1000000 })
#define ZP_DECIMAL_ZERO ZP_DECIMAL_MICRO (0)

/**
 * ZpDecimalError:
 * @ZP_DECIMAL_OK: a number
 * @ZP_DECIMAL_EMPTY: nothing, or only a dash that stands for nothing (—, -, /)
 * @ZP_DECIMAL_NOT_A_NUMBER: something else
 * @ZP_DECIMAL_TOO_PRECISE: more than six decimals
 * @ZP_DECIMAL_TOO_LARGE: outside the range
 */
typedef enum
{
  ZP_DECIMAL_OK,
  ZP_DECIMAL_EMPTY,
  ZP_DECIMAL_NOT_A_NUMBER,
  ZP_DECIMAL_TOO_PRECISE,
  ZP_DECIMAL_TOO_LARGE,
} ZpDecimalError;

ZpDecimalError zp_decimal_parse (const char *text, ZpDecimal *out_value) G_GNUC_WARN_UNUSED_RESULT;
ZpDecimalError zp_decimal_parse_prefix (const char *text,
                                        ZpDecimal *out_value,
                                        const char **out_end) G_GNUC_WARN_UNUSED_RESULT;

char *zp_decimal_to_string (ZpDecimal value) G_GNUC_WARN_UNUSED_RESULT;
char *
zp_decimal_format (ZpDecimal value, guint min_places, guint max_places) G_GNUC_WARN_UNUSED_RESULT;
char *zp_decimal_format_grouped (ZpDecimal value,
                                 guint min_places,
                                 guint max_places) G_GNUC_WARN_UNUSED_RESULT;
guint zp_decimal_places (ZpDecimal value);

static inline int
zp_decimal_compare (ZpDecimal a, ZpDecimal b)
{
  return (a.micro > b.micro) - (a.micro < b.micro);
}

static inline gboolean
zp_decimal_equal (ZpDecimal a, ZpDecimal b)
{
  return a.micro == b.micro;
}

static inline gboolean
zp_decimal_is_zero (ZpDecimal a)
{
  return a.micro == 0;
}

gboolean zp_decimal_add (ZpDecimal a, ZpDecimal b, ZpDecimal *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_decimal_sub (ZpDecimal a, ZpDecimal b, ZpDecimal *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_decimal_mul_div (ZpDecimal a,
                             ZpDecimal b,
                             ZpDecimal divisor,
                             guint places,
                             ZpRounding rounding,
                             ZpDecimal *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_decimal_round (ZpDecimal value, guint places, ZpRounding rounding, ZpDecimal *out_value)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
