/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-preview-page.h"

#include <glib/gi18n.h>
#include <math.h>

struct _ZpPreviewPage
{
  GtkWidget parent_instance;

  /* Owned */
  ZpPrintJob *job;

  guint page;
  double scale; /* pixels for a point */
  gboolean is_near;
};

G_DEFINE_FINAL_TYPE (ZpPreviewPage, zp_preview_page, GTK_TYPE_WIDGET)

static int
get_size (ZpPreviewPage *self, GtkOrientation orientation)
{
  double width, height;

  zp_pages_get_size (zp_print_job_get_pages (self->job), self->page, &width, &height);
  return (int) round (self->scale * (orientation == GTK_ORIENTATION_HORIZONTAL ? width : height));
}

static void
zp_preview_page_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *out_minimum,
                         int *out_natural,
                         int *out_minimum_baseline,
                         int *out_natural_baseline)
{
  *out_minimum = *out_natural = get_size (ZP_PREVIEW_PAGE (widget), orientation);
  *out_minimum_baseline = *out_natural_baseline = -1;
}

static void
zp_preview_page_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZpPreviewPage *self = ZP_PREVIEW_PAGE (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  const GdkRGBA white = { 1, 1, 1, 1 };
  cairo_t *cr;

  gtk_snapshot_append_color (snapshot, &white, &bounds);
  if (!self->is_near)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_scale (cr, self->scale, self->scale);
  zp_pages_draw (zp_print_job_get_pages (self->job), self->page, cr);
  cairo_destroy (cr);
}

static void
zp_preview_page_finalize (GObject *object)
{
  ZpPreviewPage *self = ZP_PREVIEW_PAGE (object);

  g_clear_object (&self->job);
  G_OBJECT_CLASS (zp_preview_page_parent_class)->finalize (object);
}

static void
zp_preview_page_class_init (ZpPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zp_preview_page_finalize;
  widget_class->measure = zp_preview_page_measure;
  widget_class->snapshot = zp_preview_page_snapshot;
  gtk_widget_class_set_css_name (widget_class, "zppaper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
zp_preview_page_init (ZpPreviewPage *self)
{
  self->scale = 1;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * zp_preview_page_new:
 * @job: a job
 * @page: one of its pages
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
zp_preview_page_new (ZpPrintJob *job, guint page)
{
  ZpPreviewPage *self = g_object_new (ZP_TYPE_PREVIEW_PAGE, NULL);
  g_autofree char *label = NULL;

  self->job = g_object_ref (job);
  self->page = page;
  label = g_strdup_printf (_ ("Page %u of %u"), page + 1,
                           zp_pages_get_n_pages (zp_print_job_get_pages (job)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

/** zp_preview_page_set_scale: how many pixels a point of the paper is wide. */
void
zp_preview_page_set_scale (ZpPreviewPage *self, double scale)
{
  g_return_if_fail (ZP_IS_PREVIEW_PAGE (self));

  if (self->scale == scale)
    return;
  self->scale = scale;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** zp_preview_page_get_height: how many pixels high it is, or will be in the next frame. */
int
zp_preview_page_get_height (ZpPreviewPage *self)
{
  g_return_val_if_fail (ZP_IS_PREVIEW_PAGE (self), 0);

  return get_size (self, GTK_ORIENTATION_VERTICAL);
}

/** zp_preview_page_set_near: whether it can be seen soon; a page far away costs no drawing. */
void
zp_preview_page_set_near (ZpPreviewPage *self, gboolean is_near)
{
  g_return_if_fail (ZP_IS_PREVIEW_PAGE (self));

  if (self->is_near == is_near)
    return;
  self->is_near = is_near;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
