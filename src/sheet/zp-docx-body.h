/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-sheet.h"

G_BEGIN_DECLS

GBytes *zp_docx_write_body (const ZpSheet *const *sheets,
                            guint n_sheets,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
