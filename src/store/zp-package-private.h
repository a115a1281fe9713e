/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-package.h"

G_BEGIN_DECLS

#define ZP_PACKAGE_MANIFEST "manifest.json"
/* How many earlier contents of a form are remembered. */
#define ZP_PACKAGE_MAX_HISTORY 200

/**
 * ZpPackageKindSpec:
 * @folder: where entries of this kind are, with its slash
 * @list: their list in the manifest
 * @id: the key of their name there
 * @max_bytes: how large one may be
 */
typedef struct
{
  const char *folder;
  const char *list;
  const char *id;
  gsize max_bytes;
} ZpPackageKindSpec;

extern const ZpPackageKindSpec zp_package_kinds[ZP_PACKAGE_N_KINDS];

gboolean zp_package_put_evidence (
    GPtrArray *entries, ZpStore *store, const ZpForm *form, guint *io_put, GError **error);
void zp_package_stamp (GByteArray *bytes);
gboolean zp_package_check_stamp (GBytes *bytes, GError **error);

/**
 * ZpLineage:
 * @revision: the revision under which the last of @contents was exchanged, 0 without any
 * @contents: (element-type utf8): content ids, oldest first
 *
 * Under which contents a form left this library or came into it.  It tells a later version of a
 * form from one that somebody else changed.
 */
typedef struct
{
  gint64 revision;
  GPtrArray *contents;
} ZpLineage;

ZpLineage *zp_lineage_load (ZpStore *store, const char *id) G_GNUC_WARN_UNUSED_RESULT;
void zp_lineage_free (ZpLineage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpLineage, zp_lineage_free)
gint64 zp_lineage_get_revision (const ZpLineage *self, gint64 stored, const char *content);
void
zp_lineage_add (ZpLineage *self, gint64 revision, const char *const *history, const char *content);
void zp_lineage_keep (
    const ZpLineage *self, ZpStore *store, const char *id, const char *content, GBytes *document);
GBytes *zp_lineage_find_ancestor (const ZpLineage *self,
                                  ZpStore *store,
                                  const char *id,
                                  const char *const *history) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_lineage_save (const ZpLineage *self, ZpStore *store, const char *id, GError **error);

G_END_DECLS
