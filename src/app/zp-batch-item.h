/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form-item.h"

G_BEGIN_DECLS

/**
 * ZpBatchOutcome:
 * @ZP_BATCH_WAITING: nothing was done yet
 * @ZP_BATCH_DONE: it went
 * @ZP_BATCH_REFUSED: it did not; the message says why
 *
 * What came of one form.
 */
typedef enum
{
  ZP_BATCH_WAITING,
  ZP_BATCH_DONE,
  ZP_BATCH_REFUSED,
} ZpBatchOutcome;

/**
 * ZpBatchItem:
 *
 * A form that something is done with, together with others.
 */
#define ZP_TYPE_BATCH_ITEM (zp_batch_item_get_type ())
G_DECLARE_FINAL_TYPE (ZpBatchItem, zp_batch_item, ZP, BATCH_ITEM, GObject)

ZpBatchItem *zp_batch_item_new (ZpFormItem *form) G_GNUC_WARN_UNUSED_RESULT;
ZpFormItem *zp_batch_item_get_form (ZpBatchItem *self);
const char *zp_batch_item_get_reason (ZpBatchItem *self);
void zp_batch_item_set_reason (ZpBatchItem *self, const char *reason);
ZpBatchOutcome zp_batch_item_get_outcome (ZpBatchItem *self);
const char *zp_batch_item_get_message (ZpBatchItem *self);
void zp_batch_item_set_outcome (ZpBatchItem *self, ZpBatchOutcome outcome, const char *message);

G_END_DECLS
