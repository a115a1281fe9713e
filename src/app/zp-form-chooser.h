/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpFormChooser:
 *
 * Chooses a form of the library, or the one that is open.
 */
#define ZP_TYPE_FORM_CHOOSER (zp_form_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ZpFormChooser, zp_form_chooser, ZP, FORM_CHOOSER, AdwBin)

void zp_form_chooser_fill (ZpFormChooser *self,
                           ZpLibrary *library,
                           ZpForm *open,
                           const char *profile_id);
ZpForm *zp_form_chooser_get_form (ZpFormChooser *self);

G_END_DECLS
