/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-database.h"

/**
 * zp_statement_bind_text:
 * @statement: a statement
 * @index: which value, from 1
 * @text: (nullable): a text that stays until the statement has run; %NULL is the empty one
 */
void
zp_statement_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text != NULL ? text : "", -1, SQLITE_STATIC);
}

/**
 * zp_statement_dup_text:
 * @statement: a statement at a row
 * @column: which column, from 0
 *
 * Returns: (transfer full): its text, "" for none; always valid UTF-8, whoever wrote the file
 */
char *
zp_statement_dup_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
}

/**
 * zp_statement_dup_bytes:
 * @statement: a statement at a row
 * @column: which column, from 0
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
zp_statement_dup_bytes (sqlite3_stmt *statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column));
}

/**
 * zp_transaction_begin:
 * @db: a connection that may write
 * @error: return location
 *
 * Takes the lock of the connection and the right to write, waiting for other processes at most
 * %ZP_DATABASE_BUSY_SECONDS.
 *
 * Returns: (transfer full): the transaction
 */
ZpTransaction *
zp_transaction_begin (ZpDatabase *db, GError **error)
{
  g_mutex_lock (&db->lock);
  if (zp_database_exec_kept (db, "BEGIN IMMEDIATE", error))
    return db;
  g_mutex_unlock (&db->lock);
  return NULL;
}

/**
 * zp_transaction_commit:
 * @self: a transaction
 * @error: return location
 *
 * Returns: whether all its changes are on the disk; otherwise none is
 */
gboolean
zp_transaction_commit (ZpTransaction *self, GError **error)
{
  if (!zp_database_exec_kept (self, "COMMIT", error))
    return FALSE;
  g_atomic_int_add (&self->n_changes, self->counted);
  self->counted = 0;
  return TRUE;
}

/**
 * zp_transaction_end:
 * @self: (transfer full): a transaction
 *
 * Takes back what was not committed and lets others use the connection.
 */
void
zp_transaction_end (ZpTransaction *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  self->counted = 0;
  g_mutex_unlock (&self->lock);
}
