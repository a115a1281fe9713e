/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZP_BOOK_MAX_FILE (20 * 1024 * 1024)
#define ZP_BOOK_MAX_ENTRIES 200
#define ZP_BOOK_MAX_PART (32 * 1024 * 1024)
#define ZP_BOOK_MAX_ALL (100 * 1024 * 1024)

GHashTable *zp_book_zip_read (GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GHashTable *
zp_book_zip_read_all (GBytes *file, GPtrArray *names, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
