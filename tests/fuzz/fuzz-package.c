/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "zp-package.h"
#include "zp-seal.h"

/* A package that could be read is written and read again without a difference. */
static void
check_package (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpPackage) package = zp_package_read (bytes, &error);
  g_autoptr (ZpPackage) again = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  if (package == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  first = zp_package_write (package, NULL);
  g_assert_nonnull (first);
  again = zp_package_read (first, &error);
  g_assert_no_error (error);
  second = zp_package_write (again, NULL);
  g_assert_true (g_bytes_equal (first, second));
}

static la_ssize_t
take_bytes (struct archive *archive, void *user_data, const void *buffer, size_t length)
{
  g_byte_array_append (user_data, buffer, (guint) length);
  return (la_ssize_t) length;
}

static void
add_file (struct archive *archive, const char *path, const void *data, size_t size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, path);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, (la_int64_t) size);
  if (archive_write_header (archive, entry) == ARCHIVE_OK && size > 0)
    archive_write_data (archive, data, size);
  archive_entry_free (entry);
}

/* Checksums stop most changes of a package; what lies behind them is reached by packing anew. */
static void
check_manifest (const uint8_t *data, size_t size)
{
  struct archive *archive = archive_write_new ();
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GBytes) packed = NULL;

  archive_write_set_format_zip (archive);
  archive_write_set_bytes_per_block (archive, 0);
  archive_write_open (archive, bytes, NULL, take_bytes, NULL);
  add_file (archive, "manifest.json", data, size);
  add_file (archive, "forms/a.json", "{}", 2);
  add_file (archive, "evidence/0001", "", 0);
  archive_write_close (archive);
  archive_write_free (archive);
  packed = g_byte_array_free_to_bytes (bytes);
  check_package (packed);
}

#define AT_MEMORY 24
#define CHECKSUM 32

/* The checksum stops most changes; behind it no key is asked for that takes a second. */
static void
check_sealed (const uint8_t *data, size_t size)
{
  static const guint8 cheap[4] = { 8, 0, 0, 0 };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  gsize n = CHECKSUM;

  if (size >= AT_MEMORY + sizeof cheap + CHECKSUM)
    {
      memcpy (copy + AT_MEMORY, cheap, sizeof cheap);
      g_checksum_update (checksum, copy, (gssize) (size - CHECKSUM));
      g_checksum_get_digest (checksum, copy + size - CHECKSUM, &n);
    }
  sealed = g_bytes_new_static (copy, size);
  content = zp_seal_open (sealed, "fuzz", &error);
  g_assert_true ((content == NULL) == (error != NULL));
  if (content != NULL)
    check_package (content);
}

/* The input is a protected file, a package, or the manifest of one with a form and a piece of evidence. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  if (size > 0 && *data == '{')
    check_manifest (data, size);
  else if (zp_seal_is_sealed (bytes))
    check_sealed (data, size);
  else
    check_package (bytes);
  return 0;
}
