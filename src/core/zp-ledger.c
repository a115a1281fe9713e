/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-ledger.h"

#include "zp-decimal.h"

#include <string.h>

/* What an office keeps of the money of its projects, and where that stands in a form: in the row
 * that the execution rate is taken from. */

/** zp_ledger_entry_new: (transfer full): an empty line. */
ZpLedgerEntry *
zp_ledger_entry_new (void)
{
  return g_new0 (ZpLedgerEntry, 1);
}

/** zp_ledger_entry_free: frees a line. */
void
zp_ledger_entry_free (ZpLedgerEntry *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->project);
  g_free (self->unit);
  g_free (self->department);
  g_free (self->year);
  for (guint i = 0; i < ZP_LEDGER_N_AMOUNTS; i++)
    g_free (self->amounts[i]);
  g_free (self->source);
  g_free (self->note);
  g_free (self);
}

/**
 * zp_ledger_find_address:
 * @template_: an official form
 * @amount: money of a ledger
 *
 * Returns: (transfer full) (nullable): where it stands in the form; %NULL when the form has no
 * place for it
 */
char *
zp_ledger_find_address (const ZpTemplate *template_, ZpLedgerAmount amount)
{
  static const ZpRole roles[] = { ZP_ROLE_INITIAL, ZP_ROLE_BUDGET, ZP_ROLE_EXECUTED };
  const ZpExecutionSpec *execution = zp_template_get_execution (template_);
  const ZpColumnSpec *column;

  if (execution == NULL || execution->columns == NULL)
    return NULL;
  column = execution->columns->roles[roles[amount]];
  if (column == NULL)
    return NULL;
  if (execution->table == NULL)
    return g_strdup (column->key);
  return g_strdup_printf ("%s/%s/%s", execution->table, execution->row, column->key);
}

static gboolean
same_number (const char *one, const char *two)
{
  ZpDecimal a, b;

  if (zp_decimal_parse (one, &a) != ZP_DECIMAL_OK || zp_decimal_parse (two, &b) != ZP_DECIMAL_OK)
    return g_str_equal (one, two);
  return zp_decimal_equal (a, b);
}

/** zp_ledger_entry_differs: whether the ledger has another amount than the form. */
gboolean
zp_ledger_entry_differs (const ZpLedgerEntry *self, const ZpForm *form, ZpLedgerAmount amount)
{
  g_autofree char *address = zp_ledger_find_address (zp_form_get_template (form), amount);
  const char *before = address != NULL ? zp_form_get (form, address) : NULL;

  if (address == NULL || self->amounts[amount] == NULL)
    return FALSE;
  return !same_number (before != NULL ? before : "", self->amounts[amount]);
}

/** zp_ledger_entry_apply: gives the form the amounts that differ, as one undo step. */
gboolean
zp_ledger_entry_apply (const ZpLedgerEntry *self, ZpForm *form, GError **error)
{
  gboolean ok = TRUE;

  zp_form_begin_group (form);
  for (guint i = 0; ok && i < ZP_LEDGER_N_AMOUNTS; i++)
    if (zp_ledger_entry_differs (self, form, i))
      {
        g_autofree char *address = zp_ledger_find_address (zp_form_get_template (form), i);

        ok = zp_form_set (form, address, self->amounts[i], NULL, error);
      }
  zp_form_end_group (form);
  return ok;
}

static gboolean
set_field (ZpForm *form, const char *key, const char *text, GError **error)
{
  if (text == NULL || zp_template_find_field (zp_form_get_template (form), key) == NULL)
    return TRUE;
  return zp_form_set (form, key, text, NULL, error);
}

/** zp_ledger_entry_name: gives a new form the project, units and year of the ledger. */
gboolean
zp_ledger_entry_name (const ZpLedgerEntry *self, ZpForm *form, GError **error)
{
  return set_field (form, "project_name", self->project, error)
         && set_field (form, "unit", self->unit, error)
         && set_field (form, "department", self->department, error)
         && set_field (form, "year", self->year, error);
}
