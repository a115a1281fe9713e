/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-page-private.h"

#include "zp-summary-window.h"

#include <glib/gi18n.h>

/* From the list to the summary of its forms, and from a number there back to the forms behind it.
 */

/* The list shows these forms and no others, until somebody searches or asks for all. */
static void
show_only (ZpLibraryPage *self, const char *const *ids, const char *label)
{
  GHashTable *only = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  guint n;

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (only, g_strdup (ids[i]));
  n = g_hash_table_size (only);
  self->search_serial++;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  zp_library_page_pick (self, ZP_FACET_ALL, NULL);
  zp_library_filter_set_found (self->filter, only);
  text = g_strdup_printf (ngettext ("%s: %u form of the summary", "%s: %u forms of the summary", n),
                          label, n);
  gtk_label_set_text (self->only_label, text);
  gtk_revealer_set_reveal_child (self->only_bar, TRUE);
  _zp_library_page_update_sums (self);
  _zp_library_page_update_problem (self);
}

/* One form is opened, several are listed. */
static void
show_forms_cb (ZpLibraryPage *self, const char *const *ids, const char *label)
{
  ZpWindow *window = _zp_library_page_get_window (self);

  if (window == NULL)
    return;
  if (ids[0] != NULL && ids[1] == NULL)
    zp_window_open_form (window, ids[0]);
  else
    {
      if (zp_window_get_form (window) != NULL)
        gtk_widget_activate_action (GTK_WIDGET (window), "win.close-form", NULL);
      show_only (self, ids, label);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static char **
dup_shown (ZpLibraryPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  char **ids = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      ids[i] = g_strdup (zp_form_item_get_id (item));
    }
  return ids;
}

/* Of what is selected; of all that is shown, when that is one form at most. */
void
_zp_library_page_summary_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpLibraryPage *self = ZP_LIBRARY_PAGE (widget);
  g_auto (GStrv) ids = zp_library_page_dup_selected (self);
  GtkWidget *window;

  if (zp_library_get_store (self->library) == NULL)
    return;
  if (g_strv_length (ids) < 2)
    {
      g_strfreev (ids);
      ids = dup_shown (self);
    }
  window = zp_summary_window_new (GTK_WINDOW (_zp_library_page_get_window (self)), self->library,
                                  (const char *const *) ids);
  g_signal_connect_object (window, "show-forms", G_CALLBACK (show_forms_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* Whoever searches does not look for the forms of the summary any more. */
void
_zp_library_page_forget_only (ZpLibraryPage *self)
{
  if (!gtk_revealer_get_reveal_child (self->only_bar))
    return;
  gtk_revealer_set_reveal_child (self->only_bar, FALSE);
  zp_library_filter_set_found (self->filter, NULL);
}
