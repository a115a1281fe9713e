/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form-item.h"
#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpDeriveChoice:
 *
 * A form that figures can be taken from, and whether it is chosen.
 */
#define ZP_TYPE_DERIVE_CHOICE (zp_derive_choice_get_type ())
G_DECLARE_FINAL_TYPE (ZpDeriveChoice, zp_derive_choice, ZP, DERIVE_CHOICE, GObject)

ZpDeriveChoice *zp_derive_choice_new (ZpFormItem *item,
                                      const ZpForm *document) G_GNUC_WARN_UNUSED_RESULT;
ZpFormItem *zp_derive_choice_get_item (ZpDeriveChoice *self);
const char *zp_derive_choice_get_id (ZpDeriveChoice *self);
gboolean zp_derive_choice_get_chosen (ZpDeriveChoice *self);
void zp_derive_choice_set_chosen (ZpDeriveChoice *self, gboolean chosen);
gboolean zp_derive_choice_is_close (ZpDeriveChoice *self);
gboolean zp_derive_choice_matches (ZpDeriveChoice *self, const char *search);
int zp_derive_choice_compare (gconstpointer a, gconstpointer b, gpointer user_data);

G_END_DECLS
