/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-summary-book.h"

G_BEGIN_DECLS

GBytes *zp_summary_write_pdf (const ZpSummarySource *source,
                              gint64 created,
                              GPtrArray **out_facts,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
