/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "zp-answers.h"
#include "zp-appendix.h"
#include "zp-evidence.h"
#include "zp-paper.h"
#include "zp-survey.h"
#include "zp-test-form.h"

static ZpForm *
load (void)
{
  g_autoptr (ZpTestForm) test
      = zp_test_form_golden ("urumqi-2020/16-medical-capacity-subsidy-37.ziping");

  return g_object_ref (test->form);
}

static const ZpSheetCell *
find_text (const ZpSheet *sheet, const char *text)
{
  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    if (strstr (zp_sheet_get_cell (sheet, i)->text, text) != NULL)
      return zp_sheet_get_cell (sheet, i);
  return NULL;
}

/* Every row, the execution rate and the total are explained; surveys and answers follow. */
static void
test_scores (void)
{
  static const char *const survey[] = { "200", "196", "180", "2020年11月", "问卷" };
  static const ZpActor actor = { "李会计", ZP_ACTOR_PREPARER, 0 };
  g_autoptr (ZpForm) form = load ();
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) answered = NULL;
  g_autoptr (ZpSheet) sheet = NULL;

  g_assert_true (zp_survey_set (form, "r12", survey, NULL));
  card = zp_score_form (form);
  findings = zp_check_form (form, card);
  g_assert_true (
      zp_answers_set (form, g_ptr_array_index (findings, 0), "见会议纪要", &actor, NULL));
  answered = zp_check_form (form, card);
  sheet = zp_appendix_build (form, card, answered);
  g_assert_cmpstr (zp_sheet_get_title (sheet), ==, "得分说明");
  g_assert_nonnull (find_text (sheet, "209.4 ÷ 610"));
  g_assert_nonnull (find_text (sheet, "总分"));
  g_assert_nonnull (find_text (sheet, "满意 180 份"));
  g_assert_nonnull (find_text (sheet, "91.84%"));
  g_assert_nonnull (find_text (sheet, "见会议纪要"));
  g_assert_cmpuint (zp_sheet_get_n_rows (sheet), >=, 3 + 1 + card->lines->len + 1);
}

static void
test_evidence (void)
{
  g_autoptr (ZpForm) form = load ();
  g_autoptr (ZpEvidence) late = zp_evidence_new ("indicators/r10", "问卷.xlsx");
  g_autoptr (ZpEvidence) early = zp_evidence_new ("indicators/r2", "签到表.pdf");
  g_autoptr (ZpSheet) empty = zp_appendix_build_evidence (form);
  g_autoptr (ZpSheet) sheet = NULL;

  g_assert_nonnull (find_text (empty, "（无）"));
  g_assert_true (zp_evidence_put (form, late, NULL));
  g_assert_true (zp_evidence_put (form, early, NULL));
  sheet = zp_appendix_build_evidence (form);
  g_assert_nonnull (find_text (sheet, "佐证资料目录"));
  g_assert_cmpuint (find_text (sheet, "签到表.pdf")->row, <, find_text (sheet, "问卷.xlsx")->row);
  g_assert_nonnull (find_text (sheet, "1-2-1"));
}

static void
test_files (void)
{
  g_autoptr (ZpForm) form = load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = zp_paper_write (&form, 1, ZP_PAPER_PDF, 0, &error);
  g_autoptr (GBytes) full = zp_paper_write_with_appendix (&form, 1, ZP_PAPER_PDF, 0, &error);
  g_autoptr (GBytes) book = zp_paper_write_with_appendix (&form, 1, ZP_PAPER_XLSX, 0, &error);

  g_assert_no_error (error);
  g_assert_nonnull (book);
  g_assert_cmpuint (g_bytes_get_size (full), >, g_bytes_get_size (plain) + 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/appendix/scores", test_scores);
  g_test_add_func ("/appendix/evidence", test_evidence);
  g_test_add_func ("/appendix/files", test_files);
  return g_test_run ();
}
