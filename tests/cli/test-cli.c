/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "zp-test-cli.h"

/* --- one line of the contract, one case --- */

typedef struct
{
  const char *name;
  const char *line;
  int status;
  const char *out; /* a part of standard output; NULL: nothing there */
  const char *err; /* a part of standard error; NULL: nothing there */
  guint err_lines;
} Case;

static const Case cases[] = {
  { "help", "--help", 0, "ziping score FILE…", NULL, 0 },
  { "help-of-command", "export --help", 0, "--to xlsx|pdf|docx|json", NULL, 0 },
  { "version", "--version", 0, "ziping " PACKAGE_VERSION, NULL, 0 },
  { "unknown-command", "frobnicate", 2, NULL, "score, check, export, ", 1 },
  { "later-command", "reckon x", 2, NULL, "neither a file nor a command", 1 },
  { "unknown-option", "score --frob good.ziping", 2, NULL, "--frob: ", 1 },
  { "foreign-option", "list --force", 2, NULL, "--force: ", 1 },
  { "option-without-value", "score good.ziping --profile", 2, NULL, "--profile: ", 1 },
  { "option-with-value", "score --json=yes good.ziping", 2, NULL, "--json=yes: ", 1 },
  { "name-too-many", "list good.ziping", 2, NULL, "takes no names", 1 },
  { "score", "score good.ziping", 0, "83.9", NULL, 0 },
  { "score-grade", "score good.ziping", 0, "良", NULL, 0 },
  { "score-no-file", "score", 2, NULL, "names are missing", 1 },
  { "score-profile", "score good.ziping --profile mof-2020", 0, "rules mof-2020", NULL, 0 },
  { "score-profile-equals", "score --profile=mof-2020 good.ziping", 0, "rules mof-2020", NULL, 0 },
  { "score-unknown-profile", "score good.ziping --profile nowhere", 2, NULL, "profile: “nowhere”",
    1 },
  { "score-others-are-done", "score empty.ziping form.ziping", 2, "甲项目", "empty.ziping: ", 1 },
  { "score-folder", "score folder", 2, NULL, "folder: cannot be read", 1 },
  { "score-absent", "score absent.ziping", 2, NULL, "absent.ziping: cannot be read", 1 },
  { "score-empty", "score empty.ziping", 2, NULL, "empty.ziping: the file is empty", 1 },
  { "score-binary", "score binary.ziping", 2, NULL, "binary.ziping: ", 1 },
  { "score-cut-off", "score cut.ziping", 2, NULL, "cut.ziping: line ", 1 },
  { "score-9-mib", "score huge.ziping", 2, NULL, "larger than 8 MiB", 1 },
  { "score-100000-brackets", "score deep.ziping", 2, NULL, "nested too deeply", 1 },
  { "score-zip", "score zip.ziping", 2, NULL, "zip.ziping: is a package", 1 },
  { "score-foreign-json", "score foreign.ziping", 2, NULL, "foreign.ziping: ", 1 },
  { "score-bare-number", "score number.ziping", 2, NULL, "number.ziping: fields.year: ", 1 },
  { "score-newer-version", "score newer.ziping", 2, NULL, "newer.ziping: version: ", 1 },
  { "score-unknown-template", "score template.ziping", 2, NULL, "“nowhere-1999”", 1 },
  { "score-json-of-bad-file", "score empty.ziping --json", 2, NULL, "empty.ziping", 1 },
  { "score-all-bad", "score empty.ziping binary.ziping cut.ziping", 2, NULL, "cut.ziping", 3 },
  { "score-control-in-name", "score 'a\033[31m\nb'", 2, NULL, "b: cannot be read", 1 },
  { "check-no-file", "check", 2, NULL, "names are missing", 1 },
  { "check-bad-file", "check empty.ziping", 2, NULL, "empty.ziping: ", 1 },
  { "check-others-are-done", "check empty.ziping form.ziping", 2, "甲项目", "empty.ziping", 1 },
  { "export-no-format", "export form.ziping", 2, NULL, "xlsx, pdf, docx, json", 1 },
  { "export-unknown-format", "export form.ziping --to odt", 2, NULL, "xlsx, pdf, docx, json", 1 },
  { "export-json", "export form.ziping --to json", 0, "form.json", NULL, 0 },
  { "export-xlsx", "export form.ziping --to xlsx", 0, "form.xlsx", NULL, 0 },
  { "export-bad-file", "export cut.ziping --to xlsx", 2, NULL, "cut.ziping: ", 1 },
  { "export-no-folder", "export form.ziping --to json -o absent/a.json", 2, NULL,
    "absent/a.json: cannot be written", 1 },
  { "export-over-device", "export form.ziping --to json -o /dev/null --force", 2, NULL,
    "/dev/null: ", 1 },
  { "export-several-into-file", "export form.ziping other.ziping --to json -o good.ziping", 2, NULL,
    "good.ziping: is no folder", 1 },
  { "export-empty-place", "export form.ziping --to json -o ''", 2, NULL, "-o: ", 1 },
  { "list-without-library", "list", 0, "ziping add FILE", NULL, 0 },
  { "list-json-without-library", "list --json", 0, "[]", NULL, 0 },
  { "list-damaged-library", "list --store binary.ziping", 2, NULL, "binary.ziping: ", 1 },
  { "add-no-file", "add", 2, NULL, "names are missing", 1 },
  { "add-bad-file", "add empty.ziping", 2, NULL, "empty.ziping: ", 1 },
  { "get-no-id", "get", 2, NULL, "names are missing", 1 },
  { "get-without-library", "get " ZP_TEST_ID, 2, NULL, ZP_TEST_ID ": there is no library", 1 },
  { "templates", "templates", 0, "mof-2020", NULL, 0 },
  { "templates-json", "templates --json", 0, "\"built_in\" : true", NULL, 0 },
  { "templates-names", "templates mof-2020", 2, NULL, "takes no names", 1 },
  { "templates-check-bad", "templates --check form.ziping", 2, NULL, "form.ziping: ", 1 },
  { "templates-check-deep", "templates --check deep.ziping", 2, NULL, "nested too deeply", 1 },
  { "templates-check-absent", "templates --check absent.json", 2, NULL, "absent.json: ", 1 },
  { "profiles", "profiles", 0, "urumqi-2020", NULL, 0 },
  { "profiles-json", "profiles --json", 0, "\"basis\"", NULL, 0 },
  { "profiles-check-bad", "profiles --check=form.ziping", 2, NULL, "form.ziping: ", 1 },
};

static void
test_case (ZpTestFolder *folder, gconstpointer data)
{
  const Case *c = data;
  g_auto (ZpTestRun) run = { 0 };

  zp_test_write_files (folder);
  run = zp_test_run (folder, c->line, NULL);
  g_test_message ("%s%s", run.out, run.err);
  g_assert_cmpint (run.status, ==, c->status);
  if (c->out != NULL)
    zp_test_assert_contains (run.out, c->out);
  else
    g_assert_cmpstr (run.out, ==, "");
  if (c->err != NULL)
    zp_test_assert_contains (run.err, c->err);
  zp_test_assert_lines (run.err, c->err_lines);
}

/* --- rules --- */

static void
test_rules_sound (ZpTestFolder *folder, gconstpointer data)
{
  g_autofree char *top = g_path_get_dirname (g_test_get_dir (G_TEST_DIST));
  g_autofree char *templates = g_strdup_printf (
      "templates --check '%s/data/templates/mof-2020.json' --check '%s'", top, "absent.json");
  g_autofree char *profiles
      = g_strdup_printf ("profiles --check '%s/data/profiles/mof-2020.json'", top);
  g_auto (ZpTestRun) first = zp_test_run (folder, templates, NULL);
  g_auto (ZpTestRun) second = zp_test_run (folder, profiles, NULL);

  g_assert_cmpint (first.status, ==, 2);
  zp_test_assert_contains (first.out, "mof-2020.json: is sound");
  zp_test_assert_lines (first.err, 1);
  g_assert_cmpint (second.status, ==, 0);
  zp_test_assert_contains (second.out, "mof-2020.json: is sound");
}

/* --- the program itself --- */

typedef struct
{
  const char *name;
  const char *line;
  const char *got;
} WindowCase;

static const WindowCase window_cases[] = {
  { "nothing", "", "window\n" },
  { "file", "form.ziping", "window form.ziping\n" },
  { "store", "--store s.db", "window --store s.db\n" },
  { "store-and-files", "--store s.db form.ziping other.ziping",
    "window --store s.db form.ziping other.ziping\n" },
  { "file-called-like-a-later-command", "reckon", "window reckon\n" },
};

static void
test_window (ZpTestFolder *folder, gconstpointer data)
{
  const WindowCase *c = data;
  g_autofree char *program = g_build_filename (folder->path, "cli", "ziping", NULL);
  g_autofree char *window = g_build_filename (folder->path, "app", "ziping-window", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (g_getenv ("ZIPING_PROGRAM"));
  g_autoptr (GFile) to = g_file_new_for_path (program);
  g_autoptr (GError) error = NULL;
  g_auto (ZpTestRun) run = { 0 };

  zp_test_write_files (folder);
  zp_test_write (folder, "reckon", "x", -1);
  zp_test_write (folder, "cli/empty", "", 0);
  zp_test_write (folder, "app/ziping-window", "#!/bin/sh\necho window \"$@\"\n", -1);
  g_assert_cmpint (g_chmod (window, 0755), ==, 0);
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  run = zp_test_run_program (folder, program, c->line, NULL, NULL);
  g_assert_cmpstr (run.out, ==, c->got);
  g_assert_cmpint (run.status, ==, 0);
}

/* A result that did not arrive is no success. */
static void
test_full_disk (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("this system has no /dev/full");
      return;
    }
  run = zp_test_run_program (folder, g_getenv ("ZIPING_PROGRAM"), "templates --json", NULL,
                             "/dev/full");
  g_assert_cmpint (run.status, ==, 2);
  zp_test_assert_contains (run.err, "standard output");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/line/", cases[i].name, NULL);

      zp_test_add (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (window_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/window/", window_cases[i].name, NULL);

      zp_test_add (path, &window_cases[i], test_window);
    }
  zp_test_add ("/cli/rules/sound", NULL, test_rules_sound);
  zp_test_add ("/cli/full-disk", NULL, test_full_disk);
  return g_test_run ();
}
