/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-matcher-map.h"
#include "zp-plan.h"

G_BEGIN_DECLS

/*
 * ZpTaking:
 *
 * A form on its way from a sheet into a plan.
 */
typedef struct
{
  ZpMap *map;
  ZpPage *page;
  guint begin;
  guint end;
  ZpPlan *plan;
  GHashTable *columns; /* column of the form → votes for columns of the sheet */
  guint n_level2_cells;
  guint n_levels;
} ZpTaking;

gboolean zp_value_is_nothing (const char *text);
char *zp_value_split_weight (const char *text, char **out_name) G_GNUC_WARN_UNUSED_RESULT;
void zp_value_take (
    ZpTaking *taking, guint index, const ZpSheetCell *cell, const char *address, guint confidence);

G_END_DECLS
