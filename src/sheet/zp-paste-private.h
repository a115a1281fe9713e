/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-matcher-page.h"
#include "zp-paste.h"

G_BEGIN_DECLS

/*
 * ZpPasteTarget:
 * @key: (nullable): a column of a table
 * @spec: (nullable): it, when something can be typed in it
 * @role: what it means; for a column that the form does not have, the only thing known of it
 * @label: its heading in the block, or its official name
 *
 * What a column of the block is.
 */
typedef struct
{
  const char *key;
  const ZpColumnSpec *spec;
  ZpRole role;
  char *label;
} ZpPasteTarget;

/*
 * ZpPasteMap:
 * @table: whose columns they are
 * @targets: (element-type ZpPasteTarget): one for each column of the block, maybe without a key
 * @n_headings: rows of the block that are headings
 */
typedef struct
{
  const ZpTableSpec *table;
  GArray *targets;
  guint n_headings;
} ZpPasteMap;

void zp_paste_map_free (ZpPasteMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpPasteMap, zp_paste_map_free)

ZpPasteMap *zp_paste_map_by_headings (const ZpForm *form,
                                      const ZpSheet *sheet,
                                      const ZpTableSpec *preferred,
                                      const ZpClip *clip,
                                      GStringChunk *chunk) G_GNUC_WARN_UNUSED_RESULT;
ZpPasteMap *zp_paste_map_by_position (const ZpForm *form,
                                      const ZpSheet *sheet,
                                      const ZpSheetCell *anchor,
                                      const ZpClip *clip) G_GNUC_WARN_UNUSED_RESULT;
int zp_paste_map_find (const ZpPasteMap *self, ZpRole role);

char *zp_paste_convert (const ZpColumnSpec *spec,
                        const char *text,
                        const char **out_reason) G_GNUC_WARN_UNUSED_RESULT;

/*
 * ZpPasting:
 *
 * A block on its way into a form.  @plan is written when somebody wants to know what happens.
 */
typedef struct
{
  ZpForm *form;
  ZpSheet *sheet;
  const ZpClip *clip;
  GStringChunk *chunk;
  GHashTable
      *words; /* fixed words of the form; those outside of the rows of tables with the value 2 */
  GHashTable *made; /* table/+3 → the id of the row that was made there */
  GArray *scores;   /* set last */
  GHashTable *used; /* ids of rows that have taken a row of the block */
  ZpPaste *plan;
} ZpPasting;

void zp_pasting_put (ZpPasting *self,
                     const char *table,
                     const char *row_id,
                     const ZpColumnSpec *spec,
                     guint row,
                     guint column,
                     const char *text);
void
zp_pasting_leave (ZpPasting *self, guint row, guint column, const char *text, const char *reason);
gboolean zp_pasting_is_form_word (ZpPasting *self, const char *text);
gboolean zp_pasting_is_footing (ZpPasting *self, const char *text);
char *zp_pasting_add_row (ZpPasting *self,
                          const char *table,
                          const char *after) G_GNUC_WARN_UNUSED_RESULT;
void zp_pasting_fill_table (ZpPasting *self, const ZpPasteMap *map, const char *anchor_id);

G_END_DECLS
