/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-summary-text.h"

#include <glib/gi18n-lib.h>

#include "zp-derive.h"
#include "zp-error.h"
#include "zp-paper.h"
#include "zp-parallel.h"
#include "zp-sheet.h"

/* The text is a document like any other: a template has its sentences, and its figures come from
 * the forms, so that table and text cannot disagree. */

typedef struct
{
  const ZpSummarySource *source;
  ZpForm *prose;
  GArray *projects; /* ZpDeriveSource; owns form and card */
  GPtrArray *facts;
  ZpDecimal whole_money;
  guint n_wholes;
} Job;

static void
clear_project (gpointer data)
{
  ZpDeriveSource *project = data;

  g_object_unref ((gpointer) project->form);
  zp_scorecard_unref ((ZpScorecard *) project->card);
}

static gpointer
load (guint index, gpointer user_data, GError **error)
{
  Job *job = user_data;

  return job->source->load (index, job->source->user_data, error);
}

/* Forms of own templates may not fit into the text; they are left out of it. */
static void
take_form (Job *job, ZpForm *form)
{
  ZpDecimal money;

  if (zp_form_can_derive (job->prose, form))
    {
      ZpDeriveSource project = { g_object_ref (form), zp_score_form (form) };

      g_array_append_val (job->projects, project);
    }
  else if (zp_form_get_kind (form) == ZP_FORM_WHOLE
           && zp_form_get_money (form, ZP_ROLE_EXECUTED, &money)
           && zp_decimal_add (job->whole_money, money, &job->whole_money))
    job->n_wholes++;
}

static gboolean
take (guint index, gpointer made, const GError *failure, gpointer user_data, GError **error)
{
  Job *job = user_data;
  ZpForm *form = made;
  ZpFormFacts *facts = form != NULL ? zp_form_facts_gather (form) : NULL;

  if (form != NULL)
    take_form (job, form);
  if (facts != NULL)
    g_ptr_array_add (job->facts, facts);
  return job->source->taken == NULL
         || job->source->taken (index, facts, failure, job->source->user_data, error);
}

static gboolean
set (ZpForm *prose, const char *key, const char *text, GError **error)
{
  return zp_template_find_field (zp_form_get_template (prose), key) == NULL
         || zp_form_set (prose, key, text, NULL, error);
}

static gboolean
set_wholes (Job *job, GError **error)
{
  g_autofree char *count = g_strdup_printf ("%u", job->n_wholes);
  g_autofree char *money = zp_decimal_format (job->whole_money, 2, ZP_DECIMAL_PLACES);

  return job->n_wholes == 0
         || (set (job->prose, "department_count", count, error)
             && set (job->prose, "department_amount", money, error));
}

static gboolean
fill (Job *job, GError **error)
{
  const ZpDeriveSource *projects = (const ZpDeriveSource *) (gpointer) job->projects->data;

  if (job->projects->len == 0)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_EXPORT,
                           _ ("there is no form of a project that the text could tell of"));
      return FALSE;
    }
  return zp_form_derive_all (job->prose, projects, job->projects->len, NULL, error)
         && zp_form_propose (job->prose, projects, job->projects->len, error)
         && set_wholes (job, error);
}

/**
 * zp_summary_make_prose:
 * @source: forms
 * @catalog: where the template of the text is
 * @out_facts: (out) (optional) (element-type ZpFormFacts): what was learnt from them
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Writes the text about forms, as a document that can be exported like any other.
 *
 * Returns: (transfer full) (nullable): the document
 */
ZpForm *
zp_summary_make_prose (const ZpSummarySource *source,
                       ZpCatalog *catalog,
                       GPtrArray **out_facts,
                       GCancellable *cancellable,
                       GError **error)
{
  ZpTemplate *template_ = zp_catalog_find_template (catalog, ZP_SUMMARY_PROSE, error);
  g_autoptr (ZpForm) prose = NULL;
  g_autoptr (GArray) projects = g_array_new (FALSE, FALSE, sizeof (ZpDeriveSource));
  g_autoptr (GPtrArray) facts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_form_facts_free);
  ZpProfile *profile;
  Job job = { source, NULL, projects, facts, ZP_DECIMAL_ZERO, 0 };

  if (template_ == NULL)
    return NULL;
  profile = zp_catalog_find_profile (catalog, zp_template_get_profiles (template_)[0], error);
  if (profile == NULL)
    return NULL;
  prose = job.prose = zp_form_new (template_, profile);
  g_array_set_clear_func (projects, clear_project);
  if (!zp_parallel_run (source->n_forms, load, g_object_unref, take, &job, cancellable, error)
      || !fill (&job, error))
    return NULL;
  if (out_facts != NULL)
    *out_facts = g_steal_pointer (&facts);
  return g_steal_pointer (&prose);
}

/**
 * zp_summary_prose_to_text:
 * @prose: a document of headings and paragraphs
 *
 * Returns: (transfer full): its headings and paragraphs as lines, without the table of its figures
 */
char *
zp_summary_prose_to_text (ZpForm *prose)
{
  g_autoptr (ZpSheet) sheet = zp_paper_make_sheet (prose);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);

      if (cell->style == ZP_STYLE_HEADING3)
        break;
      if (*cell->text != '\0' && cell->style >= ZP_STYLE_DOC_TITLE)
        g_string_append_printf (text, "%s\n", cell->text);
    }
  return g_string_free (text, FALSE);
}
