/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-place-list.h"

/* More rows than a high screen shows; a view of the toolkit makes as many as MADE at most. */
#define STEP 50
#define MADE 220
/* Long enough for a frame in between. */
#define STEP_MS 30

/* --- a place --- */

struct _ZpPlace
{
  GObject parent_instance;

  gpointer item; /* owned */
};

G_DEFINE_FINAL_TYPE (ZpPlace, zp_place, G_TYPE_OBJECT)

typedef enum
{
  PROP_ITEM = 1,
  N_PROPS,
} ZpPlaceProperty;

static GParamSpec *props[N_PROPS];

static void
zp_place_dispose (GObject *object)
{
  g_clear_object (&ZP_PLACE (object)->item);
  G_OBJECT_CLASS (zp_place_parent_class)->dispose (object);
}

static void
zp_place_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_ITEM)
    g_value_set_object (value, ZP_PLACE (object)->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
zp_place_class_init (ZpPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zp_place_dispose;
  object_class->get_property = zp_place_get_property;
  /**
   * ZpPlace:item: what stands there.
   */
  props[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
zp_place_init (ZpPlace *self)
{
}

/** zp_place_get_item: (transfer none): what stands there. */
gpointer
zp_place_get_item (ZpPlace *self)
{
  g_return_val_if_fail (ZP_IS_PLACE (self), NULL);

  return self->item;
}

/* Takes @item. */
static void
take_item (ZpPlace *self, gpointer item)
{
  if (self->item == item)
    {
      g_object_unref (item);
      return;
    }
  g_clear_object (&self->item);
  self->item = item;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ITEM]);
}

/* --- the list --- */

struct _ZpPlaceList
{
  GObject parent_instance;

  /* Owned */
  GListModel *model;
  GPtrArray *places; /* of ZpPlace; NULL where nobody has asked for it; as long as announced */
  guint step_source;
};

static GType
zp_place_list_get_item_type (GListModel *list)
{
  return ZP_TYPE_PLACE;
}

static guint
zp_place_list_get_n_items (GListModel *list)
{
  return ZP_PLACE_LIST (list)->places->len;
}

static gpointer
zp_place_list_get_item (GListModel *list, guint position)
{
  ZpPlaceList *self = ZP_PLACE_LIST (list);
  ZpPlace *place;

  if (position >= self->places->len)
    return NULL;
  place = g_ptr_array_index (self->places, position);
  if (place == NULL)
    {
      place = g_object_new (ZP_TYPE_PLACE, NULL);
      place->item = g_list_model_get_item (self->model, position);
      g_ptr_array_index (self->places, position) = place;
    }
  return g_object_ref (place);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = zp_place_list_get_item_type;
  iface->get_n_items = zp_place_list_get_n_items;
  iface->get_item = zp_place_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ZpPlaceList,
                               zp_place_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
zp_place_list_dispose (GObject *object)
{
  ZpPlaceList *self = ZP_PLACE_LIST (object);

  g_clear_handle_id (&self->step_source, g_source_remove);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (zp_place_list_parent_class)->dispose (object);
}

static void
zp_place_list_finalize (GObject *object)
{
  g_ptr_array_unref (ZP_PLACE_LIST (object)->places);
  G_OBJECT_CLASS (zp_place_list_parent_class)->finalize (object);
}

static void
zp_place_list_class_init (ZpPlaceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zp_place_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = zp_place_list_finalize;
}

static void
unref_place (gpointer place)
{
  g_clear_object ((ZpPlace **) &place);
}

static void
zp_place_list_init (ZpPlaceList *self)
{
  self->places = g_ptr_array_new_with_free_func (unref_place);
}

static void
set_length (ZpPlaceList *self, guint n)
{
  guint old = self->places->len;

  if (n == old)
    return;
  g_ptr_array_set_size (self->places, (int) n);
  g_list_model_items_changed (G_LIST_MODEL (self), MIN (old, n), n < old ? old - n : 0,
                              n > old ? n - old : 0);
}

static gboolean
step_cb (gpointer user_data)
{
  ZpPlaceList *self = user_data;
  guint n = g_list_model_get_n_items (self->model);
  guint next = self->places->len + STEP;

  if (next < MADE && next < n)
    {
      set_length (self, next);
      return G_SOURCE_CONTINUE;
    }
  self->step_source = 0;
  set_length (self, n);
  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (ZpPlaceList *self, guint position, guint removed, guint added)
{
  guint n = g_list_model_get_n_items (self->model);
  guint end = added == removed ? position + added : n;

  /* First what is gone, so that no place is left without an item. */
  if (n < self->places->len)
    set_length (self, n);
  for (guint i = position; i < MIN (end, self->places->len); i++)
    {
      ZpPlace *place = g_ptr_array_index (self->places, i);

      if (place != NULL)
        take_item (place, g_list_model_get_item (self->model, i));
    }
  g_clear_handle_id (&self->step_source, g_source_remove);
  if (n <= self->places->len)
    return;
  if (self->places->len < STEP)
    set_length (self, MIN (n, STEP));
  if (self->places->len >= MADE)
    set_length (self, n);
  if (self->places->len < n)
    self->step_source = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, STEP_MS, step_cb, self, NULL);
}

/**
 * zp_place_list_new:
 * @model: what stands in the places
 *
 * Returns: (transfer full): a place for each item
 */
ZpPlaceList *
zp_place_list_new (GListModel *model)
{
  ZpPlaceList *self = g_object_new (ZP_TYPE_PLACE_LIST, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (model));
  return self;
}

/** zp_place_list_complete: has a place for each item now, for whoever asks for a late one. */
void
zp_place_list_complete (ZpPlaceList *self)
{
  g_return_if_fail (ZP_IS_PLACE_LIST (self));

  g_clear_handle_id (&self->step_source, g_source_remove);
  set_length (self, g_list_model_get_n_items (self->model));
}
