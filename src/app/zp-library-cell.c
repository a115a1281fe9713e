/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-cell.h"

#include "zp-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* A rate below this is drawn as low: a hint for the eye, the number stands beside it. */
#define LOW_RATE ZP_DECIMAL_INT (60)

/* With large letters the list scrolls rather than to lose the names. */
#define NAME_CHARS 12

#define ICON_SIZE 16
#define STATE_ICON_SIZE 12
#define SPACING 8
#define LINE_SPACING 2
#define BAR_WIDTH 64
#define BAR_HEIGHT 6
#define STATE_PADDING 8
#define SMALL 0.82
#define STATE_SCALE 0.9
#define DIM 0.6
#define TINT 0.15

/* What a cell says, in texts of its own, for those of a form go when it is saved again; icons and
 * colours are names of the theme. */
typedef struct
{
  char *text;
  char *below; /* a second line, smaller */
  char *says;  /* for those who do not see it; NULL when the text says it all */
  const char *icon;
  const char *color;      /* NULL for the one of the text */
  const char *icon_color; /* NULL for that of the text */
  gboolean bold;
  gboolean dim;
} Content;

/* One widget that draws its own text: the toolkit makes two hundred rows, whatever is visible. */
struct _ZpLibraryCell
{
  GtkWidget parent_instance;

  /* Owned */
  ZpPlace *place;
  gulong place_notify;
  ZpFormItem *item;
  gulong item_notify;
  Content content;
  PangoLayout *layout; /* made when it is drawn */
  PangoLayout *below;

  ZpLibraryColumn column;
};

G_DEFINE_FINAL_TYPE (ZpLibraryCell, zp_library_cell, GTK_TYPE_WIDGET)

static void
clear_content (ZpLibraryCell *self)
{
  g_clear_pointer (&self->content.text, g_free);
  g_clear_pointer (&self->content.below, g_free);
  g_clear_pointer (&self->content.says, g_free);
  self->content = (Content){ 0 };
}

static void
clear_layouts (ZpLibraryCell *self)
{
  g_clear_object (&self->layout);
  g_clear_object (&self->below);
}

/* --- what it says --- */

static char *
word_problems (const ZpStoreRecord *record)
{
  g_autofree char *errors
      = g_strdup_printf (ngettext ("%d error", "%d errors", record->errors), record->errors);
  g_autofree char *warnings = g_strdup_printf (
      ngettext ("%d warning", "%d warnings", record->warnings), record->warnings);

  if (record->errors > 0 && record->warnings > 0)
    /* Translators: errors, then warnings: "2 errors, 1 warning" */
    return g_strdup_printf (_ ("%s, %s"), errors, warnings);
  if (record->errors > 0)
    return g_steal_pointer (&errors);
  if (record->warnings > 0)
    return g_steal_pointer (&warnings);
  return g_strdup (_ ("Nothing to mend"));
}

static void
show_lamp (ZpLibraryCell *self, const ZpStoreRecord *record)
{
  Content *content = &self->content;

  content->icon = zp_words_lamp_icon (record->lamp);
  content->text = g_strdup (zp_words_lamp (record->lamp));
  content->icon_color = zp_words_lamp_color (record->lamp);
  content->dim = record->lamp == ZP_LAMP_GREEN;
  content->color = content->dim ? NULL : content->icon_color;
}

static void
show_due (ZpLibraryCell *self)
{
  Content *content = &self->content;
  int days;

  if (!zp_form_item_get_days_left (self->item, zp_words_today (), &days))
    return;
  self->content.text = zp_words_days_left (days);
  content->icon = zp_words_days_icon (days);
  content->bold = days <= ZP_DAYS_SOON;
  content->dim = !content->bold;
  content->color = content->icon_color = content->bold ? "error_color" : NULL;
}

static void
show_project (ZpLibraryCell *self)
{
  Content *content = &self->content;

  content->text = g_strdup (zp_form_item_get_project (self->item));
  content->below = zp_form_item_dup_subtitle (self->item);
  content->bold = TRUE;
  content->says = g_strdup_printf ("%s, %s", content->text, content->below);
}

static void
show_grade (ZpLibraryCell *self, const ZpStoreRecord *record)
{
  static const struct
  {
    const char *grade;
    const char *color;
  } grades[] = { { "优", "success_color" },
                 { "良", "accent_color" },
                 { "中", "warning_color" },
                 { "差", "error_color" } };

  for (gsize i = 0; i < G_N_ELEMENTS (grades); i++)
    {
      if (g_strcmp0 (grades[i].grade, record->grade) == 0)
        self->content.color = grades[i].color;
    }
  self->content.text = g_strdup (record->grade);
  self->content.bold = TRUE;
}

static void
show_problems (ZpLibraryCell *self, const ZpStoreRecord *record)
{
  Content *content = &self->content;
  int count = record->errors > 0 ? record->errors : record->warnings;

  content->says = word_problems (record);
  if (count == 0)
    return;
  /* Translators: number of findings, in a narrow column */
  self->content.text = g_strdup_printf (ngettext ("%d finding", "%d findings", count), count);
  content->icon = record->errors > 0 ? "dialog-error-symbolic" : "dialog-warning-symbolic";
  content->color = content->icon_color = record->errors > 0 ? "error_color" : "warning_color";
  content->bold = record->errors > 0;
}

static void
show_state (ZpLibraryCell *self, const ZpStoreRecord *record)
{
  static const char *const colors[] = {
    [ZP_FORM_STATE_DRAFT] = "accent_color",
    [ZP_FORM_STATE_SUBMITTED] = "zp_submitted_color",
    [ZP_FORM_STATE_RETURNED] = "error_color",
    [ZP_FORM_STATE_APPROVED] = "success_color",
  };

  self->content.text = g_strdup (zp_words_state (record->state));
  self->content.icon = zp_words_state_icon (record->state);
  self->content.color = self->content.icon_color = colors[record->state];
  self->content.bold = TRUE;
}

static void
fill_content (ZpLibraryCell *self)
{
  const ZpStoreRecord *record = zp_form_item_get_record (self->item);

  switch (self->column)
    {
    case ZP_LIBRARY_COLUMN_LAMP:
      show_lamp (self, record);
      break;
    case ZP_LIBRARY_COLUMN_PROJECT:
      show_project (self);
      break;
    case ZP_LIBRARY_COLUMN_RATE:
      self->content.text = g_strdup (record->rate);
      break;
    case ZP_LIBRARY_COLUMN_SCORE:
      self->content.text = g_strdup (record->score);
      break;
    case ZP_LIBRARY_COLUMN_REVIEW:
      self->content.text = g_strdup (record->review_score);
      break;
    case ZP_LIBRARY_COLUMN_GRADE:
      show_grade (self, record);
      break;
    case ZP_LIBRARY_COLUMN_PROBLEMS:
      show_problems (self, record);
      break;
    case ZP_LIBRARY_COLUMN_STATE:
      show_state (self, record);
      break;
    case ZP_LIBRARY_COLUMN_DUE:
      show_due (self);
      break;
    case ZP_LIBRARY_COLUMN_CHANGED:
      self->content.text = zp_words_when (record->changed, g_get_real_time ());
      self->content.dim = TRUE;
      break;
    case ZP_LIBRARY_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

static void
show_item (ZpLibraryCell *self)
{
  const Content *content = &self->content;
  const char *says;

  clear_layouts (self);
  clear_content (self);
  if (self->item != NULL)
    fill_content (self);
  says = content->says != NULL ? content->says : content->text;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  says != NULL ? says : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* (transfer full) (nullable): made when it is asked for */
static char *
make_tooltip (ZpLibraryCell *self)
{
  const ZpStoreRecord *record = zp_form_item_get_record (self->item);

  switch (self->column)
    {
    case ZP_LIBRARY_COLUMN_PROJECT:
      return g_strdup (zp_form_item_get_project (self->item));
    case ZP_LIBRARY_COLUMN_LAMP:
      return record->lamp != ZP_LAMP_NONE ? g_strdup (zp_words_lamp_reason (record->lamp)) : NULL;
    case ZP_LIBRARY_COLUMN_PROBLEMS:
      return word_problems (record);
    case ZP_LIBRARY_COLUMN_DUE:
      return g_strdup (zp_form_item_get_due (self->item));
    case ZP_LIBRARY_COLUMN_CHANGED:
      return zp_words_date (record->changed);
    case ZP_LIBRARY_COLUMN_RATE:
    case ZP_LIBRARY_COLUMN_SCORE:
    case ZP_LIBRARY_COLUMN_REVIEW:
    case ZP_LIBRARY_COLUMN_GRADE:
    case ZP_LIBRARY_COLUMN_STATE:
    case ZP_LIBRARY_N_COLUMNS:
    default:
      return NULL;
    }
}

static gboolean
zp_library_cell_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  ZpLibraryCell *self = ZP_LIBRARY_CELL (widget);
  g_autofree char *text = self->item != NULL ? make_tooltip (self) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* --- how it looks --- */

static gboolean
is_figure (ZpLibraryCell *self)
{
  return self->column == ZP_LIBRARY_COLUMN_RATE || self->column == ZP_LIBRARY_COLUMN_SCORE
         || self->column == ZP_LIBRARY_COLUMN_REVIEW;
}

/* (transfer full) */
static PangoLayout *
make_layout (ZpLibraryCell *self, const char *text, gboolean bold, double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  /* Figures stand under each other. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (scale < 1)
    pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
ensure_layouts (ZpLibraryCell *self)
{
  const Content *content = &self->content;
  gboolean state = self->column == ZP_LIBRARY_COLUMN_STATE;

  if (self->layout == NULL && content->text != NULL)
    self->layout = make_layout (self, content->text, content->bold, state ? STATE_SCALE : 1);
  if (self->below == NULL && content->below != NULL)
    self->below = make_layout (self, content->below, FALSE, SMALL);
}

static GdkRGBA
get_color (ZpLibraryCell *self, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  return color;
}

static GdkRGBA
fade (GdkRGBA color, double alpha)
{
  color.alpha *= (float) alpha;
  return color;
}

static void
fill_rounded (
    GtkSnapshot *snapshot, double x, double y, double width, double height, const GdkRGBA *color)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &bounds, (float) height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_icon (ZpLibraryCell *self, GtkSnapshot *snapshot, double x, double y, int size, GdkRGBA color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), self->content.icon, NULL,
      size, gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
  GdkRGBA colors[] = { color, color, color, color };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size,
                                            colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

/* Within @width from @x on; figures at its end. */
static void
draw_text (GtkSnapshot *snapshot,
           PangoLayout *layout,
           double x,
           double y,
           double width,
           gboolean at_end,
           const GdkRGBA *color)
{
  int text_width;

  pango_layout_set_width (layout, (int) MAX (width, 0) * PANGO_SCALE);
  if (at_end)
    {
      pango_layout_get_pixel_size (layout, &text_width, NULL);
      x += MAX (width - text_width, 0);
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) floor (x), (float) floor (y)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_bar (ZpLibraryCell *self, GtkSnapshot *snapshot, double height)
{
  gint64 micro = zp_form_item_get_record (self->item)->rate_micro;
  double fraction = CLAMP ((double) micro / ZP_DECIMAL_INT (100).micro, 0, 1);
  double y = floor ((height - BAR_HEIGHT) / 2);
  GdkRGBA trough = fade (get_color (self, NULL), TINT);
  GdkRGBA color = get_color (self, micro < LOW_RATE.micro ? "error_color" : "accent_bg_color");

  if (micro == G_MININT64)
    return;
  fill_rounded (snapshot, 0, y, BAR_WIDTH, BAR_HEIGHT, &trough);
  if (fraction > 0)
    fill_rounded (snapshot, 0, y, MAX (BAR_WIDTH * fraction, BAR_HEIGHT), BAR_HEIGHT, &color);
}

/* A state stands in a frame of its colour. */
static void
draw_state (ZpLibraryCell *self, GtkSnapshot *snapshot, double width, double height)
{
  GdkRGBA color = get_color (self, self->content.color);
  GdkRGBA tint = fade (color, TINT);
  double x = STATE_PADDING + STATE_ICON_SIZE + SPACING / 2.0;
  double room = MAX (width - x - STATE_PADDING, 0);
  int text_width;
  int text_height;

  pango_layout_set_width (self->layout, (int) room * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, &text_width, &text_height);
  fill_rounded (snapshot, 0, floor ((height - text_height) / 2) - 1, x + text_width + STATE_PADDING,
                text_height + 2, &tint);
  draw_icon (self, snapshot, STATE_PADDING, floor ((height - STATE_ICON_SIZE) / 2), STATE_ICON_SIZE,
             color);
  draw_text (snapshot, self->layout, x, (height - text_height) / 2, room, FALSE, &color);
}

static void
zp_library_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZpLibraryCell *self = ZP_LIBRARY_CELL (widget);
  const Content *content = &self->content;
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double x = 0;
  GdkRGBA color;
  int upper = 0;
  int lower = 0;

  if (self->item == NULL)
    return;
  ensure_layouts (self);
  if (self->column == ZP_LIBRARY_COLUMN_STATE)
    {
      draw_state (self, snapshot, width, height);
      return;
    }
  color = get_color (self, content->color);
  if (self->column == ZP_LIBRARY_COLUMN_RATE)
    {
      draw_bar (self, snapshot, height);
      x = BAR_WIDTH + SPACING;
    }
  if (content->icon != NULL)
    {
      draw_icon (self, snapshot, 0, floor ((height - ICON_SIZE) / 2), ICON_SIZE,
                 get_color (self, content->icon_color));
      x = ICON_SIZE + SPACING;
    }
  if (self->layout == NULL)
    return;
  pango_layout_get_pixel_size (self->layout, NULL, &upper);
  if (self->below != NULL)
    pango_layout_get_pixel_size (self->below, NULL, &lower);
  if (content->dim)
    color = fade (color, DIM);
  height -= upper + (lower > 0 ? lower + LINE_SPACING : 0);
  draw_text (snapshot, self->layout, x, height / 2, width - x, is_figure (self), &color);
  if (self->below == NULL)
    return;
  color = fade (color, DIM);
  draw_text (snapshot, self->below, x, floor (height / 2) + upper + LINE_SPACING, width - x, FALSE,
             &color);
}

/* Rows are all as high as two lines of the letters that there are; the same for all cells, so that
 * no other text ever asks for another height. */
static int
get_height (ZpLibraryCell *self)
{
  static guint known_for; /* letters for which the height is known */
  static int known;
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  guint letters = pango_font_description_hash (pango_context_get_font_description (context))
                  ^ (guint) (pango_cairo_context_get_resolution (context) * 64);

  if (letters != known_for)
    {
      g_autoptr (PangoLayout) upper = make_layout (self, "国Ág", TRUE, 1);
      g_autoptr (PangoLayout) lower = make_layout (self, "国Ág", FALSE, SMALL);
      int height;

      pango_layout_get_pixel_size (upper, NULL, &known);
      pango_layout_get_pixel_size (lower, NULL, &height);
      known += height + LINE_SPACING;
      known_for = letters;
    }
  return known;
}

static int
get_text_width (ZpLibraryCell *self)
{
  int width;

  if (self->content.text == NULL)
    return 0;
  ensure_layouts (self);
  pango_layout_set_width (self->layout, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);
  return width;
}

/* The name may be cut; other columns have a width of their own, which zp_library_cell_get_needed()
 * is compared with in the tests. */
static void
zp_library_cell_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  ZpLibraryCell *self = ZP_LIBRARY_CELL (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = get_height (self);
  else
    *minimum = *natural
        = self->column == ZP_LIBRARY_COLUMN_PROJECT ? NAME_CHARS * get_height (self) / 3 : 0;
}

static void
zp_library_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (zp_library_cell_parent_class)->css_changed (widget, change);
  clear_layouts (ZP_LIBRARY_CELL (widget));
}

static void
zp_library_cell_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (zp_library_cell_parent_class)->system_setting_changed (widget, setting);
  clear_layouts (ZP_LIBRARY_CELL (widget));
  gtk_widget_queue_resize (widget);
}

static void
zp_library_cell_dispose (GObject *object)
{
  ZpLibraryCell *self = ZP_LIBRARY_CELL (object);

  zp_library_cell_set_place (self, NULL);
  clear_layouts (self);
  clear_content (self);
  G_OBJECT_CLASS (zp_library_cell_parent_class)->dispose (object);
}

static void
zp_library_cell_class_init (ZpLibraryCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_library_cell_dispose;
  widget_class->measure = zp_library_cell_measure;
  widget_class->snapshot = zp_library_cell_snapshot;
  widget_class->css_changed = zp_library_cell_css_changed;
  widget_class->system_setting_changed = zp_library_cell_system_setting_changed;
  widget_class->query_tooltip = zp_library_cell_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "zplibrarycell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
zp_library_cell_init (ZpLibraryCell *self)
{
}

/**
 * zp_library_cell_new:
 * @column: what it shows
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
zp_library_cell_new (ZpLibraryColumn column)
{
  ZpLibraryCell *self = g_object_new (ZP_TYPE_LIBRARY_CELL, "has-tooltip", TRUE, NULL);

  self->column = column;
  return GTK_WIDGET (self);
}

/** zp_library_cell_get_item: (transfer none) (nullable): the form of its row. */
ZpFormItem *
zp_library_cell_get_item (ZpLibraryCell *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY_CELL (self), NULL);

  return self->item;
}

/** zp_library_cell_get_words: (transfer none): what it shows; "" for nothing. */
const char *
zp_library_cell_get_words (ZpLibraryCell *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY_CELL (self), "");

  return self->content.text != NULL ? self->content.text : "";
}

/** zp_library_cell_get_needed: how wide it must be for all that it shows, in pixels; a name may be
 * cut, so that 0 does for it. */
int
zp_library_cell_get_needed (ZpLibraryCell *self)
{
  int width;

  g_return_val_if_fail (ZP_IS_LIBRARY_CELL (self), 0);

  width = get_text_width (self);
  if (self->column == ZP_LIBRARY_COLUMN_PROJECT)
    return 0;
  if (self->column == ZP_LIBRARY_COLUMN_STATE)
    return width + STATE_ICON_SIZE + SPACING / 2 + 2 * STATE_PADDING;
  if (self->column == ZP_LIBRARY_COLUMN_RATE)
    return width + BAR_WIDTH + SPACING;
  return width + (self->content.icon != NULL ? ICON_SIZE + SPACING : 0);
}

static void
item_changed_cb (ZpLibraryCell *self)
{
  ZpFormItem *item = self->place != NULL ? zp_place_get_item (self->place) : NULL;

  if (self->item != NULL)
    g_clear_signal_handler (&self->item_notify, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    self->item_notify = g_signal_connect_swapped (item, "notify", G_CALLBACK (show_item), self);
  show_item (self);
}

/** zp_library_cell_set_place: shows the form in @place and follows both, until another place or
 * %NULL is set. */
void
zp_library_cell_set_place (ZpLibraryCell *self, ZpPlace *place)
{
  g_return_if_fail (ZP_IS_LIBRARY_CELL (self));
  g_return_if_fail (place == NULL || ZP_IS_PLACE (place));

  if (self->place == place)
    return;
  if (self->place != NULL)
    g_clear_signal_handler (&self->place_notify, self->place);
  g_set_object (&self->place, place);
  if (place != NULL)
    self->place_notify
        = g_signal_connect_swapped (place, "notify::item", G_CALLBACK (item_changed_cb), self);
  item_changed_cb (self);
}
