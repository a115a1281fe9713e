/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "zp-cli-json.h"
#include "zp-cli.h"
#include "zp-error.h"
#include "zp-ledger-plan.h"
#include "zp-ledger-reader.h"
#include "zp-plan.h"
#include "zp-workbook-read.h"

/* A ledger makes the forms of the year, or gives them their money: the plan, and with --apply the
 * deed. */

static const char *
word_status (const ZpLedgerLine *line)
{
  static const char *const words[] = { N_ ("new"),       N_ ("changed"), N_ ("same"),
                                       N_ ("ambiguous"), N_ ("blocked"), N_ ("not in the ledger") };

  return _ (words[line->status]);
}

static void
tell_line (const ZpLedgerLine *line)
{
  static const char *const names[] = { N_ ("initial"), N_ ("budget"), N_ ("executed") };

  zp_cli_printf ("  %s: %s %s%s%s\n", word_status (line), line->year != NULL ? line->year : "",
                 line->project, line->reason != NULL ? ": " : "",
                 line->reason != NULL ? line->reason : "");
  for (guint i = 0; line->entry != NULL && i < ZP_LEDGER_N_AMOUNTS; i++)
    if (line->before[i] != NULL)
      zp_cli_printf ("    %s: %s → %s\n", _ (names[i]),
                     *line->before[i] != '\0' ? line->before[i] : "—", line->entry->amounts[i]);
    else if (line->status == ZP_LEDGER_NEW && line->entry->amounts[i] != NULL)
      zp_cli_printf ("    %s: %s\n", _ (names[i]), line->entry->amounts[i]);
}

static void
add_line (JsonBuilder *builder, const ZpLedgerLine *line)
{
  static const char *const names[] = { "initial", "budget", "executed" };

  json_builder_begin_object (builder);
  zp_json_add_text (builder, "status", zp_ledger_status_to_string (line->status));
  zp_json_add_text (builder, "project", line->project);
  zp_json_add_optional (builder, "year", line->year);
  zp_json_add_optional (builder, "id", line->form_id);
  zp_json_add_optional (builder, "reason", line->reason);
  zp_json_add_bool (builder, "done", line->done);
  for (guint i = 0; line->entry != NULL && i < ZP_LEDGER_N_AMOUNTS; i++)
    {
      g_autofree char *before = g_strconcat (names[i], "_before", NULL);

      zp_json_add_optional (builder, names[i], line->entry->amounts[i]);
      if (line->before[i] != NULL)
        zp_json_add_text (builder, before, line->before[i]);
    }
  json_builder_end_object (builder);
}

static void
tell (ZpCli *cli, const char *name, const GPtrArray *plan, const GPtrArray *rest)
{
  if (cli->json)
    {
      json_builder_begin_object (cli->builder);
      zp_json_add_name (cli->builder, "file", name);
      zp_json_begin_array (cli->builder, "lines");
    }
  for (guint i = 0; i < plan->len; i++)
    if (cli->json)
      add_line (cli->builder, g_ptr_array_index (plan, i));
    else
      tell_line (g_ptr_array_index (plan, i));
  if (cli->json)
    {
      json_builder_end_array (cli->builder);
      zp_json_begin_array (cli->builder, "not_taken");
    }
  for (guint i = 0; i < rest->len; i++)
    {
      const ZpPlanRest *it = g_ptr_array_index (rest, i);

      if (!cli->json)
        {
          zp_cli_printf (_ ("  not taken: %s: %s (%s)\n"), it->source, it->text, it->reason);
          continue;
        }
      json_builder_begin_object (cli->builder);
      zp_json_add_text (cli->builder, "source", it->source);
      zp_json_add_text (cli->builder, "text", it->text);
      zp_json_add_text (cli->builder, "reason", it->reason);
      json_builder_end_object (cli->builder);
    }
  if (cli->json)
    {
      json_builder_end_array (cli->builder);
      json_builder_end_object (cli->builder);
    }
}

static void
take (ZpCli *cli, ZpStore *store, ZpTemplate *template_, const GPtrArray *plan)
{
  for (guint i = 0; i < plan->len; i++)
    {
      ZpLedgerLine *line = g_ptr_array_index (plan, i);
      g_autoptr (GError) error = NULL;

      if (!zp_ledger_line_take (line, store, cli->catalog, template_, &error))
        zp_cli_fail (cli, ZP_CLI_FAILED, line->project, error);
    }
}

static GPtrArray *
make_plan (ZpCli *cli,
           ZpStore *store,
           ZpTemplate *template_,
           const char *name,
           GPtrArray **out_rest,
           GError **error)
{
  g_autoptr (GBytes) file = zp_cli_read_bytes (name, ZP_BOOK_MAX_FILE, error);
  g_autoptr (ZpWorkbook) book = file != NULL ? zp_workbook_read (file, name, error) : NULL;
  GPtrArray *entries = book != NULL ? zp_ledger_read (book, out_rest, error) : NULL;

  return entries != NULL
             ? zp_ledger_plan (store, cli->catalog, entries, template_, cli->year, error)
             : NULL;
}

static void
do_ledger (ZpCli *cli, ZpStore *store, ZpTemplate *template_, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) plan = make_plan (cli, store, template_, name, &rest, &error);

  if (plan == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, name, error);
      return;
    }
  if (cli->apply)
    take (cli, store, template_, plan);
  tell (cli, name, plan, rest);
  for (guint i = 0; i < plan->len; i++)
    {
      const ZpLedgerLine *line = g_ptr_array_index (plan, i);

      if (line->status == ZP_LEDGER_AMBIGUOUS || line->status == ZP_LEDGER_BLOCKED)
        zp_cli_raise (cli, ZP_CLI_FINDINGS);
    }
}

/** zp_cli_ledger: forms from ledgers, in the library. */
void
zp_cli_ledger (ZpCli *cli)
{
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GError) error = NULL;
  const char *id = cli->template_ != NULL ? cli->template_ : ZP_DEFAULT_TEMPLATE;
  ZpTemplate *template_;

  if (!zp_cli_open_store (cli, TRUE, &store))
    return;
  template_ = zp_catalog_find_template (cli->catalog, id, &error);
  if (template_ == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, id, error);
      return;
    }
  for (guint i = 0; i < cli->names->len; i++)
    do_ledger (cli, store, template_, g_ptr_array_index (cli->names, i));
}
