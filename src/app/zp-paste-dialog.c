/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-paste-dialog.h"

#include "zp-sheet-builder.h"
#include "zp-table-view.h"
#include "zp-wording.h"
#include "zp-workbook.h"

#include <glib/gi18n.h>

/* More lines than this nobody reads; the table shows them all. */
#define MAX_LINES 400
#define DESK_MARGINS 44

struct _ZpPasteDialog
{
  AdwWindow parent_instance;

  /* Template children */
  GtkWidget *apply_button;
  GtkScrolledWindow *desk;
  GtkLabel *summary_label;
  GtkWidget *left_heading;
  GtkListBox *left_list;
  GtkWidget *set_heading;
  GtkListBox *set_list;

  /* Owned */
  ZpTableView *table; /* in the desk */
  ZpForm *form;
  char *address;
  ZpClip *clip;
  ZpPaste *plan;
};

enum
{
  SIGNAL_PASTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpPasteDialog, zp_paste_dialog, ADW_TYPE_WINDOW)

/* --- words --- */

static char *
word_total (ZpPasteDialog *self)
{
  g_autoptr (ZpScorecard) before = zp_score_form (self->form);
  g_autoptr (ZpScorecard) after = zp_score_form (self->plan->result);
  g_autofree char *old = before->has_total ? zp_decimal_to_string (before->total) : g_strdup ("—");
  g_autofree char *new = after->has_total ? zp_decimal_to_string (after->total) : g_strdup ("—");

  if (!before->has_total && !after->has_total)
    return g_strdup ("");
  return g_strdup_printf (_ ("Total score: %s → %s."), old, new);
}

static char *
word_summary (ZpPasteDialog *self)
{
  const ZpPaste *plan = self->plan;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *total = word_total (self);

  if (plan->set->len == 0)
    g_string_append (text, _ ("Nothing changes."));
  else
    g_string_append_printf (text, ngettext ("%u cell changes.", "%u cells change.", plan->set->len),
                            plan->set->len);
  if (plan->n_rows > 0)
    g_string_append_printf (text, ngettext (" %u row is new.", " %u rows are new.", plan->n_rows),
                            plan->n_rows);
  if (plan->n_same > 0)
    g_string_append_printf (
        text,
        ngettext (" %u cell is the same already.", " %u cells are the same already.", plan->n_same),
        plan->n_same);
  if (plan->by_headings)
    g_string_append_printf (text, " %s", _ ("The columns were found by their headings."));
  if (*total != '\0')
    g_string_append_printf (text, "\n%s", total);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- lists --- */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n", ' ');

  if (g_utf8_strlen (line, -1) <= 40)
    return g_steal_pointer (&line);
  *g_utf8_offset_to_pointer (line, 39) = '\0';
  return g_strconcat (line, "…", NULL);
}

/* What a chosen list of words is in a sentence. */
static char *
word_value (const char *text)
{
  g_auto (GStrv) words = zp_value_is_words (text) ? zp_value_get_words (text) : NULL;
  g_autofree char *joined = words != NULL ? g_strjoinv ("、", words) : g_strdup (text);

  return *joined != '\0' ? shorten (joined) : g_strdup (_ ("(empty)"));
}

static GtkWidget *
make_set_row (ZpPasteDialog *self, const ZpPasteItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *source = zp_grid_name_cell (item->row, item->column);
  g_autofree char *place = zp_word_address (self->plan->result, item->address);
  g_autofree char *old = word_value (item->old_text);
  g_autofree char *new = word_value (item->text);
  g_autofree char *heading = g_strdup_printf ("%s → %s", source, place);
  g_autofree char *change
      = *item->old_text != '\0' ? g_strdup_printf ("%s → %s", old, new) : g_strdup (new);
  GtkWidget *caption = make_label (heading, "caption");

  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box),
                  make_label (change, *item->old_text != '\0' ? "zp-changed" : NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, item->address);
  return row;
}

static GtkWidget *
make_left_row (const ZpPasteItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  g_autofree char *source = zp_grid_name_cell (item->row, item->column);
  g_autofree char *what = shorten (item->text);
  g_autofree char *more
      = item->n_cells > 1
            ? g_strdup_printf (ngettext (" (%u cell)", " (%u cells)", item->n_cells), item->n_cells)
            : g_strdup ("");
  g_autofree char *text = g_strdup_printf (_ ("%s “%s”%s: %s"), source, what, more, item->reason);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_add_css_class (image, "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Not taken"), -1);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), make_label (text, NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
add_more (GtkListBox *list, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", n), n);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_label (text, "dim-label"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (list, row);
}

static void
show_lists (ZpPasteDialog *self)
{
  GPtrArray *set = self->plan->set;
  GPtrArray *left = self->plan->left;

  for (guint i = 0; i < MIN (left->len, MAX_LINES); i++)
    gtk_list_box_append (self->left_list, make_left_row (g_ptr_array_index (left, i)));
  for (guint i = 0; i < MIN (set->len, MAX_LINES); i++)
    gtk_list_box_append (self->set_list, make_set_row (self, g_ptr_array_index (set, i)));
  if (left->len > MAX_LINES)
    add_more (self->left_list, left->len - MAX_LINES);
  if (set->len > MAX_LINES)
    add_more (self->set_list, set->len - MAX_LINES);
  gtk_widget_set_visible (self->left_heading, left->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->left_list), left->len > 0);
  gtk_widget_set_visible (self->set_heading, set->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->set_list), set->len > 0);
}

/* --- the table as it would be --- */

static void
show_table (ZpPasteDialog *self)
{
  g_autoptr (ZpScorecard) card = zp_score_form (self->plan->result);
  g_autoptr (ZpSheet) sheet = zp_sheet_build (self->plan->result, card);

  zp_table_view_set_read_only (self->table, TRUE);
  zp_table_view_show (self->table, sheet, self->plan->result, NULL);
  zp_table_view_set_zoom (self->table, 0.75);
  for (guint i = 0; i < self->plan->set->len; i++)
    {
      const ZpPasteItem *item = g_ptr_array_index (self->plan->set, i);
      ZpCell *cell = zp_table_view_find (self->table, item->address);

      if (cell != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (cell), "pasted");
    }
}

static void
show_place (ZpPasteDialog *self, const char *address)
{
  ZpCell *cell = zp_table_view_find (self->table, address);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->desk);
  graphene_rect_t bounds;

  if (cell != NULL
      && gtk_widget_compute_bounds (GTK_WIDGET (cell), GTK_WIDGET (self->table), &bounds))
    gtk_adjustment_set_value (adjustment,
                              bounds.origin.y - gtk_adjustment_get_page_size (adjustment) / 3);
}

static void
row_activated_cb (ZpPasteDialog *self, GtkListBoxRow *row)
{
  show_place (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

/* As wide as there is room, and at the first change. */
static gboolean
fit_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ZpPasteDialog *self = ZP_PASTE_DIALOG (widget);
  int width = gtk_widget_get_width (GTK_WIDGET (self->desk));

  if (width < 100)
    return G_SOURCE_CONTINUE;
  if (GPOINTER_TO_INT (user_data) == 0)
    {
      double zoom = zp_table_view_get_fitting_zoom (self->table, width - DESK_MARGINS);

      zp_table_view_set_zoom (self->table, CLAMP (zoom, 0.6, 1.0));
      gtk_widget_add_tick_callback (widget, fit_cb, GINT_TO_POINTER (1), NULL);
    }
  else if (self->plan->set->len > 0)
    show_place (self, ((ZpPasteItem *) g_ptr_array_index (self->plan->set, 0))->address);
  return G_SOURCE_REMOVE;
}

/* --- the class --- */

static void
zp_paste_dialog_dispose (GObject *object)
{
  ZpPasteDialog *self = ZP_PASTE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_PASTE_DIALOG);
  g_clear_object (&self->form);
  g_clear_pointer (&self->plan, zp_paste_free);
  g_clear_pointer (&self->clip, zp_clip_free);
  g_clear_pointer (&self->address, g_free);
  G_OBJECT_CLASS (zp_paste_dialog_parent_class)->dispose (object);
}

static void
zp_paste_dialog_class_init (ZpPasteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_paste_dialog_dispose;

  /** ZpPasteDialog::pasted: the form has changed. */
  signals[SIGNAL_PASTED] = g_signal_new ("pasted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-paste-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpPasteDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, ZpPasteDialog, desk);
  gtk_widget_class_bind_template_child (widget_class, ZpPasteDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, ZpPasteDialog, left_heading);
  gtk_widget_class_bind_template_child (widget_class, ZpPasteDialog, left_list);
  gtk_widget_class_bind_template_child (widget_class, ZpPasteDialog, set_heading);
  gtk_widget_class_bind_template_child (widget_class, ZpPasteDialog, set_list);
  gtk_widget_class_bind_template_callback (widget_class, zp_paste_dialog_apply);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zp_paste_dialog_init (ZpPasteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->table = ZP_TABLE_VIEW (zp_table_view_new ());
  gtk_scrolled_window_set_child (self->desk, GTK_WIDGET (self->table));
}

/**
 * zp_paste_dialog_new:
 * @parent: (nullable): the window that asks
 * @address: the cell with the focus
 * @clip: (transfer full): a block
 *
 * Returns: (transfer none): the dialog
 */
ZpPasteDialog *
zp_paste_dialog_new (GtkWindow *parent, ZpForm *form, const char *address, ZpClip *clip)
{
  ZpPasteDialog *self = g_object_new (ZP_TYPE_PASTE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *summary = NULL;

  self->form = g_object_ref (form);
  self->address = g_strdup (address);
  self->clip = clip;
  self->plan = zp_paste_plan (form, address, clip);
  summary = word_summary (self);
  gtk_label_set_text (self->summary_label, summary);
  gtk_widget_set_sensitive (self->apply_button, self->plan->set->len > 0);
  show_table (self);
  show_lists (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_cb, NULL, NULL);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->apply_button);
  gtk_widget_grab_focus (self->apply_button);
  return self;
}

/** zp_paste_dialog_apply: pastes, as one step to undo, and closes. */
void
zp_paste_dialog_apply (ZpPasteDialog *self)
{
  g_return_if_fail (ZP_IS_PASTE_DIALOG (self));

  if (self->plan->set->len == 0)
    return;
  (void) zp_paste_apply (self->form, self->address, self->clip);
  g_signal_emit (self, signals[SIGNAL_PASTED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/** zp_paste_dialog_get_plan: (transfer none): what it shows. */
const ZpPaste *
zp_paste_dialog_get_plan (ZpPasteDialog *self)
{
  g_return_val_if_fail (ZP_IS_PASTE_DIALOG (self), NULL);

  return self->plan;
}
