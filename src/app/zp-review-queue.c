/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-queue.h"

static int
compare_items (gconstpointer a, gconstpointer b)
{
  ZpFormItem *first = *(ZpFormItem **) a;
  ZpFormItem *second = *(ZpFormItem **) b;
  int units
      = g_strcmp0 (zp_form_item_get_record (first)->unit, zp_form_item_get_record (second)->unit);
  int names = g_strcmp0 (zp_form_item_get_sort_key (first), zp_form_item_get_sort_key (second));

  if (units != 0)
    return units;
  return names != 0 ? names : g_strcmp0 (zp_form_item_get_id (first), zp_form_item_get_id (second));
}

/* (element-type ZpFormItem): the forms that wait, and the form @id wherever it stands, so that there is
 * a way on from a form that was just approved. */
static GPtrArray *
list_queue (ZpLibrary *library, const char *id)
{
  GListModel *items = zp_library_get_items (library);
  GPtrArray *queue = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);

      if (zp_form_item_get_record (item)->state == ZP_FORM_STATE_SUBMITTED
          || g_str_equal (zp_form_item_get_id (item), id))
        g_ptr_array_add (queue, g_steal_pointer (&item));
    }
  g_ptr_array_sort (queue, compare_items);
  return queue;
}

static int
find (GPtrArray *queue, const char *id)
{
  for (guint i = 0; i < queue->len; i++)
    if (g_str_equal (zp_form_item_get_id (g_ptr_array_index (queue, i)), id))
      return (int) i;
  return -1;
}

/**
 * zp_review_queue_count:
 * @id: the form that is looked at
 * @out_position: (out): which of them it is, from 1; 0 when it does not wait
 *
 * Returns: how many forms wait for the review
 */
guint
zp_review_queue_count (ZpLibrary *library, const char *id, guint *out_position)
{
  g_autoptr (GPtrArray) queue = list_queue (library, id);
  int index = find (queue, id);
  gboolean waits = index >= 0
                   && zp_form_item_get_record (g_ptr_array_index (queue, index))->state
                          == ZP_FORM_STATE_SUBMITTED;

  *out_position = waits ? (guint) index + 1 : 0;
  return queue->len - (index >= 0 && !waits ? 1 : 0);
}

/** zp_review_queue_dup_neighbour: (transfer full) (nullable): the form that waits @step before or behind @id, round the
 * end. */
char *
zp_review_queue_dup_neighbour (ZpLibrary *library, const char *id, int step)
{
  g_autoptr (GPtrArray) queue = list_queue (library, id);
  int index = find (queue, id);
  int n = (int) queue->len;
  int next;

  if (n == 0 || (n == 1 && index == 0))
    return NULL;
  next = index >= 0 ? (index + step + n) % n : 0;
  return g_strdup (zp_form_item_get_id (g_ptr_array_index (queue, next)));
}
