/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-profile.h"

G_BEGIN_DECLS

char *zp_profile_get_text (const ZpProfile *profile, const char *path) G_GNUC_WARN_UNUSED_RESULT;
char **zp_profile_list (const ZpProfile *profile, const char *path) G_GNUC_WARN_UNUSED_RESULT;
ZpProfile *zp_profile_edit (const ZpProfile *profile,
                            const char *path,
                            const char *text,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
ZpProfile *zp_profile_copy (const ZpProfile *profile,
                            const char *id,
                            const char *title,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
ZpProfile *zp_profile_normalize (const ZpProfile *profile) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_profile_id_is_sound (const char *id, GError **error);

G_END_DECLS
