/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-matcher-page.h"
#include "zp-sheet.h"

G_BEGIN_DECLS

/* What words around a value count for, of the ten that fixed words do. */
#define ZP_PATTERN_SCORE 6

/*
 * ZpMapLabel:
 * @cell: of the sheet
 * @keys: (array length=n_keys): its words and their aliases
 * @pattern: (nullable): for words around values: （{year} 年度）
 * @literal: (nullable): the longest words of @pattern, which a text must have to fit
 * @found: index of the cell of the page, or -1
 */
typedef struct
{
  const ZpSheetCell *cell;
  ZpKey keys[8];
  guint n_keys;
  GRegex *pattern;
  char *literal;
  int found;
} ZpMapLabel;

/*
 * ZpMapItem:
 * @block: rows of a table that repeat
 * @table: (nullable): the table of a block
 * @goal: (nullable): id of the goal whose rows the block has
 * @labels: (element-type ZpMapLabel): fixed words
 * @values: (element-type ZpSheetCell*): places for values; of a block one for each column
 * @found: index of the row of the page, or -1
 */
typedef struct
{
  gboolean block;
  const ZpTableSpec *table;
  char *goal;
  GArray *labels;
  GPtrArray *values;
  int found;
} ZpMapItem;

/*
 * ZpMap:
 *
 * The sheet of an empty form, as what is looked for in a workbook: rows with fixed words, and what
 * stands between them.
 */
typedef struct
{
  ZpTemplate *template_;
  ZpSheet *sheet;
  GStringChunk *chunk;
  GPtrArray *items;
  GHashTable *words;   /* all words of the form, as ZpKey.full */
  GPtrArray *skeleton; /* those of its rows */
  guint full_score;
} ZpMap;

ZpMap *zp_map_new (ZpTemplate *template_,
                   ZpCatalog *catalog,
                   GStringChunk *chunk,
                   guint n_goals,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_map_free (ZpMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpMap, zp_map_free)

gboolean zp_map_is_form_word (const ZpMap *self, const ZpKey *key);
const char *zp_map_get_nested_table (const ZpTemplate *template_);
GRegex *zp_map_make_pattern (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *zp_map_capture (const ZpMap *self, const ZpSheetCell *cell, const char *text, const char *key)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
