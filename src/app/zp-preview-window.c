/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-preview-window.h"

#include "zp-export.h"
#include "zp-preview-page.h"
#include "zp-print.h"
#include "zp-toast.h"

#include <glib/gi18n.h>
#include <math.h>

#define PIXELS_PER_POINT (96.0 / 72.0)
#define GAP 18 /* around and between the pages, as in the .ui file */
#define MAX_WIDTH 1160
#define MAX_HEIGHT 900

typedef enum
{
  FIT_NOT,   /* the user chose the size */
  FIT_BEGIN, /* the whole width, but not larger than in the hand */
  FIT_WIDTH,
  FIT_PAGE,
} Fit;

struct _ZpPreviewWindow
{
  AdwWindow parent_instance;

  /* Template children */
  AdwWindowTitle *title;
  GtkScrolledWindow *desk;
  GtkBox *box;
  GtkLabel *paper_label;
  GtkLabel *page_label;
  GtkMenuButton *zoom_button;

  /* Owned */
  ZpPrintJob *job;
  GPtrArray *pages; /* ZpPreviewPage, borrowed from the box */

  Fit fit;
  double zoom;
  guint page;
  guint fit_source;
};

G_DEFINE_FINAL_TYPE (ZpPreviewWindow, zp_preview_window, ADW_TYPE_WINDOW)

static const double zooms[]
    = { 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4 };

/* --- where one is --- */

/* Reckoned, because a page that was just made larger has its new place only in the next frame. */
static double
get_top (ZpPreviewWindow *self, guint page)
{
  double top = GAP;

  for (guint i = 0; i < page; i++)
    top += zp_preview_page_get_height (g_ptr_array_index (self->pages, i)) + GAP;
  return top;
}

static void
show_page_number (ZpPreviewWindow *self)
{
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), self->page + 1, self->pages->len);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_label_set_text (self->page_label, text);
  gtk_widget_action_set_enabled (widget, "preview.previous-page", self->page > 0);
  gtk_widget_action_set_enabled (widget, "preview.next-page", self->page + 1 < self->pages->len);
}

/* The page in the middle of the view is the present one; those around it are drawn beforehand. */
static void
scrolled_cb (ZpPreviewWindow *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->desk);
  double value = gtk_adjustment_get_value (adjustment);
  double size = gtk_adjustment_get_page_size (adjustment);
  double top = GAP;
  guint present = 0;

  for (guint i = 0; i < self->pages->len; i++)
    {
      double next = top + zp_preview_page_get_height (g_ptr_array_index (self->pages, i)) + GAP;

      zp_preview_page_set_near (g_ptr_array_index (self->pages, i),
                                top < value + 2 * size && next > value - size);
      if (top <= value + size / 2)
        present = i;
      top = next;
    }
  if (present == self->page)
    return;
  self->page = present;
  show_page_number (self);
}

/** zp_preview_window_go_to: shows the upper edge of @page. */
void
zp_preview_window_go_to (ZpPreviewWindow *self, guint page)
{
  g_return_if_fail (ZP_IS_PREVIEW_WINDOW (self));
  g_return_if_fail (page < self->pages->len);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->desk),
                            get_top (self, page) - GAP);
  /* A short last page cannot be brought to the upper edge; it is the present one all the same. */
  self->page = page;
  show_page_number (self);
}

/** zp_preview_window_get_page: the page that is shown, from 0. */
guint
zp_preview_window_get_page (ZpPreviewWindow *self)
{
  g_return_val_if_fail (ZP_IS_PREVIEW_WINDOW (self), 0);

  return self->page;
}

static void
previous_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpPreviewWindow *self = ZP_PREVIEW_WINDOW (widget);

  if (self->page > 0)
    zp_preview_window_go_to (self, self->page - 1);
}

static void
next_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpPreviewWindow *self = ZP_PREVIEW_WINDOW (widget);

  if (self->page + 1 < self->pages->len)
    zp_preview_window_go_to (self, self->page + 1);
}

/* --- size --- */

/* What was in the middle of the view stays there. */
static void
keep_place (ZpPreviewWindow *self, double old_upper)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->desk);
  double size = gtk_adjustment_get_page_size (adjustment);
  double upper = MAX (get_top (self, self->pages->len), size);
  double value = gtk_adjustment_get_value (adjustment);

  value = (value + size / 2) * upper / old_upper - size / 2;
  gtk_adjustment_configure (adjustment, CLAMP (value, 0, upper - size), 0, upper,
                            gtk_adjustment_get_step_increment (adjustment),
                            gtk_adjustment_get_page_increment (adjustment), size);
}

static void
set_zoom (ZpPreviewWindow *self, double zoom)
{
  double old_upper = get_top (self, self->pages->len);
  g_autofree char *label = g_strdup_printf ("%d%%", (int) round (zoom * 100));

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  for (guint i = 0; i < self->pages->len; i++)
    zp_preview_page_set_scale (g_ptr_array_index (self->pages, i), zoom * PIXELS_PER_POINT);
  keep_place (self, old_upper);
  gtk_menu_button_set_label (self->zoom_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.zoom-out", zoom > zooms[0]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.zoom-in",
                                 zoom < zooms[G_N_ELEMENTS (zooms) - 1]);
}

/* The largest paper of the job decides, so that the size stays the same from page to page. */
static void
get_largest (ZpPreviewWindow *self, double *out_width, double *out_height)
{
  const ZpPages *pages = zp_print_job_get_pages (self->job);

  *out_width = *out_height = 0;
  for (guint i = 0; i < self->pages->len; i++)
    {
      double width, height;

      zp_pages_get_size (pages, i, &width, &height);
      *out_width = MAX (*out_width, width);
      *out_height = MAX (*out_height, height);
    }
}

static void
apply_fit (ZpPreviewWindow *self)
{
  double room_x = gtk_widget_get_width (GTK_WIDGET (self->desk)) - 2 * GAP;
  double room_y = gtk_widget_get_height (GTK_WIDGET (self->desk)) - 2 * GAP;
  double width, height, zoom;

  if (self->fit == FIT_NOT || room_x <= 0 || room_y <= 0)
    return;
  get_largest (self, &width, &height);
  zoom = room_x / (width * PIXELS_PER_POINT);
  if (self->fit == FIT_PAGE)
    zoom = MIN (zoom, room_y / (height * PIXELS_PER_POINT));
  if (self->fit == FIT_BEGIN)
    zoom = MIN (zoom, 1);
  set_zoom (self, CLAMP (floor (zoom * 100) / 100, zooms[0], zooms[G_N_ELEMENTS (zooms) - 1]));
}

static gboolean
fit_idle_cb (gpointer user_data)
{
  ZpPreviewWindow *self = user_data;

  self->fit_source = 0;
  apply_fit (self);
  scrolled_cb (self);
  return G_SOURCE_REMOVE;
}

/* Sizes must not be changed while they are being given. */
static void
resized_cb (ZpPreviewWindow *self)
{
  if (self->fit_source == 0)
    self->fit_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_idle_cb, self, NULL);
}

static void
choose_fit (ZpPreviewWindow *self, Fit fit)
{
  self->fit = fit;
  apply_fit (self);
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_fit (ZP_PREVIEW_WINDOW (widget),
              g_str_equal (name, "preview.fit-width") ? FIT_WIDTH : FIT_PAGE);
}

static void
zoom_normal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpPreviewWindow *self = ZP_PREVIEW_WINDOW (widget);

  self->fit = FIT_NOT;
  set_zoom (self, 1);
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpPreviewWindow *self = ZP_PREVIEW_WINDOW (widget);

  self->fit = FIT_NOT;
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    if (zooms[i] > self->zoom)
      {
        set_zoom (self, zooms[i]);
        return;
      }
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpPreviewWindow *self = ZP_PREVIEW_WINDOW (widget);

  self->fit = FIT_NOT;
  for (gsize i = G_N_ELEMENTS (zooms); i > 0; i--)
    if (zooms[i - 1] < self->zoom)
      {
        set_zoom (self, zooms[i - 1]);
        return;
      }
}

static gboolean
scroll_cb (ZpPreviewWindow *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), dy < 0 ? "preview.zoom-in" : "preview.zoom-out",
                              NULL);
  return GDK_EVENT_STOP;
}

/* --- what the paper becomes --- */

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpPreviewWindow *self = ZP_PREVIEW_WINDOW (widget);

  zp_print (GTK_WINDOW (self), self->job);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpPreviewWindow *self = ZP_PREVIEW_WINDOW (widget);

  zp_export_together (GTK_WINDOW (self), zp_print_job_get_forms (self->job), ZP_EXPORT_PDF);
}

static void
show_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zp_toast_show_file (GTK_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* --- the class --- */

static void
zp_preview_window_dispose (GObject *object)
{
  ZpPreviewWindow *self = ZP_PREVIEW_WINDOW (object);

  g_clear_handle_id (&self->fit_source, g_source_remove);
  if (self->desk != NULL)
    {
      g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (self->desk), self);
      g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_hadjustment (self->desk), self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_PREVIEW_WINDOW);
  g_clear_object (&self->job);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  G_OBJECT_CLASS (zp_preview_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc run;
  } actions[] = {
    { "preview.print", print_action },
    { "preview.export", export_action },
    { "preview.previous-page", previous_page_action },
    { "preview.next-page", next_page_action },
    { "preview.zoom-in", zoom_in_action },
    { "preview.zoom-out", zoom_out_action },
    { "preview.zoom-normal", zoom_normal_action },
    { "preview.fit-width", fit_action },
    { "preview.fit-page", fit_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].run);
  /* The toast of an export names the action of the main window. */
  gtk_widget_class_install_action (widget_class, "win.show-file", "s", show_file_action);
}

static void
zp_preview_window_class_init (ZpPreviewWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_preview_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-preview-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpPreviewWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ZpPreviewWindow, desk);
  gtk_widget_class_bind_template_child (widget_class, ZpPreviewWindow, box);
  gtk_widget_class_bind_template_child (widget_class, ZpPreviewWindow, paper_label);
  gtk_widget_class_bind_template_child (widget_class, ZpPreviewWindow, page_label);
  gtk_widget_class_bind_template_child (widget_class, ZpPreviewWindow, zoom_button);
  gtk_widget_class_bind_template_callback (widget_class, scroll_cb);
  install_actions (widget_class);
}

static void
zp_preview_window_init (ZpPreviewWindow *self)
{
  GtkAdjustment *vertical;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->pages = g_ptr_array_new ();
  self->fit = FIT_BEGIN;
  vertical = gtk_scrolled_window_get_vadjustment (self->desk);
  g_signal_connect_swapped (vertical, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (vertical, "changed", G_CALLBACK (resized_cb), self);
  g_signal_connect_swapped (gtk_scrolled_window_get_hadjustment (self->desk), "notify::page-size",
                            G_CALLBACK (resized_cb), self);
}

static void
describe_paper (ZpPreviewWindow *self)
{
  guint n_forms = zp_print_job_get_forms (self->job)->len;
  g_autofree char *forms = NULL;
  g_autofree char *text = NULL;
  GtkPaperSize *paper;
  double width, height;

  zp_pages_get_size (zp_print_job_get_pages (self->job), 0, &width, &height);
  paper = zp_print_find_paper (width, height);
  forms = g_strdup_printf (ngettext ("%u form", "%u forms", n_forms), n_forms);
  text = g_strdup_printf ("%s · %s · %s", gtk_paper_size_get_display_name (paper),
                          width > height ? _ ("landscape") : _ ("portrait"), forms);
  gtk_label_set_text (self->paper_label, text);
  gtk_paper_size_free (paper);
}

static void
add_pages (ZpPreviewWindow *self)
{
  guint n = zp_pages_get_n_pages (zp_print_job_get_pages (self->job));

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *page = zp_preview_page_new (self->job, i);

      gtk_box_append (self->box, page);
      g_ptr_array_add (self->pages, page);
    }
}

/* As high as the window it came from, so that most of a page can be seen. */
static void
choose_size (ZpPreviewWindow *self, GtkWindow *parent)
{
  int width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int height = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;

  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), MIN (width, MAX_WIDTH),
                                 MIN (height, MAX_HEIGHT));
}

/**
 * zp_preview_window_new:
 * @parent: (nullable): the window that asks
 * @job: what to show
 *
 * Returns: (transfer none): the window
 */
ZpPreviewWindow *
zp_preview_window_new (GtkWindow *parent, ZpPrintJob *job)
{
  ZpPreviewWindow *self = g_object_new (ZP_TYPE_PREVIEW_WINDOW, "transient-for", parent, NULL);

  self->job = g_object_ref (job);
  adw_window_title_set_subtitle (self->title, zp_print_job_get_title (job));
  choose_size (self, parent);
  describe_paper (self);
  add_pages (self);
  set_zoom (self, 1);
  show_page_number (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->desk));
  return self;
}
