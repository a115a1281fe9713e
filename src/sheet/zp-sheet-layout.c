/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sheet-layout.h"

#include <pango/pangocairo.h>
#include <string.h>

/* Most cells hold a few characters on one line.  Shaping each of them again and again is what
 * measuring would spend its time on, so the advances of single characters are kept with the
 * context, and a text that surely fits on one line is never laid out.  Whatever is not surely
 * simple (other scripts, characters of a fallback font, several lines) goes through Pango. */

/* Kerning may make a line a little longer than the sum of its characters. */
#define FIT_SLACK 1.0

#define NOT_SIMPLE (-1)

#define FIRST_IDEOGRAPH 0x4E00
#define LAST_IDEOGRAPH 0x9FFF
#define N_IDEOGRAPHS (LAST_IDEOGRAPH - FIRST_IDEOGRAPH + 1)

/* What is known of an ideograph, in two bits; 0 is nothing. */
#define IDEOGRAPH_THERE 1
#define IDEOGRAPH_MISSING 2

/* So many wrapped texts of a typeface are remembered; fifty forms share most of their words. */
#define MAX_REMEMBERED 2048
#define MAX_REMEMBERED_LENGTH 512

typedef struct
{
  PangoFontDescription *description;
  PangoFont *face;
  int line_height; /* in Pango units */
  int em;          /* advance of an ideograph */
  guint8 ideographs[N_IDEOGRAPHS / 4];
  GHashTable *advances; /* any other character → advance, or NOT_SIMPLE */
  GHashTable *wrapped;  /* Wrapped → itself */
} Typeface;

/* How high a text is when it is broken into lines of a width, all in Pango units. */
typedef struct
{
  char *text;
  int width;
  int indent;
  int height;
} Wrapped;

typedef struct
{
  double scale;
  guint serial;
  GHashTable *typefaces; /* ZpStyleFont → Typeface */
} Measure;

static guint
wrapped_hash (gconstpointer key)
{
  const Wrapped *wrapped = key;

  return g_str_hash (wrapped->text) ^ (guint) wrapped->width;
}

static gboolean
wrapped_equal (gconstpointer a, gconstpointer b)
{
  const Wrapped *wrapped_a = a;
  const Wrapped *wrapped_b = b;

  return wrapped_a->width == wrapped_b->width && wrapped_a->indent == wrapped_b->indent
         && g_str_equal (wrapped_a->text, wrapped_b->text);
}

static void
wrapped_free (gpointer data)
{
  Wrapped *wrapped = data;

  g_free (wrapped->text);
  g_free (wrapped);
}

static void
typeface_free (gpointer data)
{
  Typeface *typeface = data;

  pango_font_description_free (typeface->description);
  g_clear_object (&typeface->face);
  g_hash_table_unref (typeface->advances);
  g_hash_table_unref (typeface->wrapped);
  g_free (typeface);
}

static void
measure_free (gpointer data)
{
  Measure *measure = data;

  g_hash_table_unref (measure->typefaces);
  g_free (measure);
}

static PangoFontDescription *
describe (const ZpStyleFont *font, double scale)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, font->families);
  pango_font_description_set_weight (description,
                                     font->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (description, font->size * scale * PANGO_SCALE);
  return description;
}

static void
measure_character (
    PangoContext *context, Typeface *typeface, gunichar character, int *out_width, int *out_height)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  char text[7] = { 0 };

  g_unichar_to_utf8 (character, text);
  pango_layout_set_font_description (layout, typeface->description);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, out_width, out_height);
}

static Typeface *
typeface_new (PangoContext *context, const ZpStyleFont *font, double scale)
{
  Typeface *typeface = g_new0 (Typeface, 1);

  typeface->description = describe (font, scale);
  typeface->advances = g_hash_table_new (NULL, NULL);
  typeface->wrapped = g_hash_table_new_full (wrapped_hash, wrapped_equal, NULL, wrapped_free);
  measure_character (context, typeface, 0x6D4B, &typeface->em, &typeface->line_height);
  typeface->face = pango_context_load_font (context, typeface->description);
  return typeface;
}

/* The advances are kept with the context they belong to.  When the context changes, or the zoom,
 * they are worth nothing any more. */
static Measure *
get_measure (PangoContext *context, double scale)
{
  static GQuark quark = 0;
  Measure *measure;
  guint serial;

  if (quark == 0)
    quark = g_quark_from_static_string ("zp-sheet-measure");

  serial = pango_context_get_serial (context);
  measure = g_object_get_qdata (G_OBJECT (context), quark);
  if (measure != NULL && measure->serial == serial && measure->scale == scale)
    return measure;

  measure = g_new0 (Measure, 1);
  measure->scale = scale;
  measure->serial = serial;
  measure->typefaces = g_hash_table_new_full (NULL, NULL, NULL, typeface_free);
  g_object_set_qdata_full (G_OBJECT (context), quark, measure, measure_free);
  return measure;
}

static Typeface *
get_typeface (PangoContext *context, const ZpStyleFont *font, double scale)
{
  Measure *measure = get_measure (context, scale);
  Typeface *typeface = g_hash_table_lookup (measure->typefaces, font);

  if (typeface == NULL)
    {
      typeface = typeface_new (context, font, scale);
      g_hash_table_insert (measure->typefaces, (gpointer) font, typeface);
    }
  return typeface;
}

/* Characters whose font does not depend on their neighbours, as long as all of them are of this
 * kind.  A Latin letter changes the digits beside it; dashes, quotation marks, signs (≥) and circled
 * numbers are changed by whatever stands there. */
static gboolean
is_independent (gunichar c)
{
  return (c >= 0x20 && c < 0x7F && !g_ascii_isalpha ((char) c)) || (c >= 0x3000 && c <= 0x3029)
         || (c >= 0xFF01 && c <= 0xFF5E && !g_unichar_isalpha (c));
}

/* Ideographs are all as wide as high, if the font has them; most of a form is ideographs. */
static int
get_ideograph_advance (Typeface *typeface, gunichar c)
{
  guint index = c - FIRST_IDEOGRAPH;
  guint8 *place = &typeface->ideographs[index / 4];
  guint shift = index % 4 * 2;

  if ((*place >> shift & 3) == 0)
    {
      gboolean has = typeface->face != NULL && pango_font_has_char (typeface->face, c);

      *place |= (has ? IDEOGRAPH_THERE : IDEOGRAPH_MISSING) << shift;
    }
  return (*place >> shift & 3) == IDEOGRAPH_THERE ? typeface->em : NOT_SIMPLE;
}

static int
measure_advance (PangoContext *context, Typeface *typeface, gunichar c)
{
  int width, height;

  measure_character (context, typeface, c, &width, &height);
  return height == typeface->line_height ? width : NOT_SIMPLE;
}

static int
get_advance (PangoContext *context, Typeface *typeface, gunichar c)
{
  gpointer known;
  int advance;

  if (c >= FIRST_IDEOGRAPH && c <= LAST_IDEOGRAPH)
    return get_ideograph_advance (typeface, c);
  if (!is_independent (c))
    return NOT_SIMPLE;
  if (g_hash_table_lookup_extended (typeface->advances, GUINT_TO_POINTER (c), NULL, &known))
    return GPOINTER_TO_INT (known);

  advance = measure_advance (context, typeface, c);
  g_hash_table_insert (typeface->advances, GUINT_TO_POINTER (c), GINT_TO_POINTER (advance));
  return advance;
}

/* Whether the text surely fits on one line of that width, in Pango units. */
static gboolean
fits_on_one_line (PangoContext *context, Typeface *typeface, const char *text, int width)
{
  int sum = (int) (FIT_SLACK * PANGO_SCALE);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, -1);
      int advance;

      if (c == (gunichar) -1 || c == (gunichar) -2)
        return FALSE;
      advance = get_advance (context, typeface, c);
      if (advance == NOT_SIMPLE)
        return FALSE;
      sum += advance;
      if (sum > width)
        return FALSE;
    }
  return TRUE;
}

static int
text_width (const ZpSheet *sheet, const ZpSheetCell *cell, double scale)
{
  double width = (zp_sheet_get_cell_width (sheet, cell) - 2 * ZP_SHEET_PADDING_X) * scale;

  return (int) (MAX (width, 1.0) * PANGO_SCALE);
}

/* Two characters, as paragraphs and headings of a document begin; in Pango units. */
static int
first_line_indent (const Typeface *typeface, const ZpSheetCell *cell)
{
  if (cell->style < ZP_STYLE_HEADING1 || cell->style > ZP_STYLE_PARAGRAPH)
    return 0;
  return zp_sheet_cell_get_align (cell) == ZP_ALIGN_START ? 2 * typeface->em : 0;
}

static void
set_valid_text (PangoLayout *layout, const char *text)
{
  if (g_utf8_validate (text, -1, NULL))
    {
      pango_layout_set_text (layout, text, -1);
    }
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      pango_layout_set_text (layout, valid, -1);
    }
}

/**
 * zp_sheet_layout_prepare:
 * @layout: a layout to be used for the cell
 * @sheet: a sheet
 * @cell: a cell of it
 * @scale: 1.0 for points, the zoom times pixels per point for a screen
 *
 * Gives @layout the font, width, wrapping, alignment, indent and text of the cell.  Everybody who measures
 * or draws a cell comes here, so that lines break at the same places everywhere.
 */
void
zp_sheet_layout_prepare (PangoLayout *layout,
                         const ZpSheet *sheet,
                         const ZpSheetCell *cell,
                         double scale)
{
  static const PangoAlignment alignments[] = {
    [ZP_ALIGN_START] = PANGO_ALIGN_LEFT,
    [ZP_ALIGN_CENTRE] = PANGO_ALIGN_CENTER,
    [ZP_ALIGN_END] = PANGO_ALIGN_RIGHT,
  };
  Typeface *typeface;

  g_return_if_fail (PANGO_IS_LAYOUT (layout));
  g_return_if_fail (sheet != NULL);
  g_return_if_fail (cell != NULL);
  g_return_if_fail (scale > 0);

  typeface = get_typeface (pango_layout_get_context (layout),
                           zp_sheet_get_font (sheet, cell->style), scale);
  pango_layout_set_font_description (layout, typeface->description);
  pango_layout_set_width (layout, text_width (sheet, cell, scale));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_justify (layout, FALSE);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout, alignments[zp_sheet_cell_get_align (cell)]);
  pango_layout_set_indent (layout, first_line_indent (typeface, cell));
  set_valid_text (layout, cell->text);
}

static void
remember (Typeface *typeface, const Wrapped *measured)
{
  Wrapped *wrapped;

  if (strlen (measured->text) > MAX_REMEMBERED_LENGTH)
    return;
  if (g_hash_table_size (typeface->wrapped) >= MAX_REMEMBERED)
    g_hash_table_remove_all (typeface->wrapped);
  wrapped = g_new (Wrapped, 1);
  *wrapped = *measured;
  wrapped->text = g_strdup (measured->text);
  g_hash_table_replace (typeface->wrapped, wrapped, wrapped);
}

static int
text_height (PangoLayout *layout, const ZpSheet *sheet, const ZpSheetCell *cell, double scale)
{
  PangoContext *context = pango_layout_get_context (layout);
  Typeface *typeface = get_typeface (context, zp_sheet_get_font (sheet, cell->style), scale);
  int width = text_width (sheet, cell, scale);
  Wrapped key = { cell->text, width, first_line_indent (typeface, cell), 0 };
  Wrapped *known;

  if (fits_on_one_line (context, typeface, cell->text, width - key.indent))
    return typeface->line_height;
  known = g_hash_table_lookup (typeface->wrapped, &key);
  if (known != NULL)
    return known->height;

  zp_sheet_layout_prepare (layout, sheet, cell, scale);
  pango_layout_get_size (layout, NULL, &key.height);
  remember (typeface, &key);
  return key.height;
}

/**
 * zp_sheet_layout_measure_cell:
 * @layout: a layout, which is overwritten
 * @sheet: a sheet
 * @cell: a cell of it
 * @scale: as for zp_sheet_layout_prepare()
 *
 * Returns: the height the cell needs for its text and the padding above and below it, in the units
 *   of @scale; for an empty cell the padding alone
 */
double
zp_sheet_layout_measure_cell (PangoLayout *layout,
                              const ZpSheet *sheet,
                              const ZpSheetCell *cell,
                              double scale)
{
  double height = 0;

  g_return_val_if_fail (PANGO_IS_LAYOUT (layout), 0);
  g_return_val_if_fail (sheet != NULL, 0);
  g_return_val_if_fail (cell != NULL, 0);
  g_return_val_if_fail (scale > 0, 0);

  if (*cell->text != '\0')
    height = (double) text_height (layout, sheet, cell, scale) / PANGO_SCALE;
  return height + 2 * ZP_SHEET_PADDING_Y * scale;
}

static int
compare_spans (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const ZpSheet *sheet = user_data;
  guint index_a = *(const guint *) a;
  guint index_b = *(const guint *) b;
  guint span_a = zp_sheet_get_cell (sheet, index_a)->row_span;
  guint span_b = zp_sheet_get_cell (sheet, index_b)->row_span;

  if (span_a != span_b)
    return span_a < span_b ? -1 : 1;
  return (index_a > index_b) - (index_a < index_b);
}

/* What a cell over several rows misses is given to them in equal parts. */
static void
stretch_rows (const ZpSheetCell *cell, double needed, double *row_heights)
{
  double missing = needed;

  for (guint i = 0; i < cell->row_span; i++)
    missing -= row_heights[cell->row + i];
  if (missing <= 0)
    return;
  for (guint i = 0; i < cell->row_span; i++)
    row_heights[cell->row + i] += missing / cell->row_span;
}

/**
 * zp_sheet_layout_fit_rows:
 * @sheet: a sheet
 * @cell_heights: (array): what each cell needs, in the order of zp_sheet_get_cell()
 * @scale: as for zp_sheet_layout_prepare()
 * @row_heights: (array) (out caller-allocates): one for each row of @sheet
 *
 * Computes how high the rows must be: first for the cells of one row, then for those over several
 * rows, short spans before long ones.
 */
void
zp_sheet_layout_fit_rows (const ZpSheet *sheet,
                          const double *cell_heights,
                          double scale,
                          double *row_heights)
{
  g_autoptr (GArray) spanning = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_if_fail (sheet != NULL);

  for (guint r = 0; r < zp_sheet_get_n_rows (sheet); r++)
    {
      double min_height = zp_sheet_get_row (sheet, r)->min_height;

      row_heights[r] = (min_height > 0 ? min_height : ZP_SHEET_MIN_ROW_HEIGHT) * scale;
    }
  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);

      if (cell->row_span > 1)
        g_array_append_val (spanning, i);
      else
        row_heights[cell->row] = MAX (row_heights[cell->row], cell_heights[i]);
    }

  g_array_sort_with_data (spanning, compare_spans, (gpointer) sheet);
  for (guint i = 0; i < spanning->len; i++)
    {
      guint index = g_array_index (spanning, guint, i);

      stretch_rows (zp_sheet_get_cell (sheet, index), cell_heights[index], row_heights);
    }
}

/**
 * zp_sheet_layout_create_context:
 *
 * A context whose unit is the point and that has nothing to do with a screen.  Whoever measures
 * many sheets keeps it, because it remembers the widths of characters; it belongs to the thread
 * that made it.
 *
 * Returns: (transfer full): a new context
 */
PangoContext *
zp_sheet_layout_create_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72.0);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions (context, FALSE);
  return context;
}

/**
 * zp_sheet_layout_new:
 * @sheet: a sheet
 * @context: a context in points, usually from zp_sheet_layout_create_context()
 *
 * Measures a whole sheet.
 *
 * Returns: (transfer full): the heights of its rows, in points
 */
ZpSheetLayout *
zp_sheet_layout_new (const ZpSheet *sheet, PangoContext *context)
{
  g_autoptr (PangoLayout) measuring = NULL;
  g_autofree double *cell_heights = NULL;
  ZpSheetLayout *layout;

  g_return_val_if_fail (sheet != NULL, NULL);
  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  measuring = pango_layout_new (context);
  cell_heights = g_new0 (double, zp_sheet_get_n_cells (sheet) + 1);
  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    cell_heights[i]
        = zp_sheet_layout_measure_cell (measuring, sheet, zp_sheet_get_cell (sheet, i), 1.0);

  layout = g_new0 (ZpSheetLayout, 1);
  layout->n_rows = zp_sheet_get_n_rows (sheet);
  layout->row_heights = g_new0 (double, layout->n_rows + 1);
  zp_sheet_layout_fit_rows (sheet, cell_heights, 1.0, layout->row_heights);
  return layout;
}

/**
 * zp_sheet_layout_free:
 * @layout: (transfer full): a layout
 */
void
zp_sheet_layout_free (ZpSheetLayout *layout)
{
  g_return_if_fail (layout != NULL);

  g_free (layout->row_heights);
  g_free (layout);
}
