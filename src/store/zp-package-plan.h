/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form-merge.h"
#include "zp-form.h"
#include "zp-package.h"

G_BEGIN_DECLS

/**
 * ZpPackageRelation:
 * @ZP_PACKAGE_NEW: the library has no such form
 * @ZP_PACKAGE_SAME: it has the same
 * @ZP_PACKAGE_NEWER: it has an earlier state of what is in the package
 * @ZP_PACKAGE_OLDER: it has a later state of it
 * @ZP_PACKAGE_CONFLICT: both were changed, or nothing is known about how they are related
 *
 * How a form in a package stands to the form of this id in the library.
 */
typedef enum
{
  ZP_PACKAGE_NEW,
  ZP_PACKAGE_SAME,
  ZP_PACKAGE_NEWER,
  ZP_PACKAGE_OLDER,
  ZP_PACKAGE_CONFLICT,
} ZpPackageRelation;

/**
 * ZpPackageChoice:
 * @ZP_PACKAGE_SKIP: leave the library as it is
 * @ZP_PACKAGE_ADD: add it; for a form that the library has not
 * @ZP_PACKAGE_RESTORE: bring the same form back from the recycle bin
 * @ZP_PACKAGE_REPLACE: replace what the library has
 * @ZP_PACKAGE_KEEP_BOTH: add it under another id
 * @ZP_PACKAGE_MERGE: replace what the library has by what was chosen cell by cell
 *
 * What is done with a form of a package.
 */
typedef enum
{
  ZP_PACKAGE_SKIP,
  ZP_PACKAGE_ADD,
  ZP_PACKAGE_RESTORE,
  ZP_PACKAGE_REPLACE,
  ZP_PACKAGE_KEEP_BOTH,
  ZP_PACKAGE_MERGE,
} ZpPackageChoice;

/**
 * ZpPackageItem:
 * @form: the form in the package
 * @revision: its revision
 * @stored: (nullable): what the library has under this id
 * @stored_revision: its revision, comparable with @revision; 0 without @stored
 * @relation: how the two are related
 * @choice: what will be done; changed with zp_package_item_choose() only
 * @new_id: (nullable): after applying, the id of a form that was kept beside the stored one
 * @aside_id: (nullable): after applying, the id under which what was replaced is in the recycle bin
 * @merge: (nullable): the choices of a merge, zp_package_item_get_merge() makes them
 *
 * A form of a package and what will be done with it.
 */
typedef struct
{
  ZpForm *form;
  gint64 revision;
  ZpStoreRecord *stored;
  gint64 stored_revision;
  ZpPackageRelation relation;
  ZpPackageChoice choice;
  char *new_id;
  char *aside_id;
  ZpFormMerge *merge;

  /*< private >*/
  char *content;
  char **history;
  GBytes *document;
  ZpForm *stored_form;
  ZpForm *ancestor;
  gint64 applied_revision;
  gpointer lineage_before;
} ZpPackageItem;

gboolean zp_package_item_can_choose (const ZpPackageItem *item, ZpPackageChoice choice);
gboolean zp_package_item_choose (ZpPackageItem *item, ZpPackageChoice choice, GError **error);
ZpForm *zp_package_item_get_stored (const ZpPackageItem *item);
ZpFormMerge *zp_package_item_get_merge (ZpPackageItem *item, GError **error);

/**
 * ZpPackagePlan:
 *
 * What taking a package into a library would do.
 */
typedef struct _ZpPackagePlan ZpPackagePlan;

ZpPackagePlan *zp_package_plan_new (const ZpPackage *package,
                                    ZpStore *store,
                                    ZpCatalog *catalog,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_package_plan_free (ZpPackagePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpPackagePlan, zp_package_plan_free)

const char *zp_package_plan_get_created (const ZpPackagePlan *self);
GPtrArray *zp_package_plan_get_items (ZpPackagePlan *self);
GPtrArray *zp_package_plan_get_rules (ZpPackagePlan *self, ZpPackageKind kind);
guint zp_package_plan_get_n_evidence (const ZpPackagePlan *self);
guint zp_package_plan_get_n_put (const ZpPackagePlan *self);
gboolean
zp_package_plan_apply (ZpPackagePlan *self, ZpStore *store, ZpCatalog *catalog, GError **error);
void zp_package_plan_publish (ZpPackagePlan *self, ZpCatalog *catalog);
gboolean zp_package_plan_undo (ZpPackagePlan *self, ZpStore *store, GError **error);

G_END_DECLS
