/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-checks.h"
#include "zp-year-row.h"

G_BEGIN_DECLS

/* The place of a note that is about the whole list, or about a unit. */
#define ZP_YEAR_NOWHERE G_MAXUINT

/**
 * ZpYearNote:
 * @severity: an error where something is not counted, else a warning
 * @line: the line, from 0; %ZP_YEAR_NOWHERE for the whole list
 * @column: the cell; %ZP_YEAR_N_COLUMNS for none
 * @text: what is wrong, where, and what to do
 *
 * What is wrong with the year's list.
 */
typedef struct
{
  ZpSeverity severity;
  guint line;
  ZpYearColumn column;
  char *text;
} ZpYearNote;

GPtrArray *zp_year_notes_new (GListModel *rows, const char *due) G_GNUC_WARN_UNUSED_RESULT;
void zp_year_notes_add_units (GPtrArray *notes, const ZpYearList *list, const char *year);
const ZpYearNote *zp_year_notes_find (GPtrArray *notes, guint line, ZpYearColumn column);
gboolean zp_year_notes_are_equal (GPtrArray *a, GPtrArray *b);
void zp_year_notes_show (GPtrArray *notes, GtkListBox *box);
const ZpYearNote *zp_year_notes_get_shown (GtkListBoxRow *row);

G_END_DECLS
