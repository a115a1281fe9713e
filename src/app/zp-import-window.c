/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-import-window.h"

#include "zp-compat.h"
#include "zp-import-job.h"
#include "zp-import-row.h"
#include "zp-long-choice.h"
#include "zp-plan-scores.h"
#include "zp-plan-view.h"

#include <glib/gi18n.h>

#define POLL_INTERVAL 100 /* ms */

struct _ZpImportWindow
{
  AdwWindow parent_instance;

  /* Template children */
  GtkStack *stack;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  GtkListBox *list;
  GtkLabel *summary_label;
  GtkStack *detail;
  GtkDropDown *template_drop_down;
  GtkDropDown *profile_drop_down;
  GtkDropDown *choice_drop_down;
  GtkLabel *note_label;
  ZpPlanView *plan_view;
  AdwStatusPage *status_page;
  GtkBox *other_box;
  GtkDropDown *other_drop_down;
  GtkWidget *convert_button;
  GtkButton *take_button;
  GtkWidget *open_button;

  /* Owned */
  ZpLibrary *library;
  GListStore *items;
  GPtrArray *waiting; /* files that came while a worker was busy */
  GCancellable *cancellable;

  ZpImportProgress progress;
  guint poll_source;
  gboolean busy;
  gboolean showing; /* the drop-downs are being set, not chosen from */
  gboolean finished;
};

enum
{
  OPEN_FORM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpImportWindow, zp_import_window, ADW_TYPE_WINDOW)

static void read_files (ZpImportWindow *self, GPtrArray *files, gboolean convert);

static ZpImportItem *
get_item (ZpImportWindow *self, guint index)
{
  g_autoptr (ZpImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), index);

  return item; /* the list keeps it */
}

static guint
get_n_items (ZpImportWindow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

static ZpImportRow *
get_selected_row (ZpImportWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? ZP_IMPORT_ROW (row) : NULL;
}

/* --- what can be done --- */

static guint
count_chosen (ZpImportWindow *self)
{
  guint n = 0;

  for (guint i = 0; i < get_n_items (self); i++)
    {
      ZpImportItem *item = get_item (self, i);

      n += item->kind == ZP_IMPORT_FORM && item->choice != ZP_IMPORT_SKIP && !item->done;
    }
  return n;
}

static void
count_kinds (ZpImportWindow *self, guint *out_forms, guint *out_others, guint *out_done)
{
  *out_forms = *out_others = *out_done = 0;
  for (guint i = 0; i < get_n_items (self); i++)
    {
      ZpImportItem *item = get_item (self, i);

      *out_forms += item->kind == ZP_IMPORT_FORM;
      *out_others += item->kind != ZP_IMPORT_FORM;
      *out_done += item->done;
    }
}

static void
update_summary (ZpImportWindow *self)
{
  guint n_forms, n_others, n_done;
  g_autofree char *forms = NULL;
  g_autofree char *others = NULL;
  g_autofree char *text = NULL;

  count_kinds (self, &n_forms, &n_others, &n_done);
  if (self->finished)
    forms = g_strdup_printf (ngettext ("%u form was taken", "%u forms were taken", n_done), n_done);
  else
    forms = g_strdup_printf (
        ngettext ("%u form was recognised", "%u forms were recognised", n_forms), n_forms);
  others = g_strdup_printf (ngettext ("%u thing is not taken", "%u things are not taken", n_others),
                            n_others);
  text = n_others > 0 ? g_strdup_printf (_ ("%s, %s"), forms, others) : g_strdup (forms);
  gtk_label_set_text (self->summary_label, text);
}

static void
update_actions (ZpImportWindow *self)
{
  guint n = count_chosen (self);
  g_autofree char *label = g_strdup_printf (ngettext ("_Import %u Form", "_Import %u Forms", n), n);

  gtk_button_set_label (self->take_button, n > 0 ? label : _ ("_Import"));
  gtk_widget_set_visible (GTK_WIDGET (self->take_button), !self->finished || n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.take", n > 0 && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.convert", !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.stop", self->busy);
  update_summary (self);
}

/* --- templates and profiles to choose from --- */

static char *
word_choice (const char *title, const char *region, const char *year)
{
  g_autoptr (GString) text = g_string_new (title);

  if (region != NULL && *region != '\0')
    g_string_append_printf (text, " · %s", region);
  if (year != NULL && *year != '\0')
    g_string_append_printf (text, " %s", year);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill_templates (ZpImportWindow *self, GtkDropDown *drop_down, ZpTemplate *current)
{
  GPtrArray *templates = zp_catalog_get_templates (zp_library_get_catalog (self->library));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < templates->len; i++)
    {
      ZpTemplate *template_ = g_ptr_array_index (templates, i);

      gtk_string_list_take (names, word_choice (zp_template_get_title (template_),
                                                zp_template_get_region (template_),
                                                zp_template_get_year (template_)));
      if (current != NULL
          && g_str_equal (zp_template_get_id (template_), zp_template_get_id (current)))
        selected = i;
    }
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (drop_down, selected);
}

static void
fill_profiles (ZpImportWindow *self, ZpProfile *current)
{
  GPtrArray *profiles = zp_catalog_get_profiles (zp_library_get_catalog (self->library));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < profiles->len; i++)
    {
      ZpProfile *profile = g_ptr_array_index (profiles, i);

      gtk_string_list_append (names, profile->title);
      if (g_str_equal (profile->id, current->id))
        selected = i;
    }
  gtk_drop_down_set_model (self->profile_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->profile_drop_down, selected);
}

static void
fill_choices (ZpImportWindow *self, ZpImportItem *item)
{
  const char *words[]
      = { _ ("Leave out"), _ ("Add as a new form"), _ ("Refresh the form of the library"), NULL };
  g_autoptr (GtkStringList) names = NULL;

  if (item->known == NULL)
    words[2] = NULL;
  names = gtk_string_list_new (words);
  gtk_drop_down_set_model (self->choice_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice_drop_down, item->choice);
}

/* --- the selected one --- */

static char *
word_known (ZpImportItem *item)
{
  if (item->same)
    return g_strdup (_ ("The library has this form already, with the same content."));
  if (item->known != NULL
      && (item->known->state == ZP_FORM_STATE_SUBMITTED
          || item->known->state == ZP_FORM_STATE_APPROVED))
    return g_strdup (_ (
        "The library has another version of this form. It is handed in and cannot be refreshed."));
  if (item->known != NULL)
    return g_strdup (_ ("The library has another version of this form. When it is refreshed, the "
                        "version from before "
                        "stays in the recycle bin."));
  return NULL;
}

static void
update_note (ZpImportWindow *self, ZpImportItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *known = word_known (item);

  g_string_append_printf (text, _ ("%u %% of the words of the form were found."),
                          item->plan->confidence);
  if (item->scores->len > 0)
    {
      guint n_same = 0;

      for (guint i = 0; i < item->scores->len; i++)
        n_same += ((const ZpPlanScore *) g_ptr_array_index (item->scores, i))->same;
      g_string_append_c (text, ' ');
      g_string_append_printf (
          text, _ ("Of %u scores and sums in the workbook, %u are the same by these rules."),
          item->scores->len, n_same);
    }
  if (known != NULL)
    g_string_append_printf (text, " %s", known);
  gtk_label_set_text (self->note_label, text->str);
}

static void
show_form (ZpImportWindow *self, ZpImportItem *item)
{
  gboolean editable = !item->done && !self->busy;

  self->showing = TRUE;
  fill_templates (self, self->template_drop_down, item->plan->template_);
  fill_profiles (self, zp_form_get_profile (item->form));
  fill_choices (self, item);
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->template_drop_down), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->profile_drop_down), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choice_drop_down), editable);
  gtk_widget_set_visible (self->open_button, item->done);
  update_note (self, item);
  zp_plan_view_show (self->plan_view, item->plan, item->form, item->scores, item->rest);
  zp_plan_view_show_changes (self->plan_view, item->changes, item->form);
  gtk_stack_set_visible_child_name (self->detail, "form");
}

static void
show_other (ZpImportWindow *self, ZpImportItem *item)
{
  const ZpPlanRest *rest = item->rest != NULL ? g_ptr_array_index (item->rest, 0) : NULL;
  gboolean has_sheet = item->kind == ZP_IMPORT_REST && item->sheet != NULL;

  if (item->kind == ZP_IMPORT_OLDER)
    {
      adw_status_page_set_title (self->status_page, _ ("An Older Workbook"));
      adw_status_page_set_description (
          self->status_page,
          _ ("LibreOffice on this computer can convert it. The file itself stays as it is."));
    }
  else
    {
      g_autofree char *problem = g_markup_escape_text (rest != NULL            ? rest->reason
                                                       : item->problem != NULL ? item->problem
                                                                               : "",
                                                       -1);

      adw_status_page_set_title (
          self->status_page, has_sheet ? _ ("No Official Form Was Recognised") : _ ("Not Taken"));
      adw_status_page_set_description (self->status_page, problem);
    }
  gtk_widget_set_visible (self->convert_button, item->kind == ZP_IMPORT_OLDER);
  gtk_widget_set_visible (GTK_WIDGET (self->other_box), has_sheet);
  self->showing = TRUE;
  if (has_sheet)
    fill_templates (self, self->other_drop_down, NULL);
  self->showing = FALSE;
  gtk_stack_set_visible_child_name (self->detail, "other");
}

static void
show_selected (ZpImportWindow *self)
{
  ZpImportRow *row = get_selected_row (self);
  ZpImportItem *item = row != NULL ? zp_import_row_get_item (row) : NULL;

  if (item == NULL)
    gtk_stack_set_visible_child_name (self->detail, "none");
  else if (item->kind == ZP_IMPORT_FORM)
    show_form (self, item);
  else
    show_other (self, item);
}

static void
row_selected_cb (ZpImportWindow *self)
{
  /* The list loses its rows when the window goes. */
  if (self->library != NULL)
    show_selected (self);
}

static void
chosen_cb (ZpImportRow *row, ZpImportWindow *self)
{
  if (get_selected_row (self) == row)
    show_selected (self);
  update_actions (self);
}

static GtkWidget *
make_row_cb (gpointer object, gpointer data)
{
  GtkWidget *row = zp_import_row_new (ZP_IMPORT_ITEM (object));

  g_signal_connect_object (row, "chosen", G_CALLBACK (chosen_cb), data, 0);
  return row;
}

static void
refresh_rows (ZpImportWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    zp_import_row_set_item (ZP_IMPORT_ROW (row), zp_import_row_get_item (ZP_IMPORT_ROW (row)));
}

/* --- workers --- */

static gboolean
poll_cb (gpointer data)
{
  ZpImportWindow *self = data;
  int done = g_atomic_int_get (&self->progress.done);
  g_autofree char *text = g_strdup_printf (_ ("%d of %d"), done, self->progress.n);

  gtk_progress_bar_set_fraction (self->progress_bar,
                                 self->progress.n > 0 ? (double) done / self->progress.n : 0);
  gtk_label_set_text (self->progress_label, text);
  return G_SOURCE_CONTINUE;
}

static void
begin_work (ZpImportWindow *self)
{
  self->busy = TRUE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "busy");
  self->poll_source = g_timeout_add (POLL_INTERVAL, poll_cb, self);
  poll_cb (self);
  update_actions (self);
}

/* Returns: whether the window is still there */
static gboolean
end_work (ZpImportWindow *self)
{
  self->busy = FALSE;
  g_clear_handle_id (&self->poll_source, g_source_remove);
  if (self->library == NULL)
    return FALSE;
  gtk_stack_set_visible_child_name (self->stack, "plan");
  update_actions (self);
  return TRUE;
}

static void
select_first (ZpImportWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (gtk_list_box_get_selected_row (self->list) == NULL && row != NULL)
    {
      gtk_list_box_select_row (self->list, row);
      /* The arrow keys lead through what was found. */
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  show_selected (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = zp_import_read_finish (result, &error);

  if (!end_work (self))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && get_n_items (self) == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_list_store_append (self->items, g_ptr_array_index (found, i));
  select_first (self);
  update_actions (self);
  if (self->waiting->len > 0)
    {
      g_autoptr (GPtrArray) files = g_steal_pointer (&self->waiting);

      self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
      read_files (self, files, FALSE);
    }
}

static void
read_files (ZpImportWindow *self, GPtrArray *files, gboolean convert)
{
  begin_work (self);
  zp_import_read_async (self->library, files, NULL, convert, &self->progress, self->cancellable,
                        read_cb, g_object_ref (self));
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = zp_import_take_finish (result, &error);

  zp_library_refresh (ZP_LIBRARY (source));
  if (!end_work (self))
    return;
  if (!ok)
    zp_tell (GTK_WINDOW (self), _ ("The forms could not be taken"), error->message);
  self->finished = ok;
  refresh_rows (self);
  show_selected (self);
  update_actions (self);
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpImportWindow *self = ZP_IMPORT_WINDOW (widget);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < get_n_items (self); i++)
    g_ptr_array_add (items, g_object_ref (get_item (self, i)));
  begin_work (self);
  zp_import_take_async (self->library, items, &self->progress, self->cancellable, taken_cb,
                        g_object_ref (self));
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (ZP_IMPORT_WINDOW (widget)->cancellable);
}

/* All older workbooks at once: who agrees to one agrees to all. */
static void
convert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpImportWindow *self = ZP_IMPORT_WINDOW (widget);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = get_n_items (self); i > 0; i--)
    {
      ZpImportItem *item = get_item (self, i - 1);

      if (item->kind != ZP_IMPORT_OLDER)
        continue;
      g_ptr_array_insert (files, 0, g_object_ref (item->file));
      g_list_store_remove (self->items, i - 1);
    }
  read_files (self, files, TRUE);
}

static void
open_form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpImportWindow *self = ZP_IMPORT_WINDOW (widget);
  ZpImportRow *row = get_selected_row (self);
  g_autofree char *id = row != NULL ? g_strdup (zp_import_row_get_item (row)->form_id) : NULL;

  if (id == NULL)
    return;
  g_signal_emit (self, signals[OPEN_FORM], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- another template, other rules, another fate --- */

typedef struct
{
  ZpImportWindow *window;
  ZpImportItem *item;
  guint number; /* which of the forms of its sheet */
} Rematch;

static void
rematch_free (Rematch *rematch)
{
  g_object_unref (rematch->window);
  g_object_unref (rematch->item);
  g_free (rematch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rematch, rematch_free)

static gboolean
is_beside (ZpImportItem *one, ZpImportItem *two)
{
  return g_file_equal (one->file, two->file) && g_strcmp0 (one->sheet, two->sheet) == 0;
}

static guint
count_before (ZpImportWindow *self, ZpImportItem *item, guint *out_position)
{
  guint n = 0;

  for (guint i = 0; i < get_n_items (self); i++)
    {
      ZpImportItem *other = get_item (self, i);

      *out_position = i;
      if (other == item)
        return n;
      n += is_beside (other, item);
    }
  return n;
}

/* The forms of the sheet under the other template: that one which stands where the item did. */
static ZpImportItem *
find_again (Rematch *rematch, GPtrArray *found)
{
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      ZpImportItem *item = g_ptr_array_index (found, i);

      if (item->kind == ZP_IMPORT_FORM && is_beside (item, rematch->item) && n++ == rematch->number)
        return item;
    }
  return NULL;
}

static void
rematched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Rematch) rematch = user_data;
  ZpImportWindow *self = rematch->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = zp_import_read_finish (result, &error);
  ZpImportItem *again = found != NULL ? find_again (rematch, found) : NULL;
  guint position;

  if (!end_work (self))
    return;
  if (again == NULL)
    {
      zp_tell (GTK_WINDOW (self), _ ("The sheet is not this form"),
               error != NULL
                   ? error->message
                   : _ ("Too few of the words of the form stand on it. Choose another form."));
    }
  else
    {
      (void) count_before (self, rematch->item, &position);
      g_list_store_splice (self->items, position, 1, (gpointer *) &again, 1);
      gtk_list_box_select_row (self->list,
                               gtk_list_box_get_row_at_index (self->list, (int) position));
    }
  show_selected (self);
  update_actions (self);
}

static void
match_again (ZpImportWindow *self, ZpImportItem *item, guint template_index)
{
  GPtrArray *templates = zp_catalog_get_templates (zp_library_get_catalog (self->library));
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  Rematch *rematch = g_new0 (Rematch, 1);
  guint position;

  rematch->window = g_object_ref (self);
  rematch->item = g_object_ref (item);
  rematch->number = count_before (self, item, &position);
  g_ptr_array_add (files, g_object_ref (item->file));
  begin_work (self);
  /* A converted file was agreed to before. */
  zp_import_read_async (self->library, files,
                        zp_template_get_id (g_ptr_array_index (templates, template_index)), TRUE,
                        &self->progress, self->cancellable, rematched_cb, rematch);
}

static void
template_selected_cb (ZpImportWindow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  ZpImportRow *row = get_selected_row (self);
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (!self->showing && !self->busy && row != NULL && selected != GTK_INVALID_LIST_POSITION)
    match_again (self, zp_import_row_get_item (row), selected);
}

static void
profile_selected_cb (ZpImportWindow *self)
{
  ZpCatalog *catalog = zp_library_get_catalog (self->library);
  ZpImportRow *row = get_selected_row (self);
  guint selected = gtk_drop_down_get_selected (self->profile_drop_down);
  g_autoptr (GError) error = NULL;

  if (self->showing || row == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (!zp_import_item_apply (zp_import_row_get_item (row), catalog,
                             g_ptr_array_index (zp_catalog_get_profiles (catalog), selected),
                             &error))
    zp_tell (GTK_WINDOW (self), _ ("The form does not go with these rules"), error->message);
  show_selected (self);
}

static void
choice_selected_cb (ZpImportWindow *self)
{
  ZpImportRow *row = get_selected_row (self);
  guint selected = gtk_drop_down_get_selected (self->choice_drop_down);

  if (self->showing || row == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  zp_import_row_get_item (row)->choice = selected;
  zp_import_row_set_item (row, zp_import_row_get_item (row));
  update_actions (self);
}

/* --- public --- */

/**
 * zp_import_window_new:
 * @parent: the window of the library
 * @library: the library
 *
 * Returns: (transfer floating): a window without files yet
 */
ZpImportWindow *
zp_import_window_new (GtkWindow *parent, ZpLibrary *library)
{
  ZpImportWindow *self = g_object_new (ZP_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  return self;
}

/**
 * zp_import_window_add_files:
 * @self: the window
 * @files: (element-type GFile): workbooks
 *
 * Reads @files in a worker and adds what is found to the plan.
 */
void
zp_import_window_add_files (ZpImportWindow *self, GPtrArray *files)
{
  g_return_if_fail (ZP_IS_IMPORT_WINDOW (self));

  if (files->len == 0)
    return;
  if (!self->busy)
    {
      self->finished = FALSE;
      read_files (self, files, FALSE);
      return;
    }
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (self->waiting, g_object_ref (g_ptr_array_index (files, i)));
}

/** zp_import_window_is_busy: whether a worker reads or takes. */
gboolean
zp_import_window_is_busy (ZpImportWindow *self)
{
  return self->busy;
}

/** zp_import_window_get_items: (transfer none): the #ZpImportItem of the plan. */
GListModel *
zp_import_window_get_items (ZpImportWindow *self)
{
  return G_LIST_MODEL (self->items);
}

/* --- the class --- */

static void
zp_import_window_dispose (GObject *object)
{
  ZpImportWindow *self = ZP_IMPORT_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_object (&self->library);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->items);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_IMPORT_WINDOW);
  G_OBJECT_CLASS (zp_import_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.take", NULL, take_action);
  gtk_widget_class_install_action (widget_class, "import.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "import.convert", NULL, convert_action);
  gtk_widget_class_install_action (widget_class, "import.open-form", NULL, open_form_action);
}

static void
zp_import_window_class_init (ZpImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_import_window_dispose;
  g_type_ensure (ZP_TYPE_PLAN_VIEW);
  /**
   * ZpImportWindow::open-form:
   * @id: the form
   *
   * The user wants to see a form that was taken.
   */
  signals[OPEN_FORM] = g_signal_new ("open-form", ZP_TYPE_IMPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, list);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, summary_label);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, template_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, profile_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, choice_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, note_label);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, plan_view);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, status_page);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, other_box);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, other_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, convert_button);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, take_button);
  gtk_widget_class_bind_template_child (widget_class, ZpImportWindow, open_button);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_selected_cb);
}

static void
zp_import_window_init (ZpImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  zp_long_choice_set_up_button (self->template_drop_down);
  zp_long_choice_set_up_button (self->profile_drop_down);
  zp_long_choice_set_up_button (self->other_drop_down);
  self->items = g_list_store_new (ZP_TYPE_IMPORT_ITEM);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->items), make_row_cb, self, NULL);
  update_actions (self);
}
