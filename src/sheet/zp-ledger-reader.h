/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-ledger.h"
#include "zp-workbook.h"

G_BEGIN_DECLS

GPtrArray *zp_ledger_read (const ZpWorkbook *book,
                           GPtrArray **out_rest,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
