/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "zp-cli-json.h"
#include "zp-cli-output.h"
#include "zp-cli.h"
#include "zp-form-file.h"
#include "zp-matcher.h"
#include "zp-workbook-read.h"

/* Filled official tables become form files, with a report of what was and was not taken. */

#define EXTENSION ".ziping"
#define SURE_ENOUGH 60

/* --- the report --- */

static void
tell_values (const ZpPlan *plan)
{
  for (guint i = 0; i < plan->values->len; i++)
    {
      const ZpPlanValue *value = g_ptr_array_index (plan->values, i);

      if (value->repaired != NULL)
        zp_cli_printf ("  %s → %s: %s\n", value->source, value->address, value->repaired);
      else if (value->confidence < SURE_ENOUGH)
        zp_cli_printf (_("  %s → %s: please check, its place was guessed\n"), value->source, value->address);
    }
}

static void
tell_rest (const GPtrArray *rest)
{
  for (guint i = 0; i < rest->len; i++)
    {
      const ZpPlanRest *it = g_ptr_array_index (rest, i);

      if (*it->text != '\0')
        zp_cli_printf (_("  not taken: %s: %s (%s)\n"), it->source, it->text, it->reason);
      else
        zp_cli_printf (_("  not taken: %s: %s\n"), it->source, it->reason);
    }
}

static void
add_values (JsonBuilder  *builder,
            const ZpPlan *plan)
{
  zp_json_begin_array (builder, "taken");
  for (guint i = 0; i < plan->values->len; i++)
    {
      const ZpPlanValue *value = g_ptr_array_index (plan->values, i);

      json_builder_begin_object (builder);
      zp_json_add_text (builder, "address", value->address);
      zp_json_add_text (builder, "text", value->text);
      zp_json_add_text (builder, "source", value->source);
      zp_json_add_bool (builder, "printed", value->kind == ZP_PLAN_PRINTED);
      zp_json_add_int (builder, "confidence", value->confidence);
      zp_json_add_optional (builder, "repaired", value->repaired);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_rest (JsonBuilder     *builder,
          const GPtrArray *rest)
{
  zp_json_begin_array (builder, "not_taken");
  for (guint i = 0; i < rest->len; i++)
    {
      const ZpPlanRest *it = g_ptr_array_index (rest, i);

      json_builder_begin_object (builder);
      zp_json_add_text (builder, "source", it->source);
      zp_json_add_text (builder, "text", it->text);
      zp_json_add_text (builder, "reason", it->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
tell_form (ZpCli        *cli,
           const ZpPlan *plan,
           const char   *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (!cli->json)
    {
      zp_cli_printf ("%s\n", shown);
      zp_cli_printf (_("  %s from sheet %s: %u values, %u not taken\n"), zp_template_get_title (plan->template_),
                     plan->sheet, plan->values->len, plan->rest->len);
      tell_values (plan);
      tell_rest (plan->rest);
      return;
    }
  json_builder_begin_object (cli->builder);
  zp_json_add_name (cli->builder, "output", path);
  zp_json_add_text (cli->builder, "template", zp_template_get_id (plan->template_));
  zp_json_add_text (cli->builder, "sheet", plan->sheet);
  zp_json_add_int (cli->builder, "confidence", plan->confidence);
  add_values (cli->builder, plan);
  add_rest (cli->builder, plan->rest);
  json_builder_end_object (cli->builder);
}

/* --- files --- */

/* Several forms of one book are told apart by their number. */
static char *
find_place (ZpCliOutput  *output,
            const char   *name,
            const ZpForm *form,
            guint         number,
            guint         n_forms)
{
  g_autofree char *folder = NULL;
  g_autofree char *base = NULL;
  g_autofree char *numbered = NULL;
  g_autofree char *made = NULL;
  const char *point;

  if (n_forms == 1 || g_str_equal (name, "-"))
    return zp_cli_output_find_place (output, name, form, EXTENSION);
  folder = g_path_get_dirname (name);
  base = g_path_get_basename (name);
  point = g_strrstr (base, ".");
  numbered = g_strdup_printf ("%.*s-%u.xlsx", (int) (point != NULL ? point - base : (gssize) strlen (base)), base,
                              number);
  made = g_build_filename (folder, numbered, NULL);
  return zp_cli_output_find_place (output, made, form, EXTENSION);
}

static void
write_form (ZpCli        *cli,
            ZpCliOutput  *output,
            const char   *name,
            const ZpPlan *plan,
            guint         number,
            guint         n_forms)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = zp_import_apply (plan, cli->catalog, &error);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *path = NULL;

  if (form == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, name, error);
      return;
    }
  path = find_place (output, name, form, number, n_forms);
  content = zp_form_write (form);
  if (!zp_cli_output_write (output, path, content, &error))
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, path, error);
      return;
    }
  tell_form (cli, plan, path);
  if (plan->rest->len > 0)
    zp_cli_raise (cli, ZP_CLI_FINDINGS);
}

/* What the reader could not read is not taken either. */
static void
add_notes (const ZpWorkbook *book,
           GPtrArray        *rest)
{
  const GPtrArray *notes = zp_workbook_get_notes (book);

  for (guint i = 0; i < notes->len; i++)
    zp_plan_rest_add (rest, "", "", g_ptr_array_index (notes, i));
}

static GPtrArray *
read_plans (ZpCli       *cli,
            const char  *name,
            GPtrArray  **out_rest,
            GError     **error)
{
  g_autoptr (GBytes) file = zp_cli_read_bytes (name, ZP_BOOK_MAX_FILE, error);
  g_autoptr (ZpWorkbook) book = file != NULL ? zp_workbook_read (file, name, error) : NULL;
  GPtrArray *plans = book != NULL ? zp_match_workbook (book, cli->catalog, cli->template_, out_rest, error) : NULL;

  if (plans != NULL)
    add_notes (book, *out_rest);
  return plans;
}

static void
import_file (ZpCli       *cli,
             ZpCliOutput *output,
             const char  *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) plans = read_plans (cli, name, &rest, &error);

  if (plans == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, name, error);
      return;
    }
  if (cli->json)
    {
      json_builder_begin_object (cli->builder);
      zp_json_add_name (cli->builder, "file", name);
      zp_json_begin_array (cli->builder, "forms");
    }
  for (guint i = 0; i < plans->len; i++)
    write_form (cli, output, name, g_ptr_array_index (plans, i), i + 1, plans->len);
  if (cli->json)
    {
      json_builder_end_array (cli->builder);
      add_rest (cli->builder, rest);
      json_builder_end_object (cli->builder);
    }
  else
    tell_rest (rest);
  if (rest->len > 0)
    zp_cli_raise (cli, ZP_CLI_FINDINGS);
}

/** zp_cli_import: form files from filled official tables. */
void
zp_cli_import (ZpCli *cli)
{
  g_autoptr (ZpCliOutput) output = zp_cli_output_new (cli);

  if (output == NULL)
    return;
  for (guint i = 0; i < cli->names->len; i++)
    zp_cli_output_protect (output, g_ptr_array_index (cli->names, i));
  for (guint i = 0; i < cli->names->len; i++)
    import_file (cli, output, g_ptr_array_index (cli->names, i));
}
