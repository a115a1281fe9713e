/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "zp-cli-json.h"
#include "zp-cli-output.h"
#include "zp-cli.h"
#include "zp-form-file.h"
#include "zp-paper.h"

typedef struct
{
  const char *name;
  const char *extension;
  gboolean is_paper;
  ZpPaperKind kind;
} Format;

static const Format formats[] = {
  { "xlsx", ".xlsx", TRUE, ZP_PAPER_XLSX },
  { "pdf", ".pdf", TRUE, ZP_PAPER_PDF },
  { "docx", ".docx", TRUE, ZP_PAPER_DOCX },
  { "json", ".json", FALSE },
};

static char *
dup_format_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", formats[i].name);
  return g_string_free (names, FALSE);
}

static const Format *
find_format (ZpCli *cli)
{
  g_autofree char *names = dup_format_names ();

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (cli->to, formats[i].name) == 0)
      return &formats[i];
  if (cli->to == NULL)
    zp_cli_wrong (cli, _("export: say with --to into what; there are %s"), names);
  else
    zp_cli_wrong (cli, _("--to %s: there is no such format; there are %s"), cli->to, names);
  return NULL;
}

static void
tell_written (ZpCli      *cli,
              const char *name,
              const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (!cli->json)
    {
      zp_cli_printf ("%s\n", shown);
      return;
    }
  json_builder_begin_object (cli->builder);
  zp_json_add_name (cli->builder, "file", name);
  zp_json_add_name (cli->builder, "output", path);
  json_builder_end_object (cli->builder);
}

static GBytes *
make (const Format *format,
      ZpForm       *form,
      GError      **error)
{
  if (!format->is_paper)
    return zp_form_write (form);
  return zp_paper_write (&form, 1, format->kind, zp_cli_get_time (), error);
}

static void
export_file (ZpCli        *cli,
             ZpCliOutput  *output,
             const Format *format,
             const char   *name)
{
  g_autoptr (ZpForm) form = zp_cli_read_form (cli, name, NULL);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (form == NULL)
    return;
  path = zp_cli_output_find_place (output, name, form, format->extension);
  content = make (format, form, &error);
  if (content != NULL && zp_cli_output_write (output, path, content, &error))
    tell_written (cli, name, path);
  else
    zp_cli_fail (cli, ZP_CLI_FAILED, path, error);
}

/** zp_cli_export: the official form as files of other programs. */
void
zp_cli_export (ZpCli *cli)
{
  const Format *format = find_format (cli);
  g_autoptr (ZpCliOutput) output = format != NULL ? zp_cli_output_new (cli) : NULL;

  if (output == NULL)
    return;
  for (guint i = 0; i < cli->names->len; i++)
    zp_cli_output_protect (output, g_ptr_array_index (cli->names, i));
  for (guint i = 0; i < cli->names->len; i++)
    export_file (cli, output, format, g_ptr_array_index (cli->names, i));
}
