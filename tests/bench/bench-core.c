/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench.h"

#include "zp-checks.h"
#include "zp-form-file.h"
#include "zp-sheet-builder.h"
#include "zp-sheet-layout.h"
#include "zp-xlsx-writer.h"

/* How long the parts of a key press take that have no window: scoring, checks, sheet; and an
 * export. */

#define ROUNDS 200

static ZpForm *
make_form (ZpCatalog *catalog, guint n_rows)
{
  ZpTemplate *template_ = zp_catalog_find_template (catalog, "mof-2020", NULL);
  ZpForm *form = zp_form_new (template_, zp_catalog_find_profile (catalog, "urumqi-2020", NULL));

  (void) zp_form_set (form, "funding/total/budget", "610.00", NULL, NULL);
  (void) zp_form_set (form, "funding/total/executed", "209.40", NULL, NULL);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *id = zp_form_add_row (form, "indicators", NULL, NULL);
      const struct
      {
        const char *column;
        const char *text;
      } cells[] = {
        { "level1", "产出指标" },
        { "level2", i % 2 == 0 ? "数量指标" : "质量指标" },
        { "level3", "召开市级医保工作会议" },
        { "target", "≥95%" },
        { "actual", i % 3 == 0 ? "90%" : "95%" },
        { "weight", "1.5" },
      };

      for (guint j = 0; j < G_N_ELEMENTS (cells); j++)
        {
          g_autofree char *address = g_strdup_printf ("indicators/%s/%s", id, cells[j].column);

          (void) zp_form_set (form, address, cells[j].text, NULL, NULL);
        }
    }
  return form;
}

static void
print (const char *what, guint rows, gint64 *times)
{
  g_autofree char *name = g_strdup_printf ("%s-%u", what, rows);

  bench_tell (name, bench_median (times, ROUNDS));
}

static void
bench (ZpCatalog *catalog, guint rows)
{
  g_autoptr (ZpForm) form = make_form (catalog, rows);
  PangoContext *context = zp_sheet_layout_create_context ();
  gint64 score[ROUNDS], check[ROUNDS], sheet_times[ROUNDS], layout_times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time (), scored, checked, built;
      g_autoptr (ZpScorecard) card = zp_score_form (form);
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (ZpSheet) sheet = NULL;
      g_autoptr (ZpSheetLayout) layout = NULL;

      scored = g_get_monotonic_time ();
      findings = zp_check_form (form, card);
      checked = g_get_monotonic_time ();
      sheet = zp_sheet_build (form, card);
      built = g_get_monotonic_time ();
      layout = zp_sheet_layout_new (sheet, context);
      score[i] = scored - start;
      check[i] = checked - scored;
      sheet_times[i] = built - checked;
      layout_times[i] = g_get_monotonic_time () - built;
    }
  print ("score", rows, score);
  print ("check", rows, check);
  print ("sheet", rows, sheet_times);
  print ("layout", rows, layout_times);
  g_object_unref (context);
}

/* From the bytes of a file to the table: what opening a form takes before there are widgets. */
static void
bench_open (ZpCatalog *catalog, guint rows)
{
  g_autoptr (ZpForm) model = make_form (catalog, rows);
  g_autoptr (GBytes) bytes = zp_form_write (model);
  gint64 times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (ZpForm) form = zp_form_read (bytes, catalog, NULL);
      g_autoptr (ZpScorecard) card = zp_score_form (form);
      g_autoptr (GPtrArray) findings = zp_check_form (form, card);
      g_autoptr (ZpSheet) sheet = zp_sheet_build (form, card);

      g_assert_nonnull (findings);
      g_assert_nonnull (sheet);
      times[i] = g_get_monotonic_time () - start;
    }
  print ("read", rows, times);
}

int
main (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();

  bench (catalog, 13);
  bench (catalog, 60);
  bench (catalog, 300);
  bench_open (catalog, 60);
  return 0;
}
