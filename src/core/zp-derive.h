/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"
#include "zp-scorecard.h"

G_BEGIN_DECLS

/* In place of a table of the other form: the document has a row for each form it sums up. */
#define ZP_DERIVE_FORMS "forms"
/* The field of every document that remembers the ids of those forms, as chosen words. */
#define ZP_FIELD_SOURCE_FORMS "source_forms"

/**
 * ZpDerivePair:
 * @key: a field of the document, or a column of its table; a canonical string
 * @source: where its figure comes from: an address of the other form (total/score), a column of the
 *   row it is derived from, levels/产出指标/score and levels/产出指标/weight, with * for all
 * levels, or execution/weight
 */
typedef struct
{
  const char *key;
  char *source;
} ZpDerivePair;

/**
 * ZpDeriveTable:
 * @key: a table of the document; a canonical string
 * @each: the table of the other form that has a row for each of its rows, or %ZP_DERIVE_FORMS; a
 *   canonical string
 * @columns: (element-type ZpDerivePair): its figures
 * @proposals: (element-type ZpDerivePair): what can stand in others of its columns; see
 * zp_form_propose()
 */
typedef struct
{
  const char *key;
  const char *each;
  GArray *columns;
  GArray *proposals;
} ZpDeriveTable;

/**
 * ZpDeriveSpec:
 * @from: (nullable) (array zero-terminated=1): ids of the templates whose forms the document sums
 * up, or %NULL for a form that is no such document
 * @fields: (element-type ZpDerivePair): fields that are figures of the other form
 * @tables: (element-type ZpDeriveTable): tables that are
 * @proposals: (element-type ZpDerivePair): what can stand in other fields
 *
 * Which figures of a document come from another form (摘要版).
 */
typedef struct
{
  char **from;
  GArray *fields;
  GArray *tables;
  GArray *proposals;
} ZpDeriveSpec;

/**
 * ZpDeriveSource:
 * @form: a form that is summed up
 * @card: its scorecard
 */
typedef struct
{
  const ZpForm *form;
  const ZpScorecard *card;
} ZpDeriveSource;

const ZpDeriveSpec *zp_template_get_derive (const ZpTemplate *self);
gboolean zp_derive_spec_takes_several (const ZpDeriveSpec *self);

gboolean zp_form_can_derive (const ZpForm *document, const ZpForm *from);
gboolean
zp_form_derive (ZpForm *document, const ZpForm *from, const ZpScorecard *card, GError **error);
gboolean
zp_form_propose (ZpForm *document, const ZpDeriveSource *sources, gsize n_sources, GError **error);
gboolean zp_form_derive_all (ZpForm *document,
                             const ZpDeriveSource *sources,
                             gsize n_sources,
                             guint *out_changed,
                             GError **error);
char **zp_form_dup_sources (const ZpForm *document) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_form_refresh_figures (ZpForm *document,
                                  const ZpDeriveSource *sources,
                                  gsize n_sources,
                                  guint *out_changed,
                                  GError **error);

G_END_DECLS
