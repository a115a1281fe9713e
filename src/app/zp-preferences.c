/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-preferences.h"

#include "zp-compat.h"
#include "zp-long-choice.h"
#include "zp-settings.h"

#include <glib/gi18n.h>

struct _ZpPreferences
{
  AdwPreferencesWindow parent_instance;

  /* Template children */
  AdwEntryRow *name_row;
  AdwComboRow *role_row;
  AdwEntryRow *unit_row;
  AdwEntryRow *department_row;
  AdwComboRow *template_row;
  AdwComboRow *profile_row;
  AdwActionRow *folder_row;
  GtkWidget *clear_button;
  GtkWidget *folder_button;

  /* Owned */
  ZpCatalog *catalog;

  gboolean loading; /* the rows are being filled: nothing is kept */
};

G_DEFINE_FINAL_TYPE (ZpPreferences, zp_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static const char *const roles[] = { "preparer", "reviewer" };

static void
text_changed_cb (ZpPreferences *self, GtkEditable *row)
{
  const struct
  {
    AdwEntryRow *row;
    const char *key;
  } keys[] = {
    { self->name_row, "user-name" },
    { self->unit_row, "unit" },
    { self->department_row, "department" },
  };

  if (self->loading)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (GTK_EDITABLE (keys[i].row) == row)
        zp_settings_set_string (keys[i].key, gtk_editable_get_text (row));
    }
}

static void
role_selected_cb (ZpPreferences *self)
{
  guint position = adw_combo_row_get_selected (self->role_row);

  if (!self->loading && position < G_N_ELEMENTS (roles))
    zp_settings_set_string ("user-role", roles[position]);
}

static void
template_selected_cb (ZpPreferences *self)
{
  GPtrArray *templates;
  guint position = adw_combo_row_get_selected (self->template_row);

  if (self->loading || self->catalog == NULL)
    return;
  templates = zp_catalog_get_templates (self->catalog);
  if (position < templates->len)
    zp_settings_set_string ("default-template",
                            zp_template_get_id (g_ptr_array_index (templates, position)));
}

static void
profile_selected_cb (ZpPreferences *self)
{
  GPtrArray *profiles;
  guint position = adw_combo_row_get_selected (self->profile_row);

  if (self->loading || self->catalog == NULL)
    return;
  profiles = zp_catalog_get_profiles (self->catalog);
  if (position < profiles->len)
    zp_settings_set_string ("default-profile",
                            ((ZpProfile *) g_ptr_array_index (profiles, position))->id);
}

static void
show_folder (ZpPreferences *self)
{
  g_autofree char *uri = zp_settings_dup_string ("backup-folder");
  g_autoptr (GFile) folder = *uri != '\0' ? g_file_new_for_uri (uri) : NULL;
  g_autofree char *name = folder != NULL ? g_file_get_parse_name (folder) : NULL;

  adw_action_row_set_subtitle (self->folder_row, name != NULL ? name : _ ("None"));
  gtk_widget_set_visible (self->clear_button, folder != NULL);
}

static void
clear_folder_cb (ZpPreferences *self)
{
  zp_settings_set_string ("backup-folder", "");
  show_folder (self);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpPreferences) self = user_data;
  g_autoptr (GFile) folder = zp_choose_file_finish (result, NULL);
  g_autofree char *uri = NULL;

  if (folder == NULL || self->catalog == NULL)
    return;
  uri = g_file_get_uri (folder);
  zp_settings_set_string ("backup-folder", uri);
  show_folder (self);
}

static void
choose_folder_cb (ZpPreferences *self)
{
  ZpChooseWhat what = { ZP_CHOOSE_FOLDER, _ ("Second Backup Folder") };

  zp_choose_file_async (GTK_WINDOW (self), &what, folder_chosen_cb, g_object_ref (self));
}

static void
zp_preferences_dispose (GObject *object)
{
  ZpPreferences *self = ZP_PREFERENCES (object);

  self->loading = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_PREFERENCES);
  g_clear_object (&self->catalog);
  G_OBJECT_CLASS (zp_preferences_parent_class)->dispose (object);
}

static void
zp_preferences_class_init (ZpPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpPreferences, name_row);
  gtk_widget_class_bind_template_child (widget_class, ZpPreferences, role_row);
  gtk_widget_class_bind_template_child (widget_class, ZpPreferences, unit_row);
  gtk_widget_class_bind_template_child (widget_class, ZpPreferences, department_row);
  gtk_widget_class_bind_template_child (widget_class, ZpPreferences, template_row);
  gtk_widget_class_bind_template_child (widget_class, ZpPreferences, profile_row);
  gtk_widget_class_bind_template_child (widget_class, ZpPreferences, folder_row);
  gtk_widget_class_bind_template_child (widget_class, ZpPreferences, clear_button);
  gtk_widget_class_bind_template_child (widget_class, ZpPreferences, folder_button);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
}

static void
zp_preferences_init (ZpPreferences *self)
{
  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  zp_long_choice_set_up (self->template_row);
  zp_long_choice_set_up (self->profile_row);
}

static void
show_templates (ZpPreferences *self)
{
  GPtrArray *templates = zp_catalog_get_templates (self->catalog);
  g_autofree char *chosen = zp_settings_dup_string ("default-template");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint position = 0;

  for (guint i = 0; i < templates->len; i++)
    {
      ZpTemplate *template_ = g_ptr_array_index (templates, i);

      gtk_string_list_take (names, zp_long_choice_word (zp_template_get_title (template_),
                                                        zp_template_get_region (template_),
                                                        zp_template_get_year (template_)));
      if (g_strcmp0 (zp_template_get_id (template_), chosen) == 0)
        position = i;
    }
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->template_row, position);
}

static void
show_profiles (ZpPreferences *self)
{
  GPtrArray *profiles = zp_catalog_get_profiles (self->catalog);
  g_autofree char *chosen = zp_settings_dup_string ("default-profile");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint position = 0;

  for (guint i = 0; i < profiles->len; i++)
    {
      const ZpProfile *profile = g_ptr_array_index (profiles, i);

      gtk_string_list_take (names,
                            zp_long_choice_word (profile->title, profile->region, profile->year));
      if (g_strcmp0 (profile->id, chosen) == 0)
        position = i;
    }
  adw_combo_row_set_model (self->profile_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->profile_row, position);
}

static void
show_text (AdwEntryRow *row, const char *key)
{
  g_autofree char *text = zp_settings_dup_string (key);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/**
 * zp_preferences_new:
 * @parent: (nullable): the window that asks
 * @catalog: the templates and profiles
 *
 * Returns: (transfer none): the window
 */
ZpPreferences *
zp_preferences_new (GtkWindow *parent, ZpCatalog *catalog)
{
  ZpPreferences *self = g_object_new (ZP_TYPE_PREFERENCES, "transient-for", parent, NULL);
  g_autofree char *role = zp_settings_dup_string ("user-role");

  self->catalog = g_object_ref (catalog);
  show_text (self->name_row, "user-name");
  show_text (self->unit_row, "unit");
  show_text (self->department_row, "department");
  adw_combo_row_set_selected (self->role_row, g_strcmp0 (role, roles[1]) == 0 ? 1 : 0);
  show_templates (self);
  show_profiles (self);
  show_folder (self);
  self->loading = FALSE;
  return self;
}
