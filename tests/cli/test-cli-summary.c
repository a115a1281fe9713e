/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-cli.h"

static void
test_overview (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };

  zp_test_write_files (folder);
  run = zp_test_run (folder, "summary form.ziping other.ziping", NULL);
  g_assert_cmpint (run.status, ==, 0);
  zp_test_assert_contains (run.out, "Weighted Execution Rate");
  zp_test_assert_contains (run.out, "Grades");
}

/* A file that is none is told; the others are summed up all the same. */
static void
test_json (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  zp_test_write_files (folder);
  run = zp_test_run (folder, "summary form.ziping cut.ziping other.ziping --json", NULL);
  g_assert_cmpint (run.status, ==, 2);
  zp_test_assert_lines (run.err, 1);
  root = zp_test_parse (run.out);
  object = json_node_get_object (root);
  g_assert_cmpint (json_object_get_int_member (object, "forms"), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "list")), ==, 2);
  g_assert_true (json_object_has_member (object, "levels"));
}

static void
test_book (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_auto (ZpTestRun) again = { 0 };
  g_auto (ZpTestRun) over = { 0 };
  g_autofree char *book = NULL;

  zp_test_write_files (folder);
  run = zp_test_run (folder, "summary form.ziping other.ziping -o book.xlsx", NULL);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.out, ==, "book.xlsx\n");
  book = zp_test_read (folder, "book.xlsx");
  g_assert_true (g_str_has_prefix (book, "PK"));
  again = zp_test_run (folder, "summary form.ziping -o book.xlsx", NULL);
  g_assert_cmpint (again.status, ==, 2);
  zp_test_assert_contains (again.err, "book.xlsx: is there already");
  over = zp_test_run (folder, "summary form.ziping --to xlsx -o form.ziping --force", NULL);
  g_assert_cmpint (over.status, ==, 2);
}

static void
test_wrong_use (ZpTestFolder *folder, gconstpointer data)
{
  static const char *const lines[] = {
    "summary",
    "summary form.ziping -o book.png",
    "summary form.ziping --to xlsx",
    "summary form.ziping --to nothing",
    "summary cut.ziping -o book.xlsx",
  };

  zp_test_write_files (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (ZpTestRun) run = zp_test_run (folder, lines[i], NULL);

      g_assert_cmpint (run.status, ==, 2);
      g_assert_false (zp_test_exists (folder, "book.xlsx"));
    }
}

static void
test_others (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) pdf = { 0 };
  g_auto (ZpTestRun) docx = { 0 };
  g_auto (ZpTestRun) text = { 0 };
  g_autofree char *written = NULL;

  zp_test_write_files (folder);
  pdf = zp_test_run (folder, "summary form.ziping other.ziping -o overview.pdf", NULL);
  g_assert_cmpint (pdf.status, ==, 0);
  written = zp_test_read (folder, "overview.pdf");
  g_assert_true (g_str_has_prefix (written, "%PDF"));
  docx = zp_test_run (folder, "summary form.ziping other.ziping -o text.docx", NULL);
  g_assert_cmpint (docx.status, ==, 0);
  g_assert_true (zp_test_exists (folder, "text.docx"));
  text = zp_test_run (folder, "summary form.ziping other.ziping --to text", NULL);
  g_assert_cmpint (text.status, ==, 0);
  zp_test_assert_contains (text.out, "项目绩效自评综述");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zp_test_add ("/cli/summary/overview", NULL, test_overview);
  zp_test_add ("/cli/summary/json", NULL, test_json);
  zp_test_add ("/cli/summary/book", NULL, test_book);
  zp_test_add ("/cli/summary/others", NULL, test_others);
  zp_test_add ("/cli/summary/wrong-use", NULL, test_wrong_use);
  return g_test_run ();
}
