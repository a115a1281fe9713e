/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-sheet.h"

G_BEGIN_DECLS

/* Lengths in a document are twentieths of a point, sizes of letters half points. */
#define ZP_DOCX_TWIPS 20

const char *zp_docx_style_id (ZpCellStyle style);
GBytes *zp_docx_write_styles (const ZpSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_docx_write_fonts (const ZpSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
