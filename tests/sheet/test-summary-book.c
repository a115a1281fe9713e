/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "zp-figure-painter.h"
#include "zp-parallel.h"
#include "zp-sheet-layout.h"
#include "zp-summary-book.h"
#include "zp-summary-figures.h"
#include "zp-summary-text.h"
#include "zp-test-form.h"
#include "zp-test-xlsx.h"

/* --- many things at once --- */

typedef struct
{
  GString *taken;
  guint stop_at;
  GCancellable *cancellable;
  int alive;   /* atomic */
  int strayed; /* atomic; freed where it was not made */
} Run;

typedef struct
{
  char *text;
  GThread *maker;
} Thing;

static Run *freed_run;

static void
free_thing (gpointer data)
{
  Thing *thing = data;

  g_atomic_int_dec_and_test (&freed_run->alive);
  if (thing->maker != g_thread_self ())
    g_atomic_int_inc (&freed_run->strayed);
  g_free (thing->text);
  g_free (thing);
}

static gpointer
make_thing (guint index, gpointer user_data, GError **error)
{
  Run *run = user_data;
  Thing *thing;

  /* The first take longest, so that the order is not that of luck. */
  g_usleep (index < 4 ? 20000 : 0);
  if (index == 7)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "seven");
      return NULL;
    }
  g_atomic_int_inc (&run->alive);
  thing = g_new (Thing, 1);
  thing->text = g_strdup_printf ("%u ", index);
  thing->maker = g_thread_self ();
  return thing;
}

static gboolean
take_thing (guint index, gpointer made, const GError *failure, gpointer user_data, GError **error)
{
  Run *run = user_data;

  g_string_append (run->taken, made != NULL ? ((Thing *) made)->text : failure->message);
  if (run->cancellable != NULL && index == 5)
    g_cancellable_cancel (run->cancellable);
  if (index != run->stop_at)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "stopped");
  return FALSE;
}

static void
test_parallel_order (void)
{
  g_autoptr (GString) taken = g_string_new (NULL);
  Run run = { taken, G_MAXUINT, NULL, 0, 0 };
  g_autoptr (GError) error = NULL;

  freed_run = &run;
  g_assert_true (zp_parallel_run (10, make_thing, free_thing, take_thing, &run, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (taken->str, ==, "0 1 2 3 4 5 6 seven8 9 ");
  g_assert_cmpint (g_atomic_int_get (&run.alive), ==, 0);
  g_assert_cmpint (g_atomic_int_get (&run.strayed), ==, 0);
  g_assert_true (zp_parallel_run (0, make_thing, free_thing, take_thing, &run, NULL, &error));
}

/* What was made ahead and nobody took is freed. */
static void
test_parallel_stopped (void)
{
  g_autoptr (GString) taken = g_string_new (NULL);
  Run run = { taken, 3, NULL, 0, 0 };
  g_autoptr (GError) error = NULL;

  freed_run = &run;
  g_assert_false (zp_parallel_run (500, make_thing, free_thing, take_thing, &run, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpstr (taken->str, ==, "0 1 2 3 ");
  g_assert_cmpint (g_atomic_int_get (&run.alive), ==, 0);
}

static void
test_parallel_cancelled (void)
{
  g_autoptr (GString) taken = g_string_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run = { taken, G_MAXUINT, cancellable, 0, 0 };
  g_autoptr (GError) error = NULL;

  freed_run = &run;
  g_assert_false (
      zp_parallel_run (500, make_thing, free_thing, take_thing, &run, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (taken->str, ==, "0 1 2 3 4 5 ");
  g_assert_cmpint (g_atomic_int_get (&run.alive), ==, 0);
}

/* --- the workbook --- */

#define N_FORMS 40
/* contents, overview, and the tables of nine figures */
#define N_FRONT 11

typedef struct
{
  ZpCatalog *catalog;
  GBytes *form;
} Forms;

/* All forms have the same name, which no sheet may have. */
static ZpForm *
load_form (guint index, gpointer user_data, GError **error)
{
  Forms *forms = user_data;
  ZpForm *form = zp_form_read (forms->form, forms->catalog, error);

  if (form != NULL)
    zp_form_set (form, "project_name", "项目：一/二*", NULL, error);
  return form;
}

static Forms
forms_new (void)
{
  return (Forms){ zp_catalog_new (), zp_test_read ("golden/urumqi-2020", "01-fanghuiju.ziping") };
}

static void
forms_clear (Forms *forms)
{
  g_object_unref (forms->catalog);
  g_bytes_unref (forms->form);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Forms, forms_clear)

static ZpTestBook *
write_book (guint n, GPtrArray **out_facts)
{
  g_auto (Forms) forms = forms_new ();
  ZpSummarySource source = { n, load_form, NULL, &forms };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = zp_summary_write_book (&source, 0, out_facts, NULL, &error);

  g_assert_no_error (error);
  return zp_test_book_new (bytes);
}

/* Every form has a sheet of its own; the index leads there, and from there back. */
static void
test_sheets (void)
{
  g_autoptr (ZpTestBook) book = write_book (N_FORMS, NULL);
  GPtrArray *parts = zp_test_book_part (book, "xl/workbook.xml");
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_links = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const ZpTestElement *element = g_ptr_array_index (parts, i);

      if (!g_str_equal (element->name, "sheet"))
        continue;
      g_assert_true (g_hash_table_add (names, (gpointer) zp_test_element_get (element, "name")));
      g_assert_null (strpbrk (zp_test_element_get (element, "name"), ":\\/?*[]"));
    }
  g_assert_cmpuint (g_hash_table_size (names), ==, N_FRONT + N_FORMS);

  parts = zp_test_book_part (book, "xl/worksheets/sheet1.xml");
  for (guint i = 0; i < parts->len; i++)
    {
      const ZpTestElement *element = g_ptr_array_index (parts, i);
      g_auto (GStrv) place = NULL;

      if (!g_str_equal (element->name, "hyperlink"))
        continue;
      place = g_strsplit (zp_test_element_get (element, "location"), "'", 3);
      g_assert_true (g_hash_table_contains (names, place[1]));
      n_links++;
    }
  g_assert_cmpuint (n_links, ==, N_FORMS + 1);
  g_assert_cmpstr (
      zp_test_book_attribute (book, "xl/worksheets/sheet20.xml", "hyperlink", "location"), ==,
      "'目录'!A1");
}

/* Numbers are numbers, and charts take theirs from cells. */
static void
test_numbers (void)
{
  g_autoptr (ZpTestBook) book = write_book (3, NULL);
  const ZpTestElement *formula = NULL;
  GPtrArray *chart = zp_test_book_part (book, "xl/charts/chart1.xml");

  g_assert_cmpstr (zp_test_book_find (book, "xl/worksheets/sheet1.xml", "c", "r", "F4")->text->str,
                   ==, "25.15");
  g_assert_cmpfloat (
      g_ascii_strtod (
          zp_test_book_find (book, "xl/worksheets/sheet1.xml", "c", "r", "H4")->text->str, NULL),
      ==, 0.5499);
  g_assert_cmpfloat (
      g_ascii_strtod (
          zp_test_book_find (book, "xl/worksheets/sheet1.xml", "c", "r", "I4")->text->str, NULL),
      ==, 83.9);
  for (guint i = 0; i < chart->len; i++)
    if (g_str_equal (((ZpTestElement *) g_ptr_array_index (chart, i))->name, "c:f"))
      formula = g_ptr_array_index (chart, i);
  g_assert_nonnull (formula);
  g_assert_cmpstr (formula->text->str, ==, "'等级'!$B$5");
  /* A figure that says nothing is not shown. */
  g_assert_nonnull (zp_test_book_find (book, "xl/workbook.xml", "sheet", "name", "自评与复核"));
  g_assert_cmpstr (
      zp_test_element_get (
          zp_test_book_find (book, "xl/workbook.xml", "sheet", "name", "自评与复核"), "state"),
      ==, "hidden");
}

static void
test_no_forms (void)
{
  g_auto (Forms) forms = forms_new ();
  ZpSummarySource source = { 0, load_form, NULL, &forms };
  g_autoptr (GError) error = NULL;

  g_assert_null (zp_summary_write_book (&source, 0, NULL, NULL, &error));
  /* The paper is Chinese, but this is for the user. */
  g_assert_cmpstr (error->message, ==, "there is no form to sum up");
}

static void
test_title (void)
{
  g_autoptr (GPtrArray) facts = NULL;
  G_GNUC_UNUSED g_autoptr (ZpTestBook) book = write_book (2, &facts);
  ZpFormFacts *second = g_ptr_array_index (facts, 1);
  g_autofree char *same = zp_summary_make_title (facts);
  g_autofree char *other_unit = NULL;
  g_autofree char *other_year = NULL;

  g_assert_cmpstr (same, ==, "乌鲁木齐市医疗保障局本级: Performance Self-Evaluation of 2020");
  g_free (second->unit);
  second->unit = g_strdup ("another");
  other_unit = zp_summary_make_title (facts);
  g_assert_cmpstr (other_unit, ==, "乌鲁木齐市医疗保障局本级: Performance Self-Evaluation of 2020");
  g_free (second->year);
  second->year = g_strdup ("2021");
  other_year = zp_summary_make_title (facts);
  g_assert_cmpstr (other_year, ==, "乌鲁木齐市医疗保障局本级: Performance Self-Evaluation");
}

/* Every figure has as many cells as columns, and rows that name their forms. */
static void
test_figures (void)
{
  g_autoptr (GPtrArray) facts = NULL;
  G_GNUC_UNUSED g_autoptr (ZpTestBook) book = write_book (3, &facts);
  g_autoptr (ZpSummary) summary = zp_summary_new (facts);
  g_autoptr (GPtrArray) figures = zp_summary_make_figures (summary);

  g_assert_cmpuint (figures->len, ==, N_FRONT - 1);
  for (guint i = 1; i < figures->len; i++)
    {
      const ZpFigure *figure = g_ptr_array_index (figures, i);

      for (guint row = 0; row < figure->rows->len; row++)
        {
          g_autofree char *words = zp_figure_describe_row (figure, row);

          g_assert_true (g_utf8_validate (words, -1, NULL));
          if (!g_str_equal (figure->key, "scores")
              || zp_figure_get_row (figure, row)->cells[1].number.micro > 0)
            g_assert_cmpuint (zp_figure_get_row (figure, row)->forms->len, >, 0);
        }
    }
}

/* What the pointer finds is what was drawn there; every kind is drawn without an error in any
 * width. */
static void
test_painter (void)
{
  g_autoptr (GPtrArray) facts = NULL;
  G_GNUC_UNUSED g_autoptr (ZpTestBook) book = write_book (3, &facts);
  g_autoptr (ZpSummary) summary = zp_summary_new (facts);
  g_autoptr (GPtrArray) figures = zp_summary_make_figures (summary);
  PangoContext *context = zp_sheet_layout_create_context ();
  ZpFigureColours colours;

  zp_figure_colours_init (&colours, TRUE, TRUE);
  for (guint i = 0; i < figures->len; i++)
    for (double width = 1; width < 2000; width = width * 3 + 50)
      {
        const ZpFigure *figure = g_ptr_array_index (figures, i);
        double height = zp_figure_get_height (figure, context, width);
        cairo_surface_t *surface
            = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height + 1);
        cairo_t *cr = cairo_create (surface);
        int row = zp_figure_pick (figure, context, width, height, width - 2, height / 2);

        zp_figure_paint (figure, cr, context, width, height, &colours, row);
        g_assert_cmpint (row, <, (int) figure->rows->len);
        g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
        if (figure->kind == ZP_FIGURE_COLUMNS && figure->rows->len > 0 && width > 100)
          g_assert_cmpint (row, ==, (int) figure->rows->len - 1);
        if (figure->kind == ZP_FIGURE_TABLE)
          g_assert_cmpint (row, ==, -1);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
      }
  g_object_unref (context);
}

/* The sentences of the published text (十三、预算绩效情况说明), with the numbers of the published
 * forms. */
static ZpForm *
load_wuhan (guint index, gpointer user_data, GError **error)
{
  static const char *const names[] = { "01-medical-aid.ziping", "06-union-poverty-relief.ziping",
                                       "08-department-overall.ziping" };
  g_autoptr (GBytes) bytes = zp_test_read ("golden/wuhan-2020", names[index]);

  return zp_form_read (bytes, user_data, error);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("%s\nis not in\n%s", words, text);
}

static void
test_prose (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  ZpSummarySource source = { 3, load_wuhan, NULL, catalog };
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) prose = zp_summary_make_prose (&source, catalog, &facts, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (facts->len, ==, 3);
  text = zp_summary_prose_to_text (prose);
  assert_says (text, "十三、预算绩效情况说明\n（一）预算绩效管理工作开展情况。\n");
  assert_says (
      text, "根据预算绩效管理要求，我部门组织对2020年度一般公共预算项目支出全面开展绩效自评，"
            "共涉及项目2个，资金785.37万元。组织对1个部门开展整体支出绩效自评，资金981.77万元。");
  assert_says (
      text,
      "1.医疗救助项目绩效自评综述：项目全年预算数为1,027万元，执行数为784.29万元，完成预算的76.4%。"
      "主要产出和效益是：住院救助人次：2331人次；门诊救助人次：12043人次；");
  assert_says (
      text,
      "发现的问题及原因：医疗救助项目为2020年新增项目，预算编制根据全区低保人数测算，且资金来源包含"
      "中央、省、市三级直达资金和区级资金，项目预算调整较大，");
  assert_says (text, "2.工会、扶贫等补助经费项目绩效自评综述：项目全年预算数为1.5万元，执行数为1."
                     "08万元，完成预算的72.0%。");
  assert_says (text, "（四）绩效自评结果应用情况。\n");
  g_assert_null (strstr (text, "附：本文所用数据"));
}

/* A department without projects has no such text, and says so. */
static ZpForm *
load_whole (guint index, gpointer user_data, GError **error)
{
  return load_wuhan (2, user_data, error);
}

static void
test_prose_without_projects (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  ZpSummarySource source = { 1, load_whole, NULL, catalog };
  g_autoptr (GError) error = NULL;

  g_assert_null (zp_summary_make_prose (&source, catalog, NULL, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel/order", test_parallel_order);
  g_test_add_func ("/parallel/stopped", test_parallel_stopped);
  g_test_add_func ("/parallel/cancelled", test_parallel_cancelled);
  g_test_add_func ("/summary-book/sheets", test_sheets);
  g_test_add_func ("/summary-book/numbers", test_numbers);
  g_test_add_func ("/summary-book/no-forms", test_no_forms);
  g_test_add_func ("/summary-book/title", test_title);
  g_test_add_func ("/summary-book/figures", test_figures);
  g_test_add_func ("/summary-book/painter", test_painter);
  g_test_add_func ("/summary-text/published", test_prose);
  g_test_add_func ("/summary-text/without-projects", test_prose_without_projects);
  return g_test_run ();
}
