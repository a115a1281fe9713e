/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpFillValue:
 * @row, @column: the cell, from 0
 * @text: what it shows, "" to empty it
 * @number: its value, when @has_number; a rate as a fraction
 * @has_number: it is a number
 * @percent: @number is a rate, which @text shows in percent
 *
 * What is written into a cell of a workbook.
 */
typedef struct
{
  guint row;
  guint column;
  char *text;
  double number;
  gboolean has_number;
  gboolean percent;
} ZpFillValue;

GBytes *zp_fill_xml_write (GBytes *sheet, GBytes *styles, const GArray *values, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
