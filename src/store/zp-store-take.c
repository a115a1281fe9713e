/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store-backup.h"

#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-store-private.h"

#define TAKEN_COLUMNS ZP_RECORD_COLUMNS ", documents.content, origin, words, pinyin, traces.content"
#define TAKEN_TABLES                                                                               \
  "forms JOIN documents USING (number) LEFT JOIN search ON search.rowid = forms.serial"            \
  " LEFT JOIN traces USING (number)"

/* A form on its way from one library to another. */
typedef struct
{
  ZpStoreRecord *record;
  char *origin;
  char *words;
  char *pinyin;
} Taken;

typedef struct
{
  guint added;
  guint kept_beside;
  guint same;
} Counts;

static Taken *
taken_new_from_row (sqlite3_stmt *statement)
{
  Taken *taken = g_new0 (Taken, 1);

  taken->record = zp_store_record_new_from_row (statement);
  taken->record->document = zp_statement_dup_bytes (statement, ZP_RECORD_N_COLUMNS);
  taken->origin = zp_statement_dup_text (statement, ZP_RECORD_N_COLUMNS + 1);
  taken->words = zp_statement_dup_text (statement, ZP_RECORD_N_COLUMNS + 2);
  taken->pinyin = zp_statement_dup_text (statement, ZP_RECORD_N_COLUMNS + 3);
  if (sqlite3_column_type (statement, ZP_RECORD_N_COLUMNS + 4) != SQLITE_NULL)
    taken->record->traces = zp_statement_dup_bytes (statement, ZP_RECORD_N_COLUMNS + 4);
  return taken;
}

static void
taken_free (Taken *taken)
{
  zp_store_record_free (taken->record);
  g_free (taken->origin);
  g_free (taken->words);
  g_free (taken->pinyin);
  g_free (taken);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taken, taken_free)

static gboolean
insert_taken (ZpDatabase *db, const Taken *taken, const char *origin, GError **error)
{
  return zp_forms_insert (db, taken->record, origin, taken->words, taken->pinyin, error);
}

/* Asks a question about ?1, an id, and ?2, a document. */
static gboolean
ask (ZpDatabase *db,
     const char *sql,
     const Taken *taken,
     gboolean *out_row,
     gint64 *out_value,
     GError **error)
{
  g_autoptr (sqlite3_stmt) statement = zp_database_prepare (db, sql, error);
  gsize size;
  const char *data = g_bytes_get_data (taken->record->document, &size);

  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, taken->record->id);
  sqlite3_bind_text64 (statement, 2, data, size, SQLITE_STATIC, SQLITE_UTF8);
  if (!zp_database_step (db, statement, out_row, error))
    return FALSE;
  if (*out_row)
    *out_value = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/* The same form may be in the recycle bin here; who takes it wants to see it. */
static gboolean
take_same (ZpDatabase *db, const Taken *taken, Counts *counts, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = zp_database_prepare (db, "UPDATE forms SET deleted = 0 WHERE id = ?1 AND deleted > 0",
                                   error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, taken->record->id);
  if (!zp_database_run (db, statement, error))
    return FALSE;
  if (sqlite3_changes (db->handle) == 0)
    {
      counts->same++;
      return TRUE;
    }
  counts->added++;
  return zp_forms_count_change (db, NULL, error);
}

/* Taking the same copy twice must not make a second form beside. */
static gboolean
take_beside (ZpDatabase *db, Taken *taken, Counts *counts, GError **error)
{
  g_autofree char *origin = g_strdup (taken->record->id);
  gboolean there;
  gint64 one;

  if (!ask (db,
            "SELECT 1 FROM forms JOIN documents USING (number) WHERE origin = ?1 AND content = ?2"
            " AND origin <> '' AND deleted = 0",
            taken, &there, &one, error))
    return FALSE;
  if (there)
    {
      counts->same++;
      return TRUE;
    }
  g_free (taken->record->id);
  taken->record->id = g_uuid_string_random ();
  counts->kept_beside++;
  return insert_taken (db, taken, origin, error);
}

static gboolean
take_form (ZpDatabase *db, Taken *taken, Counts *counts, GError **error)
{
  gboolean known;
  gint64 same;

  taken->record->deleted = 0;
  if (!ask (db, "SELECT content = ?2 FROM forms JOIN documents USING (number) WHERE id = ?1", taken,
            &known, &same, error))
    return FALSE;
  if (!known)
    {
      counts->added++;
      return insert_taken (db, taken, taken->origin, error);
    }
  return same ? take_same (db, taken, counts, error) : take_beside (db, taken, counts, error);
}

static gboolean
take_all (ZpDatabase *db, ZpDatabase *from, Counts *counts, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row = TRUE;

  statement = zp_database_prepare (from,
                                   "SELECT " TAKEN_COLUMNS " FROM " TAKEN_TABLES
                                   " WHERE deleted = 0 ORDER BY forms.serial",
                                   error);
  if (statement == NULL)
    return FALSE;
  while (row)
    {
      g_autoptr (Taken) taken = NULL;

      if (!zp_database_step (from, statement, &row, error))
        return FALSE;
      taken = row ? taken_new_from_row (statement) : NULL;
      if (taken != NULL && !take_form (db, taken, counts, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_one (ZpDatabase *db, ZpDatabase *from, const char *id, Counts *counts, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (Taken) taken = NULL;
  gboolean row;

  statement = zp_database_prepare (
      from, "SELECT " TAKEN_COLUMNS " FROM " TAKEN_TABLES " WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, id);
  if (!zp_database_step (from, statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
                   _ ("Form %s: is not in the copy; nothing was taken"), id);
      return FALSE;
    }
  taken = taken_new_from_row (statement);
  return take_form (db, taken, counts, error);
}

static gboolean
take_chosen (
    ZpDatabase *db, ZpDatabase *from, const char *const *ids, Counts *counts, GError **error)
{
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      if (!take_one (db, from, ids[i], counts, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zp_store_take_forms:
 * @self: a store that may write
 * @from: another store, such as one of zp_store_open_copy()
 * @ids: (nullable) (array zero-terminated=1): the forms; %NULL takes all outside the recycle bin
 * @out_new: (out) (optional): how many were added, or came back from the recycle bin
 * @out_kept_beside: (out) (optional): how many had the id of a form with another content, and were
 *   added as new forms with other ids
 * @out_same: (out) (optional): how many are in the library already
 * @error: return location
 *
 * Takes forms over in one transaction.  Nothing is overwritten.  The document of a form that was
 * kept beside another still has the id of that one written in it.
 *
 * Returns: whether all were taken; otherwise none was
 */
gboolean
zp_store_take_forms (ZpStore *self,
                     ZpStore *from,
                     const char *const *ids,
                     guint *out_new,
                     guint *out_kept_beside,
                     guint *out_same,
                     GError **error)
{
  g_autoptr (ZpTransaction) transaction = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  Counts counts = { 0 };

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (ZP_IS_STORE (from) && from != self, FALSE);

  zp_store_flush (self);
  transaction = zp_store_begin (self, error);
  if (transaction == NULL)
    return FALSE;
  locker = g_mutex_locker_new (&from->reader->lock);
  if (!(ids != NULL ? take_chosen (transaction, from->reader, ids, &counts, error)
                    : take_all (transaction, from->reader, &counts, error))
      || !zp_transaction_commit (transaction, error))
    return FALSE;
  if (out_new != NULL)
    *out_new = counts.added;
  if (out_kept_beside != NULL)
    *out_kept_beside = counts.kept_beside;
  if (out_same != NULL)
    *out_same = counts.same;
  return TRUE;
}

/* Making the index anew is much faster than taking every text out of it. */
static gboolean
empty_search (ZpDatabase *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *sql = NULL;
  gboolean row;

  statement
      = zp_database_prepare (db, "SELECT sql FROM sqlite_schema WHERE name = 'search'", error);
  if (statement == NULL || !zp_database_step (db, statement, &row, error))
    return FALSE;
  sql = zp_statement_dup_text (statement, 0);
  g_clear_pointer (&statement, sqlite3_finalize);
  return zp_database_exec (db, "DROP TABLE search", error) && zp_database_exec (db, sql, error);
}

static gboolean
copy_forms (ZpDatabase *db, ZpDatabase *from, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row = TRUE;

  statement = zp_database_prepare (
      from, "SELECT " TAKEN_COLUMNS " FROM " TAKEN_TABLES " ORDER BY forms.serial", error);
  if (statement == NULL)
    return FALSE;
  while (row)
    {
      g_autoptr (Taken) taken = NULL;

      if (!zp_database_step (from, statement, &row, error))
        return FALSE;
      taken = row ? taken_new_from_row (statement) : NULL;
      if (taken != NULL && !insert_taken (db, taken, taken->origin, error))
        return FALSE;
    }
  return TRUE;
}

/* Runs @write for each row of @read, whose columns are the parameters. */
static gboolean
copy_rows (
    ZpDatabase *db, ZpDatabase *from, const char *read_sql, const char *write_sql, GError **error)
{
  g_autoptr (sqlite3_stmt) read = zp_database_prepare (from, read_sql, error);
  g_autoptr (sqlite3_stmt) write = NULL;
  gboolean row;

  write = read != NULL ? zp_database_prepare (db, write_sql, error) : NULL;
  if (write == NULL)
    return FALSE;
  while (zp_database_step (from, read, &row, error))
    {
      if (!row)
        return TRUE;
      for (int column = 0; column < sqlite3_column_count (read); column++)
        sqlite3_bind_value (write, column + 1, sqlite3_column_value (read, column));
      if (!zp_database_run (db, write, error))
        return FALSE;
    }
  return FALSE;
}

#define YEAR_LINE_COLUMNS "year, unit, project, budget_micro, due, budget_text, due_text, draft"

/* What stands beside the forms.  Histories of erased forms are only added. */
static gboolean
copy_others (ZpDatabase *db, ZpDatabase *from, GError **error)
{
  return copy_rows (db, from, "SELECT kind, name, content, changed FROM assets",
                    "INSERT INTO assets (kind, name, content, changed) VALUES (?1, ?2, ?3, ?4)",
                    error)
         && copy_rows (db, from, "SELECT " YEAR_LINE_COLUMNS " FROM expected ORDER BY number",
                       "INSERT INTO expected (" YEAR_LINE_COLUMNS ")"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                       error)
         && copy_rows (db, from,
                       "SELECT id, project, unit, year, erased, history FROM erased"
                       " ORDER BY number",
                       "INSERT INTO erased (id, project, unit, year, erased, history)"
                       " SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS"
                       " (SELECT 1 FROM erased WHERE id = ?1 AND erased = ?5)",
                       error);
}

/**
 * zp_store_take_whole:
 * @self: a store that may write
 * @from: another store
 * @error: return location
 *
 * Puts the content of another library, its recycle bin included, in the place of the present one,
 * in one transaction.  A backup of the present one is made first.  Belongs in a thread.
 *
 * Returns: whether the content was replaced; otherwise nothing has changed
 */
gboolean
zp_store_take_whole (ZpStore *self, ZpStore *from, GError **error)
{
  g_autoptr (ZpTransaction) transaction = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  g_autofree char *backup = NULL;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (ZP_IS_STORE (from) && from != self, FALSE);

  backup = zp_store_backup (self, error);
  if (backup == NULL)
    return FALSE;
  transaction = zp_store_begin (self, error);
  if (transaction == NULL)
    return FALSE;
  locker = g_mutex_locker_new (&from->reader->lock);
  return zp_forms_count_change (transaction, NULL, error)
         && zp_database_exec (
             transaction,
             "DELETE FROM documents; DELETE FROM traces; DELETE FROM forms; DELETE FROM assets;"
             "DELETE FROM expected; DELETE FROM indicators;",
             error)
         && empty_search (transaction, error) && copy_forms (transaction, from->reader, error)
         && copy_others (transaction, from->reader, error)
         && zp_transaction_commit (transaction, error);
}
