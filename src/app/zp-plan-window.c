/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-plan-window.h"

#include <glib/gi18n.h>

#include "zp-compat.h"
#include "zp-merge-window.h"
#include "zp-plan-row.h"
#include "zp-review.h"

struct _ZpPlanWindow
{
  AdwWindow parent_instance;

  /* Template children */
  GtkLabel *summary_label;
  GtkLabel *note_label;
  GtkListBox *list;
  GtkWidget *cancel_button;
  GtkWidget *apply_button;
  GtkWidget *undo_button;

  /* Owned */
  ZpWindow *window;
  ZpPackagePlan *plan;
  char *name;

  gboolean running; /* a thread has the plan */
  gboolean done;
};

G_DEFINE_FINAL_TYPE (ZpPlanWindow, zp_plan_window, ADW_TYPE_WINDOW)

/* --- words --- */

/* Takes @words, which may be NULL. */
static void
append_words (GString *text, char *words)
{
  if (words != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", words);
  g_free (words);
}

static char *
word_count (ZpPackageRelation relation, guint n)
{
  if (n == 0)
    return NULL;
  switch (relation)
    {
    case ZP_PACKAGE_NEW:
      return g_strdup_printf (ngettext ("%u new form", "%u new forms", n), n);
    case ZP_PACKAGE_SAME:
      return g_strdup_printf (ngettext ("%u form as here", "%u forms as here", n), n);
    case ZP_PACKAGE_NEWER:
      return g_strdup_printf (ngettext ("%u newer state", "%u newer states", n), n);
    case ZP_PACKAGE_OLDER:
      return g_strdup_printf (ngettext ("%u older state", "%u older states", n), n);
    case ZP_PACKAGE_CONFLICT:
    default:
      return g_strdup_printf (ngettext ("%u conflict", "%u conflicts", n), n);
    }
}

/* What wants a decision comes first: among three hundred forms that are as here nobody finds it. */
static const ZpPackageRelation order[] = {
  ZP_PACKAGE_CONFLICT, ZP_PACKAGE_NEW, ZP_PACKAGE_NEWER, ZP_PACKAGE_OLDER, ZP_PACKAGE_SAME,
};

static void
count_relations (ZpPlanWindow *self, guint counts[ZP_PACKAGE_CONFLICT + 1])
{
  GPtrArray *items = zp_package_plan_get_items (self->plan);

  for (guint i = 0; i < items->len; i++)
    counts[((ZpPackageItem *) g_ptr_array_index (items, i))->relation]++;
}

static char *
word_summary (ZpPlanWindow *self)
{
  guint counts[ZP_PACKAGE_CONFLICT + 1] = { 0 };
  GString *text = g_string_new (NULL);

  count_relations (self, counts);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    append_words (text, word_count (order[i], counts[order[i]]));
  if (text->len == 0)
    g_string_append (text, _ ("There is no form in the file"));
  return g_string_free (text, FALSE);
}

static char *
word_rules (ZpPlanWindow *self)
{
  GString *text = g_string_new (NULL);

  for (int kind = ZP_PACKAGE_TEMPLATE; kind <= ZP_PACKAGE_PROFILE; kind++)
    {
      GPtrArray *ids = zp_package_plan_get_rules (self->plan, (ZpPackageKind) kind);

      for (guint i = 0; i < ids->len; i++)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                                (char *) g_ptr_array_index (ids, i));
    }
  return g_string_free (text, FALSE);
}

/* The files go with the forms that are taken in. */
static void
show_evidence (ZpPlanWindow *self, const char *note)
{
  guint n = zp_package_plan_get_n_evidence (self->plan);
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u piece of evidence comes along.", "%u pieces of evidence come along.", n), n);
  g_autofree char *text = g_strdup_printf ("%s\n%s", note, words);

  gtk_label_set_text (self->note_label, text);
}

/* The file may be whole, and a form in it was changed before it was made. */
static char *
word_faults (ZpPlanWindow *self)
{
  GPtrArray *items = zp_package_plan_get_items (self->plan);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += zp_review_verify (((ZpPackageItem *) g_ptr_array_index (items, i))->form, NULL)
         != ZP_LOG_WHOLE;
  if (n == 0)
    return g_strdup ("");
  return g_strdup_printf (
      ngettext ("\nThe history of %u form in it is broken: something was changed outside of the "
                "program. The form says what when it is opened.",
                "\nThe history of %u forms in it is broken: something was changed outside of the "
                "program. Each form says what when it is opened.",
                n),
      n);
}

static void
show_note (ZpPlanWindow *self)
{
  g_autofree char *rules = word_rules (self);
  g_autofree char *with = *rules != '\0'
                              ? g_strdup_printf (_ (" With it come forms and rules: %s."), rules)
                              : g_strdup ("");
  g_autofree char *faults = word_faults (self);
  g_autofree char *whole
      = g_strdup_printf (_ ("“%s” is whole (integrity check). Nothing is replaced unless it is "
                            "chosen below.%s"),
                         self->name, with);
  g_autofree char *text = g_strconcat (whole, faults, NULL);

  gtk_label_set_text (self->note_label, text);
  if (zp_package_plan_get_n_evidence (self->plan) > 0)
    show_evidence (self, text);
}

/* --- the merge of a form --- */

static void
merged_cb (ZpMergeWindow *window, ZpPlanRow *row)
{
  zp_package_item_choose (zp_plan_row_get_item (row), ZP_PACKAGE_MERGE, NULL);
  zp_plan_row_update (row);
}

static void
merge_cb (ZpPlanRow *row, ZpPlanWindow *self)
{
  g_autoptr (GError) error = NULL;
  ZpFormMerge *merge = zp_package_item_get_merge (zp_plan_row_get_item (row), &error);
  ZpMergeWindow *window;

  if (merge == NULL)
    {
      zp_tell (GTK_WINDOW (self), _ ("The Versions Cannot Be Merged"), error->message);
      return;
    }
  window = zp_merge_window_new (GTK_WINDOW (self), merge);
  g_signal_connect_object (window, "accepted", G_CALLBACK (merged_cb), row, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_row (ZpPlanWindow *self, ZpPackageItem *item)
{
  GtkWidget *row = zp_plan_row_new (item, zp_package_plan_get_created (self->plan));

  g_signal_connect_object (row, "merge", G_CALLBACK (merge_cb), self, 0);
  gtk_list_box_append (self->list, row);
}

static void
add_rows (ZpPlanWindow *self)
{
  GPtrArray *items = zp_package_plan_get_items (self->plan);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      for (guint j = 0; j < items->len; j++)
        {
          ZpPackageItem *item = g_ptr_array_index (items, j);

          if (item->relation == order[i])
            add_row (self, item);
        }
    }
}

/* --- doing --- */

static void
update_buttons (ZpPlanWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.apply", !self->running && !self->done);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.undo", !self->running && self->done);
  gtk_widget_set_visible (self->apply_button, !self->done);
  gtk_widget_set_visible (self->undo_button, self->done);
  gtk_button_set_label (GTK_BUTTON (self->cancel_button),
                        self->done ? _ ("_Close") : _ ("_Cancel"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !self->running);
}

/* The form in the editor may be one of those that were replaced. */
static void
show_library (ZpPlanWindow *self)
{
  ZpLibrary *library = zp_window_get_library (self->window);
  ZpForm *open = zp_window_get_form (self->window);
  GPtrArray *items = zp_package_plan_get_items (self->plan);

  if (library == NULL)
    return;
  zp_library_refresh (library);
  for (guint i = 0; open != NULL && i < items->len; i++)
    {
      const ZpPackageItem *item = g_ptr_array_index (items, i);

      if (item->choice != ZP_PACKAGE_SKIP
          && g_str_equal (zp_form_get_id (open), zp_form_get_id (item->form)))
        {
          zp_window_open_form (self->window, zp_form_get_id (open));
          return;
        }
    }
}

static void
show_results (ZpPlanWindow *self)
{
  GPtrArray *items = zp_package_plan_get_items (self->plan);
  guint n = 0;
  g_autofree char *text = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    zp_plan_row_show_result (ZP_PLAN_ROW (row));
  for (guint i = 0; i < items->len; i++)
    n += ((ZpPackageItem *) g_ptr_array_index (items, i))->choice != ZP_PACKAGE_SKIP;
  text = g_strdup_printf (ngettext ("%u form was taken in", "%u forms were taken in", n), n);
  gtk_label_set_text (self->summary_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), FALSE);
}

static void
apply_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ZpPlanWindow *self = source;
  GError *error = NULL;

  if (zp_package_plan_apply (self->plan, ZP_STORE (data), NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpPlanWindow *self = ZP_PLAN_WINDOW (source);
  g_autoptr (GError) error = NULL;
  ZpLibrary *library = zp_window_get_library (self->window);

  self->running = FALSE;
  self->done = g_task_propagate_boolean (G_TASK (result), &error);
  if (self->done && library != NULL)
    zp_package_plan_publish (self->plan, zp_library_get_catalog (library));
  if (self->plan == NULL || library == NULL)
    return;
  update_buttons (self);
  if (!self->done)
    {
      zp_tell (GTK_WINDOW (self), _ ("Nothing Was Taken In"), error->message);
      return;
    }
  show_results (self);
  show_library (self);
}

static void
run_in_thread (ZpPlanWindow *self, GTaskThreadFunc thread, GAsyncReadyCallback callback)
{
  ZpLibrary *library = zp_window_get_library (self->window);
  ZpStore *store = library != NULL ? zp_library_get_store (library) : NULL;
  g_autoptr (GTask) task = NULL;

  if (store == NULL || self->running)
    return;
  self->running = TRUE;
  update_buttons (self);
  task = g_task_new (self, NULL, callback, NULL);
  g_task_set_source_tag (task, run_in_thread);
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  g_task_run_in_thread (task, thread);
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run_in_thread (ZP_PLAN_WINDOW (widget), apply_thread, applied_cb);
}

/* --- undoing --- */

static void
undo_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ZpPlanWindow *self = source;
  GError *error = NULL;

  if (zp_package_plan_undo (self->plan, ZP_STORE (data), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpPlanWindow *self = ZP_PLAN_WINDOW (source);
  g_autoptr (GError) error = NULL;
  gboolean undone = g_task_propagate_boolean (G_TASK (result), &error);

  self->running = FALSE;
  if (zp_window_get_library (self->window) == NULL)
    return;
  update_buttons (self);
  if (!undone)
    {
      zp_tell (GTK_WINDOW (self), _ ("Nothing Was Undone"), error->message);
      return;
    }
  show_library (self);
  zp_window_toast (self->window, _ ("The library is as it was before"), NULL, NULL, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run_in_thread (ZP_PLAN_WINDOW (widget), undo_thread, undone_cb);
}

/* --- the window --- */

static gboolean
zp_plan_window_close_request (GtkWindow *window)
{
  /* The thread needs the plan. */
  if (ZP_PLAN_WINDOW (window)->running)
    return TRUE;
  return GTK_WINDOW_CLASS (zp_plan_window_parent_class)->close_request (window);
}

static void
zp_plan_window_dispose (GObject *object)
{
  ZpPlanWindow *self = ZP_PLAN_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_PLAN_WINDOW);
  g_clear_object (&self->window);
  G_OBJECT_CLASS (zp_plan_window_parent_class)->dispose (object);
}

static void
zp_plan_window_finalize (GObject *object)
{
  ZpPlanWindow *self = ZP_PLAN_WINDOW (object);

  g_clear_pointer (&self->plan, zp_package_plan_free);
  g_free (self->name);
  G_OBJECT_CLASS (zp_plan_window_parent_class)->finalize (object);
}

static void
zp_plan_window_class_init (ZpPlanWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_plan_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = zp_plan_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = zp_plan_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-plan-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpPlanWindow, summary_label);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanWindow, note_label);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanWindow, list);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanWindow, apply_button);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanWindow, undo_button);
  gtk_widget_class_install_action (widget_class, "plan.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "plan.undo", NULL, undo_action);
}

static void
zp_plan_window_init (ZpPlanWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zp_plan_window_new:
 * @window: the window
 * @name: of the file, for the user
 * @plan: (transfer full): what taking it in would do
 *
 * Returns: (transfer none): the window of the plan
 */
ZpPlanWindow *
zp_plan_window_new (ZpWindow *window, const char *name, ZpPackagePlan *plan)
{
  ZpPlanWindow *self
      = g_object_new (ZP_TYPE_PLAN_WINDOW, "transient-for", GTK_WINDOW (window), NULL);
  g_autofree char *summary = NULL;

  self->window = g_object_ref (window);
  self->name = g_strdup (name);
  self->plan = plan;
  summary = word_summary (self);
  gtk_label_set_text (self->summary_label, summary);
  show_note (self);
  add_rows (self);
  update_buttons (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->apply_button);
  return self;
}

/** zp_plan_window_get_plan: (transfer none): the plan. */
ZpPackagePlan *
zp_plan_window_get_plan (ZpPlanWindow *self)
{
  g_return_val_if_fail (ZP_IS_PLAN_WINDOW (self), NULL);

  return self->plan;
}

/** zp_plan_window_is_done: whether it was applied. */
gboolean
zp_plan_window_is_done (ZpPlanWindow *self)
{
  g_return_val_if_fail (ZP_IS_PLAN_WINDOW (self), FALSE);

  return self->done;
}
