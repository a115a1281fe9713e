/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"
#include "zp-score-changes.h"

G_BEGIN_DECLS

/**
 * ZpProfileChoice:
 *
 * Switches the rules of a form, after showing what that does to its scores.
 */
#define ZP_TYPE_PROFILE_CHOICE (zp_profile_choice_get_type ())
G_DECLARE_FINAL_TYPE (ZpProfileChoice, zp_profile_choice, ZP, PROFILE_CHOICE, AdwWindow)

ZpProfileChoice *zp_profile_choice_new (GtkWindow *parent,
                                        ZpCatalog *catalog,
                                        ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_profile_choice_choose (ZpProfileChoice *self, const char *id);
void zp_profile_choice_apply (ZpProfileChoice *self);
ZpScoreChanges *zp_profile_choice_get_changes (ZpProfileChoice *self);

G_END_DECLS
