/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store.h"

#include "zp-store-private.h"

/**
 * zp_store_record_new:
 *
 * Returns: (transfer full): a draft without id, revision and numbers; texts that are %NULL are
 *   kept as ""
 */
ZpStoreRecord *
zp_store_record_new (void)
{
  ZpStoreRecord *record = g_new0 (ZpStoreRecord, 1);

  record->rate_micro = G_MININT64;
  record->score_micro = G_MININT64;
  record->review_micro = G_MININT64;
  record->budget_micro = G_MININT64;
  record->executed_micro = G_MININT64;
  return record;
}

/**
 * zp_store_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): the same again; the document, which nobody changes, is shared
 */
ZpStoreRecord *
zp_store_record_copy (const ZpStoreRecord *record)
{
  ZpStoreRecord *copy;

  g_return_val_if_fail (record != NULL, NULL);

  copy = g_memdup2 (record, sizeof *record);
  copy->document = record->document != NULL ? g_bytes_ref (record->document) : NULL;
  copy->traces = record->traces != NULL ? g_bytes_ref (record->traces) : NULL;
  copy->id = g_strdup (record->id);
  copy->search_text = g_strdup (record->search_text);
  copy->template_id = g_strdup (record->template_id);
  copy->profile_id = g_strdup (record->profile_id);
  copy->project = g_strdup (record->project);
  copy->unit = g_strdup (record->unit);
  copy->department = g_strdup (record->department);
  copy->year = g_strdup (record->year);
  copy->rate = g_strdup (record->rate);
  copy->score = g_strdup (record->score);
  copy->review_score = g_strdup (record->review_score);
  copy->grade = g_strdup (record->grade);
  return copy;
}

/**
 * zp_store_record_free:
 * @record: (transfer full): a record
 */
void
zp_store_record_free (ZpStoreRecord *record)
{
  g_free (record->id);
  g_clear_pointer (&record->document, g_bytes_unref);
  g_clear_pointer (&record->traces, g_bytes_unref);
  g_free (record->search_text);
  g_free (record->template_id);
  g_free (record->profile_id);
  g_free (record->project);
  g_free (record->unit);
  g_free (record->department);
  g_free (record->year);
  g_free (record->rate);
  g_free (record->score);
  g_free (record->review_score);
  g_free (record->grade);
  g_free (record);
}

static void
bind_micro (sqlite3_stmt *statement, int index, gint64 micro)
{
  if (micro == G_MININT64)
    sqlite3_bind_null (statement, index);
  else
    sqlite3_bind_int64 (statement, index, micro);
}

/**
 * zp_store_record_bind:
 * @record: a record that stays until the statement has run
 * @statement: a statement with %ZP_RECORD_BOUND_VALUES
 */
void
zp_store_record_bind (const ZpStoreRecord *record, sqlite3_stmt *statement)
{
  zp_statement_bind_text (statement, 1, record->template_id);
  zp_statement_bind_text (statement, 2, record->profile_id);
  zp_statement_bind_text (statement, 3, record->project);
  zp_statement_bind_text (statement, 4, record->unit);
  zp_statement_bind_text (statement, 5, record->department);
  zp_statement_bind_text (statement, 6, record->year);
  zp_statement_bind_text (statement, 7, zp_form_state_to_string (record->state));
  zp_statement_bind_text (statement, 8, record->rate);
  zp_statement_bind_text (statement, 9, record->score);
  zp_statement_bind_text (statement, 10, record->review_score);
  zp_statement_bind_text (statement, 11, record->grade);
  bind_micro (statement, 12, record->rate_micro);
  bind_micro (statement, 13, record->score_micro);
  bind_micro (statement, 14, record->review_micro);
  bind_micro (statement, 15, record->budget_micro);
  bind_micro (statement, 16, record->executed_micro);
  sqlite3_bind_int (statement, 17, record->errors);
  sqlite3_bind_int (statement, 18, record->warnings);
  zp_statement_bind_text (statement, 19, zp_lamp_to_string (record->lamp));
  sqlite3_bind_int (statement, 20, record->evaluated);
}

static gint64
column_micro (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return G_MININT64;
  return sqlite3_column_int64 (statement, column);
}

/**
 * zp_store_record_new_from_row:
 * @statement: a statement at a row whose first columns are %ZP_RECORD_COLUMNS
 *
 * Returns: (transfer full): the record, without a document
 */
ZpStoreRecord *
zp_store_record_new_from_row (sqlite3_stmt *statement)
{
  ZpStoreRecord *record = zp_store_record_new ();
  const char *state = (const char *) sqlite3_column_text (statement, 6);

  record->template_id = zp_statement_dup_text (statement, 0);
  record->profile_id = zp_statement_dup_text (statement, 1);
  record->project = zp_statement_dup_text (statement, 2);
  record->unit = zp_statement_dup_text (statement, 3);
  record->department = zp_statement_dup_text (statement, 4);
  record->year = zp_statement_dup_text (statement, 5);
  zp_form_state_from_string (state, &record->state);
  record->rate = zp_statement_dup_text (statement, 7);
  record->score = zp_statement_dup_text (statement, 8);
  record->review_score = zp_statement_dup_text (statement, 9);
  record->grade = zp_statement_dup_text (statement, 10);
  record->rate_micro = column_micro (statement, 11);
  record->score_micro = column_micro (statement, 12);
  record->review_micro = column_micro (statement, 13);
  record->budget_micro = column_micro (statement, 14);
  record->executed_micro = column_micro (statement, 15);
  record->errors = sqlite3_column_int (statement, 16);
  record->warnings = sqlite3_column_int (statement, 17);
  record->lamp = zp_lamp_from_string ((const char *) sqlite3_column_text (statement, 18));
  record->evaluated = sqlite3_column_int (statement, 19);
  record->id = zp_statement_dup_text (statement, 20);
  record->revision = sqlite3_column_int64 (statement, 21);
  record->created = sqlite3_column_int64 (statement, 22);
  record->changed = sqlite3_column_int64 (statement, 23);
  record->deleted = sqlite3_column_int64 (statement, 24);
  return record;
}
