/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-clip.h"

#include "zp-decimal.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

/* Blocks of cells as HTML, which says what the plain text cannot: which cells are merged. */

#define MAX_TEXT 32767 /* characters a cell of a spreadsheet can hold, as bytes enough for a form */

typedef struct
{
  ZpClip *clip;
  GString *text;
  guint depth;  /* of tables */
  guint silent; /* inside style, script and the like */
  guint row;
  guint column;
  gboolean in_row;
  gboolean in_cell;
  gboolean space; /* white space stands before the next letter */
  guint row_span;
  guint column_span;
  gboolean outside; /* there are words beside the table */
  gboolean done;
} Reading;

static gboolean
is_silent (const char *name)
{
  static const char *const names[] = { "style", "script", "title", "head", NULL };

  return g_strv_contains (names, name);
}

static gboolean
is_paragraph (const char *name)
{
  static const char *const names[] = { "p", "div", "li", "tr", "h1", "h2", "h3", NULL };

  return g_strv_contains (names, name);
}

static void
end_cell (Reading *reading)
{
  if (!reading->in_cell)
    return;
  reading->in_cell = FALSE;
  while (reading->text->len > 0
         && strchr (" \n", reading->text->str[reading->text->len - 1]) != NULL)
    g_string_truncate (reading->text, reading->text->len - 1);
  while (zp_clip_get_at (reading->clip, reading->row, reading->column) != NULL)
    reading->column++;
  (void) zp_clip_put (reading->clip, reading->row, reading->column, reading->row_span,
                      reading->column_span, reading->text->str);
  reading->column += reading->column_span;
}

static void
end_row (Reading *reading)
{
  end_cell (reading);
  if (reading->in_row)
    reading->row++;
  reading->in_row = FALSE;
}

static guint
get_span (const xmlChar **attributes, const char *name)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[i], name) == 0 && attributes[i + 1] != NULL)
      return (guint) CLAMP (atoi ((const char *) attributes[i + 1]), 1, ZP_CLIP_MAX_ROWS);
  return 1;
}

static void
start_cell (Reading *reading, const xmlChar **attributes)
{
  end_cell (reading);
  if (!reading->in_row)
    reading->column = 0;
  reading->in_row = TRUE;
  reading->in_cell = TRUE;
  reading->space = FALSE;
  reading->row_span = get_span (attributes, "rowspan");
  reading->column_span = MIN (get_span (attributes, "colspan"), ZP_CLIP_MAX_COLUMNS);
  g_string_truncate (reading->text, 0);
}

static void
break_line (Reading *reading)
{
  reading->space = FALSE;
  if (reading->in_cell && reading->text->len > 0 && reading->text->len < MAX_TEXT)
    g_string_append_c (reading->text, '\n');
}

static void
start_element (void *user_data, const xmlChar *name_, const xmlChar **attributes)
{
  Reading *reading = user_data;
  const char *name = (const char *) name_;

  if (is_silent (name))
    reading->silent++;
  else if (g_str_equal (name, "table"))
    reading->depth++;
  else if (reading->done || reading->depth == 0)
    return;
  else if (reading->depth == 1 && g_str_equal (name, "tr"))
    {
      end_row (reading);
      reading->in_row = TRUE;
      reading->column = 0;
    }
  else if (reading->depth == 1 && (g_str_equal (name, "td") || g_str_equal (name, "th")))
    start_cell (reading, attributes);
  else if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    reading->space = TRUE; /* of a table in the cell */
  else if (g_str_equal (name, "br"))
    break_line (reading);
  else if (is_paragraph (name) && reading->text->len > 0
           && reading->text->str[reading->text->len - 1] != '\n')
    break_line (reading);
}

static void
end_element (void *user_data, const xmlChar *name_)
{
  Reading *reading = user_data;
  const char *name = (const char *) name_;

  if (is_silent (name) && reading->silent > 0)
    reading->silent--;
  else if (g_str_equal (name, "table") && reading->depth > 0)
    {
      reading->depth--;
      if (reading->depth > 0 || reading->done)
        return;
      end_row (reading);
      reading->done = zp_clip_get_n_columns (reading->clip) > 0;
    }
  else if (reading->depth != 1 || reading->done)
    return;
  else if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    end_cell (reading);
  else if (g_str_equal (name, "tr"))
    end_row (reading);
}

static void
append_letter (Reading *reading, gunichar c)
{
  if (g_unichar_isspace (c) || c == 0xa0)
    {
      reading->space = TRUE;
      return;
    }
  if (reading->space && reading->text->len > 0
      && reading->text->str[reading->text->len - 1] != '\n')
    g_string_append_c (reading->text, ' ');
  reading->space = FALSE;
  g_string_append_unichar (reading->text, c);
}

static void
characters (void *user_data, const xmlChar *text, int length)
{
  Reading *reading = user_data;
  g_autofree char *raw = NULL;
  g_autofree char *valid = NULL;

  if (reading->silent > 0 || length <= 0)
    return;
  raw = g_strndup ((const char *) text, (gsize) length);
  valid = g_utf8_make_valid (raw, -1);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (reading->in_cell && reading->text->len < MAX_TEXT)
        append_letter (reading, c);
      else if (!reading->in_cell && g_unichar_isgraph (c))
        reading->outside = TRUE;
    }
}

/* Some programs put HTML on the clipboard in two bytes for each character. */
static char *
decode (GBytes *html)
{
  gsize size;
  const char *data = g_bytes_get_data (html, &size);

  if (size == 0)
    return NULL;
  size = MIN (size, ZP_CLIP_MAX_BYTES);
  if (size >= 2 && ((guchar) data[0] == 0xff || (guchar) data[0] == 0xfe))
    return g_convert (data, (gssize) (size & ~(gsize) 1), "UTF-8", "UTF-16", NULL, NULL, NULL);
  {
    g_autofree char *text = g_strndup (data, size);

    return g_utf8_make_valid (text, -1);
  }
}

static void
parse (const char *text, Reading *reading)
{
  htmlParserCtxtPtr context = htmlNewParserCtxt ();

  if (context == NULL)
    return;
  memset (context->sax, 0, sizeof *context->sax);
  context->sax->startElement = start_element;
  context->sax->endElement = end_element;
  context->sax->characters = characters;
  context->sax->ignorableWhitespace = characters;
  context->userData = reading;
  /* Nothing is built: the handlers take all there is. */
  xmlFreeDoc (htmlCtxtReadMemory (context, text, (int) strlen (text), NULL, "UTF-8",
                                  HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                      | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC));
  htmlFreeParserCtxt (context);
}

/**
 * zp_clip_new_from_html:
 * @html: what a spreadsheet or a text program says as HTML
 *
 * Returns: (transfer full) (nullable): the cells of its table; %NULL when it is no table, or more
 *   than one
 */
ZpClip *
zp_clip_new_from_html (GBytes *html)
{
  g_autoptr (ZpClip) clip = zp_clip_new ();
  g_autoptr (GString) buffer = g_string_new (NULL);
  g_autofree char *text = decode (html);
  Reading reading = { .clip = clip, .text = buffer };

  if (text == NULL || *text == '\0')
    return NULL;
  parse (text, &reading);
  end_row (&reading);
  if (zp_clip_get_n_columns (clip) == 0 || reading.outside)
    return NULL;
  zp_clip_drop_spanned_columns (clip);
  return g_steal_pointer (&clip);
}

/* =6家 is a target, not a formula, and 2020年10月 no date of a spreadsheet. */
static gboolean
is_words (const char *text)
{
  g_autofree char *plain = g_strdup (text);
  ZpDecimal value;

  if (g_str_has_suffix (plain, "%"))
    plain[strlen (plain) - 1] = '\0';
  return zp_decimal_parse (plain, &value) == ZP_DECIMAL_NOT_A_NUMBER;
}

static void
append_cell (GString *out, const ZpClipCell *cell)
{
  g_auto (GStrv) lines = g_strsplit (cell->text, "\n", -1);

  g_string_append (out, "<td");
  if (cell->row_span > 1)
    g_string_append_printf (out, " rowspan=\"%u\"", cell->row_span);
  if (cell->column_span > 1)
    g_string_append_printf (out, " colspan=\"%u\"", cell->column_span);
  if (is_words (cell->text))
    g_string_append (out, " style=\"mso-number-format:'\\@'\" sdnum=\"1033;0;@\"");
  g_string_append (out, ">");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (lines[i], -1);

      /* Excel would make a new row of a plain break. */
      g_string_append_printf (out, "%s%s",
                              i > 0 ? "<br style=\"mso-data-placement:same-cell\">" : "", escaped);
    }
  g_string_append (out, "</td>");
}

/** zp_clip_to_html: (transfer full): the block as an HTML table, with its merged cells. */
char *
zp_clip_to_html (const ZpClip *self)
{
  GString *out
      = g_string_new ("<html><head><meta charset=\"utf-8\"></head><body><table border=\"1\">\n");

  for (guint r = 0; r < zp_clip_get_n_rows (self); r++)
    {
      g_string_append (out, "<tr>");
      for (guint c = 0; c < zp_clip_get_n_columns (self); c++)
        {
          static const ZpClipCell nothing = { 0, 0, 1, 1, (char *) "" };
          const ZpClipCell *cell = zp_clip_get_at (self, r, c);

          if (cell == NULL)
            append_cell (out, &nothing);
          else if (cell->row == r && cell->column == c)
            append_cell (out, cell);
        }
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</table></body></html>\n");
  return g_string_free (out, FALSE);
}
