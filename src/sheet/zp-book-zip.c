/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-book-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-error.h"

/* The parts of a workbook from outside.  What a zip header says about sizes is not believed: the
 * bytes that really come out are counted. */

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

typedef struct
{
  Archive *archive;
  GHashTable *parts;
  guint n_entries;
  gsize total;
  GPtrArray *names; /* of all parts, when all are wanted */
} Unpacking;

static gboolean
refuse (GError **error, ZpError code, const char *place, const char *reason)
{
  g_set_error (error, ZP_ERROR, code, _ ("%s: %s"), place, reason);
  return FALSE;
}

/* Pictures and whatever else a workbook carries is passed over unread. */
static gboolean
is_wanted (const char *name)
{
  static const char *const open_document[]
      = { "mimetype", "content.xml", "META-INF/manifest.xml", NULL };

  return g_strv_contains (open_document, name)
         || (g_str_has_prefix (name, "xl/")
             && (g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".rels")));
}

static gboolean
check_name (const char *name, GHashTable *parts, GError **error)
{
  if (*name == '/' || *name == '\\' || strstr (name, "..") != NULL
      || !g_utf8_validate (name, -1, NULL))
    return refuse (error, ZP_ERROR_FORMAT, _ ("workbook"),
                   _ ("a part has a name that leads out of the file"));
  if (g_hash_table_contains (parts, name))
    return refuse (error, ZP_ERROR_FORMAT, name,
                   _ ("the part is there twice; save the file again"));
  return TRUE;
}

static gboolean
read_part (Unpacking *unpacking, const char *name, GByteArray *content, GError **error)
{
  guint8 block[65536];
  la_ssize_t n;

  while ((n = archive_read_data (unpacking->archive, block, sizeof block)) > 0)
    {
      unpacking->total += (gsize) n;
      if (content->len + (gsize) n > ZP_BOOK_MAX_PART || unpacking->total > ZP_BOOK_MAX_ALL)
        return refuse (error, ZP_ERROR_TOO_LARGE, name,
                       _ ("too large when unpacked; remove what is no table"));
      g_byte_array_append (content, block, (guint) n);
    }
  if (n < 0)
    return refuse (error, ZP_ERROR_FORMAT, name, _ ("the file is damaged; open and save it again"));
  return TRUE;
}

static gboolean
take_entry (Unpacking *unpacking, struct archive_entry *entry, GError **error)
{
  const char *name = archive_entry_pathname (entry);
  g_autoptr (GByteArray) content = g_byte_array_new ();

  if (++unpacking->n_entries > ZP_BOOK_MAX_ENTRIES)
    return refuse (error, ZP_ERROR_TOO_LARGE, _ ("workbook"),
                   _ ("it has more than 200 parts; remove pictures and sheets"));
  if (name == NULL)
    return TRUE;
  if (!check_name (name, unpacking->parts, error))
    return FALSE;
  if (archive_entry_is_encrypted (entry))
    return refuse (error, ZP_ERROR_FORMAT, _ ("workbook"),
                   _ ("it is protected with a password; save it without"));
  if (unpacking->names != NULL)
    {
      if (g_str_has_suffix (name, "/"))
        return TRUE;
      g_ptr_array_add (unpacking->names, g_strdup (name));
    }
  if ((unpacking->names != NULL || is_wanted (name))
      && !read_part (unpacking, name, content, error))
    return FALSE;
  g_hash_table_insert (unpacking->parts, g_strdup (name),
                       g_byte_array_free_to_bytes (g_steal_pointer (&content)));
  return TRUE;
}

static const char *
describe_start (GBytes *file)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  if (size >= 4 && memcmp (data, "\xd0\xcf\x11\xe0", 4) == 0)
    return _ ("this is an older or a protected workbook; save it as .xlsx without a password");
  return _ ("this is no workbook, or it is damaged; open it and save it as .xlsx");
}

static GHashTable *
unpack (GBytes *file, GPtrArray *names, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();
  g_autoptr (GHashTable) parts
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  Unpacking unpacking = { archive, parts, 0, 0, names };
  struct archive_entry *entry;
  gsize size;
  gconstpointer data;
  int result;

  data = g_bytes_get_data (file, &size);
  if (size > ZP_BOOK_MAX_FILE)
    {
      (void) refuse (error, ZP_ERROR_TOO_LARGE, _ ("workbook"),
                     _ ("larger than 20 MB; remove pictures and other sheets"));
      return NULL;
    }
  archive_read_support_format_zip_seekable (archive);
  if (size == 0 || archive_read_open_memory (archive, data, size) != ARCHIVE_OK)
    {
      (void) refuse (error, ZP_ERROR_FORMAT, _ ("workbook"), describe_start (file));
      return NULL;
    }
  while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK
         || result == ARCHIVE_WARN)
    if (!take_entry (&unpacking, entry, error))
      return NULL;
  if (result != ARCHIVE_EOF)
    {
      (void) refuse (error, ZP_ERROR_FORMAT, _ ("workbook"), describe_start (file));
      return NULL;
    }
  return g_steal_pointer (&parts);
}

/**
 * zp_book_zip_read:
 * @file: a file from outside
 * @error: return location for an error
 *
 * Takes a workbook apart, in memory and within limits.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 GBytes): the parts with tables by name;
 *   parts that no table needs are empty.  %NULL when @file is no workbook (%ZP_ERROR_FORMAT) or too
 *   large (%ZP_ERROR_TOO_LARGE)
 */
GHashTable *
zp_book_zip_read (GBytes *file, GError **error)
{
  g_return_val_if_fail (file != NULL, NULL);

  return unpack (file, NULL, error);
}

/**
 * zp_book_zip_read_all:
 * @file: a file from outside
 * @names: (element-type utf8): gets the names of the parts in their order
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type utf8 GBytes): all parts by name, as
 *   zp_book_zip_read() does
 */
GHashTable *
zp_book_zip_read_all (GBytes *file, GPtrArray *names, GError **error)
{
  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (names != NULL, NULL);

  return unpack (file, names, error);
}
