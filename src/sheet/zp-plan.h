/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpPlanKind:
 * @ZP_PLAN_VALUE: something typed
 * @ZP_PLAN_PRINTED: what the paper says where the program computes
 */
typedef enum
{
  ZP_PLAN_VALUE,
  ZP_PLAN_PRINTED,
} ZpPlanKind;

/**
 * ZpPlanValue:
 * @kind: see #ZpPlanKind
 * @address: where it goes: rows are called r1, r2 … in their order
 * @text: the text
 * @source: where it stands: Sheet1!C5
 * @confidence: 0 to 100: below 60 somebody should look
 * @repaired: (nullable): what was put right, for the user
 */
typedef struct
{
  ZpPlanKind kind;
  char *address;
  char *text;
  char *source;
  guint confidence;
  char *repaired;
} ZpPlanValue;

/**
 * ZpPlanRest:
 * @source: a cell, or a sheet
 * @text: what stands there
 * @reason: why it is not taken, for the user
 */
typedef struct
{
  char *source;
  char *text;
  char *reason;
} ZpPlanRest;

/**
 * ZpPlan:
 * @template_: the official form that was recognised
 * @sheet: the name of the sheet
 * @values: (element-type ZpPlanValue): what goes where
 * @rest: (element-type ZpPlanRest): what is not taken
 * @confidence: how much of the form's words is there, 0 to 100
 * @profile: (nullable): the rules it will have; the usual ones of the template when %NULL
 * @n_scores: scores, rates and sums in the workbook that can be compared
 * @n_same: those of them that @profile gives, too
 *
 * What an import would do, before anything is changed.
 */
typedef struct
{
  ZpTemplate *template_;
  char *sheet;
  GPtrArray *values;
  GPtrArray *rest;
  guint confidence;
  ZpProfile *profile;
  guint n_scores;
  guint n_same;
  /*< private >*/
  GHashTable *by_address;
} ZpPlan;

ZpPlan *zp_plan_new (ZpTemplate *template_, const char *sheet) G_GNUC_WARN_UNUSED_RESULT;
void zp_plan_free (ZpPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpPlan, zp_plan_free)

void zp_plan_set_profile (ZpPlan *self, ZpProfile *profile);
ZpPlanValue *zp_plan_find (const ZpPlan *self, const char *address);
ZpPlanValue *zp_plan_add (ZpPlan *self,
                          ZpPlanKind kind,
                          const char *address,
                          const char *text,
                          const char *source,
                          guint confidence);
void zp_plan_rest_free (ZpPlanRest *self);
void zp_plan_rest_add (GPtrArray *rest, const char *source, const char *text, const char *reason);
ZpForm *
zp_import_apply (const ZpPlan *plan, ZpCatalog *catalog, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
