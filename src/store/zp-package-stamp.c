/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-error.h"
#include "zp-package-private.h"

/* The comment at the end of a zip file holds the SHA-256 of all before it.  The hashes of the
 * manifest cover what is read; this one notices every other byte as well. */

#define END_SIGNATURE "PK\005\006"
#define END_BYTES 22
#define AT_COMMENT_SIZE 20
#define PREFIX "sha256:"
#define STAMP_BYTES (strlen (PREFIX) + 64)

static char *
make_stamp (const guint8 *data, gsize size)
{
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);

  return g_strconcat (PREFIX, hash, NULL);
}

static gboolean
has_end_at (const guint8 *data, gsize size, gsize comment)
{
  const guint8 *end = data + size - END_BYTES - comment;

  return size >= END_BYTES + comment && memcmp (end, END_SIGNATURE, 4) == 0
         && (gsize) (end[AT_COMMENT_SIZE] | end[AT_COMMENT_SIZE + 1] << 8) == comment;
}

/**
 * zp_package_stamp:
 * @bytes: a zip file without a comment
 *
 * Puts the hash of the file at its end.
 */
void
zp_package_stamp (GByteArray *bytes)
{
  g_autofree char *stamp = NULL;

  if (!has_end_at (bytes->data, bytes->len, 0))
    return;
  bytes->data[bytes->len - END_BYTES + AT_COMMENT_SIZE] = (guint8) STAMP_BYTES;
  stamp = make_stamp (bytes->data, bytes->len);
  g_byte_array_append (bytes, (const guint8 *) stamp, STAMP_BYTES);
}

/**
 * zp_package_check_stamp:
 * @bytes: a package
 * @error: return location
 *
 * A zip file that another program packed has no hash at its end; it is judged by its manifest.
 *
 * Returns: whether the file is as it was written
 */
gboolean
zp_package_check_stamp (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *stamp = NULL;

  if (has_end_at (data, size, 0))
    return TRUE;
  if (has_end_at (data, size, STAMP_BYTES))
    {
      stamp = make_stamp (data, size - STAMP_BYTES);
      if (memcmp (stamp, data + size - STAMP_BYTES, STAMP_BYTES) == 0)
        return TRUE;
    }
  g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
               _ ("package: was damaged or cut off on its way (integrity check, SHA-256); "
                  "have it sent again"));
  return FALSE;
}
