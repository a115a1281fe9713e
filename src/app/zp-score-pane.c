/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-score-pane.h"

#include "zp-carry.h"
#include "zp-checks-pane.h"
#include "zp-review-pane.h"
#include "zp-ring.h"
#include "zp-wording.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ZpScorePane
{
  GtkWidget parent_instance;

  /* from the template */
  GtkStack *stack;
  GtkStackPage *checks_page;
  ZpRing *ring;
  GtkLabel *total_label;
  GtkLabel *grade_label;
  GtkLabel *distance_label;
  GtkLabel *profile_label;
  GtkLabel *note_label;
  GtkBox *bars;
  GtkLabel *why_title;
  GtkLabel *why_text;
  GtkButton *evidence_button;
  GtkButton *problems_button;
  ZpChecksPane *checks;
  GtkStackPage *review_page;
  ZpReviewPane *review;

  /* owned */
  ZpSession *session;
  char *focus;
};

enum
{
  SIGNAL_GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpScorePane, zp_score_pane, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

static char *
format_score (ZpDecimal value, ZpDigits digits)
{
  return zp_decimal_format (value, digits.min, digits.max);
}

static double
fraction_of (ZpDecimal part, ZpDecimal whole)
{
  return whole.micro > 0 ? (double) part.micro / (double) whole.micro : 0;
}

/* --- total and grade --- */

static const char *const grade_classes[]
    = { "zp-grade-1", "zp-grade-2", "zp-grade-3", "zp-grade-4", "dim-label" };

static const char *
grade_class (const ZpScorecard *card)
{
  GArray *grades = card->profile->grades;

  if (card->grade == NULL)
    return grade_classes[4];
  for (guint i = 0; i < grades->len; i++)
    if (zp_decimal_compare (card->total, g_array_index (grades, ZpGrade, i).from) >= 0)
      return grade_classes[MIN (i, 3)];
  return grade_classes[0];
}

static void
set_grade_class (GtkWidget *widget, const char *wanted)
{
  if (gtk_widget_has_css_class (widget, wanted))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (grade_classes); i++)
    gtk_widget_remove_css_class (widget, grade_classes[i]);
  gtk_widget_add_css_class (widget, wanted);
}

/* How far it is to the next better grade. */
static char *
word_distance (const ZpScorecard *card)
{
  GArray *grades = card->profile->grades;
  g_autofree char *full = format_score (card->total_weight, card->profile->weight_digits);

  if (!card->has_total)
    return g_strdup (_ ("Type budget, targets and results; every score appears at once"));
  for (guint i = grades->len; i > 0; i--)
    {
      const ZpGrade *grade = &g_array_index (grades, ZpGrade, i - 1);
      ZpDecimal missing;
      g_autofree char *text = NULL;

      if (zp_decimal_compare (card->total, grade->from) >= 0
          || !zp_decimal_sub (grade->from, card->total, &missing))
        continue;
      text = format_score (missing, card->profile->total_digits);
      return g_strdup_printf (_ ("of %s · %s more for “%s”"), full, text, grade->word);
    }
  return g_strdup_printf (_ ("of %s"), full);
}

static void
show_total (ZpScorePane *self, const ZpScorecard *card)
{
  g_autofree char *total = format_score (card->total, card->profile->total_digits);
  g_autofree char *distance = word_distance (card);
  g_autofree char *profile = g_strdup_printf (_ ("Rules: %s"), card->profile->title);

  set_text (self->total_label, card->has_total ? total : "—");
  /* Rules of one's own may have no grades. */
  set_text (self->grade_label, card->grade != NULL ? card->grade
                               : card->has_total   ? ""
                                                   : _ ("Not scored yet"));
  set_text (self->distance_label, distance);
  set_text (self->profile_label, profile);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->profile_label), card->profile->basis);
  set_text (self->note_label, card->profile->note != NULL ? card->profile->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), card->profile->note != NULL);
  zp_ring_set_fraction (self->ring, fraction_of (card->total, card->total_weight));
  set_grade_class (GTK_WIDGET (self->ring), grade_class (card));
  set_grade_class (GTK_WIDGET (self->grade_label), grade_class (card));
}

/* --- bars --- */

static GtkWidget *
new_bar (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *value = gtk_label_new (NULL);
  GtkWidget *bar = gtk_level_bar_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (value, "numeric");
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_add_css_class (bar, "zp-bar");
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), value);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), bar);
  return box;
}

static void
show_bar (ZpScorePane *self,
          GtkWidget **next,
          const char *name,
          ZpDecimal score,
          ZpDecimal weight,
          const ZpProfile *profile)
{
  g_autofree char *score_text = format_score (score, profile->total_digits);
  g_autofree char *weight_text = format_score (weight, profile->weight_digits);
  g_autofree char *value = g_strdup_printf ("%s / %s", score_text, weight_text);
  GtkWidget *line, *bar;
  double fraction = fraction_of (score, weight);

  if (*next == NULL)
    {
      *next = new_bar ();
      gtk_box_append (self->bars, *next);
    }
  gtk_widget_set_visible (*next, TRUE);
  line = gtk_widget_get_first_child (*next);
  bar = gtk_widget_get_last_child (*next);
  set_text (GTK_LABEL (gtk_widget_get_first_child (line)), name);
  set_text (GTK_LABEL (gtk_widget_get_last_child (line)), value);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), CLAMP (fraction, 0, 1));
  if (fraction < 0.6)
    gtk_widget_add_css_class (bar, "low");
  else
    gtk_widget_remove_css_class (bar, "low");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  *next = gtk_widget_get_next_sibling (*next);
}

static void
show_bars (ZpScorePane *self, const ZpScorecard *card)
{
  GtkWidget *next = gtk_widget_get_first_child (GTK_WIDGET (self->bars));

  if (card->has_execution)
    {
      g_autofree char *rate
          = card->has_rate ? format_score (card->rate, card->profile->rate_digits) : NULL;
      g_autofree char *name
          = rate != NULL ? g_strdup_printf ("预算执行率 %s%%", rate) : g_strdup ("预算执行率");

      show_bar (self, &next, name, card->execution.score, card->execution_weight, card->profile);
    }
  for (guint i = 0; i < card->levels->len; i++)
    {
      const ZpScoreLevel *level = &g_array_index (card->levels, ZpScoreLevel, i);

      if (*level->level1 != '\0')
        show_bar (self, &next, level->level1, level->score, level->weight, card->profile);
    }
  for (; next != NULL; next = gtk_widget_get_next_sibling (next))
    gtk_widget_set_visible (next, FALSE);
}

/* --- why --- */

static const ZpScoreLine *
focused_line (ZpScorePane *self, const ZpScorecard *card)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (card->template_);
  g_auto (GStrv) parts = NULL;

  if (self->focus == NULL || indicators == NULL)
    return NULL;
  parts = g_strsplit (self->focus, "/", 3);
  if (g_strv_length (parts) != 3 || !g_str_equal (parts[0], indicators->key))
    return NULL;
  return zp_scorecard_find (card, parts[1]);
}

static char *
word_why_title (const ZpScoreLine *line)
{
  g_autofree char *score = line->score.has_score ? zp_decimal_to_string (line->score.score) : NULL;

  if (score == NULL)
    return g_strdup_printf (_ ("Row %u has no score yet"), line->number);
  return g_strdup_printf (_ ("Why row %u scores %s"), line->number, score);
}

/* How much evidence the row has, and the way to it. */
static void
show_evidence (ZpScorePane *self, const ZpScorecard *card, const ZpScoreLine *line)
{
  g_autofree char *address = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->evidence_button), line != NULL);
  if (line == NULL)
    return;
  address
      = g_strconcat (zp_template_get_indicators (card->template_)->key, "/", line->row_id, NULL);
  text = g_strdup_printf (_ ("Evidence: %u…"),
                          zp_evidence_count (zp_session_get_form (self->session), address));
  if (g_strcmp0 (gtk_button_get_label (self->evidence_button), text) != 0)
    gtk_button_set_label (self->evidence_button, text);
}

/* With what the same row came to in the year before. */
static char *
word_why (ZpScorePane *self, const ZpScorecard *card, const ZpScoreLine *line)
{
  ZpForm *form = zp_session_get_form (self->session);
  const char *actual = zp_form_get_last_actual (form, line->row_id);
  const char *score = zp_form_get_last_score (form, line->row_id);
  char *text = zp_word_line (card, line);
  g_autofree char *now = text;

  if (*actual == '\0')
    return g_steal_pointer (&now);
  if (*score == '\0')
    return g_strdup_printf (_ ("%s\nIn %s: %s"), now, zp_form_get_last_year (form), actual);
  return g_strdup_printf (_ ("%s\nIn %s: %s, score %s"), now, zp_form_get_last_year (form), actual,
                          score);
}

static void
show_why (ZpScorePane *self)
{
  const ZpScorecard *card = zp_session_get_card (self->session);
  const ZpScoreLine *line = focused_line (self, card);
  const char *execution = zp_template_get_execution (card->template_)->table;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (line != NULL)
    {
      title = word_why_title (line);
      text = word_why (self, card, line);
    }
  else if (card->has_execution && execution != NULL && self->focus != NULL
           && g_str_has_prefix (self->focus, execution))
    {
      title = g_strdup (_ ("The score of the execution rate"));
      text = zp_word_execution (card);
    }
  else
    {
      title = g_strdup (_ ("The total"));
      text = zp_word_total (card);
    }
  set_text (self->why_title, title);
  set_text (self->why_text, text);
  show_evidence (self, card, line);
}

/* --- findings --- */

static void
show_findings (ZpScorePane *self)
{
  GPtrArray *findings = zp_session_get_findings (self->session);
  guint n_errors = zp_findings_count (findings, ZP_SEVERITY_ERROR);
  guint n_warnings = zp_findings_count (findings, ZP_SEVERITY_WARNING);
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;

  zp_checks_pane_show (self->checks, self->session);
  title = n_errors + n_warnings > 0 ? g_strdup_printf (_ ("Checks %u"), n_errors + n_warnings)
                                    : g_strdup (_ ("Checks"));
  if (g_strcmp0 (gtk_stack_page_get_title (self->checks_page), title) != 0)
    gtk_stack_page_set_title (self->checks_page, title);
  summary = g_strdup_printf (_ ("%u errors, %u warnings (F8)"), n_errors, n_warnings);
  if (g_strcmp0 (gtk_button_get_label (self->problems_button), summary) != 0)
    gtk_button_set_label (self->problems_button, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_button), n_errors + n_warnings > 0);
}

static void
go_to_cb (ZpChecksPane *checks, const char *address, ZpScorePane *self)
{
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, address);
}

static void
review_go_to_cb (ZpReviewPane *review, const char *address, ZpScorePane *self)
{
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, address);
}

static void
open_form_cb (ZpChecksPane *checks, const char *id, const char *address, ZpScorePane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-beside", "(ss)", id,
                              address != NULL ? address : "");
}

static void
problems_clicked_cb (GtkButton *button, ZpScorePane *self)
{
  zp_score_pane_show_checks (self);
}

/* --- the class --- */

static void
zp_score_pane_dispose (GObject *object)
{
  ZpScorePane *self = ZP_SCORE_PANE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_SCORE_PANE);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (zp_score_pane_parent_class)->dispose (object);
}

static void
zp_score_pane_finalize (GObject *object)
{
  g_free (ZP_SCORE_PANE (object)->focus);
  G_OBJECT_CLASS (zp_score_pane_parent_class)->finalize (object);
}

static void
zp_score_pane_class_init (ZpScorePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zp_score_pane_dispose;
  object_class->finalize = zp_score_pane_finalize;

  /** ZpScorePane::go-to: the user wants to see the cell of this address. */
  signals[SIGNAL_GO_TO] = g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ZP_TYPE_CHECKS_PANE);
  g_type_ensure (ZP_TYPE_REVIEW_PANE);
  g_type_ensure (ZP_TYPE_RING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-score-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, stack);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, checks_page);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, ring);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, total_label);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, grade_label);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, distance_label);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, profile_label);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, note_label);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, bars);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, why_title);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, why_text);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, evidence_button);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, problems_button);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, checks);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, review_page);
  gtk_widget_class_bind_template_child (widget_class, ZpScorePane, review);
  gtk_widget_class_bind_template_callback (widget_class, go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, review_go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_form_cb);
  gtk_widget_class_bind_template_callback (widget_class, problems_clicked_cb);
}

static void
zp_score_pane_init (ZpScorePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** zp_score_pane_show: shows the present scores and findings of @session. */
void
zp_score_pane_show (ZpScorePane *self, ZpSession *session)
{
  const ZpScorecard *card = zp_session_get_card (session);

  g_return_if_fail (ZP_IS_SCORE_PANE (self));

  g_set_object (&self->session, session);
  show_total (self, card);
  show_bars (self, card);
  show_why (self);
  show_findings (self);
  zp_review_pane_show (self->review, session);
  gtk_stack_page_set_visible (self->review_page, zp_form_get_state (zp_session_get_form (session))
                                                     != ZP_FORM_STATE_DRAFT);
}

/** zp_score_pane_set_focus: (nullable) @address: the cell to be explained. */
void
zp_score_pane_set_focus (ZpScorePane *self, const char *address)
{
  if (g_strcmp0 (self->focus, address) == 0)
    return;
  g_free (self->focus);
  self->focus = g_strdup (address);
  zp_review_pane_set_focus (self->review, address);
  if (self->session != NULL)
    show_why (self);
}

/** zp_score_pane_show_checks: brings the findings to the front. */
void
zp_score_pane_show_checks (ZpScorePane *self)
{
  gtk_stack_set_visible_child_name (self->stack, "checks");
}

/** zp_score_pane_set_reviewer: what the user does to the review; to be called before anything is shown. */
void
zp_score_pane_set_reviewer (ZpScorePane *self, ZpReviewer *reviewer)
{
  zp_review_pane_set_reviewer (self->review, reviewer);
}

/** zp_score_pane_show_review: brings the review to the front; with @remark, where a remark is typed. */
void
zp_score_pane_show_review (ZpScorePane *self, gboolean remark)
{
  gtk_stack_set_visible_child_name (self->stack, "review");
  if (remark)
    zp_review_pane_begin_remark (self->review);
}
