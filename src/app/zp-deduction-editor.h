/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-reviewer.h"
#include "zp-session.h"

G_BEGIN_DECLS

/**
 * ZpDeductionEditor:
 *
 * What the reviewer says of a row: a cause and a degree are picked, and fill score and reason, which
 * can be typed over; how the same cause was treated in other forms stands below.
 */
#define ZP_TYPE_DEDUCTION_EDITOR (zp_deduction_editor_get_type ())
G_DECLARE_FINAL_TYPE (ZpDeductionEditor, zp_deduction_editor, ZP, DEDUCTION_EDITOR, GtkWidget)

void zp_deduction_editor_show (ZpDeductionEditor *self,
                               ZpSession *session,
                               ZpReviewer *reviewer,
                               const char *row);
void zp_deduction_editor_set_batch (ZpDeductionEditor *self, GPtrArray *entries);

G_END_DECLS
