/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpDeriveDialog:
 *
 * Asks which forms of the library a document takes its figures from.
 */
#define ZP_TYPE_DERIVE_DIALOG (zp_derive_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZpDeriveDialog, zp_derive_dialog, ZP, DERIVE_DIALOG, AdwWindow)

ZpDeriveDialog *zp_derive_dialog_new (GtkWindow *parent, ZpLibrary *library, ZpForm *document);
guint zp_derive_dialog_get_n_forms (ZpDeriveDialog *self);
void zp_derive_dialog_choose (ZpDeriveDialog *self, const char *id);
void zp_derive_dialog_take (ZpDeriveDialog *self);

G_END_DECLS
