/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-window-private.h"

#include "zp-backups-window.h"
#include "zp-compat.h"
#include "zp-document-export.h"
#include "zp-export.h"
#include "zp-hand-on.h"
#include "zp-new-form-dialog.h"
#include "zp-preview-window.h"
#include "zp-print.h"
#include "zp-profile-choice.h"
#include "zp-rules-window.h"
#include "zp-samples.h"
#include "zp-settings.h"
#include "zp-toast.h"
#include "zp-trash-window.h"
#include "zp-year-window.h"

#include <glib/gi18n.h>

static void
created_cb (ZpWindow *self, ZpForm *form)
{
  g_set_object (&self->created, form);
  zp_window_add_form (self, form);
}

static void
new_form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);
  ZpNewFormDialog *dialog
      = zp_new_form_dialog_new (GTK_WINDOW (self), zp_library_get_catalog (self->library));

  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);

  if (file != NULL)
    zp_window_open_file (ZP_WINDOW (source), file);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpChooseWhat what = { ZP_CHOOSE_OPEN, _ ("Open a Form File") };

  what.filter = _ ("Form files (ziping)");
  what.pattern = "*.ziping";
  zp_choose_file_async (GTK_WINDOW (widget), &what, file_chosen_cb, NULL);
}

static void
open_form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zp_window_open_form (ZP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_beside_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id;
  const char *address;

  g_variant_get (parameter, "(&s&s)", &id, &address);
  _zp_window_open_beside (ZP_WINDOW (widget), id, address);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);

  if (self->form_page == NULL)
    zp_library_page_focus_search (self->library_page);
}

static void
backups_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (zp_backups_window_new (GTK_WINDOW (self), self->library)));
}

static void
year_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);

  if (zp_library_get_store (self->library) != NULL)
    gtk_window_present (GTK_WINDOW (zp_year_window_new (
        GTK_WINDOW (self), self->library, zp_library_page_get_year (self->library_page))));
}

static void
trash_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (zp_trash_window_new (GTK_WINDOW (self), self->library)));
}

/* The form that is open follows its rules at once; others when they are opened. */
static void
profile_changed_cb (ZpWindow *self, const char *id)
{
  ZpForm *form = zp_window_get_form (self);
  ZpProfile *profile = zp_catalog_find_profile (zp_library_get_catalog (self->library), id, NULL);

  if (form != NULL && profile != NULL && g_str_equal (zp_form_get_profile (form)->id, id))
    zp_form_set_profile (form, profile);
}

static void
rules_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);
  ZpRulesWindow *window
      = zp_rules_window_new (GTK_WINDOW (self), self->library, zp_window_get_form (self));

  g_signal_connect_object (window, "profile-changed", G_CALLBACK (profile_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
switch_profile_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);
  ZpForm *form = zp_window_get_form (self);

  if (form != NULL)
    gtk_window_present (GTK_WINDOW (
        zp_profile_choice_new (GTK_WINDOW (self), zp_library_get_catalog (self->library), form)));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpFormPage) page = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  g_autoptr (GError) error = NULL;
  gboolean saved = zp_form_page_save_finish (page, result, &error);

  if (!ZP_IS_WINDOW (root))
    return;
  if (!saved)
    zp_tell (GTK_WINDOW (root), _ ("The form could not be saved"), error->message);
  else
    zp_window_toast (ZP_WINDOW (root), _ ("Saved; everything typed is saved by itself"), NULL, NULL,
                     NULL);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);

  if (self->form_page != NULL)
    zp_form_page_save_async (self->form_page, saved_cb, g_object_ref (self->form_page));
  else
    zp_window_toast (self, _ ("Saved; everything typed is saved by itself"), NULL, NULL, NULL);
}

/* (transfer full) (nullable): what was selected in the list; says so when that is nothing */
static char **
dup_selected (ZpWindow *self, const char *ask)
{
  g_auto (GStrv) ids = zp_library_page_dup_selected (self->library_page);

  if (ids[0] != NULL)
    return g_steal_pointer (&ids);
  zp_window_toast (self, ask, NULL, NULL, NULL);
  return NULL;
}

static void
export_as (ZpWindow *self, ZpExportKind kind)
{
  g_auto (GStrv) ids = NULL;

  if (self->form_page != NULL)
    {
      zp_export_form (self, zp_window_get_form (self), kind);
      return;
    }
  ids = dup_selected (self, _ ("Select the forms to export first"));
  if (ids != NULL)
    zp_export_forms (self, (const char *const *) ids, kind, FALSE);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export_as (ZP_WINDOW (widget), ZP_EXPORT_XLSX);
}

static void
export_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpExportKind kind;

  if (zp_export_parse_kind (g_variant_get_string (parameter, NULL), &kind))
    export_as (ZP_WINDOW (widget), kind);
}

/* --- papers of the review --- */

static void
document_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);
  g_auto (GStrv) ids = NULL;
  ZpDocumentKind kind;

  if (!zp_document_parse_kind (g_variant_get_string (parameter, NULL), &kind))
    return;
  if (self->form_page != NULL)
    {
      zp_document_export_form (self, zp_window_get_form (self), kind);
      return;
    }
  ids = dup_selected (self, _ ("Select the forms to export first"));
  if (ids != NULL)
    zp_document_export_forms (self, (const char *const *) ids, kind);
}

/* --- exchange files --- */

static void
hand_on (ZpWindow *self, const char *const *ids)
{
  if (zp_library_get_store (self->library) == NULL)
    zp_tell (GTK_WINDOW (self), _ ("The library is not there"),
             zp_library_get_problem (self->library));
  else
    gtk_window_present (GTK_WINDOW (zp_hand_on_new (self, ids)));
}

static void
hand_on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpFormPage) page = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  const char *ids[] = { zp_form_get_id (zp_form_page_get_form (page)), NULL };
  g_autoptr (GError) error = NULL;
  gboolean saved = zp_form_page_save_finish (page, result, &error);

  if (!ZP_IS_WINDOW (root))
    return;
  if (saved)
    hand_on (ZP_WINDOW (root), ids);
  else
    zp_tell (GTK_WINDOW (root), _ ("The form could not be saved"), error->message);
}

/* What is handed on is what the library has, so that it is known what left it. */
static void
hand_on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);
  g_auto (GStrv) ids = NULL;

  if (self->form_page != NULL)
    {
      zp_form_page_save_async (self->form_page, hand_on_saved_cb, g_object_ref (self->form_page));
      return;
    }
  ids = dup_selected (self, _ ("Select the forms to hand on first"));
  if (ids != NULL)
    hand_on (self, (const char *const *) ids);
}

/* --- paper --- */

typedef struct
{
  ZpWindow *window;
  void (*show) (ZpWindow *window, ZpPrintJob *job);
} PaperRequest;

static void
job_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree PaperRequest *request = user_data;
  g_autoptr (ZpWindow) window = request->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpPrintJob) job = zp_print_job_load_finish (result, &error);

  if (window->library == NULL)
    return;
  if (job != NULL)
    request->show (window, job);
  else
    zp_tell (GTK_WINDOW (window), _ ("The forms could not be prepared for paper"), error->message);
}

static void
load_job (ZpWindow *self, void (*show) (ZpWindow *, ZpPrintJob *))
{
  g_auto (GStrv) ids = NULL;
  PaperRequest *request;

  if (self->form_page == NULL)
    {
      ids = dup_selected (self, _ ("Select the forms to print first"));
      if (ids == NULL)
        return;
    }
  request = g_new0 (PaperRequest, 1);
  request->window = g_object_ref (self);
  request->show = show;
  zp_print_job_load_async (self->library, zp_window_get_form (self), (const char *const *) ids,
                           job_loaded_cb, request);
}

static void
show_preview (ZpWindow *self, ZpPrintJob *job)
{
  gtk_window_present (GTK_WINDOW (zp_preview_window_new (GTK_WINDOW (self), job)));
}

static void
show_print (ZpWindow *self, ZpPrintJob *job)
{
  zp_print (GTK_WINDOW (self), job);
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load_job (ZP_WINDOW (widget), show_preview);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load_job (ZP_WINDOW (widget), show_print);
}

static void
close_form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _zp_window_close_form (ZP_WINDOW (widget));
}

/* Ctrl+W: a form first, the window when there is none. */
static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);

  if (self->form_page != NULL)
    _zp_window_close_form (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
restore_forms_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);
  g_autoptr (GError) error = NULL;

  if (!zp_library_restore (self->library, ids, &error))
    zp_tell (GTK_WINDOW (self), _ ("The forms could not be restored"), error->message);
}

static void
show_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zp_toast_show_file (GTK_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
samples_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int added = zp_samples_add_finish (ZP_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return;
  if (added < 0)
    {
      zp_tell (GTK_WINDOW (self), _ ("The sample forms could not be added"), error->message);
      return;
    }
  text = g_strdup_printf (
      ngettext ("%d sample form was added", "%d sample forms were added", added), added);
  zp_window_toast (self, added > 0 ? text : _ ("The sample forms are there already"), NULL, NULL,
                   NULL);
}

static void
add_samples_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);

  zp_samples_add_async (self->library, samples_added_cb, g_object_ref (self));
}

static void
with_appendix_changed_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  zp_settings_set_boolean ("with-appendix", g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

/** _zp_window_add_states: the actions that stay on or off. */
void
_zp_window_add_states (ZpWindow *self)
{
  GVariant *state = g_variant_new_boolean (zp_export_wants_appendix ());
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful ("with-appendix", NULL, state);

  g_signal_connect (action, "change-state", G_CALLBACK (with_appendix_changed_cb), NULL);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

void
_zp_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc run;
  } actions[] = {
    { "win.new-form", NULL, new_form_action },
    { "win.open", NULL, open_action },
    { "win.open-form", "s", open_form_action },
    { "win.open-beside", "(ss)", open_beside_action },
    { "win.fill-book", NULL, _zp_window_fill_action },
    { "win.ledger", NULL, _zp_window_ledger_action },
    { "win.import", NULL, _zp_window_import_action },
    { "win.search", NULL, search_action },
    { "win.backups", NULL, backups_action },
    { "win.trash", NULL, trash_action },
    { "win.year-list", NULL, year_list_action },
    { "win.rules", NULL, rules_action },
    { "win.switch-profile", NULL, switch_profile_action },
    { "win.save", NULL, save_action },
    { "win.export", NULL, export_action },
    { "win.export-as", "s", export_as_action },
    { "win.document", "s", document_action },
    { "win.hand-on", NULL, hand_on_action },
    { "win.preview", NULL, preview_action },
    { "win.print", NULL, print_action },
    { "win.close-form", NULL, close_form_action },
    { "win.close", NULL, close_action },
    { "win.restore-forms", "as", restore_forms_action },
    { "win.show-file", "s", show_file_action },
    { "win.add-samples", NULL, add_samples_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].run);
  _zp_window_install_carry (widget_class);
}
