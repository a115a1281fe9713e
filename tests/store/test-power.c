/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include <sqlite3.h>

#include "power-cut.h"
#include "zp-migrations.h"
#include "zp-store-backup.h"

/* The power fails at every moment of opening an older library, saving, backing up and restoring:
 * the library that is left opens, is whole, and has everything that was confirmed.  A run looks at
 * some of the moments, with -m thorough at all of them. */

#define QUICK_CUTS 60
#define CUTS_OF_EACH 3
#define OLD_FORM "11111111-1111-4111-8111-111111111111"

/* Something that the store said is done, and when. */
typedef enum
{
  CONFIRMED_SAVE,
  CONFIRMED_BACKUP,
} ConfirmedKind;

typedef struct
{
  ConfirmedKind kind;
  guint step;
  gint64 value;
} Confirmed;

static void
confirm (GArray *confirmed, ConfirmedKind kind, gint64 value)
{
  Confirmed one = { kind, power_get_n_steps (), value };

  g_array_append_val (confirmed, one);
}

static gint64
find_confirmed (GArray *confirmed, ConfirmedKind kind, guint step)
{
  gint64 value = 0;

  for (guint i = 0; i < confirmed->len; i++)
    {
      const Confirmed *one = &g_array_index (confirmed, Confirmed, i);

      if (one->kind == kind && one->step <= step)
        value = one->value;
    }
  return value;
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

/* From some bytes to many pages, so that a save writes over old pages and makes new ones. */
static void
set_document_of_revision (ZpStoreRecord *record, gint64 revision)
{
  g_autofree char *rest = g_strnfill ((gsize) (revision * 23456 % 60000), 'x');
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %s", revision, rest);

  set_document (record, text);
}

static void
save_some (ZpStore *store, ZpStoreRecord *record, guint n, GArray *confirmed)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;

      set_document_of_revision (record, record->revision + 1);
      g_assert_true (zp_store_save (store, record, &error));
      g_assert_no_error (error);
      confirm (confirmed, CONFIRMED_SAVE, record->revision);
    }
}

static void
back_up (ZpStore *store, gint64 number, GArray *confirmed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = zp_store_backup (store, &error);

  g_assert_no_error (error);
  g_assert_nonnull (path);
  confirm (confirmed, CONFIRMED_BACKUP, number);
}

/* Every backup that has a name is whole, and those that were confirmed have one. */
static void
check_backups (const char *path, gboolean old, gint64 wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = zp_store_find_backups (path, &error);
  gint64 dated = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < backups->len; i++)
    {
      const ZpBackup *backup = g_ptr_array_index (backups, i);

      g_assert_cmpstr (backup->problem, ==, NULL);
      g_assert_cmpint (backup->forms, >=, old ? 2 : 1);
      dated += strstr (backup->name, "-before-") == NULL;
    }
  g_assert_cmpint (dated, >=, wanted);
}

static void
check_old_form (ZpStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpStoreRecord) old = zp_store_load (store, OLD_FORM, &error);

  g_assert_no_error (error);
  g_assert_cmpint (old->score_micro, ==, 83900000);
}

static void
check_library (const char *path, gboolean old, gint64 revision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpStore) store = zp_store_open (path, ZP_STORE_WINDOW, &error);
  g_autoptr (ZpStoreRecord) record = NULL;
  g_autoptr (ZpStoreRecord) expected = zp_store_record_new ();

  g_assert_no_error (error);
  g_assert_true (zp_store_check (store, &error));
  g_assert_no_error (error);
  if (old)
    check_old_form (store);
  record = zp_store_load (store, "a", NULL);
  if (record == NULL)
    {
      g_assert_cmpint (revision, ==, 0);
      return;
    }
  /* The next one may have been done when the power failed, before that could be said. */
  g_assert_cmpint (record->revision, >=, revision);
  g_assert_cmpint (record->revision, <=, revision + 1);
  set_document_of_revision (expected, record->revision);
  g_assert_true (g_bytes_equal (record->document, expected->document));
}

static void
check_cut (
    Fixture *fixture, gboolean old, GArray *confirmed, guint step, PowerLoss loss, GRand *random)
{
  g_autofree char *folder
      = g_strdup_printf ("%s/cut-%u-%u", fixture->folder, step, g_rand_int (random));
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);

  power_cut (step, loss, random, folder);
  check_backups (path, old, find_confirmed (confirmed, CONFIRMED_BACKUP, step));
  check_library (path, old, find_confirmed (confirmed, CONFIRMED_SAVE, step));
  fixture_remove_tree (folder);
}

static void
check_all_cuts (Fixture *fixture, gboolean old, GArray *confirmed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  guint n_steps = power_get_n_steps ();
  guint stride = g_test_thorough () ? 1 : n_steps / QUICK_CUTS + 1;
  guint n_cuts = 0;

  g_assert_cmpuint (n_steps, >, 20);
  for (guint step = (guint) g_rand_int_range (random, 0, (gint32) stride); step <= n_steps;
       step += stride)
    {
      check_cut (fixture, old, confirmed, step, POWER_KILLED, random);
      check_cut (fixture, old, confirmed, step, POWER_NOTHING_MORE, random);
      for (guint i = 0; i < (g_test_thorough () ? CUTS_OF_EACH : 1); i++, n_cuts++)
        check_cut (fixture, old, confirmed, step, POWER_SOME, random);
      n_cuts += 2;
    }
  g_test_message ("%u cuts at moments of %u", n_cuts, n_steps);
}

/* A library is made, or an older one is opened, which backs it up and migrates it; then saves, a
 * backup, and more saves. */
static void
test_library (Fixture *fixture, gconstpointer old)
{
  g_autofree char *live = g_build_filename (fixture->folder, "live", NULL);
  g_autofree char *path = g_build_filename (live, "library.db", NULL);
  g_autoptr (GArray) confirmed = g_array_new (FALSE, TRUE, sizeof (Confirmed));
  g_autoptr (ZpStoreRecord) record = make_record ("a", "甲", "开始");
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (live, 0700), ==, 0);
  if (old != NULL)
    copy_old_library (path);
  power_watch (live);
  store = zp_store_open (path, ZP_STORE_WINDOW, &error);
  g_assert_no_error (error);
  save_some (store, record, 4, confirmed);
  back_up (store, 1, confirmed);
  save_some (store, record, 3, confirmed);
  back_up (store, 2, confirmed);
  save_some (store, record, 1, confirmed);
  g_clear_object (&store);
  power_unwatch ();
  check_all_cuts (fixture, old != NULL, confirmed);
  power_forget ();
}

/* While a backup takes the place of a damaged library there is always one or the other, or the
 * damaged one under its other name. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_test_build_filename (G_TEST_DIST, "store", "library-v1.db", NULL);
  g_autofree char *live = g_build_filename (fixture->folder, "live", NULL);
  g_autofree char *path = g_build_filename (live, "library.db", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (live, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "This was a library.", -1, NULL));
  power_watch (live);
  g_assert_true (zp_store_replace_by_backup (path, old, NULL, &error));
  g_assert_no_error (error);
  power_unwatch ();
  for (guint step = 0; step <= power_get_n_steps (); step++)
    for (guint i = 0; i < 4; i++)
      {
        g_autofree char *folder = g_strdup_printf ("%s/cut-%u-%u", fixture->folder, step, i);
        g_autofree char *cut = g_build_filename (folder, "library.db", NULL);
        g_autofree char *content = NULL;

        power_cut (step, i < 2 ? (PowerLoss) i : POWER_SOME, random, folder);
        g_assert_true (g_file_get_contents (cut, &content, NULL, &error));
        g_assert_no_error (error);
        if (g_str_equal (content, "This was a library."))
          g_assert_cmpuint (step, <, power_get_n_steps ());
        else
          check_library (cut, TRUE, 0);
      }
  power_forget ();
}

/* The disk of this test must be able to lose something, or the others prove nothing. */
static void
test_careless (Fixture *fixture, gconstpointer data)
{
  g_autofree char *live = g_build_filename (fixture->folder, "live", NULL);
  g_autofree char *path = g_build_filename (live, "careless.db", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint lost = 0;
  guint n_steps;

  g_assert_cmpint (g_mkdir_with_parents (live, 0700), ==, 0);
  power_watch (live);
  fixture_exec (path, "PRAGMA synchronous = OFF; CREATE TABLE t (x);");
  for (int i = 0; i < 5; i++)
    fixture_exec (
        path,
        "PRAGMA synchronous = OFF; INSERT INTO t VALUES (zeroblob (20000)), (randomblob (9000));");
  power_unwatch ();
  n_steps = power_get_n_steps ();
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/cut-%u", fixture->folder, i);
      g_autofree char *cut = g_build_filename (folder, "careless.db", NULL);
      sqlite3 *db = NULL;
      sqlite3_stmt *count = NULL;

      power_cut (n_steps, i == 0 ? POWER_KILLED : POWER_SOME, random, folder);
      g_assert_cmpint (sqlite3_open (cut, &db), ==, SQLITE_OK);
      if (sqlite3_prepare_v2 (db, "SELECT count(*) FROM t", -1, &count, NULL) != SQLITE_OK
          || sqlite3_step (count) != SQLITE_ROW || sqlite3_column_int (count, 0) != 10)
        lost++;
      sqlite3_finalize (count);
      sqlite3_close (db);
      if (i == 0)
        g_assert_cmpuint (lost, ==, 0);
    }
  g_assert_cmpuint (lost, >, 10);
  power_forget ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/store/power/careless", NULL, test_careless);
  fixture_add ("/store/power/new", NULL, test_library);
  fixture_add ("/store/power/old", "old", test_library);
  fixture_add ("/store/power/restore", NULL, test_restore);

  return g_test_run ();
}
