/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-private.h"

#include "zp-error.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Rows: adding, moving, removing. */

static ZpFormTable *
find_free_row (
    const ZpForm *self, const char *table, const char *id, int *out_index, GError **error)
{
  ZpFormTable *rows = zp_form_find_table (self, table);
  int index = rows != NULL ? zp_form_table_find (rows, id) : -1;
  g_autofree char *place = g_strdup_printf ("%s/%s", table, id);

  if (!zp_form_check_editable (self, place, error))
    return NULL;
  if (index < 0)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s/%s: there is no such row"), table,
                   id);
      return NULL;
    }
  if (((ZpRow *) g_ptr_array_index (rows->rows, index))->fixed)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
                   _ ("%s/%s: the official form always has this row"), table, id);
      return NULL;
    }
  *out_index = index;
  return rows;
}

static void
insert_row (ZpForm *self, ZpStepKind kind, const char *table, ZpRow *row, guint position)
{
  g_autofree char *address = g_strdup_printf ("%s/%s", table, row->id);

  zp_history_begin (self->history, kind, address);
  zp_history_insert (self->history, table, row, position);
  zp_history_end (self->history);
  zp_form_emit_changed (self);
}

/* A new row belongs where the row above belongs: same goal, same levels. */
static void
inherit_group (ZpRow *row, const ZpTableSpec *spec, const ZpRow *from)
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
zp_form_add_row (ZpForm *self, const char *table, const char *after, GError **error)
{
  g_autofree char *id = NULL;
  g_autoptr (ZpRow) row = NULL;
  ZpFormTable *rows;
  int position;

  if (zp_template_find_table (self->template_, table) == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s: the form has no such table"),
                   table);
      return NULL;
    }
  if (!zp_form_check_editable (self, table, error))
    return NULL;
  rows = zp_form_ensure_table (self, table);
  if (rows->spec->rows->len > 0)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
                   _ ("%s: the official form has fixed rows here"), table);
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
zp_form_duplicate_row (ZpForm *self, const char *table, const char *id, GError **error)
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

/* What belongs to a goal goes with it. */
static void
remove_members (ZpForm *self, const char *goal)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const ZpFormTable *rows = g_ptr_array_index (self->tables, i);
      const ZpColumnSpec *column = rows->spec != NULL ? rows->spec->roles[ZP_ROLE_GOAL] : NULL;

      for (guint j = rows->rows->len; column != NULL && j > 0; j--)
        if (g_str_equal (zp_row_get (g_ptr_array_index (rows->rows, j - 1), column->key), goal))
          zp_history_remove (self->history, rows->key, j - 1);
    }
}

/** zp_form_remove_row: removes a row that is not one of the form's own; with a goal, its indicators. */
gboolean
zp_form_remove_row (ZpForm *self, const char *table, const char *id, GError **error)
{
  g_autofree char *address = NULL;
  int index;

  if (find_free_row (self, table, id, &index, error) == NULL)
    return FALSE;
  address = g_strdup_printf ("%s/%s", table, id);
  zp_history_begin (self->history, ZP_STEP_REMOVE_ROW, address);
  if (g_str_equal (table, ZP_GOALS_TABLE))
    remove_members (self, id);
  zp_history_remove (self->history, table, index);
  zp_history_end (self->history);
  zp_form_emit_changed (self);
  return TRUE;
}

static gboolean
same_group (const ZpForm *self, const ZpTableSpec *spec, const ZpSlot *a, const ZpSlot *b)
{
  for (guint i = 0; spec->groups[i] != NULL; i++)
    if (!g_str_equal (zp_form_slot_get (self, spec, a, spec->groups[i]),
                      zp_form_slot_get (self, spec, b, spec->groups[i])))
      return FALSE;
  return TRUE;
}

/* One place up or down.  At the edge of its group a row first joins the neighbouring group. */
static gboolean
move_once (ZpForm *self, ZpFormTable *table, const char *id, int by)
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
  if (!same_group (self, spec, &here, &next))
    for (guint i = 0; spec->groups[i] != NULL; i++)
      zp_history_set (self->history, table->key, id, spec->groups[i],
                      zp_form_slot_get (self, spec, &next, spec->groups[i]));
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
zp_form_move_row (ZpForm *self, const char *table, const char *id, int by, GError **error)
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
    g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s: the row stands at the edge already"),
                 address);
  return moved;
}
