/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-evidence-window.h"

#include "zp-compat.h"
#include "zp-evidence-files.h"
#include "zp-evidence-job.h"
#include "zp-survey.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ZpEvidenceWindow
{
  AdwWindow parent_instance;

  /* from the template */
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkWidget *survey;
  GtkEditable *sent;
  GtkEditable *valid;
  GtkEditable *satisfied;
  GtkEditable *date;
  GtkEditable *method;
  GtkLabel *result;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkWidget *add_button;
  GtkCheckButton *copy_check;

  /* owned */
  ZpSession *session;
  char *row;     /* its id */
  char *address; /* “indicators/r3” */
};

G_DEFINE_FINAL_TYPE (ZpEvidenceWindow, zp_evidence_window, ADW_TYPE_WINDOW)

static void show_list (ZpEvidenceWindow *self);

static void
toast (ZpEvidenceWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/* --- the survey --- */

static void
get_texts (ZpEvidenceWindow *self, const char *texts[ZP_N_SURVEY_FIELDS])
{
  texts[ZP_SURVEY_SENT] = gtk_editable_get_text (self->sent);
  texts[ZP_SURVEY_VALID] = gtk_editable_get_text (self->valid);
  texts[ZP_SURVEY_SATISFIED] = gtk_editable_get_text (self->satisfied);
  texts[ZP_SURVEY_DATE] = gtk_editable_get_text (self->date);
  texts[ZP_SURVEY_METHOD] = gtk_editable_get_text (self->method);
}

static const char *
word_survey (ZpSurveyFault fault)
{
  switch (fault)
    {
    case ZP_SURVEY_NO_NUMBER:
      return _ ("Counts are whole numbers");
    case ZP_SURVEY_MORE_VALID:
      return _ ("More answers are valid than were sent");
    case ZP_SURVEY_MORE_SATISFIED:
      return _ ("More answers are satisfied than are valid");
    case ZP_SURVEY_INCOMPLETE:
      return _ ("Fill in all five; the value appears here");
    case ZP_SURVEY_FINE:
    default:
      return "";
    }
}

static void
survey_changed_cb (ZpEvidenceWindow *self)
{
  const char *texts[ZP_N_SURVEY_FIELDS];
  ZpSurveyFault fault;
  ZpDecimal percent;

  get_texts (self, texts);
  fault = zp_survey_check (texts);
  if (zp_survey_compute (zp_form_get_profile (zp_session_get_form (self->session)), texts, &percent)
      && fault != ZP_SURVEY_MORE_VALID)
    {
      g_autofree char *number = zp_decimal_to_string (percent);
      g_autofree char *text
          = g_strdup_printf (_ ("%s ÷ %s = %s%%, goes into the actual value"),
                             texts[ZP_SURVEY_SATISFIED], texts[ZP_SURVEY_VALID], number);

      gtk_label_set_text (self->result, text);
    }
  else
    gtk_label_set_text (self->result, word_survey (fault));
}

/* When the window goes, what was typed is in the form. */
static void
keep_survey (ZpEvidenceWindow *self)
{
  ZpForm *form = zp_session_get_form (self->session);
  const char *texts[ZP_N_SURVEY_FIELDS];
  gboolean changed = FALSE;

  if (!gtk_widget_get_visible (self->survey))
    return;
  get_texts (self, texts);
  for (guint i = 0; i < ZP_N_SURVEY_FIELDS; i++)
    changed = changed || !g_str_equal (texts[i], zp_survey_get (form, self->row, i));
  if (changed)
    (void) zp_survey_set (form, self->row, texts, NULL);
}

static void
show_survey (ZpEvidenceWindow *self)
{
  ZpForm *form = zp_session_get_form (self->session);
  GtkEditable *entries[] = { self->sent, self->valid, self->satisfied, self->date, self->method };
  const ZpScoreLine *line = zp_scorecard_find (zp_session_get_card (self->session), self->row);
  gboolean wanted = line != NULL
                    && (line->kind == ZP_KIND_SATISFACTION || strstr (line->level1, "满意") != NULL
                        || strstr (line->level2, "满意") != NULL);

  gtk_widget_set_visible (self->survey, wanted || zp_survey_exists (form, self->row));
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      gtk_editable_set_text (entries[i], zp_survey_get (form, self->row, i));
      gtk_editable_set_editable (entries[i], !zp_form_is_read_only (form));
    }
  survey_changed_cb (self);
}

/* --- the files --- */

static ZpEvidence *
find_piece (ZpEvidenceWindow *self, GtkWidget *widget)
{
  return zp_evidence_find (zp_session_get_form (self->session), gtk_widget_get_name (widget));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpEvidenceWindow) self = user_data;

  if (zp_evidence_look_finish (result, NULL) && self->session != NULL)
    show_list (self);
}

static void
look (ZpEvidenceWindow *self)
{
  zp_evidence_look_async (self->session, looked_cb, g_object_ref (self));
}

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpEvidenceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = zp_evidence_attach_finish (result, &error);

  if (self->session == NULL)
    return;
  if (!done)
    toast (self, error->message);
  show_list (self);
  look (self);
}

/** zp_evidence_window_add_paths: attaches files (element-type filename). */
void
zp_evidence_window_add_paths (ZpEvidenceWindow *self, GPtrArray *paths)
{
  g_return_if_fail (ZP_IS_EVIDENCE_WINDOW (self));

  if (paths->len > 0)
    zp_evidence_attach_async (self->session, self->address, paths,
                              gtk_check_button_get_active (self->copy_check), attached_cb,
                              g_object_ref (self));
}

static void
add_files (ZpEvidenceWindow *self, GPtrArray *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < files->len; i++)
    {
      char *path = g_file_get_path (g_ptr_array_index (files, i));

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  zp_evidence_window_add_paths (self, paths);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpEvidenceWindow) self = user_data;
  g_autoptr (GPtrArray) files = zp_choose_files_finish (result, NULL);

  if (files != NULL && self->session != NULL)
    add_files (self, files);
}

static void
add_cb (ZpEvidenceWindow *self)
{
  ZpChooseWhat what = { .kind = ZP_CHOOSE_OPEN_SEVERAL, .title = _ ("Add Evidence") };

  zp_choose_file_async (GTK_WINDOW (self), &what, chosen_cb, g_object_ref (self));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ZpEvidenceWindow *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GSList *list = g_value_get_boxed (value);

  if (zp_form_is_read_only (zp_session_get_form (self->session)))
    return FALSE;
  for (GSList *l = list; l != NULL; l = l->next)
    g_ptr_array_add (files, g_object_ref (l->data));
  add_files (self, files);
  return TRUE;
}

static void
open_cb (GtkWidget *button, ZpEvidenceWindow *self)
{
  g_autoptr (ZpEvidence) piece = find_piece (self, button);
  g_autofree char *library = zp_library_dup_path (zp_session_get_library (self->session));
  g_autofree char *folder = zp_evidence_files_dup_folder (library);
  g_autofree char *path = piece != NULL ? zp_evidence_files_dup_path (folder, piece) : NULL;
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
  else
    toast (self, _ ("The file is not there"));
}

static void
remove_cb (GtkWidget *button, ZpEvidenceWindow *self)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (button));
  g_autoptr (GError) error = NULL;

  if (!zp_evidence_remove (zp_session_get_form (self->session), id, &error))
    toast (self, error->message);
  else
    toast (self, _ ("Taken off the list; the file stays where it is"));
  show_list (self);
}

/* 2020-5-3 and 2020.05.03 are dates, too. */
static gboolean
read_date (const char *text, char **out_date)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), "./年月", '-');
  int year, month, day;

  if (*text == '\0')
    {
      *out_date = g_strdup ("");
      return TRUE;
    }
  if (sscanf (plain, "%4d-%2d-%2d", &year, &month, &day) != 3 || day < 1 || month < 1 || year < 1900
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  *out_date = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  return TRUE;
}

static void
date_activate_cb (GtkEditable *entry, ZpEvidenceWindow *self)
{
  g_autoptr (ZpEvidence) piece = find_piece (self, GTK_WIDGET (entry));
  char *date;

  if (piece == NULL)
    return;
  if (!read_date (gtk_editable_get_text (entry), &date))
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  if (g_str_equal (date, piece->date))
    {
      g_free (date);
      return;
    }
  g_free (piece->date);
  piece->date = date;
  (void) zp_evidence_put (zp_session_get_form (self->session), piece, NULL);
}

static void
date_left_cb (GtkEventController *controller, ZpEvidenceWindow *self)
{
  date_activate_cb (GTK_EDITABLE (gtk_event_controller_get_widget (controller)), self);
}

static char *
word_piece (ZpEvidenceWindow *self, const ZpEvidence *piece)
{
  ZpEvidenceState state = zp_session_get_evidence_state (self->session, piece->id);
  g_autofree char *size = piece->size > 0 ? g_format_size (piece->size) : g_strdup ("—");
  const char *what = state == ZP_EVIDENCE_MISSING   ? _ ("missing")
                     : state == ZP_EVIDENCE_CHANGED ? _ ("changed after it was attached")
                     : state == ZP_EVIDENCE_PRESENT ? _ ("unchanged")
                                                    : _ ("not checked yet");

  return g_strdup_printf ("%s · %s · %s%s", size,
                          *piece->file != '\0' ? _ ("copy") : _ ("stays in its place"), what,
                          zp_evidence_is_outside_year (zp_session_get_form (self->session), piece)
                              ? _ (" · dated outside the year")
                              : "");
}

static GtkWidget *
new_button (ZpEvidenceWindow *self,
            const ZpEvidence *piece,
            const char *icon,
            const char *name,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_name (button, piece->id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
new_row (ZpEvidenceWindow *self, const ZpEvidence *piece, gboolean read_only)
{
  static const char *const icons[] = { "document-open-symbolic", "emblem-ok-symbolic",
                                       "dialog-warning-symbolic", "dialog-error-symbolic" };
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *words = word_piece (self, piece);
  g_autofree char *name = g_markup_escape_text (piece->name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (
                                 icons[zp_session_get_evidence_state (self->session, piece->id)]));
  gtk_widget_set_name (entry, piece->id);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 11);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 11);
  gtk_editable_set_text (GTK_EDITABLE (entry), piece->date);
  gtk_editable_set_editable (GTK_EDITABLE (entry), !read_only);
  gtk_widget_set_tooltip_text (entry, _ ("Date of the document, such as 2020-05-31"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Date of the document"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (date_activate_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (date_left_cb), self);
  gtk_widget_add_controller (entry, focus);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      new_button (self, piece, "document-open-symbolic", _ ("Open"), G_CALLBACK (open_cb)));
  if (!read_only)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               new_button (self, piece, "edit-delete-symbolic",
                                           _ ("Take off the List"), G_CALLBACK (remove_cb)));
  return row;
}

static void
show_list (ZpEvidenceWindow *self)
{
  ZpForm *form = zp_session_get_form (self->session);
  g_autoptr (GPtrArray) list = zp_evidence_list (form, self->address);
  gboolean read_only = zp_form_is_read_only (form);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < list->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (list, i), read_only));
  gtk_widget_set_visible (GTK_WIDGET (self->list), list->len > 0);
  gtk_widget_set_visible (self->nothing, list->len == 0);
  gtk_widget_set_sensitive (self->add_button, !read_only);
}

static void
check_cb (ZpEvidenceWindow *self)
{
  look (self);
}

/* --- handing on --- */

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpEvidenceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint left;

  if (!zp_evidence_export_finish (result, &left, &error))
    text = g_strdup (error->message);
  else if (left > 0)
    text = g_strdup_printf (
        ngettext ("Exported; %u file is missing", "Exported; %u files are missing", left), left);
  else
    text = g_strdup (_ ("The copies and their list are in the folder"));
  if (self->session != NULL)
    toast (self, text);
}

static void
folder_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpEvidenceWindow) self = user_data;
  g_autoptr (GFile) folder = zp_choose_file_finish (result, NULL);

  if (folder != NULL && self->session != NULL)
    zp_evidence_export_async (self->session, folder, exported_cb, g_object_ref (self));
}

static void
export_cb (ZpEvidenceWindow *self)
{
  ZpChooseWhat what
      = { .kind = ZP_CHOOSE_FOLDER, .title = _ ("Folder for the Evidence of the Whole Form") };

  zp_choose_file_async (GTK_WINDOW (self), &what, folder_cb, g_object_ref (self));
}

/* --- the class --- */

static gboolean
zp_evidence_window_close_request (GtkWindow *window)
{
  keep_survey (ZP_EVIDENCE_WINDOW (window));
  return GTK_WINDOW_CLASS (zp_evidence_window_parent_class)->close_request (window);
}

static void
zp_evidence_window_dispose (GObject *object)
{
  ZpEvidenceWindow *self = ZP_EVIDENCE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ZP_TYPE_EVIDENCE_WINDOW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (zp_evidence_window_parent_class)->dispose (object);
}

static void
zp_evidence_window_finalize (GObject *object)
{
  ZpEvidenceWindow *self = ZP_EVIDENCE_WINDOW (object);

  g_free (self->row);
  g_free (self->address);
  G_OBJECT_CLASS (zp_evidence_window_parent_class)->finalize (object);
}

static void
zp_evidence_window_class_init (ZpEvidenceWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zp_evidence_window_dispose;
  object_class->finalize = zp_evidence_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = zp_evidence_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-evidence-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, survey);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, sent);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, valid);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, satisfied);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, date);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, method);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, result);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, list);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, nothing);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, ZpEvidenceWindow, copy_check);
  gtk_widget_class_bind_template_callback (widget_class, survey_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
}

static void
zp_evidence_window_init (ZpEvidenceWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * zp_evidence_window_new:
 * @parent: (nullable): the window it belongs to
 * @session: an open form
 * @row: the id of an indicator
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
zp_evidence_window_new (GtkWindow *parent, ZpSession *session, const char *row)
{
  ZpEvidenceWindow *self = g_object_new (ZP_TYPE_EVIDENCE_WINDOW, "transient-for", parent, NULL);
  const ZpTableSpec *indicators
      = zp_template_get_indicators (zp_form_get_template (zp_session_get_form (session)));
  const ZpScoreLine *line = zp_scorecard_find (zp_session_get_card (session), row);

  self->session = g_object_ref (session);
  self->row = g_strdup (row);
  self->address = g_strconcat (indicators->key, "/", row, NULL);
  if (line != NULL)
    {
      g_autofree char *subtitle = g_strdup_printf (_ ("Row %u · %s"), line->number, line->level3);

      adw_window_title_set_subtitle (self->title, g_strdelimit (subtitle, "\n", ' '));
    }
  show_survey (self);
  show_list (self);
  look (self);
  return GTK_WIDGET (self);
}
