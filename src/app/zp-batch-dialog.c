/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-batch-dialog.h"

#include "zp-batch-row.h"
#include "zp-settings.h"

#include <glib/gi18n.h>

struct _ZpBatchDialog
{
  AdwWindow parent_instance;

  /* Template children */
  GtkWidget *cancel_button;
  GtkWidget *go_button;
  GtkWidget *reason_box;
  GtkTextView *reason_view;
  GtkSwitch *each_switch;
  GtkListView *list;
  GtkLabel *summary;

  /* Owned */
  ZpLibrary *library;
  GListStore *items;

  ZpReviewAction action;
  guint next; /* the item that comes next */
  gboolean running;
  gboolean finished;
};

G_DEFINE_FINAL_TYPE (ZpBatchDialog, zp_batch_dialog, ADW_TYPE_WINDOW)

/* The words of each action; a sentence is not put together from parts. */
static const struct
{
  const char *title;
  const char *verb;
  const char *done;
  gboolean is_destructive;
} words[ZP_N_REVIEW_ACTIONS] = {
  [ZP_REVIEW_SUBMIT] = { N_ ("Submit Forms"), N_ ("Submit"), N_ ("Submitted") },
  [ZP_REVIEW_WITHDRAW] = { N_ ("Withdraw Forms"), N_ ("Withdraw"), N_ ("Withdrawn") },
  [ZP_REVIEW_RETURN] = { N_ ("Return Forms"), N_ ("Return"), N_ ("Returned") },
  [ZP_REVIEW_APPROVE] = { N_ ("Approve Forms"), N_ ("Approve"), N_ ("Approved") },
  [ZP_REVIEW_REOPEN] = { N_ ("Reopen Forms"), N_ ("Reopen"), N_ ("Reopened") },
  [ZP_REVIEW_DELETE]
  = { N_ ("Delete Forms"), N_ ("Move to the Recycle Bin"), N_ ("Moved to the recycle bin"), TRUE },
};

static gboolean
needs_reason (ZpReviewAction action)
{
  return action == ZP_REVIEW_RETURN || action == ZP_REVIEW_REOPEN;
}

/* (transfer full) */
static char *
dup_common_reason (ZpBatchDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->reason_view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
update_summary (ZpBatchDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint done = 0;
  guint refused = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZpBatchItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      done += zp_batch_item_get_outcome (item) == ZP_BATCH_DONE;
      refused += zp_batch_item_get_outcome (item) == ZP_BATCH_REFUSED;
    }
  if (done + refused == 0)
    text = g_strdup_printf (ngettext ("%u form", "%u forms", n), n);
  else if (refused == 0)
    text = g_strdup_printf (ngettext ("%u form done", "%u forms done", done), done);
  else
    /* Translators: numbers of forms */
    text = g_strdup_printf (_ ("%u done, %u not done; the reasons stand beside them"), done,
                            refused);
  gtk_label_set_text (self->summary, text);
}

static void
update_buttons (ZpBatchDialog *self)
{
  g_autofree char *reason = dup_common_reason (self);
  gboolean ready = !needs_reason (self->action) || gtk_switch_get_active (self->each_switch)
                   || *reason != '\0';

  gtk_widget_set_sensitive (self->go_button, ready && !self->running && !self->finished);
  gtk_widget_set_visible (self->go_button, !self->finished);
  gtk_widget_set_sensitive (self->reason_box, !self->running && !self->finished);
  gtk_button_set_label (GTK_BUTTON (self->cancel_button), self->finished  ? _ ("Close")
                                                          : self->running ? _ ("Stop")
                                                                          : _ ("Cancel"));
  update_summary (self);
}

static void go_on (ZpBatchDialog *self);

static void
note_outcome (ZpBatchDialog *self, ZpBatchItem *item, const GError *error)
{
  zp_batch_item_set_outcome (item, error == NULL ? ZP_BATCH_DONE : ZP_BATCH_REFUSED,
                             error != NULL ? error->message : NULL);
}

static void
reviewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpBatchDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpBatchItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), self->next);

  zp_library_review_finish (ZP_LIBRARY (source), result, &error);
  note_outcome (self, item, error);
  self->next++;
  go_on (self);
}

static void
delete_next (ZpBatchDialog *self, ZpBatchItem *item)
{
  const char *ids[] = { zp_form_item_get_id (zp_batch_item_get_form (item)), NULL };
  g_autoptr (GError) error = NULL;

  zp_library_delete (self->library, ids, &error);
  note_outcome (self, item, error);
  self->next++;
}

static gboolean
delete_cb (gpointer user_data)
{
  go_on (user_data);
  return G_SOURCE_REMOVE;
}

static void
review_next (ZpBatchDialog *self, ZpBatchItem *item)
{
  g_autofree char *name = zp_settings_dup_string ("user-name");
  g_autofree char *role = zp_settings_dup_string ("user-role");
  g_autofree char *login = g_filename_display_name (g_get_user_name ());
  g_autofree char *reason = dup_common_reason (self);
  gboolean each = gtk_switch_get_active (self->each_switch);
  const char *own = zp_batch_item_get_reason (item);
  ZpActor actor = { *name != '\0' ? name : login,
                    g_str_equal (role, "reviewer") ? ZP_ACTOR_REVIEWER : ZP_ACTOR_PREPARER,
                    g_get_real_time () / G_USEC_PER_SEC };

  /* An empty reason of its own means the common one. */
  zp_library_review_async (self->library, zp_form_item_get_id (zp_batch_item_get_form (item)),
                           self->action, &actor, each && *own != '\0' ? own : reason, reviewed_cb,
                           g_object_ref (self));
}

/* One form in a turn of the main loop, so that the window stays alive. */
static void
go_on (ZpBatchDialog *self)
{
  g_autoptr (ZpBatchItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), self->next);

  if (item == NULL || !self->running)
    {
      self->running = FALSE;
      self->finished = TRUE;
      update_buttons (self);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", self->next);
  if (self->action == ZP_REVIEW_DELETE)
    {
      delete_next (self, item);
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, delete_cb, g_object_ref (self), g_object_unref);
    }
  else
    review_next (self, item);
  update_summary (self);
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpBatchDialog *self = ZP_BATCH_DIALOG (widget);

  if (self->running || self->finished)
    return;
  self->running = TRUE;
  update_buttons (self);
  go_on (self);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpBatchDialog *self = ZP_BATCH_DIALOG (widget);

  if (self->running)
    self->running = FALSE;
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* What is under way is finished first. */
static gboolean
zp_batch_dialog_close_request (GtkWindow *window)
{
  ZpBatchDialog *self = ZP_BATCH_DIALOG (window);

  if (!self->running)
    return GTK_WINDOW_CLASS (zp_batch_dialog_parent_class)->close_request (window);
  self->running = FALSE;
  return TRUE;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, ZpBatchDialog *self)
{
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_child (list_item, zp_batch_row_new (_ (words[self->action].done)));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, ZpBatchDialog *self)
{
  zp_batch_row_set_item (ZP_BATCH_ROW (gtk_list_item_get_child (list_item)),
                         gtk_list_item_get_item (list_item),
                         needs_reason (self->action) && gtk_switch_get_active (self->each_switch));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, ZpBatchDialog *self)
{
  zp_batch_row_set_item (ZP_BATCH_ROW (gtk_list_item_get_child (list_item)), NULL, FALSE);
}

static void
set_factory (ZpBatchDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
}

/* The rows get their entries, or lose them. */
static void
each_changed_cb (ZpBatchDialog *self)
{
  set_factory (self);
  update_buttons (self);
}

static void
zp_batch_dialog_dispose (GObject *object)
{
  ZpBatchDialog *self = ZP_BATCH_DIALOG (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_BATCH_DIALOG);
  g_clear_object (&self->items);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (zp_batch_dialog_parent_class)->dispose (object);
}

static void
zp_batch_dialog_class_init (ZpBatchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_batch_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = zp_batch_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-batch-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpBatchDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ZpBatchDialog, go_button);
  gtk_widget_class_bind_template_child (widget_class, ZpBatchDialog, reason_box);
  gtk_widget_class_bind_template_child (widget_class, ZpBatchDialog, reason_view);
  gtk_widget_class_bind_template_child (widget_class, ZpBatchDialog, each_switch);
  gtk_widget_class_bind_template_child (widget_class, ZpBatchDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ZpBatchDialog, summary);
  gtk_widget_class_bind_template_callback (widget_class, each_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_buttons);
  gtk_widget_class_install_action (widget_class, "batch.go", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "batch.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "batch.cancel", NULL);
}

static void
zp_batch_dialog_init (ZpBatchDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (ZP_TYPE_BATCH_ITEM);
  g_signal_connect_object (gtk_text_view_get_buffer (self->reason_view), "changed",
                           G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
}

/**
 * zp_batch_dialog_new:
 * @parent: the window
 * @library: the library
 * @forms: (element-type ZpFormItem): what to do it with
 * @action: what to do
 *
 * Returns: (transfer full): the dialog; nothing is done before its button is pressed
 */
ZpBatchDialog *
zp_batch_dialog_new (GtkWindow *parent,
                     ZpLibrary *library,
                     GListModel *forms,
                     ZpReviewAction action)
{
  ZpBatchDialog *self = g_object_new (ZP_TYPE_BATCH_DIALOG, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  self->action = action;
  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (ZpFormItem) form = g_list_model_get_item (forms, i);
      g_autoptr (ZpBatchItem) item = zp_batch_item_new (form);

      g_list_store_append (self->items, item);
    }
  gtk_window_set_title (GTK_WINDOW (self), _ (words[action].title));
  gtk_button_set_label (GTK_BUTTON (self->go_button), _ (words[action].verb));
  gtk_widget_add_css_class (self->go_button, words[action].is_destructive ? "destructive-action"
                                                                          : "suggested-action");
  gtk_widget_set_visible (self->reason_box, needs_reason (action));
  set_factory (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                           G_LIST_MODEL (g_object_ref (self->items)))));
  update_buttons (self);
  return self;
}

/** zp_batch_dialog_get_items: (transfer none) (element-type ZpBatchItem): the forms and what came
 * of them. */
GListModel *
zp_batch_dialog_get_items (ZpBatchDialog *self)
{
  g_return_val_if_fail (ZP_IS_BATCH_DIALOG (self), NULL);

  return G_LIST_MODEL (self->items);
}

/** zp_batch_dialog_set_reason: writes the reason for all. */
void
zp_batch_dialog_set_reason (ZpBatchDialog *self, const char *reason)
{
  g_return_if_fail (ZP_IS_BATCH_DIALOG (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->reason_view), reason, -1);
}
