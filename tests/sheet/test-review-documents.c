/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "zp-document.h"
#include "zp-error.h"
#include "zp-review.h"
#include "zp-test-form.h"

/* The papers of a review: working paper, opinion, return slip, list of findings. */

#define CREATED 1600172800

static const ZpActor preparer = { "张三", ZP_ACTOR_PREPARER, 1600000000 };
static const ZpActor reviewer = { "李四", ZP_ACTOR_REVIEWER, 1600086400 };

static ZpForm *
make_returned (void)
{
  g_autoptr (ZpTestForm) test = zp_test_form_golden ("urumqi-2020/12-expert-committee.ziping");
  ZpForm *form = zp_form_copy (test->form);
  g_autoptr (GError) error = NULL;
  g_autofree char *remark = NULL;

  zp_review_apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL, &error);
  g_assert_no_error (error);
  zp_review_deduct (form, "indicators/r3", "无佐证材料", ZP_DECIMAL_INT (100), "未见验收单",
                    &reviewer, &error);
  g_assert_no_error (error);
  zp_review_set_score (form, ZP_REVIEW_EXECUTION, ZP_DECIMAL_INT (1), "按决算口径", &reviewer,
                       &error);
  g_assert_no_error (error);
  remark = zp_review_add_remark (form, "indicators/r1/actual", "与名册不符", &reviewer, &error);
  g_assert_no_error (error);
  zp_review_apply (form, ZP_REVIEW_RETURN, &reviewer, "请补充佐证材料", &error);
  g_assert_no_error (error);
  return form;
}

static char *
dup_text (ZpDocumentKind kind, ZpForm *const *forms, guint n_forms)
{
  g_autoptr (GPtrArray) sheets = zp_document_make_sheets (kind, forms, n_forms, CREATED);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sheets->len; i++)
    {
      const ZpSheet *sheet = g_ptr_array_index (sheets, i);

      zp_test_assert_grid (sheet);
      for (guint j = 0; j < zp_sheet_get_n_cells (sheet); j++)
        g_string_append_printf (text, "%s\n", zp_sheet_get_cell (sheet, j)->text);
    }
  g_assert_null (strchr (text->str, '{'));
  g_assert_false (g_regex_match_simple ("[A-Za-z]+ [a-z]+ [a-z]+", text->str, 0, 0));
  return g_string_free (text, FALSE);
}

static void
assert_parts (const char *text, const char *const *parts)
{
  for (gsize i = 0; parts[i] != NULL; i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("“%s” is not in:\n%s", parts[i], text);
}

typedef struct
{
  ZpDocumentKind kind;
  const char *parts[12];
} Case;

static const Case cases[] = {
  { ZP_DOCUMENT_WORKING_PAPER,
    { "一级指标", "指标性质", "计量单位", "自评完成值", "自评得分", "复核完成值", "复核得分",
      "复核指标偏差", "备注", "未见验收单" } },
  { ZP_DOCUMENT_OPINION,
    { "绩效自评复核意见书", "一、复核依据", "财预〔2020〕10号", "二、复核结果", "偏离度",
      "主要偏差原因", "未见验收单", "与名册不符", "现退回单位", "请补充佐证材料", "李四" } },
  { ZP_DOCUMENT_RETURN_SLIP,
    { "绩效自评退回单", "请补充佐证材料", "与名册不符", "预算执行率", "未见验收单", "李四" } },
  { ZP_DOCUMENT_FINDINGS,
    { "绩效自评复核问题清单", "复核维度", "事实及判定", "核验依据", "P1", "复核扣分", "无佐证材料",
      "与名册不符" } },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (ZpForm) form = make_returned ();
  g_autofree char *text = dup_text (test->kind, &form, 1);
  ZpDocumentKind kind;

  g_assert_true (zp_document_parse_kind (zp_document_get_name (test->kind), &kind));
  g_assert_cmpint (kind, ==, test->kind);
  assert_parts (text, test->parts);
  for (int paper = ZP_PAPER_XLSX; paper <= ZP_PAPER_DOCX; paper++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) first
          = zp_document_write (test->kind, &form, 1, (ZpPaperKind) paper, CREATED, &error);
      g_autoptr (GBytes) again = NULL;

      g_assert_no_error (error);
      again = zp_document_write (test->kind, &form, 1, (ZpPaperKind) paper, CREATED, &error);
      g_assert_true (g_bytes_equal (first, again));
    }
}

/* Several forms stand in one list, and are numbered through. */
static void
test_together (void)
{
  g_autoptr (ZpForm) first = make_returned ();
  g_autoptr (ZpForm) second = zp_form_copy (first);
  ZpForm *forms[] = { first, second };
  g_autofree char *one = dup_text (ZP_DOCUMENT_FINDINGS, forms, 1);
  g_autofree char *both = dup_text (ZP_DOCUMENT_FINDINGS, forms, 2);

  g_assert_nonnull (strstr (one, "共 1 个项目"));
  g_assert_nonnull (strstr (both, "共 2 个项目"));
  g_assert_cmpuint (strlen (both), >, strlen (one) * 3 / 2);
}

/* A form without a review: everything is said, and nothing is made up. */
static void
test_draft (void)
{
  g_autoptr (ZpTestForm) test = zp_test_form_new ("mof-2020");
  g_autoptr (GError) error = NULL;
  g_autofree char *opinion = dup_text (ZP_DOCUMENT_OPINION, &test->form, 1);
  g_autofree char *findings = dup_text (ZP_DOCUMENT_FINDINGS, &test->form, 1);

  g_assert_nonnull (strstr (opinion, "表中尚无得分"));
  g_assert_null (strstr (opinion, "该表不计分"));
  g_assert_null (strstr (opinion, "复核得分与自评得分一致"));
  g_assert_nonnull (strstr (opinion, "自评表尚未提交"));
  g_assert_nonnull (strstr (findings, "P0"));
  g_assert_false (zp_document_check (ZP_DOCUMENT_RETURN_SLIP, test->form, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
}

/* A form that has no scores says so in place of their numbers; that of a department is named by it. */
static void
test_without_scores (void)
{
  g_autoptr (ZpTestForm) test = zp_test_form_golden ("qujing-2023/01-department-narrative.ziping");

  for (int kind = 0; kind < ZP_N_DOCUMENTS; kind++)
    {
      g_autofree char *text = dup_text ((ZpDocumentKind) kind, &test->form, 1);

      g_assert_null (strstr (text, "复核得分与自评得分一致"));
      g_assert_null (strstr (text, "“”"));
      g_assert_cmpint (strstr (text, "该表不计分") != NULL, ==, kind == ZP_DOCUMENT_OPINION);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path
          = g_strconcat ("/review-documents/", zp_document_get_name (cases[i].kind), NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/review-documents/together", test_together);
  g_test_add_func ("/review-documents/draft", test_draft);
  g_test_add_func ("/review-documents/without-scores", test_without_scores);
  return g_test_run ();
}
