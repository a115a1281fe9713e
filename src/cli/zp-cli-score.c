/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "zp-cli-json.h"
#include "zp-cli-table.h"
#include "zp-cli.h"
#include "zp-cross.h"
#include "zp-expected.h"
#include "zp-store-across.h"
#include "zp-review.h"
#include "zp-wording.h"

/* A form with all that is known about it. */
typedef struct
{
  const char *name;
  ZpForm *form;
  ZpScorecard *card;
  GPtrArray *findings;
} Scored;

static void
scored_clear (Scored *scored)
{
  g_clear_object (&scored->form);
  g_clear_pointer (&scored->card, zp_scorecard_unref);
  g_clear_pointer (&scored->findings, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scored, scored_clear)

static gboolean
scored_read (Scored *scored, ZpCli *cli, const char *name, ZpProfile *profile)
{
  scored->name = name;
  scored->form = zp_cli_read_form (cli, name, NULL);
  if (scored->form == NULL)
    return FALSE;
  if (profile != NULL)
    zp_form_set_profile (scored->form, profile);
  scored->card = zp_score_form (scored->form);
  scored->findings = zp_check_form (scored->form, scored->card);
  return TRUE;
}

/* --- JSON --- */

static void
add_score (JsonBuilder *builder, const ZpScore *score)
{
  zp_json_add_decimal (builder, "computed", score->has_computed, score->computed);
  zp_json_add_decimal (builder, "score", score->has_score, score->score);
  zp_json_add_bool (builder, "by_hand", score->by_hand);
}

static void
add_execution (JsonBuilder *builder, const ZpScorecard *card)
{
  g_autofree char *explanation = NULL;

  if (!card->has_execution)
    {
      zp_json_add_optional (builder, "execution", NULL);
      return;
    }
  explanation = zp_word_execution (card);
  zp_json_begin_object (builder, "execution");
  zp_json_add_decimal (builder, "rate", card->has_rate, card->rate);
  zp_json_add_decimal (builder, "weight", TRUE, card->execution_weight);
  add_score (builder, &card->execution);
  zp_json_add_text (builder, "explanation", explanation);
  json_builder_end_object (builder);
}

static void
add_line (JsonBuilder *builder, const ZpScorecard *card, const ZpScoreLine *line)
{
  g_autofree char *explanation = zp_word_line (card, line);
  g_autofree char *address
      = g_strdup_printf ("%s/%s", zp_template_get_indicators (card->template_)->key, line->row_id);

  json_builder_begin_object (builder);
  zp_json_add_text (builder, "address", address);
  zp_json_add_int (builder, "row", line->number);
  zp_json_add_optional (builder, "goal", line->goal);
  zp_json_add_text (builder, "level1", line->level1);
  zp_json_add_text (builder, "level2", line->level2);
  zp_json_add_text (builder, "level3", line->level3);
  zp_json_add_decimal (builder, "weight", line->has_weight, line->weight);
  zp_json_add_text (builder, "kind", zp_kind_to_string (line->kind));
  zp_json_add_text (builder, "outcome", zp_outcome_to_string (line->outcome));
  add_score (builder, &line->score);
  zp_json_add_text (builder, "explanation", explanation);
  json_builder_end_object (builder);
}

static void
add_lines (JsonBuilder *builder, const ZpScorecard *card)
{
  zp_json_begin_array (builder, "indicators");
  for (guint i = 0; i < card->lines->len; i++)
    add_line (builder, card, &g_array_index (card->lines, ZpScoreLine, i));
  json_builder_end_array (builder);
}

static void
add_levels (JsonBuilder *builder, const ZpScorecard *card)
{
  zp_json_begin_array (builder, "levels");
  for (guint i = 0; i < card->levels->len; i++)
    {
      const ZpScoreLevel *level = &g_array_index (card->levels, ZpScoreLevel, i);

      json_builder_begin_object (builder);
      zp_json_add_optional (builder, "goal", level->goal);
      zp_json_add_text (builder, "level1", level->level1);
      zp_json_add_decimal (builder, "weight", TRUE, level->weight);
      zp_json_add_decimal (builder, "score", TRUE, level->score);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_total (JsonBuilder *builder, const ZpScorecard *card)
{
  if (!card->scored)
    {
      zp_json_add_optional (builder, "total", NULL);
      return;
    }
  zp_json_begin_object (builder, "total");
  zp_json_add_decimal (builder, "weight", TRUE, card->total_weight);
  zp_json_add_decimal (builder, "score", card->has_total, card->total);
  zp_json_add_decimal (builder, "computed", card->has_total, card->total_computed);
  zp_json_add_optional (builder, "grade", card->grade);
  json_builder_end_object (builder);
}

static void
add_head (JsonBuilder *builder, const Scored *scored)
{
  zp_json_add_name (builder, "file", scored->name);
  zp_json_add_text (builder, "template", zp_template_get_id (zp_form_get_template (scored->form)));
  zp_json_add_text (builder, "profile", zp_form_get_profile (scored->form)->id);
}

static void
add_findings (JsonBuilder *builder, const Scored *scored)
{
  zp_json_begin_array (builder, "findings");
  for (guint i = 0; i < scored->findings->len; i++)
    zp_json_add_finding (builder, g_ptr_array_index (scored->findings, i));
  json_builder_end_array (builder);
}

static void
add_repairs (JsonBuilder *builder, const ZpExpected *expected)
{
  zp_json_begin_array (builder, "repairs");
  for (guint i = 0; i < expected->repairs->len; i++)
    {
      const ZpRepair *repair = &g_array_index (expected->repairs, ZpRepair, i);

      json_builder_begin_object (builder);
      zp_json_add_text (builder, "address", repair->address);
      zp_json_add_text (builder, "check", repair->finding->check);
      zp_json_add_decimal (builder, "gain", TRUE, repair->gain);
      zp_json_add_int (builder, "effort", repair->effort);
      zp_json_add_text (builder, "remedy", repair->finding->remedy);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* What a reviewer would probably give; null where that cannot be said. */
static void
add_expected (JsonBuilder *builder, const Scored *scored)
{
  g_autoptr (ZpExpected) expected = zp_expected_new (scored->form, scored->card, scored->findings);
  g_autofree char *explanation = NULL;

  if (expected == NULL)
    {
      zp_json_add_optional (builder, "expected_review", NULL);
      return;
    }
  explanation = zp_expected_explain (expected);
  zp_json_begin_object (builder, "expected_review");
  zp_json_add_decimal (builder, "score", TRUE, expected->total);
  zp_json_add_decimal (builder, "deviation", TRUE, expected->deviation.deviation);
  zp_json_add_decimal (builder, "degree", expected->deviation.has_degree,
                       expected->deviation.degree);
  zp_json_add_bool (builder, "no_evidence", expected->no_evidence);
  zp_json_add_text (builder, "explanation", explanation);
  add_repairs (builder, expected);
  json_builder_end_object (builder);
}

static void
add_scored (JsonBuilder *builder, const Scored *scored)
{
  json_builder_begin_object (builder);
  add_head (builder, scored);
  add_execution (builder, scored->card);
  add_lines (builder, scored->card);
  add_levels (builder, scored->card);
  add_total (builder, scored->card);
  add_findings (builder, scored);
  add_expected (builder, scored);
  json_builder_end_object (builder);
}

/* --- words --- */

static void
print_head (const Scored *scored)
{
  const char *project = zp_form_get_field (scored->form, "project_name");
  g_autofree char *name = g_filename_display_name (scored->name);
  g_autofree char *title
      = g_strdup (project != NULL && *project != '\0'
                      ? project
                      : zp_template_get_title (zp_form_get_template (scored->form)));

  for (char *p = title; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  zp_cli_printf (_ ("%s: %s (form %s, rules %s)\n"), name, title,
                 zp_template_get_id (zp_form_get_template (scored->form)),
                 zp_form_get_profile (scored->form)->id);
}

static void
add_number (ZpCliTable *table, gboolean has_value, ZpDecimal value)
{
  g_autofree char *text = has_value ? zp_decimal_to_string (value) : NULL;

  zp_cli_table_add (table, text);
}

static void
tabulate_execution (ZpCliTable *table, const ZpScorecard *card)
{
  g_autofree char *explanation = zp_word_execution (card);
  g_autofree char *rate = zp_decimal_to_string (card->rate);
  g_autofree char *shown = card->has_rate ? g_strconcat (rate, "%", NULL) : NULL;

  zp_cli_table_add (table, NULL);
  zp_cli_table_add (table, _ ("execution rate"));
  zp_cli_table_add (table, NULL);
  zp_cli_table_add (table, shown);
  add_number (table, TRUE, card->execution_weight);
  add_number (table, card->execution.has_score, card->execution.score);
  zp_cli_table_add (table, explanation);
}

static void
tabulate_line (ZpCliTable *table, const ZpScorecard *card, const ZpScoreLine *line)
{
  g_autofree char *explanation = zp_word_line (card, line);
  g_autofree char *number = g_strdup_printf ("%u", line->number);

  zp_cli_table_add (table, number);
  zp_cli_table_add (table, *line->level3 != '\0' ? line->level3 : line->level2);
  zp_cli_table_add (table, line->target);
  zp_cli_table_add (table, line->actual);
  add_number (table, line->has_weight, line->weight);
  add_number (table, line->score.has_score, line->score.score);
  zp_cli_table_add (table, explanation);
}

static void
tabulate_total (ZpCliTable *table, const ZpScorecard *card)
{
  g_autofree char *words = zp_word_total (card);

  zp_cli_table_add (table, NULL);
  zp_cli_table_add (table, _ ("total"));
  zp_cli_table_add (table, NULL);
  zp_cli_table_add (table, NULL);
  add_number (table, TRUE, card->total_weight);
  add_number (table, card->has_total, card->total);
  zp_cli_table_add (table, words);
}

static void
print_scored (const Scored *scored)
{
  static const char *const heads[]
      = { "",           N_ ("indicator"),  N_ ("target"), N_ ("actual"), N_ ("weight"),
          N_ ("score"), N_ ("explanation") };
  const ZpScorecard *card = scored->card;
  g_autoptr (ZpCliTable) table = zp_cli_table_new ("><<<>><");

  print_head (scored);
  if (!card->scored)
    {
      zp_cli_printf ("  %s\n\n", _ ("This form has no scores."));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    zp_cli_table_add (table, *heads[i] != '\0' ? _ (heads[i]) : "");
  if (card->has_execution)
    tabulate_execution (table, card);
  for (guint i = 0; i < card->lines->len; i++)
    tabulate_line (table, card, &g_array_index (card->lines, ZpScoreLine, i));
  tabulate_total (table, card);
  zp_cli_table_print (table);
  zp_cli_print ("\n");
}

static gboolean
find_profile (ZpCli *cli, ZpProfile **out_profile)
{
  g_autoptr (GError) error = NULL;

  if (cli->profile == NULL)
    return TRUE;
  *out_profile = zp_catalog_find_profile (cli->catalog, cli->profile, &error);
  if (*out_profile == NULL)
    zp_cli_wrong (cli, "%s", error->message);
  return *out_profile != NULL;
}

/** zp_cli_score: every score with its explanation, totals, grade. */
void
zp_cli_score (ZpCli *cli)
{
  ZpProfile *profile = NULL;

  if (!find_profile (cli, &profile))
    return;
  for (guint i = 0; i < cli->names->len; i++)
    {
      g_auto (Scored) scored = { 0 };

      if (!scored_read (&scored, cli, g_ptr_array_index (cli->names, i), profile))
        continue;
      if (cli->json)
        add_scored (cli->builder, &scored);
      else
        print_scored (&scored);
    }
}

/* --- findings --- */

/* What is said about an indicator names its row already. */
static char *
dup_place (const Scored *scored, const ZpFinding *finding)
{
  g_autofree char *place = NULL;

  if (finding->address == NULL || finding->row > 0)
    return g_strdup ("");
  place = zp_word_address (scored->form, finding->address);
  return g_strconcat (place, ": ", NULL);
}

static void
print_finding (const Scored *scored, const ZpFinding *finding)
{
  g_autofree char *place = dup_place (scored, finding);

  zp_cli_printf ("    %s  %s%s\n", finding->check, place, finding->message);
  if (finding->remedy != NULL && *finding->remedy != '\0')
    zp_cli_printf ("        → %s\n", finding->remedy);
}

static void
print_group (const Scored *scored, ZpSeverity severity, const char *heading)
{
  guint n = zp_findings_count (scored->findings, severity);

  if (n == 0)
    return;
  zp_cli_printf ("  %s (%u)\n", heading, n);
  for (guint i = 0; i < scored->findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (scored->findings, i);

      if (finding->severity == severity && finding->answer == NULL)
        print_finding (scored, finding);
    }
}

static void
print_answered (const Scored *scored)
{
  guint n = 0;

  for (guint i = 0; i < scored->findings->len; i++)
    n += ((const ZpFinding *) g_ptr_array_index (scored->findings, i))->answer != NULL;
  if (n == 0)
    return;
  zp_cli_printf ("  %s (%u)\n", _ ("answered warnings"), n);
  for (guint i = 0; i < scored->findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (scored->findings, i);

      if (finding->answer == NULL)
        continue;
      print_finding (scored, finding);
      zp_cli_printf (_ ("        answer: %s\n"), finding->answer);
    }
}

static void
print_expected (const Scored *scored)
{
  g_autoptr (ZpExpected) expected = zp_expected_new (scored->form, scored->card, scored->findings);
  g_autofree char *degree = NULL;
  g_autofree char *total = NULL;
  g_autofree char *explanation = NULL;

  if (expected == NULL || scored->findings->len == 0)
    return;
  degree = zp_review_degree_to_string (&expected->deviation);
  total = zp_decimal_to_string (expected->total);
  explanation = zp_expected_explain (expected);
  zp_cli_printf (_ ("  If reviewed: about %s points, %s off\n      %s\n"), total, degree,
                 explanation);
}

/* (transfer full): what is wrong with the history, "" when nothing is. */
static char *
dup_fault (const Scored *scored)
{
  guint event = 0;
  ZpLogFault fault = zp_review_verify (scored->form, &event);

  return zp_word_log_fault (fault, event);
}

static void
print_findings (const Scored *scored)
{
  g_autofree char *fault = dup_fault (scored);

  print_head (scored);
  if (*fault != '\0')
    zp_cli_printf ("  %s\n", fault);
  if (scored->findings->len == 0)
    zp_cli_printf ("  %s\n", _ ("Nothing was found."));
  print_group (scored, ZP_SEVERITY_ERROR, _ ("errors"));
  print_group (scored, ZP_SEVERITY_WARNING, _ ("warnings"));
  print_group (scored, ZP_SEVERITY_HINT, _ ("hints"));
  print_answered (scored);
  print_expected (scored);
  zp_cli_print ("\n");
}

static void
add_checked (JsonBuilder *builder, const Scored *scored)
{
  g_autofree char *fault = dup_fault (scored);

  json_builder_begin_object (builder);
  add_head (builder, scored);
  if (*fault != '\0')
    zp_json_add_text (builder, "history_fault", fault);
  add_findings (builder, scored);
  add_expected (builder, scored);
  json_builder_end_object (builder);
}

/* What shows only beside the other forms of the command line. */
static void
check_across (GPtrArray *all)
{
  g_autoptr (GPtrArray) others
      = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_other_form_free);

  for (guint i = 0; i < all->len; i++)
    {
      const Scored *scored = g_ptr_array_index (all, i);

      g_ptr_array_add (others, zp_other_form_new_from_form (scored->form, scored->card));
    }
  for (guint i = 0; i < all->len; i++)
    {
      Scored *scored = g_ptr_array_index (all, i);
      g_autoptr (GPtrArray) own = g_steal_pointer (&scored->findings);
      g_autoptr (GPtrArray) across = zp_check_across (scored->form, scored->card, others);

      scored->findings = zp_findings_merge (scored->form, own, across);
    }
}

static gboolean
is_told (GPtrArray *findings, const ZpFinding *finding)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *told = g_ptr_array_index (findings, i);

      if (g_str_equal (told->check, finding->check)
          && g_strcmp0 (told->address, finding->address) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What shows only beside the forms of the library that was named. */
static void
check_in_library (ZpCli *cli, ZpStore *store, Scored *scored)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) across
      = zp_store_check_across (store, scored->form, scored->card, NULL, &error);
  g_autoptr (GPtrArray) own = NULL;

  if (across == NULL)
    {
      zp_cli_fail (cli, ZP_CLI_FAILED, zp_store_get_path (store), error);
      return;
    }
  for (guint i = across->len; i > 0; i--)
    if (is_told (scored->findings, g_ptr_array_index (across, i - 1)))
      g_ptr_array_remove_index (across, i - 1);
  own = g_steal_pointer (&scored->findings);
  scored->findings = zp_findings_merge (scored->form, own, across);
}

static void
scored_free (Scored *scored)
{
  scored_clear (scored);
  g_free (scored);
}

/** zp_cli_check: all findings, also those that show only beside the other forms, and beside those of
 * a library that is named. */
void
zp_cli_check (ZpCli *cli)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) scored_free);
  g_autoptr (ZpStore) store = NULL;

  if (cli->store != NULL && !zp_cli_open_store (cli, FALSE, &store))
    return;
  for (guint i = 0; i < cli->names->len; i++)
    {
      Scored *scored = g_new0 (Scored, 1);

      if (scored_read (scored, cli, g_ptr_array_index (cli->names, i), NULL))
        g_ptr_array_add (all, scored);
      else
        scored_free (scored);
    }
  if (all->len > 1)
    check_across (all);
  for (guint i = 0; store != NULL && i < all->len; i++)
    check_in_library (cli, store, g_ptr_array_index (all, i));
  for (guint i = 0; i < all->len; i++)
    {
      const Scored *scored = g_ptr_array_index (all, i);

      if (zp_findings_count (scored->findings, ZP_SEVERITY_ERROR) > 0
          || zp_review_verify (scored->form, NULL) != ZP_LOG_WHOLE)
        zp_cli_raise (cli, ZP_CLI_FINDINGS);
      if (cli->json)
        add_checked (cli->builder, scored);
      else
        print_findings (scored);
    }
}
