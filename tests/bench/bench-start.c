/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench.h"

#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* How long a program takes until its first frame is on the screen, seen from the X server, and how
 * much memory it has then: bench-start NAME PROGRAM [ARGUMENT…] */

#define MOST_SECONDS 60
#define SETTLE_SECONDS 2

typedef struct
{
  Display *display;
  int damage_event;
  Window window;
} View;

static void
watch_new_window (View *screen, XEvent *event)
{
  XWindowAttributes attributes;

  /* Windows of one pixel belong to the selections of the toolkit. */
  if (event->xmap.override_redirect
      || !XGetWindowAttributes (screen->display, event->xmap.window, &attributes)
      || attributes.width < 100)
    return;
  screen->window = event->xmap.window;
  (void) XDamageCreate (screen->display, screen->window, XDamageReportNonEmpty);
}

static gboolean
is_painted (View *screen)
{
  while (XPending (screen->display) > 0)
    {
      XEvent event;

      XNextEvent (screen->display, &event);
      if (event.type == MapNotify)
        watch_new_window (screen, &event);
      else if (event.type == screen->damage_event + XDamageNotify)
        return TRUE;
    }
  return FALSE;
}

static gboolean
wait_for_frame (View *screen, gint64 start)
{
  while (g_get_monotonic_time () - start < MOST_SECONDS * G_USEC_PER_SEC)
    {
      struct pollfd ready = { ConnectionNumber (screen->display), POLLIN, 0 };

      if (is_painted (screen))
        return TRUE;
      poll (&ready, 1, 1000);
    }
  return FALSE;
}

static gint64
get_memory_of (pid_t pid, const char *key)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", pid);
  g_autofree char *rollup = NULL;
  const char *line;

  if (!g_file_get_contents (path, &rollup, NULL, NULL))
    return 0;
  line = g_strstr_len (rollup, -1, key);
  return line != NULL ? g_ascii_strtoll (line + strlen (key), NULL, 10) * 1024 : 0;
}

int
main (int argc, char *argv[])
{
  View screen = { XOpenDisplay (NULL), 0, 0 };
  int error_base;
  gint64 start;
  pid_t pid;

  if (argc < 3 || screen.display == NULL
      || !XDamageQueryExtension (screen.display, &screen.damage_event, &error_base))
    return EXIT_FAILURE;
  XSelectInput (screen.display, DefaultRootWindow (screen.display), SubstructureNotifyMask);
  XSync (screen.display, False);
  start = g_get_monotonic_time ();
  pid = fork ();
  if (pid == 0)
    {
      execvp (argv[2], argv + 2);
      _exit (127);
    }
  if (wait_for_frame (&screen, start))
    {
      g_autofree char *frame = g_strconcat (argv[1], "-frame", NULL);
      g_autofree char *pss = g_strconcat (argv[1], "-pss", NULL);
      g_autofree char *private = g_strconcat (argv[1], "-private", NULL);

      bench_tell (frame, (double) (g_get_monotonic_time () - start));
      sleep (SETTLE_SECONDS);
      bench_tell (pss, (double) get_memory_of (pid, "\nPss:"));
      bench_tell (private, (double) get_memory_of (pid, "\nPrivate_Dirty:"));
    }
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  XCloseDisplay (screen.display);
  return EXIT_SUCCESS;
}
