/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-seal.h"

#include <string.h>

#include "store-fixture.h"
#include "zp-error.h"
#include "zp-package.h"

/* The cheapest key there is: hundreds of files are opened here. */
#define PASSES 1
#define MEMORY_KIB 8
#define PASSPHRASE "财政局2021"

/* Where what is in the file, from its description. */
#define AT_VERSION 16
#define AT_PASSES 20
#define AT_MEMORY 24
#define AT_PIECES 85
#define PIECE (65536 + 17)

static GBytes *
close_cheaply (GBytes *content)
{
  g_autoptr (GError) error = NULL;
  GBytes *sealed = zp_seal_close_at_cost (content, PASSPHRASE, PASSES, MEMORY_KIB, &error);

  g_assert_no_error (error);
  g_assert_true (zp_seal_is_sealed (sealed));
  g_assert_cmpuint (g_bytes_get_size (sealed), <=,
                    zp_seal_get_max_bytes (g_bytes_get_size (content)));
  return sealed;
}

static GBytes *
make_content (gsize size)
{
  guint8 *data = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 7 + i / 251);
  return g_bytes_new_take (data, size);
}

/* What a forger can do who has no passphrase: the checksum holds again. */
static GBytes *
make_forged (const guint8 *data, gsize size)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 *copy = g_malloc (size + 32);
  gsize n = 32;

  memcpy (copy, data, size);
  g_checksum_update (checksum, copy, (gssize) size);
  g_checksum_get_digest (checksum, copy + size, &n);
  return g_bytes_new_take (copy, size + 32);
}

static void
assert_refused (GBytes *bytes, ZpError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = zp_seal_open (bytes, PASSPHRASE, &error);

  g_assert_null (content);
  g_assert_error (error, ZP_ERROR, (int) code);
  assert_message (error, part);
}

static void
test_round_trip (void)
{
  static const gsize sizes[] = { 0, 1, 65535, 65536, 65537, 131072, 200001 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) content = make_content (sizes[i]);
      g_autoptr (GBytes) sealed = close_cheaply (content);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) opened = zp_seal_open (sealed, PASSPHRASE, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (content, opened));
    }
}

/* The same text never gives the same file, and what is in it is not in it. */
static void
test_secret (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("专项资金专项资金专项资金", 36);
  g_autoptr (GBytes) first = close_cheaply (content);
  g_autoptr (GBytes) second = close_cheaply (content);
  const char *data = g_bytes_get_data (first, NULL);

  g_assert_false (g_bytes_equal (first, second));
  for (gsize at = 0; at + 12 <= g_bytes_get_size (first); at++)
    g_assert_cmpint (memcmp (data + at, "专项资金", 12), !=, 0);
}

static void
test_wrong_passphrase (void)
{
  static const char *const wrong[] = { "x", "财政局2020", "财政局2021 ", "财政局" };
  g_autoptr (GBytes) content = make_content (100);
  g_autoptr (GBytes) sealed = close_cheaply (content);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zp_seal_open (sealed, wrong[i], &error));
      g_assert_error (error, ZP_ERROR, ZP_ERROR_PASSPHRASE);
      assert_message (error, "is not the right one");
    }
}

/* é as one letter and as e with an accent. */
static void
test_composed (void)
{
  g_autoptr (GBytes) content = make_content (100);
  g_autoptr (GBytes) sealed
      = zp_seal_close_at_cost (content, "caf\303\251", PASSES, MEMORY_KIB, NULL);
  g_autoptr (GBytes) opened = zp_seal_open (sealed, "cafe\314\201", NULL);

  g_assert_true (g_bytes_equal (content, opened));
}

static void
test_no_passphrase (void)
{
  g_autofree char *longest = g_strnfill (1025, 'x');
  const char *const wrong[] = { "", "\xff\xfe", longest };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (zp_seal_check_passphrase (wrong[i], &error));
      g_assert_error (error, ZP_ERROR, ZP_ERROR_PASSPHRASE);
    }
}

static void
test_cut (void)
{
  g_autoptr (GBytes) content = make_content (100);
  g_autoptr (GBytes) sealed = close_cheaply (content);

  for (gsize size = 0; size < g_bytes_get_size (sealed); size++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, size);

      assert_refused (cut, ZP_ERROR_FORMAT, size < AT_VERSION ? "is not protected" : "cut off");
    }
}

static void
test_one_byte (void)
{
  g_autoptr (GBytes) content = make_content (100);
  g_autoptr (GBytes) sealed = close_cheaply (content);
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);

  for (gsize at = 0; at < size; at++)
    {
      guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) changed = g_bytes_new_take (copy, size);
      g_autoptr (GError) error = NULL;

      copy[at] ^= 0x20;
      g_assert_null (zp_seal_open (changed, PASSPHRASE, &error));
      g_assert_false (g_error_matches (error, ZP_ERROR, ZP_ERROR_PASSPHRASE));
    }
}

/* Behind the checksum stands the cipher.  Salts and the cost of the key are part of the key. */
static void
test_forged_byte (void)
{
  g_autoptr (GBytes) content = make_content (100);
  g_autoptr (GBytes) sealed = close_cheaply (content);
  gsize size = g_bytes_get_size (sealed) - 32;

  for (gsize at = AT_VERSION; at < size; at++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
      g_autoptr (GBytes) forged = NULL;
      g_autoptr (GError) error = NULL;

      copy[at] ^= 0x40;
      forged = make_forged (copy, size);
      g_assert_null (zp_seal_open (forged, PASSPHRASE, &error));
      g_assert_nonnull (error);
    }
}

/* Pieces that were left out, put in or changed about. */
static void
test_forged_pieces (void)
{
  g_autoptr (GBytes) content = make_content (4 * 65536 + 10);
  g_autoptr (GBytes) sealed = close_cheaply (content);
  gsize size = g_bytes_get_size (sealed) - 32;
  const guint8 *data = g_bytes_get_data (sealed, NULL);
  g_autofree guint8 *swapped = g_memdup2 (data, size);
  g_autoptr (GBytes) without_end = make_forged (data, AT_PIECES + 4 * PIECE);
  g_autoptr (GBytes) without_pieces = make_forged (data, AT_PIECES);
  g_autoptr (GBytes) with_more = NULL;
  g_autoptr (GBytes) changed_about = NULL;
  g_autofree guint8 *more = g_malloc0 (size + 40);

  memcpy (swapped + AT_PIECES, data + AT_PIECES + PIECE, PIECE);
  memcpy (swapped + AT_PIECES + PIECE, data + AT_PIECES, PIECE);
  changed_about = make_forged (swapped, size);
  memcpy (more, data, size);
  with_more = make_forged (more, size + 40);
  assert_refused (without_end, ZP_ERROR_FORMAT, "was changed after packing");
  assert_refused (without_pieces, ZP_ERROR_FORMAT, "cut off");
  assert_refused (changed_about, ZP_ERROR_FORMAT, "was changed after packing");
  assert_refused (with_more, ZP_ERROR_FORMAT, "was changed after packing");
}

/* A file that asks for gigabytes is refused before it gets them. */
static void
test_costs (void)
{
  static const struct
  {
    gsize at;
    guint32 value;
    ZpError code;
    const char *part;
  } cases[] = {
    { AT_MEMORY, G_MAXUINT32, ZP_ERROR_FORMAT, "asks for more" },
    { AT_MEMORY, 0, ZP_ERROR_FORMAT, "asks for more" },
    { AT_PASSES, G_MAXUINT32, ZP_ERROR_FORMAT, "asks for more" },
    { AT_PASSES, 0, ZP_ERROR_FORMAT, "asks for more" },
    { AT_VERSION, 0, ZP_ERROR_FORMAT, "asks for more" },
    { AT_VERSION, 2, ZP_ERROR_NEWER, "newer version" },
  };
  g_autoptr (GBytes) content = make_content (100);
  g_autoptr (GBytes) sealed = close_cheaply (content);
  gsize size = g_bytes_get_size (sealed) - 32;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
      guint32 value = GUINT32_TO_LE (cases[i].value);
      g_autoptr (GBytes) forged = NULL;

      memcpy (copy + cases[i].at, &value, sizeof value);
      forged = make_forged (copy, size);
      assert_refused (forged, cases[i].code, cases[i].part);
    }
}

/* What users get costs what it should. */
static void
test_package (void)
{
  g_autoptr (ZpPackage) package = zp_package_new ("2021-03-01T08:00:00Z");
  g_autoptr (GBytes) bytes = zp_package_write (package, NULL);
  g_autoptr (GBytes) sealed = zp_seal_close (bytes, PASSPHRASE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpPackage) read = zp_package_read_protected (sealed, PASSPHRASE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (zp_package_get_created (read), ==, "2021-03-01T08:00:00Z");
  g_assert_null (zp_package_read_protected (sealed, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_PASSPHRASE);
  g_clear_error (&error);
  g_assert_null (zp_package_read_protected (sealed, "x", &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_PASSPHRASE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/round-trip", test_round_trip);
  g_test_add_func ("/seal/secret", test_secret);
  g_test_add_func ("/seal/wrong-passphrase", test_wrong_passphrase);
  g_test_add_func ("/seal/composed", test_composed);
  g_test_add_func ("/seal/no-passphrase", test_no_passphrase);
  g_test_add_func ("/seal/cut", test_cut);
  g_test_add_func ("/seal/one-byte", test_one_byte);
  g_test_add_func ("/seal/forged-byte", test_forged_byte);
  g_test_add_func ("/seal/forged-pieces", test_forged_pieces);
  g_test_add_func ("/seal/costs", test_costs);
  g_test_add_func ("/seal/package", test_package);
  return g_test_run ();
}
