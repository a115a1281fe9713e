/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "zp-json.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *written; /* NULL: it is refused */
  const char *message; /* where and why */
} Case;

static const Case cases[] = {
  { "object", " {\"b\" : 1, \"a\":\t[ ] }\r\n", "{\"b\":1,\"a\":[]}", NULL },
  { "mark", "\xEF\xBB\xBF[1]", "[1]", NULL },
  { "words", "[true,false,null]", "[true,false,null]", NULL },
  { "numbers", "[0,-0,7,-12,999999999999999999]", "[0,0,7,-12,999999999999999999]", NULL },
  { "small-fraction", "[0.0001]", "[0.0001]", NULL },
  { "fractions", "[0.5,-1.25,1e3,2.5E-1,1e+2]", "[0.5,-1.25,1000.0,0.25,100.0]", NULL },
  { "escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\"\\\\/\\b\\f\\n\\r\\t\"]", NULL },
  { "character", "[\"\\u81ea\\u8bc4\"]", "[\"自评\"]", NULL },
  { "two-halves", "[\"\\ud842\\udfb7\"]", "[\"𠮷\"]", NULL },
  { "half", "[\"\\ud842x\"]", "[\"\xEF\xBF\xBDx\"]", NULL },
  { "other-half", "[\"\\udfb7\"]", "[\"\xEF\xBF\xBD\"]", NULL },
  { "half-and-whole", "[\"\\ud842\\u81ea\"]", "[\"\xEF\xBF\xBD自\"]", NULL },
  { "two-first-halves", "[\"\\ud842\\ud842\\udfb7\"]", "[\"\xEF\xBF\xBD𠮷\"]", NULL },
  { "text", "\"a\"", "\"a\"", NULL },

  { "empty", "", NULL, "the file is empty" },
  { "space", " \n", NULL, "line 2, column 1: the text ends too early" },
  { "not-utf8", "[\"\xFF\"]", NULL, "line 1, column 3: this is not UTF-8" },
  { "open-object", "{\"a\":1", NULL, "line 1, column 7: the text ends too early" },
  { "open-array", "[1,", NULL, "line 1, column 4: the text ends too early" },
  { "open-string", "[\"abc", NULL, "line 1, column 6: the text ends inside a string" },
  { "open-escape", "[\"abc\\", NULL, "the text ends inside a string" },
  { "line-end", "[\"a\nb\"]", NULL, "line 1, column 4: a control character" },
  { "unknown-escape", "[\"\\x\"]", NULL, "line 1, column 4: unknown escape" },
  { "short-number", "[\"\\u12g4\"]", NULL, "four hexadecimal digits" },
  { "short-second-number", "[\"\\ud842\\u12\"]", NULL, "four hexadecimal digits" },
  { "no-character", "[\"\\u0000\"]", NULL, "line 1, column 5: a text cannot hold" },
  { "no-key", "{1:2}", NULL, "line 1, column 2: a key" },
  { "no-colon", "{\"a\" 2}", NULL, "line 1, column 6: a colon" },
  { "no-comma", "[1 2]", NULL, "line 1, column 4: a comma" },
  { "last-comma", "[1,]", NULL, "line 1, column 4: this is not JSON" },
  { "wrong-bracket", "[1}", NULL, "line 1, column 3: a comma or a closing bracket" },
  { "same-key", "{\"自\":1,\n \"\\u81ea\":2}", NULL, "line 2, column 2: the same key" },
  { "two-documents", "[] []", NULL, "line 1, column 4: something follows" },
  { "word", "[nul]", NULL, "line 1, column 2: this is not JSON" },
  { "infinity", "[1e999]", NULL, "line 1, column 2: this number is too large" },
  { "huge", "[1e95]", NULL, "line 1, column 2: this number is too large" },
  { "tiny", "[0.00001]", NULL, "too small to be kept exactly" },
  { "long-integer", "[12345678901234567890]", NULL, "this number is too large" },
  { "leading-zero", "[01]", NULL, "this is not JSON" },
  { "only-minus", "[-]", NULL, "this is not JSON" },
  { "no-places", "[1.]", NULL, "this is not JSON" },
  { "no-power", "[1e]", NULL, "this is not JSON" },
  { "plus", "[+1]", NULL, "this is not JSON" },
  { "comment", "[/* 1 */]", NULL, "this is not JSON" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (c->text, strlen (c->text));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = zp_json_parse (bytes, &error);

  if (c->written != NULL)
    {
      g_autofree char *written = NULL;

      g_assert_no_error (error);
      written = json_to_string (root, FALSE);
      g_assert_cmpstr (written, ==, c->written);
    }
  else
    {
      g_assert_null (root);
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, c->message));
    }
}

static void
test_depth (void)
{
  for (guint depth = ZP_JSON_MAX_DEPTH; depth <= 200000;
       depth = depth == ZP_JSON_MAX_DEPTH ? depth + 1 : depth * 40)
    {
      g_autofree char *open = g_strnfill (depth, '[');
      g_autofree char *end = g_strnfill (depth, ']');
      char *text = g_strconcat (open, end, NULL);
      g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = zp_json_parse (bytes, &error);

      if (depth <= ZP_JSON_MAX_DEPTH)
        g_assert_no_error (error);
      else
        g_assert_error (error, ZP_ERROR, ZP_ERROR_TOO_LARGE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/json/parse/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/json/depth", test_depth);
  return g_test_run ();
}
