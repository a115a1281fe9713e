/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-sheet-private.h"

/* What stands in the cells of a review. */

void
zp_review_line_clear (ZpReviewLine *row)
{
  g_clear_pointer (&row->address, g_free);
  g_clear_pointer (&row->review, zp_review_row_free);
}

void
zp_review_line_init (ZpReviewLine *row, const ZpReviewBuild *build, const ZpScoreLine *line)
{
  row->build = build;
  row->line = line;
  row->address = line != NULL ? g_strdup_printf ("%s/%s", build->indicators->key, line->row_id)
                              : g_strdup (ZP_REVIEW_EXECUTION);
  row->self = line != NULL ? &line->score : &build->card->execution;
  row->weight = line != NULL ? line->weight : build->card->execution_weight;
  row->has_weight = line == NULL || line->has_weight;
  row->review = zp_review_get_row (build->form, build->card, row->address);
}

/* What counts: the reviewer's score, else the self score. */
gboolean
zp_review_line_get_score (const ZpReviewLine *row, ZpDecimal *out_score)
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
get_column (const ZpReviewLine *row, ZpRole role)
{
  return row->line != NULL ? row->build->indicators->roles[role] : NULL;
}

static const char *
get_text (const ZpReviewLine *row, ZpRole role)
{
  const ZpColumnSpec *column = get_column (row, role);
  const ZpRow *values
      = column != NULL
            ? zp_form_find_row (row->build->form, row->build->indicators->key, row->line->row_id)
            : NULL;

  return values != NULL ? zp_row_get (values, column->key) : "";
}

/* --- cells --- */

void
zp_review_cell_set_text (ZpSheetCell *cell, const char *text)
{
  cell->text = g_ref_string_new (text != NULL ? text : "");
}

void
zp_review_cell_set_number (ZpSheetCell *cell, ZpDecimal value, ZpDigits digits)
{
  ZpPrinted printed = { value, digits, FALSE };
  g_autofree char *text = zp_printed_to_string (&printed);

  zp_review_cell_set_text (cell, text);
  cell->has_number = TRUE;
  cell->number = value;
  cell->places = MAX (digits.min, MIN (digits.max, zp_decimal_places (value)));
}

static ZpDigits
score_digits (const ZpReviewLine *row)
{
  const ZpProfile *profile = row->build->card->profile;

  return row->line != NULL ? profile->indicator_score_digits : profile->execution_score_digits;
}

/* The place of the form itself, so that findings and remarks of it stand here, too. */
static void
set_form_address (ZpSheetCell *cell, const ZpReviewLine *row, ZpRole role)
{
  const ZpColumnSpec *column = get_column (row, role);

  if (column != NULL)
    {
      g_autofree char *address = g_strconcat (row->address, "/", column->key, NULL);

      cell->address = g_ref_string_new (address);
    }
}

static void
take_text (ZpSheetCell *cell, const ZpReviewLine *row, ZpRole role)
{
  zp_review_cell_set_text (cell, get_text (row, role));
  set_form_address (cell, row, role);
}

static void
take_level1 (ZpSheetCell *cell, const ZpReviewLine *row)
{
  zp_review_cell_set_text (cell, row->line->level1);
  cell->style = ZP_STYLE_LABEL;
}

static void
take_level2 (ZpSheetCell *cell, const ZpReviewLine *row)
{
  zp_review_cell_set_text (cell,
                           *row->line->level2 != '\0' ? row->line->level2 : row->line->level1);
  cell->style = ZP_STYLE_LABEL;
}

static void
take_level3 (ZpSheetCell *cell, const ZpReviewLine *row)
{
  take_text (cell, row, ZP_ROLE_LEVEL3);
  cell->align = ZP_ALIGN_START;
}

/* The target as it is written; where sign, number and unit have columns of their own, together. */
static void
take_target (ZpSheetCell *cell, const ZpReviewLine *row)
{
  const char *nature = get_text (row, ZP_ROLE_NATURE);
  const char *unit = get_text (row, ZP_ROLE_UNIT);
  const char *target = get_text (row, ZP_ROLE_TARGET);
  gboolean quantity = zp_operator_parse (nature) != ZP_OP_NONE;
  g_autofree char *text = g_strconcat (quantity ? nature : "", target, quantity ? unit : "", NULL);

  zp_review_cell_set_text (cell, text);
  set_form_address (cell, row, ZP_ROLE_TARGET);
  cell->align = ZP_ALIGN_CENTRE;
}

/* What was reached, and below it what the reviewer found. */
static void
take_actual (ZpSheetCell *cell, const ZpReviewLine *row)
{
  const char *found = row->review != NULL ? row->review->actual : "";
  g_autofree char *text
      = *found != '\0' ? g_strdup_printf ("%s\n复核：%s", row->line->actual, found) : NULL;

  zp_review_cell_set_text (cell, text != NULL ? text : row->line->actual);
  set_form_address (cell, row, ZP_ROLE_ACTUAL);
  cell->align = ZP_ALIGN_CENTRE;
}

static void
take_weight (ZpSheetCell *cell, const ZpReviewLine *row)
{
  if (row->has_weight)
    zp_review_cell_set_number (cell, row->weight, row->build->card->profile->weight_digits);
}

static void
take_self (ZpSheetCell *cell, const ZpReviewLine *row)
{
  if (row->self->has_score)
    zp_review_cell_set_number (cell, row->self->score, score_digits (row));
  set_form_address (cell, row, ZP_ROLE_SCORE);
}

static void
take_computed (ZpSheetCell *cell, const ZpReviewLine *row)
{
  cell->kind = ZP_CELL_COMPUTED;
  if (row->self->has_computed)
    zp_review_cell_set_number (cell, row->self->computed, score_digits (row));
}

static void
take_review (ZpSheetCell *cell, const ZpReviewLine *row)
{
  g_autofree char *address = zp_review_make_address (row->address, "score");
  ZpDecimal score;

  cell->address = g_ref_string_new (address);
  cell->type = ZP_TYPE_SCORE;
  if (row->has_weight && !row->build->paper)
    cell->kind = ZP_CELL_SCORE;
  cell->by_hand = row->review != NULL && row->review->has_score;
  if (zp_review_line_get_score (row, &score))
    zp_review_cell_set_number (cell, score, score_digits (row));
}

void
zp_review_cell_set_deviation (ZpSheetCell *cell, ZpDecimal self, ZpDecimal review, gboolean paper)
{
  ZpReviewDeviation deviation;
  g_autofree char *text = NULL;

  if (!zp_review_compare (self, review, &deviation)
      || (zp_decimal_is_zero (deviation.deviation) && !paper))
    return;
  text = zp_decimal_to_string (deviation.deviation);
  if (deviation.deviation.micro > 0)
    {
      g_autofree char *more = g_strconcat ("+", text, NULL);

      zp_review_cell_set_text (cell, more);
    }
  else
    zp_review_cell_set_text (cell, text);
  cell->has_number = TRUE;
  cell->number = deviation.deviation;
  cell->places = zp_decimal_places (deviation.deviation);
}

static void
take_deviation (ZpSheetCell *cell, const ZpReviewLine *row)
{
  ZpDecimal review;

  if (row->self->has_score && zp_review_line_get_score (row, &review))
    zp_review_cell_set_deviation (cell, row->self->score, review, row->build->paper);
}

static void
take_reason (ZpSheetCell *cell, const ZpReviewLine *row)
{
  g_autofree char *address = zp_review_make_address (row->address, "reason");

  cell->address = g_ref_string_new (address);
  cell->type = ZP_TYPE_PARAGRAPH;
  cell->align = ZP_ALIGN_START;
  if (row->has_weight)
    cell->kind = ZP_CELL_INPUT;
  if (row->review != NULL)
    zp_review_cell_set_text (cell, row->review->reason);
}

/* --- the further columns of the working paper --- */

static gboolean
is_plain_quantity (const ZpReviewLine *row)
{
  const ZpQuantity *target = &row->line->target_quantity;

  return target->kind == ZP_QUANTITY_NUMBER && target->op != ZP_OP_RANGE;
}

static void
take_nature (ZpSheetCell *cell, const ZpReviewLine *row)
{
  const char *nature = get_text (row, ZP_ROLE_NATURE);

  if (*nature != '\0')
    zp_review_cell_set_text (cell, nature);
  else if (row->line->target_quantity.kind == ZP_QUANTITY_WORDS)
    zp_review_cell_set_text (cell, "定性");
  else if (is_plain_quantity (row))
    zp_review_cell_set_text (cell, zp_operator_to_string (row->line->target_quantity.op));
}

/* Without its sign and unit, which have columns of their own, where the target is a plain quantity.
 */
static void
take_bare_target (ZpSheetCell *cell, const ZpReviewLine *row)
{
  const ZpQuantity *target = &row->line->target_quantity;

  cell->align = ZP_ALIGN_CENTRE;
  if (get_column (row, ZP_ROLE_NATURE) == NULL && is_plain_quantity (row))
    {
      g_autofree char *text = zp_decimal_to_string (target->value);

      zp_review_cell_set_text (cell, text);
    }
  else
    zp_review_cell_set_text (cell, get_text (row, ZP_ROLE_TARGET));
}

/* What stands behind the number, its multiplier included: 万元, 元/月, %. */
static void
take_unit (ZpSheetCell *cell, const ZpReviewLine *row)
{
  const char *unit = get_text (row, ZP_ROLE_UNIT);
  const ZpQuantity *target = &row->line->target_quantity;
  gboolean scaled = target->unit_kind == ZP_UNIT_COUNT || target->unit_kind == ZP_UNIT_MONEY;
  const char *scale = !scaled                       ? ""
                      : target->factor == 10000     ? "万"
                      : target->factor == 100000000 ? "亿"
                                                    : "";
  g_autofree char *whole = NULL;

  if (*unit == '\0' && is_plain_quantity (row))
    unit = whole = g_strconcat (scale, target->unit, NULL);
  zp_review_cell_set_text (cell, unit);
}

static void
take_own_actual (ZpSheetCell *cell, const ZpReviewLine *row)
{
  take_text (cell, row, ZP_ROLE_ACTUAL);
  cell->align = ZP_ALIGN_CENTRE;
}

static void
take_found_actual (ZpSheetCell *cell, const ZpReviewLine *row)
{
  zp_review_cell_set_text (cell, row->review != NULL && *row->review->actual != '\0'
                                     ? row->review->actual
                                     : row->line->actual);
  cell->align = ZP_ALIGN_CENTRE;
}

static void
take_note (ZpSheetCell *cell, const ZpReviewLine *row)
{
  const ZpReviewRow *review = row->review;
  g_autofree char *text = NULL;

  cell->align = ZP_ALIGN_START;
  if (review == NULL)
    return;
  text = g_strdup_printf ("%s%s%s", review->cause,
                          *review->cause != '\0' && *review->reason != '\0' ? "：" : "",
                          review->reason);
  zp_review_cell_set_text (cell, text);
}

const ZpReviewColumn zp_review_table_columns[ZP_REVIEW_TABLE_COLUMNS] = {
  { "二级指标", 17, TRUE, take_level2 }, { "三级指标", 34, FALSE, take_level3 },
  { "指标值", 20, FALSE, take_target },  { "完成值", 24, FALSE, take_actual },
  { "分值", 10, FALSE, take_weight },    { "自评", 11, FALSE, take_self },
  { "计算", 11, FALSE, take_computed },  { "复核", 11, FALSE, take_review },
  { "偏差", 11, FALSE, take_deviation }, { "扣分依据", 40, FALSE, take_reason },
};

const ZpReviewColumn zp_review_paper_columns[ZP_REVIEW_PAPER_COLUMNS] = {
  { "一级指标", 14, TRUE, take_level1 },
  { "二级指标", 14, TRUE, take_level2 },
  { "三级指标", 28, FALSE, take_level3 },
  { "指标性质", 10, FALSE, take_nature },
  { "指标值", 16, FALSE, take_bare_target },
  { "计量单位", 10, FALSE, take_unit },
  { "权重", 10, FALSE, take_weight },
  { "自评完成值", 18, FALSE, take_own_actual, .of_indicators = TRUE },
  { "自评得分", 11, FALSE, take_self },
  { "复核完成值", 18, FALSE, take_found_actual, .of_indicators = TRUE },
  { "复核得分", 11, FALSE, take_review },
  { "复核指标偏差", 12, FALSE, take_deviation },
  { "备注", 38, FALSE, take_note },
};
