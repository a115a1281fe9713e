/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-sidebar.h"

#include "zp-facet-row.h"

#include <glib/gi18n.h>

/* More units than these are found by the search. */
#define UNITS_MAX 60

struct _ZpLibrarySidebar
{
  GtkWidget parent_instance;

  /* Children */
  GtkWidget *scroller;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ZpLibrarySidebar, zp_library_sidebar, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A word and how many forms have it. */
typedef struct
{
  const char *word;
  guint count;
} WordCount;

static const char *
get_heading (ZpFacet facet)
{
  switch (facet)
    {
    case ZP_FACET_ERRORS:
    case ZP_FACET_WARNINGS:
    case ZP_FACET_RED:
    case ZP_FACET_YELLOW:
    case ZP_FACET_SOON:
    case ZP_FACET_LATE:
    case ZP_FACET_SURPLUS:
      return _ ("Attention");
    case ZP_FACET_GRADE:
      return _ ("Grade");
    case ZP_FACET_UNIT:
      return _ ("Unit");
    case ZP_FACET_ALL:
    case ZP_FACET_DRAFT:
    case ZP_FACET_SUBMITTED:
    case ZP_FACET_RETURNED:
    case ZP_FACET_APPROVED:
    case ZP_FACET_RECENT:
    default:
      return NULL;
    }
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *heading = get_heading (zp_facet_row_get_facet (ZP_FACET_ROW (row)));
  const char *previous
      = before != NULL ? get_heading (zp_facet_row_get_facet (ZP_FACET_ROW (before))) : NULL;
  GtkWidget *label;

  if (g_strcmp0 (heading, previous) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "zp-sidebar-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
row_selected_cb (ZpLibrarySidebar *self, GtkListBoxRow *row)
{
  if (row != NULL)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0);
}

static void
zp_library_sidebar_dispose (GObject *object)
{
  ZpLibrarySidebar *self = ZP_LIBRARY_SIDEBAR (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (zp_library_sidebar_parent_class)->dispose (object);
}

static void
zp_library_sidebar_class_init (ZpLibrarySidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_library_sidebar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  /**
   * ZpLibrarySidebar::picked: another row was chosen.
   */
  signals[SIGNAL_PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zp_library_sidebar_init (ZpLibrarySidebar *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filters"), -1);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  for (int facet = ZP_FACET_ALL; facet < ZP_FACET_GRADE; facet++)
    gtk_list_box_append (self->list, zp_facet_row_new (facet, NULL));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
count_word (GHashTable *counts, const char *word)
{
  guint known;

  if (word == NULL || *word == '\0')
    return;
  known = GPOINTER_TO_UINT (g_hash_table_lookup (counts, word));
  g_hash_table_insert (counts, (gpointer) word, GUINT_TO_POINTER (known + 1));
}

/* The usual grades from the best on, other words after them. */
static int
rank_grade (const char *word)
{
  static const char *const grades[] = { "优", "良", "中", "差" };

  for (gsize i = 0; i < G_N_ELEMENTS (grades); i++)
    {
      if (g_str_equal (grades[i], word))
        return (int) i;
    }
  return G_N_ELEMENTS (grades);
}

static int
compare_grades (gconstpointer a, gconstpointer b)
{
  const WordCount *first = a;
  const WordCount *second = b;
  int order = rank_grade (first->word) - rank_grade (second->word);

  return order != 0 ? order : strcmp (first->word, second->word);
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const WordCount *first = a;
  const WordCount *second = b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return g_utf8_collate (first->word, second->word);
}

static GArray *
sort_counts (GHashTable *counts, GCompareFunc compare)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (WordCount));
  GHashTableIter iter;
  gpointer word;
  gpointer count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &word, &count))
    {
      WordCount entry = { word, GPOINTER_TO_UINT (count) };

      g_array_append_val (array, entry);
    }
  g_array_sort (array, compare);
  if (array->len > UNITS_MAX)
    g_array_set_size (array, UNITS_MAX);
  return array;
}

static ZpFacetRow *
find_row (ZpLibrarySidebar *self, ZpFacet facet, const char *word)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (zp_facet_row_get_facet (ZP_FACET_ROW (row)) == facet
          && g_strcmp0 (zp_facet_row_get_word (ZP_FACET_ROW (row)), word) == 0)
        return ZP_FACET_ROW (row);
    }
  return NULL;
}

/* Rows of words that are gone go, except the chosen one; its count shows that it is empty. */
static void
show_words (ZpLibrarySidebar *self, ZpFacet facet, GHashTable *counts, GCompareFunc compare)
{
  g_autoptr (GArray) sorted = sort_counts (counts, compare);
  GtkListBoxRow *chosen = gtk_list_box_get_selected_row (self->list);
  int position = 0;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, position)) != NULL
         && zp_facet_row_get_facet (ZP_FACET_ROW (row)) < facet)
    position++;
  for (guint i = 0; i < sorted->len; i++)
    {
      const WordCount *entry = &g_array_index (sorted, WordCount, i);
      ZpFacetRow *known = find_row (self, facet, entry->word);

      if (known == NULL)
        {
          known = ZP_FACET_ROW (zp_facet_row_new (facet, entry->word));
          gtk_list_box_insert (self->list, GTK_WIDGET (known), position);
        }
      else if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (known)) != position
               && GTK_LIST_BOX_ROW (known) != chosen)
        {
          g_object_ref (known);
          gtk_list_box_remove (self->list, GTK_WIDGET (known));
          gtk_list_box_insert (self->list, GTK_WIDGET (known), position);
          g_object_unref (known);
        }
      zp_facet_row_set_count (known, entry->count);
      position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (known)) + 1;
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, position)) != NULL
         && zp_facet_row_get_facet (ZP_FACET_ROW (row)) == facet)
    {
      if (row == chosen)
        {
          zp_facet_row_set_count (ZP_FACET_ROW (row), 0);
          position++;
        }
      else
        gtk_list_box_remove (self->list, GTK_WIDGET (row));
    }
}

/* What need not be in every library is seen only where it is. */
static void
show_count (ZpLibrarySidebar *self, ZpFacetRow *row, guint count)
{
  ZpFacet facet = zp_facet_row_get_facet (row);
  gboolean rare = facet == ZP_FACET_RECENT || facet == ZP_FACET_YELLOW || facet == ZP_FACET_LATE
                  || facet == ZP_FACET_SURPLUS;

  zp_facet_row_set_count (row, count);
  gtk_widget_set_visible (GTK_WIDGET (row), !rare || count > 0
                                                || gtk_list_box_get_selected_row (self->list)
                                                       == GTK_LIST_BOX_ROW (row));
}

/**
 * zp_library_sidebar_update:
 * @self: the side bar
 * @items: (element-type ZpFormItem): all forms
 * @year: (nullable): count those of this year only
 *
 * Counts anew.  The chosen row stays.
 */
void
zp_library_sidebar_update (ZpLibrarySidebar *self, GListModel *items, const char *year)
{
  g_autoptr (GHashTable) grades = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) units = g_hash_table_new (g_str_hash, g_str_equal);
  guint counts[ZP_FACET_GRADE] = { 0 };

  g_return_if_fail (ZP_IS_LIBRARY_SIDEBAR (self));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);
      const ZpStoreRecord *record = zp_form_item_get_record (item);

      if (year != NULL && g_strcmp0 (record->year, year) != 0)
        continue;
      for (int facet = ZP_FACET_ALL; facet < ZP_FACET_GRADE; facet++)
        counts[facet] += zp_facet_matches (facet, NULL, item);
      count_word (grades, record->grade);
      count_word (units, record->unit);
    }
  for (int facet = ZP_FACET_ALL; facet < ZP_FACET_GRADE; facet++)
    show_count (self, find_row (self, facet, NULL), counts[facet]);
  show_words (self, ZP_FACET_GRADE, grades, compare_grades);
  show_words (self, ZP_FACET_UNIT, units, compare_units);
}

/** zp_library_sidebar_get_facet: what is chosen; @out_word is borrowed. */
ZpFacet
zp_library_sidebar_get_facet (ZpLibrarySidebar *self, const char **out_word)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (ZP_IS_LIBRARY_SIDEBAR (self), ZP_FACET_ALL);

  row = gtk_list_box_get_selected_row (self->list);
  if (out_word != NULL)
    *out_word = row != NULL ? zp_facet_row_get_word (ZP_FACET_ROW (row)) : NULL;
  return row != NULL ? zp_facet_row_get_facet (ZP_FACET_ROW (row)) : ZP_FACET_ALL;
}

/** zp_library_sidebar_pick: chooses a row, when there is one of that kind. */
void
zp_library_sidebar_pick (ZpLibrarySidebar *self, ZpFacet facet, const char *word)
{
  ZpFacetRow *row;

  g_return_if_fail (ZP_IS_LIBRARY_SIDEBAR (self));

  row = find_row (self, facet, word);
  if (row != NULL)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}
