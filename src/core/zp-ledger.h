/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"

G_BEGIN_DECLS

/* Money of a ledger: 年初预算, 全年预算, 执行. */
typedef enum
{
  ZP_LEDGER_INITIAL,
  ZP_LEDGER_BUDGET,
  ZP_LEDGER_EXECUTED,
  ZP_LEDGER_N_AMOUNTS,
} ZpLedgerAmount;

/**
 * ZpLedgerEntry:
 * @project: what it is about, never empty
 * @unit, @department, @year: (nullable): what the ledger says besides
 * @amounts: (nullable): in 万元, %NULL where the ledger says nothing
 * @source: the cell of the project
 * @note: (nullable): what was put right, for the user
 *
 * A line of a ledger (台账): a project and its money.
 */
typedef struct
{
  char *project;
  char *unit;
  char *department;
  char *year;
  char *amounts[ZP_LEDGER_N_AMOUNTS];
  char *source;
  char *note;
} ZpLedgerEntry;

ZpLedgerEntry *zp_ledger_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
void zp_ledger_entry_free (ZpLedgerEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpLedgerEntry, zp_ledger_entry_free)

char *zp_ledger_find_address (const ZpTemplate *template_,
                              ZpLedgerAmount amount) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_ledger_entry_differs (const ZpLedgerEntry *self, const ZpForm *form, ZpLedgerAmount amount);
gboolean zp_ledger_entry_apply (const ZpLedgerEntry *self, ZpForm *form, GError **error);
gboolean zp_ledger_entry_name (const ZpLedgerEntry *self, ZpForm *form, GError **error);

G_END_DECLS
