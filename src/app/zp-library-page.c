/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-page-private.h"

#include "zp-library-columns.h"
#include "zp-library-sums.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (ZpLibraryPage, zp_library_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_VIEW = 1,
  PROP_WORST_FIRST,
  N_PROPS,
} ZpLibraryPageProperty;

static GParamSpec *props[N_PROPS];

/** _zp_library_page_get_selected_items: (transfer full) (element-type ZpFormItem): what is
 * selected. */
GListModel *
_zp_library_page_get_selected_items (ZpLibraryPage *self)
{
  GtkBitset *chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GListStore *items = g_list_store_new (ZP_TYPE_FORM_ITEM);
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_iter_init_first (&iter, chosen, &position))
    do
      {
        g_autoptr (ZpFormItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

        g_list_store_append (items, item);
      }
    while (gtk_bitset_iter_next (&iter, &position));
  gtk_bitset_unref (chosen);
  return G_LIST_MODEL (items);
}

/* --- what is shown --- */

void
_zp_library_page_update_sums (ZpLibraryPage *self)
{
  g_autoptr (GListModel) chosen = _zp_library_page_get_selected_items (self);
  gboolean several = g_list_model_get_n_items (chosen) > 1;
  ZpLibrarySums sums;
  g_autofree char *text = NULL;

  zp_library_sums_compute (several ? chosen : G_LIST_MODEL (self->shown), &sums);
  text = zp_library_sums_to_text (&sums, several);
  gtk_label_set_markup (self->sums_label, text);
  gtk_widget_set_tooltip_markup (GTK_WIDGET (self->sums_label), text);
}

static void
update_actions (ZpLibraryPage *self)
{
  GtkBitset *chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint64 n = gtk_bitset_get_size (chosen);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "library.open", n == 1);
  gtk_widget_action_set_enabled (widget, "library.duplicate", n == 1);
  gtk_widget_action_set_enabled (widget, "library.export", n > 0);
  gtk_widget_action_set_enabled (widget, "library.export-together", n > 1);
  gtk_widget_action_set_enabled (widget, "library.preview", n > 0);
  gtk_widget_action_set_enabled (widget, "library.print", n > 0);
  gtk_widget_action_set_enabled (widget, "library.delete", n > 0);
  gtk_widget_action_set_enabled (widget, "library.review", n > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->review_button), n > 0);
  gtk_widget_action_set_enabled (widget, "library.sample",
                                 g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0);
  gtk_bitset_unref (chosen);
}

static void
selection_changed_cb (ZpLibraryPage *self)
{
  if (!self->keeping)
    {
      g_autoptr (GListModel) items = _zp_library_page_get_selected_items (self);

      g_hash_table_remove_all (self->chosen);
      for (guint i = 0; i < g_list_model_get_n_items (items); i++)
        g_hash_table_add (self->chosen, g_list_model_get_item (items, i));
    }
  update_actions (self);
  _zp_library_page_update_sums (self);
}

/* What was found is looked at from its beginning. */
static void
filter_changed_cb (ZpLibraryPage *self)
{
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), 0);
}

/* The selection is one of places; it follows the forms that stood in them.  Those that are not
 * shown any more are not selected either. */
static void
keep_selection (ZpLibraryPage *self)
{
  GListModel *shown = G_LIST_MODEL (self->shown);
  guint n = g_list_model_get_n_items (shown);
  guint n_places = g_list_model_get_n_items (G_LIST_MODEL (self->places));
  g_autoptr (GHashTable) there = NULL;
  GtkBitset *selected;
  GtkBitset *mask;

  if (g_hash_table_size (self->chosen) == 0)
    return;
  there = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  selected = gtk_bitset_new_empty ();
  mask = gtk_bitset_new_range (0, n_places);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (shown, i);

      if (!g_hash_table_contains (self->chosen, item))
        continue;
      g_hash_table_add (there, g_steal_pointer (&item));
      if (i < n_places)
        gtk_bitset_add (selected, i);
    }
  g_hash_table_unref (self->chosen);
  self->chosen = g_steal_pointer (&there);
  self->keeping = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
  self->keeping = FALSE;
  gtk_bitset_unref (selected);
  gtk_bitset_unref (mask);
}

/* Shows the stack page that fits what there is. */
void
_zp_library_page_update_pages (ZpLibraryPage *self)
{
  GListModel *items = zp_library_get_items (self->library);
  gboolean none = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0;
  const char *page = "library";

  if (zp_library_get_store (self->library) == NULL)
    page = "problem";
  else if (zp_library_is_loading (self->library))
    page = "loading";
  else if (g_list_model_get_n_items (items) == 0)
    page = "empty";
  gtk_stack_set_visible_child_name (self->outer_stack, page);
  gtk_stack_set_visible_child_name (self->inner_stack, self->shows_units ? "units"
                                                       : none            ? "none"
                                                                         : "list");
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_entry), g_str_equal (page, "library"));
  gtk_widget_set_visible (GTK_WIDGET (self->year_drop_down), g_str_equal (page, "library"));
}

/* Shows why nothing can be saved, or that it can. */
void
_zp_library_page_update_problem (ZpLibraryPage *self)
{
  const char *problem = zp_library_get_problem (self->library);
  gboolean is_open = zp_library_get_store (self->library) != NULL;
  gboolean elsewhere = zp_library_is_open_elsewhere (self->library);
  g_autofree char *text = NULL;

  if (problem != NULL && is_open)
    {
      text = g_strdup_printf (_ ("The last change could not be saved. %s"), problem);
      gtk_label_set_text (self->banner_label, text);
    }
  else if (problem != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (problem, -1);

      adw_status_page_set_title (self->problem_page, elsewhere
                                                         ? _ ("Already Open in Another Window")
                                                         : _ ("The Library Cannot Be Opened"));
      adw_status_page_set_description (self->problem_page, escaped);
      gtk_widget_set_visible (self->repair_button, !elsewhere);
    }
  gtk_revealer_set_reveal_child (self->banner, problem != NULL && is_open);
  _zp_library_page_update_pages (self);
}

/* The list is what the keys belong to first. */
static void
loading_changed_cb (ZpLibraryPage *self)
{
  gboolean was_empty
      = g_str_equal (gtk_stack_get_visible_child_name (self->outer_stack), "loading");

  _zp_library_page_update_pages (self);
  if (was_empty && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    zp_library_page_focus_list (self);
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return -strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer container): the years there are, newest first */
static GPtrArray *
list_years (GListModel *items)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *years = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);
      const char *year = zp_form_item_get_record (item)->year;

      if (year != NULL && *year != '\0' && g_hash_table_add (seen, (gpointer) year))
        g_ptr_array_add (years, (gpointer) year);
    }
  g_ptr_array_sort (years, compare_years);
  return years;
}

static gboolean
years_are_shown (ZpLibraryPage *self, GPtrArray *years)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->years)) != years->len + 1)
    return FALSE;
  for (guint i = 0; i < years->len; i++)
    {
      if (g_strcmp0 (gtk_string_list_get_string (self->years, i + 1), g_ptr_array_index (years, i))
          != 0)
        return FALSE;
    }
  return TRUE;
}

static void
update_years (ZpLibraryPage *self)
{
  g_autoptr (GPtrArray) years = list_years (zp_library_get_items (self->library));
  const char *chosen = zp_library_filter_get_year (self->filter);
  guint position = 0;

  if (years_are_shown (self, years))
    return;
  for (guint i = 0; i < years->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (years, i), chosen) == 0)
        position = i + 1;
    }
  if (position == 0)
    zp_library_filter_set_year (self->filter, NULL);
  g_ptr_array_add (years, NULL);
  self->updating_years = TRUE;
  gtk_string_list_splice (self->years, 1, g_list_model_get_n_items (G_LIST_MODEL (self->years)) - 1,
                          (const char *const *) years->pdata);
  gtk_drop_down_set_selected (self->year_drop_down, position);
  self->updating_years = FALSE;
}

static void
update_all (ZpLibraryPage *self)
{
  update_years (self);
  zp_library_sidebar_update (self->sidebar, zp_library_get_items (self->library),
                             zp_library_filter_get_year (self->filter));
  _zp_library_page_update_board (self);
  _zp_library_page_update_sums (self);
  update_actions (self);
  _zp_library_page_update_pages (self);
}

/* Values changed in place: neither filters nor orders have noticed. */
static gboolean
update_cb (gpointer user_data)
{
  ZpLibraryPage *self = user_data;

  self->update_source = 0;
  zp_form_list_update (self->shown);
  update_all (self);
  return G_SOURCE_REMOVE;
}

/* Once for many changes, and not while the editor covers the list. */
static void
queue_update (ZpLibraryPage *self)
{
  if (self->update_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_source = g_idle_add (update_cb, self);
}

/* --- search, year, facet --- */

typedef struct
{
  ZpLibraryPage *page;
  ZpStore *store;
  char *words;
  guint serial;
} Search;

static void
search_free (Search *search)
{
  g_clear_object (&search->page);
  g_clear_object (&search->store);
  g_free (search->words);
  g_free (search);
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  GError *error = NULL;
  GHashTable *ids = zp_store_search_ids (search->store, search->words, &error);

  if (ids != NULL)
    g_task_return_pointer (task, ids, (GDestroyNotify) g_hash_table_unref);
  else
    g_task_return_error (task, error);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *search = g_task_get_task_data (G_TASK (result));
  ZpLibraryPage *self = search->page;
  g_autoptr (GError) error = NULL;
  GHashTable *ids = g_task_propagate_pointer (G_TASK (result), &error);

  if (search->serial != self->search_serial || self->library == NULL)
    {
      g_clear_pointer (&ids, g_hash_table_unref);
      return;
    }
  if (ids != NULL)
    zp_library_filter_set_found (self->filter, ids);
  else if (_zp_library_page_get_window (self) != NULL)
    zp_window_toast (_zp_library_page_get_window (self), error->message, NULL, NULL, NULL);
  _zp_library_page_update_units (self);
  _zp_library_page_update_sums (self);
  _zp_library_page_update_pages (self);
}

static void
search_changed_cb (ZpLibraryPage *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  ZpStore *store = zp_library_get_store (self->library);
  g_autoptr (GTask) task = NULL;
  Search *search;

  if (*words != '\0')
    _zp_library_page_forget_only (self);
  else if (gtk_revealer_get_reveal_child (self->only_bar))
    return;
  self->search_serial++;
  if (*words == '\0' || store == NULL)
    {
      zp_library_filter_set_found (self->filter, NULL);
      _zp_library_page_update_units (self);
      _zp_library_page_update_sums (self);
      _zp_library_page_update_pages (self);
      return;
    }
  search = g_new0 (Search, 1);
  search->page = g_object_ref (self);
  search->store = g_object_ref (store);
  search->words = g_strdup (words);
  search->serial = self->search_serial;
  task = g_task_new (NULL, NULL, searched_cb, NULL);
  g_task_set_source_tag (task, search_changed_cb);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_thread);
}

static void
stop_search_cb (ZpLibraryPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
search_activate_cb (ZpLibraryPage *self)
{
  zp_library_page_focus_list (self);
}

static void
facet_picked_cb (ZpLibraryPage *self)
{
  const char *word;
  ZpFacet facet = zp_library_sidebar_get_facet (self->sidebar, &word);

  zp_library_filter_set_facet (self->filter, facet, word);
  _zp_library_page_update_units (self);
  _zp_library_page_update_sums (self);
  _zp_library_page_update_pages (self);
}

static void
year_selected_cb (ZpLibraryPage *self)
{
  guint position = gtk_drop_down_get_selected (self->year_drop_down);
  const char *year = NULL;

  if (self->updating_years)
    return;
  if (position != GTK_INVALID_LIST_POSITION && position > 0)
    year = gtk_string_list_get_string (self->years, position);
  zp_library_filter_set_year (self->filter, year);
  update_all (self);
}

/* --- the widget --- */

static void
zp_library_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ZpLibraryPage *self = ZP_LIBRARY_PAGE (object);

  switch ((ZpLibraryPageProperty) prop_id)
    {
    case PROP_VIEW:
      g_value_set_static_string (value, self->shows_units ? "units" : "forms");
      break;
    case PROP_WORST_FIRST:
      g_value_set_boolean (value, self->worst_first);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zp_library_page_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  ZpLibraryPage *self = ZP_LIBRARY_PAGE (object);

  switch ((ZpLibraryPageProperty) prop_id)
    {
    case PROP_VIEW:
      _zp_library_page_set_view (self, g_value_get_string (value));
      break;
    case PROP_WORST_FIRST:
      _zp_library_page_set_worst_first (self, g_value_get_boolean (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
row_activated_cb (ZpLibraryPage *self, guint position)
{
  g_autoptr (ZpFormItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (item != NULL)
    zp_window_open_form (_zp_library_page_get_window (self), zp_form_item_get_id (item));
}

static void
map_cb (ZpLibraryPage *self)
{
  queue_update (self);
}

static void
zp_library_page_dispose (GObject *object)
{
  ZpLibraryPage *self = ZP_LIBRARY_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_LIBRARY_PAGE);
  /* The template lets go of the children that are bound; the others, and the menu, are still here.
   */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->places);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_clear_object (&self->filter);
  g_clear_object (&self->years);
  g_clear_object (&self->library);
  g_clear_pointer (&self->recent, g_strfreev);
  G_OBJECT_CLASS (zp_library_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, year_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, banner);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, banner_label);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, only_bar);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, only_label);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, outer_stack);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, inner_stack);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, view);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, board_bar);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, review_button);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, unit_view);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, sums_label);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, repair_button);
  gtk_widget_class_bind_template_child (widget_class, ZpLibraryPage, popover);
  gtk_widget_class_bind_template_callback_full (widget_class, "unit_activated_cb",
                                                G_CALLBACK (_zp_library_page_unit_activated));
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, facet_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
set_menus (ZpLibraryPage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/ziping/Ziping/zp-library-menus.ui");

  gtk_menu_button_set_menu_model (self->menu_button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "main_menu")));
  adw_split_button_set_menu_model (self->export_button,
                                   G_MENU_MODEL (gtk_builder_get_object (builder, "export_menu")));
  gtk_menu_button_set_menu_model (self->review_button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "review_menu")));
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover),
                                   G_MENU_MODEL (gtk_builder_get_object (builder, "form_menu")));
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * ZpLibraryPage:view: “forms” or “units”.
   */
  props[PROP_VIEW]
      = g_param_spec_string ("view", NULL, NULL, "forms",
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * ZpLibraryPage:worst-first: whether the forms that want attention stand first.
   */
  props[PROP_WORST_FIRST]
      = g_param_spec_boolean ("worst-first", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
zp_library_page_class_init (ZpLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_library_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = zp_library_page_get_property;
  G_OBJECT_CLASS (klass)->set_property = zp_library_page_set_property;
  install_properties (G_OBJECT_CLASS (klass));
  g_type_ensure (ZP_TYPE_BOARD_BAR);
  g_type_ensure (ZP_TYPE_LIBRARY_SIDEBAR);
  g_type_ensure (ZP_TYPE_UNIT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-library-page.ui");
  bind_children (widget_class);
  _zp_library_page_install_actions (widget_class);
}

static void
zp_library_page_init (ZpLibraryPage *self)
{
  const char *years[] = { _ ("All years"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  set_menus (self);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  self->years = gtk_string_list_new (years);
  self->updating_years = TRUE;
  gtk_drop_down_set_model (self->year_drop_down, G_LIST_MODEL (self->years));
  self->updating_years = FALSE;
  self->filter = zp_library_filter_new ();
  self->chosen = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  zp_library_columns_add (self->view);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (_zp_library_page_sorter_changed), self, G_CONNECT_SWAPPED);
  _zp_library_page_add_controllers (self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

static void
follow_library (ZpLibraryPage *self)
{
  ZpLibrary *library = self->library;

  g_signal_connect_swapped (library, "notify::problem",
                            G_CALLBACK (_zp_library_page_update_problem), self);
  g_signal_connect_swapped (library, "notify::loading", G_CALLBACK (loading_changed_cb), self);
  g_signal_connect_swapped (library, "items-updated", G_CALLBACK (queue_update), self);
  g_signal_connect_object (zp_library_get_items (library), "items-changed",
                           G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
}

/**
 * zp_library_page_new:
 * @library: the library
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
zp_library_page_new (ZpLibrary *library)
{
  ZpLibraryPage *self = g_object_new (ZP_TYPE_LIBRARY_PAGE, NULL);

  self->library = g_object_ref (library);
  self->shown = zp_form_list_new (zp_library_get_items (library), GTK_FILTER (self->filter),
                                  gtk_column_view_get_sorter (self->view));
  self->places = zp_place_list_new (G_LIST_MODEL (self->shown));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->places)));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* After the places have followed, and the selection of places has followed them. */
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (keep_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->places, "items-changed", G_CALLBACK (keep_selection), self,
                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  follow_library (self);
  _zp_library_page_update_problem (self);
  update_all (self);
  return GTK_WIDGET (self);
}

/** zp_library_page_focus_search: puts the cursor into the search. */
void
zp_library_page_focus_search (ZpLibraryPage *self)
{
  g_return_if_fail (ZP_IS_LIBRARY_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/** zp_library_page_focus_list: puts the cursor into the list, and selects a form when none is. */
void
zp_library_page_focus_list (ZpLibraryPage *self)
{
  GtkSelectionModel *selection;
  GtkBitset *chosen;

  g_return_if_fail (ZP_IS_LIBRARY_PAGE (self));

  selection = GTK_SELECTION_MODEL (self->selection);
  chosen = gtk_selection_model_get_selection (selection);
  if (gtk_bitset_is_empty (chosen))
    gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_bitset_unref (chosen);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  _zp_library_page_focus_selected (self);
}

/** zp_library_page_search: looks for @words, as if they had been typed. */
void
zp_library_page_search (ZpLibraryPage *self, const char *words)
{
  g_return_if_fail (ZP_IS_LIBRARY_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words);
}

/** zp_library_page_pick: narrows the list to @facet, as if the row had been clicked. */
void
zp_library_page_pick (ZpLibraryPage *self, ZpFacet facet, const char *word)
{
  g_return_if_fail (ZP_IS_LIBRARY_PAGE (self));

  zp_library_sidebar_pick (self->sidebar, facet, word);
}

/** zp_library_page_get_year: (transfer none) (nullable): the year that is shown, %NULL for every
 * year. */
const char *
zp_library_page_get_year (ZpLibraryPage *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY_PAGE (self), NULL);

  return zp_library_filter_get_year (self->filter);
}

/** zp_library_page_get_unit_view: (transfer none): the list of the units. */
GtkWidget *
zp_library_page_get_unit_view (ZpLibraryPage *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY_PAGE (self), NULL);

  return GTK_WIDGET (self->unit_view);
}

/** zp_library_page_get_shown: (transfer none): the forms that are shown, in their order. */
GListModel *
zp_library_page_get_shown (ZpLibraryPage *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY_PAGE (self), NULL);

  return G_LIST_MODEL (self->shown);
}

/** zp_library_page_dup_selected: (transfer full): the ids of the selected forms. */
char **
zp_library_page_dup_selected (ZpLibraryPage *self)
{
  g_autoptr (GListModel) chosen = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_return_val_if_fail (ZP_IS_LIBRARY_PAGE (self), NULL);

  chosen = _zp_library_page_get_selected_items (self);
  for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (chosen, i);

      g_strv_builder_add (ids, zp_form_item_get_id (item));
    }
  return g_strv_builder_end (ids);
}

/** zp_library_page_select: selects the form @id alone, when it is shown. */
void
zp_library_page_select (ZpLibraryPage *self, const char *id)
{
  ZpFormItem *item;

  g_return_if_fail (ZP_IS_LIBRARY_PAGE (self));

  item = zp_library_find (self->library, id);
  if (item == NULL)
    return;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  _zp_library_page_select_item (self, item);
}

/** zp_library_page_select_all_of: selects the forms of @ids that are shown, and no others. */
void
zp_library_page_select_all_of (ZpLibraryPage *self, const char *const *ids)
{
  GListModel *model = G_LIST_MODEL (self->shown);
  guint n = g_list_model_get_n_items (model);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GtkBitset *selected = gtk_bitset_new_empty ();
  GtkBitset *mask = gtk_bitset_new_range (0, n);

  g_return_if_fail (ZP_IS_LIBRARY_PAGE (self));
  g_return_if_fail (ids != NULL);

  zp_place_list_complete (self->places);
  for (gsize i = 0; ids[i] != NULL; i++)
    g_hash_table_add (wanted, (gpointer) ids[i]);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (model, i);

      if (g_hash_table_contains (wanted, zp_form_item_get_id (item)))
        gtk_bitset_add (selected, i);
    }
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
  gtk_bitset_unref (selected);
  gtk_bitset_unref (mask);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
