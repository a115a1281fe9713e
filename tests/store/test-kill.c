/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 60
#define MOST_MICROSECONDS 30000

/* The child: saves one form again and again, and says each revision that was confirmed. */
static int
save_for_ever (const char *path)
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
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, record->revision + 1);

      set_document (record, text);
      if (!zp_store_save (store, record, &error))
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
read_revision (GDataInputStream *lines,
               gint64           *last)
{
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

  if (line == NULL)
    return FALSE;
  *last = MAX (*last, g_ascii_strtoll (line, NULL, 10));
  return TRUE;
}

static gint64
run_round (const char *path,
           gboolean    wait,
           gint64      last)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                            &error,
                            "/proc/self/exe",
                            "--save",
                            path,
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

static void
assert_kept (const char *path,
             gint64      revision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpStore) store = zp_store_open (path, ZP_STORE_WINDOW, &error);
  g_autoptr (ZpStoreRecord) record = NULL;
  g_autoptr (ZpStoreRecord) expected = zp_store_record_new ();
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (zp_store_check (store, &error));
  g_assert_no_error (error);
  if (revision == 0)
    return;
  record = zp_store_load (store, "a", &error);
  g_assert_no_error (error);
  /* One more may have been saved than the child could say. */
  g_assert_cmpint (record->revision, >=, revision);
  g_assert_cmpint (record->revision, <=, revision + 1);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, record->revision);
  set_document (expected, text);
  g_assert_true (g_bytes_equal (record->document, expected->document));
}

static void
test_kill (Fixture      *fixture,
           gconstpointer data)
{
  gint64 revision = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      /* Half of the rounds end among the saves, the others also while the library is opened. */
      revision = run_round (fixture->path, i % 2 == 0, revision);
      assert_kept (fixture->path, revision);
    }
  g_test_message ("%" G_GINT64_FORMAT " saves in %d rounds", revision, ROUNDS);
  g_assert_cmpint (revision, >=, ROUNDS / 2);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--save"))
    return save_for_ever (argv[2]);

  g_test_init (&argc, &argv, NULL);

  fixture_add ("/store/kill", NULL, test_kill);

  return g_test_run ();
}
