/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-trash-window.h"

#include "zp-compat.h"
#include "zp-words.h"

#include <glib/gi18n.h>

struct _ZpTrashWindow
{
  AdwWindow parent_instance;

  /* Template children */
  GtkStack *stack;
  GtkListBox *list;

  /* Owned */
  ZpLibrary *library;
  GListStore *items;
};

G_DEFINE_FINAL_TYPE (ZpTrashWindow, zp_trash_window, ADW_TYPE_WINDOW)

static void
reload (ZpTrashWindow *self)
{
  ZpStore *store = zp_library_get_store (self->library);
  ZpCatalog *catalog = zp_library_get_catalog (self->library);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = store != NULL ? zp_store_list (store, TRUE, &error) : NULL;

  g_list_store_remove_all (self->items);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (ZpFormItem) item = zp_form_item_new (g_ptr_array_index (records, i), catalog);

      g_list_store_append (self->items, item);
    }
  gtk_stack_set_visible_child_name (self->stack,
                                    records != NULL && records->len > 0 ? "list" : "empty");
  if (error != NULL)
    zp_tell (GTK_WINDOW (self), _ ("The recycle bin could not be read"), error->message);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpTrashWindow *self = ZP_TRASH_WINDOW (widget);
  const char *ids[] = { g_variant_get_string (parameter, NULL), NULL };
  g_autoptr (GError) error = NULL;

  if (!zp_library_restore (self->library, ids, &error))
    zp_tell (GTK_WINDOW (self), _ ("The form could not be restored"), error->message);
  reload (self);
}

typedef struct
{
  ZpTrashWindow *window;
  char *id;
} Erasure;

static void
erasure_free (Erasure *erasure)
{
  g_object_unref (erasure->window);
  g_free (erasure->id);
  g_free (erasure);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Erasure, erasure_free)

static void
erase_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Erasure) erasure = user_data;
  ZpTrashWindow *self = erasure->window;
  g_autofree char *answer = zp_ask_finish (result);
  g_autoptr (GError) error = NULL;
  const char *ids[] = { erasure->id, NULL };

  if (g_strcmp0 (answer, "erase") != 0 || self->library == NULL)
    return;
  if (!zp_store_erase (zp_library_get_store (self->library), ids, &error))
    zp_tell (GTK_WINDOW (self), _ ("The form could not be erased"), error->message);
  reload (self);
}

static void
erase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const ZpAnswer answers[] = {
    { "keep", _ ("_Keep"), ADW_RESPONSE_DEFAULT },
    { "erase", _ ("_Delete Forever"), ADW_RESPONSE_DESTRUCTIVE },
  };
  Erasure *erasure = g_new0 (Erasure, 1);

  erasure->window = g_object_ref (ZP_TRASH_WINDOW (widget));
  erasure->id = g_variant_dup_string (parameter, NULL);
  zp_ask_async (GTK_WINDOW (widget), _ ("Delete This Form Forever?"),
                _ ("It cannot be brought back, except from a backup."), answers,
                G_N_ELEMENTS (answers), erase_answered_cb, erasure);
}

static GtkWidget *
make_button (const char *label, const char *icon, const char *action, const char *id)
{
  GtkWidget *button
      = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (icon == NULL)
    return button;
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

static GtkWidget *
create_row_cb (gpointer object, gpointer user_data)
{
  ZpFormItem *item = ZP_FORM_ITEM (object);
  const ZpStoreRecord *record = zp_form_item_get_record (item);
  g_autofree char *what = zp_form_item_dup_subtitle (item);
  g_autofree char *when = zp_words_date (record->deleted);
  g_autofree char *deleted = g_strdup_printf (_ ("Deleted %s"), when);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", what, deleted);
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), zp_form_item_get_project (item));
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_title_lines (row, 2);
  adw_action_row_add_suffix (row, make_button (_ ("_Restore"), NULL, "trash.restore", record->id));
  adw_action_row_add_suffix (
      row, make_button (_ ("Delete forever"), "edit-delete-symbolic", "trash.erase", record->id));
  return GTK_WIDGET (row);
}

static void
zp_trash_window_dispose (GObject *object)
{
  ZpTrashWindow *self = ZP_TRASH_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_TRASH_WINDOW);
  g_clear_object (&self->items);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (zp_trash_window_parent_class)->dispose (object);
}

static void
zp_trash_window_class_init (ZpTrashWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_trash_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-trash-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpTrashWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ZpTrashWindow, list);
  gtk_widget_class_install_action (widget_class, "trash.restore", "s", restore_action);
  gtk_widget_class_install_action (widget_class, "trash.erase", "s", erase_action);
}

static void
zp_trash_window_init (ZpTrashWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (ZP_TYPE_FORM_ITEM);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->items), create_row_cb, NULL, NULL);
}

/**
 * zp_trash_window_new:
 * @parent: (nullable): the window that asks
 * @library: the library
 *
 * Returns: (transfer none): the window
 */
ZpTrashWindow *
zp_trash_window_new (GtkWindow *parent, ZpLibrary *library)
{
  ZpTrashWindow *self = g_object_new (ZP_TYPE_TRASH_WINDOW, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  reload (self);
  return self;
}

/** zp_trash_window_get_items: (transfer none): the deleted forms, last deleted first. */
GListModel *
zp_trash_window_get_items (ZpTrashWindow *self)
{
  g_return_val_if_fail (ZP_IS_TRASH_WINDOW (self), NULL);

  return G_LIST_MODEL (self->items);
}
