/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-intern.h"

/* The word that is asked for most, without a lock. */
static GRefString *
intern_nothing (void)
{
  static GRefString *nothing = NULL;

  if (g_once_init_enter (&nothing))
    g_once_init_leave (&nothing, g_ref_string_new (""));
  return g_ref_string_acquire (nothing);
}

/**
 * zp_intern:
 * @text: a word that belongs to templates or to the program, so that there are not many of them
 *
 * One string for all who use the word, in all threads.  It is kept for good: g_ref_string_new_intern()
 * gives a string back that another thread is just about to free.
 *
 * Returns: (transfer full): the string; release it as any other
 */
GRefString *
zp_intern (const char *text)
{
  static GMutex mutex;
  static GHashTable *known = NULL;
  GRefString *string;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0')
    return intern_nothing ();
  g_mutex_lock (&mutex);
  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  string = g_hash_table_lookup (known, text);
  if (string == NULL)
    {
      string = g_ref_string_new (text);
      g_hash_table_add (known, string);
    }
  g_ref_string_acquire (string);
  g_mutex_unlock (&mutex);
  return string;
}
