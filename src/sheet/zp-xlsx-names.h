/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpXlsxNames:
 *
 * The names of the sheets of one workbook.
 */
typedef struct _ZpXlsxNames ZpXlsxNames;

ZpXlsxNames *zp_xlsx_names_new (void) G_GNUC_WARN_UNUSED_RESULT;
void zp_xlsx_names_free (ZpXlsxNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpXlsxNames, zp_xlsx_names_free)

char *zp_xlsx_names_add (ZpXlsxNames *names, const char *wish) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
