/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "zp-page-breaks.h"
#include "zp-pages.h"
#include "zp-sheet-headings.h"
#include "zp-test-sheet.h"

#define CREATED 1609459200
#define TOLERANCE 0.2

static PangoContext *context;

/* --- sheets --- */

/* Some rows, and below them a table of one column with a heading, whose row i says “wix”. */
static ZpSheet *
make_list_below (guint n_before, guint n_rows)
{
  ZpSheetBuilder *b = zp_sheet_builder_new (2, (guint[]){ 1, 4 }, FALSE, "表");

  for (guint i = 0; i < n_before; i++)
    {
      zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 0);
      ZP_TEST_ADD (b, .style = ZP_STYLE_LABEL, .text = "名称");
      ZP_TEST_ADD (b, .column = 1, .address = "name", .text = "医疗救助");
    }
  zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 36);
  ZP_TEST_ADD (b, .span = 2, .style = ZP_STYLE_TITLE, .text = "清单");
  zp_sheet_builder_begin_row (b, "list", NULL, TRUE, 0);
  ZP_TEST_ADD (b, .style = ZP_STYLE_LABEL, .text = "全部", .rows = n_rows + 1, .merged = TRUE);
  ZP_TEST_ADD (b, .column = 1, .style = ZP_STYLE_LABEL, .text = "名目");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autofree char *text = g_strdup_printf ("w%ux", i);

      zp_sheet_builder_begin_row (b, "list", id, FALSE, 0);
      ZP_TEST_ADD (b, .column = 1, .address = id, .type = ZP_TYPE_TEXT, .text = text);
    }
  return zp_sheet_builder_end (b);
}

static ZpSheet *
make_list (guint n_rows)
{
  return make_list_below (0, n_rows);
}

/* “w0x，w1x，…”: words that no line end divides. */
static char *
make_text (guint n_words)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (string, "w%ux，", i);
  return g_string_free (string, FALSE);
}

/* A label and a long text beside it, below a few rows and a heading; the text may reach over
 * several rows. */
static ZpSheet *
make_long (guint n_before, guint n_words, guint n_rows)
{
  ZpSheetBuilder *b = zp_sheet_builder_new (3, (guint[]){ 1, 1, 6 }, FALSE, "表");
  g_autofree char *text = make_text (n_words);

  for (guint i = 0; i < n_before; i++)
    {
      zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 0);
      ZP_TEST_ADD (b, .span = 2, .style = ZP_STYLE_LABEL, .text = "名称");
      ZP_TEST_ADD (b, .column = 2, .address = "name", .text = "医疗救助");
    }
  zp_sheet_builder_begin_row (b, "list", NULL, TRUE, 0);
  ZP_TEST_ADD (b, .span = 3, .style = ZP_STYLE_LABEL, .text = "名目");
  for (guint i = 0; i < n_rows; i++)
    {
      zp_sheet_builder_begin_row (b, "list", NULL, FALSE, 0);
      if (i == 0)
        ZP_TEST_ADD (b, .rows = n_rows, .style = ZP_STYLE_LABEL, .text = "说明");
      ZP_TEST_ADD (b, .column = 1, .address = "kind", .text = "丙");
      if (i == 0)
        ZP_TEST_ADD (b, .column = 2, .rows = n_rows, .address = "text", .type = ZP_TYPE_PARAGRAPH,
                     .text = text);
    }
  zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (b, .span = 3, .style = ZP_STYLE_FOOTNOTE, .text = "末尾");
  return zp_sheet_builder_end (b);
}

static ZpPageBreaks *
break_sheet (ZpSheet *sheet)
{
  g_autoptr (ZpSheetLayout) layout = zp_sheet_layout_new (sheet, context);

  return zp_page_breaks_new (sheet, layout, context);
}

static ZpPages *
make_pages (ZpSheet *sheet)
{
  ZpPages *pages = zp_pages_new ();

  zp_pages_add_sheet (pages, sheet, NULL);
  return pages;
}

static GBytes *
make_pdf (ZpSheet *sheet, gint64 created)
{
  g_autoptr (ZpPages) pages = make_pages (sheet);
  g_autoptr (GError) error = NULL;
  GBytes *pdf = zp_pages_to_pdf (pages, zp_sheet_get_title (sheet), created, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  return pdf;
}

/* --- reading PDF files --- */

/* What a tool of poppler says about the file; NULL, and the test is skipped, without the tool. */
static char *
ask_tool (const char *tool, const char *option, GBytes *pdf)
{
  g_autofree char *program = g_find_program_in_path (tool);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int fd, status;

  if (program == NULL)
    {
      g_test_skip ("poppler-utils is not installed");
      return NULL;
    }
  fd = g_file_open_tmp ("ziping-test-XXXXXX.pdf", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  {
    const char *plain[] = { program, path, NULL };
    const char *with_option[] = { program, option, path, "-", NULL };
    char **argv = (char **) (option != NULL ? with_option : plain);

    g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  }
  g_unlink (path);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

/* The words in the order of the file, without spaces, line ends and page numbers. */
static char *
read_words (GBytes *pdf)
{
  g_autofree char *text = ask_tool ("pdftotext", "-raw", pdf);
  g_autoptr (GRegex) footers = NULL;
  g_autoptr (GRegex) spaces = NULL;
  g_autofree char *bare = NULL;

  if (text == NULL)
    return NULL;
  footers = g_regex_new ("第 \\d+ 页 / 共 \\d+ 页", 0, 0, NULL);
  spaces = g_regex_new ("\\s+", 0, 0, NULL);
  bare = g_regex_replace_literal (footers, text, -1, 0, "", 0, NULL);
  return g_regex_replace_literal (spaces, bare, -1, 0, "", 0, NULL);
}

static guint
count_words (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + strlen (word), word))
    n++;
  return n;
}

static void
assert_each_once (const char *text, guint n)
{
  const char *previous = text;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *word = g_strdup_printf ("w%ux", i);
      const char *found = strstr (text, word);

      if (count_words (text, word) != 1)
        g_test_message ("%s stands there %u times", word, count_words (text, word));
      g_assert_cmpuint (count_words (text, word), ==, 1);
      g_assert_true (found >= previous);
      previous = found;
    }
}

/* --- where pages break --- */

typedef struct
{
  const char *name;
  guint n_rows;
  gboolean landscape;
  guint least;
  guint most;
} CountCase;

/* The bounds leave room for fonts of other shapes. */
static const CountCase count_cases[] = {
  { "0-rows", 0, FALSE, 1, 1 },
  { "13-rows", 13, FALSE, 1, 2 },
  { "120-rows", 120, FALSE, 5, 10 },
  { "0-rows-landscape", 0, TRUE, 1, 1 },
  { "13-rows-landscape", 13, TRUE, 2, 3 },
  { "120-rows-landscape", 120, TRUE, 7, 14 },
};

static void
test_count (gconstpointer data)
{
  const CountCase *it = data;
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form_on (it->n_rows, it->landscape);
  g_autoptr (ZpPages) pages = make_pages (sheet);
  double width, height;

  g_assert_cmpuint (zp_pages_get_n_pages (pages), >=, it->least);
  g_assert_cmpuint (zp_pages_get_n_pages (pages), <=, it->most);
  zp_pages_get_size (pages, zp_pages_get_n_pages (pages) - 1, &width, &height);
  g_assert_cmpint ((int) width, ==, it->landscape ? 841 : 595);
  g_assert_cmpint ((int) height, ==, it->landscape ? 595 : 841);
}

static guint
count_repeated (const GArray *strips, guint expected_row)
{
  guint i;

  for (i = 0; i < strips->len && g_array_index (strips, ZpStrip, i).row < expected_row; i++)
    ;
  return i;
}

static double
sum_strips (const GArray *strips)
{
  double sum = 0;

  for (guint i = 0; i < strips->len; i++)
    sum += g_array_index (strips, ZpStrip, i).height;
  return sum;
}

static gboolean
is_header (const ZpSheet *sheet, guint row)
{
  return zp_sheet_get_row (sheet, row)->header;
}

/* Nothing is lost, nothing stands twice, nothing stands beside the paper, no heading is alone. */
static void
assert_breaks (const ZpPageBreaks *breaks)
{
  double page, margin;
  guint next = 0;

  zp_sheet_get_page (breaks->sheet, NULL, &page, NULL, &margin);
  for (guint p = 0; p < breaks->pages->len; p++)
    {
      const GArray *strips = g_ptr_array_index (breaks->pages, p);
      guint i = count_repeated (strips, next);

      g_assert_cmpfloat (sum_strips (strips), <=, page - 2 * margin + TOLERANCE);
      g_assert_cmpuint (i, <, strips->len);
      for (guint r = 0; r < i; r++)
        g_assert_true (is_header (breaks->sheet, g_array_index (strips, ZpStrip, r).row));
      if (p > 0 && zp_sheet_get_row (breaks->sheet, next)->table != NULL
          && !is_header (breaks->sheet, next))
        g_assert_cmpuint (i, >, 0);
      for (; i < strips->len; i++)
        {
          const ZpStrip *strip = &g_array_index (strips, ZpStrip, i);

          g_assert_cmpuint (strip->row, ==, next);
          g_assert_true (strip->whole);
          next++;
        }
      if (p + 1 < breaks->pages->len)
        g_assert_false (zp_sheet_is_heading_row (breaks->sheet, next - 1));
    }
  g_assert_cmpuint (next, ==, zp_sheet_get_n_rows (breaks->sheet));
}

/* Every length makes the page end at another row. */
static void
test_every_length (gconstpointer data)
{
  gboolean landscape = GPOINTER_TO_INT (data);

  for (guint n = 0; n < 45; n++)
    {
      g_autoptr (ZpSheet) sheet = zp_test_sheet_form_on (n, landscape);
      g_autoptr (ZpPageBreaks) breaks = break_sheet (sheet);

      assert_breaks (breaks);
    }
}

/* The page ends beside, at and below a title and a heading. */
static void
test_headings_keep_company (void)
{
  for (guint n = 20; n < 45; n++)
    {
      g_autoptr (ZpSheet) sheet = make_list_below (n, 20);
      g_autoptr (ZpPageBreaks) breaks = break_sheet (sheet);

      assert_breaks (breaks);
    }
}

/* A form without rows is a page all the same, for a printer needs one. */
static void
test_no_rows (void)
{
  g_autoptr (ZpSheet) sheet
      = zp_sheet_builder_end (zp_sheet_builder_new (1, (guint[]){ 1 }, FALSE, "空"));
  g_autoptr (ZpPages) pages = make_pages (sheet);
  g_autoptr (GBytes) pdf = make_pdf (sheet, CREATED);

  g_assert_cmpuint (zp_pages_get_n_pages (pages), ==, 1);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 0);
}

/* The label beside all rows stands whole on every page that shows a part of it. */
static void
test_labels_repeat (void)
{
  g_autoptr (ZpSheet) sheet = make_list (120);
  g_autoptr (ZpPageBreaks) breaks = break_sheet (sheet);
  const ZpSheetCell *label = zp_sheet_get_at (sheet, 1, 0);

  g_assert_cmpuint (breaks->pages->len, >, 2);
  for (guint p = 0; p < breaks->pages->len; p++)
    {
      const ZpPart *part = zp_page_breaks_get_part (breaks, label, p);

      g_assert_nonnull (part);
      g_assert_cmpuint (part->first_line, ==, 0);
      g_assert_cmpuint (part->n_lines, ==, 1);
      g_assert_false (part->continued);
    }
}

typedef struct
{
  const char *name;
  guint n_before;
  guint n_words;
  guint n_rows;
  guint least;
} LongCase;

static const LongCase long_cases[] = {
  { "2000-characters", 0, 340, 1, 1 },          { "below-rows", 36, 340, 1, 2 },
  { "higher-than-a-page", 0, 3000, 1, 2 },      { "higher-than-a-page-below-rows", 30, 3000, 1, 3 },
  { "higher-than-four-pages", 7, 9000, 1, 5 },  { "beside-two-rows", 30, 1500, 2, 2 },
  { "beside-nine-rows", 30, 5000, 9, 3 },       { "beside-sixty-rows", 10, 9000, 60, 4 },
  { "short-beside-sixty-rows", 10, 20, 60, 2 },
};

/* No line is cut: those of each part have room in it. */
static void
assert_lines_have_room (const ZpPageBreaks *breaks, const ZpSheetCell *cell)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  guint next = 0;

  zp_sheet_layout_prepare (layout, breaks->sheet, cell, 1.0);
  for (guint p = 0; p < breaks->pages->len; p++)
    {
      const ZpPart *part = zp_page_breaks_get_part (breaks, cell, p);
      double height = 2 * ZP_SHEET_PADDING_Y;

      if (part == NULL || part->n_lines == 0)
        continue;
      g_assert_cmpuint (part->first_line, ==, next);
      next += part->n_lines;
      for (guint i = part->first_line; i < next; i++)
        {
          PangoRectangle extents;

          pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, (int) i), NULL,
                                         &extents);
          height += (double) extents.height / PANGO_SCALE;
        }
      g_assert_cmpfloat (height, <=, part->height + TOLERANCE);
    }
  g_assert_true (next == 0 || next == (guint) pango_layout_get_line_count (layout));
}

static void
test_long (gconstpointer data)
{
  const LongCase *it = data;
  g_autoptr (ZpSheet) sheet = make_long (it->n_before, it->n_words, it->n_rows);
  g_autoptr (ZpPageBreaks) breaks = break_sheet (sheet);
  double page, margin;

  zp_sheet_get_page (sheet, NULL, &page, NULL, &margin);
  g_assert_cmpuint (breaks->pages->len, >=, it->least);
  for (guint p = 0; p < breaks->pages->len; p++)
    g_assert_cmpfloat (sum_strips (g_ptr_array_index (breaks->pages, p)), <=,
                       page - 2 * margin + TOLERANCE);
  assert_lines_have_room (breaks, zp_sheet_find (sheet, "text"));
}

static void
test_long_words (gconstpointer data)
{
  const LongCase *it = data;
  g_autoptr (ZpSheet) sheet = make_long (it->n_before, it->n_words, it->n_rows);
  g_autoptr (GBytes) pdf = make_pdf (sheet, CREATED);
  g_autofree char *text = read_words (pdf);

  if (text == NULL)
    return;
  assert_each_once (text, it->n_words);
  g_assert_cmpuint (count_words (text, "末尾"), ==, 1);
  g_assert_cmpuint (count_words (text, "丙"), ==, it->n_rows);
}

/* A row is cut only when no page can hold it. */
static void
test_low_rows_stay_whole (void)
{
  g_autoptr (ZpSheet) sheet = make_long (20, 340, 1);
  g_autoptr (ZpPageBreaks) breaks = break_sheet (sheet);

  assert_breaks (breaks);
  g_assert_cmpuint (breaks->pages->len, ==, 2);
}

/* Paragraphs of a document go on over the page, so that no page ends with a hole. */
static ZpSheet *
make_document (guint n_paragraphs)
{
  ZpSheetBuilder *b = zp_sheet_builder_new (1, (guint[]){ 1 }, FALSE, "报告");
  g_autofree char *text = make_text (100);

  for (guint i = 0; i < n_paragraphs; i++)
    {
      zp_sheet_builder_begin_row (b, NULL, NULL, FALSE, 0);
      ZP_TEST_ADD (b, .style = ZP_STYLE_PARAGRAPH, .address = "paragraph", .text = text);
    }
  return zp_sheet_builder_end (b);
}

static void
test_paragraphs (void)
{
  g_autoptr (ZpSheet) sheet = make_document (17);
  g_autoptr (ZpPageBreaks) breaks = break_sheet (sheet);
  g_autoptr (GBytes) pdf = make_pdf (sheet, CREATED);
  g_autofree char *text = NULL;
  double page, margin;

  zp_sheet_get_page (sheet, NULL, &page, NULL, &margin);
  g_assert_cmpuint (breaks->pages->len, >, 2);
  for (guint p = 0; p + 1 < breaks->pages->len; p++)
    g_assert_cmpfloat (sum_strips (g_ptr_array_index (breaks->pages, p)), >,
                       page - 2 * margin - 62);

  text = read_words (pdf);
  if (text != NULL)
    {
      g_assert_cmpuint (count_words (text, "w0x"), ==, 17);
      g_assert_cmpuint (count_words (text, "w99x"), ==, 17);
    }
}

/* --- PDF files --- */

static void
test_words (void)
{
  g_autoptr (ZpSheet) sheet = make_list (120);
  g_autoptr (GBytes) pdf = make_pdf (sheet, CREATED);
  g_autoptr (ZpPages) pages = make_pages (sheet);
  g_autofree char *text = read_words (pdf);
  guint n_pages = zp_pages_get_n_pages (pages);

  if (text == NULL)
    return;
  g_assert_cmpuint (n_pages, >, 2);
  assert_each_once (text, 120);
  g_assert_cmpuint (count_words (text, "名目"), ==, n_pages);
  g_assert_cmpuint (count_words (text, "全部"), ==, n_pages);
  g_assert_cmpuint (count_words (text, "清单"), ==, 1);
}

static void
test_page_numbers (void)
{
  g_autoptr (ZpSheet) list = make_list (60);
  g_autoptr (ZpSheet) form = zp_test_sheet_form_on (0, TRUE);
  g_autoptr (ZpPages) pages = zp_pages_new ();
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  zp_pages_add_sheet (pages, list, NULL);
  zp_pages_add_sheet (pages, form, NULL);
  g_assert_cmpuint (zp_pages_get_n_pages (pages), ==, 3);
  pdf = zp_pages_to_pdf (pages, "两份", CREATED, NULL);
  text = ask_tool ("pdftotext", "-raw", pdf);
  if (text == NULL)
    return;
  g_assert_cmpuint (count_words (text, "第 1 页 / 共 2 页"), ==, 1);
  g_assert_cmpuint (count_words (text, "第 2 页 / 共 2 页"), ==, 1);
  g_assert_cmpuint (count_words (text, "第 1 页 / 共 1 页"), ==, 1);
}

static void
test_fonts (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_with_text ("☑是 ☐否 abc 123 ≥95% — “引号”");
  g_autoptr (GBytes) pdf = make_pdf (sheet, CREATED);
  g_autofree char *list = ask_tool ("pdffonts", NULL, pdf);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_fonts = 0;

  if (list == NULL)
    return;
  lines = g_strsplit (list, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      /* embedded, subset, with Unicode */
      g_assert_nonnull (strstr (lines[i], " yes yes yes "));
      n_fonts++;
    }
  g_assert_cmpuint (n_fonts, >, 0);
  text = read_words (pdf);
  g_assert_cmpstr (text, ==, "☑是☐否abc123≥95%—“引号”");
}

static void
test_ticks_have_glyphs (void)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  g_autoptr (ZpSheet) sheet = zp_test_sheet_with_text ("☑☐");

  zp_sheet_layout_prepare (layout, sheet, zp_sheet_get_cell (sheet, 0), 1.0);
  g_assert_cmpint (pango_layout_get_unknown_glyphs_count (layout), ==, 0);
}

static void
test_same_bytes (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (13);
  g_autoptr (GBytes) a = make_pdf (sheet, CREATED);
  g_autoptr (GBytes) b = make_pdf (sheet, CREATED);
  g_autoptr (GBytes) later = make_pdf (sheet, CREATED + 1);

  g_assert_cmpmem (g_bytes_get_data (a, NULL), g_bytes_get_size (a), g_bytes_get_data (b, NULL),
                   g_bytes_get_size (b));
  g_assert_false (g_bytes_equal (a, later));
}

static gpointer
make_in_thread (gpointer data)
{
  return make_pdf (data, CREATED);
}

static void
test_threads (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (40);
  g_autoptr (GBytes) here = make_pdf (sheet, CREATED);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("pdf", make_in_thread, sheet);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GBytes) there = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (here, there));
    }
}

/* --- drawing --- */

typedef struct
{
  cairo_surface_t *surface;
  int x1, x2, y1, y2; /* the pixels of the outer border */
} Picture;

static gboolean
is_black (const Picture *picture, int x, int y)
{
  const guchar *data = cairo_image_surface_get_data (picture->surface);
  int stride = cairo_image_surface_get_stride (picture->surface);

  return (*(const guint32 *) (gconstpointer) (data + y * stride + x * 4) & 0xffffff) == 0;
}

static Picture
draw_page (const ZpPages *pages, ZpSheet *sheet, guint page, double zoom)
{
  Picture picture;
  double width, height, margin_x, margin_y;
  cairo_t *cr;

  zp_sheet_get_page (sheet, &width, &height, &margin_x, &margin_y);
  picture.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * zoom) + 1,
                                                (int) (height * zoom) + 1);
  cr = cairo_create (picture.surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, zoom, zoom);
  zp_pages_draw (pages, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (picture.surface);

  picture.x1 = (int) (margin_x * zoom);
  picture.x2 = (int) ((width - margin_x) * zoom);
  picture.y1 = (int) (margin_y * zoom);
  picture.y2 = (int) ((height - margin_y) * zoom);
  while (!is_black (&picture, picture.x1, picture.y2))
    picture.y2--;
  return picture;
}

/* At both ends of a page the table is closed by lines that are black from end to end, not grey. */
static void
test_borders (gconstpointer data)
{
  double zoom = GPOINTER_TO_INT (data) / 100.0;
  g_autoptr (ZpSheet) sheet = make_list (120);
  g_autoptr (ZpPages) pages = make_pages (sheet);

  for (guint p = 1; p < zp_pages_get_n_pages (pages); p++)
    {
      Picture picture = draw_page (pages, sheet, p, zoom);

      g_assert_cmpint (picture.y2, >, picture.y1 + 20);
      for (int x = picture.x1; x <= picture.x2; x++)
        {
          g_assert_true (is_black (&picture, x, picture.y1));
          g_assert_true (is_black (&picture, x, picture.y2));
        }
      for (int y = picture.y1; y <= picture.y2; y++)
        {
          g_assert_true (is_black (&picture, picture.x1, y));
          g_assert_true (is_black (&picture, picture.x2, y));
        }
      cairo_surface_destroy (picture.surface);
    }
}

static void
add_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (count_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/page-painter/count/", count_cases[i].name, NULL);

      g_test_add_data_func (path, &count_cases[i], test_count);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (long_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/page-painter/long/", long_cases[i].name, NULL);
      g_autofree char *words = g_strconcat ("/page-painter/long-words/", long_cases[i].name, NULL);

      g_test_add_data_func (path, &long_cases[i], test_long);
      g_test_add_data_func (words, &long_cases[i], test_long_words);
    }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  context = zp_sheet_layout_create_context ();
  add_cases ();
  g_test_add_data_func ("/page-painter/every-length/portrait", GINT_TO_POINTER (FALSE),
                        test_every_length);
  g_test_add_data_func ("/page-painter/every-length/landscape", GINT_TO_POINTER (TRUE),
                        test_every_length);
  g_test_add_func ("/page-painter/headings-keep-company", test_headings_keep_company);
  g_test_add_func ("/page-painter/no-rows", test_no_rows);
  g_test_add_func ("/page-painter/labels-repeat", test_labels_repeat);
  g_test_add_func ("/page-painter/low-rows-stay-whole", test_low_rows_stay_whole);
  g_test_add_func ("/page-painter/paragraphs", test_paragraphs);
  g_test_add_func ("/page-painter/words", test_words);
  g_test_add_func ("/page-painter/page-numbers", test_page_numbers);
  g_test_add_func ("/page-painter/fonts", test_fonts);
  g_test_add_func ("/page-painter/ticks-have-glyphs", test_ticks_have_glyphs);
  g_test_add_func ("/page-painter/same-bytes", test_same_bytes);
  g_test_add_func ("/page-painter/threads", test_threads);
  g_test_add_data_func ("/page-painter/borders/100", GINT_TO_POINTER (100), test_borders);
  g_test_add_data_func ("/page-painter/borders/133", GINT_TO_POINTER (133), test_borders);
  g_test_add_data_func ("/page-painter/borders/400", GINT_TO_POINTER (400), test_borders);
  result = g_test_run ();
  g_object_unref (context);
  return result;
}
