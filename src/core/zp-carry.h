/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-form.h"

G_BEGIN_DECLS

/* What last year's form said, in a form that was carried over from it. */
#define ZP_EXTRA_LAST_YEAR "last_year"

void zp_carry_choose (ZpCatalog *catalog,
                      ZpForm *form,
                      const char *year,
                      ZpTemplate **out_template,
                      ZpProfile **out_profile);
char *zp_carry_get_next_year (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
ZpForm *zp_carry_over (ZpForm *form,
                       ZpTemplate *template_,
                       ZpProfile *profile,
                       const char *year,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *zp_form_get_last_year (const ZpForm *form);
const char *zp_form_get_last_actual (const ZpForm *form, const char *row_id);
const char *zp_form_get_last_score (const ZpForm *form, const char *row_id);

G_END_DECLS
