/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "zp-checks.h"
#include "zp-form-file.h"
#include "zp-sheet-builder.h"
#include "zp-wording.h"

static ZpForm *
read_again (GBytes *bytes, ZpCatalog *catalog)
{
  g_autoptr (GError) error = NULL;
  ZpForm *form = zp_form_read (bytes, catalog, &error);

  g_assert_no_error (error);
  return form;
}

static void
check_words (const ZpForm *form, const ZpScorecard *card)
{
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  g_autofree char *total = zp_word_total (card);
  g_autofree char *execution = zp_word_execution (card);

  g_assert_true (total == NULL || g_utf8_validate (total, -1, NULL));
  g_assert_true (execution == NULL || g_utf8_validate (execution, -1, NULL));
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      g_assert_true (g_utf8_validate (finding->message, -1, NULL));
      g_assert_true (finding->remedy == NULL || g_utf8_validate (finding->remedy, -1, NULL));
    }
  for (guint i = 0; i < card->lines->len; i++)
    {
      g_autofree char *words = zp_word_line (card, &g_array_index (card->lines, ZpScoreLine, i));

      g_assert_true (words == NULL || g_utf8_validate (words, -1, NULL));
    }
}

/* Whatever the bytes: an error, or a form that can be scored, checked and drawn, and that is the
 * same form after it was written and read. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static ZpCatalog *catalog;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (ZpForm) again = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (ZpSheet) sheet = NULL;

  if (catalog == NULL)
    catalog = zp_catalog_new ();
  form = zp_form_read (bytes, catalog, &error);
  g_assert_true ((form == NULL) == (error != NULL));
  if (form == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  first = zp_form_write (form);
  again = read_again (first, catalog);
  second = zp_form_write (again);
  g_assert_true (g_bytes_equal (first, second));
  card = zp_score_form (form);
  check_words (form, card);
  sheet = zp_sheet_build (form, card);
  g_assert_nonnull (sheet);
  return 0;
}
