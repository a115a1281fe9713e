/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-package.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "zp-error.h"
#include "zp-form-file.h"
#include "zp-form-record.h"
#include "zp-package-private.h"
#include "zp-sm3.h"

typedef struct archive Archive;
typedef struct archive_entry ArchiveEntry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_write_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveEntry, archive_entry_free)

const ZpPackageKindSpec zp_package_kinds[ZP_PACKAGE_N_KINDS] = {
  [ZP_PACKAGE_FORM] = { "forms/", "forms", "id", ZP_FORM_FILE_MAX_BYTES },
  [ZP_PACKAGE_TEMPLATE] = { "templates/", "templates", "id", ZP_FORM_FILE_MAX_BYTES },
  [ZP_PACKAGE_PROFILE] = { "profiles/", "profiles", "id", ZP_FORM_FILE_MAX_BYTES },
  [ZP_PACKAGE_EVIDENCE] = { "evidence/", "evidence", "name", ZP_PACKAGE_MAX_BYTES },
};

struct _ZpPackage
{
  char *created;
  GPtrArray *entries[ZP_PACKAGE_N_KINDS];
  gsize total;
  guint n_entries;
  gboolean with_sm3;
};

/* --- content --- */

static void
entry_free (gpointer data)
{
  ZpPackageEntry *entry = data;

  g_free (entry->id);
  g_strfreev (entry->history);
  g_bytes_unref (entry->content);
  g_free (entry);
}

/**
 * zp_package_new:
 * @created: (nullable): when it was made, as an ISO 8601 text
 *
 * Returns: (transfer full): an empty package
 */
ZpPackage *
zp_package_new (const char *created)
{
  ZpPackage *self = g_new0 (ZpPackage, 1);

  self->created = g_strdup (created != NULL ? created : "");
  for (guint kind = 0; kind < ZP_PACKAGE_N_KINDS; kind++)
    self->entries[kind] = g_ptr_array_new_with_free_func (entry_free);
  return self;
}

void
zp_package_free (ZpPackage *self)
{
  for (guint kind = 0; kind < ZP_PACKAGE_N_KINDS; kind++)
    g_ptr_array_unref (self->entries[kind]);
  g_free (self->created);
  g_free (self);
}

/** zp_package_get_created: (transfer none): when it was made, "" when that is not known. */
const char *
zp_package_get_created (const ZpPackage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->created;
}

/**
 * zp_package_set_with_sm3:
 * @self: a package
 * @with_sm3: whether the manifest shall hold SM3 hashes beside those of SHA-256
 *
 * Some offices ask for the national hash in their integrity checks.
 */
void
zp_package_set_with_sm3 (ZpPackage *self, gboolean with_sm3)
{
  g_return_if_fail (self != NULL);

  self->with_sm3 = with_sm3;
}

/** zp_package_get_entries: (transfer none) (element-type ZpPackageEntry): what is of @kind. */
GPtrArray *
zp_package_get_entries (const ZpPackage *self, ZpPackageKind kind)
{
  g_return_val_if_fail (self != NULL && kind < ZP_PACKAGE_N_KINDS, NULL);

  return self->entries[kind];
}

static gboolean
has_id (GPtrArray *entries, const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (((ZpPackageEntry *) g_ptr_array_index (entries, i))->id, id))
      return TRUE;
  return FALSE;
}

static gboolean
check_room (const ZpPackage *self,
            const ZpPackageKindSpec *spec,
            const char *id,
            GBytes *content,
            GError **error)
{
  gsize size = g_bytes_get_size (content);

  /* One entry is the manifest. */
  if (self->n_entries + 2 > ZP_PACKAGE_MAX_ENTRIES)
    g_set_error (error, ZP_ERROR, ZP_ERROR_TOO_LARGE,
                 _ ("package: more than %d entries; make several packages"),
                 ZP_PACKAGE_MAX_ENTRIES);
  else if (size > spec->max_bytes || self->total + size > ZP_PACKAGE_MAX_BYTES)
    g_set_error (error, ZP_ERROR, ZP_ERROR_TOO_LARGE,
                 _ ("%s%s: does not fit into a package of %d MB; make several packages"),
                 spec->folder, id, ZP_PACKAGE_MAX_BYTES >> 20);
  else
    return TRUE;
  return FALSE;
}

static gboolean
add_entry (ZpPackage *self,
           ZpPackageKind kind,
           const char *id,
           gint64 revision,
           const char *const *history,
           GBytes *content,
           GError **error)
{
  ZpPackageEntry *entry;

  if (!check_room (self, &zp_package_kinds[kind], id, content, error))
    return FALSE;
  if (has_id (self->entries[kind], id))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
                   _ ("%s: “%s” is in the package twice; it must be there once"),
                   zp_package_kinds[kind].list, id);
      return FALSE;
    }
  entry = g_new0 (ZpPackageEntry, 1);
  entry->id = g_strdup (id);
  entry->revision = revision;
  entry->history = g_strdupv ((char **) history);
  entry->content = g_bytes_ref (content);
  g_ptr_array_add (self->entries[kind], entry);
  self->total += g_bytes_get_size (content);
  self->n_entries++;
  return TRUE;
}

/**
 * zp_package_add:
 * @self: a package
 * @kind: what it is, anything but a form
 * @id: its id, or the file name of a piece of evidence
 * @content: its bytes
 * @error: return location
 *
 * Returns: whether it was added; not when it is there already or makes the package too large
 */
gboolean
zp_package_add (
    ZpPackage *self, ZpPackageKind kind, const char *id, GBytes *content, GError **error)
{
  g_return_val_if_fail (self != NULL && kind < ZP_PACKAGE_N_KINDS, FALSE);
  g_return_val_if_fail (id != NULL && *id != '\0' && content != NULL, FALSE);

  return add_entry (self, kind, id, 0, NULL, content, error);
}

/**
 * zp_package_add_form:
 * @self: a package
 * @id: the id of the form
 * @revision: its revision
 * @history: (nullable): its earlier contents, oldest first, and its present one
 * @content: the form file
 * @error: return location
 *
 * Returns: whether it was added; not when it is there already or makes the package too large
 */
gboolean
zp_package_add_form (ZpPackage *self,
                     const char *id,
                     gint64 revision,
                     const char *const *history,
                     GBytes *content,
                     GError **error)
{
  g_return_val_if_fail (self != NULL && content != NULL, FALSE);
  g_return_val_if_fail (id != NULL && *id != '\0', FALSE);

  return add_entry (self, ZP_PACKAGE_FORM, id, revision, history, content, error);
}

/* --- writing --- */

/* Ids that are no plain names get their checksum as the name of the file. */
static char *
make_path (ZpPackageKind kind, const char *id, guint index)
{
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  g_autofree char *hash = NULL;

  if (kind == ZP_PACKAGE_EVIDENCE)
    return g_strdup_printf ("%s%04u", zp_package_kinds[kind].folder, index + 1);
  if (strlen (id) <= 64 && id[strspn (id, plain)] == '\0')
    return g_strconcat (zp_package_kinds[kind].folder, id, ".json", NULL);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  return g_strconcat (zp_package_kinds[kind].folder, hash, ".json", NULL);
}

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
describe_form (JsonBuilder *builder, const ZpPackageEntry *entry)
{
  g_autofree char *revision = g_strdup_printf ("%" G_GINT64_FORMAT, entry->revision);

  add_text (builder, "revision", revision);
  if (entry->history == NULL)
    return;
  json_builder_set_member_name (builder, "history");
  json_builder_begin_array (builder);
  for (guint i = 0; entry->history[i] != NULL; i++)
    json_builder_add_string_value (builder, entry->history[i]);
  json_builder_end_array (builder);
}

static void
describe_kind (JsonBuilder *builder, const ZpPackage *self, ZpPackageKind kind)
{
  GPtrArray *entries = self->entries[kind];

  json_builder_set_member_name (builder, zp_package_kinds[kind].list);
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const ZpPackageEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = make_path (kind, entry->id, i);
      g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, entry->content);

      json_builder_begin_object (builder);
      add_text (builder, zp_package_kinds[kind].id, entry->id);
      if (kind == ZP_PACKAGE_FORM)
        describe_form (builder, entry);
      add_text (builder, "path", path);
      add_text (builder, "sha256", hash);
      if (self->with_sm3)
        {
          g_autofree char *sm3 = zp_sm3_for_bytes (entry->content);

          add_text (builder, "sm3", sm3);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static GBytes *
make_manifest (const ZpPackage *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  add_text (builder, "format", ZP_PACKAGE_FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, ZP_PACKAGE_VERSION);
  add_text (builder, "created", self->created);
  for (guint kind = 0; kind < ZP_PACKAGE_N_KINDS; kind++)
    describe_kind (builder, self, kind);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(ZpPackageEntry **) a)->id, (*(ZpPackageEntry **) b)->id);
}

static la_ssize_t
take_bytes (Archive *archive, void *user_data, const void *buffer, size_t length)
{
  g_byte_array_append (user_data, buffer, length);
  return length;
}

/* An entry has no time: the same package gives the same bytes, today and in another time zone. */
static gboolean
write_entry (Archive *archive, const char *path, GBytes *content)
{
  g_autoptr (ArchiveEntry) entry = archive_entry_new ();
  gsize size;
  const void *data = g_bytes_get_data (content, &size);

  archive_entry_set_pathname (entry, path);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, size);
  return archive_write_header (archive, entry) == ARCHIVE_OK
         && (size == 0 || archive_write_data (archive, data, size) == (la_ssize_t) size);
}

static gboolean
write_kind (Archive *archive, const ZpPackage *self, ZpPackageKind kind)
{
  for (guint i = 0; i < self->entries[kind]->len; i++)
    {
      const ZpPackageEntry *entry = g_ptr_array_index (self->entries[kind], i);
      g_autofree char *path = make_path (kind, entry->id, i);

      if (!write_entry (archive, path, entry->content))
        return FALSE;
    }
  return TRUE;
}

/**
 * zp_package_write:
 * @self: a package
 * @error: return location
 *
 * The same package gives the same bytes, in whatever order it was filled.
 *
 * Returns: (transfer full) (nullable): the file; %NULL if it could not be made (%ZP_ERROR_EXPORT)
 */
GBytes *
zp_package_write (ZpPackage *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (Archive) archive = archive_write_new ();
  g_autoptr (GBytes) manifest = NULL;
  gboolean ok;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint kind = 0; kind < ZP_PACKAGE_N_KINDS; kind++)
    g_ptr_array_sort (self->entries[kind], compare_ids);
  manifest = make_manifest (self);
  ok = archive_write_set_format_zip (archive) == ARCHIVE_OK
       && archive_write_set_bytes_per_block (archive, 0) == ARCHIVE_OK
       && archive_write_open (archive, bytes, NULL, take_bytes, NULL) == ARCHIVE_OK
       && write_entry (archive, ZP_PACKAGE_MANIFEST, manifest);
  for (guint kind = 0; ok && kind < ZP_PACKAGE_N_KINDS; kind++)
    ok = write_kind (archive, self, kind);
  if (!ok || archive_write_close (archive) != ARCHIVE_OK)
    {
      const char *reason = archive_error_string (archive);

      g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT, _ ("package: it could not be packed: %s"),
                   reason != NULL ? reason : _ ("there is not enough memory for it"));
      return NULL;
    }
  zp_package_stamp (bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* --- from a library --- */

/* What is built in is there on the other side too. */
static gboolean
add_rules (ZpPackage *self, ZpForm *form, ZpCatalog *builtin, GError **error)
{
  ZpTemplate *template_ = zp_form_get_template (form);
  ZpProfile *profile = zp_form_get_profile (form);
  const char *id = zp_template_get_id (template_);

  if (zp_catalog_find_template (builtin, id, NULL) == NULL
      && !has_id (self->entries[ZP_PACKAGE_TEMPLATE], id)
      && !zp_package_add (self, ZP_PACKAGE_TEMPLATE, id, zp_template_get_json (template_), error))
    return FALSE;
  return zp_catalog_find_profile (builtin, profile->id, NULL) != NULL
         || has_id (self->entries[ZP_PACKAGE_PROFILE], profile->id)
         || zp_package_add (self, ZP_PACKAGE_PROFILE, profile->id, profile->json, error);
}

static gboolean
add_stored (ZpPackage *self, ZpStore *store, ZpForm *form, gint64 revision, GError **error)
{
  const char *id = zp_form_get_id (form);
  g_autoptr (ZpLineage) lineage = zp_lineage_load (store, id);
  g_autofree char *content = zp_form_make_content_id (form);
  g_autoptr (GBytes) document = NULL;
  g_auto (GStrv) history = NULL;

  revision = zp_lineage_get_revision (lineage, revision, content);
  zp_lineage_add (lineage, revision, NULL, content);
  history = g_new0 (char *, lineage->contents->len + 1);
  for (guint i = 0; i < lineage->contents->len; i++)
    history[i] = g_strdup (g_ptr_array_index (lineage->contents, i));
  zp_form_set_revision (form, revision);
  document = zp_form_write (form);
  if (!zp_package_add_form (self, id, revision, (const char *const *) history, document, error)
      || !zp_lineage_save (lineage, store, id, error))
    return FALSE;
  zp_lineage_keep (lineage, store, id, content, document);
  return TRUE;
}

static gboolean
take_from_store (ZpPackage *self,
                 ZpStore *store,
                 const char *id,
                 ZpCatalog *catalog,
                 ZpCatalog *builtin,
                 GError **error)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (store, id, error);
  g_autoptr (ZpForm) form = NULL;

  if (record == NULL)
    return FALSE;
  if (record->deleted != 0)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND,
                   _ ("Form %s: is in the recycle bin; restore it first"), id);
      return FALSE;
    }
  form = zp_form_from_record (record, catalog, error);
  return form != NULL && add_rules (self, form, builtin, error)
         && add_stored (self, store, form, record->revision, error);
}

/**
 * zp_package_from_store:
 * @store: a library
 * @ids: (array zero-terminated=1): forms; one that is named twice is taken once
 * @catalog: the templates and profiles that are there
 * @created: (nullable): the time, as an ISO 8601 text
 * @error: return location
 *
 * Puts forms into a package, with the templates and profiles that are not built in.  The library
 * notes under which content they left it.
 *
 * Returns: (transfer full) (nullable): the package; %NULL when one form cannot be taken
 */
ZpPackage *
zp_package_from_store (
    ZpStore *store, const char *const *ids, ZpCatalog *catalog, const char *created, GError **error)
{
  g_autoptr (ZpPackage) self = NULL;
  g_autoptr (ZpCatalog) builtin = NULL;

  g_return_val_if_fail (ZP_IS_STORE (store) && ids != NULL, NULL);
  g_return_val_if_fail (ZP_IS_CATALOG (catalog), NULL);

  self = zp_package_new (created);
  builtin = zp_catalog_new ();
  for (guint i = 0; ids[i] != NULL; i++)
    if (!has_id (self->entries[ZP_PACKAGE_FORM], ids[i])
        && !take_from_store (self, store, ids[i], catalog, builtin, error))
      return NULL;
  return g_steal_pointer (&self);
}
