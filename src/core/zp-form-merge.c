/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-error.h"
#include "zp-event-log.h"
#include "zp-form-diff.h"
#include "zp-form-private.h"

struct _ZpFormMerge
{
  ZpForm *base; /* NULL when there is none */
  ZpForm *mine;
  ZpForm *theirs;
  GPtrArray *items;
  gboolean frozen;
};

static void
item_free (gpointer data)
{
  ZpMergeItem *item = data;

  g_free (item->address);
  g_free (item->base);
  g_free (item->mine);
  g_free (item->theirs);
  g_free (item);
}

void
zp_form_merge_free (ZpFormMerge *self)
{
  g_clear_object (&self->base);
  g_object_unref (self->mine);
  g_object_unref (self->theirs);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* What only one side changed comes from that side. */
static void
decide (ZpMergeItem *item)
{
  gboolean mine_stayed = g_strcmp0 (item->base, item->mine) == 0;
  gboolean theirs_stayed = g_strcmp0 (item->base, item->theirs) == 0;

  item->conflict = item->base == NULL || (!mine_stayed && !theirs_stayed);
  item->side = item->base != NULL && mine_stayed ? ZP_MERGE_THEIRS : ZP_MERGE_MINE;
}

static ZpMergeItem *
add_item (ZpFormMerge *self,
          ZpMergeKind kind,
          const char *address,
          const char *base,
          const char *mine,
          const char *theirs)
{
  ZpMergeItem *item = g_new0 (ZpMergeItem, 1);

  item->kind = kind;
  item->address = g_strdup (address);
  item->base = self->base != NULL ? g_strdup (base) : NULL;
  item->mine = g_strdup (mine);
  item->theirs = g_strdup (theirs);
  item->in_mine = item->in_theirs = TRUE;
  decide (item);
  g_ptr_array_add (self->items, item);
  return item;
}

/* --- values and rows --- */

/* (nullable): the row of “table/row” or “table/row/column” in a form; of a field, the fields */
static ZpRow *
find_row (const ZpForm *form, const char *address, const char **out_key)
{
  g_auto (GStrv) parts = g_strsplit (address, "/", 3);
  ZpFormTable *table;
  int index;

  if (out_key != NULL)
    *out_key = strrchr (address, '/') != NULL ? strrchr (address, '/') + 1 : address;
  if (parts[0] == NULL || parts[1] == NULL)
    return form->fields;
  table = zp_form_find_table (form, parts[0]);
  index = table != NULL ? zp_form_table_find (table, parts[1]) : -1;
  return index >= 0 ? g_ptr_array_index (table->rows, index) : NULL;
}

static const char *
peek_value (const ZpForm *form, const char *address)
{
  const char *key;
  const ZpRow *row = find_row (form, address, &key);

  return row != NULL ? zp_row_get (row, key) : "";
}

/* The texts of a row, for a person to know it by and for a comparison; NULL without a row. */
static char *
dup_texts (const ZpForm *form, const char *address)
{
  const ZpRow *row = form != NULL ? find_row (form, address, NULL) : NULL;
  GString *text;

  if (row == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < row->values->len; i++)
    {
      const ZpRowValue *value = &g_array_index (row->values, ZpRowValue, i);

      if (*value->key == '~' || g_str_equal (value->key, ZP_KEY_BY_HAND))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", value->text);
    }
  return g_string_free (text, FALSE);
}

static gboolean
same_row (const ZpForm *a, const ZpForm *b, const char *address)
{
  g_autofree char *left = dup_texts (a, address);
  g_autofree char *right = dup_texts (b, address);

  return g_strcmp0 (left, right) == 0;
}

static void
add_row (ZpFormMerge *self, const char *address)
{
  g_autofree char *base = dup_texts (self->base, address);
  g_autofree char *mine = dup_texts (self->mine, address);
  g_autofree char *theirs = dup_texts (self->theirs, address);
  ZpMergeItem *item = add_item (self, ZP_MERGE_KIND_ROW, address, base != NULL ? base : "",
                                mine != NULL ? mine : "", theirs != NULL ? theirs : "");

  item->in_mine = mine != NULL;
  item->in_theirs = theirs != NULL;
  if (self->base == NULL)
    /* Nobody knows whether it came or went; a row that is kept can still be removed. */
    item->side = item->in_mine ? ZP_MERGE_MINE : ZP_MERGE_THEIRS;
  else if (base == NULL)
    {
      item->conflict = FALSE;
      item->side = item->in_mine ? ZP_MERGE_MINE : ZP_MERGE_THEIRS;
    }
  else
    {
      /* Removed on one side; on the other it may have been changed meanwhile. */
      item->conflict = !same_row (self->base, item->in_mine ? self->mine : self->theirs, address);
      if (item->conflict)
        item->side = item->in_mine ? ZP_MERGE_MINE : ZP_MERGE_THEIRS;
      else
        item->side = item->in_mine ? ZP_MERGE_THEIRS : ZP_MERGE_MINE;
    }
}

/* The order of the rows that both sides have; others came or went with a choice of their own. */
static char *
dup_order (const ZpFormMerge *self, const ZpForm *form, const char *key)
{
  const ZpFormTable *table = form != NULL ? zp_form_find_table (form, key) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; table != NULL && i < table->rows->len; i++)
    {
      const ZpRow *row = g_ptr_array_index (table->rows, i);

      if (!row->fixed && zp_form_find_row (self->mine, key, row->id) != NULL
          && zp_form_find_row (self->theirs, key, row->id) != NULL)
        g_string_append_printf (text, "%s ", row->id);
    }
  return g_string_free (text, FALSE);
}

static gboolean
has_item (ZpFormMerge *self, ZpMergeKind kind, const char *address)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const ZpMergeItem *item = g_ptr_array_index (self->items, i);

      if (item->kind == kind && g_str_equal (item->address, address))
        return TRUE;
    }
  return FALSE;
}

static void
add_order (ZpFormMerge *self, const char *row)
{
  g_autofree char *table = g_strndup (row, strcspn (row, "/"));
  g_autofree char *base = dup_order (self, self->base, table);
  g_autofree char *mine = dup_order (self, self->mine, table);
  g_autofree char *theirs = dup_order (self, self->theirs, table);

  if (!has_item (self, ZP_MERGE_KIND_ORDER, table))
    add_item (self, ZP_MERGE_KIND_ORDER, table, base, mine, theirs);
}

/* The cells of a row that one side has not are chosen with the row. */
static gboolean
belongs_to_row (ZpFormMerge *self, const char *address)
{
  const char *slash = strrchr (address, '/');
  g_autofree char *row = slash != NULL ? g_strndup (address, slash - address) : NULL;

  return row != NULL && has_item (self, ZP_MERGE_KIND_ROW, row);
}

static void
add_change (ZpFormMerge *self, const ZpFormChange *change)
{
  switch (change->kind)
    {
    case ZP_FORM_CHANGE_VALUE:
      if (!belongs_to_row (self, change->address))
        add_item (self, ZP_MERGE_KIND_VALUE, change->address,
                  self->base != NULL ? peek_value (self->base, change->address) : NULL,
                  change->old_text, change->new_text);
      break;
    case ZP_FORM_CHANGE_ROW_ADDED:
    case ZP_FORM_CHANGE_ROW_REMOVED:
      add_row (self, change->address);
      break;
    case ZP_FORM_CHANGE_ROW_MOVED:
      add_order (self, change->address);
      break;
    case ZP_FORM_CHANGE_PROFILE:
      add_item (self, ZP_MERGE_KIND_PROFILE, "",
                self->base != NULL ? self->base->profile->id : NULL, change->old_text,
                change->new_text);
      break;
    case ZP_FORM_CHANGE_TEMPLATE:
    default:
      break;
    }
}

/* --- beside the values --- */

static const char *const review_keys[]
    = { ZP_EXTRA_REVIEW, ZP_EXTRA_HISTORY, ZP_EXTRA_RULES, NULL };

static char *
dup_extra (const ZpForm *form, const char *key)
{
  JsonNode *node = form != NULL ? zp_form_get_extra (form, key) : NULL;

  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("");
}

static char *
dup_review (const ZpForm *form)
{
  g_autofree char *review = dup_extra (form, ZP_EXTRA_REVIEW);
  g_autofree char *history = dup_extra (form, ZP_EXTRA_HISTORY);

  return g_strconcat (review, "\n", history, NULL);
}

/* Whether the history of one form goes on where that of the other ends. */
static gboolean
goes_on (const ZpForm *form, const ZpForm *from)
{
  g_autoptr (GPtrArray) events = zp_event_log_list (form);
  g_autoptr (GPtrArray) earlier = zp_event_log_list (from);
  const ZpEvent *last;

  if (earlier->len == 0 || events->len <= earlier->len)
    return earlier->len == 0 && events->len > 0;
  last = g_ptr_array_index (earlier, earlier->len - 1);
  return g_str_equal (last->hash,
                      ((const ZpEvent *) g_ptr_array_index (events, earlier->len - 1))->hash);
}

static void
add_review (ZpFormMerge *self)
{
  g_autofree char *base = dup_review (self->base);
  g_autofree char *mine = dup_review (self->mine);
  g_autofree char *theirs = dup_review (self->theirs);
  ZpMergeItem *item;

  if (g_str_equal (mine, theirs))
    return;
  item = add_item (self, ZP_MERGE_KIND_REVIEW, "", base, mine, theirs);
  if (goes_on (self->theirs, self->mine) || goes_on (self->mine, self->theirs))
    {
      item->conflict = FALSE;
      item->side = goes_on (self->theirs, self->mine) ? ZP_MERGE_THEIRS : ZP_MERGE_MINE;
    }
}

static void
add_extra (ZpFormMerge *self, const char *key)
{
  g_autofree char *base = dup_extra (self->base, key);
  g_autofree char *mine = dup_extra (self->mine, key);
  g_autofree char *theirs = dup_extra (self->theirs, key);

  if (!g_str_equal (mine, theirs))
    add_item (self, ZP_MERGE_KIND_EXTRA, key, base, mine, theirs);
}

static void
add_extras (ZpFormMerge *self)
{
  g_autoptr (GList) mine = json_object_get_members (self->mine->extras);
  g_autoptr (GList) theirs = json_object_get_members (self->theirs->extras);

  for (GList *l = mine; l != NULL; l = l->next)
    if (!g_strv_contains (review_keys, l->data))
      add_extra (self, l->data);
  for (GList *l = theirs; l != NULL; l = l->next)
    if (!g_strv_contains (review_keys, l->data)
        && !json_object_has_member (self->mine->extras, l->data))
      add_extra (self, l->data);
}

/* --- making --- */

static gboolean
check_sides (ZpForm *mine, ZpForm *theirs, GError **error)
{
  const char *template_ = zp_template_get_id (mine->template_);

  if (g_str_equal (template_, zp_template_get_id (theirs->template_)))
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_CONFLICT,
               _ ("the two versions are different official forms and cannot be merged; "
                  "keep both, or take one of them"));
  return FALSE;
}

/**
 * zp_form_merge_new:
 * @base: (nullable): the version from which both come, %NULL when it is not known
 * @mine: the version of this library
 * @theirs: the version that came from outside
 * @error: return location
 *
 * Compares two versions of a form.  None of the three is changed.
 *
 * Returns: (transfer full) (nullable): the differences; %ZP_ERROR_CONFLICT for different official
 *   forms
 */
ZpFormMerge *
zp_form_merge_new (ZpForm *base, ZpForm *mine, ZpForm *theirs, GError **error)
{
  ZpFormMerge *self;
  g_autoptr (GPtrArray) changes = NULL;

  g_return_val_if_fail (ZP_IS_FORM (mine) && ZP_IS_FORM (theirs), NULL);

  if (!check_sides (mine, theirs, error))
    return NULL;
  self = g_new0 (ZpFormMerge, 1);
  g_set_object (&self->base, base);
  self->mine = g_object_ref (mine);
  self->theirs = g_object_ref (theirs);
  self->items = g_ptr_array_new_with_free_func (item_free);
  changes = zp_form_diff (mine, theirs);
  for (guint i = 0; i < changes->len; i++)
    add_change (self, g_ptr_array_index (changes, i));
  self->frozen
      = self->items->len > 0 && (zp_form_is_read_only (mine) || zp_form_is_read_only (theirs));
  add_extras (self);
  add_review (self);
  return self;
}

/** zp_form_merge_get_items: (transfer none) (element-type ZpMergeItem): what differs. */
GPtrArray *
zp_form_merge_get_items (ZpFormMerge *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->items;
}

/** zp_form_merge_has_base: whether it is known what each side changed. */
gboolean
zp_form_merge_has_base (const ZpFormMerge *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->base != NULL;
}

/** zp_form_merge_get_form: (transfer none): one of the two versions; do not change it. */
ZpForm *
zp_form_merge_get_form (ZpFormMerge *self, ZpMergeSide side)
{
  g_return_val_if_fail (self != NULL, NULL);

  return side == ZP_MERGE_MINE ? self->mine : self->theirs;
}

/**
 * zp_form_merge_is_frozen:
 * @self: a merge
 *
 * What was handed in stays as it was handed in: its history says what its values were.
 *
 * Returns: whether the values of a version that is handed in differ, so that only one of the two
 *   versions as a whole can be taken
 */
gboolean
zp_form_merge_is_frozen (const ZpFormMerge *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->frozen;
}

/**
 * zp_form_merge_choose:
 * @self: a merge
 * @item: the index of a difference
 * @side: where it is taken from; of a frozen merge every other difference as well
 */
void
zp_form_merge_choose (ZpFormMerge *self, guint item, ZpMergeSide side)
{
  g_return_if_fail (self != NULL && item < self->items->len);

  if (self->frozen)
    zp_form_merge_choose_all (self, side, FALSE);
  else
    ((ZpMergeItem *) g_ptr_array_index (self->items, item))->side = side;
}

/** zp_form_merge_choose_all: takes all differences, or all that are in conflict, from one side. */
void
zp_form_merge_choose_all (ZpFormMerge *self, ZpMergeSide side, gboolean only_conflicts)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      ZpMergeItem *item = g_ptr_array_index (self->items, i);

      if (item->conflict || !only_conflicts || self->frozen)
        item->side = side;
    }
}

/* A score by hand is one in both its keys. */
static void
take_value (const ZpFormMerge *self, ZpForm *form, const char *address)
{
  const char *key;
  const ZpRow *from = find_row (self->theirs, address, &key);
  ZpRow *into = find_row (form, address, NULL);
  const char *text = from != NULL ? zp_row_get (from, key) : "";

  if (into == NULL)
    {
      g_auto (GStrv) parts = g_strsplit (address, "/", 3);

      into = zp_row_new (parts[1], from != NULL && from->fixed);
      g_ptr_array_add (zp_form_ensure_table (form, parts[0])->rows, into);
    }
  zp_row_set (into, key, text);
  if (from != NULL && g_str_has_suffix (key, "score"))
    {
      zp_row_set (into, ZP_KEY_BY_HAND, zp_row_get (from, ZP_KEY_BY_HAND));
      zp_row_set (into, ZP_KEY_SETTLED, zp_row_get (from, ZP_KEY_SETTLED));
    }
}

static void
take_row (const ZpFormMerge *self, ZpForm *form, const ZpMergeItem *item)
{
  g_auto (GStrv) parts = g_strsplit (item->address, "/", 2);
  ZpFormTable *table = zp_form_ensure_table (form, parts[0]);
  int index = zp_form_table_find (table, parts[1]);
  const ZpRow *row = find_row (self->theirs, item->address, NULL);

  if (row == NULL && index >= 0)
    g_ptr_array_remove_index (table->rows, index);
  else if (row != NULL && index < 0)
    g_ptr_array_add (table->rows, zp_row_copy (row, row->id));
}

/* The rows of @lead in its order, and each of the others behind the one it stood behind. */
static void
arrange (ZpFormTable *table, const ZpFormTable *lead, const ZpFormTable *other)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; lead != NULL && i < lead->rows->len; i++)
    g_ptr_array_add (order, ((ZpRow *) g_ptr_array_index (lead->rows, i))->id);
  for (guint i = 0; other != NULL && i < other->rows->len; i++)
    {
      const char *id = ((ZpRow *) g_ptr_array_index (other->rows, i))->id;
      const char *before = i > 0 ? ((ZpRow *) g_ptr_array_index (other->rows, i - 1))->id : NULL;
      guint at = 0;

      if (g_ptr_array_find_with_equal_func (order, id, g_str_equal, NULL))
        continue;
      if (before != NULL && g_ptr_array_find_with_equal_func (order, before, g_str_equal, &at))
        at++;
      g_ptr_array_insert (order, (int) at, (gpointer) id);
    }
  for (guint i = 0; i < order->len; i++)
    {
      int index = zp_form_table_find (table, g_ptr_array_index (order, i));

      if (index >= 0)
        g_ptr_array_add (rows, zp_row_ref (g_ptr_array_index (table->rows, index)));
    }
  g_ptr_array_set_size (table->rows, 0);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (table->rows, g_ptr_array_index (rows, i));
}

static void
arrange_all (const ZpFormMerge *self, ZpForm *form)
{
  for (guint i = 0; i < form->tables->len; i++)
    {
      ZpFormTable *table = g_ptr_array_index (form->tables, i);
      const ZpFormTable *mine = zp_form_find_table (self->mine, table->key);
      const ZpFormTable *theirs = zp_form_find_table (self->theirs, table->key);
      gboolean by_theirs = FALSE;

      for (guint j = 0; j < self->items->len; j++)
        {
          const ZpMergeItem *item = g_ptr_array_index (self->items, j);

          by_theirs = by_theirs
                      || (item->kind == ZP_MERGE_KIND_ORDER && item->side == ZP_MERGE_THEIRS
                          && g_str_equal (item->address, table->key));
        }
      arrange (table, by_theirs ? theirs : mine, by_theirs ? mine : theirs);
    }
}

static void
take_extra (const ZpFormMerge *self, ZpForm *form, const char *key)
{
  JsonNode *node = zp_form_get_extra (self->theirs, key);

  if (node != NULL)
    json_object_set_member (form->extras, key, zp_json_copy (node));
  else if (json_object_has_member (form->extras, key))
    json_object_remove_member (form->extras, key);
}

static void
take_item (const ZpFormMerge *self, ZpForm *form, const ZpMergeItem *item)
{
  switch (item->kind)
    {
    case ZP_MERGE_KIND_VALUE:
      take_value (self, form, item->address);
      break;
    case ZP_MERGE_KIND_ROW:
      take_row (self, form, item);
      break;
    case ZP_MERGE_KIND_PROFILE:
      zp_profile_unref (form->profile);
      form->profile = zp_profile_ref (self->theirs->profile);
      break;
    case ZP_MERGE_KIND_REVIEW:
      for (gsize i = 0; review_keys[i] != NULL; i++)
        take_extra (self, form, review_keys[i]);
      break;
    case ZP_MERGE_KIND_EXTRA:
      take_extra (self, form, item->address);
      break;
    case ZP_MERGE_KIND_ORDER:
    default:
      break;
    }
}

/**
 * zp_form_merge_make:
 * @self: a merge
 *
 * Makes a form of what was chosen.  It has the id and the revision of this library's version.
 *
 * Returns: (transfer full): the merged form
 */
ZpForm *
zp_form_merge_make (ZpFormMerge *self)
{
  ZpForm *form;

  g_return_val_if_fail (self != NULL, NULL);

  form = zp_form_copy (self->mine);
  for (guint i = 0; i < self->items->len; i++)
    {
      const ZpMergeItem *item = g_ptr_array_index (self->items, i);

      if (item->side == ZP_MERGE_THEIRS)
        take_item (self, form, item);
    }
  arrange_all (self, form);
  return form;
}
