/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-facet-row.h"

#include "zp-words.h"

#include <glib/gi18n.h>

struct _ZpFacetRow
{
  GtkListBoxRow parent_instance;

  /* Children */
  GtkWidget *count_label;

  /* Owned */
  char *word;

  ZpFacet facet;
  guint count;
};

G_DEFINE_FINAL_TYPE (ZpFacetRow, zp_facet_row, GTK_TYPE_LIST_BOX_ROW)

static void
zp_facet_row_finalize (GObject *object)
{
  ZpFacetRow *self = ZP_FACET_ROW (object);

  g_free (self->word);
  G_OBJECT_CLASS (zp_facet_row_parent_class)->finalize (object);
}

static void
zp_facet_row_class_init (ZpFacetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_facet_row_finalize;
}

static void
zp_facet_row_init (ZpFacetRow *self)
{
}

static const char *
get_title (ZpFacet facet, const char *word)
{
  switch (facet)
    {
    case ZP_FACET_ALL:
      return _ ("All forms");
    case ZP_FACET_DRAFT:
      return zp_words_state (ZP_FORM_STATE_DRAFT);
    case ZP_FACET_SUBMITTED:
      return zp_words_state (ZP_FORM_STATE_SUBMITTED);
    case ZP_FACET_RETURNED:
      return zp_words_state (ZP_FORM_STATE_RETURNED);
    case ZP_FACET_APPROVED:
      return zp_words_state (ZP_FORM_STATE_APPROVED);
    case ZP_FACET_ERRORS:
      return _ ("With errors");
    case ZP_FACET_WARNINGS:
      return _ ("With warnings only");
    case ZP_FACET_RECENT:
      return _ ("Opened lately");
    case ZP_FACET_RED:
      return _ ("Score above execution rate");
    case ZP_FACET_YELLOW:
      return _ ("Much unspent");
    case ZP_FACET_SOON:
      return _ ("Due within 3 days");
    case ZP_FACET_LATE:
      return _ ("Late");
    case ZP_FACET_SURPLUS:
      return _ ("Not in the year's list");
    case ZP_FACET_GRADE:
    case ZP_FACET_UNIT:
    default:
      return word;
    }
}

/**
 * zp_facet_row_new:
 * @facet: what it stands for
 * @word: (nullable): the grade or the unit
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
zp_facet_row_new (ZpFacet facet, const char *word)
{
  ZpFacetRow *self = g_object_new (ZP_TYPE_FACET_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (get_title (facet, word));

  self->facet = facet;
  self->word = g_strdup (word);
  self->count_label = gtk_label_new ("0");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (self->count_label, "dim-label");
  gtk_widget_add_css_class (self->count_label, "numeric");
  gtk_widget_set_valign (self->count_label, GTK_ALIGN_START);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->count_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  return GTK_WIDGET (self);
}

/** zp_facet_row_get_facet: what it stands for. */
ZpFacet
zp_facet_row_get_facet (ZpFacetRow *self)
{
  g_return_val_if_fail (ZP_IS_FACET_ROW (self), ZP_FACET_ALL);

  return self->facet;
}

/** zp_facet_row_get_word: (transfer none) (nullable): the grade or the unit. */
const char *
zp_facet_row_get_word (ZpFacetRow *self)
{
  g_return_val_if_fail (ZP_IS_FACET_ROW (self), NULL);

  return self->word;
}

/** zp_facet_row_set_count: shows how many forms belong to it. */
void
zp_facet_row_set_count (ZpFacetRow *self, guint count)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ZP_IS_FACET_ROW (self));

  if (self->count == count)
    return;
  self->count = count;
  text = g_strdup_printf ("%u", count);
  gtk_label_set_text (GTK_LABEL (self->count_label), text);
}
