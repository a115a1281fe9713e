/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-cli.h"

/* A form comes back from its own workbook. */
static void
test_import_form (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) exported = { 0 };
  g_auto (ZpTestRun) imported = { 0 };
  g_auto (ZpTestRun) again = { 0 };
  g_autofree char *form = NULL;

  zp_test_write_files (folder);
  exported = zp_test_run (folder, "export form.ziping --to xlsx", NULL);
  g_assert_cmpint (exported.status, ==, 0);
  imported = zp_test_run (folder, "import form.xlsx -o new/", NULL);
  g_assert_cmpint (imported.status, ==, 0);
  zp_test_assert_contains (imported.out, "new/form.ziping");
  form = zp_test_read (folder, "new/form.ziping");
  zp_test_assert_contains (form, "甲项目");
  zp_test_assert_contains (imported.out, "rules: ");
  again = zp_test_run (folder, "import form.xlsx -o new/", NULL);
  g_assert_cmpint (again.status, ==, 2);
  zp_test_assert_contains (again.err, "is there already");
}

static void
test_import_json (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) exported = { 0 };
  g_auto (ZpTestRun) imported = { 0 };
  g_autoptr (JsonNode) root = NULL;
  JsonArray *forms;

  zp_test_write_files (folder);
  exported = zp_test_run (folder, "export form.ziping --to xlsx", NULL);
  imported = zp_test_run (folder, "import form.xlsx --template mof-2020 --json -o new/", NULL);
  g_assert_cmpint (imported.status, ==, 0);
  root = zp_test_parse (imported.out);
  forms = json_object_get_array_member (json_node_get_object (root), "forms");
  g_assert_cmpuint (json_array_get_length (forms), ==, 1);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (forms, 0), "template"), ==,
      "mof-2020");
}

/* What is no form is refused in one line, and the other file is still done. */
static void
test_import_refused (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) exported = { 0 };
  g_auto (ZpTestRun) imported = { 0 };
  g_auto (ZpTestRun) unknown = { 0 };

  zp_test_write_files (folder);
  zp_test_write (folder, "broken.xlsx", "PK\003\004 nothing", -1);
  exported = zp_test_run (folder, "export form.ziping --to xlsx", NULL);
  imported = zp_test_run (folder, "import broken.xlsx form.xlsx -o new", NULL);
  g_assert_cmpint (imported.status, ==, 2);
  zp_test_assert_lines (imported.err, 1);
  zp_test_assert_contains (imported.err, "broken.xlsx");
  g_assert_true (zp_test_exists (folder, "new/form.ziping"));
  unknown = zp_test_run (folder, "import form.xlsx --template none -o other/", NULL);
  g_assert_cmpint (unknown.status, ==, 2);
}

/* A text with fields is read as well; an older workbook is not, and what to do is said. */
static void
test_import_others (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) imported = { 0 };
  g_auto (ZpTestRun) older = { 0 };

  zp_test_write (folder, "list.csv", "项目,年初\n甲,1\n", -1);
  zp_test_write (folder, "old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", -1);
  imported = zp_test_run (folder, "import list.csv -o new/", NULL);
  g_assert_cmpint (imported.status, ==, 1);
  zp_test_assert_contains (imported.out, "list");
  older = zp_test_run (folder, "import old.xls -o new/", NULL);
  g_assert_cmpint (older.status, ==, 2);
  zp_test_assert_lines (older.err, 1);
  zp_test_assert_contains (older.err, ".xlsx");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zp_test_add ("/cli/import/form", NULL, test_import_form);
  zp_test_add ("/cli/import/json", NULL, test_import_json);
  zp_test_add ("/cli/import/refused", NULL, test_import_refused);
  zp_test_add ("/cli/import/others", NULL, test_import_others);
  return g_test_run ();
}
