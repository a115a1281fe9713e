/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#include "zp-form-record.h"
#include "zp-store-across.h"

/* Makes a library with as many forms as are asked for and measures what the window does with it:
 *
 *   bench-store FOLDER [FORMS [across]]
 *
 * The library stays in FOLDER; when it is there already, it is measured again. */

#define BATCH 1000
#define REPEATS 40

static const char *const places[]
    = { "乌鲁木齐市", "武汉市", "抚顺市", "曲靖市", "昆明市", "沈阳市" };
static const char *const offices[]
    = { "医疗保障局", "教育局", "民政局", "总工会", "财政局", "水务局" };
static const char *const things[]
    = { "公务用车运行维护", "城乡医疗救助", "办公用房维修", "专家委员会经费",
        "律师诉讼服务",     "政府购买岗位", "信息系统运维", "困难职工帮扶" };
static const char *const phrases[] = {
  "完成年度绩效目标，项目资金使用合规。",
  "严格执行预算管理制度",
  "参保群众满意度≥95%",
  "数量指标完成12次",
  "因疫情影响未能按期完成",
  "系统正常运行率100%",
  "按时拨付资金25.15万元",
  "提高服务对象满意度",
  "下一步加强项目管理",
  "成本控制在预算范围内",
  "验收合格率达到98%",
  "保障参保群众正常享受待遇",
};

#define PICK(random, table) table[g_rand_int_range (random, 0, G_N_ELEMENTS (table))]

/* As large as those of forty sentences and indicators. */
static GBytes *
make_traces (GRand *random)
{
  guint32 *words = g_new (guint32, 160);

  for (guint i = 0; i < 160; i++)
    words[i] = g_rand_int (random);
  return g_bytes_new_take (words, 160 * sizeof *words);
}

static ZpStoreRecord *
make_record (GRand *random, guint number)
{
  ZpStoreRecord *record = zp_store_record_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) document = g_string_new ("{ \"format\": \"ziping-form\", \"text\": \"");

  /* About 800 characters, as in a form with twenty indicators. */
  while (text->len < 2400)
    {
      g_string_append (text, PICK (random, phrases));
      g_string_append_printf (text, " %d ", g_rand_int_range (random, 0, 100000));
    }
  g_string_append_printf (document, "%s\", \"rest\": \"%s\" }", text->str, text->str);
  record->id = g_uuid_string_random ();
  record->document = g_bytes_new (document->str, document->len);
  record->traces = make_traces (random);
  record->search_text = g_string_free (g_steal_pointer (&text), FALSE);
  record->template_id = g_strdup ("mof-2020");
  record->profile_id = g_strdup ("urumqi-2020");
  record->project = g_strdup_printf ("%s项目%u", PICK (random, things), number);
  record->unit = g_strconcat (PICK (random, places), PICK (random, offices), "本级", NULL);
  record->department = g_strdup (record->unit);
  record->year = g_strdup_printf ("%u", 2018 + number % 8);
  record->rate = g_strdup ("54.99%");
  record->score = g_strdup ("83.9");
  record->grade = g_strdup ("良");
  record->rate_micro = 54990000;
  record->score_micro = g_rand_int_range (random, 60000000, 100000000);
  return record;
}

static void
fill (ZpStore *store, guint forms)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  gint64 start = g_get_monotonic_time ();

  for (guint done = 0; done < forms; done += BATCH)
    {
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GError) error = NULL;

      records = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
      for (guint i = 0; i < BATCH && done + i < forms; i++)
        g_ptr_array_add (records, make_record (random, done + i));
      if (!zp_store_save_all (store, records, &error))
        g_error ("%s", error->message);
    }
  bench_tell ("fill", (double) (g_get_monotonic_time () - start));
}

static double
measure_search (ZpStore *store, const char *words)
{
  gint64 times[REPEATS];

  for (guint i = 0; i < REPEATS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = NULL;
      gint64 start = g_get_monotonic_time ();

      records = zp_store_search (store, words, 500, &error);
      if (records == NULL)
        g_error ("%s", error->message);
      times[i] = g_get_monotonic_time () - start;
    }
  return bench_median (times, REPEATS);
}

static void
measure_list (ZpStore *store)
{
  gint64 times[REPEATS / 4];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) records = zp_store_list (store, FALSE, NULL);

      g_assert_nonnull (records);
      times[i] = g_get_monotonic_time () - start;
    }
  bench_tell ("list", bench_median (times, G_N_ELEMENTS (times)));
}

/* --- a form beside ten thousand others --- */

#define OTHERS 10000
#define INDICATORS 12

/* A form as an office fills it in: half of its words are its own, the rest everybody writes. */
static ZpForm *
make_form (ZpCatalog *catalog, GRand *random, guint number)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  ZpForm *form;

  g_string_printf (
      json,
      "{\"format\":\"ziping-form\",\"version\":1,\"template\":\"mof-2020\","
      "\"profile\":\"urumqi-2020\",\"id\":\"form-%u\",\"fields\":{\"year\":\"%u\","
      "\"project_name\":\"%s项目%u\",\"unit\":\"%s%s\",\"goal_expected\":\"%s第%u项工作"
      "覆盖全部对象。%s，并严格执行各项规定要求。\",\"goal_actual\":\"第%u项工作已经全部完成"
      "并通过验收。%s，各项工作有序推进。\"},\"tables\":{\"funding\":[{\"row\":\"total\","
      "\"initial\":\"20\",\"budget\":\"20\",\"executed\":\"19\"}],\"indicators\":[",
      number, 2018 + number % 8, PICK (random, things), number, PICK (random, places),
      PICK (random, offices), PICK (random, phrases), number, PICK (random, phrases), number,
      PICK (random, phrases));
  for (guint i = 0; i < INDICATORS; i++)
    g_string_append_printf (
        json,
        "%s{\"level1\":\"产出指标\",\"level2\":\"数量指标\",\"level3\":\"%s%s数量\","
        "\"target\":\"≥%d个\",\"actual\":\"%d个\",\"weight\":\"5\","
        "\"deviation\":\"%s，第%u项已在下半年按计划补齐。\"}",
        i > 0 ? "," : "", PICK (random, things), i % 2 == 0 ? "完成" : "验收",
        g_rand_int_range (random, 1, 20), g_rand_int_range (random, 1, 20), PICK (random, phrases),
        g_rand_int_range (random, 0, OTHERS));
  g_string_append (json, "]}}");
  bytes = g_bytes_new (json->str, json->len);
  form = zp_form_read (bytes, catalog, &error);
  if (form == NULL)
    g_error ("%s", error->message);
  return form;
}

static void
fill_forms (ZpStore *store, ZpCatalog *catalog)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint done = 0; done < OTHERS; done += BATCH)
    {
      g_autoptr (GPtrArray) records
          = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);

      for (guint i = 0; i < BATCH; i++)
        {
          g_autoptr (ZpForm) form = make_form (catalog, random, done + i);
          g_autoptr (ZpScorecard) card = zp_score_form (form);
          g_autoptr (GPtrArray) findings = g_ptr_array_new ();

          g_ptr_array_add (records, zp_form_to_record (form, card, findings));
        }
      if (!zp_store_save_all (store, records, NULL))
        g_error ("forms cannot be saved");
    }
}

static void
measure_across (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "across.db", NULL);
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autoptr (ZpStore) store = zp_store_open (path, ZP_STORE_WINDOW, NULL);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  gint64 times[REPEATS];
  gint64 slowest = 0;
  guint found = 0;

  if (store == NULL)
    g_error ("%s cannot be opened", path);
  if (!there)
    fill_forms (store, catalog);
  for (guint i = 0; i < REPEATS; i++)
    {
      g_autoptr (ZpForm) form
          = make_form (catalog, random, OTHERS + (guint) g_rand_int_range (random, 0, 8));
      g_autoptr (ZpScorecard) card = zp_score_form (form);
      g_autoptr (GPtrArray) findings = NULL;
      gint64 start = g_get_monotonic_time ();

      findings = zp_store_check_across (store, form, card, NULL, NULL);
      times[i] = g_get_monotonic_time () - start;
      slowest = MAX (slowest, times[i]);
      found += findings->len;
    }
  g_assert_cmpuint (found, >, 0);
  bench_tell ("across", bench_median (times, REPEATS));
  bench_tell ("across-slowest", (double) slowest);
}

int
main (int argc, char *argv[])
{
  static const char *const searches[] = {
    "车",
    "医疗",
    "医疗 救助",
    "乌鲁木齐市教育局",
    "项目",
    "完成 满意度 2020",
    "项目99999",
    "2",
    "20",
    "满意度≥95",
    "经办",
    "律师 1234",
    "公务用车 武汉市",
    "按时拨付资金25.15万元",
    "zz",
  };
  g_autofree char *path = NULL;
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GError) error = NULL;
  double all = 0;
  double slowest = 0;
  gboolean there;
  gint64 start;

  if (argc < 2)
    {
      fprintf (stderr, "bench-store FOLDER [FORMS [across]]\n");
      return 2;
    }
  path = g_build_filename (argv[1], "library.db", NULL);
  there = g_file_test (path, G_FILE_TEST_EXISTS);
  start = g_get_monotonic_time ();
  store = zp_store_open (path, ZP_STORE_WINDOW, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  bench_tell ("open-library", (double) (g_get_monotonic_time () - start));
  if (!there)
    fill (store, argc > 2 ? (guint) atoi (argv[2]) : 100000);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      double time = measure_search (store, searches[i]);

      all += time;
      slowest = MAX (slowest, time);
    }
  bench_tell ("search", all / G_N_ELEMENTS (searches));
  bench_tell ("search-slowest", slowest);
  measure_list (store);
  if (argc > 3)
    measure_across (argv[1]);
  return 0;
}
