/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-derive-dialog.h"

#include "zp-derive-choice.h"
#include "zp-derive.h"

#include <glib/gi18n.h>

struct _ZpDeriveDialog
{
  AdwWindow parent_instance;

  /* Template children */
  GtkSearchEntry *search;
  GtkLabel *hint;
  GtkListView *list;

  /* Owned */
  GListStore *choices;
  GtkFilterListModel *shown;
  GtkCheckButton *radio; /* makes the checks of a single choice round */

  gboolean several;
};

G_DEFINE_FINAL_TYPE (ZpDeriveDialog, zp_derive_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_TAKEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- what is chosen --- */

static ZpDeriveChoice *
get_choice (ZpDeriveDialog *self, guint position)
{
  g_autoptr (ZpDeriveChoice) choice
      = g_list_model_get_item (G_LIST_MODEL (self->choices), position);

  /* The list keeps it. */
  return choice;
}

/* (transfer full): in the order of the list */
static char **
dup_chosen (ZpDeriveDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->choices)); i++)
    if (zp_derive_choice_get_chosen (get_choice (self, i)))
      g_strv_builder_add (builder, zp_derive_choice_get_id (get_choice (self, i)));
  return g_strv_builder_end (builder);
}

static void
show_hint (ZpDeriveDialog *self, guint n_chosen)
{
  g_autofree char *text = NULL;

  if (self->several)
    text = g_strdup_printf (
        ngettext (
            "%u form is chosen. The figures of the document are replaced; what was written in it stays.",
            "%u forms are chosen. The figures of the document are replaced; what was written in it stays.",
            n_chosen),
        n_chosen);
  else
    text = g_strdup (_ ("The figures of the document are replaced; what was written in it stays."));
  gtk_label_set_text (self->hint, text);
}

static void
update (ZpDeriveDialog *self)
{
  g_auto (GStrv) ids = dup_chosen (self);
  guint n = g_strv_length (ids);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "derive.take", n > 0);
  show_hint (self, n);
}

static void
chosen_cb (ZpDeriveChoice *choice, GParamSpec *pspec, ZpDeriveDialog *self)
{
  for (guint i = 0; !self->several && zp_derive_choice_get_chosen (choice)
                    && i < g_list_model_get_n_items (G_LIST_MODEL (self->choices));
       i++)
    if (get_choice (self, i) != choice)
      zp_derive_choice_set_chosen (get_choice (self, i), FALSE);
  update (self);
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zp_derive_dialog_take (ZP_DERIVE_DIALOG (widget));
}

/* A click or Enter chooses; on the only choice there is, the second time takes it. */
static void
activated_cb (ZpDeriveDialog *self, guint position)
{
  g_autoptr (ZpDeriveChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (self->several)
    zp_derive_choice_set_chosen (choice, !zp_derive_choice_get_chosen (choice));
  else if (zp_derive_choice_get_chosen (choice))
    zp_derive_dialog_take (self);
  else
    zp_derive_choice_set_chosen (choice, TRUE);
}

/* --- the list --- */

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  ZpDeriveDialog *self = user_data;

  return zp_derive_choice_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_changed_cb (ZpDeriveDialog *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
}

static GtkWidget *
add_label (GtkWidget *box, const char *class_name)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class_name != NULL)
    gtk_widget_add_css_class (label, class_name);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* A row: the check, the project over its unit and form, the score. */
static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, ZpDeriveDialog *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkExpression *item = gtk_property_expression_new (GTK_TYPE_LIST_ITEM, NULL, "item");
  GtkExpression *chosen = gtk_property_expression_new (ZP_TYPE_DERIVE_CHOICE, item, "chosen");

  if (!self->several)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->radio);
  gtk_widget_set_can_focus (check, FALSE);
  gtk_widget_set_can_target (check, FALSE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_margin_top (row, 8);
  gtk_widget_set_margin_bottom (row, 8);
  gtk_widget_set_margin_start (row, 6);
  gtk_widget_set_margin_end (row, 6);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), words);
  add_label (words, NULL);
  add_label (words, "dim-label");
  add_label (row, "numeric");
  gtk_list_item_set_child (list_item, row);
  gtk_expression_bind (chosen, check, "active", list_item);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, ZpDeriveDialog *self)
{
  ZpDeriveChoice *choice = gtk_list_item_get_item (list_item);
  ZpFormItem *item = zp_derive_choice_get_item (choice);
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *words = gtk_widget_get_next_sibling (check);
  GtkWidget *score = gtk_widget_get_next_sibling (words);
  g_autofree char *subtitle = zp_form_item_dup_subtitle (item);
  const char *points = zp_form_item_get_record (item)->score;
  g_autofree char *scored = points != NULL && *points != '\0'
                                ? g_strdup_printf (_ ("%s points"), points)
                                : g_strdup ("");

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (words)),
                      zp_form_item_get_project (item));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (words)), subtitle);
  gtk_label_set_text (GTK_LABEL (score), scored);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  zp_form_item_get_project (item), -1);
}

static void
show_list (ZpDeriveDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));

  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->choices)), filter);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_list_view_set_factory (self->list, factory);
}

/* --- what is offered --- */

static void
add_choices (ZpDeriveDialog *self, ZpLibrary *library, ZpForm *document)
{
  const ZpDeriveSpec *spec = zp_template_get_derive (zp_form_get_template (document));
  GListModel *items = zp_library_get_items (library);
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);

      if (g_strv_contains ((const char *const *) spec->from,
                           zp_form_item_get_record (item)->template_id))
        g_ptr_array_add (choices, zp_derive_choice_new (item, document));
    }
  g_list_store_splice (self->choices, 0, 0, choices->pdata, choices->len);
  g_list_store_sort (self->choices, zp_derive_choice_compare, NULL);
}

static gboolean
choose_remembered (ZpDeriveDialog *self, ZpForm *document)
{
  g_auto (GStrv) ids = zp_form_dup_sources (document);

  for (guint i = 0; ids[i] != NULL; i++)
    zp_derive_dialog_choose (self, ids[i]);
  return ids[0] != NULL;
}

/* At first: the nearest form, or all of the same year and unit. */
static void
choose_close (ZpDeriveDialog *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->choices)); i++)
    if (zp_derive_choice_is_close (get_choice (self, i)))
      {
        zp_derive_choice_set_chosen (get_choice (self, i), TRUE);
        if (!self->several)
          return;
      }
}

/* --- the class --- */

static void
zp_derive_dialog_dispose (GObject *object)
{
  ZpDeriveDialog *self = ZP_DERIVE_DIALOG (object);

  /* The filter asks this window as long as the list is shown. */
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_DERIVE_DIALOG);
  g_clear_object (&self->shown);
  g_clear_object (&self->choices);
  g_clear_object (&self->radio);
  G_OBJECT_CLASS (zp_derive_dialog_parent_class)->dispose (object);
}

static void
zp_derive_dialog_class_init (ZpDeriveDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_derive_dialog_dispose;

  /**
   * ZpDeriveDialog::taken:
   * @ids: (array zero-terminated=1): the chosen forms, at least one
   */
  signals[SIGNAL_TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-derive-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpDeriveDialog, search);
  gtk_widget_class_bind_template_child (widget_class, ZpDeriveDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, ZpDeriveDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "derive.take", NULL, take_action);
}

static void
zp_derive_dialog_init (ZpDeriveDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = g_list_store_new (ZP_TYPE_DERIVE_CHOICE);
  self->radio = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
}

/**
 * zp_derive_dialog_new:
 * @parent: (nullable): the window that asks
 * @library: where the forms are
 * @document: a document that sums up forms
 *
 * Returns: (transfer none): the dialog; the forms that @document remembers are chosen
 */
ZpDeriveDialog *
zp_derive_dialog_new (GtkWindow *parent, ZpLibrary *library, ZpForm *document)
{
  ZpDeriveDialog *self = g_object_new (ZP_TYPE_DERIVE_DIALOG, "transient-for", parent, NULL);

  self->several
      = zp_derive_spec_takes_several (zp_template_get_derive (zp_form_get_template (document)));
  if (self->several)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Take Figures from Forms"));
  add_choices (self, library, document);
  if (!choose_remembered (self, document))
    choose_close (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->choices)); i++)
    g_signal_connect_object (get_choice (self, i), "notify::chosen", G_CALLBACK (chosen_cb), self,
                             0);
  show_list (self);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return self;
}

/** zp_derive_dialog_get_n_forms: how many forms the document could take figures from. */
guint
zp_derive_dialog_get_n_forms (ZpDeriveDialog *self)
{
  g_return_val_if_fail (ZP_IS_DERIVE_DIALOG (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->choices));
}

/** zp_derive_dialog_choose: chooses the form @id, when it is offered. */
void
zp_derive_dialog_choose (ZpDeriveDialog *self, const char *id)
{
  g_return_if_fail (ZP_IS_DERIVE_DIALOG (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->choices)); i++)
    if (g_str_equal (zp_derive_choice_get_id (get_choice (self, i)), id))
      zp_derive_choice_set_chosen (get_choice (self, i), TRUE);
}

/** zp_derive_dialog_take: takes what is chosen, and closes the dialog. */
void
zp_derive_dialog_take (ZpDeriveDialog *self)
{
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (ZP_IS_DERIVE_DIALOG (self));

  ids = dup_chosen (self);
  if (ids[0] == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0, ids);
  gtk_window_destroy (GTK_WINDOW (self));
}
