/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store.h"

#include "zp-store-private.h"

/* The indicators of all forms, counted when a form is saved, so that looking them up while somebody
 * types does not read a single form. */

/* The indicators of a document; a document may be anything. */
#define INDICATORS(document)                                                                       \
  "(CASE WHEN json_valid (" document ") THEN " document " END, '$.tables.indicators')"

#define LINES(document)                                                                            \
  "SELECT replace (coalesce (json_extract (line.value, '$.level2'), ''), '指标', '') AS level2," \
  " trim (json_extract (line.value, '$.level3')) AS name,"                                         \
  " coalesce (json_extract (line.value, '$.target'), '') AS target,"                               \
  " coalesce (json_extract (line.value, '$.nature'), '') AS nature,"                               \
  " coalesce (json_extract (line.value, '$.unit_of_measure'), '') AS unit,"                        \
  " coalesce (json_extract (line.value, '$.weight'), '') AS weight"                                \
  " FROM json_each " INDICATORS (                                                                  \
      document) " AS line"                                                                         \
                " WHERE line.type = 'object'"                                                      \
                " AND length (trim (json_extract (line.value, '$.level3'))) BETWEEN 2 AND 200"     \
                " AND json_extract (line.value, '$.level3') NOT GLOB '指标[0-9]*'"

/* The form ?2 as it is in the library, and its new document ?1. */
#define BEFORE "(SELECT content FROM documents WHERE number = ?2)"
#define BOTH "WITH now AS (" LINES ("?1") "), before AS (" LINES (BEFORE) ") "

static ZpKeptStatement *
borrow (ZpDatabase *db, const char *sql, gint64 number, GBytes *document, GError **error)
{
  ZpKeptStatement *statement = zp_database_borrow (db, sql, error);
  gsize size;
  const char *text = g_bytes_get_data (document, &size);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text64 (statement, 1, text, size, SQLITE_STATIC, SQLITE_UTF8);
  sqlite3_bind_int64 (statement, 2, number);
  return statement;
}

static gboolean
run_with (ZpDatabase *db, const char *sql, gint64 number, GBytes *document, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = borrow (db, sql, number, document, error);

  return statement != NULL && zp_database_run (db, statement, error);
}

/* Most changes are none of the indicators. */
static gboolean
look_at_old (ZpDatabase *db,
             gint64 number,
             GBytes *document,
             gboolean *out_is_new,
             gboolean *out_is_same,
             GError **error)
{
  g_autoptr (ZpKeptStatement) statement
      = borrow (db,
                "SELECT json_extract " INDICATORS ("content") " IS json_extract " INDICATORS (
                    "?1") " FROM documents WHERE number = ?2",
                number, document, error);
  gboolean row;

  if (statement == NULL || !zp_database_step (db, statement, &row, error))
    return FALSE;
  *out_is_new = !row;
  *out_is_same = row && sqlite3_column_int (statement, 0) != 0;
  return TRUE;
}

static gboolean
forget (ZpDatabase *db, gint64 number, GBytes *document, GError **error)
{
  return run_with (db,
                   BOTH "UPDATE indicators SET used = used - 1 WHERE (level2, name) IN"
                        " (SELECT level2, name FROM before EXCEPT SELECT level2, name FROM now)",
                   number, document, error)
         && zp_database_exec_kept (db, "DELETE FROM indicators WHERE used <= 0", error);
}

/**
 * zp_indicators_count:
 * @db: a connection in a transaction
 * @number: a form, whose old document is still there if there is any
 * @document: its new document
 *
 * Counts the indicators of a form; only what differs from the old document is written.  Those of a
 * form that is erased later stay known.
 *
 * Returns: whether they are counted
 */
gboolean
zp_indicators_count (ZpDatabase *db, gint64 number, GBytes *document, GError **error)
{
  gboolean is_new, is_same;

  if (!look_at_old (db, number, document, &is_new, &is_same, error))
    return FALSE;
  if (is_same)
    return TRUE;
  return (is_new || forget (db, number, document, error))
         && run_with (
             db,
             BOTH "INSERT INTO indicators (level2, name, target, nature, unit, weight, used, seen)"
                  " SELECT level2, name, target, nature, unit, weight,"
                  " (level2, name) NOT IN (SELECT level2, name FROM before), (SELECT changes FROM "
                  "library)"
                  " FROM (SELECT * FROM now EXCEPT SELECT * FROM before) WHERE TRUE GROUP BY "
                  "level2, name"
                  " ON CONFLICT (level2, name) DO UPDATE SET used = used + excluded.used, seen = "
                  "excluded.seen,"
                  " target = CASE WHEN excluded.target <> '' THEN excluded.target ELSE target END,"
                  " nature = CASE WHEN excluded.nature <> '' THEN excluded.nature ELSE nature END,"
                  " unit = CASE WHEN excluded.unit <> '' THEN excluded.unit ELSE unit END,"
                  " weight = CASE WHEN excluded.weight <> '' THEN excluded.weight ELSE weight END",
             number, document, error);
}

/** zp_known_indicator_free: frees @self. */
void
zp_known_indicator_free (ZpKnownIndicator *self)
{
  g_free (self->name);
  g_free (self->target);
  g_free (self->nature);
  g_free (self->unit);
  g_free (self->weight);
  g_free (self);
}

static ZpKnownIndicator *
read_row (sqlite3_stmt *statement)
{
  ZpKnownIndicator *self = g_new0 (ZpKnownIndicator, 1);

  self->name = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  self->target = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  self->nature = g_strdup ((const char *) sqlite3_column_text (statement, 2));
  self->unit = g_strdup ((const char *) sqlite3_column_text (statement, 3));
  self->weight = g_strdup ((const char *) sqlite3_column_text (statement, 4));
  self->used = (guint) sqlite3_column_int (statement, 5);
  return self;
}

/* Somebody else may be reading the library; nobody who types waits for longer than a frame. */
static gboolean
lock_soon (GMutex *lock)
{
  for (guint i = 0; i < 12; i++)
    {
      if (g_mutex_trylock (lock))
        return TRUE;
      g_usleep (1000);
    }
  return FALSE;
}

/**
 * zp_store_list_indicators:
 * @self: a store
 * @level2: the level 2 of the row, with or without the word 指标
 * @part: what was typed so far
 * @limit: the largest number of results
 * @error: return location
 *
 * Lists the indicators of a level 2 whose names contain @part and are not it, the most used first.
 * Quick enough to be called at every key; while the library is being read by somebody else for
 * long, nothing is found.
 *
 * Returns: (transfer container) (element-type ZpKnownIndicator) (nullable): the indicators
 */
GPtrArray *
zp_store_list_indicators (
    ZpStore *self, const char *level2, const char *part, guint limit, GError **error)
{
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_known_indicator_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row, ok;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);

  if (!lock_soon (&self->reader->lock))
    return g_steal_pointer (&found);
  statement = zp_database_prepare (
      self->reader,
      /* The names are looked through in the index alone. */
      "SELECT name, target, nature, unit, weight, one.used"
      " FROM (SELECT level2, name, used, seen FROM indicators"
      " WHERE level2 = replace (?1, '指标', '') AND instr (name, ?2) > 0 AND name <> ?2"
      " ORDER BY used DESC, seen DESC LIMIT ?3) AS hit"
      " JOIN indicators AS one USING (level2, name) ORDER BY hit.used DESC, hit.seen DESC",
      error);
  ok = statement != NULL;
  if (ok)
    {
      zp_statement_bind_text (statement, 1, level2);
      zp_statement_bind_text (statement, 2, part);
      sqlite3_bind_int64 (statement, 3, limit);
    }
  while (ok && (ok = zp_database_step (self->reader, statement, &row, error)) && row)
    g_ptr_array_add (found, read_row (statement));
  g_clear_pointer (&statement, sqlite3_finalize);
  g_mutex_unlock (&self->reader->lock);
  return ok ? g_steal_pointer (&found) : NULL;
}
