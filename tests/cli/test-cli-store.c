/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "zp-test-cli.h"

static JsonArray *
list_forms (ZpTestFolder *folder, JsonNode **out_root)
{
  g_auto (ZpTestRun) run = zp_test_run (folder, "list --json --store s.db", NULL);

  g_assert_cmpint (run.status, ==, 0);
  *out_root = zp_test_parse (run.out);
  return json_node_get_array (*out_root);
}

static void
test_add_list_get (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) add = { 0 };
  g_auto (ZpTestRun) list = { 0 };
  g_auto (ZpTestRun) get = { 0 };
  g_autoptr (JsonNode) root = NULL;
  JsonObject *record;

  zp_test_write_files (folder);
  add = zp_test_run (folder, "add --store s.db form.ziping", NULL);
  g_assert_cmpint (add.status, ==, 0);
  zp_test_assert_contains (add.out, "form.ziping: added as " ZP_TEST_ID);
  list = zp_test_run (folder, "--store=s.db list", NULL);
  zp_test_assert_contains (list.out, "甲项目");
  record = json_array_get_object_element (list_forms (folder, &root), 0);
  g_assert_cmpstr (json_object_get_string_member (record, "id"), ==, ZP_TEST_ID);
  g_assert_cmpstr (json_object_get_string_member (record, "year"), ==, "2020");
  g_assert_cmpstr (json_object_get_string_member (record, "unit"), ==, "某单位");
  g_assert_cmpstr (json_object_get_string_member (record, "state"), ==, "draft");
  g_assert_cmpstr (json_object_get_string_member (record, "rate"), ==, "50");
  g_assert_cmpstr (json_object_get_string_member (record, "score"), ==, "50");
  g_assert_cmpint (json_object_get_int_member (record, "revision"), ==, 1);
  get = zp_test_run (folder, "get --store s.db " ZP_TEST_ID, NULL);
  g_assert_cmpint (get.status, ==, 0);
  zp_test_assert_contains (get.out, "\"revision\" : \"7\"");
}

static void
test_add_default_store (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) add = { 0 };
  g_auto (ZpTestRun) list = { 0 };

  zp_test_write_files (folder);
  add = zp_test_run (folder, "add form.ziping", NULL);
  g_assert_cmpint (add.status, ==, 0);
  g_assert_true (zp_test_exists (folder, "home"));
  list = zp_test_run (folder, "list", NULL);
  zp_test_assert_contains (list.out, ZP_TEST_ID);
}

static void
test_add_again (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) first = { 0 };
  g_auto (ZpTestRun) second = { 0 };
  g_autoptr (JsonNode) root = NULL;

  zp_test_write_files (folder);
  first = zp_test_run (folder, "add --store s.db form.ziping good.ziping", NULL);
  second = zp_test_run (folder, "add --store s.db form.ziping good.ziping --json", NULL);
  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpint (second.status, ==, 0);
  zp_test_assert_contains (second.out, "\"known\"");
  g_assert_null (strstr (second.out, "\"added\""));
  g_assert_cmpuint (json_array_get_length (list_forms (folder, &root)), ==, 2);
}

static void
test_add_conflict (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) first = { 0 };
  g_auto (ZpTestRun) second = { 0 };
  g_auto (ZpTestRun) get = { 0 };
  g_autoptr (JsonNode) root = NULL;

  zp_test_write_files (folder);
  first = zp_test_run (folder, "add --store s.db form.ziping", NULL);
  second = zp_test_run (folder, "add --store s.db same-id.ziping other.ziping", NULL);
  g_assert_cmpint (second.status, ==, 1);
  zp_test_assert_lines (second.err, 1);
  zp_test_assert_contains (second.err, "same-id.ziping: ");
  zp_test_assert_contains (second.out, "other.ziping: added");
  g_assert_cmpuint (json_array_get_length (list_forms (folder, &root)), ==, 2);
  get = zp_test_run (folder, "get --store s.db " ZP_TEST_ID, NULL);
  zp_test_assert_contains (get.out, "甲项目");
}

static void
test_add_worst_status (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) first = { 0 };
  g_auto (ZpTestRun) second = { 0 };

  zp_test_write_files (folder);
  first = zp_test_run (folder, "add --store s.db form.ziping", NULL);
  second = zp_test_run (folder, "add --store s.db cut.ziping same-id.ziping", NULL);
  g_assert_cmpint (second.status, ==, 2);
  zp_test_assert_lines (second.err, 2);
}

static void
test_add_after_get (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) add = { 0 };
  g_auto (ZpTestRun) get = { 0 };
  g_auto (ZpTestRun) again = { 0 };

  zp_test_write_files (folder);
  add = zp_test_run (folder, "add --store s.db form.ziping", NULL);
  get = zp_test_run (folder, "get --store s.db " ZP_TEST_ID " -o got.ziping", NULL);
  g_assert_cmpint (get.status, ==, 0);
  again = zp_test_run (folder, "add --store s.db got.ziping", NULL);
  g_assert_cmpint (again.status, ==, 0);
  zp_test_assert_contains (again.out, "in the library already");
}

static void
test_get_unknown (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) add = { 0 };
  g_auto (ZpTestRun) one = { 0 };
  g_auto (ZpTestRun) others = { 0 };
  g_autoptr (JsonNode) root = NULL;

  zp_test_write_files (folder);
  add = zp_test_run (folder, "add --store s.db form.ziping", NULL);
  one = zp_test_run (folder, "get --store s.db absent", NULL);
  g_assert_cmpint (one.status, ==, 2);
  g_assert_cmpstr (one.out, ==, "");
  zp_test_assert_lines (one.err, 1);
  others = zp_test_run (folder, "get --store s.db absent " ZP_TEST_ID, NULL);
  g_assert_cmpint (others.status, ==, 2);
  root = zp_test_parse (others.out);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 1);
}

static void
test_get_folder (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *twin = zp_test_make_form ("twin", "甲项目");
  g_auto (ZpTestRun) add = { 0 };
  g_auto (ZpTestRun) get = { 0 };
  g_auto (ZpTestRun) refused = { 0 };

  zp_test_write_files (folder);
  zp_test_write (folder, "twin.ziping", twin, -1);
  add = zp_test_run (folder, "add --store s.db form.ziping twin.ziping", NULL);
  g_assert_cmpint (add.status, ==, 0);
  get = zp_test_run (folder, "get --store s.db twin " ZP_TEST_ID " -o out", NULL);
  g_assert_cmpint (get.status, ==, 0);
  g_assert_true (zp_test_exists (folder, "out/2020-某单位-甲项目.ziping"));
  g_assert_true (zp_test_exists (folder, "out/2020-某单位-甲项目-" ZP_TEST_ID ".ziping"));
  refused = zp_test_run (folder, "get --store s.db twin -o out/", NULL);
  g_assert_cmpint (refused.status, ==, 2);
  zp_test_assert_contains (refused.err, "is there already");
}

/* Looking at a library never makes one. */
static void
test_list_makes_nothing (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) list = zp_test_run (folder, "list --store s.db", NULL);
  g_auto (ZpTestRun) get = zp_test_run (folder, "get --store s.db x", NULL);

  g_assert_cmpint (list.status, ==, 0);
  g_assert_cmpint (get.status, ==, 2);
  g_assert_false (zp_test_exists (folder, "s.db"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zp_test_add ("/cli/store/add-list-get", NULL, test_add_list_get);
  zp_test_add ("/cli/store/default", NULL, test_add_default_store);
  zp_test_add ("/cli/store/add-again", NULL, test_add_again);
  zp_test_add ("/cli/store/add-conflict", NULL, test_add_conflict);
  zp_test_add ("/cli/store/add-worst-status", NULL, test_add_worst_status);
  zp_test_add ("/cli/store/add-after-get", NULL, test_add_after_get);
  zp_test_add ("/cli/store/get-unknown", NULL, test_get_unknown);
  zp_test_add ("/cli/store/get-folder", NULL, test_get_folder);
  zp_test_add ("/cli/store/list-makes-nothing", NULL, test_list_makes_nothing);
  return g_test_run ();
}
