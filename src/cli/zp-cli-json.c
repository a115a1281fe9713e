/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cli-json.h"

#include <stdio.h>

/**
 * zp_cli_json_begin:
 * @cli: a run
 * @several: whether an array is printed, else one object
 *
 * From now on commands add their objects to the builder of @cli.
 */
void
zp_cli_json_begin (ZpCli *cli, gboolean several)
{
  cli->builder = json_builder_new ();
  cli->several = several;
  if (several)
    json_builder_begin_array (cli->builder);
}

/** zp_cli_json_end: prints what was added; nothing when there should be one object and is none. */
void
zp_cli_json_end (ZpCli *cli)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  if (cli->several)
    json_builder_end_array (cli->builder);
  root = json_builder_get_root (cli->builder);
  if (root == NULL)
    return;
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  /* JSON is UTF-8 in every locale. */
  fputs (text, stdout);
  fputs ("\n", stdout);
}

/** zp_json_add_text: adds a text; "" for %NULL. */
void
zp_json_add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text != NULL ? text : "");
}

/** zp_json_add_optional: adds a text; null for %NULL and "". */
void
zp_json_add_optional (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text != NULL && *text != '\0')
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

/** zp_json_add_name: adds the name of a file, which need not be UTF-8. */
void
zp_json_add_name (JsonBuilder *builder, const char *key, const char *name)
{
  g_autofree char *shown = g_filename_display_name (name);

  zp_json_add_text (builder, key, shown);
}

/** zp_json_add_decimal: adds a number in its shortest form, as a text; null when there is none. */
void
zp_json_add_decimal (JsonBuilder *builder, const char *key, gboolean has_value, ZpDecimal value)
{
  g_autofree char *text = has_value ? zp_decimal_to_string (value) : NULL;

  zp_json_add_optional (builder, key, text);
}

void
zp_json_add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

void
zp_json_add_bool (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

void
zp_json_begin_object (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
}

void
zp_json_begin_array (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
}

/** zp_json_add_finding: an object with all that a finding says. */
void
zp_json_add_finding (JsonBuilder *builder, const ZpFinding *finding)
{
  json_builder_begin_object (builder);
  zp_json_add_text (builder, "check", finding->check);
  zp_json_add_text (builder, "severity", zp_severity_to_string (finding->severity));
  zp_json_add_optional (builder, "address", finding->address);
  if (finding->row > 0)
    zp_json_add_int (builder, "row", finding->row);
  else
    zp_json_add_optional (builder, "row", NULL);
  zp_json_add_text (builder, "message", finding->message);
  zp_json_add_text (builder, "remedy", finding->remedy);
  zp_json_add_optional (builder, "answer", finding->answer);
  if (finding->other_id != NULL)
    {
      zp_json_add_text (builder, "other", finding->other_id);
      zp_json_add_text (builder, "other_name", finding->other_name);
    }
  json_builder_end_object (builder);
}
