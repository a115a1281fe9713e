/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "zp-test-cli.h"

static void
test_export_refused (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *after = NULL;

  zp_test_write_files (folder);
  zp_test_write (folder, "form.json", "mine", -1);
  before = zp_test_list (folder);
  run = zp_test_run (folder, "export form.ziping --to json", NULL);
  g_assert_cmpint (run.status, ==, 2);
  zp_test_assert_contains (run.err, "form.json: is there already");
  kept = zp_test_read (folder, "form.json");
  g_assert_cmpstr (kept, ==, "mine");
  after = zp_test_list (folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_export_others_are_done (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };

  zp_test_write_files (folder);
  zp_test_write (folder, "form.json", "mine", -1);
  run = zp_test_run (folder, "export form.ziping cut.ziping other.ziping --to json", NULL);
  g_assert_cmpint (run.status, ==, 2);
  zp_test_assert_lines (run.err, 2);
  g_assert_true (zp_test_exists (folder, "other.json"));
  g_assert_false (zp_test_exists (folder, "cut.json"));
}

static void
test_export_force (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_autofree char *written = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  zp_test_write_files (folder);
  zp_test_write (folder, "form.json", "mine", -1);
  before = zp_test_list (folder);
  run = zp_test_run (folder, "export form.ziping --to json --force", NULL);
  g_assert_cmpint (run.status, ==, 0);
  written = zp_test_read (folder, "form.json");
  zp_test_assert_contains (written, "甲项目");
  after = zp_test_list (folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_export_over_input (ZpTestFolder *folder, gconstpointer data)
{
  static const char *const lines[] = {
    "export form.ziping --to json -o form.ziping --force",
    "export form.ziping --to json -o ./folder/../form.ziping --force",
    "export form.ziping --to json -o linked.ziping --force",
  };
  g_autofree char *target = g_build_filename (folder->path, "form.ziping", NULL);
  g_autofree char *linked = g_build_filename (folder->path, "linked.ziping", NULL);
  g_autofree char *before = NULL;

  zp_test_write_files (folder);
  g_assert_cmpint (symlink (target, linked), ==, 0);
  before = zp_test_read (folder, "form.ziping");
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (ZpTestRun) run = zp_test_run (folder, lines[i], NULL);
      g_autofree char *after = zp_test_read (folder, "form.ziping");

      g_assert_cmpint (run.status, ==, 2);
      zp_test_assert_contains (run.err, "is an input file");
      g_assert_cmpstr (after, ==, before);
    }
}

/* A link to nowhere is a name that somebody took, though no file is there. */
static void
test_export_taken_name (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *linked = g_build_filename (folder->path, "form.json", NULL);
  g_auto (ZpTestRun) run = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  zp_test_write_files (folder);
  g_assert_cmpint (symlink ("nowhere", linked), ==, 0);
  before = zp_test_list (folder);
  run = zp_test_run (folder, "export form.ziping --to json", NULL);
  g_assert_cmpint (run.status, ==, 2);
  zp_test_assert_contains (run.err, "form.json: is there already");
  after = zp_test_list (folder);
  g_assert_cmpstr (after, ==, before);
}

/* What would be told of the inputs is not told: none was read for a place that is taken. */
static void
test_taken_is_told_first (ZpTestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *line;
    const char *reason;
  } cases[] = {
    { "summary cut.ziping form.ziping -o taken.xlsx", "taken.xlsx: is there already" },
    { "summary cut.ziping --to pdf -o nowhere/new.pdf", "nowhere/new.pdf: cannot be written" },
    { "summary cut.ziping form.ziping --to xlsx -o form.ziping --force", "is an input file" },
    { "import cut.ziping -o taken.xlsx", "taken.xlsx: is there already" },
    { "import cut.ziping -o nowhere/new.ziping", "nowhere/new.ziping: cannot be written" },
    { "export form.ziping --into good.xlsx -o taken.xlsx", "taken.xlsx: is there already" },
    { "export form.ziping cut.ziping --document findings --to xlsx -o taken.xlsx",
      "taken.xlsx: is there already" },
    { "pack absent --store s.db -o taken.xlsx", "taken.xlsx: is there already" },
    { "pack absent --store s.db --passphrase-file secret -o secret --force", "is an input file" },
    { "pack absent --store s.db -o s.db --force", "s.db: is an input file or the library" },
    { "export form.ziping --to xlsx --store s.db -o s.db --force",
      "s.db: is an input file or the library" },
    { "pack absent --store s.db -o nowhere/p.ziping", "nowhere/p.ziping: cannot be written" },
  };
  g_auto (ZpTestRun) add = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  zp_test_write_files (folder);
  zp_test_write (folder, "taken.xlsx", "mine", -1);
  zp_test_write (folder, "good.xlsx", "PK no workbook", -1);
  zp_test_write (folder, "secret", "a passphrase of some length\n", -1);
  add = zp_test_run (folder, "add form.ziping --store s.db", NULL);
  g_assert_cmpint (add.status, ==, 0);
  before = zp_test_list (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (ZpTestRun) run = zp_test_run (folder, cases[i].line, NULL);

      g_test_message ("%s", cases[i].line);
      g_assert_cmpint (run.status, ==, 2);
      zp_test_assert_contains (run.err, cases[i].reason);
      zp_test_assert_lines (run.err, 1);
    }
  after = zp_test_list (folder);
  g_assert_cmpstr (after, ==, before);
}

/* A file called .json is exported to JSON under its own name. */
static void
test_export_onto_itself (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *form = zp_test_make_form (ZP_TEST_ID, "项目");
  g_autofree char *after = NULL;
  g_auto (ZpTestRun) run = { 0 };

  zp_test_write (folder, "a.json", form, -1);
  run = zp_test_run (folder, "export a.json --to json --force", NULL);
  g_assert_cmpint (run.status, ==, 2);
  zp_test_assert_contains (run.err, "a.json: is an input file");
  after = zp_test_read (folder, "a.json");
  g_assert_cmpstr (after, ==, form);
}

static void
test_export_folder (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) several = { 0 };
  g_auto (ZpTestRun) slash = { 0 };
  g_auto (ZpTestRun) existing = { 0 };

  zp_test_write_files (folder);
  several = zp_test_run (folder, "export form.ziping other.ziping --to json -o new/deep", NULL);
  g_assert_cmpint (several.status, ==, 0);
  g_assert_true (zp_test_exists (folder, "new/deep/form.json"));
  g_assert_true (zp_test_exists (folder, "new/deep/other.json"));
  slash = zp_test_run (folder, "export form.ziping --to json -o made/", NULL);
  g_assert_cmpint (slash.status, ==, 0);
  g_assert_true (zp_test_exists (folder, "made/form.json"));
  existing = zp_test_run (folder, "export form.ziping --to json --output=folder", NULL);
  g_assert_cmpint (existing.status, ==, 0);
  g_assert_true (zp_test_exists (folder, "folder/form.json"));
}

/* Two inputs with one name: the second must not replace the first, not even with --force. */
static void
test_export_same_name (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = zp_test_make_form (ZP_TEST_ID, "另一个");
  g_autofree char *kept = NULL;

  zp_test_write_files (folder);
  first = zp_test_read (folder, "form.ziping");
  zp_test_write (folder, "folder/form.ziping", second, -1);
  run = zp_test_run (folder, "export form.ziping folder/form.ziping --to json -o out --force",
                     NULL);
  g_assert_cmpint (run.status, ==, 2);
  zp_test_assert_contains (run.err, "was just written");
  kept = zp_test_read (folder, "out/form.json");
  zp_test_assert_contains (kept, "甲项目");
}

static void
test_export_made_name (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *form = zp_test_make_form (ZP_TEST_ID, "甲/乙: ..\\\\项目?");
  g_auto (ZpTestRun) run = zp_test_run (folder, "export - --to json", form);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (zp_test_exists (folder, "2020-某单位-甲_乙_ .._项目_.json"));
}

static void
test_export_extension (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *form = zp_test_make_form (ZP_TEST_ID, "项目");
  g_auto (ZpTestRun) run = { 0 };

  zp_test_write (folder, "2020.年度表", form, -1);
  run = zp_test_run (folder, "export 2020.年度表 --to json", NULL);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (zp_test_exists (folder, "2020.年度表.json"));
}

/* What was exported is the form: it can be read, and exporting it again changes nothing. */
static void
test_export_stable (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) first = { 0 };
  g_auto (ZpTestRun) second = { 0 };
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  zp_test_write_files (folder);
  first = zp_test_run (folder, "export form.ziping --to json -o one.json", NULL);
  second = zp_test_run (folder, "export one.json --to json -o two.json", NULL);
  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpint (second.status, ==, 0);
  one = zp_test_read (folder, "one.json");
  two = zp_test_read (folder, "two.json");
  g_assert_cmpstr (one, ==, two);
  zp_test_assert_contains (one, "\"kept\" : true");
}

typedef struct
{
  const char *format;
  const char *begins;
} Kind;

static const Kind kinds[] = {
  { "xlsx", "PK\003\004" },
  { "pdf", "%PDF-" },
  { "docx", "PK\003\004" },
};

static void
test_export_kind (ZpTestFolder *folder, gconstpointer data)
{
  const Kind *kind = data;
  g_autofree char *line = g_strdup_printf ("export good.ziping --to %s --json", kind->format);
  g_autofree char *output = g_strdup_printf ("./good.%s", kind->format);
  g_auto (ZpTestRun) run = { 0 };
  g_autofree char *content = NULL;
  g_autoptr (JsonNode) root = NULL;

  zp_test_write_files (folder);
  run = zp_test_run (folder, line, NULL);
  g_assert_cmpint (run.status, ==, 0);
  root = zp_test_parse (run.out);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "output"), ==,
                   output);
  content = zp_test_read (folder, output);
  g_assert_true (g_str_has_prefix (content, kind->begins));
}

/* Several forms never share a file: where -o names one, it is to be a folder. */
static void
test_export_several_pdf (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) several = { 0 };
  g_auto (ZpTestRun) refused = { 0 };

  zp_test_write_files (folder);
  several = zp_test_run (folder, "export form.ziping other.ziping --to pdf -o out", NULL);
  g_assert_cmpint (several.status, ==, 0);
  g_assert_true (zp_test_exists (folder, "out/form.pdf"));
  g_assert_true (zp_test_exists (folder, "out/other.pdf"));
  refused = zp_test_run (folder, "export form.ziping other.ziping --to pdf -o out/form.pdf", NULL);
  g_assert_cmpint (refused.status, ==, 2);
  zp_test_assert_contains (refused.err, "several files need a folder");
}

/* Runs a tool on a file of the folder; skips the test where the tool is not installed. */
static ZpTestRun
run_tool (ZpTestFolder *folder, const char *name, const char *arguments)
{
  g_autofree char *tool = g_find_program_in_path (name);
  ZpTestRun run = { 0 };

  if (tool == NULL)
    {
      g_autofree char *reason = g_strdup_printf ("%s is not installed", name);

      g_test_skip (reason);
      return run;
    }
  return zp_test_run_program (folder, tool, arguments, NULL, NULL);
}

static void
test_export_pdf_text (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_auto (ZpTestRun) text = { 0 };

  zp_test_write_files (folder);
  run = zp_test_run (folder, "export form.ziping --to pdf", NULL);
  g_assert_cmpint (run.status, ==, 0);
  text = run_tool (folder, "pdftotext", "form.pdf -");
  if (text.out == NULL)
    return;
  g_assert_cmpint (text.status, ==, 0);
  zp_test_assert_contains (text.out, "甲项目");
  zp_test_assert_contains (text.out, "自评表");
}

static void
test_export_docx_text (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };
  g_auto (ZpTestRun) text = { 0 };

  zp_test_write_files (folder);
  run = zp_test_run (folder, "export form.ziping --to docx", NULL);
  g_assert_cmpint (run.status, ==, 0);
  text = run_tool (folder, "python3",
                   "-c \"import sys, zipfile; sys.stdout.buffer.write("
                   "zipfile.ZipFile('form.docx').read('word/document.xml'))\"");
  if (text.out == NULL)
    return;
  g_assert_cmpint (text.status, ==, 0);
  zp_test_assert_contains (text.out, "甲项目");
}

/* At the same time the same form gives the same bytes. */
static void
test_export_reproducible (ZpTestFolder *folder, gconstpointer data)
{
  zp_test_write_files (folder);
  g_setenv ("SOURCE_DATE_EPOCH", "1600000000", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *format = kinds[i].format;
      g_autofree char *one
          = g_strdup_printf ("export form.ziping --to %s -o one.%s", format, format);
      g_autofree char *two
          = g_strdup_printf ("export form.ziping --to %s -o two.%s", format, format);
      g_autofree char *both = g_strdup_printf ("one.%s two.%s", format, format);
      g_auto (ZpTestRun) first = zp_test_run (folder, one, NULL);
      g_auto (ZpTestRun) second = zp_test_run (folder, two, NULL);
      g_auto (ZpTestRun) compared = run_tool (folder, "cmp", both);

      g_assert_cmpint (first.status, ==, 0);
      g_assert_cmpint (second.status, ==, 0);
      g_assert_cmpint (compared.status, ==, 0);
    }
  g_unsetenv ("SOURCE_DATE_EPOCH");
}

/* The papers of the review; the list of findings is one file for all forms. */
static void
test_review_papers (ZpTestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *line;
    int status;
    const char *file; /* what is there afterwards, or NULL */
  } cases[] = {
    { "export form.ziping --document working-paper --to xlsx", 0, "form_复核工作底稿.xlsx" },
    { "export form.ziping --document opinion --to pdf", 0, "form_复核意见书.pdf" },
    { "export form.ziping other.ziping --document findings --to xlsx -o all.xlsx", 0, "all.xlsx" },
    { "export form.ziping --document return-slip --to pdf", 1, NULL },
    { "export form.ziping --document letter --to pdf", 2, NULL },
    { "export form.ziping --document opinion --to json", 2, NULL },
  };

  zp_test_write_files (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (ZpTestRun) run = zp_test_run (folder, cases[i].line, NULL);

      g_assert_cmpint (run.status, ==, cases[i].status);
      if (cases[i].file != NULL)
        g_assert_true (zp_test_exists (folder, cases[i].file));
      else
        zp_test_assert_lines (run.err, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zp_test_add ("/cli/export/refused", NULL, test_export_refused);
  zp_test_add ("/cli/export/others-are-done", NULL, test_export_others_are_done);
  zp_test_add ("/cli/export/force", NULL, test_export_force);
  zp_test_add ("/cli/export/over-input", NULL, test_export_over_input);
  zp_test_add ("/cli/export/taken-name", NULL, test_export_taken_name);
  zp_test_add ("/cli/export/taken-is-told-first", NULL, test_taken_is_told_first);
  zp_test_add ("/cli/export/onto-itself", NULL, test_export_onto_itself);
  zp_test_add ("/cli/export/folder", NULL, test_export_folder);
  zp_test_add ("/cli/export/same-name", NULL, test_export_same_name);
  zp_test_add ("/cli/export/made-name", NULL, test_export_made_name);
  zp_test_add ("/cli/export/extension", NULL, test_export_extension);
  zp_test_add ("/cli/export/stable", NULL, test_export_stable);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/export/", kinds[i].format, NULL);

      zp_test_add (path, &kinds[i], test_export_kind);
    }
  zp_test_add ("/cli/export/several-pdf", NULL, test_export_several_pdf);
  zp_test_add ("/cli/export/pdf-text", NULL, test_export_pdf_text);
  zp_test_add ("/cli/export/docx-text", NULL, test_export_docx_text);
  zp_test_add ("/cli/export/reproducible", NULL, test_export_reproducible);
  zp_test_add ("/cli-export/review-papers", NULL, test_review_papers);
  return g_test_run ();
}
