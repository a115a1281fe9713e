/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-compat.h"

#include <glib/gi18n.h>

static GPtrArray *
get_files (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) list = gtk_file_chooser_get_files (chooser);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (files, g_list_model_get_item (list, i));
  return files;
}

static void
chooser_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT
      && gtk_file_chooser_get_select_multiple (GTK_FILE_CHOOSER (dialog)))
    {
      g_task_return_pointer (task, get_files (GTK_FILE_CHOOSER (dialog)),
                             (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s",
                             _ ("Nothing was chosen"));
}

static const struct
{
  GtkFileChooserAction action;
  const char *accept;
} choosers[] = {
  [ZP_CHOOSE_OPEN] = { GTK_FILE_CHOOSER_ACTION_OPEN, N_ ("_Open") },
  [ZP_CHOOSE_OPEN_SEVERAL] = { GTK_FILE_CHOOSER_ACTION_OPEN, N_ ("_Open") },
  [ZP_CHOOSE_SAVE] = { GTK_FILE_CHOOSER_ACTION_SAVE, N_ ("_Save") },
  [ZP_CHOOSE_FOLDER] = { GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, N_ ("_Select") },
};

static void
add_filter (GtkFileChooser *chooser, const ZpChooseWhat *what)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  g_auto (GStrv) patterns = g_strsplit (what->pattern, ";", -1);

  gtk_file_filter_set_name (filter, what->filter);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_chooser_add_filter (chooser, all);
}

/**
 * zp_choose_file_async:
 * @parent: (nullable): the window that asks
 * @what: what to choose
 * @callback: called when something was chosen, or not
 * @user_data: for @callback
 *
 * Asks for a file or a folder, through the portal in a sandbox.
 */
void
zp_choose_file_async (GtkWindow *parent,
                      const ZpChooseWhat *what,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkFileChooserNative *native
      = gtk_file_chooser_native_new (what->title, parent, choosers[what->kind].action,
                                     _ (choosers[what->kind].accept), _ ("_Cancel"));

  g_task_set_source_tag (task, zp_choose_file_async);
  /* Nobody else keeps the chooser alive. */
  g_task_set_task_data (task, native, g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (native),
                                        what->kind == ZP_CHOOSE_OPEN_SEVERAL);
  if (what->name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), what->name);
  if (what->filter != NULL)
    add_filter (GTK_FILE_CHOOSER (native), what);
  g_signal_connect (native, "response", G_CALLBACK (chooser_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/**
 * zp_choose_file_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full): what was chosen; %G_IO_ERROR_CANCELLED when nothing was
 */
GFile *
zp_choose_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** zp_choose_files_finish: (transfer full) (nullable) (element-type GFile): for %ZP_CHOOSE_OPEN_SEVERAL. */
GPtrArray *
zp_choose_files_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
ask_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, g_strdup (response), g_free);
}

/* libadwaita has the heading twice: large in one line, and in smaller letters that wrap.  The large one
 * is measured at widths of the small one, which newer versions of the toolkit object to; so both are small. */
static void
even_heading (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "title-2"))
    {
      gtk_widget_remove_css_class (widget, "title-2");
      gtk_widget_add_css_class (widget, "title-4");
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    even_heading (child);
}

/**
 * zp_message_dialog_new:
 * @parent: the window it belongs to
 * @heading: what it is about
 * @body: (nullable): more words
 *
 * Returns: (transfer floating): a dialog without answers
 */
AdwMessageDialog *
zp_message_dialog_new (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  even_heading (dialog);
  return ADW_MESSAGE_DIALOG (dialog);
}

/**
 * zp_ask_async:
 * @parent: (nullable): the window that asks
 * @heading: what happened
 * @body: what it means
 * @answers: (array length=n_answers): the answers, the safe one first
 * @n_answers: their number
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks a question.
 */
void
zp_ask_async (GtkWindow *parent,
              const char *heading,
              const char *body,
              const ZpAnswer *answers,
              guint n_answers,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  AdwMessageDialog *dialog = zp_message_dialog_new (parent, heading, body);

  g_task_set_source_tag (task, zp_ask_async);
  for (guint i = 0; i < n_answers; i++)
    {
      adw_message_dialog_add_response (dialog, answers[i].id, answers[i].label);
      adw_message_dialog_set_response_appearance (dialog, answers[i].id, answers[i].appearance);
    }
  adw_message_dialog_set_default_response (dialog, answers[0].id);
  adw_message_dialog_set_close_response (dialog, answers[0].id);
  g_signal_connect (dialog, "response", G_CALLBACK (ask_response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/** zp_ask_finish: (transfer full): the id of the answer. */
char *
zp_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/** zp_tell: says something that must not be overlooked. */
void
zp_tell (GtkWindow *parent, const char *heading, const char *body)
{
  AdwMessageDialog *dialog = zp_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_set_default_response (dialog, "close");
  adw_message_dialog_set_close_response (dialog, "close");
  gtk_window_present (GTK_WINDOW (dialog));
}
