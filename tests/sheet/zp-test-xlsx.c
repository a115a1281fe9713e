/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-xlsx.h"

#include <archive.h>
#include <archive_entry.h>

typedef struct
{
  GPtrArray *elements;
  GPtrArray *open;
} Parsing;

static void
element_free (gpointer data)
{
  ZpTestElement *element = data;

  g_free (element->name);
  g_hash_table_unref (element->attributes);
  g_string_free (element->text, TRUE);
  g_free (element);
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **names,
                  const char **values,
                  gpointer user_data,
                  GError **error)
{
  Parsing *parsing = user_data;
  ZpTestElement *element = g_new0 (ZpTestElement, 1);

  element->name = g_strdup (name);
  element->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  element->text = g_string_new (NULL);
  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_insert (element->attributes, g_strdup (names[i]), g_strdup (values[i]));
  g_ptr_array_add (parsing->elements, element);
  g_ptr_array_add (parsing->open, element);
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Parsing *parsing = user_data;

  g_ptr_array_remove_index (parsing->open, parsing->open->len - 1);
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer user_data,
         GError **error)
{
  Parsing *parsing = user_data;

  for (guint i = 0; i < parsing->open->len; i++)
    {
      ZpTestElement *element = g_ptr_array_index (parsing->open, i);

      g_string_append_len (element->text, text, (gssize) length);
    }
}

static GPtrArray *
parse_part (const char *xml, gsize size)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Parsing parsing = { g_ptr_array_new_with_free_func (element_free), open };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &parsing, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, xml, (gssize) size, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  return parsing.elements;
}

/* What a reader makes of “_x005F_” and the like. */
static char *
unescape (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      if (g_regex_match_simple ("^_x[0-9A-Fa-f]{4}_", p, 0, 0))
        {
          g_autofree char *digits = g_strndup (p + 2, 4);

          g_string_append_unichar (plain, (gunichar) g_ascii_strtoull (digits, NULL, 16));
          p += 7;
        }
      else
        {
          g_string_append_c (plain, *p++);
        }
    }
  return g_string_free (plain, FALSE);
}

static void
read_strings (ZpTestBook *book)
{
  GPtrArray *elements = g_hash_table_lookup (book->parts, "xl/sharedStrings.xml");

  for (guint i = 0; elements != NULL && i < elements->len; i++)
    {
      ZpTestElement *element = g_ptr_array_index (elements, i);

      if (g_str_equal (element->name, "si"))
        g_ptr_array_add (book->strings, unescape (element->text->str));
    }
}

ZpTestBook *
zp_test_book_new (GBytes *bytes)
{
  ZpTestBook *book = g_new0 (ZpTestBook, 1);
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  book->parts
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  book->strings = g_ptr_array_new_with_free_func (g_free);
  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_memory (archive, data, size), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      g_autoptr (GByteArray) content = g_byte_array_new ();
      guint8 block[4096];
      la_ssize_t n;

      while ((n = archive_read_data (archive, block, sizeof block)) > 0)
        g_byte_array_append (content, block, (guint) n);
      g_assert_cmpint (n, ==, 0);
      g_hash_table_insert (book->parts, g_strdup (archive_entry_pathname (entry)),
                           parse_part ((const char *) content->data, content->len));
    }
  archive_read_free (archive);
  read_strings (book);
  return book;
}

void
zp_test_book_free (ZpTestBook *book)
{
  g_hash_table_unref (book->parts);
  g_ptr_array_unref (book->strings);
  g_free (book);
}

GPtrArray *
zp_test_book_part (ZpTestBook *book, const char *name)
{
  GPtrArray *elements = g_hash_table_lookup (book->parts, name);

  g_assert_nonnull (elements);
  return elements;
}

const char *
zp_test_element_get (const ZpTestElement *element, const char *attribute)
{
  return g_hash_table_lookup (element->attributes, attribute);
}

/* The first element of that name, or the first one whose attribute has the value; or NULL. */
const ZpTestElement *
zp_test_book_find (ZpTestBook *book,
                   const char *part,
                   const char *element,
                   const char *attribute,
                   const char *value)
{
  GPtrArray *elements = zp_test_book_part (book, part);

  for (guint i = 0; i < elements->len; i++)
    {
      const ZpTestElement *e = g_ptr_array_index (elements, i);

      if (g_str_equal (e->name, element)
          && (attribute == NULL || g_strcmp0 (zp_test_element_get (e, attribute), value) == 0))
        return e;
    }
  return NULL;
}

const char *
zp_test_book_attribute (ZpTestBook *book,
                        const char *part,
                        const char *element,
                        const char *attribute)
{
  const ZpTestElement *e = zp_test_book_find (book, part, element, NULL, NULL);

  g_assert_nonnull (e);
  return zp_test_element_get (e, attribute);
}

/* The text of a cell; NULL if there is none or if it is not a string. */
const char *
zp_test_book_text (ZpTestBook *book, const char *part, const char *cell)
{
  const ZpTestElement *c = zp_test_book_find (book, part, "c", "r", cell);

  if (c == NULL || g_strcmp0 (zp_test_element_get (c, "t"), "s") != 0)
    return NULL;
  return g_ptr_array_index (book->strings, g_ascii_strtoull (c->text->str, NULL, 10));
}
