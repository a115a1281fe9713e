/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-columns.h"

#include "zp-column-width.h"
#include "zp-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title;
  int width;
} columns[ZP_LIBRARY_N_COLUMNS] = {
  [ZP_LIBRARY_COLUMN_LAMP] = { N_ ("Lamp"), 86 },
  [ZP_LIBRARY_COLUMN_PROJECT] = { N_ ("Project"), -1 },
  [ZP_LIBRARY_COLUMN_RATE] = { N_ ("Execution rate"), 150 },
  [ZP_LIBRARY_COLUMN_SCORE] = { N_ ("Self"), 78 },
  [ZP_LIBRARY_COLUMN_REVIEW] = { N_ ("Review"), 78 },
  [ZP_LIBRARY_COLUMN_GRADE] = { N_ ("Grade"), 62 },
  [ZP_LIBRARY_COLUMN_PROBLEMS] = { N_ ("Findings"), 104 },
  [ZP_LIBRARY_COLUMN_STATE] = { N_ ("State"), 104 },
  [ZP_LIBRARY_COLUMN_DUE] = { N_ ("Due"), 112 },
  [ZP_LIBRARY_COLUMN_CHANGED] = { N_ ("Changed"), 108 },
};

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

/* The worst first: errors weigh more than any number of warnings. */
static int
compare_problems (const ZpStoreRecord *a, const ZpStoreRecord *b)
{
  int order = compare_numbers (a->errors, b->errors);

  return order != 0 ? order : compare_numbers (a->warnings, b->warnings);
}

/* What a supervisor would look at first weighs most; among equals a low rate and a low score do.
 * Approved forms are done with. */
static int
weigh (const ZpStoreRecord *record)
{
  int weight = (record->lamp == ZP_LAMP_RED) * 4 + (record->errors > 0) * 2
               + (record->lamp == ZP_LAMP_YELLOW);

  return record->state == ZP_FORM_STATE_APPROVED ? weight - 8 : weight;
}

static int
compare_worst (const ZpStoreRecord *a, const ZpStoreRecord *b)
{
  int order = compare_numbers (weigh (a), weigh (b));

  if (order == 0)
    order = compare_numbers (a->errors, b->errors);
  if (order == 0)
    order = -compare_numbers (a->rate_micro, b->rate_micro);
  return order != 0 ? order : -compare_numbers (a->score_micro, b->score_micro);
}

/* The next first; what is handed in, or due on no day, stands last. */
static int
compare_due (ZpFormItem *a, ZpFormItem *b)
{
  guint today = zp_words_today ();
  int first = G_MAXINT;
  int second = G_MAXINT;

  (void) zp_form_item_get_days_left (a, today, &first);
  (void) zp_form_item_get_days_left (b, today, &second);
  return compare_numbers (first, second);
}

/* Grades by the score that they stand for, whatever words the region uses. */
static int
compare_grades (const ZpStoreRecord *a, const ZpStoreRecord *b)
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
zp_library_columns_compare (ZpLibraryColumn column, ZpFormItem *a, ZpFormItem *b)
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
    case ZP_LIBRARY_COLUMN_LAMP:
      return compare_worst (first, second);
    case ZP_LIBRARY_COLUMN_PROBLEMS:
      return compare_problems (first, second);
    case ZP_LIBRARY_COLUMN_DUE:
      return compare_due (a, b);
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
compare_cb (gconstpointer a, gconstpointer b, gpointer column)
{
  int order = zp_library_columns_compare (GPOINTER_TO_INT (column), (gpointer) a, (gpointer) b);

  return order < 0 ? GTK_ORDERING_SMALLER : order > 0 ? GTK_ORDERING_LARGER : GTK_ORDERING_EQUAL;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  gtk_list_item_set_child (list_item, zp_library_cell_new (GPOINTER_TO_INT (column)));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  zp_library_cell_set_place (ZP_LIBRARY_CELL (gtk_list_item_get_child (list_item)),
                             gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  zp_library_cell_set_place (ZP_LIBRARY_CELL (gtk_list_item_get_child (list_item)), NULL);
}

/* Margins of a cell; of the headings over figures; an icon before words; the frame of a state. */
#define MARGINS 18
#define FIGURE_MARGINS 38
#define ICON_MARGINS 46
#define PILL_MARGINS 66

/* Room for the longest words of the language. */
static int
choose_width (ZpLibraryColumn column)
{
  gboolean figures = column == ZP_LIBRARY_COLUMN_SCORE || column == ZP_LIBRARY_COLUMN_REVIEW;
  int title = zp_column_measure (_ (columns[column].title));
  int width = MAX (columns[column].width, title + (figures ? FIGURE_MARGINS : MARGINS));
  g_autofree char *words = NULL;

  if (column == ZP_LIBRARY_COLUMN_STATE)
    {
      for (int i = 0; i <= ZP_FORM_STATE_APPROVED; i++)
        width = MAX (width, zp_column_measure (zp_words_state (i)) + PILL_MARGINS);
    }
  else if (column == ZP_LIBRARY_COLUMN_PROBLEMS)
    words = g_strdup_printf (ngettext ("%d finding", "%d findings", 88), 88);
  else if (column == ZP_LIBRARY_COLUMN_DUE)
    words = zp_words_days_left (88);
  return words != NULL ? MAX (width, zp_column_measure (words) + ICON_MARGINS) : width;
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
    zp_column_set_width (made, choose_width (column));
  else
    gtk_column_view_column_set_expand (made, TRUE);
  return made;
}

/**
 * zp_library_columns_add:
 * @view: an empty view of #ZpFormItem
 *
 * Adds the columns of the list of forms, the last changed first.  Days that forms are due are not
 * shown, see zp_library_columns_show_due().
 */
void
zp_library_columns_add (GtkColumnView *view)
{
  for (int i = 0; i < ZP_LIBRARY_N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = NULL;

      if (i == ZP_LIBRARY_COLUMN_DUE)
        continue;
      column = make_column (i);
      gtk_column_view_append_column (view, column);
      if (i == ZP_LIBRARY_COLUMN_CHANGED)
        gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
    }
}

/* (transfer full) */
static GtkColumnViewColumn *
get_column (GtkColumnView *view, guint position)
{
  return g_list_model_get_item (gtk_column_view_get_columns (view), position);
}

/**
 * zp_library_columns_show_due:
 * @view: the list of forms
 * @show: whether there are days on which forms are due
 *
 * Adds or removes the column of the days left.  A column that is only invisible would keep its
 * room.
 */
void
zp_library_columns_show_due (GtkColumnView *view, gboolean show)
{
  guint n = g_list_model_get_n_items (gtk_column_view_get_columns (view));
  g_autoptr (GtkColumnViewColumn) column = NULL;

  if (show == (n == ZP_LIBRARY_N_COLUMNS))
    return;
  if (show)
    {
      column = make_column (ZP_LIBRARY_COLUMN_DUE);
      gtk_column_view_insert_column (view, ZP_LIBRARY_COLUMN_DUE, column);
      return;
    }
  column = get_column (view, ZP_LIBRARY_COLUMN_DUE);
  gtk_column_view_remove_column (view, column);
}

/** zp_library_columns_sort: orders the forms by the lamps, the worst first, or by the last change.
 */
void
zp_library_columns_sort (GtkColumnView *view, gboolean worst_first)
{
  guint n = g_list_model_get_n_items (gtk_column_view_get_columns (view));
  g_autoptr (GtkColumnViewColumn) column
      = get_column (view, worst_first ? ZP_LIBRARY_COLUMN_LAMP : n - 1);

  gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
}
