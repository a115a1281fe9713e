/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-figure.h"
#include "zp-summary.h"

G_BEGIN_DECLS

/* The figure whose rows are single numbers: name, value, how it came about. */
#define ZP_FIGURE_KEY_FIGURES "key-figures"
/* The longest list of deviations that is of use to a reader. */
#define ZP_SUMMARY_MAX_DEVIATIONS 50

GPtrArray *zp_summary_make_figures (const ZpSummary *summary) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_summary_state_word (ZpFormState state);

G_END_DECLS
