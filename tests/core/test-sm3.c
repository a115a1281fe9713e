/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sm3.h"

#include <string.h>

/* The first two are the examples of GB/T 32905—2016, annex A; the others come from another
 * implementation, at the lengths where a block more begins. */
static const struct
{
  const char *name;
  guint repeat;
  const char *text;
  const char *hash;
} cases[] = {
  { "abc", 1, "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0" },
  { "abcd-16", 16, "abcd", "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732" },
  { "empty", 0, "", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b" },
  { "x-55", 55, "x", "ff8f8d58b95a1f90e39d96f739fa873eee33c0a80e59c7bbbf184eb7d9b1f112" },
  { "x-56", 56, "x", "c4c1c6206d36c325e66ae5432948b26f04acff8dfc0ea2606a79d59b83a16d61" },
  { "x-63", 63, "x", "b3ada6bc4838430afe100fb8b39ea65e13a556fb9a5f3699a7c541f8e3a07a93" },
  { "x-64", 64, "x", "ad6af8cbe6a5a10beac0ecd1df9fa779228553fd7ead00313765349b32bd81ce" },
  { "x-119", 119, "x", "ebeb591c289fe14873d297f6d2fc8c70e6ed03a2ff6e2240600eede2e8197bbf" },
  { "x-120", 120, "x", "f86deedb441db075511ff2ae5ace229719f7d0e754af15391be725e4e553cc4a" },
  { "x-1000", 1000, "x", "f698c23cad9bf84f65509038c7000bc7ab60e7a1206cb4e4e21674952e3d028d" },
};

static void
test_hash (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;

  for (guint n = 0; n < cases[i].repeat; n++)
    g_string_append (text, cases[i].text);
  bytes = g_bytes_new (text->str, text->len);
  hash = zp_sm3_for_bytes (bytes);
  g_assert_cmpstr (hash, ==, cases[i].hash);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sm3/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_hash);
    }
  return g_test_run ();
}
