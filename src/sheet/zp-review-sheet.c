/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-sheet-private.h"

/* The review as a sheet: what was typed, what the rules give and what the reviewer says, side by side.
 * The reviewer works in the short table; the working paper (复核工作底稿) has the columns that auditors
 * of self-evaluations use.  Their words are official and stay Chinese in every language. */

/* Where the execution rate and the total begin to have numbers. */
#define TABLE_LABEL_COLUMNS 4
#define TABLE_SELF 5
#define TABLE_COMPUTED 6
#define TABLE_REVIEW 7
#define TABLE_DEVIATION 8

void
zp_review_add_plain (ZpReviewBuild *build,
                     guint column,
                     guint span,
                     ZpCellStyle style,
                     ZpCellAlign align,
                     const char *text)
{
  ZpSheetCell cell = { .column = column, .column_span = span, .style = style, .align = align };

  cell.border = style == ZP_STYLE_VALUE || style == ZP_STYLE_LABEL || style == ZP_STYLE_SECTION;
  zp_review_cell_set_text (&cell, text);
  zp_sheet_builder_add_cell (build->builder, cell);
}

/* Returns its index. */
static guint
add_cell (ZpReviewBuild *build, const ZpReviewColumn *column, guint index, const ZpReviewLine *row)
{
  ZpSheetCell cell
      = { .column = index, .kind = ZP_CELL_SHOWN, .style = ZP_STYLE_VALUE, .border = TRUE };

  column->take (&cell, row);
  cell.label = g_ref_string_new_intern (column->heading);
  if (column->merged)
    cell.kind = ZP_CELL_FIXED;
  if (build->paper && cell.kind != ZP_CELL_COMPUTED)
    cell.kind = ZP_CELL_FIXED;
  cell.merged = column->merged;
  return zp_sheet_builder_add_cell (build->builder, cell);
}

void
zp_review_add_heading (ZpReviewBuild *build, const ZpReviewColumn *columns, guint n_columns)
{
  zp_sheet_builder_begin_row (build->builder, NULL, NULL, TRUE, 0);
  for (guint i = 0; i < n_columns; i++)
    zp_review_add_plain (build, i, 1, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, columns[i].heading);
}

/* A merged cell goes on while its words, and those of the wider ones before it, stay the same. */
static gboolean
goes_on (ZpReviewBuild *build, guint cell, ZpSheetCell *next)
{
  ZpSheetCell *open = zp_sheet_builder_peek_cell (build->builder, cell);

  if (!g_str_equal (open->text, next->text))
    return FALSE;
  open->row_span++;
  return TRUE;
}

static void
add_line (ZpReviewBuild *build,
          const ZpReviewColumn *columns,
          guint n_columns,
          const ZpReviewLine *row,
          guint *open) /* by column: the merged cell that may go on, plus one */
{
  gboolean broken = FALSE;

  zp_sheet_builder_begin_row (build->builder, NULL, row->line->row_id, FALSE, 0);
  for (guint i = 0; i < n_columns; i++)
    {
      ZpSheetCell probe = { .text = NULL };

      if (!columns[i].merged)
        {
          (void) add_cell (build, &columns[i], i, row);
          continue;
        }
      columns[i].take (&probe, row);
      broken = broken || open[i] == 0 || !goes_on (build, open[i] - 1, &probe);
      g_clear_pointer (&probe.text, g_ref_string_release);
      if (!broken)
        continue;
      open[i] = add_cell (build, &columns[i], i, row) + 1;
    }
}

void
zp_review_add_lines (ZpReviewBuild *build, const ZpReviewColumn *columns, guint n_columns)
{
  g_autofree guint *open = g_new0 (guint, n_columns);

  for (guint i = 0; build->indicators != NULL && i < build->card->lines->len; i++)
    {
      g_auto (ZpReviewLine) row = { 0 };

      zp_review_line_init (&row, build, &g_array_index (build->card->lines, ZpScoreLine, i));
      add_line (build, columns, n_columns, &row, open);
    }
}

static char *
dup_execution_words (const ZpReviewBuild *build)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (zp_form_get_template (build->form));
  const ZpRow *row = zp_form_get_execution_row (build->form);
  ZpPrinted printed = { build->card->rate, build->card->profile->rate_digits, TRUE };
  const ZpColumnSpec *budget = execution->columns->roles[ZP_ROLE_BUDGET];
  const ZpColumnSpec *executed = execution->columns->roles[ZP_ROLE_EXECUTED];
  g_autofree char *rate
      = build->card->has_rate ? zp_printed_to_string (&printed) : g_strdup (ZP_REVIEW_EMPTY);

  if (row == NULL || budget == NULL || executed == NULL || *zp_row_get (row, budget->key) == '\0'
      || *zp_row_get (row, executed->key) == '\0')
    return g_strdup_printf ("预算执行率 %s", rate);
  return g_strdup_printf ("预算执行率 %s（%s ÷ %s%s%s）", rate, zp_row_get (row, executed->key),
                          zp_row_get (row, budget->key), budget->unit != NULL ? " " : "",
                          budget->unit != NULL ? budget->unit : "");
}

/* The columns from @n_label on say something of every row, whatever it is. */
void
zp_review_add_execution (ZpReviewBuild *build,
                         const ZpReviewColumn *columns,
                         guint n_columns,
                         guint n_label)
{
  g_auto (ZpReviewLine) row = { 0 };
  g_autofree char *words = NULL;

  if (!build->card->has_execution)
    return;
  zp_review_line_init (&row, build, NULL);
  words = dup_execution_words (build);
  zp_sheet_builder_begin_row (build->builder, NULL, ZP_REVIEW_EXECUTION, FALSE, 0);
  zp_review_add_plain (build, 0, n_label, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, words);
  for (guint i = n_label; i < n_columns; i++)
    {
      if (columns[i].of_indicators)
        zp_review_add_plain (build, i, 1, ZP_STYLE_VALUE, ZP_ALIGN_CENTRE, ZP_REVIEW_EMPTY);
      else
        (void) add_cell (build, &columns[i], i, &row);
    }
}

void
zp_review_get_totals (const ZpReviewBuild *build, ZpReviewTotals *totals)
{
  *totals = (ZpReviewTotals){ .self = build->card->total, .review = build->card->total };
  (void) zp_review_get_total (build->form, build->card, &totals->review);
  (void) zp_review_compare (totals->self, totals->review, &totals->deviation);
  totals->self_grade = build->card->grade;
  totals->review_grade = build->card->grade != NULL
                             ? zp_profile_get_grade (build->card->profile, totals->review)
                             : NULL;
}

static void
add_total_number (
    ZpReviewBuild *build, guint column, ZpDecimal value, ZpDigits digits, const char *address)
{
  ZpSheetCell cell
      = { .column = column, .kind = ZP_CELL_SHOWN, .style = ZP_STYLE_SECTION, .border = TRUE };

  cell.align = ZP_ALIGN_CENTRE;
  cell.address = address != NULL ? g_ref_string_new (address) : NULL;
  zp_review_cell_set_number (&cell, value, digits);
  zp_sheet_builder_add_cell (build->builder, cell);
}

static void
add_total_deviation (ZpReviewBuild *build, guint column, const ZpReviewTotals *totals)
{
  ZpSheetCell cell
      = { .column = column, .kind = ZP_CELL_SHOWN, .style = ZP_STYLE_SECTION, .border = TRUE };

  cell.align = ZP_ALIGN_CENTRE;
  zp_review_cell_set_deviation (&cell, totals->self, totals->review, build->paper);
  zp_sheet_builder_add_cell (build->builder, cell);
}

static void
add_table_total (ZpReviewBuild *build)
{
  ZpDigits digits = build->card->profile->total_digits;
  g_autofree char *degree = NULL;
  g_autofree char *grades = NULL;
  ZpReviewTotals totals;

  zp_review_get_totals (build, &totals);
  degree = zp_review_degree_to_string (&totals.deviation);
  grades = g_strdup_printf (
      "%s → %s　偏离度 %s", totals.self_grade != NULL ? totals.self_grade : ZP_REVIEW_EMPTY,
      totals.review_grade != NULL ? totals.review_grade : ZP_REVIEW_EMPTY, degree);
  zp_sheet_builder_begin_row (build->builder, NULL, ZP_TOTAL_ROW, FALSE, 0);
  zp_review_add_plain (build, 0, TABLE_LABEL_COLUMNS, ZP_STYLE_SECTION, ZP_ALIGN_CENTRE, "总分");
  add_total_number (build, TABLE_LABEL_COLUMNS, build->card->total_weight,
                    build->card->profile->weight_digits, NULL);
  add_total_number (build, TABLE_SELF, totals.self, digits, "total/score");
  add_total_number (build, TABLE_COMPUTED, build->card->total_computed, digits, NULL);
  add_total_number (build, TABLE_REVIEW, totals.review, digits, "review/total/score");
  add_total_deviation (build, TABLE_DEVIATION, &totals);
  zp_review_add_plain (build, TABLE_DEVIATION + 1, 1, ZP_STYLE_SECTION, ZP_ALIGN_START, grades);
}

static ZpSheetBuilder *
new_builder (const ZpReviewColumn *columns, guint n_columns, const char *title)
{
  guint widths[ZP_REVIEW_PAPER_COLUMNS];

  for (guint i = 0; i < n_columns; i++)
    widths[i] = columns[i].width;
  return zp_sheet_builder_new (n_columns, widths, TRUE, title);
}

void
zp_review_build_init (ZpReviewBuild *build,
                      const ZpForm *form,
                      const ZpScorecard *card,
                      gboolean paper)
{
  build->form = form;
  build->card = card;
  build->indicators = zp_template_get_indicators (zp_form_get_template (form));
  build->paper = paper;
  build->builder
      = paper ? new_builder (zp_review_paper_columns, ZP_REVIEW_PAPER_COLUMNS, "复核工作底稿")
              : new_builder (zp_review_table_columns, ZP_REVIEW_TABLE_COLUMNS, "复核表");
}

/**
 * zp_review_sheet_build:
 * @form: a form
 * @card: its scorecard
 *
 * Lays out the table in which the reviewer works: what was typed, self score, computed score and
 * review score side by side.  Where the reviewer has said nothing the self score counts; such a
 * cell is not “by hand”.
 *
 * Returns: (transfer full): the sheet
 */
ZpSheet *
zp_review_sheet_build (const ZpForm *form, const ZpScorecard *card)
{
  ZpReviewBuild build = { 0 };

  zp_review_build_init (&build, form, card, FALSE);
  zp_review_add_heading (&build, zp_review_table_columns, ZP_REVIEW_TABLE_COLUMNS);
  zp_review_add_lines (&build, zp_review_table_columns, ZP_REVIEW_TABLE_COLUMNS);
  zp_review_add_execution (&build, zp_review_table_columns, ZP_REVIEW_TABLE_COLUMNS,
                           TABLE_LABEL_COLUMNS);
  if (card->scored)
    add_table_total (&build);
  return zp_sheet_builder_end (build.builder);
}
