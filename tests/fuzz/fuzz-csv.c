/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "fuzz-book.h"
#include "zp-csv-reader.h"

/* Whatever the bytes: a sheet in order, or an error. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpWorkbook) book = zp_csv_read (file, "A", &error);

  g_assert_true ((book == NULL) == (error != NULL));
  check_book (book);
  return 0;
}
