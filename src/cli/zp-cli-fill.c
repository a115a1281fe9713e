/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "zp-book-zip.h"
#include "zp-cli-json.h"
#include "zp-cli-output.h"
#include "zp-cli.h"
#include "zp-fill.h"

/* ziping export FORM --into BOOK.xlsx: the bureau's own workbook, filled. */

static void
tell_words (const ZpFill *fill, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  zp_cli_printf ("%s\n", shown);
  zp_cli_printf (_ ("  sheet %s: %u cells written, %u values found no cell\n"), fill->sheet,
                 fill->n_written, fill->rest->len);
  if (fill->n_added > 0)
    zp_cli_printf (ngettext ("  %u row added for indicators that had none\n",
                             "  %u rows added for indicators that had none\n", fill->n_added),
                   fill->n_added);
  for (guint i = 0; i < fill->rest->len; i++)
    {
      const ZpPlanRest *rest = g_ptr_array_index (fill->rest, i);

      zp_cli_printf (_ ("  not written: %s: %s (%s)\n"), rest->source, rest->text, rest->reason);
    }
}

static void
tell_json (ZpCli *cli, const ZpFill *fill, const char *name, const char *path)
{
  JsonBuilder *builder = cli->builder;

  json_builder_begin_object (builder);
  zp_json_add_name (builder, "file", name);
  zp_json_add_name (builder, "output", path);
  zp_json_add_text (builder, "sheet", fill->sheet);
  zp_json_add_int (builder, "written", fill->n_written);
  zp_json_add_int (builder, "added_rows", fill->n_added);
  zp_json_begin_array (builder, "not_written");
  for (guint i = 0; i < fill->rest->len; i++)
    {
      const ZpPlanRest *rest = g_ptr_array_index (fill->rest, i);

      json_builder_begin_object (builder);
      zp_json_add_text (builder, "place", rest->source);
      zp_json_add_text (builder, "text", rest->text);
      zp_json_add_text (builder, "reason", rest->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
fill_file (ZpCli *cli, ZpCliOutput *output, GBytes *book, const char *name)
{
  g_autoptr (ZpForm) form = zp_cli_read_form (cli, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpFill) fill = NULL;
  g_autofree char *path = NULL;

  if (form == NULL)
    return;
  path = zp_cli_output_find_place (output, name, form, ".xlsx");
  if (!zp_cli_output_check (output, path, &error))
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, path, error);
      return;
    }
  fill = zp_fill_book (book, form, cli->catalog, &error);
  if (fill == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, cli->into, error);
      return;
    }
  if (!zp_cli_output_write (output, path, fill->book, &error))
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, path, error);
      return;
    }
  if (cli->json)
    tell_json (cli, fill, name, path);
  else
    tell_words (fill, path);
  if (fill->rest->len > 0)
    zp_cli_raise (cli, ZP_CLI_FINDINGS);
}

/** zp_cli_fill: writes forms into copies of a workbook; the workbook itself stays as it is. */
void
zp_cli_fill (ZpCli *cli)
{
  g_autoptr (ZpCliOutput) output = zp_cli_output_new (cli);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) book = NULL;

  if (output == NULL)
    return;
  zp_cli_output_protect (output, cli->into);
  for (guint i = 0; i < cli->names->len; i++)
    zp_cli_output_protect (output, g_ptr_array_index (cli->names, i));
  book = zp_cli_read_bytes (cli->into, ZP_BOOK_MAX_FILE, &error);
  if (book == NULL)
    zp_cli_fail (cli, ZP_CLI_FAILED, cli->into, error);
  for (guint i = 0; book != NULL && i < cli->names->len; i++)
    fill_file (cli, output, book, g_ptr_array_index (cli->names, i));
}
