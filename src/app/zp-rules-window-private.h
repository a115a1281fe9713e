/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-rules-window.h"

G_BEGIN_DECLS

/* What the window says of a template or of a profile. */
typedef struct
{
  ZpRulesKind kind;
  ZpTemplate *template_;
  ZpProfile *profile;
} ZpRulesEntry;

struct _ZpRulesWindow
{
  AdwWindow parent_instance;

  /* Template children */
  AdwToastOverlay *toasts;
  GtkListBox *list;
  GtkLabel *title_label;
  GtkLabel *origin_label;
  GtkWidget *note_box;
  GtkLabel *note_label;
  GtkListBox *facts;
  GtkWidget *edit_button;
  GtkWidget *copy_button;
  GtkWidget *remove_button;

  /* Owned */
  ZpLibrary *library;
  ZpForm *form;       /* the one in the window behind, or NULL */
  GPtrArray *entries; /* in the order of the list */
};

const char *_zp_rules_entry_get_id (const ZpRulesEntry *entry);
const char *_zp_rules_entry_get_title (const ZpRulesEntry *entry);
ZpRulesEntry *_zp_rules_window_get_chosen (ZpRulesWindow *self);
gboolean _zp_rules_window_is_own (ZpRulesWindow *self, const ZpRulesEntry *entry);
void _zp_rules_window_refill (ZpRulesWindow *self, ZpRulesKind kind, const char *id);
void _zp_rules_window_toast (ZpRulesWindow *self, const char *text);
void _zp_rules_window_emit_changed (ZpRulesWindow *self, const char *id);
void _zp_rules_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
