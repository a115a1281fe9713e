/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-clip.h"

#include <string.h>

/* Blocks of cells, and the text form of them that all spreadsheets put on the clipboard: tabs
 * between cells, line ends between rows, quotation marks around what holds such a thing itself. */

/* No spreadsheet has longer cells. */
#define MAX_FIELD 131072

struct _ZpClip
{
  GPtrArray *cells; /* ZpClipCell, in the order they were put */
  GPtrArray *rows;  /* GPtrArray of ZpClipCell*, which belong to @cells; NULL for nothing */
  guint n_columns;
  gboolean cut;
};

static void
clip_cell_free (ZpClipCell *cell)
{
  g_free (cell->text);
  g_free (cell);
}

/** zp_clip_new: (transfer full): a block without cells. */
ZpClip *
zp_clip_new (void)
{
  ZpClip *self = g_new0 (ZpClip, 1);

  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) clip_cell_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
zp_clip_free (ZpClip *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static void
cover (ZpClip *self, guint row, guint column, ZpClipCell *cell)
{
  GPtrArray *places;

  while (self->rows->len <= row)
    g_ptr_array_add (self->rows, g_ptr_array_new ());
  places = g_ptr_array_index (self->rows, row);
  if (places->len <= column)
    g_ptr_array_set_size (places, column + 1);
  if (g_ptr_array_index (places, column) == NULL)
    g_ptr_array_index (places, column) = cell;
}

/**
 * zp_clip_put:
 * @row_span, @column_span: what it covers; what lies outside of the largest block is cut off
 *
 * Puts a cell into the block.  Where another one stands already, that one stays.
 *
 * Returns: whether there was a place for it
 */
gboolean
zp_clip_put (
    ZpClip *self, guint row, guint column, guint row_span, guint column_span, const char *text)
{
  ZpClipCell *cell;

  g_return_val_if_fail (row_span > 0 && column_span > 0, FALSE);

  if (row >= ZP_CLIP_MAX_ROWS || column >= ZP_CLIP_MAX_COLUMNS)
    {
      self->cut = TRUE;
      return FALSE;
    }
  if (zp_clip_get_at (self, row, column) != NULL)
    return FALSE;
  cell = g_new0 (ZpClipCell, 1);
  cell->row = row;
  cell->column = column;
  cell->row_span = MIN (row_span, ZP_CLIP_MAX_ROWS - row);
  cell->column_span = MIN (column_span, ZP_CLIP_MAX_COLUMNS - column);
  cell->text = g_strdup (text);
  g_ptr_array_add (self->cells, cell);
  for (guint r = row; r < row + cell->row_span; r++)
    for (guint c = column; c < column + cell->column_span; c++)
      cover (self, r, c, cell);
  self->n_columns = MAX (self->n_columns, column + cell->column_span);
  return TRUE;
}

/* Whether some cell begins in the column. */
static gboolean
begins_something (const ZpClip *self, guint column)
{
  for (guint i = 0; i < self->cells->len; i++)
    if (((ZpClipCell *) g_ptr_array_index (self->cells, i))->column == column)
      return TRUE;
  return FALSE;
}

static void
drop_column (ZpClip *self, guint column)
{
  for (guint r = 0; r < self->rows->len; r++)
    {
      GPtrArray *places = g_ptr_array_index (self->rows, r);

      if (column < places->len)
        g_ptr_array_remove_index (places, column);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      ZpClipCell *cell = g_ptr_array_index (self->cells, i);

      if (cell->column > column)
        cell->column--;
      else if (cell->column + cell->column_span > column)
        cell->column_span--;
    }
  self->n_columns--;
}

/**
 * zp_clip_drop_spanned_columns:
 *
 * Takes out the columns in which no cell begins: they only make a merged cell wide.
 */
void
zp_clip_drop_spanned_columns (ZpClip *self)
{
  for (guint c = self->n_columns; c > 1; c--)
    if (!begins_something (self, c - 1))
      drop_column (self, c - 1);
}

guint
zp_clip_get_n_rows (const ZpClip *self)
{
  return self->rows->len;
}

guint
zp_clip_get_n_columns (const ZpClip *self)
{
  return self->n_columns;
}

/** zp_clip_get_at: (nullable) (transfer none): the cell that covers a place. */
const ZpClipCell *
zp_clip_get_at (const ZpClip *self, guint row, guint column)
{
  const GPtrArray *places = row < self->rows->len ? g_ptr_array_index (self->rows, row) : NULL;

  return places != NULL && column < places->len ? g_ptr_array_index (places, column) : NULL;
}

/** zp_clip_get_text: (transfer none): what begins at a place; "" inside of a merged cell. */
const char *
zp_clip_get_text (const ZpClip *self, guint row, guint column)
{
  const ZpClipCell *cell = zp_clip_get_at (self, row, column);

  return cell != NULL && cell->row == row && cell->column == column ? cell->text : "";
}

/** zp_clip_was_cut: whether there was more than a block may hold. */
gboolean
zp_clip_was_cut (const ZpClip *self)
{
  return self->cut;
}

/* --- text --- */

static gboolean
ends_field (char c)
{
  return c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

/* The quotation mark that closes the field; NULL when the field only happens to begin with one. */
static const char *
find_closing (const char *p)
{
  const char *end = p + MAX_FIELD;

  while (*p != '\0' && p < end)
    {
      if (*p != '"')
        p++;
      else if (p[1] == '"')
        p += 2;
      else
        return ends_field (p[1]) ? p : NULL;
    }
  return NULL;
}

static char *
unquote (const char *from, const char *to)
{
  GString *text = g_string_sized_new ((gsize) (to - from));

  for (const char *p = from; p < to; p++)
    {
      if (*p == '\r')
        {
          if (p[1] != '\n')
            g_string_append_c (text, '\n');
          continue;
        }
      g_string_append_c (text, *p);
      if (*p == '"')
        p++;
    }
  return g_string_free (text, FALSE);
}

/* Looking for a closing mark is bounded, so that a text full of opening ones stays quick. */
static const char *
take_field (const char *p, char **out_text)
{
  const char *closing = *p == '"' ? find_closing (p + 1) : NULL;
  const char *end = p;

  if (closing != NULL)
    {
      *out_text = unquote (p + 1, closing);
      return closing + 1;
    }
  while (!ends_field (*end))
    end++;
  *out_text = g_strndup (p, (gsize) (end - p));
  return end;
}

/* Takes a row.  What stands further to the right than a block is wide is left out. */
static const char *
take_row (const char *p, char ***out_cells, gboolean *cut)
{
  GPtrArray *cells = g_ptr_array_new ();

  for (;; p++)
    {
      g_autofree char *field = NULL;

      p = take_field (p, &field);
      if (cells->len < ZP_CLIP_MAX_COLUMNS)
        g_ptr_array_add (cells, g_steal_pointer (&field));
      else
        *cut = TRUE;
      if (*p != '\t')
        break;
    }
  g_ptr_array_add (cells, NULL);
  *out_cells = (char **) g_ptr_array_free (cells, FALSE);
  return p + (*p == '\r' && p[1] == '\n' ? 2 : *p != '\0');
}

/**
 * zp_clip_split_tsv:
 * @text: what a spreadsheet says as plain text
 * @max_rows: how many rows to take at most
 * @out_cut: (out): whether there was more than that, or than a block may hold
 *
 * Returns: (transfer full) (element-type GStrv): its cells, row by row
 */
GPtrArray *
zp_clip_split_tsv (const char *text, guint max_rows, gboolean *out_cut)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *part = g_strndup (text, MIN (strlen (text), ZP_CLIP_MAX_BYTES));
  g_autofree char *valid = g_utf8_make_valid (part, -1);
  const char *p = valid;

  *out_cut = strlen (text) > ZP_CLIP_MAX_BYTES;
  while (*p != '\0' && rows->len < max_rows)
    {
      char **cells;

      p = take_row (p, &cells, out_cut);
      g_ptr_array_add (rows, cells);
    }
  *out_cut = *out_cut || *p != '\0';
  return rows;
}

/**
 * zp_clip_new_from_tsv:
 * @text: what a spreadsheet says as plain text
 *
 * Returns: (transfer full): its cells; one for a text that is none of a spreadsheet
 */
ZpClip *
zp_clip_new_from_tsv (const char *text)
{
  ZpClip *self = zp_clip_new ();
  g_autoptr (GPtrArray) rows = zp_clip_split_tsv (text, ZP_CLIP_MAX_ROWS, &self->cut);

  for (guint row = 0; row < rows->len; row++)
    {
      char *const *cells = g_ptr_array_index (rows, row);

      for (guint column = 0; cells[column] != NULL; column++)
        (void) zp_clip_put (self, row, column, 1, 1, cells[column]);
    }
  return self;
}

static void
append_quoted (GString *out, const char *text)
{
  if (strpbrk (text, "\t\n\r\"") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/** zp_clip_to_tsv: (transfer full): the block as spreadsheets write it as plain text. */
char *
zp_clip_to_tsv (const ZpClip *self)
{
  GString *out = g_string_new (NULL);

  for (guint r = 0; r < self->rows->len; r++)
    {
      for (guint c = 0; c < self->n_columns; c++)
        {
          if (c > 0)
            g_string_append_c (out, '\t');
          append_quoted (out, zp_clip_get_text (self, r, c));
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
