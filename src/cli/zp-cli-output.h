/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-cli.h"

G_BEGIN_DECLS

/**
 * ZpCliOutput:
 *
 * Where the results of one command go: never over an input file, never two to the same place, and
 * over another file only with --force.
 */
typedef struct _ZpCliOutput ZpCliOutput;

ZpCliOutput *zp_cli_output_new (ZpCli *cli) G_GNUC_WARN_UNUSED_RESULT;
ZpCliOutput *zp_cli_output_new_file (ZpCli *cli) G_GNUC_WARN_UNUSED_RESULT;
void zp_cli_output_free (ZpCliOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpCliOutput, zp_cli_output_free)

void zp_cli_output_protect (ZpCliOutput *self, const char *name);
char *zp_cli_output_find_place (ZpCliOutput *self,
                                const char *input,
                                const ZpForm *form,
                                const char *extension) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_cli_output_is_ready (ZpCliOutput *self);
gboolean zp_cli_output_check (ZpCliOutput *self, const char *path, GError **error);
gboolean zp_cli_output_write (ZpCliOutput *self, const char *path, GBytes *content, GError **error);
gint64 zp_cli_get_time (void);

G_END_DECLS
