/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-item.h"

#include "zp-words.h"

#include <glib/gi18n.h>

struct _ZpFormItem
{
  GObject parent_instance;

  /* Owned */
  ZpStoreRecord *record;
  char *template_title;
  char *sort_key; /* made when it is asked for */
  char *due;      /* "2021-03-31", or NULL */

  guint due_day; /* the same as a Julian day, 0 without one */
  guint recent;
  gboolean surplus;

  gboolean marked;
};

G_DEFINE_FINAL_TYPE (ZpFormItem, zp_form_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_CHANGED = 1,
  PROP_DUE,
  PROP_ERRORS,
  PROP_GRADE,
  PROP_ID,
  PROP_LAMP,
  PROP_MARKED,
  PROP_PROJECT,
  PROP_RATE,
  PROP_REVIEW_SCORE,
  PROP_SCORE,
  PROP_STATE,
  PROP_SUBTITLE,
  PROP_WARNINGS,
  N_PROPS,
} ZpFormItemProperty;

static GParamSpec *props[N_PROPS];

static void
zp_form_item_finalize (GObject *object)
{
  ZpFormItem *self = ZP_FORM_ITEM (object);

  g_clear_pointer (&self->record, zp_store_record_free);
  g_free (self->template_title);
  g_free (self->sort_key);
  g_free (self->due);
  G_OBJECT_CLASS (zp_form_item_parent_class)->finalize (object);
}

static void
zp_form_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ZpFormItem *self = ZP_FORM_ITEM (object);

  switch ((ZpFormItemProperty) prop_id)
    {
    case PROP_CHANGED:
      g_value_set_int64 (value, self->record->changed);
      break;
    case PROP_DUE:
      g_value_set_string (value, self->due);
      break;
    case PROP_ERRORS:
      g_value_set_int (value, self->record->errors);
      break;
    case PROP_GRADE:
      g_value_set_string (value, self->record->grade);
      break;
    case PROP_ID:
      g_value_set_string (value, self->record->id);
      break;
    case PROP_LAMP:
      g_value_set_int (value, (int) self->record->lamp);
      break;
    case PROP_MARKED:
      g_value_set_boolean (value, self->marked);
      break;
    case PROP_PROJECT:
      g_value_set_string (value, zp_form_item_get_project (self));
      break;
    case PROP_RATE:
      g_value_set_string (value, self->record->rate);
      break;
    case PROP_REVIEW_SCORE:
      g_value_set_string (value, self->record->review_score);
      break;
    case PROP_SCORE:
      g_value_set_string (value, self->record->score);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->record->state);
      break;
    case PROP_SUBTITLE:
      g_value_take_string (value, zp_form_item_dup_subtitle (self));
      break;
    case PROP_WARNINGS:
      g_value_set_int (value, self->record->warnings);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zp_form_item_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  ZpFormItem *self = ZP_FORM_ITEM (object);

  if (prop_id == PROP_MARKED)
    zp_form_item_set_marked (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static GParamSpec *
make_string (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
make_int (const char *name)
{
  return g_param_spec_int (name, NULL, NULL, 0, G_MAXINT, 0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
zp_form_item_class_init (ZpFormItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = zp_form_item_finalize;
  object_class->get_property = zp_form_item_get_property;
  object_class->set_property = zp_form_item_set_property;

  props[PROP_CHANGED] = g_param_spec_int64 ("changed", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_DUE] = make_string ("due");
  props[PROP_ERRORS] = make_int ("errors");
  props[PROP_GRADE] = make_string ("grade");
  props[PROP_ID] = make_string ("id");
  props[PROP_LAMP] = make_int ("lamp");
  props[PROP_MARKED]
      = g_param_spec_boolean ("marked", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_PROJECT] = make_string ("project");
  props[PROP_RATE] = make_string ("rate");
  props[PROP_REVIEW_SCORE] = make_string ("review-score");
  props[PROP_SCORE] = make_string ("score");
  props[PROP_STATE] = make_int ("state");
  props[PROP_SUBTITLE] = make_string ("subtitle");
  props[PROP_WARNINGS] = make_int ("warnings");
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
zp_form_item_init (ZpFormItem *self)
{
}

/* What only the editor needs does not stay in memory for every form. */
static ZpStoreRecord *
copy_for_list (const ZpStoreRecord *record)
{
  ZpStoreRecord *copy = zp_store_record_copy (record);

  g_clear_pointer (&copy->document, g_bytes_unref);
  g_clear_pointer (&copy->search_text, g_free);
  return copy;
}

/**
 * zp_form_item_new:
 * @record: a form of the store
 * @catalog: (nullable): to name the template
 *
 * Returns: (transfer full): the row for it
 */
ZpFormItem *
zp_form_item_new (const ZpStoreRecord *record, ZpCatalog *catalog)
{
  ZpFormItem *self = g_object_new (ZP_TYPE_FORM_ITEM, NULL);
  ZpTemplate *template_ = NULL;

  if (catalog != NULL)
    template_ = zp_catalog_find_template (catalog, record->template_id, NULL);
  self->record = copy_for_list (record);
  self->template_title
      = g_strdup (template_ != NULL ? zp_template_get_title (template_) : record->template_id);
  return self;
}

static void
notify_if (ZpFormItem *self, gboolean differs, ZpFormItemProperty prop)
{
  if (differs)
    g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static gboolean
differ (const char *a, const char *b)
{
  return g_strcmp0 (a, b) != 0;
}

/**
 * zp_form_item_update:
 * @self: an item
 * @record: the same form, saved again
 *
 * Shows the new values.  Only what is different notifies.
 */
void
zp_form_item_update (ZpFormItem *self, const ZpStoreRecord *record)
{
  g_autoptr (ZpStoreRecord) old = NULL;
  const ZpStoreRecord *new;

  g_return_if_fail (ZP_IS_FORM_ITEM (self));
  g_return_if_fail (record != NULL);

  old = g_steal_pointer (&self->record);
  self->record = copy_for_list (record);
  new = self->record;
  g_object_freeze_notify (G_OBJECT (self));
  if (differ (old->project, new->project))
    g_clear_pointer (&self->sort_key, g_free);
  notify_if (self, differ (old->project, new->project), PROP_PROJECT);
  notify_if (self, differ (old->unit, new->unit) || differ (old->year, new->year), PROP_SUBTITLE);
  notify_if (self, differ (old->rate, new->rate), PROP_RATE);
  notify_if (self, differ (old->score, new->score), PROP_SCORE);
  notify_if (self, differ (old->review_score, new->review_score), PROP_REVIEW_SCORE);
  notify_if (self, differ (old->grade, new->grade), PROP_GRADE);
  notify_if (self, old->state != new->state, PROP_STATE);
  notify_if (self, old->lamp != new->lamp, PROP_LAMP);
  notify_if (self, old->errors != new->errors, PROP_ERRORS);
  notify_if (self, old->warnings != new->warnings, PROP_WARNINGS);
  notify_if (self, old->changed != new->changed, PROP_CHANGED);
  g_object_thaw_notify (G_OBJECT (self));
}

/** zp_form_item_get_record: (transfer none): all values, until the next update. */
const ZpStoreRecord *
zp_form_item_get_record (ZpFormItem *self)
{
  g_return_val_if_fail (ZP_IS_FORM_ITEM (self), NULL);

  return self->record;
}

/** zp_form_item_get_id: (transfer none): the id of the form. */
const char *
zp_form_item_get_id (ZpFormItem *self)
{
  g_return_val_if_fail (ZP_IS_FORM_ITEM (self), NULL);

  return self->record->id;
}

/** zp_form_item_get_project: (transfer none): what to call the form; never empty. */
const char *
zp_form_item_get_project (ZpFormItem *self)
{
  g_return_val_if_fail (ZP_IS_FORM_ITEM (self), NULL);

  if (self->record->project != NULL && *self->record->project != '\0')
    return self->record->project;
  return _ ("Project without a name");
}

/** zp_form_item_get_sort_key: (transfer none): orders projects as the language does, by strcmp(). */
const char *
zp_form_item_get_sort_key (ZpFormItem *self)
{
  g_return_val_if_fail (ZP_IS_FORM_ITEM (self), NULL);

  if (self->sort_key == NULL)
    self->sort_key = g_utf8_collate_key (zp_form_item_get_project (self), -1);
  return self->sort_key;
}

/** zp_form_item_dup_subtitle: (transfer full): unit, year and official form. */
char *
zp_form_item_dup_subtitle (ZpFormItem *self)
{
  const char *parts[] = { self->record->unit, self->record->year, self->template_title };
  GString *string = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      g_string_append_printf (string, "%s%s", string->len > 0 ? " · " : "", parts[i]);
    }
  return g_string_free (string, FALSE);
}

/** zp_form_item_get_due: (transfer none) (nullable): the day on which it must be handed in, “2021-03-31”. */
const char *
zp_form_item_get_due (ZpFormItem *self)
{
  g_return_val_if_fail (ZP_IS_FORM_ITEM (self), NULL);

  return self->due;
}

/**
 * zp_form_item_get_days_left:
 * @self: an item
 * @today: a Julian day
 * @out_days: (out): days from @today to the day when it is due; negative when that is over
 *
 * Returns: whether the form is to be handed in and has a day for that
 */
gboolean
zp_form_item_get_days_left (ZpFormItem *self, guint today, int *out_days)
{
  g_return_val_if_fail (ZP_IS_FORM_ITEM (self), FALSE);

  if (self->due_day == 0 || self->record->state == ZP_FORM_STATE_SUBMITTED
      || self->record->state == ZP_FORM_STATE_APPROVED)
    return FALSE;
  *out_days = (int) self->due_day - (int) today;
  return TRUE;
}

/** zp_form_item_is_surplus: whether the year's list names other projects of the unit, but not this. */
gboolean
zp_form_item_is_surplus (ZpFormItem *self)
{
  g_return_val_if_fail (ZP_IS_FORM_ITEM (self), FALSE);

  return self->surplus;
}

/** zp_form_item_set_plan: what the year's list says of the form; @due is “2021-03-31” or %NULL. */
void
zp_form_item_set_plan (ZpFormItem *self, const char *due, gboolean surplus)
{
  GDate date;

  g_return_if_fail (ZP_IS_FORM_ITEM (self));

  if (self->surplus == surplus && g_strcmp0 (self->due, due) == 0)
    return;
  self->surplus = surplus;
  g_free (self->due);
  self->due = g_strdup (due);
  self->due_day = zp_words_parse_day (due, &date) ? g_date_get_julian (&date) : 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DUE]);
}

/** zp_form_item_get_recent: 1 for the form that was opened last, 2 for the one before …; 0 for long ago. */
guint
zp_form_item_get_recent (ZpFormItem *self)
{
  g_return_val_if_fail (ZP_IS_FORM_ITEM (self), 0);

  return self->recent;
}

/** zp_form_item_set_recent: notes the place of the form among those opened last. */
void
zp_form_item_set_recent (ZpFormItem *self, guint recent)
{
  g_return_if_fail (ZP_IS_FORM_ITEM (self));

  self->recent = recent;
}

/** zp_form_item_get_marked: whether the user ticked it, in lists to take from. */
gboolean
zp_form_item_get_marked (ZpFormItem *self)
{
  g_return_val_if_fail (ZP_IS_FORM_ITEM (self), FALSE);

  return self->marked;
}

/** zp_form_item_set_marked: ticks it, or not. */
void
zp_form_item_set_marked (ZpFormItem *self, gboolean marked)
{
  g_return_if_fail (ZP_IS_FORM_ITEM (self));

  if (self->marked == !!marked)
    return;
  self->marked = !!marked;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MARKED]);
}
