/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "fuzz-book.h"
#include "zp-ods-reader.h"

/* The bytes are content.xml itself: a compressed one would hide from the fuzzer what it changes. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GHashTable) parts
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpWorkbook) book = NULL;

  g_hash_table_insert (parts, (gpointer) "content.xml", g_bytes_new (data, size));
  book = zp_ods_read (parts, &error);
  g_assert_true ((book == NULL) == (error != NULL));
  check_book (book);
  return 0;
}
