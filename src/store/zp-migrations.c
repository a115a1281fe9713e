/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-migrations.h"

#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-store-resources.h"

#define RESOURCE_FOLDER "/io/github/ziping/Ziping/store/migrations/"

/* The schema that a library has after the step, counted from 1, is its PRAGMA user_version.
 * A step that was released is never changed: what is wrong with it is put right by the next. */
static const ZpMigration steps_of_library[] = {
  { "0001-forms.sql" },      /* forms, documents, full-text search */
  { "0002-assets.sql" },     /* own templates and profiles */
  { "0003-board.sql" },      /* the year's list, lamps, search by pinyin */
  { "0004-indicators.sql" }, /* indicators of the office */
  { "0005-traces.sql" },     /* what stands in several forms */
  { "0006-year-texts.sql" }, /* the year's list as it was typed */
};

/**
 * zp_migrations_newest:
 *
 * Returns: the schema that this program writes
 */
guint
zp_migrations_newest (void)
{
  return G_N_ELEMENTS (steps_of_library);
}

/**
 * zp_migrations_get_steps:
 *
 * Returns: (transfer none): zp_migrations_newest() steps
 */
const ZpMigration *
zp_migrations_get_steps (void)
{
  return steps_of_library;
}

static GBytes *
load_step (const ZpMigration *step, GError **error)
{
  g_autofree char *path = NULL;

  if (step->sql != NULL)
    return g_bytes_new_static (step->sql, strlen (step->sql) + 1);
  path = g_strconcat (RESOURCE_FOLDER, step->name, NULL);
  return g_resource_lookup_data (zp_store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 error);
}

/* The data of a resource is followed by a NUL, which its size does not count. */
static gboolean
run_step (ZpDatabase *db, const ZpMigration *step, gint64 version, GError **error)
{
  g_autoptr (GBytes) sql = load_step (step, error);
  g_autofree char *set_version = NULL;

  if (sql == NULL)
    return FALSE;
  set_version = g_strdup_printf ("PRAGMA user_version = %d", (int) version + 1);
  return zp_database_exec (db, g_bytes_get_data (sql, NULL), error)
         && zp_database_exec (db, set_version, error);
}

/* Another process may have done the step while this one waited, so the version is read inside. */
static gboolean
run_next_step (
    ZpDatabase *db, const ZpMigration *steps, guint n_steps, gboolean *out_done, GError **error)
{
  g_autoptr (ZpTransaction) transaction = zp_transaction_begin (db, error);
  gint64 version;

  if (transaction == NULL || !zp_database_get_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= n_steps)
    {
      *out_done = TRUE;
      return TRUE;
    }
  if (!run_step (db, &steps[version], version, error)
      || !zp_transaction_commit (transaction, error))
    {
      g_prefix_error (error, _ ("Step %s to a newer library failed and was taken back: "),
                      steps[version].name);
      return FALSE;
    }
  *out_done = version + 1 == n_steps;
  return TRUE;
}

/**
 * zp_migrations_run:
 * @db: a connection that may write
 * @steps: all steps from the first schema on
 * @n_steps: their number
 * @error: return location
 *
 * Brings a library to the schema @n_steps.  Each step is one transaction: when one fails, the
 * library stays as the step before left it.
 *
 * Returns: whether it has the schema now
 */
gboolean
zp_migrations_run (ZpDatabase *db, const ZpMigration *steps, guint n_steps, GError **error)
{
  gboolean done = FALSE;

  while (!done)
    {
      if (!run_next_step (db, steps, n_steps, &done, error))
        return FALSE;
    }
  return TRUE;
}

static char *
describe_schema (ZpDatabase *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean row;

  statement = zp_database_prepare (db,
                                   "SELECT type, name, tbl_name, coalesce (sql, '')"
                                   " FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat[0-9]'"
                                   " ORDER BY type, name",
                                   error);
  if (statement == NULL)
    return NULL;
  while (zp_database_step (db, statement, &row, error))
    {
      if (!row)
        return g_string_free (g_steal_pointer (&text), FALSE);
      for (int column = 0; column < 4; column++)
        g_string_append_printf (text, "%s\n",
                                (const char *) sqlite3_column_text (statement, column));
    }
  return NULL;
}

/**
 * zp_migrations_verify:
 * @db: a connection to a file from outside, of the newest schema
 * @error: return location
 *
 * Compares the schema, word by word, with the one that this program makes, so that nobody's tables
 * can do anything else than hold data.
 *
 * Returns: whether they are the same
 */
gboolean
zp_migrations_verify (ZpDatabase *db, GError **error)
{
  g_autoptr (ZpDatabase) model = zp_database_open_memory (error);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  if (model == NULL
      || !zp_migrations_run (model, steps_of_library, G_N_ELEMENTS (steps_of_library), error))
    return FALSE;
  expected = describe_schema (model, error);
  found = expected != NULL ? describe_schema (db, error) : NULL;
  if (found == NULL)
    return FALSE;
  if (g_str_equal (expected, found))
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
               _ ("%s: has other tables than a library of Ziping; it was left as it is"), db->path);
  return FALSE;
}
