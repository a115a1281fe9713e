/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-matcher-values.h"

G_BEGIN_DECLS

/* How sure a column is: below a heading, where other rows have it, by counting. */
#define ZP_COLUMN_SURE 95
#define ZP_COLUMN_LIKELY 80
#define ZP_COLUMN_GUESSED 50

void zp_columns_vote (ZpTaking *taking);
int zp_columns_find (const ZpTaking *taking, guint item_index, guint column, guint *out_confidence);
const ZpMapLabel *zp_columns_find_own_label (const ZpTaking *taking,
                                             const ZpMapItem *item,
                                             const ZpSheetCell *cell,
                                             int *out_end);

G_END_DECLS
