/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-evidence.h"
#include "zp-form-private.h"
#include "zp-survey.h"

#include <string.h>

/* Each check with a form that has the fault, and one that has not. */

/* A form of every kind of column the checks know. */
static const char template_json[]
    = "{'id':'checks','title':'t','source':'s','profiles':['mof-2020'],"
      "'fields':{'year':{'type':'year','label':'年度','required':true},"
      " 'project_name':{'type':'text','label':'项目名称','required':true},"
      " 'goal_expected':{'type':'paragraph','label':'预期目标'},"
      " 'goal_actual':{'type':'paragraph','label':'实际完成情况'},"
      " 'conclusion':{'type':'paragraph','label':'存在问题','limit':20}},"
      "'tables':{'funding':{'label':'项目资金','columns':{'initial':{'type':'amount','label':'年初预算数'},"
      "  'budget':{'type':'amount','label':'全年预算数'},'executed':{'type':'amount','label':'全年执行数'}},"
      "  'computed':{'weight':{'label':'分值','execution':'weight'},'rate':{'label':'执行率','rate':['executed','budget']},"
      "  'score':{'label':'得分','execution':'score'}},"
      "  'rows':{'total':'年度资金总额','fiscal':'其中：当年财政拨款','other':'其他资金'},'sum':{'total':['fiscal','other']}},"
      " 'indicators':{'label':'指标','columns':{'level1':{'type':'text','label':'一级指标'},"
      "  'level2':{'type':'text','label':'二级指标'},'level3':{'type':'paragraph','label':'三级指标','required':true},"
      "  'target':{'type':'quantity','label':'年度指标值'},'actual':{'type':'quantity','label':'实际完成值'},"
      "  'weight':{'type':'score','label':'分值'},'score':{'type':'score','label':'得分'},"
      "  'deviation':{'type':'paragraph','label':'偏差原因分析及改进措施'}},'groups':['level1','level2']},"
      " 'levels':{'label':'层级','columns':{'level1':'text','level2':'text','weight':'score'}}},"
      "'execution':{'table':'funding','row':'total'},'sheet':{'columns':[1],'rows':[[{'text':'x'}]]}}";

/* A form without any finding. */
static const char form_json[]
    = "{'format':'ziping-form','version':1,'template':'checks','profile':'mof-2020',"
      "'fields':{'year':'2020','project_name':'培训','goal_expected':'举办培训，提高能力。',"
      " 'goal_actual':'举办培训11次，900人参加。','conclusion':'进度前松后紧。'},"
      "'tables':{'funding':[{'row':'total','initial':'100','budget':'100','executed':'98'},"
      "  {'row':'fiscal','initial':'100','budget':'100','executed':'98'}],"
      " 'indicators':["
      "  {'id':'q','level1':'产出指标','level2':'数量指标','level3':'培训场次','target':'≥10次','actual':'11次','weight':'20'},"
      "  {'id':'z','level1':'产出指标','level2':'质量指标','level3':'培训合格率','target':'≥90%','actual':'95%','weight':'10'},"
      "  {'id':'s','level1':'产出指标','level2':'时效指标','level3':'经费支付及时率','target':'≥95%','actual':'96%','weight':'10'},"
      "  {'id':'c','level1':'产出指标','level2':'成本指标','level3':'项目总成本','target':'≤100万元','actual':'98万元','weight':'10'},"
      "  {'id':'x','level1':'效益指标','level2':'社会效益指标','level3':'政策知晓率','target':'≥80%','actual':'85%','weight':'15'},"
      "  {'id':'k','level1':'效益指标','level2':'可持续影响指标','level3':'参训人员留任率','target':'≥70%','actual':'75%','weight':'15'},"
      "  {'id':'m','level1':'满意度指标','level2':'服务对象满意度指标','level3':'参训人员满意度','target':'≥90%','actual':'92%',"
      "   'weight':'10','deviation':'问卷调查，发放200份，有效196份。'}]},"
      "'evidence':[{'address':'indicators/q'},{'address':'indicators/z'},{'address':'indicators/s'},"
      " {'address':'indicators/c'},{'address':'indicators/x/actual'},{'address':'indicators/k'},{'address':'indicators/m'}]}";

static char *
double_quotes (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

static ZpForm *
load_base (void)
{
  static gboolean added = FALSE;
  g_autofree char *template_text = double_quotes (template_json);
  g_autofree char *form_text = double_quotes (form_json);
  g_autoptr (GBytes) bytes = g_bytes_new (template_text, strlen (template_text));
  g_autoptr (GError) error = NULL;

  if (!added)
    {
      zp_catalog_add_template (fixture_catalog (), bytes, &error);
      g_assert_no_error (error);
      added = TRUE;
    }
  return fixture_load (form_text);
}

static GPtrArray *
check (ZpForm *form)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);

  return zp_check_form (form, card);
}

static const ZpFinding *
find (GPtrArray *findings, const char *id, const char *address)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->check, id)
          && (address == NULL || g_strcmp0 (finding->address, address) == 0))
        return finding;
    }
  return NULL;
}

static void
show (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %s %s [%u]: %s -> %s", finding->check,
                      zp_severity_to_string (finding->severity), finding->address, finding->row,
                      finding->message, finding->remedy);
    }
}

static void
test_clean (void)
{
  g_autoptr (ZpForm) form = load_base ();
  g_autoptr (GPtrArray) findings = check (form);

  show (findings);
  g_assert_cmpuint (findings->len, ==, 0);
}

/*
 * @edits: lines of “address=text”; an address that begins with ! is what the paper prints, one that
 *   begins with + is a new row of that table; ~ removes a row
 * @rules: (nullable): a profile of its own: patches of mof-2020
 * @address: (nullable): where the finding is; %NULL for one without an address
 * @not: (nullable): a check that must not be found beside it
 */
typedef struct
{
  const char *name;
  const char *edits;
  const char *rules;
  const char *check;
  ZpSeverity severity;
  const char *address;
  const char * not ;
} Case;

#define E ZP_SEVERITY_ERROR
#define W ZP_SEVERITY_WARNING
#define H ZP_SEVERITY_HINT

static const Case cases[] = {
  { "a1-field", "project_name=", NULL, "A1", E, "project_name", NULL },
  { "a1-blank", "year= \xe3\x80\x80", NULL, "A1", E, "year", NULL },
  { "a2-target", "indicators/z/target=", NULL, "A2", E, "indicators/z/target", NULL },
  { "a2-name", "indicators/z/level3=", NULL, "A2", E, "indicators/z/level3", NULL },
  { "a2-weight", "indicators/z/weight=", NULL, "A2", E, "indicators/z/weight", NULL },
  { "a2-no-rows",
    "~indicators/q\n~indicators/z\n~indicators/s\n~indicators/c\n~indicators/x\n~indicators/k\n~indicators/m",
    NULL, "A2", E, "indicators/+0/level3", "C1" },
  { "a3-same", "goal_actual=举办培训，提高能力", NULL, "A3", W, "goal_actual", NULL },
  { "a3-empty", "goal_expected=", NULL, "A3", W, "goal_expected", NULL },
  { "a4-number", "indicators/z/level3=指标1：", NULL, "A4", W, "indicators/z/level3", NULL },
  { "a4-dots", "indicators/z/level3=……", NULL, "A4", W, "indicators/z/level3", NULL },
  { "a5-empty", "conclusion=", NULL, "A5", W, "conclusion", NULL },
  { "a5-none", "conclusion=无", NULL, "A5", W, "conclusion", NULL },
  { "a6", "conclusion=一二三四五六七八九十一二三四五六七八九十一", NULL, "A6", H, "conclusion",
    NULL },
  { "a7", "~indicators/m", NULL, "A7", W, NULL, NULL },
  { "n1-weight", "indicators/z/weight=abc", NULL, "N1", E, "indicators/z/weight", "A2" },
  { "n1-amount", "funding/fiscal/initial=很多", NULL, "N1", E, "funding/fiscal/initial", NULL },
  { "n1-precise", "indicators/z/score=9.1234567", NULL, "N1", E, "indicators/z/score", NULL },
  { "n1-large", "funding/total/initial=999999999999999999999", NULL, "N1", E,
    "funding/total/initial", NULL },
  { "n1-target", "indicators/q/target=≥10.1234567次", NULL, "N1", E, "indicators/q/target", NULL },
  { "n1-execution", "funding/total/score=十", NULL, "N1", E, "funding/total/score", NULL },
  { "n2", "indicators/x/target=有效\nindicators/x/actual=开展了工作", NULL, "N2", E,
    "indicators/x/actual", "D8" },
  { "n3-period", "indicators/c/target=≤18000元/年\nindicators/c/actual=17000元/月", NULL, "N3", W,
    "indicators/c/actual", NULL },
  { "n3-kind", "indicators/q/target=≥10天\nindicators/q/actual=11万元", NULL, "N3", W,
    "indicators/q/actual", NULL },
  { "n4", "indicators/z/target=90%", NULL, "N4", W, "indicators/z/target", NULL },
  { "b1", "funding/fiscal/initial=0", NULL, "B1", E, "funding/total/initial", NULL },
  { "b2", "!funding/total/rate=97.00%", NULL, "B2", E, "funding/total/rate", "D2" },
  { "b3", "!funding/total/score=9.7", NULL, "B3", E, "funding/total/score", "D4" },
  { "b4-spent", "funding/total/budget=0\nfunding/fiscal/budget=0", NULL, "B4", E,
    "funding/total/executed", "B5" },
  { "b4-nothing",
    "funding/total/budget=0\nfunding/fiscal/budget=0\nfunding/total/executed=0\nfunding/fiscal/executed=0",
    NULL, "B4", W, "funding/total/budget", "B6" },
  { "b5", "funding/total/executed=101\nfunding/fiscal/executed=101", NULL, "B5", E,
    "funding/total/executed", NULL },
  { "b6", "funding/total/executed=89\nfunding/fiscal/executed=89", NULL, "B6", W,
    "funding/total/executed", NULL },
  { "b6-unspent",
    "funding/total/executed=79\nfunding/fiscal/executed=79\nindicators/c/deviation=部分合同次年付款",
    NULL, "B6", H, "funding/total/executed", NULL },
  { "b7", "funding/total/initial=90\nfunding/fiscal/initial=90", NULL, "B7", W,
    "funding/total/budget", "B9" },
  { "b8", "indicators/c/target=≤1000000万元\nindicators/c/actual=980000万元", NULL, "B8", H,
    "indicators/c/target", NULL },
  { "b9", "funding/total/initial=0\nfunding/fiscal/initial=0", NULL, "B9", H,
    "funding/total/initial", "B7" },
  { "c1", "indicators/z/weight=9", NULL, "C1", E, "total/weight", NULL },
  { "c2", "indicators/z/weight=9\nindicators/x/weight=16", NULL, "C2", W, NULL, "C1" },
  { "c3", "+levels/level1=产出指标/weight=45", NULL, "C3", E, "levels/?/weight", NULL },
  { "c3-level2", "+levels/level1=产出指标/level2=数量指标/weight=15", NULL, "C3", E,
    "levels/?/weight", NULL },
  { "c4-zero", "indicators/z/weight=0", NULL, "C4", E, "indicators/z/weight", "A2" },
  { "c4-negative", "indicators/z/weight=-5", NULL, "C4", E, "indicators/z/weight", "A2" },
  { "c5", "~indicators/k\nindicators/x/weight=30", NULL, "C5", W, "indicators/x/weight", "C1" },
  { "c6",
    "indicators/c/level2=数量指标\nindicators/c/level3=印发手册数\nindicators/c/target=≥1本\nindicators/c/actual=1本",
    NULL, "C6", H, NULL, NULL },
  { "d1-above", "indicators/z/score=10.5", NULL, "D1", E, "indicators/z/score", NULL },
  { "d1-below", "indicators/z/score=-1", NULL, "D1", E, "indicators/z/score", NULL },
  { "d1-execution", "funding/total/score=11", NULL, "D1", E, "funding/total/score", NULL },
  { "d2", "!total/weight=99", NULL, "D2", E, "total/weight", "D4" },
  { "d3-below", "indicators/x/target=有效\nindicators/x/actual=达成年度指标\nindicators/x/score=10",
    NULL, "D3", E, "indicators/x/score", "D10" },
  { "d3-above",
    "indicators/x/target=有效\nindicators/x/actual=未达成年度指标且效果较差\nindicators/x/score=9",
    NULL, "D3", E, "indicators/x/score", NULL },
  { "d4", "!total/score=98", NULL, "D4", E, "total/score", "D2" },
  { "d5", "!total/grade=良", NULL, "D5", E, "total/grade", NULL },
  { "d6", "indicators/z/score=8", NULL, "D6", W, "indicators/z/deviation", "D7" },
  { "d7-missed", "indicators/z/actual=45%", NULL, "D7", E, "indicators/z/deviation", "D6" },
  { "d7-band", "indicators/x/target=有效\nindicators/x/actual=部分达成年度指标", NULL, "D7", W,
    "indicators/x/deviation", "D6" },
  { "d7-over", "indicators/q/actual=30次",
    "quantitative.over={\"from\":\"130\",\"action\":\"minus\",\"points\":\"2\"}", "D7", W,
    "indicators/q/deviation", "D6" },
  { "d7-zero-budget",
    "funding/total/budget=0\nfunding/fiscal/budget=0\nfunding/total/executed=0\nfunding/fiscal/executed=0\n"
    "indicators/z/actual=0%",
    "execution.zero_budget=\"all-zero\"", "D7", W, "indicators/z/deviation", "D6" },
  { "d8", "indicators/z/actual=完成", NULL, "D8", E, "indicators/z/actual", "N2" },
  { "d9", "funding/total/executed=50\nfunding/fiscal/executed=50\n!total/score=95",
    "execution.ceilings=[{\"below\":\"60\",\"total\":\"69\"}]", "D9", E, "total/score", "D4" },
  { "d9-held", "funding/total/executed=50\nfunding/fiscal/executed=50",
    "execution.ceilings=[{\"below\":\"60\",\"total\":\"69\"}]", "D9", H, "total/score", NULL },
  { "d10",
    "indicators/z/actual=45%\nindicators/z/score=6\nindicators/z/deviation=教材晚到，明年提前采购。",
    NULL, "D10", W, "indicators/z/score", "D7" },
  { "d10-execution", "funding/total/score=9", NULL, "D10", W, "funding/total/score", NULL },
  { "e1-cost", "indicators/c/target=≥90万元", NULL, "E1", W, "indicators/c/target", NULL },
  { "e1-quantity", "indicators/q/target=≤24次\nindicators/q/actual=24次", NULL, "E1", W,
    "indicators/q/target", NULL },
  { "e2-unit", "indicators/q/target=≥10万元\nindicators/q/actual=10万元", NULL, "E2", W,
    "indicators/q/level3", NULL },
  { "e2-name", "indicators/q/level3=资金支付次数", NULL, "E2", W, "indicators/q/level3", NULL },
  { "e3", "indicators/s/level3=系统合格率", NULL, "E3", W, "indicators/s/level3", NULL },
  { "e4", "indicators/s/level3=培训 合格率。", NULL, "E4", W, "indicators/s/level3", NULL },
  { "e4-benefit", "indicators/x/level3=培训合格率", NULL, "E4", W, "indicators/x/level3", NULL },
  { "e5", "indicators/x/level3=提高办公效率", NULL, "E5", W, "indicators/x/target", NULL },
  { "e6", "indicators/x/target=显著有效\nindicators/x/actual=显著有效", NULL, "E6", W,
    "indicators/x/target", NULL },
  { "e7-above", "indicators/z/actual=950%\nindicators/z/deviation=口径为人次比", NULL, "E7", W,
    "indicators/z/actual", NULL },
  { "e7-zero", "indicators/q/target=≥0次", NULL, "E7", W, "indicators/q/target", NULL },
  { "e9",
    "indicators/q/target=好\nindicators/q/actual=好\nindicators/z/target=好\nindicators/z/actual=好\n"
    "indicators/x/target=好\nindicators/x/actual=好\nindicators/k/target=好\nindicators/k/actual=好",
    NULL, "E9", H, NULL, NULL },
  { "f1-mark", "indicators/q/actual=12次", NULL, "F1", H, "indicators/q/actual", NULL },
  { "f1-reason", "indicators/q/actual=13次", NULL, "F1", W, "indicators/q/deviation", "D7" },
  { "f1-explained", "indicators/q/actual=13次\nindicators/q/deviation=新增三个县的培训需求。", NULL,
    "F1", H, "indicators/q/actual", NULL },
  { "f2-full", "indicators/c/actual=101万元\nindicators/c/score=10", NULL, "F2", W,
    "indicators/c/score", "D7" },
  { "f2-twice",
    "indicators/c/actual=201万元\nindicators/c/score=4\nindicators/c/deviation=材料涨价，已追加预算。",
    NULL, "F2", W, "indicators/c/score", NULL },
  { "f3", "indicators/q/target==10次", NULL, "F3", W, "indicators/q/actual", NULL },
  { "f4", "indicators/z/actual=45%\nindicators/z/deviation=教材晚到，明年提前采购。", NULL, "F4", H,
    "indicators/z/actual", "F1" },
  { "f5-nothing", "indicators/z/actual=45%\nindicators/z/deviation=客观原因", NULL, "F5", W,
    "indicators/z/deviation", "D7" },
  { "f5-contradiction", "indicators/z/deviation=二期培训未完成。", NULL, "F5", W,
    "indicators/z/deviation", NULL },
  { "f6-late", "indicators/s/target=2020年10月\nindicators/s/actual=2020年12月", NULL, "F6", W,
    "indicators/s/actual", NULL },
  { "f6-year", "indicators/s/target=2021年10月\nindicators/s/actual=2021年3月", NULL, "F6", W,
    "indicators/s/actual", NULL },
  { "g1", "funding/total/executed=94.99\nfunding/fiscal/executed=94.99", NULL, "G1", W,
    "funding/total/executed", NULL },
  { "g2", "funding/total/executed=0.08\nfunding/fiscal/executed=0.08", NULL, "G2", W,
    "indicators/q/actual", NULL },
  { "g3", "indicators/q/deviation=设备待验收。", NULL, "G3", W, "indicators/q/score", NULL },
  { "g4-nothing", "indicators/z/actual=0%\nindicators/z/deviation=考试未举行，明年补考。", NULL,
    "G4", W, "indicators/q/score", NULL },
  { "g4-unfinished",
    "indicators/q/deviation=教室待验收。\nindicators/z/actual=45%\nindicators/z/deviation=教室待验收，明年补课。",
    NULL, "G4", W, "indicators/q/score", NULL },
  { "g5", "goal_actual=完成培训场次9次。", NULL, "G5", W, "indicators/q/actual", NULL },
  { "g5-rate", "indicators/c/level3=预算执行率\nindicators/c/target=≥95%\nindicators/c/actual=97%",
    NULL, "G5", W, "indicators/c/actual", NULL },
  { "h1", "indicators/m/deviation=", NULL, "H1", W, "indicators/m/actual", NULL },
  { "h2", "indicators/m/target=≤1次\nindicators/m/actual=0次\nindicators/m/level3=学员投诉次数",
    NULL, "H2", W, "indicators/m/actual", NULL },
  { "h3", "indicators/m/actual=100%", NULL, "H3", H, "indicators/m/actual", NULL },
  { "h4", "indicators/m/score=9.2", NULL, "H4", E, "indicators/m/score", "D6" },
  { "j2-group", "project_name=少数民族干部培训\nindicators/m/level3=老年人满意度", NULL, "J2", W,
    "indicators/m/level3", NULL },
  { "off", "indicators/m/score=9.2\nindicators/m/deviation=", "checks.H4=\"hint\"", "H4", H,
    "indicators/m/score", NULL },
};

/* Faults that are none. */
static const Case harmless[] = {
  { "j2-own-group", "project_name=少数民族干部培训\nindicators/m/level3=少数民族干部满意度", NULL,
    "J2", W, NULL, NULL },
  { "j2-group-elsewhere",
    "project_name=少数民族干部培训\nindicators/m/level3=老年人满意度\ngoal_actual=办班11次，900人参加，含老人。",
    NULL, "J2", W, NULL, NULL },
  { "j2-no-group", "indicators/m/level3=老年人满意度", NULL, "J2", W, NULL, NULL },
  { "a4-name-in-target", "indicators/z/level3=指标1\nindicators/z/target=培训合格率≥90%", NULL,
    "A4", W, NULL, NULL },
  { "e4-labels",
    "indicators/z/level3=指标1\nindicators/z/target=培训合格率≥90%\nindicators/s/level3=指标1\n"
    "indicators/s/target=支付及时率≥95%",
    NULL, "E4", W, NULL, NULL },
  { "a7-other-name", "indicators/m/level1=服务对象满意度指标（10分）", NULL, "A7", W, NULL, NULL },
  { "c2-other-name", "indicators/x/level1=效果指标\nindicators/k/level1=效果指标", NULL, "C2", W,
    NULL, NULL },
  { "n4-all-without",
    "indicators/q/target=10次\nindicators/z/target=90%\nindicators/s/target=95%\nindicators/c/target=100万元\n"
    "indicators/x/target=80%\nindicators/k/target=70%\nindicators/m/target=90%",
    NULL, "N4", W, NULL, NULL },
  { "g5-same-rate",
    "indicators/c/level3=预算执行率\nindicators/c/target=≥95%\nindicators/c/actual=98%", NULL, "G5",
    W, NULL, NULL },
  { "a5-none-at-full", "conclusion=无\nfunding/total/executed=100\nfunding/fiscal/executed=100",
    NULL, "A5", W, NULL, NULL },
  { "b1-no-parts", "funding/fiscal/initial=", NULL, "B1", E, NULL, NULL },
  { "b1-total-not-given", "funding/total/initial=", NULL, "B1", E, NULL, NULL },
  { "b1-units", "funding/fiscal/initial=1000000元", NULL, "B1", E, NULL, NULL },
  { "b2-fewer-decimals",
    "funding/total/budget=102\nfunding/fiscal/budget=102\n!funding/total/rate=96%", NULL, "B2", E,
    NULL, NULL },
  { "b3-by-hand", "!funding/total/score=9.8\nfunding/total/score=9", NULL, "B3", E, NULL, NULL },
  { "b5-equal", "funding/total/executed=100\nfunding/fiscal/executed=100", NULL, "B5", E, NULL,
    NULL },
  { "b6-at-90", "funding/total/executed=90\nfunding/fiscal/executed=90", NULL, "B6", W, NULL,
    NULL },
  { "c3-right", "+levels/level1=产出指标/weight=50", NULL, "C3", E, NULL, NULL },
  { "d2-same", "!total/weight=100.00\n!total/score=99.8\n!total/grade=优", NULL, "D2", E, NULL,
    NULL },
  { "d3-inside",
    "indicators/x/target=有效\nindicators/x/actual=达成年度指标\nindicators/x/score=12", NULL, "D3",
    E, NULL, NULL },
  { "d10-band", "indicators/x/target=有效\nindicators/x/actual=达成年度指标\nindicators/x/score=12",
    NULL, "D10", W, NULL, NULL },
  { "d4-own-execution", "!funding/total/score=9\n!total/score=99", NULL, "D4", E, NULL, NULL },
  { "d6-with-reason", "indicators/z/score=8\nindicators/z/deviation=两期培训合并举行。", NULL, "D6",
    W, NULL, NULL },
  { "d7-full", "indicators/c/actual=101万元\nindicators/c/score=10", NULL, "D7", E, NULL, NULL },
  { "d8-same-words", "indicators/s/target=5个工作日完成\nindicators/s/actual=5个工作日完成", NULL,
    "D8", E, NULL, NULL },
  { "e1-saving",
    "indicators/c/level3=采购成本节约率\nindicators/c/target=≥5%\nindicators/c/actual=5%", NULL,
    "E1", W, NULL, NULL },
  { "e7-hundred", "indicators/z/target==100%\nindicators/z/actual=100%", NULL, "E7", W, NULL,
    NULL },
  { "g4-some-quality", "indicators/z/actual=45%\nindicators/z/deviation=教材晚到，明年提前采购。",
    NULL, "G4", W, NULL, NULL },
  { "g1-exactly-five", "funding/total/executed=95\nfunding/fiscal/executed=95", NULL, "G1", W, NULL,
    NULL },
  { "n2-by-hand", "indicators/x/target=有效\nindicators/x/actual=开展了工作\nindicators/x/score=14",
    NULL, "N2", E, NULL, NULL },
  { "n3-converted", "indicators/s/target=≤1年\nindicators/s/actual=12个月", NULL, "N3", W, NULL,
    NULL },
  { "off", "indicators/z/actual=45%", "checks.D7=\"off\"", "D7", E, NULL, NULL },
};

/* “table/key=text/key=text”: a new row */
static char *
add_row (ZpForm *form, const char *edit)
{
  g_auto (GStrv) parts = g_strsplit (edit, "/", -1);
  g_autofree char *id = zp_form_add_row (form, parts[0], NULL, NULL);

  g_assert_nonnull (id);
  for (guint i = 1; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      g_autofree char *key = g_strndup (parts[i], equals - parts[i]);
      g_autofree char *address = g_strconcat (parts[0], "/", id, "/", key, NULL);

      fixture_set (form, address, equals + 1);
    }
  return g_steal_pointer (&id);
}

/* Returns: (transfer full) (nullable): the id of the row that was added */
static char *
apply_edits (ZpForm *form, const char *edits)
{
  g_auto (GStrv) lines = g_strsplit (edits, "\n", -1);
  char *added = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');

      if (*lines[i] == '~')
        {
          g_auto (GStrv) row = g_strsplit (lines[i] + 1, "/", 2);

          g_assert_true (zp_form_remove_row (form, row[0], row[1], NULL));
        }
      else if (*lines[i] == '+')
        added = add_row (form, lines[i] + 1);
      else
        {
          *equals = '\0';
          if (*lines[i] == '!')
            g_hash_table_insert (form->printed, g_strdup (lines[i] + 1), g_strdup (equals + 1));
          else
            fixture_set (form, lines[i], equals + 1);
        }
    }
  return added;
}

static GPtrArray *
run_case (const Case *c, char **out_address)
{
  g_autoptr (ZpForm) form = load_base ();
  g_autofree char *added = NULL;
  GPtrArray *findings;

  if (c->rules != NULL)
    {
      g_autoptr (ZpProfile) profile = fixture_profile (c->rules);

      zp_form_set_profile (form, profile);
    }
  added = apply_edits (form, c->edits);
  if (c->address != NULL && strchr (c->address, '?') != NULL)
    {
      GString *address = g_string_new (c->address);

      g_string_replace (address, "?", added, 1);
      *out_address = g_string_free (address, FALSE);
    }
  else
    *out_address = g_strdup (c->address);
  findings = check (form);
  show (findings);
  return findings;
}

static void
test_fault (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *address = NULL;
  g_autoptr (GPtrArray) findings = run_case (c, &address);
  const ZpFinding *finding = find (findings, c->check, address);

  g_assert_nonnull (finding);
  g_assert_cmpstr (finding->address, ==, address);
  g_assert_cmpint (finding->severity, ==, c->severity);
  g_assert_cmpstr (finding->message, !=, "");
  g_assert_cmpstr (finding->remedy, !=, "");
  if (address != NULL && g_str_has_prefix (address, "indicators/") && strchr (address, '+') == NULL)
    g_assert_cmpuint (finding->row, >, 0);
  if (c->not != NULL)
    g_assert_null (find (findings, c->not, NULL));
}

static void
test_harmless (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *address = NULL;
  g_autoptr (GPtrArray) findings = run_case (c, &address);

  g_assert_null (find (findings, c->check, NULL));
}

/* --- published forms --- */

static guint
count (GPtrArray *findings, ZpSeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    if (((ZpFinding *) g_ptr_array_index (findings, i))->severity == severity)
      n++;
  return n;
}

typedef struct
{
  const char *form;
  const char *check;
  ZpSeverity severity;
  const char *address;
} Golden;

/* The published inconsistencies that a program can see. */
static const Golden golden[] = {
  /* rates and scores of the execution */
  { "wuhan-2020/03-government-purchased-posts", "B2", E, "funding/total/rate" },
  { "wuhan-2020/03-government-purchased-posts", "G5", W, "indicators/r6/actual" },
  { "fushun-2021/11-medical-capacity-subsidy", "B3", E, "funding/total/score" },
  { "urumqi-hitech-2023/report", "D10", W, "indicators/r2/score" },
  /* sums */
  { "14-insurance-special-surplus", "B1", E, "funding/total/initial" },
  /* tiers */
  { "10-lawyer-litigation", "D3", E, "indicators/r8/score" },
  /* units */
  { "12-expert-committee", "N3", W, "indicators/r6/actual" },
  { "12-expert-committee", "F2", W, "indicators/r6/score" },
  /* met, but reduced without a reason */
  { "14-insurance-special-surplus", "D6", W, "indicators/r6/deviation" },
  { "14-insurance-special-surplus", "D6", W, "indicators/r7/deviation" },
  { "qujing-2023/03-project-service-capacity", "D6", W, "indicators/r6/deviation" },
  /* missing reasons */
  { "01-fanghuiju", "D7", W, "indicators/r5/deviation" },
  { "fushun-2021/01-department-bureau", "D7", W, "indicators/r5/reason_note" },
  /* signs the wrong way round, or missing */
  { "14-insurance-special-surplus", "E1", W, "indicators/r1/target" },
  { "14-insurance-special-surplus", "E1", W, "indicators/r2/target" },
  { "wuhan-2020/06-union-poverty-relief", "N4", W, "indicators/r1/target" },
  /* duplicates, rows in the wrong place */
  { "07-official-vehicle", "E4", W, "indicators/r6/level3" },
  { "02-liangxian-hebing", "E3", W, "indicators/r6/level3" },
  /* text in the place of a number */
  { "fushun-2021/11-medical-capacity-subsidy", "D8", E, "indicators/r5/actual" },
  /* weights that belong to one row, or to other levels than the profile says */
  { "fushun-2021/10-lawyer-fee", "C5", W, "indicators/r1/weight" },
  /* over-fulfilment judged by hand */
  { "16-medical-capacity-subsidy-37", "D10", W, "indicators/r2/score" },
  { "16-medical-capacity-subsidy-37", "D10", W, "indicators/r9/score" },
  /* and what else a reviewer would ask */
  { "14-insurance-special-surplus", "H2", W, "indicators/r8/actual" },
  { "16-medical-capacity-subsidy-37", "B9", H, "funding/total/initial" },
  { "02-liangxian-hebing", "B4", W, "funding/total/budget" },
  { "04-office-renovation-281", "E5", W, "indicators/r9/target" },
  { "01-fanghuiju", "G1", W, "funding/total/executed" },
  { "wuhan-2020/08-department-overall", "H3", H, "indicators/r18/actual" },
};

static void
test_golden (gconstpointer data)
{
  const Golden *c = data;
  g_autoptr (ZpForm) form = fixture_load_golden (c->form);
  g_autoptr (GPtrArray) findings = check (form);
  const ZpFinding *finding = find (findings, c->check, c->address);

  show (findings);
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, c->severity);
}

static void
test_golden_errors (gconstpointer data)
{
  static const struct
  {
    const char *form;
    guint n_errors;
  } expected[] = {
    { "10-lawyer-litigation", 1 },
    { "14-insurance-special-surplus", 1 },
  };
  g_autoptr (ZpForm) form = fixture_load_golden (data);
  g_autoptr (GPtrArray) findings = check (form);
  guint n_errors = 0;

  show (findings);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (g_str_equal (expected[i].form, data))
      n_errors = expected[i].n_errors;
  g_assert_cmpuint (count (findings, ZP_SEVERITY_ERROR), ==, n_errors);
  g_assert_nonnull (find (findings, "A3", "goal_actual"));
}

/* Every error of the other bureaus' forms, which somebody has looked at one by one. */
static void
test_other_errors (gconstpointer data)
{
  static const char *const expected[][2] = {
    { "fushun-2021/11-medical-capacity-subsidy", "B3 D8" },
    { "wuhan-2020/03-government-purchased-posts", "B2" },
  };
  g_autoptr (ZpForm) form = fixture_load_golden (data);
  g_autoptr (GPtrArray) findings = check (form);
  g_autoptr (GString) errors = g_string_new (NULL);
  const char *wanted = "";

  show (findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == E)
        g_string_append_printf (errors, "%s%s", errors->len > 0 ? " " : "", finding->check);
    }
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (g_str_equal (expected[i][0], data))
      wanted = expected[i][1];
  g_assert_cmpstr (errors->str, ==, wanted);
}

static const char *const other_forms[] = {
  "wuhan-2020/01-medical-aid",
  "wuhan-2020/03-government-purchased-posts",
  "wuhan-2020/06-union-poverty-relief",
  "wuhan-2020/08-department-overall",
  "qujing-2023/01-department-narrative",
  "qujing-2023/02-department-overall",
  "qujing-2023/03-project-service-capacity",
  "fushun-2021/01-department-bureau",
  "fushun-2021/10-lawyer-fee",
  "fushun-2021/11-medical-capacity-subsidy",
  "urumqi-hitech-2023/report",
};

/* A form without weights is not told that they are wrong; a label is no duplicate. */
static void
test_golden_silent (void)
{
  static const char *const silent[][2] = {
    { "qujing-2023/02-department-overall", "C2" },
    { "fushun-2021/01-department-bureau", "A4" },
    { "fushun-2021/11-medical-capacity-subsidy", "E4" },
    { "wuhan-2020/08-department-overall", "D10" },
    { "urumqi-hitech-2023/report", "G5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      g_autoptr (ZpForm) form = fixture_load_golden (silent[i][0]);
      g_autoptr (GPtrArray) findings = check (form);

      g_test_message ("%s %s", silent[i][0], silent[i][1]);
      g_assert_null (find (findings, silent[i][1], NULL));
    }
}

static void
assert_sorted (GPtrArray *findings)
{
  for (guint i = 1; i < findings->len; i++)
    g_assert_cmpint (((ZpFinding *) g_ptr_array_index (findings, i - 1))->severity, <=,
                     ((ZpFinding *) g_ptr_array_index (findings, i))->severity);
}

static void
test_order (void)
{
  g_autoptr (ZpForm) form = load_base ();
  g_autoptr (GPtrArray) findings = NULL;
  static const char *const expected[]
      = { "project_name", "funding/total/initial", "indicators/z/deviation", "indicators/x/actual",
          "total/weight" };
  guint n = 0;

  fixture_set (form, "project_name", "");
  fixture_set (form, "funding/fiscal/initial", "1");
  fixture_set (form, "indicators/x/actual", "完成");
  fixture_set (form, "indicators/z/actual", "1%");
  fixture_set (form, "indicators/k/weight", "14");
  findings = check (form);
  show (findings);
  assert_sorted (findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == ZP_SEVERITY_ERROR)
        g_assert_cmpstr (finding->address, ==, expected[n++]);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
}

/* --- evidence --- */

static void
add_evidence (ZpForm *form, const char *row, const char *date)
{
  g_autofree char *address = g_strconcat ("indicators/", row, NULL);
  g_autoptr (ZpEvidence) evidence = zp_evidence_new (address, "签到表.pdf");

  g_free (evidence->date);
  evidence->date = g_strdup (date);
  g_assert_true (zp_evidence_put (form, evidence, NULL));
}

/* I1 comes once for the form; which rows lack something is counted. */
static void
test_evidence (void)
{
  g_autoptr (ZpForm) form = load_base ();
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) some = NULL;
  guint n = 0;

  zp_evidence_forget (form);
  none = check (form);
  for (guint i = 0; i < none->len; i++)
    n += g_str_equal (((ZpFinding *) g_ptr_array_index (none, i))->check, "I1");
  g_assert_cmpuint (n, ==, 1);
  g_assert_nonnull (strstr (find (none, "I1", "indicators/q/level3")->message, "7 of 7"));
  add_evidence (form, "q", "2020-03-01");
  some = check (form);
  g_assert_nonnull (strstr (find (some, "I1", "indicators/z/level3")->message, "6 of 7"));
}

static void
test_evidence_year (void)
{
  g_autoptr (ZpForm) form = load_base ();
  g_autoptr (GPtrArray) inside = NULL;
  g_autoptr (GPtrArray) outside = NULL;

  add_evidence (form, "q", "2020-12-31");
  add_evidence (form, "z", "");
  inside = check (form);
  g_assert_null (find (inside, "I2", NULL));
  add_evidence (form, "z", "2021-01-01");
  outside = check (form);
  g_assert_cmpint (find (outside, "I2", "indicators/z/actual")->severity, ==, H);
}

static guint
count_late_evidence (const char *name, const char *date)
{
  g_autoptr (ZpForm) form = load_base ();
  g_autoptr (ZpEvidence) evidence = zp_evidence_new ("indicators/s", name);
  g_autoptr (GPtrArray) findings = NULL;
  guint n = 0;

  fixture_set (form, "indicators/s/target", "2020年12月底前");
  fixture_set (form, "indicators/s/actual", "2020年10月");
  g_free (evidence->date);
  evidence->date = g_strdup (date);
  g_assert_true (zp_evidence_put (form, evidence, NULL));
  findings = check (form);
  for (guint i = 0; i < findings->len; i++)
    n += g_str_equal (((ZpFinding *) g_ptr_array_index (findings, i))->check, "F6");
  return n;
}

/* F6: what was finished in October cannot be accepted in March; a photograph may well be of March. */
static void
test_evidence_later (void)
{
  g_assert_cmpuint (count_late_evidence ("竣工验收单.pdf", "2021-03-05"), ==, 1);
  g_assert_cmpuint (count_late_evidence ("竣工验收单.pdf", "2020-10-31"), ==, 0);
  g_assert_cmpuint (count_late_evidence ("竣工验收单.pdf", ""), ==, 0);
  g_assert_cmpuint (count_late_evidence ("现场照片.jpg", "2021-03-05"), ==, 0);
}

static void
test_evidence_files (void)
{
  static const ZpEvidenceState states[]
      = { ZP_EVIDENCE_UNKNOWN, ZP_EVIDENCE_PRESENT, ZP_EVIDENCE_CHANGED, ZP_EVIDENCE_MISSING };
  g_autoptr (ZpForm) form = load_base ();
  g_autoptr (ZpScorecard) card = zp_score_form (form);

  zp_evidence_forget (form);
  add_evidence (form, "z", "");
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) findings = NULL;
      ZpOutside outside = { known };
      const ZpFinding *finding;

      g_hash_table_insert (known, (char *) "e1", GINT_TO_POINTER (states[i]));
      findings = zp_check_form_with (form, card, &outside);
      finding = find (findings, "I3", "indicators/z/actual");
      g_assert_cmpint (finding != NULL, ==, states[i] > ZP_EVIDENCE_PRESENT);
      if (finding != NULL)
        g_assert_cmpint (finding->severity, ==, W);
    }
}

/* --- the survey of a row --- */

typedef struct
{
  const char *name;
  const char *texts[ZP_N_SURVEY_FIELDS];
  const char *actual; /* typed afterwards, or NULL */
  const char *value;  /* what stands in the actual value then */
  gboolean h1;
  gboolean h3;
} Survey;

static const Survey surveys[] = {
  { "fine", { "200份", "196", "180", "2020年11月", "问卷" }, NULL, "91.84%", FALSE, FALSE },
  { "full-width",
    { "２００", "１９６", "１８０", "2020-11", "电话" },
    NULL,
    "91.84%",
    FALSE,
    FALSE },
  { "incomplete", { "200", "196", "180", "", "" }, NULL, "91.84%", TRUE, FALSE },
  { "no-number", { "很多", "196", "180", "2020", "问卷" }, NULL, "91.84%", TRUE, FALSE },
  { "more-valid", { "100", "196", "180", "2020", "问卷" }, NULL, "91.84%", TRUE, FALSE },
  { "more-satisfied", { "200", "100", "180", "2020", "问卷" }, NULL, "92%", TRUE, FALSE },
  { "other-value", { "200", "196", "180", "2020", "问卷" }, "95%", "95%", TRUE, FALSE },
  { "few", { "9", "9", "8", "2020", "问卷" }, NULL, "88.89%", FALSE, TRUE },
  { "nobody", { "9", "0", "0", "2020", "问卷" }, NULL, "92%", FALSE, TRUE },
  { "none", { "", "", "", "", "" }, NULL, "92%", TRUE, FALSE },
};

static void
test_survey (gconstpointer data)
{
  const Survey *c = data;
  g_autoptr (ZpForm) form = load_base ();
  g_autoptr (ZpForm) read = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GBytes) bytes = NULL;

  fixture_set (form, "indicators/m/deviation", "");
  g_assert_true (zp_survey_set (form, "m", c->texts, NULL));
  if (c->actual != NULL)
    fixture_set (form, "indicators/m/actual", c->actual);
  bytes = zp_form_write (form);
  read = zp_form_read (bytes, fixture_catalog (), NULL);
  g_assert_cmpstr (zp_form_get (read, "indicators/m/actual"), ==, c->value);
  g_assert_cmpstr (zp_survey_get (read, "m", ZP_SURVEY_METHOD), ==, c->texts[ZP_SURVEY_METHOD]);
  findings = check (read);
  show (findings);
  g_assert_cmpint (find (findings, "H1", "indicators/m/actual") != NULL, ==, c->h1);
  g_assert_cmpint (find (findings, "H3", "indicators/m/actual") != NULL, ==, c->h3);
}

/* One step back takes the survey and the value it gave. */
static void
test_survey_undo (void)
{
  g_autoptr (ZpForm) form = load_base ();

  g_assert_true (zp_survey_set (form, "m", surveys[0].texts, NULL));
  g_assert_cmpstr (zp_form_get (form, "indicators/m/actual"), ==, "91.84%");
  g_assert_true (zp_form_undo (form, NULL, NULL));
  g_assert_cmpstr (zp_form_get (form, "indicators/m/actual"), ==, "92%");
  g_assert_false (zp_survey_exists (form, "m"));
}

/* A row never has both D6 and D7, whatever its score and values. */
static void
test_never_both (void)
{
  static const char *const actuals[] = { "0%", "45%", "90%", "95%", "200%", "完成", "" };
  static const char *const scores[] = { "", "0", "5", "10", "11", "x" };

  for (guint i = 0; i < G_N_ELEMENTS (actuals); i++)
    for (guint j = 0; j < G_N_ELEMENTS (scores); j++)
      {
        g_autoptr (ZpForm) form = load_base ();
        g_autoptr (GPtrArray) findings = NULL;

        fixture_set (form, "indicators/z/actual", actuals[i]);
        fixture_set (form, "indicators/z/score", scores[j]);
        findings = check (form);
        g_assert_false (find (findings, "D6", "indicators/z/deviation") != NULL
                        && find (findings, "D7", "indicators/z/deviation") != NULL);
        assert_sorted (findings);
      }
}

/* Sixty rows full of faults, as often as keys are typed. */
static void
test_speed (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("16-medical-capacity-subsidy-37");
  g_autoptr (ZpScorecard) card = NULL;
  gint64 start, best = G_MAXINT64;

  for (guint i = zp_form_get_n_rows (form, "indicators"); i < 60; i++)
    {
      const ZpRow *row = zp_form_get_row (form, "indicators", i - 13);
      g_autofree char *id = zp_form_duplicate_row (form, "indicators", zp_row_get_id (row), NULL);

      g_assert_nonnull (id);
    }
  card = zp_score_form (form);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GPtrArray) findings = NULL;

      start = g_get_monotonic_time ();
      findings = zp_check_form (form, card);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  g_test_message ("60 rows: %" G_GINT64_FORMAT " µs", best);
  if (g_test_perf ())
    g_assert_cmpint (best, <, 500);
  /* Far more than it takes, for machines that are busy or look at every access to memory. */
  g_assert_cmpint (best, <, 500000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checks/clean", test_clean);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/checks/fault/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_fault);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_autofree char *path = g_strconcat ("/checks/harmless/", harmless[i].name, NULL);

      g_test_add_data_func (path, &harmless[i], test_harmless);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      g_autofree char *path = g_strdup_printf ("/checks/golden/%s/%s-%" G_GSIZE_FORMAT,
                                               golden[i].form, golden[i].check, i);

      g_test_add_data_func (path, &golden[i], test_golden);
    }
  for (gsize i = 0; i < FIXTURE_N_URUMQI; i++)
    {
      g_autofree char *path = g_strconcat ("/checks/errors/", fixture_urumqi[i], NULL);

      g_test_add_data_func (path, fixture_urumqi[i], test_golden_errors);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (other_forms); i++)
    {
      g_autofree char *path = g_strconcat ("/checks/errors/", other_forms[i], NULL);

      g_test_add_data_func (path, other_forms[i], test_other_errors);
    }
  g_test_add_func ("/checks/golden-silent", test_golden_silent);
  g_test_add_func ("/checks/evidence", test_evidence);
  g_test_add_func ("/checks/evidence-year", test_evidence_year);
  g_test_add_func ("/checks/evidence-later", test_evidence_later);
  g_test_add_func ("/checks/evidence-files", test_evidence_files);
  for (gsize i = 0; i < G_N_ELEMENTS (surveys); i++)
    {
      g_autofree char *path = g_strconcat ("/checks/survey/", surveys[i].name, NULL);

      g_test_add_data_func (path, &surveys[i], test_survey);
    }
  g_test_add_func ("/checks/survey-undo", test_survey_undo);
  g_test_add_func ("/checks/order", test_order);
  g_test_add_func ("/checks/never-both", test_never_both);
  g_test_add_func ("/checks/speed", test_speed);
  return g_test_run ();
}
