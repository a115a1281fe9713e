/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-import.h"
#include "zp-form-diff.h"
#include "zp-store.h"

G_BEGIN_DECLS

/**
 * ZpImportKind:
 * @ZP_IMPORT_FORM: a form that was recognised
 * @ZP_IMPORT_REST: what no form was recognised in
 * @ZP_IMPORT_OLDER: a file that must be converted before it can be read
 * @ZP_IMPORT_FAILED: a file that cannot be read
 */
typedef enum
{
  ZP_IMPORT_FORM,
  ZP_IMPORT_REST,
  ZP_IMPORT_OLDER,
  ZP_IMPORT_FAILED,
} ZpImportKind;

/**
 * ZpImportChoice:
 * @ZP_IMPORT_SKIP: leave it out
 * @ZP_IMPORT_NEW: add it as a new form
 * @ZP_IMPORT_REFRESH: give its values to the form of the library
 */
typedef enum
{
  ZP_IMPORT_SKIP,
  ZP_IMPORT_NEW,
  ZP_IMPORT_REFRESH,
} ZpImportChoice;

/**
 * ZpImportItem:
 * @kind: see #ZpImportKind
 * @file, @name, @bytes: where it comes from
 * @sheet: (nullable): the sheet
 * @plan, @form, @scores: (nullable): of a form; @scores are #ZpPlanScore
 * @rest: (nullable): #ZpPlanRest beside those of the plan
 * @problem: (nullable): why it cannot be read
 * @known: (nullable): the form of the library that it seems to be
 * @changes: (nullable) (element-type ZpFormChange): what a refresh would change in @known
 * @same: @known has the same content
 * @choice: what becomes of it
 * @done: it was taken; @problem says why not
 * @form_id: (nullable): its id in the library, once it was taken
 *
 * One line of a plan: a form of a file, or what else there is in it.
 */
#define ZP_TYPE_IMPORT_ITEM (zp_import_item_get_type ())
G_DECLARE_FINAL_TYPE (ZpImportItem, zp_import_item, ZP, IMPORT_ITEM, GObject)

struct _ZpImportItem
{
  GObject parent_instance;

  ZpImportKind kind;
  GFile *file;
  char *name;
  GBytes *bytes;
  char *sheet;
  ZpPlan *plan;
  ZpForm *form;
  GPtrArray *scores;
  GPtrArray *rest;
  char *problem;
  ZpStoreRecord *known;
  GPtrArray *changes;
  gboolean same;
  ZpImportChoice choice;
  gboolean done;
  char *form_id;
};

ZpImportItem *
zp_import_item_new (ZpImportKind kind, GFile *file, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_import_item_apply (ZpImportItem *self, ZpCatalog *catalog, ZpProfile *profile, GError **error);
char *zp_import_item_dup_title (ZpImportItem *self) G_GNUC_WARN_UNUSED_RESULT;
guint zp_import_item_count_rest (ZpImportItem *self);

G_END_DECLS
