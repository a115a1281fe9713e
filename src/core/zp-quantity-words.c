/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* The words of quantities: operators, units, words behind a number.  All texts here have gone
 * through zp_plain_init(). */

#include "zp-decimal-private.h"
#include "zp-quantity-private.h"
#include "zp-text-private.h"

#include <string.h>

/* A longer word stands before a shorter one that is its end. */
static const ZpOperatorWord operator_words[] = {
  { "≥", ZP_OP_AT_LEAST, FALSE },
  { "≤", ZP_OP_AT_MOST, FALSE },
  { "=", ZP_OP_EQUAL, FALSE },
  { ">", ZP_OP_MORE, FALSE },
  { "<", ZP_OP_LESS, FALSE },
  { "大于或等于", ZP_OP_AT_LEAST, FALSE },
  { "小于或等于", ZP_OP_AT_MOST, FALSE },
  { "大于等于", ZP_OP_AT_LEAST, FALSE },
  { "小于等于", ZP_OP_AT_MOST, FALSE },
  { "等于", ZP_OP_EQUAL, FALSE },
  { "不得低于", ZP_OP_AT_LEAST, FALSE },
  { "不得少于", ZP_OP_AT_LEAST, FALSE },
  { "不得小于", ZP_OP_AT_LEAST, FALSE },
  { "不低于", ZP_OP_AT_LEAST, FALSE },
  { "不少于", ZP_OP_AT_LEAST, FALSE },
  { "不小于", ZP_OP_AT_LEAST, FALSE },
  { "不早于", ZP_OP_AT_LEAST, TRUE },
  { "不得超过", ZP_OP_AT_MOST, FALSE },
  { "不得高于", ZP_OP_AT_MOST, FALSE },
  { "不得多于", ZP_OP_AT_MOST, FALSE },
  { "不得大于", ZP_OP_AT_MOST, FALSE },
  { "不得晚于", ZP_OP_AT_MOST, TRUE },
  { "不超过", ZP_OP_AT_MOST, FALSE },
  { "不超", ZP_OP_AT_MOST, FALSE },
  { "不高于", ZP_OP_AT_MOST, FALSE },
  { "不多于", ZP_OP_AT_MOST, FALSE },
  { "不大于", ZP_OP_AT_MOST, FALSE },
  { "不晚于", ZP_OP_AT_MOST, TRUE },
  { "不迟于", ZP_OP_AT_MOST, TRUE },
  { "控制在", ZP_OP_AT_MOST, FALSE },
  { "大于", ZP_OP_MORE, FALSE },
  { "高于", ZP_OP_MORE, FALSE },
  { "多于", ZP_OP_MORE, FALSE },
  { "超过", ZP_OP_MORE, FALSE },
  { "晚于", ZP_OP_MORE, TRUE },
  { "小于", ZP_OP_LESS, FALSE },
  { "低于", ZP_OP_LESS, FALSE },
  { "少于", ZP_OP_LESS, FALSE },
  { "早于", ZP_OP_LESS, TRUE },
  { "不足", ZP_OP_LESS, FALSE },
  { "不到", ZP_OP_LESS, FALSE },
  { "至少", ZP_OP_AT_LEAST, FALSE },
  { "最少", ZP_OP_AT_LEAST, FALSE },
  { "最低", ZP_OP_AT_LEAST, FALSE },
  { "达到", ZP_OP_AT_LEAST, FALSE },
  { "至多", ZP_OP_AT_MOST, FALSE },
  { "最多", ZP_OP_AT_MOST, FALSE },
  { "最高", ZP_OP_AT_MOST, FALSE },
  { "大约", ZP_OP_NONE, FALSE },
  { "约", ZP_OP_NONE, FALSE },
  { "近", ZP_OP_NONE, FALSE },
  { "为", ZP_OP_NONE, FALSE },
  { "共", ZP_OP_NONE, FALSE },
  { "≈", ZP_OP_NONE, FALSE },
  { ":", ZP_OP_NONE, FALSE },
};

typedef struct
{
  const char *word;
  ZpOperator op;
} Closing;

static const Closing closings[] = {
  { "及其以上", ZP_OP_AT_LEAST }, { "及以上", ZP_OP_AT_LEAST }, { "或以上", ZP_OP_AT_LEAST },
  { "以上", ZP_OP_AT_LEAST },     { "之上", ZP_OP_AT_LEAST },   { "+", ZP_OP_AT_LEAST },
  { "及其以下", ZP_OP_AT_MOST },  { "及以下", ZP_OP_AT_MOST },  { "或以下", ZP_OP_AT_MOST },
  { "以下", ZP_OP_AT_MOST },      { "之下", ZP_OP_AT_MOST },    { "以内", ZP_OP_AT_MOST },
  { "之内", ZP_OP_AT_MOST },      { "内", ZP_OP_AT_MOST },      { "左右", ZP_OP_NONE },
  { "上下", ZP_OP_NONE },         { "完成", ZP_OP_NONE },       { "办结", ZP_OP_NONE },
  { "办理完毕", ZP_OP_NONE },     { "到位", ZP_OP_NONE },       { "整", ZP_OP_NONE },
};

/* 前 makes 12月 a month of the year and 后 too; 内 does not (3月内完成). */
static const Closing date_closings[] = {
  { "底", ZP_OP_NONE },       { "末", ZP_OP_NONE },        { "初", ZP_OP_NONE },
  { "上旬", ZP_OP_NONE },     { "中旬", ZP_OP_NONE },      { "下旬", ZP_OP_NONE },
  { "份", ZP_OP_NONE },       { "起", ZP_OP_NONE },        { "止", ZP_OP_NONE },
  { "完成", ZP_OP_NONE },     { "及以前", ZP_OP_AT_MOST }, { "及之前", ZP_OP_AT_MOST },
  { "以前", ZP_OP_AT_MOST },  { "之前", ZP_OP_AT_MOST },   { "前", ZP_OP_AT_MOST },
  { "以后", ZP_OP_AT_LEAST }, { "之后", ZP_OP_AT_LEAST },  { "后", ZP_OP_AT_LEAST },
  { "以内", ZP_OP_AT_MOST },  { "之内", ZP_OP_AT_MOST },   { "内", ZP_OP_AT_MOST },
};

typedef struct
{
  const char *word;
  ZpUnitKind kind;
  gint64 factor;
} Unit;

static const Unit units[] = {
  { "%", ZP_UNIT_PERCENT, 10 },        { "元", ZP_UNIT_MONEY, 1 },
  { "个自然月", ZP_UNIT_MONTHS, 1 },   { "个月", ZP_UNIT_MONTHS, 1 },
  { "月", ZP_UNIT_MONTHS, 1 },         { "个季度", ZP_UNIT_MONTHS, 3 },
  { "季度", ZP_UNIT_MONTHS, 3 },       { "周年", ZP_UNIT_MONTHS, 12 },
  { "个年度", ZP_UNIT_MONTHS, 12 },    { "年度", ZP_UNIT_MONTHS, 12 },
  { "年", ZP_UNIT_MONTHS, 12 },        { "个工作日", ZP_UNIT_WORKDAYS, 1 },
  { "工作日", ZP_UNIT_WORKDAYS, 1 },   { "秒钟", ZP_UNIT_TIME, 1 },
  { "秒", ZP_UNIT_TIME, 1 },           { "分钟", ZP_UNIT_TIME, 60 },
  { "个小时", ZP_UNIT_TIME, 3600 },    { "小时", ZP_UNIT_TIME, 3600 },
  { "个自然日", ZP_UNIT_TIME, 86400 }, { "自然日", ZP_UNIT_TIME, 86400 },
  { "日历天", ZP_UNIT_TIME, 86400 },   { "天", ZP_UNIT_TIME, 86400 },
  { "日", ZP_UNIT_TIME, 86400 },       { "个星期", ZP_UNIT_TIME, 604800 },
  { "星期", ZP_UNIT_TIME, 604800 },    { "周", ZP_UNIT_TIME, 604800 },
  { "‰", ZP_UNIT_PERCENT, 1 },         { "个百分点", ZP_UNIT_PERCENT, 10 },
  { "百分点", ZP_UNIT_PERCENT, 10 },   { "百分比", ZP_UNIT_PERCENT, 10 },
  { "成", ZP_UNIT_PERCENT, 100 },
};

/* Words that only begin like one of the units. */
static const char *const not_units[] = {
  "元素", "元件", "年级", "年代", "年报", "周岁", "天然", "天窗",
  "日报", "月刊", "月饼", "成员", "成果", "成品", "秒表",
};

static inline gsize
char_bytes (const char *p)
{
  return (gsize) (g_utf8_next_char (p) - p);
}

/* zp_words_is_prefix: whether @text begins with @prefix. */
gboolean
zp_words_is_prefix (const char *text, const char *prefix)
{
  while (*prefix != '\0')
    if (*text++ != *prefix++)
      return FALSE;
  return TRUE;
}

/* zp_words_operator_before: the operator at the end of the @length bytes at @text. */
const ZpOperatorWord *
zp_words_operator_before (const char *text, gsize length)
{
  if (length == 0)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (operator_words); i++)
    {
      const char *word = operator_words[i].word;
      gsize word_length = strlen (word);

      if (length >= word_length && text[length - 1] == word[word_length - 1]
          && memcmp (text + length - word_length, word, word_length) == 0)
        return &operator_words[i];
    }
  return NULL;
}

/* zp_words_operator_at: the longest operator at the beginning of @text. */
const ZpOperatorWord *
zp_words_operator_at (const char *text)
{
  const ZpOperatorWord *longest = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (operator_words); i++)
    if (zp_words_is_prefix (text, operator_words[i].word)
        && (longest == NULL || strlen (operator_words[i].word) > strlen (longest->word)))
      longest = &operator_words[i];
  return longest;
}

/* 大于 … (不含) takes the bound itself away. */
static void
open_bound (ZpOperator *op)
{
  if (*op == ZP_OP_AT_LEAST)
    *op = ZP_OP_MORE;
  else if (*op == ZP_OP_AT_MOST)
    *op = ZP_OP_LESS;
}

static const char *
read_bracket (const char *p, ZpOperator *op)
{
  const char *end = *p == '(' ? strchr (p, ')') : NULL;

  if (end == NULL)
    return p;
  if (zp_words_is_prefix (p, "(不含") || zp_words_is_prefix (p, "(不包括"))
    open_bound (op);
  return end + 1;
}

static const char *
read_words (const char *p, const Closing *table, gsize n_words, ZpOperator *op)
{
  for (;;)
    {
      const char *start = p;

      for (gsize i = 0; i < n_words && p == start; i++)
        if (zp_words_is_prefix (p, table[i].word))
          {
            p += strlen (table[i].word);
            /* A written ≥ says more than the words behind the number; = with 以上 means 以上. */
            if (table[i].op != ZP_OP_NONE && (*op == ZP_OP_NONE || *op == ZP_OP_EQUAL))
              *op = table[i].op;
          }
      p = read_bracket (p, op);
      if (p == start)
        return p;
    }
}

/* zp_words_read_closings: passes over 以上, 以内, 左右, (含) … and takes their meaning into @op. */
const char *
zp_words_read_closings (const char *text, ZpOperator *op)
{
  if (*text == '\0')
    return text;
  return read_words (text, closings, G_N_ELEMENTS (closings), op);
}

/* zp_words_read_date_closings: the same behind a date: 底前, 之前, 起 … */
const char *
zp_words_read_date_closings (const char *text, ZpOperator *op)
{
  if (*text == '\0')
    return text;
  return read_words (text, date_closings, G_N_ELEMENTS (date_closings), op);
}

/* zp_words_read_separator: what stands between the bounds of a range.
 * Returns: what follows it, or NULL where there is none */
const char *
zp_words_read_separator (const char *text)
{
  const char *p = text;

  while (*p == '-' || *p == '~')
    p++;
  if (p == text && (zp_words_is_prefix (p, "至") || zp_words_is_prefix (p, "到")))
    p += strlen ("至");
  return p > text ? p : NULL;
}

/* 5 个内 ends a unit, 个内地城市 does not. */
static gboolean
is_within (const char *p)
{
  ZpOperator op = ZP_OP_NONE;
  const char *rest;

  if (!zp_words_is_prefix (p, "内"))
    return FALSE;
  p += strlen ("内");
  rest = zp_words_read_closings (p, &op);
  return *p == '\0' || rest > p || strchr (",;.", *p) != NULL;
}

/* Whether the words of a counted unit (家医疗机构) end at @p. */
static gboolean
unit_ends (const char *p)
{
  static const char *const stops[] = {
    "以上", "以下", "以内", "之内", "及以", "及其以", "或以", "左右", "上下",
    "完成", "办结", "。",   "、",   "“",    "”",      "《",   "≥",    "≤",
  };
  const char *after;

  if ((guchar) *p < 0x80)
    return !g_ascii_isalpha (*p) && *p != '/' && *p != '%';
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    if (zp_words_is_prefix (p, stops[i]))
      return TRUE;
  if (is_within (p))
    return TRUE;
  after = zp_words_read_separator (p);
  return after != NULL && g_ascii_isdigit (*after);
}

static void
copy_chars (char *to, gsize room, const char *from, const char *end)
{
  gsize length = 0;

  while (from < end && length + char_bytes (from) < room)
    {
      gsize n = char_bytes (from);

      memcpy (to + length, from, n);
      length += n;
      from += n;
    }
  to[length] = '\0';
}

/* A digit in a unit is only that of m2 and m3. */
static gboolean
is_unit_digit (const char *start, const char *p)
{
  return p > start && (p[-1] == 'm' || p[-1] == 'M') && (*p == '2' || *p == '3');
}

static const char *
read_counted (const char *text, guint max_chars, ZpQuantity *quantity)
{
  const char *p = text;
  const char *slash = NULL;
  guint n_chars = 0;

  while (*p != '\0' && (is_unit_digit (text, p) || !unit_ends (p)))
    {
      if (*p == '/' && slash == NULL)
        slash = p;
      p += char_bytes (p);
      if (++n_chars > max_chars)
        return NULL;
    }
  copy_chars (quantity->unit, sizeof quantity->unit, text, p);
  if (slash != NULL)
    copy_chars (quantity->per, sizeof quantity->per, slash + 1, p);
  return p;
}

static const Unit *
known_unit (const char *p)
{
  if (*p == '%')
    return &units[0];
  if ((guchar) *p < 0x80)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (not_units); i++)
    if (zp_words_is_prefix (p, not_units[i]))
      return NULL;
  for (gsize i = 1; i < G_N_ELEMENTS (units); i++)
    if (zp_words_is_prefix (p, units[i].word))
      return &units[i];
  return NULL;
}

/* 元/月, 元每月: the period belongs to the unit. */
static const char *
read_period (const char *text, guint max_chars, ZpQuantity *quantity)
{
  gsize length = strlen (quantity->unit);
  gsize skip = *text == '/' ? 1 : zp_words_is_prefix (text, "每") ? strlen ("每") : 0;
  ZpQuantity period = { 0 };
  const char *end;

  if (skip == 0)
    return text;
  end = read_counted (text + skip, max_chars, &period);
  if (end == NULL || end == text + skip)
    return NULL;
  copy_chars (quantity->per, sizeof quantity->per, text + skip, end);
  quantity->unit[length] = '/';
  copy_chars (quantity->unit + length + 1, sizeof quantity->unit - length - 1, text + skip, end);
  return end;
}

/* zp_words_read_unit: reads multiplier and unit at @text, of at most @max_chars characters, into
 * factor, unit kind, unit and period of @quantity, which must be zeroed.
 * Returns: what follows, or NULL if this is no unit */
const char *
zp_words_read_unit (const char *text, guint max_chars, ZpQuantity *quantity)
{
  gint64 multiplier;
  const Unit *unit;
  const char *p = text;

  quantity->factor = 1;
  if (*p == '\0')
    return p;
  /* 50余次, 10多家, 200万余元 */
  if (zp_words_is_prefix (p, "余") || zp_words_is_prefix (p, "多"))
    p += strlen ("余");
  p = zp_decimal_scan_multiplier (p, &multiplier);
  if (multiplier > 1 && (zp_words_is_prefix (p, "余") || zp_words_is_prefix (p, "多")))
    p += strlen ("余");
  quantity->factor = multiplier;
  unit = known_unit (p);
  if (unit == NULL)
    return read_counted (p, max_chars, quantity);
  quantity->unit_kind = unit->kind;
  quantity->factor *= unit->factor;
  p += strlen (unit->word);
  g_strlcpy (quantity->unit, g_str_equal (unit->word, "百分比") ? "%" : unit->word,
             sizeof quantity->unit);
  return read_period (p, max_chars, quantity);
}

static const char *
read_int (const char *p, guint max_digits, int *out_value)
{
  int value = 0;
  guint n_digits = 0;

  for (; g_ascii_isdigit (*p); p++)
    {
      if (++n_digits > max_digits)
        return NULL;
      value = value * 10 + (*p - '0');
    }
  *out_value = value;
  return n_digits > 0 ? p : NULL;
}

static int
days_of_month (int year, int month)
{
  /* Without a year the 29th of February is possible. */
  return g_date_get_days_in_month ((GDateMonth) month, (GDateYear) (year > 0 ? year : 2000));
}

/* Reads DAY and its sign behind a month. */
static const char *
read_day (const char *text, ZpQuantity *date)
{
  int day;
  const char *p = read_int (text, 2, &day);

  if (p == NULL || day < 1 || day > days_of_month (date->year, date->month))
    return NULL;
  date->day = day;
  date->has_day = TRUE;
  return p;
}

static const char *
read_month (const char *text, ZpQuantity *date)
{
  int month;
  const char *p = read_int (text, 2, &month);

  if (p == NULL || month < 1 || month > 12)
    return NULL;
  date->month = month;
  date->has_month = TRUE;
  date->day = days_of_month (date->year, month);
  return p;
}

/* 10月15日, 10月15号, 10月 */
static const char *
read_month_words (const char *text, ZpQuantity *date)
{
  const char *p = read_month (text, date);

  if (p == NULL || !zp_words_is_prefix (p, "月"))
    return NULL;
  p += strlen ("月");
  if (!g_ascii_isdigit (*p))
    return p;
  text = p;
  p = read_day (text, date);
  if (p != NULL && (zp_words_is_prefix (p, "日") || zp_words_is_prefix (p, "号")))
    return p + strlen ("日");
  /* 2021年1月2021年12月: the next date begins here. */
  date->has_day = FALSE;
  date->day = days_of_month (date->year, date->month);
  return text;
}

/* 2021年底, 2021年上半年, 2021年度, 2021年第三季度, 2021年 */
static const char *
read_part_of_year (const char *text, ZpQuantity *date)
{
  static const struct
  {
    const char *word;
    int month;
  } parts[] = {
    { "底", 12 },      { "末", 12 },      { "初", 1 },       { "上半年", 6 },    { "下半年", 12 },
    { "第一季度", 3 }, { "第二季度", 6 }, { "第三季度", 9 }, { "第四季度", 12 }, { "一季度", 3 },
    { "二季度", 6 },   { "三季度", 9 },   { "四季度", 12 },
  };

  date->month = 12;
  date->day = 31;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (zp_words_is_prefix (text, parts[i].word))
      {
        date->month = parts[i].month;
        date->has_month = TRUE;
        date->day = days_of_month (date->year, date->month);
        return text + strlen (parts[i].word);
      }
  return zp_words_is_prefix (text, "度") ? text + strlen ("度") : text;
}

/* 2020-10-31, 2020/10, 2020.10 */
static const char *
read_numeric_date (const char *text, ZpQuantity *date)
{
  char sign = *text;
  const char *p;

  if (sign != '-' && sign != '/' && sign != '.')
    return NULL;
  p = read_month (text + 1, date);
  if (p == NULL)
    return NULL;
  if (*p == sign)
    return read_day (p + 1, date);
  /* 2020.5 is a number rather than May. */
  return sign == '.' && p - text < 3 ? NULL : p;
}

/* zp_words_read_date: reads a date at @text.
 * @month_alone: 12月 is a month of the year, not a number of months
 * @before: (nullable): the date that begins the period which this one ends
 * Returns: what follows it, or NULL if there is no date; @out_date may be changed even then */
const char *
zp_words_read_date (const char *text,
                    gboolean month_alone,
                    const ZpQuantity *before,
                    ZpQuantity *out_date)
{
  ZpOperator ignored = ZP_OP_NONE;
  int year;
  const char *p = read_int (text, 4, &year);

  if (p == NULL)
    return NULL;
  if (p - text == 4)
    {
      if (year < 1900 || year > 2099)
        return NULL;
      out_date->year = year;
      if (!zp_words_is_prefix (p, "年"))
        return read_numeric_date (p, out_date);
      p += strlen ("年");
      return g_ascii_isdigit (*p) ? read_month_words (p, out_date)
                                  : read_part_of_year (p, out_date);
    }
  out_date->year = before != NULL ? before->year : 0;
  p = read_month_words (text, out_date);
  if (p == NULL || out_date->has_day || month_alone || before != NULL)
    return p;
  /* 3月内 is three months, 12月底前 a date. */
  if (is_within (p) || zp_words_is_prefix (p, "以内") || zp_words_is_prefix (p, "之内"))
    return NULL;
  return zp_words_read_date_closings (p, &ignored) > p ? p : NULL;
}

/**
 * zp_operator_parse:
 * @text: (nullable): a text
 *
 * Returns: the operator that @text is, in any of its glyphs or as a word (不低于), or %ZP_OP_NONE
 */
ZpOperator
zp_operator_parse (const char *text)
{
  const ZpOperatorWord *word;
  ZpPlain plain;

  zp_plain_init (&plain, text);
  word = plain.length > 0 ? zp_words_operator_at (plain.text) : NULL;
  return word != NULL && strlen (word->word) == plain.length ? word->op : ZP_OP_NONE;
}

/**
 * zp_operator_to_string:
 * @op: an operator
 *
 * Returns: (transfer none): its sign; "" for %ZP_OP_NONE
 */
const char *
zp_operator_to_string (ZpOperator op)
{
  static const char *const signs[] = { "", "=", "≥", ">", "≤", "<", "～" };

  g_return_val_if_fail (op <= ZP_OP_RANGE, "");
  return signs[op];
}
