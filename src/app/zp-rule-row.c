/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-rule-row.h"

#include "zp-profile-edit.h"

#include <glib/gi18n.h>

#define NUMBER_CHARS 7
#define TITLE_WIDTH 170
#define MOST_PLACES ZP_DECIMAL_PLACES
#define COST_BELOW "{\"score\":{\"places\":2,\"rounding\":\"half-up\"}}"

/* A widget and the value that it edits. */
typedef struct
{
  char *path;
  ZpRuleKind kind;
  const ZpRuleChoice *choices;
  GtkWidget *widget;
  gboolean number;
  char *problem;
} Control;

struct _ZpRuleRow
{
  AdwPreferencesRow parent_instance;

  /* Borrowed from the row */
  GtkWidget *lines;
  GtkWidget *line;
  GtkLabel *problem_label;

  /* Owned */
  GPtrArray *controls;
  char *element; /* the path of the element of a list, or NULL */
};

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpRuleRow, zp_rule_row, ADW_TYPE_PREFERENCES_ROW)

static void
control_free (Control *control)
{
  g_free (control->path);
  g_free (control->problem);
  g_free (control);
}

/* --- what was typed --- */

static const char *
get_choice (Control *control)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (control->widget));
  GObject *item = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (control->widget));

  if (item == NULL)
    return NULL;
  return control->choices[selected].label != NULL
             ? control->choices[selected].value
             : gtk_string_object_get_string (GTK_STRING_OBJECT (item));
}

/* (nullable): as zp_profile_edit() takes it; valid until the widget changes */
static const char *
get_text (Control *control)
{
  static const char *const places[] = { "0", "1", "2", "3", "4", "5", "6" };
  const char *text;

  switch (control->kind)
    {
    case ZP_RULE_SWITCH:
      return gtk_check_button_get_active (GTK_CHECK_BUTTON (control->widget)) ? "true" : "false";
    case ZP_RULE_PRESENCE:
      return gtk_switch_get_active (GTK_SWITCH (control->widget)) ? COST_BELOW : NULL;
    case ZP_RULE_ROUNDING:
      return places[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (control->widget)),
                         MOST_PLACES)];
    case ZP_RULE_CHOICE:
    case ZP_RULE_DIGITS:
      return get_choice (control);
    case ZP_RULE_TEXT:
    case ZP_RULE_NUMBER:
    case ZP_RULE_OPTIONAL:
    case ZP_RULE_WORDS:
    default:
      text = gtk_editable_get_text (GTK_EDITABLE (control->widget));
      return control->kind == ZP_RULE_OPTIONAL && *text == '\0' ? NULL : text;
    }
}

static void
changed_cb (ZpRuleRow *self, GParamSpec *pspec, GtkWidget *widget)
{
  for (guint i = 0; i < self->controls->len; i++)
    {
      Control *control = g_ptr_array_index (self->controls, i);

      if (control->widget == widget)
        {
          g_signal_emit (self, signals[SIGNAL_EDITED], 0, control->path, get_text (control));
          return;
        }
    }
}

static void
notify_cb (GtkWidget *widget, GParamSpec *pspec, gpointer row)
{
  changed_cb (row, pspec, widget);
}

static void
entry_changed_cb (GtkWidget *widget, gpointer row)
{
  changed_cb (row, NULL, widget);
}

static void
remove_cb (ZpRuleRow *self)
{
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, self->element, NULL);
}

/* --- the widgets --- */

static gboolean
is_number (const ZpRuleSpec *spec)
{
  return spec->kind == ZP_RULE_NUMBER || (spec->kind == ZP_RULE_OPTIONAL && spec->unit != NULL);
}

static GtkWidget *
make_entry (ZpRuleRow *self, gboolean number, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  /* Undone is what was typed, not what was there first. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), TRUE);
  if (number)
    {
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), NUMBER_CHARS);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), NUMBER_CHARS);
      gtk_entry_set_alignment (GTK_ENTRY (entry), 1);
    }
  else
    gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect (entry, "changed", G_CALLBACK (entry_changed_cb), self);
  return entry;
}

static GtkWidget *
make_drop_down (ZpRuleRow *self, const ZpRuleChoice *choices, const char *text)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;
  GtkWidget *widget;

  for (guint i = 0; choices[i].label != NULL; i++)
    {
      gtk_string_list_append (names, _ (choices[i].label));
      if (g_strcmp0 (choices[i].value, text) == 0)
        selected = i;
    }
  /* A file may say what is not in the list; it stays what it is. */
  if (selected == GTK_INVALID_LIST_POSITION)
    {
      selected = g_list_model_get_n_items (G_LIST_MODEL (names));
      gtk_string_list_append (names, text != NULL ? text : "");
    }
  widget = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), selected);
  g_signal_connect (widget, "notify::selected", G_CALLBACK (notify_cb), self);
  return widget;
}

static GtkWidget *
make_places (ZpRuleRow *self, const char *text)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *widget;

  for (guint i = 0; i <= MOST_PLACES; i++)
    gtk_string_list_take (names,
                          i == 0 ? g_strdup (_ ("whole numbers"))
                                 : g_strdup_printf (ngettext ("%u decimal", "%u decimals", i), i));
  widget = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (widget),
                              text != NULL ? g_ascii_digit_value (*text) : 2);
  g_signal_connect (widget, "notify::selected", G_CALLBACK (notify_cb), self);
  return widget;
}

static GtkWidget *
make_check (ZpRuleRow *self, const char *label, const char *text)
{
  GtkWidget *widget = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), g_strcmp0 (text, "true") == 0);
  g_signal_connect (widget, "notify::active", G_CALLBACK (notify_cb), self);
  return widget;
}

static GtkWidget *
make_switch (ZpRuleRow *self, const char *text)
{
  GtkWidget *widget = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (widget), text != NULL);
  g_signal_connect (widget, "notify::active", G_CALLBACK (notify_cb), self);
  return widget;
}

static GtkWidget *
make_widget (ZpRuleRow *self, const ZpRuleSpec *spec, const char *text)
{
  switch (spec->kind)
    {
    case ZP_RULE_SWITCH:
      return make_check (self, _ (spec->label), text);
    case ZP_RULE_PRESENCE:
      return make_switch (self, text);
    case ZP_RULE_ROUNDING:
      return make_places (self, text);
    case ZP_RULE_CHOICE:
      return make_drop_down (self, spec->choices, text);
    case ZP_RULE_DIGITS:
      return make_drop_down (self, zp_rule_digits, text);
    case ZP_RULE_TEXT:
    case ZP_RULE_NUMBER:
    case ZP_RULE_OPTIONAL:
    case ZP_RULE_WORDS:
    default:
      return make_entry (self, is_number (spec), text);
    }
}

static void
add_caption (ZpRuleRow *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self->line), label);
}

static void
add_control (ZpRuleRow *self,
             const ZpProfile *profile,
             const ZpRuleSpec *spec,
             const char *path,
             const char *name)
{
  Control *control = g_new0 (Control, 1);
  g_autofree char *text = zp_profile_get_text (profile, path);

  control->path = g_strdup (path);
  control->kind = spec->kind;
  control->number = is_number (spec);
  control->choices = spec->kind == ZP_RULE_DIGITS ? zp_rule_digits : spec->choices;
  control->widget = make_widget (self, spec, text);
  gtk_widget_set_valign (control->widget, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->line), control->widget);
  if (spec->kind != ZP_RULE_SWITCH)
    gtk_accessible_update_property (GTK_ACCESSIBLE (control->widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name, -1);
  g_ptr_array_add (self->controls, control);
  if (spec->unit != NULL)
    add_caption (self, _ (spec->unit));
}

static void
add_rounding (ZpRuleRow *self, const ZpProfile *profile, const ZpRuleSpec *spec, const char *name)
{
  const ZpRuleSpec way = { .kind = ZP_RULE_CHOICE, .choices = zp_rule_roundings };
  g_autofree char *places = g_strconcat (spec->path, ".places", NULL);
  g_autofree char *rounding = g_strconcat (spec->path, ".rounding", NULL);
  g_autofree char *places_name = g_strdup_printf (_ ("%s: decimals"), name);

  add_control (self, profile, spec, places, places_name);
  add_control (self, profile, &way, rounding, name);
}

static void
add_line (ZpRuleRow *self)
{
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_hexpand (self->line, TRUE);
  gtk_widget_set_valign (self->line, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->lines), self->line);
}

static GtkWidget *
make_title (ZpRuleRow *self, const char *title, const char *hint)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), self->element == NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  if (hint == NULL)
    return box;
  label = gtk_label_new (hint);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
build (ZpRuleRow *self, const char *title, const char *hint)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (GTK_WIDGET (self), "zp-rule");
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_hexpand (self->lines, TRUE);
  gtk_widget_set_valign (self->lines, GTK_ALIGN_CENTER);
  add_line (self);
  gtk_box_append (GTK_BOX (top), make_title (self, title, hint));
  gtk_box_append (GTK_BOX (top), self->lines);
  gtk_box_append (GTK_BOX (all), top);
  self->problem_label
      = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                 "visible", FALSE, "wrap", TRUE, "xalign", 1.0, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "caption");
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->problem_label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), all);
}

/* Short values stand at the end of the row, and leave the rest to its title. */
static void
give_title_room (ZpRuleRow *self)
{
  gtk_widget_set_hexpand (gtk_widget_get_prev_sibling (self->lines), TRUE);
  gtk_widget_set_hexpand (self->lines, FALSE);
}

static void
add_remove_button (ZpRuleRow *self, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Remove: %s"), title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (self->line), button);
}

/* --- the class --- */

static void
zp_rule_row_finalize (GObject *object)
{
  ZpRuleRow *self = ZP_RULE_ROW (object);

  g_clear_pointer (&self->controls, g_ptr_array_unref);
  g_free (self->element);
  G_OBJECT_CLASS (zp_rule_row_parent_class)->finalize (object);
}

static void
zp_rule_row_class_init (ZpRuleRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_rule_row_finalize;

  /**
   * ZpRuleRow::edited:
   * @path: which value
   * @text: (nullable): as zp_profile_edit() takes it
   */
  signals[SIGNAL_EDITED]
      = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
zp_rule_row_init (ZpRuleRow *self)
{
  self->controls = g_ptr_array_new_with_free_func ((GDestroyNotify) control_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  /* The widgets in it take the focus. */
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

/** zp_rule_row_new: (transfer floating): edits the value @spec of @profile. */
GtkWidget *
zp_rule_row_new (const ZpProfile *profile, const ZpRuleSpec *spec)
{
  ZpRuleRow *self = g_object_new (ZP_TYPE_RULE_ROW, NULL);
  gboolean wide = spec->kind == ZP_RULE_TEXT || spec->kind == ZP_RULE_WORDS
                  || (spec->kind == ZP_RULE_OPTIONAL && spec->unit == NULL);

  build (self, _ (spec->label), spec->hint != NULL ? _ (spec->hint) : NULL);
  if (wide)
    gtk_widget_set_size_request (gtk_widget_get_prev_sibling (self->lines), TITLE_WIDTH, -1);
  else
    give_title_room (self);
  if (spec->kind == ZP_RULE_ROUNDING)
    add_rounding (self, profile, spec, _ (spec->label));
  else
    add_control (self, profile, spec, spec->path, _ (spec->label));
  return GTK_WIDGET (self);
}

/**
 * zp_rule_row_new_element:
 * @profile: a profile
 * @path: the path of an element of a list
 * @title: what it is called
 * @specs: its values, up to a path of %NULL
 * @removable: whether it can be taken out
 *
 * Returns: (transfer floating): edits them side by side
 */
GtkWidget *
zp_rule_row_new_element (const ZpProfile *profile,
                         const char *path,
                         const char *title,
                         const ZpRuleSpec *specs,
                         gboolean removable)
{
  ZpRuleRow *self = g_object_new (ZP_TYPE_RULE_ROW, NULL);
  GtkWidget *first;

  self->element = g_strdup (path);
  build (self, title, NULL);
  first = self->line;
  if (specs[0].kind != ZP_RULE_WORDS)
    give_title_room (self);
  for (guint i = 0; specs[i].path != NULL; i++)
    {
      g_autofree char *child
          = *specs[i].path != '\0' ? g_strconcat (path, ".", specs[i].path, NULL) : g_strdup (path);
      g_autofree char *name
          = g_strdup_printf ("%s: %s", title, *specs[i].label != '\0' ? _ (specs[i].label) : "");

      if (i > 0 && specs[i - 1].kind == ZP_RULE_WORDS)
        add_line (self);
      if (specs[i].kind != ZP_RULE_WORDS)
        gtk_widget_set_halign (self->line, GTK_ALIGN_END);
      if (specs[i].kind != ZP_RULE_SWITCH && *specs[i].label != '\0')
        add_caption (self, _ (specs[i].label));
      add_control (self, profile, &specs[i], child, *specs[i].label != '\0' ? name : title);
    }
  self->line = first;
  if (removable)
    add_remove_button (self, title);
  return GTK_WIDGET (self);
}

static Control *
find_control (ZpRuleRow *self, const char *path)
{
  for (guint i = 0; i < self->controls->len; i++)
    {
      Control *control = g_ptr_array_index (self->controls, i);

      if (g_str_equal (control->path, path))
        return control;
    }
  return NULL;
}

/** zp_rule_row_has: whether the value @path is edited in this row. */
gboolean
zp_rule_row_has (ZpRuleRow *self, const char *path)
{
  g_return_val_if_fail (ZP_IS_RULE_ROW (self), FALSE);

  return find_control (self, path) != NULL;
}

/** zp_rule_row_get_kind: how the first value of this row is edited. */
ZpRuleKind
zp_rule_row_get_kind (ZpRuleRow *self)
{
  g_return_val_if_fail (ZP_IS_RULE_ROW (self), ZP_RULE_TEXT);

  return ((Control *) g_ptr_array_index (self->controls, 0))->kind;
}

static void
show_problem (ZpRuleRow *self)
{
  const char *problem = zp_rule_row_get_problem (self);

  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

/* The reader of files speaks of quotation marks, which nobody types here. */
static char *
word_problem (Control *control, const char *problem)
{
  const char *text;
  ZpDecimal value;

  if (problem == NULL || !GTK_IS_EDITABLE (control->widget) || !control->number)
    return g_strdup (problem);
  text = gtk_editable_get_text (GTK_EDITABLE (control->widget));
  if (zp_decimal_parse (text, &value) == ZP_DECIMAL_OK && value.micro >= 0)
    return g_strdup (problem);
  return *text == '\0' ? g_strdup (_ ("A number is missing"))
                       : g_strdup_printf (_ ("“%s” is no number from 0"), text);
}

/** zp_rule_row_set_problem: says what is wrong with the value @path; %NULL when nothing is. */
void
zp_rule_row_set_problem (ZpRuleRow *self, const char *path, const char *problem)
{
  Control *control;

  g_return_if_fail (ZP_IS_RULE_ROW (self));

  control = find_control (self, path);
  if (control == NULL)
    return;
  g_free (control->problem);
  control->problem = word_problem (control, problem);
  if (problem != NULL)
    gtk_widget_add_css_class (control->widget, "error");
  else
    gtk_widget_remove_css_class (control->widget, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (control->widget), GTK_ACCESSIBLE_STATE_INVALID,
      problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  show_problem (self);
}

/** zp_rule_row_get_problem: (transfer none) (nullable): the first thing that is wrong in this row. */
const char *
zp_rule_row_get_problem (ZpRuleRow *self)
{
  g_return_val_if_fail (ZP_IS_RULE_ROW (self), NULL);

  for (guint i = 0; i < self->controls->len; i++)
    {
      Control *control = g_ptr_array_index (self->controls, i);

      if (control->problem != NULL)
        return control->problem;
    }
  return NULL;
}

/** zp_rule_row_type: types @text into the entry for @path; whether this row has it. */
gboolean
zp_rule_row_type (ZpRuleRow *self, const char *path, const char *text)
{
  Control *control;

  g_return_val_if_fail (ZP_IS_RULE_ROW (self), FALSE);

  control = find_control (self, path);
  if (control == NULL || !GTK_IS_EDITABLE (control->widget))
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (control->widget), text);
  return TRUE;
}
