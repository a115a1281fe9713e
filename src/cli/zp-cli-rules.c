/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "zp-cli-json.h"
#include "zp-cli-table.h"
#include "zp-cli.h"

/* A rules file is some thousand lines at most. */
#define MAX_RULES_BYTES (4 * 1024 * 1024)

/* What the user is told of a template or profile. */
typedef struct
{
  const char *id;
  const char *version;
  const char *title;
  const char *region;
  const char *year;
  const char *source;
  const char *basis;           /* NULL for a template */
  const char *const *profiles; /* NULL for a profile */
} Rules;

static Rules
describe_template (const ZpTemplate *template_)
{
  return (Rules){
    .id = zp_template_get_id (template_),
    .version = zp_template_get_version (template_),
    .title = zp_template_get_title (template_),
    .region = zp_template_get_region (template_),
    .year = zp_template_get_year (template_),
    .source = zp_template_get_source (template_),
    .profiles = zp_template_get_profiles (template_),
  };
}

static Rules
describe_profile (const ZpProfile *profile)
{
  return (Rules){
    .id = profile->id,
    .version = profile->version,
    .title = profile->title,
    .region = profile->region,
    .year = profile->year,
    .source = profile->source,
    .basis = profile->basis != NULL ? profile->basis : "",
  };
}

static void
add_rules (ZpCli *cli, const Rules *rules, const char *file)
{
  JsonBuilder *builder = cli->builder;

  json_builder_begin_object (builder);
  if (file != NULL)
    zp_json_add_name (builder, "file", file);
  zp_json_add_text (builder, "id", rules->id);
  zp_json_add_text (builder, "version", rules->version);
  zp_json_add_text (builder, "title", rules->title);
  zp_json_add_text (builder, "region", rules->region);
  zp_json_add_text (builder, "year", rules->year);
  if (rules->basis != NULL)
    zp_json_add_text (builder, "basis", rules->basis);
  zp_json_add_text (builder, "source", rules->source);
  if (rules->profiles != NULL)
    {
      zp_json_begin_array (builder, "profiles");
      for (guint i = 0; rules->profiles[i] != NULL; i++)
        json_builder_add_string_value (builder, rules->profiles[i]);
      json_builder_end_array (builder);
    }
  zp_json_add_bool (builder, "built_in", zp_catalog_is_builtin (cli->catalog, rules->id));
  json_builder_end_object (builder);
}

static void
tabulate_rules (ZpCli *cli, ZpCliTable *table, const Rules *rules)
{
  zp_cli_table_add (table, rules->id);
  zp_cli_table_add (table, rules->version);
  zp_cli_table_add (table, rules->year);
  zp_cli_table_add (table, rules->region);
  zp_cli_table_add (table,
                    zp_catalog_is_builtin (cli->catalog, rules->id) ? _ ("built in") : _ ("own"));
  zp_cli_table_add (table, rules->title);
}

static void
list_rules (ZpCli *cli, const Rules *rules, guint n_rules)
{
  static const char *const heads[]
      = { N_ ("id"), N_ ("version"), N_ ("year"), N_ ("region"), N_ ("origin"), N_ ("title") };
  g_autoptr (ZpCliTable) table = zp_cli_table_new ("<<<<<<");

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    zp_cli_table_add (table, _ (heads[i]));
  for (guint i = 0; i < n_rules; i++)
    {
      if (cli->json)
        add_rules (cli, &rules[i], NULL);
      else
        tabulate_rules (cli, table, &rules[i]);
    }
  if (!cli->json)
    zp_cli_table_print (table);
}

static void
tell_sound (ZpCli *cli, const char *file, const Rules *rules)
{
  g_autofree char *shown = g_filename_display_name (file);

  if (cli->json)
    add_rules (cli, rules, file);
  else
    zp_cli_printf (_ ("%s: is sound: %s, version %s, %s\n"), shown, rules->id, rules->version,
                   rules->title);
}

/* --- templates --- */

static void
check_template (ZpCli *cli, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) json = zp_cli_read_bytes (file, MAX_RULES_BYTES, &error);
  g_autoptr (ZpTemplate) template_ = json != NULL ? zp_template_new_from_json (json, &error) : NULL;
  Rules rules;

  if (template_ == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, file, error);
      return;
    }
  rules = describe_template (template_);
  tell_sound (cli, file, &rules);
}

/** zp_cli_templates: the templates that are installed, or whether one's own are sound. */
void
zp_cli_templates (ZpCli *cli)
{
  GPtrArray *templates = zp_catalog_get_templates (cli->catalog);
  g_autofree Rules *rules = g_new0 (Rules, templates->len);

  for (guint i = 0; i < cli->names->len; i++)
    check_template (cli, g_ptr_array_index (cli->names, i));
  if ((cli->given & ZP_CLI_OPTION_CHECK) != 0)
    return;
  for (guint i = 0; i < templates->len; i++)
    rules[i] = describe_template (g_ptr_array_index (templates, i));
  list_rules (cli, rules, templates->len);
}

/* --- profiles --- */

static void
check_profile (ZpCli *cli, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) json = zp_cli_read_bytes (file, MAX_RULES_BYTES, &error);
  g_autoptr (ZpProfile) profile = json != NULL ? zp_profile_new_from_json (json, &error) : NULL;
  Rules rules;

  if (profile == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, file, error);
      return;
    }
  rules = describe_profile (profile);
  tell_sound (cli, file, &rules);
}

/** zp_cli_profiles: the profiles that are installed, or whether one's own are sound. */
void
zp_cli_profiles (ZpCli *cli)
{
  GPtrArray *profiles = zp_catalog_get_profiles (cli->catalog);
  g_autofree Rules *rules = g_new0 (Rules, profiles->len);

  for (guint i = 0; i < cli->names->len; i++)
    check_profile (cli, g_ptr_array_index (cli->names, i));
  if ((cli->given & ZP_CLI_OPTION_CHECK) != 0)
    return;
  for (guint i = 0; i < profiles->len; i++)
    rules[i] = describe_profile (g_ptr_array_index (profiles, i));
  list_rules (cli, rules, profiles->len);
}
