/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-library.h"

G_BEGIN_DECLS

/* The office's own templates and profiles: kept in the store, beside the forms that need them. */

typedef enum
{
  ZP_RULES_TEMPLATE,
  ZP_RULES_PROFILE,
} ZpRulesKind;

gboolean zp_rules_guess_kind (GBytes *json, ZpRulesKind *out_kind, GError **error);
gboolean zp_library_install_rules (ZpLibrary *self,
                                   ZpRulesKind kind,
                                   GBytes *json,
                                   gboolean replace,
                                   char **out_id,
                                   GError **error);
gboolean zp_library_remove_rules (
    ZpLibrary *self, ZpRulesKind kind, const char *id, ZpForm *open, GError **error);
char **zp_library_list_users (ZpLibrary *self, ZpRulesKind kind, const char *id, ZpForm *open)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_library_has_rules (ZpLibrary *self, ZpRulesKind kind, const char *id);
gboolean zp_library_owns_rules (ZpLibrary *self, ZpRulesKind kind, const char *id);
GBytes *
zp_library_get_rules (ZpLibrary *self, ZpRulesKind kind, const char *id) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_rules_copy_template (ZpTemplate *template_,
                                const char *id,
                                const char *title,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
