/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-private.h"

#include <stdlib.h>
#include <string.h>

/* Rows as the paper shows them: those that are there, and the places of the official form that
 * nobody filled yet. */

/* --- what the official form prints --- */

/* The year a template speaks of as {year}, {year+1} or {year-1}; FALSE while the form has none. */
static gboolean
find_year (const ZpForm *self, const char *name, gsize length, char *buffer, gsize buffer_size)
{
  g_autofree char *key = g_strndup (name, length);
  char *sign = strpbrk (key, "+-");
  int offset = sign != NULL ? atoi (sign) : 0;
  const char *year;

  if (sign != NULL)
    *sign = '\0';
  year = zp_form_get_field (self, key);
  if (strlen (year) != 4 || strspn (year, "0123456789") != 4)
    return FALSE;
  g_snprintf (buffer, buffer_size, "%d", atoi (year) + CLAMP (offset, -100, 100));
  return TRUE;
}

/* What the official form prints in a row of its skeleton; "" for nothing. */
static const char *
get_skeleton (const ZpForm *self, const ZpTableSpec *spec, guint index, const char *column)
{
  const char *text = zp_table_spec_get_skeleton (spec, index, column);
  const char *open = text != NULL ? strchr (text, '{') : NULL;
  const char *close = open != NULL ? strchr (open, '}') : NULL;
  char year[16];

  if (close == NULL)
    return text != NULL ? text : "";
  if (!find_year (self, open + 1, close - open - 1, year, sizeof year))
    return "";
  {
    g_autofree char *result
        = g_strdup_printf ("%.*s%s%s", (int) (open - text), text, year, close + 1);

    return g_intern_string (result);
  }
}

/* A text without a letter or digit only fills a place: it is drawn, but never stored. */
static gboolean
is_filler (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

static gboolean
matches_skeleton (const ZpForm *self, const ZpTableSpec *spec, guint skeleton, const ZpRow *row)
{
  for (guint i = 0; spec->groups[i] != NULL; i++)
    {
      const char *asked = get_skeleton (self, spec, skeleton, spec->groups[i]);
      const char *given = zp_row_get (row, spec->groups[i]);

      if (*asked != '\0' && !g_str_equal (asked, given)
          && !zp_table_spec_has_synonym (spec, asked, given))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_skeleton_group (const ZpTableSpec *spec, guint a, guint b)
{
  const ZpSkeletonRow *first = g_ptr_array_index (spec->skeleton, a);
  const ZpSkeletonRow *second = g_ptr_array_index (spec->skeleton, b);

  for (guint i = 0; spec->groups[i] != NULL; i++)
    if (!g_str_equal (first->values[i], second->values[i]))
      return FALSE;
  return TRUE;
}

/* The filled rows of a group take its places in turn.  Returns: how many there are. */
static guint
take_places (
    const ZpForm *self, const ZpTableSpec *spec, GArray *slots, guint first, guint end, int *anchor)
{
  guint n = 0;

  for (guint i = 0; i < slots->len; i++)
    {
      ZpSlot *slot = &g_array_index (slots, ZpSlot, i);

      if (slot->row == NULL || slot->skeleton >= 0
          || !matches_skeleton (self, spec, first, slot->row))
        continue;
      if (first + n < end)
        slot->skeleton = first + n;
      n++;
      *anchor = i;
    }
  return n;
}

/* Puts the official form's own empty rows between the filled ones: each after its own group, a
 * missing group after the one that stands before it in the form. */
static void
add_skeleton (const ZpForm *self, const ZpTableSpec *spec, GArray *slots)
{
  int anchor = -1;

  for (guint first = 0; first < spec->skeleton->len;)
    {
      guint end = first + 1;
      guint filled;

      while (end < spec->skeleton->len && same_skeleton_group (spec, first, end))
        end++;
      filled = take_places (self, spec, slots, first, end, &anchor);
      for (guint i = first + MIN (filled, end - first); i < end; i++)
        {
          ZpSlot slot = { NULL, i, i };

          g_array_insert_val (slots, ++anchor, slot);
        }
      first = end;
    }
}

/**
 * zp_form_slot_get:
 * @spec: a table of the template
 * @slot: a row of it, or an empty place
 * @column: a column
 *
 * Returns: what was typed, or in an empty place what the official form prints there
 */
const char *
zp_form_slot_get (const ZpForm *self,
                  const ZpTableSpec *spec,
                  const ZpSlot *slot,
                  const char *column)
{
  if (slot->row != NULL)
    return zp_row_get (slot->row, column);
  return slot->skeleton >= 0 ? get_skeleton (self, spec, slot->skeleton, column) : "";
}

/**
 * zp_form_slot_get_filler:
 *
 * Returns: what the official form draws in a cell that nobody filled (……, ---); "" for nothing
 */
const char *
zp_form_slot_get_filler (const ZpForm *self,
                         const ZpTableSpec *spec,
                         const ZpSlot *slot,
                         const char *column)
{
  const char *text = slot->skeleton >= 0 ? get_skeleton (self, spec, slot->skeleton, column) : "";

  return is_filler (text) ? text : "";
}

/* --- listing --- */

static GArray *
list_fixed (const ZpFormTable *rows, const ZpTableSpec *spec)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (ZpSlot));

  for (guint i = 0; i < spec->rows->len; i++)
    {
      const ZpFixedRow *fixed = g_ptr_array_index (spec->rows, i);
      int index = rows != NULL ? zp_form_table_find (rows, fixed->key) : -1;
      ZpSlot slot = { index >= 0 ? g_ptr_array_index (rows->rows, index) : NULL, -1, 0, fixed };

      g_array_append_val (slots, slot);
    }
  for (guint i = 0; rows != NULL && i < rows->rows->len; i++)
    {
      ZpSlot slot = { g_ptr_array_index (rows->rows, i), -1, 0, NULL };

      if (zp_table_spec_find_row (spec, slot.row->id) == NULL)
        g_array_append_val (slots, slot);
    }
  return slots;
}

/* A row whose goal does not exist stands with the first goal, so that nothing is lost from sight. */
static gboolean
is_stray (const ZpForm *self,
          const ZpTableSpec *spec,
          const char *where,
          const ZpRow *row,
          const char *where_id)
{
  const ZpFormTable *goals = zp_form_find_table (self, ZP_GOALS_TABLE);
  gboolean any = goals != NULL && goals->rows->len > 0;
  const char *first = any ? ((ZpRow *) g_ptr_array_index (goals->rows, 0))->id : "+0";

  if (spec->roles[ZP_ROLE_GOAL] == NULL || !g_str_equal (spec->roles[ZP_ROLE_GOAL]->key, where)
      || !g_str_equal (first, where_id))
    return FALSE;
  return !any || zp_form_table_find (goals, zp_row_get (row, where)) < 0;
}

/**
 * zp_form_list_slots:
 * @table: a table
 * @where: (nullable): a column
 * @where_id: (nullable): only rows that have this text in @where
 *
 * Returns: (transfer full) (element-type ZpSlot): the rows, with the empty ones of the official form
 */
GArray *
zp_form_list_slots (const ZpForm *self, const char *table, const char *where, const char *where_id)
{
  const ZpFormTable *rows = zp_form_find_table (self, table);
  const ZpTableSpec *spec = zp_template_find_table (self->template_, table);
  GArray *slots;

  if (spec != NULL && spec->rows->len > 0)
    return list_fixed (rows, spec);
  slots = g_array_new (FALSE, FALSE, sizeof (ZpSlot));
  for (guint i = 0; rows != NULL && i < rows->rows->len; i++)
    {
      ZpSlot slot = { g_ptr_array_index (rows->rows, i), -1, 0 };

      if (where == NULL || g_str_equal (zp_row_get (slot.row, where), where_id)
          || (spec != NULL && is_stray (self, spec, where, slot.row, where_id)))
        g_array_append_val (slots, slot);
    }
  if (spec == NULL)
    return slots;
  add_skeleton (self, spec, slots);
  for (guint i = 0; slots->len < spec->min_rows; i++)
    {
      ZpSlot slot = { NULL, -1, spec->skeleton->len + i };

      g_array_append_val (slots, slot);
    }
  return slots;
}

/**
 * zp_form_slot_find:
 * @id: the id of an empty place: “+3”, or “+3:g2” for a place inside the goal g2
 * @out_position: where a row made of it belongs among the rows of the table
 * @out_where_id: (transfer full) (nullable): the goal
 *
 * Returns: whether there is such a place
 */
gboolean
zp_form_slot_find (const ZpForm *self,
                   const char *table,
                   const char *id,
                   ZpSlot *out_slot,
                   int *out_position,
                   char **out_where_id)
{
  const ZpTableSpec *spec = zp_template_find_table (self->template_, table);
  const char *colon = strchr (id, ':');
  const char *where
      = colon != NULL && spec->roles[ZP_ROLE_GOAL] != NULL ? spec->roles[ZP_ROLE_GOAL]->key : NULL;
  g_autoptr (GArray) slots
      = zp_form_list_slots (self, table, where, colon != NULL ? colon + 1 : NULL);
  const ZpFormTable *rows = zp_form_find_table (self, table);
  char *end = NULL;
  guint64 blank = g_ascii_isdigit (id[1]) ? g_ascii_strtoull (id + 1, &end, 10) : G_MAXUINT64;
  int position = rows != NULL && where == NULL ? 0 : (rows != NULL ? (int) rows->rows->len : 0);

  if (end == NULL || (*end != '\0' && *end != ':'))
    return FALSE;
  for (guint i = 0; i < slots->len; i++)
    {
      const ZpSlot *slot = &g_array_index (slots, ZpSlot, i);

      if (slot->row != NULL)
        position = zp_form_table_find (rows, slot->row->id) + 1;
      else if (slot->fixed == NULL && slot->blank == blank)
        {
          *out_slot = *slot;
          *out_position = position;
          *out_where_id = colon != NULL ? g_strdup (colon + 1) : NULL;
          return TRUE;
        }
    }
  return FALSE;
}

/* --- the first key typed in an empty place --- */

static void
copy_skeleton (const ZpForm *self, const ZpTableSpec *spec, guint skeleton, ZpRow *row)
{
  for (guint i = 0; spec->groups[i] != NULL; i++)
    zp_row_set (row, spec->groups[i], get_skeleton (self, spec, skeleton, spec->groups[i]));
  for (guint i = 0; spec->prefill[i] != NULL; i++)
    {
      const char *text = get_skeleton (self, spec, skeleton, spec->prefill[i]);

      if (!is_filler (text))
        zp_row_set (row, spec->prefill[i], text);
    }
}

/* A place inside a goal that is an empty place itself: that becomes a row first. */
static gboolean
make_goal (ZpForm *self, char **where_id)
{
  char row[ZP_ADDRESS_ROW_BYTES];

  if (*where_id == NULL || **where_id != '+')
    return TRUE;
  g_strlcpy (row, *where_id, sizeof row);
  if (zp_template_find_table (self->template_, ZP_GOALS_TABLE) == NULL || strchr (row, ':') != NULL
      || !zp_form_make_row (self, ZP_GOALS_TABLE, row))
    return FALSE;
  g_free (*where_id);
  *where_id = g_strdup (row);
  return TRUE;
}

/**
 * zp_form_make_row:
 * @table: a table of the template
 * @row: (array fixed-size=48): the id of an empty place; afterwards that of the row made of it
 *
 * Makes a row of an empty place, inside a step of the history.
 *
 * Returns: whether there is such a place
 */
gboolean
zp_form_make_row (ZpForm *self, const char *table, char row[ZP_ADDRESS_ROW_BYTES])
{
  g_autofree char *where_id = NULL;
  g_autofree char *id = NULL;
  g_autoptr (ZpRow) made = NULL;
  ZpFormTable *rows;
  ZpSlot slot;
  int position;

  if (!zp_form_slot_find (self, table, row, &slot, &position, &where_id)
      || !make_goal (self, &where_id))
    return FALSE;
  rows = zp_form_ensure_table (self, table);
  id = zp_form_new_row_id (rows);
  made = zp_row_new (id, FALSE);
  if (slot.skeleton >= 0)
    copy_skeleton (self, rows->spec, slot.skeleton, made);
  if (where_id != NULL && rows->spec->roles[ZP_ROLE_GOAL] != NULL)
    zp_row_set (made, rows->spec->roles[ZP_ROLE_GOAL]->key, where_id);
  zp_history_insert (self->history, table, made, position);
  g_strlcpy (row, id, ZP_ADDRESS_ROW_BYTES);
  return TRUE;
}
