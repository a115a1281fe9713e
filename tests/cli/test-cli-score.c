/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "zp-test-cli.h"

static char *
join_members (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);
  GString *names = g_string_new (NULL);

  for (GList *l = members; l != NULL; l = l->next)
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", (const char *) l->data);
  return g_string_free (names, FALSE);
}

static void
assert_members (JsonObject *object, const char *expected)
{
  g_autofree char *members = join_members (object);

  g_assert_cmpstr (members, ==, expected);
}

static void
test_score_json (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_autoptr (JsonNode) root = NULL;
  JsonObject *form, *execution, *line, *total, *level;

  zp_test_write_files (folder);
  run = zp_test_run (folder, "--json score good.ziping", NULL);
  g_assert_cmpint (run.status, ==, 0);
  root = zp_test_parse (run.out);
  form = json_node_get_object (root);
  assert_members (
      form, "file template profile execution indicators levels total findings expected_review");
  g_assert_cmpstr (json_object_get_string_member (form, "file"), ==, "good.ziping");
  g_assert_cmpstr (json_object_get_string_member (form, "profile"), ==, "urumqi-2020");

  execution = json_object_get_object_member (form, "execution");
  assert_members (execution, "rate weight computed score by_hand explanation");
  g_assert_cmpstr (json_object_get_string_member (execution, "rate"), ==, "54.99");
  g_assert_cmpstr (json_object_get_string_member (execution, "computed"), ==, "5.4");
  g_assert_false (json_object_get_boolean_member (execution, "by_hand"));

  line = json_array_get_object_element (json_object_get_array_member (form, "indicators"), 4);
  assert_members (line, "address row goal level1 level2 level3 weight kind outcome computed score"
                        " by_hand explanation");
  g_assert_cmpstr (json_object_get_string_member (line, "address"), ==, "indicators/r5");
  g_assert_cmpint (json_object_get_int_member (line, "row"), ==, 5);
  g_assert_true (json_object_get_null_member (line, "goal"));
  g_assert_cmpstr (json_object_get_string_member (line, "score"), ==, "12");
  g_assert_true (json_object_get_boolean_member (line, "by_hand"));

  level = json_array_get_object_element (json_object_get_array_member (form, "levels"), 0);
  assert_members (level, "goal level1 weight score");
  g_assert_cmpstr (json_object_get_string_member (level, "weight"), ==, "50");

  total = json_object_get_object_member (form, "total");
  assert_members (total, "weight score computed grade");
  g_assert_cmpstr (json_object_get_string_member (total, "weight"), ==, "100");
  g_assert_cmpstr (json_object_get_string_member (total, "score"), ==, "83.9");
  g_assert_cmpstr (json_object_get_string_member (total, "grade"), ==, "良");
}

/* No score is not a score of 0, which would count in an average. */
static void
test_score_of_empty_form (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_auto (ZpTestRun) told = { 0 };
  g_autoptr (JsonNode) root = NULL;
  JsonObject *total;

  zp_test_write (folder, "empty.ziping",
                 "{ \"format\": \"ziping-form\", \"version\": 1, \"template\": \"mof-2020\","
                 " \"profile\": \"mof-2020\", \"fields\": { \"project_name\": \"甲项目\" } }",
                 -1);
  run = zp_test_run (folder, "--json score empty.ziping", NULL);
  g_assert_cmpint (run.status, ==, 0);
  root = zp_test_parse (run.out);
  total = json_object_get_object_member (json_node_get_object (root), "total");
  assert_members (total, "weight score computed grade");
  g_assert_true (json_object_get_null_member (total, "score"));
  g_assert_true (json_object_get_null_member (total, "computed"));
  g_assert_true (json_object_get_null_member (total, "grade"));
  g_assert_true (json_object_get_null_member (json_node_get_object (root), "expected_review"));
  told = zp_test_run (folder, "score empty.ziping", NULL);
  zp_test_assert_contains (told.out, "no row has a score yet");
}

static void
test_score_several (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_autoptr (JsonNode) root = NULL;

  zp_test_write_files (folder);
  run = zp_test_run (folder, "score good.ziping cut.ziping form.ziping --json", NULL);
  g_assert_cmpint (run.status, ==, 2);
  zp_test_assert_lines (run.err, 1);
  root = zp_test_parse (run.out);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 2);
}

static void
test_standard_input (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *form = zp_test_make_form (ZP_TEST_ID, "从管道来的项目");
  g_auto (ZpTestRun) run = zp_test_run (folder, "score -", form);
  g_auto (ZpTestRun) bad = zp_test_run (folder, "score -", "nonsense");

  g_assert_cmpint (run.status, ==, 0);
  zp_test_assert_contains (run.out, "从管道来的项目");
  g_assert_cmpint (bad.status, ==, 2);
  zp_test_assert_contains (bad.err, "standard input: line 1");
}

/* How many places of the screen a line takes up to the end of a part of it. */
static guint
measure (const char *line, const char *part)
{
  const char *end = strstr (line, part);
  guint width = 0;

  if (end == NULL)
    g_error ("“%s” is not in: %s", part, line);
  end += strlen (part);
  for (const char *p = line; p < end; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width;
}

/* Numbers end at one place on the screen, though Chinese characters take two places. */
static void
test_aligned (ZpTestFolder *folder, gconstpointer data)
{
  static const char *const ends[]
      = { "  score",       "    5.4",       "  12.5   12.5", "  12.5   12.5", "  12.5   12.5",
          "  12.5      7", "    15     12", "    15     12", "    10     10", "   100   83.9" };
  g_auto (ZpTestRun) run = { 0 };
  g_auto (GStrv) lines = NULL;

  zp_test_write_files (folder);
  run = zp_test_run (folder, "score good.ziping", NULL);
  lines = g_strsplit (run.out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, G_N_ELEMENTS (ends));
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    g_assert_cmpuint (measure (lines[i + 1], ends[i]), ==, measure (lines[1], ends[0]));
}

static void
test_check_status (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *form = zp_test_make_form (ZP_TEST_ID, "项目");
  g_auto (GStrv) parts = g_strsplit (form, "\"90\"", 2);
  g_autofree char *wrong = g_strjoinv ("\"ninety\"", parts);
  g_auto (ZpTestRun) run = { 0 };
  g_auto (ZpTestRun) json = { 0 };
  g_autoptr (JsonNode) root = NULL;
  JsonArray *findings;

  zp_test_write (folder, "wrong.ziping", wrong, -1);
  run = zp_test_run (folder, "check wrong.ziping", NULL);
  g_assert_cmpint (run.status, ==, 1);
  zp_test_assert_contains (run.out, "errors (");
  g_assert_cmpstr (run.err, ==, "");
  json = zp_test_run (folder, "check wrong.ziping --json", NULL);
  g_assert_cmpint (json.status, ==, 1);
  root = zp_test_parse (json.out);
  findings = json_object_get_array_member (json_node_get_object (root), "findings");
  g_assert_cmpuint (json_array_get_length (findings), >, 0);
  assert_members (json_array_get_object_element (findings, 0),
                  "check severity address row message remedy answer");
}

static char *
replace_text (const char *text, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, -1);

  g_assert_nonnull (parts[1]);
  return g_strjoinv (new, parts);
}

static JsonObject *
find_check (JsonNode *root, guint form, const char *check)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root)
                           ? json_node_get_object (root)
                           : json_array_get_object_element (json_node_get_array (root), form);
  JsonArray *findings = json_object_get_array_member (object, "findings");

  g_assert_true (json_object_has_member (object, "expected_review"));
  for (guint i = 0; i < json_array_get_length (findings); i++)
    {
      JsonObject *finding = json_array_get_object_element (findings, i);

      if (g_str_equal (json_object_get_string_member (finding, "check"), check))
        return finding;
    }
  return NULL;
}

/* A form that was copied for another project is found out when both are checked together. */
static void
test_check_together (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *good = NULL;
  g_autofree char *renamed = NULL;
  g_autofree char *copy = NULL;
  g_auto (ZpTestRun) together = { 0 };
  g_auto (ZpTestRun) apart = { 0 };
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) strangers = NULL;
  JsonObject *finding;

  zp_test_write_files (folder);
  good = zp_test_read (folder, "good.ziping");
  renamed = replace_text (good, "“访惠聚”驻社区工作队为民办实事经费及第一书记为民办实事经费",
                          "食堂补助");
  copy = replace_text (renamed, "\"format\"", "\"id\": \"" ZP_TEST_ID "\", \"format\"");
  zp_test_write (folder, "copy.ziping", copy, -1);
  together = zp_test_run (folder, "--json check copy.ziping good.ziping", NULL);
  root = zp_test_parse (together.out);
  finding = find_check (root, 0, "J2");
  g_assert_nonnull (finding);
  assert_members (finding, "check severity address row message remedy answer other other_name");
  finding = find_check (root, 1, "J2");
  g_assert_nonnull (finding);
  g_assert_cmpstr (json_object_get_string_member (finding, "other"), ==, ZP_TEST_ID);
  g_assert_cmpstr (json_object_get_string_member (finding, "other_name"), ==, "食堂补助");
  apart = zp_test_run (folder, "--json check good.ziping other.ziping", NULL);
  strangers = zp_test_parse (apart.out);
  g_assert_null (find_check (strangers, 0, "J2"));
}

/* A library that is named is looked through; the same form in it, under another id, is no other. */
static void
test_check_in_library (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *good = NULL;
  g_autofree char *copy = NULL;
  g_auto (ZpTestRun) added = { 0 };
  g_auto (ZpTestRun) copied = { 0 };
  g_auto (ZpTestRun) same = { 0 };
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) same_root = NULL;
  JsonObject *finding;

  zp_test_write_files (folder);
  good = zp_test_read (folder, "good.ziping");
  copy = replace_text (good, "“访惠聚”驻社区工作队为民办实事经费及第一书记为民办实事经费",
                       "食堂补助");
  zp_test_write (folder, "copy.ziping", copy, -1);
  added = zp_test_run (folder, "--store office.db add good.ziping", NULL);
  g_assert_cmpint (added.status, ==, 0);
  copied = zp_test_run (folder, "--json --store office.db check copy.ziping", NULL);
  root = zp_test_parse (copied.out);
  finding = find_check (root, 0, "J2");
  g_assert_nonnull (finding);
  g_assert_cmpstr (json_object_get_string_member (finding, "other_name"), ==,
                   "“访惠聚”驻社区工作队为民办实事经费及第一书记为民办实事经费");
  same = zp_test_run (folder, "--json --store office.db check good.ziping", NULL);
  same_root = zp_test_parse (same.out);
  g_assert_null (find_check (same_root, 0, "J2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zp_test_add ("/cli/score/json", NULL, test_score_json);
  zp_test_add ("/cli/score/of-empty-form", NULL, test_score_of_empty_form);
  zp_test_add ("/cli/score/several", NULL, test_score_several);
  zp_test_add ("/cli/score/standard-input", NULL, test_standard_input);
  zp_test_add ("/cli/score/aligned", NULL, test_aligned);
  zp_test_add ("/cli/check/status", NULL, test_check_status);
  zp_test_add ("/cli/check/together", NULL, test_check_together);
  zp_test_add ("/cli/check/in-library", NULL, test_check_in_library);
  return g_test_run ();
}
