/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void zp_year_file_read_async (GFile *file,
                              const char *year,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
void zp_year_file_read_text_async (const char *text,
                                   const char *year,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *zp_year_file_read_finish (GAsyncResult *result, GPtrArray **out_notes, GError **error);

G_END_DECLS
