/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-ledger-plan.h"

G_BEGIN_DECLS

typedef enum
{
  ZP_LEDGER_COLUMN_PROJECT,
  ZP_LEDGER_COLUMN_UNIT,
  ZP_LEDGER_COLUMN_INITIAL,
  ZP_LEDGER_COLUMN_BUDGET,
  ZP_LEDGER_COLUMN_EXECUTED,
  ZP_LEDGER_COLUMN_STATUS,
} ZpLedgerColumn;

/**
 * ZpLedgerItem:
 *
 * A line of a ledger's plan, for a list.
 */
#define ZP_TYPE_LEDGER_ITEM (zp_ledger_item_get_type ())
G_DECLARE_FINAL_TYPE (ZpLedgerItem, zp_ledger_item, ZP, LEDGER_ITEM, GObject)

ZpLedgerItem *zp_ledger_item_new (ZpLedgerLine *line) G_GNUC_WARN_UNUSED_RESULT;
ZpLedgerLine *zp_ledger_item_get_line (ZpLedgerItem *self);
char *zp_ledger_item_dup_text (ZpLedgerItem *self, ZpLedgerColumn column) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_ledger_item_get_css_class (ZpLedgerItem *self, ZpLedgerColumn column);

G_END_DECLS
