/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>

#include "zp-error.h"
#include "zp-migrations.h"
#include "zp-store-backup.h"
#include "zp-year-list.h"

#define N_ACCESSES 3

static char *
checksum (const char *path)
{
  g_autofree char *content = NULL;
  gsize size;

  if (!g_file_get_contents (path, &content, &size, NULL))
    return g_strdup ("none");
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, size);
}

static void
make_other_program (const char *path)
{
  fixture_exec (path, "PRAGMA application_id = 252006675; CREATE TABLE t (x)");
}

static void
make_unnamed_program (const char *path)
{
  fixture_exec (path, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
}

/* Its log is left behind as by a program that was killed: opening it normally would merge it. */
static void
make_wal_program (const char *path)
{
  g_autofree char *live = g_strconcat (path, ".live", NULL);
  g_autofree char *log = g_strconcat (live, "-wal", NULL);
  g_autofree char *log_copy = g_strconcat (path, "-wal", NULL);
  g_autofree char *content = NULL;
  gsize size;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (live, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE TABLE t (x); PRAGMA journal_mode = WAL;"
                                 "INSERT INTO t VALUES (1)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (live, &content, &size, NULL));
  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
  g_clear_pointer (&content, g_free);
  g_assert_true (g_file_get_contents (log, &content, &size, NULL));
  g_assert_true (g_file_set_contents (log_copy, content, (gssize) size, NULL));
  sqlite3_close (db);
}

static void
make_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpStore) store = zp_store_open (path, ZP_STORE_COMMAND, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("form-%d", i);
      g_autofree char *text = g_strnfill (2000, 'x');

      save_record (store, id, "甲", text);
    }
}

static void
make_newer (const char *path)
{
  make_library (path);
  fixture_exec (path, "PRAGMA user_version = 999");
}

static void
make_text (const char *path)
{
  g_assert_true (g_file_set_contents (path, "{ \"format\": \"ziping-form\" }\n", -1, NULL));
}

static void
make_text_with_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  make_text (path);
  g_assert_true (g_file_set_contents (journal, "This is the journal of something else.", -1, NULL));
}

static void
rewrite (const char *path, int parts, gsize offset, const char *bytes)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  memcpy (content + offset, bytes, strlen (bytes));
  g_assert_true (g_file_set_contents (path, content, (gssize) (size / parts), NULL));
}

static void
make_truncated (const char *path)
{
  make_library (path);
  rewrite (path, 2, 0, "");
}

static void
make_beheaded (const char *path)
{
  make_library (path);
  rewrite (path, 1, 0, "This is gone.");
}

static void
make_folder (const char *path)
{
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

typedef struct
{
  const char *name;
  void (*make) (const char *path);
  int code;
  const char *message;
} RefusedCase;

static const RefusedCase refused_cases[] = {
  { "other-program", make_other_program, ZP_ERROR_STORE, "database of another program" },
  { "unnamed-program", make_unnamed_program, ZP_ERROR_STORE, "database of another program" },
  { "wal-program", make_wal_program, ZP_ERROR_STORE, "database of another program" },
  { "newer", make_newer, ZP_ERROR_NEWER, "newer version" },
  { "text", make_text, ZP_ERROR_STORE, "is not a library" },
  { "text-with-journal", make_text_with_journal, ZP_ERROR_STORE, "is not a library" },
  { "beheaded", make_beheaded, ZP_ERROR_STORE, "is not a library" },
  { "truncated", make_truncated, ZP_ERROR_STORE, "is damaged" },
  { "folder", make_folder, ZP_ERROR_STORE, "is a folder" },
};

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const RefusedCase *refused = data;
  g_autofree char *before = NULL;
  guint n_files;

  refused->make (fixture->path);
  before = checksum (fixture->path);
  n_files = fixture_count_files (fixture, "", "");
  for (int access = 0; access < N_ACCESSES; access++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_null (zp_store_open (fixture->path, (ZpStoreAccess) access, &error));
      g_assert_error (error, ZP_ERROR, refused->code);
      assert_message (error, refused->message);
      assert_message (error, fixture->path);
      after = checksum (fixture->path);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (fixture_count_files (fixture, "", ""), ==, n_files);
    }
}

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *below = g_build_filename (fixture->path, "x", "library.db", NULL);

  g_assert_null (zp_store_open (fixture->path, ZP_STORE_READ_ONLY, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Places where nothing can be made, whoever asks. */
  make_text (fixture->path);
  g_assert_null (zp_store_open (below, ZP_STORE_WINDOW, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_STORE);
  assert_message (error, "folder cannot be made");
  g_clear_error (&error);
  g_assert_null (zp_store_open ("/proc/ziping/library.db", ZP_STORE_WINDOW, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_STORE);
  assert_message (error, "folder cannot be made");
  g_clear_error (&error);
  g_assert_null (zp_store_open ("/proc/library.db", ZP_STORE_COMMAND, &error));
  g_assert_nonnull (error);
}

static void
test_read_only_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  make_library (fixture->path);
  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  if (g_access (fixture->path, W_OK) == 0)
    {
      g_test_skip ("this user may write everywhere");
      return;
    }
  g_assert_null (zp_store_open (fixture->path, ZP_STORE_WINDOW, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
}

static void
test_default (void)
{
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = zp_store_default_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf info;

  g_assert_true (g_str_has_suffix (path, "/ziping/library.db"));
  store = zp_store_open (NULL, ZP_STORE_WINDOW, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zp_store_get_path (store), ==, path);
  save_record (store, "a", "甲", "一");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (fixture_get_int (path, "PRAGMA application_id"), ==, ZP_DATABASE_APPLICATION_ID);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpDatabase) db = NULL;
  g_autoptr (sqlite3_stmt) mode = NULL;
  gint64 value;
  gboolean row;

  make_library (fixture->path);
  db = zp_database_open (fixture->path, ZP_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  mode = zp_database_prepare (db, "PRAGMA journal_mode", &error);
  g_assert_true (zp_database_step (db, mode, &row, &error));
  g_assert_cmpstr ((const char *) sqlite3_column_text (mode, 0), ==, "truncate");
  g_assert_true (zp_database_get_int (db, "PRAGMA synchronous", &value, &error));
  g_assert_cmpint (value, ==, 2);
  g_assert_true (zp_database_get_int (db, "PRAGMA foreign_keys", &value, &error));
  g_assert_cmpint (value, ==, 1);
  g_assert_true (zp_database_get_int (db, "PRAGMA trusted_schema", &value, &error));
  g_assert_cmpint (value, ==, 0);
  g_assert_true (zp_database_get_int (db, "PRAGMA cell_size_check", &value, &error));
  g_assert_cmpint (value, ==, 1);
}

static void
test_two_windows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) first = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (zp_store_open (fixture->path, ZP_STORE_WINDOW, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  assert_message (error, "already open in another window");
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  g_assert_null (strstr (error->message, ".lock"));
  save_record (first, "a", "甲", "一");
  g_clear_object (&first);
  second = fixture_open (fixture, ZP_STORE_WINDOW);
  save_record (second, "b", "乙", "二");
}

static void
test_command_beside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) window = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) command = fixture_open (fixture, ZP_STORE_COMMAND);
  g_autoptr (GPtrArray) list = NULL;
  gint64 generation = zp_store_get_generation (window);
  gint64 before, foreign;

  g_assert_true (zp_store_count_foreign (window, &before, NULL));
  save_record (command, "a", "甲", "一");
  g_assert_cmpint (zp_store_get_generation (window), !=, generation);
  g_assert_true (zp_store_count_foreign (window, &foreign, NULL));
  g_assert_cmpint (foreign, >, before);
  save_record (window, "b", "乙", "二");
  g_assert_true (zp_store_count_foreign (window, &before, NULL));
  g_assert_cmpint (foreign, ==, before);
  g_assert_true (zp_store_count_foreign (command, &foreign, NULL));
  save_record (window, "c", "丙", "三");
  g_assert_true (zp_store_count_foreign (command, &before, NULL));
  g_assert_cmpint (before, >, foreign);
  list = zp_store_list (command, FALSE, NULL);
  assert_ids (list, "c b a");
}

/* Another program writes for too long: an error after five seconds, and reading still works. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_COMMAND);
  g_autoptr (ZpStoreRecord) record = make_record ("b", "乙", "二");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;
  gint64 start;
  gint64 waited;

  save_record (store, "a", "甲", "一");
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  list = zp_store_list (store, FALSE, NULL);
  assert_ids (list, "a");
  start = g_get_monotonic_time ();
  g_assert_false (zp_store_save (store, record, &error));
  waited = g_get_monotonic_time () - start;
  g_assert_error (error, ZP_ERROR, ZP_ERROR_STORE);
  assert_message (error, "busy");
  g_assert_cmpint (waited, >=, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (waited, <, 8 * G_TIME_SPAN_SECOND);
  sqlite3_close (other);
  g_clear_error (&error);
  g_assert_true (zp_store_save (store, record, &error));
}

/* The pages are only looked through after an interruption: then the damage is found. */
static void
test_interrupted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (GError) error = NULL;
  g_autofree char *mark = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (lock, &mark, &size, NULL));
  g_assert_cmpuint (size, >, 0);
  g_clear_object (&store);
  g_clear_pointer (&mark, g_free);
  g_assert_true (g_file_get_contents (lock, &mark, &size, NULL));
  g_assert_cmpuint (size, ==, 0);

  make_library (fixture->path);
  rewrite (fixture->path, 1,
           4096
               * (gsize) fixture_get_int (fixture->path, "SELECT rootpage - 1 FROM sqlite_schema"
                                                         " WHERE name = 'documents'"),
           "damage");
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_clear_object (&store);
  g_assert_true (g_file_set_contents (lock, "open\n", -1, NULL));
  for (int i = 0; i < 2; i++)
    {
      g_assert_null (zp_store_open (fixture->path, ZP_STORE_WINDOW, &error));
      g_assert_error (error, ZP_ERROR, ZP_ERROR_STORE);
      assert_message (error, "is damaged");
      g_clear_error (&error);
    }
}

static void
copy_library_of (const char *path, const char *name)
{
  g_autofree char *old = g_test_build_filename (G_TEST_DIST, "store", name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (old, &content, &size, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
}

static void
copy_old_library (const char *path)
{
  copy_library_of (path, "library-v1.db");
}

/* A library with an asset, from before the year's list. */
static void
test_migration_to_board (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GBytes) asset = NULL;
  g_autoptr (GError) error = NULL;

  copy_library_of (fixture->path, "library-v2.db");
  g_assert_cmpint (fixture_get_int (fixture->path, "PRAGMA user_version"), ==, 2);
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  asset = zp_store_get_asset (store, "note", "greeting", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (asset), ==, strlen ("你好"));
  found = zp_store_search (store, "医疗", 10, &error);
  assert_ids (found, "22222222-2222-4222-8222-222222222222");
  lines = zp_store_list_year_lines (store, NULL, &error);
  g_assert_cmpuint (lines->len, ==, 0);
  g_assert_true (zp_store_check (store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_files (fixture, "backups", "-before-v"), ==, 1);
}

static void
test_migration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (ZpStoreRecord) car = NULL;
  g_autoptr (GError) error = NULL;
  const ZpBackup *backup;

  copy_old_library (fixture->path);
  g_assert_null (zp_store_open (fixture->path, ZP_STORE_READ_ONLY, &error));
  assert_message (error, "older version");
  g_clear_error (&error);
  g_assert_cmpint (fixture_get_int (fixture->path, "PRAGMA user_version"), ==, 1);

  store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_assert_cmpint (fixture_get_int (fixture->path, "PRAGMA user_version"), ==,
                   zp_migrations_newest ());
  list = zp_store_list (store, FALSE, &error);
  assert_ids (list, "22222222-2222-4222-8222-222222222222 11111111-1111-4111-8111-111111111111");
  found = zp_store_search (store, "用车", 10, &error);
  assert_ids (found, "11111111-1111-4111-8111-111111111111");
  car = zp_store_load (store, "11111111-1111-4111-8111-111111111111", &error);
  g_assert_cmpint (car->score_micro, ==, 83900000);
  g_assert_true (zp_store_check (store, &error));
  g_assert_no_error (error);

  backups = zp_store_list_backups (store, &error);
  g_assert_cmpuint (backups->len, ==, 1);
  backup = g_ptr_array_index (backups, 0);
  g_assert_nonnull (strstr (backup->name, "-before-v"));
  g_assert_cmpint (backup->forms, ==, 2);
  g_assert_cmpint (fixture_get_int (backup->path, "PRAGMA user_version"), ==, 1);
}

/* The table that the second step makes is there already, so that it fails. */
static void
test_failed_opening (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  copy_old_library (fixture->path);
  fixture_exec (fixture->path, "CREATE TABLE assets (x)");
  before = checksum (fixture->path);
  g_assert_null (zp_store_open (fixture->path, ZP_STORE_WINDOW, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_STORE);
  assert_message (error, "0002-assets.sql");
  after = checksum (fixture->path);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (fixture_count_files (fixture, "backups", "-before-v"), ==, 1);
}

static void
test_failed_step (Fixture *fixture, gconstpointer data)
{
  const ZpMigration steps[] = {
    zp_migrations_get_steps ()[0],
    { "good", "CREATE TABLE good (x)" },
    { "broken", "CREATE TABLE half (x); INSERT INTO nowhere VALUES (1); CREATE TABLE rest (x)" },
    { "never", "CREATE TABLE never (x)" },
  };
  g_autoptr (ZpDatabase) db = NULL;
  g_autoptr (GError) error = NULL;

  copy_old_library (fixture->path);
  db = zp_database_open (fixture->path, ZP_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_false (zp_migrations_run (db, steps, G_N_ELEMENTS (steps), &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_STORE);
  assert_message (error, "broken");
  g_assert_cmpint (fixture_get_int (fixture->path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (fixture_get_int (fixture->path, "SELECT count(*) FROM sqlite_schema"
                                                   " WHERE name IN ('half', 'rest', 'never')"),
                   ==, 0);
  g_assert_cmpint (fixture_get_int (fixture->path, "SELECT count(*) FROM forms"), ==, 3);
}

static void
test_empty_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  save_record (store, "a", "甲", "一");
  backup = zp_store_backup (store, &error);
  g_assert_no_error (error);
  g_clear_object (&store);

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_null (zp_store_open (fixture->path, ZP_STORE_WINDOW, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_STORE);
  assert_message (error, "restore the newest backup");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/refused/", refused_cases[i].name, NULL);

      fixture_add (path, &refused_cases[i], test_refused);
    }
  g_test_add_func ("/store/open/default", test_default);
  fixture_add ("/store/open/absent", NULL, test_absent);
  fixture_add ("/store/open/read-only-place", NULL, test_read_only_place);
  fixture_add ("/store/open/empty-file", NULL, test_empty_file);
  fixture_add ("/store/open/settings", NULL, test_settings);
  fixture_add ("/store/open/two-windows", NULL, test_two_windows);
  fixture_add ("/store/open/command-beside", NULL, test_command_beside);
  fixture_add ("/store/open/busy", NULL, test_busy);
  fixture_add ("/store/open/interrupted", NULL, test_interrupted);
  fixture_add ("/store/migration/old-library", NULL, test_migration);
  fixture_add ("/store/migration/to-board", NULL, test_migration_to_board);
  fixture_add ("/store/migration/failed-opening", NULL, test_failed_opening);
  fixture_add ("/store/migration/failed-step", NULL, test_failed_step);

  return g_test_run ();
}
