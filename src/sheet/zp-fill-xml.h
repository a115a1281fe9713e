/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpFillValue:
 * @row, @column: the cell, from 0
 * @added: the id of the added row that it is in, instead of @row; 0 for a row of the workbook
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
  guint added;
  char *text;
  double number;
  gboolean has_number;
  gboolean percent;
} ZpFillValue;

GBytes *zp_fill_xml_write (GBytes *sheet,
                           const char *name,
                           GBytes *styles,
                           const GPtrArray *rows,
                           const GArray *values,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
