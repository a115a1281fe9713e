/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names by their sound, for the search. */

char *zp_pinyin_spell (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void zp_pinyin_append_beginnings (GString *out, const char *text);

G_END_DECLS
