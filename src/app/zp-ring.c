/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-ring.h"

/* In heights of the letters, as the total stands inside it. */
#define RING_SIZE 7.1
#define RING_WIDTH 0.75

struct _ZpRing
{
  GtkWidget parent_instance;

  double fraction;
};

G_DEFINE_FINAL_TYPE (ZpRing, zp_ring, GTK_TYPE_WIDGET)

/* The height of the widget's letters in pixels. */
static double
get_em (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;
  return MAX (size, 1);
}

static void
zp_ring_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  *minimum = *natural = (int) (RING_SIZE * get_em (widget));
}

static void
zp_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZpRing *self = ZP_RING (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double line = RING_WIDTH * get_em (widget);
  double radius = (MIN (width, height) - line) / 2;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  cairo_set_line_width (cr, line);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.15);
  cairo_arc (cr, width / 2, height / 2, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (self->fraction > 0)
    {
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_arc (cr, width / 2, height / 2, radius, -G_PI / 2,
                 -G_PI / 2 + 2 * G_PI * self->fraction);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
zp_ring_class_init (ZpRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = zp_ring_measure;
  widget_class->snapshot = zp_ring_snapshot;
  gtk_widget_class_set_css_name (widget_class, "zpring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
zp_ring_init (ZpRing *self)
{
}

/** zp_ring_set_fraction: from 0 to 1. */
void
zp_ring_set_fraction (ZpRing *self, double fraction)
{
  g_return_if_fail (ZP_IS_RING (self));

  fraction = CLAMP (fraction, 0, 1);
  if (self->fraction == fraction)
    return;
  self->fraction = fraction;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
