/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-quantity.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* A quantity as one short text: operator, value or bounds, unit, factor and kind of unit, period. */
static char *
describe (const ZpQuantity *quantity)
{
  static const char *const kinds[] = { "", "percent", "money", "months", "time", "workdays" };
  static const char *const errors[]
      = { "", " empty", " not-a-number", " too-precise", " too-large" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *value = zp_decimal_to_string (quantity->value);
  g_autofree char *lower = zp_decimal_to_string (quantity->lower);

  if (quantity->kind == ZP_QUANTITY_EMPTY)
    return g_strdup ("empty");
  if (quantity->kind == ZP_QUANTITY_WORDS)
    return g_strconcat ("words", errors[quantity->error], NULL);
  if (quantity->op == ZP_OP_RANGE)
    g_string_append_printf (text, "%c%s,%s%c", quantity->lower_open ? '(' : '[', lower, value,
                            quantity->upper_open ? ')' : ']');
  else
    g_string_append (text, zp_operator_to_string (quantity->op));
  if (quantity->kind == ZP_QUANTITY_DATE)
    {
      g_string_append_printf (text, "%d", quantity->year);
      if (quantity->has_month)
        g_string_append_printf (text, "-%02d", quantity->month);
      if (quantity->has_day)
        g_string_append_printf (text, "-%02d", quantity->day);
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  if (quantity->op != ZP_OP_RANGE)
    g_string_append (text, value);
  if (quantity->unit[0] != '\0')
    g_string_append_printf (text, " %s", quantity->unit);
  if (quantity->factor != 1)
    g_string_append_printf (text, " x%" G_GINT64_FORMAT, quantity->factor);
  if (quantity->unit_kind != ZP_UNIT_COUNT)
    g_string_append_printf (text, " %s", kinds[quantity->unit_kind]);
  if (quantity->per[0] != '\0')
    g_string_append_printf (text, " per %s", quantity->per);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  const char *text;
  const char *expected;
} ParseCase;

static const ParseCase parse_cases[] = {
  /* operators and units */
  { "", "empty" },
  { " \t\u3000", "empty" },
  { "—", "empty" },
  { "---", "empty" },
  { "／", "empty" },
  { "≥95%", "≥95 % x10 percent" },
  { "=2个", "=2 个" },
  { "≤25.15万元", "≤25.15 元 x10000 money" },
  { ">10000人次", ">10000 人次" },
  { "≤7500元/月", "≤7500 元/月 money per 月" },
  { "=6万元/年", "=6 元/年 x10000 money per 年" },
  { "≥200份/月", "≥200 份/月 per 月" },
  { "≤2200/人", "≤2200 /人 per 人" },
  { "100元每人", "100 元/人 money per 人" },
  { "30元/人·次", "30 元/人·次 money per 人·次" },
  { "5万元/人/年", "5 元/人/年 x10000 money per 人/年" },
  { "≥95.00％", "≥95 % x10 percent" },
  { "﹦3", "=3" },
  { "＝３", "=3" },
  { "≧90%", "≥90 % x10 percent" },
  { "≦90%", "≤90 % x10 percent" },
  { "＞90%", ">90 % x10 percent" },
  { "＜90%", "<90 % x10 percent" },
  { ">=90%", "≥90 % x10 percent" },
  { "> = 90 %", "≥90 % x10 percent" },
  { "=>90%", "≥90 % x10 percent" },
  { "<=90%", "≤90 % x10 percent" },
  { "=-5%", "=-5 % x10 percent" },
  { "-5%", "-5 % x10 percent" },
  { "≥.5", "≥0.5" },
  { "1,234.56元", "1234.56 元 money" },
  { "１２３个", "123 个" },
  { "12个 ", "12 个" },
  { "15.05 分", "15.05 分" },
  { "90", "90" },
  { "0", "0" },
  { "90。", "90" },
  { "5.", "5" },
  { "≥100百分比", "≥100 % x10 percent" },
  { "5个百分点", "5 个百分点 x10 percent" },
  { "3‰", "3 ‰ percent" },
  { "9成", "9 成 x100 percent" },
  { "百分之95", "95 % x10 percent" },
  { "500m2", "500 m2" },
  { "8GB", "8 GB" },
  { "5千米", "5 千米" },
  { "10立方米", "10 立方米" },
  { "3年级", "3 年级" },

  /* multipliers */
  { "14.98万", "14.98 x10000" },
  { "≤30万", "≤30 x10000" },
  { "2千人次", "2 人次 x1000" },
  { "1万人次", "1 人次 x10000" },
  { "50万条", "50 条 x10000" },
  { "3百万元", "3 元 x1000000 money" },
  { "2千万元", "2 元 x10000000 money" },
  { "7千元", "7 元 x1000 money" },
  { "1.2亿元", "1.2 元 x100000000 money" },
  { "1.23456789亿元", "123456789 元 money" },
  { "358580元", "358580 元 money" },
  { "50余次", "50 次" },
  { "200万余元", "200 元 x10000 money" },

  /* words for operators */
  { "大于等于90%", "≥90 % x10 percent" },
  { "大于或等于90%", "≥90 % x10 percent" },
  { "小于等于90%", "≤90 % x10 percent" },
  { "小于或等于3天", "≤3 天 x86400 time" },
  { "不少于2次", "≥2 次" },
  { "不低于90%", "≥90 % x10 percent" },
  { "不得低于90%", "≥90 % x10 percent" },
  { "不超过5万元", "≤5 元 x10000 money" },
  { "不高于5%", "≤5 % x10 percent" },
  { "不多于5次", "≤5 次" },
  { "不大于5次", "≤5 次" },
  { "至少3次", "≥3 次" },
  { "最多3次", "≤3 次" },
  { "达到95%", "≥95 % x10 percent" },
  { "超过95%", ">95 % x10 percent" },
  { "高于95%", ">95 % x10 percent" },
  { "低于5%", "<5 % x10 percent" },
  { "少于5次", "<5 次" },
  { "等于5次", "=5 次" },
  { "约5次", "5 次" },
  { "控制在5%以内", "≤5 % x10 percent" },

  /* words behind the number */
  { "95%以上", "≥95 % x10 percent" },
  { "100%以上(含)", "≥100 % x10 percent" },
  { "95%（含）以上", "≥95 % x10 percent" },
  { "95%以上（不含95%）", ">95 % x10 percent" },
  { "10%以下", "≤10 % x10 percent" },
  { "3次及以上", "≥3 次" },
  { "5万元以内", "≤5 元 x10000 money" },
  { "60分钟以内", "≤60 分钟 x60 time" },
  { "60分钟之内", "≤60 分钟 x60 time" },
  { "60分钟内", "≤60 分钟 x60 time" },
  { "60分钟/次", "60 分钟/次 x60 time per 次" },
  { "=100%以上", "≥100 % x10 percent" },
  { ">95%以上", ">95 % x10 percent" },
  { "≤5个工作日内", "≤5 个工作日 workdays" },
  { "5个工作日内完成", "≤5 个工作日 workdays" },
  { "5个工作日完成", "5 个工作日 workdays" },
  { "5个左右", "5 个" },
  { "5个以上单位", "≥5 个" },
  { "3个内", "≤3 个" },
  { "10个内地城市", "10 个内地城市" },
  { "60分钟响应", "60 分钟 x60 time" },
  { "100%覆盖", "100 % x10 percent" },
  { "6家完成", "6 家" },
  { "16家医疗机构", "16 家医疗机构" },
  { "95%，较上年提高3个百分点", "95 % x10 percent" },
  { "5次出庭，参加医保诉讼案件庭审；多次参与决策。", "5 次出庭" },

  /* time */
  { "=12个月", "=12 个月 months" },
  { "≥12月", "≥12 月 months" },
  { "12月", "12 月 months" },
  { "5个月", "5 个月 months" },
  { "1季度", "1 季度 x3 months" },
  { "1年", "1 年 x12 months" },
  { "1年半", "1.5 年 x12 months" },
  { "半年", "6 月 months" },
  { "半年内完成", "≤6 月 months" },
  { "半个月", "0.5 个月 months" },
  { "半天", "0.5 天 x86400 time" },
  { "=360天", "=360 天 x86400 time" },
  { "2小时", "2 小时 x3600 time" },
  { "30秒", "30 秒 time" },
  { "2周", "2 周 x604800 time" },
  { "3月内完成", "≤3 月 months" },
  { "10日内", "≤10 日 x86400 time" },
  { "2次/年", "2 次/年 per 年" },

  /* dates */
  { "2020年10月", "2020-10" },
  { "2020年10月15日", "2020-10-15" },
  { "2020年10月15日前", "≤2020-10-15" },
  { "2021年12月底前", "≤2021-12" },
  { "2021年12月完成", "2021-12" },
  { "2021年12月31日前完成", "≤2021-12-31" },
  { "12月底之前完成", "≤0-12" },
  { "12月31日", "0-12-31" },
  { "12月前", "≤0-12" },
  { "不晚于12月底", "≤0-12" },
  { "不迟于12月", "≤0-12" },
  { "2020-10-31", "2020-10-31" },
  { "2020/10/31", "2020-10-31" },
  { "2020.10", "2020-10" },
  { "2020.10.31", "2020-10-31" },
  { "2020.5", "2020.5" },
  { "2020-10", "2020-10" },
  { "2020年", "2020" },
  { "2020年内", "≤2020" },
  { "2020年度", "2020" },
  { "2020年底", "2020-12" },
  { "2020年末", "2020-12" },
  { "2020年底前", "≤2020-12" },
  { "2020年前", "≤2020" },
  { "2020年上半年", "2020-06" },
  { "≤2020年10月", "≤2020-10" },
  { "11月1日起正式运行", "0-11-01" },
  { "2020年9月上线运行", "2020-09" },
  { "2021年1月至12月", "≤2021-12" },
  { "2021年1月 2021年12月", "≤2021-12" },
  { "2021年11月-2022年3月", "≤2022-03" },
  { "1-12月", "≤0-12" },
  { "2021年2月29日", "words" },
  { "2021年13月", "words" },
  { "2020年我局完成预算编制", "words" },
  { "2020年，我局完成预算编制", "words" },
  { "10日前", "words" },

  /* ranges */
  { "97%≤预算执行率≤100%", "[97,100] % x10 percent" },
  { "97%<预算执行率≤100%", "(97,100] % x10 percent" },
  { "100%≥预算执行率>97%", "(97,100] % x10 percent" },
  { "95%-100%", "[95,100] % x10 percent" },
  { "95%～100%", "[95,100] % x10 percent" },
  { "95~100%", "[95,100] % x10 percent" },
  { "90%—95%", "[90,95] % x10 percent" },
  { "90%——95%", "[90,95] % x10 percent" },
  { "90%至95%", "[90,95] % x10 percent" },
  { "3至5个", "[3,5] 个" },
  { "3个到5个", "[3,5] 个" },
  { "2-3天", "[2,3] 天 x86400 time" },
  { "3-5万元", "[3,5] 元 x10000 money" },
  { "5000元-1万元", "[5000,10000] 元 money" },
  { "≥90%且≤95%", "[90,95] % x10 percent" },
  { "≥90%，<95%", "[90,95) % x10 percent" },
  { "±5%", "[-5,5] % x10 percent" },
  { "≤±5%", "≤5 % x10 percent" },
  { "100%-95%", "words" },
  { "预算执行率95%-100%", "[95,100] % x10 percent" },

  /* names before the number */
  { "医保信息系统验收合格率≥90%", "≥90 % x10 percent" },
  { "满意度大于等于80%", "≥80 % x10 percent" },
  { "满意度：≥80%。", "≥80 % x10 percent" },
  { "满意度：80%", "80 % x10 percent" },
  { "满意度为80%", "80 % x10 percent" },
  { "满意度达到95%以上", "≥95 % x10 percent" },
  { "定点医疗机构购药检查覆盖率100%", "100 % x10 percent" },
  { "DIP试点进展模拟运行时间不晚于12月底", "≤0-12" },
  { "召开会议大于等于2次", "≥2 次" },
  { "召开医保工作新闻发布会、政策吹风会次数或医保信息公开工作会议或培训大于等于2次", "≥2 次" },
  { "完成6家", "6 家" },
  { "2020年共开展培训12次", "12 次" },
  { "于2021年12月底前完成", "≤2021-12" },
  { "提高10%以上", "≥10 % x10 percent" },
  { "医保电子凭证激活率接近50%", "50 % x10 percent" },

  /* words */
  { "中级以上", "words" },
  { "有所提升", "words" },
  { "显著有效", "words" },
  { "达成年度指标", "words" },
  { "半数以上", "words" },
  { "DIP试点被国家局评为DIP支付方式改革试点交叉评估优秀等级并于2021年11月1日起DIP正式运行。",
    "words" },
  { "DIP试点被国家局评为DIP支付方式改革试点交叉评估优秀单位，11月1日DIP正式运行。", "words" },
  { "每月月底前给付到位", "words" },
  { "每月5日前给付", "words" },
  { "1、完成培训", "words" },
  { "1.完成培训", "words" },
  { "1）完成培训", "words" },
  { "指标1", "words" },
  { "第3次", "words" },
  { "完成率100%，满意度95%", "words" },
  { "合格率≥90%，满意度≥95%", "words" },
  { "1年6个月", "words" },
  { "3万5千元", "words" },
  { "3天办结5件", "words" },
  { "7x24小时", "words" },
  { "7*24小时", "words" },
  { "1:3", "words" },
  { "1/3", "words" },
  { "1.2.3", "words" },
  { "12，3", "words" },
  { "DRG3.0版", "words" },
  { "2021年底前完成2020年度服务质量考核工作，并印发考核结果的通报。", "words" },
  { "2人次打击欺诈骗保查实举报案件的奖励", "words" },
  { "1.1234567%", "words too-precise" },
  { "≥99999999999999", "words too-large" },
};

static void
test_parse (gconstpointer data)
{
  const ParseCase *c = data;
  ZpQuantity quantity;
  g_autofree char *found = NULL;

  zp_quantity_parse (c->text, &quantity);
  found = describe (&quantity);
  g_assert_cmpstr (found, ==, c->expected);
}

static void
test_parse_null (void)
{
  ZpQuantity quantity;

  zp_quantity_parse (NULL, &quantity);
  g_assert_cmpint (quantity.kind, ==, ZP_QUANTITY_EMPTY);
  zp_quantity_parse_parts (NULL, NULL, NULL, &quantity);
  g_assert_cmpint (quantity.kind, ==, ZP_QUANTITY_EMPTY);
  g_assert_cmpint (zp_operator_parse (NULL), ==, ZP_OP_NONE);
}

/* Whoever reads a month without a day may take its last day. */
static void
test_last_day (void)
{
  ZpQuantity quantity;

  zp_quantity_parse ("2020年2月", &quantity);
  g_assert_cmpint (quantity.day, ==, 29);
  zp_quantity_parse ("2021年2月", &quantity);
  g_assert_cmpint (quantity.day, ==, 28);
  g_assert_false (quantity.has_day);
  zp_quantity_parse ("2021年", &quantity);
  g_assert_cmpint (quantity.month, ==, 12);
  g_assert_cmpint (quantity.day, ==, 31);
}

static void
test_long_texts (void)
{
  g_autoptr (GString) text = g_string_new ("≥95%，");
  ZpQuantity quantity;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "完成");
  zp_quantity_parse (text->str, &quantity);
  g_assert_cmpint (quantity.kind, ==, ZP_QUANTITY_NUMBER);
  g_string_prepend (text, "完成");
  g_string_append (text, "≥95%");
  zp_quantity_parse (text->str, &quantity);
  g_assert_cmpint (quantity.kind, ==, ZP_QUANTITY_WORDS);
  g_string_assign (text, "5");
  for (guint i = 0; i < 12; i++)
    g_string_append (text, "個");
  zp_quantity_parse (text->str, &quantity);
  g_assert_cmpuint (strlen (quantity.unit), ==, 36);
}

typedef struct
{
  const char *op;
  const char *value;
  const char *unit;
  const char *expected;
} PartsCase;

static const PartsCase parts_cases[] = {
  { "≥", "358580", "人", "≥358580 人" },
  { "≥", "95%", "%", "≥95 % x10 percent" },
  { "≤", "60分钟", "分钟", "≤60 分钟 x60 time" },
  { "按时按质按量", "按时按质按量", "按时按质按量", "words" },
  { "有所提高", "有所提高", "有所提高", "words" },
  { "＝", "100", "%", "=100 % x10 percent" },
  { "﹦", "2", "个", "=2 个" },
  { "=", "≥95%", "%", "≥95 % x10 percent" },
  { "≥", "≤95%", "%", "≤95 % x10 percent" },
  { "≥", "95-100", "%", "[95,100] % x10 percent" },
  { "≤", "25.15", "万元", "≤25.15 元 x10000 money" },
  { "≤", "30万", "元", "≤30 元 x10000 money" },
  { "≤", "30万", "万元", "≤30 元 x10000 money" },
  { "≤", "2020.10", "元", "≤2020.1 元 money" },
  { "≤", "2020.10", "", "≤2020-10" },
  { "≤", "2020.10", "—", "≤2020-10" },
  { "≤", "12", "个月", "≤12 个月 months" },
  { "≤", "12月底", "", "≤0-12" },
  { "", "95%以上", "%", "≥95 % x10 percent" },
  { "≥", "90%以上", "%", "≥90 % x10 percent" },
  { "不低于", "90", "%", "≥90 % x10 percent" },
  { "定性", "显著", "", "words" },
  { "定性", "", "", "empty" },
  { "≥", "—", "%", "empty" },
  { "≥", "5", "元/月", "≥5 元/月 money per 月" },
  { NULL, "5", NULL, "5" },
  { "≥", "1.1234567", "%", "words too-precise" },
};

static void
test_parts (gconstpointer data)
{
  const PartsCase *c = data;
  ZpQuantity quantity;
  g_autofree char *found = NULL;

  zp_quantity_parse_parts (c->op, c->value, c->unit, &quantity);
  found = describe (&quantity);
  g_assert_cmpstr (found, ==, c->expected);
}

typedef struct
{
  const char *a;
  const char *b;
  const char *expected_a;
  const char *expected_b;
} AlignCase;

/* No expectation: not comparable. */
static const AlignCase align_cases[] = {
  { "1年", "5个月", "12 个月 months", "5 个月 months" },
  { "≤25.15万元", "251500元", "≤251500 元 money", "251500 元 money" },
  { "1万人次", "12043人次", "10000 人次", "12043 人次" },
  { "2千人次", "2331人次", "2000 人次", "2331 人次" },
  { "≤30万元", "14.98万", "≤30 元 x10000 money", "14.98 元 x10000 money" },
  { "≤30万元", "14.98", "≤30 元 x10000 money", "14.98 元 x10000 money" },
  { "≤30万元", "14.98亿", "≤30 元 x10000 money", "149800 元 x10000 money" },
  { "≥90%", "95", "≥90 % x10 percent", "95 % x10 percent" },
  { "90", "95%", "90 % x10 percent", "95 % x10 percent" },
  { "≥90%", "995‰", "≥900 ‰ percent", "995 ‰ percent" },
  { "≥2万人次", "23000", "≥20000 人次", "23000 人次" },
  { "16家", "16家医疗机构", "16 家", "16 家医疗机构" },
  { "≤18000元/年", "18500元/月", "≤18000 元/年 money per 年", "18500 元/月 money per 月" },
  { "≤2200/人", "2200元/人", "≤2200 元/人 money per 人", "2200 元/人 money per 人" },
  { "≤1小时", "50分钟", "≤60 分钟 x60 time", "50 分钟 x60 time" },
  { "1-2年", "15个月", "[12,24] 个月 months", "15 个月 months" },
  { "2020年10月", "10月", "2020-10", "0-10" },
  { "12月", "2020-10-31", "0-12", "2020-10-31" },
  { "≥95%", "3个", NULL, NULL },
  { "≥95%", "3万", NULL, NULL },
  { "1年", "5天", NULL, NULL },
  { "5个工作日", "5天", NULL, NULL },
  { "≥95%", "有效", NULL, NULL },
  { "≥95%", "", NULL, NULL },
  { "2020年10月", "95%", NULL, NULL },
  { "2020年10月", "13月", NULL, NULL },
  { "9000000000000亿元", "1元", NULL, NULL },
};

static void
test_align (gconstpointer data)
{
  const AlignCase *c = data;
  ZpQuantity a;
  ZpQuantity b;
  ZpQuantity old_a;
  ZpQuantity old_b;
  g_autofree char *found_a = NULL;
  g_autofree char *found_b = NULL;

  zp_quantity_parse (c->a, &a);
  zp_quantity_parse (c->b, &b);
  old_a = a;
  old_b = b;
  if (c->expected_a == NULL)
    {
      g_assert_false (zp_quantity_align (&a, &b));
      g_assert_cmpmem (&a, sizeof a, &old_a, sizeof old_a);
      g_assert_cmpmem (&b, sizeof b, &old_b, sizeof old_b);
      return;
    }
  g_assert_true (zp_quantity_align (&a, &b));
  found_a = describe (&a);
  found_b = describe (&b);
  g_assert_cmpstr (found_a, ==, c->expected_a);
  g_assert_cmpstr (found_b, ==, c->expected_b);
}

typedef struct
{
  const char *a;
  const char *b;
  int expected;
} DateCase;

static const DateCase date_cases[] = {
  { "2020年10月", "2020年10月", 0 },
  { "2020年9月", "2020年10月", -1 },
  { "2021年1月", "2020年12月", 1 },
  { "2020年10月15日", "2020年10月", 0 },
  { "2020年10月15日", "2020年10月16日", -1 },
  { "2020年9月", "2020年内", 0 },
  { "2021年1月", "2020年内", 1 },
  { "11月1日", "不晚于12月底", -1 },
  { "2021年11月1日", "12月底前", -1 },
};

static void
test_compare_dates (gconstpointer data)
{
  const DateCase *c = data;
  ZpQuantity a;
  ZpQuantity b;

  zp_quantity_parse (c->a, &a);
  zp_quantity_parse (c->b, &b);
  g_assert_cmpint (a.kind, ==, ZP_QUANTITY_DATE);
  g_assert_cmpint (b.kind, ==, ZP_QUANTITY_DATE);
  g_assert_cmpint (zp_quantity_compare_dates (&a, &b), ==, c->expected);
  g_assert_cmpint (zp_quantity_compare_dates (&b, &a), ==, -c->expected);
}

typedef struct
{
  const char *text;
  gint64 factor;
  const char *expected;
  gboolean converted;
  ZpDecimalError error;
} AmountCase;

static const AmountCase amount_cases[] = {
  { "25.15", 10000, "25.15", FALSE, ZP_DECIMAL_OK },
  { " 25.15 ", 10000, "25.15", FALSE, ZP_DECIMAL_OK },
  { "1,234.56", 10000, "1234.56", FALSE, ZP_DECIMAL_OK },
  { "２５．１５", 10000, "25.15", FALSE, ZP_DECIMAL_OK },
  { "25.15万元", 10000, "25.15", FALSE, ZP_DECIMAL_OK },
  { "25.15 万元", 10000, "25.15", FALSE, ZP_DECIMAL_OK },
  { "25.15万", 10000, "25.15", FALSE, ZP_DECIMAL_OK },
  { "251500元", 10000, "25.15", TRUE, ZP_DECIMAL_OK },
  { "￥251,500元整", 10000, "25.15", TRUE, ZP_DECIMAL_OK },
  { "1.2亿元", 10000, "12000", TRUE, ZP_DECIMAL_OK },
  { "1.23456789亿元", 10000, "12345.6789", TRUE, ZP_DECIMAL_OK },
  { "25.15万元", 1, "251500", TRUE, ZP_DECIMAL_OK },
  { "0.01元", 10000, "0.000001", TRUE, ZP_DECIMAL_OK },
  { "-3.5", 10000, "-3.5", FALSE, ZP_DECIMAL_OK },
  { "0.001元", 10000, NULL, FALSE, ZP_DECIMAL_TOO_PRECISE },
  { "1.1234567", 10000, NULL, FALSE, ZP_DECIMAL_TOO_PRECISE },
  { "99999999999999", 10000, NULL, FALSE, ZP_DECIMAL_TOO_LARGE },
  { "", 10000, NULL, FALSE, ZP_DECIMAL_EMPTY },
  { "——", 10000, NULL, FALSE, ZP_DECIMAL_EMPTY },
  { NULL, 10000, NULL, FALSE, ZP_DECIMAL_EMPTY },
  { "无", 10000, NULL, FALSE, ZP_DECIMAL_NOT_A_NUMBER },
  { "25.15%", 10000, NULL, FALSE, ZP_DECIMAL_NOT_A_NUMBER },
  { "25.15 13", 10000, NULL, FALSE, ZP_DECIMAL_NOT_A_NUMBER },
  { "25万人", 10000, NULL, FALSE, ZP_DECIMAL_NOT_A_NUMBER },
};

static void
test_amount (gconstpointer data)
{
  const AmountCase *c = data;
  ZpDecimal value = ZP_DECIMAL_MICRO (-77);
  gboolean converted = 42;
  ZpDecimalError error = ZP_DECIMAL_OK;
  g_autofree char *found = NULL;

  if (c->expected == NULL)
    {
      g_assert_false (zp_amount_parse (c->text, c->factor, &value, &converted, &error));
      g_assert_cmpint (error, ==, c->error);
      g_assert_cmpint (value.micro, ==, -77);
      g_assert_cmpint (converted, ==, 42);
      return;
    }
  g_assert_true (zp_amount_parse (c->text, c->factor, &value, &converted, &error));
  found = zp_decimal_to_string (value);
  g_assert_cmpstr (found, ==, c->expected);
  g_assert_cmpint (converted, ==, c->converted);
}

typedef struct
{
  const char *text;
  const char *expected;
} TextCase;

static const TextCase text_cases[] = {
  { NULL, "" },
  { "", "" },
  { "有所提高。", "有所提高" },
  { " 有所 提高\u3000\n", "有所提高" },
  { "１２３％", "123%" },
  { "（含）", "(含)" },
  { ">=90%", "≥90%" },
  { "＞＝90%", "≥90%" },
  { "≧90%", "≥90%" },
  { "＜＝90%", "≤90%" },
  { "﹦2", "=2" },
  { "95%～100%", "95%~100%" },
  { "a—b", "a-b" },
  { "\xff", "\uFFFD" },
};

static void
test_text (gconstpointer data)
{
  const TextCase *c = data;
  g_autofree char *found = zp_text_normalise (c->text);

  g_assert_cmpstr (found, ==, c->expected);
  g_assert_true (zp_text_same (c->text, c->expected));
  g_assert_false (zp_text_same (c->text, "别的"));
}

static void
test_text_differs (void)
{
  g_assert_false (zp_text_same ("达成年度指标", "达成年度目标"));
  g_assert_false (zp_text_same ("达成", "达成年度指标"));
  g_assert_false (zp_text_same ("达成", NULL));
  g_assert_false (zp_text_same ("≥95%", "≤95%"));
  g_assert_true (zp_text_same ("达成 年度指标。", "达成年度\n指标"));
  g_assert_true (zp_text_same ("达成>=５％", "达成≥5%"));
  g_assert_true (zp_text_same (NULL, " "));
}

static void
test_operators (void)
{
  static const ParseCase cases[] = {
    { "≥", "≥" },      { "≧", "≥" },      { " >= ", "≥" }, { "＝", "=" }, { "﹦", "=" },
    { "＜", "<" },     { "不低于", "≥" }, { "定性", "" },  { "", "" },    { "≥95", "" },
    { "不大于", "≤" }, { "=", "=" },      { "至多", "≤" }, { "约", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (zp_operator_to_string (zp_operator_parse (cases[i].text)), ==,
                     cases[i].expected);
}

/* Published targets with figures that are words all the same, each looked at. */
static const char *const golden_words[] = {
  /* Actual values that tell a story; their figures are dates by the way. */
  "DIP试点被国家局评为DIP支付方式改革试点交叉评估优秀单位，11月1日DIP正式运行。",
  "DIP试点被国家局评为DIP支付方式改革试点交叉评估优秀等级并于2021年11月1日起DIP正式运行。",
  NULL,
};

static void
check_golden_value (const char *file, JsonObject *row, const char *column, guint *n_figures)
{
  const char *text = json_object_get_string_member_with_default (row, column, "");
  const char *op = json_object_get_string_member_with_default (row, "nature", NULL);
  const char *unit = json_object_get_string_member_with_default (row, "unit_of_measure", NULL);
  gboolean figure = strpbrk (text, "0123456789") != NULL;
  ZpQuantity quantity;

  if (g_str_equal (column, "target"))
    zp_quantity_parse_parts (op, text, unit, &quantity);
  else
    zp_quantity_parse (text, &quantity);
  g_test_message ("%s: %s", file, text);
  if (figure && !g_strv_contains (golden_words, text))
    g_assert_cmpint (quantity.kind, >=, ZP_QUANTITY_NUMBER);
  else
    g_assert_cmpint (quantity.kind, <=, ZP_QUANTITY_WORDS);
  *n_figures += figure;
}

static guint
check_golden_file (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *tables;
  JsonArray *rows;
  guint n_figures = 0;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  tables = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                          "tables");
  if (!json_object_has_member (tables, "indicators"))
    return 0;
  rows = json_object_get_array_member (tables, "indicators");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      check_golden_value (path, row, "target", &n_figures);
      check_golden_value (path, row, "actual", &n_figures);
    }
  return n_figures;
}

static guint
check_golden_folder (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  const char *name;
  guint n_figures = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        n_figures += check_golden_folder (child);
      else if (g_str_has_suffix (name, ".ziping"))
        n_figures += check_golden_file (child);
    }
  return n_figures;
}

static void
test_golden (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", NULL);

  /* Were the folder empty, nothing would be tested. */
  g_assert_cmpuint (check_golden_folder (path), >, 200);
}

#define ADD_TABLE(prefix, cases, name, function)                                                   \
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)                                                 \
    {                                                                                              \
      g_autofree char *path = case_path (prefix, i, cases[i].name);                                \
                                                                                                   \
      g_test_add_data_func (path, &cases[i], function);                                            \
    }

/* A case is named by its text.  A slash would end the name, so another sign stands for it. */
static char *
case_path (const char *prefix, gsize index, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "null", -1);
  g_autofree char *name = g_strdup_printf ("%02" G_GSIZE_FORMAT "-%s", index, valid);

  for (char *p = name; *p != '\0'; p++)
    if (*p == '/' || g_ascii_iscntrl (*p) || *p == '#' || *p == ' ')
      *p = '_';
  return g_strconcat (prefix, "/", name, NULL);
}

static void
test_shorten (void)
{
  static const struct
  {
    const char *text;
    guint n_chars;
    const char *expected;
  } cases[] = {
    { "", 3, "" },
    { "三个字", 3, "三个字" },
    { "四个字了", 3, "四个…" },
    { "两\n行", 3, "两 行" },
    { "a", 1, "a" },
    { "ab", 1, "…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = zp_text_shorten (cases[i].text, cases[i].n_chars);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_TABLE ("/quantity/parse", parse_cases, text, test_parse);
  ADD_TABLE ("/quantity/parts", parts_cases, value, test_parts);
  ADD_TABLE ("/quantity/align", align_cases, a, test_align);
  ADD_TABLE ("/quantity/dates", date_cases, a, test_compare_dates);
  ADD_TABLE ("/amount", amount_cases, text, test_amount);
  ADD_TABLE ("/text", text_cases, text, test_text);
  g_test_add_func ("/quantity/parse-null", test_parse_null);
  g_test_add_func ("/quantity/last-day", test_last_day);
  g_test_add_func ("/quantity/long-texts", test_long_texts);
  g_test_add_func ("/quantity/golden", test_golden);
  g_test_add_func ("/text-differs", test_text_differs);
  g_test_add_func ("/operator", test_operators);
  g_test_add_func ("/text/shorten", test_shorten);
  return g_test_run ();
}
