/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-unit-item.h"

#include "zp-words.h"

struct _ZpUnitItem
{
  GObject parent_instance;

  ZpUnitFigures figures;
  GListStore *forms; /* while they are counted */
};

G_DEFINE_FINAL_TYPE (ZpUnitItem, zp_unit_item, G_TYPE_OBJECT)

static void
zp_unit_item_finalize (GObject *object)
{
  ZpUnitItem *self = ZP_UNIT_ITEM (object);

  g_free (self->figures.unit);
  g_clear_object (&self->forms);
  G_OBJECT_CLASS (zp_unit_item_parent_class)->finalize (object);
}

static void
zp_unit_item_class_init (ZpUnitItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_unit_item_finalize;
}

static void
zp_unit_item_init (ZpUnitItem *self)
{
  self->forms = g_list_store_new (ZP_TYPE_FORM_ITEM);
  self->figures.total_micro = G_MININT64;
}

/** zp_unit_item_get_figures: (transfer none): all that is known of the unit. */
const ZpUnitFigures *
zp_unit_item_get_figures (ZpUnitItem *self)
{
  g_return_val_if_fail (ZP_IS_UNIT_ITEM (self), NULL);

  return &self->figures;
}

/** zp_unit_item_compare_worst: less than zero when @a wants attention before @b. */
int
zp_unit_item_compare_worst (ZpUnitItem *a, ZpUnitItem *b)
{
  const ZpUnitFigures *first = &a->figures;
  const ZpUnitFigures *second = &b->figures;
  guint bad = first->n_missing + first->n_errors + first->n_red;
  guint other = second->n_missing + second->n_errors + second->n_red;

  if (bad != other)
    return bad > other ? -1 : 1;
  if (first->sums.has_average && second->sums.has_average)
    return zp_decimal_compare (first->sums.average, second->sums.average);
  return first->sums.has_average ? -1 : second->sums.has_average;
}

static ZpUnitItem *
ensure_unit (GHashTable *units, GListStore *items, const char *unit)
{
  ZpUnitItem *item = g_hash_table_lookup (units, unit);

  if (item != NULL)
    return item;
  item = g_object_new (ZP_TYPE_UNIT_ITEM, NULL);
  item->figures.unit = g_strdup (unit);
  g_hash_table_insert (units, item->figures.unit, item);
  g_list_store_append (items, item);
  g_object_unref (item);
  return item;
}

static void
add_form (ZpUnitItem *self, ZpFormItem *form)
{
  const ZpStoreRecord *record = zp_form_item_get_record (form);
  ZpUnitFigures *figures = &self->figures;
  int days;

  figures->n_forms++;
  figures->n_states[record->state]++;
  figures->n_errors += record->errors > 0;
  figures->n_red += record->lamp == ZP_LAMP_RED;
  figures->n_surplus += zp_form_item_is_surplus (form);
  if (zp_form_item_get_days_left (form, zp_words_today (), &days)
      && (!figures->has_days || days < figures->days))
    {
      figures->has_days = TRUE;
      figures->days = days;
    }
  g_list_store_append (self->forms, form);
}

/* The mean of the review scores, as that of the self scores is made. */
static void
average_reviews (ZpUnitItem *self)
{
  ZpDecimal sum = ZP_DECIMAL_ZERO;
  guint n = 0;

  for (guint i = 0; i < self->figures.n_forms; i++)
    {
      g_autoptr (ZpFormItem) form = g_list_model_get_item (G_LIST_MODEL (self->forms), i);
      gint64 micro = zp_form_item_get_record (form)->review_micro;

      if (micro != G_MININT64 && zp_decimal_add (sum, ZP_DECIMAL_MICRO (micro), &sum))
        n++;
    }
  self->figures.has_review_average
      = n > 0
        && zp_decimal_mul_div (sum, ZP_DECIMAL_INT (1), ZP_DECIMAL_INT (n), 2, ZP_ROUND_HALF_UP,
                               &self->figures.review_average);
}

static void
close_unit (gpointer unit, gpointer item, gpointer user_data)
{
  ZpUnitItem *self = item;

  zp_library_sums_compute (G_LIST_MODEL (self->forms), &self->figures.sums);
  average_reviews (self);
  g_clear_object (&self->forms);
}

/* Units without any form stand in the list alone. */
static void
add_list (GHashTable *units, GListStore *items, ZpYearList *list, const char *year)
{
  GPtrArray *listed = zp_year_list_get_units (list);

  for (guint i = 0; i < listed->len; i++)
    {
      const ZpYearUnit *known = g_ptr_array_index (listed, i);
      ZpUnitItem *item;

      if ((year != NULL && !g_str_equal (known->year, year))
          || (known->n_missing == 0 && known->total_micro == G_MININT64))
        continue;
      item = ensure_unit (units, items, known->unit);
      item->figures.n_missing += known->n_missing;
      if (known->total_micro != G_MININT64)
        item->figures.total_micro = known->total_micro;
    }
}

/**
 * zp_unit_items_new:
 * @forms: (element-type ZpFormItem): the forms to sum up
 * @list: (nullable): the year's list, to tell what is missing
 * @year: (nullable): the year that is shown
 *
 * Returns: (transfer full): a list of #ZpUnitItem, one for each unit
 */
GListModel *
zp_unit_items_new (GListModel *forms, ZpYearList *list, const char *year)
{
  g_autoptr (GHashTable) units = g_hash_table_new (g_str_hash, g_str_equal);
  GListStore *items = g_list_store_new (ZP_TYPE_UNIT_ITEM);

  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (ZpFormItem) form = g_list_model_get_item (forms, i);
      const char *unit = zp_form_item_get_record (form)->unit;

      add_form (ensure_unit (units, items, unit != NULL ? unit : ""), form);
    }
  if (list != NULL)
    add_list (units, items, list, year);
  g_hash_table_foreach (units, close_unit, NULL);
  return G_LIST_MODEL (items);
}
