/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-ledger.h"
#include "zp-store.h"

G_BEGIN_DECLS

/**
 * ZpLedgerStatus:
 * @ZP_LEDGER_NEW: no form is about the project: one will be made
 * @ZP_LEDGER_CHANGED: the form has other amounts: they will be changed
 * @ZP_LEDGER_SAME: the form has these amounts
 * @ZP_LEDGER_AMBIGUOUS: several forms, or several lines, are about the project
 * @ZP_LEDGER_BLOCKED: the form cannot be changed
 * @ZP_LEDGER_ABSENT: a form of the year that the ledger does not name
 */
typedef enum
{
  ZP_LEDGER_NEW,
  ZP_LEDGER_CHANGED,
  ZP_LEDGER_SAME,
  ZP_LEDGER_AMBIGUOUS,
  ZP_LEDGER_BLOCKED,
  ZP_LEDGER_ABSENT,
} ZpLedgerStatus;

/**
 * ZpLedgerLine:
 * @status: see #ZpLedgerStatus
 * @entry: (nullable): the line of the ledger; %NULL for %ZP_LEDGER_ABSENT
 * @project, @unit, @year: what it is about
 * @form_id: (nullable): the form of the library
 * @before: (nullable): its amounts now, where they differ
 * @reason: (nullable): why nothing is done, for the user
 * @take: do it; only for new and changed ones
 * @done: it was done
 *
 * What a line of a ledger does.
 */
typedef struct
{
  ZpLedgerStatus status;
  ZpLedgerEntry *entry;
  char *project;
  char *unit;
  char *year;
  char *form_id;
  char *before[ZP_LEDGER_N_AMOUNTS];
  char *reason;
  gboolean take;
  gboolean done;
} ZpLedgerLine;

GPtrArray *zp_ledger_plan (ZpStore *store,
                           ZpCatalog *catalog,
                           GPtrArray *entries,
                           ZpTemplate *template_,
                           const char *year,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_ledger_line_free (ZpLedgerLine *self);
gboolean zp_ledger_line_take (
    ZpLedgerLine *self, ZpStore *store, ZpCatalog *catalog, ZpTemplate *template_, GError **error);
const char *zp_ledger_status_to_string (ZpLedgerStatus status);

G_END_DECLS
