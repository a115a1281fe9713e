/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-decimal.h"

G_BEGIN_DECLS

/**
 * ZpOperator:
 * @ZP_OP_NONE: no operator was written
 *
 * What a target asks of the actual value (指标性质, 运算符号).
 */
typedef enum
{
  ZP_OP_NONE,
  ZP_OP_EQUAL,
  ZP_OP_AT_LEAST,
  ZP_OP_MORE,
  ZP_OP_AT_MOST,
  ZP_OP_LESS,
  ZP_OP_RANGE,
} ZpOperator;

/**
 * ZpQuantityKind:
 * @ZP_QUANTITY_EMPTY: nothing written
 * @ZP_QUANTITY_WORDS: words only
 * @ZP_QUANTITY_NUMBER: a number, maybe with operator and unit
 * @ZP_QUANTITY_DATE: a date, a month or a year (2020年10月, 2021年12月底前, 2020年内)
 */
typedef enum
{
  ZP_QUANTITY_EMPTY,
  ZP_QUANTITY_WORDS,
  ZP_QUANTITY_NUMBER,
  ZP_QUANTITY_DATE,
} ZpQuantityKind;

/**
 * ZpUnitKind:
 * @ZP_UNIT_COUNT: 个, 人次, 家 and all that is not known better
 * @ZP_UNIT_PERCENT: %, ‰, 百分点, 成; the base is ‰, so that % has a factor of 10
 * @ZP_UNIT_MONEY: 元, 万元, 亿元; the base is 元
 * @ZP_UNIT_MONTHS: 月, 季度, 年; the base is a month
 * @ZP_UNIT_TIME: 秒, 分钟, 小时, 天, 周; the base is a second
 * @ZP_UNIT_WORKDAYS: 工作日
 */
typedef enum
{
  ZP_UNIT_COUNT,
  ZP_UNIT_PERCENT,
  ZP_UNIT_MONEY,
  ZP_UNIT_MONTHS,
  ZP_UNIT_TIME,
  ZP_UNIT_WORKDAYS,
} ZpUnitKind;

#define ZP_QUANTITY_UNIT_BYTES 64

/**
 * ZpQuantity:
 * @kind: what was written
 * @op: the operator; %ZP_OP_RANGE has both @lower and @value
 * @value: the number as written, in its own unit (25.15 of 25.15万元); the upper bound of a range
 * @lower: the lower bound of a range
 * @lower_open: the lower bound itself is not in the range (95% < x)
 * @upper_open: the upper bound itself is not in the range
 * @factor: how many base units one written unit is (10000 for 万元 and 万人次, 12 for 年)
 * @unit_kind: what is measured
 * @unit: the unit as written without a multiplier (元, 人次, 元/月, %), normalised to half width, or ""
 * @per: the period of a rate (月 of 元/月), or ""; part of @unit as well
 * @year: for a date, the year, or 0 when only a month is given
 * @month: for a date, 1 to 12; 12 when only a year is given
 * @has_month: whether a month was written, or 年底, 年初, 上半年
 * @day: for a date, 1 to 31; the last day of the month when none was written (and has_day is FALSE)
 * @has_day: whether a day was written
 * @error: for %ZP_QUANTITY_WORDS that begins like a number: why it is none (too many decimals, too large)
 *
 * A target (年度指标值) or an actual value (实际完成值) as understood.  A plain value: no memory of its own.
 */
typedef struct
{
  ZpQuantityKind kind;
  ZpOperator op;
  ZpDecimal value;
  ZpDecimal lower;
  gboolean lower_open;
  gboolean upper_open;
  gint64 factor;
  ZpUnitKind unit_kind;
  char unit[ZP_QUANTITY_UNIT_BYTES];
  char per[16];
  int year;
  int month;
  gboolean has_month;
  int day;
  gboolean has_day;
  ZpDecimalError error;
} ZpQuantity;

void zp_quantity_parse (const char *text, ZpQuantity *out_quantity);
void zp_quantity_parse_parts (const char *op,
                              const char *value,
                              const char *unit,
                              ZpQuantity *out_quantity);
gboolean zp_quantity_align (ZpQuantity *a, ZpQuantity *b);
int zp_quantity_compare_dates (const ZpQuantity *a, const ZpQuantity *b);
ZpOperator zp_operator_parse (const char *text);
const char *zp_operator_to_string (ZpOperator op);
gboolean zp_amount_parse (const char *text,
                          gint64 column_factor,
                          ZpDecimal *out_value,
                          gboolean *out_converted,
                          ZpDecimalError *out_error);
char *zp_text_normalise (const char *text) G_GNUC_WARN_UNUSED_RESULT;
guint zp_text_count_ideographs (const char *text);
gboolean zp_text_same (const char *a, const char *b);
char *zp_text_shorten (const char *text, guint n_chars);

G_END_DECLS
