/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What bench.py reads of the programs here: lines of “@name value”, times in microseconds. */

double bench_median (gint64 *times, guint n);
void bench_tell (const char *name, double value);
gint64 bench_get_memory (void);

G_END_DECLS
