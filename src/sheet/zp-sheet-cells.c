/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sheet-cells.h"

#include "zp-quantity.h"
#include "zp-sheet-text.h"

#include <string.h>

/* What stands in a cell: the words of the form, what was typed, or what was computed, as it is printed. */

/* The column of a row; an empty place of the official form has only its levels. */
const char *
zp_sheet_scope_get (const ZpSheetScope *scope,
                    const char         *column)
{
  const ZpSkeletonRow *skeleton;

  if (scope->slot.row != NULL)
    return zp_row_get (scope->slot.row, column);
  if (scope->table == NULL || scope->slot.skeleton < 0)
    return "";
  skeleton = g_ptr_array_index (scope->table->skeleton, scope->slot.skeleton);
  for (guint i = 0; scope->table->groups[i] != NULL; i++)
    if (g_str_equal (scope->table->groups[i], column))
      return skeleton->values[i] != NULL ? skeleton->values[i] : "";
  return "";
}

/* --- numbers --- */

static guint
count_places (const char *text)
{
  const char *point = strpbrk (text, ".");
  guint places = 0;

  if (point == NULL)
    return 0;
  while (g_ascii_isdigit (point[places + 1]))
    places++;
  return MIN (places, ZP_DECIMAL_PLACES);
}

static gboolean
is_plain (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789.,-") == strlen (text);
}

/* Prints a typed number: as it was typed when that is plain digits, else as it was understood. */
static void
take_number (ZpSheetCell *cell,
             const char  *typed,
             ZpDecimal    value,
             gboolean     converted,
             ZpDigits     digits)
{
  cell->has_number = TRUE;
  cell->number = value;
  cell->converted = converted;
  if (!converted && is_plain (typed))
    {
      cell->text = g_ref_string_new (typed);
      cell->places = count_places (typed);
    }
  else
    {
      g_autofree char *printed = zp_decimal_format (value, digits.min, digits.max);

      cell->converted = TRUE;
      cell->text = g_ref_string_new (printed);
      cell->places = count_places (printed);
    }
}

static void
take_printed (ZpSheetCell     *cell,
              const ZpPrinted *printed)
{
  g_autofree char *text = zp_printed_to_string (printed);

  cell->has_number = TRUE;
  cell->number = printed->value;
  cell->percent = printed->percent;
  cell->places = count_places (text);
  cell->text = g_ref_string_new (text);
}

/* --- typed values --- */

static void
take_ticks (ZpSheetCell *cell,
            const char  *text)
{
  g_auto (GStrv) chosen = zp_value_get_words (text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; cell->spec->choices != NULL && cell->spec->choices[i] != NULL; i++)
    g_string_append_printf (out, "%s%s %s", i > 0 ? "  " : "", cell->spec->choices[i],
                            g_strv_contains ((const char *const *) chosen, cell->spec->choices[i]) ? "☑" : "☐");
  cell->converted = TRUE;
  cell->text = g_ref_string_new_len (out->str, out->len);
}

static void
take_typed (ZpSheetCell        *cell,
            const ZpSheetScope *scope,
            const char         *text)
{
  const ZpProfile *profile = scope->card->profile;
  ZpDecimalError problem;
  gboolean converted;
  ZpDecimal value;

  switch (cell->type)
    {
    case ZP_TYPE_AMOUNT:
      if (zp_amount_parse (text, cell->spec->unit_factor, &value, &converted, &problem))
        {
          take_number (cell, text, value, converted, profile->amount_digits);
          return;
        }
      break;
    case ZP_TYPE_NUMBER:
    case ZP_TYPE_SCORE:
      if (zp_decimal_parse (text, &value) == ZP_DECIMAL_OK)
        {
          take_number (cell, text, value, FALSE, profile->weight_digits);
          return;
        }
      break;
    case ZP_TYPE_TICKS:
      take_ticks (cell, text);
      return;
    case ZP_TYPE_TEXT:
    case ZP_TYPE_PARAGRAPH:
    case ZP_TYPE_YEAR:
    case ZP_TYPE_QUANTITY:
    case ZP_TYPE_DATE:
    case ZP_TYPE_CHOICE:
    default:
      break;
    }
  cell->text = g_ref_string_new (text);
}

/* A score: what somebody typed, else what was computed. */
static void
take_score (ZpSheetCell        *cell,
            const ZpSheetScope *scope,
            const char         *typed,
            gboolean            has_printed,
            const ZpPrinted    *printed,
            gboolean            by_hand)
{
  cell->kind = ZP_CELL_SCORE;
  cell->type = ZP_TYPE_SCORE;
  cell->by_hand = by_hand;
  if (*typed != '\0')
    take_typed (cell, scope, typed);
  else if (has_printed)
    take_printed (cell, printed);
  else
    cell->text = g_ref_string_new_intern ("");
}

static gboolean
is_indicator_score (const ZpSheetScope *scope,
                    const ZpColumnSpec *column)
{
  return scope->table == zp_template_get_indicators (zp_form_get_template (scope->form)) &&
         column->role == ZP_ROLE_SCORE;
}

static void
take_column (ZpSheetCell        *cell,
             const ZpSheetScope *scope,
             const char         *key)
{
  const ZpScoreLine *line;
  ZpPrinted printed;
  gboolean has = FALSE;

  cell->spec = zp_table_spec_find_column (scope->table, key);
  cell->type = cell->spec->type;
  if (!is_indicator_score (scope, cell->spec))
    {
      take_typed (cell, scope, zp_sheet_scope_get (scope, key));
      return;
    }
  line = scope->slot.row != NULL ? zp_scorecard_find (scope->card, scope->row_id) : NULL;
  if (line != NULL && line->score.has_score)
    {
      printed = (ZpPrinted) { line->score.score, scope->card->profile->indicator_score_digits, FALSE };
      has = TRUE;
    }
  take_score (cell, scope, zp_sheet_scope_get (scope, key), has, &printed, line != NULL && line->score.by_hand);
}

/* --- by address --- */

static void
take_total (ZpSheetCell        *cell,
            const ZpSheetScope *scope,
            const char         *address)
{
  ZpPrinted printed;

  cell->kind = ZP_CELL_COMPUTED;
  if (g_str_equal (address, "total/grade"))
    cell->text = g_ref_string_new (scope->card->grade != NULL ? scope->card->grade : "");
  else if (zp_scorecard_compute (scope->card, scope->form, address, &printed))
    take_printed (cell, &printed);
  else
    cell->text = g_ref_string_new_intern ("");
}

static void
take_fixed_row (ZpSheetCell        *cell,
                const ZpSheetScope *scope,
                const char         *address)
{
  g_auto (GStrv) parts = g_strsplit (address, "/", 3);
  const ZpTableSpec *table = zp_template_find_table (zp_form_get_template (scope->form), parts[0]);
  const ZpRow *row = zp_form_find_row (scope->form, parts[0], parts[1]);
  const ZpComputedSpec *computed = zp_table_spec_find_computed (table, parts[2]);
  ZpPrinted printed;
  gboolean has;

  if (computed == NULL)
    {
      cell->spec = zp_table_spec_find_column (table, parts[2]);
      cell->type = cell->spec->type;
      take_typed (cell, scope, row != NULL ? zp_row_get (row, parts[2]) : "");
      return;
    }
  has = zp_scorecard_compute_column (scope->card, scope->form, table, row, parts[1], computed, &printed);
  if (computed->kind == ZP_COMPUTED_EXECUTION_SCORE)
    {
      take_score (cell, scope, row != NULL ? zp_row_get (row, parts[2]) : "", has, &printed,
                  scope->card->execution.by_hand);
      return;
    }
  cell->kind = ZP_CELL_COMPUTED;
  if (has)
    take_printed (cell, &printed);
  else
    cell->text = g_ref_string_new_intern ("");
}

static void
take_computed_column (ZpSheetCell        *cell,
                      const ZpSheetScope *scope,
                      const char         *key)
{
  const ZpComputedSpec *computed = zp_table_spec_find_computed (scope->table, key);
  ZpPrinted printed;

  cell->kind = ZP_CELL_COMPUTED;
  if (zp_scorecard_compute_column (scope->card, scope->form, scope->table, scope->slot.row, scope->row_id, computed,
                                   &printed))
    take_printed (cell, &printed);
  else
    cell->text = g_ref_string_new_intern ("");
}

static GRefString *
make_address (const ZpSheetScope *scope,
              const char         *key)
{
  char buffer[256];

  if (g_snprintf (buffer, sizeof buffer, "%s/%s/%s", scope->table->key, scope->row_id, key) < (int) sizeof buffer)
    return g_ref_string_new (buffer);
  return NULL;
}

static void
take_value (ZpSheetCell        *cell,
            const ZpSheetScope *scope,
            const ZpCellSpec   *spec)
{
  cell->kind = ZP_CELL_INPUT;
  if (spec->is_column)
    {
      cell->address = make_address (scope, spec->text);
      cell->placeholder = scope->slot.row == NULL;
      if (spec->source == ZP_SOURCE_COMPUTED)
        take_computed_column (cell, scope, spec->text);
      else
        take_column (cell, scope, spec->text);
      return;
    }
  cell->address = g_ref_string_new (spec->text);
  if (g_str_has_prefix (spec->text, "total/"))
    take_total (cell, scope, spec->text);
  else if (strchr (spec->text, '/') != NULL)
    take_fixed_row (cell, scope, spec->text);
  else
    {
      cell->spec = zp_template_find_field (zp_form_get_template (scope->form), spec->text);
      cell->type = cell->spec->type;
      take_typed (cell, scope, zp_form_get_field (scope->form, spec->text));
    }
}

/* --- looks --- */

static gboolean
has_border (ZpCellStyle style)
{
  return style == ZP_STYLE_VALUE || style == ZP_STYLE_LABEL || style == ZP_STYLE_SECTION;
}

static void
apply_format (ZpSheetCell *cell,
              const char  *format)
{
  const char *hole = strstr (format, "{}");
  GString *out;

  /* A title or a line above the table is printed around an empty value too: “（  年度）”. */
  if (hole == NULL || (*cell->text == '\0' && cell->style != ZP_STYLE_TITLE && cell->style != ZP_STYLE_SUBTITLE &&
                       cell->style != ZP_STYLE_LINE))
    return;
  out = g_string_new_len (format, hole - format);
  g_string_append (out, cell->text);
  g_string_append (out, hole + 2);
  g_ref_string_release (cell->text);
  cell->text = g_ref_string_new_len (out->str, out->len);
  cell->has_number = FALSE;
  cell->converted = TRUE;
  g_string_free (out, TRUE);
}

/**
 * zp_sheet_make_cell:
 * @scope: the row that is drawn
 * @spec: the cell of the template
 *
 * Returns: the cell with its text and looks, without a place; release it with zp_sheet_cell_clear()
 */
ZpSheetCell
zp_sheet_make_cell (const ZpSheetScope *scope,
                    const ZpCellSpec   *spec)
{
  ZpSheetCell cell = {
    .column_span = spec->span,
    .row_span = spec->rows,
    .style = spec->style,
    .align = spec->align,
    .border = has_border (spec->style),
    .merged = spec->merge == ZP_MERGE_SAME,
  };

  if (spec->source == ZP_SOURCE_TEXT)
    cell.text = zp_sheet_expand (scope, spec->text);
  else
    take_value (&cell, scope, spec);
  if (spec->format != NULL)
    apply_format (&cell, spec->format);
  return cell;
}

/** zp_sheet_cell_clear: releases the texts of a cell. */
void
zp_sheet_cell_clear (ZpSheetCell *cell)
{
  g_clear_pointer (&cell->text, g_ref_string_release);
  g_clear_pointer (&cell->address, g_ref_string_release);
  g_clear_pointer (&cell->label, g_ref_string_release);
}
