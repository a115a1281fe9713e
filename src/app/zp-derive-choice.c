/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-derive-choice.h"

#include <string.h>

struct _ZpDeriveChoice
{
  GObject parent_instance;

  /* Owned */
  ZpFormItem *item;

  gboolean chosen;
  gboolean close; /* of the year and the unit of the document */
  gboolean same_project;
};

G_DEFINE_FINAL_TYPE (ZpDeriveChoice, zp_derive_choice, G_TYPE_OBJECT)

typedef enum
{
  PROP_CHOSEN = 1,
  N_PROPS,
} ZpDeriveChoiceProperty;

static GParamSpec *props[N_PROPS];

static void
zp_derive_choice_finalize (GObject *object)
{
  g_clear_object (&ZP_DERIVE_CHOICE (object)->item);
  G_OBJECT_CLASS (zp_derive_choice_parent_class)->finalize (object);
}

static void
zp_derive_choice_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((ZpDeriveChoiceProperty) prop_id)
    {
    case PROP_CHOSEN:
      g_value_set_boolean (value, ZP_DERIVE_CHOICE (object)->chosen);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zp_derive_choice_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((ZpDeriveChoiceProperty) prop_id)
    {
    case PROP_CHOSEN:
      zp_derive_choice_set_chosen (ZP_DERIVE_CHOICE (object), g_value_get_boolean (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zp_derive_choice_class_init (ZpDeriveChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = zp_derive_choice_finalize;
  object_class->get_property = zp_derive_choice_get_property;
  object_class->set_property = zp_derive_choice_set_property;

  /** ZpDeriveChoice:chosen: figures are taken from it. */
  props[PROP_CHOSEN]
      = g_param_spec_boolean ("chosen", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
zp_derive_choice_init (ZpDeriveChoice *self)
{
}

/* What the document does not say yet is no difference. */
static gboolean
agrees (const ZpForm *document, const char *field, const char *text)
{
  const char *own = zp_form_get_field (document, field);

  return *own == '\0' || g_strcmp0 (own, text) == 0;
}

/** zp_derive_choice_new: (transfer full): the form of @item, seen from @document. */
ZpDeriveChoice *
zp_derive_choice_new (ZpFormItem *item, const ZpForm *document)
{
  ZpDeriveChoice *self = g_object_new (ZP_TYPE_DERIVE_CHOICE, NULL);
  const ZpStoreRecord *record = zp_form_item_get_record (item);

  self->item = g_object_ref (item);
  self->close = agrees (document, "year", record->year)
                && (agrees (document, "department", record->department)
                    || agrees (document, "department", record->unit));
  self->same_project
      = self->close
        && g_strcmp0 (zp_form_get_field (document, "project_name"), record->project) == 0;
  return self;
}

/** zp_derive_choice_get_item: (transfer none): the form as the list knows it. */
ZpFormItem *
zp_derive_choice_get_item (ZpDeriveChoice *self)
{
  return self->item;
}

/** zp_derive_choice_get_id: (transfer none): the id of the form. */
const char *
zp_derive_choice_get_id (ZpDeriveChoice *self)
{
  return zp_form_item_get_id (self->item);
}

/** zp_derive_choice_get_chosen: whether figures are taken from it. */
gboolean
zp_derive_choice_get_chosen (ZpDeriveChoice *self)
{
  return self->chosen;
}

void
zp_derive_choice_set_chosen (ZpDeriveChoice *self, gboolean chosen)
{
  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHOSEN]);
}

/** zp_derive_choice_is_close: whether it is of the year and the unit of the document. */
gboolean
zp_derive_choice_is_close (ZpDeriveChoice *self)
{
  return self->close;
}

/** zp_derive_choice_matches: whether its project, unit or year has @search in it. */
gboolean
zp_derive_choice_matches (ZpDeriveChoice *self, const char *search)
{
  const ZpStoreRecord *record = zp_form_item_get_record (self->item);
  g_autofree char *all = g_strdup_printf ("%s\n%s\n%s\n%s", record->project, record->unit,
                                          record->department, record->year);
  g_autofree char *folded = g_utf8_casefold (all, -1);
  g_autofree char *wanted = g_utf8_casefold (search, -1);

  g_strstrip (wanted);
  return strstr (folded, wanted) != NULL;
}

/**
 * zp_derive_choice_compare:
 *
 * A #GCompareDataFunc: the project of the document first, then its year and unit, then later years; of
 * equal ones the earlier made first, as they stand in the reports.
 */
int
zp_derive_choice_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const ZpDeriveChoice *left = a;
  const ZpDeriveChoice *right = b;
  const ZpStoreRecord *one = zp_form_item_get_record (left->item);
  const ZpStoreRecord *other = zp_form_item_get_record (right->item);
  int order;

  if (left->same_project != right->same_project)
    return left->same_project ? -1 : 1;
  if (left->close != right->close)
    return left->close ? -1 : 1;
  order = g_strcmp0 (other->year, one->year);
  if (order != 0)
    return order;
  if (one->created != other->created)
    return one->created < other->created ? -1 : 1;
  return g_strcmp0 (one->id, other->id);
}
