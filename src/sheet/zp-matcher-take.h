/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-matcher-map.h"
#include "zp-plan.h"

G_BEGIN_DECLS

void zp_take_all (ZpMap *map, ZpPage *page, guint begin, guint end, ZpPlan *plan);

G_END_DECLS
