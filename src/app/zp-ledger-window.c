/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-ledger-window.h"

#include "zp-book-zip.h"
#include "zp-column-width.h"
#include "zp-compat.h"
#include "zp-error.h"
#include "zp-ledger-item.h"
#include "zp-ledger-reader.h"
#include "zp-long-choice.h"
#include "zp-plan.h"
#include "zp-workbook-read.h"

#include <glib/gi18n.h>

struct _ZpLedgerWindow
{
  AdwWindow parent_instance;

  /* Template children */
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkColumnView *view;
  GtkDropDown *template_drop_down;
  GtkEntry *year_entry;
  GtkLabel *summary_label;
  GtkLabel *rest_label;
  GtkWidget *rest_expander;
  AdwStatusPage *problem_page;
  GtkButton *take_button;

  /* Owned */
  ZpLibrary *library;
  GFile *file;
  GListStore *items;
  GPtrArray *plan; /* of ZpLedgerLine; the worker's while busy */

  gboolean busy;
  gboolean again; /* something was chosen while a worker was busy */
  gboolean ready; /* the drop-down is filled */
};

G_DEFINE_FINAL_TYPE (ZpLedgerWindow, zp_ledger_window, ADW_TYPE_WINDOW)

/* --- the worker --- */

typedef struct
{
  ZpStore *store;
  ZpCatalog *catalog;
  ZpTemplate *template_;
  GFile *file;
  char *year;
  GPtrArray *plan;
  GPtrArray *rest;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->store);
  g_object_unref (job->catalog);
  zp_template_unref (job->template_);
  g_object_unref (job->file);
  g_free (job->year);
  g_clear_pointer (&job->plan, g_ptr_array_unref);
  g_clear_pointer (&job->rest, g_ptr_array_unref);
  g_free (job);
}

static GBytes *
load (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) <= ZP_BOOK_MAX_FILE)
    return g_file_load_bytes (file, NULL, NULL, error);
  g_set_error_literal (error, ZP_ERROR, ZP_ERROR_TOO_LARGE,
                       _ ("larger than 20 MB; remove pictures and other sheets"));
  return NULL;
}

static void
plan_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autofree char *name = g_file_get_basename (job->file);
  g_autoptr (GBytes) bytes = load (job->file, &error);
  g_autoptr (ZpWorkbook) book = bytes != NULL ? zp_workbook_read (bytes, name, &error) : NULL;
  GPtrArray *entries = book != NULL ? zp_ledger_read (book, &job->rest, &error) : NULL;

  if (entries != NULL)
    job->plan
        = zp_ledger_plan (job->store, job->catalog, entries, job->template_, job->year, &error);
  if (job->plan != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
take_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  for (guint i = 0; i < job->plan->len; i++)
    {
      ZpLedgerLine *line = g_ptr_array_index (job->plan, i);
      g_autoptr (GError) error = NULL;

      if (zp_ledger_line_take (line, job->store, job->catalog, job->template_, &error))
        continue;
      line->status = ZP_LEDGER_BLOCKED;
      g_free (line->reason);
      line->reason = g_strdup (error->message);
    }
  g_task_return_boolean (task, TRUE);
}

/* --- what is shown --- */

static ZpTemplate *
get_template (ZpLedgerWindow *self)
{
  GPtrArray *templates = zp_catalog_get_templates (zp_library_get_catalog (self->library));
  guint selected = gtk_drop_down_get_selected (self->template_drop_down);

  return g_ptr_array_index (templates, selected < templates->len ? selected : 0);
}

static guint
count (ZpLedgerWindow *self, ZpLedgerStatus status)
{
  guint n = 0;

  for (guint i = 0; self->plan != NULL && i < self->plan->len; i++)
    n += ((const ZpLedgerLine *) g_ptr_array_index (self->plan, i))->status == status;
  return n;
}

static guint
count_to_take (ZpLedgerWindow *self)
{
  guint n = 0;

  for (guint i = 0; self->plan != NULL && i < self->plan->len; i++)
    {
      const ZpLedgerLine *line = g_ptr_array_index (self->plan, i);

      n += line->take && !line->done;
    }
  return n;
}

static void
update (ZpLedgerWindow *self)
{
  guint n = count_to_take (self);
  g_autofree char *label = g_strdup_printf (ngettext ("_Take %u Line", "_Take %u Lines", n), n);
  g_autofree char *text = g_strdup_printf (
      _ ("%u new, %u changed, %u the same, %u ambiguous or blocked, %u not in the ledger"),
      count (self, ZP_LEDGER_NEW), count (self, ZP_LEDGER_CHANGED), count (self, ZP_LEDGER_SAME),
      count (self, ZP_LEDGER_AMBIGUOUS) + count (self, ZP_LEDGER_BLOCKED),
      count (self, ZP_LEDGER_ABSENT));

  gtk_button_set_label (self->take_button, label);
  gtk_label_set_text (self->summary_label, self->plan != NULL ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.take", n > 0 && !self->busy);
}

static void
show_plan (ZpLedgerWindow *self)
{
  g_list_store_remove_all (self->items);
  for (guint i = 0; self->plan != NULL && i < self->plan->len; i++)
    {
      g_autoptr (ZpLedgerItem) item = zp_ledger_item_new (g_ptr_array_index (self->plan, i));

      g_list_store_append (self->items, item);
    }
  update (self);
}

static void
show_rest (ZpLedgerWindow *self, const GPtrArray *rest)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rest->len; i++)
    {
      const ZpPlanRest *it = g_ptr_array_index (rest, i);

      g_string_append_printf (text, "%s%s: %s (%s)", i > 0 ? "\n" : "", it->source, it->text,
                              it->reason);
    }
  gtk_label_set_text (self->rest_label, text->str);
  gtk_widget_set_visible (self->rest_expander, rest->len > 0);
}

/* --- doing --- */

static void read_file (ZpLedgerWindow *self);

/* Returns: (nullable): the job, when the window is still there and it succeeded */
static Job *
end_job (ZpLedgerWindow *self, GAsyncResult *result, GError **error)
{
  gboolean ok = g_task_propagate_boolean (G_TASK (result), error);

  self->busy = FALSE;
  return self->library != NULL && ok ? g_task_get_task_data (G_TASK (result)) : NULL;
}

/* Only the year is missing: that is a question, and the answer goes into the field above. */
static void
show_problem (ZpLedgerWindow *self, const GError *error)
{
  gboolean no_year = g_error_matches (error, ZP_ERROR, ZP_ERROR_REFUSED);
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_title (self->problem_page, no_year ? _ ("Of Which Year Is This Ledger?")
                                                         : _ ("This Ledger Cannot Be Taken"));
  adw_status_page_set_description (
      self->problem_page,
      no_year ? _ ("It does not say. Type the year in the field above and press Enter.") : text);
  if (no_year)
    gtk_widget_grab_focus (GTK_WIDGET (self->year_entry));
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpLedgerWindow *self = ZP_LEDGER_WINDOW (source);
  g_autoptr (GError) error = NULL;
  Job *job = end_job (self, result, &error);

  if (self->library == NULL)
    return;
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->plan, g_ptr_array_unref);
  if (job != NULL)
    {
      self->plan = g_steal_pointer (&job->plan);
      show_rest (self, job->rest);
    }
  else
    show_problem (self, error);
  show_plan (self);
  gtk_stack_set_visible_child_name (self->stack, job != NULL ? "plan" : "problem");
  if (self->again)
    read_file (self);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpLedgerWindow *self = ZP_LEDGER_WINDOW (source);
  g_autoptr (ZpLibrary) library = user_data;
  Job *job = end_job (self, result, NULL);

  zp_library_refresh (library);
  if (job == NULL)
    return;
  self->plan = g_steal_pointer (&job->plan);
  show_plan (self);
  gtk_stack_set_visible_child_name (self->stack, "plan");
}

static Job *
make_job (ZpLedgerWindow *self)
{
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (zp_library_get_store (self->library));
  job->catalog = g_object_ref (zp_library_get_catalog (self->library));
  job->template_ = zp_template_ref (get_template (self));
  job->file = g_object_ref (self->file);
  job->year = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->year_entry))));
  if (*job->year == '\0')
    g_clear_pointer (&job->year, g_free);
  return job;
}

static void
start (ZpLedgerWindow *self,
       Job *job,
       GTaskThreadFunc run,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  self->busy = TRUE;
  self->again = FALSE;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  update (self);
  g_task_run_in_thread (task, run);
}

static void
read_file (ZpLedgerWindow *self)
{
  if (self->busy)
    {
      self->again = TRUE;
      return;
    }
  if (zp_library_get_store (self->library) == NULL)
    {
      adw_status_page_set_description (self->problem_page, _ ("The library is not open"));
      gtk_stack_set_visible_child_name (self->stack, "problem");
      return;
    }
  start (self, make_job (self), plan_thread, planned_cb, NULL);
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpLedgerWindow *self = ZP_LEDGER_WINDOW (widget);
  Job *job = make_job (self);

  g_list_store_remove_all (self->items);
  job->plan = g_steal_pointer (&self->plan);
  start (self, job, take_thread, taken_cb, g_object_ref (self->library));
}

static void
chosen_cb (ZpLedgerWindow *self)
{
  if (self->ready)
    read_file (self);
}

/* --- the list --- */

static void
toggled_cb (GtkCheckButton *check, gpointer data)
{
  GtkListItem *list_item = data;
  ZpLedgerItem *item = gtk_list_item_get_item (list_item);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (check));

  if (item == NULL || !ZP_IS_LEDGER_WINDOW (root))
    return;
  zp_ledger_item_get_line (item)->take = gtk_check_button_get_active (check);
  update (ZP_LEDGER_WINDOW (root));
}

static void
setup_check_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_list_item_set_child (item, check);
}

static void
bind_check_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  ZpLedgerItem *item = gtk_list_item_get_item (list_item);
  const ZpLedgerLine *line = zp_ledger_item_get_line (item);
  GtkWidget *check = gtk_list_item_get_child (list_item);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), line->take);
  gtk_widget_set_sensitive (
      check, !line->done && (line->status == ZP_LEDGER_NEW || line->status == ZP_LEDGER_CHANGED));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  line->project, -1);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), list_item);
}

static void
unbind_check_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_child (list_item), toggled_cb, list_item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  guint column = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_label_new (NULL);
  gboolean is_amount = column >= ZP_LEDGER_COLUMN_INITIAL && column <= ZP_LEDGER_COLUMN_EXECUTED;

  gtk_label_set_xalign (GTK_LABEL (label), is_amount ? 1 : 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (is_amount)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  static const char *const classes[]
      = { "zp-changed", "zp-lamp-ok", "zp-lamp-warning", "dim-label" };
  ZpLedgerItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  g_autofree char *text = zp_ledger_item_dup_text (item, GPOINTER_TO_UINT (data));
  const char *css_class = zp_ledger_item_get_css_class (item, GPOINTER_TO_UINT (data));

  gtk_label_set_text (GTK_LABEL (label), text);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (label, classes[i]);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
}

static void
add_column (ZpLedgerWindow *self, const char *title, ZpLedgerColumn column, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) made = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  zp_column_set_width (made, width);
  gtk_column_view_column_set_expand (made, column == ZP_LEDGER_COLUMN_PROJECT);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_append_column (self->view, made);
}

static void
add_check_column (ZpLedgerWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) made = gtk_column_view_column_new ("", factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_check_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_check_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_check_cb), NULL);
  gtk_column_view_append_column (self->view, made);
}

/* --- public --- */

static void
fill_templates (ZpLedgerWindow *self)
{
  GPtrArray *templates = zp_catalog_get_templates (zp_library_get_catalog (self->library));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < templates->len; i++)
    {
      ZpTemplate *template_ = g_ptr_array_index (templates, i);

      gtk_string_list_take (names, g_strdup_printf ("%s · %s %s", zp_template_get_title (template_),
                                                    zp_template_get_region (template_),
                                                    zp_template_get_year (template_)));
      if (g_str_equal (zp_template_get_id (template_), ZP_DEFAULT_TEMPLATE))
        selected = i;
    }
  gtk_drop_down_set_model (self->template_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->template_drop_down, selected);
  self->ready = TRUE;
}

/**
 * zp_ledger_window_new:
 * @parent: (nullable): the window of the library
 * @library: the library
 * @file: a ledger
 *
 * Returns: (transfer floating): a window that reads @file
 */
ZpLedgerWindow *
zp_ledger_window_new (GtkWindow *parent, ZpLibrary *library, GFile *file)
{
  ZpLedgerWindow *self = g_object_new (ZP_TYPE_LEDGER_WINDOW, "transient-for", parent, NULL);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);

  self->library = g_object_ref (library);
  self->file = g_object_ref (file);
  adw_window_title_set_subtitle (self->title, shown);
  fill_templates (self);
  read_file (self);
  return self;
}

/** zp_ledger_window_is_busy: whether a worker reads or takes. */
gboolean
zp_ledger_window_is_busy (ZpLedgerWindow *self)
{
  return self->busy;
}

/** zp_ledger_window_get_plan: (transfer none) (nullable) (element-type ZpLedgerLine): the plan, or
 * what became of it. */
GPtrArray *
zp_ledger_window_get_plan (ZpLedgerWindow *self)
{
  return self->plan;
}

/* --- the class --- */

static void
zp_ledger_window_dispose (GObject *object)
{
  ZpLedgerWindow *self = ZP_LEDGER_WINDOW (object);

  if (self->items != NULL)
    g_list_store_remove_all (self->items);
  g_clear_object (&self->library);
  g_clear_object (&self->file);
  g_clear_object (&self->items);
  g_clear_pointer (&self->plan, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_LEDGER_WINDOW);
  G_OBJECT_CLASS (zp_ledger_window_parent_class)->dispose (object);
}

static void
zp_ledger_window_class_init (ZpLedgerWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_ledger_window_dispose;
  gtk_widget_class_install_action (widget_class, "ledger.take", NULL, take_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-ledger-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpLedgerWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ZpLedgerWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ZpLedgerWindow, view);
  gtk_widget_class_bind_template_child (widget_class, ZpLedgerWindow, template_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ZpLedgerWindow, year_entry);
  gtk_widget_class_bind_template_child (widget_class, ZpLedgerWindow, summary_label);
  gtk_widget_class_bind_template_child (widget_class, ZpLedgerWindow, rest_label);
  gtk_widget_class_bind_template_child (widget_class, ZpLedgerWindow, rest_expander);
  gtk_widget_class_bind_template_child (widget_class, ZpLedgerWindow, problem_page);
  gtk_widget_class_bind_template_child (widget_class, ZpLedgerWindow, take_button);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
zp_ledger_window_init (ZpLedgerWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (ZP_TYPE_LEDGER_ITEM);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                             g_object_ref (G_LIST_MODEL (self->items)))));
  add_check_column (self);
  zp_long_choice_set_up_button (self->template_drop_down);
  add_column (self, _ ("Project"), ZP_LEDGER_COLUMN_PROJECT, 200);
  add_column (self, _ ("Unit"), ZP_LEDGER_COLUMN_UNIT, 150);
  add_column (self, _ ("Initial Budget"), ZP_LEDGER_COLUMN_INITIAL, 120);
  add_column (self, _ ("Full-Year Budget"), ZP_LEDGER_COLUMN_BUDGET, 130);
  add_column (self, _ ("Executed"), ZP_LEDGER_COLUMN_EXECUTED, 120);
  add_column (self, _ ("What Happens"), ZP_LEDGER_COLUMN_STATUS, 210);
  update (self);
}
