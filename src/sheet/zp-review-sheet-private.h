/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-review-sheet.h"
#include "zp-sheet-private.h"

G_BEGIN_DECLS

/* What the review table and the working paper share. */

#define ZP_REVIEW_EMPTY "—"
#define ZP_REVIEW_TABLE_COLUMNS 10
#define ZP_REVIEW_PAPER_COLUMNS 13

/*
 * ZpReviewBuild:
 * @indicators: (nullable): the table of indicators
 * @paper: the working paper, where nobody types
 *
 * A sheet in the making.
 */
typedef struct
{
  ZpSheetBuilder *builder;
  const ZpForm *form;
  const ZpScorecard *card;
  const ZpTableSpec *indicators;
  gboolean paper;
} ZpReviewBuild;

/*
 * ZpReviewLine:
 * @address: what the review calls it
 * @line: (nullable): the indicator; %NULL for the execution rate
 * @review: (nullable): what the reviewer says of it
 *
 * A row that can have a review score: an indicator, or the execution rate.
 */
typedef struct
{
  const ZpReviewBuild *build;
  char *address;
  const ZpScoreLine *line;
  const ZpScore *self;
  ZpDecimal weight;
  gboolean has_weight;
  ZpReviewRow *review;
} ZpReviewLine;

/*
 * ZpReviewColumn:
 * @merged: one cell over neighbouring rows with the same words
 * @take: says what stands in the cell
 * @of_indicators: the execution rate has nothing here
 */
typedef struct
{
  const char *heading;
  guint width;
  gboolean merged;
  void (*take) (ZpSheetCell *cell, const ZpReviewLine *line);
  gboolean of_indicators;
} ZpReviewColumn;

extern const ZpReviewColumn zp_review_table_columns[ZP_REVIEW_TABLE_COLUMNS];
extern const ZpReviewColumn zp_review_paper_columns[ZP_REVIEW_PAPER_COLUMNS];

typedef struct
{
  ZpDecimal self;
  ZpDecimal review;
  ZpReviewDeviation deviation;
  const char *self_grade;
  const char *review_grade;
} ZpReviewTotals;

void
zp_review_line_init (ZpReviewLine *line, const ZpReviewBuild *build, const ZpScoreLine *indicator);
void zp_review_line_clear (ZpReviewLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZpReviewLine, zp_review_line_clear)
gboolean zp_review_line_get_score (const ZpReviewLine *line, ZpDecimal *out_score);

void zp_review_cell_set_text (ZpSheetCell *cell, const char *text);
void zp_review_cell_set_number (ZpSheetCell *cell, ZpDecimal value, ZpDigits digits);
void
zp_review_cell_set_deviation (ZpSheetCell *cell, ZpDecimal self, ZpDecimal review, gboolean paper);

void zp_review_build_init (ZpReviewBuild *build,
                           const ZpForm *form,
                           const ZpScorecard *card,
                           gboolean paper);
void zp_review_get_totals (const ZpReviewBuild *build, ZpReviewTotals *totals);
void zp_review_add_plain (ZpReviewBuild *build,
                          guint column,
                          guint span,
                          ZpCellStyle style,
                          ZpCellAlign align,
                          const char *text);
void zp_review_add_heading (ZpReviewBuild *build, const ZpReviewColumn *columns, guint n_columns);
void zp_review_add_lines (ZpReviewBuild *build, const ZpReviewColumn *columns, guint n_columns);
void zp_review_add_execution (ZpReviewBuild *build,
                              const ZpReviewColumn *columns,
                              guint n_columns,
                              guint n_label);

G_END_DECLS
