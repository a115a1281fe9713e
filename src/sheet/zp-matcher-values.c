/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-matcher-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* From what a cell shows to what was typed in the form. */

/** zp_value_is_nothing: Returns: whether @text only says that there is nothing: a dash */
gboolean
zp_value_is_nothing (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && strchr ("-/", (int) MIN (c, 127)) == NULL && c != 0x2014
          && c != 0x2013 && c != 0x2015 && c != 0x2026 && c != 0xFF0D && c != 0xFF0F)
        return FALSE;
    }
  return TRUE;
}

/**
 * zp_value_split_weight:
 * @text: 产出指标(40分)
 * @out_name: (out): (transfer full): 产出指标, or all of @text
 *
 * Returns: (transfer full) (nullable): the number in the brackets at the end
 */
char *
zp_value_split_weight (const char *text, char **out_name)
{
  static GRegex *pattern;
  g_autoptr (GMatchInfo) info = NULL;

  if (g_once_init_enter (&pattern))
    g_once_init_leave (
        &pattern, g_regex_new ("^(.*?)\\s*[(（]\\s*([0-9]+(?:\\.[0-9]+)?)\\s*分?\\s*[)）]\\s*$",
                               G_REGEX_DOTALL | G_REGEX_OPTIMIZE, 0, NULL));
  if (strlen (text) > 1000 || !g_regex_match (pattern, text, 0, &info))
    {
      *out_name = g_strdup (text);
      return NULL;
    }
  *out_name = g_match_info_fetch (info, 1);
  return g_match_info_fetch (info, 2);
}

/* --- ticks --- */

static gboolean
is_ticked (gunichar c)
{
  return c == 0x2611 || c == 0x221A || c == 0x2713 || c == 0x2714 || c == 0x25A0 || c == 0x2612
         || c == 0x25CF;
}

static gboolean
is_box (gunichar c)
{
  return is_ticked (c) || c == 0x2610 || c == 0x25A1 || c == 0x25CB;
}

static gunichar
next_sign (const char *p)
{
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return *p != '\0' ? g_utf8_get_char (p) : 0;
}

static gunichar
previous_sign (const char *text, const char *p)
{
  do
    p = g_utf8_find_prev_char (text, p);
  while (p != NULL && g_unichar_isspace (g_utf8_get_char (p)));
  return p != NULL ? g_utf8_get_char (p) : 0;
}

/* The box stands behind each word, or before each: the first word says which. */
static gboolean
is_chosen (const char *text, const char *word, gboolean behind)
{
  const char *at = strstr (text, word);

  if (at == NULL)
    return FALSE;
  return is_ticked (behind ? next_sign (at + strlen (word)) : previous_sign (text, at));
}

static gboolean
has_boxes (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_box (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static char *
read_ticks (const char *text, const ZpColumnSpec *spec)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  gboolean boxes = has_boxes (text);
  gboolean behind = !is_box (next_sign (text));

  for (guint i = 0; spec->choices != NULL && spec->choices[i] != NULL; i++)
    if (boxes ? is_chosen (text, spec->choices[i], behind)
              : strstr (text, spec->choices[i]) != NULL)
      g_ptr_array_add (words, spec->choices[i]);
  g_ptr_array_add (words, NULL);
  return zp_value_from_words ((const char *const *) words->pdata);
}

/* One of the words has a cell of its own. */
static void
add_choice (
    ZpTaking *taking, guint index, const ZpSheetCell *cell, const char *address, guint confidence)
{
  ZpPlanValue *value = zp_plan_find (taking->plan, address);
  g_auto (GStrv) words = zp_value_get_words (value != NULL ? value->text : "");
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *text = NULL;
  g_autofree char *source = zp_page_name (taking->page, index);

  g_strv_builder_addv (all, (const char **) words);
  g_strv_builder_add (all, cell->choice);
  list = g_strv_builder_end (all);
  text = zp_value_from_words ((const char *const *) list);
  if (value == NULL)
    {
      (void) zp_plan_add (taking->plan, ZP_PLAN_VALUE, address, text, source, confidence);
      return;
    }
  g_free (value->text);
  value->text = g_steal_pointer (&text);
}

/* --- numbers --- */

static gboolean
is_rate (const char *address)
{
  return g_str_has_suffix (address, "/rate");
}

/* 0.5499 where a rate belongs. */
static char *
to_percent (const ZpGridCell *cell)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.10g", round (cell->number * 1e8) / 1e6);
  return g_strconcat (digits, "%", NULL);
}

/* 15.05 分 → 15.05: a number with its unit behind. */
static char *
strip_points (const char *text)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));

  if (g_str_has_suffix (copy, "分"))
    copy[strlen (copy) - strlen ("分")] = '\0';
  return g_strdup (g_strstrip (copy));
}

static gboolean
is_printed (const ZpTaking *taking, const ZpSheetCell *cell, const char *address)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (taking->map->template_);

  if (cell->kind == ZP_CELL_COMPUTED)
    return TRUE;
  return cell->kind == ZP_CELL_SCORE
         && (indicators == NULL || !g_str_has_prefix (address, indicators->key)
             || address[strlen (indicators->key)] != '/');
}

/* 2024年04月01日 in a field for dates: forms keep 2024-04-01 and print it in words.  Steals @text.
 */
static char *
to_date (char *text)
{
  guint year, month, day;
  int length = 0;
  g_autofree char *plain = zp_page_squeeze (text);

  if (sscanf (plain, "%4u年%2u月%2u日%n", &year, &month, &day, &length) != 3 || length == 0
      || plain[length] != '\0'
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return text;
  g_free (text);
  return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
}

static char *
understand (ZpTaking *taking,
            const ZpGridCell *from,
            const ZpSheetCell *cell,
            const char *address,
            const char **out_repaired)
{
  g_autofree char *name = NULL;
  char *text;

  *out_repaired = NULL;
  if (is_rate (address) && from->has_number && !from->percent && fabs (from->number) <= 2)
    {
      *out_repaired = _ ("a fraction became a percentage");
      return to_percent (from);
    }
  if (cell->type == ZP_TYPE_TICKS && cell->spec != NULL)
    return read_ticks (from->text, cell->spec);
  if (cell->style == ZP_STYLE_LABEL && cell->type == ZP_TYPE_SCORE)
    {
      text = zp_value_split_weight (from->text, &name);
      return text != NULL ? text : g_strdup ("");
    }
  text = zp_map_capture (taking->map, cell, from->text, address);
  if (cell->type == ZP_TYPE_DATE)
    return to_date (text != NULL ? text : g_strdup (from->text));
  if (text != NULL)
    return text;
  if (cell->kind == ZP_CELL_COMPUTED || cell->kind == ZP_CELL_SCORE)
    return strip_points (from->text);
  if (cell->type == ZP_TYPE_AMOUNT || cell->type == ZP_TYPE_SCORE || cell->type == ZP_TYPE_NUMBER)
    return g_strstrip (g_strdup (from->text));
  return g_strdup (from->text);
}

static gboolean
means_nothing (const ZpSheetCell *cell, const char *text)
{
  if (*text == '\0')
    return TRUE;
  if (cell->type == ZP_TYPE_PARAGRAPH || cell->type == ZP_TYPE_TEXT || cell->type == ZP_TYPE_CHOICE
      || cell->type == ZP_TYPE_QUANTITY)
    return cell->kind == ZP_CELL_INPUT ? FALSE : zp_value_is_nothing (text);
  return zp_value_is_nothing (text);
}

/**
 * zp_value_take:
 * @taking: the form
 * @index: a cell of the page
 * @cell: the place in the form
 * @address: its address in the plan
 * @confidence: 0 to 100
 *
 * Plans a value, unless the cell says that there is none.
 */
void
zp_value_take (
    ZpTaking *taking, guint index, const ZpSheetCell *cell, const char *address, guint confidence)
{
  const ZpGridCell *from = zp_page_cell (taking->page, index);
  g_autofree char *source = zp_page_name (taking->page, index);
  g_autofree char *text = NULL;
  const char *repaired;
  ZpPlanValue *value;

  if (from->failed)
    return;
  taking->page->taken[index] = TRUE;
  if (cell->choice != NULL)
    {
      if (!zp_value_is_nothing (from->text))
        add_choice (taking, index, cell, address, confidence);
      return;
    }
  text = understand (taking, from, cell, address, &repaired);
  if (means_nothing (cell, text) || zp_plan_find (taking->plan, address) != NULL)
    return;
  value = zp_plan_add (taking->plan,
                       is_printed (taking, cell, address) ? ZP_PLAN_PRINTED : ZP_PLAN_VALUE,
                       address, text, source, confidence);
  if (repaired == NULL && from->date)
    repaired = _ ("a day number became a date");
  if (repaired == NULL
      && g_hash_table_contains (taking->page->grid->hidden_rows, GUINT_TO_POINTER (from->row)))
    repaired = _ ("the row is hidden in the workbook");
  value->repaired = g_strdup (repaired);
}
