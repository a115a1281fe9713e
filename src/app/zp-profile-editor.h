/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"
#include "zp-score-changes.h"

G_BEGIN_DECLS

/**
 * ZpProfileEditor:
 *
 * A window for the values of an own profile; beside them, what they do to the scores of a form.  A
 * built-in profile is shown, but cannot be changed.
 */
#define ZP_TYPE_PROFILE_EDITOR (zp_profile_editor_get_type ())
G_DECLARE_FINAL_TYPE (ZpProfileEditor, zp_profile_editor, ZP, PROFILE_EDITOR, AdwWindow)

ZpProfileEditor *zp_profile_editor_new (GtkWindow *parent,
                                        ZpLibrary *library,
                                        ZpProfile *profile,
                                        ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_profile_editor_type (ZpProfileEditor *self, const char *path, const char *text);
const char *zp_profile_editor_get_problem (ZpProfileEditor *self, const char *path);
ZpProfile *zp_profile_editor_get_profile (ZpProfileEditor *self);
ZpScoreChanges *zp_profile_editor_get_changes (ZpProfileEditor *self);

G_END_DECLS
