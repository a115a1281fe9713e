/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "zp-error.h"
#include "zp-store-backup.h"
#include "zp-year-list.h"

static void
touch_backup (Fixture *fixture, const char *name)
{
  g_autofree char *part = g_build_filename ("backups", name, NULL);
  g_autofree char *path = fixture_build_path (fixture, part);

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
}

static void
test_due (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autofree char *path = NULL;
  g_autofree char *yesterday = fixture_build_path (fixture, "backups/library-20200101-120000.db");

  g_assert_false (zp_store_backup_is_due (store));
  save_record (store, "a", "甲", "一");
  g_assert_true (zp_store_backup_is_due (store));
  path = zp_store_backup (store, NULL);
  g_assert_nonnull (path);
  g_assert_false (zp_store_backup_is_due (store));
  save_record (store, "b", "乙", "二");
  g_assert_false (zp_store_backup_is_due (store));
  g_assert_cmpint (g_rename (path, yesterday), ==, 0);
  g_assert_true (zp_store_backup_is_due (store));
  g_clear_pointer (&path, g_free);
  path = zp_store_backup (store, NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  /* Another day, but nothing has changed since. */
  g_assert_false (zp_store_backup_is_due (store));
  g_assert_cmpint (g_unlink (yesterday), ==, 0);
  g_assert_true (zp_store_backup_is_due (store));
}

/* What a killed program left goes some day, what is being written by another stays. */
static void
test_left_behind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autofree char *folder = fixture_build_path (fixture, "backups");
  g_autofree char *old = g_build_filename (folder, ".temporary-abcdef", NULL);
  g_autofree char *young = g_build_filename (folder, ".temporary-ghijkl", NULL);
  g_autofree char *path = NULL;
  struct utimbuf long_ago = { 1000000000, 1000000000 };

  save_record (store, "a", "甲", "一");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (old, "half", -1, NULL));
  g_assert_true (g_file_set_contents (young, "half", -1, NULL));
  g_assert_cmpint (g_utime (old, &long_ago), ==, 0);
  path = zp_store_backup (store, NULL);
  g_assert_nonnull (path);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "b", NULL };
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  const ZpBackup *backup;
  GStatBuf info;

  save_record (store, "a", "甲", "一");
  save_record (store, "b", "乙", "二");
  g_assert_true (zp_store_delete (store, ids, NULL));
  path = zp_store_backup (store, &error);
  g_assert_no_error (error);
  touch_backup (fixture, "library-20200101-120000.db");
  touch_backup (fixture, "holiday.db");
  touch_backup (fixture, "library-notes.db");
  backups = zp_store_list_backups (store, &error);
  g_assert_cmpuint (backups->len, ==, 2);
  backup = g_ptr_array_index (backups, 0);
  g_assert_cmpstr (backup->path, ==, path);
  g_assert_cmpint (backup->forms, ==, 1);
  g_assert_cmpstr (backup->problem, ==, NULL);
  g_assert_cmpint (ABS (backup->time - g_get_real_time ()), <, G_TIME_SPAN_MINUTE);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (backup->size, ==, info.st_size);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  backup = g_ptr_array_index (backups, 1);
  g_assert_cmpint (backup->forms, ==, -1);
  g_assert_nonnull (strstr (backup->problem, "is not a library"));
}

static void
test_rotation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autofree char *path = NULL;
  g_autofree char *oldest = fixture_build_path (fixture, "backups/library-20200101-120000.db");

  save_record (store, "a", "甲", "一");
  path = zp_store_backup (store, NULL);
  g_assert_nonnull (path);
  for (int day = 1; day <= 12; day++)
    {
      g_autofree char *name = g_strdup_printf ("library-202001%02d-120000.db", day);

      touch_backup (fixture, name);
    }
  for (int version = 2; version <= 6; version++)
    {
      g_autofree char *name
          = g_strdup_printf ("library-2019010%d-120000-before-v%d.db", version, version);

      touch_backup (fixture, name);
    }
  touch_backup (fixture, "holiday.db");
  g_clear_pointer (&path, g_free);
  path = zp_store_backup (store, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (oldest, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture_count_files (fixture, "backups", "library-2020"), ==, 8);
  g_assert_cmpuint (fixture_count_files (fixture, "backups", "-before-v"), ==, 3);
  g_assert_cmpuint (fixture_count_files (fixture, "backups", "-before-v6"), ==, 1);
  g_assert_cmpuint (fixture_count_files (fixture, "backups", ""), ==, 14);
}

/* A clock that once ran ahead must not make every later backup vanish at once. */
static void
test_rotation_clock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autofree char *first = zp_store_backup (store, NULL);
  g_autofree char *second = NULL;

  g_assert_nonnull (first);
  for (int day = 1; day <= 12; day++)
    {
      g_autofree char *name = g_strdup_printf ("library-209901%02d-120000.db", day);

      touch_backup (fixture, name);
    }
  second = zp_store_backup (store, NULL);
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture_count_files (fixture, "backups", ".db"), ==, 10);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) again = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *kept = NULL;

  save_record (store, "a", "甲", "一");
  backup = zp_store_backup (store, NULL);
  g_assert_false (zp_store_replace_by_backup (fixture->path, backup, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  g_clear_error (&error);
  g_clear_object (&store);

  g_assert_true (g_file_set_contents (fixture->path, "damaged", -1, NULL));
  g_assert_true (zp_store_replace_by_backup (fixture->path, backup, &aside, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "damaged");
  again = fixture_open (fixture, ZP_STORE_WINDOW);
  list = zp_store_list (again, FALSE, NULL);
  assert_ids (list, "a");
}

/* A store of its own, written as a copy and opened from there. */
static ZpStore *
open_copy_of (Fixture *fixture, ZpStore *store)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  ZpStore *copy;

  zp_store_copy_to (store, folder, &name, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (name, "自评库-20"));
  g_assert_true (g_str_has_suffix (name, ".db"));
  file = g_file_get_child (folder, name);
  copy = zp_store_open_copy (file, &error);
  g_assert_no_error (error);
  return copy;
}

static ZpStore *
open_other (Fixture *fixture)
{
  g_autofree char *path = fixture_build_path (fixture, "other.db");
  g_autoptr (GError) error = NULL;
  ZpStore *store = zp_store_open (path, ZP_STORE_COMMAND, &error);

  g_assert_no_error (error);
  return store;
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) copy = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (ZpStoreRecord) record = make_record ("b", "乙", "二");
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/proc/ziping");
  g_autoptr (GError) error = NULL;

  save_record (store, "a", "甲", "一");
  copy = open_copy_of (fixture, store);
  found = zp_store_search (copy, "甲", 10, &error);
  assert_ids (found, "a");
  g_assert_false (zp_store_save (copy, record, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_cmpuint (fixture_count_files (fixture, "", ".part"), ==, 0);

  g_assert_false (zp_store_copy_to (store, nowhere, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_EXPORT);
  assert_message (error, "/proc/ziping");
}

static void
make_trigger (const char *path)
{
  fixture_exec (path, "CREATE TRIGGER t AFTER INSERT ON assets BEGIN DELETE FROM forms; END");
}

static void
make_view (const char *path)
{
  fixture_exec (path, "CREATE VIEW v AS SELECT * FROM forms");
}

static void
make_wal (const char *path)
{
  fixture_exec (path, "PRAGMA journal_mode = WAL");
}

static void
make_newer (const char *path)
{
  fixture_exec (path, "PRAGMA user_version = 999");
}

static void
make_foreign (const char *path)
{
  fixture_exec (path, "PRAGMA application_id = 7");
}

static void
cut (const char *path)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_true (g_file_set_contents (path, content, (gssize) size / 2, NULL));
}

static void
empty (const char *path)
{
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
remove_file (const char *path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
}

typedef struct
{
  const char *name;
  void (*spoil) (const char *path);
  const char *message;
} ForeignCase;

static const ForeignCase foreign_cases[] = {
  { "trigger", make_trigger, "other tables" },
  { "view", make_view, "other tables" },
  { "wal", make_wal, "is not a copy" },
  { "newer", make_newer, "newer version" },
  { "other-program", make_foreign, "another program" },
  { "cut", cut, "is damaged" },
  { "empty", empty, "is not a copy" },
  { "absent", remove_file, "" },
};

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  const ForeignCase *foreign = data;
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autofree char *path = g_strdup (zp_store_get_path (other));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  save_record (other, "a", "甲", "一");
  g_clear_object (&other);
  foreign->spoil (path);
  g_assert_null (zp_store_open_copy (file, &error));
  assert_message (error, foreign->message);
  /* The file that was chosen is named, not the temporary one. */
  assert_message (error, "other.db");
}

static void
test_old_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_test_build_filename (G_TEST_DIST, "store", "library-v1.db", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (old);
  g_autoptr (ZpStore) copy = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  copy = zp_store_open_copy (file, &error);
  g_assert_no_error (error);
  list = zp_store_list (copy, FALSE, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (fixture_get_int (old, "PRAGMA user_version"), ==, 1);
}

static void
assert_take (ZpStore *store,
             ZpStore *from,
             const char *const *ids,
             guint expected_new,
             guint expected_beside,
             guint expected_same)
{
  g_autoptr (GError) error = NULL;
  guint n_new, n_beside, n_same;

  zp_store_take_forms (store, from, ids, &n_new, &n_beside, &n_same, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_new, ==, expected_new);
  g_assert_cmpuint (n_beside, ==, expected_beside);
  g_assert_cmpuint (n_same, ==, expected_same);
}

static void
test_take_forms (Fixture *fixture, gconstpointer data)
{
  static const char *const chosen[] = { "new", NULL };
  static const char *const unknown[] = { "other-new", "unknown", NULL };
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpStore) copy = NULL;
  g_autoptr (ZpStoreRecord) mine = NULL;
  g_autoptr (ZpStoreRecord) taken = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  guint untouched = 99;

  save_record (store, "same", "甲", "相同");
  save_record (store, "differs", "乙", "我的内容");
  save_record (other, "same", "甲", "相同");
  save_record (other, "differs", "乙", "别人内容");
  save_record (other, "new", "丙", "新的");
  save_record (other, "other-new", "丁", "新的");
  copy = open_copy_of (fixture, other);

  g_assert_false (zp_store_take_forms (store, copy, unknown, &untouched, NULL, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
  g_assert_cmpuint (untouched, ==, 99);
  assert_take (store, copy, chosen, 1, 0, 0);
  assert_take (store, copy, NULL, 1, 1, 2);
  assert_take (store, copy, NULL, 0, 0, 4);

  mine = zp_store_load (store, "differs", NULL);
  g_assert_nonnull (strstr (g_bytes_get_data (mine->document, NULL), "我的内容"));
  found = zp_store_search (store, "别人内容", 10, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (g_uuid_string_is_valid (((ZpStoreRecord *) g_ptr_array_index (found, 0))->id));
  taken = zp_store_load (store, "new", NULL);
  g_assert_cmpint (taken->revision, ==, 1);
  g_assert_true (zp_store_check (store, NULL));
}

static void
test_take_deleted (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "a", NULL };
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) copy = NULL;
  g_autoptr (GPtrArray) list = NULL;

  save_record (store, "a", "甲", "一");
  copy = open_copy_of (fixture, store);
  g_assert_true (zp_store_delete (store, ids, NULL));
  assert_take (store, copy, NULL, 1, 0, 0);
  list = zp_store_list (store, FALSE, NULL);
  assert_ids (list, "a");
}

static void
test_take_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpStore) copy = NULL;
  g_autoptr (ZpStore) before = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) old_list = NULL;
  g_autoptr (GBytes) asset = g_bytes_new_static ("{}", 2);
  g_auto (GStrv) assets = NULL;
  g_autoptr (GFile) backup = NULL;
  g_autoptr (GError) error = NULL;

  save_record (store, "mine", "甲", "我的内容");
  g_assert_true (zp_store_put_asset (store, "profile", "mine", asset, NULL));
  save_record (other, "a", "乙", "别人内容");
  save_record (other, "b", "丙", "别人内容");
  g_assert_true (zp_store_put_asset (other, "profile", "other", asset, NULL));
  copy = open_copy_of (fixture, other);
  zp_store_take_whole (store, copy, &error);
  g_assert_no_error (error);

  list = zp_store_list (store, FALSE, NULL);
  assert_ids (list, "b a");
  found = zp_store_search (store, "别人", 10, NULL);
  assert_ids (found, "b a");
  assets = zp_store_list_assets (store, "profile", NULL);
  g_assert_cmpstr (assets[0], ==, "other");
  g_assert_cmpuint (g_strv_length (assets), ==, 1);
  g_assert_true (zp_store_check (store, NULL));
  save_record (store, "c", "丁", "之后");

  backups = zp_store_list_backups (store, NULL);
  g_assert_cmpuint (backups->len, ==, 1);
  backup = g_file_new_for_path (((ZpBackup *) g_ptr_array_index (backups, 0))->path);
  before = zp_store_open_copy (backup, &error);
  g_assert_no_error (error);
  old_list = zp_store_list (before, FALSE, NULL);
  assert_ids (old_list, "mine");

  /* The library is still a library of ours after that. */
  g_clear_object (&copy);
  copy = open_copy_of (fixture, store);
}

static void
save_indicator (ZpStore *store, const char *id, const char *name)
{
  g_autoptr (ZpStoreRecord) record = make_record (id, "项目", "x");
  g_autofree char *text = g_strdup_printf (
      "{\"tables\":{\"indicators\":[{\"level2\":\"数量指标\",\"level3\":\"%s\"}]}}", name);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->document, g_bytes_unref);
  record->document = g_bytes_new (text, strlen (text));
  zp_store_save (store, record, &error);
  g_assert_no_error (error);
}

/* As it was typed, and each indicator is known as often as forms have it. */
static void
test_take_whole_beside_forms (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) copy = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) known = NULL;
  ZpYearLine *line = zp_year_line_new ("2020", "甲局", "项目", G_MININT64, "");
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (lines, line);
  zp_year_line_set_texts (line, "约十万", "三月底");
  line->draft = TRUE;
  g_assert_true (zp_store_put_year_lines (store, "2020", lines, &error));
  save_indicator (store, "a", "设备采购");
  copy = open_copy_of (fixture, store);
  save_indicator (store, "b", "设备维修");
  zp_store_take_whole (store, copy, &error);
  g_assert_no_error (error);

  again = zp_store_list_year_lines (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (zp_year_lines_equal (again, lines));
  known = zp_store_list_indicators (store, "数量指标", "设备", 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (known->len, ==, 1);
  g_assert_cmpuint (((ZpKnownIndicator *) g_ptr_array_index (known, 0))->used, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  fixture_add ("/store/backup/due", NULL, test_due);
  fixture_add ("/store/backup/left-behind", NULL, test_left_behind);
  fixture_add ("/store/backup/list", NULL, test_list);
  fixture_add ("/store/backup/rotation", NULL, test_rotation);
  fixture_add ("/store/backup/rotation-clock", NULL, test_rotation_clock);
  fixture_add ("/store/backup/replace", NULL, test_replace);
  fixture_add ("/store/copy/round-trip", NULL, test_copy);
  fixture_add ("/store/copy/older", NULL, test_old_copy);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/copy/", foreign_cases[i].name, NULL);

      fixture_add (path, &foreign_cases[i], test_foreign);
    }
  fixture_add ("/store/take/forms", NULL, test_take_forms);
  fixture_add ("/store/take/deleted", NULL, test_take_deleted);
  fixture_add ("/store/take/whole", NULL, test_take_whole);
  fixture_add ("/store/take/whole-beside-forms", NULL, test_take_whole_beside_forms);

  return g_test_run ();
}
