/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-checks.h"
#include "zp-sheet.h"

G_BEGIN_DECLS

/* What can be handed in with a form: why it scores what it scores, and the list of its evidence.
 * Titles and headings are official words and stay Chinese in every language. */

ZpSheet *zp_appendix_build (const ZpForm *form,
                            const ZpScorecard *card,
                            GPtrArray *findings) G_GNUC_WARN_UNUSED_RESULT;
ZpSheet *zp_appendix_build_evidence (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
