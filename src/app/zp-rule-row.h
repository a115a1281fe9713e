/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-profile.h"
#include "zp-rule-specs.h"

G_BEGIN_DECLS

/**
 * ZpRuleRow:
 *
 * A value of a profile, or the values of an element of a list, with what is wrong beside them.
 */
#define ZP_TYPE_RULE_ROW (zp_rule_row_get_type ())
G_DECLARE_FINAL_TYPE (ZpRuleRow, zp_rule_row, ZP, RULE_ROW, AdwPreferencesRow)

GtkWidget *zp_rule_row_new (const ZpProfile *profile, const ZpRuleSpec *spec);
GtkWidget *zp_rule_row_new_element (const ZpProfile *profile,
                                    const char *path,
                                    const char *title,
                                    const ZpRuleSpec *specs,
                                    gboolean removable);
void zp_rule_row_set_problem (ZpRuleRow *self, const char *path, const char *problem);
const char *zp_rule_row_get_problem (ZpRuleRow *self);
gboolean zp_rule_row_has (ZpRuleRow *self, const char *path);
ZpRuleKind zp_rule_row_get_kind (ZpRuleRow *self);
gboolean zp_rule_row_type (ZpRuleRow *self, const char *path, const char *text);

G_END_DECLS
