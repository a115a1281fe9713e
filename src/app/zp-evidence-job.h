/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-session.h"

G_BEGIN_DECLS

/* Evidence of an open form: files are read, copied and looked at in threads. */

void zp_evidence_attach_async (ZpSession *session,
                               const char *address,
                               GPtrArray *paths,
                               gboolean copy,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean zp_evidence_attach_finish (GAsyncResult *result, GError **error);
void zp_evidence_look_async (ZpSession *session, GAsyncReadyCallback callback, gpointer user_data);
gboolean zp_evidence_look_finish (GAsyncResult *result, GError **error);
void zp_evidence_export_async (ZpSession *session,
                               GFile *folder,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean zp_evidence_export_finish (GAsyncResult *result, guint *out_left, GError **error);

G_END_DECLS
