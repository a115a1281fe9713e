/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpYearWindow:
 *
 * The year's list: which projects are expected, with unit, budget and deadline, and which of them
 * have a form.  It is typed, pasted or read from a spreadsheet, and saved by itself.
 */
#define ZP_TYPE_YEAR_WINDOW (zp_year_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpYearWindow, zp_year_window, ZP, YEAR_WINDOW, AdwWindow)

ZpYearWindow *zp_year_window_new (GtkWindow *parent,
                                  ZpLibrary *library,
                                  const char *year) G_GNUC_WARN_UNUSED_RESULT;
void zp_year_window_read_text (ZpYearWindow *self, const char *text);
void zp_year_window_read_file (ZpYearWindow *self, GFile *file);
GListModel *zp_year_window_get_rows (ZpYearWindow *self);

G_END_DECLS
