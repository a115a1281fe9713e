/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-paste-private.h"

#include "zp-matcher-values.h"
#include "zp-quantity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A block whose columns are known goes row by row into a table: by its levels where it has any,
 * by the names of the rows where the form has fixed ones, else downwards from the focus. */

#define MAX_LEVELS 3

/* The levels a row of the block belongs to; NULL for one the block says nothing of. */
typedef struct
{
  guint n;
  const char *columns[MAX_LEVELS];
  char *words[MAX_LEVELS];
} Levels;

static void
levels_clear (Levels *levels)
{
  for (guint i = 0; i < levels->n; i++)
    g_clear_pointer (&levels->words[i], g_free);
}

static const ZpPasteTarget *
target_of (const ZpPasteMap *map, guint column)
{
  return &g_array_index (map->targets, ZpPasteTarget, column);
}

static int
column_of_key (const ZpPasteMap *map, const char *key)
{
  for (guint c = 0; c < map->targets->len; c++)
    if (g_strcmp0 (target_of (map, c)->key, key) == 0)
      return (int) c;
  return -1;
}

static gboolean
is_level (const ZpPasteMap *map, const char *key)
{
  return key != NULL && g_strv_contains (map->table->groups, key);
}

/* --- where a row goes --- */

/* A merged cell speaks for all its rows; an empty one goes on with what stood above. */
static void
read_levels (ZpPasting *self, const ZpPasteMap *map, guint row, Levels *levels)
{
  for (guint i = 0; i < levels->n; i++)
    {
      int column = column_of_key (map, levels->columns[i]);
      const ZpClipCell *cell
          = column >= 0 ? zp_clip_get_at (self->clip, row, (guint) column) : NULL;
      g_autofree char *weight = NULL;
      g_autofree char *name = NULL;
      const char *word;

      if (cell == NULL || *cell->text == '\0')
        continue;
      weight = zp_value_split_weight (cell->text, &name);
      g_strdelimit (g_strstrip (name), "\n", ' ');
      word = zp_table_spec_get_canonical (map->table, name);
      if (g_strcmp0 (levels->words[i], word) == 0)
        continue;
      g_free (levels->words[i]);
      levels->words[i] = g_strdup (word);
      /* What stands above a new level 1 is no level 2 of it. */
      for (guint j = i + 1; j < levels->n; j++)
        g_clear_pointer (&levels->words[j], g_free);
    }
}

static gboolean
fits_levels (
    ZpPasting *self, const ZpPasteMap *map, const ZpSlot *slot, const Levels *levels, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *here = zp_form_slot_get (self->form, map->table, slot, levels->columns[i]);

      if (levels->words[i] != NULL && !zp_text_same (levels->words[i], here)
          && !zp_text_same (levels->words[i], zp_table_spec_get_canonical (map->table, here)))
        return FALSE;
    }
  return TRUE;
}

static GArray *
list_slots (ZpPasting *self, const ZpPasteMap *map, const char *goal)
{
  const ZpColumnSpec *column = map->table->roles[ZP_ROLE_GOAL];

  return zp_form_list_slots (self->form, map->table->key, goal != NULL ? column->key : NULL, goal);
}

static char *
name_slot (const ZpSlot *slot, const char *goal)
{
  if (slot->row != NULL)
    return g_strdup (zp_row_get_id (slot->row));
  if (slot->fixed != NULL)
    return g_strdup (slot->fixed->key);
  return goal != NULL ? g_strdup_printf ("+%u:%s", slot->blank, goal)
                      : g_strdup_printf ("+%u", slot->blank);
}

static gboolean
is_free (ZpPasting *self, const ZpPasteMap *map, const ZpSlot *slot, const char *level3)
{
  const char *column
      = map->table->roles[ZP_ROLE_LEVEL3] != NULL ? map->table->roles[ZP_ROLE_LEVEL3]->key : NULL;
  const char *here = column != NULL && slot->row != NULL ? zp_row_get (slot->row, column) : "";

  if (slot->row != NULL && g_hash_table_contains (self->used, zp_row_get_id (slot->row)))
    return FALSE;
  if (level3 != NULL)
    return slot->row != NULL && *level3 != '\0' && zp_text_same (level3, here);
  return slot->row == NULL || *here == '\0';
}

/* The same indicator, else an empty place, of the same levels. */
static char *
find_by_levels (ZpPasting *self,
                const ZpPasteMap *map,
                const Levels *levels,
                const char *level3,
                const char *goal)
{
  g_autoptr (GArray) slots = list_slots (self, map, goal);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < slots->len; i++)
      {
        const ZpSlot *slot = &g_array_index (slots, ZpSlot, i);

        if (fits_levels (self, map, slot, levels, levels->n)
            && is_free (self, map, slot, pass == 0 ? level3 : NULL))
          return name_slot (slot, goal);
      }
  return NULL;
}

/* Behind the last row of the same levels; of a level 2 that is not there yet, of its level 1. */
static char *
add_by_levels (
    ZpPasting *self, const ZpPasteMap *map, const Levels *levels, guint row, const char *goal)
{
  g_autoptr (GArray) slots = list_slots (self, map, goal);
  const ZpRow *after = NULL;
  char *id;

  for (guint n = levels->n + 1; n > 0 && after == NULL; n--)
    for (guint i = 0; i < slots->len; i++)
      {
        const ZpSlot *slot = &g_array_index (slots, ZpSlot, i);

        if (slot->row != NULL && fits_levels (self, map, slot, levels, n - 1))
          after = slot->row;
      }
  id = zp_pasting_add_row (self, map->table->key, after != NULL ? zp_row_get_id (after) : NULL);
  for (guint i = 0; id != NULL && i < levels->n; i++)
    if (levels->words[i] != NULL)
      zp_pasting_put (self, map->table->key, id,
                      zp_table_spec_find_column (map->table, levels->columns[i]), row,
                      (guint) MAX (column_of_key (map, levels->columns[i]), 0), levels->words[i]);
  if (id != NULL && goal != NULL && *goal != '+' && after == NULL)
    zp_pasting_put (self, map->table->key, id, map->table->roles[ZP_ROLE_GOAL], row, 0, goal);
  return id;
}

static int
find_slot (const GArray *slots, const char *id, const char *goal)
{
  for (guint i = 0; i < slots->len; i++)
    {
      g_autofree char *name = name_slot (&g_array_index (slots, ZpSlot, i), goal);

      if (g_str_equal (name, id))
        return (int) i;
    }
  return -1;
}

/* The place behind @id, or a new row at the end. */
static char *
find_next (ZpPasting *self, const ZpPasteMap *map, const char *id, const char *goal)
{
  g_autoptr (GArray) slots = list_slots (self, map, goal);
  int at = find_slot (slots, id, goal);

  if (at >= 0 && (guint) at + 1 < slots->len)
    return name_slot (&g_array_index (slots, ZpSlot, at + 1), goal);
  if (map->table->rows->len > 0)
    return NULL;
  for (guint i = slots->len; i > 0; i--)
    if (g_array_index (slots, ZpSlot, i - 1).row != NULL)
      return zp_pasting_add_row (self, map->table->key,
                                 zp_row_get_id (g_array_index (slots, ZpSlot, i - 1).row));
  return zp_pasting_add_row (self, map->table->key, NULL);
}

/* The fixed row whose name stands somewhere in the row of the block. */
static const ZpFixedRow *
find_fixed (ZpPasting *self, const ZpPasteMap *map, guint row, int *out_column)
{
  for (guint c = 0; c < map->targets->len; c++)
    {
      ZpKey word = zp_key_make (self->chunk, zp_clip_get_text (self->clip, row, c));

      for (guint i = 0; i < map->table->rows->len; i++)
        {
          const ZpFixedRow *fixed = g_ptr_array_index (map->table->rows, i);
          ZpKey name = zp_key_make (self->chunk, fixed->label);

          *out_column = (int) c;
          if (zp_key_compare (&word, &name) > 0)
            return fixed;
        }
    }
  *out_column = -1;
  return NULL;
}

/* --- what a row says --- */

static gboolean
begins_with_operator (const char *text)
{
  ZpQuantity quantity;

  zp_quantity_parse (text, &quantity);
  return quantity.kind != ZP_QUANTITY_NUMBER || quantity.op != ZP_OP_NONE;
}

static gboolean
ends_with_digit (const char *text)
{
  g_autofree char *plain = zp_text_normalise (text);

  return *plain != '\0' && g_ascii_isdigit (plain[strlen (plain) - 1]);
}

static const char *
get_extra (ZpPasting *self, const ZpPasteMap *map, guint row, ZpRole role)
{
  int column = zp_paste_map_find (map, role);

  if (column < 0 || target_of (map, (guint) column)->key != NULL)
    return "";
  return zp_clip_get_text (self->clip, row, (guint) column);
}

/* Tables that have sign and unit in columns of their own say ≥ 95 % in three cells. */
static char *
join_quantity (ZpPasting *self, const ZpPasteMap *map, guint row, ZpRole role, const char *text)
{
  const char *sign = role == ZP_ROLE_TARGET ? get_extra (self, map, row, ZP_ROLE_NATURE) : "";
  const char *unit = get_extra (self, map, row, ZP_ROLE_UNIT);
  ZpOperator op = *sign != '\0' ? zp_operator_parse (sign) : ZP_OP_NONE;

  return g_strdup_printf (
      "%s%s%s", op != ZP_OP_NONE && !begins_with_operator (text) ? zp_operator_to_string (op) : "",
      text, *unit != '\0' && ends_with_digit (text) ? unit : "");
}

static void
put_cell (ZpPasting *self, const ZpPasteMap *map, const char *id, guint row, guint column)
{
  const ZpPasteTarget *target = target_of (map, column);
  const char *text = zp_clip_get_text (self->clip, row, column);
  g_autofree char *joined = NULL;

  if (*text == '\0' || is_level (map, target->key))
    return;
  if (target->key == NULL && (target->role == ZP_ROLE_NATURE || target->role == ZP_ROLE_UNIT))
    return;
  if (target->key == NULL && target->label == NULL && zp_pasting_is_form_word (self, text))
    return;
  if (target->spec == NULL)
    {
      zp_pasting_leave (self, row, column, target->label != NULL ? target->label : text,
                        target->key != NULL ? _ ("the program computes it")
                                            : _ ("the form has no such column"));
      return;
    }
  joined = join_quantity (self, map, row, target->role, text);
  zp_pasting_put (self, map->table->key, id, target->spec, row, column,
                  target->role == ZP_ROLE_TARGET || target->role == ZP_ROLE_ACTUAL ? joined : text);
}

/* What the official form prints in rows that nobody filled: 指标1, ……, or nothing at all. */
static gboolean
is_printed (const ZpPasteMap *map, const char *key, const char *text)
{
  const char *p = text;

  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (*p == '\0')
    return TRUE;
  for (guint i = 0;
       key != NULL && g_strv_contains (map->table->prefill, key) && i < map->table->skeleton->len;
       i++)
    if (g_strcmp0 (zp_table_spec_get_skeleton (map->table, i, key), text) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_blank (ZpPasting *self, const ZpPasteMap *map, guint row)
{
  for (guint c = 0; c < map->targets->len; c++)
    {
      const char *key = target_of (map, c)->key;

      if (!is_level (map, key) && !is_printed (map, key, zp_clip_get_text (self->clip, row, c)))
        return FALSE;
    }
  return TRUE;
}

/* Sums and signatures below the rows: words of the form where the name of an indicator would be. */
static gboolean
leave_footing (ZpPasting *self, const ZpPasteMap *map, guint row)
{
  int level3 = zp_paste_map_find (map, ZP_ROLE_LEVEL3);
  const char *name = level3 >= 0 ? zp_clip_get_text (self->clip, row, (guint) level3) : "";

  if (level3 < 0 || (*name != '\0' && !zp_pasting_is_form_word (self, name)))
    return FALSE;
  for (guint c = 0; c < map->targets->len; c++)
    {
      const char *text = zp_clip_get_text (self->clip, row, c);

      if (*text == '\0' || !zp_pasting_is_footing (self, text))
        continue;
      zp_pasting_leave (self, row, c, text, _ ("is no row of the table"));
      return TRUE;
    }
  return FALSE;
}

static void
put_row (ZpPasting *self, const ZpPasteMap *map, const char *id, guint row, int except)
{
  for (guint c = 0; c < map->targets->len; c++)
    if ((int) c != except)
      put_cell (self, map, id, row, c);
}

/* --- all rows --- */

static void
fill_fixed (ZpPasting *self, const ZpPasteMap *map)
{
  for (guint r = map->n_headings; r < zp_clip_get_n_rows (self->clip); r++)
    {
      int column;
      const ZpFixedRow *fixed = find_fixed (self, map, r, &column);

      if (fixed != NULL)
        put_row (self, map, fixed->key, r, column);
      else if (!is_blank (self, map, r))
        zp_pasting_leave (self, r, 0, zp_clip_get_text (self->clip, r, 0),
                          _ ("the form has no such row"));
    }
}

static void
fill_by_levels (ZpPasting *self, const ZpPasteMap *map, const char *goal)
{
  int level3 = zp_paste_map_find (map, ZP_ROLE_LEVEL3);
  Levels levels = { 0 };
  gboolean full = FALSE;

  for (; levels.n < MAX_LEVELS && map->table->groups[levels.n] != NULL; levels.n++)
    levels.columns[levels.n] = map->table->groups[levels.n];
  for (guint r = map->n_headings; r < zp_clip_get_n_rows (self->clip); r++)
    {
      const char *name = level3 >= 0 ? zp_clip_get_text (self->clip, r, (guint) level3) : "";
      g_autofree char *id = NULL;

      if (leave_footing (self, map, r))
        continue;
      read_levels (self, map, r, &levels);
      if (is_blank (self, map, r))
        continue;
      if (!full)
        id = find_by_levels (self, map, &levels, name, goal);
      if (!full && id == NULL)
        id = add_by_levels (self, map, &levels, r, goal);
      full = id == NULL;
      if (!full)
        put_row (self, map, id, r, -1);
      else
        zp_pasting_leave (self, r, 0, zp_clip_get_text (self->clip, r, 0),
                          _ ("the table has no more rows"));
    }
  levels_clear (&levels);
}

static void
fill_downwards (ZpPasting *self, const ZpPasteMap *map, const char *anchor_id, const char *goal)
{
  g_autofree char *id = g_strdup (anchor_id);

  for (guint r = map->n_headings; r < zp_clip_get_n_rows (self->clip); r++)
    {
      g_autofree char *made = NULL;
      g_autofree char *next = NULL;

      if (id == NULL)
        {
          zp_pasting_leave (self, r, 0, zp_clip_get_text (self->clip, r, 0),
                            _ ("the table has no more rows"));
          continue;
        }
      if (leave_footing (self, map, r))
        break;
      put_row (self, map, id, r, -1);
      made = g_strdup_printf ("%s/%s", map->table->key, id);
      if (r + 1 == zp_clip_get_n_rows (self->clip))
        break;
      next = find_next (
          self, map,
          g_hash_table_contains (self->made, made) ? g_hash_table_lookup (self->made, made) : id,
          goal);
      g_free (id);
      id = g_steal_pointer (&next);
    }
}

/* Whether the block speaks of an indicator that the form has. */
static gboolean
knows_names (ZpPasting *self, const ZpPasteMap *map)
{
  int level3 = zp_paste_map_find (map, ZP_ROLE_LEVEL3);

  for (guint r = map->n_headings; level3 >= 0 && r < zp_clip_get_n_rows (self->clip); r++)
    for (guint i = 0; i < zp_form_get_n_rows (self->form, map->table->key); i++)
      {
        const char *name = zp_clip_get_text (self->clip, r, (guint) level3);
        const ZpRow *row = zp_form_get_row (self->form, map->table->key, i);

        if (*name != '\0'
            && zp_text_same (name, zp_row_get (row, map->table->roles[ZP_ROLE_LEVEL3]->key)))
          return TRUE;
      }
  return FALSE;
}

/* The goal whose rows the block goes to: that of the row with the focus, else the first. */
static char *
find_goal (ZpPasting *self, const ZpPasteMap *map, const char *anchor_id)
{
  const ZpColumnSpec *column = map->table->roles[ZP_ROLE_GOAL];
  const char *colon = anchor_id != NULL ? strchr (anchor_id, ':') : NULL;
  const ZpRow *row
      = anchor_id != NULL ? zp_form_find_row (self->form, map->table->key, anchor_id) : NULL;
  const ZpRow *first = zp_form_get_row (self->form, ZP_GOALS_TABLE, 0);

  if (column == NULL)
    return NULL;
  if (colon != NULL)
    return g_strdup (colon + 1);
  if (row != NULL
      && zp_form_find_row (self->form, ZP_GOALS_TABLE, zp_row_get (row, column->key)) != NULL)
    return g_strdup (zp_row_get (row, column->key));
  return g_strdup (first != NULL ? zp_row_get_id (first) : "+0");
}

/**
 * zp_pasting_fill_table:
 * @map: what the columns of the block are
 * @anchor_id: (nullable): the row of @map->table with the focus
 *
 * Puts the rows of the block into a table.
 */
void
zp_pasting_fill_table (ZpPasting *self, const ZpPasteMap *map, const char *anchor_id)
{
  g_autofree char *goal = find_goal (self, map, anchor_id);
  gboolean by_levels = FALSE;

  for (guint i = 0; map->table->groups[i] != NULL; i++)
    by_levels = by_levels || column_of_key (map, map->table->groups[i]) >= 0;
  if (map->table->rows->len > 0)
    fill_fixed (self, map);
  else if (by_levels || anchor_id == NULL || (map->n_headings > 0 && knows_names (self, map)))
    fill_by_levels (self, map, goal);
  else
    fill_downwards (self, map, anchor_id, goal);
}
