/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-summary-window.h"

#include "zp-compat.h"
#include "zp-figure-card.h"
#include "zp-summary-book.h"
#include "zp-summary-figures.h"
#include "zp-summary-job.h"
#include "zp-toast.h"

#include <glib/gi18n.h>

#define TICK_MILLISECONDS 100

struct _ZpSummaryWindow
{
  AdwWindow parent_instance;

  /* Template children */
  GtkStack *states;
  GtkStack *pages;
  GtkStackSwitcher *switcher;
  GtkDropDown *year_drop_down;
  GtkDropDown *unit_drop_down;
  GtkLabel *working_label;
  GtkProgressBar *progress_bar;
  GtkLabel *title_label;
  GtkFlowBox *tiles;
  GtkFlowBox *cards;
  GtkBox *tables;
  GtkTextView *text_view;

  /* Owned */
  ZpLibrary *library;
  GPtrArray *facts;   /* ZpFormFacts of all forms; NULL until they are there */
  GPtrArray *scope;   /* borrowed from facts: those of the chosen year and unit */
  ZpSummary *summary; /* of the scope */
  GPtrArray *figures; /* of the summary; the cards borrow them */
  ZpSummaryJob *job;  /* while it is working */
  GCancellable *cancellable;
  GFile *target; /* where the job writes to */
  ZpSummaryKind kind;

  gboolean has_text; /* of the scope */
  guint tick_source;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ZpSummaryWindow, zp_summary_window, ADW_TYPE_WINDOW)

typedef enum
{
  SIGNAL_SHOW_FORMS,
  N_SIGNALS,
} ZpSummaryWindowSignal;

static guint signals[N_SIGNALS];

/* --- the forms behind a number --- */

static void
picked_cb (ZpSummaryWindow *self, const ZpFigureRow *row)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < row->forms->len; i++)
    g_ptr_array_add (ids, g_ptr_array_index (row->forms, i));
  g_ptr_array_add (ids, NULL);
  g_signal_emit (self, signals[SIGNAL_SHOW_FORMS], 0, ids->pdata, row->cells[0].text);
}

/* --- what is shown --- */

static void
remove_children (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_FLOW_BOX (box))
        gtk_flow_box_remove (GTK_FLOW_BOX (box), child);
      else
        gtk_box_remove (GTK_BOX (box), child);
    }
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A number, large, with its name above and how it came about below. */
static GtkWidget *
make_tile (const ZpFigureRow *row)
{
  GtkWidget *tile = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *how = make_label (row->cells[2].text, "caption");

  gtk_widget_add_css_class (tile, "card");
  gtk_widget_add_css_class (tile, "zp-tile");
  gtk_box_append (GTK_BOX (tile), make_label (row->cells[0].text, "caption-heading"));
  gtk_box_append (GTK_BOX (tile), make_label (row->cells[1].text, "title-3"));
  gtk_label_set_lines (GTK_LABEL (how), 3);
  gtk_label_set_ellipsize (GTK_LABEL (how), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (how), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (how), 24);
  gtk_widget_set_tooltip_text (tile, row->cells[2].text);
  gtk_widget_add_css_class (how, "dim-label");
  gtk_box_append (GTK_BOX (tile), how);
  return tile;
}

/* The children of a flow box take the focus, which here belongs to what is inside. */
static void
add_to_flow (GtkFlowBox *flow, GtkWidget *widget)
{
  gtk_flow_box_append (flow, widget);
  gtk_widget_set_focusable (gtk_widget_get_parent (widget), FALSE);
}

static gboolean
is_optional (const ZpFigure *figure)
{
  return g_str_equal (figure->key, "reviews") || g_str_equal (figure->key, "wholes");
}

static void
add_card (ZpSummaryWindow *self, const ZpFigure *figure)
{
  GtkWidget *card;

  if (figure->rows->len == 0 && is_optional (figure))
    return;
  card = zp_figure_card_new (figure);
  g_signal_connect_swapped (card, "picked", G_CALLBACK (picked_cb), self);
  if (figure->kind == ZP_FIGURE_TABLE)
    gtk_box_append (self->tables, card);
  else
    {
      add_to_flow (self->cards, card);
    }
}

static void
show_figures (ZpSummaryWindow *self)
{
  const ZpFigure *key = g_ptr_array_index (self->figures, 0);
  g_autofree char *title = zp_summary_make_title (self->scope);

  gtk_label_set_text (self->title_label, title);
  for (guint i = 0; i < key->rows->len; i++)
    add_to_flow (self->tiles, make_tile (zp_figure_get_row (key, i)));
  for (guint i = 1; i < self->figures->len; i++)
    add_card (self, g_ptr_array_index (self->figures, i));
}

/* The cards go before the figures that they borrow. */
static void
clear_figures (ZpSummaryWindow *self)
{
  remove_children (GTK_WIDGET (self->tiles));
  remove_children (GTK_WIDGET (self->cards));
  remove_children (GTK_WIDGET (self->tables));
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->summary, zp_summary_free);
  g_clear_pointer (&self->scope, g_ptr_array_unref);
}

/* --- year and unit --- */

/* (nullable): the chosen word, NULL for all */
static const char *
get_choice (GtkDropDown *drop_down)
{
  guint position = gtk_drop_down_get_selected (drop_down);

  if (position == 0 || position == GTK_INVALID_LIST_POSITION)
    return NULL;
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (drop_down)),
                                     position);
}

static const char *
get_unit (const ZpFormFacts *facts)
{
  return *facts->unit != '\0' ? facts->unit : facts->department;
}

static void
update_actions (ZpSummaryWindow *self)
{
  gboolean ready = self->job == NULL && self->scope != NULL && self->scope->len > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summary.export", ready);
  gtk_widget_set_sensitive (GTK_WIDGET (self->year_drop_down), self->job == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->unit_drop_down), self->job == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), ready);
}

static void
update (ZpSummaryWindow *self)
{
  const char *year = get_choice (self->year_drop_down);
  const char *unit = get_choice (self->unit_drop_down);

  clear_figures (self);
  self->has_text = FALSE;
  gtk_stack_set_visible_child_name (self->pages, "overview");
  self->scope = g_ptr_array_new ();
  for (guint i = 0; i < self->facts->len; i++)
    {
      ZpFormFacts *facts = g_ptr_array_index (self->facts, i);

      if ((year == NULL || g_str_equal (year, facts->year))
          && (unit == NULL || g_str_equal (unit, get_unit (facts))))
        g_ptr_array_add (self->scope, facts);
    }
  self->summary = zp_summary_new (self->scope);
  self->figures = zp_summary_make_figures (self->summary);
  show_figures (self);
  gtk_stack_set_visible_child_name (self->states,
                                    self->summary->all->forms->len > 0 ? "content" : "empty");
  update_actions (self);
}

static void
scope_changed_cb (ZpSummaryWindow *self)
{
  if (!self->filling && self->facts != NULL)
    update (self);
}

static int
compare_words (gconstpointer a, gconstpointer b, gpointer descending)
{
  int order = g_utf8_collate (*(const char *const *) a, *(const char *const *) b);

  return descending != NULL ? -order : order;
}

static void
fill_choice (ZpSummaryWindow *self, GtkDropDown *drop_down, const char *all, gboolean years)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->facts->len; i++)
    {
      const ZpFormFacts *facts = g_ptr_array_index (self->facts, i);
      const char *word = years ? facts->year : get_unit (facts);

      if (*word != '\0' && g_hash_table_add (seen, (gpointer) word))
        g_ptr_array_add (words, (gpointer) word);
    }
  g_ptr_array_sort_with_data (words, compare_words, years ? self : NULL);
  gtk_string_list_append (list, all);
  for (guint i = 0; i < words->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (words, i));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
  gtk_widget_set_visible (GTK_WIDGET (drop_down), words->len > 1);
}

static void
fill_choices (ZpSummaryWindow *self)
{
  self->filling = TRUE;
  fill_choice (self, self->year_drop_down, _ ("All years"), TRUE);
  fill_choice (self, self->unit_drop_down, _ ("All units"), FALSE);
  self->filling = FALSE;
}

/* --- working --- */

static gboolean
tick_cb (gpointer user_data)
{
  ZpSummaryWindow *self = user_data;
  guint n = zp_summary_job_get_n_forms (self->job);
  guint done = zp_summary_job_get_done (self->job);
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), done, n);

  gtk_progress_bar_set_fraction (self->progress_bar, n > 0 ? (double) done / n : 0);
  gtk_progress_bar_set_text (self->progress_bar, text);
  return G_SOURCE_CONTINUE;
}

/* Takes @job. */
static void
begin_work (ZpSummaryWindow *self, ZpSummaryJob *job, const char *what)
{
  self->job = job;
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->working_label, what);
  gtk_stack_set_visible_child_name (self->states, "working");
  self->tick_source = g_timeout_add (TICK_MILLISECONDS, tick_cb, self);
  (void) tick_cb (self);
  update_actions (self);
}

static void
end_work (ZpSummaryWindow *self)
{
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_pointer (&self->job, zp_summary_job_unref);
  g_clear_object (&self->cancellable);
}

static void
tell_failed (ZpSummaryWindow *self, guint failed)
{
  g_autofree char *text = NULL;

  if (failed == 0)
    return;
  text = g_strdup_printf (ngettext ("%u form could not be read and is not summed up",
                                    "%u forms could not be read and are not summed up", failed),
                          failed);
  zp_toast (GTK_WINDOW (self), text, NULL, NULL, NULL);
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpSummaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = zp_summary_job_gather_finish (result, &error);
  guint failed;

  /* Closed meanwhile */
  if (self->job == NULL)
    return;
  failed = zp_summary_job_get_failed (self->job);
  end_work (self);
  if (facts == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->facts = g_steal_pointer (&facts);
  fill_choices (self);
  update (self);
  tell_failed (self, failed);
}

static void
gather (ZpSummaryWindow *self, const char *const *ids)
{
  ZpSummaryJob *job = zp_summary_job_new (zp_library_get_store (self->library),
                                          zp_library_get_catalog (self->library), ids);

  begin_work (self, job, _ ("Reading the forms"));
  zp_summary_job_gather_async (job, self->cancellable, gathered_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpSummaryWindow *self = ZP_SUMMARY_WINDOW (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* --- export --- */

static const struct
{
  const char *name;
  const char *extension;
  const char *filter;
  const char *pattern;
} kinds[] = {
  [ZP_SUMMARY_XLSX] = { "xlsx", ".xlsx", N_ ("Excel workbooks"), "*.xlsx" },
  [ZP_SUMMARY_PDF] = { "pdf", ".pdf", N_ ("PDF documents"), "*.pdf" },
  [ZP_SUMMARY_DOCX] = { "docx", ".docx", N_ ("Word documents"), "*.docx" },
};

static void
file_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpSummaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *uri = g_file_get_uri (G_FILE (source));
  g_autofree char *text = g_strdup_printf (_ ("“%s” was written"), name);

  if (self->library == NULL)
    return;
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    zp_toast (GTK_WINDOW (self), text, _ ("Open"), "summary.show-file", g_variant_new_string (uri));
  else
    zp_tell (GTK_WINDOW (self), _ ("The file could not be written"), error->message);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpSummaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = zp_summary_job_write_finish (result, &error);

  if (self->job == NULL)
    return;
  end_work (self);
  gtk_stack_set_visible_child_name (self->states, "content");
  update_actions (self);
  if (bytes != NULL)
    g_file_replace_contents_bytes_async (self->target, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                         file_written_cb, g_object_ref (self));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    zp_toast (GTK_WINDOW (self), _ ("Cancelled; nothing was written"), NULL, NULL, NULL);
  else
    zp_tell (GTK_WINDOW (self), _ ("The file could not be written"), error->message);
}

static ZpSummaryJob *
make_job (ZpSummaryWindow *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->scope->len; i++)
    g_ptr_array_add (ids, ((ZpFormFacts *) g_ptr_array_index (self->scope, i))->id);
  g_ptr_array_add (ids, NULL);
  return zp_summary_job_new (zp_library_get_store (self->library),
                             zp_library_get_catalog (self->library),
                             (const char *const *) ids->pdata);
}

/* --- the text --- */

static void
text_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpSummaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = zp_summary_job_write_finish (result, &error);
  gsize size = 0;
  const char *text;

  if (self->job == NULL)
    return;
  end_work (self);
  gtk_stack_set_visible_child_name (self->states, "content");
  update_actions (self);
  text = bytes != NULL ? g_bytes_get_data (bytes, &size) : error->message;
  self->has_text = bytes != NULL;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text,
                            bytes != NULL ? (int) size : -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "summary.copy-text", self->has_text);
}

/* It is written when somebody wants to see it. */
static void
page_changed_cb (ZpSummaryWindow *self)
{
  ZpSummaryJob *job;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "text") != 0 || self->has_text
      || self->job != NULL || self->scope == NULL)
    return;
  job = make_job (self);
  begin_work (self, job, _ ("Writing the text"));
  zp_summary_job_write_async (job, ZP_SUMMARY_TEXT, self->cancellable, text_made_cb,
                              g_object_ref (self));
}

static void
copy_text_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpSummaryWindow *self = ZP_SUMMARY_WINDOW (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  zp_toast (GTK_WINDOW (self), _ ("Copied"), NULL, NULL, NULL);
}

/* --- the place of a file --- */

/* The portal may give a name without the extension. */
static GFile *
complete_name (GFile *file, const char *extension)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *full = g_strconcat (name, extension, NULL);
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (folder == NULL || g_str_has_suffix (name, extension))
    return g_object_ref (file);
  return g_file_get_child (folder, full);
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpSummaryWindow) self = user_data;
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);
  ZpSummaryJob *job;

  if (file == NULL || self->job != NULL || self->scope == NULL)
    return;
  g_clear_object (&self->target);
  self->target = complete_name (file, kinds[self->kind].extension);
  job = make_job (self);
  begin_work (self, job, _ ("Writing the file"));
  zp_summary_job_write_async (job, self->kind, self->cancellable, made_cb, g_object_ref (self));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpSummaryWindow *self = ZP_SUMMARY_WINDOW (widget);
  ZpChooseWhat what = { ZP_CHOOSE_SAVE, _ ("Export the summary") };
  g_autofree char *title = zp_summary_make_title (self->scope);
  g_autofree char *suggested = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, g_variant_get_string (parameter, NULL)))
      self->kind = (ZpSummaryKind) i;
  g_strdelimit (title, "/\\:*?\"<>|", ' ');
  suggested = g_strconcat (title, kinds[self->kind].extension, NULL);
  what.name = suggested;
  what.filter = _ (kinds[self->kind].filter);
  what.pattern = kinds[self->kind].pattern;
  zp_choose_file_async (GTK_WINDOW (self), &what, target_chosen_cb, g_object_ref (self));
}

static void
show_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zp_toast_show_file (GTK_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* --- the class --- */

static void
zp_summary_window_dispose (GObject *object)
{
  ZpSummaryWindow *self = ZP_SUMMARY_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  end_work (self);
  if (self->tiles != NULL)
    clear_figures (self);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_clear_object (&self->target);
  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_SUMMARY_WINDOW);
  G_OBJECT_CLASS (zp_summary_window_parent_class)->dispose (object);
}

/* A window that is closed does not go on working. */
static gboolean
zp_summary_window_close_request (GtkWindow *window)
{
  ZpSummaryWindow *self = ZP_SUMMARY_WINDOW (window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  end_work (self);
  return GTK_WINDOW_CLASS (zp_summary_window_parent_class)->close_request (window);
}

static void
zp_summary_window_class_init (ZpSummaryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_summary_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = zp_summary_window_close_request;
  /**
   * ZpSummaryWindow::show-forms:
   * @ids: ids of forms
   * @label: what they have in common
   */
  signals[SIGNAL_SHOW_FORMS]
      = g_signal_new ("show-forms", ZP_TYPE_SUMMARY_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-summary-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, states);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, year_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, unit_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, working_label);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, tiles);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, cards);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, tables);
  gtk_widget_class_bind_template_child (widget_class, ZpSummaryWindow, text_view);
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
  gtk_widget_class_install_action (widget_class, "summary.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "summary.copy-text", NULL, copy_text_action);
  gtk_widget_class_install_action (widget_class, "summary.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "summary.show-file", "s", show_file_action);
}

static void
zp_summary_window_init (ZpSummaryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->pages, "notify::visible-child-name", G_CALLBACK (page_changed_cb),
                            self);
}

/**
 * zp_summary_window_new:
 * @parent: the window that asks
 * @library: where the forms are; its store is open
 * @ids: (array zero-terminated=1): the forms
 *
 * Returns: (transfer none): a window, which belongs to the toolkit
 */
GtkWidget *
zp_summary_window_new (GtkWindow *parent, ZpLibrary *library, const char *const *ids)
{
  ZpSummaryWindow *self;

  g_return_val_if_fail (ZP_IS_LIBRARY (library), NULL);

  self = g_object_new (ZP_TYPE_SUMMARY_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE,
                       NULL);
  self->library = g_object_ref (library);
  gather (self, ids);
  return GTK_WIDGET (self);
}

/** zp_summary_window_is_ready: whether the figures are shown. */
gboolean
zp_summary_window_is_ready (ZpSummaryWindow *self)
{
  g_return_val_if_fail (ZP_IS_SUMMARY_WINDOW (self), FALSE);

  return self->job == NULL && self->figures != NULL;
}
