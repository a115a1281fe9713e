/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library-rules.h"

G_BEGIN_DECLS

/**
 * ZpRulesWindow:
 *
 * The templates and the scoring rules (表样与规则): built-in ones, and the office's own to install, copy
 * and change.
 */
#define ZP_TYPE_RULES_WINDOW (zp_rules_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpRulesWindow, zp_rules_window, ZP, RULES_WINDOW, AdwWindow)

ZpRulesWindow *
zp_rules_window_new (GtkWindow *parent, ZpLibrary *library, ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_rules_window_choose (ZpRulesWindow *self, ZpRulesKind kind, const char *id);
void zp_rules_window_install (ZpRulesWindow *self, GBytes *json, const char *name);
gboolean zp_rules_window_copy (ZpRulesWindow *self, const char *id, const char *title);

G_END_DECLS
