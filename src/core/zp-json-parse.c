/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_INTEGER_LENGTH 18

/* json-glib's own parser keeps the last of two equal keys, wraps big integers, overflows the stack on
 * deep nesting and takes twice the time, so every text from outside is read here: without recursion,
 * into the tree of json-glib. */

typedef struct
{
  const char *at;
  const char *end;
  const char *start;
  JsonNode *root;
  JsonNode *open
      [ZP_JSON_MAX_DEPTH]; /* objects and arrays that are not at their end; the tree owns them */
  guint depth;
  GString *key; /* of the member that comes next */
  const char *key_at;
  GString *text; /* what the last string says */
  GError **error;
} Parser;

static gboolean
parse_fail (Parser *s, ZpError code, const char *reason)
{
  guint line = 1, column = 1;

  for (const char *p = s->start; p < s->at; p++)
    {
      if (*p == '\n')
        {
          line++;
          column = 1;
        }
      else if ((*p & 0xC0) != 0x80)
        column++;
    }
  g_set_error (s->error, ZP_ERROR, code, _ ("line %u, column %u: %s"), line, column, reason);
  return FALSE;
}

static void
skip_space (Parser *s)
{
  while (s->at < s->end && (*s->at == ' ' || *s->at == '\n' || *s->at == '\t' || *s->at == '\r'))
    s->at++;
}

static gboolean
next_is (const Parser *s, char c)
{
  return s->at < s->end && *s->at == c;
}

/* --- strings --- */

static gboolean
read_hex (Parser *s, gunichar *out_value)
{
  *out_value = 0;
  for (guint i = 0; i < 4; i++, s->at++)
    {
      if (s->at >= s->end || !g_ascii_isxdigit (*s->at))
        return parse_fail (s, ZP_ERROR_FORMAT, _ ("\\u needs four hexadecimal digits"));
      *out_value = *out_value * 16 + g_ascii_xdigit_value (*s->at);
    }
  return TRUE;
}

/* The second half of a character that is written as two numbers. */
static gboolean
read_low_half (Parser *s, gunichar *c)
{
  const char *before = s->at;
  gunichar low;

  if (s->end - s->at < 2 || s->at[0] != '\\' || s->at[1] != 'u')
    return TRUE;
  s->at += 2;
  if (!read_hex (s, &low))
    return FALSE;
  if (low >= 0xDC00 && low <= 0xDFFF)
    *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
  else
    s->at = before;
  return TRUE;
}

static gboolean
read_unicode (Parser *s, GString *text)
{
  const char *begin = s->at;
  gunichar c;

  if (!read_hex (s, &c))
    return FALSE;
  if (c >= 0xD800 && c <= 0xDBFF && !read_low_half (s, &c))
    return FALSE;
  if (c == 0)
    {
      s->at = begin;
      return parse_fail (s, ZP_ERROR_FORMAT,
                         _ ("a text cannot hold the character \\u0000; remove it"));
    }
  g_string_append_unichar (text, c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
  return TRUE;
}

static gboolean
read_escape (Parser *s, GString *text)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found;

  s->at++;
  if (s->at >= s->end)
    return parse_fail (s, ZP_ERROR_FORMAT,
                       _ ("the text ends inside a string; the file is cut off"));
  if (*s->at == 'u')
    {
      s->at++;
      return read_unicode (s, text);
    }
  found = *s->at != '\0' ? strchr (escapes, *s->at) : NULL;
  if (found == NULL)
    return parse_fail (s, ZP_ERROR_FORMAT, _ ("unknown escape in a string"));
  g_string_append_c (text, meanings[found - escapes]);
  s->at++;
  return TRUE;
}

/* Leaves the parser behind the closing quote. */
static gboolean
read_string (Parser *s, GString *text)
{
  g_string_truncate (text, 0);
  s->at++;
  while (TRUE)
    {
      const char *begin = s->at;

      while (s->at < s->end && *s->at != '"' && *s->at != '\\' && (guchar) *s->at >= 0x20)
        s->at++;
      g_string_append_len (text, begin, s->at - begin);
      if (s->at >= s->end)
        return parse_fail (s, ZP_ERROR_FORMAT,
                           _ ("the text ends inside a string; the file is cut off"));
      if (*s->at == '"')
        break;
      if (*s->at != '\\')
        return parse_fail (s, ZP_ERROR_FORMAT,
                           _ ("a control character inside a string; write line breaks as \\n"));
      if (!read_escape (s, text))
        return FALSE;
    }
  s->at++;
  return TRUE;
}

/* --- the tree --- */

static JsonNode *
innermost (const Parser *s)
{
  return s->open[s->depth - 1];
}

static gboolean
in_object (const Parser *s)
{
  return JSON_NODE_HOLDS_OBJECT (innermost (s));
}

/* Puts a value, which the tree takes, where the parser is. */
static gboolean
put (Parser *s, JsonNode *value)
{
  if (s->depth == 0)
    s->root = value;
  else if (!in_object (s))
    json_array_add_element (json_node_get_array (innermost (s)), value);
  else
    {
      JsonObject *object = json_node_get_object (innermost (s));
      guint n_members = json_object_get_size (object);

      json_object_set_member (object, s->key->str, value);
      if (json_object_get_size (object) == n_members)
        {
          s->at = s->key_at;
          return parse_fail (s, ZP_ERROR_FORMAT,
                             _ ("the same key stands twice; remove one of them"));
        }
    }
  return TRUE;
}

static gboolean
open_value (Parser *s)
{
  JsonNode *value;

  if (s->depth >= ZP_JSON_MAX_DEPTH)
    return parse_fail (s, ZP_ERROR_TOO_LARGE, _ ("nested too deeply; no form is nested like this"));
  value = *s->at == '{' ? zp_json_new_object () : zp_json_new_array ();
  if (!put (s, value))
    return FALSE;
  s->open[s->depth++] = value;
  s->at++;
  return TRUE;
}

static gboolean
read_key (Parser *s)
{
  s->key_at = s->at;
  if (!next_is (s, '"'))
    return parse_fail (s, ZP_ERROR_FORMAT, _ ("a key in quotation marks is missing"));
  if (!read_string (s, s->key))
    return FALSE;
  skip_space (s);
  if (!next_is (s, ':'))
    return parse_fail (s, ZP_ERROR_FORMAT, _ ("a colon is missing after a key"));
  s->at++;
  return TRUE;
}

/* --- other values --- */

static const char *
skip_digits (const char *p, const char *end)
{
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p;
}

/* Whether the text from @begin on is a number as JSON has them. */
static gboolean
is_number (const char *begin, const char *end, gboolean *out_whole)
{
  const char *digits = begin + (*begin == '-');
  const char *p = skip_digits (digits, end);

  if (p == digits || (*digits == '0' && p > digits + 1))
    return FALSE;
  *out_whole = p == end;
  if (p < end && *p == '.')
    {
      digits = p + 1;
      p = skip_digits (digits, end);
      if (p == digits)
        return FALSE;
    }
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      digits = p + 1;
      digits += digits < end && (*digits == '+' || *digits == '-');
      p = skip_digits (digits, end);
      if (p == digits)
        return FALSE;
    }
  return p == end;
}

/* Fractions stand only where nobody looks for a value, so they are left to json-glib.  It would write
 * what needs a power of ten as “1e+20.0”, and infinity as a word. */
static JsonNode *
make_fraction (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autofree char *written = node != NULL ? json_to_string (node, FALSE) : NULL;

  if (written == NULL || strspn (written, "-.0123456789") != strlen (written))
    return NULL;
  return g_steal_pointer (&node);
}

/* A number that cannot be kept would be lost when an unknown key is written again. */
static gboolean
put_number (Parser *s, const char *begin)
{
  g_autofree char *text = g_strndup (begin, s->at - begin);
  JsonNode *node = NULL;
  gboolean whole = FALSE;
  gboolean valid = is_number (begin, s->at, &whole);

  if (valid && whole && strlen (text) <= MAX_INTEGER_LENGTH)
    node = json_node_init_int (json_node_alloc (), g_ascii_strtoll (text, NULL, 10));
  else if (valid && !whole)
    node = make_fraction (text);
  if (node != NULL)
    return put (s, node);
  s->at = begin;
  if (!valid)
    return parse_fail (s, ZP_ERROR_FORMAT, _ ("this is not JSON"));
  return parse_fail (
      s, ZP_ERROR_FORMAT,
      _ ("this number is too large or too small to be kept exactly; write it in quotation marks"));
}

static gboolean
is_word (const Parser *s, const char *begin, const char *word)
{
  gsize length = strlen (word);

  return (gsize) (s->at - begin) == length && memcmp (begin, word, length) == 0;
}

static gboolean
read_plain (Parser *s)
{
  const char *begin = s->at;

  while (s->at < s->end
         && (g_ascii_isalnum (*s->at) || *s->at == '+' || *s->at == '-' || *s->at == '.'))
    s->at++;
  if (s->at > begin && (g_ascii_isdigit (*begin) || *begin == '-'))
    return put_number (s, begin);
  if (is_word (s, begin, "null"))
    return put (s, json_node_init_null (json_node_alloc ()));
  if (is_word (s, begin, "true") || is_word (s, begin, "false"))
    return put (s, json_node_init_boolean (json_node_alloc (), *begin == 't'));
  s->at = begin;
  return parse_fail (s, ZP_ERROR_FORMAT,
                     begin >= s->end ? _ ("the text ends too early; the file is cut off")
                                     : _ ("this is not JSON"));
}

/* One value, or the opening of an object or array, which tells the loop that it is inside. */
static gboolean
read_value (Parser *s, gboolean *out_opened)
{
  skip_space (s);
  *out_opened = next_is (s, '{') || next_is (s, '[');
  if (*out_opened)
    return open_value (s);
  if (!next_is (s, '"'))
    return read_plain (s);
  if (!read_string (s, s->text))
    return FALSE;
  return put (s, json_node_init_string (json_node_alloc (), s->text->str));
}

/* What has to stand before the next member or element, if there is one. */
static gboolean
read_comma (Parser *s)
{
  if (s->at >= s->end)
    return parse_fail (s, ZP_ERROR_FORMAT, _ ("the text ends too early; the file is cut off"));
  if (*s->at != ',')
    return parse_fail (s, ZP_ERROR_FORMAT, _ ("a comma or a closing bracket is missing"));
  s->at++;
  skip_space (s);
  return TRUE;
}

static gboolean
read_document (Parser *s)
{
  gboolean opened;

  if (!read_value (s, &opened))
    return FALSE;
  while (s->depth > 0)
    {
      skip_space (s);
      if (next_is (s, in_object (s) ? '}' : ']'))
        {
          s->depth--;
          s->at++;
          opened = FALSE;
        }
      else if ((!opened && !read_comma (s)) || (in_object (s) && !read_key (s))
               || !read_value (s, &opened))
        return FALSE;
    }
  skip_space (s);
  if (s->at < s->end)
    return parse_fail (s, ZP_ERROR_FORMAT, _ ("something follows after the end of the document"));
  return TRUE;
}

/**
 * zp_json_parse:
 * @bytes: a JSON text
 * @error: return location
 *
 * Reads a JSON text that is UTF-8 (with or without a byte order mark), has no key twice and is not
 * nested deeper than %ZP_JSON_MAX_DEPTH, in constant stack.
 *
 * Returns: (transfer full) (nullable): the tree, which nobody shares; %NULL with line, column and
 * reason (%ZP_ERROR_FORMAT, %ZP_ERROR_TOO_LARGE)
 */
JsonNode *
zp_json_parse (GBytes *bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  Parser s = { .at = text, .start = text, .error = error };
  gboolean ok;

  if (length == 0)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_FORMAT, _ ("the file is empty"));
      return NULL;
    }
  /* Only now: an empty document may have no text at all. */
  s.end = text + length;
  if (!g_utf8_validate_len (text, length, &s.at))
    {
      parse_fail (&s, ZP_ERROR_FORMAT, _ ("this is not UTF-8 text; is it really a Ziping file?"));
      return NULL;
    }
  s.at = text;
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    s.at += 3;
  s.key = g_string_new (NULL);
  s.text = g_string_new (NULL);
  ok = read_document (&s);
  g_string_free (s.key, TRUE);
  g_string_free (s.text, TRUE);
  if (!ok)
    g_clear_pointer (&s.root, json_node_unref);
  return s.root;
}
