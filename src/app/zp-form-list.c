/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-list.h"

#include "zp-form-item.h"

struct _ZpFormList
{
  GObject parent_instance;

  /* Owned */
  GListModel *items;
  GtkFilter *filter;
  GtkSorter *sorter;
  GPtrArray *ordered; /* all items in their order */
  GPtrArray *shown;   /* those that the filter lets through; borrows from ordered */
};

static GType
zp_form_list_get_item_type (GListModel *model)
{
  return ZP_TYPE_FORM_ITEM;
}

static guint
zp_form_list_get_n_items (GListModel *model)
{
  return ZP_FORM_LIST (model)->shown->len;
}

static gpointer
zp_form_list_get_item (GListModel *model, guint position)
{
  ZpFormList *self = ZP_FORM_LIST (model);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = zp_form_list_get_item_type;
  iface->get_n_items = zp_form_list_get_n_items;
  iface->get_item = zp_form_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ZpFormList,
                               zp_form_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
zp_form_list_dispose (GObject *object)
{
  ZpFormList *self = ZP_FORM_LIST (object);

  g_clear_object (&self->items);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  G_OBJECT_CLASS (zp_form_list_parent_class)->dispose (object);
}

static void
zp_form_list_finalize (GObject *object)
{
  ZpFormList *self = ZP_FORM_LIST (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->ordered);
  G_OBJECT_CLASS (zp_form_list_parent_class)->finalize (object);
}

static void
zp_form_list_class_init (ZpFormListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zp_form_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = zp_form_list_finalize;
}

static void
zp_form_list_init (ZpFormList *self)
{
  self->ordered = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new ();
}

/* Says what is different between the ends that both lists have in common. */
static void
announce (ZpFormList *self, GPtrArray *old)
{
  guint shorter = MIN (old->len, self->shown->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && old->pdata[head] == self->shown->pdata[head])
    head++;
  while (tail < shorter - head
         && old->pdata[old->len - 1 - tail] == self->shown->pdata[self->shown->len - 1 - tail])
    tail++;
  if (old->len != self->shown->len || head < shorter)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                self->shown->len - head - tail);
}

static void
refilter (ZpFormList *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->shown);
  gboolean all = gtk_filter_get_strictness (self->filter) == GTK_FILTER_MATCH_ALL;

  self->shown = g_ptr_array_new_full (self->ordered->len, NULL);
  for (guint i = 0; i < self->ordered->len; i++)
    {
      gpointer item = g_ptr_array_index (self->ordered, i);

      if (all || gtk_filter_match (self->filter, item))
        g_ptr_array_add (self->shown, item);
    }
  announce (self, old);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer sorter)
{
  return gtk_sorter_compare (sorter, *(gpointer *) a, *(gpointer *) b);
}

static void
sort (ZpFormList *self)
{
  if (gtk_sorter_get_order (self->sorter) != GTK_SORTER_ORDER_NONE)
    g_ptr_array_sort_with_data (self->ordered, compare_items, self->sorter);
}

static void
filter_changed_cb (ZpFormList *self)
{
  refilter (self);
}

static void
sorter_changed_cb (ZpFormList *self)
{
  sort (self);
  refilter (self);
}

static void
items_changed_cb (ZpFormList *self, guint position, guint removed, guint added)
{
  G_GNUC_UNUSED g_autoptr (GPtrArray) old = g_steal_pointer (&self->ordered);
  guint n = g_list_model_get_n_items (self->items);

  /* What was shown stays alive until it is announced as gone. */
  self->ordered = g_ptr_array_new_full (n, g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->ordered, g_list_model_get_item (self->items, i));
  sort (self);
  refilter (self);
}

/**
 * zp_form_list_new:
 * @items: (element-type ZpFormItem): all forms
 * @filter: lets some of them through
 * @sorter: their order
 *
 * Returns: (transfer full): the list
 */
ZpFormList *
zp_form_list_new (GListModel *items, GtkFilter *filter, GtkSorter *sorter)
{
  ZpFormList *self = g_object_new (ZP_TYPE_FORM_LIST, NULL);

  self->items = g_object_ref (items);
  self->filter = g_object_ref (filter);
  self->sorter = g_object_ref (sorter);
  g_signal_connect_object (items, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (filter, "changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sorter, "changed", G_CALLBACK (sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, 0);
  return self;
}

/** zp_form_list_update: looks again at values that changed in place, for the filter and the order.
 */
void
zp_form_list_update (ZpFormList *self)
{
  g_return_if_fail (ZP_IS_FORM_LIST (self));

  sort (self);
  refilter (self);
}
