/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-changes-window.h"

#include "zp-form-diff.h"
#include "zp-scorecard.h"
#include "zp-wording.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ZpChangesWindow
{
  AdwWindow parent_instance;

  /* from the template */
  GtkLabel *total_label;
  GtkListBox *list;
  GtkWidget *nothing;

  /* owned */
  GPtrArray *changes; /* ZpFormChange */
  ZpForm *old;
  ZpForm *form;
  ZpScorecard *old_card;
  ZpScorecard *card;
};

enum
{
  SIGNAL_GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpChangesWindow, zp_changes_window, ADW_TYPE_WINDOW)

/* --- words --- */

static char *
word_text (const char *text)
{
  g_auto (GStrv) words = NULL;

  if (*text == '\0')
    return g_strdup (_ ("(empty)"));
  if (!zp_value_is_words (text))
    return g_strdup (text);
  words = zp_value_get_words (text);
  return g_strjoinv ("、", words);
}

/* The place in the version that has it. */
static char *
word_place (ZpChangesWindow *self, const ZpFormChange *change)
{
  g_auto (GStrv) parts = g_strsplit (change->address, "/", 3);
  gboolean gone
      = g_strv_length (parts) > 1 && zp_form_find_row (self->form, parts[0], parts[1]) == NULL;

  switch (change->kind)
    {
    case ZP_FORM_CHANGE_TEMPLATE:
      return g_strdup (_ ("Official form"));
    case ZP_FORM_CHANGE_PROFILE:
      return g_strdup (_ ("Scoring rules"));
    default:
      return zp_word_address_named (gone ? self->old : self->form, change->address);
    }
}

static const char *
word_kind (ZpFormChangeKind kind)
{
  switch (kind)
    {
    case ZP_FORM_CHANGE_ROW_ADDED:
      return _ ("Row added");
    case ZP_FORM_CHANGE_ROW_REMOVED:
      return _ ("Row removed");
    case ZP_FORM_CHANGE_ROW_MOVED:
      return _ ("Row moved");
    default:
      return NULL;
    }
}

static char *
word_score (const ZpScorecard *card, const char *row)
{
  const ZpScoreLine *line = zp_scorecard_find (card, row);

  return line != NULL && line->score.has_score ? zp_decimal_to_string (line->score.score)
                                               : g_strdup ("—");
}

/* (nullable): the self scores of the row before and after, when it is an indicator. */
static char *
word_scores (ZpChangesWindow *self, const ZpFormChange *change)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (zp_form_get_template (self->form));
  g_auto (GStrv) parts = g_strsplit (change->address, "/", 3);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (indicators == NULL || g_strv_length (parts) < 2 || !g_str_equal (parts[0], indicators->key))
    return NULL;
  before = word_score (self->old_card, parts[1]);
  after = word_score (self->card, parts[1]);
  return g_strdup_printf (_ ("Score %s → %s"), before, after);
}

static char *
word_total (const ZpScorecard *card)
{
  ZpPrinted printed = { card->total, card->profile->total_digits, FALSE };
  g_autofree char *total = card->has_total ? zp_printed_to_string (&printed) : g_strdup ("—");

  return card->grade != NULL ? g_strdup_printf ("%s（%s）", total, card->grade)
                             : g_steal_pointer (&total);
}

/* --- the list --- */

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_texts (GtkWidget *box, const ZpFormChange *change)
{
  const char *kind = word_kind (change->kind);
  g_autofree char *before = word_text (change->old_text);
  g_autofree char *after = word_text (change->new_text);

  if (kind != NULL)
    {
      gtk_box_append (GTK_BOX (box), new_label (kind, "heading"));
      return;
    }
  gtk_box_append (GTK_BOX (box), new_label (before, "zp-old"));
  {
    g_autofree char *arrow = g_strconcat ("→ ", after, NULL);

    gtk_box_append (GTK_BOX (box), new_label (arrow, "zp-new"));
  }
}

static void
add_change (ZpChangesWindow *self, const ZpFormChange *change)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *place = word_place (self, change);
  g_autofree char *scores = word_scores (self, change);

  gtk_box_append (GTK_BOX (texts), new_label (place, "caption-heading"));
  add_texts (texts, change);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  if (scores != NULL)
    {
      GtkWidget *label = new_label (scores, "numeric");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (row, "zp-fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), *change->address != '\0');
  gtk_list_box_append (self->list, row);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ZpChangesWindow *self)
{
  const ZpFormChange *change = g_ptr_array_index (self->changes, gtk_list_box_row_get_index (row));
  g_autofree char *address = g_strdup (change->address);

  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, address);
  g_object_unref (self);
}

/* --- the class --- */

static void
zp_changes_window_dispose (GObject *object)
{
  ZpChangesWindow *self = ZP_CHANGES_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_CHANGES_WINDOW);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->old_card, zp_scorecard_unref);
  g_clear_pointer (&self->card, zp_scorecard_unref);
  g_clear_object (&self->old);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (zp_changes_window_parent_class)->dispose (object);
}

static void
zp_changes_window_class_init (ZpChangesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_changes_window_dispose;

  /** ZpChangesWindow::go-to: the user wants to see the cell of this address. */
  signals[SIGNAL_GO_TO] = g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-changes-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpChangesWindow, total_label);
  gtk_widget_class_bind_template_child (widget_class, ZpChangesWindow, list);
  gtk_widget_class_bind_template_child (widget_class, ZpChangesWindow, nothing);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zp_changes_window_init (ZpChangesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zp_changes_window_new:
 * @parent: (nullable): the window that asks
 * @old: a version of a form
 * @form: a later one
 * @title: which versions they are
 *
 * Returns: (transfer none): the window
 */
ZpChangesWindow *
zp_changes_window_new (GtkWindow *parent, ZpForm *old, ZpForm *form, const char *title)
{
  ZpChangesWindow *self
      = g_object_new (ZP_TYPE_CHANGES_WINDOW, "transient-for", parent, "title", title, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *total = NULL;

  self->old = g_object_ref (old);
  self->form = g_object_ref (form);
  self->old_card = zp_score_form (old);
  self->card = zp_score_form (form);
  self->changes = zp_form_diff (old, form);
  before = word_total (self->old_card);
  after = word_total (self->card);
  total = g_strdup_printf (_ ("Self score %s → %s"), before, after);
  gtk_label_set_text (self->total_label, total);
  gtk_widget_set_visible (GTK_WIDGET (self->total_label), self->card->scored);
  for (guint i = 0; i < self->changes->len; i++)
    add_change (self, g_ptr_array_index (self->changes, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->changes->len > 0);
  gtk_widget_set_visible (self->nothing, self->changes->len == 0);
  return self;
}

/** zp_changes_window_get_n_changes: how many changes are listed. */
guint
zp_changes_window_get_n_changes (ZpChangesWindow *self)
{
  return self->changes->len;
}
