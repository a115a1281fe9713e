/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-store.h"

G_BEGIN_DECLS

/**
 * ZpSummaryKind:
 * @ZP_SUMMARY_XLSX: the workbook of all forms with an overview
 * @ZP_SUMMARY_PDF: the overview as it is printed
 * @ZP_SUMMARY_DOCX: the text for word processors
 * @ZP_SUMMARY_TEXT: the text alone, in UTF-8
 *
 * What a summary can be handed on as.
 */
typedef enum
{
  ZP_SUMMARY_XLSX,
  ZP_SUMMARY_PDF,
  ZP_SUMMARY_DOCX,
  ZP_SUMMARY_TEXT,
} ZpSummaryKind;

/**
 * ZpSummaryJob:
 *
 * Work on many forms of the library, in a worker, which tells how far it is.
 */
typedef struct _ZpSummaryJob ZpSummaryJob;

ZpSummaryJob *zp_summary_job_new (ZpStore *store,
                                  ZpCatalog *catalog,
                                  const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;
ZpSummaryJob *zp_summary_job_ref (ZpSummaryJob *self);
void zp_summary_job_unref (ZpSummaryJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpSummaryJob, zp_summary_job_unref)

guint zp_summary_job_get_n_forms (ZpSummaryJob *self);
guint zp_summary_job_get_done (ZpSummaryJob *self);
guint zp_summary_job_get_failed (ZpSummaryJob *self);

void zp_summary_job_gather_async (ZpSummaryJob *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *zp_summary_job_gather_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_summary_job_write_async (ZpSummaryJob *self,
                                 ZpSummaryKind kind,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *zp_summary_job_write_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
