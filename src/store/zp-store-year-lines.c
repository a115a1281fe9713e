/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store-private.h"
#include "zp-year-list.h"

/**
 * zp_year_line_new:
 *
 * Returns: (transfer full): a line in the usual writing, no draft
 */
ZpYearLine *
zp_year_line_new (
    const char *year, const char *unit, const char *project, gint64 budget_micro, const char *due)
{
  ZpYearLine *line = g_new0 (ZpYearLine, 1);

  line->year = g_strdup (year != NULL ? year : "");
  line->unit = g_strdup (unit != NULL ? unit : "");
  line->project = g_strdup (project != NULL ? project : "");
  line->budget_micro = budget_micro;
  line->due = g_strdup (due != NULL ? due : "");
  line->budget_text = g_strdup ("");
  line->due_text = g_strdup ("");
  return line;
}

/** zp_year_line_set_texts: notes budget and day as they were typed. */
void
zp_year_line_set_texts (ZpYearLine *line, const char *budget, const char *due)
{
  g_return_if_fail (line != NULL && budget != NULL && due != NULL);

  g_free (line->budget_text);
  g_free (line->due_text);
  line->budget_text = g_strdup (budget);
  line->due_text = g_strdup (due);
}

static gboolean
is_same_line (const ZpYearLine *a, const ZpYearLine *b)
{
  return g_str_equal (a->year, b->year) && g_str_equal (a->unit, b->unit)
         && g_str_equal (a->project, b->project) && a->budget_micro == b->budget_micro
         && g_str_equal (a->due, b->due) && g_str_equal (a->budget_text, b->budget_text)
         && g_str_equal (a->due_text, b->due_text) && a->draft == b->draft;
}

/** zp_year_lines_equal: whether two lists of #ZpYearLine say the same in the same order. */
gboolean
zp_year_lines_equal (GPtrArray *a, GPtrArray *b)
{
  gboolean equal = a->len == b->len;

  for (guint i = 0; equal && i < a->len; i++)
    equal = is_same_line (g_ptr_array_index (a, i), g_ptr_array_index (b, i));
  return equal;
}

/** zp_year_line_free: frees a line. */
void
zp_year_line_free (ZpYearLine *line)
{
  g_free (line->year);
  g_free (line->unit);
  g_free (line->project);
  g_free (line->due);
  g_free (line->budget_text);
  g_free (line->due_text);
  g_free (line);
}

static ZpYearLine *
read_line (sqlite3_stmt *statement)
{
  ZpYearLine *line = zp_year_line_new ((const char *) sqlite3_column_text (statement, 0),
                                       (const char *) sqlite3_column_text (statement, 1),
                                       (const char *) sqlite3_column_text (statement, 2),
                                       sqlite3_column_type (statement, 3) == SQLITE_NULL
                                           ? G_MININT64
                                           : sqlite3_column_int64 (statement, 3),
                                       (const char *) sqlite3_column_text (statement, 4));

  zp_year_line_set_texts (line, (const char *) sqlite3_column_text (statement, 5),
                          (const char *) sqlite3_column_text (statement, 6));
  line->draft = sqlite3_column_int (statement, 7) != 0;
  return line;
}

/**
 * zp_store_list_year_lines:
 * @self: a store
 * @year: (nullable): a year, %NULL for all
 * @error: return location
 *
 * Returns: (transfer container) (element-type ZpYearLine): the lines of the year's list in their
 *   order
 */
GPtrArray *
zp_store_list_year_lines (ZpStore *self, const char *year, GError **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row = TRUE;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);

  lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);
  locker = g_mutex_locker_new (&self->reader->lock);
  statement = zp_database_prepare (self->reader,
                                   "SELECT year, unit, project, budget_micro, due, budget_text,"
                                   " due_text, draft FROM expected"
                                   " WHERE ?1 IS NULL OR year = ?1 ORDER BY number",
                                   error);
  if (statement == NULL)
    return NULL;
  if (year != NULL)
    zp_statement_bind_text (statement, 1, year);
  while (row)
    {
      if (!zp_database_step (self->reader, statement, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (lines, read_line (statement));
    }
  return g_steal_pointer (&lines);
}

static gboolean
insert_line (ZpDatabase *db, const ZpYearLine *line, const char *year, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;

  statement = zp_database_borrow (db,
                                  "INSERT INTO expected (year, unit, project, budget_micro, due,"
                                  " budget_text, due_text, draft)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                                  error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, year);
  zp_statement_bind_text (statement, 2, line->unit);
  zp_statement_bind_text (statement, 3, line->project);
  if (line->budget_micro != G_MININT64)
    sqlite3_bind_int64 (statement, 4, line->budget_micro);
  zp_statement_bind_text (statement, 5, line->due);
  zp_statement_bind_text (statement, 6, line->budget_text);
  zp_statement_bind_text (statement, 7, line->due_text);
  sqlite3_bind_int (statement, 8, line->draft);
  return zp_database_run (db, statement, error);
}

/**
 * zp_store_put_year_lines:
 * @self: a store
 * @year: a year
 * @lines: (element-type ZpYearLine): its list; the year of each line is taken to be @year
 * @error: return location
 *
 * Puts a list in the place of the one that the year had.
 *
 * Returns: whether it is on the disk
 */
gboolean
zp_store_put_year_lines (ZpStore *self, const char *year, GPtrArray *lines, GError **error)
{
  g_autoptr (ZpTransaction) transaction = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_return_val_if_fail (ZP_IS_STORE (self), FALSE);
  g_return_val_if_fail (year != NULL && lines != NULL, FALSE);

  transaction = zp_store_begin (self, error);
  if (transaction == NULL || !zp_forms_count_change (transaction, NULL, error))
    return FALSE;
  statement = zp_database_prepare (transaction, "DELETE FROM expected WHERE year = ?1", error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, year);
  if (!zp_database_run (transaction, statement, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      if (!insert_line (transaction, g_ptr_array_index (lines, i), year, error))
        return FALSE;
    }
  return zp_transaction_commit (transaction, error);
}
