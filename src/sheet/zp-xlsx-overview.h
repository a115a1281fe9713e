/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-xlsx-writer.h"

G_BEGIN_DECLS

gboolean zp_xlsx_overview_begin (ZpXlsxWriter *writer, GError **error);
gboolean
zp_xlsx_overview_finish (ZpXlsxWriter *writer, const char *title, GPtrArray *facts, GError **error);

G_END_DECLS
