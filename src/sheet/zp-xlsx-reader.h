/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-workbook.h"

G_BEGIN_DECLS

ZpWorkbook *zp_xlsx_read (GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

ZpWorkbook *zp_xlsx_read_parts (GHashTable *parts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
