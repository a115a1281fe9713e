/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ZpFormList:
 *
 * The forms of a library that a filter lets through, in an order.  All forms are kept in their
 * order, so that another filter costs one look at each of them and no sorting, and whoever shows
 * the list hears of one change only.
 */
#define ZP_TYPE_FORM_LIST (zp_form_list_get_type ())
G_DECLARE_FINAL_TYPE (ZpFormList, zp_form_list, ZP, FORM_LIST, GObject)

ZpFormList *zp_form_list_new (GListModel *items,
                              GtkFilter *filter,
                              GtkSorter *sorter) G_GNUC_WARN_UNUSED_RESULT;
void zp_form_list_update (ZpFormList *self);

G_END_DECLS
