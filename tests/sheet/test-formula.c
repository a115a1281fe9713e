/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-fill-move.h"
#include "zp-formula.h"

/* References in formulas, and what added rows do to them: two rows after the tenth, of which the
 * table has the rows 5 to 12 (as a spreadsheet counts) and the level the rows 5 to 10. */

typedef struct
{
  const char *name;
  const char *formula;
  const char *moved;
  gboolean one_by_one;
} Case;

static const Case cases[] = {
  { "above", "A1+B9", "A1+B9", FALSE },
  { "below", "A11+$B$20", "A13+$B$22", FALSE },
  { "level", "SUM(G5:G10)", "SUM(G5:G12)", FALSE },
  { "table", "SUM(G5:G12)", "SUM(G5:G14)", FALSE },
  { "sum-above", "SUM(G1:G4)", "SUM(G1:G4)", FALSE },
  { "part-of-level", "SUM(G7:G10)", "SUM(G7:G10)", TRUE },
  { "side-by-side", "SUM(B10:F10)", "SUM(B10:F10)", FALSE },
  { "side-by-side-below", "SUM(B11:F11)", "SUM(B13:F13)", FALSE },
  { "one-by-one", "G5+G6", "G5+G6", TRUE },
  { "one-row", "G5*H5", "G5*H5", FALSE },
  { "text", "IF(A20>1,\"A20 \"\"A20\",A20)", "IF(A22>1,\"A20 \"\"A20\",A22)", FALSE },
  { "function", "LOG10(A20)+ATAN2(A20,B20)", "LOG10(A22)+ATAN2(A22,B22)", FALSE },
  { "number", "1.5E10+2E+20*A20", "1.5E10+2E+20*A22", FALSE },
  { "name", "Total20+A20_x+\\A20", "Total20+A20_x+\\A20", FALSE },
  { "whole-rows", "SUM(11:20)", "SUM(13:22)", FALSE },
  { "whole-columns", "SUM(A:C)", "SUM(A:C)", FALSE },
  { "own-sheet", "'绩效 表'!A20", "'绩效 表'!A22", FALSE },
  { "other-sheet", "Other!A20+A20", "Other!A20+A22", FALSE },
  { "other-quoted", "'It''s'!A20:B21+A20", "'It''s'!A20:B21+A22", FALSE },
  { "other-book", "[1]绩效!A20", "[1]绩效!A20", FALSE },
  { "several-sheets", "SUM(One:Two!A20)", "SUM(One:Two!A20)", FALSE },
  { "table-column", "SUM(T1[[#This Row],[A20]])+A20", "SUM(T1[[#This Row],[A20]])+A22", FALSE },
  { "error", "#REF!+A20", "#REF!+A22", FALSE },
  { "unfinished", "\"A20", "\"A20", FALSE },
  { "unfinished-sheet", "'A20", "'A20", FALSE },
  { "percent", "A20%", "A22%", FALSE },
  { "beyond", "XFE20+A1048577", "XFE20+A1048577", FALSE },
};

static GPtrArray *
make_rows (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_fill_row_free);

  for (guint i = 0; i < 2; i++)
    {
      ZpFillRow *row = zp_fill_row_new ();

      row->id = 2 - i;
      row->after = 9;
      row->begin = 4;
      row->block_begin = 4;
      row->block_end = 11;
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static void
test_formula (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) rows = make_rows ();
  gboolean one_by_one = FALSE;
  g_autofree char *moved
      = zp_fill_rows_move_formula (rows, c->formula, "绩效 表", TRUE, &one_by_one);

  g_assert_cmpstr (moved, ==, c->moved);
  g_assert_cmpint (one_by_one, ==, c->one_by_one);
}

static void
keep (ZpFormulaArea *area, gpointer data)
{
  (*(guint *) data)++;
}

/* Without a change every formula comes out as it went in. */
static void
test_same (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n = 0;
      g_autofree char *same = zp_formula_rewrite (cases[i].formula, keep, &n);

      g_assert_cmpstr (same, ==, cases[i].formula);
    }
}

/* Whatever stands there is copied, and nothing beyond its end is read. */
static void
test_random (void)
{
  static const char *const bits[]
      = { "A", "B1", "$", "12", ":",   "!",    "'",  "\"", "[", "]", "#", "(",
          ")", ",",  " ", "+",  "SUM", "绩效", "_x", ".",  "E", "%", "?", "\\" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) formula = g_string_new (NULL);
      guint n = 0;
      g_autofree char *same = NULL;

      for (int k = g_rand_int_range (rand, 0, 14); k > 0; k--)
        g_string_append (formula, bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))]);
      same = zp_formula_rewrite (formula->str, keep, &n);
      g_assert_cmpstr (same, ==, formula->str);
    }
}

static void
test_places (void)
{
  g_autoptr (GPtrArray) rows = make_rows ();

  g_assert_cmpuint (zp_fill_rows_move (rows, 9), ==, 9);
  g_assert_cmpuint (zp_fill_rows_move (rows, 10), ==, 12);
  g_assert_cmpuint (zp_fill_rows_find (rows, 2), ==, 10);
  g_assert_cmpuint (zp_fill_rows_find (rows, 1), ==, 11);
}

static void
test_cells (void)
{
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autofree char *grown = zp_fill_rows_move_cells (rows, "A1:B5 C10 D8:D11", TRUE);
  g_autofree char *kept = zp_fill_rows_move_cells (rows, "C10 C11 x", FALSE);

  g_assert_cmpstr (grown, ==, "A1:B5 C10:C12 D8:D13");
  g_assert_cmpstr (kept, ==, "C10 C13 x");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/formula/moved/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_formula);
    }
  g_test_add_func ("/formula/same", test_same);
  g_test_add_func ("/formula/random", test_random);
  g_test_add_func ("/formula/places", test_places);
  g_test_add_func ("/formula/cells", test_cells);
  return g_test_run ();
}
