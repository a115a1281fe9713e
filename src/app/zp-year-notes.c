/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-year-notes.h"

#include "zp-words.h"
#include "zp-year-text.h"

#include <glib/gi18n.h>

/* Whoever pastes a wrong column has two thousand mistakes, and one to mend. */
#define SHOWN_MAX 50

static void
note_free (ZpYearNote *note)
{
  g_free (note->text);
  g_free (note);
}

/* Takes @text. */
static void
add_note (GPtrArray *notes, ZpSeverity severity, guint line, ZpYearColumn column, char *text)
{
  ZpYearNote *note = g_new (ZpYearNote, 1);

  *note = (ZpYearNote){ severity, line, column, text };
  g_ptr_array_add (notes, note);
}

/* (transfer full): the line as the user would look for it */
static char *
name_line (ZpYearRow *row, guint line)
{
  const char *name = zp_year_row_get_text (row, ZP_YEAR_COLUMN_PROJECT);

  if (*name == '\0')
    name = zp_year_row_get_text (row, ZP_YEAR_COLUMN_UNIT);
  if (*name == '\0')
    return g_strdup_printf (_ ("Line %u"), line + 1);
  return g_strdup_printf (_ ("Line %u “%s”"), line + 1, name);
}

static void
check_row (GPtrArray *notes, ZpYearRow *row, guint line)
{
  g_autofree char *name = NULL;

  if (zp_year_row_is_empty (row))
    return;
  name = name_line (row, line);
  if (!zp_year_row_is_right (row, ZP_YEAR_COLUMN_BUDGET))
    add_note (notes, ZP_SEVERITY_ERROR, line, ZP_YEAR_COLUMN_BUDGET,
              g_strdup_printf (_ ("%s: the budget “%s” is no number. It is kept, but not added up; "
                                  "write 12.5, or 125000元."),
                               name, zp_year_row_get_text (row, ZP_YEAR_COLUMN_BUDGET)));
  if (!zp_year_row_is_right (row, ZP_YEAR_COLUMN_DUE))
    add_note (
        notes, ZP_SEVERITY_ERROR, line, ZP_YEAR_COLUMN_DUE,
        g_strdup_printf (_ ("%s: the deadline “%s” is no date. It is kept, but nothing is due "
                            "by it; write 2021-03-31."),
                         name, zp_year_row_get_text (row, ZP_YEAR_COLUMN_DUE)));
  if (zp_year_row_is_draft (row))
    add_note (
        notes, ZP_SEVERITY_WARNING, line, ZP_YEAR_COLUMN_UNIT,
        g_strdup_printf (_ ("%s names neither a unit nor a project, so that it does not count "
                            "yet; write one of them, or remove the line."),
                         name));
}

/**
 * zp_year_notes_new:
 * @rows: (element-type ZpYearRow): the lines as they are typed
 * @due: the deadline of all forms as it is typed
 *
 * Returns: (transfer full) (element-type ZpYearNote): what is wrong with them, in their order
 */
GPtrArray *
zp_year_notes_new (GListModel *rows, const char *due)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
  g_autofree char *day = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (rows) && due != NULL, notes);

  day = zp_year_parse_due (due);
  if (day == NULL)
    add_note (notes, ZP_SEVERITY_ERROR, ZP_YEAR_NOWHERE, ZP_YEAR_COLUMN_DUE,
              g_strdup_printf (_ ("The deadline of all forms, “%s”, is no date. It is kept, but "
                                  "nothing is due by it; write 2021-03-31."),
                               due));
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ZpYearRow) row = g_list_model_get_item (rows, i);

      check_row (notes, row, i);
    }
  return notes;
}

/**
 * zp_year_notes_add_units:
 * @notes: where to
 * @list: the list beside the forms
 * @year: its year
 *
 * Adds the units whose projects do not make the total that is written for them.
 */
void
zp_year_notes_add_units (GPtrArray *notes, const ZpYearList *list, const char *year)
{
  GPtrArray *units;

  g_return_if_fail (notes != NULL && list != NULL);

  units = zp_year_list_get_units (list);
  for (guint i = 0; i < units->len; i++)
    {
      const ZpYearUnit *unit = g_ptr_array_index (units, i);
      g_autofree char *sum = NULL;
      g_autofree char *total = NULL;

      if (!g_str_equal (unit->year, year) || unit->total_micro == G_MININT64
          || unit->listed_micro == G_MININT64 || unit->total_micro == unit->listed_micro)
        continue;
      sum = zp_decimal_format_grouped (ZP_DECIMAL_MICRO (unit->listed_micro), 2, 6);
      total = zp_decimal_format_grouped (ZP_DECIMAL_MICRO (unit->total_micro), 2, 6);
      add_note (notes, ZP_SEVERITY_WARNING, ZP_YEAR_NOWHERE, ZP_YEAR_N_COLUMNS,
                g_strdup_printf (
                    _ ("%s: the projects make %s 万元, the total is %s 万元. Look for a line "
                       "that is missing or written twice."),
                    unit->unit, sum, total));
    }
}

/** zp_year_notes_find: (transfer none) (nullable): the note about a cell. */
const ZpYearNote *
zp_year_notes_find (GPtrArray *notes, guint line, ZpYearColumn column)
{
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      const ZpYearNote *note = g_ptr_array_index (notes, i);

      if (note->line == line && note->column == column)
        return note;
    }
  return NULL;
}

/** zp_year_notes_are_equal: whether they say the same; %NULL says nothing. */
gboolean
zp_year_notes_are_equal (GPtrArray *a, GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const ZpYearNote *first = g_ptr_array_index (a, i);
      const ZpYearNote *second = g_ptr_array_index (b, i);

      if (first->line != second->line || first->column != second->column
          || !g_str_equal (first->text, second->text))
        return FALSE;
    }
  return TRUE;
}

/* --- as rows --- */

/* Severity by icon and word, not by colour alone. */
static GtkWidget *
make_row (const ZpYearNote *note)
{
  gboolean error = note->severity == ZP_SEVERITY_ERROR;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (zp_words_severity_icon (note->severity));
  GtkWidget *word = gtk_label_new (zp_words_severity (note->severity));
  GtkWidget *label = gtk_label_new (note->text);
  g_autofree char *name = g_strdup_printf ("%s %s", zp_words_severity (note->severity), note->text);

  gtk_widget_add_css_class (icon, error ? "error" : "warning");
  gtk_widget_add_css_class (word, error ? "error" : "warning");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (icon, 8);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), note->column < ZP_YEAR_N_COLUMNS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), "zp-note", (gpointer) note);
  return row;
}

/**
 * zp_year_notes_show:
 * @notes: notes, which are kept as long as they are shown
 * @box: the list
 *
 * Makes a row of each note, in place of those that are there.
 */
void
zp_year_notes_show (GPtrArray *notes, GtkListBox *box)
{
  GtkListBoxRow *old;

  g_return_if_fail (notes != NULL && GTK_IS_LIST_BOX (box));

  while ((old = gtk_list_box_get_row_at_index (box, 0)) != NULL)
    gtk_list_box_remove (box, GTK_WIDGET (old));
  for (guint i = 0; i < notes->len && i < SHOWN_MAX; i++)
    gtk_list_box_append (box, make_row (g_ptr_array_index (notes, i)));
  if (notes->len > SHOWN_MAX)
    {
      g_autofree char *more = g_strdup_printf (
          ngettext ("%u more", "%u more", notes->len - SHOWN_MAX), notes->len - SHOWN_MAX);

      gtk_list_box_append (box, gtk_label_new (more));
    }
}

/** zp_year_notes_get_shown: (transfer none) (nullable): the note that @row shows. */
const ZpYearNote *
zp_year_notes_get_shown (GtkListBoxRow *row)
{
  g_return_val_if_fail (GTK_IS_LIST_BOX_ROW (row), NULL);

  return g_object_get_data (G_OBJECT (row), "zp-note");
}
