/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-score-changes.h"

#include "zp-score-compare.h"

#include <glib/gi18n.h>

struct _ZpScoreChanges
{
  GtkWidget parent_instance;

  /* Borrowed from the template */
  GtkLabel *summary_label;
  GtkWidget *sums;
  GtkLabel *execution_label;
  GtkLabel *total_label;
  GtkLabel *grade_label;
  GtkWidget *rows_heading;
  GtkListBox *rows;

  guint n_changed;
  guint n_by_hand;
};

G_DEFINE_FINAL_TYPE (ZpScoreChanges, zp_score_changes, GTK_TYPE_WIDGET)

/* Under other rules scores are printed in other ways; compared is what they are. */
static char *
format_score (gboolean has_score, ZpDecimal score)
{
  return has_score ? zp_decimal_to_string (score) : g_strdup ("—");
}

static char *
word_change (const char *before, const char *after)
{
  return g_str_equal (before, after) ? g_strdup (before)
                                     : g_strdup_printf ("%s → %s", before, after);
}

static void
show_sum (GtkLabel *label, const char *before, const char *after)
{
  g_autofree char *text = word_change (before, after);

  gtk_label_set_text (label, text);
  if (g_str_equal (before, after))
    gtk_widget_remove_css_class (GTK_WIDGET (label), "zp-changed");
  else
    gtk_widget_add_css_class (GTK_WIDGET (label), "zp-changed");
}

static void
show_sums (ZpScoreChanges *self, const ZpScorecard *before, const ZpScorecard *after)
{
  g_autofree char *execution_before
      = format_score (before->execution.has_score, before->execution.score);
  g_autofree char *execution_after
      = format_score (after->execution.has_score, after->execution.score);
  g_autofree char *total_before = format_score (before->has_total, before->total);
  g_autofree char *total_after = format_score (after->has_total, after->total);

  show_sum (self->execution_label, execution_before, execution_after);
  show_sum (self->total_label, total_before, total_after);
  show_sum (self->grade_label, before->grade != NULL ? before->grade : "—",
            after->grade != NULL ? after->grade : "—");
}

/* --- the rows --- */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (const ZpScoreChange *change)
{
  gboolean stays = zp_score_change_stays (change);
  g_autofree char *before = format_score (change->has_before, change->before);
  g_autofree char *after = format_score (change->has_after, change->after);
  g_autofree char *number = g_strdup_printf ("%u", change->number);
  g_autofree char *scores = word_change (before, after);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *number_label = make_label (number, "dim-label");
  GtkWidget *name = make_label (change->level3 != NULL ? change->level3 : "", NULL);
  GtkWidget *figures = make_label (scores, stays ? NULL : "zp-changed");
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (name, change->level3);
  gtk_widget_add_css_class (figures, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (number_label), 2);
  gtk_label_set_xalign (GTK_LABEL (number_label), 1);
  gtk_widget_add_css_class (number_label, "numeric");
  gtk_box_append (GTK_BOX (box), number_label);
  gtk_box_append (GTK_BOX (box), name);
  if (change->by_hand)
    gtk_box_append (GTK_BOX (box), make_label (_ ("by hand"), "zp-by-hand"));
  gtk_box_append (GTK_BOX (box), figures);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
clear_rows (ZpScoreChanges *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, child);
}

static void
show_rows (ZpScoreChanges *self, GPtrArray *changes)
{
  clear_rows (self);
  self->n_changed = 0;
  self->n_by_hand = 0;
  for (guint i = 0; i < changes->len; i++)
    {
      const ZpScoreChange *change = g_ptr_array_index (changes, i);

      if (!zp_score_change_stays (change))
        self->n_changed++;
      else
        self->n_by_hand++;
      gtk_list_box_append (self->rows, make_row (change));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), changes->len > 0);
  gtk_widget_set_visible (self->rows_heading, changes->len > 0);
}

static char *
word_summary (ZpScoreChanges *self, gboolean sums_change)
{
  g_autofree char *changed = NULL;
  g_autofree char *stay = NULL;

  if (self->n_changed == 0)
    changed
        = g_strdup (sums_change ? _ ("No row changes, but the sums do.") : _ ("No score changes."));
  else
    changed = g_strdup_printf (
        ngettext ("The score of %u row changes.", "The scores of %u rows change.", self->n_changed),
        self->n_changed);
  if (self->n_by_hand == 0)
    return g_steal_pointer (&changed);
  stay = g_strdup_printf (ngettext ("%u score by hand stays as it is.",
                                    "%u scores by hand stay as they are.", self->n_by_hand),
                          self->n_by_hand);
  return g_strdup_printf ("%s %s", changed, stay);
}

static gboolean
sums_differ (const ZpScorecard *before, const ZpScorecard *after)
{
  return !zp_decimal_equal (before->total, after->total)
         || g_strcmp0 (before->grade, after->grade) != 0
         || !zp_decimal_equal (before->execution.score, after->execution.score);
}

static void
show_none (ZpScoreChanges *self, const char *why)
{
  clear_rows (self);
  self->n_changed = 0;
  self->n_by_hand = 0;
  gtk_label_set_text (self->summary_label, why);
  gtk_widget_set_visible (self->sums, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
  gtk_widget_set_visible (self->rows_heading, FALSE);
}

/**
 * zp_score_changes_show:
 * @self: the widget
 * @form: (nullable): a form; it is not changed
 * @profile: other rules for it
 *
 * Shows every score of @form that would be another one by @profile.
 */
void
zp_score_changes_show (ZpScoreChanges *self, ZpForm *form, ZpProfile *profile)
{
  g_autoptr (ZpForm) other = NULL;
  g_autoptr (ZpScorecard) before = NULL;
  g_autoptr (ZpScorecard) after = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *summary = NULL;

  g_return_if_fail (ZP_IS_SCORE_CHANGES (self));

  if (form == NULL)
    {
      show_none (self, _ ("Choose a form to see what these rules do to its scores."));
      return;
    }
  before = zp_score_form (form);
  if (!before->scored)
    {
      show_none (self, _ ("This form has no scores."));
      return;
    }
  other = zp_form_copy (form);
  zp_form_set_profile (other, profile);
  after = zp_score_form (other);
  changes = zp_score_compare (before, after);
  show_sums (self, before, after);
  show_rows (self, changes);
  summary = word_summary (self, sums_differ (before, after));
  gtk_label_set_text (self->summary_label, summary);
  gtk_widget_set_visible (self->sums, TRUE);
}

static void
zp_score_changes_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), ZP_TYPE_SCORE_CHANGES);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (zp_score_changes_parent_class)->dispose (object);
}

static void
zp_score_changes_class_init (ZpScoreChangesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_score_changes_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-score-changes.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpScoreChanges, summary_label);
  gtk_widget_class_bind_template_child (widget_class, ZpScoreChanges, sums);
  gtk_widget_class_bind_template_child (widget_class, ZpScoreChanges, execution_label);
  gtk_widget_class_bind_template_child (widget_class, ZpScoreChanges, total_label);
  gtk_widget_class_bind_template_child (widget_class, ZpScoreChanges, grade_label);
  gtk_widget_class_bind_template_child (widget_class, ZpScoreChanges, rows_heading);
  gtk_widget_class_bind_template_child (widget_class, ZpScoreChanges, rows);
}

static void
zp_score_changes_init (ZpScoreChanges *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_none (self, "");
}

/** zp_score_changes_get_n_changed: how many rows change. */
guint
zp_score_changes_get_n_changed (ZpScoreChanges *self)
{
  g_return_val_if_fail (ZP_IS_SCORE_CHANGES (self), 0);

  return self->n_changed;
}

/** zp_score_changes_get_n_by_hand: how many scores by hand stay. */
guint
zp_score_changes_get_n_by_hand (ZpScoreChanges *self)
{
  g_return_val_if_fail (ZP_IS_SCORE_CHANGES (self), 0);

  return self->n_by_hand;
}

/** zp_score_changes_get_total: (transfer none): “old → new”, or the one that stays. */
const char *
zp_score_changes_get_total (ZpScoreChanges *self)
{
  g_return_val_if_fail (ZP_IS_SCORE_CHANGES (self), NULL);

  return gtk_label_get_text (self->total_label);
}
