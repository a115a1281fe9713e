/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-chart-view.h"

#include "zp-figure-painter.h"

#include <adwaita.h>

#define MIN_WIDTH 260
#define NATURAL_WIDTH 420

struct _ZpChartView
{
  GtkWidget parent_instance;

  const ZpFigure *figure; /* borrowed; the owner lives longer */
  int highlighted;
};

G_DEFINE_FINAL_TYPE (ZpChartView, zp_chart_view, GTK_TYPE_WIDGET)

typedef enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
} ZpChartViewSignal;

static guint signals[N_SIGNALS];

static GtkSizeRequestMode
zp_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zp_chart_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  ZpChartView *self = ZP_CHART_VIEW (widget);
  int width = for_size > 0 ? for_size : NATURAL_WIDTH;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  *minimum = *natural
      = (int) zp_figure_get_height (self->figure, gtk_widget_get_pango_context (widget), width);
}

static void
zp_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZpChartView *self = ZP_CHART_VIEW (widget);
  AdwStyleManager *style = adw_style_manager_get_default ();
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  ZpFigureColours colours;

  zp_figure_colours_init (&colours, adw_style_manager_get_dark (style),
                          adw_style_manager_get_high_contrast (style));
  zp_figure_paint (self->figure, cr, gtk_widget_get_pango_context (widget), width, height, &colours,
                   self->highlighted);
  cairo_destroy (cr);
}

/* --- pointer --- */

static int
pick (ZpChartView *self, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return zp_figure_pick (self->figure, gtk_widget_get_pango_context (widget),
                         gtk_widget_get_width (widget), gtk_widget_get_height (widget), x, y);
}

static void
motion_cb (ZpChartView *self, double x, double y)
{
  int row = pick (self, x, y);

  zp_chart_view_set_highlighted (self, row);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), row >= 0 ? "pointer" : NULL);
}

static void
leave_cb (ZpChartView *self)
{
  zp_chart_view_set_highlighted (self, -1);
}

static void
activate (ZpChartView *self, int row)
{
  if (row >= 0 && zp_figure_get_row (self->figure, row)->forms->len > 0)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, (guint) row);
}

static void
released_cb (ZpChartView *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  activate (self, pick (self, x, y));
}

/* --- keys --- */

static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  ZpChartView *self = ZP_CHART_VIEW (widget);
  int last = (int) zp_figure_get_n_drawn (self->figure) - 1;
  int by = g_variant_get_int32 (arguments);
  int row = self->highlighted < 0 ? (by > 0 ? 0 : last) : self->highlighted + by;

  if (row < 0 || row > last)
    return FALSE;
  zp_chart_view_set_highlighted (self, row);
  return TRUE;
}

static gboolean
enter_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  ZpChartView *self = ZP_CHART_VIEW (widget);

  if (self->highlighted < 0)
    return FALSE;
  activate (self, self->highlighted);
  return TRUE;
}

static void
focus_changed_cb (ZpChartView *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    zp_chart_view_set_highlighted (self, -1);
}

static void
style_changed_cb (ZpChartView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
zp_chart_view_class_init (ZpChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = zp_chart_view_get_request_mode;
  widget_class->measure = zp_chart_view_measure;
  widget_class->snapshot = zp_chart_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "zpchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, move_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, move_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, enter_cb, NULL);
  /**
   * ZpChartView::activated:
   * @row: a row of the figure
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", ZP_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
zp_chart_view_init (ZpChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->highlighted = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_changed_cb), NULL);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * zp_chart_view_new:
 * @figure: what to draw; it must live longer than the widget
 *
 * Returns: (transfer floating): a widget
 */
GtkWidget *
zp_chart_view_new (const ZpFigure *figure)
{
  ZpChartView *self = g_object_new (ZP_TYPE_CHART_VIEW, NULL);

  self->figure = figure;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  figure->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  figure->note != NULL ? figure->note : "", -1);
  return GTK_WIDGET (self);
}

/** zp_chart_view_get_highlighted: the row that says its numbers, -1 for none. */
int
zp_chart_view_get_highlighted (ZpChartView *self)
{
  g_return_val_if_fail (ZP_IS_CHART_VIEW (self), -1);

  return self->highlighted;
}

/** zp_chart_view_set_highlighted: lets @row say its numbers, none for -1. */
void
zp_chart_view_set_highlighted (ZpChartView *self, int row)
{
  g_autofree char *words = NULL;

  g_return_if_fail (ZP_IS_CHART_VIEW (self));

  if (self->highlighted == row)
    return;
  self->highlighted = row;
  if (row >= 0)
    words = zp_figure_describe_row (self->figure, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  words != NULL ? words : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
