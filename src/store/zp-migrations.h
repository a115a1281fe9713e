/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-database.h"

G_BEGIN_DECLS

/**
 * ZpMigration:
 * @name: the base name of its file in migrations/
 * @sql: (nullable): its statements, for a step that has no file
 *
 * One step from a schema to the next.
 */
typedef struct
{
  const char *name;
  const char *sql;
} ZpMigration;

guint zp_migrations_newest (void);
const ZpMigration *zp_migrations_get_steps (void);

gboolean
zp_migrations_run (ZpDatabase *db, const ZpMigration *steps, guint n_steps, GError **error);
gboolean zp_migrations_verify (ZpDatabase *db, GError **error);

G_END_DECLS
