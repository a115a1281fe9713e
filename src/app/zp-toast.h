/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a window says in passing. */

void zp_toast (
    GtkWindow *window, const char *text, const char *button, const char *action, GVariant *target);
void zp_toast_show_file (GtkWindow *window, const char *uri);

G_END_DECLS
