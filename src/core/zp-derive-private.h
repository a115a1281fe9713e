/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-derive.h"
#include "zp-json.h"

G_BEGIN_DECLS

void zp_derive_spec_read (ZpTemplate *template_,
                          ZpDeriveSpec *spec,
                          ZpJsonReader *reader,
                          JsonObject *root);
void zp_derive_spec_clear (ZpDeriveSpec *spec);

char *zp_derive_dup_row_id (const char *form_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
