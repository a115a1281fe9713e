/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-database.h"
#include "zp-files.h"
#include "zp-store.h"

G_BEGIN_DECLS

struct _ZpStore
{
  GObject parent_instance;

  /* Owned, set once by opening */
  char *path;
  ZpStoreAccess access;
  ZpFilesLock *lock;
  ZpDatabase *reader;
  ZpDatabase *writer; /* NULL when the store is only read */

  /* The queue of saves; everything here is guarded by queue_lock, except the worker's own end */
  GMutex queue_lock;
  GCond queue_empty;
  GAsyncQueue *queue;
  GThread *worker;
  guint queued;
  GHashTable *chains; /* id -> Chain */
};

ZpStore *zp_store_new_for_reader (ZpDatabase *reader) G_GNUC_WARN_UNUSED_RESULT;
ZpTransaction *zp_store_begin (ZpStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The columns that a record fills by zp_store_record_bind(), and those read back from a row. */
#define ZP_RECORD_BOUND_COLUMNS                                                                    \
  "template_id, profile_id, project, unit, department, year, state, rate, score, review_score,"    \
  " grade, rate_micro, score_micro, review_micro, budget_micro, executed_micro, errors, warnings," \
  " lamp, evaluated"
#define ZP_RECORD_BOUND_VALUES                                                                     \
  "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20"
#define ZP_RECORD_N_BOUND 20
#define ZP_RECORD_COLUMNS ZP_RECORD_BOUND_COLUMNS ", id, revision, created, changed, deleted"
#define ZP_RECORD_N_COLUMNS 25

void zp_store_record_bind (const ZpStoreRecord *record, sqlite3_stmt *statement);
ZpStoreRecord *zp_store_record_new_from_row (sqlite3_stmt *statement) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction */
gboolean zp_forms_count_change (ZpDatabase *db, gint64 *out_serial, GError **error);
gboolean zp_forms_insert (ZpDatabase *db,
                          const ZpStoreRecord *record,
                          const char *origin,
                          const char *words,
                          const char *pinyin,
                          GError **error);
gboolean zp_indicators_count (ZpDatabase *db, gint64 number, GBytes *document, GError **error);
gboolean zp_traces_write (ZpDatabase *db, gint64 number, GBytes *traces, GError **error);
void zp_forms_set_not_found_error (const char *id, GError **error);
gboolean zp_forms_expire (ZpStore *self, GError **error);

char *zp_search_make_words (const ZpStoreRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char *zp_search_make_pinyin (const ZpStoreRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char *zp_search_make_query (const char *words) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_search_write (
    ZpDatabase *db, gint64 serial, const char *words, const char *pinyin, GError **error);
gboolean zp_search_erase (ZpDatabase *db, gint64 serial, GError **error);

char *zp_backup_dup_folder (const char *path) G_GNUC_WARN_UNUSED_RESULT;
char *zp_backup_make_date (GDateTime *time) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_backup_write_copy (ZpStore *self, const char *path, gint64 *out_changes, GError **error);
gboolean zp_backup_before_step (ZpStore *self, int version, GError **error);

G_END_DECLS
