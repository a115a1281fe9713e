/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-import-row.h"

#include <glib/gi18n.h>

struct _ZpImportRow
{
  GtkListBoxRow parent_instance;

  /* Borrowed from the row */
  GtkWidget *check;
  GtkWidget *title;
  GtkWidget *source;
  GtkWidget *icon;
  GtkWidget *status;

  /* Owned */
  ZpImportItem *item;
  gboolean showing;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpImportRow, zp_import_row, GTK_TYPE_LIST_BOX_ROW)

typedef struct
{
  const char *icon;
  const char *css_class;
  char *text;
} Status;

static Status
describe_form (ZpImportItem *item)
{
  guint n_rest = zp_import_item_count_rest (item);

  if (item->done)
    return (Status){ "emblem-ok-symbolic", "zp-lamp-ok",
                     g_strdup (item->choice == ZP_IMPORT_REFRESH ? _ ("Refreshed") : _ ("Added")) };
  if (item->problem != NULL)
    return (Status){ "dialog-error-symbolic", "zp-lamp-error", g_strdup (item->problem) };
  if (item->same)
    return (Status){ "emblem-ok-symbolic", "dim-label", g_strdup (_ ("In the library already")) };
  if (n_rest > 0)
    return (Status){
      "dialog-warning-symbolic", "zp-lamp-warning",
      g_strdup_printf (ngettext ("%u cell is not taken", "%u cells are not taken", n_rest), n_rest)
    };
  if (item->known != NULL)
    return (Status){ "dialog-information-symbolic", "dim-label",
                     g_strdup (_ ("The library has another version")) };
  return (Status){ "emblem-ok-symbolic", "zp-lamp-ok", g_strdup (_ ("Everything is taken")) };
}

/* What is not taken is said in the list: several lines of a workbook would look alike. */
static char *
word_rest (ZpImportItem *item)
{
  const ZpPlanRest *rest
      = item->rest != NULL && item->rest->len > 0 ? g_ptr_array_index (item->rest, 0) : NULL;

  return rest != NULL ? g_strdup_printf (_ ("Not taken: %s"), rest->reason)
                      : g_strdup (_ ("Not Taken"));
}

static Status
describe (ZpImportItem *item)
{
  switch (item->kind)
    {
    case ZP_IMPORT_OLDER:
      return (Status){ "dialog-question-symbolic", "zp-lamp-warning",
                       g_strdup (_ ("An older workbook: it must be converted first")) };
    case ZP_IMPORT_REST:
      return (Status){ "dialog-warning-symbolic", "zp-lamp-warning", word_rest (item) };
    case ZP_IMPORT_FAILED:
      return (Status){ "dialog-error-symbolic", "zp-lamp-error", g_strdup (_ ("Cannot be read")) };
    case ZP_IMPORT_FORM:
    default:
      return describe_form (item);
    }
}

static void
set_status (ZpImportRow *self, const Status *status)
{
  static const char *const classes[]
      = { "zp-lamp-ok", "zp-lamp-warning", "zp-lamp-error", "dim-label" };

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), status->icon);
  gtk_label_set_text (GTK_LABEL (self->status), status->text);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      gtk_widget_remove_css_class (self->icon, classes[i]);
      gtk_widget_remove_css_class (self->status, classes[i]);
    }
  gtk_widget_add_css_class (self->icon, status->css_class);
  gtk_widget_add_css_class (self->status, status->css_class);
}

static void
show (ZpImportRow *self)
{
  ZpImportItem *item = self->item;
  g_autofree char *title = zp_import_item_dup_title (item);
  g_autofree char *source = item->sheet != NULL
                                ? g_strdup_printf ("%s · %s", item->name, item->sheet)
                                : g_strdup (item->name);
  Status status = describe (item);
  gboolean is_form = item->kind == ZP_IMPORT_FORM;

  self->showing = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check),
                               is_form && item->choice != ZP_IMPORT_SKIP);
  gtk_widget_set_sensitive (self->check, is_form && !item->done);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->source), source);
  gtk_widget_set_visible (self->source, !g_str_equal (source, title));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), source);
  set_status (self, &status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  g_free (status.text);
  self->showing = FALSE;
}

static void
toggled_cb (ZpImportRow *self)
{
  gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));

  if (self->showing)
    return;
  self->item->choice = active ? ZP_IMPORT_NEW : ZP_IMPORT_SKIP;
  g_signal_emit (self, signals[CHOSEN], 0);
}

/** zp_import_row_get_item: (transfer none): what the row shows. */
ZpImportItem *
zp_import_row_get_item (ZpImportRow *self)
{
  return self->item;
}

/** zp_import_row_set_item: shows @item, or what became of it. */
void
zp_import_row_set_item (ZpImportRow *self, ZpImportItem *item)
{
  g_set_object (&self->item, item);
  show (self);
}

/** zp_import_row_new: (transfer floating): a row for @item. */
GtkWidget *
zp_import_row_new (ZpImportItem *item)
{
  ZpImportRow *self = g_object_new (ZP_TYPE_IMPORT_ROW, NULL);

  zp_import_row_set_item (self, item);
  return GTK_WIDGET (self);
}

static void
zp_import_row_finalize (GObject *object)
{
  g_clear_object (&ZP_IMPORT_ROW (object)->item);
  G_OBJECT_CLASS (zp_import_row_parent_class)->finalize (object);
}

static void
zp_import_row_class_init (ZpImportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_import_row_finalize;
  /* ZpImportRow::chosen: the user takes the form, or leaves it out. */
  signals[CHOSEN] = g_signal_new ("chosen", ZP_TYPE_IMPORT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
zp_import_row_init (ZpImportRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->check = gtk_check_button_new ();
  self->title = make_label (NULL);
  self->source = make_label ("dim-label");
  self->status = make_label ("caption");
  gtk_label_set_wrap (GTK_LABEL (self->status), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->status), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->status), 3);
  self->icon = gtk_image_new ();
  gtk_widget_add_css_class (self->source, "caption");
  gtk_widget_set_valign (self->check, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), self->icon);
  gtk_box_append (GTK_BOX (line), self->status);
  gtk_box_append (GTK_BOX (lines), self->title);
  gtk_box_append (GTK_BOX (lines), self->source);
  gtk_box_append (GTK_BOX (lines), line);
  gtk_box_append (GTK_BOX (box), self->check);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_add_css_class (GTK_WIDGET (self), "zp-import-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
}
