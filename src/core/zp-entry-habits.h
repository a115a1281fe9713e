/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-template.h"

G_BEGIN_DECLS

gboolean zp_entry_sum (const char *text, gint64 column_factor, char **out_text);
char *zp_entry_understand (const ZpColumnSpec *spec, const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
