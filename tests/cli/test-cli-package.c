/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "zp-test-cli.h"

#define OTHER_ID "5d9a7a1e-94f4-4a6e-8f2b-6a4f6d1a2b3c"

static void
run_well (ZpTestFolder *folder, const char *line, const char *part)
{
  g_auto (ZpTestRun) run = zp_test_run (folder, line, NULL);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  zp_test_assert_contains (run.out, part);
}

static void
run_badly (ZpTestFolder *folder, const char *line, int status, const char *part)
{
  g_auto (ZpTestRun) run = zp_test_run (folder, line, NULL);

  g_assert_cmpint (run.status, ==, status);
  zp_test_assert_lines (run.err, 1);
  zp_test_assert_contains (run.err, part);
}

/* A library with two forms, packed into p.ziping. */
static void
pack (ZpTestFolder *folder)
{
  zp_test_write_files (folder);
  run_well (folder, "add --store s.db form.ziping other.ziping", "added as " ZP_TEST_ID);
  run_well (folder, "pack --store s.db " ZP_TEST_ID " " OTHER_ID " -o p.ziping",
            "p.ziping: 2 forms");
}

static void
test_pack_unpack (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *content = NULL;

  pack (folder);
  content = zp_test_read (folder, "p.ziping");
  g_assert_true (g_str_has_prefix (content, "PK"));
  run_well (folder, "unpack --store t.db p.ziping", ZP_TEST_ID ": added");
  run_well (folder, "list --store t.db", "甲项目");
  run_well (folder, "list --store t.db", "丙项目");
  run_well (folder, "unpack --store t.db p.ziping", ZP_TEST_ID ": is in the library already");
}

static void
test_add (ZpTestFolder *folder, gconstpointer data)
{
  pack (folder);
  run_well (folder, "add --store t.db p.ziping good.ziping", "good.ziping: added as ");
  run_well (folder, "list --store t.db", "甲项目");
}

static void
test_json (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) packed = { 0 };
  g_auto (ZpTestRun) run = { 0 };
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) result = NULL;
  JsonObject *form;

  pack (folder);
  packed = zp_test_run (
      folder, "pack --json --force --store s.db " ZP_TEST_ID " " OTHER_ID " -o p.ziping", NULL);
  g_assert_cmpint (packed.status, ==, 0);
  result = zp_test_parse (packed.out);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (result), "forms"), ==, 2);
  run = zp_test_run (folder, "unpack --json --store t.db p.ziping", NULL);
  g_assert_cmpint (run.status, ==, 0);
  root = zp_test_parse (run.out);
  form = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (root), "forms"), 0);
  g_assert_cmpstr (json_object_get_string_member (form, "id"), ==, ZP_TEST_ID);
  g_assert_cmpstr (json_object_get_string_member (form, "result"), ==, "added");
  g_assert_true (json_object_get_null_member (form, "stored_revision"));
}

/* Another content under the same id: one form of the package is taken, the other is not. */
static void
test_conflict (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };

  pack (folder);
  run_well (folder, "add --store t.db same-id.ziping", "added as " ZP_TEST_ID);
  run = zp_test_run (folder, "unpack --store t.db p.ziping", NULL);
  g_assert_cmpint (run.status, ==, 1);
  zp_test_assert_contains (run.err, "nothing was replaced");
  zp_test_assert_contains (run.out, OTHER_ID ": added");
  run_well (folder, "list --store t.db", "乙项目");
  run_well (folder, "list --store t.db", "丙项目");
}

static void
test_refused (ZpTestFolder *folder, gconstpointer data)
{
  pack (folder);
  run_badly (folder, "pack --store s.db " ZP_TEST_ID " -o p.ziping", 2, "is there already");
  run_badly (folder, "pack --store s.db " ZP_TEST_ID, 2, "write -o FILE");
  run_badly (folder, "pack --store s.db " ZP_TEST_ID " -o folder", 2, "a package is one file");
  run_badly (folder, "pack --store s.db no-such-form -o q.ziping", 2, "is not in the library");
  run_badly (folder, "pack --store none.db " ZP_TEST_ID " -o q.ziping", 2, "there is no library");
  g_assert_false (zp_test_exists (folder, "q.ziping"));
  g_assert_false (zp_test_exists (folder, "none.db"));
  run_badly (folder, "unpack --store t.db form.ziping", 2, "does not begin like one");
  run_badly (folder, "unpack --store t.db no-such-file", 2, "cannot be read");
}

/* What another program makes of the same package: the hashes of the standard. */
static void
test_sm3 (ZpTestFolder *folder, gconstpointer data)
{
  pack (folder);
  run_well (folder, "pack --sm3 --store s.db " ZP_TEST_ID " -o q.ziping", "q.ziping: 1 form");
  run_well (folder, "unpack --store t.db q.ziping", ZP_TEST_ID ": added");
}

static void
test_protected (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *content = NULL;

  pack (folder);
  zp_test_write (folder, "word", "财政局2021\n", -1);
  zp_test_write (folder, "wrong", "财政局2020\n", -1);
  zp_test_write (folder, "nothing", "\n", -1);
  run_well (folder, "pack --store s.db " ZP_TEST_ID " -o q.ziping --passphrase-file word",
            "q.ziping: 1 form");
  content = zp_test_read (folder, "q.ziping");
  g_assert_true (g_str_has_prefix (content, "ziping-protected"));
  run_badly (folder, "unpack --store t.db q.ziping", 2, "protected by a passphrase");
  run_badly (folder, "unpack --store t.db q.ziping --passphrase-file wrong", 2,
             "not the right one");
  run_badly (folder, "unpack --store t.db q.ziping --passphrase-file nothing", 2, "is empty");
  run_badly (folder, "unpack --store t.db q.ziping --passphrase-file none", 2, "cannot be read");
  run_badly (folder, "list --store t.db --passphrase-file word", 2, "does not take this");
  run_well (folder, "list --store t.db", "");
  run_well (folder, "unpack --store t.db q.ziping --passphrase-file word", ZP_TEST_ID ": added");
  run_well (folder, "add --store u.db q.ziping --passphrase-file word", ZP_TEST_ID ": added");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  zp_test_add ("/cli-package/pack-unpack", NULL, test_pack_unpack);
  zp_test_add ("/cli-package/add", NULL, test_add);
  zp_test_add ("/cli-package/json", NULL, test_json);
  zp_test_add ("/cli-package/conflict", NULL, test_conflict);
  zp_test_add ("/cli-package/refused", NULL, test_refused);
  zp_test_add ("/cli-package/sm3", NULL, test_sm3);
  zp_test_add ("/cli-package/protected", NULL, test_protected);
  return g_test_run ();
}
