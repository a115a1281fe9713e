/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-sheet.h"

#include "zp-sheet-private.h"

#include <string.h>

/* The review as a sheet: what was typed, what the rules give and what the reviewer says, side by
 * side. The reviewer works in the short table; the working paper (复核工作底稿) has the columns
 * that auditors of self-evaluations use.  Its words are official and stay Chinese in every
 * language. */

#define EMPTY "—"

typedef struct
{
  ZpSheetBuilder *builder;
  const ZpForm *form;
  const ZpScorecard *card;
  const ZpTableSpec *indicators; /* NULL for a form without */
  gboolean paper;
} Build;

/* A row that can have a review score: an indicator, or the execution rate. */
typedef struct
{
  const Build *build;
  char *address;
  const ZpScoreLine *line; /* NULL for the execution rate */
  const ZpScore *self;
  ZpDecimal weight;
  gboolean has_weight;
  ZpReviewRow *review; /* NULL when the reviewer has said nothing */
} Row;

typedef void (*TakeFunc) (ZpSheetCell *cell, const Row *row);

typedef struct
{
  const char *heading;
  guint width;
  gboolean merged; /* one cell over neighbouring rows with the same words */
  TakeFunc take;
} Column;

/* --- addresses --- */

/** zp_review_sheet_make_address: (transfer full): the cell of @column (score, reason) in the review
 * of @row. */
char *
zp_review_sheet_make_address (const char *row, const char *column)
{
  return g_strconcat (ZP_REVIEW_SHEET_PREFIX, row, "/", column, NULL);
}

/**
 * zp_review_sheet_parse_address:
 * @address: (nullable): an address
 * @out_row: (out) (optional): the row it speaks of, as zp_review_get_row() takes it
 * @out_column: (out) (optional): “score” or “reason”
 *
 * Returns: whether @address is that of a cell the reviewer writes
 */
gboolean
zp_review_sheet_parse_address (const char *address, char **out_row, char **out_column)
{
  const char *row, *slash;

  if (address == NULL || !g_str_has_prefix (address, ZP_REVIEW_SHEET_PREFIX))
    return FALSE;
  row = address + strlen (ZP_REVIEW_SHEET_PREFIX);
  slash = strrchr (row, '/');
  if (slash == NULL || slash == row || slash[1] == '\0')
    return FALSE;
  if (out_row != NULL)
    *out_row = g_strndup (row, slash - row);
  if (out_column != NULL)
    *out_column = g_strdup (slash + 1);
  return TRUE;
}

/* --- rows --- */

static void
row_clear (Row *row)
{
  g_clear_pointer (&row->address, g_free);
  g_clear_pointer (&row->review, zp_review_row_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static void
row_init (Row *row, const Build *build, const ZpScoreLine *line)
{
  row->build = build;
  row->line = line;
  row->address =
      line != NULL ? g_strdup_printf ("%s/%s", build->indicators->key, line->row_id) : g_strdup (ZP_REVIEW_EXECUTION);
  row->self = line != NULL ? &line->score : &build->card->execution;
  row->weight = line != NULL ? line->weight : build->card->execution_weight;
  row->has_weight = line == NULL || line->has_weight;
  row->review = zp_review_get_row (build->form, build->card, row->address);
}

/* What counts: the reviewer's score, else the self score. */
static gboolean
get_score (const Row *row, ZpDecimal *out_score)
{
  if (row->review != NULL && row->review->has_score)
    *out_score = row->review->score;
  else if (row->self->has_score)
    *out_score = row->self->score;
  else
    return FALSE;
  return TRUE;
}

static const ZpColumnSpec *
get_column (const Row *row, ZpRole role)
{
  return row->line != NULL ? row->build->indicators->roles[role] : NULL;
}

static const char *
get_text (const Row *row, ZpRole role)
{
  const ZpColumnSpec *column = get_column (row, role);
  const ZpRow *values =
      column != NULL ? zp_form_find_row (row->build->form, row->build->indicators->key, row->line->row_id) : NULL;

  return values != NULL ? zp_row_get (values, column->key) : "";
}

/* --- cells --- */

static void
set_text (ZpSheetCell *cell, const char *text)
{
  cell->text = g_ref_string_new (text != NULL ? text : "");
}

static void
set_number (ZpSheetCell *cell, ZpDecimal value, ZpDigits digits)
{
  ZpPrinted printed = { value, digits, FALSE };
  g_autofree char *text = zp_printed_to_string (&printed);

  set_text (cell, text);
  cell->has_number = TRUE;
  cell->number = value;
  cell->places = MAX (digits.min, MIN (digits.max, zp_decimal_places (value)));
}

static ZpDigits
score_digits (const Row *row)
{
  const ZpProfile *profile = row->build->card->profile;

  return row->line != NULL ? profile->indicator_score_digits : profile->execution_score_digits;
}

/* The place of the form itself, so that findings and remarks of it stand here, too. */
static void
set_form_address (ZpSheetCell *cell, const Row *row, ZpRole role)
{
  const ZpColumnSpec *column = get_column (row, role);

  if (column != NULL)
    {
      g_autofree char *address = g_strconcat (row->address, "/", column->key, NULL);

      cell->address = g_ref_string_new (address);
    }
}

static void
take_text (ZpSheetCell *cell, const Row *row, ZpRole role)
{
  set_text (cell, get_text (row, role));
  set_form_address (cell, row, role);
}

static void
take_level1 (ZpSheetCell *cell, const Row *row)
{
  set_text (cell, row->line->level1);
  cell->style = ZP_STYLE_LABEL;
}

static void
take_level2 (ZpSheetCell *cell, const Row *row)
{
  set_text (cell, *row->line->level2 != '\0' ? row->line->level2 : row->line->level1);
  cell->style = ZP_STYLE_LABEL;
}

static void
take_level3 (ZpSheetCell *cell, const Row *row)
{
  take_text (cell, row, ZP_ROLE_LEVEL3);
  cell->align = ZP_ALIGN_START;
}

/* The target as it is written; where sign, number and unit have columns of their own, together. */
static void
take_target (ZpSheetCell *cell, const Row *row)
{
  const char *nature = get_text (row, ZP_ROLE_NATURE);
  const char *unit = get_text (row, ZP_ROLE_UNIT);
  const char *target = get_text (row, ZP_ROLE_TARGET);
  gboolean quantity = zp_operator_parse (nature) != ZP_OP_NONE;
  g_autofree char *text = g_strconcat (quantity ? nature : "", target, quantity ? unit : "", NULL);

  set_text (cell, text);
  set_form_address (cell, row, ZP_ROLE_TARGET);
  cell->align = ZP_ALIGN_CENTRE;
}

/* What was reached, and below it what the reviewer found. */
static void
take_actual (ZpSheetCell *cell, const Row *row)
{
  const char *found = row->review != NULL ? row->review->actual : "";
  g_autofree char *text = *found != '\0' ? g_strdup_printf ("%s\n复核：%s", row->line->actual, found) : NULL;

  set_text (cell, text != NULL ? text : row->line->actual);
  set_form_address (cell, row, ZP_ROLE_ACTUAL);
  cell->align = ZP_ALIGN_CENTRE;
}

static void
take_weight (ZpSheetCell *cell, const Row *row)
{
  if (row->has_weight)
    set_number (cell, row->weight, row->build->card->profile->weight_digits);
}

static void
take_self (ZpSheetCell *cell, const Row *row)
{
  if (row->self->has_score)
    set_number (cell, row->self->score, score_digits (row));
  set_form_address (cell, row, ZP_ROLE_SCORE);
}

static void
take_computed (ZpSheetCell *cell, const Row *row)
{
  cell->kind = ZP_CELL_COMPUTED;
  if (row->self->has_computed)
    set_number (cell, row->self->computed, score_digits (row));
}

static void
take_review (ZpSheetCell *cell, const Row *row)
{
  g_autofree char *address = zp_review_sheet_make_address (row->address, "score");
  ZpDecimal score;

  cell->address = g_ref_string_new (address);
  cell->type = ZP_TYPE_SCORE;
  if (row->has_weight && !row->build->paper)
    cell->kind = ZP_CELL_SCORE;
  cell->by_hand = row->review != NULL && row->review->has_score;
  if (get_score (row, &score))
    set_number (cell, score, score_digits (row));
}

static void
set_deviation (ZpSheetCell *cell, ZpDecimal self, ZpDecimal review, gboolean paper)
{
  ZpReviewDeviation deviation;
  g_autofree char *text = NULL;

  if (!zp_review_compare (self, review, &deviation) || (zp_decimal_is_zero (deviation.deviation) && !paper))
    return;
  text = zp_decimal_to_string (deviation.deviation);
  if (deviation.deviation.micro > 0)
    {
      g_autofree char *more = g_strconcat ("+", text, NULL);

      set_text (cell, more);
    }
  else
    set_text (cell, text);
  cell->has_number = TRUE;
  cell->number = deviation.deviation;
  cell->places = zp_decimal_places (deviation.deviation);
}

static void
take_deviation (ZpSheetCell *cell, const Row *row)
{
  ZpDecimal review;

  if (row->self->has_score && get_score (row, &review))
    set_deviation (cell, row->self->score, review, row->build->paper);
}

static void
take_reason (ZpSheetCell *cell, const Row *row)
{
  g_autofree char *address = zp_review_sheet_make_address (row->address, "reason");

  cell->address = g_ref_string_new (address);
  cell->type = ZP_TYPE_PARAGRAPH;
  cell->align = ZP_ALIGN_START;
  if (row->has_weight)
    cell->kind = ZP_CELL_INPUT;
  if (row->review != NULL)
    set_text (cell, row->review->reason);
}

/* --- the further columns of the working paper --- */

static gboolean
is_plain_quantity (const Row *row)
{
  const ZpQuantity *target = &row->line->target_quantity;

  return target->kind == ZP_QUANTITY_NUMBER && target->op != ZP_OP_RANGE;
}

static void
take_nature (ZpSheetCell *cell, const Row *row)
{
  const char *nature = get_text (row, ZP_ROLE_NATURE);

  if (*nature != '\0')
    set_text (cell, nature);
  else if (row->line->target_quantity.kind == ZP_QUANTITY_WORDS)
    set_text (cell, "定性");
  else if (is_plain_quantity (row))
    set_text (cell, zp_operator_to_string (row->line->target_quantity.op));
}

/* Without its sign and unit, which have columns of their own, where the target is a plain quantity.
 */
static void
take_bare_target (ZpSheetCell *cell, const Row *row)
{
  const ZpQuantity *target = &row->line->target_quantity;

  cell->align = ZP_ALIGN_CENTRE;
  if (get_column (row, ZP_ROLE_NATURE) == NULL && is_plain_quantity (row))
    {
      g_autofree char *text = zp_decimal_to_string (target->value);

      set_text (cell, text);
    }
  else
    set_text (cell, get_text (row, ZP_ROLE_TARGET));
}

/* What stands behind the number, its multiplier included: 万元, 元/月, %. */
static void
take_unit (ZpSheetCell *cell, const Row *row)
{
  const char *unit = get_text (row, ZP_ROLE_UNIT);
  const ZpQuantity *target = &row->line->target_quantity;
  gboolean scaled = target->unit_kind == ZP_UNIT_COUNT || target->unit_kind == ZP_UNIT_MONEY;
  const char *scale = !scaled ? "" : target->factor == 10000 ? "万" : target->factor == 100000000 ? "亿" : "";
  g_autofree char *whole = NULL;

  if (*unit == '\0' && is_plain_quantity (row))
    unit = whole = g_strconcat (scale, target->unit, NULL);
  set_text (cell, unit);
}

static void
take_own_actual (ZpSheetCell *cell, const Row *row)
{
  take_text (cell, row, ZP_ROLE_ACTUAL);
  cell->align = ZP_ALIGN_CENTRE;
}

static void
take_found_actual (ZpSheetCell *cell, const Row *row)
{
  set_text (cell, row->review != NULL && *row->review->actual != '\0' ? row->review->actual : row->line->actual);
  cell->align = ZP_ALIGN_CENTRE;
}

static void
take_note (ZpSheetCell *cell, const Row *row)
{
  const ZpReviewRow *review = row->review;
  g_autofree char *text = NULL;

  cell->align = ZP_ALIGN_START;
  if (review == NULL)
    return;
  text = g_strdup_printf (
      "%s%s%s", review->cause, *review->cause != '\0' && *review->reason != '\0' ? "：" : "", review->reason);
  set_text (cell, text);
}

static const Column table_columns[] = {
  { "二级指标", 17, TRUE, take_level2 },  { "三级指标", 34, FALSE, take_level3 }, { "指标值", 20, FALSE, take_target },
  { "完成值", 24, FALSE, take_actual },   { "分值", 10, FALSE, take_weight },     { "自评", 11, FALSE, take_self },
  { "计算", 11, FALSE, take_computed },   { "复核", 11, FALSE, take_review },     { "偏差", 11, FALSE, take_deviation },
  { "扣分依据", 40, FALSE, take_reason },
};

/* Where the execution rate and the total begin to have numbers. */
#define TABLE_LABEL_COLUMNS 4
#define TABLE_SELF 5
#define TABLE_COMPUTED 6
#define TABLE_REVIEW 7
#define TABLE_DEVIATION 8

static const Column paper_columns[] = {
  { "一级指标", 14, TRUE, take_level1 },     { "二级指标", 14, TRUE, take_level2 },
  { "三级指标", 28, FALSE, take_level3 },    { "指标性质", 10, FALSE, take_nature },
  { "指标值", 16, FALSE, take_bare_target }, { "计量单位", 10, FALSE, take_unit },
  { "权重", 10, FALSE, take_weight },        { "自评完成值", 18, FALSE, take_own_actual },
  { "自评得分", 11, FALSE, take_self },      { "复核完成值", 18, FALSE, take_found_actual },
  { "复核得分", 11, FALSE, take_review },    { "复核指标偏差", 12, FALSE, take_deviation },
  { "备注", 38, FALSE, take_note },
};

#define PAPER_LABEL_COLUMNS 6
#define PAPER_COLUMNS G_N_ELEMENTS (paper_columns)

/* --- building --- */

static void
add_plain (Build *build, guint column, guint span, ZpCellStyle style, ZpCellAlign align, const char *text)
{
  ZpSheetCell cell = { .column = column, .column_span = span, .style = style, .align = align };

  cell.border = style == ZP_STYLE_VALUE || style == ZP_STYLE_LABEL || style == ZP_STYLE_SECTION;
  set_text (&cell, text);
  zp_sheet_builder_add_cell (build->builder, cell);
}

/* Returns its index. */
static guint
add_cell (Build *build, const Column *column, guint index, const Row *row)
{
  ZpSheetCell cell = { .column = index, .kind = ZP_CELL_SHOWN, .style = ZP_STYLE_VALUE, .border = TRUE };

  column->take (&cell, row);
  cell.label = g_ref_string_new_intern (column->heading);
  if (column->merged)
    cell.kind = ZP_CELL_FIXED;
  if (build->paper && cell.kind != ZP_CELL_COMPUTED)
    cell.kind = ZP_CELL_FIXED;
  cell.merged = column->merged;
  return zp_sheet_builder_add_cell (build->builder, cell);
}

static void
add_heading (Build *build, const Column *columns, guint n_columns)
{
  zp_sheet_builder_begin_row (build->builder, NULL, NULL, TRUE, 0);
  for (guint i = 0; i < n_columns; i++)
    add_plain (build, i, 1, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, columns[i].heading);
}

/* A merged cell goes on while its words, and those of the wider ones before it, stay the same. */
static gboolean
goes_on (Build *build, guint cell, ZpSheetCell *next)
{
  ZpSheetCell *open = zp_sheet_builder_peek_cell (build->builder, cell);

  if (!g_str_equal (open->text, next->text))
    return FALSE;
  open->row_span++;
  return TRUE;
}

static void
add_line (Build *build,
          const Column *columns,
          guint n_columns,
          const Row *row,
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

static void
add_lines (Build *build, const Column *columns, guint n_columns)
{
  g_autofree guint *open = g_new0 (guint, n_columns);

  for (guint i = 0; build->indicators != NULL && i < build->card->lines->len; i++)
    {
      g_auto (Row) row = { 0 };

      row_init (&row, build, &g_array_index (build->card->lines, ZpScoreLine, i));
      add_line (build, columns, n_columns, &row, open);
    }
}

static char *
dup_execution_words (const Build *build)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (zp_form_get_template (build->form));
  const ZpRow *row = zp_form_get_execution_row (build->form);
  ZpPrinted printed = { build->card->rate, build->card->profile->rate_digits, TRUE };
  const ZpColumnSpec *budget = execution->columns->roles[ZP_ROLE_BUDGET];
  const ZpColumnSpec *executed = execution->columns->roles[ZP_ROLE_EXECUTED];
  g_autofree char *rate = build->card->has_rate ? zp_printed_to_string (&printed) : g_strdup (EMPTY);

  if (row == NULL || budget == NULL || executed == NULL || *zp_row_get (row, budget->key) == '\0' ||
      *zp_row_get (row, executed->key) == '\0')
    return g_strdup_printf ("预算执行率 %s", rate);
  return g_strdup_printf ("预算执行率 %s（%s ÷ %s%s%s）",
                          rate,
                          zp_row_get (row, executed->key),
                          zp_row_get (row, budget->key),
                          budget->unit != NULL ? " " : "",
                          budget->unit != NULL ? budget->unit : "");
}

/* The columns from @n_label on say something of every row, whatever it is. */
static void
add_execution (Build *build, const Column *columns, guint n_columns, guint n_label)
{
  g_auto (Row) row = { 0 };
  g_autofree char *words = NULL;

  if (!build->card->has_execution)
    return;
  row_init (&row, build, NULL);
  words = dup_execution_words (build);
  zp_sheet_builder_begin_row (build->builder, NULL, ZP_REVIEW_EXECUTION, FALSE, 0);
  add_plain (build, 0, n_label, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, words);
  for (guint i = n_label; i < n_columns; i++)
    {
      if (columns[i].take == take_own_actual || columns[i].take == take_found_actual)
        add_plain (build, i, 1, ZP_STYLE_VALUE, ZP_ALIGN_CENTRE, EMPTY);
      else
        (void) add_cell (build, &columns[i], i, &row);
    }
}

typedef struct
{
  ZpDecimal self;
  ZpDecimal review;
  ZpReviewDeviation deviation;
  const char *self_grade;
  const char *review_grade;
} Totals;

static void
get_totals (const Build *build, Totals *totals)
{
  *totals = (Totals){ .self = build->card->total, .review = build->card->total };
  (void) zp_review_get_total (build->form, build->card, &totals->review);
  (void) zp_review_compare (totals->self, totals->review, &totals->deviation);
  totals->self_grade = build->card->grade;
  totals->review_grade =
      build->card->grade != NULL ? zp_profile_get_grade (build->card->profile, totals->review) : NULL;
}

static void
add_total_number (Build *build, guint column, ZpDecimal value, ZpDigits digits, const char *address)
{
  ZpSheetCell cell = { .column = column, .kind = ZP_CELL_SHOWN, .style = ZP_STYLE_SECTION, .border = TRUE };

  cell.align = ZP_ALIGN_CENTRE;
  cell.address = address != NULL ? g_ref_string_new (address) : NULL;
  set_number (&cell, value, digits);
  zp_sheet_builder_add_cell (build->builder, cell);
}

static void
add_total_deviation (Build *build, guint column, const Totals *totals)
{
  ZpSheetCell cell = { .column = column, .kind = ZP_CELL_SHOWN, .style = ZP_STYLE_SECTION, .border = TRUE };

  cell.align = ZP_ALIGN_CENTRE;
  set_deviation (&cell, totals->self, totals->review, build->paper);
  zp_sheet_builder_add_cell (build->builder, cell);
}

static void
add_table_total (Build *build)
{
  ZpDigits digits = build->card->profile->total_digits;
  g_autofree char *degree = NULL;
  g_autofree char *grades = NULL;
  Totals totals;

  get_totals (build, &totals);
  degree = zp_review_degree_to_string (&totals.deviation);
  grades = g_strdup_printf ("%s → %s　偏离度 %s",
                            totals.self_grade != NULL ? totals.self_grade : EMPTY,
                            totals.review_grade != NULL ? totals.review_grade : EMPTY,
                            degree);
  zp_sheet_builder_begin_row (build->builder, NULL, ZP_TOTAL_ROW, FALSE, 0);
  add_plain (build, 0, TABLE_LABEL_COLUMNS, ZP_STYLE_SECTION, ZP_ALIGN_CENTRE, "总分");
  add_total_number (build, TABLE_LABEL_COLUMNS, build->card->total_weight, build->card->profile->weight_digits, NULL);
  add_total_number (build, TABLE_SELF, totals.self, digits, "total/score");
  add_total_number (build, TABLE_COMPUTED, build->card->total_computed, digits, NULL);
  add_total_number (build, TABLE_REVIEW, totals.review, digits, "review/total/score");
  add_total_deviation (build, TABLE_DEVIATION, &totals);
  add_plain (build, TABLE_DEVIATION + 1, 1, ZP_STYLE_SECTION, ZP_ALIGN_START, grades);
}

static ZpSheetBuilder *
new_builder (const Column *columns, guint n_columns, const char *title)
{
  guint widths[PAPER_COLUMNS];

  for (guint i = 0; i < n_columns; i++)
    widths[i] = columns[i].width;
  return zp_sheet_builder_new (n_columns, widths, TRUE, title);
}

static void
init_build (Build *build, const ZpForm *form, const ZpScorecard *card, gboolean paper)
{
  build->form = form;
  build->card = card;
  build->indicators = zp_template_get_indicators (zp_form_get_template (form));
  build->paper = paper;
  build->builder = paper ? new_builder (paper_columns, PAPER_COLUMNS, "复核工作底稿")
                         : new_builder (table_columns, G_N_ELEMENTS (table_columns), "复核表");
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
  Build build = { 0 };

  init_build (&build, form, card, FALSE);
  add_heading (&build, table_columns, G_N_ELEMENTS (table_columns));
  add_lines (&build, table_columns, G_N_ELEMENTS (table_columns));
  add_execution (&build, table_columns, G_N_ELEMENTS (table_columns), TABLE_LABEL_COLUMNS);
  if (card->scored)
    add_table_total (&build);
  return zp_sheet_builder_end (build.builder);
}

/* --- the working paper --- */

static void
add_paper_head (Build *build)
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
  add_plain (build, 0, PAPER_COLUMNS, ZP_STYLE_TITLE, ZP_ALIGN_DEFAULT, "复核工作底稿");
  if (*year != '\0')
    {
      zp_sheet_builder_begin_row (build->builder, NULL, NULL, FALSE, 0);
      add_plain (build, 0, PAPER_COLUMNS, ZP_STYLE_SUBTITLE, ZP_ALIGN_DEFAULT, subtitle);
    }
  zp_sheet_builder_begin_row (build->builder, NULL, NULL, FALSE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      add_plain (build, column, fields[i].label_span, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, fields[i].label);
      column += fields[i].label_span;
      add_plain (build,
                 column,
                 fields[i].span,
                 ZP_STYLE_VALUE,
                 ZP_ALIGN_START,
                 zp_form_get_field (build->form, fields[i].field));
      column += fields[i].span;
    }
}

static char *
dup_score_words (const Build *build, ZpDecimal score, const char *grade)
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
count_cause (GArray *sums, const Row *row)
{
  const char *cause;
  CauseSum sum = { 0 };
  ZpDecimal review;

  if (row->review == NULL || !row->self->has_score || !get_score (row, &review) ||
      !zp_decimal_sub (review, row->self->score, &sum.points) || zp_decimal_is_zero (sum.points))
    return;
  cause = *row->review->cause != '\0' ? row->review->cause : "其他原因";
  for (guint i = 0; i < sums->len; i++)
    {
      CauseSum *known = &g_array_index (sums, CauseSum, i);

      if (g_str_equal (known->cause, cause) && zp_decimal_add (known->points, sum.points, &known->points))
        return;
    }
  sum.cause = g_strdup (cause);
  g_array_append_val (sums, sum);
}

/* 主要偏差原因: the causes, the heaviest first. */
static char *
dup_causes (Build *build)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, TRUE, sizeof (CauseSum));
  g_autoptr (GString) words = g_string_new (NULL);

  g_array_set_clear_func (sums, cause_sum_clear);
  if (build->card->has_execution)
    {
      g_auto (Row) row = { 0 };

      row_init (&row, build, NULL);
      count_cause (sums, &row);
    }
  for (guint i = 0; build->indicators != NULL && i < build->card->lines->len; i++)
    {
      g_auto (Row) row = { 0 };

      row_init (&row, build, &g_array_index (build->card->lines, ZpScoreLine, i));
      count_cause (sums, &row);
    }
  g_array_sort (sums, compare_sums);
  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *points = dup_signed (g_array_index (sums, CauseSum, i).points);

      g_string_append_printf (words, "%s%s %s 分", i > 0 ? "；" : "", g_array_index (sums, CauseSum, i).cause, points);
    }
  return g_strdup (words->len > 0 ? words->str : "无偏差");
}

/* Where a remark is pinned, in the words of the form. */
static char *
dup_place (const Build *build, const char *address)
{
  ZpTemplate *template_ = zp_form_get_template (build->form);
  const ZpColumnSpec *field = zp_template_find_field (template_, address);
  g_auto (GStrv) parts = g_strsplit (address, "/", 3);
  guint n = g_strv_length (parts);
  const ZpTableSpec *table = n > 1 ? zp_template_find_table (template_, parts[0]) : NULL;
  const ZpColumnSpec *column = n > 2 && table != NULL ? zp_table_spec_find_column (table, parts[2]) : NULL;
  const ZpFixedRow *fixed = table != NULL ? zp_table_spec_find_row (table, parts[1]) : NULL;
  const ZpScoreLine *line =
      table != NULL && table == build->indicators ? zp_scorecard_find (build->card, parts[1]) : NULL;
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
dup_remarks (const Build *build)
{
  g_autoptr (GPtrArray) remarks = zp_review_list_remarks (build->form);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < remarks->len; i++)
    {
      const ZpRemark *remark = g_ptr_array_index (remarks, i);
      g_autofree char *place = dup_place (build, remark->address);

      g_string_append_printf (words, "%s%u. %s：%s", i > 0 ? "\n" : "", i + 1, place, remark->text);
    }
  return g_strdup (words->str);
}

static void
add_wide (Build *build, const char *label, const char *text)
{
  zp_sheet_builder_begin_row (build->builder, NULL, NULL, FALSE, 0);
  add_plain (build, 0, 2, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, label);
  add_plain (build, 2, PAPER_COLUMNS - 2, ZP_STYLE_VALUE, ZP_ALIGN_START, text);
}

static void
add_paper_totals (Build *build)
{
  g_autofree char *self = NULL;
  g_autofree char *review = NULL;
  g_autofree char *deviation = NULL;
  g_autofree char *degree = NULL;
  Totals totals;

  get_totals (build, &totals);
  self = dup_score_words (build, totals.self, totals.self_grade);
  review = dup_score_words (build, totals.review, totals.review_grade);
  deviation = dup_signed (totals.deviation.deviation);
  degree = zp_review_degree_to_string (&totals.deviation);
  zp_sheet_builder_begin_row (build->builder, NULL, ZP_TOTAL_ROW, FALSE, 0);
  add_plain (build, 0, 2, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, "自评得分");
  add_plain (build, 2, 1, ZP_STYLE_VALUE, ZP_ALIGN_CENTRE, self);
  add_plain (build, 3, 2, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, "复核得分");
  add_plain (build, 5, 2, ZP_STYLE_VALUE, ZP_ALIGN_CENTRE, review);
  add_plain (build, 7, 1, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, "偏差");
  add_plain (build, 8, 2, ZP_STYLE_VALUE, ZP_ALIGN_CENTRE, deviation);
  add_plain (build, 10, 2, ZP_STYLE_LABEL, ZP_ALIGN_DEFAULT, "偏离度");
  add_plain (build, 12, 1, ZP_STYLE_VALUE, ZP_ALIGN_CENTRE, degree);
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
note_rows (const Build *build, LastReviewer *last)
{
  for (guint i = 0; build->indicators != NULL && i < build->card->lines->len; i++)
    {
      g_auto (Row) row = { 0 };

      row_init (&row, build, &g_array_index (build->card->lines, ZpScoreLine, i));
      if (row.review != NULL)
        note_reviewer (last, row.review->who, row.review->time);
    }
}

static char *
dup_sign_off (const Build *build)
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
    words = g_strdup_printf ("复核人：%s　　　　复核日期：%.10s　　　　复核单位（盖章）：", last.who, last.time);
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
  Build build = { 0 };

  init_build (&build, form, card, TRUE);
  add_paper_head (&build);
  add_heading (&build, paper_columns, PAPER_COLUMNS);
  add_lines (&build, paper_columns, PAPER_COLUMNS);
  add_execution (&build, paper_columns, PAPER_COLUMNS, PAPER_LABEL_COLUMNS);
  if (card->scored)
    add_paper_totals (&build);
  causes = dup_causes (&build);
  add_wide (&build, "主要偏差原因", causes);
  remarks = dup_remarks (&build);
  if (*remarks != '\0')
    add_wide (&build, "批注", remarks);
  sign_off = dup_sign_off (&build);
  zp_sheet_builder_begin_row (build.builder, NULL, NULL, FALSE, 0);
  add_plain (&build, 0, PAPER_COLUMNS, ZP_STYLE_LINE, ZP_ALIGN_START, sign_off);
  return zp_sheet_builder_end (build.builder);
}
