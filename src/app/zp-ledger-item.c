/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-ledger-item.h"

#include <glib/gi18n.h>

struct _ZpLedgerItem
{
  GObject parent_instance;

  ZpLedgerLine *line; /* the plan keeps it */
};

G_DEFINE_FINAL_TYPE (ZpLedgerItem, zp_ledger_item, G_TYPE_OBJECT)

static void
zp_ledger_item_class_init (ZpLedgerItemClass *klass)
{
}

static void
zp_ledger_item_init (ZpLedgerItem *self)
{
}

/** zp_ledger_item_new: (transfer full): a line that must outlive it. */
ZpLedgerItem *
zp_ledger_item_new (ZpLedgerLine *line)
{
  ZpLedgerItem *self = g_object_new (ZP_TYPE_LEDGER_ITEM, NULL);

  self->line = line;
  return self;
}

/** zp_ledger_item_get_line: (transfer none): the line. */
ZpLedgerLine *
zp_ledger_item_get_line (ZpLedgerItem *self)
{
  return self->line;
}

static char *
word_amount (const ZpLedgerLine *line, ZpLedgerAmount amount)
{
  const char *now = line->entry != NULL ? line->entry->amounts[amount] : NULL;
  const char *before = line->before[amount];

  if (now == NULL)
    return g_strdup ("");
  if (before == NULL)
    return g_strdup (now);
  return g_strdup_printf ("%s → %s", *before != '\0' ? before : "—", now);
}

static char *
word_status (const ZpLedgerLine *line)
{
  static const char *const words[] = {
    [ZP_LEDGER_NEW] = N_ ("New form"),
    [ZP_LEDGER_CHANGED] = N_ ("Money changes"),
    [ZP_LEDGER_SAME] = N_ ("The same"),
    [ZP_LEDGER_AMBIGUOUS] = N_ ("Ambiguous"),
    [ZP_LEDGER_BLOCKED] = N_ ("Cannot be changed"),
    [ZP_LEDGER_ABSENT] = N_ ("Not in the ledger"),
  };

  if (line->done)
    return g_strdup (line->status == ZP_LEDGER_NEW ? _ ("Added") : _ ("Refreshed"));
  if (line->reason != NULL)
    return g_strdup_printf (_ ("%s: %s"), _ (words[line->status]), line->reason);
  if (line->entry != NULL && line->entry->note != NULL)
    return g_strdup_printf ("%s (%s)", _ (words[line->status]), line->entry->note);
  return g_strdup (_ (words[line->status]));
}

/** zp_ledger_item_dup_text: (transfer full): what stands in a column. */
char *
zp_ledger_item_dup_text (ZpLedgerItem *self, ZpLedgerColumn column)
{
  const ZpLedgerLine *line = self->line;

  switch (column)
    {
    case ZP_LEDGER_COLUMN_PROJECT:
      return line->year != NULL ? g_strdup_printf ("%s · %s", line->project, line->year)
                                : g_strdup (line->project);
    case ZP_LEDGER_COLUMN_UNIT:
      return g_strdup (line->unit != NULL ? line->unit : "");
    case ZP_LEDGER_COLUMN_INITIAL:
    case ZP_LEDGER_COLUMN_BUDGET:
    case ZP_LEDGER_COLUMN_EXECUTED:
      return word_amount (line, (ZpLedgerAmount) (column - ZP_LEDGER_COLUMN_INITIAL));
    case ZP_LEDGER_COLUMN_STATUS:
    default:
      return word_status (line);
    }
}

/** zp_ledger_item_get_css_class: (nullable): how a column looks. */
const char *
zp_ledger_item_get_css_class (ZpLedgerItem *self, ZpLedgerColumn column)
{
  const ZpLedgerLine *line = self->line;

  if (column >= ZP_LEDGER_COLUMN_INITIAL && column <= ZP_LEDGER_COLUMN_EXECUTED)
    return line->before[column - ZP_LEDGER_COLUMN_INITIAL] != NULL ? "zp-changed" : NULL;
  if (column != ZP_LEDGER_COLUMN_STATUS)
    return NULL;
  if (line->done)
    return "zp-lamp-ok";
  if (line->status == ZP_LEDGER_AMBIGUOUS || line->status == ZP_LEDGER_BLOCKED)
    return "zp-lamp-warning";
  return line->status == ZP_LEDGER_SAME || line->status == ZP_LEDGER_ABSENT ? "dim-label" : NULL;
}
