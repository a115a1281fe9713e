/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-row.h"
#include "zp-intern.h"

#define USUAL_VALUES 8

static void
clear_value (ZpRowValue *value)
{
  g_ref_string_release (value->text);
}

static void
row_clear (ZpRow *self)
{
  g_ref_string_release (self->id);
  g_array_unref (self->values);
}

/** zp_row_new: (transfer full): an empty row. */
ZpRow *
zp_row_new (const char *id, gboolean fixed)
{
  ZpRow *self = g_rc_box_new0 (ZpRow);

  self->id = g_ref_string_new (id);
  self->fixed = fixed;
  self->values = g_array_sized_new (FALSE, FALSE, sizeof (ZpRowValue), USUAL_VALUES);
  g_array_set_clear_func (self->values, (GDestroyNotify) clear_value);
  return self;
}

ZpRow *
zp_row_ref (ZpRow *self)
{
  return g_rc_box_acquire (self);
}

void
zp_row_unref (ZpRow *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) row_clear);
}

/** zp_row_copy: (transfer full): a row with the same texts under the id @id. */
ZpRow *
zp_row_copy (const ZpRow *self, const char *id)
{
  ZpRow *copy = zp_row_new (id, self->fixed);

  for (guint i = 0; i < self->values->len; i++)
    {
      ZpRowValue value = g_array_index (self->values, ZpRowValue, i);

      g_ref_string_acquire (value.text);
      g_array_append_val (copy->values, value);
    }
  return copy;
}

/** zp_row_get_id: the row's id, or the key of a fixed row. */
const char *
zp_row_get_id (const ZpRow *self)
{
  return self->id;
}

/** zp_row_ref_id: (transfer full): the id, shared. */
GRefString *
zp_row_ref_id (const ZpRow *self)
{
  return g_ref_string_acquire (self->id);
}

static ZpRowValue *
find_value (const ZpRow *self, const char *key)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      ZpRowValue *value = &g_array_index (self->values, ZpRowValue, i);

      /* Most keys are the template's own, and most others differ at once. */
      if (value->key == key || (*value->key == *key && g_str_equal (value->key, key)))
        return value;
    }
  return NULL;
}

/** zp_row_get: the text of a column, "" when there is none. */
const char *
zp_row_get (const ZpRow *self, const char *key)
{
  const ZpRowValue *value = find_value (self, key);

  return value != NULL ? value->text : "";
}

/** zp_row_ref_text: (transfer full): the text of a column, shared; "" when there is none. */
GRefString *
zp_row_ref_text (const ZpRow *self, const char *key)
{
  const ZpRowValue *value = find_value (self, key);

  return value != NULL ? g_ref_string_acquire (value->text) : zp_intern ("");
}

/** zp_row_set: sets the text of a column; "" removes it. */
void
zp_row_set (ZpRow *self, const char *key, const char *text)
{
  ZpRowValue *value = find_value (self, key);

  if (value == NULL && *text == '\0')
    return;
  if (value == NULL)
    {
      ZpRowValue added = { g_intern_string (key), g_ref_string_new (text) };

      g_array_append_val (self->values, added);
    }
  else if (*text == '\0')
    g_array_remove_index (self->values, value - (ZpRowValue *) self->values->data);
  else
    {
      g_ref_string_release (value->text);
      value->text = g_ref_string_new (text);
    }
}

/** zp_row_is_empty: whether nothing is filled but the columns @except (NULL-terminated). */
gboolean
zp_row_is_empty (const ZpRow *self, const char **except)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const char *key = g_array_index (self->values, ZpRowValue, i).key;

      if (except == NULL || !g_strv_contains (except, key))
        return FALSE;
    }
  return TRUE;
}
