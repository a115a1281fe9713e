/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench.h"

#include "zp-form-page.h"
#include "zp-table-view.h"

#include <string.h>

/* From a key to the end of painting, for a form of sixty rows in a real window: the work of the
 * main loop (without the wait for the frame clock), and the time on the wall. */

#define ROWS 60
#define KEYS 300
#define MANY 40

typedef struct
{
  ZpFormPage *page;
  GtkWidget *window;
  GMainLoop *loop;
  guint key;
  gint64 pressed; /* the key came */
  gint64 handled; /* its handlers are done */
  gint64 frame;   /* the frame began */
  gint64 work[KEYS];
  gint64 wall[KEYS];
} Bench;

static ZpForm *
make_form (ZpCatalog *catalog)
{
  ZpForm *form = zp_form_new (zp_catalog_find_template (catalog, "mof-2020", NULL),
                              zp_catalog_find_profile (catalog, "urumqi-2020", NULL));
  static const char *const level2[] = { "数量指标", "质量指标", "时效指标", "成本指标" };
  static const char *const columns[][2] = {
    { "level1", "产出指标" },
    { "level3", "二级及二级以上定点医疗机构政策宣传覆盖率" },
    { "target", "≥95%" },
    { "actual", "90%" },
    { "weight", "1.5" },
    { "deviation", "该项目完成时限为3年，2020年为第一年，下一年继续推进。" },
  };

  (void) zp_form_set (form, "project_name", "医疗服务与保障能力提升补助资金", NULL, NULL);
  (void) zp_form_set (form, "funding/total/budget", "610.00", NULL, NULL);
  (void) zp_form_set (form, "funding/total/executed", "209.40", NULL, NULL);
  for (guint i = 0; i < ROWS; i++)
    {
      g_autofree char *id = zp_form_add_row (form, "indicators", NULL, NULL);
      g_autofree char *level = g_strdup_printf ("indicators/%s/level2", id);

      (void) zp_form_set (form, level, level2[i * G_N_ELEMENTS (level2) / ROWS], NULL, NULL);
      for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
        {
          g_autofree char *address = g_strdup_printf ("indicators/%s/%s", id, columns[j][0]);

          (void) zp_form_set (form, address, columns[j][1], NULL, NULL);
        }
    }
  return form;
}

/* What a key does: the text view gets a character at its cursor. */
static gboolean
press_key (gpointer user_data)
{
  Bench *bench = user_data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (bench->window));
  GtkTextBuffer *buffer;

  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
  bench->pressed = g_get_monotonic_time ();
  if (bench->key % 12 == 11)
    gtk_text_buffer_set_text (buffer, "9", -1);
  else
    gtk_text_buffer_insert_at_cursor (buffer, "9", 1);
  bench->handled = g_get_monotonic_time ();
  return G_SOURCE_REMOVE;
}

static void
before_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->frame = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  gint64 now = g_get_monotonic_time ();

  if (bench->pressed == 0)
    return;
  bench->work[bench->key] = bench->handled - bench->pressed + now - bench->frame;
  bench->wall[bench->key] = now - bench->pressed;
  bench->pressed = 0;
  if (++bench->key == KEYS)
    g_main_loop_quit (bench->loop);
  else
    g_timeout_add (20, press_key, bench);
}

static gboolean
begin (gpointer user_data)
{
  Bench *bench = user_data;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->window);
  ZpForm *form = zp_form_page_get_form (bench->page);
  g_autofree char *address = g_strdup_printf (
      "indicators/%s/actual", zp_row_get_id (zp_form_get_row (form, "indicators", 8)));

  g_assert_true (zp_form_page_focus (bench->page, address));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  g_timeout_add (300, press_key, bench);
  return G_SOURCE_REMOVE;
}

static gboolean
wake_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Long enough that the new page is laid out and painted. */
static void
let_it_paint (void)
{
  gboolean done = FALSE;

  g_timeout_add (150, wake_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_many (Bench *bench, ZpLibrary *library)
{
  for (guint i = 1; i <= MANY; i++)
    {
      g_autoptr (ZpForm) form = make_form (zp_library_get_catalog (library));
      g_autofree char *name = g_strdup_printf ("memory-%u", i);

      adw_window_set_content (ADW_WINDOW (bench->window), zp_form_page_new (library, form));
      let_it_paint ();
      if (i == 1 || i == MANY / 4 || i == MANY)
        bench_tell (name, (double) bench_get_memory ());
    }
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ziping-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (ZpLibrary) library = NULL;
  g_autoptr (ZpForm) form = NULL;
  Bench bench = { 0 };
  gint64 start;

  adw_init ();
  library = zp_library_new (path);
  form = make_form (zp_library_get_catalog (library));
  start = g_get_monotonic_time ();
  bench.page = ZP_FORM_PAGE (zp_form_page_new (library, form));
  bench_tell ("open-page", (double) (g_get_monotonic_time () - start));
  bench.window = adw_window_new ();
  bench.loop = g_main_loop_new (NULL, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1366, 768);
  adw_window_set_content (ADW_WINDOW (bench.window), GTK_WIDGET (bench.page));
  gtk_window_present (GTK_WINDOW (bench.window));
  g_timeout_add (1000, begin, &bench);
  g_main_loop_run (bench.loop);
  bench_tell ("key-work", bench_median (bench.work, KEYS));
  bench_tell ("key-worst", (double) bench.work[KEYS - 1]);
  bench_tell ("key-wall", bench_median (bench.wall, KEYS));
  open_many (&bench, library);
  return 0;
}
