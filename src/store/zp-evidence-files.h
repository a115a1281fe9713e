/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-evidence.h"

G_BEGIN_DECLS

/* The files of the evidence: where they are, whether they are still the same, and copies of them.
 * @folder is always the folder of copies beside the library, zp_evidence_files_dup_folder().
 * Everything here reads files and may take a while; none of it touches a form. */

char *zp_evidence_files_dup_folder (const char *library_path) G_GNUC_WARN_UNUSED_RESULT;
char *zp_evidence_files_dup_path (const char *folder,
                                  const ZpEvidence *evidence) G_GNUC_WARN_UNUSED_RESULT;

ZpEvidence *zp_evidence_files_read (const char *path,
                                    const char *address,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_evidence_files_keep_copy (const char *folder,
                                      const char *form_id,
                                      ZpEvidence *evidence,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean zp_evidence_files_keep_bytes (
    const char *folder, const char *form_id, ZpEvidence *evidence, GBytes *content, GError **error);

ZpEvidenceState
zp_evidence_files_look (const char *folder, const ZpEvidence *evidence, GCancellable *cancellable);
GHashTable *zp_evidence_files_look_at_all (const char *folder,
                                           GPtrArray *list,
                                           GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

gboolean zp_evidence_files_export (const char *folder,
                                   const ZpForm *form,
                                   const char *target,
                                   guint *out_left,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
