/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-page.h"
#include "zp-unit-view.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What the window does with a large library that bench-store has made:
 *
 *   bench-library FOLDER [ROUNDS]
 *
 * For each step, the time until the rows are painted, the longest turn of the main loop meanwhile,
 * which is what a user feels while typing, and the processor time of the main thread, which does
 * not depend on what else the machine does. */

#define ROUNDS_MAX 100
/* Rows that cannot be seen are made a moment later; they belong to the step. */
#define QUIET (100 * G_TIME_SPAN_MILLISECOND)
#define STEP_MAX (500 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  gint64 painted;
  gint64 turn;
  gint64 work;
} Times;

typedef struct
{
  GtkWidget *window;
  ZpLibrary *library;
  ZpLibraryPage *page;
  GListModel *watched; /* what changes in a step */
  gboolean changed;
  gint64 painted; /* the first frame after the change */
} Bench;

static gint64
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_TIME_SPAN_SECOND + time.tv_nsec / 1000;
}

static void
changed_cb (Bench *bench)
{
  bench->changed = TRUE;
}

static void
painted_cb (Bench *bench)
{
  if (bench->changed && bench->painted == 0)
    bench->painted = g_get_monotonic_time ();
}

/* Until the list has changed, is painted, and nothing is left to do. */
static void
run (Bench *bench, gint64 start, Times *out_times)
{
  gint64 work = get_work ();
  gint64 last = start;

  out_times->turn = 0;
  while ((g_get_monotonic_time () - last < QUIET && g_get_monotonic_time () - start < STEP_MAX)
         || (bench->painted == 0 && g_get_monotonic_time () - start < 3 * G_TIME_SPAN_SECOND))
    {
      gint64 turn = g_get_monotonic_time ();
      gboolean did = g_main_context_iteration (NULL, FALSE);
      gint64 now = g_get_monotonic_time ();

      out_times->turn = MAX (out_times->turn, now - turn);
      if (did)
        last = now;
      else
        g_usleep (500);
    }
  out_times->work = get_work () - work;
  out_times->painted = bench->painted > 0 ? bench->painted - start : -1;
}

static gint64
begin (Bench *bench)
{
  bench->changed = FALSE;
  bench->painted = 0;
  return g_get_monotonic_time ();
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : *(const gint64 *) a > *(const gint64 *) b;
}

static double
get_part (const Times *times, gsize offset, guint n, guint percent)
{
  gint64 values[ROUNDS_MAX];

  for (guint i = 0; i < n; i++)
    values[i] = G_STRUCT_MEMBER (gint64, &times[i], offset);
  qsort (values, n, sizeof *values, compare_times);
  return values[MIN (n - 1, n * percent / 100)] / 1000.0;
}

static void
print (const char *what, const Times *times, guint n, guint found)
{
  g_print ("%-22s %6u shown  painted p50 %6.1f p95 %6.1f   longest turn p50 %6.1f p95 %6.1f   "
           "work p50 %6.1f ms\n",
           what, found, get_part (times, G_STRUCT_OFFSET (Times, painted), n, 50),
           get_part (times, G_STRUCT_OFFSET (Times, painted), n, 95),
           get_part (times, G_STRUCT_OFFSET (Times, turn), n, 50),
           get_part (times, G_STRUCT_OFFSET (Times, turn), n, 95),
           get_part (times, G_STRUCT_OFFSET (Times, work), n, 50));
}

/* A window with the library, until its rows are painted. */
static void
open_window (Bench *bench, const char *path, Times *out_times)
{
  gint64 start = begin (bench);

  bench->library = zp_library_new (path);
  bench->page = ZP_LIBRARY_PAGE (zp_library_page_new (bench->library));
  bench->window = gtk_window_new ();
  bench->watched = zp_library_page_get_shown (bench->page);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1366, 768);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->page));
  g_signal_connect_swapped (bench->watched, "items-changed", G_CALLBACK (changed_cb), bench);
  gtk_widget_realize (bench->window);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (bench->window), "after-paint",
                            G_CALLBACK (painted_cb), bench);
  gtk_window_present (GTK_WINDOW (bench->window));
  run (bench, start, out_times);
}

static void
close_window (Bench *bench)
{
  gtk_window_destroy (GTK_WINDOW (bench->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&bench->library);
}

static void
measure_opening (Bench *bench, const char *path, guint rounds)
{
  Times times[ROUNDS_MAX];
  guint n = MIN (rounds, 5);

  open_window (bench, path, &times[0]);
  print ("open, cold", times, 1, g_list_model_get_n_items (bench->watched));
  for (guint i = 0; i < n; i++)
    {
      close_window (bench);
      open_window (bench, path, &times[i]);
    }
  print ("open", times, n, g_list_model_get_n_items (bench->watched));
}

typedef void (*Step) (Bench *bench, const char *words);

static void
search_step (Bench *bench, const char *words)
{
  zp_library_page_search (bench->page, words);
}

static void
errors_step (Bench *bench, const char *words)
{
  zp_library_page_pick (bench->page, words != NULL ? ZP_FACET_ERRORS : ZP_FACET_ALL, NULL);
}

static void
warnings_step (Bench *bench, const char *words)
{
  zp_library_page_pick (bench->page, words != NULL ? ZP_FACET_WARNINGS : ZP_FACET_ALL, NULL);
}

static void
worst_step (Bench *bench, const char *words)
{
  g_object_set (bench->page, "worst-first", words != NULL, NULL);
}

/* There and back; the way back is measured too, for it shows every form again. */
static void
measure (Bench *bench, const char *what, Step step, const char *words, const char *back, guint n)
{
  g_autofree char *name = g_strdup_printf ("%s, back", what);
  Times there[ROUNDS_MAX];
  Times away[ROUNDS_MAX];
  guint found = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 start = begin (bench);

      step (bench, words);
      run (bench, start, &there[i]);
      found = g_list_model_get_n_items (bench->watched);
      start = begin (bench);
      step (bench, back);
      run (bench, start, &away[i]);
    }
  print (what, there, n, found);
  print (name, away, n, g_list_model_get_n_items (bench->watched));
}

/* The units: from the forms to them, then a search while they are shown. */
static void
measure_units (Bench *bench, guint rounds)
{
  Times there[ROUNDS_MAX];
  GListModel *units
      = zp_unit_view_get_shown (ZP_UNIT_VIEW (zp_library_page_get_unit_view (bench->page)));

  bench->watched = units;
  g_signal_connect_swapped (units, "items-changed", G_CALLBACK (changed_cb), bench);
  for (guint i = 0; i < rounds; i++)
    {
      gint64 start = begin (bench);

      g_object_set (bench->page, "view", "units", NULL);
      run (bench, start, &there[i]);
      g_object_set (bench->page, "view", "forms", NULL);
      start = begin (bench);
      bench->changed = TRUE;
      run (bench, start, &(Times){ 0 });
    }
  print ("units", there, rounds, g_list_model_get_n_items (units));
  g_object_set (bench->page, "view", "units", NULL);
  measure (bench, "units: 医疗", search_step, "医疗", "", rounds);
}

int
main (int argc, char *argv[])
{
  static const char *const searches[]
      = { "车", "医疗", "医疗 救助", "gwyc", "yiliao", "zh", "项目99", "乌鲁木齐市教育局" };
  g_autofree char *path = NULL;
  Bench bench = { 0 };
  guint rounds = argc > 2 ? (guint) CLAMP (atoi (argv[2]), 1, ROUNDS_MAX) : 20;

  if (argc < 2)
    {
      g_printerr ("bench-library FOLDER [ROUNDS]\n");
      return 2;
    }
  gtk_init ();
  adw_init ();
  path = g_build_filename (argv[1], "library.db", NULL);
  measure_opening (&bench, path, rounds);
  measure (&bench, "errors", errors_step, "", NULL, rounds);
  measure (&bench, "warnings", warnings_step, "", NULL, rounds);
  measure (&bench, "worst first", worst_step, "", NULL, rounds);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    measure (&bench, searches[i], search_step, searches[i], "", rounds);
  measure_units (&bench, rounds);
  close_window (&bench);
  return 0;
}
