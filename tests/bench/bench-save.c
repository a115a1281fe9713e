/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench.h"

#include <gio/gio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <time.h>

#include "zp-checks.h"
#include "zp-form-file.h"
#include "zp-form-record.h"
#include "zp-store-private.h"

/* Saves a form into a library, and the same bytes with SQLite alone, in turns:
 *
 *   bench-save FOLDER FORM
 *
 * FOLDER holds the library that bench-store has made. */

#define REPEATS 60

/* What a program that keeps forms and their searchable words in SQLite does at least: one
 * transaction, with the journal and the durability of the library.  It writes the same bytes (the
 * document, and the words and initials that the library keeps to search in) into one row of one
 * table, and prepares its statements once.  It has no index over the words, no list, no counted
 * indicators, and does not look whether somebody else has saved meanwhile. */
typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *begin;
  sqlite3_stmt *put;
  sqlite3_stmt *commit;
} Bare;

static sqlite3_stmt *
prepare (Bare *bare, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (bare->db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (bare->db));
  return statement;
}

static void
open_bare (Bare *bare, const char *path)
{
  if (sqlite3_open (path, &bare->db) != SQLITE_OK
      || sqlite3_exec (bare->db,
                       "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;"
                       "CREATE TABLE IF NOT EXISTS forms (id TEXT PRIMARY KEY, content TEXT, words "
                       "TEXT, pinyin TEXT)",
                       NULL, NULL, NULL)
             != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (bare->db));
  bare->begin = prepare (bare, "BEGIN IMMEDIATE");
  bare->put = prepare (
      bare, "INSERT INTO forms VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE"
            " SET content = excluded.content, words = excluded.words, pinyin = excluded.pinyin");
  bare->commit = prepare (bare, "COMMIT");
}

static void
close_bare (Bare *bare)
{
  sqlite3_finalize (bare->begin);
  sqlite3_finalize (bare->put);
  sqlite3_finalize (bare->commit);
  sqlite3_close (bare->db);
}

static void
run (Bare *bare, sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (bare->db));
  sqlite3_reset (statement);
}

static void
save_bare (Bare *bare, const ZpStoreRecord *record, const char *words, const char *pinyin)
{
  gsize size;
  const char *document = g_bytes_get_data (record->document, &size);

  run (bare, bare->begin);
  sqlite3_bind_text (bare->put, 1, record->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (bare->put, 2, document, (int) size, SQLITE_STATIC);
  sqlite3_bind_text (bare->put, 3, words, -1, SQLITE_STATIC);
  sqlite3_bind_text (bare->put, 4, pinyin, -1, SQLITE_STATIC);
  run (bare, bare->put);
  run (bare, bare->commit);
}

static gint64
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* What the window hands to the worker after somebody has typed. */
static ZpStoreRecord *
make_record (ZpForm *form, guint turn)
{
  g_autofree char *text = g_strdup_printf ("加快支付进度，第 %u 次", turn);
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  (void) zp_form_set (form, "goal_actual", text, NULL, NULL);
  card = zp_score_form (form);
  findings = zp_check_form (form, card);
  return zp_form_to_record (form, card, findings);
}

/* @same: one form again and again, else a new one each time */
static void
measure (ZpStore *store, Bare *bare, ZpForm *form, gboolean same, const char *name)
{
  gint64 ours[REPEATS], theirs[REPEATS];
  gint64 ours_cpu = 0, theirs_cpu = 0, revision = 0;
  g_autofree char *bare_name = g_strconcat (name, "-bare", NULL);
  g_autofree char *cpu_name = g_strconcat (name, "-cpu", NULL);

  for (guint i = 0; i < REPEATS; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *words = NULL;
      g_autofree char *pinyin = NULL;
      g_autoptr (ZpStoreRecord) record = NULL;
      gint64 start, cpu;

      if (i == 0 || !same)
        {
          zp_form_set_id (form, id);
          revision = 0;
        }
      record = make_record (form, i);
      record->revision = revision;
      words = zp_search_make_words (record);
      pinyin = zp_search_make_pinyin (record);
      start = g_get_monotonic_time ();
      cpu = get_cpu ();
      if (!zp_store_save (store, record, NULL))
        g_error ("a form cannot be saved");
      ours_cpu += get_cpu () - cpu;
      ours[i] = g_get_monotonic_time () - start;
      revision = record->revision;
      start = g_get_monotonic_time ();
      cpu = get_cpu ();
      save_bare (bare, record, words, pinyin);
      theirs_cpu += get_cpu () - cpu;
      theirs[i] = g_get_monotonic_time () - start;
    }
  bench_tell (name, bench_median (ours, REPEATS));
  bench_tell (bare_name, bench_median (theirs, REPEATS));
  bench_tell (cpu_name, (double) ours_cpu / (double) MAX (theirs_cpu, 1));
}

int
main (int argc, char *argv[])
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *library = NULL;
  g_autofree char *bare_path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (ZpStore) store = NULL;
  Bare bare = { NULL };
  gsize size;

  if (argc < 3)
    {
      fprintf (stderr, "bench-save FOLDER FORM\n");
      return 2;
    }
  if (!g_file_get_contents (argv[2], &text, &size, &error))
    g_error ("%s", error->message);
  bytes = g_bytes_new (text, size);
  form = zp_form_read (bytes, catalog, &error);
  if (form == NULL)
    g_error ("%s", error->message);
  library = g_build_filename (argv[1], "library.db", NULL);
  store = zp_store_open (library, ZP_STORE_WINDOW, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  bare_path = g_build_filename (argv[1], "bare.db", NULL);
  open_bare (&bare, bare_path);
  measure (store, &bare, form, FALSE, "new");
  measure (store, &bare, form, TRUE, "changed");
  close_bare (&bare);
  return 0;
}
