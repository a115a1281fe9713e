/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A page of the user's guide: CommonMark as widgets. */

char *zp_help_page_dup_title (const char *markdown) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *zp_help_page_new (const char *markdown, const char *folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
