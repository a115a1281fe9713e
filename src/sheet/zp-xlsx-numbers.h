/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpNumberFormat:
 * @percent: shown in percent
 * @date: a day since 1899-12-30
 * @places: digits behind the point, -1 for as many as there are
 *
 * How a spreadsheet shows a number.
 */
typedef struct
{
  gboolean percent;
  gboolean date;
  int places;
} ZpNumberFormat;

ZpNumberFormat zp_number_format_parse (const char *code);
ZpNumberFormat zp_number_format_builtin (guint id);
char *zp_number_format_print (ZpNumberFormat format,
                              double number,
                              gboolean date1904) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
