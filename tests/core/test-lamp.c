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
                                           c->budget,
                                           c->executed,
                                           c->score);
  g_autoptr (ZpForm) form = fixture_load (json);
  g_autoptr (ZpScorecard) card = zp_score_form (form);

  g_assert_cmpstr (zp_lamp_to_string (zp_lamp_judge (card, NULL)), ==, zp_lamp_to_string (c->lamp));
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
  return g_test_run ();
}
