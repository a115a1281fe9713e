/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-sheet.h"

static GRefString *
ref_string (const char *text)
{
  return text != NULL ? g_ref_string_new (text) : NULL;
}

guint
zp_test_add (ZpSheetBuilder *builder, const ZpTestCell *cell)
{
  ZpSheetCell result = {
    .column = cell->column,
    .column_span = cell->span,
    .row_span = cell->rows,
    .style = cell->style,
    .type = cell->type,
    .kind = cell->address != NULL ? ZP_CELL_INPUT : ZP_CELL_FIXED,
    .address = ref_string (cell->address),
    .text = ref_string (cell->text),
    .has_number = cell->number != NULL,
    .places = cell->places,
    .percent = cell->percent,
    .merged = cell->merged,
    .border = cell->style == ZP_STYLE_VALUE || cell->style == ZP_STYLE_LABEL,
  };

  if (cell->number != NULL)
    g_assert_cmpint (zp_decimal_parse (cell->number, &result.number), ==, ZP_DECIMAL_OK);
  return zp_sheet_builder_add_cell (builder, result);
}

/* One cell, which holds the text. */
ZpSheet *
zp_test_sheet_with_text (const char *text)
{
  ZpSheetBuilder *builder = zp_sheet_builder_new (1, (guint[]){ 1 }, FALSE, "表");

  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .text = text, .address = "value", .type = ZP_TYPE_PARAGRAPH);
  return zp_sheet_builder_end (builder);
}

static void
add_head (ZpSheetBuilder *b)
{
  zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 36);
  ZP_TEST_ADD (b, .span = 9, .style = ZP_STYLE_TITLE, .text = "项目支出绩效自评表");
  zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (b, .span = 9, .style = ZP_STYLE_SUBTITLE, .text = "（ 2020 年度）");
  zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (b, .span = 2, .style = ZP_STYLE_LABEL, .text = "项目名称");
  ZP_TEST_ADD (b, .column = 2, .span = 7, .address = "project_name", .text = "医疗救助工作经费");
  zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (b, .span = 2, .style = ZP_STYLE_LABEL, .text = "主管部门");
  ZP_TEST_ADD (b, .column = 2, .span = 3, .address = "department", .text = "医疗保障局");
  ZP_TEST_ADD (b, .column = 5, .style = ZP_STYLE_LABEL, .text = "实施单位");
  ZP_TEST_ADD (b, .column = 6, .span = 3, .address = "unit", .text = "医疗保障局");
}

static void
add_funding_row (ZpSheetBuilder *b, const char *id, const char *label, gboolean total)
{
  g_autofree char *initial = g_strconcat ("funding/", id, "/initial", NULL);
  g_autofree char *budget = g_strconcat ("funding/", id, "/budget", NULL);

  zp_sheet_builder_begin_row (b, "funding", id, FALSE, 0);
  ZP_TEST_ADD (b, .column = 1, .span = 2, .style = ZP_STYLE_LABEL, .text = label);
  ZP_TEST_ADD (b, .column = 3, .address = initial, .type = ZP_TYPE_AMOUNT, .text = "24.00",
               .number = "24", .places = 2);
  ZP_TEST_ADD (b, .column = 4, .address = budget, .type = ZP_TYPE_AMOUNT, .text = "25.15",
               .number = "25.15", .places = 2);
  ZP_TEST_ADD (b, .column = 5, .address = "funding/executed", .type = ZP_TYPE_AMOUNT,
               .text = "13.83", .number = "13.83", .places = 2);
  if (total)
    {
      ZP_TEST_ADD (b, .column = 6, .text = "10", .number = "10");
      ZP_TEST_ADD (b, .column = 7, .text = "54.99%", .number = "54.99", .places = 2,
                   .percent = TRUE);
      ZP_TEST_ADD (b, .column = 8, .text = "5.4", .number = "5.4", .places = 1);
      return;
    }
  for (guint c = 6; c < 9; c++)
    ZP_TEST_ADD (b, .column = c, .text = "—");
}

static void
add_funding (ZpSheetBuilder *b)
{
  static const char *const headings[]
      = { "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分" };

  zp_sheet_builder_begin_row (b, "funding", NULL, TRUE, 0);
  ZP_TEST_ADD (b, .rows = 5, .style = ZP_STYLE_LABEL, .text = "项目资金\n（万元）");
  ZP_TEST_ADD (b, .column = 1, .span = 2, .style = ZP_STYLE_LABEL);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    ZP_TEST_ADD (b, .column = 3 + i, .style = ZP_STYLE_LABEL, .text = headings[i]);
  add_funding_row (b, "total", "年度资金总额", TRUE);
  add_funding_row (b, "fiscal", "其中：当年财政拨款", FALSE);
  add_funding_row (b, "carryover", "上年结转资金", FALSE);
  add_funding_row (b, "other", "其他资金", FALSE);
}

static void
add_goals (ZpSheetBuilder *b)
{
  zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (b, .rows = 2, .style = ZP_STYLE_LABEL, .text = "年度总体目标");
  ZP_TEST_ADD (b, .column = 1, .span = 4, .style = ZP_STYLE_LABEL, .text = "预期目标");
  ZP_TEST_ADD (b, .column = 5, .span = 4, .style = ZP_STYLE_LABEL, .text = "实际完成情况");
  zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (b, .column = 1, .span = 4, .address = "goal_expected", .type = ZP_TYPE_PARAGRAPH,
               .text = "目标1：保障医疗救助工作顺利开展，全年救助困难群众不少于10000人次；\n"
                       "目标2：开展政策宣传活动不少于4次，提高群众对医疗救助政策的知晓率，"
                       "使符合条件的困难群众应救尽救，减轻其医疗费用负担。");
  ZP_TEST_ADD (b, .column = 5, .span = 4, .address = "goal_actual", .type = ZP_TYPE_PARAGRAPH,
               .text = "全年救助困难群众12045人次，开展宣传活动5次，政策知晓率达到96%，"
                       "困难群众的医疗费用负担明显减轻。");
}

static void
add_indicator_headings (ZpSheetBuilder *b, guint n_indicators)
{
  static const char *const headings[]
      = { "一级指标",   "二级指标", "三级指标", "年度指标值",
          "实际完成值", "分值",     "得分",     "偏差原因分析及改进措施" };

  zp_sheet_builder_begin_row (b, "indicators", NULL, TRUE, 0);
  ZP_TEST_ADD (b, .rows = n_indicators + 1, .style = ZP_STYLE_LABEL, .merged = TRUE,
               .text = "年度绩效指标完成情况");
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    ZP_TEST_ADD (b, .column = 1 + i, .style = ZP_STYLE_LABEL, .text = headings[i]);
}

static void
add_indicator (ZpSheetBuilder *b, guint i, guint n_indicators)
{
  g_autofree char *id = g_strdup_printf ("r%u", i + 1);
  g_autofree char *level3 = g_strconcat ("indicators/", id, "/level3", NULL);
  g_autofree char *score = g_strconcat ("indicators/", id, "/score", NULL);
  guint in_level1 = i % 4;
  guint in_level2 = i % 2;

  zp_sheet_builder_begin_row (b, "indicators", id, FALSE, 0);
  if (in_level1 == 0)
    ZP_TEST_ADD (b, .column = 1, .rows = MIN (4, n_indicators - i), .style = ZP_STYLE_LABEL,
                 .merged = TRUE, .text = "产出指标");
  if (in_level2 == 0)
    ZP_TEST_ADD (b, .column = 2, .rows = MIN (2, n_indicators - i), .style = ZP_STYLE_LABEL,
                 .merged = TRUE, .text = in_level1 == 0 ? "数量指标" : "质量指标");
  ZP_TEST_ADD (b, .column = 3, .address = level3, .type = ZP_TYPE_PARAGRAPH,
               .text = in_level2 == 0 ? "救助困难群众人次"
                                      : "医疗救助政策宣传活动开展次数及覆盖的社区数量");
  ZP_TEST_ADD (b, .column = 4, .address = "target", .type = ZP_TYPE_QUANTITY, .text = "≥10000人次");
  ZP_TEST_ADD (b, .column = 5, .address = "actual", .type = ZP_TYPE_QUANTITY, .text = "12045人次");
  ZP_TEST_ADD (b, .column = 6, .address = "weight", .type = ZP_TYPE_SCORE, .text = "12.5",
               .number = "12.5", .places = 1);
  ZP_TEST_ADD (b, .column = 7, .address = score, .type = ZP_TYPE_SCORE, .text = "12.5",
               .number = "12.5", .places = 1);
  ZP_TEST_ADD (b, .column = 8, .address = "deviation", .type = ZP_TYPE_PARAGRAPH,
               .text = in_level1 == 3 ? "因疫情影响，部分宣传活动改为线上进行，下一年度将提前安排。"
                                      : "");
}

/* The Ministry's form, with that many indicators. */
ZpSheet *
zp_test_sheet_form (guint n_indicators)
{
  return zp_test_sheet_form_on (n_indicators, FALSE);
}

/* The same on paper that lies on its side or not. */
ZpSheet *
zp_test_sheet_form_on (guint n_indicators, gboolean landscape)
{
  ZpSheetBuilder *b = zp_sheet_builder_new (9, (guint[]){ 6, 8, 10, 24, 11, 11, 7, 8, 19 },
                                            landscape, "项目支出绩效自评表");

  add_head (b);
  add_funding (b);
  add_goals (b);
  add_indicator_headings (b, n_indicators);
  for (guint i = 0; i < n_indicators; i++)
    add_indicator (b, i, n_indicators);
  zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (b, .span = 6, .style = ZP_STYLE_LABEL, .text = "总分");
  ZP_TEST_ADD (b, .column = 6, .text = "100", .number = "100");
  ZP_TEST_ADD (b, .column = 7, .address = "total/score", .text = "83.9", .number = "83.9",
               .places = 1);
  ZP_TEST_ADD (b, .column = 8, .text = "");
  return zp_sheet_builder_end (b);
}
