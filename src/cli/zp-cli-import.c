/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "zp-cli-json.h"
#include "zp-cli-output.h"
#include "zp-cli.h"
#include "zp-convert.h"
#include "zp-error.h"
#include "zp-form-file.h"
#include "zp-import.h"
#include "zp-parallel.h"
#include "zp-plan-scores.h"
#include "zp-wording.h"
#include "zp-workbook-read.h"

/* Filled official tables become form files, with a report of what was and was not taken. */

#define EXTENSION ".ziping"
#define SURE_ENOUGH 60
#define CONVERT_SECONDS 60

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
        zp_cli_printf (_ ("  %s → %s: please check, its place was guessed\n"), value->source,
                       value->address);
    }
}

static void
tell_rest (const GPtrArray *rest)
{
  for (guint i = 0; i < rest->len; i++)
    {
      const ZpPlanRest *it = g_ptr_array_index (rest, i);

      if (*it->text != '\0')
        zp_cli_printf (_ ("  not taken: %s: %s (%s)\n"), it->source, it->text, it->reason);
      else if (*it->source == '\0')
        zp_cli_printf (_ ("  not taken: %s\n"), it->reason);
      else
        zp_cli_printf (_ ("  not taken: %s: %s\n"), it->source, it->reason);
    }
}

static void
add_values (JsonBuilder *builder, const ZpPlan *plan)
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
add_rest (JsonBuilder *builder, const GPtrArray *rest)
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

/* The rules that were chosen, and where the workbook says otherwise. */
static void
tell_scores (const ZpPlan *plan, const ZpForm *form)
{
  g_autoptr (GPtrArray) scores = zp_plan_compare_scores (plan, form);

  zp_cli_printf (_ ("  rules: %s; %u of %u scores and sums in the workbook are the same\n"),
                 zp_form_get_profile (form)->title, plan->n_same, plan->n_scores);
  for (guint i = 0; i < scores->len; i++)
    {
      const ZpPlanScore *score = g_ptr_array_index (scores, i);
      g_autofree char *place = zp_word_address (form, score->address);

      if (!score->same)
        zp_cli_printf (_ ("  %s: %s is kept as given, the rules give %s\n"), place, score->given,
                       score->computed);
    }
}

static void
add_scores (JsonBuilder *builder, const ZpPlan *plan, const ZpForm *form)
{
  g_autoptr (GPtrArray) scores = zp_plan_compare_scores (plan, form);

  zp_json_begin_array (builder, "scores");
  for (guint i = 0; i < scores->len; i++)
    {
      const ZpPlanScore *score = g_ptr_array_index (scores, i);

      json_builder_begin_object (builder);
      zp_json_add_text (builder, "address", score->address);
      zp_json_add_text (builder, "given", score->given);
      zp_json_add_text (builder, "computed", score->computed);
      zp_json_add_bool (builder, "same", score->same);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
tell_form (ZpCli *cli, const ZpPlan *plan, const ZpForm *form, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (!cli->json)
    {
      zp_cli_printf ("%s\n", shown);
      zp_cli_printf (_ ("  %s from sheet %s: %u values, %u not taken\n"),
                     zp_template_get_title (plan->template_), plan->sheet, plan->values->len,
                     plan->rest->len);
      tell_scores (plan, form);
      tell_values (plan);
      tell_rest (plan->rest);
      return;
    }
  json_builder_begin_object (cli->builder);
  zp_json_add_name (cli->builder, "output", path);
  zp_json_add_text (cli->builder, "template", zp_template_get_id (plan->template_));
  zp_json_add_text (cli->builder, "profile", zp_form_get_profile (form)->id);
  zp_json_add_text (cli->builder, "sheet", plan->sheet);
  zp_json_add_int (cli->builder, "confidence", plan->confidence);
  add_values (cli->builder, plan);
  add_scores (cli->builder, plan, form);
  add_rest (cli->builder, plan->rest);
  json_builder_end_object (cli->builder);
}

/* --- files --- */

/* Several forms of one book are told apart by their number. */
static char *
find_place (ZpCliOutput *output, const char *name, const ZpForm *form, guint number, guint n_forms)
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
  numbered = g_strdup_printf (
      "%.*s-%u.xlsx", (int) (point != NULL ? point - base : (gssize) strlen (base)), base, number);
  made = g_build_filename (folder, numbered, NULL);
  return zp_cli_output_find_place (output, made, form, EXTENSION);
}

static void
write_form (ZpCli *cli,
            ZpCliOutput *output,
            const char *name,
            const ZpPlan *plan,
            guint number,
            guint n_forms)
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
  tell_form (cli, plan, form, path);
  if (plan->rest->len > 0)
    zp_cli_raise (cli, ZP_CLI_FINDINGS);
}

/* An older workbook is converted when that was asked for. */
static GBytes *
convert (ZpCli *cli, GBytes *file, GError **error)
{
  if (!zp_workbook_is_older (file))
    return g_bytes_ref (file);
  if (cli->convert)
    return zp_convert_to_xlsx (file, CONVERT_SECONDS, NULL, error);
  g_set_error_literal (
      error, ZP_ERROR, ZP_ERROR_FORMAT,
      zp_convert_is_available ()
          ? _ (
              "this is an older workbook; give --convert to let LibreOffice convert it, or save it as .xlsx")
          : _ ("this is an older or a protected workbook; save it as .xlsx without a password"));
  return NULL;
}

/* What is read and written at the same time; see import_files(). */
typedef struct
{
  ZpCli *cli;
  ZpCliOutput *output;
  ZpMatcher *matcher;
  GMutex lock; /* held while the matcher is used */
} Job;

static void
free_import (gpointer import)
{
  zp_import_free (import);
}

/* In a thread of its own. */
static gpointer
read_import (guint index, gpointer user_data, GError **error)
{
  Job *job = user_data;
  const char *name = g_ptr_array_index (job->cli->names, index);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&job->lock);
  g_autoptr (GBytes) file = zp_cli_read_bytes (name, ZP_BOOK_MAX_FILE, error);
  g_autoptr (GBytes) book = file != NULL ? convert (job->cli, file, error) : NULL;

  return book != NULL ? zp_import_read (book, name, job->matcher, error) : NULL;
}

static void
write_import (ZpCli *cli, ZpCliOutput *output, const char *name, const ZpImport *import)
{
  if (cli->json)
    {
      json_builder_begin_object (cli->builder);
      zp_json_add_name (cli->builder, "file", name);
      zp_json_begin_array (cli->builder, "forms");
    }
  for (guint i = 0; i < import->plans->len; i++)
    write_form (cli, output, name, g_ptr_array_index (import->plans, i), i + 1, import->plans->len);
  if (cli->json)
    {
      json_builder_end_array (cli->builder);
      add_rest (cli->builder, import->rest);
      json_builder_end_object (cli->builder);
    }
  else
    {
      tell_rest (import->rest);
      if (import->plans->len == 0 && cli->template_ == NULL)
        zp_cli_printf ("%s", _ ("  which form it is can be said with --template\n"));
    }
  if (import->rest->len > 0)
    zp_cli_raise (cli, ZP_CLI_FINDINGS);
}

static gboolean
take_import (guint index, gpointer made, const GError *failure, gpointer user_data, GError **error)
{
  Job *job = user_data;
  const ZpImport *import = made;
  const char *name = g_ptr_array_index (job->cli->names, index);

  if (import != NULL)
    write_import (job->cli, job->output, name, import);
  else
    zp_cli_fail (job->cli, ZP_CLI_FAILED, name, failure);
  return TRUE;
}

/* Half of the time is spent waiting until a form is on the disk; the next workbooks are read
 * meanwhile. */
static void
import_files (ZpCli *cli, ZpCliOutput *output, ZpMatcher *matcher)
{
  Job job = { .cli = cli, .output = output, .matcher = matcher };

  g_mutex_init (&job.lock);
  (void) zp_parallel_run (cli->names->len, read_import, free_import, take_import, &job, NULL, NULL);
  g_mutex_clear (&job.lock);
}

/** zp_cli_import: form files from filled official tables. */
void
zp_cli_import (ZpCli *cli)
{
  g_autoptr (ZpCliOutput) output = zp_cli_output_new (cli);
  g_autoptr (ZpMatcher) matcher = NULL;
  g_autoptr (GError) error = NULL;

  if (output == NULL)
    return;
  matcher = zp_matcher_new (cli->catalog, cli->template_, &error);
  if (matcher == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, cli->template_, error);
      return;
    }
  for (guint i = 0; i < cli->names->len; i++)
    zp_cli_output_protect (output, g_ptr_array_index (cli->names, i));
  if (zp_cli_output_is_ready (output))
    import_files (cli, output, matcher);
}
