/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* "ZpLb", in the header of every library. */
#define ZP_DATABASE_APPLICATION_ID 0x5a704c62

#define ZP_DATABASE_BUSY_SECONDS 5

/**
 * ZpDatabaseFlags:
 * @ZP_DATABASE_READ: reads only
 * @ZP_DATABASE_WRITE: reads and writes
 * @ZP_DATABASE_QUERY: reads only, but takes back first what an interrupted change left behind
 * @ZP_DATABASE_FOREIGN: the file came from outside: its triggers and views stay off, and its
 *   values are limited
 */
typedef enum
{
  ZP_DATABASE_READ = 0,
  ZP_DATABASE_WRITE = 1 << 0,
  ZP_DATABASE_FOREIGN = 1 << 1,
  ZP_DATABASE_QUERY = 1 << 2,
} ZpDatabaseFlags;

/**
 * ZpDatabase:
 * @handle: the connection
 * @path: the file, absolute
 * @lock: held while a statement or transaction of this connection runs
 * @kept: (nullable): SQL -> statements that are prepared once for the life of the connection
 * @counted: how many changes the running transaction has counted
 * @n_changes: how many of the changes that the library counts this connection made; atomic
 *
 * One connection to a library.
 */
typedef struct
{
  sqlite3 *handle;
  char *path;
  GMutex lock;
  GHashTable *kept;

  guint counted;
  guint n_changes;

  gint64 busy_since;
} ZpDatabase;

/**
 * ZpDatabaseKind:
 * @ZP_DATABASE_ABSENT: there is no file, or one of zero bytes
 * @ZP_DATABASE_LIBRARY: a library
 */
typedef enum
{
  ZP_DATABASE_ABSENT,
  ZP_DATABASE_LIBRARY,
} ZpDatabaseKind;

gboolean zp_database_probe (const char *path, int newest, ZpDatabaseKind *out_kind, GError **error);
ZpDatabase *zp_database_open (const char *path,
                              ZpDatabaseFlags flags,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
ZpDatabase *zp_database_open_memory (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_database_close (ZpDatabase *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpDatabase, zp_database_close)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* A statement that its connection keeps; reset at the end of the block that borrows it. */
typedef sqlite3_stmt ZpKeptStatement;

ZpKeptStatement *
zp_database_borrow (ZpDatabase *db, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_statement_give_back (ZpKeptStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpKeptStatement, zp_statement_give_back)

sqlite3_stmt *
zp_database_prepare (ZpDatabase *db, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_database_step (ZpDatabase *db, sqlite3_stmt *statement, gboolean *out_row, GError **error);
gboolean zp_database_run (ZpDatabase *db, sqlite3_stmt *statement, GError **error);
gboolean zp_database_exec (ZpDatabase *db, const char *sql, GError **error);
gboolean zp_database_exec_kept (ZpDatabase *db, const char *sql, GError **error);
gboolean zp_database_get_int (ZpDatabase *db, const char *sql, gint64 *out_value, GError **error);
gboolean zp_database_quick_check (ZpDatabase *db, GError **error);
gboolean zp_database_check_after_interruption (ZpDatabase *db, GError **error);
gboolean zp_database_integrity_check (ZpDatabase *db, GError **error);
gboolean zp_database_vacuum_into (ZpDatabase *db, const char *path, GError **error);
void zp_database_set_error (ZpDatabase *db, int code, GError **error);

void zp_statement_bind_text (sqlite3_stmt *statement, int index, const char *text);
char *zp_statement_dup_text (sqlite3_stmt *statement, int column) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_statement_dup_bytes (sqlite3_stmt *statement, int column) G_GNUC_WARN_UNUSED_RESULT;

/* A database with its lock held and a writing transaction begun; rolled back unless committed. */
typedef ZpDatabase ZpTransaction;

ZpTransaction *zp_transaction_begin (ZpDatabase *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_transaction_commit (ZpTransaction *self, GError **error);
void zp_transaction_end (ZpTransaction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpTransaction, zp_transaction_end)

G_END_DECLS
