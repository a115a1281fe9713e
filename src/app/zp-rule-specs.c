/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-rule-specs.h"

#include "zp-check-titles.h"

#include <glib/gi18n.h>

/* --- what can be chosen --- */

const ZpRuleChoice zp_rule_roundings[] = {
  { "half-up", N_ ("half up (四舍五入)") },
  { "down", N_ ("cut off (截去)") },
  { "up", N_ ("always up (进一)") },
  { "half-even", N_ ("half to even") },
  { 0 },
};

/* Shown by what becomes of 12.5 and 100. */
const ZpRuleChoice zp_rule_digits[] = {
  { "0-0", "13 · 100" },
  { "0-1", "12.5 · 100" },
  { "1-1", "12.5 · 100.0" },
  { "1-1 bare", "12.5 · 100 · 0.0 → 0" },
  { "0-2", "12.5 · 12.55 · 100" },
  { "1-2", "12.5 · 12.55 · 100.0" },
  { "2-2", "12.50 · 100.00" },
  { "2-2 bare", "12.50 · 100" },
  { "0-4", "12.5 · 12.5555 · 100" },
  { "0-6", "12.5 · 12.555555 · 100" },
  { "2-6", "12.50 · 12.555555 · 100.00" },
  { 0 },
};

static const ZpRuleChoice rate_bases[] = {
  { "printed-rate", N_ ("the rounded rate, as printed") },
  { "exact-rate", N_ ("the exact ratio") },
  { 0 },
};

static const ZpRuleChoice zero_budgets[] = {
  { "zero", N_ ("the execution score is 0") },
  { "all-zero", N_ ("every score is 0") },
  { "full", N_ ("the full execution score") },
  { 0 },
};

static const ZpRuleChoice equals[] = {
  { "at-least", N_ ("like ≥") },
  { "exact", N_ ("exactly equal, else 0") },
  { 0 },
};

static const ZpRuleChoice methods[] = {
  { "ratio", N_ ("weight × target ÷ actual") },
  { "linear", N_ ("weight × (1 − excess ÷ target)") },
  { 0 },
};

static const ZpRuleChoice actions[] = {
  { "none", N_ ("nothing") },
  { "mark", N_ ("is marked") },
  { "explain", N_ ("a reason is asked") },
  { "minus", N_ ("some points less") },
  { "by-deviation", N_ ("less by the deviation") },
  { 0 },
};

static const ZpRuleChoice severities[] = {
  { NULL, N_ ("as usual") }, { "error", N_ ("error") }, { "warning", N_ ("warning") },
  { "hint", N_ ("hint") },   { "off", N_ ("off") },     { 0 },
};

/* --- the values --- */

static const ZpRuleSpec about[] = {
  { "title", N_ ("Title"), ZP_RULE_TEXT },
  { "region", N_ ("Region"), ZP_RULE_OPTIONAL },
  { "year", N_ ("Year"), ZP_RULE_OPTIONAL },
  { "source", N_ ("Source"), ZP_RULE_TEXT, .hint = N_ ("The document that says so") },
  { "basis", N_ ("Basis"), ZP_RULE_TEXT,
    .hint = N_ ("What it says, or what published forms show") },
  { "note", N_ ("Caution"), ZP_RULE_OPTIONAL, .hint = N_ ("Shown to whoever chooses these rules") },
  { 0 },
};

static const ZpRuleSpec weights[] = {
  { "weights.total", N_ ("All together"), ZP_RULE_NUMBER, N_ ("points") },
  { "weights.execution", N_ ("Budget execution rate"), ZP_RULE_NUMBER, N_ ("points") },
  { 0 },
};

static const ZpRuleSpec level[] = {
  { "", "", ZP_RULE_NUMBER, N_ ("points") },
  { 0 },
};

static const ZpRuleSpec execution[] = {
  { "execution.rate", N_ ("Rounding of the rate"), ZP_RULE_ROUNDING },
  { "execution.from", N_ ("The score is taken of"), ZP_RULE_CHOICE, .choices = rate_bases },
  { "execution.cap", N_ ("Highest rate that counts"), ZP_RULE_OPTIONAL, "%",
    .hint = N_ ("Empty: no limit") },
  { "execution.score", N_ ("Rounding of the score"), ZP_RULE_ROUNDING },
  { "execution.zero_budget", N_ ("Without any budget"), ZP_RULE_CHOICE, .choices = zero_budgets },
  { 0 },
};

static const ZpRuleSpec tier[] = {
  { "from", N_ ("rate from"), ZP_RULE_NUMBER, "%" },
  { "share", N_ ("gives"), ZP_RULE_NUMBER, N_ ("percent of the points") },
  { 0 },
};

static const ZpRuleSpec ceiling[] = {
  { "below", N_ ("rate below"), ZP_RULE_NUMBER, "%" },
  { "total", N_ ("total at most"), ZP_RULE_NUMBER, N_ ("points") },
  { 0 },
};

static const ZpRuleSpec quantitative[] = {
  { "quantitative.missed", N_ ("Target missed: rounding"), ZP_RULE_ROUNDING,
    .hint = N_ ("weight × actual ÷ target") },
  { "quantitative.pass", N_ ("Pass mark"), ZP_RULE_OPTIONAL, N_ ("percent of the target"),
    .hint = N_ ("Below it the score is 0; empty: none") },
  { "quantitative.equal", N_ ("A target with = is scored"), ZP_RULE_CHOICE, .choices = equals },
  { "quantitative.reverse.method", N_ ("A target with ≤ is exceeded"), ZP_RULE_CHOICE,
    .choices = methods },
  { "quantitative.reverse.score", N_ ("A target with ≤ is exceeded: rounding"), ZP_RULE_ROUNDING },
  { 0 },
};

static const ZpRuleSpec over[] = {
  { "quantitative.over.from", N_ ("Counts from"), ZP_RULE_NUMBER, N_ ("percent of the target") },
  { "quantitative.over.action", N_ ("What happens"), ZP_RULE_CHOICE, .choices = actions },
  { "quantitative.over.points", N_ ("Points less"), ZP_RULE_NUMBER, N_ ("points"),
    .hint = N_ ("For “some points less”") },
  { "quantitative.over.score", N_ ("Rounding"), ZP_RULE_ROUNDING,
    .hint = N_ ("For “less by the deviation”") },
  { 0 },
};

static const ZpRuleSpec costs[] = {
  { "quantitative.cost_words", N_ ("Words that tell a cost"), ZP_RULE_WORDS,
    .hint = N_ ("In level 1 or 2, set apart by “、”") },
  { "quantitative.cost_below", N_ ("Less spent, fewer points"), ZP_RULE_PRESENCE,
    .hint = N_ ("A cost below its target is scored weight × actual ÷ target") },
  { "quantitative.cost_below.score", N_ ("Less spent: rounding"), ZP_RULE_ROUNDING },
  { 0 },
};

static const ZpRuleSpec band[] = {
  { "words", N_ ("Words"), ZP_RULE_WORDS },
  { "from", N_ ("from"), ZP_RULE_NUMBER, "%" },
  { "from_open", N_ ("edge excluded"), ZP_RULE_SWITCH },
  { "to", N_ ("to"), ZP_RULE_NUMBER, "%" },
  { "to_open", N_ ("edge excluded"), ZP_RULE_SWITCH },
  { "share", N_ ("suggested"), ZP_RULE_NUMBER, "%" },
  { 0 },
};

static const ZpRuleSpec qualitative[] = {
  { "qualitative.score", N_ ("Rounding"), ZP_RULE_ROUNDING },
  { 0 },
};

static const ZpRuleSpec satisfaction[] = {
  { "satisfaction.words", N_ ("Words that tell satisfaction"), ZP_RULE_WORDS,
    .hint = N_ ("Set apart by “、”") },
  { "satisfaction.score", N_ ("Rounding"), ZP_RULE_ROUNDING },
  { 0 },
};

static const ZpRuleSpec interval[] = {
  { "from", N_ ("satisfied from"), ZP_RULE_NUMBER, "%" },
  { "share", N_ ("gives"), ZP_RULE_NUMBER, N_ ("percent of the weight") },
  { 0 },
};

static const ZpRuleSpec answers[] = {
  { "yes_no.yes", N_ ("Words for yes"), ZP_RULE_WORDS, .hint = N_ ("Set apart by “、”") },
  { "yes_no.no", N_ ("Words for no"), ZP_RULE_WORDS, .hint = N_ ("Set apart by “、”") },
  { "date.late_share", N_ ("Done after the date"), ZP_RULE_NUMBER, N_ ("percent of the weight") },
  { 0 },
};

static const ZpRuleSpec lamp[] = {
  { "lamp.red", N_ ("Red"), ZP_RULE_NUMBER, "%",
    .hint = N_ (
        "The indicators reach more than the money explains: (share of points − execution rate) ÷ share "
        "of points is above this") },
  { "lamp.unspent", N_ ("Yellow"), ZP_RULE_NUMBER, "%",
    .hint = N_ ("More than this was not spent") },
  { 0 },
};

static const ZpRuleSpec grade[] = {
  { "word", N_ ("word"), ZP_RULE_TEXT },
  { "from", N_ ("from"), ZP_RULE_NUMBER, N_ ("points") },
  { 0 },
};

static const ZpRuleSpec print[] = {
  { "print.rate", N_ ("Execution rate"), ZP_RULE_DIGITS },
  { "print.execution_score", N_ ("Execution score"), ZP_RULE_DIGITS },
  { "print.indicator_score", N_ ("Scores of indicators"), ZP_RULE_DIGITS },
  { "print.weight", N_ ("Weights"), ZP_RULE_DIGITS },
  { "print.total", N_ ("Total"), ZP_RULE_DIGITS },
  { "print.amount", N_ ("Amounts of money"), ZP_RULE_DIGITS },
  { 0 },
};

static const ZpRuleSpec cause[] = {
  { "word", N_ ("cause"), ZP_RULE_TEXT },
  { "also", N_ ("other words for it"), ZP_RULE_WORDS,
    .hint = N_ ("By which reasons speak of it; set apart by “、”") },
  { "share", N_ ("always takes"), ZP_RULE_OPTIONAL, "%",
    .hint = N_ ("Empty: the reviewer chooses a degree") },
  { "reason", N_ ("reason"), ZP_RULE_OPTIONAL, .hint = N_ ("{share} stands for the percentage") },
  { 0 },
};

static const ZpRuleSpec degree[] = {
  { "word", N_ ("degree"), ZP_RULE_TEXT },
  { "share", N_ ("takes"), ZP_RULE_NUMBER, N_ ("percent of the weight") },
  { 0 },
};

#define CHECK(id, label) { "checks." id, label, ZP_RULE_CHOICE, NULL, severities, id },

static const ZpRuleSpec checks[] = {
  ZP_CHECK_TITLES (CHECK){ 0 },
};

const ZpRuleGroup zp_rule_groups[] = {
  { N_ ("These Rules"), N_ ("Whoever scores by them sees where they are from."), about },
  { N_ ("Weights"), NULL, weights },
  { N_ ("Weights of the Levels"),
    N_ ("Points of each level 1; with the execution rate they make all points."), level,
    .list = "weights.levels", .fresh = "0", .add = N_ ("Name of the new level 1") },
  { N_ ("Budget Execution"), NULL, execution },
  { N_ ("Steps of the Execution Score"),
    N_ ("Without any, the score is in proportion to the rate."), tier, .list = "execution.tiers",
    .element = N_ ("Step"), .fresh = "{\"from\":\"90\",\"share\":\"100\"}",
    .add = N_ ("Add a Step") },
  { N_ ("Ceilings of the Total"), N_ ("A low execution rate can hold the total down."), ceiling,
    .list = "execution.ceilings", .element = N_ ("Ceiling"),
    .fresh = "{\"below\":\"60\",\"total\":\"89\"}", .add = N_ ("Add a Ceiling") },
  { N_ ("Quantitative Indicators"), N_ ("A target that is met gives the full score."),
    quantitative },
  { N_ ("Over-Fulfilment"), N_ ("A target passed by far."), over },
  { N_ ("Costs"), NULL, costs },
  { N_ ("Qualitative Indicators"), NULL, qualitative },
  { N_ ("Bands of Qualitative Results"),
    N_ ("The best first. Each has the words that are written as the result, the scores that it allows and the "
        "one suggested, in percent of the weight."),
    band, .list = "qualitative.bands", .element = N_ ("Band"),
    .fresh = "{\"words\":[],\"from\":\"0\",\"to\":\"60\",\"share\":\"0\"}",
    .add = N_ ("Add a Band") },
  { N_ ("Satisfaction"), NULL, satisfaction },
  { N_ ("Intervals of Satisfaction"),
    N_ ("Without any, satisfaction is scored like other quantities."), interval,
    .list = "satisfaction.intervals", .element = N_ ("Interval"),
    .fresh = "{\"from\":\"90\",\"share\":\"100\"}", .add = N_ ("Add an Interval") },
  { N_ ("Yes, No and Dates"), NULL, answers },
  { N_ ("Lamps"), N_ ("What the list of forms warns of."), lamp },
  { N_ ("Grades"), N_ ("The best first. A total from these points on has the grade."), grade,
    .list = "grades", .element = N_ ("Grade"), .fresh = "{\"from\":\"0\",\"word\":\"…\"}",
    .add = N_ ("Add a Grade") },
  { N_ ("Printed Digits"), N_ ("Scores are rounded above; this is only how they are written."),
    print },
  { N_ ("Causes of Deductions"),
    N_ ("What a reviewer picks from; reason, percentage and score are filled together."), cause,
    .list = "deductions.causes", .element = N_ ("Cause"), .fresh = "{\"word\":\"…\"}",
    .add = N_ ("Add a Cause") },
  { N_ ("Degrees of Deductions"), N_ ("How severely points are taken, the mildest first."), degree,
    .list = "deductions.degrees", .element = N_ ("Degree"),
    .fresh = "{\"word\":\"…\",\"share\":\"30\"}", .add = N_ ("Add a Degree") },
  { N_ ("Severity of Findings"), N_ ("What these rules take more or less seriously than usual."),
    checks },
};

const guint zp_n_rule_groups = G_N_ELEMENTS (zp_rule_groups);
