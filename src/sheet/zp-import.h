/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-matcher.h"

G_BEGIN_DECLS

/**
 * ZpImport:
 * @plans: (element-type ZpPlan): the forms that were recognised
 * @rest: (element-type ZpPlanRest): sheets and cells that are not taken, beside those of the plans
 *
 * What an import of a file would do.
 */
typedef struct
{
  GPtrArray *plans;
  GPtrArray *rest;
} ZpImport;

ZpImport *zp_import_read (GBytes *file, const char *name, ZpMatcher *matcher, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void zp_import_free (ZpImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpImport, zp_import_free)

G_END_DECLS
