/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store.h"

#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-store-private.h"

/**
 * zp_store_get_asset:
 * @self: a store
 * @kind: what it is, such as "template"
 * @name: its name
 * @error: return location
 *
 * Returns: (transfer full): its content; %ZP_ERROR_NOT_FOUND when there is none
 */
GBytes *
zp_store_get_asset (ZpStore *self, const char *kind, const char *name, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);
  g_return_val_if_fail (kind != NULL && name != NULL, NULL);

  locker = g_mutex_locker_new (&self->reader->lock);
  statement = zp_database_prepare (
      self->reader, "SELECT content FROM assets WHERE kind = ?1 AND name = ?2", error);
  if (statement == NULL)
    return NULL;
  zp_statement_bind_text (statement, 1, kind);
  zp_statement_bind_text (statement, 2, name);
  if (!zp_database_step (self->reader, statement, &row, error))
    return NULL;
  if (row)
    return zp_statement_dup_bytes (statement, 0);
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("%s “%s”: is not in the library"), kind,
               name);
  return NULL;
}

static gboolean
write_asset (ZpDatabase *db, const char *kind, const char *name, GBytes *content, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = zp_database_prepare (
      db,
      content != NULL ? "INSERT INTO assets (kind, name, content, changed) VALUES (?1, ?2, ?3, ?4)"
                        " ON CONFLICT (kind, name) DO UPDATE"
                        " SET content = excluded.content, changed = excluded.changed"
                      : "DELETE FROM assets WHERE kind = ?1 AND name = ?2",
      error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, kind);
  zp_statement_bind_text (statement, 2, name);
  if (content != NULL)
    {
      gsize size;
      const void *data = g_bytes_get_data (content, &size);

      /* A NULL pointer would bind no value instead of an empty one. */
      sqlite3_bind_blob64 (statement, 3, data != NULL ? data : "", size, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 4, g_get_real_time ());
    }
  return zp_database_run (db, statement, error);
}

/**
 * zp_store_put_asset:
 * @self: a store
 * @kind: what it is
 * @name: its name
 * @content: (nullable): its content; %NULL removes it
 * @error: return location
 *
 * Returns: whether it is on the disk
 */
gboolean
zp_store_put_asset (
    ZpStore *self, const char *kind, const char *name, GBytes *content, GError **error)
{
  g_autoptr (ZpTransaction) transaction = NULL;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (kind != NULL && name != NULL, FALSE);

  transaction = zp_store_begin (self, error);
  if (transaction == NULL)
    return FALSE;
  return zp_forms_count_change (transaction, NULL, error)
         && write_asset (transaction, kind, name, content, error)
         && zp_transaction_commit (transaction, error);
}

/**
 * zp_store_list_assets:
 * @self: a store
 * @kind: what they are
 * @error: return location
 *
 * Returns: (transfer full) (array zero-terminated=1): the names, in order
 */
char **
zp_store_list_assets (ZpStore *self, const char *kind, GError **error)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  builder = g_strv_builder_new ();
  locker = g_mutex_locker_new (&self->reader->lock);
  statement = zp_database_prepare (self->reader,
                                   "SELECT name FROM assets WHERE kind = ?1 ORDER BY name", error);
  if (statement == NULL)
    return NULL;
  zp_statement_bind_text (statement, 1, kind);
  do
    {
      if (!zp_database_step (self->reader, statement, &row, error))
        return NULL;
      if (row)
        {
          g_autofree char *name = zp_statement_dup_text (statement, 0);

          g_strv_builder_add (builder, name);
        }
    }
  while (row);
  return g_strv_builder_end (builder);
}
