/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"
#include "zp-scorecard.h"

G_BEGIN_DECLS

/**
 * ZpDerivePair:
 * @key: a field of the document, or a column of its table; a canonical string
 * @source: where its figure comes from: an address of the other form (total/score), a column of the
 *   row it is derived from, levels/产出指标/score and levels/产出指标/weight, with * for all levels, or
 *   execution/weight
 */
typedef struct
{
  const char *key;
  char *source;
} ZpDerivePair;

/**
 * ZpDeriveTable:
 * @key: a table of the document; a canonical string
 * @each: the table of the other form that has a row for each of its rows; a canonical string
 * @columns: (element-type ZpDerivePair): its figures
 */
typedef struct
{
  const char *key;
  const char *each;
  GArray *columns;
} ZpDeriveTable;

/**
 * ZpDeriveSpec:
 * @from: (nullable) (array zero-terminated=1): ids of the templates whose forms the document sums up,
 *   or %NULL for a form that is no such document
 * @fields: (element-type ZpDerivePair): fields that are figures of the other form
 * @tables: (element-type ZpDeriveTable): tables that are
 *
 * Which figures of a document come from another form (摘要版).
 */
typedef struct
{
  char **from;
  GArray *fields;
  GArray *tables;
} ZpDeriveSpec;

const ZpDeriveSpec *zp_template_get_derive (const ZpTemplate *self);

gboolean zp_form_can_derive (const ZpForm *document,
                             const ZpForm *from);
gboolean zp_form_derive (ZpForm            *document,
                         const ZpForm      *from,
                         const ZpScorecard *card,
                         GError           **error);

G_END_DECLS
