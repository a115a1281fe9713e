/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-matcher-page.h"

#include <string.h>

/* Positions inside merged cells that are remembered; a sheet with more is no form. */
#define MAX_COVERED 300000
/* Longer texts are no words around a value. */
#define MAX_PATTERN_BYTES 1800

static void
append_letters (GString *out, const char *text, gboolean brackets)
{
  guint depth = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '(' && !brackets)
        depth++;
      else if (c == ')' && depth > 0)
        depth--;
      else if (depth == 0 && g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
    }
}

/**
 * zp_key_make:
 * @chunk: keeps the words
 * @text: what stands in a cell
 *
 * Returns: what @text is compared by
 */
ZpKey
zp_key_make (GStringChunk *chunk, const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autoptr (GString) full = g_string_new (NULL);
  g_autoptr (GString) base = g_string_new (NULL);
  ZpKey key;

  if (plain != NULL && strlen (plain) < 2000)
    {
      append_letters (full, plain, TRUE);
      append_letters (base, plain, FALSE);
    }
  if (g_str_has_prefix (base->str, "其中"))
    g_string_erase (base, 0, strlen ("其中"));
  key.full = g_string_chunk_insert_const (chunk, full->str);
  key.base = g_string_chunk_insert_const (chunk, base->str);
  return key;
}

/** zp_key_compare: Returns: 10 for the same words, 8 for the same but for brackets, 0 for others */
guint
zp_key_compare (const ZpKey *a, const ZpKey *b)
{
  if (a->full == b->full)
    return *a->full != '\0' ? 10 : 0;
  return a->base == b->base && *a->base != '\0' ? 8 : 0;
}

static gpointer
place_of (guint row, guint column)
{
  return GSIZE_TO_POINTER ((gsize) row * ZP_WORKBOOK_MAX_COLUMNS + column);
}

static void
cover (ZpPage *self, const ZpGridRange *range, guint *n_covered)
{
  gpointer index
      = g_hash_table_lookup (self->by_place, place_of (range->first_row, range->first_column));

  if (index == NULL)
    return;
  for (guint r = range->first_row; r <= range->last_row; r++)
    for (guint c = range->first_column; c <= range->last_column; c++)
      {
        if ((*n_covered)++ >= MAX_COVERED)
          return;
        if (!g_hash_table_contains (self->by_place, place_of (r, c)))
          g_hash_table_insert (self->by_place, place_of (r, c), index);
      }
}

/** zp_page_squeeze: Returns: (transfer full): @text in one way of writing and without spaces */
char *
zp_page_squeeze (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  GString *out = g_string_new (NULL);

  for (const char *p = plain != NULL ? plain : ""; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static void
add_cell (ZpPage *self, guint index)
{
  const ZpGridCell *cell = zp_page_cell (self, index);
  ZpKey key = zp_key_make (self->chunk, cell->text);
  ZpPageRow *last
      = self->rows->len > 0 ? &g_array_index (self->rows, ZpPageRow, self->rows->len - 1) : NULL;

  g_array_append_val (self->keys, key);
  g_ptr_array_add (self->plain,
                   strlen (cell->text) <= MAX_PATTERN_BYTES ? zp_page_squeeze (cell->text) : NULL);
  if (last != NULL && last->row == cell->row)
    last->n++;
  else if (self->rows->len < ZP_MATCHER_MAX_ROWS)
    {
      ZpPageRow row = { cell->row, index, 1 };

      g_array_append_val (self->rows, row);
    }
  g_hash_table_insert (self->by_place, place_of (cell->row, cell->column),
                       GUINT_TO_POINTER (index + 1));
}

/** zp_page_new: Returns: (transfer full): @grid, which must outlive it as must @chunk, ready to be compared */
ZpPage *
zp_page_new (const ZpGrid *grid, GStringChunk *chunk)
{
  ZpPage *self = g_new0 (ZpPage, 1);
  guint n_covered = 0;

  self->grid = grid;
  self->chunk = chunk;
  self->rows = g_array_new (FALSE, FALSE, sizeof (ZpPageRow));
  self->keys = g_array_new (FALSE, FALSE, sizeof (ZpKey));
  self->plain = g_ptr_array_new_with_free_func (g_free);
  self->taken = g_new0 (gboolean, grid->cells->len + 1);
  self->by_place = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < grid->cells->len && i < ZP_MATCHER_MAX_CELLS; i++)
    add_cell (self, i);
  for (guint i = 0; i < grid->merges->len && n_covered < MAX_COVERED; i++)
    cover (self, &g_array_index (grid->merges, ZpGridRange, i), &n_covered);
  return self;
}

/** zp_page_free: frees a page. */
void
zp_page_free (ZpPage *self)
{
  g_array_unref (self->rows);
  g_array_unref (self->keys);
  g_ptr_array_unref (self->plain);
  g_free (self->taken);
  g_hash_table_unref (self->by_place);
  g_free (self);
}

/** zp_page_cell: Returns: (transfer none): the cell at @index */
const ZpGridCell *
zp_page_cell (const ZpPage *self, guint index)
{
  return &g_array_index (self->grid->cells, ZpGridCell, index);
}

/** zp_page_find: Returns: the index of the cell that stands at a place or is merged over it, or -1 */
int
zp_page_find (const ZpPage *self, guint row, guint column)
{
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->by_place, place_of (row, column))) - 1;
}

/** zp_page_name: Returns: (transfer full): where the cell stands: Sheet1!C5 */
char *
zp_page_name (const ZpPage *self, guint index)
{
  const ZpGridCell *cell = zp_page_cell (self, index);
  g_autofree char *name = zp_grid_name_cell (cell->row, cell->column);

  return g_strconcat (self->grid->name, "!", name, NULL);
}
