/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-fill.h"

#include <glib/gi18n-lib.h>

#include "zp-book-zip.h"
#include "zp-docx-zip.h"
#include "zp-error.h"
#include "zp-fill-insert.h"
#include "zp-fill-place.h"
#include "zp-fill-xml.h"
#include "zp-matcher-align.h"
#include "zp-paper.h"
#include "zp-xlsx-reader.h"

/* The bureau's own workbook gets the values of a form; whatever else is in it stays as it was. */

#define MIN_WORDS 25

typedef struct
{
  const ZpGrid *grid;
  ZpPage *page;
  guint begin;
  guint end;
  guint words;
} Place;

/** zp_fill_free: frees the workbook and what was not written. */
void
zp_fill_free (ZpFill *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->book, g_bytes_unref);
  g_free (self->sheet);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_free (self);
}

/* --- which sheet --- */

static gboolean
says_project (const ZpPage *page, guint begin, guint end, const ZpKey *project)
{
  for (guint r = begin; r < end && *project->full != '\0'; r++)
    {
      const ZpPageRow *row = &g_array_index (page->rows, ZpPageRow, r);

      for (guint i = row->first; i < row->first + row->n; i++)
        if (g_array_index (page->keys, ZpKey, i).full == project->full)
          return TRUE;
    }
  return FALSE;
}

/* Of several forms that one which is about the same project, else the one with most of the words.
 */
static void
look_at (Place *best, ZpMap *map, ZpPage *page, const ZpKey *project)
{
  g_autoptr (GArray) starts = zp_align_find_starts (map, page);

  for (guint i = 0; i < starts->len; i++)
    {
      guint begin = g_array_index (starts, guint, i);
      guint end = i + 1 < starts->len ? g_array_index (starts, guint, i + 1) : page->rows->len;
      guint words
          = map->full_score > 0 ? zp_align (map, page, begin, end) * 100 / map->full_score : 0;

      if (words < MIN_WORDS)
        continue;
      words += says_project (page, begin, end, project) ? 1000 : 0;
      if (words > best->words)
        *best = (Place){ page->grid, page, begin, end, words };
    }
}

static gboolean
find_place (const ZpWorkbook *book,
            ZpMap *map,
            GPtrArray *pages,
            ZpForm *form,
            Place *out_place,
            GError **error)
{
  const char *name = zp_form_get_field (form, "project_name");
  ZpKey project = zp_key_make (map->chunk, name != NULL ? name : "");

  *out_place = (Place){ 0 };
  for (guint i = 0; i < zp_workbook_get_n_sheets (book); i++)
    {
      ZpPage *page = zp_page_new (zp_workbook_get_sheet (book, i), map->chunk);

      g_ptr_array_add (pages, page);
      if (page->rows->len > 0)
        look_at (out_place, map, page, &project);
    }
  if (out_place->page != NULL)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
               _ ("the workbook has no sheet with the words of the form “%s”; choose the workbook "
                  "of this form"),
               zp_template_get_title (map->template_));
  return FALSE;
}

/* --- writing --- */

static void
clear_value (gpointer value)
{
  g_free (((ZpFillValue *) value)->text);
}

static guint
count_written (const GArray *values)
{
  guint n = 0;

  for (guint i = 0; i < values->len; i++)
    n += *g_array_index (values, ZpFillValue, i).text != '\0';
  return n;
}

static GBytes *
pack (GHashTable *parts, GPtrArray *names, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (ZpDocxPart));

  for (guint i = 0; i < names->len; i++)
    {
      char *name = g_ptr_array_index (names, i);
      ZpDocxPart part = { name, g_hash_table_lookup (parts, name) };

      g_array_append_val (list, part);
    }
  return zp_docx_zip (list, error);
}

static guint
count_goals (ZpForm *form, ZpTemplate *template_)
{
  const char *nested = zp_map_get_nested_table (template_);

  return nested != NULL ? MAX (zp_form_get_n_rows (form, nested), 1) : 1;
}

/* The map calls goals g1, g2 …; the form calls them as it likes. */
static void
name_goals (ZpMap *map, ZpForm *form)
{
  const char *nested = zp_map_get_nested_table (map->template_);

  for (guint i = 0; nested != NULL && i < map->items->len; i++)
    {
      ZpMapItem *item = g_ptr_array_index (map->items, i);
      guint number = item->goal != NULL ? (guint) g_ascii_strtoull (item->goal + 1, NULL, 10) : 0;

      if (number == 0 || number > zp_form_get_n_rows (form, nested))
        continue;
      g_free (item->goal);
      item->goal = g_strdup (zp_row_get_id (zp_form_get_row (form, nested, number - 1)));
    }
}

/* The parts are changed in place; without rows to add that is the sheet alone. */
static gboolean
write_parts (ZpFilling *filling, GHashTable *parts, GPtrArray *names, GError **error)
{
  const ZpGrid *grid = filling->taking.page->grid;
  GBytes *sheet;

  if (filling->rows->len > 0 && !zp_fill_insert_parts (parts, names, grid, filling->rows, error))
    return FALSE;
  sheet = zp_fill_xml_write (g_hash_table_lookup (parts, grid->part), grid->name,
                             g_hash_table_lookup (parts, "xl/styles.xml"), filling->rows,
                             filling->values, error);
  if (sheet == NULL)
    return FALSE;
  g_hash_table_insert (parts, g_strdup (grid->part), sheet);
  return TRUE;
}

/**
 * fill:
 * @obstacle: (nullable): why no row may be added
 */
static ZpFill *
fill (ZpMap *map,
      const Place *place,
      ZpForm *form,
      GBytes *file,
      const char *obstacle,
      GError **error)
{
  g_autoptr (ZpFill) self = g_new0 (ZpFill, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) parts = zp_book_zip_read_all (file, names, error);
  g_autoptr (ZpSheet) own = zp_paper_make_sheet (form);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (ZpFillValue));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_fill_row_free);
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL);
  ZpFilling filling
      = { .taking = { map, place->page, place->begin, place->end, NULL, columns, 0, 0 },
          .form = form,
          .own = own,
          .values = values,
          .rows = rows,
          .obstacle = obstacle };

  g_array_set_clear_func (values, clear_value);
  self->rest = filling.rest = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_plan_rest_free);
  self->sheet = g_strdup (place->grid->name);
  (void) zp_align (map, place->page, place->begin, place->end);
  zp_fill_place (&filling);
  if (parts == NULL || !write_parts (&filling, parts, names, error))
    return NULL;
  self->n_written = count_written (values);
  self->n_added = rows->len;
  self->book = pack (parts, names, error);
  return self->book != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * zp_fill_book:
 * @file: an .xlsx workbook with the official form, empty or filled
 * @form: a form
 * @catalog: the templates and profiles that are there
 * @error: return location for an error
 *
 * Writes the values of @form into the cells of the workbook that its words point at.  Fonts,
 * widths, other sheets, formulas and all other parts of the workbook stay as they were.  Where the
 * form has more rows than the workbook, rows are added below those of the same levels, and all that
 * is below moves down with everything that names it; when that cannot be done without breaking
 * something, no row is added, and what finds no cell is told.
 *
 * Returns: (transfer full) (nullable): the workbook and what found no cell; %NULL when it cannot be
 *   read (%ZP_ERROR_FORMAT, %ZP_ERROR_TOO_LARGE) or has no such form (%ZP_ERROR_NOT_FOUND)
 */
ZpFill *
zp_fill_book (GBytes *file, ZpForm *form, ZpCatalog *catalog, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) parts = NULL;
  g_autoptr (ZpWorkbook) book = NULL;
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (4096);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_page_free);
  g_autoptr (ZpMap) map = NULL;
  g_autoptr (GError) own_error = NULL;
  ZpFill *filled;
  Place place;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (form != NULL, NULL);

  parts = zp_book_zip_read_all (file, names, error);
  book = parts != NULL ? zp_xlsx_read_parts (parts, error) : NULL;
  if (book == NULL)
    return NULL;
  map = zp_map_new (zp_form_get_template (form), catalog, chunk,
                    count_goals (form, zp_form_get_template (form)), error);
  if (map == NULL || !find_place (book, map, pages, form, &place, error))
    return NULL;
  name_goals (map, form);
  filled = fill (map, &place, form, file, NULL, &own_error);
  if (filled == NULL && g_error_matches (own_error, ZP_ERROR, ZP_ERROR_REFUSED))
    return fill (map, &place, form, file, own_error->message, error);
  if (filled == NULL)
    g_propagate_error (error, g_steal_pointer (&own_error));
  return filled;
}
