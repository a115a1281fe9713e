/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-private.h"

#include "zp-quantity.h"

/* Amounts as they were typed, and where nobody typed one, what its parts add up to. */

static gboolean
read_typed (const ZpRow *row, const ZpColumnSpec *column, gboolean *out_typed, ZpDecimal *out_value)
{
  const char *text = row != NULL ? zp_row_get (row, column->key) : "";

  *out_typed = *text != '\0';
  return *out_typed && zp_amount_parse (text, column->unit_factor, out_value, NULL, NULL);
}

static void
add_part (const ZpForm *self,
          const ZpTableSpec *table,
          const char *row_key,
          const ZpColumnSpec *column,
          ZpDecimal *sum,
          gboolean *any)
{
  ZpDecimal part;

  if (zp_form_get_amount (self, table, row_key, column, &part) && zp_decimal_add (*sum, part, sum))
    *any = TRUE;
}

/* All rows of the table, for the row that adds them up. */
static void
add_rows (const ZpForm *self,
          const ZpTableSpec *table,
          const ZpColumnSpec *column,
          ZpDecimal *sum,
          gboolean *any)
{
  const ZpFormTable *rows = zp_form_find_table (self, table->key);

  for (guint i = 0; rows != NULL && i < rows->rows->len; i++)
    add_part (self, table, ((ZpRow *) g_ptr_array_index (rows->rows, i))->id, column, sum, any);
}

/**
 * zp_form_get_amount:
 * @table: a table of the template
 * @row_key: the id of a row, the key of a fixed row, or %ZP_TOTAL_ROW
 * @column: a column for amounts
 * @out_value: (out): the amount, in the unit of the column
 *
 * What was typed counts, also when it is no number; else the parts of the column, of the fixed row
 * or of the table are added up.
 *
 * Returns: whether there is an amount
 */
gboolean
zp_form_get_amount (const ZpForm *self,
                    const ZpTableSpec *table,
                    const char *row_key,
                    const ZpColumnSpec *column,
                    ZpDecimal *out_value)
{
  const ZpFixedRow *fixed = zp_table_spec_find_row (table, row_key);
  const ZpRow *row = zp_form_find_row (self, table->key, row_key);
  ZpDecimal sum = ZP_DECIMAL_ZERO;
  gboolean typed, any = FALSE;

  if (read_typed (row, column, &typed, out_value))
    return TRUE;
  if (typed)
    return FALSE;
  if (fixed != NULL && fixed->parts != NULL)
    for (guint i = 0; fixed->parts[i] != NULL; i++)
      add_part (self, table, fixed->parts[i], column, &sum, &any);
  else if (row == NULL && table->total != NULL && g_str_equal (row_key, ZP_TOTAL_ROW))
    add_rows (self, table, column, &sum, &any);
  else if (column->parts != NULL)
    for (guint i = 0; column->parts[i] != NULL; i++)
      add_part (self, table, row_key, zp_table_spec_find_column (table, column->parts[i]), &sum,
                &any);
  if (any)
    *out_value = sum;
  return any;
}
