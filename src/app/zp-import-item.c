/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-import-item.h"

#include "zp-plan-scores.h"

G_DEFINE_FINAL_TYPE (ZpImportItem, zp_import_item, G_TYPE_OBJECT)

static void
zp_import_item_finalize (GObject *object)
{
  ZpImportItem *self = ZP_IMPORT_ITEM (object);

  g_clear_object (&self->file);
  g_free (self->name);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->sheet);
  g_clear_pointer (&self->plan, zp_plan_free);
  g_clear_object (&self->form);
  g_clear_pointer (&self->scores, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_free (self->problem);
  g_clear_pointer (&self->known, zp_store_record_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_free (self->form_id);
  G_OBJECT_CLASS (zp_import_item_parent_class)->finalize (object);
}

static void
zp_import_item_class_init (ZpImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_import_item_finalize;
}

static void
zp_import_item_init (ZpImportItem *self)
{
}

/** zp_import_item_new: (transfer full): a line about @file; @bytes is its content, if that was
 * read. */
ZpImportItem *
zp_import_item_new (ZpImportKind kind, GFile *file, GBytes *bytes)
{
  ZpImportItem *self = g_object_new (ZP_TYPE_IMPORT_ITEM, NULL);
  g_autofree char *base = g_file_get_basename (file);

  self->kind = kind;
  self->file = g_object_ref (file);
  self->name = g_filename_display_name (base);
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  return self;
}

/**
 * zp_import_item_apply:
 * @self: a form that was recognised
 * @catalog: the templates and profiles that are there
 * @profile: (nullable): rules that the user chose, or %NULL for those of the plan
 * @error: return location for an error
 *
 * Makes the form, and compares its scores with those of the workbook.
 *
 * Returns: whether the plan gives a form
 */
gboolean
zp_import_item_apply (ZpImportItem *self, ZpCatalog *catalog, ZpProfile *profile, GError **error)
{
  g_autoptr (ZpForm) form = NULL;

  g_return_val_if_fail (self->plan != NULL, FALSE);

  if (profile != NULL)
    zp_plan_set_profile (self->plan, profile);
  form = zp_import_apply (self->plan, catalog, error);
  if (form == NULL)
    return FALSE;
  g_set_object (&self->form, form);
  g_clear_pointer (&self->scores, g_ptr_array_unref);
  self->scores = zp_plan_compare_scores (self->plan, form);
  return TRUE;
}

/** zp_import_item_dup_title: (transfer full): what the form is about, else where it comes from. */
char *
zp_import_item_dup_title (ZpImportItem *self)
{
  const char *project = self->form != NULL ? zp_form_get_field (self->form, "project_name") : NULL;
  const char *unit = self->form != NULL ? zp_form_get_field (self->form, "unit") : NULL;

  if (project != NULL && *project != '\0')
    return g_strdup (project);
  if (unit != NULL && *unit != '\0')
    return g_strdup (unit);
  return g_strdup (self->sheet != NULL ? self->sheet : self->name);
}

/** zp_import_item_count_rest: how much is not taken. */
guint
zp_import_item_count_rest (ZpImportItem *self)
{
  return (self->plan != NULL ? self->plan->rest->len : 0)
         + (self->rest != NULL ? self->rest->len : 0);
}
