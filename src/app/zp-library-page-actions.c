/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-page-private.h"

#include "zp-compat.h"
#include "zp-error.h"
#include "zp-export.h"
#include "zp-library-cell.h"

#include <glib/gi18n.h>

/* (nullable) while the page is in no window */
ZpWindow *
_zp_library_page_get_window (ZpLibraryPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return ZP_IS_WINDOW (root) ? ZP_WINDOW (root) : NULL;
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (GStrv) ids = zp_library_page_dup_selected (ZP_LIBRARY_PAGE (widget));

  if (ids[0] != NULL)
    zp_window_open_form (_zp_library_page_get_window (ZP_LIBRARY_PAGE (widget)), ids[0]);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpLibraryPage *self = ZP_LIBRARY_PAGE (widget);
  g_auto (GStrv) ids = zp_library_page_dup_selected (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = NULL;

  if (ids[0] == NULL)
    return;
  form = zp_library_duplicate (self->library, ids[0], &error);
  if (form != NULL)
    zp_window_add_form (_zp_library_page_get_window (self), form);
  else
    zp_tell (GTK_WINDOW (_zp_library_page_get_window (self)),
             _ ("The form could not be duplicated"), error->message);
}

static void
export_selected (ZpLibraryPage *self, GVariant *parameter, gboolean together)
{
  g_auto (GStrv) ids = zp_library_page_dup_selected (self);
  ZpExportKind kind;

  if (zp_export_parse_kind (g_variant_get_string (parameter, NULL), &kind))
    zp_export_forms (_zp_library_page_get_window (self), (const char *const *) ids, kind, together);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export_selected (ZP_LIBRARY_PAGE (widget), parameter, FALSE);
}

static void
export_together_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export_selected (ZP_LIBRARY_PAGE (widget), parameter, TRUE);
}

/* As the window does it, but only while something is selected. */
static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (
      widget, g_str_equal (name, "library.print") ? "win.print" : "win.preview", NULL);
}

/* Where all are drafts, at once and with undo; else form by form, with what kept the others. */
static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpLibraryPage *self = ZP_LIBRARY_PAGE (widget);
  g_auto (GStrv) ids = zp_library_page_dup_selected (self);
  guint n = g_strv_length (ids);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  if (!zp_library_delete (self->library, (const char *const *) ids, &error))
    {
      if (n > 1 && g_error_matches (error, ZP_ERROR, ZP_ERROR_READ_ONLY))
        _zp_library_page_review (self, ZP_REVIEW_DELETE);
      else
        zp_tell (GTK_WINDOW (_zp_library_page_get_window (self)), _ ("Nothing was deleted"),
                 error->message);
      return;
    }
  text = g_strdup_printf (ngettext ("%u form was moved to the recycle bin",
                                    "%u forms were moved to the recycle bin", n),
                          n);
  zp_window_toast (_zp_library_page_get_window (self), text, _ ("Undo"), "win.restore-forms",
                   g_variant_new_strv ((const char *const *) ids, -1));
}

static void
show_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpLibraryPage *self = ZP_LIBRARY_PAGE (widget);

  _zp_library_page_forget_only (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->year_drop_down, 0);
  zp_library_page_pick (self, ZP_FACET_ALL, NULL);
}

static void
reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpLibraryPage *self = ZP_LIBRARY_PAGE (widget);

  zp_library_open (self->library);
  _zp_library_page_update_problem (self);
}

static ZpLibraryCell *
find_cell (GtkWidget *widget)
{
  if (ZP_IS_LIBRARY_CELL (widget))
    return ZP_LIBRARY_CELL (widget);
  return ZP_LIBRARY_CELL (gtk_widget_get_ancestor (widget, ZP_TYPE_LIBRARY_CELL));
}

/* The menu concerns the row under the pointer, or the selection that the row belongs to. */
void
_zp_library_page_select_item (ZpLibraryPage *self, ZpFormItem *item)
{
  GListModel *shown = G_LIST_MODEL (self->shown);

  zp_place_list_complete (self->places);
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (ZpFormItem) other = g_list_model_get_item (shown, i);

      if (other != item)
        continue;
      if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), i, TRUE);
      return;
    }
}

static ZpLibraryCell *
find_cell_of (GtkWidget *widget, ZpFormItem *item)
{
  ZpLibraryCell *found = NULL;

  if (ZP_IS_LIBRARY_CELL (widget))
    return zp_library_cell_get_item (ZP_LIBRARY_CELL (widget)) == item ? ZP_LIBRARY_CELL (widget)
                                                                       : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_cell_of (child, item);
  return found;
}

/** _zp_library_page_focus_selected: brings the first of the selected forms into view, and the keys
 * to its row. */
void
_zp_library_page_focus_selected (ZpLibraryPage *self)
{
  GtkBitset *chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint position = gtk_bitset_get_minimum (chosen);
  g_autoptr (ZpFormItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  ZpLibraryCell *cell;

  gtk_bitset_unref (chosen);
  if (item == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  cell = find_cell_of (GTK_WIDGET (self->view), item);
  /* The cell stands in one of the toolkit's, and that in the row. */
  if (cell != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (cell))));
}

static void
show_menu (ZpLibraryPage *self, double x, double y)
{
  GdkRectangle rectangle = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (self->popover, &rectangle);
  gtk_popover_popup (self->popover);
}

/* Else the keys would go to the first button of the window, and Enter would make a form. */
static void
menu_closed_cb (ZpLibraryPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
secondary_click_cb (ZpLibraryPage *self, int n_press, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  ZpLibraryCell *cell = picked != NULL ? find_cell (picked) : NULL;
  double page_x;
  double page_y;

  if (cell == NULL || zp_library_cell_get_item (cell) == NULL)
    return;
  _zp_library_page_select_item (self, zp_library_cell_get_item (cell));
  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), x, y, &page_x,
                                        &page_y))
    show_menu (self, page_x, page_y);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  ZpLibraryPage *self = ZP_LIBRARY_PAGE (user_data);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (_zp_library_page_get_window (self)));
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, widget)
      || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return FALSE;
  show_menu (self, bounds.origin.x + 48, bounds.origin.y + bounds.size.height);
  return TRUE;
}

void
_zp_library_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "library.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "library.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "library.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "library.export-together", "s",
                                   export_together_action);
  gtk_widget_class_install_action (widget_class, "library.preview", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "library.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "library.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "library.review", "s",
                                   _zp_library_page_review_action);
  gtk_widget_class_install_action (widget_class, "library.sample", NULL,
                                   _zp_library_page_sample_action);
  gtk_widget_class_install_property_action (widget_class, "library.view", "view");
  gtk_widget_class_install_property_action (widget_class, "library.worst-first", "worst-first");
  gtk_widget_class_install_action (widget_class, "library.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "library.summary", NULL,
                                   _zp_library_page_summary_action);
  gtk_widget_class_install_action (widget_class, "library.reopen", NULL, reopen_action);
}

static void
add_key (GtkShortcutController *controller, const char *keys, GtkShortcutAction *action)
{
  gtk_shortcut_controller_add_shortcut (
      controller, gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys), action));
}

/* Keys and clicks of the list. */
void
_zp_library_page_add_controllers (ZpLibraryPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  add_key (GTK_SHORTCUT_CONTROLLER (keys), "Delete", gtk_named_action_new ("library.delete"));
  add_key (GTK_SHORTCUT_CONTROLLER (keys), "Menu|<Shift>F10",
           gtk_callback_action_new (menu_key_cb, self, NULL));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (menu_closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (secondary_click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
}
