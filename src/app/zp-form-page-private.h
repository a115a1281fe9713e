/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form-page.h"
#include "zp-score-pane.h"
#include "zp-session.h"
#include "zp-table-view.h"

G_BEGIN_DECLS

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
  GtkScrolledWindow *desk;
  ZpScorePane *pane;
  GMenuModel *row_menu;

  /* owned */
  ZpTableView *table;
  ZpSession *session;
  GSimpleActionGroup *actions;
  AdwToast *toast;
  guint zoom; /* percent */
};

void zp_form_page_add_actions (ZpFormPage *self);
void zp_form_page_update_actions (ZpFormPage *self);
void zp_form_page_add_clipboard (ZpFormPage *self);
void zp_form_page_update_clipboard (ZpFormPage *self);
void zp_form_page_add_sharing (ZpFormPage *self);
void zp_form_page_update_sharing (ZpFormPage *self);
void zp_form_page_add_derive_action (ZpFormPage *self);
void zp_form_page_follow_sources (ZpFormPage *self);
void zp_form_page_toast (ZpFormPage *self,
                         const char *text);
void zp_form_page_set_zoom (ZpFormPage *self,
                            guint       percent);

G_END_DECLS
