/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-backups-window.h"

#include "zp-backups-job.h"
#include "zp-compat.h"
#include "zp-words.h"

#include <glib/gi18n.h>

struct _ZpBackupsWindow
{
  AdwWindow parent_instance;

  /* Template children */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkListBox *backup_list;
  AdwWindowTitle *forms_title;
  GtkListView *forms_view;
  GtkCheckButton *all_check;

  /* Owned */
  ZpLibrary *library;
  GPtrArray *backups;
  ZpStore *copy; /* the opened one */
  GFile *copy_file;
  char *copy_title;
  GListStore *forms; /* those in it */

  guint jobs;
};

G_DEFINE_FINAL_TYPE (ZpBackupsWindow, zp_backups_window, ADW_TYPE_WINDOW)

static void
toast (ZpBackupsWindow *self, const char *text)
{
  AdwToast *made = adw_toast_new (text);

  adw_toast_set_timeout (made, 10);
  adw_toast_overlay_add_toast (self->toasts, made);
}

static guint
count_marked (ZpBackupsWindow *self)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->forms)); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (G_LIST_MODEL (self->forms), i);

      count += zp_form_item_get_marked (item);
    }
  return count;
}

static void
update_actions (ZpBackupsWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean free_to_act = self->jobs == 0;
  gboolean is_open = zp_library_get_store (self->library) != NULL;
  gboolean own = self->copy_file != NULL && g_file_peek_path (self->copy_file) != NULL;

  gtk_spinner_set_spinning (self->spinner, !free_to_act);
  gtk_widget_action_set_enabled (widget, "backups.make", free_to_act && is_open);
  gtk_widget_action_set_enabled (widget, "backups.copy", free_to_act && is_open);
  gtk_widget_action_set_enabled (widget, "backups.open", free_to_act);
  gtk_widget_action_set_enabled (widget, "backups.take",
                                 free_to_act && is_open && count_marked (self) > 0);
  gtk_widget_action_set_enabled (widget, "backups.take-whole",
                                 free_to_act && self->copy != NULL && (is_open || own));
}

/* Every callback of a job begins with this one; NULL when the window was closed or the job failed. */
static ZpBackupsJob *
end_job (ZpBackupsWindow *self, GAsyncResult *result, const char *failure)
{
  g_autoptr (GError) error = NULL;
  ZpBackupsJob *job = zp_backups_job_finish (result, &error);

  self->jobs--;
  if (self->library == NULL)
    return NULL;
  update_actions (self);
  if (job == NULL)
    zp_tell (GTK_WINDOW (self), failure, error->message);
  return job;
}

static void
begin_job (ZpBackupsWindow *self, ZpBackupsJob *job, GAsyncReadyCallback callback)
{
  ZpStore *store = zp_library_get_store (self->library);

  job->path = zp_library_dup_path (self->library);
  if (store != NULL)
    job->store = g_object_ref (store);
  self->jobs++;
  update_actions (self);
  zp_backups_job_start (job, self, callback, NULL);
}

/* --- the list of backups --- */

static char *
word_backup (const ZpBackup *backup)
{
  g_autofree char *size = g_format_size ((guint64) backup->size);

  if (backup->problem != NULL)
    return g_strdup (backup->problem);
  return g_strdup_printf (ngettext ("%d form · %s", "%d forms · %s", backup->forms), backup->forms,
                          size);
}

static GtkWidget *
make_backup_row (const ZpBackup *backup)
{
  g_autofree char *date = zp_words_date (backup->time);
  g_autofree char *subtitle = word_backup (backup);
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  const char *icon = backup->problem != NULL ? "dialog-error-symbolic" : "go-next-symbolic";

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), date);
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name (icon));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), backup->problem == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), backup->name);
  return GTK_WIDGET (row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (source);
  ZpBackupsJob *job = end_job (self, result, _ ("The backups could not be listed"));
  GtkListBoxRow *row;

  if (job == NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->backup_list, 0)) != NULL)
    gtk_list_box_remove (self->backup_list, GTK_WIDGET (row));
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = g_steal_pointer (&job->backups);
  for (guint i = 0; i < self->backups->len; i++)
    gtk_list_box_append (self->backup_list, make_backup_row (g_ptr_array_index (self->backups, i)));
}

static void
list_backups (ZpBackupsWindow *self)
{
  ZpBackupsJob *job = g_new0 (ZpBackupsJob, 1);

  job->run = zp_backups_job_list;
  begin_job (self, job, listed_cb);
}

static void
backup_activated_cb (ZpBackupsWindow *self, GtkListBoxRow *row)
{
  const ZpBackup *backup
      = g_ptr_array_index (self->backups, (guint) gtk_list_box_row_get_index (row));
  g_autoptr (GFile) file = g_file_new_for_path (backup->path);
  g_autofree char *date = zp_words_date (backup->time);

  zp_backups_window_open_copy (self, file, date);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpBackupsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  path = zp_library_backup_finish (ZP_LIBRARY (source), result, &error);
  self->jobs--;
  if (self->library == NULL)
    return;
  if (error != NULL)
    zp_tell (GTK_WINDOW (self), _ ("The backup could not be made"), error->message);
  else
    toast (self, _ ("A backup was made"));
  list_backups (self);
}

static void
make_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (widget);

  self->jobs++;
  update_actions (self);
  zp_library_backup_async (self->library, TRUE, made_cb, g_object_ref (self));
}

/* --- copies --- */

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (source);
  ZpBackupsJob *job = end_job (self, result, _ ("The library could not be copied"));
  g_autofree char *text = NULL;

  if (job == NULL)
    return;
  text = g_strdup_printf (_ ("The copy is whole: “%s”"), job->name);
  toast (self, text);
}

static void
copy_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (source);
  g_autoptr (GFile) folder = zp_choose_file_finish (result, NULL);
  ZpBackupsJob *job;

  if (folder == NULL || self->library == NULL)
    return;
  job = g_new0 (ZpBackupsJob, 1);
  job->run = zp_backups_job_copy;
  job->file = g_steal_pointer (&folder);
  begin_job (self, job, copied_cb);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpChooseWhat what = { ZP_CHOOSE_FOLDER, _ ("Copy the Library to") };

  zp_choose_file_async (GTK_WINDOW (widget), &what, copy_place_chosen_cb, NULL);
}

static void
copy_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (source);
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  if (file != NULL && self->library != NULL)
    zp_backups_window_open_copy (self, file, name);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpChooseWhat what = { ZP_CHOOSE_OPEN, _ ("Open a Copy of a Library"), NULL };

  what.filter = _ ("Copies of libraries (db)");
  what.pattern = "*.db";
  zp_choose_file_async (GTK_WINDOW (widget), &what, copy_chosen_cb, NULL);
}

/* --- the forms in a copy --- */

static void
mark_changed_cb (ZpBackupsWindow *self)
{
  update_actions (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (source);
  ZpBackupsJob *job = end_job (self, result, _ ("The copy could not be opened"));
  ZpCatalog *catalog;
  g_autofree char *subtitle = NULL;

  if (job == NULL)
    return;
  catalog = zp_library_get_catalog (self->library);
  g_set_object (&self->copy, job->opened);
  g_set_object (&self->copy_file, job->file);
  gtk_check_button_set_active (self->all_check, FALSE);
  g_list_store_remove_all (self->forms);
  for (guint i = 0; i < job->records->len; i++)
    {
      g_autoptr (ZpFormItem) item = zp_form_item_new (g_ptr_array_index (job->records, i), catalog);

      g_signal_connect_object (item, "notify::marked", G_CALLBACK (mark_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_list_store_append (self->forms, item);
    }
  subtitle
      = g_strdup_printf (ngettext ("%u form", "%u forms", job->records->len), job->records->len);
  adw_window_title_set_title (self->forms_title, self->copy_title);
  adw_window_title_set_subtitle (self->forms_title, subtitle);
  gtk_stack_set_visible_child_name (self->stack, "forms");
  update_actions (self);
}

static void
all_toggled_cb (ZpBackupsWindow *self)
{
  gboolean all = gtk_check_button_get_active (self->all_check);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->forms)); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (G_LIST_MODEL (self->forms), i);

      zp_form_item_set_marked (item, all);
    }
}

static char *
word_taken (const ZpBackupsJob *job)
{
  g_autofree char *added
      = g_strdup_printf (ngettext ("%u form is new", "%u forms are new", job->n_new), job->n_new);
  g_autofree char *beside
      = g_strdup_printf (ngettext ("%u was kept beside another version",
                                   "%u were kept beside other versions", job->n_beside),
                         job->n_beside);
  g_autofree char *same = g_strdup_printf (
      ngettext ("%u was there already", "%u were there already", job->n_same), job->n_same);

  /* Translators: three phrases about forms: new, kept beside, already there */
  return g_strdup_printf (_ ("%s, %s, %s"), added, beside, same);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (source);
  ZpBackupsJob *job = end_job (self, result, _ ("Nothing was taken"));
  g_autofree char *text = NULL;

  if (job == NULL)
    return;
  text = word_taken (job);
  toast (self, text);
  zp_library_refresh (self->library);
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (widget);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  ZpBackupsJob *job = g_new0 (ZpBackupsJob, 1);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->forms)); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (G_LIST_MODEL (self->forms), i);

      if (zp_form_item_get_marked (item))
        g_strv_builder_add (ids, zp_form_item_get_id (item));
    }
  job->run = zp_backups_job_take;
  job->from = g_object_ref (self->copy);
  job->ids = g_strv_builder_end (ids);
  begin_job (self, job, taken_cb);
}

static void
whole_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (source);

  if (end_job (self, result, _ ("The library stays as it is")) == NULL)
    return;
  /* Either the store was filled anew, or it can be opened again now. */
  zp_library_open (self->library);
  zp_library_refresh (self->library);
  toast (self, _ ("The library was put back"));
  gtk_stack_set_visible_child_name (self->stack, "list");
  list_backups (self);
}

static void
whole_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (source);
  g_autofree char *answer = zp_ask_finish (result);
  ZpBackupsJob *job;

  if (g_strcmp0 (answer, "put-back") != 0 || self->library == NULL || self->copy == NULL)
    return;
  job = g_new0 (ZpBackupsJob, 1);
  job->from = g_object_ref (self->copy);
  job->file = g_object_ref (self->copy_file);
  job->run = zp_library_get_store (self->library) != NULL ? zp_backups_job_take_whole
                                                          : zp_backups_job_replace;
  begin_job (self, job, whole_taken_cb);
}

static void
take_whole_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const ZpAnswer answers[] = {
    { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "put-back", _ ("_Put Back"), ADW_RESPONSE_DESTRUCTIVE },
  };

  zp_ask_async (GTK_WINDOW (widget), _ ("Put Back the Whole Library?"),
                _ ("All forms will be as they are in this copy. The present state is kept as a "
                   "backup first."),
                answers, G_N_ELEMENTS (answers), whole_answered_cb, NULL);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (widget);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "forms"))
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
check_toggled_cb (GtkListItem *list_item)
{
  ZpFormItem *item = gtk_list_item_get_item (list_item);
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_list_item_get_child (list_item));

  if (item != NULL)
    zp_form_item_set_marked (item, gtk_check_button_get_active (check));
}

static void
show_mark (GtkListItem *list_item)
{
  ZpFormItem *item = gtk_list_item_get_item (list_item);
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_list_item_get_child (list_item));

  if (item != NULL)
    gtk_check_button_set_active (check, zp_form_item_get_marked (item));
}

/* The row of a form: a tick, its name, what it is. */
static void
form_setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *labels[] = { gtk_label_new (NULL), gtk_label_new (NULL) };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[0], "heading");
  gtk_widget_add_css_class (labels[1], "caption");
  gtk_widget_add_css_class (labels[1], "dim-label");
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), list_item,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, check);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
form_bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  ZpFormItem *item = gtk_list_item_get_item (list_item);
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_list_item_get_child (list_item));
  GtkWidget *project = gtk_widget_get_first_child (gtk_check_button_get_child (check));
  g_autofree char *what = zp_form_item_dup_subtitle (item);
  g_autofree char *date = zp_words_date (zp_form_item_get_record (item)->changed);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", what, date);

  gtk_label_set_text (GTK_LABEL (project), zp_form_item_get_project (item));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (project)), subtitle);
  show_mark (list_item);
  g_signal_connect_object (item, "notify::marked", G_CALLBACK (show_mark), list_item,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_selectable (list_item, FALSE);
}

static void
form_unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_mark, list_item);
}

static void
zp_backups_window_dispose (GObject *object)
{
  ZpBackupsWindow *self = ZP_BACKUPS_WINDOW (object);

  if (self->forms_view != NULL)
    gtk_list_view_set_model (self->forms_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_BACKUPS_WINDOW);
  g_clear_object (&self->forms);
  g_clear_object (&self->copy);
  g_clear_object (&self->copy_file);
  g_clear_pointer (&self->copy_title, g_free);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (zp_backups_window_parent_class)->dispose (object);
}

static void
zp_backups_window_class_init (ZpBackupsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_backups_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-backups-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpBackupsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ZpBackupsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ZpBackupsWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, ZpBackupsWindow, backup_list);
  gtk_widget_class_bind_template_child (widget_class, ZpBackupsWindow, forms_title);
  gtk_widget_class_bind_template_child (widget_class, ZpBackupsWindow, forms_view);
  gtk_widget_class_bind_template_child (widget_class, ZpBackupsWindow, all_check);
  gtk_widget_class_bind_template_callback (widget_class, backup_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_toggled_cb);
  gtk_widget_class_install_action (widget_class, "backups.make", NULL, make_action);
  gtk_widget_class_install_action (widget_class, "backups.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "backups.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "backups.take", NULL, take_action);
  gtk_widget_class_install_action (widget_class, "backups.take-whole", NULL, take_whole_action);
  gtk_widget_class_install_action (widget_class, "backups.back", NULL, back_action);
}

static void
zp_backups_window_init (ZpBackupsWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->forms = g_list_store_new (ZP_TYPE_FORM_ITEM);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->forms)));
  g_signal_connect (factory, "setup", G_CALLBACK (form_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (form_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (form_unbind_cb), NULL);
  gtk_list_view_set_factory (self->forms_view, factory);
  gtk_list_view_set_model (self->forms_view, GTK_SELECTION_MODEL (selection));
}

/**
 * zp_backups_window_new:
 * @parent: (nullable): the window that asks
 * @library: the library, which need not be open
 *
 * Returns: (transfer none): the window; its list comes a moment later
 */
ZpBackupsWindow *
zp_backups_window_new (GtkWindow *parent, ZpLibrary *library)
{
  ZpBackupsWindow *self = g_object_new (ZP_TYPE_BACKUPS_WINDOW, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  list_backups (self);
  return self;
}

/** zp_backups_window_get_n_backups: how many are listed. */
guint
zp_backups_window_get_n_backups (ZpBackupsWindow *self)
{
  g_return_val_if_fail (ZP_IS_BACKUPS_WINDOW (self), 0);

  return self->backups != NULL ? self->backups->len : 0;
}

/** zp_backups_window_open_copy: shows the forms in @file beside the library. */
void
zp_backups_window_open_copy (ZpBackupsWindow *self, GFile *file, const char *title)
{
  ZpBackupsJob *job;

  g_return_if_fail (ZP_IS_BACKUPS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  g_free (self->copy_title);
  self->copy_title = g_strdup (title);
  job = g_new0 (ZpBackupsJob, 1);
  job->run = zp_backups_job_open;
  job->file = g_object_ref (file);
  begin_job (self, job, opened_cb);
}

/** zp_backups_window_get_forms: (transfer none): the forms of the opened copy. */
GListModel *
zp_backups_window_get_forms (ZpBackupsWindow *self)
{
  g_return_val_if_fail (ZP_IS_BACKUPS_WINDOW (self), NULL);

  return G_LIST_MODEL (self->forms);
}

/** zp_backups_window_is_busy: whether it is still reading or writing. */
gboolean
zp_backups_window_is_busy (ZpBackupsWindow *self)
{
  g_return_val_if_fail (ZP_IS_BACKUPS_WINDOW (self), FALSE);

  return self->jobs > 0;
}
