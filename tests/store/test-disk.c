/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "store-fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "power-cut.h"
#include "zp-error.h"
#include "zp-store-backup.h"

/* A disk that is full, broken, read only or gone, at every write of what is done: the user is told
 * what happened and what to do, nothing that was there is lost, and it goes on when the disk is
 * well. */

#define MOST_WRITES 2000

typedef struct
{
  const char *name;
  int system_errno;
  const char *message;
} DiskCase;

static const DiskCase disk_cases[] = {
  { "full", ENOSPC, "the disk is full; nothing was changed, free some space and try again" },
  { "broken", EIO, "check the disk and its connection" },
};

static ZpStore *
open_watched (Fixture *fixture)
{
  g_autofree char *live = g_path_get_dirname (fixture->path);
  ZpStore *store = fixture_open (fixture, ZP_STORE_WINDOW);

  save_record (store, "a", "甲", "一");
  power_watch (live);
  return store;
}

static void
assert_kept (ZpStore *store, const char *id, const ZpStoreRecord *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpStoreRecord) found = zp_store_load (store, id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (found->revision, ==, expected->revision);
  g_assert_true (g_bytes_equal (found->document, expected->document));
}

/* At first the first write fails, then the second, and so on until none does. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  const DiskCase *disk = data;
  g_autoptr (ZpStore) store = open_watched (fixture);
  g_autoptr (ZpStoreRecord) kept = zp_store_load (store, "a", NULL);
  gboolean done = FALSE;
  guint n;

  for (n = 0; !done && n < MOST_WRITES; n++)
    {
      g_autoptr (ZpStoreRecord) record = zp_store_record_copy (kept);
      g_autofree char *text = g_strnfill (20000 + n, 'y');
      g_autoptr (GError) error = NULL;

      set_document (record, text);
      g_free (record->search_text);
      record->search_text = g_strdup (text);
      power_fail_after (n, disk->system_errno);
      done = zp_store_save (store, record, &error);
      power_fail_never ();
      if (!done)
        {
          g_assert_error (error, ZP_ERROR, ZP_ERROR_STORE);
          assert_message (error, disk->message);
          assert_message (error, fixture->path);
          assert_kept (store, "a", kept);
        }
      else
        assert_kept (store, "a", record);
      g_assert_true (zp_store_check (store, NULL));
    }
  g_assert_cmpuint (n, >, 5);
  g_assert_cmpuint (n, <, MOST_WRITES);
  power_forget ();
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  const DiskCase *disk = data;
  g_autoptr (ZpStore) store = open_watched (fixture);
  gboolean done = FALSE;
  guint n;

  for (n = 0; !done && n < MOST_WRITES; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) unexpected = NULL;
      g_autofree char *path = NULL;

      power_fail_after (n, disk->system_errno);
      path = zp_store_backup (store, &error);
      power_fail_never ();
      done = path != NULL;
      if (done)
        continue;
      g_assert_error (error, ZP_ERROR, ZP_ERROR_STORE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      if (strstr (error->message, "No backup was made") != NULL)
        g_assert_cmpuint (fixture_count_files (fixture, "backups", ""), ==, 0);
      g_assert_true (zp_store_check (store, &unexpected));
      g_assert_no_error (unexpected);
    }
  g_assert_cmpuint (n, >, 2);
  power_forget ();
}

static void
copy_old_library (const char *to)
{
  g_autofree char *old = g_test_build_filename (G_TEST_DIST, "store", "library-v1.db", NULL);
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (old, &content, &size, NULL));
  g_assert_true (g_file_set_contents (to, content, (gssize) size, NULL));
}

/* While an older library is brought up to date: it stays as it is, or is the newer one. */
static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  const DiskCase *disk = data;
  gboolean done = FALSE;
  guint n;

  copy_old_library (fixture->path);
  power_watch (fixture->folder);
  for (n = 0; !done && n < MOST_WRITES; n += 3)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZpStore) store = NULL;
      g_autoptr (ZpStoreRecord) record = NULL;

      power_fail_after (n, disk->system_errno);
      store = zp_store_open (fixture->path, ZP_STORE_WINDOW, &error);
      power_fail_never ();
      done = store != NULL;
      if (!done)
        {
          g_assert_cmpint (error->code, ==, ZP_ERROR_STORE);
          g_assert_true (strstr (error->message, fixture->folder) != NULL);
          g_assert_cmpint (fixture_get_int (fixture->path, "SELECT count(*) FROM forms"), ==, 3);
          continue;
        }
      record = zp_store_load (store, "11111111-1111-4111-8111-111111111111", &error);
      g_assert_no_error (error);
      g_assert_cmpint (record->score_micro, ==, 83900000);
    }
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (n, <, MOST_WRITES);
  power_forget ();
}

/* A stick that is full: the copy is not there, not even a part of it. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  const DiskCase *disk = data;
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autofree char *path = fixture_build_path (fixture, "stick");
  g_autoptr (GFile) stick = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  save_record (store, "a", "甲", "一");
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  power_watch (path);
  power_fail_after (1, disk->system_errno);
  g_assert_false (zp_store_copy_to (store, stick, NULL, &error));
  power_fail_never ();
  g_assert_error (error, ZP_ERROR, ZP_ERROR_EXPORT);
  assert_message (error, "check that the place is connected, writable and has enough space");
  g_assert_cmpuint (fixture_count_files (fixture, "stick", ""), ==, 0);
  g_clear_error (&error);
  g_assert_true (zp_store_copy_to (store, stick, NULL, &error));
  g_assert_no_error (error);
  power_forget ();
}

/* --- a library that goes away while it is open --- */

typedef struct
{
  const char *name;
  void (*take_away) (Fixture *fixture, const char *folder, const char *other);
  void (*bring_back) (Fixture *fixture, const char *folder, const char *other);
  const char *message;
} GoneCase;

static void
move_folder (Fixture *fixture, const char *folder, const char *other)
{
  g_assert_cmpint (g_rename (folder, other), ==, 0);
}

static void
move_folder_back (Fixture *fixture, const char *folder, const char *other)
{
  g_assert_cmpint (g_rename (other, folder), ==, 0);
}

static void
move_file (Fixture *fixture, const char *folder, const char *other)
{
  g_assert_cmpint (g_rename (fixture->path, other), ==, 0);
}

static void
move_file_back (Fixture *fixture, const char *folder, const char *other)
{
  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
}

/* Somebody puts an older copy in its place. */
static void
replace_file (Fixture *fixture, const char *folder, const char *other)
{
  move_file (fixture, folder, other);
  copy_old_library (fixture->path);
}

static const GoneCase gone_cases[] = {
  { "folder", move_folder, move_folder_back, "put the file back" },
  { "file", move_file, move_file_back, "put the file back" },
  { "replaced", replace_file, move_file_back, "put the file back" },
};

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  const GoneCase *gone = data;
  g_autofree char *folder = fixture_build_path (fixture, "live");
  g_autofree char *other = fixture_build_path (fixture, "elsewhere");
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (ZpStoreRecord) record = make_record ("b", "乙", "二");
  g_autoptr (GError) error = NULL;

  g_free (fixture->path);
  fixture->path = g_build_filename (folder, "library.db", NULL);
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  save_record (store, "a", "甲", "一");
  gone->take_away (fixture, folder, other);
  for (int i = 0; i < 2; i++)
    {
      g_assert_false (zp_store_save (store, record, &error));
      g_assert_error (error, ZP_ERROR, ZP_ERROR_STORE);
      assert_message (error, gone->message);
      assert_message (error, fixture->path);
      g_clear_error (&error);
    }
  gone->bring_back (fixture, folder, other);
  g_assert_true (zp_store_save (store, record, &error));
  g_assert_no_error (error);
  g_assert_true (zp_store_check (store, &error));
  g_assert_no_error (error);
}

/* --- a folder in which nothing may be written --- */

/* The rights of root would make every folder writable. */
static gboolean
become_somebody (Fixture *fixture)
{
  if (geteuid () != 0)
    return TRUE;
  return chown (fixture->folder, 65534, 65534) == 0 && setresgid (65534, 65534, 0) == 0
         && setresuid (65534, 65534, 0) == 0;
}

static void
become_root_again (gboolean was_root)
{
  if (was_root)
    {
      g_assert_cmpint (setresuid (0, 0, 0), ==, 0);
      g_assert_cmpint (setresgid (0, 0, 0), ==, 0);
    }
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  gboolean was_root = geteuid () == 0;
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (ZpStore) reading = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  if (!become_somebody (fixture))
    {
      g_test_skip ("this user cannot become another");
      return;
    }
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  save_record (store, "a", "甲", "一");
  g_clear_object (&store);
  g_assert_cmpint (g_chmod (fixture->folder, 0500), ==, 0);
  for (int access = ZP_STORE_WINDOW; access <= ZP_STORE_COMMAND; access++)
    {
      g_assert_null (zp_store_open (fixture->path, (ZpStoreAccess) access, &error));
      g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
      assert_message (error, "make it writable, or choose another place");
      g_clear_error (&error);
    }
  reading = zp_store_open (fixture->path, ZP_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  list = zp_store_list (reading, FALSE, &error);
  assert_ids (list, "a");
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
  become_root_again (was_root);
}

/* --- a clock that was set back --- */

static void
test_clock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStoreRecord) record = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  save_record (store, "a", "甲", "一");
  save_record (store, "b", "乙", "二");
  g_clear_object (&store);
  /* As if it had been saved in a year to come. */
  fixture_exec (
      fixture->path,
      "UPDATE forms SET created = created + 99000000000000, changed = changed + 99000000000000");
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  record = zp_store_load (store, "a", &error);
  g_assert_no_error (error);
  set_document (record, "later, though the clock says earlier");
  g_assert_true (zp_store_save (store, record, &error));
  g_assert_no_error (error);
  g_assert_cmpint (record->revision, ==, 2);
  /* What was saved last stands first, whatever the clock said. */
  list = zp_store_search (store, "项目", 10, &error);
  g_assert_no_error (error);
  assert_kept (store, "a", record);
  g_assert_true (zp_store_check (store, &error));
}

static void
add_disk_tests (const char *what, void (*test) (Fixture *, gconstpointer))
{
  for (gsize i = 0; i < G_N_ELEMENTS (disk_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/disk/%s/%s", disk_cases[i].name, what);

      fixture_add (path, &disk_cases[i], test);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_disk_tests ("save", test_save);
  add_disk_tests ("backup", test_backup);
  add_disk_tests ("migrate", test_migrate);
  add_disk_tests ("copy", test_copy);
  for (gsize i = 0; i < G_N_ELEMENTS (gone_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/disk/gone/", gone_cases[i].name, NULL);

      fixture_add (path, &gone_cases[i], test_gone);
    }
  fixture_add ("/store/disk/read-only-folder", NULL, test_read_only_folder);
  fixture_add ("/store/disk/clock", NULL, test_clock);

  return g_test_run ();
}
