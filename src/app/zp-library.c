/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-private.h"

#include "zp-answers.h"
#include "zp-error.h"
#include "zp-evidence.h"
#include "zp-form-record.h"
#include "zp-review.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (ZpLibrary, zp_library, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOADING = 1,
  PROP_PROBLEM,
  N_PROPS,
} ZpLibraryProperty;

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ITEMS_UPDATED,
  SIGNAL_KEPT_BESIDE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
zp_library_finalize (GObject *object)
{
  ZpLibrary *self = ZP_LIBRARY (object);

  zp_library_stop_watching (self);
  zp_library_stop_evaluation (self);
  g_clear_handle_id (&self->list_source, g_source_remove);
  g_clear_pointer (&self->year_list, zp_year_list_unref);
  g_ptr_array_unref (self->lines);
  g_clear_object (&self->catalog);
  g_clear_object (&self->store);
  g_clear_object (&self->items);
  g_clear_pointer (&self->item_of_id, g_hash_table_unref);
  g_free (self->path);
  g_free (self->problem);
  G_OBJECT_CLASS (zp_library_parent_class)->finalize (object);
}

static void
zp_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ZpLibrary *self = ZP_LIBRARY (object);

  switch ((ZpLibraryProperty) prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zp_library_class_init (ZpLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = zp_library_finalize;
  object_class->get_property = zp_library_get_property;

  /**
   * ZpLibrary:loading: whether the list is being read for the first time.
   */
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * ZpLibrary:problem: (nullable): why nothing can be saved, in words for the user.
   */
  props[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * ZpLibrary::changed:
   * @id: (nullable): a form; %NULL for several, or for the year's list
   *
   * The library says something else than before, whoever has changed it.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * ZpLibrary::items-updated: values of items changed in place; filters and orders may be stale.
   */
  signals[SIGNAL_ITEMS_UPDATED]
      = g_signal_new ("items-updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
  /**
   * ZpLibrary::kept-beside:
   * @project: what the form is called
   *
   * Somebody else had saved the form meanwhile, so that it was saved as a new one beside that.
   */
  signals[SIGNAL_KEPT_BESIDE]
      = g_signal_new ("kept-beside", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
zp_library_init (ZpLibrary *self)
{
  self->catalog = zp_catalog_new ();
  self->items = g_list_store_new (ZP_TYPE_FORM_ITEM);
  self->item_of_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);
}

/** zp_library_set_problem: says why nothing can be saved, %NULL when all is well. */
void
zp_library_set_problem (ZpLibrary *self, const GError *error)
{
  const char *problem = error != NULL ? error->message : NULL;

  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROBLEM]);
}

void
zp_library_emit_changed (ZpLibrary *self, const char *id)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, id);
}

void
zp_library_emit_items_updated (ZpLibrary *self)
{
  g_signal_emit (self, signals[SIGNAL_ITEMS_UPDATED], 0);
}

void
zp_library_emit_kept_beside (ZpLibrary *self, const char *project)
{
  g_signal_emit (self, signals[SIGNAL_KEPT_BESIDE], 0, project);
}

typedef gboolean (*AddFunc) (ZpCatalog *catalog, GBytes *json, GError **error);

/* An own template that is damaged must not keep the library closed: its forms name what is missing. */
static void
add_own (ZpCatalog *catalog, ZpStore *store, const char *kind, AddFunc add)
{
  g_auto (GStrv) names = zp_store_list_assets (store, kind, NULL);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (GBytes) json = zp_store_get_asset (store, kind, names[i], NULL);
      g_autoptr (GError) error = NULL;

      if (json != NULL && !add (catalog, json, &error))
        g_message ("%s %s: %s", kind, names[i], error->message);
    }
}

/** zp_library_add_own_rules: adds the templates and profiles that the library has of its own. */
void
zp_library_add_own_rules (ZpCatalog *catalog, ZpStore *store)
{
  add_own (catalog, store, "template", zp_catalog_add_template);
  add_own (catalog, store, "profile", zp_catalog_add_profile);
}

/**
 * zp_library_new:
 * @store_path: (nullable): the file of the library; %NULL is the user's own
 *
 * Opens the library and begins to read its list.
 *
 * Returns: (transfer full): the library; see zp_library_get_problem()
 */
ZpLibrary *
zp_library_new (const char *store_path)
{
  ZpLibrary *self = g_object_new (ZP_TYPE_LIBRARY, NULL);

  self->path = store_path != NULL ? g_strdup (store_path) : zp_store_default_path ();
  zp_library_open (self);
  return self;
}

/**
 * zp_library_open:
 * @self: a library
 *
 * Opens the store when it is not open: once more, after its problem was mended.
 */
void
zp_library_open (ZpLibrary *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ZP_IS_LIBRARY (self));

  if (self->store != NULL)
    return;
  self->store = zp_store_open (self->path, ZP_STORE_WINDOW, &error);
  self->open_elsewhere = g_error_matches (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  zp_library_set_problem (self, error);
  if (self->store == NULL)
    return;
  zp_library_add_own_rules (self->catalog, self->store);
  zp_library_start_watching (self);
  zp_library_refresh (self);
}

/** zp_library_dup_path: (transfer full): the file of the library, whether or not it is open. */
char *
zp_library_dup_path (ZpLibrary *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);

  return g_canonicalize_filename (self->path, NULL);
}

/** zp_library_get_catalog: (transfer none): the templates and profiles. */
ZpCatalog *
zp_library_get_catalog (ZpLibrary *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);

  return self->catalog;
}

/** zp_library_get_store: (transfer none) (nullable): the store, %NULL when it could not be opened. */
ZpStore *
zp_library_get_store (ZpLibrary *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);

  return self->store;
}

/** zp_library_get_problem: (transfer none) (nullable): why nothing can be saved. */
const char *
zp_library_get_problem (ZpLibrary *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);

  return self->problem;
}

/** zp_library_is_open_elsewhere: whether another window has this library. */
gboolean
zp_library_is_open_elsewhere (ZpLibrary *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), FALSE);

  return self->open_elsewhere;
}

/** zp_library_get_items: (transfer none): the list of #ZpFormItem, in no order. */
GListModel *
zp_library_get_items (ZpLibrary *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);

  return G_LIST_MODEL (self->items);
}

/** zp_library_is_loading: whether the list is being read for the first time. */
gboolean
zp_library_is_loading (ZpLibrary *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), FALSE);

  return self->loading;
}

/** zp_library_find: (transfer none) (nullable): the item of a form outside the recycle bin. */
ZpFormItem *
zp_library_find (ZpLibrary *self, const char *id)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);

  return g_hash_table_lookup (self->item_of_id, id);
}

/* Whether the year's list sees no difference. */
static gboolean
is_same_to_list (const ZpStoreRecord *a, const ZpStoreRecord *b)
{
  return g_strcmp0 (a->project, b->project) == 0 && g_strcmp0 (a->unit, b->unit) == 0
         && g_strcmp0 (a->year, b->year) == 0 && a->budget_micro == b->budget_micro;
}

/* The same revision is the same form; what was computed of it may be of an older version. */
static gboolean
is_same_form (const ZpStoreRecord *a, const ZpStoreRecord *b)
{
  return a->revision == b->revision && a->evaluated == b->evaluated;
}

/** zp_library_put_record: shows @record in the list: in place when it is there, else as a new item. */
void
zp_library_put_record (ZpLibrary *self, const ZpStoreRecord *record)
{
  ZpFormItem *item = zp_library_find (self, record->id);
  gboolean changed = item == NULL || !is_same_form (zp_form_item_get_record (item), record);

  if (item == NULL || !is_same_to_list (zp_form_item_get_record (item), record))
    zp_library_queue_list (self);
  if (item != NULL)
    {
      zp_form_item_update (item, record);
      zp_library_emit_items_updated (self);
    }
  else
    {
      item = zp_form_item_new (record, self->catalog);
      g_hash_table_insert (self->item_of_id, g_strdup (record->id), item);
      g_list_store_append (self->items, item);
      g_object_unref (item);
    }
  if (changed)
    zp_library_emit_changed (self, record->id);
}

/* Several in one announcement, unless a few are scattered over a long list. */
static void
remove_items (ZpLibrary *self, GHashTable *gone)
{
  guint i = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  while (i > 0 && g_hash_table_size (gone) > 0)
    {
      guint end = i;

      while (i > 0)
        {
          g_autoptr (ZpFormItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i - 1);

          if (!g_hash_table_remove (gone, zp_form_item_get_id (item)))
            break;
          g_hash_table_remove (self->item_of_id, zp_form_item_get_id (item));
          i--;
        }
      if (end > i)
        g_list_store_splice (self->items, i, end - i, NULL, 0);
      else
        i--;
    }
}

/*
 * Listing:
 * @if_changed: only when others have made more changes than @n_foreign
 * @n_foreign: what is shown has these
 * @records, @lines: (nullable): what the thread has read; %NULL when there is nothing new
 */
typedef struct
{
  ZpStore *store;
  gboolean if_changed;
  gint64 n_foreign;
  GPtrArray *records;
  GPtrArray *lines;
} Listing;

static void
listing_free (Listing *listing)
{
  g_object_unref (listing->store);
  g_clear_pointer (&listing->records, g_ptr_array_unref);
  g_clear_pointer (&listing->lines, g_ptr_array_unref);
  g_free (listing);
}

/* Brings the list to what was read: in place where a form is known.  Returns whether a form is other
 * than before. */
static gboolean
merge (ZpLibrary *self, GPtrArray *records)
{
  gboolean changed = FALSE;
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->item_of_id);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (gone, id);
  for (guint i = 0; i < records->len; i++)
    {
      const ZpStoreRecord *record = g_ptr_array_index (records, i);
      ZpFormItem *item = zp_library_find (self, record->id);

      if (item != NULL)
        {
          g_hash_table_remove (gone, record->id);
          changed = changed || !is_same_form (zp_form_item_get_record (item), record);
          zp_form_item_update (item, record);
          continue;
        }
      item = zp_form_item_new (record, self->catalog);
      g_hash_table_insert (self->item_of_id, g_strdup (record->id), item);
      g_ptr_array_add (added, item);
    }
  changed = changed || added->len > 0 || g_hash_table_size (gone) > 0;
  remove_items (self, gone);
  g_list_store_splice (self->items, g_list_model_get_n_items (G_LIST_MODEL (self->items)), 0,
                       added->pdata, added->len);
  return changed;
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Listing *listing = data;
  GError *error = NULL;
  gint64 known = listing->n_foreign;

  /* Before the list: what is written meanwhile is looked for again. */
  if (!zp_store_count_foreign (listing->store, &listing->n_foreign, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (listing->if_changed && listing->n_foreign == known)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  listing->records = zp_store_list (listing->store, FALSE, &error);
  if (listing->records != NULL)
    listing->lines = zp_store_list_year_lines (listing->store, NULL, &error);
  if (listing->lines != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_loading (ZpLibrary *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
take_listing (ZpLibrary *self, Listing *listing)
{
  gboolean changed = merge (self, listing->records);

  self->n_foreign = listing->n_foreign;
  changed = changed || !zp_year_lines_equal (self->lines, listing->lines);
  zp_library_set_lines (self, g_steal_pointer (&listing->lines));
  zp_library_emit_items_updated (self);
  if (changed)
    zp_library_emit_changed (self, NULL);
}

static void read_list (ZpLibrary *self, gboolean if_changed);

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpLibrary *self = ZP_LIBRARY (source);
  Listing *listing = g_task_get_task_data (G_TASK (result));
  gboolean look_again = self->look_again;
  gboolean read_again = self->read_again;
  g_autoptr (GError) error = NULL;

  self->listing = self->look_again = self->read_again = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      /* Who only looks has asked for nothing; the next save tells what is wrong. */
      if (!listing->if_changed)
        zp_library_set_problem (self, error);
    }
  /* What was saved or deleted meanwhile may be missing from what was read. */
  else if (listing->lines != NULL && self->writes != GPOINTER_TO_UINT (user_data))
    read_again = TRUE;
  else if (listing->lines != NULL)
    take_listing (self, listing);
  if (read_again || look_again)
    read_list (self, !read_again);
  if (read_again)
    return;
  set_loading (self, FALSE);
  zp_library_start_evaluation (self);
}

static void
read_list (ZpLibrary *self, gboolean if_changed)
{
  g_autoptr (GTask) task = NULL;
  Listing *listing;

  if (self->store == NULL)
    return;
  if (self->listing)
    {
      self->look_again = self->look_again || if_changed;
      self->read_again = self->read_again || !if_changed;
      return;
    }
  if (!if_changed && g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    set_loading (self, TRUE);
  self->listing = TRUE;
  listing = g_new0 (Listing, 1);
  listing->store = g_object_ref (self->store);
  listing->if_changed = if_changed;
  listing->n_foreign = self->n_foreign;
  task = g_task_new (self, NULL, listed_cb, GUINT_TO_POINTER (self->writes));
  g_task_set_source_tag (task, read_list);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);
  g_task_run_in_thread (task, list_thread);
}

/**
 * zp_library_refresh:
 * @self: a library
 *
 * Reads the list again, in a thread; known items change in place.
 */
void
zp_library_refresh (ZpLibrary *self)
{
  g_return_if_fail (ZP_IS_LIBRARY (self));

  read_list (self, FALSE);
}

/**
 * zp_library_refresh_if_changed:
 * @self: a library
 *
 * Reads the list again when another program, such as the command line, has written into the store;
 * looking, too, is done in a thread.
 */
void
zp_library_refresh_if_changed (ZpLibrary *self)
{
  g_return_if_fail (ZP_IS_LIBRARY (self));

  read_list (self, TRUE);
}

/* Without a store: the same error for every operation. */
gboolean
zp_library_check_store (ZpLibrary *self, GError **error)
{
  if (self->store != NULL)
    return TRUE;
  g_set_error_literal (error, ZP_ERROR, ZP_ERROR_STORE,
                       self->problem != NULL ? self->problem : _ ("The library is not open"));
  return FALSE;
}

/**
 * zp_library_load:
 * @self: a library
 * @id: the id of a form
 * @error: return location
 *
 * Returns: (transfer full): the form, with the revision that the store has
 */
ZpForm *
zp_library_load (ZpLibrary *self, const char *id, GError **error)
{
  g_autoptr (ZpStoreRecord) record = NULL;
  ZpForm *form;

  g_return_val_if_fail (ZP_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (!zp_library_check_store (self, error))
    return NULL;
  record = zp_store_load (self->store, id, error);
  if (record == NULL)
    return NULL;
  form = zp_form_from_record (record, self->catalog, error);
  if (form == NULL)
    return NULL;
  zp_form_set_id (form, record->id);
  zp_form_set_revision (form, record->revision);
  return form;
}

/**
 * zp_library_duplicate:
 * @self: a library
 * @id: the id of a form
 * @error: return location
 *
 * Returns: (transfer full): a new draft with the same content and a history of its own, not saved yet
 */
ZpForm *
zp_library_duplicate (ZpLibrary *self, const char *id, GError **error)
{
  g_autofree char *new_id = g_uuid_string_random ();
  ZpForm *form = zp_library_load (self, id, error);

  if (form == NULL)
    return NULL;
  zp_form_set_id (form, new_id);
  zp_form_set_revision (form, 0);
  zp_review_forget (form);
  zp_evidence_forget (form);
  zp_answers_forget (form);
  return form;
}

/**
 * zp_library_delete:
 * @self: a library
 * @ids: (array zero-terminated=1): ids of forms
 * @error: return location
 *
 * Moves forms to the recycle bin: all or none.
 *
 * Returns: whether they are there
 */
gboolean
zp_library_delete (ZpLibrary *self, const char *const *ids, GError **error)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (ZP_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  if (!zp_library_check_store (self, error) || !zp_store_delete (self->store, ids, error))
    return FALSE;
  self->writes++;
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      if (zp_library_find (self, ids[i]) != NULL)
        g_hash_table_add (gone, (gpointer) ids[i]);
    }
  remove_items (self, gone);
  zp_library_queue_list (self);
  zp_library_emit_changed (self, NULL);
  return TRUE;
}

/**
 * zp_library_restore:
 * @self: a library
 * @ids: (array zero-terminated=1): ids of forms in the recycle bin
 * @error: return location
 *
 * Brings forms back: all or none.  The list shows them a moment later.
 *
 * Returns: whether they are back
 */
gboolean
zp_library_restore (ZpLibrary *self, const char *const *ids, GError **error)
{
  g_return_val_if_fail (ZP_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  if (!zp_library_check_store (self, error) || !zp_store_restore (self->store, ids, error))
    return FALSE;
  self->writes++;
  zp_library_refresh (self);
  return TRUE;
}
