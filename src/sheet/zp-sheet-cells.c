/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sheet-cells.h"

#include "zp-quantity.h"
#include "zp-sheet-text.h"
#include "zp-intern.h"

#include <string.h>

/* What stands in a cell: the words of the form, what was typed, or what was computed, as it is printed. */

/** zp_sheet_scope_get: the column of the row that is drawn; an empty place of the official form has its words. */
const char *
zp_sheet_scope_get (const ZpSheetScope *scope, const char *column)
{
  return scope->table != NULL ? zp_form_slot_get (scope->form, scope->table, &scope->slot, column)
                              : "";
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
take_number (
    ZpSheetCell *cell, const char *typed, ZpDecimal value, gboolean converted, ZpDigits digits)
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
take_printed (ZpSheetCell *cell, const ZpPrinted *printed)
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
append_word (GString *out, guint number, const char *word, gboolean chosen)
{
  if (out->len > 0)
    g_string_append (out, "  ");
  if (number > 0)
    g_string_append_printf (out, "%u、", number);
  g_string_append_printf (out, "%s %s", word, chosen ? "☑" : "☐");
}

/* All words with a box behind each.  What was chosen and is no choice any more is not hidden. */
static void
take_ticks (ZpSheetCell *cell, const ZpCellSpec *spec, const char *text)
{
  const char *const *choices = (const char *const *) cell->spec->choices;
  g_auto (GStrv) chosen = zp_value_get_words (text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    append_word (out, spec->numbered ? i + 1 : 0, choices[i],
                 g_strv_contains ((const char *const *) chosen, choices[i]));
  for (guint i = 0; chosen[i] != NULL; i++)
    if (choices == NULL || !g_strv_contains (choices, chosen[i]))
      append_word (out, 0, chosen[i], TRUE);
  cell->converted = TRUE;
  cell->text = g_ref_string_new_len (out->str, out->len);
}

/* One of the words has a cell of its own. */
static void
take_choice (ZpSheetCell *cell, const char *text)
{
  g_auto (GStrv) chosen = zp_value_get_words (text);

  cell->converted = TRUE;
  cell->text = zp_intern (g_strv_contains ((const char *const *) chosen, cell->choice) ? "√" : "");
}

static void
take_date (ZpSheetCell *cell, const char *text)
{
  g_autofree char *printed = zp_sheet_print_date (text);

  cell->converted = !g_str_equal (printed, text);
  cell->text = g_ref_string_new (printed);
}

static void
take_typed (ZpSheetCell *cell, const ZpSheetScope *scope, const ZpCellSpec *spec, const char *text)
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
      if (cell->choice != NULL)
        take_choice (cell, text);
      else
        take_ticks (cell, spec, text);
      return;
    case ZP_TYPE_DATE:
      take_date (cell, text);
      return;
    case ZP_TYPE_TEXT:
    case ZP_TYPE_PARAGRAPH:
    case ZP_TYPE_YEAR:
    case ZP_TYPE_QUANTITY:
    case ZP_TYPE_CHOICE:
    default:
      break;
    }
  cell->text = g_ref_string_new (text);
}

/* A score: what somebody typed, else what was computed. */
static void
take_score (ZpSheetCell *cell,
            const ZpSheetScope *scope,
            const ZpCellSpec *spec,
            const char *typed,
            const ZpPrinted *printed,
            gboolean by_hand)
{
  cell->kind = ZP_CELL_SCORE;
  cell->type = ZP_TYPE_SCORE;
  cell->by_hand = by_hand;
  if (*typed != '\0')
    take_typed (cell, scope, spec, typed);
  else if (printed != NULL)
    take_printed (cell, printed);
  else
    cell->text = zp_intern ("");
}

/* --- cells of rows --- */

/* A row of a table: one that is drawn in turn, or a fixed one that has an address in the template. */
typedef struct
{
  const ZpTableSpec *table;
  ZpSlot slot;
  const char *id;
} Row;

static void
take_indicator_score (ZpSheetCell *cell,
                      const ZpSheetScope *scope,
                      const ZpCellSpec *spec,
                      const Row *row,
                      const char *typed)
{
  const ZpScoreLine *line = row->slot.row != NULL ? zp_scorecard_find (scope->card, row->id) : NULL;
  gboolean has = line != NULL && line->score.has_score;
  ZpPrinted printed = { has ? line->score.score : ZP_DECIMAL_ZERO,
                        scope->card->profile->indicator_score_digits, FALSE };

  take_score (cell, scope, spec, typed, has ? &printed : NULL, line != NULL && line->score.by_hand);
}

/* An amount nobody typed is printed as what its parts add up to. */
static gboolean
take_sum (ZpSheetCell *cell, const ZpSheetScope *scope, const Row *row)
{
  ZpPrinted printed = { ZP_DECIMAL_ZERO, scope->card->profile->amount_digits, FALSE };

  if (cell->type != ZP_TYPE_AMOUNT
      || !zp_form_get_amount (scope->form, row->table, row->id, cell->spec, &printed.value))
    return FALSE;
  cell->converted = TRUE;
  take_printed (cell, &printed);
  return TRUE;
}

static void
take_filler (ZpSheetCell *cell, const ZpSheetScope *scope, const Row *row, const char *key)
{
  const char *filler = zp_form_slot_get_filler (scope->form, row->table, &row->slot, key);

  cell->converted = cell->converted || *filler != '\0';
  cell->text = zp_intern (filler);
}

static void
take_column (ZpSheetCell *cell,
             const ZpSheetScope *scope,
             const ZpCellSpec *spec,
             const Row *row,
             const char *key)
{
  const char *typed = zp_form_slot_get (scope->form, row->table, &row->slot, key);

  cell->spec = zp_table_spec_find_column (row->table, key);
  cell->type = cell->spec->type;
  if (row->table == zp_template_get_indicators (zp_form_get_template (scope->form))
      && cell->spec->role == ZP_ROLE_SCORE)
    take_indicator_score (cell, scope, spec, row, typed);
  else if (*typed != '\0' || cell->type == ZP_TYPE_TICKS)
    take_typed (cell, scope, spec, typed);
  else if (!take_sum (cell, scope, row))
    take_filler (cell, scope, row, key);
}

static void
take_computed (ZpSheetCell *cell,
               const ZpSheetScope *scope,
               const ZpCellSpec *spec,
               const Row *row,
               const ZpComputedSpec *computed)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (zp_form_get_template (scope->form));
  ZpPrinted printed;
  gboolean has = zp_scorecard_compute_column (scope->card, scope->form, row->table, row->slot.row,
                                              row->id, computed, &printed);

  if (computed->kind == ZP_COMPUTED_EXECUTION_SCORE && execution->table == row->table->key
      && g_str_equal (execution->row, row->id))
    {
      take_score (cell, scope, spec,
                  row->slot.row != NULL ? zp_row_get (row->slot.row, computed->key) : "",
                  has ? &printed : NULL, scope->card->execution.by_hand);
      return;
    }
  cell->kind = ZP_CELL_COMPUTED;
  if (has)
    take_printed (cell, &printed);
  else
    cell->text = zp_intern ("");
}

static void
take_of_row (ZpSheetCell *cell,
             const ZpSheetScope *scope,
             const ZpCellSpec *spec,
             const Row *row,
             const char *key)
{
  const ZpComputedSpec *computed = zp_table_spec_find_computed (row->table, key);

  if (computed != NULL)
    take_computed (cell, scope, spec, row, computed);
  else
    take_column (cell, scope, spec, row, key);
}

static GRefString *
make_address (const ZpSheetScope *scope, const char *key)
{
  char buffer[256];
  char *end = buffer;

  if (strlen (scope->table->key) + strlen (scope->row_id) + strlen (key) + 3 > sizeof buffer)
    return NULL;
  end = g_stpcpy (g_stpcpy (end, scope->table->key), "/");
  end = g_stpcpy (g_stpcpy (end, scope->row_id), "/");
  end = g_stpcpy (end, key);
  return g_ref_string_new_len (buffer, end - buffer);
}

static void
take_repeated (ZpSheetCell *cell, const ZpSheetScope *scope, const ZpCellSpec *spec)
{
  Row row = { scope->table, scope->slot, scope->row_id };

  cell->address = make_address (scope, spec->text);
  cell->placeholder = scope->slot.row == NULL && scope->slot.fixed == NULL;
  take_of_row (cell, scope, spec, &row, spec->text);
}

/* --- cells by address --- */

static void
take_total (ZpSheetCell *cell, const ZpSheetScope *scope, const char *address)
{
  ZpPrinted printed;

  cell->kind = ZP_CELL_COMPUTED;
  if (g_str_equal (address, "total/grade"))
    cell->text = g_ref_string_new (scope->card->grade != NULL ? scope->card->grade : "");
  else if (zp_scorecard_compute (scope->card, scope->form, address, &printed))
    take_printed (cell, &printed);
  else
    cell->text = zp_intern ("");
}

static void
take_addressed (ZpSheetCell *cell, const ZpSheetScope *scope, const ZpCellSpec *spec)
{
  const char *const *parts = (const char *const *) spec->parts;
  Row row = {
    .table = zp_template_find_table (zp_form_get_template (scope->form), parts[0]),
    .slot = { zp_form_find_row (scope->form, parts[0], parts[1]), -1 },
    .id = parts[1],
  };

  take_of_row (cell, scope, spec, &row, parts[2]);
  if (spec->source == ZP_SOURCE_COMPUTED && cell->kind == ZP_CELL_INPUT)
    cell->kind = ZP_CELL_COMPUTED;
}

static void
take_field (ZpSheetCell *cell, const ZpSheetScope *scope, const ZpCellSpec *spec)
{
  cell->spec = zp_template_find_field (zp_form_get_template (scope->form), spec->text);
  cell->type = cell->spec->type;
  take_typed (cell, scope, spec, zp_form_get_field (scope->form, spec->text));
}

static void
take_value (ZpSheetCell *cell, const ZpSheetScope *scope, const ZpCellSpec *spec)
{
  cell->kind = ZP_CELL_INPUT;
  cell->choice = spec->choice;
  if (spec->is_column)
    {
      take_repeated (cell, scope, spec);
      return;
    }
  cell->address = g_ref_string_new (spec->text);
  if (g_str_has_prefix (spec->text, "total/"))
    take_total (cell, scope, spec->text);
  else if (strchr (spec->text, '/') != NULL)
    take_addressed (cell, scope, spec);
  else
    take_field (cell, scope, spec);
}

/* --- looks --- */

static gboolean
has_border (ZpCellStyle style)
{
  return style == ZP_STYLE_VALUE || style == ZP_STYLE_LABEL || style == ZP_STYLE_SECTION;
}

/* Takes over @text (transfer full) as what is printed in place of what was typed. */
static void
replace_text (ZpSheetCell *cell, GRefString *text)
{
  g_ref_string_release (cell->text);
  cell->text = text;
  cell->has_number = FALSE;
  cell->converted = TRUE;
}

/* @format with the cell's text at {}. */
static void
apply_format (ZpSheetCell *cell, const ZpSheetScope *scope, const char *format)
{
  const char *hole = strstr (format, "{}");
  g_autofree char *head = g_strndup (format, hole - format);
  GRefString *before = zp_sheet_expand (scope, head);
  GRefString *after = zp_sheet_expand (scope, hole + 2);
  g_autofree char *text = g_strconcat (before, cell->text, after, NULL);

  g_ref_string_release (before);
  g_ref_string_release (after);
  replace_text (cell, g_ref_string_new (text));
}

/* A title or a line above the table is printed around an empty value too: “（  年度）”. */
static gboolean
is_formatted (const ZpSheetCell *cell)
{
  return *cell->text != '\0' || cell->style == ZP_STYLE_TITLE || cell->style == ZP_STYLE_SUBTITLE
         || cell->style == ZP_STYLE_LINE;
}

/* The goal whose indicators are drawn, also where it is an empty place itself. */
static const char *
get_goal (const ZpSheetScope *scope)
{
  const ZpColumnSpec *goal = scope->table->roles[ZP_ROLE_GOAL];

  if (goal == NULL)
    return "";
  if (scope->slot.row == NULL && scope->outer != NULL && scope->outer->row_id != NULL)
    return scope->outer->row_id;
  return zp_sheet_scope_get (scope, goal->key);
}

static const char *
get_role (const ZpSheetScope *scope, ZpRole role)
{
  return scope->table->roles[role] != NULL
             ? zp_sheet_scope_get (scope, scope->table->roles[role]->key)
             : "";
}

/* 产出指标(40分): the name of a level with its weight. */
static void
append_weight (ZpSheetCell *cell, const ZpSheetScope *scope, const ZpCellSpec *spec)
{
  gboolean is_level2 = cell->spec->role == ZP_ROLE_LEVEL2;
  const ZpRow *level = zp_form_find_level (
      scope->form, get_goal (scope), get_role (scope, ZP_ROLE_LEVEL1),
      is_level2 ? get_role (scope, ZP_ROLE_LEVEL2) : "", get_role (scope, ZP_ROLE_LEVEL2_CELL));
  const char *weight = level != NULL ? zp_row_get (level, "weight") : "";
  const char *hole = strstr (spec->weight, "{}");
  g_autofree char *text = NULL;

  cell->level = TRUE;
  cell->converted = TRUE;
  if (*weight == '\0')
    return;
  text = g_strdup_printf ("%s%.*s%s%s", cell->text, (int) (hole - spec->weight), spec->weight,
                          weight, hole + 2);
  replace_text (cell, g_ref_string_new (text));
}

/* A dash that stands for nothing is centred, whatever would stand there. */
static void
centre_filler (ZpSheetCell *cell)
{
  if (cell->align != ZP_ALIGN_DEFAULT || *cell->text == '\0' || cell->has_number)
    return;
  for (const char *p = cell->text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return;
  cell->align = ZP_ALIGN_CENTRE;
}

static void
dress (ZpSheetCell *cell, const ZpSheetScope *scope, const ZpCellSpec *spec)
{
  if (spec->weight != NULL && *cell->text != '\0')
    append_weight (cell, scope, spec);
  if (spec->format != NULL && is_formatted (cell))
    apply_format (cell, scope, spec->format);
  else if (spec->empty != NULL && *cell->text == '\0')
    replace_text (cell, zp_sheet_expand (scope, spec->empty));
  if (cell->kind != ZP_CELL_FIXED && cell->converted)
    centre_filler (cell);
}

/**
 * zp_sheet_make_cell:
 * @scope: the row that is drawn
 * @spec: the cell of the template
 *
 * Returns: the cell with its text and looks, without a place; release it with zp_sheet_cell_clear()
 */
ZpSheetCell
zp_sheet_make_cell (const ZpSheetScope *scope, const ZpCellSpec *spec)
{
  ZpSheetCell cell = {
    .column_span = spec->span,
    .row_span = spec->rows,
    .style = spec->style,
    .align = spec->align,
    .border = has_border (spec->style),
    .merged = spec->merge == ZP_MERGE_SAME,
    .aliases = spec->aliases,
  };

  if (spec->source == ZP_SOURCE_TEXT)
    cell.text = zp_sheet_expand (scope, spec->text);
  else
    take_value (&cell, scope, spec);
  dress (&cell, scope, spec);
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
