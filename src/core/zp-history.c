/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-private.h"

/* Undo and redo: a list of steps, each a list of changes that know how to go both ways.  Typing in
 * one cell is one step until the cell is left. */

#define MAX_STEPS 1000

typedef enum
{
  CHANGE_VALUE,
  CHANGE_INSERT,
  CHANGE_REMOVE,
  CHANGE_MOVE,
  CHANGE_PROFILE,
} ChangeKind;

typedef struct
{
  ChangeKind kind;
  const char *table;  /* canonical; NULL for fields */
  GRefString *row_id; /* CHANGE_VALUE in a table */
  const char *key;    /* canonical */
  char *old_text;
  char *new_text;
  ZpRow *row; /* CHANGE_INSERT, CHANGE_REMOVE */
  guint from;
  guint to;
  ZpProfile *old_profile;
  ZpProfile *new_profile;
} Change;

typedef struct
{
  ZpStepKind kind;
  char *address;
  gboolean open; /* typing in the same cell still belongs to it */
  GPtrArray *changes;
} Step;

struct _ZpHistory
{
  ZpForm *form; /* borrowed */
  GPtrArray *steps;
  guint position; /* how many steps are done, the rest can be redone */
  Step *current;
  guint depth;
};

static void
change_free (Change *change)
{
  g_clear_pointer (&change->row_id, g_ref_string_release);
  g_free (change->old_text);
  g_free (change->new_text);
  g_clear_pointer (&change->row, zp_row_unref);
  g_clear_pointer (&change->old_profile, zp_profile_unref);
  g_clear_pointer (&change->new_profile, zp_profile_unref);
  g_free (change);
}

static void
step_free (Step *step)
{
  g_free (step->address);
  g_ptr_array_unref (step->changes);
  g_free (step);
}

/** zp_history_new: (transfer full): an empty history of @form, which is borrowed. */
ZpHistory *
zp_history_new (ZpForm *form)
{
  ZpHistory *self = g_new0 (ZpHistory, 1);

  self->form = form;
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  return self;
}

void
zp_history_free (ZpHistory *self)
{
  g_ptr_array_unref (self->steps);
  g_clear_pointer (&self->current, step_free);
  g_free (self);
}

/* --- going forward and back --- */

static void
apply_value (ZpForm *form, const Change *change, const char *text)
{
  if (change->table == NULL)
    zp_row_set (form->fields, change->key, text);
  else
    {
      ZpFormTable *table = zp_form_find_table (form, change->table);
      int index = zp_form_table_find (table, change->row_id);

      zp_row_set (g_ptr_array_index (table->rows, index), change->key, text);
    }
}

static void
move_row (ZpFormTable *table, guint from, guint to)
{
  ZpRow *row = g_ptr_array_steal_index (table->rows, from);

  g_ptr_array_insert (table->rows, to, row);
}

static void
change_apply (ZpForm *form, const Change *change, gboolean forward)
{
  ZpFormTable *table = change->table != NULL ? zp_form_ensure_table (form, change->table) : NULL;
  gboolean inserts = (change->kind == CHANGE_INSERT) == forward;

  switch (change->kind)
    {
    case CHANGE_VALUE:
      apply_value (form, change, forward ? change->new_text : change->old_text);
      break;
    case CHANGE_INSERT:
    case CHANGE_REMOVE:
      if (inserts)
        g_ptr_array_insert (table->rows, change->from, zp_row_ref (change->row));
      else
        g_ptr_array_remove_index (table->rows, change->from);
      break;
    case CHANGE_MOVE:
      if (forward)
        move_row (table, change->from, change->to);
      else
        move_row (table, change->to, change->from);
      break;
    case CHANGE_PROFILE:
      zp_profile_unref (form->profile);
      form->profile = zp_profile_ref (forward ? change->new_profile : change->old_profile);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* --- recording --- */

/**
 * zp_history_begin:
 * @kind: what the step does
 * @address: where to go when it is undone
 *
 * Begins a step, or goes on with the last one when that is typing in the same cell.  Steps nest:
 * what begins inside another becomes a part of it.
 */
void
zp_history_begin (ZpHistory *self, ZpStepKind kind, const char *address)
{
  Step *last = self->position > 0 ? g_ptr_array_index (self->steps, self->position - 1) : NULL;

  if (self->depth++ > 0)
    return;
  if (last != NULL && last->open && kind == ZP_STEP_SET && self->position == self->steps->len
      && g_str_equal (last->address, address))
    {
      self->current = g_ptr_array_steal_index (self->steps, self->steps->len - 1);
      self->position--;
      return;
    }
  if (last != NULL)
    last->open = FALSE;
  self->current = g_new0 (Step, 1);
  self->current->kind = kind;
  self->current->address = g_strdup (address);
  self->current->open = kind == ZP_STEP_SET;
  self->current->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
}

/* Drops a step in which everything came back to what it was. */
static gboolean
step_does_something (const Step *step)
{
  for (guint i = 0; i < step->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (step->changes, i);

      if (change->kind != CHANGE_VALUE || !g_str_equal (change->old_text, change->new_text))
        return TRUE;
    }
  return FALSE;
}

/** zp_history_end: ends what zp_history_begin() began. */
void
zp_history_end (ZpHistory *self)
{
  g_return_if_fail (self->depth > 0);

  if (--self->depth > 0)
    return;
  g_ptr_array_set_size (self->steps, self->position);
  if (!step_does_something (self->current))
    {
      g_clear_pointer (&self->current, step_free);
      return;
    }
  g_ptr_array_add (self->steps, g_steal_pointer (&self->current));
  if (self->steps->len > MAX_STEPS)
    g_ptr_array_remove_index (self->steps, 0);
  self->position = self->steps->len;
}

/** zp_history_is_open: whether a step began that did not end yet. */
gboolean
zp_history_is_open (const ZpHistory *self)
{
  return self->depth > 0;
}

/** zp_history_rename: the last step made the row it is about, whose address is known only now. */
void
zp_history_rename (ZpHistory *self, const char *address)
{
  Step *last = self->position > 0 ? g_ptr_array_index (self->steps, self->position - 1) : NULL;

  /* Inside a group the step is not finished, and its address is the group's. */
  if (last != NULL && self->depth == 0)
    {
      g_free (last->address);
      last->address = g_strdup (address);
    }
}

static void
record (ZpHistory *self, Change *change)
{
  g_return_if_fail (self->current != NULL);

  change_apply (self->form, change, TRUE);
  g_ptr_array_add (self->current->changes, change);
}

/* A later text of the same value replaces the one noted before, so typing does not pile up. */
static gboolean
merge_value (Step *step, const char *table, const char *row, const char *key, const char *text)
{
  for (guint i = step->changes->len; i > 0; i--)
    {
      Change *change = g_ptr_array_index (step->changes, i - 1);

      if (change->kind != CHANGE_VALUE)
        return FALSE;
      if (change->table == table && change->key == key && g_strcmp0 (change->row_id, row) == 0)
        {
          g_free (change->new_text);
          change->new_text = g_strdup (text);
          return TRUE;
        }
    }
  return FALSE;
}

/** zp_history_set: sets a value; @table and @row are NULL for a field. */
void
zp_history_set (
    ZpHistory *self, const char *table, const char *row, const char *key, const char *text)
{
  ZpFormTable *rows = table != NULL ? zp_form_find_table (self->form, table) : NULL;
  const ZpRow *owner = rows != NULL ? g_ptr_array_index (rows->rows, zp_form_table_find (rows, row))
                                    : self->form->fields;
  const char *canonical = g_intern_string (key);
  const char *old = zp_row_get (owner, canonical);
  Change *change;

  if (g_str_equal (old, text))
    return;
  table = g_intern_string (table);
  change = g_new0 (Change, 1);
  change->kind = CHANGE_VALUE;
  change->table = table;
  change->row_id = row != NULL ? g_ref_string_new (row) : NULL;
  change->key = canonical;
  change->old_text = g_strdup (old);
  change->new_text = g_strdup (text);
  if (merge_value (self->current, table, row, canonical, text))
    {
      change_apply (self->form, change, TRUE);
      change_free (change);
    }
  else
    record (self, change);
}

static Change *
row_change (ChangeKind kind, const char *table, ZpRow *row, guint from, guint to)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->table = g_intern_string (table);
  change->row = row != NULL ? zp_row_ref (row) : NULL;
  change->from = from;
  change->to = to;
  return change;
}

/** zp_history_insert: puts @row into @table. */
void
zp_history_insert (ZpHistory *self, const char *table, ZpRow *row, guint position)
{
  record (self, row_change (CHANGE_INSERT, table, row, position, 0));
}

/** zp_history_remove: takes a row out of @table. */
void
zp_history_remove (ZpHistory *self, const char *table, guint position)
{
  ZpFormTable *rows = zp_form_find_table (self->form, table);

  record (self,
          row_change (CHANGE_REMOVE, table, g_ptr_array_index (rows->rows, position), position, 0));
}

/** zp_history_move: moves a row inside @table. */
void
zp_history_move (ZpHistory *self, const char *table, guint from, guint to)
{
  record (self, row_change (CHANGE_MOVE, table, NULL, from, to));
}

/** zp_history_set_profile: scores the form by another profile. */
void
zp_history_set_profile (ZpHistory *self, ZpProfile *profile)
{
  Change *change = g_new0 (Change, 1);

  change->kind = CHANGE_PROFILE;
  change->old_profile = zp_profile_ref (self->form->profile);
  change->new_profile = zp_profile_ref (profile);
  record (self, change);
}

/* --- what the form offers --- */

/** zp_form_end_typing: what is typed next in the same cell is a step of its own. */
void
zp_form_end_typing (ZpForm *self)
{
  ZpHistory *history = self->history;

  if (history->position > 0)
    ((Step *) g_ptr_array_index (history->steps, history->position - 1))->open = FALSE;
}

/** zp_form_begin_group: what follows until zp_form_end_group() is one step, told as one change. */
void
zp_form_begin_group (ZpForm *self)
{
  zp_form_begin_step (self, ZP_STEP_GROUP, "");
}

/**
 * zp_form_begin_step:
 * @kind: what the step does
 * @address: where to go when it is undone, "" for nowhere
 *
 * Like zp_form_begin_group(), with words of its own for the user.
 */
void
zp_form_begin_step (ZpForm *self, ZpStepKind kind, const char *address)
{
  zp_history_begin (self->history, kind, address);
}

void
zp_form_end_group (ZpForm *self)
{
  zp_history_end (self->history);
  zp_form_emit_changed (self);
}

gboolean
zp_form_can_undo (const ZpForm *self)
{
  return self->history->position > 0 && !zp_form_is_read_only (self);
}

gboolean
zp_form_can_redo (const ZpForm *self)
{
  return self->history->position < self->history->steps->len && !zp_form_is_read_only (self);
}

static void
tell (const Step *step, ZpStepKind *out_kind, char **out_address)
{
  if (out_kind != NULL)
    *out_kind = step->kind;
  if (out_address != NULL)
    *out_address = g_strdup (step->address);
}

/**
 * zp_form_undo:
 * @out_kind: (out) (optional): what was undone
 * @out_address: (out) (optional) (transfer full): where it was: a value, or “table/row”
 *
 * Returns: whether there was something to undo
 */
gboolean
zp_form_undo (ZpForm *self, ZpStepKind *out_kind, char **out_address)
{
  ZpHistory *history = self->history;
  Step *step;

  if (!zp_form_can_undo (self))
    return FALSE;
  zp_form_end_typing (self);
  step = g_ptr_array_index (history->steps, --history->position);
  for (guint i = step->changes->len; i > 0; i--)
    change_apply (self, g_ptr_array_index (step->changes, i - 1), FALSE);
  tell (step, out_kind, out_address);
  zp_form_emit_changed (self);
  return TRUE;
}

/** zp_form_redo: does again what was undone last; like zp_form_undo(). */
gboolean
zp_form_redo (ZpForm *self, ZpStepKind *out_kind, char **out_address)
{
  ZpHistory *history = self->history;
  Step *step;

  if (!zp_form_can_redo (self))
    return FALSE;
  step = g_ptr_array_index (history->steps, history->position++);
  for (guint i = 0; i < step->changes->len; i++)
    change_apply (self, g_ptr_array_index (step->changes, i), TRUE);
  tell (step, out_kind, out_address);
  zp_form_emit_changed (self);
  return TRUE;
}
