/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-names.h"

#include <string.h>

#include "zp-xlsx-text.h"

/* Spreadsheets allow 31 UTF-16 units.  That is 93 bytes at most, which also keeps the library's
 * buffers for print areas (128 bytes) from being cut in the middle of a character. */
#define MAX_NAME 31

struct _ZpXlsxNames
{
  GHashTable *used; /* names without regard to case → the number to try next for the same name */
};

static char *
fold (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

static void
take (ZpXlsxNames *names, char *folded, guint next)
{
  g_hash_table_replace (names->used, folded, GUINT_TO_POINTER (next));
}

/**
 * zp_xlsx_names_new:
 *
 * Returns: (transfer full): no names yet
 */
ZpXlsxNames *
zp_xlsx_names_new (void)
{
  ZpXlsxNames *names = g_new0 (ZpXlsxNames, 1);

  names->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* Excel keeps this one for itself and repairs a file that uses it. */
  take (names, g_strdup ("history"), 2);
  return names;
}

/**
 * zp_xlsx_names_free:
 * @names: (transfer full): names
 */
void
zp_xlsx_names_free (ZpXlsxNames *names)
{
  g_return_if_fail (names != NULL);

  g_hash_table_unref (names->used);
  g_free (names);
}

static gunichar
allowed (gunichar c)
{
  if (c == '\'')
    return 0x2019;
  return c < 0x80 && strchr (":\\/?*[]", (int) c) != NULL ? '_' : c;
}

/* The library puts a name between quotes only when it sees a reason to; “2023” and “A1” would need
 * them too.  A Chinese character is a reason. */
static gboolean
is_plain_ascii (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '_' && *p != '.')
        return FALSE;
    }
  return TRUE;
}

static char *
clean_name (const char *wish)
{
  g_autofree char *clean = zp_xlsx_clean_text (wish);
  GString *name = g_string_new (NULL);

  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (name, g_unichar_isspace (c) ? ' ' : allowed (c));
    }
  g_strstrip (name->str);
  name->len = strlen (name->str);
  if (is_plain_ascii (name->str))
    g_string_append (name, "表");
  return g_string_free (name, FALSE);
}

/* Shortens the name so that the suffix fits behind it. */
static char *
join (const char *name, const char *suffix)
{
  glong room = MAX_NAME - zp_xlsx_text_length (suffix);
  const char *p = name;
  g_autofree char *head = NULL;

  while (*p != '\0')
    {
      room -= g_utf8_get_char (p) > 0xFFFF ? 2 : 1;
      if (room < 0)
        break;
      p = g_utf8_next_char (p);
    }
  head = g_strchomp (g_strndup (name, p - name));
  return g_strconcat (head, suffix, NULL);
}

/**
 * zp_xlsx_names_add:
 * @names: names
 * @wish: what the sheet should be called
 *
 * Finds a name for a sheet that every spreadsheet program accepts: without the forbidden
 * characters, short enough, and different from the others; if need be with a number: “名称 (2)”.
 *
 * Returns: (transfer full): the name
 */
char *
zp_xlsx_names_add (ZpXlsxNames *names, const char *wish)
{
  g_autofree char *clean = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *folded = NULL;
  guint n;

  g_return_val_if_fail (names != NULL, NULL);
  g_return_val_if_fail (wish != NULL, NULL);

  clean = clean_name (wish);
  plain = join (clean, "");
  folded = fold (plain);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (names->used, folded));
  if (n == 0)
    {
      take (names, g_steal_pointer (&folded), 2);
      return g_steal_pointer (&plain);
    }
  for (;; n++)
    {
      g_autofree char *suffix = g_strdup_printf (" (%u)", n);
      g_autofree char *name = join (clean, suffix);
      g_autofree char *folded_name = fold (name);

      if (g_hash_table_contains (names->used, folded_name))
        continue;
      take (names, g_steal_pointer (&folded_name), 2);
      take (names, g_steal_pointer (&folded), n + 1);
      return g_steal_pointer (&name);
    }
}
