/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "zp-checks.h"
#include "zp-store.h"

G_BEGIN_DECLS

/* A form is due soon when there are so many days left, or fewer. */
#define ZP_DAYS_SOON 3

/* Words of the window in the user's language: states, times, sizes. */

const char *zp_words_state (ZpFormState state);
const char *zp_words_state_icon (ZpFormState state);
const char *zp_words_state_class (ZpFormState state);

const char *zp_words_severity (ZpSeverity severity);
const char *zp_words_severity_icon (ZpSeverity severity);

const char *zp_words_lamp (ZpLamp lamp);
const char *zp_words_lamp_reason (ZpLamp lamp);
const char *zp_words_lamp_icon (ZpLamp lamp);
const char *zp_words_lamp_color (ZpLamp lamp);

gboolean zp_words_parse_day (const char *text, GDate *out_date);
guint zp_words_today (void);
char *zp_words_days_left (int days) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_words_days_icon (int days);

char *zp_words_when (gint64 time, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
char *zp_words_date (gint64 time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
