/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpShareScope:
 * @ZP_SHARE_LEVEL1: all rows of the level 1
 * @ZP_SHARE_LEVEL2: all rows of the level 2
 * @ZP_SHARE_MISSING: the rows of the level 1 that have no weight yet share what is left
 *
 * Which rows share a weight (平均分配).
 */
typedef enum
{
  ZP_SHARE_LEVEL1,
  ZP_SHARE_LEVEL2,
  ZP_SHARE_MISSING,
} ZpShareScope;

gboolean
zp_form_share_weights (ZpForm *self, const char *row_id, ZpShareScope scope, GError **error);

G_END_DECLS
