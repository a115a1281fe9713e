/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-scorecard.h"

G_BEGIN_DECLS

/**
 * ZpTraceKind:
 * @ZP_TRACE_SENTENCE: a sentence of a text
 * @ZP_TRACE_INDICATOR: an indicator of the unit, known by its name
 * @ZP_TRACE_ROW: name and target of an indicator, in whatever unit
 */
typedef enum
{
  ZP_TRACE_SENTENCE,
  ZP_TRACE_INDICATOR,
  ZP_TRACE_ROW,
} ZpTraceKind;

/**
 * ZpTrace:
 * @hash: of what is compared; the same in every version of the program
 * @kind: what it is
 * @address: where it stands, or "" where that is not known
 * @text: of an indicator, the unit of measure of its target; else ""
 * @actual: of an indicator, what it came to; else ""
 *
 * Something that is looked for in other forms.
 */
typedef struct
{
  gint64 hash;
  ZpTraceKind kind;
  char *address;
  char *text;
  char *actual;
} ZpTrace;

GArray *zp_traces_new (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *zp_traces_list (const ZpForm *form, const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_traces_pack (const ZpForm *form, const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_traces_unpack (gconstpointer data, gsize size, GArray *traces);

/**
 * ZpPacked:
 * @is_project: the form is of one project and says which
 * @n: how many traces there are
 *
 * The head of packed traces, read where they lie: most forms have nothing in common with the one
 * that is looked at, and cost no memory.
 */
typedef struct
{
  gboolean is_project;
  guint n;

  /*< private >*/
  const guint8 *entries;
  const char *texts;
  const char *end;
} ZpPacked;

gboolean zp_packed_init (ZpPacked *self, gconstpointer data, gsize size);
gint64 zp_packed_get_hash (const ZpPacked *self, guint index);
guint32 zp_packed_get_mark (const ZpPacked *self, guint index);
guint32 zp_trace_get_mark (const ZpTrace *trace);

G_END_DECLS
