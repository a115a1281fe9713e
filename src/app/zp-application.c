/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-application.h"

#include "zp-compat.h"
#include "zp-help-window.h"
#include "zp-preferences.h"
#include "zp-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

struct _ZpApplication
{
  AdwApplication parent_instance;

  /* Owned */
  char *store_path;
  ZpLibrary *library;
};

G_DEFINE_FINAL_TYPE (ZpApplication, zp_application, ADW_TYPE_APPLICATION)

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *text = NULL;

  path = zp_library_backup_finish (ZP_LIBRARY (source), result, &error);
  g_application_release (G_APPLICATION (self));
  if (error == NULL || window == NULL)
    return;
  text = g_strdup_printf (_ ("The daily backup could not be made. %s"), error->message);
  while (gtk_window_get_transient_for (window) != NULL)
    window = gtk_window_get_transient_for (window);
  if (ZP_IS_WINDOW (window))
    zp_window_toast (ZP_WINDOW (window), text, _ ("Backups"), "win.backups", NULL);
}

static ZpWindow *
ensure_window (ZpApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (ZP_IS_WINDOW (l->data))
        return l->data;
    }
  if (self->library == NULL)
    {
      self->library = zp_library_new (self->store_path);
      if (zp_library_get_store (self->library) != NULL)
        {
          /* The program does not end in the middle of a backup. */
          g_application_hold (G_APPLICATION (self));
          zp_library_backup_async (self->library, FALSE, backed_up_cb, g_object_ref (self));
        }
    }
  return zp_window_new (ADW_APPLICATION (self), self->library);
}

static void
zp_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (ZP_APPLICATION (application))));
}

static void
zp_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  ZpWindow *window = ensure_window (ZP_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < n_files; i++)
    zp_window_open_file (window, files[i]);
}

/* --store names another library, so that this program is another one than that of the user's own. */
static int
zp_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  ZpApplication *self = ZP_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("ziping %s\n", PACKAGE_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "store", "^ay", &self->store_path))
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

/* --- actions --- */

/* Closing saves what was typed; with its last window the program ends.  A window before another one is
 * none of the application's: it comes first, and keeps the others open when it asks something. */
static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autolist (GtkWindow) windows = gtk_window_list_toplevels ();
  gboolean stays = FALSE;

  for (GList *l = windows; l != NULL; l = l->next)
    g_object_ref (l->data);
  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (gtk_window_get_transient_for (l->data) == NULL)
        continue;
      gtk_window_close (l->data);
      stays = stays || gtk_widget_get_visible (l->data);
    }
  for (GList *l = windows; l != NULL && !stays; l = l->next)
    gtk_window_close (l->data);
}

/* The session ends, or somebody stops the program: what was typed in the last moments is saved first. */
static gboolean
end_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpApplication *self = ZP_APPLICATION (user_data);
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->library != NULL)
    gtk_window_present (
        GTK_WINDOW (zp_preferences_new (parent, zp_library_get_catalog (self->library))));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/ziping/Ziping/zp-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window,
                                gtk_application_get_active_window (GTK_APPLICATION (user_data)));
  gtk_window_present (window);
}

/* The guide, at the page about what is in front of the user. */
static void
help_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  GtkWindow *active = gtk_application_get_active_window (application);
  GtkWindow *help = NULL;
  const char *page = ZP_HELP_START;

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    {
      if (ZP_IS_HELP_WINDOW (l->data))
        help = l->data;
    }
  if (ZP_IS_WINDOW (active))
    page = zp_window_get_form (ZP_WINDOW (active)) != NULL ? ZP_HELP_FILL : ZP_HELP_LIBRARY;
  if (help == NULL)
    {
      /* A group of its own: a dialog that waits for an answer does not lock the guide. */
      g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();

      help = GTK_WINDOW (zp_help_window_new ());
      gtk_window_set_application (help, application);
      gtk_window_group_add_window (group, help);
    }
  zp_help_window_show_page (ZP_HELP_WINDOW (help), page);
  gtk_window_present (help);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *developers[] = { _ ("The Ziping contributors"), NULL };

  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                         "application-name", _ ("Ziping"), "application-icon", APP_ID, "version",
                         PACKAGE_VERSION, "comments",
                         _ ("Fill, score and review performance self-evaluation forms"),
                         "developers", developers, "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

static void
add_actions (ZpApplication *self)
{
  static const GActionEntry actions[] = {
    { "quit", quit_action },           { "preferences", preferences_action },
    { "shortcuts", shortcuts_action }, { "help", help_action },
    { "about", about_action },
  };
  /* No bare letter, and not Enter: they belong to the input method. */
  static const struct
  {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.shortcuts", { "<Control>question" } },
    { "app.help", { "F1" } },
    { "win.new-form", { "<Control>n" } },
    { "win.open", { "<Control>o" } },
    { "win.import", { "<Control>i" } },
    { "win.search", { "<Control>f" } },
    { "win.save", { "<Control>s" } },
    { "win.export", { "<Control>e" } },
    { "win.print", { "<Control>p" } },
    { "win.preview", { "<Control><Shift>p" } },
    { "win.close", { "<Control>w" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].keys);
}

/* Fonts, styles, rules and the list leave a megabyte of holes when they have been read. */
static gboolean
give_memory_back_cb (gpointer user_data)
{
#ifdef __GLIBC__
  (void) malloc_trim (0);
#endif
  return G_SOURCE_REMOVE;
}

static void
zp_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (zp_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APP_ID);
  add_actions (ZP_APPLICATION (application));
  g_unix_signal_add (SIGTERM, end_cb, application);
  g_unix_signal_add (SIGINT, end_cb, application);
  g_unix_signal_add (SIGHUP, end_cb, application);
  g_timeout_add_seconds_full (G_PRIORITY_LOW, 1, give_memory_back_cb, NULL, NULL);
}

static void
zp_application_shutdown (GApplication *application)
{
  ZpApplication *self = ZP_APPLICATION (application);

  if (self->library != NULL && zp_library_get_store (self->library) != NULL)
    zp_store_flush (zp_library_get_store (self->library));
  g_clear_object (&self->library);
  G_APPLICATION_CLASS (zp_application_parent_class)->shutdown (application);
}

static void
zp_application_finalize (GObject *object)
{
  ZpApplication *self = ZP_APPLICATION (object);

  g_free (self->store_path);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (zp_application_parent_class)->finalize (object);
}

static void
zp_application_class_init (ZpApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zp_application_finalize;
  application_class->activate = zp_application_activate;
  application_class->open = zp_application_open;
  application_class->handle_local_options = zp_application_handle_local_options;
  application_class->startup = zp_application_startup;
  application_class->shutdown = zp_application_shutdown;
}

static void
zp_application_init (ZpApplication *self)
{
  const GOptionEntry options[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Use another library"), N_ ("PATH") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/** zp_application_new: (transfer full): the program. */
ZpApplication *
zp_application_new (void)
{
  return g_object_new (ZP_TYPE_APPLICATION, "application-id", APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/io/github/ziping/Ziping",
                       NULL);
}
