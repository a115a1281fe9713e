/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form-private.h"
#include "zp-review.h"

G_BEGIN_DECLS

JsonObject *zp_review_peek (const ZpForm *form);
void zp_review_note_actor (JsonObject *object, const ZpActor *actor);
void zp_review_keep_version (const ZpForm *form, JsonObject *review, const ZpActor *actor);
void zp_review_log_answers (ZpForm *form, guint round, const ZpActor *actor);
void zp_review_mark_returned (const ZpForm *form);

G_END_DECLS
