/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-page-private.h"

#include "zp-derive-dialog.h"
#include "zp-derive.h"
#include "zp-form-sources.h"

#include <glib/gi18n.h>

/* Documents whose figures come from other forms: taken when the user says so, and brought up to date
 * whenever the document is opened. */

static gboolean
is_document (ZpFormPage *self)
{
  return zp_template_get_derive (zp_form_get_template (zp_form_page_get_form (self)))->from != NULL;
}

/* --- taking --- */

static char *
word_taken (const ZpFollowed *followed)
{
  if (followed->n_changed == 0)
    return g_strdup (_ ("All figures were right already"));
  if (followed->n_sources > 1)
    return g_strdup_printf (ngettext ("%u figure taken from %u forms",
                                      "%u figures taken from %u forms", followed->n_changed),
                            followed->n_changed, followed->n_sources);
  return g_strdup_printf (
      ngettext ("%u figure taken from “%s”", "%u figures taken from “%s”", followed->n_changed),
      followed->n_changed, followed->name);
}

/**
 * zp_form_page_take_figures:
 * @self: the page of a document that sums up forms
 * @ids: (array zero-terminated=1): forms of the library
 *
 * Takes the figures of the document from these forms, as one undo step, and says how many changed.
 */
void
zp_form_page_take_figures (ZpFormPage *self, const char *const *ids)
{
  ZpLibrary *library;
  g_auto (ZpFollowed) followed = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (ZP_IS_FORM_PAGE (self));
  g_return_if_fail (ids != NULL && ids[0] != NULL);

  library = zp_session_get_library (self->session);
  if (zp_library_get_store (library) == NULL)
    return;
  if (zp_form_take_sources (zp_form_page_get_form (self), zp_library_get_store (library),
                            zp_library_get_catalog (library), ids, &followed, &error))
    text = word_taken (&followed);
  zp_form_page_toast (self, text != NULL ? text : error->message);
  zp_session_save_soon (self->session);
}

static void
taken_cb (ZpDeriveDialog *dialog, const char *const *ids, ZpFormPage *self)
{
  if (self->session != NULL)
    zp_form_page_take_figures (self, ids);
}

static void
derive_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZpFormPage *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  ZpDeriveDialog *dialog;

  if (!GTK_IS_WINDOW (root))
    return;
  dialog = zp_derive_dialog_new (GTK_WINDOW (root), zp_session_get_library (self->session),
                                 zp_form_page_get_form (self));
  if (zp_derive_dialog_get_n_forms (dialog) == 0)
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      zp_form_page_toast (self,
                          _ ("There is no form yet that this document can take figures from"));
      return;
    }
  g_signal_connect_object (dialog, "taken", G_CALLBACK (taken_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/** zp_form_page_add_derive_action: only for documents; the menu hides what cannot be done. */
void
zp_form_page_add_derive_action (ZpFormPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "derive", .activate = derive_action },
  };
  GAction *action;

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "derive");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_document (self));
}

static gboolean
offer_cb (gpointer user_data)
{
  ZpFormPage *self = user_data;

  if (self->session != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "form.derive", NULL);
  return G_SOURCE_REMOVE;
}

/** zp_form_page_offer_figures: asks for the forms of a new document, as soon as it is seen. */
void
zp_form_page_offer_figures (ZpFormPage *self)
{
  g_return_if_fail (ZP_IS_FORM_PAGE (self));

  if (is_document (self))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, offer_cb, g_object_ref (self), g_object_unref);
}

/* --- following --- */

static char *
word_changed (const ZpFollowed *followed)
{
  if (followed->n_sources - followed->n_gone > 1)
    return g_strdup_printf (ngettext ("%u figure brought up to date from %u forms",
                                      "%u figures brought up to date from %u forms",
                                      followed->n_changed),
                            followed->n_changed, followed->n_sources - followed->n_gone);
  return g_strdup_printf (ngettext ("%u figure brought up to date from “%s”",
                                    "%u figures brought up to date from “%s”", followed->n_changed),
                          followed->n_changed, followed->name);
}

static char *
word_gone (const ZpFollowed *followed)
{
  if (followed->n_sources == 1)
    return g_strdup (
        _ ("The form that the figures came from is not in the library any more; the figures stay"));
  return g_strdup_printf (
      ngettext ("%u of the forms that the figures came from is not in the library any more; "
                "its figures stay",
                "%u of the forms that the figures came from are not in the library any more; "
                "their figures stay",
                followed->n_gone),
      followed->n_gone);
}

static void
tell_followed (ZpFormPage *self, const ZpFollowed *followed)
{
  g_autofree char *changed = followed->n_changed > 0 ? word_changed (followed) : NULL;
  g_autofree char *gone = followed->n_gone > 0 ? word_gone (followed) : NULL;
  g_autofree char *both
      = changed != NULL && gone != NULL ? g_strdup_printf ("%s\n%s", changed, gone) : NULL;

  if (both != NULL)
    zp_form_page_toast (self, both);
  else if (changed != NULL || gone != NULL)
    zp_form_page_toast (self, changed != NULL ? changed : gone);
}

/** zp_form_page_follow_sources: brings the figures of a document up to date with its forms. */
void
zp_form_page_follow_sources (ZpFormPage *self)
{
  ZpLibrary *library = zp_session_get_library (self->session);
  g_auto (ZpFollowed) followed = { 0 };
  g_autoptr (GError) error = NULL;

  if (zp_library_get_store (library) == NULL || !is_document (self))
    return;
  if (zp_form_follow_sources (zp_form_page_get_form (self), zp_library_get_store (library),
                              zp_library_get_catalog (library), &followed, &error))
    tell_followed (self, &followed);
  else
    zp_form_page_toast (self, error->message);
}
