/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-clip.h"
#include "zp-form.h"
#include "zp-sheet.h"

G_BEGIN_DECLS

/**
 * ZpPasteItem:
 * @row, @column: of the block
 * @address: (nullable): where it goes; %NULL when it is not taken
 * @old_text: what stands there now
 * @text: what stands in the block, as it is taken
 * @reason: (nullable): why it is not taken, for the user
 * @n_cells: so many cells are not taken for this reason
 *
 * What becomes of a cell of the block, or of several that are not taken for the same reason.
 */
typedef struct
{
  guint row;
  guint column;
  char *address;
  char *old_text;
  char *text;
  char *reason;
  guint n_cells;
} ZpPasteItem;

/**
 * ZpPaste:
 * @result: a copy of the form with the block in it
 * @set: (element-type ZpPasteItem): what changes; addresses are those of @result
 * @left: (element-type ZpPasteItem): what is not taken
 * @n_same: cells that say what stands there already
 * @n_rows: rows that are new
 * @by_headings: the columns were found by their headings
 *
 * What pasting a block would do, before anything is changed.
 */
typedef struct
{
  ZpForm *result;
  GPtrArray *set;
  GPtrArray *left;
  guint n_same;
  guint n_rows;
  gboolean by_headings;
} ZpPaste;

ZpPaste *
zp_paste_plan (ZpForm *form, const char *address, const ZpClip *clip) G_GNUC_WARN_UNUSED_RESULT;
void zp_paste_free (ZpPaste *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpPaste, zp_paste_free)

gboolean zp_paste_apply (ZpForm *form, const char *address, const ZpClip *clip);

G_END_DECLS
