/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-checks.h"
#include "zp-event-log.h"

G_BEGIN_DECLS

/* The top-level key of the form file. */
#define ZP_EXTRA_ANSWERS "answers"

/* Written reasons for warnings.  They travel with the form. */

gboolean zp_answers_can_answer (const ZpFinding *finding);
gboolean zp_answers_set (
    ZpForm *form, const ZpFinding *finding, const char *text, const ZpActor *actor, GError **error);
gboolean zp_answers_withdraw (ZpForm *form, const ZpFinding *finding, GError **error);
void zp_answers_attach (const ZpForm *form, GPtrArray *findings);
void zp_answers_forget (ZpForm *form);

G_END_DECLS
