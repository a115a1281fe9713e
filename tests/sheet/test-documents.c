/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-derive.h"
#include "zp-error.h"
#include "zp-form-file.h"
#include "zp-sheet-builder.h"

#include <string.h>

/* Text documents: sentences with figures, and figures taken over from a form. */

/* A summary of the Ministry's form, with a paragraph that somebody writes. */
static const char summary_template[]
    = "{ 'id': 'summary', 'version': '1', 'title': '摘要', 'source': 's', 'profiles': ['mof-2020'],"
      "  'fields': { 'name': 'text', 'output': 'number', 'outputs': 'number', 'total': 'number', 'rate': 'text',"
      "              'words': 'paragraph' },"
      "  'tables': { 'items': { 'columns': { 'name': 'text', 'points': 'number', 'words': 'paragraph' } } },"
      "  'derive': { 'from': ['mof-2020'],"
      "              'fields': { 'name': 'project_name', 'output': 'levels/产出指标/score', 'outputs': 'levels/*/weight',"
      "                          'total': 'total/score', 'rate': 'funding/total/rate' },"
      "              'tables': { 'items': { 'each': 'indicators', 'columns': { 'name': 'level3', 'points': 'score' } } } },"
      "  'sheet': { 'columns': [1], 'rows': [ [ { 'value': 'words', 'style': 'paragraph' } ] ] } }";

static GBytes *
to_json (const char *text)
{
  char *json = g_strdelimit (g_strdup (text), "'", '"');

  return g_bytes_new_take (json, strlen (json));
}

static ZpCatalog *
make_catalog (void)
{
  ZpCatalog *catalog = zp_catalog_new ();
  g_autoptr (GBytes) template_ = to_json (summary_template);
  g_autoptr (GError) error = NULL;

  zp_catalog_add_template (catalog, template_, &error);
  g_assert_no_error (error);
  return catalog;
}

static ZpForm *
read_form (ZpCatalog *catalog, const char *text)
{
  g_autoptr (GBytes) json = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  ZpForm *form = zp_form_read (json, catalog, &error);

  g_assert_no_error (error);
  return form;
}

static ZpForm *
read_golden (ZpCatalog *catalog, const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return read_form (catalog, text);
}

static void
set (ZpForm *form, const char *address, const char *text)
{
  g_autoptr (GError) error = NULL;

  zp_form_set (form, address, text, NULL, &error);
  g_assert_no_error (error);
  zp_form_end_typing (form);
}

static gboolean
has_text (const ZpSheet *sheet, ZpCellStyle style, const char *text)
{
  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);

      if (cell->style == style && g_str_equal (cell->text, text))
        return TRUE;
    }
  return FALSE;
}

static gboolean
shows (const ZpForm *form, ZpCellStyle style, const char *text)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (ZpSheet) sheet = zp_sheet_build (form, card);

  return has_text (sheet, style, text);
}

/* --- the published report --- */

static void
test_report_scores (void)
{
  g_autoptr (ZpCatalog) catalog = make_catalog ();
  g_autoptr (ZpForm) form = read_golden (catalog, "urumqi-hitech-2023", "report.ziping");
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autofree char *total = zp_decimal_to_string (card->total);
  g_autofree char *rate = zp_decimal_to_string (card->rate);
  g_autofree char *execution = zp_decimal_to_string (card->execution.score);

  g_assert_true (card->has_execution);
  g_assert_cmpstr (total, ==, "79.12");
  g_assert_cmpstr (rate, ==, "40.77");
  g_assert_cmpstr (execution, ==, "4.08");
  g_assert_cmpstr (card->grade, ==, "中");
}

static const char *const headings1[] = {
  "一、基本情况：", "二、部门单位整体支出管理及使用情况：", "三、部门单位整体支出绩效分析：",
  "四、评价结论：", "五、存在的主要问题及原因分析：",       "六、改进措施和建议：",
};

static const char *const sentences[] = {
  "我单位年初预算数为205.60万元，其中：基本支出年初预算数为67.60万元、项目支出年初预算数为138.00万元。",
  "我单位年初批复预算数205.60万元，年中调减数3.60万元，调整后全年预算数202.00万元，预算调整率1.75%。",
  "全年预算数为202.00万元，全年实际支出资金82.35万元，预算执行率为40.77%。",
  "2023年本单位基本支出全年预算总额82.00万元，其中：人员经费72.18万元，公用经费9.82万元。"
  "实际支出80.10万元，基本支出预算执行率97.68%。",
  "2023年本单位共有2个项目，项目总金额为120.00万元，执行金额为2.25万元。其中：",
  "三公经费控制率：该指标预期指标值为100%，年中监控实际完成值为0%，本次评价三公经费控制率为100%，"
  "该指标完成率为100%。该指标权重分值为8分，自评得分8分。",
  "定点医药机构准入数量：该指标预期指标值为100家，年中监控实际完成值为120家，本次评价定点医药机构准入数量为152家，"
  "该指标完成率为152%。偏差原因：入驻机构比预期多。改进措施：加强设置目标值的市场调研和数据进行测算，"
  "在下一年更加严谨设置年度指标值。该指标权重分值为10分，自评得分10分。",
  "居民参保率：该指标预期指标值为95%，年中监控实际完成值为96.25%，本次评价居民参保率为99.96%，"
  "该指标完成率为105.22%。该指标权重分值为15分，自评得分15分。",
  "2023年度部门整体支出绩效自评综合得分79.12分，评价结果为“中”。",
};

static void
test_report_text (void)
{
  static const char *const figures[][2] = {
    { "initial_basic", "67.60" },      { "initial_project", "138.00" },
    { "budget_basic", "82.00" },       { "budget_basic_personnel", "72.18" },
    { "budget_basic_public", "9.82" }, { "executed_basic", "80.10" },
    { "project_count", "2" },          { "budget_project", "120.00" },
    { "executed_project", "2.25" },
  };
  g_autoptr (ZpCatalog) catalog = make_catalog ();
  g_autoptr (ZpForm) form = read_golden (catalog, "urumqi-hitech-2023", "report.ziping");

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    set (form, figures[i][0], figures[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (headings1); i++)
    g_assert_true (shows (form, ZP_STYLE_HEADING1, headings1[i]));
  g_assert_true (shows (form, ZP_STYLE_HEADING2, "（九）指标九："));
  g_assert_true (shows (form, ZP_STYLE_HEADING3, "2.部门机构设置及人员构成"));
  g_assert_true (shows (form, ZP_STYLE_LINE, "填报时间：2024年04月01日"));
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_test_message ("%s", sentences[i]);
      g_assert_true (shows (form, ZP_STYLE_PARAGRAPH, sentences[i]));
    }
}

/* Parts whose figures are missing are not printed, and a sentence without its figures is empty. */
static void
test_missing_figures (void)
{
  g_autoptr (ZpCatalog) catalog = make_catalog ();
  g_autoptr (ZpForm) form = read_golden (catalog, "urumqi-hitech-2023", "report.ziping");

  g_assert_true (shows (form, ZP_STYLE_PARAGRAPH, "我单位年初预算数为205.60万元。"));
  set (form, "adjustment", "3.6");
  g_assert_true (shows (
      form, ZP_STYLE_PARAGRAPH,
      "我单位年初批复预算数205.60万元，年中调增数3.6万元，调整后全年预算数202.00万元，预算调整率1.75%。"));
  set (form, "initial_budget", "");
  g_assert_false (shows (form, ZP_STYLE_PARAGRAPH, "我单位年初预算数为万元。"));
}

/* The rate that the paper prints wins over the computed one. */
static void
test_given_rate (void)
{
  g_autoptr (ZpCatalog) catalog = make_catalog ();
  g_autoptr (ZpForm) form = read_golden (catalog, "urumqi-hitech-2023", "report.ziping");
  g_autofree char *text = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_free (text);
      text = g_strdup_printf (
          "医疗救助补助覆盖率：该指标预期指标值为100%%，年中监控实际完成值为100%%，"
          "本次评价医疗救助补助覆盖率为100%%，该指标完成率为%s。该指标权重分值为15分，自评得分15分。",
          i == 0 ? "100%" : "99%");
      g_assert_true (shows (form, ZP_STYLE_PARAGRAPH, text));
      set (form, "indicators/r8/completion_rate", "99%");
    }
}

/* --- figures from a form --- */

static const char summary_form[]
    = "{ \"format\": \"ziping-form\", \"version\": 1, \"template\": \"summary\", \"profile\": \"mof-2020\","
      "  \"fields\": { \"name\": \"旧\", \"words\": \"我写的\" },"
      "  \"tables\": { \"items\": [ { \"id\": \"r2\", \"words\": \"留下\" }, { \"id\": \"gone\", \"points\": \"9\","
      "                \"words\": \"也留下\" } ] } }";

static void
test_derive (void)
{
  g_autoptr (ZpCatalog) catalog = make_catalog ();
  g_autoptr (ZpForm) from = read_golden (catalog, "urumqi-2020", "01-fanghuiju.ziping");
  g_autoptr (ZpForm) document = read_form (catalog, summary_form);
  g_autoptr (ZpScorecard) card = zp_score_form (from);
  g_autoptr (GError) error = NULL;
  guint n = zp_form_get_n_rows (from, "indicators");
  const ZpScoreLine *line = zp_scorecard_find (card, "r2");
  ZpDecimal points;

  g_assert_true (zp_form_can_derive (document, from));
  g_assert_true (zp_form_derive (document, from, card, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get (document, "name"), ==, zp_form_get (from, "project_name"));
  g_assert_cmpstr (zp_form_get (document, "outputs"), ==, "90");
  g_assert_cmpstr (zp_form_get (document, "rate"), ==, "54.99%");
  g_assert_cmpstr (zp_form_get (document, "total"), ==, "83.9");
  g_assert_cmpstr (zp_form_get (document, "output"), ==, "44.5");
  g_assert_cmpstr (zp_form_get (document, "words"), ==, "我写的");
  g_assert_cmpuint (zp_form_get_n_rows (document, "items"), ==, n + 1);
  g_assert_cmpstr (zp_form_get (document, "items/r2/words"), ==, "留下");
  g_assert_cmpint (zp_decimal_parse (zp_form_get (document, "items/r2/points"), &points), ==,
                   ZP_DECIMAL_OK);
  g_assert_true (zp_decimal_equal (points, line->score.score));
  g_assert_cmpstr (zp_form_get (document, "items/gone/points"), ==, "");
  g_assert_cmpstr (zp_form_get (document, "items/gone/words"), ==, "也留下");
}

static void
test_derive_undo (void)
{
  g_autoptr (ZpCatalog) catalog = make_catalog ();
  g_autoptr (ZpForm) from = read_golden (catalog, "urumqi-2020", "01-fanghuiju.ziping");
  g_autoptr (ZpForm) document = read_form (catalog, summary_form);
  g_autoptr (ZpScorecard) card = zp_score_form (from);
  g_autoptr (GError) error = NULL;
  ZpStepKind kind;

  g_assert_true (zp_form_derive (document, from, card, &error));
  g_assert_true (zp_form_undo (document, &kind, NULL));
  g_assert_cmpstr (zp_form_get (document, "name"), ==, "旧");
  g_assert_cmpuint (zp_form_get_n_rows (document, "items"), ==, 2);
  g_assert_cmpstr (zp_form_get (document, "items/gone/points"), ==, "9");
  g_assert_false (zp_form_can_undo (document));
  g_assert_true (zp_form_redo (document, &kind, NULL));

  /* Again, with nothing new: no step. */
  g_assert_true (zp_form_derive (document, from, card, &error));
  g_assert_true (zp_form_undo (document, &kind, NULL));
  g_assert_false (zp_form_can_undo (document));
}

static void
test_derive_refused (void)
{
  g_autoptr (ZpCatalog) catalog = make_catalog ();
  g_autoptr (ZpForm) from = read_golden (catalog, "urumqi-hitech-2023", "report.ziping");
  g_autoptr (ZpForm) document = read_form (catalog, summary_form);
  g_autoptr (ZpScorecard) card = zp_score_form (from);
  g_autoptr (GError) error = NULL;

  g_assert_false (zp_form_can_derive (document, from));
  g_assert_false (zp_form_derive (document, from, card, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
  g_assert_cmpstr (zp_form_get (document, "name"), ==, "旧");
}

/* The figures of the published summaries, from the published forms. */
static ZpForm *
derive_summary (ZpCatalog *catalog, const char *golden, const char *summary)
{
  g_autoptr (ZpForm) from = read_golden (catalog, "wuhan-2020", golden);
  g_autoptr (ZpScorecard) card = zp_score_form (from);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{ \"format\": \"ziping-form\", \"version\": 1, \"template\": \"%s\", \"profile\": \"wuhan-2020\" }",
      summary);
  ZpForm *document = read_form (catalog, text);

  g_assert_true (zp_form_derive (document, from, card, &error));
  g_assert_no_error (error);
  return document;
}

static void
check_values (const ZpForm *form, const char *const (*values)[2], gsize n_values)
{
  for (gsize i = 0; i < n_values; i++)
    {
      g_test_message ("%s", values[i][0]);
      g_assert_cmpstr (zp_form_get (form, values[i][0]), ==, values[i][1]);
    }
}

static void
test_project_summary (void)
{
  static const char *const values[][2] = {
    { "weight_execution", "20" }, { "score_execution", "15.27" }, { "weight_output", "40" },
    { "score_output", "40" },     { "weight_benefit", "40" },     { "score_benefit", "40" },
    { "weight_total", "100" },    { "score_total", "95.27" },     { "budget", "1027" },
    { "executed", "784.29" },     { "rate", "76.37%" },
  };
  g_autoptr (ZpCatalog) catalog = make_catalog ();
  g_autoptr (ZpForm) document
      = derive_summary (catalog, "01-medical-aid.ziping", "wuhan-project-summary-2020");

  check_values (document, values, G_N_ELEMENTS (values));
  g_assert_true (shows (
      document, ZP_STYLE_PARAGRAPH,
      "武汉市汉阳区医疗保障局2020年度医疗救助项目绩效自评得分95.27分，项目绩效评价结果具体如下表所示："));
  g_assert_true (shows (document, ZP_STYLE_DOC_TITLE, "2020年度医疗救助项目自评结果"));
}

static void
test_department_summary (void)
{
  static const char *const values[][2] = {
    { "weight_execution", "20" },
    { "score_execution", "15.05" },
    { "weight_total", "100" },
    { "score_total", "95.05" },
    { "rate", "75.24%" },
    { "basic_expenditure", "163.08" },
    { "goals/g1/weight", "16" },
    { "goals/g1/score", "16" },
    { "goals/g1/output_weight", "8" },
    { "goals/g1/output_score", "8" },
    { "goals/g1/benefit_score", "8" },
    { "goals/g5/weight", "16" },
    { "goals/g5/output_weight", "10" },
    { "goals/g5/output_score", "10" },
    { "goals/g5/benefit_weight", "6" },
    { "goals/g5/benefit_score", "6" },
  };
  g_autoptr (ZpCatalog) catalog = make_catalog ();
  g_autoptr (ZpForm) document
      = derive_summary (catalog, "08-department-overall.ziping", "wuhan-department-summary-2020");

  check_values (document, values, G_N_ELEMENTS (values));
  g_assert_cmpuint (zp_form_get_n_rows (document, "goals"), ==, 5);
  set (document, "goals/g2/text", "组织实施。");
  g_assert_true (shows (document, ZP_STYLE_PARAGRAPH, "（2）年度目标2：组织实施。"));
  g_assert_true (shows (document, ZP_STYLE_LABEL, "年度目标5"));
}

/* The sentences of the published text, from the published forms; what is at 100 % has no problems. */
static void
test_prose (void)
{
  static const char *const golden[] = { "01-medical-aid.ziping", "06-union-poverty-relief.ziping" };
  g_autoptr (ZpCatalog) catalog = make_catalog ();
  g_autoptr (ZpForm) document = read_form (catalog, "{ \"format\": \"ziping-form\", \"version\": 1,"
                                                    "  \"template\": \"wuhan-prose-2020\" }");
  ZpDeriveSource sources[G_N_ELEMENTS (golden)];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      ZpForm *form = read_golden (catalog, "wuhan-2020", golden[i]);

      zp_form_set_id (form, i == 0 ? "a" : "b");
      sources[i] = (ZpDeriveSource){ form, zp_score_form (form) };
    }
  g_assert_true (zp_form_derive_all (document, sources, G_N_ELEMENTS (golden), NULL, &error));
  g_assert_no_error (error);
  g_assert_true (shows (
      document, ZP_STYLE_PARAGRAPH,
      "1.医疗救助项目绩效自评综述：项目全年预算数为1,027万元，执行数为784.29万元，完成预算的76.4%。"));
  set (document, "projects/b/outputs", "保证了工会和扶贫各项工作。");
  set (document, "projects/b/problems", "执行率72.0%。");
  set (document, "projects/b/improvement", "科学编制预算。");
  g_assert_true (shows (
      document, ZP_STYLE_PARAGRAPH,
      "2.工会、扶贫等补助经费项目绩效自评综述：项目全年预算数为1.5万元，执行数为1.08万元，完成预算的72.0%。"
      "主要产出和效益是：保证了工会和扶贫各项工作。发现的问题及原因：执行率72.0%。下一步改进措施：科学编制预算。"));
  set (document, "projects/b/rate", "100%");
  g_assert_true (shows (
      document, ZP_STYLE_PARAGRAPH,
      "2.工会、扶贫等补助经费项目绩效自评综述：项目全年预算数为1.5万元，执行数为1.08万元，完成预算的100.0%。"
      "主要产出和效益是：保证了工会和扶贫各项工作。"));
  /* Which forms they were is for the program, not for the paper. */
  g_assert_false (shows (document, ZP_STYLE_VALUE, "a"));
  for (guint i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      zp_scorecard_unref ((ZpScorecard *) sources[i].card);
      g_object_unref ((gpointer) sources[i].form);
    }
}

/* --- templates with mistakes --- */

typedef struct
{
  const char *name;
  const char *old;
  const char *new;
} MistakeCase;

static const MistakeCase mistakes[] = {
  { "unknown-field", "'total': 'total/score'", "'nothing': 'total/score'" },
  { "unknown-column", "'points': 'score'", "'nothing': 'score'" },
  { "unknown-table", "'tables': { 'items': { 'each'", "'tables': { 'nothing': { 'each'" },
  { "no-from", "'from': ['mof-2020'],", "" },
  { "execution-no-field", "'derive': {",
    "'execution': { 'fields': { 'budget': 'x', 'executed': 'y' } }, 'derive': {" },
  { "execution-no-amount", "'derive': {",
    "'execution': { 'fields': { 'budget': 'total', 'executed': 'total' } }, 'derive': {" },
};

static void
test_mistake (gconstpointer data)
{
  const MistakeCase *c = data;
  g_autoptr (GString) text = g_string_new (summary_template);
  g_autoptr (GBytes) json = NULL;
  g_autoptr (ZpTemplate) template_ = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_string_replace (text, c->old, c->new, 1), ==, 1);
  json = to_json (text->str);
  template_ = zp_template_new_from_json (json, &error);
  g_assert_null (template_);
  g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/documents/report/scores", test_report_scores);
  g_test_add_func ("/documents/report/text", test_report_text);
  g_test_add_func ("/documents/report/missing-figures", test_missing_figures);
  g_test_add_func ("/documents/report/given-rate", test_given_rate);
  g_test_add_func ("/documents/derive/figures", test_derive);
  g_test_add_func ("/documents/derive/undo", test_derive_undo);
  g_test_add_func ("/documents/derive/refused", test_derive_refused);
  g_test_add_func ("/documents/derive/project-summary", test_project_summary);
  g_test_add_func ("/documents/derive/department-summary", test_department_summary);
  g_test_add_func ("/documents/derive/prose", test_prose);
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *path = g_strconcat ("/documents/mistake/", mistakes[i].name, NULL);

      g_test_add_data_func (path, &mistakes[i], test_mistake);
    }
  return g_test_run ();
}
