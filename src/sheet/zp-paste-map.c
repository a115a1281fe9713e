/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-paste-private.h"

#include "zp-sheet-headings.h"

#include <string.h>

/* What the columns of a block are: found by the words above them, or by where it is put. */

/* The rows of a block that are looked at for headings. */
#define MAX_HEADINGS 4
#define MAX_ROLE_WORDS 10

/* What offices call these columns in tables of their own, whatever the official form calls them. */
static const struct
{
  ZpRole role;
  const char *words[MAX_ROLE_WORDS];
} role_words[] = {
  { ZP_ROLE_LEVEL1, { "一级指标" } },
  { ZP_ROLE_LEVEL2, { "二级指标" } },
  { ZP_ROLE_LEVEL3, { "三级指标", "指标名称", "三级指标名称" } },
  { ZP_ROLE_NATURE, { "指标性质", "运算符号", "比较符号", "计算符号", "指标方向" } },
  { ZP_ROLE_TARGET,
    { "年度指标值", "指标值", "目标值", "年初指标值", "预期指标值", "计划值", "年度目标值",
      "绩效目标值" } },
  { ZP_ROLE_UNIT, { "计量单位", "度量单位", "指标单位", "单位" } },
  { ZP_ROLE_ACTUAL,
    { "实际完成值", "完成值", "实际值", "全年完成值", "实际完成指标值", "自评完成值",
      "实际完成情况" } },
  { ZP_ROLE_WEIGHT, { "分值", "权重", "指标权重", "分值权重", "指标分值", "标准分值" } },
  { ZP_ROLE_SCORE, { "得分", "自评得分", "指标得分", "自评分" } },
  { ZP_ROLE_DEVIATION,
    { "偏差原因分析及改进措施", "偏差原因分析", "偏差原因", "未完成原因分析",
      "未完成原因及改进措施", "偏离原因" } },
  { ZP_ROLE_INITIAL, { "年初预算数", "年初预算", "年初预算资金" } },
  { ZP_ROLE_BUDGET, { "全年预算数", "全年预算", "调整后预算数", "预算数", "预算金额" } },
  { ZP_ROLE_EXECUTED, { "全年执行数", "全年执行", "执行数", "实际支出", "支出数", "执行金额" } },
};

static void
target_clear (gpointer data)
{
  g_free (((ZpPasteTarget *) data)->label);
}

static ZpPasteMap *
map_new (const ZpTableSpec *table, guint n_columns)
{
  ZpPasteMap *self = g_new0 (ZpPasteMap, 1);

  self->table = table;
  self->targets = g_array_new (FALSE, TRUE, sizeof (ZpPasteTarget));
  g_array_set_clear_func (self->targets, target_clear);
  g_array_set_size (self->targets, n_columns);
  return self;
}

void
zp_paste_map_free (ZpPasteMap *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->targets);
  g_free (self);
}

/** zp_paste_map_find: the column of the block that has @role, or -1. */
int
zp_paste_map_find (const ZpPasteMap *self, ZpRole role)
{
  for (guint i = 0; i < self->targets->len; i++)
    if (g_array_index (self->targets, ZpPasteTarget, i).role == role)
      return (int) i;
  return -1;
}

/* --- by headings --- */

/* Words that may stand above a column. */
typedef struct
{
  const char *key;
  const ZpColumnSpec *spec;
  ZpRole role;
  GArray *words; /* ZpKey */
} Named;

static void
named_clear (gpointer data)
{
  g_array_unref (((Named *) data)->words);
}

static void
add_word (Named *named, const char *word, GStringChunk *chunk)
{
  ZpKey key = zp_key_make (chunk, word);

  if (*key.full != '\0')
    g_array_append_val (named->words, key);
}

static void
add_role_words (Named *named, GStringChunk *chunk)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_words); i++)
    for (guint j = 0;
         role_words[i].role == named->role && j < MAX_ROLE_WORDS && role_words[i].words[j] != NULL;
         j++)
      add_word (named, role_words[i].words[j], chunk);
}

/* What the official table says above the column. */
static void
add_sheet_words (Named *named, const ZpSheet *sheet, const ZpTableSpec *table, GStringChunk *chunk)
{
  guint row = 0;

  while (row < zp_sheet_get_n_rows (sheet)
         && g_strcmp0 (zp_sheet_get_row (sheet, row)->table, table->key) != 0)
    row++;
  for (guint c = 0; row < zp_sheet_get_n_rows (sheet) && c < zp_sheet_get_n_columns (sheet); c++)
    {
      const ZpSheetCell *cell = zp_sheet_get_at (sheet, row, c);
      const char *column
          = cell != NULL && cell->address != NULL ? strrchr (cell->address, '/') : NULL;

      if (column == NULL || !g_str_equal (column + 1, named->key))
        continue;
      for (guint r = row; r > 0 && zp_sheet_is_heading_row (sheet, r - 1); r--)
        {
          const ZpSheetCell *heading = zp_sheet_get_at (sheet, r - 1, c);

          if (heading == NULL || heading->kind != ZP_CELL_FIXED)
            continue;
          add_word (named, heading->text, chunk);
          for (guint i = 0; heading->aliases != NULL && heading->aliases[i] != NULL; i++)
            add_word (named, heading->aliases[i], chunk);
        }
      return;
    }
}

static void
add_named (GArray *list, const char *key, const ZpColumnSpec *spec, ZpRole role)
{
  Named named = { key, spec, role, g_array_new (FALSE, FALSE, sizeof (ZpKey)) };

  g_array_append_val (list, named);
}

/* The columns of @table, and those that other tables have and this one does not. */
static GArray *
list_named (const ZpSheet *sheet, const ZpTableSpec *table, GStringChunk *chunk)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Named));

  g_array_set_clear_func (list, named_clear);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const ZpColumnSpec *spec = g_ptr_array_index (table->columns, i);

      add_named (list, spec->key, spec, spec->role);
      add_word (&g_array_index (list, Named, list->len - 1), spec->label, chunk);
    }
  for (guint i = 0; i < table->computed->len; i++)
    {
      const ZpComputedSpec *spec = g_ptr_array_index (table->computed, i);

      add_named (list, spec->key, NULL, ZP_ROLE_NONE);
      add_word (&g_array_index (list, Named, list->len - 1), spec->label, chunk);
    }
  for (guint i = 0; i < list->len; i++)
    {
      Named *named = &g_array_index (list, Named, i);

      add_sheet_words (named, sheet, table, chunk);
      add_role_words (named, chunk);
    }
  for (guint i = 0; i < 2; i++)
    {
      ZpRole role = i == 0 ? ZP_ROLE_NATURE : ZP_ROLE_UNIT;

      if (table->roles[role] != NULL || table->roles[ZP_ROLE_TARGET] == NULL)
        continue;
      add_named (list, NULL, NULL, role);
      add_role_words (&g_array_index (list, Named, list->len - 1), chunk);
    }
  return list;
}

static guint
rate_word (const Named *named, const ZpKey *word)
{
  guint best = 0;

  for (guint i = 0; i < named->words->len; i++)
    best = MAX (best, zp_key_compare (&g_array_index (named->words, ZpKey, i), word));
  return best;
}

static gboolean
is_taken (const ZpPasteMap *map, const Named *named)
{
  for (guint i = 0; i < map->targets->len; i++)
    {
      const ZpPasteTarget *target = &g_array_index (map->targets, ZpPasteTarget, i);

      if (target->label != NULL && target->key == named->key && target->role == named->role)
        return TRUE;
    }
  return FALSE;
}

/* Each heading of a row goes to the column that it fits best; the first one of two wins. */
static guint
match_row (ZpPasteMap *map, GArray *list, const ZpClip *clip, guint row, GStringChunk *chunk)
{
  guint n = 0;

  for (guint c = 0; c < map->targets->len; c++)
    {
      ZpPasteTarget *target = &g_array_index (map->targets, ZpPasteTarget, c);
      const char *text = zp_clip_get_text (clip, row, c);
      ZpKey word = zp_key_make (chunk, text);
      const Named *best = NULL;
      guint best_rating = 0;

      for (guint i = 0; *word.full != '\0' && target->label == NULL && i < list->len; i++)
        {
          const Named *named = &g_array_index (list, Named, i);
          guint rating = is_taken (map, named) ? 0 : rate_word (named, &word);

          if (rating > best_rating)
            {
              best = named;
              best_rating = rating;
            }
        }
      if (best == NULL)
        continue;
      *target = (ZpPasteTarget){ best->key, best->spec, best->role, g_strdup (text) };
      n++;
    }
  return n;
}

/* A column that the form does not have is still called by its heading. */
static void
name_others (ZpPasteMap *map, const ZpClip *clip)
{
  for (guint c = 0; c < map->targets->len; c++)
    {
      ZpPasteTarget *target = &g_array_index (map->targets, ZpPasteTarget, c);

      for (guint r = map->n_headings; r > 0 && target->label == NULL; r--)
        if (*zp_clip_get_text (clip, r - 1, c) != '\0')
          target->label = g_strdup (zp_clip_get_text (clip, r - 1, c));
    }
}

static ZpPasteMap *
match_table (const ZpSheet *sheet,
             const ZpTableSpec *table,
             const ZpClip *clip,
             GStringChunk *chunk,
             guint *out_n)
{
  g_autoptr (ZpPasteMap) map = map_new (table, zp_clip_get_n_columns (clip));
  g_autoptr (GArray) list = list_named (sheet, table, chunk);

  *out_n = 0;
  for (guint r = 0; r < MIN (zp_clip_get_n_rows (clip), MAX_HEADINGS); r++)
    {
      guint n = match_row (map, list, clip, r, chunk);

      if (n > 0)
        map->n_headings = r + 1;
      *out_n += n;
    }
  if (*out_n < MIN (2, map->targets->len) || map->n_headings >= zp_clip_get_n_rows (clip))
    return NULL;
  name_others (map, clip);
  return g_steal_pointer (&map);
}

/**
 * zp_paste_map_by_headings:
 * @preferred: (nullable): the table that has the focus
 * @chunk: keeps words
 *
 * Returns: (transfer full) (nullable): what the columns of a block with headings are
 */
ZpPasteMap *
zp_paste_map_by_headings (const ZpForm *form,
                          const ZpSheet *sheet,
                          const ZpTableSpec *preferred,
                          const ZpClip *clip,
                          GStringChunk *chunk)
{
  GPtrArray *tables = zp_template_get_tables (zp_form_get_template (form));
  ZpPasteMap *best = NULL;
  guint best_n = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (tables, i);
      guint n;
      ZpPasteMap *map = match_table (sheet, table, clip, chunk, &n);

      if (map != NULL && (n > best_n || (n == best_n && table == preferred)))
        {
          g_clear_pointer (&best, zp_paste_map_free);
          best = g_steal_pointer (&map);
          best_n = n;
        }
      g_clear_pointer (&map, zp_paste_map_free);
    }
  return best;
}

/* --- by position --- */

/**
 * zp_paste_map_by_position:
 * @anchor: the cell the block is put on, in a row of a table
 *
 * Returns: (transfer full) (nullable): what the columns of the block are: the cells of the row, one
 *   after the other; %NULL when @anchor is in no table
 */
ZpPasteMap *
zp_paste_map_by_position (const ZpForm *form,
                          const ZpSheet *sheet,
                          const ZpSheetCell *anchor,
                          const ZpClip *clip)
{
  const ZpSheetRow *row = zp_sheet_get_row (sheet, anchor->row);
  const ZpTableSpec *table = row->table != NULL
                                 ? zp_template_find_table (zp_form_get_template (form), row->table)
                                 : NULL;
  ZpPasteMap *map;
  const ZpSheetCell *cell = anchor;
  guint column = anchor->column;

  if (table == NULL || row->row_id == NULL)
    return NULL;
  map = map_new (table, zp_clip_get_n_columns (clip));
  for (guint c = 0; c < map->targets->len && cell != NULL; c++)
    {
      ZpPasteTarget *target = &g_array_index (map->targets, ZpPasteTarget, c);
      const char *key = cell->address != NULL ? strrchr (cell->address, '/') : NULL;

      if (key != NULL)
        {
          target->key = g_intern_string (key + 1);
          target->spec = zp_table_spec_find_column (table, key + 1);
          target->role = target->spec != NULL ? target->spec->role : ZP_ROLE_NONE;
          target->label = g_strdup (target->spec != NULL ? target->spec->label : cell->label);
        }
      column = cell->column + cell->column_span;
      cell = zp_sheet_get_at (sheet, anchor->row, column);
    }
  return map;
}
