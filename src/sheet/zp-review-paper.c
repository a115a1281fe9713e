/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-sheet-private.h"

/* The working paper of a review (复核工作底稿). */

#define PAPER_LABEL_COLUMNS 6

static void
add_paper_head (ZpReviewBuild *build)
{
  static const struct
  {
    const char *label;
    const char *field;
    guint label_span;
    guint span;
  } fields[] = { { "项目名称", "project_name", 1, 4 },
                 { "主管部门", "department", 2, 2 },
                 { "实施单位", "unit", 2, 2 } };
  const char *year = zp_form_get_field (build->form, "year");
  g_autofree char *subtitle = g_strdup_printf ("（%s 年度）", year);
  guint column = 0;

  zp_sheet_builder_begin_row (build->builder, NULL, NULL, FALSE, 0);
  zp_review_add_plain (build, 0, ZP_REVIEW_PAPER_COLUMNS, ZP_STYLE_TITLE, ZP_ALIGN_DEFAULT,
                       "复核工作底稿");
  if (*year != '\0')
    {
      zp_sheet_builder_begin_row (build->builder, NULL, NULL, FALSE, 0);
      zp_review_add_plain (build, 0, ZP_REVIEW_PAPER_COLUMNS, ZP_STYLE_SUBTITLE, ZP_ALIGN_DEFAULT,
                           subtitle);
    }
  zp_sheet_builder_begin_row (build->builder, NULL, NULL, FALSE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      zp_review_add_plain (build, column, fields[i].label_span, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT,
                           fields[i].label);
      column += fields[i].label_span;
      zp_review_add_plain (build, column, fields[i].span, ZP_STYLE_VALUE, ZP_ALIGN_START,
                           zp_form_get_field (build->form, fields[i].field));
      column += fields[i].span;
    }
}

static char *
dup_score_words (const ZpReviewBuild *build, ZpDecimal score, const char *grade)
{
  ZpPrinted printed = { score, build->card->profile->total_digits, FALSE };
  g_autofree char *text = zp_printed_to_string (&printed);

  return grade != NULL ? g_strdup_printf ("%s（%s）", text, grade) : g_steal_pointer (&text);
}

static char *
dup_signed (ZpDecimal value)
{
  g_autofree char *text = zp_decimal_to_string (value);

  return g_strconcat (value.micro > 0 ? "+" : "", text, NULL);
}

/* A cause with the points that it took or gave. */
typedef struct
{
  char *cause;
  ZpDecimal points;
} CauseSum;

static void
cause_sum_clear (gpointer data)
{
  g_free (((CauseSum *) data)->cause);
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  gint64 first = ABS (((const CauseSum *) a)->points.micro);
  gint64 second = ABS (((const CauseSum *) b)->points.micro);

  return (first < second) - (first > second);
}

static void
count_cause (GArray *sums, const ZpReviewLine *row)
{
  const char *cause;
  CauseSum sum = { 0 };
  ZpDecimal review;

  if (row->review == NULL || !row->self->has_score || !zp_review_line_get_score (row, &review)
      || !zp_decimal_sub (review, row->self->score, &sum.points) || zp_decimal_is_zero (sum.points))
    return;
  cause = *row->review->cause != '\0' ? row->review->cause : "其他原因";
  for (guint i = 0; i < sums->len; i++)
    {
      CauseSum *known = &g_array_index (sums, CauseSum, i);

      if (g_str_equal (known->cause, cause)
          && zp_decimal_add (known->points, sum.points, &known->points))
        return;
    }
  sum.cause = g_strdup (cause);
  g_array_append_val (sums, sum);
}

/* 主要偏差原因: the causes, the heaviest first. */
static char *
dup_causes (ZpReviewBuild *build)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, TRUE, sizeof (CauseSum));
  g_autoptr (GString) words = g_string_new (NULL);

  g_array_set_clear_func (sums, cause_sum_clear);
  if (build->card->has_execution)
    {
      g_auto (ZpReviewLine) row = { 0 };

      zp_review_line_init (&row, build, NULL);
      count_cause (sums, &row);
    }
  for (guint i = 0; build->indicators != NULL && i < build->card->lines->len; i++)
    {
      g_auto (ZpReviewLine) row = { 0 };

      zp_review_line_init (&row, build, &g_array_index (build->card->lines, ZpScoreLine, i));
      count_cause (sums, &row);
    }
  g_array_sort (sums, compare_sums);
  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *points = dup_signed (g_array_index (sums, CauseSum, i).points);

      g_string_append_printf (words, "%s%s %s 分", i > 0 ? "；" : "",
                              g_array_index (sums, CauseSum, i).cause, points);
    }
  return g_strdup (words->len > 0 ? words->str : "无偏差");
}

/* Where a remark is pinned, in the words of the form. */
static char *
dup_place (const ZpReviewBuild *build, const char *address)
{
  ZpTemplate *template_ = zp_form_get_template (build->form);
  const ZpColumnSpec *field = zp_template_find_field (template_, address);
  g_auto (GStrv) parts = g_strsplit (address, "/", 3);
  guint n = g_strv_length (parts);
  const ZpTableSpec *table = n > 1 ? zp_template_find_table (template_, parts[0]) : NULL;
  const ZpColumnSpec *column
      = n > 2 && table != NULL ? zp_table_spec_find_column (table, parts[2]) : NULL;
  const ZpFixedRow *fixed = table != NULL ? zp_table_spec_find_row (table, parts[1]) : NULL;
  const ZpScoreLine *line = table != NULL && table == build->indicators
                                ? zp_scorecard_find (build->card, parts[1])
                                : NULL;
  g_autofree char *row = NULL;

  if (field != NULL)
    return g_strdup (field->label);
  if (line != NULL)
    row = g_strdup_printf ("第 %u 行", line->number);
  else
    row = g_strdup (fixed != NULL ? fixed->label : table != NULL ? table->label : "总分");
  return column != NULL ? g_strdup_printf ("%s·%s", row, column->label) : g_steal_pointer (&row);
}

static char *
dup_remarks (const ZpReviewBuild *build)
{
  g_autoptr (GPtrArray) remarks = zp_review_list_remarks (build->form);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < remarks->len; i++)
    {
      const ZpRemark *remark = g_ptr_array_index (remarks, i);
      g_autofree char *place = dup_place (build, remark->address);

      g_string_append_printf (words, "%s%u. %s：%s", i > 0 ? "\n" : "", i + 1, place, remark->text);
      if (*remark->answer != '\0')
        g_string_append_printf (words, "（单位答复：%s）", remark->answer);
    }
  return g_strdup (words->str);
}

static void
add_wide (ZpReviewBuild *build, const char *label, const char *text)
{
  zp_sheet_builder_begin_row (build->builder, NULL, NULL, FALSE, 0);
  zp_review_add_plain (build, 0, 2, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, label);
  zp_review_add_plain (build, 2, ZP_REVIEW_PAPER_COLUMNS - 2, ZP_STYLE_VALUE, ZP_ALIGN_START, text);
}

static void
add_paper_totals (ZpReviewBuild *build)
{
  g_autofree char *self = NULL;
  g_autofree char *review = NULL;
  g_autofree char *deviation = NULL;
  g_autofree char *degree = NULL;
  ZpReviewTotals totals;

  zp_review_get_totals (build, &totals);
  self = dup_score_words (build, totals.self, totals.self_grade);
  review = dup_score_words (build, totals.review, totals.review_grade);
  deviation = dup_signed (totals.deviation.deviation);
  degree = zp_review_degree_to_string (&totals.deviation);
  zp_sheet_builder_begin_row (build->builder, NULL, ZP_TOTAL_ROW, FALSE, 0);
  zp_review_add_plain (build, 0, 2, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, "自评得分");
  zp_review_add_plain (build, 2, 1, ZP_STYLE_VALUE, ZP_ALIGN_CENTRE, self);
  zp_review_add_plain (build, 3, 2, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, "复核得分");
  zp_review_add_plain (build, 5, 2, ZP_STYLE_VALUE, ZP_ALIGN_CENTRE, review);
  zp_review_add_plain (build, 7, 1, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, "偏差");
  zp_review_add_plain (build, 8, 2, ZP_STYLE_VALUE, ZP_ALIGN_CENTRE, deviation);
  zp_review_add_plain (build, 10, 2, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, "偏离度");
  zp_review_add_plain (build, 12, 1, ZP_STYLE_VALUE, ZP_ALIGN_CENTRE, degree);
}

/* Who reviewed it last, and when. */
typedef struct
{
  char *who;
  char *time;
} LastReviewer;

static void
note_reviewer (LastReviewer *last, const char *who, const char *time)
{
  if (g_strcmp0 (time, last->time) < 0)
    return;
  g_free (last->who);
  g_free (last->time);
  last->who = g_strdup (who);
  last->time = g_strdup (time);
}

static void
note_rows (const ZpReviewBuild *build, LastReviewer *last)
{
  for (guint i = 0; build->indicators != NULL && i < build->card->lines->len; i++)
    {
      g_auto (ZpReviewLine) row = { 0 };

      zp_review_line_init (&row, build, &g_array_index (build->card->lines, ZpScoreLine, i));
      if (row.review != NULL)
        note_reviewer (last, row.review->who, row.review->time);
    }
}

static char *
dup_sign_off (const ZpReviewBuild *build)
{
  g_autoptr (GPtrArray) events = zp_event_log_list (build->form);
  LastReviewer last = { NULL, NULL };
  char *words;

  note_rows (build, &last);
  for (guint i = 0; i < events->len; i++)
    {
      const ZpEvent *event = g_ptr_array_index (events, i);

      if (g_str_equal (event->role, zp_actor_role_to_string (ZP_ACTOR_REVIEWER)))
        note_reviewer (&last, event->who, event->time);
    }
  if (last.who == NULL)
    words = g_strdup ("复核人：　　　　　　　　复核日期：　　　　　　　　复核单位（盖章）：");
  else
    words = g_strdup_printf ("复核人：%s　　　　复核日期：%.10s　　　　复核单位（盖章）：",
                             last.who, last.time);
  g_free (last.who);
  g_free (last.time);
  return words;
}

/**
 * zp_review_sheet_build_paper:
 * @form: a form
 * @card: its scorecard
 *
 * Lays out the working paper of the review (复核工作底稿): a line for each indicator with what was
 * found, the totals with their deviation, the causes, the remarks, and who reviewed it.
 *
 * Returns: (transfer full): the sheet
 */
ZpSheet *
zp_review_sheet_build_paper (const ZpForm *form, const ZpScorecard *card)
{
  g_autofree char *causes = NULL;
  g_autofree char *remarks = NULL;
  g_autofree char *sign_off = NULL;
  ZpReviewBuild build = { 0 };

  zp_review_build_init (&build, form, card, TRUE);
  add_paper_head (&build);
  zp_review_add_heading (&build, zp_review_paper_columns, ZP_REVIEW_PAPER_COLUMNS);
  zp_review_add_lines (&build, zp_review_paper_columns, ZP_REVIEW_PAPER_COLUMNS);
  zp_review_add_execution (&build, zp_review_paper_columns, ZP_REVIEW_PAPER_COLUMNS,
                           PAPER_LABEL_COLUMNS);
  if (card->scored)
    add_paper_totals (&build);
  causes = dup_causes (&build);
  add_wide (&build, "主要偏差原因", causes);
  remarks = dup_remarks (&build);
  if (*remarks != '\0')
    add_wide (&build, "批注", remarks);
  sign_off = dup_sign_off (&build);
  zp_sheet_builder_begin_row (build.builder, NULL, NULL, FALSE, 0);
  zp_review_add_plain (&build, 0, ZP_REVIEW_PAPER_COLUMNS, ZP_STYLE_LINE, ZP_ALIGN_START, sign_off);
  return zp_sheet_builder_end (build.builder);
}
