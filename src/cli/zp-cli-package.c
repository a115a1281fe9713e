/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "zp-cli-json.h"
#include "zp-cli-output.h"
#include "zp-cli.h"
#include "zp-error.h"
#include "zp-package-plan.h"
#include "zp-seal.h"

#define MAX_PASSPHRASE_FILE_BYTES 4096

/* (transfer full) (nullable): the first line of the passphrase file */
static char *
read_passphrase (ZpCli *cli, GError **error)
{
  g_autoptr (GBytes) bytes
      = zp_cli_read_bytes (cli->passphrase_file, MAX_PASSPHRASE_FILE_BYTES, error);
  g_autofree char *text = NULL;

  if (bytes != NULL)
    {
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      text[strcspn (text, "\r\n")] = '\0';
      if (zp_seal_check_passphrase (text, error))
        return g_steal_pointer (&text);
    }
  g_prefix_error (error, "%s: ", "--passphrase-file");
  return NULL;
}

/* --- pack --- */

static gboolean
check_target (ZpCli *cli)
{
  if (cli->output == NULL)
    zp_cli_wrong (cli, _ ("pack: where to is missing; write -o FILE behind it"));
  else if (*cli->output == '\0' || g_str_equal (cli->output, "-"))
    zp_cli_wrong (cli, _ ("-o: write the name of a file behind it"));
  else if (g_str_has_suffix (cli->output, "/") || g_file_test (cli->output, G_FILE_TEST_IS_DIR))
    zp_cli_wrong (cli, _ ("-o: a package is one file; write its name, not that of a folder"));
  else
    return TRUE;
  return FALSE;
}

static void
tell_absent (ZpCli *cli)
{
  g_autofree char *own = zp_store_default_path ();
  g_autofree char *path = g_filename_display_name (cli->store != NULL ? cli->store : own);

  zp_cli_wrong (cli, _ ("there is no library at %s; name another with --store"), path);
}

static void
print_packed (const char *shown, guint n_forms, guint n_evidence, guint n_left)
{
  zp_cli_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u form\n", "%s: %u forms\n", n_forms), shown,
                 n_forms);
  if (n_evidence > 0)
    zp_cli_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u piece of evidence\n",
                                "%s: %u pieces of evidence\n", n_evidence),
                   shown, n_evidence);
  if (n_left > 0)
    zp_cli_printf (g_dngettext (GETTEXT_PACKAGE,
                                "%s: %u piece of evidence is no unchanged copy and stays here\n",
                                "%s: %u pieces of evidence are no unchanged copies and stay here\n",
                                n_left),
                   shown, n_left);
}

static void
tell_packed (ZpCli *cli, ZpPackage *package, guint n_left)
{
  g_autofree char *shown = g_filename_display_name (cli->output);
  guint n_forms = zp_package_get_entries (package, ZP_PACKAGE_FORM)->len;
  guint n_evidence = zp_package_get_entries (package, ZP_PACKAGE_EVIDENCE)->len;

  if (!cli->json)
    {
      print_packed (shown, n_forms, n_evidence, n_left);
      return;
    }
  json_builder_begin_object (cli->builder);
  zp_json_add_name (cli->builder, "output", cli->output);
  zp_json_add_int (cli->builder, "forms", n_forms);
  zp_json_add_int (cli->builder, "evidence", n_evidence);
  zp_json_add_int (cli->builder, "evidence_left", n_left);
  json_builder_end_object (cli->builder);
}

static ZpPackage *
pack (ZpCli *cli, ZpStore *store, const char **out_place, guint *out_left, GError **error)
{
  g_autoptr (ZpPackage) package = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < cli->names->len; i++)
    g_ptr_array_add (ids, g_ptr_array_index (cli->names, i));
  g_ptr_array_add (ids, NULL);
  *out_place = zp_store_get_path (store);
  package = zp_package_from_store (store, (const char *const *) ids->pdata, cli->catalog, created,
                                   error);
  if (package == NULL || !zp_package_add_evidence (package, store, cli->catalog, out_left, error))
    return NULL;
  return g_steal_pointer (&package);
}

static GBytes *
make_file (ZpCli *cli, ZpPackage *package, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *passphrase = NULL;

  zp_package_set_with_sm3 (package, cli->sm3);
  bytes = zp_package_write (package, error);
  if (bytes == NULL || cli->passphrase_file == NULL)
    return g_steal_pointer (&bytes);
  passphrase = read_passphrase (cli, error);
  return passphrase != NULL ? zp_seal_close (bytes, passphrase, error) : NULL;
}

static gboolean
write_package (ZpCli *cli, ZpCliOutput *output, ZpPackage *package, GError **error)
{
  g_autoptr (GBytes) bytes = make_file (cli, package, error);

  return bytes != NULL && zp_cli_output_write (output, cli->output, bytes, error);
}

/* (transfer full) (nullable): %NULL when the package could not be written, which the user was told */
static ZpCliOutput *
make_output (ZpCli *cli)
{
  g_autoptr (ZpCliOutput) output = zp_cli_output_new_file (cli);

  if (cli->passphrase_file != NULL)
    zp_cli_output_protect (output, cli->passphrase_file);
  return zp_cli_output_is_ready (output) ? g_steal_pointer (&output) : NULL;
}

/** zp_cli_pack: forms from the library as one file to hand on. */
void
zp_cli_pack (ZpCli *cli)
{
  g_autoptr (ZpCliOutput) output = NULL;
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (ZpPackage) package = NULL;
  g_autoptr (GError) error = NULL;
  const char *place = NULL;
  guint n_left = 0;

  if (!check_target (cli) || !zp_cli_open_store (cli, FALSE, &store))
    return;
  if (store == NULL)
    {
      tell_absent (cli);
      return;
    }
  output = make_output (cli);
  if (output == NULL)
    return;
  package = pack (cli, store, &place, &n_left, &error);
  if (package != NULL && write_package (cli, output, package, &error))
    tell_packed (cli, package, n_left);
  else if (error != NULL)
    zp_cli_fail (cli, ZP_CLI_FAILED, package != NULL ? cli->output : place, error);
}

/* --- unpack --- */

static const char *
get_result (const ZpPackageItem *item)
{
  static const char *const words[] = {
    [ZP_PACKAGE_NEW] = "added",         [ZP_PACKAGE_SAME] = "same",
    [ZP_PACKAGE_NEWER] = "updated",     [ZP_PACKAGE_OLDER] = "older",
    [ZP_PACKAGE_CONFLICT] = "conflict",
  };

  if (item->relation == ZP_PACKAGE_NEWER && item->choice == ZP_PACKAGE_SKIP)
    return "conflict";
  return words[item->relation];
}

static const char *
word_result (const ZpPackageItem *item)
{
  static const char *const words[] = {
    [ZP_PACKAGE_NEW] = N_ ("added"),
    [ZP_PACKAGE_SAME] = N_ ("is in the library already"),
    [ZP_PACKAGE_NEWER] = N_ ("updated"),
    [ZP_PACKAGE_OLDER] = N_ ("the library has a later state"),
    [ZP_PACKAGE_CONFLICT] = N_ ("was changed on both sides"),
  };

  return _ (words[item->relation]);
}

static void
add_item (JsonBuilder *builder, const ZpPackageItem *item)
{
  json_builder_begin_object (builder);
  zp_json_add_text (builder, "id", zp_form_get_id (item->form));
  zp_json_add_optional (builder, "project", zp_form_get_field (item->form, "project_name"));
  zp_json_add_text (builder, "result", get_result (item));
  zp_json_add_int (builder, "revision", item->revision);
  json_builder_set_member_name (builder, "stored_revision");
  if (item->stored != NULL)
    json_builder_add_int_value (builder, item->stored_revision);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static void
add_rules (JsonBuilder *builder, const char *key, GPtrArray *ids)
{
  zp_json_begin_array (builder, key);
  for (guint i = 0; i < ids->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (ids, i));
  json_builder_end_array (builder);
}

static void
add_plan (JsonBuilder *builder, const char *name, ZpPackagePlan *plan)
{
  GPtrArray *items = zp_package_plan_get_items (plan);

  json_builder_begin_object (builder);
  zp_json_add_name (builder, "file", name);
  zp_json_begin_array (builder, "forms");
  for (guint i = 0; i < items->len; i++)
    add_item (builder, g_ptr_array_index (items, i));
  json_builder_end_array (builder);
  add_rules (builder, "templates", zp_package_plan_get_rules (plan, ZP_PACKAGE_TEMPLATE));
  add_rules (builder, "profiles", zp_package_plan_get_rules (plan, ZP_PACKAGE_PROFILE));
  zp_json_add_int (builder, "evidence", zp_package_plan_get_n_put (plan));
  zp_json_add_int (builder, "evidence_left",
                   zp_package_plan_get_n_evidence (plan) - zp_package_plan_get_n_put (plan));
  json_builder_end_object (builder);
}

static void
print_plan (const char *name, ZpPackagePlan *plan)
{
  g_autofree char *shown = g_filename_display_name (name);
  GPtrArray *items = zp_package_plan_get_items (plan);
  guint n_put = zp_package_plan_get_n_put (plan);
  guint n_evidence = zp_package_plan_get_n_evidence (plan) - n_put;

  for (guint i = 0; i < items->len; i++)
    {
      const ZpPackageItem *item = g_ptr_array_index (items, i);

      if (!g_str_equal (get_result (item), "conflict"))
        zp_cli_printf ("%s: %s: %s\n", shown, zp_form_get_id (item->form), word_result (item));
      zp_cli_tell_fault (name, item->form);
    }
  if (n_put > 0)
    zp_cli_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u piece of evidence\n",
                                "%s: %u pieces of evidence\n", n_put),
                   shown, n_put);
  if (n_evidence > 0)
    zp_cli_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u piece of evidence stays in the package\n",
                                "%s: %u pieces of evidence stay in the package\n", n_evidence),
                   shown, n_evidence);
}

static void
tell_conflicts (ZpCli *cli, const char *name, ZpPackagePlan *plan)
{
  GPtrArray *items = zp_package_plan_get_items (plan);

  for (guint i = 0; i < items->len; i++)
    {
      const ZpPackageItem *item = g_ptr_array_index (items, i);
      g_autoptr (GError) error = NULL;

      if (!g_str_equal (get_result (item), "conflict"))
        continue;
      error = g_error_new (
          ZP_ERROR, ZP_ERROR_CONFLICT,
          item->relation == ZP_PACKAGE_NEWER
              ? _ ("Form %s: is approved in the library and was not replaced; "
                   "reopen it first")
              : _ ("Form %s: the library has another content that the package does "
                   "not follow on; nothing was replaced, unpack it with --store into "
                   "another library to compare"),
          zp_form_get_id (item->form));
      zp_cli_fail (cli, ZP_CLI_FINDINGS, name, error);
    }
}

/** zp_cli_is_package: whether @name is a file that begins like a package, protected or not. */
gboolean
zp_cli_is_package (const char *name)
{
  char begin[32];
  FILE *stream = g_str_equal (name, "-") ? NULL : fopen (name, "rbe");
  g_autoptr (GBytes) bytes = NULL;

  if (stream == NULL)
    return FALSE;
  bytes = g_bytes_new (begin, fread (begin, 1, sizeof begin, stream));
  fclose (stream);
  return zp_package_is_package (bytes) || zp_seal_is_sealed (bytes);
}

static ZpPackage *
read_package (ZpCli *cli, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes
      = zp_cli_read_bytes (name, zp_seal_get_max_bytes (ZP_PACKAGE_MAX_BYTES), error);
  g_autofree char *passphrase = NULL;

  if (bytes == NULL)
    return NULL;
  if (zp_seal_is_sealed (bytes) && cli->passphrase_file == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_PASSPHRASE,
                   _ ("is protected by a passphrase; put it into a file and name that with "
                      "--passphrase-file"));
      return NULL;
    }
  if (zp_seal_is_sealed (bytes))
    {
      passphrase = read_passphrase (cli, error);
      if (passphrase == NULL)
        return NULL;
    }
  return zp_package_read_protected (bytes, passphrase, error);
}

static ZpPackagePlan *
unpack (ZpCli *cli, ZpStore *store, const char *name, GError **error)
{
  g_autoptr (ZpPackage) package = read_package (cli, name, error);
  g_autoptr (ZpPackagePlan) plan = NULL;

  if (package == NULL)
    return NULL;
  plan = zp_package_plan_new (package, store, cli->catalog, error);
  if (plan == NULL || !zp_package_plan_apply (plan, store, cli->catalog, error))
    return NULL;
  return g_steal_pointer (&plan);
}

/**
 * zp_cli_unpack_file:
 * @cli: a run
 * @store: the library
 * @name: a package
 *
 * Takes a package into the library: what is new, and what follows on what is there.  The rest is
 * told and left out.
 */
void
zp_cli_unpack_file (ZpCli *cli, ZpStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpPackagePlan) plan = unpack (cli, store, name, &error);

  if (plan == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, name, error);
      return;
    }
  if (cli->json)
    add_plan (cli->builder, name, plan);
  else
    print_plan (name, plan);
  tell_conflicts (cli, name, plan);
}

/** zp_cli_unpack: takes packages into the library. */
void
zp_cli_unpack (ZpCli *cli)
{
  g_autoptr (ZpStore) store = NULL;

  if (!zp_cli_open_store (cli, TRUE, &store))
    return;
  for (guint i = 0; i < cli->names->len; i++)
    zp_cli_unpack_file (cli, store, g_ptr_array_index (cli->names, i));
}
