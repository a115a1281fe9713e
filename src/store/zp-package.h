/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-store.h"

G_BEGIN_DECLS

#define ZP_PACKAGE_FORMAT "ziping-package"
#define ZP_PACKAGE_VERSION 1
#define ZP_PACKAGE_MAX_BYTES (200 * 1024 * 1024)
#define ZP_PACKAGE_MAX_ENTRIES 5000

/**
 * ZpPackageKind:
 *
 * What an entry of a package is.  Each kind has a folder and a list in the manifest.
 */
typedef enum
{
  ZP_PACKAGE_FORM,
  ZP_PACKAGE_TEMPLATE,
  ZP_PACKAGE_PROFILE,
  ZP_PACKAGE_EVIDENCE,
} ZpPackageKind;
#define ZP_PACKAGE_N_KINDS 4

/**
 * ZpPackageEntry:
 * @id: the id of a form, template or profile, the file name of a piece of evidence
 * @content: its bytes
 * @revision: of a form, else 0
 * @history: (nullable): of a form, the contents that it had when it was exchanged, oldest first
 *
 * Something in a package.
 */
typedef struct
{
  char *id;
  GBytes *content;
  gint64 revision;
  char **history;
} ZpPackageEntry;

/**
 * ZpPackage:
 *
 * One or many forms with what is needed to open them, as one file to hand on.
 */
typedef struct _ZpPackage ZpPackage;

ZpPackage *zp_package_new (const char *created) G_GNUC_WARN_UNUSED_RESULT;
void zp_package_free (ZpPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpPackage, zp_package_free)

const char *zp_package_get_created (const ZpPackage *self);
GPtrArray *zp_package_get_entries (const ZpPackage *self, ZpPackageKind kind);
gboolean zp_package_add (
    ZpPackage *self, ZpPackageKind kind, const char *id, GBytes *content, GError **error);
gboolean zp_package_add_form (ZpPackage *self,
                              const char *id,
                              gint64 revision,
                              const char *const *history,
                              GBytes *content,
                              GError **error);

void zp_package_set_with_sm3 (ZpPackage *self, gboolean with_sm3);

gboolean zp_package_is_package (GBytes *bytes);
GBytes *zp_package_write (ZpPackage *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
ZpPackage *zp_package_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
ZpPackage *zp_package_read_protected (GBytes *bytes,
                                      const char *passphrase,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
ZpPackage *zp_package_from_store (ZpStore *store,
                                  const char *const *ids,
                                  ZpCatalog *catalog,
                                  const char *created,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_package_add_evidence (
    ZpPackage *self, ZpStore *store, ZpCatalog *catalog, guint *out_left, GError **error);

G_END_DECLS
