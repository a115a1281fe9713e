/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sheet-builder.h"

#include "zp-sheet-cells.h"
#include "zp-sheet-private.h"

/* Template, form and scorecard become the grid that screen and paper share. */

#define OPEN G_MAXUINT

typedef struct
{
  ZpSheetBuilder *builder;
  const ZpForm *form;
  const ZpScorecard *card;
  guint n_columns;
  guint *occupied; /* by column: the first row that is free again, OPEN while a merged cell grows */
} Build;

/* A merged cell that is still growing. */
typedef struct
{
  gboolean open;
  guint cell;
  guint first_row;
  GRefString *text;
} Run;

/* A block of rows: the cells of its template row, their columns, and what grows in them. */
typedef struct
{
  const ZpRowSpec *spec;
  guint *columns;
  Run *runs;
  guint first_row;
} Block;

static guint
present_row (const Build *build)
{
  return zp_sheet_builder_get_n_rows (build->builder) - 1;
}

static guint
place (const Build *build,
       guint        column,
       guint        row)
{
  while (column < build->n_columns && build->occupied[column] > row)
    column++;
  return column;
}

/* Adds a cell and keeps the places below it free. */
static guint
add_cell (Build      *build,
          ZpSheetCell cell,
          guint       column)
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
begin_row (Build              *build,
           const ZpRowSpec    *spec,
           const ZpSheetScope *scope)
{
  zp_sheet_builder_begin_row (build->builder, scope->table != NULL ? scope->table->key : NULL, scope->row_id,
                              spec->header, spec->height);
}

static void
build_row (Build              *build,
           const ZpRowSpec    *spec,
           const ZpSheetScope *scope)
{
  guint column = 0;

  begin_row (build, spec, scope);
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

/* --- blocks --- */

static void
close_run (Build *build,
           Run   *run)
{
  if (!run->open)
    return;
  zp_sheet_builder_peek_cell (build->builder, run->cell)->row_span = present_row (build) - run->first_row + 1;
  g_clear_pointer (&run->text, g_ref_string_release);
  run->open = FALSE;
}

static void
open_run (Build              *build,
          Run                *run,
          const ZpSheetScope *scope,
          const ZpCellSpec   *spec,
          guint               column)
{
  ZpSheetCell cell = zp_sheet_make_cell (scope, spec);

  run->open = TRUE;
  run->first_row = present_row (build);
  run->text = g_ref_string_acquire (cell.text);
  run->cell = add_cell (build, cell, column);
}

static void
find_columns (Build *build,
              Block *block)
{
  const GPtrArray *cells = block->spec->cells;
  guint column = 0;
  guint row = zp_sheet_builder_get_n_rows (build->builder);

  block->columns = g_new0 (guint, cells->len);
  block->runs = g_new0 (Run, cells->len);
  block->first_row = row;
  for (guint i = 0; i < cells->len; i++)
    {
      const ZpCellSpec *spec = g_ptr_array_index (cells, i);

      block->columns[i] = column = MIN (place (build, column, row), build->n_columns - 1);
      for (guint j = 0; spec->merge == ZP_MERGE_ALL && j < spec->span && column + j < build->n_columns; j++)
        build->occupied[column + j] = OPEN;
      column += spec->span;
    }
}

/* The cells that reach down over the whole block begin in its first row, which may be a heading. */
static void
open_whole (Build              *build,
            Block              *block,
            const ZpSheetScope *scope)
{
  for (guint i = 0; i < block->spec->cells->len; i++)
    {
      const ZpCellSpec *spec = g_ptr_array_index (block->spec->cells, i);

      if (spec->merge == ZP_MERGE_ALL && !block->runs[i].open)
        open_run (build, &block->runs[i], scope, spec, block->columns[i]);
    }
}

static void
build_heading (Build              *build,
               Block              *block,
               const ZpSheetScope *scope)
{
  const GPtrArray *heading = block->spec->heading;

  for (guint i = 0; heading != NULL && i < heading->len; i++)
    {
      const ZpRowSpec *spec = g_ptr_array_index (heading, i);

      build_row (build, spec, scope);
      open_whole (build, block, scope);
    }
}

/* A merged level goes on while its words and those of the levels before it stay the same. */
static void
build_block_row (Build              *build,
                 Block              *block,
                 const ZpSheetScope *scope)
{
  const GPtrArray *cells = block->spec->cells;
  gboolean broken = FALSE;

  begin_row (build, block->spec, scope);
  open_whole (build, block, scope);
  for (guint i = 0; i < cells->len; i++)
    {
      const ZpCellSpec *spec = g_ptr_array_index (cells, i);
      Run *run = &block->runs[i];

      if (spec->merge == ZP_MERGE_ALL)
        continue;
      if (spec->merge == ZP_MERGE_NONE)
        {
          add_cell (build, zp_sheet_make_cell (scope, spec), block->columns[i]);
          continue;
        }
      if (run->open && !broken && g_str_equal (run->text, zp_sheet_scope_get (scope, spec->text)))
        {
          zp_sheet_builder_peek_cell (build->builder, run->cell)->row_span = present_row (build) - run->first_row + 1;
          continue;
        }
      broken = TRUE;
      g_clear_pointer (&run->text, g_ref_string_release);
      open_run (build, run, scope, spec, block->columns[i]);
    }
}

static void
end_block (Build *build,
           Block *block)
{
  guint next = zp_sheet_builder_get_n_rows (build->builder);

  for (guint i = 0; i < block->spec->cells->len; i++)
    close_run (build, &block->runs[i]);
  for (guint i = 0; i < build->n_columns; i++)
    if (build->occupied[i] == OPEN)
      build->occupied[i] = next;
  g_free (block->columns);
  g_free (block->runs);
}

static void build_rows (Build              *build,
                        GPtrArray          *rows,
                        const ZpSheetScope *scope);

static char *
slot_id (const ZpSlot *slot,
         const char   *where_id)
{
  if (slot->row != NULL)
    return g_strdup (zp_row_get_id (slot->row));
  return where_id != NULL ? g_strdup_printf ("+%u:%s", slot->blank, where_id) : g_strdup_printf ("+%u", slot->blank);
}

static void
build_block (Build              *build,
             const ZpRowSpec    *spec,
             const ZpSheetScope *outer)
{
  const char *where_id = spec->where != NULL ? outer->row_id : NULL;
  g_autoptr (GArray) slots = zp_form_list_slots (build->form, spec->each, spec->where, where_id);
  Block block = { .spec = spec };

  if (spec->cells != NULL)
    {
      find_columns (build, &block);
      build_heading (build, &block, outer);
    }
  for (guint i = 0; i < slots->len; i++)
    {
      ZpSheetScope scope = {
        .form = build->form,
        .card = build->card,
        .table = zp_template_find_table (zp_form_get_template (build->form), spec->each),
        .slot = g_array_index (slots, ZpSlot, i),
        .number = i + 1,
        .outer = outer,
      };
      g_autofree char *id = slot_id (&scope.slot, where_id);

      scope.row_id = id;
      if (spec->cells != NULL)
        build_block_row (build, &block, &scope);
      else
        build_rows (build, spec->children, &scope);
    }
  if (spec->cells != NULL)
    end_block (build, &block);
}

static void
build_rows (Build              *build,
            GPtrArray          *rows,
            const ZpSheetScope *scope)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const ZpRowSpec *spec = g_ptr_array_index (rows, i);

      if (spec->each != NULL)
        build_block (build, spec, scope);
      else
        build_row (build, spec, scope);
    }
}

/**
 * zp_sheet_build:
 * @form: a form
 * @card: its scorecard
 *
 * Lays the official table out.
 *
 * Returns: (transfer full): the sheet
 */
ZpSheet *
zp_sheet_build (const ZpForm      *form,
                const ZpScorecard *card)
{
  ZpTemplate *template_ = zp_form_get_template (form);
  const ZpSheetSpec *spec = zp_template_get_sheet (template_);
  ZpSheetScope scope = { .form = form, .card = card };
  Build build = {
    .builder = zp_sheet_builder_new (spec->columns->len, (const guint *) spec->columns->data, spec->landscape,
                                     zp_template_get_title (template_)),
    .form = form,
    .card = card,
    .n_columns = spec->columns->len,
    .occupied = g_new0 (guint, spec->columns->len),
  };

  zp_sheet_builder_keep (build.builder, zp_template_ref (template_), (GDestroyNotify) zp_template_unref);
  build_rows (&build, spec->rows, &scope);
  g_free (build.occupied);
  return zp_sheet_builder_end (build.builder);
}
