/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-book-zip.h"
#include "zp-workbook.h"

G_BEGIN_DECLS

ZpWorkbook *
zp_workbook_read (GBytes *file, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_workbook_is_older (GBytes *file);

G_END_DECLS
