/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "zp-error.h"

/* What the lock file holds while a window is open; it is empty after an orderly end. */
#define MARK "open\n"

#define TEMPORARY ".temporary-"
#define DAY_SECONDS (24 * 60 * 60)

struct _ZpFilesLock
{
  char *path;
  int fd;
  gboolean interrupted;
  gboolean marked;
};

static void
set_file_error (const char *path, int system_errno, GError **error)
{
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
               _ ("%s: cannot be written (%s); check the disk and the permissions of the folder"),
               path, g_strerror (system_errno));
}

/**
 * zp_files_make_folder:
 * @path: an absolute path
 * @error: return location
 *
 * Makes a folder and those above it, for the user alone.  One that is there stays as it is.
 *
 * Returns: whether it is there
 */
gboolean
zp_files_make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
               _ ("%s: the folder cannot be made (%s); choose another place for the library"), path,
               g_strerror (errno));
  return FALSE;
}

/**
 * zp_files_create_private:
 * @path: an absolute path
 * @error: return location
 *
 * Makes an empty file that only the user may read, in a folder that keeps it.
 *
 * Returns: whether it is there, also when it was there before
 */
gboolean
zp_files_create_private (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      if (errno == EEXIST)
        return TRUE;
      set_file_error (path, errno, error);
      return FALSE;
    }
  return g_close (fd, error) && zp_files_sync (folder, error);
}

/* What a program that was killed has left behind; that of another one which is running is younger.
 */
static void
sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  time_t yesterday = time (NULL) - DAY_SECONDS;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_str_has_prefix (name, TEMPORARY) && g_lstat (path, &info) == 0 && S_ISREG (info.st_mode)
          && info.st_mtime < yesterday)
        g_unlink (path);
    }
}

/**
 * zp_files_make_temporary:
 * @folder: an absolute path
 * @error: return location
 *
 * Also removes what was left behind under such a name more than a day ago.
 *
 * Returns: (transfer full): the path of a new empty file that only the user may read
 */
char *
zp_files_make_temporary (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, TEMPORARY "XXXXXX", NULL);
  int fd;

  if (!zp_files_make_folder (folder, error))
    return NULL;
  sweep (folder);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      set_file_error (path, errno, error);
      return NULL;
    }
  if (!g_close (fd, error))
    return NULL;
  return g_steal_pointer (&path);
}

/**
 * zp_files_sync:
 * @path: a file that no database connection of this process has open, or a folder
 * @error: return location
 *
 * Waits until it is on the disk.
 *
 * Returns: whether it is
 */
gboolean
zp_files_sync (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0 || fsync (fd) != 0)
    {
      set_file_error (path, errno, error);
      if (fd >= 0)
        g_close (fd, NULL);
      return FALSE;
    }
  return g_close (fd, error);
}

/**
 * zp_files_publish:
 * @temporary: a finished file
 * @path: its name, in the same folder
 * @error: return location
 *
 * Gives a file its name only when it is whole and on the disk.  Nothing is overwritten.
 *
 * Returns: whether it has its name; otherwise @temporary is still there
 */
gboolean
zp_files_publish (const char *temporary, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!zp_files_sync (temporary, error))
    return FALSE;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      set_file_error (path, EEXIST, error);
      return FALSE;
    }
  if (g_rename (temporary, path) != 0)
    {
      set_file_error (path, errno, error);
      return FALSE;
    }
  return zp_files_sync (folder, error);
}

/**
 * zp_files_lock_take:
 * @path: the lock file, made when it is absent
 * @error: return location
 *
 * Returns: (transfer full): the lock; %ZP_ERROR_CONFLICT when another window has it
 */
ZpFilesLock *
zp_files_lock_take (const char *path, GError **error)
{
  g_autoptr (ZpFilesLock) self = g_new0 (ZpFilesLock, 1);
  char mark;

  self->path = g_strdup (path);
  self->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      set_file_error (path, errno, error);
      return NULL;
    }
  if (flock (self->fd, LOCK_EX | LOCK_NB) == 0)
    {
      self->interrupted = pread (self->fd, &mark, 1, 0) == 1;
      return g_steal_pointer (&self);
    }
  if (errno == EWOULDBLOCK)
    {
      /* The user knows the library, not the file that is locked in its place. */
      gsize length = strlen (path) - (g_str_has_suffix (path, ".lock") ? strlen (".lock") : 0);

      g_set_error (error, ZP_ERROR, ZP_ERROR_CONFLICT,
                   _ ("%.*s: the library is already open in another window; use that window or "
                      "close it first"),
                   (int) length, path);
    }
  else
    set_file_error (path, errno, error);
  return NULL;
}

/**
 * zp_files_lock_was_interrupted:
 * @self: a lock
 *
 * Returns: whether the window before this one ended without closing the library
 */
gboolean
zp_files_lock_was_interrupted (ZpFilesLock *self)
{
  return self->interrupted;
}

/**
 * zp_files_lock_mark:
 * @self: a lock
 * @error: return location
 *
 * Notes on the disk that a window is open.
 *
 * Returns: whether it is noted
 */
gboolean
zp_files_lock_mark (ZpFilesLock *self, GError **error)
{
  if (pwrite (self->fd, MARK, strlen (MARK), 0) == (gssize) strlen (MARK)
      && fdatasync (self->fd) == 0)
    {
      self->marked = TRUE;
      return TRUE;
    }
  set_file_error (self->path, errno, error);
  return FALSE;
}

/**
 * zp_files_lock_unmark:
 * @self: a lock
 *
 * Notes an orderly end, unless the mark is that of another window, which was interrupted.  When
 * that fails, the next start merely looks through the library once.
 */
void
zp_files_lock_unmark (ZpFilesLock *self)
{
  if (self->marked && ftruncate (self->fd, 0) != 0)
    g_debug ("%s: %s", self->path, g_strerror (errno));
}

/**
 * zp_files_lock_free:
 * @self: (transfer full): a lock
 *
 * Releases it.
 */
void
zp_files_lock_free (ZpFilesLock *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_free (self->path);
  g_free (self);
}
