/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-batch-row.h"

#include "zp-words.h"

#include <glib/gi18n.h>

struct _ZpBatchRow
{
  GtkBox parent_instance;

  /* Children */
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *entry;

  /* Owned */
  ZpBatchItem *item;
  char *done; /* the word for a form that went */

  gulong outcome_handler;
  gboolean asks_reason;
};

G_DEFINE_FINAL_TYPE (ZpBatchRow, zp_batch_row, GTK_TYPE_BOX)

static void
set_subtitle (ZpBatchRow *self, const char *text, const char *css_class)
{
  const char *classes[] = { "caption", css_class, NULL };

  gtk_label_set_text (GTK_LABEL (self->subtitle), text);
  gtk_widget_set_css_classes (self->subtitle, classes);
}

static void
show_waiting (ZpBatchRow *self)
{
  ZpFormItem *form = zp_batch_item_get_form (self->item);
  const ZpStoreRecord *record = zp_form_item_get_record (form);
  g_autofree char *subtitle = zp_form_item_dup_subtitle (form);
  g_autofree char *errors
      = g_strdup_printf (ngettext ("%d error", "%d errors", record->errors), record->errors);
  g_autofree char *text
      = record->errors > 0
            ? g_strjoin (" · ", zp_words_state (record->state), errors, subtitle, NULL)
            : g_strjoin (" · ", zp_words_state (record->state), subtitle, NULL);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), zp_words_state_icon (record->state));
  gtk_widget_add_css_class (self->icon, "dim-label");
  set_subtitle (self, text, "dim-label");
}

static void
show_outcome (ZpBatchRow *self)
{
  ZpBatchOutcome outcome = zp_batch_item_get_outcome (self->item);

  gtk_widget_set_css_classes (self->icon, (const char *[]){ NULL });
  if (outcome == ZP_BATCH_DONE)
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), "emblem-ok-symbolic");
      gtk_widget_add_css_class (self->icon, "zp-lamp-ok");
      set_subtitle (self, self->done, "zp-lamp-ok");
    }
  else if (outcome == ZP_BATCH_REFUSED)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("Not done: %s"), zp_batch_item_get_message (self->item));

      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), "dialog-error-symbolic");
      gtk_widget_add_css_class (self->icon, "zp-lamp-error");
      set_subtitle (self, text, "zp-lamp-error");
    }
  else
    show_waiting (self);
  gtk_widget_set_visible (self->entry, self->asks_reason && outcome == ZP_BATCH_WAITING);
}

static void
reason_changed_cb (ZpBatchRow *self)
{
  if (self->item != NULL)
    zp_batch_item_set_reason (self->item, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
zp_batch_row_dispose (GObject *object)
{
  ZpBatchRow *self = ZP_BATCH_ROW (object);

  zp_batch_row_set_item (self, NULL, FALSE);
  g_clear_pointer (&self->done, g_free);
  G_OBJECT_CLASS (zp_batch_row_parent_class)->dispose (object);
}

static void
zp_batch_row_class_init (ZpBatchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zp_batch_row_dispose;
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
zp_batch_row_init (ZpBatchRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "zp-batch-row");
  self->icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  self->title = make_label ("heading");
  self->subtitle = make_label ("caption");
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Reason for this form"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 28);
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason for this form"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (reason_changed_cb), self);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), self->title);
  gtk_box_append (GTK_BOX (texts), self->subtitle);
  gtk_box_append (GTK_BOX (self), self->icon);
  gtk_box_append (GTK_BOX (self), texts);
  gtk_box_append (GTK_BOX (self), self->entry);
}

/** zp_batch_row_new: (transfer floating): an empty row; @done is the word for a form that went. */
GtkWidget *
zp_batch_row_new (const char *done)
{
  ZpBatchRow *self = g_object_new (ZP_TYPE_BATCH_ROW, NULL);

  self->done = g_strdup (done);
  return GTK_WIDGET (self);
}

/** zp_batch_row_set_item: shows @item and follows it, until another one or %NULL is set. */
void
zp_batch_row_set_item (ZpBatchRow *self, ZpBatchItem *item, gboolean asks_reason)
{
  g_return_if_fail (ZP_IS_BATCH_ROW (self));

  if (self->item != NULL)
    g_clear_signal_handler (&self->outcome_handler, self->item);
  g_clear_object (&self->item);
  if (item == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), zp_batch_item_get_reason (item));
  self->item = g_object_ref (item);
  self->asks_reason = asks_reason;
  gtk_label_set_text (GTK_LABEL (self->title),
                      zp_form_item_get_project (zp_batch_item_get_form (item)));
  self->outcome_handler = g_signal_connect_object (
      item, "notify::outcome", G_CALLBACK (show_outcome), self, G_CONNECT_SWAPPED);
  show_outcome (self);
}
