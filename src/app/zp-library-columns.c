/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-columns.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title;
  int width;
} columns[ZP_LIBRARY_N_COLUMNS] = {
  [ZP_LIBRARY_COLUMN_ATTENTION] = { NULL, 44 },
  [ZP_LIBRARY_COLUMN_PROJECT] = { N_ ("Project"), -1 },
  [ZP_LIBRARY_COLUMN_RATE] = { N_ ("Execution rate"), 144 },
  [ZP_LIBRARY_COLUMN_SCORE] = { N_ ("Self"), 78 },
  [ZP_LIBRARY_COLUMN_REVIEW] = { N_ ("Review"), 78 },
  [ZP_LIBRARY_COLUMN_GRADE] = { N_ ("Grade"), 62 },
  [ZP_LIBRARY_COLUMN_PROBLEMS] = { N_ ("Findings"), 88 },
  [ZP_LIBRARY_COLUMN_STATE] = { N_ ("State"), 104 },
  [ZP_LIBRARY_COLUMN_CHANGED] = { N_ ("Changed"), 108 },
};

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

/* The worst first: errors weigh more than any number of warnings. */
static int
compare_problems (const ZpStoreRecord *a,
                  const ZpStoreRecord *b)
{
  int order = compare_numbers (a->errors, b->errors);

  return order != 0 ? order : compare_numbers (a->warnings, b->warnings);
}

/* Grades by the score that they stand for, whatever words the region uses. */
static int
compare_grades (const ZpStoreRecord *a,
                const ZpStoreRecord *b)
{
  gboolean a_there = a->grade != NULL && *a->grade != '\0';
  gboolean b_there = b->grade != NULL && *b->grade != '\0';

  if (a_there != b_there)
    return a_there - b_there;
  if (g_strcmp0 (a->grade, b->grade) == 0)
    return 0;
  return compare_numbers (a->score_micro, b->score_micro);
}

/**
 * zp_library_columns_compare:
 * @column: a column
 * @a: a form
 * @b: another
 *
 * Returns: less than, equal to or greater than zero, in the ascending order of the column
 */
int
zp_library_columns_compare (ZpLibraryColumn column,
                            ZpFormItem     *a,
                            ZpFormItem     *b)
{
  const ZpStoreRecord *first = zp_form_item_get_record (a);
  const ZpStoreRecord *second = zp_form_item_get_record (b);

  switch (column)
    {
    case ZP_LIBRARY_COLUMN_PROJECT:
      return strcmp (zp_form_item_get_sort_key (a), zp_form_item_get_sort_key (b));
    case ZP_LIBRARY_COLUMN_RATE:
      return compare_numbers (first->rate_micro, second->rate_micro);
    case ZP_LIBRARY_COLUMN_SCORE:
      return compare_numbers (first->score_micro, second->score_micro);
    case ZP_LIBRARY_COLUMN_REVIEW:
      return compare_numbers (first->review_micro, second->review_micro);
    case ZP_LIBRARY_COLUMN_GRADE:
      return compare_grades (first, second);
    case ZP_LIBRARY_COLUMN_ATTENTION:
    case ZP_LIBRARY_COLUMN_PROBLEMS:
      return compare_problems (first, second);
    case ZP_LIBRARY_COLUMN_STATE:
      return compare_numbers (first->state, second->state);
    case ZP_LIBRARY_COLUMN_CHANGED:
      return compare_numbers (first->changed, second->changed);
    case ZP_LIBRARY_N_COLUMNS:
    default:
      g_return_val_if_reached (0);
    }
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      column)
{
  int order = zp_library_columns_compare (GPOINTER_TO_INT (column), (gpointer) a, (gpointer) b);

  return order < 0 ? GTK_ORDERING_SMALLER : order > 0 ? GTK_ORDERING_LARGER : GTK_ORDERING_EQUAL;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item,
          gpointer            column)
{
  gtk_list_item_set_child (list_item, zp_library_cell_new (GPOINTER_TO_INT (column)));
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         gpointer            column)
{
  zp_library_cell_set_item (ZP_LIBRARY_CELL (gtk_list_item_get_child (list_item)),
                            gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item,
           gpointer            column)
{
  zp_library_cell_set_item (ZP_LIBRARY_CELL (gtk_list_item_get_child (list_item)), NULL);
}

static GtkColumnViewColumn *
make_column (ZpLibraryColumn column)
{
  gpointer data = GINT_TO_POINTER (column);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, data, NULL));
  const char *title = columns[column].title;
  GtkColumnViewColumn *made;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);
  made = gtk_column_view_column_new (title != NULL ? _ (title) : NULL, factory);
  gtk_column_view_column_set_sorter (made, sorter);
  gtk_column_view_column_set_resizable (made, title != NULL);
  if (columns[column].width > 0)
    gtk_column_view_column_set_fixed_width (made, columns[column].width);
  else
    gtk_column_view_column_set_expand (made, TRUE);
  return made;
}

/**
 * zp_library_columns_add:
 * @view: an empty view of #ZpFormItem
 *
 * Adds the columns of the list of forms, the last changed first.
 */
void
zp_library_columns_add (GtkColumnView *view)
{
  for (int i = 0; i < ZP_LIBRARY_N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = make_column (i);

      gtk_column_view_append_column (view, column);
      if (i == ZP_LIBRARY_COLUMN_CHANGED)
        gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
    }
}
