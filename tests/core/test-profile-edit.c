/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"

#include "zp-error.h"
#include "zp-profile-edit.h"
#include "zp-profile-writer.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* --- equal profiles --- */

static void
assert_same_rounding (ZpRoundingRule a, ZpRoundingRule b)
{
  g_assert_cmpuint (a.places, ==, b.places);
  g_assert_cmpint (a.rounding, ==, b.rounding);
}

static void
assert_same_digits (ZpDigits a, ZpDigits b)
{
  g_assert_cmpuint (a.min, ==, b.min);
  g_assert_cmpuint (a.max, ==, b.max);
  g_assert_cmpint (a.bare, ==, b.bare);
}

static void
assert_same_words (char **a, char **b)
{
  g_assert_cmpint (a == NULL, ==, b == NULL);
  if (a != NULL)
    g_assert_cmpstrv (a, b);
}

static void
assert_same_shares (GArray *a, GArray *b)
{
  g_assert_cmpmem (a->data, a->len * sizeof (ZpShare), b->data, b->len * sizeof (ZpShare));
}

static void
assert_same_execution (const ZpExecutionRule *a, const ZpExecutionRule *b)
{
  g_assert_cmpint (a->weight.micro, ==, b->weight.micro);
  assert_same_rounding (a->rate, b->rate);
  g_assert_cmpint (a->from_printed_rate, ==, b->from_printed_rate);
  g_assert_cmpint (a->has_cap, ==, b->has_cap);
  g_assert_cmpint (a->cap.micro, ==, b->cap.micro);
  assert_same_shares (a->tiers, b->tiers);
  assert_same_rounding (a->score, b->score);
  g_assert_cmpint (a->zero_budget, ==, b->zero_budget);
  assert_same_shares (a->ceilings, b->ceilings);
}

static void
assert_same_quantity (const ZpQuantityRule *a, const ZpQuantityRule *b)
{
  assert_same_rounding (a->missed, b->missed);
  g_assert_cmpint (a->has_pass, ==, b->has_pass);
  g_assert_cmpint (a->pass.micro, ==, b->pass.micro);
  g_assert_cmpint (a->equal_exact, ==, b->equal_exact);
  g_assert_cmpint (a->reverse, ==, b->reverse);
  assert_same_rounding (a->reverse_score, b->reverse_score);
  g_assert_cmpint (a->over_from.micro, ==, b->over_from.micro);
  g_assert_cmpint (a->over, ==, b->over);
  g_assert_cmpint (a->over_points.micro, ==, b->over_points.micro);
  assert_same_rounding (a->over_score, b->over_score);
  assert_same_words (a->cost_words, b->cost_words);
  g_assert_cmpint (a->cost_below, ==, b->cost_below);
  assert_same_rounding (a->cost_below_score, b->cost_below_score);
}

static void
assert_same_lists (const ZpProfile *a, const ZpProfile *b)
{
  g_assert_cmpuint (a->level_weights->len, ==, b->level_weights->len);
  for (guint i = 0; i < a->level_weights->len; i++)
    {
      g_assert_cmpstr (g_array_index (a->level_weights, ZpLevelWeight, i).level1, ==,
                       g_array_index (b->level_weights, ZpLevelWeight, i).level1);
      g_assert_cmpint (g_array_index (a->level_weights, ZpLevelWeight, i).weight.micro, ==,
                       g_array_index (b->level_weights, ZpLevelWeight, i).weight.micro);
    }
  g_assert_cmpuint (a->grades->len, ==, b->grades->len);
  for (guint i = 0; i < a->grades->len; i++)
    {
      g_assert_cmpstr (g_array_index (a->grades, ZpGrade, i).word, ==,
                       g_array_index (b->grades, ZpGrade, i).word);
      g_assert_cmpint (g_array_index (a->grades, ZpGrade, i).from.micro, ==,
                       g_array_index (b->grades, ZpGrade, i).from.micro);
    }
  g_assert_cmpuint (a->degrees->len, ==, b->degrees->len);
  g_assert_cmpuint (a->causes->len, ==, b->causes->len);
  for (guint i = 0; i < a->causes->len; i++)
    {
      const ZpDeductionCause *x = g_ptr_array_index (a->causes, i);
      const ZpDeductionCause *y = g_ptr_array_index (b->causes, i);

      g_assert_cmpstr (x->word, ==, y->word);
      g_assert_cmpstr (x->reason, ==, y->reason);
      g_assert_cmpint (x->has_share, ==, y->has_share);
      g_assert_cmpint (x->share.micro, ==, y->share.micro);
      assert_same_words (x->also, y->also);
    }
  g_assert_cmpuint (a->checks->len, ==, b->checks->len);
  for (guint i = 0; i < a->checks->len; i++)
    {
      g_assert_cmpstr (g_array_index (a->checks, ZpCheckRule, i).check, ==,
                       g_array_index (b->checks, ZpCheckRule, i).check);
      g_assert_cmpstr (g_array_index (a->checks, ZpCheckRule, i).severity, ==,
                       g_array_index (b->checks, ZpCheckRule, i).severity);
    }
}

static void
assert_same_bands (const ZpProfile *a, const ZpProfile *b)
{
  g_assert_cmpuint (a->bands->len, ==, b->bands->len);
  for (guint i = 0; i < a->bands->len; i++)
    {
      const ZpBand *x = g_ptr_array_index (a->bands, i);
      const ZpBand *y = g_ptr_array_index (b->bands, i);

      assert_same_words (x->words, y->words);
      g_assert_cmpint (x->from.micro, ==, y->from.micro);
      g_assert_cmpint (x->to.micro, ==, y->to.micro);
      g_assert_cmpint (x->from_open, ==, y->from_open);
      g_assert_cmpint (x->to_open, ==, y->to_open);
      g_assert_cmpint (x->share.micro, ==, y->share.micro);
    }
  assert_same_rounding (a->band_score, b->band_score);
}

static void
assert_same (const ZpProfile *a, const ZpProfile *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->version, ==, b->version);
  g_assert_cmpstr (a->title, ==, b->title);
  g_assert_cmpstr (a->region, ==, b->region);
  g_assert_cmpstr (a->year, ==, b->year);
  g_assert_cmpstr (a->basis, ==, b->basis);
  g_assert_cmpstr (a->source, ==, b->source);
  g_assert_cmpstr (a->note, ==, b->note);
  g_assert_cmpint (a->total_weight.micro, ==, b->total_weight.micro);
  assert_same_execution (&a->execution, &b->execution);
  assert_same_quantity (&a->quantity, &b->quantity);
  assert_same_lists (a, b);
  assert_same_bands (a, b);
  assert_same_words (a->satisfaction_words, b->satisfaction_words);
  assert_same_shares (a->satisfaction_intervals, b->satisfaction_intervals);
  assert_same_rounding (a->satisfaction_score, b->satisfaction_score);
  assert_same_words (a->yes_words, b->yes_words);
  assert_same_words (a->no_words, b->no_words);
  g_assert_cmpint (a->late_share.micro, ==, b->late_share.micro);
  g_assert_cmpint (a->lamp_red.micro, ==, b->lamp_red.micro);
  g_assert_cmpint (a->lamp_unspent.micro, ==, b->lamp_unspent.micro);
  assert_same_digits (a->rate_digits, b->rate_digits);
  assert_same_digits (a->execution_score_digits, b->execution_score_digits);
  assert_same_digits (a->indicator_score_digits, b->indicator_score_digits);
  assert_same_digits (a->weight_digits, b->weight_digits);
  assert_same_digits (a->total_digits, b->total_digits);
  assert_same_digits (a->amount_digits, b->amount_digits);
}

/* --- writing --- */

static void
assert_written (const ZpProfile *profile)
{
  g_autoptr (GBytes) first = zp_profile_write (profile);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpProfile) again = zp_profile_new_from_json (first, &error);
  g_autoptr (GBytes) second = NULL;

  g_assert_no_error (error);
  assert_same (profile, again);
  second = zp_profile_write (again);
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_write_builtin (gconstpointer data)
{
  assert_written (zp_catalog_find_profile (fixture_catalog (), data, NULL));
}

/* Every member another than its default. */
static void
test_write_everything (void)
{
  g_autoptr (ZpProfile) profile = fixture_profile (
      "version=7\nregion=\"某“市”\\n\\\"区\\\"\"\nnote=\"注\"\nyear=\"2024\"\n"
      "weights.total=\"120\"\nweights.execution=\"20.5\"\n"
      "execution.rate={\"places\":3,\"rounding\":\"up\"}\nexecution.from=\"exact-rate\"\nexecution.cap=\"110\"\n"
      "execution.tiers=[{\"from\":\"60\",\"share\":\"50\"},{\"from\":\"90\",\"share\":\"100\"}]\n"
      "execution.score={\"places\":1,\"rounding\":\"half-even\"}\nexecution.zero_budget=\"full\"\n"
      "execution.ceilings=[{\"below\":\"80\",\"total\":\"89\"}]\n"
      "quantitative.missed={\"places\":0,\"rounding\":\"down\"}\nquantitative.pass=\"60\"\nquantitative.equal=\"exact\"\n"
      "quantitative.reverse={\"method\":\"linear\",\"score\":{\"places\":4}}\n"
      "quantitative.over={\"from\":\"150\",\"action\":\"minus\",\"points\":\"0.5\",\"score\":{\"places\":5}}\n"
      "quantitative.cost_below={\"score\":{\"places\":1}}\nsatisfaction.score={\"places\":3}\n"
      "qualitative.bands=[{\"words\":[\"甲\"],\"from\":\"10\",\"to\":\"90\",\"from_open\":true,\"to_open\":true,\"share\":\"20\"}]\n"
      "satisfaction.intervals=[{\"from\":\"90\",\"share\":\"100\"}]\ndate.late_share=\"50\"\n"
      "lamp.red=\"7.5\"\nlamp.unspent=\"12\"\n"
      "print.total=[1,2,\"bare\"]\nchecks.D7=\"off\"\nchecks.H1=\"hint\"\n"
      "deductions={\"causes\":[{\"word\":\"甲\",\"also\":[\"乙\"],\"share\":\"45.5\",\"reason\":\"因{share}\"}],"
      "\"degrees\":[{\"word\":\"丙\",\"share\":\"20\"}]}");

  assert_written (profile);
}

static void
test_write_order (void)
{
  static const char *const keys[]
      = { "id",          "title",        "basis",  "source", "weights", "execution", "quantitative",
          "qualitative", "satisfaction", "yes_no", "date",   "grades",  "print" };
  g_autoptr (GBytes) bytes
      = zp_profile_write (zp_catalog_find_profile (fixture_catalog (), "mof-2020", NULL));
  const char *text = g_bytes_get_data (bytes, NULL);
  const char *last = text;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *line = g_strdup_printf ("\n  \"%s\": ", keys[i]);
      const char *found = strstr (text, line);

      g_assert_nonnull (found);
      g_assert_true (found > last || i == 0);
      last = found;
    }
  g_assert_nonnull (
      strstr (text, "\n    \"rate\": { \"places\": 2, \"rounding\": \"half-up\" },\n"));
  g_assert_nonnull (strstr (text, "\n    { \"from\": \"90\", \"word\": \"优\" },\n"));
}

/* --- editing --- */

typedef struct
{
  const char *name;
  const char *path;
  const char *text;
  const char *read;  /* what get_text says afterwards; NULL for nothing */
  const char *error; /* NULL when it is accepted */
} EditCase;

static const EditCase edits[] = {
  { "places", "execution.score.places", "1", "1", NULL },
  { "places-text", "execution.score.places", "x", NULL, "execution.score.places: " },
  { "places-many", "execution.score.places", "7", NULL, "execution.score.places: " },
  { "rounding", "quantitative.missed.rounding", "down", "down", NULL },
  { "rounding-unknown", "quantitative.missed.rounding", "sideways", NULL,
    "quantitative.missed.rounding: " },
  { "weight", "weights.levels.产出指标", " 45 ", "45", NULL },
  { "weight-empty", "weights.levels.产出指标", "", NULL, "weights.levels.产出指标: " },
  { "level-new", "weights.levels.成本指标", "20", "20", NULL },
  { "level-removed", "weights.levels.产出指标", NULL, NULL, NULL },
  { "grade", "grades[1].from", "85", "85", NULL },
  { "grade-order", "grades[1].from", "95", NULL, "grades[2]: " },
  { "grade-word", "grades[1].word", "", NULL, "grades[2].word: " },
  { "grade-new", "grades[4]", "{\"from\":\"-1\",\"word\":\"x\"}", NULL, "grades[5].from: " },
  { "tier-new", "execution.tiers[0]", "{\"from\":\"90\",\"share\":\"100\"}",
    "{\"from\":\"90\",\"share\":\"100\"}", NULL },
  { "element-no-object", "execution.tiers[0]", "90", NULL, "execution.tiers[1]: " },
  { "element-broken", "execution.tiers[0]", "{", NULL, "execution.tiers[0]: " },
  { "too-far", "grades[9].from", "1", NULL, "grades[9].from: " },
  { "remove-far", "grades[9]", NULL, NULL, "grades[9]: " },
  { "share", "qualitative.bands[0].share", "86.67", "86.67", NULL },
  { "share-outside", "qualitative.bands[0].share", "70", NULL, "qualitative.bands[1]: " },
  { "open", "qualitative.bands[0].from_open", "true", "true", NULL },
  { "open-word", "qualitative.bands[0].from_open", "maybe", NULL,
    "qualitative.bands[1].from_open: " },
  { "words", "qualitative.bands[0].words", "达成、 完成，好", "达成、完成、好", NULL },
  { "words-none", "yes_no.yes", "", "", NULL },
  { "cap-removed", "execution.cap", NULL, NULL, NULL },
  { "made", "quantitative.cost_below.score.places", "0", "0", NULL },
  { "cost-below", "quantitative.cost_below", "{}", "{}", NULL },
  { "digits", "print.total", "2-2 bare", "2-2 bare", NULL },
  { "digits-two", "print.total", "1-3", "1-3", NULL },
  { "digits-order", "print.total", "3-1", NULL, "print.total: " },
  { "digits-words", "print.total", "two", NULL, "print.total: " },
  { "severity", "checks.D7", "warning", "warning", NULL },
  { "severity-unknown", "checks.D7", "fatal", NULL, "checks.D7: " },
  { "unknown-key", "execution.speed", "9", NULL, "execution.speed: " },
  { "title-empty", "title", "", NULL, "title: " },
  { "path-empty", "", "1", NULL, ": " },
  { "path-dots", "execution..cap", "1", NULL, "execution..cap: " },
  { "path-index", "grades[x].from", "1", NULL, "grades[x].from: " },
  { "path-open", "grades[1", "1", NULL, "grades[1: " },
  { "path-end", "execution.", "1", NULL, "execution.: " },
  { "index-of-object", "execution[0]", "{}", NULL, "execution[0]: " },
  { "key-of-list", "grades.from", "1", NULL, "grades.from: " },
};

static void
test_edit (gconstpointer data)
{
  const EditCase *c = data;
  ZpProfile *base = zp_catalog_find_profile (fixture_catalog (), "mof-2020", NULL);
  g_autoptr (ZpProfile) unchanged = zp_profile_normalize (base);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpProfile) edited = zp_profile_edit (base, c->path, c->text, &error);
  g_autofree char *text = NULL;

  if (c->error != NULL)
    {
      g_assert_null (edited);
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, c->error));
      return;
    }
  g_assert_no_error (error);
  text = zp_profile_get_text (edited, c->path);
  g_assert_cmpstr (text, ==, c->read);
  assert_written (edited);
  assert_same (base, unchanged);
}

/* What is shown of a value is what gives the value again: an editor may send back what it was given. */
static void
check_texts (const ZpProfile *profile, JsonNode *node, const char *path)
{
  g_auto (GStrv) children = *path != '\0' ? zp_profile_list (profile, path) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (ZpProfile) edited = NULL;
  g_autoptr (GError) error = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node) && !g_str_has_suffix (path, "]"))
    return;
  text = zp_profile_get_text (profile, path);
  g_assert_nonnull (text);
  if (JSON_NODE_HOLDS_ARRAY (node) && *text == '[')
    {
      for (guint i = 0; children[i] != NULL; i++)
        check_texts (profile, json_array_get_element (json_node_get_array (node), i), children[i]);
      return;
    }
  edited = zp_profile_edit (profile, path, text, &error);
  g_assert_no_error (error);
  assert_same (profile, edited);
}

static void
visit (const ZpProfile *profile, JsonObject *object, const char *path)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);
      g_autofree char *child
          = *path != '\0' ? g_strconcat (path, ".", l->data, NULL) : g_strdup (l->data);

      check_texts (profile, node, child);
      if (JSON_NODE_HOLDS_OBJECT (node))
        visit (profile, json_node_get_object (node), child);
    }
}

static void
test_texts (gconstpointer data)
{
  g_autoptr (ZpProfile) profile
      = zp_profile_normalize (zp_catalog_find_profile (fixture_catalog (), data, NULL));
  gsize length;
  const char *json = g_bytes_get_data (profile->json, &length);
  g_autofree char *text = g_strndup (json, length);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  visit (profile, json_node_get_object (root), "");
}

static void
test_list (void)
{
  ZpProfile *profile = zp_catalog_find_profile (fixture_catalog (), "mof-2020", NULL);
  g_auto (GStrv) grades = zp_profile_list (profile, "grades");
  g_auto (GStrv) levels = zp_profile_list (profile, "weights.levels");
  g_auto (GStrv) nothing = zp_profile_list (profile, "execution.tiers");

  g_assert_cmpuint (g_strv_length (grades), ==, 4);
  g_assert_cmpstr (grades[3], ==, "grades[3]");
  g_assert_cmpuint (g_strv_length (levels), ==, 3);
  g_assert_cmpstr (levels[0], ==, "weights.levels.产出指标");
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
}

static void
test_copy (void)
{
  ZpProfile *base = zp_catalog_find_profile (fixture_catalog (), "urumqi-2020", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpProfile) copy = zp_profile_copy (base, "ours-2024", "本局规则", &error);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();

  g_assert_no_error (error);
  g_assert_cmpstr (copy->id, ==, "ours-2024");
  g_assert_cmpstr (copy->title, ==, "本局规则");
  g_assert_nonnull (strstr (copy->basis, base->basis));
  g_assert_nonnull (strstr (copy->basis, base->title));
  assert_same_execution (&base->execution, &copy->execution);
  assert_same_quantity (&base->quantity, &copy->quantity);
  g_assert_true (zp_catalog_add_profile (catalog, copy->json, &error));
  g_assert_nonnull (zp_catalog_find_profile (catalog, "ours-2024", NULL));
  g_assert_true (zp_catalog_remove_profile (catalog, "ours-2024"));
  g_assert_null (zp_catalog_find_profile (catalog, "ours-2024", NULL));
  g_assert_false (zp_catalog_remove_profile (catalog, "ours-2024"));
  g_assert_false (zp_catalog_remove_profile (catalog, "mof-2020"));
  g_assert_false (zp_catalog_remove_template (catalog, "mof-2020"));
}

static void
test_copy_id (gconstpointer data)
{
  ZpProfile *base = zp_catalog_find_profile (fixture_catalog (), "mof-2020", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (zp_profile_copy (base, data, "x", &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, "id: "));
}

static void
add_cases (void)
{
  static const struct
  {
    const char *name;
    const char *id;
  } ids[] = {
    { "empty", "" },
    { "space", "a b" },
    { "slash", "../a" },
    { "hidden", ".a" },
    { "chinese", "规则" },
    { "long", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
  };
  GPtrArray *profiles = zp_catalog_get_profiles (fixture_catalog ());

  for (guint i = 0; i < profiles->len; i++)
    {
      const char *id = ((ZpProfile *) g_ptr_array_index (profiles, i))->id;
      g_autofree char *write = g_strconcat ("/profile-edit/write/", id, NULL);
      g_autofree char *texts = g_strconcat ("/profile-edit/texts/", id, NULL);

      g_test_add_data_func (write, id, test_write_builtin);
      g_test_add_data_func (texts, id, test_texts);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *path = g_strconcat ("/profile-edit/edit/", edits[i].name, NULL);

      g_test_add_data_func (path, &edits[i], test_edit);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = g_strconcat ("/profile-edit/copy/id/", ids[i].name, NULL);

      g_test_add_data_func (path, ids[i].id, test_copy_id);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ();
  g_test_add_func ("/profile-edit/write/everything", test_write_everything);
  g_test_add_func ("/profile-edit/write/order", test_write_order);
  g_test_add_func ("/profile-edit/list", test_list);
  g_test_add_func ("/profile-edit/copy/usual", test_copy);
  return g_test_run ();
}
