/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-private.h"

#include "zp-error.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Rows as the paper shows them, and what can be done with them. */

static gboolean
matches_skeleton (const ZpTableSpec   *spec,
                  const ZpSkeletonRow *skeleton,
                  const ZpRow         *row)
{
  for (guint i = 0; spec->groups[i] != NULL; i++)
    {
      const char *asked = skeleton->values[i];

      if (asked != NULL && *asked != '\0' && !g_str_equal (asked, zp_row_get (row, spec->groups[i])))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_skeleton_group (const ZpTableSpec *spec,
                     guint              a,
                     guint              b)
{
  const ZpSkeletonRow *first = g_ptr_array_index (spec->skeleton, a);
  const ZpSkeletonRow *second = g_ptr_array_index (spec->skeleton, b);

  return g_strv_equal ((const char *const *) first->values, (const char *const *) second->values);
}

static int
last_in_group (const ZpTableSpec *spec,
               GArray            *slots,
               guint              skeleton)
{
  for (guint i = slots->len; i > 0; i--)
    {
      const ZpSlot *slot = &g_array_index (slots, ZpSlot, i - 1);

      if (slot->row != NULL ? matches_skeleton (spec, g_ptr_array_index (spec->skeleton, skeleton), slot->row)
                            : same_skeleton_group (spec, slot->skeleton, skeleton))
        return i - 1;
    }
  return -1;
}

static guint
count_in_group (const ZpTableSpec *spec,
                GArray            *slots,
                guint              skeleton)
{
  guint n = 0;

  for (guint i = 0; i < slots->len; i++)
    {
      const ZpSlot *slot = &g_array_index (slots, ZpSlot, i);

      if (slot->row != NULL && matches_skeleton (spec, g_ptr_array_index (spec->skeleton, skeleton), slot->row))
        n++;
    }
  return n;
}

/* Puts the official form's own empty rows between the filled ones: each after its own group, a
 * missing group after the one that stands before it in the form. */
static void
add_skeleton (const ZpTableSpec *spec,
              GArray            *slots)
{
  int anchor = -1;

  for (guint first = 0; first < spec->skeleton->len;)
    {
      guint end = first + 1;
      guint filled = count_in_group (spec, slots, first);
      int last = last_in_group (spec, slots, first);

      while (end < spec->skeleton->len && same_skeleton_group (spec, first, end))
        end++;
      if (last >= 0)
        anchor = last;
      for (guint i = first + MIN (filled, end - first); i < end; i++)
        {
          ZpSlot slot = { NULL, i, i };

          g_array_insert_val (slots, ++anchor, slot);
        }
      first = end;
    }
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
zp_form_list_slots (const ZpForm *self,
                    const char   *table,
                    const char   *where,
                    const char   *where_id)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (ZpSlot));
  const ZpFormTable *rows = zp_form_find_table (self, table);
  const ZpTableSpec *spec = zp_template_find_table (self->template_, table);

  for (guint i = 0; rows != NULL && i < rows->rows->len; i++)
    {
      ZpSlot slot = { g_ptr_array_index (rows->rows, i), -1, 0 };

      if (where == NULL || g_str_equal (zp_row_get (slot.row, where), where_id))
        g_array_append_val (slots, slot);
    }
  if (spec == NULL)
    return slots;
  add_skeleton (spec, slots);
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
                   const char   *table,
                   const char   *id,
                   ZpSlot       *out_slot,
                   int          *out_position,
                   char        **out_where_id)
{
  const ZpTableSpec *spec = zp_template_find_table (self->template_, table);
  const char *colon = strchr (id, ':');
  const char *where = colon != NULL && spec->roles[ZP_ROLE_GOAL] != NULL ? spec->roles[ZP_ROLE_GOAL]->key : NULL;
  g_autoptr (GArray) slots = zp_form_list_slots (self, table, where, colon != NULL ? colon + 1 : NULL);
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
      else if (slot->blank == blank)
        {
          *out_slot = *slot;
          *out_position = position;
          *out_where_id = colon != NULL ? g_strdup (colon + 1) : NULL;
          return TRUE;
        }
    }
  return FALSE;
}

/* --- adding, moving, removing --- */

static ZpFormTable *
find_free_row (const ZpForm *self,
               const char   *table,
               const char   *id,
               int          *out_index,
               GError      **error)
{
  ZpFormTable *rows = zp_form_find_table (self, table);
  int index = rows != NULL ? zp_form_table_find (rows, id) : -1;

  if (index < 0)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _("%s/%s: there is no such row"), table, id);
      return NULL;
    }
  if (((ZpRow *) g_ptr_array_index (rows->rows, index))->fixed)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY, _("%s/%s: the official form always has this row"), table,
                   id);
      return NULL;
    }
  *out_index = index;
  return rows;
}

static void
insert_row (ZpForm     *self,
            ZpStepKind  kind,
            const char *table,
            ZpRow      *row,
            guint       position)
{
  g_autofree char *address = g_strdup_printf ("%s/%s", table, row->id);

  zp_history_begin (self->history, kind, address);
  zp_history_insert (self->history, table, row, position);
  zp_history_end (self->history);
  zp_form_emit_changed (self);
}

/* A new row belongs where the row above belongs: same goal, same levels. */
static void
inherit_group (ZpRow             *row,
               const ZpTableSpec *spec,
               const ZpRow       *from)
{
  if (spec->roles[ZP_ROLE_GOAL] != NULL)
    {
      const char *key = spec->roles[ZP_ROLE_GOAL]->key;

      zp_row_set (row, key, zp_row_get (from, key));
    }
  for (guint i = 0; spec->groups[i] != NULL; i++)
    zp_row_set (row, spec->groups[i], zp_row_get (from, spec->groups[i]));
}

/**
 * zp_form_add_row:
 * @after: (nullable): the row above; %NULL for the end of the table
 *
 * Returns: (transfer full) (nullable): the id of the new row
 */
char *
zp_form_add_row (ZpForm     *self,
                 const char *table,
                 const char *after,
                 GError    **error)
{
  g_autofree char *id = NULL;
  g_autoptr (ZpRow) row = NULL;
  ZpFormTable *rows;
  int position;

  if (zp_template_find_table (self->template_, table) == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _("%s: the form has no such table"), table);
      return NULL;
    }
  rows = zp_form_ensure_table (self, table);
  if (rows->spec->rows->len > 0)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY, _("%s: the official form has fixed rows here"), table);
      return NULL;
    }
  position = (int) rows->rows->len - 1;
  if (after != NULL && (rows = find_free_row (self, table, after, &position, error)) == NULL)
    return NULL;
  id = zp_form_new_row_id (rows);
  row = zp_row_new (id, FALSE);
  if (after != NULL)
    inherit_group (row, rows->spec, g_ptr_array_index (rows->rows, position));
  insert_row (self, ZP_STEP_ADD_ROW, table, row, position + 1);
  return g_steal_pointer (&id);
}

/**
 * zp_form_duplicate_row:
 *
 * Returns: (transfer full) (nullable): the id of the copy, which stands below the row
 */
char *
zp_form_duplicate_row (ZpForm     *self,
                       const char *table,
                       const char *id,
                       GError    **error)
{
  g_autoptr (ZpRow) copy = NULL;
  g_autofree char *copy_id = NULL;
  ZpFormTable *rows;
  int index;

  rows = find_free_row (self, table, id, &index, error);
  if (rows == NULL)
    return NULL;
  copy_id = zp_form_new_row_id (rows);
  copy = zp_row_copy (g_ptr_array_index (rows->rows, index), copy_id);
  insert_row (self, ZP_STEP_DUPLICATE_ROW, table, copy, index + 1);
  return g_steal_pointer (&copy_id);
}

/** zp_form_remove_row: removes a row that is not one of the form's own. */
gboolean
zp_form_remove_row (ZpForm     *self,
                    const char *table,
                    const char *id,
                    GError    **error)
{
  g_autofree char *address = NULL;
  int index;

  if (find_free_row (self, table, id, &index, error) == NULL)
    return FALSE;
  address = g_strdup_printf ("%s/%s", table, id);
  zp_history_begin (self->history, ZP_STEP_REMOVE_ROW, address);
  zp_history_remove (self->history, table, index);
  zp_history_end (self->history);
  zp_form_emit_changed (self);
  return TRUE;
}

static const char *
group_value (const ZpTableSpec *spec,
             const ZpSlot      *slot,
             guint              group)
{
  const ZpSkeletonRow *skeleton;

  if (slot->row != NULL)
    return zp_row_get (slot->row, spec->groups[group]);
  if (slot->skeleton < 0)
    return "";
  skeleton = g_ptr_array_index (spec->skeleton, slot->skeleton);
  return skeleton->values[group] != NULL ? skeleton->values[group] : "";
}

static gboolean
same_group (const ZpTableSpec *spec,
            const ZpSlot      *a,
            const ZpSlot      *b)
{
  for (guint i = 0; spec->groups[i] != NULL; i++)
    if (!g_str_equal (group_value (spec, a, i), group_value (spec, b, i)))
      return FALSE;
  return TRUE;
}

/* One place up or down.  At the edge of its group a row first joins the neighbouring group. */
static gboolean
move_once (ZpForm     *self,
           ZpFormTable *table,
           const char *id,
           int         by)
{
  const ZpTableSpec *spec = table->spec;
  const char *where = spec->roles[ZP_ROLE_GOAL] != NULL ? spec->roles[ZP_ROLE_GOAL]->key : NULL;
  int index = zp_form_table_find (table, id);
  const ZpRow *row = g_ptr_array_index (table->rows, index);
  g_autoptr (GArray) slots = zp_form_list_slots (self, table->key, where,
                                                 where != NULL ? zp_row_get (row, where) : NULL);
  guint at = 0;
  ZpSlot here, next;

  while (g_array_index (slots, ZpSlot, at).row != row)
    at++;
  if ((by < 0 && at == 0) || (by > 0 && at + 1 >= slots->len))
    return FALSE;
  here = g_array_index (slots, ZpSlot, at);
  next = g_array_index (slots, ZpSlot, by < 0 ? at - 1 : at + 1);
  if (!same_group (spec, &here, &next))
    for (guint i = 0; spec->groups[i] != NULL; i++)
      zp_history_set (self->history, table->key, id, spec->groups[i], group_value (spec, &next, i));
  else if (next.row != NULL)
    zp_history_move (self->history, table->key, index, zp_form_table_find (table, next.row->id));
  else
    return FALSE;
  return TRUE;
}

/**
 * zp_form_move_row:
 * @by: places down, or up when negative
 *
 * Moves a row among the rows the paper shows.  Where it leaves its group it takes over the levels
 * of the group it comes to.
 *
 * Returns: whether it could be moved at all
 */
gboolean
zp_form_move_row (ZpForm     *self,
                  const char *table,
                  const char *id,
                  int         by,
                  GError    **error)
{
  g_autofree char *address = g_strdup_printf ("%s/%s", table, id);
  gboolean moved = FALSE;
  ZpFormTable *rows;
  int index;

  rows = find_free_row (self, table, id, &index, error);
  if (rows == NULL)
    return FALSE;
  zp_history_begin (self->history, ZP_STEP_MOVE_ROW, address);
  for (int i = 0; i < abs (by) && move_once (self, rows, id, by); i++)
    moved = TRUE;
  zp_history_end (self->history);
  if (moved)
    zp_form_emit_changed (self);
  else
    g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _("%s: the row stands at the edge already"), address);
  return moved;
}
