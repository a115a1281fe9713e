/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "zp-checks.h"
#include "zp-store.h"

G_BEGIN_DECLS

/* Words of the window in the user's language: states, times, sizes. */

const char *zp_words_state (ZpFormState state);
const char *zp_words_state_icon (ZpFormState state);
const char *zp_words_state_class (ZpFormState state);

const char *zp_words_severity (ZpSeverity severity);
const char *zp_words_severity_icon (ZpSeverity severity);

char *zp_words_when (gint64 time,
                     gint64 now) G_GNUC_WARN_UNUSED_RESULT;
char *zp_words_date (gint64 time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
