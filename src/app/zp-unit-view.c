/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-unit-view.h"

#include "zp-column-width.h"
#include "zp-place-list.h"
#include "zp-unit-item.h"
#include "zp-words.h"

#include <glib/gi18n.h>

struct _ZpUnitView
{
  GtkWidget parent_instance;

  /* Children */
  GtkWidget *scroller;
  GtkColumnView *view;

  /* Owned */
  GtkSortListModel *sorted;
};

G_DEFINE_FINAL_TYPE (ZpUnitView, zp_unit_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_UNIT_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- what stands in the columns --- */

/* A number for the order, and its text; the text of 0 is empty where 0 is as it should be. */
typedef gint64 (*GetNumber) (const ZpUnitFigures *figures);
typedef char *(*GetText) (const ZpUnitFigures *figures);

static char *
count_text (guint count)
{
  return count > 0 ? g_strdup_printf ("%u", count) : g_strdup ("");
}

static char *
decimal_text (gboolean there, ZpDecimal value, guint min_places)
{
  return there ? zp_decimal_format_grouped (value, min_places, 6) : g_strdup ("");
}

static char *
unit_text (const ZpUnitFigures *figures)
{
  return g_strdup (*figures->unit != '\0' ? figures->unit : _ ("Without a unit"));
}

#define COUNT_COLUMN(name, member)                                                                 \
  static gint64 name##_number (const ZpUnitFigures *figures) { return figures->member; }           \
  static char *name##_text (const ZpUnitFigures *figures) { return count_text (figures->member); }

#define DECIMAL_COLUMN(name, there, value, places)                                                 \
  static gint64 name##_number (const ZpUnitFigures *figures)                                       \
  {                                                                                                \
    return figures->there ? figures->value.micro : G_MININT64;                                     \
  }                                                                                                \
  static char *name##_text (const ZpUnitFigures *figures)                                          \
  {                                                                                                \
    return decimal_text (figures->there, figures->value, places);                                  \
  }

COUNT_COLUMN (forms, n_forms)
COUNT_COLUMN (draft, n_states[ZP_FORM_STATE_DRAFT])
COUNT_COLUMN (submitted, n_states[ZP_FORM_STATE_SUBMITTED])
COUNT_COLUMN (returned, n_states[ZP_FORM_STATE_RETURNED])
COUNT_COLUMN (approved, n_states[ZP_FORM_STATE_APPROVED])
COUNT_COLUMN (errors, n_errors)
COUNT_COLUMN (red, n_red)
DECIMAL_COLUMN (budget, sums.has_budget, sums.budget, 2)
DECIMAL_COLUMN (average, sums.has_average, sums.average, 0)
DECIMAL_COLUMN (review, has_review_average, review_average, 0)

static gint64
missing_number (const ZpUnitFigures *figures)
{
  return figures->n_missing;
}

static char *
missing_text (const ZpUnitFigures *figures)
{
  if (figures->n_missing == 0)
    return g_strdup ("");
  /* Translators: how many forms of the year's list a unit has not made */
  return g_strdup_printf (ngettext ("%u missing", "%u missing", figures->n_missing),
                          figures->n_missing);
}

static gint64
rate_number (const ZpUnitFigures *figures)
{
  return figures->sums.has_rate ? figures->sums.rate.micro : G_MININT64;
}

static char *
rate_text (const ZpUnitFigures *figures)
{
  g_autofree char *rate = NULL;

  if (!figures->sums.has_rate)
    return g_strdup ("");
  rate = zp_decimal_format (figures->sums.rate, 2, 2);
  return g_strconcat (rate, "%", NULL);
}

static gint64
due_number (const ZpUnitFigures *figures)
{
  return figures->has_days ? figures->days : G_MAXINT64;
}

static char *
due_text (const ZpUnitFigures *figures)
{
  return figures->has_days ? zp_words_days_left (figures->days) : g_strdup ("");
}

static const char *
due_icon (const ZpUnitFigures *figures)
{
  return figures->has_days ? zp_words_days_icon (figures->days) : NULL;
}

static const char *
errors_icon (const ZpUnitFigures *figures)
{
  return figures->n_errors > 0 ? "dialog-error-symbolic" : NULL;
}

static const char *
red_icon (const ZpUnitFigures *figures)
{
  return figures->n_red > 0 ? zp_words_lamp_icon (ZP_LAMP_RED) : NULL;
}

static const char *
missing_icon (const ZpUnitFigures *figures)
{
  return figures->n_missing > 0 ? "dialog-warning-symbolic" : NULL;
}

static const struct
{
  const char *title;
  int width;
  GetNumber number; /* NULL for the name */
  GetText text;
  const char *(*icon) (const ZpUnitFigures *figures);
  const char *css_class;
} columns[] = {
  { N_ ("Unit"), -1, NULL, unit_text, NULL, "heading" },
  { N_ ("Missing"), 92, missing_number, missing_text, missing_icon, "zp-problems" },
  { N_ ("Forms"), 62, forms_number, forms_text },
  { N_ ("Draft"), 62, draft_number, draft_text },
  { N_ ("Submitted"), 70, submitted_number, submitted_text },
  { N_ ("Returned"), 62, returned_number, returned_text },
  { N_ ("Approved"), 70, approved_number, approved_text },
  { N_ ("Red lamp"), 70, red_number, red_text, red_icon, "zp-problems" },
  { N_ ("With errors"), 78, errors_number, errors_text, errors_icon, "zp-problems" },
  { N_ ("Budget (万元)"), 104, budget_number, budget_text },
  { N_ ("Execution rate"), 84, rate_number, rate_text },
  { N_ ("Self"), 62, average_number, average_text },
  { N_ ("Review"), 62, review_number, review_text },
  { N_ ("Due"), 112, due_number, due_text, due_icon },
};

/* Margins of a cell, without and with an icon. */
#define MARGINS 18
#define ICON_MARGINS 42

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer column)
{
  guint i = GPOINTER_TO_UINT (column);
  const ZpUnitFigures *first = zp_unit_item_get_figures ((gpointer) a);
  const ZpUnitFigures *second = zp_unit_item_get_figures ((gpointer) b);
  gint64 x;
  gint64 y;

  if (columns[i].number == NULL)
    return gtk_ordering_from_cmpfunc (g_utf8_collate (first->unit, second->unit));
  x = columns[i].number (first);
  y = columns[i].number (second);
  return x < y ? GTK_ORDERING_SMALLER : x > y ? GTK_ORDERING_LARGER : GTK_ORDERING_EQUAL;
}

static int
compare_worst_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return gtk_ordering_from_cmpfunc (zp_unit_item_compare_worst ((gpointer) a, (gpointer) b));
}

/* --- cells: an icon where there is one, and a label --- */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  guint i = GPOINTER_TO_UINT (column);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  gboolean number = columns[i].number != NULL && columns[i].icon == NULL;

  if (columns[i].icon != NULL)
    {
      GtkWidget *icon = gtk_image_new ();

      gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_box_append (GTK_BOX (box), icon);
    }
  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (columns[i].number == NULL)
    {
      /* Names that begin alike differ at their ends. */
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), 3);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 12);
    }
  if (columns[i].css_class != NULL)
    gtk_widget_add_css_class (box, columns[i].css_class);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (list_item, box);
}

static G_DEFINE_QUARK (zp - unit - column, column)

    static void show_unit (GtkWidget *box, guint i, const ZpUnitFigures *figures)
{
  g_autofree char *text = columns[i].text (figures);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), text);
  if (columns[i].number == NULL)
    gtk_widget_set_tooltip_text (box, text);
  if (columns[i].icon != NULL)
    {
      const char *icon = columns[i].icon (figures);

      gtk_widget_set_visible (gtk_widget_get_first_child (box), icon != NULL);
      gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (box)), icon);
    }
}

static void
place_changed_cb (ZpPlace *place, GParamSpec *pspec, GtkListItem *list_item)
{
  guint i = GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (list_item), column_quark ()));

  show_unit (gtk_list_item_get_child (list_item), i,
             zp_unit_item_get_figures (zp_place_get_item (place)));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  ZpPlace *place = gtk_list_item_get_item (list_item);

  g_object_set_qdata (G_OBJECT (list_item), column_quark (), column);
  g_signal_connect (place, "notify::item", G_CALLBACK (place_changed_cb), list_item);
  place_changed_cb (place, NULL, list_item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), place_changed_cb,
                                        list_item);
}

/* Room for the longest words of the language. */
static int
choose_width (guint i)
{
  static const ZpUnitFigures many = { .n_missing = 88, .has_days = TRUE, .days = 88 };
  int width = MAX (columns[i].width, zp_column_measure (_ (columns[i].title)) + MARGINS);
  g_autofree char *words = columns[i].icon != NULL ? columns[i].text (&many) : NULL;

  return words != NULL ? MAX (width, zp_column_measure (words) + ICON_MARGINS) : width;
}

static void
add_column (ZpUnitView *self, guint i)
{
  gpointer data = GUINT_TO_POINTER (i);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, data, NULL));
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);
  column = gtk_column_view_column_new (_ (columns[i].title), factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (columns[i].width > 0)
    zp_column_set_width (column, choose_width (i));
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
activate_cb (ZpUnitView *self, guint position)
{
  g_autoptr (ZpUnitItem) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_UNIT_ACTIVATED], 0, zp_unit_item_get_figures (item)->unit);
}

static void
zp_unit_view_dispose (GObject *object)
{
  ZpUnitView *self = ZP_UNIT_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->sorted);
  G_OBJECT_CLASS (zp_unit_view_parent_class)->dispose (object);
}

static void
zp_unit_view_class_init (ZpUnitViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_unit_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  /**
   * ZpUnitView::unit-activated:
   * @unit: its name
   */
  signals[SIGNAL_UNIT_ACTIVATED]
      = g_signal_new ("unit-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
zp_unit_view_init (ZpUnitView *self)
{
  GtkSorter *worst = GTK_SORTER (gtk_custom_sorter_new (compare_worst_cb, NULL, NULL));
  GtkSorter *multi = GTK_SORTER (gtk_multi_sorter_new ());
  ZpPlaceList *places;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "zp-forms");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "zp-units");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Units"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (self, i);
  /* The column that was clicked first, else the worst first. */
  gtk_multi_sorter_append (GTK_MULTI_SORTER (multi),
                           g_object_ref (gtk_column_view_get_sorter (self->view)));
  gtk_multi_sorter_append (GTK_MULTI_SORTER (multi), worst);
  self->sorted = gtk_sort_list_model_new (NULL, multi);
  places = zp_place_list_new (G_LIST_MODEL (self->sorted));
  gtk_column_view_set_model (
      self->view, GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (places))));
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/** zp_unit_view_set_units: (param units): (element-type ZpUnitItem): shows other units. */
void
zp_unit_view_set_units (ZpUnitView *self, GListModel *units)
{
  g_return_if_fail (ZP_IS_UNIT_VIEW (self));

  gtk_sort_list_model_set_model (self->sorted, units);
}

/** zp_unit_view_get_shown: (transfer none): the units in the order in which they are shown. */
GListModel *
zp_unit_view_get_shown (ZpUnitView *self)
{
  g_return_val_if_fail (ZP_IS_UNIT_VIEW (self), NULL);

  return G_LIST_MODEL (self->sorted);
}
