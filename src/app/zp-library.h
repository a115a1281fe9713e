/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-catalog.h"
#include "zp-checks.h"
#include "zp-form.h"
#include "zp-scorecard.h"
#include "zp-store.h"

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

ZpLibrary *zp_library_new (const char *store_path);
ZpCatalog *zp_library_get_catalog (ZpLibrary *self);
ZpStore *zp_library_get_store (ZpLibrary *self);
const char *zp_library_get_problem (ZpLibrary *self);
GListModel *zp_library_get_items (ZpLibrary *self);

ZpForm *zp_library_load (ZpLibrary   *self,
                         const char  *id,
                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_library_save_async (ZpLibrary           *self,
                            ZpForm              *form,
                            ZpScorecard         *card,
                            GPtrArray           *findings,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
gboolean zp_library_save_finish (ZpLibrary     *self,
                                 GAsyncResult  *result,
                                 gint64        *out_revision,
                                 GError       **error);

G_END_DECLS
