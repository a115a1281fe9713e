/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-chooser.h"

#include "zp-compat.h"

#include <glib/gi18n.h>

struct _ZpFormChooser
{
  AdwBin parent_instance;

  /* Borrowed from the bin */
  GtkDropDown *drop;

  /* Owned */
  ZpLibrary *library;
  ZpForm *open;
  ZpForm *form;
  GPtrArray *ids; /* in the order of the list; NULL for no form */
};

G_DEFINE_FINAL_TYPE (ZpFormChooser, zp_form_chooser, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
selected_cb (ZpFormChooser *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop);
  g_autoptr (GError) error = NULL;
  const char *id;

  if (selected >= self->ids->len)
    return;
  id = g_ptr_array_index (self->ids, selected);
  g_clear_object (&self->form);
  if (self->open != NULL && g_strcmp0 (id, zp_form_get_id (self->open)) == 0)
    self->form = g_object_ref (self->open);
  else if (id != NULL)
    self->form = zp_library_load (self->library, id, &error);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
  if (error != NULL)
    zp_tell (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
             _ ("The form could not be opened"), error->message);
}

/* Names are long: they are cut in the button and wrap in the list. */
static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer in_list)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (in_list != NULL)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
    }
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer in_list)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkListItemFactory *
make_factory (gboolean in_list)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (in_list));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (in_list));
  return factory;
}

static void
zp_form_chooser_dispose (GObject *object)
{
  ZpFormChooser *self = ZP_FORM_CHOOSER (object);

  if (self->drop != NULL)
    g_signal_handlers_disconnect_by_data (self->drop, self);
  self->drop = NULL;
  g_clear_object (&self->form);
  g_clear_object (&self->open);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (zp_form_chooser_parent_class)->dispose (object);
}

static void
zp_form_chooser_finalize (GObject *object)
{
  g_clear_pointer (&ZP_FORM_CHOOSER (object)->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (zp_form_chooser_parent_class)->finalize (object);
}

static void
zp_form_chooser_class_init (ZpFormChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zp_form_chooser_dispose;
  object_class->finalize = zp_form_chooser_finalize;

  /** ZpFormChooser::chosen: there is another form now. */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zp_form_chooser_init (ZpFormChooser *self)
{
  g_autoptr (GtkListItemFactory) in_button = make_factory (FALSE);
  g_autoptr (GtkListItemFactory) in_list = make_factory (TRUE);
  GtkExpression *name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *drop = gtk_drop_down_new (NULL, name);

  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->drop = GTK_DROP_DOWN (drop);
  gtk_drop_down_set_factory (self->drop, in_button);
  gtk_drop_down_set_list_factory (self->drop, in_list);
  gtk_drop_down_set_enable_search (self->drop, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Form whose scores are shown"), -1);
  adw_bin_set_child (ADW_BIN (self), drop);
}

static void
add_form (ZpFormChooser *self, GtkStringList *names, const char *id, const char *project)
{
  g_ptr_array_add (self->ids, g_strdup (id));
  gtk_string_list_append (
      names, project != NULL && *project != '\0' ? project : _ ("Project without a name"));
}

/**
 * zp_form_chooser_fill:
 * @self: the chooser
 * @library: whose forms can be chosen
 * @open: (nullable): the form in the window behind, which may have changes not saved yet
 * @profile_id: chosen is @open, else the first form with these rules, else the first one
 */
void
zp_form_chooser_fill (ZpFormChooser *self, ZpLibrary *library, ZpForm *open, const char *profile_id)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GListModel *items = zp_library_get_items (library);
  guint selected = 0;

  g_return_if_fail (ZP_IS_FORM_CHOOSER (self));

  g_set_object (&self->library, library);
  g_set_object (&self->open, open);
  if (open != NULL)
    add_form (self, names, zp_form_get_id (open), zp_form_get_field (open, "project_name"));
  else
    add_form (self, names, NULL, _ ("Choose a Form"));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);

      if (open != NULL && g_str_equal (zp_form_item_get_id (item), zp_form_get_id (open)))
        continue;
      if (open == NULL && selected == 0
          && g_strcmp0 (zp_form_item_get_record (item)->profile_id, profile_id) == 0)
        selected = self->ids->len;
      add_form (self, names, zp_form_item_get_id (item), zp_form_item_get_project (item));
    }
  if (open == NULL && selected == 0 && self->ids->len > 1)
    selected = 1;
  gtk_drop_down_set_model (self->drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->drop, selected);
  selected_cb (self);
  g_signal_connect_swapped (self->drop, "notify::selected", G_CALLBACK (selected_cb), self);
}

/** zp_form_chooser_get_form: (transfer none) (nullable): what is chosen. */
ZpForm *
zp_form_chooser_get_form (ZpFormChooser *self)
{
  g_return_val_if_fail (ZP_IS_FORM_CHOOSER (self), NULL);

  return self->form;
}
