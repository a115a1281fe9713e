/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk that forgets what was not synced.
 *
 * While a folder is watched, every write, truncation, sync, new name, other name and lost name in
 * it is noted, whoever makes it: SQLite, GLib or the program itself, for the functions of the C
 * library are replaced in the test program.  Afterwards the folder can be made as it would look had
 * the power failed at any moment: what was synced is there; of the rest some writes are lost, some
 * are done though earlier ones are lost, some are torn between sectors.  New names are lost from
 * the end, as file systems with a journal lose them. */

/**
 * PowerLoss:
 * @POWER_KILLED: nothing is lost: only the program ended
 * @POWER_NOTHING_MORE: all that was not synced is lost
 * @POWER_SOME: some of it is lost
 */
typedef enum
{
  POWER_KILLED,
  POWER_NOTHING_MORE,
  POWER_SOME,
} PowerLoss;

void power_watch (const char *folder);
void power_unwatch (void);
guint power_get_n_steps (void);
gboolean power_is_sync (guint step);
void power_cut (guint step, PowerLoss loss, GRand *random, const char *folder);
void power_forget (void);

void power_fail_after (guint n_writes, int system_errno);
void power_fail_never (void);

G_END_DECLS
