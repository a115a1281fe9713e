/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "zp-evidence-files.h"
#include "zp-form-file.h"
#include "zp-package-plan.h"
#include "zp-package-private.h"

/* Copies of evidence travel under the name that the form has for them, “FORM/HASH_name”, so that
 * the form is the same on both sides.  What was left where it is on somebody's disk does not
 * travel. */

/* --- packing --- */

/* (nullable): the content of a copy that is there and unchanged */
static GBytes *
read_copy (const char *folder, const ZpEvidence *evidence)
{
  g_autofree char *path = zp_evidence_files_dup_path (folder, evidence);
  g_autofree char *hash = NULL;
  g_autoptr (GBytes) content = NULL;
  char *data;
  gsize size;
  GStatBuf info;

  if (path == NULL || g_stat (path, &info) != 0 || info.st_size > ZP_PACKAGE_MAX_BYTES
      || !g_file_get_contents (path, &data, &size, NULL))
    return NULL;
  content = g_bytes_new_take (data, size);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  return g_str_equal (hash, evidence->sha256) ? g_steal_pointer (&content) : NULL;
}

static gboolean
is_packed (ZpPackage *package, const char *name)
{
  GPtrArray *entries = zp_package_get_entries (package, ZP_PACKAGE_EVIDENCE);

  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (((ZpPackageEntry *) g_ptr_array_index (entries, i))->id, name))
      return TRUE;
  return FALSE;
}

static gboolean
add_copies (
    ZpPackage *self, const char *folder, const ZpForm *form, guint *out_left, GError **error)
{
  g_autoptr (GPtrArray) list = zp_evidence_list (form, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const ZpEvidence *evidence = g_ptr_array_index (list, i);
      g_autoptr (GBytes) content = NULL;

      if (*evidence->file == '\0' && *evidence->path == '\0')
        continue;
      if (*evidence->file != '\0' && is_packed (self, evidence->file))
        continue;
      content = *evidence->file != '\0' ? read_copy (folder, evidence) : NULL;
      if (content == NULL)
        (*out_left)++;
      else if (!zp_package_add (self, ZP_PACKAGE_EVIDENCE, evidence->file, content, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zp_package_add_evidence:
 * @self: a package with its forms
 * @store: the library they are of
 * @catalog: the templates and profiles that are there
 * @out_left: (out): how many pieces do not go along: left where they are, missing or changed
 * @error: return location
 *
 * Adds the copies of evidence that the library keeps of the forms.  Reads files and may take a
 * while.
 *
 * Returns: whether they fit
 */
gboolean
zp_package_add_evidence (
    ZpPackage *self, ZpStore *store, ZpCatalog *catalog, guint *out_left, GError **error)
{
  GPtrArray *forms;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (self != NULL && ZP_IS_STORE (store), FALSE);
  g_return_val_if_fail (ZP_IS_CATALOG (catalog) && out_left != NULL, FALSE);

  forms = zp_package_get_entries (self, ZP_PACKAGE_FORM);
  folder = zp_evidence_files_dup_folder (zp_store_get_path (store));
  *out_left = 0;
  for (guint i = 0; i < forms->len; i++)
    {
      const ZpPackageEntry *entry = g_ptr_array_index (forms, i);
      g_autoptr (ZpForm) form = zp_form_read (entry->content, catalog, error);

      if (form == NULL || !add_copies (self, folder, form, out_left, error))
        return FALSE;
    }
  return TRUE;
}

/* --- taking in --- */

/* The folder is named like the form: an id from outside must not lead anywhere else. */
static gboolean
belongs_to (const ZpEvidence *evidence, const char *id)
{
  return zp_evidence_is_safe_file (id) && strchr (id, '/') == NULL
         && g_str_has_prefix (evidence->file, id) && evidence->file[strlen (id)] == '/';
}

/**
 * zp_package_put_evidence:
 * @entries: (element-type ZpPackageEntry): evidence of a package
 * @store: the library
 * @form: a form that is taken in
 * @io_put: (inout): counts what was put
 * @error: return location
 *
 * Writes the copies that @form names into its folder beside the library; a file that is there
 * already stays.  A file that no form uses does no harm, so this comes before the form.
 *
 * Returns: whether all are there
 */
gboolean
zp_package_put_evidence (
    GPtrArray *entries, ZpStore *store, const ZpForm *form, guint *io_put, GError **error)
{
  g_autofree char *folder = zp_evidence_files_dup_folder (zp_store_get_path (store));
  g_autoptr (GPtrArray) list = zp_evidence_list (form, NULL);
  const char *id = zp_form_get_id (form);

  for (guint i = 0; i < list->len; i++)
    {
      const ZpEvidence *evidence = g_ptr_array_index (list, i);

      for (guint j = 0; j < entries->len; j++)
        {
          const ZpPackageEntry *entry = g_ptr_array_index (entries, j);
          g_autoptr (ZpEvidence) copy = NULL;
          g_autofree char *hash = NULL;

          if (!g_str_equal (entry->id, evidence->file) || !belongs_to (evidence, id))
            continue;
          hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, entry->content);
          if (!g_str_equal (hash, evidence->sha256))
            continue;
          copy = zp_evidence_copy (evidence);
          if (!zp_evidence_files_keep_bytes (folder, id, copy, entry->content, error))
            return FALSE;
          (*io_put)++;
        }
    }
  return TRUE;
}
