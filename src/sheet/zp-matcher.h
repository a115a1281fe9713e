/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-plan.h"
#include "zp-workbook.h"

G_BEGIN_DECLS

GPtrArray *zp_match_workbook (const ZpWorkbook  *book,
                              ZpCatalog         *catalog,
                              const char        *template_id,
                              GPtrArray        **out_rest,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
