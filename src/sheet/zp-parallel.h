/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ZpParallelMake:
 * @index: which one
 * @user_data: shared by all threads
 * @error: return location
 *
 * Makes one thing, in any thread.
 *
 * Returns: (nullable): the thing; %NULL with an error
 */
typedef gpointer (*ZpParallelMake) (guint index, gpointer user_data, GError **error);

/**
 * ZpParallelTake:
 * @index: which one
 * @made: (nullable): what was made; lives until the return
 * @failure: (nullable): why it was not
 * @user_data: as for the makers
 * @error: return location
 *
 * Takes one thing, in order and in the thread that asked.
 *
 * Returns: %FALSE to stop, with an error
 */
typedef gboolean (*ZpParallelTake) (
    guint index, gpointer made, const GError *failure, gpointer user_data, GError **error);

gboolean zp_parallel_run (guint n,
                          ZpParallelMake make,
                          GDestroyNotify free_made,
                          ZpParallelTake take,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
