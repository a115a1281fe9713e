/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-docx-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>

#include "zp-error.h"

typedef struct archive Archive;
typedef struct archive_entry ArchiveEntry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_write_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveEntry, archive_entry_free)

static la_ssize_t
take_bytes (Archive *archive, void *user_data, const void *buffer, size_t length)
{
  g_byte_array_append (user_data, buffer, length);
  return length;
}

/* An entry has no time: the same document gives the same bytes, today and in another time zone. */
static gboolean
write_part (Archive *archive, const ZpDocxPart *part)
{
  g_autoptr (ArchiveEntry) entry = archive_entry_new ();
  gsize length;
  const void *data = g_bytes_get_data (part->bytes, &length);

  if (entry == NULL)
    return FALSE;
  archive_entry_set_pathname (entry, part->name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, length);
  return archive_write_header (archive, entry) == ARCHIVE_OK
         && archive_write_data (archive, data, length) == (la_ssize_t) length;
}

/**
 * zp_docx_zip:
 * @parts: (element-type ZpDocxPart): the files, the first one first
 * @error: return location
 *
 * Packs the files of a document.
 *
 * Returns: (transfer full) (nullable): the archive; %NULL if it could not be made (%ZP_ERROR_EXPORT)
 */
GBytes *
zp_docx_zip (GArray *parts, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (Archive) archive = archive_write_new ();
  gboolean ok = archive != NULL && archive_write_set_format_zip (archive) == ARCHIVE_OK
                && archive_write_set_bytes_per_block (archive, 0) == ARCHIVE_OK
                && archive_write_open (archive, bytes, NULL, take_bytes, NULL) == ARCHIVE_OK;

  for (guint i = 0; ok && i < parts->len; i++)
    ok = write_part (archive, &g_array_index (parts, ZpDocxPart, i));
  ok = ok && archive_write_close (archive) == ARCHIVE_OK;
  if (!ok)
    {
      const char *reason = archive != NULL ? archive_error_string (archive) : NULL;

      g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT, _ ("document: it could not be packed: %s"),
                   reason != NULL ? reason : _ ("there is not enough memory for it"));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
