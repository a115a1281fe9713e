/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-package-plan.h"

#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-form-file.h"
#include "zp-form-record.h"
#include "zp-package-private.h"

struct _ZpPackagePlan
{
  char *created;
  ZpCatalog *rules;
  GPtrArray *items;
  GPtrArray *added[ZP_PACKAGE_N_KINDS]; /* ids of templates and profiles that are new here */
  GPtrArray *evidence;                  /* of ZpPackageEntry */
  guint n_put;
};

static void
item_free (gpointer data)
{
  ZpPackageItem *item = data;

  g_clear_object (&item->form);
  g_clear_pointer (&item->stored, zp_store_record_free);
  g_strfreev (item->history);
  g_free (item->content);
  g_free (item->new_id);
  g_free (item->aside_id);
  g_clear_pointer (&item->merge, zp_form_merge_free);
  g_clear_pointer (&item->document, g_bytes_unref);
  g_clear_object (&item->stored_form);
  g_clear_object (&item->ancestor);
  g_clear_pointer (&item->lineage_before, zp_lineage_free);
  g_free (item);
}

void
zp_package_plan_free (ZpPackagePlan *self)
{
  g_free (self->created);
  g_ptr_array_unref (self->evidence);
  g_object_unref (self->rules);
  g_ptr_array_unref (self->items);
  for (guint kind = 0; kind < ZP_PACKAGE_N_KINDS; kind++)
    g_ptr_array_unref (self->added[kind]);
  g_free (self);
}

/* --- templates and profiles --- */

typedef gboolean (*AddFunc) (ZpCatalog *catalog, GBytes *json, GError **error);

static AddFunc
get_add_func (ZpPackageKind kind)
{
  return kind == ZP_PACKAGE_TEMPLATE ? zp_catalog_add_template : zp_catalog_add_profile;
}

static const char *
get_asset_kind (ZpPackageKind kind)
{
  return kind == ZP_PACKAGE_TEMPLATE ? "template" : "profile";
}

static GBytes *
find_rules (ZpCatalog *catalog, ZpPackageKind kind, const char *id)
{
  ZpTemplate *template_;
  ZpProfile *profile;

  if (kind == ZP_PACKAGE_TEMPLATE)
    {
      template_ = zp_catalog_find_template (catalog, id, NULL);
      return template_ != NULL ? zp_template_get_json (template_) : NULL;
    }
  profile = zp_catalog_find_profile (catalog, id, NULL);
  return profile != NULL ? profile->json : NULL;
}

/* A catalog of the plan's own: nothing of a package gets into the user's before it is wanted. */
static gboolean
copy_own_rules (ZpCatalog *from, ZpCatalog *to, GError **error)
{
  GPtrArray *templates = zp_catalog_get_templates (from);
  GPtrArray *profiles = zp_catalog_get_profiles (from);

  for (guint i = 0; i < templates->len; i++)
    {
      ZpTemplate *template_ = g_ptr_array_index (templates, i);

      if (zp_catalog_find_template (to, zp_template_get_id (template_), NULL) == NULL
          && !zp_catalog_add_template (to, zp_template_get_json (template_), error))
        return FALSE;
    }
  for (guint i = 0; i < profiles->len; i++)
    {
      ZpProfile *profile = g_ptr_array_index (profiles, i);

      if (zp_catalog_find_profile (to, profile->id, NULL) == NULL
          && !zp_catalog_add_profile (to, profile->json, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
refuse_other (const char *list, const char *id, GError **error)
{
  g_set_error (error, ZP_ERROR, ZP_ERROR_CONFLICT,
               _ ("%s: another “%s” is installed here; nothing was taken: give one of the two "
                  "another id, and have the forms packed again"),
               list, id);
  return FALSE;
}

/* The library may hold rules that are broken and therefore not in the catalog; these stay too. */
static gboolean
is_free (ZpStore *store, ZpPackageKind kind, const char *id)
{
  g_autoptr (GBytes) stored = zp_store_get_asset (store, get_asset_kind (kind), id, NULL);

  return stored == NULL;
}

static gboolean
add_rule (ZpPackagePlan *self,
          ZpStore *store,
          ZpPackageKind kind,
          const ZpPackageEntry *entry,
          GError **error)
{
  const char *list = zp_package_kinds[kind].list;
  GBytes *known = find_rules (self->rules, kind, entry->id);

  if (known != NULL && g_bytes_equal (known, entry->content))
    return TRUE;
  if (known != NULL || !is_free (store, kind, entry->id))
    return refuse_other (list, entry->id, error);
  if (!get_add_func (kind) (self->rules, entry->content, error))
    {
      g_prefix_error (error, "%s: %s: ", list, entry->id);
      return FALSE;
    }
  if (find_rules (self->rules, kind, entry->id) == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
                   _ ("%s: “%s” has another id inside than in the manifest; have it packed again"),
                   list, entry->id);
      return FALSE;
    }
  g_ptr_array_add (self->added[kind], g_strdup (entry->id));
  return TRUE;
}

static gboolean
add_rules (ZpPackagePlan *self,
           ZpStore *store,
           const ZpPackage *package,
           ZpPackageKind kind,
           GError **error)
{
  GPtrArray *entries = zp_package_get_entries (package, kind);

  for (guint i = 0; i < entries->len; i++)
    if (!add_rule (self, store, kind, g_ptr_array_index (entries, i), error))
      return FALSE;
  return TRUE;
}

/* --- forms --- */

static gboolean
knows (const char *const *contents, const char *content)
{
  return contents != NULL && content != NULL && g_strv_contains (contents, content);
}

static gboolean
was_here (const ZpLineage *lineage, const char *content)
{
  return g_ptr_array_find_with_equal_func (lineage->contents, content, g_str_equal, NULL);
}

/* A stored form that cannot be read, because its template is missing, is never replaced. */
static ZpPackageRelation
relate (ZpPackageItem *item, ZpStore *store, ZpCatalog *rules)
{
  ZpForm *form = item->stored_form = zp_form_from_record (item->stored, rules, NULL);
  g_autofree char *content = form != NULL ? zp_form_make_content_id (form) : NULL;
  g_autoptr (ZpLineage) lineage = zp_lineage_load (store, item->stored->id);
  g_autoptr (GBytes) ancestor = NULL;

  ancestor = zp_lineage_find_ancestor (lineage, store, item->stored->id,
                                       (const char *const *) item->history);
  if (ancestor != NULL)
    item->ancestor = zp_form_read (ancestor, rules, NULL);

  item->stored_revision = zp_lineage_get_revision (lineage, item->stored->revision, content);
  if (g_strcmp0 (content, item->content) == 0)
    return ZP_PACKAGE_SAME;
  if (item->stored_revision < item->revision
      && knows ((const char *const *) item->history, content))
    return ZP_PACKAGE_NEWER;
  if (item->stored_revision > item->revision && was_here (lineage, item->content))
    return ZP_PACKAGE_OLDER;
  return ZP_PACKAGE_CONFLICT;
}

static ZpPackageChoice
suggest (const ZpPackageItem *item)
{
  if (item->relation == ZP_PACKAGE_NEW)
    return ZP_PACKAGE_ADD;
  if (item->relation == ZP_PACKAGE_SAME && item->stored->deleted != 0)
    return ZP_PACKAGE_RESTORE;
  if (item->relation == ZP_PACKAGE_NEWER && zp_package_item_can_choose (item, ZP_PACKAGE_REPLACE))
    return ZP_PACKAGE_REPLACE;
  return ZP_PACKAGE_SKIP;
}

static ZpForm *
read_form (ZpPackagePlan *self, const ZpPackageEntry *entry, GError **error)
{
  g_autoptr (ZpForm) form = zp_form_read (entry->content, self->rules, error);

  if (form == NULL)
    {
      g_prefix_error (error, "forms: %s: ", entry->id);
      return NULL;
    }
  if (zp_form_file_has_id (entry->content) && g_str_equal (zp_form_get_id (form), entry->id))
    return g_steal_pointer (&form);
  g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT,
               _ ("%s: “%s” has another id inside than in the manifest; have it packed again"),
               zp_package_kinds[ZP_PACKAGE_FORM].list, entry->id);
  return NULL;
}

static gboolean
add_item (ZpPackagePlan *self, ZpStore *store, const ZpPackageEntry *entry, GError **error)
{
  ZpForm *form = read_form (self, entry, error);
  g_autoptr (GError) absent = NULL;
  ZpPackageItem *item;

  if (form == NULL)
    return FALSE;
  item = g_new0 (ZpPackageItem, 1);
  g_ptr_array_add (self->items, item);
  item->form = form;
  item->revision = entry->revision;
  item->history = g_strdupv (entry->history);
  item->document = g_bytes_ref (entry->content);
  item->content = zp_form_make_content_id (form);
  item->stored = zp_store_load (store, entry->id, &absent);
  if (item->stored == NULL && !g_error_matches (absent, ZP_ERROR, ZP_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&absent));
      return FALSE;
    }
  item->relation = item->stored != NULL ? relate (item, store, self->rules) : ZP_PACKAGE_NEW;
  item->choice = suggest (item);
  return TRUE;
}

/**
 * zp_package_plan_new:
 * @package: a package
 * @store: the library it would be taken into
 * @catalog: the templates and profiles that are there
 * @error: return location
 *
 * Finds out what taking a package would do, and changes nothing.  What is new would be added and
 * what follows on the stored form would replace it; everything else would be left out until
 * somebody chooses otherwise.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL when something in the package is wrong
 */
ZpPackagePlan *
zp_package_plan_new (const ZpPackage *package, ZpStore *store, ZpCatalog *catalog, GError **error)
{
  g_autoptr (ZpPackagePlan) self = NULL;
  GPtrArray *forms;

  g_return_val_if_fail (package != NULL && ZP_IS_STORE (store), NULL);
  g_return_val_if_fail (ZP_IS_CATALOG (catalog), NULL);

  self = g_new0 (ZpPackagePlan, 1);
  self->created = g_strdup (zp_package_get_created (package));
  self->rules = zp_catalog_new ();
  self->items = g_ptr_array_new_with_free_func (item_free);
  for (guint kind = 0; kind < ZP_PACKAGE_N_KINDS; kind++)
    self->added[kind] = g_ptr_array_new_with_free_func (g_free);
  self->evidence = g_ptr_array_ref (zp_package_get_entries (package, ZP_PACKAGE_EVIDENCE));
  if (!copy_own_rules (catalog, self->rules, error)
      || !add_rules (self, store, package, ZP_PACKAGE_TEMPLATE, error)
      || !add_rules (self, store, package, ZP_PACKAGE_PROFILE, error))
    return NULL;
  forms = zp_package_get_entries (package, ZP_PACKAGE_FORM);
  for (guint i = 0; i < forms->len; i++)
    if (!add_item (self, store, g_ptr_array_index (forms, i), error))
      return NULL;
  return g_steal_pointer (&self);
}

/** zp_package_plan_get_created: (transfer none): when the package was made, "" when that is not
 * known. */
const char *
zp_package_plan_get_created (const ZpPackagePlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->created;
}

/** zp_package_plan_get_items: (transfer none) (element-type ZpPackageItem): the forms. */
GPtrArray *
zp_package_plan_get_items (ZpPackagePlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->items;
}

/** zp_package_plan_get_rules: (transfer none) (element-type utf8): templates or profiles that are
 * new here. */
GPtrArray *
zp_package_plan_get_rules (ZpPackagePlan *self, ZpPackageKind kind)
{
  g_return_val_if_fail (self != NULL && kind < ZP_PACKAGE_N_KINDS, NULL);

  return self->added[kind];
}

/** zp_package_plan_get_n_evidence: how many pieces of evidence are in the package. */
guint
zp_package_plan_get_n_evidence (const ZpPackagePlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->evidence->len;
}

/** zp_package_plan_get_n_put: how many of them were put into the folders of forms by applying. */
guint
zp_package_plan_get_n_put (const ZpPackagePlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_put;
}

/* --- choosing --- */

/**
 * zp_package_item_can_choose:
 * @item: a form of a plan
 * @choice: what could be done with it
 *
 * Returns: whether that can be done; an approved form is never replaced
 */
gboolean
zp_package_item_can_choose (const ZpPackageItem *item, ZpPackageChoice choice)
{
  g_return_val_if_fail (item != NULL, FALSE);

  switch (choice)
    {
    case ZP_PACKAGE_SKIP:
      return TRUE;
    case ZP_PACKAGE_ADD:
      return item->relation == ZP_PACKAGE_NEW;
    case ZP_PACKAGE_RESTORE:
      return item->relation == ZP_PACKAGE_SAME && item->stored->deleted != 0;
    case ZP_PACKAGE_REPLACE:
      return item->stored != NULL && item->relation != ZP_PACKAGE_SAME
             && item->stored->state != ZP_FORM_STATE_APPROVED;
    case ZP_PACKAGE_KEEP_BOTH:
      return item->stored != NULL && item->relation != ZP_PACKAGE_SAME;
    case ZP_PACKAGE_MERGE:
      return item->stored_form != NULL && item->relation != ZP_PACKAGE_SAME
             && item->stored->deleted == 0 && item->stored->state != ZP_FORM_STATE_APPROVED
             && g_str_equal (zp_template_get_id (zp_form_get_template (item->form)),
                             zp_template_get_id (zp_form_get_template (item->stored_form)));
    default:
      return FALSE;
    }
}

/**
 * zp_package_item_choose:
 * @item: a form of a plan
 * @choice: what is to be done with it
 * @error: return location
 *
 * Choosing is the user's consent: %ZP_PACKAGE_REPLACE replaces also what was changed on both sides.
 *
 * Returns: whether that can be done
 */
gboolean
zp_package_item_choose (ZpPackageItem *item, ZpPackageChoice choice, GError **error)
{
  g_return_val_if_fail (item != NULL, FALSE);

  if (!zp_package_item_can_choose (item, choice))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY,
                   _ ("Form %s: this cannot be done with it; skip it, or keep both"),
                   zp_form_get_id (item->form));
      return FALSE;
    }
  item->choice = choice;
  return TRUE;
}

/** zp_package_item_get_stored: (transfer none) (nullable): the form of the library; do not change
 * it. */
ZpForm *
zp_package_item_get_stored (const ZpPackageItem *item)
{
  g_return_val_if_fail (item != NULL, NULL);

  return item->stored_form;
}

/**
 * zp_package_item_get_merge:
 * @item: a form of a plan
 * @error: return location
 *
 * The choices that %ZP_PACKAGE_MERGE follows.  What only one side changed since the last exchange
 * is chosen already, where that is known.
 *
 * Returns: (transfer none) (nullable): the merge; %NULL when the two cannot be merged
 */
ZpFormMerge *
zp_package_item_get_merge (ZpPackageItem *item, GError **error)
{
  g_return_val_if_fail (item != NULL, NULL);

  if (item->merge == NULL && !zp_package_item_can_choose (item, ZP_PACKAGE_MERGE))
    g_set_error (error, ZP_ERROR, ZP_ERROR_CONFLICT,
                 _ ("Form %s: the two versions cannot be merged; skip it, or keep both"),
                 zp_form_get_id (item->form));
  else if (item->merge == NULL)
    item->merge = zp_form_merge_new (item->ancestor, item->stored_form, item->form, error);
  return item->merge;
}

/* --- doing --- */

static gboolean
replaces (const ZpPackageItem *item)
{
  return item->choice == ZP_PACKAGE_REPLACE || item->choice == ZP_PACKAGE_MERGE;
}

static ZpStoreRecord *
make_record (ZpPackageItem *item)
{
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  ZpStoreRecord *record;

  if (item->choice == ZP_PACKAGE_RESTORE)
    return zp_store_record_copy (item->stored);
  if (item->choice == ZP_PACKAGE_MERGE)
    form = zp_form_merge_make (zp_package_item_get_merge (item, NULL));
  else
    form = zp_form_copy (item->form);
  if (item->choice == ZP_PACKAGE_KEEP_BOTH)
    {
      g_free (item->new_id);
      item->new_id = g_uuid_string_random ();
      zp_form_set_id (form, item->new_id);
    }
  card = zp_score_form (form);
  findings = zp_check_form (form, card);
  record = zp_form_to_record (form, card, findings);
  if (replaces (item))
    record->revision = item->stored->revision;
  return record;
}

static void
remove_rules (ZpPackagePlan *self, ZpStore *store)
{
  for (guint kind = ZP_PACKAGE_TEMPLATE; kind <= ZP_PACKAGE_PROFILE; kind++)
    for (guint i = 0; i < self->added[kind]->len; i++)
      zp_store_put_asset (store, get_asset_kind (kind), g_ptr_array_index (self->added[kind], i),
                          NULL, NULL);
}

/* Before the forms: rules that no form uses do no harm, a form without its rules cannot be opened.
 */
static gboolean
put_rules (ZpPackagePlan *self, ZpStore *store, GError **error)
{
  for (guint kind = ZP_PACKAGE_TEMPLATE; kind <= ZP_PACKAGE_PROFILE; kind++)
    for (guint i = 0; i < self->added[kind]->len; i++)
      {
        const char *id = g_ptr_array_index (self->added[kind], i);
        GBytes *json = find_rules (self->rules, kind, id);

        if (!zp_store_put_asset (store, get_asset_kind (kind), id, json, error))
          return FALSE;
      }
  return TRUE;
}

/* The forms are in the library by now.  A lineage that cannot be noted costs a question later. */
static void
note_lineages (ZpPackagePlan *self, ZpStore *store)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ZpPackageItem *item = g_ptr_array_index (self->items, i);
      const char *id = zp_form_get_id (item->form);
      g_autoptr (ZpLineage) lineage = NULL;

      if (item->choice != ZP_PACKAGE_ADD && !replaces (item))
        continue;
      item->lineage_before = zp_lineage_load (store, id);
      lineage = zp_lineage_load (store, id);
      zp_lineage_add (lineage, MAX (item->revision, item->stored_revision),
                      (const char *const *) item->history, item->content);
      zp_lineage_save (lineage, store, id, NULL);
      zp_lineage_keep (lineage, store, id, item->content, item->document);
    }
}

static void
erase_aside (ZpPackagePlan *self, ZpStore *store)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ZpPackageItem *item = g_ptr_array_index (self->items, i);
      const char *ids[] = { item->aside_id, NULL };

      /* A copy too much in the recycle bin does no harm. */
      if (item->aside_id != NULL)
        zp_store_erase (store, ids, NULL);
      g_clear_pointer (&item->aside_id, g_free);
    }
}

/* What is replaced and was not exchanged before would be nowhere else. */
static gboolean
set_aside (ZpPackagePlan *self, ZpStore *store, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ZpPackageItem *item = g_ptr_array_index (self->items, i);

      if (!replaces (item) || item->relation == ZP_PACKAGE_NEWER)
        continue;
      item->aside_id = zp_store_set_aside (store, item->stored, error);
      if (item->aside_id == NULL)
        return FALSE;
    }
  return TRUE;
}

/* (transfer none): whether a merge that was chosen can be made; before anything is written */
static gboolean
check_merges (ZpPackagePlan *self, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ZpPackageItem *item = g_ptr_array_index (self->items, i);

      if (item->choice == ZP_PACKAGE_MERGE && zp_package_item_get_merge (item, error) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_evidence (ZpPackagePlan *self, ZpStore *store, GError **error)
{
  self->n_put = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      const ZpPackageItem *item = g_ptr_array_index (self->items, i);

      if (item->choice != ZP_PACKAGE_SKIP
          && !zp_package_put_evidence (self->evidence, store, item->form, &self->n_put, error))
        return FALSE;
    }
  return TRUE;
}

static void
note_revisions (ZpPackagePlan *self, GPtrArray *records)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      ZpPackageItem *item = g_ptr_array_index (self->items, i);

      if (item->choice != ZP_PACKAGE_SKIP)
        item->applied_revision = ((ZpStoreRecord *) g_ptr_array_index (records, n++))->revision;
    }
}

/** zp_package_plan_publish: puts the templates and profiles of a plan that was applied into
 * @catalog. */
void
zp_package_plan_publish (ZpPackagePlan *self, ZpCatalog *catalog)
{
  g_return_if_fail (self != NULL && ZP_IS_CATALOG (catalog));

  for (guint kind = ZP_PACKAGE_TEMPLATE; kind <= ZP_PACKAGE_PROFILE; kind++)
    for (guint i = 0; i < self->added[kind]->len; i++)
      get_add_func (kind) (
          catalog, find_rules (self->rules, kind, g_ptr_array_index (self->added[kind], i)), NULL);
}

/**
 * zp_package_plan_apply:
 * @self: a plan
 * @store: the library it was made for
 * @catalog: (nullable): gets the templates and profiles that were new; a thread leaves that to
 *   zp_package_plan_publish()
 * @error: return location
 *
 * Does what was chosen for each form, all of it or nothing: a form that was changed since the plan
 * was made is a %ZP_ERROR_CONFLICT, and then none is taken.  A plan is applied once.
 *
 * Returns: whether it is on the disk
 */
gboolean
zp_package_plan_apply (ZpPackagePlan *self, ZpStore *store, ZpCatalog *catalog, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (self != NULL && ZP_IS_STORE (store), FALSE);
  if (!check_merges (self, error))
    return FALSE;
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  for (guint i = 0; i < self->items->len; i++)
    {
      ZpPackageItem *item = g_ptr_array_index (self->items, i);

      if (item->choice != ZP_PACKAGE_SKIP)
        g_ptr_array_add (records, make_record (item));
    }
  if (records->len == 0)
    return TRUE;
  if (!put_evidence (self, store, error) || !put_rules (self, store, error)
      || !set_aside (self, store, error) || !zp_store_save_all (store, records, error))
    {
      remove_rules (self, store);
      erase_aside (self, store);
      return FALSE;
    }
  note_revisions (self, records);
  note_lineages (self, store);
  if (catalog != NULL)
    zp_package_plan_publish (self, catalog);
  return TRUE;
}

/* --- undoing --- */

static const char *
get_applied_id (const ZpPackageItem *item)
{
  return item->new_id != NULL ? item->new_id : zp_form_get_id (item->form);
}

static gboolean
is_unchanged (const ZpPackageItem *item, ZpStore *store, GError **error)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (store, get_applied_id (item), error);

  if (record == NULL)
    return FALSE;
  if (record->revision == item->applied_revision && record->deleted == 0)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_CONFLICT,
               _ ("“%s” was changed after it was taken in; nothing was undone"), record->project);
  return FALSE;
}

/* @back: what was replaced, @gone: what was added */
static gboolean
collect_undo (ZpPackagePlan *self, ZpStore *store, GPtrArray *back, GPtrArray *gone, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ZpPackageItem *item = g_ptr_array_index (self->items, i);

      if (item->choice == ZP_PACKAGE_SKIP)
        continue;
      if (!is_unchanged (item, store, error))
        return FALSE;
      if (replaces (item))
        {
          ZpStoreRecord *record = zp_store_record_copy (item->stored);

          record->revision = item->applied_revision;
          g_ptr_array_add (back, record);
        }
      else
        g_ptr_array_add (gone, (gpointer) get_applied_id (item));
    }
  g_ptr_array_add (gone, NULL);
  return TRUE;
}

static void
restore_lineages (ZpPackagePlan *self, ZpStore *store)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      ZpPackageItem *item = g_ptr_array_index (self->items, i);

      if (item->lineage_before != NULL)
        zp_lineage_save (item->lineage_before, store, zp_form_get_id (item->form), NULL);
    }
}

/**
 * zp_package_plan_undo:
 * @self: a plan that was applied
 * @store: its library
 * @error: return location
 *
 * Brings the library back to what it was: what was added goes to the recycle bin, what was replaced
 * comes back.  Templates and profiles stay; they do no harm.  A form that was changed meanwhile is
 * a %ZP_ERROR_CONFLICT, and then nothing is undone.
 *
 * Returns: whether it was undone
 */
gboolean
zp_package_plan_undo (ZpPackagePlan *self, ZpStore *store, GError **error)
{
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL && ZP_IS_STORE (store), FALSE);

  back = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  zp_store_flush (store);
  if (!collect_undo (self, store, back, gone, error)
      || (back->len > 0 && !zp_store_save_all (store, back, error))
      || !zp_store_take_back (store, (const char *const *) gone->pdata, error))
    return FALSE;
  restore_lineages (self, store);
  erase_aside (self, store);
  return TRUE;
}
