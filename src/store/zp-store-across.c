/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store-across.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-form-facts.h"
#include "zp-store-private.h"
#include "zp-year-list.h"

/* What stands in several forms of the library.  What is compared is written when a form is saved;
 * comparing reads it once, in pieces, so that nobody waits long for the library meanwhile. */

#define PIECE 1000
#define NAMED_MISSING 3

#define OTHER_COLUMNS                                                                              \
  "forms.id, forms.project, forms.unit, forms.department, forms.year, forms.grade,"                \
  " forms.score_micro, forms.budget_micro, forms.executed_micro, forms.deleted"
#define OTHER_N_COLUMNS 10
#define DELETED_COLUMN 9

/* The names under which a bureau and its own level are one unit. */
#define UNITS                                                                                              \
  "forms.unit IN (?1, ?1 || '本级', ?1 || '机关', replace (?1, '本级', ''), replace (?1, '机关', " \
  "''))"

/* --- writing --- */

/**
 * zp_traces_write:
 * @db: a connection in a transaction
 * @number: a form
 * @traces: (nullable): its packed traces
 * @error: return location
 *
 * Returns: whether the library has them; what is there already is not written again
 */
gboolean
zp_traces_write (ZpDatabase *db, gint64 number, GBytes *traces, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;
  gsize size;

  statement = zp_database_borrow (
      db,
      traces != NULL ? "INSERT INTO traces (number, content) VALUES (?1, ?2)"
                       " ON CONFLICT (number) DO UPDATE SET content = excluded.content"
                       " WHERE content <> excluded.content"
                     : "DELETE FROM traces WHERE number = ?1",
      error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, number);
  if (traces != NULL)
    {
      const void *data = g_bytes_get_data (traces, &size);

      sqlite3_bind_blob64 (statement, 2, data, size, SQLITE_STATIC);
    }
  return zp_database_run (db, statement, error);
}

/* --- other forms --- */

static gboolean
read_micro (sqlite3_stmt *statement, int column, ZpDecimal *out_value)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return FALSE;
  *out_value = ZP_DECIMAL_MICRO (sqlite3_column_int64 (statement, column));
  return TRUE;
}

/* A form that has no traces yet is taken for that of a project, as nearly all are. */
static ZpOtherForm *
read_other (sqlite3_stmt *statement, gconstpointer data, gsize size)
{
  const char *texts[5];
  ZpPacked packed;
  ZpOtherForm *other;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i] = (const char *) sqlite3_column_text (statement, (int) i);
  if (data != NULL && zp_packed_init (&packed, data, size) && !packed.is_project)
    texts[1] = "";
  other = zp_other_form_new (texts[0], texts[1], texts[2], texts[3], texts[4]);
  other->has_score
      = sqlite3_column_bytes (statement, 5) > 0 && read_micro (statement, 6, &other->score);
  other->has_budget = read_micro (statement, 7, &other->budget);
  other->has_executed = read_micro (statement, 8, &other->executed);
  return other;
}

/* --- all forms --- */

typedef struct
{
  ZpStore *store;
  ZpAcross *across;
  sqlite3_stmt *piece; /* traces below ?1 */
  sqlite3_stmt *form;  /* the form ?1 */
  gint64 below;
} Search;

static gboolean
compare_one (Search *search, gint64 number, gconstpointer data, gsize size, GError **error)
{
  g_autoptr (ZpOtherForm) other = NULL;
  gboolean row;

  sqlite3_reset (search->form);
  sqlite3_bind_int64 (search->form, 1, number);
  if (!zp_database_step (search->store->reader, search->form, &row, error))
    return FALSE;
  if (!row || sqlite3_column_int64 (search->form, DELETED_COLUMN) > 0)
    return TRUE;
  other = read_other (search->form, data, size);
  if (zp_traces_unpack (data, size, other->traces))
    zp_across_compare (search->across, other);
  return TRUE;
}

static gboolean
compare_piece (Search *search, gboolean *out_more, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&search->store->reader->lock);
  gboolean ok, row;
  guint n = 0;

  sqlite3_bind_int64 (search->piece, 1, search->below);
  while ((ok = zp_database_step (search->store->reader, search->piece, &row, error)) && row)
    {
      gconstpointer data = sqlite3_column_blob (search->piece, 1);
      gsize size = (gsize) sqlite3_column_bytes (search->piece, 1);

      n++;
      search->below = sqlite3_column_int64 (search->piece, 0);
      if (data != NULL && zp_across_knows (search->across, data, size)
          && !compare_one (search, search->below, data, size, error))
        {
          ok = FALSE;
          break;
        }
    }
  /* No statement may stay open: it would keep everybody from writing. */
  sqlite3_reset (search->piece);
  sqlite3_reset (search->form);
  *out_more = n == PIECE;
  return ok;
}

/* The newest first: of several forms with the same words one remembers the last. */
static gboolean
compare_all (ZpStore *self, ZpAcross *across, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) piece = NULL;
  g_autoptr (sqlite3_stmt) form = NULL;
  Search search = { self, across, NULL, NULL, G_MAXINT64 };
  gboolean ok, more = TRUE;

  g_mutex_lock (&self->reader->lock);
  piece = zp_database_prepare (self->reader,
                               "SELECT number, content FROM traces WHERE number < ?1"
                               " ORDER BY number DESC LIMIT " G_STRINGIFY (PIECE),
                               error);
  form = piece != NULL ? zp_database_prepare (
             self->reader, "SELECT " OTHER_COLUMNS " FROM forms WHERE number = ?1", error)
                       : NULL;
  g_mutex_unlock (&self->reader->lock);
  search.piece = piece;
  search.form = form;
  ok = form != NULL;
  while (ok && more)
    ok = !g_cancellable_set_error_if_cancelled (cancellable, error)
         && compare_piece (&search, &more, error);
  g_mutex_lock (&self->reader->lock);
  g_clear_pointer (&piece, sqlite3_finalize);
  g_clear_pointer (&form, sqlite3_finalize);
  g_mutex_unlock (&self->reader->lock);
  return ok;
}

/* --- the forms of the unit --- */

static ZpStoreRecord *
make_line_record (const ZpOtherForm *other)
{
  ZpStoreRecord *record = zp_store_record_new ();

  record->id = g_strdup (other->id);
  record->project = g_strdup (other->project);
  record->unit = g_strdup (other->unit);
  record->year = g_strdup (other->year);
  return record;
}

/* @records gets those of projects, for the year's list. */
static gboolean
count_unit (ZpStore *self, ZpAcross *across, const ZpForm *form, GPtrArray *records, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->reader->lock);
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean whole = zp_form_get_kind (form) != ZP_FORM_PROJECT;
  gboolean row = TRUE;

  statement = zp_database_prepare (
      self->reader,
      /* Only the form of a whole department asks for its other units, which no index knows. */
      whole ? "SELECT " OTHER_COLUMNS ", content FROM forms LEFT JOIN traces USING (number)"
              " WHERE year = ?2 AND deleted = 0 AND (" UNITS " OR (?3 <> '' AND department = ?3))"
            : "SELECT " OTHER_COLUMNS ", content FROM forms LEFT JOIN traces USING (number)"
              " WHERE " UNITS " AND year = ?2 AND deleted = 0",
      error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, zp_form_get_field (form, "unit"));
  zp_statement_bind_text (statement, 2, zp_form_get_field (form, "year"));
  if (whole)
    zp_statement_bind_text (statement, 3, zp_form_get_field (form, "department"));
  while (row)
    {
      g_autoptr (ZpOtherForm) other = NULL;

      if (!zp_database_step (self->reader, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      other = read_other (statement, sqlite3_column_blob (statement, OTHER_N_COLUMNS),
                          (gsize) sqlite3_column_bytes (statement, OTHER_N_COLUMNS));
      zp_across_count (across, other);
      if (*other->project != '\0' && !g_str_equal (other->id, zp_form_get_id (form)))
        g_ptr_array_add (records, make_line_record (other));
    }
  return TRUE;
}

/* Of the same project a year before also what is the same in both is looked at. */
static gboolean
compare_last_year (ZpStore *self, ZpAcross *across, const ZpForm *form, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->reader->lock);
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row = TRUE;

  statement = zp_database_prepare (
      self->reader,
      "SELECT " OTHER_COLUMNS ", content FROM forms JOIN traces USING (number)"
      " WHERE unit = ?1 AND year = CAST (CAST (?2 AS INTEGER) - 1 AS TEXT) AND project = ?3"
      " AND deleted = 0",
      error);
  if (statement == NULL)
    return FALSE;
  zp_statement_bind_text (statement, 1, zp_form_get_field (form, "unit"));
  zp_statement_bind_text (statement, 2, zp_form_get_field (form, "year"));
  zp_statement_bind_text (statement, 3, zp_form_get_field (form, "project_name"));
  while (row)
    {
      g_autoptr (ZpOtherForm) other = NULL;
      gconstpointer data;
      gsize size;

      if (!zp_database_step (self->reader, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      data = sqlite3_column_blob (statement, OTHER_N_COLUMNS);
      size = (gsize) sqlite3_column_bytes (statement, OTHER_N_COLUMNS);
      other = read_other (statement, data, size);
      if (zp_traces_unpack (data, size, other->traces))
        zp_across_compare (across, other);
    }
  return TRUE;
}

/* --- the year's list --- */

static void
append_missing (GString *names, guint n, const char *project)
{
  if (n == NAMED_MISSING)
    g_string_append (names, "…");
  if (n < NAMED_MISSING)
    g_string_append_printf (names, "%s%s", n > 0 ? _ (", ") : "", project);
}

static void
read_list (const ZpYearList *list, const ZpForm *form, ZpUnitList *out_list)
{
  GPtrArray *units = zp_year_list_get_units (list);
  GPtrArray *lines = zp_year_list_get_lines (list);
  const char *unit = zp_form_get_field (form, "unit");
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const ZpYearUnit *one = g_ptr_array_index (units, i);

      if (!zp_year_list_is_same_unit (one->unit, unit))
        continue;
      out_list->n_listed = one->n_expected;
      out_list->n_missing = one->n_missing;
      out_list->has_total = one->total_micro != G_MININT64;
      out_list->total = ZP_DECIMAL_MICRO (one->total_micro);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      const ZpYearLine *line = g_ptr_array_index (lines, i);

      if (*line->project != '\0' && *line->unit != '\0'
          && zp_year_list_get_form (list, line) == NULL)
        append_missing (names, n++, line->project);
    }
  out_list->missing = g_string_free (g_steal_pointer (&names), FALSE);
}

static void
add_own (GPtrArray *records, const ZpForm *form)
{
  ZpStoreRecord *own = zp_store_record_new ();

  own->id = g_strdup (zp_form_get_id (form));
  own->project = g_strdup (zp_form_get_field (form, "project_name"));
  own->unit = g_strdup (zp_form_get_field (form, "unit"));
  own->year = g_strdup (zp_form_get_field (form, "year"));
  g_ptr_array_add (records, own);
}

/* Lays what the list says of the unit beside its forms; @form stands for itself. */
static gboolean
lay_list (
    ZpStore *self, const ZpForm *form, GPtrArray *records, ZpUnitList *out_list, GError **error)
{
  g_autoptr (GPtrArray) all
      = zp_store_list_year_lines (self, zp_form_get_field (form, "year"), error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (ZpYearList) list = NULL;

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      ZpYearLine *line = g_ptr_array_index (all, i);

      if (*line->unit == '\0'
          || zp_year_list_is_same_unit (line->unit, zp_form_get_field (form, "unit")))
        g_ptr_array_add (lines, line);
    }
  if (lines->len == 0)
    return TRUE;
  if (*zp_form_get_field (form, "project_name") != '\0')
    add_own (records, form);
  list = zp_year_list_new (lines, records);
  read_list (list, form, out_list);
  if (*zp_form_get_field (form, "project_name") != '\0')
    out_list->is_surplus
        = zp_year_list_is_surplus (list, g_ptr_array_index (records, records->len - 1));
  return TRUE;
}

/**
 * zp_store_check_across:
 * @self: a store
 * @form: a form, as it is now; it need not be in the store, or not with this content
 * @card: its scorecard
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Looks for what only shows beside the other forms of the library.  Can be called in any thread as
 * long as nobody changes @form.
 *
 * Returns: (transfer full) (element-type ZpFinding): what was found
 */
GPtrArray *
zp_store_check_across (ZpStore *self,
                       const ZpForm *form,
                       const ZpScorecard *card,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (ZpAcross) across = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_auto (ZpUnitList) list = { 0 };

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);
  g_return_val_if_fail (form != NULL && card != NULL, NULL);

  across = zp_across_new (form, card);
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  if (!compare_last_year (self, across, form, error)
      || !count_unit (self, across, form, records, error)
      || !lay_list (self, form, records, &list, error)
      || !compare_all (self, across, cancellable, error))
    return NULL;
  return zp_across_finish (across, &list);
}
