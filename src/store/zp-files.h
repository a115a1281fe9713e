/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean zp_files_make_folder (const char *path, GError **error);
gboolean zp_files_create_private (const char *path, GError **error);
char *zp_files_make_temporary (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_files_sync (const char *path, GError **error);
gboolean zp_files_publish (const char *temporary, const char *path, GError **error);

/**
 * ZpFilesLock:
 *
 * The lock of the one window of a library.  The kernel releases it with the process.
 */
typedef struct _ZpFilesLock ZpFilesLock;

ZpFilesLock *zp_files_lock_take (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_files_lock_was_interrupted (ZpFilesLock *self);
gboolean zp_files_lock_mark (ZpFilesLock *self, GError **error);
void zp_files_lock_unmark (ZpFilesLock *self);
void zp_files_lock_free (ZpFilesLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpFilesLock, zp_files_lock_free)

G_END_DECLS
