/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-store.h"

G_BEGIN_DECLS

#define ZP_STORE_BACKUPS_KEPT 10
#define ZP_STORE_BACKUPS_BEFORE_KEPT 3

/**
 * ZpBackup:
 * @path: the file
 * @name: its base name, which carries date and time
 * @time: when it was made, Unix time in microseconds
 * @size: bytes
 * @forms: number of forms in it, -1 when it cannot be read
 * @problem: (nullable): why it cannot be read
 *
 * A dated copy of the library.
 */
typedef struct
{
  char *path;
  char *name;
  gint64 time;
  gint64 size;
  int forms;
  char *problem;
} ZpBackup;

void zp_backup_free (ZpBackup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpBackup, zp_backup_free)

char *zp_store_backup (ZpStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_store_backup_is_due (ZpStore *self);
GPtrArray *zp_store_list_backups (ZpStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *zp_store_find_backups (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_store_replace_by_backup (const char *path, const char *backup, char **out_aside, GError **error);

gboolean zp_store_copy_to (ZpStore *self, GFile *folder, char **out_name, GError **error);
ZpStore *zp_store_open_copy (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_store_take_forms (ZpStore *self,
                              ZpStore *from,
                              const char *const *ids,
                              guint *out_new,
                              guint *out_kept_beside,
                              guint *out_same,
                              GError **error);
gboolean zp_store_take_whole (ZpStore *self, ZpStore *from, GError **error);

G_END_DECLS
