/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-batch-item.h"

struct _ZpBatchItem
{
  GObject parent_instance;

  /* Owned */
  ZpFormItem *form;
  char *reason;
  char *message;

  ZpBatchOutcome outcome;
};

G_DEFINE_FINAL_TYPE (ZpBatchItem, zp_batch_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_OUTCOME = 1,
  N_PROPS,
} ZpBatchItemProperty;

static GParamSpec *props[N_PROPS];

static void
zp_batch_item_finalize (GObject *object)
{
  ZpBatchItem *self = ZP_BATCH_ITEM (object);

  g_clear_object (&self->form);
  g_free (self->reason);
  g_free (self->message);
  G_OBJECT_CLASS (zp_batch_item_parent_class)->finalize (object);
}

static void
zp_batch_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_OUTCOME)
    g_value_set_int (value, (int) ZP_BATCH_ITEM (object)->outcome);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
zp_batch_item_class_init (ZpBatchItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = zp_batch_item_finalize;
  object_class->get_property = zp_batch_item_get_property;

  /**
   * ZpBatchItem:outcome: a #ZpBatchOutcome; notifies with the message.
   */
  props[PROP_OUTCOME]
      = g_param_spec_int ("outcome", NULL, NULL, ZP_BATCH_WAITING, ZP_BATCH_REFUSED,
                          ZP_BATCH_WAITING, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
zp_batch_item_init (ZpBatchItem *self)
{
}

/** zp_batch_item_new: (transfer full): @form, waiting. */
ZpBatchItem *
zp_batch_item_new (ZpFormItem *form)
{
  ZpBatchItem *self = g_object_new (ZP_TYPE_BATCH_ITEM, NULL);

  self->form = g_object_ref (form);
  self->reason = g_strdup ("");
  return self;
}

/** zp_batch_item_get_form: (transfer none): the form. */
ZpFormItem *
zp_batch_item_get_form (ZpBatchItem *self)
{
  g_return_val_if_fail (ZP_IS_BATCH_ITEM (self), NULL);

  return self->form;
}

/** zp_batch_item_get_reason: (transfer none): the reason of this form alone, "" for none. */
const char *
zp_batch_item_get_reason (ZpBatchItem *self)
{
  g_return_val_if_fail (ZP_IS_BATCH_ITEM (self), NULL);

  return self->reason;
}

/** zp_batch_item_set_reason: notes the reason of this form alone. */
void
zp_batch_item_set_reason (ZpBatchItem *self, const char *reason)
{
  g_return_if_fail (ZP_IS_BATCH_ITEM (self));

  if (g_str_equal (self->reason, reason))
    return;
  g_free (self->reason);
  self->reason = g_strdup (reason);
}

/** zp_batch_item_get_outcome: what came of it. */
ZpBatchOutcome
zp_batch_item_get_outcome (ZpBatchItem *self)
{
  g_return_val_if_fail (ZP_IS_BATCH_ITEM (self), ZP_BATCH_WAITING);

  return self->outcome;
}

/** zp_batch_item_get_message: (transfer none) (nullable): why it did not go. */
const char *
zp_batch_item_get_message (ZpBatchItem *self)
{
  g_return_val_if_fail (ZP_IS_BATCH_ITEM (self), NULL);

  return self->message;
}

/** zp_batch_item_set_outcome: notes what came of it, and why. */
void
zp_batch_item_set_outcome (ZpBatchItem *self, ZpBatchOutcome outcome, const char *message)
{
  g_return_if_fail (ZP_IS_BATCH_ITEM (self));

  self->outcome = outcome;
  g_free (self->message);
  self->message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OUTCOME]);
}
