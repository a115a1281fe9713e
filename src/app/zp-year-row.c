/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-year-row.h"

#include "zp-quantity.h"
#include "zp-words.h"
#include "zp-year-text.h"

#include <glib/gi18n.h>

struct _ZpYearRow
{
  GObject parent_instance;

  /* Owned */
  char *texts[ZP_YEAR_N_COLUMNS];
  char *form; /* the id of its form; NULL when it is missing */
};

G_DEFINE_FINAL_TYPE (ZpYearRow, zp_year_row, G_TYPE_OBJECT)

typedef enum
{
  PROP_FORM = 1,
  N_PROPS,
} ZpYearRowProperty;

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
zp_year_row_finalize (GObject *object)
{
  ZpYearRow *self = ZP_YEAR_ROW (object);

  for (gsize i = 0; i < ZP_YEAR_N_COLUMNS; i++)
    g_free (self->texts[i]);
  g_free (self->form);
  G_OBJECT_CLASS (zp_year_row_parent_class)->finalize (object);
}

static void
zp_year_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_FORM)
    g_value_set_string (value, ZP_YEAR_ROW (object)->form);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
zp_year_row_class_init (ZpYearRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = zp_year_row_finalize;
  object_class->get_property = zp_year_row_get_property;
  /**
   * ZpYearRow:form: (nullable): the id of its form.
   */
  props[PROP_FORM]
      = g_param_spec_string ("form", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  /**
   * ZpYearRow::changed: somebody typed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zp_year_row_init (ZpYearRow *self)
{
  for (gsize i = 0; i < ZP_YEAR_N_COLUMNS; i++)
    self->texts[i] = g_strdup ("");
}

static void
put_text (ZpYearRow *self, ZpYearColumn column, char *text)
{
  g_free (self->texts[column]);
  self->texts[column] = text;
}

/** zp_year_row_new: (param line): (nullable): a line, %NULL for an empty one. (transfer full) */
ZpYearRow *
zp_year_row_new (const ZpYearLine *line)
{
  ZpYearRow *self = g_object_new (ZP_TYPE_YEAR_ROW, NULL);

  if (line == NULL)
    return self;
  put_text (self, ZP_YEAR_COLUMN_UNIT, g_strdup (line->unit));
  put_text (self, ZP_YEAR_COLUMN_PROJECT, g_strdup (line->project));
  put_text (self, ZP_YEAR_COLUMN_DUE,
            g_strdup (*line->due_text != '\0' ? line->due_text : line->due));
  if (*line->budget_text != '\0')
    put_text (self, ZP_YEAR_COLUMN_BUDGET, g_strdup (line->budget_text));
  else if (line->budget_micro != G_MININT64)
    put_text (self, ZP_YEAR_COLUMN_BUDGET,
              zp_decimal_format (ZP_DECIMAL_MICRO (line->budget_micro), 2, 6));
  return self;
}

/** zp_year_row_get_text: (transfer none): what stands there. */
const char *
zp_year_row_get_text (ZpYearRow *self, ZpYearColumn column)
{
  g_return_val_if_fail (ZP_IS_YEAR_ROW (self), "");

  return self->texts[column];
}

/** zp_year_row_set_text: writes it. */
void
zp_year_row_set_text (ZpYearRow *self, ZpYearColumn column, const char *text)
{
  g_return_if_fail (ZP_IS_YEAR_ROW (self));

  if (g_str_equal (self->texts[column], text))
    return;
  put_text (self, column, g_strdup (text));
  /* What has a project has a form, or misses one. */
  if (column == ZP_YEAR_COLUMN_PROJECT)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FORM]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
parse_budget (ZpYearRow *self, gint64 *out_micro)
{
  ZpDecimal value;

  *out_micro = G_MININT64;
  if (*self->texts[ZP_YEAR_COLUMN_BUDGET] == '\0')
    return TRUE;
  if (!zp_amount_parse (self->texts[ZP_YEAR_COLUMN_BUDGET], 10000, &value, NULL, NULL))
    return FALSE;
  *out_micro = value.micro;
  return TRUE;
}

/** zp_year_row_is_right: whether the text can be understood. */
gboolean
zp_year_row_is_right (ZpYearRow *self, ZpYearColumn column)
{
  gint64 micro;

  g_return_val_if_fail (ZP_IS_YEAR_ROW (self), FALSE);

  if (column == ZP_YEAR_COLUMN_BUDGET)
    return parse_budget (self, &micro);
  if (column == ZP_YEAR_COLUMN_DUE)
    {
      g_autofree char *due = zp_year_parse_due (self->texts[column]);

      return due != NULL;
    }
  return TRUE;
}

/** zp_year_row_is_empty: whether nothing is typed. */
gboolean
zp_year_row_is_empty (ZpYearRow *self)
{
  g_return_val_if_fail (ZP_IS_YEAR_ROW (self), TRUE);

  for (gsize i = 0; i < ZP_YEAR_N_COLUMNS; i++)
    {
      if (*self->texts[i] != '\0')
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));

  return *plain == '\0';
}

/** zp_year_row_is_draft: whether it names neither a unit nor a project, so that it counts for
 * nothing yet. */
gboolean
zp_year_row_is_draft (ZpYearRow *self)
{
  g_return_val_if_fail (ZP_IS_YEAR_ROW (self), TRUE);

  return is_blank (self->texts[ZP_YEAR_COLUMN_UNIT])
         && is_blank (self->texts[ZP_YEAR_COLUMN_PROJECT]);
}

/** zp_year_row_make_line: (transfer full): the line for the store, with budget and day as they are
 * typed, too. */
ZpYearLine *
zp_year_row_make_line (ZpYearRow *self, const char *year)
{
  g_autofree char *unit = NULL;
  g_autofree char *project = NULL;
  g_autofree char *due = NULL;
  ZpYearLine *line;
  gint64 micro;

  g_return_val_if_fail (ZP_IS_YEAR_ROW (self), NULL);

  unit = g_strstrip (g_strdup (self->texts[ZP_YEAR_COLUMN_UNIT]));
  project = g_strstrip (g_strdup (self->texts[ZP_YEAR_COLUMN_PROJECT]));
  due = zp_year_parse_due (self->texts[ZP_YEAR_COLUMN_DUE]);
  (void) parse_budget (self, &micro);
  line = zp_year_line_new (year, unit, project, micro, due);
  zp_year_line_set_texts (line, self->texts[ZP_YEAR_COLUMN_BUDGET],
                          self->texts[ZP_YEAR_COLUMN_DUE]);
  line->draft = zp_year_row_is_draft (self);
  return line;
}

/** zp_year_row_get_form: (transfer none) (nullable): the id of its form. */
const char *
zp_year_row_get_form (ZpYearRow *self)
{
  g_return_val_if_fail (ZP_IS_YEAR_ROW (self), NULL);

  return self->form;
}

/** zp_year_row_set_form: notes its form. */
void
zp_year_row_set_form (ZpYearRow *self, const char *id)
{
  g_return_if_fail (ZP_IS_YEAR_ROW (self));

  if (g_strcmp0 (self->form, id) == 0)
    return;
  g_free (self->form);
  self->form = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FORM]);
}

/* --- the entry --- */

struct _ZpYearCell
{
  GtkEntry parent_instance;

  ZpYearRow *row; /* owned */
  ZpYearColumn column;
};

G_DEFINE_FINAL_TYPE (ZpYearCell, zp_year_cell, GTK_TYPE_ENTRY)

static const char *const labels[] = {
  [ZP_YEAR_COLUMN_UNIT] = N_ ("Unit"),
  [ZP_YEAR_COLUMN_PROJECT] = N_ ("Project"),
  [ZP_YEAR_COLUMN_BUDGET] = N_ ("Budget (万元)"),
  [ZP_YEAR_COLUMN_DUE] = N_ ("Deadline"),
};

/** zp_year_mark_entry: says by a mark and in words what is wrong with a text, nothing for %NULL. */
void
zp_year_mark_entry (GtkEntry *entry, const char *mistake)
{
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY,
                                     mistake != NULL ? zp_words_severity_icon (ZP_SEVERITY_ERROR)
                                                     : NULL);
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, mistake);
  if (mistake != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "zp-mistake");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "zp-mistake");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  mistake != NULL ? mistake : "", -1);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
      mistake != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_mistake (ZpYearCell *self)
{
  gboolean right = self->row == NULL || zp_year_row_is_right (self->row, self->column);
  GtkEntry *entry = GTK_ENTRY (self);

  zp_year_mark_entry (entry, right ? NULL
                             : self->column == ZP_YEAR_COLUMN_BUDGET
                                 ? _ ("No number; it stays as it is and is not added up")
                                 : _ ("No date; write 2021-03-31"));
}

static void
changed_cb (ZpYearCell *self)
{
  if (self->row == NULL)
    return;
  zp_year_row_set_text (self->row, self->column, gtk_editable_get_text (GTK_EDITABLE (self)));
  show_mistake (self);
}

static void
zp_year_cell_dispose (GObject *object)
{
  g_clear_object (&ZP_YEAR_CELL (object)->row);
  G_OBJECT_CLASS (zp_year_cell_parent_class)->dispose (object);
}

static void
zp_year_cell_class_init (ZpYearCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zp_year_cell_dispose;
}

static void
zp_year_cell_init (ZpYearCell *self)
{
  gtk_entry_set_has_frame (GTK_ENTRY (self), FALSE);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

/** zp_year_cell_new: (transfer floating): an entry for @column. */
GtkWidget *
zp_year_cell_new (ZpYearColumn column)
{
  ZpYearCell *self = g_object_new (ZP_TYPE_YEAR_CELL, NULL);

  self->column = column;
  gtk_entry_set_alignment (GTK_ENTRY (self), column == ZP_YEAR_COLUMN_BUDGET ? 1 : 0);
  if (column == ZP_YEAR_COLUMN_PROJECT)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self), _ ("All projects of the unit"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (labels[column]), -1);
  return GTK_WIDGET (self);
}

/** zp_year_cell_set_row: shows @row, or nothing. */
void
zp_year_cell_set_row (ZpYearCell *self, ZpYearRow *row)
{
  g_return_if_fail (ZP_IS_YEAR_CELL (self));

  g_clear_object (&self->row);
  gtk_editable_set_text (GTK_EDITABLE (self),
                         row != NULL ? zp_year_row_get_text (row, self->column) : "");
  if (row != NULL)
    self->row = g_object_ref (row);
  show_mistake (self);
}

/** zp_year_cell_is: whether it shows @column of @row. */
gboolean
zp_year_cell_is (ZpYearCell *self, ZpYearRow *row, ZpYearColumn column)
{
  g_return_val_if_fail (ZP_IS_YEAR_CELL (self), FALSE);

  return self->row == row && self->column == column;
}
