/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store.h"

#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-store-private.h"

#define KEPT_IN_BIN (30 * G_TIME_SPAN_DAY)

static gboolean
set_kept_error (ZpFormState state, const char *project, GError **error)
{
  g_autofree char *form = g_strdup_printf (_ ("Form “%s”"), project);
  const char *why = _ ("is submitted and cannot be deleted; withdraw it first");

  if (state == ZP_FORM_STATE_RETURNED)
    why = _ ("was returned and cannot be deleted; its history belongs to the review");
  else if (state == ZP_FORM_STATE_APPROVED)
    why = _ ("is approved and cannot be deleted");
  g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY, _ ("%s: %s"), form, why);
  return FALSE;
}

/* Only drafts may be deleted, also in the bin: there is no other way for a history to vanish.  A
 * draft that was handed in and withdrawn is in its first round and nobody has reviewed it. */
static gboolean
check_deletable (ZpDatabase *db, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  ZpFormState state = ZP_FORM_STATE_DRAFT;
  gboolean row;

  statement = zp_database_prepare (db, "SELECT state, project FROM forms WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, id);
  if (!zp_database_step (db, statement, &row, error))
    return FALSE;
  if (!row)
    {
      zp_forms_set_not_found_error (id, error);
      return FALSE;
    }
  zp_form_state_from_string ((const char *) sqlite3_column_text (statement, 0), &state);
  return state == ZP_FORM_STATE_DRAFT
         || set_kept_error (state, (const char *) sqlite3_column_text (statement, 1), error);
}

static gboolean
check_in_bin (ZpDatabase *db, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  statement = zp_database_prepare (db, "SELECT deleted, project FROM forms WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, id);
  if (!zp_database_step (db, statement, &row, error))
    return FALSE;
  if (!row)
    {
      zp_forms_set_not_found_error (id, error);
      return FALSE;
    }
  if (sqlite3_column_int64 (statement, 0) > 0)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
               _ ("Form “%s”: is not in the recycle bin; delete it first"),
               (const char *) sqlite3_column_text (statement, 1));
  return FALSE;
}

typedef gboolean (*CheckForm) (ZpDatabase *db, const char *id, GError **error);

/* Runs one statement for each id, in one transaction: ?1 is the id, ?2 the present time. */
static gboolean
change_forms (
    ZpStore *self, const char *const *ids, CheckForm check_form, const char *sql, GError **error)
{
  g_autoptr (ZpTransaction) transaction = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  /* A save that was asked for earlier must not bring a form back later. */
  zp_store_flush (self);
  transaction = zp_store_begin (self, error);
  if (transaction == NULL || !zp_forms_count_change (transaction, NULL, error))
    return FALSE;
  statement = zp_database_prepare (transaction, sql, error);
  if (statement == NULL)
    return FALSE;
  if (sqlite3_bind_parameter_count (statement) > 1)
    sqlite3_bind_int64 (statement, 2, g_get_real_time ());
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      zp_statement_bind_text (statement, 1, ids[i]);
      if (!check_form (transaction, ids[i], error)
          || !zp_database_run (transaction, statement, error))
        return FALSE;
    }
  return zp_transaction_commit (transaction, error);
}

/**
 * zp_store_delete:
 * @self: a store
 * @ids: (array zero-terminated=1): ids of drafts
 * @error: return location
 *
 * Moves forms to the recycle bin, where they stay for 30 days.  When one of them is no draft
 * (%ZP_ERROR_READ_ONLY) or unknown, none is moved.
 *
 * Returns: whether all are there
 */
gboolean
zp_store_delete (ZpStore *self, const char *const *ids, GError **error)
{
  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  return change_forms (self, ids, check_deletable,
                       "UPDATE forms SET deleted = ?2 WHERE id = ?1 AND deleted = 0", error);
}

/**
 * zp_store_restore:
 * @self: a store
 * @ids: (array zero-terminated=1): ids of forms in the recycle bin
 * @error: return location
 *
 * Brings forms back from the recycle bin: all or none.
 *
 * Returns: whether all are back
 */
gboolean
zp_store_restore (ZpStore *self, const char *const *ids, GError **error)
{
  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  return change_forms (self, ids, check_in_bin, "UPDATE forms SET deleted = 0 WHERE id = ?1",
                       error);
}

/**
 * zp_store_set_aside:
 * @self: a store
 * @record: a form with its document
 * @error: return location
 *
 * Puts a copy of a form that is about to be replaced into the recycle bin, whatever its state: from
 * there it can be brought back beside the other.
 *
 * Returns: (transfer full) (nullable): the id of the copy
 */
char *
zp_store_set_aside (ZpStore *self, const ZpStoreRecord *record, GError **error)
{
  g_autoptr (ZpTransaction) transaction = NULL;
  g_autoptr (ZpStoreRecord) copy = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);
  g_return_val_if_fail (record != NULL && record->document != NULL, NULL);

  copy = zp_store_record_copy (record);
  g_free (copy->id);
  copy->id = g_uuid_string_random ();
  copy->revision = MAX (copy->revision, 1);
  copy->deleted = g_get_real_time ();
  copy->evaluated = 0;
  words = zp_search_make_words (copy);
  transaction = zp_store_begin (self, error);
  if (transaction == NULL || !zp_forms_insert (transaction, copy, record->id, words, NULL, error)
      || !zp_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&copy->id);
}

/* Also what is no draft: the library did not have it before. */
static gboolean
check_known (ZpDatabase *db, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  statement = zp_database_prepare (db, "SELECT 1 FROM forms WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, id);
  if (!zp_database_step (db, statement, &row, error))
    return FALSE;
  if (!row)
    zp_forms_set_not_found_error (id, error);
  return row;
}

/**
 * zp_store_take_back:
 * @self: a store
 * @ids: (array zero-terminated=1): ids of forms that have just come into the library
 * @error: return location
 *
 * Undoes that forms were taken in, whatever their state: they go to the recycle bin, all or none.
 *
 * Returns: whether all are there
 */
gboolean
zp_store_take_back (ZpStore *self, const char *const *ids, GError **error)
{
  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  return change_forms (self, ids, check_known,
                       "UPDATE forms SET deleted = ?2 WHERE id = ?1 AND deleted = 0", error);
}

/* A form that was handed in once and withdrawn leaves its history behind. */
static gboolean
keep_history (ZpDatabase *db, gint64 number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = zp_database_prepare (
      db,
      "INSERT INTO erased (id, project, unit, year, erased, history)"
      " SELECT id, project, unit, year, ?2, json_extract (content, '$.history')"
      " FROM forms JOIN documents USING (number)"
      " WHERE number = ?1 AND json_valid (content)"
      " AND json_extract (content, '$.history') IS NOT NULL",
      error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, number);
  sqlite3_bind_int64 (statement, 2, g_get_real_time ());
  return zp_database_run (db, statement, error);
}

static gboolean
erase_form (ZpDatabase *db, gint64 number, gint64 serial, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!keep_history (db, number, error))
    return FALSE;
  statement = zp_database_prepare (db, "DELETE FROM forms WHERE number = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, number);
  return zp_database_run (db, statement, error) && zp_search_erase (db, serial, error);
}

/* One at a time: the table must not change under the query that finds its rows. */
static gboolean
erase_next (ZpDatabase *db, sqlite3_stmt *find, gboolean *out_found, GError **error)
{
  gint64 number;
  gint64 serial;

  if (!zp_database_step (db, find, out_found, error))
    return FALSE;
  if (!*out_found)
    return TRUE;
  number = sqlite3_column_int64 (find, 0);
  serial = sqlite3_column_int64 (find, 1);
  sqlite3_reset (find);
  return erase_form (db, number, serial, error);
}

/**
 * zp_store_erase:
 * @self: a store
 * @ids: (array zero-terminated=1): ids of forms in the recycle bin
 * @error: return location
 *
 * Erases forms for good: all or none.  The history of a form that was handed in once stays, see
 * zp_store_get_erased_history().
 *
 * Returns: whether all are gone
 */
gboolean
zp_store_erase (ZpStore *self, const char *const *ids, GError **error)
{
  g_autoptr (ZpTransaction) transaction = NULL;
  g_autoptr (sqlite3_stmt) find = NULL;
  gboolean found;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  zp_store_flush (self);
  transaction = zp_store_begin (self, error);
  if (transaction == NULL || !zp_forms_count_change (transaction, NULL, error))
    return FALSE;
  find = zp_database_prepare (transaction, "SELECT number, serial FROM forms WHERE id = ?1", error);
  if (find == NULL)
    return FALSE;
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      if (!check_in_bin (transaction, ids[i], error))
        return FALSE;
      zp_statement_bind_text (find, 1, ids[i]);
      if (!erase_next (transaction, find, &found, error))
        return FALSE;
    }
  return zp_transaction_commit (transaction, error);
}

/**
 * zp_store_get_erased_history:
 * @self: a store
 * @id: the id that the form had
 * @error: return location
 *
 * Returns: (transfer full): the history of the form as JSON; %ZP_ERROR_NOT_FOUND when there is none
 */
char *
zp_store_get_erased_history (ZpStore *self, const char *id, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  locker = g_mutex_locker_new (&self->reader->lock);
  statement = zp_database_prepare (self->reader,
                                   "SELECT history FROM erased WHERE id = ?1"
                                   " ORDER BY number DESC LIMIT 1",
                                   error);
  if (statement == NULL)
    return NULL;
  zp_statement_bind_text (statement, 1, id);
  if (!zp_database_step (self->reader, statement, &row, error))
    return NULL;
  if (row)
    return zp_statement_dup_text (statement, 0);
  zp_forms_set_not_found_error (id, error);
  return NULL;
}

/**
 * zp_forms_expire:
 * @self: a store
 * @error: return location
 *
 * Erases what has been in the recycle bin for more than 30 days.
 *
 * Returns: whether it succeeded
 */
gboolean
zp_forms_expire (ZpStore *self, GError **error)
{
  g_autoptr (ZpTransaction) transaction = zp_store_begin (self, error);
  g_autoptr (sqlite3_stmt) find = NULL;
  gboolean found = TRUE;
  guint erased = 0;

  if (transaction == NULL)
    return FALSE;
  find = zp_database_prepare (transaction,
                              "SELECT number, serial FROM forms"
                              " WHERE deleted > 0 AND deleted < ?1 LIMIT 1",
                              error);
  if (find == NULL)
    return FALSE;
  sqlite3_bind_int64 (find, 1, g_get_real_time () - KEPT_IN_BIN);
  while (found)
    {
      if (!erase_next (transaction, find, &found, error))
        return FALSE;
      erased += found;
    }
  if (erased > 0 && !zp_forms_count_change (transaction, NULL, error))
    return FALSE;
  return zp_transaction_commit (transaction, error);
}
