/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sm3.h"

#include <string.h>

/* The hash of GB/T 32905—2016, which is not among those of GLib.  It is offered for integrity
 * checks only; nothing here is secret. */

#define BLOCK 64
#define WORDS 8

static guint32
rotate (guint32 word, guint by)
{
  by %= 32;
  return by == 0 ? word : word << by | word >> (32 - by);
}

/* P0 and P1 of the standard. */
static guint32
permute_0 (guint32 x)
{
  return x ^ rotate (x, 9) ^ rotate (x, 17);
}

static guint32
permute_1 (guint32 x)
{
  return x ^ rotate (x, 15) ^ rotate (x, 23);
}

static guint32
choose_majority (guint round, guint32 x, guint32 y, guint32 z)
{
  return round < 16 ? x ^ y ^ z : (x & y) | (x & z) | (y & z);
}

static guint32
choose_if (guint round, guint32 x, guint32 y, guint32 z)
{
  return round < 16 ? x ^ y ^ z : (x & y) | (~x & z);
}

static void
expand (const guint8 *block, guint32 words[68])
{
  for (guint i = 0; i < 16; i++)
    {
      guint32 word;

      memcpy (&word, block + 4 * i, sizeof word);
      words[i] = GUINT32_FROM_BE (word);
    }
  for (guint i = 16; i < 68; i++)
    words[i] = permute_1 (words[i - 16] ^ words[i - 9] ^ rotate (words[i - 3], 15))
               ^ rotate (words[i - 13], 7) ^ words[i - 6];
}

static void
take_block (guint32 state[WORDS], const guint8 *block)
{
  guint32 words[68];
  guint32 v[WORDS];

  expand (block, words);
  memcpy (v, state, sizeof v);
  for (guint round = 0; round < 64; round++)
    {
      guint32 constant = round < 16 ? 0x79cc4519u : 0x7a879d8au;
      guint32 first = rotate (rotate (v[0], 12) + v[4] + rotate (constant, round), 7);
      guint32 second = first ^ rotate (v[0], 12);
      guint32 left = choose_majority (round, v[0], v[1], v[2]) + v[3] + second
                     + (words[round] ^ words[round + 4]);
      guint32 right = choose_if (round, v[4], v[5], v[6]) + v[7] + first + words[round];

      v[3] = v[2];
      v[2] = rotate (v[1], 9);
      v[1] = v[0];
      v[0] = left;
      v[7] = v[6];
      v[6] = rotate (v[5], 19);
      v[5] = v[4];
      v[4] = permute_0 (right);
    }
  for (guint i = 0; i < WORDS; i++)
    state[i] ^= v[i];
}

/* The last block or two: the rest, a one bit, zeros, and the number of bits. */
static void
take_end (guint32 state[WORDS], const guint8 *rest, gsize n_rest, guint64 n_bytes)
{
  guint8 end[2 * BLOCK] = { 0 };
  gsize size = n_rest + 9 <= BLOCK ? BLOCK : 2 * BLOCK;
  guint64 bits = GUINT64_TO_BE (n_bytes * 8);

  if (n_rest > 0)
    memcpy (end, rest, n_rest);
  end[n_rest] = 0x80;
  memcpy (end + size - sizeof bits, &bits, sizeof bits);
  for (gsize at = 0; at < size; at += BLOCK)
    take_block (state, end + at);
}

/**
 * zp_sm3_for_bytes:
 * @bytes: any content
 *
 * Returns: (transfer full): its SM3 hash (GB/T 32905—2016), 64 hexadecimal digits
 */
char *
zp_sm3_for_bytes (GBytes *bytes)
{
  guint32 state[WORDS] = { 0x7380166fu, 0x4914b2b9u, 0x172442d7u, 0xda8a0600u,
                           0xa96f30bcu, 0x163138aau, 0xe38dee4du, 0xb0fb0e4eu };
  GString *text = g_string_sized_new (64);
  gsize size, at = 0;
  const guint8 *data;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  for (; size - at >= BLOCK; at += BLOCK)
    take_block (state, data + at);
  take_end (state, data + at, size - at, size);
  for (guint i = 0; i < WORDS; i++)
    g_string_append_printf (text, "%08x", state[i]);
  return g_string_free (text, FALSE);
}
