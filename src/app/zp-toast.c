/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-toast.h"

#include "zp-compat.h"

#include <glib/gi18n.h>

/* With a button it stays long enough to be reached by key. */
#define TIMEOUT_WITH_BUTTON 10

static AdwToastOverlay *
find_overlay (GtkWindow *window)
{
  GtkWidget *content = ADW_IS_APPLICATION_WINDOW (window)
                           ? adw_application_window_get_content (ADW_APPLICATION_WINDOW (window))
                           : adw_window_get_content (ADW_WINDOW (window));

  return ADW_TOAST_OVERLAY (content);
}

/**
 * zp_toast:
 * @window: a window whose content is an #AdwToastOverlay
 * @text: what happened
 * @button: (nullable): the verb on a button
 * @action: (nullable): its action
 * @target: (nullable): and the action's parameter; floating references are taken
 *
 * Says something that may be overlooked.
 */
void
zp_toast (
    GtkWindow *window, const char *text, const char *button, const char *action, GVariant *target)
{
  g_autoptr (GVariant) owned = target != NULL ? g_variant_ref_sink (target) : NULL;
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (text != NULL);

  /* A toast's title is markup. */
  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
      adw_toast_set_action_target_value (toast, owned);
      adw_toast_set_timeout (toast, TIMEOUT_WITH_BUTTON);
    }
  adw_toast_overlay_add_toast (find_overlay (window), toast);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && gtk_widget_get_mapped (GTK_WIDGET (window)))
    zp_tell (window, _ ("No program could show it"), error->message);
}

/** zp_toast_show_file: opens @uri, a file or a folder, with the program the user has for it. */
void
zp_toast_show_file (GtkWindow *window, const char *uri)
{
  gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, shown_cb, g_object_ref (window));
}
