/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-form.h"

#include <string.h>

/* What templates can say, and what they cannot. */

/* --- a region that does not exist --- */

static ZpTestForm *
new_invented (void)
{
  ZpTestForm *t = zp_test_form_fixture ("invented-region");

  zp_test_form_set (t, "year", "2031");
  zp_test_form_set (t, "money/central/plan", "100");
  zp_test_form_set (t, "money/province/plan", "50");
  zp_test_form_set (t, "money/county/plan", "5万元");
  zp_test_form_set (t, "money/central/spent", "100");
  return t;
}

static void
test_invented_money (void)
{
  g_autoptr (ZpTestForm) t = new_invented ();

  g_assert_cmpstr (zp_test_text_at (t->sheet, "money/state/plan"), ==, "150.00");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "money/county/plan"), ==, "50.00");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "money/all/plan"), ==, "200.00");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "money/all/share"), ==, "50.00%");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "money/all/points"), ==, "10");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "money/all/marks"), ==, "5");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "money/county/share"), ==, "—");

  zp_test_form_set (t, "money/all/plan", "400");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "money/all/plan"), ==, "400");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "money/all/share"), ==, "25.00%");
}

static void
test_invented_scores (void)
{
  g_autoptr (ZpTestForm) t = new_invented ();
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;
  const ZpSheetCell *level;

  zp_form_set (t->form, "checks/+0/want", "≥10次", &made, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (made, "checks/n"));
  made[strlen ("checks/n") + 8] = '\0';
  for (guint i = 0; i < 3; i++)
    {
      static const char *const values[][2]
          = { { "got", "5次" }, { "points", "90" }, { "name", "项目一" } };
      g_autofree char *address = g_strdup_printf ("%s/%s", made, values[i][0]);

      zp_test_form_set (t, address, values[i][1]);
    }
  g_assert_cmpuint (t->card->lines->len, ==, 1);
  g_assert_cmpstr (zp_test_text_at (t->sheet, "total/score"), ==, "50点");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "total/grade"), ==, "差");

  zp_form_set_level (t->form, "checks", made + strlen ("checks/"), "first", "资金〔x〕(40)",
                     &error);
  g_assert_no_error (error);
  zp_test_form_update (t);
  level = zp_test_find_text (t->sheet, "资金〔x〕〔40〕", 0);
  g_assert_nonnull (level);
  g_assert_true (level->level && level->converted);
}

static void
test_invented_sheet (void)
{
  g_autoptr (ZpTestForm) t = new_invented ();
  const ZpSheetCell *aspect;

  zp_test_assert_grid (t->sheet);
  g_assert_nonnull (zp_test_find_text (t->sheet, "2031至2032年自查表", 0));
  g_assert_nonnull (zp_test_find_text (t->sheet, "未填", 0));
  g_assert_cmpstr (zp_test_text_at (t->sheet, "kind"), ==, "1、新建 ☐  2、续建 ☐");
  g_assert_cmpuint (zp_test_find_text (t->sheet, "资金", 0)->row_span, ==, 6);
  aspect = zp_test_find_text (t->sheet, "投入", 0);
  g_assert_cmpuint (aspect->row_span, ==, 2);
  g_assert_cmpstr (zp_test_text_at (t->sheet, "checks/+0/name"), ==, "项1");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "checks/+1/name"), ==, "……");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "checks/+2/name"), ==, "项2031");
}

/* The words of an empty place come into the row made of it, fillers do not. */
static void
test_prefill (void)
{
  g_autoptr (ZpTestForm) t = new_invented ();

  zp_test_form_set (t, "checks/+2/want", "1个");
  g_assert_cmpstr (zp_row_get (zp_form_get_row (t->form, "checks", 0), "name"), ==, "项2031");
  zp_test_form_set (t, "checks/+1/want", "1个");
  g_assert_cmpuint (zp_form_get_n_rows (t->form, "checks"), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const ZpRow *row = zp_form_get_row (t->form, "checks", i);

      if (g_str_equal (zp_row_get (row, "aspect"), "投入"))
        g_assert_cmpstr (zp_row_get (row, "name"), ==, "");
    }
}

/* --- goals with indicators of their own --- */

static void
test_goal_and_indicator_at_once (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_new ("wuhan-department-2020");
  const ZpRow *goal, *row;

  zp_test_assert_grid (t->sheet);
  zp_test_form_set (t, "indicators/+0:+0/level3", "门诊人次");
  g_assert_cmpuint (zp_form_get_n_rows (t->form, "goals"), ==, 1);
  goal = zp_form_get_row (t->form, "goals", 0);
  row = zp_form_get_row (t->form, "indicators", 0);
  g_assert_cmpstr (zp_row_get (row, "goal"), ==, zp_row_get_id (goal));
  g_assert_cmpstr (zp_row_get (row, "level2"), ==, "数量指标");
  g_assert_true (zp_form_undo (t->form, NULL, NULL));
  g_assert_cmpuint (zp_form_get_n_rows (t->form, "goals"), ==, 0);
  g_assert_cmpuint (zp_form_get_n_rows (t->form, "indicators"), ==, 0);
}

static void
test_goal_takes_its_rows_along (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_golden ("wuhan-2020/08-department-overall.ziping");
  g_autoptr (GError) error = NULL;
  guint indicators = zp_form_get_n_rows (t->form, "indicators");
  guint levels = zp_form_get_n_rows (t->form, "levels");

  zp_form_remove_row (t->form, "goals", "g5", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (zp_form_get_n_rows (t->form, "indicators"), ==, indicators - 7);
  g_assert_cmpuint (zp_form_get_n_rows (t->form, "levels"), ==, levels - 2);
  zp_form_undo (t->form, NULL, NULL);
  g_assert_cmpuint (zp_form_get_n_rows (t->form, "indicators"), ==, indicators);
  g_assert_cmpuint (zp_form_get_n_rows (t->form, "levels"), ==, levels);
}

/* A row of a goal that is not there is drawn all the same. */
static void
test_stray_row (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_golden ("wuhan-2020/08-department-overall.ziping");

  zp_test_form_set (t, "indicators/r30/goal", "g9");
  g_assert_nonnull (zp_sheet_find (t->paper, "indicators/r30/level3"));
}

/* Typing the number of a goal's points in its label. */
static void
test_goal_weight (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_golden ("wuhan-2020/08-department-overall.ziping");

  zp_test_form_set (t, "goals/g2/weight", "");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "goals/g2/weight"), ==, "年度绩效目标 2");
  zp_test_form_set (t, "goals/g2/weight", "20");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "goals/g2/weight"), ==, "年度绩效目标 2 (20 分)");
}

/* --- names and weights of levels --- */

typedef struct
{
  const char *name;
  const char *typed;
  const char *level;
  const char *weight;
  const char *printed;
} LevelCase;

static const LevelCase level_cases[] = {
  { "other-weight", "产出指标(50分)", "产出指标", "50", "产出指标(50分)" },
  { "full-width", "产出指标（50 分）", "产出指标", "50", "产出指标(50分)" },
  { "bare-number", "产出指标(50)", "产出指标", "50", "产出指标(50分)" },
  { "decimal", "产出指标 (7.5分)", "产出指标", "7.5", "产出指标(7.5分)" },
  { "other-name", "产出（数量）(40分)", "产出（数量）", "40", "产出（数量）(40分)" },
  { "no-weight", "产出指标", "产出指标", NULL, "产出指标" },
  { "words-in-brackets", "产出指标(重点)", "产出指标(重点)", NULL, "产出指标(重点)" },
  { "half-typed", "产出指标(4", "产出指标(4", NULL, "产出指标(4" },
};

static void
test_level (gconstpointer data)
{
  const LevelCase *c = data;
  g_autoptr (ZpTestForm) t = zp_test_form_golden ("wuhan-2020/01-medical-aid.ziping");
  g_autoptr (GBytes) before = zp_form_write (t->form);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;
  const ZpRow *level;

  zp_form_set_level (t->form, "indicators", "r3", "level1", c->typed, &error);
  g_assert_no_error (error);
  zp_test_form_update (t);
  for (guint i = 0; i < 12; i++)
    g_assert_cmpstr (zp_row_get (zp_form_get_row (t->form, "indicators", i), "level1"), ==,
                     i < 8 ? c->level : "效益指标");
  level = zp_form_find_level (t->form, "", c->level, "", "");
  g_assert_cmpstr (level != NULL ? zp_row_get (level, "weight") : NULL, ==, c->weight);
  level = zp_form_find_level (t->form, "", c->level, "数量指标", "1");
  g_assert_cmpstr (level != NULL ? zp_row_get (level, "weight") : NULL, ==, "15");
  g_assert_cmpstr (zp_test_text_at (t->paper, "indicators/r1/level1"), ==, c->printed);
  if (zp_form_can_undo (t->form))
    zp_form_undo (t->form, NULL, NULL);
  g_assert_false (zp_form_can_undo (t->form));
  after = zp_form_write (t->form);
  g_assert_cmpmem (g_bytes_get_data (before, NULL), g_bytes_get_size (before),
                   g_bytes_get_data (after, NULL), g_bytes_get_size (after));
}

/* Two cells of the same name have weights of their own. */
static void
test_level2_cells (void)
{
  g_autoptr (ZpTestForm) t
      = zp_test_form_golden ("wuhan-2020/03-government-purchased-posts.ziping");
  g_autoptr (GError) error = NULL;

  zp_form_set_level (t->form, "indicators", "r3", "level2", "质量指标(9分)", &error);
  g_assert_no_error (error);
  zp_test_form_update (t);
  g_assert_cmpstr (zp_test_text_at (t->paper, "indicators/r2/level2"), ==, "质量指标(7分)");
  g_assert_cmpstr (zp_test_text_at (t->paper, "indicators/r3/level2"), ==, "质量指标(9分)");
  zp_form_set_level (t->form, "indicators", "r3", "level2", "环境指标(9分)", &error);
  g_assert_no_error (error);
  zp_test_form_update (t);
  g_assert_cmpstr (zp_test_text_at (t->paper, "indicators/r2/level2"), ==, "质量指标(7分)");
  g_assert_cmpstr (zp_test_text_at (t->paper, "indicators/r3/level2"), ==, "环境指标(9分)");
  g_assert_false (zp_form_set_level (t->form, "indicators", "r3", "target", "x", &error));
  g_assert_nonnull (error);
}

/* --- empty places --- */

static void
test_optional_places (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_golden ("wuhan-2020/01-medical-aid.ziping");
  g_autoptr (ZpTestForm) empty = zp_test_form_new ("wuhan-project-2020");

  g_assert_nonnull (zp_test_find_text (t->sheet, "服务对象满意度", 0));
  g_assert_null (zp_test_find_text (t->paper, "服务对象满意度", 0));
  g_assert_nonnull (zp_test_find_text (empty->paper, "服务对象满意度", 0));
}

/* A level 1 that begins with an empty place is edited at its first row that was filled. */
static void
test_level_of_empty_place (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_new ("wuhan-project-2020");
  const ZpSheetCell *cell;

  zp_test_form_set (t, "indicators/+1/level3", "合格率");
  cell = zp_test_find_text (t->sheet, "产出指标", 0);
  g_assert_false (cell->placeholder);
  g_assert_cmpuint (cell->row_span, ==, 4);
}

static void
test_synonyms (void)
{
  g_autoptr (ZpTestForm) t
      = zp_test_form_golden ("wuhan-2020/03-government-purchased-posts.ziping");

  g_assert_null (zp_test_find_text (t->sheet, "社会效益指标", 0));
  g_assert_null (zp_test_find_text (t->sheet, "可持续影响指标", 0));
}

/* --- words to tick --- */

static void
test_ticks (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_golden ("fushun-2021/10-lawyer-fee.ziping");
  g_autoptr (GError) error = NULL;
  guint ticked = 0;

  zp_form_toggle_word (t->form, "indicators/r1/reasons", "其他", NULL, &error);
  zp_form_toggle_word (t->form, "indicators/r1/reasons", "经费保障", NULL, &error);
  zp_form_toggle_word (t->form, "indicators/r1/reasons", "其他", NULL, &error);
  zp_form_toggle_word (t->form, "indicators/r1/reasons", "人员保障", NULL, &error);
  g_assert_no_error (error);
  zp_test_form_update (t);
  for (guint i = 0; i < zp_sheet_get_n_cells (t->sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (t->sheet, i);

      if (g_strcmp0 (cell->address, "indicators/r1/reasons") != 0 || *cell->text == '\0')
        continue;
      g_assert_cmpstr (cell->text, ==, "√");
      g_assert_cmpstr (cell->choice, ==, ticked == 0 ? "经费保障" : "人员保障");
      ticked++;
    }
  g_assert_cmpuint (ticked, ==, 2);
  g_assert_false (zp_form_toggle_word (t->form, "indicators/r1/target", "其他", NULL, &error));
  g_assert_nonnull (error);
}

static void
test_unknown_tick (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_new ("wuhan-project-2020");
  g_autofree char *words = zp_value_from_words ((const char *const[]){ "新类型", NULL });

  zp_test_form_set (t, "project_type", words);
  g_assert_cmpstr (zp_test_text_at (t->sheet, "project_type"), ==,
                   "1、常年性项目 ☐  2、延续性项目 ☐  3、一次性项目 ☐  新类型 ☑");
}

/* --- sums --- */

static void
test_sums (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_golden ("fushun-2021/01-department-bureau.ziping");

  g_assert_cmpstr (zp_test_text_at (t->sheet, "expenditure/total/budget"), ==, "1269.9");
  g_assert_cmpint (zp_sheet_find (t->sheet, "expenditure/total/budget")->kind, ==, ZP_CELL_INPUT);
  g_assert_cmpstr (zp_test_text_at (t->sheet, "tasks/total/budget"), ==, "873.62");
  g_assert_cmpint (zp_sheet_find (t->sheet, "tasks/total/budget")->kind, ==, ZP_CELL_COMPUTED);
  g_assert_cmpstr (zp_test_text_at (t->sheet, "tasks/total/rate"), ==, "41.50%");
  zp_test_form_set (t, "expenditure/total/budget", "1300");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "expenditure/total/budget"), ==, "1300");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "expenditure/total/rate"), ==, "58.37%");
}

static void
test_sum_of_columns (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_golden ("qujing-2023/02-department-overall.ziping");

  zp_test_form_set (t, "tasks/r1/approved_other", "1000");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "tasks/r1/approved_total"), ==, "473.92");
  zp_test_form_set (t, "tasks/r1/approved_total", "");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "tasks/r1/approved_total"), ==, "1473.92");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "tasks/r1/rate"), ==, "32.15%");
}

static void
test_years (void)
{
  g_autoptr (ZpTestForm) t = zp_test_form_new ("yunnan-department-2023");

  g_assert_cmpstr (zp_test_text_at (t->sheet, "goals/+1/fiscal_year"), ==, "");
  zp_test_form_set (t, "year", "2026");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "goals/+0/fiscal_year"), ==, "2026");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "goals/+2/fiscal_year"), ==, "2028");
  g_assert_cmpstr (zp_test_text_at (t->sheet, "goals/+2/actual"), ==, "---");
  zp_test_form_set (t, "goals/+1/expected", "更进一步");
  g_assert_cmpstr (zp_row_get (zp_form_get_row (t->form, "goals", 0), "fiscal_year"), ==, "2027");
  g_assert_cmpstr (zp_row_get (zp_form_get_row (t->form, "goals", 0), "actual"), ==, "");
}

/* --- many rows, long texts, nothing at all --- */

static void
add_rows (ZpTestForm *t, const ZpTableSpec *table, guint n, const char *text)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = zp_form_add_row (t->form, table->key, NULL, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < table->columns->len; j++)
        {
          const ZpColumnSpec *column = g_ptr_array_index (table->columns, j);
          g_autofree char *address = g_strdup_printf ("%s/%s/%s", table->key, id, column->key);

          if (column->type != ZP_TYPE_SCORE && column->type != ZP_TYPE_TICKS)
            zp_form_set (t->form, address, text, NULL, &error);
          g_assert_no_error (error);
        }
    }
}

static void
test_stress (gconstpointer data)
{
  g_autoptr (ZpTestForm) t = zp_test_form_new (data);
  g_autofree char *text = g_strnfill (2000 * strlen ("绩"), ' ');
  GPtrArray *tables = zp_template_get_tables (zp_form_get_template (t->form));
  GPtrArray *fields = zp_template_get_fields (zp_form_get_template (t->form));

  zp_test_assert_grid (t->sheet);
  zp_test_assert_grid (t->paper);
  for (guint i = 0; i < 2000; i++)
    memcpy (text + i * strlen ("绩"), "绩", strlen ("绩"));
  for (guint i = 0; i < fields->len; i++)
    zp_test_form_set (t, ((ZpColumnSpec *) g_ptr_array_index (fields, i))->key, text);
  for (guint i = 0; i < tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (tables, i);

      if (table->rows->len == 0)
        add_rows (t, table,
                  table == zp_template_get_indicators (zp_form_get_template (t->form)) ? 120 : 3,
                  text);
    }
  zp_test_form_update (t);
  zp_test_assert_grid (t->sheet);
  zp_test_assert_grid (t->paper);
}

/* --- templates that are wrong --- */

typedef struct
{
  const char *name;
  const char *tables;
  const char *rows;
  const char *message;
} ErrorCase;

#define T                                                                                          \
  "\"t\": { \"columns\": { \"a\": \"text\", \"b\": \"amount\", \"c\": { \"type\": \"ticks\", \"choices\": [\"x\"] } } }"
#define G "\"g\": { \"columns\": { \"goal\": \"text\" } }"
#define R(cell) "[{ \"each\": \"t\", \"cells\": [" cell "] }]"

static const ErrorCase error_cases[] = {
  { "unknown-cell-key", T, R ("{ \"column\": \"a\", \"colour\": \"red\" }"),
    "sheet.rows[1].cells[1].colour" },
  { "unknown-column", T, R ("{ \"column\": \"z\" }"), "no column “z”" },
  { "merge-outside", T, "[[{ \"text\": \"x\", \"merge\": \"all\" }]]", "merge" },
  { "merge-in-rows", T,
    "[{ \"each\": \"t\", \"rows\": [[{ \"column\": \"a\", \"merge\": true }]] }]", "merge" },
  { "merge-all-of-column", T, R ("{ \"column\": \"a\", \"merge\": \"all\" }"), "over all rows" },
  { "rows-without-each", T, "[{ \"rows\": [[]] }]", "rows" },
  { "nested-without-where", T ", " G,
    "[{ \"each\": \"t\", \"rows\": [{ \"each\": \"g\", \"cells\": [] }] }]", "where" },
  { "where-outside", T, "[{ \"each\": \"t\", \"where\": \"a\", \"cells\": [] }]", "where" },
  { "too-deep", T,
    "[{ \"each\": \"t\", \"rows\": [{ \"each\": \"t\", \"where\": \"a\", \"rows\": [{ \"each\": \"t\", \"where\": \"a\", "
    "\"rows\": [{ \"each\": \"t\", \"where\": \"a\", \"cells\": [] }] }] }] }]",
    "as deep as it goes" },
  { "each-in-heading", T,
    "[{ \"each\": \"t\", \"heading\": [{ \"each\": \"t\", \"cells\": [] }], \"cells\": [] }]",
    "heading" },
  { "format-without-hole", T, R ("{ \"column\": \"a\", \"format\": \"分\" }"), "{}" },
  { "weight-of-no-level", T, R ("{ \"column\": \"a\", \"weight\": \"({}分)\" }"), "level1" },
  { "weight-without-levels", "\"t\": { \"columns\": { \"level1\": \"text\" } }",
    R ("{ \"column\": \"level1\", \"weight\": \"({}分)\" }"), "levels" },
  { "choice-of-text", T, R ("{ \"column\": \"a\", \"choice\": \"x\" }"), "ticks" },
  { "unknown-choice", T, R ("{ \"column\": \"c\", \"choice\": \"y\" }"), "“y”" },
  { "only-of-free-rows", T, "[{ \"each\": \"t\", \"only\": [\"p\"], \"cells\": [] }]", "only" },
  { "sum-of-unknown",
    "\"t\": { \"rows\": { \"p\": \"P\" }, \"columns\": {}, \"sum\": { \"p\": [\"q\"] } }", "[]",
    "“q”" },
  { "sum-of-itself",
    "\"t\": { \"rows\": { \"p\": \"P\", \"q\": \"Q\" }, \"columns\": {}, \"sum\": { \"p\": [\"q\"], \"q\": [\"p\"] } }",
    "[]", "part of itself" },
  { "part-of-two-sums",
    "\"t\": { \"rows\": { \"p\": \"P\", \"q\": \"Q\", \"r\": \"R\" }, \"columns\": {}, \"sum\": { \"p\": [\"r\"], \"q\": "
    "[\"r\"] } }",
    "[]", "two sums" },
  { "part-stands-twice",
    "\"t\": { \"rows\": { \"p\": \"P\", \"q\": \"Q\" }, \"columns\": {}, \"sum\": { \"p\": [\"q\", \"q\"] } }",
    "[]", "twice" },
  { "computed-of-computed",
    "\"t\": { \"columns\": { \"a\": \"amount\" }, \"computed\": { \"b\": { \"sum\": [\"a\"] }, \"c\": { \"sum\": [\"b\"] } } }",
    "[]", "“b”" },
  { "column-sum-of-text",
    "\"t\": { \"columns\": { \"a\": \"text\", \"b\": { \"type\": \"amount\", \"sum\": [\"a\"] } } }",
    "[]", "“a”" },
  { "sum-that-is-no-amount",
    "\"t\": { \"columns\": { \"a\": { \"type\": \"text\", \"sum\": [\"a\"] } } }", "[]", "amount" },
  { "total-of-fixed-rows",
    "\"t\": { \"rows\": { \"p\": \"P\" }, \"columns\": {}, \"total\": \"合计\" }", "[]", "sum" },
  { "skeleton-too-short",
    "\"t\": { \"columns\": { \"a\": \"text\", \"b\": \"text\" }, \"groups\": [\"a\"], \"prefill\": "
    "[\"b\"], \"skeleton\": [[\"x\"]] }",
    "[]", "tables.t.skeleton[1]" },
  { "prefill-unknown", "\"t\": { \"columns\": { \"a\": \"text\" }, \"prefill\": [\"z\"] }", "[]",
    "“z”" },
};

static void
test_error (gconstpointer data)
{
  const ErrorCase *c = data;
  char *json = g_strdup_printf (
      "{ \"id\": \"x\", \"title\": \"X\", \"source\": \"s\", \"tables\": { %s }, \"sheet\": { "
      "\"columns\": [1, 1], \"rows\": %s } }",
      c->tables, c->rows);
  g_autoptr (GBytes) bytes = g_bytes_new_take (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpTemplate) template_ = zp_template_new_from_json (bytes, &error);

  g_assert_null (template_);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, c->message));
}

/* A template that asks for more rows than any form has is laid out up to a limit. */
static void
test_endless (void)
{
  g_autoptr (GString) json = g_string_new (
      "{ \"id\": \"x\", \"title\": \"X\", \"source\": \"s\", \"tables\": { \"goals\": { \"columns\": { \"a\": \"text\" }, "
      "\"min_rows\": 100 }, \"t\": { \"columns\": { \"goal\": \"text\" }, \"skeleton\": [");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (ZpSheet) sheet = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append (json, i > 0 ? ", []" : "[]");
  g_string_append (
      json,
      "] } }, \"sheet\": { \"columns\": [1], \"rows\": [{ \"each\": \"goals\", \"rows\": [{ \"each\": "
      "\"t\", \"where\": \"goal\", \"cells\": [{ \"text\": \"x\" }] }] }] } }");
  bytes = g_bytes_new (json->str, json->len);
  zp_catalog_add_template (catalog, bytes, &error);
  g_assert_no_error (error);
  form = zp_form_new (zp_catalog_find_template (catalog, "x", NULL),
                      zp_catalog_find_profile (catalog, "mof-2020", NULL));
  card = zp_score_form (form);
  sheet = zp_sheet_build (form, card);
  g_assert_cmpuint (zp_sheet_get_n_rows (sheet), ==, 20000);
}

/* --- */

static void
add (const char *kind, const char *name, gconstpointer data, GTestDataFunc test)
{
  g_autofree char *path = g_strconcat ("/template-language/", kind, "/", name, NULL);

  g_test_add_data_func (path, data, test);
}

static void
add_stress (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  GPtrArray *templates = zp_catalog_get_templates (catalog);

  for (guint i = 0; i < templates->len; i++)
    {
      const char *id = g_intern_string (zp_template_get_id (g_ptr_array_index (templates, i)));

      add ("stress", id, id, test_stress);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template-language/invented/money", test_invented_money);
  g_test_add_func ("/template-language/invented/scores", test_invented_scores);
  g_test_add_func ("/template-language/invented/sheet", test_invented_sheet);
  g_test_add_func ("/template-language/prefill", test_prefill);
  g_test_add_func ("/template-language/goals/made-with-indicator", test_goal_and_indicator_at_once);
  g_test_add_func ("/template-language/goals/removed-with-rows", test_goal_takes_its_rows_along);
  g_test_add_func ("/template-language/goals/stray-row", test_stray_row);
  g_test_add_func ("/template-language/goals/weight", test_goal_weight);
  g_test_add_func ("/template-language/level/two-cells", test_level2_cells);
  g_test_add_func ("/template-language/places/optional", test_optional_places);
  g_test_add_func ("/template-language/places/level", test_level_of_empty_place);
  g_test_add_func ("/template-language/places/synonyms", test_synonyms);
  g_test_add_func ("/template-language/ticks/toggle", test_ticks);
  g_test_add_func ("/template-language/ticks/unknown", test_unknown_tick);
  g_test_add_func ("/template-language/sums/rows", test_sums);
  g_test_add_func ("/template-language/sums/columns", test_sum_of_columns);
  g_test_add_func ("/template-language/years", test_years);
  g_test_add_func ("/template-language/endless", test_endless);
  for (gsize i = 0; i < G_N_ELEMENTS (level_cases); i++)
    add ("level", level_cases[i].name, &level_cases[i], test_level);
  for (gsize i = 0; i < G_N_ELEMENTS (error_cases); i++)
    add ("error", error_cases[i].name, &error_cases[i], test_error);
  add_stress ();
  return g_test_run ();
}
