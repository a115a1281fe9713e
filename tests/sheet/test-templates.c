/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-form.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The official forms, from the published ones: every word in its place, every figure as it is
 * printed, nothing lost on the way through a file. */

/* --- figures --- */

/* What published papers print against their own figures. */
static const struct
{
  const char *file;
  const char *address;
  const char *computed;
} contradictions[] = {
  { "wuhan-2020/03-government-purchased-posts.ziping", "funding/total/rate", "44.4%" },
  { "wuhan-2020/03-government-purchased-posts.ziping", "funding/total/score", "8.88" },
  { "wuhan-2020/03-government-purchased-posts.ziping", "total/score", "80.7" },
  { "fushun-2021/11-medical-capacity-subsidy.ziping", "funding/total/score", "3.1" },
  { "fushun-2021/11-medical-capacity-subsidy.ziping", "total/execution", "3.1" },
  { "fushun-2021/11-medical-capacity-subsidy.ziping", "total/score", "93.1" },
};

static const char *
expected (const char *file, const char *address, const char *printed)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contradictions); i++)
    if (g_str_equal (contradictions[i].file, file)
        && g_str_equal (contradictions[i].address, address))
      return contradictions[i].computed;
  return printed;
}

static char *
compute (const ZpTestForm *t, const char *address)
{
  ZpPrinted printed;

  if (g_str_equal (address, "total/grade"))
    return g_strdup (t->card->grade);
  if (!zp_scorecard_compute (t->card, t->form, address, &printed))
    g_test_message ("%s has no value", address);
  g_assert_true (zp_scorecard_compute (t->card, t->form, address, &printed));
  return zp_printed_to_string (&printed);
}

static JsonNode *
parse (GBytes *json)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_figures (gconstpointer data)
{
  const char *file = data;
  g_autoptr (ZpTestForm) t = zp_test_form_golden (file);
  g_autoptr (GBytes) json = zp_test_read ("golden", file);
  g_autoptr (JsonNode) root = parse (json);
  JsonObject *printed = json_object_get_object_member (json_node_get_object (root), "printed");
  g_autoptr (GList) addresses = json_object_get_members (printed);

  for (GList *l = addresses; l != NULL; l = l->next)
    {
      g_autofree char *computed = compute (t, l->data);
      const ZpSheetCell *cell = zp_sheet_find (t->paper, l->data);

      g_test_message ("%s", (char *) l->data);
      g_assert_cmpstr (computed, ==,
                       expected (file, l->data, json_object_get_string_member (printed, l->data)));
      g_assert_true (cell == NULL || strstr (cell->text, computed) != NULL);
    }
}

/* --- files --- */

static void
assert_member (JsonObject *object, const char *key, JsonNode *wanted, const char *place)
{
  JsonNode *node = json_object_get_member (object, key);

  g_test_message ("%s %s", place, key);
  g_assert_nonnull (node);
  g_assert_true (json_node_equal (node, wanted));
}

static void
assert_contains (JsonObject *big, JsonObject *small, const char *place)
{
  g_autoptr (GList) keys = json_object_get_members (small);

  for (GList *l = keys; l != NULL; l = l->next)
    assert_member (big, l->data, json_object_get_member (small, l->data), place);
}

static void
test_round_trip (gconstpointer data)
{
  g_autoptr (ZpTestForm) t = zp_test_form_golden (data);
  g_autoptr (GBytes) json = zp_test_read ("golden", data);
  g_autoptr (GBytes) written = zp_form_write (t->form);
  g_autoptr (JsonNode) before = parse (json);
  g_autoptr (JsonNode) after = parse (written);
  JsonObject *tables = json_object_get_object_member (json_node_get_object (before), "tables");
  JsonObject *written_tables
      = json_object_get_object_member (json_node_get_object (after), "tables");
  g_autoptr (GList) keys = json_object_get_members (tables);

  assert_contains (json_object_get_object_member (json_node_get_object (after), "fields"),
                   json_object_get_object_member (json_node_get_object (before), "fields"),
                   "fields");
  for (GList *l = keys; l != NULL; l = l->next)
    {
      JsonArray *rows = json_object_get_array_member (tables, l->data);
      JsonArray *written_rows = json_object_get_array_member (written_tables, l->data);

      g_assert_cmpuint (json_array_get_length (rows), ==, json_array_get_length (written_rows));
      for (guint i = 0; i < json_array_get_length (rows); i++)
        assert_contains (json_array_get_object_element (written_rows, i),
                         json_array_get_object_element (rows, i), l->data);
    }
}

/* --- words --- */

/* Every value that was typed stands in the cell that has its address. */
static void
assert_value (const ZpTestForm *t, const char *address)
{
  const char *typed = zp_form_get (t->form, address);
  const ZpSheetCell *cell = zp_sheet_find (t->paper, address);
  g_autofree char *plain = zp_test_plain (typed);
  g_autofree char *shown = NULL;

  if (cell == NULL || *typed == '\0' || zp_value_is_words (typed))
    return;
  shown = zp_test_plain (cell->text);
  if (strstr (shown, plain) == NULL)
    g_test_message ("%s: “%s” is not in “%s”", address, plain, shown);
  g_assert_nonnull (strstr (shown, plain));
}

static void
test_values (gconstpointer data)
{
  g_autoptr (ZpTestForm) t = zp_test_form_golden (data);
  GPtrArray *tables = zp_template_get_tables (zp_form_get_template (t->form));
  GPtrArray *fields = zp_template_get_fields (zp_form_get_template (t->form));

  zp_test_assert_grid (t->sheet);
  zp_test_assert_grid (t->paper);
  for (guint i = 0; i < fields->len; i++)
    assert_value (t, ((ZpColumnSpec *) g_ptr_array_index (fields, i))->key);
  for (guint i = 0; i < tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (tables, i);

      for (guint j = 0; j < zp_form_get_n_rows (t->form, table->key); j++)
        for (guint k = 0; k < table->columns->len; k++)
          {
            const ZpColumnSpec *column = g_ptr_array_index (table->columns, k);
            g_autofree char *address = g_strdup_printf (
                "%s/%s/%s", table->key, zp_row_get_id (zp_form_get_row (t->form, table->key, j)),
                column->key);

            assert_value (t, address);
          }
    }
}

typedef struct
{
  const char *name;
  const char *file;
  const char *words[90];
} WordsCase;

/* Cells in reading order; others may stand between them. */
static const WordsCase words_cases[] = {
  { "wuhan-project",
    "wuhan-2020/01-medical-aid.ziping",
    { "2020年度医疗救助项目自评表",
      "单位名称：武汉市汉阳区医疗保障局",
      "项目名称",
      "医疗救助",
      "主管部门",
      "武汉市汉阳区医疗保障局",
      "项目实施单位",
      "武汉市汉阳区医疗保障局",
      "项目类别",
      "1、部门预算项目☑2、市直专项☐3、市对下转移支付项目☐",
      "项目属性",
      "1、持续性项目☐2、新增性项目☑",
      "项目类型",
      "1、常年性项目☑2、延续性项目☐3、一次性项目☐",
      "预算执行情况（万元）（20分）",
      "",
      "预算数(A)",
      "执行数(B)",
      "执行率(B/A)",
      "得分(20分*执行率)",
      "年度财政资金总额",
      "1027",
      "784.29",
      "76.37%",
      "15.27",
      "年度绩效目标(80分)",
      "一级指标",
      "二级指标",
      "三级指标",
      "年初目标值(A)",
      "实际完成值(B)",
      "得分",
      "产出指标(40分)",
      "数量指标(15分)",
      "住院救助人次",
      "≥2000人次",
      "2331人次",
      "5",
      "质量指标(10分)",
      "时效指标(10分)",
      "成本指标(5分)",
      "效益指标(40分)",
      "社会效益指标(30分)",
      "可持续影响指标(10分)",
      "有充足的人力及资金，项目具有可持续性",
      "是",
      "是",
      "10",
      "总分",
      "95.27",
      "偏差大或目标未完成原因分析",
      "改进措施及结果应用方案" } },
  { "wuhan-project-without-level-weights",
    "wuhan-2020/03-government-purchased-posts.ziping",
    { "产出指标", "数量指标(7分)", "质量指标(7分)", "质量指标(7分)", "时效指标(12分)", "2.5",
      "成本指标(7分)", "2.32", "效益指标", "社会效益(20分)", "可持续影响(20分)",
      "行政单位运行保障度", "总分" } },
  { "wuhan-department",
    "wuhan-2020/08-department-overall.ziping",
    { "2020年度武汉市汉阳区医疗保障局",
      "整体绩效自评表",
      "单位名称：武汉市汉阳区医疗保障局",
      "单位名称",
      "武汉市汉阳区医疗保障局",
      "基本支出总额",
      "163.08万元",
      "项目支出总额",
      "818.69万元",
      "预算执行情况(万元)(20分)",
      "",
      "预算数(A)",
      "执行数(B)",
      "执行率(B/A)",
      "得分(20分*执行率)",
      "部门整体支出总额",
      "1304.81",
      "981.77",
      "75.24%",
      "15.05分",
      "年度绩效目标1(16分)",
      "年度绩效指标1",
      "一级指标",
      "二级指标",
      "三级指标",
      "年初目标值(A)",
      "实际完成值(B)",
      "得分",
      "产出指标(8分)",
      "数量指标",
      "数量指标",
      "质量指标",
      "时效指标",
      "效益指标(8分)",
      "社会效益指标",
      "可持续影响指标",
      "年度绩效目标2(16分)",
      "年度绩效指标2",
      "一级指标",
      "产出指标(8分)",
      "效益指标(8分)",
      "年度绩效目标3(16分)",
      "年度绩效指标3",
      "社会公众或服务对象满意度指标",
      "年度绩效目标4(16分)",
      "年度绩效指标4",
      "年度绩效目标5(16分)",
      "年度绩效指标5",
      "产出指标(10分)",
      "效益指标(6分)",
      "总分",
      "95.05分",
      "偏差大或目标未完成原因分析",
      "改进措施及结果应用方案" } },
  { "yunnan-narrative",
    "qujing-2023/01-department-narrative.ziping",
    { "2023年度部门整体支出绩效自评情况",
      "部门：曲靖市沾益区医疗保障局",
      "一、部门基本情况",
      "（一）部门概况",
      "（二）部门绩效目标的设立情况",
      "（三）部门整体收支情况",
      "（四）部门预算管理制度建设情况",
      "（五）严控“三公经费”支出情况",
      "二、绩效自评工作情况",
      "（一）绩效自评的目的",
      "（二）自评组织过程",
      "1.前期准备",
      "2.组织实施",
      "三、评价情况分析综合评价结论",
      "四、存在的问题和整改情况",
      "五、绩效自评结果应用",
      "六、主要经验及做法",
      "七、其他需说明的情况",
      "无",
      "备注：涉密部门和涉密信息按保密规定不公开。" } },
  { "yunnan-department",
    "qujing-2023/02-department-overall.ziping",
    { "2023年度部门整体支出绩效自评表",
      "部门名称",
      "曲靖市沾益区医疗保障局",
      "内容",
      "说明",
      "部门总体目标",
      "部门职责",
      "根据三定方案",
      "总体绩效目标",
      "云南省“十四五”全民医疗",
      "一、部门年度目标",
      "财年",
      "目标",
      "实际完成情况",
      "2023",
      "已完成",
      "2024",
      "---",
      "2025",
      "---",
      "二、部门年度重点工作任务",
      "任务名称",
      "项目级次",
      "主要内容",
      "批复金额（万元）",
      "实际支出金额（万元）",
      "预算执行率",
      "预算执行偏低原因及改进措施",
      "总额",
      "财政拨款",
      "其他资金",
      "人员经费",
      "本级",
      "工资及五险一金社保费",
      "473.92",
      "473.92",
      "473.92",
      "100%",
      "项目经费",
      "63.00",
      "63.00",
      "63.00",
      "100%",
      "三、部门整体支出绩效指标",
      "一级指标",
      "二级指标",
      "三级指标",
      "指标性质",
      "指标值",
      "度量单位",
      "实际完成值",
      "偏差原因分析及改进措施",
      "产出指标",
      "数量指标",
      "≥",
      "358580",
      "人",
      "358580",
      "无",
      "质量指标",
      "时效指标",
      "按时按质按量",
      "按时按质按量",
      "按时按质按量",
      "已完成",
      "成本指标",
      "效益指标",
      "经济效益指标",
      "社会效益指标",
      "生态效益指标",
      "可持续影响指标",
      "满意度指标",
      "服务对象满意度指标等",
      "其他需说明事项",
      "无",
      "备注：涉密部门和涉密信息按保密规定不公开。一级指标包含产出指标、效益指标、满意度指标，二级指标和三级指标根据项目实际情况设置。"
      "财政拨款=当年财政拨款+上年结转资金。" } },
  { "yunnan-project",
    "qujing-2023/03-project-service-capacity.ziping",
    { "2023年度项目支出绩效自评表",
      "项目名称",
      "主管部门",
      "实施单位",
      "项目资金（万元）",
      "",
      "年初预算",
      "全年预算",
      "全年执行",
      "分值",
      "执行率",
      "得分",
      "年度资金总额",
      "63.00",
      "63.00",
      "63.00",
      "10",
      "100%",
      "10.00",
      "其中：当年财政拨款",
      "63.00",
      "63.00",
      "63.00",
      "—",
      "100%",
      "—",
      "上年结转资金",
      "",
      "",
      "",
      "—",
      "—",
      "其他资金",
      "—",
      "—",
      "—",
      "—",
      "—",
      "年度总体目标",
      "预期目标",
      "实际完成情况",
      "绩效指标",
      "年度指标值",
      "实际完成值",
      "分值",
      "得分",
      "偏差原因分析及改进措施",
      "一级指标",
      "二级指标",
      "三级指标",
      "指标性质",
      "指标值",
      "度量单位",
      "产出指标",
      "数量指标",
      "质量指标",
      "时效指标",
      "成本指标",
      "效益指标",
      "经济效益指标",
      "社会效益指标",
      "生态效益指标",
      "可持续影响指标",
      "满意度指标",
      "服务对象满意度指标等",
      "其他需要说明事项",
      "无",
      "总分",
      "100",
      "98",
      "优",
      "备注：涉密部门和涉密信息按保密规定不公开。一级指标包含产出指标、效益指标、满意度指标，二级指标和三级指标根据项目实际情况设置。"
      "当年财政拨款指一般公共预算、国有资本经营预算、政府性基金预算安排的资金。"
      "上年结转资金指上一年一般公共预算、国有资本经营预算、政府性基金预算安排的结转资金。"
      "其他资金含财政专户资金和单位资金（本年度无需填列）。全年预算数=年初预算数+调整预算（年度新增项目）。" } },
  { "liaoning-department",
    "fushun-2021/01-department-bureau.ziping",
    { "2021年抚顺市医疗保障局整体绩效自评表",
      "部门（单位）名称",
      "抚顺市医疗保障局",
      "部门（单位）财政供养人员数量",
      "24",
      "所属单位数量（仅部门填列）",
      "1",
      "年度部门（单位）整体收支情况（万元）",
      "名称",
      "年初预算数",
      "全年预算数",
      "全年执行数",
      "执行率",
      "年度部门预算收入小计（1至7项）",
      "1145.62",
      "1269.9",
      "—",
      "—",
      "1.财政拨款收入",
      "2.上级提前告知转移支付资金",
      "3.纳入预算管理的行政事业性收费等非税收入",
      "4.纳入政府性基金预算管理收入",
      "5.纳入专户管理的行政事业性收费等非税收入",
      "6.上年结转",
      "7.其他收入",
      "年度部门预算支出小计（一+二）",
      "一、基本支出（第1至4项小计）",
      "272",
      "396.28",
      "396.28",
      "100%",
      "1.工资福利支出",
      "2.商品和服务支出",
      "3.对个人和家庭的补助",
      "4.资本性支出",
      "二、项目支出（第1至2项小计）",
      "41.50%",
      "1.履职保障类（部门经费类）项目支出",
      "2.事业发展类（专项资金类）项目支出",
      "年度主要任务",
      "工作名称",
      "对应项目",
      "30.64%",
      "54.99%",
      "99.79%",
      "合计",
      "873.62",
      "873.62",
      "362.54",
      "年度绩效目标",
      "年初设定目标",
      "全年完成情况",
      "分解目标评价",
      "一级指标",
      "二级指标",
      "三级指标",
      "年度指标值",
      "全年完成值",
      "完成程度",
      "分值",
      "得分",
      "未完成原因（请在相应选项下划“√”并在原因说明中分项阐述）",
      "改进措施",
      "运算符号",
      "内容",
      "度量单位",
      "经费保障",
      "制度保障",
      "人员保障",
      "硬件条件保障",
      "其他",
      "原因说明",
      "“=”“≤”“≥”“<”“>”",
      "履职效能" } },
  { "liaoning-department-indicators",
    "fushun-2021/01-department-bureau.ziping",
    { "履职效能",
      "重点工作履行情况",
      "指标1",
      "医保支付方式改革",
      "20",
      "20",
      "指标2",
      "指标3",
      "完成服务质量考核",
      "整体工作完成情况",
      "指标1",
      "指标2",
      "基础管理",
      "预算执行",
      "预算执行效率",
      "指标1",
      "59.75%",
      "10",
      "6",
      "指标2",
      "……",
      "管理效率",
      "预算编制管理",
      "预算监督管理",
      "预算收支管理",
      "财务管理",
      "资产管理",
      "业务管理",
      "运行成本",
      "成本控制成效",
      "社会效应",
      "政治效益",
      "社会效益",
      "经济效益",
      "生态效益",
      "服务对象满意度",
      "可持续性",
      "体制改革",
      "创新驱动发展",
      "总评价得分",
      "96" } },
  { "liaoning-project",
    "fushun-2021/11-medical-capacity-subsidy.ziping",
    { "2021年抚顺市医疗保障局预算项目（政策）",
      "绩效目标自评表",
      "项目（政策）名称",
      "主管部门",
      "实施单位",
      "实施期",
      "2021年1月",
      "2021年12月",
      "项目预算资金",
      "",
      "年初预算数",
      "全年预算数（A）",
      "全年执行数（B）",
      "分值",
      "执行率（B/A）",
      "得分（分值*B/A）",
      "年度预算资金总额：",
      "726.39",
      "726.39",
      "222.57",
      "10",
      "30.64%",
      "其中：财政拨款收入",
      "506",
      "506",
      "2.18",
      "—",
      "—",
      "上级提前告知转移支付资金",
      "纳入预算管理的行政事业性收费等非税收入",
      "纳入政府性基金预算管理收入",
      "纳入专户管理的行政事业性收费等非税收入",
      "上年结转",
      "220.39",
      "其他收入",
      "年度总体目标",
      "年初设定目标",
      "全年实际完成情况",
      "绩效指标",
      "一级指标",
      "二级指标",
      "三级指标",
      "年度目标值",
      "全年完成值",
      "完成程度",
      "分值",
      "得分",
      "未完成原因分析（请在相应选项下划“√”并在原因说明中分项阐述）",
      "改进措施",
      "运算符号",
      "内容",
      "度量单位",
      "产出指标",
      "数量指标",
      "指标1",
      "质量指标",
      "指标6",
      "时效指标",
      "成本指标",
      "效益指标",
      "经济效益指标",
      "社会效益指标",
      "生态效益指标",
      "可持续影响指标",
      "满意度指标",
      "服务对象满意度指标",
      "产出、效益、满意度指标自评得分小计（C）",
      "90",
      "预算执行率得分（D）",
      "绩效自评总得分（C+D）" } },
};

static void
test_words (gconstpointer data)
{
  const WordsCase *c = data;
  g_autoptr (ZpTestForm) t = zp_test_form_golden (c->file);
  guint next = 0;

  for (guint i = 0; c->words[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (; next < zp_sheet_get_n_cells (t->paper) && !found; next++)
        {
          g_autofree char *plain = zp_test_plain (zp_sheet_get_cell (t->paper, next)->text);

          found = g_str_equal (plain, c->words[i]);
        }
      if (!found)
        g_test_message ("“%s” is not there, or not in this order", c->words[i]);
      g_assert_true (found);
    }
}

/* --- merged cells --- */

typedef struct
{
  const char *name;
  const char *file;
  const char *text;
  guint nth;
  guint column;
  guint rows;
  guint columns;
} SpanCase;

static const SpanCase span_cases[] = {
  { "wuhan-goal", "wuhan-2020/01-medical-aid.ziping", "年度绩效目标(80分)", 0, 0, 13, 1 },
  { "wuhan-level1", "wuhan-2020/01-medical-aid.ziping", "产出指标(40分)", 0, 1, 8, 1 },
  { "wuhan-level2", "wuhan-2020/01-medical-aid.ziping", "社会效益指标(30分)", 0, 2, 3, 1 },
  { "wuhan-same-name-in-two-cells", "wuhan-2020/03-government-purchased-posts.ziping",
    "质量指标(7分)", 1, 2, 1, 1 },
  { "wuhan-one-cell-two-rows", "wuhan-2020/03-government-purchased-posts.ziping", "时效指标(12分)",
    0, 2, 2, 1 },
  { "wuhan-budget", "wuhan-2020/01-medical-aid.ziping", "预算执行情况（万元）（20分）", 0, 0, 2,
    2 },
  { "wuhan-department-goal", "wuhan-2020/08-department-overall.ziping", "年度绩效指标5", 0, 0, 8,
    1 },
  { "wuhan-department-level1", "wuhan-2020/08-department-overall.ziping", "产出指标(10分)", 0, 1, 5,
    1 },
  { "yunnan-funding", "qujing-2023/03-project-service-capacity.ziping", "项目资金（万元）", 0, 0, 5,
    2 },
  { "yunnan-headings", "qujing-2023/03-project-service-capacity.ziping", "年度指标值", 0, 3, 1, 3 },
  { "yunnan-empty-rows-stay", "qujing-2023/03-project-service-capacity.ziping", "效益指标", 0, 0, 4,
    1 },
  { "yunnan-part", "qujing-2023/01-department-narrative.ziping", "一、部门基本情况", 0, 0, 5, 1 },
  { "yunnan-section", "qujing-2023/02-department-overall.ziping", "二、部门年度重点工作任务", 0, 0,
    1, 9 },
  { "yunnan-approved", "qujing-2023/02-department-overall.ziping", "批复金额（万元）", 0, 3, 1, 3 },
  { "liaoning-money", "fushun-2021/01-department-bureau.ziping",
    "年度部门（单位）整体收支情况（万元）", 0, 0, 18, 1 },
  { "liaoning-tasks", "fushun-2021/01-department-bureau.ziping", "年度主要任务", 0, 0, 6, 1 },
  { "liaoning-goals", "fushun-2021/01-department-bureau.ziping", "年度绩效目标", 0, 0, 6, 1 },
  { "liaoning-level1", "fushun-2021/01-department-bureau.ziping", "履职效能", 0, 0, 8, 1 },
  { "liaoning-reasons", "fushun-2021/01-department-bureau.ziping",
    "未完成原因（请在相应选项下划“√”并在原因说明中分项阐述）", 0, 10, 1, 6 },
  { "liaoning-indicators", "fushun-2021/11-medical-capacity-subsidy.ziping", "绩效指标", 0, 0, 33,
    1 },
};

static void
test_span (gconstpointer data)
{
  const SpanCase *c = data;
  g_autoptr (ZpTestForm) t = zp_test_form_golden (c->file);
  const ZpSheetCell *cell = zp_test_find_text (t->paper, c->text, c->nth);

  g_assert_nonnull (cell);
  g_assert_cmpuint (cell->column, ==, c->column);
  g_assert_cmpuint (cell->row_span, ==, c->rows);
  g_assert_cmpuint (cell->column_span, ==, c->columns);
}

/* --- */

static const char *const golden[] = {
  "wuhan-2020/01-medical-aid.ziping",
  "wuhan-2020/03-government-purchased-posts.ziping",
  "wuhan-2020/06-union-poverty-relief.ziping",
  "wuhan-2020/08-department-overall.ziping",
  "qujing-2023/01-department-narrative.ziping",
  "qujing-2023/02-department-overall.ziping",
  "qujing-2023/03-project-service-capacity.ziping",
  "fushun-2021/01-department-bureau.ziping",
  "fushun-2021/10-lawyer-fee.ziping",
  "fushun-2021/11-medical-capacity-subsidy.ziping",
};

static void
add (const char *kind, const char *name, gconstpointer data, GTestDataFunc test)
{
  g_autofree char *path = g_strconcat ("/templates/", kind, "/", name, NULL);

  g_test_add_data_func (path, data, test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      add ("figures", golden[i], golden[i], test_figures);
      add ("round-trip", golden[i], golden[i], test_round_trip);
      add ("values", golden[i], golden[i], test_values);
    }
  add ("figures", "urumqi-hitech-2023/report.ziping", "urumqi-hitech-2023/report.ziping",
       test_figures);
  for (gsize i = 0; i < G_N_ELEMENTS (words_cases); i++)
    add ("words", words_cases[i].name, &words_cases[i], test_words);
  for (gsize i = 0; i < G_N_ELEMENTS (span_cases); i++)
    add ("span", span_cases[i].name, &span_cases[i], test_span);
  return g_test_run ();
}
