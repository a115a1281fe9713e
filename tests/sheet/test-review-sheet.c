/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-pages.h"
#include "zp-review-sheet.h"
#include "zp-test-form.h"

#include <string.h>

/* The review table and the working paper. */

static const ZpActor preparer = { "张三", ZP_ACTOR_PREPARER, 1600000000 };
static const ZpActor reviewer = { "李四", ZP_ACTOR_REVIEWER, 1600086400 };

static ZpTestForm *
load_reviewed (void)
{
  ZpTestForm *test = zp_test_form_golden ("urumqi-2020/12-expert-committee.ziping");
  g_autoptr (GError) error = NULL;
  g_autofree char *remark = NULL;

  zp_review_apply (test->form, ZP_REVIEW_SUBMIT, &preparer, NULL, &error);
  g_assert_no_error (error);
  zp_review_deduct (test->form, "indicators/r3", "无佐证材料", ZP_DECIMAL_INT (100), "未见验收单",
                    &reviewer, &error);
  g_assert_no_error (error);
  zp_review_set_actual (test->form, "indicators/r3", "无", &reviewer, &error);
  g_assert_no_error (error);
  zp_review_set_score (test->form, ZP_REVIEW_EXECUTION, ZP_DECIMAL_INT (1), "按决算口径", &reviewer,
                       &error);
  g_assert_no_error (error);
  remark
      = zp_review_add_remark (test->form, "indicators/r1/actual", "与名册不符", &reviewer, &error);
  g_assert_no_error (error);
  zp_test_form_update (test);
  return test;
}

static const ZpSheetCell *
get_cell (const ZpSheet *sheet, const char *address)
{
  const ZpSheetCell *cell = zp_sheet_find (sheet, address);

  g_assert_nonnull (cell);
  return cell;
}

static void
test_table (void)
{
  g_autoptr (ZpTestForm) test = load_reviewed ();
  g_autoptr (ZpSheet) sheet = zp_review_sheet_build (test->form, test->card);
  const ZpSheetCell *cell = get_cell (sheet, "review/indicators/r3/score");
  const ZpSheetCell *deviation = zp_sheet_get_at (sheet, cell->row, cell->column + 1);

  zp_test_assert_grid (sheet);
  g_assert_cmpint (cell->kind, ==, ZP_CELL_SCORE);
  g_assert_true (cell->by_hand);
  g_assert_true (zp_decimal_is_zero (cell->number));
  g_assert_true (zp_decimal_equal (get_cell (sheet, "indicators/r3/score")->number,
                                   ZP_DECIMAL_MICRO (-deviation->number.micro)));
  g_assert_cmpstr (get_cell (sheet, "review/indicators/r3/reason")->text, ==, "未见验收单");
  g_assert_nonnull (strstr (get_cell (sheet, "indicators/r3/actual")->text, "复核：无"));
  g_assert_cmpint (get_cell (sheet, "indicators/r3/actual")->kind, ==, ZP_CELL_SHOWN);

  /* Where the reviewer has said nothing the self score counts. */
  cell = get_cell (sheet, "review/indicators/r1/score");
  g_assert_false (cell->by_hand);
  g_assert_cmpstr (cell->text, ==, get_cell (sheet, "indicators/r1/score")->text);
  g_assert_cmpstr (zp_sheet_get_at (sheet, cell->row, cell->column + 1)->text, ==, "");
  g_assert_cmpstr (get_cell (sheet, "review/execution/score")->text, ==, "1");
}

static void
test_paper (void)
{
  g_autoptr (ZpTestForm) test = load_reviewed ();
  g_autoptr (ZpSheet) sheet = zp_review_sheet_build_paper (test->form, test->card);
  static const char *const headings[]
      = { "一级指标",   "二级指标", "三级指标",   "指标性质", "指标值",       "计量单位", "权重",
          "自评完成值", "自评得分", "复核完成值", "复核得分", "复核指标偏差", "备注" };
  const ZpSheetCell *first = zp_test_find_text (sheet, headings[0], 0);

  zp_test_assert_grid (sheet);
  g_assert_nonnull (first);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    g_assert_cmpstr (zp_sheet_get_at (sheet, first->row, i)->text, ==, headings[i]);
  g_assert_nonnull (zp_test_find_text (sheet, "无佐证材料：未见验收单", 0));
  g_assert_nonnull (zp_test_find_text (sheet, "1.第1行·实际完成值：与名册不符", 0));
  g_assert_nonnull (
      zp_test_find_text (sheet, "复核人：李四复核日期：2020-09-14复核单位（盖章）：", 0));
}

/* Every form that can be reviewed has both sheets, whatever its columns. */
static void
test_every_template (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  GPtrArray *templates = zp_catalog_get_templates (catalog);

  for (guint i = 0; i < templates->len; i++)
    {
      g_autoptr (ZpTestForm) test
          = zp_test_form_new (zp_template_get_id (g_ptr_array_index (templates, i)));
      g_autoptr (ZpSheet) table = zp_review_sheet_build (test->form, test->card);
      g_autoptr (ZpSheet) paper = zp_review_sheet_build_paper (test->form, test->card);

      zp_test_assert_grid (table);
      zp_test_assert_grid (paper);
    }
}

static void
test_addresses (void)
{
  g_autofree char *row = NULL;
  g_autofree char *column = NULL;
  g_autofree char *address = zp_review_make_address ("indicators/r3", "score");

  g_assert_true (zp_review_parse_address (address, &row, &column));
  g_assert_cmpstr (row, ==, "indicators/r3");
  g_assert_cmpstr (column, ==, "score");
  g_assert_false (zp_review_parse_address ("indicators/r3/score", NULL, NULL));
  g_assert_false (zp_review_parse_address ("review/", NULL, NULL));
  g_assert_false (zp_review_parse_address ("review/x", NULL, NULL));
  g_assert_false (zp_review_parse_address (NULL, NULL, NULL));
}

/* For the eye: ZIPING_REVIEW_PDF=FILE keeps the pages. */
static void
test_pages (void)
{
  g_autoptr (ZpTestForm) test = load_reviewed ();
  g_autoptr (ZpPages) pages = zp_pages_new ();
  g_autoptr (ZpSheet) paper = zp_review_sheet_build_paper (test->form, test->card);
  g_autoptr (ZpSheet) table = zp_review_sheet_build (test->form, test->card);
  const char *path = g_getenv ("ZIPING_REVIEW_PDF");
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  zp_pages_add_sheet (pages, paper, NULL);
  zp_pages_add_sheet (pages, table, NULL);
  g_assert_cmpuint (zp_pages_get_n_pages (pages), >=, 2);
  pdf = zp_pages_to_pdf (pages, "复核", 0, &error);
  g_assert_no_error (error);
  if (path != NULL)
    g_assert_true (
        g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review-sheet/table", test_table);
  g_test_add_func ("/review-sheet/paper", test_paper);
  g_test_add_func ("/review-sheet/every-template", test_every_template);
  g_test_add_func ("/review-sheet/addresses", test_addresses);
  g_test_add_func ("/review-sheet/pages", test_pages);
  return g_test_run ();
}
