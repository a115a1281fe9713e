/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-cli.h"

#include <glib/gstdio.h>
#include <string.h>

void
zp_test_folder_set_up (ZpTestFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  folder->path = g_dir_make_tmp ("ziping-cli-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir
      = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
zp_test_folder_tear_down (ZpTestFolder *folder, gconstpointer data)
{
  remove_tree (folder->path);
  g_clear_pointer (&folder->path, g_free);
}

/** zp_test_write: makes a file, and the folder it is in. */
void
zp_test_write (ZpTestFolder *folder, const char *name, const char *text, gssize size)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_file_set_contents (path, text, size, &error);
  g_assert_no_error (error);
}

char *
zp_test_read (ZpTestFolder *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

gboolean
zp_test_exists (ZpTestFolder *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/** zp_test_list: the names in the folder, hidden ones too, in order. */
char *
zp_test_list (ZpTestFolder *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static GSubprocess *
start (ZpTestFolder *folder, const char *const *arguments, const char *out_file)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *home = g_build_filename (folder->path, "home", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE
      | (out_file == NULL ? G_SUBPROCESS_FLAGS_STDOUT_PIPE : G_SUBPROCESS_FLAGS_NONE));
  g_subprocess_launcher_set_cwd (launcher, folder->path);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  if (out_file != NULL)
    g_subprocess_launcher_set_stdout_file_path (launcher, out_file);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  return process;
}

static char *
to_text (GBytes *bytes)
{
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return data != NULL ? g_strndup (data, size) : g_strdup ("");
}

/**
 * zp_test_run_program:
 * @program: the program
 * @line: its arguments, as one would type them
 * @input: (nullable): what it reads from standard input
 * @out_file: (nullable): where standard output goes, instead of into the result
 */
ZpTestRun
zp_test_run_program (ZpTestFolder *folder,
                     const char *program,
                     const char *line,
                     const char *input,
                     const char *out_file)
{
  g_autofree char *full = g_strconcat (program, " ", line, NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) given = g_bytes_new (input, input != NULL ? strlen (input) : 0);
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = NULL;
  ZpTestRun run;

  g_shell_parse_argv (full, NULL, &arguments, &error);
  g_assert_no_error (error);
  process = start (folder, (const char *const *) arguments, out_file);
  /* A program that does not read its input is no failure. */
  g_subprocess_communicate (process, given, NULL, &out, &err, NULL);
  g_subprocess_wait (process, NULL, NULL);
  run.status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  run.out = to_text (out);
  run.err = to_text (err);
  return run;
}

/** zp_test_run: runs ziping in the folder. */
ZpTestRun
zp_test_run (ZpTestFolder *folder, const char *line, const char *input)
{
  return zp_test_run_program (folder, g_getenv ("ZIPING_PROGRAM"), line, input, NULL);
}

void
zp_test_run_clear (ZpTestRun *run)
{
  g_clear_pointer (&run->out, g_free);
  g_clear_pointer (&run->err, g_free);
}

void
zp_test_assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

void
zp_test_assert_lines (const char *text, guint n_lines)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += *p == '\n';
  if (n != n_lines)
    g_error ("%u lines instead of %u:\n%s", n, n_lines, text);
}

/* --- files --- */

static void
copy_golden (ZpTestFolder *folder, const char *golden, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", golden, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  zp_test_write (folder, name, text, -1);
}

/** make_form: a small form file: 50 of 100 spent, half of a target reached. */
char *
zp_test_make_form (const char *id, const char *project)
{
  return g_strdup_printf (
      "{ \"format\": \"ziping-form\", \"version\": 1, \"id\": \"%s\", \"revision\": \"7\",\n"
      "  \"template\": \"mof-2020\", \"profile\": \"mof-2020\", \"extra\": { \"kept\": true },\n"
      "  \"fields\": { \"year\": \"2020\", \"project_name\": \"%s\", \"unit\": \"某单位\" },\n"
      "  \"tables\": { \"funding\": [ { \"row\": \"total\", \"budget\": \"100\", \"executed\": "
      "\"50\" } ],\n"
      "    \"indicators\": [ { \"level1\": \"产出指标\", \"level2\": \"数量指标\", \"level3\": "
      "\"设备\",\n"
      "      \"target\": \"≥10台\", \"actual\": \"5台\", \"weight\": \"90\" } ] } }\n",
      id, project);
}

static void
write_bad_files (ZpTestFolder *folder)
{
  g_autofree char *huge = g_strnfill (9 * 1024 * 1024, ' ');
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *form = zp_test_make_form (ZP_TEST_ID, "项目");
  g_autofree char *cut = g_strndup (form, strlen (form) / 2);

  zp_test_write (folder, "empty.ziping", "", 0);
  zp_test_write (folder, "binary.ziping", "\x00\xff\xfe\x80\x01", 5);
  zp_test_write (folder, "cut.ziping", cut, -1);
  zp_test_write (folder, "huge.ziping", huge, -1);
  zp_test_write (folder, "deep.ziping", deep, -1);
  zp_test_write (folder, "zip.ziping", "PK\003\004rest", -1);
  zp_test_write (folder, "foreign.ziping", "{ \"a\": 1 }", -1);
  zp_test_write (folder, "number.ziping",
                 "{ \"format\": \"ziping-form\", \"version\": 1, \"template\": \"mof-2020\","
                 " \"fields\": { \"year\": 2020 } }",
                 -1);
  zp_test_write (folder, "newer.ziping",
                 "{ \"format\": \"ziping-form\", \"version\": 2, \"template\": \"mof-2020\" }", -1);
  zp_test_write (folder, "template.ziping",
                 "{ \"format\": \"ziping-form\", \"version\": 1, \"template\": \"nowhere-1999\" }",
                 -1);
}

/** write_files: forms, and files of every kind that is none. */
void
zp_test_write_files (ZpTestFolder *folder)
{
  g_autofree char *form = zp_test_make_form (ZP_TEST_ID, "甲项目");
  g_autofree char *same_id = zp_test_make_form (ZP_TEST_ID, "乙项目");
  g_autofree char *other = zp_test_make_form ("5d9a7a1e-94f4-4a6e-8f2b-6a4f6d1a2b3c", "丙项目");

  copy_golden (folder, "urumqi-2020/01-fanghuiju.ziping", "good.ziping");
  zp_test_write (folder, "form.ziping", form, -1);
  zp_test_write (folder, "same-id.ziping", same_id, -1);
  zp_test_write (folder, "other.ziping", other, -1);
  zp_test_write (folder, "folder/inside.ziping", form, -1);
  write_bad_files (folder);
}

/** zp_test_parse: (transfer full): what the program printed, as JSON. */
JsonNode *
zp_test_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (root);
  return root;
}

/** zp_test_add: adds a test that has a folder of its own. */
void
zp_test_add (const char *path, gconstpointer data, ZpTestFunc run)
{
  g_test_add (path, ZpTestFolder, data, zp_test_folder_set_up, run, zp_test_folder_tear_down);
}
