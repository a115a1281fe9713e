/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpCliTable:
 *
 * Lines of texts in columns, for a terminal, where a Chinese character takes two places.
 */
typedef struct _ZpCliTable ZpCliTable;

/* How a column stands; the last one may be as long as it likes. */
#define ZP_CLI_LEFT '<'
#define ZP_CLI_RIGHT '>'

ZpCliTable *zp_cli_table_new (const char *columns) G_GNUC_WARN_UNUSED_RESULT;
void zp_cli_table_free (ZpCliTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpCliTable, zp_cli_table_free)

void zp_cli_table_add (ZpCliTable *table, const char *text);
void zp_cli_table_print (ZpCliTable *table);

G_END_DECLS
