/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-clip.h"
#include "zp-sheet.h"

G_BEGIN_DECLS

ZpClip *zp_clip_new_from_sheet (const ZpSheet *sheet,
                                guint first_row,
                                guint first_column,
                                guint last_row,
                                guint last_column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
