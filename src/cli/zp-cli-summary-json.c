/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cli-summary.h"

#include "zp-cli-json.h"

/* The numbers of a summary as JSON. */

static void
add_optional (JsonBuilder *builder, const char *key, const ZpOptional *value)
{
  zp_json_add_decimal (builder, key, value->there, value->value);
}

static void
add_sum (JsonBuilder *builder, const char *key, const ZpSum *sum)
{
  zp_json_add_decimal (builder, key, zp_sum_is_known (sum), sum->value);
}

static void
add_grades (JsonBuilder *builder, GArray *grades)
{
  zp_json_begin_array (builder, "grades");
  for (guint i = 0; i < grades->len; i++)
    {
      const ZpTally *tally = &g_array_index (grades, ZpTally, i);

      json_builder_begin_object (builder);
      zp_json_add_text (builder, "grade", tally->name);
      zp_json_add_int (builder, "forms", tally->n);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_group (JsonBuilder *builder, const ZpSummaryGroup *group)
{
  zp_json_add_int (builder, "forms", group->forms->len);
  add_sum (builder, "initial", &group->initial);
  add_sum (builder, "budget", &group->budget);
  add_sum (builder, "executed", &group->executed);
  add_optional (builder, "rate", &group->rate);
  zp_json_add_int (builder, "scored", group->score.n);
  add_optional (builder, "average", &group->average);
  add_optional (builder, "lowest", &group->lowest);
  add_optional (builder, "median", &group->median);
  add_optional (builder, "highest", &group->highest);
  add_grades (builder, group->grades);
  zp_json_add_int (builder, "reviewed", group->review.n);
  add_optional (builder, "average_self", &group->average_self);
  add_optional (builder, "average_review", &group->average_review);
  zp_json_add_int (builder, "errors", group->errors);
  zp_json_add_int (builder, "warnings", group->warnings);
}

static void
add_groups (JsonBuilder *builder, const ZpSummary *summary)
{
  zp_json_begin_array (builder, "units");
  for (guint i = 0; i < summary->groups->len; i++)
    {
      const ZpSummaryGroup *group = g_ptr_array_index (summary->groups, i);

      json_builder_begin_object (builder);
      zp_json_add_text (builder, "year", group->year);
      zp_json_add_text (builder, "unit", group->unit);
      add_group (builder, group);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_histogram (JsonBuilder *builder, const ZpSummary *summary)
{
  zp_json_begin_array (builder, "scores");
  for (guint i = 0; i < summary->histogram->len; i++)
    {
      const ZpTally *tally = &g_array_index (summary->histogram, ZpTally, i);

      json_builder_begin_object (builder);
      zp_json_add_decimal (builder, "from", TRUE, tally->from);
      zp_json_add_decimal (builder, "to", TRUE, tally->to);
      zp_json_add_int (builder, "forms", tally->n);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_levels (JsonBuilder *builder, const ZpSummary *summary)
{
  zp_json_begin_array (builder, "levels");
  for (guint i = 0; i < summary->levels->len; i++)
    {
      const ZpTally *tally = &g_array_index (summary->levels, ZpTally, i);

      json_builder_begin_object (builder);
      zp_json_add_text (builder, "level1", tally->name);
      add_sum (builder, "weight", &tally->weight);
      add_sum (builder, "score", &tally->score);
      add_optional (builder, "share", &tally->share);
      zp_json_add_int (builder, "forms", tally->forms->len);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_findings (JsonBuilder *builder, const ZpSummary *summary)
{
  zp_json_begin_array (builder, "findings");
  for (guint i = 0; i < summary->findings->len; i++)
    {
      const ZpTally *tally = &g_array_index (summary->findings, ZpTally, i);

      json_builder_begin_object (builder);
      zp_json_add_text (builder, "check", tally->name);
      zp_json_add_text (builder, "severity", zp_severity_to_string (tally->severity));
      zp_json_add_int (builder, "times", tally->n);
      zp_json_add_int (builder, "forms", tally->forms->len);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_deviations (JsonBuilder *builder, const ZpSummary *summary)
{
  zp_json_begin_array (builder, "deviations");
  for (guint i = 0; i < summary->deviations->len; i++)
    {
      const ZpSummaryDeviation *found = &g_array_index (summary->deviations, ZpSummaryDeviation, i);

      json_builder_begin_object (builder);
      zp_json_add_text (builder, "id", found->form->id);
      zp_json_add_text (builder, "address", found->deviation->address);
      zp_json_add_text (builder, "level3", found->deviation->level3);
      zp_json_add_text (builder, "target", found->deviation->target);
      zp_json_add_text (builder, "actual", found->deviation->actual);
      add_optional (builder, "reached", &found->deviation->ratio);
      zp_json_add_decimal (builder, "lost", TRUE, found->deviation->lost);
      zp_json_add_text (builder, "reason", found->deviation->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_form (JsonBuilder *builder, const ZpFormFacts *form)
{
  static const char *const kinds[] = { "project", "whole", "document" };

  json_builder_begin_object (builder);
  zp_json_add_text (builder, "id", form->id);
  zp_json_add_text (builder, "kind", kinds[form->kind]);
  zp_json_add_text (builder, "project", form->project);
  zp_json_add_text (builder, "year", form->year);
  zp_json_add_text (builder, "unit", form->unit);
  zp_json_add_text (builder, "state", zp_form_state_to_string (form->state));
  add_optional (builder, "initial", &form->initial);
  add_optional (builder, "budget", &form->budget);
  add_optional (builder, "executed", &form->executed);
  add_optional (builder, "rate", &form->rate);
  add_optional (builder, "share", &form->share);
  zp_json_add_optional (builder, "lamp", zp_lamp_to_string (form->lamp));
  add_optional (builder, "score", &form->score);
  zp_json_add_optional (builder, "grade", form->grade);
  add_optional (builder, "review", &form->review);
  json_builder_end_object (builder);
}

/** zp_cli_summary_add_json: adds the members of one object. */
void
zp_cli_summary_add_json (JsonBuilder *builder, const ZpSummary *summary, GPtrArray *facts)
{
  add_group (builder, summary->all);
  add_groups (builder, summary);
  add_histogram (builder, summary);
  add_levels (builder, summary);
  add_findings (builder, summary);
  add_deviations (builder, summary);
  zp_json_begin_array (builder, "list");
  for (guint i = 0; i < facts->len; i++)
    add_form (builder, g_ptr_array_index (facts, i));
  json_builder_end_array (builder);
}
