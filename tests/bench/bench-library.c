/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-page.h"

#include <stdlib.h>
#include <string.h>

/* What the window does with a large library that bench-store has made:
 *
 *   bench-library FOLDER
 *
 * For each step, the time until the list shows it, and the longest turn of the main loop meanwhile,
 * which is what a user feels while typing. */

#define REPEATS 12

typedef struct
{
  gint64 wall;
  gint64 turn;
} Times;

static Times
run_until (GListModel *shown, guint *generation)
{
  gint64 start = g_get_monotonic_time ();
  Times times = { 0, 0 };
  guint before = *generation;
  guint idle = 0;

  /* Until it has changed and nothing is left to do; the same forms again are no change. */
  while (idle < 3
         || (*generation == before && g_get_monotonic_time () - start < G_TIME_SPAN_SECOND))
    {
      gint64 turn = g_get_monotonic_time ();
      gboolean did = g_main_context_iteration (NULL, FALSE);

      turn = g_get_monotonic_time () - turn;
      times.turn = MAX (times.turn, turn);
      if (did)
        times.wall = g_get_monotonic_time () - start;
      idle = did ? 0 : idle + 1;
      if (!did)
        g_usleep (500);
    }
  return times;
}

static void
changed_cb (guint *generation)
{
  (*generation)++;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : *(const gint64 *) a > *(const gint64 *) b;
}

static void
print (const char *what, gint64 *wall, gint64 *turn, guint n, guint found)
{
  qsort (wall, n, sizeof *wall, compare_times);
  qsort (turn, n, sizeof *turn, compare_times);
  g_print ("%-24s %6u shown  until shown p50 %6.1f ms p95 %6.1f ms   longest turn p50 %6.1f ms p95 "
           "%6.1f ms\n",
           what,
           found,
           wall[n / 2] / 1000.0,
           wall[n * 95 / 100] / 1000.0,
           turn[n / 2] / 1000.0,
           turn[n * 95 / 100] / 1000.0);
}

static void
measure (ZpLibraryPage *page, guint *generation, const char *what, ZpFacet facet, const char *words)
{
  GListModel *shown = zp_library_page_get_shown (page);
  gint64 wall[REPEATS];
  gint64 turn[REPEATS];
  guint found = 0;

  for (guint i = 0; i < REPEATS; i++)
    {
      Times times;

      if (words != NULL)
        zp_library_page_search (page, words);
      else
        zp_library_page_pick (page, facet, NULL);
      times = run_until (shown, generation);
      wall[i] = times.wall;
      turn[i] = times.turn;
      found = g_list_model_get_n_items (shown);
      if (words != NULL)
        zp_library_page_search (page, "");
      else
        zp_library_page_pick (page, ZP_FACET_ALL, NULL);
      run_until (shown, generation);
    }
  print (what, wall, turn, REPEATS, found);
}

int
main (int argc, char *argv[])
{
  static const char *const searches[]
      = { "车",     "医疗", "医疗 救助", "项目",      "gwyc",
          "yiliao", "zh",   "项目99",    "律师 1234", "乌鲁木齐市教育局" };
  g_autofree char *path = NULL;
  g_autoptr (ZpLibrary) library = NULL;
  ZpLibraryPage *page;
  GtkWidget *window;
  guint generation = 0;
  gint64 start;

  if (argc < 2)
    {
      g_printerr ("bench-library FOLDER\n");
      return 2;
    }
  gtk_init ();
  adw_init ();
  path = g_build_filename (argv[1], "library.db", NULL);
  start = g_get_monotonic_time ();
  library = zp_library_new (path);
  page = ZP_LIBRARY_PAGE (zp_library_page_new (library));
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  g_signal_connect_swapped (
      zp_library_page_get_shown (page), "items-changed", G_CALLBACK (changed_cb), &generation);
  gtk_window_present (GTK_WINDOW (window));
  while (zp_library_is_loading (library))
    g_main_context_iteration (NULL, TRUE);
  run_until (zp_library_page_get_shown (page), &generation);
  g_print ("open %29u forms  %.1f ms\n",
           g_list_model_get_n_items (zp_library_page_get_shown (page)),
           (g_get_monotonic_time () - start) / 1000.0);
  measure (page, &generation, "only red lamps", ZP_FACET_RED, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    measure (page, &generation, searches[i], ZP_FACET_ALL, searches[i]);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
