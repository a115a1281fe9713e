/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-workbook.h"

G_BEGIN_DECLS

/* Forms are not longer; a list of a thousand projects is no form. */
#define ZP_MATCHER_MAX_ROWS 3000
#define ZP_MATCHER_MAX_CELLS 60000

/*
 * ZpKey:
 * @full, @base: words without signs and spaces, and also without what is in brackets; the same
 *   pointer for the same words
 */
typedef struct
{
  const char *full;
  const char *base;
} ZpKey;

/*
 * ZpPageRow:
 * @row: of the sheet
 * @first, @n: its cells
 */
typedef struct
{
  guint row;
  guint first;
  guint n;
} ZpPageRow;

/*
 * ZpPage:
 * @rows: (element-type ZpPageRow): rows that are not empty
 * @keys: (element-type ZpKey): of each cell
 * @plain: (element-type utf8): of each cell what it says, in one way of writing and without spaces;
 *   %NULL for one that is too long to be a heading
 * @taken: for each cell, whether its words are accounted for
 *
 * A sheet of a workbook made ready to be compared with official forms.
 */
typedef struct
{
  const ZpGrid *grid;
  GArray *rows;
  GArray *keys;
  GPtrArray *plain;
  gboolean *taken;
  GHashTable *by_place;
  GStringChunk *chunk;
} ZpPage;

ZpPage *zp_page_new (const ZpGrid *grid, GStringChunk *chunk) G_GNUC_WARN_UNUSED_RESULT;
void zp_page_free (ZpPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpPage, zp_page_free)

char *zp_page_squeeze (const char *text) G_GNUC_WARN_UNUSED_RESULT;
ZpKey zp_key_make (GStringChunk *chunk, const char *text);
guint zp_key_compare (const ZpKey *a, const ZpKey *b);
const ZpGridCell *zp_page_cell (const ZpPage *self, guint index);
int zp_page_find (const ZpPage *self, guint row, guint column);
char *zp_page_name (const ZpPage *self, guint index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
