/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-book-tree.h"
#include "zp-fill-move.h"

G_BEGIN_DECLS

void zp_fill_number_rows (xmlNode *data);
gboolean
zp_fill_insert_rows (ZpBookTree *sheet, const char *name, const GPtrArray *rows, GError **error);
gboolean zp_fill_insert_parts (GHashTable *parts,
                               GPtrArray *names,
                               const ZpGrid *sheet,
                               const GPtrArray *rows,
                               GError **error);
gboolean zp_fill_refuse_part (GError **error, const char *what);
const char *zp_fill_word_one_by_one (void);

G_END_DECLS
