/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-paper.h"

G_BEGIN_DECLS

/**
 * ZpDocumentKind:
 * @ZP_DOCUMENT_WORKING_PAPER: 复核工作底稿, row by row
 * @ZP_DOCUMENT_OPINION: 复核意见书
 * @ZP_DOCUMENT_RETURN_SLIP: 退回单, what is to be mended
 * @ZP_DOCUMENT_FINDINGS: 问题清单, of one form or of several
 *
 * What a review comes out as.
 */
typedef enum
{
  ZP_DOCUMENT_WORKING_PAPER,
  ZP_DOCUMENT_OPINION,
  ZP_DOCUMENT_RETURN_SLIP,
  ZP_DOCUMENT_FINDINGS,
} ZpDocumentKind;
#define ZP_N_DOCUMENTS 4

gboolean zp_document_parse_kind (const char *name, ZpDocumentKind *out_kind);
const char *zp_document_get_name (ZpDocumentKind kind);
const char *zp_document_get_title (ZpDocumentKind kind);
gboolean zp_document_is_together (ZpDocumentKind kind);
gboolean zp_document_check (ZpDocumentKind kind, ZpForm *form, GError **error);
GPtrArray *zp_document_make_sheets (ZpDocumentKind kind,
                                    ZpForm *const *forms,
                                    guint n_forms,
                                    gint64 created) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_document_write (ZpDocumentKind kind,
                           ZpForm *const *forms,
                           guint n_forms,
                           ZpPaperKind paper,
                           gint64 created,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
