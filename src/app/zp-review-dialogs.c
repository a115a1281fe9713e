/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-review-dialogs.h"

#include "zp-compat.h"

#include "zp-finding-row.h"
#include "zp-wording.h"

#include <glib/gi18n.h>

#define LIST_WIDTH 460
#define LIST_MAX_HEIGHT 340
#define TEXT_HEIGHT 96

/* --- a reason --- */

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
reason_changed_cb (GtkTextBuffer *buffer, AdwMessageDialog *dialog)
{
  g_autofree char *text = dup_text (buffer);

  adw_message_dialog_set_response_enabled (dialog, "do", *text != '\0');
}

static void
reason_given_cb (AdwMessageDialog *dialog, const char *response, GTask *task)
{
  GtkTextBuffer *buffer = g_task_get_task_data (task);

  g_task_return_pointer (task, g_str_equal (response, "do") ? dup_text (buffer) : NULL, g_free);
  g_object_unref (task);
}

static GtkWidget *
new_reason_editor (GtkTextBuffer **out_buffer)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *text = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (text), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (text), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (text), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  gtk_widget_add_css_class (scrolled, "zp-answer-text");
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), TEXT_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), text);
  *out_buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  return scrolled;
}

/**
 * zp_ask_reason_async:
 * @parent: (nullable): the window that asks
 * @question: what is asked
 *
 * Asks for a reason.  Without one nothing can be done but to cancel.
 */
void
zp_ask_reason_async (GtkWindow *parent,
                     const ZpReasonQuestion *question,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GtkWidget *dialog
      = GTK_WIDGET (zp_message_dialog_new (parent, question->heading, question->body));
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkTextBuffer *buffer;
  GtkWidget *editor = new_reason_editor (&buffer);

  g_task_set_source_tag (task, zp_ask_reason_async);
  g_task_set_task_data (task, g_object_ref (buffer), g_object_unref);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), editor);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "do",
                                    question->verb, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "do",
                                              question->appearance);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "do", FALSE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (buffer, "changed", G_CALLBACK (reason_changed_cb), dialog, 0);
  g_signal_connect (dialog, "response", G_CALLBACK (reason_given_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (editor)));
}

/** zp_ask_reason_finish: (transfer full) (nullable): the reason, or %NULL when the user thought better of it. */
char *
zp_ask_reason_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* --- obstacles --- */

typedef struct
{
  GPtrArray *findings;
  ZpGoToFunc go_to;
  gpointer user_data;
} Obstacles;

static void
obstacles_free (gpointer data, GClosure *closure)
{
  Obstacles *obstacles = data;

  g_ptr_array_unref (obstacles->findings);
  g_free (obstacles);
}

static void
obstacle_activated_cb (GtkListBox *list, GtkListBoxRow *row, Obstacles *obstacles)
{
  const ZpFinding *finding
      = g_ptr_array_index (obstacles->findings, gtk_list_box_row_get_index (row));
  g_autofree char *address = g_strdup (finding->address);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  ZpGoToFunc go_to = obstacles->go_to;
  gpointer user_data = obstacles->user_data;

  if (address == NULL)
    return;
  gtk_window_close (GTK_WINDOW (root));
  go_to (address, user_data);
}

static GtkWidget *
new_obstacle_list (const ZpForm *form, GPtrArray *findings)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *place
          = finding->address != NULL ? zp_word_address (form, finding->address) : g_strdup ("");
      GtkWidget *row = zp_finding_row_new ();

      zp_finding_row_show (ZP_FINDING_ROW (row), finding, place, TRUE);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  return list;
}

/* (transfer none): the list */
static GtkWidget *
add_obstacles (GtkWidget *dialog,
               const ZpForm *form,
               GPtrArray *findings,
               ZpGoToFunc go_to,
               gpointer user_data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = new_obstacle_list (form, findings);
  Obstacles *obstacles = g_new0 (Obstacles, 1);

  obstacles->findings = g_ptr_array_ref (findings);
  obstacles->go_to = go_to;
  obstacles->user_data = user_data;
  g_signal_connect_data (list, "row-activated", G_CALLBACK (obstacle_activated_cb), obstacles,
                         obstacles_free, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_MAX_HEIGHT);
  gtk_widget_set_size_request (scrolled, LIST_WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scrolled);
  return list;
}

/**
 * zp_show_obstacles:
 * @parent: (nullable): the window that tells
 * @body: why, in words
 * @findings: (element-type ZpFinding): the cells that are in the way, all of them; may be empty
 * @go_to: leads to the cell that the user picks
 *
 * Tells why something cannot be done yet.
 *
 * Returns: (transfer none): the dialog
 */
GtkWindow *
zp_show_obstacles (GtkWindow *parent,
                   const char *heading,
                   const char *body,
                   const ZpForm *form,
                   GPtrArray *findings,
                   ZpGoToFunc go_to,
                   gpointer user_data)
{
  GtkWidget *dialog = GTK_WIDGET (zp_message_dialog_new (parent, heading, body));
  GtkWidget *list = NULL;

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  if (findings->len > 0)
    list = add_obstacles (dialog, form, findings, go_to, user_data);
  gtk_window_present (GTK_WINDOW (dialog));
  if (list != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)));
  return GTK_WINDOW (dialog);
}
