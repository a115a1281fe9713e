/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-batch.h"

#include "zp-form-record.h"

/* How the other forms of a year and department were treated, so that a reviewer is fair. */

typedef struct
{
  ZpStore *store;
  ZpCatalog *catalog;
  GPtrArray *ids;
} Load;

static void
load_free (Load *load)
{
  g_clear_object (&load->store);
  g_clear_object (&load->catalog);
  g_ptr_array_unref (load->ids);
  g_free (load);
}

static void
entry_free (gpointer data)
{
  ZpBatchEntry *entry = data;

  g_free (entry->cause);
  g_free (entry->form_id);
  g_free (entry->project);
  g_free (entry);
}

typedef struct
{
  GPtrArray *entries;
  const ZpForm *form;
} Gather;

static void
gather_row (const char *address,
            const ZpScore *self,
            ZpDecimal weight,
            const ZpReviewRow *row,
            gpointer data)
{
  Gather *gather = data;
  ZpBatchEntry *entry;

  if (row == NULL || *row->cause == '\0' || !row->has_share)
    return;
  entry = g_new0 (ZpBatchEntry, 1);
  entry->cause = g_strdup (row->cause);
  entry->share = row->share;
  entry->form_id = g_strdup (zp_form_get_id (gather->form));
  entry->project = g_strdup (zp_form_get_field (gather->form, "project_name"));
  g_ptr_array_add (gather->entries, entry);
}

static void
gather_form (Load *load, const char *id, GPtrArray *entries)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (load->store, id, NULL);
  g_autoptr (ZpForm) form
      = record != NULL ? zp_form_from_record (record, load->catalog, NULL) : NULL;
  g_autoptr (ZpScorecard) card = NULL;
  Gather gather = { entries, form };

  if (form == NULL)
    return;
  zp_form_set_id (form, id);
  card = zp_score_form (form);
  zp_review_for_each_row (form, card, gather_row, &gather);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < load->ids->len && !g_cancellable_is_cancelled (cancellable); i++)
    gather_form (load, g_ptr_array_index (load->ids, i), entries);
  g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
belongs (const ZpStoreRecord *record, const ZpForm *form)
{
  return record->state != ZP_FORM_STATE_DRAFT && !g_str_equal (record->id, zp_form_get_id (form))
         && g_strcmp0 (record->year, zp_form_get_field (form, "year")) == 0
         && g_strcmp0 (record->department, zp_form_get_field (form, "department")) == 0;
}

/**
 * zp_review_batch_load_async:
 * @form: a form in review
 *
 * Gathers the deductions in the other forms of the same year and department.
 */
void
zp_review_batch_load_async (ZpLibrary *library,
                            ZpForm *form,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  GListModel *items = zp_library_get_items (library);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, zp_review_batch_load_async);
  load->ids = g_ptr_array_new_with_free_func (g_free);
  g_set_object (&load->store, zp_library_get_store (library));
  g_set_object (&load->catalog, zp_library_get_catalog (library));
  for (guint i = 0; load->store != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);

      if (belongs (zp_form_item_get_record (item), form))
        g_ptr_array_add (load->ids, g_strdup (zp_form_item_get_id (item)));
    }
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_thread);
}

/** zp_review_batch_load_finish: (transfer full) (nullable) (element-type ZpBatchEntry): the deductions. */
GPtrArray *
zp_review_batch_load_finish (ZpLibrary *library, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
