/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-event-log.h"
#include "zp-scorecard.h"

G_BEGIN_DECLS

/* The words of the core in the user's language: the engine itself returns rules, numbers and steps. */

char *zp_word_line (const ZpScorecard *card, const ZpScoreLine *line) G_GNUC_WARN_UNUSED_RESULT;
char *zp_word_execution (const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
char *zp_word_total (const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
char *zp_word_indicator (guint number, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *zp_word_address (const ZpForm *form, const char *address) G_GNUC_WARN_UNUSED_RESULT;
char *zp_word_address_named (const ZpForm *form, const char *address) G_GNUC_WARN_UNUSED_RESULT;
char *zp_word_log_fault (ZpLogFault fault, guint event) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
