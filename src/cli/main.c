/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "zp-cli.h"
#include "zp-cli-json.h"

/* How many names a command wants. */
typedef enum
{
  NAMES_NONE,
  NAMES_SOME,
  NAMES_TO_CHECK, /* those behind --check */
} Names;

/* How the command prints JSON. */
typedef enum
{
  JSON_BY_NAME, /* one object per name, an array for several */
  JSON_ARRAY,
  JSON_ONE, /* one object, however many names */
} JsonShape;

typedef struct
{
  const char *name;
  void (*run) (ZpCli *cli);
  guint options;
  Names names;
  JsonShape shape;
  gboolean opens_store;
  const char *usage;
  const char *does;
} Command;

static const Command commands[] = {
  { "score", zp_cli_score, ZP_CLI_OPTION_PROFILE, NAMES_SOME, JSON_BY_NAME, FALSE,
    "score FILE… [--profile P]", N_ ("every score with its explanation, totals, grade") },
  { "check", zp_cli_check, 0, NAMES_SOME, JSON_BY_NAME, FALSE, "check FILE…",
    N_ ("what a reviewer would object to, also beside the forms of a library named with --store") },
  { "export", zp_cli_export,
    ZP_CLI_OPTION_TO | ZP_CLI_OPTION_INTO | ZP_CLI_OPTION_OUTPUT | ZP_CLI_OPTION_FORCE
        | ZP_CLI_OPTION_APPENDIX | ZP_CLI_OPTION_DOCUMENT,
    NAMES_SOME, JSON_BY_NAME, FALSE,
    "export FILE… --to xlsx|pdf|docx|json [--appendix | --document working-paper|opinion|return-slip|findings],"
    " or --into BOOK.xlsx [-o PATH] [--force]",
    N_ ("the official form, a paper of its review, or the form in the bureau's own workbook") },
  { "import", zp_cli_import,
    ZP_CLI_OPTION_TEMPLATE | ZP_CLI_OPTION_OUTPUT | ZP_CLI_OPTION_FORCE | ZP_CLI_OPTION_CONVERT,
    NAMES_SOME, JSON_BY_NAME, FALSE, "import FILE… [--template T] [-o PATH] [--force] [--convert]",
    N_ ("form files from filled official tables (xlsx, ods, csv; xls and et with --convert)") },
  { "summary", zp_cli_summary, ZP_CLI_OPTION_TO | ZP_CLI_OPTION_OUTPUT | ZP_CLI_OPTION_FORCE,
    NAMES_SOME, JSON_ONE, FALSE, "summary FILE… [-o BOOK.xlsx] [--to xlsx|pdf|docx|text] [--force]",
    N_ ("what the forms come to: overview, workbook with charts, texts") },
  { "carry", zp_cli_carry,
    ZP_CLI_OPTION_YEAR | ZP_CLI_OPTION_TEMPLATE | ZP_CLI_OPTION_PROFILE | ZP_CLI_OPTION_OUTPUT
        | ZP_CLI_OPTION_FORCE,
    NAMES_SOME, JSON_BY_NAME, TRUE,
    "carry FILE|ID… [--year Y] [--template T] [--profile P] [-o PATH] [--force]",
    N_ ("next year's forms out of this year's, with last year's results beside the targets") },
  { "ledger", zp_cli_ledger, ZP_CLI_OPTION_TEMPLATE | ZP_CLI_OPTION_YEAR | ZP_CLI_OPTION_APPLY,
    NAMES_SOME, JSON_BY_NAME, TRUE, "ledger FILE… [--year Y] [--template T] [--apply]",
    N_ ("what a list of projects with their money makes and changes; does it with --apply") },
  { "list", zp_cli_list, 0, NAMES_NONE, JSON_ARRAY, TRUE, "list", N_ ("the forms in the library") },
  { "add", zp_cli_add, ZP_CLI_OPTION_PASSPHRASE, NAMES_SOME, JSON_BY_NAME, TRUE,
    "add FILE… [--passphrase-file F]", N_ ("puts form files and packages into the library") },
  { "get", zp_cli_get, ZP_CLI_OPTION_OUTPUT | ZP_CLI_OPTION_FORCE, NAMES_SOME, JSON_BY_NAME, TRUE,
    "get ID… [-o PATH] [--force]", N_ ("form files from the library") },
  { "submit", zp_cli_submit, ZP_CLI_OPTION_AS, NAMES_SOME, JSON_BY_NAME, TRUE,
    "submit ID… [--as NAME]", N_ ("hands forms in for review; errors block it") },
  { "withdraw", zp_cli_withdraw, ZP_CLI_OPTION_AS, NAMES_SOME, JSON_BY_NAME, TRUE,
    "withdraw ID… [--as NAME]", N_ ("takes forms back before their review begins") },
  { "return", zp_cli_return, ZP_CLI_OPTION_REASON | ZP_CLI_OPTION_AS, NAMES_SOME, JSON_BY_NAME,
    TRUE, "return ID… --reason R [--as NAME]", N_ ("gives forms back to be mended") },
  { "approve", zp_cli_approve, ZP_CLI_OPTION_AS, NAMES_SOME, JSON_BY_NAME, TRUE,
    "approve ID… [--as NAME]", N_ ("ends the review of forms") },
  { "reopen", zp_cli_reopen, ZP_CLI_OPTION_REASON | ZP_CLI_OPTION_AS, NAMES_SOME, JSON_BY_NAME,
    TRUE, "reopen ID… --reason R [--as NAME]",
    N_ ("takes approvals back; the forms are in review again") },
  { "pack", zp_cli_pack,
    ZP_CLI_OPTION_OUTPUT | ZP_CLI_OPTION_FORCE | ZP_CLI_OPTION_PASSPHRASE | ZP_CLI_OPTION_SM3,
    NAMES_SOME, JSON_ONE, TRUE, "pack ID… -o FILE [--passphrase-file F] [--sm3] [--force]",
    N_ ("forms from the library as one package to hand on") },
  { "unpack", zp_cli_unpack, ZP_CLI_OPTION_PASSPHRASE, NAMES_SOME, JSON_BY_NAME, TRUE,
    "unpack FILE… [--passphrase-file F]",
    N_ ("takes packages into the library; replaces only what they follow on") },
  { "templates", zp_cli_templates, ZP_CLI_OPTION_CHECK, NAMES_TO_CHECK, JSON_ARRAY, FALSE,
    "templates [--check FILE]", N_ ("the official forms that are installed; checks one's own") },
  { "profiles", zp_cli_profiles, ZP_CLI_OPTION_CHECK, NAMES_TO_CHECK, JSON_ARRAY, FALSE,
    "profiles [--check FILE]", N_ ("the scoring rules that are installed; checks one's own") },
};

static void
set_up_language (void)
{
  const char *folder = g_getenv ("ZIPING_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static const Command *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

static char *
dup_command_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", commands[i].name);
  return g_string_free (names, FALSE);
}

/* --- help --- */

static void
print_help (const Command *only)
{
  if (only == NULL)
    {
      zp_cli_print (_ ("Fill, score and review performance self-evaluation forms"));
      zp_cli_print ("\n\n");
      zp_cli_printf ("  %s\n      %s\n", "ziping [--store PATH] [FILE…]",
                     _ ("opens the window, and the files in it"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (only == NULL || only == &commands[i])
      zp_cli_printf ("  ziping %s\n      %s\n", commands[i].usage, _ (commands[i].does));
  zp_cli_print ("\n");
  zp_cli_print (_ ("FILE is a form file, “-” is standard input.  All commands take --json, and\n"
                   "--store PATH for another library than the user's own.  The first line of the\n"
                   "file behind --passphrase-file is the passphrase of a protected package.\n"
                   "Exit status: 0 done; 1 findings that are errors, or something not taken;\n"
                   "2 wrong use, or something that cannot be read or written.\n"));
}

/* --- the window --- */

/* Beside the build folder of this program, else where it is installed. */
static char *
find_window (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (".");
  g_autofree char *built = g_build_filename (folder, "..", "app", "ziping-window", NULL);

  if (g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&built);
  return g_build_filename (LIBEXECDIR, "ziping-window", NULL);
}

static void
open_window (ZpCli *cli, char **argv)
{
  g_autofree char *path = find_window ();

  execv (path, argv);
  zp_cli_wrong (cli, _ ("%s: the window cannot be started (%s); install Ziping again"), path,
                g_strerror (errno));
}

/* --- commands --- */

static gboolean
check_use (ZpCli *cli, const Command *command)
{
  guint foreign = cli->given & ~command->options;
  g_autofree char *names = zp_cli_option_names (foreign);

  if (cli->wrong != NULL)
    zp_cli_wrong (cli, "%s", cli->wrong);
  else if (foreign != 0)
    zp_cli_wrong (cli, _ ("%s: “%s” does not take this; usage: ziping %s"), names, command->name,
                  command->usage);
  else if (command->names == NAMES_SOME && cli->names->len == 0)
    zp_cli_wrong (cli, _ ("%s: the names are missing; usage: ziping %s"), command->name,
                  command->usage);
  else if (cli->names->len > 0
           && (command->names == NAMES_NONE
               || (command->names == NAMES_TO_CHECK && (cli->given & ZP_CLI_OPTION_CHECK) == 0)))
    zp_cli_wrong (cli, _ ("%s: takes no names; usage: ziping %s"), command->name, command->usage);
  return cli->status == ZP_CLI_DONE;
}

static void
run_command (ZpCli *cli, const Command *command)
{
  if (!check_use (cli, command) || (!command->opens_store && !zp_cli_load_rules (cli)))
    return;
  if (cli->json)
    zp_cli_json_begin (cli, command->shape == JSON_ARRAY
                                || (command->shape == JSON_BY_NAME && cli->names->len > 1));
  command->run (cli);
  if (cli->builder != NULL)
    zp_cli_json_end (cli);
}

static gboolean
is_file (const char *name)
{
  return g_file_test (name, G_FILE_TEST_EXISTS) || g_str_has_prefix (name, "file://");
}

static void
run (ZpCli *cli, char **argv)
{
  const char *first = cli->names->len > 0 ? g_ptr_array_index (cli->names, 0) : NULL;
  const Command *command = first != NULL ? find_command (first) : NULL;

  if (cli->version)
    zp_cli_printf ("ziping %s\n", PACKAGE_VERSION);
  else if (cli->help)
    print_help (command);
  else if (command != NULL)
    {
      g_ptr_array_remove_index (cli->names, 0);
      run_command (cli, command);
    }
  else if (first == NULL || is_file (first))
    open_window (cli, argv);
  else
    {
      g_autofree char *shown = g_filename_display_name (first);
      g_autofree char *names = dup_command_names ();

      zp_cli_wrong (cli, _ ("%s: is neither a file nor a command; the commands are %s"), shown,
                    names);
    }
}

int
main (int argc, char **argv)
{
  g_auto (ZpCli) cli = { 0 };

  set_up_language ();
  zp_cli_init (&cli);
  zp_cli_parse (&cli, argc, argv);
  run (&cli, argv);
  zp_cli_flush (&cli);
  return cli.status;
}
