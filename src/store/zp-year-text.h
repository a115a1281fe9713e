/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A year's list as it comes from a spreadsheet. */

GPtrArray *
zp_year_lines_read (GPtrArray *rows, const char *year, GPtrArray *notes) G_GNUC_WARN_UNUSED_RESULT;
char *zp_year_parse_due (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
