/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void zp_long_choice_set_up (AdwComboRow *row);
void zp_long_choice_set_up_button (GtkDropDown *button);
char *zp_long_choice_word (const char *title, const char *region, const char *year)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
