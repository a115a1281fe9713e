/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-form-item.h"
#include "zp-library-sums.h"
#include "zp-year-list.h"

G_BEGIN_DECLS

/**
 * ZpUnitFigures:
 * @unit: as the forms write it, or the list when there is no form; may be ""
 * @n_forms, @n_states: forms, and those in each state
 * @n_missing, @n_surplus: by the year's list
 * @n_errors, @n_red: forms with errors, forms with a red lamp
 * @sums: what the forms come to
 * @review_average, @has_review_average: mean review score of the forms that have one
 * @days, @has_days: days left of the form that is due first
 * @total_micro: the total of the year's list, G_MININT64 when it says none
 *
 * A unit at a glance.
 */
typedef struct
{
  char *unit;
  guint n_forms;
  guint n_states[ZP_FORM_STATE_APPROVED + 1];
  guint n_missing;
  guint n_surplus;
  guint n_errors;
  guint n_red;
  ZpLibrarySums sums;
  gboolean has_review_average;
  ZpDecimal review_average;
  gboolean has_days;
  int days;
  gint64 total_micro;
} ZpUnitFigures;

/**
 * ZpUnitItem:
 *
 * One unit as the board shows it.  Immutable.
 */
#define ZP_TYPE_UNIT_ITEM (zp_unit_item_get_type ())
G_DECLARE_FINAL_TYPE (ZpUnitItem, zp_unit_item, ZP, UNIT_ITEM, GObject)

const ZpUnitFigures *zp_unit_item_get_figures (ZpUnitItem *self);
int zp_unit_item_compare_worst (ZpUnitItem *a, ZpUnitItem *b);
GListModel *
zp_unit_items_new (GListModel *forms, ZpYearList *list, const char *year) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
