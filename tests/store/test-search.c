/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include "zp-pinyin.h"
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
  { "latin-words-begun", "off plan", "car" },
  { "number-first-word-whole", "20 off", "" },
  { "initials", "gwyc", "car" },
  { "initials-of-the-middle", "ycyx", "car" },
  { "initials-in-capitals", "GWYC", "car" },
  { "initials-of-two-words", "ylj fy", "" },
  { "syllables", "chengxiang", "aid" },
  { "syllables-of-the-middle", "yiliao", "aid" },
  { "syllables-begun", "yunxingw", "car" },
  { "override", "kuaiji", "lawyer" },
  { "override-hides-wrong", "huiji", "" },
  { "initials-of-unit", "sbzj", "lawyer" },
  { "initials-and-chinese", "yljz 2020", "aid" },
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
  lawyer->unit = g_strdup ("市保障局会计处");
  g_assert_true (zp_store_save (store, lawyer, NULL));
  save_record (store, "aid", "城乡医疗救助", "截至２０２０年，到位13.83万元");
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  const Case *search = data;
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GError) error = NULL;

  fill (store);
  found = zp_store_search (store, search->words, 10, &error);
  g_assert_no_error (error);
  assert_ids (found, search->ids);
  ids = zp_store_search_ids (store, search->words, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (ids), ==, found->len);
  for (guint i = 0; i < found->len; i++)
    g_assert_true (
        g_hash_table_contains (ids, ((ZpStoreRecord *) g_ptr_array_index (found, i))->id));
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
  const char *text;
  const char *sounds;
} SpellCase;

static const SpellCase spell_cases[] = {
  { "plain", "公务用车", "gong wu yong che" },
  { "accountant", "会计", "kuai ji" },
  { "bank", "银行", "yin hang" },
  { "meeting", "会议", "hui yi" },
  { "changchun", "长春市", "chang chun shi" },
  { "head-of-office", "局长", "ju zhang" },
  { "survey", "调研", "diao yan" },
  { "adjust", "调整", "tiao zheng" },
  { "travel", "差旅费", "chai lv fei" },
  { "rate", "执行率", "zhi xing lv" },
  { "place", "地方", "di fang" },
  { "marks-are-passed-over", "“两险合并”系统", "liang xian he bing xi tong" },
  { "latin", "A3打印机", "a 3 da yin ji" },
  { "full-width", "Ｂ２", "b 2" },
  { "beyond-the-basic-plane", "\360\240\200\200", "" },
};

static void
test_spell (gconstpointer data)
{
  const SpellCase *test = data;
  g_autofree char *sounds = zp_pinyin_spell (test->text);

  if (*test->sounds != '\0')
    g_assert_cmpstr (sounds, ==, test->sounds);
  else
    g_assert_nonnull (sounds);
}

/* A form from before has no pinyin until it is computed anew; nothing else happens to it. */
static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = NULL;
  g_autoptr (ZpStoreRecord) deleted = NULL;
  g_autoptr (ZpStoreRecord) after = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) bin = NULL;
  static const char *const ids[] = { "aid", NULL };
  g_autoptr (GError) error = NULL;

  fill (store);
  fixture_exec (fixture->path, "UPDATE search SET pinyin = NULL");
  found = zp_store_search (store, "gwyc", 10, NULL);
  assert_ids (found, "");
  record = zp_store_load (store, "car", NULL);
  deleted = zp_store_load (store, "aid", NULL);
  record->lamp = ZP_LAMP_RED;
  record->evaluated = 5;
  g_ptr_array_add (records, record);
  g_ptr_array_add (records, deleted);
  g_assert_true (zp_store_delete (store, ids, NULL));
  g_assert_true (zp_store_refresh (store, records, &error));
  g_assert_no_error (error);
  after = zp_store_load (store, "car", NULL);
  g_assert_cmpint (after->revision, ==, 1);
  g_assert_cmpint (after->lamp, ==, ZP_LAMP_RED);
  g_assert_cmpint (after->evaluated, ==, 5);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = zp_store_search (store, "gwyc", 10, NULL);
  assert_ids (found, "car");
  bin = zp_store_list (store, TRUE, NULL);
  assert_ids (bin, "aid");
}

typedef struct
{
  const char *name;
  const char *words;
  const char *query;
} QueryCase;

static const QueryCase query_cases[] = {
  { "spaced", "公务", "\"公 务\"" },
  { "letters-are-open", "ab cd", "\"ab\" * AND \"cd\" *" },
  { "last-number-is-open", "20 30", "\"20\" AND \"30\" *" },
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
  for (gsize i = 0; i < G_N_ELEMENTS (spell_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/pinyin/", spell_cases[i].name, NULL);

      g_test_add_data_func (path, &spell_cases[i], test_spell);
    }
  fixture_add ("/store/search/changes", NULL, test_changes);
  fixture_add ("/store/search/refresh", NULL, test_refresh);

  return g_test_run ();
}
