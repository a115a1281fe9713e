/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-review.h"

/* The checks of the reviewer's own work: each with a review that has the fault and one that has not. */

/* Two rows: a has 6.25 of 12.5 points, b has 10 of 10. */
#define FORM                                                                                                                     \
  "{ \"format\": \"ziping-form\", \"version\": 1, \"id\": \"f1\", \"template\": \"mof-2020\","                                   \
  " \"profile\": \"mof-2020\", \"review\": { \"state\": \"%s\", \"round\": \"1\", %s \"rows\": { %s } },"                        \
  " \"printed\": { %s }, \"tables\": { \"indicators\": ["                                                                        \
  " { \"id\": \"a\", \"level1\": \"产出指标\", \"level2\": \"数量指标\", \"level3\": \"甲\", \"target\": \"≥10台\"," \
  " \"actual\": \"5台\", \"weight\": \"12.5\" },"                                                                               \
  " { \"id\": \"b\", \"level1\": \"产出指标\", \"level2\": \"质量指标\", \"level3\": \"乙\", \"target\": \"≥10台\"," \
  " \"actual\": \"%s\", \"weight\": \"10\" } ] } }"

#define A(members) "\"indicators/a\": { " members " }"
#define B(members) "\"indicators/b\": { " members " }"

typedef struct
{
  const char *name;
  const char *check;
  const char *rows;
  const char *printed;
  const char *actual;  /* of b */
  const char *address; /* where it is found; NULL for nowhere */
} Case;

static const Case cases[] = {
  { "k1-lower", "K1", A ("\"score\": \"4\""), "", "10台", "review/indicators/a/reason" },
  { "k1-blank", "K1", A ("\"score\": \"4\", \"reason\": \"  \""), "", "10台",
    "review/indicators/a/reason" },
  { "k1-reason", "K1", A ("\"score\": \"4\", \"reason\": \"实为4台\""), "", "10台", NULL },
  { "k1-same", "K1", A ("\"score\": \"6.25\""), "", "10台", NULL },
  { "k1-higher", "K1", A ("\"score\": \"7\""), "", "10台", NULL },
  { "k2-other", "K2", B ("\"score\": \"9\", \"reason\": \"不实，扣60%\""), "", "10台",
    "review/indicators/b/score" },
  { "k2-same", "K2", B ("\"score\": \"4\", \"reason\": \"不实，扣60%\""), "", "10台", NULL },
  { "k2-tolerance", "K2", B ("\"score\": \"5.5\", \"reason\": \"不实，扣60％\""), "", "10台",
    NULL },
  { "k2-beyond", "K2", B ("\"score\": \"5.6\", \"reason\": \"不实，扣60％\""), "", "10台",
    "review/indicators/b/score" },
  { "k2-self-less", "K2", A ("\"share\": \"30\", \"reason\": \"扣该指标分值的 30%\""), "", "10台",
    NULL },
  { "k2-other-percent", "K2", B ("\"score\": \"9\", \"reason\": \"执行率35%，扣1分\""), "", "10台",
    NULL },
  { "k3-picked", "K3", B ("\"score\": \"2\", \"cause\": \"无佐证材料\", \"reason\": \"缺\""), "",
    "10台", "review/indicators/b/score" },
  { "k3-words", "K3", B ("\"score\": \"2\", \"reason\": \"无佐证\""), "", "10台",
    "review/indicators/b/score" },
  { "k3-zero", "K3", B ("\"share\": \"100\", \"cause\": \"无佐证材料\", \"reason\": \"缺\""), "",
    "10台", NULL },
  { "k3-other-cause", "K3", B ("\"share\": \"30\", \"cause\": \"不可考查\", \"reason\": \"缺\""),
    "", "10台", NULL },
  { "k4-higher", "K4", A ("\"score\": \"7\""), "", "10台", "review/indicators/a/reason" },
  { "k4-reason", "K4", A ("\"score\": \"7\", \"reason\": \"另有验收单\""), "", "10台", NULL },
  { "k5-different", "K5",
    A ("\"share\": \"30\", \"cause\": \"不可考查\"") ", " B (
        "\"share\": \"60\", \"cause\": \"不可考查\""),
    "", "10台", "review/indicators/b/score" },
  { "k5-alike", "K5",
    A ("\"share\": \"60\", \"cause\": \"不可考查\"") ", " B (
        "\"share\": \"60\", \"cause\": \"不可考查\""),
    "", "10台", NULL },
  { "k6-none", "K6", A ("\"score\": \"4\""), "", "", "review/indicators/b/score" },
  { "k6-given", "K6", B ("\"score\": \"4\""), "", "", NULL },
  { "k7-discretion", "K7", B ("\"score\": \"9\", \"reason\": \"酌情扣分。\""), "", "10台",
    "review/indicators/b/reason" },
  { "k7-fact", "K7", B ("\"score\": \"9\", \"reason\": \"验收晚两月，酌情扣1分\""), "", "10台",
    NULL },
  { "k8-above", "K8", B ("\"score\": \"11\", \"reason\": \"好\""), "", "10台",
    "review/indicators/b/score" },
  { "k8-printed", "K8", B ("\"score\": \"9\", \"reason\": \"晚\""),
    "\"review/indicators/b/deviation\": \"1\"", "10台", "review/indicators/b/score" },
  { "k8-right", "K8", B ("\"score\": \"9\", \"reason\": \"晚\""),
    "\"review/indicators/b/deviation\": \"-1\"", "10台", NULL },
};

static ZpFinding *
find (GPtrArray *findings, const char *check)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((ZpFinding *) g_ptr_array_index (findings, i))->check, check))
      return g_ptr_array_index (findings, i);
  return NULL;
}

static GPtrArray *
check (const Case *c, const char *state, const char *begun)
{
  g_autofree char *json = g_strdup_printf (FORM, state, begun, c->rows, c->printed, c->actual);
  g_autoptr (ZpForm) form = fixture_load (json);
  g_autoptr (ZpScorecard) card = zp_score_form (form);

  return zp_check_form (form, card);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) findings
      = check (c, "submitted", "\"begun\": { \"who\": \"李四\", \"time\": \"\" },");
  const ZpFinding *finding = find (findings, c->check);

  g_assert_cmpstr (finding != NULL ? finding->address : NULL, ==, c->address);
  g_assert_true (finding == NULL || finding->remedy != NULL);
}

/* The accountant mends the form, not the review. */
static void
test_others_do_not_see (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) returned = check (c, "returned", "");
  g_autoptr (GPtrArray) not_begun = check (c, "submitted", "");

  g_assert_null (find (returned, c->check));
  g_assert_null (find (not_begun, c->check));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/checks-review/", cases[i].name, NULL);
      g_autofree char *other = g_strconcat ("/checks-review/not-in-review/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
      g_test_add_data_func (other, &cases[i], test_others_do_not_see);
    }
  return g_test_run ();
}
