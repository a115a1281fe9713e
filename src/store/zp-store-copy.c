/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store-backup.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "zp-error.h"
#include "zp-migrations.h"
#include "zp-store-private.h"

#define COPY_MAX_BYTES (G_GINT64_CONSTANT (2) * 1024 * 1024 * 1024)
#define CHUNK_BYTES (1024 * 1024)

/* Where a rollback journal, and not a write-ahead log, is noted in the header of a database. */
#define HEADER_BYTES 100
#define HEADER_WRITE_VERSION 18
#define HEADER_READ_VERSION 19

static void
set_export_error (GFile *file, GError *reason, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);

  g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT,
               _ ("%s: the copy cannot be written (%s); check that the place is connected, "
                  "writable and has enough space"),
               name, reason->message);
}

/* Files on a stick that is pulled out too early are the usual case, not the rare one. */
static gboolean
sync_if_local (GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);

  return path == NULL || zp_files_sync (path, error);
}

static gboolean
write_stream (GFile *from, GFile *to, GError **error)
{
  g_autoptr (GFileInputStream) input = g_file_read (from, NULL, error);
  g_autoptr (GFileOutputStream) output = NULL;

  if (input == NULL)
    return FALSE;
  output = g_file_replace (to, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error);
  if (output == NULL)
    return FALSE;
  return g_output_stream_splice (
             G_OUTPUT_STREAM (output), G_INPUT_STREAM (input),
             G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error)
             >= 0
         && sync_if_local (to, error);
}

/* The copy gets its name only when it is whole. */
static gboolean
write_under_name (GFile *from, GFile *folder, const char *name, GError **error)
{
  g_autofree char *part_name = g_strconcat (name, ".part", NULL);
  g_autoptr (GFile) part = g_file_get_child (folder, part_name);
  g_autoptr (GFile) file = g_file_get_child (folder, name);
  g_autoptr (GError) reason = NULL;

  if (write_stream (from, part, &reason)
      && g_file_move (part, file, G_FILE_COPY_NONE, NULL, NULL, NULL, &reason))
    return TRUE;
  g_file_delete (part, NULL, NULL);
  set_export_error (file, reason, error);
  return FALSE;
}

static char *
make_copy_name (GFile *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (int seconds = 0;; seconds++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_seconds (now, seconds);
      g_autofree char *date = zp_backup_make_date (time);
      g_autofree char *name = g_strconcat ("自评库-", date, ".db", NULL);
      g_autoptr (GFile) file = g_file_get_child (folder, name);

      if (!g_file_query_exists (file, NULL))
        return g_steal_pointer (&name);
    }
}

/**
 * zp_store_copy_to:
 * @self: a store
 * @folder: a folder of the user's, such as that of a USB stick
 * @out_name: (out) (optional) (transfer full): the name of the copy
 * @error: return location
 *
 * Writes a copy of the whole library, which zp_store_open_copy() reads.  Belongs in a thread.
 *
 * Returns: whether the copy is there and whole
 */
gboolean
zp_store_copy_to (ZpStore *self, GFile *folder, char **out_name, GError **error)
{
  g_autofree char *private_folder = NULL;
  g_autofree char *temporary = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GFile) from = NULL;
  gint64 changes;
  gboolean ok;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (folder), FALSE);

  zp_store_flush (self);
  private_folder = g_build_filename (g_get_user_cache_dir (), "ziping", NULL);
  temporary = zp_files_make_temporary (private_folder, error);
  if (temporary == NULL)
    return FALSE;
  from = g_file_new_for_path (temporary);
  name = make_copy_name (folder);
  ok = zp_backup_write_copy (self, temporary, &changes, error)
       && write_under_name (from, folder, name, error);
  g_unlink (temporary);
  if (ok && out_name != NULL)
    *out_name = g_steal_pointer (&name);
  return ok;
}

static gboolean
copy_limited (GInputStream *input, GOutputStream *output, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK_BYTES);
  gint64 total = 0;

  while (TRUE)
    {
      gssize n = g_input_stream_read (input, chunk, CHUNK_BYTES, NULL, error);

      if (n <= 0)
        return n == 0;
      total += n;
      if (total > COPY_MAX_BYTES)
        {
          g_set_error (error, ZP_ERROR, ZP_ERROR_TOO_LARGE,
                       _ ("the file has more than 2 GB; it was not read"));
          return FALSE;
        }
      if (!g_output_stream_write_all (output, chunk, (gsize) n, NULL, NULL, error))
        return FALSE;
    }
}

static gboolean
fetch (GFile *file, const char *temporary, GError **error)
{
  g_autoptr (GFile) to = g_file_new_for_path (temporary);
  g_autoptr (GFileInputStream) input = g_file_read (file, NULL, error);
  g_autoptr (GFileOutputStream) output = NULL;

  if (input == NULL)
    return FALSE;
  output = g_file_append_to (to, G_FILE_CREATE_PRIVATE, NULL, error);
  return output != NULL && copy_limited (G_INPUT_STREAM (input), G_OUTPUT_STREAM (output), error)
         && g_output_stream_close (G_OUTPUT_STREAM (output), NULL, error);
}

/* Such a file would make others beside it when it is opened; Ziping never writes one. */
static gboolean
check_rollback_header (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) input = g_file_read (file, NULL, error);
  guint8 header[HEADER_BYTES] = { 0 };
  gsize size;

  if (input == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (input), header, HEADER_BYTES, &size, NULL,
                                   error))
    return FALSE;
  if (size == HEADER_BYTES && header[HEADER_WRITE_VERSION] == 1 && header[HEADER_READ_VERSION] == 1)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
               _ ("%s: is not a copy of a library of Ziping; choose another file"), path);
  return FALSE;
}

/* Only ever called for a temporary copy. */
static gboolean
bring_up_to_date (const char *path, GError **error)
{
  g_autoptr (ZpDatabase) db = NULL;
  gint64 version;

  db = zp_database_open (path, ZP_DATABASE_READ | ZP_DATABASE_FOREIGN, error);
  if (db == NULL || !zp_database_quick_check (db, error)
      || !zp_database_get_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= zp_migrations_newest ())
    return TRUE;
  g_clear_pointer (&db, zp_database_close);
  db = zp_database_open (path, ZP_DATABASE_WRITE | ZP_DATABASE_FOREIGN, error);
  return db != NULL
         && zp_migrations_run (db, zp_migrations_get_steps (), zp_migrations_newest (), error);
}

static ZpDatabase *
open_temporary (const char *path, GError **error)
{
  g_autoptr (ZpDatabase) db = NULL;
  ZpDatabaseKind kind;

  if (!check_rollback_header (path, error)
      || !zp_database_probe (path, (int) zp_migrations_newest (), &kind, error))
    return NULL;
  if (kind == ZP_DATABASE_ABSENT)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE, _ ("%s: is an empty database"), path);
      return NULL;
    }
  if (!bring_up_to_date (path, error))
    return NULL;
  db = zp_database_open (path, ZP_DATABASE_READ | ZP_DATABASE_FOREIGN, error);
  if (db == NULL || !zp_migrations_verify (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

/* Messages must name the file that the user chose. */
static void
name_file_in_error (GError **error, const char *temporary, const char *name)
{
  g_autoptr (GString) message = NULL;
  g_autoptr (GError) named = NULL;

  if (error == NULL || *error == NULL)
    return;
  message = g_string_new ((*error)->message);
  if (strstr (message->str, temporary) != NULL)
    g_string_replace (message, temporary, name, 0);
  else
    {
      g_string_prepend (message, ": ");
      g_string_prepend (message, name);
    }
  named = g_error_new_literal ((*error)->domain, (*error)->code, message->str);
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&named));
}

/**
 * zp_store_open_copy:
 * @file: a copy of a library, from anywhere, or a backup
 * @error: return location
 *
 * Opens a copy for reading.  Its bytes are read into a private temporary file, because a file that
 * was chosen through a portal cannot be opened as a database; so @file itself is never changed.
 * Nothing in it is trusted.
 *
 * Returns: (transfer full): a store that is only read
 */
ZpStore *
zp_store_open_copy (GFile *file, GError **error)
{
  g_autoptr (ZpDatabase) db = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *temporary = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_parse_name (file);
  folder = g_build_filename (g_get_user_cache_dir (), "ziping", NULL);
  temporary = zp_files_make_temporary (folder, error);
  if (temporary == NULL)
    return NULL;
  if (fetch (file, temporary, error))
    db = open_temporary (temporary, error);
  if (db == NULL)
    name_file_in_error (error, temporary, name);
  /* The connection keeps the content; nothing is left behind, however the program ends. */
  g_unlink (temporary);
  if (db == NULL)
    return NULL;
  g_free (db->path);
  db->path = g_steal_pointer (&name);
  return zp_store_new_for_reader (g_steal_pointer (&db));
}
