/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-database.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "zp-error.h"

/* A value of a file from outside may be as large as the largest form file with all its texts. */
#define FOREIGN_VALUE_MAX (64 * 1024 * 1024)

/* About a second on an ordinary disk. */
#define QUICK_CHECK_MAX_BYTES (128 * 1024 * 1024)

#define BUSY_POLL_MICROSECONDS 2000

static void
set_cannot_open_error (const char *path, int system_errno, GError **error)
{
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
               _ ("%s: cannot be opened (%s); check that the folder exists and that its "
                  "permissions allow reading and writing"),
               path, system_errno != 0 ? g_strerror (system_errno) : _ ("unknown reason"));
}

static void
set_not_a_library_error (const char *path, GError **error)
{
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
               _ ("%s: is not a library of Ziping, or its beginning was overwritten; it was left "
                  "as it is: choose another file, or restore a backup"),
               path);
}

static void
set_damaged_error (const char *path, const char *detail, GError **error)
{
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
               _ ("%s: the library is damaged (%s); the file was left as it is: restore the newest "
                  "backup"),
               path, detail);
}

static void
set_not_writable_error (const char *path, GError **error)
{
  g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
               _ ("%s: the library may be read but not written; make the file and its folder "
                  "writable, or copy it to another place"),
               path);
}

static void
set_code_error (const char *path, sqlite3 *handle, int code, GError **error)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
                   _ ("%s: the library is busy: another program has been writing to it for more "
                      "than %d seconds; nothing was changed, try again"),
                   path, ZP_DATABASE_BUSY_SECONDS);
      break;
    case SQLITE_FULL:
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
                   _ ("%s: the disk is full; nothing was changed, free some space and try again"),
                   path);
      break;
    case SQLITE_READONLY:
      if (code == SQLITE_READONLY_DBMOVED)
        g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
                     _ ("%s: was moved, deleted or replaced while it was open; nothing is saved "
                        "any more: put "
                        "the file back, or export what is in the window before closing it"),
                     path);
      else if (code == SQLITE_READONLY_ROLLBACK)
        g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
                     _ ("%s: the last change was interrupted and must be taken back first; open "
                        "the library once in the window"),
                     path);
      else
        set_not_writable_error (path, error);
      break;
    case SQLITE_NOTADB:
      set_not_a_library_error (path, error);
      break;
    case SQLITE_CORRUPT:
      set_damaged_error (path, sqlite3_errmsg (handle), error);
      break;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      set_cannot_open_error (path, sqlite3_system_errno (handle), error);
      break;
    case SQLITE_IOERR:
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
                   _ ("%s: cannot be read or written (%s); check the disk and its connection"),
                   path,
                   sqlite3_system_errno (handle) != 0 ? g_strerror (sqlite3_system_errno (handle))
                                                      : sqlite3_errmsg (handle));
      break;
    default:
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
                   _ ("%s: the database refused (%s); nothing was changed"), path,
                   sqlite3_errmsg (handle));
    }
}

/**
 * zp_database_set_error:
 * @db: a connection
 * @code: what SQLite returned
 * @error: return location
 *
 * Words the failure of the last operation of @db: file, reason, remedy.
 */
void
zp_database_set_error (ZpDatabase *db, int code, GError **error)
{
  set_code_error (db->path, db->handle, code, error);
}

static int
busy_cb (void *data, int count)
{
  ZpDatabase *db = data;
  gint64 now = g_get_monotonic_time ();

  if (count == 0)
    db->busy_since = now;
  if (now - db->busy_since > ZP_DATABASE_BUSY_SECONDS * G_USEC_PER_SEC)
    return 0;
  g_usleep (BUSY_POLL_MICROSECONDS);
  return 1;
}

/* Zero when the statement gives no row; the probe tells an unreadable file from a foreign one. */
static int
probe_int (sqlite3 *handle, const char *sql, gint64 *out_value)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code != SQLITE_ROW)
    return code;
  *out_value = sqlite3_column_int64 (statement, 0);
  return SQLITE_OK;
}

static gboolean
check_header (
    const char *path, sqlite3 *handle, int newest, ZpDatabaseKind *out_kind, GError **error)
{
  gint64 application = 0;
  gint64 version = 0;
  gint64 tables = 0;
  int code = probe_int (handle, "PRAGMA application_id", &application);

  if (code == SQLITE_OK)
    code = probe_int (handle, "PRAGMA user_version", &version);
  if (code == SQLITE_OK && application == 0 && version == 0)
    code = probe_int (handle, "SELECT count(*) FROM sqlite_schema", &tables);
  if (code != SQLITE_OK)
    {
      set_code_error (path, handle, code, error);
      return FALSE;
    }
  if (application == 0 && version == 0 && tables == 0)
    {
      *out_kind = ZP_DATABASE_ABSENT;
      return TRUE;
    }
  if (application != ZP_DATABASE_APPLICATION_ID)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
                   _ ("%s: is the database of another program; it was left as it is: choose "
                      "another file"),
                   path);
      return FALSE;
    }
  if (version > newest)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NEWER,
                   _ ("%s: was written by a newer version of Ziping (library version %d, known "
                      "up to %d); it was left as it is: install the newer version"),
                   path, (int) version, newest);
      return FALSE;
    }
  *out_kind = ZP_DATABASE_LIBRARY;
  return TRUE;
}

/* An interrupted change may leave pages that only its journal makes whole again. */
static gboolean
has_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  GStatBuf info;

  return g_stat (journal, &info) == 0 && info.st_size > 0;
}

/* What stands at the beginning of a rollback journal, and where it says how many pages the database
 * had before: https://www.sqlite.org/fileformat.html#the_rollback_journal */
static const guint8 journal_magic[] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
#define JOURNAL_PAGES_OFFSET 16
#define JOURNAL_HEADER_BYTES 28

/* The power may fail while the very first pages are written: what is there looks like nothing
 * known, and the journal makes an empty file of it. */
static gboolean
was_being_made (const char *path)
{
  static const guint8 no_pages[4] = { 0 };
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  guint8 header[JOURNAL_HEADER_BYTES];
  FILE *file = g_fopen (journal, "rbe");
  gboolean made = file != NULL && fread (header, sizeof header, 1, file) == 1
                  && memcmp (header, journal_magic, sizeof journal_magic) == 0
                  && memcmp (header + JOURNAL_PAGES_OFFSET, no_pages, sizeof no_pages) == 0;

  if (file != NULL)
    fclose (file);
  return made;
}

static gboolean
is_mended_by_journal (const char *path, int code)
{
  return ((code & 0xff) == SQLITE_CORRUPT && has_journal (path))
         || ((code & 0xff) == SQLITE_NOTADB && was_being_made (path));
}

static gboolean
probe_file (const char *path, int newest, ZpDatabaseKind *out_kind, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);
  g_autofree char *immutable = NULL;
  sqlite3 *handle = NULL;
  gboolean ok = FALSE;
  int code;

  if (uri == NULL)
    return FALSE;
  immutable = g_strconcat (uri, "?immutable=1", NULL);
  code = sqlite3_open_v2 (immutable, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  if (code == SQLITE_OK)
    {
      ok = check_header (path, handle, newest, out_kind, &local_error);
      code = sqlite3_errcode (handle);
    }
  else
    set_code_error (path, handle, code, &local_error);
  sqlite3_close (handle);
  if (!ok && is_mended_by_journal (path, code))
    {
      *out_kind = ZP_DATABASE_LIBRARY;
      return TRUE;
    }
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return ok;
}

/**
 * zp_database_probe:
 * @path: an absolute path
 * @newest: the newest schema that this program knows
 * @out_kind: (out): what is there
 * @error: return location
 *
 * Looks at the header of a file without locking or changing anything: not even the journal that
 * another program left behind is played back.
 *
 * It goes through SQLite, because closing a file that was opened beside it would drop the locks of
 * every connection that this process has to the same file.
 *
 * Returns: %FALSE for a file that is no library, or one of a newer version
 */
gboolean
zp_database_probe (const char *path, int newest, ZpDatabaseKind *out_kind, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      if (errno == ENOENT)
        {
          *out_kind = ZP_DATABASE_ABSENT;
          return TRUE;
        }
      set_cannot_open_error (path, errno, error);
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
                   S_ISDIR (info.st_mode)
                       ? _ ("%s: is a folder, not a library; give the name of a file in it")
                       : _ ("%s: is not a regular file; choose another one"),
                   path);
      return FALSE;
    }
  if (info.st_size == 0)
    {
      *out_kind = ZP_DATABASE_ABSENT;
      return TRUE;
    }
  return probe_file (path, newest, out_kind, error);
}

static gboolean
configure (ZpDatabase *db, ZpDatabaseFlags flags, GError **error)
{
  gboolean foreign = (flags & ZP_DATABASE_FOREIGN) != 0;

  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_handler (db->handle, busy_cb, db);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, foreign ? 0 : 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_VIEW, foreign ? 0 : 1, NULL);
  if (foreign)
    {
      sqlite3_limit (db->handle, SQLITE_LIMIT_LENGTH, FOREIGN_VALUE_MAX);
      sqlite3_limit (db->handle, SQLITE_LIMIT_ATTACHED, 1);
    }
  if (!zp_database_exec (db,
                         "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
                         "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
                         "PRAGMA cache_size = -16384;",
                         error))
    return FALSE;
  if ((flags & ZP_DATABASE_QUERY) != 0)
    return zp_database_exec (db, "PRAGMA query_only = ON", error);
  if ((flags & ZP_DATABASE_WRITE) == 0)
    return TRUE;
  return zp_database_exec (db, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;", error);
}

static ZpDatabase *
open_handle (
    const char *path, const char *name, int open_flags, ZpDatabaseFlags flags, GError **error)
{
  g_autoptr (ZpDatabase) db = g_new0 (ZpDatabase, 1);
  int code;

  g_mutex_init (&db->lock);
  db->path = g_strdup (path);
  code = sqlite3_open_v2 (name, &db->handle,
                          open_flags | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);
  if (code != SQLITE_OK)
    {
      zp_database_set_error (db, code, error);
      return NULL;
    }
  /* SQLite silently falls back to reading when the file may not be written. */
  if ((flags & ZP_DATABASE_WRITE) != 0 && sqlite3_db_readonly (db->handle, "main") == 1)
    {
      set_not_writable_error (path, error);
      return NULL;
    }
  if (!configure (db, flags, error))
    return NULL;
  return g_steal_pointer (&db);
}

/**
 * zp_database_open:
 * @path: an absolute path of an existing file, which zp_database_probe() accepted
 * @flags: how
 * @error: return location
 *
 * Opens a connection with the settings that every library has.
 *
 * Returns: (transfer full): the connection
 */
ZpDatabase *
zp_database_open (const char *path, ZpDatabaseFlags flags, GError **error)
{
  gboolean writes = (flags & (ZP_DATABASE_WRITE | ZP_DATABASE_QUERY)) != 0;
  int open_flags = writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;

  return open_handle (path, path, open_flags, flags, error);
}

/**
 * zp_database_open_memory:
 * @error: return location
 *
 * Returns: (transfer full): an empty database in memory, to compare schemas with
 */
ZpDatabase *
zp_database_open_memory (GError **error)
{
  return open_handle (
      ":memory:", ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY,
      ZP_DATABASE_WRITE, error);
}

/**
 * zp_database_close:
 * @db: (transfer full): a connection without a running statement
 */
void
zp_database_close (ZpDatabase *db)
{
  g_clear_pointer (&db->kept, g_hash_table_unref);
  sqlite3_close (db->handle);
  g_mutex_clear (&db->lock);
  g_free (db->path);
  g_free (db);
}

/**
 * zp_database_prepare:
 * @db: a connection
 * @sql: one statement
 * @error: return location
 *
 * Returns: (transfer full): the statement
 */
sqlite3_stmt *
zp_database_prepare (ZpDatabase *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db->handle, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    zp_database_set_error (db, code, error);
  return statement;
}

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

/**
 * zp_database_borrow:
 * @db: a connection whose lock is held
 * @sql: one statement that is run again and again
 * @error: return location
 *
 * Like zp_database_prepare(), but the statement is prepared only the first time, which takes longer
 * than to run it; it stays with the connection.  Nobody may borrow it while somebody else has it.
 *
 * Returns: (transfer full): the statement, without values, for a g_autoptr()
 */
ZpKeptStatement *
zp_database_borrow (ZpDatabase *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code;

  if (db->kept == NULL)
    db->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize);
  statement = g_hash_table_lookup (db->kept, sql);
  if (statement != NULL)
    {
      g_return_val_if_fail (!sqlite3_stmt_busy (statement), NULL);
      return statement;
    }
  code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    zp_database_set_error (db, code, error);
  else
    g_hash_table_insert (db->kept, g_strdup (sql), statement);
  return statement;
}

/**
 * zp_statement_give_back:
 * @statement: (transfer full): a statement of zp_database_borrow()
 *
 * Ends what it was doing and forgets its values.
 */
void
zp_statement_give_back (ZpKeptStatement *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

/**
 * zp_database_step:
 * @db: the connection of @statement
 * @statement: a statement
 * @out_row: (out): whether there is a row
 * @error: return location
 *
 * Returns: %FALSE when the statement failed
 */
gboolean
zp_database_step (ZpDatabase *db, sqlite3_stmt *statement, gboolean *out_row, GError **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    {
      zp_database_set_error (db, code, error);
      return FALSE;
    }
  *out_row = code == SQLITE_ROW;
  return TRUE;
}

/**
 * zp_database_run:
 * @db: the connection of @statement
 * @statement: a statement whose rows nobody wants
 * @error: return location
 *
 * Runs a statement to its end and makes it ready for other values.
 *
 * Returns: whether it succeeded
 */
gboolean
zp_database_run (ZpDatabase *db, sqlite3_stmt *statement, GError **error)
{
  gboolean row = TRUE;

  while (row)
    {
      if (!zp_database_step (db, statement, &row, error))
        return FALSE;
    }
  sqlite3_reset (statement);
  return TRUE;
}

/**
 * zp_database_exec:
 * @db: a connection
 * @sql: statements without values
 * @error: return location
 *
 * Returns: whether all succeeded
 */
gboolean
zp_database_exec (ZpDatabase *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  zp_database_set_error (db, code, error);
  return FALSE;
}

/**
 * zp_database_exec_kept:
 * @db: a connection whose lock is held
 * @sql: one statement without values that is run again and again
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
zp_database_exec_kept (ZpDatabase *db, const char *sql, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = zp_database_borrow (db, sql, error);

  return statement != NULL && zp_database_run (db, statement, error);
}

/**
 * zp_database_get_int:
 * @db: a connection
 * @sql: a query that gives one number
 * @out_value: (out): the number, 0 when there is no row
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
zp_database_get_int (ZpDatabase *db, const char *sql, gint64 *out_value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = zp_database_prepare (db, sql, error);
  gboolean row;

  if (statement == NULL || !zp_database_step (db, statement, &row, error))
    return FALSE;
  *out_value = row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

static gboolean
check (ZpDatabase *db, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = zp_database_prepare (db, sql, error);
  gboolean row;

  if (statement == NULL || !zp_database_step (db, statement, &row, error))
    return FALSE;
  if (row && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0)
    return TRUE;
  set_damaged_error (db->path, row ? (const char *) sqlite3_column_text (statement, 0) : "", error);
  return FALSE;
}

/**
 * zp_database_quick_check:
 * @db: a connection
 * @error: return location
 *
 * Returns: whether every page and row is well formed
 */
gboolean
zp_database_quick_check (ZpDatabase *db, GError **error)
{
  return check (db, "PRAGMA quick_check(1)", error);
}

/**
 * zp_database_check_after_interruption:
 * @db: a connection
 * @error: return location
 *
 * A quick check that takes no more than two seconds or so: of a large library only the list of the
 * forms is looked through.  What SQLite itself writes is whole after an interruption anyway; this
 * finds what a failing disk has lost.
 *
 * Returns: whether nothing is amiss
 */
gboolean
zp_database_check_after_interruption (ZpDatabase *db, GError **error)
{
  gint64 bytes;

  if (!zp_database_get_int (db,
                            "SELECT page_count * page_size"
                            " FROM pragma_page_count, pragma_page_size",
                            &bytes, error))
    return FALSE;
  return check (
      db, bytes <= QUICK_CHECK_MAX_BYTES ? "PRAGMA quick_check(1)" : "PRAGMA quick_check(forms)",
      error);
}

/**
 * zp_database_integrity_check:
 * @db: a connection
 * @error: return location
 *
 * Like zp_database_quick_check(), and compares the indices and references as well; reads the file
 * twice.
 *
 * Returns: whether the library is whole
 */
gboolean
zp_database_integrity_check (ZpDatabase *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  if (!check (db, "PRAGMA integrity_check(1)", error))
    return FALSE;
  statement = zp_database_prepare (db, "PRAGMA foreign_key_check", error);
  if (statement == NULL || !zp_database_step (db, statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  set_damaged_error (db->path, _ ("a document without its form"), error);
  return FALSE;
}

/**
 * zp_database_vacuum_into:
 * @db: a connection
 * @path: a file that is absent or empty
 * @error: return location
 *
 * Writes a compact copy of the whole database.  It is not yet on the disk when this returns.
 *
 * Returns: whether it succeeded
 */
gboolean
zp_database_vacuum_into (ZpDatabase *db, const char *path, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = zp_database_prepare (db, "VACUUM INTO ?1", error);

  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, path);
  return zp_database_run (db, statement, error);
}
