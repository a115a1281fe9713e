/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ZpSettings:
 *
 * The settings of this user.  Where the schema is not installed, they last as long as the program:
 * a missing file must not keep anybody from working.
 */

char *zp_settings_dup_string (const char *key) G_GNUC_WARN_UNUSED_RESULT;
void zp_settings_set_string (const char *key, const char *value);
int zp_settings_get_int (const char *key, int fallback);
void zp_settings_set_int (const char *key, int value);
gboolean zp_settings_get_boolean (const char *key, gboolean fallback);
void zp_settings_set_boolean (const char *key, gboolean value);
char **zp_settings_dup_strings (const char *key) G_GNUC_WARN_UNUSED_RESULT;
void zp_settings_set_strings (const char *key, const char *const *values);

G_END_DECLS
