/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include <string.h>

/* The indicators of the office: counted at each save, found while typing. */

static void
save_text (ZpStore *store, const char *id, const char *text)
{
  g_autoptr (ZpStoreRecord) record = make_record (id, "项目", "x");
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->document, g_bytes_unref);
  record->document = g_bytes_new (text, strlen (text));
  zp_store_save (store, record, &error);
  g_assert_no_error (error);
}

static void
save (ZpStore *store, const char *id, const char *rows)
{
  g_autofree char *text = g_strdup_printf ("{\"tables\":{\"indicators\":[%s]}}", rows);

  save_text (store, id, text);
}

static char *
find (ZpStore *store, const char *level2, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = zp_store_list_indicators (store, level2, part, 5, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const ZpKnownIndicator *known = g_ptr_array_index (found, i);

      g_string_append_printf (text, "%s%s:%s:%u", i > 0 ? " " : "", known->name, known->target,
                              known->used);
    }
  return g_string_free (text, FALSE);
}

#define assert_found(store, level2, part, expected)                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text_found = find (store, level2, part);                                      \
    g_assert_cmpstr (text_found, ==, expected);                                                    \
  }                                                                                                \
  G_STMT_END

#define ROW(level2, name, target)                                                                  \
  "{\"level2\":\"" level2 "\",\"level3\":\"" name "\",\"target\":\"" target "\"}"

static void
test_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);

  save (store, "a", ROW ("数量指标", "培训人次", "≥100人次") "," ROW ("质量指标", "合格率", "95%"));
  save (store, "b", ROW ("数量指标", "培训人次", "≥200人次") "," ROW ("数量", "培训次数", ""));
  assert_found (store, "数量指标", "", "培训人次:≥200人次:2 培训次数::1");
  assert_found (store, "数量", "次", "培训人次:≥200人次:2 培训次数::1");
  assert_found (store, "数量指标", "培训次", "培训次数::1");
  assert_found (store, "数量指标", "培训次数", "");
  assert_found (store, "质量指标", "", "合格率:95%:1");
  assert_found (store, "质量指标", "%", "");
  assert_found (store, "质量指标", "'; DROP TABLE", "");
}

/* A change elsewhere in a form counts nothing again, and leaves what another form said last. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = make_record ("a", "项目", "x");
  static const struct
  {
    const char *rows;
    const char *others;
    const char *found;
  } steps[] = {
    { ROW ("数量", "甲乙", "1"), "", "甲乙:1:1" },
    { ROW ("数量", "甲乙", "1"), ",\"goal\":[]", "甲乙:9:2" },
    { "{\"level2\":\"数量\",\"level3\":\"甲乙\",\"target\":\"1\",\"actual\":\"3\"}", "",
      "甲乙:9:2" },
    { ROW ("数量", "甲乙", "1") "," ROW ("数量", "丙丁", "2"), "", "甲乙:9:2 丙丁:2:1" },
    { ROW ("数量", "甲乙", "5") "," ROW ("数量", "丙丁", "2"), "", "甲乙:5:2 丙丁:2:1" },
    { ROW ("数量", "丙丁", "2"), "", "甲乙:5:1 丙丁:2:1" },
    { "", "", "甲乙:5:1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"tables\":{\"indicators\":[%s]%s}}",
                                               steps[i].rows, steps[i].others);

      if (i == 1)
        save (store, "b", ROW ("数量", "甲乙", "9"));
      g_clear_pointer (&record->document, g_bytes_unref);
      record->document = g_bytes_new (text, strlen (text));
      g_assert_true (zp_store_save (store, record, NULL));
      assert_found (store, "数量", "", steps[i].found);
    }
}

/* What is saved in the middle of a word is forgotten with the next save. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = make_record ("a", "项目", "x");
  static const char *const steps[] = { "培", "培训", "培训人", "培训人次" };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"tables\":{\"indicators\":[{\"level2\":\"数量指标\",\"level3\":\"%s\"}]}}", steps[i]);

      g_clear_pointer (&record->document, g_bytes_unref);
      record->document = g_bytes_new (text, strlen (text));
      g_assert_true (zp_store_save (store, record, NULL));
    }
  assert_found (store, "数量指标", "培", "培训人次::1");
}

static void
test_strange (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);

  save_text (store, "a", "no form at all");
  save_text (store, "b", "{\"tables\":7}");
  save_text (store, "c", "{\"tables\":{\"indicators\":{\"x\":[1,2]}}}");
  save (store, "d", "1,null,\"x\",[1],{}");
  save (store, "e", "{\"level3\":\"甲乙\"},{\"level3\":\"指标1\",\"level2\":\"数量指标\"}");
  assert_found (store, "", "", "甲乙::1");
  assert_found (store, "数量指标", "", "");
}

/* A library from before is counted when it is opened. */
static void
test_migration (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_test_build_filename (G_TEST_DIST, "store", "library-v3.db", NULL);
  g_autofree char *content = NULL;
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (old, &content, &size, NULL));
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize) size, NULL));
  g_assert_cmpint (fixture_get_int (fixture->path, "PRAGMA user_version"), ==, 3);
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  found = zp_store_list_indicators (store, "数量指标", "", 50, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, >, 2);
  g_assert_true (zp_store_check (store, &error));
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  gint64 begin;

  g_clear_object (&store);
  fixture_exec (
      fixture->path,
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
      " INSERT INTO indicators SELECT '数量', '第' || i || '项工作完成数量', '', '', '', '', i % 50 + 1, i FROM n");
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  begin = g_get_monotonic_time ();
  assert_found (store, "数量指标", "不存在", "");
  assert_found (store, "数量指标", "第1234项", "第1234项工作完成数量::35");
  g_test_message ("two searches in 100,000 names: %d µs", (int) (g_get_monotonic_time () - begin));
  /* Set by ./dev where valgrind or a sanitizer makes everything many times slower. */
  if (g_getenv ("ZIPING_SLOW") == NULL)
    g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC / 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/indicators/count", NULL, test_count);
  fixture_add ("/indicators/change", NULL, test_change);
  fixture_add ("/indicators/typing", NULL, test_typing);
  fixture_add ("/indicators/strange", NULL, test_strange);
  fixture_add ("/indicators/migration", NULL, test_migration);
  fixture_add ("/indicators/many", NULL, test_many);
  return g_test_run ();
}
