/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ZpSuggestions:
 *
 * A short list below a cell that never takes the focus, so that an input method goes on composing:
 * its keys are offered to it, and it says which it wants.
 */
#define ZP_TYPE_SUGGESTIONS (zp_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (ZpSuggestions, zp_suggestions, ZP, SUGGESTIONS, GtkPopover)

ZpSuggestions *zp_suggestions_new (GtkWidget *parent) G_GNUC_WARN_UNUSED_RESULT;
void zp_suggestions_clear (ZpSuggestions *self);
void zp_suggestions_add (ZpSuggestions *self, const char *text, const char *detail);
void zp_suggestions_show_below (ZpSuggestions *self, GtkWidget *cell);
gboolean zp_suggestions_is_shown (ZpSuggestions *self);
gboolean zp_suggestions_take_key (ZpSuggestions *self, guint key, GdkModifierType held);
guint zp_suggestions_get_n_items (ZpSuggestions *self);
const char *zp_suggestions_get_text (ZpSuggestions *self, guint index);

G_END_DECLS
