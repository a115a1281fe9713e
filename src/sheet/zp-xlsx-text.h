/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-decimal.h"

G_BEGIN_DECLS

/* What a spreadsheet cell holds at most, in UTF-16 units. */
#define ZP_XLSX_MAX_TEXT 32767

char *zp_xlsx_clean_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_xlsx_make_text (const char *text, char **out_made);
glong zp_xlsx_text_length (const char *text);
gboolean
zp_xlsx_number (ZpDecimal value, gboolean percent, double *out_number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
