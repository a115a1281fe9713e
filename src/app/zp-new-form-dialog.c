/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-new-form-dialog.h"

#include "zp-long-choice.h"
#include "zp-settings.h"

#include <glib/gi18n.h>

struct _ZpNewFormDialog
{
  AdwWindow parent_instance;

  /* Template children */
  AdwComboRow *template_row;
  AdwComboRow *profile_row;
  GtkLabel *basis_label;
  GtkWidget *note_box;
  GtkLabel *note_label;
  AdwEntryRow *project_row;
  AdwEntryRow *year_row;
  AdwEntryRow *department_row;
  AdwEntryRow *unit_row;

  /* Owned */
  ZpCatalog *catalog;
  GPtrArray *profiles; /* those of the chosen template first; borrows from the catalog */
};

G_DEFINE_FINAL_TYPE (ZpNewFormDialog, zp_new_form_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static ZpTemplate *
get_template (ZpNewFormDialog *self)
{
  GPtrArray *templates = zp_catalog_get_templates (self->catalog);
  guint position = adw_combo_row_get_selected (self->template_row);

  return position < templates->len ? g_ptr_array_index (templates, position) : NULL;
}

static ZpProfile *
get_profile (ZpNewFormDialog *self)
{
  guint position = adw_combo_row_get_selected (self->profile_row);

  return position < self->profiles->len ? g_ptr_array_index (self->profiles, position) : NULL;
}

static void
show_templates (ZpNewFormDialog *self)
{
  GPtrArray *templates = zp_catalog_get_templates (self->catalog);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < templates->len; i++)
    {
      ZpTemplate *template_ = g_ptr_array_index (templates, i);

      gtk_string_list_take (names, zp_long_choice_word (zp_template_get_title (template_),
                                                        zp_template_get_region (template_),
                                                        zp_template_get_year (template_)));
    }
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (names));
}

/* Those that the template names come first, the others after them. */
static void
list_profiles (ZpNewFormDialog *self)
{
  const char *const *own = zp_template_get_profiles (get_template (self));
  GPtrArray *all = zp_catalog_get_profiles (self->catalog);

  g_ptr_array_set_size (self->profiles, 0);
  for (gsize i = 0; own != NULL && own[i] != NULL; i++)
    {
      ZpProfile *profile = zp_catalog_find_profile (self->catalog, own[i], NULL);

      if (profile != NULL)
        g_ptr_array_add (self->profiles, profile);
    }
  for (guint i = 0; i < all->len; i++)
    {
      if (!g_ptr_array_find (self->profiles, g_ptr_array_index (all, i), NULL))
        g_ptr_array_add (self->profiles, g_ptr_array_index (all, i));
    }
}

static void
show_profiles (ZpNewFormDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  list_profiles (self);
  for (guint i = 0; i < self->profiles->len; i++)
    {
      const ZpProfile *profile = g_ptr_array_index (self->profiles, i);

      gtk_string_list_take (names,
                            zp_long_choice_word (profile->title, profile->region, profile->year));
    }
  adw_combo_row_set_model (self->profile_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->profile_row, 0);
}

static void
show_fields (ZpNewFormDialog *self)
{
  const struct
  {
    AdwEntryRow *row;
    const char *field;
  } rows[] = {
    { self->project_row, "project_name" },
    { self->year_row, "year" },
    { self->department_row, "department" },
    { self->unit_row, "unit" },
  };
  ZpTemplate *template_ = get_template (self);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_visible (GTK_WIDGET (rows[i].row),
                            zp_template_find_field (template_, rows[i].field) != NULL);
}

static void
profile_selected_cb (ZpNewFormDialog *self)
{
  const ZpProfile *profile = get_profile (self);
  g_autofree char *basis = NULL;

  if (profile == NULL)
    return;
  basis = g_strdup_printf (_ ("Basis: %s"), profile->basis != NULL ? profile->basis : "");
  gtk_label_set_text (self->basis_label, basis);
  gtk_widget_set_visible (GTK_WIDGET (self->basis_label),
                          profile->basis != NULL && *profile->basis != '\0');
  gtk_label_set_text (self->note_label, profile->note != NULL ? profile->note : "");
  gtk_widget_set_visible (self->note_box, profile->note != NULL && *profile->note != '\0');
}

static void
template_selected_cb (ZpNewFormDialog *self)
{
  if (get_template (self) == NULL)
    return;
  show_profiles (self);
  show_fields (self);
  profile_selected_cb (self);
}

static void
create_cb (ZpNewFormDialog *self)
{
  g_autoptr (ZpForm) form = zp_new_form_dialog_make_form (self);
  const char *year = gtk_editable_get_text (GTK_EDITABLE (self->year_row));

  if (form == NULL)
    return;
  if (*year != '\0')
    zp_settings_set_string ("last-year", year);
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, form);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
zp_new_form_dialog_dispose (GObject *object)
{
  ZpNewFormDialog *self = ZP_NEW_FORM_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_NEW_FORM_DIALOG);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_clear_object (&self->catalog);
  G_OBJECT_CLASS (zp_new_form_dialog_parent_class)->dispose (object);
}

static void
zp_new_form_dialog_class_init (ZpNewFormDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_new_form_dialog_dispose;

  /**
   * ZpNewFormDialog::created:
   * @form: the new form, not saved yet
   */
  signals[SIGNAL_CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, ZP_TYPE_FORM);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-new-form-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpNewFormDialog, template_row);
  gtk_widget_class_bind_template_child (widget_class, ZpNewFormDialog, profile_row);
  gtk_widget_class_bind_template_child (widget_class, ZpNewFormDialog, basis_label);
  gtk_widget_class_bind_template_child (widget_class, ZpNewFormDialog, note_box);
  gtk_widget_class_bind_template_child (widget_class, ZpNewFormDialog, note_label);
  gtk_widget_class_bind_template_child (widget_class, ZpNewFormDialog, project_row);
  gtk_widget_class_bind_template_child (widget_class, ZpNewFormDialog, year_row);
  gtk_widget_class_bind_template_child (widget_class, ZpNewFormDialog, department_row);
  gtk_widget_class_bind_template_child (widget_class, ZpNewFormDialog, unit_row);
  gtk_widget_class_bind_template_callback (widget_class, template_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
}

static void
zp_new_form_dialog_init (ZpNewFormDialog *self)
{
  /* The template's signals come while the rows are filled. */
  self->catalog = zp_catalog_new ();
  self->profiles = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  zp_long_choice_set_up (self->template_row);
  zp_long_choice_set_up (self->profile_row);
}

static void
fill_from_settings (ZpNewFormDialog *self)
{
  g_autofree char *unit = zp_settings_dup_string ("unit");
  g_autofree char *department = zp_settings_dup_string ("department");
  g_autofree char *year = zp_settings_dup_string ("last-year");
  g_autofree char *template_id = zp_settings_dup_string ("default-template");
  g_autofree char *profile_id = zp_settings_dup_string ("default-profile");

  if (*year == '\0')
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      /* A year is evaluated after it has ended. */
      g_free (year);
      year = g_strdup_printf ("%d", g_date_time_get_year (now) - 1);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->year_row), year);
  gtk_editable_set_text (GTK_EDITABLE (self->unit_row), unit);
  gtk_editable_set_text (GTK_EDITABLE (self->department_row), department);
  if (!zp_new_form_dialog_choose (self, template_id, profile_id))
    (void) zp_new_form_dialog_choose (self, ZP_DEFAULT_TEMPLATE, NULL);
}

/* With large letters the first field lies below the edge, and what has the focus is scrolled to only
 * when it gets it in a window that has its size. */
static gboolean
reveal_focus_cb (GtkWidget *row, GdkFrameClock *clock, gpointer user_data)
{
  if (gtk_widget_get_height (row) == 0)
    return G_SOURCE_CONTINUE;
  gtk_root_set_focus (gtk_widget_get_root (row), NULL);
  gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

/**
 * zp_new_form_dialog_new:
 * @parent: (nullable): the window that asks
 * @catalog: the templates and profiles
 *
 * Returns: (transfer none): the dialog, filled with what the settings suggest
 */
ZpNewFormDialog *
zp_new_form_dialog_new (GtkWindow *parent, ZpCatalog *catalog)
{
  ZpNewFormDialog *self = g_object_new (ZP_TYPE_NEW_FORM_DIALOG, "transient-for", parent, NULL);

  g_set_object (&self->catalog, catalog);
  show_templates (self);
  template_selected_cb (self);
  fill_from_settings (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->project_row));
  (void) gtk_widget_add_tick_callback (GTK_WIDGET (self->project_row), reveal_focus_cb, NULL, NULL);
  return self;
}

/** zp_new_form_dialog_choose: chooses a template and, when not %NULL, a profile; whether the template is there. */
gboolean
zp_new_form_dialog_choose (ZpNewFormDialog *self, const char *template_id, const char *profile_id)
{
  GPtrArray *templates;
  guint position = 0;

  g_return_val_if_fail (ZP_IS_NEW_FORM_DIALOG (self), FALSE);

  templates = zp_catalog_get_templates (self->catalog);
  while (position < templates->len
         && g_strcmp0 (zp_template_get_id (g_ptr_array_index (templates, position)), template_id)
                != 0)
    position++;
  if (position == templates->len)
    return FALSE;
  adw_combo_row_set_selected (self->template_row, position);
  for (guint i = 0; i < self->profiles->len; i++)
    {
      const ZpProfile *profile = g_ptr_array_index (self->profiles, i);

      if (g_strcmp0 (profile->id, profile_id) == 0)
        adw_combo_row_set_selected (self->profile_row, i);
    }
  return TRUE;
}

/** zp_new_form_dialog_set_project: suggests a name. */
void
zp_new_form_dialog_set_project (ZpNewFormDialog *self, const char *project)
{
  g_return_if_fail (ZP_IS_NEW_FORM_DIALOG (self));

  gtk_editable_set_text (GTK_EDITABLE (self->project_row), project);
}

/** zp_new_form_dialog_get_note: (transfer none) (nullable): the caution that is shown. */
const char *
zp_new_form_dialog_get_note (ZpNewFormDialog *self)
{
  g_return_val_if_fail (ZP_IS_NEW_FORM_DIALOG (self), NULL);

  return gtk_widget_get_visible (self->note_box) ? gtk_label_get_text (self->note_label) : NULL;
}

static void
set_field (ZpForm *form, const char *field, AdwEntryRow *row)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));

  g_strstrip (text);
  if (*text == '\0' || zp_template_find_field (zp_form_get_template (form), field) == NULL)
    return;
  /* A field of the template takes any text. */
  (void) zp_form_set (form, field, text, NULL, NULL);
}

/**
 * zp_new_form_dialog_make_form:
 * @self: the dialog
 *
 * Returns: (transfer full) (nullable): a form as the rows say, not saved yet
 */
ZpForm *
zp_new_form_dialog_make_form (ZpNewFormDialog *self)
{
  g_autoptr (ZpForm) form = NULL;

  g_return_val_if_fail (ZP_IS_NEW_FORM_DIALOG (self), NULL);

  if (get_template (self) == NULL || get_profile (self) == NULL)
    return NULL;
  form = zp_form_new (get_template (self), get_profile (self));
  set_field (form, "year", self->year_row);
  set_field (form, "project_name", self->project_row);
  set_field (form, "department", self->department_row);
  set_field (form, "unit", self->unit_row);
  /* What was typed here is no step of the form: undo must not empty it behind the user's back. */
  return zp_form_copy (form);
}
