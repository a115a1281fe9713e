/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cli-table.h"

#include <string.h>

#include "zp-cli.h"

/* Longer texts are cut, so that the columns behind them stay near. */
#define MAX_WIDTH 40

struct _ZpCliTable
{
  char *columns;
  GPtrArray *cells; /* row by row */
};

/**
 * zp_cli_table_new:
 * @columns: one sign for each column: %ZP_CLI_LEFT or %ZP_CLI_RIGHT
 *
 * Returns: (transfer full): a table without rows
 */
ZpCliTable *
zp_cli_table_new (const char *columns)
{
  ZpCliTable *table = g_new0 (ZpCliTable, 1);

  table->columns = g_strdup (columns);
  table->cells = g_ptr_array_new_with_free_func (g_free);
  return table;
}

void
zp_cli_table_free (ZpCliTable *table)
{
  g_free (table->columns);
  g_ptr_array_unref (table->cells);
  g_free (table);
}

static guint
char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (g_utf8_get_char (p));
  return width;
}

/* One line, whatever was typed; a terminal must not obey what a file says. */
static char *
make_plain (const char *text, guint max_width)
{
  GString *plain = g_string_new (NULL);
  guint width = 0;
  gboolean cut = text_width (text) > max_width;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      c = g_unichar_iscntrl (c) ? ' ' : c;
      width += char_width (c);
      if (cut && width > max_width - 1)
        break;
      g_string_append_unichar (plain, c);
    }
  if (cut)
    g_string_append (plain, "…");
  return g_string_free (plain, FALSE);
}

/**
 * zp_cli_table_add:
 * @table: a table
 * @text: (nullable): the text of the next cell; rows fill from the left
 */
void
zp_cli_table_add (ZpCliTable *table, const char *text)
{
  guint n_columns = (guint) strlen (table->columns);
  gboolean last = table->cells->len % n_columns == n_columns - 1;

  g_ptr_array_add (table->cells,
                   make_plain (text != NULL ? text : "", last ? G_MAXUINT : MAX_WIDTH));
}

static void
append_cell (GString *line, const char *text, guint width, gboolean right)
{
  guint own = text_width (text);

  if (!right)
    g_string_append (line, text);
  for (guint i = own; i < width; i++)
    g_string_append_c (line, ' ');
  if (right)
    g_string_append (line, text);
}

static void
print_row (ZpCliTable *table, guint first, const guint *widths, guint n_columns)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    {
      g_string_append (line, "  ");
      append_cell (line, g_ptr_array_index (table->cells, first + i), widths[i],
                   table->columns[i] == ZP_CLI_RIGHT);
    }
  g_strchomp (line->str);
  zp_cli_printf ("%s\n", line->str);
  g_string_free (line, TRUE);
}

/** zp_cli_table_print: prints the rows; the first one is the heading. */
void
zp_cli_table_print (ZpCliTable *table)
{
  guint n_columns = (guint) strlen (table->columns);
  g_autofree guint *widths = g_new0 (guint, n_columns);

  for (guint i = 0; i < table->cells->len; i++)
    widths[i % n_columns]
        = MAX (widths[i % n_columns], text_width (g_ptr_array_index (table->cells, i)));
  for (guint i = 0; i + n_columns <= table->cells->len; i += n_columns)
    print_row (table, i, widths, n_columns);
}
