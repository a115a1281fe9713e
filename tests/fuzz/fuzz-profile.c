/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "zp-catalog.h"
#include "zp-checks.h"
#include "zp-profile-writer.h"
#include "zp-wording.h"

/* One row of every kind of indicator, met, missed and passed by far. */
static ZpForm *
make_form (void)
{
  static const char *const rows[][5] = {
    { "产出指标", "数量指标", "=2个", "2个", "10" },
    { "产出指标", "数量指标", "≥95%", "47.5%", "10" },
    { "产出指标", "数量指标", "≥10人", "25人", "10" },
    { "产出指标", "成本指标", "≤10万元", "12万元", "10" },
    { "产出指标", "成本指标", "≤10万元", "7.3万元", "10" },
    { "产出指标", "时效指标", "2020年12月底前", "2021年2月", "10" },
    { "产出指标", "质量指标", "是", "否", "10" },
    { "效益指标", "社会效益指标", "有所提高", "部分达成年度指标并具有一定效果", "10" },
    { "满意度指标", "服务对象满意度指标", "≥90%", "81%", "10" },
  };
  static const char *const columns[] = { "level1", "level2", "target", "actual", "weight" };
  ZpCatalog *catalog = zp_catalog_new ();
  ZpForm *form = zp_form_new (zp_catalog_find_template (catalog, "mof-2020", NULL),
                              zp_catalog_find_profile (catalog, "mof-2020", NULL));

  (void) zp_form_set (form, "funding/total/budget", "25.15", NULL, NULL);
  (void) zp_form_set (form, "funding/total/executed", "13.83", NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = zp_form_add_row (form, "indicators", NULL, NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (columns); j++)
        {
          g_autofree char *address = g_strdup_printf ("indicators/%s/%s", id, columns[j]);

          (void) zp_form_set (form, address, rows[i][j], NULL, NULL);
        }
    }
  g_object_unref (catalog);
  return form;
}

static void
score_with (ZpProfile *profile)
{
  static ZpForm *form;
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (form == NULL)
    form = make_form ();
  zp_form_set_profile (form, profile);
  card = zp_score_form (form);
  findings = zp_check_form (form, card);
  g_assert_nonnull (findings);
  for (guint i = 0; i < card->lines->len; i++)
    {
      g_autofree char *words = zp_word_line (card, &g_array_index (card->lines, ZpScoreLine, i));

      g_assert_true (words == NULL || g_utf8_validate (words, -1, NULL));
    }
}

/* Whatever the bytes: an error, or rules that score a form, and that are the same rules after they
 * were written and read. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpProfile) profile = zp_profile_new_from_json (bytes, &error);
  g_autoptr (ZpProfile) again = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  g_assert_true ((profile == NULL) == (error != NULL));
  if (profile == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  first = zp_profile_write (profile);
  again = zp_profile_new_from_json (first, &error);
  g_assert_no_error (error);
  second = zp_profile_write (again);
  g_assert_true (g_bytes_equal (first, second));
  score_with (profile);
  return 0;
}
