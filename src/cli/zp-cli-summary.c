/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cli-summary.h"

#include <glib/gi18n.h>
#include <string.h>

#include "zp-cli-json.h"
#include "zp-cli-output.h"
#include "zp-cli-table.h"
#include "zp-paper.h"
#include "zp-summary-book.h"
#include "zp-summary-figures.h"
#include "zp-summary-pages.h"
#include "zp-summary-text.h"

/* What is shown of long tables; the workbook has all rows. */
#define SHOWN_ROWS 20

typedef enum
{
  TO_OVERVIEW, /* on the terminal */
  TO_XLSX,
  TO_PDF,
  TO_DOCX,
  TO_TEXT, /* on the terminal too */
} Target;

/* --- reading --- */

static ZpForm *
load (guint index, gpointer user_data, GError **error)
{
  ZpCli *cli = user_data;

  return zp_cli_load_form (cli, g_ptr_array_index (cli->names, index), NULL, error);
}

/* A file that cannot be read is told; the others are summed up. */
static gboolean
taken (guint index,
       const ZpFormFacts *facts,
       const GError *failure,
       gpointer user_data,
       GError **error)
{
  ZpCli *cli = user_data;

  if (failure != NULL)
    zp_cli_fail (cli, ZP_CLI_FAILED, g_ptr_array_index (cli->names, index), failure);
  return TRUE;
}

/* --- on the terminal --- */

static void
print_key_figures (const ZpFigure *figure)
{
  g_autoptr (ZpCliTable) table = zp_cli_table_new ("<<<");

  for (guint i = 0; i < figure->rows->len; i++)
    for (guint column = 0; column < 3; column++)
      zp_cli_table_add (table, zp_figure_get_row (figure, i)->cells[column].text);
  zp_cli_table_print (table);
}

static void
print_figure (const ZpFigure *figure)
{
  guint n_columns = figure->columns->len;
  g_autofree char *columns = g_new0 (char, n_columns + 1);
  g_autoptr (ZpCliTable) table = NULL;

  for (guint i = 0; i < n_columns; i++)
    columns[i] = zp_figure_get_column (figure, i)->number ? ZP_CLI_RIGHT : ZP_CLI_LEFT;
  table = zp_cli_table_new (columns);
  for (guint i = 0; i < n_columns; i++)
    zp_cli_table_add (table, zp_figure_get_column (figure, i)->heading);
  for (guint row = 0; row < MIN (figure->rows->len, SHOWN_ROWS); row++)
    for (guint i = 0; i < n_columns; i++)
      zp_cli_table_add (table, zp_figure_get_row (figure, row)->cells[i].text);
  zp_cli_printf ("\n%s\n", figure->title);
  zp_cli_table_print (table);
  if (figure->rows->len > SHOWN_ROWS)
    zp_cli_printf (_ ("  … and %u more; the workbook has all\n"), figure->rows->len - SHOWN_ROWS);
}

static void
print_overview (GPtrArray *facts)
{
  g_autoptr (ZpSummary) summary = zp_summary_new (facts);
  g_autoptr (GPtrArray) figures = zp_summary_make_figures (summary);
  g_autofree char *title = zp_summary_make_title (facts);

  zp_cli_printf ("%s\n", title);
  for (guint i = 0; i < figures->len; i++)
    {
      const ZpFigure *figure = g_ptr_array_index (figures, i);

      if (g_str_equal (figure->key, ZP_FIGURE_KEY_FIGURES))
        print_key_figures (figure);
      else if (figure->rows->len > 0)
        print_figure (figure);
    }
}

/* --- writing --- */

/* What is told as JSON is learnt on the way. */
static GPtrArray *
write_target (
    ZpCli *cli, ZpCliOutput *output, Target target, const ZpSummarySource *source, GError **error)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (ZpForm) prose = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (target == TO_XLSX)
    bytes = zp_summary_write_book (source, zp_cli_get_time (), &facts, NULL, error);
  else if (target == TO_PDF)
    bytes = zp_summary_write_pdf (source, zp_cli_get_time (), &facts, NULL, error);
  else
    prose = zp_summary_make_prose (source, cli->catalog, &facts, NULL, error);
  if (target == TO_TEXT && prose != NULL)
    {
      g_autofree char *text = zp_summary_prose_to_text (prose);

      if (!cli->json)
        zp_cli_print (text);
      return g_steal_pointer (&facts);
    }
  if (prose != NULL)
    bytes = zp_paper_write (&prose, 1, ZP_PAPER_DOCX, zp_cli_get_time (), error);
  if (bytes == NULL || !zp_cli_output_write (output, cli->output, bytes, error))
    return NULL;
  return g_steal_pointer (&facts);
}

static gboolean
find_target (ZpCli *cli, Target *out_target)
{
  const char *name = cli->to;

  if (name == NULL && cli->output != NULL && strrchr (cli->output, '.') != NULL)
    name = strrchr (cli->output, '.') + 1;
  if (name == NULL && cli->output == NULL)
    *out_target = TO_OVERVIEW;
  else if (g_strcmp0 (name, "xlsx") == 0)
    *out_target = TO_XLSX;
  else if (g_strcmp0 (name, "pdf") == 0)
    *out_target = TO_PDF;
  else if (g_strcmp0 (name, "docx") == 0)
    *out_target = TO_DOCX;
  else if (g_strcmp0 (name, "text") == 0 && cli->output == NULL)
    *out_target = TO_TEXT;
  else
    {
      zp_cli_wrong (
          cli,
          _ ("summary: say with -o what to write: a name that ends with .xlsx, .pdf or .docx"));
      return FALSE;
    }
  if (*out_target == TO_OVERVIEW || *out_target == TO_TEXT || cli->output != NULL)
    return TRUE;
  zp_cli_wrong (cli, _ ("-o: is missing; write the name of the file to be made"));
  return FALSE;
}

static void
tell (ZpCli *cli, Target target, GPtrArray *facts)
{
  if (cli->json)
    {
      g_autoptr (ZpSummary) summary = zp_summary_new (facts);

      json_builder_begin_object (cli->builder);
      if (cli->output != NULL)
        zp_json_add_name (cli->builder, "output", cli->output);
      zp_cli_summary_add_json (cli->builder, summary, facts);
      json_builder_end_object (cli->builder);
    }
  else if (target == TO_OVERVIEW)
    print_overview (facts);
  else if (target != TO_TEXT)
    {
      g_autofree char *shown = g_filename_display_name (cli->output);

      zp_cli_printf ("%s\n", shown);
    }
}

/** zp_cli_summary: what forms come to. */
void
zp_cli_summary (ZpCli *cli)
{
  ZpSummarySource source = { cli->names->len, load, taken, cli };
  g_autoptr (ZpCliOutput) output = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  Target target = TO_OVERVIEW;

  if (!find_target (cli, &target))
    return;
  output = zp_cli_output_new_file (cli);
  if (!zp_cli_output_is_ready (output))
    return;
  if (target != TO_OVERVIEW)
    facts = write_target (cli, output, target, &source, &error);
  else
    facts = zp_summary_gather (&source, NULL, &error);
  if (error != NULL)
    zp_cli_fail (cli, ZP_CLI_FAILED, cli->output != NULL ? cli->output : "summary", error);
  else
    tell (cli, target, facts);
}
