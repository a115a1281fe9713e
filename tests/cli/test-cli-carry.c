/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "zp-test-cli.h"

/* Next year's forms, beside files and in the library. */

static JsonObject *
read_last (ZpTestFolder *folder, const char *name, JsonNode **out_root)
{
  g_autofree char *text = zp_test_read (folder, name);

  *out_root = zp_test_parse (text);
  return json_object_get_object_member (json_node_get_object (*out_root), "last_year");
}

static void
test_file (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_auto (ZpTestRun) again = { 0 };
  g_auto (ZpTestRun) forced = { 0 };
  g_autoptr (JsonNode) root = NULL;
  JsonObject *last;

  zp_test_write_files (folder);
  run = zp_test_run (folder, "carry form.ziping --year 2031 --json", NULL);
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  zp_test_assert_contains (run.out, "\"2031\"");
  last = read_last (folder, "form-2031.ziping", &root);
  g_assert_nonnull (json_object_get_object_member (last, "rows"));
  again = zp_test_run (folder, "carry form.ziping --year 2031", NULL);
  g_assert_cmpint (again.status, ==, 2);
  forced = zp_test_run (folder, "carry form.ziping --year 2031 --force", NULL);
  g_assert_cmpint (forced.status, ==, 0);
}

static void
test_library (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) add = { 0 };
  g_auto (ZpTestRun) run = { 0 };
  g_auto (ZpTestRun) list = { 0 };
  g_autoptr (JsonNode) root = NULL;

  zp_test_write_files (folder);
  add = zp_test_run (folder, "add --store s.db form.ziping", NULL);
  g_assert_cmpint (add.status, ==, 0);
  run = zp_test_run (folder, "carry --store s.db " ZP_TEST_ID " nobody", NULL);
  g_assert_cmpint (run.status, ==, 2);
  zp_test_assert_lines (run.out, 1);
  zp_test_assert_lines (run.err, 1);
  list = zp_test_run (folder, "list --store s.db --json", NULL);
  root = zp_test_parse (list.out);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 2);
}

static void
test_wrong (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) year = { 0 };
  g_auto (ZpTestRun) rules = { 0 };

  zp_test_write_files (folder);
  year = zp_test_run (folder, "carry form.ziping --year soon", NULL);
  g_assert_cmpint (year.status, ==, 2);
  zp_test_assert_lines (year.err, 1);
  rules = zp_test_run (folder, "carry form.ziping --year 2031 --profile nobodys", NULL);
  g_assert_cmpint (rules.status, ==, 2);
  g_assert_false (zp_test_exists (folder, "form-2031.ziping"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  zp_test_add ("/cli/carry/file", NULL, test_file);
  zp_test_add ("/cli/carry/library", NULL, test_library);
  zp_test_add ("/cli/carry/wrong", NULL, test_wrong);
  return g_test_run ();
}
