/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-cell.h"

#include "zp-words.h"

#include <glib/gi18n.h>

/* A rate below this is drawn as low: a hint for the eye, the number stands beside it. */
#define LOW_RATE ZP_DECIMAL_INT (60)

#define NAME_CHARS 12

struct _ZpLibraryCell
{
  GtkWidget parent_instance;

  /* Children; which ones there are depends on the column */
  GtkWidget *icon;
  GtkWidget *bar;
  GtkWidget *label;
  GtkWidget *dim;

  /* Owned */
  ZpFormItem *item;
  gulong item_notify;

  ZpLibraryColumn column;
};

G_DEFINE_FINAL_TYPE (ZpLibraryCell, zp_library_cell, GTK_TYPE_WIDGET)

static void
set_only_class (GtkWidget *widget, const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_widget_set_css_classes (widget, classes);
}

static char *
word_problems (const ZpStoreRecord *record)
{
  g_autofree char *errors
      = g_strdup_printf (ngettext ("%d error", "%d errors", record->errors), record->errors);
  g_autofree char *warnings = g_strdup_printf (
      ngettext ("%d warning", "%d warnings", record->warnings), record->warnings);

  if (record->errors > 0 && record->warnings > 0)
    /* Translators: errors, then warnings: "2 errors, 1 warning" */
    return g_strdup_printf (_ ("%s, %s"), errors, warnings);
  if (record->errors > 0)
    return g_steal_pointer (&errors);
  if (record->warnings > 0)
    return g_steal_pointer (&warnings);
  return g_strdup (_ ("Nothing to mend"));
}

/* The word beside it says what the icon means. */
static void
show_icon (ZpLibraryCell *self, const char *icon, const char *css_class)
{
  gtk_widget_set_visible (self->icon, icon != NULL);
  if (icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  set_only_class (self->icon, css_class);
}

static void
show_lamp (ZpLibraryCell *self, const ZpStoreRecord *record)
{
  const char *css_class = zp_words_lamp_class (record->lamp);

  show_icon (self, zp_words_lamp_icon (record->lamp), css_class);
  gtk_label_set_text (GTK_LABEL (self->label), zp_words_lamp (record->lamp));
  set_only_class (self->label, record->lamp == ZP_LAMP_GREEN ? "dim-label" : css_class);
}

static void
show_due (ZpLibraryCell *self)
{
  g_autofree char *words = NULL;
  int days;

  if (!zp_form_item_get_days_left (self->item, zp_words_today (), &days))
    {
      gtk_widget_hide (self->icon);
      gtk_label_set_text (GTK_LABEL (self->label), "");
      return;
    }
  words = zp_words_days_left (days);
  show_icon (self, zp_words_days_icon (days), days <= ZP_DAYS_SOON ? "zp-problems" : "dim-label");
  gtk_label_set_text (GTK_LABEL (self->label), words);
  set_only_class (self->label, days <= ZP_DAYS_SOON ? "zp-problems" : "dim-label");
}

static void
show_project (ZpLibraryCell *self)
{
  g_autofree char *subtitle = zp_form_item_dup_subtitle (self->item);

  gtk_label_set_text (GTK_LABEL (self->label), zp_form_item_get_project (self->item));
  gtk_label_set_text (GTK_LABEL (self->dim), subtitle);
}

static void
show_rate (ZpLibraryCell *self, const ZpStoreRecord *record)
{
  gboolean there = record->rate_micro != G_MININT64;
  double fraction = there ? (double) record->rate_micro / ZP_DECIMAL_INT (100).micro : 0;

  gtk_label_set_text (GTK_LABEL (self->label), record->rate);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), CLAMP (fraction, 0, 1));
  gtk_widget_set_opacity (self->bar, there ? 1 : 0);
  if (there && record->rate_micro < LOW_RATE.micro)
    gtk_widget_add_css_class (self->bar, "zp-low");
  else
    gtk_widget_remove_css_class (self->bar, "zp-low");
}

static void
show_grade (ZpLibraryCell *self, const ZpStoreRecord *record)
{
  static const struct
  {
    const char *grade;
    const char *css_class;
  } grades[] = {
    { "优", "zp-grade-1" }, { "良", "zp-grade-2" }, { "中", "zp-grade-3" }, { "差", "zp-grade-4" }
  };
  const char *css_class = "zp-grade";

  for (gsize i = 0; i < G_N_ELEMENTS (grades); i++)
    {
      if (g_strcmp0 (grades[i].grade, record->grade) == 0)
        css_class = grades[i].css_class;
    }
  gtk_label_set_text (GTK_LABEL (self->label), record->grade);
  set_only_class (self->label, css_class);
}

static void
show_problems (ZpLibraryCell *self, const ZpStoreRecord *record)
{
  g_autofree char *number = NULL;
  int count = record->errors > 0 ? record->errors : record->warnings;

  if (count > 0)
    /* Translators: number of findings, in a narrow column */
    number = g_strdup_printf (ngettext ("%d finding", "%d findings", count), count);
  show_icon (self,
             count == 0           ? NULL
             : record->errors > 0 ? "dialog-error-symbolic"
                                  : "dialog-warning-symbolic",
             record->errors > 0 ? "zp-lamp-error" : "zp-lamp-warning");
  gtk_label_set_text (GTK_LABEL (self->label), number != NULL ? number : "");
  set_only_class (self->label, record->errors > 0 ? "zp-problems" : "zp-remarks");
}

static void
show_state (ZpLibraryCell *self, const ZpStoreRecord *record)
{
  const char *classes[] = { "zp-pill", zp_words_state_class (record->state), NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), zp_words_state_icon (record->state));
  gtk_label_set_text (GTK_LABEL (self->label), zp_words_state (record->state));
  gtk_widget_set_css_classes (gtk_widget_get_parent (self->label), classes);
}

static void
show_changed (ZpLibraryCell *self, const ZpStoreRecord *record)
{
  g_autofree char *when = zp_words_when (record->changed, g_get_real_time ());

  gtk_label_set_text (GTK_LABEL (self->label), when);
}

static void
show_item (ZpLibraryCell *self)
{
  const ZpStoreRecord *record = zp_form_item_get_record (self->item);

  switch (self->column)
    {
    case ZP_LIBRARY_COLUMN_LAMP:
      show_lamp (self, record);
      break;
    case ZP_LIBRARY_COLUMN_PROJECT:
      show_project (self);
      break;
    case ZP_LIBRARY_COLUMN_RATE:
      show_rate (self, record);
      break;
    case ZP_LIBRARY_COLUMN_SCORE:
      gtk_label_set_text (GTK_LABEL (self->label), record->score);
      break;
    case ZP_LIBRARY_COLUMN_REVIEW:
      gtk_label_set_text (GTK_LABEL (self->label), record->review_score);
      break;
    case ZP_LIBRARY_COLUMN_GRADE:
      show_grade (self, record);
      break;
    case ZP_LIBRARY_COLUMN_PROBLEMS:
      show_problems (self, record);
      break;
    case ZP_LIBRARY_COLUMN_STATE:
      show_state (self, record);
      break;
    case ZP_LIBRARY_COLUMN_DUE:
      show_due (self);
      break;
    case ZP_LIBRARY_COLUMN_CHANGED:
      show_changed (self, record);
      break;
    case ZP_LIBRARY_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

/* (transfer full) (nullable): made when it is asked for, because two hundred rows are bound at once
 */
static char *
make_tooltip (ZpLibraryCell *self)
{
  const ZpStoreRecord *record = zp_form_item_get_record (self->item);

  switch (self->column)
    {
    case ZP_LIBRARY_COLUMN_PROJECT:
      return g_strdup (zp_form_item_get_project (self->item));
    case ZP_LIBRARY_COLUMN_LAMP:
      return record->lamp != ZP_LAMP_NONE ? g_strdup (zp_words_lamp_reason (record->lamp)) : NULL;
    case ZP_LIBRARY_COLUMN_PROBLEMS:
      return word_problems (record);
    case ZP_LIBRARY_COLUMN_DUE:
      return g_strdup (zp_form_item_get_due (self->item));
    case ZP_LIBRARY_COLUMN_CHANGED:
      return zp_words_date (record->changed);
    case ZP_LIBRARY_COLUMN_RATE:
    case ZP_LIBRARY_COLUMN_SCORE:
    case ZP_LIBRARY_COLUMN_REVIEW:
    case ZP_LIBRARY_COLUMN_GRADE:
    case ZP_LIBRARY_COLUMN_STATE:
    case ZP_LIBRARY_N_COLUMNS:
    default:
      return NULL;
    }
}

static gboolean
zp_library_cell_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  ZpLibraryCell *self = ZP_LIBRARY_CELL (widget);
  g_autofree char *text = self->item != NULL ? make_tooltip (self) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
zp_library_cell_dispose (GObject *object)
{
  ZpLibraryCell *self = ZP_LIBRARY_CELL (object);
  GtkWidget *child;

  zp_library_cell_set_item (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (zp_library_cell_parent_class)->dispose (object);
}

static void
zp_library_cell_class_init (ZpLibraryCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_library_cell_dispose;
  widget_class->query_tooltip = zp_library_cell_query_tooltip;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "zpcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
zp_library_cell_init (ZpLibraryCell *self)
{
}

static GtkWidget *
make_label (gboolean number)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
build_project (ZpLibraryCell *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->label = make_label (FALSE);
  self->dim = make_label (FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (self->dim), PANGO_ELLIPSIZE_END);
  /* With large letters the list scrolls rather than to lose the names. */
  gtk_label_set_width_chars (GTK_LABEL (self->label), NAME_CHARS);
  gtk_widget_add_css_class (self->label, "heading");
  gtk_widget_add_css_class (self->dim, "caption");
  gtk_widget_add_css_class (self->dim, "dim-label");
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->dim);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static void
build_rate (ZpLibraryCell *self)
{
  self->bar = gtk_progress_bar_new ();
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->bar, 64, -1);
  gtk_widget_add_css_class (self->bar, "zp-rate");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  self->label = make_label (TRUE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

static void
build_state (ZpLibraryCell *self)
{
  GtkWidget *pill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->icon = gtk_image_new ();
  self->label = make_label (FALSE);
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 12);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (pill), self->icon);
  gtk_box_append (GTK_BOX (pill), self->label);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_widget_set_parent (pill, GTK_WIDGET (self));
}

static void
build_icon_and_word (ZpLibraryCell *self)
{
  self->icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = make_label (FALSE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

static void
build_label (ZpLibraryCell *self)
{
  gboolean number
      = self->column == ZP_LIBRARY_COLUMN_SCORE || self->column == ZP_LIBRARY_COLUMN_REVIEW;

  self->label = make_label (number);
  if (self->column == ZP_LIBRARY_COLUMN_CHANGED)
    gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * zp_library_cell_new:
 * @column: what it shows
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
zp_library_cell_new (ZpLibraryColumn column)
{
  ZpLibraryCell *self = g_object_new (ZP_TYPE_LIBRARY_CELL, NULL);

  self->column = column;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  switch (column)
    {
    case ZP_LIBRARY_COLUMN_LAMP:
    case ZP_LIBRARY_COLUMN_PROBLEMS:
    case ZP_LIBRARY_COLUMN_DUE:
      build_icon_and_word (self);
      break;
    case ZP_LIBRARY_COLUMN_PROJECT:
      build_project (self);
      break;
    case ZP_LIBRARY_COLUMN_RATE:
      build_rate (self);
      break;
    case ZP_LIBRARY_COLUMN_STATE:
      build_state (self);
      break;
    case ZP_LIBRARY_COLUMN_SCORE:
    case ZP_LIBRARY_COLUMN_REVIEW:
    case ZP_LIBRARY_COLUMN_GRADE:
    case ZP_LIBRARY_COLUMN_CHANGED:
    case ZP_LIBRARY_N_COLUMNS:
    default:
      build_label (self);
    }
  return GTK_WIDGET (self);
}

/** zp_library_cell_get_item: (transfer none) (nullable): the form of its row. */
ZpFormItem *
zp_library_cell_get_item (ZpLibraryCell *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY_CELL (self), NULL);

  return self->item;
}

/** zp_library_cell_set_item: shows @item and follows it, until another one or %NULL is set. */
void
zp_library_cell_set_item (ZpLibraryCell *self, ZpFormItem *item)
{
  g_return_if_fail (ZP_IS_LIBRARY_CELL (self));
  g_return_if_fail (item == NULL || ZP_IS_FORM_ITEM (item));

  if (self->item != NULL)
    g_clear_signal_handler (&self->item_notify, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->item_notify
      = g_signal_connect_object (item, "notify", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  show_item (self);
}
