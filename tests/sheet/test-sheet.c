/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-test-sheet.h"

static void
test_find (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (4);
  const ZpSheetCell *cell = zp_sheet_find (sheet, "funding/total/budget");

  g_assert_nonnull (cell);
  g_assert_cmpstr (cell->text, ==, "25.15");
  g_assert_cmpuint (cell->row, ==, 5);
  g_assert_cmpuint (cell->column, ==, 4);
  g_assert_null (zp_sheet_find (sheet, "funding/total/none"));
  /* Of several cells with one address it is the first. */
  g_assert_cmpuint (zp_sheet_find (sheet, "funding/executed")->row, ==, 5);
}

static void
test_grid (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (4);
  const ZpSheetCell *level = zp_sheet_get_at (sheet, 12, 1);

  g_assert_cmpstr (level->text, ==, "产出指标");
  g_assert_cmpuint (level->row_span, ==, 4);
  for (guint row = 12; row < 16; row++)
    g_assert_true (zp_sheet_get_at (sheet, row, 1) == level);
  g_assert_true (zp_sheet_get_at (sheet, 16, 1) != level);
  g_assert_cmpstr (zp_sheet_get_at (sheet, 16, 5)->text, ==, "总分");
  g_assert_null (zp_sheet_get_at (sheet, 17, 0));
  g_assert_null (zp_sheet_get_at (sheet, 0, 9));
}

/* In a form every place belongs to exactly one cell. */
static void
test_covered (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (7);
  guint places = 0;

  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);

      places += cell->row_span * cell->column_span;
      g_assert_true (zp_sheet_get_at (sheet, cell->row, cell->column) == cell);
    }
  g_assert_cmpuint (places, ==, zp_sheet_get_n_rows (sheet) * zp_sheet_get_n_columns (sheet));
}

static void
test_rows (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (2);
  const ZpSheetRow *row = zp_sheet_get_row (sheet, 12);
  guint cells = 0;

  g_assert_cmpstr (row->table, ==, "indicators");
  g_assert_cmpstr (row->row_id, ==, "r1");
  g_assert_false (row->header);
  g_assert_true (zp_sheet_get_row (sheet, 11)->header);
  g_assert_cmpfloat (zp_sheet_get_row (sheet, 0)->min_height, ==, 36);
  g_assert_null (zp_sheet_get_row (sheet, 0)->table);
  for (guint r = 0; r < zp_sheet_get_n_rows (sheet); r++)
    {
      g_assert_cmpuint (zp_sheet_get_row (sheet, r)->first_cell, ==, cells);
      cells += zp_sheet_get_row (sheet, r)->n_cells;
    }
  g_assert_cmpuint (cells, ==, zp_sheet_get_n_cells (sheet));
}

static void
test_spans_cut_off (void)
{
  ZpSheetBuilder *builder = zp_sheet_builder_new (3, (guint[]){ 1, 1, 1 }, FALSE, NULL);
  g_autoptr (ZpSheet) sheet = NULL;

  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .column = 1, .span = 9, .rows = 9, .text = "a");
  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  sheet = zp_sheet_builder_end (builder);
  g_assert_cmpuint (zp_sheet_get_cell (sheet, 0)->column_span, ==, 2);
  g_assert_cmpuint (zp_sheet_get_cell (sheet, 0)->row_span, ==, 2);
  g_assert_cmpstr (zp_sheet_get_at (sheet, 1, 2)->text, ==, "a");
  g_assert_null (zp_sheet_get_at (sheet, 1, 0));
  g_assert_cmpstr (zp_sheet_get_title (sheet), ==, "");
  g_assert_cmpstr (zp_sheet_get_cell (sheet, 0)->label, ==, "");
}

/* Where two cells overlap the place is the first one's. */
static void
test_overlap (void)
{
  ZpSheetBuilder *builder = zp_sheet_builder_new (2, (guint[]){ 1, 1 }, FALSE, NULL);
  g_autoptr (ZpSheet) sheet = NULL;

  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .span = 2, .text = "a");
  ZP_TEST_ADD (builder, .column = 1, .text = "b");
  sheet = zp_sheet_builder_end (builder);
  g_assert_cmpstr (zp_sheet_get_at (sheet, 0, 1)->text, ==, "a");
}

static void
test_geometry (gconstpointer data)
{
  gboolean landscape = GPOINTER_TO_INT (data);
  ZpSheetBuilder *builder = zp_sheet_builder_new (4, (guint[]){ 7, 0, 11, 3 }, landscape, "t");
  g_autoptr (ZpSheet) sheet = zp_sheet_builder_end (builder);
  double width, height, x, y, sum = 0;

  zp_sheet_get_page (sheet, &width, &height, &x, &y);
  g_assert_cmpfloat_with_epsilon (width, landscape ? 841.89 : 595.28, 0.001);
  g_assert_cmpfloat_with_epsilon (height, landscape ? 595.28 : 841.89, 0.001);
  g_assert_true (zp_sheet_is_landscape (sheet) == landscape);
  for (guint c = 0; c < 4; c++)
    sum += zp_sheet_get_column_width (sheet, c);
  g_assert_cmpfloat_with_epsilon (sum, width - 2 * x, 0.001);
  g_assert_cmpfloat_with_epsilon (sum, zp_sheet_get_table_width (sheet), 0.001);
  g_assert_cmpfloat_with_epsilon (zp_sheet_get_column_width (sheet, 0) / 7,
                                  zp_sheet_get_column_width (sheet, 2) / 11, 0.001);
  g_assert_cmpfloat (y, >, 0);
}

static void
count_cb (gpointer data)
{
  *(guint *) data += 1;
}

static void
test_keep (void)
{
  ZpSheetBuilder *builder = zp_sheet_builder_new (1, (guint[]){ 1 }, FALSE, "t");
  ZpSheet *sheet;
  guint released = 0;

  zp_sheet_builder_keep (builder, &released, count_cb);
  sheet = zp_sheet_builder_end (builder);
  zp_sheet_ref (sheet);
  zp_sheet_unref (sheet);
  g_assert_cmpuint (released, ==, 0);
  zp_sheet_unref (sheet);
  g_assert_cmpuint (released, ==, 1);

  builder = zp_sheet_builder_new (1, (guint[]){ 1 }, FALSE, "t");
  zp_sheet_builder_keep (builder, &released, count_cb);
  zp_sheet_builder_free (builder);
  g_assert_cmpuint (released, ==, 2);
}

typedef struct
{
  const char *name;
  ZpSheetCell cell;
  ZpCellAlign align;
} AlignCase;

static const AlignCase align_cases[] = {
  { "label", { .style = ZP_STYLE_LABEL }, ZP_ALIGN_CENTRE },
  { "title", { .style = ZP_STYLE_TITLE }, ZP_ALIGN_CENTRE },
  { "footnote", { .style = ZP_STYLE_FOOTNOTE }, ZP_ALIGN_START },
  { "doc-title", { .style = ZP_STYLE_DOC_TITLE }, ZP_ALIGN_CENTRE },
  { "heading", { .style = ZP_STYLE_HEADING2 }, ZP_ALIGN_START },
  { "doc-paragraph", { .style = ZP_STYLE_PARAGRAPH }, ZP_ALIGN_START },
  { "amount", { .kind = ZP_CELL_INPUT, .type = ZP_TYPE_AMOUNT }, ZP_ALIGN_END },
  { "paragraph", { .kind = ZP_CELL_INPUT, .type = ZP_TYPE_PARAGRAPH }, ZP_ALIGN_START },
  { "score", { .kind = ZP_CELL_SCORE, .type = ZP_TYPE_SCORE }, ZP_ALIGN_CENTRE },
  { "rate", { .kind = ZP_CELL_COMPUTED, .has_number = 1 }, ZP_ALIGN_CENTRE },
  { "level", { .kind = ZP_CELL_INPUT, .merged = 1 }, ZP_ALIGN_CENTRE },
  { "explicit", { .style = ZP_STYLE_LABEL, .align = ZP_ALIGN_END }, ZP_ALIGN_END },
};

static void
test_align (gconstpointer data)
{
  const AlignCase *c = data;

  g_assert_cmpint (zp_sheet_cell_get_align (&c->cell), ==, c->align);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/find", test_find);
  g_test_add_func ("/sheet/grid", test_grid);
  g_test_add_func ("/sheet/covered", test_covered);
  g_test_add_func ("/sheet/rows", test_rows);
  g_test_add_func ("/sheet/spans-cut-off", test_spans_cut_off);
  g_test_add_func ("/sheet/overlap", test_overlap);
  g_test_add_func ("/sheet/keep", test_keep);
  g_test_add_data_func ("/sheet/geometry/portrait", GINT_TO_POINTER (FALSE), test_geometry);
  g_test_add_data_func ("/sheet/geometry/landscape", GINT_TO_POINTER (TRUE), test_geometry);
  for (gsize i = 0; i < G_N_ELEMENTS (align_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/align/", align_cases[i].name, NULL);

      g_test_add_data_func (path, &align_cases[i], test_align);
    }
  return g_test_run ();
}
