/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-diff.h"

#include "zp-form-private.h"

/* Rows are the same when they have the same id, whatever they say and wherever they stand. */

typedef struct
{
  const ZpForm *a;
  const ZpForm *b;
  GPtrArray *changes;
} Diff;

void
zp_form_change_free (ZpFormChange *change)
{
  g_free (change->address);
  g_free (change->old_text);
  g_free (change->new_text);
  g_free (change);
}

static void
note (Diff *diff, ZpFormChangeKind kind, char *address, const char *old_text, const char *new_text)
{
  ZpFormChange *change = g_new0 (ZpFormChange, 1);

  change->kind = kind;
  change->address = address;
  change->old_text = g_strdup (old_text);
  change->new_text = g_strdup (new_text);
  g_ptr_array_add (diff->changes, change);
}

static void
compare_value (
    Diff *diff, const char *table, const ZpRow *old_row, const ZpRow *new_row, const char *key)
{
  const char *old_text = old_row != NULL ? zp_row_get (old_row, key) : "";
  const char *new_text = new_row != NULL ? zp_row_get (new_row, key) : "";
  const ZpRow *row = new_row != NULL ? new_row : old_row;

  if (!g_str_equal (old_text, new_text))
    note (diff, ZP_FORM_CHANGE_VALUE,
          table != NULL ? g_strdup_printf ("%s/%s/%s", table, row->id, key) : g_strdup (key),
          old_text, new_text);
}

/* That a score was given by hand shows in the score itself; what begins with ~ is the program's. */
static gboolean
is_told (const char *key)
{
  return *key != '~' && !g_str_equal (key, ZP_KEY_BY_HAND);
}

/* Each key once: those the template knows in its order, then the others as they stand. */
static void
add_keys (GPtrArray *keys, const ZpRow *row)
{
  for (guint i = 0; row != NULL && i < row->values->len; i++)
    {
      const char *key = g_array_index (row->values, ZpRowValue, i).key;

      if (is_told (key) && !g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
        g_ptr_array_add (keys, (gpointer) key);
    }
}

static void
compare_rows (
    Diff *diff, const char *table, GPtrArray *columns, const ZpRow *old_row, const ZpRow *new_row)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; columns != NULL && i < columns->len; i++)
    g_ptr_array_add (keys, (gpointer) ((ZpColumnSpec *) g_ptr_array_index (columns, i))->key);
  add_keys (keys, old_row);
  add_keys (keys, new_row);
  for (guint i = 0; i < keys->len; i++)
    compare_value (diff, table, old_row, new_row, g_ptr_array_index (keys, i));
}

/* --- order --- */

/* How long a chain of rows ends here in which both versions have the same order. */
static void
measure_chains (GArray *places, GArray *lengths, GArray *before)
{
  for (guint i = 0; i < places->len; i++)
    {
      int longest = 1, from = -1;

      for (guint j = 0; j < i; j++)
        if (g_array_index (places, int, j) < g_array_index (places, int, i)
            && g_array_index (lengths, int, j) + 1 > longest)
          {
            longest = g_array_index (lengths, int, j) + 1;
            from = (int) j;
          }
      g_array_append_val (lengths, longest);
      g_array_append_val (before, from);
    }
}

/* The rows that must be moved are those outside the longest chain. */
static void
note_moves (Diff *diff, const char *table, GPtrArray *common, GArray *places)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree gboolean *stays = g_new0 (gboolean, common->len + 1);
  int last = -1;

  measure_chains (places, lengths, before);
  for (guint i = 0; i < lengths->len; i++)
    if (last < 0 || g_array_index (lengths, int, i) > g_array_index (lengths, int, last))
      last = (int) i;
  for (; last >= 0; last = g_array_index (before, int, last))
    stays[last] = TRUE;
  for (guint i = 0; i < common->len; i++)
    if (!stays[i])
      note (diff, ZP_FORM_CHANGE_ROW_MOVED,
            g_strdup_printf ("%s/%s", table, ((ZpRow *) g_ptr_array_index (common, i))->id), "",
            "");
}

static void
compare_order (Diff *diff, const ZpFormTable *old_rows, const ZpFormTable *new_rows)
{
  g_autoptr (GPtrArray) common = g_ptr_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (int));
  gboolean sorted = TRUE;
  int last = -1;

  for (guint i = 0; i < new_rows->rows->len; i++)
    {
      ZpRow *row = g_ptr_array_index (new_rows->rows, i);
      int place = row->fixed ? -1 : zp_form_table_find (old_rows, row->id);

      if (place < 0)
        continue;
      sorted = sorted && place > last;
      last = place;
      g_ptr_array_add (common, row);
      g_array_append_val (places, place);
    }
  if (!sorted)
    note_moves (diff, new_rows->key, common, places);
}

/* --- tables --- */

/* A fixed row is always on the paper; it neither comes nor goes. */
static void
note_row (Diff *diff, ZpFormChangeKind kind, const char *table, const ZpRow *row)
{
  if (!row->fixed)
    note (diff, kind, g_strdup_printf ("%s/%s", table, row->id), "", "");
}

static void
compare_table (Diff *diff, const char *key)
{
  const ZpFormTable *old_rows = zp_form_find_table (diff->a, key);
  const ZpFormTable *new_rows = zp_form_find_table (diff->b, key);
  const ZpTableSpec *spec = new_rows != NULL ? new_rows->spec : old_rows->spec;
  GPtrArray *columns = spec != NULL ? spec->columns : NULL;

  for (guint i = 0; old_rows != NULL && i < old_rows->rows->len; i++)
    {
      const ZpRow *row = g_ptr_array_index (old_rows->rows, i);

      if (zp_form_find_row (diff->b, key, row->id) == NULL)
        {
          note_row (diff, ZP_FORM_CHANGE_ROW_REMOVED, key, row);
          compare_rows (diff, key, columns, row, NULL);
        }
    }
  for (guint i = 0; new_rows != NULL && i < new_rows->rows->len; i++)
    {
      const ZpRow *row = g_ptr_array_index (new_rows->rows, i);
      const ZpRow *old_row = zp_form_find_row (diff->a, key, row->id);

      if (old_row == NULL)
        note_row (diff, ZP_FORM_CHANGE_ROW_ADDED, key, row);
      compare_rows (diff, key, columns, old_row, row);
    }
  if (old_rows != NULL && new_rows != NULL)
    compare_order (diff, old_rows, new_rows);
}

static void
compare_tables (Diff *diff)
{
  for (guint i = 0; i < diff->b->tables->len; i++)
    compare_table (diff, ((ZpFormTable *) g_ptr_array_index (diff->b->tables, i))->key);
  for (guint i = 0; i < diff->a->tables->len; i++)
    {
      const char *key = ((ZpFormTable *) g_ptr_array_index (diff->a->tables, i))->key;

      if (zp_form_find_table (diff->b, key) == NULL)
        compare_table (diff, key);
    }
}

static void
compare_rules (Diff *diff)
{
  const char *old_template = zp_template_get_id (diff->a->template_);
  const char *new_template = zp_template_get_id (diff->b->template_);

  if (!g_str_equal (old_template, new_template))
    note (diff, ZP_FORM_CHANGE_TEMPLATE, g_strdup (""), old_template, new_template);
  if (!g_str_equal (diff->a->profile->id, diff->b->profile->id))
    note (diff, ZP_FORM_CHANGE_PROFILE, g_strdup (""), diff->a->profile->id, diff->b->profile->id);
}

/**
 * zp_form_diff:
 * @a: a version of a form
 * @b: another, usually a later one
 *
 * The differences in what was typed, address by address: first the fields, then the tables, each in
 * the order of the template.  A row that came or went is followed by its cells.  Computed values are
 * not compared, and neither is the review.
 *
 * Returns: (transfer full) (element-type ZpFormChange): the changes that lead from @a to @b
 */
GPtrArray *
zp_form_diff (const ZpForm *a, const ZpForm *b)
{
  Diff diff = { a, b, NULL };

  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  diff.changes = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_form_change_free);
  compare_rules (&diff);
  compare_rows (&diff, NULL, zp_template_get_fields (b->template_), a->fields, b->fields);
  compare_tables (&diff);
  return diff.changes;
}
