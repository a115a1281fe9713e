/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-decimal.h"

G_BEGIN_DECLS

/*
 * ZpDecimalScan:
 * @digits: the significant digits, as one integer
 * @scale: how many of them are decimals, trailing zeros not counted
 * @negative: a minus was written
 * @too_large: the integer part did not fit
 * @too_precise: the decimals did not fit
 *
 * A number as written, before it is known what unit follows: 1.23456789 has too many decimals as
 * an amount of 亿元, but is exact in 元.
 */
typedef struct
{
  guint64 digits;
  guint scale;
  gboolean negative;
  gboolean too_large;
  gboolean too_precise;
} ZpDecimalScan;

const char *zp_decimal_scan (const char *text, ZpDecimalScan *out_scan);
const char *zp_decimal_scan_multiplier (const char *text, gint64 *out_multiplier);
ZpDecimalError zp_decimal_scan_value (const ZpDecimalScan *scan,
                                      gint64 multiplier,
                                      gint64 divisor,
                                      ZpDecimal *out_value);

G_END_DECLS
