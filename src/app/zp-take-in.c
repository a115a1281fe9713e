/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-take-in.h"

#include <glib/gi18n.h>

#include "zp-compat.h"
#include "zp-error.h"
#include "zp-plan-window.h"
#include "zp-seal.h"

/*
 * TakeIn:
 * @name: of the file
 * @bytes: its content
 * @passphrase: (nullable): what the user typed
 * @store, @catalog: for the thread
 * @entry: (nullable): where the passphrase is typed, while it is asked for
 */
typedef struct
{
  ZpWindow *window;
  char *name;
  GBytes *bytes;
  char *passphrase;
  ZpStore *store;
  ZpCatalog *catalog;
  GtkEditable *entry;
} TakeIn;

static void
take_in_free (TakeIn *self)
{
  g_object_unref (self->window);
  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self->passphrase);
  g_object_unref (self->store);
  g_object_unref (self->catalog);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TakeIn, take_in_free)

static void start (TakeIn *self);

static void
tell_refused (TakeIn *self, const GError *error)
{
  g_autofree char *body = g_strdup_printf ("%s: %s\n\n%s", self->name, error->message,
                                           _ ("Nothing was changed in the library."));

  zp_tell (GTK_WINDOW (self->window), _ ("The Exchange File Cannot Be Taken In"), body);
}

/* --- the passphrase --- */

static void
passphrase_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (TakeIn) self = user_data;

  /* GTK 4.8 looks at the entry once more when the focus leaves it, also while it is destroyed. */
  gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
  if (!g_str_equal (response, "open") || zp_window_get_library (self->window) == NULL)
    return;
  g_free (self->passphrase);
  self->passphrase = g_strdup (gtk_editable_get_text (self->entry));
  start (g_steal_pointer (&self));
}

static void
passphrase_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "open", *gtk_editable_get_text (entry) != '\0');
}

static GtkWidget *
make_passphrase_entry (AdwMessageDialog *dialog)
{
  GtkWidget *entry = gtk_password_entry_new ();

  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  g_object_set (entry, "activates-default", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Passphrase"), -1);
  g_signal_connect (entry, "changed", G_CALLBACK (passphrase_changed_cb), dialog);
  return entry;
}

/* Takes @self. */
static void
ask_passphrase (TakeIn *self, const char *problem)
{
  g_autofree char *body
      = g_strdup_printf (_ ("“%s” is protected by a passphrase. The sender knows it."), self->name);
  g_autofree char *text
      = problem != NULL ? g_strdup_printf ("%s\n\n%s", body, problem) : g_strdup (body);
  AdwMessageDialog *dialog
      = zp_message_dialog_new (GTK_WINDOW (self->window), _ ("Passphrase"), text);

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "open", _ ("_Open"),
                                    (char *) NULL);
  adw_message_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, "open", FALSE);
  adw_message_dialog_set_default_response (dialog, "open");
  adw_message_dialog_set_close_response (dialog, "cancel");
  self->entry = GTK_EDITABLE (make_passphrase_entry (dialog));
  adw_message_dialog_set_extra_child (dialog, GTK_WIDGET (self->entry));
  g_signal_connect (dialog, "response", G_CALLBACK (passphrase_response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* --- the plan --- */

static void
plan_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TakeIn *self = data;
  GError *error = NULL;
  g_autoptr (ZpPackage) package = zp_package_read_protected (self->bytes, self->passphrase, &error);
  ZpPackagePlan *plan
      = package != NULL ? zp_package_plan_new (package, self->store, self->catalog, &error) : NULL;

  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) zp_package_plan_free);
  else
    g_task_return_error (task, error);
}

static void
show_plan (TakeIn *self, ZpPackagePlan *plan)
{
  gtk_window_present (GTK_WINDOW (zp_plan_window_new (self->window, self->name, plan)));
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TakeIn) self = user_data;
  g_autoptr (GError) error = NULL;
  ZpPackagePlan *plan = g_task_propagate_pointer (G_TASK (result), &error);

  if (zp_window_get_library (self->window) == NULL)
    g_clear_pointer (&plan, zp_package_plan_free);
  else if (plan != NULL)
    show_plan (self, plan);
  else if (g_error_matches (error, ZP_ERROR, ZP_ERROR_PASSPHRASE))
    {
      /* The first time nothing was wrong yet. */
      const char *problem = self->passphrase != NULL ? error->message : NULL;

      ask_passphrase (g_steal_pointer (&self), problem);
    }
  else
    tell_refused (self, error);
}

/* Takes @self. */
static void
start (TakeIn *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, planned_cb, self);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, plan_thread);
}

static TakeIn *
take_in_new (ZpWindow *window, const char *name, GBytes *bytes)
{
  ZpLibrary *library = zp_window_get_library (window);
  ZpStore *store = zp_library_get_store (library);
  TakeIn *self;

  if (store == NULL)
    {
      zp_tell (GTK_WINDOW (window), _ ("The Exchange File Cannot Be Taken In"),
               zp_library_get_problem (library));
      return NULL;
    }
  self = g_new0 (TakeIn, 1);
  self->window = g_object_ref (window);
  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (bytes);
  self->store = g_object_ref (store);
  self->catalog = g_object_ref (zp_library_get_catalog (library));
  return self;
}

/** zp_take_in_is_exchange_file: whether a file begins like a package, protected or not. */
gboolean
zp_take_in_is_exchange_file (GBytes *bytes)
{
  return zp_package_is_package (bytes) || zp_seal_is_sealed (bytes);
}

/**
 * zp_take_in:
 * @window: the window
 * @name: of the file, for the user
 * @bytes: a package, protected or not
 *
 * Shows what taking the package in would do, and does what is chosen then.  What is wrong with the
 * file is told, and nothing is changed.
 */
void
zp_take_in (ZpWindow *window, const char *name, GBytes *bytes)
{
  TakeIn *self;

  g_return_if_fail (ZP_IS_WINDOW (window));
  g_return_if_fail (name != NULL && bytes != NULL);

  self = take_in_new (window, name, bytes);
  if (self != NULL)
    start (self);
}

/**
 * zp_take_in_form:
 * @window: the window
 * @name: of the file, for the user
 * @form: a form of which the library has another version
 * @bytes: its file
 *
 * Shows the two versions, as zp_take_in() does for those of a package.
 */
void
zp_take_in_form (ZpWindow *window, const char *name, ZpForm *form, GBytes *bytes)
{
  g_autoptr (TakeIn) self = NULL;
  g_autoptr (ZpPackage) package = NULL;
  g_autoptr (GError) error = NULL;
  ZpPackagePlan *plan;

  g_return_if_fail (ZP_IS_WINDOW (window) && ZP_IS_FORM (form));
  g_return_if_fail (name != NULL && bytes != NULL);

  self = take_in_new (window, name, bytes);
  if (self == NULL)
    return;
  package = zp_package_new (NULL);
  plan = zp_package_add_form (package, zp_form_get_id (form), zp_form_get_revision (form), NULL,
                              bytes, &error)
             ? zp_package_plan_new (package, self->store, self->catalog, &error)
             : NULL;
  if (plan != NULL)
    show_plan (self, plan);
  else
    tell_refused (self, error);
}
