/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-import-item.h"
#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpImportProgress:
 * @done, @n: files or forms; @done is written by the worker
 *
 * How far a worker is.
 */
typedef struct
{
  int done; /* atomic */
  int n;
} ZpImportProgress;

void zp_import_read_async (ZpLibrary *library,
                           GPtrArray *files,
                           const char *template_id,
                           gboolean convert,
                           ZpImportProgress *progress,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GPtrArray *zp_import_read_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_import_take_async (ZpLibrary *library,
                           GPtrArray *items,
                           ZpImportProgress *progress,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean zp_import_take_finish (GAsyncResult *result, GError **error);

G_END_DECLS
