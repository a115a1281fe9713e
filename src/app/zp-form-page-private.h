/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form-page.h"
#include "zp-review-bar.h"
#include "zp-reviewer.h"
#include "zp-score-pane.h"
#include "zp-session.h"
#include "zp-suggestions.h"
#include "zp-table-view.h"

G_BEGIN_DECLS

/* What the style sheet puts left and right of the paper, and the scroll bar. */
#define ZP_DESK_MARGINS 52

struct _ZpFormPage
{
  GtkWidget parent_instance;

  /* from the template */
  AdwWindowTitle *title;
  GtkLabel *save_label;
  GtkMenuButton *zoom_button;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  AdwToastOverlay *toasts;
  ZpReviewBar *bar;
  GtkStack *sheets;
  GtkScrolledWindow *desk;
  GtkScrolledWindow *review_desk;
  ZpScorePane *pane;
  GMenuModel *row_menu;

  /* owned */
  ZpTableView *table;
  ZpSession *session;
  GSimpleActionGroup *actions;
  AdwToast *toast; /* the one that is up, or NULL */
  guint toast_timer;
  guint
      revealing; /* the tick that brings the cell with the focus into view; it ends with the table */
  guint frames_to_reveal;
  double room_to_reveal; /* of the table above and below that cell */
  ZpReviewer *reviewer;
  GSimpleActionGroup *review_actions;
  guint zoom;       /* of the table that is shown, in percent */
  guint other_zoom; /* of the other one, 0 when it was not fitted yet */
  guint n_changes;  /* since the form was returned, as counted for changes_round */
  guint changes_round;
  GPtrArray *known; /* ZpKnownIndicator, those that are suggested now */

  /* borrowed */
  ZpTableView *review_table;  /* NULL until it is looked at */
  ZpSuggestions *suggestions; /* a child */
};

void zp_form_page_add_actions (ZpFormPage *self);
void zp_form_page_update_actions (ZpFormPage *self);
void zp_form_page_add_clipboard (ZpFormPage *self);
void zp_form_page_update_clipboard (ZpFormPage *self);
void zp_form_page_add_completion (ZpFormPage *self);
void zp_form_page_remove_completion (ZpFormPage *self);
void zp_form_page_add_sharing (ZpFormPage *self);
void zp_form_page_update_sharing (ZpFormPage *self);
void zp_form_page_add_derive_action (ZpFormPage *self);
void zp_form_page_follow_sources (ZpFormPage *self);
void zp_form_page_add_review (ZpFormPage *self);
void zp_form_page_begin_review (ZpFormPage *self);
void zp_form_page_update_review (ZpFormPage *self);
void zp_form_page_update_queue (ZpFormPage *self);
void zp_form_page_verify (ZpFormPage *self);
gboolean zp_form_page_shows_review (ZpFormPage *self);
void zp_form_page_show_review (ZpFormPage *self, gboolean review);
ZpTableView *zp_form_page_get_table (ZpFormPage *self);
gboolean zp_form_page_go_to (ZpFormPage *self, const char *address);
gboolean zp_form_page_can_clear_review (ZpFormPage *self);
gboolean zp_form_page_clear_review (ZpFormPage *self);
void zp_form_page_toast (ZpFormPage *self, const char *text);
void zp_form_page_fit (ZpFormPage *self);
void zp_form_page_set_zoom (ZpFormPage *self, guint percent);

G_END_DECLS
