/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-error.h"

#include <string.h>

static const char base[]
    = "{\"id\":\"x\",\"title\":\"t\",\"source\":\"s\",\"profiles\":[\"urumqi-2020\"],"
      "\"fields\":{\"year\":\"year\",\"kind\":{\"type\":\"ticks\",\"choices\":[\"a\",\"b\"]}},"
      "\"tables\":{\"money\":{\"columns\":{\"budget\":\"amount\",\"executed\":{\"type\":\"amount\",\"unit\":\"元\"}},"
      "\"rows\":{\"total\":\"T\",\"part\":\"P\"},\"sum\":{\"total\":[\"part\"]},"
      "\"computed\":{\"rate\":{\"rate\":[\"executed\",\"budget\"]}}},"
      "\"indicators\":{\"columns\":{\"level1\":\"text\",\"level2\":\"text\",\"weight\":\"score\",\"score\":\"score\"},"
      "\"groups\":[\"level1\",\"level2\"],\"skeleton\":[[\"A\",\"B\"]]}},"
      "\"execution\":{\"table\":\"money\",\"row\":\"total\"},"
      "\"sheet\":{\"columns\":[1,2],\"rows\":[[{\"text\":\"x\",\"span\":2}],[{\"value\":\"year\"},"
      "{\"value\":\"money/total/rate\"}],{\"each\":\"indicators\",\"cells\":[{\"column\":\"level1\",\"merge\":true},"
      "{\"column\":\"weight\"}]}]}}";

typedef struct
{
  const char *name;
  const char *patch;
  const char *message;
} Refused;

static const Refused refused[] = {
  { "no-id", "id=-", "id" },
  { "no-sheet", "sheet=-", "sheet" },
  { "misspelt", "feilds={}", "feilds" },
  { "type", "fields.year=\"yeer\"", "fields.year" },
  { "type-number", "fields.year=1", "fields.year" },
  { "key", "fields.a/b=\"text\"", "fields" },
  { "choices", "fields.kind={\"type\":\"choice\"}", "fields.kind" },
  { "unit", "tables.money.columns.budget={\"type\":\"amount\",\"unit\":\"美元\"}",
    "tables.money.columns.budget" },
  { "role", "tables.money.columns.budget={\"type\":\"amount\",\"role\":\"x\"}",
    "tables.money.columns.budget.role" },
  { "sum", "tables.money.sum={\"total\":[\"nothing\"]}", "tables.money.sum.total" },
  { "rate", "tables.money.computed.rate={\"rate\":[\"executed\"]}", "tables.money.computed.rate" },
  { "operand", "tables.money.computed.rate={\"rate\":[\"executed\",\"x\"]}",
    "tables.money.computed.rate" },
  { "group", "tables.indicators.groups=[\"x\"]", "tables.indicators.groups" },
  { "skeleton", "tables.indicators.skeleton=[[\"A\"]]", "tables.indicators.skeleton[1]" },
  { "skeleton-text", "tables.indicators.skeleton=[\"A\"]", "tables.indicators.skeleton[1]" },
  { "execution-row", "execution.row=\"x\"", "execution" },
  { "execution-table", "execution.table=\"x\"", "execution" },
  { "execution-roles", "execution={\"table\":\"indicators\",\"row\":\"total\"}", "execution" },
  { "indicators", "indicators=\"x\"", "indicators" },
  { "widths", "sheet.columns=[]", "sheet.columns" },
  { "width", "sheet.columns=[0,1]", "sheet.columns[1]" },
  { "width-text", "sheet.columns=[\"1\"]", "sheet.columns[1]" },
  { "address", "sheet.rows=[[{\"value\":\"nothing\"}]]", "sheet.rows[1][1]" },
  { "address-row", "sheet.rows=[[{\"value\":\"money/x/budget\"}]]", "sheet.rows[1][1]" },
  { "column-outside", "sheet.rows=[[{\"column\":\"weight\"}]]", "sheet.rows[1][1]" },
  { "column", "sheet.rows=[{\"each\":\"indicators\",\"cells\":[{\"column\":\"x\"}]}]",
    "sheet.rows[1].cells[1]" },
  { "each", "sheet.rows=[{\"each\":\"x\",\"cells\":[]}]", "sheet.rows[1]" },
  { "merge", "sheet.rows=[{\"each\":\"indicators\",\"cells\":[{\"merge\":1}]}]",
    "sheet.rows[1].cells[1]" },
  { "merge-outside", "sheet.rows=[[{\"merge\":true}]]", "sheet.rows[1][1]" },
  { "span", "sheet.rows=[[{\"span\":0}]]", "sheet.rows[1][1]" },
  { "style", "sheet.rows=[[{\"style\":\"x\"}]]", "sheet.rows[1][1].style" },
  { "row-text", "sheet.rows=[\"x\"]", "sheet.rows[1]" },
};

static ZpTemplate *
read_patched (const char *patch, GError **error)
{
  g_autofree char *text = fixture_patch (base, patch);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return zp_template_new_from_json (bytes, error);
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
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpTemplate) template_ = read_patched ("", &error);
  const ZpTableSpec *money, *indicators;

  g_assert_no_error (error);
  money = zp_template_find_table (template_, "money");
  indicators = zp_template_get_indicators (template_);
  g_assert_cmpstr (zp_template_get_version (template_), ==, "1");
  g_assert_cmpint (money->roles[ZP_ROLE_BUDGET]->unit_factor, ==, 10000);
  g_assert_cmpint (money->roles[ZP_ROLE_EXECUTED]->unit_factor, ==, 1);
  g_assert_cmpstr (zp_table_spec_find_row (money, "total")->parts[0], ==, "part");
  g_assert_null (zp_table_spec_find_row (money, "part")->parts);
  g_assert_cmpint (zp_table_spec_find_computed (money, "rate")->kind, ==, ZP_COMPUTED_RATE);
  g_assert_nonnull (indicators->roles[ZP_ROLE_SCORE]);
  g_assert_null (indicators->roles[ZP_ROLE_DEVIATION]);
  g_assert_cmpuint (indicators->skeleton->len, ==, 1);
  g_assert_cmpint (zp_template_find_field (template_, "kind")->type, ==, ZP_TYPE_TICKS);
  g_assert_true (zp_template_is_scored (template_));
  g_assert_cmpstr (zp_template_get_execution (template_)->row, ==, "total");
}

static void
test_narrative (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpTemplate) template_
      = read_patched ("execution=-\ntables={}\nsheet.rows=[[{\"value\":\"year\"}]]", &error);

  g_assert_no_error (error);
  g_assert_false (zp_template_is_scored (template_));
  g_assert_null (zp_template_get_indicators (template_));
  g_assert_null (zp_template_get_execution (template_)->table);
}

/* The Ministry's form has the rows and words of the published paper. */
static void
test_mof_2020 (void)
{
  ZpTemplate *template_ = zp_catalog_find_template (fixture_catalog (), "mof-2020", NULL);
  const ZpTableSpec *funding = zp_template_find_table (template_, "funding");
  const ZpTableSpec *indicators = zp_template_get_indicators (template_);

  g_assert_cmpuint (zp_template_get_sheet (template_)->columns->len, ==, 9);
  g_assert_cmpuint (funding->rows->len, ==, 4);
  g_assert_cmpstr (zp_table_spec_find_row (funding, "total")->label, ==, "年度资金总额");
  g_assert_cmpuint (indicators->skeleton->len, ==, 9);
  g_assert_cmpstr (indicators->roles[ZP_ROLE_DEVIATION]->label, ==, "偏差原因分析及改进措施");
  g_assert_cmpstr (zp_catalog_get_usual_profile (fixture_catalog (), template_)->id, ==,
                   "mof-2020");
}

/* Every profile that a built-in template names is there. */
static void
test_builtin (void)
{
  GPtrArray *templates = zp_catalog_get_templates (fixture_catalog ());

  g_assert_cmpuint (templates->len, >=, 2);
  for (guint i = 0; i < templates->len; i++)
    {
      ZpTemplate *template_ = g_ptr_array_index (templates, i);
      const char *const *profiles = zp_template_get_profiles (template_);

      g_test_message ("%s", zp_template_get_id (template_));
      g_assert_cmpstr (zp_template_get_source (template_), !=, "");
      g_assert_true (zp_catalog_is_builtin (fixture_catalog (), zp_template_get_id (template_)));
      for (guint j = 0; profiles != NULL && profiles[j] != NULL; j++)
        g_assert_nonnull (zp_catalog_find_profile (fixture_catalog (), profiles[j], NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/template/refused/", refused[i].name, NULL);

      g_test_add_data_func (path, &refused[i], test_refused);
    }
  g_test_add_func ("/template/read", test_read);
  g_test_add_func ("/template/narrative", test_narrative);
  g_test_add_func ("/template/mof-2020", test_mof_2020);
  g_test_add_func ("/template/builtin", test_builtin);
  return g_test_run ();
}
