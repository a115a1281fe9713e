/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "zp-catalog.h"
#include "zp-store.h"

G_BEGIN_DECLS

/**
 * ZpFormItem:
 *
 * One form as the list shows it.  It is brought up to date in place: its properties notify, the
 * list does not change.
 */
#define ZP_TYPE_FORM_ITEM (zp_form_item_get_type ())
G_DECLARE_FINAL_TYPE (ZpFormItem, zp_form_item, ZP, FORM_ITEM, GObject)

ZpFormItem *zp_form_item_new (const ZpStoreRecord *record,
                              ZpCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;
void zp_form_item_update (ZpFormItem *self, const ZpStoreRecord *record);
const ZpStoreRecord *zp_form_item_get_record (ZpFormItem *self);

const char *zp_form_item_get_id (ZpFormItem *self);
const char *zp_form_item_get_project (ZpFormItem *self);
const char *zp_form_item_get_sort_key (ZpFormItem *self);
char *zp_form_item_dup_subtitle (ZpFormItem *self) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_form_item_get_due (ZpFormItem *self);
gboolean zp_form_item_get_days_left (ZpFormItem *self, guint today, int *out_days);
gboolean zp_form_item_is_surplus (ZpFormItem *self);
void zp_form_item_set_plan (ZpFormItem *self, const char *due, gboolean surplus);
guint zp_form_item_get_recent (ZpFormItem *self);
void zp_form_item_set_recent (ZpFormItem *self, guint recent);
gboolean zp_form_item_get_marked (ZpFormItem *self);
void zp_form_item_set_marked (ZpFormItem *self, gboolean marked);

G_END_DECLS
