/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define _LARGEFILE64_SOURCE
/* Both families of names are defined below, so the headers must not make one of them the other. */
#undef _FILE_OFFSET_BITS
#include "config.h"

#include "power-cut.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512

typedef enum
{
  STEP_WRITE,
  STEP_TRUNCATE,
  STEP_SYNC,
  STEP_NAME,   /* a file gets a name, which may have been that of another */
  STEP_FOLDER, /* a folder is made */
  STEP_UNNAME,
  STEP_SYNC_FOLDER,
} StepKind;

/* Files are numbers: they keep them when they get another name. */
typedef struct
{
  StepKind kind;
  guint file;
  char *name;
  guint64 offset;
  GByteArray *bytes;
} Step;

static char *watched;
static GRecMutex lock;
static GPtrArray *steps;
static GHashTable *live_names; /* name → number + 1 */
static GPtrArray *live;        /* number → contents */
static GHashTable *first_names;
static GPtrArray *first;

#define REAL(name) ((__typeof__ (&name)) find_real (#name))

static void *
find_real (const char *name)
{
  void *function = dlsym (RTLD_NEXT, name);

  if (function == NULL)
    abort ();
  return function;
}

/* --- contents of files --- */

static GByteArray *
copy_bytes (GByteArray *bytes)
{
  GByteArray *copy = g_byte_array_sized_new (bytes->len);

  g_byte_array_append (copy, bytes->data, bytes->len);
  return copy;
}

static void
resize (GByteArray *bytes, guint64 size)
{
  guint old = bytes->len;

  g_byte_array_set_size (bytes, (guint) size);
  if (bytes->len > old)
    memset (bytes->data + old, 0, bytes->len - old);
}

static void
put (GByteArray *bytes, guint64 offset, const guint8 *data, gsize size)
{
  if (size == 0)
    return;
  if (offset + size > bytes->len)
    resize (bytes, offset + size);
  memcpy (bytes->data + offset, data, size);
}

static void
put_torn (GByteArray *bytes, const Step *step, GRand *random)
{
  for (guint64 at = 0; at < step->bytes->len;)
    {
      guint64 next = MIN (step->bytes->len, at + SECTOR - (step->offset + at) % SECTOR);

      if (g_rand_boolean (random))
        put (bytes, step->offset + at, step->bytes->data + at, next - at);
      at = next;
    }
}

static void
apply (GByteArray *bytes, const Step *step)
{
  if (step->kind == STEP_TRUNCATE)
    resize (bytes, step->offset);
  else
    put (bytes, step->offset, step->bytes->data, step->bytes->len);
}

/* --- noting --- */

static void
step_free (Step *step)
{
  g_clear_pointer (&step->bytes, g_byte_array_unref);
  g_free (step->name);
  g_free (step);
}

static Step *
add_step (StepKind kind, guint file, const char *name)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  step->file = file;
  step->name = g_strdup (name);
  g_ptr_array_add (steps, step);
  return step;
}

/* The name within the folder that is watched, or NULL for what lies elsewhere. */
static const char *
get_name (const char *path)
{
  if (watched == NULL || path == NULL || !g_str_has_prefix (path, watched)
      || path[strlen (watched)] != '/')
    return NULL;
  return path + strlen (watched) + 1;
}

static guint
note_name (const char *name)
{
  gpointer found = g_hash_table_lookup (live_names, name);
  guint file;

  if (found != NULL)
    return GPOINTER_TO_UINT (found) - 1;
  file = live->len;
  g_ptr_array_add (live, g_byte_array_new ());
  g_hash_table_insert (live_names, g_strdup (name), GUINT_TO_POINTER (file + 1));
  add_step (STEP_NAME, file, name);
  return file;
}

static char *
find_path (int fd)
{
  char link[64];
  char path[4096];
  ssize_t length;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  return length > 0 ? g_strndup (path, (gsize) length) : NULL;
}

static gboolean
find_file (int fd, guint *out_file)
{
  g_autofree char *path = watched != NULL ? find_path (fd) : NULL;
  const char *name = get_name (path);

  if (name == NULL || g_str_has_suffix (name, " (deleted)"))
    return FALSE;
  *out_file = note_name (name);
  return TRUE;
}

static void
note_write (int fd, guint64 offset, const void *data, gsize size)
{
  guint file;
  Step *step;

  g_rec_mutex_lock (&lock);
  if (find_file (fd, &file))
    {
      step = add_step (STEP_WRITE, file, NULL);
      step->offset = offset;
      step->bytes = g_byte_array_new ();
      g_byte_array_append (step->bytes, data, (guint) size);
      apply (g_ptr_array_index (live, file), step);
    }
  g_rec_mutex_unlock (&lock);
}

static void
note_truncate (int fd, guint64 size)
{
  guint file;
  Step *step;

  g_rec_mutex_lock (&lock);
  if (find_file (fd, &file))
    {
      step = add_step (STEP_TRUNCATE, file, NULL);
      step->offset = size;
      apply (g_ptr_array_index (live, file), step);
    }
  g_rec_mutex_unlock (&lock);
}

/* What came into the file by a way that is not watched, such as splice(), is noted now. */
static void
note_unseen (const char *path, guint file)
{
  GByteArray *bytes = g_ptr_array_index (live, file);
  g_autofree char *contents = NULL;
  gsize size;
  Step *step;

  if (!g_file_get_contents (path, &contents, &size, NULL)
      || (size == bytes->len && (size == 0 || memcmp (contents, bytes->data, size) == 0)))
    return;
  step = add_step (STEP_WRITE, file, NULL);
  step->bytes = g_byte_array_new ();
  g_byte_array_append (step->bytes, (const guint8 *) contents, (guint) size);
  apply (bytes, step);
}

static void
note_sync (int fd)
{
  g_autofree char *path = NULL;
  const char *name;

  g_rec_mutex_lock (&lock);
  path = watched != NULL ? find_path (fd) : NULL;
  name = get_name (path);
  if (path != NULL && g_strcmp0 (path, watched) == 0)
    add_step (STEP_SYNC_FOLDER, 0, ".");
  else if (name != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
    add_step (STEP_SYNC_FOLDER, 0, name);
  else if (name != NULL && !g_str_has_suffix (name, " (deleted)"))
    {
      guint file = note_name (name);

      note_unseen (path, file);
      add_step (STEP_SYNC, file, NULL);
    }
  g_rec_mutex_unlock (&lock);
}

static void
note_unname (const char *path)
{
  const char *name;

  g_rec_mutex_lock (&lock);
  name = get_name (path);
  if (name != NULL && g_hash_table_remove (live_names, name))
    add_step (STEP_UNNAME, 0, name);
  g_rec_mutex_unlock (&lock);
}

static void
note_link (const char *from, const char *to)
{
  g_rec_mutex_lock (&lock);
  if (get_name (from) != NULL && get_name (to) != NULL)
    {
      guint file = note_name (get_name (from));

      g_hash_table_insert (live_names, g_strdup (get_name (to)), GUINT_TO_POINTER (file + 1));
      add_step (STEP_NAME, file, get_name (to));
    }
  g_rec_mutex_unlock (&lock);
}

static void
note_open (const char *path, int flags, int fd)
{
  const char *name;

  if (fd < 0)
    return;
  g_rec_mutex_lock (&lock);
  name = get_name (path);
  if (name != NULL && (flags & O_CREAT) != 0)
    (void) note_name (name);
  if (name != NULL && (flags & O_TRUNC) != 0)
    note_truncate (fd, 0);
  g_rec_mutex_unlock (&lock);
}

/* --- a disk that refuses --- */

static int refusal; /* 0: none */
static guint writes_left;

/** power_fail_after: after @n_writes more, each write into the folder that is watched fails with
 * @system_errno. */
void
power_fail_after (guint n_writes, int system_errno)
{
  writes_left = n_writes;
  refusal = system_errno;
}

void
power_fail_never (void)
{
  refusal = 0;
}

static gboolean
must_fail (int fd)
{
  g_autofree char *path = refusal != 0 ? find_path (fd) : NULL;

  if (get_name (path) == NULL)
    return FALSE;
  if (writes_left > 0)
    {
      writes_left--;
      return FALSE;
    }
  errno = refusal;
  return TRUE;
}

/* --- the functions of the C library --- */

#define DEFINE_OPEN(name)                                                                          \
  int name (const char *path, int flags, ...)                                                      \
  {                                                                                                \
    mode_t mode = 0;                                                                               \
    int fd;                                                                                        \
                                                                                                   \
    if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE)                                \
      {                                                                                            \
        va_list rest;                                                                              \
                                                                                                   \
        va_start (rest, flags);                                                                    \
        mode = va_arg (rest, mode_t);                                                              \
        va_end (rest);                                                                             \
      }                                                                                            \
    fd = REAL (name) (path, flags, mode);                                                          \
    note_open (path, flags, fd);                                                                   \
    return fd;                                                                                     \
  }

DEFINE_OPEN (open)
DEFINE_OPEN (open64)

#define DEFINE_PWRITE(name, Offset)                                                                \
  ssize_t name (int fd, const void *data, size_t size, Offset offset)                              \
  {                                                                                                \
    ssize_t done = must_fail (fd) ? -1 : REAL (name) (fd, data, size, offset);                     \
                                                                                                   \
    if (done > 0)                                                                                  \
      note_write (fd, (guint64) offset, data, (gsize) done);                                       \
    return done;                                                                                   \
  }

DEFINE_PWRITE (pwrite, off_t)
DEFINE_PWRITE (pwrite64, off64_t)

#define DEFINE_FTRUNCATE(name, Offset)                                                             \
  int name (int fd, Offset size)                                                                   \
  {                                                                                                \
    int result = REAL (name) (fd, size);                                                           \
                                                                                                   \
    if (result == 0)                                                                               \
      note_truncate (fd, (guint64) size);                                                          \
    return result;                                                                                 \
  }

DEFINE_FTRUNCATE (ftruncate, off_t)
DEFINE_FTRUNCATE (ftruncate64, off64_t)

#define DEFINE_SYNC(name)                                                                          \
  int name (int fd)                                                                                \
  {                                                                                                \
    /* What a real disk is told to keep would only make the test slow. */                          \
    if (watched == NULL)                                                                           \
      return 0;                                                                                    \
    note_sync (fd);                                                                                \
    return 0;                                                                                      \
  }

DEFINE_SYNC (fsync)
DEFINE_SYNC (fdatasync)

ssize_t
write (int fd, const void *data, size_t size)
{
  off_t offset = watched != NULL ? lseek (fd, 0, SEEK_CUR) : 0;
  ssize_t done = must_fail (fd) ? -1 : REAL (write) (fd, data, size);

  if (watched != NULL && done > 0 && offset >= 0)
    note_write (fd, (guint64) offset, data, (gsize) done);
  return done;
}

int
rename (const char *from, const char *to)
{
  int result = REAL (rename) (from, to);

  if (result == 0)
    {
      /* One step for the file system: the new name, and with it the loss of the old one. */
      note_link (from, to);
      note_unname (from);
    }
  return result;
}

int
link (const char *from, const char *to)
{
  int result = REAL (link) (from, to);

  if (result == 0)
    note_link (from, to);
  return result;
}

int
unlink (const char *path)
{
  int result = REAL (unlink) (path);

  if (result == 0)
    note_unname (path);
  return result;
}

int
remove (const char *path)
{
  int result = REAL (remove) (path);

  if (result == 0)
    note_unname (path);
  return result;
}

int
mkdir (const char *path, mode_t mode)
{
  int result = REAL (mkdir) (path, mode);

  g_rec_mutex_lock (&lock);
  if (result == 0 && get_name (path) != NULL)
    add_step (STEP_FOLDER, 0, get_name (path));
  g_rec_mutex_unlock (&lock);
  return result;
}

/* --- watching --- */

static GPtrArray *
copy_files (GPtrArray *files)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);

  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (copy, copy_bytes (g_ptr_array_index (files, i)));
  return copy;
}

static GHashTable *
copy_names (GHashTable *names)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name, file;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, &file))
    g_hash_table_insert (copy, g_strdup (name), file);
  return copy;
}

static void
read_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      GByteArray *bytes = g_byte_array_new ();
      gsize size;

      g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
      g_byte_array_append (bytes, (const guint8 *) contents, (guint) size);
      g_ptr_array_add (live, bytes);
      g_hash_table_insert (live_names, g_strdup (name), GUINT_TO_POINTER (live->len));
    }
}

/** power_watch: notes from now on what happens in @folder, an absolute path without folders in it.
 */
void
power_watch (const char *folder)
{
  power_forget ();
  steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  live_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  live = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  read_files (folder);
  first_names = copy_names (live_names);
  first = copy_files (live);
  watched = g_strdup (folder);
}

void
power_unwatch (void)
{
  g_rec_mutex_lock (&lock);
  g_clear_pointer (&watched, g_free);
  g_rec_mutex_unlock (&lock);
}

/** power_get_n_steps: how much was noted; a number of steps is a moment. */
guint
power_get_n_steps (void)
{
  return steps->len;
}

gboolean
power_is_sync (guint step)
{
  StepKind kind = ((const Step *) g_ptr_array_index (steps, step))->kind;

  return kind == STEP_SYNC || kind == STEP_SYNC_FOLDER;
}

/* --- the disk after a cut --- */

typedef struct
{
  GHashTable *names;
  GHashTable *folders;
  GPtrArray *files;
  GPtrArray *pending;       /* steps of files */
  GPtrArray *pending_names; /* steps of names */
} Disk;

static GByteArray *
get_file (Disk *disk, guint file)
{
  while (disk->files->len <= file)
    g_ptr_array_add (disk->files, g_byte_array_new ());
  return g_ptr_array_index (disk->files, file);
}

static void
name_now (Disk *disk, const Step *step)
{
  if (step->kind == STEP_NAME)
    g_hash_table_insert (disk->names, g_strdup (step->name), GUINT_TO_POINTER (step->file + 1));
  else if (step->kind == STEP_FOLDER)
    g_hash_table_add (disk->folders, g_strdup (step->name));
  else
    g_hash_table_remove (disk->names, step->name);
}

static void
sync_file (Disk *disk, guint file)
{
  for (guint i = 0; i < disk->pending->len;)
    {
      const Step *step = g_ptr_array_index (disk->pending, i);

      if (step->file == file)
        {
          apply (get_file (disk, file), step);
          g_ptr_array_remove_index (disk->pending, i);
        }
      else
        i++;
    }
}

static void
sync_folder (Disk *disk, const char *folder)
{
  for (guint i = 0; i < disk->pending_names->len;)
    {
      const Step *step = g_ptr_array_index (disk->pending_names, i);
      g_autofree char *in = g_path_get_dirname (step->name);

      if (g_str_equal (in, folder))
        {
          name_now (disk, step);
          g_ptr_array_remove_index (disk->pending_names, i);
        }
      else
        i++;
    }
}

static void
play (Disk *disk, guint n_steps)
{
  for (guint i = 0; i < n_steps; i++)
    {
      Step *step = g_ptr_array_index (steps, i);

      switch (step->kind)
        {
        case STEP_WRITE:
        case STEP_TRUNCATE:
          g_ptr_array_add (disk->pending, step);
          break;
        case STEP_SYNC:
          sync_file (disk, step->file);
          break;
        case STEP_NAME:
        case STEP_FOLDER:
        case STEP_UNNAME:
          g_ptr_array_add (disk->pending_names, step);
          break;
        case STEP_SYNC_FOLDER:
          sync_folder (disk, step->name);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static void
lose (Disk *disk, PowerLoss loss, GRand *random)
{
  guint names = loss == POWER_KILLED ? disk->pending_names->len : 0;

  if (loss == POWER_SOME)
    names = (guint) g_rand_int_range (random, 0, (gint32) disk->pending_names->len + 1);
  for (guint i = 0; i < names; i++)
    name_now (disk, g_ptr_array_index (disk->pending_names, i));
  for (guint i = 0; loss != POWER_NOTHING_MORE && i < disk->pending->len; i++)
    {
      const Step *step = g_ptr_array_index (disk->pending, i);
      int luck = loss == POWER_KILLED ? 0 : g_rand_int_range (random, 0, 3);

      if (luck == 0)
        apply (get_file (disk, step->file), step);
      else if (luck == 1 && step->kind == STEP_WRITE)
        put_torn (get_file (disk, step->file), step, random);
    }
}

static void
write_disk (Disk *disk, const char *folder)
{
  GHashTableIter iter;
  gpointer name, file;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_hash_table_iter_init (&iter, disk->folders);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
    }
  g_hash_table_iter_init (&iter, disk->names);
  while (g_hash_table_iter_next (&iter, &name, &file))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *parent = g_path_get_dirname (path);
      GByteArray *bytes = get_file (disk, GPOINTER_TO_UINT (file) - 1);

      /* Without its folder nobody finds it. */
      if (g_file_test (parent, G_FILE_TEST_IS_DIR))
        g_assert_true (g_file_set_contents (path, bytes->len > 0 ? (const char *) bytes->data : "",
                                            bytes->len, NULL));
    }
}

/** power_cut: writes into @folder, which is not there yet, what is on the disk when the power fails
 * after @step. */
void
power_cut (guint step, PowerLoss loss, GRand *random, const char *folder)
{
  Disk disk = {
    .names = copy_names (first_names),
    .folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .files = copy_files (first),
    .pending = g_ptr_array_new (),
    .pending_names = g_ptr_array_new (),
  };

  g_assert_null (watched);
  play (&disk, step);
  lose (&disk, loss, random);
  write_disk (&disk, folder);
  g_hash_table_unref (disk.names);
  g_hash_table_unref (disk.folders);
  g_ptr_array_unref (disk.files);
  g_ptr_array_unref (disk.pending);
  g_ptr_array_unref (disk.pending_names);
}

void
power_forget (void)
{
  power_unwatch ();
  g_clear_pointer (&steps, g_ptr_array_unref);
  g_clear_pointer (&live_names, g_hash_table_unref);
  g_clear_pointer (&live, g_ptr_array_unref);
  g_clear_pointer (&first_names, g_hash_table_unref);
  g_clear_pointer (&first, g_ptr_array_unref);
}
