/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store.h"

#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-store-private.h"

#define ID_MAX_BYTES 64

/* What the library holds under the id of a record. */
typedef struct
{
  gint64 number;
  gint64 serial;
  gint64 revision;
  gint64 deleted;
  gboolean same_document;
} Stored;

static void
bind_document (sqlite3_stmt *statement, int index, const ZpStoreRecord *record)
{
  gsize size;
  const char *data = g_bytes_get_data (record->document, &size);

  sqlite3_bind_text64 (statement, index, data, size, SQLITE_STATIC, SQLITE_UTF8);
}

static const char *
get_title (const ZpStoreRecord *record)
{
  return record->project != NULL && *record->project != '\0' ? record->project : record->id;
}

static gboolean
check_record (const ZpStoreRecord *record, GError **error)
{
  gsize size = 0;
  const char *data;

  if (record->id == NULL || *record->id == '\0' || strlen (record->id) > ID_MAX_BYTES)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
                   _ ("id: must have 1 to %d characters; give the form another one"), ID_MAX_BYTES);
      return FALSE;
    }
  data = record->document != NULL ? g_bytes_get_data (record->document, &size) : NULL;
  if (size == 0 || !g_utf8_validate_len (data, size, NULL))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
                   _ ("Form “%s”: its document is empty or not UTF-8; nothing was saved"),
                   get_title (record));
      return FALSE;
    }
  return TRUE;
}

/* @out_stored->number is 0 when there is no such form. */
static gboolean
find_stored (ZpDatabase *db, const ZpStoreRecord *record, Stored *out_stored, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;
  gboolean row;

  statement = zp_database_borrow (db,
                                  "SELECT number, serial, revision, deleted, content = ?2"
                                  " FROM forms JOIN documents USING (number) WHERE id = ?1",
                                  error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, record->id);
  bind_document (statement, 2, record);
  if (!zp_database_step (db, statement, &row, error))
    return FALSE;
  *out_stored = (Stored){ 0 };
  if (row)
    *out_stored = (Stored){
      .number = sqlite3_column_int64 (statement, 0),
      .serial = sqlite3_column_int64 (statement, 1),
      .revision = sqlite3_column_int64 (statement, 2),
      .deleted = sqlite3_column_int64 (statement, 3),
      .same_document = sqlite3_column_int (statement, 4) != 0,
    };
  return TRUE;
}

/**
 * zp_forms_count_change:
 * @db: a connection in a transaction
 * @out_serial: (out) (optional): the new count, which no form has as its serial yet
 * @error: return location
 *
 * Notes that the content of the library changes, for the backups and the order of the search.
 *
 * Returns: whether it is noted
 */
gboolean
zp_forms_count_change (ZpDatabase *db, gint64 *out_serial, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;
  gboolean row;

  statement = zp_database_borrow (db, "UPDATE library SET changes = changes + 1 RETURNING changes",
                                  error);
  if (statement == NULL || !zp_database_step (db, statement, &row, error))
    return FALSE;
  if (out_serial != NULL)
    *out_serial = sqlite3_column_int64 (statement, 0);
  db->counted++;
  return TRUE;
}

static gboolean
write_document (ZpDatabase *db, gint64 number, const ZpStoreRecord *record, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;

  if (!zp_indicators_count (db, number, record->document, error))
    return FALSE;
  statement = zp_database_borrow (db,
                                  "INSERT INTO documents (number, content) VALUES (?1, ?2)"
                                  " ON CONFLICT (number) DO UPDATE SET content = excluded.content",
                                  error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, number);
  bind_document (statement, 2, record);
  return zp_database_run (db, statement, error)
         && zp_traces_write (db, number, record->traces, error);
}

/**
 * zp_forms_insert:
 * @db: a connection in a transaction
 * @record: a form whose id is not in the library, with revision and times
 * @origin: (nullable): the id of the form beside which it is kept
 * @words: its words for the search, as zp_search_make_words() gives them
 * @pinyin: (nullable): its initials for the search
 * @error: return location
 *
 * Returns: whether it is in the library
 */
gboolean
zp_forms_insert (ZpDatabase *db,
                 const ZpStoreRecord *record,
                 const char *origin,
                 const char *words,
                 const char *pinyin,
                 GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;
  gint64 serial;

  if (!check_record (record, error) || !zp_forms_count_change (db, &serial, error))
    return FALSE;
  statement = zp_database_borrow (db,
                                  "INSERT INTO forms (" ZP_RECORD_BOUND_COLUMNS
                                  ", id, serial, revision, created, changed, deleted, origin)"
                                  " VALUES (" ZP_RECORD_BOUND_VALUES
                                  ", ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
                                  error);
  if (statement == NULL)
    return FALSE;
  zp_store_record_bind (record, statement);
  zp_statement_bind_text (statement, 21, record->id);
  sqlite3_bind_int64 (statement, 22, serial);
  sqlite3_bind_int64 (statement, 23, record->revision);
  sqlite3_bind_int64 (statement, 24, record->created);
  sqlite3_bind_int64 (statement, 25, record->changed);
  sqlite3_bind_int64 (statement, 26, record->deleted);
  zp_statement_bind_text (statement, 27, origin);
  return zp_database_run (db, statement, error)
         && write_document (db, sqlite3_last_insert_rowid (db->handle), record, error)
         && zp_search_write (db, serial, words, pinyin, error);
}

static gboolean
insert_new (ZpDatabase *db, ZpStoreRecord *record, GError **error)
{
  g_autofree char *words = zp_search_make_words (record);
  g_autofree char *pinyin = zp_search_make_pinyin (record);
  gint64 now = g_get_real_time ();

  /* A form that was erased meanwhile goes on counting. */
  record->revision++;
  record->changed = now;
  record->deleted = 0;
  if (record->created == 0)
    record->created = now;
  return zp_forms_insert (db, record, NULL, words, pinyin, error);
}

static gboolean
update_form (ZpDatabase *db, const Stored *stored, ZpStoreRecord *record, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;
  g_autofree char *words = zp_search_make_words (record);
  g_autofree char *pinyin = zp_search_make_pinyin (record);
  gint64 serial;

  record->revision = stored->revision + 1;
  record->changed = g_get_real_time ();
  record->deleted = 0;
  if (!zp_forms_count_change (db, &serial, error))
    return FALSE;
  statement = zp_database_borrow (db,
                                  "UPDATE forms SET (" ZP_RECORD_BOUND_COLUMNS
                                  ", serial, revision, changed, deleted)"
                                  " = (" ZP_RECORD_BOUND_VALUES ", ?21, ?22, ?23, 0)"
                                  " WHERE number = ?24",
                                  error);
  if (statement == NULL)
    return FALSE;
  zp_store_record_bind (record, statement);
  sqlite3_bind_int64 (statement, 21, serial);
  sqlite3_bind_int64 (statement, 22, record->revision);
  sqlite3_bind_int64 (statement, 23, record->changed);
  sqlite3_bind_int64 (statement, 24, stored->number);
  return zp_database_run (db, statement, error)
         && write_document (db, stored->number, record, error)
         && zp_search_erase (db, stored->serial, error)
         && zp_search_write (db, serial, words, pinyin, error);
}

static gboolean
words_differ (ZpDatabase *db,
              gint64 serial,
              const char *words,
              const char *pinyin,
              gboolean *out_differ,
              GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;
  gboolean row;

  statement = zp_database_borrow (
      db, "SELECT 1 FROM search WHERE rowid = ?1 AND words = ?2 AND pinyin = ?3", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, serial);
  zp_statement_bind_text (statement, 2, words);
  zp_statement_bind_text (statement, 3, pinyin);
  if (!zp_database_step (db, statement, &row, error))
    return FALSE;
  *out_differ = !row;
  return TRUE;
}

/* The document is the same; what is computed from it may have changed with the rules. */
static gboolean
refresh_form (ZpDatabase *db, const Stored *stored, ZpStoreRecord *record, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;
  g_autofree char *words = zp_search_make_words (record);
  g_autofree char *pinyin = zp_search_make_pinyin (record);
  gboolean words_changed;
  gboolean columns_changed;

  statement = zp_database_borrow (db,
                                  "UPDATE forms SET (" ZP_RECORD_BOUND_COLUMNS ", deleted)"
                                  " = (" ZP_RECORD_BOUND_VALUES ", 0)"
                                  " WHERE number = ?21 AND (" ZP_RECORD_BOUND_COLUMNS ", deleted)"
                                  " IS NOT (" ZP_RECORD_BOUND_VALUES ", 0)",
                                  error);
  if (statement == NULL)
    return FALSE;
  zp_store_record_bind (record, statement);
  sqlite3_bind_int64 (statement, 21, stored->number);
  if (!zp_database_run (db, statement, error))
    return FALSE;
  columns_changed = sqlite3_changes (db->handle) > 0;
  if (!zp_traces_write (db, stored->number, record->traces, error)
      || !words_differ (db, stored->serial, words, pinyin, &words_changed, error))
    return FALSE;
  if (words_changed
      && !(zp_search_erase (db, stored->serial, error)
           && zp_search_write (db, stored->serial, words, pinyin, error)))
    return FALSE;
  record->revision = stored->revision;
  record->deleted = 0;
  return (!columns_changed && !words_changed) || zp_forms_count_change (db, NULL, error);
}

static gboolean
set_conflict_error (const ZpStoreRecord *record, const Stored *stored, GError **error)
{
  if (record->revision == 0)
    g_set_error (error, ZP_ERROR, ZP_ERROR_CONFLICT,
                 _ ("Form “%s”: another content is in the library under the same id; nothing was "
                    "replaced"),
                 get_title (record));
  else
    g_set_error (error, ZP_ERROR, ZP_ERROR_CONFLICT,
                 _ ("Form “%s”: was changed meanwhile by another program (revision %d, not %d); "
                    "nothing was overwritten: save it as a new form, or load it again"),
                 get_title (record), (int) stored->revision, (int) record->revision);
  return FALSE;
}

static gboolean
put_form (ZpDatabase *db, ZpStoreRecord *record, GError **error)
{
  Stored stored;

  if (!check_record (record, error) || !find_stored (db, record, &stored, error))
    return FALSE;
  if (stored.number == 0)
    return insert_new (db, record, error);
  if (stored.same_document)
    return refresh_form (db, &stored, record, error);
  if (stored.revision != record->revision)
    return set_conflict_error (record, &stored, error);
  return update_form (db, &stored, record, error);
}

/**
 * zp_store_save_all:
 * @self: a store
 * @records: (element-type ZpStoreRecord): forms
 * @error: return location
 *
 * Saves several forms in one transaction: all of them or, when one cannot be saved, none.  See
 * zp_store_save().
 *
 * Returns: whether all are on the disk
 */
gboolean
zp_store_save_all (ZpStore *self, GPtrArray *records, GError **error)
{
  g_autoptr (ZpTransaction) transaction = NULL;
  g_autoptr (GPtrArray) saved = NULL;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (records != NULL, FALSE);

  transaction = zp_store_begin (self, error);
  if (transaction == NULL)
    return FALSE;
  saved = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  for (guint i = 0; i < records->len; i++)
    {
      g_ptr_array_add (saved, zp_store_record_copy (g_ptr_array_index (records, i)));
      if (!put_form (transaction, g_ptr_array_index (saved, i), error))
        return FALSE;
    }
  if (!zp_transaction_commit (transaction, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const ZpStoreRecord *from = g_ptr_array_index (saved, i);
      ZpStoreRecord *to = g_ptr_array_index (records, i);

      to->revision = from->revision;
      to->created = from->created;
      to->changed = from->changed;
      to->deleted = from->deleted;
    }
  return TRUE;
}

/**
 * zp_store_save:
 * @self: a store
 * @record: a form with its document; revision and times are brought up to date
 * @error: return location
 *
 * Saves a form.  It is on the disk when this returns %TRUE.
 *
 * The revision of @record is the one it was loaded with, 0 for a form that is new.  When the
 * library has another revision with another document, nothing is overwritten and the error is
 * %ZP_ERROR_CONFLICT.  The same document again makes no new revision.  A form that is in the
 * recycle bin comes back from it.
 *
 * Returns: whether it is saved
 */
gboolean
zp_store_save (ZpStore *self, ZpStoreRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  records = g_ptr_array_new ();
  g_ptr_array_add (records, record);
  return zp_store_save_all (self, records, error);
}

/**
 * zp_store_refresh:
 * @self: a store
 * @records: (element-type ZpStoreRecord): forms with the documents that they were computed from
 * @error: return location
 *
 * Brings what is computed from documents up to date.  A form that was changed, deleted or erased
 * meanwhile is left alone; no form gets a new revision.
 *
 * Returns: whether it succeeded
 */
gboolean
zp_store_refresh (ZpStore *self, GPtrArray *records, GError **error)
{
  g_autoptr (ZpTransaction) transaction = NULL;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (records != NULL, FALSE);

  transaction = zp_store_begin (self, error);
  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      ZpStoreRecord *record = g_ptr_array_index (records, i);
      Stored stored;

      if (!check_record (record, error) || !find_stored (transaction, record, &stored, error))
        return FALSE;
      if (stored.number != 0 && stored.same_document && stored.deleted == 0
          && !refresh_form (transaction, &stored, record, error))
        return FALSE;
    }
  return zp_transaction_commit (transaction, error);
}

/**
 * zp_forms_set_not_found_error:
 * @id: an id
 * @error: return location
 *
 * Says that there is no such form.
 */
void
zp_forms_set_not_found_error (const char *id, GError **error)
{
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
               _ ("Form %s: is not in the library; it may have been erased meanwhile"), id);
}

/**
 * zp_store_load:
 * @self: a store
 * @id: the id of a form
 * @error: return location
 *
 * Loads a form with its document, also from the recycle bin.  The id of the record holds, whatever
 * id is written in the document.
 *
 * Returns: (transfer full): the form
 */
ZpStoreRecord *
zp_store_load (ZpStore *self, const char *id, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  ZpStoreRecord *record;
  gboolean row;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  locker = g_mutex_locker_new (&self->reader->lock);
  statement = zp_database_prepare (self->reader,
                                   "SELECT " ZP_RECORD_COLUMNS ", content"
                                   " FROM forms JOIN documents USING (number) WHERE id = ?1",
                                   error);
  if (statement == NULL)
    return NULL;
  zp_statement_bind_text (statement, 1, id);
  if (!zp_database_step (self->reader, statement, &row, error))
    return NULL;
  if (!row)
    {
      zp_forms_set_not_found_error (id, error);
      return NULL;
    }
  record = zp_store_record_new_from_row (statement);
  record->document = zp_statement_dup_bytes (statement, ZP_RECORD_N_COLUMNS);
  return record;
}

static int
compare_changed (gconstpointer a, gconstpointer b)
{
  const ZpStoreRecord *first = *(ZpStoreRecord *const *) a;
  const ZpStoreRecord *second = *(ZpStoreRecord *const *) b;

  if (first->deleted != second->deleted)
    return first->deleted < second->deleted ? 1 : -1;
  return (first->changed < second->changed) - (first->changed > second->changed);
}

/**
 * zp_store_list:
 * @self: a store
 * @deleted: whether to list the recycle bin
 * @error: return location
 *
 * Returns: (transfer container) (element-type ZpStoreRecord): the forms without their documents,
 *   last changed (or deleted) first
 */
GPtrArray *
zp_store_list (ZpStore *self, gboolean deleted, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  locker = g_mutex_locker_new (&self->reader->lock);
  statement
      = zp_database_prepare (self->reader,
                             deleted ? "SELECT " ZP_RECORD_COLUMNS " FROM forms WHERE deleted > 0"
                                     : "SELECT " ZP_RECORD_COLUMNS " FROM forms WHERE deleted = 0",
                             error);
  if (statement == NULL)
    return NULL;
  do
    {
      if (!zp_database_step (self->reader, statement, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (records, zp_store_record_new_from_row (statement));
    }
  while (row);
  g_ptr_array_sort (records, compare_changed);
  return g_steal_pointer (&records);
}
