/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-workbook.h"

G_BEGIN_DECLS

ZpWorkbook *zp_ods_read (GHashTable *parts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
