/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "zp-quantity.h"

static void
check_quantity (const ZpQuantity *quantity)
{
  g_assert_true (g_utf8_validate (quantity->unit, -1, NULL));
  g_assert_true (g_utf8_validate (quantity->per, -1, NULL));
  g_assert_cmpint (quantity->factor, >=, 1);
  if (quantity->kind != ZP_QUANTITY_WORDS)
    g_assert_cmpint (quantity->error, ==, ZP_DECIMAL_OK);
  if (quantity->kind == ZP_QUANTITY_NUMBER && quantity->op == ZP_OP_RANGE)
    g_assert_cmpint (quantity->lower.micro, <=, quantity->value.micro);
  if (quantity->kind != ZP_QUANTITY_DATE)
    return;
  g_assert_true (g_date_valid_dmy ((GDateDay) quantity->day, (GDateMonth) quantity->month,
                                   (GDateYear) (quantity->year > 0 ? quantity->year : 2000)));
}

/* Whether two are comparable does not depend on which comes first. */
static void
check_align (ZpQuantity a, ZpQuantity b)
{
  ZpQuantity other_a = a;
  ZpQuantity other_b = b;
  gboolean aligned = zp_quantity_align (&a, &b);

  g_assert_cmpint (zp_quantity_align (&other_b, &other_a), ==, aligned);
  check_quantity (&a);
  check_quantity (&b);
  if (!aligned)
    return;
  g_assert_cmpint (a.value.micro, ==, other_a.value.micro);
  g_assert_cmpint (b.value.micro, ==, other_b.value.micro);
  if (a.kind == ZP_QUANTITY_DATE)
    g_assert_cmpint (zp_quantity_compare_dates (&a, &b), ==, -zp_quantity_compare_dates (&b, &a));
}

static void
check_text (const char *a, const char *b)
{
  g_autofree char *plain = zp_text_normalise (a);

  g_assert_true (g_utf8_validate (plain, -1, NULL));
  g_assert_true (zp_text_same (a, a));
  g_assert_cmpint (zp_text_same (a, b), ==, zp_text_same (b, a));
}

/* The lines of the input are value, unit and operator. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
  guint n_lines = g_strv_length (lines);
  const char *value = n_lines > 0 ? lines[0] : "";
  const char *unit = n_lines > 1 ? lines[1] : "";
  const char *op = n_lines > 2 ? lines[2] : "";
  ZpQuantity a;
  ZpQuantity b;
  ZpDecimal amount;

  zp_quantity_parse (text, &a);
  check_quantity (&a);
  zp_quantity_parse (value, &a);
  check_quantity (&a);
  zp_quantity_parse (unit, &b);
  check_align (a, b);
  zp_quantity_parse_parts (op, value, unit, &b);
  check_quantity (&b);
  check_align (a, b);
  check_text (value, unit);
  (void) zp_amount_parse (value, 10000, &amount, NULL, NULL);
  return 0;
}
