/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-carry-dialog.h"

#include <glib/gi18n.h>

struct _ZpCarryDialog
{
  AdwWindow parent_instance;

  /* Template children */
  GtkWidget *carry_button;
  GtkLabel *intro_label;
  AdwEntryRow *year_row;
  AdwComboRow *template_row;
  AdwComboRow *profile_row;
  GtkLabel *problem_label;

  /* Owned */
  ZpCatalog *catalog;
  GPtrArray *forms;
};

enum
{
  SIGNAL_CARRIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpCarryDialog, zp_carry_dialog, ADW_TYPE_WINDOW)

/* The first line of both lists stands for what is usual. */
static gpointer
get_chosen (AdwComboRow *row, GPtrArray *all)
{
  guint selected = adw_combo_row_get_selected (row);

  return selected > 0 && selected <= all->len ? g_ptr_array_index (all, selected - 1) : NULL;
}

static ZpForm *
carry (ZpCarryDialog *self, ZpForm *form, GError **error)
{
  const char *year = gtk_editable_get_text (GTK_EDITABLE (self->year_row));
  ZpTemplate *chosen_template
      = get_chosen (self->template_row, zp_catalog_get_templates (self->catalog));
  ZpProfile *chosen_profile
      = get_chosen (self->profile_row, zp_catalog_get_profiles (self->catalog));
  ZpTemplate *template_;
  ZpProfile *profile;

  zp_carry_choose (self->catalog, form, year, &template_, &profile);
  return zp_carry_over (form, chosen_template != NULL ? chosen_template : template_,
                        chosen_profile != NULL ? chosen_profile : profile, year, error);
}

/* What is usual is said by name, when it is the same for all. */
static void
show_usual (ZpCarryDialog *self)
{
  const char *year = gtk_editable_get_text (GTK_EDITABLE (self->year_row));
  g_autofree char *template_text = NULL;
  ZpTemplate *template_, *first_template = NULL;
  ZpProfile *profile, *first_profile = NULL;

  for (guint i = 0; i < self->forms->len; i++)
    {
      zp_carry_choose (self->catalog, g_ptr_array_index (self->forms, i), year, &template_,
                       &profile);
      if (i > 0 && (template_ != first_template || profile != first_profile))
        {
          first_template = NULL;
          break;
        }
      first_template = template_;
      first_profile = profile;
    }
  if (first_template != NULL)
    template_text = g_strdup_printf ("%s · %s", zp_template_get_title (first_template),
                                     zp_template_get_year (first_template));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->template_row),
                               template_text != NULL ? template_text : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->profile_row),
                               first_template != NULL ? first_profile->title : "");
}

static void
changed_cb (ZpCarryDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) next
      = self->forms != NULL ? carry (self, g_ptr_array_index (self->forms, 0), &error) : NULL;

  if (self->forms == NULL)
    return;
  gtk_widget_set_sensitive (self->carry_button, next != NULL);
  gtk_label_set_text (self->problem_label, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), error != NULL);
  show_usual (self);
}

/* --- the class --- */

static void
zp_carry_dialog_dispose (GObject *object)
{
  ZpCarryDialog *self = ZP_CARRY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_CARRY_DIALOG);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  G_OBJECT_CLASS (zp_carry_dialog_parent_class)->dispose (object);
}

static void
zp_carry_dialog_class_init (ZpCarryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_carry_dialog_dispose;

  /** ZpCarryDialog::carried: the new forms, a #GPtrArray of #ZpForm. */
  signals[SIGNAL_CARRIED] = g_signal_new ("carried", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-carry-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpCarryDialog, carry_button);
  gtk_widget_class_bind_template_child (widget_class, ZpCarryDialog, intro_label);
  gtk_widget_class_bind_template_child (widget_class, ZpCarryDialog, year_row);
  gtk_widget_class_bind_template_child (widget_class, ZpCarryDialog, template_row);
  gtk_widget_class_bind_template_child (widget_class, ZpCarryDialog, profile_row);
  gtk_widget_class_bind_template_child (widget_class, ZpCarryDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, zp_carry_dialog_apply);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
zp_carry_dialog_init (ZpCarryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_templates (ZpCarryDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *all = zp_catalog_get_templates (self->catalog);

  gtk_string_list_append (names, _ ("The usual one"));
  for (guint i = 0; i < all->len; i++)
    {
      ZpTemplate *template_ = g_ptr_array_index (all, i);
      g_autofree char *name
          = g_strdup_printf ("%s · %s · %s", zp_template_get_title (template_),
                             zp_template_get_region (template_), zp_template_get_year (template_));

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (names));
}

static void
fill_profiles (ZpCarryDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *all = zp_catalog_get_profiles (self->catalog);

  gtk_string_list_append (names, _ ("The usual ones"));
  for (guint i = 0; i < all->len; i++)
    gtk_string_list_append (names, ((ZpProfile *) g_ptr_array_index (all, i))->title);
  adw_combo_row_set_model (self->profile_row, G_LIST_MODEL (names));
}

/**
 * zp_carry_dialog_new:
 * @parent: (nullable): the window that asks
 * @catalog: the official forms and rules there are
 * @forms: (transfer full) (element-type ZpForm): this year's forms, at least one
 *
 * Returns: (transfer none): the dialog
 */
ZpCarryDialog *
zp_carry_dialog_new (GtkWindow *parent, ZpCatalog *catalog, GPtrArray *forms)
{
  ZpCarryDialog *self = g_object_new (ZP_TYPE_CARRY_DIALOG, "transient-for", parent, NULL);
  g_autofree char *year = zp_carry_get_next_year (g_ptr_array_index (forms, 0));
  g_autofree char *intro = g_strdup_printf (
      ngettext (
          "%u new form is made. Project, indicators, targets and weights are kept; amounts, results, "
          "scores and reasons are empty; last year's results stand beside the targets.",
          "%u new forms are made. Project, indicators, targets and weights are kept; amounts, "
          "results, scores and reasons are empty; last year's results stand beside the targets.",
          forms->len),
      forms->len);

  self->catalog = g_object_ref (catalog);
  self->forms = forms;
  gtk_label_set_text (self->intro_label, intro);
  fill_templates (self);
  fill_profiles (self);
  gtk_editable_set_text (GTK_EDITABLE (self->year_row), year);
  changed_cb (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->carry_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->year_row));
  return self;
}

/** zp_carry_dialog_apply: makes the forms and closes. */
void
zp_carry_dialog_apply (ZpCarryDialog *self)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (ZP_IS_CARRY_DIALOG (self));

  for (guint i = 0; i < self->forms->len; i++)
    {
      ZpForm *next = carry (self, g_ptr_array_index (self->forms, i), NULL);

      if (next == NULL)
        return;
      g_ptr_array_add (made, next);
    }
  g_signal_emit (self, signals[SIGNAL_CARRIED], 0, made);
  gtk_window_close (GTK_WINDOW (self));
}
