/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpDocxPart:
 * @name: its path in the archive
 * @bytes: (owned): its content
 *
 * A file of a package.
 */
typedef struct
{
  char *name;
  GBytes *bytes;
} ZpDocxPart;

GBytes *zp_docx_zip (GArray *parts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
