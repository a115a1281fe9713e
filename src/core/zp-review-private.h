/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form-private.h"
#include "zp-review.h"

G_BEGIN_DECLS

JsonObject *zp_review_peek (const ZpForm *form);
void zp_review_note_actor (JsonObject    *object,
                           const ZpActor *actor);
gboolean zp_review_check_reasons (const ZpForm  *form,
                                  GError       **error);

G_END_DECLS
