/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"

#include "zp-lamp.h"

typedef struct
{
  const char *name;
  const char *budget;
  const char *executed;
  const char *score; /* of 90 */
  ZpLamp lamp;
} LampCase;

static const LampCase cases[] = {
  { "all-spent", "100", "100", "90", ZP_LAMP_GREEN },
  { "exactly-5-percent", "100", "95", "90", ZP_LAMP_GREEN },
  { "a-little-above-5-percent", "100", "94.99", "90", ZP_LAMP_RED },
  { "share-of-a-lower-score", "100", "80", "75.78", ZP_LAMP_GREEN },
  { "one-cent-of-score-more", "100", "80", "75.79", ZP_LAMP_RED },
  { "exactly-20-percent-unspent", "100", "80", "60", ZP_LAMP_GREEN },
  { "more-than-20-percent-unspent", "100", "79.99", "60", ZP_LAMP_YELLOW },
  { "no-budget", "0", "0", "0", ZP_LAMP_YELLOW },
  { "no-budget-but-points", "0", "0", "90", ZP_LAMP_RED },
  { "nothing-known", "", "", "90", ZP_LAMP_NONE },
  { "overspent", "100", "120", "90", ZP_LAMP_GREEN },
};

static void
test_lamp (gconstpointer data)
{
  const LampCase *c = data;
  g_autofree char *json = g_strdup_printf ("{\"format\":\"ziping-form\",\"version\":1,\"template\":"
                                           "\"mof-2020\",\"profile\":\"mof-2020\",\"fields\":{},"
                                           "\"tables\":{\"funding\":[{\"row\":\"total\",\"budget\":"
                                           "\"%s\",\"executed\":\"%s\"}],\"indicators\":["
                                           "{\"level1\":\"产出指标\",\"level3\":\"甲\",\"target\":"
                                           "\"≥10个\",\"actual\":\"10个\",\"weight\":\"90\","
                                           "\"score\":\"%s\"}]}}",
                                           c->budget, c->executed, c->score);
  g_autoptr (ZpForm) form = fixture_load (json);
  g_autoptr (ZpScorecard) card = zp_score_form (form);

  g_assert_cmpstr (zp_lamp_to_string (zp_lamp_judge (card, NULL)), ==, zp_lamp_to_string (c->lamp));
}

/* 80 % spent, 75.79 of 90 points: 5.01 %, and 20 % unspent */
static void
test_thresholds (void)
{
  g_autoptr (ZpForm) form = fixture_load (
      "{\"format\":\"ziping-form\",\"version\":1,\"template\":\"mof-2020\",\"profile\":\"mof-2020\","
      "\"fields\":{},\"tables\":{\"funding\":[{\"row\":\"total\",\"budget\":\"100\",\"executed\":\"80\"}],"
      "\"indicators\":[{\"level1\":\"产出指标\",\"level3\":\"甲\",\"target\":\"≥10个\",\"actual\":\"10个\","
      "\"weight\":\"90\",\"score\":\"75.79\"}]}}");
  g_autoptr (ZpProfile) tolerant = fixture_profile ("lamp.red=\"5.02\"");
  g_autoptr (ZpProfile) strict = fixture_profile ("lamp.red=\"5.02\"\nlamp.unspent=\"19.99\"");
  g_autoptr (ZpScorecard) usual_card = zp_score_form (form);
  g_autoptr (ZpScorecard) tolerant_card = NULL;
  g_autoptr (ZpScorecard) strict_card = NULL;

  g_assert_cmpint (zp_lamp_judge (usual_card, NULL), ==, ZP_LAMP_RED);
  zp_form_set_profile (form, tolerant);
  tolerant_card = zp_score_form (form);
  g_assert_cmpint (zp_lamp_judge (tolerant_card, NULL), ==, ZP_LAMP_GREEN);
  zp_form_set_profile (form, strict);
  strict_card = zp_score_form (form);
  g_assert_cmpint (zp_lamp_judge (strict_card, NULL), ==, ZP_LAMP_YELLOW);
}

static void
test_words (void)
{
  for (ZpLamp lamp = ZP_LAMP_NONE; lamp <= ZP_LAMP_RED; lamp++)
    g_assert_cmpint (zp_lamp_from_string (zp_lamp_to_string (lamp)), ==, lamp);
  g_assert_cmpint (zp_lamp_from_string ("blue"), ==, ZP_LAMP_NONE);
}

static void
test_share (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("01-fanghuiju");
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  ZpDecimal share;

  /* 78.5 of 90 points with 54.99 % of the money */
  g_assert_cmpint (zp_lamp_judge (card, &share), ==, ZP_LAMP_RED);
  g_assert_cmpint (share.micro, ==, 87220000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/lamp/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_lamp);
    }
  g_test_add_func ("/lamp/share", test_share);
  g_test_add_func ("/lamp/thresholds", test_thresholds);
  g_test_add_func ("/lamp/words", test_words);
  return g_test_run ();
}
