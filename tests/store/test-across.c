/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include "zp-form-record.h"
#include "zp-store-across.h"
#include "zp-store-backup.h"
#include "zp-year-list.h"

#include <string.h>

/* What is compared with other forms follows the library: saves, deletes, copies, older schemas. */

#define SENTENCE "组织培训三期，参加人员覆盖全市各区县。"
#define N_TRACES "SELECT count(*) FROM traces"

static ZpForm *
make_form (const char *id, const char *project)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "golden", "urumqi-2020", "01-fanghuiju.ziping", NULL);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *content;
  gsize size;
  ZpForm *form;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  bytes = g_bytes_new_take (content, size);
  form = zp_form_read (bytes, catalog, &error);
  g_assert_no_error (error);
  zp_form_set_id (form, id);
  g_assert_true (zp_form_set (form, "project_name", project, NULL, NULL));
  g_assert_true (zp_form_set (form, "goal_expected", "", NULL, NULL));
  g_assert_true (zp_form_set (form, "goal_actual", "", NULL, NULL));
  g_assert_true (zp_form_set (form, "indicators/r4/deviation", "", NULL, NULL));
  return form;
}

static ZpStoreRecord *
to_record (ZpForm *form)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  ZpStoreRecord *record = zp_form_to_record (form, card, findings);

  record->revision = zp_form_get_revision (form);
  return record;
}

static void
save (ZpStore *store, ZpForm *form)
{
  g_autoptr (ZpStoreRecord) record = to_record (form);
  g_autoptr (GError) error = NULL;

  zp_store_save (store, record, &error);
  g_assert_no_error (error);
  zp_form_set_revision (form, record->revision);
}

/* What was found of @check at @address, as the names of the other forms. */
static char *
find (ZpStore *store, ZpForm *form, const char *check, const char *address)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = zp_store_check_across (store, form, card, NULL, &error);
  GString *names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      if (!g_str_equal (finding->check, check) || g_strcmp0 (finding->address, address) != 0)
        continue;
      g_test_message ("%s %s: %s", check, address, finding->message);
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "",
                              finding->other_id != NULL ? finding->other_id : "found");
    }
  return g_string_free (names, FALSE);
}

#define assert_found(store, form, check, address, expected)                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text_found = find (store, form, check, address);                              \
    g_assert_cmpstr (text_found, ==, expected);                                                    \
  }                                                                                                \
  G_STMT_END

static void
test_saves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpForm) form = make_form ("a", "干部培训");
  g_autoptr (ZpForm) other = make_form ("b", "办公用房维修");
  const char *const ids[] = { "b", NULL };

  g_assert_true (zp_form_set (form, "goal_actual", "一切顺利。" SENTENCE, NULL, NULL));
  assert_found (store, form, "J2", "goal_actual", "");
  save (store, form);
  save (store, other);
  assert_found (store, form, "J2", "goal_actual", "");
  assert_found (store, form, "J2", "indicators/r1/level3", "b");
  g_assert_true (
      zp_form_set (other, "goal_expected", "组织培训 三期 参加人员覆盖全市各区县", NULL, NULL));
  save (store, other);
  assert_found (store, form, "J2", "goal_actual", "b");
  /* What is asked of need not be saved. */
  g_assert_true (
      zp_form_set (form, "goal_actual", "办班十一次，九百人参加，人人合格。", NULL, NULL));
  assert_found (store, form, "J2", "goal_actual", "");
  g_assert_true (zp_form_set (form, "goal_actual", SENTENCE, NULL, NULL));
  assert_found (store, form, "J2", "goal_actual", "b");

  g_assert_true (zp_store_delete (store, ids, NULL));
  assert_found (store, form, "J2", "goal_actual", "");
  g_assert_true (zp_store_restore (store, ids, NULL));
  assert_found (store, form, "J2", "goal_actual", "b");
  g_assert_true (zp_form_set (other, "goal_expected", "", NULL, NULL));
  save (store, other);
  assert_found (store, form, "J2", "goal_actual", "");
  g_assert_cmpint (fixture_get_int (fixture->path, N_TRACES), ==, 2);
  g_assert_true (zp_store_delete (store, ids, NULL));
  g_assert_true (zp_store_erase (store, ids, NULL));
  g_assert_cmpint (fixture_get_int (fixture->path, N_TRACES), ==, 1);
}

/* The same again is not written again. */
static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpForm) form = make_form ("a", "干部培训");

  save (store, form);
  g_clear_object (&store);
  fixture_exec (fixture->path, "CREATE TEMP TABLE x (y); CREATE TRIGGER t BEFORE UPDATE ON traces"
                               " BEGIN SELECT RAISE (ABORT, 'written'); END");
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_assert_true (zp_form_set (form, "funding/total/executed", "1", NULL, NULL));
  save (store, form);
}

/* The unit in its year: equal scores, the year's list. */
static void
test_unit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpForm) form = make_form ("a", "干部培训");
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);
  const char *unit = zp_form_get_field (form, "unit");
  static const char *const projects[] = { "办公用房维修", "公务用车运行" };

  save (store, form);
  for (gsize i = 0; i < G_N_ELEMENTS (projects); i++)
    {
      g_autofree char *id = g_strdup_printf ("other-%d", (int) i);
      g_autoptr (ZpForm) other = make_form (id, projects[i]);

      assert_found (store, form, "J1", "total/score", "");
      g_assert_true (zp_form_set (other, "funding/total/budget", "25.15", NULL, NULL));
      save (store, other);
    }
  assert_found (store, form, "J1", "total/score", "found");

  for (gsize i = 0; i < G_N_ELEMENTS (projects); i++)
    g_ptr_array_add (lines, zp_year_line_new ("2020", unit, projects[i], G_MININT64, NULL));
  g_assert_true (zp_store_put_year_lines (store, "2020", lines, NULL));
  assert_found (store, form, "J3", "project_name", "found");
  g_ptr_array_add (lines, zp_year_line_new ("2020", unit, "干部培训", G_MININT64, NULL));
  g_assert_true (zp_store_put_year_lines (store, "2020", lines, NULL));
  assert_found (store, form, "J3", "project_name", "");
  assert_found (store, form, "J4", "funding/total/budget", "");
  g_ptr_array_add (lines, zp_year_line_new ("2020", unit, "", 100 * 1000000, NULL));
  g_assert_true (zp_store_put_year_lines (store, "2020", lines, NULL));
  assert_found (store, form, "J4", "funding/total/budget", "found");
  g_ptr_array_add (lines, zp_year_line_new ("2020", unit, "困难职工帮扶", G_MININT64, NULL));
  g_assert_true (zp_store_put_year_lines (store, "2020", lines, NULL));
  assert_found (store, form, "J3", "project_name", "found");
  assert_found (store, form, "J4", "funding/total/budget", "");
}

/* Last year's form of the same project is found without its words being the same. */
static void
test_last_year (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpForm) form = make_form ("a", "干部培训");
  g_autoptr (ZpForm) last = make_form ("b", "干部培训");

  g_assert_true (zp_form_set (last, "year", "2019", NULL, NULL));
  g_assert_true (zp_form_set (last, "funding/total/budget", "251500", NULL, NULL));
  g_assert_true (zp_form_set (last, "indicators/r1/actual", "5个", NULL, NULL));
  save (store, last);
  assert_found (store, form, "B8", "funding/total/budget", "b");
  assert_found (store, form, "E8", "indicators/r1/target", "b");
  g_assert_true (zp_form_set (last, "year", "2018", NULL, NULL));
  save (store, last);
  assert_found (store, form, "B8", "funding/total/budget", "");
  assert_found (store, form, "E8", "indicators/r1/target", "");
}

/* A backup brings what is compared along. */
static void
test_copies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpForm) form = make_form ("a", "干部培训");
  g_autoptr (ZpForm) other = make_form ("b", "办公用房维修");
  g_autofree char *path = g_build_filename (fixture->folder, "other.db", NULL);
  g_autoptr (ZpStore) copy = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  save (store, other);
  copy = zp_store_open (path, ZP_STORE_COMMAND, &error);
  g_assert_no_error (error);
  g_assert_true (zp_store_take_forms (copy, store, NULL, &n, NULL, NULL, &error));
  g_assert_cmpuint (n, ==, 1);
  assert_found (copy, form, "J2", "indicators/r1/level3", "b");
  save (copy, form);
  g_assert_true (zp_store_take_whole (copy, store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_get_int (path, N_TRACES), ==, 1);
  assert_found (copy, form, "J2", "indicators/r1/level3", "b");
  g_assert_true (zp_store_check (copy, &error));
}

/* A library from before is compared as soon as its forms are evaluated anew. */
static void
test_migration (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_test_build_filename (G_TEST_DIST, "store", "library-v4.db", NULL);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autofree char *content = NULL;
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (old, &content, &size, NULL));
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize) size, NULL));
  g_assert_cmpint (fixture_get_int (fixture->path, "PRAGMA user_version"), ==, 4);
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_assert_cmpint (fixture_get_int (fixture->path, N_TRACES), ==, 0);
  list = zp_store_list (store, FALSE, NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const ZpStoreRecord *listed = g_ptr_array_index (list, i);
      g_autoptr (ZpStoreRecord) stored = zp_store_load (store, listed->id, &error);
      g_autoptr (ZpForm) form = zp_form_from_record (stored, catalog, &error);
      ZpStoreRecord *record;

      g_assert_no_error (error);
      g_assert_cmpint (listed->evaluated, <, ZP_RECORD_EVALUATION);
      record = to_record (form);
      g_bytes_unref (record->document);
      record->document = g_bytes_ref (stored->document);
      g_ptr_array_add (records, record);
    }
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_true (zp_store_refresh (store, records, &error));
  g_assert_cmpint (fixture_get_int (fixture->path, N_TRACES), ==, 2);
  g_assert_true (zp_store_check (store, &error));
}

/* Whatever stands there, nothing worse happens than that nothing is found. */
static void
test_strange (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpForm) form = make_form ("a", "干部培训");
  g_autoptr (ZpForm) other = make_form ("b", "办公用房维修");
  static const char *const contents[] = { "x''",
                                          "x'01'",
                                          "x'010100ff'",
                                          "x'0101ffff00'",
                                          "x'01010000'",
                                          "zeroblob(100000)",
                                          "substr(content,1,length(content)-7)",
                                          "substr(content,1,length(content)-7)||x'ff00'" };

  save (store, other);
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *sql
          = g_strdup_printf ("UPDATE traces SET content = CAST (%s AS BLOB)", contents[i]);

      fixture_exec (fixture->path, sql);
      assert_found (store, form, "J2", "goal_actual", "");
      g_assert_true (zp_form_set (other, "funding/total/executed", i % 2 ? "1" : "2", NULL, NULL));
      save (store, other);
      assert_found (store, form, "J2", "indicators/r1/level3", "b");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add ("/across/saves", NULL, test_saves);
  fixture_add ("/across/unchanged", NULL, test_unchanged);
  fixture_add ("/across/unit", NULL, test_unit);
  fixture_add ("/across/last-year", NULL, test_last_year);
  fixture_add ("/across/copies", NULL, test_copies);
  fixture_add ("/across/migration", NULL, test_migration);
  fixture_add ("/across/strange", NULL, test_strange);
  return g_test_run ();
}
