/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_INTEGER_DIGITS 18

/* json-glib keeps the last of two equal keys, wraps big integers and overflows the stack on deep
 * nesting, so every text from outside is looked through first, without recursion. */

typedef struct
{
  const char *at;
  const char *end;
  const char *start;
  GHashTable *keys[ZP_JSON_MAX_DEPTH];
  guint depth;
  GError **error;
} Scanner;

static gboolean
scan_fail (Scanner *s, ZpError code, const char *reason)
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
skip_space (Scanner *s)
{
  while (s->at < s->end && strchr (" \t\r\n", *s->at) != NULL && *s->at != '\0')
    s->at++;
}

static gboolean
scan_escape (Scanner *s)
{
  s->at++;
  if (s->at >= s->end)
    return scan_fail (s, ZP_ERROR_FORMAT, _ ("the text ends inside a string; the file is cut off"));
  if (*s->at == 'u')
    {
      for (guint i = 0; i < 4; i++)
        {
          s->at++;
          if (s->at >= s->end || !g_ascii_isxdigit (*s->at))
            return scan_fail (s, ZP_ERROR_FORMAT, _ ("\\u needs four hexadecimal digits"));
        }
    }
  else if (strchr ("\"\\/bfnrt", *s->at) == NULL)
    return scan_fail (s, ZP_ERROR_FORMAT, _ ("unknown escape in a string"));
  s->at++;
  return TRUE;
}

/* Leaves the scanner behind the closing quote and tells where the text of the string was. */
static gboolean
scan_string (Scanner *s, const char **out_begin, gsize *out_length, gboolean *out_escaped)
{
  const char *begin = ++s->at;
  gboolean escaped = FALSE;

  while (s->at < s->end && *s->at != '"')
    {
      if ((guchar) *s->at < 0x20)
        return scan_fail (s, ZP_ERROR_FORMAT,
                          _ ("a control character inside a string; write line breaks as \\n"));
      if (*s->at == '\\')
        {
          escaped = TRUE;
          if (!scan_escape (s))
            return FALSE;
        }
      else
        s->at++;
    }
  if (s->at >= s->end)
    return scan_fail (s, ZP_ERROR_FORMAT, _ ("the text ends inside a string; the file is cut off"));
  *out_begin = begin;
  *out_length = s->at - begin;
  *out_escaped = escaped;
  s->at++;
  return TRUE;
}

static char *
unescape_key (const char *begin, gsize length)
{
  g_autofree char *quoted = g_strdup_printf ("[\"%.*s\"]", (int) length, begin);
  g_autoptr (JsonNode) node = json_from_string (quoted, NULL);

  if (node == NULL)
    return g_strndup (begin, length);
  return g_strdup (json_array_get_string_element (json_node_get_array (node), 0));
}

static gboolean
scan_key (Scanner *s)
{
  const char *begin;
  gsize length;
  gboolean escaped;
  char *key;

  if (s->at >= s->end || *s->at != '"')
    return scan_fail (s, ZP_ERROR_FORMAT, _ ("a key in quotation marks is missing"));
  if (!scan_string (s, &begin, &length, &escaped))
    return FALSE;
  key = escaped ? unescape_key (begin, length) : g_strndup (begin, length);
  if (!g_hash_table_add (s->keys[s->depth - 1], key))
    {
      s->at = begin;
      return scan_fail (s, ZP_ERROR_FORMAT, _ ("the same key stands twice; remove one of them"));
    }
  skip_space (s);
  if (s->at >= s->end || *s->at != ':')
    return scan_fail (s, ZP_ERROR_FORMAT, _ ("a colon is missing after a key"));
  s->at++;
  return TRUE;
}

static gboolean
scan_open (Scanner *s)
{
  if (s->depth >= ZP_JSON_MAX_DEPTH)
    return scan_fail (s, ZP_ERROR_TOO_LARGE, _ ("nested too deeply; no form is nested like this"));
  s->keys[s->depth++]
      = *s->at == '{' ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) : NULL;
  s->at++;
  return TRUE;
}

static void
scan_close (Scanner *s)
{
  s->depth--;
  g_clear_pointer (&s->keys[s->depth], g_hash_table_unref);
  s->at++;
}

/* Returns: the end of the exponent, %NULL when it is too large */
static const char *
scan_exponent (const char *p, const char *end)
{
  const char *digits;

  if (p < end && (*p == '+' || *p == '-'))
    p++;
  digits = p;
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p - digits <= 2 ? p : NULL;
}

/* json-glib wraps integers that are too large and writes infinity as a word that no reader takes;
 * such a number would be lost when an unknown key is written again. */
static gboolean
scan_number (Scanner *s, const char *begin)
{
  const char *end = s->at;
  const char *p = begin + (*begin == '-');
  gsize digits = 0;

  while (p < end && g_ascii_isdigit (*p))
    {
      p++;
      digits++;
    }
  if (p < end && *p == '.')
    for (p++; p < end && g_ascii_isdigit (*p); p++)
      ;
  if (p < end && (*p == 'e' || *p == 'E'))
    p = scan_exponent (p + 1, end);
  if (p == end && digits <= MAX_INTEGER_DIGITS)
    return TRUE;
  s->at = begin;
  if (p != NULL && p < end)
    return scan_fail (s, ZP_ERROR_FORMAT, _ ("this is not JSON"));
  return scan_fail (s, ZP_ERROR_FORMAT,
                    _ ("this number is too large to be kept exactly; write it in quotation marks"));
}

static gboolean
scan_plain (Scanner *s)
{
  const char *begin = s->at;
  gsize length;
  const char *p;

  while (s->at < s->end && (g_ascii_isalnum (*s->at) || strchr ("+-.", *s->at) != NULL)
         && *s->at != '\0')
    s->at++;
  length = s->at - begin;
  if ((length == 4 && (memcmp (begin, "true", 4) == 0 || memcmp (begin, "null", 4) == 0))
      || (length == 5 && memcmp (begin, "false", 5) == 0))
    return TRUE;

  p = begin;
  if (p < s->at && *p == '-')
    p++;
  if (p < s->at && g_ascii_isdigit (*p))
    return scan_number (s, begin);
  s->at = begin;
  return scan_fail (s, ZP_ERROR_FORMAT,
                    length == 0 && begin >= s->end
                        ? _ ("the text ends too early; the file is cut off")
                        : _ ("this is not JSON"));
}

/* One value, or the opening of an object or array, which tells the loop that it is inside. */
static gboolean
scan_value (Scanner *s, gboolean *out_opened)
{
  const char *begin;
  gsize length;
  gboolean escaped;

  *out_opened = FALSE;
  skip_space (s);
  if (s->at < s->end && (*s->at == '{' || *s->at == '['))
    {
      *out_opened = TRUE;
      return scan_open (s);
    }
  if (s->at < s->end && *s->at == '"')
    return scan_string (s, &begin, &length, &escaped);
  return scan_plain (s);
}

static gboolean
at_close (Scanner *s)
{
  return s->at < s->end && *s->at == (s->keys[s->depth - 1] != NULL ? '}' : ']');
}

static gboolean
scan_document (Scanner *s)
{
  gboolean opened;

  if (!scan_value (s, &opened))
    return FALSE;
  while (s->depth > 0)
    {
      skip_space (s);
      if (opened && at_close (s))
        {
          scan_close (s);
          opened = FALSE;
          continue;
        }
      if (!opened)
        {
          if (at_close (s))
            {
              scan_close (s);
              continue;
            }
          if (s->at >= s->end)
            return scan_fail (s, ZP_ERROR_FORMAT,
                              _ ("the text ends too early; the file is cut off"));
          if (*s->at != ',')
            return scan_fail (s, ZP_ERROR_FORMAT, _ ("a comma or a closing bracket is missing"));
          s->at++;
          skip_space (s);
        }
      if (s->keys[s->depth - 1] != NULL && !scan_key (s))
        return FALSE;
      if (!scan_value (s, &opened))
        return FALSE;
    }
  skip_space (s);
  if (s->at < s->end)
    return scan_fail (s, ZP_ERROR_FORMAT, _ ("something follows after the end of the document"));
  return TRUE;
}

/**
 * zp_json_guard:
 * @text: a JSON text from outside
 * @length: its length in bytes
 *
 * Looks whether @text is UTF-8 and JSON without duplicate keys and not nested deeper than
 * %ZP_JSON_MAX_DEPTH, in constant stack.
 *
 * Returns: whether it may be given to json-glib
 */
gboolean
zp_json_guard (const char *text, gsize length, GError **error)
{
  Scanner s = { .at = text, .start = text, .error = error };
  gboolean ok;

  if (length == 0)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_FORMAT, _ ("the file is empty"));
      return FALSE;
    }
  /* Only now: an empty document may have no text at all. */
  s.end = text + length;
  if (!g_utf8_validate_len (text, length, &s.at))
    return scan_fail (&s, ZP_ERROR_FORMAT,
                      _ ("this is not UTF-8 text; is it really a Ziping file?"));
  s.at = text;
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    s.at += 3;
  ok = scan_document (&s);
  while (s.depth > 0)
    g_clear_pointer (&s.keys[--s.depth], g_hash_table_unref);
  return ok;
}
