/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-board-bar.h"
#include "zp-form-list.h"
#include "zp-library-page.h"
#include "zp-library-sidebar.h"
#include "zp-place-list.h"
#include "zp-unit-view.h"
#include "zp-window.h"

G_BEGIN_DECLS

struct _ZpLibraryPage
{
  GtkWidget parent_instance;

  /* Template children */
  GtkMenuButton *menu_button;
  AdwSplitButton *export_button;
  GtkSearchEntry *search_entry;
  GtkDropDown *year_drop_down;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  GtkRevealer *only_bar;
  GtkLabel *only_label;
  GtkStack *outer_stack;
  GtkStack *inner_stack;
  ZpLibrarySidebar *sidebar;
  GtkColumnView *view;
  ZpBoardBar *board_bar;
  GtkMenuButton *review_button;
  ZpUnitView *unit_view;
  GtkLabel *sums_label;
  AdwStatusPage *problem_page;
  GtkWidget *repair_button;
  GtkPopover *popover;

  /* Owned */
  ZpLibrary *library;
  ZpLibraryFilter *filter;
  ZpFormList *shown;
  ZpPlaceList *places;          /* of what is shown */
  GtkMultiSelection *selection; /* of places */
  GHashTable *chosen;           /* set of the ZpFormItem that are selected */
  GtkStringList *years;

  char **recent; /* ids that are numbered */

  gboolean shows_units;
  gboolean worst_first;
  gboolean sorting; /* by the button, not by a heading */
  guint update_source;
  guint search_serial;
  gboolean updating_years;
  gboolean keeping; /* the selection follows its forms */
};

ZpWindow *_zp_library_page_get_window (ZpLibraryPage *self);
void _zp_library_page_update_pages (ZpLibraryPage *self);
void _zp_library_page_update_board (ZpLibraryPage *self);
void _zp_library_page_update_units (ZpLibraryPage *self);
void _zp_library_page_set_view (ZpLibraryPage *self, const char *view);
void _zp_library_page_unit_activated (ZpLibraryPage *self, const char *unit);
void _zp_library_page_set_worst_first (ZpLibraryPage *self, gboolean worst_first);
void _zp_library_page_sorter_changed (ZpLibraryPage *self, GtkSorterChange change);
GListModel *_zp_library_page_get_selected_items (ZpLibraryPage *self) G_GNUC_WARN_UNUSED_RESULT;
void _zp_library_page_review (ZpLibraryPage *self, ZpReviewAction action);
void _zp_library_page_review_action (GtkWidget *widget, const char *name, GVariant *parameter);
void _zp_library_page_sample_action (GtkWidget *widget, const char *name, GVariant *parameter);
void _zp_library_page_update_problem (ZpLibraryPage *self);
void _zp_library_page_update_sums (ZpLibraryPage *self);
void _zp_library_page_select_item (ZpLibraryPage *self, ZpFormItem *item);
void _zp_library_page_focus_selected (ZpLibraryPage *self);
void _zp_library_page_summary_action (GtkWidget *widget, const char *name, GVariant *parameter);
void _zp_library_page_forget_only (ZpLibraryPage *self);
void _zp_library_page_install_actions (GtkWidgetClass *widget_class);
void _zp_library_page_add_controllers (ZpLibraryPage *self);

G_END_DECLS
