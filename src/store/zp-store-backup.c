/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store-backup.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "zp-error.h"
#include "zp-migrations.h"
#include "zp-store-private.h"

#define BEFORE "-before-v"
#define DATE_LENGTH 15 /* YYYYMMDD-HHMMSS */

/**
 * zp_backup_free:
 * @backup: (transfer full): a backup
 */
void
zp_backup_free (ZpBackup *backup)
{
  g_free (backup->path);
  g_free (backup->name);
  g_free (backup->problem);
  g_free (backup);
}

/**
 * zp_backup_dup_folder:
 * @path: a library
 *
 * Returns: (transfer full): the folder of its backups
 */
char *
zp_backup_dup_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_build_filename (folder, "backups", NULL);
}

/* Two libraries in one folder have the same folder of backups and tell them by this. */
static char *
dup_stem (const char *path)
{
  char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".db"))
    name[strlen (name) - strlen (".db")] = '\0';
  return name;
}

/**
 * zp_backup_make_date:
 * @time: a time
 *
 * Returns: (transfer full): the time as it stands in file names
 */
char *
zp_backup_make_date (GDateTime *time)
{
  return g_date_time_format (time, "%Y%m%d-%H%M%S");
}

static GDateTime *
parse_date (const char *text)
{
  int year, month, day, hour, minute, second;

  for (int i = 0; i < DATE_LENGTH; i++)
    {
      if (i == 8 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return NULL;
    }
  if (sscanf (text, "%4d%2d%2d-%2d%2d%2d", &year, &month, &day, &hour, &minute, &second) != 6)
    return NULL;
  return g_date_time_new_local (year, month, day, hour, minute, second);
}

/* What is in the folder under other names belongs to somebody else. */
static gboolean
parse_name (const char *name, const char *stem, gint64 *out_time, gboolean *out_before)
{
  g_autoptr (GDateTime) time = NULL;
  const char *rest;

  if (!g_str_has_prefix (name, stem) || name[strlen (stem)] != '-')
    return FALSE;
  rest = name + strlen (stem) + 1;
  time = parse_date (rest);
  if (time == NULL)
    return FALSE;
  rest += DATE_LENGTH;
  *out_before = g_str_has_prefix (rest, BEFORE);
  if (*out_before)
    {
      rest += strlen (BEFORE);
      rest += strspn (rest, "0123456789");
    }
  if (!g_str_equal (rest, ".db"))
    return FALSE;
  *out_time = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return TRUE;
}

typedef struct
{
  char *path;
  gint64 time;
  gboolean before;
} Found;

static void
found_free (Found *found)
{
  g_free (found->path);
  g_free (found);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *first = *(Found *const *) a;
  const Found *second = *(Found *const *) b;

  if (first->time != second->time)
    return first->time < second->time ? 1 : -1;
  return strcmp (first->path, second->path);
}

/* The backups of a library, newest first; none when there is no folder. */
static GPtrArray *
find_files (const char *path, GError **error)
{
  g_autofree char *folder = zp_backup_dup_folder (path);
  g_autofree char *stem = dup_stem (path);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &local_error);
  const char *name;

  if (dir == NULL && g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&files);
  if (dir == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE, _ ("%s: the backups cannot be listed (%s)"),
                   folder, local_error->message);
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      Found found = { 0 };

      if (!parse_name (name, stem, &found.time, &found.before))
        continue;
      found.path = g_build_filename (folder, name, NULL);
      g_ptr_array_add (files, g_memdup2 (&found, sizeof found));
    }
  g_ptr_array_sort (files, compare_found);
  return g_steal_pointer (&files);
}

/* The one that was made last stays even when the clock says that others are newer. */
static void
rotate (const char *path, const char *made)
{
  g_autoptr (GPtrArray) files = find_files (path, NULL);
  guint kept[2] = { 0, 0 };

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const Found *found = g_ptr_array_index (files, i);

      if (g_str_equal (found->path, made))
        kept[found->before]++;
    }
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const Found *found = g_ptr_array_index (files, i);
      guint most = found->before ? ZP_STORE_BACKUPS_BEFORE_KEPT : ZP_STORE_BACKUPS_KEPT;

      if (g_str_equal (found->path, made) || kept[found->before]++ < most)
        continue;
      if (g_unlink (found->path) != 0)
        g_debug ("%s: %s", found->path, g_strerror (errno));
    }
}

/**
 * zp_backup_write_copy:
 * @self: a store
 * @path: an empty file
 * @out_changes: (out): the changes of the library that are in the copy
 * @error: return location
 *
 * Writes a compact copy of the library.  Saves wait meanwhile.
 *
 * Returns: whether it is written, though perhaps not on the disk yet
 */
gboolean
zp_backup_write_copy (ZpStore *self, const char *path, gint64 *out_changes, GError **error)
{
  ZpDatabase *db = self->writer != NULL ? self->writer : self->reader;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&db->lock);

  return zp_database_get_int (db, "SELECT changes FROM library", out_changes, error)
         && zp_database_vacuum_into (db, path, error);
}

/* Names carry seconds; a second backup within one takes the next free second. */
static char *
make_free_path (const char *path, const char *suffix)
{
  g_autofree char *folder = zp_backup_dup_folder (path);
  g_autofree char *stem = dup_stem (path);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (int seconds = 0;; seconds++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_seconds (now, seconds);
      g_autofree char *date = zp_backup_make_date (time);
      g_autofree char *name = g_strconcat (stem, "-", date, suffix, ".db", NULL);
      g_autofree char *free_path = g_build_filename (folder, name, NULL);

      if (!g_file_test (free_path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&free_path);
    }
}

static char *
make_backup (ZpStore *self, const char *suffix, gint64 *out_changes, GError **error)
{
  g_autofree char *folder = zp_backup_dup_folder (self->path);
  g_autofree char *temporary = zp_files_make_temporary (folder, error);
  g_autofree char *path = NULL;

  if (temporary == NULL)
    return NULL;
  path = make_free_path (self->path, suffix);
  if (!zp_backup_write_copy (self, temporary, out_changes, error)
      || !zp_files_publish (temporary, path, error))
    {
      g_unlink (temporary);
      g_prefix_error (error, "%s", _ ("No backup was made: "));
      return NULL;
    }
  rotate (self->path, path);
  return g_steal_pointer (&path);
}

/**
 * zp_backup_before_step:
 * @self: a store that is being opened
 * @version: the schema that it will have
 * @error: return location
 *
 * Returns: whether there is a backup of the library as it was
 */
gboolean
zp_backup_before_step (ZpStore *self, int version, GError **error)
{
  g_autofree char *suffix = g_strdup_printf ("%s%d", BEFORE, version);
  g_autofree char *path = NULL;
  gint64 changes;

  path = make_backup (self, suffix, &changes, error);
  return path != NULL;
}

static gboolean
note_backup (ZpStore *self, gint64 changes, GError **error)
{
  g_autoptr (ZpTransaction) transaction = zp_store_begin (self, error);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (transaction == NULL)
    return FALSE;
  statement = zp_database_prepare (transaction, "UPDATE library SET backed_up = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, changes);
  return zp_database_run (transaction, statement, error)
         && zp_transaction_commit (transaction, error);
}

/**
 * zp_store_backup:
 * @self: a store that may write
 * @error: return location
 *
 * Makes a dated backup in the folder “backups” beside the library, and removes the oldest dated
 * ones beyond %ZP_STORE_BACKUPS_KEPT.  Takes a while for a large library, so that it belongs in a
 * thread.
 *
 * Returns: (transfer full): its path
 */
char *
zp_store_backup (ZpStore *self, GError **error)
{
  g_autofree char *path = NULL;
  gint64 changes;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);

  if (self->writer == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
                   _ ("%s: was opened for reading only; no backup was made"), self->path);
      return NULL;
    }
  zp_store_flush (self);
  path = make_backup (self, "", &changes, error);
  if (path == NULL || !note_backup (self, changes, error))
    return NULL;
  return g_steal_pointer (&path);
}

static gboolean
is_today (gint64 time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return then != NULL && g_date_time_get_year (now) == g_date_time_get_year (then)
         && g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (then);
}

static const Found *
find_newest_dated (GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      const Found *found = g_ptr_array_index (files, i);

      if (!found->before)
        return found;
    }
  return NULL;
}

/**
 * zp_store_backup_is_due:
 * @self: a store
 *
 * Returns: whether there is none of today, and something has changed since the last
 */
gboolean
zp_store_backup_is_due (ZpStore *self)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  const Found *newest;
  gint64 changes;
  gint64 unsaved;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);

  if (self->writer == NULL)
    return FALSE;
  files = find_files (self->path, NULL);
  newest = files != NULL ? find_newest_dated (files) : NULL;
  locker = g_mutex_locker_new (&self->reader->lock);
  if (!zp_database_get_int (self->reader, "SELECT changes FROM library", &changes, NULL)
      || !zp_database_get_int (self->reader, "SELECT changes - backed_up FROM library", &unsaved,
                               NULL))
    return FALSE;
  if (newest == NULL)
    return changes > 0;
  return unsaved > 0 && !is_today (newest->time);
}

static gboolean
count_forms (const char *path, gint64 *out_forms, GError **error)
{
  g_autoptr (ZpDatabase) db = NULL;
  ZpDatabaseKind kind;

  if (!zp_database_probe (path, (int) zp_migrations_newest (), &kind, error))
    return FALSE;
  if (kind == ZP_DATABASE_ABSENT)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE, _ ("%s: is empty"), path);
      return FALSE;
    }
  db = zp_database_open (path, ZP_DATABASE_READ, error);
  return db != NULL
         && zp_database_get_int (db, "SELECT count(*) FROM forms WHERE deleted = 0", out_forms,
                                 error);
}

static ZpBackup *
describe (const Found *found)
{
  ZpBackup *backup = g_new0 (ZpBackup, 1);
  g_autoptr (GError) error = NULL;
  gint64 forms;
  GStatBuf info;

  backup->path = g_strdup (found->path);
  backup->name = g_path_get_basename (found->path);
  backup->time = found->time;
  if (g_stat (found->path, &info) == 0)
    backup->size = info.st_size;
  backup->forms = -1;
  if (count_forms (found->path, &forms, &error))
    backup->forms = (int) forms;
  else
    backup->problem = g_strdup (error->message);
  return backup;
}

/**
 * zp_store_find_backups:
 * @path: a library, which need not be there any more or in order
 * @error: return location
 *
 * Lists the backups of a library that cannot be opened.
 *
 * Returns: (transfer container) (element-type ZpBackup): the backups, newest first
 */
GPtrArray *
zp_store_find_backups (const char *path, GError **error)
{
  g_autoptr (GPtrArray) files = NULL;
  GPtrArray *backups;

  g_return_val_if_fail (path != NULL, NULL);

  files = find_files (path, error);
  if (files == NULL)
    return NULL;
  backups = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_backup_free);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (backups, describe (g_ptr_array_index (files, i)));
  return backups;
}

/**
 * zp_store_list_backups:
 * @self: a store
 * @error: return location
 *
 * Returns: (transfer container) (element-type ZpBackup): its backups, newest first, those before a
 *   change of the schema among them
 */
GPtrArray *
zp_store_list_backups (ZpStore *self, GError **error)
{
  g_return_val_if_fail (ZP_IS_STORE (self), NULL);

  return zp_store_find_backups (self->path, error);
}

static gboolean
check_backup (const char *path, GError **error)
{
  g_autoptr (ZpDatabase) db = NULL;
  gint64 forms;

  if (!count_forms (path, &forms, error))
    return FALSE;
  db = zp_database_open (path, ZP_DATABASE_READ, error);
  return db != NULL && zp_database_quick_check (db, error);
}

static char *
copy_beside (const char *backup, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = zp_files_make_temporary (folder, error);
  g_autoptr (GFile) from = g_file_new_for_path (backup);
  g_autoptr (GFile) to = NULL;

  if (temporary == NULL)
    return NULL;
  to = g_file_new_for_path (temporary);
  if (g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL,
                   NULL, error)
      && g_chmod (temporary, 0600) == 0 && zp_files_sync (temporary, error))
    return g_steal_pointer (&temporary);
  g_unlink (temporary);
  return NULL;
}

/* Gives the present file a second name where the file system can, so that there is no moment
 * without a library. */
static gboolean
set_aside (const char *path, const char *aside, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *journal_aside = g_strconcat (aside, "-journal", NULL);

  /* The journal belongs to the damaged file; it must never be played back into another. */
  if (g_rename (journal, journal_aside) != 0 && errno != ENOENT)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE, "%s: %s", journal, g_strerror (errno));
      return FALSE;
    }
  if (link (path, aside) == 0 || errno == ENOENT || g_rename (path, aside) == 0)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static char *
make_aside_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *stem = dup_stem (path);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (int seconds = 0;; seconds++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_seconds (now, seconds);
      g_autofree char *date = zp_backup_make_date (time);
      g_autofree char *name = g_strconcat (stem, "-set-aside-", date, ".db", NULL);
      g_autofree char *aside = g_build_filename (folder, name, NULL);

      if (!g_file_test (aside, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&aside);
    }
}

/**
 * zp_store_replace_by_backup:
 * @path: a library that cannot be opened, or is gone
 * @backup: one of zp_store_find_backups()
 * @out_aside: (out) (optional) (transfer full): the name under which the present file was kept
 * @error: return location
 *
 * Puts a copy of a backup in the place of a damaged library.  The damaged file is kept beside it.
 *
 * Returns: whether the library can be opened again; %ZP_ERROR_CONFLICT while a window has it
 */
gboolean
zp_store_replace_by_backup (const char *path, const char *backup, char **out_aside, GError **error)
{
  g_autoptr (ZpFilesLock) lock = NULL;
  g_autofree char *lock_path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *temporary = NULL;
  g_autofree char *aside = NULL;

  g_return_val_if_fail (path != NULL && backup != NULL, FALSE);

  folder = g_path_get_dirname (path);
  lock_path = g_strconcat (path, ".lock", NULL);
  lock = zp_files_lock_take (lock_path, error);
  if (lock == NULL || !check_backup (backup, error))
    return FALSE;
  temporary = copy_beside (backup, path, error);
  if (temporary == NULL)
    return FALSE;
  aside = make_aside_path (path);
  if (!set_aside (path, aside, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  if (g_rename (temporary, path) != 0)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_STORE, "%s: %s", path, g_strerror (errno));
      g_unlink (temporary);
      return FALSE;
    }
  if (!zp_files_sync (folder, error))
    return FALSE;
  if (out_aside != NULL)
    *out_aside = g_steal_pointer (&aside);
  return TRUE;
}
