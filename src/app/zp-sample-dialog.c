/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sample-dialog.h"

#include <glib/gi18n.h>

/* More rows than these nobody reads in a dialog; all of them are selected nevertheless. */
#define ROWS_MAX 200
#define USUAL_PERCENT 20

struct _ZpSampleDialog
{
  AdwWindow parent_instance;

  /* Template children */
  GtkEntry *number_entry;
  GtkDropDown *unit_drop_down;
  GtkCheckButton *money_check;
  GtkCheckButton *rate_check;
  GtkCheckButton *full_check;
  GtkCheckButton *red_check;
  GtkListBox *list;
  GtkLabel *summary;

  /* Owned */
  GListModel *forms;
  GArray *choices;
};

G_DEFINE_FINAL_TYPE (ZpSampleDialog, zp_sample_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
get_reasons (ZpSampleDialog *self)
{
  return (gtk_check_button_get_active (self->money_check) ? ZP_SAMPLE_MONEY : 0)
         | (gtk_check_button_get_active (self->rate_check) ? ZP_SAMPLE_RATE : 0)
         | (gtk_check_button_get_active (self->full_check) ? ZP_SAMPLE_FULL : 0)
         | (gtk_check_button_get_active (self->red_check) ? ZP_SAMPLE_RED : 0);
}

/* A share is rounded up: one in five of six forms are two. */
static gboolean
get_number (ZpSampleDialog *self, guint *out_n)
{
  guint all = g_list_model_get_n_items (self->forms);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->number_entry));
  ZpDecimal value;
  guint64 number;

  if (zp_decimal_parse (text, &value) != ZP_DECIMAL_OK || value.micro <= 0
      || value.micro % ZP_DECIMAL_INT (1).micro != 0)
    return FALSE;
  number = (guint64) (value.micro / ZP_DECIMAL_INT (1).micro);
  if (gtk_drop_down_get_selected (self->unit_drop_down) == 1)
    number = (MIN (number, 100) * all + 99) / 100;
  *out_n = (guint) MIN (number, all);
  return TRUE;
}

static GtkWidget *
make_row (const ZpSampleChoice *choice)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (zp_form_item_get_project (choice->item), -1);
  g_autofree char *reasons = zp_sample_word_reasons (choice);
  const char *unit = zp_form_item_get_record (choice->item)->unit;
  g_autofree char *plain
      = unit != NULL && *unit != '\0' ? g_strjoin (" · ", unit, reasons, NULL) : g_strdup (reasons);
  g_autofree char *subtitle = g_markup_escape_text (plain, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
propose (ZpSampleDialog *self)
{
  GtkWidget *row;
  guint n = 0;
  guint with_reason = 0;
  gboolean there = get_number (self, &n);
  g_autofree char *text = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->choices, g_array_unref);
  self->choices = zp_sample_propose (self->forms, get_reasons (self), n);
  for (guint i = 0; i < self->choices->len; i++)
    {
      const ZpSampleChoice *choice = &g_array_index (self->choices, ZpSampleChoice, i);

      with_reason += choice->reasons != 0;
      if (i < ROWS_MAX)
        gtk_list_box_append (self->list, make_row (choice));
    }
  text = there ? g_strdup_printf (_ ("%u of %u forms are proposed, %u for a reason"),
                                  self->choices->len, g_list_model_get_n_items (self->forms),
                                  with_reason)
               : g_strdup (_ ("Write how many forms: a whole number above 0"));
  gtk_label_set_text (self->summary, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sample.select", self->choices->len > 0);
  if (there)
    gtk_widget_remove_css_class (GTK_WIDGET (self->number_entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->number_entry), "error");
}

static void
changed_cb (ZpSampleDialog *self)
{
  if (self->forms != NULL)
    propose (self);
}

static void
select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpSampleDialog *self = ZP_SAMPLE_DIALOG (widget);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < self->choices->len; i++)
    g_strv_builder_add (
        builder, zp_form_item_get_id (g_array_index (self->choices, ZpSampleChoice, i).item));
  ids = g_strv_builder_end (builder);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, ids);
  gtk_window_close (GTK_WINDOW (self));
}

static void
zp_sample_dialog_dispose (GObject *object)
{
  ZpSampleDialog *self = ZP_SAMPLE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_SAMPLE_DIALOG);
  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_object (&self->forms);
  G_OBJECT_CLASS (zp_sample_dialog_parent_class)->dispose (object);
}

static void
zp_sample_dialog_class_init (ZpSampleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_sample_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-sample-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpSampleDialog, number_entry);
  gtk_widget_class_bind_template_child (widget_class, ZpSampleDialog, unit_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ZpSampleDialog, money_check);
  gtk_widget_class_bind_template_child (widget_class, ZpSampleDialog, rate_check);
  gtk_widget_class_bind_template_child (widget_class, ZpSampleDialog, full_check);
  gtk_widget_class_bind_template_child (widget_class, ZpSampleDialog, red_check);
  gtk_widget_class_bind_template_child (widget_class, ZpSampleDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ZpSampleDialog, summary);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "sample.select", NULL, select_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  /**
   * ZpSampleDialog::chosen:
   * @ids: the forms that shall be selected
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
zp_sample_dialog_init (ZpSampleDialog *self)
{
  const char *units[] = { _ ("forms"), _ ("percent of the forms"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (units);
  g_autofree char *usual = g_strdup_printf ("%d", USUAL_PERCENT);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->unit_drop_down, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->unit_drop_down, 1);
  gtk_editable_set_text (GTK_EDITABLE (self->number_entry), usual);
}

/**
 * zp_sample_dialog_new:
 * @parent: the window
 * @forms: (element-type ZpFormItem): what to choose from
 *
 * Returns: (transfer full): the dialog
 */
ZpSampleDialog *
zp_sample_dialog_new (GtkWindow *parent, GListModel *forms)
{
  ZpSampleDialog *self = g_object_new (ZP_TYPE_SAMPLE_DIALOG, "transient-for", parent, NULL);

  self->forms = g_object_ref (forms);
  propose (self);
  return self;
}
