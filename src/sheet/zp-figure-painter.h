/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "zp-figure.h"

G_BEGIN_DECLS

/**
 * ZpInk:
 *
 * A colour, each part from 0 to 1.
 */
typedef struct
{
  double red;
  double green;
  double blue;
} ZpInk;

/**
 * ZpFigureColours:
 * @ink: of texts
 * @faint: of axes, grid and less important texts
 * @paper: what it is drawn on
 * @series: of the first and the second series of bars
 * @marks: of points
 * @strong: everything has an outline in @ink
 *
 * What a figure is drawn with.  The colours can be told apart by the colour-blind; shapes, words
 * and numbers say the same.
 */
typedef struct
{
  ZpInk ink;
  ZpInk faint;
  ZpInk paper;
  ZpInk series[2];
  ZpInk marks[ZP_N_FIGURE_MARKS];
  gboolean strong;
} ZpFigureColours;

void zp_figure_colours_init (ZpFigureColours *colours, gboolean dark, gboolean high_contrast);

double zp_figure_get_height (const ZpFigure *figure, PangoContext *context, double width);
void zp_figure_paint (const ZpFigure *figure,
                      cairo_t *cr,
                      PangoContext *context,
                      double width,
                      double height,
                      const ZpFigureColours *colours,
                      int highlighted);
int zp_figure_pick (
    const ZpFigure *figure, PangoContext *context, double width, double height, double x, double y);

G_END_DECLS
