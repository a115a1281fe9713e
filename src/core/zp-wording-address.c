/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-wording.h"

#include "zp-form-private.h"
#include "zp-paper-words.h"
#include "zp-review.h"

#include <string.h>

#define MAX_NAME_CHARS 17

/* Addresses in the user's words. */

static const char *
word_column (const ZpTableSpec *table, const char *key)
{
  const ZpColumnSpec *column = zp_table_spec_find_column (table, key);
  const ZpComputedSpec *computed = zp_table_spec_find_computed (table, key);

  if (column != NULL)
    return column->label;
  if (computed != NULL)
    return computed->label;
  return g_str_equal (key, "computed") ? _ ("computed score") : key;
}

static char *
word_total_address (const char *key)
{
  static const char *const names[][2] = {
    { "score", N_ ("total score") },
    { "weight", N_ ("total of the weights") },
    { "grade", N_ ("grade") },
    { "rate", N_ ("execution rate") },
    { "execution", N_ ("score of the execution rate") },
    { "indicators", N_ ("score of the indicators") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i][0], key))
      return g_strdup (_ (names[i][1]));
  return g_strdup (key);
}

static char *
word_fixed_row (const ZpFixedRow *row)
{
  static const char prefix[] = "其中：";
  const char *label = row->label != NULL ? row->label : row->key;

  return g_strdup (g_str_has_prefix (label, prefix) ? label + strlen (prefix) : label);
}

/* An empty place of the official form is known by its level. */
static char *
word_blank_row (const ZpForm *form, const ZpTableSpec *table, const char *id)
{
  g_autofree char *where_id = NULL;
  int position;
  ZpSlot slot;

  if (!zp_form_slot_find (form, table->key, id, &slot, &position, &where_id) || slot.skeleton < 0)
    return g_strdup (_ ("new row"));
  for (guint i = g_strv_length ((char **) table->groups); i > 0; i--)
    {
      const char *word = zp_form_slot_get (form, table, &slot, table->groups[i - 1]);

      if (*word != '\0')
        return g_strdup_printf (_ ("new row of %s"), word);
    }
  return g_strdup (_ ("new row"));
}

/**
 * zp_word_indicator:
 * @number: which row it is, from 1
 * @name: what it is called, "" for nothing
 *
 * Returns: (transfer full): row 4 “培训合格率”; quotation marks within it become single ones
 */
char *
zp_word_indicator (guint number, const char *name)
{
  g_autofree char *shown = NULL;
  g_autoptr (GString) quoted = NULL;

  if (*name == '\0')
    return g_strdup_printf (_ ("row %u"), number);
  shown = zp_text_shorten (name, MAX_NAME_CHARS);
  quoted = g_string_new (shown);
  g_string_replace (quoted, "“", "‘", 0);
  g_string_replace (quoted, "”", "’", 0);
  return g_strdup_printf (_ ("row %u “%s”"), number, quoted->str);
}

static const char *
get_name (const ZpTableSpec *table, const ZpRow *row)
{
  const ZpColumnSpec *level3 = table->roles[ZP_ROLE_LEVEL3];

  return level3 != NULL ? zp_row_get (row, level3->key) : "";
}

static char *
word_row (const ZpForm *form, const ZpTableSpec *table, const char *id, gboolean named)
{
  const ZpFixedRow *fixed = zp_table_spec_find_row (table, id);
  const ZpFormTable *rows = zp_form_find_table (form, table->key);
  int index = rows != NULL ? zp_form_table_find (rows, id) : -1;

  if (fixed != NULL)
    return word_fixed_row (fixed);
  if (*id == '+')
    return word_blank_row (form, table, id);
  if (index < 0 && table->total != NULL && g_str_equal (id, ZP_TOTAL_ROW))
    return g_strdup_printf ("%s · %s", table->label, table->total);
  if (index < 0)
    return g_strdup (id);
  if (table == zp_template_get_indicators (zp_form_get_template (form)))
    return zp_word_indicator (index + 1,
                              named ? get_name (table, g_ptr_array_index (rows->rows, index)) : "");
  return g_strdup_printf (_ ("%s, row %d"), table->label, index + 1);
}

static char *
word_review_address (const ZpForm *form, const char *row, const char *column, gboolean named)
{
  g_autofree char *place = g_str_equal (row, ZP_REVIEW_EXECUTION) ? g_strdup (_ ("execution rate"))
                           : named ? zp_word_address_named (form, row)
                                   : zp_word_address (form, row);
  const char *what = g_str_equal (column, "score")    ? _ ("review score")
                     : g_str_equal (column, "reason") ? _ ("reason of the review")
                                                      : column;

  return g_strconcat (place, " · ", what, NULL);
}

static char *
word_address (const ZpForm *form, const char *address, gboolean named)
{
  const ZpTemplate *template_ = zp_form_get_template (form);
  g_auto (GStrv) parts = g_strsplit (address, "/", 3);
  guint n = g_strv_length (parts);
  const ZpColumnSpec *field = zp_template_find_field (template_, address);
  const ZpTableSpec *table = n > 1 ? zp_template_find_table (template_, parts[0]) : NULL;
  g_autofree char *row = NULL;
  g_autofree char *column = NULL;

  if (zp_review_parse_address (address, &row, &column))
    return word_review_address (form, row, column, named);
  if (n == 1)
    return g_strdup (field != NULL ? field->label : address);
  if (table == NULL)
    return n == 2 && g_str_equal (parts[0], "total") ? word_total_address (parts[1])
                                                     : g_strdup (address);
  row = word_row (form, table, parts[1], named);
  if (n == 2)
    return g_steal_pointer (&row);
  return g_strconcat (row, " · ", word_column (table, parts[2]), NULL);
}

/**
 * zp_word_address:
 * @form: a form
 * @address: an address of it, of its review, or “table/row”
 *
 * Returns: (transfer full): the place in the user's words: 年度资金总额 · 全年执行数, row 4 · 得分
 */
char *
zp_word_address (const ZpForm *form, const char *address)
{
  return word_address (form, address, FALSE);
}

/**
 * zp_word_address_named:
 * @form: a form
 * @address: as for zp_word_address()
 *
 * For who does not see the table beside it.
 *
 * Returns: (transfer full): the place with the name of the indicator: row 4 “培训场次” · 得分
 */
char *
zp_word_address_named (const ZpForm *form, const char *address)
{
  return word_address (form, address, TRUE);
}
