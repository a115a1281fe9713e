/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-ring.h"

#define RING_SIZE 104
#define RING_WIDTH 11.0

struct _ZpRing
{
  GtkWidget parent_instance;

  double fraction;
};

G_DEFINE_FINAL_TYPE (ZpRing, zp_ring, GTK_TYPE_WIDGET)

static void
zp_ring_measure (GtkWidget     *widget,
                 GtkOrientation orientation,
                 int            for_size,
                 int           *minimum,
                 int           *natural,
                 int           *minimum_baseline,
                 int           *natural_baseline)
{
  *minimum = *natural = RING_SIZE;
}

static void
zp_ring_snapshot (GtkWidget   *widget,
                  GtkSnapshot *snapshot)
{
  ZpRing *self = ZP_RING (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double radius = (MIN (width, height) - RING_WIDTH) / 2;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  cairo_set_line_width (cr, RING_WIDTH);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.15);
  cairo_arc (cr, width / 2, height / 2, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (self->fraction > 0)
    {
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_arc (cr, width / 2, height / 2, radius, -G_PI / 2, -G_PI / 2 + 2 * G_PI * self->fraction);
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
zp_ring_set_fraction (ZpRing *self,
                      double  fraction)
{
  g_return_if_fail (ZP_IS_RING (self));

  fraction = CLAMP (fraction, 0, 1);
  if (self->fraction == fraction)
    return;
  self->fraction = fraction;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
