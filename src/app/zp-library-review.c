/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-private.h"

#include "zp-error.h"
#include "zp-form-record.h"

#include <glib/gi18n.h>

/* Handing in, taking back, returning and approving a form of the library that is not open. */

static void
reviewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZpLibrary *self = g_task_get_source_object (task);
  ZpStoreRecord *record = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  ZpFormItem *item;

  self->writes++;
  if (!zp_store_save_finish (ZP_STORE (source), result, &record->revision, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  item = zp_library_find (self, record->id);
  record->changed = g_get_real_time ();
  record->created = item != NULL ? zp_form_item_get_record (item)->created : record->changed;
  zp_library_put_record (self, record);
  g_task_return_boolean (task, TRUE);
}

/**
 * zp_library_review_async:
 * @self: a library
 * @id: a form
 * @action: what to do; anything but %ZP_REVIEW_DELETE
 * @actor: who does it
 * @reason: (nullable): why
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Takes a form to its next state and saves it.  When somebody else saves it at the same moment,
 * nothing is done (%ZP_ERROR_CONFLICT).
 */
void
zp_library_review_async (ZpLibrary *self,
                         const char *id,
                         ZpReviewAction action,
                         const ZpActor *actor,
                         const char *reason,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  ZpStoreRecord *record;

  g_return_if_fail (ZP_IS_LIBRARY (self));
  g_return_if_fail (id != NULL && actor != NULL && action != ZP_REVIEW_DELETE);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, zp_library_review_async);
  form = zp_library_load (self, id, &error);
  if (form == NULL || !zp_review_apply (form, action, actor, reason, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  card = zp_score_form (form);
  findings = zp_check_form (form, card);
  record = zp_form_to_record (form, card, findings);
  record->revision = zp_form_get_revision (form);
  g_task_set_task_data (task, record, (GDestroyNotify) zp_store_record_free);
  zp_store_save_async (self->store, record, NULL, reviewed_cb, g_steal_pointer (&task));
}

/** zp_library_review_finish: whether the form is on the disk in its new state. */
gboolean
zp_library_review_finish (ZpLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
