/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-paste.h"

G_BEGIN_DECLS

/**
 * ZpPasteDialog:
 *
 * Shows what pasting a block would do: the official table as it would be, what changes in it, and
 * what is not taken and why.
 */
#define ZP_TYPE_PASTE_DIALOG (zp_paste_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZpPasteDialog, zp_paste_dialog, ZP, PASTE_DIALOG, AdwWindow)

ZpPasteDialog *
zp_paste_dialog_new (GtkWindow *parent, ZpForm *form, const char *address, ZpClip *clip);
void zp_paste_dialog_apply (ZpPasteDialog *self);
const ZpPaste *zp_paste_dialog_get_plan (ZpPasteDialog *self);

G_END_DECLS
