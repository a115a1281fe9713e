/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-library.h"
#include "zp-store-backup.h"

G_BEGIN_DECLS

/**
 * ZpBackupsJob:
 * @run: the work, done in a thread; %FALSE with an error when it failed
 * @store: (nullable): the library
 * @from: (nullable): the copy to take from
 * @path: (nullable): the file of the library
 * @file: (nullable): a chosen file or folder
 * @ids: (nullable): the forms to take, %NULL for all
 * @backups: (nullable): result: the backups
 * @opened: (nullable): result: the opened copy
 * @records: (nullable): result: the forms in it
 * @name: (nullable): result: the name of a file
 * @n_new, @n_beside, @n_same: result: what became of the forms that were taken
 *
 * Work on a whole library that takes a while.
 */
typedef struct _ZpBackupsJob ZpBackupsJob;
struct _ZpBackupsJob
{
  gboolean (*run) (ZpBackupsJob *job, GError **error);
  ZpStore *store;
  ZpStore *from;
  char *path;
  GFile *file;
  char **ids;

  GPtrArray *backups;
  ZpStore *opened;
  GPtrArray *records;
  char *name;
  guint n_new;
  guint n_beside;
  guint n_same;
};

void zp_backups_job_free (ZpBackupsJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpBackupsJob, zp_backups_job_free)

gboolean zp_backups_job_list (ZpBackupsJob *job, GError **error);
gboolean zp_backups_job_open (ZpBackupsJob *job, GError **error);
gboolean zp_backups_job_copy (ZpBackupsJob *job, GError **error);
gboolean zp_backups_job_take (ZpBackupsJob *job, GError **error);
gboolean zp_backups_job_take_whole (ZpBackupsJob *job, GError **error);
gboolean zp_backups_job_replace (ZpBackupsJob *job, GError **error);

void zp_backups_job_start (ZpBackupsJob *job,
                           gpointer source,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
ZpBackupsJob *zp_backups_job_finish (GAsyncResult *result, GError **error);

G_END_DECLS
