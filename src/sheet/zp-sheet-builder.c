/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sheet-builder.h"

#include "zp-sheet-cells.h"
#include "zp-sheet-private.h"

/* Template, form and scorecard become the grid that screen and paper share. */

#define OPEN G_MAXUINT

/* No real form is longer; a template from outside could make one that never ends. */
#define MAX_ROWS 20000

typedef struct
{
  ZpSheetBuilder *builder;
  const ZpForm *form;
  const ZpScorecard *card;
  gboolean paper;
  guint n_columns;
  guint *occupied; /* by column: the first row that is free again, OPEN while a merged cell grows */
} Build;

/* A merged cell that is still growing. */
typedef struct
{
  gboolean open;
  guint cell;
  guint first_row;
} Run;

/* A block of rows: the cells of its template row, their columns, and what grows in them. */
typedef struct
{
  const ZpRowSpec *spec;
  guint *columns;
  Run *runs;
  const ZpSheetScope *previous; /* the row drawn before, or NULL */
} Block;

static guint
present_row (const Build *build)
{
  return zp_sheet_builder_get_n_rows (build->builder) - 1;
}

static guint
place (const Build *build, guint column, guint row)
{
  while (column < build->n_columns && build->occupied[column] > row)
    column++;
  return column;
}

/* Adds a cell and keeps the places below it free. */
static guint
add_cell (Build *build, ZpSheetCell cell, guint column)
{
  guint row = present_row (build);

  cell.column = column;
  cell.column_span = MIN (cell.column_span, build->n_columns - column);
  for (guint i = 0; i < cell.column_span; i++)
    if (cell.row_span > 1)
      build->occupied[column + i] = MAX (build->occupied[column + i], row + cell.row_span);
  return zp_sheet_builder_add_cell (build->builder, cell);
}

static void
begin_row (Build *build, const ZpRowSpec *spec, const ZpSheetScope *scope)
{
  zp_sheet_builder_begin_row (build->builder, scope->table != NULL ? scope->table->key : NULL,
                              scope->row_id, spec->header, spec->height);
}

static void
add_cells (Build *build, const ZpRowSpec *spec, const ZpSheetScope *scope)
{
  guint column = 0;

  for (guint i = 0; i < spec->cells->len; i++)
    {
      ZpSheetCell cell = zp_sheet_make_cell (scope, g_ptr_array_index (spec->cells, i));
      guint span = cell.column_span;

      column = place (build, column, present_row (build));
      if (column >= build->n_columns)
        {
          zp_sheet_cell_clear (&cell);
          break;
        }
      add_cell (build, cell, column);
      column += span;
    }
}

static gboolean
is_unused (const Build *build, const ZpRowSpec *spec)
{
  for (guint i = 0; i < spec->cells->len; i++)
    {
      const ZpCellSpec *cell = g_ptr_array_index (spec->cells, i);

      if (cell->source == ZP_SOURCE_VALUE && !cell->is_column
          && *zp_form_get (build->form, cell->text) != '\0')
        return FALSE;
    }
  return TRUE;
}

static void
build_row (Build *build, const ZpRowSpec *spec, const ZpSheetScope *scope)
{
  if (build->paper && spec->optional && is_unused (build, spec))
    return;
  begin_row (build, spec, scope);
  add_cells (build, spec, scope);
}

/* --- blocks --- */

static void
close_run (Build *build, Run *run)
{
  if (!run->open)
    return;
  zp_sheet_builder_peek_cell (build->builder, run->cell)->row_span
      = present_row (build) - run->first_row + 1;
  run->open = FALSE;
}

static void
open_run (Build *build, Run *run, const ZpSheetScope *scope, const ZpCellSpec *spec, guint column)
{
  ZpSheetCell cell = zp_sheet_make_cell (scope, spec);

  run->open = TRUE;
  run->first_row = present_row (build);
  run->cell = add_cell (build, cell, column);
}

static void
find_columns (Build *build, Block *block)
{
  const GPtrArray *cells = block->spec->cells;
  guint column = 0;
  guint row = zp_sheet_builder_get_n_rows (build->builder);

  block->columns = g_new0 (guint, cells->len);
  block->runs = g_new0 (Run, cells->len);
  for (guint i = 0; i < cells->len; i++)
    {
      const ZpCellSpec *spec = g_ptr_array_index (cells, i);

      block->columns[i] = column = MIN (place (build, column, row), build->n_columns - 1);
      for (guint j = 0;
           spec->merge == ZP_MERGE_ALL && j < spec->span && column + j < build->n_columns; j++)
        build->occupied[column + j] = OPEN;
      column += spec->span;
    }
}

/* The cells that reach down over the whole block begin in its first row, which may be a heading. */
static void
open_whole (Build *build, Block *block, const ZpSheetScope *scope)
{
  for (guint i = 0; i < block->spec->cells->len; i++)
    {
      const ZpCellSpec *spec = g_ptr_array_index (block->spec->cells, i);

      if (spec->merge == ZP_MERGE_ALL && !block->runs[i].open)
        open_run (build, &block->runs[i], scope, spec, block->columns[i]);
    }
}

/* Headings and footings: rows that stand once, beside the same merged cells. */
static void
build_once (Build *build, Block *block, const GPtrArray *rows, const ZpSheetScope *scope)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const ZpRowSpec *spec = g_ptr_array_index (rows, i);

      begin_row (build, spec, scope);
      open_whole (build, block, scope);
      add_cells (build, spec, scope);
    }
}

/* A merged cell ends where its words change, or those of a wider group, which need not be printed. */
static gboolean
goes_on (const Block *block, const ZpSheetScope *scope, const char *column)
{
  const char **groups = scope->table->groups;

  if (block->previous == NULL)
    return FALSE;
  for (guint i = 0;
       g_strv_contains (groups, column) && groups[i] != NULL && !g_str_equal (groups[i], column);
       i++)
    if (!g_str_equal (zp_sheet_scope_get (block->previous, groups[i]),
                      zp_sheet_scope_get (scope, groups[i])))
      return FALSE;
  return g_str_equal (zp_sheet_scope_get (block->previous, column),
                      zp_sheet_scope_get (scope, column));
}

/* The cell stands for its rows: as soon as there is one that was filled, it has that one's address. */
static void
continue_run (Build *build, const Run *run, const ZpSheetScope *scope, const ZpCellSpec *spec)
{
  ZpSheetCell *cell = zp_sheet_builder_peek_cell (build->builder, run->cell);

  if (cell->placeholder && scope->slot.row != NULL)
    {
      ZpSheetCell filled = zp_sheet_make_cell (scope, spec);

      filled.row = cell->row;
      filled.column = cell->column;
      filled.column_span = cell->column_span;
      filled.label = g_steal_pointer (&cell->label);
      zp_sheet_cell_clear (cell);
      *cell = filled;
    }
  cell->row_span = present_row (build) - run->first_row + 1;
}

static void
build_block_row (Build *build, Block *block, const ZpSheetScope *scope)
{
  const GPtrArray *cells = block->spec->cells;

  begin_row (build, block->spec, scope);
  open_whole (build, block, scope->outer);
  for (guint i = 0; i < cells->len; i++)
    {
      const ZpCellSpec *spec = g_ptr_array_index (cells, i);
      Run *run = &block->runs[i];

      if (spec->merge == ZP_MERGE_ALL)
        continue;
      if (spec->merge == ZP_MERGE_NONE)
        add_cell (build, zp_sheet_make_cell (scope, spec), block->columns[i]);
      else if (run->open && goes_on (block, scope, spec->text))
        continue_run (build, run, scope, spec);
      else
        open_run (build, run, scope, spec, block->columns[i]);
    }
}

static void
end_block (Build *build, Block *block)
{
  guint next = zp_sheet_builder_get_n_rows (build->builder);

  for (guint i = 0; i < block->spec->cells->len; i++)
    if (((const ZpCellSpec *) g_ptr_array_index (block->spec->cells, i))->merge == ZP_MERGE_ALL)
      close_run (build, &block->runs[i]);
  for (guint i = 0; i < build->n_columns; i++)
    if (build->occupied[i] == OPEN)
      build->occupied[i] = next;
  g_free (block->columns);
  g_free (block->runs);
}

static void build_rows (Build *build, GPtrArray *rows, const ZpSheetScope *scope);

static char *
slot_id (const ZpSlot *slot, const char *where_id)
{
  if (slot->row != NULL)
    return g_strdup (zp_row_get_id (slot->row));
  if (slot->fixed != NULL)
    return g_strdup (slot->fixed->key);
  return where_id != NULL ? g_strdup_printf ("+%u:%s", slot->blank, where_id)
                          : g_strdup_printf ("+%u", slot->blank);
}

static gboolean
is_wanted (const ZpRowSpec *spec, const ZpSlot *slot)
{
  return spec->only == NULL
         || (slot->fixed != NULL && g_strv_contains (spec->only, slot->fixed->key));
}

/* On paper some forms have only the rows that were filled; a form nobody filled has all of them. */
static gboolean
leaves_out_blanks (const Build *build, const ZpTableSpec *table, const GArray *slots)
{
  for (guint i = 0; build->paper && table->optional && i < slots->len; i++)
    if (g_array_index (slots, ZpSlot, i).row != NULL)
      return TRUE;
  return FALSE;
}

static GArray *
list_slots (const Build *build,
            const ZpRowSpec *spec,
            const ZpTableSpec *table,
            const char *where_id)
{
  GArray *slots = zp_form_list_slots (build->form, spec->each, spec->where, where_id);
  gboolean filled_only = leaves_out_blanks (build, table, slots);

  for (guint i = slots->len; i > 0; i--)
    {
      const ZpSlot *slot = &g_array_index (slots, ZpSlot, i - 1);

      if (!is_wanted (spec, slot) || (filled_only && slot->row == NULL))
        g_array_remove_index (slots, i - 1);
    }
  return slots;
}

static gboolean
is_full (const Build *build)
{
  return zp_sheet_builder_get_n_rows (build->builder) >= MAX_ROWS;
}

/* Two scopes in turn: a merged cell goes on if the row before said the same. */
static void
build_slots (Build *build,
             Block *block,
             const GArray *slots,
             const ZpTableSpec *table,
             const char *where_id,
             const ZpSheetScope *outer)
{
  ZpSheetScope scopes[2];
  char *ids[2] = { NULL, NULL };

  for (guint i = 0; i < slots->len && !is_full (build); i++)
    {
      ZpSheetScope *scope = &scopes[i % 2];

      g_free (ids[i % 2]);
      *scope = (ZpSheetScope){
        .form = build->form,
        .card = build->card,
        .table = table,
        .slot = g_array_index (slots, ZpSlot, i),
        .number = i + 1,
        .outer = outer,
      };
      scope->row_id = ids[i % 2] = slot_id (&scope->slot, where_id);
      if (block->spec->cells != NULL)
        build_block_row (build, block, scope);
      else
        build_rows (build, block->spec->children, scope);
      block->previous = scope;
    }
  g_free (ids[0]);
  g_free (ids[1]);
}

static void
build_block (Build *build, const ZpRowSpec *spec, const ZpSheetScope *outer)
{
  const char *where_id = spec->where != NULL ? outer->row_id : NULL;
  const ZpTableSpec *table
      = zp_template_find_table (zp_form_get_template (build->form), spec->each);
  g_autoptr (GArray) slots = list_slots (build, spec, table, where_id);
  Block block = { .spec = spec };

  if (spec->cells != NULL)
    {
      find_columns (build, &block);
      build_once (build, &block, spec->heading, outer);
    }
  build_slots (build, &block, slots, table, where_id, outer);
  if (spec->cells != NULL)
    {
      build_once (build, &block, spec->footing, outer);
      end_block (build, &block);
    }
}

static void
build_rows (Build *build, GPtrArray *rows, const ZpSheetScope *scope)
{
  for (guint i = 0; i < rows->len && !is_full (build); i++)
    {
      const ZpRowSpec *spec = g_ptr_array_index (rows, i);

      if (spec->each != NULL)
        build_block (build, spec, scope);
      else
        build_row (build, spec, scope);
    }
}

static ZpSheet *
lay_out (const ZpForm *form, const ZpScorecard *card, gboolean paper)
{
  ZpTemplate *template_ = zp_form_get_template (form);
  const ZpSheetSpec *spec = zp_template_get_sheet (template_);
  ZpSheetScope scope = { .form = form, .card = card };
  Build build = {
    .builder = zp_sheet_builder_new (spec->columns->len, (const guint *) spec->columns->data,
                                     spec->landscape, zp_template_get_title (template_)),
    .form = form,
    .card = card,
    .paper = paper,
    .n_columns = spec->columns->len,
    .occupied = g_new0 (guint, spec->columns->len),
  };

  zp_sheet_builder_keep (build.builder, zp_template_ref (template_),
                         (GDestroyNotify) zp_template_unref);
  build_rows (&build, spec->rows, &scope);
  g_free (build.occupied);
  return zp_sheet_builder_end (build.builder);
}

/**
 * zp_sheet_build:
 * @form: a form
 * @card: its scorecard
 *
 * Lays the official table out, with all the places that can be filled.
 *
 * Returns: (transfer full): the sheet
 */
ZpSheet *
zp_sheet_build (const ZpForm *form, const ZpScorecard *card)
{
  return lay_out (form, card, FALSE);
}

/**
 * zp_sheet_build_paper:
 * @form: a form
 * @card: its scorecard
 *
 * Lays the official table out as it is handed in: without the places that the form has only for
 * those who need them and that nobody filled.
 *
 * Returns: (transfer full): the sheet
 */
ZpSheet *
zp_sheet_build_paper (const ZpForm *form, const ZpScorecard *card)
{
  return lay_out (form, card, TRUE);
}
