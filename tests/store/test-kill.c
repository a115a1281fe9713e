/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include <stdio.h>

#include "zp-error.h"
#include "zp-store-backup.h"

/* ZIPING_ROUNDS says another number. */
#define ROUNDS 40
#define MOST_MICROSECONDS 30000
#define MOST_BYTES 400000

/* A document that tells its revision.  Most are large, so that the child is often killed while it
 * writes the pages of one. */
static void
set_document_of_revision (ZpStoreRecord *record, gint64 revision)
{
  g_autofree char *rest = g_strnfill ((gsize) (revision * 79999 % MOST_BYTES), 'x');
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %s", revision, rest);

  set_document (record, text);
}

static guint
get_rounds (void)
{
  const char *wanted = g_getenv ("ZIPING_ROUNDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : ROUNDS;
}

static gboolean
back_up (ZpStore *store, GError **error)
{
  g_autofree char *path = zp_store_backup (store, error);

  return path != NULL;
}

/* The child: saves one form again and again, and says each revision that was confirmed, when wanted
 * only after a backup of it was. */
static int
save_for_ever (const char *path, gboolean backups)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpStore) store = zp_store_open (path, ZP_STORE_WINDOW, &error);
  g_autoptr (ZpStoreRecord) record = NULL;

  if (store == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  record = zp_store_load (store, "a", NULL);
  if (record == NULL)
    record = make_record ("a", "甲", "开始");
  while (TRUE)
    {
      set_document_of_revision (record, record->revision + 1);
      if (!zp_store_save (store, record, &error) || (backups && !back_up (store, &error)))
        {
          fprintf (stderr, "%s\n", error->message);
          return 1;
        }
      printf ("%" G_GINT64_FORMAT "\n", record->revision);
      fflush (stdout);
    }
}

/* Reads the next revision that the child said; a line that was cut can only make it smaller. */
static gboolean
read_revision (GDataInputStream *lines, gint64 *last)
{
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

  if (line == NULL)
    return FALSE;
  *last = MAX (*last, g_ascii_strtoll (line, NULL, 10));
  return TRUE;
}

static gint64
run_round (const char *path, const char *mode, gboolean wait, gint64 last)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", mode, path,
                            NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  if (wait)
    g_assert_true (read_revision (lines, &last));
  g_usleep ((gulong) g_test_rand_int_range (0, MOST_MICROSECONDS));
  g_subprocess_force_exit (child);
  while (read_revision (lines, &last))
    ;
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  /* It must have been killed, not have given up. */
  g_assert_true (g_subprocess_get_if_signaled (child));
  return last;
}

/* Returns what is there, which the next child goes on from. */
static gint64
assert_kept (const char *path, gint64 revision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpStore) store = zp_store_open (path, ZP_STORE_WINDOW, &error);
  g_autoptr (ZpStoreRecord) record = NULL;
  g_autoptr (ZpStoreRecord) expected = zp_store_record_new ();

  g_assert_no_error (error);
  g_assert_true (zp_store_check (store, &error));
  g_assert_no_error (error);
  record = zp_store_load (store, "a", &error);
  if (revision == 0 && g_error_matches (error, ZP_ERROR, ZP_ERROR_NOT_FOUND))
    return 0;
  g_assert_no_error (error);
  /* One more may have been saved than the child could say. */
  g_assert_cmpint (record->revision, >=, revision);
  g_assert_cmpint (record->revision, <=, revision + 1);
  set_document_of_revision (expected, record->revision);
  g_assert_true (g_bytes_equal (record->document, expected->document));
  return record->revision;
}

/* Whatever has the name of a backup is a whole one. */
static void
assert_backups_whole (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = zp_store_find_backups (path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < backups->len; i++)
    g_assert_cmpstr (((const ZpBackup *) g_ptr_array_index (backups, i))->problem, ==, NULL);
  g_assert_cmpuint (backups->len, <=, ZP_STORE_BACKUPS_KEPT + 1);
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  const char *mode = data;
  guint rounds = get_rounds ();
  gint64 revision = 0;

  for (guint i = 0; i < rounds; i++)
    {
      /* Half of the rounds end among the saves, the others also while the library is opened. */
      revision = run_round (fixture->path, mode, i % 2 == 0, revision);
      revision = assert_kept (fixture->path, revision);
      assert_backups_whole (fixture->path);
    }
  g_test_message ("%" G_GINT64_FORMAT " saves in %u rounds", revision, rounds);
  g_assert_cmpint (revision, >=, rounds / 2);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--save"))
    return save_for_ever (argv[2], FALSE);
  if (argc == 3 && g_str_equal (argv[1], "--back-up"))
    return save_for_ever (argv[2], TRUE);

  g_test_init (&argc, &argv, NULL);

  fixture_add ("/store/kill/saving", "--save", test_kill);
  fixture_add ("/store/kill/backing-up", "--back-up", test_kill);

  return g_test_run ();
}
