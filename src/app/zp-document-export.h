/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-document.h"
#include "zp-window.h"

G_BEGIN_DECLS

/* The papers of a review, asked for a place and written in a thread. */

char *zp_document_export_suggest_name (ZpDocumentKind kind,
                                       ZpForm *form,
                                       guint n_forms) G_GNUC_WARN_UNUSED_RESULT;
void zp_document_export_form (ZpWindow *window, ZpForm *form, ZpDocumentKind kind);
void zp_document_export_forms (ZpWindow *window, const char *const *ids, ZpDocumentKind kind);
void zp_document_export_write_async (ZpWindow *window,
                                     GPtrArray *forms,
                                     const char *const *ids,
                                     ZpDocumentKind kind,
                                     GFile *target,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean zp_document_export_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
