/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-plan-view.h"

#include "zp-column-width.h"
#include "zp-form-diff.h"
#include "zp-paper.h"
#include "zp-plan-line.h"
#include "zp-plan-scores.h"
#include "zp-table-view.h"
#include "zp-wording.h"

#include <glib/gi18n.h>

#define SURE_ENOUGH 60

struct _ZpPlanView
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *stack;
  GtkStackPage *values_page;
  GtkStackPage *scores_page;
  GtkStackPage *rest_page;
  GtkStackPage *changes_page;
  GtkScrolledWindow *table_desk;
  ZpTableView *table;
  GtkColumnView *values_view;
  GtkColumnView *scores_view;
  GtkColumnView *rest_view;
  GtkColumnView *changes_view;
  GtkStack *rest_stack;
  GtkStack *scores_stack;

  /* Owned */
  GListStore *values;
  GListStore *scores;
  GListStore *rest;
  GListStore *changes;
};

G_DEFINE_FINAL_TYPE (ZpPlanView, zp_plan_view, ADW_TYPE_BIN)

/* --- columns --- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_list_item_set_child (item, label);
}

/* What wants looking at is told by a word and by its colour. */
static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  guint column = GPOINTER_TO_UINT (data);
  ZpPlanLine *line = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = zp_plan_line_get_text (line, column);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (text, -1) > 20 ? text : NULL);
  gtk_widget_remove_css_class (label, "zp-lamp-warning");
  if (column == ZP_PLAN_LINE_REMARK && zp_plan_line_needs_look (line))
    gtk_widget_add_css_class (label, "zp-lamp-warning");
}

static void
add_column (GtkColumnView *view, const char *title, guint column, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) made = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  if (width > 0)
    zp_column_set_width (made, width);
  else
    gtk_column_view_column_set_expand (made, TRUE);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_append_column (view, made);
}

static GListStore *
make_list (GtkColumnView *view)
{
  GListStore *list = g_list_store_new (ZP_TYPE_PLAN_LINE);

  gtk_column_view_set_model (
      view, GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (list)))));
  return list;
}

static void
append (GListStore *list,
        const char *place,
        const char *text,
        const char *other,
        const char *remark,
        gboolean needs_look)
{
  g_autoptr (ZpPlanLine) line = zp_plan_line_new (place, text, other, remark, needs_look);

  g_list_store_append (list, line);
}

/* --- what is shown --- */

static void
add_value (ZpPlanView *self, const ZpPlanValue *value, ZpForm *form)
{
  g_autofree char *place = zp_word_address (form, value->address);
  g_auto (GStrv) words = zp_value_is_words (value->text) ? zp_value_get_words (value->text) : NULL;
  g_autofree char *text = words != NULL ? g_strjoinv ("、", words) : g_strdup (value->text);
  const char *remark = "";

  if (value->repaired != NULL)
    remark = value->repaired;
  else if (value->confidence < SURE_ENOUGH)
    remark = _ ("Please check: the place was guessed");
  else if (value->kind == ZP_PLAN_PRINTED)
    remark = _ ("Computed here; kept to be compared");
  append (self->values, place, text, value->source, remark, value->confidence < SURE_ENOUGH);
}

static void
add_scores (ZpPlanView *self, GPtrArray *scores, ZpForm *form, gboolean same)
{
  for (guint i = 0; i < scores->len; i++)
    {
      const ZpPlanScore *score = g_ptr_array_index (scores, i);
      g_autofree char *place = zp_word_address (form, score->address);

      if (score->same == same)
        append (self->scores, place, score->given, score->computed,
                same ? _ ("The same") : _ ("Differs; the score of the workbook is kept"), !same);
    }
}

static void
add_rest (ZpPlanView *self, GPtrArray *rest)
{
  for (guint i = 0; rest != NULL && i < rest->len; i++)
    {
      const ZpPlanRest *it = g_ptr_array_index (rest, i);

      append (self->rest, it->source, it->text, "", it->reason, TRUE);
    }
}

static void
set_title (GtkStackPage *page, const char *title, guint count)
{
  g_autofree char *text = g_strdup_printf ("%s %u", title, count);

  gtk_stack_page_set_title (page, text);
}

static guint
count (GListStore *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static void
show_form (ZpPlanView *self, ZpForm *form)
{
  g_autoptr (ZpSheet) sheet = zp_paper_make_sheet (form);
  int width = gtk_widget_get_width (GTK_WIDGET (self->table_desk));

  zp_table_view_show (self->table, sheet, form, NULL);
  zp_table_view_set_read_only (self->table, TRUE);
  zp_table_view_set_zoom (
      self->table, zp_table_view_get_fitting_zoom (self->table, width > 100 ? width - 40 : 640));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->table_desk), 0);
}

/**
 * zp_plan_view_show:
 * @self: the widget
 * @plan: (nullable): what goes where
 * @form: (nullable): the form that it gives
 * @scores: (nullable) (element-type ZpPlanScore): the scores of both
 * @rest: (nullable) (element-type ZpPlanRest): what is not taken, beside what @plan says
 *
 * Shows a plan.  Nothing of the arguments is kept except @form.
 */
void
zp_plan_view_show (
    ZpPlanView *self, const ZpPlan *plan, ZpForm *form, GPtrArray *scores, GPtrArray *rest)
{
  g_return_if_fail (ZP_IS_PLAN_VIEW (self));

  g_list_store_remove_all (self->values);
  g_list_store_remove_all (self->scores);
  g_list_store_remove_all (self->rest);
  for (guint i = 0; plan != NULL && form != NULL && i < plan->values->len; i++)
    add_value (self, g_ptr_array_index (plan->values, i), form);
  if (scores != NULL && form != NULL)
    {
      add_scores (self, scores, form, FALSE);
      add_scores (self, scores, form, TRUE);
    }
  if (plan != NULL)
    add_rest (self, plan->rest);
  add_rest (self, rest);
  set_title (self->values_page, _ ("Taken"), count (self->values));
  set_title (self->scores_page, _ ("Scores Compared"), count (self->scores));
  set_title (self->rest_page, _ ("Not Taken"), count (self->rest));
  gtk_stack_set_visible_child_name (self->rest_stack, count (self->rest) > 0 ? "list" : "empty");
  gtk_stack_set_visible_child_name (self->scores_stack,
                                    count (self->scores) > 0 ? "list" : "empty");
  if (form != NULL)
    show_form (self, form);
}

/* A row that came or went is told by its cells. */
static gboolean
is_told (const ZpFormChange *change)
{
  return change->kind != ZP_FORM_CHANGE_ROW_ADDED && change->kind != ZP_FORM_CHANGE_ROW_REMOVED;
}

/**
 * zp_plan_view_show_changes:
 * @self: the widget
 * @changes: (nullable) (element-type ZpFormChange): what a form that is known would become
 * @form: (nullable): the form, for the words
 *
 * Shows what is different from the form of the library, or no such page.
 */
void
zp_plan_view_show_changes (ZpPlanView *self, GPtrArray *changes, ZpForm *form)
{
  g_return_if_fail (ZP_IS_PLAN_VIEW (self));

  g_list_store_remove_all (self->changes);
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const ZpFormChange *change = g_ptr_array_index (changes, i);
      g_autofree char *place = NULL;

      if (!is_told (change))
        continue;
      if (change->kind == ZP_FORM_CHANGE_PROFILE)
        place = g_strdup (_ ("Scoring rules"));
      else
        place = zp_word_address (form, change->address);
      append (self->changes, place, change->old_text, change->new_text, "", FALSE);
    }
  set_title (self->changes_page, _ ("Changes"), count (self->changes));
  gtk_stack_page_set_visible (self->changes_page, count (self->changes) > 0);
}

/* --- the class --- */

static void
zp_plan_view_dispose (GObject *object)
{
  ZpPlanView *self = ZP_PLAN_VIEW (object);

  g_clear_object (&self->values);
  g_clear_object (&self->scores);
  g_clear_object (&self->rest);
  g_clear_object (&self->changes);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_PLAN_VIEW);
  G_OBJECT_CLASS (zp_plan_view_parent_class)->dispose (object);
}

static void
zp_plan_view_class_init (ZpPlanViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_plan_view_dispose;
  g_type_ensure (ZP_TYPE_TABLE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-plan-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, stack);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, values_page);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, scores_page);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, rest_page);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, changes_page);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, changes_view);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, table_desk);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, table);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, values_view);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, scores_view);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, rest_view);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, rest_stack);
  gtk_widget_class_bind_template_child (widget_class, ZpPlanView, scores_stack);
}

static void
zp_plan_view_init (ZpPlanView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->values = make_list (self->values_view);
  self->scores = make_list (self->scores_view);
  self->rest = make_list (self->rest_view);
  self->changes = make_list (self->changes_view);
  add_column (self->values_view, _ ("Place in the Form"), ZP_PLAN_LINE_PLACE, 190);
  add_column (self->values_view, _ ("Value"), ZP_PLAN_LINE_TEXT, 0);
  add_column (self->values_view, _ ("From"), ZP_PLAN_LINE_OTHER, 130);
  add_column (self->values_view, _ ("Remark"), ZP_PLAN_LINE_REMARK, 170);
  add_column (self->scores_view, _ ("Place in the Form"), ZP_PLAN_LINE_PLACE, 210);
  add_column (self->scores_view, _ ("In the Workbook"), ZP_PLAN_LINE_TEXT, 120);
  add_column (self->scores_view, _ ("By the Rules"), ZP_PLAN_LINE_OTHER, 120);
  add_column (self->scores_view, _ ("Remark"), ZP_PLAN_LINE_REMARK, 0);
  add_column (self->changes_view, _ ("Place in the Form"), ZP_PLAN_LINE_PLACE, 210);
  add_column (self->changes_view, _ ("In the Library"), ZP_PLAN_LINE_TEXT, 0);
  add_column (self->changes_view, _ ("In the Workbook"), ZP_PLAN_LINE_OTHER, 0);
  add_column (self->rest_view, _ ("From"), ZP_PLAN_LINE_PLACE, 170);
  add_column (self->rest_view, _ ("Content"), ZP_PLAN_LINE_TEXT, 0);
  add_column (self->rest_view, _ ("Why Not"), ZP_PLAN_LINE_REMARK, 230);
}
