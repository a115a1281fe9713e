/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-private.h"

/* Other programs, such as the command line, write into the library while the window is open.  The
 * system tells when its file changes, so that nothing is done while nothing happens.  A folder of
 * another machine may tell nothing; the window looks again when it comes to the front, too. */

/* One look for all that somebody writes in a row; what he is just writing is on the disk by then. */
#define LOOK_MILLISECONDS 500

static gboolean
look_cb (gpointer user_data)
{
  ZpLibrary *self = user_data;

  self->look_source = 0;
  zp_library_refresh_if_changed (self);
  return G_SOURCE_REMOVE;
}

/* A throttle: who goes on writing does not put the look off. */
static void
file_changed_cb (ZpLibrary *self)
{
  if (self->look_source == 0)
    self->look_source = g_timeout_add (LOOK_MILLISECONDS, look_cb, self);
}

/** zp_library_start_watching: the list and the open forms follow what other programs write. */
void
zp_library_start_watching (ZpLibrary *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (zp_store_get_path (self->store));
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (file_changed_cb), self);
  else
    g_debug ("%s", error->message);
}

/** zp_library_stop_watching: ends that, if it was begun. */
void
zp_library_stop_watching (ZpLibrary *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
}
