/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench.h"

#include <stdlib.h>

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/** bench_median: sorts @times. */
double
bench_median (gint64 *times, guint n)
{
  qsort (times, n, sizeof *times, compare_times);
  return (double) (times[(n - 1) / 2] + times[n / 2]) / 2;
}

void
bench_tell (const char *name, double value)
{
  g_print ("@%s %.1f\n", name, value);
}

/** bench_get_memory: the program's share of the memory (PSS), in bytes, 0 where the system does not
 * tell. */
gint64
bench_get_memory (void)
{
  g_autofree char *rollup = NULL;
  const char *pss;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL))
    return 0;
  pss = g_strstr_len (rollup, -1, "\nPss:");
  return pss != NULL ? g_ascii_strtoll (pss + 5, NULL, 10) * 1024 : 0;
}
