/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-answers.h"
#include "zp-error.h"

static const ZpActor actor = { "李会计", ZP_ACTOR_PREPARER, 1700000000 };

static GPtrArray *
check (ZpForm *form)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);

  return zp_check_form (form, card);
}

static const ZpFinding *
find (GPtrArray *findings, const char *id, const char *address)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->check, id) && g_strcmp0 (finding->address, address) == 0)
        return finding;
    }
  return NULL;
}

static void
answer (ZpForm *form, const char *id, const char *address, const char *text)
{
  g_autoptr (GPtrArray) findings = check (form);
  const ZpFinding *finding = find (findings, id, address);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (finding);
  g_assert_true (zp_answers_set (form, finding, text, &actor, &error));
  g_assert_no_error (error);
}

/* Sinks below all others, is counted no more, travels with the file. */
static void
test_sinks (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("16-medical-capacity-subsidy-37");
  g_autoptr (ZpForm) read = NULL;
  g_autoptr (GPtrArray) before = check (form);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const ZpFinding *last;

  g_assert_nonnull (find (before, "D10", "indicators/r2/score"));
  answer (form, "D10", "indicators/r2/score", " 按会议纪要扣分。\n");
  bytes = zp_form_write (form);
  read = zp_form_read (bytes, fixture_catalog (), NULL);
  after = check (read);
  g_assert_cmpuint (after->len, ==, before->len);
  last = g_ptr_array_index (after, after->len - 1);
  g_assert_cmpstr (last->check, ==, "D10");
  g_assert_cmpstr (last->answer, ==, "按会议纪要扣分。");
  g_assert_null (last->earlier);
  g_assert_cmpuint (zp_findings_count (after, ZP_SEVERITY_WARNING), ==,
                    zp_findings_count (before, ZP_SEVERITY_WARNING) - 1);
}

static void
test_withdraw (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("16-medical-capacity-subsidy-37");
  g_autoptr (GPtrArray) findings = NULL;

  answer (form, "D10", "indicators/r2/score", "甲");
  answer (form, "D10", "indicators/r2/score", "乙");
  findings = check (form);
  g_assert_cmpstr (find (findings, "D10", "indicators/r2/score")->answer, ==, "乙");
  g_assert_true (zp_answers_withdraw (form, find (findings, "D10", "indicators/r2/score"), NULL));
  g_assert_null (zp_form_get_extra (form, ZP_EXTRA_ANSWERS));
  answer (form, "D10", "indicators/r2/score", "丙");
  answer (form, "D10", "indicators/r2/score", "  ");
  g_assert_null (zp_form_get_extra (form, ZP_EXTRA_ANSWERS));
}

/* What happens to an answer when something else changes. */
static const struct
{
  const char *name;
  const char *address;
  const char *text;
  gboolean holds;
} changes[] = {
  { "actual", "indicators/r2/actual", "9次", FALSE },
  { "weight", "indicators/r2/weight", "6", FALSE },
  { "score", "indicators/r2/score", "1", FALSE },
  { "name", "indicators/r2/level3", "另一个名称", TRUE },
  { "other-row", "indicators/r3/actual", "1个", TRUE },
  { "other-field", "project_name", "另一个项目", TRUE },
};

static void
test_change (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ZpForm) form = fixture_load_golden ("16-medical-capacity-subsidy-37");
  g_autoptr (GPtrArray) findings = NULL;
  const ZpFinding *finding;

  answer (form, "D10", "indicators/r2/score", "会议纪要");
  fixture_set (form, changes[i].address, changes[i].text);
  findings = check (form);
  finding = find (findings, "D10", "indicators/r2/score");
  if (finding == NULL && !changes[i].holds)
    return;
  g_assert_cmpstr (changes[i].holds ? finding->answer : finding->earlier, ==, "会议纪要");
  g_assert_null (changes[i].holds ? finding->earlier : finding->answer);
}

/* Rows may be moved: the answer is about the row, not about its number. */
static void
test_move (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("16-medical-capacity-subsidy-37");
  g_autoptr (GPtrArray) findings = NULL;

  answer (form, "D10", "indicators/r2/score", "会议纪要");
  g_assert_true (zp_form_move_row (form, "indicators", "r2", -1, NULL));
  findings = check (form);
  g_assert_cmpstr (find (findings, "D10", "indicators/r2/score")->answer, ==, "会议纪要");
}

static void
test_only_warnings (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("10-lawyer-litigation");
  g_autoptr (GPtrArray) findings = check (form);
  g_autoptr (GError) error = NULL;

  g_assert_false (
      zp_answers_set (form, find (findings, "D3", "indicators/r8/score"), "不改", &actor, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
}

/* Answers from outside may be anything. */
static void
test_malformed (void)
{
  static const char *const texts[]
      = { "{}", "[1,null,[],{}]", "[{\"check\":\"D10\",\"address\":5}]",
          "[{\"check\":\"D10\",\"address\":\"indicators/r2/score\"}]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ZpForm) form = fixture_load_golden ("16-medical-capacity-subsidy-37");
      g_autoptr (JsonNode) node = json_from_string (texts[i], NULL);
      g_autoptr (GPtrArray) findings = NULL;

      g_assert_true (zp_form_set_extra (form, ZP_EXTRA_ANSWERS, node, NULL));
      findings = check (form);
      g_assert_null (find (findings, "D10", "indicators/r2/score")->answer);
      answer (form, "D10", "indicators/r2/score", "会议纪要");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answers/sinks", test_sinks);
  g_test_add_func ("/answers/withdraw", test_withdraw);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strconcat ("/answers/change/", changes[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_change);
    }
  g_test_add_func ("/answers/move", test_move);
  g_test_add_func ("/answers/only-warnings", test_only_warnings);
  g_test_add_func ("/answers/malformed", test_malformed);
  return g_test_run ();
}
