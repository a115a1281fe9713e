/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-hand-on.h"

#include <glib/gi18n.h>

#include "zp-compat.h"
#include "zp-export.h"
#include "zp-package.h"
#include "zp-seal.h"
#include "zp-toast.h"

/* Shorter ones are found by trying. */
#define SHORT_PASSPHRASE 8

struct _ZpHandOn
{
  AdwWindow parent_instance;

  /* Template children */
  AdwPreferencesGroup *forms_group;
  AdwExpanderRow *protect_row;
  GtkEditable *passphrase_row;
  GtkEditable *again_row;
  GtkLabel *advice_label;
  GtkSwitch *sm3_switch;
  GtkSwitch *evidence_switch;
  GtkWidget *write_button;

  /* Owned */
  ZpWindow *window;
  char **ids;

  gboolean running;
};

G_DEFINE_FINAL_TYPE (ZpHandOn, zp_hand_on, ADW_TYPE_WINDOW)

/* What the thread needs, taken from the widgets before. */
typedef struct
{
  ZpStore *store;
  ZpCatalog *catalog;
  char **ids;
  char *passphrase; /* NULL for none */
  gboolean with_sm3;
  gboolean with_evidence;
  GFile *file;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->store);
  g_object_unref (job->catalog);
  g_strfreev (job->ids);
  g_free (job->passphrase);
  g_object_unref (job->file);
  g_free (job);
}

/* --- writing --- */

static GBytes *
make_file (Job *job, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr (ZpPackage) package = zp_package_from_store (job->store, (const char *const *) job->ids,
                                                         job->catalog, created, error);
  g_autoptr (GBytes) bytes = NULL;
  guint n_left = 0;

  if (package == NULL
      || (job->with_evidence
          && !zp_package_add_evidence (package, job->store, job->catalog, &n_left, error)))
    return NULL;
  zp_package_set_with_sm3 (package, job->with_sm3);
  bytes = zp_package_write (package, error);
  if (bytes == NULL || job->passphrase == NULL)
    return g_steal_pointer (&bytes);
  return zp_seal_close (bytes, job->passphrase, error);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = make_file (job, &error);
  gsize size;
  const char *content = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes != NULL
      && g_file_replace_contents (job->file, content, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * zp_hand_on_write_async:
 * @self: the dialog
 * @file: the place
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Writes the exchange file as the dialog says, in a thread.
 */
void
zp_hand_on_write_async (ZpHandOn *self,
                        GFile *file,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  ZpLibrary *library = zp_window_get_library (self->window);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, zp_hand_on_write_async);
  job->store = g_object_ref (zp_library_get_store (library));
  job->catalog = g_object_ref (zp_library_get_catalog (library));
  job->ids = g_strdupv (self->ids);
  job->file = g_object_ref (file);
  job->with_sm3 = gtk_switch_get_active (self->sm3_switch);
  job->with_evidence = gtk_switch_get_active (self->evidence_switch);
  if (adw_expander_row_get_enable_expansion (self->protect_row))
    job->passphrase = g_strdup (gtk_editable_get_text (self->passphrase_row));
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, write_thread);
}

gboolean
zp_hand_on_write_finish (ZpHandOn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the dialog --- */

static gboolean
can_write (ZpHandOn *self)
{
  const char *passphrase = gtk_editable_get_text (self->passphrase_row);

  return !adw_expander_row_get_enable_expansion (self->protect_row)
         || (zp_seal_check_passphrase (passphrase, NULL)
             && g_str_equal (passphrase, gtk_editable_get_text (self->again_row)));
}

static void
update (ZpHandOn *self)
{
  const char *passphrase = gtk_editable_get_text (self->passphrase_row);
  const char *again = gtk_editable_get_text (self->again_row);
  const char *advice = _ ("Whoever gets the file needs it too. Nobody can bring it back when it is "
                          "lost; tell it by telephone, not in the same message.");

  if (*again != '\0' && !g_str_equal (passphrase, again))
    advice = _ ("The two are not the same.");
  else if (*passphrase != '\0' && g_utf8_strlen (passphrase, -1) < SHORT_PASSPHRASE)
    advice = _ ("Short ones are found by trying: better take eight letters or more.");
  gtk_label_set_text (self->advice_label, advice);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-on.write",
                                 !self->running && can_write (self));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpHandOn *self = ZP_HAND_ON (source);
  g_autoptr (GFile) file = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written = zp_hand_on_write_finish (self, result, &error);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder != NULL ? folder : file);
  g_autofree char *text = NULL;

  self->running = FALSE;
  if (zp_window_get_library (self->window) == NULL)
    return;
  update (self);
  if (!written)
    {
      zp_tell (GTK_WINDOW (self), _ ("The Exchange File Could Not Be Written"), error->message);
      return;
    }
  text = g_strdup_printf (_ ("“%s” was written"), name);
  zp_toast (GTK_WINDOW (self->window), text, _ ("Open Folder"), "win.show-file",
            g_variant_new_string (uri));
  gtk_window_close (GTK_WINDOW (self));
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpHandOn) self = user_data;
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);
  g_autoptr (GFile) target = NULL;

  if (file == NULL || zp_window_get_library (self->window) == NULL)
    return;
  target = zp_export_complete_name (file, ZP_EXPORT_FORM_FILE);
  self->running = TRUE;
  update (self);
  zp_hand_on_write_async (self, target, written_cb, g_object_ref (target));
}

static char *
suggest_name (ZpHandOn *self)
{
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y%m%d");

  if (g_strv_length (self->ids) > 1)
    return g_strdup_printf ("绩效自评交换文件_%u份_%s.ziping", g_strv_length (self->ids), day);
  form = zp_library_load (zp_window_get_library (self->window), self->ids[0], NULL);
  if (form == NULL)
    return g_strdup_printf ("绩效自评交换文件_%s.ziping", day);
  return zp_export_suggest_name (form, ZP_EXPORT_FORM_FILE);
}

static void
write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpHandOn *self = ZP_HAND_ON (widget);
  g_autofree char *suggested = suggest_name (self);
  ZpChooseWhat what = { ZP_CHOOSE_SAVE, _ ("Hand On") };

  what.name = suggested;
  what.filter = _ ("Exchange files (ziping)");
  what.pattern = "*.ziping";
  zp_choose_file_async (GTK_WINDOW (self), &what, place_chosen_cb, g_object_ref (self));
}

static void
add_form (ZpHandOn *self, const char *id)
{
  ZpFormItem *item = zp_library_find (zp_window_get_library (self->window), id);
  g_autofree char *subtitle = item != NULL ? zp_form_item_dup_subtitle (item) : NULL;
  GtkWidget *row;

  if (item == NULL)
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), zp_form_item_get_project (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (self->forms_group, row);
}

static void
add_forms (ZpHandOn *self)
{
  guint n = g_strv_length (self->ids);
  g_autofree char *title = g_strdup_printf (ngettext ("%u Form", "%u Forms", n), n);

  adw_preferences_group_set_title (self->forms_group, title);
  for (guint i = 0; i < n; i++)
    add_form (self, self->ids[i]);
}

static void
zp_hand_on_dispose (GObject *object)
{
  ZpHandOn *self = ZP_HAND_ON (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_HAND_ON);
  g_clear_object (&self->window);
  G_OBJECT_CLASS (zp_hand_on_parent_class)->dispose (object);
}

static void
zp_hand_on_finalize (GObject *object)
{
  g_strfreev (ZP_HAND_ON (object)->ids);
  G_OBJECT_CLASS (zp_hand_on_parent_class)->finalize (object);
}

static void
zp_hand_on_class_init (ZpHandOnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_hand_on_dispose;
  G_OBJECT_CLASS (klass)->finalize = zp_hand_on_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-hand-on.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpHandOn, forms_group);
  gtk_widget_class_bind_template_child (widget_class, ZpHandOn, protect_row);
  gtk_widget_class_bind_template_child (widget_class, ZpHandOn, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, ZpHandOn, again_row);
  gtk_widget_class_bind_template_child (widget_class, ZpHandOn, advice_label);
  gtk_widget_class_bind_template_child (widget_class, ZpHandOn, sm3_switch);
  gtk_widget_class_bind_template_child (widget_class, ZpHandOn, evidence_switch);
  gtk_widget_class_bind_template_child (widget_class, ZpHandOn, write_button);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_install_action (widget_class, "hand-on.write", NULL, write_action);
}

/* The row makes the switch itself and leaves it without a name. */
static void
name_switch (GtkWidget *widget, const char *name)
{
  if (GTK_IS_SWITCH (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_switch (child, name);
}

static void
zp_hand_on_init (ZpHandOn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_switch (GTK_WIDGET (self->protect_row), _ ("The file can only be opened by who knows it"));
}

/**
 * zp_hand_on_new:
 * @window: the window
 * @ids: (array zero-terminated=1): at least one form of the library
 *
 * Returns: (transfer none): the dialog
 */
ZpHandOn *
zp_hand_on_new (ZpWindow *window, const char *const *ids)
{
  ZpHandOn *self = g_object_new (ZP_TYPE_HAND_ON, "transient-for", GTK_WINDOW (window), NULL);

  self->window = g_object_ref (window);
  self->ids = g_strdupv ((char **) ids);
  add_forms (self);
  update (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->write_button);
  return self;
}
