/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-summary-book.h"

G_BEGIN_DECLS

/* The official text about the forms of a year (预算绩效情况说明), with a paragraph for each
 * project. */
#define ZP_SUMMARY_PROSE "wuhan-prose-2020"

ZpForm *zp_summary_make_prose (const ZpSummarySource *source,
                               ZpCatalog *catalog,
                               GPtrArray **out_facts,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *zp_summary_prose_to_text (ZpForm *prose) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
