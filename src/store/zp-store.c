/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "zp-error.h"
#include "zp-migrations.h"
#include "zp-store-backup.h"
#include "zp-store-private.h"

/* The saves of one form that were asked for before the first of them was confirmed. */
typedef struct
{
  guint jobs;
  gint64 base;
  gint64 last; /* 0 while none is done */
} Chain;

G_DEFINE_FINAL_TYPE (ZpStore, zp_store, G_TYPE_OBJECT)

static void
zp_store_finalize (GObject *object)
{
  ZpStore *self = ZP_STORE (object);

  /* Every job owns a reference to the store, so the queue is empty here.  The last reference may
   * be the worker's own. */
  if (self->worker != NULL)
    {
      g_async_queue_push (self->queue, self->queue);
      if (self->worker == g_thread_self ())
        g_thread_unref (self->worker);
      else
        g_thread_join (self->worker);
    }
  g_async_queue_unref (self->queue);
  g_hash_table_unref (self->chains);
  g_mutex_clear (&self->queue_lock);
  g_cond_clear (&self->queue_empty);
  g_clear_pointer (&self->writer, zp_database_close);
  g_clear_pointer (&self->reader, zp_database_close);
  if (self->lock != NULL)
    zp_files_lock_unmark (self->lock);
  g_clear_pointer (&self->lock, zp_files_lock_free);
  g_free (self->path);

  G_OBJECT_CLASS (zp_store_parent_class)->finalize (object);
}

static void
zp_store_class_init (ZpStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = zp_store_finalize;
}

static void
zp_store_init (ZpStore *self)
{
  g_mutex_init (&self->queue_lock);
  g_cond_init (&self->queue_empty);
  self->queue = g_async_queue_new ();
  self->chains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * zp_store_default_path:
 *
 * Returns: (transfer full): where the user's own library is, whether or not there is one yet
 */
char *
zp_store_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "ziping", "library.db", NULL);
}

/**
 * zp_store_new_for_reader:
 * @reader: (transfer full): a connection to a library of the newest schema
 *
 * Returns: (transfer full): a store that is only read
 */
ZpStore *
zp_store_new_for_reader (ZpDatabase *reader)
{
  ZpStore *self = g_object_new (ZP_TYPE_STORE, NULL);

  self->access = ZP_STORE_READ_ONLY;
  self->path = g_strdup (reader->path);
  self->reader = reader;
  return self;
}

/* Steps from an older schema, a backup being made first of what is there. */
static gboolean
migrate (ZpStore *self, GError **error)
{
  gint64 version;
  gint64 has_forms = 0;
  int newest = (int) zp_migrations_newest ();

  if (!zp_database_get_int (self->writer, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= newest)
    return TRUE;
  if (version > 0
      && !zp_database_get_int (self->writer, "SELECT EXISTS (SELECT 1 FROM forms)", &has_forms,
                               error))
    return FALSE;
  if (has_forms && !zp_backup_before_step (self, newest, error))
    return FALSE;
  if (zp_migrations_run (self->writer, zp_migrations_get_steps (), zp_migrations_newest (), error))
    return TRUE;
  g_prefix_error (error, _ ("%s: "), self->path);
  return FALSE;
}

static gboolean
check_folder_writable (const char *folder, GError **error)
{
  if (g_access (folder, W_OK | X_OK) == 0)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
               _ ("%s: nothing can be written in this folder; make it writable, or choose another "
                  "place for the library"),
               folder);
  return FALSE;
}

/* An empty file beside backups is what is left of a library, not the beginning of one. */
static gboolean
check_not_emptied (const char *path, GError **error)
{
  g_autoptr (GPtrArray) backups = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  backups = zp_store_find_backups (path, error);
  if (backups == NULL)
    return FALSE;
  if (backups->len == 0)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
               _ ("%s: the library is empty (0 bytes), but there are backups of it; it was left as "
                  "it is: restore the newest backup"),
               path);
  return FALSE;
}

static gboolean
prepare_place (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *own = zp_store_default_path ();
  ZpDatabaseKind kind;

  if (!zp_files_make_folder (folder, error))
    return FALSE;
  if (g_str_equal (path, own) && g_chmod (folder, 0700) != 0)
    g_debug ("%s: stays as readable as it is", folder);
  if (!zp_database_probe (path, (int) zp_migrations_newest (), &kind, error)
      || !check_folder_writable (folder, error))
    return FALSE;
  return kind == ZP_DATABASE_LIBRARY || check_not_emptied (path, error);
}

static gboolean
take_lock (ZpStore *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, ".lock", NULL);

  self->lock = zp_files_lock_take (path, error);
  return self->lock != NULL;
}

static gboolean
check_after_interruption (ZpStore *self, GError **error)
{
  return !zp_files_lock_was_interrupted (self->lock)
         || zp_database_check_after_interruption (self->writer, error);
}

static gboolean
open_for_writing (ZpStore *self, GError **error)
{
  gboolean window = self->access == ZP_STORE_WINDOW;

  if (!prepare_place (self->path, error) || (window && !take_lock (self, error))
      || !zp_files_create_private (self->path, error))
    return FALSE;
  self->writer = zp_database_open (self->path, ZP_DATABASE_WRITE, error);
  if (self->writer == NULL || (window && !check_after_interruption (self, error))
      || !migrate (self, error))
    return FALSE;
  self->reader = zp_database_open (self->path, ZP_DATABASE_QUERY, error);
  if (self->reader == NULL)
    return FALSE;
  return !window || (zp_forms_expire (self, error) && zp_files_lock_mark (self->lock, error));
}

static gboolean
open_for_reading (ZpStore *self, GError **error)
{
  ZpDatabaseKind kind;
  gint64 version;

  if (!zp_database_probe (self->path, (int) zp_migrations_newest (), &kind, error))
    return FALSE;
  if (kind == ZP_DATABASE_ABSENT)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
                   _ ("%s: there is no library; check the name"), self->path);
      return FALSE;
    }
  self->reader = zp_database_open (self->path, ZP_DATABASE_READ, error);
  if (self->reader == NULL
      || !zp_database_get_int (self->reader, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == zp_migrations_newest ())
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
               _ ("%s: was written by an older version of Ziping and must be brought up to date "
                  "first; open it once in the window"),
               self->path);
  return FALSE;
}

/**
 * zp_store_open:
 * @path: (nullable): the library, made when it is absent and will be written; %NULL is the user's
 *   own
 * @access: for what
 * @error: return location
 *
 * Opens a library.  A file that is not one, is damaged, or was written by a newer version
 * (%ZP_ERROR_NEWER) is refused and left as it is.  An older one is brought up to date, after a
 * backup.  A store may be used from several threads.
 *
 * Returns: (transfer full): the store
 */
ZpStore *
zp_store_open (const char *path, ZpStoreAccess access, GError **error)
{
  g_autoptr (ZpStore) self = g_object_new (ZP_TYPE_STORE, NULL);
  g_autofree char *own = zp_store_default_path ();

  self->access = access;
  self->path = g_canonicalize_filename (path != NULL ? path : own, NULL);
  if (access == ZP_STORE_READ_ONLY ? !open_for_reading (self, error)
                                   : !open_for_writing (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * zp_store_get_path:
 * @self: a store
 *
 * Returns: (transfer none): its file, absolute
 */
const char *
zp_store_get_path (ZpStore *self)
{
  g_return_val_if_fail (ZP_IS_STORE (self), NULL);

  return self->path;
}

/**
 * zp_store_begin:
 * @self: a store
 * @error: return location
 *
 * Returns: (transfer full): a transaction; %ZP_ERROR_READ_ONLY when the store is only read
 */
ZpTransaction *
zp_store_begin (ZpStore *self, GError **error)
{
  if (self->writer != NULL)
    return zp_transaction_begin (self->writer, error);
  g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
               _ ("%s: was opened for reading only; nothing was changed"), self->path);
  return NULL;
}

/* What SQLite 3.46 remembers of the full-text index in a connection that has searched is not brought
 * up to date before its check, which then takes what others wrote since for damage. */
static gboolean
check_afresh (ZpStore *self, GError **error)
{
  g_autoptr (ZpDatabase) fresh = zp_database_open (self->path, ZP_DATABASE_QUERY, error);

  return fresh != NULL && zp_database_integrity_check (fresh, error);
}

/**
 * zp_store_check:
 * @self: a store
 * @error: return location
 *
 * Looks through the whole library; takes seconds for a large one.
 *
 * Returns: whether it is whole
 */
gboolean
zp_store_check (ZpStore *self, GError **error)
{
  g_autoptr (ZpTransaction) transaction = NULL;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);

  if (self->writer == NULL)
    {
      g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->reader->lock);

      return zp_database_integrity_check (self->reader, error);
    }
  if (!check_afresh (self, error))
    return FALSE;
  /* The full-text index checks itself through a statement that looks like writing. */
  transaction = zp_store_begin (self, error);
  return transaction != NULL
         && zp_database_exec (transaction, "INSERT INTO search (search) VALUES ('integrity-check')",
                              error);
}

static void
leave_chain_cb (GTask *task, GParamSpec *pspec, gpointer user_data)
{
  ZpStore *self = g_task_get_source_object (task);
  const ZpStoreRecord *record = g_task_get_task_data (task);
  const char *id = record->id != NULL ? record->id : "";
  Chain *chain;

  g_mutex_lock (&self->queue_lock);
  chain = g_hash_table_lookup (self->chains, id);
  if (--chain->jobs == 0)
    g_hash_table_remove (self->chains, id);
  g_mutex_unlock (&self->queue_lock);
}

static Chain *
lookup_chain (ZpStore *self, const ZpStoreRecord *record)
{
  return g_hash_table_lookup (self->chains, record->id != NULL ? record->id : "");
}

static void
follow_chain (ZpStore *self, ZpStoreRecord *record)
{
  Chain *chain;

  g_mutex_lock (&self->queue_lock);
  chain = lookup_chain (self, record);
  if (record->revision >= chain->base && record->revision < chain->last)
    record->revision = chain->last;
  g_mutex_unlock (&self->queue_lock);
}

static void
continue_chain (ZpStore *self, const ZpStoreRecord *record)
{
  g_mutex_lock (&self->queue_lock);
  lookup_chain (self, record)->last = record->revision;
  g_mutex_unlock (&self->queue_lock);
}

static void
finish_job (ZpStore *self)
{
  g_mutex_lock (&self->queue_lock);
  if (--self->queued == 0)
    g_cond_broadcast (&self->queue_empty);
  g_mutex_unlock (&self->queue_lock);
}

static void
run_job (GTask *task)
{
  ZpStore *self = g_task_get_source_object (task);
  ZpStoreRecord *record = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gint64 *revision;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      finish_job (self);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  follow_chain (self, record);
  if (!zp_store_save (self, record, &error))
    {
      finish_job (self);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  continue_chain (self, record);
  finish_job (self);
  revision = g_new (gint64, 1);
  *revision = record->revision;
  g_task_return_pointer (task, revision, g_free);
}

/* The queue itself, pushed into the queue, is the sign to end. */
static gpointer
work (gpointer data)
{
  g_autoptr (GAsyncQueue) queue = data;

  while (TRUE)
    {
      gpointer job = g_async_queue_pop (queue);

      if (job == queue)
        return NULL;
      run_job (job);
      g_object_unref (job);
    }
}

/* Counts the saves of one form that are under way, so that the later ones of them are not taken
 * for those of somebody else: they were asked for when the revision that the first one makes could
 * not be known yet. */
static void
join_chain (ZpStore *self, const ZpStoreRecord *record)
{
  const char *id = record->id != NULL ? record->id : "";
  Chain *chain;

  g_mutex_lock (&self->queue_lock);
  chain = g_hash_table_lookup (self->chains, id);
  if (chain == NULL)
    {
      chain = g_new0 (Chain, 1);
      chain->base = record->revision;
      g_hash_table_insert (self->chains, g_strdup (id), chain);
    }
  chain->jobs++;
  self->queued++;
  if (self->worker == NULL)
    self->worker = g_thread_new ("store", work, g_async_queue_ref (self->queue));
  g_mutex_unlock (&self->queue_lock);
}

/**
 * zp_store_save_async:
 * @self: a store
 * @record: a form with its document; it is copied
 * @cancellable: (nullable): to leave out the save while it waits for its turn
 * @callback: called in the main context of the caller
 * @user_data: for @callback
 *
 * Saves a form as zp_store_save() does, in a thread, in the order of the calls.  A form may be
 * saved again before the first save is confirmed: the later save, which still has the older
 * revision, follows the earlier one and is no conflict.
 */
void
zp_store_save_async (ZpStore *self,
                     const ZpStoreRecord *record,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task;

  g_return_if_fail (ZP_IS_STORE (self));
  g_return_if_fail (record != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, zp_store_save_async);
  /* A save that was done is reported as done, even if somebody cancelled at the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, zp_store_record_copy (record), (GDestroyNotify) zp_store_record_free);
  g_signal_connect (task, "notify::completed", G_CALLBACK (leave_chain_cb), NULL);
  join_chain (self, record);
  g_async_queue_push (self->queue, task);
}

/**
 * zp_store_save_finish:
 * @self: a store
 * @result: what the callback got
 * @out_revision: (out) (optional): the revision that the form has now
 * @error: return location
 *
 * Returns: whether the form is on the disk
 */
gboolean
zp_store_save_finish (ZpStore *self, GAsyncResult *result, gint64 *out_revision, GError **error)
{
  g_autofree gint64 *revision = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  revision = g_task_propagate_pointer (G_TASK (result), error);
  if (revision == NULL)
    return FALSE;
  if (out_revision != NULL)
    *out_revision = *revision;
  return TRUE;
}

/**
 * zp_store_flush:
 * @self: a store
 *
 * Waits until the saves that were asked for are done.  Their callbacks come later, from the main
 * loop.  To be called before the program ends.
 */
void
zp_store_flush (ZpStore *self)
{
  g_return_if_fail (ZP_IS_STORE (self));

  g_mutex_lock (&self->queue_lock);
  while (self->queued > 0)
    g_cond_wait (&self->queue_empty, &self->queue_lock);
  g_mutex_unlock (&self->queue_lock);
}

/**
 * zp_store_get_generation:
 * @self: a store
 *
 * Tells cheaply whether somebody, also another process, has changed the library.
 *
 * Returns: a number that changes with the content, 0 when the library cannot be read
 */
gint64
zp_store_get_generation (ZpStore *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  gint64 generation;

  g_return_val_if_fail (ZP_IS_STORE (self), 0);

  locker = g_mutex_locker_new (&self->reader->lock);
  if (!zp_database_get_int (self->reader, "SELECT changes FROM library", &generation, NULL))
    return 0;
  return generation;
}

/**
 * zp_store_count_foreign:
 * @self: a store
 * @out_count: (out): how many changes of the library others have made, in all its life
 * @error: return location
 *
 * Tells cheaply whether the library must be read again: what was saved through @self does not count.
 * A save that ends at the same moment may be counted once and not the next time.
 *
 * Returns: whether the library could be read
 */
gboolean
zp_store_count_foreign (ZpStore *self, gint64 *out_count, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  gint64 changes;
  guint own, before;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (out_count != NULL, FALSE);

  locker = g_mutex_locker_new (&self->reader->lock);
  do
    {
      before = self->writer != NULL ? (guint) g_atomic_int_get (&self->writer->n_changes) : 0;
      if (!zp_database_get_int (self->reader, "SELECT changes FROM library", &changes, error))
        return FALSE;
      own = self->writer != NULL ? (guint) g_atomic_int_get (&self->writer->n_changes) : 0;
    }
  while (own != before);
  *out_count = changes - own;
  return TRUE;
}
