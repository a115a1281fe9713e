/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-form-diff.h"

/* Changes as short lines: “address: old → new”, “+ row”, “- row”, “~ row”. */
static char *
describe (GPtrArray *changes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const ZpFormChange *change = g_ptr_array_index (changes, i);

      switch (change->kind)
        {
        case ZP_FORM_CHANGE_ROW_ADDED:
          g_string_append_printf (text, "+ %s\n", change->address);
          break;
        case ZP_FORM_CHANGE_ROW_REMOVED:
          g_string_append_printf (text, "- %s\n", change->address);
          break;
        case ZP_FORM_CHANGE_ROW_MOVED:
          g_string_append_printf (text, "~ %s\n", change->address);
          break;
        case ZP_FORM_CHANGE_VALUE:
        case ZP_FORM_CHANGE_TEMPLATE:
        case ZP_FORM_CHANGE_PROFILE:
        default:
          g_string_append_printf (text, "%s: %s → %s\n", change->address, change->old_text,
                                  change->new_text);
        }
    }
  return g_string_free (text, FALSE);
}

#define FORM                                                                                           \
  "{ \"format\": \"ziping-form\", \"version\": 1, \"id\": \"f\", \"template\": \"mof-2020\","          \
  " \"profile\": \"mof-2020\", \"fields\": { \"project_name\": \"甲\" }, \"tables\": {"               \
  " \"funding\": [ { \"row\": \"total\", \"budget\": \"100\", \"executed\": \"50\" } ],"               \
  " \"indicators\": [ { \"id\": \"a\", \"level3\": \"一\" }, { \"id\": \"b\", \"level3\": \"二\" }," \
  " { \"id\": \"c\", \"level3\": \"三\", \"target\": \"≥10台\", \"actual\": \"5台\", \"weight\": \"90\" } ] } }"

typedef struct
{
  const char *name;
  const char *patch; /* fixture_patch() */
  const char *changes;
} DiffCase;

static const DiffCase diff_cases[] = {
  { "same", "", "" },
  { "revision", "revision=\"9\"\nreview={ \"state\": \"submitted\" }", "" },
  { "field", "fields.project_name=\"乙\"", "project_name: 甲 → 乙\n" },
  { "field-new", "fields.unit=\"某局\"", "unit:  → 某局\n" },
  { "field-gone", "fields.project_name=-", "project_name: 甲 → \n" },
  { "field-unknown", "fields.own=\"x\"", "own:  → x\n" },
  { "ticks", "fields.project_name=[\"甲\"]", "project_name: 甲 → 甲\x1f\n" },
  { "template", "template=\"mof-2021\"", ": mof-2020 → mof-2021\n" },
  { "profile", "profile=\"mof-2021\"", ": mof-2020 → mof-2021\n" },
  { "fixed-row",
    "tables.funding=[ { \"row\": \"total\", \"budget\": \"100\", \"executed\": \"60\" },"
    " { \"row\": \"fiscal\", \"budget\": \"100\" } ]",
    "funding/total/executed: 50 → 60\nfunding/fiscal/budget:  → 100\n" },
  { "row-added",
    "tables.indicators=[ { \"id\": \"a\", \"level3\": \"一\" }, { \"id\": \"n\", \"level3\": \"新\" },"
    " { \"id\": \"b\", \"level3\": \"二\" }, { \"id\": \"c\", \"level3\": \"三\", \"target\": \"≥10台\","
    " \"actual\": \"5台\", \"weight\": \"90\" } ]",
    "+ indicators/n\nindicators/n/level3:  → 新\n" },
  { "row-removed",
    "tables.indicators=[ { \"id\": \"b\", \"level3\": \"二\" },"
    " { \"id\": \"c\", \"level3\": \"三\", \"target\": \"≥10台\", \"actual\": \"6台\", \"weight\": \"90\" } ]",
    "- indicators/a\nindicators/a/level3: 一 → \nindicators/c/actual: 5台 → 6台\n" },
  { "row-moved",
    "tables.indicators=[ { \"id\": \"c\", \"level3\": \"三\", \"target\": \"≥10台\","
    " \"actual\": \"5台\", \"weight\": \"90\" }, { \"id\": \"a\", \"level3\": \"一\" },"
    " { \"id\": \"b\", \"level3\": \"二\" } ]",
    "~ indicators/c\n" },
  { "table-gone", "tables.indicators=-\ntables.funding=-",
    "funding/total/budget: 100 → \nfunding/total/executed: 50 → \n- indicators/a\nindicators/a/level3: 一 → \n"
    "- indicators/b\nindicators/b/level3: 二 → \n- indicators/c\nindicators/c/level3: 三 → \n"
    "indicators/c/target: ≥10台 → \nindicators/c/actual: 5台 → \nindicators/c/weight: 90 → \n" },
  /* The computed score, written out, is no change; another one is. */
  { "score-computed",
    "tables.indicators=[ { \"id\": \"a\", \"level3\": \"一\" }, { \"id\": \"b\", \"level3\": \"二\" },"
    " { \"id\": \"c\", \"level3\": \"三\", \"target\": \"≥10台\", \"actual\": \"5台\", \"weight\": \"90\","
    " \"score\": \"45\" } ]",
    "" },
  { "score-by-hand",
    "tables.indicators=[ { \"id\": \"a\", \"level3\": \"一\" }, { \"id\": \"b\", \"level3\": \"二\" },"
    " { \"id\": \"c\", \"level3\": \"三\", \"target\": \"≥10台\", \"actual\": \"5台\", \"weight\": \"90\","
    " \"score\": \"40\" } ]",
    "indicators/c/score:  → 40\n" },
};

static void
test_diff (gconstpointer data)
{
  const DiffCase *c = data;
  g_autofree char *patched = fixture_patch (FORM, c->patch);
  g_autoptr (ZpForm) a = fixture_load (FORM);
  g_autoptr (ZpForm) b = fixture_load (patched);
  g_autoptr (GPtrArray) changes = zp_form_diff (a, b);
  g_autofree char *text = describe (changes);

  g_assert_cmpstr (text, ==, c->changes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (diff_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/form-diff/", diff_cases[i].name, NULL);

      g_test_add_data_func (path, &diff_cases[i], test_diff);
    }
  return g_test_run ();
}
