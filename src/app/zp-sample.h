/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form-item.h"

G_BEGIN_DECLS

/**
 * ZpSampleReason:
 * @ZP_SAMPLE_RED: the lamp is red
 * @ZP_SAMPLE_RATE: less than half of the money was spent
 * @ZP_SAMPLE_FULL: all points
 * @ZP_SAMPLE_MONEY: one of the largest forms that have half of the money together
 *
 * Why a form is proposed.
 */
typedef enum
{
  ZP_SAMPLE_RED = 1 << 0,
  ZP_SAMPLE_RATE = 1 << 1,
  ZP_SAMPLE_FULL = 1 << 2,
  ZP_SAMPLE_MONEY = 1 << 3,
} ZpSampleReason;

#define ZP_SAMPLE_ALL (ZP_SAMPLE_RED | ZP_SAMPLE_RATE | ZP_SAMPLE_FULL | ZP_SAMPLE_MONEY)

/**
 * ZpSampleChoice:
 * @item: the form
 * @reasons: a set of #ZpSampleReason; none for a form that only fills up the number
 * @has_share, @share: its percent of the money of all, with one decimal
 *
 * A form that is proposed.
 */
typedef struct
{
  ZpFormItem *item;
  guint reasons;
  gboolean has_share;
  ZpDecimal share;
} ZpSampleChoice;

GArray *zp_sample_propose (GListModel *forms, guint reasons, guint n) G_GNUC_WARN_UNUSED_RESULT;
char *zp_sample_word_reasons (const ZpSampleChoice *choice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
