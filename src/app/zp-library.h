/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-catalog.h"
#include "zp-checks.h"
#include "zp-form-item.h"
#include "zp-form.h"
#include "zp-review.h"
#include "zp-scorecard.h"
#include "zp-store.h"
#include "zp-year-list.h"

G_BEGIN_DECLS

/**
 * ZpLibrary:
 *
 * All forms of this user: the catalog, the store, and the list of forms that the window shows.  When
 * the store cannot be opened or written, the library says so (#ZpLibrary:problem) and forms stay
 * editable and exportable.
 */
#define ZP_TYPE_LIBRARY (zp_library_get_type ())
G_DECLARE_FINAL_TYPE (ZpLibrary, zp_library, ZP, LIBRARY, GObject)

ZpLibrary *zp_library_new (const char *store_path) G_GNUC_WARN_UNUSED_RESULT;
void zp_library_open (ZpLibrary *self);
char *zp_library_dup_path (ZpLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
ZpCatalog *zp_library_get_catalog (ZpLibrary *self);
ZpStore *zp_library_get_store (ZpLibrary *self);
const char *zp_library_get_problem (ZpLibrary *self);
gboolean zp_library_is_open_elsewhere (ZpLibrary *self);

GListModel *zp_library_get_items (ZpLibrary *self);
gboolean zp_library_is_loading (ZpLibrary *self);
ZpFormItem *zp_library_find (ZpLibrary *self, const char *id);
void zp_library_refresh (ZpLibrary *self);
void zp_library_refresh_if_changed (ZpLibrary *self);

ZpForm *zp_library_load (ZpLibrary *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
ZpForm *
zp_library_duplicate (ZpLibrary *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_library_save_async (ZpLibrary *self,
                            ZpForm *form,
                            ZpScorecard *card,
                            GPtrArray *findings,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean zp_library_save_finish (ZpLibrary *self, GAsyncResult *result, GError **error);
gboolean zp_library_delete (ZpLibrary *self, const char *const *ids, GError **error);
gboolean zp_library_restore (ZpLibrary *self, const char *const *ids, GError **error);

void zp_library_review_async (ZpLibrary *self,
                              const char *id,
                              ZpReviewAction action,
                              const ZpActor *actor,
                              const char *reason,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean zp_library_review_finish (ZpLibrary *self, GAsyncResult *result, GError **error);

GPtrArray *zp_library_get_lines (ZpLibrary *self);
ZpYearList *zp_library_get_year_list (ZpLibrary *self);
const char *zp_library_find_newest_year (ZpLibrary *self);
char **zp_library_list_years (ZpLibrary *self);
gboolean
zp_library_put_year_lines (ZpLibrary *self, const char *year, GPtrArray *lines, GError **error);

void zp_library_backup_async (ZpLibrary *self,
                              gboolean always,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
char *zp_library_backup_finish (ZpLibrary *self,
                                GAsyncResult *result,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
