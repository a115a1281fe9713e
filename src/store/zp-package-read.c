/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-evidence.h"
#include "zp-json.h"
#include "zp-package-private.h"
#include "zp-seal.h"
#include "zp-sm3.h"

/* A package comes from outside: nothing in it is believed.  Limits count the bytes that really come
 * out, because headers lie; nothing is ever unpacked into a folder. */

#define MAX_MANIFEST_BYTES (8 * 1024 * 1024)
#define MAX_FORM_ID_BYTES 64
#define MAX_NAME_BYTES 512

typedef struct archive Archive;
typedef struct archive_entry ArchiveEntry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

/* @contents: path → GBytes, what the manifest has not named yet */
typedef struct
{
  Archive *archive;
  GHashTable *contents;
  gsize total;
} Reading;

/* --- the archive --- */

static gboolean
refuse (GError **error, ZpError code, const char *path, const char *reason)
{
  g_autofree char *shown = g_utf8_make_valid (path, -1);

  g_set_error (error, ZP_ERROR, code, _ ("%s: %s"), shown, reason);
  return FALSE;
}

static gboolean
refuse_damaged (Reading *reading, GError **error, const char *path)
{
  const char *detail = archive_error_string (reading->archive);
  g_autofree char *shown = g_utf8_make_valid (detail != NULL ? detail : path, -1);

  g_set_error (
      error, ZP_ERROR, ZP_ERROR_FORMAT,
      _ ("%s: cannot be unpacked (%s); the file was damaged or cut off, have it sent again"), path,
      shown);
  return FALSE;
}

static const ZpPackageKindSpec *
find_kind (const char *path)
{
  for (guint kind = 0; kind < ZP_PACKAGE_N_KINDS; kind++)
    if (g_str_has_prefix (path, zp_package_kinds[kind].folder))
      return &zp_package_kinds[kind];
  return NULL;
}

static gboolean
leads_out (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  return g_strv_contains ((const char *const *) parts, "..");
}

static gboolean
check_path (const char *path, GError **error)
{
  const ZpPackageKindSpec *kind = find_kind (path);
  const char *name = kind != NULL ? path + strlen (kind->folder) : "";

  if (!g_utf8_validate (path, -1, NULL))
    return refuse (error, ZP_ERROR_FORMAT, path,
                   _ ("has a name that is not UTF-8; have it packed again by Ziping"));
  if (strchr (path, '\\') != NULL)
    return refuse (
        error, ZP_ERROR_FORMAT, path,
        _ ("has a backslash in its name; do not open this package, it was not made by Ziping"));
  if (*path == '/' || strchr (path, ':') != NULL)
    return refuse (error, ZP_ERROR_FORMAT, path,
                   _ ("has an absolute name; do not open this package, it was not made by Ziping"));
  if (leads_out (path))
    return refuse (error, ZP_ERROR_FORMAT, path,
                   _ ("leads out of the package; do not open it, it was not made by Ziping"));
  if (g_str_equal (path, ZP_PACKAGE_MANIFEST))
    return TRUE;
  if (*name == '\0' || strchr (name, '/') != NULL)
    return refuse (error, ZP_ERROR_FORMAT, path,
                   _ ("does not belong into a package; have it packed again by Ziping"));
  return TRUE;
}

static gboolean
check_entry (Reading *reading, ArchiveEntry *entry, const char *path, GError **error)
{
  if (archive_entry_is_encrypted (entry))
    return refuse (error, ZP_ERROR_FORMAT, path,
                   _ ("is encrypted; have it packed without a password"));
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_symlink (entry) != NULL
      || archive_entry_hardlink (entry) != NULL)
    return refuse (error, ZP_ERROR_FORMAT, path,
                   _ ("is a link or a folder, not a file; have it packed again by Ziping"));
  if (!check_path (path, error))
    return FALSE;
  if (g_hash_table_contains (reading->contents, path))
    return refuse (error, ZP_ERROR_FORMAT, path,
                   _ ("is in the package twice; have it packed again by Ziping"));
  if (g_hash_table_size (reading->contents) >= ZP_PACKAGE_MAX_ENTRIES)
    return refuse (error, ZP_ERROR_TOO_LARGE, path,
                   _ ("more than 5,000 entries; have several packages made"));
  return TRUE;
}

static GBytes *
read_content (Reading *reading, const char *path, GError **error)
{
  const ZpPackageKindSpec *kind = find_kind (path);
  gsize max_bytes = kind != NULL ? kind->max_bytes : MAX_MANIFEST_BYTES;
  g_autoptr (GByteArray) content = g_byte_array_new ();
  guint8 piece[65536];
  la_ssize_t n;

  while ((n = archive_read_data (reading->archive, piece, sizeof piece)) > 0)
    {
      reading->total += (gsize) n;
      if (content->len + (gsize) n > max_bytes || reading->total > ZP_PACKAGE_MAX_BYTES)
        {
          refuse (error, ZP_ERROR_TOO_LARGE, path,
                  _ ("unpacks to more than is allowed (8 MiB a form, 200 MB in all); "
                     "have several packages made"));
          return NULL;
        }
      g_byte_array_append (content, piece, (guint) n);
    }
  if (n < 0)
    {
      refuse_damaged (reading, error, path);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static gboolean
read_entry (Reading *reading, ArchiveEntry *entry, GError **error)
{
  const char *pathname = archive_entry_pathname (entry);
  /* The entry is used up by reading its content. */
  g_autofree char *path = g_strdup (pathname != NULL ? pathname : "");
  GBytes *content;

  if (!check_entry (reading, entry, path, error))
    return FALSE;
  content = read_content (reading, path, error);
  if (content == NULL)
    return FALSE;
  g_hash_table_insert (reading->contents, g_steal_pointer (&path), content);
  return TRUE;
}

static gboolean
read_archive (Reading *reading, GBytes *bytes, GError **error)
{
  ArchiveEntry *entry;
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  int status;

  /* By the directory at the end: a file that was cut off has none. */
  if (archive_read_support_format_zip_seekable (reading->archive) != ARCHIVE_OK
      || archive_read_open_memory (reading->archive, data, size) != ARCHIVE_OK)
    return refuse_damaged (reading, error, _ ("package"));
  while ((status = archive_read_next_header (reading->archive, &entry)) == ARCHIVE_OK)
    if (!read_entry (reading, entry, error))
      return FALSE;
  return status == ARCHIVE_EOF || refuse_damaged (reading, error, _ ("package"));
}

/* --- the manifest --- */

static void
check_hash (
    ZpJsonReader *r, const char *path, const char *name, const char *expected, const char *found)
{
  if (r->error == NULL && !g_str_equal (found, expected))
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("“%s” was changed after packing (integrity check, %s); have it sent again"),
                  path, name);
}

static GBytes *
take_content (
    Reading *reading, ZpJsonReader *r, const char *folder, const char *path, JsonObject *object)
{
  const char *sha256 = zp_json_need_string (r, object, "sha256");
  const char *sm3 = zp_json_string (r, object, "sm3");
  gpointer key = NULL;
  gpointer content = NULL;
  g_autofree char *hash = NULL;

  if (r->error != NULL)
    return NULL;
  if (!g_str_has_prefix (path, folder)
      || !g_hash_table_steal_extended (reading->contents, path, &key, &content))
    {
      zp_json_fail (r, ZP_ERROR_FORMAT,
                    _ ("“%s” is missing in the package or listed twice; have it packed again"),
                    path);
      return NULL;
    }
  g_free (key);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  check_hash (r, path, "SHA-256", sha256, hash);
  if (sm3 != NULL)
    {
      g_autofree char *second = zp_sm3_for_bytes (content);

      check_hash (r, path, "SM3", sm3, second);
    }
  return content;
}

static gint64
read_revision (ZpJsonReader *r, JsonObject *object)
{
  g_autofree char *text = zp_json_text_or_number (r, object, "revision");
  gint64 revision = 0;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &revision, NULL))
    {
      zp_json_push (r, "revision");
      zp_json_fail (r, ZP_ERROR_FORMAT, _ ("must be a whole number from 0 to %u"), G_MAXINT32);
      zp_json_pop (r);
    }
  return revision;
}

static char **
read_history (ZpJsonReader *r, JsonObject *object)
{
  char **history = zp_json_strings (r, object, "history");

  for (guint i = 0; history != NULL && history[i] != NULL; i++)
    if (i >= ZP_PACKAGE_MAX_HISTORY || strlen (history[i]) > 64
        || strchr (history[i], '\n') != NULL)
      {
        zp_json_push (r, "history");
        zp_json_fail (r, ZP_ERROR_FORMAT,
                      _ ("is no list of at most %d content ids; have it packed again"),
                      ZP_PACKAGE_MAX_HISTORY);
        zp_json_pop (r);
        break;
      }
  return history;
}

static void
check_id (ZpJsonReader *r, ZpPackageKind kind, GHashTable *ids, const char *id)
{
  gsize max = kind == ZP_PACKAGE_EVIDENCE ? MAX_NAME_BYTES : MAX_FORM_ID_BYTES;

  if (r->error == NULL && strlen (id) > max)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("the id is longer than %u bytes"), (guint) max);
  else if (r->error == NULL && kind == ZP_PACKAGE_EVIDENCE && !zp_evidence_is_safe_file (id))
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("“%s” leads out of the folder of evidence; do not open this package"), id);
  else if (r->error == NULL && g_hash_table_contains (ids, id))
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("“%s” is in the list twice; have it packed again by Ziping"), id);
}

static void
read_item (Reading *reading,
           ZpJsonReader *r,
           ZpPackage *package,
           ZpPackageKind kind,
           GHashTable *ids,
           JsonObject *object)
{
  const ZpPackageKindSpec *spec = &zp_package_kinds[kind];
  const char *id = zp_json_need_string (r, object, spec->id);
  const char *path = zp_json_need_string (r, object, "path");
  gboolean form = kind == ZP_PACKAGE_FORM;
  gint64 revision = form ? read_revision (r, object) : 0;
  g_auto (GStrv) history = form ? read_history (r, object) : NULL;
  g_autoptr (GBytes) content = NULL;

  zp_json_only (r, object, spec->id, "path", "sha256", "sm3", form ? "revision" : NULL, "history",
                NULL);
  check_id (r, kind, ids, id);
  content = take_content (reading, r, spec->folder, path, object);
  if (r->error != NULL)
    return;
  g_hash_table_add (ids, (gpointer) id);
  if (form)
    zp_package_add_form (package, id, revision, (const char *const *) history, content, &r->error);
  else
    zp_package_add (package, kind, id, content, &r->error);
}

static void
read_list (
    Reading *reading, ZpJsonReader *r, ZpPackage *package, ZpPackageKind kind, JsonObject *root)
{
  JsonArray *array = zp_json_array (r, root, zp_package_kinds[kind].list);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  zp_json_push (r, zp_package_kinds[kind].list);
  for (guint i = 0; array != NULL && r->error == NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = zp_json_element_object (r, array, i);

      zp_json_push_index (r, i);
      if (r->error == NULL)
        read_item (reading, r, package, kind, ids, object);
      zp_json_pop (r);
    }
  zp_json_pop (r);
}

static void
check_format (ZpJsonReader *r, JsonObject *root)
{
  const char *format = zp_json_need_string (r, root, "format");
  guint version = zp_json_uint (r, root, "version", 0, G_MAXUINT16);

  if (r->error == NULL && !g_str_equal (format, ZP_PACKAGE_FORMAT))
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("format: is not “%s”; choose a file packed by Ziping"),
                  ZP_PACKAGE_FORMAT);
  else if (version > ZP_PACKAGE_VERSION)
    zp_json_fail (r, ZP_ERROR_NEWER,
                  _ ("version: %u was made by a newer version of Ziping; install that one"),
                  version);
  else if (version < 1)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("version: is missing; have it packed again by Ziping"));
  zp_json_only (r, root, "format", "version", "created", "forms", "templates", "profiles",
                "evidence", NULL);
}

static ZpPackage *
read_manifest (Reading *reading, GBytes *manifest, GError **error)
{
  ZpJsonReader reader = { 0 };
  JsonObject *root = zp_json_reader_open (&reader, manifest, MAX_MANIFEST_BYTES);
  g_autoptr (ZpPackage) package = NULL;

  if (root != NULL)
    check_format (&reader, root);
  package = zp_package_new (root != NULL ? zp_json_string (&reader, root, "created") : NULL);
  for (guint kind = 0; root != NULL && kind < ZP_PACKAGE_N_KINDS; kind++)
    read_list (reading, &reader, package, kind, root);
  if (zp_json_reader_close (&reader, error))
    return g_steal_pointer (&package);
  g_prefix_error (error, _ ("%s: "), ZP_PACKAGE_MANIFEST);
  return NULL;
}

static gboolean
check_rest (Reading *reading, GError **error)
{
  g_autoptr (GList) rest
      = g_list_sort (g_hash_table_get_keys (reading->contents), (GCompareFunc) strcmp);

  return rest == NULL
         || refuse (error, ZP_ERROR_FORMAT, rest->data,
                    _ ("is not in the manifest; have it packed again by Ziping"));
}

static ZpPackage *
read_package (Reading *reading, GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) manifest = NULL;
  g_autoptr (ZpPackage) package = NULL;
  gpointer key = NULL;
  gpointer value = NULL;

  if (!read_archive (reading, bytes, error))
    return NULL;
  if (!g_hash_table_steal_extended (reading->contents, ZP_PACKAGE_MANIFEST, &key, &value))
    {
      refuse (error, ZP_ERROR_FORMAT, ZP_PACKAGE_MANIFEST,
              _ ("is missing; choose a file packed by Ziping"));
      return NULL;
    }
  g_free (key);
  manifest = value;
  package = read_manifest (reading, manifest, error);
  return package != NULL && check_rest (reading, error) ? g_steal_pointer (&package) : NULL;
}

/** zp_package_is_package: whether a file begins like a package; workbooks and documents do too. */
gboolean
zp_package_is_package (GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return size >= 4 && memcmp (data, "PK\003\004", 4) == 0;
}

/**
 * zp_package_read:
 * @bytes: a file
 * @error: return location
 *
 * Reads a package into memory.  Its forms are not looked at yet; zp_package_plan_new() does that.
 *
 * Returns: (transfer full) (nullable): the package; %NULL when anything in it is wrong
 */
ZpPackage *
zp_package_read (GBytes *bytes, GError **error)
{
  g_autoptr (Archive) archive = NULL;
  g_autoptr (GHashTable) contents = NULL;
  Reading reading = { 0 };

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!zp_package_is_package (bytes))
    {
      refuse (error, ZP_ERROR_FORMAT, _ ("package"),
              _ ("does not begin like one; choose a file packed by Ziping"));
      return NULL;
    }
  if (g_bytes_get_size (bytes) > ZP_PACKAGE_MAX_BYTES)
    {
      refuse (error, ZP_ERROR_TOO_LARGE, _ ("package"),
              _ ("is larger than 200 MB; have several packages made"));
      return NULL;
    }
  if (!zp_package_check_stamp (bytes, error))
    return NULL;
  archive = archive_read_new ();
  contents
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  reading.archive = archive;
  reading.contents = contents;
  return read_package (&reading, bytes, error);
}

/**
 * zp_package_read_protected:
 * @bytes: a file
 * @passphrase: (nullable): what opens it, when it is protected
 * @error: return location
 *
 * Reads a package that may be protected by a passphrase.
 *
 * Returns: (transfer full) (nullable): the package; %ZP_ERROR_PASSPHRASE when there is no passphrase
 *   for a protected one, or a wrong one
 */
ZpPackage *
zp_package_read_protected (GBytes *bytes, const char *passphrase, GError **error)
{
  g_autoptr (GBytes) content = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!zp_seal_is_sealed (bytes))
    return zp_package_read (bytes, error);
  if (passphrase == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_PASSPHRASE,
                   _ ("is protected by a passphrase; ask the sender for it"));
      return NULL;
    }
  content = zp_seal_open (bytes, passphrase, error);
  return content != NULL ? zp_package_read (content, error) : NULL;
}
