/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-pane.h"

#include "zp-answers.h"
#include "zp-expected-card.h"
#include "zp-finding-row.h"
#include "zp-settings.h"
#include "zp-wording.h"

#include <glib/gi18n.h>

struct _ZpChecksPane
{
  GtkWidget parent_instance;

  /* from the template */
  ZpExpectedCard *expected;
  GtkListBox *list;
  GtkWidget *nothing;

  /* owned */
  ZpSession *session;
  GPtrArray *listed; /* the findings the list shows */
  gboolean listed_read_only;
};

enum
{
  SIGNAL_GO_TO,
  SIGNAL_OPEN_FORM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpChecksPane, zp_checks_pane, GTK_TYPE_WIDGET)

static void fill_list (ZpChecksPane *self);

/* --- what is done in a row --- */

static const ZpFinding *
find_shown (ZpChecksPane *self, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);

  return self->listed != NULL && index >= 0 && (guint) index < self->listed->len
             ? g_ptr_array_index (self->listed, index)
             : NULL;
}

/* The finding as it is now: the form may have changed while the answer was written. */
static const ZpFinding *
find_present (ZpChecksPane *self, const ZpFinding *shown)
{
  GPtrArray *findings = zp_session_get_findings (self->session);

  for (guint i = 0; shown != NULL && i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      if (finding->check == shown->check && g_strcmp0 (finding->address, shown->address) == 0)
        return finding;
    }
  return NULL;
}

static void
answered_cb (ZpFindingRow *row, const char *text, ZpChecksPane *self)
{
  const ZpFinding *finding = find_present (self, find_shown (self, GTK_LIST_BOX_ROW (row)));
  g_autofree char *name = zp_settings_dup_string ("user-name");
  ZpActor actor = { name, ZP_ACTOR_PREPARER, g_get_real_time () / G_USEC_PER_SEC };

  if (finding == NULL
      || !zp_answers_set (zp_session_get_form (self->session), finding, text, &actor, NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
open_other_cb (ZpFindingRow *row, ZpChecksPane *self)
{
  const ZpFinding *finding = find_shown (self, GTK_LIST_BOX_ROW (row));

  if (finding != NULL && finding->other_id != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN_FORM], 0, finding->other_id, finding->address);
}

static void
left_cb (ZpFindingRow *row, ZpChecksPane *self)
{
  fill_list (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ZpChecksPane *self)
{
  const ZpFinding *finding = find_shown (self, row);

  if (finding != NULL && finding->address != NULL)
    g_signal_emit (self, signals[SIGNAL_GO_TO], 0, finding->address);
}

static void
go_to_cb (ZpExpectedCard *card, const char *address, ZpChecksPane *self)
{
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, address);
}

/* --- the list --- */

static ZpFindingRow *
get_row (ZpChecksPane *self, guint index)
{
  return ZP_FINDING_ROW (gtk_list_box_get_row_at_index (self->list, index));
}

static gboolean
is_answering (ZpChecksPane *self)
{
  guint n = self->listed != NULL ? self->listed->len : 0;

  for (guint i = 0; i < n; i++)
    if (zp_finding_row_is_answering (get_row (self, i)))
      return TRUE;
  return FALSE;
}

static ZpFindingRow *
insert_row (ZpChecksPane *self, guint index)
{
  GtkWidget *row = zp_finding_row_new ();

  g_signal_connect (row, "answered", G_CALLBACK (answered_cb), self);
  g_signal_connect (row, "open-other", G_CALLBACK (open_other_cb), self);
  g_signal_connect (row, "left", G_CALLBACK (left_cb), self);
  gtk_list_box_insert (self->list, row, index);
  return ZP_FINDING_ROW (row);
}

static gboolean
same_finding (const ZpFinding *a, const ZpFinding *b)
{
  return a->check == b->check && a->severity == b->severity
         && g_strcmp0 (a->address, b->address) == 0 && g_str_equal (a->message, b->message)
         && g_strcmp0 (a->answer, b->answer) == 0 && g_strcmp0 (a->earlier, b->earlier) == 0
         && g_strcmp0 (a->other_id, b->other_id) == 0;
}

static void
show_row (ZpChecksPane *self, ZpFindingRow *row, const ZpFinding *finding)
{
  ZpForm *form = zp_session_get_form (self->session);
  g_autofree char *place
      = finding->address != NULL ? zp_word_address (form, finding->address) : g_strdup ("");

  zp_finding_row_show (row, finding, place, zp_form_is_read_only (form));
}

/* Brings the list to the present findings.  Only the rows between the first and the last difference
 * are touched: measuring wrapped labels is what would make typing slow. */
static void
update_rows (ZpChecksPane *self, GPtrArray *wanted, gboolean all)
{
  guint n_old = self->listed != NULL ? self->listed->len : 0;
  guint first = 0, last = 0;

  while (
      !all && first < MIN (n_old, wanted->len)
      && same_finding (g_ptr_array_index (self->listed, first), g_ptr_array_index (wanted, first)))
    first++;
  while (!all && last < MIN (n_old, wanted->len) - first
         && same_finding (g_ptr_array_index (self->listed, n_old - last - 1),
                          g_ptr_array_index (wanted, wanted->len - last - 1)))
    last++;
  for (guint i = first; i < wanted->len - last; i++)
    show_row (self, i < n_old - last ? get_row (self, i) : insert_row (self, i),
              g_ptr_array_index (wanted, i));
  for (guint i = wanted->len; i < n_old; i++)
    gtk_list_box_remove (self->list, GTK_WIDGET (get_row (self, wanted->len - last)));
}

/* While an answer is being written the list waits: nothing typed is lost to a newer finding. */
static void
fill_list (ZpChecksPane *self)
{
  GPtrArray *wanted = zp_session_get_findings (self->session);
  gboolean read_only = zp_form_is_read_only (zp_session_get_form (self->session));

  if ((self->listed == wanted && self->listed_read_only == read_only) || is_answering (self))
    return;
  zp_expected_card_show (self->expected, self->session);
  update_rows (self, wanted, self->listed_read_only != read_only);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  self->listed = g_ptr_array_ref (wanted);
  self->listed_read_only = read_only;
  gtk_widget_set_visible (GTK_WIDGET (self->list), wanted->len > 0);
  gtk_widget_set_visible (self->nothing, wanted->len == 0);
}

/* --- the class --- */

static void
zp_checks_pane_map (GtkWidget *widget)
{
  ZpChecksPane *self = ZP_CHECKS_PANE (widget);

  if (self->session != NULL)
    fill_list (self);
  GTK_WIDGET_CLASS (zp_checks_pane_parent_class)->map (widget);
}

static void
zp_checks_pane_dispose (GObject *object)
{
  ZpChecksPane *self = ZP_CHECKS_PANE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_CHECKS_PANE);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (zp_checks_pane_parent_class)->dispose (object);
}

static void
zp_checks_pane_class_init (ZpChecksPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zp_checks_pane_dispose;
  widget_class->map = zp_checks_pane_map;

  /** ZpChecksPane::go-to: the user wants to see the cell of this address. */
  signals[SIGNAL_GO_TO] = g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /** ZpChecksPane::open-form: the user wants to see the form with this id, where it says what stands
   * at this address here. */
  signals[SIGNAL_OPEN_FORM]
      = g_signal_new ("open-form", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (ZP_TYPE_EXPECTED_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-checks-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpChecksPane, expected);
  gtk_widget_class_bind_template_child (widget_class, ZpChecksPane, list);
  gtk_widget_class_bind_template_child (widget_class, ZpChecksPane, nothing);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_cb);
}

static void
zp_checks_pane_init (ZpChecksPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** zp_checks_pane_show: shows the present findings of @session, when they can be seen. */
void
zp_checks_pane_show (ZpChecksPane *self, ZpSession *session)
{
  g_return_if_fail (ZP_IS_CHECKS_PANE (self));

  g_set_object (&self->session, session);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill_list (self);
}
