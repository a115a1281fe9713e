/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-profile-choice.h"

#include <glib/gi18n.h>

struct _ZpProfileChoice
{
  AdwWindow parent_instance;

  /* Template children */
  GtkListBox *list;
  GtkWidget *apply_button;
  GtkLabel *basis_label;
  GtkWidget *note_box;
  GtkLabel *note_label;
  ZpScoreChanges *changes;

  /* Owned */
  ZpForm *form;
  GPtrArray *profiles; /* those of the form's template first */
};

G_DEFINE_FINAL_TYPE (ZpProfileChoice, zp_profile_choice, ADW_TYPE_WINDOW)

static ZpProfile *
get_chosen (ZpProfileChoice *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? g_ptr_array_index (self->profiles, gtk_list_box_row_get_index (row)) : NULL;
}

static void
selected_cb (ZpProfileChoice *self)
{
  ZpProfile *profile = get_chosen (self);
  g_autofree char *basis = NULL;

  if (profile == NULL)
    return;
  basis = g_strdup_printf (_ ("Basis: %s"), profile->basis);
  gtk_label_set_text (self->basis_label, basis);
  gtk_label_set_text (self->note_label, profile->note != NULL ? profile->note : "");
  gtk_widget_set_visible (self->note_box, profile->note != NULL && *profile->note != '\0');
  gtk_widget_set_sensitive (self->apply_button, profile != zp_form_get_profile (self->form));
  zp_score_changes_show (self->changes, self->form, profile);
}

/**
 * zp_profile_choice_apply:
 * @self: the dialog
 *
 * Scores the form by what is chosen, which can be undone, and closes.
 */
void
zp_profile_choice_apply (ZpProfileChoice *self)
{
  ZpProfile *profile;

  g_return_if_fail (ZP_IS_PROFILE_CHOICE (self));

  profile = get_chosen (self);
  if (profile == NULL)
    return;
  zp_form_set_profile (self->form, profile);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_profile (ZpProfileChoice *self, ZpProfile *profile)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean present = profile == zp_form_get_profile (self->form);
  g_autofree char *where = NULL;

  where = g_strdup_printf ("%s%s%s", profile->region != NULL ? profile->region : profile->id,
                           profile->year != NULL ? " · " : "",
                           profile->year != NULL ? profile->year : "");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), profile->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), where);
  if (present)
    {
      GtkWidget *label = gtk_label_new (_ ("now"));

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  g_ptr_array_add (self->profiles, zp_profile_ref (profile));
  gtk_list_box_append (self->list, row);
  if (present)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

/* A form may have rules that were replaced since, or came with it: these are in the list, too. */
static void
list_profiles (ZpProfileChoice *self, ZpCatalog *catalog)
{
  const char *const *first = zp_template_get_profiles (zp_form_get_template (self->form));
  GPtrArray *all = zp_catalog_get_profiles (catalog);

  for (gsize i = 0; first != NULL && first[i] != NULL; i++)
    {
      ZpProfile *profile = zp_catalog_find_profile (catalog, first[i], NULL);

      if (profile != NULL)
        add_profile (self, profile);
    }
  for (guint i = 0; i < all->len; i++)
    if (!g_ptr_array_find (self->profiles, g_ptr_array_index (all, i), NULL))
      add_profile (self, g_ptr_array_index (all, i));
  if (!g_ptr_array_find (self->profiles, zp_form_get_profile (self->form), NULL))
    add_profile (self, zp_form_get_profile (self->form));
}

static void
zp_profile_choice_dispose (GObject *object)
{
  ZpProfileChoice *self = ZP_PROFILE_CHOICE (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_PROFILE_CHOICE);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (zp_profile_choice_parent_class)->dispose (object);
}

static void
zp_profile_choice_class_init (ZpProfileChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_profile_choice_dispose;
  g_type_ensure (ZP_TYPE_SCORE_CHANGES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-profile-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpProfileChoice, list);
  gtk_widget_class_bind_template_child (widget_class, ZpProfileChoice, apply_button);
  gtk_widget_class_bind_template_child (widget_class, ZpProfileChoice, basis_label);
  gtk_widget_class_bind_template_child (widget_class, ZpProfileChoice, note_box);
  gtk_widget_class_bind_template_child (widget_class, ZpProfileChoice, note_label);
  gtk_widget_class_bind_template_child (widget_class, ZpProfileChoice, changes);
  gtk_widget_class_bind_template_callback (widget_class, zp_profile_choice_apply);
}

static void
zp_profile_choice_init (ZpProfileChoice *self)
{
  self->profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_profile_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zp_profile_choice_new:
 * @parent: (nullable): the window that asks
 * @catalog: the profiles to choose from
 * @form: the form whose rules are switched
 *
 * Returns: (transfer none): the dialog
 */
ZpProfileChoice *
zp_profile_choice_new (GtkWindow *parent, ZpCatalog *catalog, ZpForm *form)
{
  ZpProfileChoice *self = g_object_new (ZP_TYPE_PROFILE_CHOICE, "transient-for", parent, NULL);
  GtkListBoxRow *row;

  self->form = g_object_ref (form);
  list_profiles (self, catalog);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  selected_cb (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  return self;
}

/** zp_profile_choice_choose: chooses the profile @id; whether it is there. */
gboolean
zp_profile_choice_choose (ZpProfileChoice *self, const char *id)
{
  g_return_val_if_fail (ZP_IS_PROFILE_CHOICE (self), FALSE);

  for (guint i = 0; i < self->profiles->len; i++)
    {
      const ZpProfile *profile = g_ptr_array_index (self->profiles, i);

      if (g_strcmp0 (profile->id, id) != 0)
        continue;
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, i));
      return TRUE;
    }
  return FALSE;
}

/** zp_profile_choice_get_changes: (transfer none): what becomes of the scores. */
ZpScoreChanges *
zp_profile_choice_get_changes (ZpProfileChoice *self)
{
  g_return_val_if_fail (ZP_IS_PROFILE_CHOICE (self), NULL);

  return self->changes;
}
