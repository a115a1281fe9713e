/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-deduction-editor.h"

#include "zp-review-batch.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LINKS 6

struct _ZpDeductionEditor
{
  GtkWidget parent_instance;

  /* from the template */
  GtkLabel *row_title;
  GtkLabel *row_values;
  GtkLabel *summary;
  GtkWidget *editor;
  GtkFlowBox *causes;
  GtkFlowBox *degrees;
  GtkLabel *formula;
  GtkEditable *score;
  GtkLabel *score_range;
  GtkEditable *actual;
  GtkTextView *reason_view;
  GtkTextBuffer *reason;
  GtkWidget *clear_button;
  GtkWidget *elsewhere;
  GtkLabel *elsewhere_label;
  GtkBox *links;

  /* owned */
  ZpSession *session;
  ZpReviewer *reviewer;
  char *row;
  GPtrArray *batch;   /* ZpBatchEntry, or NULL */
  ZpProfile *profile; /* whose chips are shown */

  gboolean loading; /* the program fills the fields, not the user */
};

G_DEFINE_FINAL_TYPE (ZpDeductionEditor, zp_deduction_editor, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

static char *
word_number (ZpDecimal value)
{
  return zp_decimal_to_string (value);
}

/* --- the row --- */

typedef struct
{
  const ZpScoreLine *line; /* NULL for the execution rate */
  const ZpScore *self;
  ZpDecimal weight;
  gboolean found;
} Shown;

static Shown
find_shown (ZpDeductionEditor *self)
{
  const ZpScorecard *card = zp_session_get_card (self->session);
  const char *slash = self->row != NULL ? strchr (self->row, '/') : NULL;
  Shown shown = { NULL };

  if (self->row == NULL)
    return shown;
  if (slash == NULL && card->has_execution)
    return (Shown){ NULL, &card->execution, card->execution_weight, TRUE };
  shown.line = slash != NULL ? zp_scorecard_find (card, slash + 1) : NULL;
  if (shown.line != NULL)
    {
      shown.self = &shown.line->score;
      shown.weight = shown.line->weight;
      shown.found = shown.line->has_weight;
    }
  return shown;
}

static ZpReviewRow *
get_review (ZpDeductionEditor *self)
{
  return zp_review_get_row (zp_session_get_form (self->session),
                            zp_session_get_card (self->session), self->row);
}

static void
tell (ZpDeductionEditor *self, const GError *error)
{
  set_text (self->formula, error != NULL ? error->message : "");
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->formula), "error");
}

/* --- picking --- */

static const char *
picked_cause (const ZpReviewRow *review)
{
  return review != NULL ? review->cause : "";
}

static void
cause_toggled_cb (GtkToggleButton *button, ZpDeductionEditor *self)
{
  const GPtrArray *degrees = zp_form_get_profile (zp_session_get_form (self->session))->degrees;
  const char *word = gtk_button_get_label (GTK_BUTTON (button));
  g_autoptr (ZpReviewRow) review = NULL;
  const ZpDeductionCause *cause;
  ZpDecimal share = ZP_DECIMAL_INT (30);
  g_autoptr (GError) error = NULL;

  if (self->loading || self->row == NULL)
    return;
  review = get_review (self);
  cause = zp_deductions_find (self->profile->causes, word);
  if (!gtk_toggle_button_get_active (button))
    {
      (void) zp_reviewer_clear (self->reviewer, self->row, &error);
      return;
    }
  /* One click is enough: the usual degree of the cause, the one picked before, or the mildest. */
  if (cause != NULL && cause->has_share)
    share = cause->share;
  else if (review != NULL && review->has_share
           && (zp_deductions_find (self->profile->causes, review->cause) == NULL
               || !zp_deductions_find (self->profile->causes, review->cause)->has_share))
    share = review->share;
  else if (degrees->len > 0)
    share = ((ZpDeductionDegree *) g_ptr_array_index (degrees, 0))->share;
  (void) zp_reviewer_deduct (self->reviewer, self->row, word, share, &error);
  if (error != NULL)
    tell (self, error);
}

static void
degree_toggled_cb (GtkToggleButton *button, ZpDeductionEditor *self)
{
  const ZpDeductionDegree *degree = g_object_get_data (G_OBJECT (button), "zp-degree");
  g_autoptr (ZpReviewRow) review = NULL;
  g_autoptr (GError) error = NULL;

  if (self->loading || self->row == NULL)
    return;
  review = get_review (self);
  if (gtk_toggle_button_get_active (button))
    (void) zp_reviewer_deduct (self->reviewer, self->row, picked_cause (review), degree->share,
                               &error);
  else
    /* The words that came with the degree would name a deduction that is no longer there. */
    (void) zp_reviewer_clear (self->reviewer, self->row, &error);
  if (error != NULL)
    tell (self, error);
}

static void
clear_box (GtkFlowBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_flow_box_remove (box, child);
}

static GtkWidget *
add_chip (GtkFlowBox *box, const char *label)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (chip, "zp-chip");
  gtk_flow_box_append (box, chip);
  gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
  return chip;
}

/* The lists belong to the rules of the form; they change only with these. */
static void
make_chips (ZpDeductionEditor *self, ZpProfile *profile)
{
  if (self->profile == profile)
    return;
  g_clear_pointer (&self->profile, zp_profile_unref);
  self->profile = zp_profile_ref (profile);
  clear_box (self->causes);
  clear_box (self->degrees);
  for (guint i = 0; i < profile->causes->len; i++)
    {
      const ZpDeductionCause *cause = g_ptr_array_index (profile->causes, i);

      g_signal_connect (add_chip (self->causes, cause->word), "toggled",
                        G_CALLBACK (cause_toggled_cb), self);
    }
  for (guint i = 0; i < profile->degrees->len; i++)
    {
      ZpDeductionDegree *degree = g_ptr_array_index (profile->degrees, i);
      g_autofree char *share = word_number (degree->share);
      g_autofree char *label = g_strdup_printf ("%s −%s%%", degree->word, share);
      GtkWidget *chip = add_chip (self->degrees, label);

      g_object_set_data (G_OBJECT (chip), "zp-degree", degree);
      g_signal_connect (chip, "toggled", G_CALLBACK (degree_toggled_cb), self);
    }
}

static GtkToggleButton *
nth_chip (GtkFlowBox *box, guint n)
{
  return GTK_TOGGLE_BUTTON (
      gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (box, n)));
}

static void
show_chips (ZpDeductionEditor *self, const ZpReviewRow *review)
{
  const ZpDeductionCause *cause = zp_deductions_find (self->profile->causes, picked_cause (review));
  gboolean fixed = cause != NULL && cause->has_share;

  for (guint i = 0; i < self->profile->causes->len; i++)
    gtk_toggle_button_set_active (nth_chip (self->causes, i),
                                  g_ptr_array_index (self->profile->causes, i) == cause);
  for (guint i = 0; i < self->profile->degrees->len; i++)
    {
      const ZpDeductionDegree *degree = g_ptr_array_index (self->profile->degrees, i);

      gtk_toggle_button_set_active (nth_chip (self->degrees, i),
                                    review != NULL && review->has_share
                                        && zp_decimal_equal (degree->share, review->share));
    }
  /* Some causes leave no choice: without evidence there are no points. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->degrees), !fixed);
}

/* --- typing --- */

static void
score_changed_cb (GtkEditable *editable, ZpDeductionEditor *self)
{
  g_autoptr (GError) error = NULL;

  if (self->loading || self->row == NULL)
    return;
  (void) zp_reviewer_set_score (self->reviewer, self->row, gtk_editable_get_text (editable),
                                &error);
  if (error != NULL)
    tell (self, error);
}

static void
actual_changed_cb (GtkEditable *editable, ZpDeductionEditor *self)
{
  if (!self->loading && self->row != NULL)
    (void) zp_reviewer_set_actual (self->reviewer, self->row, gtk_editable_get_text (editable),
                                   NULL);
}

static char *
dup_reason (ZpDeductionEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->reason, &start, &end);
  return gtk_text_buffer_get_text (self->reason, &start, &end, FALSE);
}

static void
reason_changed_cb (GtkTextBuffer *buffer, ZpDeductionEditor *self)
{
  g_autofree char *text = NULL;

  if (self->loading || self->row == NULL)
    return;
  text = dup_reason (self);
  (void) zp_reviewer_set_reason (self->reviewer, self->row, text, NULL);
}

static void
clear_clicked_cb (GtkButton *button, ZpDeductionEditor *self)
{
  if (self->row != NULL)
    (void) zp_reviewer_clear (self->reviewer, self->row, NULL);
}

static gboolean
has_focus (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* What is being typed stays as it is typed, until the user is elsewhere. */
static void
load_editable (GtkEditable *editable, const char *text, gboolean other_row)
{
  if ((other_row || !has_focus (GTK_WIDGET (editable)))
      && !g_str_equal (gtk_editable_get_text (editable), text))
    gtk_editable_set_text (editable, text);
}

static void
load_reason (ZpDeductionEditor *self, const char *text)
{
  g_autofree char *present = dup_reason (self);

  if (!g_str_equal (present, text))
    gtk_text_buffer_set_text (self->reason, text, -1);
}

static void
load_fields (ZpDeductionEditor *self,
             const Shown *shown,
             const ZpReviewRow *review,
             gboolean other_row)
{
  ZpDecimal score = review != NULL && review->has_score ? review->score : shown->self->score;
  gboolean has = (review != NULL && review->has_score) || shown->self->has_score;
  g_autofree char *number = has ? word_number (score) : g_strdup ("");
  g_autofree char *self_score
      = shown->self->has_score ? word_number (shown->self->score) : g_strdup ("—");
  g_autofree char *weight = word_number (shown->weight);
  g_autofree char *range = g_strdup_printf (_ ("of %s · self score %s"), weight, self_score);

  load_editable (self->score, number, other_row);
  load_editable (self->actual, review != NULL ? review->actual : "", other_row);
  load_reason (self, review != NULL ? review->reason : "");
  set_text (self->score_range, range);
  gtk_widget_set_visible (GTK_WIDGET (self->actual), shown->line != NULL);
  gtk_widget_set_sensitive (self->clear_button, review != NULL);
}

/* --- words --- */

/* The way to the score, as the reviewer would write it down. */
static char *
word_formula (const Shown *shown, const ZpReviewRow *review)
{
  g_autofree char *weight = word_number (shown->weight);
  g_autofree char *score = NULL;
  g_autofree char *self_score = NULL;
  g_autofree char *share = NULL;

  if (review == NULL || !review->has_score)
    return g_strdup (_ ("Nothing taken: the self score counts"));
  score = word_number (review->score);
  if (review->typed)
    return g_strdup_printf (_ ("Typed: %s of %s"), score, weight);
  share = word_number (review->share);
  self_score = word_number (shown->self->score);
  if (shown->self->has_score && zp_decimal_equal (review->score, shown->self->score))
    return g_strdup_printf (
        _ ("%s × (1 − %s%%) is not below the self score %s: nothing more is taken"), weight, share,
        self_score);
  return g_strdup_printf ("%s × (1 − %s%%) = %s", weight, share, score);
}

static char *
word_summary (const Shown *shown, const ZpReviewRow *review)
{
  g_autofree char *weight = word_number (shown->weight);
  g_autofree char *self_score
      = shown->self->has_score ? word_number (shown->self->score) : g_strdup ("—");
  g_autofree char *score = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (review == NULL)
    return g_strdup_printf (_ ("The reviewer left the self score %s of %s as it is."), self_score,
                            weight);
  score = review->has_score ? word_number (review->score) : g_strdup (self_score);
  g_string_append_printf (words, _ ("Review score %s of %s, self score %s"), score, weight,
                          self_score);
  if (*review->actual != '\0')
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words, _ ("Actual value found: %s"), review->actual);
    }
  if (*review->cause != '\0')
    g_string_append_printf (words, "\n%s", review->cause);
  if (*review->reason != '\0')
    g_string_append_printf (words, "\n%s", review->reason);
  return g_strdup (words->str);
}

/* --- elsewhere --- */

typedef struct
{
  ZpDecimal share;
  guint n;
} Count;

static void
count_share (GArray *counts, ZpDecimal share)
{
  Count count = { share, 1 };

  for (guint i = 0; i < counts->len; i++)
    if (zp_decimal_equal (g_array_index (counts, Count, i).share, share))
      {
        g_array_index (counts, Count, i).n++;
        return;
      }
  g_array_append_val (counts, count);
}

static char *
word_counts (GArray *counts, guint n)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words,
                          ngettext ("The same cause in %u other row of this batch: ",
                                    "The same cause in %u other rows of this batch: ", n),
                          n);
  for (guint i = 0; i < counts->len; i++)
    {
      g_autofree char *share = word_number (g_array_index (counts, Count, i).share);

      g_string_append_printf (words, "%s−%s%% × %u", i > 0 ? ", " : "", share,
                              g_array_index (counts, Count, i).n);
    }
  return g_strdup (words->str);
}

static void
add_link (ZpDeductionEditor *self, const ZpBatchEntry *entry)
{
  g_autofree char *share = word_number (entry->share);
  g_autofree char *text = g_strdup_printf (
      "−%s%%  %s", share, *entry->project != '\0' ? entry->project : entry->form_id);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "zp-small");
  gtk_widget_set_tooltip_text (button, _ ("Opens this form"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-form");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", entry->form_id);
  gtk_box_append (self->links, button);
}

static void
show_elsewhere (ZpDeductionEditor *self, const ZpReviewRow *review)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (Count));
  g_autofree char *words = NULL;
  GtkWidget *child;
  gboolean differs = FALSE;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->links))) != NULL)
    gtk_box_remove (self->links, child);
  for (guint i = 0; self->batch != NULL && *picked_cause (review) != '\0' && i < self->batch->len;
       i++)
    {
      const ZpBatchEntry *entry = g_ptr_array_index (self->batch, i);

      if (!g_str_equal (entry->cause, review->cause))
        continue;
      count_share (counts, entry->share);
      differs = differs || (review->has_share && !zp_decimal_equal (entry->share, review->share));
      if (n++ < MAX_LINKS)
        add_link (self, entry);
    }
  gtk_widget_set_visible (self->elsewhere, n > 0);
  words = word_counts (counts, n);
  set_text (self->elsewhere_label, words);
  if (differs)
    gtk_widget_add_css_class (GTK_WIDGET (self->elsewhere_label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->elsewhere_label), "warning");
}

/* --- all together --- */

static void
show_head (ZpDeductionEditor *self, const Shown *shown)
{
  g_autofree char *values = NULL;

  if (!shown->found)
    {
      set_text (self->row_title, _ ("No row chosen"));
      set_text (self->row_values,
                _ ("Choose a row of the table to see, or say, what the review makes of it."));
      return;
    }
  if (shown->line == NULL)
    {
      set_text (self->row_title, "预算执行率");
      set_text (self->row_values, "");
      return;
    }
  values = g_strdup_printf ("%s → %s", shown->line->target,
                            *shown->line->actual != '\0' ? shown->line->actual : "—");
  set_text (self->row_title,
            *shown->line->level3 != '\0' ? shown->line->level3 : shown->line->level2);
  set_text (self->row_values, values);
}

static void
update (ZpDeductionEditor *self, gboolean other_row)
{
  Shown shown = find_shown (self);
  gboolean may = shown.found && zp_reviewer_may_write (self->reviewer);
  g_autoptr (ZpReviewRow) review = shown.found ? get_review (self) : NULL;
  g_autofree char *text = NULL;

  self->loading = TRUE;
  show_head (self, &shown);
  gtk_widget_set_visible (self->editor, may);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), shown.found && !may);
  if (may)
    {
      make_chips (self, zp_form_get_profile (zp_session_get_form (self->session)));
      show_chips (self, review);
      load_fields (self, &shown, review, other_row);
      text = word_formula (&shown, review);
      set_text (self->formula, text);
      gtk_widget_remove_css_class (GTK_WIDGET (self->formula), "error");
      show_elsewhere (self, review);
    }
  else if (shown.found)
    {
      text = word_summary (&shown, review);
      set_text (self->summary, text);
    }
  self->loading = FALSE;
}

static void
zp_deduction_editor_dispose (GObject *object)
{
  ZpDeductionEditor *self = ZP_DEDUCTION_EDITOR (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  self->loading = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_DEDUCTION_EDITOR);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->reviewer);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_clear_pointer (&self->profile, zp_profile_unref);
  g_clear_pointer (&self->row, g_free);
  G_OBJECT_CLASS (zp_deduction_editor_parent_class)->dispose (object);
}

static void
zp_deduction_editor_class_init (ZpDeductionEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_deduction_editor_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-deduction-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, row_title);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, row_values);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, summary);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, editor);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, causes);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, degrees);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, formula);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, score);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, score_range);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, actual);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, reason_view);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, reason);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, clear_button);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, elsewhere);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, elsewhere_label);
  gtk_widget_class_bind_template_child (widget_class, ZpDeductionEditor, links);
  gtk_widget_class_bind_template_callback (widget_class, score_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, actual_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
zp_deduction_editor_init (ZpDeductionEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** zp_deduction_editor_show: shows what is said of @row (as zp_review_get_row() takes it; nullable). */
void
zp_deduction_editor_show (ZpDeductionEditor *self,
                          ZpSession *session,
                          ZpReviewer *reviewer,
                          const char *row)
{
  gboolean other = g_strcmp0 (self->row, row) != 0;

  g_set_object (&self->session, session);
  g_set_object (&self->reviewer, reviewer);
  if (other)
    {
      g_free (self->row);
      self->row = g_strdup (row);
    }
  update (self, other);
}

/** zp_deduction_editor_set_batch: (nullable) (element-type ZpBatchEntry): how other forms were treated. */
void
zp_deduction_editor_set_batch (ZpDeductionEditor *self, GPtrArray *entries)
{
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  self->batch = entries != NULL ? g_ptr_array_ref (entries) : NULL;
  if (self->session != NULL)
    update (self, FALSE);
}
