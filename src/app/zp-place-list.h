/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ZpPlace:
 *
 * A place in a list.  “notify::item” tells that something else stands there now.
 */
#define ZP_TYPE_PLACE (zp_place_get_type ())
G_DECLARE_FINAL_TYPE (ZpPlace, zp_place, ZP, PLACE, GObject)

gpointer zp_place_get_item (ZpPlace *self);

/**
 * ZpPlaceList:
 *
 * The places of a list.  A view of the toolkit makes its rows anew when the items of its model are
 * others, two hundred rows for each key of a search.  Places stay while items come and go: a view
 * of them keeps its rows, and only what stands in them changes.  A list that grows is announced in
 * steps, so that the rows that can be seen do not wait for those that cannot.
 */
#define ZP_TYPE_PLACE_LIST (zp_place_list_get_type ())
G_DECLARE_FINAL_TYPE (ZpPlaceList, zp_place_list, ZP, PLACE_LIST, GObject)

ZpPlaceList *zp_place_list_new (GListModel *model) G_GNUC_WARN_UNUSED_RESULT;
void zp_place_list_complete (ZpPlaceList *self);

G_END_DECLS
