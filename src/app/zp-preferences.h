/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-catalog.h"

G_BEGIN_DECLS

/**
 * ZpPreferences:
 *
 * The settings of the user.  Each change is kept at once.
 */
#define ZP_TYPE_PREFERENCES (zp_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ZpPreferences, zp_preferences, ZP, PREFERENCES, AdwPreferencesWindow)

ZpPreferences *zp_preferences_new (GtkWindow *parent, ZpCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
