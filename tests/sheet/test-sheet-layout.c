/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sheet-layout.h"
#include "zp-test-sheet.h"

static PangoContext *context;

/* What Pango says without any short cut. */
static double
measure_plainly (PangoLayout *layout, const ZpSheet *sheet, const ZpSheetCell *cell, double scale)
{
  int height;

  zp_sheet_layout_prepare (layout, sheet, cell, scale);
  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE + 2 * ZP_SHEET_PADDING_Y * scale;
}

static void
append_random (GString *text)
{
  static const char *const pieces[]
      = { "绩效", "指标", "≥", "%", "，", "。", "“", "”",  "（", "）", "A",    "fi", "1",
          "0",    ".",    " ", "—", "□",  "☑",  "é", "…",  "％", "：", "+",    "/",  "(",
          ")",    "T",    "o", "~", "年", "度", "①", "、", "-",  "VA", "🙂", "龘" };

  g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
}

/* The short cut for short texts must not differ from Pango: then rows would be too low. */
static void
test_short_cut (void)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  ZpSheetBuilder *builder
      = zp_sheet_builder_new (8, (guint[]){ 10, 20, 40, 60, 80, 100, 120, 140 }, FALSE, "t");
  g_autoptr (ZpSheet) sheet = NULL;

  for (guint r = 0; r < 100; r++)
    {
      zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
      for (guint c = 0; c < 8; c++)
        {
          g_autoptr (GString) text = g_string_new (NULL);

          for (int n = g_test_rand_int_range (1, 12); n > 0; n--)
            append_random (text);
          ZP_TEST_ADD (builder, .column = c, .text = text->str, .style = r % ZP_N_STYLES);
        }
    }
  sheet = zp_sheet_builder_end (builder);
  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);
      double measured = zp_sheet_layout_measure_cell (layout, sheet, cell, 1.0);
      double plain = measure_plainly (layout, sheet, cell, 1.0);

      if (ABS (measured - plain) > 0.01)
        g_test_message ("column %u: “%s”", cell->column, cell->text);
      g_assert_cmpfloat_with_epsilon (measured, plain, 0.01);
    }
}

/* Heights are remembered by text, width and style, and not by less than that. */
static void
test_remembered (void)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  ZpSheetBuilder *builder = zp_sheet_builder_new (3, (guint[]){ 1, 2, 4 }, FALSE, "t");
  g_autoptr (ZpSheet) sheet = NULL;

  for (guint style = 0; style < ZP_N_STYLES; style++)
    {
      zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
      for (guint c = 0; c < 3; c++)
        ZP_TEST_ADD (
            builder, .column = c, .style = style,
            .text = "使符合条件的困难群众应救尽救，减轻其医疗费用负担，提高群众对政策的知晓率；"
                    "使符合条件的困难群众应救尽救，减轻其医疗费用负担，提高群众对政策的知晓率。");
    }
  sheet = zp_sheet_builder_end (builder);
  for (guint i = 0; i < 2 * zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i % zp_sheet_get_n_cells (sheet));

      g_assert_cmpfloat (zp_sheet_layout_measure_cell (layout, sheet, cell, 1.0), ==,
                         measure_plainly (layout, sheet, cell, 1.0));
    }
}

/* A line has room for thirty-one characters: not those of a paragraph, which begins two further right,
 * but those of one that is centred. */
static void
test_indent (void)
{
  static const ZpCellAlign aligns[] = { ZP_ALIGN_DEFAULT, ZP_ALIGN_CENTRE };
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  double heights[2];

  for (guint i = 0; i < 2; i++)
    {
      ZpSheetBuilder *builder = zp_sheet_builder_new (1, (guint[]){ 1 }, FALSE, "t");
      g_autoptr (ZpSheet) sheet = NULL;
      guint cell;

      zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
      cell = ZP_TEST_ADD (builder, .style = ZP_STYLE_PARAGRAPH,
                          .text = "使符合条件的困难群众应救尽救减轻其医疗费用负担提高群众对政策的");
      zp_sheet_builder_peek_cell (builder, cell)->align = aligns[i];
      sheet = zp_sheet_builder_end (builder);
      heights[i] = zp_sheet_layout_measure_cell (layout, sheet, zp_sheet_get_cell (sheet, 0), 1.0);
      zp_sheet_layout_prepare (layout, sheet, zp_sheet_get_cell (sheet, 0), 1.0);
      g_assert_cmpint (pango_layout_get_line_count (layout), ==, i == 0 ? 2 : 1);
      g_assert_cmpint (pango_layout_get_indent (layout) > 0, ==, i == 0);
    }
  g_assert_cmpfloat (heights[0], >, 1.5 * heights[1]);
}

/* Rows are as high as their highest cell, and merged cells have room too. */
static void
test_nothing_cut (void)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (9);
  g_autoptr (ZpSheetLayout) rows = zp_sheet_layout_new (sheet, context);

  g_assert_cmpuint (rows->n_rows, ==, zp_sheet_get_n_rows (sheet));
  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);
      double room = 0;

      for (guint r = 0; r < cell->row_span; r++)
        room += rows->row_heights[cell->row + r];
      g_assert_cmpfloat (room + 0.01, >=, measure_plainly (layout, sheet, cell, 1.0));
    }
  g_assert_cmpfloat (rows->row_heights[0], >=, 36);
}

static void
test_scale (void)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (4);

  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);
      double once = zp_sheet_layout_measure_cell (layout, sheet, cell, 1.0);
      double twice = zp_sheet_layout_measure_cell (layout, sheet, cell, 2.0);

      g_assert_cmpfloat_with_epsilon (twice, 2 * once, 0.2);
    }
}

static void
test_invalid_text (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_with_text ("坏\xff\xfe字\xe4");
  g_autoptr (ZpSheetLayout) rows = zp_sheet_layout_new (sheet, context);

  g_assert_cmpfloat (rows->row_heights[0], >=, ZP_SHEET_MIN_ROW_HEIGHT);
}

static void
test_wraps (void)
{
  g_autoptr (ZpSheet) one = zp_test_sheet_with_text ("一");
  g_autoptr (ZpSheet) two = zp_test_sheet_with_text ("一\n二");
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  double padding = 2 * ZP_SHEET_PADDING_Y;
  double line
      = zp_sheet_layout_measure_cell (layout, one, zp_sheet_get_cell (one, 0), 1.0) - padding;
  double lines
      = zp_sheet_layout_measure_cell (layout, two, zp_sheet_get_cell (two, 0), 1.0) - padding;

  g_assert_cmpfloat (line, >, 10.5);
  g_assert_cmpfloat_with_epsilon (lines, 2 * line, 0.1);
}

typedef struct
{
  const char *name;
  double cells[4]; /* a over three rows, then b, c, d in one row each */
  double scale;
  double rows[3];
} FitCase;

static const FitCase fit_cases[] = {
  { "least", { 5, 5, 5, 5 }, 1, { 19, 19, 19 } },
  { "least-scaled", { 5, 5, 5, 5 }, 2, { 38, 38, 38 } },
  { "highest-wins", { 5, 30, 5, 50 }, 1, { 30, 19, 50 } },
  { "span-has-room", { 99, 30, 19, 50 }, 1, { 30, 19, 50 } },
  { "span-shares-the-rest", { 129, 30, 19, 50 }, 1, { 40, 29, 60 } },
};

static void
test_fit (gconstpointer data)
{
  const FitCase *c = data;
  ZpSheetBuilder *builder = zp_sheet_builder_new (2, (guint[]){ 1, 1 }, FALSE, "t");
  g_autoptr (ZpSheet) sheet = NULL;
  double rows[3];

  for (guint r = 0; r < 3; r++)
    {
      zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
      if (r == 0)
        ZP_TEST_ADD (builder, .rows = 3);
      ZP_TEST_ADD (builder, .column = 1);
    }
  sheet = zp_sheet_builder_end (builder);
  zp_sheet_layout_fit_rows (sheet, c->cells, c->scale, rows);
  for (guint r = 0; r < 3; r++)
    g_assert_cmpfloat_with_epsilon (rows[r], c->rows[r], 0.001);
}

/* A short span is served first, so that a long one does not stretch rows for nothing. */
static void
test_fit_short_spans_first (void)
{
  ZpSheetBuilder *builder = zp_sheet_builder_new (2, (guint[]){ 1, 1 }, FALSE, "t");
  g_autoptr (ZpSheet) sheet = NULL;
  double cells[] = { 100, 100, 5 };
  double rows[3];

  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .rows = 3);
  ZP_TEST_ADD (builder, .column = 1, .rows = 2);
  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .column = 1);
  sheet = zp_sheet_builder_end (builder);
  zp_sheet_layout_fit_rows (sheet, cells, 1.0, rows);
  g_assert_cmpfloat_with_epsilon (rows[0] + rows[1], 100, 0.001);
  g_assert_cmpfloat_with_epsilon (rows[2], 19, 0.001);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  context = zp_sheet_layout_create_context ();
  g_test_add_func ("/sheet-layout/short-cut", test_short_cut);
  g_test_add_func ("/sheet-layout/remembered", test_remembered);
  g_test_add_func ("/sheet-layout/indent", test_indent);
  g_test_add_func ("/sheet-layout/nothing-cut", test_nothing_cut);
  g_test_add_func ("/sheet-layout/scale", test_scale);
  g_test_add_func ("/sheet-layout/invalid-text", test_invalid_text);
  g_test_add_func ("/sheet-layout/wraps", test_wraps);
  g_test_add_func ("/sheet-layout/fit/short-spans-first", test_fit_short_spans_first);
  for (gsize i = 0; i < G_N_ELEMENTS (fit_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet-layout/fit/", fit_cases[i].name, NULL);

      g_test_add_data_func (path, &fit_cases[i], test_fit);
    }
  status = g_test_run ();
  g_object_unref (context);
  return status;
}
