/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-help-window.h"

#include "zp-help-page.h"

#include <glib/gi18n.h>

/* A page of the guide. */
typedef struct
{
  char *name;  /* of its file */
  char *title; /* its first heading */
  char *text;  /* CommonMark */
  GtkWidget *row;
} Page;

struct _ZpHelpWindow
{
  AdwWindow parent_instance;

  /* Template children */
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkScrolledWindow *scroller;
  AdwBin *bin;
  GtkStack *stack;

  /* Owned */
  char *folder;
  GPtrArray *pages; /* of Page, in the order of their names */

  const Page *shown; /* one of the pages, or NULL */
};

G_DEFINE_FINAL_TYPE (ZpHelpWindow, zp_help_window, ADW_TYPE_WINDOW)

static void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->name);
  g_free (page->title);
  g_free (page->text);
  g_free (page);
}

/* --- reading the guide --- */

static char *
build_folder (void)
{
  const char *data = g_getenv ("ZIPING_DATADIR");

  return g_build_filename (data != NULL ? data : PKGDATADIR, "help", NULL);
}

static int
compare_pages (gconstpointer a, gconstpointer b)
{
  const Page *first = *(const Page *const *) a;
  const Page *second = *(const Page *const *) b;

  return strcmp (first->name, second->name);
}

static void
load_page (ZpHelpWindow *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  Page *page;
  char *text = NULL;

  if (!g_str_has_suffix (name, ".md") || !g_file_get_contents (path, &text, NULL, NULL))
    return;
  page = g_new0 (Page, 1);
  page->name = g_strdup (name);
  page->title = zp_help_page_dup_title (text);
  page->text = text;
  if (page->title == NULL)
    page->title = g_strdup (name);
  g_ptr_array_add (self->pages, page);
}

static void
load_pages (ZpHelpWindow *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    load_page (self, name);
  g_ptr_array_sort (self->pages, compare_pages);
}

static void
add_row (ZpHelpWindow *self, Page *page)
{
  GtkWidget *label = gtk_label_new (page->title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  page->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (page->row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page->row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  page->title, -1);
  gtk_list_box_append (self->list, page->row);
}

static Page *
find_page (ZpHelpWindow *self, const char *name)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = g_ptr_array_index (self->pages, i);

      if (g_str_equal (page->name, name))
        return page;
    }
  return NULL;
}

/* --- showing a page --- */

static void
show_page (ZpHelpWindow *self, Page *page)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  if (self->shown == page)
    return;
  self->shown = page;
  adw_bin_set_child (self->bin, zp_help_page_new (page->text, self->folder));
  gtk_adjustment_set_value (adjustment, 0);
  gtk_window_set_title (GTK_WINDOW (self), page->title);
}

static void
row_selected_cb (ZpHelpWindow *self, GtkListBoxRow *row, GtkListBox *list)
{
  for (guint i = 0; row != NULL && i < self->pages->len; i++)
    {
      Page *page = g_ptr_array_index (self->pages, i);

      if (page->row == GTK_WIDGET (row))
        show_page (self, page);
    }
}

static void
follow_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpHelpWindow *self = ZP_HELP_WINDOW (widget);
  const char *address = g_variant_get_string (parameter, NULL);

  if (find_page (self, address) != NULL)
    zp_help_window_show_page (self, address);
  else
    gtk_show_uri (GTK_WINDOW (self), address, GDK_CURRENT_TIME);
}

/* --- search --- */

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static void
search_changed_cb (ZpHelpWindow *self, GtkSearchEntry *entry)
{
  g_autofree char *words = fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  Page *first = NULL;

  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = g_ptr_array_index (self->pages, i);
      g_autofree char *text = fold (page->text);
      gboolean found = strstr (text, words) != NULL;

      gtk_widget_set_visible (page->row, found);
      if (found && first == NULL)
        first = page;
    }
  gtk_stack_set_visible_child_name (self->stack, first != NULL ? "page" : "nothing");
  if (first != NULL && words[0] != '\0')
    zp_help_window_show_page (self, first->name);
}

/* The entry keeps Escape for itself: it empties the search, then it closes the window. */
static void
stop_search_cb (ZpHelpWindow *self, GtkSearchEntry *entry)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
focus_search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ZP_HELP_WINDOW (widget)->search));
}

/* --- class --- */

static void
zp_help_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZP_TYPE_HELP_WINDOW);
  G_OBJECT_CLASS (zp_help_window_parent_class)->dispose (object);
}

static void
zp_help_window_finalize (GObject *object)
{
  ZpHelpWindow *self = ZP_HELP_WINDOW (object);

  g_free (self->folder);
  g_ptr_array_unref (self->pages);
  G_OBJECT_CLASS (zp_help_window_parent_class)->finalize (object);
}

static void
zp_help_window_class_init (ZpHelpWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zp_help_window_dispose;
  object_class->finalize = zp_help_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpHelpWindow, search);
  gtk_widget_class_bind_template_child (widget_class, ZpHelpWindow, list);
  gtk_widget_class_bind_template_child (widget_class, ZpHelpWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, ZpHelpWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, ZpHelpWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_install_action (widget_class, "help.follow", "s", follow_action);
  gtk_widget_class_install_action (widget_class, "help.search", NULL, focus_search_action);
}

static void
zp_help_window_init (ZpHelpWindow *self)
{
  self->folder = build_folder ();
  self->pages = g_ptr_array_new_with_free_func (page_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  load_pages (self);
  for (guint i = 0; i < self->pages->len; i++)
    add_row (self, g_ptr_array_index (self->pages, i));
  gtk_stack_set_visible_child_name (self->stack, self->pages->len > 0 ? "page" : "missing");
  zp_help_window_show_page (self, ZP_HELP_START);
}

/** zp_help_window_new: (transfer floating): the guide, at its first page. */
GtkWidget *
zp_help_window_new (void)
{
  return g_object_new (ZP_TYPE_HELP_WINDOW, NULL);
}

/**
 * zp_help_window_show_page:
 * @self: the guide
 * @name: the name of a page's file; nothing happens when there is none
 *
 * Turns to a page.
 */
void
zp_help_window_show_page (ZpHelpWindow *self, const char *name)
{
  Page *page;

  g_return_if_fail (ZP_IS_HELP_WINDOW (self));
  g_return_if_fail (name != NULL);

  page = find_page (self, name);
  if (page != NULL)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (page->row));
}

/** zp_help_window_get_page: (nullable): the name of the page that is shown. */
const char *
zp_help_window_get_page (ZpHelpWindow *self)
{
  g_return_val_if_fail (ZP_IS_HELP_WINDOW (self), NULL);

  return self->shown != NULL ? self->shown->name : NULL;
}

/** zp_help_window_search: shows the pages that contain @words, and the first of them. */
void
zp_help_window_search (ZpHelpWindow *self, const char *words)
{
  g_return_if_fail (ZP_IS_HELP_WINDOW (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), words);
}
