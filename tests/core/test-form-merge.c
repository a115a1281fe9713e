/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core-fixture.h"
#include "zp-error.h"
#include "zp-form-diff.h"
#include "zp-form-merge.h"
#include "zp-review.h"

#define FORM                                                                                       \
  "{ \"format\": \"ziping-form\", \"version\": 1, \"id\": \"f\", \"template\": \"mof-2020\","      \
  " \"profile\": \"mof-2020\", \"fields\": { \"project_name\": \"甲\", \"unit\": \"某局\" },"   \
  " \"tables\": { \"funding\": [ { \"row\": \"total\", \"budget\": \"100\" } ],"                   \
  " \"indicators\": [ { \"id\": \"a\", \"level3\": \"一\", \"actual\": \"1\" },"                  \
  " { \"id\": \"b\", \"level3\": \"二\" }, { \"id\": \"c\", \"level3\": \"三\" } ] } }"

/* Differences as short lines: “! ” for a conflict, where, and from which side. */
static char *
describe (ZpFormMerge *merge)
{
  GPtrArray *items = zp_form_merge_get_items (merge);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const ZpMergeItem *item = g_ptr_array_index (items, i);
      static const char *const kinds[] = { "", "row ", "order ", "profile", "review", "extra " };

      g_string_append_printf (text, "%s%s%s %s; ", item->conflict ? "! " : "", kinds[item->kind],
                              item->address, item->side == ZP_MERGE_MINE ? "mine" : "theirs");
    }
  return g_string_free (text, FALSE);
}

static char *
dup_extra (ZpForm *form, const char *key)
{
  JsonNode *node = zp_form_get_extra (form, key);

  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("");
}

/* The same content, in whatever order the keys of a row are written. */
static void
assert_same (ZpForm *a, ZpForm *b)
{
  static const char *const keys[] = { ZP_EXTRA_REVIEW, ZP_EXTRA_HISTORY, ZP_EXTRA_RULES };
  g_autofree char *left = zp_form_dup_content_hash (a);
  g_autofree char *right = zp_form_dup_content_hash (b);

  if (!g_str_equal (left, right))
    {
      g_autoptr (GBytes) x = zp_form_write (a);
      g_autoptr (GBytes) y = zp_form_write (b);

      g_error ("%s\n%s", (char *) g_bytes_get_data (x, NULL), (char *) g_bytes_get_data (y, NULL));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *mine = dup_extra (a, keys[i]);
      g_autofree char *theirs = dup_extra (b, keys[i]);

      g_assert_cmpstr (mine, ==, theirs);
    }
}

static ZpForm *
make (const char *patch)
{
  g_autofree char *json = fixture_patch (FORM, patch);

  return fixture_load (json);
}

typedef struct
{
  const char *name;
  const char *mine;   /* fixture_patch() */
  const char *theirs; /* fixture_patch() */
  const char *three;  /* with the common ancestor */
  const char *two;    /* without */
} Case;

#define ROW(id, text) "{ \"id\": \"" id "\", \"level3\": \"" text "\" }"
#define ROW_A "{ \"id\": \"a\", \"level3\": \"一\", \"actual\": \"1\" }"

static const Case cases[] = {
  { "same", "", "", "", "" },
  { "theirs-only", "", "fields.unit=\"乙局\"", "unit theirs; ", "! unit mine; " },
  { "mine-only", "fields.unit=\"乙局\"", "", "unit mine; ", "! unit mine; " },
  { "both-alike", "fields.unit=\"乙局\"", "fields.unit=\"乙局\"", "", "" },
  { "both-differently", "fields.unit=\"乙局\"", "fields.unit=\"丙局\"", "! unit mine; ",
    "! unit mine; " },
  { "apart", "fields.unit=\"乙局\"", "fields.project_name=\"乙\"",
    "project_name theirs; unit mine; ", "! project_name mine; ! unit mine; " },
  { "row-added-by-them", "",
    "tables.indicators=[ " ROW_A
    ", " ROW ("n", "新") ", " ROW ("b", "二") ", " ROW ("c", "三") " ]",
    "row indicators/n theirs; ", "! row indicators/n theirs; " },
  { "row-added-here",
    "tables.indicators=[ " ROW_A
    ", " ROW ("n", "新") ", " ROW ("b", "二") ", " ROW ("c", "三") " ]",
    "", "row indicators/n mine; ", "! row indicators/n mine; " },
  { "row-removed-by-them", "", "tables.indicators=[ " ROW_A ", " ROW ("b", "二") " ]",
    "row indicators/c theirs; ", "! row indicators/c mine; " },
  { "row-removed-by-them-changed-here",
    "tables.indicators=[ " ROW_A ", " ROW ("b", "二") ", " ROW ("c", "参") " ]",
    "tables.indicators=[ " ROW_A ", " ROW ("b", "二") " ]", "! row indicators/c mine; ",
    "! row indicators/c mine; " },
  { "row-removed-here-changed-by-them", "tables.indicators=[ " ROW_A ", " ROW ("b", "二") " ]",
    "tables.indicators=[ " ROW_A ", " ROW ("b", "二") ", " ROW ("c", "参") " ]",
    "! row indicators/c theirs; ", "! row indicators/c theirs; " },
  { "order", "", "tables.indicators=[ " ROW ("c", "三") ", " ROW_A ", " ROW ("b", "二") " ]",
    "order indicators theirs; ", "! order indicators mine; " },
  { "fixed-row", "",
    "tables.funding=[ { \"row\": \"total\", \"budget\": \"100\" }, { \"row\": \"fiscal\", "
    "\"budget\": \"90\" } ]",
    "funding/fiscal/budget theirs; ", "! funding/fiscal/budget mine; " },
  { "profile", "", "profile=\"urumqi-2020\"", "profile theirs; ", "! profile mine; " },
  { "answers", "answers={ \"D7\": \"x\" }", "", "extra answers mine; ", "! extra answers mine; " },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (ZpForm) base = make ("");
  g_autoptr (ZpForm) mine = make (test->mine);
  g_autoptr (ZpForm) theirs = make (test->theirs);
  g_autoptr (ZpFormMerge) three = zp_form_merge_new (base, mine, theirs, NULL);
  g_autoptr (ZpFormMerge) two = zp_form_merge_new (NULL, mine, theirs, NULL);
  g_autofree char *with_base = describe (three);
  g_autofree char *without = describe (two);
  g_autoptr (ZpForm) all_mine = NULL;
  g_autoptr (ZpForm) all_theirs = NULL;

  g_assert_cmpstr (with_base, ==, test->three);
  g_assert_cmpstr (without, ==, test->two);
  zp_form_merge_choose_all (two, ZP_MERGE_MINE, FALSE);
  all_mine = zp_form_merge_make (two);
  assert_same (all_mine, mine);
  zp_form_merge_choose_all (two, ZP_MERGE_THEIRS, FALSE);
  all_theirs = zp_form_merge_make (two);
  assert_same (all_theirs, theirs);
}

/* --- the review --- */

static const ZpActor preparer = { "张三", ZP_ACTOR_PREPARER, 1614585600 };
static const ZpActor reviewer = { "李四", ZP_ACTOR_REVIEWER, 1614672000 };

static ZpForm *
make_submitted (void)
{
  ZpForm *form = fixture_load_golden ("02-liangxian-hebing");
  g_autoptr (GError) error = NULL;

  zp_review_apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL, &error);
  g_assert_no_error (error);
  return form;
}

/* The accountant still has the form as it was handed in; it comes back with the review. */
static void
test_returned (void)
{
  g_autoptr (ZpForm) mine = make_submitted ();
  g_autoptr (ZpForm) theirs = zp_form_copy (mine);
  g_autoptr (ZpFormMerge) merge = NULL;
  g_autoptr (ZpForm) made = NULL;
  g_autofree char *text = NULL;

  g_assert_true (zp_review_apply (theirs, ZP_REVIEW_RETURN, &reviewer, "补充佐证材料", NULL));
  merge = zp_form_merge_new (NULL, mine, theirs, NULL);
  text = describe (merge);
  g_assert_cmpstr (text, ==, "review theirs; ");
  g_assert_false (zp_form_merge_is_frozen (merge));
  made = zp_form_merge_make (merge);
  g_assert_cmpint (zp_form_get_state (made), ==, ZP_FORM_STATE_RETURNED);
  g_assert_cmpint (zp_review_verify (made, NULL), ==, ZP_LOG_WHOLE);
}

/* The values of a form that is handed in are taken as a whole, and the history stays true. */
static void
test_frozen (void)
{
  g_autoptr (ZpForm) mine = make_submitted ();
  g_autoptr (ZpForm) theirs = zp_form_copy (mine);
  g_autoptr (ZpFormMerge) merge = NULL;

  g_assert_true (zp_review_apply (theirs, ZP_REVIEW_RETURN, &reviewer, "补充佐证材料", NULL));
  fixture_set (theirs, "unit", "另一单位");
  fixture_set (theirs, "department", "另一部门");
  merge = zp_form_merge_new (NULL, mine, theirs, NULL);
  g_assert_true (zp_form_merge_is_frozen (merge));
  for (int side = ZP_MERGE_MINE; side <= ZP_MERGE_THEIRS; side++)
    {
      g_autoptr (ZpForm) made = NULL;

      zp_form_merge_choose (merge, 1, (ZpMergeSide) side);
      made = zp_form_merge_make (merge);
      assert_same (made, side == ZP_MERGE_MINE ? mine : theirs);
      g_assert_cmpint (zp_review_verify (made, NULL), ==, ZP_LOG_WHOLE);
    }
}

static void
test_other_template (void)
{
  g_autoptr (ZpForm) mine = make ("");
  g_autoptr (ZpForm) theirs = make ("template=\"mof-2021\"");
  g_autoptr (GError) error = NULL;

  g_assert_null (zp_form_merge_new (NULL, mine, theirs, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
}

/* --- properties --- */

static char *
pick_row (ZpForm *form)
{
  guint n = zp_form_get_n_rows (form, "indicators");

  if (n == 0)
    return NULL;
  return g_strdup (zp_row_get_id (
      zp_form_get_row (form, "indicators", (guint) g_test_rand_int_range (0, (int) n))));
}

static void
edit_once (ZpForm *form, const char *const *columns, const char *const *fields)
{
  g_autofree char *row = pick_row (form);
  g_autofree char *text = g_strdup_printf ("%d", g_test_rand_int_range (0, 50));
  g_autofree char *made = NULL;
  g_autofree char *address = NULL;

  switch (g_test_rand_int_range (0, row != NULL ? 6 : 2))
    {
    case 0:
      fixture_set (form, fields[g_test_rand_int_range (0, 2)], text);
      break;
    case 1:
      made = zp_form_add_row (form, "indicators", row, NULL);
      address = g_strdup_printf ("indicators/%s/level3", made);
      fixture_set (form, address, text);
      break;
    case 2:
      g_assert_true (zp_form_remove_row (form, "indicators", row, NULL));
      break;
    case 3:
      zp_form_move_row (form, "indicators", row, g_test_rand_bit () ? 1 : -1, NULL);
      break;
    default:
      address = g_strdup_printf ("indicators/%s/%s", row, columns[g_test_rand_int_range (0, 2)]);
      fixture_set (form, address, text);
      break;
    }
}

static ZpForm *
edit (ZpForm *base, const char *const *columns, const char *const *fields)
{
  ZpForm *form = zp_form_copy (base);

  for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
    edit_once (form, columns, fields);
  return form;
}

static const char *const any_column[] = { "actual", "weight", NULL };
static const char *const any_field[] = { "project_name", "unit", NULL };

#define N_RUNS 60

/* Whatever was changed: one side as a whole is that side, and a side that nobody changed gives way.
 */
static void
test_sides (void)
{
  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autoptr (ZpForm) base = fixture_load_golden (fixture_urumqi[run % FIXTURE_N_URUMQI]);
      g_autoptr (ZpForm) mine = edit (base, any_column, any_field);
      g_autoptr (ZpForm) theirs = edit (base, any_column, any_field);
      g_autoptr (ZpFormMerge) merge = zp_form_merge_new (base, mine, theirs, NULL);
      g_autoptr (ZpFormMerge) from_base = zp_form_merge_new (base, base, theirs, NULL);
      g_autoptr (ZpFormMerge) to_base = zp_form_merge_new (base, mine, base, NULL);
      g_autoptr (ZpFormMerge) same = zp_form_merge_new (base, mine, mine, NULL);
      g_autoptr (ZpForm) all_mine = NULL;
      g_autoptr (ZpForm) all_theirs = NULL;
      g_autoptr (ZpForm) forward = zp_form_merge_make (from_base);
      g_autoptr (ZpForm) kept = zp_form_merge_make (to_base);

      g_assert_cmpuint (zp_form_merge_get_items (same)->len, ==, 0);
      assert_same (forward, theirs);
      assert_same (kept, mine);
      zp_form_merge_choose_all (merge, ZP_MERGE_MINE, FALSE);
      all_mine = zp_form_merge_make (merge);
      assert_same (all_mine, mine);
      zp_form_merge_choose_all (merge, ZP_MERGE_THEIRS, FALSE);
      all_theirs = zp_form_merge_make (merge);
      assert_same (all_theirs, theirs);
    }
}

static void
set_cells (ZpForm *form, const char *column, const char *text)
{
  for (guint i = 0; i < zp_form_get_n_rows (form, "indicators"); i++)
    {
      const ZpRow *row = zp_form_get_row (form, "indicators", i);
      g_autofree char *address = g_strdup_printf ("indicators/%s/%s", zp_row_get_id (row), column);

      if (g_test_rand_bit ())
        fixture_set (form, address, text);
    }
}

/* Changes that do not touch each other need no choice, and both are there afterwards. */
static void
test_apart (void)
{
  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autoptr (ZpForm) base = fixture_load_golden (fixture_urumqi[run % FIXTURE_N_URUMQI]);
      g_autoptr (ZpForm) mine = zp_form_copy (base);
      g_autoptr (ZpForm) theirs = zp_form_copy (base);
      g_autoptr (ZpForm) both = NULL;
      g_autoptr (ZpForm) made = NULL;
      g_autoptr (ZpFormMerge) merge = NULL;
      GPtrArray *items;

      set_cells (mine, "actual", "7");
      both = zp_form_copy (mine);
      set_cells (theirs, "deviation", "原因");
      for (guint i = 0; i < zp_form_get_n_rows (theirs, "indicators"); i++)
        {
          const ZpRow *row = zp_form_get_row (theirs, "indicators", i);
          g_autofree char *address
              = g_strdup_printf ("indicators/%s/deviation", zp_row_get_id (row));

          fixture_set (both, address, zp_row_get (row, "deviation"));
        }
      merge = zp_form_merge_new (base, mine, theirs, NULL);
      items = zp_form_merge_get_items (merge);
      for (guint i = 0; i < items->len; i++)
        g_assert_false (((ZpMergeItem *) g_ptr_array_index (items, i))->conflict);
      made = zp_form_merge_make (merge);
      assert_same (made, both);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/form-merge/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/form-merge/returned", test_returned);
  g_test_add_func ("/form-merge/frozen", test_frozen);
  g_test_add_func ("/form-merge/other-template", test_other_template);
  g_test_add_func ("/form-merge/sides", test_sides);
  g_test_add_func ("/form-merge/apart", test_apart);
  return g_test_run ();
}
