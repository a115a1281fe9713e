/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-history-window.h"

#include "zp-changes-window.h"
#include "zp-compat.h"
#include "zp-review.h"
#include "zp-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ZpHistoryWindow
{
  AdwWindow parent_instance;

  /* from the template */
  GtkImage *verdict_icon;
  GtkLabel *verdict_label;
  GtkWidget *versions_box;
  GtkDropDown *from_choice;
  GtkDropDown *to_choice;
  GtkListBox *list;

  /* owned */
  ZpForm *form;
  ZpCatalog *catalog;
  GPtrArray *versions; /* ZpReviewVersion */
};

G_DEFINE_FINAL_TYPE (ZpHistoryWindow, zp_history_window, ADW_TYPE_WINDOW)

static const struct
{
  const char *what;
  const char *word;
  const char *icon;
} whats[] = {
  { "submit", N_ ("Submitted"), "document-send-symbolic" },
  { "withdraw", N_ ("Withdrawn"), "edit-undo-symbolic" },
  { "return", N_ ("Returned"), "edit-undo-symbolic" },
  { "approve", N_ ("Approved"), "object-select-symbolic" },
  { "reopen", N_ ("Reopened"), "view-refresh-symbolic" },
  { "answer", N_ ("Remark Answered"), "mail-reply-sender-symbolic" },
};

/* --- events --- */

static char *
word_time (const char *iso)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup (iso);
}

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
find_what (const char *what, const char **out_word, const char **out_icon)
{
  *out_word = what;
  *out_icon = "document-edit-symbolic";
  for (gsize i = 0; i < G_N_ELEMENTS (whats); i++)
    if (g_str_equal (whats[i].what, what))
      {
        *out_word = _ (whats[i].word);
        *out_icon = whats[i].icon;
      }
}

static void
add_event (ZpHistoryWindow *self, const ZpEvent *event, gboolean faulty)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *time = word_time (event->time);
  const char *role = g_str_equal (event->role, "reviewer") ? _ ("reviewer") : _ ("filled the form");
  g_autofree char *who = g_strdup_printf ("%s · %s · %s", event->who, role, time);
  const char *word, *icon;
  GtkWidget *image;

  find_what (event->what, &word, &icon);
  image = gtk_image_new_from_icon_name (faulty ? "dialog-error-symbolic" : icon);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  if (faulty)
    gtk_widget_add_css_class (image, "error");
  gtk_box_append (GTK_BOX (texts), new_label (word, "heading"));
  if (*event->reason != '\0')
    gtk_box_append (GTK_BOX (texts), new_label (event->reason, NULL));
  gtk_box_append (GTK_BOX (texts), new_label (who, "dim-label"));
  if (faulty)
    gtk_box_append (GTK_BOX (texts),
                    new_label (_ ("From here on the history is not what was written."), "error"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (row, "zp-fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
}

static void
show_events (ZpHistoryWindow *self, ZpLogFault fault, guint faulty)
{
  g_autoptr (GPtrArray) events = zp_event_log_list (self->form);

  for (guint i = events->len; i > 0; i--)
    add_event (self, g_ptr_array_index (events, i - 1), fault != ZP_LOG_WHOLE && faulty == i);
  gtk_widget_set_visible (GTK_WIDGET (self->list), events->len > 0);
}

static void
show_verdict (ZpHistoryWindow *self, ZpLogFault fault)
{
  gboolean whole = fault == ZP_LOG_WHOLE;

  gtk_image_set_from_icon_name (self->verdict_icon,
                                whole ? "emblem-ok-symbolic" : "dialog-error-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict_icon),
                              (const char *[]){ whole ? "success" : "error", NULL });
  gtk_label_set_text (
      self->verdict_label,
      whole
          ? _ ("Integrity check: every entry is what was written, and the form fits the last one.")
          : _ (
              "Integrity check: the history is broken. Something was changed outside of the program, or by mistake. "
              "Compare with a backup or with the file that was handed in."));
}

/* --- versions --- */

static void
show_versions (ZpHistoryWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n;

  self->versions = zp_review_list_versions (self->form);
  n = self->versions->len;
  for (guint i = 0; i < n; i++)
    {
      const ZpReviewVersion *version = g_ptr_array_index (self->versions, i);
      g_autofree char *time = word_time (version->time);

      gtk_string_list_take (names, g_strdup_printf (_ ("Version %u · %s"), version->round, time));
    }
  gtk_drop_down_set_model (self->from_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->to_choice, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->versions_box, n > 1);
  if (n > 1)
    {
      gtk_drop_down_set_selected (self->from_choice, n - 2);
      gtk_drop_down_set_selected (self->to_choice, n - 1);
    }
}

static ZpForm *
dup_chosen (ZpHistoryWindow *self, GtkDropDown *choice, GError **error)
{
  guint index = gtk_drop_down_get_selected (choice);
  const ZpReviewVersion *version
      = index < self->versions->len ? g_ptr_array_index (self->versions, index) : NULL;

  return version != NULL ? zp_review_dup_version (self->form, version->round, self->catalog, error)
                         : NULL;
}

static void
compare_cb (GtkButton *button, ZpHistoryWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) from = dup_chosen (self, self->from_choice, &error);
  g_autoptr (ZpForm) to = from != NULL ? dup_chosen (self, self->to_choice, &error) : NULL;

  if (from != NULL && to != NULL)
    gtk_window_present (GTK_WINDOW (
        zp_changes_window_new (GTK_WINDOW (self), from, to, _ ("Changes Between the Versions"))));
  else if (error != NULL)
    zp_tell (GTK_WINDOW (self), _ ("The versions could not be compared"), error->message);
}

/* --- the class --- */

static void
zp_history_window_dispose (GObject *object)
{
  ZpHistoryWindow *self = ZP_HISTORY_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_HISTORY_WINDOW);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_object (&self->form);
  g_clear_object (&self->catalog);
  G_OBJECT_CLASS (zp_history_window_parent_class)->dispose (object);
}

static void
zp_history_window_class_init (ZpHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_history_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpHistoryWindow, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, ZpHistoryWindow, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, ZpHistoryWindow, versions_box);
  gtk_widget_class_bind_template_child (widget_class, ZpHistoryWindow, from_choice);
  gtk_widget_class_bind_template_child (widget_class, ZpHistoryWindow, to_choice);
  gtk_widget_class_bind_template_child (widget_class, ZpHistoryWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
}

static void
zp_history_window_init (ZpHistoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zp_history_window_new:
 * @parent: (nullable): the window that asks
 * @form: a form
 * @catalog: the templates and profiles that are there
 *
 * Returns: (transfer none): the window
 */
ZpHistoryWindow *
zp_history_window_new (GtkWindow *parent, ZpForm *form, ZpCatalog *catalog)
{
  ZpHistoryWindow *self = g_object_new (ZP_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);
  guint faulty = 0;
  ZpLogFault fault = zp_review_verify (form, &faulty);

  self->form = g_object_ref (form);
  self->catalog = g_object_ref (catalog);
  show_verdict (self, fault);
  show_events (self, fault, faulty);
  show_versions (self);
  return self;
}
