/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-form-state.h"
#include "zp-lamp.h"

G_BEGIN_DECLS

#define ZP_TYPE_STORE (zp_store_get_type ())
G_DECLARE_FINAL_TYPE (ZpStore, zp_store, ZP, STORE, GObject)

/**
 * ZpStoreRecord:
 * @id: the form's id
 * @revision: counts the saved versions of this form, from 1; 0 for a form that was never saved
 * @document: (nullable): the form file's JSON; only zp_store_load() fills it
 * @traces: (nullable): what may stand in other forms too, see zp_traces_pack(); write only
 * @search_text: (nullable): all texts of the form for the search; write only
 * @rate, @score, @review_score, @grade: as printed, "" when there is none
 * @rate_micro, @score_micro, @review_micro: the same for sorting, G_MININT64 when there is none
 * @budget_micro, @executed_micro: millionths of 万元, G_MININT64 when there is none
 * @lamp: what the list warns of
 * @errors, @warnings: number of findings
 * @evaluated: the version of the rules by which all these were computed, see %ZP_RECORD_EVALUATION
 * @created, @changed, @deleted: Unix time in microseconds; @deleted is 0 for a form that is not in the recycle bin
 *
 * One form as the store keeps it: the document and the columns that the list needs.  All strings are owned.
 */
typedef struct
{
  char *id;
  gint64 revision;
  GBytes *document;
  GBytes *traces;
  char *search_text;
  char *template_id;
  char *profile_id;
  char *project;
  char *unit;
  char *department;
  char *year;
  ZpFormState state;
  char *rate;
  char *score;
  char *review_score;
  char *grade;
  gint64 rate_micro;
  gint64 score_micro;
  gint64 review_micro;
  gint64 budget_micro;
  gint64 executed_micro;
  ZpLamp lamp;
  int errors;
  int warnings;
  int evaluated;
  gint64 created;
  gint64 changed;
  gint64 deleted;
} ZpStoreRecord;

ZpStoreRecord *zp_store_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
ZpStoreRecord *zp_store_record_copy (const ZpStoreRecord *record) G_GNUC_WARN_UNUSED_RESULT;
void zp_store_record_free (ZpStoreRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpStoreRecord, zp_store_record_free)

/**
 * ZpStoreAccess:
 * @ZP_STORE_WINDOW: the one window of this store: takes the window lock, else fails with %ZP_ERROR_CONFLICT
 * @ZP_STORE_COMMAND: the command line: reads and writes beside the window, waiting at most 5 s
 * @ZP_STORE_READ_ONLY: reads only (a backup opened beside the library); never migrates
 */
typedef enum
{
  ZP_STORE_WINDOW,
  ZP_STORE_COMMAND,
  ZP_STORE_READ_ONLY,
} ZpStoreAccess;

char *zp_store_default_path (void) G_GNUC_WARN_UNUSED_RESULT;
ZpStore *
zp_store_open (const char *path, ZpStoreAccess access, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_store_get_path (ZpStore *self);
gint64 zp_store_get_generation (ZpStore *self);
gboolean zp_store_count_foreign (ZpStore *self, gint64 *out_count, GError **error);

/* Forms */
gboolean zp_store_save (ZpStore *self, ZpStoreRecord *record, GError **error);
gboolean zp_store_save_all (ZpStore *self, GPtrArray *records, GError **error);
gboolean zp_store_refresh (ZpStore *self, GPtrArray *records, GError **error);
void zp_store_save_async (ZpStore *self,
                          const ZpStoreRecord *record,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean
zp_store_save_finish (ZpStore *self, GAsyncResult *result, gint64 *out_revision, GError **error);
void zp_store_flush (ZpStore *self);
ZpStoreRecord *
zp_store_load (ZpStore *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *
zp_store_list (ZpStore *self, gboolean deleted, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *zp_store_search (ZpStore *self, const char *words, guint limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/**
 * ZpKnownIndicator:
 * @name: 三级指标
 * @target, @nature, @unit, @weight: what the last form with it said, "" for nothing
 * @used: the number of forms that have it
 *
 * An indicator that the office uses.
 */
typedef struct
{
  char *name;
  char *target;
  char *nature;
  char *unit;
  char *weight;
  guint used;
} ZpKnownIndicator;

void zp_known_indicator_free (ZpKnownIndicator *self);
GPtrArray *zp_store_list_indicators (ZpStore *self,
                                     const char *level2,
                                     const char *part,
                                     guint limit,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

GHashTable *
zp_store_search_ids (ZpStore *self, const char *words, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_store_delete (ZpStore *self, const char *const *ids, GError **error);
gboolean zp_store_restore (ZpStore *self, const char *const *ids, GError **error);
char *zp_store_set_aside (ZpStore *self,
                          const ZpStoreRecord *record,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_store_take_back (ZpStore *self, const char *const *ids, GError **error);
gboolean zp_store_erase (ZpStore *self, const char *const *ids, GError **error);
char *zp_store_get_erased_history (ZpStore *self,
                                   const char *id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Settings that belong to the library, such as own templates and profiles */
GBytes *zp_store_get_asset (ZpStore *self, const char *kind, const char *name, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_store_put_asset (
    ZpStore *self, const char *kind, const char *name, GBytes *content, GError **error);
char **
zp_store_list_assets (ZpStore *self, const char *kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean zp_store_check (ZpStore *self, GError **error);

G_END_DECLS
