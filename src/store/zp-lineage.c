/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "zp-package-private.h"

/* An asset of the library per form: the revision and then the content ids, one in a line. */
#define ASSET_KIND "lineage"

/* The forms as they were exchanged last, one asset each: “ID/CONTENT”. */
#define DOCUMENT_KIND "exchanged"
#define N_DOCUMENTS 5

static ZpLineage *
lineage_new (void)
{
  ZpLineage *self = g_new0 (ZpLineage, 1);

  self->contents = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
zp_lineage_free (ZpLineage *self)
{
  g_ptr_array_unref (self->contents);
  g_free (self);
}

/**
 * zp_lineage_load:
 * @store: a library
 * @id: the id of a form
 *
 * A lineage that cannot be read is as good as none: then less is recognised, and more is asked.
 *
 * Returns: (transfer full): what is known, empty for a form that was never exchanged
 */
ZpLineage *
zp_lineage_load (ZpStore *store, const char *id)
{
  ZpLineage *self = lineage_new ();
  g_autoptr (GBytes) bytes = zp_store_get_asset (store, ASSET_KIND, id, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    return self;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  self->revision = lines[0] != NULL ? g_ascii_strtoll (lines[0], NULL, 10) : 0;
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    g_ptr_array_add (self->contents, g_strdup (lines[i]));
  return self;
}

static const char *
get_last (const ZpLineage *self)
{
  guint n = self->contents->len;

  return n > 0 ? g_ptr_array_index (self->contents, n - 1) : NULL;
}

/**
 * zp_lineage_get_revision:
 * @self: the lineage of a form
 * @stored: the revision that the library counts
 * @content: the content id of the stored form
 *
 * Each library counts the savings of a form by itself.  Among several libraries the count goes on
 * from what was exchanged last.
 *
 * Returns: the revision of the stored form, comparable with that of another library
 */
gint64
zp_lineage_get_revision (const ZpLineage *self, gint64 stored, const char *content)
{
  if (self->contents->len == 0)
    return stored;
  if (g_strcmp0 (get_last (self), content) == 0)
    return self->revision;
  return MAX (stored, self->revision + 1);
}

static void
append_content (ZpLineage *self, const char *content)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (self->contents, content, g_str_equal, &index))
    g_ptr_array_remove_index (self->contents, index);
  g_ptr_array_add (self->contents, g_strdup (content));
}

/**
 * zp_lineage_add:
 * @self: the lineage of a form
 * @revision: the revision that is exchanged
 * @history: (nullable): earlier contents that another library knows
 * @content: the content id that is exchanged
 *
 * Notes an exchange.
 */
void
zp_lineage_add (ZpLineage *self, gint64 revision, const char *const *history, const char *content)
{
  for (guint i = 0; history != NULL && history[i] != NULL; i++)
    append_content (self, history[i]);
  append_content (self, content);
  self->revision = revision;
  if (self->contents->len > ZP_PACKAGE_MAX_HISTORY)
    g_ptr_array_remove_range (self->contents, 0, self->contents->len - ZP_PACKAGE_MAX_HISTORY);
}

/**
 * zp_lineage_save:
 * @self: the lineage of a form
 * @store: a library
 * @id: the id of the form
 * @error: return location
 *
 * Returns: whether it is on the disk; the same again is not written
 */
gboolean
zp_lineage_save (const ZpLineage *self, ZpStore *store, const char *id, GError **error)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) stored = zp_store_get_asset (store, ASSET_KIND, id, NULL);

  g_string_append_printf (text, "%" G_GINT64_FORMAT, self->revision);
  for (guint i = 0; i < self->contents->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (self->contents, i));
  bytes = g_string_free_to_bytes (text);
  if (stored != NULL && g_bytes_equal (stored, bytes))
    return TRUE;
  return zp_store_put_asset (store, ASSET_KIND, id, bytes, error);
}

static char *
make_document_name (const char *id, const char *content)
{
  return g_strconcat (id, "/", content, NULL);
}

/**
 * zp_lineage_keep:
 * @self: the lineage of a form
 * @store: a library
 * @id: the id of the form
 * @content: the content id that was exchanged
 * @document: the form file
 *
 * Keeps what was exchanged, so that two versions that come of it can be merged.  Only the last few
 * are kept; one that cannot be kept costs a question later.
 */
void
zp_lineage_keep (
    const ZpLineage *self, ZpStore *store, const char *id, const char *content, GBytes *document)
{
  g_autofree char *name = make_document_name (id, content);
  g_autoptr (GBytes) kept = zp_store_get_asset (store, DOCUMENT_KIND, name, NULL);

  if (kept == NULL)
    zp_store_put_asset (store, DOCUMENT_KIND, name, document, NULL);
  if (self->contents->len > N_DOCUMENTS)
    {
      guint last = self->contents->len - N_DOCUMENTS - 1;
      g_autofree char *old = make_document_name (id, g_ptr_array_index (self->contents, last));
      g_autoptr (GBytes) old_kept = zp_store_get_asset (store, DOCUMENT_KIND, old, NULL);

      if (old_kept != NULL)
        zp_store_put_asset (store, DOCUMENT_KIND, old, NULL, NULL);
    }
}

/**
 * zp_lineage_find_ancestor:
 * @self: the lineage of a form
 * @store: a library
 * @id: the id of the form
 * @history: (nullable): contents that another library knows
 *
 * Returns: (transfer full) (nullable): the last version that both libraries had, %NULL when there
 * is none or it is not kept any more
 */
GBytes *
zp_lineage_find_ancestor (const ZpLineage *self,
                          ZpStore *store,
                          const char *id,
                          const char *const *history)
{
  for (guint i = self->contents->len; history != NULL && i > 0; i--)
    {
      const char *content = g_ptr_array_index (self->contents, i - 1);
      g_autofree char *name = make_document_name (id, content);
      GBytes *document = g_strv_contains (history, content)
                             ? zp_store_get_asset (store, DOCUMENT_KIND, name, NULL)
                             : NULL;

      if (document != NULL)
        return document;
    }
  return NULL;
}
