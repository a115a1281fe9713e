/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "zp-cli-json.h"
#include "zp-cli-output.h"
#include "zp-cli-table.h"
#include "zp-cli.h"
#include "zp-wording.h"
#include "zp-review.h"
#include "zp-error.h"
#include "zp-form-record.h"
#include "zp-json.h"

/* --- list --- */

static const char *
word_state (ZpFormState state)
{
  static const char *const words[] = {
    [ZP_FORM_STATE_DRAFT] = N_ ("draft"),
    [ZP_FORM_STATE_SUBMITTED] = N_ ("submitted"),
    [ZP_FORM_STATE_RETURNED] = N_ ("returned"),
    [ZP_FORM_STATE_APPROVED] = N_ ("approved"),
  };

  return _ (words[state]);
}

static void
add_micro (JsonBuilder *builder, const char *key, gint64 micro)
{
  zp_json_add_decimal (builder, key, micro != G_MININT64, ZP_DECIMAL_MICRO (micro));
}

static void
add_time (JsonBuilder *builder, const char *key, gint64 microseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  zp_json_add_optional (builder, key, text);
}

static void
add_record (JsonBuilder *builder, const ZpStoreRecord *record)
{
  json_builder_begin_object (builder);
  zp_json_add_text (builder, "id", record->id);
  zp_json_add_text (builder, "year", record->year);
  zp_json_add_text (builder, "project", record->project);
  zp_json_add_text (builder, "unit", record->unit);
  zp_json_add_text (builder, "department", record->department);
  zp_json_add_text (builder, "template", record->template_id);
  zp_json_add_text (builder, "profile", record->profile_id);
  zp_json_add_text (builder, "state", zp_form_state_to_string (record->state));
  add_micro (builder, "rate", record->rate_micro);
  add_micro (builder, "score", record->score_micro);
  add_micro (builder, "review_score", record->review_micro);
  zp_json_add_optional (builder, "grade", record->grade);
  zp_json_add_int (builder, "errors", record->errors);
  zp_json_add_int (builder, "warnings", record->warnings);
  zp_json_add_int (builder, "revision", record->revision);
  add_time (builder, "changed", record->changed);
  json_builder_end_object (builder);
}

static void
tabulate_record (ZpCliTable *table, const ZpStoreRecord *record)
{
  zp_cli_table_add (table, record->id);
  zp_cli_table_add (table, record->year);
  zp_cli_table_add (table, record->project);
  zp_cli_table_add (table, record->unit);
  zp_cli_table_add (table, word_state (record->state));
  zp_cli_table_add (table, record->rate);
  zp_cli_table_add (table, record->score);
  zp_cli_table_add (table, record->grade);
}

static void
print_records (GPtrArray *records)
{
  static const char *const heads[] = { N_ ("id"),    N_ ("year"), N_ ("project"), N_ ("unit"),
                                       N_ ("state"), N_ ("rate"), N_ ("score"),   N_ ("grade") };
  g_autoptr (ZpCliTable) table = zp_cli_table_new ("<<<<<>><");

  if (records->len == 0)
    {
      zp_cli_printf ("%s\n", _ ("The library is empty; “ziping add FILE…” puts forms into it."));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    zp_cli_table_add (table, _ (heads[i]));
  for (guint i = 0; i < records->len; i++)
    tabulate_record (table, g_ptr_array_index (records, i));
  zp_cli_table_print (table);
}

/** zp_cli_list: the forms in the library. */
void
zp_cli_list (ZpCli *cli)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (!zp_cli_open_store (cli, FALSE, &store))
    return;
  records = store != NULL ? zp_store_list (store, FALSE, &error)
                          : g_ptr_array_new_with_free_func (g_free);
  if (records == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, zp_store_get_path (store), error);
      return;
    }
  for (guint i = 0; cli->json && i < records->len; i++)
    add_record (cli->builder, g_ptr_array_index (records, i));
  if (!cli->json)
    print_records (records);
}

/* --- add --- */

typedef enum
{
  ADD_NEW,
  ADD_KNOWN,
  ADD_REFUSED,
} AddResult;

static void
tell_added (ZpCli *cli, const char *name, const char *id, AddResult result)
{
  static const char *const json_words[] = { "added", "known", "conflict" };
  g_autofree char *shown = g_filename_display_name (name);

  if (cli->json)
    {
      json_builder_begin_object (cli->builder);
      zp_json_add_name (cli->builder, "file", name);
      zp_json_add_text (cli->builder, "id", id);
      zp_json_add_text (cli->builder, "result", json_words[result]);
      json_builder_end_object (cli->builder);
    }
  else if (result == ADD_NEW)
    zp_cli_printf (_ ("%s: added as %s\n"), shown, id);
  else if (result == ADD_KNOWN)
    zp_cli_printf (_ ("%s: is in the library already, as %s\n"), shown, id);
}

/**
 * zp_cli_tell_fault:
 * @name: the file that @form came in
 *
 * A form with a broken history is taken, so that it can be looked at, and never in silence.
 */
void
zp_cli_tell_fault (const char *name, const ZpForm *form)
{
  g_autofree char *shown = g_filename_display_name (name);
  guint event = 0;
  ZpLogFault fault = zp_review_verify (form, &event);
  g_autofree char *words = zp_word_log_fault (fault, event);

  if (fault != ZP_LOG_WHOLE)
    g_printerr ("%s: %s\n", shown, words);
}

/* A form in the recycle bin that is added again is wanted again. */
static gboolean
bring_back (ZpStore *store, const ZpStoreRecord *record, GError **error)
{
  const char *const ids[] = { record->id, NULL };

  return record->deleted == 0 || zp_store_restore (store, ids, error);
}

static gboolean
save_new (ZpStore *store, ZpForm *form, GError **error)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  g_autoptr (ZpStoreRecord) record = zp_form_to_record (form, card, findings);

  return zp_store_save (store, record, error);
}

static gboolean
add_form (ZpCli *cli, ZpStore *store, ZpForm *form, AddResult *out_result, GError **error)
{
  g_autoptr (GError) absent = NULL;
  g_autoptr (ZpStoreRecord) stored = zp_store_load (store, zp_form_get_id (form), &absent);

  if (stored != NULL && zp_form_same_content (stored, form, cli->catalog))
    {
      *out_result = ADD_KNOWN;
      return bring_back (store, stored, error);
    }
  if (stored == NULL && !g_error_matches (absent, ZP_ERROR, ZP_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&absent));
      return FALSE;
    }
  *out_result = ADD_NEW;
  return save_new (store, form, error);
}

static void
add_file (ZpCli *cli, ZpStore *store, const char *name)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpForm) form = zp_cli_read_form (cli, name, &bytes);
  g_autoptr (GError) error = NULL;
  AddResult result = ADD_REFUSED;

  if (form == NULL)
    return;
  if (!zp_form_file_has_id (bytes))
    {
      g_autofree char *id = zp_form_make_content_id (form);

      zp_form_set_id (form, id);
    }
  if (add_form (cli, store, form, &result, &error))
    {
      tell_added (cli, name, zp_form_get_id (form), result);
      zp_cli_tell_fault (name, form);
      return;
    }
  if (g_error_matches (error, ZP_ERROR, ZP_ERROR_CONFLICT))
    {
      zp_cli_fail (cli, ZP_CLI_FINDINGS, name, error);
      tell_added (cli, name, zp_form_get_id (form), ADD_REFUSED);
    }
  else
    zp_cli_fail (cli, ZP_CLI_FAILED, name, error);
}

/** zp_cli_add: puts form files and packages into the library. */
void
zp_cli_add (ZpCli *cli)
{
  g_autoptr (ZpStore) store = NULL;

  if (!zp_cli_open_store (cli, TRUE, &store))
    return;
  for (guint i = 0; i < cli->names->len; i++)
    {
      const char *name = g_ptr_array_index (cli->names, i);

      if (zp_cli_is_package (name))
        zp_cli_unpack_file (cli, store, name);
      else
        add_file (cli, store, name);
    }
}

/* --- get --- */

/* The document is printed as it is stored; a JSON document is a JSON value. */
static void
print_document (ZpCli *cli, GBytes *document)
{
  JsonNode *root;

  if (!cli->several)
    {
      fwrite (g_bytes_get_data (document, NULL), 1, g_bytes_get_size (document), stdout);
      fputs ("\n", stdout);
      return;
    }
  root = zp_json_parse (document, NULL);
  if (root != NULL)
    json_builder_add_value (cli->builder, root);
}

static void
tell_got (ZpCli *cli, const char *id, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (!cli->json)
    {
      zp_cli_printf ("%s\n", shown);
      return;
    }
  json_builder_begin_object (cli->builder);
  zp_json_add_text (cli->builder, "id", id);
  zp_json_add_name (cli->builder, "output", path);
  json_builder_end_object (cli->builder);
}

static gboolean
get_form (ZpCli *cli, ZpStore *store, ZpCliOutput *output, const char *id, GError **error)
{
  g_autoptr (ZpStoreRecord) record = NULL;
  g_autoptr (ZpForm) form = NULL;
  g_autofree char *path = NULL;

  if (store == NULL)
    {
      zp_cli_set_absent_error (cli, error);
      return FALSE;
    }
  record = zp_store_load (store, id, error);
  if (record == NULL)
    return FALSE;
  if (output == NULL)
    {
      print_document (cli, record->document);
      return TRUE;
    }
  /* A form whose template is missing can still be had; its id names the file. */
  form = zp_form_from_record (record, cli->catalog, NULL);
  path = zp_cli_output_find_place (output, form != NULL ? NULL : record->id, form, ".ziping");
  if (!zp_cli_output_write (output, path, record->document, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  tell_got (cli, id, path);
  return TRUE;
}

static gboolean
prepare_output (ZpCli *cli, ZpCliOutput **out_output)
{
  if (cli->output == NULL)
    {
      *out_output = NULL;
      /* One form is printed as it is, several as an array. */
      if (cli->names->len > 1 && cli->builder == NULL)
        zp_cli_json_begin (cli, TRUE);
      return TRUE;
    }
  *out_output = zp_cli_output_new (cli);
  return *out_output != NULL;
}

/** zp_cli_get: form files from the library. */
void
zp_cli_get (ZpCli *cli)
{
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (ZpCliOutput) output = NULL;

  if (!zp_cli_open_store (cli, FALSE, &store) || !prepare_output (cli, &output))
    return;
  for (guint i = 0; i < cli->names->len; i++)
    {
      const char *id = g_ptr_array_index (cli->names, i);
      g_autoptr (GError) error = NULL;

      if (!get_form (cli, store, output, id, &error))
        zp_cli_fail (cli, ZP_CLI_FAILED, id, error);
    }
}
