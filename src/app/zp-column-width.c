/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-column-width.h"

#include <math.h>

#include <pango/pangocairo.h>

/* Widths in the code are those of letters of this size. */
#define LETTER_POINTS 10.0
#define SCREEN_DPI 96.0

/* How much larger letters are than those that the widths were chosen for; never smaller than 1,
 * because icons and margins keep their size. */
static double
get_scale (GtkSettings *settings)
{
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  double points = LETTER_POINTS;
  int dpi;

  g_object_get (settings, "gtk-font-name", &name, "gtk-xft-dpi", &dpi, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "");
  if (pango_font_description_get_size (font) > 0
      && !pango_font_description_get_size_is_absolute (font))
    points = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  pango_font_description_free (font);
  return MAX (points / LETTER_POINTS * (dpi > 0 ? dpi / 1024.0 / SCREEN_DPI : 1.0), 1.0);
}

static void
letters_changed_cb (GtkColumnViewColumn *column, GParamSpec *pspec, GtkSettings *settings)
{
  int width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), "zp-width"));

  gtk_column_view_column_set_fixed_width (column, (int) ceil (width * get_scale (settings)));
}

/**
 * zp_column_set_width:
 * @column: a column
 * @width: its width in pixels, for letters of ten points on a screen of 96 dots per inch
 *
 * Fixes the width of a column, so that it does not change while the list scrolls; it grows with the
 * letters.
 */
void
zp_column_set_width (GtkColumnViewColumn *column, int width)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));
  g_return_if_fail (width > 0);

  g_object_set_data (G_OBJECT (column), "zp-width", GINT_TO_POINTER (width));
  letters_changed_cb (column, NULL, settings);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (letters_changed_cb),
                           column, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (letters_changed_cb), column,
                           G_CONNECT_SWAPPED);
}

/** zp_column_measure: how wide @words are in bold letters, in the unit of zp_column_set_width(). */
int
zp_column_measure (const char *words)
{
  PangoContext *context;
  PangoLayout *layout;
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  int width;

  g_return_val_if_fail (words != NULL, 0);

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "");
  pango_font_description_set_size (font, (int) (LETTER_POINTS * PANGO_SCALE));
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (context, SCREEN_DPI);
  layout = pango_layout_new (context);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, words, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  g_object_unref (layout);
  g_object_unref (context);
  pango_font_description_free (font);
  return width;
}
