/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-cell.h"

#include "zp-cell-mark.h"

G_BEGIN_DECLS

struct _ZpCell
{
  GtkWidget parent_instance;

  ZpSheet *sheet;
  const ZpSheetCell *cell; /* belongs to the sheet */
  char *typed;
  double scale;
  double height; /* what the text needs, < 0 when not measured yet */
  gboolean read_only;
  gboolean takes_blocks; /* what is pasted may be several cells */
  gboolean active;       /* it has the focus, with or without an editor */
  gboolean pointed_at;   /* it is getting the focus by the pointer */
  guint leaving;
  PangoLayout *layout;
  char *name;
  char *problem;
  char *note;        /* what else is known of the value */
  const char *looks; /* the CSS class of its kind */
  ZpCellMark mark;   /* of the worst that is to be said of it */
  char *remark;      /* what a reviewer pinned to it */

  GtkWidget *editor;  /* a text view, while the cell is being edited */
  GtkWidget *popover; /* words to choose from */
  gboolean composing;
  gboolean loading; /* the program changes the editor's text, not the user */
};

/* zp-cell.c */
const char *zp_cell_style_word (ZpCellStyle style);

/* zp-cell-draw.c */
void zp_cell_prepare_layout (ZpCell *self);
double zp_cell_get_shift (ZpCell *self);
void zp_cell_measure_vfunc (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline);
void zp_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline);
void zp_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

/* zp-cell-editor.c */
void zp_cell_open_editor (ZpCell *self);
void zp_cell_close_editor (ZpCell *self);
void zp_cell_load_editor (ZpCell *self);
char *zp_cell_dup_editor_text (ZpCell *self) G_GNUC_WARN_UNUSED_RESULT;

/* zp-cell-keys.c */
void zp_cell_init_keys (ZpCell *self);
void zp_cell_add_keys (ZpCell *self, GtkWidget *widget);

/* zp-cell-words.c */
void zp_cell_init_words (ZpCell *self);
void zp_cell_update_tooltip (ZpCell *self);
void zp_cell_tell_text (ZpCell *self);

G_END_DECLS
