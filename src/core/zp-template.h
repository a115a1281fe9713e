/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-decimal.h"

G_BEGIN_DECLS

/**
 * ZpValueType:
 *
 * What a field or column holds.  Every value is kept as the text that was typed; the type says
 * how it is understood, edited and printed.
 */
typedef enum
{
  ZP_TYPE_TEXT,
  ZP_TYPE_PARAGRAPH,
  ZP_TYPE_YEAR,
  ZP_TYPE_AMOUNT,
  ZP_TYPE_NUMBER,
  ZP_TYPE_SCORE,
  ZP_TYPE_QUANTITY,
  ZP_TYPE_DATE,
  ZP_TYPE_CHOICE,
  ZP_TYPE_TICKS,
} ZpValueType;

/**
 * ZpCellStyle:
 *
 * What a cell looks like.  Those from %ZP_STYLE_DOC_TITLE on are for text documents: their cells are
 * as wide as the paper and have no borders.
 */
typedef enum
{
  ZP_STYLE_VALUE,
  ZP_STYLE_LABEL,
  ZP_STYLE_TITLE,
  ZP_STYLE_SUBTITLE,
  ZP_STYLE_SECTION,
  ZP_STYLE_LINE,
  ZP_STYLE_FOOTNOTE,
  ZP_STYLE_DOC_TITLE,
  ZP_STYLE_HEADING1,
  ZP_STYLE_HEADING2,
  ZP_STYLE_HEADING3,
  ZP_STYLE_PARAGRAPH,
  ZP_N_STYLES,
} ZpCellStyle;

typedef enum
{
  ZP_ALIGN_DEFAULT,
  ZP_ALIGN_START,
  ZP_ALIGN_CENTRE,
  ZP_ALIGN_END,
} ZpCellAlign;

/**
 * ZpRole:
 *
 * What a column means to scoring and checks.  A column has the role of its key unless the template
 * says another ("role").
 */
typedef enum
{
  ZP_ROLE_NONE,
  ZP_ROLE_LEVEL1,
  ZP_ROLE_LEVEL2,
  ZP_ROLE_LEVEL2_CELL,
  ZP_ROLE_LEVEL3,
  ZP_ROLE_GOAL,
  ZP_ROLE_NATURE,
  ZP_ROLE_TARGET,
  ZP_ROLE_UNIT,
  ZP_ROLE_ACTUAL,
  ZP_ROLE_WEIGHT,
  ZP_ROLE_SCORE,
  ZP_ROLE_DEVIATION,
  ZP_ROLE_INITIAL,
  ZP_ROLE_BUDGET,
  ZP_ROLE_EXECUTED,
  ZP_N_ROLES,
} ZpRole;

/**
 * ZpColumnSpec:
 * @key: its key; a canonical string (g_intern_string())
 * @label: its official name
 * @type: what it holds
 * @role: what it means
 * @required: must be filled
 * @unit: (nullable): the unit the column is in (万元)
 * @unit_factor: base units of @unit: 10000 for 万元, 1 without
 * @choices: (nullable) (array zero-terminated=1): the words to choose from
 * @parts: (nullable) (array zero-terminated=1): columns of the same row that add up to it, unless it was typed
 * @limit: longest text in characters, 0 for none
 *
 * A field of the form, or a column of one of its tables.
 */
typedef struct
{
  const char *key;
  char *label;
  ZpValueType type;
  ZpRole role;
  gboolean required;
  char *unit;
  gint64 unit_factor;
  char **choices;
  const char **parts;
  guint limit;
} ZpColumnSpec;

/**
 * ZpFixedRow:
 * @key: its key, a canonical string
 * @label: its official name
 * @parts: (nullable) (array zero-terminated=1): the rows that sum up to it
 *
 * A row that the form always has (年度资金总额, 其中：当年财政拨款, …).
 */
typedef struct
{
  const char *key;
  char *label;
  const char **parts;
} ZpFixedRow;

/**
 * ZpComputedKind:
 * @ZP_COMPUTED_RATE: @operands[0] ÷ @operands[1], in percent
 * @ZP_COMPUTED_SUM: the sum of @operands, columns of the same row
 * @ZP_COMPUTED_EXECUTION_WEIGHT: the weight of the execution rate
 * @ZP_COMPUTED_EXECUTION_SCORE: the score of the execution rate
 */
typedef enum
{
  ZP_COMPUTED_RATE,
  ZP_COMPUTED_SUM,
  ZP_COMPUTED_EXECUTION_WEIGHT,
  ZP_COMPUTED_EXECUTION_SCORE,
} ZpComputedKind;

/**
 * ZpComputedSpec:
 * @key: the column's key
 * @kind: how it is computed
 * @operands: (array zero-terminated=1): keys of columns
 *
 * A column that the program computes.
 */
typedef struct
{
  const char *key;
  char *label;
  ZpComputedKind kind;
  const char **operands;
} ZpComputedSpec;

/**
 * ZpSkeletonRow:
 * @values: (array zero-terminated=1): what the official form prints: the group columns, then the
 *   prefilled ones; {year+1} stands for the year after the form's
 *
 * A row that the official form has from the start.
 */
typedef struct
{
  char **values;
} ZpSkeletonRow;

/**
 * ZpSynonym:
 * @word: what the official form says
 * @others: (array zero-terminated=1): what also means it
 */
typedef struct
{
  char *word;
  char **others;
} ZpSynonym;

/* The row that adds up a table of free rows. */
#define ZP_TOTAL_ROW "total"
/* The table of yearly goals, which columns with the role goal refer to. */
#define ZP_GOALS_TABLE "goals"
/* The table of weights that a form prints for levels; its columns always have these keys:
 * goal, level1, level2, level2_cell, weight. */
#define ZP_LEVELS_TABLE "levels"

/**
 * ZpTableSpec:
 * @key: its key, a canonical string
 * @label: its official name
 * @columns: (element-type ZpColumnSpec): what is typed
 * @computed: (element-type ZpComputedSpec): what the program adds to each row
 * @rows: (element-type ZpFixedRow): its fixed rows; empty for a table with free rows
 * @total: (nullable): the official name of the row %ZP_TOTAL_ROW that adds up the free rows
 * @groups: (array zero-terminated=1): the columns that are merged over rows with the same words, the
 *   widest first; one that is not printed still ends the merged cells of those after it
 * @prefill: (array zero-terminated=1): further columns that the skeleton has words for
 * @skeleton: (element-type ZpSkeletonRow): rows the official form has from the start
 * @optional: on paper rows of the skeleton that nobody filled are left out
 * @synonyms: (element-type ZpSynonym): other words for those of the skeleton
 * @min_rows: empty rows the sheet shows when there are fewer
 * @roles: the column of each role, or NULL
 */
typedef struct
{
  const char *key;
  char *label;
  GPtrArray *columns;
  GPtrArray *computed;
  GPtrArray *rows;
  char *total;
  const char **groups;
  const char **prefill;
  GPtrArray *skeleton;
  gboolean optional;
  GPtrArray *synonyms;
  guint min_rows;
  const ZpColumnSpec *roles[ZP_N_ROLES];
} ZpTableSpec;

/**
 * ZpCellSource:
 * @ZP_SOURCE_TEXT: fixed words; {field} stands for a field's value, [...] for a part that is left
 *   out when a value in it is empty
 * @ZP_SOURCE_VALUE: a value, by address or, inside rows of a table, by column
 * @ZP_SOURCE_COMPUTED: a computed value, likewise
 */
typedef enum
{
  ZP_SOURCE_TEXT,
  ZP_SOURCE_VALUE,
  ZP_SOURCE_COMPUTED,
} ZpCellSource;

typedef enum
{
  ZP_MERGE_NONE,
  ZP_MERGE_SAME,
  ZP_MERGE_ALL,
} ZpCellMerge;

/**
 * ZpCellSpec:
 * @source: where its text comes from
 * @text: words, address or column
 * @parts: (nullable) (array zero-terminated=1): an address taken apart
 * @is_column: @text is a column of the table whose rows are drawn
 * @format: (nullable): what is printed around the value: “{}分”
 * @empty: (nullable): what is printed where there is no value: “—”
 * @weight: (nullable): what is printed behind the name of a level that has a weight: “({}分)”
 * @choice: (nullable): the cell is ticked when this word is chosen
 * @numbered: words to tick are printed with numbers
 * @aliases: (nullable) (array zero-terminated=1): other words that printed forms have here
 * @span, @rows: columns and rows it covers
 * @merge: in rows of a table: one cell over neighbouring rows with the same words, or over all rows
 * @style, @align: its looks
 *
 * A cell of the official table.
 */
typedef struct
{
  ZpCellSource source;
  char *text;
  char **parts;
  gboolean is_column;
  char *format;
  char *empty;
  char *weight;
  char *choice;
  gboolean numbered;
  char **aliases;
  guint span;
  guint rows;
  ZpCellMerge merge;
  ZpCellStyle style;
  ZpCellAlign align;
} ZpCellSpec;

/**
 * ZpRowSpec:
 * @each: (nullable): the table whose rows are drawn, one after the other
 * @where: (nullable): only rows whose column @where holds the id of the row drawn outside (indicators of a goal)
 * @only: (nullable) (array zero-terminated=1): only these fixed rows
 * @heading: (element-type ZpRowSpec): rows drawn once above, repeated on the next page, that belong
 *   to the same merged cells
 * @footing: (element-type ZpRowSpec): rows drawn once below, likewise
 * @children: (element-type ZpRowSpec): what is drawn for each row, or %NULL when @cells is one row
 * @cells: (element-type ZpCellSpec): the cells of one row
 * @header: to be repeated on every page
 * @optional: on paper the row is left out when nothing was typed in it (sign-off lines)
 * @height: least height in points, 0 for the usual
 *
 * A row of the official table, or a block of rows that repeats.
 */
typedef struct _ZpRowSpec ZpRowSpec;
struct _ZpRowSpec
{
  const char *each;
  const char *where;
  const char **only;
  GPtrArray *heading;
  GPtrArray *footing;
  GPtrArray *children;
  GPtrArray *cells;
  gboolean header;
  gboolean optional;
  guint height;
};

/**
 * ZpSheetSpec:
 * @landscape: A4 lies on its side
 * @columns: (element-type guint): relative widths
 * @rows: (element-type ZpRowSpec): what stands on the paper, from the top
 */
typedef struct
{
  gboolean landscape;
  GArray *columns;
  GPtrArray *rows;
} ZpSheetSpec;

/**
 * ZpExecutionSpec:
 * @columns: (nullable): whose roles say what is budget and what was executed, or %NULL for a form
 *   without an execution rate
 * @table, @row: (nullable): where they stand; %NULL when they are fields of the form, which @columns
 *   then has as its columns
 *
 * Where the execution rate (预算执行率) is taken from; the values are in zp_form_get_execution_row().
 */
typedef struct
{
  const ZpTableSpec *columns;
  const char *table;
  const char *row;
} ZpExecutionSpec;

/**
 * ZpProjectsSpec:
 * @budget, @executed: (nullable): the addresses at which the form of a whole unit says what its
 *   projects have and spend
 */
typedef struct
{
  const char *budget;
  const char *executed;
} ZpProjectsSpec;

/**
 * ZpTemplate:
 *
 * An official form as data: its fields, tables and paper.  Immutable and reference counted.
 */
typedef struct _ZpTemplate ZpTemplate;

ZpTemplate *zp_template_new_from_json (GBytes *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;
ZpTemplate *zp_template_ref (ZpTemplate *self);
void zp_template_unref (ZpTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpTemplate, zp_template_unref)

const char *zp_template_get_id (const ZpTemplate *self);
const char *zp_template_get_version (const ZpTemplate *self);
const char *zp_template_get_title (const ZpTemplate *self);
const char *zp_template_get_region (const ZpTemplate *self);
const char *zp_template_get_year (const ZpTemplate *self);
const char *zp_template_get_source (const ZpTemplate *self);
GBytes *zp_template_get_json (const ZpTemplate *self);
const char *const *zp_template_get_profiles (const ZpTemplate *self);

GPtrArray *zp_template_get_fields (const ZpTemplate *self);
GPtrArray *zp_template_get_tables (const ZpTemplate *self);
const ZpColumnSpec *zp_template_find_field (const ZpTemplate *self, const char *key);
const ZpTableSpec *zp_template_find_table (const ZpTemplate *self, const char *key);
const ZpColumnSpec *zp_table_spec_find_column (const ZpTableSpec *self, const char *key);
const ZpComputedSpec *zp_table_spec_find_computed (const ZpTableSpec *self, const char *key);
const ZpFixedRow *zp_table_spec_find_row (const ZpTableSpec *self, const char *key);

const char *zp_table_spec_get_skeleton (const ZpTableSpec *self, guint index, const char *column);
gboolean zp_table_spec_has_synonym (const ZpTableSpec *self, const char *word, const char *other);
const char *zp_table_spec_get_canonical (const ZpTableSpec *self, const char *word);

const ZpExecutionSpec *zp_template_get_execution (const ZpTemplate *self);
const ZpProjectsSpec *zp_template_get_projects (const ZpTemplate *self);
const ZpTableSpec *zp_template_get_indicators (const ZpTemplate *self);
gboolean zp_template_is_scored (const ZpTemplate *self);
const ZpSheetSpec *zp_template_get_sheet (const ZpTemplate *self);
const ZpCellSpec *
zp_template_find_level_cell (const ZpTemplate *self, const char *table, const char *column);

G_END_DECLS
