/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-sheet-cells.h"

G_BEGIN_DECLS

GRefString *zp_sheet_expand (const ZpSheetScope *scope, const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *zp_sheet_print_date (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
