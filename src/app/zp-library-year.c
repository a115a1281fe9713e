/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-private.h"

/* The year's list beside the forms: which are due when, which are missing. */

static GPtrArray *
list_records (ZpLibrary *self)
{
  GListModel *items = G_LIST_MODEL (self->items);
  guint n = g_list_model_get_n_items (items);
  GPtrArray *records = g_ptr_array_new_full (n, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);

      g_ptr_array_add (records, (gpointer) zp_form_item_get_record (item));
    }
  return records;
}

static void
tell_items (ZpLibrary *self)
{
  GListModel *items = G_LIST_MODEL (self->items);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);
      const ZpStoreRecord *record = zp_form_item_get_record (item);

      zp_form_item_set_plan (item, zp_year_list_get_due (self->year_list, record),
                             zp_year_list_is_surplus (self->year_list, record));
    }
}

/** zp_library_lay_list: lays the year's list beside the forms as they are now. */
void
zp_library_lay_list (ZpLibrary *self)
{
  g_autoptr (GPtrArray) records = NULL;

  g_clear_handle_id (&self->list_source, g_source_remove);
  records = list_records (self);
  g_clear_pointer (&self->year_list, zp_year_list_unref);
  self->year_list = zp_year_list_new (self->lines, records);
  tell_items (self);
}

static gboolean
lay_list_cb (gpointer user_data)
{
  ZpLibrary *self = user_data;

  self->list_source = 0;
  zp_library_lay_list (self);
  zp_library_emit_items_updated (self);
  return G_SOURCE_REMOVE;
}

/** zp_library_queue_list: lays the list anew soon, once for many changes of forms. */
void
zp_library_queue_list (ZpLibrary *self)
{
  g_clear_pointer (&self->year_list, zp_year_list_unref);
  if (self->list_source == 0 && self->lines->len > 0)
    self->list_source = g_idle_add_full (G_PRIORITY_LOW, lay_list_cb, self, NULL);
}

/** zp_library_get_lines: (transfer none) (element-type ZpYearLine): the lines of all years' lists.
 */
GPtrArray *
zp_library_get_lines (ZpLibrary *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);

  return self->lines;
}

/**
 * zp_library_get_year_list:
 * @self: a library
 *
 * Returns: (transfer none): the year's list laid beside the forms; it holds until forms change
 */
ZpYearList *
zp_library_get_year_list (ZpLibrary *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);

  if (self->year_list == NULL)
    zp_library_lay_list (self);
  return self->year_list;
}

/** zp_library_set_lines: (param lines): (transfer full): the lines that the store has now. */
void
zp_library_set_lines (ZpLibrary *self, GPtrArray *lines)
{
  gboolean matters = self->lines->len > 0 || lines->len > 0;

  g_ptr_array_unref (self->lines);
  self->lines = lines;
  g_clear_pointer (&self->year_list, zp_year_list_unref);
  if (matters)
    zp_library_lay_list (self);
}

/**
 * zp_library_put_year_lines:
 * @self: a library
 * @year: a year
 * @lines: (element-type ZpYearLine): its list
 * @error: return location
 *
 * Puts a list in the place of the one that the year had.
 *
 * Returns: whether it is on the disk
 */
gboolean
zp_library_put_year_lines (ZpLibrary *self, const char *year, GPtrArray *lines, GError **error)
{
  GPtrArray *all;

  g_return_val_if_fail (ZP_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (year != NULL && lines != NULL, FALSE);

  if (!zp_library_check_store (self, error)
      || !zp_store_put_year_lines (self->store, year, lines, error))
    return FALSE;
  all = zp_store_list_year_lines (self->store, NULL, error);
  if (all == NULL)
    return FALSE;
  self->writes++;
  zp_library_set_lines (self, all);
  zp_library_emit_items_updated (self);
  zp_library_emit_changed (self, NULL);
  return TRUE;
}

/* --- years --- */

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return -strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * zp_library_find_newest_year:
 *
 * Returns: (transfer none) (nullable): the newest year that has a list, else the newest that has
 *   forms; %NULL when there is neither
 */
const char *
zp_library_find_newest_year (ZpLibrary *self)
{
  GListModel *items = zp_library_get_items (self);
  GPtrArray *lines = zp_library_get_lines (self);
  const char *newest = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const ZpYearLine *line = g_ptr_array_index (lines, i);

      if (g_strcmp0 (line->year, newest) > 0)
        newest = line->year;
    }
  for (guint i = 0; lines->len == 0 && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);
      const char *year = zp_form_item_get_record (item)->year;

      if (year != NULL && g_strcmp0 (year, newest) > 0)
        newest = year;
    }
  return newest;
}

/**
 * zp_library_list_years:
 *
 * Returns: (transfer full): the years of forms and lists, this one and the one before, newest first
 */
char **
zp_library_list_years (ZpLibrary *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GPtrArray) years = NULL;
  GListModel *items = zp_library_get_items (self);
  GPtrArray *lines = zp_library_get_lines (self);
  GHashTableIter iter;
  gpointer year;

  for (int i = 0; i < 2; i++)
    g_hash_table_add (seen, g_strdup_printf ("%d", g_date_time_get_year (now) - i));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);
      const char *text = zp_form_item_get_record (item)->year;

      if (text != NULL && *text != '\0' && !g_hash_table_contains (seen, text))
        g_hash_table_add (seen, g_strdup (text));
    }
  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (seen, g_strdup (((const ZpYearLine *) g_ptr_array_index (lines, i))->year));
  years = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &year, NULL))
    g_ptr_array_add (years, g_strdup (year));
  g_ptr_array_sort (years, compare_years);
  g_ptr_array_add (years, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&years), FALSE);
}
