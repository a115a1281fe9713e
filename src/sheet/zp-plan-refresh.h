/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-plan.h"

G_BEGIN_DECLS

ZpForm *zp_plan_refresh (const ZpPlan *self,
                         const ZpForm *known,
                         ZpCatalog *catalog,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
