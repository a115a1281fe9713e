/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "zp-json.h"

/* json-glib joins no halves of characters and takes the end of a text for “\u0000”. */
static gboolean
has_number_of_character (const uint8_t *data, size_t size)
{
  return g_strstr_len ((const char *) data, (gssize) size, "\\u") != NULL;
}

/* Whatever the bytes: an error with its place, or what json-glib reads there too, and that is the same
 * after it was written and read. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = zp_json_parse (bytes, &error);
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (GBytes) written = NULL;
  char *text;

  g_assert_true ((root == NULL) == (error != NULL));
  if (root == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  text = json_to_string (root, FALSE);
  written = g_bytes_new_take (text, strlen (text));
  again = zp_json_parse (written, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (root, again));
  if (!has_number_of_character (data, size))
    {
      g_autofree char *copy = g_strndup ((const char *) data, size);
      const char *begin = g_str_has_prefix (copy, "\xEF\xBB\xBF") ? copy + 3 : copy;
      g_autoptr (JsonNode) theirs = json_from_string (begin, &error);

      g_assert_no_error (error);
      g_assert_true (json_node_equal (root, theirs));
    }
  return 0;
}
