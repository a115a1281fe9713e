/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-cell.h"
#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpTableView:
 *
 * The official table as widgets, one #ZpCell for each cell of the sheet.  It knows nothing of any
 * form: what is shown where comes from the sheet.
 */
#define ZP_TYPE_TABLE_VIEW (zp_table_view_get_type ())
G_DECLARE_FINAL_TYPE (ZpTableView, zp_table_view, ZP, TABLE_VIEW, GtkWidget)

/**
 * ZpTableRange:
 *
 * A part of the sheet, both ends included.
 */
typedef struct
{
  guint first_row;
  guint first_column;
  guint last_row;
  guint last_column;
} ZpTableRange;

GtkWidget *zp_table_view_new (void);
void zp_table_view_show (ZpTableView *self, ZpSheet *sheet, ZpForm *form, GPtrArray *findings);
void zp_table_view_show_remarks (ZpTableView *self, GPtrArray *remarks);
void zp_table_view_set_zoom (ZpTableView *self, double zoom);
double zp_table_view_get_fitting_zoom (ZpTableView *self, int width);
void zp_table_view_set_row_menu (ZpTableView *self, GMenuModel *menu);
void zp_table_view_set_read_only (ZpTableView *self, gboolean read_only);
ZpCell *zp_table_view_get_focus_cell (ZpTableView *self);
ZpCell *zp_table_view_find (ZpTableView *self, const char *address);
gboolean zp_table_view_focus (ZpTableView *self, const char *address);
void zp_table_view_focus_row_at (ZpTableView *self, guint row);
void zp_table_view_focus_first (ZpTableView *self);
void zp_table_view_take_blocks (ZpTableView *self);
gboolean zp_table_view_select (ZpTableView *self, const char *address);
gboolean zp_table_view_get_range (ZpTableView *self, ZpTableRange *out_range);
void zp_table_view_clear_range (ZpTableView *self);

G_END_DECLS
