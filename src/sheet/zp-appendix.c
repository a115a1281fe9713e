/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-appendix.h"

#include "zp-evidence.h"
#include "zp-list-sheet.h"
#include "zp-paper-language.h"
#include "zp-survey.h"
#include "zp-wording.h"

#define HASH_DIGITS 16

static char *
dup_subtitle (const ZpForm *form)
{
  const char *project = zp_form_get_field (form, "project_name");
  const char *year = zp_form_get_field (form, "year");
  const char *name
      = *project != '\0' ? project : zp_template_get_title (zp_form_get_template (form));
  char *text = *year != '\0' ? g_strdup_printf ("%s（%s 年度）", name, year) : g_strdup (name);

  return g_strdelimit (text, "\r\n\t", ' ');
}

static char *
format (gboolean has_value, ZpDecimal value, ZpDigits digits)
{
  return has_value ? zp_decimal_format (value, digits.min, digits.max) : g_strdup ("—");
}

/* --- why this score --- */

static void
add_execution (ZpListSheet *list, const ZpScorecard *card)
{
  const ZpProfile *profile = card->profile;
  g_autofree char *rate = format (card->has_rate, card->rate, profile->rate_digits);
  g_autofree char *shown = g_strconcat (rate, card->has_rate ? "%" : "", NULL);
  g_autofree char *weight = format (TRUE, card->execution_weight, profile->weight_digits);
  g_autofree char *score
      = format (card->execution.has_score, card->execution.score, profile->execution_score_digits);
  g_autofree char *why = zp_word_execution (card);
  const char *texts[] = { "—", "预算执行率", "—", shown, weight, score, why };

  zp_list_sheet_add_row (list, texts);
}

static void
add_line (ZpListSheet *list, const ZpScorecard *card, const ZpScoreLine *line)
{
  const ZpProfile *profile = card->profile;
  g_autofree char *number = g_strdup_printf ("%u", line->number);
  g_autofree char *weight = format (line->has_weight, line->weight, profile->weight_digits);
  g_autofree char *score
      = format (line->score.has_score, line->score.score, profile->indicator_score_digits);
  g_autofree char *why = zp_word_line (card, line);
  const char *texts[] = { number,       *line->level3 != '\0' ? line->level3 : line->level2,
                          line->target, line->actual,
                          weight,       score,
                          why };

  zp_list_sheet_add_row (list, texts);
}

static void
add_total (ZpListSheet *list, const ZpScorecard *card)
{
  g_autofree char *weight = format (TRUE, card->total_weight, card->profile->weight_digits);
  g_autofree char *score = format (TRUE, card->total, card->profile->total_digits);
  g_autofree char *why = zp_word_total (card);
  const char *texts[] = { "—", "总分", "—", "—", weight, score, why };

  zp_list_sheet_add_row (list, texts);
}

static void
add_survey (ZpListSheet *list, const ZpForm *form, const ZpScoreLine *line)
{
  g_autofree char *text = NULL;
  g_autofree char *number = NULL;
  ZpDecimal percent;

  if (!zp_survey_exists (form, line->row_id))
    return;
  number = zp_survey_compute_row (form, line->row_id, &percent) ? zp_decimal_to_string (percent)
                                                                : g_strdup ("—");
  text = g_strdup_printf (
      "第 %u 行 满意度调查：%s，%s；发放 %s 份，有效 %s 份，满意 %s 份；满意度 = 满意 ÷ 有效 = %s%%",
      line->number, zp_survey_get (form, line->row_id, ZP_SURVEY_DATE),
      zp_survey_get (form, line->row_id, ZP_SURVEY_METHOD),
      zp_survey_get (form, line->row_id, ZP_SURVEY_SENT),
      zp_survey_get (form, line->row_id, ZP_SURVEY_VALID),
      zp_survey_get (form, line->row_id, ZP_SURVEY_SATISFIED), number);
  zp_list_sheet_add_line (list, text);
}

static void
add_answers (ZpListSheet *list, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *text = NULL;

      if (finding->answer == NULL)
        continue;
      text = g_strdup_printf ("%s %s。答复：%s", finding->check, finding->message, finding->answer);
      zp_list_sheet_add_line (list, text);
    }
}

/**
 * zp_appendix_build:
 * @form: a form
 * @card: its scorecard
 * @findings: (element-type ZpFinding): its findings, of which the answered warnings are listed
 *
 * Explains every score of a form (得分说明), and lists its surveys and answers.
 *
 * Returns: (transfer full): the sheet
 */
ZpSheet *
zp_appendix_build (const ZpForm *form, const ZpScorecard *card, GPtrArray *findings)
{
  static const ZpListColumn columns[] = {
    { "行", 4, ZP_ALIGN_CENTRE },
    { "指标", 22, ZP_ALIGN_START },
    { "指标值", 12, ZP_ALIGN_CENTRE },
    { "完成值", 12, ZP_ALIGN_CENTRE },
    { "分值", 6, ZP_ALIGN_CENTRE },
    { "得分", 6, ZP_ALIGN_CENTRE },
    { "得分怎么算来的", 38, ZP_ALIGN_START },
  };
  g_autofree char *subtitle = dup_subtitle (form);
  g_autofree char *rules
      = g_strdup_printf ("评分规则：%s（%s）", card->profile->title, card->profile->version);
  ZpListSheet *list
      = zp_list_sheet_new ("得分说明", subtitle, columns, G_N_ELEMENTS (columns), TRUE);

  if (card->has_execution)
    add_execution (list, card);
  for (guint i = 0; i < card->lines->len; i++)
    add_line (list, card, &g_array_index (card->lines, ZpScoreLine, i));
  if (card->scored)
    add_total (list, card);
  zp_list_sheet_add_line (list, rules);
  for (guint i = 0; i < card->lines->len; i++)
    add_survey (list, form, &g_array_index (card->lines, ZpScoreLine, i));
  add_answers (list, findings);
  return zp_list_sheet_end (list);
}

/* --- evidence --- */

static char *
dup_row_name (const ZpForm *form, const ZpEvidence *evidence)
{
  g_auto (GStrv) parts = g_strsplit (evidence->address, "/", 3);
  const ZpRow *row
      = g_strv_length (parts) >= 2 ? zp_form_find_row (form, parts[0], parts[1]) : NULL;
  const char *name = row != NULL ? zp_row_get (row, "level3") : "";

  return *name != '\0' ? g_strdup (name) : zp_word_address (form, evidence->address);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer form)
{
  g_autofree char *first = zp_evidence_make_number (form, *(ZpEvidence *const *) a);
  g_autofree char *second = zp_evidence_make_number (form, *(ZpEvidence *const *) b);
  g_auto (GStrv) x = g_strsplit (first, "-", 3);
  g_auto (GStrv) y = g_strsplit (second, "-", 3);

  for (guint i = 0; i < 3; i++)
    {
      guint64 m = g_ascii_strtoull (x[i], NULL, 10);
      guint64 n = g_ascii_strtoull (y[i], NULL, 10);

      if (m != n)
        return m < n ? -1 : 1;
    }
  return 0;
}

/**
 * zp_appendix_build_evidence:
 * @form: a form
 *
 * Lists its evidence (佐证资料目录), with the numbers that the copies have in the folder.
 *
 * Returns: (transfer full): the sheet
 */
ZpSheet *
zp_appendix_build_evidence (const ZpForm *form)
{
  static const ZpListColumn columns[] = {
    { "编号", 8, ZP_ALIGN_CENTRE },
    { "指标", 30, ZP_ALIGN_START },
    { "佐证材料", 34, ZP_ALIGN_START },
    { "日期", 12, ZP_ALIGN_CENTRE },
    { "校验码（SHA-256 前 16 位）", 20, ZP_ALIGN_CENTRE },
  };
  g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();
  g_autofree char *subtitle = dup_subtitle (form);
  g_autoptr (GPtrArray) evidence = zp_evidence_list (form, NULL);
  ZpListSheet *list
      = zp_list_sheet_new ("佐证资料目录", subtitle, columns, G_N_ELEMENTS (columns), FALSE);

  g_ptr_array_sort_with_data (evidence, compare_places, (gpointer) form);
  for (guint i = 0; i < evidence->len; i++)
    {
      const ZpEvidence *piece = g_ptr_array_index (evidence, i);
      g_autofree char *number = zp_evidence_make_number (form, piece);
      g_autofree char *row = dup_row_name (form, piece);
      g_autofree char *hash = g_strndup (piece->sha256, HASH_DIGITS);
      const char *texts[] = { number, row, piece->name, piece->date, hash };

      zp_list_sheet_add_row (list, texts);
    }
  if (evidence->len == 0)
    zp_list_sheet_add_line (list, "（无）");
  return zp_list_sheet_end (list);
}
