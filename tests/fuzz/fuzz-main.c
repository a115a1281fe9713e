/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Runs a fuzz target without a fuzzer: on files, on their lines and quoted texts, and on simple
 * changes of all of them, the same at every run. */

#include "fuzz.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PIECES 20000
#define PIECE_CHANGES 4
#define FILE_CHANGES 64
#define MAX_PART 16

typedef struct
{
  GRand *random;
  guint n_runs;
  guint n_pieces;
} Run;

/* The target gets memory of exactly the right size, so that a sanitizer sees it read too far. */
static void
run_once (Run *run, const guint8 *data, gsize size)
{
  guint8 *copy = malloc (size > 0 ? size : 1);

  memcpy (copy, data, size);
  LLVMFuzzerTestOneInput (copy, size);
  free (copy);
  run->n_runs++;
}

static void
insert_token (Run *run, GByteArray *bytes, guint at)
{
  static const char *const tokens[] = {
    "-",    ".",        ",",    "0",   "99999999999999999999",
    "%",    "万",       "元",   "年",  "月",
    "日",   "≥",        "～",   "半",  "/",
    "前",   "(",        ")",    "\n",  "{",
    "}",    "[",        "]",    "\"",  "\\u0000",
    "\xff", "\xe4\xb8", "以上", "1e9",
  };
  const char *token = tokens[g_rand_int_range (run->random, 0, G_N_ELEMENTS (tokens))];
  guint tail = bytes->len - at;
  guint length = (guint) strlen (token);

  g_byte_array_set_size (bytes, bytes->len + length);
  memmove (bytes->data + at + length, bytes->data + at, tail);
  memcpy (bytes->data + at, token, length);
}

static void
repeat_part (GByteArray *bytes, guint at, guint length)
{
  g_autofree guint8 *part = g_memdup2 (bytes->data + at, length);

  g_byte_array_append (bytes, part, length);
}

static void
change (Run *run, GByteArray *bytes)
{
  guint at = (guint) g_rand_int_range (run->random, 0, (gint32) bytes->len + 1);
  guint room = bytes->len - at;
  guint wanted = (guint) g_rand_int_range (run->random, 1, MAX_PART + 1);
  guint length = MIN (room, wanted);

  switch (g_rand_int_range (run->random, 0, 5))
    {
    case 0:
      if (room > 0)
        bytes->data[at] ^= (guint8) (1 << g_rand_int_range (run->random, 0, 8));
      break;
    case 1:
      if (length > 0)
        g_byte_array_remove_range (bytes, at, length);
      break;
    case 2:
      if (length > 0)
        repeat_part (bytes, at, length);
      break;
    case 3:
      g_byte_array_set_size (bytes, at);
      break;
    default:
      insert_token (run, bytes, at);
      break;
    }
}

static void
run_changed (Run *run, const guint8 *data, gsize size, guint n_changes)
{
  run_once (run, data, size);
  for (guint i = 0; i < n_changes; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      guint depth = (guint) g_rand_int_range (run->random, 1, 4);

      g_byte_array_append (bytes, data, (guint) size);
      for (guint j = 0; j < depth; j++)
        change (run, bytes);
      run_once (run, bytes->data != NULL ? bytes->data : (const guint8 *) "", bytes->len);
    }
}

static void
run_pieces (Run *run, const char *text, const char *separator)
{
  g_auto (GStrv) pieces = g_strsplit (text, separator, -1);

  for (guint i = 0; pieces[i] != NULL && run->n_pieces < MAX_PIECES; i++, run->n_pieces++)
    run_changed (run, (const guint8 *) pieces[i], strlen (pieces[i]), PIECE_CHANGES);
}

static gboolean
run_path (Run *run, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  g_autofree char *contents = NULL;
  const char *name;
  gsize size;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      if (!g_file_get_contents (path, &contents, &size, &error))
        {
          g_printerr ("%s\n", error->message);
          return FALSE;
        }
      run_changed (run, (const guint8 *) contents, size, FILE_CHANGES);
      run_pieces (run, contents, "\"");
      run_pieces (run, contents, "\n");
      return TRUE;
    }
  folder = g_dir_open (path, 0, &error);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (!run_path (run, child))
        return FALSE;
    }
  return folder != NULL;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20200101);
  Run run = { .random = random };

  run_once (&run, (const guint8 *) "", 0);
  for (int i = 1; i < argc; i++)
    if (!run_path (&run, argv[i]))
      return EXIT_FAILURE;
  g_print ("%u inputs\n", run.n_runs);
  /* Without a seed nothing would be tested. */
  return run.n_runs > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
