/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-window-private.h"

#include "zp-carry-dialog.h"
#include "zp-compat.h"

#include <glib/gi18n.h>

/* Next year's forms out of those that are selected, or of the one that is open. */

static GPtrArray *
list_forms (ZpWindow *self, GError **error)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) ids = NULL;

  if (self->form_page != NULL)
    {
      g_ptr_array_add (forms, g_object_ref (zp_form_page_get_form (self->form_page)));
      return g_steal_pointer (&forms);
    }
  ids = zp_library_page_dup_selected (self->library_page);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      ZpForm *form = zp_library_load (self->library, ids[i], error);

      if (form == NULL)
        return NULL;
      g_ptr_array_add (forms, form);
    }
  return g_steal_pointer (&forms);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!zp_library_save_finish (ZP_LIBRARY (source), result, &error))
    zp_tell (GTK_WINDOW (self), _ ("A form could not be carried over"), error->message);
}

/* A single one is opened, to go on with. */
static void
carried_cb (ZpWindow *self, GPtrArray *forms)
{
  g_autofree char *text = NULL;

  if (forms->len == 1)
    {
      zp_window_add_form (self, g_ptr_array_index (forms, 0));
      return;
    }
  for (guint i = 0; i < forms->len; i++)
    zp_library_save_async (self->library, g_ptr_array_index (forms, i), NULL, NULL, NULL, saved_cb,
                           g_object_ref (self));
  text = g_strdup_printf (ngettext ("%u form carried over", "%u forms carried over", forms->len),
                          forms->len);
  zp_window_toast (self, text, NULL, NULL, NULL);
}

static void
carry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) forms = list_forms (self, &error);
  ZpCarryDialog *dialog;

  if (forms == NULL)
    {
      zp_tell (GTK_WINDOW (self), _ ("A form could not be carried over"), error->message);
      return;
    }
  if (forms->len == 0)
    {
      zp_window_toast (self, _ ("Select the forms to carry over first"), NULL, NULL, NULL);
      return;
    }
  dialog = zp_carry_dialog_new (GTK_WINDOW (self), zp_library_get_catalog (self->library),
                                g_steal_pointer (&forms));
  g_signal_connect_object (dialog, "carried", G_CALLBACK (carried_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/** _zp_window_install_carry: installs win.carry. */
void
_zp_window_install_carry (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.carry", NULL, carry_action);
}
