/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "zp-carry.h"
#include "zp-cli-json.h"
#include "zp-cli-output.h"
#include "zp-cli.h"
#include "zp-error.h"
#include "zp-form-file.h"
#include "zp-form-record.h"

/* Next year's forms out of this year's: beside the files, or in the library they are in. */

typedef struct
{
  ZpCli *cli;
  ZpStore *store; /* NULL when there is none */
  ZpCliOutput *output;
} Carry;

static gboolean
is_file (const char *name)
{
  return g_str_equal (name, "-") || g_file_test (name, G_FILE_TEST_EXISTS);
}

static ZpForm *
load (Carry *carry, const char *id, GError **error)
{
  g_autoptr (ZpStoreRecord) record = NULL;

  if (carry->store == NULL)
    {
      zp_cli_set_absent_error (carry->cli, error);
      return NULL;
    }
  record = zp_store_load (carry->store, id, error);
  return record != NULL ? zp_form_from_record (record, carry->cli->catalog, error) : NULL;
}

/* What is not named is what is usual in that year. */
static ZpForm *
make_next (Carry *carry, ZpForm *form, GError **error)
{
  g_autofree char *next = zp_carry_get_next_year (form);
  const char *year = carry->cli->year != NULL ? carry->cli->year : next;
  ZpTemplate *template_;
  ZpProfile *profile;

  zp_carry_choose (carry->cli->catalog, form, year, &template_, &profile);
  if (carry->cli->template_ != NULL)
    template_ = zp_catalog_find_template (carry->cli->catalog, carry->cli->template_, error);
  if (template_ != NULL && carry->cli->profile != NULL)
    profile = zp_catalog_find_profile (carry->cli->catalog, carry->cli->profile, error);
  if (template_ == NULL || profile == NULL)
    return NULL;
  return zp_carry_over (form, template_, profile, year, error);
}

static gboolean
save (Carry *carry, ZpForm *form, GError **error)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  g_autoptr (ZpStoreRecord) record = zp_form_to_record (form, card, findings);

  return zp_store_save (carry->store, record, error);
}

/* Beside the file, under its name and the new year. */
static char *
find_place (Carry *carry, const char *name, const ZpForm *form)
{
  g_autofree char *base = NULL;
  g_autofree char *made = NULL;
  const char *point;

  if (g_str_equal (name, "-"))
    return zp_cli_output_find_place (carry->output, name, form, ".ziping");
  point = strrchr (name, '.');
  base = point != NULL && strchr (point, '/') == NULL ? g_strndup (name, (gsize) (point - name))
                                                      : g_strdup (name);
  made = g_strdup_printf ("%s-%s.ziping", base, zp_form_get_field (form, "year"));
  return zp_cli_output_find_place (carry->output, made, form, ".ziping");
}

static void
tell (Carry *carry, const char *name, const ZpForm *form, const char *path)
{
  g_autofree char *shown
      = path != NULL ? g_filename_display_name (path) : g_strdup (zp_form_get_id (form));
  JsonBuilder *builder = carry->cli->builder;

  if (!carry->cli->json)
    {
      zp_cli_printf ("%s: %s, %s\n", shown, zp_form_get_field (form, "year"),
                     zp_template_get_title (zp_form_get_template (form)));
      return;
    }
  json_builder_begin_object (builder);
  zp_json_add_name (builder, "from", name);
  if (path != NULL)
    zp_json_add_name (builder, "output", path);
  zp_json_add_text (builder, "id", zp_form_get_id (form));
  zp_json_add_text (builder, "year", zp_form_get_field (form, "year"));
  zp_json_add_text (builder, "template", zp_template_get_id (zp_form_get_template (form)));
  zp_json_add_text (builder, "profile", zp_form_get_profile (form)->id);
  json_builder_end_object (builder);
}

static void
carry_file (Carry *carry, const char *name)
{
  g_autoptr (ZpForm) form = zp_cli_read_form (carry->cli, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) next = form != NULL ? make_next (carry, form, &error) : NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *path = NULL;

  if (form == NULL)
    return;
  if (next != NULL)
    {
      path = find_place (carry, name, next);
      content = zp_form_write (next);
    }
  if (next == NULL || !zp_cli_output_write (carry->output, path, content, &error))
    zp_cli_fail (carry->cli, ZP_CLI_FAILED, name, error);
  else
    tell (carry, name, next, path);
}

static void
carry_id (Carry *carry, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = load (carry, id, &error);
  g_autoptr (ZpForm) next = form != NULL ? make_next (carry, form, &error) : NULL;

  if (next == NULL || !save (carry, next, &error))
    zp_cli_fail (carry->cli, ZP_CLI_FAILED, id, error);
  else
    tell (carry, id, next, NULL);
}

/** zp_cli_carry: next year's forms out of this year's. */
void
zp_cli_carry (ZpCli *cli)
{
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (ZpCliOutput) output = NULL;
  Carry carry = { cli };

  if (!zp_cli_open_store (cli, FALSE, &store) || (output = zp_cli_output_new (cli)) == NULL)
    return;
  carry.store = store;
  carry.output = output;
  for (guint i = 0; i < cli->names->len; i++)
    zp_cli_output_protect (output, g_ptr_array_index (cli->names, i));
  for (guint i = 0; i < cli->names->len; i++)
    (is_file (g_ptr_array_index (cli->names, i)) ? carry_file : carry_id) (
        &carry, g_ptr_array_index (cli->names, i));
}
