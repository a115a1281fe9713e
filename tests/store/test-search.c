/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include "zp-store-private.h"

typedef struct
{
  const char *name;
  const char *words;
  const char *ids; /* newest first */
} Case;

static const Case cases[] = {
  { "one-character", "车", "car" },
  { "two-characters", "医疗", "aid lawyer" },
  { "two-characters-apart", "医助", "" },
  { "two-words", "医疗 救助", "aid" },
  { "ideographic-space", "医疗　救助", "aid" },
  { "words-in-any-order", "救助 医疗", "aid" },
  { "all-words-must-match", "医疗 公务", "" },
  { "year", "2020年", "aid" },
  { "latin-begun", "off", "car" },
  { "latin-begun-before-chinese", "offi 公务", "car" },
  { "latin-inside", "ffice", "" },
  { "latin-first-word-whole", "off plan", "" },
  { "case", "OFFICE Plan", "car" },
  { "full-width", "ＯＦＦＩＣＥ", "car" },
  { "mixed", "A3打印机", "lawyer" },
  { "mixed-not-adjacent", "A3机", "" },
  { "number", "13.83", "aid" },
  { "number-begun", "202", "aid lawyer car" },
  { "one-digit-is-whole", "13.8", "" },
  { "quoted", "“公务”", "car" },
  { "query-language", "医疗 OR 公务", "" },
  { "query-quotes", "\"公务\" OR \"", "" },
  { "query-column", "words:车", "" },
  { "query-star", "公*", "car" },
  { "query-minus", "-公务", "car" },
  { "from-unit", "保障局", "lawyer" },
  { "blank", " \t　", "aid lawyer car" },
  { "punctuation", "、≥", "" },
  { "nothing", "猫", "" },
};

static void
fill (ZpStore *store)
{
  g_autoptr (ZpStoreRecord) lawyer = make_record ("lawyer", "律师费", "医疗 A3打印机");

  save_record (store, "car", "公务用车运行维护费", "office planning 用房");
  lawyer->unit = g_strdup ("市保障局");
  g_assert_true (zp_store_save (store, lawyer, NULL));
  save_record (store, "aid", "城乡医疗救助", "截至２０２０年，到位13.83万元");
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  const Case *search = data;
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  fill (store);
  found = zp_store_search (store, search->words, 10, &error);
  g_assert_no_error (error);
  assert_ids (found, search->ids);
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) old_text = NULL;
  g_autoptr (GPtrArray) new_text = NULL;

  fill (store);
  record = zp_store_load (store, "car", NULL);
  set_document (record, "二");
  g_free (record->search_text);
  record->search_text = g_strdup ("燃油");
  g_assert_true (zp_store_save (store, record, NULL));
  newest = zp_store_search (store, "费", 1, NULL);
  assert_ids (newest, "car");
  all = zp_store_search (store, "费", 10, NULL);
  assert_ids (all, "car lawyer");
  old_text = zp_store_search (store, "用房", 10, NULL);
  assert_ids (old_text, "");
  new_text = zp_store_search (store, "燃油", 10, NULL);
  assert_ids (new_text, "car");

  /* The texts for the search may change with the program, the document being the same. */
  g_free (record->search_text);
  record->search_text = g_strdup ("保险");
  g_assert_true (zp_store_save (store, record, NULL));
  g_clear_pointer (&new_text, g_ptr_array_unref);
  new_text = zp_store_search (store, "保险", 10, NULL);
  assert_ids (new_text, "car");
  g_assert_true (zp_store_check (store, NULL));
}

typedef struct
{
  const char *name;
  const char *words;
  const char *query;
} QueryCase;

static const QueryCase query_cases[] = {
  { "spaced", "公务", "\"公 务\"" },
  { "last-is-open", "ab cd", "\"ab\" AND \"cd\" *" },
  { "last-latin-is-open", "ab 公", "\"ab\" * AND \"公\"" },
  { "mixed-is-closed", "2020年", "\"2020 年\"" },
  { "one-letter-is-closed", "公a", "\"公 a\"" },
  { "one-digit-is-closed", "2", "\"2\"" },
  { "mixed-is-open", "公A3", "\"公 a3\" *" },
  { "none", "、", NULL },
};

static void
test_query (gconstpointer data)
{
  const QueryCase *query_case = data;
  g_autofree char *query = zp_search_make_query (query_case->words);

  g_assert_cmpstr (query, ==, query_case->query);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/search/", cases[i].name, NULL);

      fixture_add (path, &cases[i], test_search);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (query_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/query/", query_cases[i].name, NULL);

      g_test_add_data_func (path, &query_cases[i], test_query);
    }
  fixture_add ("/store/search/changes", NULL, test_changes);

  return g_test_run ();
}
