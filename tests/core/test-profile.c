/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-error.h"

#include <string.h>

static const char base[] = "{\"id\":\"x\",\"title\":\"t\",\"basis\":\"b\",\"source\":\"s\"}";

/* --- what is refused --- */

typedef struct
{
  const char *name;
  const char *patch;
  const char *message; /* a part of it: place and reason */
} Refused;

static const Refused refused[] = {
  { "no-id", "id=-", "id" },
  { "no-source", "source=-", "source" },
  { "no-basis", "basis=\"\"", "basis" },
  { "misspelt", "gradez=[]", "gradez" },
  { "misspelt-inside", "weights.totl=\"1\"", "weights.totl" },
  { "number", "weights.total=100", "weights.total" },
  { "negative", "weights.execution=\"-1\"", "weights.execution" },
  { "no-number", "weights.levels.产出指标=\"fifty\"", "weights.levels.产出指标" },
  { "rounding", "execution.score={\"rounding\":\"sideways\"}", "execution.score.rounding" },
  { "places", "execution.score={\"places\":7}", "execution.score.places" },
  { "policy", "execution.zero_budget=\"maybe\"", "execution.zero_budget" },
  { "tier", "execution.tiers=[{\"from\":\"1\"}]", "execution.tiers[1].share" },
  { "tier-text", "execution.tiers=[\"x\"]", "execution.tiers[1]" },
  { "over-below", "quantitative.over={\"from\":\"90\"}", "quantitative.over" },
  { "over-action", "quantitative.over={\"action\":\"x\"}", "quantitative.over.action" },
  { "band-words", "qualitative.bands=[{\"from\":\"0\"}]", "qualitative.bands[1]" },
  { "band-order", "qualitative.bands=[{\"words\":[\"a\"],\"from\":\"80\",\"to\":\"60\"}]",
    "qualitative.bands[1]" },
  { "band-share",
    "qualitative.bands=[{\"words\":[\"a\"],\"from\":\"60\",\"to\":\"80\",\"share\":\"90\"}]",
    "qualitative.bands[1]" },
  { "four-bands", "qualitative.bands=[{\"words\":[]},{\"words\":[]},{\"words\":[]},{\"words\":[]}]",
    "qualitative.bands" },
  { "grades", "grades=[{\"from\":\"60\",\"word\":\"a\"},{\"from\":\"90\",\"word\":\"b\"}]",
    "grades[2]" },
  { "digits", "print.rate=[2]", "print.rate" },
  { "digits-order", "print.rate=[2,1]", "print.rate" },
  { "digits-lists", "print.rate=[[1],[2]]", "print.rate" },
  { "digits-objects", "print.rate=[{},{}]", "print.rate" },
  { "digits-texts", "print.rate=[\"0\",\"2\"]", "print.rate" },
  { "digits-null", "print.rate=[null,null]", "print.rate" },
  { "severity", "checks.D7=\"fatal\"", "checks.D7" },
  { "cause-no-word", "deductions={\"causes\":[{\"share\":\"30\"}]}", "deductions.causes[1].word" },
  { "cause-share", "deductions={\"causes\":[{\"word\":\"a\",\"share\":\"101\"}]}",
    "deductions.causes[1].share" },
  { "degree-share", "deductions={\"degrees\":[{\"word\":\"a\"}]}", "deductions.degrees[1].share" },
  { "degree-misspelt", "deductions={\"degres\":[]}", "deductions.degres" },
  { "list-for-object", "weights=[]", "weights" },
};

static ZpProfile *
read_patched (const char *patch, GError **error)
{
  g_autofree char *text = fixture_patch (base, patch);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return zp_profile_new_from_json (bytes, error);
}

static void
test_refused (gconstpointer data)
{
  const Refused *c = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (read_patched (c->patch, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, c->message));
  g_assert_nonnull (strstr (error->message, ": "));
}

static void
test_not_json (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{\"id\":", 6);
  g_autoptr (GError) error = NULL;

  g_assert_null (zp_profile_new_from_json (bytes, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
}

/* --- what is read --- */

static void
test_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpProfile) profile = read_patched ("", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (profile->version, ==, "1");
  g_assert_cmpint (profile->total_weight.micro, ==, 100000000);
  g_assert_cmpint (profile->execution.weight.micro, ==, 10000000);
  g_assert_true (profile->execution.from_printed_rate);
  g_assert_false (profile->execution.has_cap);
  g_assert_cmpint (profile->quantity.over, ==, ZP_OVER_NONE);
  g_assert_null (zp_profile_get_grade (profile, ZP_DECIMAL_INT (100)));
  g_assert_null (zp_profile_get_severity (profile, "D7"));
}

static void
test_sorted (void)
{
  g_autoptr (ZpProfile) profile = read_patched (
      "execution.tiers=[{\"from\":\"60\",\"share\":\"50\"},{\"from\":\"80\",\"share\":\"70\"}]\n"
      "execution.ceilings=[{\"below\":\"80\",\"total\":\"89\"},{\"below\":\"50\",\"total\":\"59\"}]",
      NULL);

  g_assert_nonnull (profile);
  g_assert_cmpint (g_array_index (profile->execution.tiers, ZpShare, 0).from.micro, ==, 80000000);
  g_assert_cmpint (g_array_index (profile->execution.ceilings, ZpShare, 0).from.micro, ==,
                   50000000);
}

static void
test_grades (void)
{
  static const struct
  {
    gint64 micro;
    const char *word;
  } totals[] = {
    { 100000000, "优" }, { 90000000, "优" }, { 89999999, "良" },
    { 89500000, "良" },  { 80000000, "良" }, { 79120000, "中" },
    { 60000000, "中" },  { 59999999, "差" }, { 0, "差" },
  };
  ZpProfile *profile = zp_catalog_find_profile (fixture_catalog (), "mof-2020", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    g_assert_cmpstr (zp_profile_get_grade (profile, ZP_DECIMAL_MICRO (totals[i].micro)), ==,
                     totals[i].word);
}

static void
test_severity (void)
{
  g_autoptr (ZpProfile) profile = read_patched ("checks.D7=\"warning\"\nchecks.H1=\"off\"", NULL);

  g_assert_cmpstr (zp_profile_get_severity (profile, "D7"), ==, "warning");
  g_assert_cmpstr (zp_profile_get_severity (profile, "H1"), ==, "off");
  g_assert_null (zp_profile_get_severity (profile, "D6"));
}

/* The weights of every built-in profile make its total, and each tells where it is from. */
static void
test_builtin (void)
{
  GPtrArray *profiles = zp_catalog_get_profiles (fixture_catalog ());

  g_assert_cmpuint (profiles->len, >=, 3);
  for (guint i = 0; i < profiles->len; i++)
    {
      const ZpProfile *profile = g_ptr_array_index (profiles, i);
      ZpDecimal sum = profile->execution.weight;

      g_test_message ("%s", profile->id);
      for (guint j = 0; j < profile->level_weights->len; j++)
        g_assert_true (zp_decimal_add (
            sum, g_array_index (profile->level_weights, ZpLevelWeight, j).weight, &sum));
      if (profile->level_weights->len > 0)
        g_assert_cmpint (sum.micro, ==, profile->total_weight.micro);
      g_assert_cmpstr (profile->source, !=, "");
      g_assert_cmpstr (profile->basis, !=, "");
      g_assert_true (zp_catalog_is_builtin (fixture_catalog (), profile->id));
    }
}

static void
test_catalog (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) own = g_bytes_new_static (base, strlen (base));
  g_autofree char *builtin_text = fixture_patch (base, "id=\"mof-2020\"");
  g_autoptr (GBytes) builtin = g_bytes_new (builtin_text, strlen (builtin_text));
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_catalog_add_profile (catalog, own, &error));
  g_assert_true (zp_catalog_add_profile (catalog, own, &error));
  g_assert_no_error (error);
  g_assert_nonnull (zp_catalog_find_profile (catalog, "x", NULL));
  g_assert_false (zp_catalog_is_builtin (catalog, "x"));
  g_assert_false (zp_catalog_add_profile (catalog, builtin, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (zp_catalog_find_profile (catalog, "nothing", &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/profile/refused/", refused[i].name, NULL);

      g_test_add_data_func (path, &refused[i], test_refused);
    }
  g_test_add_func ("/profile/not-json", test_not_json);
  g_test_add_func ("/profile/defaults", test_defaults);
  g_test_add_func ("/profile/sorted", test_sorted);
  g_test_add_func ("/profile/grades", test_grades);
  g_test_add_func ("/profile/severity", test_severity);
  g_test_add_func ("/profile/builtin", test_builtin);
  g_test_add_func ("/profile/catalog", test_catalog);
  return g_test_run ();
}
