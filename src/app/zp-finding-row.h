/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-checks.h"

G_BEGIN_DECLS

/**
 * ZpFindingRow:
 *
 * A finding in the list: what is wrong, where, what to do; a warning is answered in its place.
 */
#define ZP_TYPE_FINDING_ROW (zp_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (ZpFindingRow, zp_finding_row, ZP, FINDING_ROW, GtkListBoxRow)

GtkWidget *zp_finding_row_new (void);
void zp_finding_row_show (ZpFindingRow *self,
                          const ZpFinding *finding,
                          const char *place,
                          gboolean read_only);
gboolean zp_finding_row_is_answering (ZpFindingRow *self);

G_END_DECLS
