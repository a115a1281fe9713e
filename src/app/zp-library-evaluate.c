/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-private.h"

#include "zp-form-record.h"

/* What the list shows of a form is computed when it is saved.  Forms that an older version of the
 * program saved are computed anew in a thread, once, after the list was read. */

/* In one transaction, so that the window never waits long to save. */
#define BATCH 20

struct _ZpEvaluation
{
  GThread *thread;
  ZpStore *store;
  GCancellable *cancellable;
  GPtrArray *ids;
  GWeakRef library;
  gboolean changed;
};

/* A catalog of the thread's own: the window may change its one at any time. */
static ZpCatalog *
make_catalog (ZpStore *store)
{
  ZpCatalog *catalog = zp_catalog_new ();

  zp_library_add_own_rules (catalog, store);
  return catalog;
}

static ZpStoreRecord *
evaluate (ZpStore *store, ZpCatalog *catalog, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpStoreRecord) stored = zp_store_load (store, id, &error);
  g_autoptr (ZpForm) form = stored != NULL ? zp_form_from_record (stored, catalog, &error) : NULL;
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  ZpStoreRecord *record;

  if (form == NULL)
    {
      g_debug ("%s: %s", id, error->message);
      return NULL;
    }
  card = zp_score_form (form);
  findings = zp_check_form (form, card);
  record = zp_form_to_record (form, card, findings);
  /* Only what is computed may differ, so that the store knows the document again. */
  g_bytes_unref (record->document);
  record->document = g_bytes_ref (stored->document);
  return record;
}

static gboolean
finish_cb (gpointer user_data)
{
  ZpEvaluation *evaluation = user_data;
  g_autoptr (ZpLibrary) library = g_weak_ref_get (&evaluation->library);

  if (library != NULL && library->evaluation == evaluation)
    {
      gboolean changed = evaluation->changed;

      zp_library_stop_evaluation (library);
      if (changed)
        zp_library_refresh (library);
    }
  return G_SOURCE_REMOVE;
}

static gpointer
evaluation_thread (gpointer data)
{
  ZpEvaluation *evaluation = data;
  g_autoptr (ZpCatalog) catalog = make_catalog (evaluation->store);

  for (guint i = 0; i < evaluation->ids->len;)
    {
      g_autoptr (GPtrArray) records
          = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
      g_autoptr (GError) error = NULL;

      for (guint n = 0; n < BATCH && i < evaluation->ids->len; n++)
        {
          ZpStoreRecord *record;

          if (g_cancellable_is_cancelled (evaluation->cancellable))
            return NULL;
          record = evaluate (evaluation->store, catalog, g_ptr_array_index (evaluation->ids, i++));
          if (record != NULL)
            g_ptr_array_add (records, record);
        }
      if (records->len == 0)
        continue;
      if (!zp_store_refresh (evaluation->store, records, &error))
        {
          g_debug ("%s", error->message);
          break;
        }
      evaluation->changed = TRUE;
    }
  if (!g_cancellable_is_cancelled (evaluation->cancellable))
    g_idle_add (finish_cb, evaluation);
  return NULL;
}

/** zp_library_stop_evaluation: ends the computing in the thread, if there is any. */
void
zp_library_stop_evaluation (ZpLibrary *self)
{
  ZpEvaluation *evaluation = g_steal_pointer (&self->evaluation);

  if (evaluation == NULL)
    return;
  g_cancellable_cancel (evaluation->cancellable);
  g_thread_join (evaluation->thread);
  while (g_idle_remove_by_data (evaluation))
    ;
  g_weak_ref_clear (&evaluation->library);
  g_object_unref (evaluation->cancellable);
  g_object_unref (evaluation->store);
  g_ptr_array_unref (evaluation->ids);
  g_free (evaluation);
}

/** zp_library_start_evaluation: computes anew what an older version computed; only once. */
void
zp_library_start_evaluation (ZpLibrary *self)
{
  GListModel *items = G_LIST_MODEL (self->items);
  ZpEvaluation *evaluation;
  GPtrArray *ids;

  if (self->evaluated || self->store == NULL)
    return;
  self->evaluated = TRUE;
  ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);

      if (zp_form_item_get_record (item)->evaluated < ZP_RECORD_EVALUATION)
        g_ptr_array_add (ids, g_strdup (zp_form_item_get_id (item)));
    }
  if (ids->len == 0)
    {
      g_ptr_array_unref (ids);
      return;
    }
  evaluation = g_new0 (ZpEvaluation, 1);
  evaluation->store = g_object_ref (self->store);
  evaluation->cancellable = g_cancellable_new ();
  evaluation->ids = ids;
  g_weak_ref_init (&evaluation->library, self);
  self->evaluation = evaluation;
  evaluation->thread = g_thread_new ("evaluation", evaluation_thread, evaluation);
}
