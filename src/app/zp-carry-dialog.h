/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-carry.h"

G_BEGIN_DECLS

/**
 * ZpCarryDialog:
 *
 * Asks for the year, the official form and the rules of forms that are carried over to the next year.
 */
#define ZP_TYPE_CARRY_DIALOG (zp_carry_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZpCarryDialog, zp_carry_dialog, ZP, CARRY_DIALOG, AdwWindow)

ZpCarryDialog *zp_carry_dialog_new (GtkWindow *parent, ZpCatalog *catalog, GPtrArray *forms);
void zp_carry_dialog_apply (ZpCarryDialog *self);

G_END_DECLS
