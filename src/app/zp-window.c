/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-window-private.h"

#include "zp-compat.h"
#include "zp-cross.h"
#include "zp-export.h"
#include "zp-settings.h"
#include "zp-toast.h"

#include <glib/gi18n.h>

#define DEFAULT_WIDTH 1280
#define DEFAULT_HEIGHT 800
#define RECENT_MAX 20

G_DEFINE_FINAL_TYPE (ZpWindow, zp_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- the form page --- */

static void
update_title (ZpWindow *self)
{
  ZpForm *form = zp_window_get_form (self);
  const char *project = form != NULL ? zp_form_get_field (form, "project_name") : NULL;

  if (form == NULL)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Self-Evaluation Forms"));
  else
    gtk_window_set_title (GTK_WINDOW (self), project != NULL && *project != '\0'
                                                 ? project
                                                 : _ ("Project without a name"));
}

static void
remove_form_page (ZpWindow *self)
{
  GtkWidget *page = GTK_WIDGET (self->form_page);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->library_page));
  if (page != NULL)
    {
      g_autofree char *id = g_strdup (zp_form_get_id (zp_form_page_get_form (self->form_page)));

      self->form_page = NULL;
      gtk_stack_remove (self->stack, page);
      zp_library_page_select (self->library_page, id);
    }
  zp_library_page_focus_list (self->library_page);
  update_title (self);
}

/* What to do once the form is saved: the list, another form, or the end. */
typedef struct
{
  ZpWindow *window;
  ZpFormPage *page;
  ZpForm *next;
  gboolean close;
} Leave;

static void
leave_free (Leave *leave)
{
  g_clear_object (&leave->window);
  g_clear_object (&leave->page);
  g_clear_object (&leave->next);
  g_free (leave);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leave, leave_free)

/* A cell that is far down is scrolled to only once the table has its size, which takes a few frames:
 * the zoom is fitted to the first. */
#define FRAMES_UNTIL_SIZED 4

typedef struct
{
  char *place;
  guint frames;
} Look;

static void
look_free (Look *look)
{
  g_free (look->place);
  g_free (look);
}

static gboolean
look_cb (GtkWidget *page, GdkFrameClock *clock, gpointer user_data)
{
  Look *look = user_data;

  if (gtk_widget_get_height (page) == 0 || ++look->frames < FRAMES_UNTIL_SIZED)
    return G_SOURCE_CONTINUE;
  zp_form_page_focus (ZP_FORM_PAGE (page), look->place);
  return G_SOURCE_REMOVE;
}

static void
look_at_place (ZpWindow *self)
{
  Look *look;

  if (self->place == NULL)
    return;
  look = g_new0 (Look, 1);
  look->place = g_steal_pointer (&self->place);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->form_page), look_cb, look,
                                (GDestroyNotify) look_free);
}

static void
add_form_page (ZpWindow *self, ZpForm *form)
{
  self->form_page = ZP_FORM_PAGE (zp_form_page_new (self->library, form));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->form_page));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->form_page));
  if (zp_form_get_revision (form) == 0)
    zp_form_page_save_new (self->form_page);
  update_title (self);
  look_at_place (self);
  if (self->created == form)
    zp_form_page_offer_figures (self->form_page);
  g_clear_object (&self->created);
}

static void
leave_now (Leave *leave)
{
  ZpWindow *self = leave->window;

  if (leave->close)
    {
      self->closing = TRUE;
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  remove_form_page (self);
  if (leave->next != NULL)
    add_form_page (self, leave->next);
}

static void
unsaved_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leave) leave = user_data;
  g_autofree char *answer = zp_ask_finish (result);

  if (leave->window->form_page == NULL)
    return;
  if (g_strcmp0 (answer, "export") == 0)
    zp_export_form (leave->window, zp_form_page_get_form (leave->window->form_page),
                    ZP_EXPORT_FORM_FILE);
  else if (g_strcmp0 (answer, "close") == 0)
    leave_now (leave);
}

static void
ask_unsaved (Leave *leave, const GError *error)
{
  const ZpAnswer answers[] = {
    { "keep", _ ("_Keep Open"), ADW_RESPONSE_DEFAULT },
    { "export", _ ("_Export the Form File…"), ADW_RESPONSE_SUGGESTED },
    { "close", _ ("_Close Without Saving"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nThe form can be written into a file instead, and opened again later."),
      error->message);

  zp_ask_async (GTK_WINDOW (leave->window), _ ("The Last Changes Are Not Saved"), body, answers,
                G_N_ELEMENTS (answers), unsaved_answered_cb, leave);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leave) leave = user_data;
  g_autoptr (GError) error = NULL;

  gboolean saved = zp_form_page_save_finish (leave->page, result, &error);

  /* Asked twice, the first answer has closed it already. */
  if (leave->window->form_page != leave->page)
    return;
  if (saved)
    leave_now (leave);
  else
    ask_unsaved (g_steal_pointer (&leave), error);
}

/* Takes @next. */
static void
leave_form (ZpWindow *self, ZpForm *next, gboolean close)
{
  Leave *leave = g_new0 (Leave, 1);

  leave->window = g_object_ref (self);
  leave->page = g_object_ref (self->form_page);
  leave->next = next;
  leave->close = close;
  zp_form_page_save_async (self->form_page, left_cb, leave);
}

void
_zp_window_close_form (ZpWindow *self)
{
  if (self->form_page != NULL)
    leave_form (self, NULL, FALSE);
}

/* --- geometry --- */

static void
keep_geometry (ZpWindow *self)
{
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  zp_settings_set_int ("window-width", width);
  zp_settings_set_int ("window-height", height);
  zp_settings_set_boolean ("window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
zp_window_close_request (GtkWindow *window)
{
  ZpWindow *self = ZP_WINDOW (window);

  if (!self->closing && self->form_page != NULL)
    {
      leave_form (self, NULL, TRUE);
      return TRUE;
    }
  keep_geometry (self);
  if (zp_library_get_store (self->library) != NULL)
    zp_store_flush (zp_library_get_store (self->library));
  return GTK_WINDOW_CLASS (zp_window_parent_class)->close_request (window);
}

static void
active_changed_cb (ZpWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    zp_library_refresh_if_changed (self->library);
}

static void
kept_beside_cb (ZpWindow *self, const char *project)
{
  g_autofree char *body = g_strdup_printf (
      _ ("“%s” was changed by another program since it was opened here. What was "
         "typed here was saved as a form of its own beside it; nothing is lost."),
      project);

  zp_tell (GTK_WINDOW (self), _ ("Both Versions Were Kept"), body);
}

/* --- the widget --- */

static void
zp_window_dispose (GObject *object)
{
  ZpWindow *self = ZP_WINDOW (object);

  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  self->form_page = NULL;
  g_clear_object (&self->created);
  g_clear_pointer (&self->place, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_WINDOW);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (zp_window_parent_class)->dispose (object);
}

/* Ctrl+Shift+D shows what changed in a form, and nowhere the toolkit's tools for developers; they
 * stay behind Ctrl+Shift+I. */
static gboolean
zp_window_enable_debugging (GtkWindow *window, gboolean toggle)
{
  return toggle || GTK_WINDOW_CLASS (zp_window_parent_class)->enable_debugging (window, toggle);
}

static void
zp_window_class_init (ZpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = zp_window_close_request;
  GTK_WINDOW_CLASS (klass)->enable_debugging = zp_window_enable_debugging;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ZpWindow, stack);
  _zp_window_install_actions (widget_class);
}

static void
zp_window_init (ZpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  _zp_window_accept_files (self);
  _zp_window_add_states (self);
}

/**
 * zp_window_new:
 * @application: (nullable): the application
 * @library: the library
 *
 * Returns: (transfer none): the window
 */
ZpWindow *
zp_window_new (AdwApplication *application, ZpLibrary *library)
{
  ZpWindow *self = g_object_new (ZP_TYPE_WINDOW, "application", application, NULL);

  self->library = g_object_ref (library);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               zp_settings_get_int ("window-width", DEFAULT_WIDTH),
                               zp_settings_get_int ("window-height", DEFAULT_HEIGHT));
  if (zp_settings_get_boolean ("window-maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  self->library_page = ZP_LIBRARY_PAGE (zp_library_page_new (library));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->library_page));
  g_signal_connect_swapped (library, "kept-beside", G_CALLBACK (kept_beside_cb), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
  return self;
}

/** zp_window_get_library: (transfer none): the library. */
ZpLibrary *
zp_window_get_library (ZpWindow *self)
{
  g_return_val_if_fail (ZP_IS_WINDOW (self), NULL);

  return self->library;
}

/** zp_window_get_form: (transfer none) (nullable): the form that is open, %NULL while the list is shown. */
ZpForm *
zp_window_get_form (ZpWindow *self)
{
  g_return_val_if_fail (ZP_IS_WINDOW (self), NULL);

  return self->form_page != NULL ? zp_form_page_get_form (self->form_page) : NULL;
}

static void
remember_recent (const char *id)
{
  g_auto (GStrv) old = zp_settings_dup_strings ("recent-forms");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) recent = NULL;
  guint n = 1;

  g_strv_builder_add (builder, id);
  for (gsize i = 0; old[i] != NULL && n < RECENT_MAX; i++)
    {
      if (g_str_equal (old[i], id))
        continue;
      g_strv_builder_add (builder, old[i]);
      n++;
    }
  recent = g_strv_builder_end (builder);
  zp_settings_set_strings ("recent-forms", (const char *const *) recent);
}

/** zp_window_show_form: shows @form; the one that is open is saved first. */
void
zp_window_show_form (ZpWindow *self, ZpForm *form)
{
  g_return_if_fail (ZP_IS_WINDOW (self));
  g_return_if_fail (ZP_IS_FORM (form));

  remember_recent (zp_form_get_id (form));
  g_clear_pointer (&self->place, g_free);
  if (self->form_page != NULL)
    leave_form (self, g_object_ref (form), FALSE);
  else
    add_form_page (self, form);
}

/** zp_window_open_form: shows the form @id of the library. */
void
zp_window_open_form (ZpWindow *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = NULL;

  g_return_if_fail (ZP_IS_WINDOW (self));
  g_return_if_fail (id != NULL);

  form = zp_library_load (self->library, id, &error);
  if (form != NULL)
    zp_window_show_form (self, form);
  else
    zp_tell (GTK_WINDOW (self), _ ("The form could not be opened"), error->message);
}

/* Shows the form @id where it says what the open one says at @address. */
void
_zp_window_open_beside (ZpWindow *self, const char *id, const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = zp_library_load (self->library, id, &error);
  g_autofree char *place = NULL;

  if (form == NULL)
    {
      zp_tell (GTK_WINDOW (self), _ ("The form could not be opened"), error->message);
      return;
    }
  if (self->form_page != NULL)
    place = zp_across_find_place (zp_form_page_get_form (self->form_page), address, form);
  zp_window_show_form (self, form);
  /* It is shown once the open one is saved. */
  self->place = g_steal_pointer (&place);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!zp_library_save_finish (ZP_LIBRARY (source), result, &error) && self->library != NULL)
    zp_window_toast (self, error->message, NULL, NULL, NULL);
}

/** zp_window_add_form: saves a new form and shows it. */
void
zp_window_add_form (ZpWindow *self, ZpForm *form)
{
  g_return_if_fail (ZP_IS_WINDOW (self));
  g_return_if_fail (ZP_IS_FORM (form));

  /* Its page saves it; but the form that is open may not be left. */
  if (self->form_page != NULL)
    zp_library_save_async (self->library, form, NULL, NULL, NULL, added_cb, g_object_ref (self));
  zp_window_show_form (self, form);
}

/**
 * zp_window_toast:
 * @self: the window
 * @text: what happened
 * @button: (nullable): the verb on a button
 * @action: (nullable): its action
 * @target: (nullable): and the action's parameter
 *
 * Says something that may be overlooked.
 */
void
zp_window_toast (
    ZpWindow *self, const char *text, const char *button, const char *action, GVariant *target)
{
  g_return_if_fail (ZP_IS_WINDOW (self));

  zp_toast (GTK_WINDOW (self), text, button, action, target);
}
