/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "zp-catalog.h"
#include "zp-checks.h"
#include "zp-form.h"
#include "zp-scorecard.h"
#include "zp-store.h"

G_BEGIN_DECLS

/**
 * ZpCliStatus:
 * @ZP_CLI_DONE: all was done
 * @ZP_CLI_FINDINGS: findings of severity error, or something was not taken
 * @ZP_CLI_FAILED: wrong use, or something that cannot be read or written
 *
 * The exit status.  Of several files the worst counts.
 */
typedef enum
{
  ZP_CLI_DONE = 0,
  ZP_CLI_FINDINGS = 1,
  ZP_CLI_FAILED = 2,
} ZpCliStatus;

/**
 * ZpCliOptions:
 *
 * Options that only some commands take.  --json and --store are for all.
 */
typedef enum
{
  ZP_CLI_OPTION_PROFILE = 1 << 0,
  ZP_CLI_OPTION_TO = 1 << 1,
  ZP_CLI_OPTION_OUTPUT = 1 << 2,
  ZP_CLI_OPTION_FORCE = 1 << 3,
  ZP_CLI_OPTION_CHECK = 1 << 4,
  ZP_CLI_OPTION_REASON = 1 << 5,
  ZP_CLI_OPTION_AS = 1 << 6,
  ZP_CLI_OPTION_TEMPLATE = 1 << 7,
  ZP_CLI_OPTION_PASSPHRASE = 1 << 8,
  ZP_CLI_OPTION_SM3 = 1 << 9,
  ZP_CLI_OPTION_DOCUMENT = 1 << 10,
  ZP_CLI_OPTION_CONVERT = 1 << 11,
  ZP_CLI_OPTION_APPENDIX = 1 << 12,
  ZP_CLI_OPTION_YEAR = 1 << 20,
  ZP_CLI_OPTION_INTO = 1 << 15,
  ZP_CLI_OPTION_APPLY = 1 << 14,
} ZpCliOptions;

/**
 * ZpCli:
 * @catalog: the templates and profiles that are there
 * @names: (element-type filename): what was given beside options and the command: FILE… or ID…
 * @given: the options that were given
 * @help, @version, @json, @force: options without a value
 * @sm3, @convert, @appendix: options without a value
 * @store, @profile, @template_, @to, @output, @reason, @as, @document, @year: values of options, or %NULL
 * @into: (nullable): a workbook that a form is written into
 * @apply: do what the plan says
 * @passphrase_file: (nullable): a file whose first line is a passphrase
 * @wrong: (nullable): what is wrong with the options; told only when no window is to be opened
 * @builder: what is printed as JSON at the end, with @json
 * @several: @builder holds an array
 * @status: the exit status so far
 *
 * One run of the command line.
 */
typedef struct
{
  ZpCatalog *catalog;
  GPtrArray *names;
  guint given;
  gboolean help;
  gboolean version;
  gboolean json;
  gboolean force;
  gboolean sm3;
  gboolean convert;
  gboolean appendix;
  char *into;
  gboolean apply;
  char *store;
  char *profile;
  char *template_;
  char *to;
  char *output;
  char *reason;
  char *as;
  char *document;
  char *year;
  char *passphrase_file;
  char *wrong;
  JsonBuilder *builder;
  gboolean several;
  ZpCliStatus status;
} ZpCli;

void zp_cli_init (ZpCli *cli);
void zp_cli_clear (ZpCli *cli);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZpCli, zp_cli_clear)

void zp_cli_parse (ZpCli *cli, int argc, char **argv);
char *zp_cli_option_names (guint options) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_cli_load_rules (ZpCli *cli);
gboolean zp_cli_open_store (ZpCli *cli, gboolean make, ZpStore **out_store);
void zp_cli_set_absent_error (ZpCli *cli, GError **error);

/* Files */
GBytes *
zp_cli_read_bytes (const char *name, gsize max_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
ZpForm *
zp_cli_read_form (ZpCli *cli, const char *name, GBytes **out_bytes) G_GNUC_WARN_UNUSED_RESULT;
ZpForm *zp_cli_load_form (ZpCli *cli, const char *name, GBytes **out_bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_cli_is_package (const char *name);
void zp_cli_unpack_file (ZpCli *cli, ZpStore *store, const char *name);

/* Words to the user */
void zp_cli_raise (ZpCli *cli, ZpCliStatus status);
void zp_cli_fail (ZpCli *cli, ZpCliStatus status, const char *name, const GError *error);
void zp_cli_wrong (ZpCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
void zp_cli_print (const char *text);
void zp_cli_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);
void zp_cli_flush (ZpCli *cli);

/* Commands */
void zp_cli_score (ZpCli *cli);
void zp_cli_check (ZpCli *cli);
void zp_cli_export (ZpCli *cli);
void zp_cli_fill (ZpCli *cli);
void zp_cli_import (ZpCli *cli);
void zp_cli_ledger (ZpCli *cli);
void zp_cli_summary (ZpCli *cli);
void zp_cli_carry (ZpCli *cli);
void zp_cli_list (ZpCli *cli);
void zp_cli_add (ZpCli *cli);
void zp_cli_get (ZpCli *cli);
void zp_cli_pack (ZpCli *cli);
void zp_cli_unpack (ZpCli *cli);
void zp_cli_submit (ZpCli *cli);
void zp_cli_withdraw (ZpCli *cli);
void zp_cli_return (ZpCli *cli);
void zp_cli_reopen (ZpCli *cli);
void zp_cli_approve (ZpCli *cli);
void zp_cli_templates (ZpCli *cli);
void zp_cli_profiles (ZpCli *cli);

void zp_cli_tell_fault (const char *name, const ZpForm *form);

G_END_DECLS
