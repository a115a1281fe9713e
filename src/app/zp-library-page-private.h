/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-library-page.h"
#include "zp-library-sidebar.h"
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
  GtkStack *outer_stack;
  GtkStack *inner_stack;
  ZpLibrarySidebar *sidebar;
  GtkColumnView *view;
  GtkLabel *sums_label;
  AdwStatusPage *problem_page;
  GtkWidget *repair_button;
  GtkPopover *popover;

  /* Owned */
  ZpLibrary *library;
  ZpLibraryFilter *filter;
  GtkSortListModel *shown;
  GtkMultiSelection *selection;
  GtkStringList *years;

  guint update_source;
  guint search_serial;
  gboolean updating_years;
};

ZpWindow *_zp_library_page_get_window (ZpLibraryPage *self);
void _zp_library_page_update_problem (ZpLibraryPage *self);
void _zp_library_page_select_item (ZpLibraryPage *self,
                                   ZpFormItem    *item);
void _zp_library_page_install_actions (GtkWidgetClass *widget_class);
void _zp_library_page_add_controllers (ZpLibraryPage *self);

G_END_DECLS
