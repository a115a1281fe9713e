/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-seal.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "zp-error.h"
#include "zp-package.h"

/*
 * A file protected by a passphrase, all numbers little endian:
 *
 *   0  “ziping-protected”   16 bytes
 *  16  version               4
 *  20  passes, memory (KiB)  4 + 4   what the key costs (Argon2id)
 *  28  salt                 16
 *  44  header of the stream 24       XChaCha20-Poly1305, libsodium's secretstream
 *  68  an empty piece       17       says whether the key is right; bound to all before it
 *  85  pieces of 64 KiB, each 17 bytes longer; the last one is marked as the last
 * end  SHA-256 of all before it, 32
 *
 * The checksum at the end needs no passphrase: a file that was damaged on its way is told from a
 * wrong passphrase, and nothing is computed for it.
 */

#define AT_VERSION 16
#define AT_PASSES 20
#define AT_MEMORY 24
#define AT_SALT 28
#define AT_STREAM (AT_SALT + crypto_pwhash_SALTBYTES)
#define AT_PROOF (AT_STREAM + crypto_secretstream_xchacha20poly1305_HEADERBYTES)
#define OVERHEAD crypto_secretstream_xchacha20poly1305_ABYTES
#define AT_PIECES (AT_PROOF + OVERHEAD)
#define CHECKSUM 32
#define PIECE 65536

/* More than this is asked by nobody who wants the file to be opened. */
#define MAX_PASSES 16
#define MAX_MEMORY_KIB (512 * 1024)
#define MIN_MEMORY_KIB 8

#define MAX_PASSPHRASE_BYTES 1024

G_STATIC_ASSERT (crypto_pwhash_SALTBYTES == 16);
G_STATIC_ASSERT (AT_PIECES == 85);

typedef crypto_secretstream_xchacha20poly1305_state Stream;

typedef struct
{
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
} Key;

static gboolean
fail (GError **error, ZpError code, const char *message)
{
  g_set_error (error, ZP_ERROR, code, "%s", message);
  return FALSE;
}

static guint32
get_number (const guint8 *at)
{
  guint32 number;

  memcpy (&number, at, sizeof number);
  return GUINT32_FROM_LE (number);
}

static void
put_number (guint8 *at, guint32 number)
{
  number = GUINT32_TO_LE (number);
  memcpy (at, &number, sizeof number);
}

/** zp_seal_is_sealed: whether a file begins like a protected one. */
gboolean
zp_seal_is_sealed (GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return size >= strlen (ZP_SEAL_MAGIC)
         && memcmp (data, ZP_SEAL_MAGIC, strlen (ZP_SEAL_MAGIC)) == 0;
}

/** zp_seal_get_max_bytes: how large @content bytes become at most when they are protected. */
gsize
zp_seal_get_max_bytes (gsize content)
{
  return AT_PIECES + content + (content / PIECE + 1) * OVERHEAD + CHECKSUM;
}

/**
 * zp_seal_check_passphrase:
 * @passphrase: what somebody typed
 * @error: return location
 *
 * Returns: whether it can be one; it may have any letters, but not none and not a thousand
 */
gboolean
zp_seal_check_passphrase (const char *passphrase, GError **error)
{
  g_return_val_if_fail (passphrase != NULL, FALSE);

  if (*passphrase == '\0')
    return fail (error, ZP_ERROR_PASSPHRASE, _ ("the passphrase is empty; type one"));
  if (!g_utf8_validate (passphrase, -1, NULL))
    return fail (error, ZP_ERROR_PASSPHRASE,
                 _ ("the passphrase is no UTF-8 text; save it as UTF-8"));
  if (strlen (passphrase) > MAX_PASSPHRASE_BYTES)
    return fail (error, ZP_ERROR_PASSPHRASE, _ ("the passphrase is too long; take a shorter one"));
  return TRUE;
}

/* The same letters give the same key, however an input method composes them. */
static gboolean
make_key (Key *key,
          const char *passphrase,
          const guint8 *salt,
          guint passes,
          guint memory,
          GError **error)
{
  char *text;
  int result;

  if (sodium_init () < 0)
    return fail (error, ZP_ERROR_EXPORT, _ ("protection by passphrase does not work here"));
  if (!zp_seal_check_passphrase (passphrase, error))
    return FALSE;
  text = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);
  result = crypto_pwhash (key->key, sizeof key->key, text, strlen (text), salt, passes,
                          (gsize) memory * 1024, crypto_pwhash_ALG_ARGON2ID13);
  sodium_memzero (text, strlen (text));
  g_free (text);
  return result == 0
         || fail (error, ZP_ERROR_TOO_LARGE,
                  _ ("there is not enough memory for the passphrase; close other programs"));
}

static void
append_checksum (GByteArray *bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[CHECKSUM];
  gsize size = sizeof digest;

  g_checksum_update (checksum, bytes->data, bytes->len);
  g_checksum_get_digest (checksum, digest, &size);
  g_byte_array_append (bytes, digest, sizeof digest);
}

static void
push (Stream *stream, GByteArray *bytes, const guint8 *piece, gsize size, guint8 tag)
{
  guint at = bytes->len;
  guint n_bound = at == AT_PROOF ? AT_PROOF : 0;

  g_byte_array_set_size (bytes, (guint) (at + size + OVERHEAD));
  crypto_secretstream_xchacha20poly1305_push (stream, bytes->data + at, NULL, piece, size,
                                              n_bound > 0 ? bytes->data : NULL, n_bound, tag);
}

/**
 * zp_seal_close_at_cost:
 * @content: a form file or a package
 * @passphrase: what opens it
 * @passes: how often the memory is gone through, at least 1
 * @memory_kib: how much memory, at least 8
 * @error: return location
 *
 * zp_seal_close() takes what is right today; tests take less.
 *
 * Returns: (transfer full) (nullable): the protected file
 */
GBytes *
zp_seal_close_at_cost (
    GBytes *content, const char *passphrase, guint passes, guint memory_kib, GError **error)
{
  GByteArray *bytes = NULL;
  Stream stream;
  Key key;
  gsize size, at = 0;
  const guint8 *data;

  g_return_val_if_fail (content != NULL && passphrase != NULL, NULL);
  g_return_val_if_fail (passes >= 1 && passes <= MAX_PASSES, NULL);
  g_return_val_if_fail (memory_kib >= MIN_MEMORY_KIB && memory_kib <= MAX_MEMORY_KIB, NULL);

  if (sodium_init () < 0)
    {
      fail (error, ZP_ERROR_EXPORT, _ ("protection by passphrase does not work here"));
      return NULL;
    }
  bytes = g_byte_array_new ();
  g_byte_array_set_size (bytes, AT_PROOF);
  memcpy (bytes->data, ZP_SEAL_MAGIC, AT_VERSION);
  put_number (bytes->data + AT_VERSION, ZP_SEAL_VERSION);
  put_number (bytes->data + AT_PASSES, passes);
  put_number (bytes->data + AT_MEMORY, memory_kib);
  randombytes_buf (bytes->data + AT_SALT, crypto_pwhash_SALTBYTES);
  if (!make_key (&key, passphrase, bytes->data + AT_SALT, passes, memory_kib, error))
    {
      g_byte_array_unref (bytes);
      return NULL;
    }
  crypto_secretstream_xchacha20poly1305_init_push (&stream, bytes->data + AT_STREAM, key.key);
  sodium_memzero (&key, sizeof key);
  push (&stream, bytes, NULL, 0, crypto_secretstream_xchacha20poly1305_TAG_PUSH);
  data = g_bytes_get_data (content, &size);
  for (; size - at > PIECE; at += PIECE)
    push (&stream, bytes, data + at, PIECE, 0);
  push (&stream, bytes, data + at, size - at, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
  sodium_memzero (&stream, sizeof stream);
  append_checksum (bytes);
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * zp_seal_close:
 * @content: a form file or a package
 * @passphrase: what opens it
 * @error: return location
 *
 * Takes a moment, so that it belongs in a thread.
 *
 * Returns: (transfer full) (nullable): the protected file
 */
GBytes *
zp_seal_close (GBytes *content, const char *passphrase, GError **error)
{
  return zp_seal_close_at_cost (content, passphrase, ZP_SEAL_PASSES, ZP_SEAL_MEMORY_KIB, error);
}

/* --- opening --- */

static gboolean
check_begin (GBytes *sealed, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);

  if (!zp_seal_is_sealed (sealed))
    return fail (error, ZP_ERROR_FORMAT, _ ("is not protected by a passphrase"));
  if (size > zp_seal_get_max_bytes (ZP_PACKAGE_MAX_BYTES))
    return fail (error, ZP_ERROR_TOO_LARGE, _ ("is larger than 200 MB; have several files made"));
  if (size >= AT_PASSES && get_number (data + AT_VERSION) > ZP_SEAL_VERSION)
    return fail (error, ZP_ERROR_NEWER,
                 _ ("was protected by a newer version of Ziping; install that one"));
  if (size < AT_PIECES + OVERHEAD + CHECKSUM)
    return fail (error, ZP_ERROR_FORMAT,
                 _ ("was damaged or cut off on its way; have it sent again"));
  return TRUE;
}

static gboolean
check_sum (const guint8 *data, gsize size, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[CHECKSUM];
  gsize n = sizeof digest;

  g_checksum_update (checksum, data, (gssize) (size - CHECKSUM));
  g_checksum_get_digest (checksum, digest, &n);
  return memcmp (digest, data + size - CHECKSUM, CHECKSUM) == 0
         || fail (error, ZP_ERROR_FORMAT,
                  _ ("was damaged or cut off on its way; have it sent again"));
}

/* Before anything is allocated: a file could ask for all the memory there is. */
static gboolean
check_cost (const guint8 *data, GError **error)
{
  guint passes = get_number (data + AT_PASSES);
  guint memory = get_number (data + AT_MEMORY);

  return (get_number (data + AT_VERSION) == ZP_SEAL_VERSION && passes >= 1 && passes <= MAX_PASSES
          && memory >= MIN_MEMORY_KIB && memory <= MAX_MEMORY_KIB)
         || fail (error, ZP_ERROR_FORMAT,
                  _ ("asks for more than any key needs; do not open it, Ziping did not make it"));
}

static gboolean
pull (Stream *stream, const guint8 *piece, gsize size, GByteArray *content, guint8 *out_tag)
{
  guint at = content->len;

  g_byte_array_set_size (content, (guint) (at + size - OVERHEAD));
  return crypto_secretstream_xchacha20poly1305_pull (stream, content->data + at, NULL, out_tag,
                                                     piece, size, NULL, 0)
         == 0;
}

static GBytes *
pull_all (Stream *stream, const guint8 *at, const guint8 *end, GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_sized_new ((guint) (end - at));
  guint8 tag = 0;

  while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
    {
      gsize size = MIN ((gsize) (end - at), PIECE + OVERHEAD);

      if (size < OVERHEAD || !pull (stream, at, size, content, &tag))
        break;
      at += size;
    }
  if (at == end && tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
    return g_byte_array_free_to_bytes (g_steal_pointer (&content));
  fail (error, ZP_ERROR_FORMAT, _ ("was changed after packing; have it sent again"));
  return NULL;
}

/**
 * zp_seal_open:
 * @sealed: a protected file
 * @passphrase: what opens it
 * @error: return location
 *
 * Takes a moment, so that it belongs in a thread.
 *
 * Returns: (transfer full) (nullable): what is in it; %ZP_ERROR_PASSPHRASE when the file is whole
 *   and the passphrase is not the right one, another error when something is wrong with the file
 */
GBytes *
zp_seal_open (GBytes *sealed, const char *passphrase, GError **error)
{
  Stream stream;
  Key key;
  guint8 tag, nothing;
  gsize size;
  const guint8 *data;
  gboolean right;

  g_return_val_if_fail (sealed != NULL && passphrase != NULL, NULL);

  data = g_bytes_get_data (sealed, &size);
  if (!check_begin (sealed, error) || !check_sum (data, size, error) || !check_cost (data, error)
      || !make_key (&key, passphrase, data + AT_SALT, get_number (data + AT_PASSES),
                    get_number (data + AT_MEMORY), error))
    return NULL;
  right = crypto_secretstream_xchacha20poly1305_init_pull (&stream, data + AT_STREAM, key.key) == 0
          && crypto_secretstream_xchacha20poly1305_pull (&stream, &nothing, NULL, &tag,
                                                         data + AT_PROOF, OVERHEAD, data, AT_PROOF)
                 == 0;
  sodium_memzero (&key, sizeof key);
  if (!right)
    {
      fail (error, ZP_ERROR_PASSPHRASE,
            _ ("the passphrase is not the right one; mind capitals and the input method"));
      return NULL;
    }
  return pull_all (&stream, data + AT_PIECES, data + size - CHECKSUM, error);
}
