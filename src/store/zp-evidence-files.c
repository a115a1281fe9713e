/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-evidence-files.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "zp-error.h"
#include "zp-files.h"

#define FOLDER "evidence"
#define CHUNK_BYTES 65536
/* Enough of the hash to tell apart two files of one name. */
#define PREFIX_DIGITS 12

/** zp_evidence_files_dup_folder: (transfer full): where the copies are that belong to a library. */
char *
zp_evidence_files_dup_folder (const char *library_path)
{
  g_autofree char *beside = g_path_get_dirname (library_path);

  return g_build_filename (beside, FOLDER, NULL);
}

/**
 * zp_evidence_files_dup_path:
 * @folder: the folder of copies
 * @evidence: a piece of evidence
 *
 * Returns: (transfer full) (nullable): where its file should be; %NULL when nothing says so
 */
char *
zp_evidence_files_dup_path (const char *folder, const ZpEvidence *evidence)
{
  if (*evidence->file != '\0' && zp_evidence_is_safe_file (evidence->file))
    return g_build_filename (folder, evidence->file, NULL);
  if (g_path_is_absolute (evidence->path))
    return g_strdup (evidence->path);
  return NULL;
}

/* --- reading --- */

static gboolean
set_read_error (const char *path, GError *reason, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
               _ ("%s: cannot be read (%s); check the file and its permissions"), name,
               reason->message);
  g_error_free (reason);
  return FALSE;
}

/* Returns: (transfer full) (nullable): the hash of the content */
static char *
hash_file (const char *path, guint64 *out_size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree guchar *chunk = NULL;
  guint64 size = 0;
  gssize n;

  if (stream == NULL)
    return NULL;
  chunk = g_malloc (CHUNK_BYTES);
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, CHUNK_BYTES, cancellable, error))
         > 0)
    {
      g_checksum_update (checksum, chunk, n);
      size += (guint64) n;
    }
  if (n < 0)
    return NULL;
  if (out_size != NULL)
    *out_size = size;
  return g_strdup (g_checksum_get_string (checksum));
}

/* The day the file was changed last, which is nearest to the day it was made. */
static char *
dup_date (const char *path)
{
  g_autoptr (GDateTime) time = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return g_strdup ("");
  time = g_date_time_new_from_unix_local (info.st_mtime);
  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("");
}

/**
 * zp_evidence_files_read:
 * @path: a file, which stays where it is
 * @address: the row it belongs to
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Reads a file to attach it: name, date, size and hash.
 *
 * Returns: (transfer full) (nullable): a piece of evidence, not in any form yet
 */
ZpEvidence *
zp_evidence_files_read (const char *path,
                        const char *address,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (ZpEvidence) evidence = zp_evidence_new (address, name);
  GError *reason = NULL;
  char *hash = hash_file (path, &evidence->size, cancellable, &reason);

  if (hash == NULL)
    {
      set_read_error (path, reason, error);
      return NULL;
    }
  g_free (evidence->sha256);
  evidence->sha256 = hash;
  g_free (evidence->date);
  evidence->date = dup_date (path);
  /* A name that is not UTF-8 cannot stand in a form file; such a file is copied. */
  if (g_utf8_validate (path, -1, NULL))
    {
      g_free (evidence->path);
      evidence->path = g_strdup (path);
    }
  return g_steal_pointer (&evidence);
}

/* --- copies --- */

static char *
make_file (const char *form_id, const ZpEvidence *evidence)
{
  g_autofree char *prefix = g_strndup (evidence->sha256, PREFIX_DIGITS);
  g_autofree char *name = zp_evidence_make_safe_name (evidence);

  return g_strconcat (form_id, "/", prefix, "_", name, NULL);
}

static void
set_kept (ZpEvidence *evidence, char *file)
{
  g_free (evidence->file);
  evidence->file = file;
  g_free (evidence->path);
  evidence->path = g_strdup ("");
}

static gboolean
is_there (const char *path, const ZpEvidence *evidence, GCancellable *cancellable)
{
  g_autofree char *hash = hash_file (path, NULL, cancellable, NULL);

  return g_strcmp0 (hash, evidence->sha256) == 0;
}

/* A copy appears under its name only when it is whole. */
static gboolean
publish (const char *temporary, const char *path, GError **error)
{
  if (g_rename (temporary, path) == 0)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
               _ ("%s: cannot be written (%s); check the disk and the permissions of the folder"),
               path, g_strerror (errno));
  g_unlink (temporary);
  return FALSE;
}

static gboolean
copy_file (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *temporary = zp_files_make_temporary (folder, error);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = NULL;

  if (temporary == NULL)
    return FALSE;
  target = g_file_new_for_path (temporary);
  if (!g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                    cancellable, NULL, NULL, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  return publish (temporary, to, error);
}

/**
 * zp_evidence_files_keep_copy:
 * @folder: the folder of copies
 * @form_id: the form it is for
 * @evidence: a piece of evidence that zp_evidence_files_read() gave; from now on the copy counts
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Copies the file into the form's folder.
 *
 * Returns: whether the copy is there
 */
gboolean
zp_evidence_files_keep_copy (const char *folder,
                             const char *form_id,
                             ZpEvidence *evidence,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *file = make_file (form_id, evidence);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_return_val_if_fail (*evidence->path != '\0', FALSE);

  if (!is_there (path, evidence, cancellable)
      && !copy_file (evidence->path, path, cancellable, error))
    return FALSE;
  set_kept (evidence, g_steal_pointer (&file));
  return TRUE;
}

/**
 * zp_evidence_files_keep_bytes:
 * @folder: the folder of copies
 * @form_id: the form it is for
 * @evidence: a piece of evidence, with its name; hash and size are taken from @content
 * @content: the file
 * @error: return location
 *
 * Writes a file that came in a package into the form's folder.
 *
 * Returns: whether it is there
 */
gboolean
zp_evidence_files_keep_bytes (
    const char *folder, const char *form_id, ZpEvidence *evidence, GBytes *content, GError **error)
{
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *own = NULL;
  g_autofree char *temporary = NULL;
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  g_free (evidence->sha256);
  evidence->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  evidence->size = size;
  file = make_file (form_id, evidence);
  path = g_build_filename (folder, file, NULL);
  own = g_path_get_dirname (path);
  if (!is_there (path, evidence, NULL))
    {
      temporary = zp_files_make_temporary (own, error);
      if (temporary == NULL)
        return FALSE;
      if (!g_file_set_contents_full (temporary, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT,
                                     0600, error))
        {
          g_unlink (temporary);
          return FALSE;
        }
      if (!publish (temporary, path, error))
        return FALSE;
    }
  set_kept (evidence, g_steal_pointer (&file));
  return TRUE;
}

/* --- looking --- */

/**
 * zp_evidence_files_look:
 * @folder: the folder of copies
 * @evidence: a piece of evidence
 * @cancellable: (nullable): to stop; then the answer is %ZP_EVIDENCE_UNKNOWN
 *
 * Returns: what became of its file
 */
ZpEvidenceState
zp_evidence_files_look (const char *folder, const ZpEvidence *evidence, GCancellable *cancellable)
{
  g_autofree char *path = zp_evidence_files_dup_path (folder, evidence);
  g_autofree char *hash = NULL;
  GStatBuf info;

  /* An entry that only says that there is something on paper has no file to be missing. */
  if (path == NULL)
    return ZP_EVIDENCE_UNKNOWN;
  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return ZP_EVIDENCE_MISSING;
  if (*evidence->sha256 == '\0')
    return ZP_EVIDENCE_PRESENT;
  if (evidence->size > 0 && (guint64) info.st_size != evidence->size)
    return ZP_EVIDENCE_CHANGED;
  hash = hash_file (path, NULL, cancellable, NULL);
  if (g_cancellable_is_cancelled (cancellable))
    return ZP_EVIDENCE_UNKNOWN;
  if (hash == NULL)
    return ZP_EVIDENCE_MISSING;
  return g_str_equal (hash, evidence->sha256) ? ZP_EVIDENCE_PRESENT : ZP_EVIDENCE_CHANGED;
}

/**
 * zp_evidence_files_look_at_all:
 * @folder: the folder of copies
 * @list: (element-type ZpEvidence): evidence of one form
 * @cancellable: (nullable): to stop
 *
 * Returns: (transfer full): id → #ZpEvidenceState
 */
GHashTable *
zp_evidence_files_look_at_all (const char *folder, GPtrArray *list, GCancellable *cancellable)
{
  GHashTable *states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const ZpEvidence *evidence = g_ptr_array_index (list, i);
      ZpEvidenceState state = zp_evidence_files_look (folder, evidence, cancellable);

      g_hash_table_insert (states, g_strdup (evidence->id), GINT_TO_POINTER (state));
    }
  return states;
}

/**
 * zp_evidence_files_export:
 * @folder: the folder of copies
 * @form: a form
 * @target: a folder, made when absent; nothing in it is overwritten
 * @out_left: (out) (optional): how many pieces have no file that could be copied
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Copies all evidence of a form into one folder, with numbered names (1-2-3_签到表.pdf).
 *
 * Returns: whether all files that are there were copied
 */
gboolean
zp_evidence_files_export (const char *folder,
                          const ZpForm *form,
                          const char *target,
                          guint *out_left,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GPtrArray) list = zp_evidence_list (form, NULL);
  guint left = 0;

  if (!zp_files_make_folder (target, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const ZpEvidence *evidence = g_ptr_array_index (list, i);
      g_autofree char *from = zp_evidence_files_dup_path (folder, evidence);
      g_autofree char *name = zp_evidence_make_file_name (form, evidence);
      g_autofree char *to = g_build_filename (target, name, NULL);

      if (from == NULL || !g_file_test (from, G_FILE_TEST_IS_REGULAR))
        {
          left++;
          continue;
        }
      if (g_file_test (to, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, ZP_ERROR, ZP_ERROR_STORE,
                       _ ("%s: is there already; choose an empty folder"), to);
          return FALSE;
        }
      if (!copy_file (from, to, cancellable, error))
        return FALSE;
    }
  if (out_left != NULL)
    *out_left = left;
  return TRUE;
}
