/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-rules-window-private.h"

#include "zp-compat.h"
#include "zp-error.h"
#include "zp-profile-edit.h"
#include "zp-profile-editor.h"
#include "zp-profile-writer.h"

#include <glib/gi18n.h>

/* What can be done with templates and rules. */

#define MAX_FILE_BYTES (4 * 1024 * 1024)

/* --- installing --- */

static void
installed (ZpRulesWindow *self, ZpRulesKind kind, const char *id)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” is installed"), id);

  _zp_rules_window_refill (self, kind, id);
  _zp_rules_window_toast (self, text);
  if (kind == ZP_RULES_PROFILE)
    _zp_rules_window_emit_changed (self, id);
}

typedef struct
{
  ZpRulesWindow *window;
  ZpRulesKind kind;
  GBytes *json;
  char *id;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->window);
  g_clear_pointer (&question->json, g_bytes_unref);
  g_free (question->id);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static Question *
question_new (ZpRulesWindow *self, ZpRulesKind kind, GBytes *json, const char *id)
{
  Question *question = g_new0 (Question, 1);

  question->window = g_object_ref (self);
  question->kind = kind;
  question->json = json != NULL ? g_bytes_ref (json) : NULL;
  question->id = g_strdup (id);
  return question;
}

static void
replace_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  ZpRulesWindow *self = question->window;
  g_autofree char *answer = zp_ask_finish (result);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (answer, "replace") != 0 || self->library == NULL)
    return;
  if (zp_library_install_rules (self->library, question->kind, question->json, TRUE, &id, &error))
    installed (self, question->kind, id);
  else
    zp_tell (GTK_WINDOW (self), _ ("The file could not be installed"), error->message);
}

static void
ask_replace (ZpRulesWindow *self, ZpRulesKind kind, GBytes *json, const char *message)
{
  const ZpAnswer answers[] = {
    { "keep", _ ("_Keep the Installed One"), ADW_RESPONSE_DEFAULT },
    { "replace", _ ("_Replace It"), ADW_RESPONSE_DESTRUCTIVE },
  };

  zp_ask_async (GTK_WINDOW (self), _ ("Replace the Installed One?"), message, answers,
                G_N_ELEMENTS (answers), replace_answered_cb, question_new (self, kind, json, NULL));
}

static gboolean
is_replaceable (const GError *error, ZpLibrary *library, ZpRulesKind kind, GBytes *json)
{
  g_autoptr (ZpProfile) profile
      = kind == ZP_RULES_PROFILE ? zp_profile_new_from_json (json, NULL) : NULL;
  g_autoptr (ZpTemplate) template_
      = kind == ZP_RULES_TEMPLATE ? zp_template_new_from_json (json, NULL) : NULL;
  const char *id = profile != NULL     ? profile->id
                   : template_ != NULL ? zp_template_get_id (template_)
                                       : NULL;

  return g_error_matches (error, ZP_ERROR, ZP_ERROR_CONFLICT) && id != NULL
         && zp_library_owns_rules (library, kind, id);
}

/**
 * zp_rules_window_install:
 * @self: the window
 * @json: the file of a template or profile
 * @name: (nullable): what the file is called
 *
 * Installs it; asks before another one is replaced, says what is wrong with it.
 */
void
zp_rules_window_install (ZpRulesWindow *self, GBytes *json, const char *name)
{
  ZpRulesKind kind = ZP_RULES_PROFILE;
  g_autofree char *id = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ZP_IS_RULES_WINDOW (self));

  if (zp_rules_guess_kind (json, &kind, &error)
      && zp_library_install_rules (self->library, kind, json, FALSE, &id, &error))
    {
      installed (self, kind, id);
      return;
    }
  body = name != NULL ? g_strdup_printf (_ ("%s: %s"), name, error->message)
                      : g_strdup (error->message);
  if (is_replaceable (error, self->library, kind, json))
    ask_replace (self, kind, json, body);
  else
    zp_tell (GTK_WINDOW (self), _ ("The file could not be installed"), body);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpRulesWindow) self = user_data;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) json = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (self->library == NULL)
    return;
  if (json != NULL)
    {
      zp_rules_window_install (self, json, name);
      return;
    }
  body = g_strdup_printf (_ ("%s: %s"), name, error->message);
  zp_tell (GTK_WINDOW (self), _ ("The file could not be read"), body);
}

/* Asked before it is read: a film chosen by mistake would fill the memory. */
static void
sized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpRulesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (self->library == NULL)
    return;
  if (info != NULL && g_file_info_get_size (info) > MAX_FILE_BYTES)
    error
        = g_error_new (ZP_ERROR, ZP_ERROR_TOO_LARGE,
                       _ ("is larger than a template or rules can be (4 MiB); choose such a file"));
  if (error != NULL)
    zp_tell (GTK_WINDOW (self), _ ("The file could not be read"), error->message);
  else
    g_file_load_bytes_async (G_FILE (source), NULL, loaded_cb, g_steal_pointer (&self));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);

  if (file != NULL)
    g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                             G_PRIORITY_DEFAULT, NULL, sized_cb, g_object_ref (source));
}

static void
install_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpChooseWhat what = { ZP_CHOOSE_OPEN, _ ("Install a Form or Scoring Rules") };

  what.filter = _ ("Forms and rules (json)");
  what.pattern = "*.json";
  zp_choose_file_async (GTK_WINDOW (widget), &what, file_chosen_cb, NULL);
}

/* --- writing a file --- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpRulesWindow) self = user_data;
  g_autofree char *name = g_file_get_parse_name (G_FILE (source));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      if (self->library != NULL)
        zp_tell (GTK_WINDOW (self), _ ("The file could not be written"), error->message);
      return;
    }
  text = g_strdup_printf (_ ("Exported: %s"), name);
  if (self->library != NULL)
    _zp_rules_window_toast (self, text);
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) json = user_data;
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);

  if (file != NULL)
    g_file_replace_contents_bytes_async (file, json, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                         written_cb, g_object_ref (source));
}

static void
export_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ZpRulesWindow *self = ZP_RULES_WINDOW (widget);
  const ZpRulesEntry *entry = _zp_rules_window_get_chosen (self);
  g_autofree char *name = NULL;
  ZpChooseWhat what = { ZP_CHOOSE_SAVE, _ ("Export") };

  if (entry == NULL)
    return;
  name = g_strconcat (_zp_rules_entry_get_id (entry), ".json", NULL);
  what.name = name;
  zp_choose_file_async (
      GTK_WINDOW (self), &what, target_chosen_cb,
      zp_library_get_rules (self->library, entry->kind, _zp_rules_entry_get_id (entry)));
}

/* --- copying --- */

static char *
suggest_id (ZpRulesWindow *self, const ZpRulesEntry *entry)
{
  g_autofree char *stem = g_strconcat (_zp_rules_entry_get_id (entry), "-own", NULL);
  char *id = g_strdup (stem);

  for (guint i = 2; zp_library_has_rules (self->library, entry->kind, id); i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, i);
    }
  return id;
}

static GBytes *
make_copy (const ZpRulesEntry *entry, const char *id, const char *title, GError **error)
{
  g_autoptr (ZpProfile) copy = NULL;

  if (entry->template_ != NULL)
    return zp_rules_copy_template (entry->template_, id, title, error);
  copy = zp_profile_copy (entry->profile, id, title, error);
  return copy != NULL ? zp_profile_write (copy) : NULL;
}

/** zp_rules_window_copy: installs a copy of what is chosen; whether it could be made. */
gboolean
zp_rules_window_copy (ZpRulesWindow *self, const char *id, const char *title)
{
  const ZpRulesEntry *entry = _zp_rules_window_get_chosen (self);
  ZpRulesKind kind;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = g_strstrip (g_strdup (title));

  g_return_val_if_fail (ZP_IS_RULES_WINDOW (self), FALSE);

  if (entry == NULL)
    return FALSE;
  kind = entry->kind;
  if (zp_library_has_rules (self->library, kind, id))
    g_set_error (&error, ZP_ERROR, ZP_ERROR_CONFLICT, _ ("id: “%s” is taken; choose another one"),
                 id);
  else
    json = make_copy (entry, id, *plain != '\0' ? plain : id, &error);
  if (json != NULL && zp_library_install_rules (self->library, kind, json, FALSE, NULL, &error))
    {
      installed (self, kind, id);
      return TRUE;
    }
  zp_tell (GTK_WINDOW (self), _ ("The copy could not be made"), error->message);
  return FALSE;
}

typedef struct
{
  ZpRulesWindow *window;
  GtkEditable *title;
  GtkEditable *id;
} Copying;

static void
copying_free (gpointer data, GClosure *closure)
{
  Copying *copying = data;

  g_object_unref (copying->window);
  g_free (copying);
}

static void edit_chosen (ZpRulesWindow *self);

static void
copy_response_cb (AdwMessageDialog *dialog, const char *response, Copying *copying)
{
  ZpRulesWindow *self = copying->window;
  const ZpRulesEntry *entry = _zp_rules_window_get_chosen (self);
  gboolean profile = entry != NULL && entry->profile != NULL;

  if (!g_str_equal (response, "copy") || self->library == NULL)
    return;
  if (zp_rules_window_copy (self, gtk_editable_get_text (copying->id),
                            gtk_editable_get_text (copying->title))
      && profile)
    edit_chosen (self);
}

static GtkWidget *
add_entry_row (GtkWidget *list, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpRulesWindow *self = ZP_RULES_WINDOW (widget);
  const ZpRulesEntry *entry = _zp_rules_window_get_chosen (self);
  g_autofree char *id = NULL;
  g_autofree char *title = NULL;
  GtkWidget *dialog, *list;
  Copying *copying;

  if (entry == NULL)
    return;
  id = suggest_id (self, entry);
  title = g_strdup_printf (_ ("%s (own)"), _zp_rules_entry_get_title (entry));
  dialog = GTK_WIDGET (
      zp_message_dialog_new (GTK_WINDOW (self), _ ("Copy"),
                             _ ("The copy is yours to change. Forms name their rules by the id.")));
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  copying = g_new0 (Copying, 1);
  copying->window = g_object_ref (self);
  copying->title = GTK_EDITABLE (add_entry_row (list, _ ("Title"), title));
  copying->id = GTK_EDITABLE (add_entry_row (list, _ ("Id"), id));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "copy",
                                    _ ("C_opy"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "copy",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "copy");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (copy_response_cb), copying, copying_free,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- editing and removing --- */

static void
profile_saved_cb (ZpRulesWindow *self, const char *id)
{
  _zp_rules_window_refill (self, ZP_RULES_PROFILE, id);
  _zp_rules_window_toast (
      self, _ ("The rules are saved; forms that use them are scored anew when they are opened"));
  _zp_rules_window_emit_changed (self, id);
}

static void
edit_chosen (ZpRulesWindow *self)
{
  const ZpRulesEntry *entry = _zp_rules_window_get_chosen (self);
  ZpProfileEditor *editor;

  if (entry == NULL || entry->profile == NULL)
    return;
  editor = zp_profile_editor_new (GTK_WINDOW (self), self->library, entry->profile, self->form);
  g_signal_connect_object (editor, "saved", G_CALLBACK (profile_saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  edit_chosen (ZP_RULES_WINDOW (widget));
}

static void
remove_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  ZpRulesWindow *self = question->window;
  g_autofree char *answer = zp_ask_finish (result);
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (answer, "remove") != 0 || self->library == NULL)
    return;
  if (!zp_library_remove_rules (self->library, question->kind, question->id, self->form, &error))
    zp_tell (GTK_WINDOW (self), _ ("It could not be removed"), error->message);
  else
    _zp_rules_window_refill (self, question->kind, NULL);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpRulesWindow *self = ZP_RULES_WINDOW (widget);
  const ZpRulesEntry *entry = _zp_rules_window_get_chosen (self);
  const ZpAnswer answers[] = {
    { "keep", _ ("_Keep"), ADW_RESPONSE_DEFAULT },
    { "remove", _ ("_Remove"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *heading = NULL;

  if (entry == NULL || !_zp_rules_window_is_own (self, entry))
    return;
  heading = g_strdup_printf (_ ("Remove “%s”?"), _zp_rules_entry_get_title (entry));
  zp_ask_async (GTK_WINDOW (self), heading,
                _ ("It can be installed again from a file; export it first to have one."), answers,
                G_N_ELEMENTS (answers), remove_answered_cb,
                question_new (self, entry->kind, NULL, _zp_rules_entry_get_id (entry)));
}

void
_zp_rules_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "rules.install", NULL, install_action);
  gtk_widget_class_install_action (widget_class, "rules.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "rules.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "rules.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "rules.remove", NULL, remove_action);
}
