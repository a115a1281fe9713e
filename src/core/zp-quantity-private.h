/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-quantity.h"

G_BEGIN_DECLS

/*
 * ZpOperatorWord:
 * @word: a sign or word
 * @op: what it asks; %ZP_OP_NONE for words that are only passed over (约, 为)
 * @of_date: the word speaks of time, so that a bare 12月 behind it is a month of the year
 */
typedef struct
{
  const char *word;
  ZpOperator op;
  gboolean of_date;
} ZpOperatorWord;

const ZpOperatorWord *zp_words_operator_before (const char *text, gsize length);
const ZpOperatorWord *zp_words_operator_at (const char *text);
gboolean zp_words_is_prefix (const char *text, const char *prefix);
const char *zp_words_read_closings (const char *text, ZpOperator *op);
const char *zp_words_read_date_closings (const char *text, ZpOperator *op);
const char *zp_words_read_separator (const char *text);
const char *zp_words_read_unit (const char *text, guint max_chars, ZpQuantity *quantity);
const char *zp_words_read_date (const char *text,
                                gboolean month_alone,
                                const ZpQuantity *before,
                                ZpQuantity *out_date);

G_END_DECLS
