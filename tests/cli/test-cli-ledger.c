/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-cli.h"

#include <string.h>

/* A ledger: the plan first, then the forms of the year. */

#define LEDGER                                                                                     \
  "2024年项目支出台账,,,,\n"                                                                \
  "单位：万元,,,,\n"                                                                          \
  "序号,项目名称,年初预算数,全年预算数,全年执行数\n"                          \
  "1,甲项目,10.00,12.00,11.50\n"                                                                \
  "2,乙项目,5,5,\n"                                                                             \
  ",合计,15,17,11.5\n"

static JsonArray *
run_ledger (ZpTestFolder *folder, const char *options, int status, JsonNode **out_root)
{
  g_autofree char *line = g_strdup_printf ("ledger ledger.csv --store l.db --json %s", options);
  g_auto (ZpTestRun) run = zp_test_run (folder, line, NULL);

  g_assert_cmpint (run.status, ==, status);
  *out_root = zp_test_parse (run.out);
  return json_object_get_array_member (json_node_get_object (*out_root), "lines");
}

static const char *
get (JsonArray *lines, guint line, const char *key)
{
  return json_object_get_string_member_with_default (json_array_get_object_element (lines, line),
                                                     key, NULL);
}

static guint
count_forms (ZpTestFolder *folder)
{
  g_auto (ZpTestRun) run = zp_test_run (folder, "list --store l.db --json", NULL);
  g_autoptr (JsonNode) root = zp_test_parse (run.out);

  return json_array_get_length (json_node_get_array (root));
}

static void
test_ledger (ZpTestFolder *folder, gconstpointer data)
{
  g_autoptr (JsonNode) plan = NULL;
  g_autoptr (JsonNode) done = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (JsonNode) changed = NULL;
  JsonArray *lines;

  zp_test_write (folder, "ledger.csv", LEDGER, -1);
  lines = run_ledger (folder, "", 0, &plan);
  g_assert_cmpuint (json_array_get_length (lines), ==, 2);
  g_assert_cmpstr (get (lines, 0, "status"), ==, "new");
  g_assert_cmpstr (get (lines, 0, "year"), ==, "2024");
  g_assert_cmpstr (get (lines, 0, "budget"), ==, "12.00");
  g_assert_null (get (lines, 1, "executed"));
  /* A plan changes nothing. */
  g_assert_cmpuint (count_forms (folder), ==, 0);
  (void) run_ledger (folder, "--apply", 0, &done);
  g_assert_cmpuint (count_forms (folder), ==, 2);
  lines = run_ledger (folder, "", 0, &again);
  g_assert_cmpstr (get (lines, 0, "status"), ==, "same");
  /* In 元, of another amount, and without the second project. */
  zp_test_write (folder, "ledger.csv",
                 "2024年,单位：元,\n项目,全年预算,执行\n甲 项目,120000,118000\n", -1);
  lines = run_ledger (folder, "--apply", 0, &changed);
  g_assert_cmpuint (json_array_get_length (lines), ==, 2);
  g_assert_cmpstr (get (lines, 0, "status"), ==, "changed");
  g_assert_cmpstr (get (lines, 0, "executed"), ==, "11.8");
  g_assert_cmpstr (get (lines, 0, "executed_before"), ==, "11.50");
  g_assert_null (get (lines, 0, "budget_before"));
  g_assert_cmpstr (get (lines, 1, "status"), ==, "absent");
  g_assert_cmpuint (count_forms (folder), ==, 2);
}

static void
test_ambiguous (ZpTestFolder *folder, gconstpointer data)
{
  g_autoptr (JsonNode) plan = NULL;
  JsonArray *lines;

  zp_test_write (folder, "ledger.csv",
                 "年度,项目,预算\n2024,甲,1\n2024,甲,2\n2024,丙,3\n2024,乙,没有\n", -1);
  lines = run_ledger (folder, "--apply", 1, &plan);
  g_assert_cmpuint (json_array_get_length (lines), ==, 3);
  /* Nobody knows which of the two is meant. */
  g_assert_cmpstr (get (lines, 0, "status"), ==, "ambiguous");
  g_assert_cmpstr (get (lines, 1, "status"), ==, "ambiguous");
  g_assert_cmpstr (get (lines, 2, "status"), ==, "new");
  g_assert_nonnull (get (lines, 1, "reason"));
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (plan), "not_taken")),
                    ==, 2);
  g_assert_cmpuint (count_forms (folder), ==, 1);
}

static void
test_refused (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) none = { 0 };
  g_auto (ZpTestRun) yearless = { 0 };
  g_auto (ZpTestRun) named = { 0 };

  zp_test_write (folder, "list.csv", "姓名,电话\n张,1\n", -1);
  none = zp_test_run (folder, "ledger list.csv --store l.db", NULL);
  g_assert_cmpint (none.status, ==, 2);
  zp_test_assert_lines (none.err, 1);
  zp_test_write (folder, "l.csv", "项目,预算\n甲,1\n", -1);
  yearless = zp_test_run (folder, "ledger l.csv --store l.db", NULL);
  g_assert_cmpint (yearless.status, ==, 2);
  named = zp_test_run (folder, "ledger l.csv --year 2024 --store l.db", NULL);
  g_assert_cmpint (named.status, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zp_test_add ("/cli/ledger/plan-and-take", NULL, test_ledger);
  zp_test_add ("/cli/ledger/ambiguous", NULL, test_ambiguous);
  zp_test_add ("/cli/ledger/refused", NULL, test_refused);
  return g_test_run ();
}
