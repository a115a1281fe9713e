/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a protected file begins with; no form ({) and no package (PK) does. */
#define ZP_SEAL_MAGIC "ziping-protected"
#define ZP_SEAL_VERSION 1

/* What the key of a file written here costs: passes over so much memory (Argon2id). */
#define ZP_SEAL_PASSES 3
#define ZP_SEAL_MEMORY_KIB (64 * 1024)

gboolean zp_seal_is_sealed (GBytes *bytes);
gsize zp_seal_get_max_bytes (gsize content);
GBytes *
zp_seal_close (GBytes *content, const char *passphrase, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_seal_close_at_cost (GBytes *content,
                               const char *passphrase,
                               guint passes,
                               guint memory_kib,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *
zp_seal_open (GBytes *sealed, const char *passphrase, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_seal_check_passphrase (const char *passphrase, GError **error);

G_END_DECLS
