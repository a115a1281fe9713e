/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-summary-book.h"

#include <glib/gi18n-lib.h>

#include "zp-error.h"
#include "zp-paper-language.h"
#include "zp-parallel.h"
#include "zp-sheet-builder.h"
#include "zp-sheet-layout.h"
#include "zp-summary.h"
#include "zp-xlsx-overview.h"

/* Reading, scoring, checking, laying out and measuring go on in all processors; the sheets are
 * added in order meanwhile, as the library that writes them belongs to one thread. */

typedef struct
{
  ZpFormFacts *facts;
  ZpSheet *sheet;
  ZpSheetLayout *layout;
} Part;

typedef struct
{
  const ZpSummarySource *source;
  gboolean with_sheets;
  ZpXlsxWriter *writer; /* NULL when only facts are gathered */
  GPtrArray *facts;
} Job;

/* The widths of characters are remembered with a context, so each thread keeps its own. */
static GPrivate measuring_context = G_PRIVATE_INIT (g_object_unref);

static PangoContext *
get_context (void)
{
  PangoContext *context = g_private_get (&measuring_context);

  if (context == NULL)
    {
      context = zp_sheet_layout_create_context ();
      g_private_set (&measuring_context, context);
    }
  return context;
}

static void
part_free (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->facts, zp_form_facts_free);
  g_clear_pointer (&part->sheet, zp_sheet_unref);
  g_clear_pointer (&part->layout, zp_sheet_layout_free);
  g_free (part);
}

static gpointer
make_part (guint index, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ZpForm) form = job->source->load (index, job->source->user_data, error);
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  Part *part;

  if (form == NULL)
    return NULL;
  card = zp_score_form (form);
  findings = zp_check_form (form, card);
  part = g_new0 (Part, 1);
  part->facts = zp_form_facts_new (form, card, findings);
  if (!job->with_sheets)
    return part;
  part->sheet = zp_sheet_build_paper (form, card);
  part->layout = zp_sheet_layout_new (part->sheet, get_context ());
  return part;
}

static gboolean
add_part (Job *job, Part *part, GError **error)
{
  const char *name
      = *part->facts->project != '\0' ? part->facts->project : zp_sheet_get_title (part->sheet);

  return zp_xlsx_writer_add_sheet (job->writer, name, part->sheet, part->layout, error);
}

static gboolean
take_part (guint index, gpointer made, const GError *failure, gpointer user_data, GError **error)
{
  Job *job = user_data;
  Part *part = made;
  gboolean goes_on = part == NULL || job->writer == NULL || add_part (job, part, error);

  if (goes_on && job->source->taken != NULL)
    goes_on = job->source->taken (index, part != NULL ? part->facts : NULL, failure,
                                  job->source->user_data, error);
  else if (goes_on && part == NULL)
    {
      g_propagate_error (error, g_error_copy (failure));
      goes_on = FALSE;
    }
  if (part == NULL)
    return goes_on;
  g_ptr_array_add (job->facts, g_steal_pointer (&part->facts));
  return goes_on;
}

static GPtrArray *
facts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zp_form_facts_free);
}

/**
 * zp_summary_gather:
 * @source: forms
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Learns from many forms what a summary needs.  Takes a while; may be called in any thread.
 *
 * Returns: (transfer full) (nullable) (element-type ZpFormFacts): facts of those that could be
 * loaded
 */
GPtrArray *
zp_summary_gather (const ZpSummarySource *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) facts = facts_new ();
  Job job = { source, FALSE, NULL, facts };

  if (!zp_parallel_run (source->n_forms, make_part, part_free, take_part, &job, cancellable, error))
    return NULL;
  return g_steal_pointer (&facts);
}

/**
 * zp_summary_write_book:
 * @source: forms, at least one
 * @created: when the workbook was made, in seconds since 1970
 * @out_facts: (out) (optional) (element-type ZpFormFacts): what was learnt from them
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Writes the workbook of a summary: index, overview with charts, tables, and a sheet for each form
 * that could be loaded.  Takes a while; may be called in any thread.
 *
 * Returns: (transfer full) (nullable): the file; %NULL if it could not be made (%ZP_ERROR_EXPORT),
 * none of the forms could be loaded, or it was cancelled
 */
GBytes *
zp_summary_write_book (const ZpSummarySource *source,
                       gint64 created,
                       GPtrArray **out_facts,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();
  g_autoptr (GPtrArray) facts = facts_new ();
  g_autoptr (ZpXlsxWriter) writer = zp_xlsx_writer_new (error);
  g_autofree char *title = NULL;
  Job job = { source, TRUE, writer, facts };
  GBytes *bytes;

  if (writer == NULL || !zp_xlsx_overview_begin (writer, error))
    return NULL;
  zp_xlsx_writer_set_created (writer, created);
  if (!zp_parallel_run (source->n_forms, make_part, part_free, take_part, &job, cancellable, error))
    return NULL;
  if (facts->len == 0)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_EXPORT, _ ("there is no form to sum up"));
      return NULL;
    }
  title = zp_summary_make_title (facts);
  if (!zp_xlsx_overview_finish (writer, title, facts, error))
    return NULL;
  bytes = zp_xlsx_writer_finish (writer, error);
  if (bytes != NULL && out_facts != NULL)
    *out_facts = g_steal_pointer (&facts);
  return bytes;
}
