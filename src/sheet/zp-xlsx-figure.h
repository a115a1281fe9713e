/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-figure.h"
#include "zp-xlsx-writer-private.h"

G_BEGIN_DECLS

/* A cell of the sheets that are no official form; the first failure stays in @result. */
typedef struct
{
  ZpXlsxWriter *writer;
  lxw_worksheet *worksheet;
  const char *name;
  lxw_error result;
} ZpXlsxGrid;

void zp_xlsx_grid_put (
    ZpXlsxGrid *grid, guint row, guint column, const char *text, const ZpXlsxLook *look);
void zp_xlsx_grid_put_over (ZpXlsxGrid *grid,
                            guint row,
                            guint column,
                            guint n_columns,
                            const char *text,
                            const ZpXlsxLook *look);
void zp_xlsx_grid_put_number (ZpXlsxGrid *grid,
                              guint row,
                              guint column,
                              ZpDecimal number,
                              guint places,
                              gboolean percent,
                              const ZpXlsxLook *look);
void zp_xlsx_grid_put_number_with (ZpXlsxGrid *grid,
                                   guint row,
                                   guint column,
                                   ZpDecimal number,
                                   guint places,
                                   gboolean percent,
                                   const char *suffix,
                                   const ZpXlsxLook *look);
void zp_xlsx_grid_put_link (ZpXlsxGrid *grid,
                            guint row,
                            guint column,
                            const char *sheet,
                            const char *text,
                            const ZpXlsxLook *look);
void zp_xlsx_grid_set_height (ZpXlsxGrid *grid, guint row, guint lines);
void zp_xlsx_grid_set_paper (ZpXlsxGrid *grid, gboolean landscape);
guint zp_xlsx_count_lines (const char *text, guint width);

void zp_xlsx_figure_write (ZpXlsxGrid *grid, const ZpFigure *figure);
void zp_xlsx_figure_insert_chart (ZpXlsxGrid *target,
                                  const ZpFigure *figure,
                                  const char *figure_sheet,
                                  guint row,
                                  guint column,
                                  guint width,
                                  guint height);

G_END_DECLS
