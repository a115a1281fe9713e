/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-cross.h"

/* What only shows beside other forms: each with forms that have the fault, and some that have not.
 */

#define SENTENCE "组织培训三期，参加人员覆盖全市各区县。"

static ZpForm *
load (const char *project, const char *year)
{
  ZpForm *form = fixture_load_golden (fixture_urumqi[0]);
  g_autofree char *id = g_strconcat (project, year, NULL);

  zp_form_set_id (form, id);
  fixture_set (form, "project_name", project);
  fixture_set (form, "year", year);
  fixture_set (form, "goal_expected", "");
  fixture_set (form, "goal_actual", "");
  return form;
}

static GPtrArray *
check (GPtrArray *forms)
{
  g_autoptr (GPtrArray) others
      = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_other_form_free);
  g_autoptr (ZpScorecard) first = zp_score_form (g_ptr_array_index (forms, 0));

  for (guint i = 0; i < forms->len; i++)
    {
      g_autoptr (ZpScorecard) card = zp_score_form (g_ptr_array_index (forms, i));

      g_ptr_array_add (others, zp_other_form_new_from_form (g_ptr_array_index (forms, i), card));
    }
  return zp_check_across (g_ptr_array_index (forms, 0), first, others);
}

static guint
count (GPtrArray *forms, const char *id, const char *address)
{
  g_autoptr (GPtrArray) findings = check (forms);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      if (!g_str_equal (finding->check, id)
          || (address != NULL && g_strcmp0 (finding->address, address) != 0))
        continue;
      g_test_message ("%s %s: %s -> %s [%s]", id, finding->address, finding->message,
                      finding->remedy, finding->other_name);
      n++;
    }
  return n;
}

static GPtrArray *
pair (const char *project, const char *year)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (forms, load ("干部培训", "2020"));
  g_ptr_array_add (forms, load (project, year));
  return forms;
}

/* J1: three forms of a unit with one score; two, or one that differs, are chance. */
static void
test_scores (void)
{
  g_autoptr (GPtrArray) forms = pair ("办公用房维修", "2020");

  g_assert_cmpuint (count (forms, "J1", NULL), ==, 0);
  g_ptr_array_add (forms, load ("公务用车", "2020"));
  g_assert_cmpuint (count (forms, "J1", "total/score"), ==, 1);
  fixture_set (g_ptr_array_index (forms, 2), "unit", "另一单位");
  g_assert_cmpuint (count (forms, "J1", NULL), ==, 0);
  fixture_set (g_ptr_array_index (forms, 2), "unit",
               zp_form_get_field (g_ptr_array_index (forms, 0), "unit"));
  fixture_set (g_ptr_array_index (forms, 2), "funding/total/executed", "1");
  g_assert_cmpuint (count (forms, "J1", NULL), ==, 0);
}

/* Rules without grades give scores, too. */
static void
test_scores_without_grades (void)
{
  g_autoptr (ZpProfile) profile = fixture_profile ("grades=-");
  g_autoptr (GPtrArray) forms = pair ("办公用房维修", "2020");

  g_ptr_array_add (forms, load ("公务用车", "2020"));
  for (guint i = 0; i < forms->len; i++)
    zp_form_set_profile (g_ptr_array_index (forms, i), profile);
  g_assert_cmpuint (count (forms, "J1", "total/score"), ==, 1);
}

/* J2: the same sentence in another project, whatever its spaces and commas. */
static void
test_sentences (void)
{
  g_autoptr (GPtrArray) forms = pair ("办公用房维修", "2020");

  fixture_set (g_ptr_array_index (forms, 0), "goal_actual", "一切顺利。" SENTENCE);
  g_assert_cmpuint (count (forms, "J2", "goal_actual"), ==, 0);
  fixture_set (g_ptr_array_index (forms, 1), "goal_expected",
               "组织培训 三期 参加人员覆盖全市各区县；一切顺利。");
  g_assert_cmpuint (count (forms, "J2", "goal_actual"), ==, 1);
  fixture_set (g_ptr_array_index (forms, 1), "project_name", "");
  g_assert_cmpuint (count (forms, "J2", "goal_actual"), ==, 0);
  fixture_set (g_ptr_array_index (forms, 1), "project_name", "办公用房维修");
  fixture_set (g_ptr_array_index (forms, 1), "goal_expected",
               "组织培训四期，参加人员覆盖全市各区县。一切顺利。");
  g_assert_cmpuint (count (forms, "J2", "goal_actual"), ==, 0);
}

/* Whoever opens the other form is led to the words. */
static void
test_place (void)
{
  g_autoptr (GPtrArray) forms = pair ("办公用房维修", "2020");
  ZpForm *form = g_ptr_array_index (forms, 0);
  ZpForm *other = g_ptr_array_index (forms, 1);
  g_autofree char *place = NULL;

  fixture_set (form, "goal_actual", "一切顺利。" SENTENCE);
  g_assert_null (zp_across_find_place (form, "goal_actual", other));
  fixture_set (other, "goal_expected", SENTENCE);
  place = zp_across_find_place (form, "goal_actual", other);
  g_assert_cmpstr (place, ==, "goal_expected");
}

/* J2: a project keeps its goal from year to year, but not what came of it. */
static void
test_same_project (void)
{
  g_autoptr (GPtrArray) forms = pair ("干部培训", "2019");

  fixture_set (g_ptr_array_index (forms, 0), "goal_expected", SENTENCE);
  fixture_set (g_ptr_array_index (forms, 1), "goal_expected", SENTENCE);
  g_assert_cmpuint (count (forms, "J2", "goal_expected"), ==, 0);
  fixture_set (g_ptr_array_index (forms, 0), "goal_actual",
               "培训三期全部办完，参训率达到九成以上。");
  fixture_set (g_ptr_array_index (forms, 1), "goal_actual",
               "培训三期全部办完，参训率达到九成以上。");
  g_assert_cmpuint (count (forms, "J2", "goal_actual"), ==, 1);
}

/* Another copy of the same form, under an id of its own, is no other form. */
static void
test_same_form (void)
{
  g_autoptr (GPtrArray) forms = pair ("干部培训", "2020");

  zp_form_set_id (g_ptr_array_index (forms, 1), "a-copy");
  for (guint i = 0; i < 2; i++)
    fixture_set (g_ptr_array_index (forms, i), "goal_actual", SENTENCE);
  g_assert_cmpuint (count (forms, "J2", NULL), ==, 0);
  fixture_set (g_ptr_array_index (forms, 1), "unit", "另一单位");
  g_assert_cmpuint (count (forms, "J2", "goal_actual"), ==, 1);
}

/* J2: most rows of another project, with their targets; not those of another stage of the same. */
static void
test_rows (void)
{
  g_autoptr (GPtrArray) forms = pair ("办公用房维修", "2020");
  ZpForm *other = g_ptr_array_index (forms, 1);
  guint n = zp_form_get_n_rows (other, "indicators");

  g_assert_cmpuint (count (forms, "J2", "indicators/r1/level3"), ==, 1);
  fixture_set (other, "project_name", "干部培训（第二批）");
  g_assert_cmpuint (count (forms, "J2", "indicators/r1/level3"), ==, 0);
  fixture_set (other, "project_name", "");
  g_assert_cmpuint (count (forms, "J2", "indicators/r1/level3"), ==, 0);
  fixture_set (other, "project_name", "办公用房维修");
  for (guint i = 0; i < n / 2; i++)
    {
      const ZpRow *row = zp_form_get_row (other, "indicators", i);
      g_autofree char *target = g_strdup_printf ("indicators/%s/target", zp_row_get_id (row));

      fixture_set (other, target, "≥7个");
    }
  g_assert_cmpuint (count (forms, "J2", "indicators/r1/level3"), ==, 0);
}

/* What is kept in a library says the same as the form. */
static void
test_packed (void)
{
  g_autoptr (GPtrArray) forms = pair ("办公用房维修", "2020");
  ZpForm *form = g_ptr_array_index (forms, 0);
  ZpForm *other = g_ptr_array_index (forms, 1);
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (ZpAcross) across = NULL;
  g_autoptr (GArray) listed = zp_traces_list (form, card);
  g_autoptr (GArray) unpacked = zp_traces_new ();
  g_autoptr (GBytes) packed = zp_traces_pack (form, card);
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  g_assert_true (zp_traces_unpack (data, size, unpacked));
  g_assert_cmpuint (unpacked->len, ==, listed->len);
  for (guint i = 0; i < listed->len; i++)
    {
      const ZpTrace *a = &g_array_index (listed, ZpTrace, i);
      const ZpTrace *b = &g_array_index (unpacked, ZpTrace, i);

      g_assert_cmpint (a->hash, ==, b->hash);
      g_assert_cmpint (a->kind, ==, b->kind);
      g_assert_cmpstr (b->address, ==, "");
      g_assert_cmpstr (a->text, ==, b->text);
      g_assert_cmpstr (a->actual, ==, b->actual);
    }
  /* Cut anywhere it is refused, or read without harm. */
  for (gsize cut = 0; cut < size; cut++)
    {
      g_autoptr (GArray) rest = zp_traces_new ();
      g_autofree guint8 *part = g_memdup2 (data, MAX (cut, 1));

      g_assert_false (zp_traces_unpack (part, cut, rest));
    }
  across = zp_across_new (form, card);
  g_assert_true (zp_across_knows (across, data, size));
  for (guint i = 0; i < zp_form_get_n_rows (other, "indicators"); i++)
    {
      const ZpRow *row = zp_form_get_row (other, "indicators", i);
      g_autofree char *name = g_strdup_printf ("indicators/%s/level3", zp_row_get_id (row));
      g_autofree char *reason = g_strdup_printf ("indicators/%s/deviation", zp_row_get_id (row));
      g_autofree char *text = g_strdup_printf ("别的指标%u", i);

      fixture_set (other, name, text);
      fixture_set (other, reason, "");
    }
  {
    g_autoptr (ZpScorecard) other_card = zp_score_form (other);
    g_autoptr (GBytes) nothing = zp_traces_pack (other, other_card);

    g_assert_false (
        zp_across_knows (across, g_bytes_get_data (nothing, NULL), g_bytes_get_size (nothing)));
  }
}

static guint
count_listed (ZpForm *form, GPtrArray *others, const ZpUnitList *list, const char *id, int severity)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (ZpAcross) across = zp_across_new (form, card);
  g_autoptr (GPtrArray) findings = NULL;
  guint n = 0;

  for (guint i = 0; i < others->len; i++)
    {
      g_autoptr (ZpScorecard) other_card = zp_score_form (g_ptr_array_index (others, i));
      g_autoptr (ZpOtherForm) other
          = zp_other_form_new_from_form (g_ptr_array_index (others, i), other_card);

      zp_across_count (across, other);
    }
  findings = zp_across_finish (across, list);
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      if (!g_str_equal (finding->check, id))
        continue;
      g_test_message ("%s %s: %s", id, finding->address, finding->message);
      g_assert_cmpint (finding->severity, ==, severity);
      n++;
    }
  return n;
}

/* J3: a project that the year's list does not name; projects without a form. */
static void
test_listed (void)
{
  g_autoptr (GPtrArray) forms = pair ("办公用房维修", "2020");
  ZpForm *form = g_ptr_array_index (forms, 0);
  char missing[] = "公务用车";
  ZpUnitList list = { .n_listed = 3 };

  g_assert_cmpuint (count_listed (form, forms, NULL, "J3", ZP_SEVERITY_WARNING), ==, 0);
  g_assert_cmpuint (count_listed (form, forms, &list, "J3", ZP_SEVERITY_WARNING), ==, 0);
  list.is_surplus = TRUE;
  g_assert_cmpuint (count_listed (form, forms, &list, "J3", ZP_SEVERITY_WARNING), ==, 1);
  list.is_surplus = FALSE;
  list.n_missing = 1;
  list.missing = missing;
  g_assert_cmpuint (count_listed (form, forms, &list, "J3", ZP_SEVERITY_HINT), ==, 1);
}

/* J4: the budgets of all forms of the unit beside the total of the list. */
static void
test_total (void)
{
  g_autoptr (GPtrArray) forms = pair ("办公用房维修", "2020");
  ZpForm *form = g_ptr_array_index (forms, 0);
  ZpUnitList list = { .n_listed = 2, .has_total = TRUE, .total = ZP_DECIMAL_INT (30) };

  fixture_set (form, "funding/total/budget", "10");
  fixture_set (g_ptr_array_index (forms, 1), "funding/total/budget", "20");
  g_assert_cmpuint (count_listed (form, forms, NULL, "J4", ZP_SEVERITY_WARNING), ==, 0);
  g_assert_cmpuint (count_listed (form, forms, &list, "J4", ZP_SEVERITY_WARNING), ==, 0);
  list.total = ZP_DECIMAL_INT (31);
  g_assert_cmpuint (count_listed (form, forms, &list, "J4", ZP_SEVERITY_WARNING), ==, 1);
  /* While forms are missing less is no fault; more is. */
  list.n_missing = 1;
  g_assert_cmpuint (count_listed (form, forms, &list, "J4", ZP_SEVERITY_WARNING), ==, 0);
  list.total = ZP_DECIMAL_INT (29);
  g_assert_cmpuint (count_listed (form, forms, &list, "J4", ZP_SEVERITY_WARNING), ==, 1);
  /* Another unit's form does not count; the unit's own level (本级) does. */
  fixture_set (g_ptr_array_index (forms, 1), "unit", "另一单位");
  g_assert_cmpuint (count_listed (form, forms, &list, "J4", ZP_SEVERITY_WARNING), ==, 0);
  fixture_set (g_ptr_array_index (forms, 1), "unit", "乌鲁木齐市医疗保障局");
  g_assert_cmpuint (count_listed (form, forms, &list, "J4", ZP_SEVERITY_WARNING), ==, 1);
}

/* J4: what the form of a whole unit says its projects spent. */
static void
test_whole (void)
{
  static const char *const names[]
      = { "wuhan-2020/01-medical-aid", "wuhan-2020/03-government-purchased-posts",
          "wuhan-2020/06-union-poverty-relief" };
  g_autoptr (ZpForm) whole = fixture_load_golden ("wuhan-2020/08-department-overall");
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (forms, fixture_load_golden (names[i]));
  /* As published: not all of its projects are here. */
  g_assert_cmpuint (count_listed (whole, forms, NULL, "J4", ZP_SEVERITY_HINT), ==, 1);
  fixture_set (whole, "project_expenditure", "787.59");
  g_assert_cmpuint (count_listed (whole, forms, NULL, "J4", ZP_SEVERITY_HINT), ==, 0);
  fixture_set (whole, "project_expenditure", "700");
  g_assert_cmpuint (count_listed (whole, forms, NULL, "J4", ZP_SEVERITY_WARNING), ==, 1);
  g_ptr_array_set_size (forms, 0);
  g_assert_cmpuint (count_listed (whole, forms, NULL, "J4", ZP_SEVERITY_WARNING), ==, 0);
}

/* J5: one indicator in two units, within one office. */
static void
test_units (void)
{
  g_autoptr (GPtrArray) forms = pair ("办公用房维修", "2020");
  const ZpRow *row = zp_form_get_row (g_ptr_array_index (forms, 0), "indicators", 0);
  g_autofree char *name = g_strdup_printf ("indicators/%s/level3", zp_row_get_id (row));
  g_autofree char *target = g_strdup_printf ("indicators/%s/target", zp_row_get_id (row));

  for (guint i = 0; i < 2; i++)
    {
      fixture_set (g_ptr_array_index (forms, i), name, "培训人数");
      fixture_set (g_ptr_array_index (forms, i), target, "≥100人次");
    }
  g_assert_cmpuint (count (forms, "J5", target), ==, 0);
  fixture_set (g_ptr_array_index (forms, 1), target, "≥100个");
  g_assert_cmpuint (count (forms, "J5", target), ==, 1);
  fixture_set (g_ptr_array_index (forms, 1), "unit", "另一单位");
  g_assert_cmpuint (count (forms, "J5", target), ==, 0);
}

/* B8: ten thousand times the budget of last year. */
static void
test_budget (void)
{
  g_autoptr (GPtrArray) forms = pair ("干部培训", "2019");

  fixture_set (g_ptr_array_index (forms, 0), "funding/total/budget", "251500");
  fixture_set (g_ptr_array_index (forms, 1), "funding/total/budget", "25.1");
  g_assert_cmpuint (count (forms, "B8", "funding/total/budget"), ==, 1);
  fixture_set (g_ptr_array_index (forms, 0), "funding/total/budget", "30");
  g_assert_cmpuint (count (forms, "B8", NULL), ==, 0);
  fixture_set (g_ptr_array_index (forms, 0), "funding/total/budget", "251500");
  fixture_set (g_ptr_array_index (forms, 1), "year", "2018");
  g_assert_cmpuint (count (forms, "B8", NULL), ==, 0);
}

/* E8: a target that last year's form of the same project passed with ease. */
static void
test_easier (void)
{
  g_autoptr (GPtrArray) forms = pair ("干部培训", "2019");
  const ZpRow *row = zp_form_get_row (g_ptr_array_index (forms, 0), "indicators", 0);
  g_autofree char *name = g_strdup_printf ("indicators/%s/level3", zp_row_get_id (row));
  g_autofree char *target = g_strdup_printf ("indicators/%s/target", zp_row_get_id (row));
  g_autofree char *actual = g_strdup_printf ("indicators/%s/actual", zp_row_get_id (row));

  for (guint i = 0; i < 2; i++)
    {
      fixture_set (g_ptr_array_index (forms, i), name, "培训人数");
      fixture_set (g_ptr_array_index (forms, i), target, "≥100人次");
    }
  fixture_set (g_ptr_array_index (forms, 1), actual, "100人次");
  g_assert_cmpuint (count (forms, "E8", target), ==, 0);
  fixture_set (g_ptr_array_index (forms, 1), actual, "150人次");
  g_assert_cmpuint (count (forms, "E8", target), ==, 1);
  fixture_set (g_ptr_array_index (forms, 1), "project_name", "办公用房维修");
  g_assert_cmpuint (count (forms, "E8", target), ==, 0);
}

/* Published forms of one bureau beside each other: what is found names another one of them. */
static void
test_golden (void)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < FIXTURE_N_URUMQI; i++)
    g_ptr_array_add (forms, fixture_load_golden (fixture_urumqi[i]));
  for (guint i = 0; i < FIXTURE_N_URUMQI; i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      ZpForm *form = g_ptr_array_index (forms, i);
      gpointer first = g_ptr_array_index (forms, 0);

      forms->pdata[0] = form;
      forms->pdata[i] = first;
      findings = check (forms);
      forms->pdata[0] = first;
      forms->pdata[i] = form;
      for (guint j = 0; j < findings->len; j++)
        {
          const ZpFinding *finding = g_ptr_array_index (findings, j);

          g_test_message ("%s: %s %s: %s", zp_form_get_field (form, "project_name"), finding->check,
                          finding->address, finding->message);
          g_assert_cmpint (finding->severity, !=, ZP_SEVERITY_ERROR);
          g_assert_cmpstr (finding->other_id, !=, zp_form_get_id (form));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cross/scores", test_scores);
  g_test_add_func ("/cross/scores-without-grades", test_scores_without_grades);
  g_test_add_func ("/cross/sentences", test_sentences);
  g_test_add_func ("/cross/same-project", test_same_project);
  g_test_add_func ("/cross/place", test_place);
  g_test_add_func ("/cross/same-form", test_same_form);
  g_test_add_func ("/cross/rows", test_rows);
  g_test_add_func ("/cross/packed", test_packed);
  g_test_add_func ("/cross/listed", test_listed);
  g_test_add_func ("/cross/total", test_total);
  g_test_add_func ("/cross/whole", test_whole);
  g_test_add_func ("/cross/units", test_units);
  g_test_add_func ("/cross/budget", test_budget);
  g_test_add_func ("/cross/easier", test_easier);
  g_test_add_func ("/cross/golden", test_golden);
  return g_test_run ();
}
