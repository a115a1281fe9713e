/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is pasted comes from outside: more than this is cut off. */
#define ZP_CLIP_MAX_BYTES (8 * 1024 * 1024)
#define ZP_CLIP_MAX_ROWS 2000
#define ZP_CLIP_MAX_COLUMNS 100

/**
 * ZpClipCell:
 * @row, @column: its upper left place
 * @row_span, @column_span: at least 1
 * @text: what it shows, "" for nothing
 *
 * A cell of a block.
 */
typedef struct
{
  guint row;
  guint column;
  guint row_span;
  guint column_span;
  char *text;
} ZpClipCell;

/**
 * ZpClip:
 *
 * A block of cells on its way through the clipboard, between this program and spreadsheets.
 */
typedef struct _ZpClip ZpClip;

ZpClip *zp_clip_new (void) G_GNUC_WARN_UNUSED_RESULT;
ZpClip *zp_clip_new_from_tsv (const char *text) G_GNUC_WARN_UNUSED_RESULT;
ZpClip *zp_clip_new_from_html (GBytes *html) G_GNUC_WARN_UNUSED_RESULT;
void zp_clip_free (ZpClip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpClip, zp_clip_free)

gboolean zp_clip_put (
    ZpClip *self, guint row, guint column, guint row_span, guint column_span, const char *text);
void zp_clip_drop_spanned_columns (ZpClip *self);

guint zp_clip_get_n_rows (const ZpClip *self);
guint zp_clip_get_n_columns (const ZpClip *self);
const ZpClipCell *zp_clip_get_at (const ZpClip *self, guint row, guint column);
const char *zp_clip_get_text (const ZpClip *self, guint row, guint column);
GPtrArray *
zp_clip_split_tsv (const char *text, guint max_rows, gboolean *out_cut) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_clip_was_cut (const ZpClip *self);

char *zp_clip_to_tsv (const ZpClip *self) G_GNUC_WARN_UNUSED_RESULT;
char *zp_clip_to_html (const ZpClip *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
