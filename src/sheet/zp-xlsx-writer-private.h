/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <locale.h>
#include <xlsxwriter.h>

#include "zp-xlsx-format.h"
#include "zp-xlsx-names.h"
#include "zp-xlsx-writer.h"

G_BEGIN_DECLS

/*
 * ZpXlsxWriter:
 * @path: the temporary file
 * @title: of the document
 * @index_name, @index: the sheet that lists all others, or NULL in a workbook without one
 * @overview: the sheet with the charts
 * @figure_sheets: (element-type ZpXlsxFigureSheet): the sheets with the tables of the charts
 * @form_names: what the sheets of forms are called
 */
struct _ZpXlsxWriter
{
  char *path;
  lxw_workbook *workbook;
  ZpXlsxFormats *formats;
  ZpXlsxNames *names;
  char *title;
  gint64 created;
  gboolean failed;

  char *index_name;
  lxw_worksheet *index;
  char *overview_name;
  lxw_worksheet *overview;
  GArray *figure_sheets;
  GPtrArray *form_names;
};

typedef struct
{
  locale_t numeric;
  locale_t previous;
} ZpXlsxNumberGuard;

gboolean _zp_xlsx_number_guard_enter (ZpXlsxNumberGuard *guard, GError **error);
void _zp_xlsx_number_guard_leave (ZpXlsxNumberGuard *guard);
gboolean _zp_xlsx_check (lxw_error result, const char *place, GError **error);
lxw_error _zp_xlsx_write_way_back (ZpXlsxWriter *writer, lxw_worksheet *worksheet, guint n_columns);

G_END_DECLS
