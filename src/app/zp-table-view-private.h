/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-table-view.h"

G_BEGIN_DECLS

struct _ZpTableView
{
  GtkWidget parent_instance;

  ZpSheet *sheet;
  GPtrArray *cells;       /* ZpCell, in sheet order; borrowed, they are children */
  GHashTable *by_address; /* address → ZpCell */
  ZpCell *focus;          /* borrowed */
  GtkWidget *handle;      /* what a row can be moved with */

  double zoom;
  double scale; /* pixels per point */
  gboolean read_only;
  int *column_x; /* edges, in pixels from the paper's left margin */
  int *row_y;
  guint n_columns;
  guint n_rows;
  GtkCssProvider *provider;

  ZpTableRange range; /* cells that are meant together, with @has_range */
  guint end_row;      /* where it was dragged to */
  guint end_column;
  gboolean has_range;
  gboolean takes_blocks;
};

int zp_table_view_get_margin (ZpTableView *self);
void zp_table_view_add_handle (ZpTableView *self);
void zp_table_view_allocate_handle (ZpTableView *self);

G_END_DECLS
