/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-figure-painter.h"

#include "zp-paper-words.h"

#include <math.h>

/* Draws figures on whatever cairo draws on: the window, a page, a picture.  All lengths are
 * multiples of the height of a line of text, so that a figure grows with the text. */

#define GAP 0.4         /* between a label and what it labels, in lines */
#define BAR_THICK 0.62  /* of the room of a bar */
#define POINT_SIZE 0.33 /* in lines */
#define LABEL_SHARE 0.36
#define FULL 100.0

/* Where things are. */
typedef struct
{
  const ZpFigure *figure;
  PangoContext *context;
  double width;
  double height;
  double line; /* the height of a line of text */
  double left; /* the area of bars or points */
  double top;
  double right;
  double bottom;
  guint n;
  double slot;  /* the room of a bar */
  double max;   /* of the values of bars */
  double low_y; /* of the values of points */
  double high_x;
} Plot;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} Box;

/* --- colours --- */

static ZpInk
ink (guint rgb)
{
  return (ZpInk){ (rgb >> 16) / 255.0, ((rgb >> 8) & 0xFF) / 255.0, (rgb & 0xFF) / 255.0 };
}

/**
 * zp_figure_colours_init:
 * @colours: (out): colours
 * @dark: for a dark ground
 * @high_contrast: for eyes that need it
 *
 * The palette of Okabe and Ito, lighter on a dark ground.
 */
void
zp_figure_colours_init (ZpFigureColours *colours, gboolean dark, gboolean high_contrast)
{
  colours->ink = dark ? ink (0xFFFFFF) : ink (high_contrast ? 0x000000 : 0x2E2E2E);
  colours->faint = dark ? ink (high_contrast ? 0xE0E0E0 : 0xA8A8A8)
                        : ink (high_contrast ? 0x303030 : 0x6E6E6E);
  colours->paper = dark ? ink (0x2D2D2D) : ink (0xFFFFFF);
  colours->series[0] = dark ? ink (0x56B4E9) : ink (0x0072B2);
  colours->series[1] = ink (0xE69F00);
  colours->marks[ZP_FIGURE_PLAIN] = colours->series[0];
  colours->marks[ZP_FIGURE_GREEN] = dark ? ink (0x2BC79B) : ink (0x009E73);
  colours->marks[ZP_FIGURE_YELLOW] = ink (0xE69F00);
  colours->marks[ZP_FIGURE_RED] = dark ? ink (0xFF7F3F) : ink (0xD55E00);
  colours->strong = high_contrast;
}

static void
set_ink (cairo_t *cr, ZpInk colour, double alpha)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, alpha);
}

/* --- text --- */

static PangoLayout *
make_text (const Plot *plot, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (plot->context);

  pango_layout_set_text (layout, text, -1);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static void
text_size (const Plot *plot, const char *text, double *out_width, double *out_height)
{
  PangoLayout *layout = make_text (plot, text, 0);
  int width, height;

  pango_layout_get_size (layout, &width, &height);
  *out_width = (double) width / PANGO_SCALE;
  if (out_height != NULL)
    *out_height = (double) height / PANGO_SCALE;
  g_object_unref (layout);
}

static double
text_width (const Plot *plot, const char *text)
{
  double width;

  text_size (plot, text, &width, NULL);
  return width;
}

/* The text stands in a line that begins at @x, @y and is so wide; a width of 0 is as wide as the
 * text. */
static void
put_text (const Plot *plot,
          cairo_t *cr,
          const char *text,
          double x,
          double y,
          double width,
          PangoAlignment align,
          ZpInk colour)
{
  PangoLayout *layout = make_text (plot, text, width);

  pango_layout_set_alignment (layout, align);
  set_ink (cr, colour, 1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
}

/* --- numbers --- */

static double
get_value (const Plot *plot, guint row, guint series)
{
  const ZpFigureCell *cell
      = &zp_figure_get_row (plot->figure, row)->cells[plot->figure->series[series]];

  return cell->has_number ? (double) cell->number.micro / 1e6 : 0;
}

/* Both values of a row with two series: “784.29 / 1,027”. */
static char *
dup_value_text (const Plot *plot, guint row)
{
  const ZpFigureRow *shown = zp_figure_get_row (plot->figure, row);
  const char *first = shown->cells[plot->figure->series[0]].text;

  if (plot->figure->n_series == 1)
    return g_strdup (first);
  return g_strdup_printf ("%s / %s", shown->cells[plot->figure->series[1]].text, first);
}

/* --- layout --- */

static gboolean
has_legend (const ZpFigure *figure)
{
  return figure->n_series > 1 && (figure->kind == ZP_FIGURE_BARS || figure->marks != NULL);
}

static double
widest (const Plot *plot, gboolean values)
{
  double width = 0;

  for (guint i = 0; i < plot->n; i++)
    {
      g_autofree char *value = values ? dup_value_text (plot, i) : NULL;

      width = MAX (
          width,
          text_width (plot, values ? value : zp_figure_get_row (plot->figure, i)->cells[0].text));
    }
  return width;
}

static void
find_max (Plot *plot)
{
  gboolean percent = zp_figure_get_column (plot->figure, plot->figure->series[0])->percent;

  for (guint i = 0; i < plot->n; i++)
    for (guint series = 0; series < plot->figure->n_series; series++)
      plot->max = MAX (plot->max, get_value (plot, i, series));
  if (percent)
    plot->max = MAX (plot->max, FULL);
  if (plot->max <= 0)
    plot->max = 1;
}

static void
place_bars (Plot *plot)
{
  double label = MIN (widest (plot, FALSE), plot->width * LABEL_SHARE);

  find_max (plot);
  plot->left = label + GAP * plot->line;
  plot->right = plot->width - widest (plot, TRUE) - 2 * GAP * plot->line;
  plot->right = MAX (plot->right, plot->left + plot->line);
  plot->slot = (plot->bottom - plot->top) / plot->n;
}

static void
place_columns (Plot *plot)
{
  find_max (plot);
  plot->top += plot->line; /* for the values above */
  plot->bottom -= plot->line * (1 + GAP);
  plot->slot = (plot->right - plot->left) / plot->n;
}

static void
place_points (Plot *plot)
{
  plot->low_y = 60;
  plot->high_x = FULL;
  for (guint i = 0; i < plot->n; i++)
    {
      plot->low_y = MIN (plot->low_y, floor (get_value (plot, i, 1) / 20) * 20);
      plot->high_x = MAX (plot->high_x, ceil (get_value (plot, i, 0) / 20) * 20);
    }
  plot->low_y = MAX (plot->low_y, 0);
  plot->left = text_width (plot, "100%") + GAP * plot->line;
  plot->right -= plot->line;
  plot->top += plot->line * (1 + GAP); /* for the name of the axis */
  plot->bottom -= plot->line * (2 + GAP);
}

static void
plot_init (Plot *plot, const ZpFigure *figure, PangoContext *context, double width, double height)
{
  double unused;

  *plot = (Plot){ .figure = figure, .context = context, .width = width, .height = height };
  text_size (plot, "测g", &unused, &plot->line);
  plot->n = zp_figure_get_n_drawn (figure);
  plot->right = width;
  plot->bottom = height;
  plot->top = has_legend (figure) ? plot->line * (1 + GAP) : 0;
  if (plot->n == 0)
    return;
  if (figure->kind == ZP_FIGURE_BARS)
    place_bars (plot);
  else if (figure->kind == ZP_FIGURE_COLUMNS)
    place_columns (plot);
  else
    place_points (plot);
}

/**
 * zp_figure_get_height:
 * @figure: a figure
 * @context: the font
 * @width: how wide it will be drawn
 *
 * Returns: how high it should be drawn; 0 for one that is not drawn or has no rows
 */
double
zp_figure_get_height (const ZpFigure *figure, PangoContext *context, double width)
{
  Plot plot;

  plot_init (&plot, figure, context, width, 0);
  if (plot.n == 0)
    return 0;
  if (figure->kind == ZP_FIGURE_SCATTER)
    return ceil (plot.line * 15);
  if (figure->kind == ZP_FIGURE_COLUMNS)
    return ceil (plot.line * 10);
  return ceil (
      plot.line
      * (plot.n * (figure->n_series > 1 ? 2.3 : 1.7) + (has_legend (figure) ? 1 + GAP : 0)));
}

static double
point_x (const Plot *plot, double value)
{
  return plot->left + (plot->right - plot->left) * value / plot->high_x;
}

static double
point_y (const Plot *plot, double value)
{
  return plot->bottom - (plot->bottom - plot->top) * (value - plot->low_y) / (FULL - plot->low_y);
}

/* The shape of a row: its bar of a series, or its point. */
static Box
find_box (const Plot *plot, guint row, guint series)
{
  double share = plot->max > 0 ? CLAMP (get_value (plot, row, series) / plot->max, 0, 1) : 0;
  guint n_series = plot->figure->n_series;
  Box box = { 0 };

  if (plot->figure->kind == ZP_FIGURE_SCATTER)
    {
      double size = plot->line * POINT_SIZE;

      box = (Box){ point_x (plot, get_value (plot, row, 0)) - size,
                   point_y (plot, get_value (plot, row, 1)) - size, 2 * size, 2 * size };
    }
  else if (plot->figure->kind == ZP_FIGURE_BARS)
    {
      box.height = plot->slot * BAR_THICK / n_series;
      box.x = plot->left;
      box.y = plot->top + plot->slot * (row + (1 - BAR_THICK) / 2) + series * box.height;
      box.width = MAX ((plot->right - plot->left) * share, 1);
    }
  else
    {
      box.width = MIN (plot->slot * BAR_THICK, plot->line * 3);
      box.x = plot->left + plot->slot * (row + 0.5) - box.width / 2;
      box.height = MAX ((plot->bottom - plot->top) * share, 1);
      box.y = plot->bottom - box.height;
    }
  return box;
}

/* --- shapes --- */

static void
add_shape (cairo_t *cr, ZpFigureMark mark, double x, double y, double size)
{
  cairo_new_path (cr);
  switch (mark)
    {
    case ZP_FIGURE_RED:
      cairo_move_to (cr, x, y - size * 1.2);
      cairo_line_to (cr, x + size * 1.2, y);
      cairo_line_to (cr, x, y + size * 1.2);
      cairo_line_to (cr, x - size * 1.2, y);
      break;
    case ZP_FIGURE_YELLOW:
      cairo_move_to (cr, x, y - size * 1.1);
      cairo_line_to (cr, x + size * 1.1, y + size * 0.85);
      cairo_line_to (cr, x - size * 1.1, y + size * 0.85);
      break;
    case ZP_FIGURE_PLAIN:
    case ZP_FIGURE_GREEN:
    case ZP_N_FIGURE_MARKS:
    default:
      cairo_arc (cr, x, y, size * 0.9, 0, 2 * G_PI);
      break;
    }
  cairo_close_path (cr);
}

static void
paint_shape (cairo_t *cr, const ZpFigureColours *colours, ZpInk fill, gboolean highlighted)
{
  set_ink (cr, fill, 0.9);
  cairo_fill_preserve (cr);
  set_ink (cr, highlighted || colours->strong ? colours->ink : colours->paper, 1);
  cairo_set_line_width (cr, highlighted ? 2 : 1);
  cairo_stroke (cr);
}

static void
paint_bar (
    cairo_t *cr, const ZpFigureColours *colours, const Box *box, ZpInk fill, gboolean highlighted)
{
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  set_ink (cr, fill, 1);
  cairo_fill (cr);
  if (!highlighted && !colours->strong)
    return;
  cairo_rectangle (cr, box->x + 0.5, box->y + 0.5, MAX (box->width - 1, 0),
                   MAX (box->height - 1, 0));
  set_ink (cr, colours->ink, 1);
  cairo_set_line_width (cr, highlighted ? 2 : 1);
  cairo_stroke (cr);
}

static void
paint_line (cairo_t *cr, ZpInk colour, double alpha, double x1, double y1, double x2, double y2)
{
  set_ink (cr, colour, alpha);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  cairo_stroke (cr);
}

/* --- kinds --- */

static void
paint_bars (const Plot *plot, cairo_t *cr, const ZpFigureColours *colours, int highlighted)
{
  for (guint i = 0; i < plot->n; i++)
    {
      double y = plot->top + plot->slot * (i + 0.5) - plot->line / 2;
      g_autofree char *value = dup_value_text (plot, i);
      double end = plot->left;

      for (guint series = 0; series < plot->figure->n_series; series++)
        {
          Box box = find_box (plot, i, series);

          paint_bar (cr, colours, &box, colours->series[series], highlighted == (int) i);
          end = MAX (end, box.x + box.width);
        }
      put_text (plot, cr, zp_figure_get_row (plot->figure, i)->cells[0].text, 0, y,
                plot->left - GAP * plot->line, PANGO_ALIGN_RIGHT, colours->ink);
      put_text (plot, cr, value, end + GAP * plot->line, y, 0, PANGO_ALIGN_LEFT, colours->ink);
    }
  paint_line (cr, colours->faint, 1, plot->left - 0.5, plot->top, plot->left - 0.5, plot->bottom);
}

static void
paint_columns (const Plot *plot, cairo_t *cr, const ZpFigureColours *colours, int highlighted)
{
  /* Labels that would touch each other stand below every second column only. */
  guint step = MAX ((guint) ceil ((widest (plot, FALSE) + 2) / plot->slot), 1);

  for (guint i = 0; i < plot->n; i++)
    {
      Box box = find_box (plot, i, 0);
      double x = plot->left + plot->slot * i;
      g_autofree char *value = dup_value_text (plot, i);

      if (get_value (plot, i, 0) > 0)
        paint_bar (cr, colours, &box, colours->series[0], highlighted == (int) i);
      put_text (plot, cr, value, x, box.y - plot->line, plot->slot, PANGO_ALIGN_CENTER,
                colours->ink);
      if ((plot->n - 1 - i) % step == 0)
        put_text (plot, cr, zp_figure_get_row (plot->figure, i)->cells[0].text,
                  x - plot->slot * (step - 1) / 2, plot->bottom + GAP * plot->line / 2,
                  plot->slot * step, PANGO_ALIGN_CENTER, colours->ink);
    }
  paint_line (cr, colours->faint, 1, plot->left, plot->bottom + 0.5, plot->right,
              plot->bottom + 0.5);
}

static void
paint_grid (const Plot *plot, cairo_t *cr, const ZpFigureColours *colours)
{
  double step = plot->line * 3;

  for (int value = (int) plot->low_y; value <= 100; value += 20)
    {
      g_autofree char *label = g_strdup_printf ("%d", value);
      double y = floor (point_y (plot, value)) + 0.5;

      paint_line (cr, colours->faint, 0.35, plot->left, y, plot->right, y);
      put_text (plot, cr, label, 0, y - plot->line / 2, plot->left - GAP * plot->line,
                PANGO_ALIGN_RIGHT, colours->faint);
    }
  for (int value = 0; value <= (int) plot->high_x; value += 20)
    {
      g_autofree char *label = g_strdup_printf ("%d", value);
      double x = floor (point_x (plot, value)) + 0.5;

      paint_line (cr, colours->faint, 0.35, x, plot->top, x, plot->bottom);
      put_text (plot, cr, label, x - step / 2, plot->bottom + GAP * plot->line / 2, step,
                PANGO_ALIGN_CENTER, colours->faint);
    }
}

static char *
dup_axis_name (const Plot *plot, guint series)
{
  const ZpFigureColumn *column = zp_figure_get_column (plot->figure, plot->figure->series[series]);

  return g_strdup_printf ("%s%s", column->heading, column->percent ? " (%)" : "");
}

static void
paint_divide (const Plot *plot, cairo_t *cr, const ZpFigureColours *colours)
{
  static const double dashes[] = { 5, 4 };
  double share = plot->figure->line == ZP_FIGURE_LAMP_LINE ? 0.95 : 1;

  if (plot->figure->line == ZP_FIGURE_NO_LINE)
    return;
  cairo_save (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  set_ink (cr, colours->ink, 0.8);
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, point_x (plot, plot->low_y * share), point_y (plot, plot->low_y));
  cairo_line_to (cr, point_x (plot, FULL * share), point_y (plot, FULL));
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_point (
    const Plot *plot, cairo_t *cr, const ZpFigureColours *colours, guint row, gboolean highlighted)
{
  ZpFigureMark mark = zp_figure_get_row (plot->figure, row)->mark;
  double size = plot->line * POINT_SIZE * (highlighted ? 1.3 : 1);

  add_shape (cr, mark, point_x (plot, get_value (plot, row, 0)),
             point_y (plot, get_value (plot, row, 1)), size);
  paint_shape (cr, colours, colours->marks[mark], highlighted);
}

/* The red ones, which come first, are drawn last, so that they are seen. */
static void
paint_points (const Plot *plot, cairo_t *cr, const ZpFigureColours *colours, int highlighted)
{
  g_autofree char *x_name = dup_axis_name (plot, 0);
  g_autofree char *y_name = dup_axis_name (plot, 1);

  paint_grid (plot, cr, colours);
  put_text (plot, cr, y_name, 0, plot->top - plot->line * (1 + GAP), 0, PANGO_ALIGN_LEFT,
            colours->faint);
  put_text (plot, cr, x_name, plot->left, plot->bottom + plot->line * (1 + GAP / 2),
            plot->right - plot->left, PANGO_ALIGN_RIGHT, colours->faint);
  paint_divide (plot, cr, colours);
  for (guint i = plot->n; i > 0; i--)
    paint_point (plot, cr, colours, i - 1, FALSE);
  if (highlighted >= 0 && highlighted < (int) plot->n)
    paint_point (plot, cr, colours, highlighted, TRUE);
}

/* --- around --- */

static guint
count_mark (const Plot *plot, ZpFigureMark mark)
{
  guint n = 0;

  for (guint i = 0; i < plot->n; i++)
    n += zp_figure_get_row (plot->figure, i)->mark == mark;
  return n;
}

static void
paint_legend (const Plot *plot, cairo_t *cr, const ZpFigureColours *colours)
{
  double x = plot->line * POINT_SIZE;
  double size = plot->line * POINT_SIZE;
  guint n = plot->figure->marks != NULL ? ZP_N_FIGURE_MARKS : plot->figure->n_series;

  for (guint i = 0; i < n; i++)
    {
      /* The most serious mark first. */
      ZpFigureMark mark = ZP_N_FIGURE_MARKS - 1 - i;
      g_autofree char *text = NULL;

      if (plot->figure->marks == NULL)
        text = g_strdup (zp_figure_get_column (plot->figure, plot->figure->series[i])->heading);
      else if (plot->figure->marks[mark] != NULL)
        text = g_strdup_printf ("%s %u", _ (plot->figure->marks[mark]), count_mark (plot, mark));
      else
        continue;
      if (plot->figure->marks != NULL)
        add_shape (cr, mark, x, plot->line / 2, size);
      else
        cairo_rectangle (cr, x - size, plot->line / 2 - size, 2 * size, 2 * size);
      paint_shape (cr, colours,
                   plot->figure->marks != NULL ? colours->marks[mark] : colours->series[i], FALSE);
      put_text (plot, cr, text, x + size + GAP * plot->line, 0, 0, PANGO_ALIGN_LEFT, colours->ink);
      x += size + 3 * GAP * plot->line + text_width (plot, text) + plot->line;
    }
}

/* What the highlighted row says, beside it and inside of the figure. */
static void
paint_words (const Plot *plot, cairo_t *cr, const ZpFigureColours *colours, guint row)
{
  g_autofree char *text = zp_figure_describe_row (plot->figure, row);
  PangoLayout *layout = make_text (plot, text, 0);
  Box box
      = find_box (plot, row, plot->figure->kind == ZP_FIGURE_BARS ? plot->figure->n_series - 1 : 0);
  double pad = plot->line * GAP;
  int width, height;
  double x, y;

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_get_size (layout, &width, &height);
  if (width > plot->width * 0.6 * PANGO_SCALE)
    {
      pango_layout_set_width (layout, (int) (plot->width * 0.6 * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_get_size (layout, &width, &height);
    }
  x = box.x + box.width + pad;
  if (x + (double) width / PANGO_SCALE + 2 * pad > plot->width)
    x = box.x - (double) width / PANGO_SCALE - 3 * pad;
  x = CLAMP (x, 0, MAX (plot->width - (double) width / PANGO_SCALE - 2 * pad, 0));
  y = CLAMP (box.y, 0, MAX (plot->height - (double) height / PANGO_SCALE - 2 * pad, 0));
  cairo_rectangle (cr, floor (x) + 0.5, floor (y) + 0.5, (double) width / PANGO_SCALE + 2 * pad,
                   (double) height / PANGO_SCALE + 2 * pad);
  set_ink (cr, colours->paper, 0.97);
  cairo_fill_preserve (cr);
  set_ink (cr, colours->faint, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  set_ink (cr, colours->ink, 1);
  cairo_move_to (cr, floor (x) + pad, floor (y) + pad);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
}

/**
 * zp_figure_paint:
 * @figure: a figure
 * @cr: where to
 * @context: the font, in the units of @cr
 * @width, @height: the room, from the origin of @cr
 * @colours: what with
 * @highlighted: the row whose words are shown, -1 for none
 *
 * Draws a figure.
 */
void
zp_figure_paint (const ZpFigure *figure,
                 cairo_t *cr,
                 PangoContext *context,
                 double width,
                 double height,
                 const ZpFigureColours *colours,
                 int highlighted)
{
  Plot plot;

  g_return_if_fail (figure != NULL && cr != NULL && colours != NULL);

  plot_init (&plot, figure, context, width, height);
  if (plot.n == 0)
    return;
  if (has_legend (figure))
    paint_legend (&plot, cr, colours);
  if (figure->kind == ZP_FIGURE_BARS)
    paint_bars (&plot, cr, colours, highlighted);
  else if (figure->kind == ZP_FIGURE_COLUMNS)
    paint_columns (&plot, cr, colours, highlighted);
  else
    paint_points (&plot, cr, colours, highlighted);
  if (highlighted >= 0 && highlighted < (int) plot.n)
    paint_words (&plot, cr, colours, highlighted);
}

static int
pick_point (const Plot *plot, double x, double y)
{
  double reach = plot->line * POINT_SIZE * 2;
  double nearest = reach * reach;
  int found = -1;

  for (guint i = 0; i < plot->n; i++)
    {
      double dx = point_x (plot, get_value (plot, i, 0)) - x;
      double dy = point_y (plot, get_value (plot, i, 1)) - y;

      if (dx * dx + dy * dy >= nearest)
        continue;
      nearest = dx * dx + dy * dy;
      found = (int) i;
    }
  return found;
}

/**
 * zp_figure_pick:
 * @figure, @context, @width, @height: as it was drawn
 * @x, @y: a place in it
 *
 * Returns: the row that is drawn there, -1 for none; bars reach over their whole room
 */
int
zp_figure_pick (
    const ZpFigure *figure, PangoContext *context, double width, double height, double x, double y)
{
  Plot plot;
  double slot;

  plot_init (&plot, figure, context, width, height);
  if (plot.n == 0)
    return -1;
  if (figure->kind == ZP_FIGURE_SCATTER)
    return pick_point (&plot, x, y);
  slot = figure->kind == ZP_FIGURE_BARS ? (y - plot.top) / plot.slot : (x - plot.left) / plot.slot;
  return slot >= 0 && slot < plot.n ? (int) slot : -1;
}
